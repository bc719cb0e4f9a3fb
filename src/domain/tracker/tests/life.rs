//! The life of incidents and how far they reach, in a world of eight regions and twelve networks.

use super::*;
use crate::domain::incident::{Retraction, Severity};
use crate::domain::region::Asn;
use crate::domain::spread::{self, Scope};
use proptest::test_runner::TestCaseError;

const REGIONS: [&str; 8] = ["US-NY", "US-CA", "GB-ENG", "DE-BY", "IN-MH", "BR-SP", "JP-13", "FR-IDF"];
const NETWORKS: u32 = 12;

fn code(text: &str) -> RegionCode {
    RegionCode::parse(text).unwrap()
}

/// Adds reports of a region, from all networks in turn or from one.
fn add(bucket: &mut Bucket, region: &str, reports: u32, network: Option<u32>, draw: u64) {
    bucket.add(code(region), None, reports, reports);
    for report in 0..reports {
        let turn = u32::try_from(draw % u64::from(NETWORKS)).unwrap();
        bucket.add_network(Asn(network.unwrap_or(1 + (turn + 5 * report) % NETWORKS)), 1);
    }
}

/// A normal minute: four reports from somewhere.
fn normal(minute: i64) -> Bucket {
    let mut bucket = Bucket::default();
    for (place, region) in REGIONS.iter().enumerate() {
        let draw = hash(minute * 8 + i64::try_from(place).unwrap());
        add(&mut bucket, region, [0, 0, 1, 1][(draw & 3) as usize], None, draw >> 8);
    }
    bucket
}

fn seasoned_world() -> (Tracker, i64) {
    let (mut tracker, settings) = (tracker(), Settings::default());
    let end = START + 4 * 1_440;
    for minute in START..end {
        assert_eq!(tracker.step(Minute(minute), &normal(minute), &settings), []);
    }
    (tracker, end)
}

/// So many minutes with so many further reports a minute of each of these regions.
fn surge(
    tracker: &mut Tracker,
    from: i64,
    minutes: i64,
    regions: &[(&str, u32)],
    network: Option<u32>,
) -> Vec<Transition> {
    let settings = Settings::default();
    let mut all = Vec::new();
    for minute in from..from + minutes {
        let mut bucket = normal(minute);
        for &(region, reports) in regions {
            add(&mut bucket, region, reports, network, hash(minute));
        }
        all.extend(tracker.step(Minute(minute), &bucket, &settings));
    }
    all
}

fn scope_of(regions: &[(&str, u32)], network: Option<u32>) -> Scope {
    let (mut tracker, now) = seasoned_world();
    surge(&mut tracker, now, 20, regions, network);
    tracker.incident().unwrap().spread.scope
}

#[test]
fn the_reach_is_told() {
    let everywhere = REGIONS.map(|region| (region, 3));
    assert_eq!(scope_of(&everywhere, None), Scope::Everywhere);
    assert_eq!(scope_of(&[("DE-BY", 9)], None), Scope::Region(code("DE-BY")));
    let both = [("US-NY", 7), ("US-CA", 7)];
    assert_eq!(scope_of(&both, None), Scope::Country(code("US")));
    assert_eq!(scope_of(&[("DE-BY", 7), ("FR-IDF", 7)], None), Scope::Several);
    assert_eq!(scope_of(&everywhere, Some(7)), Scope::Network(Asn(7)));
}

#[test]
fn evenness_tells_a_provider_from_the_service() {
    let (mut tracker, now) = seasoned_world();
    surge(&mut tracker, now, 20, &REGIONS.map(|region| (region, 3)), Some(7));
    let spread = &tracker.incident().unwrap().spread;
    assert!(
        spread.region_evenness > 0.8 && spread.network_evenness < 0.3,
        "{spread:?}"
    );
    assert_eq!(spread.networks[0].network, Asn(7));
    assert!(spread.networks[0].share > 0.7 && spread.networks[0].usual_share < 0.2);
}

#[test]
fn one_networks_trouble_is_taken_back_at_its_end() {
    let (mut tracker, now) = seasoned_world();
    let mut all = surge(&mut tracker, now, 25, &REGIONS.map(|region| (region, 3)), Some(7));
    all.extend(surge(&mut tracker, now + 25, 60, &[], None));
    let last = all.last().unwrap();
    assert_eq!(last.kind, TransitionKind::Retracted);
    assert_eq!(last.evidence.retraction, Some(Retraction::OneNetwork(Asn(7))));
    assert_eq!(tracker.incident().unwrap().phase, Phase::Retracted);
}

#[test]
fn a_burst_is_taken_back_and_does_not_rejoin() {
    let (mut tracker, now) = seasoned_world();
    let mut all = surge(&mut tracker, now, 2, &REGIONS.map(|region| (region, 3)), None);
    all.extend(surge(&mut tracker, now + 2, 35, &[], None));
    let kinds_so_far = kinds(&all);
    assert_eq!(
        (kinds_so_far[0], *kinds_so_far.last().unwrap()),
        ("opened", "retracted"),
        "{kinds_so_far:?}"
    );
    assert_eq!(all.last().unwrap().evidence.retraction, Some(Retraction::Burst));
    let first = tracker.incident().unwrap().clone();
    assert_eq!(
        (first.phase, first.resolved_at),
        (Phase::Retracted, Some(all.last().unwrap().at))
    );
    let again = surge(&mut tracker, now + 37, 20, &REGIONS.map(|region| (region, 4)), None);
    assert_eq!(again[0].kind, TransitionKind::Opened);
    assert_ne!(tracker.incident().unwrap().id, first.id);
}

