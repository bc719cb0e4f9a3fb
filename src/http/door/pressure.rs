//! How far a worker is behind, and what is refused while it is.
//!
//! A worker is one thread; what is ready to run waits its turn there. A probe that is due every few milliseconds waits the
//! same time, so its delay is the delay of every request. A burst is no reason to refuse anything: a worker is called
//! behind only while not even the luckiest probe of a while was in time (the rule of CoDel, RFC 8289).

use std::cell::Cell;
use std::rc::{Rc, Weak};
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::connection::{Connection, Worker};
use crate::http::problem::Problem;

/// How often a probe is due; 20 wake-ups a second are not to be noticed.
const PROBE_EVERY: Duration = Duration::from_millis(50);

/// A request that waits longer than this for its turn makes a page feel slow.
const DELAY_TARGET: Duration = Duration::from_millis(50);

/// For so long no probe may have been in time: half a second is no burst any more.
const WINDOW: Duration = Duration::from_millis(500);

/// And so many probes at least, so that one pause of the machine is no verdict.
const PROBES_MIN: u32 = 3;

/// Reads of the store under way, of one worker. With a store that answers within a few milliseconds these are more than
/// 10,000 a second; when it does not, reports need it more.
const STORE_READS_MAX: u32 = 64;

/// Whoever was refused comes back after this time.
const RETRY_AFTER_SECONDS: u32 = 5;

/// What is nice to have: refused first, while pages and reports are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secondary {
    /// Series, lists and evidence that come from the store.
    StoreRead,
    /// Pictures to share.
    Picture,
    /// Streams of events; pages look for news by themselves meanwhile.
    Stream,
}

/// How far one worker is behind.
#[derive(Debug, Default)]
pub struct Pressure {
    is_behind: Cell<bool>,
    store_reads: Cell<u32>,
}

/// The probes since a moment.
struct Window {
    since: Instant,
    probes: u32,
    delay_min: Duration,
}

/// A read of the store, for as long as this lives.
struct StoreRead<'a>(&'a Pressure);

impl Pressure {
    /// Whether what is ready to run has been waiting too long for its turn, all the time, for a while.
    pub fn is_behind(&self) -> bool {
        self.is_behind.get()
    }

    fn read(&self) -> Option<StoreRead<'_>> {
        let reads = self.store_reads.get();
        (reads < STORE_READS_MAX).then(|| {
            self.store_reads.set(reads + 1);
            StoreRead(self)
        })
    }

    /// Takes note that it is behind, or no more.
    fn judge(&self, delay_min: Duration) {
        let is_behind = delay_min > DELAY_TARGET;
        if self.is_behind.replace(is_behind) != is_behind {
            let delay_ms = u64::try_from(delay_min.as_millis()).unwrap_or(u64::MAX);
            if is_behind {
                tracing::warn!(delay_ms, "a worker is behind: what is nice to have is refused");
            } else {
                tracing::info!(delay_ms, "a worker is no longer behind");
            }
        }
    }
}

impl Drop for StoreRead<'_> {
    fn drop(&mut self) {
        self.0.store_reads.set(self.0.store_reads.get() - 1);
    }
}

impl Window {
    fn at(now: Instant) -> Self {
        Self {
            since: now,
            probes: 0,
            delay_min: Duration::MAX,
        }
    }

    /// Adds a probe; what the shortest delay was, once the window is over.
    fn add(&mut self, now: Instant, delay: Duration) -> Option<Duration> {
        self.probes += 1;
        self.delay_min = self.delay_min.min(delay);
        let is_over = now - self.since >= WINDOW && self.probes >= PROBES_MIN;
        is_over.then(|| std::mem::replace(self, Self::at(now)).delay_min)
    }
}

/// Probes a worker, and counts the seconds of its connections, until it is gone.
pub async fn probe(worker: Weak<Worker>) {
    let mut probes = interval(PROBE_EVERY);
    probes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut second = Instant::now();
    let mut window = Window::at(second);
    loop {
        let due = probes.tick().await;
        let Some(worker) = worker.upgrade() else { return };
        let now = Instant::now();
        worker.note_probe();
        if let Some(delay_min) = window.add(now, now - due) {
            worker.pressure().judge(delay_min);
        }
        if now - second >= Duration::from_secs(1) {
            second = now;
            worker.pass_second();
        }
    }
}

/// Serves what is nice to have, unless the worker is behind.
///
/// # Errors
/// Those of the handler.
pub async fn shed(
    kind: Secondary,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let connection = request.conn_data::<Rc<Connection>>().cloned();
    let Some(pressure) = connection.as_ref().map(|connection| connection.pressure()) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    if pressure.is_behind() {
        return Ok(request.error_response(refusal(kind)));
    }
    let _read = match (kind, pressure.read()) {
        (Secondary::StoreRead, None) => return Ok(request.error_response(refusal(kind))),
        (Secondary::StoreRead, read) => read,
        _ => None,
    };
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn refusal(kind: Secondary) -> Problem {
    metrics::counter!("groundswell_shed_total", "class" => kind.label()).increment(1);
    Problem::Unavailable {
        detail: "Too much is asked for at this moment. Pages and reports go first; please try again.".to_owned(),
        retry_after_seconds: RETRY_AFTER_SECONDS,
    }
}

impl Secondary {
    fn label(self) -> &'static str {
        match self {
            Self::StoreRead => "store_read",
            Self::Picture => "picture",
            Self::Stream => "stream",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATE: Duration = Duration::from_millis(80);
    const IN_TIME: Duration = Duration::from_millis(1);

    #[test]
    fn one_probe_in_time_is_enough() {
        let start = Instant::now();
        let mut window = Window::at(start);
        let verdicts: Vec<_> = (1..=10_u32)
            .filter_map(|number| {
                let delay = if number == 7 { IN_TIME } else { LATE };
                window.add(start + PROBE_EVERY * number, delay)
            })
            .collect();
        assert_eq!(verdicts, [IN_TIME]);
        let pause = Duration::from_secs(3);
        let mut window = Window::at(start);
        assert_eq!(window.add(start + pause, pause), None, "one pause is no verdict");
        assert_eq!(window.add(start + pause + PROBE_EVERY, LATE), None);
        assert_eq!(window.add(start + pause + PROBE_EVERY * 2, LATE), Some(LATE));
    }

    #[test]
    fn reads_of_the_store_are_bounded() {
        let pressure = Pressure::default();
        let reads: Vec<_> = (0..STORE_READS_MAX).map(|_| pressure.read().unwrap()).collect();
        assert!(pressure.read().is_none());
        drop(reads);
        assert!(pressure.read().is_some());
        pressure.judge(LATE);
        assert!(pressure.is_behind());
        pressure.judge(IN_TIME);
        assert!(!pressure.is_behind());
    }
}
