//! The reports of a batch as calls of `count.lua`: each of one service and minute, in which no reporter comes twice.
//!
//! What a call adds up to is worked out here, so that the script, which blocks Redis while it runs, looks at single reports
//! only when one of them repeats what was counted before.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::super::window::{Slot, kind_byte, reporter_keys};
use super::super::{Result, StoreError};
use super::layout::Field;
use super::link::Call;
use crate::domain::bucket::Minute;
use crate::domain::report::{Kind, Receipt, Report, ReporterKey};

/// Fields that a report adds to at most, as `count.lua` has it.
const FIELDS_PER_REPORT: usize = 4;

/// Said with a field that a report takes one from, as `count.lua` has it.
const TAKES_AWAY: u16 = 1 << 15;

/// Added to what a call adds to a field, as `count.lua` has it, so that it can be negative.
const ADD_ZERO: i32 = 1 << 15;

/// Reports in one call at most: a script blocks Redis while it runs, about 4 µs a report.
const REPORTS_MAX: usize = 4_096;

/// Reports by index: minutes and what is of them. What is of one round may be counted in any order.
pub(super) type Round = BTreeMap<Minute, Vec<usize>>;

/// Parts `indexes` into rounds, to be counted one after the other, so that a reporter's later report finds the earlier.
pub(super) fn rounds(reports: &[Report], indexes: &[usize]) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::with_capacity(1);
    let mut next_rounds: HashMap<ReporterKey, usize> = HashMap::default();
    next_rounds.reserve(indexes.len());
    for &index in indexes {
        let report = &reports[index];
        let mut number = reporter_keys(report)
            .filter_map(|key| next_rounds.get(key).copied())
            .max()
            .unwrap_or(0);
        let is_full = |round: &Round| {
            let of_minute = round.get(&report.minute());
            of_minute.is_some_and(|indexes| indexes.len() >= REPORTS_MAX)
        };
        while rounds.get(number).is_some_and(is_full) {
            number += 1;
        }
        if number == rounds.len() {
            rounds.push(Round::new());
        }
        rounds[number].entry(report.minute()).or_default().push(index);
        for key in reporter_keys(report) {
            next_rounds.insert(*key, number + 1);
        }
    }
    rounds
}

/// What a call says of its reports.
#[derive(Default)]
pub(super) struct Summary {
    /// Reports by index, in the order of the call.
    order: Vec<usize>,
    /// Names that are left behind, then those that are only looked up.
    names: Vec<[u8; NAME_LENGTH]>,
    left_behind: usize,
    /// The place of each name's report in `order`, from 1, two bytes each.
    owners: Vec<u8>,
    /// How many names in a row are left with which second: `12 345,3 0345`.
    runs: String,
    /// Per report the positions of its fields.
    uses: Vec<u8>,
    fields: Vec<Field>,
    adds: Vec<i32>,
    positions: HashMap<Field, u16>,
}

/// A kind and a key.
const NAME_LENGTH: usize = 17;

impl Summary {
    /// Sums up `indexes` of `reports`, all of one service and minute, at most [`REPORTS_MAX`] of them.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when one makes no sense.
    pub(super) fn of(reports: &[Report], indexes: &[usize]) -> Result<Self> {
        let mut order = indexes.to_vec();
        order.sort_by_key(|&index| Left::by(&reports[index]));
        let mut summary = Self {
            names: Vec::with_capacity(order.len()),
            owners: Vec::with_capacity(order.len() * 2),
            uses: Vec::with_capacity(order.len() * 2 * FIELDS_PER_REPORT),
            ..Self::default()
        };
        let mut run = (0, None);
        for (place, &index) in (1..).zip(&order) {
            let report = &reports[index];
            let left = Left::by(report);
            if run.1 != Some(left) {
                summary.end_run(run);
                run = (0, Some(left));
            }
            for key in reporter_keys(report) {
                summary.name(report.kind, key, place);
                run.0 += 1;
            }
            summary.add(report)?;
        }
        summary.end_run(run);
        summary.left_behind = summary.names.len();
        for (place, &index) in (1..).zip(&order) {
            // Who has named a symptom while reporting the problem does not name another one afterwards.
            for key in reporter_keys(&reports[index]).filter(|_| reports[index].kind == Kind::Naming) {
                summary.name(Kind::Problem, key, place);
            }
        }
        summary.order = order;
        Ok(summary)
    }

