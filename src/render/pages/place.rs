//! One region or one network, over all services: which of them people there report about.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::incident::{AffectedRegion, Incident};
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::Catalogue;
use crate::domain::snapshot::{CELL_REPORTERS_MIN, NetworkCount, RegionCount, Snapshot, WINDOW_MINUTES, ratio};
use crate::domain::spread;
use crate::render::live_map::{self, Mark, Sheet};
use crate::render::locale::Arg;
use crate::render::map::{self, Level};
use crate::render::moments;
use crate::render::numbers::{from_count, to_count};
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, NetworkView, RegionView};
use crate::render::{places, shapes, words};

use super::index::{delayed, updated};
use super::{Head, Mention, incident_path};

/// A smaller share would be told as none at all.
const SHARE_TOLD_MIN: f64 = 0.005;

/// The heading that names the map.
const MAP_TITLE_ID: &str = "place-map";

/// What `place.html` is given.
#[derive(Debug, Serialize)]
pub struct PlacePage {
    head: Head,
    title: String,
    /// The country of a subdivision: its name and address.
    parent: Option<(String, String)>,
    summary: String,
    incidents: Vec<Ongoing>,
    map: Option<PlaceMap>,
    caption: String,
    /// Whether the rows say what is normal; for networks that is not known.
    compared: bool,
    rows: Vec<Row>,
    withheld: String,
    delayed: Option<Sentence>,
    updated: Option<Sentence>,
}

/// An incident that names the region or the network.
#[derive(Debug, Serialize)]
struct Ongoing {
    mention: Mention,
    href: String,
    since: Sentence,
    /// What the place has to do with it.
    part: String,
}

/// The region's country, and its regions as a list.
#[derive(Debug, Serialize)]
struct PlaceMap {
    svg: String,
    legend: Vec<Level>,
    country: String,
    regions: Vec<Link>,
}

/// A way to another place.
#[derive(Debug, Serialize)]
struct Link {
    name: String,
    href: String,
    /// Whether it is the page that one is on.
    here: bool,
}

/// A service as seen from there.
#[derive(Debug, Serialize)]
struct Row {
    mention: Mention,
    reports: String,
    normal: String,
    times: String,
}

/// A region's page.
#[must_use]
pub fn region(site: Edition<'_>, view: &RegionView<'_>) -> PlacePage {
    let name = places::name(site.locale, view.region);
    let mut counts: Vec<(&Snapshot, &RegionCount)> = view
        .snapshots
        .iter()
        .filter_map(|snapshot| Some((snapshot.as_ref(), count_of(snapshot, view.region)?)))
        .collect();
    counts.sort_by(|(_, a), (_, b)| b.ratio.total_cmp(&a.ratio));
    let high = counts.iter().filter(|(_, count)| count.level > 0).count();
    let place = places::name_in_sentence(site.locale, view.region);
    let summary = site
        .locale
        .say("region-summary", &[("place", place.into()), ("count", high.into())]);
    let rows = counts.iter().filter_map(|(snapshot, count)| {
        Some(Row {
            mention: mention(site, view.catalogue, snapshot)?,
            reports: site.locale.count(count.reports),
            normal: words::normal(site.locale, count.expected),
            times: words::times(site.locale, count.ratio),
        })
    });
    let country = view.region.country();
    PlacePage {
        head: Head::new(
            site,
            &format!("/regions/{}", view.region),
            site.locale.say("region-title", &[("place", (&name).into())]),
            summary.as_str(),
        ),
        parent: view.region.is_subdivision().then(|| {
            (
                shapes::name(site.locale, country),
                format!("{}/regions/{country}", site.base_path),
            )
        }),
        title: name,
        summary,
        incidents: incidents_of_region(site, view),
        map: map(site, view),
        caption: caption(site),
        compared: true,
        rows: rows.collect(),
        withheld: withheld(site, "region-withheld"),
        delayed: view.delayed_since.map(|since| delayed(site, since, view.now)),
        updated: last(site, view.snapshots.iter().map(AsRef::as_ref), view.now),
    }
}

