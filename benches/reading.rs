//! A tick of ten thousand services of fifty regions as the server lives it: asking a store what has changed, reading it, and
//! stepping all trackers. Prints rows of the table that `benches/run` completes.

#![expect(clippy::print_stdout, reason = "the rows are the result")]
#![expect(clippy::disallowed_methods, reason = "a bench is a timer")]

#[path = "load/servers.rs"]
#[allow(dead_code, reason = "the load bench uses the rest")]
mod servers;

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::stream::{self, StreamExt, TryStreamExt};
use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::detector::Settings;
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::service::{Catalogue, Service, ServiceSlug};
use groundswell::pipeline::lease::Leases;
use groundswell::pipeline::tick::{Pace, Tick};
use groundswell::store::{self, Store, StoreOptions};

use self::servers::{Server, folder};

/// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SERVICES: usize = 10_000;
const REGIONS: usize = 50;
/// Networks that a minute's reports come from.
const NETWORKS: u32 = 25;
const START: Minute = Minute(29_600_000);
/// The minute is judged at this second: the first look that decides after its end.
const DECIDES_AT_SECOND: i64 = 10;
/// Trackers have their turn at this one.
const STORES_AT_SECOND: i64 = 30;
/// Of these the first ones bring every region of every service.
const WARM_MINUTES: i64 = 6;
const MINUTES: i64 = 10;
const IMPORTS_AT_ONCE: usize = 256;

/// How many of the services have reports in a minute.
const SHARES: [(usize, &str); 2] = [(10, "one in ten changed"), (1, "all of them changed")];

fn main() {
    // `cargo bench` says so; tests that build all targets start this without.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let data = folder();
        ticks("embedded store", &format!("embedded:{}", data.path().display())).await;
        match Server::redis() {
            Some(redis) => ticks("Redis", &format!("redis://127.0.0.1:{}", redis.port)).await,
            None => eprintln!("ticks on Redis: redis-server is not installed"),
        }
    });
}

async fn ticks(name: &str, url: &str) {
    let url = url.parse().expect("a URL");
    let store = store::open(&url, &StoreOptions::default()).await.expect("a store");
    let catalogue = catalogue();
    let leases = Leases::new(Arc::clone(&store), true);
    leases.divide(&catalogue);
    let holding = leases.claim().await.expect("leases");
    let (announce, settings) = (Arc::new(|_: &_, _: &_, _: &_| Vec::new()), Settings::default());
    let opened = Tick::open(
        Arc::clone(&store),
        &catalogue,
        settings,
        announce,
        &holding,
        START.start(),
    );
    let mut tick = opened.await.expect("a store that answers");
    let mut minute = START;
    for _ in 0..WARM_MINUTES {
        one(&mut tick, &store, &catalogue, minute, 1).await;
        minute = minute.plus(1);
    }
    for (one_in, share) in SHARES {
        let mut times = Vec::new();
        for _ in 0..MINUTES {
            times.push(one(&mut tick, &store, &catalogue, minute, one_in).await);
            minute = minute.plus(1);
        }
        let of = |part: fn(&Took) -> Duration| milliseconds(median(times.iter().map(part)));
        println!(
            "| tick of {SERVICES} services × {REGIONS} regions with reading what changed, {name}, {share} | {} (worst {}); {} for one that stores a fifth of the trackers, half a minute later; {} for what is shown of it | | | | | | |",
            of(|took| took.judging),
            milliseconds(times.iter().map(|took| took.judging).max().unwrap_or_default()),
            of(|took| took.storing),
            of(|took| took.showing),
        );
    }
}

/// What a minute took.
struct Took {
    judging: Duration,
    /// The tick in which trackers have their turn.
    storing: Duration,
    showing: Duration,
}

/// Counts a minute of one in so many services, judges it, shows it, and stores trackers.
async fn one(tick: &mut Tick, store: &Arc<dyn Store>, catalogue: &Catalogue, minute: Minute, one_in: usize) -> Took {
    let turn = usize::try_from(minute.0).unwrap_or(0) % one_in;
    let changed = catalogue.services().iter().skip(turn).step_by(one_in);
    let importing = changed.map(|service| async {
        let bucket = busy_minute(minute);
        store.import(&service.slug, &[(minute, bucket)]).await
    });
    let imported: store::Result<Vec<()>> = stream::iter(importing.collect::<Vec<_>>())
        .buffer_unordered(IMPORTS_AT_ONCE)
        .try_collect()
        .await;
    imported.expect("a store that counts");
    // What a new minute changes on pages is not the tick that judges it.
    let now = Timestamp(minute.plus(1).start().0 + DECIDES_AT_SECOND);
    let began = Instant::now();
    tick.advance(now, Pace::Decide).await.expect("a store that answers");
    let judging = began.elapsed();
    let began = Instant::now();
    let updates = tick.updates(now);
    assert!(!updates.is_empty());
    let showing = began.elapsed();
    let later = Timestamp(minute.plus(1).start().0 + STORES_AT_SECOND);
    let began = Instant::now();
    tick.advance(later, Pace::Decide).await.expect("a store that answers");
    Took {
        judging,
        showing,
        storing: began.elapsed(),
    }
}

fn catalogue() -> Catalogue {
    let service = |number: usize| {
        let slug = ServiceSlug::parse(&format!("s{number:05}")).expect("a slug");
        Service::new(slug, &format!("Service {number}"), "bench")
    };
    Catalogue::new(Vec::new(), (0..SERVICES).map(service).collect())
}

/// A report from each region, and what the networks have of it.
fn busy_minute(minute: Minute) -> Bucket {
    let mut bucket = Bucket::default();
    for number in 0..REGIONS {
        let region = RegionCode::parse(&format!("US-{number:02}")).expect("a region");
        bucket.add(region, None, 1, 1);
    }
    let first = u32::try_from(minute.0 % 7).unwrap_or(0);
    for network in 0..NETWORKS {
        bucket.add_network(Asn(64_512 + (first + network) % 40), 2);
    }
    bucket
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}
