//! Reports in time as SVG: the chart, the sparkline of the index, and the swell behind a verdict.
//!
//! Shapes live in a nested `<svg>` that stretches to any width; words stay outside it, so they keep their size on a phone.

mod axis;
pub mod layers;
pub mod plot;

use std::fmt::Write as _;

use crate::domain::snapshot::ChartPoint;

use super::numbers::{from_count, from_length};
use super::svg::Coordinate;

/// The axis always reaches this far, so that two reports don't look like a catastrophe.
const AXIS_MIN: f64 = 5.0;

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
    fn an_empty_day_is_no_mistake() {
        assert!(sparkline(&[]).starts_with("<svg"));
    }
}
