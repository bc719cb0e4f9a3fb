use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::attribution::Attribution;
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::incident::{IncidentId, Phase, Severity};
use crate::domain::series::Series;
use crate::domain::snapshot::CHART_STEP_MINUTES;
use crate::domain::snapshot::Inputs;
use crate::domain::spread::Spread;
use crate::domain::tracker::Tracker;

const NOW: Timestamp = Timestamp(1_772_625_605);

const MY_NETWORK: Asn = Asn(7018);

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

fn slug(text: &str) -> ServiceSlug {
    ServiceSlug::parse(text).unwrap()
}

fn visitor() -> Visitor {
    Visitor {
        region: region("US-NY"),
        network: MY_NETWORK,
    }
}

fn of_place(code: &str, reports: u64, expected: f64) -> RegionCount {
    RegionCount {
        region: region(code),
        reports,
        reporters: reports,
        expected,
        ratio: to_f64(reports) / expected.max(EXPECTED_MIN),
        level: 0,
    }
}

fn of_carrier(network: Asn, reports: u64, expected: f64) -> NetworkCount {
    NetworkCount {
        network,
        reports,
        expected: Some(expected),
    }
}

/// A service of which 20 reports are expected, and so many came.
fn service(name: &str, verdict: Verdict, reports: u64) -> Snapshot {
    Snapshot {
        service: slug(name),
        version: 1,
        at: NOW,
        verdict,
        learning: false,
        reports,
        discounted: 0,
        expected: 20.0,
        works: 0,
        chart: Vec::new(),
        regions: Vec::new(),
        countries: Vec::new(),
        regions_withheld: 0,
        symptoms: Vec::new(),
        networks: Vec::new(),
        carriers: Vec::new(),
        attribution: None,
        incident: None,
        history: Vec::new(),
    }
}

fn failing(scope: Scope, reports: u64) -> Snapshot {
    let incident = Incident {
        id: IncidentId("spotify-1".to_owned()),
        service: slug("spotify"),
        phase: Phase::Confirmed,
        severity: Severity::Major,
        onset: NOW.minute().plus(-20),
        opened_at: NOW,
        recovering_at: None,
        resolved_at: None,
        regions: Vec::new(),
        peak_ratio: 9.0,
        peak_reports_per_minute: 40.0,
        severity_score: 0.0,
        spread: Spread {
            scope,
            ..Spread::default()
        },
        attribution: None,
        confidence: crate::domain::confidence::Confidence::default(),
        transitions: Vec::new(),
    };
    Snapshot {
        incident: Some(Arc::new(incident)),
        ..service("spotify", Verdict::Problems, reports)
    }
}

fn quiet() -> Snapshot {
    service("spotify", Verdict::Normal, 18)
}

/// A service that fails in the visitor's network and nowhere else.
fn broken_route(name: &str) -> Snapshot {
    Snapshot {
        carriers: vec![of_carrier(MY_NETWORK, 40, 3.0)],
        ..service(name, Verdict::Normal, 55)
    }
}

fn alone(snapshot: &Snapshot) -> Here {
    look(visitor(), snapshot, std::iter::empty(), None)
}

#[test]
fn a_worldwide_outage_is_theirs() {
    let mut snapshot = failing(Scope::Everywhere, 900);
    let far = alone(&snapshot);
    assert_eq!(
        (far.outcome, far.near, far.is_confirmed),
        (Outcome::Everywhere, None, true)
    );
    snapshot.regions = vec![of_place("US-NY", 60, 2.0)];
    let here = alone(&snapshot);
    assert_eq!(here.outcome, Outcome::Everywhere);
    assert_eq!((here.near.unwrap().reports, here.everywhere.reports), (60, 900));
}

#[test]
fn an_outage_of_several_countries_is_theirs_where_it_is_seen() {
    let mut snapshot = failing(Scope::Several, 900);
    snapshot.regions = vec![of_place("US-NY", 60, 2.0)];
    let here = alone(&snapshot);
    assert_eq!((here.outcome, here.is_elsewhere), (Outcome::Here, false));
    snapshot.regions = vec![of_place("US-NY", 6, 4.0)];
    let here = alone(&snapshot);
    assert_eq!((here.outcome, here.is_elsewhere), (Outcome::ProbablyYou, true));
    snapshot.regions.clear();
    let here = alone(&snapshot);
    assert_eq!((here.outcome, here.is_elsewhere), (Outcome::TooFewToTell, true));
}

#[test]
fn what_fails_in_one_region_only_is_its_own_trouble() {
    let mut snapshot = failing(Scope::Region(region("US-NY")), 90);
    snapshot.regions = vec![of_place("US-NY", 75, 2.0)];
    assert_eq!(alone(&snapshot).outcome, Outcome::YourRegion);
    let other = failing(Scope::Region(region("FR-IDF")), 90);
    assert_eq!(alone(&other).outcome, Outcome::TooFewToTell);
    // Before there is an incident, too.
    let mut early = service("spotify", Verdict::Normal, 34);
    early.regions = vec![of_place("US-NY", 20, 2.0)];
    assert_eq!(alone(&early).outcome, Outcome::YourRegion);
}

