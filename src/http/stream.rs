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
use crate::publish::hub::{self, Event, EventId};

/// A comment is sent after this much silence, so that proxies keep the connection and dead ones are noticed.
const HEARTBEAT_SECONDS: u64 = 15;

/// Clients that are cut off come back after this long, each a little later or earlier, so that a restart does not bring
/// all of them in the same moment.
const RETRY_MS: std::ops::Range<u32> = 2_000..4_000;

/// Which events are wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamQuery {
    service: Option<String>,
    /// For clients that cannot set the header.
    last_event_id: Option<String>,
}

struct Listener {
    only: Option<ServiceSlug>,
    /// Text that is ready to be written.
    ready: VecDeque<Bytes>,
    events: Receiver<Arc<Event>>,
}

/// `snapshot` and `transition` events, of one service or of all, and `delayed` ones; resumed by `Last-Event-ID`. Who
/// comes back with an id that is not known here any more gets `reset`, and then everything as it is now.
pub async fn stream(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<StreamQuery>,
) -> Result<HttpResponse, Problem> {
    let only = match query.service.as_deref() {
        Some(slug) => Some(state.service(slug)?.slug.clone()),
        None => None,
    };
    let listener = listen(&state, &request, &query, only);
    let body = stream::unfold(listener, |mut listener| async move {
        let chunk = listener.next().await?;
        Some((Ok::<_, std::convert::Infallible>(chunk), listener))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("cache-control", "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .insert_header(("access-control-allow-origin", "*"))
        .streaming(body))
}

fn listen(state: &State, request: &HttpRequest, query: &StreamQuery, only: Option<ServiceSlug>) -> Listener {
    // A browser that comes back by itself repeats the address, so its header is the newer of the two.
    let header = request.headers().get("last-event-id");
    let header = header.and_then(|value| value.to_str().ok());
    let given = header.or(query.last_event_id.as_deref()).filter(|id| !id.is_empty());
    let last_id = given.map(str::parse::<EventId>);
    let subscription = state.hub.subscribe(last_id.and_then(Result::ok));
    let latest = subscription.latest;
    let retry_ms = rand::random_range(RETRY_MS);
    // The first id, so that even who is cut off before any event can come back for those in between.
    let greeting = format!("retry: {retry_ms}\nid: {latest}\nevent: ready\ndata: {{}}\n\n");
    let mut ready = VecDeque::new();
    let is_readable = last_id != Some(Err(hub::InvalidEventId));
    if let Some(missed) = subscription.missed.filter(|_| is_readable) {
        let missed = missed.iter().filter(|event| is_wanted(only.as_ref(), event));
        // The greeting's id is the newest, so it comes after them.
        ready.extend(missed.map(|event| text(event)));
        ready.push_back(Bytes::from(greeting));
    } else {
        ready.push_back(Bytes::from(greeting));
        ready.push_back(piece(latest, "reset", "{}"));
        ready.push_back(piece(latest, "delayed", &hub::delayed_data(state.hub.delayed_since())));
        let snapshots = state.hub.state(only.as_ref());
        ready.extend(snapshots.iter().map(|data| piece(latest, "snapshot", data)));
    }
    Listener {
        only,
        ready,
        events: subscription.events,
    }
}

impl Listener {
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
    only.is_none() || event.service.is_none() || only == event.service.as_ref()
}

fn text(event: &Event) -> Bytes {
    piece(event.id, event.name, &event.data)
}

fn piece(id: EventId, name: &str, data: &str) -> Bytes {
    Bytes::from(format!("id: {id}\nevent: {name}\ndata: {data}\n\n"))
}
