//! Telling others: messages about transitions, their signatures, and their delivery by webhook.

pub mod address;
pub mod hub;
pub mod payload;
pub mod sender;
pub mod signature;
pub mod webhook;

use crate::domain::delivery::{Delivery, Endpoint};
use crate::domain::incident::{Incident, Transition};
use crate::domain::region::RegionCode;
use crate::domain::service::Service;
use crate::store::StoreError;

/// What can go wrong while publishing, apart from a failed delivery, which is an ordinary outcome.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The outbox cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The HTTP client cannot be made, for example because the system has no CA certificates.
    #[error("the webhook client cannot be made: {0}")]
    Client(#[source] reqwest::Error),
    /// There is no endpoint of that id.
    #[error("there is no webhook endpoint `{0}`")]
    UnknownEndpoint(String),
    /// The catalogue is empty, so no outbox can hold the message.
    #[error("the catalogue holds no service")]
    NoServices,
    /// A task of ours ended in a panic.
    #[error("a delivery was interrupted by a fault of ours")]
    Interrupted,
}

/// Makes `ring` the TLS provider of this process. Once is enough; more often does no harm.
pub fn install_crypto() {
    // `Err` means that a provider is installed already, which is just as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// The outbox rows that tell every endpoint that wants to know of these transitions of one incident. The tick stores
/// them in the same step as the transitions, so that neither is without the other. `cause` is the service whose trouble
/// it probably is.
#[must_use]
pub fn deliveries_for(
    endpoints: &[Endpoint],
    service: &Service,
    cause: Option<&Service>,
    incident: &Incident,
    transitions: &[Transition],
    public_url: &str,
    region_name: &dyn Fn(RegionCode) -> String,
) -> Vec<Delivery> {
    let mut deliveries = Vec::new();
    for transition in transitions {
        let mut receivers = endpoints
            .iter()
            .filter(|endpoint| endpoint.wants(&service.slug, transition.kind))
            .peekable();
        if receivers.peek().is_none() {
            continue;
        }
        let body = payload::body(public_url, service, cause, incident, transition, region_name);
        deliveries.extend(receivers.map(|endpoint| {
            Delivery::new(endpoint, &service.slug, transition, body.clone()).of_incident(&incident.id)
        }));
    }
    deliveries
}
