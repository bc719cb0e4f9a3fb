//! What those who were alerted say of an incident: evidence beside the crowd's verdict, which it never changes. It can
//! only raise the confidence in one that was doubted, see [`super::confidence`].

use serde::{Deserialize, Serialize};

use super::bucket::Timestamp;

/// Votes under this name: the maker of the service, whose status page says that something is wrong. No endpoint is called
/// so, and nobody has a link to vote by it.
pub const OFFICIAL: &str = "official status";

/// What an alerted team says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is broken for them as well.
    Confirm,
    /// It works for them.
    Deny,
}

impl Answer {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Confirm, Self::Deny];

    /// Its name in addresses and in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Deny => "deny",
        }
    }

    /// The answer of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == name)
    }
}

/// The answer of one receiver of alerts; a later one takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// The webhook endpoint that got the alert.
    pub endpoint: String,
    /// What it says.
    pub answer: Answer,
    /// When it said so.
    pub at: Timestamp,
}

impl Vote {
    /// Whether it says that the service is broken.
    #[must_use]
    pub fn is_confirming(&self) -> bool {
        self.answer == Answer::Confirm
    }
}

/// How many say what. Nobody is told who.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Votes {
    /// Teams for which it is broken as well.
    pub confirmed: u32,
    /// Teams for which it works.
    pub denied: u32,
}

impl Votes {
    /// Counts the votes of teams, of which each endpoint has one.
    #[must_use]
    pub fn of(votes: &[Vote]) -> Self {
        let of_teams = votes.iter().filter(|vote| vote.endpoint != OFFICIAL);
        of_teams.fold(Self::default(), |mut sum, vote| {
            match vote.answer {
                Answer::Confirm => sum.confirmed += 1,
                Answer::Deny => sum.denied += 1,
            }
            sum
        })
    }

    /// Teams that have answered.
    #[must_use]
    pub fn total(self) -> u32 {
        self.confirmed + self.denied
    }
}
