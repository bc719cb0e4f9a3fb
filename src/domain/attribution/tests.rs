use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::bucket::Bucket;
use crate::domain::detector::Settings;
use crate::domain::service::{Catalogue, Category, Service};

const START: i64 = 29_600_000;
/// Minutes of normal days that every tracker has seen.
const SEASON_MINUTES: i64 = 4 * 1440;

/// Slug, category, what it relies on, and how many minutes it takes to bring one normal report.
const SERVICES: [(&str, &str, &[&str], i64); 8] = [
    ("t-mobile", "mobile", &[], 1),
    ("verizon", "mobile", &[], 1),
    ("small", "mobile", &[], 8),
    ("reseller", "mobile", &["t-mobile"], 1),
    ("facebook", "social", &[], 1),
    ("threads", "social", &[], 1),
    ("instagram", "social", &["facebook"], 1),
    ("filters", "social", &["instagram"], 1),
];

fn slug(text: &str) -> ServiceSlug {
    ServiceSlug::parse(text).unwrap()
}

fn relations() -> Relations {
    let category = |slug: &str| Category {
        slug: slug.to_owned(),
        name: String::new(),
        interconnected: slug == "mobile",
    };
    let service = |(name, category, depends_on, _): (&str, &str, &[&str], i64)| Service {
        depends_on: depends_on.iter().map(|name| slug(name)).collect(),
        ..Service::new(slug(name), "", category)
    };
    let services = SERVICES.map(service).to_vec();
    Relations::of(&Catalogue::new(vec![category("mobile"), category("social")], services))
}

/// Some services side by side, and what has been announced of each.
struct World {
    relations: Relations,
    trackers: Vec<Tracker>,
    minute: i64,
    announced: BTreeMap<ServiceSlug, Vec<Transition>>,
    /// Everything goes through the store each minute, and parties come in another order.
    is_shuffled: bool,
}

impl World {
    fn new(names: &[&str]) -> Self {
        let mut world = Self {
            relations: relations(),
            trackers: names.iter().map(|name| Tracker::new(slug(name))).collect(),
            minute: START,
            announced: BTreeMap::new(),
            is_shuffled: false,
        };
        world.pass(SEASON_MINUTES, &[]);
        assert!(world.announced.is_empty(), "{:?}", world.announced);
        world
    }

    /// Lets minutes pass in which these services have so many reports a minute from a region on top.
    fn pass(&mut self, minutes: i64, extra: &[(&str, &str, u32)]) {
        for _ in 0..minutes {
            let mut buckets = Vec::new();
            for tracker in &self.trackers {
                buckets.push(self.bucket(tracker.service(), extra));
            }
            self.step(&buckets);
        }
    }

    fn bucket(&self, service: &ServiceSlug, extra: &[(&str, &str, u32)]) -> Bucket {
        let every = SERVICES.iter().find(|known| known.0 == service.as_str()).unwrap().3;
        let draw = (self.minute * 7_919 + i64::try_from(service.as_str().len()).unwrap()).rem_euclid(31) % 3;
        let mut bucket = Bucket::default();
        let mut add = |region: &str, count: u32| {
            bucket.add(RegionCode::parse(region).unwrap(), None, count, count);
        };
        if self.minute % every == 0 {
            add("US-NY", u32::try_from(draw).unwrap());
            add("DE-BY", u32::from(draw == 1));
        }
        for (name, region, count) in extra {
            if *name == service.as_str() {
                add(region, *count);
            }
        }
        bucket
    }

    fn step(&mut self, buckets: &[Bucket]) {
        let minute = Minute(self.minute);
        let mut parties = Vec::new();
        for (tracker, bucket) in self.trackers.iter_mut().zip(buckets) {
            if self.is_shuffled {
                *tracker = postcard::from_bytes(&postcard::to_stdvec(tracker).unwrap()).unwrap();
            }
            let transitions = tracker.step(minute, bucket, &Settings::default());
            parties.push(Party {
                tracker,
                transitions,
                is_untold: false,
            });
        }
        if self.is_shuffled {
            parties.reverse();
        }
        let outcomes = judge(&self.relations, &mut parties, Occasion::Minute, minute.plus(1).start());
        for (party, outcome) in parties.iter().zip(outcomes) {
            if !outcome.announced.is_empty() {
                let all = self.announced.entry(party.tracker.service().clone()).or_default();
                all.extend(outcome.announced);
            }
        }
        self.minute += 1;
    }

    fn incident(&self, name: &str) -> &Incident {
        let tracker = self.trackers.iter().find(|tracker| tracker.service().as_str() == name);
        tracker.unwrap().incident().unwrap()
    }

    fn cause(&self, name: &str) -> Option<(&str, AttributionKind)> {
        let attribution = self.incident(name).attribution.as_ref()?;
        Some((attribution.cause.as_str(), attribution.kind))
    }

    /// What has been announced of a service, without steps from region to region and from bad to worse.
    fn told(&self, name: &str) -> Vec<&'static str> {
        let all = self.announced.get(&slug(name)).into_iter().flatten();
        let kinds = all.map(|transition| transition.kind.as_str());
        kinds
            .filter(|kind| !["escalated", "region_added"].contains(kind))
            .collect()
    }
}

