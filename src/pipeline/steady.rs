//! A time that never goes back, made of a wall clock that may be set and a monotonic one that may not.

/// While it is ahead of the wall, the shown time runs at this share of the real one. A minute then holds a ninth more
/// reports than it should, well within what counts as normal; an hour is caught up with in ten.
const CATCHING_UP: (i64, i64) = (9, 10);

/// A step of the wall clock below this is a correction and not worth a word.
const JUMP_MS_MIN: i64 = 60_000;

/// What the machine's two clocks say at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Milliseconds since 1970, as somebody has set them.
    pub wall_ms: i64,
    /// Milliseconds since any fixed moment. Does not count while the machine sleeps.
    pub monotonic_ms: i64,
}

/// The time as this process tells it.
///
/// When the wall clock is set back, time goes on slowly until the wall has caught up, so that no minute is counted
/// twice. When it is set forward, time follows at once: the minutes in between were never there.
#[derive(Debug, Clone)]
pub struct Steady {
    /// The last moment at which shown time and wall agreed, or from which the shown time was told to go on.
    anchor: Reading,
    last: Reading,
}

/// What a look at the clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The time to go by, in milliseconds since 1970; never less than before.
    pub now_ms: i64,
    /// By how much the wall clock was set forward (or the machine slept), or back when negative, since the last look.
    pub jump_ms: Option<i64>,
    /// How far the shown time is ahead of the wall.
    pub ahead_ms: i64,
}

impl Steady {
    /// Starts with the wall's time.
    #[must_use]
    pub fn new(reading: Reading) -> Self {
        Self {
            anchor: reading,
            last: reading,
        }
    }

    /// Goes on from this time where the wall is behind it.
    pub fn go_on_from(&mut self, at_ms: i64) {
        if at_ms > self.floor_ms(self.last.monotonic_ms) {
            self.anchor = Reading {
                wall_ms: at_ms,
                ..self.last
            };
        }
    }

    /// The time at this moment.
    pub fn look(&mut self, reading: Reading) -> Shown {
        let monotonic_ms = reading.monotonic_ms.max(self.last.monotonic_ms);
        let passed_ms = monotonic_ms.saturating_sub(self.last.monotonic_ms);
        let jump_ms = reading
            .wall_ms
            .saturating_sub(self.last.wall_ms)
            .saturating_sub(passed_ms);
        let floor_ms = self.floor_ms(monotonic_ms);
        self.last = Reading {
            monotonic_ms,
            ..reading
        };
        if reading.wall_ms >= floor_ms {
            self.anchor = self.last;
        }
        let now_ms = floor_ms.max(reading.wall_ms);
        Shown {
            now_ms,
            jump_ms: (jump_ms.saturating_abs() >= JUMP_MS_MIN).then_some(jump_ms),
            ahead_ms: now_ms.saturating_sub(reading.wall_ms),
        }
    }

