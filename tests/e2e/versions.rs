//! Two versions on one Redis: what one writes the other goes on with, and loses nothing that it does not know.
//!
//! `tests/versions/*.json.gz` is what the binary of that commit had in Redis in the midst of the outage of `nodes` (904c54e
//! together with the change that brought this file; the trackers of 9086b34 are of a form that is not read any more).
//! To record another one, or to let two binaries work together, build that commit somewhere and run
//! `OTHER_GROUNDSWELL=/path/to/groundswell cargo nextest run --test e2e --run-ignored only -E "test(versions::)"`.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use groundswell::domain::bucket::Timestamp;
use groundswell::store::{self, StoreOptions};
use redis::Connection;
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

use crate::brigade::history;
use crate::geography::Schema;
use crate::nodes::{STEPS, Site, alone, reported, spotify, time};
use crate::process::Process;
use crate::redis_server::RedisServer;
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, TestApp};

/// The outage is at its height, and everybody has been told.
const RECORDED_STEP: i64 = 60;

const INCIDENTS: &str = "gs:{spotify}:incidents";
const ENDPOINTS: &str = "gs:{groundswell}:endpoints";

/// Redis' own words.
fn ask<T: redis::FromRedisValue>(redis: &mut Connection, command: &[&str]) -> T {
    let mut words = redis::cmd(command[0]);
    for word in &command[1..] {
        words.arg(*word);
    }
    words.query(redis).unwrap()
}

fn keys(redis: &mut Connection, pattern: &str) -> Vec<String> {
    let mut keys: Vec<String> = ask(redis, &["KEYS", pattern]);
    keys.sort();
    keys
}

async fn receiver_of(status: u16) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(matchers::any())
        .respond_with(ResponseTemplate::new(status))
        .mount(&server)
        .await;
    server
}

/// Adds what a version to come might, in several places.
fn add_unknown(document: &str) -> String {
    let mut document: Value = serde_json::from_str(document).unwrap();
    let future = json!({ "a": [1, 2.5, "x"], "b": null });
    for list in ["transitions", "regions"] {
        if let Some(first) = document[list].as_array_mut().and_then(|items| items.first_mut()) {
            first["from_the_future"] = future.clone();
        }
    }
    if document["spread"].is_object() {
        document["spread"]["from_the_future"] = future.clone();
    }
    document["from_the_future"] = future;
    document.to_string()
}

