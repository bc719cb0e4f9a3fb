//! The document of the API (OpenAPI 3.1), made from annotations beside the handlers and from the types that they send.
//! The page for people is made of the same document.

pub(super) mod words;

#[cfg(test)]
mod tests;

use std::iter;
use std::sync::LazyLock;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::language::Reader;
use super::problem::Problem;
use super::{
    State, api, badges, counts, embed, feeds, here, machines, oembed, problem, proofs, reports, share, spread,
    statuspage, stream, virtual_clock, vote, webhooks,
};

/// For so long it may be kept without asking: it changes with the program only.
const KEPT: &str = "public, max-age=300";

/// What may be refused, whatever it is that was asked for: status, name, and what it means.
const PROBLEMS: [(&str, &str, &str); 12] = [
    ("400", "BadRequest", "A parameter or the body is malformed"),
    ("401", "Unauthorized", "The admin token is missing or wrong"),
    ("403", "Forbidden", "The request comes from where it may not"),
    ("404", "NotFound", "There is no such thing"),
    (
        "405",
        "MethodNotAllowed",
        "The methods that the address takes are in `Allow`",
    ),
    ("408", "RequestTimeout", "The request did not arrive in time"),
    ("409", "Conflict", "The request contradicts what is stored"),
    ("413", "TooLarge", "The body is larger than allowed"),
    (
        "415",
        "UnsupportedMediaType",
        "The body has another media type, or is compressed",
    ),
    (
        "429",
        "TooManyRequests",
        "Too many requests; try again after `Retry-After` seconds",
    ),
    ("501", "NotImplemented", "The standard knows it, this server does not"),
    (
        "503",
        "Unavailable",
        "The store is away or there is too much to do; try again after `Retry-After` seconds",
    ),
];

/// Refusals by the address and not by the request, and those of a server that has too much to do.
const OF_ALL: &[&str] = &["405", "408", "429", "503"];
const OF_PARAMETERS: &[&str] = &["400"];
const OF_PATHS: &[&str] = &["404"];
const OF_BODIES: &[&str] = &["400", "413", "415"];
const OF_ADMINS: &[&str] = &["401", "404", "409"];

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Groundswell",
        description = "Reports of outages by those who notice them: send them, read what they come to, be told. Counts \
            of fewer than five people are withheld. Public reads may be called from any page of the web; everything \
            else is for this site, its operator and programs."
    ),
    tags(
        (name = "Reports", description = "What people notice. No account and no key: a reporter counts once in a quarter of an hour."),
        (name = "Services", description = "What reports come to, now and back to sixty days."),
        (name = "Incidents", description = "What was concluded, and why."),
        (name = "Feeds", description = "For feed readers, chats, and programs that watch status pages."),
        (name = "Embedding", description = "For other sites, editors and READMEs."),
        (name = "Webhooks", description = "Who is told of incidents. For the operator: all of it needs the admin token."),
        (name = "Replays", description = "The clock of a server that is driven through time, for rehearsals."),
        (name = "Operation", description = "For machines that watch the machine."),
    ),
    paths(
        reports::post_problem, reports::post_works, reports::post_form, proofs::post,
        api::services, api::service, counts::counts, spread::regions, spread::frames, here::api, stream::stream,
        api::incidents, api::incident, api::evidence, vote::page, vote::vote,
        feeds::site, feeds::service, statuspage::document,
        embed::page, embed::picture, embed::data, badges::picture, badges::data, oembed::oembed,
        share::index, share::service, share::incident,
        webhooks::list, webhooks::create, webhooks::show, webhooks::delete, webhooks::rotate, webhooks::test,
        webhooks::enable, webhooks::deliveries,
        virtual_clock::get, virtual_clock::set,
        machines::healthz, machines::readyz, machines::metrics, document,
    ),
    components(schemas(problem::Document, reports::ReportBody, reports::ReceiptBody)),
    modifiers(&AdminToken)
)]
struct Api;

struct AdminToken;

impl Modify for AdminToken {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(
            "The operator's token, `GROUNDSWELL_ADMIN_TOKEN`. Without one these routes do not exist.",
        ));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("admin", SecurityScheme::Http(scheme.build()));
    }
}

/// Everything but the address of this site.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = serde_json::to_value(Api::openapi()).unwrap_or_default();
    document["components"]["responses"] = PROBLEMS
        .iter()
        .map(|problem| (problem.1.to_owned(), refusal(problem)))
        .collect();
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            // Handlers of several files have the same name; an address and a method have one handler.
            operation["operationId"] = name_of(method, path).into();
            add_refusals(operation);
        }
    }
    document
});

/// `get_services_slug_counts` for `GET /api/v1/services/{slug}/counts`.
fn name_of(method: &str, path: &str) -> String {
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    let words = path.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    iter::once(method).chain(words).collect::<Vec<_>>().join("_")
}

fn refusal((status, _, description): &(&str, &str, &str)) -> Value {
    let integer = |description| json!({ "description": description, "schema": { "type": "integer", "minimum": 0 } });
    let headers = match *status {
        "429" | "503" => json!({ "Retry-After": integer("Seconds to wait") }),
        "405" => json!({ "Allow": { "description": "The methods", "schema": { "type": "string" } } }),
        _ => json!({}),
    };
    json!({
        "description": description,
        "headers": headers,
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    })
}

/// Refusals are the same everywhere, so handlers name only those that are special.
fn add_refusals(operation: &mut Value) {
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let is_in = |place: &str| parameters.iter().any(|parameter| parameter["in"] == *place);
    let wanted = [
        (true, OF_ALL),
        (!parameters.is_empty(), OF_PARAMETERS),
        (is_in("path"), OF_PATHS),
        (operation["requestBody"].is_object(), OF_BODIES),
        (operation["security"].is_array(), OF_ADMINS),
    ];
    let wanted: Vec<&str> = wanted
        .into_iter()
        .filter(|(is, _)| *is)
        .flat_map(|(_, all)| all)
        .copied()
        .collect();
    let Some(responses) = operation["responses"].as_object_mut() else {
        return;
    };
    for (status, name, _) in PROBLEMS {
        match responses.get_mut(status) {
            // Named beside the handler, with a reason of its own.
            Some(special) if special.get("content").is_none() => {
                special["content"] = json!({
                    "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }
                });
            }
            None if wanted.contains(&status) => {
                let reference = json!({ "$ref": format!("#/components/responses/{name}") });
                responses.insert(status.to_owned(), reference);
            }
            _ => {}
        }
    }
}

/// The document, for the site at this address.
fn of_site(public_url: &str) -> Value {
    let mut document = DOCUMENT.clone();
    document["servers"] = json!([{ "url": public_url }]);
    document
}

/// This document.
#[utoipa::path(
    get, path = "/openapi.json", tag = "Operation",
    responses((status = 200, description = "OpenAPI 3.1", body = Object),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn document(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let render = || Ok(of_site(&state.public_url).to_string());
    let page = state.pages.page("openapi.json", "", "application/json", render)?;
    let mut response = page.answer(&request);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

/// The document as a page for people.
pub async fn docs(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let reader = Reader::of(&request);
    let render = || Ok(state.renderer.docs(reader.locale, &of_site(&state.public_url))?);
    let page = state
        .pages
        .page(&reader.address("docs"), "", "text/html; charset=utf-8", render)?;
    Ok(reader.answer(&state, &page, &request))
}
