//! How the last hour is stored: what was seen in each minute, one after another. Older versions kept it so in memory.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::onset::MINUTES_BACK_MAX;
use super::windows::RING_MINUTES;

/// Entries of the last minutes, oldest first.
#[derive(Debug, Serialize, Deserialize)]
pub struct MinuteLog<T> {
    entries: Vec<T>,
    /// Entries ever pushed, wrapping, up to the end of each minute of the ring.
    ends: [[u32; 32]; 2],
    next: u8,
    pushed: u32,
}

impl<T: Copy> MinuteLog<T> {
    /// The last hour; `entries` gives those of a minute so many minutes ago.
    pub fn of<I: IntoIterator<Item = T>>(entries: impl Fn(usize) -> I) -> Self {
        let mut log = Self {
            entries: Vec::new(),
            ends: [[0; 32]; 2],
            next: u8::try_from(MINUTES_BACK_MAX).unwrap_or(0),
            pushed: 0,
        };
        for index in 0..MINUTES_BACK_MAX {
            log.entries.extend(entries(MINUTES_BACK_MAX - index));
            log.pushed = u32::try_from(log.entries.len()).unwrap_or(u32::MAX);
            log.ends.as_flattened_mut()[index] = log.pushed;
        }
        log
    }

    /// The minute so many minutes ago: 1 is the last one. At most an hour.
    pub fn minute(&self, minutes_ago: usize) -> &[T] {
        &self.entries[self.span(minutes_ago)]
    }

    /// Places in `entries` of a minute. Whatever was stored, they are within.
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
        let end = place(ends[at]);
        place(ends[(at + RING_MINUTES - 1) % RING_MINUTES]).min(end)..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_minute_keeps_its_own(minutes in proptest::collection::vec(0_usize..4, MINUTES_BACK_MAX)) {
            let log = MinuteLog::of(|ago| vec![ago; minutes[ago - 1]]);
            for ago in 1..=MINUTES_BACK_MAX {
                prop_assert_eq!(log.minute(ago), vec![ago; minutes[ago - 1]]);
            }
        }
    }

    #[test]
    fn a_log_that_was_kept_for_days_is_read() {
        let mut ends = [[0; 32]; 2];
        for (place, end) in ends.as_flattened_mut().iter_mut().enumerate() {
            *end = u32::MAX - 9 + u32::try_from(place).unwrap().min(9);
        }
        ends[1][31] = 2;
        ends[0][0] = 3;
        let log = MinuteLog {
            entries: vec!['a', 'b', 'c', 'd'],
            ends,
            next: 1,
            pushed: 3,
        };
        assert_eq!(log.minute(1), ['d']);
        assert_eq!(log.minute(2), ['a', 'b', 'c']);
        assert!(log.minute(3).is_empty());
    }
}
