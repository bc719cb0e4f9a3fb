//! The word of a service's maker beside the crowd's, from a real server: its state, its lag, and what is left when it is
//! gone.

use std::net::IpAddr;
use std::time::Duration;

use groundswell::domain::bucket::Timestamp;
use serde_json::{Value, json};
use wiremock::matchers::{header, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::brigade::{press, seasoned_with, stranger};
use crate::test_app::{Backing, TestApp, small_catalogue};

/// A vendor's page that says this, with a mark (`ETag`) of its own.
async fn says(server: &MockServer, indicator: &str, incidents: &Value) {
    server.reset().await;
    let body = json!({
        "status": { "indicator": indicator, "description": "All Systems Operational" },
        "incidents": incidents,
        "scheduled_maintenances": [],
    });
    let etag = format!("\"{indicator}\"");
    let page = ResponseTemplate::new(200)
        .insert_header("etag", etag.as_str())
        .set_body_json(body);
    let unchanged = Mock::given(header("if-none-match", etag.as_str()));
    unchanged
        .respond_with(ResponseTemplate::new(304))
        .with_priority(1)
        .mount(server)
        .await;
    Mock::given(method("GET")).respond_with(page).mount(server).await;
}

/// Waits until the maker's word on Spotify is as wanted; time goes on meanwhile.
async fn until(app: &TestApp, wanted: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..500 {
        let service = app.get_json("/api/v1/services/spotify").await;
        if wanted(&service["official"]) {
            return service;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
        app.pass(5).await;
    }
    let service = app.get_json("/api/v1/services/spotify").await;
    panic!("{}", service["official"]);
}

/// An app that reads this server as Spotify's own page.
async fn watching(server: &MockServer) -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    let feed = format!(
        "status_page = \"https://status.spotify.com/\"\nstatus_feed = \"{}/summary.json\"",
        server.uri()
    );
    let catalogue = std::fs::read_to_string(small_catalogue()).unwrap();
    let catalogue = catalogue.replace("status_page = \"https://status.spotify.com/\"", &feed);
    // Kept for as long as the test runs, also over restarts.
    let path = folder.keep().join("catalogue.toml");
    std::fs::write(&path, catalogue).unwrap();
    seasoned_with(Backing::embedded(), |config| {
        config.official_status = Some(true);
        config.catalogue = Some(path);
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_vendors_word_stands_beside_the_crowds_with_its_lag() {
    // One that is gone when it is dropped; others are kept for the next test.
    let server = MockServer::builder().start().await;
    says(&server, "none", &json!([])).await;
    let mut app = watching(&server).await;
    let quiet = until(&app, |official| official["state"] == "operational").await;
    assert_eq!(quiet["official"]["incident"], Value::Null);
    let page = app.page("/services/spotify").await;
    assert!(
        page.contains("Official status:") && page.contains("all systems operational"),
        "{page}"
    );

    // Nobody knows what was announced before the first reading.
    app.pass(600).await;
    let crowd: Vec<IpAddr> = (0..200).map(stranger).collect();
    press(&app, &crowd).await;
    let silent = until(&app, |official| official["incident"]["lag_seconds"].as_i64() > Some(0)).await;
    assert_eq!(
        (&silent["verdict"], &silent["official"]["incident"]["acknowledged_at"]),
        (&"problems".into(), &Value::Null)
    );
    let page = app.page("/services/spotify").await;
    assert!(page.contains("says nothing of this yet"), "{page}");

    let posted_at = Timestamp(app.now()).to_rfc3339();
    says(
        &server,
        "major",
        &json!([{ "id": "1", "name": "Logins\u{202e} fail", "status": "investigating", "created_at": posted_at }]),
    )
    .await;
    let told = until(&app, |official| official["state"] == "partial_outage").await;
    assert_eq!(
        (&told["verdict"], &told["official"]["title"]),
        (&"problems".into(), &"Logins fail".into())
    );
    acknowledged(&app, &told["official"]["incident"], &posted_at).await;

    let requests = server.received_requests().await.unwrap();
    let agent = requests[0].headers["user-agent"].to_str().unwrap();
    assert_eq!(
        agent,
        format!("Groundswell/{} (+{})", env!("CARGO_PKG_VERSION"), app.origin)
    );

    app.restart().await;
    let again = until(&app, |official| official["state"] == "partial_outage").await;
    acknowledged(&app, &again["official"]["incident"], &posted_at).await;
    // It is as it was, and need not be sent again.
    until(&app, |official| {
        official["read_at"].as_str() > again["official"]["read_at"].as_str()
    })
    .await;
    let metrics = app.get("/metrics").await.text();
    assert!(
        metrics.contains("groundswell_official_fetches_total{outcome=\"unchanged\"}"),
        "{metrics}"
    );

    drop(server);
    gone(&app).await;
}

/// The pages and the API say when it was announced, and how long after the first reports.
async fn acknowledged(app: &TestApp, lag: &Value, posted_at: &str) {
    assert_eq!(lag["acknowledged_at"], posted_at);
    assert!(lag["lag_seconds"].as_i64().unwrap() > 0, "{lag}");
    let page = app.page("/services/spotify").await;
    assert!(
        page.contains("partial outage, “Logins fail”") && page.contains(" after the first reports"),
        "{page}"
    );
    let id = app.get_json("/api/v1/services/spotify").await["incident_id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(app.get_json(&format!("/api/v1/incidents/{id}")).await["official"], *lag);
    let page = app.page(&format!("/services/spotify/incidents/{id}")).await;
    assert!(page.contains("Official word") && page.contains(posted_at), "{page}");
}

/// The site goes on, says what it knew and since when it knows no more, and forgets it after a day.
async fn gone(app: &TestApp) {
    let away = until(app, |official| official["unreachable_since"].is_string()).await;
    assert_eq!(away["official"]["state"], "partial_outage");
    let page = app.page("/services/spotify").await;
    assert!(
        page.contains("cannot be read since") && page.contains("“Logins fail”"),
        "{page}"
    );
    app.pass(25 * 3_600).await;
    let forgotten = app.get_json("/api/v1/services/spotify").await;
    assert_eq!(
        (&forgotten["official"]["state"], &forgotten["official"]["title"]),
        (&"unknown".into(), &Value::Null)
    );
    let page = app.page("/services/spotify").await;
    assert!(
        page.contains("no clear state") && !page.contains("Logins fail"),
        "{page}"
    );
    assert_eq!(app.get("/readyz").await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_page_to_read_nothing_is_said() {
    let app = TestApp::start(Backing::embedded()).await;
    app.pass(10).await;
    assert_eq!(app.get_json("/api/v1/services/netflix").await["official"], Value::Null);
    assert!(!app.page("/services/netflix").await.contains("Official status:"));
}
