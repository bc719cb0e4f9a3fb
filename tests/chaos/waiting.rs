//! What `?wait=1` costs.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures::{StreamExt, stream};
use groundswell::domain::bucket::Timestamp;
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::{Kind, Report, ReporterKey};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, Store, StoreError, StoreOptions};
use tokio::time::Instant;

use crate::audit::now;
use crate::redis_server::RedisServer;
use crate::sentinel::replication;
use crate::{cycles, shipped_redis, until};

/// Rounds of each kind, in turn; `make chaos` takes more.
const VARIABLE: &str = "GROUNDSWELL_CHAOS_ROUNDS";

/// Batches of a round, and reports of a batch: what comes in while a batch is under way, at 20,000 reports a second.
const BATCHES: u32 = 25;
const REPORTS: u32 = 256;

/// Batches under way: two for each of two workers.
const AT_ONCE: usize = 4;

fn batch(first: u32) -> Vec<Report> {
    let report = |number: u32| {
        let mut key = [0; 16];
        key[..4].copy_from_slice(&number.to_be_bytes());
        Report {
            service: ServiceSlug::parse("spotify").unwrap(),
            kind: Kind::Problem,
            symptom: None,
            at: Timestamp(i64::try_from(now()).unwrap()),
            region: RegionCode::UNKNOWN,
            network: Asn::UNKNOWN,
            reporter: ReporterKey(key),
            reporter_yesterday: None,
            discounted: false,
            referrer: None,
        }
    };
    (first..first + REPORTS).map(report).collect()
}

/// Counts a batch, and again while a disk is so busy that the answer is late: the site's spool does the same.
async fn count(store: &Arc<dyn Store>, batch: &[Report], late: &AtomicU32) {
    for _ in 0..100 {
        match store.count(batch).await {
            Ok(_) => return,
            Err(StoreError::Unavailable(_)) => late.fetch_add(1, Ordering::Relaxed),
            Err(error) => panic!("{error}"),
        };
    }
    panic!("a batch was not counted in a hundred tries");
}

/// Counts a round; how long it took.
async fn round(store: &Arc<dyn Store>, next: &mut u32, late: &AtomicU32) -> Duration {
    let batches: Vec<_> = (0..BATCHES).map(|number| batch(*next + number * REPORTS)).collect();
    *next += BATCHES * REPORTS;
    let began = Instant::now();
    let counting = batches.iter().map(|batch| count(store, batch, late));
    stream::iter(counting).buffer_unordered(AT_ONCE).collect::<()>().await;
    began.elapsed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_for_a_replica_has_its_price() {
    let rounds = cycles(VARIABLE, 2);
    let shipped = shipped_redis();
    let redis = RedisServer::start_with(&[&shipped, "--repl-diskless-sync-delay", "0"]);
    let follow = format!("127.0.0.1 {}", redis.port());
    let _replica = RedisServer::start_with(&[&shipped, "--replicaof", &follow]);
    until("a replica", || replication(&redis).contains("state=online")).await;
    let open = async |url: String| {
        let url = url.parse().unwrap();
        store::open(&url, &StoreOptions::default()).await.unwrap()
    };
    let (plain, waiting) = (open(redis.url()).await, open(format!("{}?wait=1", redis.url())).await);
    let (mut next, mut times) = (0, (Vec::new(), Vec::new()));
    let late = AtomicU32::new(0);
    for _ in 0..rounds {
        times.0.push(round(&plain, &mut next, &late).await);
        times.1.push(round(&waiting, &mut next, &late).await);
    }
    times.0.sort_unstable();
    times.1.sort_unstable();
    let (plain, waiting) = (times.0[0].as_secs_f64(), times.1[0].as_secs_f64());
    let reports = f64::from(BATCHES * REPORTS);
    println!(
        "\n`?wait=1`: {:.0} reports a second beside {:.0} without, ratio {:.2} (best of {rounds} rounds each, batches of {REPORTS}, \
         {AT_ONCE} at a time, every Redis syncing to disk; {} batches asked again)",
        reports / waiting,
        reports / plain,
        plain / waiting,
        late.into_inner(),
    );
}
