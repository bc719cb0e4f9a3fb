//! Group commit: one thread takes every write that waits, applies all of them in one transaction, and answers each
//! after the one fsync.

use std::sync::Arc;
use std::thread::JoinHandle;

use redb::{Database, WriteTransaction};
use tokio::sync::{mpsc, oneshot};

use super::super::{Result, StoreError};

/// Writes that may wait; more wait before they are queued.
const QUEUE_LENGTH: usize = 1_024;

/// Writes in one transaction at most, so that none waits for long.
const GROUP_LENGTH_MAX: usize = 128;

/// The thread that writes.
pub(super) struct Writer {
    /// `None` only while dropping: closing the queue ends the thread.
    queue: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(database: Arc<Database>) -> Result<Self> {
        let (queue, mut jobs) = mpsc::channel::<Box<dyn Job>>(QUEUE_LENGTH);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || {
                while let Some(group) = next_group(&mut jobs) {
                    commit(&database, group);
                }
            })
            .map_err(|e| StoreError::Unavailable(format!("the thread that writes cannot start: {e}")))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Runs `work` in a transaction; answers once it is on disk. `committed` runs after that, on the writing thread, even
    /// if nobody waits for the answer any more.
    pub(super) async fn run<T, W, C>(&self, work: W, committed: C) -> Result<T>
    where
        T: Send + 'static,
        W: FnMut(&WriteTransaction) -> Result<T> + Send + 'static,
        C: FnOnce(&T) + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Task {
            work,
            committed,
            done: None,
            reply,
        };
        match &self.queue {
            Some(queue) if queue.send(Box::new(job)).await.is_ok() => answer.await.unwrap_or_else(|_| Err(stopped())),
            _ => Err(stopped()),
        }
    }
}

impl Drop for Writer {
    /// Waits for what is queued, so that the file is free for whoever opens it next.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that writes to the database had panicked");
        }
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable("the thread that writes has stopped; restart Groundswell".to_owned())
}

fn next_group(jobs: &mut mpsc::Receiver<Box<dyn Job>>) -> Option<Vec<Box<dyn Job>>> {
    let mut group = vec![jobs.blocking_recv()?];
    while group.len() < GROUP_LENGTH_MAX {
        match jobs.try_recv() {
            Ok(job) => group.push(job),
            Err(_) => break,
        }
    }
    Some(group)
}

/// Commits a group as a whole. When one of its jobs cannot be applied, each is committed alone, so that it fails alone.
fn commit(database: &Database, mut group: Vec<Box<dyn Job>>) {
    let transaction = match apply(database, &mut group) {
        Ok(transaction) => transaction,
        Err(_) if group.len() > 1 => {
            for job in group {
                commit(database, vec![job]);
            }
            return;
        }
        Err(e) => return finish(group, &Err(e)),
    };
    finish(group, &transaction.commit().map_err(StoreError::from));
}

fn apply(database: &Database, group: &mut [Box<dyn Job>]) -> Result<WriteTransaction> {
    // Immediate durability is the default: commit returns after the fsync.
    let transaction = database.begin_write()?;
    for job in group {
        job.apply(&transaction)?;
    }
    Ok(transaction)
}

fn finish(group: Vec<Box<dyn Job>>, outcome: &Result<()>) {
    for job in group {
        job.finish(outcome.clone());
    }
}

/// A write that waits.
trait Job: Send {
    fn apply(&mut self, transaction: &WriteTransaction) -> Result<()>;
    fn finish(self: Box<Self>, outcome: Result<()>);
}

struct Task<T, W, C> {
    work: W,
    committed: C,
    /// What `work` answered, until the commit.
    done: Option<T>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T, W, C> Job for Task<T, W, C>
where
    T: Send,
    W: FnMut(&WriteTransaction) -> Result<T> + Send,
    C: FnOnce(&T) + Send,
{
    fn apply(&mut self, transaction: &WriteTransaction) -> Result<()> {
        self.done = Some((self.work)(transaction)?);
        Ok(())
    }

    fn finish(self: Box<Self>, outcome: Result<()>) {
        let never_ran = || StoreError::Unavailable("the write was not applied".to_owned());
        let Self {
            committed, done, reply, ..
        } = *self;
        let answer = outcome.and_then(|()| done.ok_or_else(never_ran));
        if let Ok(done) = &answer {
            committed(done);
        }
        // Whoever asked may have gone; the write stands.
        let _ = reply.send(answer);
    }
}
