//! The public view of a service: immutable, made when something changed, the source of every page, picture and answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::attribution::Attribution;
use super::bucket::{Bucket, Minute, Tally, Timestamp};
use super::chart::{self, expected};
use super::incident::{Incident, Phase};
use super::region::{Asn, RegionCode};
use super::series::Series;
use super::service::{ServiceSlug, SymptomSlug};
use super::tracker::Tracker;
use super::withheld::{lift, parts_beside, public_countries, told};

pub use super::chart::{CHART_MINUTES, CHART_STEP_MINUTES, ChartPoint};
pub use super::withheld::{CELL_REPORTERS_MIN, is_shown, public_reports};

/// The window of the numbers that pages lead with.
pub const WINDOW_MINUTES: i64 = 15;

/// Symptoms and networks are counted over this long: they change slower than the total, and an hour has enough of them.
const BREAKDOWN_MINUTES: i64 = 60;

/// A region's ratio is taken against at least this many expected reports in the window.
pub(super) const EXPECTED_MIN: f64 = 0.5;

/// Lower edges of the map's classes, as multiples of the region's own baseline.
pub const LEVEL_RATIOS: [f64; 4] = [1.5, 3.0, 6.0, 12.0];

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

/// One region in the last [`WINDOW_MINUTES`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionCount {
    /// A country, a subdivision, or unknown.
    pub region: RegionCode,
    /// Reports in the window, discounted ones included, at least [`CELL_REPORTERS_MIN`].
    pub reports: u64,
    /// Those that are evidence.
    pub reporters: u64,
    /// Expected in the window.
    pub expected: f64,
    /// Reporters over expected, against a floor so that a handful in a silent region is not "a thousand times normal".
    pub ratio: f64,
    /// Class of the map's ramp: 0 normal, 1 from 1.5 times, 2 from 3, 3 from 6, 4 from 12.
    pub level: u8,
}

/// One network in the last [`WINDOW_MINUTES`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NetworkCount {
    /// Which, never an unknown one.
    pub network: Asn,
    /// Reports in the window, discounted ones included, at least [`CELL_REPORTERS_MIN`]; see
    /// [`parts_beside`].
    pub reports: u64,
    /// Expected in the window; `None` while the network's usual part of the service's reports is not known.
    pub expected: Option<f64>,
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
    /// Reports in the last [`WINDOW_MINUTES`], discounted ones included: the public sum of the countries, a few more than
    /// there were while regions or countries are withheld beside others that are shown.
    pub reports: u64,
    /// How many of them are no evidence, because their neighbourhood had been heard already. Of regions that are withheld
    /// beside others none is told.
    pub discounted: u64,
    /// Expected in the same window.
    pub expected: f64,
    /// "Works for me" in the same window.
    pub works: u64,
    /// The last [`CHART_MINUTES`], oldest first, steps of [`CHART_STEP_MINUTES`].
    pub chart: Vec<ChartPoint>,
    /// Leaf regions as reported with at least [`CELL_REPORTERS_MIN`] reporters, most out of proportion first.
    pub regions: Vec<RegionCount>,
    /// Whole countries (their subdivisions included), by the same rule. One whose leaves are partly withheld is a public
    /// sum, a few more than there were.
    pub countries: Vec<RegionCount>,
    /// How many leaf regions were withheld for being too small.
    pub regions_withheld: usize,
    /// Reports by symptom in the last hour, most first; `None` is "not said". Together the public sum of the hour.
    pub symptoms: Vec<(Option<SymptomSlug>, u64)>,
    /// Reports by network in the last hour, most first, with at least [`CELL_REPORTERS_MIN`], fitted to the same sum.
    pub networks: Vec<(Asn, u64)>,
    /// Networks in the last [`WINDOW_MINUTES`] beside their own normal, by the same rule, in the order of their numbers.
    pub carriers: Vec<NetworkCount>,
    /// Whose trouble the reports probably are, when there are more than usual.
    pub attribution: Option<Attribution>,
    /// The running incident, or the one that ended within the hour. One of which nobody has been told is not here.
    pub incident: Option<Arc<Incident>>,
    /// Earlier incidents, newest first.
    pub history: Vec<Arc<Incident>>,
}

/// What a snapshot is made of.
#[derive(Debug)]
pub struct Inputs<'a> {
    /// Its number: larger than that of the last one.
    pub version: u64,
    /// The present.
    pub now: Timestamp,
    /// Baseline, verdict and incident of the service.
    pub tracker: &'a Tracker,
    /// The service's buckets of the last [`CHART_MINUTES`] that are not empty.
    pub day: &'a BTreeMap<Minute, Bucket>,
    /// The same in steps of [`CHART_STEP_MINUTES`].
    pub steps: &'a Series,
    /// Whose trouble its reports were judged to be.
    pub attribution: Option<&'a Attribution>,
    /// Incidents other than the running one, newest first.
    pub history: &'a [Arc<Incident>],
}

