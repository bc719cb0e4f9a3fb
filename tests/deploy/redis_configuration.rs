//! The configuration of Redis: a real server takes it, and keeps what it acknowledged.

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::geography::v4;
use crate::process::Place;
use crate::redis_server::{RedisServer, free_port};
use crate::test_app::client;
use crate::{shipped, text};

/// A server with the shipped file; its port and folder are the test's.
pub fn shipped_server() -> RedisServer {
    RedisServer::start_with(&[&shipped("redis/redis.conf").display().to_string()])
}

#[test]
fn what_a_receipt_depends_on_holds() {
    let server = shipped_server();
    let settings: HashMap<String, String> = redis::cmd("CONFIG")
        .arg("GET")
        .arg("*")
        .query(&mut server.client())
        .unwrap();
    for (name, value) in [
        ("appendonly", "yes"),
        ("appendfsync", "always"),
        ("no-appendfsync-on-rewrite", "no"),
        ("aof-use-rdb-preamble", "yes"),
        ("aof-load-truncated", "yes"),
        ("save", ""),
        ("stop-writes-on-bgsave-error", "yes"),
        ("maxmemory", "1073741824"),
        ("maxmemory-policy", "noeviction"),
        ("protected-mode", "yes"),
        ("enable-protected-configs", "no"),
        ("enable-debug-command", "no"),
        ("enable-module-command", "no"),
        ("timeout", "0"),
        ("tcp-keepalive", "60"),
        ("min-replicas-to-write", "0"),
        ("replica-serve-stale-data", "no"),
    ] {
        assert_eq!(settings[name], value, "{name}");
    }
    // The test has its own `bind`; the file's is for this machine alone.
    assert!(
        text("redis/redis.conf")
            .lines()
            .any(|line| line == "bind 127.0.0.1 -::1")
    );
    let moved: redis::RedisResult<String> = redis::cmd("CONFIG")
        .arg("SET")
        .arg("dir")
        .arg("/")
        .query(&mut server.client());
    assert!(moved.is_err(), "a connection moved the files");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_acknowledged_report_outlives_a_killed_redis() {
    let mut server = shipped_server();
    let place = Place::new();
    let process = place.serve(&["--store", &server.url(), "--spool", "off"]);
    let report = client()
        .post(format!("{}/api/v1/reports", process.origin))
        .header("x-forwarded-for", v4("US-NY", 1).to_string())
        .json(&json!({ "service": "spotify" }));
    let receipt = report.try_clone().unwrap().send().await.unwrap();
    assert_eq!(receipt.status(), 202);
    server.kill();
    server.restart();
    // The same process finds it again.
    let again = async {
        loop {
            let answer = report.try_clone().unwrap().send().await.unwrap();
            if answer.status() == 202 {
                return answer.json::<Value>().await.unwrap();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let again = tokio::time::timeout(Duration::from_secs(30), again).await.unwrap();
    assert_eq!(
        (&again["counted"], &again["reports_in_window"]),
        (&json!(false), &json!(1)),
        "{again}"
    );
}

#[test]
fn sentinel_takes_its_sample() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sentinel.conf");
    let sample = text("redis/sentinel.conf");
    let (port, here) = (free_port(), folder.path().display().to_string());
    let sample = sample
        .replace("port 26379", &format!("port {port}"))
        .replace("dir /var/lib/redis", &format!("dir {here}"));
    std::fs::write(&file, sample).unwrap();
    let mut command = Command::new("redis-server");
    command
        .arg(&file)
        .arg("--sentinel")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut sentinel = command.spawn().unwrap();
    let asked = ask(port);
    sentinel.kill().unwrap();
    sentinel.wait().unwrap();
    let masters = asked.expect("Sentinel does not start with deploy/redis/sentinel.conf");
    assert_eq!(
        (
            masters.len(),
            masters[0]["name"].as_str(),
            masters[0]["quorum"].as_str()
        ),
        (1, "groundswell", "2")
    );
}

/// What it watches, once it answers.
fn ask(port: u16) -> Option<Vec<HashMap<String, String>>> {
    (0..100).find_map(|_| {
        std::thread::sleep(Duration::from_millis(50));
        let client = redis::Client::open(format!("redis://127.0.0.1:{port}")).ok()?;
        let mut connection = client.get_connection().ok()?;
        redis::cmd("SENTINEL").arg("MASTERS").query(&mut connection).ok()
    })
}
