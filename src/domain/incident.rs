//! An incident, from onset to resolution, with the reason for each step.

use serde::{Deserialize, Serialize};

use super::attribution::{Attribution, AttributionKind};
use super::bucket::{Minute, Timestamp};
use super::confidence::Confidence;
use super::region::{Asn, RegionCode};
use super::service::ServiceSlug;
use super::spread::Spread;

/// Transitions kept with an incident; the oldest but the opening go first. An outage has about ten, a worldwide one a
/// few hundred regions.
pub const TRANSITIONS_KEPT_MAX: usize = 200;
/// Regions named in one incident. Past this the outage is everywhere, and a longer list tells nobody more.
pub const REGIONS_NAMED_MAX: usize = 500;

/// Names an incident by service and opening minute, so that two detectors that see the same counts agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IncidentId(pub String);

impl IncidentId {
    /// `{service}-{YYYYMMDD}T{HHMM}Z` of the minute that opened it.
    #[must_use]
    pub fn new(service: &ServiceSlug, opened_in: Minute) -> Self {
        let time = jiff::Timestamp::from_second(opened_in.start().0).unwrap_or_default();
        Self(format!("{service}-{}", time.strftime("%Y%m%dT%H%MZ")))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for IncidentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an incident stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// More reports than usual, not enough for a verdict.
    Possible,
    /// Going on.
    Confirmed,
    /// Falling, not yet back to normal; or back after it was resolved.
    Recovering,
    /// Over.
    Resolved,
    /// Should not have been called.
    Retracted,
}

/// How bad it got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Clearly above normal.
    Minor,
    /// Several times the normal, and dozens of people.
    Major,
    /// Many times the normal, and hundreds of people.
    Critical,
}

/// Reporters beyond the expected ones in five minutes, and times the expected: both are needed for [`Severity::Major`].
/// Ten more people in five minutes are thirty in a dedupe window of fifteen: more than one household or office.
const MAJOR: (f64, f64) = (10.0, 3.0);
/// The same for [`Severity::Critical`]: two hundred people in a dedupe window.
const CRITICAL: (f64, f64) = (65.0, 8.0);

impl Severity {
    /// The severity of a peak: reporters of five minutes against the expected. Ratio alone would make four people
    /// critical in a quiet service, excess alone a busy evening in a big one.
    #[must_use]
    pub fn of_peak(reporters: f64, expected: f64) -> Self {
        let reaches = |(excess, ratio): (f64, f64)| reporters - expected >= excess && reporters >= ratio * expected;
        if reaches(CRITICAL) {
            Self::Critical
        } else if reaches(MAJOR) {
            Self::Major
        } else {
            Self::Minor
        }
    }
}

/// One kind of step in an incident's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransitionKind {
    /// It began.
    Opened,
    /// It got worse.
    Escalated,
    /// It reached another region.
    RegionAdded,
    /// It is on its way to normal; or it came back within an hour of being resolved.
    Recovering,
    /// It is over.
    Resolved,
    /// It should not have been called.
    Retracted,
}

impl TransitionKind {
    /// The name that webhooks and feeds use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Escalated => "escalated",
            Self::RegionAdded => "region_added",
            Self::Recovering => "recovering",
            Self::Resolved => "resolved",
            Self::Retracted => "retracted",
        }
    }
}

/// The numbers behind a step; anybody with the counts can compute them again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The last minute that was used.
    pub minute: Minute,
    /// Length of the window that decided, which ends with that minute.
    pub window_minutes: u32,
    /// Distinct reporters in the window.
    pub observed: u64,
    /// Expected reporters in the window.
    pub expected: f64,
    /// Variance over mean that the test allowed for.
    pub dispersion: f64,
    /// Tail exponent in nats; for `recovering` and `resolved` the log likelihood ratio of "normal" to "still going on".
    pub statistic: f64,
    /// What the statistic had to exceed.
    pub threshold: f64,
    /// Probability of at least as many reporters on a busy but normal day (1.3 times the expected).
    pub p_value: f64,
    /// The region whose counts these are; the whole service when absent.
    pub region: Option<RegionCode>,
    /// Set when busy minutes decided instead of reporters: statistic, threshold and probability are theirs then.
    pub busy_minutes: Option<BusyMinutes>,
    /// Why an incident was taken back.
    #[serde(default)]
    pub retraction: Option<Retraction>,
}

