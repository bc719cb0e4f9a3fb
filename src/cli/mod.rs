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
pub mod progress;
mod vendors;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::Flags;

/// Crowd-report outage aggregator: counts "I have a problem" clicks, finds outages, says where and since when.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Without a command: as `serve`.
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the site: intake, detector, pages, webhook delivery (also without a command)
    Serve(Flags),
    /// Serve with made-up history and a made-up live crowd: an outage is found within two minutes
    Demo(demo::DemoArgs),
    /// Send a scenario, such as a real outage, to a running server
    Replay(replay::ReplayArgs),
    /// Run the detector over recorded counts, at any speed
    Backtest(backtest::BacktestArgs),
    /// Take recorded counts into the store and learn baselines from them
    Import(import::ImportArgs),
    /// Write the counts that are kept, as `import` and `backtest` read them
    Export(export::ExportArgs),
    /// Show the counts, baseline, statistic and threshold behind each step of an incident
    Explain(explain::ExplainArgs),
    /// Check settings, store, address databases and proxies
    Doctor(doctor::DoctorArgs),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// One line that says what is wrong and what to do.
    pub fn run(self) -> anyhow::Result<()> {
        start_log();
        match self.command {
            None => serve::run(self.flags),
            Some(Command::Serve(flags)) => serve::run(flags),
            Some(Command::Demo(args)) => demo::run(args),
            Some(Command::Replay(args)) => replay::run(&args),
            Some(Command::Backtest(args)) => backtest::run(&args),
            Some(Command::Import(args)) => import::import(args),
            Some(Command::Export(args)) => export::run(args),
            Some(Command::Explain(args)) => explain::run(&args),
            Some(Command::Doctor(args)) => doctor::run(args),
        }
    }
}

/// Logs to stderr; `GROUNDSWELL_LOG` filters (`debug`, `groundswell=debug`), and the default is quiet but for news.
fn start_log() {
    let filter = EnvFilter::try_from_env("GROUNDSWELL_LOG").unwrap_or_else(|_| EnvFilter::new("warn,groundswell=info"));
    let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(is_terminal);
    // A second command in one process (tests) finds the first one's log in place.
    let _ = log.try_init();
}

/// Runs async work on as many threads as there are cores.
///
/// # Errors
/// Those of the work, or when the system gives no threads.
pub fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Runtime::new()?.block_on(work)
}
