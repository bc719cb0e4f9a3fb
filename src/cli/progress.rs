//! One progress bar for all commands: on stderr, and only where that is a terminal.

use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Output;

/// Whether programs read stderr. Of the process, as the terminal and the log are.
static IS_SILENT: AtomicBool = AtomicBool::new(false);

/// Draws no bars when programs read along.
pub fn speak(output: Output) {
    IS_SILENT.store(output.is_json(), Ordering::Relaxed);
}

/// A bar of `length` units.
#[must_use]
pub fn bar(length: u64, unit: &str) -> ProgressBar {
    let bar = ProgressBar::new(length);
    hush(&bar);
    let template = format!("{{bar:40}} {{pos}}/{{len}} {unit}, {{eta}} left");
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar
}

/// A bar of bytes read, of so many where that is known.
#[must_use]
pub fn bytes(length: Option<u64>) -> ProgressBar {
    let (bar, template) = match length {
        Some(length) => (
            ProgressBar::new(length),
            "{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        ),
        None => (ProgressBar::no_length(), "{spinner} {bytes} {bytes_per_sec}"),
    };
    hush(&bar);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Indicatif draws on stderr. Where that is no terminal, there is nothing to see.
fn hush(bar: &ProgressBar) {
    if IS_SILENT.load(Ordering::Relaxed) || !std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
}
