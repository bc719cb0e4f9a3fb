//! A minute of one service while its lines are read: as quick for a worldwide outage as for a quiet night, and bounded.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::bucket::{Bucket, Cell};
use crate::domain::referrer::Referrer;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::SymptomSlug;

/// Cells of a minute. Addresses map to about 3,700 regions, each with up to a dozen symptoms; the reports of cells beyond
/// this many count in the service's total, as of an unknown region.
const CELLS_MAX: usize = 50_000;
/// Networks of a minute: the internet has about 80,000. Those beyond are left out; networks only ever discount.
const NETWORKS_MAX: usize = 100_000;
/// Up to this many entries looking is cheaper than hashing.
const LOOKED_THROUGH_MAX: usize = 16;

/// Adds lines up to a bucket.
#[derive(Debug, Default)]
pub struct Gather {
    bucket: Bucket,
    /// Places in `bucket.cells`, once there are many.
    cells: HashMap<(RegionCode, Option<SymptomSlug>), usize>,
    /// Places in `bucket.networks`, once there are many.
    networks: HashMap<Asn, usize>,
}

impl Gather {
    /// What has been gathered so far.
    #[must_use]
    pub fn bucket(&self) -> &Bucket {
        &self.bucket
    }

    /// Takes the bucket and starts anew.
    #[must_use]
    pub fn take(&mut self) -> Bucket {
        let bucket = std::mem::take(&mut self.bucket);
        self.clear();
        bucket
    }

    /// Starts anew.
    pub fn clear(&mut self) {
        self.bucket.cells.clear();
        self.bucket.networks.clear();
        self.bucket.referrers.clear();
        if !self.cells.is_empty() {
            self.cells = HashMap::new();
        }
        if !self.networks.is_empty() {
            self.networks = HashMap::new();
        }
    }

    /// Adds to a cell.
    pub fn add(&mut self, region: RegionCode, symptom: Option<&SymptomSlug>, count: u32, reporters: u32) {
        if self.bucket.cells.len() <= LOOKED_THROUGH_MAX {
            self.bucket.add(region, symptom, count, reporters);
            return;
        }
        if self.cells.is_empty() {
            let places = self.bucket.cells.iter().enumerate();
            self.cells = places
                .map(|(place, cell)| ((cell.region, cell.symptom.clone()), place))
                .collect();
        }
        let mut key = (region, symptom.cloned());
        if self.bucket.cells.len() >= CELLS_MAX && !self.cells.contains_key(&key) {
            key = (RegionCode::UNKNOWN, None);
        }
        match self.cells.entry(key) {
            Entry::Occupied(place) => {
                let cell = &mut self.bucket.cells[*place.get()];
                cell.count = cell.count.saturating_add(count);
                cell.reporters = cell.reporters.saturating_add(reporters);
            }
            Entry::Vacant(place) => {
                let (region, symptom) = place.key().clone();
                place.insert(self.bucket.cells.len());
                self.bucket.cells.push(Cell {
                    region,
                    symptom,
                    count,
                    reporters,
                });
            }
        }
    }

    /// Adds reporters of a network.
    pub fn add_network(&mut self, network: Asn, reporters: u32) {
        if self.bucket.networks.len() <= LOOKED_THROUGH_MAX {
            self.bucket.add_network(network, reporters);
            return;
        }
        if self.networks.is_empty() {
            let places = self.bucket.networks.iter().enumerate();
            self.networks = places.map(|(place, &(network, _))| (network, place)).collect();
        }
        if let Some(&place) = self.networks.get(&network) {
            let (_, sum) = &mut self.bucket.networks[place];
            *sum = sum.saturating_add(reporters);
        } else if self.bucket.networks.len() < NETWORKS_MAX {
            self.networks.insert(network, self.bucket.networks.len());
            self.bucket.networks.push((network, reporters));
        }
    }

    /// Adds reporters who came by a link; there are few of them.
    pub fn add_referrer(&mut self, referrer: Referrer, reporters: u32) {
        self.bucket.add_referrer(referrer, reporters);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn region(number: u32) -> RegionCode {
        let letter = |shift: u32| char::from(b'A' + u8::try_from(number / shift % 26).unwrap());
        RegionCode::parse(&format!("{}{}-{}", letter(1_000), letter(26_000), number % 1_000)).unwrap()
    }

    proptest! {
        #[test]
        fn gathers_what_a_bucket_would(lines in proptest::collection::vec((0_u32..60, 0_usize..3, 0_u32..9), 0..300)) {
            let symptoms = [None, SymptomSlug::parse("login").ok(), SymptomSlug::parse("app").ok()];
            let (mut gather, mut bucket) = (Gather::default(), Bucket::default());
            for (number, symptom, count) in lines {
                let symptom = symptoms[symptom].as_ref();
                gather.add(region(number), symptom, count, count / 2);
                bucket.add(region(number), symptom, count, count / 2);
                gather.add_network(Asn(number), count);
                bucket.add_network(Asn(number), count);
            }
            prop_assert_eq!(gather.bucket(), &bucket);
            prop_assert_eq!(gather.take(), bucket);
            gather.add(region(1), None, 1, 1);
            prop_assert_eq!(gather.bucket().reports(), 1);
        }
    }

    #[test]
    fn more_regions_than_there_are_are_counted_and_not_kept() {
        let mut gather = Gather::default();
        for number in 0..120_000 {
            gather.add(region(number), None, 2, 1);
            gather.add_network(Asn(number), 1);
        }
        let bucket = gather.take();
        assert_eq!((bucket.reports(), bucket.reporters()), (240_000, 120_000));
        assert_eq!(bucket.cells.len(), CELLS_MAX + 1);
        assert_eq!(bucket.networks.len(), NETWORKS_MAX);
    }
}
