//! Group commit: one thread takes every write that waits, applies all of them in one transaction, and answers each
//! after the one fsync.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use redb::{Database, WriteTransaction};
use tokio::sync::{mpsc, oneshot};

use super::super::{Result, StoreError};
use super::keeper::Keeper;
use crate::supervise;

/// Writes that may wait; more wait before they are queued.
const QUEUE_LENGTH: usize = 1_024;

/// Writes in one transaction at most, so that none waits for long.
const GROUP_LENGTH_MAX: usize = 128;

/// Before it is tried again after a panic.
const PAUSE_AFTER_PANIC: Duration = Duration::from_millis(100);

/// The thread that writes.
pub(super) struct Writer {
    /// `None` only while dropping: closing the queue ends the thread.
    queue: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(keeper: Arc<Keeper>) -> Result<Self> {
        let (queue, mut jobs) = mpsc::channel::<Box<dyn Job>>(QUEUE_LENGTH);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || while !write_until_panic(&keeper, &mut jobs) {})
            .map_err(|e| StoreError::Unavailable(format!("the thread that writes cannot start: {e}")))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Runs `work` in a transaction; answers once it is on disk. `changed` says of the answer whether anything was
    /// written at all: when nothing was, nothing is committed. `committed` runs after that, on the writing thread, even if
    /// nobody waits for the answer any more, and when the commit failed as well: it may be on disk all the same.
    pub(super) async fn run<T, W, C>(&self, work: W, changed: fn(&T) -> bool, committed: C) -> Result<T>
    where
        T: Send + 'static,
        W: FnMut(&WriteTransaction) -> Result<T> + Send + 'static,
        C: FnOnce(&T) + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Task {
            work,
            changed,
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

/// Writes until nobody can queue any more: `true` then, and `false` when a panic ended it before. After that the database is
/// closed, and opened anew for the next write: what was under way may be in it or not, and nobody was told that it was.
fn write_until_panic(keeper: &Keeper, jobs: &mut mpsc::Receiver<Box<dyn Job>>) -> bool {
    let ended = std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            while let Some(group) = next_group(jobs) {
                commit(keeper, group);
            }
        });
        writing.join()
    });
    let Err(panic) = ended else { return true };
    supervise::note("store writer", panic.as_ref());
    if let Ok(database) = keeper.database() {
        keeper.give_up(
            database,
            &StoreError::Unavailable("the thread that writes panicked".to_owned()),
        );
    }
    std::thread::sleep(PAUSE_AFTER_PANIC);
    false
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
fn commit(keeper: &Keeper, group: Vec<Box<dyn Job>>) {
    match keeper.database_or_reopen() {
        Ok(database) => commit_to(keeper, database, group),
        Err(e) => finish(group, &Err(e)),
    }
}

fn commit_to(keeper: &Keeper, database: Arc<Database>, mut group: Vec<Box<dyn Job>>) {
    let outcome = match apply(&database, &mut group) {
        // Immediate durability is the default: commit returns after the fsync.
        Ok(Some(changed)) => changed.commit().map_err(StoreError::from),
        Ok(None) => Ok(()),
        Err(e) => Err(e),
    };
    keeper.seen().end(outcome.is_ok());
    match &outcome {
        Err(error @ StoreError::Unavailable(_)) => keeper.give_up(database, error),
        Err(_) if group.len() > 1 => {
            drop(database);
            return group.into_iter().for_each(|job| commit(keeper, vec![job]));
        }
        _ => {}
    }
    finish(group, &outcome);
}

/// The transaction, when there is something to commit.
fn apply(database: &Database, group: &mut [Box<dyn Job>]) -> Result<Option<WriteTransaction>> {
    let transaction = database.begin_write()?;
    let mut changed = false;
    for job in group {
        changed |= job.apply(&transaction)?;
    }
    if changed {
        return Ok(Some(transaction));
    }
    transaction.abort()?;
    Ok(None)
}

fn finish(group: Vec<Box<dyn Job>>, outcome: &Result<()>) {
    for job in group {
        job.finish(outcome.clone());
    }
}

/// A write that waits.
trait Job: Send {
    /// Says whether anything was written.
    fn apply(&mut self, transaction: &WriteTransaction) -> Result<bool>;
    fn finish(self: Box<Self>, outcome: Result<()>);
}

struct Task<T, W, C> {
    work: W,
    changed: fn(&T) -> bool,
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
    fn apply(&mut self, transaction: &WriteTransaction) -> Result<bool> {
        let done = (self.work)(transaction)?;
        let changed = (self.changed)(&done);
        self.done = Some(done);
        Ok(changed)
    }

    fn finish(self: Box<Self>, outcome: Result<()>) {
        let never_ran = || StoreError::Unavailable("the write was not applied".to_owned());
        let Self {
            committed, done, reply, ..
        } = *self;
        if let Some(done) = &done {
            committed(done);
        }
        let answer = outcome.and_then(|()| done.ok_or_else(never_ran));
        // Whoever asked may have gone; the write stands.
        let _ = reply.send(answer);
    }
}

#[cfg(test)]
mod tests {
    use redb::ReadableDatabase;

    use super::super::tables;
    use super::*;

    #[tokio::test]
    async fn a_panic_costs_what_was_under_way_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let keeper = Arc::new(Keeper::open(folder.path().join("data")).unwrap());
        let writer = Writer::start(Arc::clone(&keeper)).unwrap();
        let write = async |day: i64, panics: bool| {
            let work = move |transaction: &WriteTransaction| {
                transaction.open_table(tables::SALTS)?.insert(day, &[1; 32])?;
                assert!(!panics, "in the midst of it");
                Ok(())
            };
            writer.run(work, |()| true, |()| ()).await
        };
        write(1, false).await.unwrap();
        for _ in 0..3 {
            assert!(matches!(write(2, true).await, Err(StoreError::Unavailable(_))));
            write(3, false).await.unwrap();
        }
        let transaction = keeper.database().unwrap().begin_read().unwrap();
        let salts = transaction.open_table(tables::SALTS).unwrap();
        let is_there = |day: i64| salts.get(day).unwrap().is_some();
        assert_eq!([is_there(1), is_there(2), is_there(3)], [true, false, true]);
    }
}
