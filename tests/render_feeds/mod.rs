//! Feeds and the Statuspage-compatible answers as text, and read by what others read them with.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use groundswell::domain::attribution::AttributionKind;
use groundswell::domain::bucket::Timestamp;
use groundswell::domain::incident::{Incident, Phase, TransitionKind};
use groundswell::domain::service::{Catalogue, Category};
use groundswell::domain::snapshot::{Snapshot, Verdict};
use groundswell::render::feeds::{ENTRIES_MAX, Format};
use groundswell::render::locale::Locale;
use groundswell::render::statuspage::Document;
use groundswell::render::views::{FeedView, StatuspageView};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::made_up::{self, NOW};
use crate::renderer;

/// Ids as the domain makes them.
fn numbered(mut incident: Incident) -> Arc<Incident> {
    for transition in &mut incident.transitions {
        transition.id = format!("{}.{}", incident.id, transition.sequence);
    }
    Arc::new(incident)
}

fn incidents() -> Vec<Arc<Incident>> {
    let mut running = made_up::incident("spotify", Phase::Recovering);
    let at = NOW.0 - 600;
    running
        .transitions
        .push(made_up::step(4, TransitionKind::Recovering, at, None, 40));
    running.attribution = Some(made_up::attribution("google-cloud", AttributionKind::Dependency));
    let mut held = made_up::incident("steam", Phase::Confirmed);
    held.attribution = Some(made_up::attribution("aws", AttributionKind::SpillOver));
    let all = [
        running,
        held,
        made_up::withdrawn("youtube-music", "tidal"),
        made_up::resolved("pokemon-go", 11),
        made_up::burst("apple-music", 12),
        made_up::resolved("closed-down", 3),
    ];
    all.map(numbered).into()
}

fn feed(catalogue: &Catalogue, incidents: &[Arc<Incident>], format: Format, locale: Locale) -> String {
    let view = FeedView {
        catalogue,
        service: None,
        incidents,
        locale,
    };
    renderer().feed(&view, format)
}

/// One element a line, so that a difference can be read.
fn readable(xml: &str) -> String {
    xml.replace("><", ">\n<")
}

/// Ids, titles and addresses of a feed as [`feed_rs`] understands it, whatever it is written in.
fn understood(text: &str) -> Vec<(String, String, String)> {
    let feed = feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
    let entry = |entry: feed_rs::model::Entry| {
        let title = entry.title.unwrap().content;
        (entry.id, title, entry.links[0].href.clone())
    };
    feed.entries.into_iter().map(entry).collect()
}

#[test]
fn feeds_in_three_formats() {
    let catalogue = made_up::catalogue();
    let incidents = incidents();
    let of = |format| feed(&catalogue, &incidents, format, Locale::En);
    insta::assert_snapshot!("feed_atom", readable(&of(Format::Atom)));
    insta::assert_snapshot!("feed_rss", readable(&of(Format::Rss)));
    let json: Value = serde_json::from_str(&of(Format::Json)).unwrap();
    insta::assert_json_snapshot!("feed_json", json);
    let texts = Format::ALL.map(|format| understood(&of(format)));
    assert!(texts[0].len() >= 8, "{texts:?}");
    assert_eq!(texts[0], texts[1]);
    assert_eq!(texts[0], texts[2]);
    let ids: BTreeSet<&str> = texts[0].iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!(ids.len(), texts[0].len());
    assert!(!ids.iter().any(|id| id.contains("steam") || id.contains("closed-down")));
}

#[test]
fn feeds_in_all_languages() {
    let catalogue = made_up::catalogue();
    let incidents = incidents();
    let english = understood(&feed(&catalogue, &incidents, Format::Atom, Locale::En));
    let mut titles = String::new();
    for locale in Locale::ALL {
        let text = feed(&catalogue, &incidents, Format::Json, locale);
        let entries = understood(&text);
        let same_ids = entries.iter().zip(&english).all(|(own, english)| own.0 == english.0);
        assert!(same_ids && entries.len() == english.len(), "{locale:?}");
        let parsed: Value = serde_json::from_str(&text).unwrap();
        writeln!(titles, "\n{} {}", parsed["language"], parsed["title"]).unwrap();
        for item in parsed["items"].as_array().unwrap() {
            writeln!(titles, "{}\n    {}", item["title"], item["summary"]).unwrap();
        }
    }
    insta::assert_snapshot!("feed_languages", titles);
}

