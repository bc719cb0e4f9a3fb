//! Where counts, trackers, incidents and the outbox live. Two stores stand behind these traits, and one contract suite
//! (`tests/store_contract.rs`) runs against both.

mod embedded;
mod json;
mod nodes;
mod redis;
mod url;
mod window;

use std::sync::Arc;

use async_trait::async_trait;

use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::delivery::{Delivery, Endpoint};
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::report::{Receipt, Report};
use crate::domain::service::ServiceSlug;
use crate::domain::vote::Vote;

pub use self::nodes::{Claim, Division, Fence, Holding, Nodes, Shard, StoredView, Wish};
pub use self::url::{InvalidStoreUrl, RedisNodes, StoreUrl};

/// What can go wrong with a store.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// It cannot be reached or does not answer in time; trying again may help. The text never holds a password.
    #[error("the store cannot be reached: {0}")]
    Unavailable(String),
    /// What it holds cannot be read.
    #[error("the store holds something unreadable: {0}")]
    Corrupt(String),
    /// It refused the operation.
    #[error("the store refused: {0}")]
    Refused(String),
    /// Another process judges this service by now; what this one thinks of it is void.
    #[error("{0} is judged by another process")]
    Fenced(ServiceSlug),
}

impl StoreError {
    /// Whether it lies in what was to be stored, or where: the store answers, and would say the same again however long one
    /// waits. Never of a store that is away, full, loading, or lets nobody in.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::Corrupt(_))
    }
}

/// The result of a store's call.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What a store must know besides where it is.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// How long Redis keeps counts. The embedded store keeps them until [`Counts::prune`] is told otherwise.
    pub retention_days: u32,
    /// How late a report may arrive (from the spool, after an outage of the store) and still be known as a repeat.
    /// Reporter keys are kept for this long, and as long as a window on top.
    pub late_hours: u32,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            retention_days: 60,
            late_hours: 6,
        }
    }
}

/// Opens the store that `url` names, and answers once it is ready to be used.
///
/// # Errors
/// [`StoreError::Refused`] when the folder cannot be used or Redis does not let us in, [`StoreError::Unavailable`] when
/// Redis does not answer, [`StoreError::Corrupt`] when what is there cannot be read.
pub async fn open(url: &StoreUrl, options: &StoreOptions) -> Result<Arc<dyn Store>> {
    match url {
        StoreUrl::Embedded(folder) => Ok(Arc::new(embedded::Embedded::open(folder, options).await?)),
        StoreUrl::Redis(nodes) => Ok(Arc::new(
            redis::Redis::open(redis::Target::single(nodes)?, options).await?,
        )),
        StoreUrl::RedisCluster(nodes) => Ok(Arc::new(
            redis::Redis::open(redis::Target::cluster(nodes)?, options).await?,
        )),
        StoreUrl::RedisSentinel(nodes, name) => Ok(Arc::new(
            redis::Redis::open(redis::Target::sentinel(nodes, name), options).await?,
        )),
    }
}

/// Minutes of a service that a store remembers as changed, the last ones: after an outage of half an hour what a front had
/// in its spool is still read minute by minute. When more have changed at once, the whole day is read again.
const CHANGES_KEPT: usize = 32;

/// Counts of reports by service and minute.
#[async_trait]
pub trait Counts: Send + Sync {
    /// Counts a batch and answers in its order, once everything is stored.
    ///
    /// Idempotent: a reporter who was counted for a service and kind less than `DEDUPE_WINDOW_SECONDS` before or after
    /// (under today's or yesterday's key) is not counted again, be it in the same batch, after a retry or on another
    /// node. What a batch holds of one service is counted as a whole or not at all; when the call fails, some services
    /// of the batch may have been counted, and counting the batch again completes it.
    ///
    /// `reports_in_window` is as of the end of the batch: problem reports, discounted ones included (for a works report:
    /// works), over the 15 minutes that end with the report's own.
    ///
    /// A discounted report is counted like any other, and is neither among the reporters of its cell nor in its network.
    async fn count(&self, reports: &[Report]) -> Result<Vec<Receipt>>;

