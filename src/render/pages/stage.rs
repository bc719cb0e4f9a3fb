//! The map with its legend and the slider that plays how trouble spread: on the page of a service and of an incident.

use serde::Serialize;

use crate::domain::bucket::Minute;
use crate::domain::frames::Plan;
use crate::domain::incident::{AffectedRegion, Incident};
use crate::domain::region::RegionCode;
use crate::domain::service::Service;
use crate::domain::snapshot::{RegionCount, level};
use crate::render::assets::Assets;
use crate::render::live_map::{self, Mark, Sheet};
use crate::render::map::{self, Level};
use crate::render::views::Edition;
use crate::render::{places, shapes, words};

/// The id of the map's summary, which names the map.
pub const SUMMARY_ID: &str = "map-summary";

/// The map's summary names this many regions.
const SUMMARY_MAX: usize = 3;

/// Which map is shown, and how.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The country whose map is wanted; of the world when there is none, or the country has no map.
    pub country: Option<RegionCode>,
    /// Whether outlines come along.
    pub outlines: bool,
}

/// The map, its legend, and the way back.
#[derive(Debug, Serialize)]
pub struct Stage {
    svg: String,
    summary: String,
    legend: Vec<Level>,
    /// `world`, or the country's code.
    view: String,
    /// The country's name.
    country: Option<String>,
    /// Where the pages of regions are.
    regions_href: String,
    film: Film,
}

/// The slider.
#[derive(Debug, Serialize)]
struct Film {
    href: String,
    /// Its last value; the one before is the last frame.
    last: usize,
    /// What the last value shows: the present, or the peak of each region.
    last_label: String,
    title: String,
}

impl Stage {
    /// The map of now, with the film of this incident or of the last hours.
    #[must_use]
    pub fn of_now(
        site: Edition<'_>,
        service: &Service,
        (countries, regions): (&[RegionCount], &[RegionCount]),
        (incident, now): (Option<&Incident>, Minute),
        choice: Choice,
    ) -> Self {
        let locale = site.locale;
        let mark = |count: &RegionCount| Mark {
            region: count.region,
            level: count.level,
            title: describe(site, count),
            since: affected(incident, count.region)
                .filter(|affected| affected.active)
                .map(|affected| affected.onset.start()),
        };
        let is_world = choice.country.is_none_or(|code| shapes::country(code).is_none());
        // A country's own reports, of no known part of it, have its code as well: the country's colour is that of all.
        let parts = regions.iter().filter(|count| count.region.is_subdivision());
        let marks: Vec<Mark> = if is_world {
            countries.iter().chain(parts).map(mark).collect()
        } else {
            parts.map(mark).collect()
        };
        let shown: Vec<RegionCount> = regions
            .iter()
            .filter(|count| is_world || Some(count.region.country()) == choice.country)
            .cloned()
            .collect();
        let last_label = locale.word("map-now");
        let summary = summary(site, &shown, choice.country.filter(|_| !is_world));
        let film = Film::new(site, service, incident, now, last_label);
        Self::new(site, &marks, summary, film, choice)
    }

    /// The map of an incident: each region at its peak.
    #[must_use]
    pub fn of_incident(site: Edition<'_>, service: &Service, incident: &Incident, now: Minute, choice: Choice) -> Self {
        let locale = site.locale;
        let mark = |affected: &AffectedRegion| Mark {
            region: affected.region,
            level: level(affected.peak_ratio),
            title: locale.say(
                "map-region-peak",
                &[
                    ("name", shapes::name(locale, affected.region).into()),
                    ("times", words::times(locale, affected.peak_ratio).into()),
                ],
            ),
            since: Some(affected.onset.start()),
        };
        let mut regions: Vec<&AffectedRegion> = incident.regions.iter().collect();
        regions.sort_by(|a, b| b.peak_ratio.total_cmp(&a.peak_ratio));
        let marks: Vec<Mark> = regions.into_iter().map(mark).collect();
        let summary = locale.word("map-summary-peak");
        let film = Film::new(site, service, Some(incident), now, locale.word("map-peak"));
        Self::new(site, &marks, summary, film, choice)
    }

