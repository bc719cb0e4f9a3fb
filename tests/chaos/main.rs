//! Faults of store, network and disk on real processes, under load. A client reports and tries again until it has a receipt;
//! an oracle compares what was acknowledged with what is counted: nothing lost, nothing counted twice.
//!
//! Few cycles by default, so that `make test` stays quick. `make chaos` takes hundreds and prints a table.
#![allow(clippy::large_futures, reason = "a test holds a whole site, once")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod audit;
mod load;
mod site;
mod table;

mod disks;
mod failovers;
mod frozen;
mod kills;
mod network;
mod privacy;
mod refusals;
mod resharding;
mod syncs;
mod waiting;

#[path = "../support/geography.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod geography;
#[path = "../support/process.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod process;
#[path = "../support/proxy.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod proxy;
#[path = "../support/redis_cluster.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod redis_cluster;
#[path = "../support/redis.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod redis_server;
#[path = "../support/redis_sentinel.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod sentinel;
#[path = "../support/test_app.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod test_app;

use std::path::Path;
use std::time::Duration;

/// For what takes seconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// Looks this often whether something has happened.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// The Redis configuration that `deploy/` ships.
fn shipped_redis() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/redis/redis.conf");
    path.display().to_string()
}

/// Cycles that the environment asks for, or `few`.
fn cycles(variable: &str, few: u32) -> u32 {
    let asked = std::env::var(variable).ok();
    asked.map_or(few, |text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{variable}: `{text}` is not a number"))
    })
}

/// Waits until `holds`.
async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let waiting = async {
        while !holds() {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, waiting).await;
    in_time.unwrap_or_else(|_| panic!("still waiting: {what}"));
}
