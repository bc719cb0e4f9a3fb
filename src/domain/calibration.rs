//! A threshold that sets itself, from how high the statistic climbs when nothing is wrong.
//!
//! Peaks over a threshold (Pickands 1975; Davison and Smith 1990): the hourly maxima that are highest of all decide, not
//! the many small ones, because crowds that come in bursts have tails that flatten out. The start of the tail moves up
//! until a fixed number of maxima is left above it (Hill 1975 chooses so too); beyond it the tail is exponential.

use serde::{Deserialize, Serialize};

/// Minutes of a block. The maxima of hours are nearly independent, those of minutes are not.
const BLOCK_MINUTES: u16 = 60;
const BLOCKS_PER_WEEK: f64 = 168.0;
/// Maxima above this make the tail.
const TAIL_START: f64 = 2.0;
/// The tail is fitted to this many of its highest maxima: fewer would be noise, more would be everyday ones.
const TAIL_BLOCKS: f64 = 40.0;
/// Half of a block's weight is gone after four weeks.
const BLOCK_DECAY: f64 = 0.998_969_08; // 0.5^(1/(4·168))
/// Prior scale of the tail, and how many tail blocks it is worth.
const SCALE_PRIOR: f64 = 0.95;
const SCALE_STRENGTH: f64 = 10.0;
/// Scale of a truncated tail, as a multiple of the mean that was seen: what lies beyond the cut is a guess.
const SCALE_MIN: f64 = 0.7;
const TRUNCATION_FACTOR_MAX: f64 = 3.0;
/// Prior share of blocks in the tail, and how many blocks that is worth.
const RATE_PRIOR: f64 = 0.02;
const RATE_STRENGTH: f64 = 48.0;
/// The threshold stays within these: below, four reporters would do; above lies nothing that a crowd could show.
const THRESHOLD_RANGE: (f64, f64) = (5.5, 2_000.0);
/// An alarm counts for no more than this multiple of the threshold, so that a single outage taken for a burst moves it
/// little. A crowd that passes it again and again still moves it as far as it needs.
const ALARM_SHARE_MAX: f64 = 1.5;
/// Until the first block.
const THRESHOLD_START: f64 = 8.0;
/// Maxima are counted in bins, each this much wider than the last: 64 of them reach from 2 to 2,800.
const BIN_RATIO_LN: f64 = 0.113_328_685; // ln 1.12
const BIN_COUNT: usize = 64;

/// Fits a tail to the hourly maxima of a statistic and puts the threshold where it leaves the operator's budget of false
/// alarms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    threshold: f64,
    block_maximum: f64,
    block_minutes: u16,
    /// Discounted number of blocks by their maximum, up to the highest that ever was.
    #[serde(with = "all_bins")]
    bins: Vec<f32>,
    blocks: f64,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            threshold: THRESHOLD_START,
            block_maximum: 0.0,
            block_minutes: 0,
            bins: Vec::new(),
            blocks: 0.0,
        }
    }
}

impl Calibration {
    /// Where the statistic becomes an alarm.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// No statistic below this can change what is learned from the block under way.
    #[must_use]
    pub fn floor(&self) -> f64 {
        self.block_maximum.max(TAIL_START)
    }

    /// Takes the statistic of a minute. `normal` is false while an incident is open: such hours teach nothing.
    pub fn absorb(&mut self, statistic: f64, normal: bool, false_alarms_per_week: f64) {
        self.block_maximum = self.block_maximum.max(statistic);
        self.block_minutes += 1;
        if self.block_minutes < BLOCK_MINUTES {
            return;
        }
        let maximum = std::mem::take(&mut self.block_maximum);
        self.block_minutes = 0;
        self.absorb_block(maximum, normal);
        self.threshold = self.fitted(false_alarms_per_week);
    }

    /// Takes the highest statistic of an alarm that is normal for this service as so many blocks.
    pub fn absorb_alarm(&mut self, statistic: f64, weight: f64) {
        self.blocks += weight;
        self.count(statistic.min(ALARM_SHARE_MAX * self.threshold), weight);
    }

