//! When an outage seems to have begun: the change point of its counts.
//!
//! The estimate is the minute since which the counts are most likely to be elevated: of all starts in the last hour the
//! one with the greatest likelihood ratio of "elevated since then, by whatever factor fits best" to "normal". For Poisson
//! counts that is the estimate of Samuel and Pignatiello (1998, Quality Engineering 10(3), "Identifying the time of a
//! change in a Poisson rate parameter"); here the ratio is that of the negative binomial tail, because normal counts
//! crowd, and what is up to one and a half times the baseline may be a busy evening before the outage.

use super::statistic::tail_exponent;

/// Starts are looked for this far back, in minutes: the longest window of the tests.
pub const MINUTES_BACK_MAX: usize = 55;
/// The estimate gets better with the first minutes of an incident. After so many it stays: people have quoted it.
pub const REFINED_MINUTES: i64 = 10;
/// Up to this ratio to the baseline is no part of an outage. More than the tests' 1.3, because the estimate is of use only
/// for incidents, which exceed that; on the bench it errs least.
const ELEVATED_RATIO: f64 = 1.5;
/// A minute expects at least so many reporters.
const MEAN_MIN: f64 = 1e-4;

/// How many of the last minutes the counts have been elevated. Takes reporters and expected ones by minute, the latest
/// first. `None` when no minute is above normal. A start is a minute above normal itself, so the estimate is never
/// earlier than the first report that supports it.
pub fn minutes_since(minutes: impl Iterator<Item = (u32, f64)>, dispersion: f64) -> Option<usize> {
    let (mut reporters, mut mean) = (0.0, 0.0);
    let mut best = (0.0, None);
    for (index, (count, expected)) in minutes.take(MINUTES_BACK_MAX + 1).enumerate() {
        let (count, normal) = (f64::from(count), ELEVATED_RATIO * expected.max(MEAN_MIN));
        reporters += count;
        mean += normal;
        if count <= normal {
            continue;
        }
        let likelihood_ratio = tail_exponent(reporters, mean, dispersion);
        if likelihood_ratio > best.0 {
            best = (likelihood_ratio, Some(index + 1));
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn since(latest_last: &[u32], expected: f64) -> Option<usize> {
        minutes_since(latest_last.iter().rev().map(|&count| (count, expected)), 2.0)
    }

    #[test]
    fn finds_the_step() {
        assert_eq!(since(&[2, 1, 3, 2, 2, 1, 9, 12, 8, 11], 2.0), Some(4));
        assert_eq!(since(&[0, 0, 0, 0, 0, 1, 1, 0, 2, 1], 0.02), Some(5));
    }

    #[test]
    fn a_lone_report_long_before_is_not_the_beginning() {
        let mut minutes = vec![0; 50];
        minutes[10] = 1;
        minutes.extend([4, 6, 5]);
        assert_eq!(since(&minutes, 0.1), Some(3));
    }

    #[test]
    fn nothing_elevated_has_no_beginning() {
        assert_eq!(since(&[0, 0, 0], 1.0), None);
        assert_eq!(since(&[], 1.0), None);
    }

    proptest! {
        #[test]
        fn begins_with_a_minute_above_normal(
            minutes in proptest::collection::vec((any::<u32>(), 0.0_f64..1e6), 0..80), dispersion in 1.0_f64..100.0) {
            if let Some(since) = minutes_since(minutes.iter().copied(), dispersion) {
                prop_assert!(since <= MINUTES_BACK_MAX + 1);
                let (count, expected) = minutes[since - 1];
                prop_assert!(f64::from(count) > expected);
            }
        }
    }
}
