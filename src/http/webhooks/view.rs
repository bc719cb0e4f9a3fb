//! What the admin API of webhooks reads and writes, as JSON.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::bucket::Timestamp;
use crate::domain::delivery::{Delivery, DeliveryState, Endpoint, Format};
use crate::domain::service::ServiceSlug;
use crate::domain::vote::Answer;
use crate::http::openapi::words::{AnswerWord, DeliveryWord, FormatWord, Moment, Slug};
use crate::publish::payload::transition_type;

/// What a client sends to make an endpoint.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWebhook)]
pub(in crate::http) struct NewEndpoint {
    /// Where messages go: https, and no address of a private network.
    #[schema(example = "https://hooks.example/groundswell", max_length = 2048)]
    pub(super) url: String,
    /// `standard` when absent.
    #[schema(value_type = Option<FormatWord>)]
    pub(super) format: Option<String>,
    /// Of which services; of all when empty.
    #[serde(default)]
    #[schema(value_type = Vec<Slug>, required = false)]
    pub(super) services: Vec<String>,
    /// Of which steps: `incident.opened` or `opened` for short; of all when empty.
    #[serde(default)]
    #[schema(required = false, example = json!(["incident.opened", "incident.resolved"]))]
    pub(super) events: Vec<String>,
    /// For people.
    #[serde(default)]
    #[schema(required = false, max_length = 500, example = "The chat of the office")]
    pub(super) description: String,
    /// The receiver's own secret, `whsec_` and 24 to 64 bytes as base64; made here when absent. Chats have none.
    #[schema(value_type = Option<String>, example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub(super) secret: Option<String>,
}

/// An endpoint as the API shows it. The secret only at its creation and rotation.
#[derive(Serialize, ToSchema)]
#[schema(as = Webhook)]
pub(in crate::http) struct EndpointView<'a> {
    #[schema(example = "ep_0123456789abcdef")]
    id: &'a str,
    /// Without the path that lets one post, when it is a chat's.
    #[schema(example = "https://hooks.example/groundswell")]
    url: String,
    #[schema(value_type = FormatWord)]
    format: Format,
    /// All when empty.
    #[schema(value_type = Vec<Slug>)]
    services: &'a [ServiceSlug],
    /// All when empty.
    #[schema(example = json!(["incident.opened", "incident.resolved"]))]
    events: Vec<String>,
    #[schema(example = "The chat of the office")]
    description: &'a str,
    /// Whether it stands in the configuration file, and is changed there.
    from_config: bool,
    /// The receiver said that it is gone.
    disabled: bool,
    #[schema(value_type = Moment)]
    created_at: String,
    #[schema(value_type = Option<Moment>)]
    rotated_at: Option<String>,
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
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

/// All webhooks.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookList)]
pub(in crate::http) struct EndpointList<'a> {
    pub(super) webhooks: Vec<EndpointView<'a>>,
}

/// A line of the delivery log.
#[derive(Serialize, ToSchema)]
#[schema(as = Delivery)]
pub(in crate::http) struct DeliveryView<'a> {
    id: &'a str,
    /// The header `webhook-id`, the same on every attempt.
    message_id: &'a str,
    #[schema(example = "incident.opened")]
    event: &'a str,
    #[schema(value_type = Slug)]
    service: &'a ServiceSlug,
    #[schema(value_type = DeliveryWord)]
    state: DeliveryState,
    attempts: u32,
    #[schema(value_type = Moment)]
    created_at: String,
    /// When the next attempt is due; `null` when there will be none.
    #[schema(value_type = Option<Moment>)]
    next_at: Option<String>,
    #[schema(example = 503)]
    last_status: Option<u16>,
    last_error: Option<&'a str>,
    /// What the endpoint says of the incident, by the links in its messages; `null` when nothing yet.
    #[schema(value_type = Option<AnswerWord>)]
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

/// The log of deliveries.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct DeliveryList<'a> {
    pub(super) deliveries: Vec<DeliveryView<'a>>,
}
