use std::collections::HashMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::*;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::ServiceSlug;

/// 2026-01-01T12:00:00Z.
const NOON: i64 = 1_767_268_800;

/// The detector's longest window and the minute under way.
const WINDOW_SECONDS: i64 = 56 * 60;

fn report(address: IpAddr, at: i64) -> Report {
    let mut key = [0; 16];
    // As an HMAC would, it tells addresses apart in its first bytes already.
    let hash = u128::from_be_bytes(match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    });
    key.copy_from_slice(
        &hash
            .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
            .to_be_bytes(),
    );
    Report {
        service: ServiceSlug::parse("spotify").unwrap(),
        kind: Kind::Problem,
        symptom: None,
        at: Timestamp(at),
        region: RegionCode::parse("US-NY").unwrap(),
        network: Asn(7018),
        reporter: ReporterKey(key),
        reporter_yesterday: None,
        discounted: false,
        referrer: None,
    }
}

/// As of a network that is the service's own crowd, at a busy hour: what makes a crowd has tests of its own.
fn discounts(known: &Neighbourhoods, report: &Report, address: IpAddr) -> bool {
    let usual = Usual {
        per_minute: 1e6,
        of_region_per_minute: 1e6,
        network_share: 1.0,
    };
    known.discounts(report, address, &usual)
}

fn v4(neighbourhood: u16, host: u8) -> IpAddr {
    let [high, low] = neighbourhood.to_be_bytes();
    IpAddr::V4(Ipv4Addr::new(20, high, low, host))
}

fn v6(site: u16, subnet: u16) -> IpAddr {
    IpAddr::V6(Ipv6Addr::new(0x2a02, 0, site, subnet, 0, 0, 0, 1))
}

/// How many of them are evidence.
fn heard(known: &Neighbourhoods, addresses: impl IntoIterator<Item = IpAddr>, at: i64) -> usize {
    let addresses = addresses.into_iter();
    addresses
        .filter(|&address| !discounts(known, &report(address, at), address))
        .count()
}

#[test]
fn a_neighbourhood_is_heard_once_an_hour() {
    for neighbours in [|host| v4(7, host), |host| v6(7, u16::from(host))] {
        let known = Neighbourhoods::new();
        let all = || (0..200).map(neighbours);
        assert_eq!(heard(&known, all(), NOON), 1);
        assert_eq!(heard(&known, all(), NOON + 3_599), 0);
        assert_eq!(heard(&known, all(), NOON + 3_600), 1);
        assert_eq!(heard(&known, all(), NOON + 86_400), 1);
    }
}

#[test]
fn neighbours_share_24_or_48_bits() {
    let known = Neighbourhoods::new();
    assert_eq!(heard(&known, (0..50).map(|host| v4(1, host)), NOON), 1);
    assert_eq!(heard(&known, (0..50).map(|host| v4(2, host)), NOON), 1);
    let sites = Neighbourhoods::new();
    assert_eq!(heard(&sites, (0..50).map(|subnet| v6(1, subnet)), NOON), 1);
    assert_eq!(heard(&sites, (0..50).map(|subnet| v6(2, subnet)), NOON), 1);
    let mapped = |host| match v4(1, host) {
        IpAddr::V4(address) => IpAddr::V6(address.to_ipv6_mapped()),
        address @ IpAddr::V6(_) => address,
    };
    assert_eq!(heard(&known, (50..100).map(mapped), NOON), 0);
}

#[test]
fn services_do_not_use_up_each_others_allowance_and_works_use_none() {
    let known = Neighbourhoods::new();
    let of = |slug: &str, kind, host| {
        let mut report = report(v4(1, host), NOON);
        (report.service, report.kind) = (ServiceSlug::parse(slug).unwrap(), kind);
        !discounts(&known, &report, v4(1, host))
    };
    assert!((0..50).all(|host| of("spotify", Kind::Works, host)));
    assert!((0..50).all(|host| of("spotify", Kind::Naming, host)));
    for slug in ["spotify", "netflix"] {
        assert_eq!(
            (0..50).filter(|&host| of(slug, Kind::Problem, host)).count(),
            1,
            "{slug}"
        );
    }
}

#[test]
fn a_repeat_gets_the_same_answer_and_uses_nothing_up() {
    let known = Neighbourhoods::new();
    assert_eq!(heard(&known, [v4(1, 1), v4(1, 1), v4(1, 1), v4(1, 1)], NOON), 4);
    assert_eq!(heard(&known, (2..5).map(|host| v4(1, host)), NOON), 0);
    assert_eq!(heard(&known, [v4(1, 1), v4(1, 4)], NOON + 899), 1);
    // The one that was turned away does not use up what has come back meanwhile.
    assert_eq!(heard(&known, [v4(1, 9)], NOON + 3_500), 0);
    assert_eq!(heard(&known, [v4(1, 9)], NOON + 3_600), 0);
    assert_eq!(heard(&known, [v4(1, 10)], NOON + 3_600), 1);
}

