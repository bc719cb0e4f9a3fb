//! A store with faults: calls that panic or fail, as often as a test says, and reports that it refuses for good. All else
//! goes to the store behind it.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::delivery::{Delivery, Endpoint};
use groundswell::domain::incident::{Incident, IncidentId};
use groundswell::domain::report::{Receipt, Report};
use groundswell::domain::service::ServiceSlug;
use groundswell::domain::vote::Vote;
use groundswell::store::{
    Claim, Conclusion, Counts, Fence, Holding, Journal, Nodes, Outbox, Result, SharedKey, Store, StoreError,
    StoredNote, StoredTracker, StoredView,
};

/// What goes wrong with a call.
#[derive(Debug, Clone)]
#[allow(dead_code, reason = "not every test needs all")]
pub enum Fault {
    /// It panics, and nothing is done.
    Panic,
    /// It is done, and then it panics.
    PanicAfterwards,
    /// It fails, and nothing is done.
    Fail(StoreError),
}

type Poison = Box<dyn Fn(&Report) -> bool + Send + Sync>;

/// A store with faults.
pub struct FaultyStore {
    inner: Arc<dyn Store>,
    /// By the name of the call, and how often it has still to come.
    faults: Mutex<Vec<(&'static str, Fault, u32)>>,
    poison: Mutex<Option<Poison>>,
}

impl FaultyStore {
    /// Without a fault yet.
    pub fn new(inner: Arc<dyn Store>) -> Arc<Self> {
        Arc::new(Self {
            inner,
            faults: Mutex::default(),
            poison: Mutex::default(),
        })
    }

    /// The next calls of this name go wrong.
    pub fn next(&self, call: &'static str, fault: Fault, times: u32) {
        self.faults.lock().unwrap().push((call, fault, times));
    }

    /// No call goes wrong any more.
    #[allow(dead_code, reason = "most faults are over by themselves")]
    pub fn heal(&self) {
        self.faults.lock().unwrap().clear();
        *self.poison.lock().unwrap() = None;
    }

    /// Faults that have not come yet.
    pub fn left(&self) -> u32 {
        self.faults.lock().unwrap().iter().map(|(_, _, left)| left).sum()
    }

    /// Batches with such a report are refused for good.
    #[allow(dead_code, reason = "most tests have none")]
    pub fn poison(&self, is_poison: impl Fn(&Report) -> bool + Send + Sync + 'static) {
        *self.poison.lock().unwrap() = Some(Box::new(is_poison));
    }

    fn fault(&self, call: &str) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        let (_, fault, left) = faults.iter_mut().find(|(name, _, left)| *name == call && *left > 0)?;
        *left -= 1;
        Some(fault.clone())
    }
}

macro_rules! pass {
    ($self:ident.$call:ident($($argument:expr),*)) => {{
        let fault = $self.fault(stringify!($call));
        match &fault {
            Some(Fault::Panic) => panic!("a fault that was ordered"),
            Some(Fault::Fail(error)) => return Err(error.clone()),
            _ => {}
        }
        let answer = $self.inner.$call($($argument),*).await;
        assert!(fault.is_none(), "a fault that was ordered, afterwards");
        answer
    }};
}

#[async_trait]
impl Counts for FaultyStore {
    async fn count(&self, reports: &[Report]) -> Result<Vec<Receipt>> {
        let is_poisoned = {
            let poison = self.poison.lock().unwrap();
            poison.as_ref().is_some_and(|poison| reports.iter().any(poison))
        };
        if is_poisoned {
            return Err(StoreError::Corrupt("it does not like this report".to_owned()));
        }
        pass!(self.count(reports))
    }

    async fn import(&self, service: &ServiceSlug, buckets: &[(Minute, Bucket)]) -> Result<()> {
        pass!(self.import(service, buckets))
    }

    async fn versions(&self, services: &[ServiceSlug]) -> Result<Vec<u64>> {
        pass!(self.versions(services))
    }

    async fn buckets(&self, service: &ServiceSlug, from: Minute, to: Minute) -> Result<Vec<(Minute, Bucket)>> {
        pass!(self.buckets(service, from, to))
    }

