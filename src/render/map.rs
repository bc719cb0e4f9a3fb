//! Maps as SVG: the world, coloured by how far each region is out of proportion, and its legend.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use serde::Serialize;

use crate::domain::region::RegionCode;
use crate::domain::snapshot::RegionCount;

use super::locale::Locale;
use super::numbers::to_pixel;
use super::path::{self, Bounds, Line};
use super::places;
use super::projection::{EQUAL_EARTH_HALF_WIDTH, equal_earth};
use super::shapes::{self, Shape};
use super::svg::Escaped;
use super::words;

/// Width of the world in its own units, a CSS pixel each on a desktop.
const WIDTH: f64 = 960.0;

/// The meridian in the middle: the map is cut in the Bering Strait, where it cuts no land.
const CENTRAL_MERIDIAN: f64 = 11.0;

/// The map ends here in the north and the south: beyond, nobody reports.
const NORTH: f64 = 84.0;
const SOUTH: f64 = -57.0;

/// More subdivisions than this only add bytes.
pub const SUBDIVISIONS_MAX: usize = 80;

/// Outlines may be off by this much, and pieces smaller than this vanish: both are below what a screen shows.
const TOLERANCE: f64 = 0.7;
const AREA_MIN: f64 = 2.5;

/// A region smaller than this in both directions gets a dot.
const MARKED_BELOW: f64 = 6.0;

/// Classes of the colour ramp, least first, by the messages that name them in the legend.
const LEVELS: [&str; 5] = ["level-normal", "level-1", "level-2", "level-3", "level-4"];

/// A class of the ramp and what it stands for.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Level {
    /// Its class in the style sheet.
    pub class: String,
    /// What it stands for.
    pub label: String,
}

/// The legend, least first.
#[must_use]
pub fn legend(locale: Locale) -> Vec<Level> {
    let silent = Level {
        class: "land".to_owned(),
        label: locale.word("level-none"),
    };
    let levels = LEVELS.iter().enumerate().map(|(i, key)| Level {
        class: format!("l{i}"),
        label: locale.word(key),
    });
    std::iter::once(silent).chain(levels).collect()
}

/// An outline ready to be written into a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The path's `d`; empty for a region too small to draw.
    pub d: String,
    /// Where a dot goes, when the region is too small to be seen.
    pub marker: Option<(i32, i32)>,
}

impl Outline {
    /// Simplifies projected rings; `label` is where the dot of a small region goes. Small is what even its largest ring
    /// is: scattered islets don't make a city visible.
    #[must_use]
    pub fn new(lines: &[Line], label: (f64, f64)) -> Self {
        let largest = lines.iter().max_by(|a, b| path::area(a).total_cmp(&path::area(b)));
        let small = largest.and_then(|line| Bounds::of(line)).is_none_or(|bounds| {
            let (width, height) = bounds.size();
            width.max(height) < MARKED_BELOW
        });
        let d = path::closed(lines, TOLERANCE, AREA_MIN);
        Self {
            marker: (small || d.is_empty()).then(|| (to_pixel(label.0), to_pixel(label.1))),
            d,
        }
    }

    /// Whether there is nothing to see.
    fn is_empty(&self) -> bool {
        self.d.is_empty() && self.marker.is_none()
    }
}

/// The world with these countries and, on top, the subdivisions that are most out of proportion. `href` is the address
/// before a country's code of that country's own map; without it, the map has no links.
#[must_use]
pub fn world(
    locale: Locale,
    countries: &[RegionCount],
    regions: &[RegionCount],
    labelled_by: &str,
    href: Option<&str>,
) -> String {
    let mut svg = String::with_capacity(40_000);
    open(&mut svg, "world", WIDTH, height(), labelled_by);
    let _ = write!(svg, "<path class=\"land\" d=\"{}\"/>", *LAND);
    let subdivisions = regions.iter().filter(|count| count.region.is_subdivision());
    for count in by_level(countries.iter()) {
        draw_linked(locale, &mut svg, href, count);
    }
    for count in by_level(subdivisions.take(SUBDIVISIONS_MAX)) {
        draw_linked(locale, &mut svg, href, count);
    }
    svg.push_str("</svg>");
    svg
}

/// Opens a map. A group, not an image: its parts have names of their own.
pub fn open(svg: &mut String, class: &str, width: f64, height: f64, labelled_by: &str) {
    let (width, height) = (to_pixel(width), to_pixel(height));
    let _ = write!(
        svg,
        "<svg class=\"map {class}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-labelledby=\"{labelled_by}\">"
    );
}

/// Draws one region in its colour, with its count as a tooltip.
pub fn draw(locale: Locale, svg: &mut String, count: &RegionCount, outline: &Outline) {
    if outline.is_empty() {
        return;
    }
    let region = count.region;
    let level = usize::from(count.level).min(LEVELS.len() - 1);
    let _ = write!(
        svg,
        "<g class=\"l{level}\" data-region=\"{region}\"><title>{}</title>",
        Escaped(&describe(locale, count))
    );
    if !outline.d.is_empty() {
        let _ = write!(svg, "<path d=\"{}\"/>", outline.d);
    }
    if let Some((x, y)) = outline.marker {
        let _ = write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"/>");
    }
    svg.push_str("</g>");
}

