//! Pages for people: rendered and compressed once per change, then copied.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::problem::Problem;
use super::{State, api};
use crate::domain::bucket::Bucket;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::report::Kind;
use crate::domain::service::{Catalogue, Service, ServiceSlug};
use crate::domain::snapshot::{Snapshot, Verdict, WINDOW_MINUTES, public_reports};
use crate::geoip::network_names;
use crate::render::RenderError;
use crate::render::assets::Assets;
use crate::render::shapes;
use crate::render::views::{
    Confirmation, IncidentView, IncidentsView, IndexView, NetworkView, RegionView, ServiceView,
};

/// Bytes of pages that are kept, before compression: every service in a few maps. Addresses can be made up (searches,
/// network numbers), so it is memory that is limited. When it is full it is emptied, and fills with what is asked for.
const PAGES_BYTES_MAX: usize = 96 * 1024 * 1024;

/// Pages as bytes, by address, each valid for one version of what it shows.
#[derive(Default)]
pub struct Cache {
    held: RwLock<Held>,
}

/// Pages by address, and their size.
#[derive(Default)]
struct Held {
    pages: HashMap<String, Arc<Page>>,
    bytes: usize,
}

impl Held {
    fn insert(&mut self, address: String, page: Arc<Page>, bytes_max: usize) {
        if self.bytes + page.bytes() > bytes_max {
            *self = Self::default();
        }
        self.bytes += page.bytes();
        if let Some(old) = self.pages.insert(address, page) {
            self.bytes -= old.bytes();
        }
    }
}

/// One page, compressed when first asked for.
pub struct Page {
    version: String,
    content_type: &'static str,
    hash: String,
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Cache {
    /// The page at `address`, rendered anew when `version` differs from the one that is kept.
    ///
    /// # Errors
    /// When it cannot be rendered.
    pub fn page(
        &self,
        address: &str,
        version: &str,
        content_type: &'static str,
        render: impl FnOnce() -> Result<String, Problem>,
    ) -> Result<Arc<Page>, Problem> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let known = held.pages.get(address).cloned();
        drop(held);
        if let Some(page) = known.filter(|page| page.version == version) {
            return Ok(page);
        }
        let page = Arc::new(Page::new(version.to_owned(), content_type, render()?));
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.insert(address.to_owned(), Arc::clone(&page), PAGES_BYTES_MAX);
        Ok(page)
    }
}

impl Page {
    fn new(version: String, content_type: &'static str, text: String) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        Self {
            version,
            content_type,
            hash: hex(&digest[..8]),
            plain: Bytes::from(text),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    fn bytes(&self) -> usize {
        self.plain.len()
    }

    /// The answer to a request: 304 when the client has it, else the bytes in an encoding that it takes.
    pub fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let encoding = Encoding::of(request);
        let etag = format!("\"{}{}\"", self.hash, encoding.suffix());
        let is_known = request
            .headers()
            .get(header::IF_NONE_MATCH)
            .is_some_and(|known| holds(known, &etag));
        let mut response = HttpResponse::build(if is_known {
            StatusCode::NOT_MODIFIED
        } else {
            StatusCode::OK
        });
        response
            .insert_header((header::ETAG, etag))
            .insert_header((header::VARY, "accept-encoding"))
            .insert_header((header::CACHE_CONTROL, "public, max-age=0, must-revalidate"));
        if is_known {
            return response.finish();
        }
        response.insert_header((header::CONTENT_TYPE, self.content_type));
        match encoding {
            Encoding::Plain => response.body(self.plain.clone()),
            Encoding::Brotli => {
                let body = self.brotli.get_or_init(|| brotli(&self.plain)).clone();
                response.insert_header((header::CONTENT_ENCODING, "br")).body(body)
            }
            Encoding::Gzip => {
                let body = self.gzip.get_or_init(|| gzip(&self.plain)).clone();
                response.insert_header((header::CONTENT_ENCODING, "gzip")).body(body)
            }
        }
    }
}

