//! Nothing outside is there: no network, no names, no clock server; vendors and webhooks
//! are asked for in vain. The core works.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::geography::v4;
use crate::process::{Place, Process};
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, TestApp, client};

/// Set in the process that runs in a network of its own.
const INSIDE: &str = "GROUNDSWELL_TEST_ALONE";

/// Vendors are first read within a minute of the start.
const ROUNDS_MAX: u16 = 600;

const ISOLATE: &str = "ip link set lo up && exec \"$0\" \"$@\"";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_becomes_a_page_and_an_event_without_any_network() {
    if std::env::var_os(INSIDE).is_some() {
        report_page_event().await;
        return ask_outside_in_vain().await;
    }
    let isolated = |command: &[&str]| {
        let mut isolated = Command::new("unshare");
        isolated
            .args(["--map-root-user", "--net", "/bin/sh", "-c", ISOLATE])
            .args(command);
        isolated
    };
    let works = isolated(&["true"]).output().is_ok_and(|output| output.status.success());
    if !works {
        eprintln!("skipped: this machine lets nobody make a network namespace (unshare --map-root-user --net, ip)");
        return;
    }
    let this = std::env::current_exe().unwrap();
    let name = "alone::a_report_becomes_a_page_and_an_event_without_any_network";
    let mut inside = isolated(&[this.to_str().unwrap(), "--exact", name, "--nocapture"]);
    let output = tokio::task::spawn_blocking(move || inside.env(INSIDE, "1").output().unwrap())
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

async fn report_page_event() {
    let routes = std::fs::read_to_string("/proc/net/route").unwrap();
    assert_eq!(routes.trim().lines().count(), 1, "there is a way out: {routes}");
    let app = TestApp::start(Backing::embedded()).await;
    let mut stream = app.request("GET", "/api/v1/stream").send().await.unwrap();
    for number in 0..8 {
        assert_eq!(app.report("spotify", v4("US-NY", number)).await["counted"], true);
    }
    app.beat().await;
    let page = app.page("/services/spotify").await;
    assert!(page.contains("</html>"));
    assert_eq!(app.counted("spotify").await, 8);
    let mut heard = String::new();
    while !heard.contains("event: snapshot") {
        let chunk = stream.chunk().await.unwrap().expect("a stream that goes on");
        heard.push_str(&String::from_utf8_lossy(&chunk));
    }
    assert!(heard.contains("\"reports\":8"), "{heard}");
    assert_eq!(app.get("/readyz").await.status, 200);
}

/// The real binary with everything that it may ask for outside: pages of vendors, and a webhook.
async fn ask_outside_in_vain() {
    let place = Place::new();
    let mut command = place.command(&[]);
    // The catalogue that is built in, with its vendors.
    command
        .env_remove(INSIDE)
        .env_remove("GROUNDSWELL_CATALOGUE")
        .env("GROUNDSWELL_OFFICIAL_STATUS", "on");
    let process = Process::start(command, place.folder.path());
    let client = client();
    let admin = |path: &str, body: Value| {
        let request = client.post(format!("{}/api/v1/webhooks{path}", process.origin));
        Answer::of(request.bearer_auth(ADMIN_TOKEN).json(&body))
    };
    let made = admin("", json!({ "url": "https://hooks.example.org/groundswell" })).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let sent = admin(&format!("/{id}/test"), json!({})).await;
    assert_eq!(
        (sent.status, &sent.json()["state"]),
        (200, &json!("failed")),
        "{}",
        sent.text()
    );
    let read = async |path: &str| Answer::of(client.get(format!("{}{path}", process.origin))).await;
    for number in 0..ROUNDS_MAX {
        let report = client
            .post(format!("{}/api/v1/reports", process.origin))
            .header("x-forwarded-for", v4("US-NY", number).to_string())
            .json(&json!({ "service": "spotify" }));
        let receipt = Answer::of(report).await;
        assert_eq!((receipt.status, &receipt.json()["counted"]), (202, &json!(true)));
        assert_eq!(read("/services/spotify").await.status, 200);
        let metrics = read("/metrics").await.text();
        let mut fetches = metrics
            .lines()
            .filter(|line| line.starts_with("groundswell_official_fetches_total"));
        if fetches.any(|line| !line.contains("\"read\"") && !line.ends_with(" 0")) {
            assert_eq!(read("/readyz").await.status, 200);
            assert_eq!(process.terminate(), Some(0));
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no vendor was asked: {}", process.log());
}
