//! Counts of the last hour of many series, in binary: one word holds one digit of a series' counts in all minutes. Most
//! series bring nothing in most minutes and one report in some, so most take one word or none.

use super::onset::MINUTES_BACK_MAX;
use super::statistic::{WINDOW_COUNT, WINDOW_MINUTES};

/// The minutes that are kept, as bits: those of the longest window. The lowest is the last minute.
pub const KEPT: u64 = last(MINUTES_BACK_MAX);
/// The shortest window that holds a minute: its index, by bit.
const SHORTEST: [u8; MINUTES_BACK_MAX] = shortest();

/// Series by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hour {
    /// How many digits each series has.
    lengths: Vec<u8>,
    /// The digits of all series, lowest first. The lowest bit of each is the last minute.
    digits: Vec<u64>,
}

/// Counts of one series.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a>(&'a [u64]);

impl Hour {
    /// Room for so many series, and a minute more of `past`.
    #[must_use]
    pub fn with_room(series: usize, past: &Self) -> Self {
        Self {
            lengths: Vec::with_capacity(series),
            digits: Vec::with_capacity(past.digits.len() + series),
        }
    }

    /// Whether no series was heard.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.digits.is_empty()
    }

    /// All series in order of their number.
    pub fn series(&self) -> impl Iterator<Item = Counts<'_>> {
        let mut rest = self.digits.as_slice();
        self.lengths.iter().map(move |&length| {
            let (own, others) = rest.split_at(usize::from(length));
            rest = others;
            Counts(own)
        })
    }

    /// Adds a series that had these counts, and this one in the minute after them.
    pub fn push(&mut self, past: Counts<'_>, latest: u32) {
        let latest_length = usize::try_from(u32::BITS - latest.leading_zeros()).unwrap_or(0);
        let digits = (0..past.0.len().max(latest_length)).map(|digit| {
            let word = past.0.get(digit).copied().unwrap_or(0);
            (word << 1 | u64::from(latest >> digit & 1)) & KEPT
        });
        self.push_digits(digits);
    }

    /// A minute passes in which no series is heard.
    pub fn pass(&mut self) {
        let (mut next, mut written) = (0, 0);
        for length in &mut self.lengths {
            let (start, end) = (written, next + usize::from(*length));
            for place in next..end {
                self.digits[written] = self.digits[place] << 1 & KEPT;
                written += 1;
            }
            while written > start && self.digits[written - 1] == 0 {
                written -= 1;
            }
            *length = u8::try_from(written - start).unwrap_or(u8::MAX);
            next = end;
        }
        if written < self.digits.len() {
            self.digits.truncate(written);
            self.digits.shrink_to_fit();
        }
    }

    /// Leaves out the series without counts, and their keys.
    pub fn leave_out_silent<K>(&mut self, keys: &mut Vec<K>) {
        if self.lengths.contains(&0) {
            let mut lengths = self.lengths.iter();
            keys.retain(|_| lengths.next().is_some_and(|&length| length > 0));
            self.lengths.retain(|&length| length > 0);
            keys.shrink_to_fit();
            self.lengths.shrink_to_fit();
        }
    }

    /// Adds a series with these counts by minute, the latest first.
    pub fn push_minutes(&mut self, minutes: &[u32; MINUTES_BACK_MAX]) {
        let digits = (0..u32::BITS).map(|digit| {
            let bits = minutes.iter().map(|count| u64::from(count >> digit & 1));
            bits.rev().fold(0, |word, bit| word << 1 | bit)
        });
        self.push_digits(digits);
    }

    fn push_digits(&mut self, digits: impl Iterator<Item = u64>) {
        let start = self.digits.len();
        self.digits.extend(digits);
        while self.digits.len() > start && self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        self.lengths
            .push(u8::try_from(self.digits.len() - start).unwrap_or(u8::MAX));
    }

    /// Forgets all counts; the series stay.
    pub fn clear(&mut self) {
        self.digits = Vec::new();
        self.lengths.fill(0);
    }

    /// Gives back what is not needed.
    pub fn shrink(&mut self) {
        self.lengths.shrink_to_fit();
        self.digits.shrink_to_fit();
    }
}

