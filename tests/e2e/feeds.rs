//! Feeds, the Statuspage-compatible answers and security.txt: read by the parsers that readers use.

use std::collections::BTreeSet;

use groundswell::domain::bucket::Timestamp;
use serde_json::Value;

use crate::geography::Schema;
use crate::share::{NASTY, PUBLIC_ORIGIN, plant, start};
use crate::test_app::{Answer, Backing, START, TestApp};

const FORMATS: [(&str, &str); 3] = [
    ("atom", "application/atom+xml; charset=utf-8"),
    ("rss", "application/rss+xml; charset=utf-8"),
    ("json", "application/feed+json; charset=utf-8"),
];

const STATUSPAGE: [&str; 8] = [
    "summary.json",
    "status.json",
    "components.json",
    "incidents.json",
    "incidents/unresolved.json",
    "scheduled-maintenances.json",
    "scheduled-maintenances/upcoming.json",
    "scheduled-maintenances/active.json",
];

/// An entry as readers see it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    id: String,
    title: String,
    address: String,
    at: String,
}

/// By the crate of the format, and by one that guesses it; they have to agree.
fn entries(format: &str, text: &str) -> Vec<Entry> {
    let guessed = feed_rs::parser::parse(text.as_bytes()).unwrap();
    let guessed: Vec<Entry> = guessed.entries.into_iter().map(of_feed_rs).collect();
    let own = match format {
        "atom" => of_atom(text),
        "rss" => of_rss(text),
        _ => of_json(text),
    };
    assert_eq!(own, guessed, "{format}");
    own
}

fn of_feed_rs(entry: feed_rs::model::Entry) -> Entry {
    Entry {
        id: entry.id,
        title: entry.title.unwrap().content,
        address: entry.links[0].href.clone(),
        at: Timestamp(entry.published.unwrap().timestamp()).to_rfc3339(),
    }
}

fn of_atom(text: &str) -> Vec<Entry> {
    let feed: atom_syndication::Feed = text.parse().unwrap();
    assert_eq!(feed.updated, feed.entries[0].updated);
    let entry = |entry: &atom_syndication::Entry| Entry {
        id: entry.id.clone(),
        title: entry.title.value.clone(),
        address: entry.links[0].href.clone(),
        at: Timestamp(entry.published.unwrap().timestamp()).to_rfc3339(),
    };
    feed.entries.iter().map(entry).collect()
}

fn of_rss(text: &str) -> Vec<Entry> {
    let channel: rss::Channel = text.parse().unwrap();
    let moment = |text: &str| jiff::fmt::rfc2822::parse(text).unwrap().timestamp().as_second();
    let entry = |item: &rss::Item| {
        let guid = item.guid.as_ref().unwrap();
        assert!(!guid.permalink);
        Entry {
            id: guid.value.clone(),
            title: item.title.clone().unwrap(),
            address: item.link.clone().unwrap(),
            at: Timestamp(moment(item.pub_date.as_ref().unwrap())).to_rfc3339(),
        }
    };
    channel.items.iter().map(entry).collect()
}

fn of_json(text: &str) -> Vec<Entry> {
    let feed: Value = serde_json::from_str(text).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let entry = |item: &Value| Entry {
        id: text(&item["id"]),
        title: text(&item["title"]),
        address: text(&item["url"]),
        at: text(&item["date_published"]),
    };
    feed["items"].as_array().unwrap().iter().map(entry).collect()
}

/// What a feed of an outage that is over says, of everything and of the service.
pub async fn tell_the_outage(app: &TestApp, incident: &Value) {
    let page = format!(
        "{}/services/spotify/incidents/{}",
        app.origin,
        incident["id"].as_str().unwrap()
    );
    let mut told = BTreeSet::new();
    for folder in ["", "/services/spotify"] {
        for (format, media_type) in FORMATS {
            let path = format!("{folder}/feed.{format}");
            let answer = app.get(&path).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, media_type));
            assert_is_cached_and_public(app, &path, &answer).await;
            let all = entries(format, &answer.text());
            assert!(all.is_sorted_by(|newer, older| newer.at >= older.at), "{path}: {all:?}");
            let of_incident: Vec<Entry> = all.into_iter().filter(|entry| entry.address == page).collect();
            told.insert(of_incident);
        }
    }
    assert_eq!(told.len(), 1, "feeds differ: {told:#?}");
    let told = told.pop_first().unwrap();
    assert_eq!(told[0].title, "Spotify: Back to normal");
    assert_eq!(
        told[told.len() - 1].title.split(',').next(),
        Some("Spotify: Problems found")
    );
    let ids: BTreeSet<&str> = told.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), told.len());
    for transition in incident["transitions"].as_array().unwrap() {
        let is_told = ids.iter().any(|id| id.ends_with(transition["id"].as_str().unwrap()));
        // Of the regions of a worldwide outage, the first few.
        assert!(is_told || transition["kind"] == "region_added", "{transition}: {ids:?}");
    }
    assert_eq!(app.get(page.strip_prefix(&app.origin).unwrap()).await.status, 200);
    app.get("/services/nope/feed.atom").await.problem(404);
    app.get("/feed.xml").await.problem(404);
}

