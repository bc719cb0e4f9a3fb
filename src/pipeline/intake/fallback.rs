//! What becomes of batches that the store did not take: they go to the spool, and from there to the store.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinError;

use super::{Accepted, BATCH_LENGTH_MAX, IntakeError, Waterline, sift};
use crate::complaint::Complaint;
use crate::domain::report::{Receipt, Report};
use crate::pipeline::spool::{Backlog, Spool, SpoolError};
use crate::store::{Store, StoreError};

/// Between attempts to count what is in the spool.
const DRAIN_PAUSE: Duration = Duration::from_millis(250);

/// The store may take this long over what is in the spool; it may be loading.
const DRAIN_PATIENCE: Duration = Duration::from_secs(5);

/// Batches that are written to the spool together.
const BATCHES_TOGETHER: usize = 64;

/// Nobody takes reports.
static REFUSED: Complaint = Complaint::new();

/// A batch that the store did not take.
pub(super) struct Stranded {
    pub(super) reports: Vec<Report>,
    /// Why; none when the store was not even asked.
    pub(super) error: Option<StoreError>,
    pub(super) answer: oneshot::Sender<Result<Vec<Accepted>, IntakeError>>,
}

/// Answers all batches with the store's error: there is no spool.
pub(super) async fn refuse_all(stranded: &mut mpsc::Receiver<Stranded>) {
    while let Some(Stranded { reports, error, answer }) = stranded.recv().await {
        let error = error.unwrap_or_else(|| StoreError::Unavailable("it was not asked".to_owned()));
        if let Some(unsaid) = REFUSED.turn() {
            tracing::error!(%error, reports = reports.len(), unsaid, "a batch of reports could not be stored");
        }
        let _ = answer.send(Err(IntakeError::Store(error)));
    }
}

/// The store's answer to a batch. A call that is given up may have counted; counting again then changes nothing.
pub(super) async fn in_time(
    patience: Duration,
    counting: impl Future<Output = Result<Vec<Receipt>, StoreError>>,
) -> Result<Vec<Receipt>, StoreError> {
    let counted = tokio::time::timeout(patience, counting).await;
    counted.unwrap_or_else(|_elapsed| Err(StoreError::Unavailable("no answer in time".to_owned())))
}

/// Taken out while it is worked on. A panic on the way leaves none: what it knew may not be what is on disk, so the next
/// work opens it anew.
type SharedSpool = Arc<Mutex<Option<Spool>>>;

/// Keeps the spool.
pub(super) struct Fallback {
    store: Arc<dyn Store>,
    spool: SharedSpool,
    /// Where the spool is, and how much it takes.
    place: (PathBuf, u64),
    patience: Duration,
    waterline: Waterline,
    is_spooling: Arc<AtomicBool>,
}

impl Fallback {
    pub(super) fn new(
        store: Arc<dyn Store>,
        spool: Spool,
        patience: Duration,
        waterline: Waterline,
        is_spooling: Arc<AtomicBool>,
    ) -> Self {
        Self {
            store,
            place: spool.place(),
            spool: Arc::new(Mutex::new(Some(spool))),
            patience,
            waterline,
            is_spooling,
        }
    }

    /// Takes stranded batches until nobody is left to send any. Can be started again after a panic: what it knows is on disk.
    pub(super) async fn run(&self, stranded: &mut mpsc::Receiver<Stranded>) {
        loop {
            // What the process before this one left in the spool comes first, or the task before this one.
            if !self.drain(stranded).await {
                return;
            }
            self.is_spooling.store(false, Ordering::Release);
            let Some(first) = self.first_failure(stranded).await else {
                return;
            };
            self.is_spooling.store(true, Ordering::Release);
            if let Some(error) = &first.error {
                tracing::error!(%error, "the store takes no reports; they go to the spool");
            }
            self.append(vec![first]).await;
        }
    }

