//! Which part of a service's reports each network brings on normal days, learned so that no network can make itself usual.
//! The sites by whose links people come ([`super::referrer`]) are learned alike.
//!
//! All reports teach, discounted ones included, but each network only what it is known for, and a little more: a tenth of
//! the service's reports stays about a tenth, whatever it floods, and takes nothing from the others. So it does not matter
//! which reports are evidence. To learn from evidence alone is not enough: a network is heard a little beyond its usual
//! part, so the part would grow by as much, again and again. Measured on a service of one region, a flood became its crowd
//! within eight weeks that way.

use serde::{Deserialize, Serialize};

use super::region::Asn;

/// Networks whose share is known. The 64th largest of a service brings one report in 64 at most.
pub(super) const KNOWN_MAX: usize = 64;
/// Memory: two weeks.
const DECAY: f64 = 0.999_950_398_1; // exp(-1/20160)
/// Reports of nobody in particular that the shares start from, so that a service's first visitors do not own it.
const PRIOR_REPORTS: f64 = 20.0;
/// On average, reports teach no more than this multiple of what is expected of the service; a day's worth may be saved up.
const LESSONS_RATIO: f64 = 1.3;
const LESSONS_SAVED_MINUTES: f64 = 1_440.0;
/// Each network teaches no more than its share of all that is remembered, and so much of it beyond: its share grows by a
/// hundredth in two weeks, and from nothing to a crowd of its own in three years.
const SHARE_EXTRA: f64 = 0.01;
/// A network may save up a day's worth of a memory of two weeks, because a provider has its hours, and a few reports,
/// because a day of a small service brings one or none.
const SAVED_PART: f64 = 1.0 / 14.0;
const SAVED_REPORTS: f64 = 3.0;
/// A service's first reports are all lessons: a share that was guessed from a few would take months to mend.
const FIRST_REPORTS: f64 = 100.0;
/// Where less is remembered than this part of what was expected, that counts as remembered: the network that brought nearly
/// everything may have gone, and the others have to take its place. A part so small that no flood lifts it beyond what is
/// remembered, although what is heard of a flood is expected soon.
const EXPECTED_PART: f64 = 0.25;
/// Shares are known when reports have taught this part of them: before, a network without one may be a large one.
const TAUGHT_PART: f64 = 0.5;
/// Lazily decayed weights are rescaled when a fresh report weighs this much.
const GRAIN_MAX: f64 = 1e6;

/// A network that is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Known<K> {
    network: K,
    /// Reports that it has taught, as they fade, in units of `grain`.
    weight: f32,
    /// Reports that it may teach.
    due: f32,
}

/// Usual shares of one service's networks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UsualShares<K = Asn> {
    /// The largest, in no particular order.
    known: Vec<Known<K>>,
    /// Weight of all networks.
    sum: f64,
    grain: f64,
    /// Minutes that taught, and the reports that were expected in them, as both fade.
    minutes: f64,
    expected: f64,
    /// The last of these minutes, for which no network has got its due.
    unpaid: f64,
    /// Reports that may teach, of all networks together.
    lessons: f64,
    /// First reports that are still to come.
    first: f64,
}

impl<K> Default for UsualShares<K> {
    fn default() -> Self {
        Self {
            known: Vec::new(),
            sum: 0.0,
            grain: 1.0,
            minutes: 0.0,
            expected: 0.0,
            unpaid: 0.0,
            lessons: 0.0,
            first: FIRST_REPORTS,
        }
    }
}

impl<K: Copy + PartialEq> UsualShares<K> {
    /// Learns from a minute's reports, each network once; `mean` is what was expected of the service in it. A young service
    /// takes everything as a lesson: what it expects is a guess, and a national service has to find out that its one
    /// carrier is its crowd.
    pub fn absorb(&mut self, reports: impl Iterator<Item = (K, u32)>, mean: f64, is_young: bool) {
        self.grain /= DECAY;
        self.minutes = self.minutes * DECAY + 1.0;
        self.expected = self.expected * DECAY + mean;
        self.unpaid += 1.0;
        self.lessons = (self.lessons + LESSONS_RATIO * mean).min(LESSONS_RATIO * mean * LESSONS_SAVED_MINUTES);
        let mut lessons: Vec<(K, f64)> = reports
            .map(|(network, reports)| (network, f64::from(reports)))
            .collect();
        if !lessons.is_empty() {
            self.pay();
            let is_free = is_young || self.first > 0.0;
            if !is_free {
                self.cut_to_dues(&mut lessons);
            }
            self.cut_to_sum(&mut lessons, is_young);
            for (network, taught) in lessons {
                self.add(network, taught, is_free);
            }
        }
        if self.grain > GRAIN_MAX {
            self.rescale();
        }
    }

    /// The share of the service's reports that this network normally has; an underestimate when little is known.
    #[must_use]
    pub fn of(&self, network: K) -> f64 {
        let weight = self.known(network).map_or(0.0, |known| f64::from(known.weight));
        // The weights have seven digits, the sum has more.
        (weight / self.grain / (self.sum / self.grain + PRIOR_REPORTS)).min(1.0)
    }

