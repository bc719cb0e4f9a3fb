use proptest::prelude::*;

use super::*;
use crate::domain::bucket::Timestamp;
use crate::domain::chart::CHART_STEP_MINUTES;
use crate::domain::region::Asn;
use crate::domain::series::{Series, Sum};
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::{Inputs, RegionCount, Snapshot};
use crate::domain::tracker::Tracker;

const NOW: Timestamp = Timestamp(1_772_625_605);

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

/// A region of one of five countries, two of which are never more than a region of their own.
fn place((country, number): (usize, usize)) -> RegionCode {
    match country {
        0..3 => region(&format!("{}-{number}", ["US", "FR", "JP"][country])),
        3 => region("LI"),
        _ => RegionCode::UNKNOWN,
    }
}

/// One network has everybody, so that there is nothing to hide behind.
fn bucket(counts: &BTreeMap<RegionCode, u32>) -> Bucket {
    bucket_by(counts, |_| Asn(1))
}

fn bucket_by(counts: &BTreeMap<RegionCode, u32>, network: impl Fn(u32) -> Asn) -> Bucket {
    let mut bucket = Bucket::default();
    for (&region, &count) in counts {
        bucket.add(region, None, count, count);
        bucket.add_network(network(count), count);
    }
    bucket
}

fn snapshot(bucket: &Bucket) -> Snapshot {
    let service = ServiceSlug::parse("spotify").unwrap();
    let mut steps = Series::new(CHART_STEP_MINUTES);
    steps.put([(NOW.minute(), bucket)].into_iter());
    let inputs = Inputs {
        version: 1,
        now: NOW,
        tracker: &Tracker::new(service.clone()),
        day: &BTreeMap::from([(NOW.minute(), bucket.clone())]),
        steps: &steps,
        attribution: None,
        history: &[],
    };
    Snapshot::build(&service, &inputs)
}

/// What is withheld of each country that has a region that is shown, and of countries that are withheld: rounded up. Nothing
/// is rounded where nothing is shown.
fn rounded_sums(counts: &BTreeMap<RegionCode, u32>) -> BTreeMap<Option<RegionCode>, u64> {
    let mut members: BTreeMap<RegionCode, Vec<u64>> = BTreeMap::new();
    for (region, &count) in counts {
        members.entry(region.country()).or_default().push(count.into());
    }
    let mut sums = BTreeMap::new();
    let mut withheld = 0;
    for (&country, members) in &members {
        let small: u64 = members.iter().filter(|&&count| count < 5).sum();
        if members.iter().any(|&count| count >= 5) {
            sums.insert(Some(country), small.div_ceil(5));
        } else if small >= 5 {
            sums.insert(Some(country), small);
        } else {
            withheld += small;
        }
    }
    let is_any_shown = !sums.is_empty();
    sums.insert(None, if is_any_shown { withheld.div_ceil(5) } else { withheld });
    sums
}

fn shown_of(snapshot: &Snapshot, country: RegionCode) -> u64 {
    let leaves = snapshot.regions.iter();
    let members = leaves.filter(|count| count.region.country() == country);
    members.map(|count| count.reports).sum()
}

