//! Every incident of a replayed outage is computed again, bit for bit, by the command that `explain` prints.

use std::path::{Path, PathBuf};
use std::process::Command;

use groundswell::cli::scenario::Scenario;
use groundswell::domain::bucket::Minute;
use groundswell::domain::incident::Incident;
use groundswell::store::{self, StoreOptions};
use serde_json::Value;
use tempfile::TempDir;

use crate::geography::Schema;
use crate::replays;
use crate::test_app::{Backing, TestApp};

/// A replay takes at most this long, by its own clock: longer ones are told quicker, with the same rates of reports.
const MINUTES_MAX: i64 = 150;
/// A replay in which nothing happened would prove nothing.
const STEPS_MIN: usize = 4;

pub async fn spotify_2024(backing: Backing) {
    every_incident_is_computed_again("spotify-2024-11-19", backing).await;
}

pub async fn spotify_2025(backing: Backing) {
    every_incident_is_computed_again("spotify-2025-04-16", backing).await;
}

pub async fn att_2024(backing: Backing) {
    every_incident_is_computed_again("att-2024-02-22", backing).await;
}

pub async fn t_mobile_2020(backing: Backing) {
    every_incident_is_computed_again("t-mobile-2020-06-15", backing).await;
}

async fn every_incident_is_computed_again(name: &str, backing: Backing) {
    let mut scenario = replays::scenario(name);
    hurry(&mut scenario);
    let folder = tempfile::tempdir().unwrap();
    let catalogue = catalogue(&scenario, &folder);
    replays::learn_history(&scenario, &backing, &catalogue).await;
    let mut app = TestApp::start_with(backing, Schema::MaxMind, |config| {
        config.virtual_clock = Some(scenario.start.start().0);
        config.catalogue = Some(catalogue.clone());
    })
    .await;
    assert!(replays::replay(&app, &scenario).await > 300);
    let commands = printed_commands(&app, &scenario).await;
    app.stop().await;

    let incidents = stored(&app.backing, &scenario).await;
    let live: Vec<&Incident> = incidents
        .iter()
        .filter(|incident| incident.opened_at >= scenario.start.start())
        .collect();
    assert!(
        live.iter().any(|incident| incident.transitions.len() >= STEPS_MIN),
        "{incidents:?}"
    );
    for incident in &incidents {
        let id = incident.id.as_str();
        let command = format!("groundswell export --incident {id} | groundswell backtest --verify");
        let (is_success, said) = shell(&command, &app.backing, &catalogue);
        let steps = incident.transitions.len();
        let expected = format!("{id}: reproduced bit for bit: {steps} of {steps} transitions");
        assert!(is_success && said.contains(&expected), "{said}");
    }
    for command in commands {
        let (is_success, said) = shell(&command, &app.backing, &catalogue);
        assert!(is_success, "{command}: {said}");
    }
    a_lost_report_is_noticed(live[0], &app.backing, &catalogue);
}

/// Brings a scenario to a length that leaves the test run short.
fn hurry(scenario: &mut Scenario) {
    let (start, length) = (scenario.start.0, scenario.end.0 - scenario.start.0);
    let hurried = |minute: Minute| Minute(start + (minute.0 - start) * MINUTES_MAX / length.max(MINUTES_MAX));
    for surge in scenario.crowds.iter_mut().flat_map(|crowd| &mut crowd.surges) {
        for (minute, _) in &mut surge.points {
            *minute = hurried(*minute);
        }
    }
    scenario.end = hurried(scenario.end);
}

/// The services of a scenario as the built-in catalogue has them, alone: a heartbeat looks at every service.
fn catalogue(scenario: &Scenario, folder: &TempDir) -> PathBuf {
    let mut all: toml::Table = toml::from_str(include_str!("../../src/catalogue.toml")).unwrap();
    let services = all["service"].as_array_mut().unwrap();
    services.retain(|service| {
        let slug = service["slug"].as_str().unwrap();
        scenario.crowds.iter().any(|crowd| crowd.service.as_str() == slug)
    });
    for service in services {
        let service = service.as_table_mut().unwrap();
        service.remove("depends_on");
        service.remove("alternatives");
    }
    let path = folder.path().join("catalogue.toml");
    std::fs::write(&path, toml::to_string(&all).unwrap()).unwrap();
    path
}

/// What the running server says of each incident that is public, and that it says nothing that is not.
async fn printed_commands(app: &TestApp, scenario: &Scenario) -> Vec<String> {
    let mut commands = Vec::new();
    for crowd in &scenario.crowds {
        let all = app
            .get_json(&format!("/api/v1/incidents?service={}", crowd.service))
            .await;
        for incident in all["incidents"].as_array().unwrap() {
            let id = incident["id"].as_str().unwrap();
            let evidence = app.get_json(&format!("/api/v1/incidents/{id}/evidence")).await;
            commands.push(evidence["again"].as_str().unwrap().to_owned());
            assert_tells_no_small_cells(&evidence);
        }
    }
    commands
}

/// What was seen of a minute under way is nobody's business: it holds regions and networks of one report.
fn assert_tells_no_small_cells(evidence: &Value) {
    for transition in evidence["transitions"].as_array().unwrap() {
        for part in [transition, &transition["evidence"]] {
            for (name, value) in part.as_object().unwrap() {
                assert!(
                    !["look", "seen", "regions", "networks", "notes"].contains(&name.as_str()),
                    "{name}"
                );
                assert!(!value.is_array(), "{name}: {value}");
            }
        }
    }
}

async fn stored(backing: &Backing, scenario: &Scenario) -> Vec<Incident> {
    let store = store::open(&backing.url().parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    let mut all = Vec::new();
    for crowd in &scenario.crowds {
        all.extend(store.incidents(&crowd.service, 100).await.unwrap());
    }
    all
}

/// Runs a command line as whoever reads it would, with the server's settings as environment.
fn shell(command: &str, backing: &Backing, catalogue: &Path) -> (bool, String) {
    let binary = Path::new(env!("CARGO_BIN_EXE_groundswell"));
    let path = format!(
        "{}:{}",
        binary.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let output = Command::new("bash")
        .args(["-c", &format!("set -o pipefail; {command}")])
        .env("PATH", path)
        .env("GROUNDSWELL_STORE", backing.url())
        .env("GROUNDSWELL_CATALOGUE", catalogue)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// A comparison that cannot fail would prove nothing: without some counts, or without the end, it has to.
fn a_lost_report_is_noticed(incident: &Incident, backing: &Backing, catalogue: &Path) {
    let minute = incident.opened_at.minute().plus(-1).start().0;
    for lossy in [format!("grep -v '\"ts\":{minute},\"region\"'"), "head -n 9".to_owned()] {
        let command = format!(
            "groundswell export --incident {} | {lossy} | groundswell backtest --verify",
            incident.id
        );
        let (is_success, said) = shell(&command, backing, catalogue);
        assert!(!is_success && said.contains("not reproduced"), "{lossy}: {said}");
    }
}