    /// Adds the arguments that describe it.
    pub(super) fn write_to(&self, call: &mut Call) {
        let adds = self.adds.iter().flat_map(|add| {
            // No more than `REPORTS_MAX` in either direction.
            u16::try_from(add + ADD_ZERO).unwrap_or_default().to_be_bytes()
        });
        call.arg(self.order.len()).arg(self.left_behind).arg(self.names.len());
        call.arg(self.owners.as_slice())
            .arg(self.runs.as_str())
            .arg(self.uses.as_slice())
            .arg(adds.collect::<Vec<u8>>())
            .arg(self.fields.len());
        for name in &self.names {
            call.arg(name.as_slice());
        }
        let mut name = Vec::new();
        for field in &self.fields {
            name.clear();
            field.write_to(&mut name);
            call.arg(name.as_slice());
        }
    }

    /// The receipts of the reports by index, from the answer's flags; none when they do not fit. `sums` are the problem and
    /// the works reports in the window.
    pub(super) fn receipts(&self, reports: &[Report], flags: &[u8], sums: [u64; 2]) -> Option<Vec<(usize, Receipt)>> {
        if !flags.is_empty() && flags.len() != self.order.len() {
            return None;
        }
        let receipts = self.order.iter().enumerate().map(|(place, &index)| {
            let receipt = Receipt {
                counted: flags.get(place).is_none_or(|&flag| flag == b'1'),
                reports_in_window: sums[usize::from(reports[index].kind == Kind::Works)],
            };
            (index, receipt)
        });
        Some(receipts.collect())
    }

    fn name(&mut self, kind: Kind, key: &ReporterKey, place: u16) {
        let mut name = [kind_byte(kind); NAME_LENGTH];
        name[1..].copy_from_slice(&key.0);
        self.names.push(name);
        self.owners.extend_from_slice(&place.to_be_bytes());
    }

    fn end_run(&mut self, (count, left): (usize, Option<Left>)) {
        use std::fmt::Write;
        if let Some(left) = left {
            // With a symptom a zero more: a number all the same to those who do not look for it.
            let width = if left.names_symptom { 4 } else { 3 };
            let _ = write!(self.runs, "{count} {:0width$},", left.second);
        }
    }

    fn add(&mut self, report: &Report) -> Result<()> {
        let place = || (report.region, report.symptom.clone());
        let count = |(region, symptom)| Field::Count(region, symptom);
        let excess = |(region, symptom)| Field::Excess(region, symptom);
        let uses = match report.kind {
            Kind::Problem => [
                self.grow(count(place()), 1),
                self.grow(Field::Total, 1),
                self.grow(Field::Network(report.network), 1),
                // The cell counts it, and beside it is said that it is no evidence, or by which link it came.
                if report.discounted {
                    self.grow(excess(place()), 1)
                } else {
                    self.grow_arrival(report)
                },
            ],
            Kind::Works => [
                self.grow(Field::Works(report.region), 1),
                self.grow(Field::WorksTotal, 1),
                0,
                0,
            ],
            Kind::Naming => {
                let symptom = report.symptom.clone();
                let symptom = symptom.ok_or_else(|| StoreError::Refused("a naming without a symptom".to_owned()))?;
                [self.grow(Field::Named(symptom), 1), 0, 0, 0]
            }
            // It makes a discounted report evidence.
            Kind::Proof => [
                self.grow(excess(place()), -1) | TAKES_AWAY,
                self.grow_arrival(report),
                0,
                0,
            ],
        };
        self.uses.extend(uses.iter().flat_map(|field| field.to_be_bytes()));
        Ok(())
    }

    /// The position of the field of its sender's link, if there was one.
    fn grow_arrival(&mut self, report: &Report) -> u16 {
        report
            .referrer
            .map_or(0, |referrer| self.grow(Field::Arrival(referrer), 1))
    }