impl Snapshot {
    /// Reports that are evidence: what services are ranked by.
    #[must_use]
    pub fn evidence(&self) -> u64 {
        self.reports.saturating_sub(self.discounted)
    }

    /// Whether some places are withheld beside others that are shown: then sums may be a few more than there were.
    #[must_use]
    pub fn is_rounded(&self) -> bool {
        self.regions_withheld > 0 && !self.countries.is_empty()
    }

    /// Makes the public view.
    #[must_use]
    pub fn build(service: &ServiceSlug, inputs: &Inputs<'_>) -> Self {
        let end = inputs.now.minute().plus(1);
        let window = merged(inputs.day, end.plus(-WINDOW_MINUTES), end);
        let breakdown = merged(inputs.day, end.plus(-BREAKDOWN_MINUTES), end);
        let tallies = window.tallies();
        let countries = public_countries(&tallies);
        let total = told(countries.values().copied());
        let of_hour = public_reports(&breakdown);
        let leaves = count_regions(&tallies, inputs.tracker, end);
        let countries = count_regions(&countries, inputs.tracker, end);
        let regions_withheld = leaves.withheld;
        let known = inputs.tracker.incident();
        let incident = known.filter(|known| !known.is_held()).cloned().map(Arc::new);
        let verdict = verdict(inputs.tracker);
        Self {
            service: service.clone(),
            version: inputs.version,
            at: inputs.now,
            verdict,
            learning: inputs.tracker.learning(),
            reports: total.reports,
            discounted: total.discounted(),
            expected: expected(inputs.tracker, end.plus(-WINDOW_MINUTES), end).mean,
            works: window.works.iter().map(|&(_, count)| u64::from(count)).sum(),
            chart: chart::day(inputs.tracker, inputs.steps, end),
            countries: countries.shown,
            regions: leaves.shown,
            regions_withheld,
            symptoms: by_symptom(&breakdown, of_hour),
            networks: networks_beside(&breakdown, of_hour),
            carriers: carriers(&window, total.reports, inputs.tracker, end),
            attribution: inputs.attribution.filter(|_| verdict > Verdict::Normal).cloned(),
            history: other_incidents(inputs.history, incident.as_deref()),
            incident,
        }
    }
}

struct Regions {
    shown: Vec<RegionCount>,
    withheld: usize,
}

fn merged(day: &BTreeMap<Minute, Bucket>, from: Minute, to: Minute) -> Bucket {
    Bucket::sum(day.range(from..to).map(|(_, bucket)| bucket))
}

/// Counts beside their baselines; small ones are withheld.
fn count_regions(regions: &BTreeMap<RegionCode, Tally>, tracker: &Tracker, end: Minute) -> Regions {
    let of_service = expected_of_service(tracker, end);
    let mut shown: Vec<RegionCount> = regions
        .iter()
        .filter(|(_, tally)| is_shown(**tally))
        .map(|(&region, &tally)| region_count(region, tally, of_service * tracker.usual_share_of_region(region)))
        .collect();
    shown.sort_by(|a, b| b.ratio.total_cmp(&a.ratio).then(b.reports.cmp(&a.reports)));
    Regions {
        withheld: regions.len() - shown.len(),
        shown,
    }
}

fn region_count(region: RegionCode, tally: Tally, expected: f64) -> RegionCount {
    let ratio = ratio(tally.reporters, expected);
    RegionCount {
        region,
        reports: tally.reports,
        reporters: tally.reporters,
        expected,
        ratio,
        level: level(ratio),
    }
}

/// Reports that are expected of the whole service in the window before `end`.
pub(super) fn expected_of_service(tracker: &Tracker, end: Minute) -> f64 {
    expected(tracker, end.plus(-WINDOW_MINUTES), end).mean
}

/// Reporters over expected ones, see [`RegionCount::ratio`].
#[must_use]
pub fn ratio(reporters: u64, expected: f64) -> f64 {
    as_f64(reporters) / expected.max(EXPECTED_MIN)
}

/// The map's class of a ratio, see [`RegionCount::level`].
#[must_use]
pub fn level(ratio: f64) -> u8 {
    let classes_reached = LEVEL_RATIOS.iter().filter(|&&edge| ratio >= edge).count();
    u8::try_from(classes_reached).unwrap_or(0)
}

