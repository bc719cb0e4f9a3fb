//! Server-sent events: what changes, as it changes.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use futures::stream;
use serde::Deserialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::State;
use super::problem::Problem;
use crate::domain::service::ServiceSlug;
use crate::publish::hub::Event;

/// A comment is sent after this much silence, so that proxies keep the connection and dead ones are noticed.
const HEARTBEAT_SECONDS: u64 = 15;

/// Which events are wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamQuery {
    service: Option<String>,
}

struct Subscription {
    only: Option<ServiceSlug>,
    /// Text that is ready to be written.
    ready: VecDeque<Bytes>,
    events: Receiver<Arc<Event>>,
}

/// `snapshot` and `transition` events, of one service or of all; resumed by `Last-Event-ID`.
pub async fn stream(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<StreamQuery>,
) -> Result<HttpResponse, Problem> {
    let only = match query.service.as_deref() {
        Some(slug) => Some(state.service(slug)?.slug.clone()),
        None => None,
    };
    let last_id = request
        .headers()
        .get("last-event-id")
        .and_then(|value| value.to_str().ok()?.parse().ok());
    let (missed, events) = state.hub.subscribe(last_id);
    let mut ready = VecDeque::from([Bytes::from_static(b"retry: 3000\n\n")]);
    ready.extend(
        missed
            .iter()
            .filter(|event| is_wanted(only.as_ref(), event))
            .map(|event| text(event)),
    );
    let subscription = Subscription { only, ready, events };
    let body = stream::unfold(subscription, |mut subscription| async move {
        let chunk = subscription.next().await?;
        Some((Ok::<_, std::convert::Infallible>(chunk), subscription))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("cache-control", "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .insert_header(("access-control-allow-origin", "*"))
        .streaming(body))
}

impl Subscription {
    /// The next piece of text; `None` ends the stream. A reader that lags too far behind is cut off: its browser
    /// comes back with the id it has seen.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(chunk) = self.ready.pop_front() {
            return Some(chunk);
        }
        loop {
            let heartbeat = Duration::from_secs(HEARTBEAT_SECONDS);
            match tokio::time::timeout(heartbeat, self.events.recv()).await {
                Ok(Ok(event)) if is_wanted(self.only.as_ref(), &event) => return Some(text(&event)),
                Ok(Ok(_)) => {}
                Ok(Err(RecvError::Lagged(_) | RecvError::Closed)) => return None,
                Err(_elapsed) => return Some(Bytes::from_static(b": still here\n\n")),
            }
        }
    }
}

fn is_wanted(only: Option<&ServiceSlug>, event: &Event) -> bool {
    only.is_none_or(|service| *service == event.service)
}

fn text(event: &Event) -> Bytes {
    Bytes::from(format!(
        "id: {}\nevent: {}\ndata: {}\n\n",
        event.id, event.name, event.data
    ))
}
