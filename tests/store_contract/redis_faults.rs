//! What Redis may do to us, and how soon the store works again.

use std::sync::Arc;
use std::time::Duration;

use groundswell::domain::report::Report;
use groundswell::pipeline::lease::Leases;
use groundswell::store::{self, Store, StoreError, StoreOptions, StoreUrl};

use crate::fixture::{Fixture, NOON, count, report};
use crate::proxy::Proxy;
use crate::redis_server::{RedisServer, free_port};

async fn open(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    let url: StoreUrl = url.parse().unwrap();
    store::open(&url, &StoreOptions::default()).await
}

/// Tries until it works; panics after five seconds.
async fn heals(store: &dyn Store, batch: &[Report]) {
    let trying = async {
        while store.count(batch).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), trying)
        .await
        .expect("the store did not heal within 5 s");
}

#[tokio::test]
async fn an_unreachable_server_is_named_without_its_password() {
    let port = free_port();
    for url in [
        format!("redis://:hunter2@127.0.0.1:{port}"),
        format!("redis+cluster://user:hunter2@127.0.0.1:{port}"),
        format!("redis+sentinel://user:hunter2@127.0.0.1:{port}/main"),
    ] {
        let error = open(&url).await.err().unwrap();
        let text = error.to_string();
        assert!(matches!(error, StoreError::Unavailable(_)), "{text}");
        assert!(text.contains(&port.to_string()), "{text}");
        assert!(
            text.contains("redis-server") && text.contains("embedded:./data"),
            "{text}"
        );
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_refused() {
    let server = RedisServer::start_with(&["--requirepass", "right"]);
    let error = open(&format!("redis://:wrong@127.0.0.1:{}", server.port()))
        .await
        .err()
        .unwrap();
    assert!(matches!(error, StoreError::Refused(_)), "{error}");
    let store = open(&format!("redis://:right@127.0.0.1:{}", server.port()))
        .await
        .unwrap();
    assert_eq!(count(&*store, &[report(1, NOON)]).await, [true]);
    assert!(!store.describe().contains("right"), "{}", store.describe());
}

#[tokio::test]
async fn a_killed_server_is_met_again_after_its_restart() {
    let mut fixture = Fixture::redis();
    let store = fixture.open().await;
    count(&*store, &[report(1, NOON)]).await;
    let Fixture::Redis(server) = &mut fixture else {
        unreachable!()
    };
    server.kill();
    let error = store.count(&[report(2, NOON)]).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    assert!(store.ping().await.is_err());
    server.restart();
    heals(&*store, &[report(2, NOON)]).await;
    store.ping().await.unwrap();
}

#[tokio::test]
async fn a_frozen_server_fails_in_time_and_is_met_again() {
    let fixture = Fixture::redis();
    let store = fixture.open().await;
    count(&*store, &[report(1, NOON)]).await;
    let Fixture::Redis(server) = &fixture else {
        unreachable!()
    };
    server.signal("STOP");
    let batch = [report(2, NOON)];
    let calls = (0..4).map(|_| store.count(&batch));
    let answers = tokio::time::timeout(Duration::from_secs(4), futures::future::join_all(calls)).await;
    server.signal("CONT");
    assert!(answers.expect("calls must not hang").iter().all(Result::is_err));
    heals(&*store, &batch).await;
    // What timed out may have run, and must not be counted twice.
    assert_eq!(count(&*store, &batch).await, [false]);
}

#[tokio::test]
async fn a_server_that_became_a_replica_is_left() {
    let fixture = Fixture::redis();
    let store = fixture.open().await;
    count(&*store, &[report(1, NOON)]).await;
    let Fixture::Redis(server) = &fixture else {
        unreachable!()
    };
    let mut client = server.client();
    redis::cmd("REPLICAOF")
        .arg("127.0.0.1")
        .arg(free_port())
        .exec(&mut client)
        .unwrap();
    let error = store.count(&[report(2, NOON)]).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    redis::cmd("REPLICAOF").arg("NO").arg("ONE").exec(&mut client).unwrap();
    heals(&*store, &[report(2, NOON)]).await;
}

#[tokio::test]
async fn a_full_server_is_unavailable_not_corrupt() {
    let fixture = Fixture::redis();
    let store = fixture.open().await;
    let Fixture::Redis(server) = &fixture else {
        unreachable!()
    };
    let mut client = server.client();
    redis::cmd("CONFIG")
        .arg("SET")
        .arg("maxmemory")
        .arg(1)
        .exec(&mut client)
        .unwrap();
    let error = store.count(&[report(1, NOON)]).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    redis::cmd("CONFIG")
        .arg("SET")
        .arg("maxmemory")
        .arg(0)
        .exec(&mut client)
        .unwrap();
    assert_eq!(count(&*store, &[report(1, NOON)]).await, [true]);
}

#[tokio::test]
async fn a_black_holed_connection_is_replaced() {
    let server = RedisServer::start();
    let proxy = Proxy::start(server.port()).await;
    let store = open(&format!("redis://127.0.0.1:{}", proxy.port())).await.unwrap();
    count(&*store, &[report(1, NOON)]).await;
    proxy.swallow();
    let batch = [report(2, NOON)];
    let answers = futures::future::join_all((0..3).map(|_| store.count(&batch))).await;
    assert!(
        answers
            .iter()
            .all(|answer| matches!(answer, Err(StoreError::Unavailable(_)))),
        "{answers:?}"
    );
    // The old connection stays black; only a new one works.
    proxy.resume();
    heals(&*store, &batch).await;
}

#[tokio::test]
async fn a_slow_network_is_waited_for_and_a_cut_one_met_again() {
    let server = RedisServer::start();
    let proxy = Proxy::start(server.port()).await;
    let store = open(&format!("redis://127.0.0.1:{}", proxy.port())).await.unwrap();
    proxy.delay(Duration::from_millis(200));
    assert_eq!(count(&*store, &[report(1, NOON)]).await, [true]);
    proxy.resume();
    proxy.cut();
    heals(&*store, &[report(2, NOON)]).await;
    assert_eq!(
        count(&*store, &[report(1, NOON), report(2, NOON)]).await,
        [false, false]
    );
}

/// Leases are renewed while something waits for a connection: neither may wait for the other for ever.
#[tokio::test]
async fn leases_are_kept_while_a_connection_is_made() {
    let server = RedisServer::start();
    let proxy = Proxy::start(server.port()).await;
    let store = open(&format!("redis://127.0.0.1:{}", proxy.port())).await.unwrap();
    let leases = Leases::new(Arc::clone(&store), true);
    leases.claim().await.unwrap();
    proxy.swallow();
    futures::future::join_all((0..3).map(|_| store.ping())).await;
    let work = async {
        // It takes a second to find that nobody greets; leases are renewed every two.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        store.ping().await
    };
    let kept = tokio::time::timeout(Duration::from_secs(20), leases.keeping(work)).await;
    assert!(kept.is_ok_and(|answer| answer.is_err()), "it waits for itself");
    proxy.resume();
    heals(&*store, &[report(1, NOON)]).await;
}
