//! How far an incident reaches, and in what order it got there.

use serde::{Deserialize, Serialize};

use super::bucket::Timestamp;
use super::incident::Incident;
use super::region::{Asn, RegionCode};

/// Regions that normally send this share of a service's reports are as good as all of them.
const EVERYWHERE_SHARE: f64 = 0.7;

/// How far an incident reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// No region stands out: everywhere a little.
    Diffuse,
    /// The customers of one network, wherever they are: their provider fails rather than the service.
    Network(Asn),
    /// One region.
    Region(RegionCode),
    /// Several regions of one country.
    Country(RegionCode),
    /// Several countries.
    Several,
    /// Nearly everybody.
    Everywhere,
}

/// A network that carries an incident.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AffectedNetwork {
    /// Which.
    pub network: Asn,
    /// Its share of the reports of the last hour.
    pub share: f64,
    /// Its share of the service's reports on normal days.
    pub usual_share: f64,
}

/// How far an incident reaches and who carries it, over the last hour of reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// In one word.
    pub scope: Scope,
    /// How evenly regions are hit: 1 when reports come from as many regions as on normal days, near 0 when from one.
    pub region_evenness: f64,
    /// The same for networks.
    pub network_evenness: f64,
    /// The networks that carry it, largest share first.
    pub networks: Vec<AffectedNetwork>,
}

impl Default for Spread {
    fn default() -> Self {
        Self {
            scope: Scope::Diffuse,
            region_evenness: 1.0,
            network_evenness: 1.0,
            networks: Vec::new(),
        }
    }
}

/// The affected regions in order of onset.
#[must_use]
pub fn order(incident: &Incident) -> Vec<(RegionCode, Timestamp)> {
    let mut order: Vec<_> = incident
        .regions
        .iter()
        .map(|affected| (affected.region, affected.since))
        .collect();
    order.sort_by_key(|&(_, since)| since);
    order
}

/// The scope of an incident; `share` gives the part of the service's reports that a region normally sends.
pub fn scope(incident: &Incident, share: impl Fn(RegionCode) -> f64) -> Scope {
    let Some(first) = incident.regions.first().map(|affected| affected.region) else {
        return Scope::Diffuse;
    };
    let reached: f64 = incident.regions.iter().map(|affected| share(affected.region)).sum();
    let one_country = incident
        .regions
        .iter()
        .all(|affected| affected.region.country() == first.country());
    match incident.regions.len() {
        _ if reached >= EVERYWHERE_SHARE => Scope::Everywhere,
        1 => Scope::Region(first),
        _ if one_country => Scope::Country(first.country()),
        _ => Scope::Several,
    }
}
