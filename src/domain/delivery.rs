//! Who is told of transitions, and what is still to be told.

use serde::{Deserialize, Serialize};

use super::bucket::Timestamp;
use super::incident::{Transition, TransitionKind};
use super::service::ServiceSlug;

/// Waits before each attempt, in seconds: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h
/// (the schedule that Standard Webhooks recommends).
pub const RETRY_SECONDS: [i64; 10] = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// A receiver of webhooks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Its name in the admin API: `ep_…`.
    pub id: String,
    /// Where to POST; `http` or `https`.
    pub url: String,
    /// Signing secrets, newest first, each `whsec_` and base64 of 24 to 64 bytes; two of them while a secret rotates.
    pub secrets: Vec<String>,
    /// Services to tell of; all when empty.
    pub services: Vec<ServiceSlug>,
    /// Kinds of transition to tell of; all when empty.
    pub events: Vec<TransitionKind>,
    /// What it is for, in its owner's words.
    pub description: String,
    /// Whether it comes from the configuration file, which then is the only place to change it.
    pub from_config: bool,
    /// Set when it answered 410 or failed for too long; nothing is sent to it until it is enabled again.
    pub disabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Endpoint {
    /// Whether this endpoint wants to hear of a transition of this kind of this service.
    #[must_use]
    pub fn wants(&self, service: &ServiceSlug, kind: TransitionKind) -> bool {
        !self.disabled
            && (self.services.is_empty() || self.services.contains(service))
            && (self.events.is_empty() || self.events.contains(&kind))
    }
}

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// To be sent at `next_at`.
    Pending,
    /// The receiver answered 2xx.
    Delivered,
    /// Every attempt failed, or the endpoint is gone.
    Failed,
}

/// One message to one endpoint: a row of the outbox while pending, a line of the delivery log afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// `{transition}:{endpoint}`: the same transition is never queued twice for the same endpoint.
    pub id: String,
    /// The `webhook-id` header, the same on every attempt: the transition's id.
    pub message_id: String,
    /// The receiver.
    pub endpoint: String,
    /// The service whose outbox holds this row.
    pub service: ServiceSlug,
    /// `incident.opened`, …
    pub event: String,
    /// The exact bytes that are signed and sent.
    pub body: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// How far it has come.
    pub state: DeliveryState,
    /// Attempts made.
    pub attempts: u32,
    /// When the next attempt is due.
    pub next_at: Timestamp,
    /// HTTP status of the last attempt, when there was an answer.
    pub last_status: Option<u16>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
}

impl Delivery {
    /// A row for a transition that has just happened.
    #[must_use]
    pub fn new(endpoint: &Endpoint, service: &ServiceSlug, transition: &Transition, body: String) -> Self {
        Self {
            id: format!("{}:{}", transition.id, endpoint.id),
            message_id: transition.id.clone(),
            endpoint: endpoint.id.clone(),
            service: service.clone(),
            event: format!("incident.{}", transition.kind.as_str()),
            body,
            created_at: transition.at,
            state: DeliveryState::Pending,
            attempts: 0,
            next_at: transition.at,
            last_status: None,
            last_error: None,
        }
    }
}
