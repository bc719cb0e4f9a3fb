//! Group commit. Each worker gathers the reports that come in while its last flush is under way, and the next flush takes
//! them all: batches grow by themselves with the load, without a timer. Worker and store meet once a batch, in Redis by a
//! connection of that worker, and whoever waits for it is woken within the worker.
//!
//! While the store does not answer, batches go to the spool, and from there to the store when it is back.

mod batch;
mod fallback;
mod sift;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use self::batch::{Batch, Place};
use self::fallback::{Fallback, Stranded};
use super::spool::Spool;
use crate::domain::report::{Receipt, Report};
use crate::store::{Store, StoreError};
use crate::supervise;

/// Reports that may wait, all workers together. At 200 bytes each this is 3 MB, and at the slowest disk seen (95 syncs a
/// second) they are stored within a second.
const WAITING_MAX: usize = 16_384;

/// Reports in one flush: bounds the time that the first of them waits.
const BATCH_LENGTH_MAX: usize = 4_096;

/// Flushes of a worker under way. While the store works on one, the next is made ready and sent; a third would only make
/// the batches smaller.
const FLUSHES_MAX: usize = 2;

/// The second of them has so many reports: a call costs the store as much as twenty reports, so fewer wait for the first.
const SECOND_LENGTH_MIN: usize = 64;

/// Batches on their way to the spool. Whoever finds it full waits: `WAITING_MAX` bounds how many.
const BATCHES_STRANDED_MAX: usize = 64;

/// Whoever waits for an empty spool looks so often.
const LOOK_PAUSE: Duration = Duration::from_millis(20);

/// Why a report got no receipt. It was not counted, or it may be sent again without being counted twice.
#[derive(Debug, Clone, thiserror::Error)]
pub enum IntakeError {
    /// More reports arrive than the store can take.
    #[error("too many reports are waiting")]
    Full,
    /// The store failed, and there is no spool.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store failed, and the spool is full or its disk is.
    #[error("neither the store nor the spool can take reports")]
    Spool,
    /// What was to store it panicked. It may have been counted, and then it is not counted again.
    #[error("storing it was interrupted by a fault of ours")]
    Interrupted,
    /// The process is going down.
    #[error("the server is shutting down")]
    Closed,
}

/// A report that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// What is known of it. While the store is away: whether it repeats one since then, and how many there were since.
    pub receipt: Receipt,
    /// It is on this machine's disk, and will be counted in its minute when the store is back.
    pub is_spooled: bool,
}

/// What is in the spool, for those who decide by counts: they wait until it is drained.
#[derive(Debug, Clone, Default)]
pub struct Waterline(Arc<AtomicU64>);

impl Waterline {
    /// Reports that were acknowledged and not counted yet.
    #[must_use]
    pub fn reports(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Waits until there are none.
    pub async fn until_none(&self) {
        while self.reports() > 0 {
            tokio::time::sleep(LOOK_PAUSE).await;
        }
    }

    fn set(&self, reports: u64) {
        self.0.store(reports, Ordering::Relaxed);
    }
}

/// The way in for reports, shared by all workers; each has a [`Desk`] of its own.
#[derive(Clone)]
pub struct Intake {
    store: Arc<dyn Store>,
    patience: Duration,
    waterline: Waterline,
    /// Reports that wait, at all desks.
    waiting: Arc<AtomicUsize>,
    /// Whether batches go to the spool: before anything new is counted, what is in there has to be.
    is_spooling: Arc<AtomicBool>,
    stranded: mpsc::Sender<Stranded>,
    /// Says that nobody is left to send any.
    _last: Arc<DropGuard>,
}

impl Intake {
    /// A way into `store`, and into the spool when the store takes longer than `patience`. The task ends, with everything
    /// on disk, when all clones and desks are dropped.
    pub fn start(store: Arc<dyn Store>, spool: Option<Spool>, patience: Duration) -> (Self, JoinHandle<()>) {
        let (sender, stranded) = mpsc::channel(BATCHES_STRANDED_MAX);
        let stop = CancellationToken::new();
        let waterline = Waterline::default();
        let backlog = spool.as_ref().map_or(0, Spool::len);
        waterline.set(backlog);
        let intake = Self {
            store: Arc::clone(&store),
            patience,
            waterline: waterline.clone(),
            waiting: Arc::default(),
            is_spooling: Arc::new(AtomicBool::new(backlog > 0)),
            stranded: sender,
            _last: Arc::new(stop.clone().drop_guard()),
        };
        // Those that wait for a task that has panicked wait for the next one.
        let stranded = Arc::new(Mutex::new(stranded));
        let is_spooling = Arc::clone(&intake.is_spooling);
        let fallback = spool.map(|spool| Fallback::new(store, spool, patience, waterline, is_spooling));
        let fallback = fallback.map(Arc::new);
        let task = supervise::keep("spool", stop, move || {
            let stranded = Arc::clone(&stranded);
            match fallback.clone() {
                Some(fallback) => tokio::spawn(async move { fallback.run(&mut *stranded.lock().await).await }),
                None => tokio::spawn(async move { fallback::refuse_all(&mut *stranded.lock().await).await }),
            }
        });
        (intake, tokio::spawn(task))
    }

