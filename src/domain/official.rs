//! What a service's own maker says of it: read from a status page, shown beside the crowd's verdict and never in its place.

pub mod entries;
pub mod labels;

use serde::Serialize;

use super::bucket::Timestamp;

/// Longest title that is shown: it is a headline, and a line on a phone holds forty of these.
pub const TITLE_CHARACTERS_MAX: usize = 140;

/// Announcements of one service that are kept at hand: what a busy vendor writes in weeks.
pub const NOTICES_MAX: usize = 40;

/// After this long without an answer nothing is known any more: an outage that was told a day ago is no news.
pub const FORGOTTEN_SECONDS: i64 = 24 * 3_600;

/// What the vendor announced so long before the first reports still belongs to them: a slow outage is felt late. What
/// is older is about something else.
const AHEAD_SECONDS_MAX: i64 = 2 * 3_600;

/// Readings that may fail in a row before it is said: one is lost now and then.
const FAILURES_TOLERATED: u32 = 1;

/// How the vendor says its service is, from best to worst; unknown is no better and no worse than anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficialState {
    /// The vendor does not say so that a program could tell.
    Unknown,
    /// All is well.
    Operational,
    /// Work that was announced is under way.
    Maintenance,
    /// Some of it is slow or faulty, or the vendor does not say how much.
    Degraded,
    /// A part of it is down.
    PartialOutage,
    /// Most of it is down.
    MajorOutage,
}

impl OfficialState {
    /// Its name in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Operational => "operational",
            Self::Maintenance => "maintenance",
            Self::Degraded => "degraded",
            Self::PartialOutage => "partial_outage",
            Self::MajorOutage => "major_outage",
        }
    }

    /// Whether the vendor admits that something is broken.
    #[must_use]
    pub fn is_trouble(self) -> bool {
        matches!(self, Self::Degraded | Self::PartialOutage | Self::MajorOutage)
    }
}

/// An announcement of trouble by the vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What tells it from others of the same vendor, in its own terms.
    pub id: String,
    /// Its headline, made [`plain`].
    pub title: String,
    /// When it was published, as the vendor says.
    pub posted_at: Timestamp,
    /// When the vendor called it over, or stopped listing it; `None` while it stands.
    pub ended_at: Option<Timestamp>,
}

/// What one reading of a status page came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How the vendor says its service is.
    pub state: OfficialState,
    /// The vendor's words for it, made [`plain`].
    pub title: Option<String>,
    /// Since when, as the vendor says.
    pub since: Option<Timestamp>,
    /// Its announcements of trouble, in any order.
    pub notices: Vec<Notice>,
    /// Announcements since then are all among these; `None` when only those that stand are listed.
    pub complete_since: Option<Timestamp>,
}

/// What is known of a vendor's word. Immutable: each reading makes another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// As of the last reading that came to something; [`Official::state`] knows when that is too old.
    last_state: OfficialState,
    /// The vendor's words.
    last_title: Option<String>,
    last_since: Option<Timestamp>,
    /// The last reading that came to something.
    pub read_at: Option<Timestamp>,
    /// Announcements since then are known.
    known_since: Option<Timestamp>,
    /// Newest first.
    notices: Vec<Notice>,
    failures: u32,
    /// The first reading that failed since the last that did not.
    failing_since: Option<Timestamp>,
}

/// How the vendor's word on an incident lies beside the crowd's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// The vendor announced trouble.
    Acknowledged {
        /// When.
        at: Timestamp,
        /// So long after the first reports; negative when it came before them.
        seconds: i64,
    },
    /// The vendor had announced nothing when it was last asked.
    Silent {
        /// So long after the first reports: up to now, or to the end of the incident.
        seconds: i64,
    },
}

impl Default for Official {
    fn default() -> Self {
        Self {
            last_state: OfficialState::Unknown,
            last_title: None,
            last_since: None,
            read_at: None,
            known_since: None,
            notices: Vec::new(),
            failures: 0,
            failing_since: None,
        }
    }
}

impl Official {
    /// What is known after a reading at `now`.
    #[must_use]
    pub fn after(&self, reading: Reading, now: Timestamp) -> Self {
        let mut known = reading.notices;
        for notice in &mut known {
            // Feeds with one time for an entry may move it with each change.
            let before = self.notices.iter().find(|old| old.id == notice.id);
            notice.posted_at = before.map_or(notice.posted_at, |old| old.posted_at.min(notice.posted_at));
        }
        known.extend(self.noted(reading.state, reading.title.as_deref(), known.is_empty(), now));
        let complete_since = reading.complete_since;
        let gone = self
            .notices
            .iter()
            .filter(|old| known.iter().all(|new| new.id != old.id));
        let gone: Vec<Notice> = gone
            .map(|notice| Notice {
                // What is not listed any more is over; a complete list drops only what is old.
                ended_at: notice.ended_at.or(Some(now)),
                ..notice.clone()
            })
            .collect();
        known.extend(gone);
        known.sort_by(|a, b| (b.posted_at, &b.id).cmp(&(a.posted_at, &a.id)));
        known.truncate(NOTICES_MAX);
        Self {
            last_state: reading.state,
            last_title: reading.title,
            last_since: reading.since,
            read_at: Some(now),
            known_since: [self.known_since, complete_since, Some(now)]
                .into_iter()
                .flatten()
                .min(),
            notices: known,
            failures: 0,
            failing_since: None,
        }
    }

