//! Counts as NDJSON: what backtest and import read and export writes.
//!
//! One line a cell, sorted by time, zero cells left out, and a line `{"tick":ts}` when a minute is complete:
//! `{"service":"spotify","ts":1767225600,"region":"US-NY","symptom":"login","count":2,"reporters":2}`.

use std::borrow::Cow;
use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::region::RegionCode;

/// A longer line is not ours: five names and numbers take 130 bytes.
const LINE_BYTES_MAX: usize = 4_096;

/// A line that cannot be used, and why.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// Reading failed.
    #[error("cannot read on after line {line}")]
    Read {
        /// Lines read so far.
        line: u64,
        /// What failed.
        source: io::Error,
    },
    /// Not a line of the format.
    #[error(
        "line {line} is not a count or a tick: {reason}. Write {{\"service\":…,\"ts\":…,\"region\":…,\"count\":…}} or {{\"tick\":…}}"
    )]
    Form {
        /// Its number, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// Earlier than a line before it.
    #[error("line {line} goes back in time, to {at}: sort the file by \"ts\"", at = .at.to_rfc3339())]
    Order {
        /// Its number, from 1.
        line: u64,
        /// Its time.
        at: Timestamp,
    },
}

/// One cell: reports of a service in a minute from a region, of a symptom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountLine<'a> {
    /// Slug of the service.
    pub service: Cow<'a, str>,
    /// Start of the minute.
    pub ts: Timestamp,
    /// Where the reporters are.
    pub region: RegionCode,
    /// Slug of the symptom, when one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symptom: Option<Cow<'a, str>>,
    /// Reports.
    pub count: u32,
    /// Distinct reporters, at most `count`; left out when equal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporters: Option<u32>,
}

impl CountLine<'_> {
    /// Distinct reporters.
    #[must_use]
    pub fn reporters(&self) -> u32 {
        self.reporters.unwrap_or(self.count).min(self.count)
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub enum Line<'a> {
    /// A cell.
    Count(CountLine<'a>),
    /// This minute is complete.
    Tick(Minute),
}

/// A text that stays in the line unless it has escapes. Serde copies an `Option<Cow>` always, but not this.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Any line, before it is known which. Unknown fields are somebody's notes.
#[derive(Deserialize)]
struct AnyLine<'a> {
    #[serde(borrow)]
    service: Option<Text<'a>>,
    ts: Option<i64>,
    #[serde(borrow)]
    region: Option<Text<'a>>,
    #[serde(borrow)]
    symptom: Option<Text<'a>>,
    count: Option<u32>,
    reporters: Option<u32>,
    tick: Option<i64>,
}

impl<'a> AnyLine<'a> {
    fn into_line(self) -> Result<Line<'a>, String> {
        if let Some(tick) = self.tick {
            return Ok(Line::Tick(minute(tick)?));
        }
        let region = match self.region {
            Some(Text(code)) => RegionCode::parse(&code).map_err(|error| error.to_string())?,
            None => RegionCode::UNKNOWN,
        };
        Ok(Line::Count(CountLine {
            service: self.service.ok_or("`service` is missing")?.0,
            ts: minute(self.ts.ok_or("`ts` is missing")?)?.start(),
            region,
            symptom: self.symptom.map(|Text(symptom)| symptom),
            count: self.count.ok_or("`count` is missing")?,
            reporters: self.reporters,
        }))
    }
}

/// Seconds of the years 1970 to 9999.
fn minute(seconds: i64) -> Result<Minute, String> {
    if (0..=253_402_300_799).contains(&seconds) {
        Ok(Timestamp(seconds).minute())
    } else {
        Err(format!("{seconds} is not a time in epoch seconds"))
    }
}

/// Reads lines one at a time into one buffer, and checks their order.
#[derive(Debug)]
pub struct CountsReader<R> {
    input: R,
    buffer: Vec<u8>,
    line: u64,
    bytes: u64,
    /// The first minute that a line may still belong to.
    open: Minute,
}

