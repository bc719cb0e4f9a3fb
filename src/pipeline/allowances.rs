//! What each address has used of its allowances, on this node and (for those who use much) on the others.
//!
//! The `governor` crate keeps the same kind of bucket. It does not serve here, because its store grows with the addresses
//! that ask, and because it can only be asked: what an address used on another node has to be charged whether it
//! conforms or not. What was left to take over is the arithmetic of [`Usage`].
//!
//! Addresses are under hashes whose key dies with the process. Whoever is above half of an allowance is reported to the
//! store once a second under a hash of the day ([`Allowances::share`]), and what other nodes reported is charged here.
//! So on N nodes an address has N halves of an allowance unnoticed, and not N allowances; no request waits for that.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::clock::Clock;
use super::generations::Shards;
use crate::domain::allowance::{Ration, Spent, Usage};
use crate::domain::bucket::Timestamp;
use crate::store::{self, SharedKey, Store};

/// Addresses in a generation of a shard. That makes 458,752 in all, in 18 MB; under a flood of addresses the oldest begin
/// anew, and a flood of addresses is not for this file.
const ADDRESSES_MAX: usize = 14_336;

/// The longest window is 12 seconds; whoever asks for nothing as long has used nothing.
const FORGET_SECONDS: i64 = 30;

/// Busy addresses that other nodes are told of. More are no flood of one address any more.
const BUSY_MAX: usize = 1_024;

/// Nodes compare what they have let through in windows of this length.
const WINDOW_SECONDS: i64 = 10;

/// And do so this often.
const SHARE_EVERY: Duration = Duration::from_secs(1);

/// The allowances of all addresses.
pub struct Allowances {
    keyed: RandomState,
    used: Shards<Usage>,
    busy: Mutex<HashMap<(u64, Ration), Busy>>,
}

/// An address that has used much of a ration, as other nodes know it.
#[derive(Debug, Clone, Copy)]
struct Busy {
    key: SharedKey,
    /// Let through here, and not told yet.
    untold: u16,
    /// The last window that was told of, and what all nodes had let through in it by then.
    told: (i64, u64),
}

impl Default for Allowances {
    fn default() -> Self {
        Self::new()
    }
}

impl Allowances {
    /// Nobody has used anything yet.
    #[must_use]
    pub fn new() -> Self {
        Self::holding(ADDRESSES_MAX)
    }

    fn holding(addresses_max: usize) -> Self {
        Self {
            keyed: RandomState::new(),
            used: Shards::new(addresses_max, FORGET_SECONDS),
            busy: Mutex::default(),
        }
    }

    /// Uses one of a ration; `key` is what other nodes know the address by. This machine itself may ask for anything: that
    /// is the operator, or a proxy that was not declared and stands for everybody.
    ///
    /// # Errors
    /// [`Spent`]: there is none left.
    pub fn take(
        &self,
        ration: Ration,
        address: IpAddr,
        now: Timestamp,
        key: impl FnOnce() -> SharedKey,
    ) -> Result<(), Spent> {
        let Some(hash) = self.hash(address) else {
            return Ok(());
        };
        let usage = self.used.with(hash, now, |usage| {
            usage.take(ration, now)?;
            Ok(*usage)
        })?;
        self.note((hash, ration), &usage, 1, key);
        Ok(())
    }

    /// Uses one of [`Ration::Writes`], and one of [`Ration::Reports`] with it, there or not; says whether that is more than
    /// there is.
    ///
    /// # Errors
    /// [`Spent`]: nothing may be written.
    pub fn write(&self, address: IpAddr, now: Timestamp, key: impl Fn(Ration) -> SharedKey) -> Result<bool, Spent> {
        let Some(hash) = self.hash(address) else {
            return Ok(false);
        };
        let usage = self.used.with(hash, now, |usage| {
            usage.take(Ration::Writes, now)?;
            usage.charge(Ration::Reports, 1, now);
            Ok(*usage)
        })?;
        for ration in [Ration::Writes, Ration::Reports] {
            self.note((hash, ration), &usage, 1, || key(ration));
        }
        Ok(usage.is_over(Ration::Reports))
    }

    /// Uses several of a ration, there or not; says whether that is more than there is.
    pub fn charge(
        &self,
        ration: Ration,
        address: IpAddr,
        requests: u16,
        now: Timestamp,
        key: impl FnOnce() -> SharedKey,
    ) -> bool {
        let Some(hash) = self.hash(address) else {
            return false;
        };
        let usage = self.used.with(hash, now, |usage| {
            usage.charge(ration, requests, now);
            *usage
        });
        self.note((hash, ration), &usage, requests, key);
        usage.is_over(ration)
    }

