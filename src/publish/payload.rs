//! The messages: what a webhook says about a transition, as JSON and in one plain sentence.

use serde::Serialize;

use super::vote::VoteLinks;
use crate::domain::attribution::Attribution;
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::Endpoint;
use crate::domain::incident::{AffectedRegion, Incident, Severity, Transition, TransitionKind};
use crate::domain::region::RegionCode;
use crate::domain::service::Service;
use crate::render::locale::Locale;

/// The convention asks for bodies under 20 kB, because receivers and queues cut longer ones.
pub const BODY_BYTES_MAX: usize = 20_000;

/// Most regions that a message lists, the worst hit first; with usual names they fill half of [`BODY_BYTES_MAX`].
const REGIONS_MAX: usize = 100;

/// Names come from the operator's catalogue and from map data; longer ones are cut so that no body grows without bound.
const NAME_CHARACTERS_MAX: usize = 120;

/// Regions that the sentence names before it says "and N more".
const REGIONS_IN_SENTENCE: usize = 3;

#[derive(Serialize)]
struct Message<D> {
    r#type: String,
    timestamp: String,
    data: D,
}

#[derive(Serialize)]
struct Data<'a> {
    id: &'a str,
    transition: &'a str,
    sequence: u32,
    service: ServiceData<'a>,
    state: &'static str,
    severity: Severity,
    onset: String,
    opened_at: String,
    recovering_at: Option<String>,
    resolved_at: Option<String>,
    regions: Vec<RegionData>,
    /// How many regions take part, also those that `regions` has no room for.
    regions_total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Place>,
    reports: u64,
    expected: Option<f64>,
    ratio: Option<f64>,
    window_minutes: u32,
    /// Whose trouble it probably is.
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<&'a Attribution>,
    incident_url: String,
    evidence_url: String,
    vote: VoteData<'a>,
    summary: String,
}

/// How the receiver says whether it is so for them. Each address shows a page that asks; `POST` to it is the vote.
#[derive(Serialize)]
struct VoteData<'a> {
    confirm_url: &'a str,
    deny_url: &'a str,
    expires_at: String,
}

#[derive(Serialize)]
struct ServiceData<'a> {
    slug: &'a str,
    name: String,
    url: String,
}

#[derive(Serialize)]
struct RegionData {
    #[serde(flatten)]
    place: Place,
    since: String,
    ratio: Option<f64>,
    active: bool,
}

#[derive(Serialize)]
struct Place {
    code: String,
    name: String,
}

#[derive(Serialize)]
struct Ping<'a> {
    endpoint: &'a str,
    summary: &'a str,
}

/// A transition and all that is said of it.
///
/// A message says how things stood at the transition, although the incident may already have gone further.
#[derive(Clone, Copy)]
pub struct News<'a> {
    /// Where the site is, with its base path.
    pub public_url: &'a str,
    /// What is broken.
    pub service: &'a Service,
    /// The service whose trouble it probably is.
    pub cause: Option<&'a Service>,
    /// The outage.
    pub incident: &'a Incident,
    /// Its step.
    pub transition: &'a Transition,
    /// Where this receiver says whether it is so for them.
    pub votes: &'a VoteLinks,
    /// Gives the English name of a region.
    pub region_name: &'a dyn Fn(RegionCode) -> String,
}

impl News<'_> {
    fn name_of(&self, region: RegionCode) -> String {
        shortened(&(self.region_name)(region))
    }
}

/// The body of the message about one transition, shorter than [`BODY_BYTES_MAX`].
#[must_use]
pub fn body(news: &News<'_>) -> String {
    let affected = worst_first(news.incident);
    let mut listed = affected.len().min(REGIONS_MAX);
    loop {
        let data = data(news, &affected[..listed]);
        let body = json(transition_type(news.transition.kind), news.transition.at, data);
        if body.len() < BODY_BYTES_MAX || listed == 0 {
            return body;
        }
        listed /= 2;
    }
}

/// The body of a test message to an endpoint.
#[must_use]
pub fn ping(endpoint: &Endpoint, at: Timestamp) -> String {
    let data = Ping {
        endpoint: &endpoint.id,
        summary: "This is a test message from Groundswell. Nothing is broken.",
    };
    json(PING_TYPE.to_owned(), at, data)
}

