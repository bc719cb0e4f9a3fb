//! The course of one incident: what opens it, what happens to it, what ends it.

use serde::{Deserialize, Serialize};

use super::attribution::{Attribution, AttributionKind};
use super::bucket::{Minute, Timestamp};
use super::confidence::Confidence;
use super::detector::Settings;
use super::incident::{
    BusyMinutes, Evidence, Incident, IncidentId, Phase, Retraction, Severity, Transition, TransitionKind,
};
use super::onset::REFINED_MINUTES;
use super::recovery::Recovery;
use super::region::RegionCode;
use super::service::ServiceSlug;
use super::severity;
use super::spread::{Reports, Scope, Spread};
use super::statistic::{NORMAL_RATIO, count_to_f64, p_value, tail_exponent};
use super::verdict::{Aftermath, Peaks, Reading};

/// Index of the five-minute window, over which peaks are measured.
pub(super) const PEAK_WINDOW: usize = 3;
const PEAK_WINDOW_MINUTES: f64 = 5.0;
/// Ratios are taken to at least this many expected reports, so that a quiet service cannot show "times 5,000".
const RATIO_MEAN_MIN: f64 = 0.1;
/// A second `recovering` within this many minutes says nothing new.
const RECOVERING_REPEAT_MINUTES: i64 = 30;
/// An alarm over a window up to this long, in minutes, may have been a burst; what is left of it is looked at after so
/// many minutes, and it is over when the last five minutes brought less than this multiple of the expected reports,
/// plus so many. Outages last ten minutes and more.
const BURST_WINDOW_MINUTES_MAX: u32 = 5;
const BURST_JUDGED_AFTER_MINUTES: i64 = 8;
const BURST_OVER: (f64, f64) = (1.5, 2.0);
/// After a burst, five minutes with a tail exponent above this (nats) are new evidence: one in ninety normal ones are.
const NEW_EVIDENCE: f64 = 4.5;
/// A region that has not stood out for so many minutes is no longer affected. Regions with few reports come and go within
/// minutes by chance.
const REGION_REST_MINUTES: i64 = 15;
/// An alarm that ends within this many minutes of the earliest possible end was a brief one.
const BRIEF_MINUTES_EXTRA: i64 = 5;
/// A recovering incident is called going on again after this many minutes without any evidence of recovery.
const RELAPSE_MINUTES: u8 = 5;

/// A running incident, or one that ended less than an hour ago, with what its end is judged by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Course {
    pub incident: Incident,
    pub recovery: Recovery,
    /// When it was opened or came back.
    pub since: Minute,
    /// When it ended last.
    pub closed: Option<Minute>,
    /// Minutes in a row without evidence of recovery.
    unrelieved_minutes: u8,
    /// The highest statistics so far.
    pub peaks: Peaks,
    burst: Burst,
    /// Minutes in a row that spoke against whose trouble it was judged to be.
    pub contrary_minutes: u8,
    /// Whether it was judged to be its own trouble after it had been held as another's.
    pub stands_alone: bool,
    /// Until after this minute the onset is estimated again.
    young_until: Minute,
    /// When each region of the incident last stood out, in the same order.
    regions_shown: Vec<Minute>,
}

/// Whether an alarm was a burst of a few minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Burst {
    /// It took too long a window to be called.
    No,
    /// It was called over a few minutes.
    Suspected,
    /// It was one: the thresholds learn from it.
    Noticed,
    /// It was one, nothing has spoken for an outage since, and the alarm is to be taken back.
    Mistake,
}

/// What one minute brought.
pub(super) struct Now<'a> {
    pub minute: Minute,
    pub at: Timestamp,
    pub regions: &'a [(RegionCode, u32)],
    pub settings: &'a Settings,
}

/// What calls for an incident.
pub(super) struct Alarm {
    /// The region that gave it away, when the whole service did not.
    pub region: Option<RegionCode>,
    pub reading: Reading,
    /// When it seems to have begun.
    pub onset: Minute,
    /// The recent rate per minute.
    pub smoothed: f64,
}

