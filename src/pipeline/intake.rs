//! Group commit: reports gather while flushes are under way, and the next flush takes them all. While the store does not
//! answer they go to the spool, and from there to the store when it is back.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::stream::{FuturesUnordered, StreamExt};
use tokio::sync::{mpsc, oneshot};

use super::spool::{Backlog, Spool, SpoolError};
use crate::domain::report::{Receipt, Report};
use crate::store::{Store, StoreError};

/// Reports that may wait. At 100 bytes each this is under 2 MB, and at the slowest disk seen (95 syncs a second) a full
/// queue is still emptied within a second.
const QUEUE_LENGTH_MAX: usize = 16_384;

/// Reports in one flush: bounds the time that the first of them waits.
const BATCH_LENGTH_MAX: usize = 4_096;

/// Flushes under way. While the store works on one, the next is made ready and sent; a third would only make the
/// batches smaller.
const FLUSHES_MAX: usize = 2;

/// Between attempts to count what is in the spool.
const DRAIN_PAUSE: Duration = Duration::from_millis(250);

/// The store may take this long over what is in the spool; it may be loading.
const DRAIN_PATIENCE: Duration = Duration::from_secs(5);

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

type Answer = oneshot::Sender<Result<Accepted, IntakeError>>;

struct Waiting {
    report: Report,
    answer: Answer,
}

impl Waiting {
    fn apart(self) -> (Report, Answer) {
        (self.report, self.answer)
    }
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

    fn set(&self, reports: u64) {
        self.0.store(reports, Ordering::Relaxed);
    }
}

/// The way in for reports.
#[derive(Clone)]
pub struct Intake {
    queue: mpsc::Sender<Waiting>,
    waterline: Waterline,
}

impl Intake {
    /// Starts the task that flushes to `store`, or to the spool when the store takes longer than `patience`. It ends, with
    /// everything on disk, when all clones are dropped.
    pub fn start(
        store: Arc<dyn Store>,
        spool: Option<Spool>,
        patience: Duration,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(QUEUE_LENGTH_MAX);
        let waterline = Waterline::default();
        waterline.set(spool.as_ref().map_or(0, Spool::len));
        let flusher = Flusher {
            store,
            spool: spool.map(|spool| Arc::new(Mutex::new(spool))),
            patience,
            queue: waiting,
            waterline: waterline.clone(),
        };
        (Self { queue, waterline }, tokio::spawn(flusher.run()))
    }

    /// What waits in the spool.
    #[must_use]
    pub fn waterline(&self) -> Waterline {
        self.waterline.clone()
    }

    /// Takes a report; returns once the store has it, or the spool.
    ///
    /// # Errors
    /// [`IntakeError`]: nothing was acknowledged.
    pub async fn submit(&self, report: Report) -> Result<Accepted, IntakeError> {
        let (answer, receipt) = oneshot::channel();
        self.queue
            .try_send(Waiting { report, answer })
            .map_err(|error| match error {
                mpsc::error::TrySendError::Full(_) => IntakeError::Full,
                mpsc::error::TrySendError::Closed(_) => IntakeError::Closed,
            })?;
        receipt.await.unwrap_or(Err(IntakeError::Closed))
    }
}

/// A batch that the store did not take.
struct Stranded {
    batch: Vec<Waiting>,
    error: StoreError,
}

impl Stranded {
    fn refuse(self) {
        tracing::error!(error = %self.error, reports = self.batch.len(), "a batch of reports could not be stored");
        for waiting in self.batch {
            let _ = waiting.answer.send(Err(IntakeError::Store(self.error.clone())));
        }
    }
}

/// What ended a way of working.
enum Next {
    /// The store failed: go on with the spool.
    StoreFailed(Vec<Stranded>),
    /// The spool is drained: go on with the store.
    StoreIsBack,
    /// Nobody can send any more.
    Closed,
}

struct Flusher {
    store: Arc<dyn Store>,
    spool: Option<SharedSpool>,
    patience: Duration,
    queue: mpsc::Receiver<Waiting>,
    waterline: Waterline,
}

impl Flusher {
    async fn run(mut self) {
        // What the process before this one left in the spool comes first.
        let mut next = Next::StoreFailed(Vec::new());
        loop {
            next = match (next, self.spool.clone()) {
                (Next::StoreFailed(stranded), Some(spool)) => self.spool_all(&spool, stranded).await,
                (Next::StoreFailed(stranded), None) => {
                    stranded.into_iter().for_each(Stranded::refuse);
                    self.store_all().await
                }
                (Next::StoreIsBack, _) => self.store_all().await,
                (Next::Closed, _) => return,
            };
        }
    }

    /// Sends everything to the store until it fails.
    async fn store_all(&mut self) -> Next {
        let mut flights = FuturesUnordered::new();
        let mut batch = Vec::with_capacity(BATCH_LENGTH_MAX);
        let mut stranded = Vec::new();
        let mut is_open = true;
        loop {
            let takes_more = is_open && stranded.is_empty() && flights.len() < FLUSHES_MAX;
            tokio::select! {
                biased;
                Some(landed) = flights.next() => stranded.extend(landed),
                taken = self.queue.recv_many(&mut batch, BATCH_LENGTH_MAX), if takes_more => {
                    is_open = taken > 0;
                    if is_open {
                        flights.push(flush(Arc::clone(&self.store), std::mem::take(&mut batch), self.patience));
                    }
                }
                // Nothing is under way and nothing more is taken.
                else => break,
            }
        }
        if stranded.is_empty() {
            return Next::Closed;
        }
        Next::StoreFailed(stranded)
    }

