//! The head of every page: what search engines, link previews and the browser's tab show.

use serde::Serialize;

use super::address;
use crate::domain::bucket::Timestamp;
use crate::domain::incident::Incident;
use crate::domain::service::Service;
use crate::domain::snapshot::Snapshot;
use crate::render::feeds::{self, Format};
use crate::render::locale::Locale;
use crate::render::og;
use crate::render::structured::{self, Place, Report};
use crate::render::views::Edition;

/// What search engines, link previews and the browser's tab show.
#[derive(Debug, Serialize)]
pub struct Head {
    /// The tab's title, without the site's name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The page's own address in full.
    pub canonical: String,
    /// The same up to the code of the language that it is wanted in.
    pub in_language: String,
    /// Whether search engines should leave it out.
    pub hidden: bool,
    /// The path of the page as it is shown, up to the code of the language that it is wanted in.
    pub switch: String,
    /// What chats show beside a link.
    pub picture: Picture,
    /// Feeds of what the page is about, the one that is understood best first.
    pub feeds: Vec<FeedLink>,
    /// JSON-LD that is safe within `<script>`; empty when there is nothing to say.
    pub structured: String,
}

/// A picture to share.
#[derive(Debug, Serialize)]
pub struct Picture {
    address: String,
    width: u16,
    height: u16,
    /// For those who do not see it.
    alt: String,
}

/// Where a feed is.
#[derive(Debug, Serialize)]
pub struct FeedLink {
    href: String,
    title: String,
    media_type: &'static str,
    /// The name of the format.
    name: &'static str,
}

impl FeedLink {
    /// A feed in all its formats: of one service, or of everything.
    fn all(site: Edition<'_>, service: Option<&Service>) -> Vec<Self> {
        let title = feeds::title(site, service);
        let link = |format: Format| Self {
            href: format!("{}{}", site.base_path, feeds::path(service, format, site.locale)),
            title: title.clone(),
            media_type: format.media_type(),
            name: format.name(),
        };
        Format::ALL.map(link).into()
    }
}

impl Head {
    pub(super) fn new(site: Edition<'_>, path: &str, title: impl Into<String>, description: impl Into<String>) -> Self {
        let canonical = address(site, path);
        let joiner = if canonical.contains('?') { '&' } else { '?' };
        Self {
            title: title.into(),
            description: description.into(),
            in_language: format!("{canonical}{joiner}lang="),
            canonical,
            hidden: false,
            switch: format!("{}{path}{joiner}lang=", site.base_path),
            picture: Picture::new(site, "/og.png", "", &site.locale.word("share-app")),
            feeds: FeedLink::all(site, None),
            structured: String::new(),
        }
    }

    /// Offers the feeds of one service in place of those of everything.
    pub(super) fn following(mut self, site: Edition<'_>, service: &Service) -> Self {
        self.feeds = FeedLink::all(site, Some(service));
        self
    }

    /// What the switch of languages keeps of the page's parameters.
    pub(super) fn keep(&mut self, name: &str, value: &str) {
        let kept = format!("{name}={}&lang=", super::percent_encoded(value));
        self.switch = self.switch.replace("lang=", &kept);
    }

    /// Adds what is said of a service's own page.
    pub(super) fn of_service(self, site: Edition<'_>, service: &Service, snapshot: &Snapshot) -> Self {
        let mut head = self.following(site, service);
        let steps = snapshot
            .incident
            .as_deref()
            .map_or(0, |incident| incident.transitions.len());
        let version = format!("{}-{steps}", snapshot.verdict.as_str());
        let path = format!("/og/{}.png", service.slug);
        head.picture = Picture::new(site, &path, &version, &head.description);
        let page = [Place {
            name: &service.name,
            address: &head.canonical,
        }];
        head.structured = head.report(site, service, &page, snapshot.at, None);
        head
    }

    /// Adds what is said of an incident's page.
    pub(super) fn of_incident(self, site: Edition<'_>, service: &Service, incident: &Incident) -> Self {
        let mut head = self.following(site, service);
        let path = format!(
            "/og/{}/{}.png",
            service.slug,
            super::percent_encoded(incident.id.as_str())
        );
        let version = incident.transitions.len().to_string();
        head.picture = Picture::new(site, &path, &version, &head.description);
        let service_address = address(site, &format!("/services/{}", service.slug));
        let path = [
            Place {
                name: &service.name,
                address: &service_address,
            },
            Place {
                name: &head.title,
                address: &head.canonical,
            },
        ];
        let modified = incident.transitions.last().map_or(incident.opened_at, |step| step.at);
        head.structured = head.report(site, service, &path, modified, Some(incident.opened_at));
        head
    }

    fn report(
        &self,
        site: Edition<'_>,
        service: &Service,
        path: &[Place<'_>],
        modified: Timestamp,
        published: Option<Timestamp>,
    ) -> String {
        let home_page = super::service::web_address(Some(&service.home_page));
        let home_address = address(site, "/");
        structured::report(&Report {
            home: Place {
                name: "Groundswell",
                address: &home_address,
            },
            path,
            description: &self.description,
            picture: &self.picture.address,
            about: (&service.name, home_page.as_deref()),
            language: site.locale.code(),
            modified,
            published,
        })
    }
}

impl Picture {
    /// The picture at this path. Chats keep what they have fetched by its address, so a new `version` is a new picture.
    pub(super) fn new(site: Edition<'_>, path: &str, version: &str, alt: &str) -> Self {
        let mut parameters: Vec<String> = Vec::new();
        if site.locale != Locale::En {
            parameters.push(format!("lang={}", site.locale.code()));
        }
        if !version.is_empty() {
            parameters.push(format!("v={version}"));
        }
        let joiner = if parameters.is_empty() { "" } else { "?" };
        Self {
            address: format!("{}{joiner}{}", address(site, path), parameters.join("&")),
            width: og::WIDTH,
            height: og::HEIGHT,
            alt: alt.to_owned(),
        }
    }
}
