//! A new version is rolled out under load: one process after the other ends and starts again, and no report is lost.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures::{StreamExt, stream};
use serde_json::{Value, json};

use crate::geography::v4;
use crate::process::{Place, Process};
use crate::redis_server::{RedisServer, free_port};
use crate::test_app::client;

/// More than are needed for both restarts; sending stops when those are over.
const REPORTERS: u16 = 20_000;
const AT_ONCE: usize = 16;
const TRIES_MAX: usize = 200;

/// A report is shown within two seconds; a busy machine may take longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends one report, to the one or the other process, until one of them takes it. Whether it is acknowledged.
async fn send(client: &reqwest::Client, origins: &[String; 2], address: IpAddr) -> bool {
    for attempt in 0..TRIES_MAX {
        let origin = &origins[(usize::from(address.is_ipv4()) + attempt + last_byte(address)) % 2];
        let request = client
            .post(format!("{origin}/api/v1/reports"))
            .header("x-forwarded-for", address.to_string());
        if let Ok(answer) = request.json(&json!({ "service": "spotify" })).send().await
            && answer.status() == 202
        {
            let receipt: Result<Value, _> = answer.json().await;
            if receipt.is_ok() {
                return true;
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}

fn last_byte(address: IpAddr) -> usize {
    match address {
        IpAddr::V4(address) => usize::from(address.octets()[3]),
        IpAddr::V6(_) => 0,
    }
}

fn start(place: &Place, redis: &RedisServer, port: u16) -> Process {
    let (listen, spool) = (format!("127.0.0.1:{port}"), format!("spool-{port}"));
    place.serve(&["--store", &redis.url(), "--listen", &listen, "--spool", &spool])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rolling_restart_under_load_loses_nothing() {
    let (redis, place) = (RedisServer::start(), Place::new());
    let ports = [free_port(), free_port()];
    let origins = ports.map(|port| format!("http://127.0.0.1:{port}"));
    let mut processes = ports.map(|port| Some(start(&place, &redis, port)));
    let (is_over, acknowledged) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let sending = tokio::spawn({
        let (is_over, acknowledged, client, origins) =
            (is_over.clone(), acknowledged.clone(), client(), origins.clone());
        async move {
            let addresses = (1..=REPORTERS).map(|number| v4("US-NY", number));
            let until_over = addresses.take_while(|_| !is_over.load(Ordering::Relaxed));
            let sent = stream::iter(until_over).map(|address| send(&client, &origins, address));
            let mut sent = sent.buffer_unordered(AT_ONCE);
            let mut failed = 0;
            while let Some(taken) = sent.next().await {
                acknowledged.fetch_add(usize::from(taken), Ordering::Relaxed);
                failed += usize::from(!taken);
            }
            failed
        }
    });
    for index in 0..2 {
        let before = acknowledged.load(Ordering::Relaxed);
        while acknowledged.load(Ordering::Relaxed) < before + 200 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let process = processes[index].take().unwrap();
        assert_eq!(
            tokio::task::spawn_blocking(|| process.terminate()).await.unwrap(),
            Some(0)
        );
        processes[index] = Some(start(&place, &redis, ports[index]));
    }
    is_over.store(true, Ordering::Relaxed);
    assert_eq!(sending.await.unwrap(), 0, "somebody was refused by both");
    let acknowledged = u64::try_from(acknowledged.load(Ordering::Relaxed)).unwrap();
    assert!(
        acknowledged < u64::from(REPORTERS),
        "the load ended before the restarts did"
    );
    // What the spool took is counted a moment later.
    for origin in &origins {
        let shown = tokio::time::timeout(PATIENCE, async {
            while live(origin).await != acknowledged {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        assert!(
            shown.await.is_ok(),
            "{origin} shows {} of {acknowledged}",
            live(origin).await
        );
        assert_eq!(counted(origin).await, acknowledged);
    }
}

/// Reports that a page shows, by the process's own heartbeat.
async fn live(origin: &str) -> u64 {
    let url = format!("{origin}/api/v1/services/spotify");
    let live: Value = client().get(url).send().await.unwrap().json().await.unwrap();
    live["reports"].as_u64().unwrap()
}

async fn counted(origin: &str) -> u64 {
    let url = format!("{origin}/api/v1/services/spotify/counts?window=2h&step=1h");
    let series: Value = client().get(url).send().await.unwrap().json().await.unwrap();
    let points = series["points"].as_array().unwrap();
    points.iter().map(|point| point["reports"].as_u64().unwrap()).sum()
}
