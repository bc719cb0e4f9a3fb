//! Killed and told to stop in the middle of it: what was acknowledged is counted, once.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::{StreamExt, stream};
use serde_json::{Value, json};

use crate::geography::v4;
use crate::process::{Place, Process};
use crate::test_app::client;

const REPORTERS: u16 = 300;
const AT_ONCE: usize = 32;

/// Sends a report from each address; the answers of those that got one.
async fn send(origin: &str, addresses: &[IpAddr], received: &Arc<AtomicUsize>) -> BTreeMap<IpAddr, bool> {
    let client = client();
    let answers = stream::iter(addresses.to_vec()).map(|address| {
        let request = client
            .post(format!("{origin}/api/v1/reports"))
            .header("x-forwarded-for", address.to_string());
        let received = Arc::clone(received);
        async move {
            let answer = request.json(&json!({ "service": "spotify" })).send().await.ok()?;
            if answer.status() != 202 {
                return None;
            }
            let receipt: Value = answer.json().await.ok()?;
            received.fetch_add(1, Ordering::Relaxed);
            Some((address, receipt["counted"] == true))
        }
    });
    answers
        .buffer_unordered(AT_ONCE)
        .filter_map(std::future::ready)
        .collect()
        .await
}

async fn counted(origin: &str) -> usize {
    let url = format!("{origin}/api/v1/services/spotify/counts?window=2h&step=1h");
    let series: Value = client().get(url).send().await.unwrap().json().await.unwrap();
    let points = series["points"].as_array().unwrap();
    let sum: u64 = points.iter().map(|point| point["reports"].as_u64().unwrap()).sum();
    usize::try_from(sum).unwrap()
}

fn reporters() -> Vec<IpAddr> {
    (1..=REPORTERS).map(|number| v4("US-NY", number)).collect()
}

/// Sends, and ends the process by `end` once half of the answers are there; returns who was told "counted".
async fn interrupted(process: Process, end: impl FnOnce(Process) + Send + 'static) -> BTreeMap<IpAddr, bool> {
    let received = Arc::new(AtomicUsize::new(0));
    let (origin, seen) = (process.origin.clone(), Arc::clone(&received));
    let sending = tokio::spawn(async move { send(&origin, &reporters(), &received).await });
    while seen.load(Ordering::Relaxed) < usize::from(REPORTERS) / 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::task::spawn_blocking(move || end(process)).await.unwrap();
    sending.await.unwrap()
}

/// Those who were answered are counted; when all ask again, each is counted exactly once.
async fn everybody_once(process: &Process, acknowledged: &BTreeMap<IpAddr, bool>) {
    assert!(acknowledged.values().all(|counted| *counted));
    let origin = &process.origin;
    let before = counted(origin).await;
    assert!(before >= acknowledged.len(), "{before} of {}", acknowledged.len());
    let again = send(origin, &reporters(), &Arc::default()).await;
    assert_eq!(again.len(), usize::from(REPORTERS));
    for address in acknowledged.keys() {
        assert!(
            !again[address],
            "acknowledged before the end and counted again after it"
        );
    }
    assert_eq!(counted(origin).await, usize::from(REPORTERS));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_nine_loses_no_acknowledged_report() {
    let place = Place::new();
    let acknowledged = interrupted(place.serve(&[]), Process::kill).await;
    assert!(
        acknowledged.len() < usize::from(REPORTERS),
        "it was not killed in the middle"
    );
    everybody_once(&place.serve(&[]), &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_drains_and_exits_with_zero() {
    let place = Place::new();
    let acknowledged = interrupted(place.serve(&[]), |process| assert_eq!(process.terminate(), Some(0))).await;
    let process = place.serve(&[]);
    assert!(process.log().contains("everything is stored"), "{}", process.log());
    everybody_once(&process, &acknowledged).await;
}