#[test]
fn several_services_that_fail_in_a_region_are_the_region() {
    let others = ["a", "b"].map(|name| Snapshot {
        regions: vec![of_place("US-NY", 30, 2.0)],
        ..service(name, Verdict::Normal, 45)
    });
    let here = look(visitor(), &quiet(), others.iter(), None);
    assert_eq!((here.outcome, here.others_in_region), (Outcome::YourRegion, 2));
    let here = look(visitor(), &quiet(), others.iter().take(1), None);
    assert_eq!(here.outcome, Outcome::ProbablyYou, "one is no pattern");
}

#[test]
fn what_fails_in_one_network_only_is_the_provider() {
    let here = alone(&broken_route("spotify"));
    assert_eq!(here.outcome, Outcome::YourProvider);
    assert_eq!(here.carried.unwrap().reports, 40);
    let by_scope = failing(Scope::Network(MY_NETWORK), 60);
    assert_eq!(alone(&by_scope).outcome, Outcome::YourProvider);
    let of_others = failing(Scope::Network(Asn(3320)), 60);
    assert_eq!(alone(&of_others).outcome, Outcome::TooFewToTell);
}

#[test]
fn several_services_that_fail_in_a_network_are_the_provider() {
    let others = ["a", "b", "spotify"].map(broken_route);
    let here = look(visitor(), &quiet(), others.iter(), None);
    assert_eq!((here.outcome, here.others_in_network), (Outcome::YourProvider, 2));
    let here = look(visitor(), &quiet(), others.iter().take(1), None);
    assert_eq!(here.outcome, Outcome::ProbablyYou);
    let elsewhere = Visitor {
        network: Asn(3320),
        ..visitor()
    };
    let here = look(elsewhere, &quiet(), others.iter(), None);
    assert_eq!(here.outcome, Outcome::ProbablyYou, "another network is fine");
}

#[test]
fn the_largest_network_of_a_worldwide_outage_is_not_blamed() {
    let mut snapshot = failing(Scope::Everywhere, 900);
    snapshot.carriers = vec![of_carrier(MY_NETWORK, 400, 9.0)];
    assert_eq!(alone(&snapshot).outcome, Outcome::Everywhere);
    let others = ["a", "b"].map(|name| Snapshot {
        service: slug(name),
        ..snapshot.clone()
    });
    let here = look(visitor(), &snapshot, others.iter(), None);
    assert_eq!((here.outcome, here.others_in_network), (Outcome::Everywhere, 0));
}

#[test]
fn a_provider_that_is_known_to_fail_is_believed() {
    let provider = service("att", Verdict::Problems, 900);
    let here = look(visitor(), &quiet(), std::iter::empty(), Some(&provider));
    assert_eq!((here.outcome, here.is_provider_failing), (Outcome::YourProvider, true));
    let here = look(visitor(), &provider, std::iter::empty(), Some(&provider));
    assert_eq!(here.outcome, Outcome::Everywhere, "it is no excuse for itself");
    let worldwide = failing(Scope::Everywhere, 900);
    let here = look(visitor(), &worldwide, std::iter::empty(), Some(&provider));
    assert_eq!(here.outcome, Outcome::Everywhere);
}

#[test]
fn a_quiet_world_leaves_the_visitor() {
    let mut snapshot = quiet();
    assert_eq!(alone(&snapshot).outcome, Outcome::ProbablyYou);
    // Five people on a good day are no outage.
    snapshot.regions = vec![of_place("US-NY", 6, 4.0)];
    snapshot.countries = vec![of_place("US", 16, 12.0)];
    let here = alone(&snapshot);
    assert_eq!((here.outcome, here.near.unwrap().reports), (Outcome::ProbablyYou, 6));
    // A spill-over is somebody else's.
    let attribution = Attribution {
        cause: slug("t-mobile"),
        kind: AttributionKind::SpillOver,
    };
    let blamed = Snapshot {
        attribution: Some(attribution),
        ..service("spotify", Verdict::Possible, 90)
    };
    assert_eq!(alone(&blamed).outcome, Outcome::ProbablyYou);
}

#[test]
fn nobody_is_blamed_while_the_verdict_takes_its_time() {
    let here = alone(&service("spotify", Verdict::Normal, 60));
    assert_eq!((here.outcome, here.is_confirmed), (Outcome::Everywhere, false));
}

