//! `groundswell backtest`: runs the detector over recorded counts, at any speed, by the code path of the live tick.

mod engine;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Context;
use clap::Args;
use indicatif::ProgressBar;
use serde::Serialize;

use self::engine::{Backtest, Refusal};
use super::counts::{CountsReader, Line, LineError};
use super::output::{self, Output};
use super::progress;
use super::what_if::{self, Board, News};
use crate::catalogue;
use crate::domain::detector::Settings;
use crate::domain::relations::Relations;

/// Large enough that system calls do not show, small enough to stay in the cache.
const BUFFER_BYTES: usize = 1 << 18;
/// The bar moves once in so many lines.
const PROGRESS_LINES: u64 = 1 << 14;

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

#[cfg(test)]
mod tests;
