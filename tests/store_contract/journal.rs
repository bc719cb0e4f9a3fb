//! What the journal promises.

use groundswell::domain::bucket::{Minute, Timestamp};
use groundswell::domain::delivery::{Delivery, DeliveryState};
use groundswell::domain::incident::{Incident, IncidentId, Phase, Severity};
use groundswell::domain::vote::{Answer, Vote};
use groundswell::store::{Conclusion, StoredNote};

use crate::fixture::{Fixture, NOON, service};
use crate::outbox::delivery;

pub fn incident(id: &str, onset: i64) -> Incident {
    Incident {
        id: IncidentId(id.to_owned()),
        service: service("spotify"),
        phase: Phase::Confirmed,
        severity: Severity::Major,
        onset: Minute(onset),
        opened_at: Minute(onset).start(),
        recovering_at: None,
        resolved_at: None,
        regions: Vec::new(),
        peak_ratio: 12.5,
        peak_reports_per_minute: 0.1,
        severity_score: 0.0,
        spread: groundswell::domain::spread::Spread::default(),
        attribution: None,
        confidence: groundswell::domain::confidence::Confidence::default(),
        transitions: Vec::new(),
    }
}

fn conclusion<'a>(tracker: &'a [u8], incident: Option<&'a Incident>, deliveries: &'a [Delivery]) -> Conclusion<'a> {
    static SPOTIFY: std::sync::LazyLock<groundswell::domain::service::ServiceSlug> =
        std::sync::LazyLock::new(|| service("spotify"));
    Conclusion {
        service: &SPOTIFY,
        tracker,
        incident,
        deliveries,
        notes: &[],
        fence: None,
    }
}

fn note(at: i64, order: u8, bytes: &[u8]) -> StoredNote {
    StoredNote {
        place: (Timestamp(at), order),
        bytes: bytes.to_vec(),
    }
}

pub async fn notes_are_kept_by_incident_and_in_order(fixture: &Fixture) {
    let store = fixture.open().await;
    let (spotify, a, b) = (service("spotify"), incident("a", 1_000), incident("b", 2_000));
    let store_notes = async |incident: &Incident, notes: &[StoredNote]| {
        let conclusion = Conclusion {
            notes,
            ..conclusion(b"t", Some(incident), &[])
        };
        store.conclude(conclusion).await.unwrap();
    };
    // Large and binary, as a tracker is.
    let checkpoint = note(NOON - 600, 0, &[0, 255, 13, 10].repeat(50_000));
    store_notes(&a, &[checkpoint.clone(), note(NOON + 20, 3, b"20")]).await;
    store_notes(&a, &[note(NOON + 10, 3, b"10"), note(NOON + 10, 2, b"first")]).await;
    store_notes(&b, &[note(NOON + 10, 3, b"of another")]).await;
    store_notes(&a, &[note(NOON + 20, 3, b"again")]).await;
    store_notes(&a, &[]).await;
    let expected = [
        checkpoint,
        note(NOON + 10, 2, b"first"),
        note(NOON + 10, 3, b"10"),
        note(NOON + 20, 3, b"again"),
    ];
    assert_eq!(store.notes(&spotify, &a.id).await.unwrap(), expected);
    assert_eq!(store.notes(&spotify, &b.id).await.unwrap().len(), 1);
    assert_eq!(store.notes(&spotify, &IncidentId("c".to_owned())).await.unwrap(), []);
    assert_eq!(store.notes(&service("netflix"), &a.id).await.unwrap(), []);
}

pub async fn trackers_are_kept(fixture: &Fixture) {
    let store = fixture.open().await;
    let services = [service("netflix"), service("spotify")];
    assert_eq!(store.trackers(&services).await.unwrap(), [None, None]);
    let bytes = [0, 255, 13, 10];
    store.conclude(conclusion(b"old", None, &[])).await.unwrap();
    store.conclude(conclusion(&bytes, None, &[])).await.unwrap();
    assert_eq!(store.trackers(&services).await.unwrap(), [None, Some(bytes.to_vec())]);
}