impl Course {
    /// Opens an incident, or goes on with the one that `returning` ended.
    pub fn open(returning: Option<Self>, service: &ServiceSlug, now: &Now, alarm: &Alarm) -> (Self, Transition) {
        let reading = &alarm.reading;
        let peaks = returning.as_ref().map_or_else(Peaks::default, |course| course.peaks);
        let may_be_burst = returning.is_none() && reading.window_minutes <= BURST_WINDOW_MINUTES_MAX;
        let burst = if may_be_burst { Burst::Suspected } else { Burst::No };
        let (kind, incident, young_until, regions_shown) = match returning {
            Some(course) => (
                TransitionKind::Recovering,
                returned(course.incident, now),
                now.minute.plus(-1),
                course.regions_shown,
            ),
            None => (
                TransitionKind::Opened,
                opened(service, now, alarm),
                now.minute.plus(REFINED_MINUTES),
                Vec::new(),
            ),
        };
        let rate = count_to_f64(reading.observed) / f64::from(reading.window_minutes.max(1));
        let mut course = Self {
            incident,
            recovery: Recovery::new(alarm.smoothed.max(rate)),
            since: now.minute,
            closed: None,
            unrelieved_minutes: 0,
            peaks,
            burst,
            contrary_minutes: 0,
            stands_alone: false,
            young_until,
            regions_shown,
        };
        if let Some(region) = alarm.region {
            course.name_region(now, region, reading);
        }
        let evidence = evidence(now.minute, alarm.region, reading);
        let transition = course.incident.record(kind, now.at, evidence);
        (course, transition)
    }

    /// Names a region. Those of the opening minute come with the opening, later ones are a step each.
    pub fn name(&mut self, now: &Now, region: RegionCode, reading: &Reading) -> Option<Transition> {
        let is_new = self.name_region(now, region, reading);
        (is_new && self.since != now.minute).then(|| {
            let evidence = evidence(now.minute, Some(region), reading);
            self.incident.record(TransitionKind::RegionAdded, now.at, evidence)
        })
    }

    fn name_region(&mut self, now: &Now, region: RegionCode, reading: &Reading) -> bool {
        let onset = onset_of(now, reading).max(self.incident.onset);
        let is_new = self.incident.name_region(region, now.at, onset, ratio(reading));
        if is_new {
            self.regions_shown.push(now.minute);
        }
        is_new
    }

    /// A region that has been named stands out in these minutes as well.
    pub fn show_region(&mut self, now: &Now, region: RegionCode) {
        let regions = self.incident.regions.iter_mut().zip(&mut self.regions_shown);
        if let Some((affected, shown)) = regions.into_iter().find(|(affected, _)| affected.region == region) {
            *shown = now.minute;
            affected.active = true;
            affected.over_since = None;
        }
    }

    /// Regions that have not stood out for a while are no longer affected.
    pub fn rest_regions(&mut self, now: &Now) {
        self.end_regions(now, |shown| now.minute.0 - shown.0 >= REGION_REST_MINUTES);
    }

    /// Regions for which this holds, given when they last stood out, have been over since then.
    fn end_regions(&mut self, now: &Now, is_over: impl Fn(Minute) -> bool) {
        for (affected, shown) in self.incident.regions.iter_mut().zip(&self.regions_shown) {
            if affected.active && is_over(*shown) {
                affected.active = false;
                affected.over_since = Some(shown.plus(1).start().min(now.at));
            }
        }
    }

    /// Whether the incident is so young that its onset may be estimated again.
    pub fn is_young(&self, now: &Now) -> bool {
        now.minute <= self.young_until
    }

    /// The incident seems to have begun so many minutes ago, never later than it was noticed.
    pub fn set_onset(&mut self, now: &Now, elevated_minutes: usize) {
        let onset = minutes_back(now, elevated_minutes);
        self.incident.onset = onset.min(self.incident.opened_at.minute());
        // No region was reached before the incident began.
        for affected in &mut self.incident.regions {
            affected.onset = affected.onset.max(self.incident.onset);
        }
    }

