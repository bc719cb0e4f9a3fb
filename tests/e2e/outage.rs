//! A real outage, replayed: one incident, told once to whoever asked, remembered over a restart.

use std::collections::{BTreeMap, BTreeSet};

use groundswell::cli::scenario::Scenario;
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers};

use crate::feeds;
use crate::geography::Schema;
use crate::replays;
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, TestApp, small_catalogue};

pub async fn the_spotify_outage_of_april_2025(backing: Backing) {
    let scenario = replays::scenario("spotify-2025-04-16");
    replays::learn_history(&scenario, &backing, &small_catalogue()).await;
    let mut app = TestApp::start_with(backing, Schema::MaxMind, |config| {
        config.virtual_clock = Some(scenario.start.start().0);
    })
    .await;
    let receiver = receiver().await;
    let secret = subscribe(&app, &receiver.uri()).await;
    let counted = replays::replay(&app, &scenario).await;
    assert!(counted > 3_000, "{counted}");

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
    feeds::tell_the_outage(&app, &incident).await;
    feeds::tell_it_as_statuspage(&app, &incident).await;
}

pub async fn receiver() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(matchers::method("POST"))
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    server
}

pub async fn subscribe(app: &TestApp, url: &str) -> String {
    let request = app.request("POST", "/api/v1/webhooks").bearer_auth(ADMIN_TOKEN);
    let answer = Answer::of(request.json(&json!({ "url": url }))).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let created = answer.json();
    let secret = created["secret"].as_str().or_else(|| created["secrets"][0].as_str());
    secret.unwrap().to_owned()
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
pub fn verified(requests: &[Request], secret: &str) -> BTreeMap<String, Value> {
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
