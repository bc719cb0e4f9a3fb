//! The store, the clock, incidents and receivers that all tests use.

use std::sync::Arc;
use std::time::Duration;

use groundswell::domain::bucket::{Minute, Timestamp};
use groundswell::domain::delivery::{Delivery, DeliveryState, Endpoint, Format};
use groundswell::domain::incident::{Evidence, Incident, IncidentId, Phase, Severity, Transition, TransitionKind};
use groundswell::domain::service::{Service, ServiceSlug};
use groundswell::pipeline::clock::Clock;
use groundswell::publish::sender::WebhookOptions;
use groundswell::publish::vote::VoteKey;
use groundswell::publish::webhook::Webhooks;
use groundswell::publish::{Letterhead, deliveries_for};
use groundswell::store::{Conclusion, Store};
use wiremock::MockServer;

use crate::memory_store::MemoryStore;

pub const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// The one place that chooses the store. Tests that make writes fail ask for a [`MemoryStore`] by name.
pub fn store() -> Arc<dyn Store> {
    Arc::new(MemoryStore::default())
}

/// A virtual clock that begins at the present, because the oracle of signatures reads the system's time.
pub fn clock() -> Clock {
    Clock::virtual_at(Clock::system().now())
}

pub fn slug() -> ServiceSlug {
    ServiceSlug::parse("spotify").unwrap()
}

pub fn services() -> Vec<ServiceSlug> {
    vec![slug()]
}

/// Options for receivers on this machine, with time-outs that a test can wait for.
pub fn local() -> WebhookOptions {
    WebhookOptions {
        allow: vec!["127.0.0.0/8".parse().unwrap()],
        total_timeout: Duration::from_millis(500),
        ..WebhookOptions::default()
    }
}

pub fn worker(store: &Arc<dyn Store>, clock: &Clock) -> Webhooks {
    Webhooks::new(store.clone(), clock.clone(), &local()).unwrap()
}

pub fn endpoint(id: &str, url: &str) -> Endpoint {
    Endpoint {
        id: id.to_owned(),
        url: url.to_owned(),
        format: Format::Standard,
        secrets: vec![SECRET.to_owned()],
        services: Vec::new(),
        events: Vec::new(),
        description: String::new(),
        from_config: false,
        disabled: false,
        created_at: Timestamp(0),
        rotated_at: None,
    }
}

pub fn service() -> Service {
    Service::new(slug(), "Spotify", "music")
}

pub fn incident(id: &str, at: Timestamp) -> Incident {
    Incident {
        id: IncidentId(id.to_owned()),
        service: slug(),
        phase: Phase::Confirmed,
        severity: Severity::Major,
        onset: at.minute().plus(-3),
        opened_at: at,
        recovering_at: None,
        resolved_at: None,
        regions: Vec::new(),
        peak_ratio: 30.0,
        peak_reports_per_minute: 40.0,
        severity_score: 0.0,
        spread: groundswell::domain::spread::Spread::default(),
        attribution: None,
        confidence: groundswell::domain::confidence::Confidence::default(),
        transitions: Vec::new(),
    }
}

fn transition(incident: &str, sequence: u32, at: Timestamp) -> Transition {
    let kinds = [
        TransitionKind::Opened,
        TransitionKind::Escalated,
        TransitionKind::RegionAdded,
    ];
    Transition {
        id: format!("{incident}-{sequence}"),
        sequence,
        kind: kinds[sequence.min(2) as usize],
        at,
        region: None,
        severity: Severity::Major,
        evidence: Evidence {
            minute: Minute(at.minute().0 - 1),
            window_minutes: 15,
            observed: 412,
            expected: 11.6,
            dispersion: 1.4,
            statistic: 93.1,
            threshold: 11.5,
            p_value: 1e-20,
            busy_minutes: None,
            retraction: None,
            region: None,
        },
    }
}

/// Does what the tick does: stores the outbox rows of an incident's transitions `sequences`, at `at`.
pub async fn announce(store: &Arc<dyn Store>, id: &str, sequences: std::ops::Range<u32>, at: Timestamp) {
    let incident = incident(id, at);
    let transitions: Vec<Transition> = sequences.map(|sequence| transition(id, sequence, at)).collect();
    let endpoints = store.endpoints().await.unwrap();
    let rows = deliveries_for(
        &endpoints,
        &service(),
        None,
        &incident,
        &transitions,
        Letterhead {
            public_url: "https://example.org",
            vote_key: &VoteKey::new(&[7; 32]),
            region_name: &|region| region.to_string(),
        },
    );
    let conclusion = Conclusion {
        service: &slug(),
        tracker: b"",
        incident: Some(&incident),
        deliveries: &rows,
        notes: &[],
        fence: None,
    };
    store.conclude(conclusion).await.unwrap();
}

/// The rows of an endpoint in the order in which they were queued.
pub async fn rows(store: &Arc<dyn Store>, endpoint: &str) -> Vec<Delivery> {
    let mut rows = store.deliveries(&services(), endpoint, 1_000).await.unwrap();
    rows.sort_by_key(|row| (row.created_at, row.incident.clone().map(|id| id.0), row.sequence));
    rows
}

/// Whether all deliveries to `ep_1` are in that state.
pub async fn are_all(store: &Arc<dyn Store>, state: DeliveryState) -> bool {
    rows(store, "ep_1").await.iter().all(|row| row.state == state)
}

pub async fn row(store: &Arc<dyn Store>, endpoint: &str) -> Delivery {
    rows(store, endpoint).await.remove(0)
}

/// The `webhook-id` of each request that a receiver has had.
pub async fn received(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| header(request, "webhook-id")).collect()
}

pub fn header(request: &wiremock::Request, name: &str) -> String {
    request.headers.get(name).unwrap().to_str().unwrap().to_owned()
}
