//! Server-sent events: what changes reaches who listens, and who comes back, whatever happened meanwhile.

use std::time::Duration;

use futures::StreamExt;
use serde_json::Value;

use groundswell::domain::bucket::Timestamp;

use crate::catalogues::catalogue;
use crate::geography::{Schema, v4};
use crate::test_app::{Backing, TestApp};

/// An event as it came: id, name, data.
type Event = (String, String, Value);

/// The stream of one service, for who has seen `last_id`, as header or as parameter.
async fn listen(app: &TestApp, last_id: Option<(&str, &str)>) -> reqwest::Response {
    let path = "/api/v1/stream?service=spotify";
    let request = match last_id {
        Some(("header", id)) => app.request("GET", path).header("last-event-id", id),
        Some((_, id)) => app.request("GET", &format!("{path}&last_event_id={id}")),
        None => app.request("GET", path),
    };
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response
}

/// Reads events until one is `wanted`; all of them.
async fn events(response: reqwest::Response, mut wanted: impl FnMut(&Event) -> bool) -> Vec<Event> {
    let (mut body, mut text, mut events) = (response.bytes_stream(), String::new(), Vec::new());
    loop {
        text.push_str(std::str::from_utf8(&body.next().await.unwrap().unwrap()).unwrap());
        while let Some((event, rest)) = text.split_once("\n\n") {
            let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name));
            if let (Some(id), Some(name), Some(data)) = (field("id: "), field("event: "), field("data: ")) {
                let data: Value = serde_json::from_str(data).unwrap();
                events.push((id.to_owned(), name.to_owned(), data));
            }
            text = rest.to_owned();
            if events.last().is_some_and(&mut wanted) {
                return events;
            }
        }
    }
}

/// The number in an id.
fn number(event: &Event) -> u64 {
    event.0.split_once('-').unwrap().1.parse().unwrap()
}

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.1.as_str()).collect()
}

/// On the system's clock: the app's own heartbeat has to do it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_reaches_the_stream_within_two_seconds_and_a_reader_can_resume() {
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| {
        config.virtual_clock = None;
    })
    .await;
    let stream = listen(&app, None).await;
    let stream = events(stream, |event| event.2["reports"] == 1);
    let report = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        app.report("spotify", v4("US-NY", 1)).await;
        tokio::time::Instant::now()
    };
    let (seen, reported_at) = tokio::join!(async { (stream.await, tokio::time::Instant::now()) }, report);
    let (first, seen_at) = seen;
    assert!(
        seen_at - reported_at < Duration::from_secs(2),
        "{:?}",
        seen_at - reported_at
    );
    let last = first.last().unwrap();
    assert_eq!((last.1.as_str(), &last.2["service"]), ("snapshot", &"spotify".into()));
    assert_eq!(first[0].1, "ready", "there is an id from the start");

    // Nobody listens while two more come; whoever comes back is told.
    for number in [2, 3] {
        app.report("spotify", v4("US-NY", number)).await;
        app.report("netflix", v4("US-NY", number)).await;
        tokio::time::sleep(Duration::from_millis(1_200)).await;
    }
    for place in ["header", "parameter"] {
        let stream = listen(&app, Some((place, &last.0))).await;
        let missed = events(stream, |event| event.2["reports"] == 3).await;
        assert!(
            missed
                .iter()
                .all(|event| number(event) > number(last) && event.2["service"] == "spotify"),
            "{missed:?}"
        );
        assert!(missed.iter().any(|event| event.2["reports"] == 2), "{missed:?}");
        assert!(
            missed.windows(2).all(|pair| number(&pair[0]) < number(&pair[1])),
            "{missed:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_after_a_restart_is_told_everything() {
    let mut app = TestApp::start(Backing::embedded()).await;
    app.report("spotify", v4("US-NY", 1)).await;
    app.pass(1).await;
    let seen = events(listen(&app, None).await, |event| event.1 == "ready").await;
    let (old_id, ..) = seen.last().unwrap().clone();
    app.restart().await;
    for (place, id) in [
        ("header", old_id.as_str()),
        ("parameter", old_id.as_str()),
        // Ids of earlier versions, and what no server ever sent.
        ("header", "17"),
        ("header", "0-0"),
        ("parameter", "x"),
    ] {
        let told = events(listen(&app, Some((place, id))).await, |event| event.1 == "snapshot").await;
        assert_eq!(names(&told), ["ready", "reset", "delayed", "snapshot"], "{id}");
        let (new_id, _, state) = told.last().unwrap();
        assert_eq!((&state["service"], &state["reports"]), (&"spotify".into(), &1.into()));
        assert_ne!(new_id.split_once('-').unwrap().0, old_id.split_once('-').unwrap().0);
        // From here on it is as if nothing had been.
        let again = events(listen(&app, Some(("header", new_id))).await, |event| event.1 == "ready").await;
        assert_eq!(names(&again), ["ready"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn proxies_are_told_to_pass_it_on_and_clients_when_to_come_back() {
    let app = TestApp::start(Backing::embedded()).await;
    let response = listen(&app, None).await;
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["x-accel-buffering"], "no");
    let first = response.bytes_stream().next().await.unwrap().unwrap();
    let first = std::str::from_utf8(&first).unwrap().to_owned();
    let retry = first.lines().find_map(|line| line.strip_prefix("retry: ")).unwrap();
    assert!((2_000..4_000).contains(&retry.parse::<u32>().unwrap()), "{first}");
    let silent = listen(&app, None).await;
    let comment = tokio::time::timeout(Duration::from_secs(20), async {
        let mut body = silent.bytes_stream();
        loop {
            let chunk = body.next().await.unwrap().unwrap();
            if chunk.starts_with(b": ") {
                return;
            }
        }
    });
    comment.await.unwrap();
}

/// Every service has news in the first second of a minute, and whoever listens hears all of it, on the same connection:
/// to all services, or to one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_minutes_of_a_thousand_services_cut_nobody_off() {
    const SERVICES: usize = 1_000;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.toml");
    let slugs: Vec<String> = (0..SERVICES).map(|number| format!("s{number}")).collect();
    std::fs::write(&path, catalogue(&slugs)).unwrap();
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| {
        config.catalogue = Some(path);
    })
    .await;
    let listen = async |path: &str| app.request("GET", path).send().await.unwrap();
    let all = listen("/api/v1/stream").await;
    let one = listen("/api/v1/stream?service=s777").await;
    // Until the last minute of the last service is heard of.
    let end = Timestamp(app.now() + 60 * 5).to_rfc3339();
    let heard = async |response, last: &str| {
        let heard = events(response, |event| event.2["service"] == last && event.2["at"] == end);
        heard.await
    };
    let minutes = async {
        for _ in 0..5 {
            app.pass(60).await;
        }
    };
    let ((), all, one) = tokio::join!(minutes, heard(all, "s999"), heard(one, "s777"));
    let snapshots = |heard: &[Event]| heard.iter().filter(|event| event.1 == "snapshot").count();
    assert_eq!((snapshots(&all), snapshots(&one)), (SERVICES * 5, 5));
}