async fn assert_is_cached_and_public(app: &TestApp, path: &str, answer: &Answer) {
    assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    assert_eq!(answer.header("cache-control"), "public, max-age=0, must-revalidate");
    assert_eq!(
        (answer.header("vary"), answer.header("set-cookie")),
        ("accept-encoding", "")
    );
    let known = app.request("GET", path).header("if-none-match", answer.header("etag"));
    let known = Answer::of(known).await;
    assert_eq!((known.status, known.body.len()), (304, 0), "{path}");
    let packed = Answer::of(app.request("GET", path).header("accept-encoding", "gzip")).await;
    assert_eq!(packed.header("content-encoding"), "gzip", "{path}");
    assert!(packed.body.len() < answer.body.len(), "{path}");
    let head = Answer::of(app.request("HEAD", path)).await;
    assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
}

/// What the Statuspage-compatible answers say of an outage that is over.
pub async fn tell_it_as_statuspage(app: &TestApp, incident: &Value) {
    for document in STATUSPAGE {
        let path = format!("/api/v2/{document}");
        assert_is_cached_and_public(app, &path, &app.get(&path).await).await;
    }
    let id = &incident["id"];
    let listed = async |document: &str| {
        let answer = app.get_json(&format!("/api/v2/{document}")).await;
        let incidents = answer["incidents"].as_array().unwrap().clone();
        incidents.into_iter().find(|incident| incident["id"] == *id)
    };
    let told = listed("incidents.json").await.unwrap();
    assert_eq!(
        (&told["status"], &told["name"]),
        (&"resolved".into(), &"Problems with Spotify".into())
    );
    assert_eq!(told["resolved_at"], incident["resolved_at"]);
    assert_eq!(told["impact"], incident["severity"]);
    let updates = told["incident_updates"].as_array().unwrap();
    assert_eq!(updates.len(), incident["transitions"].as_array().unwrap().len());
    let statuses: Vec<&str> = updates
        .iter()
        .rev()
        .map(|update| update["status"].as_str().unwrap())
        .collect();
    assert_eq!(
        (statuses[0], statuses[statuses.len() - 1]),
        ("investigating", "resolved")
    );
    assert!(statuses.contains(&"monitoring"), "{statuses:?}");
    assert!(listed("incidents/unresolved.json").await.is_none());
    assert!(listed("summary.json").await.is_none());
}