    /// Adds recorded buckets to what is stored, for history that comes from a file. Not idempotent: reporters in a file
    /// have no keys.
    async fn import(&self, service: &ServiceSlug, buckets: &[(Minute, Bucket)]) -> Result<()>;

    /// For each service a number that differs from the last answer when its counts have changed since.
    async fn versions(&self, services: &[ServiceSlug]) -> Result<Vec<u64>>;

    /// Buckets of `from..to` that are not empty, in order.
    async fn buckets(&self, service: &ServiceSlug, from: Minute, to: Minute) -> Result<Vec<(Minute, Bucket)>>;

    /// For each service the minutes that were counted in since it had this version, in any order; some of what is counted
    /// meanwhile may be among them. `None` when the store does not know: then any minute may have changed.
    async fn changed_since(&self, known: &[(ServiceSlug, u64)]) -> Result<Vec<Option<Vec<Minute>>>>;

    /// Those of these minutes that are not empty, in their order, for many services at once.
    async fn buckets_at(&self, wanted: &[(ServiceSlug, Vec<Minute>)]) -> Result<Vec<Vec<(Minute, Bucket)>>>;

    /// Forgets what is older than it may be: buckets and notes before `keep_from`, reporter keys that no report can meet any more
    /// at `now` (see [`StoreOptions::late_hours`]), deliveries that were settled more than 7 days ago. Redis does all
    /// this by itself, so there it does nothing.
    async fn prune(&self, keep_from: Minute, now: Timestamp) -> Result<()>;
}

/// What the detector concluded about one service, to be stored in one atomic step.
#[derive(Debug, Clone)]
pub struct Conclusion<'a> {
    /// The service.
    pub service: &'a ServiceSlug,
    /// The tracker, serialised by the pipeline.
    pub tracker: &'a [u8],
    /// The incident as it now stands, when there is news of it.
    pub incident: Option<&'a Incident>,
    /// Outbox rows for its new transitions. A row whose id is already known, in whatever state, is left alone: that is
    /// what makes a transition go out once when it is concluded twice (restart, two leaders).
    pub deliveries: &'a [Delivery],
    /// What is to be added to the incident's notes. A note of the same place replaces the one that is there.
    pub notes: &'a [StoredNote],
    /// The lease under which it was concluded; without one (a tool that works alone) it is stored in any case.
    pub fence: Option<Fence>,
}

/// A tracker of which there is no other news.
#[derive(Debug, Clone)]
pub struct StoredTracker {
    /// Whose.
    pub service: ServiceSlug,
    /// The tracker, serialised by the pipeline.
    pub bytes: Vec<u8>,
    /// As in [`Conclusion::fence`].
    pub fence: Option<Fence>,
}

/// A note of an incident (`domain::recording`), as stores see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNote {
    /// The second that it is about, and its order within it.
    pub place: (Timestamp, u8),
    /// The note, serialised by the pipeline.
    pub bytes: Vec<u8>,
}

