//! What the outbox and the salts promise.

use groundswell::domain::bucket::Timestamp;
use groundswell::domain::delivery::{Delivery, DeliveryState, Endpoint, Format};
use groundswell::store::Conclusion;

use crate::fixture::{Fixture, NOON, count, report, service, total};
use crate::journal::incident;

/// A row whose id is `{transition}:{endpoint}`.
pub fn delivery(id: &str, next_at: i64) -> Delivery {
    let (message, endpoint) = id.split_once(':').unwrap();
    Delivery {
        id: id.to_owned(),
        message_id: message.to_owned(),
        endpoint: endpoint.to_owned(),
        service: service("spotify"),
        event: "incident.opened".to_owned(),
        body: "{\"a\":\"ü\"}".to_owned(),
        created_at: Timestamp(next_at),
        state: DeliveryState::Pending,
        attempts: 0,
        next_at: Timestamp(next_at),
        last_status: None,
        last_error: None,
        incident: None,
        sequence: 0,
    }
}

pub fn endpoint(id: &str, created_at: i64) -> Endpoint {
    Endpoint {
        id: id.to_owned(),
        url: "https://example.org/hook".to_owned(),
        format: Format::Standard,
        secrets: vec!["whsec_AAAA".to_owned()],
        services: vec![service("spotify")],
        events: Vec::new(),
        description: String::new(),
        from_config: false,
        disabled: false,
        created_at: Timestamp(created_at),
        rotated_at: None,
    }
}

fn ids(deliveries: &[Delivery]) -> Vec<&str> {
    deliveries.iter().map(|delivery| delivery.id.as_str()).collect()
}

pub async fn due_is_ordered_and_limited(fixture: &Fixture) {
    let store = fixture.open().await;
    let netflix = Delivery {
        service: service("netflix"),
        ..delivery("n:ep_1", NOON - 5)
    };
    for row in [
        delivery("c:ep_1", NOON),
        delivery("a:ep_1", NOON - 10),
        delivery("b:ep_1", NOON - 1),
        delivery("later:ep_1", NOON + 1),
        netflix,
    ] {
        store.settle(&row).await.unwrap();
    }
    let both = [service("spotify"), service("netflix")];
    let now = Timestamp(NOON);
    assert_eq!(
        ids(&store.due(&both, now, 10).await.unwrap()),
        ["a:ep_1", "n:ep_1", "b:ep_1", "c:ep_1"]
    );
    assert_eq!(ids(&store.due(&both, now, 2).await.unwrap()), ["a:ep_1", "n:ep_1"]);
    assert_eq!(ids(&store.due(&both[1..], now, 10).await.unwrap()), ["n:ep_1"]);
    assert!(store.due(&both, now, 0).await.unwrap().is_empty());
}

