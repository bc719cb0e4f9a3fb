//! How bad an outage is over its whole course: ratio and duration in one number.
//!
//! IODA (Internet Outage Detection and Analysis, ioda.live) scores an event by how far the signal departs from its
//! baseline, relative to it, times how long that lasts. Reports rise in an outage where its signals fall, so here
//!
//! `score = Σ over the minutes of min((Y − M) / max(M, 1), 10)`, where Y − M > 0,
//!
//! with the reporters Y and the expected ones M of the five minutes that end with each. A score of 60 is twice the normal
//! number of reports for an hour, or seven times the normal number for ten minutes.

use super::incident::Severity;

/// No minute counts for more: beyond ten times the normal number the ratio says how quiet the service usually is.
const MINUTE_WEIGHT_MAX: f64 = 10.0;
/// Five minutes expect at least so many reporters, for the same reason.
const MEAN_MIN: f64 = 1.0;
/// Score from which an outage is at least [`Severity::Major`], and reporters beyond the normal in the last five minutes:
/// four times the normal number for an hour, felt by as many people as a major peak takes.
const MAJOR: (f64, f64) = (180.0, 10.0);
/// The same for [`Severity::Critical`]: ten times the normal number for over two hours.
const CRITICAL: (f64, f64) = (1_200.0, 65.0);

/// What minutes add to the score, of which each has this many reporters and expected ones in the five that end with it.
#[must_use]
pub fn weight(reporters: f64, expected: f64, minutes: u32) -> f64 {
    let ratio = (reporters - expected) / expected.max(MEAN_MIN);
    let weight = f64::from(minutes) * ratio.clamp(0.0, MINUTE_WEIGHT_MAX);
    if weight.is_finite() { weight } else { 0.0 }
}

/// The severity that a score stands for, while the last five minutes have so many reporters beyond the expected ones.
/// Duration alone makes no outage worse that hardly anybody feels.
#[must_use]
pub fn of_score(score: f64, excess: f64) -> Severity {
    let reaches = |(level, people): (f64, f64)| score >= level && excess >= people;
    if reaches(CRITICAL) {
        Severity::Critical
    } else if reaches(MAJOR) {
        Severity::Major
    } else {
        Severity::Minor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratio_and_duration_count() {
        assert!((60.0 - (0..60).map(|_| weight(20.0, 10.0, 1)).sum::<f64>()).abs() < 1e-9);
        assert!(weight(5.0, 10.0, 1).abs() < 1e-9);
        assert!((weight(f64::from(u32::MAX), 0.0, 1) - MINUTE_WEIGHT_MAX).abs() < 1e-9);
        assert!(weight(f64::NAN, 1.0, 1).abs() < 1e-9);
    }

    #[test]
    fn a_long_outage_needs_people_to_be_bad() {
        assert_eq!(of_score(2_000.0, 3.0), Severity::Minor);
        assert_eq!(of_score(2_000.0, 20.0), Severity::Major);
        assert_eq!(of_score(2_000.0, 70.0), Severity::Critical);
        assert_eq!(of_score(100.0, 1_000.0), Severity::Minor);
    }
}
