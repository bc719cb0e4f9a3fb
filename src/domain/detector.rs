//! Says how surprising the last minutes of one service are, as a whole and by region.
//!
//! Scans nested windows for an excess over the baseline that negative binomial counts would hardly show, above a
//! threshold that calibrates itself. Expectation-based scan statistics: Neill 2009 (PMC2691403).

use serde::{Deserialize, Serialize};

use super::baseline::{Baseline, NormalWeek};
use super::bucket::Minute;
use super::onset::{self, MINUTES_BACK_MAX};
use super::region::RegionCode;
use super::region_windows::{RegionWindows, Sums};
use super::scan::{Variation, View, region_dispersion};
use super::silence::{Change, Silence};
use super::spread::Part;
use super::statistic::{NORMAL_RATIO, REGION_REPORTERS_MIN, WINDOW_COUNT, WINDOW_MINUTES, busy_bound};
use super::verdict::{Aftermath, Peaks, Reading, Test, Thresholds, Verdict};
use super::windows::{MinuteCount, REPORTERS_PER_MINUTE_MAX, Windows};

/// A minute is learned this long after it was counted, so that an incident can be noticed first.
pub(super) const SETTLING_MINUTES: usize = 45;
/// For this long a new service has no baseline worth the name, and is not judged.
const BLIND_MINUTES: i64 = 120;
/// No statistic reaches this.
const BLIND_THRESHOLD: f64 = 1e9;
/// For this long counts are learned in full, because nobody knows yet what an outlier is; and level and dispersion are
/// left alone, because the profile still moves too fast to compare with.
const OPEN_MINDED_MINUTES: i64 = 720;
/// A new service's bar is higher by this until a day has passed, then by half of it every
/// [`LEARNING_HALF_LIFE_MINUTES`]. The first day has shown no morning yet, and a morning can be thirty times as busy as
/// a night: only an overwhelming surge is called.
const LEARNING_BAR_EXTRA: f64 = 2.0;
const LEARNING_HALF_LIFE_MINUTES: f64 = 240.0;
/// In the first week a surge without an end is rather a wrong baseline, and is learned in full.
const CREDULOUS_MINUTES: i64 = 7 * 1440;
/// Until every hour of the day has been seen once.
const LEARNING_MINUTES: i64 = 1_440;
/// A minute is busy when it has as many reporters as at most this share of normal minutes.
const BUSY_RARITY: f64 = 0.2;
/// A region's bar is at least this: four people of one office would do below.
const REGION_BAR_MIN: f64 = 8.5;
/// Number of regions that [`REGION_BAR_MIN`] allows for; more add their logarithm.
const REGIONS_ALLOWED_FOR: f64 = 8.0;
/// A country is one more test on top of its subdivisions.
const COUNTRY_BAR_EXTRA: f64 = 0.7;
/// A minute under way is looked at up to five times more often than it is calibrated for. With this much more, the bench
/// split into looks of ten seconds shows no further false alarm in 432 service-weeks.
const PEEK_BAR_EXTRA: f64 = 0.5;
/// Windows up to this index (13 minutes) say whether a region stands out still; longer ones remember what is over.
const LATELY_WINDOWS: usize = 6;
/// Two standard deviations: about 95 of 100 normal minutes lie within.
const BAND_DEVIATIONS: f64 = 1.96;

/// What an operator may tune. Each has a default that the bench supports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// False alarms that a service may raise in a week, on average. Lower is quieter and later.
    pub false_alarms_per_service_week: f64,
    /// Share of the threshold from which a service shows "possible problems", without an incident.
    pub possible_share: f64,
    /// While an incident is open, a region with a tail exponent above this (nats) is named. Lower than the bar for
    /// opening, because somewhere something is known to be wrong.
    pub region_named_above: f64,
    /// Log likelihood ratio (nats) for "back to normal" over "still going on" that closes an incident.
    pub recovery_evidence: f64,
    /// Share of the peak's excess that still counts as "going on" when recovery is tested.
    pub recovery_share: f64,
    /// An incident lasts at least this long, in minutes: shorter ones would resolve before anybody has read them.
    pub open_minutes_min: u32,
    /// Learning stays frozen this long after an incident, in minutes: its tail is not normal.
    pub frozen_minutes_after: u32,
    /// After this long open, in minutes, learning goes on: it may be the new normal, and would never close otherwise.
    pub relearn_minutes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            false_alarms_per_service_week: 0.05,
            possible_share: 0.6,
            region_named_above: 4.5,
            recovery_evidence: 3.5,
            recovery_share: 0.4,
            open_minutes_min: 15,
            frozen_minutes_after: 30,
            relearn_minutes: 360,
        }
    }
}

