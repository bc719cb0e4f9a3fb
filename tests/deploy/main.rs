//! What `deploy/` ships, tried with the programs that it is written for: systemd, Redis, nginx, Caddy, and the commands of
//! its README.
#![allow(clippy::large_futures, reason = "a test holds a whole site, once")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod systemd;
mod image;
mod compose;
mod redis_configuration;
mod proxies;
mod nginx;
mod caddy;
mod backup;

#[path = "../support/geography.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod geography;
#[path = "../support/process.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod process;
#[path = "../support/redis.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod redis_server;
#[path = "../support/test_app.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod test_app;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A file of `deploy/`.
fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy").join(name)
}

/// The text of a file of `deploy/`.
fn text(name: &str) -> String {
    std::fs::read_to_string(shipped(name)).unwrap_or_else(|error| panic!("deploy/{name}: {error}"))
}

/// Runs a program to its end.
fn output(command: &mut Command) -> Output {
    let name = command.get_program().to_string_lossy().into_owned();
    command
        .output()
        .unwrap_or_else(|error| panic!("the tests of deploy/ need {name} (.ci/tools installs it): {error}"))
}

/// Runs a program that must succeed; returns what it said.
fn succeed(command: &mut Command) -> String {
    let output = output(command);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{command:?}: {said}");
    said
}