    /// The next batch that the store does not take. Those that were sent here before it was said that it is back are
    /// counted on the way.
    async fn first_failure(&self, stranded: &mut mpsc::Receiver<Stranded>) -> Option<Stranded> {
        loop {
            let batch = stranded.recv().await?;
            if batch.error.is_some() {
                return Some(batch);
            }
            match in_time(self.patience, self.store.count(&batch.reports)).await {
                Ok(receipts) => {
                    let accepted = receipts.into_iter().map(Accepted::by_store).collect();
                    let _ = batch.answer.send(Ok(accepted));
                }
                Err(error) => {
                    return Some(Stranded {
                        error: Some(error),
                        ..batch
                    });
                }
            }
        }
    }

    /// Counts what is in the spool, while more comes in. `false` when nobody is left to send any.
    async fn drain(&self, stranded: &mut mpsc::Receiver<Stranded>) -> bool {
        let (mut pause, mut is_back) = (Duration::ZERO, false);
        // What could not be counted is tried again without being read again.
        let mut kept = None;
        loop {
            let next = match kept.take() {
                Some(backlog) => Some(backlog),
                None => self.oldest().await,
            };
            let Some(backlog) = next else {
                break;
            };
            let is_last = is_back && self.waterline.reports() <= BATCH_LENGTH_MAX as u64;
            let counted = if is_last {
                // While others come in there would always be some: now they wait.
                let counted = in_time(self.patience, self.store.count(&backlog.reports)).await;
                counted.map(|_| Vec::new())
            } else {
                let drain = async {
                    tokio::time::sleep(pause).await;
                    sift::count(&self.store, &backlog.reports, DRAIN_PATIENCE).await
                };
                match self.append_until(drain, stranded).await {
                    Some(counted) => counted,
                    None => return false,
                }
            };
            kept = match counted {
                Ok(refused) => self.remove(backlog, refused).await,
                Err(error) => {
                    tracing::debug!(%error, "the spool cannot be drained yet");
                    Some(backlog)
                }
            };
            is_back = kept.is_none();
            pause = if is_back { Duration::ZERO } else { DRAIN_PAUSE };
        }
        if is_back {
            tracing::info!("the spool is drained; reports go to the store again");
        }
        true
    }

    /// Takes batches into the spool until `drain` is done. `None` when nobody can send any more.
    async fn append_until<T>(
        &self,
        drain: impl Future<Output = T>,
        stranded: &mut mpsc::Receiver<Stranded>,
    ) -> Option<T> {
        let mut drain = std::pin::pin!(drain);
        let mut batches = Vec::with_capacity(BATCHES_TOGETHER);
        loop {
            tokio::select! {
                biased;
                outcome = &mut drain => return Some(outcome),
                taken = stranded.recv_many(&mut batches, BATCHES_TOGETHER) => {
                    if taken == 0 {
                        return None;
                    }
                    self.append(std::mem::take(&mut batches)).await;
                }
            }
        }
    }

    async fn append(&self, batches: Vec<Stranded>) {
        let mut all = Vec::new();
        let mut answers = Vec::with_capacity(batches.len());
        for Stranded { reports, answer, .. } in batches {
            answers.push((answer, reports.len()));
            all.extend(reports);
        }
        let appended = self.on_disk(move |spool| (spool.append(&all), spool.len())).await;
        let (appended, waiting) = appended.unwrap_or((Err(SpoolError::Stopped), 0));
        self.waterline.set(waiting);
        match appended {
            Ok(receipts) => {
                let mut receipts = receipts.into_iter().map(|receipt| Accepted {
                    receipt,
                    is_spooled: true,
                });
                for (answer, length) in answers {
                    // Whoever asked may have gone; the reports are kept all the same.
                    let _ = answer.send(Ok(receipts.by_ref().take(length).collect()));
                }
            }
            Err(error) => {
                if let Some(unsaid) = REFUSED.turn() {
                    tracing::error!(%error, unsaid, "reports are refused");
                }
                for (answer, _) in answers {
                    let _ = answer.send(Err(IntakeError::Spool));
                }
            }
        }
    }

