//! What each template is given: words and pictures, ready to be put in place.

pub mod embed;
pub mod incident;
pub mod index;
pub mod place;
pub mod regions;
pub mod report;
pub mod service;
pub mod shares;

use serde::Serialize;

use crate::domain::attribution::Attribution;
use crate::domain::incident::Incident;
use crate::domain::service::Service;
use crate::domain::snapshot::Verdict;

use super::views::Site;
use super::words;

/// What search engines, link previews and the browser's tab show.
#[derive(Debug, Serialize)]
pub struct Head {
    /// The tab's title, without the site's name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The page's own address in full.
    pub canonical: String,
    /// Whether search engines should leave it out.
    pub hidden: bool,
}

impl Head {
    fn new(site: &Site, path: &str, title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            canonical: address(site, path),
            hidden: false,
        }
    }
}

/// A service with its verdict, wherever it is mentioned.
#[derive(Debug, Clone, Serialize)]
pub struct Mention {
    name: String,
    href: String,
    /// Name of the icon and of the colour.
    state: &'static str,
    /// The verdict in words.
    word: &'static str,
}

impl Mention {
    fn new(site: &Site, service: &Service, verdict: Verdict) -> Self {
        Self {
            name: service.name.clone(),
            href: format!("{}/services/{}", site.base_path, service.slug),
            state: verdict.as_str(),
            word: words::verdict(verdict),
        }
    }
}

/// Whose trouble it probably is, as a sentence with a link in it.
#[derive(Debug, Clone, Serialize)]
pub struct Cause {
    before: &'static str,
    name: String,
    href: String,
    after: String,
}

impl Cause {
    /// A sentence on `service`; `None` when the cause is not in the catalogue.
    fn new(
        site: &Site,
        service: &Service,
        attribution: &Attribution,
        cause: Option<&Service>,
        over: bool,
    ) -> Option<Self> {
        let cause = cause?;
        let (before, after) = if over {
            words::past_cause(&service.name, attribution.kind)
        } else {
            words::cause(&service.name, attribution.kind)
        };
        Some(Self {
            before,
            name: cause.name.clone(),
            href: format!("{}/services/{}", site.base_path, cause.slug),
            after,
        })
    }
}

/// A page without anything of its own.
#[derive(Debug, Serialize)]
pub struct PlainPage {
    head: Head,
    status: Option<u16>,
    title: String,
    detail: String,
}

/// The methodology page.
#[must_use]
pub fn methodology(site: &Site) -> PlainPage {
    let description = "How reports are counted, how problems are told from noise, and what is kept about you: nothing that names you.";
    PlainPage {
        head: Head::new(site, "/methodology", "How it is decided", description),
        status: None,
        title: "How it is decided".to_owned(),
        detail: description.to_owned(),
    }
}

/// A page that says what went wrong.
#[must_use]
pub fn error(site: &Site, status: u16, title: &str, detail: &str) -> PlainPage {
    let mut head = Head::new(site, "/", title, detail);
    head.hidden = true;
    PlainPage {
        head,
        status: Some(status),
        title: title.to_owned(),
        detail: detail.to_owned(),
    }
}

/// An address in full.
fn address(site: &Site, path: &str) -> String {
    format!("{}{}{path}", site.public_url, site.base_path)
}

fn incident_path(incident: &Incident) -> String {
    format!(
        "/services/{}/incidents/{}",
        incident.service,
        percent_encoded(&incident.id.0)
    )
}

/// Everything but unreserved characters as `%XX` (RFC 3986, section 2.1).
fn percent_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
