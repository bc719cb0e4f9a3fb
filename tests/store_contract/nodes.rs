//! What the store promises to several processes: leases, fences, views.

use std::sync::Arc;
use std::time::Duration;

use groundswell::domain::bucket::Timestamp;
use groundswell::domain::delivery::{Delivery, DeliveryState};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{
    Claim, Conclusion, Division, Fence, Holding, Shard, Store, StoreError, StoredTracker, StoredView, Wish,
};

use crate::fixture::{Fixture, NOON, service};
use crate::journal::incident;
use groundswell::pipeline::clock::Clock;

use crate::outbox::delivery;

const LONG_MS: u64 = 60_000;

async fn hold(store: &Arc<dyn Store>, node: &str, wish: Wish, life_ms: u64, given_up: &[Shard]) -> Holding {
    let claim = Claim {
        node,
        wish,
        shards: 4,
        life_ms,
        given_up,
        division: &division("2", &["netflix", "spotify"]),
    };
    store.hold(claim).await.unwrap()
}

fn division(rank: &str, services: &[&str]) -> Division {
    Division {
        rank: rank.to_owned(),
        services: services.iter().copied().map(service).collect(),
    }
}

/// Processes that share a store can compare their clocks with its own.
pub async fn the_time_is_that_of_the_store(fixture: &Fixture) {
    let store = fixture.open().await;
    let holding = hold(&store, "a", Wish::Look, LONG_MS, &[]).await;
    assert_eq!(holding.time.is_some(), store.is_shared());
    // On one machine they agree, however busy it is.
    let now = Clock::system().now();
    assert!(
        holding.time.is_none_or(|time| (0..60).contains(&(now.0 - time.0))),
        "{holding:?}"
    );
}

/// Redis: each division has leases of its own, and is left what those before it do not have.
pub async fn who_divides_in_another_way_is_left_the_rest(fixture: &Fixture) {
    let store = fixture.open().await;
    if !store.is_shared() {
        return;
    }
    let claim = async |node: &str, wish: Wish, division: &Division| {
        let claim = Claim {
            node,
            wish,
            shards: 4,
            life_ms: LONG_MS,
            given_up: &[],
            division,
        };
        store.hold(claim).await.unwrap()
    };
    let (small, large) = (
        division("1", &["netflix", "spotify"]),
        division("2", &["discord", "spotify"]),
    );
    let all: Vec<u16> = (0..4).collect();
    let elsewhere = |holding: &Holding| holding.elsewhere.iter().map(ToString::to_string).collect::<Vec<_>>();
    let alone = claim("a", Wish::Share, &small).await;
    assert_eq!(
        (shards(&alone), elsewhere(&alone), alone.divisions),
        (all.clone(), vec![], 1)
    );
    // The first of a division that goes before it waits for what it has.
    let newcomer = claim("b", Wish::Share, &large).await;
    assert_eq!(
        (shards(&newcomer), elsewhere(&newcomer), newcomer.divisions),
        (vec![], vec![], 2)
    );
    let moved = claim("a", Wish::Share, &small).await;
    assert_eq!(
        (shards(&moved), elsewhere(&moved).len(), moved.nodes),
        (all.clone(), 2, 1)
    );
    assert!(smallest(&moved) > largest(&alone), "under new leases");
    let newcomer = claim("b", Wish::Share, &large).await;
    assert_eq!((shards(&newcomer), elsewhere(&newcomer)), (all.clone(), vec![]));
    assert_eq!(claim("a", Wish::Share, &small).await, moved, "and so it stays");
    assert_eq!(claim("a", Wish::Keep, &small).await, moved);
    let third = claim("c", Wish::Share, &large).await;
    assert_eq!((third.nodes, third.unheld), (2, 0), "those who divide alike share");
    // The division is gone with the last of it.
    claim("b", Wish::Leave, &large).await;
    assert_eq!(elsewhere(&claim("a", Wish::Share, &small).await).len(), 2);
    claim("c", Wish::Leave, &large).await;
    let again = claim("a", Wish::Share, &small).await;
    assert_eq!((shards(&again), elsewhere(&again), again.divisions), (all, vec![], 1));
}

fn shards(holding: &Holding) -> Vec<u16> {
    holding.leases.keys().map(|shard| shard.0).collect()
}

fn largest(holding: &Holding) -> Fence {
    holding.leases.values().copied().max().unwrap()
}

fn smallest(holding: &Holding) -> Fence {
    holding.leases.values().copied().min().unwrap()
}

