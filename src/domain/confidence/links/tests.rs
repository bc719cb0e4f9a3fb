use proptest::prelude::*;

use super::*;
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::confidence::{Confidence, Corroboration, Level};
use crate::domain::detector::Settings;
use crate::domain::incident::TransitionKind;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::ServiceSlug;

const START: i64 = 29_600_000;
const REGIONS: [&str; 5] = ["US-NY", "US-CA", "DE-BY", "FR-IDF", "JP-13"];

fn forum() -> Referrer {
    Referrer::of_host("forum.example.org").unwrap()
}

/// A minute of this many people who came by themselves, and by these links.
fn people(by_themselves: u32, by_links: &[(Referrer, u32)]) -> Bucket {
    let mut bucket = Bucket::default();
    let sent: u32 = by_links.iter().map(|&(_, count)| count).sum();
    for number in 0..by_themselves + sent {
        let place = usize::try_from(number).unwrap() % REGIONS.len();
        bucket.add(RegionCode::parse(REGIONS[place]).unwrap(), None, 1, 1);
        bucket.add_network(Asn(1 + number % 4), 1);
    }
    for &(referrer, count) in by_links {
        bucket.add_referrer(referrer, count);
    }
    bucket
}

fn step(tracker: &mut Tracker, minute: i64, bucket: &Bucket) -> bool {
    let transitions = tracker.step(Minute(minute), bucket, &Settings::default());
    transitions.iter().any(|step| step.kind == TransitionKind::Opened)
}

/// A service with one such minute in three, for three days.
fn seasoned(usual: &Bucket) -> (Tracker, i64) {
    let mut tracker = Tracker::new(ServiceSlug::parse("spotify").unwrap());
    let end = START + 3 * 1_440;
    for minute in START..end {
        let silent = Bucket::default();
        assert!(!step(
            &mut tracker,
            minute,
            if minute % 3 == 0 { usual } else { &silent }
        ));
    }
    (tracker, end)
}

/// Steps such minutes until an incident opens, and judges it; the minute after it.
fn judged(tracker: &mut Tracker, from: i64, bucket: &Bucket) -> i64 {
    let site = Site::of(std::iter::once(&*tracker));
    let opened = (from..from + 30).find(|&minute| step(tracker, minute, bucket));
    tracker.doubt(&site, None);
    opened.expect("nothing opened") + 1
}

fn confidence(tracker: &Tracker) -> &Confidence {
    &tracker.incident().unwrap().confidence
}

#[test]
fn whom_one_link_has_sent_is_doubted_until_others_come() {
    let (mut tracker, now) = seasoned(&people(2, &[]));
    let now = judged(&mut tracker, now, &people(1, &[(forum(), 12)]));
    let Confidence { level, doubts, raised } = confidence(&tracker).clone();
    assert_eq!((level, raised), (Level::Low, None));
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    assert_eq!(doubts[0].reason, Reason::OneLink);
    assert!(doubts[0].share > 0.9 && doubts[0].p_value < 1e-3, "{doubts:?}");
    let site = Site::of(std::iter::once(&tracker));
    for minute in 0..10 {
        step(&mut tracker, now + minute, &people(0, &[(forum(), 12)]));
        assert!(!tracker.reconsider(&site, Timestamp(0)));
    }
    let raised = (10..20).find(|&minute| {
        step(&mut tracker, now + minute, &people(9, &[(forum(), 12)]));
        tracker.reconsider(&site, Timestamp(7))
    });
    assert!(raised.is_some_and(|minute| minute < 15), "{raised:?}");
    assert_eq!(confidence(&tracker).raised.unwrap().by, Corroboration::Crowd);
}

#[test]
fn four_of_four_are_doubted() {
    let (mut tracker, now) = seasoned(&people(1, &[]));
    let bucket = people(0, &[(forum(), 4)]);
    let site = Site::of(std::iter::once(&tracker));
    // As many as may open an incident of a service that is quieter than this one.
    step(&mut tracker, now, &bucket);
    let known = Links::of(&tracker, &site).unwrap();
    let sample = Sample {
        expected: 0.0,
        ..Sample::of(&tracker, 1, None)
    };
    assert!(known.doubt(&sample).is_some());
    assert!(known.plausible_part(&sample) < 1e-9);
}

#[test]
fn who_comes_by_themselves_or_by_many_sites_is_believed() {
    let sites: Vec<(Referrer, u32)> = (0..6)
        .map(|number| (Referrer::of_host(&format!("site{number}.example")).unwrap(), 2))
        .collect();
    for crowd in [people(12, &[]), people(0, &sites), people(6, &[(forum(), 6)])] {
        let (mut tracker, now) = seasoned(&people(2, &[]));
        judged(&mut tracker, now, &crowd);
        assert_eq!(*confidence(&tracker), Confidence::default(), "{:?}", crowd.referrers);
    }
}

#[test]
fn what_stands_without_them_is_no_prank() {
    // A large outage of which one popular post tells even more people.
    let (mut tracker, now) = seasoned(&people(2, &[]));
    judged(&mut tracker, now, &people(40, &[(forum(), 200)]));
    assert_eq!(*confidence(&tracker), Confidence::default());
}

