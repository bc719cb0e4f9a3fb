//! Two detectors on one Redis hand services to and fro in the midst of outages, in order and in disorder. What comes of it
//! is what one detector alone says, no transition more and none less.
//!
//! `GROUNDSWELL_FAILOVERS` is how often something changes hands: 20 unless it says otherwise.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod crowd;
#[path = "../support/redis.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod redis_server;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use groundswell::catalogue;
use groundswell::domain::bucket::Timestamp;
use groundswell::domain::delivery::{Delivery, Endpoint, Format};
use groundswell::domain::detector::Settings;
use groundswell::domain::incident::{Incident, Transition};
use groundswell::domain::service::{Catalogue, ServiceSlug};
use groundswell::pipeline::tick::{Announce, Pace, Tick, Update};
use groundswell::store::{self, Fence, Holding, Shard, Store, StoreError, StoreOptions};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::crowd::{Crowd, START, STEP_SECONDS};
use crate::redis_server::RedisServer;

/// A Redis that does not answer so often is gone.
const TRIES_MAX: usize = 10;

/// As many as there are.
const SHARDS: u16 = 16;

/// How often something changes hands, when nobody says.
const FAILOVERS: usize = 20;

/// A leader is stopped in the midst of its work for so many steps: two minutes.
const FROZEN_STEPS: usize = 12;

/// A process, as far as judging goes.
struct Node {
    tick: Tick,
    leases: BTreeMap<Shard, Fence>,
    /// What its streams have told.
    told: Vec<String>,
}

/// How something changes hands.
#[derive(Debug, Clone, Copy)]
enum Change {
    /// The holder stores its trackers first, as for a new process or at its own end.
    InOrder,
    /// The holder is killed; another process starts in its place.
    Killed,
    /// The holder is stopped past its leases, wakes up, and goes on as if nothing had happened.
    TwoLeaders,
    /// Only half of the shards change hands.
    Half,
    /// While the holder is in the midst of its step.
    Midway,
}

const CHANGES: [Change; 5] = [
    Change::InOrder,
    Change::Killed,
    Change::TwoLeaders,
    Change::Half,
    Change::Midway,
];

/// What a run came to.
#[derive(Debug, PartialEq)]
struct Outcome {
    incidents: Vec<Incident>,
    messages: BTreeMap<String, String>,
}

impl Node {
    async fn start(store: &Arc<dyn Store>, catalogue: &Catalogue, leases: &BTreeMap<Shard, Fence>, now: i64) -> Self {
        let held = holding(leases);
        let tick = Tick::open(
            Arc::clone(store),
            catalogue,
            Settings::default(),
            announce(),
            &held,
            Timestamp(now),
        );
        Self {
            tick: tick.await.unwrap(),
            leases: leases.clone(),
            told: Vec::new(),
        }
    }

    /// A heartbeat under the leases that it thinks it has.
    async fn beat(&mut self, now: i64) {
        for _ in 0..TRIES_MAX {
            if is_done(self.tick.hold(&holding(&self.leases), Timestamp(now)).await).is_some() {
                return self.run(now).await;
            }
        }
        panic!("Redis does not answer");
    }

    async fn run(&mut self, now: i64) {
        for _ in 0..TRIES_MAX {
            if let Some(updates) = is_done(self.tick.run(Timestamp(now), Pace::Decide).await) {
                return self.take(&updates);
            }
        }
        panic!("Redis does not answer");
    }

    fn take(&mut self, updates: &[Update]) {
        let transitions = updates.iter().flat_map(|update| &update.transitions);
        self.told.extend(transitions.map(|transition| transition.id.clone()));
        for shard in self.tick.take_fenced() {
            self.leases.remove(&shard);
        }
    }
}

fn holding(leases: &BTreeMap<Shard, Fence>) -> Holding {
    Holding {
        leases: leases.clone(),
        ..Holding::default()
    }
}

/// What was done; nothing when a busy machine's Redis has not answered in time, and the next beat goes on, as a
/// heartbeat's does.
fn is_done<T>(outcome: store::Result<T>) -> Option<T> {
    match outcome {
        Err(StoreError::Unavailable(_)) => None,
        outcome => Some(outcome.unwrap()),
    }
}

