//! By which link each visitor came, from the page to the report: for half an hour, in this process's memory only.
//!
//! A visitor is a hash of the address and the browser's name under a key that dies with the process, so that those who share an
//! address with thousands are told apart as far as their browsers differ. Of the site there is only a number, see
//! [`crate::domain::referrer`]. Memory is bounded: under a flood the oldest go, and whoever is not known came by no link,
//! which is what nobody is doubted for. For the same reason a front that did not see the page, or one that was started
//! since, says nothing.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;

use super::generations::Shards;
use crate::domain::bucket::Timestamp;
use crate::domain::referrer::Referrer;

/// Whoever came for the button presses it soon; some read first.
const LIFE_SECONDS: i64 = 30 * 60;

/// Visitors in a generation of a shard: as many as a hash table of 16,384 places takes. That makes 458,752 in all, in 13 MB:
/// of the largest outage on record (900 reports a second) a third for half an hour.
const VISITORS_MAX: usize = 14_336;

/// Who came by which link.
pub struct Arrivals {
    /// Random for this process, so that its hashes mean nothing to anyone else.
    keyed: RandomState,
    known: Shards<Option<Arrival>>,
}

#[derive(Debug, Clone, Copy)]
struct Arrival {
    referrer: Referrer,
    at: Timestamp,
}

impl Default for Arrivals {
    fn default() -> Self {
        Self::new()
    }
}

impl Arrivals {
    /// Knows nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            keyed: RandomState::new(),
            known: Shards::new(VISITORS_MAX, LIFE_SECONDS),
        }
    }

    /// Somebody has opened a page by a link.
    pub fn note(&self, address: IpAddr, browser: &[u8], referrer: Referrer, now: Timestamp) {
        let arrival = Arrival { referrer, at: now };
        let visitor = self.visitor(address, browser);
        self.known.with(visitor, now, |known| *known = Some(arrival));
    }

    /// By which link somebody came who reports now.
    #[must_use]
    pub fn of(&self, address: IpAddr, browser: &[u8], now: Timestamp) -> Option<Referrer> {
        let known = self.known.find(self.visitor(address, browser), |known| *known)??;
        (now.0 - known.at.0 <= LIFE_SECONDS).then_some(known.referrer)
    }

    /// IPv6 addresses are cut to /64, the part that one customer holds: devices change the rest as they like.
    fn visitor(&self, address: IpAddr, browser: &[u8]) -> u64 {
        let address = match address.to_canonical() {
            IpAddr::V4(address) => u64::from(u32::from(address)),
            IpAddr::V6(address) => u64::try_from(u128::from(address) >> 64).unwrap_or(0) | 1 << 63,
        };
        self.keyed.hash_one((address, browser))
    }
}

#[cfg(test)]
mod tests {
    use super::super::generations::SHARDS;
    use super::*;

    const FIREFOX: &[u8] = b"Firefox";

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_visitor_is_known_for_half_an_hour() {
        let arrivals = Arrivals::new();
        let forum = Referrer::of_host("forum.example.org").unwrap();
        let (home, now) = (address("198.51.100.7"), Timestamp(1_772_625_605));
        arrivals.note(home, FIREFOX, forum, now);
        let of = |address, browser: &[u8], later| arrivals.of(address, browser, Timestamp(now.0 + later));
        assert_eq!(of(home, FIREFOX, 0), Some(forum));
        assert_eq!(of(home, FIREFOX, 1_800), Some(forum));
        assert_eq!(of(home, FIREFOX, 1_801), None);
        assert_eq!(of(home, b"Safari", 0), None, "somebody else at the same address");
        assert_eq!(of(address("198.51.100.8"), FIREFOX, 0), None);
        assert_eq!(of(address("::ffff:198.51.100.7"), FIREFOX, 0), Some(forum));
        // By another link since.
        arrivals.note(home, FIREFOX, Referrer::UNNAMED, Timestamp(now.0 + 60));
        assert_eq!(of(home, FIREFOX, 60), Some(Referrer::UNNAMED));
    }

    #[test]
    fn a_device_keeps_its_arrival_when_it_changes_its_address_within_its_network() {
        let (arrivals, now) = (Arrivals::new(), Timestamp(0));
        arrivals.note(address("2001:db8:1:2::1"), FIREFOX, Referrer::UNNAMED, now);
        assert_eq!(
            arrivals.of(address("2001:db8:1:2::9"), FIREFOX, now),
            Some(Referrer::UNNAMED)
        );
        assert_eq!(arrivals.of(address("2001:db8:1:3::1"), FIREFOX, now), None);
    }

    #[test]
    fn memory_is_bounded_and_asking_takes_none() {
        let (arrivals, now) = (Arrivals::new(), Timestamp(0));
        let visitor = |number: u32| IpAddr::from(std::net::Ipv4Addr::from(number));
        for number in 0..1_000 {
            assert_eq!(arrivals.of(visitor(number), FIREFOX, now), None);
        }
        assert_eq!(arrivals.known.len(), 0);
        for number in 0..600_000 {
            arrivals.note(visitor(number), FIREFOX, Referrer::UNNAMED, now);
        }
        let most = 2 * VISITORS_MAX * usize::try_from(SHARDS).unwrap();
        assert!(arrivals.known.len() <= most, "{}", arrivals.known.len());
        assert_eq!(arrivals.of(visitor(599_999), FIREFOX, now), Some(Referrer::UNNAMED));
    }
}
