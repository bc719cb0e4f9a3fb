mod life;
mod retold;

use super::*;
use crate::domain::bucket::Cell;
use crate::domain::incident::TransitionKind;
use proptest::prelude::*;

const START: i64 = 29_600_000;

fn tracker() -> Tracker {
    Tracker::new(ServiceSlug::parse("spotify").unwrap())
}

fn bucket(counts: &[(&str, u32)]) -> Bucket {
    let mut bucket = Bucket::default();
    for &(region, reporters) in counts {
        bucket.add(RegionCode::parse(region).unwrap(), None, reporters, reporters);
    }
    bucket
}

/// A number that looks random, by position (splitmix64).
fn hash(position: i64) -> u64 {
    let mut z = u64::from_ne_bytes(position.to_ne_bytes()).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A normal minute: about two reports from two regions.
fn quiet(minute: i64) -> Bucket {
    let draw = hash(minute);
    let count = |shift: u32| [0, 0, 1, 1, 1, 1, 2, 3][(draw >> shift & 7) as usize];
    bucket(&[("US-NY", count(0)), ("DE-BY", count(8))])
}

/// A tracker that has seen quiet days, which end at the minute given back.
fn seasoned(days: i64) -> (Tracker, i64) {
    let (mut tracker, settings) = (tracker(), Settings::default());
    let end = START + days * 1440;
    for minute in START..end {
        assert_eq!(tracker.step(Minute(minute), &quiet(minute), &settings), []);
    }
    (tracker, end)
}

fn run(tracker: &mut Tracker, from: i64, minutes: i64, counts: &[(&str, u32)]) -> Vec<Transition> {
    let settings = Settings::default();
    let mut all = Vec::new();
    for minute in from..from + minutes {
        let mut minute_bucket = quiet(minute);
        minute_bucket.merge(&bucket(counts));
        all.extend(tracker.step(Minute(minute), &minute_bucket, &settings));
    }
    all
}

fn kinds(transitions: &[Transition]) -> Vec<&'static str> {
    transitions.iter().map(|transition| transition.kind.as_str()).collect()
}

#[test]
fn three_hours_of_outage_pass_through_every_phase() {
    let (mut tracker, now) = seasoned(7);
    let mut all = run(&mut tracker, now, 20, &[("US-NY", 6)]);
    assert!(!tracker.learning());
    assert_eq!(tracker.incident().unwrap().phase, Phase::Confirmed);
    all.extend(run(&mut tracker, now + 20, 160, &[("US-NY", 20), ("FR-IDF", 20)]));
    all.extend(run(&mut tracker, now + 180, 60, &[]));
    let kinds = kinds(&all);
    assert_eq!(kinds[0], "opened");
    assert_eq!(kinds.iter().filter(|&&kind| kind == "opened").count(), 1);
    assert!(
        kinds.contains(&"escalated") && kinds.contains(&"region_added"),
        "{kinds:?}"
    );
    assert_eq!(kinds[kinds.len() - 2..], ["recovering", "resolved"]);
    let incident = tracker.incident().unwrap();
    assert_eq!(incident.phase, Phase::Resolved);
    assert!((now - 2..=now).contains(&incident.onset.0), "{:?}", incident.onset);
    assert!(incident.opened_at <= Minute(now + 3).start());
    assert_eq!(incident.transitions, all);
    run(&mut tracker, now + 240, 90, &[]);
    assert_eq!(tracker.incident(), None);
}

#[test]
fn a_flare_up_within_the_hour_rejoins() {
    let (mut tracker, now) = seasoned(7);
    let mut all = run(&mut tracker, now, 30, &[("US-NY", 20)]);
    all.extend(run(&mut tracker, now + 30, 40, &[]));
    assert_eq!(tracker.incident().unwrap().phase, Phase::Resolved);
    let flare = run(&mut tracker, now + 70, 1, &[("US-NY", 60)]);
    assert_eq!(tracker.incident().unwrap().phase, Phase::Recovering);
    assert_eq!(tracker.incident().unwrap().resolved_at, None);
    all.extend(flare);
    all.extend(run(&mut tracker, now + 71, 60, &[]));
    assert_eq!(
        kinds(&all),
        [
            "opened",
            "escalated",
            "recovering",
            "resolved",
            "recovering",
            "resolved"
        ]
    );
}

