//! An incident that was found by looks within minutes, and is found again in whole ones.

use super::*;

/// When the outage spreads, is at its height and ends, in minutes.
const SPREADS: i64 = 3;
const HEIGHT: i64 = 10;
const ENDS: i64 = 40;

fn counts(minute: i64, now: i64) -> Bucket {
    let mut bucket = quiet(minute);
    if minute - now < ENDS {
        bucket.merge(&super::bucket(&[("US-NY", 30)]));
    }
    if (SPREADS..ENDS).contains(&(minute - now)) {
        bucket.merge(&super::bucket(&[("FR-IDF", 40)]));
    }
    bucket
}

/// A process that looks twice within each minute.
fn live(tracker: &mut Tracker, minutes: std::ops::Range<i64>, now: i64) -> Vec<Transition> {
    let settings = Settings::default();
    let mut steps = Vec::new();
    for minute in minutes {
        let bucket = counts(minute, now);
        for second in [25, 45] {
            steps.extend(tracker.peek(Minute(minute), second, &bucket, &settings));
        }
        steps.extend(tracker.step(Minute(minute), &bucket, &settings));
    }
    steps
}

/// Learns from counts alone, as a version does that cannot read the tracker; with what people were told until `told`.
fn learned(now: i64, until: i64, told: Option<&Incident>) -> Tracker {
    let (mut tracker, _) = seasoned(7);
    for minute in now..until {
        let steps = tracker.step(Minute(minute), &counts(minute, now), &Settings::default());
        if let (false, Some(told)) = (steps.is_empty(), told) {
            tracker.keep_told(told, Minute(minute));
        }
    }
    if let Some(told) = told {
        assert!(!tracker.keep_told(told, Minute(until - 1)), "nothing is new");
    }
    tracker
}

#[test]
fn what_people_were_told_stays_and_goes_on() {
    let (mut before, now) = seasoned(7);
    live(&mut before, now..now + HEIGHT, now);
    let told = before.incident().unwrap().clone();
    assert_eq!(told.opened_at, Timestamp(now * 60 + 25));
    let forgetful = learned(now, now + HEIGHT, None);
    let again = forgetful.incident().unwrap();
    assert_eq!(again.id, told.id);
    assert_ne!(again.opened_at, told.opened_at);

    let mut after = learned(now, now + HEIGHT, Some(&told));
    let kept = after.incident().unwrap();
    assert_eq!((&kept.transitions, kept.opened_at), (&told.transitions, told.opened_at));
    assert_eq!(kept.onset, told.onset);
    let since = |incident: &Incident| -> Vec<_> {
        let mut regions: Vec<_> = incident
            .regions
            .iter()
            .map(|region| (region.region, region.since, region.onset))
            .collect();
        regions.sort_unstable();
        regions
    };
    assert_eq!(since(kept), since(&told));

    let steps = |tracker: &mut Tracker| live(tracker, now + HEIGHT..now + ENDS + 60, now);
    let (went_on, would_have) = (steps(&mut after), steps(&mut before));
    let shown =
        |steps: &[Transition]| -> Vec<_> { steps.iter().map(|step| (step.id.clone(), step.kind, step.at)).collect() };
    assert_eq!(shown(&went_on), shown(&would_have));
    assert_eq!(kinds(&went_on).last(), Some(&"resolved"));
}

/// What happened while nobody could look is news, after all that people know.
#[test]
fn the_end_that_nobody_saw_is_told_after_what_is_known() {
    let (mut before, now) = seasoned(7);
    live(&mut before, now..now + HEIGHT, now);
    let told = before.incident().unwrap().clone();
    let (mut after, _) = seasoned(7);
    let mut is_news = Vec::new();
    for minute in now..now + ENDS + 60 {
        let steps = after.step(Minute(minute), &counts(minute, now), &Settings::default());
        if !steps.is_empty() {
            is_news.push(after.keep_told(&told, Minute(minute)));
        }
    }
    let incident = after.incident().unwrap();
    assert_eq!(incident.phase, Phase::Resolved);
    assert_eq!(incident.transitions[..told.transitions.len()], told.transitions[..]);
    let sequences: Vec<u32> = incident.transitions.iter().map(|step| step.sequence).collect();
    assert!(
        sequences
            .iter()
            .copied()
            .eq(1..=u32::try_from(sequences.len()).unwrap()),
        "{sequences:?}"
    );
    assert_eq!(kinds(&incident.transitions).last(), Some(&"resolved"));
    assert!(!is_news[0] && is_news[is_news.len() - 1], "{is_news:?}");
}

/// Whose trouble it was does not show in the counts of one service.
#[test]
fn what_was_taken_back_stays_so() {
    let (mut before, now) = seasoned(7);
    live(&mut before, now..now + HEIGHT, now);
    let cause = ServiceSlug::parse("aws").unwrap();
    before.withdraw(Minute(now + HEIGHT).start(), &cause).unwrap();
    let told = before.incident().unwrap().clone();
    let mut after = learned(now, now + HEIGHT, None);
    assert!(!after.keep_told(&told, Minute(now + ENDS)));
}
