//! What each template is given: words and pictures, ready to be put in place.

pub mod builder;
pub mod chart;
pub mod docs;
pub mod embed;
pub mod here;
pub mod head;
pub mod incident;
pub mod index;
pub mod official;
pub mod place;
pub mod reached;
pub mod regions;
pub mod report;
pub mod service;
pub mod shares;
pub mod stage;
pub mod vote;

use serde::Serialize;

use crate::domain::attribution::Attribution;
use crate::domain::incident::Incident;
use crate::domain::service::Service;
use crate::domain::snapshot::Verdict;

use super::locale::Locale;
use super::views::Edition;
use super::words;
pub use head::Head;

/// A service with its verdict, wherever it is mentioned.
#[derive(Debug, Clone, Serialize)]
pub struct Mention {
    name: String,
    href: String,
    /// Name of the icon and of the colour.
    state: &'static str,
    /// The verdict in words.
    word: String,
}

impl Mention {
    fn new(site: Edition<'_>, service: &Service, verdict: Verdict) -> Self {
        Self {
            name: service.name.clone(),
            href: format!("{}/services/{}", site.base_path, service.slug),
            state: verdict.as_str(),
            word: words::verdict(site.locale, verdict),
        }
    }
}

/// Whose trouble it probably is, as a sentence with a link in it.
#[derive(Debug, Clone, Serialize)]
pub struct Cause {
    before: String,
    name: String,
    href: String,
    after: String,
}

impl Cause {
    /// A sentence on `service`; `None` when the cause is not in the catalogue.
    fn new(
        site: Edition<'_>,
        service: &Service,
        attribution: &Attribution,
        cause: Option<&Service>,
        over: bool,
    ) -> Option<Self> {
        let cause = cause?;
        let (before, after) = words::cause(site.locale, &service.name, attribution.kind, over);
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
    status_text: Option<String>,
    title: String,
    detail: String,
}

/// The methodology page.
#[must_use]
pub fn methodology(site: Edition<'_>) -> PlainPage {
    let title = site.locale.word("methodology-title");
    let description = site.locale.word("methodology-description");
    PlainPage {
        head: Head::new(site, "/methodology", title.as_str(), description.as_str()),
        status_text: None,
        title,
        detail: description,
    }
}

/// A page that says what went wrong.
#[must_use]
pub fn error(site: Edition<'_>, status: u16, title: &str, detail: &str) -> PlainPage {
    // What went wrong in particular is known in English only.
    let (title, detail) = if site.locale == Locale::En {
        (title.to_owned(), detail.to_owned())
    } else {
        let (title, detail) = match status {
            404 => ("error-title-404", "error-detail-404"),
            429 => ("error-title-429", "error-detail-429"),
            503 => ("error-title-503", "error-detail-503"),
            _ => ("error-title-other", "error-detail-other"),
        };
        (site.locale.word(title), site.locale.word(detail))
    };
    let mut head = Head::new(site, "/", title.as_str(), detail.as_str());
    head.hidden = true;
    PlainPage {
        head,
        status_text: Some(status.to_string()),
        title,
        detail,
    }
}

/// An address in full.
pub(in crate::render) fn address(site: Edition<'_>, path: &str) -> String {
    format!("{}{}{path}", site.public_url, site.base_path)
}

/// The path of an incident's page below the base path.
pub(in crate::render) fn incident_path(incident: &Incident) -> String {
    format!(
        "/services/{}/incidents/{}",
        incident.service,
        percent_encoded(&incident.id.0)
    )
}

/// Everything but unreserved characters as `%XX` (RFC 3986, section 2.1).
pub(in crate::render) fn percent_encoded(text: &str) -> String {
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
