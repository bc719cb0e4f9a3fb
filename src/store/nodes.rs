//! What several processes on one store need of it: leases on parts of the services, and views that travel.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use async_trait::async_trait;

use super::Result;
use crate::domain::bucket::Timestamp;
use crate::domain::service::ServiceSlug;

/// Says which of two leases is the newer one, whatever part of the services they are on: each lease has a larger one than
/// all before it. What is written under a lease carries it, and is refused once the store has seen a larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fence(pub u64);

/// A part of the services that is judged by one process at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shard(pub u16);

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a process wants of the leases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Keep what it has, and take what is free, up to its fair part.
    Share,
    /// Keep what it has.
    Keep,
    /// Only know how things stand.
    Look,
    /// Give up all, because it ends.
    Leave,
}

/// How the services of a catalogue are divided into shards. Leases are on shards, so only processes that divide alike can
/// share them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Division {
    /// Equal for those that divide alike. Where there are several, the largest goes first.
    pub rank: String,
    /// What is divided.
    pub services: Vec<ServiceSlug>,
}

/// A process that asks for leases.
#[derive(Debug, Clone)]
pub struct Claim<'a> {
    /// Its name, which no other process has.
    pub node: &'a str,
    /// What it wants.
    pub wish: Wish,
    /// How many shards there are.
    pub shards: u16,
    /// How long a lease lasts when it is not renewed. The store's clock decides.
    pub life_ms: u64,
    /// Leases that it gives up.
    pub given_up: &'a [Shard],
    /// How it divides its services.
    pub division: &'a Division,
}

/// How things stand for who has asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holding {
    /// The leases that it holds now.
    pub leases: BTreeMap<Shard, Fence>,
    /// How many of them are more than its fair part: others wait for them.
    pub surplus: usize,
    /// Processes that take part.
    pub nodes: usize,
    /// Shards that nobody holds.
    pub unheld: usize,
    /// Services that are judged by processes that divide in another way and go first.
    pub elsewhere: BTreeSet<ServiceSlug>,
    /// In how many ways processes divide their services: 1 when all have the same catalogue.
    pub divisions: usize,
    /// What the clock of the store shows, which all processes see; none when there is but one process.
    pub time: Option<Timestamp>,
}

/// What the holder of a service knows of it beyond the counts, for those who show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredView {
    /// Which service.
    pub service: ServiceSlug,
    /// Differs whenever `bytes` do; never 0.
    pub version: u64,
    /// The view, serialised by the pipeline.
    pub bytes: Vec<u8>,
    /// Under which lease.
    pub fence: Option<Fence>,
}

/// Leases, and views that travel. A store that one process has for itself gives it every lease at once.
#[async_trait]
pub trait Nodes: Send + Sync {
    /// Whether other processes may be on it at the same time.
    fn is_shared(&self) -> bool;

    /// Renews, takes and gives up leases in one atomic step. A lease that ran out and that nobody has taken meanwhile is
    /// renewed like any other. Each division has leases of its own, and is left those services that none before it has.
    async fn hold(&self, claim: Claim<'_>) -> Result<Holding>;

    /// The stored trackers of these services, as [`Journal::trackers`](super::Journal::trackers) gives them; from then on
    /// whoever has a smaller fence can write nothing of them.
    ///
    /// # Errors
    /// [`StoreError::Fenced`](super::StoreError::Fenced) when somebody has come with a larger one.
    async fn take_over(&self, services: &[ServiceSlug], fence: Fence) -> Result<Vec<Option<Vec<u8>>>>;

    /// Stores what others show.
    async fn put_views(&self, views: &[StoredView]) -> Result<()>;

    /// For each service the version of its view; 0 where there is none.
    async fn view_versions(&self, services: &[ServiceSlug]) -> Result<Vec<u64>>;

    /// The view of each service, `None` where there is none.
    async fn views(&self, services: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>>;
}