    /// What is known after the vendor answered at `now` that nothing has changed.
    #[must_use]
    pub fn unchanged(&self, now: Timestamp) -> Self {
        Self {
            read_at: Some(now),
            failures: 0,
            failing_since: None,
            ..self.clone()
        }
    }

    /// What is known after a reading that failed at `now`.
    #[must_use]
    pub fn failed(&self, now: Timestamp) -> Self {
        Self {
            failures: self.failures.saturating_add(1),
            failing_since: self.failing_since.or(Some(now)),
            ..self.clone()
        }
    }

    /// How the vendor says its service is; unknown when that was too long ago.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> OfficialState {
        if self.is_known(now) {
            self.last_state
        } else {
            OfficialState::Unknown
        }
    }

    /// The vendor's words for it, as long as they are known.
    #[must_use]
    pub fn title(&self, now: Timestamp) -> Option<&str> {
        self.last_title.as_deref().filter(|_| self.is_known(now))
    }

    /// Since when, as the vendor says, as long as that is known.
    #[must_use]
    pub fn since(&self, now: Timestamp) -> Option<Timestamp> {
        self.last_since.filter(|_| self.is_known(now))
    }

    /// Since when the vendor's page cannot be read, once that is more than a hiccup.
    #[must_use]
    pub fn unreachable_since(&self) -> Option<Timestamp> {
        self.failing_since.filter(|_| self.failures > FAILURES_TOLERATED)
    }

    /// What the vendor said of trouble whose first reports came at `onset`, and which ended at `end` unless it still goes
    /// on. `None` when it cannot be told: nobody has read the page since, or it says nothing that a program could tell.
    #[must_use]
    pub fn lag(&self, onset: Timestamp, end: Option<Timestamp>, now: Timestamp) -> Option<Lag> {
        let until = end.unwrap_or(now);
        let of_it = |notice: &&Notice| {
            let in_time = onset.0 - AHEAD_SECONDS_MAX <= notice.posted_at.0 && notice.posted_at <= until;
            in_time && notice.ended_at.is_none_or(|ended| ended > onset)
        };
        if let Some(notice) = self.notices.iter().filter(of_it).min_by_key(|notice| notice.posted_at) {
            return Some(Lag::Acknowledged {
                at: notice.posted_at,
                seconds: notice.posted_at.0 - onset.0,
            });
        }
        let is_told = match end {
            Some(end) => self.read_at? >= end,
            None => self.read_at? > onset && self.unreachable_since().is_none() && self.says_nothing(now),
        };
        (is_told && self.known_since? <= onset).then_some(Lag::Silent {
            seconds: until.0 - onset.0,
        })
    }

    /// What of this a page shows, as a short text that differs when the page does.
    #[must_use]
    pub fn version(&self, now: Timestamp) -> String {
        let seconds = |at: Option<Timestamp>| at.map_or(-1, |at| at.0);
        let (read_at, failing) = (seconds(self.read_at), seconds(self.unreachable_since()));
        format!("{read_at} {failing} {}", self.state(now).as_str())
    }

    /// What of this is worth telling who listens: all but that it was read once more. State and words, whether it was read
    /// and whether it can be, and how many announcements there are.
    #[must_use]
    pub fn news(&self, now: Timestamp) -> (OfficialState, Option<&str>, [bool; 2], usize) {
        let reach = [self.read_at.is_some(), self.unreachable_since().is_some()];
        (self.state(now), self.title(now), reach, self.notices.len())
    }

    /// Whether the page speaks neither of trouble nor of work under way, which might be the same trouble.
    fn says_nothing(&self, now: Timestamp) -> bool {
        matches!(self.state(now), OfficialState::Operational | OfficialState::Unknown)
    }

    fn is_known(&self, now: Timestamp) -> bool {
        self.read_at.is_some_and(|at| now.0 - at.0 < FORGOTTEN_SECONDS)
    }

    /// A change to trouble without any announcement is one, as of the moment it was seen. At the first look nobody knows
    /// since when it has been so.
    fn noted(&self, state: OfficialState, title: Option<&str>, is_bare: bool, now: Timestamp) -> Option<Notice> {
        const SEEN: &str = "seen at ";
        if !is_bare || !state.is_trouble() || self.read_at.is_none() {
            return None;
        }
        let is_open = |notice: &&Notice| notice.ended_at.is_none() && notice.id.starts_with(SEEN);
        if let Some(open) = self.notices.iter().find(is_open) {
            return Some(open.clone());
        }
        (!self.last_state.is_trouble()).then(|| Notice {
            id: format!("{SEEN}{}", now.0),
            title: title.unwrap_or_default().to_owned(),
            posted_at: now,
            ended_at: None,
        })
    }
}

/// A vendor's text as it may stand in a page: one line of at most [`TITLE_CHARACTERS_MAX`] characters, without control
/// characters and without marks that turn the direction of writing around. `None` when nothing is left.
#[must_use]
pub fn plain(text: &str) -> Option<String> {
    // Words that run on for megabytes are not read to their end.
    let visible = text
        .chars()
        .take(16 * TITLE_CHARACTERS_MAX)
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c });
    let visible: String = visible.filter(|c| !is_hidden(*c)).collect();
    let line = visible
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if line.is_empty() {
        return None;
    }
    if line.chars().count() <= TITLE_CHARACTERS_MAX {
        return Some(line);
    }
    let cut: String = line.chars().take(TITLE_CHARACTERS_MAX - 1).collect();
    Some(format!("{}…", cut.trim_end()))
}

/// Characters that nobody sees and that change how others look: overrides and isolates of direction, zero-width and
/// interlinear marks, tags, private use.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests;
