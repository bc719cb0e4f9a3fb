//! Reports summed over steps of time: what charts and long series are made of.

use std::collections::BTreeMap;

use super::bucket::{Bucket, Minute};
use super::service::SymptomSlug;
use super::withheld::{is_enough, lift, public_total};

/// Symptoms that are told apart in one step: catalogues name about six, and files may name any number.
const SYMPTOMS_MAX: usize = 16;

/// A day in minutes.
const DAY_MINUTES: i64 = 24 * 60;

/// What a chart covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Period {
    /// The last 24 hours, which are at hand.
    #[default]
    Day,
    /// The last 7 days.
    Week,
    /// The last 30 days.
    Month,
}

impl Period {
    /// All of them, shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// Its name in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "24h",
            Self::Week => "7d",
            Self::Month => "30d",
        }
    }

    /// The period of that name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.as_str() == text)
    }

    /// How long it is.
    #[must_use]
    pub fn minutes(self) -> i64 {
        match self {
            Self::Day => DAY_MINUTES,
            Self::Week => 7 * DAY_MINUTES,
            Self::Month => 30 * DAY_MINUTES,
        }
    }

    /// How long a step of its chart is: about 150 of them, which a phone can still show apart.
    #[must_use]
    pub fn step_minutes(self) -> i64 {
        match self {
            Self::Day => 10,
            Self::Week => 60,
            Self::Month => 240,
        }
    }
}

/// The step that a minute falls in. Steps keep to the clock (UTC), so that they stay where they are while time goes on.
#[must_use]
pub fn step_of(minute: Minute, step_minutes: i64) -> Minute {
    Minute(minute.0.div_euclid(step_minutes) * step_minutes)
}

/// The first step that begins at this minute or later.
#[must_use]
pub fn step_from(minute: Minute, step_minutes: i64) -> Minute {
    step_of(minute.plus(step_minutes - 1), step_minutes)
}

/// What was reported in one step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    /// Reports, discounted ones included, as they may be told: exact, or a public sum of places
    /// (see [`withheld`](super::withheld)).
    pub reports: u64,
    /// How many of them are no evidence, as it may be told.
    pub discounted: u64,
    /// Reports by symptom, most first; `None` has not said. Rare ones beyond the limit are in `reports` only, and so is
    /// what a public sum adds when no symptom is large enough to be shown; otherwise the largest has it.
    pub symptoms: Vec<(Option<SymptomSlug>, u64)>,
}

impl Sum {
    /// What these buckets come to.
    #[must_use]
    pub fn of<'a>(buckets: impl Iterator<Item = &'a Bucket> + Clone) -> Self {
        let all = Bucket::sum(buckets);
        let total = public_total(&all.tallies());
        let counts = all.symptoms().into_iter();
        let mut symptoms: Vec<_> = counts.map(|(symptom, reports)| (symptom, reports.into())).collect();
        if symptoms.first().is_some_and(|&(_, largest)| is_enough(largest)) {
            lift(&mut symptoms, total.reports, all.reports().into());
        }
        symptoms.truncate(SYMPTOMS_MAX);
        Self {
            reports: total.reports,
            discounted: total.discounted(),
            symptoms,
        }
    }

    /// Adds what another step came to.
    pub fn add(&mut self, more: &Self) {
        self.reports += more.reports;
        self.discounted += more.discounted;
        for (symptom, reports) in &more.symptoms {
            match self.symptoms.iter_mut().find(|(known, _)| known == symptom) {
                Some((_, sum)) => *sum += reports,
                None => self.symptoms.push((symptom.clone(), *reports)),
            }
        }
        self.symptoms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
}

/// Sums of steps of one length. Steps without a report take no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    step_minutes: i64,
    steps: BTreeMap<Minute, Sum>,
}

impl Series {
    /// Nothing yet, in steps of this length.
    #[must_use]
    pub fn new(step_minutes: i64) -> Self {
        Self {
            step_minutes: step_minutes.max(1),
            steps: BTreeMap::new(),
        }
    }

    /// How many steps had a report.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there was no report at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The first minute of the step that this minute falls in.
    #[must_use]
    pub fn step_of(&self, minute: Minute) -> Minute {
        step_of(minute, self.step_minutes)
    }

