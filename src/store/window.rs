//! The sliding window in which a reporter counts once, cut into aligned windows of the same length, so that stores can
//! look reporters up by key and forget whole windows at once.
//!
//! Two counted reports of a reporter are at least one window apart, so an aligned window holds at most one of them, and
//! only the windows next to it matter: the offset within each says which of them overlap.

use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, Kind, Report, ReporterKey};
use crate::domain::service::ServiceSlug;

/// Minutes that `reports_in_window` looks back over, the report's own included.
pub(super) const WINDOW_MINUTES: i64 = DEDUPE_WINDOW_SECONDS / 60;

/// Where a second falls among the aligned windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Number of the window since 1970-01-01T00:00:00Z.
    pub(super) window: i64,
    /// Second within it.
    pub(super) offset: u16,
}

impl Slot {
    pub(super) fn of(at: Timestamp) -> Self {
        let offset = at.0.rem_euclid(DEDUPE_WINDOW_SECONDS);
        Self {
            window: at.0.div_euclid(DEDUPE_WINDOW_SECONDS),
            offset: u16::try_from(offset).unwrap_or(0),
        }
    }

    /// Whether a report in this slot repeats one that was counted at `offset` of the window `step` (−1, 0 or 1) away.
    pub(super) fn repeats(self, step: i64, offset: u16) -> bool {
        match step {
            -1 => offset > self.offset,
            0 => true,
            _ => offset < self.offset,
        }
    }
}

/// The keys under which a reporter may be known.
pub(super) fn reporter_keys(report: &Report) -> impl Iterator<Item = &ReporterKey> {
    std::iter::once(&report.reporter).chain(&report.reporter_yesterday)
}

/// The kind of a key that has named a symptom in its window.
pub(super) const NAMING: u8 = b's';

/// One byte that sets kinds of report apart in keys.
pub(super) fn kind_byte(kind: Kind) -> u8 {
    match kind {
        Kind::Problem => b'p',
        Kind::Works => b'w',
        Kind::Naming => NAMING,
        Kind::Proof => b'e',
    }
}

/// The first minute that counts into `reports_in_window` of a report in `minute`.
pub(super) fn window_start(minute: Minute) -> Minute {
    minute.plus(1 - WINDOW_MINUTES)
}

/// Indexes of the reports of each service, services in order of their first report.
pub(super) fn by_service(reports: &[Report]) -> Vec<(&ServiceSlug, Vec<usize>)> {
    let mut groups: Vec<(&ServiceSlug, Vec<usize>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for (index, report) in reports.iter().enumerate() {
        let place = *places.entry(&report.service).or_insert_with(|| {
            groups.push((&report.service, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(index);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_agree_with_the_plain_rule() {
        for stored in (-2_000..2_000).step_by(7) {
            for at in (-2_000..2_000).step_by(11) {
                let (old, new) = (Slot::of(Timestamp(stored)), Slot::of(Timestamp(at)));
                let step = old.window - new.window;
                let repeats = step.abs() <= 1 && new.repeats(step, old.offset);
                assert_eq!(repeats, (at - stored).abs() < DEDUPE_WINDOW_SECONDS, "{stored} {at}");
            }
        }
    }
}