#[test]
fn peeking_opens_early_and_only_once() {
    let (mut tracker, now) = seasoned(7);
    let settings = Settings::default();
    let surge = bucket(&[("US-NY", 30)]);
    let early = tracker.peek(Minute(now), 20, &surge, &settings);
    assert_eq!(kinds(&early), ["opened"]);
    assert_eq!(early[0].at, Timestamp(now * 60 + 20));
    assert_eq!(tracker.incident().unwrap().regions[0].region.as_str(), "US-NY");
    assert!(tracker.peek(Minute(now), 30, &surge, &settings).is_empty());
    let mut more = surge.clone();
    more.merge(&bucket(&[("FR-IDF", 30)]));
    assert!(!kinds(&tracker.step(Minute(now), &more, &settings)).contains(&"opened"));
    assert!(tracker.peek(Minute(now), 40, &more, &settings).is_empty());
    assert_eq!(tracker.last_minute(), Some(Minute(now)));
}

#[test]
fn a_look_without_a_step_leaves_nothing_behind() {
    let (mut tracker, now) = seasoned(7);
    let settings = Settings::default();
    let bytes = |tracker: &Tracker| postcard::to_stdvec(tracker).unwrap();
    let before = bytes(&tracker);
    assert!(!tracker.possible());
    let mut was_possible = false;
    let is_opened = (1..60).any(|reporters| {
        let early = tracker.peek(Minute(now), 50, &bucket(&[("US-NY", reporters)]), &settings);
        assert_eq!(bytes(&tracker) == before, early.is_empty(), "{reporters}");
        was_possible |= early.is_empty() && tracker.possible();
        !early.is_empty()
    });
    assert!(is_opened && was_possible, "the page may show it before it is called");
    let (mut tracker, _) = seasoned(7);
    assert_eq!(bytes(&tracker), before);
    run(&mut tracker, now, 10, &[("US-NY", 20)]);
    assert!(!tracker.possible());
    let before = bytes(&tracker);
    // More of the same: a higher peak of a region that is known.
    assert_eq!(
        tracker.peek(Minute(now + 10), 50, &bucket(&[("US-NY", 900)]), &settings),
        []
    );
    assert_eq!(bytes(&tracker), before);
    let steps = tracker.peek(Minute(now + 10), 50, &bucket(&[("JP-13", 90)]), &settings);
    assert_eq!(
        kinds(&steps),
        Vec::<&str>::new(),
        "a region without any history is named with the minute"
    );
    let steps = tracker.peek(Minute(now + 10), 50, &bucket(&[("DE-BY", 90)]), &settings);
    assert_eq!(kinds(&steps), ["region_added"]);
    assert_ne!(bytes(&tracker), before);
}

#[test]
fn looks_of_the_opening_minute_name_nothing_on_their_own() {
    let (mut tracker, now) = seasoned(7);
    let settings = Settings::default();
    assert_eq!(
        kinds(&tracker.peek(Minute(now), 20, &bucket(&[("US-NY", 30)]), &settings)),
        ["opened"]
    );
    let before = postcard::to_stdvec(&tracker).unwrap();
    let more = bucket(&[("US-NY", 40), ("DE-BY", 40)]);
    assert_eq!(tracker.peek(Minute(now), 40, &more, &settings), []);
    assert_eq!(postcard::to_stdvec(&tracker).unwrap(), before);
    tracker.step(Minute(now), &more, &settings);
    let named = tracker
        .incident()
        .unwrap()
        .regions
        .iter()
        .map(|affected| affected.region.as_str().to_owned());
    assert_eq!(named.collect::<Vec<_>>(), ["US-NY", "DE-BY"]);
}