impl Encoding {
    fn of(request: &HttpRequest) -> Self {
        let accepted = request
            .headers()
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok());
        let takes = |name: &str| {
            let mut offers = accepted.unwrap_or_default().split(',');
            offers.any(|offer| is_offer_of(offer, name))
        };
        match (takes("br"), takes("gzip")) {
            (true, _) => Self::Brotli,
            (_, true) => Self::Gzip,
            _ => Self::Plain,
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => "-br",
            Self::Gzip => "-gz",
            Self::Plain => "",
        }
    }
}

/// Whether `gzip;q=0.5` offers `gzip`; with a weight of 0 it refuses it (RFC 9110, 12.5.3).
fn is_offer_of(offer: &str, name: &str) -> bool {
    let (coding, parameters) = offer.split_once(';').unwrap_or((offer, ""));
    let weight = parameters.trim().trim_start_matches(['q', 'Q']).trim_start_matches('=');
    coding.trim().eq_ignore_ascii_case(name) && weight.parse() != Ok(0.0)
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

fn holds(known: &HeaderValue, etag: &str) -> bool {
    let tags = known.to_str().unwrap_or_default().split(',');
    tags.map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}

/// Quality 5 of 11: a page changes every few seconds, and more costs ten times the time for 3 % of the bytes.
fn brotli(plain: &[u8]) -> Bytes {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 16 * 1024, 5, 20);
    // Writing into memory does not fail.
    let _ = writer.write_all(plain);
    drop(writer);
    Bytes::from(out)
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let _ = writer.write_all(plain);
    Bytes::from(writer.finish().unwrap_or_default())
}

impl From<RenderError> for Problem {
    fn from(error: RenderError) -> Self {
        tracing::error!(%error, "a page could not be rendered");
        Self::Unavailable {
            detail: "This page cannot be shown at the moment.".to_owned(),
            retry_after_seconds: 5,
        }
    }
}

/// What the index was asked for. Other parameters (tracking marks that links pick up) are let pass.
#[derive(Debug, Deserialize)]
pub struct IndexQuery {
    q: Option<String>,
}

/// Longest search that is looked at.
const QUERY_CHARACTERS_MAX: usize = 60;

const HTML: &str = "text/html; charset=utf-8";

/// All services: ongoing incidents first.
pub async fn index(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<IndexQuery>,
) -> Result<HttpResponse, Problem> {
    let search: String = query
        .q
        .as_deref()
        .unwrap_or_default()
        .trim()
        .chars()
        .take(QUERY_CHARACTERS_MAX)
        .collect();
    let snapshots = snapshots(&state);
    let render = || {
        let view = IndexView {
            catalogue: &state.catalogue.load(),
            snapshots: &snapshots,
            query: &search,
            delayed_since: None,
            now: state.clock.now(),
        };
        Ok(state.renderer.index(&view)?)
    };
    let page = state
        .pages
        .page(&format!("index?{search}"), &version(&snapshots), HTML, render)?;
    Ok(page.answer(&request))
}

/// What a service page was asked for.
#[derive(Debug, Deserialize)]
pub struct ServiceQuery {
    map: Option<String>,
    reported: Option<String>,
    symptom: Option<String>,
}

/// One service.
pub async fn service(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<ServiceQuery>,
) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let map_country = query
        .map
        .as_deref()
        .and_then(|code| RegionCode::parse(code).ok())
        .map(|code| code.country());
    let confirmation = query.reported.as_deref().and_then(confirmation);
    if let Some(mut confirmation) = confirmation {
        let symptom = query.symptom.as_deref().and_then(|symptom| service.symptom(symptom));
        confirmation.symptom = symptom.map(|symptom| symptom.slug.clone());
        confirmation.reports_in_window = reports_now(&state, &snapshot).await;
        let html = render_service(&state, &service, &snapshot, map_country, Some(confirmation))?;
        return Ok(HttpResponse::Ok()
            .content_type(HTML)
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(html));
    }
    let catalogue = state.catalogue.load();
    let related = related(&state, &catalogue, &service);
    let version = format!("{} {related:?}", snapshot.version);
    let map = map_country.map_or_else(String::new, |country| country.to_string());
    let render = || render_service(&state, &service, &snapshot, map_country, None);
    let page = state
        .pages
        .page(&format!("service/{}?{map}", service.slug), &version, HTML, render)?;
    Ok(page.answer(&request))
}

