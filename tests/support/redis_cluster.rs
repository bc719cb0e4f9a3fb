//! A Redis Cluster of three primaries, with a replica for each where a test wants them.

use std::time::Duration;

use crate::redis_server::RedisServer;

const PRIMARIES: usize = 3;
const SLOTS: usize = 16_384;

/// A node that is silent for longer is down.
const NODE_TIMEOUT_MS: &str = "2000";

/// A running cluster.
pub struct RedisCluster {
    /// The primaries that it began with, then their replicas in the same order.
    pub nodes: Vec<RedisServer>,
}

impl RedisCluster {
    /// Three primaries.
    pub fn start() -> Self {
        Self::start_nodes(PRIMARIES)
    }

    /// Three primaries with a replica each.
    pub fn start_with_replicas() -> Self {
        let cluster = Self::start_nodes(2 * PRIMARIES);
        let (primaries, replicas) = cluster.nodes.split_at(PRIMARIES);
        for (primary, replica) in primaries.iter().zip(replicas) {
            let mut replicate = redis::cmd("CLUSTER");
            replicate.arg("REPLICATE").arg(id(primary));
            replicate.exec(&mut replica.client()).unwrap();
        }
        cluster.wait();
        cluster
    }

    fn start_nodes(number: usize) -> Self {
        let settings = ["--cluster-enabled", "yes", "--cluster-node-timeout", NODE_TIMEOUT_MS]
            .into_iter()
            .chain(["--repl-diskless-sync-delay", "0"])
            .collect::<Vec<_>>();
        let nodes: Vec<RedisServer> = (0..number).map(|_| RedisServer::start_with(&settings)).collect();
        for (number, node) in nodes.iter().enumerate() {
            let mut client = node.client();
            if number < PRIMARIES {
                let (first, last) = (SLOTS * number / PRIMARIES, SLOTS * (number + 1) / PRIMARIES - 1);
                let mut add = redis::cmd("CLUSTER");
                add.arg("ADDSLOTSRANGE").arg(first).arg(last).exec(&mut client).unwrap();
            }
            let mut epoch = redis::cmd("CLUSTER");
            epoch.arg("SET-CONFIG-EPOCH").arg(number + 1).exec(&mut client).unwrap();
            let mut meet = redis::cmd("CLUSTER");
            meet.arg("MEET")
                .arg("127.0.0.1")
                .arg(nodes[0].port())
                .exec(&mut client)
                .unwrap();
        }
        let cluster = Self { nodes };
        cluster.wait();
        cluster
    }

    /// Until every node serves all slots and knows all nodes.
    pub fn wait(&self) {
        for _ in 0..1_200 {
            if self.nodes.iter().all(|node| is_ready(node, self.nodes.len())) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the Redis Cluster does not come together");
    }

    /// For `GROUNDSWELL_STORE`.
    pub fn url(&self) -> String {
        let hosts: Vec<String> = self
            .nodes
            .iter()
            .map(|node| format!("127.0.0.1:{}", node.port()))
            .collect();
        format!("redis+cluster://{}", hosts.join(","))
    }

    /// Forgets everything.
    pub fn clear(&self) {
        for node in &self.nodes {
            redis::cmd("FLUSHALL").exec(&mut node.client()).unwrap();
        }
    }
}

/// The name by which others know a node.
pub fn id(node: &RedisServer) -> String {
    redis::cmd("CLUSTER").arg("MYID").query(&mut node.client()).unwrap()
}

/// Ready, and every primary seen by all, so that a replica finds its own.
fn is_ready(node: &RedisServer, nodes: usize) -> bool {
    let info: String = redis::cmd("CLUSTER").arg("INFO").query(&mut node.client()).unwrap();
    info.contains("cluster_state:ok") && info.contains(&format!("cluster_known_nodes:{nodes}\r"))
}