/// An app below a path, with an incident of a service with a nasty name under way.
async fn site() -> (TestApp, tempfile::TempDir) {
    let (mut app, folder) = start(Vec::new()).await;
    plant(&app).await;
    // What was planted behind its back is at hand after that.
    app.restart().await;
    (app, folder)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn feeds_below_a_path_of_a_service_with_a_nasty_name() {
    let (app, _folder) = site().await;
    for (format, _) in FORMATS {
        let answer = app.get(&format!("/status/services/spotify/feed.{format}")).await;
        let text = answer.text();
        assert!(format == "json" || !text.contains("<script"), "{text}");
        let entries = entries(format, &text);
        assert_eq!(entries.len(), 1, "{entries:?}");
        let entry = &entries[0];
        assert_eq!(
            entry.id,
            "tag:status.example.org,2026:/status/steps/spotify-20260304T1033Z.1"
        );
        assert_eq!(entry.title, format!("{NASTY}: Problems found"));
        let page = format!("{PUBLIC_ORIGIN}/status/services/spotify/incidents/spotify-20260304T1033Z");
        assert_eq!(entry.address, page);
        assert!(text.contains(&format!("{PUBLIC_ORIGIN}/status/services/spotify/feed.{format}")));
    }
    // A service to which nothing has happened has a feed as well.
    let quiet = app.get("/status/services/netflix/feed.json").await;
    assert_eq!(quiet.json()["items"], Value::Array(Vec::new()));
    let feed: atom_syndication::Feed = app
        .get("/status/services/netflix/feed.atom")
        .await
        .text()
        .parse()
        .unwrap();
    assert!(feed.entries.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn feeds_are_english_unless_their_address_says_otherwise() {
    let (app, _folder) = site().await;
    for (query, browser, expected) in [
        ("", "de", "en"),
        ("?lang=de", "fr", "de"),
        ("?lang=xx&utm_source=y", "de", "en"),
    ] {
        let request = app.request("GET", &format!("/status/feed.atom{query}"));
        let request = request
            .header("accept-language", browser)
            .header("cookie", "groundswell-lang=ja");
        let answer = Answer::of(request).await;
        assert_eq!(
            (answer.status, answer.header("content-language")),
            (200, expected),
            "{query}"
        );
        let feed: atom_syndication::Feed = answer.text().parse().unwrap();
        assert_eq!(feed.lang.as_deref(), Some(expected));
        let address = feed.links.iter().find(|link| link.rel == "self").unwrap().href.clone();
        let suffix = if expected == "de" { "?lang=de" } else { "" };
        assert_eq!(address, format!("{PUBLIC_ORIGIN}/status/feed.atom{suffix}"));
        let title = &feed.entries[0].title.value;
        assert_eq!(title.ends_with("Probleme erkannt"), expected == "de", "{title}");
    }
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn assert_has(value: &Value, wanted: &str) {
    let wanted: BTreeSet<&str> = wanted.split(',').collect();
    let missing: Vec<_> = wanted.difference(&keys(value)).copied().collect();
    assert!(missing.is_empty(), "{missing:?}: {value}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statuspage_answers_have_the_shape_that_clients_know() {
    let (app, _folder) = site().await;
    let summary = app.get_json("/status/api/v2/summary.json").await;
    assert_has(&summary, "page,status,components,incidents,scheduled_maintenances");
    assert_has(&summary["page"], "id,name,url,time_zone,updated_at");
    assert_eq!(summary["page"]["url"], format!("{PUBLIC_ORIGIN}/status"));
    assert_has(&summary["status"], "indicator,description");
    let components = summary["components"].as_array().unwrap();
    assert_eq!(components.len(), 3, "a group and its two members");
    for component in components {
        assert_has(
            component,
            "id,name,status,created_at,updated_at,position,description,showcase,start_date,group_id,page_id,group,\
             only_show_if_degraded",
        );
        let statuses = ["operational", "degraded_performance", "partial_outage", "major_outage"];
        assert!(statuses.contains(&component["status"].as_str().unwrap()), "{component}");
    }
    assert_eq!(
        (&components[0]["group"], &components[1]["group_id"]),
        (&true.into(), &components[0]["id"])
    );
    let incident = &summary["incidents"][0];
    assert_has(
        incident,
        "id,name,status,impact,created_at,updated_at,monitoring_at,resolved_at,shortlink,page_id,incident_updates",
    );
    assert_eq!(incident["name"], format!("Problems with {NASTY}"));
    assert_has(
        &incident["incident_updates"][0],
        "id,status,body,incident_id,created_at,updated_at,display_at",
    );
    let parts = async |document: &str| {
        let answer = app.get_json(&format!("/status/api/v2/{document}")).await;
        keys(&answer)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .join(",")
    };
    assert_eq!(parts("status.json").await, "page,status");
    assert_eq!(parts("components.json").await, "components,page");
    assert_eq!(parts("incidents.json").await, "incidents,page");
    assert_eq!(parts("incidents/unresolved.json").await, "incidents,page");
    for document in &STATUSPAGE[5..] {
        assert_eq!(parts(document).await, "page,scheduled_maintenances");
    }
    let said = app.get("/status/api/v2/subscribers.json").await.problem(404);
    assert!(said.contains("summary.json"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contact_for_security_is_told_when_there_is_one() {
    let app = TestApp::start(Backing::embedded()).await;
    app.get("/.well-known/security.txt").await.problem(404);
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| {
        config.security_contact = Some("mailto:security@example.org".to_owned());
    })
    .await;
    let answer = app.get("/.well-known/security.txt").await;
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    let text = answer.text();
    let (contact, expires) = text.split_once('\n').unwrap();
    assert_eq!(contact, "Contact: mailto:security@example.org");
    let expires: jiff::Timestamp = expires.trim().strip_prefix("Expires: ").unwrap().parse().unwrap();
    let ahead = expires.as_second() - START;
    assert!((180 * 86_400..365 * 86_400).contains(&ahead), "{text}");
    assert_eq!(expires.as_second() % 86_400, 0, "{text}");
}