    /// Whether enough reports have been seen for a share to mean something.
    #[must_use]
    pub fn are_known(&self) -> bool {
        let sum = self.sum / self.grain;
        sum / (sum + PRIOR_REPORTS) >= TAUGHT_PART
    }

    /// How many reports the shares are made of, as far as they are remembered.
    #[must_use]
    pub fn reports(&self) -> f64 {
        self.sum / self.grain
    }

    /// The share of each network that is known, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (K, f64)> + '_ {
        self.known.iter().map(|known| (known.network, self.of(known.network)))
    }

    fn known(&self, network: K) -> Option<&Known<K>> {
        self.known.iter().find(|known| known.network == network)
    }

    /// What a network of this weight may teach in as long as it is remembered.
    fn allowance(&self, weight: f32) -> f64 {
        let share = if self.sum > 0.0 {
            f64::from(weight) / self.sum
        } else {
            0.0
        };
        let remembered = (self.sum / self.grain).max(EXPECTED_PART * self.expected);
        (share + SHARE_EXTRA) * remembered
    }

    /// What a network without a share may teach at once.
    fn due_of_newcomers(&self) -> f64 {
        saved(self.allowance(0.0))
    }

    /// Gives every network its due for the minutes that have passed.
    fn pay(&mut self) {
        let part = std::mem::take(&mut self.unpaid) / self.minutes;
        for place in 0..self.known.len() {
            let allowance = self.allowance(self.known[place].weight);
            let known = &mut self.known[place];
            known.due = to_f32((f64::from(known.due) + allowance * part).min(saved(allowance)));
        }
    }

    /// Cuts lessons down to what each network may teach.
    fn cut_to_dues(&self, lessons: &mut [(K, f64)]) {
        for (network, reports) in lessons {
            let known = self.known(*network);
            let due = known.map_or_else(|| self.due_of_newcomers(), |known| f64::from(known.due));
            *reports = reports.min(due);
        }
    }

    /// Cuts lessons down to what all together may teach, unless the service is young.
    fn cut_to_sum(&mut self, lessons: &mut [(K, f64)], is_young: bool) {
        let sum: f64 = lessons.iter().map(|&(_, reports)| reports).sum();
        let taught = if is_young { sum } else { sum.min(self.lessons) };
        self.lessons = (self.lessons - taught).max(0.0);
        if taught < sum {
            for (_, reports) in lessons {
                *reports *= taught / sum;
            }
        }
    }

    /// A newcomer takes the place of the smallest: the large ones are never the smallest, and stay.
    fn add(&mut self, network: K, taught: f64, is_free: bool) {
        let weight = to_f32(taught * self.grain);
        let spent = if is_free { 0.0 } else { taught };
        let less = |due: f64| to_f32((due - spent).max(0.0));
        let newcomer = Known {
            network,
            weight,
            due: less(self.due_of_newcomers()),
        };
        self.first = (self.first - taught).max(0.0);
        self.sum += taught * self.grain;
        if let Some(known) = self.known.iter_mut().find(|known| known.network == network) {
            known.weight += weight;
            known.due = less(f64::from(known.due));
        } else if self.known.len() < KNOWN_MAX {
            self.known.push(newcomer);
        } else if let Some(smallest) = self.known.iter_mut().min_by(|a, b| a.weight.total_cmp(&b.weight)) {
            *smallest = newcomer;
        }
    }

    fn rescale(&mut self) {
        let grain = std::mem::replace(&mut self.grain, 1.0);
        self.sum /= grain;
        for known in &mut self.known {
            known.weight = to_f32(f64::from(known.weight) / grain);
        }
    }
}

/// What a network may save up that may teach so much in as long as it is remembered.
fn saved(allowance: f64) -> f64 {
    allowance * SAVED_PART + SAVED_REPORTS
}