    async fn changed_since(&self, known: &[(ServiceSlug, u64)]) -> Result<Vec<Option<Vec<Minute>>>> {
        pass!(self.changed_since(known))
    }

    async fn buckets_at(&self, wanted: &[(ServiceSlug, Vec<Minute>)]) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        pass!(self.buckets_at(wanted))
    }

    async fn prune(&self, keep_from: Minute, now: Timestamp) -> Result<()> {
        pass!(self.prune(keep_from, now))
    }
}

#[async_trait]
impl Journal for FaultyStore {
    async fn trackers(&self, services: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>> {
        pass!(self.trackers(services))
    }

    async fn save_trackers(&self, trackers: &[StoredTracker]) -> Result<()> {
        pass!(self.save_trackers(trackers))
    }

    async fn conclude(&self, conclusion: Conclusion<'_>) -> Result<()> {
        pass!(self.conclude(conclusion))
    }

    async fn incidents(&self, service: &ServiceSlug, limit: usize) -> Result<Vec<Incident>> {
        pass!(self.incidents(service, limit))
    }

    async fn incident(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Option<Incident>> {
        pass!(self.incident(service, id))
    }

    async fn notes(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Vec<StoredNote>> {
        pass!(self.notes(service, id))
    }

    async fn vote(&self, service: &ServiceSlug, id: &IncidentId, vote: &Vote) -> Result<()> {
        pass!(self.vote(service, id, vote))
    }

    async fn votes(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Vec<Vote>> {
        pass!(self.votes(service, id))
    }
}

#[async_trait]
impl Outbox for FaultyStore {
    async fn endpoints(&self) -> Result<Vec<Endpoint>> {
        pass!(self.endpoints())
    }

    async fn put_endpoint(&self, endpoint: &Endpoint) -> Result<()> {
        pass!(self.put_endpoint(endpoint))
    }

    async fn delete_endpoint(&self, id: &str) -> Result<bool> {
        pass!(self.delete_endpoint(id))
    }

    async fn due(&self, services: &[ServiceSlug], now: Timestamp, limit: usize) -> Result<Vec<Delivery>> {
        pass!(self.due(services, now, limit))
    }

    async fn settle(&self, delivery: &Delivery) -> Result<()> {
        pass!(self.settle(delivery))
    }

    async fn settle_if(&self, delivery: &Delivery, before: Timestamp) -> Result<bool> {
        pass!(self.settle_if(delivery, before))
    }

    async fn deliveries(&self, services: &[ServiceSlug], endpoint: &str, limit: usize) -> Result<Vec<Delivery>> {
        pass!(self.deliveries(services, endpoint, limit))
    }
}

#[async_trait]
impl Nodes for FaultyStore {
    fn is_shared(&self) -> bool {
        self.inner.is_shared()
    }

    async fn hold(&self, claim: Claim<'_>) -> Result<Holding> {
        pass!(self.hold(claim))
    }

    async fn take_over(&self, services: &[ServiceSlug], fence: Fence) -> Result<Vec<Option<Vec<u8>>>> {
        pass!(self.take_over(services, fence))
    }

    async fn put_views(&self, views: &[StoredView]) -> Result<()> {
        pass!(self.put_views(views))
    }

    async fn view_versions(&self, services: &[ServiceSlug]) -> Result<Vec<u64>> {
        pass!(self.view_versions(services))
    }

    async fn views(&self, services: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>> {
        pass!(self.views(services))
    }
}

#[async_trait]
impl Store for FaultyStore {
    async fn salt(&self, day: i64, fresh: [u8; 32]) -> Result<[u8; 32]> {
        pass!(self.salt(day, fresh))
    }

    async fn site_key(&self, fresh: [u8; 32]) -> Result<[u8; 32]> {
        pass!(self.site_key(fresh))
    }

    async fn share_use(&self, window: i64, used: &[(SharedKey, u32)]) -> Result<Vec<u64>> {
        pass!(self.share_use(window, used))
    }

    async fn ping(&self) -> Result<()> {
        pass!(self.ping())
    }

    fn describe(&self) -> String {
        self.inner.describe()
    }
}
