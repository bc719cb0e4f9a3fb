//! Nothing outside is there: no network, no names, no clock server. The core works.

use std::process::Command;

use crate::geography::v4;
use crate::test_app::{Backing, TestApp};

/// Set in the process that runs in a network of its own.
const INSIDE: &str = "GROUNDSWELL_TEST_ALONE";

const ISOLATE: &str = "ip link set lo up && exec \"$0\" \"$@\"";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_becomes_a_page_and_an_event_without_any_network() {
    if std::env::var_os(INSIDE).is_some() {
        return report_page_event().await;
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
