//! Moments and spans of time in words. Everything here is UTC; the browser applies the visitor's zone.

use serde::Serialize;

use super::locale::Locale;
use crate::domain::bucket::Timestamp;

const DAY_SECONDS: i64 = 86_400;

/// How much of a moment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// `14:37 UTC`.
    Clock,
    /// `14:37`, where the axis or column already says which zone.
    Bare,
    /// `16 Apr 2025, 14:37 UTC`.
    Full,
    /// `16 April 2025`.
    Day,
}

/// Time of day for today's moments, the date as well for others.
#[must_use]
pub fn precision(at: Timestamp, now: Timestamp) -> Precision {
    if at.0.div_euclid(DAY_SECONDS) == now.0.div_euclid(DAY_SECONDS) {
        Precision::Clock
    } else {
        Precision::Full
    }
}

/// A moment in words of a language, in UTC. Empty for a moment that no calendar has.
#[must_use]
pub fn text(locale: Locale, at: Timestamp, precision: Precision) -> String {
    let Ok(moment) = jiff::Timestamp::from_second(at.0) else {
        return String::new();
    };
    let part = |format| moment.strftime(format).to_string();
    // A number, because it chooses the month's name.
    let month = part("%-m").parse().unwrap_or(1_u64);
    let clock = part("%H:%M");
    let key = match precision {
        Precision::Bare => return clock,
        Precision::Clock => "moment-clock",
        Precision::Full => "moment-full",
        Precision::Day => "moment-day",
    };
    let args = [
        ("clock", clock.into()),
        ("day", part("%-d").into()),
        ("month", month.into()),
        ("year", part("%Y").into()),
    ];
    locale.say(key, &args)
}

/// A span in words, to the minute: `12 minutes`, `1 hour 5 minutes`, `2 days 3 hours`.
#[must_use]
pub fn span(locale: Locale, seconds: i64) -> String {
    let minutes = seconds.max(0).unsigned_abs() / 60;
    let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    let unit = |key: &'static str, count: u64| locale.say(key, &[("count", count.into())]);
    let two = |first: String, key, count| match count {
        0 => first,
        count => locale.say(
            "span-two",
            &[("first", first.into()), ("second", unit(key, count).into())],
        ),
    };
    match (days, hours) {
        (0, 0) if rest == 0 => locale.word("span-none"),
        (0, 0) => unit("span-minutes", rest),
        (0, _) => two(unit("span-hours", hours), "span-minutes", rest),
        _ => two(unit("span-days", days), "span-hours", hours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_744_804_800);

    #[test]
    fn moments_of_today_need_no_date() {
        let soon = Timestamp(NOON.0 + 9_420);
        assert_eq!(text(Locale::En, soon, precision(soon, NOON)), "14:37 UTC");
        let before = Timestamp(NOON.0 - DAY_SECONDS);
        assert_eq!(
            text(Locale::En, before, precision(before, NOON)),
            "15 Apr 2025, 12:00 UTC"
        );
        assert_eq!(text(Locale::En, NOON, Precision::Day), "16 April 2025");
        assert_eq!(text(Locale::En, Timestamp(i64::MAX), Precision::Day), "");
    }

    #[test]
    fn spans_have_at_most_two_units() {
        for (seconds, words) in [
            (-5, "less than a minute"),
            (59, "less than a minute"),
            (60, "1 minute"),
            (720, "12 minutes"),
            (3_600, "1 hour"),
            (3_900, "1 hour 5 minutes"),
            (90_000, "1 day 1 hour"),
            (172_800, "2 days"),
        ] {
            assert_eq!(span(Locale::En, seconds), words);
        }
    }
}
