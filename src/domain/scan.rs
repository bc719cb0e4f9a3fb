//! The tests of one service's last hour: has it had too many reporters, and too many busy minutes?
//!
//! Two tests, because normal crowds come in bursts and outages do not. A burst fills a minute; people who each find the
//! thing broken fill one minute after another. Sums see big surges first. Counting busy minutes sees small and quiet
//! services many minutes earlier, and no burst, however large, counts for more than one minute in it.

use super::statistic::{NORMAL_RATIO, REPORTERS_MIN, squared_excess_needed, tail_exponent};
use super::windows::Windows;

/// One minute alone counts for this share of its exponent: bursts end within the minute, outages do not.
const LONE_MINUTE_SHARE: f64 = 0.6;
/// The fullest minute may bring this share of a window's reporters, plus [`PEAK_SHARE_EXTRA`] over the window's length.
const PEAK_SHARE: f64 = 0.2;
const PEAK_SHARE_EXTRA: f64 = 1.0;
/// Fewer busy minutes prove nothing.
const BUSY_MINUTES_MIN: u8 = 3;
/// Nor do fewer reporters than this in them: one person who presses the button for five minutes fills five minutes.
const BUSY_REPORTERS_MIN: u32 = 6;
/// In busy services the chance of a busy minute is more sensitive than its mean: the squared error grows by this
/// multiple of mean over dispersion (2 for a normal tail at one in five; the bench prefers half of that).
const BUSY_SLOPE: f64 = 1.0;
/// Windows expect at least these many reporters and busy minutes.
const MEAN_MIN: f64 = 1e-3;
/// A region's window expects this much more.
const REGION_MEAN_EXTRA: f64 = 1e-3;
/// Crowding within one region is at least half of that in the whole service.
const CROWDING_MIN: f64 = 0.5;

/// How much normal counts vary.
#[derive(Debug, Clone, Copy)]
pub struct Variation {
    /// Variance over mean of a minute's count.
    pub dispersion: f64,
    /// Squared relative error of a window's mean.
    pub relative: f64,
}

/// Counts and expectations over nested windows, shortest first.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Length of each window in minutes, one under way included.
    pub minutes: &'a [u16],
    /// Distinct reporters.
    pub reporters: &'a [u32],
    /// Expected reporters, before [`NORMAL_RATIO`].
    pub means: &'a [f64],
    /// Busy minutes.
    pub busy: &'a [u8],
    /// Expected busy minutes.
    pub chances: &'a [f64],
}

/// A test that came out highest among the windows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Hit {
    /// Tail exponent, in nats.
    pub statistic: f64,
    /// Index of the window.
    pub window: usize,
    /// What was counted in it.
    pub observed: u32,
    /// What was expected, before [`NORMAL_RATIO`].
    pub expected: f64,
    /// Variance over mean that the test allowed for.
    pub dispersion: f64,
}

/// The window with the most surprising number of reporters. `running` is the count of a minute under way.
#[must_use]
pub fn surge(view: &View, variation: Variation, windows: &Windows, running: Option<u32>) -> Hit {
    let mut best = Hit::default();
    for (window, (&observed, &expected)) in view.reporters.iter().zip(view.means).enumerate() {
        let mean = NORMAL_RATIO * expected.max(MEAN_MIN);
        if observed < REPORTERS_MIN || f64::from(observed) <= mean {
            continue;
        }
        let dispersion = variation.dispersion + variation.relative * mean;
        let upper = tail_exponent(f64::from(observed), mean, dispersion);
        if upper <= best.statistic {
            continue;
        }
        let statistic = match view.minutes[window] {
            1 => upper * LONE_MINUTE_SHARE,
            minutes => {
                let complete = usize::from(minutes) - usize::from(running.is_some());
                let peak = windows.peak(complete).max(running.unwrap_or(0));
                tail_exponent(without_burst(observed, peak, minutes), mean, dispersion)
            }
        };
        if statistic > best.statistic {
            best = Hit {
                statistic,
                window,
                observed,
                expected,
                dispersion,
            };
        }
    }
    best
}

/// Reporters of a window of which the fullest minute counts for no more than its share.
fn without_burst(observed: u32, peak: u32, minutes: u16) -> f64 {
    let peak_share = PEAK_SHARE + PEAK_SHARE_EXTRA / f64::from(minutes);
    let rest = f64::from(observed.saturating_sub(peak));
    f64::from(observed).min(rest / (1.0 - peak_share))
}

