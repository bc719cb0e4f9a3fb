//! How trouble spread, as a film: for each region the class of the map at a row of moments.
//!
//! Each frame looks at the [`WINDOW_MINUTES`] before its moment and follows the rules of the live map: a region that
//! brought fewer than [`CELL_REPORTERS_MIN`] reports in that time is withheld, the others are told as a class, a country by
//! the public sum of its regions. That alone would not do. Windows of neighbouring frames overlap, and a region that changes
//! between them would tell of the one person by whom they differ. So a region is looked at again only when at least as many
//! reports as a cell needs have come or gone since it was last looked at; until then it stays as it was told. Whatever
//! changes from one frame to another therefore rests on that many reports, and where frames are a window apart the rule
//! changes nothing.

use std::collections::BTreeMap;

use super::bucket::{Bucket, Minute, Tally};
use super::incident::Incident;
use super::region::RegionCode;
use super::snapshot::{WINDOW_MINUTES, expected_of_service, level, ratio};
use super::tracker::Tracker;
use super::withheld::{CELL_REPORTERS_MIN, is_shown, told};

/// Frames of a film: what a slider on a phone can still choose from, and an answer that stays small.
pub const FRAMES_MAX: usize = 72;

/// A film begins this long before the incident, with what is normal.
pub const LEAD_MINUTES: i64 = 15;

/// Without an incident a film shows the last six hours, a window apart.
const QUIET_FRAMES: i64 = 24;

/// What may lie between frames of an incident, in minutes: the least that gives no more than [`FRAMES_MAX`]. After three
/// days the film ends: how an outage spread is told by then.
const STEPS_MINUTES: [i64; 9] = [1, 2, 3, 5, 10, 15, 20, 30, 60];

/// Regions in a film: all countries and as many subdivisions, the steepest ones. It bounds the answer to some 50 kB.
pub const REGIONS_MAX: usize = 500;

/// The frames of a film: their moments, and from when on regions have to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The first moment at which regions are looked at, at or before the first frame.
    start: Minute,
    /// They are looked at this often.
    look_minutes: i64,
    /// The first frame's moment: its window ends before this minute.
    pub first: Minute,
    /// From one frame to the next.
    pub step_minutes: i64,
    /// How many there are, at most [`FRAMES_MAX`].
    pub frames: usize,
}

/// One region's classes, a frame each; `None` where it is withheld.
pub type Levels = Vec<Option<u8>>;

/// How trouble spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Film {
    /// When its frames are.
    pub plan: Plan,
    /// Countries and leaf regions that are shown in at least one frame, in the order of their codes.
    pub regions: Vec<(RegionCode, Levels)>,
    /// Regions left out because there are more than [`REGIONS_MAX`].
    pub left_out: usize,
}

impl Plan {
    /// The film of an incident, or of the last hours without one, as of a minute under way.
    #[must_use]
    pub fn of(incident: Option<&Incident>, now: Minute) -> Self {
        let Some(incident) = incident else {
            return Self::of_quiet_hours(now);
        };
        let over = incident.resolved_at.map(|resolved| resolved.minute().plus(1));
        Self::of_incident(incident.onset, over.map_or(now, |over| over.min(now)))
    }

    /// From a quarter of an hour before `onset` until `end`, the minute after the last complete one.
    #[must_use]
    pub fn of_incident(onset: Minute, end: Minute) -> Self {
        let earliest = onset.plus(-LEAD_MINUTES);
        let end = end.max(earliest.plus(1));
        let span = end.0 - earliest.0;
        let most = i64::try_from(FRAMES_MAX).unwrap_or(i64::MAX);
        let fits = STEPS_MINUTES.into_iter().find(|step| span / step < most);
        let longest = STEPS_MINUTES[STEPS_MINUTES.len() - 1];
        let (step, last) = fits.map_or_else(|| (longest, earliest.plus((most - 1) * longest)), |step| (step, end));
        let steps = (last.0 - earliest.0) / step;
        Self {
            // On the clock's quarters, so that an onset that is estimated anew does not change what was looked at.
            start: Minute((earliest.0 - WINDOW_MINUTES).div_euclid(WINDOW_MINUTES) * WINDOW_MINUTES),
            look_minutes: 1,
            first: last.plus(-steps * step),
            step_minutes: step,
            frames: usize::try_from(steps + 1).unwrap_or(1),
        }
    }

