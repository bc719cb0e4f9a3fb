//! Counts, and what goes with them, as lines of JSON: what `export` writes and `import` and `backtest` read.
//!
//! One line a cell, sorted by time, zero cells left out, and a line `{"tick":ts}` when a minute is complete:
//! `{"service":"spotify","ts":1767225600,"region":"US-NY","symptom":"login","count":2,"reporters":2}`.
//! Networks stand beside the cells: `{"service":"spotify","ts":1767225600,"network":7018,"reporters":2}`.
//! So do sites by whose links people came, each as a number: `{"service":"spotify","ts":1767225600,"referrer":17,"reporters":2}`.
//! A look at a minute under way that led to a step of an incident comes before the minute's own lines:
//! `{"service":"spotify","look":1767225600,"elapsed":20,"regions":[["US-NY",3]],"networks":[[7018,3]]}`.
//! The recording of an incident begins with what the detector knew, `{"service":…,"ts":…,"checkpoint":…,"settings":…}`,
//! and with what came of it, `{"service":…,"expect":…}`.

use std::borrow::Cow;
use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::detector::Settings;
use crate::domain::incident::Incident;
use crate::domain::recording::Seen;
use crate::domain::referrer::Referrer;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::ServiceSlug;

/// One cell: reports of a service in a minute from a region, of a symptom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountLine<'a> {
    /// Slug of the service.
    pub service: Cow<'a, str>,
    /// Start of the minute.
    pub ts: Timestamp,
    /// Where the reporters are.
    pub region: RegionCode,
    /// Slug of the symptom, when one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symptom: Option<Cow<'a, str>>,
    /// Reports.
    pub count: u32,
    /// Distinct reporters, at most `count`; left out when equal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporters: Option<u32>,
}

impl CountLine<'_> {
    /// Distinct reporters.
    #[must_use]
    pub fn reporters(&self) -> u32 {
        self.reporters.unwrap_or(self.count).min(self.count)
    }
}

/// Reports of a network in a minute, discounted ones included: a margin of the cells, not one more of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NetworkLine<'a> {
    /// Slug of the service.
    pub service: Cow<'a, str>,
    /// Start of the minute.
    pub ts: Timestamp,
    /// Which network.
    pub network: Asn,
    /// Reports of distinct reporters.
    pub reporters: u32,
}

/// Reporters of a minute who are evidence and came by a link on one site: another margin of the cells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReferrerLine<'a> {
    /// Slug of the service.
    pub service: Cow<'a, str>,
    /// Start of the minute.
    pub ts: Timestamp,
    /// Which site, as a number.
    pub referrer: Referrer,
    /// Distinct reporters.
    pub reporters: u32,
}

/// A minute under way, as it was looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookLine {
    /// Slug of the service.
    pub service: ServiceSlug,
    /// Start of the minute.
    pub look: Timestamp,
    /// Seconds of it that had passed.
    pub elapsed: u32,
    /// What was there.
    #[serde(flatten)]
    pub seen: Seen,
}

/// What a detector knew before a minute; without a tracker only what the operator chose from then on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckpointLine {
    /// Slug of the service.
    pub service: ServiceSlug,
    /// Start of the minute.
    pub ts: Timestamp,
    /// The tracker as the store keeps it, in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<String>,
    /// The operator's settings.
    pub settings: Settings,
}

impl CheckpointLine {
    /// The line of a tracker.
    #[must_use]
    pub fn new(service: ServiceSlug, from: Minute, settings: Settings, tracker: Option<&[u8]>) -> Self {
        Self {
            service,
            ts: from.start(),
            checkpoint: tracker.map(|bytes| STANDARD.encode(bytes)),
            settings,
        }
    }

    /// The tracker's bytes; `None` when the text is not base64.
    #[must_use]
    pub fn tracker(&self) -> Option<Vec<u8>> {
        STANDARD.decode(self.checkpoint.as_deref()?).ok()
    }
}

/// What came of the counts that follow, to be compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpectLine {
    /// Slug of the service.
    pub service: ServiceSlug,
    /// The incident as it was stored, with its transitions.
    pub expect: Box<Incident>,
}

/// Writes one line.
///
/// # Errors
/// When writing fails.
pub fn write_line(output: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")
}

/// Writes that a minute is complete.
///
/// # Errors
/// When writing fails.
pub fn write_tick(output: &mut impl Write, minute: Minute) -> io::Result<()> {
    writeln!(output, "{{\"tick\":{}}}", minute.start().0)
}

/// Writes the cells, the networks and the links of a minute.
///
/// # Errors
/// When writing fails.
pub fn write_bucket(output: &mut impl Write, service: &str, minute: Minute, bucket: &Bucket) -> io::Result<()> {
    let (service, ts) = (Cow::Borrowed(service), minute.start());
    for cell in &bucket.cells {
        let line = CountLine {
            service: service.clone(),
            ts,
            region: cell.region,
            symptom: cell.symptom.as_ref().map(|symptom| symptom.as_str().into()),
            count: cell.count,
            reporters: (cell.reporters != cell.count).then_some(cell.reporters),
        };
        write_line(output, &line)?;
    }
    for &(network, reporters) in &bucket.networks {
        let line = NetworkLine {
            service: service.clone(),
            ts,
            network,
            reporters,
        };
        write_line(output, &line)?;
    }
    for &(referrer, reporters) in &bucket.referrers {
        let line = ReferrerLine {
            service: service.clone(),
            ts,
            referrer,
            reporters,
        };
        write_line(output, &line)?;
    }
    Ok(())
}
