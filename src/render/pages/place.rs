//! One region or one network, over all services: which of them people there report about.

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::Catalogue;
use crate::domain::snapshot::{CELL_REPORTERS_MIN, RegionCount, Snapshot};
use crate::render::sentence::Sentence;
use crate::render::views::{NetworkView, RegionView, Site};
use crate::render::{places, shapes, words};

use super::index::updated;
use super::{Head, Mention};

/// What `place.html` is given.
#[derive(Debug, Serialize)]
pub struct PlacePage {
    head: Head,
    title: String,
    /// The country of a subdivision: its name and address.
    parent: Option<(String, String)>,
    summary: String,
    caption: String,
    /// Whether the rows say what is normal; for networks that is not known.
    compared: bool,
    rows: Vec<Row>,
    withheld: String,
    updated: Option<Sentence>,
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
pub fn region(site: &Site, view: &RegionView<'_>) -> PlacePage {
    let name = places::name(view.region);
    let mut counts: Vec<(&Snapshot, &RegionCount)> = view
        .snapshots
        .iter()
        .filter_map(|snapshot| Some((snapshot.as_ref(), count_of(snapshot, view.region)?)))
        .collect();
    counts.sort_by(|(_, a), (_, b)| b.ratio.total_cmp(&a.ratio));
    let high = counts.iter().filter(|(_, count)| count.level > 0).count();
    let place = places::name_in_sentence(view.region);
    let summary = match high {
        0 => format!("Nothing stands out in {place}."),
        n => format!(
            "Reports in {place} are above normal for {}.",
            words::plural(n, "service", "services")
        ),
    };
    let rows = counts.iter().filter_map(|(snapshot, count)| {
        Some(Row {
            mention: mention(site, view.catalogue, snapshot)?,
            reports: words::count(count.reports),
            normal: words::normal(count.expected),
            times: words::times(count.ratio),
        })
    });
    let country = view.region.country();
    PlacePage {
        head: Head::new(
            site,
            &format!("/regions/{}", view.region),
            format!("Problems in {name}"),
            summary.as_str(),
        ),
        parent: view
            .region
            .is_subdivision()
            .then(|| (shapes::name(country), format!("{}/regions/{country}", site.base_path))),
        title: name,
        summary,
        caption: "Reports of the last 15 minutes by service, most out of proportion first".to_owned(),
        compared: true,
        rows: rows.collect(),
        withheld: withheld("region"),
        updated: last(view.snapshots.iter().map(AsRef::as_ref), view.now),
    }
}

/// A network's page.
#[must_use]
pub fn network(site: &Site, view: &NetworkView<'_>) -> PlacePage {
    let Asn(number) = view.network;
    let title = view
        .name
        .map_or_else(|| format!("AS{number}"), |name| format!("{name} (AS{number})"));
    let mut counts: Vec<(&Snapshot, u64)> = view
        .snapshots
        .iter()
        .filter_map(|snapshot| {
            let (_, count) = snapshot.networks.iter().find(|(network, _)| *network == view.network)?;
            Some((snapshot.as_ref(), *count))
        })
        .collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let summary = match counts.len() {
        0 => format!("No reports from {title} to show."),
        n => format!(
            "People on {title} report problems with {}.",
            words::plural(n, "service", "services")
        ),
    };
    let rows = counts.iter().filter_map(|&(snapshot, count)| {
        Some(Row {
            mention: mention(site, view.catalogue, snapshot)?,
            reports: words::count(count),
            normal: String::new(),
            times: String::new(),
        })
    });
    PlacePage {
        head: Head::new(
            site,
            &format!("/networks/{number}"),
            format!("Problems on {title}"),
            summary.as_str(),
        ),
        title,
        parent: None,
        summary,
        caption: "Reports of the last hour by service".to_owned(),
        compared: false,
        rows: rows.collect(),
        withheld: withheld("network"),
        updated: last(view.snapshots.iter().map(AsRef::as_ref), view.now),
    }
}

/// What is known of a region: as a whole country when it is one, else as reported.
fn count_of(snapshot: &Snapshot, region: RegionCode) -> Option<&RegionCount> {
    let of = |counts: &'_ [RegionCount]| counts.iter().position(|count| count.region == region);
    match of(&snapshot.countries) {
        Some(i) => snapshot.countries.get(i),
        None => of(&snapshot.regions).and_then(|i| snapshot.regions.get(i)),
    }
}

fn mention(site: &Site, catalogue: &Catalogue, snapshot: &Snapshot) -> Option<Mention> {
    let service = catalogue.service(snapshot.service.as_str())?;
    Some(Mention::new(site, service, snapshot.verdict))
}

fn last<'a>(snapshots: impl Iterator<Item = &'a Snapshot>, now: Timestamp) -> Option<Sentence> {
    snapshots.map(|snapshot| snapshot.at).max().map(|at| updated(at, now))
}

fn withheld(place: &str) -> String {
    format!(
        "Services with fewer than {CELL_REPORTERS_MIN} people reporting from this {place} are not shown, so that nobody is singled out."
    )
}
