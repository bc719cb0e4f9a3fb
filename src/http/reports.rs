//! Intake over HTTP: the JSON route and the plain form.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ArrayBuilder, OneOfBuilder, Schema};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::State;
use super::allowance;
use super::arrival;
use super::openapi::words::{Region, Slug};
use super::problem::Problem;
use super::proofs;
use crate::domain::allowance::Suspicion;
use crate::domain::bucket::Timestamp;
use crate::domain::referrer::Referrer;
use crate::domain::region::RegionCode;
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, Kind, Report};
use crate::domain::service::{Service, ServiceSlug, SymptomSlug};
use crate::domain::snapshot::Snapshot;
use crate::geoip::Place;
use crate::pipeline::intake::{Accepted, Desk, IntakeError};
use crate::pipeline::proof::Challenge;

/// The largest body of a report; a report needs 60 bytes.
pub const BODY_BYTES_MAX: usize = 4_096;

/// Reports in one JSON array; as many as fit in [`BODY_BYTES_MAX`] and are worth a round trip.
const BATCH_LENGTH_MAX: usize = 50;

/// A report. Where it comes from is taken from the address that sends it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Report, example = json!({"service": "spotify", "symptom": "login"}))]
pub(super) struct ReportBody<'a> {
    /// The service that does not work.
    #[serde(borrow)]
    #[schema(value_type = Slug)]
    service: Cow<'a, str>,
    /// What is wrong with it: one of the service's own symptoms.
    #[serde(borrow)]
    #[schema(value_type = Option<Slug>)]
    symptom: Option<Cow<'a, str>>,
}

/// One report, or an array of them.
pub(super) enum ReportBodies {}

impl ToSchema for ReportBodies {}

impl PartialSchema for ReportBodies {
    fn schema() -> RefOr<Schema> {
        one_or_several("Report")
    }
}

/// The form of a service's page.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReportForm)]
pub(super) struct FormBody {
    /// One of the service's own symptoms; the same as none when empty.
    #[schema(value_type = Option<String>, example = "login")]
    symptom: Option<String>,
    /// `works` says that it works; `problem` when absent.
    #[schema(value_type = Option<String>, pattern = "^(problem|works)?$", example = "problem")]
    kind: Option<String>,
}

/// One receipt, or an array of them in the order of the reports.
pub(super) enum ReceiptBodies {}

impl ToSchema for ReceiptBodies {}

impl PartialSchema for ReceiptBodies {
    fn schema() -> RefOr<Schema> {
        one_or_several("Receipt")
    }
}

fn one_or_several(name: &str) -> RefOr<Schema> {
    let several = ArrayBuilder::new().items(Ref::from_schema_name(name));
    let several = several.min_items(Some(1)).max_items(Some(BATCH_LENGTH_MAX));
    OneOfBuilder::new()
        .item(Ref::from_schema_name(name))
        .item(several)
        .into()
}

/// What became of a report.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Receipt)]
pub(super) struct ReceiptBody {
    /// Whether it was counted; `false` for a repeat within a quarter of an hour.
    counted: bool,
    #[schema(value_type = Slug)]
    service: ServiceSlug,
    #[schema(value_type = Option<Slug>)]
    symptom: Option<SymptomSlug>,
    /// Where the address that sent it is.
    #[schema(value_type = Region)]
    region: RegionCode,
    /// Reports of the last quarter of an hour, this one included. While the public view of the service rounds them, because
    /// small places are withheld, it is the number of that view, which may be a second old.
    #[schema(example = 412)]
    reports_in_window: u64,
    /// To be solved, if it is to count in full: see `pipeline::proof`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object)]
    challenge: Option<Challenge>,
    /// It waits on this machine's disk until the store is back, and counts in its minute then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    delayed: bool,
}

/// One report, or an array of them, as JSON: 202 once the store has them.
///
/// The same reporter, service and kind counts once in a quarter of an hour, so a report may be sent again after any failure.
#[utoipa::path(
    post, path = "/api/v1/reports", tag = "Reports",
    request_body(content = inline(ReportBodies)),
    responses((status = 202, description = "It is stored", body = inline(ReceiptBodies)),
        (status = 404, description = "No such service"))
)]
pub async fn post_problem(
    state: web::Data<State>,
    desk: web::Data<Desk>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    post_json(&state, &desk, &request, body, Kind::Problem).await
}

