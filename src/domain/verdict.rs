//! Two tests of one minute, their thresholds, and which of them speaks.

use serde::{Deserialize, Serialize};

use super::calibration::Calibration;
use super::scan::{Hit, Variation, View, persistence, surge};
use super::statistic::{NORMAL_RATIO, REPORTERS_MIN, count_to_f64, tail_exponent};
use super::windows::Windows;

/// A window expects at least this much.
const EXPECTED_MIN: f64 = 1e-3;

/// Number of tests.
const TEST_COUNT: usize = 2;
/// Part of the budget of false alarms that each test of the whole service gets.
const BUDGET_SHARE: f64 = 0.4;
/// Part of the budget that all regions together get.
const REGION_BUDGET_SHARE: f64 = 0.2;
/// So many alarms in memory, about two a week for good, may be outages; further ones are what this crowd does. Without
/// such a bound a feed with news every day would call an outage every day for ever.
const OUTAGES_ALLOWED: f64 = 10.0;
/// The same for alarms that end at once: outages seldom do.
const BRIEF_OUTAGES_ALLOWED: f64 = 1.0;
/// A mere burst counts for this many hours from the first on.
const BURST_WEIGHT: f64 = 3.0;
/// Half of an alarm's weight is gone after four weeks.
const ALARM_DECAY: f64 = 0.999_982_81; // 0.5^(1/(28·1440)) a minute

/// Which test a reading is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// Too many reporters.
    Surge,
    /// Too many busy minutes.
    Persistence,
}

impl Test {
    const ALL: [Self; TEST_COUNT] = [Self::Surge, Self::Persistence];
}

/// One test of one minute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// What was counted.
    pub test: Test,
    /// Tail exponent, in nats.
    pub statistic: f64,
    /// What it has to exceed.
    pub threshold: f64,
    /// Length of its window, the minute under way included.
    pub window_minutes: u32,
    /// Distinct reporters in the window.
    pub observed: u64,
    /// Expected reporters in the window.
    pub expected: f64,
    /// Variance over mean that a surge test allows for.
    pub dispersion: f64,
    /// Busy minutes, when those were counted.
    pub busy: Option<Hit>,
}

impl Reading {
    /// The reading of a surge test.
    #[must_use]
    pub fn of_surge(hit: Hit, threshold: f64, minutes: &[u16]) -> Self {
        Self {
            test: Test::Surge,
            statistic: hit.statistic,
            threshold,
            window_minutes: u32::from(minutes[hit.window]),
            observed: u64::from(hit.observed),
            expected: hit.expected,
            dispersion: hit.dispersion,
            busy: None,
        }
    }

    /// The reading of the persistence test.
    fn of_persistence(hit: Hit, threshold: f64, view: &View, variation: Variation) -> Self {
        let expected = view.means[hit.window];
        Self {
            test: Test::Persistence,
            statistic: hit.statistic,
            threshold,
            window_minutes: u32::from(view.minutes[hit.window]),
            observed: u64::from(view.reporters[hit.window]),
            expected,
            dispersion: variation.dispersion + variation.relative * expected,
            busy: Some(hit),
        }
    }

    /// Whether it calls for an incident.
    #[must_use]
    pub fn is_hot(&self) -> bool {
        self.statistic > self.threshold
    }

    /// Whether it would call for an incident with so many reporters less, each of whom may have filled a minute.
    #[must_use]
    pub fn is_hot_without(&self, reporters: u32) -> bool {
        let left = self.statistic_of(self.counted() - f64::from(reporters));
        self.is_hot() && (reporters == 0 || left > self.threshold)
    }

    /// Whether it would call for an incident with this part of what was counted.
    #[must_use]
    pub fn is_hot_with(&self, part: f64) -> bool {
        let enough = count_to_f64(self.observed) * part >= f64::from(REPORTERS_MIN);
        self.is_hot() && (part >= 1.0 || (enough && self.statistic_of(self.counted() * part) > self.threshold))
    }

    /// Busy minutes, when those were counted, else reporters.
    fn counted(&self) -> f64 {
        self.busy
            .map_or_else(|| count_to_f64(self.observed), |hit| f64::from(hit.observed))
    }

    /// The statistic if so much had been counted.
    fn statistic_of(&self, counted: f64) -> f64 {
        let (expected, dispersion) = match self.busy {
            Some(hit) => (hit.expected, hit.dispersion),
            None => (NORMAL_RATIO * self.expected, self.dispersion),
        };
        let exponent = |counted: f64| tail_exponent(counted, expected.max(EXPECTED_MIN), dispersion);
        self.statistic * (exponent(counted) / exponent(self.counted()).max(f64::MIN_POSITIVE))
    }