/// Both stores: who is alone has everything, and keeps it.
pub async fn who_is_alone_holds_everything(fixture: &Fixture) {
    let store = fixture.open().await;
    let first = hold(&store, "a", Wish::Share, LONG_MS, &[]).await;
    assert_eq!((shards(&first), first.surplus, first.unheld), (vec![0, 1, 2, 3], 0, 0));
    assert_eq!(hold(&store, "a", Wish::Share, LONG_MS, &[]).await, first);
    assert_eq!(hold(&store, "a", Wish::Keep, LONG_MS, &[]).await, first);
    let looking = hold(&store, "front", Wish::Look, LONG_MS, &[]).await;
    assert!(looking.leases.is_empty());
    let left = hold(&store, "a", Wish::Leave, LONG_MS, &[]).await;
    assert_eq!((left.leases.len(), left.unheld), (0, 4));
    let again = hold(&store, "a", Wish::Share, LONG_MS, &[]).await;
    assert_eq!(again.leases.len(), 4);
    if store.is_shared() {
        assert!(smallest(&again) > largest(&first), "a new lease has a larger fence");
    }
}

/// Both stores: trackers and views are found as they were put, and what is not there is not found.
pub async fn what_was_put_is_taken_over(fixture: &Fixture) {
    let store = fixture.open().await;
    let services = [service("netflix"), service("spotify")];
    assert_eq!(store.take_over(&services, Fence(7)).await.unwrap(), [None, None]);
    assert_eq!(store.view_versions(&services).await.unwrap(), [0, 0]);
    let bytes = vec![0, 255, 13, 10];
    let tracker = StoredTracker {
        service: services[1].clone(),
        bytes: bytes.clone(),
        fence: Some(Fence(7)),
    };
    store.save_trackers(&[tracker]).await.unwrap();
    assert_eq!(
        store.take_over(&services, Fence(8)).await.unwrap(),
        [None, Some(bytes.clone())]
    );
    let view = |version, fence| StoredView {
        service: services[1].clone(),
        version,
        bytes: bytes.clone(),
        fence: Some(Fence(fence)),
    };
    store.put_views(&[view(42, 8)]).await.unwrap();
    if store.is_shared() {
        assert_eq!(store.view_versions(&services).await.unwrap(), [0, 42]);
        assert_eq!(store.views(&services).await.unwrap(), [None, Some(bytes.clone())]);
        let refused = store.put_views(&[view(43, 7)]).await;
        assert!(matches!(refused, Err(StoreError::Fenced(_))), "{refused:?}");
        assert_eq!(store.view_versions(&services).await.unwrap(), [0, 42]);
    }
    assert_eq!(store.view_versions(&[]).await.unwrap(), [] as [u64; 0]);
    assert_eq!(store.views(&[]).await.unwrap(), [] as [Option<Vec<u8>>; 0]);
}

/// Both stores: a row is taken by the first who takes it.
pub async fn a_row_is_taken_once(fixture: &Fixture) {
    let store = fixture.open().await;
    let services = [service("spotify")];
    let row = delivery("t1:ep_1", NOON);
    store.settle(&row).await.unwrap();
    let taken = row.clone().attempted(Timestamp(NOON));
    assert!(store.settle_if(&taken, row.next_at).await.unwrap());
    assert!(
        !store.settle_if(&taken, row.next_at).await.unwrap(),
        "a second one is late"
    );
    assert_eq!(store.due(&services, Timestamp(NOON), 10).await.unwrap(), []);
    assert_eq!(
        store.due(&services, taken.next_at, 10).await.unwrap(),
        std::slice::from_ref(&taken)
    );
    let delivered = Delivery {
        state: DeliveryState::Delivered,
        ..taken.clone()
    };
    assert!(store.settle_if(&delivered, taken.next_at).await.unwrap());
    assert!(!store.settle_if(&taken, taken.next_at).await.unwrap(), "it has arrived");
    assert_eq!(store.due(&services, Timestamp(i64::MAX / 2), 10).await.unwrap(), []);
    assert_eq!(store.deliveries(&services, "ep_1", 10).await.unwrap(), [delivered]);
    let unknown = delivery("t2:ep_1", NOON);
    assert!(!store.settle_if(&unknown, unknown.next_at).await.unwrap());
}

