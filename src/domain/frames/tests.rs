use super::*;
use crate::domain::service::ServiceSlug;
use proptest::prelude::*;

/// A Wednesday at noon.
const NOON: Minute = Minute(29_543_760);

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

fn tracker() -> Tracker {
    Tracker::new(ServiceSlug::parse("spotify").unwrap())
}

/// Buckets from counts by minute of a few regions.
fn buckets(from: Minute, minutes: &[Vec<(usize, u32)>]) -> Vec<(Minute, Bucket)> {
    const REGIONS: [&str; 5] = ["US-NY", "US-CA", "US", "SG", "unknown"];
    let bucket = |counts: &Vec<(usize, u32)>| {
        let mut bucket = Bucket::default();
        for &(number, count) in counts {
            bucket.add(region(REGIONS[number]), None, count, count);
        }
        bucket
    };
    let numbered = minutes.iter().zip(from.0..);
    numbered
        .filter(|(counts, _)| !counts.is_empty())
        .map(|(counts, minute)| (Minute(minute), bucket(counts)))
        .collect()
}

/// Reports of a region, or of a country, in the minutes for which this holds.
fn sum(buckets: &[(Minute, Bucket)], of: RegionCode, holds: impl Fn(Minute) -> bool) -> u64 {
    let held = buckets.iter().filter(|(minute, _)| holds(*minute));
    let tallies = held.flat_map(|(_, bucket)| bucket.tallies());
    tallies
        .filter(|&(region, _)| region == of || region.country() == of)
        .map(|(_, tally)| tally.reports)
        .sum()
}

fn in_window(minute: Minute, at: Minute) -> bool {
    minute < at && minute >= at.plus(-WINDOW_MINUTES)
}

fn any_minutes(longest: usize) -> impl Strategy<Value = Vec<Vec<(usize, u32)>>> {
    let count = prop_oneof![8 => 1_u32..3, 1 => 3_u32..40];
    let minute = prop_oneof![
        3 => Just(Vec::new()),
        2 => proptest::collection::vec((0_usize..5, count), 1..4),
    ];
    proptest::collection::vec(minute, 60..longest)
}

proptest! {
    #[test]
    fn a_plan_covers_the_incident_in_at_most_72_frames(onset in 0_i64..50_000_000, minutes in -10_i64..20_000) {
        let (onset, end) = (Minute(onset), Minute(onset + minutes));
        let plan = Plan::of_incident(onset, end);
        prop_assert!((1..=FRAMES_MAX).contains(&plan.frames));
        let three_days = i64::try_from(FRAMES_MAX).unwrap() * 60;
        if minutes > -LEAD_MINUTES && minutes + LEAD_MINUTES < three_days {
            prop_assert_eq!(plan.last(), end);
        }
        let earliest = onset.plus(-LEAD_MINUTES);
        prop_assert!(plan.first >= earliest && plan.first.0 < earliest.0 + plan.step_minutes.max(2));
        let looks: Vec<Minute> = plan.looks().collect();
        prop_assert!((0..plan.frames).all(|number| looks.contains(&plan.frame(number))));
        prop_assert!(looks.iter().all(|at| at.plus(-WINDOW_MINUTES) >= plan.range().0 && *at <= plan.range().1));
    }

    #[test]
    fn no_class_comes_from_a_small_cell(minutes in any_minutes(140), step in 0_i64..2) {
        let plan = if step == 0 {
            Plan::of_incident(NOON.plus(60), NOON.plus(130))
        } else {
            Plan::of_quiet_hours(NOON.plus(200))
        };
        let buckets = buckets(plan.range().0, &minutes);
        let film = Film::new(plan, &buckets, &tracker());
        for (region, levels) in &film.regions {
            prop_assert!(!region.is_unknown());
            prop_assert_eq!(levels.len(), plan.frames);
            for (number, told) in levels.iter().enumerate().filter(|(_, told)| told.is_some()) {
                // It was a window of enough reports when it was told, and has not been told anew for less than a change.
                let at = plan.frame(number);
                let oldest = at.plus(-WINDOW_MINUTES - plan.look_minutes);
                let is_large = |look: Minute| {
                    sum(&buckets, *region, |minute| in_window(minute, look)) >= CELL_REPORTERS_MIN
                };
                let mut looks = plan.looks().filter(|look| (oldest..=at).contains(look));
                prop_assert!(looks.any(is_large), "{region} {told:?} at {number}");
            }
        }
    }

    #[test]
    fn the_class_of_a_country_tells_nothing_of_a_withheld_region(
        shown in 5_u32..40,
        one in 1_u32..5,
        other in 1_u32..5,
        quarter in 0_i64..23,
    ) {
        let plan = Plan::of_quiet_hours(NOON);
        let minute = plan.first.plus(quarter * WINDOW_MINUTES);
        let film = |withheld| Film::new(plan, &buckets(minute, &[vec![(0, shown), (1, withheld)]]), &tracker());
        prop_assert_eq!(film(one), film(other));
    }

    #[test]
    fn what_changes_rests_on_enough_reports(minutes in any_minutes(140)) {
        let plan = Plan::of_incident(NOON.plus(60), NOON.plus(130));
        let buckets = buckets(plan.range().0, &minutes);
        let film = Film::new(plan, &buckets, &tracker());
        for (region, levels) in &film.regions {
            let mut run = 0;
            for number in 1..levels.len() {
                if levels[number] == levels[number - 1] {
                    continue;
                }
                let later = plan.frame(number);
                let differ = |earlier: Minute| {
                    sum(&buckets, *region, |minute| in_window(minute, earlier) != in_window(minute, later))
                };
                // Of the looks that showed the same before, at least one differs by a whole cell.
                let since = if run == 0 { plan.first } else { plan.frame(run - 1).plus(1) };
                let most = plan.looks().filter(|look| (since..later).contains(look)).map(differ).max().unwrap_or(0);
                prop_assert!(run == 0 || most >= CELL_REPORTERS_MIN, "{region}: {most} at {number} of {levels:?}");
                run = number;
            }
        }
    }

    #[test]
    fn who_is_alone_leaves_no_trace(minutes in any_minutes(140), alone in 0_usize..140) {
        let plan = Plan::of_incident(NOON.plus(60), NOON.plus(130));
        let crowd = buckets(plan.range().0, &minutes);
        let film = Film::new(plan, &crowd, &tracker());
        // Up to four people of a region that is silent otherwise.
        let mut with_few = crowd.clone();
        for count in 0..usize::try_from(CELL_REPORTERS_MIN - 1).unwrap() {
            let minute = plan.range().0.plus(i64::try_from((alone + 9 * count) % 140).unwrap());
            let mut bucket = Bucket::default();
            bucket.add(region("IS"), None, 1, 1);
            with_few.push((minute, bucket));
        }
        with_few.sort_by_key(|(minute, _)| *minute);
        prop_assert_eq!(Film::new(plan, &with_few, &tracker()), film);
    }
}

