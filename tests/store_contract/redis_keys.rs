//! What only Redis promises of its keys: every one has a slot and an end.

use std::collections::HashMap;
use std::net::IpAddr;

use groundswell::domain::allowance::Ration;
use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::delivery::{Delivery, DeliveryState};
use groundswell::domain::vote::Answer;
use groundswell::pipeline::allowances::Allowances;
use groundswell::store::{Claim, Conclusion, Fence, SharedKey, Store, StoredNote, StoredTracker, StoredView, Wish};

use crate::fixture::{Fixture, NOON, count, region, report, service, total, works};
use crate::journal::{incident, vote};
use crate::outbox::{delivery, endpoint};
use crate::redis_server::RedisServer;

fn server(fixture: &Fixture) -> &RedisServer {
    let Fixture::Redis(server) = fixture else {
        panic!("not Redis")
    };
    server
}

/// Every key with its time to live in seconds; negative when it has none.
fn lives(server: &RedisServer) -> HashMap<String, i64> {
    let mut client = server.client();
    let keys: Vec<String> = redis::cmd("KEYS").arg("*").query(&mut client).unwrap();
    let life = |key: String| {
        let life = redis::cmd("TTL").arg(&key).query(&mut client).unwrap();
        (key, life)
    };
    keys.into_iter().map(life).collect()
}

async fn write_everything(store: &dyn Store, today: i64) {
    let spotify = service("spotify");
    count(store, &[report(1, NOON), report(2, NOON + 1_000), works(3, NOON)]).await;
    let mut bucket = Bucket::default();
    bucket.add(region("FR"), None, 2, 1);
    store.import(&spotify, &[(Minute(5), bucket)]).await.unwrap();
    let news = incident("a", 1_000);
    let conclusion = Conclusion {
        service: &spotify,
        tracker: b"tracker",
        incident: Some(&news),
        deliveries: &[delivery("a:ep_1", NOON), delivery("b:ep_1", NOON)],
        notes: &[StoredNote {
            place: (Timestamp(NOON), 0),
            bytes: vec![1],
        }],
        fence: None,
    };
    store.conclude(conclusion).await.unwrap();
    let settled = Delivery {
        state: DeliveryState::Delivered,
        ..delivery("a:ep_1", NOON)
    };
    store.settle(&settled).await.unwrap();
    store.settle(&delivery("c:ep_2", NOON)).await.unwrap();
    store.put_endpoint(&endpoint("ep_1", NOON)).await.unwrap();
    store.salt(today, [1; 32]).await.unwrap();
    store.site_key([2; 32]).await.unwrap();
    let vote = vote("ep_1", Answer::Confirm, NOON);
    store.vote(&spotify, &news.id, &vote).await.unwrap();
    store.share_use(7, &[(SharedKey([1; 16]), 3)]).await.unwrap();
    write_of_several_nodes(store).await;
}

async fn write_of_several_nodes(store: &dyn Store) {
    let fence = Some(Fence(u64::try_from(NOON).unwrap() * 1_000));
    let service = service("spotify");
    let bytes = b"tracker".to_vec();
    store
        .save_trackers(&[StoredTracker {
            service: service.clone(),
            bytes: bytes.clone(),
            fence,
        }])
        .await
        .unwrap();
    let view = StoredView {
        service,
        version: 1,
        bytes,
        fence,
    };
    store.put_views(&[view]).await.unwrap();
    let claim = Claim {
        node: "a",
        wish: Wish::Share,
        shards: 2,
        life_ms: 1_000,
        given_up: &[],
        division: &groundswell::store::Division::default(),
    };
    store.hold(claim).await.unwrap();
}

fn today(server: &RedisServer) -> i64 {
    let (seconds, _): (i64, i64) = redis::cmd("TIME").query(&mut server.client()).unwrap();
    seconds / 86_400
}

fn assert_tagged_and_mortal(server: &RedisServer) {
    let lives = lives(server);
    assert!(lives.len() > 23, "{lives:?}");
    for (key, life) in &lives {
        assert!(*life > 0, "{key} has no time to live");
        assert!(
            key.starts_with("gs:{spotify}:") || key.starts_with("gs:{groundswell}:"),
            "{key}"
        );
    }
}

