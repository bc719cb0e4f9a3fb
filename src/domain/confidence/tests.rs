use super::*;
use crate::domain::detector::Settings;
use crate::domain::incident::TransitionKind;
use crate::domain::service::ServiceSlug;
use proptest::prelude::*;

const START: i64 = 29_600_000;
const REGIONS: [&str; 3] = ["US-NY", "US-CA", "DE-BY"];

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

/// Adds a report of the `number`th of a real crowd: half of them with the first of four carriers.
fn add_person(bucket: &mut Bucket, number: usize) {
    bucket.add(region(REGIONS[number % REGIONS.len()]), None, 1, 1);
    let carrier = [1, 1, 1, 1, 2, 2, 3, 4][number * 5 % 8];
    bucket.add_network(Asn(carrier), 1);
}

/// Adds a report of the `number`th machine of a botnet, each in a network of its own.
fn add_machine(bucket: &mut Bucket, number: usize) {
    bucket.add(region(REGIONS[number % REGIONS.len()]), None, 1, 1);
    bucket.add_network(Asn(70_000 + u32::try_from(number).unwrap()), 1);
}

fn step(tracker: &mut Tracker, minute: i64, bucket: &Bucket) -> bool {
    let transitions = tracker.step(Minute(minute), bucket, &Settings::default());
    transitions.iter().any(|step| step.kind == TransitionKind::Opened)
}

/// A service with two reports every third minute, for three days.
fn seasoned() -> (Tracker, i64) {
    let mut tracker = Tracker::new(ServiceSlug::parse("spotify").unwrap());
    let end = START + 3 * 1_440;
    for minute in START..end {
        let mut bucket = Bucket::default();
        if minute % 3 == 0 {
            let number = usize::try_from(minute - START).unwrap() / 3;
            add_person(&mut bucket, 2 * number);
            add_person(&mut bucket, 2 * number + 1);
        }
        assert!(!step(&mut tracker, minute, &bucket));
    }
    (tracker, end)
}

fn site_of(tracker: &Tracker) -> Site {
    Site::of(std::iter::once(tracker))
}

/// Steps minutes of so many people and machines until an incident opens, and judges it.
fn judged(tracker: &mut Tracker, site: &Site, from: i64, people: usize, machines: usize) -> i64 {
    for minute in from..from + 30 {
        let first = usize::try_from(minute - from).unwrap();
        if step(tracker, minute, &crowd(first, people, machines)) {
            tracker.doubt(site, None);
            return minute + 1;
        }
    }
    panic!("nothing opened");
}

fn crowd(minute: usize, people: usize, machines: usize) -> Bucket {
    let mut bucket = Bucket::default();
    for number in 0..people {
        add_person(&mut bucket, minute * people + number);
    }
    for number in 0..machines {
        add_machine(&mut bucket, minute * machines + number);
    }
    bucket
}

fn confidence(tracker: &Tracker) -> &Confidence {
    &tracker.incident().unwrap().confidence
}

#[test]
fn people_of_the_usual_carriers_are_believed() {
    let (mut tracker, now) = seasoned();
    let site = site_of(&tracker);
    judged(&mut tracker, &site, now, 8, 0);
    assert_eq!(*confidence(&tracker), Confidence::default());
}

#[test]
fn machines_of_networks_that_never_report_are_doubted_until_people_come() {
    let (mut tracker, now) = seasoned();
    let site = site_of(&tracker);
    let now = judged(&mut tracker, &site, now, 0, 8);
    let Confidence { level, doubts, raised } = confidence(&tracker).clone();
    assert_eq!((level, raised), (Level::Low, None));
    assert!(doubts[0].share > 0.9 && doubts[0].p_value < 1e-3, "{doubts:?}");
    for minute in 0..10 {
        step(&mut tracker, now + minute, &crowd(100, 0, 8));
        assert!(!tracker.reconsider(&site, Timestamp(0)));
    }
    let raised = (10..20).find(|&minute| {
        step(&mut tracker, now + minute, &crowd(100, 8, 8));
        tracker.reconsider(&site, Timestamp(7))
    });
    assert!(raised.is_some_and(|minute| minute < 15), "{raised:?}");
    let by = Corroboration::Crowd;
    let raised = Some(Raised { at: Timestamp(7), by });
    assert_eq!(
        (confidence(&tracker).level, confidence(&tracker).raised),
        (Level::Usual, raised)
    );
    assert!(!tracker.raise(Timestamp(8), Corroboration::Official), "once");
}

