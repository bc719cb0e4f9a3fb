//! `groundswell backtest`: runs the detector over recorded counts, at any speed, by the code path of the live tick.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Context;
use clap::Args;
use indicatif::ProgressBar;
use serde::Serialize;

use super::counts::{CheckpointLine, CountLine, CountsReader, ExpectLine, Line, LineError, LookLine, NetworkLine};
use super::gather::Gather;
use super::output::{self, Output};
use super::progress;
use super::verify::Verification;
use super::what_if::{self, Board, News};
use crate::catalogue;
use crate::domain::attribution::{Occasion, Outcome, Party, judge};
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, Retraction, Transition};
use crate::domain::region::RegionCode;
use crate::domain::relations::Relations;
use crate::domain::service::ServiceSlug;
use crate::domain::tracker::Tracker;
use crate::pipeline::lines::write_line;
use crate::pipeline::tick;

/// Large enough that system calls do not show, small enough to stay in the cache.
const BUFFER_BYTES: usize = 1 << 18;
/// The bar moves once in so many lines.
const PROGRESS_LINES: u64 = 1 << 14;
/// Minutes without any line are stepped one by one up to this many, past it each service forgets its present at once.
const SILENT_MINUTES_MAX: i64 = 3 * 1440;
/// Services in one file: with 10 KB and more for each, what a small machine can hold.
const SERVICES_MAX: usize = 50_000;

/// What `--json` prints.
pub(super) const JSON_HELP: &str = "Alarms and transitions are lines of JSON either way. With --json: what was found at --try as \
    {\"settings\" (false alarms per service and week), \"incidents\": [{\"service\", \"opened_at\", \"minutes\", \"is_over\", \
    \"peak_ratio\", \"severity\", \"regions\", \"found\": [{\"opened_at\", \"times\"} or null, for each setting]}], \"totals\": \
    [{\"false_alarms_per_service_week\", \"incidents\", \"incidents_per_service_week\", \"median_delay_minutes\" (after the last \
    setting)}], \"skipped_lines\"}; with --verify {\"incidents\": [{\"incident\", \"is_reproduced\", \"transitions\", \
    \"transitions_reproduced\", \"differences\"}], \"skipped_lines\"}; otherwise {\"services\", \"skipped_lines\"}, on stderr where \
    alarms or transitions take stdout.";

/// What a backtest came to, apart from what it wrote.
#[derive(Debug, Serialize)]
struct Summary {
    services: usize,
    skipped_lines: u64,
}

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
    /// Compute an incident again from what `export --incident` wrote, and fail unless every step is the same.
    #[arg(long, conflicts_with = "alarms")]
    pub verify: bool,
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
    /// Print a table of what would have been found at each of these numbers of false alarms per service and week, such
    /// as 0.01,0.05,0.2. Alarms are then written only to a file.
    #[arg(long = "try", value_name = "NUMBERS", value_delimiter = ',')]
    pub budgets_to_try: Vec<f64>,
}

/// Runs the command.
///
/// # Errors
/// When a file cannot be opened, read or written, or a line cannot be used.
pub fn run(args: &BacktestArgs, output: Output) -> anyhow::Result<()> {
    if !args.budgets_to_try.is_empty() {
        return run_several(args, io::stdout(), output);
    }
    let settings = Settings {
        false_alarms_per_service_week: args.false_alarms_per_service_week,
        ..Settings::default()
    };
    let relations = relations(args)?;
    let (input, length) = open_input(&args.input)?;
    let alarms: Box<dyn Write> = if args.verify {
        Box::new(io::sink())
    } else {
        open_output(&args.alarms)?
    };
    let progress = progress::bytes(length);
    let mut backtest = Backtest::new(settings, relations, alarms);
    backtest.transitions = args.transitions.as_deref().map(open_output).transpose()?;
    let take = |line: &Line| backtest.take(line);
    let skipped = read_all(CountsReader::new(input), take, args.skip_bad_lines, &progress)
        .with_context(|| format!("cannot use {}", args.input.display()))?;
    let services = backtest.services.len();
    let verification = backtest.finish().context("cannot write alarms")?;
    progress.finish_and_clear();
    match output {
        Output::Words => say_skipped(skipped),
        Output::Json if !args.verify => {
            let summary = Summary {
                services,
                skipped_lines: skipped,
            };
            summarise(args, &summary)?;
        }
        Output::Json => {}
    }
    if args.verify {
        verification.report(output, skipped)
    } else {
        Ok(())
    }
}

