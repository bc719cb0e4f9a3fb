//! `groundswell backtest`: runs the detector over recorded counts, at any speed, by the code path of the live tick.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::counts::{CountLine, CountsReader, Line, LineError};
use crate::catalogue;
use crate::domain::attribution::{Occasion, Outcome, Party, judge};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, Transition};
use crate::domain::region::RegionCode;
use crate::domain::relations::Relations;
use crate::domain::service::{InvalidSlug, ServiceSlug};
use crate::domain::tracker::Tracker;

/// Large enough that system calls do not show, small enough to stay in the cache.
const BUFFER_BYTES: usize = 1 << 18;
/// The bar moves once in so many lines.
const PROGRESS_LINES: u64 = 1 << 14;
/// Minutes without any line are stepped one by one up to this many, past it each service forgets its present at once.
const SILENT_MINUTES_MAX: i64 = 3 * 1440;

/// Options of `backtest`.
#[derive(Debug, Args)]
pub struct BacktestArgs {
    /// Counts as NDJSON, sorted by time; `-` for stdin.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub input: PathBuf,
    /// Where to write alarms as NDJSON; `-` for stdout. What is held as another service's trouble is written once, as
    /// `"state":"possible"` with its `cause`.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub alarms: PathBuf,
    /// Where to write every transition with its evidence as NDJSON; nowhere by default. One that was held as another
    /// service's trouble when it was made has that service as `held_for`.
    #[arg(long, value_name = "FILE")]
    pub transitions: Option<PathBuf>,
    /// Leave out lines that cannot be used instead of stopping, and say how many.
    #[arg(long)]
    pub skip_bad_lines: bool,
    /// The catalogue that says which services pass trouble to which [default: the built-in one]
    #[arg(long, value_name = "FILE", env = "GROUNDSWELL_CATALOGUE")]
    pub catalogue: Option<PathBuf>,
    /// False alarms that a service may raise in a week.
    #[arg(long, value_name = "NUMBER", default_value_t = Settings::default().false_alarms_per_service_week)]
    pub false_alarms_per_service_week: f64,
}

/// Runs the command.
///
/// # Errors
/// When a file cannot be opened, read or written, or a line cannot be used.
pub fn run(args: &BacktestArgs) -> anyhow::Result<()> {
    let settings = Settings {
        false_alarms_per_service_week: args.false_alarms_per_service_week,
        ..Settings::default()
    };
    let catalogue = match &args.catalogue {
        Some(path) => catalogue::load(path)?,
        None => catalogue::built_in()?,
    };
    let (input, length) = open_input(&args.input)?;
    let output = open_output(&args.alarms)?;
    let progress = progress_bar(length);
    let mut backtest = Backtest::new(settings, Relations::of(&catalogue), output);
    backtest.transitions = args.transitions.as_deref().map(open_output).transpose()?;
    let skipped = read_all(CountsReader::new(input), &mut backtest, args.skip_bad_lines, &progress)
        .with_context(|| format!("cannot use {}", args.input.display()))?;
    backtest.finish().context("cannot write alarms")?;
    progress.finish_and_clear();
    if skipped > 0 {
        eprintln!("{skipped} lines could not be used and were left out");
    }
    Ok(())
}

fn read_all(
    mut reader: CountsReader<impl BufRead>,
    backtest: &mut Backtest<impl Write>,
    skip_bad_lines: bool,
    progress: &ProgressBar,
) -> anyhow::Result<u64> {
    let (mut lines, mut skipped) = (0_u64, 0_u64);
    loop {
        lines += 1;
        if lines.is_multiple_of(PROGRESS_LINES) {
            progress.set_position(reader.bytes());
        }
        let result = match reader.next_line() {
            Ok(Some(line)) => backtest.take(&line),
            Ok(None) => return Ok(skipped),
            Err(error) => Err(Refusal::Line(error)),
        };
        match result {
            Ok(()) => {}
            Err(Refusal::Write(error)) => return Err(error).context("cannot write alarms"),
            Err(Refusal::Line(error @ LineError::Read { .. })) => return Err(error.into()),
            Err(_) if skip_bad_lines => skipped += 1,
            Err(Refusal::Line(error)) => return Err(error).context(MEND),
            Err(Refusal::Service(error)) => return Err(reader.refuse(&error)).context(MEND),
        }
    }
}

/// What to do about a line that cannot be used.
const MEND: &str = "mend the line, or pass --skip-bad-lines";

/// Why a line has not been taken.
enum Refusal {
    Line(LineError),
    Service(InvalidSlug),
    Write(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<InvalidSlug> for Refusal {
    fn from(error: InvalidSlug) -> Self {
        Self::Service(error)
    }
}

fn open_input(path: &Path) -> anyhow::Result<(Box<dyn BufRead>, Option<u64>)> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(BufReader::with_capacity(BUFFER_BYTES, io::stdin())), None));
    }
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let length = file.metadata().ok().map(|metadata| metadata.len());
    Ok((Box::new(BufReader::with_capacity(BUFFER_BYTES, file)), length))
}

