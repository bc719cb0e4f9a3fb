//! Outlines and names of countries and their first-level subdivisions, compiled in from `geoip/`.
//!
//! One file per country, read when it is first asked for. Natural Earth, public domain.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde_json::{Value, json};

use super::locale::Locale;
use crate::domain::region::RegionCode;

/// The files' unit is a hundredth of a degree.
const UNITS_PER_DEGREE: f64 = 100.0;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/geoip/shapes");

static NAME_FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/geoip/names");

/// Names in each language, in the order of [`Locale::ALL`], each empty until somebody reads that language. A name is
/// 24 bytes beside the compiled-in text: 89 kB for English and for Japanese, about 25 kB for each of the others.
static NAMES: [OnceLock<Names>; Locale::ALL.len()] = [const { OnceLock::new() }; Locale::ALL.len()];

/// English has every name; the other languages have those that differ.
const ENGLISH_NAMES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/geoip/names.json"));

/// Sorted by code.
type Names = Vec<(RegionCode, &'static str)>;

static WORLD: LazyLock<CountryShapes> = LazyLock::new(|| load("world").unwrap_or_default());

/// Countries by code, each empty until somebody asks for its map.
static COUNTRIES: LazyLock<HashMap<RegionCode, OnceLock<Option<CountryShapes>>>> =
    LazyLock::new(|| WORLD.regions.keys().map(|&code| (code, OnceLock::new())).collect());

/// A closed line of (longitude, latitude) in degrees; the last point is not repeated.
pub type Ring = Vec<(f64, f64)>;

/// One region's outline. Rings follow the even-odd rule: a ring within a ring is a hole.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its English name.
    pub name: String,
    /// Outer rings and holes, in no particular order.
    pub rings: Vec<Ring>,
    /// Where a label or marker goes, in degrees.
    pub label: (f64, f64),
}

/// The subdivisions of a country, or the countries of the world.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CountryShapes {
    /// By code, in the order of the codes.
    pub regions: BTreeMap<RegionCode, Shape>,
}

#[derive(Deserialize)]
struct Stored {
    name: String,
    rings: Vec<Vec<i32>>,
    label: (i32, i32),
}

/// All countries.
pub fn world() -> &'static CountryShapes {
    &WORLD
}

/// A country's subdivisions; `None` for a country that has no map.
pub fn country(code: RegionCode) -> Option<&'static CountryShapes> {
    COUNTRIES.get(&code)?.get_or_init(|| load(code.as_str())).as_ref()
}

/// The outline of a country or subdivision.
pub fn shape(region: RegionCode) -> Option<&'static Shape> {
    if region.is_subdivision() {
        country(region.country())?.regions.get(&region)
    } else {
        WORLD.regions.get(&region)
    }
}

/// A region's name in that language: the English one when there is no other, its code when no name is known.
pub fn name(locale: Locale, region: RegionCode) -> String {
    let known = known_name(locale, region).or_else(|| known_name(Locale::En, region));
    known.map_or_else(|| region.to_string(), str::to_owned)
}

fn known_name(locale: Locale, region: RegionCode) -> Option<&'static str> {
    let names = NAMES[locale as usize].get_or_init(|| load_names(locale));
    let found = names.binary_search_by_key(&region, |&(code, _)| code).ok()?;
    Some(names[found].1)
}

fn load_names(locale: Locale) -> Names {
    let text = match locale {
        Locale::En => Some(ENGLISH_NAMES),
        _ => NAME_FILES
            .get_file(format!("{}.json", locale.code()))
            .and_then(include_dir::File::contents_utf8),
    };
    let names: BTreeMap<&str, &str> = text
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    let parsed = names
        .into_iter()
        .filter_map(|(code, name)| Some((RegionCode::parse(code).ok()?, name)));
    let mut names: Names = parsed.collect();
    names.sort_unstable();
    names.shrink_to_fit();
    names
}

/// A region's outline as a `GeoJSON` `MultiPolygon` (RFC 7946, section 3.1.7).
pub fn geometry(region: RegionCode) -> Option<Value> {
    let rings = &shape(region)?.rings;
    let outer: Vec<usize> = (0..rings.len())
        .filter(|&i| depth(rings, i).is_multiple_of(2))
        .collect();
    let polygons: Vec<Vec<Vec<[f64; 2]>>> = outer
        .iter()
        .map(|&i| {
            let holes = (0..rings.len()).filter(|&j| depth(rings, j) == depth(rings, i) + 1 && inside(rings, j, i));
            let mut polygon = vec![closed(&rings[i], true)];
            polygon.extend(holes.map(|j| closed(&rings[j], false)));
            polygon
        })
        .collect();
    Some(json!({ "type": "MultiPolygon", "coordinates": polygons }))
}

