//! How far an incident reaches, who carries it, and in what order it got there.
//!
//! "Broken for everybody" and "one provider's customers cannot reach it" look alike in a total, and differ in how evenly
//! the excess is spread. Evenness is measured by Shannon's entropy H of the excess over regions, and over networks:
//! exp(H) is the number of equally large parts that would be as diverse (Hill 1973, "Diversity and evenness"), and it is
//! compared with what as many reports of a normal day would show. That comparison matters: ten reports come from at most
//! ten regions, however many there are.

use serde::{Deserialize, Serialize};

use super::continents;
use super::incident::{AffectedRegion, Incident};
use super::region::{Asn, RegionCode};
use super::statistic::NORMAL_RATIO;

/// Countries that normally send this share of a service's reports are as good as all of them, if they are on two
/// continents. A service of one country or continent is not called worldwide because all of its regions are hit.
const EVERYWHERE: (f64, usize) = (0.7, 2);
/// From three continents half of the usual reports will do.
const EVERYWHERE_FAR: (f64, usize) = (0.5, 3);
/// A region or country that brings this share of the excess has it all; the rest is chance, and travellers.
const ONE_PLACE_SHARE: f64 = 0.85;
/// The same for a network. Lower, because people try another network when theirs fails, and report from there.
const ONE_NETWORK_SHARE: f64 = 0.8;
/// The odds of a report coming from that network are at least so many times the usual odds, so that the customers of a
/// country's largest provider are not mistaken for the provider's failure.
const ONE_NETWORK_ODDS: f64 = 4.0;
/// A concentration has to be this improbable on normal days, in nats: one in 90 for places, one in 1,100 for networks,
/// because naming a company takes more.
const PLACE_SURPRISE: f64 = 4.5;
const NETWORK_SURPRISE: f64 = 7.0;
/// A part of which nothing is known brings this share of a normal day's reports.
const USUAL_SHARE_MIN: f64 = 0.01;
/// A country is reached when its share of the excess is at least this part of its usual share.
const REACHED_PART: f64 = 0.5;
/// Fewer reports in excess than this have no distribution to speak of: evenness is 1 and the scope diffuse.
const EXCESS_MIN: f64 = 4.0;
/// Fewer than this do not show that many places are hit.
const EXCESS_OF_MANY_MIN: f64 = 10.0;
/// Networks listed, and the fewest reports of one: a smaller cell could be a person.
const NETWORKS_LISTED_MAX: usize = 5;
const NETWORK_REPORTS_MIN: f64 = 5.0;

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
    /// One country.
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

/// The affected regions in the order in which it seems to have begun there; of one minute, as they were noticed.
#[must_use]
pub fn order(incident: &Incident) -> Vec<&AffectedRegion> {
    let mut regions: Vec<_> = incident.regions.iter().collect();
    regions.sort_by_key(|affected| (affected.onset, affected.since));
    regions
}

/// The reports of one region, country or network since an incident began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part<K> {
    /// Which.
    pub key: K,
    /// Distinct reporters.
    pub reports: f64,
    /// Its share of the service's reports on normal days.
    pub usual_share: f64,
}

/// Everything that was reported since an incident began, in two ways; unknown regions and networks are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Reports {
    /// By region, also those that sent none.
    pub regions: Vec<Part<RegionCode>>,
    /// By network, also those that sent none.
    pub networks: Vec<Part<Asn>>,
    /// Reports that were expected in the same time.
    pub expected: f64,
    /// Variance over mean of normal counts.
    pub dispersion: f64,
}

impl Reports {
    /// How far they reach. `None` when there are too few beyond the normal ones to say, as at an incident's end.
    #[must_use]
    pub fn spread(&self) -> Option<Spread> {
        let (regions, networks) = (self.excess(&self.regions), self.excess(&self.networks));
        if sum(&regions).max(sum(&networks)) < EXCESS_MIN {
            return None;
        }
        let scope = one_network(&networks).map_or_else(|| self.place(&regions), Scope::Network);
        Some(Spread {
            scope,
            region_evenness: evenness(&regions),
            network_evenness: evenness(&networks),
            networks: self.largest_networks(),
        })
    }

    /// The parts with what each brings beyond its normal reports. One standard deviation is normal as well: otherwise
    /// the noise of many untouched parts would look like an excess that is spread evenly.
    fn excess<K: Copy>(&self, parts: &[Part<K>]) -> Vec<Part<K>> {
        let excess = |part: &Part<K>| {
            let normal = part.usual_share * self.expected * NORMAL_RATIO;
            let noise = (normal * self.dispersion.max(1.0)).sqrt();
            Part {
                reports: (part.reports - normal - noise.min(part.reports / 2.0)).max(0.0),
                ..*part
            }
        };
        parts.iter().map(excess).collect()
    }