#[test]
fn the_first_day_is_cautious_but_not_blind() {
    let (mut tracker, now) = seasoned(0);
    assert!(run(&mut tracker, now, 300, &[]).is_empty());
    assert!(run(&mut tracker, now + 300, 20, &[("US-NY", 4)]).is_empty());
    assert!(run(&mut tracker, now + 320, 60, &[]).is_empty());
    assert!(tracker.learning());
    let surge = run(&mut tracker, now + 380, 10, &[("US-NY", 200)]);
    assert_eq!(surge[0].kind, TransitionKind::Opened);
}

#[test]
fn a_busy_newcomer_is_not_an_outage() {
    let mut tracker = tracker();
    assert_eq!(run(&mut tracker, START, 2 * 1440, &[("US-NY", 40), ("JP-13", 10)]), []);
}

#[test]
fn a_hole_in_the_record_ends_what_was_open() {
    let (mut tracker, now) = seasoned(7);
    run(&mut tracker, now, 30, &[("US-NY", 20)]);
    let later = now + 30 + GAP_MINUTES_MAX + 1;
    let after = tracker.step(Minute(later), &quiet(later), &Settings::default());
    assert_eq!(kinds(&after), ["recovering", "resolved"]);
    assert_eq!(tracker.incident(), None);
    assert!(run(&mut tracker, later + 1, 600, &[]).is_empty());
}

#[test]
fn an_hour_in_which_nobody_counted_is_not_silence() {
    let (mut tracker, now) = seasoned(7);
    let settings = Settings::default();
    run(&mut tracker, now, 30, &[("US-NY", 20)]);
    let expected = tracker.expected(Minute(now + 300));
    assert_eq!(tracker.pass_over(Minute(now + 89), &settings), []);
    assert_eq!(tracker.last_minute(), Some(Minute(now + 89)));
    assert!(tracker.incident().unwrap().is_open());
    assert_eq!(tracker.expected(Minute(now + 300)), expected);
    assert_eq!(
        tracker.pass_over(Minute(now + 40), &settings),
        [],
        "time does not go back"
    );
    let more = run(&mut tracker, now + 90, 20, &[("US-NY", 20)]);
    assert!(!kinds(&more).contains(&"resolved"), "{more:?}");
    let end = run(&mut tracker, now + 110, 60, &[]);
    assert_eq!(kinds(&end), ["recovering", "resolved"]);
}

#[test]
fn nothing_opens_after_a_gap_and_a_surge_is_still_found() {
    let (mut tracker, now) = seasoned(7);
    let settings = Settings::default();
    for gap in 0..20 {
        let from = now + gap * 200;
        assert_eq!(tracker.pass_over(Minute(from + 59), &settings), []);
        assert_eq!(run(&mut tracker, from + 60, 140, &[]), []);
    }
    let surge = run(&mut tracker, now + 4_000, 5, &[("US-NY", 20)]);
    assert_eq!(surge[0].kind, TransitionKind::Opened);
    let ages = tracker.pass_over(Minute(now + 40_000), &settings);
    assert_eq!(kinds(&ages), ["recovering", "resolved"]);
    assert_eq!(tracker.incident(), None);
    assert_eq!(run(&mut tracker, now + 40_001, 600, &[]), []);
}

#[test]
fn a_broken_feed_teaches_nothing_and_its_return_is_no_outage() {
    for gap_minutes in [90, 600, 2 * 1440] {
        let (mut tracker, now) = seasoned(10);
        let before = tracker.expected(Minute(now + 8 * 1440)).mean;
        let settings = Settings::default();
        for minute in now..now + gap_minutes {
            assert_eq!(tracker.step(Minute(minute), &Bucket::default(), &settings), []);
        }
        assert_eq!(run(&mut tracker, now + gap_minutes, 600, &[]), []);
        let after = tracker.expected(Minute(now + 8 * 1440)).mean;
        assert!((after / before - 1.0).abs() < 0.1, "{gap_minutes}: {before} {after}");
        let outage = run(&mut tracker, now + gap_minutes + 600, 10, &[("US-NY", 20)]);
        assert_eq!(outage[0].kind, TransitionKind::Opened);
    }
}

