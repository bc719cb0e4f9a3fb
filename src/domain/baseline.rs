//! What is normal: the expected reports of a minute of the week, their level today and their dispersion.
//!
//! A robust gamma-Poisson smoother over 336 half-hour slots of the week, in the family of Farrington et al. 1996 and
//! Noufaily et al. 2013 (surveillance of infectious diseases), at a resolution of minutes.

use serde::{Deserialize, Serialize};

use super::bucket::Minute;

mod week;

use self::week::{SLOTS_PER_WEEK, Slots, Week};

/// Length of a slot: short enough to follow a morning's rise, long enough to hold counts.
pub const SLOT_MINUTES: i64 = 30;
const SLOT_MINUTES_F64: f64 = 30.0;
const SLOTS_PER_DAY: usize = 48;

/// Each visit of a slot weighs this much less a week later: a memory of about seven weeks.
const WEEKLY_DECAY: f64 = 0.87;
/// A slot leans on its neighbours: they lie half an hour away, and clocks and habits drift.
const NEIGHBOUR_WEIGHTS: [f64; 3] = [0.5, 1.0, 0.5];
/// Reports of a half hour in a service that nobody has reported yet, and how many half hours of history that is worth.
const PRIOR_REPORTS: f64 = 0.5;
const PRIOR_SLOTS: f64 = 0.5 / 6.0;
/// Strength of the prior of a slot, in reports: a mean of 6 counts as known to 40 %.
const PRIOR_STRENGTH: f64 = 6.0;
/// Strength of the prior of a weekday's factor, in reports.
const WEEKDAY_STRENGTH: f64 = 20.0;

/// A minute never expects less: the logarithms stay tame, and one report a year's worth of silence is not a surge.
const MEAN_MIN: f64 = 2e-3;
/// Ceiling of the mean: far above any crowd, and far below where sums lose digits.
const MEAN_MAX: f64 = 1e6;
/// A minute expects at least this share of the busiest half hour within an hour of it: clocks change twice a year.
const NEIGHBOURHOOD_SHARE: f64 = 0.75;

/// Strength of the prior level of 1, in reports.
const LEVEL_STRENGTH: f64 = 20.0;
/// Memory of the level and of the dispersion: a day, a week.
const LEVEL_DECAY: f64 = 0.999_305_796_5; // exp(-1/1440)
const DISPERSION_DECAY: f64 = 0.999_900_798_6; // exp(-1/10080)

/// Dispersion of an unknown service, and how many reports that opinion is worth.
const DISPERSION_PRIOR: f64 = 3.0;
const DISPERSION_STRENGTH: f64 = 30.0;
/// Beyond this the variance of a crowd says nothing about outages any more; the threshold has to carry the rest.
const DISPERSION_MAX: f64 = 200.0;
/// Slow waves: prior, bounds and memory of their squared relative size, from whole half hours.
const WAVE_PRIOR: f64 = 0.02;
const WAVE_STRENGTH: f64 = 20.0;
const WAVE_RANGE: (f64, f64) = (0.01, 0.25);
const WAVE_DECAY: f64 = 0.997;

/// A half hour under way or waiting: it joins the profile one slot late, so that an incident can still veto it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Draft {
    reports: f64,
    minutes: f64,
}

/// What the profile says about one half hour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Estimate {
    /// Expected reports of the half hour, at level 1.
    mean: f64,
    /// Squared relative uncertainty of that mean, from how little has been seen.
    uncertainty: f64,
}

/// The profile around the present, so that a minute costs one interpolation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Present {
    /// Number of the half hour since 1970.
    slot: i64,
    before: f64,
    here: f64,
    after: f64,
    /// The largest mean within an hour.
    peak: f64,
    uncertainty: f64,
}

/// The normal week of one service, learned as it goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    week: Week,
    draft: Draft,
    pending: Draft,
    present: Present,
    level_reports: f64,
    level_expected: f64,
    dispersion_squares: f64,
    dispersion_expected: f64,
    wave_squares: f64,
    wave_expected: f64,
    half_hour_reports: f64,
    half_hour_expected: f64,
    half_hour_minutes: f64,
    dispersion: f64,
    wave: f64,
    /// Whether outliers are cut.
    strict: bool,
}

impl Default for Baseline {
    fn default() -> Self {
        Self {
            week: Week::default(),
            draft: Draft::default(),
            pending: Draft::default(),
            present: Present {
                slot: i64::MIN,
                ..Present::default()
            },
            level_reports: 0.0,
            level_expected: 0.0,
            dispersion_squares: DISPERSION_PRIOR * DISPERSION_STRENGTH,
            dispersion_expected: DISPERSION_STRENGTH,
            wave_squares: 0.0,
            wave_expected: 0.0,
            half_hour_reports: 0.0,
            half_hour_expected: 0.0,
            half_hour_minutes: 0.0,
            dispersion: DISPERSION_PRIOR,
            wave: WAVE_PRIOR,
            strict: true,
        }
    }
}

