//! Is it only me? Answers for one visitor, by where the request comes from. The address is looked up and forgotten, and
//! nothing of the answer is kept: neither here nor in any cache.

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answers::{self, rounded};
use super::language::Reader;
use super::openapi::words::{Moment, OutcomeWord, Region, Slug};
use super::problem::Problem;
use super::{State, client, pages};
use crate::domain::here::{self, Count, Here, Outcome, Visitor};
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::{Catalogue, Service, ServiceSlug};
use crate::domain::snapshot::{CELL_REPORTERS_MIN, Snapshot, WINDOW_MINUTES};
use crate::geoip::Place;
use crate::publish::hub::Services;
use crate::render::locale::Locale;
use crate::render::shapes;
use crate::render::views::{HereView, NearView, Origin};

const HTML: &str = "text/html; charset=utf-8";

/// Other sites may neither read these answers nor have them loaded: they tell where a visitor is.
const OWN_SITE_ONLY: (HeaderName, HeaderValue) = (
    HeaderName::from_static("cross-origin-resource-policy"),
    HeaderValue::from_static("same-origin"),
);

/// What was asked for.
#[derive(Debug, Deserialize)]
pub struct HereQuery {
    /// Where the visitor says to be.
    region: Option<String>,
    /// Whether only the part is wanted that other pages show.
    part: Option<String>,
}

/// The same of the API, which takes nothing else.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ApiQuery {
    /// Where the visitor is, by a code of ISO 3166; without it the address says so.
    #[param(value_type = String, required = false, pattern = "^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$", example = "US-NY")]
    region: Option<String>,
}

/// The answer to one visitor.
#[derive(Serialize, ToSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "an answer as clients know it, which nobody branches on"
)]
pub(super) struct HereAnswer {
    #[schema(value_type = Slug)]
    service: ServiceSlug,
    #[schema(value_type = OutcomeWord)]
    outcome: Outcome,
    /// Whether the service is known to have problems; otherwise there are only more reports than usual.
    confirmed: bool,
    /// The service has problems, but in other places.
    elsewhere: bool,
    #[schema(example = 15)]
    window_minutes: i64,
    /// Counts of fewer people than this are `null`.
    #[schema(example = 5)]
    withheld_below: u64,
    /// What `near` counts: the visitor's subdivision, or the country when too few report from the subdivision.
    #[schema(value_type = Region)]
    region: RegionCode,
    #[schema(example = "New York")]
    region_name: String,
    /// Whether the visitor chose it.
    region_chosen: bool,
    near: Option<HereCount>,
    network: Option<HereNetwork>,
    in_network: Option<HereCount>,
    everywhere: HereCount,
    /// Other services that fail in this region more than elsewhere.
    others_in_region: usize,
    /// Other services that fail in this network more than elsewhere.
    others_in_network: usize,
    /// The provider is a service of the catalogue, and that has problems.
    provider_failing: bool,
    /// Since when counts are missing, because the store does not answer; `null` while it does.
    #[schema(value_type = Option<Moment>)]
    delayed_since: Option<String>,
}

/// Reports of the last quarter of an hour, as the public view of the service has them.
#[derive(Serialize, ToSchema)]
struct HereCount {
    #[schema(example = 57)]
    reports: u64,
    /// What is normal at this time of the week, when that is known.
    #[schema(example = 0.8)]
    expected: Option<f64>,
    #[schema(example = 71.25)]
    ratio: Option<f64>,
}

/// The visitor's network.
#[derive(Serialize, ToSchema)]
struct HereNetwork {
    #[schema(example = 7922)]
    asn: u32,
    #[schema(example = "Comcast Cable Communications, LLC")]
    name: Option<String>,
    /// The service of the catalogue whose customers use it.
    #[schema(value_type = Option<Slug>)]
    service: Option<ServiceSlug>,
}

/// Who asks, reduced to what an answer needs.
#[derive(Debug, Clone, Copy)]
struct Whereabouts {
    visitor: Visitor,
    is_chosen: bool,
}

impl Whereabouts {
    /// From the address, unless the visitor says otherwise. Then the network does not count either: it may be a VPN's.
    fn of(state: &State, request: &HttpRequest, chosen: Option<&str>) -> Result<Self, Problem> {
        if let Some(code) = chosen.filter(|code| !code.is_empty()) {
            let known = RegionCode::parse(code)
                .ok()
                .filter(|code| shapes::shape(*code).is_some());
            let region =
                known.ok_or_else(|| Problem::BadRequest("`region` is a code of ISO 3166: DE, US-NY.".to_owned()))?;
            let visitor = Visitor {
                region,
                network: Asn::UNKNOWN,
            };
            return Ok(Self {
                visitor,
                is_chosen: true,
            });
        }
        let address = client::address(request, &state.trusted_proxies);
        let unknown = Place {
            region: RegionCode::UNKNOWN,
            network: Asn::UNKNOWN,
        };
        let place = address.map_or(unknown, |address| state.geoip.current().place(address));
        Ok(Self {
            visitor: Visitor {
                region: place.region,
                network: place.network,
            },
            is_chosen: false,
        })
    }

    fn origin<'a>(&self, network_name: Option<&'a str>) -> Origin<'a> {
        Origin {
            region: self.visitor.region,
            network: self.visitor.network,
            network_name,
            is_chosen: self.is_chosen,
        }
    }
}

