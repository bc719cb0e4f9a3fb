//! From what a database says of a place to the code that maps and counts use.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::domain::region::RegionCode;

/// All that `geoip/build.mjs` knows of codes; see geoip/README.md.
static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

struct Tables {
    /// Codes that have a shape and a name.
    known: HashSet<RegionCode>,
    /// Old, variant and finer codes to the ones in use.
    aliases: HashMap<RegionCode, RegionCode>,
    /// DB-IP's subdivision names, by country.
    names: HashMap<String, HashMap<String, RegionCode>>,
    /// Cities, by country and DB-IP's subdivision, where that subdivision is not one of ISO's.
    cities: HashMap<String, HashMap<String, HashMap<String, RegionCode>>>,
}

impl Tables {
    fn read() -> Self {
        let names: HashMap<String, String> = table(include_str!("../../geoip/names.json"));
        let aliases: HashMap<String, String> = table(include_str!("../../geoip/aliases.json"));
        let parse = |(from, to): (&String, &String)| Some((RegionCode::parse(from).ok()?, RegionCode::parse(to).ok()?));
        Self {
            known: names.keys().filter_map(|code| RegionCode::parse(code).ok()).collect(),
            aliases: aliases.iter().filter_map(parse).collect(),
            names: table(include_str!("../../geoip/dbip.json")),
            cities: table(include_str!("../../geoip/dbip-cities.json")),
        }
    }
}

/// Reads a committed table; a test shows that all of them are readable.
fn table<T: serde::de::DeserializeOwned + Default>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_default()
}

/// The region for a country and the subdivisions that MaxMind's schema gives, general to specific: the first one that
/// is known, else the country, else unknown.
#[must_use]
pub fn from_subdivisions<'a>(country: &str, subdivisions: impl Iterator<Item = &'a str>) -> RegionCode {
    for subdivision in subdivisions {
        // Some records carry the whole code (`GB-ENG`), most only the part after the hyphen.
        let code = match subdivision.split_once('-') {
            Some(_) => RegionCode::parse(subdivision),
            None => RegionCode::parse(&format!("{country}-{subdivision}")),
        };
        if let Some(region) = code.ok().and_then(canonical) {
            return region;
        }
    }
    from_country(country)
}

/// The region for a country and the names of subdivision and city as DB-IP Lite writes them.
#[must_use]
pub fn from_names(country: &str, subdivision: &str, city: Option<&str>) -> RegionCode {
    let by_city = || TABLES.cities.get(country)?.get(subdivision)?.get(city?);
    let by_subdivision = || TABLES.names.get(country)?.get(subdivision);
    by_city()
        .or_else(by_subdivision)
        .copied()
        .unwrap_or_else(|| from_country(country))
}

/// The region of a country code; unknown when it is none.
#[must_use]
pub fn from_country(country: &str) -> RegionCode {
    RegionCode::parse(country).unwrap_or(RegionCode::UNKNOWN)
}

/// The code in use for this one, if there is any.
#[must_use]
pub fn canonical(code: RegionCode) -> Option<RegionCode> {
    if TABLES.known.contains(&code) {
        return Some(code);
    }
    TABLES.aliases.get(&code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn every_committed_code_is_one_and_leads_to_a_known_one() {
        let names: HashMap<String, String> = serde_json::from_str(include_str!("../../geoip/names.json")).unwrap();
        let aliases: HashMap<String, String> = serde_json::from_str(include_str!("../../geoip/aliases.json")).unwrap();
        let dbip: HashMap<String, HashMap<String, String>> =
            serde_json::from_str(include_str!("../../geoip/dbip.json")).unwrap();
        assert!(names.len() > 3_000, "{}", names.len());
        for (from, to) in &aliases {
            assert_ne!(from, to);
            assert!(RegionCode::parse(from).is_ok() && names.contains_key(to), "{from} {to}");
        }
        for (country, subdivisions) in &dbip {
            for (name, region) in subdivisions {
                assert!(
                    names.contains_key(region) && region.starts_with(country.as_str()),
                    "{country} {name} {region}"
                );
            }
        }
        assert_eq!(TABLES.names.len(), dbip.len());
        let cities: Vec<RegionCode> = TABLES
            .cities
            .values()
            .flat_map(HashMap::values)
            .flat_map(HashMap::values)
            .copied()
            .collect();
        assert!(!cities.is_empty());
        assert!(cities.iter().all(|region| names.contains_key(region.as_str())));
    }

    #[test]
    fn both_schemas_lead_to_the_same_regions() {
        assert_eq!(from_subdivisions("US", ["NY"].into_iter()), code("US-NY"));
        assert_eq!(from_subdivisions("GB", ["ENG", "LND"].into_iter()), code("GB-ENG"));
        assert_eq!(from_subdivisions("GB", ["LND"].into_iter()), code("GB-ENG"));
        assert_eq!(from_subdivisions("GB", ["GB-ENG"].into_iter()), code("GB-ENG"));
        assert_eq!(from_subdivisions("FR", ["IDF", "75"].into_iter()), code("FR-IDF"));
        assert_eq!(from_subdivisions("FR", ["75"].into_iter()), code("FR-IDF"));
        assert_eq!(from_subdivisions("DE", ["??"].into_iter()), code("DE"));
        assert_eq!(from_names("US", "New York", Some("Buffalo")), code("US-NY"));
        assert_eq!(from_names("GB", "England", None), code("GB-ENG"));
        assert_eq!(from_names("IN", "Maharashtra", None), code("IN-MH"));
        assert_eq!(from_names("JP", "Tokyo", None), code("JP-13"));
        assert_eq!(from_names("US", "Atlantis", Some("Nowhere")), code("US"));
        assert_eq!(from_country("nowhere"), RegionCode::UNKNOWN);
    }
}
