//! The last hour by region: most regions of most services are silent in most minutes, and take no room then.

mod stored;

use serde::{Deserialize, Serialize};

use super::hour::{Counts, Hour};
use super::onset::MINUTES_BACK_MAX;
use super::region::RegionCode;
use super::scan::{Hit, Variation, region_surge};
use super::spread::Part;
use super::statistic::{REGION_REPORTERS_MIN, REPORTERS_MIN, WINDOW_COUNT, WINDOW_MINUTES};
use super::windows::REPORTERS_PER_MINUTE_MAX;

/// The world has about 3,700 first-level subdivisions that addresses map to. Reports from regions beyond this many
/// count in the service's total only.
pub const REGIONS_TRACKED_MAX: usize = 4_000;

/// Memory of a region's share of the reports: a week.
const SHARE_DECAY: f64 = 0.999_900_798_6; // exp(-1/10080)
/// Reports that a service's regions, and those to come, share equally before anything is known.
const SHARE_PRIOR: f64 = 4.0;
/// Lazily decayed weights are rescaled when a fresh report weighs this much.
const GRAIN_MAX: f64 = 1e6;

/// One region of a service.
#[derive(Debug, Clone, PartialEq)]
struct Tracked {
    region: RegionCode,
    /// Discounted reports, in units of `grain`.
    weight: f32,
}

/// Reporters by window, for several tests of them.
#[derive(Debug, Default)]
pub struct Sums {
    /// Of each region, in order of number.
    regions: Vec<[u32; WINDOW_COUNT]>,
    /// Of the countries in several parts that have enough for a test.
    countries: Vec<CountrySum>,
}

/// A country in several parts.
#[derive(Debug)]
struct CountrySum {
    /// Its strongest part.
    strongest: usize,
    reporters: [u32; WINDOW_COUNT],
    /// What its parts have of the service's reports.
    share: f64,
}

/// Counts of all regions over all windows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "stored::Form", into = "stored::Form")]
pub struct RegionWindows {
    /// In order of first sight: an entry's number is an index into this.
    tracked: Vec<Tracked>,
    /// Indices into `tracked`, sorted by region.
    order: Vec<u16>,
    /// Runs of `order`, from and to, that are the parts of one country.
    countries: Vec<(u16, u16)>,
    /// The last hour of each of them.
    hour: Hour,
    weight_sum: f64,
    grain: f64,
}

impl Default for RegionWindows {
    fn default() -> Self {
        Self {
            tracked: Vec::new(),
            order: Vec::new(),
            countries: Vec::new(),
            hour: Hour::default(),
            weight_sum: 0.0,
            grain: 1.0,
        }
    }
}