    /// Regions that were named in the last minutes: their onset may be estimated again.
    pub fn young_regions(&self, now: &Now) -> impl Iterator<Item = RegionCode> + '_ {
        let since = now.minute.plus(-REFINED_MINUTES);
        let is_young = move |since_minute: Minute| since_minute >= since;
        let regions = self.incident.regions.iter();
        regions
            .filter(move |affected| is_young(affected.since.minute()))
            .map(|affected| affected.region)
    }

    /// A region seems to have been reached so many minutes ago, not before the incident and not after it was noticed.
    pub fn set_region_onset(&mut self, now: &Now, region: RegionCode, elevated_minutes: usize) {
        let (onset, first) = (minutes_back(now, elevated_minutes), self.incident.onset);
        if let Some(affected) = self.incident.affected_mut(region) {
            affected.onset = onset.min(affected.since.minute()).max(first);
        }
    }

    /// Takes everything that was reported since the incident began. Where too little of it is beyond the normal, what
    /// was known of its reach stays.
    pub fn measure_spread(&mut self, reports: &Reports) {
        if let Some(spread) = reports.spread() {
            self.incident.spread = spread;
        }
    }

    /// How many minutes of the incident are past, this one included.
    pub fn age_minutes(&self, now: &Now) -> i64 {
        (now.minute.0 - self.incident.onset.0 + 1).max(1)
    }

    /// Takes the last five minutes; a peak, or going on for long, may make the incident more severe.
    pub fn measure_peak(&mut self, now: &Now, reading: &Reading) -> Option<Transition> {
        let incident = &mut self.incident;
        let reporters = count_to_f64(reading.observed);
        incident.peak_ratio = incident.peak_ratio.max(ratio(reading));
        incident.peak_reports_per_minute = incident.peak_reports_per_minute.max(reporters / PEAK_WINDOW_MINUTES);
        incident.severity_score += severity::weight(reporters, reading.expected, 1);
        let excess = reporters - reading.expected;
        let by_score = severity::of_score(incident.severity_score, excess);
        let severity = Severity::of_peak(reporters, reading.expected).max(by_score);
        if severity <= incident.severity {
            return None;
        }
        incident.severity = severity;
        let evidence = evidence(now.minute, None, reading);
        Some(incident.record(TransitionKind::Escalated, now.at, evidence))
    }

    /// Notices when an alarm over a few minutes turns out to have been a burst, after which everything was normal at
    /// once. Takes the last five minutes; if they are anything but normal later on, there is nothing to take back after
    /// all.
    pub fn look_for_burst(&mut self, now: &Now, recent: &Reading) {
        let reporters = count_to_f64(recent.observed);
        let surge_mean = NORMAL_RATIO * recent.expected;
        let has_new_evidence = tail_exponent(reporters, surge_mean, recent.dispersion) > NEW_EVIDENCE;
        let is_time = now.minute.0 - self.since.0 == BURST_JUDGED_AFTER_MINUTES;
        let is_over = reporters < BURST_OVER.0 * recent.expected + BURST_OVER.1;
        self.burst = match self.burst {
            Burst::Suspected if is_time && is_over && self.began_at_once() => Burst::Mistake,
            Burst::Suspected if is_time && is_over => Burst::Noticed,
            Burst::Mistake if has_new_evidence => Burst::Noticed,
            known => known,
        };
    }

    /// What the alarm looks like once it is over for good: flare-ups make it a longer one, not several.
    pub fn aftermath(&self, settings: &Settings) -> Aftermath {
        let brief = i64::from(settings.open_minutes_min) + BRIEF_MINUTES_EXTRA;
        let opened = self.incident.opened_at.minute();
        let lasted = self.closed.map_or(i64::MAX, |closed| closed.0 - opened.0);
        if matches!(self.burst, Burst::Noticed | Burst::Mistake) {
            Aftermath::Burst
        } else if lasted <= brief {
            Aftermath::Brief
        } else {
            Aftermath::Lasting
        }
    }

    /// Whether it was noticed within minutes, and in the whole service: a burst in one region is not looked for, because
    /// the service's counts are normal beside it.
    fn began_at_once(&self) -> bool {
        let unnoticed_minutes = self.since.0 - self.incident.onset.0;
        let first = self.incident.transitions.first();
        unnoticed_minutes < i64::from(BURST_WINDOW_MINUTES_MAX) && first.is_some_and(|step| step.region.is_none())
    }

    /// Why the incident is to be taken back at its end, if it is. One that came back is no mistake, and neither is a burst
    /// of hundreds of people: that is a short outage.
    pub fn retraction(&self) -> Option<Retraction> {
        let came_back = self
            .incident
            .transitions
            .iter()
            .any(|step| step.kind == TransitionKind::Resolved);
        match self.incident.spread.scope {
            _ if came_back => None,
            Scope::Network(network) => Some(Retraction::OneNetwork(network)),
            _ if self.burst == Burst::Mistake && self.incident.severity < Severity::Critical => Some(Retraction::Burst),
            _ => None,
        }
    }

    /// Recovery is under way.
    pub fn recover(&mut self, now: &Now, reading: &Reading) -> Option<Transition> {
        self.unrelieved_minutes = 0;
        let incident = &mut self.incident;
        if incident.phase == Phase::Recovering {
            return None;
        }
        incident.phase = Phase::Recovering;
        let repeat_before = Timestamp(now.at.0 - 60 * RECOVERING_REPEAT_MINUTES);
        if incident.recovering_at.is_some_and(|last| last >= repeat_before) {
            return None;
        }
        incident.recovering_at = Some(now.at);
        let evidence = evidence(now.minute, None, reading);
        Some(incident.record(TransitionKind::Recovering, now.at, evidence))
    }

    /// Without evidence of recovery for a while, a recovering incident is going on again.
    pub fn relapse(&mut self) {
        self.unrelieved_minutes = self.unrelieved_minutes.saturating_add(1);
        if self.incident.phase == Phase::Recovering && self.unrelieved_minutes >= RELAPSE_MINUTES {
            self.incident.phase = Phase::Confirmed;
        }
    }

    /// It is over.
    pub fn resolve(&mut self, now: &Now, reading: &Reading) -> Transition {
        self.close(now, Phase::Resolved);
        let evidence = evidence(now.minute, None, reading);
        self.incident.record(TransitionKind::Resolved, now.at, evidence)
    }

    /// It is over, and should not have been called.
    pub fn retract(&mut self, now: &Now, reading: &Reading, why: Retraction) -> Transition {
        self.close(now, Phase::Retracted);
        let evidence = Evidence {
            retraction: Some(why),
            ..evidence(now.minute, None, reading)
        };
        self.incident.record(TransitionKind::Retracted, now.at, evidence)
    }

    fn close(&mut self, now: &Now, phase: Phase) {
        self.closed = Some(now.minute);
        self.end_regions(now, |_shown| true);
        self.incident.phase = phase;
        self.incident.resolved_at = Some(now.at);
    }

    /// It should not have been called: the trouble is another service's.
    pub fn withdraw(&mut self, now: &Now, reading: &Reading, cause: &ServiceSlug) -> Transition {
        self.incident.attribution = Some(Attribution {
            cause: cause.clone(),
            kind: AttributionKind::SpillOver,
        });
        self.retract(now, reading, Retraction::SpillOver(cause.clone()))
    }
}

