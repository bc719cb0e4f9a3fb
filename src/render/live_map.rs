//! The map to work with: each region is an element of its own, so that a script can colour it, point at it and open it.
//!
//! Outlines are what a map weighs. Those of countries are in a file of their own, which a browser fetches once. A page
//! that is fetched again for its numbers leaves all of them out: then the same elements come without a shape, for the
//! regions that are not silent alone.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::domain::bucket::Timestamp;
use crate::domain::region::RegionCode;

use super::country_map;
use super::map::{self, Outline};
use super::shapes;
use super::svg::Escaped;

/// Subdivisions on the map of the world. They are there where a country's colour would hide them, and its own map has
/// the others.
const SUBDIVISIONS_MAX: usize = 40;

/// A region that is not silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// A country or subdivision.
    pub region: RegionCode,
    /// Its class in the ramp.
    pub level: u8,
    /// What it says when pointed at, its name first.
    pub title: String,
    /// Since when it has been affected.
    pub since: Option<Timestamp>,
}

/// What a map shows and how.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// Regions in colour, most out of proportion first.
    pub marks: &'a [Mark],
    /// Names the map: the id of an element.
    pub labelled_by: &'a str,
    /// Whether shapes come along.
    pub outlines: bool,
    /// The address of the file with the outlines of countries ([`outlines`]); without it, they are in the map.
    pub file: Option<&'a str>,
    /// Where the pages of regions are: `/regions/`.
    pub regions_href: &'a str,
    /// The region that the page is about.
    pub here: Option<RegionCode>,
    /// A region's name.
    pub name: &'a dyn Fn(RegionCode) -> String,
}

/// The world by country, and on top the subdivisions of those where something is up. Each country leads to its own map.
#[must_use]
pub fn world(sheet: &Sheet<'_>) -> String {
    let (width, height) = map::world_size();
    let mut svg = String::with_capacity(if sheet.outlines { 24_000 } else { 4_000 });
    map::open(&mut svg, "world", width, height, sheet.labelled_by);
    let link = |region: RegionCode| format!("?map={}#map", region.country());
    let marks = by_region(sheet);
    let countries = shapes::world().regions.keys().copied();
    let (small, large): (Vec<_>, Vec<_>) = countries
        .map(|country| (country, map::outline(country)))
        .partition(|(_, outline)| outline.marker.is_some());
    let over: Vec<_> = told_apart(sheet, &marks)
        .map(|region| (region, map::outline(region)))
        .collect();
    let (dots, areas): (Vec<_>, Vec<_>) = over.into_iter().partition(|(_, outline)| outline.marker.is_some());
    for (region, outline) in large.iter().chain(&areas).chain(&small).chain(&dots) {
        element(&mut svg, sheet, *region, marks.get(region).copied(), outline, &link);
    }
    svg.push_str("</svg>");
    svg
}

/// The file of outlines that a page's map of the world refers to, each under its country's code: the same for all pages,
/// so that a browser fetches it once. What `<use>` does not hand down from the page's style sheet is said here.
#[must_use]
pub fn outlines() -> String {
    let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for &country in shapes::world().regions.keys() {
        let outline = map::outline(country);
        if outline.marker.is_none() {
            let d = &outline.d;
            let _ = write!(
                svg,
                "<path id=\"{country}\" vector-effect=\"non-scaling-stroke\" d=\"{d}\"/>"
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

/// A country by subdivision, each leading to its page; `None` for a country without a map.
#[must_use]
pub fn country(code: RegionCode, sheet: &Sheet<'_>) -> Option<String> {
    let layout = country_map::layout(code)?;
    let mut svg = String::with_capacity(if sheet.outlines { 40_000 } else { 4_000 });
    country_map::open(&mut svg, &layout, sheet.labelled_by);
    let link = |region: RegionCode| format!("{}{region}", sheet.regions_href);
    let marks = by_region(sheet);
    let (dots, areas): (Vec<_>, Vec<_>) = layout
        .outlines
        .iter()
        .partition(|(_, outline)| outline.marker.is_some());
    for (region, outline) in areas.into_iter().chain(dots) {
        element(&mut svg, sheet, *region, marks.get(region).copied(), outline, &link);
    }
    svg.push_str("</svg>");
    Some(svg)
}

fn by_region<'a>(sheet: &Sheet<'a>) -> HashMap<RegionCode, &'a Mark> {
    sheet.marks.iter().map(|mark| (mark.region, mark)).collect()
}

/// Subdivisions above normal, and those that are normal in a country that is not: what a country shows may be the doing
/// of one of them.
fn told_apart<'a>(sheet: &Sheet<'a>, marks: &HashMap<RegionCode, &Mark>) -> impl Iterator<Item = RegionCode> + use<'a> {
    let of_country = |region: RegionCode| marks.get(&region.country()).map_or(0, |mark| mark.level);
    let is_told = |mark: &&Mark| mark.region.is_subdivision() && mark.level.max(of_country(mark.region)) > 0;
    let regions: Vec<RegionCode> = sheet.marks.iter().filter(is_told).map(|mark| mark.region).collect();
    regions.into_iter().take(SUBDIVISIONS_MAX)
}

