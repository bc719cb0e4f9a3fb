//! Where it is, for programs: the regions of now as `GeoJSON`, and the film of how it spread.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::answers::RegionReports;
use super::openapi::words::{IncidentName, Moment, Region, Slug};
use super::problem::Problem;
use super::{State, api, ready};
use crate::domain::frames::{Film, Levels, Plan};
use crate::domain::region::RegionCode;
use crate::domain::service::{Service, ServiceSlug};
use crate::domain::snapshot::{RegionCount, Snapshot, WINDOW_MINUTES};
use crate::render::shapes;

/// Live answers may be this old: the snapshots behind them change every second at most.
const LIVE_POLICY: &str = "public, max-age=1";

/// A film gets a frame a minute at most.
const FILM_POLICY: &str = "public, max-age=20";

/// What a region withheld in a frame is in its line of classes.
const WITHHELD: char = '.';

/// Which regions are wanted, and how much of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RegionsQuery {
    /// Which outlines come with the regions: `all`, those of whole countries, or `none`; all when absent.
    #[param(value_type = String, required = false, pattern = "^(all|country|none)$", example = "none")]
    geometry: Option<String>,
    /// Those of one country, by its code of ISO 3166-1.
    #[param(value_type = String, required = false, pattern = "^[A-Z]{2}$", example = "US")]
    country: Option<String>,
}

/// Regions as `GeoJSON` (RFC 7946).
#[derive(Serialize, ToSchema)]
pub(super) struct RegionCollection<'a> {
    #[schema(value_type = String, pattern = "^FeatureCollection$", example = "FeatureCollection")]
    r#type: &'static str,
    #[schema(value_type = Slug)]
    service: &'a ServiceSlug,
    #[schema(value_type = Moment)]
    updated_at: String,
    #[schema(example = 15)]
    window_minutes: i64,
    /// How many regions are left out, because fewer than five people reported from there.
    withheld: usize,
    features: Vec<RegionFeature>,
}

/// A region.
#[derive(Serialize, ToSchema)]
struct RegionFeature {
    #[schema(value_type = String, pattern = "^Feature$", example = "Feature")]
    r#type: &'static str,
    #[schema(value_type = Region)]
    id: RegionCode,
    /// Its outline, a `MultiPolygon`; `null` when it was not asked for.
    #[schema(value_type = Option<Object>)]
    geometry: Option<Value>,
    properties: RegionReports,
}

/// How trouble spread, in frames of equal length.
#[derive(Serialize, ToSchema)]
pub(super) struct FilmAnswer<'a> {
    #[schema(value_type = Slug)]
    service: &'a ServiceSlug,
    #[schema(value_type = Option<IncidentName>)]
    incident: Option<&'a str>,
    /// Each frame shows the reports of so many minutes.
    #[schema(example = 15)]
    window_minutes: i64,
    /// The end of the first frame.
    #[schema(value_type = Moment)]
    first: String,
    #[schema(example = 5)]
    step_minutes: i64,
    #[schema(example = 72)]
    frames: usize,
    /// For each region a character a frame: its class on the map's ramp from 0 to 4, or `.` when it is withheld.
    #[schema(example = json!({"US": "..0134", "US-NY": "...144"}))]
    levels: BTreeMap<String, String>,
    /// Regions that are beyond the limit of 500.
    left_out: usize,
}

/// Which outlines come with the regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Geometry {
    /// All of them.
    All,
    /// Those of whole countries.
    Countries,
    /// None: whoever has outlines needs the numbers only.
    None,
}

