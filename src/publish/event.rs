//! What happens, as server-sent events: their names, what they say, and how they go over the wire.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::ops::Range;
use std::str::FromStr;

use bytes::Bytes;
use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::confidence::Level;
use crate::domain::incident::Transition;
use crate::domain::official::{Official, OfficialState};
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::Snapshot;

/// Which event: `9f86d081-17`. The number counts from the start of the process; what comes before tells processes apart,
/// so that a client that comes back after a restart is not taken for one that has seen everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventId {
    /// The process.
    pub(super) run: u32,
    /// Which of its events.
    pub(super) number: u64,
}

/// A text that is not the id of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidEventId;

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}-{}", self.run, self.number)
    }
}

impl FromStr for EventId {
    type Err = InvalidEventId;

    fn from_str(text: &str) -> Result<Self, InvalidEventId> {
        let (run, number) = text.split_once('-').ok_or(InvalidEventId)?;
        Ok(Self {
            run: u32::from_str_radix(run, 16).map_err(|_error| InvalidEventId)?,
            number: number.parse().map_err(|_error| InvalidEventId)?,
        })
    }
}

/// One server-sent event, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub id: EventId,
    /// Which service it is about; none when it is about the site.
    pub service: Option<ServiceSlug>,
    /// As it goes over the wire. All clients share these bytes.
    pub text: Bytes,
}

/// Events of one moment, in order. All clients share these bytes.
#[derive(Debug)]
pub struct News {
    text: Bytes,
    /// Where in the text each service's events are; none when it is about the site.
    of: Option<BTreeMap<ServiceSlug, Range<usize>>>,
}

impl News {
    /// One event, of a service or of the site.
    pub(super) fn one(event: &Event) -> Self {
        let text = event.text.clone();
        let of = event.service.clone();
        Self {
            of: of.map(|service| BTreeMap::from([(service, 0..text.len())])),
            text,
        }
    }

    /// Several: those of each service in a row.
    pub(super) fn several(text: Bytes, of: BTreeMap<ServiceSlug, Range<usize>>) -> Self {
        Self { text, of: Some(of) }
    }

    /// What is for those who listen to one service, or to all; empty when nothing is.
    #[must_use]
    pub fn text(&self, only: Option<&ServiceSlug>) -> Bytes {
        match (only, &self.of) {
            (None, _) | (_, None) => self.text.clone(),
            (Some(only), Some(of)) => {
                let range = of.get(only).cloned();
                range.map_or_else(Bytes::new, |range| self.text.slice(range))
            }
        }
    }
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
    /// How sure the running incident is; none without one.
    confidence: Option<Level>,
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

/// What an `official` event says.
#[derive(Serialize)]
struct OfficialData<'a> {
    service: &'a ServiceSlug,
    state: Option<OfficialState>,
    title: Option<&'a str>,
}

/// What a `delayed` event says.
#[derive(Serialize)]
struct DelayedData {
    since: Option<String>,
}

/// An event as it goes over the wire.
#[must_use]
pub fn text(id: EventId, name: &str, data: &str) -> Bytes {
    let mut text = String::new();
    push(&mut text, id, name, data);
    text.into()
}

pub(super) fn push(text: &mut String, id: EventId, name: &str, data: &str) {
    // Writing to a string does not fail.
    let _ = write!(text, "id: {id}\nevent: {name}\ndata: {data}\n\n");
}

pub(super) fn snapshot_data(snapshot: &Snapshot) -> String {
    let running = snapshot.incident.as_deref().filter(|incident| incident.is_open());
    let data = SnapshotData {
        service: &snapshot.service,
        version: snapshot.version,
        at: snapshot.at.to_rfc3339(),
        verdict: snapshot.verdict.as_str(),
        reports: snapshot.reports,
        expected: snapshot.expected,
        regions: snapshot.regions.len(),
        confidence: running.map(|incident| incident.confidence.level),
    };
    serde_json::to_string(&data).unwrap_or_default()
}

/// What a `delayed` event says: since when, or that it is over.
#[must_use]
pub fn delayed_data(since: Option<Timestamp>) -> String {
    let data = DelayedData {
        since: since.map(Timestamp::to_rfc3339),
    };
    serde_json::to_string(&data).unwrap_or_default()
}

pub(super) fn official_data(service: &ServiceSlug, official: Option<&Official>, now: Timestamp) -> String {
    let data = OfficialData {
        service,
        state: official.map(|official| official.state(now)),
        title: official.and_then(|official| official.title(now)),
    };
    serde_json::to_string(&data).unwrap_or_default()
}

pub(super) fn transition_data(service: &ServiceSlug, transition: &Transition) -> String {
    let data = TransitionData {
        service,
        id: &transition.id,
        kind: transition.kind.as_str(),
        at: transition.at.to_rfc3339(),
        region: transition.region.map(|region| region.to_string()),
    };
    serde_json::to_string(&data).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_their_text() {
        let id = EventId { run: 7, number: 42 };
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in ["", "17", "x-1", "1-x", "-", "100000000-1", "1-1-1"] {
            assert_eq!(text.parse::<EventId>(), Err(InvalidEventId), "{text}");
        }
    }
}
