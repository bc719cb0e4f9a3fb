//! Who is heard: a provider that fails, a neighbour with a grudge or a crowd of rented machines is no outage of the
//! service.
//!
//! A report is evidence as long as its network and its neighbourhood bring no more than their part of the recent
//! evidence, of the whole service and of the region. The part is relative to what everybody else brings, so no number of
//! machines in one network lifts the count that the detector sees beyond a busy evening, while a crowd from many places
//! passes as it comes. And where others bring clearly more than usual, who brings as much as they do is one of them:
//! providers that surge together corroborate each other, one alone has nobody.

use std::hash::Hash;

use foldhash::HashMap;

use super::bucket::Timestamp;
use super::region::{Asn, RegionCode};
use super::statistic::NORMAL_RATIO;

/// Reports that a network may bring when nobody else reports, as they fade: one at once, and another 40 minutes later.
/// Every test calls for more (`REPORTERS_MIN`), and chance often brings some of them.
const FREE_REPORTS: f64 = 1.5;
/// Any network may bring this part of a service's evidence. All the others together then still make it three quarters,
/// and 1/(1 − ¼) = 1.33 times the normal count is a busy evening.
const PART: f64 = 0.25;
/// The same within one region, where a provider has a larger part, and bars are higher.
const PART_OF_REGION: f64 = 1.0 / 3.0;
/// And for a neighbourhood within one region: the crowd of a carrier comes from a few of them.
const PART_OF_NEIGHBOURS: f64 = 0.4;
/// A network that usually brings a larger part may bring that, and so much more.
const PART_EXTRA: f64 = 0.1;
/// A network that usually brings at least this part is the service's own crowd: a national service behind one carrier's
/// address translation. What bounds it is the neighbourhood rule.
const PART_OF_OWN_CROWD: f64 = 0.75;
/// Memories of recent evidence, in minutes. The short one sees a burst, the long one a patient attack.
const MEMORIES_MINUTES: [f64; 2] = [5.0, 60.0];
/// Others surge when they bring more than the mean of a busy evening, so many standard deviations and so many reports.
const CHANCE_DEVIATIONS: f64 = 1.5;
const CHANCE_REPORTS: f64 = 3.0;
/// Variance over mean of ordinary crowds.
const DISPERSION: f64 = 2.0;
/// A service is brigaded when so many reports of the last minutes are discounted, and nearly all are. A real crowd is not
/// taken for one: of a crowd behind a few carriers more than a tenth is evidence (see `tests/e2e/brigade.rs`).
const BRIGADE_REPORTS_MIN: f64 = 20.0;
const BRIGADE_PART: f64 = 0.9;
/// Networks and places remembered of one service: 16 bytes and a key each. A crowd from more places within hours is
/// nobody's puppet.
const PLACES_MAX: usize = 8_192;
/// Less evidence than this is forgotten when room is needed.
const FORGOTTEN_BELOW: f32 = 0.1;
/// Room is looked for this often at most.
const SWEEP_SECONDS: i64 = 60;

/// What is normal where a report comes from, at this hour.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Usual {
    /// Expected reports per minute of the whole service.
    pub per_minute: f64,
    /// Those of the region.
    pub of_region_per_minute: f64,
    /// The part of the service's reports that the network brings.
    pub network_share: f64,
}

/// Evidence that fades, by each of two memories: 5 minutes and an hour.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recent {
    at: Timestamp,
    amounts: [f32; MEMORIES_MINUTES.len()],
}