impl<R: BufRead> CountsReader<R> {
    /// Reads from `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            buffer: Vec::with_capacity(256),
            line: 0,
            bytes: 0,
            open: Minute(0),
        }
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The error for the last line, when its reader cannot use it.
    pub fn refuse(&self, reason: &impl ToString) -> LineError {
        LineError::Form {
            line: self.line,
            reason: reason.to_string(),
        }
    }

    /// The next line; `None` at the end. Empty lines are skipped. Reading can go on after an error.
    ///
    /// # Errors
    /// [`LineError`] when the line has another form or goes back in time, or when reading fails.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>, LineError> {
        if !self.fill()? {
            return Ok(None);
        }
        let line = self.line;
        let form = |reason: String| LineError::Form { line, reason };
        if self.buffer.len() > LINE_BYTES_MAX {
            return Err(form(format!("it is longer than {LINE_BYTES_MAX} bytes")));
        }
        let any: AnyLine = serde_json::from_slice(&self.buffer).map_err(|error| form(error.to_string()))?;
        let parsed = any.into_line().map_err(form)?;
        let (minute, open) = match &parsed {
            Line::Count(count) => (count.ts.minute(), count.ts.minute()),
            Line::Tick(minute) => (*minute, minute.plus(1)),
        };
        if minute < self.open {
            let at = minute.start();
            return Err(LineError::Order { line, at });
        }
        self.open = open;
        Ok(Some(parsed))
    }

    /// Reads up to the next line that is not empty. Of an overlong line only the first bytes are kept.
    fn fill(&mut self) -> Result<bool, LineError> {
        loop {
            self.buffer.clear();
            let limit = LINE_BYTES_MAX as u64 + 1;
            let mut limited = io::Read::take(&mut self.input, limit);
            let read = limited.read_until(b'\n', &mut self.buffer);
            let line = self.line;
            let read = read.map_err(|source| LineError::Read { line, source })?;
            if read == 0 {
                return Ok(false);
            }
            self.line += 1;
            self.bytes += read as u64;
            if read as u64 == limit && self.buffer.last() != Some(&b'\n') {
                self.skip_rest_of_line()?;
            }
            if !self.buffer.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    fn skip_rest_of_line(&mut self) -> Result<(), LineError> {
        let line = self.line;
        let skipped = self
            .input
            .skip_until(b'\n')
            .map_err(|source| LineError::Read { line, source })?;
        self.bytes += skipped as u64;
        Ok(())
    }
}

/// Writes one cell as a line.
///
/// # Errors
/// When writing fails.
pub fn write_count(output: &mut impl Write, count: &CountLine) -> io::Result<()> {
    serde_json::to_writer(&mut *output, count)?;
    output.write_all(b"\n")
}

/// Writes that a minute is complete.
///
/// # Errors
/// When writing fails.
pub fn write_tick(output: &mut impl Write, minute: Minute) -> io::Result<()> {
    writeln!(output, "{{\"tick\":{}}}", minute.start().0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<String, String>> {
        let mut reader = CountsReader::new(text.as_bytes());
        let mut lines = Vec::new();
        loop {
            match reader.next_line() {
                Ok(None) => return lines,
                Ok(Some(line)) => lines.push(Ok(format!("{line:?}"))),
                Err(error) => lines.push(Err(error.to_string())),
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let count = CountLine {
            service: "spotify".into(),
            ts: Timestamp(1_767_225_600),
            region: RegionCode::parse("US-NY").unwrap(),
            symptom: Some("login".into()),
            count: 3,
            reporters: Some(2),
        };
        let mut text = Vec::new();
        write_count(&mut text, &count).unwrap();
        write_tick(&mut text, count.ts.minute()).unwrap();
        let mut reader = CountsReader::new(text.as_slice());
        assert_eq!(reader.next_line().unwrap(), Some(Line::Count(count.clone())));
        assert_eq!(reader.next_line().unwrap(), Some(Line::Tick(count.ts.minute())));
        assert_eq!(reader.next_line().unwrap(), None);
        assert_eq!(count.reporters(), 2);
    }

    #[test]
    fn bad_lines_say_where_and_what_to_do() {
        let long = "x".repeat(10_000);
        let text =
            format!("{{\"tick\":600}}\nnonsense\n\n{long}\n{{\"tick\":540}}\n{{\"service\":\"a\",\"ts\":660}}\n");
        let lines = read(&text);
        assert!(lines[0].is_ok());
        assert!(lines[1].as_ref().unwrap_err().starts_with("line 2 is not a count"));
        assert!(lines[2].as_ref().unwrap_err().contains("longer than"));
        assert!(
            lines[3]
                .as_ref()
                .unwrap_err()
                .contains("line 5 goes back in time, to 1970-01-01T00:09:00Z")
        );
        assert!(lines[4].as_ref().unwrap_err().contains("`count` is missing"));
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn escapes_and_unknown_fields_are_read() {
        let lines = read("{\"service\":\"spot\\u0069fy\",\"ts\":600,\"count\":1,\"note\":[1]}\n");
        assert!(lines[0].as_ref().unwrap().contains("spotify"), "{lines:?}");
    }

    #[test]
    fn a_count_after_its_tick_is_refused() {
        let lines = read("{\"tick\":600}\n{\"service\":\"a\",\"ts\":600,\"count\":1}\n");
        assert!(lines[1].as_ref().unwrap_err().contains("back in time"));
    }
}
