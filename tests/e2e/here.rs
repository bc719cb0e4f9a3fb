//! Is it only me? Visitors of several places and networks ask, and each gets an answer that is theirs alone.

use std::net::IpAddr;

use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, StoreOptions};
use serde_json::Value;

use crate::geography::{Schema, asn, v4_of};
use crate::test_app::{Answer, Backing, START, TestApp, small_catalogue};

/// Where the services' people live.
const REGIONS: [&str; 5] = ["US-NY", "GB-ENG", "FR-IDF", "DE-BE", "JP-13"];

const HERE: &str = "/api/v1/services/spotify/here";

/// An app whose two services have known one report a minute each for a fortnight, three of a quarter of an hour in each
/// region; and a provider whose customers are those of the first network of New York.
async fn seasoned() -> TestApp {
    let backing = Backing::embedded();
    let store = store::open(&backing.url().parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    // Nobody of the past is within the window.
    let end = Timestamp(START).minute().plus(-20);
    for service in ["spotify", "netflix"] {
        let buckets: Vec<_> = (end.0 - 15 * 1_440..end.0)
            .map(|minute| (Minute(minute), bucket(minute)))
            .collect();
        let service = ServiceSlug::parse(service).unwrap();
        store.import(&service, &buckets).await.unwrap();
    }
    drop(store);
    TestApp::start_with(backing, Schema::MaxMind, |config| {
        let catalogue = std::fs::read_to_string(small_catalogue()).unwrap();
        let provider = format!(
            "{catalogue}\n[[service]]\nslug = 'att'\nname = 'AT&T'\ncategory = 'music'\n\
             home_page = 'https://www.att.com/'\nsymptoms = ['app']\nnetworks = [{}]\n",
            asn("US-NY")
        );
        let file = tempfile::Builder::new()
            .suffix(".toml")
            .tempfile()
            .unwrap()
            .into_temp_path();
        std::fs::write(&file, provider).unwrap();
        config.catalogue = Some(file.keep().unwrap());
    })
    .await
}

fn bucket(minute: i64) -> Bucket {
    let region = REGIONS[usize::try_from(minute.rem_euclid(5)).unwrap()];
    let mut bucket = Bucket::default();
    bucket.add(RegionCode::parse(region).unwrap(), None, 1, 1);
    bucket.add_network(Asn(asn(region)), 1);
    bucket
}

/// What somebody at that address gets.
async fn ask(app: &TestApp, path: &str, from: IpAddr) -> Answer {
    let request = app.request("GET", path).header("accept", "text/html,*/*");
    Answer::of(request.header("x-forwarded-for", from.to_string())).await
}

async fn answer(app: &TestApp, from: IpAddr) -> Value {
    let answer = ask(app, HERE, from).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// A person of that region, by provider and number.
fn somebody(region: &str) -> IpAddr {
    v4_of(region, 0, 31)
}

/// Reports from all five providers of these regions, so many of each.
async fn crowd(app: &TestApp, service: &str, regions: &[&str], each: u8) {
    for number in 0..each {
        for region in regions {
            for provider in 0..5 {
                app.report(service, v4_of(region, provider, number)).await;
            }
        }
        app.pass(10).await;
    }
}

/// Reports of one provider's customers alone.
async fn customers(app: &TestApp, service: &str, region: &str, count: u8) {
    for number in 0..count {
        app.report(service, v4_of(region, 0, number)).await;
    }
    app.pass(10).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_quiet_day_it_is_probably_the_visitor() {
    let app = seasoned().await;
    let quiet = answer(&app, somebody("US-NY")).await;
    assert_eq!(
        (&quiet["outcome"], &quiet["near"]),
        (&"probably_you".into(), &Value::Null)
    );
    assert_eq!(quiet["network"]["asn"], asn("US-NY"));
    assert_eq!(quiet["network"]["service"], "att");
    let page = ask(&app, "/services/spotify/here", somebody("US-NY")).await.text();
    for words in [
        "It is probably only you",
        "Fewer than 5 people near you (United States)",
        "Play something you have downloaded.",
        "Your address was looked up in a local table and forgotten.",
        "<option value=\"DE\">Germany</option>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let near = ask(&app, "/here", somebody("US-NY")).await.text();
    assert!(near.contains("Nothing stands out near you."), "{near}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_an_outage_it_is_theirs_and_numbers_are_those_of_the_place() {
    let app = seasoned().await;
    crowd(&app, "spotify", &["US-NY", "GB-ENG", "FR-IDF", "DE-BE"], 8).await;
    app.pass(30).await;
    let here = answer(&app, somebody("US-NY")).await;
    assert_eq!(here["confirmed"], true, "{here}");
    assert!(
        ["here", "everywhere"].contains(&here["outcome"].as_str().unwrap()),
        "{here}"
    );
    assert_eq!(
        (&here["region"], &here["near"]["reports"]),
        (&"US-NY".into(), &40.into())
    );
    assert!(here["near"]["ratio"].as_f64().unwrap() > 5.0, "{here}");
    assert!(here["everywhere"]["reports"].as_u64().unwrap() >= 160, "{here}");
    let page = ask(&app, "/services/spotify/here", somebody("US-NY")).await.text();
    assert!(
        page.contains("40 people near you (New York) said so in the last 15 minutes;"),
        "{page}"
    );
    assert!(
        page.contains("Use meanwhile") && page.contains("/services/netflix"),
        "{page}"
    );
    let part = ask(&app, "/services/spotify/here?part=1", somebody("US-NY"))
        .await
        .text();
    assert!(part.contains("40 people near you") && !part.contains("<html"), "{part}");
    // Whoever is elsewhere, or says so.
    let elsewhere = answer(&app, somebody("BR-SP")).await;
    assert_eq!(elsewhere["near"], Value::Null, "{elsewhere}");
    let chosen = ask(&app, &format!("{HERE}?region=GB"), somebody("US-NY")).await.json();
    assert_eq!(
        (&chosen["region"], &chosen["region_chosen"]),
        (&"GB".into(), &true.into())
    );
    assert_eq!(
        (&chosen["network"], &chosen["near"]["reports"]),
        (&Value::Null, &40.into())
    );
    let near = ask(&app, "/here", somebody("US-NY")).await.text();
    assert!(near.contains("/services/spotify") && near.contains("normal"), "{near}");
    let far = ask(&app, "/here", somebody("BR-SP")).await.text();
    assert!(far.contains("Nothing stands out near you."), "{far}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_fails_is_named_to_its_customers_alone() {
    let app = seasoned().await;
    customers(&app, "spotify", "US-NY", 30).await;
    let customer = answer(&app, somebody("US-NY")).await;
    assert_eq!(customer["outcome"], "your_provider", "{customer}");
    assert_eq!(customer["in_network"]["reports"], 30, "{customer}");
    assert!(customer["in_network"]["expected"].as_f64().unwrap() < 5.0, "{customer}");
    let page = ask(&app, "/services/spotify/here", somebody("US-NY")).await.text();
    for link in ["/services/att", &format!("/networks/{}", asn("US-NY"))] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}: {page}");
    }
    let neighbour = answer(&app, v4_of("US-NY", 1, 3)).await;
    assert_ne!(neighbour["outcome"], "your_provider", "{neighbour}");
    assert_eq!(neighbour["in_network"], Value::Null);
    let near = ask(&app, "/here", somebody("US-NY")).await.text();
    assert!(near.contains("on your network"), "{near}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_people_are_nobody() {
    let app = seasoned().await;
    for provider in 1..5 {
        app.report("spotify", v4_of("IN-MH", provider, 1)).await;
    }
    app.pass(10).await;
    let here = answer(&app, somebody("IN-MH")).await;
    assert_eq!(
        (&here["near"], &here["in_network"]),
        (&Value::Null, &Value::Null),
        "{here}"
    );
    assert_eq!(here["region"], "IN");
    app.report("spotify", v4_of("IN-MH", 0, 1)).await;
    app.pass(10).await;
    assert_eq!(answer(&app, somebody("IN-MH")).await["near"]["reports"], 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_are_kept_by_nobody_and_are_for_this_site_alone() {
    let app = TestApp::start(Backing::embedded()).await;
    for path in ["/here", "/here?part=1", "/services/spotify/here", HERE] {
        for from in ["US-NY", "FR-IDF"] {
            let request = app.request("GET", path).header("origin", "https://evil.example");
            let answer = Answer::of(request.header("x-forwarded-for", somebody(from).to_string())).await;
            assert_eq!(
                (answer.status, answer.header("cache-control")),
                (200, "no-store"),
                "{path}"
            );
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
            assert_eq!(answer.header("etag"), "", "{path}");
        }
    }
    let refusals = [
        ("/services/nope/here", 404),
        ("/services/spotify/here?region=XX", 400),
        ("/services/spotify/here?region=%3Cscript%3E", 400),
        ("/here?region=US-", 400),
        ("/api/v1/services/spotify/here?region=unknown", 400),
        ("/api/v1/services/spotify/here?nope=1", 400),
    ];
    for (path, status) in refusals {
        assert_eq!(app.get(path).await.status, status, "{path}");
    }
    for path in ["/here?region=", "/services/spotify/here?region=&utm=1"] {
        assert_eq!(app.get(path).await.status, 200, "{path}");
    }
    // Whoever's address no database knows.
    let nowhere = ask(&app, "/services/spotify/here", "203.0.113.9".parse().unwrap()).await;
    assert!(
        nowhere.text().contains("Where you are is not known"),
        "{}",
        nowhere.text()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_report_it_is_said_what_others_near_see_and_what_to_do() {
    let app = seasoned().await;
    crowd(&app, "spotify", &["US-NY", "GB-ENG"], 5).await;
    let press = async |body: &'static str| {
        let form = app.request("POST", "/services/spotify/report");
        let form = form.header("x-forwarded-for", somebody("US-NY").to_string());
        let form = form.header("content-type", "application/x-www-form-urlencoded");
        let answer = Answer::of(form.body(body)).await;
        assert_eq!(answer.status, 303);
        let location = answer.header("location").to_owned();
        let page = ask(&app, &location, somebody("US-NY")).await.text();
        let (_, panel) = page.split_once("id=\"answer\"").unwrap();
        (location, panel.split_once("</section>").unwrap().0.to_owned())
    };
    let (_, counted) = press("").await;
    for words in [
        "You and 50 others",
        "What is wrong?",
        "25 people near you (New York)",
        "Play something you have downloaded.",
        "Netflix",
        "No problems",
    ] {
        assert!(counted.contains(words), "{words}: {counted}");
    }
    let (location, repeat) = press("").await;
    assert!(location.ends_with("?reported=repeat"), "{location}");
    assert!(repeat.contains("Thanks") && repeat.contains("counted once"), "{repeat}");
    let (location, works) = press("kind=works").await;
    assert!(location.ends_with("?reported=works"), "{location}");
    assert!(
        works.contains("people near you") && !works.contains("Play something"),
        "{works}"
    );
    let (location, again) = press("kind=works").await;
    assert!(location.ends_with("?reported=works-repeat"), "{location}");
    assert!(again.contains("counted once"), "{again}");
}