    /// Maxima beyond the threshold are outages until [`absorb_alarm`](Self::absorb_alarm) says otherwise.
    fn absorb_block(&mut self, maximum: f64, normal: bool) {
        self.blocks *= BLOCK_DECAY;
        for bin in &mut self.bins {
            *bin *= to_f32(BLOCK_DECAY);
        }
        if !normal {
            return;
        }
        self.blocks += 1.0;
        if maximum < self.threshold {
            self.count(maximum, 1.0);
        }
    }

    fn count(&mut self, maximum: f64, weight: f64) {
        if maximum > TAIL_START && weight > 0.0 {
            let bin = bin_of(maximum);
            if bin >= self.bins.len() {
                self.bins.reserve_exact(bin + 1 - self.bins.len());
                self.bins.resize(bin + 1, 0.0);
            }
            self.bins[bin] += to_f32(weight);
        }
    }

    fn fitted(&self, false_alarms_per_week: f64) -> f64 {
        let tail = self.tail();
        let mean = tail.excess_below / tail.below.max(1e-9);
        let length = (self.threshold - tail.start).max(SCALE_MIN);
        let below = if tail.below > 0.5 {
            truncated_scale(mean, length)
        } else {
            SCALE_PRIOR
        };
        let excess = below * tail.below + tail.excess_above + SCALE_STRENGTH * SCALE_PRIOR;
        let scale = excess / (tail.below + tail.above + SCALE_STRENGTH);
        // What the prior adds to the rate counts where it was chosen, at the lowest start.
        let prior = RATE_PRIOR * RATE_STRENGTH * (-(tail.start - TAIL_START) / SCALE_PRIOR).exp();
        let rate = (tail.below + tail.above + prior) / (self.blocks + RATE_STRENGTH);
        let per_budget = (BLOCKS_PER_WEEK * rate / false_alarms_per_week.max(1e-9)).max(1.0);
        let threshold = tail.start + scale * per_budget.ln();
        threshold.clamp(THRESHOLD_RANGE.0, THRESHOLD_RANGE.1)
    }

    /// The highest maxima, from above.
    fn tail(&self) -> Tail {
        let mut tail = Tail {
            start: TAIL_START,
            ..Tail::default()
        };
        let (mut sum_below, mut sum_above) = (0.0, 0.0);
        for (bin, &weight) in self.bins.iter().enumerate().rev() {
            let weight = f64::from(weight);
            let middle = edge_of(bin) * (0.5 * BIN_RATIO_LN).exp();
            if middle < self.threshold {
                tail.below += weight;
                sum_below += weight * middle;
            } else {
                tail.above += weight;
                sum_above += weight * middle;
            }
            tail.start = edge_of(bin);
            if tail.below + tail.above >= TAIL_BLOCKS {
                break;
            }
        }
        tail.excess_below = (sum_below - tail.below * tail.start).max(0.0);
        tail.excess_above = (sum_above - tail.above * tail.start).max(0.0);
        tail
    }
}

/// The highest maxima: where they start, how many lie below and above the threshold, and by how much they exceed the
/// start.
#[derive(Debug, Default)]
struct Tail {
    start: f64,
    below: f64,
    excess_below: f64,
    above: f64,
    excess_above: f64,
}

/// Bins are stored all of them.
mod all_bins {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(bins: &[f32], serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = [[0.0; 32]; 2];
        all.as_flattened_mut()[..bins.len()].copy_from_slice(bins);
        all.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<f32>, D::Error> {
        let all = <[[f32; 32]; 2]>::deserialize(deserializer)?;
        let highest = all.as_flattened().iter().rposition(|&bin| bin != 0.0);
        Ok(all.as_flattened()[..highest.map_or(0, |highest| highest + 1)].to_vec())
    }
}

fn bin_of(maximum: f64) -> usize {
    let position = (maximum / TAIL_START).ln() / BIN_RATIO_LN;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the bins"
    )]
    let bin = position.clamp(0.0, 63.0) as usize;
    bin.min(BIN_COUNT - 1)
}

