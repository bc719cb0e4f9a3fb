//! The rows of the table that `make chaos` prints.

use crate::audit::{Audit, EXACT};
use crate::load::Outcome;

/// Tells what a fault came to, and insists that it came to nothing.
#[expect(clippy::print_stdout, reason = "`make chaos` gathers these lines")]
pub fn row(fault: &str, cycles: u32, outcome: &Outcome, audit: &Audit) {
    let worst = |times: &[f64]| times.last().copied().unwrap_or_default();
    println!(
        "\n| {fault} | {cycles} | {} | {} | {} | {:.0} | {:.0} |",
        outcome.acknowledged,
        audit.lost,
        audit.twice,
        worst(&outcome.reports_ms),
        worst(&outcome.pages_ms),
    );
    assert_eq!(*audit, EXACT, "{fault}: of {} acknowledged", outcome.acknowledged);
    assert!(outcome.acknowledged > 0, "{fault}: nobody reported");
}
