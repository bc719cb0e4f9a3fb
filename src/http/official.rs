//! The word of a service's maker as data, beside the crowd's.

use serde::Serialize;
use utoipa::ToSchema;

use super::State;
use super::openapi::words::{Moment, OfficialStateWord};
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, Phase};
use crate::domain::official::{Lag, OfficialState};
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

/// What the maker of a service says of it.
#[derive(Serialize, ToSchema)]
pub struct OfficialWord {
    #[schema(value_type = OfficialStateWord)]
    state: OfficialState,
    /// The maker's own words.
    #[schema(example = "Some users cannot log in")]
    title: Option<String>,
    /// Since when, as the maker says.
    #[schema(value_type = Option<Moment>)]
    since: Option<String>,
    /// The last reading that came to something.
    #[schema(value_type = Option<Moment>)]
    read_at: Option<String>,
    /// Since when the maker's page cannot be read.
    #[schema(value_type = Option<Moment>)]
    unreachable_since: Option<String>,
    /// The maker's page for people.
    #[schema(example = "https://status.spotify.com/")]
    url: Option<String>,
    /// Of the incident that is under way.
    incident: Option<Announcement>,
}

/// When the maker of a service announced an incident, beside the crowd's first reports.
#[derive(Serialize, ToSchema)]
pub struct Announcement {
    /// `null` as long as nothing is announced.
    #[schema(value_type = Option<Moment>)]
    acknowledged_at: Option<String>,
    /// So long after the first reports, negative when it came before them; it grows while nothing is announced.
    #[schema(example = 1_260)]
    lag_seconds: i64,
}

impl OfficialWord {
    /// `None` when there is no page that is read.
    pub fn of(state: &State, service: &Service, incident: Option<&Incident>) -> Option<Self> {
        let official = state.hub.official(&service.slug)?;
        let now = state.clock.now();
        let time = |at: Option<Timestamp>| at.map(Timestamp::to_rfc3339);
        Some(Self {
            state: official.state(now),
            title: official.title(now).map(str::to_owned),
            since: time(official.since(now)),
            read_at: time(official.read_at),
            unreachable_since: time(official.unreachable_since()),
            url: service.status_page.clone(),
            incident: incident.and_then(|incident| announcement(state, incident)),
        })
    }
}

/// What the maker said of an incident. `None` when it is not known.
pub fn announcement(state: &State, incident: &Incident) -> Option<Announcement> {
    let official = state.hub.official(&incident.service);
    let official = official.filter(|_| incident.phase != Phase::Retracted)?;
    let lag = official.lag(incident.onset.start(), incident.resolved_at, state.clock.now())?;
    let (acknowledged_at, lag_seconds) = match lag {
        Lag::Acknowledged { at, seconds } => (Some(at.to_rfc3339()), seconds),
        Lag::Silent { seconds } => (None, seconds),
    };
    Some(Announcement {
        acknowledged_at,
        lag_seconds,
    })
}
