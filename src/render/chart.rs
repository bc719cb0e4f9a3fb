//! Reports of a day as SVG: the chart, the sparkline of the index, and the swell behind a verdict.
//!
//! Shapes live in a nested `<svg>` that stretches to any width; words stay outside it, so they keep their size on a phone.

use std::fmt::Write as _;

use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::incident::Incident;
use crate::domain::snapshot::{CHART_STEP_MINUTES, ChartPoint, Snapshot};

use super::locale::{Arg, Locale};
use super::moments::{self, Precision};
use super::numbers::{from_count, from_length, to_count, to_pixel};
use super::svg::{Coordinate, Escaped};
use super::words;

/// Height of the plot, in CSS pixels.
const PLOT_HEIGHT: f64 = 200.0;

/// Room above the plot for the upper half of the topmost label.
const TOP: f64 = 8.0;

/// Height of the whole chart: plot, and hours under it.
const HEIGHT: f64 = TOP + PLOT_HEIGHT + 26.0;

/// Width of a digit of the axis at 12 px, in the widest of the fonts that systems bring.
const DIGIT_WIDTH: f64 = 7.5;

/// Width of one step inside the nested picture.
const STEP_WIDTH: f64 = 10.0;

/// The axis always reaches this far, so that two reports don't look like a catastrophe.
const AXIS_MIN: f64 = 5.0;

/// A step of the y axis divides it into at most this many.
const TICKS_MAX: f64 = 4.0;

/// Hours between labels.
const HOURS_PER_LABEL: i64 = 3;

/// The chart of the last day with its band, shaded incidents and axes.
#[must_use]
pub fn day(locale: Locale, snapshot: &Snapshot) -> String {
    let points = &snapshot.chart;
    let axis = Axis::for_points(points);
    let mut svg = String::with_capacity(8_192);
    y_labels(locale, &mut svg, &axis);
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<svg class=\"chart\" id=\"chart-svg\" width=\"100%\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{}\"{}>",
        Escaped(&summary(locale, points)),
        data(points),
    );
    y_lines(&mut svg, &axis);
    let _ = write!(
        svg,
        "<svg y=\"{TOP}\" width=\"100%\" height=\"{PLOT_HEIGHT}\" viewBox=\"0 0 {} {PLOT_HEIGHT}\" preserveAspectRatio=\"none\">",
        Coordinate(from_length(points.len()) * STEP_WIDTH),
    );
    let incidents = snapshot.incident.iter().chain(&snapshot.history);
    for incident in incidents {
        shade(&mut svg, points, incident);
    }
    let _ = write!(
        svg,
        "<path class=\"band\" d=\"{}\"/><path class=\"reports\" d=\"{}\"/><path class=\"expected\" d=\"{}\"/></svg>",
        band(points, &axis),
        skyline(points, &axis),
        expected(points, &axis),
    );
    x_labels(locale, &mut svg, points);
    svg.push_str("</svg>");
    svg
}

/// A small picture of the day for lists: reports only. It says nothing that the words beside it don't.
#[must_use]
pub fn sparkline(points: &[ChartPoint]) -> String {
    silhouette("spark", points)
}

/// The day's reports as the surface of the water under a verdict.
#[must_use]
pub fn swell(points: &[ChartPoint]) -> String {
    silhouette("swell", points)
}

/// What the chart shows, in words.
#[must_use]
pub fn summary(locale: Locale, points: &[ChartPoint]) -> String {
    let highest = points.iter().max_by_key(|point| point.reports);
    match highest {
        None => locale.word("chart-none"),
        Some(point) if point.reports == 0 => locale.word("chart-nobody"),
        Some(point) => {
            let args = [
                ("step", Arg::Count(CHART_STEP_MINUTES.unsigned_abs())),
                ("count", point.reports.into()),
                ("at", Arg::Moment(point.start.start(), Precision::Clock)),
                ("normal", words::about(locale, point.expected).into()),
            ];
            locale.say("chart-summary", &args)
        }
    }
}

/// The vertical axis: from zero to a round number, in round steps.
struct Axis {
    top: f64,
    step: f64,
}