/// Verdicts of other services that a service's page shows.
fn related(state: &State, catalogue: &Catalogue, service: &Service) -> Vec<Verdict> {
    let others = service.alternatives.iter().chain(&service.depends_on);
    others
        .filter_map(|slug| with_verdict(state, catalogue, slug))
        .map(|(_, verdict)| verdict)
        .collect()
}

fn with_verdict<'a>(state: &State, catalogue: &'a Catalogue, slug: &ServiceSlug) -> Option<(&'a Service, Verdict)> {
    let service = catalogue.service(slug.as_str())?;
    let verdict = state
        .hub
        .service(slug)
        .map_or(Verdict::Normal, |live| live.snapshot.verdict);
    Some((service, verdict))
}

fn render_service(
    state: &State,
    service: &Service,
    snapshot: &Snapshot,
    map_country: Option<RegionCode>,
    confirmation: Option<Confirmation>,
) -> Result<String, Problem> {
    let catalogue = state.catalogue.load();
    let with_verdicts = |slugs: &[ServiceSlug]| {
        slugs
            .iter()
            .filter_map(|slug| with_verdict(state, &catalogue, slug))
            .collect::<Vec<_>>()
    };
    let view = ServiceView {
        catalogue: &catalogue,
        service,
        snapshot,
        alternatives: with_verdicts(&service.alternatives),
        dependencies: with_verdicts(&service.depends_on),
        confirmation,
        map_country,
        network_names: &network_names(&state.geoip.current(), &snapshot.networks),
        delayed_since: None,
        now: state.clock.now(),
    };
    Ok(state.renderer.service(&view)?)
}

fn confirmation(outcome: &str) -> Option<Confirmation> {
    let (kind, counted, ask_symptom) = match outcome {
        "counted" => (Kind::Problem, true, true),
        "repeat" => (Kind::Problem, false, true),
        "symptom" => (Kind::Problem, true, false),
        "works" => (Kind::Works, true, false),
        _ => return None,
    };
    Some(Confirmation {
        kind,
        counted,
        reports_in_window: 0,
        symptom: None,
        ask_symptom,
    })
}

/// Reports of the last window as of now. The snapshot is up to a second old, so it lacks the very report that is being
/// confirmed and those just before it: the second person would be told to be the first.
async fn reports_now(state: &State, snapshot: &Snapshot) -> u64 {
    let until = state.clock.now().minute().plus(1);
    let buckets = state
        .store
        .buckets(&snapshot.service, until.plus(-WINDOW_MINUTES), until)
        .await;
    let Ok(buckets) = buckets else {
        return snapshot.reports;
    };
    let mut window = Bucket::default();
    for (_, bucket) in &buckets {
        window.merge(bucket);
    }
    public_reports(&window)
}

/// Which incidents are wanted.
#[derive(Debug, Deserialize)]
pub struct IncidentsQuery {
    service: Option<String>,
}

/// Recent incidents of all services, or of one.
pub async fn incidents(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<IncidentsQuery>,
) -> Result<HttpResponse, Problem> {
    let service = query.service.as_deref().map(|slug| state.service(slug)).transpose()?;
    let mut incidents = api::recent_incidents(&state);
    incidents.retain(|incident| service.as_ref().is_none_or(|service| service.slug == incident.service));
    let render = || {
        let view = IncidentsView {
            catalogue: &state.catalogue.load(),
            service: service.as_deref(),
            incidents: &incidents,
            now: state.clock.now(),
        };
        Ok(state.renderer.incidents(&view)?)
    };
    let steps: usize = incidents.iter().map(|incident| incident.transitions.len()).sum();
    let version = format!("{} {steps} {}", incidents.len(), state.clock.now().minute().0);
    let only = service.as_ref().map_or("", |service| service.slug.as_str());
    let page = state.pages.page(&format!("incidents?{only}"), &version, HTML, render)?;
    Ok(page.answer(&request))
}