#[test]
fn a_small_surge_beside_a_large_one_is_held() {
    let mut world = World::new(&["t-mobile", "verizon"]);
    world.pass(3, &[("t-mobile", "US-NY", 80)]);
    world.pass(30, &[("t-mobile", "US-NY", 80), ("verizon", "US-NY", 7)]);
    assert_eq!(world.cause("verizon"), Some(("t-mobile", AttributionKind::SpillOver)));
    assert_eq!(world.incident("verizon").told().phase, Phase::Possible);
    assert_eq!(world.told("verizon"), [""; 0]);
    assert_eq!(world.told("t-mobile"), ["opened"]);
    assert_eq!(world.cause("t-mobile"), None);
    world.pass(50, &[]);
    assert_eq!(world.incident("verizon").told().phase, Phase::Retracted);
    assert_eq!(world.told("verizon"), [""; 0]);
    assert_eq!(world.told("t-mobile"), ["opened", "recovering", "resolved"]);
}

#[test]
fn two_apps_that_fail_together_are_two_outages() {
    let mut world = World::new(&["facebook", "threads"]);
    world.pass(30, &[("facebook", "US-NY", 80), ("threads", "US-NY", 7)]);
    assert_eq!(world.told("facebook"), ["opened"]);
    assert_eq!(world.told("threads"), ["opened"]);
    assert_eq!(world.cause("threads"), None);
}

#[test]
fn what_is_built_on_a_failing_service_is_announced_with_its_cause() {
    let mut world = World::new(&["facebook", "instagram", "filters", "t-mobile", "reseller"]);
    let large = ("facebook", "US-NY", 80);
    world.pass(3, &[large]);
    world.pass(
        20,
        &[
            large,
            ("filters", "US-NY", 7),
            ("t-mobile", "US-NY", 80),
            ("reseller", "US-NY", 7),
        ],
    );
    assert_eq!(world.told("filters"), ["opened"]);
    assert_eq!(world.cause("filters"), Some(("facebook", AttributionKind::Dependency)));
    assert_eq!(world.told("reseller"), ["opened"]);
    assert_eq!(world.cause("reseller"), Some(("t-mobile", AttributionKind::Dependency)));
    assert_eq!(world.cause("facebook"), None);
    world.pass(5, &[large, ("instagram", "US-NY", 30)]);
    assert_eq!(
        world.cause("instagram"),
        Some(("facebook", AttributionKind::Dependency))
    );
}

#[test]
fn a_failure_elsewhere_is_no_spill_over() {
    let mut world = World::new(&["t-mobile", "verizon"]);
    world.pass(30, &[("t-mobile", "US-NY", 80), ("verizon", "DE-BY", 7)]);
    assert_eq!(world.told("verizon"), ["opened"]);
    assert_eq!(world.cause("verizon"), None);
}

#[test]
fn a_small_network_that_fails_with_a_large_one_is_down_too() {
    let mut world = World::new(&["t-mobile", "small"]);
    world.pass(30, &[("t-mobile", "US-NY", 80), ("small", "US-NY", 16)]);
    assert_eq!(world.told("small"), ["opened"]);
}

#[test]
fn an_earlier_failure_is_no_spill_over_of_a_later_one() {
    let mut world = World::new(&["t-mobile", "verizon"]);
    world.pass(25, &[("verizon", "US-NY", 7)]);
    world.pass(30, &[("t-mobile", "US-NY", 80), ("verizon", "US-NY", 7)]);
    assert_eq!(world.told("verizon"), ["opened"]);
    assert_eq!(world.told("t-mobile"), ["opened"]);
}

#[test]
fn what_goes_on_by_itself_is_announced_with_all_that_happened() {
    let mut world = World::new(&["t-mobile", "verizon"]);
    world.pass(3, &[("t-mobile", "US-NY", 80)]);
    world.pass(30, &[("t-mobile", "US-NY", 80), ("verizon", "US-NY", 7)]);
    world.pass(15, &[("verizon", "US-NY", 7)]);
    assert_eq!(world.told("verizon"), [""; 0], "a few minutes are allowed for");
    world.pass(15, &[("verizon", "US-NY", 7)]);
    assert_eq!(world.told("verizon"), ["opened"]);
    assert_eq!(world.announced[&slug("verizon")], world.incident("verizon").transitions);
    assert_eq!(world.incident("verizon").told().phase, Phase::Confirmed);
    world.pass(60, &[]);
    assert_eq!(world.told("verizon"), ["opened", "recovering", "resolved"]);
}

#[test]
fn what_grows_beyond_its_cause_is_announced() {
    let mut world = World::new(&["t-mobile", "verizon"]);
    world.pass(20, &[("t-mobile", "US-NY", 80), ("verizon", "US-NY", 7)]);
    assert_eq!(world.told("verizon"), [""; 0]);
    world.pass(15, &[("t-mobile", "US-NY", 80), ("verizon", "US-NY", 90)]);
    assert_eq!(world.told("verizon"), ["opened"]);
    world.pass(60, &[("t-mobile", "US-NY", 80), ("verizon", "US-NY", 7)]);
    assert!(
        !world.told("verizon").contains(&"retracted"),
        "it is not taken back after that"
    );
}

