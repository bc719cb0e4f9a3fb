//! Server-sent events: what changes, as it changes.

use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use futures::stream;
use serde::Deserialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Sleep, sleep};
use tokio_util::sync::CancellationToken;
use utoipa::IntoParams;

use super::door::connection::Connection;
use super::door::seats::{Full, Network, Seat};
use super::openapi::words::Slug;
use super::problem::Problem;
use super::{State, client};
use crate::domain::service::ServiceSlug;
use crate::publish::event::{self, Event, EventId, InvalidEventId, News};

/// A comment is sent this often, so that proxies keep the connection and dead ones are noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Clients that are cut off come back after this long, each a little later or earlier, so that a restart does not bring
/// all of them in the same moment.
const RETRY_MS: std::ops::Range<u32> = 2_000..4_000;

/// What is handed to a connection at a time of a long text: it is copied there, and waits until the client takes it.
const PIECE_BYTES_MAX: usize = 16 * 1_024;

/// Who finds no seat looks at pages, and tries again after this time.
const RETRY_AFTER_SECONDS: u32 = 30;

/// Which events are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// Events of one service only.
    #[param(value_type = Slug, required = false)]
    service: Option<String>,
    /// For clients that cannot set the header `Last-Event-ID`.
    #[param(value_type = String, required = false)]
    last_event_id: Option<String>,
}

struct Listener {
    only: Option<ServiceSlug>,
    /// Text that is ready to be written.
    ready: VecDeque<Bytes>,
    events: Receiver<Arc<News>>,
    /// Ends when it is time for a comment.
    heartbeat: Pin<Box<Sleep>>,
    /// The server is being stopped. Whoever listens would keep it from that, and comes back elsewhere or a little later.
    stop: CancellationToken,
    _seat: Seat,
}

/// `snapshot` and `transition` events, of one service or of all, and `delayed` ones; resumed by `Last-Event-ID`. Who
/// comes back with an id that is not known here any more gets `reset`, and then everything as it is now.
#[utoipa::path(
    get, path = "/api/v1/stream", tag = "Services", params(StreamQuery),
    responses((status = 200, description = "Server-sent events, without an end", body = String,
        content_type = "text/event-stream"))
)]
pub async fn stream(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<StreamQuery>,
) -> Result<HttpResponse, Problem> {
    let only = match query.service.as_deref() {
        Some(slug) => Some(state.service(slug)?.slug.clone()),
        None => None,
    };
    let seat = take_seat(&state, &request)?;
    let listener = listen(&state, &request, &query, only, seat);
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

/// A seat among the streams. Behind a trusted proxy each client counts for itself.
fn take_seat(state: &State, request: &HttpRequest) -> Result<Seat, Problem> {
    let network = client::address(request, &state.trusted_proxies).map(Network::of);
    state.streams.take(network).map_err(|full| {
        metrics::counter!("groundswell_shed_total", "class" => "stream").increment(1);
        let detail = match full {
            Full::All => "As many listen as can. The pages show the same.",
            Full::Network => "Too many streams are open from this address. Close some.",
        };
        Problem::Unavailable {
            detail: detail.to_owned(),
            retry_after_seconds: RETRY_AFTER_SECONDS,
        }
    })
}

fn listen(
    state: &State,
    request: &HttpRequest,
    query: &StreamQuery,
    only: Option<ServiceSlug>,
    seat: Seat,
) -> Listener {
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
    let is_readable = last_id != Some(Err(InvalidEventId));
    if let Some(missed) = subscription.missed.filter(|_| is_readable) {
        let is_wanted = |event: &&Arc<Event>| only.is_none() || event.service.is_none() || only == event.service;
        let missed = missed.iter().filter(is_wanted);
        // The greeting's id is the newest, so it comes after them.
        ready.extend(missed.map(|event| event.text.clone()));
        ready.push_back(Bytes::from(greeting));
    } else {
        ready.push_back(Bytes::from(greeting));
        ready.push_back(event::text(latest, "reset", "{}"));
        let delayed = event::delayed_data(state.hub.delayed_since());
        ready.push_back(event::text(latest, "delayed", &delayed));
        ready.push_back(state.hub.state(latest, only.as_ref()));
    }
    Listener {
        only,
        ready,
        events: subscription.events,
        heartbeat: Box::pin(sleep(HEARTBEAT)),
        stop: request
            .conn_data::<Rc<Connection>>()
            .map_or_else(CancellationToken::new, |connection| connection.stopped()),
        _seat: seat,
    }
}

impl Listener {
    /// The next piece of text; `None` ends the stream. A reader that lags too far behind is cut off, and all are when the
    /// server is being stopped: their browsers come back with the id they have seen.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(mut text) = self.ready.pop_front() {
                let piece = text.split_to(text.len().min(PIECE_BYTES_MAX));
                if !text.is_empty() {
                    self.ready.push_front(text);
                }
                // An empty piece would end the answer.
                if piece.is_empty() {
                    continue;
                }
                return Some(piece);
            }
            tokio::select! {
                biased;
                news = self.events.recv() => match news {
                    Ok(news) => self.ready.push_back(news.text(self.only.as_ref())),
                    Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
                },
                () = self.stop.cancelled() => return None,
                () = &mut self.heartbeat => {
                    self.heartbeat.as_mut().reset(Instant::now() + HEARTBEAT);
                    return Some(Bytes::from_static(b": still here\n\n"));
                }
            }
        }
    }
}