fn load(name: &str) -> Option<CountryShapes> {
    let text = FILES.get_file(format!("{name}.json"))?.contents_utf8()?;
    let stored: BTreeMap<String, Stored> = serde_json::from_str(text).ok()?;
    let regions = stored
        .into_iter()
        .filter_map(|(code, stored)| Some((RegionCode::parse(&code).ok()?, degrees(stored))))
        .collect();
    Some(CountryShapes { regions })
}

fn degrees(stored: Stored) -> Shape {
    let degree = |units: i32| f64::from(units) / UNITS_PER_DEGREE;
    let rings = stored.rings.iter().map(|deltas| {
        let (mut x, mut y) = (0, 0);
        let pairs = deltas.chunks_exact(2);
        pairs
            .map(|pair| {
                x += pair[0];
                y += pair[1];
                (degree(x), degree(y))
            })
            .collect()
    });
    Shape {
        name: stored.name,
        rings: rings.collect(),
        label: (degree(stored.label.0), degree(stored.label.1)),
    }
}

/// In how many other rings this one lies.
fn depth(rings: &[Ring], index: usize) -> usize {
    (0..rings.len())
        .filter(|&other| other != index && inside(rings, index, other))
        .count()
}

/// Whether a ring lies within another: rings never cross, so one point decides, by the ray-crossing rule.
fn inside(rings: &[Ring], inner: usize, outer: usize) -> bool {
    let Some(&(x, y)) = rings[inner].first() else {
        return false;
    };
    let ring = &rings[outer];
    let previous = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    let crossings = ring
        .iter()
        .zip(previous)
        .filter(|&(&(ax, ay), &(bx, by))| (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax);
    crossings.count() % 2 == 1
}

/// A ring as `GeoJSON` wants it: first point repeated, outer rings counter-clockwise, holes clockwise.
fn closed(ring: &Ring, outer: bool) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = ring.iter().map(|&(x, y)| [x, y]).collect();
    let twice_area: f64 = points
        .iter()
        .zip(points.iter().cycle().skip(1))
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum();
    if (twice_area > 0.0) != outer {
        points.reverse();
    }
    points.extend(points.first().copied());
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn new_york_is_where_it_should_be() {
        let shape = shape(code("US-NY")).unwrap();
        assert_eq!(shape.name, "New York");
        assert!((shape.label.0 + 75.0).abs() < 2.0 && (shape.label.1 - 43.0).abs() < 2.0);
        assert!(country(code("US")).unwrap().regions.len() >= 51);
        assert!(country(code("ZZ")).is_none());
    }

    #[test]
    fn names_are_in_the_language_of_the_reader() {
        let names = |region| Locale::ALL.map(|locale| name(locale, code(region)));
        assert_eq!(
            names("DE"),
            ["Germany", "Deutschland", "Alemania", "Allemagne", "Alemanha", "ドイツ"]
        );
        assert_eq!(
            names("US-NC"),
            [
                "North Carolina",
                "North Carolina",
                "Carolina del Norte",
                "Caroline du Nord",
                "Carolina do Norte",
                "ノースカロライナ州"
            ]
        );
        assert_eq!(names("ZZ-9"), ["ZZ-9"; 6]);
    }

    #[test]
    fn every_language_names_every_region_once() {
        let english = load_names(Locale::En);
        assert!(english.len() > 3_500);
        for locale in Locale::ALL {
            // A file that cannot be read would leave everything English.
            let least = if locale == Locale::Ja { 3_000 } else { 800 };
            let own = load_names(locale);
            assert!(own.len() > least, "{}: {} names", locale.code(), own.len());
            let mut seen = std::collections::HashSet::new();
            for &(region, _) in &english {
                let name = name(locale, region);
                let country = region.is_subdivision().then(|| region.country());
                assert!(!name.trim().is_empty() && !name.contains('\u{fffd}'), "{region}");
                assert!(
                    seen.insert((country, name.clone())),
                    "{} {region}: {name}",
                    locale.code()
                );
            }
        }
    }

    #[test]
    fn every_file_parses_and_every_ring_is_a_polygon() {
        for &country_code in world().regions.keys() {
            let Some(shapes) = country(country_code) else {
                continue;
            };
            for (region, shape) in &shapes.regions {
                assert_eq!(region.country(), country_code);
                assert!(shape.rings.iter().all(|ring| ring.len() >= 3), "{region}");
            }
        }
    }

    #[test]
    fn a_country_within_a_country_is_a_hole() {
        let geometry = geometry(code("ZA")).unwrap();
        let polygons = geometry["coordinates"].as_array().unwrap();
        assert!(
            polygons.iter().any(|polygon| polygon.as_array().unwrap().len() > 1),
            "Lesotho"
        );
        let ring = polygons[0][0].as_array().unwrap();
        assert_eq!(ring.first(), ring.last());
    }
}