impl Baseline {
    /// Moves to the half hour of this minute; what has been seen of the last one but one joins the profile.
    pub fn advance(&mut self, minute: Minute) {
        let slot = slot_of(minute);
        if slot == self.present.slot {
            return;
        }
        if slot == self.present.slot.wrapping_add(1) {
            self.commit_pending();
            self.pending = self.capped_draft();
        } else {
            self.pending = Draft::default();
        }
        self.draft = Draft::default();
        self.learn_wave();
        self.dispersion = (self.dispersion_squares / self.dispersion_expected).clamp(1.0, DISPERSION_MAX);
        self.present = self.present_at(slot);
    }

    /// Expected reports in this minute, which [`advance`](Self::advance) has been told about.
    #[must_use]
    pub fn mean(&self, minute: Minute) -> f64 {
        let present = &self.present;
        let smooth = interpolate(minute, present.before, present.here, present.after);
        let guarded = smooth.max(NEIGHBOURHOOD_SHARE * present.peak);
        (guarded / SLOT_MINUTES_F64 * self.level()).clamp(MEAN_MIN, MEAN_MAX)
    }

    /// Expected reports in any minute at today's level, without the guard against clock changes: for charts.
    #[must_use]
    pub fn normal_week(&self) -> NormalWeek {
        let slots = self.week.slots();
        NormalWeek {
            sums: Sums::of(&slots),
            slots,
            level: self.level(),
        }
    }

    /// Variance of a minute's count divided by its mean, slow waves apart.
    #[must_use]
    pub fn dispersion(&self) -> f64 {
        self.dispersion
    }

    /// Squared relative error of a window's mean: slow waves, and what is not known yet.
    #[must_use]
    pub fn relative_variance(&self) -> f64 {
        self.wave + self.present.uncertainty
    }

    /// Whether this minute lies in the half hour that [`advance`](Self::advance) was last told about.
    #[must_use]
    pub fn is_present(&self, minute: Minute) -> bool {
        slot_of(minute) == self.present.slot
    }

    /// Takes a minute into the half hour under way. `learning` is false while an incident is open; `strict` cuts
    /// outliers, which a service's first hours cannot tell.
    pub fn absorb(&mut self, reports: f64, mean: f64, learning: bool, strict: bool) {
        self.strict = strict;
        if learning {
            self.draft.reports += reports;
            self.draft.minutes += 1.0;
            self.half_hour_minutes += 1.0;
        }
        self.half_hour_reports += reports;
        self.half_hour_expected += mean;
    }

    /// Takes a minute of a while ago, which no incident has claimed since, into level and dispersion. Outliers count up
    /// to five standard deviations. `level` is the one that `mean` was made with: dividing by today's instead would let
    /// a fall of the level feed itself.
    pub fn absorb_settled(&mut self, reports: f64, mean: f64, level: f64, learning: bool, knows_the_day: bool) {
        self.level_reports *= LEVEL_DECAY;
        self.level_expected *= LEVEL_DECAY;
        self.dispersion_squares *= DISPERSION_DECAY;
        self.dispersion_expected *= DISPERSION_DECAY;
        if !learning || mean <= 0.0 || level <= 0.0 {
            return;
        }
        let variance = self.dispersion * mean;
        self.level_reports += reports.min(mean + 5.0 * variance.sqrt() + 2.0);
        self.level_expected += mean / level;
        if !knows_the_day {
            return;
        }
        self.dispersion_squares += (reports - mean).powi(2).min(25.0 * variance + 36.0);
        self.dispersion_expected += mean;
    }

    /// An incident has opened: what was seen in the last half hours is not normal.
    pub fn discard_drafts(&mut self) {
        self.draft = Draft::default();
        self.pending = Draft::default();
        self.half_hour_minutes = -SLOT_MINUTES_F64; // never reaches a whole half hour
    }

    /// After a gap in the record: yesterday's level says nothing about today.
    pub fn forget_level(&mut self) {
        self.level_reports = 0.0;
        self.level_expected = 0.0;
        self.discard_drafts();
    }

    /// Ratio of the last day to the profile.
    #[must_use]
    pub fn level(&self) -> f64 {
        (LEVEL_STRENGTH + self.level_reports) / (LEVEL_STRENGTH + self.level_expected)
    }