    /// What waits in the spool.
    #[must_use]
    pub fn waterline(&self) -> Waterline {
        self.waterline.clone()
    }
}

impl Accepted {
    fn by_store(receipt: Receipt) -> Self {
        Self {
            receipt,
            is_spooled: false,
        }
    }
}

fn of_one_thread(store: &Arc<dyn Store>) -> Arc<dyn Store> {
    store.of_one_thread().unwrap_or_else(|| Arc::clone(store))
}

/// Where the reports of one worker wait. Stays on its thread.
#[derive(Clone)]
pub struct Desk {
    intake: Intake,
    counter: Rc<RefCell<Counter>>,
}

/// What is at a desk. Borrowed for a moment only, never across an await.
struct Counter {
    /// The store, by a connection of this thread.
    store: Arc<dyn Store>,
    /// The batch that takes reports.
    open: Rc<Batch>,
    flushes: usize,
}

impl Desk {
    /// A desk of this intake; to be used within a `LocalSet`.
    #[must_use]
    pub fn new(intake: Intake) -> Self {
        let counter = Counter {
            store: of_one_thread(&intake.store),
            open: Rc::default(),
            flushes: 0,
        };
        Self {
            intake,
            counter: Rc::new(RefCell::new(counter)),
        }
    }

    /// Takes a report; returns once the store has it, or the spool.
    ///
    /// # Errors
    /// [`IntakeError`]: nothing was acknowledged.
    pub async fn submit(&self, report: Report) -> Result<Accepted, IntakeError> {
        let waits = Waits::among(&self.intake.waiting).ok_or(IntakeError::Full)?;
        let place = Place::in_batch(&self.counter.borrow().open, report, waits);
        self.flush_if_free();
        place.await
    }

    /// Stores a batch, here or there.
    async fn store(&self, reports: Vec<Report>) -> Result<Vec<Accepted>, IntakeError> {
        let intake = &self.intake;
        metrics::histogram!("groundswell_intake_batch_reports")
            .record(u32::try_from(reports.len()).unwrap_or(u32::MAX));
        let error = if intake.is_spooling.load(Ordering::Acquire) {
            None
        } else {
            let store = Arc::clone(&self.counter.borrow().store);
            match fallback::in_time(intake.patience, store.count(&reports)).await {
                Ok(receipts) => return Ok(receipts.into_iter().map(Accepted::by_store).collect()),
                Err(error) => Some(error),
            }
        };
        // Whatever is the matter, the connection may not have outlived it.
        self.counter.borrow_mut().store = of_one_thread(&intake.store);
        let (answer, accepted) = oneshot::channel();
        let stranded = Stranded { reports, error, answer };
        let sent = intake.stranded.send(stranded).await;
        sent.map_err(|_closed| IntakeError::Closed)?;
        accepted.await.unwrap_or(Err(IntakeError::Interrupted))
    }

    fn flush_if_free(&self) {
        let mut counter = self.counter.borrow_mut();
        let is_worth_it = counter.flushes == 0 || counter.open.len() >= SECOND_LENGTH_MIN;
        if counter.flushes < FLUSHES_MAX && is_worth_it {
            counter.flushes += 1;
            drop(counter);
            let flush = Flush {
                desk: self.clone(),
                batch: None,
            };
            let (desk, flushing) = (self.clone(), tokio::task::spawn_local(flush.run()));
            tokio::task::spawn_local(async move {
                if let Err(error) = flushing.await {
                    supervise::note_end("intake", error);
                    desk.flush_what_waits();
                }
            });
        }
    }