/// Redis, single and Cluster: shards go to whoever is there, in equal parts.
pub async fn leases_are_shared_and_handed_over(fixture: &Fixture) {
    let store = fixture.open().await;
    if !store.is_shared() {
        return;
    }
    let a = hold(&store, "a", Wish::Share, LONG_MS, &[]).await;
    let b = hold(&store, "b", Wish::Share, LONG_MS, &[]).await;
    assert_eq!(
        (shards(&b), b.nodes, b.unheld),
        (vec![], 2, 0),
        "nothing is taken from a holder"
    );
    let a_now = hold(&store, "a", Wish::Share, LONG_MS, &[]).await;
    assert_eq!((a_now.leases.len(), a_now.surplus), (4, 2));
    let a_less = hold(&store, "a", Wish::Share, LONG_MS, &[Shard(2), Shard(3)]).await;
    assert_eq!((shards(&a_less), a_less.surplus, a_less.unheld), (vec![0, 1], 0, 2));
    let b = hold(&store, "b", Wish::Share, LONG_MS, &[]).await;
    assert_eq!(shards(&b), [2, 3]);
    assert!(smallest(&b) > largest(&a));
    // Who gives up what it does not hold changes nothing.
    hold(&store, "a", Wish::Keep, LONG_MS, &[Shard(2)]).await;
    assert_eq!(hold(&store, "b", Wish::Keep, LONG_MS, &[]).await.leases, b.leases);
    // Who leaves is followed at once.
    hold(&store, "a", Wish::Leave, LONG_MS, &[]).await;
    let b_alone = hold(&store, "b", Wish::Share, LONG_MS, &[]).await;
    assert_eq!((shards(&b_alone), b_alone.nodes), (vec![0, 1, 2, 3], 1));
    assert_eq!(
        b_alone.leases[&Shard(2)],
        b.leases[&Shard(2)],
        "a lease that is renewed is the same"
    );
    assert!(b_alone.leases[&Shard(0)] > largest(&b));
}

/// Redis: who is silent loses its leases to whoever asks, and only then.
pub async fn a_lease_runs_out(fixture: &Fixture) {
    let store = fixture.open().await;
    if !store.is_shared() {
        return;
    }
    let a = hold(&store, "a", Wish::Share, 300, &[]).await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    // Nobody has asked, so nothing has changed hands.
    assert_eq!(hold(&store, "a", Wish::Share, 300, &[]).await.leases, a.leases);
    tokio::time::sleep(Duration::from_millis(400)).await;
    let b = hold(&store, "b", Wish::Share, LONG_MS, &[]).await;
    assert_eq!((b.leases.len(), b.nodes), (4, 1));
    assert!(smallest(&b) > largest(&a));
    let a = hold(&store, "a", Wish::Keep, LONG_MS, &[]).await;
    assert_eq!((a.leases.len(), a.nodes), (0, 1), "who only keeps does not come back");
    let a = hold(&store, "a", Wish::Share, LONG_MS, &[]).await;
    assert_eq!((a.leases.len(), a.nodes), (0, 2));
}

/// Redis: once somebody has come with a larger fence, nothing of before is written any more.
pub async fn a_fence_keeps_out_who_was_there_before(fixture: &Fixture) {
    let store = fixture.open().await;
    if !store.is_shared() {
        return;
    }
    let spotify = service("spotify");
    let services = [spotify.clone()];
    let news = incident("a", 1_000);
    let rows = [delivery("a.1:ep_1", NOON)];
    let conclude = |tracker: &'static [u8], fence: Option<u64>| {
        let (store, spotify, news, rows) = (&store, &spotify, &news, &rows);
        async move {
            let conclusion = Conclusion {
                service: spotify,
                tracker,
                incident: Some(news),
                deliveries: rows,
                notes: &[],
                fence: fence.map(Fence),
            };
            store.conclude(conclusion).await
        }
    };
    let save = |bytes: &[u8], fence| StoredTracker {
        service: spotify.clone(),
        bytes: bytes.to_vec(),
        fence: Some(Fence(fence)),
    };
    store.save_trackers(&[save(b"old", 5)]).await.unwrap();
    assert_eq!(
        store.take_over(&services, Fence(6)).await.unwrap(),
        [Some(b"old".to_vec())]
    );
    let is_fenced = |result: Result<(), StoreError>| matches!(result, Err(StoreError::Fenced(slug)) if slug == spotify);
    assert!(is_fenced(conclude(b"late", Some(5)).await));
    let netflix = StoredTracker {
        service: service("netflix"),
        ..save(b"fine", 5)
    };
    assert!(is_fenced(store.save_trackers(&[save(b"late", 5), netflix]).await));
    assert!(is_fenced(store.take_over(&services, Fence(5)).await.map(drop)));
    let both: Vec<ServiceSlug> = vec![service("netflix"), spotify.clone()];
    let stored = store.trackers(&both).await.unwrap();
    assert_eq!(
        stored,
        [Some(b"fine".to_vec()), Some(b"old".to_vec())],
        "the others are stored"
    );
    assert_eq!(store.incidents(&spotify, 10).await.unwrap(), []);
    assert_eq!(store.due(&services, Timestamp(NOON), 10).await.unwrap(), []);
    // The holder writes, and a tool that works alone does.
    conclude(b"new", Some(6)).await.unwrap();
    assert_eq!(store.due(&services, Timestamp(NOON), 10).await.unwrap(), rows);
    conclude(b"tool", None).await.unwrap();
    assert_eq!(store.trackers(&services).await.unwrap(), [Some(b"tool".to_vec())]);
    conclude(b"newer", Some(6)).await.unwrap();
}