#[test]
fn the_feed_of_a_service_has_the_same_entries() {
    let catalogue = made_up::catalogue();
    let incidents = incidents();
    let only: Vec<_> = incidents
        .iter()
        .filter(|incident| incident.service.as_str() == "spotify")
        .cloned()
        .collect();
    let view = FeedView {
        catalogue: &catalogue,
        service: catalogue.service("spotify").map(AsRef::as_ref),
        incidents: &only,
        locale: Locale::De,
    };
    let of_service = renderer().feed(&view, Format::Atom);
    let parsed: atom_syndication::Feed = of_service.parse().unwrap();
    assert_eq!(parsed.id, "tag:status.example,2026:/down/services/spotify");
    assert_eq!(parsed.lang.as_deref(), Some("de"));
    let address = |rel: &str| parsed.links.iter().find(|link| link.rel == rel).unwrap().href.clone();
    assert_eq!(
        address("self"),
        "https://status.example/down/services/spotify/feed.atom?lang=de"
    );
    assert_eq!(
        address("alternate"),
        "https://status.example/down/services/spotify?lang=de"
    );
    let all = feed(&catalogue, &incidents, Format::Atom, Locale::De);
    let all = understood(&all);
    for entry in understood(&of_service) {
        assert!(all.contains(&entry), "{entry:?}");
    }
}

#[test]
fn a_feed_without_entries_is_one() {
    let catalogue = made_up::catalogue();
    for format in Format::ALL {
        let text = feed(&catalogue, &[], format, Locale::En);
        assert!(understood(&text).is_empty(), "{text}");
    }
    let text = feed(&catalogue, &[], Format::Atom, Locale::En);
    let parsed: atom_syndication::Feed = text.parse().unwrap();
    assert_eq!(parsed.updated.to_rfc3339(), "1970-01-01T00:00:00+00:00");
    let text = feed(&catalogue, &[], Format::Rss, Locale::En);
    let parsed: rss::Channel = text.parse().unwrap();
    assert_eq!((parsed.last_build_date, parsed.pub_date), (None, None));
}

#[test]
fn a_worldwide_outage_does_not_fill_the_feed() {
    let catalogue = made_up::catalogue();
    let mut incident = made_up::incident("spotify", Phase::Resolved);
    let start = incident.opened_at.0;
    incident.transitions.truncate(1);
    for sequence in 2..150 {
        let spread = TransitionKind::RegionAdded;
        let at = start + i64::from(sequence) * 60;
        incident
            .transitions
            .push(made_up::step(sequence, spread, at, Some("US-NY"), 9));
    }
    let end = start + 200 * 60;
    incident
        .transitions
        .push(made_up::step(150, TransitionKind::Resolved, end, None, 2));
    let mut incidents = vec![numbered(incident.clone())];
    let told = understood(&feed(&catalogue, &incidents, Format::Atom, Locale::En));
    let places: Vec<&str> = told.iter().map(|(id, ..)| id.rsplit_once('.').unwrap().1).collect();
    assert_eq!(places, ["150", "10", "9", "8", "7", "6", "5", "4", "3", "2", "1"]);
    // When old steps are forgotten, no other ones take their place.
    incident.transitions.drain(1..100);
    let after = understood(&feed(&catalogue, &[numbered(incident)], Format::Atom, Locale::En));
    assert!(
        after.iter().all(|entry| told.contains(entry)) && after.len() == 2,
        "{after:?}"
    );
    for hour in 0..60 {
        let mut other = made_up::resolved("tidal", 5);
        other.id.0 = format!("tidal-{hour}");
        for transition in &mut other.transitions {
            transition.at = Timestamp(transition.at.0 - hour * 3_600);
        }
        incidents.push(numbered(other));
    }
    assert_eq!(
        understood(&feed(&catalogue, &incidents, Format::Rss, Locale::En)).len(),
        ENTRIES_MAX
    );
}

