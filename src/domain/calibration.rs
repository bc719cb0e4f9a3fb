//! A threshold that sets itself, from how high the statistic climbs when nothing is wrong.

use serde::{Deserialize, Serialize};

/// Minutes of a block. The maxima of hours are nearly independent, those of minutes are not.
const BLOCK_MINUTES: u16 = 60;
const BLOCKS_PER_WEEK: f64 = 168.0;
/// Maxima above this make the tail that is fitted.
const TAIL_START: f64 = 2.0;
/// Half of a block's weight is gone after four weeks.
const BLOCK_DECAY: f64 = 0.998_969_08; // 0.5^(1/(4·168))
/// Prior scale of the tail, and how many tail blocks it is worth.
const SCALE_PRIOR: f64 = 0.95;
const SCALE_STRENGTH: f64 = 20.0;
const SCALE_RANGE: (f64, f64) = (0.7, 8.0);
/// Prior share of blocks in the tail, and how many blocks that is worth.
const RATE_PRIOR: f64 = 0.02;
const RATE_STRENGTH: f64 = 48.0;
/// The threshold stays within these: below, four reporters would do; above, nothing would.
const THRESHOLD_RANGE: (f64, f64) = (5.5, 60.0);
/// A false alarm counts for this many blocks: it is what the budget is about, and the truncated fit cannot see it.
const FALSE_ALARM_WEIGHT: f64 = 5.0;
/// Until the first block.
const THRESHOLD_START: f64 = 8.0;

/// Fits an exponential tail to the hourly maxima of a statistic and puts the threshold where the tail leaves the
/// operator's budget of false alarms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    threshold: f64,
    block_maximum: f64,
    block_minutes: u16,
    excess_sum: f64,
    tail_blocks: f64,
    blocks: f64,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            threshold: THRESHOLD_START,
            block_maximum: 0.0,
            block_minutes: 0,
            excess_sum: 0.0,
            tail_blocks: 0.0,
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

    /// Takes the statistic of an alarm that turned out to be a burst: normal for this service, however high. Crowds
    /// whose bursts have heavy tails raise their threshold by this.
    pub fn absorb_false_alarm(&mut self, statistic: f64) {
        self.excess_sum += FALSE_ALARM_WEIGHT * (statistic - TAIL_START).max(0.0);
        self.tail_blocks += FALSE_ALARM_WEIGHT;
        self.blocks += FALSE_ALARM_WEIGHT;
    }

    /// Maxima beyond the threshold are outages, so the tail is fitted as one truncated there.
    fn absorb_block(&mut self, maximum: f64, normal: bool) {
        self.excess_sum *= BLOCK_DECAY;
        self.tail_blocks *= BLOCK_DECAY;
        self.blocks *= BLOCK_DECAY;
        if !normal {
            return;
        }
        self.blocks += 1.0;
        if maximum > TAIL_START && maximum < self.threshold {
            self.excess_sum += maximum - TAIL_START;
            self.tail_blocks += 1.0;
        }
    }

    fn fitted(&self, false_alarms_per_week: f64) -> f64 {
        let mean = (self.excess_sum + SCALE_STRENGTH * SCALE_PRIOR) / (self.tail_blocks + SCALE_STRENGTH);
        let scale = truncated_scale(mean, self.threshold - TAIL_START);
        let rate = (self.tail_blocks + RATE_PRIOR * RATE_STRENGTH) / (self.blocks + RATE_STRENGTH);
        let per_budget = (BLOCKS_PER_WEEK * rate / false_alarms_per_week.max(1e-9)).max(1.0);
        let threshold = TAIL_START + scale * per_budget.ln();
        threshold.clamp(THRESHOLD_RANGE.0, THRESHOLD_RANGE.1)
    }
}

/// The scale of an exponential law whose mean, cut off at `length`, is `mean`: a fixed point, found in a few rounds.
fn truncated_scale(mean: f64, length: f64) -> f64 {
    let mut scale = mean;
    for _ in 0..8 {
        scale = (mean + length / (length / scale).min(50.0).exp_m1()).clamp(SCALE_RANGE.0, SCALE_RANGE.1);
    }
    scale
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
        assert!((5.5..=60.0).contains(&restless.threshold()));
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
        calibration.absorb_false_alarm(40.0);
        hours(&mut calibration, 1);
        assert!(calibration.threshold() > before + 1.0);
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
