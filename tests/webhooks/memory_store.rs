//! A store in memory that can be told to refuse writes. It implements the outbox and votes only.

use std::sync::Mutex;

use async_trait::async_trait;
use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::delivery::{Delivery, DeliveryState, Endpoint};
use groundswell::domain::incident::{Incident, IncidentId};
use groundswell::domain::report::{Receipt, Report};
use groundswell::domain::service::ServiceSlug;
use groundswell::domain::vote::Vote;
use groundswell::store::{
    Claim, Conclusion, Counts, Fence, Holding, Journal, Nodes, Outbox, Result, SharedKey, Store, StoreError,
    StoredNote, StoredTracker, StoredView,
};

#[derive(Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    endpoints: Vec<Endpoint>,
    rows: Vec<Delivery>,
    votes: Vec<(IncidentId, Vote)>,
    /// Writes that still succeed; `None` for all.
    writes_left: Option<usize>,
}

impl MemoryStore {
    /// Lets this many settlements through and refuses the rest; `None` lets all through.
    pub fn limit_writes(&self, writes_left: Option<usize>) {
        self.state.lock().unwrap().writes_left = writes_left;
    }
}

impl State {
    fn put(&mut self, delivery: &Delivery) -> Result<()> {
        match &mut self.writes_left {
            Some(0) => return Err(StoreError::Unavailable("the disk is full".to_owned())),
            Some(left) => *left -= 1,
            None => {}
        }
        match self.rows.iter_mut().find(|row| row.id == delivery.id) {
            Some(row) => *row = delivery.clone(),
            None => self.rows.push(delivery.clone()),
        }
        Ok(())
    }
}

fn not_here<T>() -> Result<T> {
    Err(StoreError::Refused("the test store has an outbox only".to_owned()))
}

#[async_trait]
impl Counts for MemoryStore {
    async fn count(&self, _: &[Report]) -> Result<Vec<Receipt>> {
        not_here()
    }

    async fn import(&self, _: &ServiceSlug, _: &[(Minute, Bucket)]) -> Result<()> {
        not_here()
    }

    async fn versions(&self, _: &[ServiceSlug]) -> Result<Vec<u64>> {
        not_here()
    }

    async fn buckets(&self, _: &ServiceSlug, _: Minute, _: Minute) -> Result<Vec<(Minute, Bucket)>> {
        not_here()
    }

    async fn changed_since(&self, _: &[(ServiceSlug, u64)]) -> Result<Vec<Option<Vec<Minute>>>> {
        not_here()
    }

    async fn buckets_at(&self, _: &[(ServiceSlug, Vec<Minute>)]) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        not_here()
    }

    async fn prune(&self, _: Minute, _: Timestamp) -> Result<()> {
        not_here()
    }
}

#[async_trait]
impl Journal for MemoryStore {
    async fn trackers(&self, _: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>> {
        not_here()
    }

    async fn save_trackers(&self, _: &[StoredTracker]) -> Result<()> {
        Ok(())
    }

    async fn conclude(&self, conclusion: Conclusion<'_>) -> Result<()> {
        let mut state = self.state.lock().unwrap();
        for row in conclusion.deliveries {
            if state.rows.iter().all(|known| known.id != row.id) {
                state.rows.push(row.clone());
            }
        }
        Ok(())
    }

    async fn incidents(&self, _: &ServiceSlug, _: usize) -> Result<Vec<Incident>> {
        not_here()
    }

    async fn incident(&self, _: &ServiceSlug, _: &IncidentId) -> Result<Option<Incident>> {
        not_here()
    }

    async fn notes(&self, _: &ServiceSlug, _: &IncidentId) -> Result<Vec<StoredNote>> {
        not_here()
    }

    async fn vote(&self, _: &ServiceSlug, id: &IncidentId, vote: &Vote) -> Result<()> {
        self.state.lock().unwrap().votes.push((id.clone(), vote.clone()));
        Ok(())
    }

    async fn votes(&self, _: &ServiceSlug, id: &IncidentId) -> Result<Vec<Vote>> {
        let state = self.state.lock().unwrap();
        let of_it = state.votes.iter().filter(|(incident, _)| incident == id);
        Ok(of_it.map(|(_, vote)| vote.clone()).collect())
    }
}

#[async_trait]
impl Outbox for MemoryStore {
    async fn endpoints(&self) -> Result<Vec<Endpoint>> {
        Ok(self.state.lock().unwrap().endpoints.clone())
    }