/// A region: its shape, or its dot when it is small. It is a link where there is something to see; a script makes do
/// without links, for it knows what lies under the pointer.
fn element(
    svg: &mut String,
    sheet: &Sheet<'_>,
    region: RegionCode,
    mark: Option<&Mark>,
    outline: &Outline,
    link: &dyn Fn(RegionCode) -> String,
) {
    let is_drawn = !outline.d.is_empty() || outline.marker.is_some();
    if !is_drawn || (mark.is_none() && !sheet.outlines) {
        return;
    }
    let is_link = mark.is_some() && sheet.outlines;
    if is_link {
        // The table beside the map has the same links for the keyboard.
        let _ = write!(svg, "<a href=\"{}\" tabindex=\"-1\">", Escaped(&link(region)));
    }
    let file = sheet.file.filter(|_| !region.is_subdivision());
    let tag = match (outline.marker, file) {
        (Some(_), _) => "circle",
        (None, None) => "path",
        (None, Some(_)) => "use",
    };
    let _ = write!(svg, "<{tag} data-region=\"{region}\"");
    if sheet.here == Some(region) {
        svg.push_str(" data-here=\"\"");
    }
    if let Some(mark) = mark {
        let _ = write!(svg, " class=\"l{}\"", mark.level.min(4));
        if let Some(since) = mark.since {
            let _ = write!(svg, " data-since=\"{}\"", since.to_rfc3339());
        }
    }
    if sheet.outlines {
        let _ = match (outline.marker, file) {
            (Some((x, y)), _) => write!(svg, " cx=\"{x}\" cy=\"{y}\" r=\"4\""),
            (None, None) => write!(svg, " d=\"{}\"", outline.d),
            (None, Some(file)) => write!(svg, " href=\"{}#{region}\"", Escaped(file)),
        };
    }
    if region.is_subdivision() {
        let _ = write!(svg, " data-name=\"{}\"", Escaped(&(sheet.name)(region)));
    }
    match mark {
        Some(mark) => {
            let _ = write!(svg, "><title>{}</title></{tag}>", Escaped(&mark.title));
        }
        None => svg.push_str("/>"),
    }
    if is_link {
        svg.push_str("</a>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::locale::Locale;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    fn mark(text: &str, level: u8) -> Mark {
        Mark {
            region: code(text),
            level,
            title: format!("{text}: a lot"),
            since: (level == 4).then_some(Timestamp(1_744_815_120)),
        }
    }

    fn sheet(marks: &[Mark], outlines: bool) -> Sheet<'_> {
        Sheet {
            marks,
            labelled_by: "s",
            outlines,
            file: Some("/assets/world.svg"),
            regions_href: "/regions/",
            here: None,
            name: &|region| shapes::name(Locale::En, region),
        }
    }

    #[test]
    fn the_world_is_small() {
        let svg = world(&sheet(&[], true));
        assert!(svg.len() < 20_000, "{} bytes", svg.len());
        assert!(svg.matches("data-region").count() > 240);
        assert!(!svg.contains("<a "), "nothing to see");
    }

    #[test]
    fn the_file_has_each_outline_that_a_map_refers_to_and_no_other() {
        let file = outlines();
        let document = roxmltree::Document::parse(&file).unwrap();
        let mut held = Vec::new();
        for path in document.root_element().children() {
            assert!(path.attribute("d").is_some_and(|d| d.starts_with('M')), "{path:?}");
            held.extend(path.attribute("id"));
        }
        let marks = [mark("DE", 3), mark("SG", 4), mark("US-NY", 4)];
        let svg = world(&sheet(&marks, true));
        let mut wanted: Vec<&str> = svg
            .split("href=\"/assets/world.svg#")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        held.sort_unstable();
        wanted.sort_unstable();
        assert!(held.len() > 150 && held.contains(&"DE"), "{held:?}");
        assert_eq!(held, wanted);
        // A map that stands alone has the same outlines in itself.
        let alone = world(&Sheet {
            file: None,
            ..sheet(&marks, true)
        });
        assert!(!alone.contains("<use"));
        assert_eq!(
            alone.matches("<path data-region").count(),
            held.len() + 1,
            "and New York"
        );
    }

    #[test]
    fn without_outlines_the_same_regions_are_told() {
        let marks = [
            mark("US", 3),
            mark("US-NY", 4),
            mark("SG", 4),
            mark("US-CA", 2),
            mark("FR-IDF", 0),
        ];
        let (full, lean) = (world(&sheet(&marks, true)), world(&sheet(&marks, false)));
        for svg in [&full, &lean] {
            assert!(svg.contains("<title>US-NY: a lot</title>"));
            assert!(svg.contains("data-region=\"SG\" class=\"l4\" data-since=\"2025-04-16T14:52:00Z\""));
            assert!(
                svg.contains("data-region=\"US-CA\" class=\"l2\""),
                "less than its country"
            );
            assert!(!svg.contains("FR-IDF"), "normal, as all of France is");
        }
        let country = "<a href=\"?map=US#map\" tabindex=\"-1\"><use data-region=\"US\" class=\"l3\" href=\"/assets/world.svg#US\">";
        assert!(full.contains(country), "{full}");
        let subdivision = "<path data-region=\"US-NY\" class=\"l4\" data-since=\"2025-04-16T14:52:00Z\" d=\"M";
        assert!(full.contains(subdivision), "{full}");
        assert!(lean.len() < 1_000 && !lean.contains(" d=\""), "{lean}");
    }

    #[test]
    fn a_country_shows_all_of_its_parts() {
        let marks = [mark("US-NY", 4)];
        let svg = country(code("US"), &sheet(&marks, true)).unwrap();
        assert!(svg.contains("<a href=\"/regions/US-NY\" tabindex=\"-1\">"));
        assert!(svg.contains("data-name=\"Texas\"/>"));
        assert!(country(code("ZZ"), &sheet(&marks, true)).is_none());
    }
}
