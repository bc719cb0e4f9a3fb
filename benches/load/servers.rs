//! The servers under load, each a process of its own, so that its CPU time can be read apart from the client's.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// Units of CPU time in /proc: 100 a second on every Linux (`USER_HZ`).
const TICKS_PER_SECOND: f64 = 100.0;

const START_ATTEMPTS: u32 = 200;
const START_PAUSE: Duration = Duration::from_millis(25);

/// A running server; killed when dropped.
pub struct Server {
    pub port: u16,
    child: Child,
    /// Its data.
    _folder: Option<TempDir>,
}

impl Server {
    /// This program again, as the bare handlers.
    pub fn bare(lengths: &[usize]) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("a path of this program"));
        command.arg("bare").args(lengths.iter().map(ToString::to_string));
        Self::listening(command, None)
    }

    /// Groundswell on a database in a new folder.
    pub fn embedded() -> Self {
        let folder = folder();
        let store = format!("embedded:{}", folder.path().display());
        Self::listening(groundswell(&store), Some(folder))
    }

    /// The same with one core, so with one worker.
    pub fn on_one_core() -> Self {
        let folder = folder();
        let whole = groundswell(&format!("embedded:{}", folder.path().display()));
        let mut command = Command::new("taskset");
        command
            .args(["-c", "0"])
            .arg(whole.get_program())
            .args(whole.get_args());
        for (name, value) in whole.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        Self::listening(command, Some(folder))
    }

    /// The same on a database that is there already, with that catalogue.
    pub fn on_data(data: &Path, catalogue: &Path) -> Self {
        let mut command = groundswell(&format!("embedded:{}", data.display()));
        command.arg("--catalogue").arg(catalogue);
        Self::listening(command, None)
    }

    /// Groundswell on that Redis.
    pub fn on_redis(redis: &Self) -> Self {
        Self::listening(groundswell(&format!("redis://127.0.0.1:{}", redis.port)), None)
    }

    /// A Redis that appends every write to a file and syncs it each second; `None` when redis-server is not installed.
    pub fn redis() -> Option<Self> {
        let folder = folder();
        let port = free_port();
        let child = Command::new("redis-server")
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""])
            .args(["--appendonly", "yes", "--appendfsync", "everysec"])
            .args(["--dir", &folder.path().display().to_string()])
            .stdout(Stdio::null())
            .spawn()
            .ok()?;
        let server = Self {
            port,
            child,
            _folder: Some(folder),
        };
        let greets = || {
            std::thread::sleep(START_PAUSE);
            std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
        };
        assert!((0..START_ATTEMPTS).any(|_| greets()), "redis-server does not start");
        Some(server)
    }

    /// Starts a server that prints where it listens.
    fn listening(mut command: Command, folder: Option<TempDir>) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("a server that starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line that says where it listens");
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
        // What else it says is thrown away, lest the pipe fill up.
        std::thread::spawn(move || out.read_to_end(&mut Vec::new()));
        Self {
            port: port.expect("a line that ends with its port"),
            child,
            _folder: folder,
        }
    }

    /// What one would write first, counting in that Redis by three commands or by a script for each report, see `naive.rs`.
    pub fn naive(way: &str, redis: &Self, city: &Path) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("a path of this program"));
        command.args(["naive", way, &redis.port.to_string()]).arg(city);
        Self::listening(command, None)
    }

    /// A peer of `benches/load/peers` on that Redis, which answers with a sum of so many minutes; why not, when what it needs
    /// is missing.
    pub fn peer(name: &str, redis: &Self, city: &Path, window: u32) -> Result<Self, String> {
        let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/load/peers");
        let check = Command::new(peers.join("install")).args(["--check", name]).output();
        let check = check.map_err(|error| error.to_string())?;
        if !check.status.success() {
            return Err(String::from_utf8_lossy(&check.stderr).trim().to_owned());
        }
        let (redis, window, folder) = (redis.port.to_string(), window.to_string(), folder());
        let command = if name == "fastify" {
            let mut command = Command::new("node");
            command
                .arg(peers.join("fastify.mjs"))
                .args(["--redis", &redis, "--city"])
                .arg(city);
            command.args(["--workers", "2", "--window", &window]);
            command
        } else {
            let mut command = Command::new(peers.join("start-nginx"));
            command
                .args([&free_port().to_string(), &redis])
                .arg(city)
                .arg(folder.path())
                .arg(&window);
            command
        };
        Ok(Self::listening(command, Some(folder)))
    }

    /// Memory in use, of which nothing is shared with others to speak of.
    pub fn resident_bytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("a server that runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kibibytes.expect("its memory") * 1_024
    }

    /// What this Redis says that its data take.
    pub fn redis_bytes(&self) -> u64 {
        let info: String = redis::cmd("INFO")
            .arg("memory")
            .query(&mut self.redis_connection())
            .expect("an answer");
        let line = info.lines().find_map(|line| line.strip_prefix("used_memory:"));
        line.and_then(|bytes| bytes.trim().parse().ok()).expect("its memory")
    }

    /// Deletes in this Redis what keeps repeats apart.
    pub fn forget_reporters(&self) {
        let mut connection = self.redis_connection();
        let keys: Vec<String> = redis::cmd("KEYS")
            .arg("*seen:*")
            .query(&mut connection)
            .expect("an answer");
        assert!(!keys.is_empty(), "the keys of reporters have another name");
        let () = redis::cmd("DEL").arg(keys).query(&mut connection).expect("an answer");
    }

    fn redis_connection(&self) -> redis::Connection {
        let client = redis::Client::open(format!("redis://127.0.0.1:{}", self.port)).expect("an address");
        client.get_connection().expect("a Redis")
    }

    /// Ends it in order.
    pub fn end(mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }

    /// CPU time so far, user and system, of all threads, and of processes that it started.
    pub fn cpu_seconds(&self) -> f64 {
        let own = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
        let children = children.split_whitespace().filter_map(|child| child.parse().ok());
        std::iter::once(own).chain(children).map(cpu_seconds).sum()
    }
}

fn cpu_seconds(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name, in parentheses, may hold spaces; the 14th and 15th fields are the 12th and 13th after it.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS_PER_SECOND
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Free at this moment; whoever takes it meanwhile makes the bench end with a message.
fn free_port() -> u16 {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.expect("a free port").port()
}

/// Below target/, which is on a disk; /tmp may be in memory, where a commit costs nothing.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}

fn groundswell(store: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_groundswell"));
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1"])
        .args(["--store", store]);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GROUNDSWELL_")) {
        command.env_remove(name);
    }
    command.env("GROUNDSWELL_LOG", "warn,actix_http=off");
    command
}