/// The regions of the last quarter of an hour as `GeoJSON` (RFC 7946), leaf regions and whole countries. The outlines of
/// an outage of the whole world are over a megabyte, so this is made once per snapshot, as pages are.
#[utoipa::path(
    get, path = "/api/v1/services/{slug}/regions", tag = "Services",
    params(("slug" = Slug, Path, description = "The service"), RegionsQuery),
    responses((status = 200, description = "A collection of features", body = RegionCollection),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn regions(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<RegionsQuery>,
) -> Result<HttpResponse, Problem> {
    let generation = state.hub.generation();
    let service = state.service(&slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let geometry = geometry(query.geometry.as_deref())?;
    let country = query.country.as_deref().map(country).transpose()?;
    let only = country.map_or_else(String::new, |country| country.to_string());
    let address = format!("regions/{}?{only}&{geometry:?}", service.slug);
    let render = || Ok(text(&region_features(&snapshot, geometry, country)));
    let page = state
        .pages
        .page(&address, &snapshot.version.to_string(), "application/json", render)?;
    ready::may_be_kept(&request, generation);
    Ok(public(page.answer(&request), LIVE_POLICY))
}

fn geometry(text: Option<&str>) -> Result<Geometry, Problem> {
    match text {
        None | Some("all") => Ok(Geometry::All),
        Some("country") => Ok(Geometry::Countries),
        Some("none") => Ok(Geometry::None),
        Some(_) => Err(Problem::BadRequest(
            "`geometry` is all, country (outlines of whole countries) or none.".to_owned(),
        )),
    }
}

fn country(code: &str) -> Result<RegionCode, Problem> {
    let known = RegionCode::parse(code)
        .ok()
        .filter(|code| !code.is_subdivision() && shapes::shape(*code).is_some());
    known.ok_or_else(|| Problem::BadRequest("`country` is a code of ISO 3166-1: US, FR.".to_owned()))
}

/// Lets pages of the world read it, for so long.
fn public(mut response: HttpResponse, policy: &'static str) -> HttpResponse {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(policy));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// Words and numbers: nothing in it can fail to be written.
fn text(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}

fn region_features(snapshot: &Snapshot, geometry: Geometry, country: Option<RegionCode>) -> RegionCollection<'_> {
    let is_leaf = |count: &&RegionCount| !snapshot.regions.iter().any(|leaf| leaf.region == count.region);
    let counts = snapshot.regions.iter().chain(snapshot.countries.iter().filter(is_leaf));
    let is_wanted = |count: &&RegionCount| country.is_none_or(|country| count.region.country() == country);
    let outline = |region: RegionCode| match geometry {
        Geometry::All => shapes::geometry(region),
        Geometry::Countries if !region.is_subdivision() => shapes::geometry(region),
        Geometry::Countries | Geometry::None => None,
    };
    let feature = |count: &RegionCount| RegionFeature {
        r#type: "Feature",
        id: count.region,
        geometry: outline(count.region),
        properties: RegionReports::of(count),
    };
    RegionCollection {
        r#type: "FeatureCollection",
        service: &snapshot.service,
        updated_at: snapshot.at.to_rfc3339(),
        window_minutes: WINDOW_MINUTES,
        withheld: snapshot.regions_withheld,
        features: counts.filter(is_wanted).map(feature).collect(),
    }
}

/// Which film is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FramesQuery {
    /// The incident; without one the running one is shown, or else the last six hours.
    #[param(value_type = IncidentName, required = false)]
    incident: Option<String>,
}

/// How trouble spread: of an incident; without one, of the running incident, or of the last six hours. Made at most once
/// a minute, and only when somebody asks.
#[utoipa::path(
    get, path = "/api/v1/services/{slug}/frames", tag = "Services",
    params(("slug" = Slug, Path, description = "The service"), FramesQuery),
    responses((status = 200, description = "The film", body = FilmAnswer),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn frames(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<FramesQuery>,
) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let incident = match query.incident.as_deref() {
        Some(id) => Some(incident_of(&state, &service, id).await?),
        None => snapshot.incident.clone().filter(|incident| incident.is_open()),
    };
    let now = state.clock.now().minute();
    let plan = Plan::of(incident.as_deref(), now);
    // The counts of an incident that is over may still change for a while: late reports are let in.
    let version = format!("{plan:?} {}", now.0);
    let id = incident.as_ref().map(|incident| incident.id.0.as_str());
    let address = format!("frames/{}?{}", service.slug, id.unwrap_or_default());
    let make = film(&state, &service, plan, id);
    let page = state
        .pages
        .page_of_history(&address, &version, "application/json", make)
        .await?;
    Ok(public(page.answer(&request), FILM_POLICY))
}

async fn incident_of(
    state: &State,
    service: &Service,
    id: &str,
) -> Result<Arc<crate::domain::incident::Incident>, Problem> {
    let incident = api::find_incident(state, id).await?;
    if incident.service == service.slug {
        Ok(incident)
    } else {
        Err(Problem::NotFound("No such incident of this service.".to_owned()))
    }
}

async fn film(state: &State, service: &Service, plan: Plan, incident: Option<&str>) -> Result<String, Problem> {
    let baseline = state.live(&service.slug)?.baseline;
    let (from, to) = plan.range();
    let buckets = state.store.buckets(&service.slug, from, to).await?;
    // Three days of a worldwide outage take a tenth of a second.
    let film = web::block(move || Film::new(plan, &buckets, &baseline)).await;
    let film = film.map_err(|error| {
        tracing::error!(%error, "a film could not be made");
        Problem::Unavailable {
            detail: "The film cannot be shown at the moment.".to_owned(),
            retry_after_seconds: 5,
        }
    })?;
    Ok(text(&film_answer(&film, service, incident)))
}

fn film_answer<'a>(film: &Film, service: &'a Service, incident: Option<&'a str>) -> FilmAnswer<'a> {
    let lines = film.regions.iter();
    FilmAnswer {
        service: &service.slug,
        incident,
        window_minutes: WINDOW_MINUTES,
        first: film.plan.first.start().to_rfc3339(),
        step_minutes: film.plan.step_minutes,
        frames: film.plan.frames,
        levels: lines
            .map(|(region, levels)| (region.to_string(), line(levels)))
            .collect(),
        left_out: film.left_out,
    }
}

/// A region's classes, a character for each frame: `..0134`.
fn line(levels: &Levels) -> String {
    let digit = |level: &Option<u8>| level.and_then(|level| char::from_digit(u32::from(level), 10));
    levels.iter().map(|level| digit(level).unwrap_or(WITHHELD)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bucket::{Bucket, Minute};
    use crate::domain::tracker::Tracker;

    #[test]
    fn a_film_of_300_regions_is_small() {
        let plan = Plan::of_incident(Minute(29_543_760), Minute(29_543_760 + 56));
        assert_eq!(plan.frames, 72);
        let bucket = |minute: i64| {
            let mut bucket = Bucket::default();
            for number in 0..300_i64 {
                let country = char::from(b'A' + u8::try_from(number / 30).unwrap());
                let code = RegionCode::parse(&format!("{country}{country}-{}", number % 30)).unwrap();
                let count = u32::try_from((minute * 7 + number * 13).rem_euclid(4)).unwrap();
                bucket.add(code, None, count, count);
            }
            (Minute(29_543_740 + minute), bucket)
        };
        let buckets: Vec<_> = (0..76).map(bucket).collect();
        let service = ServiceSlug::parse("spotify").unwrap();
        let film = Film::new(plan, &buckets, &Tracker::new(service));
        assert_eq!(film.regions.len(), 310, "300 and their countries");
        let bytes: usize = film
            .regions
            .iter()
            .map(|(region, levels)| region.to_string().len() + line(levels).len() + 6)
            .sum();
        assert!(bytes < 28_000, "{bytes} bytes");
    }
}