impl Counts<'_> {
    /// Of a series that was not heard.
    pub const SILENCE: Self = Self(&[]);

    /// What was counted in one minute: 1 is the last.
    #[must_use]
    pub fn minute(self, minutes_ago: usize) -> u32 {
        let digits = self.0.iter().rev();
        digits.fold(0, |count, word| {
            count << 1 | u32::from(word >> (minutes_ago - 1) & 1 == 1)
        })
    }

    /// Each minute, the latest first.
    #[must_use]
    pub fn minutes(self) -> [u32; MINUTES_BACK_MAX] {
        std::array::from_fn(|index| self.minute(index + 1))
    }

    /// The sum of the last minutes.
    #[must_use]
    pub fn sum(self, minutes: usize) -> u32 {
        u32::try_from(self.sum_of(last(minutes))).unwrap_or(u32::MAX)
    }

    /// The sums over all windows that end with the last minute.
    #[must_use]
    pub fn sums(self) -> [u32; WINDOW_COUNT] {
        // Most words have one or two bits.
        let mut sums = [0_u64; WINDOW_COUNT];
        for (digit, &word) in self.0.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                let index = usize::from(SHORTEST[rest.trailing_zeros() as usize]);
                sums[index] += 1 << digit;
                rest &= rest - 1;
            }
        }
        let mut sum = 0;
        sums.map(|more| {
            sum += more;
            u32::try_from(sum).unwrap_or(u32::MAX)
        })
    }

    /// Whether nothing will be left in a minute, if that brings nothing.
    #[must_use]
    pub fn is_leaving(self) -> bool {
        self.0.iter().all(|word| word << 1 & KEPT == 0)
    }

    fn sum_of(self, minutes: u64) -> u64 {
        let digits = self.0.iter().rev();
        digits.fold(0, |sum, word| (sum << 1) + u64::from((word & minutes).count_ones()))
    }
}

/// The bits of the last minutes.
const fn last(minutes: usize) -> u64 {
    (1 << minutes) - 1
}

const fn shortest() -> [u8; MINUTES_BACK_MAX] {
    let (mut shortest, mut bit, mut index) = ([0; MINUTES_BACK_MAX], 0, 0_u8);
    while bit < MINUTES_BACK_MAX {
        if bit == WINDOW_MINUTES[index as usize] as usize {
            index += 1;
        }
        shortest[bit] = index;
        bit += 1;
    }
    shortest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_are_those_of_the_last_hour(
            minutes in proptest::collection::vec(proptest::collection::vec(prop_oneof![4 => 0_u32..4, 1 => any::<u32>()], 3), 1..120),
        ) {
            let mut hour = Hour::default();
            for minute in &minutes {
                let past = std::mem::take(&mut hour);
                let known = past.series().chain(std::iter::repeat(Counts::SILENCE));
                known.zip(minute).for_each(|(counts, &latest)| hour.push(counts, latest));
            }
            let mut again = Hour::default();
            for (number, counts) in hour.series().enumerate() {
                let mut kept = minutes.iter().rev().map(|minute| minute[number]).chain(std::iter::repeat(0));
                let expected: [u32; MINUTES_BACK_MAX] = std::array::from_fn(|_| kept.next().unwrap());
                prop_assert_eq!(counts.minutes(), expected);
                for (sum, length) in counts.sums().into_iter().zip(WINDOW_MINUTES) {
                    let exact: u64 = expected[..usize::from(length)].iter().copied().map(u64::from).sum();
                    prop_assert_eq!(u64::from(sum), exact.min(u64::from(u32::MAX)));
                    prop_assert_eq!(sum, counts.sum(usize::from(length)));
                }
                again.push_minutes(&expected);
            }
            prop_assert_eq!(&again, &hour);
            let mut pushed = Hour::default();
            hour.series().for_each(|counts| pushed.push(counts, 0));
            hour.pass();
            prop_assert_eq!(&hour, &pushed);
            let mut keys: Vec<usize> = (0..3).collect();
            hour.leave_out_silent(&mut keys);
            let heard = pushed.series().enumerate().filter(|(_, counts)| counts.sum(MINUTES_BACK_MAX) > 0);
            prop_assert_eq!(keys, heard.map(|(number, _)| number).collect::<Vec<_>>());
        }

        #[test]
        fn what_is_silent_takes_no_word(counts in proptest::collection::vec(any::<u32>(), 1..9)) {
            let mut hour = Hour::default();
            hour.push(Counts::SILENCE, 0);
            for latest in counts.into_iter().chain(std::iter::repeat_n(0, MINUTES_BACK_MAX)) {
                let past = std::mem::take(&mut hour);
                past.series().for_each(|counts| hour.push(counts, latest));
                let is_leaving = hour.series().all(Counts::is_leaving);
                let mut next = Hour::default();
                hour.series().for_each(|counts| next.push(counts, 0));
                prop_assert_eq!(is_leaving, next.is_silent());
            }
            prop_assert!(hour.is_silent());
        }
    }
}