#[test]
fn whoever_goes_on_pressing_is_one_voice_an_hour() {
    let known = Neighbourhoods::new();
    let presses = (0..8).map(|quarter| heard(&known, [v4(1, 1)], NOON + quarter * 900));
    assert_eq!(presses.collect::<Vec<_>>(), [1, 0, 0, 0, 1, 0, 0, 0]);
}

#[test]
fn a_repeat_is_known_across_midnight() {
    let known = Neighbourhoods::new();
    let before = report(v4(1, 1), NOON);
    let after = Report {
        reporter: ReporterKey([0x5A; 16]),
        reporter_yesterday: Some(before.reporter),
        ..report(v4(1, 1), NOON + 60)
    };
    assert!(!discounts(&known, &before, v4(1, 1)));
    assert!(!discounts(&known, &after, v4(1, 1)));
    assert_eq!(heard(&known, (2..50).map(|host| v4(1, host)), NOON + 60), 0);
}

#[test]
fn a_crowd_behind_a_carriers_few_addresses_is_heard() {
    // Twenty customers in each of sixty /24s, in any order: all of them count.
    let known = Neighbourhoods::new();
    let crowd = (0..20).flat_map(|host| (0..60).map(move |neighbourhood| v4(neighbourhood, host)));
    assert_eq!(heard(&known, crowd, NOON), 1_200);
    // A small carrier has five /24s, and is heard in full as well.
    let behind = |neighbourhoods| {
        let crowd =
            (0..100).flat_map(move |host| (0..neighbourhoods).map(move |neighbourhood| v4(neighbourhood, host)));
        heard(&Neighbourhoods::new(), crowd, NOON)
    };
    assert_eq!(behind(5), 500);
    // Two neighbours cannot lift each other.
    assert!(behind(2) < 12, "{}", behind(2));
}

#[test]
fn a_carriers_crowd_is_heard_as_long_as_it_comes() {
    let known = Neighbourhoods::new();
    let minute = |minute: u8| (0..8).map(move |neighbourhood| v4(neighbourhood, minute));
    let minutes = (0..120).map(|now| heard(&known, minute(now), NOON + i64::from(now) * 60));
    assert_eq!(minutes.sum::<usize>(), 960);
}

#[test]
fn one_neighbourhood_does_not_pass_for_a_crowd_among_a_few_strangers() {
    for strangers in [3, 5, 8, 11] {
        let known = Neighbourhoods::new();
        assert_eq!(
            heard(&known, (0..strangers).map(|n| v4(n, 1)), NOON),
            usize::from(strangers)
        );
        let neighbours = heard(&known, (0..250).map(|host| v4(500, host)), NOON + 60);
        assert!(neighbours <= 8, "{neighbours} beside {strangers}");
    }
}

#[test]
fn a_busy_region_does_not_make_the_next_one_busy() {
    let known = Neighbourhoods::new();
    assert_eq!(heard(&known, (0..300).map(|n| v4(n, 1)), NOON), 300);
    // Two thirds of what the others brought.
    assert_eq!(heard(&known, (0..250).map(|host| v4(2_000, host)), NOON), 200);
    let elsewhere = |host| {
        let mut report = report(v4(3_000, host), NOON);
        report.region = RegionCode::parse("US-VT").unwrap();
        !discounts(&known, &report, v4(3_000, host))
    };
    assert_eq!((0..250).filter(|&host| elsewhere(host)).count(), 1);
    // The crowd is forgotten as hours go by.
    assert_eq!(heard(&known, (0..250).map(|host| v4(4_000, host)), NOON + 4 * 3_600), 1);
}