/// The type of test messages.
pub const PING_TYPE: &str = "test.ping";

/// The type of messages about transitions of this kind: `incident.opened`, ….
#[must_use]
pub fn transition_type(kind: TransitionKind) -> String {
    format!("incident.{}", kind.as_str())
}

fn json<D: Serialize>(r#type: String, at: Timestamp, data: D) -> String {
    let message = Message {
        r#type,
        timestamp: at.to_rfc3339(),
        data,
    };
    // Plain structs with string keys always serialise.
    serde_json::to_string(&message).unwrap_or_default()
}

fn data<'a>(news: &News<'a>, listed: &[&AffectedRegion]) -> Data<'a> {
    let &News {
        public_url,
        service,
        incident,
        transition,
        votes,
        ..
    } = news;
    let name_of = &|region| news.name_of(region);
    let base = public_url.trim_end_matches('/');
    let (slug, id) = (service.slug.as_str(), incident.id.0.as_str());
    let evidence = &transition.evidence;
    let reached = |at: Option<Timestamp>| at.filter(|at| *at <= transition.at).map(Timestamp::to_rfc3339);
    Data {
        id,
        transition: &transition.id,
        sequence: transition.sequence,
        service: ServiceData {
            slug,
            name: shortened(&service.name),
            url: format!("{base}/services/{slug}"),
        },
        state: state_after(transition.kind),
        severity: transition.severity,
        onset: incident.onset.start().to_rfc3339(),
        opened_at: incident.opened_at.to_rfc3339(),
        recovering_at: reached(incident.recovering_at),
        resolved_at: reached(incident.resolved_at),
        regions: listed.iter().map(|region| region_data(region, name_of)).collect(),
        regions_total: incident.regions.len(),
        region: transition.region.map(|region| place(region, name_of)),
        reports: evidence.observed,
        expected: rounded(evidence.expected),
        ratio: ratio(evidence.observed, evidence.expected),
        window_minutes: evidence.window_minutes,
        attribution: incident.attribution.as_ref(),
        incident_url: format!("{base}/services/{slug}/incidents/{id}"),
        evidence_url: format!("{base}/api/v1/incidents/{id}/evidence"),
        vote: VoteData {
            confirm_url: &votes.confirm,
            deny_url: &votes.deny,
            expires_at: votes.until.to_rfc3339(),
        },
        summary: summary(news),
    }
}

fn region_data(affected: &AffectedRegion, name_of: &dyn Fn(RegionCode) -> String) -> RegionData {
    RegionData {
        place: place(affected.region, name_of),
        since: affected.since.to_rfc3339(),
        ratio: rounded(affected.peak_ratio),
        active: affected.active,
    }
}

fn place(region: RegionCode, name_of: &dyn Fn(RegionCode) -> String) -> Place {
    Place {
        code: region.to_string(),
        name: name_of(region),
    }
}

/// The state that a transition leads to; the incident itself may have gone on since.
fn state_after(kind: TransitionKind) -> &'static str {
    match kind {
        TransitionKind::Opened | TransitionKind::Escalated | TransitionKind::RegionAdded => "confirmed",
        TransitionKind::Recovering => "recovering",
        TransitionKind::Resolved => "resolved",
        TransitionKind::Retracted => "retracted",
    }
}

/// Active regions before those that are over, and then by how far they are above normal.
fn worst_first(incident: &Incident) -> Vec<&AffectedRegion> {
    let mut regions: Vec<&AffectedRegion> = incident.regions.iter().collect();
    regions.sort_by(|a, b| {
        b.active
            .cmp(&a.active)
            .then_with(|| b.peak_ratio.total_cmp(&a.peak_ratio))
            .then_with(|| a.region.cmp(&b.region))
    });
    regions
}