/// What is normal for one minute, in reports.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// Expected reports.
    pub mean: f64,
    /// About 2.5 % of normal minutes lie below.
    pub low: f64,
    /// About 2.5 % of normal minutes lie above.
    pub high: f64,
}

/// Baseline, windows and threshold of one service.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Detector {
    baseline: Baseline,
    windows: Windows,
    regions: RegionWindows,
    thresholds: Thresholds,
    silence: Silence,
    born: Option<Minute>,
    last: Option<Minute>,
    /// Expected reports of the last minute taken.
    mean: f64,
}

impl Detector {
    /// The last complete minute taken.
    #[must_use]
    pub fn last_minute(&self) -> Option<Minute> {
        self.last
    }

    /// Takes a complete minute, later than the last one: distinct reporters, and the same by region.
    pub fn observe(&mut self, minute: Minute, reporters: u32, regions: &[(RegionCode, u32)]) {
        self.born.get_or_insert(minute);
        self.baseline.advance(minute);
        self.mean = self.baseline.mean(minute);
        self.listen(reporters);
        let (bound, chance) = self.busy_bound();
        self.windows.push(MinuteCount {
            reporters: reporters.min(REPORTERS_PER_MINUTE_MAX),
            mean: to_f32(self.mean),
            level: to_f32(self.baseline.level()),
            busy: reporters >= bound,
            chance: to_f32(chance),
        });
        self.regions.push(regions);
        self.last = Some(minute);
    }

    /// Notices when the feed breaks, and when it is back: what it brought before that is an hour that never was.
    fn listen(&mut self, reporters: u32) {
        if self.age_minutes() < 2 * LEARNING_MINUTES {
            return;
        }
        match self.silence.absorb(reporters, self.mean, self.variation()) {
            Change::None => {}
            Change::Broke => self.baseline.discard_drafts(),
            Change::Returned => self.clear_windows(),
        }
    }

    /// Tests the whole service over the windows that end with the last minute.
    #[must_use]
    pub fn test(&self) -> Verdict {
        let sums = self.windows.sums();
        let view = View {
            minutes: &WINDOW_MINUTES,
            reporters: &sums.reporters,
            means: &sums.means,
            busy: &sums.busy,
            chances: &sums.chances,
        };
        self.verdict(&view, None)
    }

    /// The same for a minute under way.
    #[must_use]
    pub fn test_running(&self, running: &Running) -> Reading {
        let view = View {
            minutes: &RUNNING_MINUTES,
            reporters: &running.reporters,
            means: &running.means,
            busy: &running.busy,
            chances: &running.chances,
        };
        let mut reading = self.verdict(&view, Some(running.reporters[0])).strongest;
        reading.threshold += PEEK_BAR_EXTRA;
        reading
    }

    /// Sums over windows that end within a minute under way, of which `elapsed_seconds` have passed.
    #[must_use]
    pub fn running(&self, minute: Minute, elapsed_seconds: u32, reporters: u32) -> Running {
        let part = f64::from(elapsed_seconds.clamp(1, 60)) / 60.0;
        let (bound, chance) = self.busy_bound();
        let mut running = Running {
            reporters: [reporters.min(REPORTERS_PER_MINUTE_MAX); WINDOW_COUNT + 1],
            means: [self.mean_ahead(minute) * part; WINDOW_COUNT + 1],
            busy: [u8::from(reporters >= bound); WINDOW_COUNT + 1],
            chances: [chance; WINDOW_COUNT + 1],
        };
        let sums = self.windows.sums();
        for window in 0..WINDOW_COUNT {
            running.reporters[window + 1] += sums.reporters[window];
            running.means[window + 1] += sums.means[window];
            running.busy[window + 1] += sums.busy[window];
            running.chances[window + 1] += sums.chances[window];
        }
        running
    }

    /// Calls `found` with each region above `floor` in the last minutes.
    pub fn scan_regions(&self, floor: f64, mut found: impl FnMut(RegionCode, Reading)) {
        let (sums, means) = (self.regions.sums(), &self.windows.sums().means);
        self.regions.scan(&sums, means, self.variation(), floor, |number, hit| {
            found(
                self.regions.region(number),
                Reading::of_surge(hit, floor, &WINDOW_MINUTES),
            );
        });
    }

