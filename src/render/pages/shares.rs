//! Reports by symptom and by network, as shares of the whole.

use serde::Serialize;

use crate::domain::region::Asn;
use crate::domain::service::{Service, SymptomSlug};
use crate::domain::snapshot::Snapshot;
use crate::render::numbers::{from_count, to_pixel};
use crate::render::views::{Edition, ServiceView};
use crate::render::words;

/// Networks below this rank add nothing.
const NETWORKS_MAX: usize = 8;

/// A share of the reports.
#[derive(Debug, Serialize)]
pub struct Share {
    label: String,
    href: Option<String>,
    count: String,
    percent: i32,
}

/// By what people say is wrong, most first.
#[must_use]
pub fn symptoms(site: Edition<'_>, service: &Service, snapshot: &Snapshot) -> Vec<Share> {
    let total = snapshot.symptoms.iter().map(|&(_, count)| count).sum();
    let label = |slug: &SymptomSlug| {
        let known = service.symptom(slug.as_str());
        known.map_or_else(
            || slug.to_string(),
            |symptom| site.locale.translated(&symptom.label).into_owned(),
        )
    };
    let share = |(slug, count): &(Option<SymptomSlug>, u64)| {
        let label = slug
            .as_ref()
            .map_or_else(|| site.locale.word("symptom-not-said"), label);
        Share::new(site, label, None, *count, total)
    };
    snapshot.symptoms.iter().map(share).collect()
}

/// By the network that people report from, most first.
#[must_use]
pub fn networks(site: Edition<'_>, view: &ServiceView<'_>) -> Vec<Share> {
    let (snapshot, names) = (view.snapshot, view.network_names);
    let total = snapshot.networks.iter().map(|&(_, count)| count).sum();
    let share = |&(network, count): &(Asn, u64)| {
        let Asn(number) = network;
        let label = words::network(site.locale, network, names.get(&network).map(String::as_str));
        let href = (network != Asn::UNKNOWN).then(|| format!("{}/networks/{number}", site.base_path));
        Share::new(site, label, href, count, total)
    };
    snapshot.networks.iter().take(NETWORKS_MAX).map(share).collect()
}

impl Share {
    fn new(site: Edition<'_>, label: String, href: Option<String>, count: u64, total: u64) -> Self {
        Self {
            label,
            href,
            count: site.locale.count(count),
            percent: to_pixel(from_count(count) / from_count(total.max(1)) * 100.0),
        }
    }
}
