//! Delivery to receivers that behave more or less: schedule, order, restart, rotation.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use groundswell::domain::bucket::Timestamp;
use groundswell::domain::delivery::{DeliveryState, RETRY_SECONDS, SECRET_OVERLAP_SECONDS};
use groundswell::pipeline::clock::Clock;
use groundswell::publish::PublishError;
use groundswell::publish::sender::WebhookOptions;
use groundswell::publish::signature::SigningSecret;
use groundswell::publish::webhook::Webhooks;
use groundswell::store::Store;
use standardwebhooks::Webhook;
use tokio_util::sync::CancellationToken;
use wiremock::matchers::{any, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::fixtures::{
    SECRET, announce, are_all, clock, endpoint, header, local, received, row, rows, services, slug, store, worker,
};
use crate::memory_store::MemoryStore;

async fn answering(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(template).mount(&server).await;
    server
}

async fn with_endpoint(url: &str) -> Arc<dyn Store> {
    let store = store();
    store.put_endpoint(&endpoint("ep_1", url)).await.unwrap();
    store
}

#[tokio::test]
async fn a_receiver_can_verify_the_signature() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(204))
        .expect(1)
        .mount(&server)
        .await;
    let (store, clock) = (with_endpoint(&format!("{}/hook?token=x", server.uri())).await, clock());
    announce(&store, "i", 0..1, clock.now()).await;

    assert_eq!(worker(&store, &clock).deliver_due(&services()).await.unwrap(), 1);

    let request = server.received_requests().await.unwrap().remove(0);
    let oracle = Webhook::new(SECRET).unwrap();
    oracle.verify(&request.body, &request.headers).unwrap();
    assert_eq!(header(&request, "webhook-id"), "i-0");
    assert_eq!(header(&request, "content-type"), "application/json");
    assert_eq!(
        header(&request, "user-agent"),
        concat!("groundswell/", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(request.url.query(), Some("token=x"));
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body["type"], "incident.opened");
    let row = row(&store, "ep_1").await;
    assert_eq!(
        (row.state, row.attempts, row.last_status),
        (DeliveryState::Delivered, 1, Some(204))
    );
}

#[tokio::test]
async fn what_is_delivered_is_not_sent_again_even_when_concluded_twice() {
    let server = answering(ResponseTemplate::new(200)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    let worker = worker(&store, &clock);
    for _ in 0..3 {
        announce(&store, "i", 0..1, clock.now()).await;
        worker.deliver_due(&services()).await.unwrap();
        clock.advance_to(Timestamp(clock.now().0 + 100_000));
    }
    assert_eq!(received(&server).await, ["i-0"]);
}

#[tokio::test]
async fn a_failing_endpoint_is_tried_by_the_schedule_under_one_id_and_then_disabled() {
    let server = answering(ResponseTemplate::new(500)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..1, clock.now()).await;
    let worker = worker(&store, &clock);
    for attempt in 1..=10 {
        assert_eq!(worker.deliver_due(&services()).await.unwrap(), 1, "attempt {attempt}");
        assert_eq!(worker.deliver_due(&services()).await.unwrap(), 0, "too early");
        let row = row(&store, "ep_1").await;
        assert_eq!((row.attempts, row.last_status), (attempt, Some(500)));
        if attempt < 10 {
            let wait = row.next_at.0 - clock.now().0;
            let planned = RETRY_SECONDS[attempt as usize];
            assert!((wait - planned).abs() * 10 <= planned, "{wait} for {planned}");
            clock.advance_to(Timestamp(row.next_at.0 - 1));
            assert_eq!(worker.deliver_due(&services()).await.unwrap(), 0, "a second early");
            clock.advance_to(row.next_at);
        }
    }
    assert_eq!(received(&server).await, vec!["i-0"; 10]);
    assert_eq!(row(&store, "ep_1").await.state, DeliveryState::Failed);
    assert!(store.endpoints().await.unwrap()[0].disabled);
    announce(&store, "j", 0..1, clock.now()).await;
    assert_eq!(
        rows(&store, "ep_1").await.len(),
        1,
        "nothing is queued for a disabled endpoint"
    );
}

#[tokio::test]
async fn one_message_that_always_fails_does_not_disable_an_endpoint_that_takes_others() {
    let server = MockServer::start().await;
    let is_poison = |request: &wiremock::Request| header(request, "webhook-id") == "i-0";
    Mock::given(is_poison)
        .respond_with(ResponseTemplate::new(400))
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..1, clock.now()).await;
    let worker = worker(&store, &clock);
    for _ in 0..10 {
        worker.deliver_due(&services()).await.unwrap();
        clock.advance_to(Timestamp(clock.now().0 + 100_000));
        announce(&store, "j", 0..1, clock.now()).await;
    }
    let rows = rows(&store, "ep_1").await;
    assert_eq!((rows[0].state, rows[0].attempts), (DeliveryState::Failed, 10));
    assert_eq!(rows[1].state, DeliveryState::Delivered);
    assert!(!store.endpoints().await.unwrap()[0].disabled);
}

