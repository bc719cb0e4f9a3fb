use super::*;
use proptest::prelude::*;

/// Regions with reports and usual share.
fn regions(of: &[(&str, f64, f64)]) -> Vec<Part<RegionCode>> {
    let part = |&(code, reports, usual_share): &(&str, f64, f64)| Part {
        key: RegionCode::parse(code).unwrap(),
        reports,
        usual_share,
    };
    of.iter().map(part).collect()
}

fn networks(of: &[(u32, f64, f64)]) -> Vec<Part<Asn>> {
    let part = |&(number, reports, usual_share): &(u32, f64, f64)| Part {
        key: Asn(number),
        reports,
        usual_share,
    };
    of.iter().map(part).collect()
}

fn spread(regions: Vec<Part<RegionCode>>, networks: Vec<Part<Asn>>) -> Spread {
    let reports = Reports {
        regions,
        networks,
        expected: 10.0,
        dispersion: 2.0,
    };
    reports.spread().unwrap()
}

/// The usual shares of a service that the world uses.
const WORLD: [(&str, f64); 8] = [
    ("US-NY", 0.2),
    ("US-CA", 0.2),
    ("GB-ENG", 0.15),
    ("DE-BY", 0.1),
    ("IN-MH", 0.1),
    ("BR-SP", 0.1),
    ("JP-13", 0.1),
    ("FR-IDF", 0.05),
];

/// The world, where each region sends its usual part of so many reports.
fn world(reports: impl Fn(&str) -> f64) -> Vec<Part<RegionCode>> {
    let of: Vec<_> = WORLD
        .iter()
        .map(|&(code, share)| (code, share * reports(code), share))
        .collect();
    regions(&of)
}

#[test]
fn all_regions_at_once_are_worldwide() {
    let spread = spread(world(|_| 300.0), Vec::new());
    assert_eq!(spread.scope, Scope::Everywhere);
    assert!(spread.region_evenness > 0.95, "{spread:?}");
}

#[test]
fn one_region_one_country_and_several() {
    let of = |hit: &'static [&'static str]| {
        let in_trouble = move |code: &str| if hit.contains(&code) { 300.0 } else { 10.0 };
        spread(world(in_trouble), Vec::new())
    };
    let code = |code: &str| RegionCode::parse(code).unwrap();
    assert_eq!(of(&["US-NY"]).scope, Scope::Region(code("US-NY")));
    assert!(of(&["US-NY"]).region_evenness < 0.3);
    assert_eq!(of(&["US-NY", "US-CA"]).scope, Scope::Country(code("US")));
    assert_eq!(of(&["GB-ENG", "DE-BY", "FR-IDF"]).scope, Scope::Several);
    assert_eq!(of(&["US-NY", "GB-ENG"]).scope, Scope::Several);
    assert_eq!(of(&["US-NY", "US-CA", "GB-ENG", "JP-13"]).scope, Scope::Everywhere);
}

#[test]
fn a_service_of_one_country_is_not_worldwide() {
    let home = regions(&[
        ("US-NY", 90.0, 0.4),
        ("US-CA", 70.0, 0.3),
        ("US-TX", 60.0, 0.28),
        ("CA-ON", 3.0, 0.02),
    ]);
    let spread = spread(home, Vec::new());
    assert_eq!(spread.scope, Scope::Country(RegionCode::parse("US").unwrap()));
    let europe = regions(&[("GB-ENG", 90.0, 0.4), ("DE-BY", 70.0, 0.3), ("FR-IDF", 60.0, 0.3)]);
    assert_eq!(self::spread(europe, Vec::new()).scope, Scope::Several);
}

#[test]
fn a_provider_is_told_from_the_service() {
    let usual = [(7_922, 0.2), (7_018, 0.2), (3_320, 0.1), (701, 0.1)];
    let carried = |hit: &[u32]| {
        let of: Vec<_> = usual
            .iter()
            .map(|&(number, share)| {
                (
                    number,
                    if hit.contains(&number) {
                        300.0 * share
                    } else {
                        10.0 * share
                    },
                    share,
                )
            })
            .collect();
        let tail = (100..140).map(|number| (number, if hit.len() > 1 { 3.0 } else { 0.0 }, 0.01));
        spread(
            world(|_| 70.0),
            networks(&of.into_iter().chain(tail).collect::<Vec<_>>()),
        )
    };
    let one = carried(&[7_922]);
    assert_eq!(one.scope, Scope::Network(Asn(7_922)));
    assert!(one.network_evenness < 0.3, "{one:?}");
    assert_eq!(one.networks[0].network, Asn(7_922));
    assert!(one.networks[0].share > 0.9 && one.networks.len() == 1);
    let all = carried(&[7_922, 7_018, 3_320, 701]);
    assert_eq!(all.scope, Scope::Everywhere);
    assert!(all.network_evenness > 0.6, "{all:?}");
}