impl Axis {
    fn for_points(points: &[ChartPoint]) -> Self {
        let highest = points
            .iter()
            .map(|point| from_count(point.reports).max(point.high))
            .fold(AXIS_MIN, f64::max);
        let step = round_step(highest / TICKS_MAX);
        Self {
            top: (highest / step).ceil() * step,
            step,
        }
    }

    fn y(&self, value: f64) -> i32 {
        to_pixel(PLOT_HEIGHT * (1.0 - (value / self.top).clamp(0.0, 1.0)))
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let steps = to_pixel(self.top / self.step);
        let step = self.step;
        (0..=steps).map(move |i| f64::from(i) * step)
    }
}

/// The smallest of 1, 2, 5, 10, 20, … that is at least this.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(1.0).log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    factors
        .iter()
        .map(|factor| factor * power)
        .find(|&step| step >= least * 0.999)
        .unwrap_or(power * 10.0)
}

fn y_lines(svg: &mut String, axis: &Axis) {
    for value in axis.ticks() {
        let y = TOP + f64::from(axis.y(value));
        let _ = write!(svg, "<line class=\"grid\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>");
    }
}

/// The labels of the vertical axis: a picture of their own to the left of the chart, as wide as they need.
fn y_labels(locale: Locale, svg: &mut String, axis: &Axis) {
    let labels: Vec<(f64, String)> = axis
        .ticks()
        .map(|value| (TOP + f64::from(axis.y(value)) + 4.0, locale.count(to_count(value))))
        .collect();
    let widest = labels.iter().map(|(_, label)| label.chars().count()).max().unwrap_or(1);
    let width = from_length(widest) * DIGIT_WIDTH + 6.0;
    let _ = write!(
        svg,
        "<svg class=\"chart axis\" width=\"{width}\" height=\"{HEIGHT}\" aria-hidden=\"true\">"
    );
    for (y, label) in labels {
        let _ = write!(svg, "<text class=\"y\" x=\"{}\" y=\"{y}\">{label}</text>", width - 6.0);
    }
    svg.push_str("</svg>");
}

/// Labels at round hours, none so close to an edge that it would be cut off.
fn x_labels(locale: Locale, svg: &mut String, points: &[ChartPoint]) {
    let minutes_per_label = HOURS_PER_LABEL * 60;
    for (i, point) in points.iter().enumerate() {
        let share = from_length(i) / from_length(points.len()) * 100.0;
        if point.start.0 % minutes_per_label != 0 || !(4.0..=96.0).contains(&share) {
            continue;
        }
        let wide = point.start.0 / minutes_per_label % 2 != 0;
        let _ = write!(
            svg,
            "<text class=\"x{}\" x=\"{}%\" y=\"{}\" data-moment=\"{}\">{}</text>",
            if wide { " wide" } else { "" },
            Coordinate(share),
            HEIGHT - 8.0,
            point.start.start().to_rfc3339(),
            moments::text(locale, point.start.start(), Precision::Bare),
        );
    }
}

/// The counts for the browser's readout under the pointer.
fn data(points: &[ChartPoint]) -> String {
    let Some(first) = points.first() else {
        return String::new();
    };
    let reports: Vec<String> = points.iter().map(|point| point.reports.to_string()).collect();
    let normal: Vec<String> = points
        .iter()
        .map(|point| words::rounded(point.expected).to_string())
        .collect();
    format!(
        " data-start=\"{}\" data-step=\"{}\" data-reports=\"{}\" data-normal=\"{}\"",
        first.start.start().0,
        CHART_STEP_MINUTES * 60,
        reports.join(" "),
        normal.join(" "),
    )
}

fn shade(svg: &mut String, points: &[ChartPoint], incident: &Incident) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return;
    };
    let end = Minute(last.start.0 + CHART_STEP_MINUTES);
    let from = incident.onset.max(first.start);
    let to = incident.resolved_at.map_or(end, Timestamp::minute).min(end);
    if from >= to {
        return;
    }
    let x = |minute: Minute| f64::from(i32::try_from(minute.0 - first.start.0).unwrap_or(0)) * STEP_WIDTH / 10.0;
    let _ = write!(
        svg,
        "<rect class=\"shade\" x=\"{}\" width=\"{}\" height=\"{PLOT_HEIGHT}\"/>",
        Coordinate(x(from)),
        Coordinate((x(to) - x(from)).max(STEP_WIDTH / 2.0)),
    );
}