#[tokio::test]
async fn every_key_has_a_tag_and_an_end() {
    let fixture = Fixture::redis();
    let server = server(&fixture);
    let store = fixture.open().await;
    let today = today(server);
    write_everything(&*store, today).await;
    assert_tagged_and_mortal(server);
    let lives = lives(server);
    let life = |key: &str| lives[key];
    let salt = life(&format!("gs:{{groundswell}}:salt:{today}"));
    assert!((86_400..=2 * 86_400).contains(&salt), "{salt}");
    let seen = lives
        .iter()
        .filter(|(key, _)| key.contains(":seen:"))
        .map(|(_, life)| *life)
        .max();
    assert!(seen.is_some_and(|seen| seen <= 7 * 3_600), "{seen:?}");
    assert!(life("gs:{groundswell}:used:7") <= 30);
    assert!(life("gs:{spotify}:notes:a") <= 60 * 86_400);
    assert!(life("gs:{spotify}:delivery:a:ep_1") <= 7 * 86_400);
    assert!(life("gs:{spotify}:delivery:b:ep_1") > 7 * 86_400);
    // After the loss of everything, what is made anew has an end, too.
    redis::cmd("FLUSHALL").exec(&mut server.client()).unwrap();
    write_everything(&*store, today).await;
    assert_tagged_and_mortal(server);
}

#[tokio::test]
async fn an_end_is_set_once_for_counts_and_renewed_for_endpoints() {
    let fixture = Fixture::redis();
    let server = server(&fixture);
    let store = fixture.open().await;
    count(&*store, &[report(1, NOON)]).await;
    store.put_endpoint(&endpoint("ep_1", NOON)).await.unwrap();
    store.site_key([1; 32]).await.unwrap();
    let minute = format!("gs:{{spotify}}:m:{}", NOON / 60);
    let mut client = server.client();
    for key in [minute.as_str(), "gs:{groundswell}:endpoints", "gs:{groundswell}:key"] {
        redis::cmd("EXPIRE").arg(key).arg(1_000).exec(&mut client).unwrap();
    }
    count(&*store, &[report(2, NOON)]).await;
    store.endpoints().await.unwrap();
    let lives = lives(server);
    assert!(
        lives[&minute] <= 1_000,
        "a minute must not live on because it is written to"
    );
    assert!(lives["gs:{groundswell}:endpoints"] > 399 * 86_400);
    // It signs what they are sent.
    assert!(lives["gs:{groundswell}:key"] > 399 * 86_400);
}

#[tokio::test]
async fn two_nodes_share_counts_versions_and_salts() {
    let fixture = Fixture::redis();
    let (one, other) = (fixture.open().await, fixture.open().await);
    let spotify = [service("spotify")];
    let before = other.versions(&spotify).await.unwrap();
    assert_eq!(count(&*one, &[report(1, NOON)]).await, [true]);
    assert_eq!(count(&*other, &[report(1, NOON)]).await, [false]);
    assert_ne!(other.versions(&spotify).await.unwrap(), before);
    let salts = futures::future::join_all((0..10_u8).map(|i| {
        if i % 2 == 0 {
            one.salt(20_000, [i; 32])
        } else {
            other.salt(20_000, [i; 32])
        }
    }))
    .await;
    let first = *salts[0].as_ref().unwrap();
    assert!(salts.iter().all(|salt| *salt.as_ref().unwrap() == first));
}

#[tokio::test]
async fn nodes_tell_each_other_who_is_busy() {
    let fixture = Fixture::redis();
    let (one, other) = (fixture.open().await, fixture.open().await);
    let (first, second) = (SharedKey([1; 16]), SharedKey([2; 16]));
    assert!(one.share_use(7, &[]).await.unwrap().is_empty());
    assert_eq!(one.share_use(7, &[(first, 3), (second, 0)]).await.unwrap(), [3, 0]);
    assert_eq!(other.share_use(7, &[(second, 5), (first, 4)]).await.unwrap(), [5, 7]);
    assert_eq!(one.share_use(7, &[(first, 0), (second, 1)]).await.unwrap(), [7, 6]);
    assert_eq!(one.share_use(8, &[(first, 1)]).await.unwrap(), [1]);
}

