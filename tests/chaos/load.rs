//! A crowd that reports, each once, and tries again until there is a receipt; and somebody who reads.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// Services that are reported, in slots of different nodes of a cluster.
pub const SERVICES: [&str; 2] = ["spotify", "netflix"];

/// Requests under way at a time.
const CLIENTS: u32 = 8;

/// Between the reports of a client: 200 a second in all.
const PACE: Duration = Duration::from_millis(40);

/// Between looks at a page.
const READING_PACE: Duration = Duration::from_millis(50);

/// Before somebody who got no receipt tries again.
const TRY_AGAIN: Duration = Duration::from_millis(50);

/// Who has no receipt by then never gets one.
const GIVE_UP: Duration = Duration::from_mins(2);

/// What a crowd has seen.
#[derive(Default)]
pub struct Ledger {
    next: AtomicU32,
    receipts: AtomicU32,
    stops: AtomicBool,
    /// Of receipts, and of pages, in microseconds.
    reports: Mutex<Vec<u32>>,
    pages: Mutex<Vec<u32>>,
}

/// What came of it.
pub struct Outcome {
    /// Reporters who have a receipt.
    pub acknowledged: u32,
    /// Times until a receipt, for attempts that got one, in milliseconds, sorted.
    pub reports_ms: Vec<f64>,
    /// Times until a page.
    pub pages_ms: Vec<f64>,
}

/// A crowd that is at it.
pub struct Load {
    ledger: Arc<Ledger>,
    tasks: Vec<JoinHandle<()>>,
}

/// The `number`th reporter, in a /24 of its own.
pub fn reporter(number: u32) -> IpAddr {
    let [high, block, low, host] = number.to_be_bytes();
    IpAddr::V4(Ipv4Addr::new(11 + high * 16 + block, low, host, 7))
}

pub fn client() -> reqwest::Client {
    groundswell::outbound::install_crypto();
    let builder = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10));
    builder.build().unwrap()
}

/// Sends one report; its status, and the receipt of a 202.
pub async fn send(client: &reqwest::Client, origin: &str, number: u32) -> Option<(u16, Value)> {
    let service = SERVICES[number as usize % SERVICES.len()];
    let request = client
        .post(format!("{origin}/api/v1/reports"))
        .header("x-forwarded-for", reporter(number).to_string())
        .json(&json!({ "service": service }));
    let answer = request.send().await.ok()?;
    let status = answer.status().as_u16();
    Some((status, answer.json().await.ok()?))
}

impl Load {
    /// Begins.
    pub fn start(origin: &str) -> Self {
        Self::go_on(origin, 0)
    }

    /// Begins with the `first`th reporter.
    pub fn go_on(origin: &str, first: u32) -> Self {
        let ledger = Arc::new(Ledger::default());
        ledger.next.store(first, Ordering::SeqCst);
        let mut tasks: Vec<_> = (0..CLIENTS)
            .map(|_| tokio::spawn(report(origin.to_owned(), Arc::clone(&ledger))))
            .collect();
        tasks.push(tokio::spawn(read(origin.to_owned(), Arc::clone(&ledger))));
        Self { ledger, tasks }
    }

    pub fn receipts(&self) -> u32 {
        self.ledger.receipts.load(Ordering::SeqCst)
    }

    /// Waits for so many more receipts.
    pub async fn more(&self, receipts: u32) {
        let enough = self.receipts() + receipts;
        crate::until("receipts", || self.receipts() >= enough).await;
    }

    /// Lets everybody who is at it have a receipt.
    pub async fn stop(self) -> Outcome {
        self.ledger.stops.store(true, Ordering::SeqCst);
        for task in self.tasks {
            task.await.unwrap();
        }
        Outcome {
            acknowledged: self.ledger.receipts.load(Ordering::SeqCst),
            reports_ms: sorted(&self.ledger.reports),
            pages_ms: sorted(&self.ledger.pages),
        }
    }
}

fn sorted(times: &Mutex<Vec<u32>>) -> Vec<f64> {
    let mut times = std::mem::take(&mut *times.lock().unwrap());
    times.sort_unstable();
    times.into_iter().map(|time| f64::from(time) / 1_000.0).collect()
}

/// The time that so many of a hundred stay below; 0 when there are none.
pub fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

fn note(times: &Mutex<Vec<u32>>, since: Instant) {
    let time = u32::try_from(since.elapsed().as_micros()).unwrap();
    times.lock().unwrap().push(time);
}

async fn report(origin: String, ledger: Arc<Ledger>) {
    let client = client();
    while !ledger.stops.load(Ordering::SeqCst) {
        let number = ledger.next.fetch_add(1, Ordering::SeqCst);
        let began = Instant::now();
        loop {
            let attempt = Instant::now();
            match send(&client, &origin, number).await {
                Some((202, _)) => {
                    note(&ledger.reports, attempt);
                    break;
                }
                Some((503, _)) | None => tokio::time::sleep(TRY_AGAIN).await,
                Some((status, answer)) => panic!("{status}: {answer}"),
            }
            assert!(began.elapsed() < GIVE_UP, "reporter {number} never got a receipt");
        }
        ledger.receipts.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(PACE).await;
    }
}

async fn read(origin: String, ledger: Arc<Ledger>) {
    let client = client();
    while !ledger.stops.load(Ordering::SeqCst) {
        let began = Instant::now();
        let answer = client.get(format!("{origin}/services/spotify")).send().await;
        if let Ok(answer) = answer {
            assert_eq!(answer.status(), 200, "a page");
            if answer.bytes().await.is_ok() {
                note(&ledger.pages, began);
            }
        }
        tokio::time::sleep(READING_PACE).await;
    }
}