impl RegionWindows {
    /// Regions known so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tracked.len()
    }

    /// Whether no region has reported yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tracked.is_empty()
    }

    /// The region with this number.
    #[must_use]
    pub fn region(&self, number: usize) -> RegionCode {
        self.tracked
            .get(number)
            .map_or(RegionCode::UNKNOWN, |tracked| tracked.region)
    }

    /// The number of a region, if it has ever reported.
    #[must_use]
    pub fn number(&self, region: RegionCode) -> Option<usize> {
        let found = self
            .order
            .binary_search_by_key(&region, |&number| self.region(usize::from(number)));
        found.ok().map(|place| usize::from(self.order[place]))
    }

    /// Takes a complete minute, each region once, in their order.
    pub fn push(&mut self, counts: &[(RegionCode, u32)]) {
        if counts.is_empty() {
            self.hour.pass();
            return;
        }
        let (mut latest, mut next) = (vec![0; self.tracked.len()], 0);
        for &(region, reporters) in counts.iter().filter(|(_, reporters)| *reporters > 0) {
            if let Some(place) = self.place_or_track(region, next) {
                latest.resize(self.tracked.len(), 0);
                latest[usize::from(self.order[place])] = reporters.min(REPORTERS_PER_MINUTE_MAX);
                next = place + 1;
            }
        }
        let past = std::mem::take(&mut self.hour);
        self.hour = Hour::with_room(latest.len(), &past);
        let known = past.series().chain(std::iter::repeat(Counts::SILENCE));
        known
            .zip(latest)
            .for_each(|(counts, latest)| self.hour.push(counts, latest));
        self.hour.shrink();
    }

    /// Learns the shares from a minute of a while ago; `mean` is what was expected of the whole service then.
    pub fn absorb_settled(&mut self, minutes_ago: usize, mean: f64, dispersion: f64) {
        self.grain /= SHARE_DECAY;
        if !self.hour.is_silent() {
            let settled: Vec<u32> = self.hour.series().map(|counts| counts.minute(minutes_ago)).collect();
            for place in 0..self.order.len() {
                let number = usize::from(self.order[place]);
                if settled[number] > 0 {
                    self.learn(number, f64::from(settled[number]), mean, dispersion);
                }
            }
        }
        if self.grain > GRAIN_MAX {
            self.rescale();
        }
    }

    /// Forgets the last hour, not the shares.
    pub fn clear(&mut self) {
        self.hour.clear();
    }

    /// The share of the service's reports that this region normally has.
    #[must_use]
    pub fn share(&self, number: usize) -> f64 {
        let weight = self
            .tracked
            .get(number)
            .map_or(0.0, |tracked| f64::from(tracked.weight));
        self.share_of_weight(weight)
    }

    /// The share of a country: its own reports and those of its subdivisions.
    #[must_use]
    pub fn share_of_country(&self, country: RegionCode) -> f64 {
        let members = self
            .tracked
            .iter()
            .filter(|tracked| tracked.region.country() == country);
        members
            .map(|tracked| self.share_of_weight(f64::from(tracked.weight)))
            .sum()
    }

    /// Reporters by window, for several looks at them.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let regions: Vec<_> = self.hour.series().map(Counts::sums).collect();
        let members = |&(start, end): &(u16, u16)| &self.order[usize::from(start)..usize::from(end)];
        let countries = self.countries.iter().map(members);
        let countries = countries.map(|members| self.sum_of(members, &regions));
        let is_enough = |country: &CountrySum| country.reporters[WINDOW_COUNT - 1] >= REGION_REPORTERS_MIN;
        Sums {
            countries: countries.filter(is_enough).collect(),
            regions,
        }
    }

    /// Calls `found` with each region, except unknown, whose statistic exceeds `floor`. `means` are those of the whole
    /// service.
    pub fn scan(
        &self,
        sums: &Sums,
        means: &[f64],
        variation: Variation,
        floor: f64,
        mut found: impl FnMut(usize, Hit),
    ) {
        for (number, (tracked, reporters)) in self.tracked.iter().zip(&sums.regions).enumerate() {
            if reporters[WINDOW_COUNT - 1] < REPORTERS_MIN || tracked.region.is_unknown() {
                continue;
            }
            let share = self.share_of_weight(f64::from(tracked.weight));
            if let Some(hit) = region_surge(reporters, means, variation, share, floor) {
                found(number, hit);
            }
        }
    }

    /// The same for a minute under way, which brings these counts. `means` starts with that minute alone; the others
    /// are a window longer.
    pub fn scan_with(
        &self,
        counts: &[(RegionCode, u32)],
        means: &[f64],
        variation: Variation,
        floor: f64,
        mut found: impl FnMut(usize, Hit),
    ) {
        let past: Vec<_> = self.hour.series().map(Counts::sums).collect();
        for &(region, reporters) in counts {
            let Some(number) = self.number(region).filter(|_| !region.is_unknown()) else {
                continue;
            };
            let reporters = reporters.min(REPORTERS_PER_MINUTE_MAX);
            let mut sums = [reporters; WINDOW_COUNT + 1];
            for (sum, past) in sums[1..].iter_mut().zip(past[number]) {
                *sum += past;
            }
            if let Some(hit) = region_surge(&sums, means, variation, self.share(number), floor) {
                found(number, hit);
            }
        }
    }

    /// The country whose subdivisions together exceed `floor` by most, and its strongest subdivision. A failure of a
    /// whole country shows in the sum before it shows in any part.
    #[must_use]
    pub fn scan_countries(&self, sums: &Sums, means: &[f64], variation: Variation, floor: f64) -> Option<(usize, Hit)> {
        let mut best: Option<(usize, Hit)> = None;
        for country in &sums.countries {
            let floor = best.map_or(floor, |(_, hit)| hit.statistic);
            let hit = region_surge(&country.reporters, means, variation, country.share.min(1.0), floor);
            if let Some(hit) = hit.filter(|hit| hit.observed >= REGION_REPORTERS_MIN) {
                best = Some((country.strongest, hit));
            }
        }
        best
    }

    fn sum_of(&self, members: &[u16], of_regions: &[[u32; WINDOW_COUNT]]) -> CountrySum {
        let mut sum = CountrySum {
            strongest: 0,
            reporters: [0; WINDOW_COUNT],
            share: 0.0,
        };
        let mut most = 0.0;
        for number in members.iter().map(|&number| usize::from(number)) {
            let (tracked, reporters) = (&self.tracked[number], of_regions[number]);
            let hour = reporters[WINDOW_COUNT - 1];
            let own_share = self.share_of_weight(f64::from(tracked.weight));
            sum.share += own_share;
            if hour == 0 {
                continue;
            }
            let strength = f64::from(hour).powi(2) / own_share.max(1e-9);
            if strength > most {
                (most, sum.strongest) = (strength, number);
            }
            for (sum, reporters) in sum.reporters.iter_mut().zip(reporters) {
                *sum = sum.saturating_add(reporters);
            }
        }
        sum
    }

    /// Every region, except unknown, with its reporters in the window of this index.
    #[must_use]
    pub fn parts(&self, window: usize) -> Vec<Part<RegionCode>> {
        let minutes = usize::from(WINDOW_MINUTES[window]);
        let regions = self.tracked.iter().zip(self.hour.series());
        let known = regions.filter(|(tracked, _)| !tracked.region.is_unknown());
        let part = |(tracked, counts): (&Tracked, Counts<'_>)| Part {
            key: tracked.region,
            reports: f64::from(counts.sum(minutes)),
            usual_share: self.share_of_weight(f64::from(tracked.weight)),
        };
        known.map(part).collect()
    }

    /// Reporters of these regions by minute, the latest first; in one walk over the hour, however many they are.
    #[must_use]
    pub fn by_minute(&self, numbers: &[usize]) -> Vec<[u32; MINUTES_BACK_MAX]> {
        let series: Vec<Counts<'_>> = self.hour.series().collect();
        numbers.iter().map(|&number| series[number].minutes()).collect()
    }

    /// Runs of `order` that are one country in several parts.
    fn find_countries(&mut self) {
        let country = |&number: &u16| self.tracked[usize::from(number)].region.country();
        let mut countries = Vec::new();
        let mut start = 0_u16;
        for members in self.order.chunk_by(|a, b| country(a) == country(b)) {
            let end = start + u16::try_from(members.len()).unwrap_or(0);
            if members.len() > 1 {
                countries.push((start, end));
            }
            start = end;
        }
        self.countries = countries;
    }

    fn share_of_weight(&self, weight: f64) -> f64 {
        let known = u32::try_from(self.tracked.len()).unwrap_or(u32::MAX);
        let prior_each = SHARE_PRIOR / (f64::from(known) + 1.0);
        (weight / self.grain + prior_each) / (self.weight_sum / self.grain + SHARE_PRIOR)
    }

    /// Learns from so many reporters of a region; a surge is cut to what may be normal.
    fn learn(&mut self, number: usize, reporters: f64, mean: f64, dispersion: f64) {
        let expected = self.share(number) * mean;
        let cap = expected + 4.0 * (dispersion * expected).sqrt() + 3.0;
        let added = reporters.min(cap) * self.grain;
        if let Some(tracked) = self.tracked.get_mut(number) {
            tracked.weight += to_f32(added);
            self.weight_sum += added;
        }
    }

    fn rescale(&mut self) {
        let grain = std::mem::replace(&mut self.grain, 1.0);
        self.weight_sum = 0.0;
        for tracked in &mut self.tracked {
            tracked.weight = to_f32(f64::from(tracked.weight) / grain);
            self.weight_sum += f64::from(tracked.weight);
        }
    }

    /// The place of a region in `order`, where `next` is looked at first.
    fn place_or_track(&mut self, region: RegionCode, next: usize) -> Option<usize> {
        let of_number = |&number: &u16| self.region(usize::from(number));
        if self.order.get(next).map(of_number) == Some(region) {
            return Some(next);
        }
        match self.order.binary_search_by_key(&region, of_number) {
            Ok(place) => Some(place),
            Err(_) if self.tracked.len() >= REGIONS_TRACKED_MAX => None,
            Err(place) => {
                let number = u16::try_from(self.tracked.len()).ok()?;
                self.order.insert(place, number);
                self.tracked.push(Tracked { region, weight: 0.0 });
                self.find_countries();
                Some(place)
            }
        }
    }
}