/// The window with the most surprising number of busy minutes; `minute_mean` is what one minute is expected to bring.
#[must_use]
pub fn persistence(view: &View, variation: Variation, minute_mean: f64) -> Hit {
    let slope = (BUSY_SLOPE * minute_mean / variation.dispersion).max(1.0);
    let mut best = Hit::default();
    for (window, (&busy, &expected)) in view.busy.iter().zip(view.chances).enumerate() {
        if busy < BUSY_MINUTES_MIN || view.reporters[window] < BUSY_REPORTERS_MIN {
            continue;
        }
        let mean = expected.max(MEAN_MIN);
        let dispersion = 1.0 + variation.relative * slope * mean;
        let statistic = tail_exponent(f64::from(busy), mean, dispersion);
        if statistic > best.statistic {
            best = Hit {
                statistic,
                window,
                observed: u32::from(busy),
                expected,
                dispersion,
            };
        }
    }
    best
}

/// Variance over mean of a minute's count in a region with this share of the service's reports.
#[must_use]
pub fn region_dispersion(dispersion: f64, share: f64) -> f64 {
    1.0 + (dispersion - 1.0) * share.max(CROWDING_MIN)
}

/// The window in which a region with this share of the service's reports has the most surprising number of reporters,
/// if that exceeds `floor`.
#[must_use]
pub fn region_surge(reporters: &[u32], means: &[f64], variation: Variation, share: f64, floor: f64) -> Option<Hit> {
    let crowding = region_dispersion(variation.dispersion, share);
    let mut floor = floor;
    let mut best: Option<Hit> = None;
    for (window, (&observed, &service_mean)) in reporters.iter().zip(means).enumerate() {
        let mean = share * service_mean * NORMAL_RATIO + REGION_MEAN_EXTRA;
        let excess = f64::from(observed) - mean;
        let dispersion = crowding + variation.relative * mean;
        let enough = observed >= REPORTERS_MIN && excess > 0.0;
        if !enough || excess * excess <= squared_excess_needed(floor, mean, dispersion) {
            continue;
        }
        let upper = tail_exponent(f64::from(observed), mean, dispersion);
        let statistic = if window == 0 { upper * LONE_MINUTE_SHARE } else { upper };
        if statistic > floor {
            floor = statistic;
            best = Some(Hit {
                statistic,
                window,
                observed,
                expected: share * service_mean,
                dispersion,
            });
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::statistic::WINDOW_MINUTES;
    use crate::domain::windows::MinuteCount;

    const QUIET: Variation = Variation {
        dispersion: 3.0,
        relative: 0.1,
    };

    /// A quiet hour that ends with these counts.
    fn hour(last: &[u32]) -> Windows {
        let mut windows = Windows::default();
        for minute in 0..60 {
            let reporters = (minute + last.len()).checked_sub(60).map_or(0, |index| last[index]);
            windows.push(MinuteCount {
                reporters,
                mean: 0.05,
                level: 1.0,
                busy: reporters > 0,
                chance: 0.04,
            });
        }
        windows
    }

    fn view(windows: &Windows) -> View<'_> {
        let sums = windows.sums();
        View {
            minutes: &WINDOW_MINUTES,
            reporters: &sums.reporters,
            means: &sums.means,
            busy: &sums.busy,
            chances: &sums.chances,
        }
    }

    #[test]
    fn reports_spread_over_minutes_weigh_more_than_one_burst() {
        let (burst, spread) = (hour(&[0, 0, 12, 0, 0]), hour(&[2, 3, 2, 3, 2]));
        let surge_of = |windows| surge(&view(windows), QUIET, windows, None).statistic;
        assert!(surge_of(&burst) < surge_of(&spread));
        assert!(persistence(&view(&burst), QUIET, 0.05).statistic < 1e-9);
        let hit = persistence(&view(&spread), QUIET, 0.05);
        assert!(hit.statistic > 8.0 && hit.observed == 5, "{hit:?}");
    }

    #[test]
    fn a_burst_large_enough_is_a_surge_at_once() {
        let windows = hour(&[60]);
        let hit = surge(&view(&windows), QUIET, &windows, None);
        assert!(hit.statistic > 10.0 && hit.window == 0, "{hit:?}");
    }
}
