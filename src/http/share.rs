//! What is shown of our pages elsewhere: pictures beside links in chats, the manifest that installs the site on a
//! phone, the map for search engines.

use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use utoipa::IntoParams;

use super::cache::{Cache, Page};
use super::openapi::words::{IncidentName, Slug};
use super::problem::Problem;
use super::{State, api};
use crate::domain::bucket::Timestamp;
use crate::domain::incident::Incident;
use crate::domain::service::Service;
use crate::domain::snapshot::Snapshot;
use crate::render::locale::Locale;
use crate::render::raster::RasterError;
use crate::render::sitemap::Entry;
use crate::render::views::{IndexView, Theme};

const PNG: &str = "image/png";

/// How long a request waits for its turn to have a picture drawn, when no older one is there. A picture takes some tens
/// of milliseconds, so by then a hundred are waiting and another one would not help.
const TURN_SECONDS_MAX: u64 = 4;

/// Draws pictures, a few at a time: crawlers come in swarms, and pages must not wait for them.
pub struct Studio {
    places: Arc<Semaphore>,
}

impl Default for Studio {
    /// Room for half of the processors, one at least.
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            places: Arc::new(Semaphore::new((processors / 2).max(1))),
        }
    }
}

impl Studio {
    /// The picture of this version; while others are being drawn, an older one.
    ///
    /// # Errors
    /// 503 when it cannot be drawn, or not soon.
    async fn picture(
        &self,
        cache: &Cache,
        address: &str,
        version: &str,
        draw: impl FnOnce() -> Result<Vec<u8>, RasterError> + Send + 'static,
    ) -> Result<Arc<Page>, Problem> {
        let kept = || cache.kept(address);
        if let Some(picture) = kept().filter(|picture| picture.is_of(version)) {
            return Ok(picture);
        }
        let place = match Arc::clone(&self.places).try_acquire_owned() {
            Ok(place) => place,
            Err(_) => match kept() {
                Some(older) => return Ok(older),
                None => self.turn().await?,
            },
        };
        // Whoever had the place before may have drawn this very picture.
        if let Some(picture) = kept().filter(|picture| picture.is_of(version)) {
            return Ok(picture);
        }
        let drawn = web::block(move || {
            let drawn = draw();
            // Kept until here, also when the client has gone meanwhile.
            drop(place);
            drawn
        });
        let bytes = drawn.await.map_err(|_interrupted| busy())?.map_err(|error| {
            tracing::error!(%error, "a picture could not be drawn");
            busy()
        })?;
        Ok(cache.keep(address, Page::picture(version.to_owned(), PNG, bytes)))
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let place = Arc::clone(&self.places).acquire_owned();
        match tokio::time::timeout(Duration::from_secs(TURN_SECONDS_MAX), place).await {
            Ok(Ok(place)) => Ok(place),
            _ => Err(busy()),
        }
    }
}

fn busy() -> Problem {
    Problem::Unavailable {
        detail: "This picture cannot be drawn at the moment.".to_owned(),
        retry_after_seconds: 5,
    }
}

/// How a picture should look. Parameters that are not known are let pass; `v` only makes chats fetch it again.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PictureQuery {
    /// The language: en, de, es, fr, pt or ja; English when absent.
    #[param(value_type = String, required = false, example = "en")]
    lang: Option<String>,
    /// `light`, or `dark`.
    #[param(value_type = String, required = false, example = "dark")]
    theme: Option<String>,
}

impl PictureQuery {
    /// Not by `Accept-Language`: chats keep one picture for all who see it.
    fn locale(&self) -> Locale {
        self.lang.as_deref().and_then(Locale::parse).unwrap_or_default()
    }

    fn theme(&self) -> Theme {
        self.theme.as_deref().map_or(Theme::Light, Theme::parse)
    }

    /// Names the picture in the cache.
    fn suffix(&self) -> String {
        format!("{} {}", self.locale().code(), self.theme().as_str())
    }
}