fn to_f32(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough for a share")]
    let value = value as f32;
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn region(number: usize) -> RegionCode {
        RegionCode::parse(["US-NY", "US-CA", "GB", "unknown", "FR-IDF"][number]).unwrap()
    }

    proptest! {
        #[test]
        fn sums_equal_the_minutes_they_cover(
            minutes in proptest::collection::vec(proptest::collection::btree_map(0_usize..5, 0_u32..50, 0..4), 1..150),
            cleared in 0_usize..150,
        ) {
            let mut windows = RegionWindows::default();
            for (at, minute) in minutes.iter().enumerate() {
                if at == cleared {
                    windows.clear();
                }
                let counts: Vec<_> = minute.iter().map(|(&number, &count)| (region(number), count)).collect();
                windows.push(&counts);
                windows.absorb_settled(45, 3.0, 2.0);
            }
            let kept = if cleared < minutes.len() { &minutes[cleared..] } else { &minutes[..] };
            for number in 0..5 {
                let Some(found) = windows.number(region(number)) else { continue };
                for (window, length) in WINDOW_MINUTES.into_iter().enumerate() {
                    let covered = kept.iter().rev().take(usize::from(length));
                    let sum: u32 = covered.filter_map(|minute| minute.get(&number)).sum();
                    prop_assert_eq!(windows.sums().regions[found][window], sum);
                }
            }
        }
    }

    #[test]
    fn shares_follow_the_reports() {
        let mut windows = RegionWindows::default();
        for _ in 0..5_000 {
            windows.push(&[(region(0), 3), (region(2), 1)]);
            windows.absorb_settled(45, 4.0, 1.0);
        }
        let share = windows.share(windows.number(region(0)).unwrap());
        assert!((share - 0.75).abs() < 0.01, "{share}");
        assert!((windows.share_of_country(RegionCode::parse("US").unwrap()) - share).abs() < 1e-12);
    }

    #[test]
    fn no_more_regions_than_the_limit_are_kept() {
        let mut windows = RegionWindows::default();
        for number in 0..6_000_u32 {
            let letter = |shift: u32| char::from(b'A' + u8::try_from(number / shift % 26).unwrap());
            let code = format!("{}{}-{}", letter(17_576), letter(676), number % 1_000);
            windows.push(&[(RegionCode::parse(&code).unwrap(), 1)]);
        }
        assert!(windows.len() <= REGIONS_TRACKED_MAX);
    }
}
