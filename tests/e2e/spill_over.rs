//! T-Mobile failed and others were reported too: one incident, told of T-Mobile alone.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use groundswell::cli::replay;
use groundswell::cli::scenario::Scenario;
use serde_json::Value;

/// Replays are of crowds; another crowd of the same size must not change who is blamed.
const SEEDS: [u64; 3] = [1, 2, 3];

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
            assert_eq!(states(innocent), ["possible"], "{seed}: {innocent}: {alarms:?}");
        }
        let held = alarms.iter().filter(|alarm| alarm["state"] == "possible");
        assert!(held.into_iter().all(|alarm| alarm["cause"] == "t-mobile"));
    }
}

/// What the program makes of a replay's counts, as far as it is not history.
fn backtest(name: &str, seed: u64) -> Vec<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/replays/{name}.toml"));
    let mut scenario = Scenario::load(&file).unwrap();
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