/// Why an incident was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Retraction {
    /// A burst of a few minutes, after which everything was normal at once.
    Burst,
    /// Nearly all reports came from one network.
    OneNetwork(Asn),
    /// The trouble was another service's.
    SpillOver(ServiceSlug),
}

/// Minutes with as many reporters as few normal minutes have, within the window of an [`Evidence`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BusyMinutes {
    /// How many there were.
    pub observed: u32,
    /// How many were expected on a busy but normal day.
    pub expected: f64,
    /// Variance over mean that the test allowed for.
    pub dispersion: f64,
}

/// One step of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// `{incident}.{sequence}`: the same wherever and however often it is computed.
    pub id: String,
    /// Place in the incident, from 1.
    pub sequence: u32,
    /// What happened.
    pub kind: TransitionKind,
    /// When it could be known, by the data: the end of the deciding minute, or the second within it.
    pub at: Timestamp,
    /// The region that opened it or was added.
    pub region: Option<RegionCode>,
    /// How bad it was by then.
    pub severity: Severity,
    /// Why.
    pub evidence: Evidence,
}

/// A region that an incident has reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AffectedRegion {
    /// Which, as reported.
    pub region: RegionCode,
    /// When it was noticed there.
    pub since: Timestamp,
    /// When it seems to have begun there: see [`super::onset`].
    #[serde(default)]
    pub onset: Minute,
    /// Highest ratio of reports to the region's own baseline.
    pub peak_ratio: f64,
    /// Whether it still shows.
    pub active: bool,
    /// Since when it shows no longer; none while it does, and in incidents written down before this was kept.
    #[serde(default)]
    pub over_since: Option<Timestamp>,
}

/// An outage of one service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Its name.
    pub id: IncidentId,
    /// What is broken.
    pub service: ServiceSlug,
    /// Where it stands.
    pub phase: Phase,
    /// How bad it got.
    pub severity: Severity,
    /// When it seems to have begun: see [`super::onset`].
    pub onset: Minute,
    /// When it was noticed.
    pub opened_at: Timestamp,
    /// When it was last seen to recover.
    pub recovering_at: Option<Timestamp>,
    /// When it ended, or was taken back.
    pub resolved_at: Option<Timestamp>,
    /// Where it shows, in order of notice.
    pub regions: Vec<AffectedRegion>,
    /// Highest ratio of five minutes' reports to the expected ones.
    pub peak_ratio: f64,
    /// Highest rate over five minutes.
    pub peak_reports_per_minute: f64,
    /// Ratio and duration in one number, after IODA's severity score: see [`super::severity`].
    #[serde(default)]
    pub severity_score: f64,
    /// How far it reaches and who carries it.
    #[serde(default)]
    pub spread: Spread,
    /// Another service whose trouble this probably is.
    #[serde(default)]
    pub attribution: Option<Attribution>,
    /// How sure it is that this is what it looks like.
    #[serde(default)]
    pub confidence: Confidence,
    /// What happened so far, oldest first; at most [`TRANSITIONS_KEPT_MAX`].
    pub transitions: Vec<Transition>,
}

