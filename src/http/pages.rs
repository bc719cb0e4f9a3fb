//! Pages for people.

pub mod incidents;
pub mod places;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::cache::Page;
use super::chart::{self, Asked};
use super::language::Reader;
use super::problem::Problem;
use super::{State, here, official, proofs, ready};
use crate::domain::bucket::Bucket;
use crate::domain::official::plain;
use crate::domain::region::RegionCode;
use crate::domain::report::Kind;
use crate::domain::service::{Catalogue, Service, ServiceSlug};
use crate::domain::snapshot::{Snapshot, Verdict, WINDOW_MINUTES, public_reports};
use crate::geoip::network_names;
use crate::render::RenderError;
use crate::render::assets::{Asset, Assets};
use crate::render::icons::Icon;
use crate::render::locale::Locale;
use crate::render::shapes;
use crate::render::views::{Confirmation, HereView, IndexView, ServiceView};

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
    // It is shown again, so it must not turn the words around it, or hide what it says.
    let search: String = query
        .q
        .as_deref()
        .and_then(plain)
        .unwrap_or_default()
        .chars()
        .take(QUERY_CHARACTERS_MAX)
        .collect();
    let reader = Reader::of(&request);
    let generation = state.hub.generation();
    let snapshots = snapshots(&state);
    let render = || {
        let view = IndexView {
            catalogue: &state.catalogue.load(),
            snapshots: &snapshots,
            query: &search,
            delayed_since: state.hub.delayed_since(),
            now: state.clock.now(),
            locale: reader.locale,
        };
        Ok(state.renderer.index(&view)?)
    };
    let page = state.pages.page(
        &reader.address(&format!("index?{search}")),
        &version(&state, &snapshots),
        HTML,
        render,
    )?;
    ready::may_be_kept(&request, generation);
    Ok(reader.answer(&state, &page, &request))
}

/// What a service page was asked for.
#[derive(Debug, Deserialize)]
pub struct ServiceQuery {
    map: Option<String>,
    part: Option<String>,
    reported: Option<String>,
    symptom: Option<String>,
    challenge: Option<String>,
    range: Option<String>,
    stack: Option<String>,
}

/// How much of a page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of it.
    Whole,
    /// All but the map's outlines: for a script that fetches the page again for its numbers.
    Live,
    /// The map alone: for a script that puts another one in its place.
    Map,
}

impl Part {
    fn of(text: Option<&str>) -> Self {
        match text {
            Some("live") => Self::Live,
            Some("map") => Self::Map,
            _ => Self::Whole,
        }
    }

    /// What is no page of its own is nothing for search engines.
    fn marked(self, mut response: HttpResponse) -> HttpResponse {
        if self != Self::Whole {
            let name = header::HeaderName::from_static("x-robots-tag");
            response.headers_mut().insert(name, HeaderValue::from_static("noindex"));
        }
        response
    }
}

fn map_country(code: Option<&str>) -> Option<RegionCode> {
    let known = RegionCode::parse(code?).ok()?.country();
    shapes::country(known).map(|_shapes| known)
}

/// One service.
pub async fn service(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<ServiceQuery>,
) -> Result<HttpResponse, Problem> {
    let reader = Reader::of(&request);
    let part = Part::of(query.part.as_deref());
    let generation = state.hub.generation();
    let service = state.service(&slug)?;
    let live = state.live(&service.slug)?;
    let snapshot = Arc::clone(&live.snapshot);
    let asked = Asked::parse(query.range.as_deref(), query.stack.as_deref());
    let counts = chart::Counts::of(&state, live, asked).await;
    let map_country = map_country(query.map.as_deref());
    let confirmation = query.reported.as_deref().and_then(confirmation);
    if let Some(mut confirmation) = confirmation {
        let symptom = query.symptom.as_deref().and_then(|symptom| service.symptom(symptom));
        confirmation.symptom = symptom.map(|symptom| symptom.slug.clone());
        let challenge = query.challenge.as_deref().and_then(proofs::from_address);
        confirmation.challenge = challenge.map(str::to_owned);
        confirmation.reports_in_window = reports_now(&state, &snapshot).await;
        let html = here::after_report(&state, &request, &service, reader.locale, |here| {
            let answer = Some((confirmation, here));
            render_service(
                &state,
                reader.locale,
                &service,
                &counts,
                (map_country, Part::Whole),
                answer,
            )
        })??;
        let mut response = HttpResponse::Ok().content_type(HTML).body(html);
        reader.label(&state, &mut response);
        let no_store = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, no_store);
        return Ok(response);
    }
    let catalogue = state.catalogue.load();
    let related = related(&state, &catalogue, &service);
    let version = format!(
        "{} {related:?} {:?} {} {}",
        snapshot.version,
        state.hub.delayed_since(),
        counts.version(),
        official::version(&state, &service.slug, snapshot.incident.as_deref())
    );
    let map = map_country.map_or_else(String::new, |country| country.to_string());
    let render = || render_service(&state, reader.locale, &service, &counts, (map_country, part), None);
    let address = format!("service/{}?{map}&{}&{part:?}", service.slug, asked.address());
    let page = state.pages.page(&reader.address(&address), &version, HTML, render)?;
    // Longer charts grow with the store as well.
    if asked.is_at_hand() {
        ready::may_be_kept(&request, generation);
    }
    Ok(part.marked(reader.answer(&state, &page, &request)))
}

