//! Badges: a small picture, and the data from which shields.io makes one in its own style.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

use super::State;
use super::cache::Page;
use super::embed::{language, may_be_kept, open_to_all};
use super::problem::Problem;
use crate::render::badge::{self, Badge};
use crate::render::locale::Locale;
use crate::render::words;

/// How it should look. What is not known is let pass: a page that shows a badge must not break.
#[derive(Debug, Deserialize)]
pub struct BadgeQuery {
    lang: Option<String>,
    label: Option<String>,
}

/// `GET /badge/{slug}.svg`
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

/// `GET /badge/{slug}.json`: the endpoint schema of shields.io.
pub async fn data(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<BadgeQuery>,
) -> Result<HttpResponse, Problem> {
    let badge = badge(&state, &request, &slug, &query)?;
    let document = json!({
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge::colour(badge.verdict),
    });
    Ok(answer(&request, &query, "application/json", document.to_string()))
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
