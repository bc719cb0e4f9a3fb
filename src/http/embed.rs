//! For other people's pages: a frame and a picture. Nothing here writes, and only these pages may be framed.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::State;
use super::language::Reader;
use super::problem::Problem;
use crate::domain::region::RegionCode;
use crate::render::views::{EmbedView, Theme};

/// How it should look. Parameters that are not known are let pass: a page that embeds must not break.
#[derive(Debug, Deserialize)]
pub struct EmbedQuery {
    theme: Option<String>,
    country: Option<String>,
}

/// A small page for an `<iframe>`.
pub async fn page(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<EmbedQuery>,
) -> Result<HttpResponse, Problem> {
    let mut response = answer(&state, &request, &slug, &query, "text/html; charset=utf-8")?;
    let policy = format!("{}; frame-ancestors {}", super::EMBED_POLICY, state.frame_ancestors);
    let policy = header::HeaderValue::try_from(policy).unwrap_or(header::HeaderValue::from_static(super::EMBED_POLICY));
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// A picture for an `<img>`.
pub async fn picture(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<EmbedQuery>,
) -> Result<HttpResponse, Problem> {
    let mut response = answer(&state, &request, &slug, &query, "image/svg+xml")?;
    let headers = response.headers_mut();
    let anywhere = header::HeaderValue::from_static("cross-origin");
    headers.insert(
        header::HeaderName::from_static("cross-origin-resource-policy"),
        anywhere,
    );
    // Opened by itself it is a document: no script may run in it.
    let policy = header::HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

fn answer(
    state: &State,
    request: &HttpRequest,
    slug: &str,
    query: &EmbedQuery,
    content_type: &'static str,
) -> Result<HttpResponse, Problem> {
    let service = state.service(slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let theme = Theme::parse(query.theme.as_deref().unwrap_or_default());
    let country = query
        .country
        .as_deref()
        .and_then(|code| RegionCode::parse(code).ok())
        .map(|code| code.country());
    let reader = Reader::of(request);
    let address = reader.address(&format!(
        "{content_type} {} {} {country:?}",
        service.slug,
        theme.as_str()
    ));
    let view = EmbedView {
        service: &service,
        snapshot: &snapshot,
        theme,
        country,
        now: state.clock.now(),
        locale: reader.locale,
    };
    let render = || match content_type {
        "image/svg+xml" => Ok(state.renderer.embed_svg(&view)),
        _ => Ok(state.renderer.embed(&view)?),
    };
    let page = state
        .pages
        .page(&address, &snapshot.version.to_string(), content_type, render)?;
    Ok(page.answer(request))
}
