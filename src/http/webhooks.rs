//! The admin API of webhooks: who is told, with which secret, and what came of it.
//!
//! All of it needs the admin token; without a configured token these routes do not exist.

mod view;

use std::collections::{BTreeMap, HashMap};
use std::future::{Ready, ready};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, Route, web};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use self::view::{DeliveryList, DeliveryView, EndpointList, EndpointView, NewEndpoint};
use super::problem::Problem;
use crate::domain::delivery::{Delivery, Endpoint, Format};
use crate::domain::incident::{IncidentId, TransitionKind};
use crate::domain::service::ServiceSlug;
use crate::domain::vote::Answer;
use crate::outbound::address::parse_target;
use crate::pipeline::clock::Clock;
use crate::publish::PublishError;
use crate::publish::signature::SigningSecret;
use crate::publish::webhook::{ServiceList, Webhooks};
use crate::store::Store;

/// Largest body: a URL of 2,048 characters and a list of services fit.
const BODY_BYTES_MAX: usize = 4 * 1_024;

/// How long a body may take to arrive; a stalled one would keep its connection open for ever.
const BODY_TIMEOUT: Duration = Duration::from_secs(super::BODY_SECONDS_MAX);

/// Most endpoints: all of them are read at each transition.
const ENDPOINTS_MAX: usize = 1_000;

/// Longest description: a sentence or two.
const DESCRIPTION_CHARACTERS_MAX: usize = 500;

/// Rows of the delivery log that one answer shows, unless `limit` asks for fewer.
const DELIVERIES_MAX: usize = 100;

/// All kinds of transition, by which messages are named.
const KINDS: [TransitionKind; 6] = [
    TransitionKind::Opened,
    TransitionKind::Escalated,
    TransitionKind::RegionAdded,
    TransitionKind::Recovering,
    TransitionKind::Resolved,
    TransitionKind::Retracted,
];

/// What the routes need.
#[derive(Clone)]
pub struct AdminWebhooks {
    /// Holds endpoints and the delivery log.
    pub store: Arc<dyn Store>,
    /// Says when an endpoint was made or its secret changed.
    pub clock: Clock,
    /// Sends test messages.
    pub webhooks: Arc<Webhooks>,
    /// What a client has to send as `Authorization: Bearer TOKEN`; without it the routes answer 404.
    pub token: Option<SecretString>,
    /// The services of the catalogue.
    pub services: ServiceList,
}

/// Mounts the routes. They expect `web::Data<AdminWebhooks>`.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/api/v1/webhooks")
            .get(list)
            .post(create)
            .default_service(method_not_allowed("GET, POST")),
    )
    .service(
        web::resource("/api/v1/webhooks/{id}")
            .get(show)
            .delete(delete)
            .default_service(method_not_allowed("GET, DELETE")),
    )
    .service(
        web::resource("/api/v1/webhooks/{id}/rotate")
            .post(rotate)
            .default_service(method_not_allowed("POST")),
    )
    .service(
        web::resource("/api/v1/webhooks/{id}/test")
            .post(test)
            .default_service(method_not_allowed("POST")),
    )
    .service(
        web::resource("/api/v1/webhooks/{id}/enable")
            .post(enable)
            .default_service(method_not_allowed("POST")),
    )
    .service(
        web::resource("/api/v1/webhooks/{id}/deliveries")
            .get(deliveries)
            .default_service(method_not_allowed("GET")),
    );
}

/// Proof that the request came with the admin token.
pub(super) struct Admin(web::Data<AdminWebhooks>);

impl FromRequest for Admin {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(authorise(request))
    }
}

fn authorise(request: &HttpRequest) -> Result<Admin, Problem> {
    let admin = request.app_data::<web::Data<AdminWebhooks>>();
    check_token(admin.and_then(|admin| admin.token.as_ref()), request)?;
    admin
        .cloned()
        .map(Admin)
        .ok_or_else(|| Problem::NotFound("There is nothing here.".to_owned()))
}

/// Lets only the admin pass.
///
/// # Errors
/// 404 when no token is configured, 401 when it is missing or wrong.
pub fn check_token(token: Option<&SecretString>, request: &HttpRequest) -> Result<(), Problem> {
    let Some(token) = token else {
        return Err(Problem::NotFound("There is nothing here.".to_owned()));
    };
    let given = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map_or("", |(_, given)| given.trim());
    if is_same(given, token.expose_secret()) {
        Ok(())
    } else {
        Err(Problem::Unauthorized)
    }
}

