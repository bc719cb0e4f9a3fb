//! Failovers of Sentinel and of a Cluster, with `?wait=n` for all n replicas of a primary.
//!
//! Fewer are not enough for Sentinel: on a busy machine two Sentinels have led a failover of the same primary one second
//! apart, and promoted one replica each. What the first of them acknowledged meanwhile, with the third server as its only
//! replica, went when the second became the primary: 736 of 51,318 reports in 50 failovers with `?wait=1`.

use std::time::Duration;

use crate::audit::audit;
use crate::load::Load;
use crate::redis_cluster::RedisCluster;
use crate::redis_server::RedisServer;
use crate::sentinel::{Sentinel, has_role, replication};
use crate::site::Site;
use crate::{cycles, table, until};

/// Receipts between two failovers.
const RECEIPTS_BETWEEN: u32 = 60;

/// `make chaos` takes this many of each; with `make test` it is one.
const VARIABLE: &str = "GROUNDSWELL_CHAOS_FAILOVERS";

/// Kept on disk, because a primary that came back empty would make its replicas forget everything.
const DURABLE: [&str; 6] = [
    "--appendonly",
    "yes",
    "--appendfsync",
    "everysec",
    "--repl-diskless-sync-delay",
    "0",
];

/// A primary, its replicas and three Sentinels.
struct Watched {
    servers: Vec<RedisServer>,
    sentinels: Vec<Sentinel>,
    primary: usize,
}

impl Watched {
    async fn start(replicas: usize) -> Self {
        let primary = RedisServer::start_with(&DURABLE);
        let follow = format!("127.0.0.1 {}", primary.port());
        let replica = || RedisServer::start_with(&[&DURABLE[..], &["--replicaof", &follow]].concat());
        let mut servers: Vec<_> = (0..replicas).map(|_| replica()).collect();
        servers.push(primary);
        until("replicas", || followers(&servers[replicas]) == replicas).await;
        let sentinels: Vec<_> = (0..3).map(|_| Sentinel::start(&servers[replicas], 2)).collect();
        for sentinel in &sentinels {
            sentinel.wait_for(replicas, 2);
        }
        Self {
            servers,
            sentinels,
            primary: replicas,
        }
    }

    fn replicas(&self) -> usize {
        self.servers.len() - 1
    }

    fn url(&self) -> String {
        Sentinel::url(&self.sentinels)
    }

    /// Whom all Sentinels take for the primary, if they agree and it does so, too.
    fn agreed(&self) -> Option<usize> {
        let ports: Vec<_> = self.sentinels.iter().map(Sentinel::primary).collect();
        let agreed = ports.windows(2).all(|pair| pair[0] == pair[1]);
        let mut servers = self.servers.iter();
        let found = servers.position(|server| agreed && Some(server.port()) == ports[0])?;
        has_role(&self.servers[found], "master").then_some(found)
    }

    /// Until the Sentinels have made another one the primary, and all of them know it.
    async fn until_failed_over(&mut self) {
        let old = self.primary;
        let mut new = None;
        until("a failover", || {
            new = self.agreed().filter(|new| *new != old);
            new.is_some()
        })
        .await;
        self.primary = new.unwrap();
    }

    fn start_again_as_replica(&mut self, server: usize) {
        let follow = format!("127.0.0.1 {}", self.servers[self.primary].port());
        self.servers[server].restart_with(&[&DURABLE[..], &["--replicaof", &follow]].concat());
    }

    /// Until all replicas follow the primary again, and nothing is under way: another death before the Sentinels are done
    /// with the first leaves them at odds for minutes. On a busy machine they may have taken a third one meanwhile.
    async fn until_whole(&mut self) {
        let mut primary = None;
        until("replicas", || {
            let replicas = self.replicas();
            primary = self
                .agreed()
                .filter(|primary| followers(&self.servers[*primary]) == replicas);
            primary.is_some() && self.sentinels.iter().all(Sentinel::is_quiet)
        })
        .await;
        self.primary = primary.unwrap();
    }
}

/// Replicas that are up to date.
fn followers(server: &RedisServer) -> usize {
    replication(server).matches("state=online").count()
}

/// What becomes of a primary.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// It dies, and is started again as a replica.
    Killed,
    /// It only seems dead, and goes on as if it were the primary still as soon as there is another.
    Frozen,
}