/// Whose trouble it is that somebody has with a service.
fn look(visitor: Visitor, services: &Services, catalogue: &Catalogue, snapshot: &Snapshot) -> Here {
    let provider = catalogue.provider(visitor.network);
    let provider = provider.and_then(|provider| services.get(&provider.slug));
    here::look(
        visitor,
        snapshot,
        services.values().map(|live| live.snapshot.as_ref()),
        provider.map(|live| live.snapshot.as_ref()),
    )
}

/// The page of one service, or the part of it that the service's own page shows.
pub async fn service(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<HereQuery>,
) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let whereabouts = Whereabouts::of(&state, &request, query.region.as_deref())?;
    let reader = Reader::of(&request);
    let html = with_view(&state, &service, whereabouts, reader.locale, |view| {
        Ok(state.renderer.here(view, query.part.is_some())?)
    })?;
    Ok(for_this_visitor(&state, reader, html))
}

/// What this visitor sees of a service, for the page that answers a report.
pub(super) fn after_report<T>(
    state: &State,
    request: &HttpRequest,
    service: &Service,
    locale: Locale,
    make: impl FnOnce(&HereView<'_>) -> T,
) -> Result<T, Problem> {
    let whereabouts = Whereabouts::of(state, request, None)?;
    with_view(state, service, whereabouts, locale, |view| Ok(make(view)))
}

fn with_view<T>(
    state: &State,
    service: &Service,
    whereabouts: Whereabouts,
    locale: Locale,
    make: impl FnOnce(&HereView<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let snapshot = state.live(&service.slug)?.snapshot;
    let (services, catalogue) = (state.hub.services(), state.catalogue.load());
    let database = state.geoip.current();
    let network = whereabouts.visitor.network;
    let found = look(whereabouts.visitor, &services, &catalogue, &snapshot);
    let alternatives = service.alternatives.iter();
    let view = HereView {
        locale,
        service,
        here: &found,
        origin: whereabouts.origin(database.network_name(network)),
        provider: catalogue
            .provider(network)
            .map(AsRef::as_ref)
            .filter(|provider| provider.slug != service.slug),
        alternatives: alternatives
            .filter_map(|slug| pages::with_verdict(state, &catalogue, slug))
            .collect(),
        delayed_since: state.hub.delayed_since(),
        now: state.clock.now(),
    };
    make(&view)
}

/// What does badly near the visitor, of all services; or the part of it that the index shows.
pub async fn index(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<HereQuery>,
) -> Result<HttpResponse, Problem> {
    let whereabouts = Whereabouts::of(&state, &request, query.region.as_deref())?;
    let reader = Reader::of(&request);
    let services = state.hub.services();
    let snapshots = services.values().map(|live| live.snapshot.as_ref());
    let database = state.geoip.current();
    let view = NearView {
        locale: reader.locale,
        catalogue: &state.catalogue.load(),
        problems: &here::near_you(whereabouts.visitor, snapshots),
        origin: whereabouts.origin(database.network_name(whereabouts.visitor.network)),
        delayed_since: state.hub.delayed_since(),
        now: state.clock.now(),
    };
    let html = state.renderer.near(&view, query.part.is_some())?;
    Ok(for_this_visitor(&state, reader, html))
}

/// Is it only me? The same answer as JSON. Not for other sites, unlike the rest of the API.
#[utoipa::path(
    get, path = "/api/v1/services/{slug}/here", tag = "Services",
    params(("slug" = Slug, Path, description = "The service"), ApiQuery),
    responses((status = 200, description = "Whose trouble it probably is", body = HereAnswer))
)]
pub async fn api(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<ApiQuery>,
) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let whereabouts = Whereabouts::of(&state, &request, query.region.as_deref())?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let catalogue = state.catalogue.load();
    let found = look(whereabouts.visitor, &state.hub.services(), &catalogue, &snapshot);
    let database = state.geoip.current();
    let network = (found.network != Asn::UNKNOWN).then(|| HereNetwork {
        asn: found.network.0,
        name: database.network_name(found.network).map(str::to_owned),
        service: catalogue.provider(found.network).map(|provider| provider.slug.clone()),
    });
    let body = HereAnswer {
        service: service.slug.clone(),
        outcome: found.outcome,
        confirmed: found.is_confirmed,
        elsewhere: found.is_elsewhere,
        window_minutes: WINDOW_MINUTES,
        withheld_below: CELL_REPORTERS_MIN,
        region: found.region,
        region_name: shapes::name(Locale::En, found.region),
        region_chosen: whereabouts.is_chosen,
        near: found.near.map(HereCount::of),
        network,
        in_network: found.carried.map(HereCount::of),
        everywhere: HereCount::of(found.everywhere),
        others_in_region: found.others_in_region,
        others_in_network: found.others_in_network,
        provider_failing: found.is_provider_failing,
        delayed_since: answers::delayed_since(&state),
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(OWN_SITE_ONLY);
    Ok(response.json(body))
}

impl HereCount {
    fn of(count: Count) -> Self {
        Self {
            reports: count.reports,
            expected: count.expected.map(rounded),
            ratio: count.ratio.map(rounded),
        }
    }
}

fn for_this_visitor(state: &State, reader: Reader, html: String) -> HttpResponse {
    let mut response = HttpResponse::Ok()
        .content_type(HTML)
        .insert_header(OWN_SITE_ONLY)
        .body(html);
    reader.label(state, &mut response);
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
    response
}
