//! The table for programs: one JSON document, written row by row like the table for people.

use std::io::{self, Write};

use serde::Serialize;

use super::{Found, Row, Total};
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::incident::Severity;
use crate::domain::region::RegionCode;
use crate::domain::service::ServiceSlug;

/// A document that is being written.
#[derive(Debug, Default)]
pub(super) struct Document {
    has_rows: bool,
}

/// One outage.
#[derive(Serialize)]
struct Outage<'a> {
    service: &'a ServiceSlug,
    /// At the first setting that opened it.
    opened_at: String,
    /// How long it was open at the most sensitive setting that found it.
    minutes: i64,
    /// Whether it ended before the file did.
    is_over: bool,
    peak_ratio: f64,
    severity: Severity,
    regions: &'a [RegionCode],
    /// For each setting, `null` where it was not found.
    found: Vec<Option<Opened>>,
}

/// When a setting opened it.
#[derive(Serialize)]
struct Opened {
    opened_at: String,
    /// Incidents at this setting that are this outage.
    times: u32,
}

impl Document {
    pub(super) fn begin(output: &mut impl Write, budgets: &[f64]) -> io::Result<()> {
        write!(output, "{{\"settings\":{},\"incidents\":[", json(&budgets)?)
    }

    pub(super) fn row(
        &mut self,
        output: &mut impl Write,
        service: &ServiceSlug,
        row: &Row,
        clearest: &Found,
        now: Minute,
    ) -> io::Result<()> {
        let opened = |found: &Found| Opened {
            opened_at: found.opened_at.to_rfc3339(),
            times: found.times,
        };
        let outage = Outage {
            service,
            opened_at: row.opened_at().map_or_else(String::new, Timestamp::to_rfc3339),
            minutes: clearest.minutes(now),
            is_over: clearest.ended_at.is_some(),
            peak_ratio: clearest.peak_ratio,
            severity: clearest.severity,
            regions: &clearest.regions,
            found: row.found.iter().map(|found| found.as_ref().map(opened)).collect(),
        };
        let comma = if std::mem::replace(&mut self.has_rows, true) {
            ","
        } else {
            ""
        };
        write!(output, "{comma}\n{}", json(&outage)?)
    }

    pub(super) fn end(output: &mut impl Write, totals: &[Total], skipped_lines: u64) -> io::Result<()> {
        let totals = json(&totals)?;
        writeln!(output, "\n],\"totals\":{totals},\"skipped_lines\":{skipped_lines}}}")
    }
}

fn json(value: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string(value)?)
}
