//! Redis answers, and takes nothing: it is loading, its replicas are away, its memory is full.

use std::time::Duration;

use tokio::time::Instant;

use crate::audit::audit;
use crate::load::Load;
use crate::redis_server::RedisServer;
use crate::sentinel::replication;
use crate::site::Site;
use crate::{shipped_redis, table, until};

const RECEIPTS: u32 = 40;

/// The last receipts, and nothing lost.
async fn end(fault: &str, redis: &RedisServer, site: &Site, load: Load) {
    load.more(RECEIPTS).await;
    let outcome = load.stop().await;
    site.until_drained().await;
    let audit = audit(&redis.url(), &mut redis.client(), outcome.acknowledged).await;
    table::row(fault, 1, &outcome, &audit);
}

/// Keys to load, each of which takes 400 µs, as on a disk that is far too slow. Redis says LOADING between a thousand.
const KEYS_TO_LOAD: u32 = 10_000;
const SLOW_LOADING: [&str; 2] = ["--key-load-delay", "400"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_loads_for_seconds() {
    let shipped = shipped_redis();
    let mut redis = RedisServer::start_with(&[&shipped]);
    let mut filling = redis::pipe();
    for number in 0..KEYS_TO_LOAD {
        filling
            .cmd("SET")
            .arg(format!("filler:{number}"))
            .arg("x".repeat(100))
            .ignore();
    }
    filling.exec(&mut redis.client()).unwrap();
    let site = Site::start(redis.url()).await;
    let load = Load::start(&site.origin);
    load.more(RECEIPTS).await;
    redis.kill();
    let began = Instant::now();
    redis.restart_with(&[&[shipped.as_str()], &SLOW_LOADING[..]].concat());
    let pinging = redis::cmd("PING").exec(&mut redis.client());
    assert!(pinging.is_err_and(|error| error.code() == Some("LOADING")), "it loads");
    load.more(RECEIPTS).await;
    assert!(site.spooled() > 0, "they are in the spool");
    until("loaded", || redis::cmd("PING").exec(&mut redis.client()).is_ok()).await;
    assert!(began.elapsed() > Duration::from_secs(2), "it took its time");
    end("Redis killed, LOADING for seconds", &redis, &site, load).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_primary_loses_its_replica() {
    let shipped = shipped_redis();
    let careful = ["--min-replicas-to-write", "1", "--min-replicas-max-lag", "1"];
    let fast = ["--repl-diskless-sync-delay", "0"];
    let redis = RedisServer::start_with(&[&[shipped.as_str()], &careful[..], &fast[..]].concat());
    let follow = format!("127.0.0.1 {}", redis.port());
    let replica = RedisServer::start_with(&["--replicaof", &follow]);
    until("a replica", || replication(&redis).contains("state=online")).await;
    until("a good replica", || {
        replication(&redis).contains("min_slaves_good_slaves:1")
    })
    .await;
    let site = Site::start(redis.url()).await;
    let load = Load::start(&site.origin);
    load.more(RECEIPTS).await;
    replica.signal("STOP");
    until("NOREPLICAS", || {
        replication(&redis).contains("min_slaves_good_slaves:0")
    })
    .await;
    load.more(RECEIPTS).await;
    assert!(site.spooled() > 0, "they are in the spool");
    assert!(site.log().contains("NOREPLICAS"), "{}", site.log());
    replica.signal("CONT");
    end("primary without its replica (NOREPLICAS)", &redis, &site, load).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_is_full() {
    let redis = RedisServer::start_with(&[&shipped_redis(), "--maxmemory", "20mb"]);
    let site = Site::start(redis.url()).await;
    let load = Load::start(&site.origin);
    load.more(RECEIPTS).await;
    let mut client = redis.client();
    let mut fillers = 0;
    let mut fill = || {
        // Big ones, then small ones: until not even a count fits.
        for size in [100_000, 1_000, 10] {
            let value = "x".repeat(size);
            while redis::cmd("SET")
                .arg(format!("filler:{fillers}"))
                .arg(&value)
                .exec(&mut client)
                .is_ok()
            {
                fillers += 1;
            }
        }
    };
    tokio::task::block_in_place(&mut fill);
    until("the spool", || {
        fill();
        site.spooled() > 0
    })
    .await;
    load.more(RECEIPTS).await;
    assert!(site.log().contains("OOM"), "{}", site.log());
    let names: Vec<String> = (0..fillers).map(|number| format!("filler:{number}")).collect();
    redis::cmd("DEL").arg(names).exec(&mut redis.client()).unwrap();
    end("Redis full at 20 MB", &redis, &site, load).await;
}
