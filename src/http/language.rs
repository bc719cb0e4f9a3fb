//! In which language a visitor reads: what was asked for in the address, else what was chosen before, else what the
//! browser prefers.

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use super::State;
use super::cache::Page;
use crate::render::locale::Locale;

/// Remembers a choice. It holds two letters, tells nobody from anybody, and is set by the switch only.
const COOKIE: &str = "groundswell-lang";
const COOKIE_SECONDS: u32 = 365 * 86_400;

/// What an answer depends on besides its address.
const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, accept-language, cookie");

/// What the headers of a request say about languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tongue {
    /// The one that was chosen before.
    remembered: Option<Locale>,
    /// The one that the browser prefers.
    preferred: Locale,
}

impl Tongue {
    /// Of these headers.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        Self {
            remembered: remembered(headers),
            preferred: preferred(headers),
        }
    }
}

/// Who reads.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The language.
    pub locale: Locale,
    /// Whether the address asked for it, as the links of the switch do.
    is_choice: bool,
}

impl Reader {
    /// Of this request.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let chosen = parameter(request.query_string(), "lang").and_then(Locale::parse);
        Self {
            locale: chosen
                .or_else(|| remembered(request.headers()))
                .unwrap_or_else(|| preferred(request.headers())),
            is_choice: chosen.is_some(),
        }
    }

    /// The page's address in the cache.
    #[must_use]
    pub fn address(self, address: &str) -> String {
        format!("{} {address}", self.locale.code())
    }

    /// The page as an answer; a choice is remembered.
    #[must_use]
    pub fn answer(self, state: &State, page: &Page, request: &HttpRequest) -> HttpResponse {
        let mut response = page.answer(request);
        self.label(state, &mut response);
        response
    }

    /// Says in an answer which language it is in, and remembers a choice.
    pub fn label(self, state: &State, response: &mut HttpResponse) {
        let headers = response.headers_mut();
        headers.insert(header::VARY, VARY);
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.locale.code()));
        if !self.is_choice {
            return;
        }
        let secure = if state.public_url.starts_with("https:") {
            "; Secure"
        } else {
            ""
        };
        let cookie = format!(
            "{COOKIE}={}; Path={}/; Max-Age={COOKIE_SECONDS}; SameSite=Lax; HttpOnly{secure}",
            self.locale.code(),
            state.base_path
        );
        if let Ok(cookie) = HeaderValue::try_from(cookie) {
            headers.insert(header::SET_COOKIE, cookie);
            let private = HeaderValue::from_static("private, max-age=0, must-revalidate");
            headers.insert(header::CACHE_CONTROL, private);
        }
    }
}

/// The value of a parameter that needs no decoding.
fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn remembered(headers: &HeaderMap) -> Option<Locale> {
    let cookies = headers.get_all(header::COOKIE).filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, code)| Locale::parse(code))
}

/// The best of those that the browser asks for.
#[must_use]
pub fn preferred(headers: &HeaderMap) -> Locale {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    accepted.map_or(Locale::default(), Locale::negotiate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_choice_goes_before_what_was_chosen_and_that_before_the_browser() {
        let request = |uri: &str, cookie: &str| {
            let request = TestRequest::with_uri(uri).insert_header((header::ACCEPT_LANGUAGE, "fr-CH, en;q=0.5"));
            Reader::of(&request.insert_header((header::COOKIE, cookie)).to_http_request()).locale
        };
        assert_eq!(request("/?lang=ja", "groundswell-lang=de"), Locale::Ja);
        assert_eq!(request("/?lang=xx", "a=b; groundswell-lang=de"), Locale::De);
        assert_eq!(request("/?long=ja", "groundswell-lang=<script>"), Locale::Fr);
    }
}