/// Compares in a time that says nothing about either text: hashes of equal length, every byte of them. An empty token
/// opens nothing.
fn is_same(given: &str, token: &str) -> bool {
    let (given, token_hash) = (Sha256::digest(given), Sha256::digest(token));
    let difference = given.iter().zip(&token_hash).fold(0, |sum, (a, b)| sum | (a ^ b));
    difference == 0 && !token.is_empty()
}

/// How much of the log is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// How many, 100 at most.
    #[param(value_type = usize, required = false, minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// All webhooks, without their secrets.
#[utoipa::path(
    get, path = "/api/v1/webhooks", tag = "Webhooks", security(("admin" = [])),
    responses((status = 200, description = "All of them", body = EndpointList))
)]
pub(super) async fn list(admin: Admin) -> Result<HttpResponse, Problem> {
    let endpoints = admin.0.store.endpoints().await?;
    let webhooks = endpoints.iter().map(EndpointView::new).collect();
    Ok(answer(&mut HttpResponse::Ok(), &EndpointList { webhooks }))
}

/// Makes a webhook. Its secret is shown here, when it is rotated, and never else.
#[utoipa::path(
    post, path = "/api/v1/webhooks", tag = "Webhooks", security(("admin" = [])),
    request_body(content = NewEndpoint),
    responses((status = 201, description = "It is made; `Location` is its address", body = EndpointView))
)]
pub(super) async fn create(admin: Admin, request: HttpRequest, payload: web::Payload) -> Result<HttpResponse, Problem> {
    let body = read_body(&request, payload).await?;
    let new: NewEndpoint = serde_json::from_slice(&body)
        .map_err(|error| Problem::BadRequest(format!("The body is not a webhook: {error}.")))?;
    if admin.0.store.endpoints().await?.len() >= ENDPOINTS_MAX {
        return Err(Problem::Conflict(format!(
            "There are {ENDPOINTS_MAX} webhooks already; delete one first."
        )));
    }
    let endpoint = admin.0.check(new)?;
    admin.0.store.put_endpoint(&endpoint).await?;
    let mut response = HttpResponse::Created();
    response.insert_header((header::LOCATION, format!("{}/{}", request.path(), endpoint.id)));
    Ok(answer(&mut response, &EndpointView::with_secret(&endpoint)))
}

/// One webhook.
#[utoipa::path(
    get, path = "/api/v1/webhooks/{id}", tag = "Webhooks", security(("admin" = [])),
    params(("id" = String, Path, description = "The webhook", example = "ep_0123456789abcdef")),
    responses((status = 200, description = "It", body = EndpointView))
)]
pub(super) async fn show(admin: Admin, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let endpoint = admin.0.endpoint(&id).await?;
    Ok(answer(&mut HttpResponse::Ok(), &EndpointView::new(&endpoint)))
}

/// Deletes a webhook. Those of the configuration file are changed there.
#[utoipa::path(
    delete, path = "/api/v1/webhooks/{id}", tag = "Webhooks", security(("admin" = [])),
    params(("id" = String, Path, description = "The webhook", example = "ep_0123456789abcdef")),
    responses((status = 204, description = "It is gone"))
)]
pub(super) async fn delete(admin: Admin, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let endpoint = admin.0.changeable(&id).await?;
    admin.0.store.delete_endpoint(&endpoint.id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Makes a new secret. Messages are signed with both for a day, so that the receiver can be changed meanwhile.
#[utoipa::path(
    post, path = "/api/v1/webhooks/{id}/rotate", tag = "Webhooks", security(("admin" = [])),
    params(("id" = String, Path, description = "The webhook", example = "ep_0123456789abcdef")),
    responses((status = 200, description = "The webhook with its new secret", body = EndpointView))
)]
pub(super) async fn rotate(admin: Admin, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let mut endpoint = admin.0.changeable(&id).await?;
    if !endpoint.format.is_signed() {
        let detail = "Messages to a chat are not signed. To change its URL, delete this webhook and make another one.";
        return Err(Problem::Conflict(detail.to_owned()));
    }
    endpoint.rotate(SigningSecret::generate().reveal(), admin.0.clock.now());
    admin.0.store.put_endpoint(&endpoint).await?;
    Ok(answer(&mut HttpResponse::Ok(), &EndpointView::with_secret(&endpoint)))
}

/// Enables a webhook that was disabled, because its receiver was gone.
#[utoipa::path(
    post, path = "/api/v1/webhooks/{id}/enable", tag = "Webhooks", security(("admin" = [])),
    params(("id" = String, Path, description = "The webhook", example = "ep_0123456789abcdef")),
    responses((status = 200, description = "The webhook", body = EndpointView))
)]
pub(super) async fn enable(admin: Admin, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    // Open to endpoints of the configuration file too: whether one was disabled is not in that file.
    let mut endpoint = admin.0.endpoint(&id).await?;
    endpoint.disabled = false;
    admin.0.store.put_endpoint(&endpoint).await?;
    Ok(answer(&mut HttpResponse::Ok(), &EndpointView::new(&endpoint)))
}

