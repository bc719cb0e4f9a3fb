//! Decides when an incident is over: a cumulative sum of evidence for "normal" against "still going on".

use serde::{Deserialize, Serialize};
use statrs::function::gamma::ln_gamma;

/// The remembered peak fades to half in 34 minutes, so that an outage that settles on a lower level can still end.
const PEAK_FADE: f64 = 0.98;
/// "Still going on" is at least this many times the expected rate.
const ONGOING_RATIO_MIN: f64 = 1.6;
/// Variance over mean of the reports that an outage adds: they come from strangers, not from groups.
const OUTAGE_DISPERSION: f64 = 1.5;
/// No minute counts for more than this, in nats: one burst must not keep an incident open, nor one lull close it.
const STEP_MAX: f64 = 4.0;
/// The mass function needs some dispersion above that of a Poisson distribution.
const DISPERSION_MIN: f64 = 1.01;
/// More evidence than this is not remembered: a relapse must be able to undo it.
const EVIDENCE_MAX: f64 = 99.0;

/// Page 1954's cumulative sum, for the end of an outage instead of its start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Recovery {
    peak: f64,
    evidence: f64,
}

impl Recovery {
    /// Starts at an outage's opening, with its rate per minute so far.
    #[must_use]
    pub fn new(peak: f64) -> Self {
        Self { peak, evidence: 0.0 }
    }

    /// Log likelihood ratio, in nats, of "normal" to "still going on", since it last favoured the latter.
    #[must_use]
    pub fn evidence(&self) -> f64 {
        self.evidence
    }

    /// Takes a minute: its count, the smoothed rate, the expected rate and its dispersion; `share` is the part of the
    /// peak's excess that counts as still going on.
    pub fn absorb(&mut self, count: f64, smoothed: f64, mean: f64, dispersion: f64, share: f64) {
        self.peak = (self.peak * PEAK_FADE).max(smoothed);
        let ongoing = (mean + share * (self.peak - mean).max(0.0)).max(ONGOING_RATIO_MIN * mean);
        let crowding = (mean * dispersion + (ongoing - mean) * OUTAGE_DISPERSION) / ongoing;
        // More than the outage would bring is no evidence against it.
        let count = count.min(ongoing.ceil());
        let step = log_mass(count, mean, dispersion) - log_mass(count, ongoing, crowding);
        let step = step.clamp(-STEP_MAX, STEP_MAX);
        let evidence = self.evidence + step;
        self.evidence = if evidence.is_finite() {
            evidence.clamp(0.0, EVIDENCE_MAX)
        } else {
            0.0
        };
    }
}

/// Logarithm of the negative binomial mass function, without the factorial that cancels in a ratio.
fn log_mass(count: f64, mean: f64, dispersion: f64) -> f64 {
    let dispersion = dispersion.max(DISPERSION_MIN);
    let shape = mean / (dispersion - 1.0);
    let success = 1.0 - 1.0 / dispersion;
    ln_gamma(count + shape) - ln_gamma(shape) - shape * dispersion.ln() + count * success.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_after_a_peak_is_recovery_and_more_reports_are_not() {
        let mut recovery = Recovery::new(20.0);
        for _ in 0..10 {
            recovery.absorb(18.0, 18.0, 2.0, 2.0, 0.5);
        }
        assert!(recovery.evidence() < 1e-9);
        for _ in 0..10 {
            recovery.absorb(1.0, 2.0, 2.0, 2.0, 0.5);
        }
        assert!(recovery.evidence() > 3.0);
    }
}
