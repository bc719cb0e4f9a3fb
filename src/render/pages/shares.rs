//! Reports by symptom, as shares of the whole.

use serde::Serialize;

use crate::domain::service::{Service, SymptomSlug};
use crate::domain::snapshot::Snapshot;
use crate::render::numbers::{from_count, to_pixel};
use crate::render::views::Edition;

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
