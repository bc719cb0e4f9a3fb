//! Compares what a backtest finds with what was stored, bit for bit.

use std::collections::BTreeMap;

use anyhow::{bail, ensure};
use serde::Serialize;

use super::output::{self, Output};
use crate::domain::incident::{Incident, IncidentId, Transition};
use crate::domain::service::ServiceSlug;

/// Differences that are listed; the first tells the most.
const DIFFERENCES_MAX: usize = 20;

/// What was stored of incidents, and how far it has been found again.
#[derive(Debug, Default)]
pub(super) struct Verification {
    expected: BTreeMap<ServiceSlug, Expected>,
}

#[derive(Debug)]
struct Expected {
    incident: Incident,
    found: usize,
    differences: Vec<String>,
}

/// What came of one incident.
#[derive(Debug, Serialize)]
struct Comparison<'a> {
    incident: &'a IncidentId,
    /// Whether every bit is the same.
    is_reproduced: bool,
    /// Steps that were stored.
    transitions: usize,
    transitions_reproduced: usize,
    /// In words.
    differences: &'a [String],
}

/// What a program is told.
#[derive(Debug, Serialize)]
struct Report<'a> {
    incidents: Vec<Comparison<'a>>,
    skipped_lines: u64,
}

impl Verification {
    /// This incident has to be found.
    pub(super) fn expect(&mut self, service: ServiceSlug, incident: Incident) {
        let expected = Expected {
            incident,
            found: 0,
            differences: Vec::new(),
        };
        self.expected.insert(service, expected);
    }

    /// This step has been found.
    pub(super) fn take(&mut self, service: &ServiceSlug, found: &Transition) {
        if let Some(expected) = self.expected.get_mut(service) {
            expected.take(found);
        }
    }

    /// This is the incident that is left in the end.
    pub(super) fn end(&mut self, service: &ServiceSlug, found: Option<&Incident>) {
        if let Some(expected) = self.expected.get_mut(service) {
            expected.end(found);
        }
    }

    /// Says what came of it.
    ///
    /// # Errors
    /// When anything differs, or nothing was to be found.
    pub(super) fn report(&self, output: Output, skipped_lines: u64) -> anyhow::Result<()> {
        ensure!(
            !self.expected.is_empty(),
            "the input expects nothing: give --verify what `groundswell export --incident ID` wrote"
        );
        let incidents: Vec<Comparison<'_>> = self.expected.values().map(Expected::comparison).collect();
        let failed = incidents.iter().filter(|incident| !incident.is_reproduced).count();
        match output {
            Output::Words => incidents.iter().for_each(Comparison::say),
            Output::Json => output::document(&Report {
                incidents,
                skipped_lines,
            })?,
        }
        if failed > 0 {
            bail!(
                "{failed} of {} incidents differ from what was stored",
                self.expected.len()
            );
        }
        Ok(())
    }
}

impl Comparison<'_> {
    #[expect(clippy::print_stdout, reason = "the result of the command")]
    fn say(&self) {
        let id = self.incident;
        for difference in self.differences {
            println!("{id}: {difference}");
        }
        let (found, all) = (self.transitions_reproduced, self.transitions);
        if self.is_reproduced {
            println!("{id}: reproduced bit for bit: {found} of {all} transitions");
        } else {
            println!("{id}: not reproduced: {found} of {all} transitions");
        }
    }
}

impl Expected {
    fn comparison(&self) -> Comparison<'_> {
        let transitions = self.incident.transitions.len();
        Comparison {
            incident: &self.incident.id,
            is_reproduced: self.found == transitions && self.differences.is_empty(),
            transitions,
            transitions_reproduced: self.found,
            differences: &self.differences,
        }
    }

    fn take(&mut self, found: &Transition) {
        let Some((incident, _)) = found.id.rsplit_once('.') else {
            return;
        };
        if incident != self.incident.id.as_str() {
            return;
        }
        match self.incident.transitions.iter().find(|step| step.id == found.id) {
            Some(step) if bits(step) == bits(found) => self.found += 1,
            Some(step) => {
                let difference = format!(
                    "{} differs:\n  stored {}\n  found  {}",
                    found.id,
                    bits(step),
                    bits(found)
                );
                self.note(difference);
            }
            None if self.was_dropped(found.sequence) => {}
            None => self.note(format!("{} was not stored: {}", found.id, bits(found))),
        }
    }

    /// Of very many steps those after the first are not kept.
    fn was_dropped(&self, sequence: u32) -> bool {
        let second = self.incident.transitions.get(1).map(|step| step.sequence);
        sequence > 1 && second.is_some_and(|second| sequence < second)
    }

    /// An incident that is over does not change any more, so all of it has to be the same. Whose trouble it was is
    /// judged between services, not from these counts.
    fn end(&mut self, found: Option<&Incident>) {
        if self.incident.is_open() || self.incident.attribution.is_some() {
            return;
        }
        match found {
            Some(found) if bits(found) == bits(&self.incident) => {}
            Some(found) => {
                let (stored, found) = (bits(&self.incident), bits(found));
                self.note(format!("the incident differs:\n  stored {stored}\n  found  {found}"));
            }
            None => self.note("the incident was not found".to_owned()),
        }
    }

    fn note(&mut self, difference: String) {
        if self.differences.len() < DIFFERENCES_MAX {
            self.differences.push(difference);
        }
    }
}

/// Every number in the shortest form that gives the same bits again.
fn bits(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
