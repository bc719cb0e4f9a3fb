//! Who has reported while the store was away, so that a repeat is told so and takes no room.
//!
//! The store has the last word when it counts the spool: it knows those as well who reported before it went away.

use std::collections::HashMap;

use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, Kind, Report, ReporterKey};
use crate::domain::service::ServiceSlug;

/// Reporters are cleared out when they are twice as many as last time, and at least so many.
const CLEAR_FROM: usize = 10_000;

/// Keys hold the service already, see `pipeline::reporter`.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    seen: HashMap<(Kind, ReporterKey), Timestamp>,
    clear_at: usize,
    /// Reports by service, works apart, and minute.
    counts: HashMap<(ServiceSlug, bool), HashMap<Minute, u64>>,
}

impl Repeats {
    /// Notes a report; `false` when it repeats one.
    pub(super) fn take(&mut self, report: &Report) -> bool {
        if self.is_repeat(report) {
            return false;
        }
        for key in keys(report) {
            self.seen.insert(key, report.at);
        }
        if is_counted(report) {
            let of_service = self.counts.entry(series(report)).or_default();
            *of_service.entry(report.minute()).or_default() += 1;
        }
        self.clear(report.at);
        true
    }

    /// Takes back what [`Self::take`] noted.
    pub(super) fn forget(&mut self, report: &Report) {
        for key in keys(report) {
            self.seen.remove(&key);
        }
        let of_service = self.counts.get_mut(&series(report)).filter(|_| is_counted(report));
        if let Some(count) = of_service.and_then(|minutes| minutes.get_mut(&report.minute())) {
            *count = count.saturating_sub(1);
        }
    }

    /// Reports of the same service and kind in the 15 minutes that end with this one's.
    pub(super) fn in_window(&self, report: &Report) -> u64 {
        let minutes = self.counts.get(&series(report));
        let recent = minutes.into_iter().flatten().filter(|(minute, _)| {
            let age_minutes = report.minute().0 - minute.0;
            (0..DEDUPE_WINDOW_SECONDS / 60).contains(&age_minutes)
        });
        recent.map(|(_, count)| count).sum()
    }

    fn is_repeat(&self, report: &Report) -> bool {
        let reporters = std::iter::once(report.reporter).chain(report.reporter_yesterday);
        reporters
            .filter_map(|reporter| self.seen.get(&(report.kind, reporter)))
            .any(|at| (report.at.0 - at.0).abs() < DEDUPE_WINDOW_SECONDS)
    }

    fn clear(&mut self, now: Timestamp) {
        if self.seen.len() < self.clear_at.max(CLEAR_FROM) {
            return;
        }
        let is_recent = |at: Timestamp| now.0 - at.0 < DEDUPE_WINDOW_SECONDS;
        self.seen.retain(|_, at| is_recent(*at));
        for minutes in self.counts.values_mut() {
            minutes.retain(|minute, _| is_recent(minute.start()));
        }
        self.clear_at = self.seen.len() * 2;
    }
}

/// What a report claims: a problem that names its symptom cannot be named again.
fn keys(report: &Report) -> impl Iterator<Item = (Kind, ReporterKey)> {
    let names = report.kind == Kind::Problem && report.symptom.is_some();
    let kinds = std::iter::once(report.kind).chain(names.then_some(Kind::Naming));
    let reporters = [Some(report.reporter), report.reporter_yesterday];
    kinds.flat_map(move |kind| reporters.into_iter().flatten().map(move |reporter| (kind, reporter)))
}

/// Whether it adds to the sum of its window.
fn is_counted(report: &Report) -> bool {
    matches!(report.kind, Kind::Problem | Kind::Works)
}

fn series(report: &Report) -> (ServiceSlug, bool) {
    (report.service.clone(), report.kind == Kind::Works)
}