/// "Works for me", in the same shape.
#[utoipa::path(
    post, path = "/api/v1/works", tag = "Reports",
    request_body(content = inline(ReportBodies)),
    responses((status = 202, description = "It is stored", body = inline(ReceiptBodies)),
        (status = 404, description = "No such service"))
)]
pub async fn post_works(
    state: web::Data<State>,
    desk: web::Data<Desk>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    post_json(&state, &desk, &request, body, Kind::Works).await
}

async fn post_json(
    state: &State,
    desk: &Desk,
    request: &HttpRequest,
    body: web::Payload,
    kind: Kind,
) -> Result<HttpResponse, Problem> {
    let mut visitor = Visitor::of(state, request)?;
    require_media_type(request.headers(), "application/json")?;
    let body = super::read_body(body, BODY_BYTES_MAX).await?;
    visitor.now = state.clock.now();
    let is_batch = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    if is_batch {
        return post_batch(state, desk, &mut visitor, parse(&body)?, kind).await;
    }
    let body: ReportBody = parse(&body)?;
    let report = visitor.report(state, &body.service, body.symptom.as_deref(), kind)?;
    let receipt = submit(state, desk, &visitor, &report).await?;
    Ok(taken(&ReceiptBody::new(report, receipt)))
}

async fn post_batch(
    state: &State,
    desk: &Desk,
    visitor: &mut Visitor,
    bodies: Vec<ReportBody<'_>>,
    kind: Kind,
) -> Result<HttpResponse, Problem> {
    if bodies.is_empty() || bodies.len() > BATCH_LENGTH_MAX {
        return Err(Problem::BadRequest(format!(
            "Send 1 to {BATCH_LENGTH_MAX} reports at a time."
        )));
    }
    visitor.send(state, bodies.len() - 1);
    let visitor = &*visitor;
    // All are checked before any is counted.
    let reports = bodies
        .iter()
        .map(|body| visitor.report(state, &body.service, body.symptom.as_deref(), kind));
    let reports: Vec<Report> = reports.collect::<Result<_, _>>()?;
    let receipts =
        futures::future::try_join_all(reports.iter().map(|report| submit(state, desk, visitor, report))).await?;
    let answers = reports.into_iter().zip(receipts);
    let answers: Vec<ReceiptBody> = answers
        .map(|(report, receipt)| ReceiptBody::new(report, receipt))
        .collect();
    Ok(taken(&answers))
}

