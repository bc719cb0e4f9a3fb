//! A request, as its connection sees it: from its head to the end of its answer.

use std::error::Error;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_http::Request;
use actix_web::body::{BodySize, BodyStream, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{ConnectionType, header};
use actix_web::web::{self, Bytes};
use futures::Stream;

use super::connection::{Busy, Connection};
use crate::http::State;
use crate::http::problem::Problem;

/// A request under way.
pub struct Visit {
    /// Nothing is watched where there is no connection, as in tests of handlers.
    busy: Option<Busy>,
    is_reserved: bool,
}

/// A body, and what has to live as long as it.
struct BodyOf {
    body: BoxBody,
    _busy: Busy,
}

impl Visit {
    /// Its connection takes note that it is here.
    pub fn of(request: &ServiceRequest) -> Self {
        let is_chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
        let connection = request.conn_data::<Rc<Connection>>();
        Self {
            busy: connection.map(|connection| connection.enter(is_chunked)),
            is_reserved: connection.is_some_and(|connection| connection.is_reserved()),
        }
    }

    /// Whether it is served here: on the seats of those who watch, health, metrics and administration are.
    pub fn is_welcome(&self, request: &ServiceRequest) -> bool {
        !self.is_reserved || is_for_those_who_watch(request)
    }

    /// The visit lasts as long as its answer. What has a length is written at once; a stream takes it along.
    pub fn see_off(self, mut response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
        if self.is_reserved {
            let head = response.response_mut().head_mut();
            head.set_connection_type(ConnectionType::Close);
        }
        match self.busy {
            Some(busy) if response.response().body().size() == BodySize::Stream => {
                response.map_body(|_, body| BodyStream::new(BodyOf { body, _busy: busy }).boxed())
            }
            _ => response,
        }
    }
}

/// Whether a request may be answered at once. If so, its connection takes note that it came and went.
pub fn in_passing(request: &Request) -> bool {
    let is_chunked = request.head().headers().contains_key(header::TRANSFER_ENCODING);
    match request.conn_data::<Rc<Connection>>() {
        Some(connection) if is_chunked || connection.is_reserved() => false,
        Some(connection) => {
            drop(connection.enter(false));
            true
        }
        None => !is_chunked,
    }
}

fn is_for_those_who_watch(request: &ServiceRequest) -> bool {
    let state = request.app_data::<web::Data<State>>();
    let base_path = state.map_or("", |state| state.base_path.as_str());
    let path = request.path().strip_prefix(base_path).unwrap_or_default();
    matches!(path, "/healthz" | "/readyz" | "/metrics" | "/api/v1/clock") || path.starts_with("/api/v1/webhooks")
}

/// For who is not welcome.
pub fn full_house() -> Problem {
    Problem::Unavailable {
        detail: "Too many connections are open. Please try again in a moment.".to_owned(),
        retry_after_seconds: 5,
    }
}

impl Stream for BodyOf {
    type Item = Result<Bytes, Box<dyn Error>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.body.as_pin_mut().poll_next(cx)
    }
}
