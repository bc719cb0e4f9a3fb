//! Which keys and fields hold the counts of a service, and how scripts refer to them: by position.

use std::collections::BTreeSet;

use super::super::{Result, StoreError};
use super::key;
use crate::domain::bucket::{Bucket, Cell, Minute};
use crate::domain::referrer::Referrer;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::{ServiceSlug, SymptomSlug};

pub(super) const MINUTES_PER_DAY: i64 = 24 * 60;

pub(super) fn minute_key(service: &ServiceSlug, minute: Minute) -> String {
    key(service, format_args!("m:{}", minute.0))
}

pub(super) fn bitmap_key(service: &ServiceSlug, day: i64) -> String {
    key(service, format_args!("d:{day}"))
}

pub(super) fn days_key(service: &ServiceSlug) -> String {
    key(service, format_args!("days"))
}

pub(super) fn version_key(service: &ServiceSlug) -> String {
    key(service, format_args!("v"))
}

/// The last minutes that have changed, by the version that their last change made.
pub(super) fn changed_key(service: &ServiceSlug) -> String {
    key(service, format_args!("changed"))
}

pub(super) fn day_of(minute: Minute) -> i64 {
    minute.0.div_euclid(MINUTES_PER_DAY)
}

/// Things in order, each with its position from 1, as Lua counts.
pub(super) struct Positions(Vec<i64>);

impl Positions {
    pub(super) fn new(things: BTreeSet<i64>) -> Self {
        Self(things.into_iter().collect())
    }

    pub(super) fn of(&self, thing: i64) -> usize {
        self.0.binary_search(&thing).map_or(0, |index| index + 1)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.iter().copied()
    }
}

/// The bits of minutes in the bitmaps of their days: for each minute the position of the day and the number of the bit,
/// two bytes each.
pub(super) struct DayBits {
    pub(super) days: Positions,
    pub(super) places: Vec<u8>,
}

impl DayBits {
    pub(super) fn new(minutes: &[Minute]) -> Result<Self> {
        let days = Positions::new(minutes.iter().map(|&minute| day_of(minute)).collect());
        let mut places = Vec::with_capacity(minutes.len() * 4);
        for &minute in minutes {
            places.extend_from_slice(&two_bytes(days.of(day_of(minute)))?);
            places.extend_from_slice(&two_bytes(minute.0.rem_euclid(MINUTES_PER_DAY))?);
        }
        Ok(Self { days, places })
    }

    /// `20000,20001`
    pub(super) fn names(&self) -> String {
        let names: Vec<String> = self.days.iter().map(|day| day.to_string()).collect();
        names.join(",")
    }
}

fn two_bytes<T: TryInto<u16>>(number: T) -> Result<[u8; 2]> {
    let number = number.try_into().ok();
    let number = number.ok_or_else(|| StoreError::Refused("too many days in one call".to_owned()))?;
    Ok(number.to_be_bytes())
}

/// A field of a minute's hash.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// `c|US-NY|login`: reports of a cell.
    Count(RegionCode, Option<SymptomSlug>),
    /// `d|US-NY|login`: how many of them are no evidence, being discounted or (in imported counts) repeats.
    Excess(RegionCode, Option<SymptomSlug>),
    /// `n|7018`: reporters of a network, discounted ones left out.
    Network(Asn),
    /// `w|US-NY`: works reports of a region.
    Works(RegionCode),
    /// `s|login`: reporters who named a symptom afterwards.
    Named(SymptomSlug),
    /// `r|17`: reporters who are evidence and came by a link.
    Arrival(Referrer),
    /// `t`: problem reports in all.
    Total,
    /// `wt`: works reports in all.
    WorksTotal,
}

impl Field {
    /// Writes its name.
    pub(super) fn write_to(&self, out: &mut Vec<u8>) {
        let mut write = |parts: &[&str]| parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
        match self {
            Self::Arrival(referrer) => write(&["r|", &referrer.number().to_string()]),
            Self::Count(region, symptom) => write(&[
                "c|",
                region.as_str(),
                "|",
                symptom.as_ref().map_or("", SymptomSlug::as_str),
            ]),
            Self::Excess(region, symptom) => write(&[
                "d|",
                region.as_str(),
                "|",
                symptom.as_ref().map_or("", SymptomSlug::as_str),
            ]),
            Self::Network(network) => write(&["n|", &network.0.to_string()]),
            Self::Works(region) => write(&["w|", region.as_str()]),
            Self::Named(symptom) => write(&["s|", symptom.as_str()]),
            Self::Total => write(&["t"]),
            Self::WorksTotal => write(&["wt"]),
        }
    }

    fn name(&self) -> String {
        let mut name = Vec::new();
        self.write_to(&mut name);
        String::from_utf8_lossy(&name).into_owned()
    }

    /// Whether a name is of a kind that this version has.
    fn is_known(name: &str) -> bool {
        let kind = name.split_once('|').map_or(name, |(letter, _)| letter);
        ["c", "d", "n", "w", "s", "r"].contains(&kind)
    }