fn to_f32(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough for a share")]
    let value = value as f32;
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FLOOD: Asn = Asn(666);

    /// Days in which each of these networks brings so many reports in every `pause`-th minute.
    fn days(shares: &mut UsualShares, days: u32, pause: u32, mean: f64, counts: &[(Asn, u32)]) {
        for minute in 0..days * 1_440 {
            let reports = if minute % pause == 0 { counts } else { &[] };
            shares.absorb(reports.iter().copied(), mean, false);
        }
    }

    #[test]
    fn learns_the_usual_shares_and_forgets_no_large_network() {
        let mut shares = UsualShares::default();
        for minute in 0..3 * 1_440_u32 {
            let passer_by = Asn(100_000 + minute % 500);
            shares.absorb([(Asn(1), 3), (Asn(2), 1), (passer_by, 1)].into_iter(), 5.0, false);
        }
        assert!((shares.of(Asn(1)) - 0.6).abs() < 0.02);
        assert!((shares.of(Asn(2)) - 0.2).abs() < 0.02);
        assert!(shares.of(Asn(100_001)) < 0.02);
        assert_eq!(shares.iter().count(), KNOWN_MAX);
    }

    #[test]
    fn no_flood_becomes_usual_or_takes_from_the_others() {
        let mut shares = UsualShares::default();
        days(&mut shares, 14, 1, 4.0, &[(Asn(1), 3), (Asn(2), 1)]);
        let carrier = shares.of(Asn(1));
        // What is heard of the flood is soon expected.
        let (mean, flood) = (4.0 / 0.75, [(Asn(1), 3), (Asn(2), 1), (FLOOD, 500)]);
        days(&mut shares, 56, 1, mean, &flood);
        assert!(shares.of(FLOOD) < 0.06, "{}", shares.of(FLOOD));
        assert!(shares.of(Asn(1)) > 0.94 * carrier, "{}", shares.of(Asn(1)));
        days(&mut shares, 364, 1, mean, &flood);
        assert!(shares.of(FLOOD) < 0.3, "{}", shares.of(FLOOD));
    }

    #[test]
    fn a_flood_of_a_small_service_does_not_become_usual() {
        let mut shares = UsualShares::default();
        days(&mut shares, 28, 200, 0.01, &[(Asn(1), 1), (Asn(2), 1)]);
        for minute in 0..56 * 1_440 {
            let regulars = if minute % 200 == 0 {
                &[(Asn(1), 1), (Asn(2), 1)][..]
            } else {
                &[]
            };
            let reports = regulars.iter().copied().chain([(FLOOD, 3)]);
            shares.absorb(reports, 0.014, false);
        }
        assert!(shares.of(FLOOD) < 0.1, "{}", shares.of(FLOOD));
    }

    #[test]
    fn whoever_grows_is_followed_in_months() {
        let mut shares = UsualShares::default();
        days(&mut shares, 28, 1, 10.0, &[(Asn(1), 8), (Asn(2), 2)]);
        days(&mut shares, 182, 1, 10.0, &[(Asn(1), 7), (Asn(2), 3)]);
        assert!((shares.of(Asn(2)) - 0.3).abs() < 0.02, "{}", shares.of(Asn(2)));
    }

    #[test]
    fn the_others_take_the_place_of_who_has_gone() {
        let mut shares = UsualShares::default();
        days(&mut shares, 28, 1, 20.0, &[(Asn(1), 18), (Asn(2), 1), (Asn(3), 1)]);
        days(&mut shares, 70, 1, 2.0, &[(Asn(2), 1), (Asn(3), 1)]);
        assert!(shares.of(Asn(1)) < 0.1, "{}", shares.of(Asn(1)));
        for network in [Asn(2), Asn(3)] {
            assert!((shares.of(network) - 0.5).abs() < 0.1, "{}", shares.of(network));
        }
        assert!(shares.are_known());
    }

    #[test]
    fn a_rare_visitor_teaches_as_much_as_a_busy_one() {
        let mut shares = UsualShares::default();
        days(&mut shares, 14, 100, 0.01, &[(Asn(1), 1)]);
        assert!(shares.of(Asn(1)) > 0.75, "{}", shares.of(Asn(1)));
    }

    #[test]
    fn a_young_service_finds_its_crowd_in_a_day() {
        let mut shares = UsualShares::default();
        for _ in 0..1_440 {
            shares.absorb([(Asn(1), 9), (Asn(2), 1)].into_iter(), 0.1, true);
        }
        assert!(shares.of(Asn(1)) > 0.89, "{}", shares.of(Asn(1)));
        days(&mut shares, 28, 1, 10.0, &[(Asn(1), 9), (Asn(2), 1)]);
        assert!(shares.of(Asn(1)) > 0.89, "{}", shares.of(Asn(1)));
    }

    proptest! {
        #[test]
        fn shares_are_shares(minutes in proptest::collection::vec(
            proptest::collection::btree_map(1_u32..100, any::<u32>(), 0..6), 1..200)) {
            let mut shares = UsualShares::default();
            for minute in minutes {
                let reports = minute.into_iter().map(|(network, reports)| (Asn(network), reports));
                shares.absorb(reports, 1.0, false);
            }
            let all: Vec<f64> = shares.iter().map(|(_, share)| share).collect();
            prop_assert!(all.iter().all(|share| (0.0..=1.0).contains(share)));
            prop_assert!(all.iter().sum::<f64>() <= 1.0 + 1e-4);
        }

        /// Networks behave as they like: who floods beside them gets no further.
        #[test]
        fn a_share_grows_slowly_whatever_the_others_do(
            counts in proptest::collection::vec((0_u32..20, 0_u32..20), 3 * 1_440), flood in 1_u32..10_000) {
            let mut shares = UsualShares::default();
            days(&mut shares, 14, 1, 20.0, &[(Asn(1), 10), (Asn(2), 10)]);
            for (one, two) in counts {
                let others = [(Asn(1), one), (Asn(2), two), (FLOOD, flood)];
                shares.absorb(others.into_iter().filter(|&(_, reports)| reports > 0), 25.0, false);
            }
            prop_assert!(shares.of(FLOOD) < 0.01, "{}", shares.of(FLOOD));
        }
    }
}