    /// Where the excess is, given by region.
    fn place(&self, regions: &[Part<RegionCode>]) -> Scope {
        let countries = self.excess(&by_country(&self.regions));
        let total = sum(&countries);
        if let Some(country) = concentrated(&countries, ONE_PLACE_SHARE, PLACE_SURPRISE) {
            let own: Vec<_> = regions
                .iter()
                .filter(|part| part.key.country() == country)
                .copied()
                .collect();
            return match concentrated(&own, ONE_PLACE_SHARE, 0.0) {
                Some(region) if region.is_subdivision() => Scope::Region(region),
                _ => Scope::Country(country),
            };
        }
        if total < EXCESS_OF_MANY_MIN {
            return Scope::Diffuse;
        }
        let reached: Vec<_> = countries
            .iter()
            .filter(|part| part.reports > 0.0 && part.reports / total >= REACHED_PART * part.usual_share)
            .collect();
        let share: f64 = reached.iter().map(|part| part.usual_share).sum();
        let mut continents: Vec<_> = reached.iter().filter_map(|part| continents::of(part.key)).collect();
        continents.sort_unstable();
        continents.dedup();
        let is_at_least = |(least, far): (f64, usize)| share >= least && continents.len() >= far;
        if is_at_least(EVERYWHERE) || is_at_least(EVERYWHERE_FAR) {
            Scope::Everywhere
        } else {
            Scope::Several
        }
    }

    fn largest_networks(&self) -> Vec<AffectedNetwork> {
        let all = sum(&self.networks);
        let mut largest: Vec<_> = self
            .networks
            .iter()
            .filter(|part| part.reports >= NETWORK_REPORTS_MIN)
            .collect();
        largest.sort_by(|a, b| b.reports.total_cmp(&a.reports).then(a.key.cmp(&b.key)));
        largest.truncate(NETWORKS_LISTED_MAX);
        let affected = |part: &Part<Asn>| AffectedNetwork {
            network: part.key,
            share: part.reports / all,
            usual_share: part.usual_share,
        };
        largest.into_iter().map(affected).collect()
    }
}

fn sum<K>(parts: &[Part<K>]) -> f64 {
    parts.iter().map(|part| part.reports).sum()
}

/// The network that brings nearly all of the excess, unless it normally does so.
fn one_network(excess: &[Part<Asn>]) -> Option<Asn> {
    let network = concentrated(excess, ONE_NETWORK_SHARE, NETWORK_SURPRISE)?;
    let total = sum(excess);
    let part = excess.iter().find(|part| part.key == network)?;
    let odds = |share: f64| share / (1.0 - share).max(1e-9);
    let is_unusual = odds(part.reports / total) >= ONE_NETWORK_ODDS * odds(part.usual_share.max(USUAL_SHARE_MIN));
    (is_unusual && surprise(total, part) >= NETWORK_SURPRISE).then_some(network)
}

/// The part that brings at least this share of an excess: because it usually does, or with so much `surprise`.
fn concentrated<K: Copy + Ord>(excess: &[Part<K>], share: f64, surprise_min: f64) -> Option<K> {
    let total = sum(excess);
    let largest = excess
        .iter()
        .max_by(|a, b| a.reports.total_cmp(&b.reports).then(b.key.cmp(&a.key)))?;
    let is_usual = largest.usual_share >= share;
    let is_concentrated = total >= EXCESS_MIN && largest.reports >= share * total;
    (is_concentrated && (is_usual || surprise(total, largest) >= surprise_min)).then_some(largest.key)
}

/// How improbable so large a part of so many reports is on a normal day, in nats: Chernoff's bound for the binomial.
fn surprise<K>(total: f64, part: &Part<K>) -> f64 {
    let usual = part.usual_share.clamp(USUAL_SHARE_MIN, 1.0 - 1e-9);
    let share = part.reports / total;
    if share <= usual {
        return 0.0;
    }
    let term = |share: f64, usual: f64| if share > 0.0 { share * (share / usual).ln() } else { 0.0 };
    total * (term(share, usual) + term(1.0 - share, 1.0 - usual))
}

/// How many equally large parts the excess amounts to, relative to what as many reports of a normal day would show.
fn evenness<K>(excess: &[Part<K>]) -> f64 {
    let total = sum(excess);
    if total < EXCESS_MIN {
        return 1.0;
    }
    let entropy: f64 = excess
        .iter()
        .map(|part| part.reports / total)
        .filter(|share| *share > 0.0)
        .map(|share| -share * share.ln())
        .sum();
    let evenness = (entropy - usual_entropy(excess, total)).exp();
    if evenness.is_finite() {
        evenness.clamp(0.0, 1.0)
    } else {
        1.0
    }
}

/// The entropy that this many reports of a normal day show on average. With counts X of mean λ = share · total, the mean
/// of X·ln X is λ times the mean of ln(1 + X), here by a Taylor series for the Poisson distribution. Parts too small to
/// be known send a report each.
fn usual_entropy<K>(parts: &[Part<K>], total: f64) -> f64 {
    let mean_log = |mean: f64| mean.ln_1p() - mean / (2.0 * (1.0 + mean).powi(2));
    let seen: f64 = parts
        .iter()
        .map(|part| part.usual_share * mean_log(part.usual_share * total))
        .sum();
    (total.ln() - seen).max(0.0)
}

/// Regions put together by country, each once, sorted by code.
fn by_country(regions: &[Part<RegionCode>]) -> Vec<Part<RegionCode>> {
    let country = |part: &Part<RegionCode>| Part {
        key: part.key.country(),
        ..*part
    };
    let mut countries: Vec<_> = regions.iter().map(country).collect();
    countries.sort_by_key(|part| part.key);
    countries.dedup_by(|more, sum| {
        let is_same = more.key == sum.key;
        if is_same {
            sum.reports += more.reports;
            sum.usual_share += more.usual_share;
        }
        is_same
    });
    countries
}

#[cfg(test)]
mod tests;
