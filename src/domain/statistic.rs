//! How unlikely a count is: window lengths and the tail exponent of the negative binomial distribution.

use statrs::distribution::{DiscreteCDF, NegativeBinomial};

/// Window lengths in minutes, Fibonacci numbers: a surge of any length up to an hour fills one of them by at least 62 %.
pub const WINDOW_MINUTES: [u16; WINDOW_COUNT] = [1, 2, 3, 5, 8, 13, 21, 34, 55];

/// Number of window lengths.
pub const WINDOW_COUNT: usize = 9;

/// Fewer reporters than this in a window prove nothing, however quiet the service: three friends can press together.
pub const REPORTERS_MIN: u32 = 4;

/// A region or country alone opens nothing with fewer reporters: there are many, and in one of them a few friends press
/// together every now and then.
pub const REGION_REPORTERS_MIN: u32 = 6;

/// Up to this ratio to the baseline counts as normal. It absorbs busy evenings and slow waves, which are not outages.
pub const NORMAL_RATIO: f64 = 1.3;

/// A minute is never called busy by a bound above this: walking there would cost more than the answer is worth, and at
/// such rates sums tell as much.
const BUSY_BOUND_MAX: u32 = 64;

/// Below this excess dispersion the negative binomial is a Poisson distribution to eight digits, and dividing by it
/// loses precision.
const EXCESS_DISPERSION_MIN: f64 = 1e-3;

/// The Chernoff exponent of the upper tail, in nats: `P(Y' ≥ observed) ≤ exp(-exponent)` for a negative binomial `Y'`
/// with this mean and the variance `dispersion · mean`. Zero at or below the mean.
///
/// With `r = mean/(φ − 1)` and `p = 1 − 1/φ`: `Y·ln[Y/(p(Y + r))] + r·ln[r/((1 − p)(Y + r))]`. As `φ → 1` this becomes
/// the Poisson likelihood ratio `Y·ln(Y/mean) − (Y − mean)`. Dividing that by φ instead is wrong at low rates.
#[must_use]
pub fn tail_exponent(observed: f64, mean: f64, dispersion: f64) -> f64 {
    // Written so that NaN gives zero as well.
    let above = observed > mean && mean > 0.0;
    if !above {
        return 0.0;
    }
    let excess = (dispersion - 1.0).max(EXCESS_DISPERSION_MIN);
    let shape = mean / excess;
    // p(Y + r) = (excess·Y + mean)/φ and (1 − p)(Y + r)/r = (1 + Y/r)/φ.
    let phi = 1.0 + excess;
    let sum = observed + shape;
    let exponent = observed * (observed * phi / (excess * sum)).ln() + shape * (shape * phi / sum).ln();
    if exponent.is_finite() { exponent.max(0.0) } else { 0.0 }
}

/// No excess of `observed − mean` below the square root of this can reach the exponent `floor`: the rate function's
/// curvature is at most `1/(φ·mean)` above the mean. One multiplication where [`tail_exponent`] takes two logarithms.
#[must_use]
pub fn squared_excess_needed(floor: f64, mean: f64, dispersion: f64) -> f64 {
    2.0 * floor * mean * dispersion.max(1.0)
}

/// `P(Y' ≥ observed)` for the same negative binomial, by the incomplete beta function: exact, for showing to people.
#[must_use]
pub fn p_value(observed: u64, mean: f64, dispersion: f64) -> f64 {
    if observed == 0 {
        return 1.0;
    }
    let excess = (dispersion - 1.0).max(EXCESS_DISPERSION_MIN);
    let bound = (-tail_exponent(count_to_f64(observed), mean, dispersion)).exp();
    let exact = NegativeBinomial::new(mean / excess, 1.0 / (1.0 + excess)).map(|law| law.sf(observed - 1));
    match exact {
        // The bound also catches a continued fraction that has not converged.
        Ok(p) if p.is_finite() => p.clamp(0.0, bound.max(f64::MIN_POSITIVE)),
        _ => bound,
    }
}

/// The least count that a minute of this mean and dispersion reaches with at most probability `rarity`, and that
/// probability. Walks up the distribution, which is a few steps where the answer is of use.
#[must_use]
pub fn busy_bound(mean: f64, dispersion: f64, rarity: f64) -> (u32, f64) {
    let excess = (dispersion - 1.0).max(EXCESS_DISPERSION_MIN);
    let (shape, odds) = (mean / excess, excess / (1.0 + excess));
    let mut term = (-shape * excess.ln_1p()).exp();
    let mut tail = 1.0 - term;
    let mut bound = 1;
    while tail > rarity && bound < BUSY_BOUND_MAX {
        let count = f64::from(bound);
        term *= (count - 1.0 + shape) / count * odds;
        tail -= term;
        bound += 1;
    }
    (bound, tail.clamp(1e-9, 1.0))
}

/// Counts stay far below 2^53, above which an integer has no exact floating-point neighbour.
#[must_use]
pub fn count_to_f64(count: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "window sums are bounded by 55 · 2^20")]
    let count = count as f64;
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tends_to_the_poisson_likelihood_ratio() {
        let poisson = 20.0 * (20.0_f64 / 5.0).ln() - 15.0;
        assert!((tail_exponent(20.0, 5.0, 1.0) - poisson).abs() < 0.05);
    }

    #[test]
    fn dispersion_makes_the_same_count_less_surprising() {
        assert!(tail_exponent(20.0, 5.0, 3.0) < tail_exponent(20.0, 5.0, 1.5));
        assert!(tail_exponent(5.0, 5.0, 3.0).abs() < 1e-12);
    }

    #[test]
    fn few_normal_minutes_are_busy() {
        assert_eq!(busy_bound(0.04, 3.5, 0.2).0, 1);
        let (bound, chance) = busy_bound(5.0, 3.0, 0.2);
        let law = NegativeBinomial::new(2.5, 1.0 / 3.0).unwrap();
        assert!((law.sf(u64::from(bound) - 1) - chance).abs() < 1e-9);
        assert!(law.sf(u64::from(bound) - 2) > 0.2);
        assert!(busy_bound(1e6, 200.0, 0.2).1 <= 1.0);
    }

    proptest! {
        #[test]
        fn bounds_the_exact_tail(observed in 1_u32..5_000, mean in 0.001_f64..500.0, dispersion in 1.01_f64..60.0) {
            let excess = dispersion - 1.0;
            let exact = NegativeBinomial::new(mean / excess, 1.0 / dispersion).unwrap().sf(u64::from(observed) - 1);
            let exponent = tail_exponent(f64::from(observed), mean, dispersion);
            prop_assert!(exact <= (-exponent).exp() * (1.0 + 1e-6) + 1e-12);
            let shown = p_value(u64::from(observed), mean, dispersion);
            prop_assert!((0.0..=1.0).contains(&shown));
        }

        #[test]
        fn the_prefilter_never_hides_a_hit(observed in 0.0_f64..1e6, mean in 1e-3_f64..1e5, dispersion in 1.0_f64..100.0,
                                           floor in 0.1_f64..60.0) {
            let excess = observed - mean;
            if excess > 0.0 && tail_exponent(observed, mean, dispersion) > floor {
                prop_assert!(excess * excess > squared_excess_needed(floor, mean, dispersion) * 0.999);
            }
        }

        #[test]
        fn any_number_gives_a_finite_exponent(observed in any::<f64>(), mean in any::<f64>(), dispersion in any::<f64>()) {
            prop_assert!(tail_exponent(observed, mean, dispersion).is_finite());
        }
    }
}