/// Verdicts of other services that a service's page shows.
fn related(state: &State, catalogue: &Catalogue, service: &Service) -> Vec<Verdict> {
    let others = service.alternatives.iter().chain(&service.depends_on);
    others
        .filter_map(|slug| with_verdict(state, catalogue, slug))
        .map(|(_, verdict)| verdict)
        .collect()
}

pub(super) fn with_verdict<'a>(
    state: &State,
    catalogue: &'a Catalogue,
    slug: &ServiceSlug,
) -> Option<(&'a Service, Verdict)> {
    let service = catalogue.service(slug.as_str())?;
    let verdict = state
        .hub
        .service(slug)
        .map_or(Verdict::Normal, |live| live.snapshot.verdict);
    Some((service, verdict))
}

fn render_service(
    state: &State,
    locale: Locale,
    service: &Service,
    counts: &chart::Counts,
    (map_country, part): (Option<RegionCode>, Part),
    answer: Option<(Confirmation, &HereView<'_>)>,
) -> Result<String, Problem> {
    let catalogue = state.catalogue.load();
    let snapshot = counts.snapshot();
    let with_verdicts = |slugs: &[ServiceSlug]| {
        slugs
            .iter()
            .filter_map(|slug| with_verdict(state, &catalogue, slug))
            .collect::<Vec<_>>()
    };
    let carriers: Vec<_> = snapshot
        .carriers
        .iter()
        .map(|count| (count.network, count.reports))
        .collect();
    let mut names = network_names(&state.geoip.current(), &carriers);
    if let Some(incident) = &snapshot.incident {
        names.extend(incidents::network_names_of(state, incident));
    }
    let official = state.hub.official(&service.slug);
    let view = ServiceView {
        catalogue: &catalogue,
        service,
        snapshot,
        official: official.as_deref(),
        alternatives: with_verdicts(&service.alternatives),
        dependencies: with_verdicts(&service.depends_on),
        here: answer.as_ref().map(|&(_, here)| here),
        confirmation: answer.map(|(confirmation, _)| confirmation),
        map_country,
        chart: counts.view(),
        outlines: part != Part::Live,
        network_names: &names,
        delayed_since: state.hub.delayed_since(),
        now: state.clock.now(),
        locale,
    };
    Ok(match part {
        Part::Map => state.renderer.service_map(&view)?,
        Part::Whole | Part::Live => state.renderer.service(&view)?,
    })
}

fn confirmation(outcome: &str) -> Option<Confirmation> {
    let (kind, counted, ask_symptom) = match outcome {
        "counted" => (Kind::Problem, true, true),
        "repeat" => (Kind::Problem, false, true),
        "symptom" => (Kind::Problem, true, false),
        "works" => (Kind::Works, true, false),
        "works-repeat" => (Kind::Works, false, false),
        _ => return None,
    };
    Some(Confirmation {
        kind,
        counted,
        reports_in_window: 0,
        symptom: None,
        challenge: None,
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

fn snapshots(state: &State) -> Vec<Arc<Snapshot>> {
    state
        .hub
        .services()
        .values()
        .map(|live| Arc::clone(&live.snapshot))
        .collect()
}

/// Versions only grow, so their sum changes with each of them; and pages say when counts are delayed.
fn version(state: &State, snapshots: &[Arc<Snapshot>]) -> String {
    let sum: u64 = snapshots.iter().map(|snapshot| snapshot.version).sum();
    format!("{sum} {:?}", state.hub.delayed_since())
}

/// How verdicts are made.
pub async fn methodology(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let reader = Reader::of(&request);
    let render = || Ok(state.renderer.methodology(reader.locale)?);
    let page = state.pages.page(&reader.address("methodology"), "", HTML, render)?;
    Ok(reader.answer(&state, &page, &request))
}

/// Our own style sheet, script and icon; their names carry a hash of their content, so they never change.
pub async fn asset(
    state: web::Data<State>,
    request: HttpRequest,
    file: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let path = format!("/assets/{file}");
    let mut response = match (Icon::at(&path), FILES.get(path.as_str())) {
        (Some(icon), _) => icon_page(&state, &path, icon)?.answer(&request),
        (None, Some(page)) => page.answer(&request),
        (None, None) => return Err(Problem::NotFound("No such file.".to_owned())),
    };
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    Ok(response)
}

/// Beside the pages that are kept, where addresses that somebody makes up could put them out: they are costly to compress.
static FILES: LazyLock<HashMap<&'static str, Page>> = LazyLock::new(|| {
    let page = |asset: &'static Asset| (asset.path.as_str(), Page::file(asset.content_type, asset.bytes));
    Assets::all().iter().map(page).collect()
});

/// Drawn at the first request: it takes some milliseconds, once.
fn icon_page(state: &State, path: &str, icon: Icon) -> Result<Arc<Page>, Problem> {
    if let Some(page) = state.pages.kept(path) {
        return Ok(page);
    }
    let bytes = icon.png().map_err(|error| {
        tracing::error!(%error, "an icon could not be drawn");
        Problem::NotFound("No such file.".to_owned())
    })?;
    Ok(state.pages.keep(path, Page::picture(String::new(), "image/png", bytes)))
}

/// Any other address.
pub async fn not_found() -> Result<HttpResponse, Problem> {
    Err(nothing_here())
}

/// What any other address answers.
pub fn nothing_here() -> Problem {
    Problem::NotFound("There is nothing at this address.".to_owned())
}
