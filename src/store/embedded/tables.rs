//! The tables, and how the database is opened.

use std::path::Path;

use redb::{
    CommitError, Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError, Table, TableDefinition,
    TableError, TransactionError, WriteTransaction,
};

use super::super::{Result, StoreError};
use crate::domain::service::ServiceSlug;

/// Version of everything below. Raise it with any change that an older binary would misread.
const SCHEMA: u64 = 1;
const SCHEMA_KEY: &str = "schema";
const FILE_NAME: &str = "groundswell.redb";

/// redb's own default is 1 GiB. What is read and written all the time (the last minutes) takes a few megabytes; a day of
/// buckets of every service fits as well.
const CACHE_BYTES: usize = 64 * 1024 * 1024;

/// Facts about the database itself.
const META: TableDefinition<&str, u64> = TableDefinition::new("meta");
/// The number that stands for a service in the keys of all other tables.
const SERVICES: TableDefinition<&str, u32> = TableDefinition::new("services");
/// (service, minute) → totals and a bucket, see `counts`.
pub(super) const BUCKETS: TableDefinition<(u32, i64), &[u8]> = TableDefinition::new("buckets");
/// (aligned window, number of the row) → reporters that were counted, see `seen`. The window comes first, so that
/// forgetting is the removal of one range.
pub(super) const SEEN: TableDefinition<(i64, u64), &[u8]> = TableDefinition::new("seen");
/// service → tracker, opaque.
pub(super) const TRACKERS: TableDefinition<u32, &[u8]> = TableDefinition::new("trackers");
/// (service, onset, incident) → JSON.
pub(super) const INCIDENTS: TableDefinition<(u32, i64, &str), &[u8]> = TableDefinition::new("incidents");
/// (service, incident) → onset.
pub(super) const INCIDENT_ONSETS: TableDefinition<(u32, &str), i64> = TableDefinition::new("incident_onsets");
/// (service, incident, second, order within it) → note, opaque.
pub(super) const NOTES: TableDefinition<(u32, &str, i64, u8), &[u8]> = TableDefinition::new("notes");
/// (service, incident, endpoint) → JSON.
pub(super) const VOTES: TableDefinition<(u32, &str, &str), &[u8]> = TableDefinition::new("votes");
/// (service, delivery) → JSON.
pub(super) const DELIVERIES: TableDefinition<(u32, &str), &[u8]> = TableDefinition::new("deliveries");
/// (service, `next_at`, delivery) of those that are pending.
pub(super) const PENDING: TableDefinition<(u32, i64, &str), ()> = TableDefinition::new("pending");
/// (service, endpoint, `created_at`, delivery), the order of the delivery log.
pub(super) const DELIVERY_LOG: TableDefinition<(u32, &str, i64, &str), ()> = TableDefinition::new("delivery_log");
/// endpoint → JSON.
pub(super) const ENDPOINTS: TableDefinition<&str, &[u8]> = TableDefinition::new("endpoints");
/// Day since 1970-01-01 → salt.
pub(super) const SALTS: TableDefinition<i64, &[u8; 32]> = TableDefinition::new("salts");
/// Purpose → key.
pub(super) const KEYS: TableDefinition<&str, &[u8; 32]> = TableDefinition::new("keys");

/// Two seconds in all: a closing process needs less, and one that is there to stay is soon reported.
const OPEN_TRIES: u32 = 20;
const OPEN_PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

/// Opens the database in `folder`; makes both when missing.
pub(super) fn open(folder: &Path) -> Result<Database> {
    let shown = folder.display();
    std::fs::create_dir_all(folder).map_err(|e| {
        StoreError::Refused(format!(
            "the folder {shown} cannot be made ({e}); make it writable for this user, or name another one with \
             GROUNDSWELL_STORE=embedded:FOLDER"
        ))
    })?;
    let database = create(folder).map_err(|e| cannot_open(folder, e))?;
    prepare(&database, folder)?;
    Ok(database)
}

/// Waits a moment for whoever has the database to let go of it: at a restart the old process, or the old store's writing
/// thread, may still be closing it. Blocks; called where that is allowed.
fn create(folder: &Path) -> std::result::Result<Database, DatabaseError> {
    let mut tries = OPEN_TRIES;
    loop {
        let database = Database::builder()
            .set_cache_size(CACHE_BYTES)
            .create(folder.join(FILE_NAME));
        tries -= 1;
        match database {
            Err(DatabaseError::DatabaseAlreadyOpen) if tries > 0 => std::thread::sleep(OPEN_PAUSE),
            database => return database,
        }
    }
}