/// A network's page.
#[must_use]
pub fn network(site: Edition<'_>, view: &NetworkView<'_>) -> PlacePage {
    let Asn(number) = view.network;
    let title = words::network(site.locale, view.network, view.name);
    let mut counts: Vec<(&Snapshot, &NetworkCount)> = view
        .snapshots
        .iter()
        .filter_map(|snapshot| {
            let count = snapshot.carriers.iter().find(|count| count.network == view.network)?;
            Some((snapshot.as_ref(), count))
        })
        .collect();
    // Where nothing is known of what is normal, the number of reports decides.
    counts.sort_by(|(_, a), (_, b)| {
        let key = |count: &NetworkCount| (times_normal(count).unwrap_or(0.0), from_count(count.reports));
        let ((a, a_reports), (b, b_reports)) = (key(a), key(b));
        b.total_cmp(&a).then(b_reports.total_cmp(&a_reports))
    });
    let summary = site.locale.say(
        "network-summary",
        &[("network", (&title).into()), ("count", counts.len().into())],
    );
    let rows = counts.iter().filter_map(|&(snapshot, count)| {
        Some(Row {
            mention: mention(site, view.catalogue, snapshot)?,
            reports: site.locale.count(count.reports),
            normal: count
                .expected
                .map_or_else(String::new, |expected| words::normal(site.locale, expected)),
            times: times_normal(count).map_or_else(String::new, |times| words::times(site.locale, times)),
        })
    });
    PlacePage {
        head: Head::new(
            site,
            &format!("/networks/{number}"),
            site.locale.say("network-title", &[("network", (&title).into())]),
            summary.as_str(),
        ),
        title,
        parent: None,
        summary,
        incidents: incidents_of_network(site, view),
        map: None,
        caption: caption(site),
        compared: counts.iter().any(|(_, count)| count.expected.is_some()),
        rows: rows.collect(),
        withheld: withheld(site, "network-withheld"),
        delayed: view.delayed_since.map(|since| delayed(site, since, view.now)),
        updated: last(site, view.snapshots.iter().map(AsRef::as_ref), view.now),
    }
}

fn caption(site: Edition<'_>) -> String {
    let minutes = Arg::Count(WINDOW_MINUTES.unsigned_abs());
    site.locale.say("region-caption", &[("minutes", minutes)])
}

/// A network's reports beside what is normal for it, by the rule for regions.
fn times_normal(count: &NetworkCount) -> Option<f64> {
    count.expected.map(|expected| ratio(count.reports, expected))
}

/// Running incidents that have reached the region, or a part of the country.
fn incidents_of_region(site: Edition<'_>, view: &RegionView<'_>) -> Vec<Ongoing> {
    let is_part =
        |affected: &&AffectedRegion| affected.region == view.region || affected.region.country() == view.region;
    let ongoing = |snapshot: &Arc<Snapshot>| {
        let incident = snapshot.incident.as_deref().filter(|incident| incident.is_open())?;
        let first = spread::order(incident).into_iter().find(is_part)?;
        let parts = incident.regions.iter().filter(is_part);
        let peak = parts.clone().map(|affected| affected.peak_ratio).fold(0.0, f64::max);
        let part = if parts.clone().any(|affected| affected.active) {
            let times = words::times(site.locale, peak).into();
            site.locale.say("place-peak", &[("times", times)])
        } else {
            site.locale.word("place-over")
        };
        let mention = mention(site, view.catalogue, snapshot)?;
        Some(Ongoing::new(
            site,
            mention,
            incident,
            first.onset.start(),
            view.now,
            part,
        ))
    };
    view.snapshots.iter().filter_map(ongoing).collect()
}

/// Running incidents that the network's customers carry.
fn incidents_of_network(site: Edition<'_>, view: &NetworkView<'_>) -> Vec<Ongoing> {
    let percent = |share: f64| {
        let percent = to_count((share * 100.0).clamp(0.0, 100.0));
        Arg::from(site.locale.say("percent", &[("n", percent.into())]))
    };
    let ongoing = |snapshot: &Arc<Snapshot>| {
        let incident = snapshot.incident.as_deref().filter(|incident| incident.is_open())?;
        let carriers = &incident.spread.networks;
        let carrier = carriers.iter().find(|carrier| carrier.network == view.network)?;
        let key = if carrier.usual_share < SHARE_TOLD_MIN {
            "place-share-new"
        } else {
            "place-share"
        };
        let shares = [
            ("share", percent(carrier.share)),
            ("usual", percent(carrier.usual_share)),
        ];
        let part = site.locale.say(key, &shares);
        let mention = mention(site, view.catalogue, snapshot)?;
        Some(Ongoing::new(
            site,
            mention,
            incident,
            incident.onset.start(),
            view.now,
            part,
        ))
    };
    view.snapshots.iter().filter_map(ongoing).collect()
}

