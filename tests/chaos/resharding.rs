//! A slot that moves from node to node of a cluster while its service is reported: ASK, MOVED and TRYAGAIN.

use crate::audit::audit;
use crate::failovers::connection;
use crate::load::{Load, SERVICES};
use crate::redis_cluster::{RedisCluster, id};
use crate::redis_server::RedisServer;
use crate::site::Site;
use crate::{cycles, table};

/// `make chaos` moves each slot this often; with `make test` it is twice.
const VARIABLE: &str = "GROUNDSWELL_CHAOS_MOVES";

const RECEIPTS_BETWEEN: u32 = 40;

/// Keys that are moved by one command.
const KEYS_TOGETHER: usize = 5;

fn cluster(node: &RedisServer, words: &[&str]) -> redis::RedisResult<redis::Value> {
    redis::cmd("CLUSTER").arg(words).query(&mut node.client())
}

fn slot_of(node: &RedisServer, service: &str) -> String {
    let slot: i64 = redis::from_redis_value(cluster(node, &["KEYSLOT", &format!("{{{service}}}")]).unwrap()).unwrap();
    slot.to_string()
}

/// Who answers for a slot now.
fn owner(nodes: &[RedisServer], slot: &str) -> usize {
    let has_it = |node: &RedisServer| {
        let mut count = redis::cmd("CLUSTER");
        let lines: String = count.arg("NODES").query(&mut node.client()).unwrap();
        let mine = lines.lines().find(|line| line.contains("myself")).unwrap();
        let number: u32 = slot.parse().unwrap();
        let ranges = mine.split(' ').skip(8).filter(|range| !range.starts_with('['));
        ranges.into_iter().any(|range| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            (first.parse().unwrap()..=last.parse().unwrap()).contains(&number)
        })
    };
    nodes.iter().position(has_it).unwrap()
}

/// Moves a slot key by key, as redis-cli does.
fn move_slot(nodes: &[RedisServer], slot: &str) {
    let from = owner(nodes, slot);
    let to = (from + 1) % nodes.len();
    let (source, target) = (&nodes[from], &nodes[to]);
    cluster(target, &["SETSLOT", slot, "IMPORTING", &id(source)]).unwrap();
    cluster(source, &["SETSLOT", slot, "MIGRATING", &id(target)]).unwrap();
    loop {
        let mut some = redis::cmd("CLUSTER");
        some.arg("GETKEYSINSLOT").arg(slot).arg(KEYS_TOGETHER);
        let keys: Vec<String> = some.query(&mut source.client()).unwrap();
        if keys.is_empty() {
            break;
        }
        let mut migrate = redis::cmd("MIGRATE");
        migrate.arg("127.0.0.1").arg(target.port()).arg("").arg(0).arg(5_000);
        migrate.arg("KEYS").arg(keys).exec(&mut source.client()).unwrap();
        // While some are here and some there, reports come in.
        std::thread::sleep(crate::LOOK_AGAIN);
    }
    for node in [target, source].into_iter().chain(nodes) {
        cluster(node, &["SETSLOT", slot, "NODE", &id(target)]).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slots_move_under_load() {
    let cycles = cycles(VARIABLE, 2);
    let redis = RedisCluster::start();
    let site = Site::start(redis.url()).await;
    let load = Load::start(&site.origin);
    for cycle in 0..cycles {
        load.more(RECEIPTS_BETWEEN).await;
        let slot = slot_of(&redis.nodes[0], SERVICES[cycle as usize % SERVICES.len()]);
        tokio::task::block_in_place(|| move_slot(&redis.nodes, &slot));
    }
    load.more(RECEIPTS_BETWEEN).await;
    let outcome = load.stop().await;
    site.until_drained().await;
    let audit = audit(&redis.url(), &mut connection(&redis), outcome.acknowledged).await;
    table::row("Cluster slot moved", cycles, &outcome, &audit);
}
