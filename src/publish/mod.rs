//! Telling others: messages about transitions, their signatures, and their delivery by webhook.

pub mod chat;
pub mod event;
pub mod hub;
pub mod payload;
pub mod sender;
pub mod signature;
pub mod vote;
pub mod webhook;

use self::payload::News;
use self::vote::VoteKey;
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::{Delivery, Endpoint, Format};
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

/// What the messages of a site have in common.
#[derive(Clone, Copy)]
pub struct Letterhead<'a> {
    /// Where the site is, with its base path.
    pub public_url: &'a str,
    /// Signs the links by which receivers confirm or deny.
    pub vote_key: &'a VoteKey,
    /// Gives the English name of a region.
    pub region_name: &'a dyn Fn(RegionCode) -> String,
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
    letterhead: Letterhead<'_>,
) -> Vec<Delivery> {
    let Letterhead {
        public_url,
        vote_key,
        region_name,
    } = letterhead;
    let mut deliveries = Vec::new();
    for transition in transitions {
        let receivers = endpoints
            .iter()
            .filter(|endpoint| endpoint.wants(&service.slug, transition.kind));
        deliveries.extend(receivers.map(|endpoint| {
            let news = News {
                public_url,
                service,
                cause,
                incident,
                transition,
                votes: &vote_key.links(public_url, &service.slug, &incident.id, &endpoint.id, transition.at),
                region_name,
            };
            let body = body(endpoint.format, &news);
            Delivery::new(endpoint, &service.slug, transition, body).of_incident(&incident.id)
        }));
    }
    deliveries
}

/// The message in the receiver's format.
fn body(format: Format, news: &News<'_>) -> String {
    chat::body(format, news).unwrap_or_else(|| payload::body(news))
}

/// A test message in the receiver's format.
#[must_use]
pub fn ping(endpoint: &Endpoint, at: Timestamp) -> String {
    chat::ping(endpoint.format, at).unwrap_or_else(|| payload::ping(endpoint, at))
}
