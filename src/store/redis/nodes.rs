//! Leases, and views that travel.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use async_trait::async_trait;
use futures::future::{join_all, try_join_all};
use redis::{FromRedisValue, Value};

use super::super::{Claim, Fence, Holding, Nodes, Result, Shard, StoreError, StoredView, Wish};
use super::journal::tracker_key;
use super::link::{Call, Script};
use super::{DAY_SECONDS, LONG_TTL_SECONDS, Redis, global_key, key};
use crate::domain::bucket::Timestamp;
use crate::domain::service::ServiceSlug;

/// A view is written anew every few minutes. One that is a day old is worth less than the stored tracker.
const VIEW_TTL_SECONDS: i64 = DAY_SECONDS;

/// A script that begins with the check of the fence.
macro_rules! fenced_script {
    ($file:literal) => {
        Script::new(concat!(include_str!("fence.lua"), include_str!($file)))
    };
}
pub(super) use fenced_script;

static LEASES: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("leases.lua")));
static PUT: LazyLock<Script> = LazyLock::new(|| fenced_script!("put.lua"));
static TAKE_OVER: LazyLock<Script> = LazyLock::new(|| fenced_script!("take_over.lua"));

/// The largest fence that has written of a service.
pub(super) fn fence_key(service: &ServiceSlug) -> String {
    key(service, format_args!("fence"))
}

pub(super) fn fence_text(fence: Option<Fence>) -> String {
    fence.map_or_else(String::new, |fence| fence.0.to_string())
}

fn view_key(service: &ServiceSlug) -> String {
    key(service, format_args!("view"))
}

fn view_version_key(service: &ServiceSlug) -> String {
    key(service, format_args!("view:v"))
}

#[async_trait]
impl Nodes for Redis {
    fn is_shared(&self) -> bool {
        true
    }

    async fn hold(&self, claim: Claim<'_>) -> Result<Holding> {
        let mut call = Call::default();
        call.key(global_key(format_args!("leases")));
        call.key(global_key(format_args!("nodes")));
        let rank = &claim.division.rank;
        call.key(global_key(format_args!("leases:{rank}")));
        call.key(global_key(format_args!("nodes:{rank}")));
        call.key(global_key(format_args!("divisions")));
        call.key(global_key(format_args!("divided")));
        let wish = match claim.wish {
            Wish::Share => "share",
            Wish::Keep => "keep",
            Wish::Look => "look",
            Wish::Leave => "leave",
        };
        call.arg(claim.node).arg(claim.shards).arg(claim.life_ms).arg(wish);
        call.arg(LONG_TTL_SECONDS);
        let services: Vec<&str> = claim.division.services.iter().map(ServiceSlug::as_str).collect();
        call.arg(rank).arg(services.join(","));
        for shard in claim.given_up {
            call.arg(shard.0);
        }
        let (numbers, before): (Vec<u64>, Vec<String>) = self.link.script(&LEASES, &call).await?;
        let elsewhere = before.iter().flat_map(|services| services.split(','));
        let elsewhere = elsewhere
            .filter_map(|service| ServiceSlug::parse(service).ok())
            .collect();
        holding(&numbers, elsewhere)
            .ok_or_else(|| StoreError::Corrupt("the script that keeps leases gave an unexpected answer".to_owned()))
    }

    async fn take_over(&self, services: &[ServiceSlug], fence: Fence) -> Result<Vec<Option<Vec<u8>>>> {
        try_join_all(services.iter().map(|service| self.take_over_one(service, fence))).await
    }

    async fn put_views(&self, views: &[StoredView]) -> Result<()> {
        let putting = views.iter().map(|view| async {
            let version = view.version.to_string();
            let values = [
                (view_key(&view.service), view.bytes.as_slice()),
                (view_version_key(&view.service), version.as_bytes()),
            ];
            self.put(&view.service, view.fence, VIEW_TTL_SECONDS, &values).await
        });
        let put: Vec<Result<()>> = join_all(putting).await;
        put.into_iter().collect()
    }

    async fn view_versions(&self, services: &[ServiceSlug]) -> Result<Vec<u64>> {
        if services.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = services.iter().map(view_version_key).collect();
        let versions: Vec<Option<u64>> = self.link.query(redis::cmd("MGET").arg(keys)).await?;
        Ok(versions.into_iter().map(Option::unwrap_or_default).collect())
    }

    async fn views(&self, services: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>> {
        if services.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = services.iter().map(view_key).collect();
        self.link.query(redis::cmd("MGET").arg(keys)).await
    }
}

impl Redis {
    /// Sets keys of one service, unless the fence forbids it.
    pub(super) async fn put(
        &self,
        service: &ServiceSlug,
        fence: Option<Fence>,
        life_seconds: i64,
        values: &[(String, &[u8])],
    ) -> Result<()> {
        let mut call = Call::default();
        call.key(fence_key(service));
        call.arg(fence_text(fence)).arg(LONG_TTL_SECONDS).arg(life_seconds);
        for (key, value) in values {
            call.key(key.clone()).arg(*value);
        }
        let is_stored: bool = self.link.script(&PUT, &call).await?;
        is_stored
            .then_some(())
            .ok_or_else(|| StoreError::Fenced(service.clone()))
    }

    async fn take_over_one(&self, service: &ServiceSlug, fence: Fence) -> Result<Option<Vec<u8>>> {
        let mut call = Call::default();
        call.key(fence_key(service)).key(tracker_key(service));
        call.arg(fence.0).arg(LONG_TTL_SECONDS);
        match self.link.script::<Value>(&TAKE_OVER, &call).await? {
            Value::Int(_) => Err(StoreError::Fenced(service.clone())),
            tracker => Option::<Vec<u8>>::from_redis_value(tracker)
                .map_err(|error| StoreError::Corrupt(format!("a stored tracker is no text: {error}"))),
        }
    }
}

fn holding(answer: &[u64], elsewhere: BTreeSet<ServiceSlug>) -> Option<Holding> {
    let (&[nodes, unheld, surplus, divisions, time], leases) = answer.split_first_chunk::<5>()?;
    let lease = |pair: &[u64]| Some((Shard(u16::try_from(pair[0]).ok()?), Fence(pair[1])));
    let leases: Option<BTreeMap<Shard, Fence>> = leases.chunks_exact(2).map(lease).collect();
    Some(Holding {
        leases: leases?,
        surplus: usize::try_from(surplus).ok()?,
        nodes: usize::try_from(nodes).ok()?,
        unheld: usize::try_from(unheld).ok()?,
        elsewhere,
        divisions: usize::try_from(divisions).ok()?,
        time: Some(Timestamp(i64::try_from(time).ok()?)),
    })
}