/// Lower end of a bin.
fn edge_of(bin: usize) -> f64 {
    let bin = u32::try_from(bin).unwrap_or(u32::MAX);
    TAIL_START * (f64::from(bin) * BIN_RATIO_LN).exp()
}

/// The scale of an exponential law whose mean, cut off at `length`, is `mean`: a fixed point, found in a few rounds.
fn truncated_scale(mean: f64, length: f64) -> f64 {
    let ceiling = (TRUNCATION_FACTOR_MAX * mean).max(SCALE_MIN);
    let mut scale = mean.max(SCALE_MIN);
    for _ in 0..8 {
        scale = (mean + length / (length / scale).min(50.0).exp_m1()).clamp(SCALE_MIN, ceiling);
    }
    scale
}

fn to_f32(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough for a weight")]
    let value = value as f32;
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restless_service_gets_a_higher_threshold() {
        let mut calm = Calibration::default();
        let mut restless = Calibration::default();
        for hour in 0..1_000_u32 {
            for _ in 0..60 {
                calm.absorb(0.1, true, 0.05);
                restless.absorb(f64::from(hour % 50) / 10.0, true, 0.05);
            }
        }
        assert!(calm.threshold() < restless.threshold());
        assert!((5.5..=30.0).contains(&restless.threshold()));
    }

    #[test]
    fn bursts_that_were_called_raise_the_threshold() {
        let mut calibration = Calibration::default();
        let hours = |calibration: &mut Calibration, count: u32| {
            for minute in 0..60 * count {
                calibration.absorb(f64::from(minute % 61) / 20.0, true, 0.05);
            }
        };
        hours(&mut calibration, 500);
        let before = calibration.threshold();
        for _ in 0..3 {
            calibration.absorb_alarm(40.0, 3.0);
            hours(&mut calibration, 1);
        }
        assert!(calibration.threshold() > before + 1.0);
    }

    /// Feeds hours of which one in ten has a maximum drawn from a Pareto law, by quantile.
    fn pareto(hours: u32) -> Calibration {
        let mut calibration = Calibration::default();
        for hour in 0..hours {
            let draw = (f64::from(hour / 10 * 7_919 % 1_000) + 0.5) / 1_000.0;
            let maximum = if hour % 10 == 0 { 2.0 / draw.sqrt() } else { 0.5 };
            if maximum > calibration.threshold() {
                calibration.absorb_alarm(maximum, 1.0);
            }
            for _ in 0..60 {
                calibration.absorb(maximum, true, 0.05);
            }
        }
        calibration
    }

    #[test]
    fn a_heavy_tail_raises_the_threshold_far_above_that_of_a_light_one() {
        let threshold = pareto(3_000).threshold();
        // Passed with probability 0.1·(2/h)² an hour: 1.4 times a week at 7, where a light tail would put it, and less
        // than every other week at 12.
        assert!((12.0..100.0).contains(&threshold), "{threshold}");
    }

    #[test]
    fn a_single_outage_taken_for_normal_moves_the_threshold_little() {
        let mut calibration = pareto(1);
        for minute in 0..60 * 1_000_u32 {
            calibration.absorb(f64::from(minute % 61) / 20.0, true, 0.05);
        }
        let before = calibration.threshold();
        calibration.absorb_alarm(5_000.0, 1.0);
        calibration.absorb_alarm(f64::INFINITY, 0.0);
        for _ in 0..60 {
            calibration.absorb(0.0, true, 0.05);
        }
        let after = calibration.threshold();
        assert!(after >= before && after < 1.25 * before, "{before} {after}");
    }

    #[test]
    fn a_smaller_budget_raises_the_threshold() {
        let run = |budget| {
            let mut calibration = Calibration::default();
            for minute in 0..60 * 500_u32 {
                calibration.absorb(f64::from(minute % 61) / 10.0, true, budget);
            }
            calibration.threshold()
        };
        assert!(run(0.002) > run(0.05));
    }
}
