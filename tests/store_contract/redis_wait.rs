//! `?wait=1`: what is acknowledged is on a replica.

use std::sync::Arc;
use std::time::Duration;

use groundswell::domain::bucket::Timestamp;
use groundswell::store::{self, Store, StoreError, StoreOptions, StoreUrl};
use tokio::time::Instant;

use crate::fixture::{NOON, count, report, service, total};
use crate::redis_cluster::RedisCluster;
use crate::redis_server::RedisServer;

async fn open(url: &str) -> Arc<dyn Store> {
    let url: StoreUrl = url.parse().unwrap();
    store::open(&url, &StoreOptions::default()).await.unwrap()
}

fn pair() -> (RedisServer, RedisServer) {
    let primary = RedisServer::start_with(&["--repl-diskless-sync-delay", "0"]);
    let replica = RedisServer::start_with(&["--replicaof", &format!("127.0.0.1 {}", primary.port())]);
    (primary, replica)
}

/// Counts until the replica follows.
async fn until_counted(store: &dyn Store, number: u32) {
    let counting = async {
        while store.count(&[report(number, NOON)]).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), counting)
        .await
        .expect("the replica does not acknowledge");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_acknowledged_outlives_the_primary() {
    let (mut primary, replica) = pair();
    let store = open(&format!("{}?wait=1", primary.url())).await;
    until_counted(&*store, 1).await;
    for number in 2..200 {
        assert_eq!(count(&*store, &[report(number, NOON)]).await, [true]);
    }
    primary.kill();
    redis::cmd("REPLICAOF")
        .arg("NO")
        .arg("ONE")
        .exec(&mut replica.client())
        .unwrap();
    let promoted = open(&replica.url()).await;
    assert_eq!(total(&*promoted, &service("spotify")).await, 199);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_replica_a_primary_acknowledges_nothing_and_reads_go_on() {
    let (primary, replica) = pair();
    let store = open(&format!("{}?wait=1", primary.url())).await;
    until_counted(&*store, 1).await;
    replica.signal("STOP");
    for number in 2..5 {
        let counting = store.count(&[report(number, NOON)]).await;
        assert!(
            matches!(&counting, Err(StoreError::Unavailable(text)) if text.contains("0 of 1 replicas")),
            "{counting:?}"
        );
    }
    // Many wait; who reads does not wait with them.
    let batches: Vec<_> = (5..25).map(|number| [report(number, NOON)]).collect();
    let waiting = futures::future::join_all(batches.iter().map(|batch| store.count(batch)));
    let reading = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let (spotify, minute) = (service("spotify"), Timestamp(NOON).minute());
        let buckets = store.buckets(&spotify, minute, minute.plus(1)).await.unwrap();
        (Instant::now(), buckets)
    };
    let (answers, (read_at, buckets)) = tokio::join!(async { (waiting.await, Instant::now()) }, reading);
    assert!(answers.0.iter().all(Result::is_err));
    assert!(read_at < answers.1 && buckets.len() == 1, "read while others wait");
    replica.signal("CONT");
    until_counted(&*store, 2).await;
    // Those were counted; they were not acknowledged, and are not counted twice.
    let again: Vec<_> = (1..25).map(|number| report(number, NOON)).collect();
    assert!(!count(&*store, &again).await.contains(&true));
    assert_eq!(total(&*store, &service("spotify")).await, 24);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_cluster_the_slots_own_primary_is_waited_for() {
    let cluster = RedisCluster::start_with_replicas();
    let store = open(&format!("{}?wait=1", cluster.url())).await;
    let mut netflix = report(1, NOON);
    netflix.service = service("netflix");
    let both = [report(1, NOON), netflix];
    let counting = async {
        while store.count(&both).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), counting)
        .await
        .expect("the replicas do not acknowledge");
    for replica in &cluster.nodes[3..] {
        replica.signal("STOP");
    }
    let mut fresh = both.clone();
    for report in &mut fresh {
        report.reporter.0[0] ^= 0xFF;
    }
    let counting = store.count(&fresh).await;
    for replica in &cluster.nodes[3..] {
        replica.signal("CONT");
    }
    assert!(
        matches!(&counting, Err(StoreError::Unavailable(text)) if text.contains("0 of 1 replicas")),
        "{counting:?}"
    );
}
