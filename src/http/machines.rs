//! For machines that watch the machine: health, readiness, metrics.

use actix_web::{HttpResponse, web};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;
use utoipa::ToSchema;

use super::State;
use super::problem::Problem;
use crate::domain::bucket::Timestamp;

/// A heart that has not beaten for so long does not beat: one beat that waits for a store in trouble takes some seconds.
const SILENT_SECONDS_MAX: i64 = 60;

/// The process answers.
#[derive(Serialize, ToSchema)]
pub(super) struct Health {
    #[schema(value_type = String, example = "ok")]
    status: &'static str,
}

/// Whether the parts are there.
#[derive(Serialize, ToSchema)]
pub(super) struct Readiness<'a> {
    /// `ready`, or `not ready`.
    #[schema(value_type = String, example = "ready")]
    status: &'static str,
    store: StoreReadiness,
    heartbeat: HeartbeatReadiness,
    geoip: GeoIpReadiness<'a>,
    /// How many services have a live view.
    #[schema(example = 60)]
    services: usize,
    node: NodeReadiness,
}

/// What this process does among the others, and which part of the services it judges. Where nobody can be beside it, that
/// is everything.
#[derive(Serialize, ToSchema)]
struct NodeReadiness {
    #[schema(value_type = String, pattern = "^(all|front|detector)$", example = "all")]
    role: &'static str,
    /// The process's name among the others.
    name: String,
    /// Whether there can be others.
    shared: bool,
    /// The shards that it holds.
    shards: Vec<u16>,
    /// Shards that nobody judges.
    shards_unheld: usize,
    /// Processes that judge.
    #[schema(example = 1)]
    detectors: usize,
}

/// Whether the store answers.
#[derive(Serialize, ToSchema)]
struct StoreReadiness {
    #[schema(example = "embedded")]
    kind: String,
    ok: bool,
}

/// Whether counts, verdicts and pages are brought up to date, which happens each second.
#[derive(Serialize, ToSchema)]
struct HeartbeatReadiness {
    /// Whether that was less than a minute ago.
    ok: bool,
    /// Seconds since it last went through.
    #[schema(example = 1)]
    silent_seconds: i64,
}

/// Whether there is an address database.
#[derive(Serialize, ToSchema)]
struct GeoIpReadiness<'a> {
    ok: bool,
    regions: bool,
    /// Whether its files have been read to their ends. In the first seconds of a process they are asked as they are, and
    /// what is wrong with them may not be known yet.
    read: bool,
    /// What is wrong with its files, in sentences.
    warnings: &'a [String],
}

/// The process answers.
#[utoipa::path(
    get, path = "/healthz", tag = "Operation",
    responses((status = 200, description = "It does", body = Health))
)]
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("cache-control", "no-store"))
        .json(Health { status: "ok" })
}

/// Whether the parts that it needs are there: 200, or 503 when the store does not answer, or when nothing has been brought
/// up to date for a minute. A missing address database
/// is said, and no reason to take the site out of service.
#[utoipa::path(
    get, path = "/readyz", tag = "Operation",
    responses((status = 200, description = "Ready", body = Readiness),
        (status = 503, description = "The store does not answer, or the heart does not beat", body = Readiness))
)]
pub async fn readyz(state: web::Data<State>) -> HttpResponse {
    let store = state.store.ping().await;
    let geoip = state.geoip.current();
    let silent_seconds = (state.pulse)();
    let beats = silent_seconds < SILENT_SECONDS_MAX;
    let is_ready = store.is_ok() && beats;
    let body = Readiness {
        status: if is_ready { "ready" } else { "not ready" },
        store: StoreReadiness {
            kind: state.store.describe(),
            ok: store.is_ok(),
        },
        heartbeat: HeartbeatReadiness {
            ok: beats,
            silent_seconds,
        },
        geoip: GeoIpReadiness {
            ok: geoip.has_regions() && geoip.warnings().is_empty(),
            regions: geoip.has_regions(),
            read: geoip.is_flat(),
            warnings: geoip.warnings(),
        },
        services: state.hub.services().len(),
        node: NodeReadiness::of(&state),
    };
    let mut response = if is_ready {
        HttpResponse::Ok()
    } else {
        HttpResponse::ServiceUnavailable()
    };
    response.insert_header(("cache-control", "no-store")).json(body)
}

impl NodeReadiness {
    fn of(state: &State) -> Self {
        let standing = state.leases.standing();
        Self {
            role: state.role,
            name: standing.node,
            shared: standing.is_shared,
            shards: standing.shards,
            shards_unheld: standing.unheld,
            detectors: standing.detectors,
        }
    }
}

/// What a process answers that serves no people.
pub async fn no_pages() -> Result<HttpResponse, Problem> {
    let text = "This process judges and sends messages. Pages and reports are for those of role `front` or `all`.";
    Err(Problem::NotFound(text.to_owned()))
}

/// Counters and times for Prometheus.
#[utoipa::path(
    get, path = "/metrics", tag = "Operation",
    responses((status = 200, description = "Its text format", body = String, content_type = "text/plain"))
)]
pub async fn metrics(handle: web::Data<PrometheusHandle>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(handle.render())
}

/// Everything but the write and stream routes may be crawled, and where the pages are listed.
pub async fn robots(state: web::Data<State>) -> HttpResponse {
    let base = &state.base_path;
    let text = format!(
        "User-agent: *\nDisallow: {base}/api/\nDisallow: {base}/embed/\nAllow: {base}/\n\nSitemap: {}/sitemap.xml\n",
        state.public_url
    );
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text)
}

const DAY_SECONDS: i64 = 86_400;

/// For how long the contact may be relied on: RFC 9116 asks for less than a year.
const CONTACT_DAYS: i64 = 364;

/// Where to report a weakness (RFC 9116), when the operator says so.
pub async fn security(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let contact = state.security_contact.as_ref().ok_or_else(super::pages::nothing_here)?;
    let today = state.clock.now().0.div_euclid(DAY_SECONDS);
    let expires = Timestamp((today + CONTACT_DAYS) * DAY_SECONDS).to_rfc3339();
    let text = format!("Contact: {contact}\nExpires: {expires}\n");
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text))
}
