//! Counts of one minute of one service.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use super::referrer::Referrer;
use super::region::{Asn, RegionCode};
use super::service::SymptomSlug;

/// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The minute that contains this second.
    #[must_use]
    pub fn minute(self) -> Minute {
        Minute(self.0.div_euclid(60))
    }

    /// RFC 3339 in UTC, for example `2025-04-16T12:03:00Z`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        jiff::Timestamp::from_second(self.0).map_or_else(|_| "1970-01-01T00:00:00Z".to_owned(), |t| t.to_string())
    }
}

/// A minute of time: whole minutes since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Minute(pub i64);

impl Minute {
    /// The first second of this minute.
    #[must_use]
    pub fn start(self) -> Timestamp {
        Timestamp(self.0 * 60)
    }

    /// The minute `count` later (earlier when negative).
    #[must_use]
    pub fn plus(self, count: i64) -> Self {
        Self(self.0 + count)
    }
}

/// Reports of one region and one symptom within a bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Where the reporters are.
    pub region: RegionCode,
    /// What they named; `None` when they only pressed the button.
    pub symptom: Option<SymptomSlug>,
    /// Reports in all: what pages show. A live report is one of a distinct reporter; imported ones may be repeats.
    pub count: u32,
    /// Those of distinct reporters that are not discounted, at most `count`. Detection looks at these.
    pub reporters: u32,
}

/// What a place brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Reports in all: what pages show.
    pub reports: u64,
    /// Distinct reporters that are not discounted.
    pub reporters: u64,
}

impl Tally {
    /// What a cell brought.
    #[must_use]
    pub fn of(cell: &Cell) -> Self {
        Self {
            reports: u64::from(cell.count),
            reporters: u64::from(cell.reporters),
        }
    }

    /// Adds what another place brought.
    pub fn add(&mut self, more: Self) {
        self.reports += more.reports;
        self.reporters += more.reporters;
    }

    /// Reports that are no evidence.
    #[must_use]
    pub fn discounted(self) -> u64 {
        self.reports.saturating_sub(self.reporters)
    }
}

/// Everything counted in one minute of one service. Empty parts are left out; cells are in no particular order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bucket {
    /// Problem reports by region and symptom.
    pub cells: Vec<Cell>,
    /// Reports by network, discounted ones included: they tell a provider's trouble, or a brigade, from an outage.
    pub networks: Vec<(Asn, u32)>,
    /// "Works for me" reports by region.
    pub works: Vec<(RegionCode, u32)>,
    /// Symptoms that people named after they had reported; in `cells` they stand without one.
    pub named: Vec<(SymptomSlug, u32)>,
    /// Reporters that are not discounted and came by the link of another site. Stores write them by themselves, beside what
    /// they wrote before there were any.
    #[serde(skip)]
    pub referrers: Vec<(Referrer, u32)>,
}

impl Bucket {
    /// Adds to the cell of this region and symptom, which is made when missing. Saturates instead of overflowing.
    pub fn add(&mut self, region: RegionCode, symptom: Option<&SymptomSlug>, count: u32, reporters: u32) {
        let found = self
            .cells
            .iter_mut()
            .find(|cell| cell.region == region && cell.symptom.as_ref() == symptom);
        match found {
            Some(cell) => {
                cell.count = cell.count.saturating_add(count);
                cell.reporters = cell.reporters.saturating_add(reporters);
            }
            None => self.cells.push(Cell {
                region,
                symptom: symptom.cloned(),
                count,
                reporters,
            }),
        }
    }

    /// Adds the reporters of a region that the bucket does not have yet.
    pub(super) fn push_region(&mut self, region: RegionCode, reporters: u32) {
        self.cells.push(Cell {
            region,
            symptom: None,
            count: reporters,
            reporters,
        });
    }

    /// Adds reporters of a network.
    pub fn add_network(&mut self, network: Asn, reporters: u32) {
        add_to(&mut self.networks, network, reporters);
    }

    /// Adds "works for me" reports of a region.
    pub fn add_works(&mut self, region: RegionCode, reporters: u32) {
        add_to(&mut self.works, region, reporters);
    }

    /// Adds symptoms that were named afterwards.
    pub fn add_named(&mut self, symptom: &SymptomSlug, reporters: u32) {
        add_to(&mut self.named, symptom.clone(), reporters);
    }

    /// Adds reporters who came by a link.
    pub fn add_referrer(&mut self, referrer: Referrer, reporters: u32) {
        add_to(&mut self.referrers, referrer, reporters);
    }

