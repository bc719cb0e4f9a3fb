//! What every request would say while something is wrong is said now and then, with how often it was not: a log may lie on
//! the very disk that is full.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Between two lines of a kind: often enough to see that it goes on.
const PAUSE: Duration = Duration::from_secs(10);

/// Lines of one kind.
#[derive(Debug, Default)]
pub struct Complaint(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    said_at: Option<Instant>,
    unsaid: u64,
}

impl Complaint {
    /// Nothing has been said yet.
    #[must_use]
    pub const fn new() -> Self {
        let state = State {
            said_at: None,
            unsaid: 0,
        };
        Self(Mutex::new(state))
    }

    /// Whether it is time to say it, and then how often it was not said since the last time.
    pub fn turn(&self) -> Option<u64> {
        self.turn_at(Instant::now())
    }

    fn turn_at(&self, now: Instant) -> Option<u64> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.said_at.is_some_and(|said_at| now.duration_since(said_at) < PAUSE) {
            state.unsaid += 1;
            return None;
        }
        state.said_at = Some(now);
        Some(std::mem::take(&mut state.unsaid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_at_once_and_then_now_and_then() {
        let (complaint, began) = (Complaint::new(), Instant::now());
        let turn = |seconds| complaint.turn_at(began + Duration::from_secs(seconds));
        assert_eq!(turn(0), Some(0));
        assert_eq!((turn(0), turn(9)), (None, None));
        assert_eq!(turn(10), Some(2));
        assert_eq!(turn(60), Some(0));
    }
}
