//! Reads counts, and what goes with them, from lines of JSON: what backtest and import take. `pipeline::lines` says how
//! the lines look.

use std::io::{self, BufRead};

use serde::Deserialize;
use serde::de::IgnoredAny;

use std::borrow::Cow;

use super::flat::Flat;
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::referrer::Referrer;
use crate::domain::region::{Asn, RegionCode};
pub use crate::pipeline::lines::{CheckpointLine, CountLine, ExpectLine, LookLine, NetworkLine, ReferrerLine};

/// A longer line holds no count: five names and numbers take 130 bytes.
const LINE_BYTES_MAX: usize = 4_096;
/// Lines of a recording are longer: a tracker that knows 4,000 regions takes about one megabyte, an incident with 200
/// steps a tenth of that.
const RECORDING_LINE_BYTES_MAX: usize = 8 << 20;

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

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub enum Line<'a> {
    /// A cell.
    Count(CountLine<'a>),
    /// A network's part of a minute.
    Network(NetworkLine<'a>),
    /// What a site's links brought of a minute.
    Referrer(ReferrerLine<'a>),
    /// This minute is complete.
    Tick(Minute),
    /// A minute under way, as it was looked at.
    Look(Box<LookLine>),
    /// What a detector knew before a minute.
    Checkpoint(Box<CheckpointLine>),
    /// What came of the counts that follow.
    Expect(Box<ExpectLine>),
}

impl Line<'_> {
    /// The minute that it is about, and the first one that a line after it may be about.
    fn span(&self) -> Option<(Minute, Minute)> {
        let minute = match self {
            Line::Count(count) => count.ts.minute(),
            Line::Network(network) => network.ts.minute(),
            Line::Referrer(referrer) => referrer.ts.minute(),
            Line::Tick(minute) => return Some((*minute, minute.plus(1))),
            Line::Look(look) => look.look.minute(),
            Line::Checkpoint(checkpoint) => checkpoint.ts.minute(),
            Line::Expect(_) => return None,
        };
        Some((minute, minute))
    }
}

/// A text that stays in the line unless it has escapes. Serde copies an `Option<Cow>` always, but not this.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// A line of counts or a tick, or a sign that it is another one. Unknown fields are somebody's notes.
#[derive(Default, Deserialize)]
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
    network: Option<IgnoredAny>,
    referrer: Option<u8>,
    look: Option<IgnoredAny>,
    settings: Option<IgnoredAny>,
    expect: Option<IgnoredAny>,
}

impl<'a> From<Flat<'a>> for AnyLine<'a> {
    fn from(flat: Flat<'a>) -> Self {
        let text = |text| Text(Cow::Borrowed(text));
        Self {
            service: flat.service.map(text),
            ts: flat.ts,
            region: flat.region.map(text),
            symptom: flat.symptom.map(text),
            count: flat.count,
            reporters: flat.reporters,
            tick: flat.tick,
            ..Self::default()
        }
    }
}

/// What only the line of a network has.
#[derive(Deserialize)]
struct NetworkPart {
    network: Asn,
}

impl<'a> AnyLine<'a> {
    fn into_line(self, text: &[u8]) -> Result<Line<'a>, String> {
        if let Some(tick) = self.tick {
            return Ok(Line::Tick(minute(tick)?));
        }
        if self.count.is_none() {
            if self.look.is_some() {
                return look(text);
            }
            if self.settings.is_some() {
                return checkpoint(text);
            }
            if self.expect.is_some() {
                return Ok(Line::Expect(Box::new(parse(text)?)));
            }
            if self.network.is_some() {
                return self.into_network(text);
            }
            if let Some(number) = self.referrer {
                return self.into_referrer(number);
            }
        }
        if text.len() > LINE_BYTES_MAX {
            return Err(length());
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

    fn into_network(self, text: &[u8]) -> Result<Line<'a>, String> {
        let NetworkPart { network } = parse(text)?;
        Ok(Line::Network(NetworkLine {
            service: self.service.ok_or("`service` is missing")?.0,
            ts: minute(self.ts.ok_or("`ts` is missing")?)?.start(),
            network,
            reporters: self.reporters.ok_or("`reporters` is missing")?,
        }))
    }

    fn into_referrer(self, number: u8) -> Result<Line<'a>, String> {
        Ok(Line::Referrer(ReferrerLine {
            service: self.service.ok_or("`service` is missing")?.0,
            ts: minute(self.ts.ok_or("`ts` is missing")?)?.start(),
            referrer: Referrer::of_number(number).ok_or("`referrer` is a number from 2 to 255")?,
            reporters: self.reporters.ok_or("`reporters` is missing")?,
        }))
    }
}

fn length() -> String {
    format!("it is longer than {LINE_BYTES_MAX} bytes")
}

fn parse<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(text).map_err(|error| {
        let reason = error.to_string();
        // The place within the line would read as the place within the file.
        reason.split(" at line ").next().unwrap_or_default().to_owned()
    })
}

fn look(text: &[u8]) -> Result<Line<'static>, String> {
    let mut look: LookLine = parse(text)?;
    look.look = minute(look.look.0)?.start();
    if !(1..60).contains(&look.elapsed) {
        return Err("`elapsed` is a number of seconds from 1 to 59".to_owned());
    }
    Ok(Line::Look(Box::new(look)))
}

fn checkpoint(text: &[u8]) -> Result<Line<'static>, String> {
    let mut checkpoint: CheckpointLine = parse(text)?;
    checkpoint.ts = minute(checkpoint.ts.0)?.start();
    Ok(Line::Checkpoint(Box::new(checkpoint)))
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
        if self.buffer.len() > RECORDING_LINE_BYTES_MAX {
            return Err(form(length()));
        }
        let too_long = self.buffer.len() > LINE_BYTES_MAX;
        let any = match Flat::read(&self.buffer) {
            Some(flat) => AnyLine::from(flat),
            None => parse(&self.buffer).map_err(|reason| form(if too_long { length() } else { reason }))?,
        };
        let parsed = any.into_line(&self.buffer).map_err(form)?;
        if let Some((minute, open)) = parsed.span() {
            if minute < self.open {
                let at = minute.start();
                return Err(LineError::Order { line, at });
            }
            self.open = open;
        }
        Ok(Some(parsed))
    }

    /// Reads up to the next line that is not empty. Of an overlong line only the first bytes are kept.
    fn fill(&mut self) -> Result<bool, LineError> {
        loop {
            self.buffer.clear();
            let limit = RECORDING_LINE_BYTES_MAX as u64 + 1;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::lines::{write_line, write_tick};

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
        write_line(&mut text, &count).unwrap();
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
