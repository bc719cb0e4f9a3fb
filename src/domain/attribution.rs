//! Whose trouble an incident is: crowds blame what they can see, which is not always what is broken.

use serde::{Deserialize, Serialize};

use super::service::ServiceSlug;

/// Another service whose trouble an incident probably is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The service that fails.
    pub cause: ServiceSlug,
    /// How the trouble travels.
    pub kind: AttributionKind,
}

/// How trouble travels from one service to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributionKind {
    /// The service is fine: its customers cannot reach those of the other, and blame it.
    SpillOver,
    /// The service is down because what it is built on is down.
    Dependency,
}
