//! Who was counted when, for as long as a repeat can arrive.
//!
//! Asked from memory, and written as a log: a row per write and aligned window, not a row per reporter. Reporter keys
//! are random, so rows of their own would touch a page of the tree each (measured: 16 µs a report). The log is read
//! once, at the start. A reporter takes about 50 bytes of memory for `late_hours` and half an hour.

use std::collections::{BTreeMap, HashMap};

use redb::{Database, ReadableDatabase, ReadableTable, WriteTransaction};

use super::super::window::{NAMING, Slot, kind_byte, reporter_keys};
use super::super::{Result, StoreError};
use super::tables::SEEN;
use crate::domain::report::{Kind, Report, ReporterKey};

/// Service, kind and reporter.
type Key = [u8; 21];

/// A key and the second within the window.
const ENTRY_LENGTH: usize = 23;

/// Reporters by aligned window.
#[derive(Default)]
pub(super) struct Seen {
    windows: BTreeMap<i64, HashMap<Key, u16>>,
    /// What the running transaction has added to `windows`; taken back when it fails.
    uncommitted: Vec<(Slot, Key)>,
    /// How much of `uncommitted` is in the log.
    logged: usize,
}

impl Seen {
    /// Reads the log.
    pub(super) fn load(database: &Database) -> Result<Self> {
        let mut seen = Self::default();
        let transaction = database.begin_read()?;
        for row in transaction.open_table(SEEN)?.iter()? {
            let (key, entries) = row?;
            let window = seen.windows.entry(key.value().0).or_default();
            for entry in entries.value().chunks(ENTRY_LENGTH) {
                let (key, offset) = entry.split_first_chunk().ok_or_else(cut_off)?;
                let offset = offset.try_into().ok().ok_or_else(cut_off)?;
                window.insert(*key, u16::from_be_bytes(offset));
            }
        }
        Ok(seen)
    }

    /// Remembers the reporter, unless the report repeats one that was counted; says whether it does not.
    pub(super) fn claim(&mut self, service: u32, report: &Report) -> bool {
        let slot = Slot::of(report.at);
        let mut keys = reporter_keys(report).map(|reporter| key(service, report, reporter));
        if keys.any(|key| self.is_repeat(slot, &key)) {
            return false;
        }
        // Under both keys: a late report from before midnight knows only yesterday's.
        let window = self.windows.entry(slot.window).or_default();
        for key in reporter_keys(report).map(|reporter| key(service, report, reporter)) {
            window.insert(key, slot.offset);
            self.uncommitted.push((slot, key));
            // A symptom that came with the report cannot be named again by a retry.
            if report.kind == Kind::Problem && report.symptom.is_some() {
                let naming = naming_key(key);
                window.insert(naming, slot.offset);
                self.uncommitted.push((slot, naming));
            }
        }
        true
    }

    fn is_repeat(&self, slot: Slot, key: &Key) -> bool {
        [0, -1, 1].into_iter().any(|step| {
            let window = self.windows.get(&(slot.window + step));
            let offset = window.and_then(|window| window.get(key));
            offset.is_some_and(|&offset| slot.repeats(step, offset))
        })
    }

    /// Writes to the log what was claimed since the last time.
    pub(super) fn log(&mut self, transaction: &WriteTransaction) -> Result<()> {
        let mut rows: BTreeMap<i64, Vec<u8>> = BTreeMap::new();
        for (slot, key) in &self.uncommitted[self.logged..] {
            let row = rows.entry(slot.window).or_default();
            row.extend_from_slice(key);
            row.extend_from_slice(&slot.offset.to_be_bytes());
        }
        let mut log = transaction.open_table(SEEN)?;
        for (window, row) in rows {
            let last = log.range((window, 0)..=(window, u64::MAX))?.next_back().transpose()?;
            let next = last.map_or(0, |(key, _)| key.value().1 + 1);
            log.insert((window, next), row.as_slice())?;
        }
        self.logged = self.uncommitted.len();
        Ok(())
    }

    /// Keeps what the transaction claimed, or takes it back.
    pub(super) fn end(&mut self, committed: bool) {
        self.logged = 0;
        for (slot, key) in self.uncommitted.drain(..) {
            if !committed && let Some(window) = self.windows.get_mut(&slot.window) {
                window.remove(&key);
            }
        }
    }

    /// Forgets the windows before `keep_from`.
    pub(super) fn prune(&mut self, transaction: &WriteTransaction, keep_from: i64) -> Result<()> {
        transaction
            .open_table(SEEN)?
            .retain_in(..(keep_from, 0), |_, _| false)?;
        self.windows = self.windows.split_off(&keep_from);
        Ok(())
    }
}

fn key(service: u32, report: &Report, reporter: &ReporterKey) -> Key {
    let mut key = [0; 21];
    key[..4].copy_from_slice(&service.to_be_bytes());
    key[4] = kind_byte(report.kind);
    key[5..].copy_from_slice(&reporter.0);
    key
}

fn naming_key(mut key: Key) -> Key {
    key[4] = NAMING;
    key
}

fn cut_off() -> StoreError {
    StoreError::Corrupt("the log of reporters is cut off".to_owned())
}
