//! Compact SVG paths: whole coordinates, points that add nothing left out.

use std::fmt::Write as _;

use super::numbers::to_pixel;

/// A closed line of projected points, y growing downwards.
pub type Line = Vec<(f64, f64)>;

/// The smallest box around points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Least x and y.
    pub min: (f64, f64),
    /// Greatest x and y.
    pub max: (f64, f64),
}

impl Bounds {
    /// Around these points; `None` when there are none.
    #[must_use]
    pub fn of(points: &[(f64, f64)]) -> Option<Self> {
        let &first = points.first()?;
        let start = Self { min: first, max: first };
        Some(
            points
                .iter()
                .fold(start, |bounds, &point| bounds.join(Self { min: point, max: point })),
        )
    }

    /// Around both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            min: (self.min.0.min(other.min.0), self.min.1.min(other.min.1)),
            max: (self.max.0.max(other.max.0), self.max.1.max(other.max.1)),
        }
    }

    /// Width and height.
    #[must_use]
    pub fn size(self) -> (f64, f64) {
        (self.max.0 - self.min.0, self.max.1 - self.min.1)
    }

    /// Half-way between the edges.
    #[must_use]
    pub fn centre(self) -> (f64, f64) {
        (
            f64::midpoint(self.min.0, self.max.0),
            f64::midpoint(self.min.1, self.max.1),
        )
    }

    /// The clear space between two boxes along the axis where they are farther apart; zero when they touch.
    #[must_use]
    pub fn gap(self, other: Self) -> f64 {
        let x = (self.min.0 - other.max.0).max(other.min.0 - self.max.0);
        let y = (self.min.1 - other.max.1).max(other.min.1 - self.max.1);
        x.max(y).max(0.0)
    }
}

/// The area that a closed line encloses.
#[must_use]
pub fn area(line: &[(f64, f64)]) -> f64 {
    let next = line.iter().cycle().skip(1);
    let twice: f64 = line.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    twice.abs() / 2.0
}

/// The `d` of a path through these closed lines. A line is left out when it encloses less than `area_min`; a point when
/// it lies within `tolerance` of the line without it (Douglas & Peucker 1973), or on the same pixel as the one before.
#[must_use]
pub fn closed(lines: &[Line], tolerance: f64, area_min: f64) -> String {
    let mut d = String::new();
    for line in lines.iter().filter(|line| area(line) >= area_min) {
        let points = pixels(&simplify(line, tolerance));
        if points.len() >= 3 {
            write_ring(&mut d, &points);
        }
    }
    d
}

fn pixels(line: &[(f64, f64)]) -> Vec<(i32, i32)> {
    let mut points: Vec<(i32, i32)> = line.iter().map(|&(x, y)| (to_pixel(x), to_pixel(y))).collect();
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

fn write_ring(d: &mut String, points: &[(i32, i32)]) {
    let (mut x, mut y) = points[0];
    // Writing to a String cannot fail.
    let _ = write!(d, "M{x}{}", spaced(y));
    for (i, &(next_x, next_y)) in points[1..].iter().enumerate() {
        let (dx, dy) = (next_x - x, next_y - y);
        let lead = if i == 0 { format!("l{dx}") } else { spaced(dx) };
        let _ = write!(d, "{lead}{}", spaced(dy));
        (x, y) = (next_x, next_y);
    }
    d.push('z');
}

/// A minus sign separates numbers by itself; others need a space.
fn spaced(number: i32) -> String {
    if number < 0 {
        number.to_string()
    } else {
        format!(" {number}")
    }
}

/// Simplifies a closed line: split at the point farthest from the first, then each half by Douglas and Peucker.
fn simplify(line: &[(f64, f64)], tolerance: f64) -> Line {
    if line.len() < 4 || tolerance <= 0.0 {
        return line.to_vec();
    }
    let far = farthest(line, line[0], line[0]).map_or(0, |(index, _)| index);
    let mut closed = line.to_vec();
    closed.push(line[0]);
    let mut kept = vec![line[0]];
    keep(&closed[..=far], tolerance, &mut kept);
    keep(&closed[far..], tolerance, &mut kept);
    kept.pop();
    kept
}

/// Appends what must be kept of an open line after its first point. Recursion halves the line, more or less.
fn keep(line: &[(f64, f64)], tolerance: f64, kept: &mut Line) {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else {
        return;
    };
    match farthest(line, first, last) {
        Some((index, distance)) if distance > tolerance => {
            keep(&line[..=index], tolerance, kept);
            keep(&line[index..], tolerance, kept);
        }
        _ => kept.push(last),
    }
}

/// The inner point farthest from the segment, and how far.
fn farthest(line: &[(f64, f64)], from: (f64, f64), to: (f64, f64)) -> Option<(usize, f64)> {
    let inner = line.iter().enumerate().take(line.len().saturating_sub(1)).skip(1);
    inner
        .map(|(i, &point)| (i, distance(point, from, to)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

fn distance(point: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    let (px, py) = (point.0 - from.0, point.1 - from.1);
    if length == 0.0 {
        px.hypot(py)
    } else {
        (px * dy - py * dx).abs() / length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [(f64, f64); 4] = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];

    #[test]
    fn paths_are_relative_and_closed() {
        assert_eq!(closed(&[SQUARE.to_vec()], 0.0, 1.0), "M0 0l10 0 0 10-10 0z");
        assert_eq!(closed(&[SQUARE.to_vec()], 0.0, 101.0), "");
    }

    #[test]
    fn points_that_add_nothing_go() {
        let mut line = SQUARE.to_vec();
        line.insert(1, (5.0, 0.2));
        assert_eq!(closed(&[line], 0.5, 1.0), "M0 0l10 0 0 10-10 0z");
    }

    #[test]
    fn boxes_know_the_space_between_them() {
        let a = Bounds::of(&SQUARE).unwrap();
        let b = Bounds::of(&[(13.0, 2.0), (15.0, 4.0)]).unwrap();
        assert!((a.gap(b) - 3.0).abs() < 1e-9);
        assert!(a.gap(a).abs() < 1e-9);
        assert_eq!(a.join(b).size(), (15.0, 10.0));
    }
}
