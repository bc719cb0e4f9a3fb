//! The word of a service's maker beside the crowd's: one calm line, and a fact of an incident.

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, Phase};
use crate::domain::official::{Lag, Official, OfficialState};
use crate::render::locale::Arg;
use crate::render::moments::{self, Precision};
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, IncidentView, ServiceView};

use super::service::web_address;

/// What `parts/official.html` is given.
#[derive(Debug, Serialize)]
pub struct OfficialLine {
    /// The vendor's own page.
    href: Option<String>,
    /// How the vendor says it is.
    word: Sentence,
    /// What else there is to say, each for itself.
    parts: Vec<Sentence>,
}

impl OfficialLine {
    /// The line, when there is a page that is read.
    #[must_use]
    pub fn new(site: Edition<'_>, view: &ServiceView<'_>) -> Option<Self> {
        let official = view.official?;
        let incident = view.snapshot.incident.as_deref().filter(|incident| incident.is_open());
        let lag = incident.and_then(|incident| lag(official, incident, view.now));
        let [read_at, unreachable_since] = freshness(site, official, view.now);
        let parts = [
            // When it was announced says as much.
            since(site, official, view.now).filter(|_| !matches!(lag, Some(Lag::Acknowledged { .. }))),
            lag.map(|lag| told(site, lag)),
            read_at,
            unreachable_since,
        ];
        Some(Self {
            href: web_address(view.service.status_page.as_ref()),
            word: word(site, official, view.now),
            parts: parts.into_iter().flatten().collect(),
        })
    }
}

/// When the vendor announced an incident, beside the facts about it.
#[must_use]
pub fn fact(site: Edition<'_>, view: &IncidentView<'_>) -> Option<Sentence> {
    let incident = view.incident;
    let lag = lag(view.official?, incident, view.now)?;
    let Lag::Acknowledged { at, seconds } = lag else {
        let key = if incident.resolved_at.is_some() {
            "official-fact-never"
        } else {
            "official-fact-silent"
        };
        return Some(Sentence::new(site.locale.word(key)));
    };
    let key = if seconds < 0 {
        "official-fact-before"
    } else {
        "official-fact-after"
    };
    let span = moments::span(site.locale, seconds.abs());
    Some(site.locale.sentence(
        key,
        &[("at", moment(at, incident.onset.start())), ("span", span.into())],
    ))
}

fn lag(official: &Official, incident: &Incident, now: Timestamp) -> Option<Lag> {
    let stands = incident.phase != Phase::Retracted;
    official
        .lag(incident.onset.start(), incident.resolved_at, now)
        .filter(|_| stands)
}

/// How it is in a word, with the vendor's own headline when there is more to say than that all is well.
fn word(site: Edition<'_>, official: &Official, now: Timestamp) -> Sentence {
    let state = official.state(now);
    let title = official.title(now);
    let key = match (state, official.read_at) {
        (OfficialState::Operational, _) => "official-operational",
        (OfficialState::Maintenance, _) => "official-maintenance",
        (OfficialState::Degraded, _) => "official-degraded",
        (OfficialState::PartialOutage, _) => "official-partial-outage",
        (OfficialState::MajorOutage, _) => "official-major-outage",
        (OfficialState::Unknown, None) => "official-unread",
        (OfficialState::Unknown, Some(_)) => "official-unknown",
    };
    let text = site.locale.word(key);
    match (state, title) {
        (OfficialState::Operational, _) | (_, None) => Sentence::new(text),
        (OfficialState::Unknown, Some(title)) => {
            let args = [("state", text.into()), ("title", title.into())];
            Sentence::new(site.locale.say("official-newest", &args))
        }
        (_, Some(title)) => {
            let args = [("state", text.into()), ("title", title.into())];
            Sentence::new(site.locale.say("official-titled", &args))
        }
    }
}

/// Since when; of a state that is not known, when the newest word came.
fn since(site: Edition<'_>, official: &Official, now: Timestamp) -> Option<Sentence> {
    let at = official.since(now)?;
    match official.state(now) {
        OfficialState::Operational => None,
        OfficialState::Unknown => Some(Sentence::at(site.locale, at, now)),
        _ => Some(site.locale.sentence("official-since", &[("begin", moment(at, now))])),
    }
}

fn told(site: Edition<'_>, lag: Lag) -> Sentence {
    let (key, seconds) = match lag {
        Lag::Acknowledged { seconds, .. } if seconds < 0 => ("official-before", -seconds),
        Lag::Acknowledged { seconds, .. } => ("official-after", seconds),
        Lag::Silent { seconds } => ("official-silent", seconds),
    };
    let span = moments::span(site.locale, seconds);
    Sentence::new(site.locale.say(key, &[("span", span.into())]))
}

/// When that was read, and since when it cannot be read again.
fn freshness(site: Edition<'_>, official: &Official, now: Timestamp) -> [Option<Sentence>; 2] {
    let say = |key: &str, at: Timestamp| site.locale.sentence(key, &[("at", moment(at, now))]);
    [
        official.read_at.map(|at| say("official-checked", at)),
        official
            .unreachable_since()
            .map(|since| say("official-unreachable", since)),
    ]
}

fn moment(at: Timestamp, now: Timestamp) -> Arg<'static> {
    let precision: Precision = moments::precision(at, now);
    Arg::Moment(at, precision)
}
