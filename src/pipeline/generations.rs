//! A memory that is bounded whatever comes: entries by hash in two generations, in parts that have a lock each.

use std::sync::{Mutex, PoisonError};

use foldhash::HashMap;

use crate::domain::bucket::Timestamp;

/// Locks, so that workers rarely wait for each other.
pub(super) const SHARDS: u64 = 16;

/// A bounded memory in parts, each with a lock that is held for a moment only.
pub(super) struct Shards<V> {
    parts: Vec<Mutex<Generations<V>>>,
    /// Entries in a generation of a part; a part has two generations.
    entries_max: usize,
    forget_seconds: i64,
}

impl<V: Default> Shards<V> {
    /// Remembers so many in each generation of each part, for `forget_seconds` at least unless there is no room, and for
    /// twice as long at most while it is used.
    pub(super) fn new(entries_max: usize, forget_seconds: i64) -> Self {
        Self {
            parts: (0..SHARDS).map(|_| Mutex::default()).collect(),
            entries_max,
            forget_seconds,
        }
    }

    /// Looks at, or changes, what is known under a hash.
    pub(super) fn with<T>(&self, hash: u64, now: Timestamp, change: impl FnOnce(&mut V) -> T) -> T {
        // Maps hash once more, so that taking these bits leaves no gaps in them.
        let part = usize::try_from(hash % SHARDS).unwrap_or(0);
        let mut part = self.parts[part].lock().unwrap_or_else(PoisonError::into_inner);
        change(part.entry(hash, now, self.entries_max, self.forget_seconds))
    }

    /// Looks at what is known under a hash, if anything is; remembers nothing.
    pub(super) fn find<T>(&self, hash: u64, look: impl FnOnce(&V) -> T) -> Option<T> {
        let part = usize::try_from(hash % SHARDS).unwrap_or(0);
        let part = self.parts[part].lock().unwrap_or_else(PoisonError::into_inner);
        part.young.get(&hash).or_else(|| part.old.get(&hash)).map(look)
    }

    /// How many are known.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        let parts = self.parts.iter().map(|part| {
            let part = part.lock().unwrap_or_else(PoisonError::into_inner);
            part.young.len() + part.old.len()
        });
        parts.sum()
    }
}

/// Entries by hash in two generations. Whatever is asked for moves to the young one; when that is full or old, the other
/// one is dropped and it takes its place. So what was used last stays, without a list of uses.
struct Generations<V> {
    young: HashMap<u64, V>,
    old: HashMap<u64, V>,
    /// When the young one began.
    since: i64,
}

impl<V> Default for Generations<V> {
    fn default() -> Self {
        Self {
            young: HashMap::default(),
            old: HashMap::default(),
            since: 0,
        }
    }
}

impl<V: Default> Generations<V> {
    fn entry(&mut self, hash: u64, now: Timestamp, entries_max: usize, forget_seconds: i64) -> &mut V {
        let is_full = self.young.len() >= entries_max && !self.young.contains_key(&hash);
        if is_full || now.0 - self.since >= forget_seconds {
            // The room that the old one had is used again.
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
            self.since = now.0;
        }
        let old = &mut self.old;
        self.young
            .entry(hash)
            .or_insert_with(|| old.remove(&hash).unwrap_or_default())
    }
}
