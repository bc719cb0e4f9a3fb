//! The store in Redis (7.0 or newer, or Valkey): one server, a Cluster, or a primary found through Sentinels.
//!
//! Every key of a service carries the service's hash tag, so that what belongs together is one slot; every write that
//! must be atomic is one script that names all its keys. Every key has a time to live, set where the key is made: a
//! store that is no longer written to empties itself.
//!
//! | key | type | holds | lives |
//! | --- | --- | --- | --- |
//! | `gs:{spotify}:m:<minute>` | hash | a bucket, see `counts` | `retention_days` |
//! | `gs:{spotify}:d:<day>` | bitmap | which minutes of the day have a bucket | `retention_days` + 1 |
//! | `gs:{spotify}:days` | zset | days that have a bitmap | as `d`, from the last write |
//! | `gs:{spotify}:seen:<window>` | hash | reporter → second of the aligned 15 minutes; with a zero before it when a symptom was named | `late_hours`, half an hour on top |
//! | `gs:{spotify}:v` | number | changes with the counts | 400 days from the last write |
//! | `gs:{spotify}:tracker` | string | opaque | the same |
//! | `gs:{spotify}:incidents`, `…:incidents:order` | hash, zset | JSON by id; ids by onset | the same |
//! | `gs:{spotify}:notes:<incident>` | hash | note by its place, opaque | `retention_days` from the last write |
//! | `gs:{spotify}:votes:<incident>` | hash | JSON by endpoint | 400 days from the last write |
//! | `gs:{spotify}:outbox` | zset | pending deliveries by `next_at` | the same |
//! | `gs:{spotify}:delivery:<id>` | string | JSON | 7 days once settled, 30 before |
//! | `gs:{spotify}:log:<endpoint>` | zset | deliveries by `created_at` | 30 days from the last write |
//! | `gs:{spotify}:fence` | number | the largest fence that has written, see `nodes` | 400 days from the last write |
//! | `gs:{spotify}:view`, `…:view:v` | string, number | what its holder knows, opaque; differs with it | a day |
//! | `gs:{groundswell}:leases`, `…:nodes` | hash, zset | who judges which shard; who is there | 400 days from the last use |
//! | `gs:{groundswell}:endpoints` | hash | JSON by id | 400 days from the last use |
//! | `gs:{groundswell}:key` | string | 32 bytes | 400 days from the last use |
//! | `gs:{groundswell}:used:<window>` | hash | requests of busy addresses, under hashes of the day | 30 seconds |
//! | `gs:{groundswell}:salt:<day>` | string | 32 bytes | until 48 hours after the day began |

mod calls;
mod counts;
mod journal;
mod layout;
mod link;
mod nodes;
mod outbox;
mod reading;
mod replicas;
mod sums;
mod target;

use std::sync::{Arc, LazyLock};

use async_trait::async_trait;

use self::link::{Call, Link, Script};
use self::replicas::Replicas;
use self::sums::Sums;
pub(super) use self::target::Target;
use super::{Result, SALTS_BEFORE, SharedKey, Store, StoreError, StoreOptions};
use crate::domain::service::ServiceSlug;

const DAY_SECONDS: i64 = 86_400;

/// What has no better rule lives this long after the last write: longer than a year, so that last year's outages show.
const LONG_TTL_SECONDS: i64 = 400 * DAY_SECONDS;

/// A salt is made the day before its own, and serves its day and the first minutes of the next; this long after its day
/// began it is gone.
const SALT_LIFE_SECONDS: i64 = 2 * DAY_SECONDS;

/// Salts of this many days before those that are needed are removed by name; what is older has long expired.
const SALTS_REMOVED: i64 = 7;

/// What nodes tell each other of busy addresses is of use for a window of 10 seconds.
const SHARED_USE_SECONDS: i64 = 30;

/// `EXPIRE … NX` came with this major version.
const VERSION_MIN: u32 = 7;

static SALT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("salt.lua")));

/// A Redis of some kind.
pub(super) struct Redis {
    link: Link,
    /// Where reports are counted and salts are made; everything else goes by `link`.
    replicas: Replicas,
    options: StoreOptions,
    sums: Sums,
}

impl Redis {
    /// Connects.
    pub(super) async fn open(target: Target, options: &StoreOptions) -> Result<Self> {
        let redis = Self::on(target, options);
        redis.link.query::<()>(&redis::cmd("PING")).await.map_err(|e| match e {
            StoreError::Unavailable(text) => StoreError::Unavailable(format!(
                "{text}; start redis-server there, or run without it: GROUNDSWELL_STORE=embedded:./data"
            )),
            other => other,
        })?;
        redis.check_version().await?;
        Ok(redis)
    }

    /// Connects when it is used.
    fn on(target: Target, options: &StoreOptions) -> Self {
        Self {
            link: Link::new(target.clone()),
            replicas: Replicas::of(target),
            options: options.clone(),
            sums: Sums::default(),
        }
    }