#[test]
fn a_small_or_new_service_tells_nothing() {
    let small = Snapshot {
        expected: 0.4,
        ..service("spotify", Verdict::Normal, 0)
    };
    assert_eq!(alone(&small).outcome, Outcome::TooFewToTell);
    let mut fresh = service("spotify", Verdict::Normal, 30);
    fresh.learning = true;
    fresh.regions = vec![of_place("US-NY", 30, 0.1)];
    let here = alone(&fresh);
    assert_eq!((here.outcome, here.everywhere.expected), (Outcome::TooFewToTell, None));
}

#[test]
fn a_place_that_is_withheld_is_counted_with_its_country() {
    let mut snapshot = quiet();
    snapshot.countries = vec![of_place("US", 16, 12.0), of_place("unknown", 9, 0.1)];
    let here = alone(&snapshot);
    assert_eq!((here.region, here.near.unwrap().reports), (region("US"), 16));
    let nowhere = Visitor {
        region: RegionCode::UNKNOWN,
        network: Asn::UNKNOWN,
    };
    snapshot.carriers = vec![of_carrier(Asn::UNKNOWN, 50, 0.1)];
    let here = look(nowhere, &snapshot, std::iter::empty(), None);
    assert_eq!((here.near, here.carried), (None, None));
}

#[test]
fn problems_near_you_come_worst_first() {
    let quiet = quiet();
    let mild = Snapshot {
        regions: vec![of_place("US-NY", 20, 3.0)],
        ..service("mild", Verdict::Normal, 40)
    };
    let wild = Snapshot {
        countries: vec![of_place("US", 90, 3.0)],
        ..service("wild", Verdict::Problems, 99)
    };
    let found = near_you(visitor(), [&quiet, &mild, &wild, &broken_route("route")].into_iter());
    let names: Vec<(&str, bool)> = found
        .iter()
        .map(|problem| (problem.service.as_str(), problem.is_by_network))
        .collect();
    assert_eq!(names, [("wild", false), ("route", true), ("mild", false)]);
}

fn taught() -> Tracker {
    let mut tracker = Tracker::new(slug("spotify"));
    let end = NOW.minute();
    for minute in (end.0 - 3_000..end.0).map(Minute) {
        let mut bucket = Bucket::default();
        for (place, network) in PLACES.iter().zip(1..) {
            bucket.add(region(place), None, 1, 1);
            bucket.add_network(Asn(network), 1);
        }
        tracker.step(minute, &bucket, &crate::domain::detector::Settings::default());
    }
    tracker
}

const PLACES: [&str; 5] = ["US-NY", "US-CA", "FR-IDF", "LI", "unknown"];

fn build(tracker: &Tracker, counts: &[(u32, u32)]) -> Snapshot {
    let mut bucket = Bucket::default();
    for ((place, network), &(in_region, in_network)) in PLACES.iter().zip(1..).zip(counts) {
        if in_region > 0 {
            bucket.add(region(place), None, in_region, in_region);
        }
        bucket.add_network(Asn(network), in_network);
    }
    let inputs = Inputs {
        version: 1,
        now: NOW,
        tracker,
        day: &BTreeMap::from([(NOW.minute(), bucket)]),
        steps: &Series::new(CHART_STEP_MINUTES),
        attribution: None,
        history: &[],
    };
    Snapshot::build(&slug("spotify"), &inputs)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whoever asks from a place learns of no cell that is withheld, there or elsewhere: not its number, nor anything that
    /// changes with it. Sums are public and are held fixed.
    #[test]
    fn nothing_that_is_withheld_leaks(
        counts in proptest::collection::vec((0_u32..40, 0_u32..40), 5),
        small in proptest::collection::vec((0_u32..5, 0_u32..5), 5),
        from in 0_usize..5,
        carried_by in 0_u32..7,
    ) {
        let tracker = TAUGHT.with(Arc::clone);
        let is_small = |count: u32| count < 5;
        let others: Vec<(u32, u32)> = counts.iter().zip(&small).map(|(&(a, b), &(c, d))| {
            (if is_small(a) { c } else { a }, if is_small(b) { d } else { b })
        }).collect();
        let (one, other) = (build(&tracker, &counts), build(&tracker, &others));
        let visitor = Visitor { region: region(PLACES[from]), network: Asn(carried_by) };
        let here = look(visitor, &one, std::iter::once(&one), None);
        for count in [here.near, here.carried].into_iter().flatten() {
            prop_assert!(count.reports >= CELL_REPORTERS_MIN);
        }
        // A country is the sum of its parts, and as public as the total.
        let us = |snapshot: &Snapshot| snapshot.countries.iter().find(|count| count.region == region("US")).cloned();
        if (one.reports, us(&one), &one.carriers) == (other.reports, us(&other), &other.carriers) {
            prop_assert_eq!(&here, &look(visitor, &other, std::iter::once(&other), None));
        }
    }
}

thread_local! {
    static TAUGHT: Arc<Tracker> = Arc::new(taught());
}
