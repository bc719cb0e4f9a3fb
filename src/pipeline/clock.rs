//! The only reader of time. Everything else is told what time it is.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::steady::{Reading, Shown, Steady};
use crate::domain::bucket::Timestamp;

/// A wait on the machine's clock looks again this often, because that clock may be set in the meantime.
const LOOK_AGAIN_SECONDS: u64 = 60;

/// The time of the whole process: the machine's, or a virtual one that tests, `demo` and replays drive. Never goes back.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    Machine(Arc<Machine>),
    /// Waiters are woken through the channel, so that a virtual wait ends as soon as its time has come.
    Virtual(Arc<watch::Sender<i64>>),
}

/// Reads the machine's clocks.
type Read = Box<dyn Fn() -> Reading + Send + Sync>;

struct Machine {
    read: Read,
    /// Locked for the length of a look, which includes the reading: so that looks are in order.
    steady: Mutex<Steady>,
}

impl Clock {
    /// The machine's clock, made steady.
    #[must_use]
    pub fn system() -> Self {
        let started = monotonic_now();
        Self::machine(move || {
            let elapsed_ms = monotonic_now().saturating_duration_since(started).as_millis();
            Reading {
                wall_ms: wall_ms_now(),
                monotonic_ms: i64::try_from(elapsed_ms).unwrap_or(i64::MAX),
            }
        })
    }

    /// The same over other hands, so that tests can set a machine's clock.
    #[must_use]
    pub fn machine(read: impl Fn() -> Reading + Send + Sync + 'static) -> Self {
        let steady = Mutex::new(Steady::new(read()));
        let read = Box::new(read);
        Self(Source::Machine(Arc::new(Machine { read, steady })))
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
            Source::Machine(machine) => Timestamp(machine.now_ms().div_euclid(1_000)),
            Source::Virtual(now) => Timestamp(*now.borrow()),
        }
    }

    /// Whether this clock is driven by hand.
    #[must_use]
    pub fn is_virtual(&self) -> bool {
        matches!(self.0, Source::Virtual(_))
    }

    /// Goes on from this time where the machine's is behind it: what another run has shown is not shown again.
    pub fn go_on_from(&self, at: Timestamp) {
        if let Source::Machine(machine) = &self.0 {
            machine.steady().go_on_from(at.0.saturating_mul(1_000));
        }
    }

    /// Sets a virtual clock forward; a clock never goes back, and the machine's cannot be set.
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
            Source::Machine(_) => {
                while let Ok(seconds @ 1..) = u64::try_from(until.0.saturating_sub(self.now().0)) {
                    tokio::time::sleep(Duration::from_secs(seconds.min(LOOK_AGAIN_SECONDS))).await;
                }
            }
            Source::Virtual(now) => {
                // The sender lives in `self`, so the channel cannot close while somebody waits.
                let _ = now.subscribe().wait_for(|second| *second >= until.0).await;
            }
        }
    }
}

impl Machine {
    fn now_ms(&self) -> i64 {
        let mut steady = self.steady();
        let shown = steady.look((self.read)());
        drop(steady);
        tell(&shown);
        shown.now_ms
    }

    fn steady(&self) -> std::sync::MutexGuard<'_, Steady> {
        self.steady.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Machine")
            .field("steady", &self.steady())
            .finish_non_exhaustive()
    }
}

/// Once for each time that somebody has set the machine's clock, or that it slept.
fn tell(shown: &Shown) {
    let Some(jump_ms) = shown.jump_ms else { return };
    let (seconds, ahead_seconds) = (jump_ms / 1_000, shown.ahead_ms / 1_000);
    if jump_ms > 0 {
        tracing::warn!(
            seconds,
            "the clock jumped forward (it was set, or the machine slept); the time between is a gap, not silence"
        );
    } else {
        tracing::warn!(
            seconds,
            ahead_seconds,
            "the clock was set back; time goes on at nine tenths of its pace until the clock has caught up"
        );
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
fn wall_ms_now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
fn monotonic_now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machines_clock_is_shown_until_it_is_set_back() {
        use std::sync::atomic::{AtomicI64, Ordering};
        let wall_ms = Arc::new(AtomicI64::new(5_000_000));
        let hands = Arc::clone(&wall_ms);
        let clock = Clock::machine(move || Reading {
            wall_ms: hands.load(Ordering::Relaxed),
            monotonic_ms: 0,
        });
        assert_eq!(clock.now(), Timestamp(5_000));
        wall_ms.store(9_000_000, Ordering::Relaxed);
        assert_eq!(clock.clone().now(), Timestamp(9_000));
        wall_ms.store(6_000_000, Ordering::Relaxed);
        assert_eq!(clock.now(), Timestamp(9_000));
        clock.go_on_from(Timestamp(9_500));
        clock.advance_to(Timestamp(20_000));
        assert_eq!(clock.now(), Timestamp(9_500));
        assert!(!clock.is_virtual());
    }

    #[test]
    fn the_system_shows_the_time_of_day() {
        let clock = Clock::system();
        assert!(
            (clock.now().0 - wall_ms_now() / 1_000).abs() <= 60,
            "within the longest pause of a busy machine"
        );
    }

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