    /// Refuses a server that is too old, which would fail at the first report. Where it does not say what it is (a
    /// cluster answers for each node, a login may be kept from asking), it is trusted.
    async fn check_version(&self) -> Result<()> {
        let info: Result<String> = self.link.query(redis::cmd("INFO").arg("server")).await;
        let Some((major, version)) = info.as_deref().ok().and_then(server_version) else {
            return Ok(());
        };
        if major < VERSION_MIN {
            return Err(StoreError::Refused(format!(
                "{} is version {version}, and {VERSION_MIN}.0 or newer is needed; update it (or use Valkey), or run \
                 without it: GROUNDSWELL_STORE=embedded:./data",
                self.link.describe()
            )));
        }
        Ok(())
    }
}

impl Redis {
    /// A salt that a failover forgets would make strangers of everybody who has reported. But replicas that are away must
    /// not keep a node from starting, so this is an attempt.
    async fn replicate_salt(&self, call: &Call) {
        if !self.replicas.are_awaited() {
            return;
        }
        let replicated = async {
            let writes = self.replicas.begin(&self.link).await?;
            let _: redis::Value = writes.script(&SALT, call).await?;
            writes.finish().await
        };
        if let Err(error) = replicated.await {
            tracing::warn!(%error, "the salt of the day is not on the replicas yet");
        }
    }
}

/// The major version and the version in an answer to `INFO server`. Valkey gives the Redis version it stands in for.
fn server_version(info: &str) -> Option<(u32, &str)> {
    let version = info
        .lines()
        .find_map(|line| line.strip_prefix("redis_version:"))?
        .trim();
    let major = version.split('.').next()?.parse().ok()?;
    Some((major, version))
}

/// A key that belongs to a service.
fn key(service: &ServiceSlug, rest: std::fmt::Arguments<'_>) -> String {
    format!("gs:{{{service}}}:{rest}")
}

/// A key that belongs to no service.
fn global_key(rest: std::fmt::Arguments<'_>) -> String {
    format!("gs:{{groundswell}}:{rest}")
}

fn site_key_name() -> String {
    global_key(format_args!("key"))
}

#[async_trait]
impl Store for Redis {
    async fn salt(&self, day: i64, fresh: [u8; 32]) -> Result<[u8; 32]> {
        let mut call = Call::default();
        call.key(global_key(format_args!("salt:{day}")));
        let oldest = day - SALTS_BEFORE;
        for old in (oldest - SALTS_REMOVED)..oldest {
            call.key(global_key(format_args!("salt:{old}")));
        }
        call.arg(&fresh).arg(day * DAY_SECONDS + SALT_LIFE_SECONDS);
        let stored: Vec<u8> = self.link.script(&SALT, &call).await?;
        self.replicate_salt(&call).await;
        let wrong_length = |bytes: Vec<u8>| StoreError::Corrupt(format!("a stored salt has {} bytes", bytes.len()));
        stored.try_into().map_err(wrong_length)
    }

    async fn site_key(&self, fresh: [u8; 32]) -> Result<[u8; 32]> {
        let mut pipeline = redis::pipe();
        pipeline.atomic();
        let set = pipeline.cmd("SET").arg(site_key_name()).arg(&fresh[..]);
        set.arg("EX").arg(LONG_TTL_SECONDS).arg("NX").ignore();
        pipeline
            .cmd("EXPIRE")
            .arg(site_key_name())
            .arg(LONG_TTL_SECONDS)
            .ignore();
        pipeline.cmd("GET").arg(site_key_name());
        let (stored,): (Vec<u8>,) = self.link.pipeline(&pipeline).await?;
        let wrong_length = |bytes: Vec<u8>| StoreError::Corrupt(format!("the stored key has {} bytes", bytes.len()));
        stored.try_into().map_err(wrong_length)
    }

    async fn share_use(&self, window: i64, used: &[(SharedKey, u32)]) -> Result<Vec<u64>> {
        if used.is_empty() {
            return Ok(Vec::new());
        }
        let key = global_key(format_args!("used:{window}"));
        let mut pipeline = redis::pipe();
        for (SharedKey(field), requests) in used {
            pipeline.cmd("HINCRBY").arg(&key).arg(field.as_slice()).arg(*requests);
        }
        pipeline.cmd("EXPIRE").arg(&key).arg(SHARED_USE_SECONDS);
        let mut totals: Vec<u64> = self.link.pipeline(&pipeline).await?;
        totals.truncate(used.len());
        Ok(totals)
    }

    async fn ping(&self) -> Result<()> {
        self.link.query::<()>(&redis::cmd("PING")).await
    }

    fn describe(&self) -> String {
        self.link.describe()
    }

    fn of_one_thread(&self) -> Option<Arc<dyn Store>> {
        // Waiting is what takes the time then, and each connection would ask the Sentinels for itself.
        if self.replicas.are_awaited() {
            return None;
        }
        let target = self.link.target().clone();
        Some(Arc::new(Self::on(target, &self.options)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_a_server() {
        assert_eq!(
            server_version("# Server\r\nredis_version:6.2.14\r\nx:1\r\n"),
            Some((6, "6.2.14"))
        );
        assert_eq!(
            server_version("redis_version:7.2.4\r\nserver_name:valkey\r\n"),
            Some((7, "7.2.4"))
        );
        assert_eq!(server_version(""), None);
    }
}
