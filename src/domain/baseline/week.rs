//! All half hours of the week, in little room: most were seen equally often, so that is kept once for many in a row.

use serde::{Deserialize, Serialize};

pub(super) const SLOTS_PER_WEEK: usize = 336;

/// One half hour of the week: discounted reports, and the discounted number of times it was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Slot {
    pub reports: f32,
    pub exposure: f32,
}

/// All of them.
pub(super) type Slots = [Slot; SLOTS_PER_WEEK];

/// The half hours of the week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub(super) struct Week {
    reports: [f32; SLOTS_PER_WEEK],
    /// What [`Slot::exposure`] is, and of how many half hours in a row.
    exposures: Vec<(f32, u16)>,
}

/// As it is stored: fourteen half days of 24 half hours.
type Stored = [[Slot; 24]; 14];

impl Week {
    pub(super) fn of(slots: &[Slot]) -> Self {
        let runs = slots.chunk_by(|a, b| a.exposure.to_bits() == b.exposure.to_bits());
        let mut exposures: Vec<(f32, u16)> = runs
            .map(|run| (run[0].exposure, u16::try_from(run.len()).unwrap_or(u16::MAX)))
            .collect();
        exposures.shrink_to_fit();
        Self {
            reports: std::array::from_fn(|index| slots[index].reports),
            exposures,
        }
    }

    pub(super) fn slots(&self) -> Slots {
        let mut slots = [Slot::default(); SLOTS_PER_WEEK];
        let mut rest = slots.iter_mut().zip(&self.reports);
        for &(exposure, length) in &self.exposures {
            for (slot, &reports) in rest.by_ref().take(usize::from(length)) {
                *slot = Slot { reports, exposure };
            }
        }
        slots
    }
}

impl Default for Week {
    fn default() -> Self {
        Self::of(&[Slot::default(); SLOTS_PER_WEEK])
    }
}

impl From<Stored> for Week {
    fn from(slots: Stored) -> Self {
        Self::of(slots.as_flattened())
    }
}

impl From<Week> for Stored {
    fn from(week: Week) -> Self {
        let mut stored = Self::default();
        stored.as_flattened_mut().copy_from_slice(&week.slots());
        stored
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_week_is_what_it_was_made_of(slots in proptest::collection::vec((any::<f32>(), 0_u8..3), SLOTS_PER_WEEK)) {
            let slots: Vec<Slot> = slots
                .into_iter()
                .map(|(reports, seen)| Slot { reports, exposure: f32::from(seen) })
                .collect();
            let week = Week::of(&slots);
            let again = Week::from(Stored::from(week.clone()));
            for (kept, slot) in week.slots().iter().zip(&slots).chain(again.slots().iter().zip(&slots)) {
                prop_assert_eq!(kept.reports.to_bits(), slot.reports.to_bits());
                prop_assert_eq!(kept.exposure.to_bits(), slot.exposure.to_bits());
            }
        }
    }
}
