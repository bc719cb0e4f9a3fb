//! Who judges what: the services are shared among the processes on one store by leases, in parts that do not need each
//! other.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::relations::Relations;
use crate::domain::service::{Catalogue, ServiceSlug};
use crate::store::{Claim, Division, Fence, Holding, Result, Shard, Store, Wish};

/// Into so many parts services are shared. More than there will be detectors, few enough to renew in one step.
const SHARDS: u16 = 16;

/// A lease that is not renewed for so long is free. Renewed each second, it survives a few that fail; and a dead process
/// delays no verdict by more than this.
const LEASE_LIFE: Duration = Duration::from_secs(6);

/// While work takes long (history is read at the first start), leases are renewed this often.
const RENEWAL: Duration = Duration::from_secs(2);

/// Which services are judged together. Services that can have each other's trouble are in one shard; every process with
/// the same catalogue comes to the same shards.
#[derive(Debug, Clone, Default)]
pub struct Shards(BTreeMap<ServiceSlug, Shard>);

/// What this process holds, as the outside may know it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The process's name among the others.
    pub node: String,
    /// Whether there can be others.
    pub is_shared: bool,
    /// The shards that it holds.
    pub shards: Vec<u16>,
    /// Processes that judge.
    pub detectors: usize,
    /// Shards that nobody judges.
    pub unheld: usize,
}

/// The leases of this process.
pub struct Leases {
    store: Arc<dyn Store>,
    node: String,
    /// What it asks for each time.
    wish: Wish,
    /// Held only to copy or to set, never across an await.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    holding: Holding,
    division: Arc<Division>,
    /// Leases that the next claim gives up.
    given_up: BTreeSet<Shard>,
}

impl Shards {
    /// The shards of a catalogue.
    #[must_use]
    pub fn of(catalogue: &Catalogue, relations: &Relations) -> Self {
        let slugs = catalogue.services().iter().map(|service| service.slug.clone());
        let mut shards = BTreeMap::new();
        for group in relations.groups(slugs) {
            let shard = group.first().map_or(Shard(0), shard_of);
            shards.extend(group.into_iter().map(|slug| (slug, shard)));
        }
        Self(shards)
    }

    /// How this divides the services: processes whose services or relations differ divide in another way. The one with
    /// the most services goes first, for it knows what is new.
    #[must_use]
    pub fn division(&self) -> Division {
        // No name has a zero in it, so that nothing else comes to the same bytes.
        let bytes = self.0.iter().flat_map(|(slug, shard)| {
            let name = slug.as_str().bytes().chain([0]);
            name.chain(shard.0.to_be_bytes())
        });
        Division {
            rank: format!("{:06}-{:016x}", self.0.len(), fnv(bytes)),
            services: self.0.keys().cloned().collect(),
        }
    }

    /// The shard of a service.
    #[must_use]
    pub fn shard(&self, service: &ServiceSlug) -> Option<Shard> {
        self.0.get(service).copied()
    }
}

fn shard_of(service: &ServiceSlug) -> Shard {
    let hash = mixed(fnv(service.as_str().bytes()));
    Shard(u16::try_from(hash % u64::from(SHARDS)).unwrap_or_default())
}

