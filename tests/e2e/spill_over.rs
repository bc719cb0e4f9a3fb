//! T-Mobile failed and others were reported too: one incident, told of T-Mobile alone.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use groundswell::cli::replay;
use groundswell::cli::scenario::Scenario;
use groundswell::domain::bucket::Minute;
use serde_json::{Value, json};

use crate::geography::Schema;
use crate::outage::{receiver, subscribe, verified};
use crate::replays;
use crate::test_app::{Backing, TestApp};

/// Replays are of crowds; another crowd of the same size must not change who is blamed.
const SEEDS: [u64; 3] = [1, 2, 3];

/// Part of the published counts.
const SCALE: f64 = 0.01;

/// Every step of the clock takes a while, and the backtest goes through the outage at its own speed.
const TIMES_FASTER: i64 = 4;

/// Minutes after the last report, in which everything ends.
const CALM_MINUTES: i64 = 30;

/// Regions that the small address database knows.
const REGIONS: [&str; 5] = ["US-NY", "US-CA", "US-TX", "US-FL", "US-IL"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t_mobile_is_blamed_and_nobody_else() {
    let scenario = scenario("t-mobile-2020-06-15");
    let mut app = started(&scenario).await;
    let receiver = receiver().await;
    let secret = subscribe(&app, &receiver.uri()).await;

    let peak = Minute(scenario.start.0 + 300 / TIMES_FASTER);
    replays::replay(&app, &part(&scenario, scenario.start, peak)).await;
    everybody_sees_who_failed(&app).await;
    app.restart().await;
    replays::replay(&app, &part(&scenario, peak, peak.plus(10))).await;
    everybody_sees_who_failed(&app).await;
    replays::replay(&app, &part(&scenario, peak.plus(10), scenario.end)).await;

    let started = scenario.start.start().to_rfc3339();
    let all = app.get_json("/api/v1/incidents").await;
    let live = all["incidents"].as_array().unwrap().iter();
    let live: Vec<&Value> = live
        .filter(|incident| incident["opened_at"].as_str().unwrap() >= started.as_str())
        .collect();
    assert_eq!(live.len(), 1, "{live:?}");
    assert_eq!(live[0]["service"], "t-mobile");
    assert_eq!(live[0]["state"], "resolved", "{}", live[0]);
    assert_eq!(live[0]["attribution"], Value::Null);
    let messages = verified(&receiver.received_requests().await.unwrap(), &secret);
    let told: BTreeSet<&str> = messages
        .values()
        .map(|message| message["data"]["service"]["slug"].as_str().unwrap())
        .collect();
    assert_eq!(told, BTreeSet::from(["t-mobile"]));
    for innocent in ["verizon", "att"] {
        what_was_held_is_on_record(&app, innocent, &started).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn att_is_blamed_when_it_fails() {
    let scenario = scenario("att-2024-02-22");
    let app = started(&scenario).await;
    let noon = Minute(scenario.start.0 + 300 / TIMES_FASTER);
    replays::replay(&app, &part(&scenario, scenario.start, noon)).await;
    let service = app.get_json("/api/v1/services/att").await;
    assert_eq!(service["verdict"], "problems");
    assert_eq!(service["attribution"], Value::Null);
    let open = app.get_json("/api/v1/incidents?state=open").await;
    let open = open["incidents"].as_array().unwrap();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["service"], "att");
}

#[test]
fn a_backtest_blames_who_failed() {
    for seed in SEEDS {
        let alarms = backtest("t-mobile-2020-06-15", seed);
        let states = |service: &str| -> Vec<&str> {
            let whole = alarms
                .iter()
                .filter(|alarm| alarm["service"] == service && alarm["region"].is_null());
            whole.map(|alarm| alarm["state"].as_str().unwrap()).collect()
        };
        assert_eq!(states("t-mobile"), ["open", "close"], "{seed}: {alarms:?}");
        for innocent in ["verizon", "att"] {
            let states = states(innocent);
            assert!(!states.is_empty(), "{seed}: {innocent} was not seen at all");
            assert!(
                states.iter().all(|state| *state == "possible"),
                "{seed}: {innocent}: {states:?}"
            );
        }
        let mut held = alarms.iter().filter(|alarm| alarm["state"] == "possible");
        assert!(held.all(|alarm| alarm["cause"] == "t-mobile"));
    }
}

fn networks_catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/networks_catalogue.toml")
}

/// A replay with fewer people in a shorter time.
fn scenario(name: &str) -> Scenario {
    let mut scenario = replays::scenario(name);
    let start = scenario.start;
    let sooner = |minute: Minute| start.plus((minute.0 - start.0) / TIMES_FASTER);
    scenario.scale = SCALE;
    scenario.shares.retain(|(region, _)| REGIONS.contains(&region.as_str()));
    scenario.end = sooner(scenario.end).plus(CALM_MINUTES);
    for surge in scenario.crowds.iter_mut().flat_map(|crowd| &mut crowd.surges) {
        for point in &mut surge.points {
            point.0 = sooner(point.0);
        }
    }
    scenario
}

fn part(scenario: &Scenario, start: Minute, end: Minute) -> Scenario {
    Scenario {
        start,
        end,
        ..scenario.clone()
    }
}

async fn started(scenario: &Scenario) -> TestApp {
    let backing = Backing::embedded();
    replays::learn_history(scenario, &backing, &networks_catalogue()).await;
    TestApp::start_with(backing, Schema::MaxMind, |config| {
        config.virtual_clock = Some(scenario.start.start().0);
        config.catalogue = Some(networks_catalogue());
        // In the small database each region is one network, and a network alone is no evidence.
        config.geoip.asn.clear();
    })
    .await
}

/// At the height of it: T-Mobile has problems, the others have more reports than usual, and why.
async fn everybody_sees_who_failed(app: &TestApp) {
    let open = app.get_json("/api/v1/incidents?state=open").await;
    let open = open["incidents"].as_array().unwrap();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["service"], "t-mobile");
    assert_eq!(app.get_json("/api/v1/services/t-mobile").await["verdict"], "problems");
    for (slug, name) in [("verizon", "Verizon"), ("att", "AT&amp;T")] {
        let service = app.get_json(&format!("/api/v1/services/{slug}")).await;
        assert_eq!(service["verdict"], "possible", "{service}");
        assert_eq!(
            service["attribution"],
            json!({ "cause": "t-mobile", "kind": "spill_over" })
        );
        assert_eq!(service["incident"], Value::Null);
        let page = app.page(&format!("/services/{slug}")).await;
        assert!(
            page.contains(&format!("More reports than usual about {name}.")),
            "{page}"
        );
        assert!(page.contains(&format!(
            "Probably because <a href=\"/services/t-mobile\">T-Mobile</a> has problems: people who cannot reach its \
             customers report {name} too."
        )));
    }
    let index = app.page("/").await;
    assert!(index.contains("More reports than usual, probably because of T-Mobile"));
}