/// An answer to something that was counted.
pub fn taken(answer: &impl Serialize) -> HttpResponse {
    HttpResponse::Accepted()
        .insert_header((header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .json(answer)
}

/// What became of a report, and what it is suspected of.
struct Outcome {
    accepted: Accepted,
    challenge: Option<Challenge>,
}

/// Counts a report. A repeat that names a symptom still says what is wrong, and that much is counted.
async fn submit(state: &State, desk: &Desk, visitor: &Visitor, report: &Report) -> Result<Outcome, Problem> {
    let usual = state.hub.usual(&report.service, report.region, report.network);
    let is_excess = state.neighbourhoods.discounts(report, visitor.address, &usual);
    let suspicion = if is_excess || report.kind != Kind::Problem {
        None
    } else {
        Suspicion::of(visitor.is_flood, state.neighbourhoods.suspects(report, &usual))
    };
    let report_as_weighed = Report {
        discounted: is_excess || suspicion.is_some(),
        ..report.clone()
    };
    let comes_by_link = report.referrer.is_some() && report.kind == Kind::Problem && !report_as_weighed.discounted;
    let mut accepted = desk.submit(report_as_weighed).await?;
    if accepted.is_spooled && report.kind == Kind::Problem {
        accepted.receipt.reports_in_window += counted_lately(state, report);
    }
    if report.kind == Kind::Problem {
        let told = recent(state, report).filter(|snapshot| snapshot.is_rounded());
        // The exact number beside the regions that are shown would tell of those that are not.
        accepted.receipt.reports_in_window =
            told.map_or(accepted.receipt.reports_in_window, |snapshot| snapshot.reports);
    }
    let receipt = accepted.receipt;
    if receipt.counted && (is_excess || suspicion.is_some()) {
        metrics::counter!("groundswell_reports_discounted_total").increment(1);
    }
    if receipt.counted && comes_by_link {
        metrics::counter!("groundswell_reports_by_link_total").increment(1);
    }
    if !receipt.counted && report.kind == Kind::Problem && report.symptom.is_some() {
        let naming = Report {
            kind: Kind::Naming,
            ..report.clone()
        };
        desk.submit(naming).await?;
    }
    // A repeat is no evidence either way, and what waits in the spool may turn out to be one.
    let is_counted = receipt.counted && !accepted.is_spooled;
    let challenge = suspicion
        .filter(|_| is_counted)
        .map(|suspicion| proofs::pose(state, visitor, report, suspicion));
    Ok(Outcome { accepted, challenge })
}

/// What the store had counted before it went away, as far as it is still within a report's window.
fn counted_lately(state: &State, report: &Report) -> u64 {
    recent(state, report).map_or(0, |snapshot| snapshot.reports)
}

/// The public view of the service, unless it is older than a report's window.
fn recent(state: &State, report: &Report) -> Option<Arc<Snapshot>> {
    let snapshot = state.hub.service(&report.service)?.snapshot;
    let is_recent = report.at.0 - snapshot.at.0 < DEDUPE_WINDOW_SECONDS;
    is_recent.then_some(snapshot)
}

/// The plain form of a service page: 303 back to the page, which then says what became of the report.
#[utoipa::path(
    post, path = "/services/{slug}/report", tag = "Reports",
    params(("slug" = Slug, Path, description = "The service")),
    request_body(content = FormBody, content_type = "application/x-www-form-urlencoded"),
    responses((status = 303, description = "It is stored; `Location` is the page that says so"),
        (status = 403, description = "The form of another site"))
)]
pub async fn post_form(
    state: web::Data<State>,
    desk: web::Data<Desk>,
    slug: web::Path<String>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    if request
        .headers()
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site")
    {
        let detail = "Reports are sent from this site's own pages, or as JSON from a program.";
        return Err(Problem::Forbidden(detail.to_owned()));
    }
    let mut visitor = Visitor::of(&state, &request)?;
    require_media_type(request.headers(), "application/x-www-form-urlencoded")?;
    let body = super::read_body(body, BODY_BYTES_MAX).await?;
    visitor.now = state.clock.now();
    let text = std::str::from_utf8(&body).map_err(|_error| Problem::BadRequest("The form is not UTF-8.".to_owned()))?;
    let form = web::Query::<FormBody>::from_query(text)
        .map_err(|_error| Problem::BadRequest("The form takes `symptom` and `kind`, each at most once.".to_owned()))?
        .into_inner();
    let kind = match form.kind.as_deref() {
        None | Some("" | "problem") => Kind::Problem,
        Some("works") => Kind::Works,
        Some(_) => return Err(Problem::BadRequest("`kind` is `problem` or `works`.".to_owned())),
    };
    let symptom = form.symptom.as_deref().filter(|symptom| !symptom.is_empty());
    let report = visitor.report(&state, &slug, symptom, kind)?;
    let Outcome { accepted, challenge } = submit(&state, &desk, &visitor, &report).await?;
    let outcome = match (kind, accepted.receipt.counted, symptom) {
        (Kind::Works | Kind::Naming | Kind::Proof, true, _) => "works",
        (Kind::Works | Kind::Naming | Kind::Proof, false, _) => "works-repeat",
        (Kind::Problem, true, None) => "counted",
        (Kind::Problem, _, Some(_)) => "symptom",
        (Kind::Problem, false, None) => "repeat",
    };
    let named = symptom.map_or_else(String::new, |symptom| format!("&symptom={symptom}"));
    let challenge = challenge.map_or_else(String::new, |challenge| {
        format!("&challenge={}", proofs::in_address(&challenge))
    });
    let location = format!(
        "{}/services/{slug}?reported={outcome}{named}{challenge}",
        state.base_path
    );
    let mut response = HttpResponse::build(StatusCode::SEE_OTHER);
    response
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(response.finish())
}

