//! The only reader of time. Everything else is told what time it is.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::domain::bucket::Timestamp;

/// The time of the whole process: the system's, or a virtual one that tests, `demo` and replays drive.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    /// Waiters are woken through the channel, so that a virtual wait ends as soon as its time has come.
    Virtual(Arc<watch::Sender<i64>>),
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until it is set.
    #[must_use]
    pub fn virtual_at(now: Timestamp) -> Self {
        Self(Source::Virtual(Arc::new(watch::Sender::new(now.0))))
    }

    /// The current second.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
            Source::System => Timestamp(jiff::Timestamp::now().as_second()),
            Source::Virtual(now) => Timestamp(*now.borrow()),
        }
    }

    /// Whether this clock is driven by hand.
    #[must_use]
    pub fn is_virtual(&self) -> bool {
        matches!(self.0, Source::Virtual(_))
    }

    /// Sets a virtual clock forward; a clock never goes back, and the system's cannot be set.
    pub fn advance_to(&self, now: Timestamp) {
        if let Source::Virtual(current) = &self.0 {
            current.send_if_modified(|second| {
                let later = now.0 > *second;
                *second = now.0.max(*second);
                later
            });
        }
    }

    /// Waits until the clock shows `until` or later.
    pub async fn sleep_until(&self, until: Timestamp) {
        match &self.0 {
            Source::System => {
                let seconds = u64::try_from(until.0 - self.now().0).unwrap_or(0);
                tokio::time::sleep(Duration::from_secs(seconds)).await;
            }
            Source::Virtual(now) => {
                // The sender lives in `self`, so the channel cannot close while somebody waits.
                let _ = now.subscribe().wait_for(|second| *second >= until.0).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_virtual_clock_wakes_its_waiters_and_never_goes_back() {
        let clock = Clock::virtual_at(Timestamp(100));
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(Timestamp(160)).await }
        });
        clock.advance_to(Timestamp(159));
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        clock.advance_to(Timestamp(200));
        waiting.await.unwrap();
        clock.advance_to(Timestamp(10));
        assert_eq!(clock.now(), Timestamp(200));
    }
}