pub async fn settling_moves_a_delivery_on(fixture: &Fixture) {
    let store = fixture.open().await;
    let services = [service("spotify")];
    let mut row = delivery("a:ep_1", NOON);
    store.settle(&row).await.unwrap();
    row.attempts = 1;
    row.next_at = Timestamp(NOON + 300);
    row.last_status = Some(503);
    store.settle(&row).await.unwrap();
    assert!(
        store
            .due(&services, Timestamp(NOON + 299), 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        store.due(&services, Timestamp(NOON + 300), 10).await.unwrap(),
        [row.clone()]
    );
    row.state = DeliveryState::Failed;
    store.settle(&row).await.unwrap();
    assert!(
        store
            .due(&services, Timestamp(i64::MAX / 2), 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(store.deliveries(&services, "ep_1", 10).await.unwrap(), [row.clone()]);
    row.state = DeliveryState::Pending;
    store.settle(&row).await.unwrap();
    assert_eq!(store.due(&services, Timestamp(NOON + 300), 10).await.unwrap(), [row]);
}

pub async fn the_log_is_newest_first(fixture: &Fixture) {
    let store = fixture.open().await;
    let netflix = Delivery {
        service: service("netflix"),
        state: DeliveryState::Delivered,
        ..delivery("n:ep_1", NOON + 2)
    };
    for row in [
        delivery("a:ep_1", NOON),
        delivery("c:ep_1", NOON + 3),
        delivery("b:ep_1", NOON + 1),
        delivery("x:ep_2", NOON + 9),
        netflix,
    ] {
        store.settle(&row).await.unwrap();
    }
    let both = [service("spotify"), service("netflix")];
    let log = store.deliveries(&both, "ep_1", 10).await.unwrap();
    assert_eq!(ids(&log), ["c:ep_1", "n:ep_1", "b:ep_1", "a:ep_1"]);
    assert_eq!(
        ids(&store.deliveries(&both, "ep_1", 2).await.unwrap()),
        ["c:ep_1", "n:ep_1"]
    );
    assert_eq!(ids(&store.deliveries(&both, "ep_2", 2).await.unwrap()), ["x:ep_2"]);
    assert!(store.deliveries(&both, "ep_1", 0).await.unwrap().is_empty());
}

pub async fn endpoints_are_added_replaced_and_removed(fixture: &Fixture) {
    let store = fixture.open().await;
    let mut second = endpoint("ep_a", NOON + 1);
    let first = endpoint("ep_b", NOON);
    store.put_endpoint(&second).await.unwrap();
    store.put_endpoint(&first).await.unwrap();
    assert_eq!(store.endpoints().await.unwrap(), [first.clone(), second.clone()]);
    second.disabled = true;
    store.put_endpoint(&second).await.unwrap();
    assert_eq!(store.endpoints().await.unwrap(), [first.clone(), second.clone()]);
    for format in Format::ALL {
        second.format = format;
        store.put_endpoint(&second).await.unwrap();
        assert_eq!(store.endpoints().await.unwrap()[1].format, format);
    }
    assert!(store.delete_endpoint("ep_a").await.unwrap());
    assert!(!store.delete_endpoint("ep_a").await.unwrap());
    assert_eq!(store.endpoints().await.unwrap(), [first]);
}

pub async fn all_openers_agree_on_a_salt(fixture: &Fixture) {
    let day = NOON / 86_400;
    let store = fixture.open().await;
    assert_eq!(store.salt(day, [1; 32]).await.unwrap(), [1; 32]);
    drop(store);
    let store = fixture.open().await;
    assert_eq!(store.salt(day, [2; 32]).await.unwrap(), [1; 32]);
    // Yesterday's is still there when tomorrow's is made, and gone a day later.
    for (later, fresh) in [(1, [3; 32]), (2, [5; 32])] {
        assert_eq!(store.salt(day + later, fresh).await.unwrap(), fresh);
        assert_eq!(store.salt(day, [4; 32]).await.unwrap(), [1; 32]);
    }
    assert_eq!(store.salt(day + 3, [5; 32]).await.unwrap(), [5; 32]);
    assert_eq!(store.salt(day, [6; 32]).await.unwrap(), [6; 32]);
}

pub async fn all_openers_agree_on_the_key_of_the_site(fixture: &Fixture) {
    let (one, two) = ([1; 32], [0xFF; 32]);
    let store = fixture.open().await;
    assert_eq!(store.site_key(one).await.unwrap(), one);
    assert_eq!(store.site_key(two).await.unwrap(), one);
    drop(store);
    let store = fixture.open().await;
    assert_eq!(store.site_key(two).await.unwrap(), one);
}

pub async fn everything_is_found_after_reopening(fixture: &Fixture) {
    let store = fixture.open().await;
    let spotify = service("spotify");
    let news = incident("a", 1_000);
    let row = delivery("a:ep_1", NOON);
    assert_eq!(count(&*store, &[report(1, NOON)]).await, [true]);
    let conclusion = Conclusion {
        service: &spotify,
        tracker: b"tracker",
        incident: Some(&news),
        deliveries: std::slice::from_ref(&row),
        notes: &[],
        fence: None,
    };
    store.conclude(conclusion).await.unwrap();
    store.put_endpoint(&endpoint("ep_1", NOON)).await.unwrap();
    drop(store);
    let store = fixture.open().await;
    let services = [spotify.clone()];
    assert_eq!(count(&*store, &[report(1, NOON + 5)]).await, [false]);
    assert_eq!(total(&*store, &spotify).await, 1);
    assert_eq!(store.trackers(&services).await.unwrap(), [Some(b"tracker".to_vec())]);
    assert_eq!(store.incidents(&spotify, 1).await.unwrap(), [news]);
    assert_eq!(store.due(&services, Timestamp(NOON), 9).await.unwrap(), [row]);
    assert_eq!(store.endpoints().await.unwrap(), [endpoint("ep_1", NOON)]);
}
