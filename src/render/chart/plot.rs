//! The chart itself: reports over the normal band, incidents shaded.

use std::fmt::Write as _;

use super::axis::{Axis, time_labels};
use super::layers::{Kind, Layer};
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::incident::Incident;
use crate::domain::series::Period;
use crate::domain::snapshot::ChartPoint;
use crate::render::locale::Locale;
use crate::render::numbers::{from_count, from_length};
use crate::render::svg::{Coordinate, Escaped};

/// Height of the plot, in CSS pixels.
pub const PLOT_HEIGHT: f64 = 200.0;

/// Room above the plot for the upper half of the topmost label.
pub const TOP: f64 = 8.0;

/// Height of the whole chart: plot, and hours under it.
pub const HEIGHT: f64 = TOP + PLOT_HEIGHT + 26.0;

/// Width of one step inside the nested picture.
const STEP_WIDTH: f64 = 10.0;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Plot<'a> {
    /// For numbers and dates.
    pub locale: Locale,
    /// What it covers.
    pub period: Period,
    /// Oldest first, in steps of the period; the last one is under way.
    pub points: &'a [ChartPoint],
    /// Those that are shaded.
    pub incidents: &'a [&'a Incident],
    /// Reports told apart by symptom; empty for one colour.
    pub layers: &'a [Layer],
    /// What it shows, in words.
    pub summary: &'a str,
}

impl Plot<'_> {
    /// The labels of the vertical axis: a picture of their own beside the chart.
    #[must_use]
    pub fn axis(&self) -> String {
        let mut svg = String::new();
        Axis::for_points(self.points).labels(&mut svg, self.locale);
        svg
    }

    /// The chart.
    #[must_use]
    pub fn picture(&self) -> String {
        let (points, axis) = (self.points, Axis::for_points(self.points));
        let mut svg = String::with_capacity(8_192);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg class=\"chart\" id=\"chart-svg\" width=\"100%\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{}\">",
            Escaped(self.summary),
        );
        axis.lines(&mut svg);
        let _ = write!(
            svg,
            "<svg y=\"{TOP}\" width=\"100%\" height=\"{PLOT_HEIGHT}\" viewBox=\"0 0 {} {PLOT_HEIGHT}\" preserveAspectRatio=\"none\">",
            Coordinate(x(points.len())),
        );
        self.shades(&mut svg);
        let _ = write!(svg, "<path class=\"band\" d=\"{}\"/>", band(points, &axis));
        if self.layers.is_empty() {
            let reports: Vec<u64> = points.iter().map(|point| point.reports).collect();
            let _ = write!(svg, "<path class=\"reports\" d=\"{}\"/>", area(&[], &reports, &axis));
        } else {
            stack(&mut svg, self.layers, &axis);
        }
        under_way(&mut svg, points.len());
        let _ = write!(
            svg,
            "<path class=\"expected\" d=\"{}\"/></svg>",
            expected(points, &axis)
        );
        time_labels(&mut svg, self.locale, self.period, points);
        svg.push_str("</svg>");
        svg
    }

    /// The counts for the browser's readout, and the scale for its mark.
    #[must_use]
    pub fn data(&self) -> String {
        let Some(first) = self.points.first() else {
            return String::new();
        };
        let list = |value: &dyn Fn(&ChartPoint) -> f64| {
            let values: Vec<String> = self.points.iter().map(|point| format!("{:.0}", value(point))).collect();
            values.join(" ")
        };
        let shaded = self.shaded().map(|(first, last)| format!("{first}-{last}"));
        format!(
            " data-start=\"{}\" data-step=\"{}\" data-top=\"{}\" data-reports=\"{}\" data-low=\"{}\" data-high=\"{}\" data-incidents=\"{}\"",
            first.start.start().0,
            self.period.step_minutes() * 60,
            Axis::for_points(self.points).top,
            list(&|point| from_count(point.reports)),
            list(&|point| point.low.floor()),
            list(&|point| point.high.ceil()),
            shaded.collect::<Vec<_>>().join(" "),
        )
    }

    fn shades(&self, svg: &mut String) {
        for (first, last) in self.shaded() {
            let (from, width) = (Coordinate(x(first)), Coordinate(x(last + 1 - first)));
            let _ = write!(
                svg,
                "<rect class=\"shade\" x=\"{from}\" width=\"{width}\" height=\"{PLOT_HEIGHT}\"/><rect class=\"flag\" x=\"{from}\" width=\"{width}\" height=\"4\"/>",
            );
        }
    }

    /// First and last step of each incident: whole steps, so that a short one is still seen in a month.
    fn shaded(&self) -> impl Iterator<Item = (usize, usize)> {
        self.incidents.iter().filter_map(|incident| {
            let (from, to) = span(incident, self.period, self.points)?;
            let step_minutes = self.period.step_minutes();
            let start = self.points.first()?.start;
            let index = |minute: Minute| usize::try_from((minute.0 - start.0).div_euclid(step_minutes)).unwrap_or(0);
            Some((index(from), index(to.plus(-1))))
        })
    }
}

/// The part of an incident that a chart covers: its first minute there, and the one after its last.
#[must_use]
pub fn span(incident: &Incident, period: Period, points: &[ChartPoint]) -> Option<(Minute, Minute)> {
    let (first, last) = (points.first()?, points.last()?);
    let end = last.start.plus(period.step_minutes());
    let from = incident.onset.max(first.start);
    let over = incident.resolved_at.map_or(end, Timestamp::minute);
    let to = over.max(incident.onset.plus(1)).min(end);
    (from < to).then_some((from, to))
}