    /// Calls `found` with each region above `floor` over the last quarter of an hour.
    pub fn scan_regions_lately(&self, floor: f64, mut found: impl FnMut(RegionCode)) {
        let (sums, means) = (self.regions.sums(), &self.windows.sums().means[..LATELY_WINDOWS]);
        self.regions.scan(&sums, means, self.variation(), floor, |number, _| {
            found(self.regions.region(number));
        });
    }

    /// Calls `found` with each region above `floor`, the minute under way included.
    pub fn scan_regions_running(
        &self,
        running: &Running,
        counts: &[(RegionCode, u32)],
        floor: f64,
        mut found: impl FnMut(RegionCode, Reading),
    ) {
        let variation = self.variation();
        self.regions
            .scan_with(counts, &running.means, variation, floor, |number, hit| {
                found(
                    self.regions.region(number),
                    Reading::of_surge(hit, floor, &RUNNING_MINUTES),
                );
            });
    }

    /// Reporters of regions and countries in the last minutes, for several tests of them; none where all together are too
    /// few for any of these to find something.
    #[must_use]
    pub fn region_sums(&self) -> Sums {
        let hour = self.windows.sums().reporters[WINDOW_COUNT - 1];
        if hour < REGION_REPORTERS_MIN {
            return Sums::default();
        }
        self.regions.sums()
    }

    /// The strongest region or country that alone calls for an incident.
    #[must_use]
    pub fn hot_region(&self, sums: &Sums) -> Option<(RegionCode, Reading)> {
        let bar = self.region_threshold();
        if bar >= BLIND_THRESHOLD {
            return None;
        }
        let (means, variation) = (&self.windows.sums().means, self.variation());
        let country_bar = bar + COUNTRY_BAR_EXTRA;
        let mut best = self.regions.scan_countries(sums, means, variation, country_bar);
        self.regions.scan(sums, means, variation, bar, |number, hit| {
            if hit.observed >= REGION_REPORTERS_MIN && best.is_none_or(|(_, other)| hit.statistic > other.statistic) {
                best = Some((number, hit));
            }
        });
        best.map(|(number, hit)| {
            (
                self.regions.region(number),
                Reading::of_surge(hit, bar, &WINDOW_MINUTES),
            )
        })
    }

    /// How many of the last minutes the service's counts have been elevated, one under way included.
    #[must_use]
    pub fn elevated_minutes(&self, running: Option<&Running>) -> Option<usize> {
        let under_way = running.map(|running| (running.reporters[0], running.means[0]));
        let complete = self
            .windows
            .latest()
            .map(|count| (count.reporters, f64::from(count.mean)));
        onset::minutes_since(under_way.into_iter().chain(complete), self.dispersion())
    }

    /// The same for regions that have reported, by complete minutes.
    #[must_use]
    pub fn elevated_minutes_of(&self, regions: impl Iterator<Item = RegionCode>) -> Vec<(RegionCode, usize)> {
        let numbers: Vec<usize> = regions.filter_map(|region| self.regions.number(region)).collect();
        let means: Vec<f64> = self.windows.latest().map(|count| f64::from(count.mean)).collect();
        let counts = self.regions.by_minute(&numbers);
        let since = |(number, counts): (usize, [u32; MINUTES_BACK_MAX])| {
            let share = self.regions.share(number);
            let minutes = counts
                .into_iter()
                .zip(&means)
                .map(|(count, mean)| (count, share * mean));
            let minutes = onset::minutes_since(minutes, region_dispersion(self.dispersion(), share))?;
            Some((self.regions.region(number), minutes))
        };
        numbers.into_iter().zip(counts).filter_map(since).collect()
    }

    /// Reporters by region in the window of this index, with the share that each region has on normal days.
    #[must_use]
    pub fn parts(&self, window: usize) -> Vec<Part<RegionCode>> {
        self.regions.parts(window)
    }

