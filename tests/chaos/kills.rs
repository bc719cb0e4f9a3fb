//! kill -9 of the site, of Redis with the shipped configuration, and of both; of the site while it has reports in its spool
//! and while these are drained; and SIGTERM.

use std::process::Stdio;
use std::time::Duration;

use tokio::time::Instant;

use crate::audit::{audit, reporters};
use crate::load::Load;
use crate::redis_server::RedisServer;
use crate::site::Site;
use crate::{PATIENCE, cycles, shipped_redis, table};

/// Receipts between two kills.
const RECEIPTS_BETWEEN: u32 = 40;

/// Receipts from the spool before the site is killed as well.
const RECEIPTS_SPOOLED: u32 = 100;

/// `make chaos` takes this many of each kind; with `make test` it is one.
const VARIABLE: &str = "GROUNDSWELL_CHAOS_KILLS";

/// Looks this often whether draining has begun: it is over within milliseconds.
const DRAINING_PACE: Duration = Duration::from_millis(1);

#[derive(Clone, Copy)]
enum Victim {
    Site,
    Redis,
    Both,
    /// The site, once Redis is gone and there is a spool; and again when it begins to drain that.
    Spooling,
    /// SIGTERM.
    Terminated,
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
            Victim::Terminated => site.terminate(),
            Victim::Redis => {
                redis.kill();
                // From the spool.
                load.more(RECEIPTS_BETWEEN / 2).await;
                redis.restart();
            }
            Victim::Both => {
                redis.kill();
                site.kill();
                redis.restart();
            }
            Victim::Spooling => {
                redis.kill();
                load.more(RECEIPTS_SPOOLED).await;
                site.kill();
                assert!(site.spooled() > 0, "nothing was in the spool");
                redis.restart();
                kill_while_it_drains(&site, &redis);
            }
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

/// Starts the site, and kills it at the first report that comes out of its spool.
fn kill_while_it_drains(site: &Site, redis: &RedisServer) {
    let mut client = redis.client();
    let deadline = Instant::now() + PATIENCE;
    // It may still be loading what it had on disk.
    while redis::cmd("PING").exec(&mut client).is_err() {
        assert!(Instant::now() < deadline, "Redis is not back");
        std::thread::sleep(DRAINING_PACE);
    }
    let before = reporters(&mut client);
    let mut command = site.command();
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while reporters(&mut client) == before {
        assert!(Instant::now() < deadline, "it drains nothing");
        std::thread::sleep(DRAINING_PACE);
    }
    process.kill().unwrap();
    process.wait().unwrap();
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_site_is_killed_with_a_spool() {
    kills(
        "kill -9 of the site with a spool, and while it drains",
        Victim::Spooling,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_site_is_terminated() {
    kills("SIGTERM of the site", Victim::Terminated).await;
}