/// Who uses up an allowance on one node has nothing left on the next; who uses little is not told of.
#[tokio::test]
async fn nodes_do_not_multiply_an_allowance() {
    let fixture = Fixture::redis();
    let (store, other_store) = (fixture.open().await, fixture.open().await);
    let (one, other) = (Allowances::new(), Allowances::new());
    let busy: IpAddr = "203.0.113.7".parse().unwrap();
    let calm: IpAddr = "203.0.113.8".parse().unwrap();
    let take = |node: &Allowances, address: IpAddr, key: u8, requests: usize, at: i64| {
        let key = || SharedKey([key; 16]);
        let is_taken = |_: &usize| node.take(Ration::Reads, address, Timestamp(at), key).is_ok();
        (0..requests).filter(is_taken).count()
    };
    assert_eq!(take(&one, busy, 1, 550, NOON), 550);
    assert_eq!(take(&one, calm, 2, 200, NOON), 200);
    // It is not before it asks for much there as well that the other node looks.
    assert_eq!(take(&other, busy, 1, 310, NOON), 310);
    for _ in 0..2 {
        one.share(&*store, Timestamp(NOON)).await.unwrap();
        other.share(&*other_store, Timestamp(NOON)).await.unwrap();
    }
    assert_eq!(take(&one, busy, 1, 1, NOON), 0);
    assert_eq!(take(&other, busy, 1, 1, NOON), 0);
    assert_eq!(take(&other, calm, 2, 600, NOON), 600);
    let mut client = server(&fixture).client();
    let told: Vec<i64> = redis::cmd("HVALS")
        .arg(format!("gs:{{groundswell}}:used:{}", NOON / 10))
        .query(&mut client)
        .unwrap();
    assert_eq!(told, [860], "what is told twice counts once");
    // It is over soon, and then nobody is told any more.
    let later = NOON + 60;
    assert_eq!(take(&one, busy, 1, 10, later), 10);
    one.share(&*store, Timestamp(later)).await.unwrap();
    one.share(&*store, Timestamp(later)).await.unwrap();
    redis::cmd("FLUSHALL").exec(&mut client).unwrap();
    one.share(&*store, Timestamp(later)).await.unwrap();
    let keys: Vec<String> = redis::cmd("KEYS").arg("*").query(&mut client).unwrap();
    assert!(keys.is_empty(), "{keys:?}");
}

#[tokio::test]
async fn a_version_after_data_loss_differs() {
    let fixture = Fixture::redis();
    let store = fixture.open().await;
    let spotify = [service("spotify")];
    count(&*store, &[report(1, NOON)]).await;
    let before = store.versions(&spotify).await.unwrap();
    redis::cmd("FLUSHALL").exec(&mut server(&fixture).client()).unwrap();
    assert_ne!(store.versions(&spotify).await.unwrap(), before);
    assert_eq!(count(&*store, &[report(1, NOON)]).await, [true]);
    assert_ne!(store.versions(&spotify).await.unwrap(), before);
}

/// Whoever has read a version that the server does not have (any more) has to read everything again.
#[tokio::test]
async fn what_has_changed_since_a_state_that_is_lost_is_not_known() {
    let fixture = Fixture::redis();
    let store = fixture.open().await;
    let mut client = server(&fixture).client();
    let spotify = [service("spotify")];
    let since = async |version| store.changed_since(&[(spotify[0].clone(), version)]).await.unwrap();
    count(&*store, &[report(1, NOON)]).await;
    let known = store.versions(&spotify).await.unwrap()[0];
    assert_eq!(since(known + 1).await, [None], "it has gone back");
    redis::cmd("FLUSHALL").exec(&mut client).unwrap();
    assert_eq!(since(known).await, [None]);
    count(&*store, &[report(1, NOON)]).await;
    assert_eq!(since(known).await, [None], "versions have begun anew");
    // An older version counted, which kept no such minutes and began where scores are too coarse.
    for begun in [i64::MAX / 3, (1 << 53) + 1] {
        redis::cmd("SET")
            .arg("gs:{spotify}:v")
            .arg(begun)
            .exec(&mut client)
            .unwrap();
        let known = store.versions(&spotify).await.unwrap()[0];
        assert_eq!(since(known).await, [None]);
        count(&*store, &[report(begun.count_ones(), NOON + 60)]).await;
        assert_eq!(since(known).await, [None]);
        let known = store.versions(&spotify).await.unwrap()[0];
        assert!(known < 1 << 53, "{known}");
        count(&*store, &[report(100 + begun.count_ones(), NOON + 120)]).await;
        assert_eq!(since(known).await, [Some(vec![Timestamp(NOON + 120).minute()])]);
    }
}