/// Whoever asks, reduced to what a report needs. The address lives only here.
pub struct Visitor {
    /// Its address.
    pub address: IpAddr,
    /// Where that is.
    pub place: Place,
    /// When it had said all that it asks for: a body that takes seconds to arrive is of the minute in which it is there.
    pub now: Timestamp,
    /// Whether so much comes from there that it is suspect.
    is_flood: bool,
    /// By which link it came.
    pub referrer: Option<Referrer>,
}

impl Visitor {
    /// Whoever sends this request, which is to be counted among what its address sends.
    ///
    /// # Errors
    /// 429 when that is more than thousands of people would.
    pub fn of(state: &State, request: &HttpRequest) -> Result<Self, Problem> {
        let (address, now) = (allowance::address(state, request), state.clock.now());
        let is_flood = allowance::write(state, address, now)?;
        Ok(Self {
            address,
            place: state.geoip.current().place(address),
            now,
            is_flood,
            referrer: arrival::of(state, address, request.headers(), now),
        })
    }

    /// Counts what else is in the request.
    fn send(&mut self, state: &State, reports: usize) {
        self.is_flood |= allowance::write_more(state, self.address, reports, self.now);
    }

    fn report(&self, state: &State, slug: &str, symptom: Option<&str>, kind: Kind) -> Result<Report, Problem> {
        let service = state.service(slug)?;
        let symptom = symptom.map(|symptom| known_symptom(&service, symptom)).transpose()?;
        let keys = state.keys.of(&service.slug, self.address, self.now);
        Ok(Report {
            service: service.slug.clone(),
            kind,
            symptom,
            at: self.now,
            region: self.place.region,
            network: self.place.network,
            reporter: keys.today,
            reporter_yesterday: keys.yesterday,
            discounted: false,
            referrer: self.referrer,
        })
    }
}

fn known_symptom(service: &Service, symptom: &str) -> Result<SymptomSlug, Problem> {
    if let Some(symptom) = service.symptom(symptom) {
        return Ok(symptom.slug.clone());
    }
    let known: Vec<&str> = service.symptoms.iter().map(|symptom| symptom.slug.as_str()).collect();
    Err(Problem::BadRequest(format!(
        "`symptom` is one of {} for this service, or left out.",
        known.join(", ")
    )))
}

/// Refuses a body of another kind.
///
/// # Errors
/// 415 in words.
pub fn require_media_type(headers: &HeaderMap, expected: &str) -> Result<(), Problem> {
    let is_expected = |value: &HeaderValue| {
        let essence = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
        essence.trim().eq_ignore_ascii_case(expected)
    };
    if headers.get(header::CONTENT_TYPE).is_some_and(is_expected) && !super::is_compressed(headers) {
        return Ok(());
    }
    Err(Problem::UnsupportedMediaType(format!(
        "Send the body as `{expected}`, uncompressed."
    )))
}

fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| {
        // The parser's words quote keys of the body; they go back to whoever sent it, and nowhere else.
        Problem::BadRequest(format!(
            "Send {{\"service\": \"spotify\", \"symptom\": \"login\"}}, the symptom being optional. The parser says: {error}."
        ))
    })
}

impl ReceiptBody {
    fn new(report: Report, outcome: Outcome) -> Self {
        let Outcome { accepted, challenge } = outcome;
        let Accepted { receipt, is_spooled } = accepted;
        Self {
            challenge,
            counted: receipt.counted,
            service: report.service,
            symptom: report.symptom,
            region: report.region,
            reports_in_window: receipt.reports_in_window,
            delayed: is_spooled,
        }
    }
}

impl From<IntakeError> for Problem {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Store(error) => error.into(),
            IntakeError::Full => Self::Unavailable {
                detail: "More reports arrive than can be stored. This one was not counted; please try again."
                    .to_owned(),
                retry_after_seconds: 2,
            },
            IntakeError::Spool => Self::Unavailable {
                detail: "Reports cannot be stored at this moment. This one was not counted; please try again."
                    .to_owned(),
                retry_after_seconds: 30,
            },
            IntakeError::Interrupted => Self::Unavailable {
                detail:
                    "A fault of ours came in between. Please try again: a report counts once, however often it is sent."
                        .to_owned(),
                retry_after_seconds: 2,
            },
            IntakeError::Closed => Self::Unavailable {
                detail: "The server is restarting. The report was not counted; please try again.".to_owned(),
                retry_after_seconds: 5,
            },
        }
    }
}