    /// Takes everything into the spool until the store has all of it.
    async fn spool_all(&mut self, spool: &SharedSpool, stranded: Vec<Stranded>) -> Next {
        if let Some(Stranded { error, .. }) = stranded.first() {
            tracing::error!(%error, "the store takes no reports; they go to the spool");
        }
        for Stranded { batch, .. } in stranded {
            self.append(spool, batch).await;
        }
        let (mut pause, mut is_back) = (Duration::ZERO, false);
        while let Some(backlog) = oldest(spool).await {
            let reports = backlog.reports.len();
            let is_last = is_back && self.waterline.reports() <= BATCH_LENGTH_MAX as u64;
            let counted = if is_last {
                // While others come in there would always be some: now they wait.
                count_spooled(Arc::clone(&self.store), &backlog.reports, self.patience).await
            } else {
                let drain = count_spooled_after(pause, Arc::clone(&self.store), &backlog.reports);
                match self.append_until(spool, drain).await {
                    Some(counted) => counted,
                    None => return Next::Closed,
                }
            };
            is_back = counted.is_ok();
            pause = if is_back { Duration::ZERO } else { DRAIN_PAUSE };
            match counted {
                Ok(()) => self.remove(spool, backlog).await,
                Err(error) => tracing::debug!(%error, reports, "the spool cannot be drained yet"),
            }
        }
        if is_back {
            tracing::info!("the spool is drained; reports go to the store again");
        }
        Next::StoreIsBack
    }

    /// Takes reports into the spool until `drain` is done. `None` when nobody can send any more.
    async fn append_until<T>(&mut self, spool: &SharedSpool, drain: impl Future<Output = T>) -> Option<T> {
        let mut drain = std::pin::pin!(drain);
        let mut batch = Vec::with_capacity(BATCH_LENGTH_MAX);
        loop {
            tokio::select! {
                biased;
                outcome = &mut drain => return Some(outcome),
                taken = self.queue.recv_many(&mut batch, BATCH_LENGTH_MAX) => {
                    if taken == 0 {
                        return None;
                    }
                    self.append(spool, std::mem::take(&mut batch)).await;
                }
            }
        }
    }

    async fn append(&self, spool: &SharedSpool, batch: Vec<Waiting>) {
        let (reports, answers): (Vec<_>, Vec<_>) = batch.into_iter().map(Waiting::apart).unzip();
        let appended = on_disk(spool, move |spool| (spool.append(&reports), spool.len())).await;
        let (appended, waiting) = appended.unwrap_or((Err(SpoolError::Stopped), 0));
        self.waterline.set(waiting);
        match appended {
            Ok(receipts) => answer_all(answers, receipts, true),
            Err(error) => {
                tracing::error!(%error, reports = answers.len(), "reports are refused");
                for answer in answers {
                    let _ = answer.send(Err(IntakeError::Spool));
                }
            }
        }
    }

    async fn remove(&self, spool: &SharedSpool, backlog: Backlog) {
        let waiting = on_disk(spool, move |spool| {
            spool.remove(&backlog);
            spool.len()
        });
        self.waterline.set(waiting.await.unwrap_or_default());
    }
}

type SharedSpool = Arc<Mutex<Spool>>;

/// Disks may be slow, and a worker has others to serve. `None` when the process is going down.
async fn on_disk<T: Send + 'static>(
    spool: &SharedSpool,
    work: impl FnOnce(&mut Spool) -> T + Send + 'static,
) -> Option<T> {
    let spool = Arc::clone(spool);
    let working = tokio::task::spawn_blocking(move || work(&mut spool.lock().unwrap_or_else(PoisonError::into_inner)));
    working.await.ok()
}

/// What waits the longest; nothing as well when the disk cannot be read, which is said.
async fn oldest(spool: &SharedSpool) -> Option<Backlog> {
    let read = on_disk(spool, Spool::oldest).await?;
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "the spool cannot be read; what is in it waits for the next start");
        None
    })
}

/// Sends a batch to the store and answers it; gives it back when the store did not take it in time.
async fn flush(store: Arc<dyn Store>, batch: Vec<Waiting>, patience: Duration) -> Option<Stranded> {
    let (reports, answers): (Vec<_>, Vec<_>) = batch.into_iter().map(Waiting::apart).unzip();
    metrics::histogram!("groundswell_intake_batch_reports").record(u32::try_from(reports.len()).unwrap_or(u32::MAX));
    match count_in_time(&store, &reports, patience).await {
        Ok(receipts) => {
            answer_all(answers, receipts, false);
            None
        }
        Err(error) => {
            let waiting = reports.into_iter().zip(answers);
            let batch = waiting.map(|(report, answer)| Waiting { report, answer }).collect();
            Some(Stranded { batch, error })
        }
    }
}

async fn count_spooled(store: Arc<dyn Store>, reports: &[Report], patience: Duration) -> Result<(), StoreError> {
    count_in_time(&store, reports, patience).await.map(drop)
}

async fn count_spooled_after(pause: Duration, store: Arc<dyn Store>, reports: &[Report]) -> Result<(), StoreError> {
    tokio::time::sleep(pause).await;
    count_spooled(store, reports, DRAIN_PATIENCE).await
}

/// A call that is given up may have counted; counting again then changes nothing.
async fn count_in_time(
    store: &Arc<dyn Store>,
    reports: &[Report],
    patience: Duration,
) -> Result<Vec<Receipt>, StoreError> {
    let counted = tokio::time::timeout(patience, store.count(reports)).await;
    counted.unwrap_or_else(|_elapsed| Err(StoreError::Unavailable("no answer in time".to_owned())))
}

fn answer_all(answers: Vec<Answer>, receipts: Vec<Receipt>, is_spooled: bool) {
    for (answer, receipt) in answers.into_iter().zip(receipts) {
        // Whoever asked may have gone; the report is counted all the same.
        let _ = answer.send(Ok(Accepted { receipt, is_spooled }));
    }
}