#[test]
fn new_evidence_saves_what_looked_like_a_burst() {
    let (mut tracker, now) = seasoned_world();
    let everywhere = REGIONS.map(|region| (region, 3));
    let mut all = surge(&mut tracker, now, 2, &everywhere, None);
    all.extend(surge(&mut tracker, now + 2, 9, &[], None));
    assert!(tracker.is_open());
    all.extend(surge(&mut tracker, now + 11, 15, &everywhere, None));
    all.extend(surge(&mut tracker, now + 26, 60, &[], None));
    assert_eq!(all.last().unwrap().kind, TransitionKind::Resolved);
}

#[test]
fn a_region_rests_for_a_while_before_it_is_no_longer_affected() {
    let (mut tracker, now) = seasoned_world();
    let mut all = surge(&mut tracker, now, 10, &[("DE-BY", 9), ("JP-13", 9)], None);
    let shows = |tracker: &Tracker| {
        let regions = &tracker.incident().unwrap().regions;
        regions
            .iter()
            .find(|affected| affected.region == code("DE-BY"))
            .unwrap()
            .active
    };
    all.extend(surge(&mut tracker, now + 10, 8, &[("JP-13", 9)], None));
    assert!(shows(&tracker));
    all.extend(surge(&mut tracker, now + 18, 25, &[("JP-13", 9)], None));
    assert!(!shows(&tracker));
    all.extend(surge(&mut tracker, now + 43, 5, &[("DE-BY", 9), ("JP-13", 9)], None));
    assert!(shows(&tracker));
    let of_bavaria = all.iter().filter(|step| step.region == Some(code("DE-BY")));
    assert!(of_bavaria.count() <= 1);
}

#[test]
fn the_onset_is_found_in_each_region() {
    let (mut tracker, now) = seasoned_world();
    surge(&mut tracker, now, 12, &[("JP-13", 6)], None);
    surge(&mut tracker, now + 12, 20, &[("JP-13", 6), ("DE-BY", 6)], None);
    let incident = tracker.incident().unwrap();
    assert!(
        (now - 1..=now + 1).contains(&incident.onset.0),
        "{:?}",
        incident.onset.0 - now
    );
    let order: Vec<_> = spread::order(incident).iter().map(|affected| affected.region).collect();
    assert_eq!(order[..2], [code("JP-13"), code("DE-BY")]);
    let bavaria = incident
        .regions
        .iter()
        .find(|affected| affected.region == code("DE-BY"))
        .unwrap();
    assert!(
        (now + 11..=now + 13).contains(&bavaria.onset.0),
        "{}",
        bavaria.onset.0 - now
    );
}

#[test]
fn what_goes_on_for_hours_gets_worse() {
    let (mut tracker, now) = seasoned_world();
    let five_times = REGIONS.map(|region| (region, 2));
    surge(&mut tracker, now, 60, &five_times, None);
    assert_eq!(tracker.incident().unwrap().severity, Severity::Major);
    let later = surge(&mut tracker, now + 60, 270, &five_times, None);
    assert!(kinds(&later).contains(&"escalated"));
    let incident = tracker.incident().unwrap();
    assert_eq!(incident.severity, Severity::Critical, "{}", incident.severity_score);
}

/// What is true of the steps of any service, one after the other.
#[derive(Default)]
pub struct Life {
    incident: String,
    last: Option<(TransitionKind, u32, Timestamp)>,
}

impl Life {
    /// Checks the next step: at most one incident is open, none goes on after its end but by coming back, sequences have
    /// no gap, and time does not turn.
    pub fn check(&mut self, step: &Transition) -> Result<(), TestCaseError> {
        use TransitionKind::{Opened, Recovering, Resolved, Retracted};
        let incident = step.id.rsplit_once('.').unwrap().0;
        if let Some((_, _, at)) = self.last {
            prop_assert!(step.at >= at, "{:?} before {at:?}", step.at);
        }
        if step.kind == Opened {
            prop_assert!(self.last.is_none_or(|(kind, ..)| matches!(kind, Resolved | Retracted)));
            prop_assert_eq!(step.sequence, 1);
            prop_assert_ne!(incident, &self.incident);
            self.incident = incident.to_owned();
        } else {
            let (kind, sequence, _) = self.last.unwrap();
            prop_assert_eq!(incident, &self.incident);
            prop_assert_eq!(step.sequence, sequence + 1);
            prop_assert_ne!(kind, Retracted);
            prop_assert!(kind != Resolved || step.kind == Recovering);
            prop_assert_eq!(step.kind == Retracted, step.evidence.retraction.is_some());
        }
        self.last = Some((step.kind, step.sequence, step.at));
        Ok(())
    }
}
