//! Which networks a service's reports come from: in the last hour, and on normal days. The same is known of the links by which
//! people come.

use serde::{Deserialize, Serialize};

use super::minute_log::MinuteLog;
use super::region::Asn;
use super::spread::Part;
use super::statistic::{WINDOW_COUNT, WINDOW_MINUTES};
use super::usual_shares::UsualShares;

/// Networks kept of one minute, largest first: more only show in a crowd so wide that none of them matters.
const NETWORKS_PER_MINUTE_MAX: usize = 512;

/// A network's reports in one minute.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Entry<K> {
    network: K,
    reports: u32,
}

/// Reports of one service by network, or by another key, the default of which is nobody in particular.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Networks<K = Asn> {
    log: MinuteLog<Entry<K>>,
    usual: UsualShares<K>,
}

impl<K> Default for Networks<K> {
    fn default() -> Self {
        Self {
            log: MinuteLog::default(),
            usual: UsualShares::default(),
        }
    }
}

impl<K: Copy + Ord + Default> Networks<K> {
    /// Takes a complete minute, each network once.
    pub fn push(&mut self, counts: &[(K, u32)]) {
        if !self.log.is_empty() {
            self.log.forget(usize::from(WINDOW_MINUTES[WINDOW_COUNT - 1]));
        }
        let entry = |&(network, reports): &(K, u32)| Entry { network, reports };
        let known = counts
            .iter()
            .filter(|&&(network, reports)| network != K::default() && reports > 0);
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
    /// of the service in a minute.
    pub fn absorb_settled(&mut self, minutes_ago: usize, mean: f64, is_young: bool) {
        let settled = self.log.minute(minutes_ago);
        let reports = settled.map(|entry| (entry.network, entry.reports));
        self.usual.absorb(reports, mean, is_young);
    }

    /// Which part of the service's reports each network normally brings.
    #[must_use]
    pub fn usual(&self) -> &UsualShares<K> {
        &self.usual
    }

    /// Reports by network in the last minutes (at most an hour), most first.
    #[must_use]
    pub fn recent(&self, minutes: usize) -> Vec<(K, u32)> {
        let mut sums: Vec<(K, u32)> = self
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
    pub fn parts(&self, minutes: usize) -> Vec<Part<K>> {
        let mut parts: Vec<Part<K>> = self
            .usual
            .iter()
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn minutes_teach_when_they_have_settled() {
        let mut networks = Networks::default();
        for minute in 0..1_440 {
            networks.push(&[(Asn(1), 3), (Asn(2), 1)]);
            networks.absorb_settled(46, 4.0, true);
            assert_eq!(networks.usual().of(Asn(1)) > 0.0, minute >= 45, "{minute}");
        }
        assert!((networks.usual().of(Asn(1)) - 0.75).abs() < 0.02);
        assert_eq!(networks.recent(10), [(Asn(1), 30), (Asn(2), 10)]);
        networks.push(&[(Asn(3), 1)]);
        let parts = networks.parts(1);
        assert_eq!(
            parts.iter().map(|part| part.key).collect::<Vec<_>>(),
            [Asn(1), Asn(2), Asn(3)]
        );
    }

    proptest! {
        #[test]
        fn every_minute_is_taken(minutes in proptest::collection::vec(
            proptest::collection::vec((0_u32..100, any::<u32>()), 0..6), 1..200)) {
            let mut networks = Networks::default();
            for minute in minutes {
                let counts: Vec<_> = minute.into_iter().map(|(network, reports)| (Asn(network), reports)).collect();
                networks.push(&counts);
                networks.absorb_settled(46, 1.0, false);
            }
            prop_assert!(networks.recent(55).iter().all(|&(network, _)| network != Asn::UNKNOWN));
        }
    }
}
