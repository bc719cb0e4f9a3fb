//! Badges: a small picture, and the data from which shields.io makes one in its own style.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::State;
use super::cache::Page;
use super::embed::{language, may_be_kept, open_to_all};
use super::openapi::words::Slug;
use super::problem::Problem;
use crate::render::badge::{self, Badge};
use crate::render::locale::Locale;
use crate::render::words;

/// How it should look. What is not known is let pass: a page that shows a badge must not break.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BadgeQuery {
    /// The language: en, de, es, fr, pt or ja; without it the browser's.
    #[param(value_type = String, required = false, example = "en")]
    lang: Option<String>,
    /// The left half; the service's name when absent.
    #[param(value_type = String, required = false, example = "music")]
    label: Option<String>,
}

/// The endpoint schema of shields.io.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shield {
    #[schema(minimum = 1, maximum = 1)]
    schema_version: u8,
    #[schema(example = "Spotify")]
    label: String,
    #[schema(example = "problems reported")]
    message: String,
    #[schema(example = "red")]
    color: &'static str,
}

/// A badge for a README: the verdict as a small picture.
#[utoipa::path(
    get, path = "/badge/{slug}.svg", tag = "Embedding",
    params(("slug" = Slug, Path, description = "The service"), BadgeQuery),
    responses((status = 200, description = "The badge", body = String, content_type = "image/svg+xml"),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn picture(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<BadgeQuery>,
) -> Result<HttpResponse, Problem> {
    let badge = badge(&state, &request, &slug, &query)?;
    let mut response = answer(&request, &query, "image/svg+xml", badge.svg());
    let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// The badge as data: the endpoint schema of shields.io.
#[utoipa::path(
    get, path = "/badge/{slug}.json", tag = "Embedding",
    params(("slug" = Slug, Path, description = "The service"), BadgeQuery),
    responses((status = 200, description = "The badge", body = Shield),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn data(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<BadgeQuery>,
) -> Result<HttpResponse, Problem> {
    let badge = badge(&state, &request, &slug, &query)?;
    let shield = Shield {
        schema_version: 1,
        color: badge::colour(badge.verdict),
        label: badge.label,
        message: badge.message,
    };
    // Words and a number: nothing in it can fail to be written.
    let text = serde_json::to_string(&shield).unwrap_or_default();
    Ok(answer(&request, &query, "application/json", text))
}

fn badge(state: &State, request: &HttpRequest, slug: &str, query: &BadgeQuery) -> Result<Badge, Problem> {
    let service = state.service(slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let label = query.label.as_deref().and_then(badge::label);
    let verdict = snapshot.verdict;
    let locale = language(request, asked(query));
    Ok(Badge {
        label: label.unwrap_or_else(|| service.name.clone()),
        message: words::verdict(locale, verdict),
        verdict,
    })
}

fn asked(query: &BadgeQuery) -> Option<Locale> {
    Locale::parse(query.lang.as_deref().unwrap_or_default())
}

/// Labels are anybody's to make up, so badges are not kept: making one costs less than looking for it.
fn answer(request: &HttpRequest, query: &BadgeQuery, content_type: &'static str, text: String) -> HttpResponse {
    let mut response = Page::passing(content_type, text).answer(request);
    open_to_all(&mut response, asked(query).is_none());
    may_be_kept(&mut response);
    response
}
