//! Sentinels that watch over a primary.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::redis_server::{RedisServer, free_port};

/// The name by which they know the primary.
const NAME: &str = "main";

/// A running Sentinel, killed when dropped.
pub struct Sentinel {
    port: u16,
    child: Child,
    _folder: TempDir,
}

impl Sentinel {
    /// Watches `primary`; `quorum` of them must agree that it is down, which takes them a second to think.
    pub fn start(primary: &RedisServer, quorum: u32) -> Self {
        let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
        let path = folder.path().join("sentinel.conf");
        let settings = format!(
            "port {port}\nbind 127.0.0.1\nsentinel monitor {NAME} 127.0.0.1 {} {quorum}\nsentinel \
             down-after-milliseconds {NAME} 1000\nsentinel failover-timeout {NAME} 5000\n",
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

    /// For `GROUNDSWELL_STORE`, with the others.
    pub fn url(sentinels: &[Self]) -> String {
        let hosts: Vec<String> = sentinels
            .iter()
            .map(|sentinel| format!("127.0.0.1:{}", sentinel.port))
            .collect();
        format!("redis+sentinel://{}/{NAME}", hosts.join(","))
    }

    fn ask(&self, words: &[&str]) -> redis::RedisResult<redis::Value> {
        let client = redis::Client::open(format!("redis://127.0.0.1:{}", self.port))?;
        redis::cmd("SENTINEL").arg(words).query(&mut client.get_connection()?)
    }

    /// Begins a failover; `false` when it cannot yet.
    #[allow(dead_code, reason = "some tests kill the primary instead")]
    pub fn fail_over(&self) -> bool {
        self.ask(&["failover", NAME]).is_ok()
    }

    /// From now on it watches another primary.
    #[allow(dead_code, reason = "most tests fail over")]
    pub fn watch(&self, primary: &RedisServer) {
        self.ask(&["remove", NAME]).unwrap();
        let port = primary.port().to_string();
        self.ask(&["monitor", NAME, "127.0.0.1", &port, "1"]).unwrap();
    }

    /// The port of whom it takes for the primary.
    #[allow(dead_code, reason = "not every test asks")]
    pub fn primary(&self) -> Option<u16> {
        let address: Vec<String> = redis::from_redis_value(self.ask(&["get-master-addr-by-name", NAME]).ok()?).ok()?;
        address.get(1)?.parse().ok()
    }

    /// Whether the primary is there and nothing is under way: a failover ends some seconds after its primary is promoted.
    #[allow(dead_code, reason = "not every test asks")]
    pub fn is_quiet(&self) -> bool {
        let said: Option<Vec<String>> = self
            .ask(&["master", NAME])
            .ok()
            .and_then(|said| redis::from_redis_value(said).ok());
        let said = said.unwrap_or_default();
        said.chunks(2).any(|pair| pair[0] == "flags" && pair[1] == "master")
    }

    /// Whether it knows as many replicas and other Sentinels, without which there is no failover.
    fn knows(&self, replicas: usize, sentinels: usize) -> bool {
        let length = |word| match self.ask(&[word, NAME]) {
            Ok(redis::Value::Array(list)) => list.len(),
            _ => 0,
        };
        length("replicas") >= replicas && length("sentinels") >= sentinels
    }

    /// Until it knows them.
    pub fn wait_for(&self, replicas: usize, sentinels: usize) {
        for _ in 0..600 {
            if self.knows(replicas, sentinels) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("Sentinel does not find replicas and others");
    }
}

impl Drop for Sentinel {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a server says that it is `master` or `slave`.
pub fn has_role(server: &RedisServer, role: &str) -> bool {
    replication(server).contains(&format!("role:{role}"))
}

/// What a server says of its replication; nothing when it does not answer.
pub fn replication(server: &RedisServer) -> String {
    let ask = || {
        let client = redis::Client::open(server.url())?;
        let mut connection = client.get_connection_with_timeout(Duration::from_secs(1))?;
        redis::cmd("INFO").arg("replication").query(&mut connection)
    };
    ask().unwrap_or_default()
}
