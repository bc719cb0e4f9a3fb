//! `--json`: what each command of the real binary tells a program.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::process::{Place, Process};
use crate::test_app::client;

/// 2026-03-04T12:00:00Z
const NOON: i64 = 1_772_625_600;

const SCENARIO: &str = r#"
name = "Five minutes"
start = "2026-03-04T12:10:00Z"
end = "2026-03-04T12:15:00Z"
history_days = 2
scale = 1

[shares]
US-NY = 1
GB-ENG = 1

[[service]]
slug = "spotify"
normal_per_quarter_hour = 60
quiet_ratio = 1
busiest_hour = 12
symptoms = { login = 1 }
"#;

fn run(mut command: Command, input: &str) -> Output {
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that refuses its arguments reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// Every line as JSON.
fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line} in {text}"));
    text.lines().map(read).collect()
}

/// The one document that a command prints, when all is well.
fn document(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    lines(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

/// What a command says that fails: its exit code is that of words.
fn error(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let last = lines(&output.stderr).pop().unwrap();
    let said = last["error"].as_str().unwrap().to_owned();
    assert_eq!(last, json!({ "error": said }));
    assert!(!said.starts_with("error") && !said.contains('\n'), "{said}");
    said
}

/// Two quiet days, and an hour with many reports from two places.
fn counts() -> String {
    let mut lines = Vec::new();
    for minute in -2 * 1_440..60 {
        let ts = NOON + 60 * minute;
        let crowd = if (10..40).contains(&minute) {
            40
        } else {
            minute.rem_euclid(2)
        };
        for region in ["US-NY", "GB-ENG"].iter().filter(|_| crowd > 0) {
            let line = json!({"service": "spotify", "ts": ts, "region": region, "symptom": "login", "count": crowd});
            lines.push(line.to_string());
        }
        lines.push(format!("{{\"tick\":{ts}}}"));
    }
    lines.push(String::new());
    lines.join("\n")
}

#[test]
fn settings_are_checked() {
    let place = Place::new();
    for arguments in [["doctor", "--json"], ["--json", "doctor"]] {
        let findings = document(&run(place.binary(&arguments), ""));
        let what: Vec<&str> = findings
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["what"].as_str().unwrap())
            .collect();
        assert_eq!(what, ["settings", "catalogue", "store", "geography", "proxies"]);
        assert!(
            findings[0]["health"] == "ok" && findings[0]["detail"].is_string(),
            "{findings}"
        );
    }
    // What fails is among the findings, and an error besides.
    let failed = run(
        place.binary(&["doctor", "--json", "--store", "embedded:/proc/nowhere"]),
        "",
    );
    assert!(error(&failed).contains("1 checks failed"));
    let findings: Value = serde_json::from_slice(&failed.stdout).unwrap();
    assert_eq!(findings[2]["health"], "failed");
}

#[test]
fn errors_are_told_to_programs_too() {
    let place = Place::new();
    let fails = |arguments: &[&str]| {
        let output = run(place.binary(arguments), "");
        assert!(output.stdout.is_empty(), "{output:?}");
        error(&output)
    };
    let said = fails(&["serve", "--json", "--listen", "localhost"]);
    assert!(said.contains("listen: `localhost`"), "{said}");
    let said = fails(&["--json", "--nonsense"]);
    assert!(said.contains("--nonsense"), "{said}");
    let said = fails(&["explain", "--json"]);
    assert!(said.contains("<INCIDENT>"), "{said}");
    let said = fails(&["replay", "/no/such/file.toml", "--json"]);
    assert!(said.contains("/no/such/file.toml"), "{said}");
    let said = fails(&["explain", "--json", "x", "--target", "http://127.0.0.1:1"]);
    assert!(said.contains("127.0.0.1:1"), "{said}");
    // The demo's start is that of the site; a debug binary takes minutes to make up its history.
    let said = fails(&["demo", "--json", "--store", "embedded:x"]);
    assert!(said.contains("leave --store out"), "{said}");
    // In words it is the same code.
    let output = run(place.binary(&["explain", "x", "--target", "http://127.0.0.1:1"]), "");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stderr.starts_with(b"error: "));
    // A setting before the command would be ignored.
    let said = fails(&["--listen", "127.0.0.1:0", "doctor", "--json"]);
    assert!(said.contains("write it after"), "{said}");
}

#[test]
fn help_says_what_is_printed() {
    let place = Place::new();
    let commands = [
        "serve", "demo", "replay", "backtest", "import", "export", "explain", "doctor",
    ];
    for command in commands {
        let output = run(place.binary(&[command, "--json", "--help"]), "");
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{help}");
        let (_, about) = help.split_once("Print help").unwrap();
        assert!(about.contains("--json") && about.contains("{\""), "{command}: {help}");
    }
}

/// Starts a command that serves until it is stopped, and asserts that all it says is lines of JSON.
fn serves(place: &Place, mut command: Command) -> Value {
    // The log at its most talkative that is worth a line.
    command.env("GROUNDSWELL_LOG", "groundswell=debug");
    let (process, heard) = Process::start_heard(command, place.folder.path());
    let origin = process.origin.clone();
    let log = process.log_file().to_owned();
    // It heeds signals once it answers.
    let mut socket = TcpStream::connect(origin.strip_prefix("http://").unwrap()).unwrap();
    socket
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(process.terminate(), Some(0));
    let said: Vec<String> = heard.iter().collect();
    assert_eq!(said.len(), 1, "{said:?}");
    let said: Value = serde_json::from_str(&said[0]).unwrap();
    assert_eq!(said["url"], origin);
    assert_eq!(format!("http://{}", said["address"].as_str().unwrap()), origin);
    let log = lines(&std::fs::read(log).unwrap());
    assert!(!log.is_empty());
    for line in &log {
        assert!(line["level"].is_string() && line["timestamp"].is_string(), "{line}");
    }
    said
}

