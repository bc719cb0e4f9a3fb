//! The outside over HTTP: the whole route table, and what the handlers share.

pub(crate) mod allowance;
pub(crate) mod answers;
pub(crate) mod api;
pub(crate) mod arrival;
pub(crate) mod badges;
pub(crate) mod cache;
pub(crate) mod chart;
pub(crate) mod client;
pub(crate) mod counts;
pub mod door;
pub(crate) mod embed;
pub(crate) mod feeds;
pub(crate) mod here;
pub(crate) mod language;
pub(crate) mod machines;
pub(crate) mod oembed;
pub(crate) mod official;
pub(crate) mod openapi;
pub(crate) mod pages;
pub mod problem;
pub(crate) mod proofs;
pub(crate) mod ready;
pub(crate) mod reports;
pub(crate) mod share;
pub(crate) mod spread;
pub(crate) mod statuspage;
pub(crate) mod stream;
pub(crate) mod virtual_clock;
pub(crate) mod vote;
pub mod webhooks;
pub(crate) mod widget;

use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{HttpServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::error::QueryPayloadError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, Route, guard, web};
use arc_swap::ArcSwap;
use futures::StreamExt;
use futures::future::BoxFuture;
use ipnet::IpNet;
use secrecy::SecretString;

use self::door::pressure::Secondary::{self, Picture, StoreRead};
use self::door::pressure::shed;
use self::door::seats::Seats;
use self::door::visit::Visit;
use self::problem::Problem;
use crate::domain::service::{Catalogue, Service, ServiceSlug};
use crate::geoip::GeoIp;
use crate::pipeline::allowances::Allowances;
use crate::pipeline::arrivals::Arrivals;
use crate::pipeline::clock::Clock;
use crate::pipeline::history::History;
use crate::pipeline::lease::Leases;
use crate::pipeline::neighbourhood::Neighbourhoods;
use crate::pipeline::reporter::ReporterKeys;
use crate::publish::hub::{Hub, Live};
use crate::publish::vote::VoteKey;
use crate::store::Store;

/// A body that has not arrived by then is given up: a stalled one would hold its connection for ever. With the time that
/// the client then has to take notice, its connection is closed within ten seconds.
pub(crate) const BODY_SECONDS_MAX: u64 = 8;

/// What pages may load: our own style sheet, script and pictures, nothing else, from nowhere else.
pub const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What is no page loads nothing, should a browser be made to show it.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// What an embedded page may load; who may frame it is the operator's to say.
pub const EMBED_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'none'; base-uri 'none'";

/// One heartbeat; when it fails, what to log.
pub type Beat = Box<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>;

/// For how many seconds the heart has not beaten as it should.
pub type Pulse = Box<dyn Fn() -> i64 + Send + Sync>;

/// What handlers need.
pub struct State {
    /// The time.
    pub clock: Clock,
    /// The services.
    pub catalogue: Arc<ArcSwap<Catalogue>>,
    /// Live snapshots and events.
    pub hub: Arc<Hub>,
    /// Makes reporter keys.
    pub keys: Arc<ReporterKeys>,
    /// Decides which reports are evidence.
    pub neighbourhoods: Neighbourhoods,
    /// Knows by which links visitors came.
    pub arrivals: Arrivals,
    /// How much each address may still ask for.
    pub allowances: Arc<Allowances>,
    /// Places addresses.
    pub geoip: Arc<GeoIp>,
    /// Incidents that are no longer at hand, and the counts of this very second.
    pub store: Arc<dyn Store>,
    /// Counts beyond the live day.
    pub history: History,
    /// Makes pages.
    pub renderer: Arc<crate::render::Renderer>,
    /// Pages as bytes.
    pub pages: cache::Cache,
    /// Whole answers.
    pub ready: ready::Answers,
    /// Draws pictures to share.
    pub studio: share::Studio,
    /// Seats of those who listen to the stream of events.
    pub streams: Arc<Seats>,
    /// Proxies whose word on the client's address is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// Opens the admin routes; without it they are off.
    pub admin_token: Option<SecretString>,
    /// Empty, or `/path`.
    pub base_path: String,
    /// The site's address without a slash at the end, base path included.
    pub public_url: String,
    /// Checks the links in alerts.
    pub vote_key: VoteKey,
    /// What alerted teams say.
    pub polls: vote::Polls,
    /// Who may frame /embed/….
    pub frame_ancestors: String,
    /// Where to report what is wrong with the security of this site, as a URI.
    pub security_contact: Option<String>,
    /// What this process does of what a site does.
    pub role: &'static str,
    /// Which services it judges.
    pub leases: Arc<Leases>,
    /// Runs one heartbeat of the tick; only a virtual clock's owner calls it.
    pub beat: Beat,
    /// When it has beaten last.
    pub pulse: Pulse,
}

