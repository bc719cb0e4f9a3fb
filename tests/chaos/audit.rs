//! The oracle: what is counted, asked behind the site's back.
//!
//! Each reporter reports once and has a receipt. So the store must know as many reporters, and its minutes must sum to as
//! many reports: fewer of either are lost reports, and more reports than reporters were counted twice.

use std::collections::BTreeSet;

use groundswell::domain::bucket::Minute;
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, StoreOptions};
use redis::ConnectionLike;

use crate::load::{Load, SERVICES};
use crate::redis_server::RedisServer;
use crate::site::Site;

/// Windows by which stores know reporters.
const WINDOW_SECONDS: u64 = 900;

/// Longer than any run.
const RUN_WINDOWS: u64 = 16;

/// What is wrong with the counts.
#[derive(Debug, PartialEq, Eq)]
pub struct Audit {
    /// Acknowledged, and not counted.
    pub lost: u64,
    /// Counted more than once.
    pub twice: u64,
}

/// What an audit should find.
pub const EXACT: Audit = Audit { lost: 0, twice: 0 };

/// Compares what `store` has with the reporters who have a receipt. `connection` is to the same store.
pub async fn audit(store: &str, connection: &mut dyn ConnectionLike, acknowledged: u32) -> Audit {
    let reporters = reporters(connection);
    let counted = counted(store).await;
    Audit {
        lost: u64::from(acknowledged).saturating_sub(reporters.min(counted)),
        twice: counted.saturating_sub(reporters),
    }
}

/// Distinct reporters whom the store knows.
pub fn reporters(connection: &mut dyn ConnectionLike) -> u64 {
    let window = now() / WINDOW_SECONDS;
    let mut all = 0;
    for service in SERVICES {
        let mut known: BTreeSet<Vec<u8>> = BTreeSet::new();
        for window in window - RUN_WINDOWS..=window + 1 {
            let mut keys = redis::cmd("HKEYS");
            let seen: Vec<Vec<u8>> = keys
                .arg(format!("gs:{{{service}}}:seen:{window}"))
                .query(&mut *connection)
                .unwrap();
            known.extend(seen);
        }
        all += known.len() as u64;
    }
    all
}

/// Reports that are in the store's minutes.
pub async fn counted(store: &str) -> u64 {
    let url = store.parse().unwrap();
    let store = store::open(&url, &StoreOptions::default()).await.unwrap();
    let mut all = 0;
    for service in SERVICES {
        let service = ServiceSlug::parse(service).unwrap();
        let buckets = store
            .buckets(&service, Minute(0), Minute(i64::MAX / 120))
            .await
            .unwrap();
        all += buckets
            .iter()
            .map(|(_, bucket)| u64::from(bucket.reports()))
            .sum::<u64>();
    }
    all
}

#[expect(
    clippy::disallowed_methods,
    reason = "the site under test runs on the system's clock"
)]
pub fn now() -> u64 {
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}

/// Who is known and has no report in any minute has lost it as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_oracle_sees_what_is_gone_and_what_came_twice() {
    let redis = RedisServer::start_with(&[]);
    let site = Site::start(redis.url()).await;
    let load = Load::start(&site.origin);
    load.more(20).await;
    let acknowledged = load.stop().await.acknowledged;
    let mut client = redis.client();
    assert_eq!(audit(&redis.url(), &mut client, acknowledged).await, EXACT);
    let minutes: Vec<String> = redis::cmd("KEYS").arg("gs:{spotify}:m:*").query(&mut client).unwrap();
    let grow = |client: &mut redis::Connection, by: i64| {
        for field in ["t", "c|US-NY|"] {
            let command = redis::cmd("HINCRBY").arg(&minutes[0]).arg(field).arg(by).exec(client);
            command.unwrap();
        }
    };
    grow(&mut client, 2);
    let found = audit(&redis.url(), &mut client, acknowledged).await;
    assert_eq!((found.lost, found.twice), (0, 2));
    grow(&mut client, -2);
    redis::cmd("DEL").arg(&minutes).exec(&mut client).unwrap();
    assert!(audit(&redis.url(), &mut client, acknowledged).await.lost > 0);
}