/// How often something of the future is in a document.
fn unknown_in(document: &str) -> usize {
    document
        .matches(r#""from_the_future":{"a":[1,2.5,"x"],"b":null}"#)
        .count()
}

/// The app goes through these steps of the outage.
async fn pass(app: &TestApp, steps: std::ops::Range<i64>) {
    for step in steps {
        if let Some(reported) = reported(step) {
            app.store().import(&spotify(), &[reported]).await.unwrap();
        }
        app.set_clock(time(step));
        app.beat().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fields_of_a_newer_version_survive_what_this_one_writes() {
    let server = RedisServer::start();
    let mut redis = server.client();
    let store = store::open(&server.url().parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    store.import(&spotify(), &history()).await.unwrap();
    let mut app = TestApp::start_with(Backing::Redis(server), Schema::MaxMind, |_| {}).await;
    // It fails at first, so that messages are waiting.
    let failing = receiver_of(500).await;
    crate::outage::subscribe(&app, &failing.uri()).await;
    let endpoint = app.store().endpoints().await.unwrap().remove(0).id;
    pass(&app, 0..RECORDED_STEP).await;
    app.stop().await;

    let deliveries = keys(&mut redis, "gs:{spotify}:delivery:*");
    assert!(!deliveries.is_empty());
    for delivery in &deliveries {
        let before: String = ask(&mut redis, &["GET", delivery]);
        ask::<()>(&mut redis, &["SET", delivery, &add_unknown(&before), "KEEPTTL"]);
    }
    let good = receiver_of(204).await;
    for hash in [INCIDENTS, ENDPOINTS] {
        let documents: Vec<String> = ask(&mut redis, &["HGETALL", hash]);
        assert_eq!(documents.len(), 2, "{documents:?}");
        let changed = add_unknown(&documents[1]).replace(&failing.uri(), &good.uri());
        ask::<()>(&mut redis, &["HSET", hash, &documents[0], &changed]);
    }
    let incident: Vec<String> = ask(&mut redis, &["HVALS", INCIDENTS]);
    assert_eq!(unknown_in(&incident[0]), 4);

    app.start_again().await;
    pass(&app, RECORDED_STEP..STEPS).await;
    let rotate = app.request("POST", &format!("/api/v1/webhooks/{endpoint}/rotate"));
    assert_eq!(Answer::of(rotate.bearer_auth(ADMIN_TOKEN)).await.status, 200);
    let after: Vec<String> = ask(&mut redis, &["HVALS", INCIDENTS]);
    let (old, new): (Value, Value) = (
        serde_json::from_str(&incident[0]).unwrap(),
        serde_json::from_str(&after[0]).unwrap(),
    );
    assert!(old["resolved_at"].is_null() && new["resolved_at"].is_number(), "{new}");
    assert_eq!(unknown_in(&after[0]), 4, "{new}");
    for delivery in &deliveries {
        let after: String = ask(&mut redis, &["GET", delivery]);
        assert!(after.to_lowercase().contains(r#""state":"delivered""#), "{after}");
        assert_eq!(unknown_in(&after), 1, "{after}");
    }
    let after: Vec<String> = ask(&mut redis, &["HVALS", ENDPOINTS]);
    let rotated: Value = serde_json::from_str(&after[0]).unwrap();
    assert!(rotated["rotated_at"].is_number(), "it was written: {rotated}");
    assert_eq!(unknown_in(&after[0]), 1, "{rotated}");
}

fn recordings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/versions")
}

/// The same command of another binary.
fn of_binary(command: &Command, binary: &str) -> Command {
    let mut other = Command::new(binary);
    other.args(command.get_args());
    for (name, value) in command.get_envs() {
        other.env(name, value.unwrap());
    }
    other.current_dir(command.get_current_dir().unwrap());
    other
}

fn other_binary() -> String {
    std::env::var("OTHER_GROUNDSWELL").unwrap()
}

fn start_other(site: &Site, now: i64) -> Process {
    let command = of_binary(&site.command("all", now, &[]), &other_binary());
    Process::start(command, site.place.folder.path())
}

/// Everything in a Redis but leases, which are over by then, as `[key, type, values…]` in Base64.
fn record(redis: &mut Connection) -> Value {
    let all = keys(redis, "*").into_iter().map(|key| {
        let kind: String = ask(redis, &["TYPE", &key]);
        let read: &[&str] = match kind.as_str() {
            "string" => &["GET", &key],
            "hash" => &["HGETALL", &key],
            "zset" => &["ZRANGE", &key, "0", "-1", "WITHSCORES"],
            other => panic!("{key} is a {other}"),
        };
        let values: Vec<Vec<u8>> = match kind.as_str() {
            "string" => vec![ask(redis, read)],
            _ => ask(redis, read),
        };
        let values: Vec<String> = values.iter().map(|value| STANDARD.encode(value)).collect();
        json!([key, kind, values])
    });
    Value::Array(all.collect())
}

/// Puts what was recorded into a Redis; messages go to another receiver.
fn give_back(redis: &mut Connection, recorded: &Value, receiver: &str) {
    for entry in recorded.as_array().unwrap() {
        let (key, kind) = (entry[0].as_str().unwrap(), entry[1].as_str().unwrap());
        let values = entry[2].as_array().unwrap().iter();
        let mut values: Vec<Vec<u8>> = values
            .map(|value| STANDARD.decode(value.as_str().unwrap()).unwrap())
            .collect();
        if key == ENDPOINTS {
            let mut endpoint: Value = serde_json::from_slice(&values[1]).unwrap();
            endpoint["url"] = receiver.into();
            values[1] = endpoint.to_string().into_bytes();
        }
        if kind == "zset" {
            values.chunks_mut(2).for_each(<[Vec<u8>]>::reverse);
        }
        let command = match kind {
            "string" => "SET",
            "hash" => "HSET",
            _ => "ZADD",
        };
        redis::cmd(command).arg(key).arg(&values).exec(redis).unwrap();
        ask::<()>(redis, &["EXPIRE", key, "86400"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "makes a recording, of the binary that OTHER_GROUNDSWELL names"]
async fn record_another_version() {
    let site = Site::new().await;
    let failing = receiver_of(500).await;
    let process = start_other(&site, time(0));
    let request = site.client.post(format!("{}/api/v1/webhooks", process.origin));
    let body = json!({ "url": failing.uri() });
    let answer = Answer::of(request.bearer_auth(ADMIN_TOKEN).json(&body)).await;
    assert_eq!(answer.status, 201);
    for step in 0..RECORDED_STEP {
        site.feed(step).await;
        site.beat(&process, time(step)).await;
    }
    assert_eq!(
        tokio::task::spawn_blocking(|| process.terminate()).await.unwrap(),
        Some(0)
    );
    let recorded = record(&mut site.redis.client()).to_string();
    let file = std::fs::File::create(recordings().join("new.json.gz")).unwrap();
    let mut packed = GzEncoder::new(file, Compression::best());
    packed.write_all(recorded.as_bytes()).unwrap();
    packed.finish().unwrap();
}

/// Goes on with what another version has left: its incident, its messages, its counts.
async fn goes_on_with(recording: &Path) {
    let mut text = String::new();
    let file = std::fs::File::open(recording).unwrap();
    GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let recorded: Value = serde_json::from_str(&text).unwrap();
    let site = Site::empty().await;
    let mut redis = site.redis.client();
    give_back(&mut redis, &recorded, &site.receiver.uri());
    let before = site.store.incidents(&spotify(), 10).await.unwrap();
    let [open] = before.as_slice() else {
        panic!("{before:?}");
    };
    assert!(open.is_open());
    let minutes = Timestamp(time(0)).minute().plus(-60)..Timestamp(time(RECORDED_STEP)).minute();
    let counts = async || {
        site.store
            .buckets(&spotify(), minutes.start, minutes.end)
            .await
            .unwrap()
    };
    let counted = counts().await;
    assert!(counted.len() >= 8, "{counted:?}");
    let waiting = site.store.due(&[spotify()], Timestamp(i64::MAX), 100).await.unwrap();
    assert!(!waiting.is_empty());

    let process = site.start_with("all", time(RECORDED_STEP), &[]);
    site.beat(&process, time(RECORDED_STEP)).await;
    let live = site.get(&process, "/api/v1/services/spotify").await;
    assert_eq!(live["incident"]["id"], open.id.0, "{live}");
    assert_eq!(
        (&live["verdict"], &live["learning"]),
        (&"problems".into(), &false.into())
    );
    for step in RECORDED_STEP..STEPS {
        site.feed(step).await;
        site.beat(&process, time(step)).await;
    }
    assert_eq!(counts().await, counted);
    let after = site.store.incidents(&spotify(), 10).await.unwrap();
    let [over] = after.as_slice() else { panic!("{after:?}") };
    assert_eq!((&over.id, over.is_open()), (&open.id, false));
    let received = site.received().await;
    assert!(
        waiting.iter().all(|row| received.contains(&row.message_id)),
        "each once"
    );
    assert!(
        received.contains(&over.transitions.last().unwrap().id),
        "and what came after them"
    );
    // A tracker of another form is built anew from the counts of whole minutes. What was seen within a minute is not seen
    // again, and stays as people were told of it all the same.
    assert_eq!(over.opened_at, open.opened_at);
    assert_eq!(over.transitions[..open.transitions.len()], open.transitions[..]);
    let told: BTreeSet<String> = over.transitions.iter().map(|step| step.id.clone()).collect();
    assert_eq!(received, told);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_version_left_is_gone_on_with() {
    let mut recordings: Vec<PathBuf> = std::fs::read_dir(recordings())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "gz"))
        .collect();
    recordings.sort();
    assert!(!recordings.is_empty());
    for recording in recordings {
        goes_on_with(&recording).await;
    }
}

/// An update, a way back, and the update again, in the midst of an outage; what came, and whether both know the same form of
/// trackers.
async fn updated() -> (BTreeSet<String>, bool) {
    let site = Site::new().await;
    let mut old = Some(start_other(&site, time(0)));
    let mut new: Option<Process> = None;
    site.subscribe(old.as_ref().unwrap()).await;
    let end = async |process: Option<Process>| {
        let ended = tokio::task::spawn_blocking(|| process.unwrap().terminate());
        assert_eq!(ended.await.unwrap(), Some(0));
    };
    for step in 0..STEPS {
        let now = time(step);
        site.feed(step).await;
        match step {
            14 | 200 => new = Some(site.start_with("all", now, &[])),
            40 | 230 => end(old.take()).await,
            70 => old = Some(start_other(&site, now)),
            100 => end(new.take()).await,
            _ => {}
        }
        for process in old.iter().chain(&new) {
            site.beat(process, now).await;
        }
        // Whoever is left has everything at once.
        for process in old.iter().chain(&new).filter(|_| [40, 100, 230].contains(&step)) {
            site.until_shards(&[process], now, 16).await;
        }
    }
    let after = site.store.incidents(&spotify(), 10).await.unwrap();
    assert_eq!(after.len(), 1, "{after:?}");
    assert!(!after[0].is_open());
    let log = new.as_ref().unwrap().log();
    (
        site.received().await,
        !log.contains("the stored tracker cannot be read"),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a binary of another version, which OTHER_GROUNDSWELL names"]
async fn two_binaries_together_tell_what_one_alone_tells() {
    let expected = alone().await;
    let (received, is_one_form) = updated().await;
    assert!(expected.len() >= 3, "{expected:?}");
    // Trackers that are built anew with each change of hands may step once more on the way. Nothing is missing.
    assert!(received.is_superset(&expected), "{received:?} {expected:?}");
    if is_one_form {
        assert_eq!(received, expected);
    }
}
