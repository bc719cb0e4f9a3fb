//! Settings, catalogues, scenarios and recorded counts that somebody has written by hand, badly.

use std::path::{Path, PathBuf};

use groundswell::catalogue;
use groundswell::cli::counts::CountsReader;
use groundswell::cli::scenario::Scenario;
use groundswell::config::{Config, Flags};
use groundswell::domain::bucket::Minute;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::damage;

const CATALOGUE: &str = include_str!("../support/small_catalogue.toml");
const SCENARIO: &str = include_str!("../replays/spotify-2025-04-16.toml");

const SETTINGS: &str = r#"
listen = "127.0.0.1:8080"
store = "redis://127.0.0.1:6379"
spool = "spool"
spool_megabytes = 64
trusted_proxies = ["127.0.0.1/32", "fd00::/8"]
admin_token = "correct-horse-battery-staple"
public_url = "https://status.example"
base_path = "/down"
webhook_allow = ["10.0.0.0/8"]
retention_days = 60
false_alarms = 0.05
frame_ancestors = "https://a.example https://b.example"
virtual_clock = "2026-03-04T12:00:00Z"
[[webhook]]
name = "chat"
url = "https://hooks.example/x"
secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
"#;

const COUNTS: &str = r#"{"service":"spotify","ts":1767225600,"region":"US-NY","symptom":"login","count":2,"reporters":2}
{"service":"spotify","ts":1767225600,"network":7922,"reporters":2}
{"tick":1767225600}
{"service":"netflix","ts":1767225660,"count":1}
{"tick":1767225660}
"#;

proptest! {
    #[test]
    fn a_damaged_catalogue_is_refused_by_line(text in damage::text(CATALOGUE)) {
        if let Err(error) = catalogue::parse(&text, "services.toml") {
            prop_assert!(error.to_string().starts_with("services.toml"), "{error}");
        }
    }

    #[test]
    fn a_damaged_scenario_is_refused_or_can_be_played(text in damage::text(SCENARIO)) {
        if let Ok(scenario) = Scenario::parse(&text) {
            for crowd in scenario.crowds.iter().take(3) {
                let first = scenario.history_start();
                let _ = (scenario.bucket(crowd, first), scenario.clicks(crowd, first.plus(60)));
            }
        }
    }

    #[test]
    fn damaged_counts_are_refused_by_line(bytes in damage::bytes(COUNTS.as_bytes().to_vec())) {
        let mut reader = CountsReader::new(bytes.as_slice());
        let mut lines = 0;
        // It ends: at the end of the input, or at the first line that is refused.
        while let Ok(Some(_)) = reader.next_line() {
            lines += 1;
            prop_assert!(lines <= bytes.len());
        }
    }

    #[test]
    fn any_bytes_are_no_counts(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        let mut reader = CountsReader::new(bytes.as_slice());
        while let Ok(Some(_)) = reader.next_line() {}
    }

    #[test]
    fn minutes_of_any_scenario_are_within_it(minute in 0_i64..40_000_000) {
        let scenario = Scenario::parse(SCENARIO).unwrap();
        let _ = scenario.bucket(&scenario.crowds[0], Minute(minute));
    }
}

#[test]
fn good_ones_are_taken() {
    catalogue::parse(CATALOGUE, "services.toml").unwrap();
    Scenario::parse(SCENARIO).unwrap();
    let mut reader = CountsReader::new(COUNTS.as_bytes());
    let mut lines = 0;
    while reader.next_line().unwrap().is_some() {
        lines += 1;
    }
    assert_eq!(lines, 5);
    let (_folder, path) = settings_file();
    std::fs::write(&path, SETTINGS).unwrap();
    load(&path).unwrap();
}

fn settings_file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("groundswell.toml");
    (folder, path)
}

fn load(path: &Path) -> Result<Config, String> {
    let flags = Flags {
        config: Some(path.to_owned()),
        ..Flags::default()
    };
    Config::load(flags).map_err(|error| error.to_string())
}

#[test]
fn damaged_settings_are_refused_in_one_line_without_secrets() {
    let (_folder, path) = settings_file();
    let outcome = TestRunner::default().run(&damage::bytes(SETTINGS.as_bytes().to_vec()), |bytes| {
        std::fs::write(&path, bytes).unwrap();
        if let Err(error) = load(&path) {
            prop_assert!(
                !error.contains("correct-horse") && !error.contains("MfKQ9r8GKY"),
                "{error}"
            );
        }
        Ok(())
    });
    outcome.unwrap();
}
