//! Conversions between counts and coordinates, each with its rounding in one place.

/// A count as a coordinate. Exact up to 2^53, far above any count here.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub fn from_count(count: u64) -> f64 {
    count as f64
}

/// A length of a list as a coordinate.
#[must_use]
pub fn from_length(length: usize) -> f64 {
    from_count(u64::try_from(length).unwrap_or(u64::MAX))
}

/// The nearest count; nothing below zero, and zero for what is not a number.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates and maps NaN to 0, which is what is wanted"
)]
pub fn to_count(number: f64) -> u64 {
    number.round() as u64
}

/// The nearest whole coordinate.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, far outside any picture")]
pub fn to_pixel(number: f64) -> i32 {
    number.round() as i32
}
