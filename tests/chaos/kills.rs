//! kill -9 of the site, of Redis with the shipped configuration, and of both.

use crate::audit::audit;
use crate::load::Load;
use crate::redis_server::RedisServer;
use crate::site::Site;
use crate::{cycles, shipped_redis, table};

/// Receipts between two kills.
const RECEIPTS_BETWEEN: u32 = 40;

/// `make chaos` takes this many of each kind; with `make test` it is one.
const VARIABLE: &str = "GROUNDSWELL_CHAOS_KILLS";

#[derive(Clone, Copy)]
enum Victim {
    Site,
    Redis,
    Both,
}

async fn kills(name: &str, victim: Victim) {
    let cycles = cycles(VARIABLE, 1);
    let mut redis = RedisServer::start_with(&[&shipped_redis()]);
    let mut site = Site::start(redis.url()).await;
    let load = Load::start(&site.origin);
    for _ in 0..cycles {
        load.more(RECEIPTS_BETWEEN).await;
        match victim {
            Victim::Site => site.kill(),
            Victim::Redis => {
                redis.kill();
                // From the spool.
                load.more(RECEIPTS_BETWEEN / 2).await;
            }
            Victim::Both => {
                redis.kill();
                site.kill();
            }
        }
        if !matches!(victim, Victim::Site) {
            redis.restart();
        }
        if !matches!(victim, Victim::Redis) {
            site.start_again().await;
        }
    }
    load.more(RECEIPTS_BETWEEN).await;
    let outcome = load.stop().await;
    site.until_drained().await;
    let audit = audit(&redis.url(), &mut redis.client(), outcome.acknowledged).await;
    table::row(name, cycles, &outcome, &audit);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_site_is_killed() {
    kills("kill -9 of the site", Victim::Site).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_is_killed() {
    kills("kill -9 of Redis", Victim::Redis).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_are_killed() {
    kills("kill -9 of both", Victim::Both).await;
}
