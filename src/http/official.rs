//! The word of a service's maker as data, beside the crowd's.

use serde_json::{Value, json};

use super::State;
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, Phase};
use crate::domain::official::Lag;
use crate::domain::service::{Service, ServiceSlug};

/// What a page shows of it, as a text that differs when the page does. How long the vendor has been silent is said to the
/// minute while an incident is open.
pub fn version(state: &State, service: &ServiceSlug, incident: Option<&Incident>) -> String {
    let Some(official) = state.hub.official(service) else {
        return String::new();
    };
    let now = state.clock.now();
    let minute = incident
        .filter(|incident| incident.is_open())
        .map_or(0, |_| now.minute().0);
    format!("{} {minute}", official.version(now))
}

/// What the maker of a service says of it; null when there is no page that is read.
pub fn value(state: &State, service: &Service, incident: Option<&Incident>) -> Value {
    let Some(official) = state.hub.official(&service.slug) else {
        return Value::Null;
    };
    let now = state.clock.now();
    let time = |at: Option<Timestamp>| at.map(Timestamp::to_rfc3339);
    json!({
        "state": official.state(now),
        "title": official.title(now),
        "since": time(official.since(now)),
        "read_at": time(official.read_at),
        "unreachable_since": time(official.unreachable_since()),
        "url": service.status_page,
        "incident": incident.map(|incident| lag_value(state, incident)),
    })
}

/// When the maker of a service announced an incident, and how long after the crowd's first reports that was: `lag_seconds`
/// grows while nothing is announced. Null when it is not known.
pub fn lag_value(state: &State, incident: &Incident) -> Value {
    let official = state.hub.official(&incident.service);
    let official = official.filter(|_| incident.phase != Phase::Retracted);
    let lag =
        official.and_then(|official| official.lag(incident.onset.start(), incident.resolved_at, state.clock.now()));
    match lag {
        Some(Lag::Acknowledged { at, seconds }) => json!({
            "acknowledged_at": at.to_rfc3339(),
            "lag_seconds": seconds,
        }),
        Some(Lag::Silent { seconds }) => json!({ "acknowledged_at": null, "lag_seconds": seconds }),
        None => Value::Null,
    }
}
