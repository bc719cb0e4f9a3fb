//! Placeholder for the `groundswell` binary: only `backtest`, until the rest is merged.

use std::process::ExitCode;

use clap::Parser;
use groundswell::cli::backtest;

#[derive(Parser)]
#[command(version, about)]
enum Command {
    /// Runs the detector over recorded counts.
    Backtest(backtest::BacktestArgs),
}

fn main() -> ExitCode {
    let Command::Backtest(args) = Command::parse();
    match backtest::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