    /// How near it is to calling for an incident: 1 at the threshold.
    #[must_use]
    pub fn pressure(&self) -> f64 {
        self.statistic / self.threshold
    }
}

/// All tests of one minute of the whole service.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    statistics: [f64; TEST_COUNT],
    /// The test that is nearest to its threshold, or furthest beyond.
    pub strongest: Reading,
}

/// The highest statistics of an alarm: those of the tests, then that of all regions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Peaks {
    statistics: [f64; TEST_COUNT],
    regions: f64,
}

impl Peaks {
    /// Takes one minute of the alarm.
    pub fn absorb(&mut self, verdict: &Verdict, regions: f64) {
        for (peak, statistic) in self.statistics.iter_mut().zip(verdict.statistics) {
            *peak = peak.max(statistic);
        }
        self.regions = self.regions.max(regions);
    }
}

/// What an alarm looked like once it was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aftermath {
    /// Over within minutes: a burst.
    Burst,
    /// Over as soon as an incident may end.
    Brief,
    /// An outage, as far as anybody can tell.
    Lasting,
}

/// The thresholds of one service's tests, and how often they were passed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    calibrations: [Calibration; TEST_COUNT],
    regions: Calibration,
    alarms: f64,
    brief_alarms: f64,
}

impl Thresholds {
    /// What the statistic of this test has to exceed.
    #[must_use]
    pub fn of(&self, test: Test) -> f64 {
        self.calibrations[test as usize].threshold()
    }

    /// Runs all tests; `factor` raises the bars. `running` is the count of a minute under way.
    #[must_use]
    pub fn test(
        &self,
        view: &View,
        variation: Variation,
        windows: &Windows,
        running: Option<u32>,
        factor: f64,
    ) -> Verdict {
        let surge = surge(view, variation, windows, running);
        let minute_mean = NORMAL_RATIO * f64::from(windows.ago(1).mean);
        let persistence = persistence(view, variation, minute_mean);
        let by_surge = Reading::of_surge(surge, self.of(Test::Surge) * factor, view.minutes);
        let persistence_bar = self.of(Test::Persistence) * factor;
        let by_persistence = Reading::of_persistence(persistence, persistence_bar, view, variation);
        let surge_is_stronger = by_surge.pressure() >= by_persistence.pressure();
        Verdict {
            statistics: [surge.statistic, persistence.statistic],
            strongest: if surge_is_stronger { by_surge } else { by_persistence },
        }
    }

    /// What the statistic of the strongest region has to exceed.
    #[must_use]
    pub fn of_regions(&self) -> f64 {
        self.regions.threshold()
    }

    /// No region below this teaches anything.
    #[must_use]
    pub fn region_floor(&self) -> f64 {
        self.regions.floor()
    }

    /// Learns from a minute; `normal` is false while an incident is open. `regions` is the highest statistic of any
    /// region. The budget is in false alarms per week.
    pub fn absorb(&mut self, verdict: &Verdict, regions: f64, normal: bool, budget: f64) {
        for test in Test::ALL.map(|test| test as usize) {
            self.calibrations[test].absorb(verdict.statistics[test], normal, budget * BUDGET_SHARE);
        }
        self.regions.absorb(regions, normal, budget * REGION_BUDGET_SHARE);
        self.alarms *= ALARM_DECAY;
        self.brief_alarms *= ALARM_DECAY;
    }

    /// Learns from an alarm that is over. Bursts are normal; so are further alarms when there have been more than
    /// outages explain.
    pub fn absorb_alarm(&mut self, peaks: &Peaks, aftermath: Aftermath) {
        self.alarms += 1.0;
        let mut weight = (self.alarms - OUTAGES_ALLOWED).clamp(0.0, 1.0);
        if aftermath != Aftermath::Lasting {
            self.brief_alarms += 1.0;
            weight = weight.max((self.brief_alarms - BRIEF_OUTAGES_ALLOWED).clamp(0.0, 1.0));
        }
        if aftermath == Aftermath::Burst {
            weight = BURST_WEIGHT;
        }
        for (calibration, statistic) in self.calibrations.iter_mut().zip(peaks.statistics) {
            calibration.absorb_alarm(statistic, weight);
        }
        self.regions.absorb_alarm(peaks.regions, weight);
    }
}
