//! The public view of a service: immutable, made when something changed, the source of every page, picture and answer.

use std::sync::Arc;

use serde::Serialize;

use super::bucket::{Minute, Timestamp};
use super::incident::Incident;
use super::region::{Asn, RegionCode};
use super::service::{ServiceSlug, SymptomSlug};

/// Regions with fewer distinct reporters than this in the window are not shown, so that nobody is singled out.
pub const CELL_REPORTERS_MIN: u64 = 5;

/// The window of the numbers that pages lead with.
pub const WINDOW_MINUTES: i64 = 15;

/// The chart covers a day.
pub const CHART_MINUTES: i64 = 24 * 60;

/// One point of the chart stands for this many minutes.
pub const CHART_STEP_MINUTES: i64 = 10;

/// What the page says of a service in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Reports are within what is normal for this hour.
    Normal,
    /// More reports than usual, not yet enough to be sure.
    Possible,
    /// An incident is over its worst and fading.
    Recovering,
    /// An incident is confirmed.
    Problems,
}

impl Verdict {
    /// Its name in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Possible => "possible",
            Self::Recovering => "recovering",
            Self::Problems => "problems",
        }
    }
}

/// Reports in one step of the chart, beside what was to be expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartPoint {
    /// First minute of the step.
    pub start: Minute,
    /// Distinct reporters in the step.
    pub reports: u64,
    /// Expected in the step.
    pub expected: f64,
    /// Lower edge of the normal band.
    pub low: f64,
    /// Upper edge of the normal band.
    pub high: f64,
}

/// One region in the last [`WINDOW_MINUTES`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionCount {
    /// A country, a subdivision, or unknown.
    pub region: RegionCode,
    /// Distinct reporters in the window.
    pub reports: u64,
    /// Expected in the window.
    pub expected: f64,
    /// Reports over expected, against a floor so that a handful in a silent region is not "a thousand times normal".
    pub ratio: f64,
    /// Class of the map's ramp: 0 normal, 1 from 1.5 times, 2 from 3, 3 from 6, 4 from 12.
    pub level: u8,
}

/// The public view of a service at one moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Snapshot {
    /// Which service.
    pub service: ServiceSlug,
    /// Grows with every change of this service's view on this node.
    pub version: u64,
    /// When it was made.
    pub at: Timestamp,
    /// What the page says.
    pub verdict: Verdict,
    /// Too little history for a firm verdict.
    pub learning: bool,
    /// Distinct reporters in the last [`WINDOW_MINUTES`]; rounded when a region below is withheld.
    pub reports: u64,
    /// Expected in the same window.
    pub expected: f64,
    /// "Works for me" in the same window.
    pub works: u64,
    /// The last [`CHART_MINUTES`], oldest first, steps of [`CHART_STEP_MINUTES`].
    pub chart: Vec<ChartPoint>,
    /// Leaf regions as reported with at least [`CELL_REPORTERS_MIN`] reporters, most out of proportion first.
    pub regions: Vec<RegionCount>,
    /// Whole countries (their subdivisions included), by the same rule.
    pub countries: Vec<RegionCount>,
    /// How many leaf regions were withheld for being too small.
    pub regions_withheld: usize,
    /// Reports by symptom in the last hour, most first; `None` is "not said".
    pub symptoms: Vec<(Option<SymptomSlug>, u64)>,
    /// Reporters by network in the last hour, most first, with at least [`CELL_REPORTERS_MIN`].
    pub networks: Vec<(Asn, u64)>,
    /// The running incident, or the one that ended within the hour.
    pub incident: Option<Arc<Incident>>,
    /// Earlier incidents, newest first.
    pub history: Vec<Arc<Incident>>,
}
