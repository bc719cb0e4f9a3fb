//! The `groundswell` binary: arguments in, exit code out.

use std::process::ExitCode;

use groundswell::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    Cli::main()
}