/// Beside a botnet they are heard when they would have been heard alone, at the latest a minute after.
#[test]
fn machines_silence_no_people() {
    let (tracker, now) = seasoned();
    let site = site_of(&tracker);
    let alone = judged(&mut tracker.clone(), &site, now, 8, 0);
    let mut beside = tracker;
    let mut next = judged(&mut beside, &site, now, 8, 12);
    while confidence(&beside).is_low() {
        step(&mut beside, next, &crowd(usize::try_from(next - now).unwrap(), 8, 12));
        beside.reconsider(&site, Timestamp(0));
        next += 1;
    }
    assert!(next <= alone + 1, "{} minutes instead of {}", next - now, alone - now);
}

#[test]
fn one_loud_provider_is_not_many_networks() {
    let (mut tracker, now) = seasoned();
    let site = site_of(&tracker);
    for minute in now..now + 10 {
        let mut bucket = crowd(usize::try_from(minute - now).unwrap(), 8, 0);
        // Discounted, so that it is in the sum of its network alone.
        bucket.add_network(Asn(666), 60);
        if step(&mut tracker, minute, &bucket) {
            tracker.doubt(&site, None);
        }
    }
    assert!(!confidence(&tracker).is_low(), "{:?}", confidence(&tracker));
}

#[test]
fn where_little_is_known_nobody_is_doubted() {
    let (tracker, now) = seasoned();
    // A country that has never reported, on a service and a site that know others.
    let site = site_of(&tracker);
    let mut far = tracker.clone();
    for minute in now..now + 10 {
        let mut bucket = Bucket::default();
        for number in 0..8 {
            bucket.add(region("NZ-AUK"), None, 1, 1);
            bucket.add_network(Asn(90_000 + number % 4), 1);
        }
        if step(&mut far, minute, &bucket) {
            far.doubt(&site, None);
        }
    }
    assert!(!confidence(&far).is_low(), "{:?}", confidence(&far));
    // A site without history.
    let nothing = Site::default();
    assert!(Acquaintance::of(&Tracker::new(ServiceSlug::parse("new").unwrap()), &nothing).is_none());
}

#[test]
fn a_new_service_is_judged_by_the_site() {
    let (other, _) = seasoned();
    let new = Tracker::new(ServiceSlug::parse("new").unwrap());
    let site = Site::of([&other, &new].into_iter());
    let known = Acquaintance::of(&new, &site).unwrap();
    assert!(known.includes(Asn(1)) && !known.includes(Asn(70_001)));
    let sample = |bucket: &Bucket| Sample {
        networks: bucket.networks_in_order(),
        regions: REGIONS.map(|code| (region(code), 5.0)).to_vec(),
        referrers: Vec::new(),
        expected: 0.0,
    };
    assert!(known.doubt(&sample(&crowd(0, 0, 15))).p_value < 1e-3);
    assert!(known.doubt(&sample(&crowd(0, 15, 0))).p_value > 0.5);
}

proptest! {
    #[test]
    fn figures_are_shares_and_probabilities(people in 0_usize..40, machines in 0_usize..40, familiar in 0.0..60.0_f64) {
        let (mut tracker, now) = seasoned_once();
        let site = site_of(&tracker);
        step(&mut tracker, now, &crowd(3, people, machines));
        let known = Acquaintance::of(&tracker, &site).unwrap();
        let sample = Sample::of(&tracker, 1, None);
        let doubt = known.doubt(&sample);
        for figure in [doubt.share, doubt.usual_share_max, doubt.p_value, known.plausible_part(&sample)] {
            prop_assert!((0.0..=1.0).contains(&figure), "{doubt:?}");
        }
        prop_assert!((0.0..=1.0).contains(&at_most(familiar, familiar + 3.0, doubt.usual_share_max)));
    }

    /// More people make no crowd less plausible.
    #[test]
    fn people_only_help(people in 1_usize..40, machines in 0_usize..40) {
        let (tracker, _) = seasoned_once();
        let known = Acquaintance { own: Habits::of(&tracker), site: &Habits::default() };
        let reports = |people, machines| {
            let bucket = crowd(0, people, machines);
            let regions = bucket.regions().into_iter().map(|(region, count)| (region, f64::from(count))).collect();
            Sample { networks: bucket.networks_in_order(), regions, referrers: Vec::new(), expected: 0.0 }
        };
        let (fewer, more) = (reports(people, machines), reports(people + 8, machines));
        prop_assert!(known.plausible_part(&more) >= known.plausible_part(&fewer) - 0.1);
    }
}

/// The same, made once.
fn seasoned_once() -> (Tracker, i64) {
    static SEASONED: std::sync::LazyLock<(Tracker, i64)> = std::sync::LazyLock::new(seasoned);
    SEASONED.clone()
}