#[test]
fn weeks_of_silence_and_floods_leave_every_number_finite() {
    let (mut tracker, now) = seasoned(3);
    let settings = Settings::default();
    let mut minute = now;
    for (count, minutes) in [
        (0, 21 * 1440),
        (u32::MAX, 1440),
        (0, 2 * 1440),
        (u32::MAX, 60),
        (1, 8 * 1440),
    ] {
        for _ in 0..minutes {
            tracker.step(Minute(minute), &bucket(&[("US-NY", count), ("GB", count)]), &settings);
            minute += 1;
        }
        let expected = tracker.expected(Minute(minute));
        let numbers = [expected.low, expected.mean, expected.high, tracker.threshold()];
        assert!(numbers.iter().all(|number| number.is_finite()), "{numbers:?}");
        assert!(numbers[1] <= 1e6 && numbers[3] <= 2_000.0, "{numbers:?}");
    }
}

#[test]
fn bursts_every_day_stop_being_alarms() {
    let (mut tracker, now) = seasoned(7);
    let mut openings = Vec::new();
    for day in 0..42 {
        let start = now + day * 1440 + i64::try_from(hash(day) % 600).unwrap();
        let quiet_before = if day == 0 { now } else { now + day * 1440 };
        let mut all = run(&mut tracker, quiet_before, start - quiet_before, &[]);
        all.extend(run(&mut tracker, start, 12, &[("US-NY", 12)]));
        all.extend(run(&mut tracker, start + 12, now + (day + 1) * 1440 - start - 12, &[]));
        openings.push(kinds(&all).iter().filter(|&&kind| kind == "opened").count());
    }
    let late: usize = openings[28..].iter().sum();
    assert!(openings[0] >= 1 && late <= 2, "{openings:?}");
    let outage = run(&mut tracker, now + 42 * 1440, 60, &[("US-NY", 60), ("DE-BY", 60)]);
    assert!(kinds(&outage).contains(&"opened"));
}

#[test]
fn a_state_in_the_store_goes_on_as_if_nothing_had_happened() {
    let settings = Settings::default();
    let (mut kept, now) = seasoned(3);
    let mut restored = kept.clone();
    for minute in now..now + 170 {
        let mut counts = quiet(minute);
        if (60..120).contains(&(minute - now)) {
            counts.merge(&bucket(&[("US-NY", 9), ("GB", 4)]));
        }
        let bytes = postcard::to_stdvec(&restored).unwrap();
        restored = postcard::from_bytes(&bytes).unwrap();
        let early = kept.peek(Minute(minute), 30, &counts, &settings);
        assert_eq!(early, restored.peek(Minute(minute), 30, &counts, &settings));
        let step = kept.step(Minute(minute), &counts, &settings);
        assert_eq!(step, restored.step(Minute(minute), &counts, &settings));
    }
    assert_eq!(kept, restored);
    assert_eq!(kept.incident().map(|incident| incident.phase), Some(Phase::Resolved));
}

#[test]
fn a_service_with_fifty_regions_takes_little_room() {
    let settings = Settings::default();
    let mut tracker = tracker();
    for minute in START..START + 3_000 {
        let code = format!("US-{:02}", hash(minute) % 50);
        tracker.step(Minute(minute), &bucket(&[(&code, 1)]), &settings);
    }
    let stored = postcard::to_stdvec(&tracker).unwrap().len();
    assert!(stored < 8 * 1024, "{stored}");
}

#[test]
fn expectations_follow_the_regions() {
    let (tracker, now) = seasoned(7);
    let whole = tracker.expected(Minute(now + 500));
    assert!(whole.low < whole.mean && whole.mean < whole.high);
    let part = tracker.expected_region(RegionCode::parse("US-NY").unwrap(), Minute(now + 500));
    let country = tracker.expected_region(RegionCode::parse("US").unwrap(), Minute(now + 500));
    assert!((0.4..0.6).contains(&(part / whole.mean)));
    assert!((part - country).abs() < 1e-9);
    assert!(tracker.expected_region(RegionCode::parse("FR").unwrap(), Minute(now)) < 1e-9);
}

