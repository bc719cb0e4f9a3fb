//! The map and the tables beside it.

use serde::Serialize;

use crate::domain::region::RegionCode;
use crate::domain::service::Service;
use crate::domain::snapshot::{CELL_REPORTERS_MIN, RegionCount, Snapshot, WINDOW_MINUTES};
use crate::render::map::{self, Level};
use crate::render::numbers::to_pixel;
use crate::render::views::Edition;
use crate::render::{country_map, places, shapes, words};

/// Rows shown at once; the rest unfolds.
const ROWS_SHOWN: usize = 8;

/// Rows in all: below that, nothing stands out.
const ROWS_MAX: usize = 40;

/// The map's summary names this many regions.
const SUMMARY_MAX: usize = 3;

/// The id of the map's summary, which names the map.
pub const SUMMARY_ID: &str = "map-summary";

/// The map, its legend and its tables.
#[derive(Debug, Serialize)]
pub struct RegionsPanel {
    svg: String,
    summary: String,
    legend: Vec<Level>,
    /// The country whose map it is; none for the world.
    country: Option<String>,
    world_href: String,
    window_minutes: i64,
    top: Vec<Row>,
    rest: Vec<Row>,
    countries: Vec<Row>,
    withheld: Option<String>,
}

/// One region.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    country: Option<String>,
    /// The map of its country; on that map, the region's own page.
    href: Option<String>,
    reports: String,
    normal: String,
    times: String,
    class: String,
    /// Length of its bar, of 100.
    bar: i32,
}

impl RegionsPanel {
    /// Turns a snapshot's regions into a map and tables, of the world or of one country.
    #[must_use]
    pub fn new(site: Edition<'_>, service: &Service, snapshot: &Snapshot, country: Option<RegionCode>) -> Self {
        let page = format!("{}/services/{}", site.base_path, service.slug);
        let href = format!("{page}?map=");
        let of_country = |code| {
            snapshot
                .regions
                .iter()
                .filter(|count| in_country(count, code))
                .cloned()
                .collect()
        };
        let drawn = country.and_then(|code| {
            let regions: Vec<RegionCount> = of_country(code);
            Some((
                code,
                country_map::country(site.locale, code, &regions, SUMMARY_ID)?,
                regions,
            ))
        });
        let (svg, regions, code) = drawn.map_or_else(
            || {
                let svg = map::world(
                    site.locale,
                    &snapshot.countries,
                    &snapshot.regions,
                    SUMMARY_ID,
                    Some(&href),
                );
                (svg, snapshot.regions.clone(), None)
            },
            |(code, svg, regions)| (svg, regions, Some(code)),
        );
        let link = code.is_none().then_some(href.as_str());
        let mut top = rows(site, &regions, link);
        let rest = top.split_off(top.len().min(ROWS_SHOWN));
        Self {
            svg,
            summary: summary(site, &regions, code),
            legend: map::legend(site.locale),
            country: code.map(|code| shapes::name(site.locale, code)),
            world_href: format!("{page}#map"),
            window_minutes: WINDOW_MINUTES,
            top,
            rest,
            countries: link.map_or_else(Vec::new, |link| rows(site, &snapshot.countries, Some(link))),
            withheld: withheld(site, snapshot.regions_withheld),
        }
    }
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

fn in_country(count: &RegionCount, country: RegionCode) -> bool {
    count.region.country() == country
}

/// `maps` is the address before a country's code of its map; without it, rows link to the regions' own pages.
fn rows(site: Edition<'_>, counts: &[RegionCount], maps: Option<&str>) -> Vec<Row> {
    let longest = counts.iter().map(|count| count.ratio).fold(1.0, f64::max);
    let rows = counts.iter().take(ROWS_MAX);
    rows.map(|count| row(site, count, longest, maps)).collect()
}

fn row(site: Edition<'_>, count: &RegionCount, longest: f64, maps: Option<&str>) -> Row {
    let region = count.region;
    let country = region.country();
    let href = match maps {
        _ if region.is_unknown() => None,
        Some(maps) if shapes::country(country).is_some() => Some(format!("{maps}{country}#map")),
        _ => Some(format!("{}/regions/{region}", site.base_path)),
    };
    Row {
        name: places::row_name(site.locale, region),
        country: (maps.is_some() && region.is_subdivision()).then(|| shapes::name(site.locale, country)),
        href,
        reports: site.locale.count(count.reports),
        normal: words::normal(site.locale, count.expected),
        times: words::times(site.locale, count.ratio),
        class: format!("l{}", count.level.min(4)),
        bar: to_pixel(count.ratio / longest * 100.0).clamp(1, 100),
    }
}

fn withheld(site: Edition<'_>, count: usize) -> Option<String> {
    let args = [("count", count.into()), ("least", CELL_REPORTERS_MIN.into())];
    (count > 0).then(|| site.locale.say("map-withheld", &args))
}