impl State {
    /// The service of that name.
    ///
    /// # Errors
    /// 404 in words.
    pub fn service(&self, slug: &str) -> Result<Arc<Service>, Problem> {
        let found = self.catalogue.load().service(slug).cloned();
        found.ok_or_else(|| Problem::NotFound("No such service. The catalogue is at /api/v1/services.".to_owned()))
    }

    /// The live state of a service of the catalogue.
    ///
    /// # Errors
    /// 503 in the moment between a reload of the catalogue and the first tick that knows the service.
    pub fn live(&self, service: &ServiceSlug) -> Result<Live, Problem> {
        self.hub.service(service).ok_or_else(|| Problem::Unavailable {
            detail: "This service has just been added; its page is ready in a moment.".to_owned(),
            retry_after_seconds: 1,
        })
    }
}

/// The route table of a process that serves no people.
pub fn machine_routes(base_path: &str) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
    let base_path = base_path.to_owned();
    move |config| {
        let site = web::scope(&base_path)
            .service(read("/healthz", machines::healthz))
            .service(read("/readyz", machines::readyz))
            .service(read("/metrics", machines::metrics))
            .service(clock())
            .default_service(web::to(machines::no_pages));
        config.service(site);
    }
}

fn clock() -> Resource {
    web::resource("/api/v1/clock")
        .get(virtual_clock::get)
        .post(virtual_clock::set)
        .default_service(method_not_allowed("GET, POST"))
}

/// The route table.
pub fn routes(base_path: &str) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
    let base_path = base_path.to_owned();
    move |config| {
        config
            .app_data(web::QueryConfig::default().error_handler(|error, _| bad_query(&error).into()))
            .app_data(web::PathConfig::default().error_handler(|_, _| pages::nothing_here().into()));
        if base_path.is_empty() {
            // Without a scope there is one table to look into in place of two.
            table(config);
        } else {
            let site = web::scope(&base_path).configure(table);
            config.service(site.default_service(web::to(pages::not_found)));
        }
    }
}

