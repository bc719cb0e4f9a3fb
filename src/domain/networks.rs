//! Which networks a service's reports come from: in the last hour, and on normal days. The same is known of the links by which
//! people come.

mod stored;

use serde::{Deserialize, Serialize};

use super::hour::{Counts, Hour, KEPT};
use super::region::Asn;
use super::spread::Part;
use super::usual_shares::UsualShares;

/// Networks kept of one minute, largest first: more only show in a crowd so wide that none of them matters.
const NETWORKS_PER_MINUTE_MAX: usize = 512;

/// Reports of one service by network, or by another key, the default of which is nobody in particular.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    from = "stored::Form<K>",
    into = "stored::Form<K>",
    bound(
        serialize = "K: Copy + Ord + Default + Serialize",
        deserialize = "K: Copy + Ord + Deserialize<'de>"
    )
)]
pub struct Networks<K = Asn> {
    /// The networks of the last hour, sorted.
    heard: Vec<K>,
    /// What each of them brought.
    hour: Hour,
    /// The minutes, as bits, of which only the largest networks were kept. These teach in order of size.
    cut: u64,
    usual: UsualShares<K>,
}

impl<K> Default for Networks<K> {
    fn default() -> Self {
        Self {
            heard: Vec::new(),
            hour: Hour::default(),
            cut: 0,
            usual: UsualShares::default(),
        }
    }
}

impl<K: Copy + Ord + Default> Networks<K> {
    /// Takes a complete minute, each network once, in their order.
    pub fn push(&mut self, counts: &[(K, u32)]) {
        self.cut = self.cut << 1 & KEPT;
        if counts.is_empty() {
            self.hour.pass();
            self.hour.leave_out_silent(&mut self.heard);
            return;
        }
        let known = counts
            .iter()
            .filter(|&&(network, reports)| network != K::default() && reports > 0);
        let mut latest: Vec<(K, u32)> = known.copied().collect();
        if counts.len() > NETWORKS_PER_MINUTE_MAX {
            sort_by_size(&mut latest);
            latest.truncate(NETWORKS_PER_MINUTE_MAX);
            latest.sort_unstable();
            self.cut |= 1;
        }
        self.take(&latest);
    }

    /// Merges the networks of a minute into those of the hour; who is silent for an hour is left out.
    fn take(&mut self, latest: &[(K, u32)]) {
        let (past, before) = (std::mem::take(&mut self.hour), std::mem::take(&mut self.heard));
        self.hour = Hour::with_room(before.len() + latest.len(), &past);
        self.heard.reserve_exact(before.len() + latest.len());
        let mut latest = latest.iter().copied().peekable();
        for (network, counts) in before.into_iter().zip(past.series()) {
            while let Some((newcomer, reports)) = latest.next_if(|&(newcomer, _)| newcomer < network) {
                self.add(newcomer, Counts::SILENCE, reports);
            }
            let reports = latest
                .next_if(|&(same, _)| same == network)
                .map_or(0, |(_, reports)| reports);
            if reports > 0 || !counts.is_leaving() {
                self.add(network, counts, reports);
            }
        }
        for (newcomer, reports) in latest {
            self.add(newcomer, Counts::SILENCE, reports);
        }
        self.heard.shrink_to_fit();
        self.hour.shrink();
    }

    fn add(&mut self, network: K, past: Counts<'_>, reports: u32) {
        self.heard.push(network);
        self.hour.push(past, reports);
    }

    /// Learns what is usual from a minute of a while ago, which no incident has claimed since; `mean` is what is expected
    /// of the service in a minute.
    pub fn absorb_settled(&mut self, minutes_ago: usize, mean: f64, is_young: bool) {
        let settled = self.minute(minutes_ago);
        self.usual.absorb(settled.into_iter(), mean, is_young);
    }

    /// What each network brought in a minute, in the order in which it teaches.
    fn minute(&self, minutes_ago: usize) -> Vec<(K, u32)> {
        let all = self.heard.iter().zip(self.hour.series());
        let counts = all.map(|(&network, counts)| (network, counts.minute(minutes_ago)));
        let mut counts: Vec<(K, u32)> = counts.filter(|&(_, reports)| reports > 0).collect();
        if self.cut >> (minutes_ago - 1) & 1 == 1 {
            sort_by_size(&mut counts);
        }
        counts
    }

    /// Which part of the service's reports each network normally brings.
    #[must_use]
    pub fn usual(&self) -> &UsualShares<K> {
        &self.usual
    }

    /// Reports by network in the last minutes (at most an hour), most first.
    #[must_use]
    pub fn recent(&self, minutes: usize) -> Vec<(K, u32)> {
        let all = self.heard.iter().zip(self.hour.series());
        let sums = all.map(|(&network, counts)| (network, counts.sum(minutes)));
        let mut sums: Vec<(K, u32)> = sums.filter(|&(_, reports)| reports > 0).collect();
        sort_by_size(&mut sums);
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
        self.heard = Vec::new();
        self.hour = Hour::default();
        self.cut = 0;
    }
}

/// Largest first.
fn sort_by_size<K: Copy + Ord>(counts: &mut [(K, u32)]) {
    counts.sort_unstable_by_key(|&(network, reports)| (std::cmp::Reverse(reports), network));
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
            proptest::collection::btree_map(0_u32..100, any::<u32>(), 0..6), 1..200)) {
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
