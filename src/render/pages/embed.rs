//! A service on somebody else's page: the verdict, the counts, the map, a way back. Nothing that writes.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::snapshot::RegionCount;
use crate::render::country_map;
use crate::render::embed_options::Size;
use crate::render::map::{self, Level};
use crate::render::sentence::Sentence;
use crate::render::views::{Credit, Edition, EmbedView};
use crate::render::words;

use super::index::updated;
use super::stage::{SUMMARY_ID, summary};
use super::{Head, address};

/// What `embed.html` is given.
#[derive(Debug, Serialize)]
pub struct EmbedPage {
    head: Head,
    theme: &'static str,
    size: &'static str,
    #[serde(flatten)]
    document: EmbedDocument,
}

/// A service as data for `widget.js`, which shows what the frame shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmbedDocument {
    /// Its name in addresses.
    #[schema(example = "spotify")]
    service: String,
    #[schema(example = "Spotify")]
    name: String,
    /// The language of all words here, and the way it is written.
    #[schema(example = "en")]
    lang: &'static str,
    #[schema(example = "ltr")]
    dir: &'static str,
    /// `normal`, `possible`, `recovering` or `problems`, and the same in words.
    #[schema(example = "problems")]
    state: &'static str,
    word: String,
    /// What, since when, where. Moments are pieces of their own, for the visitor's zone.
    headline: Sentence,
    /// The counts behind it.
    numbers: String,
    /// A map as SVG, and what it shows in a sentence; both empty in the compact size.
    map: String,
    map_summary: String,
    legend: Vec<Level>,
    legend_title: String,
    updated: Sentence,
    /// Where to report, and what the link there says.
    href: String,
    more: String,
    /// Whose data is used and must be named.
    credits: Vec<Credit>,
    /// Says that everything is made up, when it is.
    demo: Option<String>,
}

/// Turns the view into words for the frame.
#[must_use]
pub fn page(site: Edition<'_>, view: &EmbedView<'_>) -> EmbedPage {
    let mut head = Head::new(
        site,
        &format!("/services/{}", view.service.slug),
        view.service.name.as_str(),
        "",
    );
    head.hidden = true;
    EmbedPage {
        head,
        theme: view.options.theme.as_str(),
        size: view.options.size.as_str(),
        document: document(site, view),
    }
}

/// Turns the view into words for the element.
#[must_use]
pub fn document(site: Edition<'_>, view: &EmbedView<'_>) -> EmbedDocument {
    let (service, snapshot, locale) = (view.service, view.snapshot, view.locale);
    let (map, map_summary, legend) = match view.options.size {
        Size::Compact => (String::new(), String::new(), Vec::new()),
        Size::Full => {
            let (map, summary) = map(site, view, SUMMARY_ID);
            (map, summary, map::legend(locale))
        }
    };
    EmbedDocument {
        service: service.slug.to_string(),
        name: service.name.clone(),
        lang: locale.code(),
        dir: locale.direction(),
        state: snapshot.verdict.as_str(),
        word: words::verdict(locale, snapshot.verdict),
        headline: words::headline(locale, &service.name, snapshot, view.now),
        numbers: words::numbers(locale, snapshot),
        map,
        map_summary,
        legend,
        legend_title: locale.word("legend"),
        updated: updated(site, snapshot.at, view.now),
        href: address(site, &format!("/services/{}", service.slug)),
        more: locale.word("embed-more"),
        credits: site.credits.clone(),
        demo: site.demo.then(|| locale.word("demo-data")),
    }
}

/// The map that was asked for and its summary: a country's when it has one, else the world's.
#[must_use]
pub fn map(site: Edition<'_>, view: &EmbedView<'_>, labelled_by: &str) -> (String, String) {
    let snapshot = view.snapshot;
    if let Some(code) = view.options.country {
        let of_country = snapshot.regions.iter().filter(|count| count.region.country() == code);
        let regions: Vec<RegionCount> = of_country.cloned().collect();
        if let Some(svg) = country_map::country(site.locale, code, &regions, labelled_by) {
            return (svg, summary(site, &regions, Some(code)));
        }
    }
    let svg = map::world(site.locale, &snapshot.countries, &snapshot.regions, labelled_by, None);
    (svg, summary(site, &snapshot.regions, None))
}
