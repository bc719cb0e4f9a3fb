//! How much one network may say: a provider that fails, or a crowd of rented machines, is not an outage of the service.
//!
//! A report is evidence as long as its network brings no more than its part of the recent evidence, of the whole service
//! and of the region. The part is relative to what all other networks bring, so no number of machines in one network can
//! lift the count that the detector sees beyond a busy evening, while a crowd from many networks passes as it comes.

use std::collections::HashMap;
use std::hash::Hash;

use super::bucket::Timestamp;
use super::region::{Asn, RegionCode};

/// Reports within a few hours that a network may bring when nobody else reports: fewer than any test calls for
/// (`REPORTERS_MIN`).
const FREE_REPORTS: f64 = 2.0;
/// Any network may bring this part of a service's evidence. All the others together then still make it three quarters,
/// and 1/(1 − ¼) = 1.33 times the normal count is a busy evening.
const PART: f64 = 0.25;
/// The same within one region, where a provider has a larger part, and bars are higher.
const PART_OF_REGION: f64 = 0.4;
/// A network that usually brings a larger part may bring that, and so much more.
const PART_EXTRA: f64 = 0.05;
/// A network that usually brings at least this part is the service's own crowd: a national service behind one carrier's
/// address translation. What bounds it is the neighbourhood rule.
const PART_OF_OWN_CROWD: f64 = 0.75;
/// Memories of recent evidence, in seconds. The short one sees a burst, the long one a patient attack.
const MEMORIES_SECONDS: [f64; 2] = [300.0, 3_600.0];
/// Networks and places remembered of one service: 16 bytes and a key each. A crowd from more places within hours is
/// nobody's puppet.
const PLACES_MAX: usize = 8_192;
/// Less evidence than this is forgotten when room is needed.
const FORGOTTEN_BELOW: f32 = 0.1;

/// Room is looked for this often at most.
const SWEEP_SECONDS: i64 = 60;

/// Evidence that fades, by each of two memories: 5 minutes and an hour.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recent {
    at: Timestamp,
    amounts: [f32; MEMORIES_SECONDS.len()],
}

impl Recent {
    /// What is left of it now. A clock that went back fades nothing.
    #[must_use]
    pub fn faded(mut self, now: Timestamp) -> Self {
        let elapsed = i32::try_from(now.0.saturating_sub(self.at.0).max(0)).unwrap_or(i32::MAX);
        if elapsed > 0 && self.amounts[1] > 0.0 {
            for (amount, memory) in self.amounts.iter_mut().zip(MEMORIES_SECONDS) {
                *amount *= to_f32((-f64::from(elapsed) / memory).exp());
            }
        }
        self.at = self.at.max(now);
        self
    }

    /// One more report, now.
    pub fn add(&mut self, now: Timestamp) {
        *self = self.faded(now);
        for amount in &mut self.amounts {
            *amount += 1.0;
        }
    }

    /// Whether one more report stays within this part of `all`, and `free` reports on top, by every memory. Both are as
    /// of the same moment.
    #[must_use]
    pub fn may_grow(self, all: Self, part: f64, free: f64) -> bool {
        self.amounts.into_iter().zip(all.amounts).all(|(own, all)| {
            let others = f64::from((all - own).max(0.0));
            f64::from(own) + 1.0 <= free + part / (1.0 - part) * others
        })
    }
}

/// Recent evidence by network or place.
#[derive(Debug, Clone)]
struct Places<K> {
    known: HashMap<K, Recent>,
    /// When the faded ones were last looked for.
    swept_at: Timestamp,
}

impl<K> Default for Places<K> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            swept_at: Timestamp(i64::MIN),
        }
    }
}

impl<K: Copy + Eq + Hash> Places<K> {
    fn recent(&self, key: K, now: Timestamp) -> Recent {
        self.known
            .get(&key)
            .map_or_else(Recent::default, |recent| recent.faded(now))
    }

    fn remember(&mut self, key: K, now: Timestamp) {
        if self.known.len() >= PLACES_MAX && !self.known.contains_key(&key) {
            self.sweep(now);
            if self.known.len() >= PLACES_MAX {
                return;
            }
        }
        self.known.entry(key).or_default().add(now);
    }

    /// Makes room, at most once in a while: a flood of places must not cost a walk over all of them each.
    fn sweep(&mut self, now: Timestamp) {
        if now.0.saturating_sub(self.swept_at.0) >= SWEEP_SECONDS {
            self.swept_at = now;
            self.known
                .retain(|_, recent| recent.faded(now).amounts[1] >= FORGOTTEN_BELOW);
        }
    }
}

/// The recent evidence of one service by network and by place.
#[derive(Debug, Clone, Default)]
pub struct NetworkCap {
    all: Recent,
    networks: Places<Asn>,
    regions: Places<RegionCode>,
    places: Places<(RegionCode, Asn)>,
}

