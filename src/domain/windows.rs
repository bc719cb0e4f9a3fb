//! The last hour of one service, as sums over windows that cost the same every minute.

use serde::{Deserialize, Serialize};

use super::statistic::{WINDOW_COUNT, WINDOW_MINUTES};

/// Minutes kept: more than the longest window and the longest look back.
pub const RING_MINUTES: usize = 64;

/// Counts are cut here. A million reporters of one service in one minute is beyond any crowd, and the cut keeps every
/// sum within 32 bits.
pub const REPORTERS_PER_MINUTE_MAX: u32 = (1 << 20) - 1;

/// One minute as it was counted and as it was expected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct MinuteCount {
    /// Distinct reporters.
    pub reporters: u32,
    /// What the baseline expected when the minute came.
    pub mean: f32,
    /// The level of the day that this expectation was made with.
    pub level: f32,
    /// Whether it had as many reporters as few normal minutes have.
    pub busy: bool,
    /// The probability of that on a normal day.
    pub chance: f32,
}

/// Sums of counts and expectations over the windows that end now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct WindowSums {
    /// Distinct reporters by window.
    pub reporters: [u32; WINDOW_COUNT],
    /// Expected reporters by window.
    pub means: [f64; WINDOW_COUNT],
    /// Busy minutes by window.
    pub busy: [u8; WINDOW_COUNT],
    /// Expected busy minutes by window.
    pub chances: [f64; WINDOW_COUNT],
}

/// A ring of minutes with its window sums.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Windows {
    ring: [[MinuteCount; 32]; 2],
    next: u8,
    sums: WindowSums,
}

impl Windows {
    /// The sums over windows that end with the last minute.
    #[must_use]
    pub fn sums(&self) -> &WindowSums {
        &self.sums
    }

    /// Takes a complete minute.
    pub fn push(&mut self, count: MinuteCount) {
        for (window, minutes) in WINDOW_MINUTES.into_iter().enumerate() {
            let leaving = self.ago(usize::from(minutes));
            let reporters = &mut self.sums.reporters[window];
            *reporters = (*reporters + count.reporters).saturating_sub(leaving.reporters);
            let busy = &mut self.sums.busy[window];
            *busy = (*busy + u8::from(count.busy)).saturating_sub(u8::from(leaving.busy));
            let chance = &mut self.sums.chances[window];
            *chance = (*chance + f64::from(count.chance) - f64::from(leaving.chance)).max(0.0);
            let mean = &mut self.sums.means[window];
            *mean = (*mean + f64::from(count.mean) - f64::from(leaving.mean)).max(0.0);
        }
        let at = usize::from(self.next) % RING_MINUTES;
        self.ring.as_flattened_mut()[at] = count;
        self.next = u8::try_from((at + 1) % RING_MINUTES).unwrap_or(0);
    }

    /// The minute so many minutes before the next one: 1 is the last one taken.
    #[must_use]
    pub fn ago(&self, minutes: usize) -> MinuteCount {
        let at = (usize::from(self.next) + RING_MINUTES - minutes % RING_MINUTES) % RING_MINUTES;
        self.ring.as_flattened()[at]
    }

    /// The last minutes, the latest first, up to where nothing is remembered.
    pub fn latest(&self) -> impl Iterator<Item = MinuteCount> + '_ {
        let remembered = |count: &MinuteCount| count.mean > 0.0;
        (1..RING_MINUTES).map(|ago| self.ago(ago)).take_while(remembered)
    }

    /// The count of the fullest of the last minutes.
    #[must_use]
    pub fn peak(&self, minutes: usize) -> u32 {
        (1..=minutes).map(|ago| self.ago(ago).reporters).max().unwrap_or(0)
    }

    /// Forgets the last hour, so that the tail of a closed incident cannot open another.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_equal_the_minutes_they_cover(counts in proptest::collection::vec(0_u32..5_000, 1..200)) {
            let mut windows = Windows::default();
            for &reporters in &counts {
                windows.push(MinuteCount {
                    reporters,
                    mean: 0.5,
                    level: 1.0,
                    busy: reporters > 2_500,
                    chance: 0.25,
                });
            }
            for (window, minutes) in WINDOW_MINUTES.into_iter().enumerate() {
                let covered = counts.iter().rev().take(usize::from(minutes));
                prop_assert_eq!(windows.sums().reporters[window], covered.clone().sum::<u32>());
                let mean = 0.5 * f64::from(u32::try_from(covered.count()).unwrap());
                prop_assert!((windows.sums().means[window] - mean).abs() < 1e-9);
            }
        }
    }
}