    /// Takes whole steps anew: `buckets` are all there is of the steps that they fall in, in order of time.
    pub fn put<'a>(&mut self, buckets: impl Iterator<Item = (Minute, &'a Bucket)>) {
        let mut step: Vec<&Bucket> = Vec::new();
        let mut start = None;
        for (minute, bucket) in buckets {
            let of = Some(self.step_of(minute));
            if of != start {
                self.put_step(start, &step);
                step.clear();
                start = of;
            }
            step.push(bucket);
        }
        self.put_step(start, &step);
    }

    fn put_step(&mut self, start: Option<Minute>, buckets: &[&Bucket]) {
        let Some(start) = start else { return };
        let sum = Sum::of(buckets.iter().copied());
        if sum.reports > 0 {
            self.steps.insert(start, sum);
        } else {
            self.steps.remove(&start);
        }
    }

    /// Takes the step of this minute anew, from all minutes that are `known`.
    pub fn renew(&mut self, minute: Minute, known: &BTreeMap<Minute, Bucket>) {
        let start = self.step_of(minute);
        let step = known.range(start..start.plus(self.step_minutes));
        let buckets: Vec<&Bucket> = step.map(|(_, bucket)| bucket).collect();
        self.put_step(Some(start), &buckets);
    }

    /// What lies in `from..to`, which begins and ends with a step.
    #[must_use]
    pub fn sum(&self, from: Minute, to: Minute) -> Sum {
        let mut sum = Sum::default();
        if from < to {
            for (_, step) in self.steps.range(from..to) {
                sum.add(step);
            }
        }
        sum
    }

    /// Drops the steps that begin before this minute.
    pub fn forget_before(&mut self, oldest: Minute) {
        self.steps = self.steps.split_off(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::region::RegionCode;

    fn buckets(counts: &BTreeMap<i64, (u32, bool)>) -> Vec<(Minute, Bucket)> {
        let login = SymptomSlug::parse("login").unwrap();
        let bucket = |&(count, is_login): &(u32, bool)| {
            let mut bucket = Bucket::default();
            bucket.add(RegionCode::UNKNOWN, is_login.then_some(&login), count, count);
            bucket
        };
        counts
            .iter()
            .map(|(minute, count)| (Minute(*minute), bucket(count)))
            .collect()
    }

    proptest! {
        #[test]
        fn every_minute_is_in_exactly_one_step(minute in -50_000_000_i64..50_000_000, step in 1_i64..2_000) {
            let start = step_of(Minute(minute), step);
            prop_assert!(start.0 <= minute && minute < start.0 + step);
            prop_assert_eq!(start.0.rem_euclid(step), 0);
            let next = step_from(Minute(minute), step);
            prop_assert!(next.0 >= minute && next.0 < minute + step);
            prop_assert_eq!(next.0.rem_euclid(step), 0);
        }

        #[test]
        fn steps_add_up_to_their_minutes(
            counts in proptest::collection::btree_map(0_i64..4_000, (1_u32..50, any::<bool>()), 0..200),
            step in prop::sample::select(vec![1_i64, 7, 10, 60, 240]),
        ) {
            let buckets = buckets(&counts);
            let mut series = Series::new(step);
            series.put(buckets.iter().map(|(minute, bucket)| (*minute, bucket)));
            let sum = series.sum(Minute(0), Minute(8_000));
            let whole = Sum::of(buckets.iter().map(|(_, bucket)| bucket));
            prop_assert_eq!(&sum, &whole);
            let parts: u64 = sum.symptoms.iter().map(|(_, reports)| reports).sum();
            prop_assert_eq!(parts, sum.reports);
            // Hours add up to the steps of a month.
            for start in (0..4_080).step_by(240) {
                let inside = |minute: &Minute| (start..start + 240).contains(&minute.0);
                let direct = Sum::of(buckets.iter().filter(|(minute, _)| inside(minute)).map(|(_, bucket)| bucket));
                if 240 % step == 0 {
                    prop_assert_eq!(series.sum(Minute(start), Minute(start + 240)), direct);
                }
            }
        }

        #[test]
        fn a_step_that_was_taken_again_is_as_if_it_came_first(
            counts in proptest::collection::btree_map(0_i64..400, (1_u32..50, any::<bool>()), 0..60),
            minute in 0_i64..400,
            change in proptest::option::of((1_u32..50, any::<bool>())),
        ) {
            let series = |buckets: &BTreeMap<Minute, Bucket>| {
                let mut series = Series::new(10);
                series.put(buckets.iter().map(|(minute, bucket)| (*minute, bucket)));
                series
            };
            let mut again = series(&buckets(&counts).into_iter().collect());
            let mut counts = counts;
            match change {
                Some(change) => counts.insert(minute, change),
                None => counts.remove(&minute),
            };
            let changed = buckets(&counts).into_iter().collect();
            again.renew(Minute(minute), &changed);
            prop_assert_eq!(again, series(&changed));
        }
    }

    #[test]
    fn periods_are_known_by_their_names_and_are_whole_steps() {
        for period in Period::ALL {
            assert_eq!(Period::parse(period.as_str()), Some(period));
            assert_eq!(period.minutes() % period.step_minutes(), 0);
            let steps = period.minutes() / period.step_minutes();
            assert!((140..=180).contains(&steps), "{steps}");
        }
        assert_eq!(Period::parse("1y"), None);
    }

    #[test]
    fn a_step_tells_so_many_symptoms_apart() {
        let mut bucket = Bucket::default();
        for number in 0..40 {
            let symptom = SymptomSlug::parse(&format!("s{number}")).unwrap();
            bucket.add(RegionCode::UNKNOWN, Some(&symptom), 100 - number, 1);
        }
        let sum = Sum::of([&bucket].into_iter());
        assert_eq!(sum.symptoms.len(), SYMPTOMS_MAX);
        assert_eq!(sum.symptoms[0].1, 100);
        assert_eq!(sum.reports, u64::from(bucket.reports()));
    }
}