fn x(step: usize) -> f64 {
    from_length(step) * STEP_WIDTH
}

/// The last step is not over: it is paler than the others.
fn under_way(svg: &mut String, steps: usize) {
    let _ = write!(
        svg,
        "<rect class=\"so-far\" x=\"{}\" width=\"{STEP_WIDTH}\" height=\"{PLOT_HEIGHT}\"/>",
        Coordinate(x(steps.saturating_sub(1))),
    );
}

/// Layer upon layer. Every second one is striped, so that neighbours are told apart without colour; the stripes lie
/// flat, because the picture is stretched sideways.
fn stack(svg: &mut String, layers: &[Layer], axis: &Axis) {
    svg.push_str("<defs>");
    for number in (1..layers.len()).step_by(2) {
        let class = class(layers, number);
        let _ = write!(
            svg,
            "<pattern id=\"{class}\" width=\"8\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"{class}\" d=\"M0 0h8v6h-8z\"/><path class=\"stripe\" d=\"M0 1h8\"/></pattern>",
        );
    }
    svg.push_str("</defs>");
    let mut below = vec![0; layers.first().map_or(0, |layer| layer.reports.len())];
    for (number, layer) in layers.iter().enumerate() {
        let above: Vec<u64> = below
            .iter()
            .zip(&layer.reports)
            .map(|(below, reports)| below + reports)
            .collect();
        let class = class(layers, number);
        let d = area(&below, &above, axis);
        let _ = if number % 2 == 1 {
            write!(svg, "<path fill=\"url(#{class})\" d=\"{d}\"/>")
        } else {
            write!(svg, "<path class=\"{class}\" d=\"{d}\"/>")
        };
        below = above;
    }
}

/// Name of a layer's colour.
#[must_use]
pub fn class(layers: &[Layer], number: usize) -> String {
    match layers.get(number).map(|layer| &layer.kind) {
        Some(Kind::Other) => "layer-other".to_owned(),
        Some(Kind::Unsaid) => "layer-unsaid".to_owned(),
        _ => format!("layer-{}", number + 1),
    }
}

/// What lies between two stepped lines; an empty lower one is the ground.
fn area(below: &[u64], above: &[u64], axis: &Axis) -> String {
    let mut d = format!(
        "M0 {}",
        below
            .first()
            .map_or_else(|| axis.y(0.0), |&value| axis.y(from_count(value)))
    );
    steps(&mut d, above.iter().copied().enumerate(), axis);
    let _ = write!(d, "H{}", Coordinate(x(above.len())));
    if below.is_empty() {
        let _ = write!(d, "V{PLOT_HEIGHT}z");
        return d;
    }
    // Backwards: each step begins at its right edge.
    let backwards = below.iter().rev().copied().enumerate();
    let mut previous = None;
    for (i, value) in backwards {
        let y = axis.y(from_count(value));
        if previous != Some(y) {
            if i > 0 {
                let _ = write!(d, "H{}", Coordinate(x(below.len() - i)));
            }
            let _ = write!(d, "V{y}");
            previous = Some(y);
        }
    }
    d.push_str("H0z");
    d
}

fn steps(d: &mut String, values: impl Iterator<Item = (usize, u64)>, axis: &Axis) {
    let mut previous = None;
    for (i, value) in values {
        let y = axis.y(from_count(value));
        if previous != Some(y) {
            if i > 0 {
                let _ = write!(d, "H{}", Coordinate(x(i)));
            }
            let _ = write!(d, "V{y}");
            previous = Some(y);
        }
    }
}

fn band(points: &[ChartPoint], axis: &Axis) -> String {
    let upper = points.iter().enumerate().map(|(i, point)| (i, point.high));
    let lower = points.iter().enumerate().rev().map(|(i, point)| (i, point.low));
    line(upper.chain(lower), points.len(), axis, "z")
}

fn expected(points: &[ChartPoint], axis: &Axis) -> String {
    let values = points.iter().enumerate().map(|(i, point)| (i, point.expected));
    line(values, points.len(), axis, "")
}

fn line(values: impl Iterator<Item = (usize, f64)>, count: usize, axis: &Axis, end: &str) -> String {
    let corners: Vec<String> = values.map(|(i, value)| corner(i, count, axis.y(value))).collect();
    if corners.is_empty() {
        String::new()
    } else {
        format!("M{}{end}", corners.join("L"))
    }
}

/// The middle of a step; the outermost reach the edges.
fn corner(index: usize, count: usize, y: i32) -> String {
    let x = if index == 0 {
        0.0
    } else if index + 1 == count {
        x(count)
    } else {
        (from_length(index) + 0.5) * STEP_WIDTH
    };
    format!("{} {y}", Coordinate(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis() -> Axis {
        let point = ChartPoint {
            reports: 20,
            ..ChartPoint::default()
        };
        Axis::for_points(&[point])
    }

    #[test]
    fn areas_are_stepped_and_closed() {
        assert_eq!(area(&[], &[0, 10, 10, 20], &axis()), "M0 200V200H10V100H30V0H40V200z");
        assert_eq!(
            area(&[0, 10, 0], &[10, 20, 0], &axis()),
            "M0 200V100H10V0H20V200H30V200H20V100H10V200H0z"
        );
    }

    #[test]
    fn an_empty_chart_is_no_mistake() {
        let plot = Plot {
            locale: Locale::En,
            period: Period::Day,
            points: &[],
            incidents: &[],
            layers: &[],
            summary: "",
        };
        assert!(plot.picture().ends_with("</svg>"));
        assert_eq!(plot.data(), "");
    }
}
