//! What was seen in each minute of the last hour, sparse: a silent minute costs nothing but its place.

use std::collections::VecDeque;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::windows::RING_MINUTES;

/// Entries of the last minutes, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MinuteLog<T> {
    entries: VecDeque<T>,
    /// Entries ever pushed, wrapping, up to the end of each minute of the ring.
    ends: [[u32; 32]; 2],
    next: u8,
    pushed: u32,
}

impl<T> Default for MinuteLog<T> {
    fn default() -> Self {
        Self {
            entries: VecDeque::new(),
            ends: [[0; 32]; 2],
            next: 0,
            pushed: 0,
        }
    }
}

impl<T: Copy> MinuteLog<T> {
    /// Whether no minute holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds to the minute under way.
    pub fn push(&mut self, entry: T) {
        self.entries.push_back(entry);
        self.pushed = self.pushed.wrapping_add(1);
    }

    /// The minute under way is complete.
    pub fn end_minute(&mut self) {
        let at = usize::from(self.next) % RING_MINUTES;
        self.ends.as_flattened_mut()[at] = self.pushed;
        self.next = u8::try_from((at + 1) % RING_MINUTES).unwrap_or(0);
    }

    /// The minute so many minutes before the one under way: 1 is the last one that ended. At most `RING_MINUTES − 1`.
    pub fn minute(&self, minutes_ago: usize) -> impl Iterator<Item = T> + '_ {
        self.entries.range(self.span(minutes_ago)).copied()
    }

    /// Everything in the last minutes and the one under way.
    pub fn since(&self, minutes_ago: usize) -> impl Iterator<Item = T> + '_ {
        self.entries.range(self.span(minutes_ago).start..).copied()
    }

    /// Drops the minute so many minutes ago and everything before it.
    pub fn forget(&mut self, minutes_ago: usize) {
        let end = self.span(minutes_ago).end;
        self.entries.drain(..end);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.ends = [[self.pushed; 32]; 2];
    }

    /// Places in `entries` of a minute.
    fn span(&self, minutes_ago: usize) -> Range<usize> {
        let at = (usize::from(self.next) + 2 * RING_MINUTES - minutes_ago) % RING_MINUTES;
        let ends = self.ends.as_flattened();
        let held = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let first = self.pushed.wrapping_sub(held);
        // An end before the first kept entry wraps to a huge place: nothing is left of that minute.
        let place = |end: u32| match end.wrapping_sub(first) {
            gone if gone > u32::MAX / 2 => 0,
            place => (place as usize).min(self.entries.len()),
        };
        place(ends[(at + RING_MINUTES - 1) % RING_MINUTES])..place(ends[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_minute_keeps_its_own(minutes in proptest::collection::vec(0_usize..4, 1..200), cleared in 0_usize..200) {
            let mut log = MinuteLog::default();
            for (number, &count) in minutes.iter().enumerate() {
                if number == cleared {
                    log.clear();
                }
                log.forget(56);
                for _ in 0..count {
                    log.push(number);
                }
                log.end_minute();
            }
            for ago in 1..=minutes.len().min(55) {
                let number = minutes.len() - ago;
                let expected = if cleared < minutes.len() && number < cleared { 0 } else { minutes[number] };
                prop_assert_eq!(log.minute(ago).collect::<Vec<_>>(), vec![number; expected]);
            }
        }
    }
}