/// Addresses are compared in this order: what an outage brings most of comes first.
fn table(config: &mut web::ServiceConfig) {
    config
        .service(post("/api/v1/reports", reports::post_problem))
        .service(post("/api/v1/works", reports::post_works))
        // pages
        .service(read("", pages::index))
        .service(read("/", pages::index))
        .service(read("/services/{slug}", pages::service))
        // in frames and pictures of sites that may have many more visitors than this one
        .service(read("/embed/{slug}.svg", embed::picture))
        .service(read("/embed/{slug}.json", embed::data))
        .service(read("/embed/{slug}", embed::page))
        // further pages
        .service(read("/services/{slug}/embed", widget::builder))
        .service(read("/services/{slug}/here", here::service))
        .service(read("/here", here::index))
        .service(read("/services/{slug}/incidents/{id}", pages::incidents::incident))
        .service(read("/incidents", pages::incidents::incidents))
        .service(read("/regions/{code}", pages::places::region))
        .service(read("/networks/{number}", pages::places::network))
        .service(read("/methodology", pages::methodology))
        .service(read("/assets/{file}", pages::asset))
        // the plain form
        .service(post("/services/{slug}/report", reports::post_form))
        .configure(vote::configure)
        // seldom asked for
        .service(post("/api/v1/proofs", proofs::post))
        // public reads
        .service(read("/api/v1/services", api::services))
        .service(read("/api/v1/services/{slug}", api::service))
        .service(costly_read("/api/v1/services/{slug}/counts", counts::counts))
        .service(read("/api/v1/services/{slug}/regions", spread::regions))
        .service(read("/api/v1/services/{slug}/here", here::api))
        .service(read("/api/v1/services/{slug}/frames", spread::frames).wrap(from_fn(allowance::reads)))
        .service(read("/api/v1/incidents", api::incidents))
        .service(read("/api/v1/incidents/{id}", api::incident))
        .service(costly_read("/api/v1/incidents/{id}/evidence", api::evidence))
        .service(secondary(
            Secondary::Stream,
            only("GET", "/api/v1/stream", web::get().to(stream::stream)),
        ))
        // for what watches pages of Statuspage
        .service(read("/api/v2/{document:.*}", statuspage::document))
        // feeds
        .service(read("/feed.{format}", feeds::site))
        .service(read("/services/{slug}/feed.{format}", feeds::service))
        // other sites
        .service(read("/widget.js", widget::script))
        .service(read("/oembed", oembed::oembed))
        .service(read("/badge/{slug}.svg", badges::picture))
        .service(read("/badge/{slug}.json", badges::data))
        .service(secondary(Picture, read("/og.png", share::index)))
        .service(secondary(Picture, read("/og/{slug}.png", share::service)))
        .service(secondary(Picture, read("/og/{slug}/{incident}.png", share::incident)))
        // machines
        .service(read("/openapi.json", openapi::document))
        .service(read("/docs", openapi::docs))
        .service(read("/healthz", machines::healthz))
        .service(read("/readyz", machines::readyz))
        .service(read("/metrics", machines::metrics))
        .service(read("/robots.txt", machines::robots))
        .service(read("/.well-known/security.txt", machines::security))
        .service(read("/sitemap.xml", share::sitemap))
        .service(read("/manifest.webmanifest", share::manifest))
        // admin
        .configure(webhooks::configure)
        .service(clock());
}

/// Something to read. Whoever may GET it may ask for its headers alone.
fn read<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    only("GET, HEAD", path, by(&[Method::GET, Method::HEAD]).to(handler))
}

/// Something to send.
fn post<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    only("POST", path, by(&[Method::POST]).to(handler))
}

/// A route for these methods. The guards of actix-web itself note in each request what they have looked for, which takes
/// longer than looking for it.
fn by(methods: &'static [Method]) -> Route {
    web::route().guard(guard::fn_guard(|context| methods.contains(&context.head().method)))
}

/// An address with one route; other methods are told which ones it takes.
fn only(methods: &'static str, path: &str, route: Route) -> Resource {
    web::resource(path)
        .route(route)
        .default_service(method_not_allowed(methods))
}

/// What is nice to have: refused while a worker is behind.
fn secondary(kind: Secondary, resource: Resource) -> impl HttpServiceFactory + 'static {
    resource.wrap(from_fn(move |request, next| shed(kind, request, next)))
}

/// A read that takes the store's time: an address has an allowance of them, and they are the first to be refused.
fn costly_read<F, Args>(path: &str, handler: F) -> impl HttpServiceFactory + 'static
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let resource = read(path, handler).wrap(from_fn(allowance::reads));
    resource.wrap(from_fn(move |request, next| shed(StoreRead, request, next)))
}

fn method_not_allowed(allow: &'static str) -> Route {
    web::to(move || ready(Err::<HttpResponse, _>(Problem::MethodNotAllowed { allow })))
}

fn bad_query(error: &QueryPayloadError) -> Problem {
    match error {
        QueryPayloadError::Deserialize(error) => Problem::BadRequest(format!("A parameter does not fit: {error}.")),
        _ => Problem::BadRequest("The parameters cannot be read.".to_owned()),
    }
}