impl NetworkCap {
    /// Whether a report from this place is evidence; if so, it is remembered as such. `usual_share` is the part of the
    /// service's reports that the network brings on normal days. Reports of unknown networks are evidence: nobody can
    /// say that they are of one.
    pub fn admits(&mut self, region: RegionCode, network: Asn, usual_share: f64, now: Timestamp) -> bool {
        let all = self.all.faded(now);
        let of_region = self.regions.recent(region, now);
        if network != Asn::UNKNOWN && usual_share < PART_OF_OWN_CROWD {
            let usual_part = usual_share + PART_EXTRA;
            let of_network = self.networks.recent(network, now);
            let of_place = self.places.recent((region, network), now);
            if !of_network.may_grow(all, usual_part.max(PART), FREE_REPORTS)
                || !of_place.may_grow(of_region, usual_part.max(PART_OF_REGION), FREE_REPORTS)
            {
                return false;
            }
        }
        self.all.add(now);
        self.regions.remember(region, now);
        if network != Asn::UNKNOWN {
            self.networks.remember(network, now);
            self.places.remember((region, network), now);
        }
        true
    }
}

fn to_f32(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a share of 1")]
    let value = value as f32;
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NY: &str = "US-NY";

    fn region(code: &str) -> RegionCode {
        RegionCode::parse(code).unwrap()
    }

    /// How many of `reports` reports of one network, one a second, are evidence.
    fn flood(cap: &mut NetworkCap, reports: i64, usual_share: f64, from: i64) -> usize {
        (0..reports)
            .filter(|second| cap.admits(region(NY), Asn(666), usual_share, Timestamp(from + second)))
            .count()
    }

    #[test]
    fn a_network_alone_brings_next_to_nothing() {
        assert_eq!(flood(&mut NetworkCap::default(), 3_300, 0.0, 0), 3);
        assert_eq!(flood(&mut NetworkCap::default(), 3_300, 0.5, 0), 3);
    }

    #[test]
    fn beside_a_normal_crowd_a_flood_adds_a_third_at_most() {
        let mut cap = NetworkCap::default();
        let mut of_others = 0;
        let mut of_flood = 0;
        for second in 0..14_400 {
            let now = Timestamp(second);
            if second % 20 == 0 {
                let network = Asn(u32::try_from(second / 20 % 37).unwrap() + 1);
                let code = ["US-NY", "DE-BY", "JP-13"][usize::try_from(second / 20 % 3).unwrap()];
                of_others += usize::from(cap.admits(region(code), network, 0.03, now));
            }
            of_flood += usize::from(cap.admits(region(NY), Asn(666), 0.0, now));
        }
        assert!(of_others > 700, "{of_others}");
        // In the region itself, where a third of the others are, at most two thirds of that.
        assert!((100..180).contains(&of_flood), "{of_flood}");
    }

    #[test]
    fn a_service_behind_one_carrier_is_heard() {
        assert_eq!(flood(&mut NetworkCap::default(), 500, 0.9, 0), 500);
    }

    #[test]
    fn a_crowd_of_many_networks_passes() {
        let mut cap = NetworkCap::default();
        let admitted = (0..1_000_i64)
            .filter(|&second| {
                // The largest network brings a fifth.
                let network = if second % 5 == 0 {
                    1
                } else {
                    10 + u32::try_from(second % 13).unwrap()
                };
                cap.admits(region(NY), Asn(network), 0.0, Timestamp(second))
            })
            .count();
        assert!(admitted > 970, "{admitted}");
    }

    #[test]
    fn memory_is_bounded() {
        let mut cap = NetworkCap::default();
        for number in 0..50_000 {
            cap.admits(region(NY), Asn(number), 0.0, Timestamp(i64::from(number) / 1_000));
        }
        assert!(cap.networks.known.len() <= PLACES_MAX && cap.places.known.len() <= PLACES_MAX);
        assert!(cap.admits(region(NY), Asn(60_000), 0.0, Timestamp(86_400)));
        assert!(cap.networks.known.contains_key(&Asn(60_000)));
    }

    proptest! {
        /// Whatever others do, a network's evidence stays within its part of theirs.
        #[test]
        fn the_part_holds(reports in proptest::collection::vec((0_u32..6, 0_i64..120), 1..400)) {
            let mut cap = NetworkCap::default();
            let (mut now, mut own, mut others) = (0, 0_u32, 0_u32);
            for (network, wait) in reports {
                now += wait;
                let admitted = cap.admits(region(NY), Asn(network + 1), 0.0, Timestamp(now));
                match network {
                    0 => own += u32::from(admitted),
                    _ => others += u32::from(admitted),
                }
            }
            // Fading only helps by what was free in the hours that passed.
            let hours = f64::from(i32::try_from(now).unwrap()) / 3_600.0;
            prop_assert!(f64::from(own) <= FREE_REPORTS * (2.0 + 2.0 * hours) + f64::from(others) / 2.0, "{own} {others} {now}");
        }
    }
}
