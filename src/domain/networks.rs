//! Which networks a service's reports come from: in the last hour, and on normal days.

use serde::{Deserialize, Serialize};

use super::minute_log::MinuteLog;
use super::region::Asn;
use super::spread::Part;
use super::statistic::{WINDOW_COUNT, WINDOW_MINUTES};

/// Networks whose usual share is known. The 64th largest of a service brings one report in a hundred at most.
const USUAL_MAX: usize = 64;
/// Memory of the usual shares: two weeks.
const USUAL_DECAY: f64 = 0.999_950_398_1; // exp(-1/20160)
/// Reports of nobody in particular that the shares start from, so that a service's first visitors do not own it.
const PRIOR_REPORTS: f64 = 20.0;
/// Networks kept of one minute, largest first: more only show in a crowd so wide that none of them matters.
const NETWORKS_PER_MINUTE_MAX: usize = 512;
/// On average, reports teach no more than this multiple of what is expected of the service; a day's worth may be saved
/// up. A flood has to last for weeks to become usual.
const LESSONS_RATIO: f64 = 1.3;
const LESSONS_SAVED_MINUTES: f64 = 1_440.0;
/// Usual shares are known when reports have taught this part of them: before, a network without one may be a large one.
const KNOWN_PART: f64 = 0.5;
/// Lazily decayed weights are rescaled when a fresh report weighs this much.
const GRAIN_MAX: f64 = 1e6;

/// A network's reports in one minute.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Entry {
    network: Asn,
    reports: u32,
}

/// Reports of one service by network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Networks {
    log: MinuteLog<Entry>,
    /// Discounted reports of the largest networks, in units of `grain`; in no particular order.
    usual: Vec<(Asn, f32)>,
    /// The same of all networks.
    usual_sum: f64,
    grain: f64,
    /// Reports that may teach.
    lessons: f64,
}

impl Default for Networks {
    fn default() -> Self {
        Self {
            log: MinuteLog::default(),
            usual: Vec::new(),
            usual_sum: 0.0,
            grain: 1.0,
            lessons: 0.0,
        }
    }
}

impl Networks {
    /// Takes a complete minute, each network once.
    pub fn push(&mut self, counts: &[(Asn, u32)]) {
        if !self.log.is_empty() {
            self.log.forget(usize::from(WINDOW_MINUTES[WINDOW_COUNT - 1]));
        }
        let entry = |&(network, reports): &(Asn, u32)| Entry { network, reports };
        let known = counts
            .iter()
            .filter(|&&(network, reports)| network != Asn::UNKNOWN && reports > 0);
        if counts.len() <= NETWORKS_PER_MINUTE_MAX {
            for count in known {
                self.log.push(entry(count));
            }
        } else {
            let mut largest: Vec<_> = known.copied().collect();
            largest.sort_unstable_by_key(|&(network, reports)| (std::cmp::Reverse(reports), network));
            largest.truncate(NETWORKS_PER_MINUTE_MAX);
            for count in &largest {
                self.log.push(entry(count));
            }
        }
        self.log.end_minute();
    }

    /// Learns what is usual from a minute of a while ago, which no incident has claimed since; `mean` is what is expected
    /// of the service in a minute. A young service takes everything as a lesson: what it expects is a guess, and a
    /// national service has to find out that its one carrier is its crowd.
    pub fn absorb_settled(&mut self, minutes_ago: usize, mean: f64, is_young: bool) {
        self.grain /= USUAL_DECAY;
        self.lessons = (self.lessons + LESSONS_RATIO * mean).min(LESSONS_RATIO * mean * LESSONS_SAVED_MINUTES);
        let settled: Vec<Entry> = self.log.minute(minutes_ago).collect();
        let sum: f64 = settled.iter().map(|entry| f64::from(entry.reports)).sum();
        if sum > 0.0 {
            let taught = if is_young { sum } else { sum.min(self.lessons) };
            self.lessons = (self.lessons - taught).max(0.0);
            for entry in settled {
                self.add(entry.network, f64::from(entry.reports) * taught / sum * self.grain);
            }
        }
        if self.grain > GRAIN_MAX {
            self.rescale();
        }
    }

    /// The share of the service's reports that this network normally has; an underestimate when little is known.
    #[must_use]
    pub fn usual_share(&self, network: Asn) -> f64 {
        let known = self.usual.iter().find(|(known, _)| *known == network);
        let weight = known.map_or(0.0, |&(_, weight)| f64::from(weight));
        // The weights have seven digits, the sum has more.
        (weight / self.grain / (self.usual_sum / self.grain + PRIOR_REPORTS)).min(1.0)
    }

    /// Whether enough reports have been seen for a share to mean something.
    #[must_use]
    pub fn are_usual_shares_known(&self) -> bool {
        let sum = self.usual_sum / self.grain;
        sum / (sum + PRIOR_REPORTS) >= KNOWN_PART
    }

