//! What the admin API of webhooks reads and writes, as JSON.

use serde::{Deserialize, Serialize};

use crate::domain::bucket::Timestamp;
use crate::domain::delivery::{Delivery, DeliveryState, Endpoint, Format};
use crate::domain::service::ServiceSlug;
use crate::domain::vote::Answer;
use crate::publish::payload::transition_type;

/// What a client sends to make an endpoint.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewEndpoint {
    pub(super) url: String,
    /// `standard` when absent.
    pub(super) format: Option<String>,
    #[serde(default)]
    pub(super) services: Vec<String>,
    #[serde(default)]
    pub(super) events: Vec<String>,
    #[serde(default)]
    pub(super) description: String,
    /// The receiver's own secret; made here when absent. Chats have none.
    pub(super) secret: Option<String>,
}

/// An endpoint as the API shows it. The secret only at its creation and rotation.
#[derive(Serialize)]
pub(super) struct EndpointView<'a> {
    id: &'a str,
    /// Without the path that lets one post, when it is a chat's.
    url: String,
    format: Format,
    services: &'a [ServiceSlug],
    events: Vec<String>,
    description: &'a str,
    from_config: bool,
    disabled: bool,
    created_at: String,
    rotated_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<&'a str>,
}

impl<'a> EndpointView<'a> {
    pub(super) fn new(endpoint: &'a Endpoint) -> Self {
        Self {
            id: &endpoint.id,
            url: endpoint.shown_url(),
            format: endpoint.format,
            services: &endpoint.services,
            events: endpoint.events.iter().map(|&kind| transition_type(kind)).collect(),
            description: &endpoint.description,
            from_config: endpoint.from_config,
            disabled: endpoint.disabled,
            created_at: endpoint.created_at.to_rfc3339(),
            rotated_at: endpoint.rotated_at.map(Timestamp::to_rfc3339),
            secret: None,
        }
    }

    pub(super) fn with_secret(endpoint: &'a Endpoint) -> Self {
        Self {
            secret: endpoint.secrets.first().map(String::as_str),
            ..Self::new(endpoint)
        }
    }
}

#[derive(Serialize)]
pub(super) struct EndpointList<'a> {
    pub(super) webhooks: Vec<EndpointView<'a>>,
}

/// A line of the delivery log.
#[derive(Serialize)]
pub(super) struct DeliveryView<'a> {
    id: &'a str,
    message_id: &'a str,
    event: &'a str,
    service: &'a ServiceSlug,
    state: DeliveryState,
    attempts: u32,
    created_at: String,
    /// When the next attempt is due; `null` when there will be none.
    next_at: Option<String>,
    last_status: Option<u16>,
    last_error: Option<&'a str>,
    /// What the endpoint says of the incident, by the links in its messages; `null` when nothing yet.
    vote: Option<Answer>,
}

impl<'a> DeliveryView<'a> {
    pub(super) fn new(row: &'a Delivery, vote: Option<Answer>) -> Self {
        Self {
            id: &row.id,
            message_id: &row.message_id,
            event: &row.event,
            service: &row.service,
            state: row.state,
            attempts: row.attempts,
            created_at: row.created_at.to_rfc3339(),
            next_at: (row.state == DeliveryState::Pending).then(|| row.next_at.to_rfc3339()),
            last_status: row.last_status,
            last_error: row.last_error.as_deref(),
            vote,
        }
    }
}

#[derive(Serialize)]
pub(super) struct DeliveryList<'a> {
    pub(super) deliveries: Vec<DeliveryView<'a>>,
}