    fn parse(name: &str) -> Option<Self> {
        match name {
            "t" => return Some(Self::Total),
            "wt" => return Some(Self::WorksTotal),
            _ => {}
        }
        let (letter, rest) = name.split_once('|')?;
        let region = |text| RegionCode::parse(text).ok();
        let cell = || {
            let (place, symptom) = rest.split_once('|')?;
            let symptom = match symptom {
                "" => None,
                named => Some(SymptomSlug::parse(named).ok()?),
            };
            Some((region(place)?, symptom))
        };
        match letter {
            "c" => cell().map(|(region, symptom)| Self::Count(region, symptom)),
            "d" => cell().map(|(region, symptom)| Self::Excess(region, symptom)),
            "n" => rest.parse().ok().map(|number| Self::Network(Asn(number))),
            "w" => region(rest).map(Self::Works),
            "s" => SymptomSlug::parse(rest).ok().map(Self::Named),
            "r" => Referrer::of_number(rest.parse().ok()?).map(Self::Arrival),
            _ => None,
        }
    }
}

/// The fields that a bucket adds to, with how much.
pub(super) fn fields_of(bucket: &Bucket) -> Vec<(String, u64)> {
    let mut fields = Vec::new();
    let (mut reports, mut works) = (0, 0);
    for cell in &bucket.cells {
        // More reporters than reports would be nonsense; the larger number is taken for both.
        let count = u64::from(cell.count.max(cell.reporters));
        let place = || (cell.region, cell.symptom.clone());
        let (region, symptom) = place();
        fields.push((Field::Count(region, symptom).name(), count));
        let (region, symptom) = place();
        let excess = count - u64::from(cell.reporters);
        fields.push((Field::Excess(region, symptom).name(), excess));
        reports += count;
    }
    for &(network, count) in &bucket.networks {
        fields.push((Field::Network(network).name(), u64::from(count)));
    }
    for &(region, count) in &bucket.works {
        fields.push((Field::Works(region).name(), u64::from(count)));
        works += u64::from(count);
    }
    for (symptom, count) in &bucket.named {
        fields.push((Field::Named(symptom.clone()).name(), u64::from(*count)));
    }
    for &(referrer, count) in &bucket.referrers {
        fields.push((Field::Arrival(referrer).name(), u64::from(count)));
    }
    fields.push((Field::Total.name(), reports));
    fields.push((Field::WorksTotal.name(), works));
    fields.retain(|&(_, count)| count > 0);
    fields
}

/// The bucket that a minute's text (`read.lua`) describes.
pub(super) fn bucket_of(text: &str) -> Result<Bucket> {
    let damaged = |name: &str| StoreError::Corrupt(format!("a minute holds the damaged field `{name}`"));
    let mut bucket = Bucket::default();
    let mut excesses = Vec::new();
    let mut lines = text.split('\n');
    while let Some(name) = lines.next() {
        let count = lines.next().and_then(|count| count.parse::<i64>().ok());
        let count = count.ok_or_else(|| damaged(name))?;
        // Counts only grow; what has grown beyond u32 saturates, as it does in a bucket.
        let count = u32::try_from(count.max(0)).unwrap_or(u32::MAX);
        match Field::parse(name) {
            Some(Field::Count(region, symptom)) => bucket.cells.push(Cell {
                region,
                symptom,
                count,
                reporters: count,
            }),
            Some(Field::Excess(region, symptom)) => excesses.push((region, symptom, count)),
            Some(Field::Network(network)) => bucket.networks.push((network, count)),
            Some(Field::Works(region)) => bucket.works.push((region, count)),
            Some(Field::Named(symptom)) => bucket.named.push((symptom, count)),
            Some(Field::Arrival(referrer)) => bucket.referrers.push((referrer, count)),
            Some(Field::Total | Field::WorksTotal) => {}
            // A newer version may count what this one does not know.
            None if !Field::is_known(name) => {}
            None => return Err(damaged(name)),
        }
    }
    for (region, symptom, excess) in excesses {
        let cell = bucket
            .cells
            .iter_mut()
            .find(|cell| cell.region == region && cell.symptom == symptom);
        if let Some(cell) = cell {
            cell.reporters = cell.count.saturating_sub(excess);
        }
    }
    Ok(bucket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_survives_its_fields() {
        let mut bucket = Bucket::default();
        let login = SymptomSlug::parse("login").unwrap();
        bucket.add(RegionCode::parse("US-NY").unwrap(), Some(&login), 5, 3);
        bucket.add(RegionCode::UNKNOWN, None, 2, 2);
        bucket.add_network(Asn(7018), 5);
        bucket.add_works(RegionCode::parse("FR").unwrap(), 1);
        bucket.add_referrer(Referrer::UNNAMED, 3);
        let fields = fields_of(&bucket);
        let lines: Vec<String> = fields.iter().map(|(name, count)| format!("{name}\n{count}")).collect();
        assert_eq!(bucket_of(&lines.join("\n")).unwrap(), bucket);
        assert!(fields.contains(&("t".to_owned(), 7)));
        for damaged in ["n|x\n1", "n|1", "n|1\nmany", "\n1\nt\n"] {
            assert!(bucket_of(damaged).is_err(), "{damaged:?}");
        }
        assert_eq!(bucket_of("x|1\n1").unwrap(), Bucket::default());
    }
}
