//! What may be told of counts when some of them are too small to be shown.
//!
//! A number that stands beside its parts tells of the parts that are left out: it is all of them, less those that are
//! shown. So sums of places are public sums ([`public_total`]), and parts of another kind, by network or symptom, are
//! fitted to them ([`parts_beside`]): what is missing is nothing or a multiple of [`CELL_REPORTERS_MIN`]. All of this is
//! about numbers of one and the same stretch of time. Whoever compares stretches of different length, or the same one as
//! it fills, sees more; see "Privacy" in DESIGN.md.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::bucket::{Bucket, Tally};
use super::region::RegionCode;

/// Regions with fewer distinct reporters than this in the window are not shown, so that nobody is singled out.
pub const CELL_REPORTERS_MIN: u64 = 5;

/// Whether a cell may be told: enough different addresses reported from there, whatever they prove.
#[must_use]
pub fn is_shown(tally: Tally) -> bool {
    is_enough(tally.reports)
}

/// Reports of these regions and their evidence, as they may be told: the public sum of their countries.
#[must_use]
pub fn public_total(regions: &BTreeMap<RegionCode, Tally>) -> Tally {
    told(public_countries(regions).into_values())
}

/// Countries as they may be told, each the public sum of its regions; small ones are among them, not for showing.
#[must_use]
pub fn public_countries(regions: &BTreeMap<RegionCode, Tally>) -> BTreeMap<RegionCode, Tally> {
    let mut members: BTreeMap<RegionCode, Vec<Tally>> = BTreeMap::new();
    for (region, &tally) in regions {
        members.entry(region.country()).or_default().push(tally);
    }
    let sums = members
        .into_iter()
        .map(|(country, members)| (country, told(members.into_iter())));
    sums.collect()
}

/// Reports of a window, discounted ones included, as they may be told.
#[must_use]
pub fn public_reports(window: &Bucket) -> u64 {
    public_total(&window.tallies()).reports
}

/// The public sum of cells. When none or all of them are shown it is exact. Otherwise it is what is shown, and the sum of
/// the withheld ones rounded up to a multiple of [`CELL_REPORTERS_MIN`], all of it taken for evidence: a single withheld
/// cell of 1 to 4 always adds five, so that nothing can be told of it by subtracting. Rounding the whole sum to the
/// nearest multiple would not do: 11 shown and 1 withheld would come to 10, less than what is shown.
pub(super) fn told(cells: impl Iterator<Item = Tally>) -> Tally {
    let (mut shown, mut withheld) = (Tally::default(), Tally::default());
    for cell in cells {
        let side = if is_shown(cell) { &mut shown } else { &mut withheld };
        side.add(cell);
    }
    if shown == Tally::default() {
        return withheld;
    }
    let reports = rounded_up(withheld.reports);
    shown.add(Tally {
        reports,
        reporters: reports,
    });
    shown
}

/// Parts that are large enough to be shown, most first, fitted to the public sum that stands beside them: what they lack of
/// `public` is nothing or a multiple of [`CELL_REPORTERS_MIN`]. `exact` is the sum of all parts. When all are shown the
/// largest takes what `public` is more, otherwise the largest are up to four less. Parts that are too small for that are left
/// out.
#[must_use]
pub fn parts_beside<Key: Ord + Clone>(
    public: u64,
    exact: u64,
    parts: impl IntoIterator<Item = (Key, u64)>,
) -> Vec<(Key, u64)> {
    let mut shown: Vec<(Key, u64)> = parts.into_iter().filter(|&(_, reports)| is_enough(reports)).collect();
    sort(&mut shown);
    while !shown.is_empty() {
        let sum: u64 = shown.iter().map(|&(_, reports)| reports).sum();
        let (more, less) = if sum >= exact {
            (public.saturating_sub(exact), 0)
        } else {
            let rest = public.saturating_sub(sum);
            (0, rounded_up(rest) - rest)
        };
        if fit(&mut shown, more, less) {
            sort(&mut shown);
            break;
        }
        shown.pop();
    }
    shown
}

/// Adds to the largest part by how much the public sum is above the exact one, so that parts which are all told do not tell
/// the exact sum. `parts` are sorted, most first.
pub(super) fn lift<Key>(parts: &mut [(Key, u64)], public: u64, exact: u64) {
    if let Some((_, largest)) = parts.first_mut() {
        *largest += public.saturating_sub(exact);
    }
}

/// Whether so many reports may be told.
pub(super) fn is_enough(reports: u64) -> bool {
    reports >= CELL_REPORTERS_MIN
}

fn rounded_up(reports: u64) -> u64 {
    reports.next_multiple_of(CELL_REPORTERS_MIN)
}

fn sort<Key: Ord + Clone>(parts: &mut [(Key, u64)]) {
    parts.sort_by_cached_key(|(key, reports)| (Reverse(*reports), key.clone()));
}

/// Makes the largest part so much larger, or the largest ones so much smaller together, none of them too small; not when they
/// cannot give as much.
fn fit<Key>(parts: &mut [(Key, u64)], more: u64, mut less: u64) -> bool {
    let spare: u64 = parts.iter().map(|(_, reports)| reports - CELL_REPORTERS_MIN).sum();
    if spare < less {
        return false;
    }
    if let Some((_, largest)) = parts.first_mut() {
        *largest += more;
    }
    for (_, reports) in parts {
        let cut = less.min(*reports - CELL_REPORTERS_MIN);
        *reports -= cut;
        less -= cut;
    }
    true
}

#[cfg(test)]
mod tests;
