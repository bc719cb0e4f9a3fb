//! One error type for all handlers, and the one table from error to status (RFC 9457).

use std::fmt;

use actix_web::http::header::HeaderName;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::complaint::Complaint;
use crate::domain::allowance::Spent;
use crate::domain::official::is_hidden;
use crate::store::StoreError;

/// The limits that hold.
pub const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// What is left of them.
pub const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// What a handler refuses, in words for the client. Internal text never gets in here.
#[derive(Debug)]
pub enum Problem {
    /// No such service, incident, page, ….
    NotFound(String),
    /// The body or a parameter is malformed.
    BadRequest(String),
    /// The body is larger than allowed.
    TooLarge(String),
    /// The body has the wrong media type or encoding.
    UnsupportedMediaType(String),
    /// The path exists, the method does not.
    MethodNotAllowed {
        /// The methods that it takes: the `Allow` header.
        allow: &'static str,
    },
    /// The request comes from where it may not.
    Forbidden(String),
    /// The body did not arrive in time.
    Timeout,
    /// The admin token is missing or wrong.
    Unauthorized,
    /// The request contradicts what is stored.
    Conflict(String),
    /// The standard knows it, we do not (oEmbed's `format=xml`).
    NotImplemented(String),
    /// The address has used up what it may: try again when it says.
    TooMany(Spent),
    /// The queue is full or the store is away: try again in this many seconds.
    Unavailable {
        /// What is away, in words.
        detail: String,
        /// The `Retry-After` header.
        retry_after_seconds: u32,
    },
}

/// The body of an error, `application/problem+json` (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct Document<'a> {
    #[schema(example = "about:blank")]
    r#type: &'static str,
    /// The kind of the problem: the same for each status.
    #[schema(example = "Not found")]
    title: &'a str,
    /// The status of the answer.
    #[schema(example = 404)]
    status: u16,
    /// What is wrong, and what to do about it, in a sentence for people.
    #[schema(example = "No such service. The catalogue is at /api/v1/services.")]
    detail: &'a str,
}

impl Problem {
    /// The kind of the problem: the same for each status.
    pub(super) fn title(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "Not found",
            Self::BadRequest(_) => "Bad request",
            Self::TooLarge(_) => "Too large",
            Self::UnsupportedMediaType(_) => "Unsupported media type",
            Self::MethodNotAllowed { .. } => "Method not allowed",
            Self::Forbidden(_) => "Forbidden",
            Self::Timeout => "Request timeout",
            Self::Unauthorized => "Unauthorized",
            Self::Conflict(_) => "Conflict",
            Self::NotImplemented(_) => "Not implemented",
            Self::TooMany(_) => "Too many requests",
            Self::Unavailable { .. } => "Temporarily unavailable",
        }
    }

    /// What is wrong, and what to do about it.
    pub(super) fn detail(&self) -> &str {
        match self {
            Self::NotFound(detail)
            | Self::BadRequest(detail)
            | Self::TooLarge(detail)
            | Self::UnsupportedMediaType(detail)
            | Self::Conflict(detail)
            | Self::Forbidden(detail)
            | Self::NotImplemented(detail)
            | Self::Unavailable { detail, .. } => detail,
            Self::MethodNotAllowed { .. } => "The methods that this address takes are in the `Allow` header.",
            Self::TooMany(_) => {
                "This address asks more often than many people together would. Wait as long as `Retry-After` says."
            }
            Self::Timeout => "The body did not arrive in time.",
            Self::Unauthorized => "Send the admin token as `Authorization: Bearer TOKEN`.",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.title(), self.detail())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Timeout => StatusCode::REQUEST_TIMEOUT,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::NotImplemented(_) => StatusCode::NOT_IMPLEMENTED,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        let mut response = HttpResponse::build(status);
        response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        match self {
            Self::Unavailable {
                retry_after_seconds, ..
            } => {
                response.insert_header((header::RETRY_AFTER, retry_after_seconds.to_string()));
            }
            Self::TooMany(spent) => limits(&mut response, *spent),
            Self::MethodNotAllowed { allow } => {
                response.insert_header((header::ALLOW, *allow));
            }
            Self::Unauthorized => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            _ => {}
        }
        let document = Document {
            r#type: "about:blank",
            title: self.title(),
            status: status.as_u16(),
            detail: &shown(self.detail()),
        };
        response.body(serde_json::to_string(&document).unwrap_or_default())
    }
}

/// A detail as it is shown. It may quote what was sent, which is not to turn the words around it or to steer a terminal.
pub(super) fn shown(detail: &str) -> String {
    let is_odd = |c: char| is_hidden(c) || (c.is_control() && c != '\n');
    detail.replace(is_odd, "\u{fffd}")
}

/// The fields of draft-ietf-httpapi-ratelimit-headers. They are on refusals only: other answers are kept by caches, and
/// what one client has left is no other's business.
fn limits(response: &mut HttpResponseBuilder, spent: Spent) {
    let (name, wait) = (spent.ration.as_str(), spent.retry_after_seconds);
    let (burst, window) = (spent.ration.burst(), spent.ration.window_seconds());
    response
        .insert_header((header::RETRY_AFTER, wait.to_string()))
        .insert_header((RATE_LIMIT_POLICY, format!("\"{name}\";q={burst};w={window}")))
        .insert_header((RATE_LIMIT, format!("\"{name}\";r=0;t={wait}")));
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        static FAILED: Complaint = Complaint::new();
        if let Some(unsaid) = FAILED.turn() {
            tracing::warn!(%error, unsaid, "the store failed a request");
        }
        Self::Unavailable {
            detail: "Counts cannot be stored or read at this moment. Nothing was counted; please try again.".to_owned(),
            retry_after_seconds: 5,
        }
    }
}