#[test]
fn hostile_names_stay_names_in_feeds() {
    let name = format!("{} ]]> {}", made_up::HOSTILE, "\u{1}<img src=x onerror=alert(1)>");
    let service = made_up::service("spotify", &name, "music");
    let category = Category {
        slug: "music".to_owned(),
        name: name.clone(),
        interconnected: false,
    };
    let catalogue = Catalogue::new(vec![category], vec![service, made_up::service("tidal", &name, "music")]);
    let mut incident = made_up::incident("spotify", Phase::Confirmed);
    incident.attribution = Some(made_up::attribution("tidal", AttributionKind::Dependency));
    let incidents = [numbered(incident)];
    let elements = Selector::parse("body *").unwrap();
    for format in Format::ALL {
        let text = feed(&catalogue, &incidents, format, Locale::En);
        assert!(
            format == Format::Json || !text.contains("<script") && !text.contains("<img"),
            "{text}"
        );
        let parsed = feed_rs::parser::parse(text.as_bytes()).unwrap();
        for entry in parsed.entries {
            assert!(entry.title.unwrap().content.contains("<script>alert(1)</script>"));
            let html = entry.content.unwrap().body.unwrap();
            let html = Html::parse_document(&html);
            let names: BTreeSet<&str> = html.select(&elements).map(|element| element.value().name()).collect();
            assert_eq!(names, BTreeSet::from(["a", "p"]), "{format:?}");
            assert!(html.root_element().text().any(|text| text.contains("]]> <img src=x")));
        }
    }
}

fn snapshots() -> Vec<Arc<Snapshot>> {
    let mut critical = made_up::problems("aws");
    let mut incident = made_up::incident("aws", Phase::Confirmed);
    incident.severity = groundswell::domain::incident::Severity::Critical;
    critical.incident = Some(Arc::new(incident));
    let mut recovering = made_up::problems("steam");
    recovering.verdict = Verdict::Recovering;
    [
        made_up::problems("spotify"),
        made_up::possible("apple-music"),
        made_up::normal("tidal"),
        critical,
        recovering,
    ]
    .map(Arc::new)
    .into()
}

fn statuspage(snapshots: &[Arc<Snapshot>], incidents: &[Arc<Incident>], document: Document) -> Value {
    let view = StatuspageView {
        catalogue: &made_up::catalogue(),
        snapshots,
        incidents,
        now: NOW,
    };
    serde_json::from_str(&renderer().statuspage(&view, document)).unwrap()
}

#[test]
fn statuspage_tells_everything_that_is_going_on() {
    let summary = statuspage(&snapshots(), &incidents(), Document::Summary);
    insta::assert_json_snapshot!("statuspage_summary", summary);
    let incidents = statuspage(&snapshots(), &incidents(), Document::Incidents);
    insta::assert_json_snapshot!("statuspage_incidents", incidents);
}

#[test]
fn statuspage_has_a_word_for_each_verdict() {
    let components = statuspage(&snapshots(), &[], Document::Components);
    let status = |id: &str| {
        let all = components["components"].as_array().unwrap();
        all.iter().find(|component| component["id"] == id).unwrap()["status"].clone()
    };
    for (id, expected) in [
        ("spotify", "partial_outage"),
        ("apple-music", "operational"),
        ("tidal", "operational"),
        ("youtube-music", "operational"),
        ("aws", "major_outage"),
        ("steam", "degraded_performance"),
        ("category.music", "partial_outage"),
        ("category.cloud", "major_outage"),
        ("category.games", "degraded_performance"),
    ] {
        assert_eq!(status(id), expected, "{id}");
    }
    for (count, indicator) in [(0, "none"), (1, "major"), (3, "major"), (5, "critical")] {
        let answer = statuspage(&snapshots()[..count], &[], Document::Status);
        assert_eq!(answer["status"]["indicator"], indicator);
    }
}
