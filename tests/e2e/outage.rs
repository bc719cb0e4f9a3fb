//! A real outage, replayed: one incident, told once to whoever asked, remembered over a restart.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

use groundswell::app;
use groundswell::catalogue;
use groundswell::cli::counts::{CountLine, CountsReader, write_count, write_tick};
use groundswell::cli::crowd::{AddressBook, Sender};
use groundswell::cli::import::import_into;
use groundswell::cli::replay;
use groundswell::cli::scenario::Scenario;
use groundswell::domain::bucket::Minute;
use groundswell::geoip::Database;
use groundswell::store::{self, StoreOptions};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers};

use crate::geography::{Geography, Schema};
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, TestApp, config, small_catalogue};

pub async fn the_spotify_outage_of_april_2025(backing: Backing) {
    let scenario = scenario();
    learn_history(&scenario, &backing).await;
    let mut app = TestApp::start_with(backing, Schema::MaxMind, |config| {
        config.virtual_clock = Some(scenario.start.start().0);
    })
    .await;
    let receiver = receiver().await;
    let secret = subscribe(&app, &receiver.uri()).await;
    replay(&app, &scenario).await;

    let incident = the_incident(&app, &scenario).await;
    let hit: BTreeSet<&str> = texts(&incident["regions"], "region").collect();
    assert!(hit.contains("US-NY"), "{hit:?}");
    for country in ["GB", "DE", "IN"] {
        assert!(
            hit.iter().any(|region| region.starts_with(country)),
            "{country}: {hit:?}"
        );
    }
    let requests = receiver.received_requests().await.unwrap();
    let messages = verified(&requests, &secret);
    let kinds: BTreeSet<&str> = messages
        .values()
        .map(|message| message["type"].as_str().unwrap())
        .collect();
    let expected =
        ["opened", "escalated", "region_added", "recovering", "resolved"].map(|kind| format!("incident.{kind}"));
    assert!(expected.iter().all(|kind| kinds.contains(kind.as_str())), "{kinds:?}");
    assert_eq!(messages.len(), requests.len(), "a message came twice");
    assert_eq!(messages.len(), incident["transitions"].as_array().unwrap().len());

    let before = public_view(&app, &incident).await;
    app.restart().await;
    for _ in 0..10 {
        app.pass(60).await;
    }
    assert_eq!(
        receiver.received_requests().await.unwrap().len(),
        requests.len(),
        "something was sent again"
    );
    assert_eq!(public_view(&app, &incident).await, before);
    let page = app.page("/services/spotify").await;
    let id = incident["id"].as_str().unwrap();
    assert!(page.contains(&format!("/services/spotify/incidents/{id}")));
    let page = app.page(&format!("/services/spotify/incidents/{id}")).await;
    assert!(page.contains("New York"));
}

fn scenario() -> Scenario {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replays/spotify-2025-04-16.toml");
    Scenario::load(&file).unwrap()
}

/// Takes the weeks before the outage into the store, as `groundswell import` does.
async fn learn_history(scenario: &Scenario, backing: &Backing) {
    let mut lines = Vec::new();
    for minute in (scenario.history_start().0..scenario.start.0).map(Minute) {
        for crowd in &scenario.crowds {
            for cell in scenario.bucket(crowd, minute).cells {
                let line = CountLine {
                    service: crowd.service.as_str().into(),
                    ts: minute.start(),
                    region: cell.region,
                    symptom: cell.symptom.as_ref().map(|symptom| symptom.as_str().into()),
                    count: cell.count,
                    reporters: None,
                };
                write_count(&mut lines, &line).unwrap();
            }
        }
        write_tick(&mut lines, minute).unwrap();
    }
    let settings = app::detector_settings(&config(backing.url(), &Geography::write(Schema::MaxMind)));
    let store = store::open(&backing.url().parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    let catalogue = catalogue::load(&small_catalogue()).unwrap();
    let bytes = lines.len() as u64;
    let reader = CountsReader::new(Cursor::new(lines));
    let imported = import_into(&store, &catalogue, &settings, reader, bytes).await.unwrap();
    assert_eq!(imported.services, scenario.crowds.len());
}

async fn receiver() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(matchers::method("POST"))
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    server
}

async fn subscribe(app: &TestApp, url: &str) -> String {
    let request = app.request("POST", "/api/v1/webhooks").bearer_auth(ADMIN_TOKEN);
    let answer = Answer::of(request.json(&json!({ "url": url }))).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let created = answer.json();
    let secret = created["secret"].as_str().or_else(|| created["secrets"][0].as_str());
    secret.unwrap().to_owned()
}

/// Every click over HTTP, every step of the clock too.
async fn replay(app: &TestApp, scenario: &Scenario) {
    let addresses = AddressBook::new(scenario, &Database::load(&app.geography.files())).unwrap();
    let sender = Sender::new(&app.origin).unwrap();
    let counted = replay::drive(scenario, &sender, &addresses, app.now(), ADMIN_TOKEN)
        .await
        .unwrap();
    assert!(counted > 3_000, "{counted}");
}

/// The one incident since the scenario's start, which is over.
async fn the_incident(app: &TestApp, scenario: &Scenario) -> Value {
    let started = scenario.start.start().to_rfc3339();
    let all = app.get_json("/api/v1/incidents?service=spotify").await;
    let is_live = |incident: &&Value| incident["opened_at"].as_str().unwrap() >= started.as_str();
    let live: Vec<&Value> = all["incidents"].as_array().unwrap().iter().filter(is_live).collect();
    assert_eq!(live.len(), 1, "{all}");
    assert_eq!(live[0]["state"], "resolved", "{}", live[0]);
    live[0].clone()
}

fn texts<'a>(list: &'a Value, key: &'static str) -> impl Iterator<Item = &'a str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(move |item| item[key].as_str().unwrap())
}

/// Messages by id, each with the signature that the oracle computes. Its own `verify` would compare the time in the
/// message, which is that of the virtual clock, with the system's.
fn verified(requests: &[Request], secret: &str) -> BTreeMap<String, Value> {
    let oracle = Webhook::new(secret).unwrap();
    let mut messages = BTreeMap::new();
    for request in requests {
        let header = |name: &str| request.headers.get(name).unwrap().to_str().unwrap();
        let (id, sent) = (header("webhook-id"), header("webhook-timestamp").parse().unwrap());
        assert_eq!(
            header("webhook-signature"),
            oracle.sign(id, sent, &request.body).unwrap()
        );
        messages.insert(id.to_owned(), serde_json::from_slice(&request.body).unwrap());
    }
    messages
}

/// What is known of the incident, and what its day looks like.
async fn public_view(app: &TestApp, incident: &Value) -> (Value, Value, u64) {
    let id = incident["id"].as_str().unwrap();
    let summary = app.get_json(&format!("/api/v1/incidents/{id}")).await;
    let evidence = app.get_json(&format!("/api/v1/incidents/{id}/evidence")).await;
    let without_port = |value: Value| -> Value {
        let text = value.to_string().replace(&app.origin, "");
        serde_json::from_str(&text).unwrap()
    };
    (without_port(summary), evidence, app.counted("spotify").await)
}