fn any_bucket() -> impl Strategy<Value = Bucket> {
    let region = "(unknown|[A-C][A-B]|[A-C][A-B]-[0-9]{1,2})".prop_map(|code| RegionCode::parse(&code).unwrap());
    let count = prop_oneof![4 => 0_u32..5, 2 => 0_u32..500, 1 => any::<u32>()];
    let cell = (region, count).prop_map(|(region, count)| Cell {
        region,
        symptom: None,
        count,
        reporters: count,
    });
    proptest::collection::vec(cell, 0..6).prop_map(|cells| Bucket {
        cells,
        ..Bucket::default()
    })
}

fn any_minutes() -> impl Strategy<Value = Vec<(i64, u32, Bucket)>> {
    let advance = prop_oneof![
        20 => Just(1_i64), 3 => -50_i64..200, 1 => 0_i64..10_000, 1 => any::<i64>(),
    ];
    proptest::collection::vec((advance, 0_u32..100, any_bucket()), 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_panics_and_every_story_is_in_order(minutes in any_minutes(), seasoned_minutes in 0_i64..1_500) {
        let settings = Settings { open_minutes_min: 2, ..Settings::default() };
        let mut tracker = tracker();
        for minute in START..START + seasoned_minutes {
            tracker.step(Minute(minute), &quiet(minute), &settings);
        }
        let mut minute = START + seasoned_minutes;
        let mut life = life::Life::default();
        for (advance, elapsed, counts) in minutes {
            minute = minute.saturating_add(advance);
            let mut transitions = tracker.peek(Minute(minute), elapsed, &counts, &settings);
            transitions.extend(tracker.step(Minute(minute), &counts, &settings));
            for transition in transitions {
                let evidence = &transition.evidence;
                let numbers = [evidence.expected, evidence.dispersion, evidence.statistic, evidence.threshold];
                prop_assert!(numbers.iter().all(|number| number.is_finite() && *number >= 0.0));
                prop_assert!((0.0..=1.0).contains(&evidence.p_value));
                prop_assert!(!evidence.region.is_some_and(|region| region.is_unknown()));
                life.check(&transition)?;
            }
            if minute.checked_mul(60).is_some() {
                let expected = tracker.expected(Minute(minute));
                prop_assert!(expected.low.is_finite() && expected.mean.is_finite() && expected.high.is_finite());
            }
            prop_assert!(tracker.threshold().is_finite());
            if let Some(incident) = tracker.incident() {
                prop_assert!(incident.peak_ratio.is_finite());
                prop_assert!(incident.severity_score.is_finite() && incident.severity_score >= 0.0);
                prop_assert_eq!(incident.resolved_at.is_none(), incident.is_open());
                let is_resolved = incident.phase == Phase::Resolved;
                prop_assert!(!is_resolved || incident.recovering_at.is_some());
                prop_assert!(incident.onset <= incident.opened_at.minute());
                let began_in_it = |onset: Minute| onset >= incident.onset;
                prop_assert!(incident.regions.iter().all(|affected| began_in_it(affected.onset)));
                let spread = &incident.spread;
                prop_assert!((0.0..=1.0).contains(&spread.region_evenness));
                prop_assert!((0.0..=1.0).contains(&spread.network_evenness));
            }
        }
    }
}

#[test]
fn whoever_is_discounted_does_not_tip_the_scale() {
    let settings = Settings::default();
    let opens = |loud: u32| {
        let (mut tracker, now) = seasoned(7);
        let mut opened = Vec::new();
        for minute in now..now + 20 {
            let mut counts = quiet(minute);
            counts.merge(&bucket(&[("US-NY", 4)]));
            counts.add(RegionCode::parse("US-NY").unwrap(), None, loud, 0);
            opened.extend(tracker.step(Minute(minute), &counts, &settings));
        }
        let first = opened.iter().find(|step| step.kind == TransitionKind::Opened);
        first.map(|step| (step.evidence.minute.0 - now, step.evidence.observed))
    };
    let (minute, observed) = opens(0).unwrap();
    let (minute_beside, observed_beside) = opens(50).unwrap();
    assert!(minute_beside >= minute && observed_beside >= observed);
    assert!(minute_beside <= minute + 2, "a crowd is found all the same");
}