#[test]
fn an_announcement_is_taken_back_when_the_cause_shows() {
    let mut world = World::new(&["t-mobile", "verizon"]);
    world.pass(8, &[("verizon", "US-NY", 7)]);
    assert_eq!(world.told("verizon"), ["opened"]);
    let first = world.incident("verizon").id.clone();
    world.pass(20, &[("t-mobile", "US-NY", 80), ("verizon", "US-NY", 7)]);
    assert_eq!(world.told("verizon"), ["opened", "retracted"]);
    let told = &world.announced[&slug("verizon")];
    let retraction = told.last().unwrap().evidence.retraction.clone();
    assert_eq!(
        retraction,
        Some(super::super::incident::Retraction::SpillOver(slug("t-mobile")))
    );
    assert_ne!(world.incident("verizon").id, first, "what goes on is another incident");
    assert!(world.incident("verizon").is_held());
    world.pass(60, &[]);
    assert_eq!(world.told("verizon"), ["opened", "retracted"]);
}

#[test]
fn more_than_usual_has_a_cause_too() {
    let mut world = World::new(&["t-mobile", "verizon"]);
    world.pass(10, &[("t-mobile", "US-NY", 80)]);
    let (relations, at) = (world.relations.clone(), Minute(world.minute).start());
    let mut parties: Vec<Party> = Vec::new();
    for tracker in &mut world.trackers {
        parties.push(Party {
            tracker,
            transitions: Vec::new(),
            is_untold: false,
        });
    }
    let outcomes = judge(&relations, &mut parties, Occasion::Glance, at);
    assert_eq!(outcomes[0].attribution, None);
    assert_eq!(
        outcomes[1].attribution,
        Some(Attribution::spill_over(&slug("t-mobile")))
    );
    assert!(!outcomes[1].is_changed);
}

#[test]
fn what_was_found_in_history_is_held_like_news() {
    let mut world = World::new(&["t-mobile", "verizon"]);
    let relations = std::mem::take(&mut world.relations);
    world.pass(12, &[("t-mobile", "US-NY", 80), ("verizon", "US-NY", 7)]);
    let at = Minute(world.minute).start();
    let mut parties: Vec<Party> = Vec::new();
    for tracker in &mut world.trackers {
        parties.push(Party {
            tracker,
            transitions: Vec::new(),
            is_untold: true,
        });
    }
    judge(&relations, &mut parties, Occasion::Glance, at);
    assert!(world.incident("verizon").is_held());
    assert!(!world.incident("t-mobile").is_held());
}

#[test]
fn a_restart_each_minute_and_another_order_change_nothing() {
    let run = |is_shuffled: bool| {
        let mut world = World::new(&["t-mobile", "verizon", "small", "facebook", "instagram"]);
        world.is_shuffled = is_shuffled;
        world.pass(4, &[("verizon", "US-NY", 7)]);
        let both = [
            ("t-mobile", "US-NY", 80),
            ("verizon", "US-NY", 7),
            ("small", "US-NY", 3),
        ];
        world.pass(20, &both);
        world.pass(
            20,
            &[("facebook", "US-NY", 40), ("instagram", "US-NY", 9), both[0], both[1]],
        );
        world.pass(30, &[both[1]]);
        world.pass(60, &[]);
        (world.announced, world.trackers)
    };
    assert!(run(false) == run(true));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    /// Whatever the counts, what is held is told to nobody, and nothing ends that has not been announced.
    #[test]
    fn a_story_is_told_whole_or_not_at_all(
        acts in proptest::collection::vec((1_i64..30, 0_u32..120, 0_u32..120, 0_u32..20), 1..8),
    ) {
        let mut world = World::new(&["t-mobile", "verizon", "small"]);
        for (minutes, first, second, third) in acts {
            let extra = [("t-mobile", "US-NY", first), ("verizon", "US-NY", second), ("small", "US-NY", third)];
            for _ in 0..minutes {
                let before: Vec<bool> = world.trackers.iter().map(is_held).collect();
                let told = world.announced.clone();
                world.pass(1, &extra);
                for (tracker, was_held) in world.trackers.iter().zip(before) {
                    let is_news = told.get(tracker.service()) != world.announced.get(tracker.service());
                    prop_assert!(!(was_held && is_held(tracker) && is_news));
                }
            }
        }
        for all in world.announced.values() {
            let mut open: Option<String> = None;
            for transition in all {
                let incident = transition.id.rsplit_once('.').unwrap().0.to_owned();
                if transition.kind == TransitionKind::Opened {
                    open = Some(incident);
                } else {
                    prop_assert_eq!(open.as_ref(), Some(&incident));
                }
                if transition.kind == TransitionKind::Retracted {
                    open = None;
                }
            }
        }
    }
}

fn is_held(tracker: &Tracker) -> bool {
    tracker.incident().is_some_and(Incident::is_held)
}