    /// What the surge test of the whole service has to exceed.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        (self.thresholds.of(Test::Surge) * self.bar_factor()).min(BLIND_THRESHOLD)
    }

    /// What the statistic of one region has to exceed.
    #[must_use]
    pub fn region_threshold(&self) -> f64 {
        let count = f64::from(u32::try_from(self.regions.len()).unwrap_or(u32::MAX));
        let many = (count / REGIONS_ALLOWED_FOR).max(1.0).ln();
        let bar = self.thresholds.of_regions().max(REGION_BAR_MIN + many);
        (bar * self.bar_factor()).min(BLIND_THRESHOLD)
    }

    /// Whether the service is too young for a firm verdict.
    #[must_use]
    pub fn is_learning(&self) -> bool {
        self.age_minutes() < LEARNING_MINUTES
    }

    /// Lets the thresholds learn from the tests of the last minute.
    pub fn calibrate(&mut self, verdict: &Verdict, sums: &Sums, normal: bool, settings: &Settings) {
        let normal = normal && !self.silence.is_broken() && self.age_minutes() >= OPEN_MINDED_MINUTES / 2;
        let regions = self.region_statistic(sums, self.thresholds.region_floor());
        self.thresholds
            .absorb(verdict, regions, normal, settings.false_alarms_per_service_week);
    }

    /// Lets the thresholds learn from an alarm that is over.
    pub fn calibrate_alarm(&mut self, peaks: &Peaks, aftermath: Aftermath) {
        self.thresholds.absorb_alarm(peaks, aftermath);
    }

    /// The highest statistic of any region or country, when it exceeds `floor`.
    #[must_use]
    pub fn region_statistic(&self, sums: &Sums, floor: f64) -> f64 {
        let (means, variation) = (&self.windows.sums().means, self.variation());
        let country_floor = floor + COUNTRY_BAR_EXTRA;
        let country = self.regions.scan_countries(sums, means, variation, country_floor);
        let mut highest = country.map_or(0.0, |(_, hit)| hit.statistic - COUNTRY_BAR_EXTRA);
        self.regions.scan(sums, means, variation, highest.max(floor), |_, hit| {
            if hit.observed >= REGION_REPORTERS_MIN {
                highest = highest.max(hit.statistic);
            }
        });
        highest
    }

    /// Lets the baseline learn; `normal` is false while an incident is open and shortly after, `endless` is true when it
    /// has been open so long that it may be the new normal.
    pub fn learn(&mut self, normal: bool, endless: bool) {
        let normal = normal && !self.silence.is_broken();
        let count = self.windows.ago(1);
        let age = self.age_minutes();
        let strict = age >= OPEN_MINDED_MINUTES && !(endless && age < CREDULOUS_MINUTES);
        self.baseline
            .absorb(f64::from(count.reporters), f64::from(count.mean), normal, strict);
        let settled = self.windows.ago(SETTLING_MINUTES + 1);
        let (reporters, mean) = (f64::from(settled.reporters), f64::from(settled.mean));
        let level = f64::from(settled.level);
        let knows_the_day = age >= 2 * LEARNING_MINUTES;
        self.baseline
            .absorb_settled(reporters, mean, level, normal && strict, knows_the_day);
        if normal {
            let dispersion = self.baseline.dispersion();
            self.regions.absorb_settled(SETTLING_MINUTES + 1, mean, dispersion);
        }
    }

    /// An incident has opened: what was seen just before is not normal.
    pub fn discard_drafts(&mut self) {
        self.baseline.discard_drafts();
    }

    /// An incident has closed: its tail must not open another.
    pub fn clear_windows(&mut self) {
        self.windows.clear();
        self.regions.clear();
    }

    /// The record has a gap: keeps the profile of the week, forgets what was current.
    pub fn forget_present(&mut self) {
        self.clear_windows();
        self.baseline.forget_level();
    }

    /// Nobody was counting up to and including this minute: windows start afresh, and what is half learned is dropped.
    pub fn pass_over(&mut self, until: Minute) {
        self.clear_windows();
        self.baseline.discard_drafts();
        self.last = Some(until);
    }

    /// Expected reports of the last minute taken.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Expected reports of a leaf region in the last minute taken.
    #[must_use]
    pub fn mean_of_region(&self, region: RegionCode) -> f64 {
        let number = self.regions.number(region);
        self.mean * number.map_or(0.0, |number| self.regions.share(number))
    }

    /// Variance over mean of a minute's count.
    #[must_use]
    pub fn dispersion(&self) -> f64 {
        self.baseline.dispersion()
    }

    /// Reporters and expected reporters of the window with this index.
    #[must_use]
    pub fn window(&self, index: usize) -> (u32, f64) {
        let sums = self.windows.sums();
        (sums.reporters[index], sums.means[index])
    }

    /// What is normal for one minute.
    #[must_use]
    pub fn expectation(&self, minute: Minute) -> Expectation {
        self.expectation_of(self.normal_week().mean(minute))
    }

    /// What is normal for any minute, for whoever asks about many.
    #[must_use]
    pub fn normal_week(&self) -> NormalWeek {
        self.baseline.normal_week()
    }

    /// The chart's band around the mean of a minute or of several together: a gamma law of the same mean and variance,
    /// by Wilson and Hilferty's cube root. Slow waves raise or lower all minutes of a step alike, so their part of the
    /// variance grows with the square of the mean.
    #[must_use]
    pub fn expectation_of(&self, mean: f64) -> Expectation {
        let variance = self.dispersion() * mean + self.baseline.relative_variance() * mean * mean;
        let bound = |deviations: f64| {
            let squared_ratio = variance / (mean * mean).max(1e-12);
            let root = 1.0 - squared_ratio / 9.0 + deviations * squared_ratio.sqrt() / 3.0;
            mean * root.max(0.0).powi(3)
        };
        Expectation {
            mean,
            low: bound(-BAND_DEVIATIONS).min(mean),
            high: bound(BAND_DEVIATIONS).max(mean),
        }
    }

    /// Expected reports of a region in one minute; a country's are those of its subdivisions and its own.
    #[must_use]
    pub fn expected_region(&self, region: RegionCode, minute: Minute) -> f64 {
        self.share_of_region(region) * self.normal_week().mean(minute)
    }

    /// The share of the service's reports that a region normally has; a country's is that of its subdivisions and its
    /// own.
    #[must_use]
    pub fn share_of_region(&self, region: RegionCode) -> f64 {
        if region.is_subdivision() || region.is_unknown() {
            let number = self.regions.number(region);
            number.map_or(0.0, |number| self.regions.share(number))
        } else {
            self.regions.share_of_country(region)
        }
    }

    fn age_minutes(&self) -> i64 {
        match (self.born, self.last) {
            (Some(born), Some(last)) => last.0.saturating_sub(born.0),
            _ => 0,
        }
    }

    /// The mean of a minute that has not been taken yet; across the end of a half hour, of the last one taken.
    fn mean_ahead(&self, minute: Minute) -> f64 {
        if self.baseline.is_present(minute) {
            self.baseline.mean(minute)
        } else {
            self.mean
        }
    }

    fn variation(&self) -> Variation {
        Variation {
            dispersion: self.baseline.dispersion(),
            relative: self.baseline.relative_variance(),
        }
    }

    /// The count that makes a minute busy, and the probability of that on a normal day.
    fn busy_bound(&self) -> (u32, f64) {
        busy_bound(NORMAL_RATIO * self.mean, self.baseline.dispersion(), BUSY_RARITY)
    }

    /// By how much a young service's bars are raised.
    fn bar_factor(&self) -> f64 {
        let age = self.age_minutes();
        if age < BLIND_MINUTES {
            BLIND_THRESHOLD
        } else {
            1.0 + learning_extra(age)
        }
    }

    fn verdict(&self, view: &View, running: Option<u32>) -> Verdict {
        let factor = self.bar_factor();
        self.thresholds
            .test(view, self.variation(), &self.windows, running, factor)
    }
}

/// How much higher, relatively, the bar of a service of this age is.
fn learning_extra(age_minutes: i64) -> f64 {
    let Ok(age) = u32::try_from(age_minutes - LEARNING_MINUTES) else {
        return LEARNING_BAR_EXTRA;
    };
    LEARNING_BAR_EXTRA * (-f64::from(age) / LEARNING_HALF_LIFE_MINUTES).exp2()
}

/// Sums over windows that end within a minute under way: that minute alone, then each window longer by it.
#[derive(Debug, Clone, Copy)]
pub struct Running {
    reporters: [u32; WINDOW_COUNT + 1],
    means: [f64; WINDOW_COUNT + 1],
    busy: [u8; WINDOW_COUNT + 1],
    chances: [f64; WINDOW_COUNT + 1],
}

/// Lengths of the windows of [`Running`].
const RUNNING_MINUTES: [u16; WINDOW_COUNT + 1] = [1, 2, 3, 4, 6, 9, 14, 22, 35, 56];

fn to_f32(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough for a mean")]
    let value = value as f32;
    value
}