#[tokio::test]
async fn gone_disables_the_endpoint_at_once() {
    let server = answering(ResponseTemplate::new(410)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..2, clock.now()).await;
    announce(&store, "j", 0..1, clock.now()).await;
    assert_eq!(worker(&store, &clock).deliver_due(&services()).await.unwrap(), 1);
    assert!(store.endpoints().await.unwrap()[0].disabled);
    for row in rows(&store, "ep_1").await {
        assert_eq!(row.state, DeliveryState::Failed, "{}", row.id);
    }
}

#[tokio::test]
async fn retry_after_holds_every_message_to_that_endpoint() {
    let server = answering(ResponseTemplate::new(429).insert_header("retry-after", "3600")).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    let start = clock.now();
    announce(&store, "i", 0..2, start).await;
    announce(&store, "j", 0..1, start).await;
    let worker = worker(&store, &clock);
    assert_eq!(worker.deliver_due(&services()).await.unwrap(), 1);
    for row in rows(&store, "ep_1").await {
        assert_eq!(row.next_at, Timestamp(start.0 + 3_600), "{}", row.id);
    }
    clock.advance_to(Timestamp(start.0 + 3_599));
    assert_eq!(worker.deliver_due(&services()).await.unwrap(), 0);
    server.reset().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    clock.advance_to(Timestamp(start.0 + 3_600));
    assert_eq!(worker.deliver_due(&services()).await.unwrap(), 3);
}

#[tokio::test]
async fn an_endpoint_that_is_away_is_left_alone_for_a_moment() {
    let server = answering(ResponseTemplate::new(503)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    let start = clock.now();
    announce(&store, "i", 0..1, start).await;
    announce(&store, "j", 0..1, start).await;
    let worker = worker(&store, &clock);
    assert_eq!(worker.deliver_due(&services()).await.unwrap(), 1);
    assert_eq!(received(&server).await, ["i-0"]);
    clock.advance_to(Timestamp(start.0 + 10));
    worker.deliver_due(&services()).await.unwrap();
    assert_eq!(received(&server).await, ["i-0", "j-0"], "least tried first");
}

#[tokio::test]
async fn the_long_wait_of_one_message_is_not_laid_on_others() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(503).insert_header("retry-after", "60");
    Mock::given(any()).respond_with(busy).mount(&server).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..1, clock.now()).await;
    let worker = worker(&store, &clock);
    for _ in 0..5 {
        worker.deliver_due(&services()).await.unwrap();
        clock.advance_to(row(&store, "ep_1").await.next_at);
    }
    // Both are due now; the old one would wait for hours after its next failure.
    let now = clock.now();
    announce(&store, "j", 0..1, now).await;
    worker.deliver_due(&services()).await.unwrap();
    assert_eq!(received(&server).await[5..], ["j-0"], "news first, and then a pause");
    let rows = rows(&store, "ep_1").await;
    assert_eq!(rows[0].next_at, Timestamp(now.0 + 60));
    assert_eq!(rows[1].next_at, Timestamp(now.0 + 60));
}

