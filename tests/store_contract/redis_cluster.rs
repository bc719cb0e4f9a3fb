//! A Redis Cluster of three primaries.

use std::time::Duration;

use crate::redis_server::RedisServer;

const NODES: usize = 3;
const SLOTS: usize = 16_384;

/// A running cluster.
pub struct RedisCluster {
    nodes: Vec<RedisServer>,
}

impl RedisCluster {
    pub fn start() -> Self {
        let settings = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000"];
        let nodes: Vec<RedisServer> = (0..NODES).map(|_| RedisServer::start_with(&settings)).collect();
        for (number, node) in nodes.iter().enumerate() {
            let (first, last) = (SLOTS * number / NODES, SLOTS * (number + 1) / NODES - 1);
            let mut client = node.client();
            let mut add = redis::cmd("CLUSTER");
            add.arg("ADDSLOTSRANGE").arg(first).arg(last).exec(&mut client).unwrap();
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
    fn wait(&self) {
        for _ in 0..400 {
            if self.nodes.iter().all(is_ready) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the Redis Cluster does not come together");
    }

    pub fn url(&self) -> String {
        let hosts: Vec<String> = self
            .nodes
            .iter()
            .map(|node| format!("127.0.0.1:{}", node.port()))
            .collect();
        format!("redis+cluster://{}", hosts.join(","))
    }

    pub fn clear(&self) {
        for node in &self.nodes {
            redis::cmd("FLUSHALL").exec(&mut node.client()).unwrap();
        }
    }
}

fn is_ready(node: &RedisServer) -> bool {
    let info: String = redis::cmd("CLUSTER").arg("INFO").query(&mut node.client()).unwrap();
    info.contains("cluster_state:ok") && info.contains(&format!("cluster_known_nodes:{NODES}"))
}
