//! The points of a chart: reports in steps of time beside what was to be expected.

use std::collections::HashMap;

use serde::Serialize;

use super::baseline::NormalWeek;
use super::bucket::Minute;
use super::detector::Expectation;
use super::series::{Period, Series, Sum, step_from, step_of};
use super::service::SymptomSlug;
use super::tracker::Tracker;

/// The chart that is always at hand covers a day.
pub const CHART_MINUTES: i64 = 24 * 60;

/// One point of it stands for this many minutes.
pub const CHART_STEP_MINUTES: i64 = 10;

/// Longer charts are made of hours.
pub const HOUR_MINUTES: i64 = 60;

/// The baseline, which is made of half-hours, is sampled this often.
const SAMPLE_MINUTES: i64 = 10;

/// The baseline is that of a week, over and over.
const WEEK_MINUTES: i64 = 7 * 24 * 60;

/// Reports in one step of the chart, beside what was to be expected.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ChartPoint {
    /// First minute of the step.
    pub start: Minute,
    /// Reports in the step, discounted ones included.
    pub reports: u64,
    /// How many of them are no evidence, as it may be told.
    pub discounted: u64,
    /// Reports by symptom, most first; `None` has not said. Small counts are among them: they are not for showing.
    pub symptoms: Vec<(Option<SymptomSlug>, u64)>,
    /// Expected in the step.
    pub expected: f64,
    /// Lower edge of the normal band.
    pub low: f64,
    /// Upper edge of the normal band.
    pub high: f64,
}

impl ChartPoint {
    fn new(start: Minute, sum: Sum, normal: Expectation) -> Self {
        Self {
            start,
            reports: sum.reports,
            discounted: sum.discounted,
            symptoms: sum.symptoms,
            expected: normal.mean,
            low: normal.low,
            high: normal.high,
        }
    }
}

/// What is normal for a run of minutes, with its band.
#[must_use]
pub fn expected(tracker: &Tracker, from: Minute, to: Minute) -> Expectation {
    tracker.expected_sum(mean(&tracker.normal_week(), from, to))
}

/// How many reports are normal in a run of minutes.
fn mean(week: &NormalWeek, from: Minute, to: Minute) -> f64 {
    let pieces = samples(from, to);
    pieces.map(|(middle, minutes)| week.mean(middle) * minutes).sum()
}

/// The middle and the length of each piece of a run of minutes. The baseline bends so slowly that one value stands for
/// a piece.
fn samples(from: Minute, to: Minute) -> impl Iterator<Item = (Minute, f64)> {
    let step = usize::try_from(SAMPLE_MINUTES).unwrap_or(1);
    (from.0..to.0).step_by(step).map(move |start| {
        let end = (start + SAMPLE_MINUTES).min(to.0);
        let minutes = i32::try_from(end - start).map_or(0.0, f64::from);
        (Minute(i64::midpoint(start, end)), minutes)
    })
}

/// The chart of the day that ends with the minute before `end`; `steps` are of [`CHART_STEP_MINUTES`].
#[must_use]
pub fn day(tracker: &Tracker, steps: &Series, end: Minute) -> Vec<ChartPoint> {
    let until = step_from(end, CHART_STEP_MINUTES);
    let sum = |start: Minute| steps.sum(start, start.plus(CHART_STEP_MINUTES));
    points(tracker, until.plus(-CHART_MINUTES), until, CHART_STEP_MINUTES, sum)
}

/// From here on a series in steps of whole hours takes the points of the day; what is older comes from the store, and
/// is so old that nothing is added to it any more. `None` when nothing has been counted yet.
#[must_use]
pub fn live_from(day: &[ChartPoint]) -> Option<Minute> {
    day.first().map(|first| step_from(first.start, HOUR_MINUTES))
}

/// First minute of a period whose last step is under way, and the end of that step.
#[must_use]
pub fn bounds(period: Period, day: &[ChartPoint]) -> Option<(Minute, Minute)> {
    let end = day.last()?.start.plus(CHART_STEP_MINUTES);
    let until = step_from(end, period.step_minutes());
    Some((until.plus(-period.minutes()), until))
}

/// The points of `from..until` in steps of so many minutes, whole hours: `hours` tells of what is before
/// [`live_from`], `day` of the rest.
#[must_use]
pub fn long(
    tracker: &Tracker,
    day: &[ChartPoint],
    hours: &Series,
    (from, until): (Minute, Minute),
    step_minutes: i64,
) -> Vec<ChartPoint> {
    let live_from = live_from(day).unwrap_or(until);
    let sum = |start: Minute| {
        let end = start.plus(step_minutes);
        let mut sum = hours.sum(start, end.min(live_from));
        let first = start.max(live_from);
        for point in day.iter().filter(|point| first <= point.start && point.start < end) {
            sum.add(&Sum {
                reports: point.reports,
                discounted: point.discounted,
                symptoms: point.symptoms.clone(),
            });
        }
        sum
    };
    points(tracker, from, until, step_minutes, sum)
}

