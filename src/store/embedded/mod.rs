//! The store in a folder: one redb database, used by one process.
//!
//! Writes go through one thread that commits whatever has gathered in one transaction, so that a busy moment costs one
//! fsync, not one per call ([`writer`]). Reads run on tokio's blocking threads, each on a consistent view.

mod counts;
mod journal;
mod keeper;
mod nodes;
mod outbox;
mod seen;
mod tables;
mod writer;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use redb::{ReadTransaction, ReadableDatabase, ReadableTable, WriteTransaction};

use self::counts::Changes;
use self::keeper::Keeper;
use self::writer::Writer;
use super::{Result, SALTS_BEFORE, SharedKey, Store, StoreError, StoreOptions};
use crate::supervise;

/// The key of the site among the keys.
const SITE_KEY: &str = "site";

/// A redb database in a folder.
pub(super) struct Embedded {
    /// Dropped first, which ends the thread that writes.
    writer: Writer,
    keeper: Arc<Keeper>,
    changes: Arc<Changes>,
    late_hours: u32,
    folder: String,
}

impl Embedded {
    /// Opens the database in `folder`; makes both when missing.
    pub(super) async fn open(folder: &Path, options: &StoreOptions) -> Result<Self> {
        let path = folder.to_owned();
        let keeper = Arc::new(blocking(move || Keeper::open(path)).await?);
        Ok(Self {
            writer: Writer::start(Arc::clone(&keeper))?,
            keeper,
            changes: Arc::new(Changes::new()),
            late_hours: options.late_hours,
            folder: folder.display().to_string(),
        })
    }

    /// Runs `work` on a consistent view of the database.
    async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&ReadTransaction) -> Result<T> + Send + 'static,
    {
        let keeper = Arc::clone(&self.keeper);
        blocking(move || work(&keeper.database()?.begin_read()?)).await
    }

    /// Runs `work` in a transaction and answers once it is on disk. `work` may run again when another write of the
    /// same transaction fails.
    async fn write<T, F>(&self, mut work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&WriteTransaction) -> Result<T> + Send + 'static,
    {
        self.writer
            .run(move |transaction| work(transaction), |_| true, |_| ())
            .await
    }
}

async fn blocking<T, F>(work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T> + Send + 'static,
{
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        supervise::note_end("store reader", error);
        StoreError::Unavailable("reading the database was interrupted by a fault of ours".to_owned())
    })?
}

#[async_trait]
impl Store for Embedded {
    async fn salt(&self, day: i64, fresh: [u8; 32]) -> Result<[u8; 32]> {
        self.write(move |transaction| {
            let mut salts = transaction.open_table(tables::SALTS)?;
            salts.retain_in(..day - SALTS_BEFORE, |_, _| false)?;
            if let Some(stored) = salts.get(day)? {
                return Ok(*stored.value());
            }
            salts.insert(day, &fresh)?;
            Ok(fresh)
        })
        .await
    }

    async fn site_key(&self, fresh: [u8; 32]) -> Result<[u8; 32]> {
        self.write(move |transaction| {
            let mut keys = transaction.open_table(tables::KEYS)?;
            if let Some(stored) = keys.get(SITE_KEY)? {
                return Ok(*stored.value());
            }
            keys.insert(SITE_KEY, &fresh)?;
            Ok(fresh)
        })
        .await
    }

    async fn share_use(&self, _window: i64, used: &[(SharedKey, u32)]) -> Result<Vec<u64>> {
        Ok(used.iter().map(|&(_, requests)| u64::from(requests)).collect())
    }

    async fn ping(&self) -> Result<()> {
        self.read(|_| Ok(())).await
    }

    fn describe(&self) -> String {
        format!("embedded database in {}", self.folder)
    }
}
