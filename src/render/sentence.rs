//! Text with moments in it: a page wraps each moment in `<time>`, so that the browser can show the visitor's zone.

use serde::Serialize;

use super::locale::Locale;
use super::moments::{self, Precision};
use crate::domain::bucket::Timestamp;

/// What stands behind moments in every language.
const ZONE: &str = " UTC";

/// Plain words, or a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What is read; for a moment, its UTC form.
    text: String,
    /// The zone behind a moment. Where scripts run it is not shown, as the moment in the visitor's zone will have none: so
    /// it takes as much room before as after.
    zone: Option<&'static str>,
    /// RFC 3339, when this piece is a moment.
    datetime: Option<String>,
    /// How the browser writes the moment.
    format: Option<Precision>,
}

/// A sentence, or several.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
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
            zone: None,
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
        let text = moments::text(locale, at, precision);
        let (text, zone) = match text.strip_suffix(ZONE) {
            Some(bare) => (bare.to_owned(), Some(ZONE)),
            None => (text, None),
        };
        self.0.push(Piece {
            text,
            zone,
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
        let texts = self.0.iter();
        texts
            .flat_map(|piece| [piece.text.as_str(), piece.zone.unwrap_or_default()])
            .collect()
    }
}