    async fn put_endpoint(&self, endpoint: &Endpoint) -> Result<()> {
        let mut state = self.state.lock().unwrap();
        match state.endpoints.iter_mut().find(|known| known.id == endpoint.id) {
            Some(known) => *known = endpoint.clone(),
            None => state.endpoints.push(endpoint.clone()),
        }
        Ok(())
    }

    async fn delete_endpoint(&self, id: &str) -> Result<bool> {
        let mut state = self.state.lock().unwrap();
        let before = state.endpoints.len();
        state.endpoints.retain(|endpoint| endpoint.id != id);
        Ok(state.endpoints.len() < before)
    }

    async fn due(&self, services: &[ServiceSlug], now: Timestamp, limit: usize) -> Result<Vec<Delivery>> {
        let state = self.state.lock().unwrap();
        let mut due: Vec<Delivery> = state
            .rows
            .iter()
            .filter(|row| row.state == DeliveryState::Pending && row.next_at <= now)
            .filter(|row| services.contains(&row.service))
            .cloned()
            .collect();
        due.sort_by_key(|row| row.next_at);
        due.truncate(limit);
        Ok(due)
    }

    async fn settle(&self, delivery: &Delivery) -> Result<()> {
        self.state.lock().unwrap().put(delivery)
    }

    async fn settle_if(&self, delivery: &Delivery, before: Timestamp) -> Result<bool> {
        let mut state = self.state.lock().unwrap();
        let is_as_read =
            |row: &Delivery| row.id == delivery.id && row.state == DeliveryState::Pending && row.next_at == before;
        let is_as_read = state.rows.iter().any(is_as_read);
        if is_as_read {
            state.put(delivery)?;
        }
        Ok(is_as_read)
    }

    async fn deliveries(&self, services: &[ServiceSlug], endpoint: &str, limit: usize) -> Result<Vec<Delivery>> {
        let state = self.state.lock().unwrap();
        let mut rows: Vec<Delivery> = state
            .rows
            .iter()
            .filter(|row| row.endpoint == endpoint && services.contains(&row.service))
            .cloned()
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.created_at));
        rows.truncate(limit);
        Ok(rows)
    }
}

#[async_trait]
impl Nodes for MemoryStore {
    fn is_shared(&self) -> bool {
        false
    }

    async fn hold(&self, _: Claim<'_>) -> Result<Holding> {
        not_here()
    }

    async fn take_over(&self, _: &[ServiceSlug], _: Fence) -> Result<Vec<Option<Vec<u8>>>> {
        not_here()
    }

    async fn put_views(&self, _: &[StoredView]) -> Result<()> {
        not_here()
    }

    async fn view_versions(&self, _: &[ServiceSlug]) -> Result<Vec<u64>> {
        not_here()
    }

    async fn views(&self, _: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>> {
        not_here()
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn salt(&self, _: i64, _: [u8; 32]) -> Result<[u8; 32]> {
        not_here()
    }

    async fn site_key(&self, _: [u8; 32]) -> Result<[u8; 32]> {
        not_here()
    }

    async fn share_use(&self, _: i64, used: &[(SharedKey, u32)]) -> Result<Vec<u64>> {
        Ok(vec![0; used.len()])
    }

    async fn ping(&self) -> Result<()> {
        Ok(())
    }

    fn describe(&self) -> String {
        "memory".to_owned()
    }
}
