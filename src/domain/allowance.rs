//! How often one address may ask, and what makes its reports suspect.
//!
//! An allowance is a bucket that each request fills a little and that drains steadily (ITU-T I.371). People share
//! addresses: a household, a school, and behind a carrier's address translation thousands. A report that repeats one of
//! the same address is not counted again, so that limits need not keep the counts right; they keep one address from
//! taking the server from everybody else. So figures are generous, and beyond the first of them nobody is refused.

use super::bucket::Timestamp;

/// What is rationed, by address (IPv6 cut to /64, which is what one customer has).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ration {
    /// Reports that are taken without a question. A class of thirty presses twice each within a minute and stays below.
    Reports,
    /// Whatever is written. Behind one address of a carrier five thousand people may press twice within a minute: 167 a
    /// second.
    Writes,
    /// What is computed for whoever asks: long series, films, evidence. A page asks for one at a time.
    Reads,
}

impl Ration {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Reports, Self::Writes, Self::Reads];

    /// Its name in headers and metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Writes => "writes",
            Self::Reads => "reads",
        }
    }

    /// Requests that may come at once.
    #[must_use]
    pub fn burst(self) -> u16 {
        match self {
            Self::Reports => 60,
            Self::Writes => 2_000,
            Self::Reads => 600,
        }
    }

    /// Requests that may go on coming.
    #[must_use]
    pub fn per_second(self) -> u16 {
        match self {
            Self::Reports => 5,
            Self::Writes => 200,
            Self::Reads => 50,
        }
    }

    /// Until a full bucket is empty. Whoever asks for nothing as long may as well be forgotten.
    #[must_use]
    pub fn window_seconds(self) -> u16 {
        self.burst().div_ceil(self.per_second())
    }

    fn place(self) -> usize {
        match self {
            Self::Reports => 0,
            Self::Writes => 1,
            Self::Reads => 2,
        }
    }
}

/// It was too much; nothing was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// Of this.
    pub ration: Ration,
    /// Then there is room for one.
    pub retry_after_seconds: u32,
}

/// What an address has used of late.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    at: Timestamp,
    levels: [f32; Ration::ALL.len()],
}

impl Usage {
    /// Uses one, unless there is none left.
    ///
    /// # Errors
    /// [`Spent`]; the level is as before.
    pub fn take(&mut self, ration: Ration, now: Timestamp) -> Result<(), Spent> {
        self.drain(now);
        let level = &mut self.levels[ration.place()];
        let excess = *level + 1.0 - f32::from(ration.burst());
        if excess > 0.0 {
            return Err(Spent {
                ration,
                retry_after_seconds: whole_seconds(excess / f32::from(ration.per_second())),
            });
        }
        *level += 1.0;
        Ok(())
    }

    /// Notes what was used without asking: the rest of a batch, or on other nodes. Twice the burst is the most that is
    /// held against anybody, so that it is forgotten soon after it ends.
    pub fn charge(&mut self, ration: Ration, requests: u16, now: Timestamp) {
        self.drain(now);
        let level = &mut self.levels[ration.place()];
        *level = (*level + f32::from(requests)).min(2.0 * f32::from(ration.burst()));
    }

    /// Whether more was used than there is.
    #[must_use]
    pub fn is_over(&self, ration: Ration) -> bool {
        self.levels[ration.place()] > f32::from(ration.burst())
    }

    /// Whether more than half was used: from here on other nodes want to know.
    #[must_use]
    pub fn is_heavy(&self, ration: Ration) -> bool {
        self.levels[ration.place()] > f32::from(ration.burst()) / 2.0
    }

    /// What was used and did not drain yet, in whole requests.
    #[must_use]
    pub fn requests(&self, ration: Ration) -> u16 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and twice the burst"
        )]
        let requests = self.levels[ration.place()].ceil() as u16;
        requests
    }

    /// A clock that went back drains nothing.
    fn drain(&mut self, now: Timestamp) {
        let elapsed_seconds = now.0.saturating_sub(self.at.0).clamp(0, i64::from(u16::MAX));
        let elapsed_seconds = f32::from(u16::try_from(elapsed_seconds).unwrap_or(u16::MAX));
        for ration in Ration::ALL {
            let level = &mut self.levels[ration.place()];
            *level = (*level - elapsed_seconds * f32::from(ration.per_second())).max(0.0);
        }
        self.at = self.at.max(now);
    }
}

