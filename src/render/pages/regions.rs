//! The tables beside the map: regions, countries, networks, and how the incident spread.

use serde::Serialize;

use crate::domain::region::Asn;
use crate::domain::snapshot::{CELL_REPORTERS_MIN, NetworkCount, RegionCount, Snapshot, WINDOW_MINUTES};
use crate::render::locale::Arg;
use crate::render::moments;
use crate::render::numbers::{from_count, to_pixel};
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, ServiceView};
use crate::render::{places, shapes, words};

use super::reached::Reached;
use super::stage::{Choice, Stage, affected};

/// Rows shown at once; the rest unfolds.
const ROWS_SHOWN: usize = 8;

/// Rows in all: below that, nothing stands out.
const ROWS_MAX: usize = 40;

/// Networks below this rank add nothing.
const NETWORKS_MAX: usize = 8;

/// Regions of the incident that are listed here; its own page has all.
const REACHED_MAX: usize = 10;

/// What `parts/regions.html` is given, on the page or by itself.
#[derive(Debug, Serialize)]
pub struct RegionsPanel {
    map: Stage,
    top: Vec<Row>,
    rest: Vec<Row>,
    countries: Vec<Row>,
    withheld: Option<String>,
    networks: Vec<Network>,
    window_minutes: i64,
    reached: Vec<Reached>,
    reached_more: Option<String>,
    incident_href: Option<String>,
}

/// One region.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    /// The region's own page; of a country, its map.
    href: Option<String>,
    country: Option<String>,
    /// The map of its country.
    country_href: Option<String>,
    since: Option<Sentence>,
    reports: String,
    normal: String,
    times: String,
    class: String,
    /// Length of its bar, of 100.
    bar: i32,
}

/// One network.
#[derive(Debug, Serialize)]
struct Network {
    name: String,
    href: String,
    reports: String,
    share: String,
    usual: Option<String>,
    /// Lengths of its bars, of 100.
    bar: i32,
}

impl RegionsPanel {
    /// Turns a snapshot's regions into a map and tables, of the world or of one country.
    #[must_use]
    pub fn new(site: Edition<'_>, view: &ServiceView<'_>) -> Self {
        let choice = Choice {
            country: view.map_country,
            outlines: view.outlines,
        };
        let (snapshot, locale) = (view.snapshot, site.locale);
        let incident = snapshot.incident.as_deref();
        let map = Stage::of_now(
            site,
            view.service,
            (&snapshot.countries, &snapshot.regions),
            (incident, view.now.minute()),
            choice,
        );
        let is_world = map.is_world();
        let rows = Rows { site, view, is_world };
        let is_wanted = |count: &&RegionCount| is_world || Some(count.region.country()) == choice.country;
        let mut top = rows.all(snapshot.regions.iter().filter(is_wanted));
        let rest = top.split_off(top.len().min(ROWS_SHOWN));
        let mut reached = incident.map_or_else(Vec::new, |incident| Reached::all(site, incident));
        let more = reached.len().saturating_sub(REACHED_MAX);
        reached.truncate(REACHED_MAX);
        Self {
            map,
            top,
            rest,
            countries: if is_world {
                rows.all(snapshot.countries.iter())
            } else {
                Vec::new()
            },
            withheld: withheld(site, snapshot.regions_withheld),
            networks: networks(site, view),
            window_minutes: WINDOW_MINUTES,
            reached,
            reached_more: (more > 0).then(|| locale.say("map-reached-more", &[("count", more.into())])),
            incident_href: incident.map(|incident| format!("{}{}", site.base_path, super::incident_path(incident))),
        }
    }
}

/// What rows are made with.
struct Rows<'a> {
    site: Edition<'a>,
    view: &'a ServiceView<'a>,
    is_world: bool,
}

impl Rows<'_> {
    fn all<'a>(&self, counts: impl Iterator<Item = &'a RegionCount> + Clone) -> Vec<Row> {
        let longest = counts.clone().map(|count| count.ratio).fold(1.0, f64::max);
        counts.take(ROWS_MAX).map(|count| self.row(count, longest)).collect()
    }

    fn row(&self, count: &RegionCount, longest: f64) -> Row {
        let (region, locale) = (count.region, self.site.locale);
        let country = region.country();
        let map_href = (self.is_world && shapes::country(country).is_some()).then(|| format!("?map={country}#map"));
        let page_href = (!region.is_unknown()).then(|| format!("{}/regions/{region}", self.site.base_path));
        let incident = self.view.snapshot.incident.as_deref();
        let since = affected(incident, region)
            .filter(|affected| affected.active)
            .map(|affected| {
                let onset = affected.onset.start();
                let moment = Arg::Moment(onset, moments::precision(onset, self.view.now));
                locale.sentence("map-since", &[("time", moment)])
            });
        Row {
            name: places::row_name(locale, region),
            href: if region.is_subdivision() {
                page_href
            } else {
                map_href.clone().or(page_href)
            },
            country: (self.is_world && region.is_subdivision()).then(|| shapes::name(locale, country)),
            country_href: map_href.filter(|_| region.is_subdivision()),
            since,
            reports: locale.count(count.reports),
            normal: words::normal(locale, count.expected),
            times: words::times(locale, count.ratio),
            class: format!("l{}", count.level.min(4)),
            bar: to_pixel(count.ratio / longest * 100.0).clamp(1, 100),
        }
    }
}

/// Networks of the last window, most reports first, beside the part of the reports that they usually bring.
fn networks(site: Edition<'_>, view: &ServiceView<'_>) -> Vec<Network> {
    let (snapshot, locale): (&Snapshot, _) = (view.snapshot, site.locale);
    let mut counts: Vec<&NetworkCount> = snapshot.carriers.iter().collect();
    counts.sort_by_key(|count| (std::cmp::Reverse(count.reports), count.network));
    let percent = |part: f64| to_pixel(part * 100.0).clamp(0, 100);
    let text = |percent: i32| locale.say("percent", &[("n", u64::from(percent.unsigned_abs()).into())]);
    let network = |count: &&NetworkCount| {
        let Asn(number) = count.network;
        let share = percent(from_count(count.reports) / from_count(snapshot.reports.max(1)));
        Network {
            name: words::network(
                locale,
                count.network,
                view.network_names.get(&count.network).map(String::as_str),
            ),
            href: format!("{}/networks/{number}", site.base_path),
            reports: locale.count(count.reports),
            share: text(share),
            usual: count
                .expected
                .map(|expected| text(percent(expected / snapshot.expected.max(1e-9)))),
            bar: share,
        }
    };
    counts.iter().take(NETWORKS_MAX).map(network).collect()
}

fn withheld(site: Edition<'_>, count: usize) -> Option<String> {
    let args = [("count", count.into()), ("least", CELL_REPORTERS_MIN.into())];
    (count > 0).then(|| site.locale.say("map-withheld", &args))
}

/// What is served when the map alone is asked for.
#[derive(Debug, Serialize)]
pub struct MapPart {
    /// As on the page.
    regions: RegionsPanel,
}

impl MapPart {
    /// The map of the page of a service, of the world or of one country.
    #[must_use]
    pub fn new(site: Edition<'_>, view: &ServiceView<'_>) -> Self {
        Self {
            regions: RegionsPanel::new(site, view),
        }
    }
}