#[test]
fn workers_do_not_hear_more_together() {
    let known = Neighbourhoods::new();
    let total: usize = std::thread::scope(|scope| {
        let known = &known;
        let workers = [0, 50, 100, 150]
            .map(|first| scope.spawn(move || heard(known, (first..first + 50).map(|host| v4(1, host)), NOON)));
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    assert_eq!(total, 1);
}

fn entries(known: &Neighbourhoods) -> usize {
    known.known.len()
}

#[test]
fn memory_is_bounded_and_the_oldest_go_first() {
    let known = Neighbourhoods::holding(64);
    let bound = 2 * 64 * 16;
    for n in 0..20_000 {
        assert_eq!(heard(&known, [v4(n, 1)], NOON), 1);
        // Whoever keeps at it is not forgotten.
        heard(&known, [v4(u16::MAX, u8::try_from(n % 250).unwrap())], NOON);
    }
    assert!((bound / 2..=bound).contains(&entries(&known)), "{}", entries(&known));
    assert!(
        heard(&known, (0..250).map(|host| v4(u16::MAX, host)), NOON) <= 8,
        "those whose answers are remembered"
    );
    // Six hours on, none of them is left in a part that is still asked.
    for at in [NOON + FORGET_SECONDS, NOON + 2 * FORGET_SECONDS] {
        heard(&known, (30_000..30_400).map(|n| v4(n, 1)), at);
    }
    assert!(entries(&known) <= 400, "{}", entries(&known));
}

/// Presses of neighbours: who, and how long after the one before.
fn any_presses() -> impl Strategy<Value = Vec<(u8, i64)>> {
    let gap = prop_oneof![4 => 0..5_i64, 3 => 0..900_i64, 1 => 0..20_000_i64, 1 => -600..0_i64];
    prop::collection::vec((0..40_u8, gap), 1..300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_window_holds_more_than_the_burst(presses in any_presses()) {
        let known = Neighbourhoods::new();
        let mut counted: HashMap<u8, Vec<i64>> = HashMap::new();
        let (mut now, mut heard_at) = (NOON, Vec::new());
        for (host, gap) in presses {
            now += gap;
            let is_heard = !discounts(&known, &report(v4(1, host), now), v4(1, host));
            // What the store would count: the first in fifteen minutes, on whichever side.
            let before = counted.entry(host).or_default();
            let is_new = before.iter().all(|at| (now - at).abs() >= DEDUPE_WINDOW_SECONDS);
            if is_new {
                before.push(now);
            }
            if is_heard && is_new {
                heard_at.push(now);
            }
        }
        heard_at.sort_unstable();
        for (index, &first) in heard_at.iter().enumerate() {
            // Who was heard while the store knew a repeat is counted up to a window later, as the one who was heard.
            let is_within = |at: i64, seconds: i64| at - first < seconds - DEDUPE_WINDOW_SECONDS;
            let within = |seconds| heard_at[index..].iter().filter(|&&at| is_within(at, seconds)).count();
            prop_assert!(within(WINDOW_SECONDS) <= 1);
            for hours in 1..=12 {
                prop_assert!(within(hours * 3_600) <= 1 + usize::try_from(hours - 1).unwrap());
            }
        }
    }

    #[test]
    fn repeats_change_nothing(presses in any_presses()) {
        let (once, often) = (Neighbourhoods::new(), Neighbourhoods::new());
        let mut now = NOON;
        for (host, gap) in presses {
            now += gap.max(0);
            let (report, address) = (report(v4(1, host), now), v4(1, host));
            let answer = discounts(&once, &report, address);
            for _ in 0..3 {
                prop_assert_eq!(discounts(&often, &report, address), answer);
            }
        }
    }

    #[test]
    fn a_neighbourhood_stays_within_its_share_of_a_crowd(gaps in prop::collection::vec((0..12_i64, 1..6_u8), 100..600)) {
        let known = Neighbourhoods::new();
        let (mut now, mut stranger, mut neighbour) = (NOON, 0, 0_u8);
        let (mut crowd, mut of_neighbourhood) = (Vec::new(), Vec::new());
        for (gap, neighbours) in gaps {
            now += gap;
            stranger += 1;
            crowd.extend((heard(&known, [v4(stranger, 1)], now) == 1).then_some(now));
            for _ in 0..neighbours {
                neighbour = neighbour.wrapping_add(1);
                of_neighbourhood.extend((heard(&known, [v4(u16::MAX, neighbour)], now) == 1).then_some(now));
            }
        }
        prop_assert_eq!(crowd.len(), usize::from(stranger), "strangers are not held back");
        let in_last_hour = of_neighbourhood.iter().filter(|&&at| now - at < 3_600).count();
        // Two thirds of the others, and the allowance; fading adds a little.
        let bound = crowd.len() * 9 / 10 + 4;
        prop_assert!(in_last_hour <= bound, "{in_last_hour} beside {}", crowd.len());
    }
}

#[test]
fn a_brigades_network_is_suspect_while_it_goes_on() {
    let known = Neighbourhoods::new();
    let quiet = Usual {
        per_minute: 0.05,
        of_region_per_minute: 0.01,
        network_share: 0.1,
    };
    let of_network = |number: u16, network: u32, at: i64| Report {
        network: Asn(network),
        ..report(v4(number, 1), at)
    };
    // Sixty addresses, all over the network.
    let is_heard = |number: &u16| {
        let report = of_network(*number, 666, NOON + i64::from(*number));
        !known.discounts(&report, v4(*number, 1), &quiet)
    };
    assert!((0..60).filter(is_heard).count() <= 2);
    let suspects = |network: u32, at: i64| known.suspects(&of_network(99, network, at), &quiet);
    assert!(suspects(666, NOON + 60));
    assert!(!suspects(7018, NOON + 60), "whoever else reports is not");
    let elsewhere = Report {
        service: ServiceSlug::parse("netflix").unwrap(),
        ..of_network(99, 666, NOON + 60)
    };
    assert!(!known.suspects(&elsewhere, &quiet), "nor for another service");
    assert!(!suspects(666, NOON + 3_600));
}