    fn new(site: Edition<'_>, marks: &[Mark], summary: String, film: Film, choice: Choice) -> Self {
        let locale = site.locale;
        let regions_href = format!("{}/regions/", site.base_path);
        let file = format!("{}{}", site.base_path, Assets::path("world", "svg"));
        let sheet = Sheet {
            marks,
            labelled_by: SUMMARY_ID,
            outlines: choice.outlines,
            file: Some(&file),
            regions_href: &regions_href,
            here: None,
            name: &|region| shapes::name(locale, region),
        };
        let drawn = choice
            .country
            .and_then(|code| Some((code, live_map::country(code, &sheet)?)));
        let (code, svg) = drawn.map_or_else(|| (None, live_map::world(&sheet)), |(code, svg)| (Some(code), svg));
        Self {
            svg,
            summary,
            legend: map::legend(locale),
            view: code.map_or_else(|| "world".to_owned(), |code| code.to_string()),
            country: code.map(|code| shapes::name(locale, code)),
            regions_href,
            film,
        }
    }

    /// The country that is shown, if it is one.
    #[must_use]
    pub fn is_world(&self) -> bool {
        self.country.is_none()
    }
}

impl Film {
    fn new(site: Edition<'_>, service: &Service, incident: Option<&Incident>, now: Minute, last_label: String) -> Self {
        let path = format!("{}/api/v1/services/{}/frames", site.base_path, service.slug);
        Self {
            href: incident.map_or_else(
                || path.clone(),
                |incident| format!("{path}?incident={}", super::percent_encoded(&incident.id.0)),
            ),
            last: Plan::of(incident, now).frames,
            last_label,
            title: site.locale.word(if incident.is_some() {
                "map-film"
            } else {
                "map-film-quiet"
            }),
        }
    }
}

/// A region of the incident; of a country, the part that was reached first.
#[must_use]
pub fn affected(incident: Option<&Incident>, region: RegionCode) -> Option<&AffectedRegion> {
    let incident = incident.filter(|incident| incident.is_open())?;
    let own = incident.regions.iter().filter(|affected| {
        affected.region == region || (!region.is_subdivision() && affected.region.country() == region)
    });
    own.min_by_key(|affected| (!affected.active, affected.onset))
}

/// `New York: 120 reports, normally about 8, 14× normal`.
#[must_use]
pub fn describe(site: Edition<'_>, count: &RegionCount) -> String {
    let locale = site.locale;
    locale.say(
        "map-region",
        &[
            ("name", shapes::name(locale, count.region).into()),
            ("reports", count.reports.into()),
            ("normal", words::about(locale, count.expected).into()),
            ("times", words::times(locale, count.ratio).into()),
        ],
    )
}

/// The map in a sentence: its name for those who don't see it.
#[must_use]
pub fn summary(site: Edition<'_>, regions: &[RegionCount], country: Option<RegionCode>) -> String {
    let high = regions
        .iter()
        .filter(|count| count.level > 0 && !count.region.is_unknown());
    let named: Vec<String> = high
        .take(SUMMARY_MAX)
        .map(|count| {
            format!(
                "{} ({})",
                shapes::name(site.locale, count.region),
                words::times(site.locale, count.ratio)
            )
        })
        .collect();
    let regions = ("regions", site.locale.list(&named).into());
    let place = country.map(|code| ("place", places::name_in_sentence(site.locale, code).into()));
    match (named.is_empty(), place) {
        (true, None) => site.locale.word("map-nothing"),
        (true, Some(place)) => site.locale.say("map-nothing-in", &[place]),
        (false, None) => site.locale.say("map-highest", &[regions]),
        (false, Some(place)) => site.locale.say("map-highest-in", &[regions, place]),
    }
}
