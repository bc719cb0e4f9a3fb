//! Redis stops answering: the site says since when counts are missing, to everybody, and that it is over.

use std::time::Duration;

use serde_json::Value;

use crate::geography::{Schema, v4};
use crate::process::Place;
use crate::redis_server::RedisServer;
use crate::test_app::{Backing, TestApp};

/// Ten seconds of silence, as long for a call that hangs, and some for a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// On the system's clock: calls have to hang as they do.
async fn site() -> TestApp {
    TestApp::start_with(Backing::redis(), Schema::MaxMind, |config| config.virtual_clock = None).await
}

fn redis_of(app: &TestApp) -> &RedisServer {
    match &app.backing {
        Backing::Redis(server) => server,
        Backing::Embedded(_) => panic!("not on Redis"),
    }
}

async fn delayed_since(app: &TestApp) -> Value {
    app.get_json("/api/v1/services").await["delayed_since"].clone()
}

/// Waits until counts are said to be delayed, or not.
async fn until_delayed(app: &TestApp, expected: bool) -> Value {
    let waited = tokio::time::timeout(PATIENCE, async {
        loop {
            let since = delayed_since(app).await;
            if since.is_string() == expected {
                return since;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    });
    waited.await.unwrap()
}

/// Reads a stream until the text is in it.
async fn until_heard(stream: &mut reqwest::Response, wanted: &str) {
    let mut heard = String::new();
    let listening = tokio::time::timeout(PATIENCE, async {
        while !heard.contains(wanted) {
            heard.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap());
        }
    });
    listening.await.unwrap();
}

const PAGES: [&str; 5] = [
    "/",
    "/services/spotify",
    "/?q=spotify",
    "/regions/US-NY",
    "/networks/64500",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frozen_redis_is_said_on_every_page_until_it_answers() {
    let app = site().await;
    app.report("spotify", v4("US-NY", 1)).await;
    until_delayed(&app, false).await;
    for path in PAGES {
        assert!(!app.page(path).await.contains("class=\"delay\""), "{path}");
    }
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}/api/v1/stream?service=spotify", app.origin);
    let mut stream = client.get(url).send().await.unwrap();
    redis_of(&app).signal("STOP");
    let since = until_delayed(&app, true).await;
    assert_eq!(app.get_json("/api/v1/services/spotify").await["delayed_since"], since);
    let banner = format!("datetime=\"{}\"", since.as_str().unwrap());
    for path in PAGES {
        let page = app.page(path).await;
        let (_, notice) = page.split_once("class=\"delay\"").unwrap();
        assert!(notice.contains(&banner), "{path}: {notice}");
    }
    until_heard(&mut stream, &format!("event: delayed\ndata: {{\"since\":{since}}}")).await;
    let metrics = app.get("/metrics").await.text();
    // Its value is that of all sites of this process.
    assert!(metrics.contains("\ngroundswell_counts_delayed_seconds "), "{metrics}");
    redis_of(&app).signal("CONT");
    until_delayed(&app, false).await;
    for path in PAGES {
        assert!(!app.page(path).await.contains("class=\"delay\""), "{path}");
    }
    until_heard(&mut stream, "event: delayed\ndata: {\"since\":null}").await;
    app.report("spotify", v4("US-NY", 2)).await;
}

/// An outage of hours must not fill the log: what is wrong is written when it begins, and that it is over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_says_once_that_redis_is_away() {
    let (place, redis) = (Place::new(), RedisServer::start());
    let process = place.serve(&["--store", &redis.url()]);
    redis.signal("STOP");
    // Some ten heartbeats.
    tokio::time::sleep(Duration::from_secs(12)).await;
    redis.signal("CONT");
    let is_over = async {
        while !process.log().contains("heartbeats go on") {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(PATIENCE, is_over).await.unwrap();
    let log = process.log();
    let lines = log.lines().filter(|line| line.contains("timed out")).count();
    // The heart, leases, the outbox and the connection, each for itself.
    assert!((1..=6).contains(&lines), "{log}");
    // Once more if the reason changes, as when a connection is replaced.
    assert!((1..=3).contains(&log.matches("heartbeats fail").count()), "{log}");
}