/// What every answer wears: errors are pages for whoever asked for a page and problem documents for programs, and headers
/// say what browsers may do with it. Handlers set their own policy where it differs.
///
/// # Errors
/// Those of the handlers, unchanged.
pub async fn dress(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let state = accepts_pages(request.headers())
        .then(|| request.app_data::<web::Data<State>>().cloned())
        .flatten();
    let visit = Visit::of(&request);
    let mut response = if visit.is_welcome(&request) {
        next.call(request).await?.map_into_boxed_body()
    } else {
        request.error_response(door::visit::full_house())
    };
    if let (Some(state), Some(error)) = (state, response.response().error()) {
        let status = error.as_response_error().status_code();
        let (title, detail) = match error.as_error::<Problem>() {
            Some(problem) => (problem.title(), problem.detail().to_owned()),
            None => (status.canonical_reason().unwrap_or("Error"), error.to_string()),
        };
        response = error_page(&state, response, status, title, &problem::shown(&detail));
    }
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let is_page = content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    // A browser puts the headers of a 304 in the place of those that it has: what is left out stays as it was.
    if response.status() != StatusCode::NOT_MODIFIED {
        label(response.headers_mut(), is_page);
    }
    Ok(visit.see_off(ready::keep(response)))
}

fn contains(value: &HeaderValue, part: &[u8]) -> bool {
    value.as_bytes().windows(part.len()).any(|window| window == part)
}

fn error_page(
    state: &State,
    response: ServiceResponse<BoxBody>,
    status: StatusCode,
    title: &str,
    detail: &str,
) -> ServiceResponse<BoxBody> {
    let (request, old) = response.into_parts();
    let reader = language::Reader::of(&request);
    let page = state.renderer.error(reader.locale, status.as_u16(), title, detail);
    let mut new = HttpResponse::build(status);
    for name in [
        header::ALLOW,
        header::CACHE_CONTROL,
        header::REFERRER_POLICY,
        header::RETRY_AFTER,
        header::WWW_AUTHENTICATE,
        problem::RATE_LIMIT_POLICY,
        problem::RATE_LIMIT,
    ] {
        if let Some(value) = old.headers().get(&name) {
            new.insert_header((name, value.clone()));
        }
    }
    let body = page.unwrap_or_else(|_error| detail.to_owned());
    ServiceResponse::new(request, new.content_type("text/html; charset=utf-8").body(body))
}

fn label(headers: &mut HeaderMap, is_page: bool) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let policy = if is_page { PAGE_POLICY } else { DATA_POLICY };
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    if is_page {
        if !headers.contains_key(header::REFERRER_POLICY) {
            headers.insert(
                header::REFERRER_POLICY,
                HeaderValue::from_static("strict-origin-when-cross-origin"),
            );
        }
        let name = HeaderName::from_static("permissions-policy");
        let none = HeaderValue::from_static("geolocation=(), camera=(), microphone=()");
        headers.insert(name, none);
    }
}

/// Whether a page is wanted rather than data.
fn accepts_pages(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT);
    accepts.is_some_and(|accepts| contains(accepts, b"text/html"))
}

/// Lets only the admin pass.
///
/// # Errors
/// 404 when the admin routes are off, 401 when the token is missing or wrong.
pub fn require_admin(state: &State, request: &HttpRequest) -> Result<(), Problem> {
    webhooks::check_token(state.admin_token.as_ref(), request)
}

/// Whether a body comes compressed. Nothing here is ever unpacked: how large it would become is not ours to find out.
pub fn is_compressed(headers: &HeaderMap) -> bool {
    let mut encodings = headers.get_all(header::CONTENT_ENCODING);
    encodings.any(|encoding| encoding != "identity")
}

/// Reads a body of at most `bytes_max`.
///
/// # Errors
/// 413 when it is longer, 400 when it breaks off or takes too long.
pub async fn read_body(mut payload: web::Payload, bytes_max: usize) -> Result<Vec<u8>, Problem> {
    let read = async {
        let mut body = Vec::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_error| Problem::BadRequest("The body broke off.".to_owned()))?;
            if body.len() + chunk.len() > bytes_max {
                return Err(Problem::TooLarge(format!("The body is larger than {bytes_max} bytes.")));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    };
    let timed = tokio::time::timeout(Duration::from_secs(BODY_SECONDS_MAX), read).await;
    timed.unwrap_or(Err(Problem::Timeout))
}

/// An answer that any page of the world may read.
pub fn public_json(body: &impl serde::Serialize, seconds_fresh: u32) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("cache-control", format!("public, max-age={seconds_fresh}")))
        .insert_header(("access-control-allow-origin", "*"))
        .json(body)
}
