//! A primary, a replica and a Sentinel: after a failover the store goes to the new primary.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use groundswell::store::{self, StoreOptions, StoreUrl};
use tempfile::TempDir;

use crate::fixture::{NOON, count, report};
use crate::redis_server::{RedisServer, free_port};

struct Sentinel {
    port: u16,
    child: Child,
    _folder: TempDir,
}

impl Sentinel {
    fn start(primary: &RedisServer) -> Self {
        let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
        let path = folder.path().join("sentinel.conf");
        let settings = format!(
            "port {port}\nbind 127.0.0.1\nsentinel monitor main 127.0.0.1 {} 1\nsentinel down-after-milliseconds main \
             1000\nsentinel failover-timeout main 5000\n",
            primary.port()
        );
        std::fs::write(&path, settings).unwrap();
        let child = Command::new("redis-server")
            .arg(&path)
            .arg("--sentinel")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            port,
            child,
            _folder: folder,
        }
    }

    fn ask(&self, words: &[&str]) -> redis::RedisResult<redis::Value> {
        let client = redis::Client::open(format!("redis://127.0.0.1:{}", self.port))?;
        redis::cmd("SENTINEL").arg(words).query(&mut client.get_connection()?)
    }

    /// Until it knows the replica, without which there is no failover.
    fn wait_for_replica(&self) {
        for _ in 0..600 {
            if let Ok(redis::Value::Array(replicas)) = self.ask(&["replicas", "main"])
                && !replicas.is_empty()
            {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("Sentinel does not find the replica");
    }
}

impl Drop for Sentinel {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Problem reporters in the minute of the test, as a server has them.
fn counted(server: &RedisServer) -> Option<i64> {
    let mut get = redis::cmd("HGET");
    get.arg(format!("gs:{{spotify}}:m:{}", NOON / 60)).arg("t");
    get.query(&mut server.client()).unwrap()
}

fn has_role(server: &RedisServer, role: &str) -> bool {
    let info: String = redis::cmd("INFO")
        .arg("replication")
        .query(&mut server.client())
        .unwrap();
    info.contains(&format!("role:{role}"))
}

async fn until(mut holds: impl FnMut() -> bool) {
    while !holds() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_failover_is_followed() {
    let primary = RedisServer::start_with(&["--repl-diskless-sync-delay", "0"]);
    let replica = RedisServer::start_with(&["--replicaof", &format!("127.0.0.1 {}", primary.port())]);
    let sentinel = Sentinel::start(&primary);
    sentinel.wait_for_replica();
    let url: StoreUrl = format!("redis+sentinel://127.0.0.1:{}/main", sentinel.port)
        .parse()
        .unwrap();
    let store = store::open(&url, &StoreOptions::default()).await.unwrap();
    assert_eq!(count(&*store, &[report(1, NOON)]).await, [true]);

    let failing_over = async {
        // What is not replicated is lost with the primary.
        until(|| counted(&replica) == Some(1)).await;
        until(|| sentinel.ask(&["failover", "main"]).is_ok()).await;
        // The old primary still takes writes for a moment; what is counted then is lost with it, too.
        until(|| has_role(&replica, "master") && has_role(&primary, "slave")).await;
        while store.count(&[report(2, NOON)]).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(25), failing_over).await;
    in_time.expect("the failover is not followed");
    assert_eq!(
        counted(&replica),
        Some(2),
        "on the new primary, with what was counted before"
    );
}