#[tokio::test]
async fn messages_of_an_incident_keep_their_order_and_other_incidents_do_not_wait() {
    let failing = Arc::new(AtomicUsize::new(1));
    let server = MockServer::start().await;
    let respond = {
        let failing = failing.clone();
        move |request: &wiremock::Request| {
            let is_first = header(request, "webhook-id") == "i-0";
            ResponseTemplate::new(if is_first && failing.load(Ordering::SeqCst) == 1 {
                500
            } else {
                200
            })
        }
    };
    Mock::given(any()).respond_with(respond).mount(&server).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    let worker = worker(&store, &clock);
    let start = clock.now();
    announce(&store, "i", 0..1, start).await;
    worker.deliver_due(&services()).await.unwrap();
    // While the first message waits for its second attempt, more happens.
    announce(&store, "i", 1..4, start).await;
    announce(&store, "j", 0..3, start).await;
    worker.deliver_due(&services()).await.unwrap();
    assert_eq!(received(&server).await, ["i-0", "j-0", "j-1", "j-2"]);

    failing.store(0, Ordering::SeqCst);
    clock.advance_to(Timestamp(start.0 + 10));
    worker.deliver_due(&services()).await.unwrap();
    assert_eq!(received(&server).await[4..], ["i-0", "i-1", "i-2", "i-3"]);
    assert!(are_all(&store, DeliveryState::Delivered).await);
}

#[tokio::test]
async fn a_dead_endpoint_delays_no_other() {
    let dead = answering(ResponseTemplate::new(200).set_delay(Duration::from_mins(1))).await;
    let live = answering(ResponseTemplate::new(200)).await;
    let store = store();
    let clock = Clock::system();
    store.put_endpoint(&endpoint("ep_dead", &dead.uri())).await.unwrap();
    store.put_endpoint(&endpoint("ep_live", &live.uri())).await.unwrap();
    let mut options = local();
    options.total_timeout = Duration::from_secs(4);
    let worker = Arc::new(Webhooks::new(store.clone(), clock.clone(), &options).unwrap());
    let cancel = CancellationToken::new();
    let running = tokio::spawn(worker.run(Arc::new(services), cancel.clone()));

    announce(&store, "i", 0..1, clock.now()).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(received(&live).await, ["i-0"]);
    // The dead one is still being waited for.
    announce(&store, "j", 0..2, clock.now()).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(received(&live).await, ["i-0", "j-0", "j-1"]);
    assert_eq!(received(&dead).await, ["i-0"], "one attempt at a time");

    cancel.cancel();
    running.await.unwrap();
    let row = row(&store, "ep_dead").await;
    assert_eq!((row.state, row.attempts), (DeliveryState::Pending, 1));
    assert!(
        row.last_error.is_some(),
        "the attempt under way was finished and written down"
    );
}

/// More is due of one than a look at the outbox takes, and it is slow.
#[tokio::test]
async fn the_crowd_in_front_of_a_slow_endpoint_delays_no_other() {
    let slow = answering(ResponseTemplate::new(200).set_delay(Duration::from_millis(300))).await;
    let live = answering(ResponseTemplate::new(200)).await;
    let (store, clock) = (store(), Clock::system());
    store.put_endpoint(&endpoint("ep_slow", &slow.uri())).await.unwrap();
    for number in 0..12 {
        announce(&store, &format!("i{number}"), 0..100, Timestamp(clock.now().0 - 60)).await;
    }
    store.put_endpoint(&endpoint("ep_live", &live.uri())).await.unwrap();
    announce(&store, "news", 0..1, clock.now()).await;
    let worker = Arc::new(worker(&store, &clock));
    let cancel = CancellationToken::new();
    let running = tokio::spawn(worker.run(Arc::new(services), cancel.clone()));
    let arrives = async {
        while received(&live).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), arrives).await.unwrap();
    assert!(received(&slow).await.len() < 100, "it came while the other is busy");
    // What waits for the slow one is not sent before the end, but the message under way is written down.
    cancel.cancel();
    tokio::time::timeout(Duration::from_mins(1), running)
        .await
        .unwrap()
        .unwrap();
    let rows = store.deliveries(&services(), "ep_slow", 2_000).await.unwrap();
    let delivered = rows.iter().filter(|row| row.state == DeliveryState::Delivered).count();
    assert_eq!(delivered, received(&slow).await.len());
    assert!(delivered < 100, "{delivered} were sent");
}

