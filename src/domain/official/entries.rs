//! From the entries of an RSS or Atom feed to what they come to.

use super::labels::{Standing, standing};
use super::{Notice, OfficialState, Reading, plain};
use crate::domain::bucket::Timestamp;

/// An announcement that nobody touched for so long is not believed to stand: many are never closed.
const STANDING_SECONDS_MAX: i64 = 3 * 86_400;

/// What lies further ahead than clocks differ is about work to come.
const AHEAD_SECONDS_MAX: i64 = 600;

/// An entry of a feed, as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What tells it from others.
    pub id: String,
    /// Its headline as it came.
    pub title: String,
    /// Its text as it came, often HTML.
    pub body: String,
    /// When it was published.
    pub posted_at: Option<Timestamp>,
    /// When it was changed last.
    pub updated_at: Option<Timestamp>,
}

impl Entry {
    fn touched_at(&self) -> Option<Timestamp> {
        self.updated_at.max(self.posted_at)
    }

    fn began_at(&self) -> Option<Timestamp> {
        [self.posted_at, self.updated_at].into_iter().flatten().min()
    }

    fn standing(&self) -> Option<Standing> {
        standing(&self.title, &self.body)
    }
}

/// What the entries of a feed come to at `now`. Feeds have no field for a state, so:
///
/// - entries of the future, and those marked as planned, are about work to come and left aside;
/// - while entries stand that are marked as trouble or as work under way (see [`super::labels`]) and were touched in the
///   last three days, the state is the worst of their marks, with the words of the newest;
/// - else, when the newest entry is marked as over, the state is operational;
/// - else it is unknown, with the title and the time of the newest entry: a feed without marks (Azure's) or without
///   entries says nothing that a program could tell, and nothing is guessed from its prose.
///
/// Every entry that is not planned work counts as an announcement, marked or not.
#[must_use]
pub fn reading(entries: &[Entry], now: Timestamp) -> Reading {
    let is_here = |at: Timestamp| at.0 <= now.0 + AHEAD_SECONDS_MAX;
    let mut past: Vec<(&Entry, Option<Standing>)> = entries
        .iter()
        .map(|entry| (entry, entry.standing()))
        .filter(|(entry, standing)| *standing != Some(Standing::Planned) && entry.touched_at().is_none_or(is_here))
        .collect();
    // Stable, so that a feed without times stays in its own order.
    past.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.touched_at()));
    let is_fresh = |entry: &Entry| entry.touched_at().is_some_and(|at| now.0 - at.0 < STANDING_SECONDS_MAX);
    let open: Vec<(&Entry, OfficialState)> = past
        .iter()
        .filter_map(|&(entry, standing)| match standing {
            Some(Standing::Open(state)) if is_fresh(entry) => Some((entry, state)),
            _ => None,
        })
        .collect();
    let state = open.iter().map(|&(_, state)| state).max();
    let newest = open
        .first()
        .map(|&(entry, _)| entry)
        .or(past.first().map(|&(entry, _)| entry));
    let is_over = past
        .first()
        .is_some_and(|&(_, standing)| standing == Some(Standing::Over));
    Reading {
        state: state.unwrap_or(if is_over {
            OfficialState::Operational
        } else {
            OfficialState::Unknown
        }),
        title: newest.and_then(|entry| plain(&entry.title)),
        since: newest.and_then(Entry::began_at),
        notices: past
            .iter()
            .filter_map(|&(entry, standing)| notice(entry, standing))
            .collect(),
        complete_since: past.iter().filter_map(|(entry, _)| entry.touched_at()).min(),
    }
}

fn notice(entry: &Entry, standing: Option<Standing>) -> Option<Notice> {
    if standing == Some(Standing::Open(OfficialState::Maintenance)) {
        return None;
    }
    let is_over = standing == Some(Standing::Over);
    Some(Notice {
        id: entry.id.clone(),
        title: plain(&entry.title)?,
        posted_at: entry.began_at()?,
        ended_at: entry.touched_at().filter(|_| is_over),
    })
}
