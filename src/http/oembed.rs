//! oEmbed 1.0 (<https://oembed.com>): an editor that is given the address of a service's page gets a frame to show instead.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::State;
use super::embed::{EmbedQuery, language};
use super::problem::Problem;
use crate::domain::service::Service;
use crate::render::embed_options::{EmbedOptions, Size};
use crate::render::locale::Locale;
use crate::render::og;
use crate::render::snippets::{Choice, frame_size};

/// How long a consumer may keep the answer. The frame in it is live by itself.
const SECONDS_FRESH: u32 = 3_600;

/// A frame lower than this has no room for a map.
const MAP_HEIGHT_MIN: u32 = 360;

/// What a consumer asks.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OembedQuery {
    /// The address of a service's page on this site.
    #[param(example = "https://status.example/services/spotify")]
    url: String,
    /// `json`, the only one there is.
    #[param(value_type = String, required = false, example = "json")]
    format: Option<String>,
    /// The most room there is, in pixels.
    #[param(value_type = u32, required = false, example = 600)]
    maxwidth: Option<u32>,
    /// The same for its height.
    #[param(value_type = u32, required = false, example = 500)]
    maxheight: Option<u32>,
}

/// What a consumer shows.
#[derive(Serialize, ToSchema)]
pub(super) struct RichDocument {
    #[schema(value_type = String, example = "1.0")]
    version: &'static str,
    #[schema(value_type = String, example = "rich")]
    r#type: &'static str,
    #[schema(example = "Spotify: reports of problems")]
    title: String,
    #[schema(value_type = String, example = "Groundswell")]
    provider_name: &'static str,
    #[schema(example = "https://status.example/")]
    provider_url: String,
    /// Seconds for which the answer may be kept.
    #[schema(example = 3600)]
    cache_age: u32,
    #[schema(example = 600)]
    width: u32,
    #[schema(example = 500)]
    height: u32,
    /// An `<iframe>`.
    html: String,
    /// A picture to stand beside a link, where it fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://status.example/og/spotify.png")]
    thumbnail_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1200)]
    thumbnail_width: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 630)]
    thumbnail_height: Option<u16>,
}

/// oEmbed 1.0: an editor that is given the address of a service's page gets a frame to show instead.
#[utoipa::path(
    get, path = "/oembed", tag = "Embedding", params(OembedQuery),
    responses((status = 200, description = "The frame", body = RichDocument),
        (status = 404, description = "`url` is not the address of a service's page on this site"),
        (status = 501, description = "Another format than JSON"))
)]
pub async fn oembed(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<OembedQuery>,
) -> Result<HttpResponse, Problem> {
    if !matches!(query.format.as_deref(), None | Some("json")) {
        return Err(Problem::NotImplemented("Only `format=json` is answered.".to_owned()));
    }
    let (slug, options) = parse(&state.public_url, &query.url).ok_or_else(not_ours)?;
    let service = state.service(&slug).map_err(|_no_such_service| not_ours())?;
    let locale = language(&request, options.language);
    let document = document(&state, &service, options, locale, &query);
    let mut response = super::public_json(&document, SECONDS_FRESH);
    super::embed::open_to_all(&mut response, options.language.is_none());
    Ok(response)
}

fn not_ours() -> Problem {
    Problem::NotFound("`url` is not the address of a service's page on this site.".to_owned())
}

fn document(
    state: &State,
    service: &Service,
    mut options: EmbedOptions,
    locale: Locale,
    query: &OembedQuery,
) -> RichDocument {
    if query.maxheight.is_some_and(|height| height < MAP_HEIGHT_MIN) {
        options.size = Size::Compact;
    }
    let (width, height) = frame_size(options.size);
    let width = query.maxwidth.map_or(width, |most| most.min(width));
    let height = query.maxheight.map_or(height, |most| most.min(height));
    let site = state.renderer.edition(locale);
    let choice = Choice { site, service, options };
    let thumbnail = fits(query).then(|| thumbnail(state, service, locale));
    RichDocument {
        version: "1.0",
        r#type: "rich",
        title: choice.title(),
        provider_name: "Groundswell",
        provider_url: format!("{}/", state.public_url),
        cache_age: SECONDS_FRESH,
        width,
        height,
        html: choice.frame(&width.to_string(), height),
        thumbnail_width: thumbnail.as_ref().map(|_| og::WIDTH),
        thumbnail_height: thumbnail.as_ref().map(|_| og::HEIGHT),
        thumbnail_url: thumbnail,
    }
}

/// Whether the picture to share is no larger than the consumer takes: the rule for thumbnails is that for frames.
fn fits(query: &OembedQuery) -> bool {
    let is_within = |most: Option<u32>, length: u16| most.is_none_or(|most| u32::from(length) <= most);
    is_within(query.maxwidth, og::WIDTH) && is_within(query.maxheight, og::HEIGHT)
}

fn thumbnail(state: &State, service: &Service, locale: Locale) -> String {
    let address = format!("{}/og/{}.png", state.public_url, service.slug);
    match locale {
        Locale::En => address,
        _ => format!("{address}?lang={}", locale.code()),
    }
}

/// The service of a page's address, and the options that its query holds. The scheme may be either: consumers are given
/// what people type.
fn parse(public_url: &str, url: &str) -> Option<(String, EmbedOptions)> {
    let without_scheme = |url: &str| {
        let url = url.trim();
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.map(str::to_owned)
    };
    let (site, url) = (without_scheme(public_url)?, without_scheme(url)?);
    let url = url.split('#').next()?;
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = path.split_at_checked(site.len())?;
    if !host.eq_ignore_ascii_case(&site) {
        return None;
    }
    let slug = path.strip_prefix("/services/")?;
    let slug = slug.strip_suffix('/').unwrap_or(slug);
    // Whatever else stands in the query, such as marks of where a link was shared, is let pass.
    let query: EmbedQuery = web::Query::from_query(query)
        .map(web::Query::into_inner)
        .unwrap_or_default();
    (!slug.contains('/')).then(|| (slug.to_owned(), query.options()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://status.example/down";

    #[test]
    fn only_pages_of_services_on_this_site_are_known() {
        for (url, slug) in [
            ("https://status.example/down/services/spotify", "spotify"),
            ("http://STATUS.example/down/services/spotify/", "spotify"),
            (
                "https://status.example/down/services/spotify?utm_source=x#map",
                "spotify",
            ),
        ] {
            assert_eq!(parse(SITE, url).map(|found| found.0).as_deref(), Some(slug), "{url}");
        }
        for url in [
            "",
            "spotify",
            "javascript:alert(1)",
            "https://status.example/services/spotify",
            "https://status.example.evil/down/services/spotify",
            "https://evil.example/down/services/spotify",
            "https://status.example/downs/services/spotify",
            "https://user@status.example/down/services/spotify",
            "https://status.example/down/services/spotify/incidents/1",
            "https://status.example/down/embed/spotify",
            "https://status.exämple/down/services/spotify",
        ] {
            assert_eq!(parse(SITE, url), None, "{url}");
        }
    }

    #[test]
    fn the_query_of_the_page_chooses_the_frame() {
        let (_, options) = parse(
            SITE,
            "https://status.example/down/services/spotify?theme=dark&lang=de&x=%ff",
        )
        .unwrap();
        assert_eq!(options.query(), "?theme=dark&lang=de");
    }
}
