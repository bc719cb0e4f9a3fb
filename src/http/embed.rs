//! For other people's pages: a frame, a picture, and the data of the element. Nothing here writes, and only these pages
//! may be framed.

use std::sync::Arc;

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::State;
use super::language::preferred;
use super::openapi::words::Slug;
use super::problem::Problem;
use super::ready;
use crate::domain::service::Service;
use crate::domain::snapshot::Snapshot;
use crate::render::embed_options::{EmbedOptions, Size};
use crate::render::locale::Locale;
use crate::render::pages::embed::EmbedDocument;
use crate::render::views::{EmbedView, Theme};

/// How long caches may show a picture, a badge or the element's data without asking: elements ask each minute, and a
/// page with a thousand readers need not bring a thousand questions.
pub const SECONDS_FRESH: u32 = 30;

/// How long an old one may be shown while a new one is fetched.
const SECONDS_STALE: u32 = 60;

/// How it should look. Parameters and values that are not known are let pass: a page that embeds must not break.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EmbedQuery {
    /// `light`, `dark`, or `auto` when absent.
    #[param(value_type = String, required = false, example = "dark")]
    theme: Option<String>,
    /// The map of one country, by its code of ISO 3166-1; the world's when absent.
    #[param(value_type = String, required = false, example = "US")]
    country: Option<String>,
    /// The language: en, de, es, fr, pt or ja; without it the browser's.
    #[param(value_type = String, required = false, example = "en")]
    lang: Option<String>,
    /// `compact` is without the map.
    #[param(value_type = String, required = false, example = "compact")]
    size: Option<String>,
}

impl EmbedQuery {
    /// What is known of it.
    pub fn options(self) -> EmbedOptions {
        options(self.theme, self.country, self.lang, self.size)
    }
}

/// What is known of the parameters; the rest is as by default.
pub fn options(
    theme: Option<String>,
    country: Option<String>,
    language: Option<String>,
    size: Option<String>,
) -> EmbedOptions {
    EmbedOptions {
        theme: Theme::parse(&theme.unwrap_or_default()),
        country: EmbedOptions::country(&country.unwrap_or_default()),
        language: Locale::parse(&language.unwrap_or_default()),
        size: Size::parse(&size.unwrap_or_default()),
    }
}

/// The forms in which a service is embedded.
#[derive(Debug, Clone, Copy)]
enum Form {
    Frame,
    Picture,
    Data,
}

impl Form {
    fn content_type(self) -> &'static str {
        match self {
            Self::Frame => "text/html; charset=utf-8",
            Self::Picture => "image/svg+xml",
            Self::Data => "application/json",
        }
    }
}

/// A small page for an `<iframe>`.
#[utoipa::path(
    get, path = "/embed/{slug}", tag = "Embedding",
    params(("slug" = Slug, Path, description = "The service"), EmbedQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn page(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<EmbedQuery>,
) -> Result<HttpResponse, Problem> {
    let mut response = answer(&state, &request, &slug, query.into_inner().options(), Form::Frame)?;
    set_policy(&mut response, super::EMBED_POLICY, &state.frame_ancestors);
    Ok(response)
}

/// A picture for an `<img>`.
#[utoipa::path(
    get, path = "/embed/{slug}.svg", tag = "Embedding",
    params(("slug" = Slug, Path, description = "The service"), EmbedQuery),
    responses((status = 200, description = "The picture", body = String, content_type = "image/svg+xml"),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn picture(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<EmbedQuery>,
) -> Result<HttpResponse, Problem> {
    let mut response = answer(&state, &request, &slug, query.into_inner().options(), Form::Picture)?;
    // Opened by itself it is a document: no script may run in it.
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    set_policy(&mut response, policy, &state.frame_ancestors);
    may_be_kept(&mut response);
    Ok(response)
}

/// The same as data, for `<groundswell-map>`.
#[utoipa::path(
    get, path = "/embed/{slug}.json", tag = "Embedding",
    params(("slug" = Slug, Path, description = "The service"), EmbedQuery),
    responses((status = 200, description = "Words and a map, in one language", body = EmbedDocument),
        (status = 304, description = "As it was under the `ETag` that `If-None-Match` names"))
)]
pub async fn data(
    state: web::Data<State>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<EmbedQuery>,
) -> Result<HttpResponse, Problem> {
    let mut options = query.into_inner().options();
    // The element chooses its colours itself.
    options.theme = Theme::Auto;
    let mut response = answer(&state, &request, &slug, options, Form::Data)?;
    may_be_kept(&mut response);
    Ok(response)
}

/// The language of an embedded thing: the one that was asked for, else the visitor's. The switch of the site itself
/// does not count here, because other people's pages get no cookies.
pub fn language(request: &HttpRequest, asked: Option<Locale>) -> Locale {
    asked.unwrap_or_else(|| preferred(request.headers()))
}

/// Lets any page of the world load and read it, and tells caches what it depends on.
pub fn open_to_all(response: &mut HttpResponse, by_language: bool) {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    if by_language {
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept-encoding, accept-language"),
        );
    }
}

/// Lets caches keep it for a moment.
pub fn may_be_kept(response: &mut HttpResponse) {
    let text = format!("public, max-age={SECONDS_FRESH}, stale-while-revalidate={SECONDS_STALE}");
    if let Ok(value) = HeaderValue::try_from(text) {
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
}

/// Who may frame it is the operator's to say. Our own pages may as well: one of them has a preview.
fn set_policy(response: &mut HttpResponse, policy: &'static str, frame_ancestors: &str) {
    let ancestors = match frame_ancestors.trim() {
        all @ ("*" | "'none'") => all.to_owned(),
        some => format!("'self' {some}"),
    };
    let whole = HeaderValue::try_from(format!("{policy}; frame-ancestors {ancestors}"));
    // What cannot be a header allows nobody.
    let whole = whole.unwrap_or(HeaderValue::from_static(super::PAGE_POLICY));
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, whole);
}

fn answer(
    state: &State,
    request: &HttpRequest,
    slug: &str,
    options: EmbedOptions,
    form: Form,
) -> Result<HttpResponse, Problem> {
    let locale = language(request, options.language);
    let generation = state.hub.generation();
    let by_language = options.language.is_none();
    let service = state.service(slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let view = view(state, &service, &snapshot, options, locale);
    let render = || match form {
        Form::Frame => Ok(state.renderer.embed(&view)?),
        Form::Picture => Ok(state.renderer.embed_svg(&view)),
        Form::Data => Ok(state.renderer.embed_data(&view)),
    };
    let address = format!("{form:?} {} {} {}", service.slug, options.query(), locale.code());
    let version = snapshot.version.to_string();
    let page = state.pages.page(&address, &version, form.content_type(), render)?;
    ready::may_be_kept(request, generation);
    let mut response = page.answer(request);
    open_to_all(&mut response, by_language);
    Ok(response)
}

fn view<'a>(
    state: &State,
    service: &'a Arc<Service>,
    snapshot: &'a Arc<Snapshot>,
    options: EmbedOptions,
    locale: Locale,
) -> EmbedView<'a> {
    EmbedView {
        service,
        snapshot,
        options,
        locale,
        now: state.clock.now(),
    }
}
