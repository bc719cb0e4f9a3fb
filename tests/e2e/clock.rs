//! A machine's clock that is set while people report: nothing opens, and nobody goes blind.

use std::sync::{Arc, Mutex};

use groundswell::app::App;
use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::incident::Incident;
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::{Kind, Report, ReporterKey};
use groundswell::domain::service::ServiceSlug;
use groundswell::pipeline::clock::Clock;
use groundswell::pipeline::steady::Reading;
use groundswell::store::{self, Store, StoreOptions};

use crate::geography::{Geography, Schema};
use crate::test_app::{Backing, START, TestApp, config};

const HOUR_SECONDS: i64 = 3_600;
/// A beat with the reports of so long is as good as thirty beats.
const STEP_SECONDS: i64 = 30;
const HISTORY_DAYS: i64 = 4;

/// A machine whose clock can be set, and what runs on it.
struct Machine {
    hands: Arc<Mutex<Reading>>,
    store: Arc<dyn Store>,
    service: ServiceSlug,
    reporters: u64,
    app: App,
    geography: Geography,
    backing: Backing,
}

impl Machine {
    /// Switched on after some normal days.
    async fn start() -> Self {
        let (backing, geography) = (Backing::embedded(), Geography::write(Schema::MaxMind));
        let service = ServiceSlug::parse("spotify").unwrap();
        let store = store::open(&backing.url().parse().unwrap(), &StoreOptions::default())
            .await
            .unwrap();
        let now = Timestamp(START).minute().0;
        let days: Vec<_> = (now - HISTORY_DAYS * 1_440..now).map(history).collect();
        store.import(&service, &days).await.unwrap();
        let hands = Arc::new(Mutex::new(Reading {
            wall_ms: START * 1_000,
            monotonic_ms: 0,
        }));
        let app = boot(&backing, &geography, &store, &hands).await;
        Self {
            hands,
            store,
            service,
            reporters: 0,
            app,
            geography,
            backing,
        }
    }

    /// Ends the process as SIGTERM does and starts another, by the clock as it now stands.
    async fn restart(&mut self) {
        self.app.heartbeat.end().await.unwrap();
        self.app = boot(&self.backing, &self.geography, &self.store, &self.hands).await;
    }

    fn set_clock_by(&self, seconds: i64) {
        self.hands.lock().unwrap().wall_ms += seconds * 1_000;
    }

    fn now(&self) -> Timestamp {
        self.app.heartbeat.clock().now()
    }

    /// Lets real time pass, with a crowd that is so many times the normal one.
    async fn pass(&mut self, minutes: i64, crowd: u64) {
        for _ in 0..minutes * 60 / STEP_SECONDS {
            {
                let mut hands = self.hands.lock().unwrap();
                hands.wall_ms += STEP_SECONDS * 1_000;
                hands.monotonic_ms += STEP_SECONDS * 1_000;
            }
            let reports = self.reports(crowd);
            if !reports.is_empty() {
                self.store.count(&reports).await.unwrap();
            }
            self.app.heartbeat.beat().await.unwrap();
        }
    }

    /// About two reports a step, each of somebody new.
    fn reports(&mut self, crowd: u64) -> Vec<Report> {
        let at = self.now();
        let count = [1, 2, 2, 3][usize::try_from(hash(self.reporters) % 4).unwrap()] * crowd;
        (0..count)
            .map(|_| {
                self.reporters += 1;
                let mut key = [0; 16];
                key[..8].copy_from_slice(&self.reporters.to_be_bytes());
                Report {
                    service: self.service.clone(),
                    kind: Kind::Problem,
                    symptom: None,
                    at,
                    region: region(self.reporters),
                    network: Asn(u32::try_from(self.reporters % 40).unwrap()),
                    reporter: ReporterKey(key),
                    reporter_yesterday: None,
                    discounted: false,
                    referrer: None,
                }
            })
            .collect()
    }

