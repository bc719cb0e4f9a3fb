//! The axes of a chart: round numbers upwards, hours or days along.

use std::fmt::Write as _;

use super::AXIS_MIN;
use super::plot::{HEIGHT, PLOT_HEIGHT, TOP};
use crate::domain::bucket::Minute;
use crate::domain::series::Period;
use crate::domain::snapshot::ChartPoint;
use crate::render::locale::Locale;
use crate::render::moments::{self, Precision};
use crate::render::numbers::{from_count, from_length, to_count, to_pixel};
use crate::render::svg::{Coordinate, Escaped};

/// Widths at 12 px, in the widest of the fonts that systems bring.
const DIGIT_WIDTH: f64 = 7.5;
const SEPARATOR_WIDTH: f64 = 4.0;

/// Room for labels up to 50,000: it is always kept, so that the plot stays where it is while numbers grow and periods are
/// exchanged.
const LABELS_WIDTH_MIN: f64 = 5.0 * DIGIT_WIDTH + SEPARATOR_WIDTH + 6.0;

/// Labels so close to an edge, in percent, would be cut off on a phone.
const EDGE: f64 = 6.0;

const HOUR_MINUTES: i64 = 60;
const DAY_MINUTES: i64 = 24 * HOUR_MINUTES;

/// The vertical axis: from zero to a round number, in round steps.
///
/// Its top is one of 5, 10, 20, 50, 100 and so on: the scale holds while an outage doubles, instead of moving with each
/// report.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    pub top: f64,
    step: f64,
}

impl Axis {
    pub fn for_points(points: &[ChartPoint]) -> Self {
        let highest = points
            .iter()
            .map(|point| from_count(point.reports).max(point.high))
            .fold(AXIS_MIN, f64::max);
        Self::reaching(highest)
    }

    fn reaching(highest: f64) -> Self {
        let power = 10_f64.powf(highest.log10().floor());
        // What each top is divided by gives steps that people count in.
        let tops = [(1.0, 5.0), (2.0, 4.0), (5.0, 5.0), (10.0, 5.0)];
        let found = tops.iter().find(|(factor, _)| factor * power >= highest * 0.999);
        let (factor, parts) = found.copied().unwrap_or((10.0, 5.0));
        let top = factor * power;
        Self { top, step: top / parts }
    }

    /// Where a value lies, from the top of the plot.
    pub fn y(&self, value: f64) -> i32 {
        to_pixel(PLOT_HEIGHT * (1.0 - (value / self.top).clamp(0.0, 1.0)))
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let steps = to_pixel(self.top / self.step);
        let step = self.step;
        (0..=steps).map(move |i| f64::from(i) * step)
    }

    pub fn lines(&self, svg: &mut String) {
        for value in self.ticks() {
            let y = TOP + f64::from(self.y(value));
            // Writing to a String cannot fail.
            let _ = write!(svg, "<line class=\"grid\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>");
        }
    }

    /// Its labels: a picture of their own to the left of the chart.
    pub fn labels(&self, svg: &mut String, locale: Locale) {
        let labels: Vec<(f64, String)> = self
            .ticks()
            .map(|value| {
                let y = TOP + f64::from(self.y(value)) + 4.0;
                (y, locale.count(to_count(value)))
            })
            .collect();
        let widest = labels.iter().map(|(_, label)| width(label)).fold(0.0, f64::max);
        let width = (widest + 6.0).max(LABELS_WIDTH_MIN);
        let _ = write!(
            svg,
            "<svg class=\"chart axis\" width=\"{width}\" height=\"{HEIGHT}\" aria-hidden=\"true\">"
        );
        for (y, label) in labels {
            let _ = write!(
                svg,
                "<text class=\"y\" x=\"{}\" y=\"{y}\">{}</text>",
                width - 6.0,
                Escaped(&label)
            );
        }
        svg.push_str("</svg>");
    }
}

fn width(label: &str) -> f64 {
    let of = |c: char| {
        if c.is_ascii_digit() {
            DIGIT_WIDTH
        } else {
            SEPARATOR_WIDTH
        }
    };
    label.chars().map(of).sum()
}

/// Labels at round hours or at midnights, none so close to an edge that it would be cut off.
pub fn time_labels(svg: &mut String, locale: Locale, period: Period, points: &[ChartPoint]) {
    let every_minutes = match period {
        Period::Day => 3 * HOUR_MINUTES,
        Period::Week => DAY_MINUTES,
        Period::Month => 5 * DAY_MINUTES,
    };
    for (i, point) in points.iter().enumerate() {
        let share = from_length(i) / from_length(points.len()) * 100.0;
        if point.start.0 % every_minutes != 0 || !(EDGE..=100.0 - EDGE).contains(&share) {
            continue;
        }
        let is_second = point.start.0 / every_minutes % 2 != 0;
        let class = if is_second { "x wide" } else { "x" };
        let (x, y) = (Coordinate(share), HEIGHT - 8.0);
        let (moment, text) = label(locale, period, point.start);
        let _ = write!(
            svg,
            "<text class=\"{class}\" x=\"{x}%\" y=\"{y}\" {moment}>{}</text>",
            Escaped(&text)
        );
    }
}

/// What the browser makes the visitor's own hour or midnight of, and the same in UTC.
fn label(locale: Locale, period: Period, at: Minute) -> (String, String) {
    let start = at.start();
    if period == Period::Day {
        let moment = format!("data-moment=\"{}\"", start.to_rfc3339());
        return (moment, moments::text(locale, start, Precision::Bare));
    }
    let moment = start.to_rfc3339();
    let date = moment.split('T').next().unwrap_or_default();
    let mut parts = date.split('-').skip(1).map(|part| part.parse().unwrap_or(1_u64));
    let (month, day) = (parts.next().unwrap_or(1), parts.next().unwrap_or(1));
    let text = locale.say("chart-day", &[("day", day.into()), ("month", month.into())]);
    (format!("data-day=\"{date}\""), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_round_numbers() {
        for (highest, top, ticks) in [
            (0, 5.0, 6),
            (5, 5.0, 6),
            (6, 10.0, 6),
            (17, 20.0, 5),
            (21, 50.0, 6),
            (48_185, 50_000.0, 6),
        ] {
            let point = ChartPoint {
                reports: highest,
                high: 3.0,
                ..ChartPoint::default()
            };
            let axis = Axis::for_points(&[point]);
            assert!((axis.top - top).abs() < 1e-9, "{highest}: {}", axis.top);
            assert_eq!(axis.ticks().count(), ticks, "{highest}");
            assert!(axis.ticks().all(|tick| (tick - tick.round()).abs() < 1e-9), "{highest}");
        }
    }

    #[test]
    fn the_plot_stays_where_it_is_while_numbers_grow() {
        let width_of = |highest: u64| {
            let mut svg = String::new();
            Axis::reaching(from_count(highest).max(AXIS_MIN)).labels(&mut svg, Locale::En);
            svg.split('"').nth(3).unwrap().to_owned()
        };
        assert_eq!(width_of(3), width_of(50_000));
        assert_ne!(width_of(3), width_of(2_000_000));
    }

    #[test]
    fn days_are_labelled_in_the_language() {
        let at = Minute(1_744_761_600 / 60);
        let (attribute, text) = label(Locale::En, Period::Week, at);
        assert_eq!(
            (attribute.as_str(), text.as_str()),
            ("data-day=\"2025-04-16\"", "16 Apr")
        );
        assert_eq!(label(Locale::Ja, Period::Month, at).1, "4/16");
    }
}
