//! Counts of one minute of one service.

use serde::{Deserialize, Serialize};

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
    /// Reports in all.
    pub count: u32,
    /// Distinct reporters among them, at most `count`. Detection looks at these.
    pub reporters: u32,
}

/// Everything counted in one minute of one service. Empty parts are left out; cells are in no particular order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bucket {
    /// Problem reports by region and symptom.
    pub cells: Vec<Cell>,
    /// Distinct reporters by network.
    pub networks: Vec<(Asn, u32)>,
    /// "Works for me" reports by region.
    pub works: Vec<(RegionCode, u32)>,
    /// Symptoms that people named after they had reported; in `cells` they stand without one.
    pub named: Vec<(SymptomSlug, u32)>,
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

    /// Adds everything of `other` to this bucket.
    pub fn merge(&mut self, other: &Self) {
        for cell in &other.cells {
            self.add(cell.region, cell.symptom.as_ref(), cell.count, cell.reporters);
        }
        for &(network, reporters) in &other.networks {
            self.add_network(network, reporters);
        }
        for &(region, reporters) in &other.works {
            self.add_works(region, reporters);
        }
        for (symptom, reporters) in &other.named {
            self.add_named(symptom, *reporters);
        }
    }

    /// Distinct reporters by symptom, most first; `None` has not said. Who named a symptom afterwards counts there.
    #[must_use]
    pub fn symptoms(&self) -> Vec<(Option<SymptomSlug>, u32)> {
        let mut sums: Vec<(Option<SymptomSlug>, u32)> = Vec::new();
        for cell in &self.cells {
            add_to(&mut sums, cell.symptom.clone(), cell.reporters);
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
        sums.retain(|&(_, reporters)| reporters > 0);
        sums.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        sums
    }

    /// Distinct reporters of problems in this minute.
    #[must_use]
    pub fn reporters(&self) -> u32 {
        self.cells
            .iter()
            .fold(0, |sum, cell| sum.saturating_add(cell.reporters))
    }

    /// Distinct reporters by region, each region once, sorted by code.
    #[must_use]
    pub fn regions(&self) -> Vec<(RegionCode, u32)> {
        let mut sums = Vec::new();
        for cell in &self.cells {
            add_to(&mut sums, cell.region, cell.reporters);
        }
        sums.sort_unstable_by_key(|&(region, _)| region);
        sums
    }
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
    fn merging_adds_cell_by_cell() {
        let region = RegionCode::parse("US-NY").unwrap();
        let mut a = Bucket::default();
        a.add(region, None, 2, 2);
        a.add_network(Asn(7018), 2);
        let mut b = a.clone();
        b.add(RegionCode::UNKNOWN, None, 1, 1);
        a.merge(&b);
        assert_eq!(a.reporters(), 5);
        assert_eq!(a.regions(), vec![(region, 4), (RegionCode::UNKNOWN, 1)]);
        assert_eq!(a.networks, vec![(Asn(7018), 4)]);
    }
}
