//! Killed and told to stop in the middle of it: what was acknowledged is counted, once.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::{StreamExt, stream};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::geography::v4;
use crate::limits::address;
use crate::process::{Place, Process};
use crate::raw::status;
use crate::test_app::client;

/// So many have to be answered before the end.
const ANSWERED: usize = 150;
/// Twice as many as that are killed in the middle. A signal that is sent by a program of its own comes later.
const KILLED_REPORTERS: u16 = 300;
const STOPPED_REPORTERS: u16 = 1_500;
const AT_ONCE: usize = 32;

/// For what takes milliseconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(30);

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

fn reporters(count: u16) -> Vec<IpAddr> {
    (1..=count).map(|number| v4("US-NY", number)).collect()
}

/// Sends, and ends the process by `end` once some answers are there and others are not; returns who was told "counted".
async fn interrupted(
    process: Process,
    reporters: &[IpAddr],
    end: impl FnOnce(Process) + Send + 'static,
) -> BTreeMap<IpAddr, bool> {
    let received = Arc::new(AtomicUsize::new(0));
    let (origin, seen) = (process.origin.clone(), Arc::clone(&received));
    let senders = reporters.to_vec();
    let sending = tokio::spawn(async move { send(&origin, &senders, &received).await });
    while seen.load(Ordering::Relaxed) < ANSWERED {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::task::spawn_blocking(move || end(process)).await.unwrap();
    let acknowledged = sending.await.unwrap();
    let in_the_middle = ANSWERED..reporters.len();
    assert!(in_the_middle.contains(&acknowledged.len()), "{}", acknowledged.len());
    acknowledged
}

/// Those who were answered are counted; when all ask again, each is counted exactly once.
async fn everybody_once(process: &Process, reporters: &[IpAddr], acknowledged: &BTreeMap<IpAddr, bool>) {
    assert!(acknowledged.values().all(|counted| *counted));
    let origin = &process.origin;
    let before = counted(origin).await;
    assert!(before >= acknowledged.len(), "{before} of {}", acknowledged.len());
    let again = send(origin, reporters, &Arc::default()).await;
    assert_eq!(again.len(), reporters.len());
    for address in acknowledged.keys() {
        assert!(
            !again[address],
            "acknowledged before the end and counted again after it"
        );
    }
    assert_eq!(counted(origin).await, reporters.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_nine_loses_no_acknowledged_report() {
    let (place, reporters) = (Place::new(), reporters(KILLED_REPORTERS));
    let acknowledged = interrupted(place.serve(&[]), &reporters, Process::kill).await;
    everybody_once(&place.serve(&[]), &reporters, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_drains_and_exits_with_zero() {
    let (place, reporters) = (Place::new(), reporters(STOPPED_REPORTERS));
    let stop = |process: Process| assert_eq!(process.terminate(), Some(0));
    let acknowledged = interrupted(place.serve(&[]), &reporters, stop).await;
    let process = place.serve(&[]);
    assert!(process.log().contains("everything is stored"), "{}", process.log());
    everybody_once(&process, &reporters, &acknowledged).await;
}

const REPORT: &str = r#"{"service":"spotify"}"#;

/// A report of which half of the body is there: its head has been read, as the server says to go on.
async fn half_sent(address: SocketAddr, from: IpAddr) -> TcpStream {
    let mut socket = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /api/v1/reports HTTP/1.1\r\nhost: x\r\nx-forwarded-for: {from}\r\nexpect: 100-continue\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        REPORT.len()
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    let read = timeout(PATIENCE, socket.read_exact(&mut go_on)).await;
    read.expect("an answer to the head").unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    let half = &REPORT.as_bytes()[..REPORT.len() / 2];
    socket.write_all(half).await.unwrap();
    socket
}

/// Until nobody is let in any more.
async fn is_closed(address: SocketAddr) {
    let closing = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, closing).await.expect("it still lets people in");
}

/// Who was let in before the signal is heard to the end, who comes after it is not let in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_waits_for_reports_that_are_half_sent() {
    const SENDERS: u16 = 20;
    let place = Place::new();
    let process = place.serve(&[]);
    let address = address(&process);
    let mut senders = Vec::new();
    for from in reporters(SENDERS) {
        senders.push(half_sent(address, from).await);
    }
    process.signal("TERM");
    is_closed(address).await;
    // Five seconds are theirs; who is not waited for is cut off after one.
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    for sender in &mut senders {
        let rest = &REPORT.as_bytes()[REPORT.len() / 2..];
        sender.write_all(rest).await.unwrap();
    }
    for sender in &mut senders {
        let mut answer = String::new();
        let read = timeout(PATIENCE, sender.read_to_string(&mut answer)).await;
        read.expect("an answer and its end").unwrap();
        assert_eq!(status(&answer), Some(202), "{answer}");
        assert!(answer.contains("\"counted\":true"), "{answer}");
    }
    let code = tokio::task::spawn_blocking(|| process.end()).await.unwrap();
    assert_eq!(code, Some(0));
    assert_eq!(counted(&place.serve(&[]).origin).await, usize::from(SENDERS));
}

/// Whoever listens is sent away in order, and does not hold the server up until it cuts him off.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_ends_streams() {
    let place = Place::new();
    let process = place.serve(&[]);
    let mut socket = TcpStream::connect(address(&process)).await.unwrap();
    socket
        .write_all(b"GET /api/v1/stream HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut heard = vec![0; 16];
    timeout(PATIENCE, socket.read_exact(&mut heard))
        .await
        .expect("a greeting")
        .unwrap();
    process.signal("TERM");
    timeout(PATIENCE, socket.read_to_end(&mut heard))
        .await
        .expect("an end")
        .unwrap();
    let heard = String::from_utf8(heard).unwrap();
    assert!(heard.starts_with("HTTP/1.1 200 OK"), "{heard}");
    // The chunk that ends the answer: who is cut off does not get one.
    assert!(heard.ends_with("\r\n0\r\n\r\n"), "{heard}");
    let code = tokio::task::spawn_blocking(|| process.end()).await.unwrap();
    assert_eq!(code, Some(0));
}
