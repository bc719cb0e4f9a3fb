//! An outage from onset to resolution, and its steps.

use serde::{Deserialize, Serialize};

use super::bucket::{Minute, Timestamp};
use super::region::RegionCode;
use super::service::ServiceSlug;

/// Names an incident: service and opening minute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IncidentId(pub String);

/// Where an incident stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// a
    Possible,
    /// a
    Confirmed,
    /// a
    Recovering,
    /// a
    Resolved,
    /// a
    Retracted,
}

/// How bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// a
    Minor,
    /// a
    Major,
    /// a
    Critical,
}

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransitionKind {
    /// a
    Opened,
    /// a
    Escalated,
    /// a
    RegionAdded,
    /// a
    Recovering,
    /// a
    Resolved,
    /// a
    Retracted,
}

impl TransitionKind {
    /// Its name in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Escalated => "escalated",
            Self::RegionAdded => "region_added",
            Self::Recovering => "recovering",
            Self::Resolved => "resolved",
            Self::Retracted => "retracted",
        }
    }
}

/// Numbers behind a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// a
    pub minute: Minute,
    /// a
    pub window_minutes: u32,
    /// a
    pub observed: u64,
    /// a
    pub expected: f64,
    /// a
    pub dispersion: f64,
    /// a
    pub statistic: f64,
    /// a
    pub threshold: f64,
    /// a
    pub p_value: f64,
    /// a
    pub region: Option<RegionCode>,
}

/// One step of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// a
    pub id: String,
    /// a
    pub sequence: u32,
    /// a
    pub kind: TransitionKind,
    /// a
    pub at: Timestamp,
    /// a
    pub region: Option<RegionCode>,
    /// a
    pub severity: Severity,
    /// a
    pub evidence: Evidence,
}

/// A region that takes part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AffectedRegion {
    /// a
    pub region: RegionCode,
    /// a
    pub since: Timestamp,
    /// a
    pub peak_ratio: f64,
    /// a
    pub active: bool,
}

/// An outage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// a
    pub id: IncidentId,
    /// a
    pub service: ServiceSlug,
    /// a
    pub phase: Phase,
    /// a
    pub severity: Severity,
    /// a
    pub onset: Minute,
    /// a
    pub opened_at: Timestamp,
    /// a
    pub recovering_at: Option<Timestamp>,
    /// a
    pub resolved_at: Option<Timestamp>,
    /// a
    pub regions: Vec<AffectedRegion>,
    /// a
    pub peak_ratio: f64,
    /// a
    pub peak_reports_per_minute: f64,
    /// a
    pub transitions: Vec<Transition>,
}