/// A new incident. The minutes before it was noticed count as those of the window that gave it away.
fn opened(service: &ServiceSlug, now: &Now, alarm: &Alarm) -> Incident {
    let reading = &alarm.reading;
    let (reporters, expected) = peak_of(reading);
    Incident {
        id: IncidentId::new(service, now.minute),
        service: service.clone(),
        phase: Phase::Confirmed,
        severity: Severity::of_peak(reporters, expected),
        onset: alarm.onset,
        opened_at: now.at,
        recovering_at: None,
        resolved_at: None,
        regions: Vec::new(),
        peak_ratio: ratio(reading),
        peak_reports_per_minute: reporters / PEAK_WINDOW_MINUTES,
        severity_score: match alarm.region {
            None => severity::weight(reporters, expected, reading.window_minutes.saturating_sub(1)),
            Some(_) => 0.0,
        },
        spread: Spread::default(),
        attribution: None,
        confidence: Confidence::default(),
        transitions: Vec::new(),
    }
}

/// The start of the window that gave it away.
pub(super) fn onset_of(now: &Now, reading: &Reading) -> Minute {
    now.minute.plus(1 - i64::from(reading.window_minutes))
}

/// The first of the last minutes.
pub(super) fn minutes_back(now: &Now, minutes: usize) -> Minute {
    now.minute.plus(1 - i64::try_from(minutes).unwrap_or(1))
}

/// An incident that had ended and is back.
fn returned(mut incident: Incident, now: &Now) -> Incident {
    incident.phase = Phase::Recovering;
    incident.resolved_at = None;
    incident.recovering_at = Some(now.at);
    incident
}

/// A window's reporters and expected ones, brought to five minutes.
fn peak_of(reading: &Reading) -> (f64, f64) {
    let scale = PEAK_WINDOW_MINUTES / f64::from(reading.window_minutes.max(1));
    let scale = scale.min(1.0);
    (count_to_f64(reading.observed) * scale, reading.expected * scale)
}

fn ratio(reading: &Reading) -> f64 {
    count_to_f64(reading.observed) / reading.expected.max(RATIO_MEAN_MIN)
}

fn evidence(minute: Minute, region: Option<RegionCode>, reading: &Reading) -> Evidence {
    let surge_mean = NORMAL_RATIO * reading.expected.max(1e-3);
    let (p_value, busy_minutes) = match reading.busy {
        None => (p_value(reading.observed, surge_mean, reading.dispersion), None),
        Some(hit) => {
            let busy = BusyMinutes {
                observed: hit.observed,
                expected: hit.expected,
                dispersion: hit.dispersion,
            };
            let p = p_value(u64::from(hit.observed), hit.expected.max(1e-3), hit.dispersion);
            (p, Some(busy))
        }
    };
    Evidence {
        minute,
        window_minutes: reading.window_minutes,
        observed: reading.observed,
        expected: reading.expected,
        dispersion: reading.dispersion,
        statistic: reading.statistic,
        threshold: reading.threshold,
        p_value,
        region,
        busy_minutes,
        retraction: None,
    }
}