/// Says what it came to, beside the data when that takes stdout.
fn summarise(args: &BacktestArgs, summary: &Summary) -> anyhow::Result<()> {
    let is_stdout = |path: &Path| path.as_os_str() == "-";
    if is_stdout(&args.alarms) || args.transitions.as_deref().is_some_and(is_stdout) {
        output::note(summary);
        return Ok(());
    }
    output::document(summary)
}

/// Which services the catalogue connects.
fn relations(args: &BacktestArgs) -> anyhow::Result<Relations> {
    let catalogue = match &args.catalogue {
        Some(path) => catalogue::load(path)?,
        None => catalogue::built_in()?,
    };
    Ok(Relations::of(&catalogue))
}

/// Runs the detector once for each setting to try, over one reading of the input, and prints what they find.
fn run_several(args: &BacktestArgs, table: impl Write, output: Output) -> anyhow::Result<()> {
    let settings = what_if::settings_to_try(&args.budgets_to_try)?;
    let mut board = Board::new(&settings, table, output)?;
    let (input, length) = open_input(&args.input)?;
    let progress = progress::bytes(length);
    let news: Vec<News> = settings.iter().map(|_| News::default()).collect();
    let mut backtests = Vec::new();
    for (settings, news) in settings.into_iter().zip(&news) {
        let mut backtest = Backtest::new(settings, relations(args)?, Box::new(io::sink()) as Box<dyn Write>);
        backtest.news = Some(Rc::clone(news));
        backtests.push(backtest);
    }
    backtests.extend(backtest_to_files(args)?);
    let take = |line: &Line| -> Result<(), Refusal> {
        board.follow(line)?;
        for backtest in &mut backtests {
            backtest.take(line)?;
        }
        tell(&news, &mut board, &progress)?;
        Ok(())
    };
    let skipped = read_all(CountsReader::new(input), take, args.skip_bad_lines, &progress)
        .with_context(|| format!("cannot use {}", args.input.display()))?;
    for backtest in backtests {
        backtest.finish().context("cannot write alarms")?;
    }
    tell(&news, &mut board, &progress)?;
    progress.finish_and_clear();
    board.finish(skipped).context("cannot write the table")?;
    if output == Output::Words {
        say_skipped(skipped);
    }
    Ok(())
}

/// The backtest that writes files as without `--try`, when a file is asked for.
fn backtest_to_files(args: &BacktestArgs) -> anyhow::Result<Option<Backtest<Box<dyn Write>>>> {
    let has_alarms = args.alarms.as_os_str() != "-";
    if !has_alarms && args.transitions.is_none() {
        return Ok(None);
    }
    let output = if has_alarms {
        open_output(&args.alarms)?
    } else {
        Box::new(io::sink())
    };
    let settings = Settings {
        false_alarms_per_service_week: args.false_alarms_per_service_week,
        ..Settings::default()
    };
    let mut backtest = Backtest::new(settings, relations(args)?, output);
    backtest.transitions = args.transitions.as_deref().map(open_output).transpose()?;
    Ok(Some(backtest))
}

fn tell(news: &[News], board: &mut Board<impl Write>, progress: &ProgressBar) -> io::Result<()> {
    for (setting, news) in news.iter().enumerate() {
        for incident in news.take() {
            progress.suspend(|| board.take(setting, &incident))?;
        }
    }
    Ok(())
}

fn say_skipped(skipped: u64) {
    if skipped > 0 {
        eprintln!("{skipped} lines could not be used and were left out");
    }
}

fn read_all(
    mut reader: CountsReader<impl BufRead>,
    mut take: impl FnMut(&Line) -> Result<(), Refusal>,
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
            Ok(Some(line)) => take(&line),
            Ok(None) => return Ok(skipped),
            Err(error) => Err(Refusal::Line(error)),
        };
        match result {
            Ok(()) => {}
            Err(Refusal::Write(error)) => return Err(error).context("cannot write alarms"),
            Err(Refusal::Line(error @ LineError::Read { .. })) => return Err(error.into()),
            Err(_) if skip_bad_lines => skipped += 1,
            Err(Refusal::Line(error)) => return Err(error).context(MEND),
            Err(Refusal::Unusable(reason)) => return Err(reader.refuse(&reason)).context(MEND),
        }
    }
}