    /// `None` for this machine.
    fn hash(&self, address: IpAddr) -> Option<u64> {
        let is_ours = address.is_loopback() || address.is_unspecified();
        (!is_ours).then(|| match address.to_canonical() {
            IpAddr::V4(address) => self.keyed.hash_one(address.octets()),
            IpAddr::V6(address) => self.keyed.hash_one(&address.octets()[..8]),
        })
    }

    /// Notes requests of an address that are for other nodes to know.
    fn note(&self, place: (u64, Ration), usage: &Usage, requests: u16, key: impl FnOnce() -> SharedKey) {
        if !usage.is_heavy(place.1) {
            return;
        }
        let mut busy = self.busy();
        if let Some(known) = busy.get_mut(&place) {
            known.untold = known.untold.saturating_add(requests);
        } else if busy.len() < BUSY_MAX {
            let first = Busy {
                key: key(),
                untold: usage.requests(place.1),
                told: (0, 0),
            };
            busy.insert(place, first);
        }
    }

    fn busy(&self) -> MutexGuard<'_, HashMap<(u64, Ration), Busy>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells other nodes of busy addresses, and charges what they have let through.
    ///
    /// # Errors
    /// When the store does not answer; what was not told is told next time.
    pub async fn share(&self, store: &dyn Store, now: Timestamp) -> store::Result<()> {
        let busy: Vec<((u64, Ration), Busy)> = self.busy().iter().map(|(place, busy)| (*place, *busy)).collect();
        if busy.is_empty() {
            return Ok(());
        }
        let window = now.0.div_euclid(WINDOW_SECONDS);
        let untold: Vec<(SharedKey, u32)> = busy
            .iter()
            .map(|(_, busy)| (busy.key, u32::from(busy.untold)))
            .collect();
        let totals = store.share_use(window, &untold).await?;
        for ((place, before), total) in busy.into_iter().zip(totals) {
            let known = if before.told.0 == window { before.told.1 } else { 0 };
            let elsewhere = total.saturating_sub(known + u64::from(before.untold));
            let is_heavy = self.used.with(place.0, now, |usage| {
                usage.charge(place.1, u16::try_from(elsewhere).unwrap_or(u16::MAX), now);
                usage.is_heavy(place.1)
            });
            let mut busy = self.busy();
            if let Some(known) = busy.get_mut(&place) {
                known.untold = known.untold.saturating_sub(before.untold);
                known.told = (window, total);
                if !is_heavy && known.untold == 0 {
                    busy.remove(&place);
                }
            }
        }
        Ok(())
    }

    /// Shares once a second until it is told to stop.
    pub async fn run(self: Arc<Self>, store: Arc<dyn Store>, clock: Clock, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = tokio::time::sleep(SHARE_EVERY) => {}
                () = stop.cancelled() => return,
            }
            if let Err(error) = self.share(store.as_ref(), clock.now()).await {
                // Each node goes on with what it knows.
                tracing::debug!(%error, "allowances cannot be shared at this moment");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const NOW: Timestamp = Timestamp(1_772_625_605);

    fn key() -> SharedKey {
        SharedKey([7; 16])
    }

    fn taken(allowances: &Allowances, address: &str) -> usize {
        let address = address.parse().unwrap();
        let is_taken = |_: &i32| allowances.take(Ration::Reads, address, NOW, key).is_ok();
        (0..10_000).filter(is_taken).count()
    }

    #[test]
    fn addresses_have_their_own_and_customers_share_theirs() {
        let allowances = Allowances::new();
        assert_eq!(taken(&allowances, "203.0.113.7"), 600);
        assert_eq!(taken(&allowances, "::ffff:203.0.113.7"), 0);
        assert_eq!(taken(&allowances, "203.0.113.8"), 600);
        assert_eq!(taken(&allowances, "2001:db8:1:2::1"), 600);
        assert_eq!(taken(&allowances, "2001:db8:1:2:ffff::9"), 0);
        assert_eq!(taken(&allowances, "2001:db8:1:3::1"), 600);
        assert_eq!(taken(&allowances, "127.0.0.1"), 10_000);
        assert_eq!(taken(&allowances, "::1"), 10_000);
    }

    #[test]
    fn memory_is_bounded() {
        let allowances = Allowances::holding(100);
        for number in 0..20_000_u32 {
            let address = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + number));
            allowances.charge(Ration::Reports, address, 31, NOW, key);
        }
        assert!(allowances.used.len() <= 2 * 16 * 100, "{}", allowances.used.len());
        assert_eq!(allowances.busy().len(), BUSY_MAX);
        // Whoever comes after them is known again.
        assert_eq!(taken(&allowances, "203.0.113.7"), 600);
        assert_eq!(taken(&allowances, "203.0.113.7"), 0);
    }
}