/// Who asks for what was held finds it, with its reason; no list has it.
async fn what_was_held_is_on_record(app: &TestApp, slug: &str, since: &str) {
    let service = app.get_json(&format!("/api/v1/services/{slug}")).await;
    let is_old = |incident: &Value| incident["opened_at"].as_str().unwrap() < since;
    assert!(service["history"].as_array().unwrap().iter().all(is_old), "{service}");
    let slug = groundswell::domain::service::ServiceSlug::parse(slug).unwrap();
    let stored = app.store().incidents(&slug, 10).await.unwrap();
    let held = stored
        .iter()
        .find(|incident| incident.opened_at.to_rfc3339().as_str() >= since);
    let incident = app.get_json(&format!("/api/v1/incidents/{}", held.unwrap().id)).await;
    // A few last reports may keep it from ending as soon as its cause does.
    assert!(
        incident["state"] == "retracted" || incident["state"] == "possible",
        "{incident}"
    );
    assert_eq!(incident["attribution"]["cause"], "t-mobile");
    let page = app
        .page(&format!("/services/{slug}/incidents/{}", held.unwrap().id))
        .await;
    assert!(page.contains("<a href=\"/services/t-mobile\">T-Mobile</a>"), "{page}");
}

/// What the program makes of a replay's counts, as far as it is not history.
fn backtest(name: &str, seed: u64) -> Vec<Value> {
    let mut scenario = replays::scenario(name);
    scenario.seed = seed;
    let mut counts = Vec::new();
    replay::write_minutes(&scenario, scenario.history_start(), scenario.end, &mut counts).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let alarms = folder.path().join("alarms.ndjson");
    let mut child = Command::new(env!("CARGO_BIN_EXE_groundswell"))
        .args(["backtest", "--alarms"])
        .arg(&alarms)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&counts).unwrap();
    assert!(child.wait().unwrap().success());
    let text = std::fs::read_to_string(&alarms).unwrap();
    let alarms = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    alarms
        .filter(|alarm| alarm["ts"].as_i64().unwrap() >= scenario.start.start().0)
        .collect()
}
