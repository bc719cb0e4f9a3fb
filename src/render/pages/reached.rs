//! How an incident spread, in words: its regions in the order in which it reached them.

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::incident::{AffectedRegion, Incident};
use crate::domain::spread;
use crate::render::locale::Arg;
use crate::render::moments::{self, Precision};
use crate::render::sentence::Sentence;
use crate::render::views::Edition;
use crate::render::{places, shapes, words};

/// A region that was reached.
#[derive(Debug, Serialize)]
pub struct Reached {
    at: Sentence,
    name: String,
    country: Option<String>,
    href: Option<String>,
    peak: String,
    /// Since when it is over there, or that it is not.
    end: Sentence,
    active: bool,
}

impl Reached {
    /// All regions of an incident, by onset. Times of the day that it began on are without their date: the list says
    /// in which zone they are.
    #[must_use]
    pub fn all(site: Edition<'_>, incident: &Incident) -> Vec<Self> {
        let regions = spread::order(incident).into_iter();
        regions.map(|affected| Self::new(site, affected, incident)).collect()
    }

    fn new(site: Edition<'_>, affected: &AffectedRegion, incident: &Incident) -> Self {
        let (region, locale) = (affected.region, site.locale);
        let active = affected.active && incident.resolved_at.is_none();
        let precision = |at: Timestamp| match moments::precision(at, incident.onset.start()) {
            Precision::Clock => Precision::Bare,
            other => other,
        };
        let over = affected.over_since.or(incident.resolved_at).filter(|_| !active);
        let onset = affected.onset.start();
        Self {
            at: Sentence::default().moment(locale, onset, precision(onset)),
            name: places::row_name(locale, region),
            country: region.is_subdivision().then(|| shapes::name(locale, region.country())),
            href: (!region.is_unknown()).then(|| format!("{}/regions/{region}", site.base_path)),
            peak: locale.say(
                "map-reached-peak",
                &[("times", words::times(locale, affected.peak_ratio).into())],
            ),
            end: match (active, over) {
                (true, _) => locale.sentence("map-reached-active", &[]),
                (false, Some(over)) => locale.sentence(
                    "map-reached-over-since",
                    &[("time", Arg::Moment(over, precision(over)))],
                ),
                (false, None) => locale.sentence("map-reached-over", &[]),
            },
            active,
        }
    }
}