    fn flush_what_waits(&self) {
        let waiting = self.counter.borrow().open.len();
        if waiting > 0 {
            self.flush_if_free();
        }
    }
}

/// Flushes batch after batch until none is left. However it ends, it leaves its place to the next, and nobody waits for it.
struct Flush {
    desk: Desk,
    /// The batch under way.
    batch: Option<Rc<Batch>>,
}

impl Flush {
    async fn run(mut self) {
        loop {
            // Requests that have arrived with the one that started this get their turn, and join the batch.
            tokio::task::yield_now().await;
            let Some(batch) = self.next_batch() else { return };
            let mut reports = batch.take_reports();
            self.batch = Some(batch);
            let mut accepted = Ok(Vec::with_capacity(reports.len()));
            while !reports.is_empty() && accepted.is_ok() {
                let rest = reports.split_off(reports.len().min(BATCH_LENGTH_MAX));
                let part = self.desk.store(std::mem::replace(&mut reports, rest)).await;
                accepted = accepted.and_then(|mut all: Vec<Accepted>| {
                    all.extend(part?);
                    Ok(all)
                });
            }
            self.complete(accepted);
        }
    }

    fn next_batch(&self) -> Option<Rc<Batch>> {
        let mut counter = self.desk.counter.borrow_mut();
        let (waiting, others) = (counter.open.len(), counter.flushes - 1);
        // Another flush is under way, or nothing is left: the reports that there are wait for that one.
        let is_worth_it = waiting > 0 && (others == 0 || waiting >= SECOND_LENGTH_MIN);
        is_worth_it.then(|| std::mem::take(&mut counter.open))
    }

    fn complete(&mut self, accepted: Result<Vec<Accepted>, IntakeError>) {
        if let Some(batch) = self.batch.take() {
            batch.complete(accepted);
        }
    }
}

impl Drop for Flush {
    fn drop(&mut self) {
        self.desk.counter.borrow_mut().flushes -= 1;
        self.complete(Err(IntakeError::Interrupted));
    }
}

/// One report that waits, for as long as this lives.
struct Waits(Arc<AtomicUsize>);

impl Waits {
    fn among(waiting: &Arc<AtomicUsize>) -> Option<Self> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let waits = Self(Arc::clone(waiting));
        (before < WAITING_MAX).then_some(waits)
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::task::Poll;

    use super::*;
    use crate::domain::bucket::Timestamp;
    use crate::domain::region::{Asn, RegionCode};
    use crate::domain::report::{Kind, ReporterKey};
    use crate::domain::service::ServiceSlug;
    use crate::store::{self, StoreOptions};

    fn report(number: usize) -> Report {
        let mut key = [0; 16];
        key[..8].copy_from_slice(&number.to_be_bytes());
        Report {
            service: ServiceSlug::parse("spotify").unwrap(),
            kind: Kind::Problem,
            symptom: None,
            at: Timestamp(1_776_000_000),
            region: RegionCode::UNKNOWN,
            network: Asn::UNKNOWN,
            reporter: ReporterKey(key),
            reporter_yesterday: None,
            discounted: false,
            referrer: None,
        }
    }

    /// Whoever hangs up leaves a report behind, which takes its room until it is stored.
    #[tokio::test]
    async fn so_many_wait_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("embedded:{}", folder.path().display()).parse().unwrap();
        let store = store::open(&url, &StoreOptions::default()).await.unwrap();
        let (intake, _task) = Intake::start(store, None, Duration::from_mins(1));
        let desk = Desk::new(intake);
        let work = async {
            for number in 0..WAITING_MAX {
                assert!(futures::poll!(Box::pin(desk.submit(report(number)))).is_pending());
            }
            let beyond = futures::poll!(Box::pin(desk.submit(report(WAITING_MAX))));
            assert!(matches!(beyond, Poll::Ready(Err(IntakeError::Full))));
            while desk.intake.waiting.load(Ordering::Relaxed) > 0 {
                tokio::task::yield_now().await;
            }
            let receipt = desk.submit(report(WAITING_MAX)).await.unwrap().receipt;
            assert_eq!(receipt.reports_in_window, 1 + u64::try_from(WAITING_MAX).unwrap());
        };
        tokio::task::LocalSet::new().run_until(work).await;
    }
}