/// Regions with what they count, and other counts for the small ones among them.
fn two_worlds() -> impl Strategy<Value = (BTreeMap<RegionCode, u32>, BTreeMap<RegionCode, u32>)> {
    let places = proptest::collection::btree_map(
        (0_usize..5, 0_usize..4).prop_map(place),
        (prop_oneof![1_u32..5, 5_u32..30], 1_u32..5),
        1..12,
    );
    places.prop_map(|places| {
        let one = places.iter().map(|(&region, &(count, _))| (region, count));
        let other = places
            .iter()
            .map(|(&region, &(count, small))| (region, if count < 5 { small } else { count }));
        (one.collect(), other.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    /// Nobody can tell two worlds apart that differ in what is withheld only, unless by a sum of several cells.
    #[test]
    fn what_is_withheld_changes_no_number((one, other) in two_worlds(), small_by in 0_u32..2) {
        prop_assume!(rounded_sums(&one) == rounded_sums(&other));
        let network = |count| if count < 5 { Asn(small_by) } else { Asn(1) };
        let (one, other) = (bucket_by(&one, network), bucket_by(&other, network));
        let (seen, also) = (snapshot(&one), snapshot(&other));
        prop_assert_eq!((seen.reports, seen.discounted), (also.reports, also.discounted));
        prop_assert_eq!(&seen.regions, &also.regions);
        prop_assert_eq!(&seen.countries, &also.countries);
        prop_assert_eq!(seen.regions_withheld, also.regions_withheld);
        prop_assert_eq!(&seen.carriers, &also.carriers);
        // Ratios, classes, symptoms, networks, the chart.
        prop_assert_eq!(seen, also);
        prop_assert_eq!(Sum::of([&one].into_iter()), Sum::of([&other].into_iter()));
    }

    /// What lacks of a sum beside its shown parts is a multiple of five, or the sum of a country of which nothing else is
    /// told.
    #[test]
    fn differences_are_multiples_of_five((counts, _) in two_worlds()) {
        let bucket = bucket(&counts);
        let seen = snapshot(&bucket);
        let exact = u64::from(bucket.reports());
        prop_assert!(exact <= seen.reports && seen.reports <= exact + 4 * 6);
        prop_assert!(seen.discounted <= seen.reports);
        for country in &seen.countries {
            let shown = shown_of(&seen, country.region);
            prop_assert!(country.reports >= shown);
            prop_assert!(shown == 0 || (country.reports - shown).is_multiple_of(5), "{country:?} beside {shown}");
            prop_assert_eq!(country.reporters, country.reports);
        }
        let countries: u64 = seen.countries.iter().map(|country| country.reports).sum();
        prop_assert!(countries == 0 || (seen.reports - countries).is_multiple_of(5), "{} beside {countries}", seen.reports);
        let networks: u64 = seen.networks.iter().map(|&(_, reports)| reports).sum();
        prop_assert!(networks == 0 || (seen.reports - networks).is_multiple_of(5), "{} beside {networks}", seen.reports);
        let symptoms: u64 = seen.symptoms.iter().map(|&(_, reports)| reports).sum();
        prop_assert_eq!(symptoms, seen.reports);
        prop_assert_eq!(Sum::of([&bucket].into_iter()).reports, seen.reports);
        prop_assert_eq!(public_reports(&bucket), seen.reports);
    }

    #[test]
    fn parts_lack_a_multiple_of_five(
        parts in proptest::collection::btree_map(0_u32..40, 1_u64..30, 0..20),
        more in 0_u64..20,
    ) {
        let exact: u64 = parts.values().sum();
        let shown = parts_beside(exact + more, exact, parts.clone());
        let sum: u64 = shown.iter().map(|&(_, reports)| reports).sum();
        prop_assert!(shown.is_empty() || (exact + more - sum).is_multiple_of(5), "{shown:?} beside {}", exact + more);
        prop_assert!(shown.iter().all(|(key, reports)| *reports >= 5 && parts[key] >= 5));
        prop_assert!(shown.is_sorted_by(|a, b| a.1 >= b.1));
        if more == 0 && parts.values().all(|&reports| reports >= 5) {
            prop_assert_eq!(shown.into_iter().collect::<BTreeMap<_, _>>(), parts, "exact where nothing is withheld");
        }
    }
}

/// What an audit found: eleven in New York, two in New Jersey.
#[test]
fn a_region_is_not_told_by_what_its_country_is_more() {
    let of = |york: u32, jersey: u32| {
        let counts = BTreeMap::from([(region("US-NJ"), jersey), (region("US-NY"), york)]);
        snapshot(&bucket(&counts))
    };
    let reports = |count: &RegionCount| (count.region, count.reports, count.reporters);
    for york in 5..25 {
        for jersey in 1..5 {
            let seen = of(york, jersey);
            let (york, sum) = (u64::from(york), u64::from(york) + 5);
            assert_eq!((seen.reports, seen.regions_withheld), (sum, 1));
            assert_eq!(reports(&seen.regions[0]), (region("US-NY"), york, york));
            assert_eq!(reports(&seen.countries[0]), (region("US"), sum, sum));
            assert_eq!(seen.carriers[0].reports, sum, "its only network has all of them");
        }
    }
    let all_shown = of(11, 5);
    assert_eq!((all_shown.reports, all_shown.countries[0].reports), (16, 16));
    let none_shown = of(4, 2);
    assert_eq!((none_shown.reports, none_shown.countries[0].reports), (6, 6));
}

/// Countries that are shown without their regions stay exact; what is withheld elsewhere is rounded by itself.
#[test]
fn a_country_of_small_regions_hides_nothing_of_others() {
    for small in 1..5 {
        let counts = [("DE-BE", 4), ("DE-BY", 4), ("FR-IDF", small), ("US-NY", 11)];
        let counts = counts.map(|(code, count)| (region(code), count));
        let seen = snapshot(&bucket(&BTreeMap::from(counts)));
        assert_eq!(seen.reports, 8 + 5 + 11);
        assert_eq!(seen.countries.iter().map(|count| count.reports).sum::<u64>(), 8 + 11);
    }
}

#[test]
fn withheld_reports_are_taken_for_evidence() {
    let mut bucket = Bucket::default();
    bucket.add(region("US-NY"), None, 20, 8);
    assert_eq!((snapshot(&bucket).reports, snapshot(&bucket).discounted), (20, 12));
    bucket.add(region("US-NJ"), None, 3, 1);
    bucket.add(region("FR-IDF"), None, 4, 0);
    let seen = snapshot(&bucket);
    assert_eq!((seen.reports, seen.discounted, seen.evidence()), (30, 12, 18));
    assert_eq!((seen.countries[0].reports, seen.countries[0].reporters), (25, 13));
}

#[test]
fn parts_without_a_withheld_one_do_not_tell_the_exact_sum() {
    let told = |public, exact, parts: &[(u32, u64)]| parts_beside(public, exact, parts.iter().copied());
    assert_eq!(told(16, 13, &[(1, 13)]), [(1, 16)]);
    assert_eq!(told(16, 13, &[(1, 11), (2, 2)]), [(1, 11)]);
    assert_eq!(told(13, 13, &[(1, 11), (2, 2)]), [(1, 8)]);
    assert_eq!(
        told(25, 25, &[(1, 6), (2, 6), (3, 6), (4, 6), (5, 1)]),
        [(1, 5), (2, 5), (3, 5), (4, 5)]
    );
    assert_eq!(told(7, 7, &[(1, 6), (2, 1)]), [], "too small to take it");
    assert_eq!(told(17, 17, &[(1, 8), (2, 5), (3, 4)]), [(1, 7), (2, 5)]);
}
