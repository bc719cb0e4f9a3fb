//! One region or one network, over all services: which of them people there report about.

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::Catalogue;
use crate::domain::snapshot::{CELL_REPORTERS_MIN, RegionCount, Snapshot, WINDOW_MINUTES};
use crate::render::locale::Arg;
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, NetworkView, RegionView};
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
        caption: site.locale.say(
            "region-caption",
            &[("minutes", Arg::Count(WINDOW_MINUTES.unsigned_abs()))],
        ),
        compared: true,
        rows: rows.collect(),
        withheld: withheld(site, "region-withheld"),
        updated: last(site, view.snapshots.iter().map(AsRef::as_ref), view.now),
    }
}

/// A network's page.
#[must_use]
pub fn network(site: Edition<'_>, view: &NetworkView<'_>) -> PlacePage {
    let Asn(number) = view.network;
    let title = words::network(site.locale, view.network, view.name);
    let mut counts: Vec<(&Snapshot, u64)> = view
        .snapshots
        .iter()
        .filter_map(|snapshot| {
            let (_, count) = snapshot.networks.iter().find(|(network, _)| *network == view.network)?;
            Some((snapshot.as_ref(), *count))
        })
        .collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let summary = site.locale.say(
        "network-summary",
        &[("network", (&title).into()), ("count", counts.len().into())],
    );
    let rows = counts.iter().filter_map(|&(snapshot, count)| {
        Some(Row {
            mention: mention(site, view.catalogue, snapshot)?,
            reports: site.locale.count(count),
            normal: String::new(),
            times: String::new(),
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
        caption: site.locale.word("network-caption"),
        compared: false,
        rows: rows.collect(),
        withheld: withheld(site, "network-withheld"),
        updated: last(site, view.snapshots.iter().map(AsRef::as_ref), view.now),
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