/// Trackers and incidents.
#[async_trait]
pub trait Journal: Send + Sync {
    /// The stored tracker of each service, `None` where there is none.
    async fn trackers(&self, services: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>>;

    /// Stores trackers of which there is no other news, all at one price. When one is refused the others are stored.
    ///
    /// # Errors
    /// [`StoreError::Fenced`] when somebody has come with a larger fence.
    async fn save_trackers(&self, trackers: &[StoredTracker]) -> Result<()>;

    /// Stores a conclusion atomically.
    ///
    /// # Errors
    /// [`StoreError::Fenced`] when somebody has come with a larger fence; then nothing of it is stored.
    async fn conclude(&self, conclusion: Conclusion<'_>) -> Result<()>;

    /// The newest incidents of a service, newest first.
    async fn incidents(&self, service: &ServiceSlug, limit: usize) -> Result<Vec<Incident>>;

    /// One incident of a service.
    async fn incident(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Option<Incident>>;

    /// The notes of an incident in order of place. They are kept as long as the counts, without which they are of no
    /// use: see [`Counts::prune`].
    async fn notes(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Vec<StoredNote>>;

    /// Stores what an alerted endpoint says of an incident, in place of what it said before. Kept as long as incidents.
    async fn vote(&self, service: &ServiceSlug, id: &IncidentId, vote: &Vote) -> Result<()>;

    /// What was said of an incident, by endpoint in the order of ids.
    async fn votes(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Vec<Vote>>;
}

/// Webhook endpoints and the messages that wait for them.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// All endpoints that can be read, oldest first.
    async fn endpoints(&self) -> Result<Vec<Endpoint>>;

    /// Whether there is such an endpoint, readable or not: a newer version may have added it.
    async fn has_endpoint(&self, id: &str) -> Result<bool> {
        Ok(self.endpoints().await?.iter().any(|endpoint| endpoint.id == id))
    }

    /// Adds an endpoint, or replaces the one of the same id.
    async fn put_endpoint(&self, endpoint: &Endpoint) -> Result<()>;

    /// Removes an endpoint; says whether there was one.
    async fn delete_endpoint(&self, id: &str) -> Result<bool>;

    /// Pending deliveries of these services with `next_at` at or before `now`, the longest due first.
    async fn due(&self, services: &[ServiceSlug], now: Timestamp, limit: usize) -> Result<Vec<Delivery>>;

    /// Stores what an attempt came to (`state`, `attempts`, `next_at`, `last_status`, `last_error`). Also takes a new row
    /// (a test message).
    async fn settle(&self, delivery: &Delivery) -> Result<()>;

    /// The same, if the row is still pending and due at `before`, as whoever calls has read it. Says whether it was: if
    /// not, somebody else has taken it meanwhile.
    async fn settle_if(&self, delivery: &Delivery, before: Timestamp) -> Result<bool>;

    /// The newest deliveries of these services to an endpoint, newest first, in any state.
    async fn deliveries(&self, services: &[ServiceSlug], endpoint: &str, limit: usize) -> Result<Vec<Delivery>>;
}

/// Who asks for tomorrow's salt may still need yesterday's.
pub const SALTS_BEFORE: i64 = 2;

/// Stands for an address among nodes that share allowances; see `pipeline::reporter`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SharedKey(pub [u8; 16]);

/// A store as a whole.
#[async_trait]
pub trait Store: Counts + Journal + Outbox + Nodes {
    /// The secret salt of a day (days since 1970-01-01 UTC): stores `fresh` when there is none yet, and answers the one
    /// that is stored, so that all nodes agree. Those of more than [`SALTS_BEFORE`] days before are destroyed.
    async fn salt(&self, day: i64, fresh: [u8; 32]) -> Result<[u8; 32]>;

    /// The secret key of the site, for links that it signs: stores `fresh` when there is none yet, and answers the one that
    /// is stored, so that all nodes agree and old links stay good after a restart.
    async fn site_key(&self, fresh: [u8; 32]) -> Result<[u8; 32]>;

    /// Adds what this node has let through in a window of time (any number that all nodes make in the same way), and
    /// answers in order what all nodes have. It is forgotten within half a minute. A store that has one node only has
    /// nothing to add.
    async fn share_use(&self, window: i64, used: &[(SharedKey, u32)]) -> Result<Vec<u64>>;

    /// Whether it answers.
    async fn ping(&self) -> Result<()>;

    /// What it is, for logs and `doctor`; never a password.
    fn describe(&self) -> String;

    /// The same store by a connection of its own, which runs on the thread that uses it first: to wake another thread twice
    /// is a tenth of what counting a report takes. None where threads meet anyway.
    fn of_one_thread(&self) -> Option<Arc<dyn Store>> {
        None
    }
}
