//! Tells a broken feed from a quiet one: a run of silent minutes that a working feed would hardly show.
//!
//! Zeros of a feed that has stopped are no counts. Learned as such they would pull down the profile, the level and the
//! dispersion, and the feed's return would look like an outage.

use serde::{Deserialize, Serialize};

use super::scan::Variation;

/// A silence less likely than this, in nats, is a broken feed: `e^-12` is once in decades of trying each hour.
const EXPONENT_MIN: f64 = 12.0;
/// A shorter silence teaches too little to matter.
const MINUTES_MIN: u32 = 5;
/// A feed that has been silent against expectation for this long, in minutes within memory, is one that rests at
/// weekends or has changed its hours: from then on its silence is learned.
const DISBELIEF_MINUTES_MAX: f64 = 5_760.0;
/// Half of that is forgotten after four weeks.
const DISBELIEF_DECAY: f64 = 0.999_982_81; // 0.5^(1/(28·1440))

/// The silence that goes on, and how much of it there has been.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Silence {
    minutes: u32,
    /// Reports that were expected meanwhile.
    expected: f64,
    is_broken: bool,
    disbelieved_minutes: f64,
}

/// What a minute changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// The silence has just become unbelievable.
    Broke,
    /// Reports have come again.
    Returned,
}

impl Silence {
    /// Takes a minute and what was expected of it.
    pub fn absorb(&mut self, reporters: u32, mean: f64, variation: Variation) -> Change {
        self.disbelieved_minutes *= DISBELIEF_DECAY;
        if reporters > 0 {
            let returned = self.is_broken;
            (self.minutes, self.expected, self.is_broken) = (0, 0.0, false);
            return if returned { Change::Returned } else { Change::None };
        }
        self.minutes = self.minutes.saturating_add(1);
        self.expected += mean;
        let unlikely = self.minutes >= MINUTES_MIN && zero_exponent(self.expected, variation) > EXPONENT_MIN;
        let was_broken = std::mem::replace(
            &mut self.is_broken,
            unlikely && self.disbelieved_minutes < DISBELIEF_MINUTES_MAX,
        );
        if !self.is_broken {
            return Change::None;
        }
        self.disbelieved_minutes += 1.0;
        if was_broken { Change::None } else { Change::Broke }
    }

    /// Whether the feed is taken to be broken.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.is_broken
    }
}

/// `-ln P(0)` of a negative binomial count of a window with this mean.
fn zero_exponent(mean: f64, variation: Variation) -> f64 {
    let excess = (variation.dispersion - 1.0 + variation.relative * mean).max(1e-3);
    mean / excess * excess.ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NORMAL: Variation = Variation {
        dispersion: 2.0,
        relative: 0.05,
    };

    /// Minutes of silence until the feed counts as broken.
    fn minutes_until_broken(mean: f64) -> Option<u32> {
        let mut silence = Silence::default();
        (1..=2_000).find(|_| silence.absorb(0, mean, NORMAL) == Change::Broke)
    }

    #[test]
    fn the_busier_a_feed_the_sooner_its_silence_is_unbelievable() {
        assert_eq!(minutes_until_broken(20.0), Some(5));
        let quiet = minutes_until_broken(0.05).unwrap();
        assert!((240..720).contains(&quiet), "{quiet}");
        assert_eq!(minutes_until_broken(0.002), None);
    }

    #[test]
    fn a_feed_that_rests_every_weekend_is_believed_in_the_end() {
        let mut silence = Silence::default();
        let mut weekend = || {
            let broken = (0..2_880).filter(|_| {
                silence.absorb(0, 1.0, NORMAL);
                silence.is_broken()
            });
            let broken = broken.count();
            for _ in 0..7_200 {
                silence.absorb(1, 1.0, NORMAL);
            }
            broken
        };
        assert!(weekend() > 2_800);
        let later: Vec<usize> = (0..4).map(|_| weekend()).collect();
        assert!(later[3] < 1_500, "{later:?}");
    }
}