    /// The last six hours, without an incident: quarters of an hour by the clock, so that a film of a minute later has
    /// the same frames.
    #[must_use]
    pub fn of_quiet_hours(now: Minute) -> Self {
        let last = Minute(now.0.div_euclid(WINDOW_MINUTES) * WINDOW_MINUTES);
        let first = last.plus(-(QUIET_FRAMES - 1) * WINDOW_MINUTES);
        Self {
            start: first,
            look_minutes: WINDOW_MINUTES,
            first,
            step_minutes: WINDOW_MINUTES,
            frames: usize::try_from(QUIET_FRAMES).unwrap_or(1),
        }
    }

    /// The minutes that have to be known, the end not included.
    #[must_use]
    pub fn range(&self) -> (Minute, Minute) {
        (self.start.plus(-WINDOW_MINUTES), self.last())
    }

    /// The last frame's moment.
    #[must_use]
    pub fn last(&self) -> Minute {
        self.frame(self.frames.saturating_sub(1))
    }

    fn frame(&self, number: usize) -> Minute {
        let steps = i64::try_from(number).unwrap_or(0);
        self.first.plus(steps * self.step_minutes)
    }

    /// When regions are looked at: every frame's moment is among them.
    fn looks(&self) -> impl Iterator<Item = Minute> + use<> {
        // Whole looks back from the first frame.
        let lead = (self.first.0 - self.start.0) / self.look_minutes * self.look_minutes;
        let step = usize::try_from(self.look_minutes).unwrap_or(1);
        (self.first.0 - lead..=self.last().0).step_by(step).map(Minute)
    }
}

impl Film {
    /// Films the counts of a service; `buckets` are those of [`Plan::range`].
    #[must_use]
    pub fn new(plan: Plan, buckets: &[(Minute, Bucket)], tracker: &Tracker) -> Self {
        let mut regions = places(&plan, buckets, tracker);
        // The steepest first, then those that show longest.
        regions.sort_by_key(|(region, levels)| {
            let peak = levels.iter().flatten().max().copied();
            let shown = levels
                .iter()
                .flatten()
                .map(|&level| usize::from(level) + 1)
                .sum::<usize>();
            (std::cmp::Reverse((peak, shown)), *region)
        });
        let left_out = regions.len().saturating_sub(REGIONS_MAX);
        regions.truncate(REGIONS_MAX);
        regions.sort_by_key(|&(region, _)| region);
        Self {
            plan,
            regions,
            left_out,
        }
    }
}

type Minutes = Vec<(Minute, Tally)>;

/// Countries and leaf regions that are shown in at least one frame.
fn places(plan: &Plan, buckets: &[(Minute, Bucket)], tracker: &Tracker) -> Vec<(RegionCode, Levels)> {
    let expected: BTreeMap<Minute, f64> = plan.looks().map(|at| (at, expected_of_service(tracker, at))).collect();
    let mut shown = Vec::new();
    for (country, leaves) in by_country(buckets) {
        // Of one country at a time: they take room.
        let leaves: Vec<(RegionCode, Counts)> = leaves
            .into_iter()
            .map(|(region, tallies)| (region, Counts::new(plan, &tallies)))
            .collect();
        let whole: Vec<&Counts> = leaves.iter().map(|(_, counts)| counts).collect();
        let parts = leaves.iter().filter(|(region, _)| *region != country);
        let parts = parts.map(|(region, counts)| (*region, vec![counts]));
        for (region, members) in parts.chain([(country, whole)]) {
            if members.iter().map(|counts| counts.total()).sum::<u64>() < CELL_REPORTERS_MIN {
                continue;
            }
            let share = tracker.usual_share_of_region(region);
            let levels = levels(plan, &members, |at| {
                expected.get(&at).map_or(0.0, |of_all| of_all * share)
            });
            if levels.iter().any(Option::is_some) {
                shown.push((region, levels));
            }
        }
    }
    shown
}