    /// The usual share of each network that is known, in no particular order.
    pub fn usual_shares(&self) -> impl Iterator<Item = (Asn, f64)> + '_ {
        self.usual
            .iter()
            .map(|&(network, _)| (network, self.usual_share(network)))
    }

    /// Reports by network in the last minutes (at most an hour), most first.
    #[must_use]
    pub fn recent(&self, minutes: usize) -> Vec<(Asn, u32)> {
        let mut sums: Vec<(Asn, u32)> = self
            .log
            .since(minutes)
            .map(|entry| (entry.network, entry.reports))
            .collect();
        sums.sort_unstable_by_key(|&(network, _)| network);
        sums.dedup_by(|more, sum| {
            let is_same = more.0 == sum.0;
            if is_same {
                sum.1 = sum.1.saturating_add(more.1);
            }
            is_same
        });
        sums.sort_unstable_by_key(|&(network, reports)| (std::cmp::Reverse(reports), network));
        sums
    }

    /// Reports by network in the last minutes, also of usual networks that sent none.
    #[must_use]
    pub fn parts(&self, minutes: usize) -> Vec<Part<Asn>> {
        let mut parts: Vec<Part<Asn>> = self
            .usual_shares()
            .map(|(key, usual_share)| Part {
                key,
                reports: 0.0,
                usual_share,
            })
            .collect();
        parts.sort_unstable_by_key(|part| part.key);
        let usual = parts.len();
        for (key, reports) in self.recent(minutes) {
            let reports = f64::from(reports);
            match parts[..usual].binary_search_by_key(&key, |part| part.key) {
                Ok(place) => parts[place].reports = reports,
                Err(_) => parts.push(Part {
                    key,
                    reports,
                    usual_share: 0.0,
                }),
            }
        }
        parts
    }

    /// Forgets the last hour, not what is usual.
    pub fn clear(&mut self) {
        self.log.clear();
    }

    /// A newcomer takes the place of the smallest: the large ones are never the smallest, and stay.
    fn add(&mut self, network: Asn, weight: f64) {
        self.usual_sum += weight;
        if let Some((_, known)) = self.usual.iter_mut().find(|(known, _)| *known == network) {
            *known += to_f32(weight);
        } else if self.usual.len() < USUAL_MAX {
            self.usual.push((network, to_f32(weight)));
        } else if let Some(smallest) = self.usual.iter_mut().min_by(|a, b| a.1.total_cmp(&b.1)) {
            *smallest = (network, to_f32(weight));
        }
    }

    fn rescale(&mut self) {
        let grain = std::mem::replace(&mut self.grain, 1.0);
        self.usual_sum /= grain;
        for (_, weight) in &mut self.usual {
            *weight = to_f32(f64::from(*weight) / grain);
        }
    }
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

    #[test]
    fn learns_the_usual_shares_and_forgets_no_large_network() {
        let mut networks = Networks::default();
        for minute in 0..3 * 1_440_u32 {
            let passer_by = Asn(100_000 + minute % 500);
            networks.push(&[(Asn(1), 3), (Asn(2), 1), (passer_by, 1)]);
            networks.absorb_settled(46, 5.0, false);
        }
        assert!((networks.usual_share(Asn(1)) - 0.6).abs() < 0.02);
        assert!((networks.usual_share(Asn(2)) - 0.2).abs() < 0.02);
        assert!(networks.usual_share(Asn(100_001)) < 0.02);
        assert_eq!(networks.usual_shares().count(), USUAL_MAX);
        assert_eq!(networks.recent(10)[..2], [(Asn(1), 30), (Asn(2), 10)]);
    }

    #[test]
    fn a_flood_has_to_last_for_weeks_to_become_usual() {
        let mut networks = Networks::default();
        let mut days = |count: usize, flood: u32| {
            for _ in 0..count * 1_440 {
                networks.push(&[(Asn(1), 2), (Asn(2), 2), (Asn(666), flood)]);
                networks.absorb_settled(46, 4.0, false);
            }
            networks.usual_share(Asn(666))
        };
        assert!(days(14, 0) < 1e-9);
        assert!(days(1, 500) < 0.25);
        assert!(days(6, 500) < 0.75);
        assert!(days(14, 500) > 0.75);
    }

    #[test]
    fn a_rare_visitor_teaches_as_much_as_a_busy_one() {
        let mut networks = Networks::default();
        for minute in 0..14 * 1_440 {
            networks.push(if minute % 100 == 0 { &[(Asn(1), 1)] } else { &[] });
            networks.absorb_settled(46, 0.01, false);
        }
        assert!(networks.usual_share(Asn(1)) > 0.75, "{}", networks.usual_share(Asn(1)));
    }

    proptest! {
        #[test]
        fn shares_are_shares(minutes in proptest::collection::vec(
            proptest::collection::vec((0_u32..100, any::<u32>()), 0..6), 1..200)) {
            let mut networks = Networks::default();
            for minute in minutes {
                let counts: Vec<_> = minute.into_iter().map(|(network, reports)| (Asn(network), reports)).collect();
                networks.push(&counts);
                networks.absorb_settled(46, 1.0, false);
            }
            let shares: Vec<f64> = networks.usual_shares().map(|(_, share)| share).collect();
            prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
            prop_assert!(shares.iter().sum::<f64>() <= 1.0 + 1e-4);
            prop_assert!(networks.recent(55).iter().all(|&(network, _)| network != Asn::UNKNOWN));
        }
    }
}
