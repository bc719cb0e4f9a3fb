//! Keeps the database open. After a failed write (a full disk) redb refuses everything until the file is opened anew;
//! the writing thread does that here, as soon as there is a next write.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use redb::Database;

use super::super::{Result, StoreError};
use super::seen::Seen;
use super::tables;
use crate::complaint::Complaint;

/// Reads that are under way hold the old file; they are waited for this long in all.
const READS_END_STEPS: u32 = 200;
const READS_END_STEP: Duration = Duration::from_millis(10);

/// The database, and what is known of its reporters.
pub(super) struct Keeper {
    folder: PathBuf,
    /// `None` from a failed write until the file is opened anew. Held for a moment only.
    database: RwLock<Option<Arc<Database>>>,
    /// Locked by the writing thread only, so it is always free.
    seen: Mutex<Seen>,
    given_up: Complaint,
    reopened: Complaint,
}

impl Keeper {
    pub(super) fn open(folder: PathBuf) -> Result<Self> {
        let database = tables::open(&folder)?;
        Ok(Self {
            seen: Mutex::new(Seen::load(&database)?),
            database: RwLock::new(Some(Arc::new(database))),
            folder,
            given_up: Complaint::new(),
            reopened: Complaint::new(),
        })
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The database, for reading.
    pub(super) fn database(&self) -> Result<Arc<Database>> {
        let database = self.database.read().unwrap_or_else(PoisonError::into_inner).clone();
        database.ok_or_else(|| {
            let folder = self.folder.display();
            StoreError::Unavailable(format!(
                "the database in {folder} could not be written; is the disk full?"
            ))
        })
    }

    /// The database, for writing; opens it anew when it was given up. Only for the writing thread.
    pub(super) fn database_or_reopen(&self) -> Result<Arc<Database>> {
        self.database().or_else(|_| self.reopen())
    }

    fn reopen(&self) -> Result<Arc<Database>> {
        let database = tables::open(&self.folder)?;
        // Whether the failed write is on disk is only known now.
        *self.seen() = Seen::load(&database)?;
        let database = Arc::new(database);
        self.put(Some(Arc::clone(&database)));
        if let Some(unsaid) = self.reopened.turn() {
            tracing::info!(folder = %self.folder.display(), unsaid, "the database is open again");
        }
        Ok(database)
    }

    /// Closes a database that does not write any more.
    pub(super) fn give_up(&self, mut database: Arc<Database>, error: &StoreError) {
        if let Some(unsaid) = self.given_up.turn() {
            tracing::error!(folder = %self.folder.display(), %error, unsaid, "the database is closed after a failed write");
        }
        self.put(None);
        for _ in 0..READS_END_STEPS {
            match Arc::try_unwrap(database) {
                Ok(_last) => return,
                Err(shared) => database = shared,
            }
            std::thread::sleep(READS_END_STEP);
        }
    }

    fn put(&self, database: Option<Arc<Database>>) {
        *self.database.write().unwrap_or_else(PoisonError::into_inner) = database;
    }
}