#[tokio::test]
async fn the_loop_follows_a_virtual_clock() {
    let server = answering(ResponseTemplate::new(503)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..1, clock.now()).await;
    let cancel = CancellationToken::new();
    let running = tokio::spawn(Arc::new(worker(&store, &clock)).run(Arc::new(services), cancel.clone()));
    for attempts in 1..=4 {
        tokio::time::timeout(Duration::from_secs(5), async {
            while received(&server).await.len() < attempts || row(&store, "ep_1").await.last_status.is_none() {
                clock.advance_to(Timestamp(clock.now().0 + 60));
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await
        .unwrap();
    }
    cancel.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn a_restart_goes_on_where_it_was() {
    let server = answering(ResponseTemplate::new(500)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..2, clock.now()).await;
    worker(&store, &clock).deliver_due(&services()).await.unwrap();
    server.reset().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;

    clock.advance_to(Timestamp(clock.now().0 + 10));
    assert_eq!(worker(&store, &clock).deliver_due(&services()).await.unwrap(), 2);
    assert_eq!(received(&server).await, ["i-0", "i-1"]);
    assert_eq!(rows(&store, "ep_1").await[0].attempts, 2);
}

#[tokio::test]
async fn after_a_crash_between_send_and_settle_it_is_sent_again_under_the_same_id() {
    let server = answering(ResponseTemplate::new(200)).await;
    let memory = Arc::new(MemoryStore::default());
    let store: Arc<dyn Store> = memory.clone();
    store.put_endpoint(&endpoint("ep_1", &server.uri())).await.unwrap();
    let clock = clock();
    announce(&store, "i", 0..1, clock.now()).await;
    memory.limit_writes(Some(1));
    let lost = worker(&store, &clock).deliver_due(&services()).await;
    assert!(matches!(lost, Err(PublishError::Store(_))));
    memory.limit_writes(None);
    assert_eq!(
        worker(&store, &clock).deliver_due(&services()).await.unwrap(),
        0,
        "not at once"
    );
    clock.advance_to(Timestamp(clock.now().0 + 20));
    assert_eq!(worker(&store, &clock).deliver_due(&services()).await.unwrap(), 1);
    assert_eq!(received(&server).await, ["i-0", "i-0"]);
}

#[tokio::test]
async fn nothing_is_sent_while_the_store_takes_no_writes() {
    let server = answering(ResponseTemplate::new(200)).await;
    let memory = Arc::new(MemoryStore::default());
    let store: Arc<dyn Store> = memory.clone();
    store.put_endpoint(&endpoint("ep_1", &server.uri())).await.unwrap();
    let clock = clock();
    announce(&store, "i", 0..1, clock.now()).await;
    memory.limit_writes(Some(0));
    assert!(worker(&store, &clock).deliver_due(&services()).await.is_err());
    assert_eq!(received(&server).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_second_leader_does_not_send_what_is_on_its_way() {
    let server = answering(ResponseTemplate::new(200).set_delay(Duration::from_millis(300))).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..1, clock.now()).await;
    let first = worker(&store, &clock);
    let sending = tokio::spawn(async move { first.deliver_due(&services()).await.unwrap() });
    while received(&server).await.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(worker(&store, &clock).deliver_due(&services()).await.unwrap(), 0);
    assert_eq!(sending.await.unwrap(), 1);
    assert_eq!(received(&server).await, ["i-0"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_leaders_at_the_same_moment_send_each_message_once() {
    let server = answering(ResponseTemplate::new(200)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    for incident in 0..20 {
        announce(&store, &format!("i{incident}"), 0..2, clock.now()).await;
    }
    // A receiver that is slow on a busy machine would get a message again, from whoever comes first.
    let patient = WebhookOptions {
        total_timeout: Duration::from_secs(20),
        ..local()
    };
    let leaders = [(); 2].map(|()| Webhooks::new(store.clone(), clock.clone(), &patient).unwrap());
    // A turn has a limit, and what the other leader had taken counts as well.
    let sending =
        leaders.map(|leader| tokio::spawn(async move { while leader.deliver_due(&services()).await.unwrap() > 0 {} }));
    for leader in sending {
        leader.await.unwrap();
    }
    // A message whose predecessor was on its way with one leader may have been put off by the other.
    clock.advance_to(Timestamp(clock.now().0 + 60));
    worker(&store, &clock).deliver_due(&services()).await.unwrap();
    let ids = received(&server).await;
    let once: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!((once.len(), ids.len()), (40, 40), "{ids:?}");
    assert!(are_all(&store, DeliveryState::Delivered).await);
}

#[tokio::test]
async fn who_wakes_up_in_the_midst_of_an_attempt_takes_nothing_back() {
    let server = answering(ResponseTemplate::new(200)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..1, clock.now()).await;
    let read = row(&store, "ep_1").await;
    worker(&store, &clock).deliver_due(&services()).await.unwrap();
    // What another one would store that has read the row before: an attempt, and that it failed.
    let attempted = read.clone().attempted(clock.now());
    assert!(!store.settle_if(&attempted, read.next_at).await.unwrap());
    let failed = attempted.clone().parked(Timestamp(clock.now().0 + 60));
    assert!(!store.settle_if(&failed, attempted.next_at).await.unwrap());
    assert_eq!(row(&store, "ep_1").await.state, DeliveryState::Delivered);
}

#[tokio::test]
async fn while_a_secret_rotates_both_sign() {
    let server = answering(ResponseTemplate::new(200)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    let fresh = SigningSecret::generate().reveal();
    let mut rotated = endpoint("ep_1", &server.uri());
    rotated.rotate(fresh.clone(), clock.now());
    store.put_endpoint(&rotated).await.unwrap();
    let worker = worker(&store, &clock);
    announce(&store, "i", 0..1, clock.now()).await;
    worker.deliver_due(&services()).await.unwrap();
    clock.advance_to(Timestamp(clock.now().0 + SECRET_OVERLAP_SECONDS));
    announce(&store, "j", 0..1, clock.now()).await;
    worker.deliver_due(&services()).await.unwrap();

    let requests = server.received_requests().await.unwrap();
    for secret in [SECRET, &fresh] {
        let oracle = Webhook::new(secret).unwrap();
        oracle.verify(&requests[0].body, &requests[0].headers).unwrap();
    }
    assert_eq!(header(&requests[0], "webhook-signature").split(' ').count(), 2);
    assert_eq!(header(&requests[1], "webhook-signature").split(' ').count(), 1);
}

#[tokio::test]
async fn a_deleted_endpoint_gets_nothing_more() {
    let server = answering(ResponseTemplate::new(200)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    announce(&store, "i", 0..2, clock.now()).await;
    store.delete_endpoint("ep_1").await.unwrap();
    assert_eq!(worker(&store, &clock).deliver_due(&services()).await.unwrap(), 0);
    assert_eq!(received(&server).await, Vec::<String>::new());
    assert!(are_all(&store, DeliveryState::Failed).await);
}

#[tokio::test]
async fn a_test_message_is_sent_once_and_logged() {
    let server = answering(ResponseTemplate::new(500)).await;
    let (store, clock) = (with_endpoint(&server.uri()).await, clock());
    let worker = worker(&store, &clock);
    let sent = worker.send_test("ep_1", &services()).await.unwrap();
    assert_eq!(
        (sent.state, sent.last_status, sent.service.clone()),
        (DeliveryState::Failed, Some(500), slug())
    );
    assert_eq!(row(&store, "ep_1").await, sent);
    clock.advance_to(Timestamp(clock.now().0 + 1_000));
    assert_eq!(worker.deliver_due(&services()).await.unwrap(), 0);
    let request = server.received_requests().await.unwrap().remove(0);
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body["type"], "test.ping");
    let missing = worker.send_test("ep_none", &services()).await;
    assert!(matches!(missing, Err(PublishError::UnknownEndpoint(_))));
}