#[test]
fn a_busy_service_vouches_for_no_prank() {
    // Twenty a minute come by themselves, as on other days, and a few less are sent.
    let mut tracker = Tracker::new(ServiceSlug::parse("spotify").unwrap());
    let (now, usual) = (START + 1_440, people(20, &[]));
    for minute in START..now {
        step(&mut tracker, minute, &usual);
    }
    step(&mut tracker, now, &people(20, &[(forum(), 18)]));
    let site = Site::of(std::iter::once(&tracker));
    let doubt = Links::of(&tracker, &site)
        .unwrap()
        .doubt(&Sample::of(&tracker, 1, None));
    let doubt = doubt.expect("most of those beyond the usual came by one link");
    assert!(doubt.share > 0.9 && doubt.p_value < 1e-3, "{doubt:?}");
}

#[test]
fn a_services_own_forum_is_usual() {
    // Four of five people of this service always come by its forum.
    let (mut tracker, now) = seasoned(&people(1, &[(forum(), 4)]));
    judged(&mut tracker, now, &people(4, &[(forum(), 16)]));
    assert_eq!(*confidence(&tracker), Confidence::default());
    // Another site is still another site.
    let (mut tracker, now) = seasoned(&people(1, &[(forum(), 4)]));
    let other = Referrer::of_host("other.example").unwrap();
    judged(&mut tracker, now, &people(0, &[(other, 20)]));
    assert_eq!(confidence(&tracker).level, Level::Low);
}

#[test]
fn a_prank_does_not_make_itself_usual() {
    let (mut tracker, now) = seasoned(&people(2, &[]));
    let mut now = judged(&mut tracker, now, &people(0, &[(forum(), 12)]));
    for _ in 0..120 {
        step(&mut tracker, now, &people(0, &[(forum(), 12)]));
        now += 1;
    }
    for _ in 0..600 {
        let usual = if now % 3 == 0 {
            people(2, &[])
        } else {
            Bucket::default()
        };
        step(&mut tracker, now, &usual);
        now += 1;
    }
    assert!(tracker.arrivals().usual().of(forum()) < 0.02);
    judged(&mut tracker, now, &people(0, &[(forum(), 12)]));
    assert_eq!(confidence(&tracker).level, Level::Low);
}

#[test]
fn where_little_is_known_nobody_is_doubted_for_a_link() {
    let new = Tracker::new(ServiceSlug::parse("new").unwrap());
    assert!(Links::of(&new, &Site::default()).is_none());
    // A new service of a site that is known is judged by the site.
    let (other, _) = seasoned(&people(2, &[(forum(), 2)]));
    let site = Site::of([&other, &new].into_iter());
    let known = Links::of(&new, &site).unwrap();
    assert!(
        (known.usual_share(forum()) - 0.5).abs() < 0.02,
        "{}",
        known.usual_share(forum())
    );
}

proptest! {
    #[test]
    fn figures_are_shares_and_probabilities(
        alone in 0_u32..60, sent in proptest::collection::vec((2_u8..=255, 0_u32..60), 0..5), excess in 0_u32..30,
    ) {
        let (mut tracker, now) = seasoned_once();
        let mut sent: Vec<(Referrer, u32)> = sent
            .into_iter()
            .map(|(number, count)| (Referrer::of_number(number).unwrap(), count))
            .collect();
        let mut bucket = people(alone, &sent);
        // As when a minute is read while its reports come in.
        for (_, count) in &mut sent {
            *count += excess;
        }
        bucket.referrers = sent;
        step(&mut tracker, now, &bucket);
        let site = Site::of(std::iter::once(&tracker));
        let known = Links::of(&tracker, &site).unwrap();
        let sample = Sample::of(&tracker, 1, None);
        let part = known.plausible_part(&sample);
        prop_assert!((0.0..=1.0).contains(&part), "{}", part);
        if let Some(doubt) = known.doubt(&sample) {
            for figure in [doubt.share, doubt.usual_share_max, doubt.p_value] {
                prop_assert!((0.0..=1.0).contains(&figure), "{:?}", doubt);
            }
        }
    }

    /// Whoever comes by themselves makes no crowd less plausible, nor the doubt stronger.
    #[test]
    fn people_who_come_by_themselves_only_help(alone in 0_u32..40, sent in 1_u32..40, more in 1_u32..20) {
        let (tracker, now) = seasoned_once();
        let site = Site::of(std::iter::once(&tracker));
        let of = |alone: u32| {
            let mut tracker = tracker.clone();
            step(&mut tracker, now, &people(alone, &[(forum(), sent)]));
            let known = Links::of(&tracker, &site).unwrap();
            let sample = Sample::of(&tracker, 1, None);
            (known.plausible_part(&sample), known.doubt(&sample).map_or(1.0, |doubt| doubt.p_value))
        };
        let (fewer, others) = (of(alone), of(alone + more));
        prop_assert!(others.0 >= fewer.0 && others.1 >= fewer.1 - 1e-9, "{:?} {:?}", fewer, others);
    }
}

/// One that was made once.
fn seasoned_once() -> (Tracker, i64) {
    static SEASONED: std::sync::LazyLock<(Tracker, i64)> = std::sync::LazyLock::new(|| seasoned(&people(2, &[])));
    SEASONED.clone()
}