/// One sentence or two for a person who reads it on a phone. It says what was reported, not what is broken: the crowd
/// may be wrong about whose fault it is.
pub(super) fn summary(news: &News<'_>) -> String {
    let &News {
        service,
        cause,
        incident,
        transition,
        ..
    } = news;
    let name = shortened(&service.name);
    let counts = counts(transition);
    let since = clock_time(incident.onset.start());
    match transition.kind {
        TransitionKind::Opened => {
            let places = worst_hit(news).map_or_else(String::new, |places| format!(" Worst hit: {places}."));
            let cause = cause.map_or_else(String::new, |cause| {
                format!(" Probably because {} has problems.", shortened(&cause.name))
            });
            format!("People have reported problems with {name} since {since}: {counts}.{places}{cause}")
        }
        TransitionKind::Escalated => {
            let severity = severity_word(transition.severity);
            format!("The problems with {name} since {since} are now {severity}: {counts}.")
        }
        TransitionKind::RegionAdded => {
            let place = transition
                .region
                .map_or_else(|| "one more region".to_owned(), |region| news.name_of(region));
            format!("The problems with {name} since {since} have reached {place}: {counts} there.")
        }
        TransitionKind::Recovering => {
            format!("Reports of problems with {name} are falling: {counts}. They began at {since}.")
        }
        TransitionKind::Resolved => {
            let ended = incident.resolved_at.unwrap_or(transition.at);
            let lasted = duration(ended.0 - incident.onset.start().0);
            format!("Reports of problems with {name} are back to normal: {counts}. It lasted {lasted} from {since}.")
        }
        TransitionKind::Retracted => {
            let announced = clock_time(incident.opened_at);
            let reason = match cause {
                Some(cause) if incident.is_spill_over() => {
                    let cause = shortened(&cause.name);
                    format!("{cause} has problems, and people who cannot reach its customers report {name} too")
                }
                _ => "the reports do not support it".to_owned(),
            };
            format!("We take back the outage of {name} that we announced at {announced}: {reason}.")
        }
    }
}

fn counts(transition: &Transition) -> String {
    let observed = transition.evidence.observed;
    let noun = if observed == 1 { "report" } else { "reports" };
    let verb = if transition.evidence.expected < 1.0 {
        "is"
    } else {
        "are"
    };
    let (reports, window) = (Locale::En.count(observed), window(transition));
    format!(
        "{reports} {noun} in {window}, where {} {verb} normal",
        normal_count(transition)
    )
}

/// `412 in 15 minutes`.
pub(super) fn count_and_window(transition: &Transition) -> String {
    format!(
        "{} in {}",
        Locale::En.count(transition.evidence.observed),
        window(transition)
    )
}

fn window(transition: &Transition) -> String {
    let minutes = transition.evidence.window_minutes;
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    format!("{minutes} {unit}")
}

/// `about 12`, `less than one`.
pub(super) fn normal_count(transition: &Transition) -> String {
    match transition.evidence.expected {
        expected if expected >= 10.0 => format!("about {expected:.0}"),
        expected if expected >= 1.0 => format!("about {expected:.1}"),
        _ => "less than one".to_owned(),
    }
}

/// `New York, England, Maharashtra and 2 more`; `None` when no place stands out.
pub(super) fn worst_hit(news: &News<'_>) -> Option<String> {
    let regions: Vec<_> = worst_first(news.incident)
        .into_iter()
        .filter(|affected| affected.active && !affected.region.is_unknown())
        .collect();
    let named: Vec<String> = regions
        .iter()
        .take(REGIONS_IN_SENTENCE)
        .map(|affected| news.name_of(affected.region))
        .collect();
    let more = match regions.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!named.is_empty()).then(|| format!("{}{more}", named.join(", ")))
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Major => "major",
        Severity::Critical => "critical",
    }
}

/// `12:03 UTC on 2025-04-16`, from the first 16 characters of `2025-04-16T12:03:00Z`.
pub(super) fn clock_time(at: Timestamp) -> String {
    let text = at.to_rfc3339();
    match (text.get(..10), text.get(11..16)) {
        (Some(day), Some(minute)) => format!("{minute} UTC on {day}"),
        _ => text,
    }
}

fn duration(seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// How many times the normal count was reported; `None` when nothing is normal yet.
fn ratio(observed: u64, expected: f64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts of reports are far below 2^52")]
    let observed = observed as f64;
    (expected > 0.0).then(|| observed / expected).and_then(rounded)
}

/// Two decimals; `None` for what is not a number.
fn rounded(value: f64) -> Option<f64> {
    value.is_finite().then(|| (value * 100.0).round() / 100.0)
}

pub(super) fn shortened(name: &str) -> String {
    name.chars().take(NAME_CHARACTERS_MAX).collect()
}

#[cfg(test)]
mod tests;
