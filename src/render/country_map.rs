//! The map of one country and its subdivisions, far-off parts set beside it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use crate::domain::region::RegionCode;
use crate::domain::snapshot::RegionCount;

use super::locale::Locale;
use super::map::{self, Outline};
use super::numbers::{from_length, to_pixel};
use super::path::{Bounds, Line, area};
use super::projection::Local;
use super::shapes::{self, CountryShapes};

/// Size of every country's map in its own units: whatever is shown, the frame is the same and nothing moves.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 480.0;

/// Room around the outlines, for their borders and dots.
const MARGIN: f64 = 6.0;

/// Size of the box for a far-off part.
const INSET: (f64, f64) = (120.0, 90.0);

/// Parts farther than this from the rest, in degrees, are not shown in place: Alaska, Hawaii, the Canaries.
const FAR_DEGREES: f64 = 3.0;

/// A far-off part with more subdivisions than this is half of the country and stays in place: Borneo.
const INSET_REGIONS_MAX: usize = 2;

/// A country's outlines in place, made once.
pub(super) struct CountryMap {
    /// Its subdivisions, in the order of their codes.
    pub(super) outlines: Vec<(RegionCode, Outline)>,
    /// Left edges of the boxes of far-off parts.
    insets: Vec<f64>,
}

/// The map of a country with these subdivisions coloured; `None` for a country without a map.
#[must_use]
pub fn country(locale: Locale, code: RegionCode, regions: &[RegionCount], labelled_by: &str) -> Option<String> {
    let layout = layout(code)?;
    let mut svg = String::with_capacity(32_000);
    open(&mut svg, &layout, labelled_by);
    let counts: HashMap<RegionCode, &RegionCount> = regions.iter().map(|count| (count.region, count)).collect();
    let quiet = layout
        .outlines
        .iter()
        .filter(|(region, _)| !counts.contains_key(region));
    let land: String = quiet.map(|(_, outline)| outline.d.as_str()).collect();
    let _ = write!(svg, "<path class=\"land\" d=\"{land}\"/>");
    let outlines: HashMap<RegionCode, &Outline> =
        layout.outlines.iter().map(|(code, outline)| (*code, outline)).collect();
    for count in map::by_level(regions.iter()) {
        if let Some(outline) = outlines.get(&count.region) {
            map::draw(locale, &mut svg, count, outline);
        }
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// Opens the map, with the boxes of far-off parts.
pub(super) fn open(svg: &mut String, layout: &CountryMap, labelled_by: &str) {
    map::open(svg, "country", WIDTH, HEIGHT, labelled_by);
    for x in &layout.insets {
        let _ = write!(
            svg,
            "<rect class=\"inset\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            to_pixel(*x),
            to_pixel(HEIGHT - INSET.1 - MARGIN),
            to_pixel(INSET.0),
            to_pixel(INSET.1),
        );
    }
}

/// Layouts that some page has needed: one per country at most.
static LAYOUTS: LazyLock<RwLock<HashMap<RegionCode, Arc<CountryMap>>>> = LazyLock::new(RwLock::default);

/// A country in place; `None` when it has no map.
pub(super) fn layout(code: RegionCode) -> Option<Arc<CountryMap>> {
    if let Some(known) = LAYOUTS.read().unwrap_or_else(PoisonError::into_inner).get(&code) {
        return Some(Arc::clone(known));
    }
    let made = Arc::new(arrange(shapes::country(code)?)?);
    let mut layouts = LAYOUTS.write().unwrap_or_else(PoisonError::into_inner);
    layouts.insert(code, Arc::clone(&made));
    Some(made)
}

/// One ring of one subdivision, projected, y growing downwards.
struct Part {
    region: RegionCode,
    line: Line,
    bounds: Bounds,
}

fn arrange(shapes: &CountryShapes) -> Option<CountryMap> {
    let parts = project(shapes);
    let groups = groups(&parts);
    let (core, far) = split(&parts, groups);
    let core_bounds = bounds(&parts, &core)?;
    let insets: Vec<(f64, &Vec<usize>)> = far
        .iter()
        .enumerate()
        .map(|(i, group)| (MARGIN + from_length(i) * (INSET.0 + MARGIN), group))
        .collect();
    let strip = if insets.is_empty() { 0.0 } else { INSET.1 + MARGIN };
    let core_size = (WIDTH, HEIGHT - strip);

    let mut placed: HashMap<RegionCode, Vec<Line>> = HashMap::new();
    place(&parts, &core, Fit::new(core_bounds, (0.0, 0.0), core_size), &mut placed);
    for &(x, group) in &insets {
        let fit = Fit::new(bounds(&parts, group)?, (x, HEIGHT - INSET.1 - MARGIN), INSET);
        place(&parts, group, fit, &mut placed);
    }
    let mut outlines: Vec<(RegionCode, Outline)> = placed
        .into_iter()
        .map(|(region, lines)| (region, Outline::new(&lines, middle(&lines))))
        .collect();
    outlines.sort_by_key(|&(region, _)| region);
    Some(CountryMap {
        outlines,
        insets: insets.into_iter().map(|(x, _)| x).collect(),
    })
}

/// Where the dot of a small subdivision goes: the middle of its largest ring.
fn middle(lines: &[Line]) -> (f64, f64) {
    let largest = lines.iter().max_by(|a, b| area(a).total_cmp(&area(b)));
    largest
        .and_then(|line| Bounds::of(line))
        .map_or((0.0, 0.0), Bounds::centre)
}

fn project(shapes: &CountryShapes) -> Vec<Part> {
    let all: Vec<(f64, f64)> = shapes
        .regions
        .values()
        .flat_map(|shape| shape.rings.iter().flatten().copied())
        .collect();
    let Some(extent) = Bounds::of(&all) else {
        return Vec::new();
    };
    // A country on both sides of the date line is drawn in one piece, Fiji east of its own west.
    let unwrap = |longitude: f64| {
        if extent.size().0 > 180.0 && longitude < 0.0 {
            longitude + 360.0
        } else {
            longitude
        }
    };
    let local = Local::at(middle_latitude(shapes));
    let rings = shapes
        .regions
        .iter()
        .flat_map(|(&region, shape)| shape.rings.iter().map(move |ring| (region, ring)));
    rings
        .filter_map(|(region, ring)| {
            let line: Line = ring
                .iter()
                .map(|&(longitude, latitude)| local.project(unwrap(longitude), latitude))
                .map(|(x, y)| (x, -y))
                .collect();
            let bounds = Bounds::of(&line)?;
            Some(Part { region, line, bounds })
        })
        .collect()
}

/// The latitude with as many subdivisions north of it as south: Alaska does not squeeze Texas.
fn middle_latitude(shapes: &CountryShapes) -> f64 {
    let mut latitudes: Vec<f64> = shapes.regions.values().map(|shape| shape.label.1).collect();
    latitudes.sort_by(f64::total_cmp);
    latitudes.get(latitudes.len() / 2).copied().unwrap_or(0.0)
}

/// Parts that are near each other, directly or through others, the largest area first.
fn groups(parts: &[Part]) -> Vec<Vec<usize>> {
    let mut left: Vec<usize> = (0..parts.len()).collect();
    let mut groups = Vec::new();
    while let Some(start) = left.pop() {
        let mut group = vec![start];
        let mut next = 0;
        while next < group.len() {
            let here = parts[group[next]].bounds;
            let (near, rest) = left
                .iter()
                .partition(|&&other| parts[other].bounds.gap(here) <= FAR_DEGREES);
            group.extend::<Vec<usize>>(near);
            left = rest;
            next += 1;
        }
        groups.push(group);
    }
    let size = |group: &[usize]| group.iter().map(|&i| area(&parts[i].line)).sum::<f64>();
    groups.sort_by(|a, b| size(b).total_cmp(&size(a)));
    groups
}

/// The parts shown in place, and the far-off groups. A far islet of a subdivision that is already in place is left out.
fn split(parts: &[Part], groups: Vec<Vec<usize>>) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut groups = groups.into_iter();
    let mut core = groups.next().unwrap_or_default();
    let mut shown: HashSet<RegionCode> = core.iter().map(|&i| parts[i].region).collect();
    let mut far = Vec::new();
    for group in groups {
        let regions: HashSet<RegionCode> = group.iter().map(|&i| parts[i].region).collect();
        let new = regions.difference(&shown).count();
        if new > INSET_REGIONS_MAX {
            core.extend(group);
        } else if new > 0 {
            far.push(group);
        }
        shown.extend(regions);
    }
    (core, far)
}

fn bounds(parts: &[Part], group: &[usize]) -> Option<Bounds> {
    group.iter().map(|&i| parts[i].bounds).reduce(Bounds::join)
}

/// Scales a box into another and centres it there.
#[derive(Clone, Copy)]
struct Fit {
    scale: f64,
    from: (f64, f64),
    to: (f64, f64),
}

impl Fit {
    fn new(bounds: Bounds, corner: (f64, f64), size: (f64, f64)) -> Self {
        let (width, height) = bounds.size();
        let room = (size.0 - 2.0 * MARGIN, size.1 - 2.0 * MARGIN);
        Self {
            scale: (room.0 / width.max(0.01)).min(room.1 / height.max(0.01)),
            from: bounds.centre(),
            to: (corner.0 + size.0 / 2.0, corner.1 + size.1 / 2.0),
        }
    }

    fn apply(self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            (x - self.from.0) * self.scale + self.to.0,
            (y - self.from.1) * self.scale + self.to.1,
        )
    }
}

fn place(parts: &[Part], group: &[usize], fit: Fit, placed: &mut HashMap<RegionCode, Vec<Line>>) {
    for part in group.iter().map(|&i| &parts[i]) {
        let line = part.line.iter().map(|&point| fit.apply(point)).collect();
        placed.entry(part.region).or_default().push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn alaska_and_hawaii_are_set_beside_the_rest() {
        let map = layout(code("US")).unwrap();
        assert_eq!(map.insets.len(), 2);
        assert!(map.outlines.iter().any(|(region, _)| *region == code("US-AK")));
    }

    #[test]
    fn every_country_fits_its_frame() {
        for &country_code in shapes::world().regions.keys() {
            let Some(map) = layout(country_code) else {
                continue;
            };
            assert!(
                map.insets.len() <= 5,
                "{country_code}: {} far-off parts",
                map.insets.len()
            );
        }
    }

    #[test]
    fn a_country_without_shapes_has_no_map() {
        assert!(country(Locale::En, code("ZZ"), &[], "s").is_none());
    }
}