/// Receipts wait for all replicas.
async fn sentinels_fail_over(name: &str, replicas: usize, end: End) {
    let cycles = cycles(VARIABLE, 1);
    let mut redis = Watched::start(replicas).await;
    let site = Site::start(format!("{}?wait={replicas}", redis.url())).await;
    let load = Load::start(&site.origin);
    for _ in 0..cycles {
        load.more(RECEIPTS_BETWEEN).await;
        let old = redis.primary;
        if end == End::Killed {
            redis.servers[old].kill();
        } else {
            redis.servers[old].signal("STOP");
        }
        redis.until_failed_over().await;
        if end == End::Killed {
            redis.start_again_as_replica(old);
        } else {
            redis.servers[old].signal("CONT");
        }
        redis.until_whole().await;
    }
    load.more(RECEIPTS_BETWEEN).await;
    let outcome = load.stop().await;
    site.until_drained().await;
    let mut client = redis.servers[redis.primary].client();
    let audit = audit(&redis.url(), &mut client, outcome.acknowledged).await;
    table::row(name, cycles, &outcome, &audit);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sentinels_replace_a_dead_primary() {
    sentinels_fail_over("Sentinel failover of a killed primary, wait=2", 2, End::Killed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sentinels_replace_a_dead_primary_by_its_only_replica() {
    sentinels_fail_over("Sentinel failover of a killed primary, wait=1 of one", 1, End::Killed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sentinels_replace_a_frozen_primary() {
    sentinels_fail_over(
        "Sentinel failover of a frozen primary that comes back, wait=2",
        2,
        End::Frozen,
    )
    .await;
}

/// The replicas do not hear what the primary counts, and then it dies: without `wait` this loses what was acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replicas_freeze_and_then_the_primary_dies() {
    let mut redis = Watched::start(2).await;
    let site = Site::start(format!("{}?wait=2", redis.url())).await;
    let load = Load::start(&site.origin);
    load.more(RECEIPTS_BETWEEN).await;
    let old = redis.primary;
    for (number, server) in redis.servers.iter().enumerate() {
        if number != old {
            server.signal("STOP");
        }
    }
    load.more(RECEIPTS_BETWEEN).await;
    assert!(site.spooled() > 0, "they are in the spool");
    redis.servers[old].kill();
    load.more(RECEIPTS_BETWEEN / 2).await;
    for (number, server) in redis.servers.iter().enumerate() {
        if number != old {
            server.signal("CONT");
        }
    }
    redis.until_failed_over().await;
    redis.start_again_as_replica(old);
    load.more(RECEIPTS_BETWEEN).await;
    let outcome = load.stop().await;
    site.until_drained().await;
    let mut client = redis.servers[redis.primary].client();
    let audit = audit(&redis.url(), &mut client, outcome.acknowledged).await;
    table::row("replicas frozen, then the primary killed, wait=2", 1, &outcome, &audit);
}

/// Whether a node of a cluster follows a primary and has all of it.
fn follows(server: &RedisServer) -> bool {
    replication(server).contains("master_link_status:up")
}

async fn a_cluster_fails_over(name: &str, end: End) {
    let cycles = cycles(VARIABLE, 1);
    let mut cluster = RedisCluster::start_with_replicas();
    for replica in &cluster.nodes[3..] {
        until("a replica", || follows(replica)).await;
    }
    let site = Site::start(format!("{}?wait=1", cluster.url())).await;
    let load = Load::start(&site.origin);
    // The primaries now, each with its replica.
    let mut pairs = [(0, 3), (1, 4), (2, 5)];
    for cycle in 0..cycles {
        load.more(RECEIPTS_BETWEEN).await;
        let (primary, replica) = &mut pairs[cycle as usize % 3];
        if end == End::Killed {
            cluster.nodes[*primary].kill();
        } else {
            cluster.nodes[*primary].signal("STOP");
        }
        until("a failover", || has_role(&cluster.nodes[*replica], "master")).await;
        if end == End::Killed {
            cluster.nodes[*primary].restart();
        } else {
            cluster.nodes[*primary].signal("CONT");
        }
        until("a replica", || follows(&cluster.nodes[*primary])).await;
        std::mem::swap(primary, replica);
        cluster.wait();
    }
    load.more(RECEIPTS_BETWEEN).await;
    let outcome = load.stop().await;
    site.until_drained().await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut connection = connection(&cluster);
    let audit = audit(&cluster.url(), &mut connection, outcome.acknowledged).await;
    table::row(name, cycles, &outcome, &audit);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cluster_replaces_a_dead_primary() {
    a_cluster_fails_over("Cluster failover of a killed primary, wait=1", End::Killed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cluster_replaces_a_frozen_primary() {
    a_cluster_fails_over(
        "Cluster failover of a frozen primary that comes back, wait=1",
        End::Frozen,
    )
    .await;
}

/// A connection that finds the node of each key.
pub fn connection(cluster: &RedisCluster) -> redis::cluster::ClusterConnection {
    let nodes = cluster.nodes.iter().map(RedisServer::url);
    let client = redis::cluster::ClusterClient::new(nodes).unwrap();
    client.get_connection().unwrap()
}