    async fn incidents(&self) -> Vec<Incident> {
        self.store.incidents(&self.service, 10).await.unwrap()
    }
}

async fn boot(backing: &Backing, geography: &Geography, store: &Arc<dyn Store>, hands: &Arc<Mutex<Reading>>) -> App {
    let mut config = config(backing.url(), geography);
    config.virtual_clock = None;
    let hands = Arc::clone(hands);
    let clock = Clock::machine(move || *hands.lock().unwrap());
    App::with_clock(config, Arc::clone(store), clock).await.unwrap()
}

fn region(number: u64) -> RegionCode {
    let code = ["US-NY", "US-CA", "GB-ENG", "DE-BY"][usize::try_from(hash(number) % 4).unwrap()];
    RegionCode::parse(code).unwrap()
}

fn history(minute: i64) -> (Minute, Bucket) {
    let mut bucket = Bucket::default();
    for report in 0..3 + hash(minute.unsigned_abs()) % 3 {
        let number = minute.unsigned_abs() * 8 + report;
        bucket.add(region(number), None, 1, 1);
        bucket.add_network(Asn(u32::try_from(number % 40).unwrap()), 1);
    }
    (Minute(minute), bucket)
}

/// A number that looks random, by position (splitmix64).
fn hash(position: u64) -> u64 {
    let mut z = position.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_hour_forward_opens_nothing_and_closes_nothing() {
    let mut machine = Machine::start().await;
    machine.pass(30, 1).await;
    machine.set_clock_by(HOUR_SECONDS);
    machine.pass(60, 1).await;
    assert_eq!(machine.now(), Timestamp(START + 90 * 60 + HOUR_SECONDS));
    assert_eq!(machine.incidents().await, []);

    machine.pass(5, 10).await;
    assert!(machine.incidents().await[0].is_open(), "blind after the jump");
    machine.set_clock_by(HOUR_SECONDS);
    machine.pass(5, 10).await;
    assert!(
        machine.incidents().await[0].is_open(),
        "an hour that was not there has ended it"
    );
    machine.pass(60, 1).await;
    let incidents = machine.incidents().await;
    assert!(incidents.len() == 1 && !incidents[0].is_open(), "{incidents:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_hour_back_opens_nothing_and_blinds_nobody() {
    let mut machine = Machine::start().await;
    machine.pass(30, 1).await;
    machine.set_clock_by(-HOUR_SECONDS);
    machine.pass(60, 1).await;
    assert_eq!(
        machine.now(),
        Timestamp(START + 30 * 60 + 54 * 60),
        "nine tenths of an hour"
    );
    assert_eq!(machine.incidents().await, []);

    machine.restart().await;
    machine.pass(60, 1).await;
    assert_eq!(machine.incidents().await, [], "a restart counts no minute twice");
    machine.pass(5, 10).await;
    assert!(machine.incidents().await[0].is_open(), "blind after the jump");
}

/// Its minute was judged while it arrived.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_arrives_slowly_is_of_the_minute_in_which_it_is_there() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let app = TestApp::start(Backing::embedded()).await;
    let body = r#"{"service":"spotify"}"#;
    let head = format!(
        "POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    let mut socket = tokio::net::TcpStream::connect(app.address).await.unwrap();
    socket.write_all((head + &body[..10]).as_bytes()).await.unwrap();
    // Time for the head to be read.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let minute = Timestamp(app.now() + 60).minute();
    app.set_clock(app.now() + 60);
    socket.write_all(&body.as_bytes()[10..]).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    let service = ServiceSlug::parse("spotify").unwrap();
    let buckets = app
        .store()
        .buckets(&service, Minute(0), Minute(i64::MAX / 120))
        .await
        .unwrap();
    let minutes: Vec<Minute> = buckets.into_iter().map(|(minute, _)| minute).collect();
    assert_eq!(minutes, [minute]);
}