    /// The position of a field, from 1.
    fn grow(&mut self, field: Field, add: i32) -> u16 {
        let (fields, adds) = (&mut self.fields, &mut self.adds);
        let position = *self.positions.entry(field).or_insert_with_key(|field| {
            fields.push(field.clone());
            adds.push(0);
            // At most `REPORTS_MAX` times `FIELDS_PER_REPORT`.
            u16::try_from(fields.len()).unwrap_or_default()
        });
        if let Some(sum) = adds.get_mut(usize::from(position).wrapping_sub(1)) {
            *sum += add;
        }
        position
    }
}

/// What a report leaves behind under its reporter's name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Left {
    second: u16,
    names_symptom: bool,
}

impl Left {
    fn by(report: &Report) -> Self {
        Self {
            second: Slot::of(report.at).offset,
            names_symptom: report.kind == Kind::Problem && report.symptom.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bucket::Timestamp;
    use crate::domain::region::{Asn, RegionCode};
    use crate::domain::service::{ServiceSlug, SymptomSlug};

    fn report(number: u8, second: i64) -> Report {
        Report {
            service: ServiceSlug::parse("spotify").unwrap(),
            kind: Kind::Problem,
            symptom: Some(SymptomSlug::parse("login").unwrap()),
            at: Timestamp(second),
            region: RegionCode::parse("US-NY").unwrap(),
            network: Asn(7018),
            reporter: ReporterKey([number; 16]),
            reporter_yesterday: None,
            discounted: false,
            referrer: None,
        }
    }

    fn rounds_of(reports: &[Report]) -> Vec<Vec<Vec<usize>>> {
        let indexes: Vec<usize> = (0..reports.len()).collect();
        let rounds = rounds(reports, &indexes).into_iter();
        rounds.map(|round| round.into_values().collect()).collect()
    }

    #[test]
    fn a_reporter_comes_once_in_a_round() {
        let mut of_yesterday = report(9, 3);
        of_yesterday.reporter_yesterday = Some(ReporterKey([1; 16]));
        let reports = [report(1, 0), report(2, 1), report(1, 2), of_yesterday, report(3, 60)];
        assert_eq!(
            rounds_of(&reports),
            [vec![vec![0, 1], vec![4]], vec![vec![2]], vec![vec![3]]]
        );
    }

    #[test]
    fn a_call_has_a_bound() {
        let mut many = vec![report(0, 0); REPORTS_MAX + 1];
        for (number, report) in (0_u16..).zip(&mut many) {
            report.reporter.0[..2].copy_from_slice(&number.to_be_bytes());
        }
        let lengths: Vec<usize> = rounds_of(&many).iter().flatten().map(Vec::len).collect();
        assert_eq!(lengths, [REPORTS_MAX, 1]);
    }

    #[test]
    fn what_reports_share_is_said_once() {
        let mut nameless = report(2, 7);
        nameless.symptom = None;
        let summary = Summary::of(&[report(1, 7), nameless, report(3, 7)], &[0, 1, 2]).unwrap();
        assert_eq!(summary.runs, "1 007,2 0007,");
        assert_eq!(summary.order, [1, 0, 2]);
        let names: Vec<String> = summary
            .fields
            .iter()
            .map(|field| {
                let mut name = Vec::new();
                field.write_to(&mut name);
                String::from_utf8(name).unwrap()
            })
            .collect();
        let sums: Vec<(&str, i32)> = names
            .iter()
            .map(String::as_str)
            .zip(summary.adds.iter().copied())
            .collect();
        assert_eq!(sums, [("c|US-NY|", 1), ("t", 3), ("n|7018", 3), ("c|US-NY|login", 2)]);
    }

    #[test]
    fn an_answer_that_does_not_fit_is_none() {
        let reports = [report(1, 7)];
        let summary = Summary::of(&reports, &[0]).unwrap();
        assert!(summary.receipts(&reports, b"11", [1, 0]).is_none());
        let receipts = summary.receipts(&reports, b"0", [5, 0]).unwrap();
        assert_eq!((receipts[0].1.counted, receipts[0].1.reports_in_window), (false, 5));
    }
}