    /// Everything of several buckets together.
    #[must_use]
    pub fn sum<'a>(buckets: impl Iterator<Item = &'a Self> + Clone) -> Self {
        let mut sum = Self::default();
        sum.add_all(buckets);
        sum
    }

    /// Adds everything of `other` to this bucket.
    pub fn merge(&mut self, other: &Self) {
        self.add_all(std::iter::once(other));
    }

    fn add_all<'a>(&mut self, others: impl Iterator<Item = &'a Self> + Clone) {
        let cells = others.clone().flat_map(|other| &other.cells);
        let key = |cell: &Cell| (cell.region, cell.symptom.clone());
        add_entries(&mut self.cells, cells, key, |cell, more| {
            cell.count = cell.count.saturating_add(more.count);
            cell.reporters = cell.reporters.saturating_add(more.reporters);
        });
        let networks = others.clone().flat_map(|other| &other.networks);
        add_entries(&mut self.networks, networks, |&(network, _)| network, add_count);
        let works = others.clone().flat_map(|other| &other.works);
        add_entries(&mut self.works, works, |&(region, _)| region, add_count);
        let named = others.clone().flat_map(|other| &other.named);
        add_entries(&mut self.named, named, |(symptom, _)| symptom.clone(), add_count);
        let referrers = others.flat_map(|other| &other.referrers);
        add_entries(&mut self.referrers, referrers, |&(referrer, _)| referrer, add_count);
    }

    /// Reports by symptom, discounted ones included, most first; `None` has not said. Who named a symptom afterwards
    /// counts there.
    #[must_use]
    pub fn symptoms(&self) -> Vec<(Option<SymptomSlug>, u32)> {
        let mut sums: Vec<(Option<SymptomSlug>, u32)> = Vec::new();
        for cell in &self.cells {
            add_to(&mut sums, cell.symptom.clone(), cell.count);
        }
        for (symptom, reporters) in &self.named {
            let unsaid = sums.iter_mut().find(|(symptom, _)| symptom.is_none());
            // Whoever reported before this bucket is not among its unsaid ones.
            let moved = unsaid.map_or(0, |(_, count)| {
                let moved = (*reporters).min(*count);
                *count -= moved;
                moved
            });
            add_to(&mut sums, Some(symptom.clone()), moved);
        }
        sums.retain(|&(_, reports)| reports > 0);
        sums.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        sums
    }

    /// Problem reports of this minute, discounted ones included: what pages show.
    #[must_use]
    pub fn reports(&self) -> u32 {
        self.cells.iter().fold(0, |sum, cell| sum.saturating_add(cell.count))
    }

    /// Distinct reporters of problems in this minute who are not discounted: what detection looks at.
    #[must_use]
    pub fn reporters(&self) -> u32 {
        self.cells
            .iter()
            .fold(0, |sum, cell| sum.saturating_add(cell.reporters))
    }

    /// Distinct reporters by network, sorted by number: stores give them in any order, and sums depend on it in their last
    /// digits.
    #[must_use]
    pub fn networks_in_order(&self) -> Vec<(Asn, u32)> {
        let mut networks = self.networks.clone();
        networks.sort_unstable();
        networks
    }

    /// Distinct reporters who are not discounted by the way they came, sorted by number.
    #[must_use]
    pub fn arrivals(&self) -> Vec<(Referrer, u32)> {
        let mut arrivals = self.referrers.clone();
        let by_links = arrivals
            .iter()
            .fold(0_u32, |sum, &(_, count)| sum.saturating_add(count));
        arrivals.push((Referrer::OWN_WAY, self.reporters().saturating_sub(by_links)));
        arrivals.retain(|&(_, reporters)| reporters > 0);
        arrivals.sort_unstable();
        arrivals
    }

    /// Distinct reporters by region, discounted ones left out: what detection looks at. Each region once, sorted by
    /// code, none without a reporter.
    #[must_use]
    pub fn regions(&self) -> Vec<(RegionCode, u32)> {
        let cells = self.cells.iter().filter(|cell| cell.reporters > 0);
        let mut sums: Vec<(RegionCode, u32)> = cells.map(|cell| (cell.region, cell.reporters)).collect();
        sums.sort_unstable_by_key(|&(region, _)| region);
        sums.dedup_by(|more, sum| {
            let is_same = more.0 == sum.0;
            if is_same {
                sum.1 = sum.1.saturating_add(more.1);
            }
            is_same
        });
        sums
    }

    /// Reports by region beside those that are evidence, each region once: what pages show.
    #[must_use]
    pub fn tallies(&self) -> BTreeMap<RegionCode, Tally> {
        let mut tallies: BTreeMap<RegionCode, Tally> = BTreeMap::new();
        for cell in &self.cells {
            tallies.entry(cell.region).or_default().add(Tally::of(cell));
        }
        tallies
    }
}

/// Up to this many comparisons looking is cheaper than hashing.
const COMPARISONS_MAX: usize = 1_024;

/// Adds each entry of `more` to the one of the same key, or at the end. An outage of the whole world has thousands of
/// regions and networks on both sides, so that looking for each of them would take longer than anything else.
fn add_entries<'a, T: Clone + 'a, K: Eq + Hash>(
    entries: &mut Vec<T>,
    more: impl Iterator<Item = &'a T> + Clone,
    key: impl Fn(&T) -> K,
    add: impl Fn(&mut T, &T),
) {
    let more_length = more.clone().count();
    if (entries.len() + more_length) * more_length <= COMPARISONS_MAX {
        for entry in more {
            let wanted = key(entry);
            match entries.iter_mut().find(|known| key(known) == wanted) {
                Some(known) => add(known, entry),
                None => entries.push(entry.clone()),
            }
        }
        return;
    }
    let mut places: HashMap<K, usize> = entries
        .iter()
        .enumerate()
        .map(|(place, entry)| (key(entry), place))
        .collect();
    for entry in more {
        match places.entry(key(entry)) {
            Entry::Occupied(place) => add(&mut entries[*place.get()], entry),
            Entry::Vacant(place) => {
                place.insert(entries.len());
                entries.push(entry.clone());
            }
        }
    }
}

