//! Text with moments in it: a page wraps each moment in `<time>`, so that the browser can show the visitor's zone.

use serde::Serialize;
use utoipa::ToSchema;

use super::locale::Locale;
use super::moments::{self, Precision};
use crate::domain::bucket::Timestamp;

/// Plain words, or a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Piece {
    /// What is read; for a moment, its UTC form.
    text: String,
    /// RFC 3339, when this piece is a moment.
    datetime: Option<String>,
    /// How the browser writes the moment.
    format: Option<Precision>,
}

/// A sentence, or several.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ToSchema)]
#[serde(transparent)]
pub struct Sentence(Vec<Piece>);

impl Sentence {
    /// Starts with these words.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    /// Goes on with these words.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece {
            text: text.into(),
            datetime: None,
            format: None,
        });
        self
    }

    /// A moment alone: its time of day, and its date unless that is the day of `now`.
    #[must_use]
    pub fn at(locale: Locale, at: Timestamp, now: Timestamp) -> Self {
        Self::default().moment(locale, at, moments::precision(at, now))
    }

    /// Goes on with a moment at this precision.
    #[must_use]
    pub fn moment(mut self, locale: Locale, at: Timestamp, precision: Precision) -> Self {
        self.0.push(Piece {
            text: moments::text(locale, at, precision),
            datetime: Some(at.to_rfc3339()),
            format: Some(precision),
        });
        self
    }

    /// Goes on with these words, if there are any.
    #[must_use]
    pub fn and_some(self, text: &str) -> Self {
        if text.is_empty() { self } else { self.and(text) }
    }

    /// Everything of `other` follows.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The whole as text, with moments in UTC: for titles, feeds and pictures.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}