fn cannot_open(folder: &Path, error: DatabaseError) -> StoreError {
    let shown = folder.display();
    match error {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => StoreError::Refused(format!(
            "the folder {shown} is in use by another Groundswell process; stop that one, or name another folder with \
             GROUNDSWELL_STORE=embedded:FOLDER"
        )),
        DatabaseError::Storage(StorageError::Io(e)) if e.kind() == std::io::ErrorKind::InvalidData => {
            StoreError::Corrupt(format!("{shown}/{FILE_NAME} is not a Groundswell database"))
        }
        DatabaseError::Storage(StorageError::Io(e)) => StoreError::Refused(format!(
            "the folder {shown} cannot be written ({e}); make it writable for this user, or name another one with \
             GROUNDSWELL_STORE=embedded:FOLDER"
        )),
        other => StoreError::Corrupt(format!("{shown}/{FILE_NAME}: {other}")),
    }
}

/// Makes the tables, so that reading never meets a missing one, and refuses a database of a newer version.
fn prepare(database: &Database, folder: &Path) -> Result<()> {
    if let Some(found) = schema(database)?
        && found > SCHEMA
    {
        let shown = folder.display();
        return Err(StoreError::Refused(format!(
            "the folder {shown} was written by a newer Groundswell (format {found}, this one knows {SCHEMA}); start \
             the newer version, or name another folder with GROUNDSWELL_STORE=embedded:FOLDER"
        )));
    }
    let transaction = database.begin_write()?;
    transaction.open_table(META)?.insert(SCHEMA_KEY, SCHEMA)?;
    transaction.open_table(SERVICES)?;
    transaction.open_table(BUCKETS)?;
    transaction.open_table(SEEN)?;
    transaction.open_table(TRACKERS)?;
    transaction.open_table(INCIDENTS)?;
    transaction.open_table(INCIDENT_ONSETS)?;
    transaction.open_table(NOTES)?;
    transaction.open_table(VOTES)?;
    transaction.open_table(DELIVERIES)?;
    transaction.open_table(PENDING)?;
    transaction.open_table(DELIVERY_LOG)?;
    transaction.open_table(ENDPOINTS)?;
    transaction.open_table(SALTS)?;
    transaction.open_table(KEYS)?;
    transaction.commit()?;
    Ok(())
}

fn schema(database: &Database) -> Result<Option<u64>> {
    match database.begin_read()?.open_table(META) {
        Ok(meta) => Ok(meta.get(SCHEMA_KEY)?.map(|version| version.value())),
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

/// The number of a service, made when missing.
pub(super) fn service_number(transaction: &WriteTransaction, service: &ServiceSlug) -> Result<u32> {
    let mut services = transaction.open_table(SERVICES)?;
    if let Some(number) = services.get(service.as_str())? {
        return Ok(number.value());
    }
    next_number(&mut services, service)
}

fn next_number(services: &mut Table<&str, u32>, service: &ServiceSlug) -> Result<u32> {
    // Services are never removed from this table, so their count is free as a number.
    let mut next = 0;
    for entry in services.iter()? {
        next = next.max(entry?.1.value() + 1);
    }
    services.insert(service.as_str(), next)?;
    Ok(next)
}

/// The number of a service that has been written before.
pub(super) fn known_service(transaction: &redb::ReadTransaction, service: &ServiceSlug) -> Result<Option<u32>> {
    let services = transaction.open_table(SERVICES)?;
    Ok(services.get(service.as_str())?.map(|number| number.value()))
}

/// Numbers of all services that have been written.
pub(super) fn all_services(transaction: &WriteTransaction) -> Result<Vec<u32>> {
    let services = transaction.open_table(SERVICES)?;
    services.iter()?.map(|entry| Ok(entry?.1.value())).collect()
}

macro_rules! store_error_from {
    ($($error:ty),*) => {
        $(impl From<$error> for StoreError {
            fn from(error: $error) -> Self {
                store_error(redb::Error::from(error))
            }
        })*
    };
}

store_error_from!(StorageError, TableError, TransactionError, CommitError);

fn store_error(error: redb::Error) -> StoreError {
    use redb::Error;
    match error {
        Error::Corrupted(_) | Error::TableTypeMismatch { .. } | Error::TypeDefinitionChanged { .. } => {
            StoreError::Corrupt(error.to_string())
        }
        Error::ValueTooLarge(_) => StoreError::Refused(error.to_string()),
        other => StoreError::Unavailable(format!("the database file cannot be used: {other}")),
    }
}
