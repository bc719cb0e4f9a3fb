//! A primary, a replica and a Sentinel: after a failover the store goes to the new primary.

use std::sync::Arc;
use std::time::Duration;

use groundswell::store::{self, Store, StoreOptions, StoreUrl};

use crate::fixture::{NOON, count, report};
use crate::redis_server::RedisServer;
use crate::sentinel::{Sentinel, has_role};

/// Problem reporters in the minute of the test, as a server has them.
fn counted(server: &RedisServer) -> Option<i64> {
    let mut get = redis::cmd("HGET");
    get.arg(format!("gs:{{spotify}}:m:{}", NOON / 60)).arg("t");
    get.query(&mut server.client()).unwrap()
}

/// A primary, its replica, who watches them, and a store on them that has counted one report.
async fn watched() -> (RedisServer, RedisServer, Sentinel, Arc<dyn Store>) {
    let primary = RedisServer::start_with(&["--repl-diskless-sync-delay", "0"]);
    let replica = RedisServer::start_with(&["--replicaof", &format!("127.0.0.1 {}", primary.port())]);
    let sentinel = Sentinel::start(&primary, 1);
    sentinel.wait_for(1, 0);
    let url: StoreUrl = Sentinel::url(std::slice::from_ref(&sentinel)).parse().unwrap();
    let store = store::open(&url, &StoreOptions::default()).await.unwrap();
    assert_eq!(count(&*store, &[report(1, NOON)]).await, [true]);
    (primary, replica, sentinel, store)
}

async fn until(mut holds: impl FnMut() -> bool) {
    while !holds() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_failover_is_followed() {
    let (primary, replica, sentinel, store) = watched().await;

    let failing_over = async {
        // What is not replicated is lost with the primary.
        until(|| counted(&replica) == Some(1)).await;
        until(|| sentinel.fail_over()).await;
        // The old primary still takes writes for a moment; what is counted then is lost with it, too.
        until(|| has_role(&replica, "master") && has_role(&primary, "slave")).await;
        while store.count(&[report(2, NOON)]).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(25), failing_over).await;
    in_time.expect("the failover is not followed");
    assert_eq!(
        counted(&replica),
        Some(2),
        "on the new primary, with what was counted before"
    );
}

/// By hand, so that nobody ends the connection to the old primary: that it takes no writes any more is all there is to tell.
#[tokio::test]
async fn a_primary_that_takes_no_writes_any_more_is_asked_for_anew() {
    let (primary, replica, sentinel, store) = watched().await;

    let following = async {
        until(|| counted(&replica) == Some(1)).await;
        redis::cmd("REPLICAOF")
            .arg("NO")
            .arg("ONE")
            .exec(&mut replica.client())
            .unwrap();
        sentinel.watch(&replica);
        let mut follow = redis::cmd("REPLICAOF");
        follow
            .arg("127.0.0.1")
            .arg(replica.port())
            .exec(&mut primary.client())
            .unwrap();
        while store.count(&[report(2, NOON)]).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(25), following).await;
    in_time.expect("the new primary is not found");
    assert_eq!(counted(&replica), Some(2));
    let errors: String = redis::cmd("INFO")
        .arg("errorstats")
        .query(&mut primary.client())
        .unwrap();
    assert!(errors.contains("errorstat_READONLY:"), "{errors}");
}