/// A newer version has added an endpoint in a format that this one does not know, and a message for it.
#[tokio::test]
async fn what_cannot_be_read_of_the_outbox_is_passed_over_and_stays() {
    let fixture = Fixture::redis();
    let store = fixture.open().await;
    let mut client = server(&fixture).client();
    store.put_endpoint(&endpoint("ep_1", 1)).await.unwrap();
    for id in ["a:ep_2", "b:ep_1"] {
        store.settle(&delivery(id, NOON)).await.unwrap();
    }
    let set = |command: &str, key: &str, field: Option<&str>, client: &mut redis::Connection| {
        let mut set = redis::cmd(command);
        set.arg(key).arg(field).arg(r#"{"id":"ep_2","format":"pigeon"}"#);
        set.exec(client).unwrap();
    };
    set("HSET", "gs:{groundswell}:endpoints", Some("ep_2"), &mut client);
    set("SET", "gs:{spotify}:delivery:a:ep_2", None, &mut client);
    for _ in 0..2 {
        let endpoints = store.endpoints().await.unwrap();
        assert_eq!(endpoints, [endpoint("ep_1", 1)]);
        let due = store.due(&[service("spotify")], Timestamp(NOON), 10).await.unwrap();
        assert_eq!(due, [delivery("b:ep_1", NOON)]);
    }
    assert!(store.has_endpoint("ep_2").await.unwrap(), "it is not taken for deleted");
    assert!(!store.has_endpoint("ep_3").await.unwrap());
    let waiting: usize = redis::cmd("ZCARD")
        .arg("gs:{spotify}:outbox")
        .query(&mut client)
        .unwrap();
    assert_eq!(waiting, 2);
}

#[tokio::test]
async fn scripts_that_the_server_forgot_are_sent_again() {
    let fixture = Fixture::redis();
    let store = fixture.open().await;
    count(&*store, &[report(1, NOON)]).await;
    redis::cmd("SCRIPT")
        .arg("FLUSH")
        .exec(&mut server(&fixture).client())
        .unwrap();
    assert_eq!(count(&*store, &[report(2, NOON)]).await, [true]);
    assert_eq!(total(&*store, &service("spotify")).await, 2);
}

#[tokio::test]
async fn what_another_program_wrote_is_reported_as_corrupt() {
    let fixture = Fixture::redis();
    let store = fixture.open().await;
    let mut client = server(&fixture).client();
    redis::cmd("SET")
        .arg("gs:{spotify}:days")
        .arg("x")
        .exec(&mut client)
        .unwrap();
    let error = store
        .buckets(&service("spotify"), Minute(0), Minute(10))
        .await
        .unwrap_err();
    assert!(matches!(error, groundswell::store::StoreError::Corrupt(_)), "{error}");
    redis::cmd("ZADD")
        .arg("gs:{netflix}:outbox")
        .arg(1)
        .arg("gone:ep_1")
        .exec(&mut client)
        .unwrap();
    let due = store.due(&[service("netflix")], Timestamp(NOON), 1).await.unwrap();
    assert!(due.is_empty(), "a delivery that has expired is left out");
    let left: i64 = redis::cmd("ZCARD")
        .arg("gs:{netflix}:outbox")
        .query(&mut client)
        .unwrap();
    assert_eq!(left, 0);
}
