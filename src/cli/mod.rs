//! The commands of the `groundswell` binary, one module each.

pub mod serve;
pub mod demo;
pub mod replay;
pub mod backtest;
pub mod what_if;
pub mod import;
pub mod export;
pub mod explain;
pub mod doctor;
pub mod counts;
mod flat;
mod gather;
mod verify;
pub mod scenario;
pub mod crowd;
pub mod output;
pub mod progress;
mod vendors;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, CommandFactory, FromArgMatches, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use self::output::Output;
use crate::config::Flags;
use crate::supervise;

/// Crowd-report outage aggregator: counts "I have a problem" clicks, finds outages, says where and since when.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Without a command: as `serve`.
    #[command(flatten)]
    flags: Flags,
    /// For programs: print JSON on stdout, log and errors as lines of JSON on stderr, no progress
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the site: intake, detector, pages, webhook delivery (also without a command)
    #[command(after_help = serve::JSON_HELP)]
    Serve(Flags),
    /// Serve with made-up history and a made-up live crowd: an outage is found within two minutes
    #[command(after_help = serve::JSON_HELP)]
    Demo(demo::DemoArgs),
    /// Send a scenario, such as a real outage, to a running server
    #[command(after_help = replay::JSON_HELP)]
    Replay(replay::ReplayArgs),
    /// Run the detector over recorded counts, at any speed
    #[command(after_help = backtest::JSON_HELP)]
    Backtest(backtest::BacktestArgs),
    /// Take recorded counts into the store and learn baselines from them
    #[command(after_help = import::JSON_HELP)]
    Import(import::ImportArgs),
    /// Write the counts that are kept, as `import` and `backtest` read them
    #[command(after_help = export::JSON_HELP)]
    Export(export::ExportArgs),
    /// Show the counts, baseline, statistic and threshold behind each step of an incident
    #[command(after_help = explain::JSON_HELP)]
    Explain(explain::ExplainArgs),
    /// Check settings, store, address databases and proxies
    #[command(after_help = doctor::JSON_HELP)]
    Doctor(doctor::DoctorArgs),
}

impl Cli {
    /// Runs the command line of this process; 2 is the exit code of every error.
    #[must_use]
    pub fn main() -> ExitCode {
        let cli = match Self::read() {
            Ok(cli) => cli,
            Err(error) => return refuse(&error),
        };
        let output = cli.output();
        match cli.run() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{}", output.error_line(&error));
                ExitCode::from(2)
            }
        }
    }

    /// Reads the command line. `--json` may stand anywhere; a setting that stands before a command would be ignored, so it
    /// is refused.
    fn read() -> Result<Self, clap::Error> {
        let mut command = Self::command();
        let matches = command.try_get_matches_from_mut(std::env::args_os())?;
        if let Some(name) = matches.subcommand_name() {
            let is_given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
            let is_stray = |argument: &&Arg| argument.get_id() != "json" && is_given(argument.get_id().as_str());
            let stray = command.get_arguments().find(is_stray).and_then(Arg::get_long);
            if let Some(flag) = stray {
                let text = format!("'--{flag}' is a setting of the command: write it after '{name}'");
                return Err(command.error(ErrorKind::ArgumentConflict, text));
            }
        }
        Self::from_arg_matches(&matches)
    }

    fn output(&self) -> Output {
        if self.json { Output::Json } else { Output::Words }
    }

    /// Runs the command.
    ///
    /// # Errors
    /// One line that says what is wrong and what to do.
    pub fn run(self) -> anyhow::Result<()> {
        let output = self.output();
        start_log(output);
        progress::speak(output);
        match self.command {
            None => serve::run(self.flags, output),
            Some(Command::Serve(flags)) => serve::run(flags, output),
            Some(Command::Demo(args)) => demo::run(args, output),
            Some(Command::Replay(args)) => replay::run(&args, output),
            Some(Command::Backtest(args)) => backtest::run(&args, output),
            Some(Command::Import(args)) => import::import(args, output),
            Some(Command::Export(args)) => export::run(args, output),
            Some(Command::Explain(args)) => explain::run(&args, output),
            Some(Command::Doctor(args)) => doctor::run(args, output),
        }
    }
}

/// Answers a command line that is none, or one that asks for help.
fn refuse(error: &clap::Error) -> ExitCode {
    let is_json = std::env::args_os().any(|argument| argument == "--json");
    if !error.use_stderr() || !is_json {
        error.exit();
    }
    // The first paragraph says what is wrong; usage and tips follow.
    let text = error.render().to_string();
    let said = text.split("\n\n").next().unwrap_or_default();
    let said = said.strip_prefix("error: ").unwrap_or(said);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    eprintln!("{}", Output::Json.error_line(&anyhow::Error::msg(said)));
    ExitCode::from(2)
}

/// Quiet but for news. That a client sent what is no HTTP is no error of ours: a line for each would let anybody fill the log.
const LOG_FILTER: &str = "warn,groundswell=info,actix_http=off";

/// Logs to stderr; `GROUNDSWELL_LOG` filters (`debug`, `groundswell=debug`), and the default is quiet but for news.
fn start_log(output: Output) {
    let filter = EnvFilter::try_from_env("GROUNDSWELL_LOG").unwrap_or_else(|_| EnvFilter::new(LOG_FILTER));
    let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(is_terminal);
    supervise::log_panics();
    // A second command in one process (tests) finds the first one's log in place.
    let _ = match output {
        Output::Words => log.try_init(),
        Output::Json => log.json().try_init(),
    };
}

/// Runs async work on as many threads as there are cores.
///
/// # Errors
/// Those of the work, or when the system gives no threads.
pub fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Runtime::new()?.block_on(work)
}