#[test]
fn a_site_says_where_it_is_and_logs_in_lines() {
    for arguments in [&["serve", "--json"][..], &["--json"]] {
        let place = Place::new();
        assert_eq!(serves(&place, place.binary(arguments))["demo"], false);
    }
}

#[test]
fn counts_go_in_and_out_and_are_judged_again() {
    let place = Place::new();
    let counts = counts();
    let imported = document(&run(place.binary(&["import", "-", "--json"]), &counts));
    assert_eq!(imported, json!({"services": 1, "minutes": 1_440 + 30 + 15}));

    let exported = run(place.binary(&["export", "--json"]), "");
    assert!(exported.status.success(), "{exported:?}");
    let written = lines(&exported.stdout).len();
    assert_eq!(lines(&exported.stderr), [json!({ "lines": written })]);

    // Alarms take stdout, and what is left to say goes beside them.
    let alarms = run(
        place.binary(&["backtest", "--json", "--skip-bad-lines"]),
        &format!("{counts}nonsense\n"),
    );
    assert!(alarms.status.success(), "{alarms:?}");
    let found = lines(&alarms.stdout);
    assert!(found.iter().any(|alarm| alarm["state"] == "open"), "{found:?}");
    let summary = json!({"services": 1, "skipped_lines": 1});
    assert_eq!(lines(&alarms.stderr), [summary]);
    let to_file = run(
        place.binary(&["backtest", "--json", "--alarms", "alarms.ndjson"]),
        &counts,
    );
    assert_eq!(document(&to_file), json!({"services": 1, "skipped_lines": 0}));
    let file = std::fs::read(place.folder.path().join("alarms.ndjson")).unwrap();
    assert_eq!(lines(&file), found);

    let table = document(&run(
        place.binary(&["backtest", "--json", "--try", "0.2,0.01"]),
        &counts,
    ));
    assert_eq!(table["settings"], json!([0.01, 0.2]));
    let outage = &table["incidents"][0];
    assert_eq!(
        (&outage["service"], &outage["is_over"]),
        (&"spotify".into(), &true.into()),
        "{table}"
    );
    assert_eq!(outage["found"].as_array().unwrap().len(), 2);
    assert_eq!(table["totals"][1]["false_alarms_per_service_week"], 0.2);
    assert!(
        table["totals"][1]["median_delay_minutes"].is_null() && table["skipped_lines"] == 0,
        "{table}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_incident_is_explained_and_computed_again() {
    let place = Place::new();
    document(&run(place.binary(&["import", "-", "--json"]), &counts()));
    let virtual_clock = ["--virtual-clock", "2026-03-04T13:00:00Z"];
    let process = place.serve(&virtual_clock);
    let list = run(
        place.binary(&[
            "explain",
            "--json",
            "spotify-20260304T0000Z",
            "--target",
            &process.origin,
        ]),
        "",
    );
    assert!(error(&list).contains("404"), "{list:?}");
    let id = incident(&process.origin).await;
    let told = document(&run(
        place.binary(&["explain", "--json", &id, "--target", &process.origin]),
        "",
    ));
    assert_eq!(told["incident"], id.as_str());
    assert!(told["transitions"][0]["evidence"]["statistic"].is_number(), "{told}");
    assert_eq!(process.terminate(), Some(0));

    let recorded = run(place.binary(&["export", "--incident", &id, "--json"]), "");
    let recorded = String::from_utf8(recorded.stdout).unwrap();
    let steps = told["transitions"].as_array().unwrap().len();
    let report = document(&run(place.binary(&["backtest", "--verify", "--json"]), &recorded));
    let expected = json!({"incident": id, "is_reproduced": true, "transitions": steps, "transitions_reproduced": steps, "differences": []});
    assert_eq!(report, json!({"incidents": [expected], "skipped_lines": 0}));

    // Half of it is another incident: a document that says so, and an error.
    let half: String = recorded.split_inclusive('\n').take(9).collect();
    let output = run(place.binary(&["backtest", "--verify", "--json"]), &half);
    assert!(error(&output).contains("differ"), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["incidents"][0]["is_reproduced"], false);
}

/// The newest incident that a server knows of.
async fn incident(origin: &str) -> String {
    let answer = client().get(format!("{origin}/api/v1/incidents")).send().await.unwrap();
    let all: Value = answer.json().await.unwrap();
    all["incidents"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_replay_says_what_was_counted_and_found() {
    let place = Place::new();
    let scenario = place.write("scenario.toml", SCENARIO).display().to_string();
    let process = place.serve(&["--virtual-clock", "2026-03-04T12:09:00Z"]);
    let told = document(&run(
        place.binary(&["replay", &scenario, "--json", "--target", &process.origin]),
        "",
    ));
    assert_eq!(told["scenario"], "Five minutes");
    assert!(told["reports_counted"].as_u64().unwrap() > 5, "{told}");
    assert_eq!(told["services"][0]["service"], "spotify");
    assert!(told["services"][0]["incidents"].is_array(), "{told}");
    let history = run(place.binary(&["replay", &scenario, "--history", "--json"]), "");
    assert!(history.status.success() && history.stderr.is_empty(), "{history:?}");
    assert!(lines(&history.stdout).len() > 2 * 1_440);
}