/// Sends a test message to a webhook, now.
#[utoipa::path(
    post, path = "/api/v1/webhooks/{id}/test", tag = "Webhooks", security(("admin" = [])),
    params(("id" = String, Path, description = "The webhook", example = "ep_0123456789abcdef")),
    responses((status = 200, description = "What came of it", body = DeliveryView))
)]
pub(super) async fn test(admin: Admin, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let services = (admin.0.services)();
    let row = admin.0.webhooks.send_test(&id, &services).await?;
    Ok(answer(&mut HttpResponse::Ok(), &DeliveryView::new(&row, None)))
}

/// What was sent to a webhook, newest first.
#[utoipa::path(
    get, path = "/api/v1/webhooks/{id}/deliveries", tag = "Webhooks", security(("admin" = [])),
    params(("id" = String, Path, description = "The webhook", example = "ep_0123456789abcdef"), Page),
    responses((status = 200, description = "The log", body = DeliveryList))
)]
pub(super) async fn deliveries(
    admin: Admin,
    id: web::Path<String>,
    query: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let page = web::Query::<Page>::from_query(query.query_string()).map_err(|error| {
        Problem::BadRequest(format!("`limit` must be a number from 1 to {DELIVERIES_MAX}: {error}."))
    })?;
    let limit = page.limit.unwrap_or(DELIVERIES_MAX);
    if !(1..=DELIVERIES_MAX).contains(&limit) {
        let detail = format!("`limit` must be a number from 1 to {DELIVERIES_MAX}.");
        return Err(Problem::BadRequest(detail));
    }
    let endpoint = admin.0.endpoint(&id).await?;
    let services = (admin.0.services)();
    let rows = admin.0.store.deliveries(&services, &endpoint.id, limit).await?;
    let answers = admin.0.answers(&endpoint.id, &rows).await?;
    let view = |row| DeliveryView::new(row, answers.get(&row.incident).copied());
    let deliveries = rows.iter().map(view).collect();
    Ok(answer(&mut HttpResponse::Ok(), &DeliveryList { deliveries }))
}

/// Only the admin is told which methods there are.
fn method_not_allowed(allow: &'static str) -> Route {
    web::to(move |_: Admin| ready(Err::<HttpResponse, _>(Problem::MethodNotAllowed { allow })))
}

impl AdminWebhooks {
    async fn endpoint(&self, id: &str) -> Result<Endpoint, Problem> {
        let endpoints = self.store.endpoints().await?;
        let found = endpoints.into_iter().find(|endpoint| endpoint.id == id);
        found.ok_or_else(|| Problem::NotFound("There is no webhook of that id.".to_owned()))
    }

    /// What an endpoint has said of the incidents that these messages tell of.
    async fn answers(&self, endpoint: &str, rows: &[Delivery]) -> Result<HashMap<Option<IncidentId>, Answer>, Problem> {
        let mut answers = HashMap::new();
        let incidents: BTreeMap<_, _> = rows.iter().map(|row| (&row.incident, &row.service)).collect();
        for (id, service) in incidents {
            let Some(incident) = id else { continue };
            let votes = self.store.votes(service, incident).await?;
            let own = votes.into_iter().find(|vote| vote.endpoint == endpoint);
            answers.extend(own.map(|vote| (id.clone(), vote.answer)));
        }
        Ok(answers)
    }

    async fn changeable(&self, id: &str) -> Result<Endpoint, Problem> {
        let endpoint = self.endpoint(id).await?;
        if endpoint.from_config {
            let detail = "This webhook comes from the configuration file; change it there.";
            return Err(Problem::Conflict(detail.to_owned()));
        }
        Ok(endpoint)
    }