pub async fn incidents_are_kept_newest_first(fixture: &Fixture) {
    let store = fixture.open().await;
    let spotify = service("spotify");
    for (id, onset) in [("b", 2_000), ("a", 1_000), ("c", 3_000)] {
        store
            .conclude(conclusion(b"t", Some(&incident(id, onset)), &[]))
            .await
            .unwrap();
    }
    let ids = |incidents: Vec<Incident>| incidents.into_iter().map(|i| i.id.0).collect::<Vec<_>>().concat();
    assert_eq!(ids(store.incidents(&spotify, 10).await.unwrap()), "cba");
    assert_eq!(ids(store.incidents(&spotify, 2).await.unwrap()), "cb");
    // An incident is replaced as a whole, its onset included.
    let mut earlier = incident("c", 1_500);
    earlier.phase = Phase::Resolved;
    earlier.resolved_at = Some(Timestamp(NOON));
    store.conclude(conclusion(b"t", Some(&earlier), &[])).await.unwrap();
    assert_eq!(ids(store.incidents(&spotify, 10).await.unwrap()), "bca");
    let found = store.incident(&spotify, &earlier.id).await.unwrap();
    assert_eq!(found, Some(earlier));
    let missing = IncidentId("d".to_owned());
    assert_eq!(store.incident(&spotify, &missing).await.unwrap(), None);
    assert_eq!(store.incident(&service("netflix"), &missing).await.unwrap(), None);
}

pub async fn a_conclusion_queues_each_delivery_once(fixture: &Fixture) {
    let store = fixture.open().await;
    let services = [service("spotify")];
    let rows = [delivery("t1:ep_1", NOON), delivery("t1:ep_2", NOON)];
    let now = Timestamp(NOON);
    let news = incident("a", 1_000);
    store.conclude(conclusion(b"1", Some(&news), &rows[..1])).await.unwrap();
    store.conclude(conclusion(b"2", Some(&news), &rows)).await.unwrap();
    let due = store.due(&services, now, 10).await.unwrap();
    assert_eq!(due, rows);
    // One is delivered, one put off; concluding again changes neither.
    let delivered = Delivery {
        state: DeliveryState::Delivered,
        attempts: 1,
        last_status: Some(204),
        ..rows[0].clone()
    };
    let put_off = Delivery {
        attempts: 1,
        next_at: Timestamp(NOON + 5),
        last_error: Some("connection refused".to_owned()),
        ..rows[1].clone()
    };
    store.settle(&delivered).await.unwrap();
    store.settle(&put_off).await.unwrap();
    store.conclude(conclusion(b"3", Some(&news), &rows)).await.unwrap();
    assert_eq!(store.due(&services, now, 10).await.unwrap(), []);
    assert_eq!(store.due(&services, Timestamp(NOON + 5), 10).await.unwrap(), [put_off]);
    assert_eq!(store.deliveries(&services, "ep_1", 10).await.unwrap(), [delivered]);
    assert_eq!(store.incidents(&services[0], 10).await.unwrap(), [news]);
}

pub fn vote(endpoint: &str, answer: Answer, at: i64) -> Vote {
    Vote {
        endpoint: endpoint.to_owned(),
        answer,
        at: Timestamp(at),
    }
}

pub async fn an_endpoint_has_one_vote_on_an_incident(fixture: &Fixture) {
    let store = fixture.open().await;
    let (spotify, netflix) = (service("spotify"), service("netflix"));
    // One name is the beginning of the other.
    let (a, longer) = (IncidentId("a".to_owned()), IncidentId("a1".to_owned()));
    assert_eq!(store.votes(&spotify, &a).await.unwrap(), []);
    let say = async |id: &IncidentId, vote: &Vote| store.vote(&spotify, id, vote).await.unwrap();
    say(&a, &vote("ep_2", Answer::Confirm, NOON)).await;
    say(&a, &vote("ep_1", Answer::Deny, NOON + 1)).await;
    say(&longer, &vote("ep_1", Answer::Confirm, NOON + 2)).await;
    let other = vote("ep_3", Answer::Deny, NOON);
    store.vote(&netflix, &a, &other).await.unwrap();
    let expected = [
        vote("ep_1", Answer::Deny, NOON + 1),
        vote("ep_2", Answer::Confirm, NOON),
    ];
    assert_eq!(store.votes(&spotify, &a).await.unwrap(), expected);
    // The same again is no second vote, and the opposite takes its place.
    say(&a, &vote("ep_1", Answer::Deny, NOON + 3)).await;
    say(&a, &vote("ep_2", Answer::Deny, NOON + 4)).await;
    drop(store);
    let store = fixture.open().await;
    let expected = [
        vote("ep_1", Answer::Deny, NOON + 3),
        vote("ep_2", Answer::Deny, NOON + 4),
    ];
    assert_eq!(store.votes(&spotify, &a).await.unwrap(), expected);
    let expected = [vote("ep_1", Answer::Confirm, NOON + 2)];
    assert_eq!(store.votes(&spotify, &longer).await.unwrap(), expected);
    assert_eq!(store.votes(&netflix, &a).await.unwrap(), [other]);
    // Counts of long ago are forgotten, and votes stay with their incident.
    store.prune(Minute(NOON), Timestamp(NOON + 400 * 86_400)).await.unwrap();
    assert_eq!(store.votes(&spotify, &a).await.unwrap().len(), 2);
}
