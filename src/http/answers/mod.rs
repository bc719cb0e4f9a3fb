//! What the public reads answer, as types: they are what is sent, and what the document of the API is made from.

mod doubts;
mod incidents;
mod services;

use super::State;
use crate::domain::bucket::Timestamp;

pub(in crate::http) use incidents::{IncidentDetails, IncidentEvidence, IncidentList, IncidentSummary, VoteCounts};
pub(in crate::http) use services::{Category, RegionReports, ServiceDetails, ServiceList, ServiceSummary};

/// Since when counts are missing, because the store does not answer.
pub(in crate::http) fn delayed_since(state: &State) -> Option<String> {
    state.hub.delayed_since().map(Timestamp::to_rfc3339)
}

/// To two decimals: nobody reads more, and answers stay small.
pub(in crate::http) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
