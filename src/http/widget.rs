//! The script of `<groundswell-map>`, and the page that makes the snippets for it and its siblings.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::State;
use super::embed::{open_to_all, options};
use super::language::Reader;
use super::problem::Problem;
use crate::render::assets;
use crate::render::badge;
use crate::render::views::BuilderView;

/// The script's address is in other people's pages and never changes, so it cannot be kept for ever as assets are: for
/// an hour, and a day longer while a new one is fetched.
const SCRIPT_KEPT: &str = "public, max-age=3600, stale-while-revalidate=86400";

/// `GET /widget.js`
pub async fn script(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let text = || Ok(assets::widget().to_owned());
    let page = state
        .pages
        .page("widget.js", "", "text/javascript; charset=utf-8", text)?;
    let mut response = page.answer(&request);
    open_to_all(&mut response, false);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(SCRIPT_KEPT));
    Ok(response)
}

/// What was chosen on the form. `language` is that of the snippets; `lang` is the page's own, as on every page.
#[derive(Debug, Deserialize)]
pub struct BuilderQuery {
    theme: Option<String>,
    country: Option<String>,
    language: Option<String>,
    size: Option<String>,
    label: Option<String>,
}

/// `GET /services/{slug}/embed`
pub async fn builder(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<BuilderQuery>,
) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let query = query.into_inner();
    let options = options(query.theme, query.country, query.language, query.size);
    let label = query.label.as_deref().and_then(badge::label);
    let reader = Reader::of(&request);
    let view = BuilderView {
        service: &service,
        options,
        label: label.as_deref(),
        frame_ancestors: &state.frame_ancestors,
        locale: reader.locale,
    };
    let address = reader.address(&format!("builder {} {} {label:?}", service.slug, options.query()));
    let made = || Ok(state.renderer.builder(&view)?);
    let page = state
        .pages
        .page(&address, &service.name, "text/html; charset=utf-8", made)?;
    let mut response = reader.answer(&state, &page, &request);
    // The preview is a frame; no other page of ours has one.
    let policy = HeaderValue::try_from(format!("{}; frame-src 'self'", super::PAGE_POLICY));
    if let Ok(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}