    /// What waits the longest; nothing as well when the disk cannot be read, which is said.
    async fn oldest(&self) -> Option<Backlog> {
        let read = self.on_disk(Spool::oldest).await?;
        read.unwrap_or_else(|error| {
            tracing::error!(%error, "the spool cannot be read; what is in it waits for the next start");
            None
        })
    }

    /// Removes a segment that is counted, but for reports that the store refuses for good: these are set aside first. Gives it
    /// back when that cannot be done.
    async fn remove(&self, backlog: Backlog, refused: Vec<Report>) -> Option<Backlog> {
        let removed = self.on_disk(move |spool| {
            if let Err(error) = spool.set_aside(&backlog, &refused) {
                tracing::warn!(%error, "reports that the store refuses for good cannot be set aside; they stay in the spool");
                return (Some(backlog), spool.len());
            }
            spool.remove(&backlog);
            (None, spool.len())
        });
        let (kept, waiting) = removed.await.unwrap_or_default();
        self.waterline.set(waiting);
        kept
    }

    /// Disks may be slow, and this thread has others to serve. `None` when the spool cannot be opened anew, or the process
    /// is going down.
    async fn on_disk<T: Send + 'static>(&self, work: impl FnOnce(&mut Spool) -> T + Send + 'static) -> Option<T> {
        let (shared, (folder, bytes_max)) = (Arc::clone(&self.spool), self.place.clone());
        let work = move || {
            let mut place = shared.lock().unwrap_or_else(PoisonError::into_inner);
            let opened = place.take().map_or_else(|| Spool::open(&folder, bytes_max), Ok);
            let mut spool = opened
                .inspect_err(|error| tracing::error!(%error, "the spool cannot be opened again"))
                .ok()?;
            let done = work(&mut spool);
            *place = Some(spool);
            Some(done)
        };
        match tokio::task::spawn_blocking(work)
            .await
            .map_err(JoinError::try_into_panic)
        {
            Ok(done) => done,
            Err(Ok(panic)) => std::panic::resume_unwind(panic),
            Err(Err(_cancelled)) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bucket::Timestamp;
    use crate::domain::region::{Asn, RegionCode};
    use crate::domain::report::{Kind, ReporterKey};
    use crate::domain::service::ServiceSlug;
    use crate::store::{self, StoreOptions};

    fn report(number: u8) -> Report {
        Report {
            service: ServiceSlug::parse("spotify").unwrap(),
            kind: Kind::Problem,
            symptom: None,
            at: Timestamp(1_772_625_605),
            region: RegionCode::parse("US-NY").unwrap(),
            network: Asn(1),
            reporter: ReporterKey([number; 16]),
            reporter_yesterday: None,
            discounted: false,
            referrer: None,
        }
    }

    #[tokio::test]
    async fn a_panic_in_the_spool_leaves_what_is_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("embedded:{}", folder.path().join("data").display());
        let store = store::open(&url.parse().unwrap(), &StoreOptions::default())
            .await
            .unwrap();
        let spool = Spool::open(&folder.path().join("spool"), 1_000_000).unwrap();
        let (waterline, is_spooling) = (Waterline::default(), Arc::default());
        let fallback = Arc::new(Fallback::new(store, spool, DRAIN_PATIENCE, waterline, is_spooling));
        fallback
            .on_disk(|spool| spool.append(&[report(1)]))
            .await
            .unwrap()
            .unwrap();
        let panics = Arc::clone(&fallback);
        let panicked = tokio::spawn(async move {
            // The second is known and not on disk: who repeats it must not be told that it is there.
            let half_done = panics.on_disk(|spool| {
                spool.pretend_to_know(&report(2));
                panic!("in the midst of it");
            });
            half_done.await
        });
        assert!(panicked.await.unwrap_err().is_panic());
        let again = fallback.on_disk(|spool| spool.append(&[report(1), report(2)])).await;
        let counted: Vec<bool> = again.unwrap().unwrap().iter().map(|receipt| receipt.counted).collect();
        assert_eq!(counted, [false, true]);
        let kept = fallback.oldest().await.unwrap().reports;
        assert_eq!(kept.len(), 1, "the first segment, that of before");
    }
}
