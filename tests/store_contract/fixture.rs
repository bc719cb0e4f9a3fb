//! A store to test, and reports to feed it.

use std::sync::Arc;

use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::{Kind, Report, ReporterKey};
use groundswell::domain::service::{ServiceSlug, SymptomSlug};
use groundswell::store::{self, Store, StoreOptions, StoreUrl};
use tempfile::TempDir;

use crate::redis_cluster::RedisCluster;
use crate::redis_server::RedisServer;

/// 2026-01-01T00:00:00Z, which begins a day, an aligned window and a minute.
pub const MIDNIGHT: i64 = 1_767_225_600;

/// Noon of that day.
pub const NOON: i64 = MIDNIGHT + 12 * 3_600;

/// Where a store lives.
pub enum Fixture {
    Embedded(TempDir),
    Redis(RedisServer),
    RedisCluster(RedisCluster),
}

impl Fixture {
    pub fn embedded() -> Self {
        Self::Embedded(tempfile::tempdir().unwrap())
    }

    pub fn redis() -> Self {
        Self::Redis(RedisServer::start())
    }

    pub fn redis_cluster() -> Self {
        Self::RedisCluster(RedisCluster::start())
    }

    pub fn url(&self) -> StoreUrl {
        let text = match self {
            Self::Embedded(folder) => format!("embedded:{}", folder.path().join("data").display()),
            Self::Redis(server) => server.url(),
            Self::RedisCluster(cluster) => cluster.url(),
        };
        text.parse().unwrap()
    }

    /// Opens the store. The embedded one must be closed before it can be opened again.
    pub async fn open(&self) -> Arc<dyn Store> {
        store::open(&self.url(), &StoreOptions::default()).await.unwrap()
    }

    /// Empties a shared store.
    pub fn clear(&self) {
        if let Self::RedisCluster(cluster) = self {
            cluster.clear();
        }
    }
}

pub fn service(slug: &str) -> ServiceSlug {
    ServiceSlug::parse(slug).unwrap()
}

pub fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

pub fn reporter(number: u32) -> ReporterKey {
    let mut key = [0xA5; 16];
    key[..4].copy_from_slice(&number.to_be_bytes());
    ReporterKey(key)
}

/// A problem with Spotify's login from New York.
pub fn report(number: u32, at: i64) -> Report {
    Report {
        service: service("spotify"),
        kind: Kind::Problem,
        symptom: Some(SymptomSlug::parse("login").unwrap()),
        at: Timestamp(at),
        region: region("US-NY"),
        network: Asn(7018),
        reporter: reporter(number),
        reporter_yesterday: None,
        discounted: false,
        referrer: None,
    }
}

pub fn works(number: u32, at: i64) -> Report {
    Report {
        kind: Kind::Works,
        symptom: None,
        ..report(number, at)
    }
}

/// Which of the reports were counted.
pub async fn count(store: &dyn Store, reports: &[Report]) -> Vec<bool> {
    let receipts = store.count(reports).await.unwrap();
    assert_eq!(receipts.len(), reports.len());
    receipts.iter().map(|receipt| receipt.counted).collect()
}

/// Everything of a service, each bucket sorted, so that buckets can be compared.
pub async fn everything(store: &dyn Store, service: &ServiceSlug) -> Vec<(Minute, Bucket)> {
    let from = Timestamp(MIDNIGHT - 40 * 86_400).minute();
    let to = Timestamp(MIDNIGHT + 40 * 86_400).minute();
    let mut buckets = store.buckets(service, from, to).await.unwrap();
    for (_, bucket) in &mut buckets {
        sort(bucket);
    }
    buckets
}

pub fn sort(bucket: &mut Bucket) {
    bucket
        .cells
        .sort_by(|a, b| (a.region, &a.symptom).cmp(&(b.region, &b.symptom)));
    bucket.networks.sort_unstable();
    bucket.works.sort_unstable();
    bucket.referrers.sort_unstable();
}

/// Problem reports of a service in all.
pub async fn total(store: &dyn Store, service: &ServiceSlug) -> u64 {
    let buckets = everything(store, service).await;
    buckets.iter().map(|(_, bucket)| u64::from(bucket.reports())).sum()
}