    fn check(&self, new: NewEndpoint) -> Result<Endpoint, Problem> {
        // The text is stored as it was given: the parser's form can be longer than the limit.
        parse_target(&new.url, self.webhooks.allow()).map_err(|error| refuse(&error.to_string()))?;
        if new.description.chars().count() > DESCRIPTION_CHARACTERS_MAX {
            let detail = format!("the description is longer than {DESCRIPTION_CHARACTERS_MAX} characters");
            return Err(refuse(&detail));
        }
        let format = known_format(new.format.as_deref())?;
        let secrets = match new.secret {
            None if format.is_signed() => vec![SigningSecret::generate().reveal()],
            None => Vec::new(),
            Some(text) if format.is_signed() => {
                let secret = SigningSecret::parse(&text).map_err(|error| refuse(&error.to_string()))?;
                vec![secret.reveal()]
            }
            Some(_) => {
                let detail = format!(
                    "a webhook of the format `{}` has no secret: its URL is one",
                    format.as_str()
                );
                return Err(refuse(&detail));
            }
        };
        Ok(Endpoint {
            id: format!("ep_{:016x}", rand::random::<u64>()),
            url: new.url,
            format,
            secrets,
            services: self.known_services(&new.services)?,
            events: known_events(&new.events)?,
            description: new.description,
            from_config: false,
            disabled: false,
            created_at: self.clock.now(),
            rotated_at: None,
        })
    }

    fn known_services(&self, names: &[String]) -> Result<Vec<ServiceSlug>, Problem> {
        let known = (self.services)();
        let find = |name: &String| known.iter().find(|slug| slug.as_str() == name).cloned();
        all_known("service", names, find)
    }
}

/// A format by name.
fn known_format(name: Option<&str>) -> Result<Format, Problem> {
    let Some(name) = name else { return Ok(Format::default()) };
    Format::parse(name).ok_or_else(|| {
        let known = Format::ALL.map(|format| format!("`{}`", format.as_str())).join(", ");
        refuse(&format!("unknown format: `{name}`; there are {known}"))
    })
}

/// Events by name: `incident.opened`, or `opened` for short.
fn known_events(names: &[String]) -> Result<Vec<TransitionKind>, Problem> {
    all_known("event", names, |name| {
        let short = name.strip_prefix("incident.").unwrap_or(name);
        KINDS.into_iter().find(|kind| kind.as_str() == short)
    })
}

/// Finds every name, or names those that nobody knows. Names given twice count once.
fn all_known<T: PartialEq>(
    what: &str,
    names: &[String],
    find: impl Fn(&String) -> Option<T>,
) -> Result<Vec<T>, Problem> {
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for name in names {
        match find(name) {
            Some(item) if !known.contains(&item) => known.push(item),
            Some(_) => {}
            None => unknown.push(format!("`{name}`")),
        }
    }
    if unknown.is_empty() {
        return Ok(known);
    }
    let plural = if unknown.len() == 1 { "" } else { "s" };
    Err(refuse(&format!("unknown {what}{plural}: {}", unknown.join(", "))))
}

/// A refusal as a sentence.
fn refuse(reason: &str) -> Problem {
    let mut letters = reason.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    Problem::BadRequest(first.into_iter().chain(letters).chain(['.']).collect())
}

async fn read_body(request: &HttpRequest, payload: web::Payload) -> Result<web::Bytes, Problem> {
    let media_type = request.headers().get(header::CONTENT_TYPE);
    let is_json = media_type.is_none_or(|value| {
        let essence = value.as_bytes().split(|&byte| byte == b';').next().unwrap_or_default();
        essence.trim_ascii().eq_ignore_ascii_case(b"application/json")
    });
    if !is_json || super::is_compressed(request.headers()) {
        let detail = "Send the webhook as `Content-Type: application/json`, uncompressed.";
        return Err(Problem::UnsupportedMediaType(detail.to_owned()));
    }
    match tokio::time::timeout(BODY_TIMEOUT, payload.to_bytes_limited(BODY_BYTES_MAX)).await {
        Ok(Ok(Ok(body))) => Ok(body),
        Ok(Err(_)) => Err(Problem::TooLarge(format!(
            "The body is larger than {BODY_BYTES_MAX} bytes."
        ))),
        Ok(Ok(Err(_))) => Err(Problem::BadRequest("The body broke off.".to_owned())),
        Err(_) => Err(Problem::BadRequest("The body took too long to arrive.".to_owned())),
    }
}

/// JSON that no cache may keep: it tells of secrets and private URLs.
fn answer(response: &mut actix_web::HttpResponseBuilder, body: &impl Serialize) -> HttpResponse {
    response.insert_header((header::CACHE_CONTROL, "no-store")).json(body)
}

impl From<PublishError> for Problem {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Store(error) => error.into(),
            PublishError::UnknownEndpoint(_) => Self::NotFound("There is no webhook of that id.".to_owned()),
            PublishError::NoServices => Self::Conflict("The catalogue holds no service.".to_owned()),
            error @ (PublishError::Client(_) | PublishError::Interrupted) => {
                tracing::error!(%error, "a webhook request failed");
                Self::Unavailable {
                    detail: "Webhooks cannot be sent at this moment.".to_owned(),
                    retry_after_seconds: 30,
                }
            }
        }
    }
}