    /// The draft without what lies beyond four standard deviations: one undetected outage must not become normal.
    fn capped_draft(&self) -> Draft {
        let mean = self.present.here;
        if !self.strict {
            return self.draft;
        }
        let deviation = (self.dispersion * mean + (self.wave + self.present.uncertainty) * mean * mean).sqrt();
        Draft {
            reports: self.draft.reports.min(mean + 4.0 * deviation + 3.0),
            minutes: self.draft.minutes,
        }
    }

    fn commit_pending(&mut self) {
        let Draft { reports, minutes } = self.pending;
        if minutes <= 0.0 {
            return;
        }
        let index = index_of_week(self.present.slot.wrapping_sub(1));
        let mut slots = self.week.slots();
        let slot = &mut slots[index];
        slot.reports = to_f32(f64::from(slot.reports) * WEEKLY_DECAY + reports);
        slot.exposure = to_f32(f64::from(slot.exposure) * WEEKLY_DECAY + minutes / SLOT_MINUTES_F64);
        self.week = Week::of(&slots);
    }

    /// Waves show as half hours that stray from their mean by more than their minutes' dispersion explains.
    fn learn_wave(&mut self) {
        let (reports, mean) = (self.half_hour_reports, self.half_hour_expected);
        if (self.half_hour_minutes - SLOT_MINUTES_F64).abs() < 0.5 {
            let noise = self.dispersion * mean;
            let square = (reports - mean).powi(2).min(9.0 * (noise + 0.1 * mean * mean));
            self.wave_squares += square - noise;
            self.wave_expected += mean * mean;
        }
        self.wave_squares *= WAVE_DECAY;
        self.wave_expected *= WAVE_DECAY;
        self.wave = ((self.wave_squares + WAVE_PRIOR * WAVE_STRENGTH) / (self.wave_expected + WAVE_STRENGTH))
            .clamp(WAVE_RANGE.0, WAVE_RANGE.1);
        self.half_hour_reports = 0.0;
        self.half_hour_expected = 0.0;
        self.half_hour_minutes = 0.0;
    }

    fn present_at(&self, slot: i64) -> Present {
        let slots = self.week.slots();
        let sums = Sums::of(&slots);
        let near = [-2, -1, 0, 1, 2].map(|step| estimate(&slots, &sums, slot.saturating_add(step)));
        Present {
            slot,
            before: near[1].mean,
            here: near[2].mean,
            after: near[3].mean,
            peak: near.iter().fold(0.0, |peak, estimate| peak.max(estimate.mean)),
            uncertainty: near[2].uncertainty,
        }
    }
}

/// What a baseline says of any minute of the week, with the sums that it takes: for whoever asks about many.
#[derive(Debug, Clone)]
pub struct NormalWeek {
    slots: Slots,
    sums: Sums,
    level: f64,
}

impl NormalWeek {
    /// Expected reports in a minute.
    #[must_use]
    pub fn mean(&self, minute: Minute) -> f64 {
        let slot = slot_of(minute);
        let [before, here, after] =
            [-1, 0, 1].map(|step| estimate(&self.slots, &self.sums, slot.saturating_add(step)).mean);
        (interpolate(minute, before, here, after) / SLOT_MINUTES_F64 * self.level).clamp(0.0, MEAN_MAX)
    }
}

/// Reports and exposure added over days or times.
#[derive(Debug, Clone)]
struct Sums {
    times: [(f64, f64); SLOTS_PER_DAY],
    time_means: [f64; SLOTS_PER_DAY],
    days: [f64; 7],
    /// Reports of an average half hour.
    mean: f64,
}

impl Sums {
    /// Marginal sums of the week. 336 additions twice an hour are cheaper than keeping them in every state.
    fn of(slots: &Slots) -> Self {
        let mut sums = Self {
            times: [(0.0, 0.0); SLOTS_PER_DAY],
            time_means: [0.0; SLOTS_PER_DAY],
            days: [0.0; 7],
            mean: 0.0,
        };
        let mut all = (0.0, 0.0);
        for (index, slot) in slots.iter().enumerate() {
            let (reports, exposure) = (f64::from(slot.reports), f64::from(slot.exposure));
            let time = &mut sums.times[index % SLOTS_PER_DAY];
            *time = (time.0 + reports, time.1 + exposure);
            sums.days[index / SLOTS_PER_DAY] += reports;
            all = (all.0 + reports, all.1 + exposure);
        }
        sums.mean = (PRIOR_REPORTS + all.0) / (PRIOR_SLOTS + all.1);
        sums.time_means = sums.times.map(|time| sums.shrunk(time));
        sums
    }

