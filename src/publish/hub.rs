//! The live public state: the snapshot of every service, and the stream of what happens to them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use serde::Serialize;
use tokio::sync::broadcast;

use crate::domain::crowd::Usual;
use crate::domain::incident::Transition;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::Snapshot;
use crate::domain::tracker::Tracker;

/// Events kept for clients that come back with `Last-Event-ID`: some minutes of a busy site.
const EVENTS_KEPT: usize = 1_000;

/// Events that a slow reader may lag behind before it has to start over.
const EVENTS_WAITING_MAX: usize = 256;

/// One server-sent event, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number, counted from the start of the process.
    pub id: u64,
    /// Which service it is about.
    pub service: ServiceSlug,
    /// `snapshot` or `transition`.
    pub name: &'static str,
    /// One line of JSON.
    pub data: Arc<str>,
}

/// What is known of a service right now.
#[derive(Debug, Clone)]
pub struct Live {
    /// Its public view.
    pub snapshot: Arc<Snapshot>,
    /// Its tracker as of the snapshot, to ask for the baseline of other times.
    pub baseline: Arc<Tracker>,
}

/// Live state by service, in the order of their slugs.
pub type Services = BTreeMap<ServiceSlug, Live>;

/// The live public state. Readers never wait for writers.
pub struct Hub {
    services: ArcSwap<Services>,
    /// Recent events and the number of the next one. Held only to copy or append, never across an await.
    recent: Mutex<Recent>,
    sender: broadcast::Sender<Arc<Event>>,
}

#[derive(Default)]
struct Recent {
    events: VecDeque<Arc<Event>>,
    next_id: u64,
}

/// What a `snapshot` event says.
#[derive(Serialize)]
struct SnapshotData<'a> {
    service: &'a ServiceSlug,
    version: u64,
    at: String,
    verdict: &'a str,
    reports: u64,
    expected: f64,
    regions: usize,
}

/// What a `transition` event says.
#[derive(Serialize)]
struct TransitionData<'a> {
    service: &'a ServiceSlug,
    id: &'a str,
    kind: &'a str,
    at: String,
    region: Option<String>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            services: ArcSwap::default(),
            recent: Mutex::default(),
            sender: broadcast::Sender::new(EVENTS_WAITING_MAX),
        }
    }
}

impl Hub {
    /// The live state of all services at this moment.
    pub fn services(&self) -> Arc<Services> {
        self.services.load_full()
    }

    /// The live state of one service.
    pub fn service(&self, service: &ServiceSlug) -> Option<Live> {
        self.services.load().get(service).cloned()
    }

    /// What is normal for a service where a report comes from; nothing is known of one that is not watched yet.
    pub fn usual(&self, service: &ServiceSlug, region: RegionCode, network: Asn) -> Usual {
        let services = self.services.load();
        let live = services.get(service);
        live.map_or_else(Usual::default, |live| live.baseline.usual(region, network))
    }

    /// Takes new live states and tells the streams of them.
    pub fn publish<'a>(&self, updates: impl IntoIterator<Item = (Live, &'a [Transition])>) {
        let mut services = Services::clone(&self.services.load());
        let mut events = Vec::new();
        for (live, transitions) in updates {
            let service = live.snapshot.service.clone();
            for transition in transitions {
                events.push((service.clone(), "transition", transition_data(&service, transition)));
            }
            events.push((service.clone(), "snapshot", snapshot_data(&live.snapshot)));
            services.insert(service, live);
        }
        self.services.store(Arc::new(services));
        for (service, name, data) in events {
            self.send(service, name, data);
        }
    }

    /// Forgets services that the catalogue has lost.
    pub fn retain(&self, keep: impl Fn(&ServiceSlug) -> bool) {
        let mut services = Services::clone(&self.services.load());
        services.retain(|service, _| keep(service));
        self.services.store(Arc::new(services));
    }

    /// Events after `last_id` that are still known, and the stream of those to come. Without `last_id` only the latter.
    pub fn subscribe(&self, last_id: Option<u64>) -> (Vec<Arc<Event>>, broadcast::Receiver<Arc<Event>>) {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let missed = last_id.map_or_else(Vec::new, |last| {
            recent.events.iter().filter(|event| event.id > last).cloned().collect()
        });
        // Subscribed under the lock, so that no event falls between the two.
        (missed, self.sender.subscribe())
    }

    fn send(&self, service: ServiceSlug, name: &'static str, data: String) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.next_id += 1;
        let event = Arc::new(Event {
            id: recent.next_id,
            service,
            name,
            data: data.into(),
        });
        if recent.events.len() == EVENTS_KEPT {
            recent.events.pop_front();
        }
        recent.events.push_back(Arc::clone(&event));
        // Nobody listening is no error.
        let _ = self.sender.send(event);
    }
}

fn snapshot_data(snapshot: &Snapshot) -> String {
    let data = SnapshotData {
        service: &snapshot.service,
        version: snapshot.version,
        at: snapshot.at.to_rfc3339(),
        verdict: snapshot.verdict.as_str(),
        reports: snapshot.reports,
        expected: snapshot.expected,
        regions: snapshot.regions.len(),
    };
    serde_json::to_string(&data).unwrap_or_default()
}

fn transition_data(service: &ServiceSlug, transition: &Transition) -> String {
    let data = TransitionData {
        service,
        id: &transition.id,
        kind: transition.kind.as_str(),
        at: transition.at.to_rfc3339(),
        region: transition.region.map(|region| region.to_string()),
    };
    serde_json::to_string(&data).unwrap_or_default()
}