/// Colours that matter most are drawn last, over their neighbours' borders.
pub fn by_level<'a>(counts: impl Iterator<Item = &'a RegionCount>) -> Vec<&'a RegionCount> {
    let mut sorted: Vec<&RegionCount> = counts.collect();
    sorted.sort_by_key(|count| count.level);
    sorted
}

/// `New York: 120 reports, 14× normal`.
#[must_use]
pub fn describe(locale: Locale, count: &RegionCount) -> String {
    let name = ("place", places::row_name(locale, count.region).into());
    let reports = ("count", count.reports.into());
    if count.level == 0 {
        locale.say("region-normal", &[name, reports])
    } else {
        let times = ("times", words::times(locale, count.ratio).into());
        locale.say("region-above", &[name, reports, times])
    }
}

/// Draws a region of the world, as a link to its country's map when there is one.
fn draw_linked(locale: Locale, svg: &mut String, href: Option<&str>, count: &RegionCount) {
    let outline = outline(count.region);
    let country = count.region.country();
    let href = href.filter(|_| !outline.is_empty() && shapes::country(country).is_some());
    if let Some(href) = href {
        // The table beside the map has the same links for the keyboard.
        let _ = write!(svg, "<a href=\"{}{country}#map\" tabindex=\"-1\">", Escaped(href));
    }
    draw(locale, svg, count, &outline);
    if href.is_some() {
        svg.push_str("</a>");
    }
}

fn scale() -> f64 {
    WIDTH / 2.0 / EQUAL_EARTH_HALF_WIDTH
}

fn project(longitude: f64, latitude: f64) -> (f64, f64) {
    let (x, y) = equal_earth(longitude - CENTRAL_MERIDIAN, latitude);
    let (_, top) = equal_earth(0.0, NORTH);
    (WIDTH / 2.0 + x * scale(), (top - y) * scale())
}

/// What to add to a ring's longitudes so that the whole ring is on one side of the cut.
fn turn(ring: &[(f64, f64)]) -> f64 {
    let easternmost = ring.iter().map(|&(longitude, _)| longitude).fold(f64::MIN, f64::max);
    if easternmost < CENTRAL_MERIDIAN - 180.0 {
        360.0
    } else {
        0.0
    }
}

/// Width and height of the world in its own units.
pub(super) fn world_size() -> (f64, f64) {
    (WIDTH, height())
}

fn height() -> f64 {
    project(0.0, SOUTH).1
}

fn lines(shape: &Shape) -> Vec<Line> {
    let visible = shape
        .rings
        .iter()
        .filter(|ring| ring.iter().any(|&(_, latitude)| latitude > SOUTH));
    visible
        .map(|ring| ring.iter().map(|&(x, y)| project(x + turn(ring), y)).collect())
        .collect()
}

/// All countries as one path: the same bytes on every page.
static LAND: LazyLock<String> = LazyLock::new(|| {
    let shapes: &BTreeMap<RegionCode, Shape> = &shapes::world().regions;
    shapes
        .values()
        .map(|shape| path::closed(&lines(shape), TOLERANCE, AREA_MIN))
        .collect()
});

/// Outlines that some page has needed. It grows to the number of regions at most.
static OUTLINES: LazyLock<RwLock<HashMap<RegionCode, Arc<Outline>>>> = LazyLock::new(RwLock::default);

/// A region of the world as it is drawn on this map.
pub(super) fn outline(region: RegionCode) -> Arc<Outline> {
    let known = OUTLINES
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&region)
        .cloned();
    known.unwrap_or_else(|| {
        let made = Arc::new(make_outline(region));
        let mut outlines = OUTLINES.write().unwrap_or_else(PoisonError::into_inner);
        outlines.insert(region, Arc::clone(&made));
        made
    })
}

fn make_outline(region: RegionCode) -> Outline {
    match shapes::shape(region) {
        Some(shape) => Outline::new(
            &lines(shape),
            project(shape.label.0 + turn(&[shape.label]), shape.label.1),
        ),
        None => Outline {
            d: String::new(),
            marker: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(code: &str, level: u8) -> RegionCount {
        RegionCount {
            region: RegionCode::parse(code).unwrap(),
            reports: 120,
            reporters: 120,
            expected: 8.5,
            ratio: 14.1,
            level,
        }
    }

    #[test]
    fn the_world_is_small() {
        let svg = world(Locale::En, &[], &[], "s", None);
        assert!(svg.len() < 26_000, "{} bytes", svg.len());
        assert!(svg.len() > 10_000, "{} bytes", svg.len());
    }

    #[test]
    fn regions_are_named_and_small_ones_dotted() {
        let svg = world(
            Locale::En,
            &[count("US", 3), count("SG", 4)],
            &[count("US-NY", 4)],
            "s",
            Some("?map="),
        );
        assert!(svg.contains("<title>New York: 120 reports, 14× normal</title>"));
        assert!(svg.contains("href=\"?map=US#map\""));
        assert_eq!(svg.matches("<circle").count(), 1, "Singapore");
        assert!(svg.find("data-region=\"US\"") < svg.find("data-region=\"US-NY\""));
    }

    #[test]
    fn a_region_without_a_shape_is_left_out() {
        let svg = world(Locale::En, &[count("ZZ", 3)], &[count("unknown", 4)], "s", None);
        assert!(!svg.contains("data-region"));
    }
}
