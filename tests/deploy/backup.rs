//! Backups by the commands of deploy/README.md, word for word: what was counted and found is there again elsewhere.

use std::net::IpAddr;
use std::path::Path;
use std::process::Command;

use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::region::RegionCode;
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, StoreOptions};
use serde_json::{Value, json};

use crate::geography::{v4, v4_of};
use crate::process::{Place, Process};
use crate::redis_configuration::shipped_server;
use crate::test_app::{ADMIN_TOKEN, START, client};
use crate::{succeed, text};

/// Where the reporters of the outage are.
const REGIONS: [&str; 5] = ["US-NY", "GB-ENG", "FR-IDF", "DE-BE", "JP-13"];

/// Stands for what the test does itself: services are its own processes, and nobody but it owns a file.
const PRELUDE: &str = r#"
set -eu
systemctl() {
  case "$1" in
    freeze)
      kill -STOP "$PROCESS"
      while ! grep -q '^State:.T' "/proc/$PROCESS/status"; do sleep 0.01; done ;;
    thaw) kill -CONT "$PROCESS" ;;
    *) ;;
  esac
}
redis-cli() { command redis-cli -p "$PORT" "$@"; }
install() {
  local kept=()
  while (($#)); do case "$1" in -o|-g) shift 2 ;; *) kept+=("$1"); shift ;; esac; done
  command install "${kept[@]}"
}
"#;

/// Runs the commands below a heading of the README, with the folders of a test in place of the machine's.
fn run_documented(heading: &str, folder: &Path, variables: &[(&str, String)]) {
    let readme = text("README.md");
    let section = readme.split(&format!("\n### {heading}\n")).nth(1).unwrap();
    let commands = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let commands = commands.replace("/var/", &format!("{}/var/", folder.display()));
    let mut command = Command::new("bash");
    command.arg("-c").arg(format!("{PRELUDE}{commands}"));
    succeed(command.envs(variables.iter().map(|(name, value)| (*name, value.as_str()))));
}

fn folders(place: &Place) {
    for name in ["var/lib/redis", "var/backups"] {
        std::fs::create_dir_all(place.folder.path().join(name)).unwrap();
    }
}

fn embedded(place: &Place) -> String {
    format!("embedded:{}", place.folder.path().join("var/lib/groundswell").display())
}

fn serve(place: &Place, store: &str, now: i64) -> Process {
    let now = Timestamp(now).to_rfc3339();
    let flags = [
        "--store",
        store,
        "--virtual-clock",
        &now,
        "--public-url",
        "https://status.example.org",
    ];
    place.serve(&flags)
}

/// A fortnight of about three reports an hour.
async fn learn(store: &str) {
    let store = store::open(&store.parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    let end = Timestamp(START).minute();
    let quiet = (end.0 - 15 * 1_440..end.0).step_by(20).zip(REGIONS.iter().cycle());
    let history = quiet.map(|(minute, region)| {
        let mut bucket = Bucket::default();
        bucket.add(RegionCode::parse(region).unwrap(), None, 1, 1);
        (Minute(minute), bucket)
    });
    let spotify = ServiceSlug::parse("spotify").unwrap();
    store.import(&spotify, &history.collect::<Vec<_>>()).await.unwrap();
}

async fn report(client: &reqwest::Client, origin: &str, from: IpAddr) -> Value {
    let request = client
        .post(format!("{origin}/api/v1/reports"))
        .header("x-forwarded-for", from.to_string());
    let answer = request
        .json(&json!({ "service": "spotify", "symptom": "login" }))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 202);
    answer.json().await.unwrap()
}

/// Two hundred strangers in ten minutes; returns the time then.
async fn outage(origin: &str) -> i64 {
    let client = client();
    for minute in 0..10_u8 {
        for number in minute * 20..minute * 20 + 20 {
            let region = REGIONS[usize::from(number % 5)];
            assert_eq!(
                report(&client, origin, v4_of(region, number / 5 % 5, number / 25)).await["counted"],
                true
            );
        }
        let now = START + 60 * (i64::from(minute) + 1);
        let step = client
            .post(format!("{origin}/api/v1/clock"))
            .bearer_auth(ADMIN_TOKEN)
            .json(&json!({ "now": now }));
        assert_eq!(step.send().await.unwrap().status(), 200);
    }
    START + 600
}

/// What visitors and programs see.
async fn seen(origin: &str) -> Vec<(String, String)> {
    let client = client();
    let get = async |path: String| {
        let answer = client.get(format!("{origin}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        (path, answer.text().await.unwrap())
    };
    let incidents = get("/api/v1/incidents".to_owned()).await;
    let list: Value = serde_json::from_str(&incidents.1).unwrap();
    let id = list["incidents"][0]["id"]
        .as_str()
        .expect("there is an incident")
        .to_owned();
    let mut all = vec![incidents];
    for path in [
        "/".to_owned(),
        "/incidents".to_owned(),
        "/services/spotify".to_owned(),
        format!("/services/spotify/incidents/{id}"),
        format!("/api/v1/incidents/{id}"),
        format!("/api/v1/incidents/{id}/evidence"),
        "/api/v1/services/spotify".to_owned(),
        "/api/v1/services/spotify/counts?window=24h&step=1h&by=symptom".to_owned(),
    ] {
        all.push(get(path).await);
    }
    all
}

fn assert_same(before: &[(String, String)], after: &[(String, String)]) {
    for ((path, before), (_, after)) in before.iter().zip(after) {
        assert_eq!(before, after, "{path} differs");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder() {
    let place = Place::new();
    folders(&place);
    learn(&embedded(&place)).await;
    let process = serve(&place, &embedded(&place), START);
    // An older backup is in the way of the next one.
    let (folder, id) = (place.folder.path().to_owned(), process.id().to_string());
    let copying = move || run_documented("Back up a folder", &folder, &[("PROCESS", id)]);
    tokio::task::spawn_blocking(copying.clone()).await.unwrap();
    let now = outage(&process.origin).await;
    let before = seen(&process.origin).await;

    // While reports come in: none is refused, and the copy has all that were acknowledged before it.
    let (client, origin) = (client(), process.origin.clone());
    let acknowledged = report(&client, &origin, v4("US-NY", 250)).await;
    let sender = client.clone();
    let during = tokio::spawn(async move {
        for number in 0..100 {
            assert_eq!(report(&sender, &origin, v4("US-CA", number)).await["counted"], true);
        }
    });
    tokio::task::spawn_blocking(copying).await.unwrap();
    during.await.unwrap();

    let elsewhere = Place::new();
    folders(&elsewhere);
    std::fs::create_dir(elsewhere.folder.path().join("var/lib/groundswell")).unwrap();
    let backup = |place: &Place| place.folder.path().join("var/backups/groundswell");
    std::fs::rename(backup(&place), backup(&elsewhere)).unwrap();
    run_documented("Restore a folder", elsewhere.folder.path(), &[]);
    let restored = serve(&elsewhere, &embedded(&elsewhere), now);
    let again = report(&client, &restored.origin, v4("US-NY", 250)).await;
    assert_eq!(again["counted"], false, "{again}");
    assert!(
        again["reports_in_window"].as_u64() >= acknowledged["reports_in_window"].as_u64(),
        "{again}"
    );
    let after = seen(&restored.origin).await;
    // The counts have grown meanwhile, the incidents have not.
    let incidents = |seen: &[(String, String)]| seen[0].clone();
    assert_eq!(incidents(&before), incidents(&after));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quiet_folder_is_the_same_to_the_byte() {
    let place = Place::new();
    folders(&place);
    learn(&embedded(&place)).await;
    let process = serve(&place, &embedded(&place), START);
    let now = outage(&process.origin).await;
    let before = seen(&process.origin).await;
    run_documented(
        "Back up a folder",
        place.folder.path(),
        &[("PROCESS", process.id().to_string())],
    );
    process.kill();
    run_documented("Restore a folder", place.folder.path(), &[]);
    let restored = serve(&place, &embedded(&place), now);
    assert_same(&before, &seen(&restored.origin).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis() {
    let place = Place::new();
    folders(&place);
    let server = shipped_server();
    learn(&server.url()).await;
    let process = serve(&place, &server.url(), START);
    let now = outage(&process.origin).await;
    let before = seen(&process.origin).await;
    run_documented(
        "Back up Redis",
        place.folder.path(),
        &[("PORT", server.port().to_string())],
    );
    process.kill();
    drop(server);

    // Another Redis, which has something of its own.
    let mut other = shipped_server();
    let _: () = ::redis::cmd("SET")
        .arg("other")
        .arg("1")
        .query(&mut other.client())
        .unwrap();
    other.kill();
    std::fs::remove_dir(place.folder.path().join("var/lib/redis")).unwrap();
    std::os::unix::fs::symlink(other.folder(), place.folder.path().join("var/lib/redis")).unwrap();
    run_documented("Restore Redis", place.folder.path(), &[]);
    other.restart();
    let kept: Option<u32> = ::redis::cmd("GET").arg("other").query(&mut other.client()).unwrap();
    assert_eq!(kept, None);
    let restored = serve(&place, &other.url(), now);
    assert_same(&before, &seen(&restored.origin).await);
    // And what comes after it is kept as ever.
    let client = client();
    assert_eq!(
        report(&client, &restored.origin, v4("US-NY", 250)).await["counted"],
        true
    );
    restored.kill();
    other.kill();
    other.restart();
    let restored = serve(&place, &other.url(), now);
    assert_eq!(
        report(&client, &restored.origin, v4("US-NY", 250)).await["counted"],
        false
    );
}