/// Reports as a stepped area.
fn skyline(points: &[ChartPoint], axis: &Axis) -> String {
    let mut d = format!("M0 {PLOT_HEIGHT}");
    let mut previous = None;
    for (i, point) in points.iter().enumerate() {
        let y = axis.y(from_count(point.reports));
        if previous != Some(y) {
            if i > 0 {
                let _ = write!(d, "H{}", Coordinate(from_length(i) * STEP_WIDTH));
            }
            let _ = write!(d, "V{y}");
            previous = Some(y);
        }
    }
    let _ = write!(
        d,
        "H{}V{PLOT_HEIGHT}z",
        Coordinate(from_length(points.len()) * STEP_WIDTH)
    );
    d
}

fn band(points: &[ChartPoint], axis: &Axis) -> String {
    let upper = points.iter().enumerate().map(|(i, point)| (i, point.high));
    let lower = points.iter().enumerate().rev().map(|(i, point)| (i, point.low));
    let corners: Vec<String> = upper
        .chain(lower)
        .map(|(i, value)| corner(i, points.len(), axis.y(value)))
        .collect();
    if corners.is_empty() {
        String::new()
    } else {
        format!("M{}z", corners.join("L"))
    }
}

fn expected(points: &[ChartPoint], axis: &Axis) -> String {
    let corners: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(i, point)| corner(i, points.len(), axis.y(point.expected)))
        .collect();
    if corners.is_empty() {
        String::new()
    } else {
        format!("M{}", corners.join("L"))
    }
}

/// The middle of a step; the outermost reach the edges.
fn corner(index: usize, count: usize, y: i32) -> String {
    let x = if index == 0 {
        0.0
    } else if index + 1 == count {
        from_length(count) * STEP_WIDTH
    } else {
        (from_length(index) + 0.5) * STEP_WIDTH
    };
    format!("{} {y}", Coordinate(x))
}

/// A smooth outline of the day. On a quiet day it stays low, because the axis reaches well above what is normal; heights
/// go by the square root, so that an outage does not flatten the ripples before it.
fn silhouette(class: &str, points: &[ChartPoint]) -> String {
    const HEIGHT: f64 = 40.0;
    let top = points
        .iter()
        .map(|point| from_count(point.reports).max(point.high * 8.0))
        .fold(AXIS_MIN, f64::max);
    let pairs = points.chunks(2);
    let width = pairs.len().saturating_sub(1) * 4;
    let mut d = format!("M0 {HEIGHT}");
    for (i, pair) in pairs.enumerate() {
        let mean = pair.iter().map(|point| from_count(point.reports)).sum::<f64>() / from_length(pair.len());
        let _ = write!(
            d,
            "L{} {}",
            i * 4,
            Coordinate((HEIGHT - 2.0) * (1.0 - (mean / top).sqrt()) + 1.0)
        );
    }
    let _ = write!(d, "V{HEIGHT}z");
    format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"{d}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_round_numbers() {
        for (highest, top, step) in [(0, 5.0, 2.0), (17, 20.0, 5.0), (48_185, 60_000.0, 20_000.0)] {
            let point = ChartPoint {
                start: Minute(0),
                reports: highest,
                expected: 1.0,
                low: 0.0,
                high: 3.0,
                ..ChartPoint::default()
            };
            let axis = Axis::for_points(&[point]);
            assert!((axis.step - step).abs() < 1e-9, "{highest}: {}", axis.step);
            assert!(axis.top >= top, "{highest}: {}", axis.top);
            assert!(axis.ticks().count() <= 5);
        }
    }

    #[test]
    fn an_empty_day_is_no_mistake() {
        assert_eq!(summary(Locale::En, &[]), "No counts yet.");
        assert!(sparkline(&[]).starts_with("<svg"));
    }
}