/// All services as a picture to stand beside a link.
#[utoipa::path(
    get, path = "/og.png", tag = "Embedding", params(PictureQuery),
    responses((status = 200, description = "The picture, `image/png`"),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn index(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<PictureQuery>,
) -> Result<HttpResponse, Problem> {
    let live = state.hub.services();
    let snapshots: Vec<Arc<Snapshot>> = live.values().map(|live| Arc::clone(&live.snapshot)).collect();
    let now = state.clock.now();
    let verdicts: Vec<u8> = snapshots.iter().map(|snapshot| snapshot.verdict as u8).collect();
    let version = format!("{} {verdicts:?}", now.minute().0);
    let (locale, theme) = (query.locale(), query.theme());
    let data = state.clone();
    let draw = move || {
        let view = IndexView {
            catalogue: &data.catalogue.load(),
            snapshots: &snapshots,
            query: "",
            delayed_since: None,
            now,
            locale,
        };
        data.renderer.index_picture(&view).png(theme)
    };
    let address = format!("og?{}", query.suffix());
    let picture = state.studio.picture(&state.pages, &address, &version, draw).await?;
    Ok(answer(&picture, &request))
}

/// A service as a picture to stand beside a link.
#[utoipa::path(
    get, path = "/og/{slug}.png", tag = "Embedding", params(("slug" = Slug, Path, description = "The service"), PictureQuery),
    responses((status = 200, description = "The picture, `image/png`"),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn service(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<PictureQuery>,
) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let now = state.clock.now();
    let steps = snapshot
        .incident
        .as_deref()
        .map_or(0, |incident| incident.transitions.len());
    // Counts change each second; a chat shows the picture of the minute.
    let version = format!("{} {} {steps}", now.minute().0, snapshot.verdict.as_str());
    let address = format!("og/{}?{}", service.slug, query.suffix());
    let (locale, theme) = (query.locale(), query.theme());
    let data = state.clone();
    let draw = move || {
        let card = data.renderer.service_picture(locale, &service, &snapshot, now);
        card.png(theme)
    };
    let picture = state.studio.picture(&state.pages, &address, &version, draw).await?;
    Ok(answer(&picture, &request))
}

/// An incident as a picture to stand beside a link.
#[utoipa::path(
    get, path = "/og/{slug}/{incident}.png", tag = "Embedding", params(("slug" = Slug, Path, description = "The service"), 
        ("incident" = IncidentName, Path, description = "The incident"), PictureQuery),
    responses((status = 200, description = "The picture, `image/png`"),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn incident(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    query: web::Query<PictureQuery>,
) -> Result<HttpResponse, Problem> {
    let (slug, id) = path.into_inner();
    let service = state.service(&slug)?;
    let incident = api::find_incident(&state, &id).await?;
    if incident.service != service.slug {
        return Err(Problem::NotFound("No such incident of this service.".to_owned()));
    }
    let now = as_of(&incident, state.clock.now());
    let version = format!("{:?} {} {}", incident.phase, incident.transitions.len(), now.minute().0);
    let address = format!("og/{}/{id}?{}", service.slug, query.suffix());
    let (locale, theme) = (query.locale(), query.theme());
    let data = state.clone();
    let draw = move || {
        let card = data.renderer.incident_picture(locale, &service, &incident, now);
        card.png(theme)
    };
    let picture = state.studio.picture(&state.pages, &address, &version, draw).await?;
    Ok(answer(&picture, &request))
}

/// What is over looks the same for ever after.
fn as_of(incident: &Incident, now: Timestamp) -> Timestamp {
    incident.resolved_at.unwrap_or(now)
}

fn answer(picture: &Page, request: &HttpRequest) -> HttpResponse {
    let mut response = picture.answer(request);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}

/// The language that the manifest's own address names: browsers fetch it without the page's.
#[derive(Debug, Deserialize)]
pub struct ManifestQuery {
    lang: Option<String>,
}

/// `GET /manifest.webmanifest`.
pub async fn manifest(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<ManifestQuery>,
) -> Result<HttpResponse, Problem> {
    let locale = query.lang.as_deref().and_then(Locale::parse).unwrap_or_default();
    let address = format!("manifest?{}", locale.code());
    let render = || Ok(state.renderer.manifest(locale));
    let page = state.pages.page(&address, "", "application/manifest+json", render)?;
    Ok(page.answer(&request))
}

/// `GET /sitemap.xml`: every page that is worth finding, with the time of its last news.
pub async fn sitemap(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let catalogue = state.catalogue.load();
    let incidents = api::recent_incidents(&state);
    let entries = entries(catalogue.services(), &incidents);
    let newest = entries.iter().filter_map(|entry| entry.modified).max();
    let version = format!("{} {newest:?}", entries.len());
    let render = || Ok(state.renderer.sitemap(&entries));
    let page = state
        .pages
        .page("sitemap", &version, "application/xml; charset=utf-8", render)?;
    Ok(page.answer(&request))
}

fn entries(services: &[Arc<Service>], incidents: &[Arc<Incident>]) -> Vec<Entry> {
    let news = |incident: &Arc<Incident>| incident.transitions.last().map_or(incident.opened_at, |step| step.at);
    let newest = incidents.iter().map(news).max();
    let entry = |path: &str, modified| Entry {
        path: path.to_owned(),
        modified,
    };
    let mut entries = vec![
        entry("/", newest),
        entry("/incidents", newest),
        entry("/methodology", None),
    ];
    entries.extend(services.iter().map(|service| {
        let own = incidents.iter().filter(|incident| incident.service == service.slug);
        entry(&format!("/services/{}", service.slug), own.map(news).max())
    }));
    entries.extend(incidents.iter().map(|incident| {
        let path = format!("/services/{}/incidents/{}", incident.service, incident.id);
        entry(&path, Some(news(incident)))
    }));
    entries
}
