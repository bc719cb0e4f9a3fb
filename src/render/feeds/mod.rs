//! Feeds of what happened to incidents: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, of all services or of one.
//!
//! An entry is one step of an incident, not one incident. Readers and chat bots show an entry whose id is new and hardly
//! ever look at one again, so an entry that is rewritten at each step would tell of the beginning and never of the end.
//! The id is that of the step, the same in all three formats, in all languages and in the feed of the service as in that
//! of everything; what an entry says is how things stood at its step.

mod atom;
mod entry;
mod json;
mod rss;

use std::sync::Arc;

use self::entry::Entry;
pub(in crate::render) use self::entry::counts;
use super::pages;
use super::views::{Edition, FeedView};
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, Transition, TransitionKind};
use crate::domain::service::Service;
use crate::render::locale::Locale;

/// Entries of a feed: some days of a busy site. A reader that looks less often than that misses nothing that a list of
/// incidents does not tell better.
pub const ENTRIES_MAX: usize = 50;

/// Of a region that is reached, a feed tells among this many first steps of an incident. A worldwide outage reaches dozens
/// within minutes, and a channel that gets a message for each is muted; its page and webhooks tell of all.
const SPREAD_SEQUENCE_MAX: u32 = 10;

/// How a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4287.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All of them, the one that is understood best first.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::Json];

    /// The format of an address that ends in `feed.` and this.
    #[must_use]
    pub fn parse(suffix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.suffix() == suffix)
    }

    /// What its address ends in.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Rss => "rss",
            Self::Json => "json",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Rss => "RSS",
            Self::Json => "JSON",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// Its media type as a header says it.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Rss => "application/rss+xml; charset=utf-8",
            Self::Json => "application/feed+json; charset=utf-8",
        }
    }
}

/// A feed in words, whatever it is written in.
#[derive(Debug)]
struct Feed {
    /// The same in every format and language.
    id: String,
    title: String,
    description: String,
    /// Its own address.
    address: String,
    /// The page that tells the same to people.
    page: String,
    /// The site.
    home: String,
    language: &'static str,
    /// Newest first.
    entries: Vec<Entry>,
}

/// The path of a feed below the base path.
#[must_use]
pub fn path(service: Option<&Service>, format: Format, locale: Locale) -> String {
    let folder = service.map_or_else(String::new, |service| format!("/services/{}", service.slug));
    in_language(&format!("{folder}/feed.{}", format.suffix()), locale)
}

/// What a feed is called.
#[must_use]
pub fn title(site: Edition<'_>, service: Option<&Service>) -> String {
    match service {
        Some(service) => site.locale.say("feed-title-of", &[("name", (&service.name).into())]),
        None => site.locale.word("feed-title"),
    }
}

/// The same, marked when everything in it is made up.
fn marked_title(site: Edition<'_>, service: Option<&Service>) -> String {
    let title = title(site, service);
    if !site.demo {
        return title;
    }
    let mark = site.locale.word("demo-data");
    format!("{title} ({})", mark.trim_end_matches(['.', '。']))
}

/// The feed as text. One without entries is a feed too.
#[must_use]
pub fn text(site: Edition<'_>, view: &FeedView<'_>, format: Format) -> String {
    let feed = feed(site, view, format);
    match format {
        Format::Atom => atom::xml(&feed),
        Format::Rss => rss::xml(&feed),
        Format::Json => json::text(&feed),
    }
}

fn feed(site: Edition<'_>, view: &FeedView<'_>, format: Format) -> Feed {
    let page = view.service.map_or_else(
        || "/incidents".to_owned(),
        |service| format!("/services/{}", service.slug),
    );
    let part = view.service.map_or("/all", |_| page.as_str());
    Feed {
        id: tag(site, part),
        title: clean(&marked_title(site, view.service)),
        description: site.locale.word("incidents-description"),
        address: pages::address(site, &path(view.service, format, site.locale)),
        page: pages::address(site, &in_language(&page, site.locale)),
        home: pages::address(site, "/"),
        language: site.locale.code(),
        entries: newest(view.incidents)
            .into_iter()
            .filter_map(|step| Entry::new(site, view.catalogue, step))
            .collect(),
    }
}

/// A step of an incident: the incident, and the place of the step among those that are kept.
type Step<'a> = (&'a Incident, usize);

/// The newest steps that a feed tells of, newest first.
fn newest(incidents: &[Arc<Incident>]) -> Vec<Step<'_>> {
    let announced = incidents.iter().filter(|incident| !incident.is_held());
    let mut steps: Vec<Step<'_>> = announced
        .flat_map(|incident| (0..incident.transitions.len()).map(move |place| (incident.as_ref(), place)))
        .filter(|&step| is_told(transition(step)))
        .collect();
    // Steps of one minute stand in their order; those of two services in that of their names.
    steps.sort_by_key(|&step| {
        let transition = transition(step);
        std::cmp::Reverse((transition.at, &step.0.id, transition.sequence))
    });
    steps.truncate(ENTRIES_MAX);
    steps
}

fn transition((incident, place): Step<'_>) -> &Transition {
    &incident.transitions[place]
}

/// By the number of the step and not by how many there are: old steps are forgotten, and no entry may appear for that.
fn is_told(transition: &Transition) -> bool {
    transition.kind != TransitionKind::RegionAdded || transition.sequence <= SPREAD_SEQUENCE_MAX
}

/// A tag URI (RFC 4151), which does not change with the scheme or the port of the site.
fn tag(site: Edition<'_>, path: &str) -> String {
    let host = site.public_url.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split(['/', '@']).next_back().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let host = host.replace(':', "-");
    format!("tag:{host},2026:{}{path}", site.base_path)
}

/// The address in a language: English is what comes by itself.
fn in_language(path: &str, locale: Locale) -> String {
    match locale {
        Locale::En => path.to_owned(),
        _ => format!("{path}?lang={}", locale.code()),
    }
}

/// Without the characters that XML has no way to write (XML 1.0, section 2.2).
fn clean(text: &str) -> String {
    let is_written = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_written).collect()
}

/// A moment as RSS writes it (RFC 822 with four digits for the year).
fn rfc_822(at: Timestamp) -> String {
    let moment = jiff::Timestamp::from_second(at.0).unwrap_or_default();
    moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::views::Site;

    fn tag_of(public_url: &str) -> String {
        let site = Site {
            public_url: public_url.to_owned(),
            base_path: "/down".to_owned(),
            ..Site::default()
        };
        let edition = Edition {
            site: &site,
            locale: Locale::En,
        };
        tag(edition, "/all")
    }

    #[test]
    fn ids_outlive_the_scheme_and_the_port() {
        for url in ["https://status.example", "http://status.example:8080"] {
            assert_eq!(tag_of(url), "tag:status.example,2026:/down/all");
        }
        assert_eq!(tag_of("http://[2001:db8::1]:8080"), "tag:2001-db8--1,2026:/down/all");
    }

    #[test]
    fn moments_are_those_of_rss() {
        assert_eq!(rfc_822(Timestamp(1_744_804_980)), "Wed, 16 Apr 2025 12:03:00 GMT");
    }

    #[test]
    fn nothing_stays_that_xml_cannot_say() {
        assert_eq!(clean("a\u{0}b\u{1b}\u{fffe}<\u{7f}é"), "ab<é");
    }
}