    fn shrunk(&self, (reports, exposure): (f64, f64)) -> f64 {
        let strength = PRIOR_STRENGTH / (self.mean + 0.3);
        (reports + strength * self.mean) / (exposure + strength)
    }
}

/// Shrinks a slot towards (time of day) × (day of week), and the time of day towards the overall mean.
fn estimate(slots: &Slots, sums: &Sums, slot: i64) -> Estimate {
    let index = index_of_week(slot);
    let (day, time) = (index / SLOTS_PER_DAY, index % SLOTS_PER_DAY);
    let near_time = neighbours(time, SLOTS_PER_DAY, |i| sums.times[i]);
    let by_time = sums.shrunk(near_time);
    let expected_of_day: f64 = (0..SLOTS_PER_DAY)
        .map(|i| f64::from(slots[day * SLOTS_PER_DAY + i].exposure) * sums.time_means[i])
        .sum();
    let factor = (sums.days[day] + WEEKDAY_STRENGTH) / (expected_of_day + WEEKDAY_STRENGTH);
    let prior = by_time * factor;
    let strength = PRIOR_STRENGTH / (prior + 0.3);
    let near = neighbours(index, SLOTS_PER_WEEK, |i| {
        (f64::from(slots[i].reports), f64::from(slots[i].exposure))
    });
    Estimate {
        mean: (near.0 + strength * prior) / (near.1 + strength),
        uncertainty: 0.35 / (1.0 + near_time.1) + 1.0 / (4.0 + near_time.0),
    }
}

fn neighbours(index: usize, length: usize, value: impl Fn(usize) -> (f64, f64)) -> (f64, f64) {
    let around = [(index + length - 1) % length, index, (index + 1) % length];
    around
        .into_iter()
        .zip(NEIGHBOUR_WEIGHTS)
        .fold((0.0, 0.0), |sum, (i, weight)| {
            let (reports, exposure) = value(i);
            (sum.0 + weight * reports, sum.1 + weight * exposure)
        })
}

fn slot_of(minute: Minute) -> i64 {
    minute.0.div_euclid(SLOT_MINUTES)
}

fn index_of_week(slot: i64) -> usize {
    usize::try_from(slot.rem_euclid(336)).unwrap_or(0)
}

/// Between the middles of half hours, along a straight line.
fn interpolate(minute: Minute, before: f64, here: f64, after: f64) -> f64 {
    let within = i32::try_from(minute.0.rem_euclid(SLOT_MINUTES)).unwrap_or(0);
    let offset = (f64::from(within) + 0.5) / SLOT_MINUTES_F64 - 0.5;
    let other = if offset < 0.0 { before } else { after };
    here * (1.0 - offset.abs()) + other * offset.abs()
}

fn to_f32(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough for a mean")]
    let value = value as f32;
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds `days` days of a constant rate and gives the baseline.
    fn constant(rate: f64, days: i64) -> Baseline {
        let mut baseline = Baseline::default();
        for minute in (0..days * 1440).map(Minute) {
            baseline.advance(minute);
            let mean = baseline.mean(minute);
            baseline.absorb(rate, mean, true, true);
            baseline.absorb_settled(rate, mean, baseline.level(), true, true);
        }
        baseline
    }

    #[test]
    fn learns_a_constant_rate_within_days() {
        let baseline = constant(4.0, 10);
        let mean = baseline.normal_week().mean(Minute(10 * 1440 + 77));
        assert!((mean - 4.0).abs() < 0.2, "{mean}");
        assert!(baseline.relative_variance() < 0.2);
    }

    #[test]
    fn an_undetected_flood_moves_the_profile_little() {
        let mut baseline = constant(1.0, 21);
        for minute in (21 * 1440..21 * 1440 + 120).map(Minute) {
            baseline.advance(minute);
            baseline.absorb(500.0, baseline.mean(minute), true, true);
        }
        for minute in (21 * 1440 + 120..21 * 1440 + 240).map(Minute) {
            baseline.advance(minute);
            baseline.absorb(1.0, baseline.mean(minute), true, true);
        }
        let next_week = baseline.normal_week().mean(Minute(28 * 1440 + 60));
        assert!(next_week < 3.0, "{next_week}");
    }

    #[test]
    fn an_hour_of_clock_change_stays_within_the_guard() {
        let mut baseline = Baseline::default();
        for minute in (0..28 * 1440).map(Minute) {
            baseline.advance(minute);
            let busy = minute.0.rem_euclid(1440) >= 720;
            baseline.absorb(if busy { 10.0 } else { 1.0 }, baseline.mean(minute), true, true);
        }
        let before_noon = Minute(28 * 1440 + 690);
        baseline.advance(before_noon);
        assert!(baseline.mean(before_noon) > 6.0);
    }
}
