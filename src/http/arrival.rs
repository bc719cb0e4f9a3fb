//! Who opens a page by a link on another site: see [`crate::pipeline::arrivals`].
//!
//! Browsers say so themselves. `Sec-Fetch-Site` is `cross-site` for a link on another site, `none` for an address that was
//! typed or kept, and `same-origin` or `same-site` for a link of ours; `Sec-Fetch-Dest` tells a page from a frame, a picture
//! or a script on another site. Over plain HTTP, and in browsers of before 2023, neither is sent: there `Referer` has to name
//! another host. Programs send what they like, and who hides that it came by a link is not doubted for it.

use std::net::{IpAddr, Ipv4Addr};

use actix_http::{Request, RequestHead};
use actix_web::http::header::{self, HeaderMap, HeaderName};
use actix_web::http::{Method, Uri};

use super::{State, accepts_pages, client};
use crate::domain::bucket::Timestamp;
use crate::domain::referrer::Referrer;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// A longer one than any site's is cut: browsers name no more than the site.
const REFERER_LENGTH_MAX: usize = 512;

/// Takes note of a visitor who opens a page by a link. Nearly all requests are none of that, which one look at a header or two
/// tells.
pub fn note(state: &State, request: &Request) {
    let Some(referrer) = referrer(request.head(), &state.public_url) else {
        return;
    };
    let address = client::address_of(request.peer_addr(), request.head().headers(), &state.trusted_proxies);
    let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let browser = browser(request.head().headers());
    state.arrivals.note(address, browser, referrer, state.clock.now());
}

/// By which link a visitor came, when that is known.
pub fn of(state: &State, address: IpAddr, headers: &HeaderMap, now: Timestamp) -> Option<Referrer> {
    state.arrivals.of(address, browser(headers), now)
}

/// What the browser calls itself; the same for a page and for the report that is sent from it.
fn browser(headers: &HeaderMap) -> &[u8] {
    let name = headers.get(header::USER_AGENT);
    name.map_or(b"", |name| name.as_bytes())
}

fn referrer(head: &RequestHead, public_url: &str) -> Option<Referrer> {
    let headers = head.headers();
    let fetch_site = headers.get(&FETCH_SITE);
    if fetch_site.is_some_and(|site| site != "cross-site") {
        return None;
    }
    let referer = headers.get(header::REFERER);
    if (fetch_site.is_none() && referer.is_none()) || head.method != Method::GET || !is_page(head) {
        return None;
    }
    let referer = referer.and_then(|referer| referer.to_str().ok());
    let uri = referer.filter(|referer| referer.len() <= REFERER_LENGTH_MAX);
    let uri: Option<Uri> = uri.and_then(|referer| referer.parse().ok());
    match uri.as_ref().and_then(Uri::host) {
        Some(host) if fetch_site.is_none() && is_ours(host, head, public_url) => None,
        Some(host) => Referrer::of_host(host),
        // It is told that there was another site, and not which.
        None => fetch_site.map(|_| Referrer::UNNAMED),
    }
}

/// Whether this opens a page, and no frame, picture or script within another one.
fn is_page(head: &RequestHead) -> bool {
    match head.headers().get(&FETCH_DEST) {
        Some(destination) => destination == "document",
        None => accepts_pages(head.headers()) && !head.uri.path().contains("/embed/"),
    }
}

fn is_ours(host: &str, head: &RequestHead, public_url: &str) -> bool {
    let public: Option<Uri> = public_url.parse().ok();
    let asked = head.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let asked: Option<Uri> = asked.and_then(|host| host.parse().ok());
    let ours = [&public, &asked].into_iter().flatten().filter_map(Uri::host);
    ours.into_iter().any(|ours| ours.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use actix_http::test::TestRequest;

    use super::*;

    fn of(path: &str, headers: &[(&'static str, &str)]) -> Option<Referrer> {
        let mut request = TestRequest::with_uri(path);
        request.insert_header(("host", "status.example.net:8080"));
        request.insert_header(("accept", "text/html,*/*"));
        for (name, value) in headers {
            request.insert_header((*name, *value));
        }
        referrer(request.finish().head(), "https://public.example/status")
    }

    const PAGE: &str = "/services/spotify";

    #[test]
    fn a_link_on_another_site_is_known_by_what_browsers_say() {
        let forum = Referrer::of_host("forum.example.org");
        let site = |value| ("sec-fetch-site", value);
        let dest = |value| ("sec-fetch-dest", value);
        let from = |value| ("referer", value);
        let forum_page = from("https://www.example.org/");
        let cross = [site("cross-site"), dest("document")];
        assert_eq!(of(PAGE, &[cross[0], cross[1], forum_page]), forum);
        assert_eq!(of("/", &[cross[0], cross[1], forum_page]), forum);
        assert_eq!(of(PAGE, &cross), Some(Referrer::UNNAMED));
        assert_eq!(
            of(PAGE, &[cross[0], cross[1], from("not an address")]),
            Some(Referrer::UNNAMED)
        );
        assert_eq!(of(PAGE, &[cross[0], cross[1], from("https://www.google.com/")]), None);
        let app = "android-app://com.reddit.frontpage/";
        assert_eq!(
            of(PAGE, &[cross[0], cross[1], from(app)]),
            Referrer::of_host("com.reddit.frontpage")
        );
        // Typed, kept, ours.
        for own in ["none", "same-origin", "same-site"] {
            assert_eq!(of(PAGE, &[site(own), cross[1], forum_page]), None, "{own}");
        }
        // Part of another page.
        for part in ["iframe", "image", "script", "empty", "embed"] {
            assert_eq!(
                of("/embed/spotify", &[cross[0], dest(part), forum_page]),
                None,
                "{part}"
            );
        }
        // Without them.
        assert_eq!(of(PAGE, &[forum_page]), forum);
        assert_eq!(of(PAGE, &[]), None);
        assert_eq!(of(PAGE, &[from("http://status.example.net:8080/")]), None);
        assert_eq!(of(PAGE, &[from("https://PUBLIC.example/status/")]), None);
        assert_eq!(of("/embed/spotify", &[forum_page]), None);
        assert_eq!(of("/badge/spotify.svg", &[("accept", "image/*"), forum_page]), None);
        assert_eq!(of(PAGE, &[from("/services/spotify")]), None);
    }
}
