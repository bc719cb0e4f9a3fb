//! One process has the file, so it holds every lease, and nobody else shows anything.

use async_trait::async_trait;

use super::super::{Claim, Fence, Holding, Journal, Nodes, Result, Shard, StoredView, Wish};
use super::Embedded;
use crate::domain::service::ServiceSlug;

/// Nobody comes after this one.
const ONLY_FENCE: Fence = Fence(1);

#[async_trait]
impl Nodes for Embedded {
    fn is_shared(&self) -> bool {
        false
    }

    async fn hold(&self, claim: Claim<'_>) -> Result<Holding> {
        let leases = match claim.wish {
            Wish::Share | Wish::Keep => (0..claim.shards).map(|shard| (Shard(shard), ONLY_FENCE)).collect(),
            Wish::Look | Wish::Leave => std::collections::BTreeMap::new(),
        };
        Ok(Holding {
            unheld: usize::from(claim.shards) - leases.len(),
            nodes: usize::from(!leases.is_empty()),
            leases,
            surplus: 0,
            elsewhere: std::collections::BTreeSet::new(),
            divisions: 1,
            time: None,
        })
    }

    async fn take_over(&self, services: &[ServiceSlug], _fence: Fence) -> Result<Vec<Option<Vec<u8>>>> {
        self.trackers(services).await
    }

    async fn put_views(&self, _views: &[StoredView]) -> Result<()> {
        Ok(())
    }

    async fn view_versions(&self, services: &[ServiceSlug]) -> Result<Vec<u64>> {
        Ok(vec![0; services.len()])
    }

    async fn views(&self, services: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>> {
        Ok(vec![None; services.len()])
    }
}
