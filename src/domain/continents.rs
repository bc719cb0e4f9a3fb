//! Which continent a country is on: an outage in many countries of one continent is not worldwide.

use super::region::RegionCode;

/// A continent, by its place in the table of countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Continent(usize);

/// Countries (ISO 3166-1) by continent after the United Nations' M49 regions: Africa, Asia, Europe, North America with
/// Central America and the Caribbean, South America, Oceania. Antarctica has no crowd.
const COUNTRIES: [&str; 6] = [
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG \
     RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW",
    "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA \
     SA SG SY TH TJ TL TM TR TW UZ VN YE",
    "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO \
     PL PT RO RS RU SE SI SJ SK SM UA VA XK",
    "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA PM PR SV SX TC TT US VC \
     VG VI",
    "AR BO BR CL CO EC FK GF GY PE PY SR UY VE",
    "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
];

/// The continent of a country or subdivision; `None` where nobody lives, and for codes that are no country's.
#[must_use]
pub fn of(region: RegionCode) -> Option<Continent> {
    let country = region.country();
    let is_there = |countries: &&str| countries.split_ascii_whitespace().any(|code| code == country.as_str());
    COUNTRIES.iter().position(is_there).map(Continent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_on_one_continent() {
        let mut all: Vec<&str> = COUNTRIES
            .iter()
            .flat_map(|codes| codes.split_ascii_whitespace())
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|code| RegionCode::parse(code).is_ok()));
    }

    #[test]
    fn subdivisions_are_where_their_country_is() {
        let of = |code: &str| super::of(RegionCode::parse(code).unwrap());
        assert_eq!(of("US-NY"), of("MX"));
        assert_ne!(of("US-NY"), of("BR-SP"));
        assert_eq!(of("unknown"), None);
        assert_eq!(of("AQ"), None);
    }
}
