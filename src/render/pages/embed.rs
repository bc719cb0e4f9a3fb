//! A service on somebody else's page: the verdict, the counts, the map, a way back. Nothing that writes.

use serde::Serialize;

use crate::domain::snapshot::RegionCount;
use crate::render::country_map;
use crate::render::map::{self, Level};
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, EmbedView};

use super::index::updated;
use super::regions::{SUMMARY_ID, summary};
use super::service::VerdictPanel;
use super::{Head, address};

/// What `embed.html` is given.
#[derive(Debug, Serialize)]
pub struct EmbedPage {
    head: Head,
    name: String,
    href: String,
    theme: &'static str,
    verdict: VerdictPanel,
    map: String,
    map_summary: String,
    legend: Vec<Level>,
    updated: Sentence,
}

/// Turns the view into words.
#[must_use]
pub fn page(site: Edition<'_>, view: &EmbedView<'_>) -> EmbedPage {
    let (service, snapshot) = (view.service, view.snapshot);
    let path = format!("/services/{}", service.slug);
    let verdict = VerdictPanel::new(site, service, snapshot, view.now);
    let (map, map_summary) = map(site, view, SUMMARY_ID);
    let mut head = Head::new(site, &path, service.name.as_str(), "");
    head.hidden = true;
    EmbedPage {
        head,
        name: service.name.clone(),
        href: address(site, &path),
        theme: view.theme.as_str(),
        verdict,
        map,
        map_summary,
        legend: map::legend(site.locale),
        updated: updated(site, snapshot.at, view.now),
    }
}

/// The map that was asked for and its summary: a country's when it has one, else the world's.
#[must_use]
pub fn map(site: Edition<'_>, view: &EmbedView<'_>, labelled_by: &str) -> (String, String) {
    let snapshot = view.snapshot;
    if let Some(code) = view.country {
        let of_country = snapshot.regions.iter().filter(|count| count.region.country() == code);
        let regions: Vec<RegionCount> = of_country.cloned().collect();
        if let Some(svg) = country_map::country(site.locale, code, &regions, labelled_by) {
            return (svg, summary(site, &regions, Some(code)));
        }
    }
    let svg = map::world(site.locale, &snapshot.countries, &snapshot.regions, labelled_by, None);
    (svg, summary(site, &snapshot.regions, None))
}
