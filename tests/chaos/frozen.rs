//! Redis is frozen under steady load.

use std::time::Duration;

use tokio::time::Instant;

use crate::audit::audit;
use crate::load::{Load, percentile};
use crate::redis_server::RedisServer;
use crate::site::Site;
use crate::{cycles, shipped_redis, table};

/// How long `make chaos` freezes it; with `make test` it is five seconds.
const VARIABLE: &str = "GROUNDSWELL_CHAOS_FROZEN_SECONDS";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_is_frozen() {
    let seconds = cycles(VARIABLE, 5);
    let redis = RedisServer::start_with(&[&shipped_redis()]);
    let site = Site::start(redis.url()).await;
    let load = Load::start(&site.origin);
    load.more(20 * seconds).await;
    let before = load.stop().await;
    redis.signal("STOP");
    let load = Load::go_on(&site.origin, 1_000_000);
    tokio::time::sleep(Duration::from_secs(seconds.into())).await;
    let mut outcome = load.stop().await;
    redis.signal("CONT");
    let back = Instant::now();
    site.until_drained().await;
    let drained = back.elapsed().as_secs_f64();
    outcome.acknowledged += before.acknowledged;
    let audit = audit(&redis.url(), &mut redis.client(), outcome.acknowledged).await;
    let name = format!(
        "Redis frozen for {seconds} s: report p99 {:.0} ms (before {:.0}), page p99 {:.0} ms (before {:.0}), drained in {drained:.1} s",
        percentile(&outcome.reports_ms, 99),
        percentile(&before.reports_ms, 99),
        percentile(&outcome.pages_ms, 99),
        percentile(&before.pages_ms, 99),
    );
    table::row(&name, 1, &outcome, &audit);
}
