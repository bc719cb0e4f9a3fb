//! Tasks that live as long as the process. One that panics is a fault of ours: it is counted and written down, and started
//! again, while everything else goes on.
//!
//! What a task knows must be whole when it starts again. So what a panic could leave half done is taken out of its place
//! before the work, put back after it, and made anew where it is missing.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::PanicHookInfo;
use std::time::Duration;

use tokio::task::{JoinError, JoinHandle};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// Before a task is started again for the first time: most faults are of one moment.
const PAUSE_MIN: Duration = Duration::from_millis(100);

/// A task that panics again and again is tried this often: it must not take the processor, and who waits for what it does
/// is told so soon.
const PAUSE_MAX: Duration = Duration::from_secs(10);

/// A task that has lived for so long is in order; the next panic is another one.
const IN_ORDER: Duration = Duration::from_mins(1);

/// Characters of what a panic says that are written down.
const SAID_LENGTH_MAX: usize = 200;

/// After these a panic quotes values.
const VALUES_AFTER: [&str; 4] = [": ", "\"", "'", " of `"];

/// What an index that is out of bounds says: the values are numbers of ours.
const NUMBERS_ONLY: &str = ": the len is ";

/// Panics, by what they were in.
const PANICS: &str = "groundswell_task_panics_total";

/// Keeps a task going until it ends by itself, or panics after it was told to stop. `start` begins it, each time anew.
pub async fn keep(task: &'static str, stop: CancellationToken, mut start: impl FnMut() -> JoinHandle<()>) {
    metrics::counter!(PANICS, "task" => task).increment(0);
    let mut pause = PAUSE_MIN;
    loop {
        let started = Instant::now();
        // A task that was cancelled went down with its runtime.
        let Err(Ok(panic)) = start().await.map_err(JoinError::try_into_panic) else {
            return;
        };
        note(task, panic.as_ref());
        if started.elapsed() >= IN_ORDER {
            pause = PAUSE_MIN;
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
        pause = (pause * 2).min(PAUSE_MAX);
        tracing::info!(task, "started again");
    }
}

/// Counts the panic that a piece of work of this task has ended in, if it has.
pub fn note_end(task: &'static str, error: JoinError) {
    if let Ok(panic) = error.try_into_panic() {
        note(task, panic.as_ref());
    }
}

/// Counts a panic.
pub fn note(task: &'static str, panic: &(dyn Any + Send)) {
    metrics::counter!(PANICS, "task" => task).increment(1);
    tracing::error!(
        task,
        said = said(panic),
        "a task panicked: this is a fault in Groundswell"
    );
}

/// From now on a panic is a line of the log: where it was, and what it says as far as it is ours. What it quotes may be what
/// somebody sent, and is left out.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current();
        let thread = thread.name().unwrap_or_default();
        tracing::error!(place, thread, said = said(panic.payload()), "panic");
        let backtrace = Backtrace::capture();
        if backtrace.status() == BacktraceStatus::Captured {
            tracing::error!("{backtrace}");
        }
    }));
}

/// What a panic says, without what it quotes: values may hold an address or a secret.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let line = text.unwrap_or_default().lines().next().unwrap_or_default();
    let ends = VALUES_AFTER.iter().filter_map(|mark| line.find(mark));
    let shown = match ends.min() {
        Some(end) if !line.contains(NUMBERS_ONLY) => format!("{} …", &line[..end]),
        _ => line.to_owned(),
    };
    shown.chars().take(SAID_LENGTH_MAX).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn text(panic: &str) -> String {
        said(&panic.to_owned())
    }

    #[test]
    fn what_a_panic_quotes_is_not_repeated() {
        let index = "index out of bounds: the len is 3 but the index is 7";
        assert_eq!(text(index), index);
        assert_eq!(said(&"attempt to add with overflow"), "attempt to add with overflow");
        let unwrap = "called `Result::unwrap()` on an `Err` value: BadAddress(203.0.113.7)";
        assert_eq!(text(unwrap), "called `Result::unwrap()` on an `Err` value …");
        let slice = "byte index 1 is not a char boundary; it is inside 'é' (bytes 0..2) of `é203.0.113.7`";
        assert_eq!(text(slice), "byte index 1 is not a char boundary; it is inside  …");
        assert_eq!(text("start of `203.0.113.7`"), "start …");
        assert_eq!(text("no \"203.0.113.7\" here"), "no  …");
        assert_eq!(text("assertion failed\n  left: 203.0.113.7"), "assertion failed");
        assert_eq!(said(&7_u8), "");
    }

    #[tokio::test]
    async fn a_task_that_panics_is_started_again_ever_later_and_ends_in_its_own_time() {
        let starts = AtomicU32::new(0);
        let begun = Instant::now();
        let kept = keep("test", CancellationToken::new(), || {
            let start = starts.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move { assert!(start >= 3, "not yet") })
        });
        kept.await;
        assert_eq!(starts.load(Ordering::SeqCst), 4);
        assert!(begun.elapsed() >= PAUSE_MIN * 7, "one, two and four of them");
    }

    #[tokio::test]
    async fn one_that_was_told_to_stop_is_not_started_again() {
        let stop = CancellationToken::new();
        let starts = AtomicU32::new(0);
        let kept = keep("test", stop.clone(), || {
            starts.fetch_add(1, Ordering::SeqCst);
            stop.cancel();
            tokio::spawn(async { panic!("always") })
        });
        kept.await;
        assert_eq!(starts.load(Ordering::SeqCst), 1);
    }
}