/// What to do about a line that cannot be used.
const MEND: &str = "mend the line, or pass --skip-bad-lines";

/// Why a line has not been taken.
enum Refusal {
    Line(LineError),
    Unusable(String),
    Write(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
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
    settings: Settings,
    tracker: Tracker,
    gather: Gather,
    told: Told,
    /// When a recorded incident was taken back, and for whom; the last first.
    withdrawals: Vec<(Timestamp, ServiceSlug)>,
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
    /// Who else hears of each step.
    news: Option<News>,
    services: Vec<Watched>,
    by_slug: HashMap<String, usize>,
    /// The service of the last line: files have its lines together.
    recent: usize,
    /// The minute that is being read.
    current: Option<Minute>,
    /// Without any tick line, the end of the file completes its last minute.
    has_ticks: bool,
    verification: Verification,
}

impl<W: Write> Backtest<W> {
    fn new(settings: Settings, relations: Relations, output: W) -> Self {
        Self {
            settings,
            relations,
            output,
            transitions: None,
            news: None,
            services: Vec::new(),
            by_slug: HashMap::new(),
            recent: 0,
            current: None,
            has_ticks: false,
            verification: Verification::default(),
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
            Line::Network(network) => {
                self.advance(network.ts.minute())?;
                self.network(network)?;
            }
            Line::Look(look) => {
                self.advance(look.look.minute())?;
                self.look(look)?;
            }
            Line::Checkpoint(checkpoint) => {
                self.advance(checkpoint.ts.minute())?;
                self.go_on_from(checkpoint)?;
            }
            Line::Expect(expect) => self.expect(expect)?,
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

    fn count(&mut self, line: &CountLine) -> Result<(), Refusal> {
        let watched = self.watched(&line.service)?;
        watched.gather.add(line.region, None, line.count, line.reporters());
        Ok(())
    }

    fn network(&mut self, line: &NetworkLine) -> Result<(), Refusal> {
        let watched = self.watched(&line.service)?;
        watched.gather.add_network(line.network, line.reporters);
        Ok(())
    }

    fn look(&mut self, line: &LookLine) -> Result<(), Refusal> {
        let index = self.index(line.service.as_str())?;
        let watched = &mut self.services[index];
        let (minute, bucket) = (line.look.minute(), line.seen.bucket());
        let transitions = watched.tracker.peek(minute, line.elapsed, &bucket, &watched.settings);
        let outcome = Outcome {
            is_changed: !transitions.is_empty(),
            ..Outcome::default()
        };
        self.write(index, minute, &transitions, &outcome)?;
        Ok(())
    }

    /// Takes up a tracker where it was set down.
    fn go_on_from(&mut self, line: &CheckpointLine) -> Result<(), Refusal> {
        let watched = self.watched(line.service.as_str())?;
        watched.settings = line.settings.clone();
        if line.checkpoint.is_none() {
            return Ok(());
        }
        let tracker = line.tracker().and_then(|bytes| tick::decode(&line.service, &bytes));
        let unreadable = || Refusal::Unusable("its checkpoint was made by another version of Groundswell".to_owned());
        let tracker = tracker.ok_or_else(unreadable)?;
        let follows = tracker
            .last_minute()
            .is_none_or(|last| last.plus(1) == line.ts.minute());
        if !follows || tracker.service() != &line.service || watched.tracker.last_minute().is_some() {
            return Err(Refusal::Unusable(
                "its checkpoint is not one of this service and minute".to_owned(),
            ));
        }
        watched.tracker = tracker;
        Ok(())
    }

    fn expect(&mut self, line: &ExpectLine) -> Result<(), Refusal> {
        let withdrawals = line.expect.transitions.iter().rev();
        let withdrawals = withdrawals.filter_map(|step| match &step.evidence.retraction {
            Some(Retraction::SpillOver(cause)) => Some((step.at, cause.clone())),
            _ => None,
        });
        self.watched(line.service.as_str())?.withdrawals = withdrawals.collect();
        self.verification
            .expect(line.service.clone(), line.expect.as_ref().clone());
        Ok(())
    }

    fn watched(&mut self, service: &str) -> Result<&mut Watched, Refusal> {
        let index = self.index(service)?;
        Ok(&mut self.services[index])
    }

    fn index(&mut self, service: &str) -> Result<usize, Refusal> {
        let is_recent = |watched: &Watched| watched.slug.as_str() == service;
        if !self.services.get(self.recent).is_some_and(is_recent) {
            self.recent = match self.by_slug.get(service) {
                Some(&index) => index,
                None => self.watch(service)?,
            };
        }
        Ok(self.recent)
    }

    fn watch(&mut self, service: &str) -> Result<usize, Refusal> {
        let slug = ServiceSlug::parse(service).map_err(|error| Refusal::Unusable(error.to_string()))?;
        let index = self.services.len();
        if index >= SERVICES_MAX {
            let reason =
                format!("it is of one service too many: split the file, so that each has at most {SERVICES_MAX}");
            return Err(Refusal::Unusable(reason));
        }
        self.by_slug.insert(service.to_owned(), index);
        self.services.push(Watched {
            settings: self.settings.clone(),
            tracker: Tracker::new(slug.clone()),
            slug,
            gather: Gather::default(),
            told: Told::Closed,
            withdrawals: Vec::new(),
            regions: Vec::new(),
        });
        Ok(index)
    }

    fn step(&mut self, minute: Minute) -> io::Result<()> {
        self.withdraw(minute, minute.plus(1).start())?;
        let (mut parties, mut places) = (Vec::new(), Vec::new());
        for (place, watched) in self.services.iter_mut().enumerate() {
            let bucket = watched.gather.bucket();
            let transitions = watched.tracker.step(minute, bucket, &watched.settings);
            watched.gather.clear();
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
        self.withdraw(minute, Timestamp(minute.plus(1).start().0 + 1))
    }

    /// Writes what a moment has brought for one service.
    fn write(&mut self, place: usize, minute: Minute, steps: &[Transition], outcome: &Outcome) -> io::Result<()> {
        let watched = &mut self.services[place];
        let cause = watched.tracker.incident().filter(|incident| incident.is_held());
        let held_for = cause.and_then(|incident| incident.attribution.as_ref().map(|attribution| &attribution.cause));
        let is_held = held_for.is_some();
        let is_withdrawal = |step: &&Transition| step.evidence.retraction.is_some() && !steps.contains(step);
        let withdrawn = outcome.announced.iter().filter(is_withdrawal);
        for transition in steps.iter().chain(withdrawn) {
            self.verification.take(&watched.slug, transition);
            if let Some(all) = &mut self.transitions {
                write_line(all, &Step { transition, held_for })?;
            }
        }
        if outcome.is_changed {
            let last = steps.last().map_or(minute, |last| last.evidence.minute);
            watched.write_changes(last, &mut self.output)?;
        }
        if let (Some(news), true, false) = (&self.news, outcome.is_changed, is_held) {
            news.borrow_mut().extend(watched.tracker.incident().cloned());
        }
        Ok(())
    }

    /// Takes back what was taken back before this moment. Another service's counts were the reason, and they are not in
    /// the recording of an incident.
    fn withdraw(&mut self, minute: Minute, before: Timestamp) -> io::Result<()> {
        for place in 0..self.services.len() {
            let watched = &mut self.services[place];
            let Some((at, cause)) = watched.withdrawals.pop_if(|(at, _)| *at < before) else {
                continue;
            };
            let announced: Vec<Transition> = watched.tracker.withdraw(at, &cause).into_iter().collect();
            let outcome = Outcome {
                is_changed: !announced.is_empty(),
                announced,
                attribution: None,
            };
            self.write(place, minute, &[], &outcome)?;
        }
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<Verification> {
        if let Some(last) = self.current
            && !self.has_ticks
        {
            self.step(last)?;
        }
        self.output.flush()?;
        if let Some(transitions) = &mut self.transitions {
            transitions.flush()?;
        }
        for watched in &self.services {
            self.verification.end(&watched.slug, watched.tracker.incident());
        }
        Ok(self.verification)
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

#[cfg(test)]
mod tests;