/// A message says what and when, so that a difference shows.
fn announce() -> Announce {
    Arc::new(
        |endpoints: &[Endpoint], incident: &Incident, transitions: &[Transition]| {
            let row = |endpoint: &Endpoint, transition: &Transition| {
                let body = format!("{:?} {:?} {:?}", transition.kind, transition.at, transition.region);
                Delivery::new(endpoint, &incident.service, transition, body).of_incident(&incident.id)
            };
            let rows = endpoints
                .iter()
                .map(|endpoint| transitions.iter().map(move |transition| row(endpoint, transition)));
            rows.flatten().collect()
        },
    )
}

fn endpoint() -> Endpoint {
    Endpoint {
        id: "ep_1".to_owned(),
        url: "https://example.org".to_owned(),
        format: Format::Standard,
        secrets: Vec::new(),
        services: Vec::new(),
        events: Vec::new(),
        description: String::new(),
        from_config: false,
        disabled: false,
        created_at: Timestamp(0),
        rotated_at: None,
    }
}

fn all(fence: &mut u64) -> BTreeMap<Shard, Fence> {
    *fence += 1;
    (0..SHARDS).map(|shard| (Shard(shard), Fence(*fence))).collect()
}

async fn store(server: &RedisServer, crowd: &Crowd) -> Arc<dyn Store> {
    let store = store::open(&server.url().parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    store.put_endpoint(&endpoint()).await.unwrap();
    for (service, history) in &crowd.history {
        store.import(service, history).await.unwrap();
    }
    store
}

async fn outcome(store: &Arc<dyn Store>, services: &[ServiceSlug]) -> Outcome {
    let mut incidents = Vec::new();
    for service in services {
        incidents.extend(store.incidents(service, 1_000).await.unwrap());
    }
    let rows = store.due(services, Timestamp(i64::MAX / 2), 100_000).await.unwrap();
    Outcome {
        incidents,
        messages: rows.into_iter().map(|row| (row.message_id, row.body)).collect(),
    }
}

/// One detector, undisturbed.
async fn alone(crowd: Arc<Crowd>, catalogue: Arc<Catalogue>) -> Outcome {
    let (crowd, catalogue) = (&*crowd, &*catalogue);
    let server = RedisServer::start();
    let store = store(&server, crowd).await;
    let mut fence = 0;
    let mut node = Node::start(&store, catalogue, &all(&mut fence), START).await;
    for (step, counts) in crowd.steps.iter().enumerate() {
        feed(&store, counts).await;
        node.beat(crowd::time(step)).await;
    }
    let outcome = outcome(&store, &crowd.services).await;
    let told: BTreeSet<&String> = node.told.iter().collect();
    assert_eq!(told.len(), node.told.len(), "something was told twice");
    assert_eq!(told, outcome.messages.keys().collect(), "what is told is what is sent");
    outcome
}

async fn feed(store: &Arc<dyn Store>, reports: &crowd::Step) {
    for _ in 0..TRIES_MAX {
        if is_done(store.count(reports).await).is_some() {
            return;
        }
    }
    panic!("Redis does not answer");
}

/// Two of them, between whom something changes hands again and again.
struct Pair {
    store: Arc<dyn Store>,
    nodes: [Node; 2],
    leader: usize,
    fence: u64,
    /// The step at which the one who leads no longer was stopped.
    frozen_at: Option<usize>,
    watcher: Node,
}

impl Pair {
    async fn step(&mut self, step: usize) {
        let (now, other) = (crowd::time(step), 1 - self.leader);
        if let Some(frozen_at) = self.frozen_at.take_if(|at| step >= *at + FROZEN_STEPS) {
            // It ends what it was at, by the time of then, and goes on by that of now, under leases that others have.
            self.nodes[other].run(crowd::time(frozen_at)).await;
            self.nodes[other].run(now).await;
            self.nodes[other].leases.clear();
        }
        // Who leads comes first every other time.
        let order = if step.is_multiple_of(2) {
            [self.leader, other]
        } else {
            [other, self.leader]
        };
        for node in order {
            if node == self.leader || self.frozen_at.is_none() {
                self.nodes[node].beat(now).await;
            }
        }
        self.watcher.beat(now).await;
    }

    async fn change(&mut self, change: Change, catalogue: &Catalogue, step: usize) {
        let (old, new, now) = (self.leader, 1 - self.leader, crowd::time(step));
        self.leader = new;
        let leases = all(&mut self.fence);
        match change {
            Change::InOrder => {
                let shards: Vec<Shard> = self.nodes[old].leases.keys().copied().collect();
                self.nodes[old].tick.hand_over(&shards).await.unwrap();
                self.nodes[old].leases.clear();
                self.nodes[new].leases = leases;
            }
            Change::Killed => {
                self.nodes[new].leases = leases;
                self.nodes[old] = Node::start(&self.store, catalogue, &BTreeMap::new(), now).await;
            }
            Change::TwoLeaders => {
                self.nodes[new].leases = leases;
                self.frozen_at = Some(step);
            }
            Change::Half => {
                let half = leases.into_iter().filter(|(shard, _)| shard.0 % 2 == 0);
                for (shard, fence) in half {
                    self.nodes[old].leases.remove(&shard);
                    self.nodes[new].leases.insert(shard, fence);
                }
            }
            Change::Midway => {
                self.nodes[new].leases = leases;
                let [a, b] = &mut self.nodes;
                let (old, new) = if old == 0 { (a, b) } else { (b, a) };
                tokio::join!(old.run(now), new.beat(now));
                old.leases.clear();
            }
        }
    }
}

/// What the two came to, and how often something changed hands.
async fn disturbed(crowd: Arc<Crowd>, catalogue: Arc<Catalogue>, failovers: usize) -> (Outcome, Vec<String>, usize) {
    let (crowd, catalogue) = (&*crowd, &*catalogue);
    let server = RedisServer::start();
    let store = store(&server, crowd).await;
    let mut fence = 0;
    let leases = all(&mut fence);
    let none = BTreeMap::new();
    let mut pair = Pair {
        nodes: [
            Node::start(&store, catalogue, &leases, START).await,
            Node::start(&store, catalogue, &none, START).await,
        ],
        watcher: Node::start(&store, catalogue, &none, START).await,
        store: Arc::clone(&store),
        leader: 0,
        fence,
        frozen_at: None,
    };
    let mut random = StdRng::seed_from_u64(7);
    let mut changes = 0;
    for (step, counts) in crowd.steps.iter().enumerate() {
        feed(&store, counts).await;
        // As many as are left, over the steps that are left.
        let left = crowd.steps.len() - step;
        if pair.frozen_at.is_none() && random.random_range(0..left) < failovers - changes {
            Box::pin(pair.change(CHANGES[changes % CHANGES.len()], catalogue, step)).await;
            changes += 1;
        }
        pair.step(step).await;
    }
    (outcome(&store, &crowd.services).await, pair.watcher.told, changes)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn failovers_lose_and_double_no_transition() {
    let failovers = std::env::var("GROUNDSWELL_FAILOVERS").map_or(FAILOVERS, |text| text.parse().unwrap());
    let catalogue = Arc::new(catalogue::parse(include_str!("catalogue.toml"), "catalogue.toml").unwrap());
    let crowd = Arc::new(Crowd::gather(&catalogue, failovers));
    // Each is a task of its own, so that the work of one is no silence of the other's Redis.
    let alone = tokio::spawn(alone(Arc::clone(&crowd), Arc::clone(&catalogue)));
    let disturbed = tokio::spawn(disturbed(Arc::clone(&crowd), catalogue, failovers));
    let (expected, (found, told, changes)) = (alone.await.unwrap(), disturbed.await.unwrap());
    let missing = expected
        .messages
        .keys()
        .filter(|id| !found.messages.contains_key(*id))
        .count();
    let further = found
        .messages
        .keys()
        .filter(|id| !expected.messages.contains_key(*id))
        .count();
    println!(
        "{changes} failovers, {} steps of {STEP_SECONDS} s, {} incidents, {} transitions: {further} duplicate, {missing} missing",
        crowd.steps.len(),
        expected.incidents.len(),
        expected.messages.len(),
    );
    let opened = expected
        .messages
        .values()
        .filter(|message| message.starts_with("Opened"))
        .count();
    let resolved = expected
        .messages
        .values()
        .filter(|message| message.starts_with("Resolved"))
        .count();
    assert!(
        opened >= 4 && resolved >= 4,
        "the scenario is too quiet: {:#?}",
        expected.messages
    );
    assert!(changes * 10 >= failovers * 9, "{changes} of {failovers}");
    assert_eq!(found.messages, expected.messages);
    for (found, expected) in found.incidents.iter().zip(&expected.incidents) {
        assert_eq!(found, expected);
    }
    assert_eq!(found, expected);
    let once: BTreeSet<&String> = told.iter().collect();
    assert_eq!(once.len(), told.len(), "a stream told something twice: {told:?}");
    assert_eq!(
        once,
        expected.messages.keys().collect(),
        "what is sent is told on every node"
    );
}