#[test]
fn a_network_that_always_dominates_is_no_culprit() {
    let spread = spread(world(|_| 100.0), networks(&[(1, 85.0, 0.8), (2, 15.0, 0.2)]));
    assert_eq!(spread.scope, Scope::Everywhere);
}

#[test]
fn few_reports_prove_no_reach() {
    let few = Reports {
        regions: regions(&[("US-NY", 2.0, 0.4), ("GB", 3.0, 0.3), ("JP", 2.0, 0.3)]),
        networks: Vec::new(),
        expected: 0.1,
        dispersion: 2.0,
    };
    assert_eq!(few.spread().unwrap().scope, Scope::Diffuse);
    let normal = Reports { expected: 7.0, ..few };
    assert_eq!(normal.spread(), None);
}

#[test]
fn countries_without_subdivisions_are_countries() {
    let spread = spread(regions(&[("DE", 90.0, 0.3), ("FR", 1.0, 0.7)]), Vec::new());
    assert_eq!(spread.scope, Scope::Country(RegionCode::parse("DE").unwrap()));
}

fn any_reports() -> impl Strategy<Value = Reports> {
    let count = prop_oneof![3 => 0.0_f64..50.0, 1 => 0.0_f64..1e9].prop_map(f64::floor);
    let region = ("(A[A-Z]|U[S-T])(-[0-9])?", count.clone(), 0.0_f64..1.0);
    let network = (0_u32..50, count, 0.0_f64..1.0);
    let regions = proptest::collection::btree_map(region.0, (region.1, region.2), 0..30);
    let networks = proptest::collection::btree_map(network.0, (network.1, network.2), 0..30);
    (regions, networks, 0.0_f64..1e4, 0.0_f64..50.0).prop_map(|(regions, networks, expected, dispersion)| {
        let region_shares: f64 = regions.values().map(|&(_, share)| share).sum();
        let network_shares: f64 = networks.values().map(|&(_, share)| share).sum();
        Reports {
            regions: regions
                .into_iter()
                .map(|(code, (reports, share))| Part {
                    key: RegionCode::parse(&code).unwrap(),
                    reports,
                    usual_share: share / region_shares.max(1.0),
                })
                .collect(),
            networks: networks
                .into_iter()
                .map(|(number, (reports, share))| Part {
                    key: Asn(number),
                    reports,
                    usual_share: share / network_shares.max(1.0),
                })
                .collect(),
            expected,
            dispersion,
        }
    })
}

proptest! {
    #[test]
    fn every_number_is_a_share(reports in any_reports()) {
        let Some(spread) = reports.spread() else { return Ok(()) };
        for number in [spread.region_evenness, spread.network_evenness] {
            prop_assert!((0.0..=1.0).contains(&number), "{number}");
        }
        prop_assert!(spread.networks.len() <= NETWORKS_LISTED_MAX);
        prop_assert!(spread.networks.is_sorted_by(|a, b| a.share >= b.share));
        for network in &spread.networks {
            prop_assert!((0.0..=1.0).contains(&network.share) && (0.0..=1.0).contains(&network.usual_share));
        }
    }

    #[test]
    fn the_order_of_parts_says_nothing(reports in any_reports()) {
        let mut turned = reports.clone();
        turned.regions.reverse();
        turned.networks.reverse();
        let (one, other) = (reports.spread(), turned.spread());
        prop_assert_eq!(one.is_some(), other.is_some());
        if let (Some(one), Some(other)) = (one, other) {
            prop_assert_eq!(one.scope, other.scope);
            prop_assert!((one.region_evenness - other.region_evenness).abs() < 1e-9);
            prop_assert!((one.network_evenness - other.network_evenness).abs() < 1e-9);
            prop_assert_eq!(one.networks.len(), other.networks.len());
        }
    }
}
