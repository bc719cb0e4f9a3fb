//! What a site takes: memory when idle, Redis' memory for a day, and the time from a cold start to the first page with five
//! hundred services and eight weeks of history. Prints rows of the table that `benches/run` completes.

#![expect(clippy::print_stdout, reason = "the rows are the result")]
#![expect(clippy::disallowed_methods, reason = "a bench is a timer")]

#[path = "load/client.rs"]
#[allow(dead_code, reason = "the load bench uses the rest")]
mod client;
#[path = "load/servers.rs"]
#[allow(dead_code, reason = "the load bench uses the rest")]
mod servers;

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::{Kind, Report, ReporterKey};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, StoreOptions};

use self::client::once;
use self::servers::{Server, folder};

const MINUTES_PER_DAY: i64 = 24 * 60;

/// The day of Redis: a report a second, from so many regions and networks in turn.
const REGIONS: usize = 50;
const NETWORKS: u32 = 25;

/// The cold start.
const SERVICES: usize = 500;
const DAYS: i64 = 56;
/// One report in so many minutes: in eight weeks 2,688 for each service.
const EVERY_MINUTES: usize = 30;

/// What was needed to read the address databases has been given back by then.
const SETTLED: Duration = Duration::from_secs(20);

fn main() {
    // `cargo bench` says so; tests that build all targets start this without.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        idle();
        day_of_redis().await;
        cold_start().await;
    });
}

fn region(number: usize) -> RegionCode {
    RegionCode::parse(&format!("US-{:02}", number % REGIONS)).expect("a region")
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
    Timestamp(i64::try_from(since.as_secs()).expect("not so far ahead"))
}

fn mebibytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1_024).unwrap_or(u32::MAX)) / 1_024.0
}

/// A server that has nothing to do, with the city and network databases.
fn idle() {
    let server = Server::embedded();
    let at_start = server.resident_bytes();
    std::thread::sleep(SETTLED);
    let settled = server.resident_bytes();
    println!(
        "| memory of an idle server, 125 services, city and network databases | {:.0} MiB resident ({:.0} at its first second) | | | | | | |",
        mebibytes(settled),
        mebibytes(at_start)
    );
}

/// What a service costs that gets a report a second for a day.
async fn day_of_redis() {
    let Some(redis) = Server::redis() else {
        return eprintln!("a day in Redis: redis-server is not installed");
    };
    let url = format!("redis://127.0.0.1:{}", redis.port).parse().expect("a URL");
    let store = store::open(&url, &StoreOptions::default()).await.expect("a store");
    let slug = ServiceSlug::parse("bench").expect("a slug");
    let before = redis.redis_bytes();
    let start = Minute(now().minute().0 - MINUTES_PER_DAY);
    for minute in 0..MINUTES_PER_DAY {
        let at = start.plus(minute).start();
        let reports: Vec<Report> = (0..60).map(|second| report(&slug, Timestamp(at.0 + second))).collect();
        let receipts = store.count(&reports).await.expect("a store that counts");
        assert!(receipts.iter().all(|receipt| receipt.counted), "all are new");
    }
    // Windows are kept as long as a late report may meet them; all of them are still there, as they never are at once.
    let all = redis.redis_bytes() - before;
    redis.forget_reporters();
    let counts = redis.redis_bytes() - before;
    println!(
        "| memory of Redis for a service and day at a report a second from {REGIONS} regions | {:.1} MiB of counts, and {:.1} MiB of reporter keys for the six hours in which a late report may meet them | | | | | | |",
        mebibytes(counts),
        mebibytes(all - counts) / 4.0
    );
}

fn report(service: &ServiceSlug, at: Timestamp) -> Report {
    let number = usize::try_from(at.0).expect("after 1970");
    let mut key = [0; 16];
    key[..8].copy_from_slice(&at.0.wrapping_mul(0x1E37_79B9_7F4A_7C15).to_be_bytes());
    Report {
        service: service.clone(),
        kind: Kind::Problem,
        symptom: None,
        at,
        region: region(number),
        network: Asn(64_512 + u32::try_from(number).unwrap_or(0) % NETWORKS),
        reporter: ReporterKey(key),
        reporter_yesterday: None,
        discounted: false,
        referrer: None,
    }
}

/// From the start of the process to its first page, after one that has learned from history and ended in order.
async fn cold_start() {
    let data = folder();
    let catalogue = data.path().join("catalogue.toml");
    std::fs::write(&catalogue, services()).expect("a file");
    remember(data.path()).await;
    eprintln!("cold start: learning from {DAYS} days of {SERVICES} services");
    let (first, server) = first_page(data.path(), &catalogue).await;
    server.end();
    let mut times = Vec::new();
    let mut resident = 0;
    for _ in 0..3 {
        let (time, server) = first_page(data.path(), &catalogue).await;
        eprintln!("  {:.2} s", time.as_secs_f64());
        times.push(time.as_secs_f64());
        resident = server.resident_bytes();
        server.end();
    }
    times.sort_unstable_by(f64::total_cmp);
    println!(
        "| cold start to the first page, {SERVICES} services, {DAYS} days of history | {:.2} s ({:.0} MiB then); {:.1} s when everything has to be learned from the counts | | | | | | |",
        times[1],
        mebibytes(resident),
        first.as_secs_f64()
    );
}

async fn first_page(data: &Path, catalogue: &Path) -> (Duration, Server) {
    let started = Instant::now();
    let server = Server::on_data(data, catalogue);
    let page = once(server.port, "GET /services/s007 HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    let time = started.elapsed();
    assert!(page.head.starts_with("HTTP/1.1 200"), "{}", page.head);
    (time, server)
}

fn services() -> String {
    let mut text =
        "[symptoms]\nlogin = \"Can't log in\"\n\n[[category]]\nslug = \"bench\"\nname = \"Bench\"\n".to_owned();
    for number in 0..SERVICES {
        let written = write!(
            text,
            "\n[[service]]\nslug = \"s{number:03}\"\nname = \"Service {number}\"\ncategory = \"bench\"\n\
             home_page = \"https://s{number:03}.example/\"\nsymptoms = [\"login\"]\ndepends_on = []\nalternatives = []\n"
        );
        written.expect("memory");
    }
    text
}

async fn remember(data: &Path) {
    let url = format!("embedded:{}", data.display()).parse().expect("a URL");
    let store = store::open(&url, &StoreOptions::default()).await.expect("a store");
    let start = Minute(now().minute().0 - DAYS * MINUTES_PER_DAY);
    for number in 0..SERVICES {
        let slug = ServiceSlug::parse(&format!("s{number:03}")).expect("a slug");
        let minutes = (0..DAYS * MINUTES_PER_DAY).step_by(EVERY_MINUTES);
        let buckets = minutes.zip(number..).map(|(minute, place)| {
            let mut bucket = Bucket::default();
            bucket.add(region(place), None, 1, 1);
            bucket.add_network(Asn(64_512 + u32::try_from(place).unwrap_or(0) % NETWORKS), 1);
            (start.plus(minute), bucket)
        });
        let buckets: Vec<(Minute, Bucket)> = buckets.collect();
        store.import(&slug, &buckets).await.expect("a store that counts");
    }
}
