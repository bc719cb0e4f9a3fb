//! The course of one incident: what opens it, what happens to it, what ends it.

use serde::{Deserialize, Serialize};

use super::bucket::{Minute, Timestamp};
use super::detector::Settings;
use super::incident::{BusyMinutes, Evidence, Incident, IncidentId, Phase, Severity, Transition, TransitionKind};
use super::recovery::Recovery;
use super::region::RegionCode;
use super::service::ServiceSlug;
use super::spread::Spread;
use super::statistic::{NORMAL_RATIO, count_to_f64, p_value};
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
    /// Whether it took so short a window to open it that a burst may have done it.
    may_be_burst: bool,
    /// Whether a burst has done it.
    is_burst: bool,
}

/// What one minute brought.
pub(super) struct Now<'a> {
    pub minute: Minute,
    pub at: Timestamp,
    pub regions: &'a [(RegionCode, u32)],
    pub settings: &'a Settings,
}

impl Course {
    /// Opens an incident, or goes on with the one that `returning` ended. `smoothed` is the recent rate per minute.
    pub fn open(
        returning: Option<Self>,
        service: &ServiceSlug,
        now: &Now,
        region: Option<RegionCode>,
        reading: &Reading,
        smoothed: f64,
    ) -> (Self, Transition) {
        let peaks = returning.as_ref().map_or_else(Peaks::default, |course| course.peaks);
        let may_be_burst = returning.is_none() && reading.window_minutes <= BURST_WINDOW_MINUTES_MAX;
        let (kind, mut incident) = match returning {
            Some(course) => (TransitionKind::Recovering, returned(course.incident, now)),
            None => (TransitionKind::Opened, opened(service, now, reading)),
        };
        if let Some(region) = region {
            incident.name_region(region, now.at, onset_of(now, reading), ratio(reading));
        }
        let transition = incident.record(kind, now.at, evidence(now.minute, region, reading));
        let rate = count_to_f64(reading.observed) / f64::from(reading.window_minutes.max(1));
        let course = Self {
            incident,
            recovery: Recovery::new(smoothed.max(rate)),
            since: now.minute,
            closed: None,
            unrelieved_minutes: 0,
            peaks,
            may_be_burst,
            is_burst: false,
        };
        (course, transition)
    }

    /// No region shows until it is named again.
    pub fn forget_active_regions(&mut self) {
        for region in &mut self.incident.regions {
            region.active = false;
        }
    }

    /// Names a region. Those of the opening minute come with the opening, later ones are a step each.
    pub fn name(&mut self, now: &Now, region: RegionCode, reading: &Reading) -> Option<Transition> {
        let is_new = self
            .incident
            .name_region(region, now.at, onset_of(now, reading), ratio(reading));
        (is_new && self.since != now.minute).then(|| {
            let evidence = evidence(now.minute, Some(region), reading);
            self.incident.record(TransitionKind::RegionAdded, now.at, evidence)
        })
    }

    /// Takes the last five minutes; a peak may make the incident more severe.
    pub fn measure_peak(&mut self, now: &Now, reading: &Reading) -> Option<Transition> {
        let incident = &mut self.incident;
        let reporters = count_to_f64(reading.observed);
        incident.peak_ratio = incident.peak_ratio.max(ratio(reading));
        incident.peak_reports_per_minute = incident.peak_reports_per_minute.max(reporters / PEAK_WINDOW_MINUTES);
        let severity = Severity::of_peak(reporters, reading.expected);
        if severity <= incident.severity {
            return None;
        }
        incident.severity = severity;
        let evidence = evidence(now.minute, None, reading);
        Some(incident.record(TransitionKind::Escalated, now.at, evidence))
    }

    /// Notices when an alarm over a few minutes turns out to have been a burst, after which everything was normal at
    /// once. Takes the last five minutes' reporters.
    pub fn look_for_burst(&mut self, minute: Minute, reporters: u32, expected: f64) {
        let is_time = self.may_be_burst && minute.0 - self.since.0 == BURST_JUDGED_AFTER_MINUTES;
        self.is_burst |= is_time && f64::from(reporters) < BURST_OVER.0 * expected + BURST_OVER.1;
    }

    /// What the alarm looks like once it is over for good: flare-ups make it a longer one, not several.
    pub fn aftermath(&self, settings: &Settings) -> Aftermath {
        let brief = i64::from(settings.open_minutes_min) + BRIEF_MINUTES_EXTRA;
        let opened = self.incident.opened_at.minute();
        let lasted = self.closed.map_or(i64::MAX, |closed| closed.0 - opened.0);
        if self.is_burst {
            Aftermath::Burst
        } else if lasted <= brief {
            Aftermath::Brief
        } else {
            Aftermath::Lasting
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
        self.closed = Some(now.minute);
        self.forget_active_regions();
        let incident = &mut self.incident;
        incident.phase = Phase::Resolved;
        incident.resolved_at = Some(now.at);
        let evidence = evidence(now.minute, None, reading);
        incident.record(TransitionKind::Resolved, now.at, evidence)
    }
}

/// A new incident of this reading.
fn opened(service: &ServiceSlug, now: &Now, reading: &Reading) -> Incident {
    let (reporters, expected) = peak_of(reading);
    Incident {
        id: IncidentId::new(service, now.minute),
        service: service.clone(),
        phase: Phase::Confirmed,
        severity: Severity::of_peak(reporters, expected),
        onset: onset_of(now, reading),
        opened_at: now.at,
        recovering_at: None,
        resolved_at: None,
        regions: Vec::new(),
        peak_ratio: ratio(reading),
        peak_reports_per_minute: reporters / PEAK_WINDOW_MINUTES,
        severity_score: 0.0,
        spread: Spread::default(),
        attribution: None,
        transitions: Vec::new(),
    }
}

/// The start of the window that gave it away.
fn onset_of(now: &Now, reading: &Reading) -> Minute {
    now.minute.plus(1 - i64::from(reading.window_minutes))
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
        look: None,
        retraction: None,
    }
}
