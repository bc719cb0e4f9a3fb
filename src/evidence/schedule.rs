//! When a status page is read next. Pure: what it needs to know of the time it is told.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::bucket::Timestamp;
use crate::domain::service::ServiceSlug;

/// How often a page is read while nothing is known to be wrong.
pub const NORMAL_SECONDS: i64 = 120;

/// The same while the crowd sees an incident, when everybody wants to know.
pub const INCIDENT_SECONDS: i64 = 60;

/// The first readings after a start are spread over this long.
pub const START_SECONDS: i64 = 60;

/// A page that is away is asked no less often than this.
pub const BACKOFF_SECONDS_MAX: i64 = 3_600;

/// Longest `Retry-After` that is honoured: a vendor may want a day, and a slip of its pen should not last longer.
pub const RETRY_AFTER_SECONDS_MAX: i64 = 86_400;

/// Waits differ by up to so much of themselves, in percent, so that pages that fell in step come out of it again.
const JITTER_PERCENT: i64 = 15;

/// When one page was read, and how that went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Not before this, at first.
    started_at: Timestamp,
    read_at: Option<Timestamp>,
    readings: u32,
    failures: u32,
    /// The vendor asked to be left alone until then.
    paused_until: Timestamp,
}

impl Course {
    /// A page that has not been read yet.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            started_at: now,
            read_at: None,
            readings: 0,
            failures: 0,
            paused_until: now,
        }
    }

    /// After a reading began at `now`.
    #[must_use]
    pub fn begun(self, now: Timestamp) -> Self {
        Self {
            read_at: Some(now),
            readings: self.readings.wrapping_add(1),
            ..self
        }
    }

    /// After it came to something.
    #[must_use]
    pub fn succeeded(self) -> Self {
        Self { failures: 0, ..self }
    }

    /// After it failed at `now`; the vendor may have said when to come back.
    #[must_use]
    pub fn failed(self, now: Timestamp, retry_after_seconds: Option<i64>) -> Self {
        let pause = retry_after_seconds.unwrap_or(0).clamp(0, RETRY_AFTER_SECONDS_MAX);
        Self {
            failures: self.failures.saturating_add(1),
            paused_until: Timestamp(now.0 + pause),
            ..self
        }
    }

    /// When it is to be read next. `seed` is the process's own, so that no two of them fall in step.
    #[must_use]
    pub fn due_at(&self, service: &ServiceSlug, seed: u64, in_incident: bool) -> Timestamp {
        let random = random(seed, service, self.readings);
        let Some(read_at) = self.read_at else {
            return Timestamp(self.started_at.0 + random % START_SECONDS);
        };
        let interval = if in_incident { INCIDENT_SECONDS } else { NORMAL_SECONDS };
        let wait = (interval << self.failures.min(6)).min(BACKOFF_SECONDS_MAX);
        let jitter = wait * (random % (2 * JITTER_PERCENT + 1) - JITTER_PERCENT) / 100;
        Timestamp((read_at.0 + wait + jitter).max(self.paused_until.0))
    }
}

/// The same for the same seed, service and number; not negative.
fn random(seed: u64, service: &ServiceSlug, number: u32) -> i64 {
    let mut hasher = DefaultHasher::new();
    (seed, service, number).hash(&mut hasher);
    i64::from(u32::try_from(hasher.finish() >> 32).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug() -> ServiceSlug {
        ServiceSlug::parse("spotify").unwrap()
    }

    fn wait(course: Course, in_incident: bool) -> i64 {
        course.due_at(&slug(), 7, in_incident).0 - course.read_at.unwrap().0
    }

    #[test]
    fn waits_are_about_two_minutes_and_one_during_an_incident() {
        let mut course = Course::new(Timestamp(0));
        assert!((0..START_SECONDS).contains(&course.due_at(&slug(), 7, true).0));
        let mut waits = std::collections::BTreeSet::new();
        for number in 0..200 {
            course = course.begun(Timestamp(number * 1_000)).succeeded();
            assert!((102..=138).contains(&wait(course, false)));
            assert!((51..=69).contains(&wait(course, true)));
            waits.insert(wait(course, false));
        }
        assert!(waits.len() > 20, "{waits:?}");
        assert_eq!(course.due_at(&slug(), 7, false), course.due_at(&slug(), 7, false));
        assert!((0..20).any(|seed| course.due_at(&slug(), seed, false) != course.due_at(&slug(), 7, false)));
    }

    #[test]
    fn failures_double_the_wait_up_to_an_hour_and_the_vendor_may_ask_for_more() {
        let mut course = Course::new(Timestamp(0));
        for expected in [240, 480, 960, 1_920, 3_600, 3_600, 3_600] {
            course = course.begun(Timestamp(0)).failed(Timestamp(0), None);
            let wait = wait(course, false);
            assert!((wait - expected).abs() * 100 <= expected * 15, "{wait} for {expected}");
        }
        assert!(wait(course.succeeded(), false) < 140);
        assert_eq!(wait(course.failed(Timestamp(5), Some(9_000)), true), 9_005);
        assert_eq!(
            wait(course.failed(Timestamp(5), Some(i64::MAX)), true),
            RETRY_AFTER_SECONDS_MAX + 5
        );
        assert!(wait(course.failed(Timestamp(5), Some(-5)), true) > 0);
    }
}