impl Recent {
    /// What is left of it now. A clock that went back fades nothing.
    #[must_use]
    fn faded(mut self, now: Timestamp) -> Self {
        let elapsed_seconds = i32::try_from(now.0.saturating_sub(self.at.0).max(0)).unwrap_or(i32::MAX);
        if elapsed_seconds > 0 && self.amounts[1] > 0.0 {
            for (amount, memory) in self.amounts.iter_mut().zip(MEMORIES_MINUTES) {
                *amount *= to_f32((-f64::from(elapsed_seconds) / (60.0 * memory)).exp());
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

    fn amounts(self) -> Amounts {
        Amounts(self.amounts.map(f64::from))
    }
}

/// One number for each memory.
#[derive(Debug, Clone, Copy)]
struct Amounts([f64; MEMORIES_MINUTES.len()]);

impl Amounts {
    fn with(self, other: Self, combine: impl Fn(f64, f64) -> f64) -> Self {
        let mut result = self;
        for (amount, other) in result.0.iter_mut().zip(other.0) {
            *amount = combine(*amount, other);
        }
        result
    }

    fn without(self, part: Self) -> Self {
        self.with(part, |all, part| (all - part).max(0.0))
    }

    fn larger(self, other: Self) -> Self {
        self.with(other, f64::max)
    }

    /// What whoever makes up this part of the whole brings beside these others.
    fn part(self, part: f64) -> Self {
        Self(self.0.map(|others| others * part / (1.0 - part)))
    }

    /// How much more it is than chance brings on a busy evening of so many reports per minute. A surge of five minutes is
    /// one of the hour as well.
    fn beyond(self, per_minute: f64) -> Self {
        let by_chance = |minutes: f64| {
            let mean = NORMAL_RATIO * per_minute * minutes;
            mean + CHANCE_DEVIATIONS * (DISPERSION * mean).sqrt() + CHANCE_REPORTS
        };
        let Self([short, long]) = self.without(Self(MEMORIES_MINUTES.map(by_chance)));
        Self([short, long.max(short)])
    }

    /// Whether one more report stays within what is allowed, by every memory.
    fn may_grow(self, allowed: Self, free: f64) -> bool {
        let mut pairs = self.0.into_iter().zip(allowed.0);
        pairs.all(|(own, allowed)| own + 1.0 <= free + allowed)
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
            known: HashMap::default(),
            swept_at: Timestamp(i64::MIN),
        }
    }
}

impl<K: Copy + Eq + Hash> Places<K> {
    fn recent(&self, key: K, now: Timestamp) -> Amounts {
        let known = self.known.get(&key);
        known.map_or_else(Recent::default, |recent| recent.faded(now)).amounts()
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

/// The two that report most, by each memory. One voice, however loud, is not a surge of the others.
#[derive(Debug, Clone)]
struct Loudest<K> {
    by_memory: [[Option<(K, Recent)>; 2]; MEMORIES_MINUTES.len()],
}

impl<K: Copy> Default for Loudest<K> {
    fn default() -> Self {
        Self {
            by_memory: [[None; 2]; MEMORIES_MINUTES.len()],
        }
    }
}

impl<K: Copy + Eq> Loudest<K> {
    /// Takes what is now known of `key`.
    fn note(&mut self, key: K, recent: Recent, now: Timestamp) {
        for (memory, places) in self.by_memory.iter_mut().enumerate() {
            let loudness =
                |place: &Option<(K, Recent)>| place.map_or(0.0, |(_, known)| known.faded(now).amounts[memory]);
            let known = places
                .iter()
                .position(|place| place.is_some_and(|(known, _)| known == key));
            let place = known.unwrap_or(places.len() - 1);
            if known.is_some() || recent.amounts[memory] > loudness(&places[place]) {
                places[place] = Some((key, recent));
            }
            if loudness(&places[1]) > loudness(&places[0]) {
                places.swap(0, 1);
            }
        }
    }

    /// What the loudest brings apart from `key`.
    fn apart_from(&self, key: K, now: Timestamp) -> Amounts {
        let loudest = |memory: usize| {
            let mut others = self.by_memory[memory]
                .iter()
                .flatten()
                .filter(|(known, _)| *known != key);
            others
                .next()
                .map_or(0.0, |(_, recent)| f64::from(recent.faded(now).amounts[memory]))
        };
        Amounts(std::array::from_fn(loudest))
    }
}

/// The recent evidence of one service by network and by place.
#[derive(Debug, Clone, Default)]
pub struct Crowd {
    all: Recent,
    /// All reports, evidence or not. Nobody can make others seem to report, except by being one of them: so the loudest
    /// network and the loudest neighbourhood among the others are left out where a surge of the others is looked for.
    attempts: Recent,
    attempts_of: Places<Asn>,
    loudest_network: Loudest<Asn>,
    loudest_neighbourhood: Loudest<u64>,
    networks: Places<Asn>,
    regions: Places<RegionCode>,
    places: Places<(RegionCode, Asn)>,
}

impl Crowd {
    /// Takes a report that is no repeat, whatever it proves. `neighbourhood` is any number that stands for where it comes
    /// from, and `attempts` all recent reports from there, this one included.
    pub fn note(&mut self, network: Asn, neighbourhood: u64, attempts: Recent, now: Timestamp) {
        self.attempts.add(now);
        self.attempts_of.remember(network, now);
        self.loudest_neighbourhood.note(neighbourhood, attempts, now);
        if let Some(&of_network) = self.attempts_of.known.get(&network) {
            self.loudest_network.note(network, of_network, now);
        }
    }

    /// Whether a neighbourhood with this much recent evidence, and so many recent reports, may bring one more report of
    /// this region as its part of the crowd.
    #[must_use]
    pub fn has_room(
        &self,
        neighbourhood: u64,
        evidence: Recent,
        attempts: Recent,
        region: RegionCode,
        usual: &Usual,
        now: Timestamp,
    ) -> bool {
        let own = evidence.faded(now).amounts();
        let here = self.regions.recent(region, now).without(own);
        let others = self
            .attempts
            .faded(now)
            .amounts()
            .without(attempts.faded(now).amounts())
            .without(self.loudest_neighbourhood.apart_from(neighbourhood, now));
        let surge = others.beyond(usual.per_minute);
        own.may_grow(here.larger(surge).part(PART_OF_NEIGHBOURS), 0.0)
    }

    /// Whether a report from this place is evidence as far as its network goes; if so, it is remembered as such.
    /// Reports of unknown networks are evidence: nobody can say that they are of one.
    pub fn admits(&mut self, region: RegionCode, network: Asn, usual: &Usual, now: Timestamp) -> bool {
        let is_known = network != Asn::UNKNOWN;
        let is_own_crowd = usual.network_share >= PART_OF_OWN_CROWD;
        if is_known && !is_own_crowd && !self.is_within_part(region, network, usual, now) {
            return false;
        }
        self.all.add(now);
        self.regions.remember(region, now);
        if is_known {
            self.networks.remember(network, now);
            self.places.remember((region, network), now);
        }
        true
    }

    /// Whether nearly all reports of the last minutes are discounted, and this network brings more of them than any other.
    ///
    /// Others are not suspect, or a brigade could silence the crowd beside it; nor is a network that usually makes up the
    /// service's crowd, nor those of unknown networks, of whom nobody can say that they are of one.
    #[must_use]
    pub fn is_brigaded_by(&self, network: Asn, usual: &Usual, now: Timestamp) -> bool {
        if network == Asn::UNKNOWN || usual.network_share >= PART_OF_OWN_CROWD {
            return false;
        }
        let Amounts([attempts, _]) = self.attempts.faded(now).amounts();
        let Amounts([evidence, _]) = self.all.faded(now).amounts();
        let discounted = attempts - evidence;
        let loudest = self.loudest_network.by_memory[0][0];
        discounted >= BRIGADE_REPORTS_MIN
            && discounted >= BRIGADE_PART * attempts
            && loudest.is_some_and(|(loudest, _)| loudest == network)
    }

    fn is_within_part(&self, region: RegionCode, network: Asn, usual: &Usual, now: Timestamp) -> bool {
        let usual_part = (usual.network_share + PART_EXTRA).min(PART_OF_OWN_CROWD);
        let own = self.networks.recent(network, now);
        let others = self.all.faded(now).amounts().without(own);
        let attempts = self.attempts.faded(now).amounts();
        let attempts_of_others = attempts
            .without(self.attempts_of.recent(network, now))
            .without(self.loudest_network.apart_from(network, now));
        let surge = attempts_of_others.beyond(usual.per_minute * (1.0 - usual.network_share));
        let allowed = others.part(usual_part.max(PART)).larger(surge);
        let own_here = self.places.recent((region, network), now);
        let others_here = self.regions.recent(region, now).without(own_here);
        let surge_here = others_here.beyond(usual.of_region_per_minute);
        let allowed_here = others_here
            .part(usual_part.max(PART_OF_REGION))
            .larger(surge_here)
            .larger(surge.part(PART));
        own.may_grow(allowed, FREE_REPORTS) && own_here.may_grow(allowed_here, FREE_REPORTS)
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

    fn admits(crowd: &mut Crowd, region: RegionCode, network: Asn, usual: &Usual, now: Timestamp) -> bool {
        let mut attempts = Recent::default();
        attempts.add(now);
        crowd.note(network, u64::from(network.0), attempts, now);
        crowd.admits(region, network, usual, now)
    }

    /// At hours when this many reports per minute are normal, half of them in the region.
    fn usual(per_minute: f64, network_share: f64) -> Usual {
        Usual {
            per_minute,
            of_region_per_minute: per_minute / 2.0,
            network_share,
        }
    }

    /// How many of `reports` reports of one network, one a second, are evidence.
    fn flood(crowd: &mut Crowd, reports: i64, usual_share: f64, from: i64) -> usize {
        (0..reports)
            .filter(|second| {
                admits(
                    crowd,
                    region(NY),
                    Asn(666),
                    &usual(3.0, usual_share),
                    Timestamp(from + second),
                )
            })
            .count()
    }

    #[test]
    fn a_network_alone_brings_next_to_nothing() {
        assert_eq!(flood(&mut Crowd::default(), 3_300, 0.0, 0), 2);
        assert_eq!(flood(&mut Crowd::default(), 3_300, 0.5, 0), 2);
    }

    #[test]
    fn beside_a_normal_crowd_a_flood_adds_a_third_at_most() {
        let mut crowd = Crowd::default();
        let mut of_others = 0;
        let mut of_flood = 0;
        for second in 0..14_400 {
            let now = Timestamp(second);
            if second % 20 == 0 {
                let network = Asn(u32::try_from(second / 20 % 37).unwrap() + 1);
                let code = ["US-NY", "DE-BY", "JP-13"][usize::try_from(second / 20 % 3).unwrap()];
                of_others += usize::from(admits(&mut crowd, region(code), network, &usual(3.0, 0.03), now));
            }
            of_flood += usize::from(admits(&mut crowd, region(NY), Asn(666), &usual(3.0, 0.0), now));
        }
        assert!(of_others > 700, "{of_others}");
        // In the region itself, where a third of the others are, at most two thirds of that.
        assert!((100..180).contains(&of_flood), "{of_flood}");
    }

    #[test]
    fn a_service_behind_one_carrier_is_heard() {
        assert_eq!(flood(&mut Crowd::default(), 500, 0.9, 0), 500);
    }

    #[test]
    fn a_crowd_of_many_networks_passes() {
        let mut crowd = Crowd::default();
        let admitted = (0..1_000_i64)
            .filter(|&second| {
                // The largest network brings a fifth.
                let network = if second % 5 == 0 {
                    1
                } else {
                    10 + u32::try_from(second % 13).unwrap()
                };
                admits(
                    &mut crowd,
                    region(NY),
                    Asn(network),
                    &usual(1.0, 0.0),
                    Timestamp(second),
                )
            })
            .count();
        assert!(admitted > 970, "{admitted}");
    }

    #[test]
    fn networks_that_surge_together_corroborate_each_other() {
        let mut crowd = Crowd::default();
        let admitted = (0..400_i64)
            .filter(|&second| {
                let network = Asn(u32::try_from(second % 4).unwrap() + 1);
                admits(&mut crowd, region(NY), network, &usual(0.02, 0.0), Timestamp(second))
            })
            .count();
        assert!(admitted > 380, "{admitted}");
    }

    #[test]
    fn one_loud_voice_is_no_surge_of_the_others() {
        let burst_of_ordinary_people = |loud: bool| {
            let mut crowd = Crowd::default();
            for second in 0..1_200 {
                if loud {
                    admits(&mut crowd, region(NY), Asn(666), &usual(0.3, 0.0), Timestamp(second));
                }
            }
            let people = (0..12_u32).filter(|number| {
                let now = Timestamp(1_200 + i64::from(*number) * 5);
                admits(&mut crowd, region(NY), Asn(1 + number % 2), &usual(0.3, 0.1), now)
            });
            people.count()
        };
        assert_eq!(burst_of_ordinary_people(true), burst_of_ordinary_people(false));
    }

    #[test]
    fn the_loudest_is_found_by_each_memory() {
        let mut loudest = Loudest::default();
        let recent = |at: i64, short: f32, long: f32| Recent {
            at: Timestamp(at),
            amounts: [short, long],
        };
        let apart_from = |loudest: &Loudest<i32>, key, at| {
            let Amounts(amounts) = loudest.apart_from(key, Timestamp(at));
            amounts.map(|amount| format!("{amount}").parse::<u32>().unwrap())
        };
        loudest.note(1, recent(0, 1.0, 90.0), Timestamp(0));
        loudest.note(2, recent(0, 5.0, 20.0), Timestamp(0));
        loudest.note(3, recent(0, 3.0, 30.0), Timestamp(0));
        assert_eq!(apart_from(&loudest, 9, 0), [5, 90]);
        assert_eq!(apart_from(&loudest, 2, 0), [3, 90]);
        assert_eq!(apart_from(&loudest, 1, 0), [5, 30]);
        // Who falls silent is overtaken.
        loudest.note(3, recent(3_600, 4.0, 40.0), Timestamp(3_600));
        assert_eq!(apart_from(&loudest, 9, 3_600), [4, 40]);
    }

    #[test]
    fn a_brigade_makes_its_own_network_suspect_and_no_other() {
        let mut crowd = Crowd::default();
        let quiet = usual(0.1, 0.0);
        flood(&mut crowd, 10, 0.0, 0);
        assert!(
            !crowd.is_brigaded_by(Asn(666), &quiet, Timestamp(10)),
            "ten prove nothing"
        );
        flood(&mut crowd, 60, 0.0, 10);
        let now = Timestamp(70);
        assert!(crowd.is_brigaded_by(Asn(666), &quiet, now));
        assert!(!crowd.is_brigaded_by(Asn(1), &quiet, now), "a stranger is no suspect");
        assert!(!crowd.is_brigaded_by(Asn::UNKNOWN, &quiet, now));
        assert!(!crowd.is_brigaded_by(Asn(666), &usual(0.1, 0.8), now), "its own crowd");
        assert!(
            !crowd.is_brigaded_by(Asn(666), &quiet, Timestamp(70 + 1_800)),
            "it is over"
        );
        // A crowd from elsewhere that is heard ends the suspicion of everybody.
        for number in 0..30_u32 {
            admits(&mut crowd, region("DE-BY"), Asn(1 + number % 7), &quiet, Timestamp(80));
        }
        assert!(!crowd.is_brigaded_by(Asn(666), &quiet, Timestamp(80)));
    }

    #[test]
    fn memory_is_bounded() {
        let mut crowd = Crowd::default();
        for number in 0..50_000 {
            admits(
                &mut crowd,
                region(NY),
                Asn(number),
                &usual(1.0, 0.0),
                Timestamp(i64::from(number) / 1_000),
            );
        }
        assert!(crowd.networks.known.len() <= PLACES_MAX && crowd.places.known.len() <= PLACES_MAX);
        assert!(admits(
            &mut crowd,
            region(NY),
            Asn(60_000),
            &usual(1.0, 0.0),
            Timestamp(86_400)
        ));
        assert!(crowd.networks.known.contains_key(&Asn(60_000)));
    }

    proptest! {
        /// Whatever others do, a network's evidence stays within its part of theirs.
        #[test]
        fn the_part_holds(reports in proptest::collection::vec((0_u32..6, 0_i64..120), 1..400)) {
            let mut crowd = Crowd::default();
            let (mut now, mut own, mut others) = (0, 0_u32, 0_u32);
            for (network, wait) in reports {
                now += wait;
                let admitted = admits(&mut crowd, region(NY), Asn(network + 1), &usual(1e9, 0.0), Timestamp(now));
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
