//! How commands speak: in words for people, or with `--json` to programs.

use std::io::Write;

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

/// To whom a command speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// To people: tables and sentences.
    Words,
    /// To programs: one JSON document on stdout, or lines of JSON where there is no end to it.
    Json,
}

impl Output {
    /// Whether programs read it.
    #[must_use]
    pub fn is_json(self) -> bool {
        self == Self::Json
    }

    /// What `main` says of an error: one line on stderr.
    #[must_use]
    pub fn error_line(self, error: &anyhow::Error) -> String {
        match self {
            Self::Words => format!("error: {error:#}"),
            Self::Json => json!({ "error": format!("{error:#}") }).to_string(),
        }
    }
}

/// Prints the document that a command's result is.
///
/// # Errors
/// When stdout is closed.
pub fn document(value: &impl Serialize) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    writeln!(std::io::stdout().lock(), "{text}").context("cannot write the result")
}

/// Prints a line of JSON on stdout, where more may follow.
///
/// # Errors
/// When stdout is closed.
pub fn line(value: &impl Serialize) -> anyhow::Result<()> {
    let text = serde_json::to_string(value)?;
    writeln!(std::io::stdout().lock(), "{text}").context("cannot write the result")
}

/// Prints one line of JSON that is no result of its own: beside lines of data on stdout it has to go to stderr.
pub fn note(value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string(value) {
        eprintln!("{text}");
    }
}