fn points(
    tracker: &Tracker,
    from: Minute,
    until: Minute,
    step_minutes: i64,
    sum: impl Fn(Minute) -> Sum,
) -> Vec<ChartPoint> {
    let mut normal = Normal::new(tracker, step_minutes);
    let starts = (from.0..until.0).step_by(usize::try_from(step_minutes).unwrap_or(1));
    starts
        .map(Minute)
        .map(|start| ChartPoint::new(start, sum(start), normal.of(start)))
        .collect()
}

/// What is normal for each step: asked once for each step of the week.
struct Normal<'a> {
    tracker: &'a Tracker,
    week: NormalWeek,
    step_minutes: i64,
    of_week: HashMap<i64, Expectation>,
}

impl<'a> Normal<'a> {
    fn new(tracker: &'a Tracker, step_minutes: i64) -> Self {
        Self {
            tracker,
            week: tracker.normal_week(),
            step_minutes,
            of_week: HashMap::new(),
        }
    }

    fn of(&mut self, start: Minute) -> Expectation {
        let end = start.plus(self.step_minutes);
        let place = start.0.rem_euclid(WEEK_MINUTES);
        let ask = || self.tracker.expected_sum(mean(&self.week, start, end));
        *self.of_week.entry(place).or_insert_with(ask)
    }
}

/// The step of a chart that a minute falls in, as an index; `None` outside.
#[must_use]
pub fn index_of(points: &[ChartPoint], step_minutes: i64, minute: Minute) -> Option<usize> {
    let start = step_of(minute, step_minutes);
    points.binary_search_by_key(&start, |point| point.start).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::bucket::Bucket;
    use crate::domain::region::RegionCode;
    use crate::domain::service::ServiceSlug;

    fn tracker() -> Tracker {
        Tracker::new(ServiceSlug::parse("spotify").unwrap())
    }

    fn bucket(count: u32) -> Bucket {
        let mut bucket = Bucket::default();
        bucket.add(RegionCode::UNKNOWN, None, count, count);
        bucket
    }

    /// The live day and the hours before it, as the program keeps them.
    fn kept(counts: &[(Minute, Bucket)], end: Minute) -> (Vec<ChartPoint>, Series) {
        let in_order = || counts.iter().map(|(minute, bucket)| (*minute, bucket));
        let mut steps = Series::new(CHART_STEP_MINUTES);
        steps.put(in_order().filter(|(minute, _)| *minute >= end.plus(-CHART_MINUTES)));
        let day = day(&tracker(), &steps, end);
        let live_from = live_from(&day).unwrap();
        let mut hours = Series::new(HOUR_MINUTES);
        hours.put(in_order().filter(|(minute, _)| *minute < live_from));
        (day, hours)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_minute_of_a_period_is_counted_once(
            now in 29_000_000_i64..29_010_000,
            ages in proptest::collection::btree_map(0_i64..50_000, 1_u32..9, 0..300),
        ) {
            let end = Minute(now + 1);
            let counts: Vec<_> = ages.iter().rev().map(|(age, count)| (Minute(now - age), bucket(*count))).collect();
            let (day, hours) = kept(&counts, end);
            for period in [Period::Week, Period::Month] {
                let (from, until) = bounds(period, &day).unwrap();
                let points = long(&tracker(), &day, &hours, (from, until), period.step_minutes());
                prop_assert_eq!(i64::try_from(points.len()).unwrap(), period.minutes() / period.step_minutes());
                let shown: u64 = points.iter().map(|point| point.reports).sum();
                let counted: u64 = counts.iter()
                    .filter(|(minute, _)| from <= *minute && *minute < until)
                    .map(|(_, bucket)| u64::from(bucket.reports()))
                    .sum();
                prop_assert_eq!(shown, counted);
                prop_assert!(points.last().unwrap().start.0 <= now && now < until.0);
                for (minute, count) in counts.iter().filter(|(minute, _)| from <= *minute) {
                    let index = index_of(&points, period.step_minutes(), *minute).unwrap();
                    prop_assert!(points[index].reports >= u64::from(count.reports()));
                }
            }
        }
    }

    #[test]
    fn slow_waves_keep_the_band_of_a_long_step_wide() {
        let tracker = tracker();
        let relative_width = |mean: f64| {
            let normal = tracker.expected_sum(mean);
            assert!(normal.low <= mean && mean <= normal.high);
            (normal.high - normal.low) / mean
        };
        assert!(relative_width(10.0) > relative_width(1_000.0), "chance averages out");
        // Independent minutes would make it vanish.
        assert!(relative_width(1_000_000.0) > 0.4, "waves do not");
        let little = tracker.expected_sum(0.001);
        assert!(little.high >= 1.0, "at least one report wide");
    }

    #[test]
    fn nothing_counted_yet_is_no_period() {
        assert_eq!(bounds(Period::Week, &[]), None);
        assert_eq!(live_from(&[]), None);
        assert!(long(&tracker(), &[], &Series::new(60), (Minute(0), Minute(0)), 60).is_empty());
    }
}