impl Ongoing {
    fn new(
        site: Edition<'_>,
        mention: Mention,
        incident: &Incident,
        since: Timestamp,
        now: Timestamp,
        part: String,
    ) -> Self {
        let moment = Arg::Moment(since, moments::precision(since, now));
        Self {
            mention,
            href: format!("{}{}", site.base_path, incident_path(incident)),
            since: site.locale.sentence("map-since", &[("time", moment)]),
            part,
        }
    }
}

/// The country by region, each in the colour of the service that is furthest above normal there.
fn map(site: Edition<'_>, view: &RegionView<'_>) -> Option<PlaceMap> {
    let (country, locale) = (view.region.country(), site.locale);
    let shapes = shapes::country(country)?;
    let mut worst: BTreeMap<RegionCode, (&RegionCount, &Snapshot)> = BTreeMap::new();
    for snapshot in view.snapshots {
        for count in snapshot
            .regions
            .iter()
            .filter(|count| count.region.country() == country)
        {
            let known = worst.entry(count.region).or_insert((count, snapshot));
            if count.ratio > known.0.ratio {
                *known = (count, snapshot);
            }
        }
    }
    let mark = |(count, snapshot): &(&RegionCount, &Snapshot)| {
        let service = view.catalogue.service(snapshot.service.as_str())?;
        let args = [
            ("name", shapes::name(locale, count.region).into()),
            ("service", (&service.name).into()),
            ("times", words::times(locale, count.ratio).into()),
        ];
        Some(Mark {
            region: count.region,
            level: count.level,
            title: locale.say("place-map-region", &args),
            since: None,
        })
    };
    let marks: Vec<Mark> = worst.values().filter_map(mark).collect();
    let regions_href = format!("{}/regions/", site.base_path);
    let sheet = Sheet {
        marks: &marks,
        labelled_by: MAP_TITLE_ID,
        outlines: true,
        file: None,
        regions_href: &regions_href,
        here: Some(view.region),
        name: &|region| shapes::name(locale, region),
    };
    let mut regions: Vec<Link> = shapes
        .regions
        .keys()
        .map(|&region| Link {
            name: shapes::name(locale, region),
            href: format!("{regions_href}{region}"),
            here: region == view.region,
        })
        .collect();
    regions.sort_by_cached_key(|link| link.name.to_lowercase());
    Some(PlaceMap {
        svg: live_map::country(country, &sheet)?,
        legend: map::legend(locale),
        country: places::name_in_sentence(locale, country),
        regions,
    })
}

/// What is known of a region: as a whole country when it is one, else as reported.
fn count_of(snapshot: &Snapshot, region: RegionCode) -> Option<&RegionCount> {
    let of = |counts: &'_ [RegionCount]| counts.iter().position(|count| count.region == region);
    match of(&snapshot.countries) {
        Some(i) => snapshot.countries.get(i),
        None => of(&snapshot.regions).and_then(|i| snapshot.regions.get(i)),
    }
}

fn mention(site: Edition<'_>, catalogue: &Catalogue, snapshot: &Snapshot) -> Option<Mention> {
    let service = catalogue.service(snapshot.service.as_str())?;
    Some(Mention::new(site, service, snapshot.verdict))
}

fn last<'a>(site: Edition<'_>, snapshots: impl Iterator<Item = &'a Snapshot>, now: Timestamp) -> Option<Sentence> {
    snapshots
        .map(|snapshot| snapshot.at)
        .max()
        .map(|at| updated(site, at, now))
}

fn withheld(site: Edition<'_>, key: &str) -> String {
    site.locale.say(key, &[("least", CELL_REPORTERS_MIN.into())])
}