    /// The least that may be shown. Counted from the anchor, so that it does not matter how often somebody looks.
    fn floor_ms(&self, monotonic_ms: i64) -> i64 {
        let passed_ms = monotonic_ms.saturating_sub(self.anchor.monotonic_ms);
        let slowly_ms =
            passed_ms / CATCHING_UP.1 * CATCHING_UP.0 + passed_ms % CATCHING_UP.1 * CATCHING_UP.0 / CATCHING_UP.1;
        self.anchor.wall_ms.saturating_add(slowly_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR_MS: i64 = 3_600_000;

    fn reading(wall_ms: i64, monotonic_ms: i64) -> Reading {
        Reading { wall_ms, monotonic_ms }
    }

    #[test]
    fn an_hour_back_is_caught_up_with_in_ten() {
        let start = 1_000 * HOUR_MS;
        let mut steady = Steady::new(reading(start, 0));
        let back = steady.look(reading(start - HOUR_MS + 1_000, 1_000));
        assert_eq!(back.now_ms, start + 900);
        assert_eq!(back.jump_ms, Some(-HOUR_MS));
        for hour in 1..10 {
            let shown = steady.look(reading(start + (hour - 1) * HOUR_MS, hour * HOUR_MS));
            assert_eq!(shown.now_ms, start + hour * HOUR_MS * 9 / 10);
            assert_eq!(shown.jump_ms, None, "told once");
            assert!(shown.ahead_ms > 0);
        }
        let shown = steady.look(reading(start + 9 * HOUR_MS, 10 * HOUR_MS));
        assert_eq!((shown.now_ms, shown.ahead_ms), (start + 9 * HOUR_MS, 0));
        let shown = steady.look(reading(start + 10 * HOUR_MS, 11 * HOUR_MS));
        assert_eq!(shown.now_ms, start + 10 * HOUR_MS);
    }

    #[test]
    fn an_hour_forward_is_followed_at_once() {
        let mut steady = Steady::new(reading(HOUR_MS, 0));
        let shown = steady.look(reading(2 * HOUR_MS + 1_000, 1_000));
        assert_eq!((shown.now_ms, shown.jump_ms), (2 * HOUR_MS + 1_000, Some(HOUR_MS)));
        assert_eq!(steady.look(reading(2 * HOUR_MS + 2_000, 2_000)).jump_ms, None);
    }

    #[test]
    fn small_corrections_are_not_told() {
        let mut steady = Steady::new(reading(HOUR_MS, 0));
        assert_eq!(steady.look(reading(HOUR_MS + 30_000, 1_000)).jump_ms, None);
        assert_eq!(steady.look(reading(HOUR_MS, 2_000)).jump_ms, None);
    }

    #[test]
    fn a_restart_goes_on_from_what_was_shown() {
        let mut steady = Steady::new(reading(HOUR_MS, 0));
        steady.go_on_from(2 * HOUR_MS);
        assert_eq!(
            steady.look(reading(HOUR_MS + 10_000, 10_000)).now_ms,
            2 * HOUR_MS + 9_000
        );
        steady.go_on_from(HOUR_MS);
        assert_eq!(
            steady.look(reading(HOUR_MS + 20_000, 20_000)).now_ms,
            2 * HOUR_MS + 18_000
        );
    }

    proptest! {
        #[test]
        fn it_never_goes_back_and_never_lags_behind(
            moves in proptest::collection::vec((0_i64..600_000, prop_oneof![5 => Just(0), 1 => -HOUR_MS * 30..HOUR_MS * 30]), 1..200),
        ) {
            let (mut wall_ms, mut monotonic_ms) = (1_000_000 * HOUR_MS, 0);
            let mut steady = Steady::new(reading(wall_ms, 0));
            let mut before_ms = wall_ms;
            for (passed_ms, set_by_ms) in moves {
                monotonic_ms += passed_ms;
                wall_ms += passed_ms + set_by_ms;
                let shown = steady.look(reading(wall_ms, monotonic_ms));
                let by_ms = shown.now_ms - before_ms;
                prop_assert!(by_ms >= passed_ms * 9 / 10 - 1, "it stands still");
                prop_assert!(shown.now_ms >= wall_ms);
                prop_assert!(shown.now_ms == wall_ms || by_ms <= passed_ms, "it runs ahead");
                prop_assert_eq!(shown.ahead_ms, shown.now_ms - wall_ms);
                before_ms = shown.now_ms;
            }
        }

        #[test]
        fn looking_often_changes_nothing(looks in proptest::collection::vec(0_i64..5_000, 1..300)) {
            let start = 1_000 * HOUR_MS;
            let mut often = Steady::new(reading(start, 0));
            let mut once = often.clone();
            let set_back = |monotonic_ms: i64| reading(start - HOUR_MS + monotonic_ms, monotonic_ms);
            let mut monotonic_ms = 0;
            let mut shown = often.look(set_back(0));
            once.look(set_back(0));
            for passed_ms in looks {
                monotonic_ms += passed_ms;
                shown = often.look(set_back(monotonic_ms));
            }
            prop_assert_eq!(shown.now_ms, once.look(set_back(monotonic_ms)).now_ms);
        }

        #[test]
        fn absurd_clocks_do_not_panic(readings in proptest::collection::vec(any::<(i64, i64)>(), 1..20)) {
            let mut steady = Steady::new(reading(0, 0));
            let mut before_ms = i64::MIN;
            for (wall_ms, monotonic_ms) in readings {
                let shown = steady.look(reading(wall_ms, monotonic_ms));
                prop_assert!(shown.now_ms >= before_ms);
                before_ms = shown.now_ms;
            }
        }
    }
}