impl Incident {
    /// Whether it has neither ended nor been taken back.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.phase, Phase::Resolved | Phase::Retracted)
    }

    /// Whether it is under way, and nobody is alerted because it may be made up.
    #[must_use]
    pub fn is_doubted(&self) -> bool {
        self.is_open() && self.confidence.is_low()
    }

    /// Whether it is another service's trouble, of which people report here because they cannot tell.
    #[must_use]
    pub fn is_spill_over(&self) -> bool {
        let attribution = self.attribution.as_ref();
        attribution.is_some_and(|attribution| attribution.kind == AttributionKind::SpillOver)
    }

    /// Whether nobody has been told of it: it is spill-over, and not an announcement that was taken back for that.
    #[must_use]
    pub fn is_held(&self) -> bool {
        let was_withdrawn = |transition: &Transition| {
            let retraction = transition.evidence.retraction.as_ref();
            matches!(retraction, Some(Retraction::SpillOver(_)))
        };
        self.is_spill_over() && !self.transitions.iter().any(was_withdrawn)
    }

    /// The incident as it is told: what is held is possible while it lasts, and was nothing afterwards.
    #[must_use]
    pub fn told(&self) -> Self {
        let phase = match self.phase {
            phase if !self.is_held() => phase,
            Phase::Resolved | Phase::Retracted => Phase::Retracted,
            Phase::Possible | Phase::Confirmed | Phase::Recovering => Phase::Possible,
        };
        Self { phase, ..self.clone() }
    }

    /// The region, if it has been named.
    pub(super) fn affected_mut(&mut self, region: RegionCode) -> Option<&mut AffectedRegion> {
        self.regions.iter_mut().find(|affected| affected.region == region)
    }

    /// Names a region. False when it was named before or too many are.
    pub(super) fn name_region(&mut self, region: RegionCode, since: Timestamp, onset: Minute, ratio: f64) -> bool {
        if let Some(known) = self.affected_mut(region) {
            known.peak_ratio = known.peak_ratio.max(ratio);
            return false;
        }
        if self.regions.len() >= REGIONS_NAMED_MAX {
            return false;
        }
        self.regions.push(AffectedRegion {
            region,
            since,
            onset,
            peak_ratio: ratio,
            active: true,
            over_since: None,
        });
        true
    }

    /// Writes a step down and gives it back for publishing.
    pub(super) fn record(&mut self, kind: TransitionKind, at: Timestamp, evidence: Evidence) -> Transition {
        self.append(Transition {
            id: String::new(),
            sequence: 0,
            kind,
            at,
            region: evidence.region,
            severity: self.severity,
            evidence,
        })
    }

    /// Writes a step down as the next one, whatever its place was, and gives it back.
    pub(super) fn append(&mut self, mut step: Transition) -> Transition {
        let last = self.transitions.last();
        step.sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        step.id = format!("{}.{}", self.id, step.sequence);
        if self.transitions.len() >= TRANSITIONS_KEPT_MAX {
            self.transitions.remove(1);
        }
        self.transitions.push(step.clone());
        step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence() -> Evidence {
        Evidence {
            minute: Minute(29_600_000),
            window_minutes: 3,
            observed: 30,
            expected: 2.0,
            dispersion: 3.0,
            statistic: 12.0,
            threshold: 8.0,
            p_value: 1e-6,
            region: None,
            busy_minutes: None,
            retraction: None,
        }
    }

    fn incident() -> Incident {
        let service = ServiceSlug::parse("spotify").unwrap();
        Incident {
            id: IncidentId::new(&service, Minute(29_600_000)),
            service,
            phase: Phase::Confirmed,
            severity: Severity::Minor,
            onset: Minute(29_599_998),
            opened_at: Minute(29_600_001).start(),
            recovering_at: None,
            resolved_at: None,
            regions: Vec::new(),
            peak_ratio: 10.0,
            peak_reports_per_minute: 10.0,
            severity_score: 0.0,
            spread: Spread::default(),
            attribution: None,
            confidence: Confidence::default(),
            transitions: Vec::new(),
        }
    }

    #[test]
    fn is_named_by_service_and_minute() {
        assert_eq!(incident().id.as_str(), "spotify-20260412T1320Z");
    }

    #[test]
    fn severity_needs_ratio_and_people() {
        assert_eq!(Severity::of_peak(4.0, 0.01), Severity::Minor);
        assert_eq!(Severity::of_peak(130.0, 100.0), Severity::Minor);
        assert_eq!(Severity::of_peak(40.0, 10.0), Severity::Major);
        assert_eq!(Severity::of_peak(200.0, 10.0), Severity::Critical);
    }

    #[test]
    fn keeps_the_opening_and_the_latest_steps() {
        let mut incident = incident();
        for _ in 0..TRANSITIONS_KEPT_MAX * 2 {
            incident.record(TransitionKind::RegionAdded, Timestamp(0), evidence());
        }
        assert_eq!(incident.transitions.len(), TRANSITIONS_KEPT_MAX);
        assert_eq!(incident.transitions[0].sequence, 1);
        let last = incident.transitions.last().unwrap();
        assert_eq!(last.id, format!("{}.{}", incident.id, TRANSITIONS_KEPT_MAX * 2));
    }

    #[test]
    fn kinds_are_written_as_they_are_called() {
        for kind in [
            TransitionKind::RegionAdded,
            TransitionKind::Opened,
            TransitionKind::Retracted,
        ] {
            let json = serde_json::to_string(&kind).unwrap();
            assert_eq!(json, format!("\"{}\"", kind.as_str()));
        }
    }
}