/// The last step of `MurmurHash3`, 64 bits (Austin Appleby, public domain): each bit depends on all. Without it names that
/// differ in their last characters alone come to the same few shards.
fn mixed(mut hash: u64) -> u64 {
    for factor in [0xff51_afd7_ed55_8ccd_u64, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}

/// FNV-1a, which is the same everywhere and for ever.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Leases {
    /// For a process that holds nothing yet; one that does not judge only looks on.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, judges: bool) -> Self {
        Self {
            store,
            node: format!("{:016x}", rand::random::<u64>()),
            wish: if judges { Wish::Share } else { Wish::Look },
            state: Mutex::default(),
        }
    }

    /// From now on it judges the services of this catalogue.
    pub fn divide(&self, catalogue: &Catalogue) {
        let shards = Shards::of(catalogue, &Relations::of(catalogue));
        self.state().division = Arc::new(shards.division());
    }

    /// Renews what it has, gives up what it said it would, takes what it should; answers what it holds now.
    ///
    /// # Errors
    /// When the store does not answer; what is held may be lost then, and the fence tells.
    pub async fn claim(&self) -> Result<Holding> {
        let given_up: Vec<Shard> = self.state().given_up.iter().copied().collect();
        let holding = self.ask(self.wish, &given_up).await?;
        self.note(&holding, &given_up);
        Ok(holding)
    }

    /// Does something that may take long, and keeps the leases meanwhile. Both go on side by side: what one of them holds
    /// (the right to connect to the store) the other may be waiting for.
    pub async fn keeping<T>(&self, work: impl Future<Output = T>) -> T {
        tokio::select! {
            done = work => done,
            never = self.renew() => match never {},
        }
    }

    async fn renew(&self) -> Infallible {
        loop {
            tokio::time::sleep(RENEWAL).await;
            if self.wish == Wish::Share
                && self.store.is_shared()
                && let Err(error) = self.ask(Wish::Keep, &[]).await
            {
                tracing::warn!(%error, "leases cannot be renewed");
            }
        }
    }

    /// The next claim gives these up.
    pub fn give_up(&self, shards: impl IntoIterator<Item = Shard>) {
        self.state().given_up.extend(shards);
    }

    /// Gives up everything, so that others need not wait until it runs out.
    ///
    /// # Errors
    /// When the store does not answer; then they wait.
    pub async fn leave(&self) -> Result<()> {
        let holding = self.ask(Wish::Leave, &[]).await?;
        self.note(&holding, &[]);
        Ok(())
    }

    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let state = self.state();
        Standing {
            node: self.node.clone(),
            is_shared: self.store.is_shared(),
            shards: state.holding.leases.keys().map(|shard| shard.0).collect(),
            detectors: state.holding.nodes,
            unheld: state.holding.unheld,
        }
    }

    async fn ask(&self, wish: Wish, given_up: &[Shard]) -> Result<Holding> {
        let division = Arc::clone(&self.state().division);
        let claim = Claim {
            node: &self.node,
            wish,
            shards: SHARDS,
            life_ms: u64::try_from(LEASE_LIFE.as_millis()).unwrap_or(u64::MAX),
            given_up,
            division: &division,
        };
        self.store.hold(claim).await
    }

    fn note(&self, holding: &Holding, given_up: &[Shard]) {
        let before = {
            let mut state = self.state();
            state.given_up.retain(|shard| !given_up.contains(shard));
            std::mem::replace(&mut state.holding, holding.clone())
        };
        if self.store.is_shared() {
            tell(&before, holding);
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes down what has changed.
fn tell(before: &Holding, now: &Holding) {
    let shards = |leases: &BTreeMap<Shard, Fence>| leases.keys().map(ToString::to_string).collect::<Vec<_>>().join(",");
    if before.leases != now.leases || before.nodes != now.nodes {
        let (held, unheld) = (shards(&now.leases), now.unheld);
        tracing::info!(held, unheld, detectors = now.nodes, "leases");
    }
    if now.divisions > 1 && (before.divisions, &before.elsewhere) != (now.divisions, &now.elsewhere) {
        let (catalogues, left) = (now.divisions, now.elsewhere.len());
        tracing::warn!(
            catalogues,
            left,
            "processes on this store have different catalogues; what several know is judged by those of the largest one"
        );
    }
    metrics::gauge!("groundswell_catalogues").set(as_f64(now.divisions as u64));
    for shard in (0..SHARDS).map(Shard) {
        let fence = now.leases.get(&shard);
        let label = shard.to_string();
        metrics::gauge!("groundswell_lease_held", "shard" => label.clone()).set(f64::from(u8::from(fence.is_some())));
        if let Some(fence) = fence {
            metrics::gauge!("groundswell_lease_fence", "shard" => label).set(as_f64(fence.0));
        }
    }
    metrics::gauge!("groundswell_shards_unheld").set(as_f64(now.unheld as u64));
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a fence is a time in milliseconds, far below 2^52"
)]
fn as_f64(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_shared_evenly_however_they_are_called() {
        let numbered = |prefix: &str, count: usize| -> Vec<String> {
            (0..count).map(|number| format!("{prefix}{number}")).collect()
        };
        for names in [
            numbered("s", 160),
            numbered("shop-", 1_600),
            numbered("payments-eu-", 320),
        ] {
            let mut shards = BTreeMap::<Shard, usize>::new();
            for name in &names {
                *shards.entry(shard_of(&ServiceSlug::parse(name).unwrap())).or_default() += 1;
            }
            let fair = names.len() / usize::from(SHARDS);
            assert_eq!(shards.len(), usize::from(SHARDS), "{shards:?}");
            assert!(shards.values().all(|count| *count <= 2 * fair), "{shards:?}");
        }
    }
}
