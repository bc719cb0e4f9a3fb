//! Regions in words: their names, and the few that a sentence names for an incident.

use std::collections::BTreeMap;

use crate::domain::incident::Incident;
use crate::domain::region::RegionCode;
use crate::domain::snapshot::RegionCount;

use super::locale::Locale;
use super::numbers::from_count;
use super::shapes;

/// A sentence names at most this many places.
const NAMED_MAX: usize = 3;

/// A country is named instead of its subdivisions when at least this many of them are affected.
const SUBDIVISIONS_MERGED_FROM: usize = 4;

/// From this many countries on, naming three of them would mislead.
const COUNTRIES_MANY: usize = 8;

/// A region's name, or its code when it has none.
#[must_use]
pub fn name(locale: Locale, region: RegionCode) -> String {
    if region.is_unknown() {
        locale.word("unknown-place")
    } else {
        shapes::name(locale, region)
    }
}

/// The same at the head of a table's row.
#[must_use]
pub fn row_name(locale: Locale, region: RegionCode) -> String {
    if region.is_unknown() {
        locale.word("place-unknown")
    } else {
        shapes::name(locale, region)
    }
}

/// A region's name in the middle of a sentence: `the United States`. In other languages sentences are built so that names
/// need no article.
#[must_use]
pub fn name_in_sentence(locale: Locale, region: RegionCode) -> String {
    let name = name(locale, region);
    match region.as_str() {
        _ if locale != Locale::En => name,
        "US" | "GB" | "NL" | "PH" | "AE" | "DO" | "CF" | "CD" | "MV" | "BS" | "GM" => format!("the {name}"),
        _ => name,
    }
}

/// `, mostly in New York, England and Maharashtra`: the end of a sentence about a running incident, empty when no
/// region stands out. `counts` ranks the places by reports in excess; without them, the steepest come first.
#[must_use]
pub fn mostly_in(locale: Locale, incident: &Incident, counts: &[RegionCount]) -> String {
    let named = standing_out(incident);
    let countries = merge(&named);
    let distinct: std::collections::BTreeSet<RegionCode> = named.iter().map(|(region, _)| region.country()).collect();
    if distinct.len() >= COUNTRIES_MANY {
        return locale.say("places-countries", &[("count", distinct.len().into())]);
    }
    let mut ranked: Vec<(RegionCode, f64, f64)> = countries
        .into_iter()
        .map(|(region, peak)| (region, excess(region, counts), peak))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0)));
    let more = ranked.len().saturating_sub(NAMED_MAX);
    let mut listed: Vec<String> = ranked
        .iter()
        .take(NAMED_MAX)
        .map(|&(region, ..)| name_in_sentence(locale, region))
        .collect();
    if more > 0 {
        listed.push(locale.say("places-more", &[("count", more.into())]));
    }
    if listed.is_empty() {
        String::new()
    } else {
        locale.say("places-mostly", &[("places", locale.list(&listed).into())])
    }
}

/// Affected regions while the incident runs, all that took part once it is over.
fn standing_out(incident: &Incident) -> Vec<(RegionCode, f64)> {
    let over = incident.resolved_at.is_some();
    incident
        .regions
        .iter()
        .filter(|affected| (affected.active || over) && !affected.region.is_unknown())
        .map(|affected| (affected.region, affected.peak_ratio))
        .collect()
}

/// Puts countries in the place of their subdivisions where many of them are affected, or the country itself is.
fn merge(regions: &[(RegionCode, f64)]) -> BTreeMap<RegionCode, f64> {
    let siblings = |country: RegionCode| regions.iter().filter(|(region, _)| region.country() == country).count();
    let mut merged = BTreeMap::new();
    for &(region, peak) in regions {
        let country = region.country();
        let whole = siblings(country) >= SUBDIVISIONS_MERGED_FROM || regions.iter().any(|&(other, _)| other == country);
        let key = if whole { country } else { region };
        let known = merged.entry(key).or_insert(peak);
        *known = peak.max(*known);
    }
    merged
}

fn excess(region: RegionCode, counts: &[RegionCount]) -> f64 {
    counts
        .iter()
        .filter(|count| count.region == region || count.region.country() == region)
        .map(|count| from_count(count.reporters) - count.expected)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bucket::{Minute, Timestamp};
    use crate::domain::incident::{AffectedRegion, IncidentId, Phase, Severity};
    use crate::domain::service::ServiceSlug;

    fn incident(codes: &[&str]) -> Incident {
        Incident {
            id: IncidentId("spotify-1".to_owned()),
            service: ServiceSlug::parse("spotify").unwrap(),
            phase: Phase::Confirmed,
            severity: Severity::Major,
            onset: Minute(0),
            opened_at: Timestamp(0),
            recovering_at: None,
            resolved_at: None,
            regions: codes
                .iter()
                .zip(1_u32..)
                .map(|(code, i)| affected(code, f64::from(i)))
                .collect(),
            peak_ratio: 9.0,
            peak_reports_per_minute: 40.0,
            severity_score: 0.0,
            spread: crate::domain::spread::Spread::default(),
            attribution: None,
            confidence: crate::domain::confidence::Confidence::default(),
            transitions: Vec::new(),
        }
    }

    fn affected(code: &str, peak_ratio: f64) -> AffectedRegion {
        AffectedRegion {
            region: RegionCode::parse(code).unwrap(),
            since: Timestamp(0),
            onset: Minute(0),
            peak_ratio,
            active: true,
            over_since: None,
        }
    }

    #[test]
    fn nothing_is_said_when_no_region_stands_out() {
        assert_eq!(mostly_in(Locale::En, &incident(&[]), &[]), "");
        assert_eq!(mostly_in(Locale::En, &incident(&["unknown"]), &[]), "");
    }

    #[test]
    fn the_most_reports_in_excess_come_first() {
        let counts = [RegionCount {
            region: RegionCode::parse("US-NY").unwrap(),
            reports: 100,
            reporters: 100,
            expected: 3.0,
            ratio: 30.0,
            level: 4,
        }];
        let text = mostly_in(Locale::En, &incident(&["US-NY", "GB-ENG"]), &counts);
        assert_eq!(text, ", mostly in New York and England");
    }

    #[test]
    fn many_subdivisions_become_their_country() {
        let text = mostly_in(
            Locale::En,
            &incident(&["US-NY", "US-NJ", "US-CT", "US-MA", "GB-ENG"]),
            &[],
        );
        assert_eq!(text, ", mostly in England and the United States");
    }

    #[test]
    fn three_places_are_enough() {
        let text = mostly_in(Locale::En, &incident(&["FR", "ES", "IT", "PT", "DE"]), &[]);
        assert_eq!(text, ", mostly in Germany, Portugal, Italy and 2 more");
        let text = mostly_in(
            Locale::En,
            &incident(&["FR", "ES", "IT", "PT", "DE", "BE", "NL", "AT"]),
            &[],
        );
        assert_eq!(text, " in 8 countries");
    }
}