fn open_output(path: &Path) -> anyhow::Result<Box<dyn Write>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufWriter::new(io::stdout())));
    }
    let file = File::create(path).with_context(|| format!("cannot create {}", path.display()))?;
    Ok(Box::new(BufWriter::new(file)))
}

/// On stderr, and only when that is a terminal.
fn progress_bar(length: Option<u64>) -> ProgressBar {
    let (bar, template) = match length {
        Some(length) => (
            ProgressBar::new(length),
            "{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        ),
        None => (ProgressBar::no_length(), "{spinner} {bytes} {bytes_per_sec}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// One line of the alarm file.
#[derive(Debug, Serialize)]
struct Alarm<'a> {
    service: &'a ServiceSlug,
    /// Start of the last minute that the decision used.
    ts: Timestamp,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<RegionCode>,
    /// Whose trouble it is, when that is why nothing is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a ServiceSlug>,
}

/// One line of the transition file.
#[derive(Debug, Serialize)]
struct Step<'a> {
    #[serde(flatten)]
    transition: &'a Transition,
    /// Whose trouble it was judged to be when the step was taken, so that nobody was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_for: Option<&'a ServiceSlug>,
}

/// One service: what watches it, the minute that is being read, and what its alarms last said.
struct Watched {
    slug: ServiceSlug,
    tracker: Tracker,
    bucket: Bucket,
    told: Told,
    regions: Vec<RegionCode>,
}

/// What the alarms last said of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    Closed,
    /// Its incident is held as the trouble of another service.
    Possible(ServiceSlug),
    Open,
}

impl Told {
    fn of(incident: Option<&Incident>) -> Self {
        let Some(incident) = incident.filter(|incident| incident.is_open()) else {
            return Self::Closed;
        };
        match &incident.attribution {
            Some(attribution) if incident.is_held() => Self::Possible(attribution.cause.clone()),
            _ => Self::Open,
        }
    }
}

/// All services of a file, in order of first sight.
struct Backtest<W> {
    settings: Settings,
    relations: Relations,
    output: W,
    transitions: Option<Box<dyn Write>>,
    services: Vec<Watched>,
    by_slug: HashMap<String, usize>,
    /// The minute that is being read.
    current: Option<Minute>,
    /// Without any tick line, the end of the file completes its last minute.
    has_ticks: bool,
}

impl<W: Write> Backtest<W> {
    fn new(settings: Settings, relations: Relations, output: W) -> Self {
        Self {
            settings,
            relations,
            output,
            transitions: None,
            services: Vec::new(),
            by_slug: HashMap::new(),
            current: None,
            has_ticks: false,
        }
    }

    fn take(&mut self, line: &Line) -> Result<(), Refusal> {
        match line {
            Line::Tick(minute) => {
                self.has_ticks = true;
                self.advance(minute.plus(1))?;
            }
            Line::Count(count) => {
                self.advance(count.ts.minute())?;
                self.count(count)?;
            }
        }
        Ok(())
    }

    /// Completes all minutes before this one.
    fn advance(&mut self, minute: Minute) -> io::Result<()> {
        let first = self.current.replace(minute).unwrap_or(minute);
        if minute <= first {
            return Ok(());
        }
        self.step(first)?;
        if minute.0 - first.0 <= SILENT_MINUTES_MAX {
            for silent in (first.0 + 1..minute.0).map(Minute) {
                self.step(silent)?;
            }
        }
        Ok(())
    }

    fn count(&mut self, line: &CountLine) -> Result<(), InvalidSlug> {
        let index = match self.by_slug.get(line.service.as_ref()) {
            Some(&index) => index,
            None => self.watch(&line.service)?,
        };
        let bucket = &mut self.services[index].bucket;
        bucket.add(line.region, None, line.count, line.reporters());
        Ok(())
    }

    fn watch(&mut self, service: &str) -> Result<usize, InvalidSlug> {
        let slug = ServiceSlug::parse(service)?;
        let index = self.services.len();
        self.by_slug.insert(service.to_owned(), index);
        self.services.push(Watched {
            tracker: Tracker::new(slug.clone()),
            slug,
            bucket: Bucket::default(),
            told: Told::Closed,
            regions: Vec::new(),
        });
        Ok(index)
    }

    fn step(&mut self, minute: Minute) -> io::Result<()> {
        let (mut parties, mut places) = (Vec::new(), Vec::new());
        for (place, watched) in self.services.iter_mut().enumerate() {
            let transitions = watched.tracker.step(minute, &watched.bucket, &self.settings);
            watched.bucket.cells.clear();
            if watched.tracker.incident().is_some() || !transitions.is_empty() {
                places.push(place);
                parties.push(Party {
                    tracker: &mut watched.tracker,
                    transitions,
                    is_untold: false,
                });
            }
        }
        let outcomes = judge(&self.relations, &mut parties, Occasion::Minute, minute.plus(1).start());
        let steps: Vec<Vec<Transition>> = parties.into_iter().map(|party| party.transitions).collect();
        for ((place, steps), outcome) in places.into_iter().zip(steps).zip(outcomes) {
            self.write(place, minute, &steps, &outcome)?;
        }
        Ok(())
    }

    /// Writes what a minute has brought for one service.
    fn write(&mut self, place: usize, minute: Minute, steps: &[Transition], outcome: &Outcome) -> io::Result<()> {
        let watched = &mut self.services[place];
        let cause = watched.tracker.incident().filter(|incident| incident.is_held());
        let held_for = cause.and_then(|incident| incident.attribution.as_ref().map(|attribution| &attribution.cause));
        let retracted = outcome
            .announced
            .iter()
            .filter(|announced| announced.evidence.retraction.is_some());
        if let Some(all) = &mut self.transitions {
            for transition in steps.iter().chain(retracted.filter(|known| !steps.contains(known))) {
                write_line(all, &Step { transition, held_for })?;
            }
        }
        if outcome.is_changed {
            let last = steps.last().map_or(minute, |last| last.evidence.minute);
            watched.write_changes(last, &mut self.output)?;
        }
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<()> {
        if let Some(last) = self.current
            && !self.has_ticks
        {
            self.step(last)?;
        }
        self.output.flush()?;
        if let Some(mut transitions) = self.transitions {
            transitions.flush()?;
        }
        Ok(())
    }
}

impl Watched {
    /// Writes what has changed: the service's state, then its regions'.
    fn write_changes(&mut self, minute: Minute, output: &mut impl Write) -> io::Result<()> {
        let incident = self.tracker.incident();
        let told = Told::of(incident);
        let (slug, ts) = (&self.slug, minute.start());
        let alarm = |state, region| Alarm {
            service: slug,
            ts,
            state,
            region,
            cause: None,
        };
        let is_open = told == Told::Open;
        if is_open != (self.told == Told::Open) {
            write_line(output, &alarm(if is_open { "open" } else { "close" }, None))?;
        }
        if !is_open {
            for region in self.regions.drain(..) {
                write_line(output, &alarm("close", Some(region)))?;
            }
        }
        if let Told::Possible(cause) = &told
            && told != self.told
        {
            let cause = Some(cause);
            write_line(
                output,
                &Alarm {
                    cause,
                    ..alarm("possible", None)
                },
            )?;
        }
        self.told = told;
        if !is_open {
            return Ok(());
        }
        for affected in incident.into_iter().flat_map(|incident| &incident.regions) {
            if affected.active && !self.regions.contains(&affected.region) {
                self.regions.push(affected.region);
                write_line(output, &alarm("open", Some(affected.region)))?;
            }
        }
        Ok(())
    }
}

fn write_line(output: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two days of one report every four minutes, then an outage of half an hour, then an hour of silence.
    fn counts() -> String {
        use std::fmt::Write;
        let mut text = String::new();
        for minute in 0..2_970_i64 {
            let ts = minute * 60;
            let count = if (2_880..2_910).contains(&minute) {
                40
            } else {
                i64::from(minute % 4 == 0)
            };
            if count > 0 && minute < 2_910 {
                writeln!(text, r#"{{"service":"a","ts":{ts},"region":"US-NY","count":{count}}}"#).unwrap();
            }
            writeln!(text, r#"{{"tick":{ts}}}"#).unwrap();
        }
        text
    }

    fn alarms(text: &str, skip: bool) -> anyhow::Result<(String, u64)> {
        let mut output = Vec::new();
        let mut backtest = Backtest::new(Settings::default(), Relations::default(), &mut output);
        let reader = CountsReader::new(text.as_bytes());
        let skipped = read_all(reader, &mut backtest, skip, &ProgressBar::hidden())?;
        backtest.finish()?;
        Ok((String::from_utf8(output)?, skipped))
    }

    #[test]
    fn an_outage_opens_and_closes_once() {
        let (alarms, _) = alarms(&counts(), false).unwrap();
        let lines: Vec<&str> = alarms.lines().collect();
        assert_eq!(lines[0], r#"{"service":"a","ts":172800,"state":"open"}"#);
        assert_eq!(
            lines[1],
            r#"{"service":"a","ts":172800,"state":"open","region":"US-NY"}"#
        );
        assert!(lines[2].contains(r#""state":"close"}"#), "{alarms}");
        assert!(lines[3].contains(r#""state":"close","region":"US-NY"}"#));
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn ticks_may_be_left_out() {
        let with = alarms(&counts(), false).unwrap().0;
        let without: Vec<String> = counts()
            .lines()
            .filter(|line| !line.contains("tick"))
            .map(String::from)
            .collect();
        let last = "{\"service\":\"a\",\"ts\":178140,\"region\":\"US-NY\",\"count\":1}";
        let without = without.join("\n") + "\n" + last;
        assert_eq!(alarms(&without, false).unwrap().0, with);
    }

    #[test]
    fn a_bad_line_stops_or_is_counted() {
        for bad in ["{\"count\":1}", "{\"service\":\"A b\",\"ts\":0,\"count\":1}"] {
            let text = format!("{bad}\n{}", counts());
            let error = format!("{:#}", alarms(&text, false).unwrap_err());
            assert!(
                error.contains("--skip-bad-lines") && error.contains("line 1"),
                "{error}"
            );
            assert_eq!(alarms(&text, true).unwrap().1, 1);
        }
    }
}
