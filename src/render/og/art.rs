//! What stands beside the numbers: the day as a chart, or the world with the places concerned.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::domain::incident::Incident;
use crate::domain::snapshot::{ChartPoint, LEVEL_RATIOS, RegionCount, Snapshot, Verdict};
use crate::render::locale::Locale;
use crate::render::map;
use crate::render::numbers::{from_count, from_length};
use crate::render::svg::Coordinate;

/// The chart's axis always reaches this far, so that two reports don't look like a catastrophe.
const AXIS_MIN: f64 = 8.0;

/// A picture beside the words.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Art {
    /// The last day.
    Day(Vec<ChartPoint>),
    /// A whole map as SVG.
    World(String),
    /// Nothing: the words get the room.
    None,
}

impl Art {
    /// The places where a service is in trouble, or its day when there is none.
    pub(super) fn of_service(snapshot: &Snapshot) -> Self {
        let stands_out = snapshot
            .countries
            .iter()
            .chain(&snapshot.regions)
            .any(|count| count.level > 0);
        if snapshot.verdict > Verdict::Normal && stands_out {
            return Self::World(map::world(Locale::En, &snapshot.countries, &snapshot.regions, "", None));
        }
        match snapshot.chart.as_slice() {
            [] => Self::None,
            chart => Self::Day(chart.to_vec()),
        }
    }

    /// The day of all services together. Without what is normal: most of them are still being learnt on a young site.
    pub(super) fn of_all(snapshots: &[Arc<Snapshot>]) -> Self {
        let longest = snapshots
            .iter()
            .map(|snapshot| snapshot.chart.as_slice())
            .max_by_key(|chart| chart.len());
        let mut sum = longest.unwrap_or_default().to_vec();
        for (index, point) in sum.iter_mut().enumerate() {
            let same = snapshots.iter().filter_map(|snapshot| snapshot.chart.get(index));
            *point = ChartPoint {
                start: point.start,
                reports: same.map(|other| other.reports).sum(),
                ..ChartPoint::default()
            };
        }
        if sum.is_empty() { Self::None } else { Self::Day(sum) }
    }

    /// The places that an incident has reached, in the colours of their peaks.
    pub(super) fn of_incident(incident: &Incident) -> Self {
        let reached = incident.regions.iter().filter(|affected| !affected.region.is_unknown());
        let counts = reached.map(|affected| RegionCount {
            region: affected.region,
            reports: 0,
            reporters: 0,
            expected: 0.0,
            ratio: affected.peak_ratio,
            level: level(affected.peak_ratio),
        });
        let (parts, countries): (Vec<_>, Vec<_>) = counts.partition(|count| count.region.is_subdivision());
        if parts.is_empty() && countries.is_empty() {
            return Self::None;
        }
        Self::World(map::world(Locale::En, &countries, &parts, "", None))
    }

    /// Draws it with its upper left corner at `from`.
    pub(super) fn draw(&self, svg: &mut String, from: (f64, f64), size: (f64, f64)) {
        let ((x, y), (width, height)) = (from, size);
        match self {
            Self::None => {}
            Self::World(map) => {
                let place = format!(
                    "<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"xMaxYMax\" "
                );
                svg.push_str(&map.replacen("<svg ", &place, 1));
            }
            Self::Day(points) => {
                // Writing to a String cannot fail.
                let _ = write!(svg, "<g transform=\"translate({x} {y})\">");
                day(svg, points, width, height);
                svg.push_str("</g>");
            }
        }
    }
}

fn level(ratio: f64) -> u8 {
    let reached = LEVEL_RATIOS.iter().filter(|&&edge| ratio >= edge).count();
    u8::try_from(reached).unwrap_or(0)
}

/// Reports as a surface over the band of what is normal.
fn day(svg: &mut String, points: &[ChartPoint], width: f64, height: f64) {
    let top = points
        .iter()
        .map(|point| from_count(point.reports).max(point.high * 1.5))
        .fold(AXIS_MIN, f64::max);
    let step = width / from_length(points.len().max(1));
    let y = |value: f64| Coordinate(height * (1.0 - (value / top).clamp(0.0, 1.0)));
    let middle = |index: usize| Coordinate((from_length(index) + 0.5) * step);
    let line = |values: &mut dyn Iterator<Item = (usize, f64)>| {
        values.fold(String::new(), |mut d, (index, value)| {
            let _ = write!(
                d,
                "{}{} {}",
                if d.is_empty() { "M" } else { "L" },
                middle(index),
                y(value)
            );
            d
        })
    };
    let upper = line(&mut points.iter().map(|point| point.high).enumerate());
    let lower = line(&mut points.iter().map(|point| point.low).enumerate().rev()).replacen('M', "L", 1);
    let mut steps = String::new();
    for (index, point) in points.iter().enumerate() {
        let _ = write!(
            steps,
            "M{} {}V{}h{}V{}z",
            Coordinate(from_length(index) * step),
            Coordinate(height),
            y(from_count(point.reports)),
            // A little wider, so that no gaps show.
            step + 0.3,
            Coordinate(height)
        );
    }
    let expected = line(&mut points.iter().map(|point| point.expected).enumerate());
    let knows_normal = points.iter().any(|point| point.high > 0.0);
    let band = if knows_normal {
        format!("<path class=\"band\" d=\"{upper}{lower}z\"/>")
    } else {
        String::new()
    };
    let normal = if knows_normal {
        format!("<path class=\"expected\" d=\"{expected}\"/>")
    } else {
        String::new()
    };
    let _ = write!(
        svg,
        "{band}<path class=\"reports\" d=\"{steps}\"/>{normal}<path class=\"axis\" d=\"M0 {height}H{width}\"/>"
    );
}