/// Even small ones are told, and lifted to the public sum of their hour.
fn by_symptom(bucket: &Bucket, public: u64) -> Vec<(Option<SymptomSlug>, u64)> {
    let symptoms = bucket.symptoms().into_iter();
    let mut symptoms: Vec<_> = symptoms
        .map(|(symptom, reports)| (symptom, u64::from(reports)))
        .collect();
    lift(&mut symptoms, public, bucket.reports().into());
    symptoms
}

/// Known networks that may be shown beside the public sum, most first.
fn networks_beside(bucket: &Bucket, public: u64) -> Vec<(Asn, u64)> {
    let networks = bucket.networks.iter();
    let known = networks.filter(|(network, _)| *network != Asn::UNKNOWN);
    let counts = known.map(|&(network, reports)| (network, reports.into()));
    parts_beside(public, bucket.reports().into(), counts)
}

/// Networks beside their own normal.
fn carriers(window: &Bucket, public: u64, tracker: &Tracker, end: Minute) -> Vec<NetworkCount> {
    let all = expected_of_service(tracker, end);
    let mut counts = networks_beside(window, public);
    counts.sort_unstable();
    let count = |(network, reports)| NetworkCount {
        network,
        reports,
        expected: tracker.usual_share(network).map(|share| share * all),
    };
    counts.into_iter().map(count).collect()
}

fn verdict(tracker: &Tracker) -> Verdict {
    let incident = tracker.incident();
    match incident.map(|incident| incident.phase) {
        Some(Phase::Confirmed | Phase::Possible | Phase::Recovering) if incident.is_some_and(Incident::is_held) => {
            Verdict::Possible
        }
        Some(Phase::Confirmed | Phase::Possible) => Verdict::Problems,
        Some(Phase::Recovering) => Verdict::Recovering,
        _ if tracker.possible() => Verdict::Possible,
        _ => Verdict::Normal,
    }
}

fn other_incidents(history: &[Arc<Incident>], current: Option<&Incident>) -> Vec<Arc<Incident>> {
    let is_other = |incident: &&Arc<Incident>| current.is_none_or(|current| current.id != incident.id);
    history.iter().filter(is_other).cloned().collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^52")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(bucket: Bucket) -> Snapshot {
        let service = ServiceSlug::parse("spotify").unwrap();
        let now = Timestamp(1_772_625_605);
        let mut steps = Series::new(CHART_STEP_MINUTES);
        steps.put([(now.minute(), &bucket)].into_iter());
        let inputs = Inputs {
            version: 1,
            now,
            tracker: &Tracker::new(service.clone()),
            day: &BTreeMap::from([(now.minute(), bucket)]),
            steps: &steps,
            attribution: None,
            history: &[],
        };
        Snapshot::build(&service, &inputs)
    }

    fn region(code: &str) -> RegionCode {
        RegionCode::parse(code).unwrap()
    }

    #[test]
    fn a_brigade_is_told_and_paints_nothing() {
        let mut bucket = Bucket::default();
        bucket.add(region("US-NY"), None, 203, 3);
        let snapshot = snapshot(bucket);
        assert_eq!(
            (snapshot.reports, snapshot.discounted, snapshot.evidence()),
            (203, 200, 3)
        );
        assert_eq!(
            (
                snapshot.regions.len(),
                snapshot.countries.len(),
                snapshot.regions_withheld
            ),
            (1, 1, 0)
        );
        assert!(snapshot.regions[0].level < 4, "three who prove something");
        let chart: u64 = snapshot.chart.iter().map(|point| point.reports).sum();
        assert_eq!(chart, 203, "every report is shown");
        assert_eq!(snapshot.symptoms, vec![(None, 203)]);
    }

    #[test]
    fn a_region_tells_its_reports_and_is_coloured_by_evidence() {
        let mut plain = Bucket::default();
        plain.add(region("US-NY"), None, 6, 6);
        let mut brigaded = plain.clone();
        brigaded.add(region("US-NY"), None, 194, 0);
        let (plain, brigaded) = (snapshot(plain), snapshot(brigaded));
        for (plain, brigaded) in plain
            .regions
            .iter()
            .zip(&brigaded.regions)
            .chain(plain.countries.iter().zip(&brigaded.countries))
        {
            assert_eq!((plain.reports, brigaded.reports), (6, 200));
            assert_eq!(
                (plain.ratio.to_bits(), plain.level),
                (brigaded.ratio.to_bits(), brigaded.level)
            );
        }
        assert_eq!(brigaded.regions.len(), 1);
    }
}
