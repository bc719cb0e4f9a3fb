//! The store refuses one report for good: it holds up no other, and is kept where somebody can see to it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use groundswell::app::App;
use groundswell::config::SpoolPlace;
use groundswell::domain::bucket::Timestamp;
use groundswell::domain::region::RegionCode;
use groundswell::domain::service::ServiceSlug;
use groundswell::pipeline::clock::Clock;
use groundswell::store::{self, Counts, Store, StoreError, StoreOptions};
use serde_json::json;
use tempfile::TempDir;

use crate::faulty_store::{Fault, FaultyStore};
use crate::geography::{Geography, Schema, v4};
use crate::redis_server::RedisServer;
use crate::test_app::{Answer, Backing, START, TestApp, client, config};

/// For what takes a second on an idle machine.
const PATIENCE: Duration = Duration::from_mins(1);

fn files(spool: &Path, suffix: &str) -> Vec<std::path::PathBuf> {
    let paths = std::fs::read_dir(spool).unwrap().map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|found| found == suffix))
        .collect()
}

async fn until_drained(spool: &Path) {
    let drained = async {
        while !files(spool, "reports").is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, drained).await.unwrap();
}

/// What runbooks say: the cause is gone, so they are counted.
fn give_back(spool: &Path) {
    for file in files(spool, "refused") {
        std::fs::rename(&file, file.with_extension("reports")).unwrap();
    }
}

async fn counted(store: &(impl Counts + ?Sized), service: &str) -> u64 {
    let (service, minute) = (ServiceSlug::parse(service).unwrap(), Timestamp(START).minute());
    let buckets = store.buckets(&service, minute, minute.plus(1)).await.unwrap();
    buckets.iter().map(|(_, bucket)| u64::from(bucket.reports())).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_in_a_hundred_is_set_aside_and_an_outage_is_no_refusal() {
    let (backing, spool, geography) = (
        Backing::embedded(),
        TempDir::new().unwrap(),
        Geography::write(Schema::MaxMind),
    );
    let mut config = config(backing.url(), &geography);
    config.spool = Some(SpoolPlace::Folder(spool.path().to_owned()));
    let inner = store::open(&backing.url().parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    let store = FaultyStore::new(inner);
    let poison = RegionCode::parse("GB-SCT").unwrap();
    store.poison(move |report| report.region == poison);
    // Whatever else goes wrong with a store on the way is no report's fault.
    let away = |text: &str| Fault::Fail(StoreError::Unavailable(text.to_owned()));
    for (fault, times) in [
        (away("OOM"), 3),
        (Fault::Fail(StoreError::Refused("NOPERM".to_owned())), 3),
        (away("no answer in time"), 3),
    ] {
        store.next("count", fault, times);
    }
    store.next("ping", away("LOADING"), 2);
    let clock = Clock::virtual_at(Timestamp(START));
    let start = async || {
        let app = App::with_clock(config.clone(), Arc::clone(&store) as Arc<dyn Store>, clock.clone());
        let app = app.await.unwrap();
        let (origin, handle) = (format!("http://{}", app.address), app.handle());
        (origin, handle, tokio::spawn(app.run()))
    };
    let (origin, handle, task) = start().await;
    let client = client();
    for number in 1..=100 {
        let region = if [17, 18, 60].contains(&number) {
            "GB-SCT"
        } else {
            "US-NY"
        };
        let request = client.post(format!("{origin}/api/v1/reports"));
        let request = request.header("x-forwarded-for", v4(region, number).to_string());
        let answer = Answer::of(request.json(&json!({ "service": "spotify" }))).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
        assert_eq!(answer.json()["counted"], true);
    }
    until_drained(spool.path()).await;
    assert_eq!(store.left(), 0, "all faults came");
    assert_eq!(counted(store.as_ref(), "spotify").await, 97);
    assert!(!files(spool.path(), "refused").is_empty());
    let metrics = async || Answer::of(client.get(format!("{origin}/metrics"))).await.text();
    assert!(metrics().await.contains("groundswell_spool_refused_total 3"));
    // The last file is gone a moment before it is said that nothing waits.
    let said = async {
        while !metrics().await.contains("groundswell_spool_reports 0") {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let said = tokio::time::timeout(PATIENCE, said).await;
    assert!(said.is_ok(), "nothing waits for them");
    handle.stop(true).await;
    task.await.unwrap().unwrap();

    store.heal();
    give_back(spool.path());
    let (_, handle, task) = start().await;
    until_drained(spool.path()).await;
    assert_eq!(
        counted(store.as_ref(), "spotify").await,
        100,
        "nothing that was acknowledged is lost"
    );
    handle.stop(true).await;
    task.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_of_another_type_in_redis_costs_its_service_only() {
    let (server, spool) = (RedisServer::start(), TempDir::new().unwrap());
    let mut redis = server.client();
    let key = format!("gs:{{netflix}}:m:{}", Timestamp(START).minute().0);
    redis::cmd("SET").arg(&key).arg("somebody's").exec(&mut redis).unwrap();
    let folder = spool.path().to_owned();
    let mut app = TestApp::start_with(Backing::Redis(server), Schema::MaxMind, |config| {
        config.spool = Some(SpoolPlace::Folder(folder));
    })
    .await;
    for number in 1..=20 {
        app.report("spotify", v4("US-NY", number)).await;
        if number % 4 == 0 {
            assert_eq!(app.report("netflix", v4("US-NY", number)).await["counted"], true);
        }
    }
    until_drained(spool.path()).await;
    assert_eq!(counted(app.store().as_ref(), "spotify").await, 20);
    assert!(!files(spool.path(), "refused").is_empty());
    app.stop().await;
    redis::cmd("DEL").arg(&key).exec(&mut redis).unwrap();
    give_back(spool.path());
    app.start_again().await;
    until_drained(spool.path()).await;
    assert_eq!(counted(app.store().as_ref(), "netflix").await, 5);
    assert_eq!(counted(app.store().as_ref(), "spotify").await, 20);
}
