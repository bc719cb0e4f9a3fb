//! How far a worker is behind, and what is refused while it is.
//!
//! A worker is one thread; what is ready to run waits its turn there. A probe that is due every few milliseconds waits the
//! same time, so its delay is the delay of every request. A burst is no reason to refuse anything: a worker is called
//! behind only when no probe was in time for a while, and no more as soon as one is (the rule of RFC 8289).

use std::cell::Cell;
use std::rc::{Rc, Weak};
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use super::connection::{Connection, Worker};
use crate::http::problem::Problem;

/// How often a probe is due; 20 wake-ups a second are not to be noticed.
const PROBE_EVERY: Duration = Duration::from_millis(50);

/// A request that waits longer than this for its turn makes a page feel slow.
const DELAY_TARGET: Duration = Duration::from_millis(50);

/// For so long no probe may have been in time: half a second is no burst any more.
const LATE_FOR: Duration = Duration::from_millis(500);

/// And so many probes at least, so that one pause of the machine is no verdict.
const LATE_PROBES_MIN: u32 = 3;

/// Whoever was behind so lately is again after fewer probes: what was refused is asked for anew as soon as it is served.
const RELAPSE: Duration = Duration::from_secs(5);

const LATE_PROBES_MIN_OF_RELAPSE: u32 = 2;

/// Reads of the store under way, of one worker. The embedded store reads on threads of its own, which take the processor
/// from the workers.
const STORE_READS_MAX: usize = 4;

/// Reads that wait for their turn, of one worker: what a page with some charts asks for at once, for several of them.
const STORE_READS_WAITING_MAX: u32 = 128;

/// A read that waits longer for its turn is refused: whoever asked has given up, or should.
const STORE_READ_WAIT_MAX: Duration = Duration::from_secs(2);

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
#[derive(Debug)]
pub struct Pressure {
    is_behind: Cell<bool>,
    store_reads: Semaphore,
    store_reads_waiting: Cell<u32>,
}

impl Default for Pressure {
    fn default() -> Self {
        Self {
            is_behind: Cell::default(),
            store_reads: Semaphore::new(STORE_READS_MAX),
            store_reads_waiting: Cell::default(),
        }
    }
}

/// Probes that were late, one after the other, and what that comes to.
#[derive(Debug, Default)]
struct Judge {
    late_since: Option<Instant>,
    late_probes: u32,
    is_behind: bool,
    /// When it was behind last.
    behind_at: Option<Instant>,
}

/// A read that waits for its turn, for as long as this lives.
struct Waiting<'a>(&'a Pressure);

impl Pressure {
    /// Whether what is ready to run has been waiting too long for its turn, all the time, for a while.
    pub fn is_behind(&self) -> bool {
        self.is_behind.get()
    }

    /// A turn to read the store; none when too many wait, or it takes too long.
    async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        let waiting = self.store_reads_waiting.get();
        if waiting >= STORE_READS_WAITING_MAX {
            return None;
        }
        self.store_reads_waiting.set(waiting + 1);
        let _waiting = Waiting(self);
        let turn = timeout(STORE_READ_WAIT_MAX, self.store_reads.acquire()).await;
        turn.ok()?.ok()
    }

    /// Takes note that it is behind, or no more.
    fn note(&self, is_behind: bool, delay: Duration) {
        if self.is_behind.replace(is_behind) != is_behind {
            let delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
            tracing::debug!(
                is_behind,
                delay_ms,
                "what is nice to have is refused while a worker is behind"
            );
        }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.store_reads_waiting.set(self.0.store_reads_waiting.get() - 1);
    }
}

impl Judge {
    /// Hears of a probe; whether the worker is behind.
    fn hear(&mut self, now: Instant, delay: Duration) -> bool {
        if delay <= DELAY_TARGET {
            self.late_since = None;
            self.late_probes = 0;
            self.is_behind = false;
            return false;
        }
        let late_since = *self.late_since.get_or_insert(now - delay);
        self.late_probes += 1;
        let is_relapse = self.behind_at.is_some_and(|at| now - at < RELAPSE);
        let is_late_for_long = now - late_since >= LATE_FOR && self.late_probes >= LATE_PROBES_MIN;
        self.is_behind |= is_late_for_long || is_relapse && self.late_probes >= LATE_PROBES_MIN_OF_RELAPSE;
        if self.is_behind {
            self.behind_at = Some(now);
        }
        self.is_behind
    }
}

/// Probes a worker, and counts the seconds of its connections, until it is gone.
pub async fn probe(worker: Weak<Worker>) {
    let mut probes = interval(PROBE_EVERY);
    probes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut second = Instant::now();
    let mut judge = Judge::default();
    loop {
        let due = probes.tick().await;
        let Some(worker) = worker.upgrade() else { return };
        let now = Instant::now();
        worker.note_probe();
        worker.pressure().note(judge.hear(now, now - due), now - due);
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
    let turn = match kind {
        Secondary::StoreRead => Some(pressure.turn().await),
        Secondary::Picture | Secondary::Stream => None,
    };
    if matches!(turn, Some(None)) {
        return Ok(request.error_response(refusal(kind)));
    }
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

    /// What the worker is called after each of these probes, one due every 50 ms.
    fn verdicts(judge: &mut Judge, start: Instant, delays: &[Duration]) -> Vec<bool> {
        let mut now = start;
        let hear = |delay: &Duration| {
            now += PROBE_EVERY + *delay;
            judge.hear(now, *delay)
        };
        delays.iter().map(hear).collect()
    }

    #[test]
    fn a_worker_is_behind_while_no_probe_is_in_time() {
        let start = Instant::now();
        let mut judge = Judge::default();
        let with_one_in_time = [LATE, LATE, LATE, IN_TIME, LATE, LATE, LATE];
        assert_eq!(verdicts(&mut judge, start, &with_one_in_time), [false; 7]);
        let pause = [Duration::from_secs(3), LATE, IN_TIME];
        let mut judge = Judge::default();
        assert_eq!(
            verdicts(&mut judge, start, &pause),
            [false; 3],
            "one pause is no verdict"
        );
        let mut judge = Judge::default();
        let late = verdicts(&mut judge, start, &[LATE; 6]);
        assert_eq!(late, [false, false, false, false, true, true]);
        let soon = start + Duration::from_secs(2);
        assert_eq!(
            verdicts(&mut judge, soon, &[IN_TIME, LATE, LATE, IN_TIME]),
            [false, false, true, false]
        );
        let much_later = start + Duration::from_mins(1);
        assert_eq!(verdicts(&mut judge, much_later, &[LATE, LATE]), [false; 2]);
    }

    #[tokio::test]
    async fn reads_of_the_store_wait_for_their_turn_and_not_for_ever() {
        let pressure = Pressure::default();
        let mut turns = Vec::new();
        for _ in 0..STORE_READS_MAX {
            turns.push(pressure.turn().await.unwrap());
        }
        assert!(pressure.turn().await.is_none(), "two seconds later");
        let (next, ()) = tokio::join!(pressure.turn(), async { drop(turns.pop()) });
        assert!(next.is_some());
        assert_eq!(pressure.store_reads_waiting.get(), 0);
    }
}
