//! Group commit: reports gather while a flush is under way, and the next flush takes them all.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::domain::report::{Receipt, Report};
use crate::store::{Store, StoreError};

/// Reports that may wait. At 100 bytes each this is under 2 MB, and at the slowest disk seen (95 syncs a second) a full
/// queue is still emptied within a second.
const QUEUE_LENGTH_MAX: usize = 16_384;

/// Reports in one flush: bounds the time that the first of them waits.
const BATCH_LENGTH_MAX: usize = 4_096;

/// Why a report got no receipt. It was not counted, or it may be sent again without being counted twice.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// More reports arrive than the store can take.
    #[error("too many reports are waiting")]
    Full,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The process is going down.
    #[error("the server is shutting down")]
    Closed,
}

struct Waiting {
    report: Report,
    answer: oneshot::Sender<Result<Receipt, IntakeError>>,
}

/// The way in for reports.
#[derive(Clone)]
pub struct Intake {
    queue: mpsc::Sender<Waiting>,
}

impl Intake {
    /// Starts the task that flushes to `store`. It ends, with everything flushed, when all clones are dropped.
    pub fn start(store: Arc<dyn Store>) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(QUEUE_LENGTH_MAX);
        (Self { queue }, tokio::spawn(flush_all(store, waiting)))
    }

    /// Counts a report; returns once the store has it.
    ///
    /// # Errors
    /// [`IntakeError`]: nothing was acknowledged.
    pub async fn submit(&self, report: Report) -> Result<Receipt, IntakeError> {
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

async fn flush_all(store: Arc<dyn Store>, mut queue: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(BATCH_LENGTH_MAX);
    while queue.recv_many(&mut batch, BATCH_LENGTH_MAX).await > 0 {
        flush(store.as_ref(), &mut batch).await;
    }
}

async fn flush(store: &dyn Store, batch: &mut Vec<Waiting>) {
    let (reports, answers): (Vec<_>, Vec<_>) = batch.drain(..).map(|waiting| (waiting.report, waiting.answer)).unzip();
    metrics::histogram!("groundswell_intake_batch_reports").record(u32::try_from(reports.len()).unwrap_or(u32::MAX));
    match store.count(&reports).await {
        Ok(receipts) => {
            for (answer, receipt) in answers.into_iter().zip(receipts) {
                // Whoever asked may have gone; the report is counted all the same.
                let _ = answer.send(Ok(receipt));
            }
        }
        Err(error) => {
            tracing::error!(%error, reports = reports.len(), "a batch of reports could not be stored");
            for answer in answers {
                let _ = answer.send(Err(IntakeError::Store(error.clone())));
            }
        }
    }
}
