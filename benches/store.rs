//! `count()` in batches of 256, embedded and Redis: all new reporters, all repeats, and new reporters over 20 services.
//! Redis is skipped when redis-server is missing.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use groundswell::domain::bucket::Timestamp;
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::{Kind, Report, ReporterKey};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, Store, StoreOptions};
use tokio::runtime::Runtime;

const BATCH: u64 = 256;
const NOON: i64 = 1_767_225_600 + 12 * 3_600;
const REGIONS: [&str; 8] = [
    "US-NY", "US-CA", "FR-IDF", "GB-ENG", "DE-BE", "BR-SP", "IN-MH", "unknown",
];
const PORT: u16 = 6_399;

/// A batch whose reporters are numbered from `first`.
fn batch(first: u64, services: u64) -> Vec<Report> {
    (first..first + BATCH).map(|number| report(number, services)).collect()
}

fn report(number: u64, services: u64) -> Report {
    let mut key = [0; 16];
    // Spread over the key space as an HMAC is.
    key[..8].copy_from_slice(&number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    let region = REGIONS[usize::try_from(number % 8).unwrap_or(0)];
    Report {
        service: ServiceSlug::parse(&format!("service-{}", number % services)).expect("a slug"),
        kind: Kind::Problem,
        symptom: None,
        // A second passes with every eight batches.
        at: Timestamp(NOON + i64::try_from(number / (8 * BATCH)).unwrap_or(0)),
        region: RegionCode::parse(region).expect("a region"),
        network: Asn(u32::try_from(number % 50).unwrap_or(0)),
        reporter: ReporterKey(key),
        reporter_yesterday: None,
        discounted: false,
        referrer: None,
    }
}

struct Server(Child);

impl Server {
    fn start() -> Option<Self> {
        let child = Command::new("redis-server")
            .args(["--port", &PORT.to_string(), "--save", "", "--appendonly", "no"])
            .stdout(Stdio::null())
            .spawn()
            .ok()?;
        std::thread::sleep(Duration::from_millis(500));
        Some(Self(child))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn open(runtime: &Runtime, url: &str) -> Arc<dyn Store> {
    let url = url.parse().expect("a store's URL");
    runtime
        .block_on(store::open(&url, &StoreOptions::default()))
        .expect("the store opens")
}

#[expect(clippy::disallowed_methods, reason = "a bench is a timer")]
fn now() -> Instant {
    Instant::now()
}

/// Batches one after the other, or two in flight as the intake does.
fn run(runtime: &Runtime, store: &Arc<dyn Store>, batches: Vec<Vec<Report>>, in_flight: usize) -> Duration {
    use futures::StreamExt;
    let counting = |batch: Vec<Report>| async move { store.count(&batch).await.map(|_| ()) };
    let start = now();
    let done: Vec<_> = runtime.block_on(
        futures::stream::iter(batches)
            .map(counting)
            .buffer_unordered(in_flight)
            .collect(),
    );
    let elapsed = start.elapsed();
    assert!(done.iter().all(Result::is_ok));
    elapsed
}

fn counts(criterion: &mut Criterion, name: &str, store: &Arc<dyn Store>, runtime: &Runtime) {
    let mut group = criterion.benchmark_group("count");
    group.throughput(Throughput::Elements(BATCH)).sample_size(20);
    let mut first = 0;
    for (case, services, in_flight) in [
        ("1 service", 1, 1),
        ("20 services", 20, 1),
        ("20 services, 2 in flight", 20, 2),
    ] {
        group.bench_function(BenchmarkId::new(name, case), |bencher| {
            bencher.iter_custom(|rounds| {
                let firsts = (0..rounds).map(|round| first + round * BATCH);
                let batches = firsts.map(|first| batch(first, services)).collect();
                first += rounds * BATCH;
                run(runtime, store, batches, in_flight)
            });
        });
    }
    group.bench_function(BenchmarkId::new(name, "repeats"), |bencher| {
        bencher.iter_custom(|rounds| run(runtime, store, (0..rounds).map(|_| batch(0, 1)).collect(), 1));
    });
    group.finish();
}

fn stores(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let embedded = open(&runtime, &format!("embedded:{}", folder.path().display()));
    counts(criterion, "embedded", &embedded, &runtime);
    if let Some(_server) = Server::start() {
        let redis = open(&runtime, &format!("redis://127.0.0.1:{PORT}"));
        counts(criterion, "redis", &redis, &runtime);
    }
}

criterion_group!(benches, stores);
criterion_main!(benches);