/// A country or subdivision: how all services do there.
pub async fn region(
    state: web::Data<State>,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let code = RegionCode::parse(&code)
        .ok()
        .filter(|code| !code.is_unknown() && shapes::shape(*code).is_some());
    let region =
        code.ok_or_else(|| Problem::NotFound("No such region. Codes are those of ISO 3166: FR, US-NY.".to_owned()))?;
    let snapshots = snapshots(&state);
    let render = || {
        let view = RegionView {
            catalogue: &state.catalogue.load(),
            region,
            snapshots: &snapshots,
            now: state.clock.now(),
        };
        Ok(state.renderer.region(&view)?)
    };
    let page = state
        .pages
        .page(&format!("region/{region}"), &version(&snapshots), HTML, render)?;
    Ok(page.answer(&request))
}

/// A network: how all services do in it.
pub async fn network(
    state: web::Data<State>,
    request: HttpRequest,
    number: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let number = number.strip_prefix("AS").unwrap_or(&number).parse().ok();
    let network = number
        .map(Asn)
        .ok_or_else(|| Problem::NotFound("No such network. Write its number: 7018.".to_owned()))?;
    let snapshots = snapshots(&state);
    let database = state.geoip.current();
    let render = || {
        let view = NetworkView {
            catalogue: &state.catalogue.load(),
            network,
            name: database.network_name(network),
            snapshots: &snapshots,
            now: state.clock.now(),
        };
        Ok(state.renderer.network(&view)?)
    };
    let page = state
        .pages
        .page(&format!("network/{}", network.0), &version(&snapshots), HTML, render)?;
    Ok(page.answer(&request))
}

fn snapshots(state: &State) -> Vec<Arc<Snapshot>> {
    state
        .hub
        .services()
        .values()
        .map(|live| Arc::clone(&live.snapshot))
        .collect()
}

/// Versions only grow, so their sum changes with each of them.
fn version(snapshots: &[Arc<Snapshot>]) -> String {
    snapshots
        .iter()
        .map(|snapshot| snapshot.version)
        .sum::<u64>()
        .to_string()
}

/// One incident, its steps and their reasons.
pub async fn incident(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (slug, id) = path.into_inner();
    let service = state.service(&slug)?;
    let incident = api::find_incident(&state, &id).await?;
    if incident.service != service.slug {
        return Err(Problem::NotFound("No such incident of this service.".to_owned()));
    }
    let render = || {
        let view = IncidentView {
            service: &service,
            incident: &incident,
            now: state.clock.now(),
        };
        Ok(state.renderer.incident(&view)?)
    };
    let version = format!(
        "{:?} {} {}",
        incident.phase,
        incident.transitions.len(),
        state.clock.now().minute().0
    );
    let page = state.pages.page(&format!("incident/{id}"), &version, HTML, render)?;
    Ok(page.answer(&request))
}

/// How verdicts are made.
pub async fn methodology(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let page = state
        .pages
        .page("methodology", "", HTML, || Ok(state.renderer.methodology()?))?;
    Ok(page.answer(&request))
}

/// Our own style sheet, script and icon; their names carry a hash of their content, so they never change.
pub async fn asset(
    state: web::Data<State>,
    request: HttpRequest,
    file: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let path = format!("/assets/{file}");
    let asset = Assets::get(&path).ok_or_else(|| Problem::NotFound("No such file.".to_owned()))?;
    let text = || Ok(String::from_utf8_lossy(asset.bytes).into_owned());
    let page = state.pages.page(&path, "", asset.content_type, text)?;
    let mut response = page.answer(&request);
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    Ok(response)
}

/// Any other address.
pub async fn not_found() -> Result<HttpResponse, Problem> {
    Err(nothing_here())
}

/// What any other address answers.
pub fn nothing_here() -> Problem {
    Problem::NotFound("There is nothing at this address.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_at_made_up_addresses_do_not_fill_the_memory() {
        let page = |length: usize| Arc::new(Page::new(String::new(), HTML, "x".repeat(length)));
        let mut held = Held::default();
        for number in 0..1_000 {
            held.insert(format!("index?{number}"), page(100), 1_000);
            assert!(held.bytes <= 1_000 && held.bytes == held.pages.len() * 100);
        }
        let mut held = Held::default();
        for length in [300, 500, 200] {
            held.insert("index?".to_owned(), page(length), 1_000);
        }
        assert_eq!((held.bytes, held.pages.len()), (200, 1));
    }
}