fn whole_seconds(seconds: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and a minute"
    )]
    let seconds = seconds.ceil() as u32;
    seconds.max(1)
}

/// Why a report is asked for proof of work. Until it comes, the report counts as discounted; nobody is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspicion {
    /// Its address has used up [`Ration::Reports`].
    Flood,
    /// Nearly all that is reported of the service lately is discounted, and most of it comes from the report's network:
    /// see [`super::crowd::Crowd::is_brigaded_by`].
    Brigade,
}

impl Suspicion {
    /// What there is to say against a report that would be evidence otherwise.
    #[must_use]
    pub fn of(is_over_allowance: bool, is_of_brigade: bool) -> Option<Self> {
        match (is_over_allowance, is_of_brigade) {
            (true, _) => Some(Self::Flood),
            (false, true) => Some(Self::Brigade),
            (false, false) => None,
        }
    }

    /// Its name in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Flood => "flood",
            Self::Brigade => "brigade",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(usage: &mut Usage, ration: Ration, second: i64, requests: usize) -> usize {
        (0..requests)
            .filter(|_| usage.take(ration, Timestamp(second)).is_ok())
            .count()
    }

    #[test]
    fn a_burst_passes_and_then_the_rate() {
        for ration in Ration::ALL {
            let mut usage = Usage::default();
            let (burst, rate) = (usize::from(ration.burst()), usize::from(ration.per_second()));
            assert_eq!(taken(&mut usage, ration, 1_000, 10_000), burst, "{ration:?}");
            assert_eq!(taken(&mut usage, ration, 1_001, 10_000), rate, "{ration:?}");
            assert_eq!(taken(&mut usage, ration, 1_003, 10_000), 2 * rate, "{ration:?}");
            assert_eq!(
                taken(&mut usage, ration, 900, 10_000),
                0,
                "a clock that went back gives nothing"
            );
            assert_eq!(taken(&mut usage, ration, 9_000, 10_000), burst, "{ration:?}");
        }
    }

    #[test]
    fn who_waits_as_told_is_let_in() {
        let mut usage = Usage::default();
        usage.charge(Ration::Writes, u16::MAX, Timestamp(0));
        let spent = usage.take(Ration::Writes, Timestamp(0)).unwrap_err();
        assert_eq!(spent.ration, Ration::Writes);
        let wait = i64::from(spent.retry_after_seconds);
        assert!((10..=11).contains(&wait), "{wait}");
        assert!(usage.take(Ration::Writes, Timestamp(wait - 2)).is_err());
        assert!(usage.take(Ration::Writes, Timestamp(wait)).is_ok());
        assert!(usage.take(Ration::Reads, Timestamp(0)).is_ok(), "each has its own");
    }

    /// Row 15 of the faults: thousands behind one address, who all press within the minute.
    #[test]
    fn a_crowd_behind_one_address_is_never_refused() {
        let mut usage = Usage::default();
        let refused = (0..60_i64)
            .map(|second| 167 - taken(&mut usage, Ration::Writes, second, 167))
            .sum::<usize>();
        assert_eq!(refused, 0);
    }

    #[test]
    fn a_household_is_never_suspect() {
        let mut usage = Usage::default();
        for second in 0..600 {
            // Five people who cannot leave the button alone.
            usage.charge(Ration::Reports, 5, Timestamp(second));
            assert!(!usage.is_over(Ration::Reports) && !usage.is_heavy(Ration::Reports));
        }
        usage.charge(Ration::Reports, 61, Timestamp(600));
        assert!(usage.is_over(Ration::Reports));
    }

    #[test]
    fn suspicion_has_a_name() {
        assert_eq!(Suspicion::of(false, false), None);
        assert_eq!(Suspicion::of(true, true).map(Suspicion::as_str), Some("flood"));
        assert_eq!(Suspicion::of(false, true).map(Suspicion::as_str), Some("brigade"));
    }
}
