//! One error type for all handlers, and the one table from error to status (RFC 9457).

use std::fmt;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;

use crate::store::StoreError;

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
    /// The queue is full or the store is away: try again in this many seconds.
    Unavailable {
        /// What is away, in words.
        detail: String,
        /// The `Retry-After` header.
        retry_after_seconds: u32,
    },
}

/// The body of an error, `application/problem+json`.
#[derive(Debug, Serialize)]
struct Document<'a> {
    r#type: &'static str,
    title: &'a str,
    status: u16,
    detail: &'a str,
}

impl Problem {
    fn title(&self) -> &'static str {
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
            Self::Unavailable { .. } => "Temporarily unavailable",
        }
    }

    fn detail(&self) -> &str {
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
            detail: self.detail(),
        };
        response.body(serde_json::to_string(&document).unwrap_or_default())
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::warn!(%error, "the store failed a request");
        Self::Unavailable {
            detail: "Counts cannot be stored or read at this moment. Nothing was counted; please try again.".to_owned(),
            retry_after_seconds: 5,
        }
    }
}
