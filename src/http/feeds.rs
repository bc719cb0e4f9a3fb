//! Feeds of what happened to incidents: for readers, chat bots and whoever watches by them.

use std::sync::Arc;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::openapi::words::Slug;
use super::problem::Problem;
use super::{State, embed};
use crate::domain::incident::Incident;
use crate::domain::service::Service;
use crate::domain::snapshot::Snapshot;
use crate::render::feeds::Format;
use crate::render::locale::Locale;
use crate::render::views::FeedView;

/// What a feed was asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FeedQuery {
    /// The language: en, de, es, fr, pt or ja; English when absent.
    #[param(value_type = String, required = false, example = "en")]
    lang: Option<String>,
}

impl FeedQuery {
    /// Not by `Accept-Language` and not by the cookie: a reader fetches for many, and ids are the same in all languages.
    fn locale(&self) -> Locale {
        self.lang.as_deref().and_then(Locale::parse).unwrap_or_default()
    }
}

/// What happened to incidents of all services, for feed readers.
#[utoipa::path(
    get, path = "/feed.{format}", tag = "Feeds",
    params(("format" = String, Path, description = "`atom`, `rss`, or `json` for JSON Feed 1.1", pattern = "^(atom|rss|json)$",
            example = "json"), FeedQuery),
    responses((status = 200, description = "Steps of incidents, newest first", content(
            (String = "application/atom+xml"), (String = "application/rss+xml"),
            (serde_json::Value = "application/feed+json"))),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn site(
    state: web::Data<State>,
    request: HttpRequest,
    format: web::Path<String>,
    query: web::Query<FeedQuery>,
) -> Result<HttpResponse, Problem> {
    answer(&state, &request, None, &format, query.locale())
}

/// The same of one service.
#[utoipa::path(
    get, path = "/services/{slug}/feed.{format}", tag = "Feeds",
    params(("slug" = Slug, Path, description = "The service"),
        ("format" = String, Path, description = "`atom`, `rss`, or `json` for JSON Feed 1.1", pattern = "^(atom|rss|json)$",
            example = "json"), FeedQuery),
    responses((status = 200, description = "Steps of incidents, newest first", content(
            (String = "application/atom+xml"), (String = "application/rss+xml"),
            (serde_json::Value = "application/feed+json"))),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn service(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    query: web::Query<FeedQuery>,
) -> Result<HttpResponse, Problem> {
    let (slug, format) = path.into_inner();
    let service = state.service(&slug)?;
    answer(&state, &request, Some(&service), &format, query.locale())
}

fn answer(
    state: &State,
    request: &HttpRequest,
    service: Option<&Arc<Service>>,
    format: &str,
    locale: Locale,
) -> Result<HttpResponse, Problem> {
    let format = Format::parse(format).ok_or_else(super::pages::nothing_here)?;
    let snapshots = snapshots(state, service);
    let render = || {
        let incidents: Vec<Arc<Incident>> = incidents(&snapshots).cloned().collect();
        let view = FeedView {
            catalogue: &state.catalogue.load(),
            service: service.map(AsRef::as_ref),
            incidents: &incidents,
            locale,
        };
        Ok(state.renderer.feed(&view, format))
    };
    // By the minute as well: names and causes may change without a step.
    let steps = incidents(&snapshots).map(|incident| incident.transitions.len());
    let (count, steps) = steps.fold((0, 0), |(count, sum), steps| (count + 1, sum + steps));
    let version = format!("{count} {steps} {}", state.clock.now().minute().0);
    let only = service.map_or("", |service| service.slug.as_str());
    let address = format!("feed {} {only} {}", locale.code(), format.suffix());
    let page = state.pages.page(&address, &version, format.content_type(), render)?;
    let mut response = page.answer(request);
    embed::open_to_all(&mut response, false);
    let language = HeaderValue::from_static(locale.code());
    response.headers_mut().insert(header::CONTENT_LANGUAGE, language);
    Ok(response)
}

/// The views of all services, or of one. A service that was just added has none yet, and nothing to tell.
fn snapshots(state: &State, service: Option<&Arc<Service>>) -> Vec<Arc<Snapshot>> {
    match service {
        Some(service) => state
            .hub
            .service(&service.slug)
            .map(|live| live.snapshot)
            .into_iter()
            .collect(),
        None => state
            .hub
            .services()
            .values()
            .map(|live| Arc::clone(&live.snapshot))
            .collect(),
    }
}

/// Every incident at hand.
fn incidents(snapshots: &[Arc<Snapshot>]) -> impl Iterator<Item = &Arc<Incident>> {
    snapshots
        .iter()
        .flat_map(|snapshot| snapshot.incident.iter().chain(&snapshot.history))
}