fn add_count<K>(sum: &mut (K, u32), more: &(K, u32)) {
    sum.1 = sum.1.saturating_add(more.1);
}

fn add_to<K: PartialEq>(counts: &mut Vec<(K, u32)>, key: K, add: u32) {
    match counts.iter_mut().find(|(known, _)| *known == key) {
        Some((_, count)) => *count = count.saturating_add(add),
        None => counts.push((key, add)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_second_falls_in_one_minute_and_no_other(second in -4_000_000_000_i64..4_000_000_000) {
            let minute = Timestamp(second).minute();
            let holds = |minute: Minute| (minute.start().0..minute.plus(1).start().0).contains(&second);
            proptest::prop_assert!(holds(minute) && !holds(minute.plus(1)) && !holds(minute.plus(-1)));
        }
    }

    #[test]
    fn a_second_falls_in_exactly_one_minute() {
        assert_eq!(Timestamp(59).minute(), Minute(0));
        assert_eq!(Timestamp(60).minute(), Minute(1));
        assert_eq!(Timestamp(-1).minute(), Minute(-1));
        assert_eq!(Timestamp(1_744_804_980).to_rfc3339(), "2025-04-16T12:03:00Z");
    }

    #[test]
    fn a_symptom_named_afterwards_is_moved_not_added() {
        let region = RegionCode::parse("US-NY").unwrap();
        let login = SymptomSlug::parse("login").unwrap();
        let mut bucket = Bucket::default();
        bucket.add(region, None, 5, 5);
        bucket.add(region, Some(&login), 1, 1);
        bucket.add_named(&login, 3);
        assert_eq!(bucket.symptoms(), vec![(Some(login.clone()), 4), (None, 2)]);
        bucket.add_named(&login, 9);
        assert_eq!(bucket.symptoms(), vec![(Some(login), 6)]);
        assert_eq!(bucket.reporters(), 6);
    }

    #[test]
    fn detection_does_not_see_what_is_discounted() {
        let (york, paris) = (
            RegionCode::parse("US-NY").unwrap(),
            RegionCode::parse("FR-IDF").unwrap(),
        );
        let login = SymptomSlug::parse("login").unwrap();
        let mut bucket = Bucket::default();
        bucket.add(york, None, 40, 2);
        bucket.add(york, Some(&login), 3, 1);
        bucket.add(paris, None, 7, 0);
        assert_eq!((bucket.reports(), bucket.reporters()), (50, 3));
        assert_eq!(bucket.regions(), vec![(york, 3)]);
        let tallies = bucket.tallies();
        assert_eq!((tallies[&york].reports, tallies[&york].discounted()), (43, 40));
        assert_eq!((tallies[&paris].reporters, tallies[&paris].discounted()), (0, 7));
        assert_eq!(bucket.symptoms(), vec![(None, 47), (Some(login), 3)]);
    }

    #[test]
    fn merging_adds_cell_by_cell() {
        let region = RegionCode::parse("US-NY").unwrap();
        let mut a = Bucket::default();
        a.add(region, None, 2, 2);
        a.add_network(Asn(7018), 2);
        let mut b = a.clone();
        b.add(RegionCode::UNKNOWN, None, 1, 1);
        b.add_referrer(Referrer::UNNAMED, 2);
        a.merge(&b);
        assert_eq!(a.arrivals(), vec![(Referrer::OWN_WAY, 3), (Referrer::UNNAMED, 2)]);
        assert_eq!(a.reporters(), 5);
        assert_eq!(a.regions(), vec![(region, 4), (RegionCode::UNKNOWN, 1)]);
        assert_eq!(a.networks, vec![(Asn(7018), 4)]);
    }

    #[test]
    fn merging_many_is_merging_one_by_one() {
        let code = |number: u32| RegionCode::parse(&format!("US-{number}")).unwrap();
        let bucket = |numbers: std::ops::Range<u32>| {
            let mut bucket = Bucket::default();
            for number in numbers {
                bucket.add(code(number), None, number, number);
                bucket.add_network(Asn(number), number);
            }
            bucket
        };
        let (mut together, mut one_by_one) = (bucket(0..200), bucket(0..200));
        together.merge(&bucket(150..400));
        for number in 150..400 {
            one_by_one.merge(&bucket(number..number + 1));
        }
        assert_eq!(together, one_by_one);
        assert_eq!(
            together.regions().iter().map(|&(_, count)| count).sum::<u32>(),
            together.reporters()
        );
        assert!(together.regions().is_sorted_by(|a, b| a.0 < b.0));
    }
}