#[test]
fn an_outage_comes_and_goes() {
    let plan = Plan::of_incident(NOON, NOON.plus(50));
    assert_eq!((plan.step_minutes, plan.frames), (1, 66));
    let (from, to) = plan.range();
    let counts: Vec<Vec<(usize, u32)>> = (from.0..to.0)
        .map(|minute| match minute - NOON.0 {
            0..20 => vec![(0, 9), (1, u32::from(minute > NOON.0 + 8))],
            _ => Vec::new(),
        })
        .collect();
    let film = Film::new(plan, &buckets(from, &counts), &tracker());
    let codes: Vec<&str> = film.regions.iter().map(|(region, _)| region.as_str()).collect();
    assert_eq!(codes, ["US", "US-CA", "US-NY"]);
    let of = |code: &str| {
        let code = region(code);
        &film.regions.iter().find(|(region, _)| *region == code).unwrap().1
    };
    let first = |levels: &Levels| levels.iter().position(Option::is_some).unwrap();
    let last = |levels: &Levels| levels.iter().rposition(Option::is_some).unwrap();
    // The lead of 15 minutes, then the first minute whose window holds five reports.
    assert_eq!(first(of("US-NY")), 16);
    assert!(first(of("US-CA")) > first(of("US-NY")), "California is reached later");
    assert_eq!(last(of("US-NY")), 15 + 34, "a window after the last report");
    assert_eq!(of("US-NY")[30], Some(4));
}

#[test]
fn a_film_of_quiet_hours_keeps_its_frames() {
    let plan = Plan::of_quiet_hours(NOON.plus(7));
    assert_eq!(plan, Plan::of_quiet_hours(NOON));
    assert_eq!((plan.frames, plan.last()), (24, NOON));
    assert_eq!(plan.looks().count(), 24);
}

#[test]
fn a_crowd_of_regions_is_bounded_to_the_steepest() {
    let plan = Plan::of_incident(NOON, NOON.plus(5));
    let mut bucket = Bucket::default();
    for number in 0..700_u32 {
        let country = char::from(b'A' + u8::try_from(number / 100).unwrap());
        let code = region(&format!("{country}{country}-{}", number % 100));
        bucket.add(code, None, if number == 650 { 500 } else { 5 }, 5);
    }
    let film = Film::new(plan, &[(NOON, bucket)], &tracker());
    assert_eq!(film.regions.len(), REGIONS_MAX);
    assert!(film.left_out > 100);
}