/// What each leaf region of each known country brought, minute by minute; minutes without a report are left out.
fn by_country(buckets: &[(Minute, Bucket)]) -> BTreeMap<RegionCode, BTreeMap<RegionCode, Minutes>> {
    let mut countries: BTreeMap<RegionCode, BTreeMap<RegionCode, Minutes>> = BTreeMap::new();
    for (minute, bucket) in buckets {
        let tallies = bucket.tallies().into_iter();
        for (region, tally) in tallies.filter(|(region, _)| !region.is_unknown()) {
            let leaves = countries.entry(region.country()).or_default();
            add(leaves.entry(region).or_default(), *minute, tally);
        }
    }
    countries
}

fn add(tallies: &mut Minutes, minute: Minute, more: Tally) {
    match tallies.last_mut() {
        Some((last, tally)) if *last == minute => tally.add(more),
        _ => tallies.push((minute, more)),
    }
}

/// One region's reports, so that those between any two moments are at hand.
struct Counts {
    from: Minute,
    /// Reports and reporters before each minute, from `from` on.
    before: Vec<Tally>,
}

impl Counts {
    fn new(plan: &Plan, tallies: &[(Minute, Tally)]) -> Self {
        let (from, to) = plan.range();
        let minutes = usize::try_from(to.0 - from.0).unwrap_or(0);
        let mut before = Vec::with_capacity(minutes + 1);
        let mut sum = Tally::default();
        let mut tallies = tallies.iter().skip_while(|(minute, _)| *minute < from).peekable();
        before.push(sum);
        for minute in from.0..to.0 {
            while let Some((_, tally)) = tallies.next_if(|(at, _)| at.0 <= minute) {
                sum.add(*tally);
            }
            before.push(sum);
        }
        Self { from, before }
    }

    fn total(&self) -> u64 {
        self.before.last().map_or(0, |tally| tally.reports)
    }

    fn until(&self, minute: Minute) -> Tally {
        let index = usize::try_from(minute.0 - self.from.0).unwrap_or(0);
        self.before
            .get(index)
            .or(self.before.last())
            .copied()
            .unwrap_or_default()
    }

    fn between(&self, from: Minute, to: Minute) -> Tally {
        let (before, all) = (self.until(from), self.until(to));
        Tally {
            reports: all.reports - before.reports,
            reporters: all.reporters - before.reporters,
        }
    }

    /// The window before a moment.
    fn window(&self, at: Minute) -> Tally {
        self.between(at.plus(-WINDOW_MINUTES), at)
    }

    /// Reports that are in one of the windows before two moments and not in both.
    fn differing(&self, earlier: Minute, later: Minute) -> u64 {
        if later.0 - earlier.0 >= WINDOW_MINUTES {
            return self.window(earlier).reports + self.window(later).reports;
        }
        let gone = self.between(earlier.plus(-WINDOW_MINUTES), later.plus(-WINDOW_MINUTES));
        gone.reports + self.between(earlier, later).reports
    }
}

/// The class of a leaf region, or of all of a country's together, at each frame, by the rule that is explained above.
fn levels(plan: &Plan, members: &[&Counts], expected: impl Fn(Minute) -> f64) -> Levels {
    let told_at = |at: Minute| {
        let window = told(members.iter().map(|counts| counts.window(at)));
        is_shown(window).then(|| level(ratio(window.reporters, expected(at))))
    };
    let differing = |earlier, later| -> u64 { members.iter().map(|counts| counts.differing(earlier, later)).sum() };
    let mut levels = Vec::with_capacity(plan.frames);
    let mut looked: Option<(Minute, Option<u8>)> = None;
    for at in plan.looks() {
        let stays = looked.filter(|&(last, _)| differing(last, at) < CELL_REPORTERS_MIN);
        let (last, told) = stays.unwrap_or_else(|| (at, told_at(at)));
        looked = Some((last, told));
        if at >= plan.first && (at.0 - plan.first.0) % plan.step_minutes == 0 {
            levels.push(told);
        }
    }
    levels
}

#[cfg(test)]
mod tests;
