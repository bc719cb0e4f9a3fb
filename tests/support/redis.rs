//! Real redis-server processes on free ports, killed when dropped.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// A server that greets later than this has not started.
const START_ATTEMPTS: u32 = 200;
const START_PAUSE: Duration = Duration::from_millis(25);

/// A running redis-server.
pub struct RedisServer {
    port: u16,
    folder: TempDir,
    settings: Vec<String>,
    child: Child,
}

impl RedisServer {
    /// Starts a server without persistence.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts a server with further settings, as on redis-server's command line: `["--cluster-enabled", "yes"]`. Where
    /// the first of them is a configuration file, that one says what is kept.
    pub fn start_with(settings: &[&str]) -> Self {
        let settings: Vec<String> = settings.iter().map(ToString::to_string).collect();
        // The port may be taken between looking and starting; then the server ends at once and another is tried.
        for _ in 0..10 {
            let port = free_port();
            let folder = tempfile::tempdir().unwrap();
            let mut child = spawn(port, &folder, &settings);
            if greets(port, &mut child) {
                return Self {
                    port,
                    folder,
                    settings,
                    child,
                };
            }
            let _ = child.kill();
            let _ = child.wait();
        }
        panic!("redis-server does not start; try `redis-server --port 0 --save \"\"` by hand");
    }

    /// Where it listens on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where it keeps its files.
    #[allow(dead_code, reason = "not every test looks into them")]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// For `GROUNDSWELL_STORE`.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Ends it with SIGKILL.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Starts it again on the same port, after [`Self::kill`].
    pub fn restart(&mut self) {
        self.child = spawn(self.port, &self.folder, &self.settings);
        assert!(greets(self.port, &mut self.child), "redis-server does not start again");
    }

    /// The same with other settings.
    #[allow(dead_code, reason = "most servers stay as they are")]
    pub fn restart_with(&mut self, settings: &[&str]) {
        self.settings = settings.iter().map(ToString::to_string).collect();
        self.restart();
    }

    /// Its number.
    #[allow(dead_code, reason = "not every test needs it")]
    pub fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal, for example `STOP` or `CONT`.
    #[allow(dead_code, reason = "not every test freezes its server")]
    pub fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args([format!("-{name}"), self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(status.success(), "kill -{name} failed");
    }

    /// A plain connection, to look behind the store's back.
    pub fn client(&self) -> redis::Connection {
        redis::Client::open(self.url()).unwrap().get_connection().unwrap()
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}

fn spawn(port: u16, folder: &TempDir, settings: &[String]) -> Child {
    let file = settings.first().filter(|first| !first.starts_with("--"));
    let nothing_kept: &[&str] = if file.is_some() {
        &[]
    } else {
        &["--save", "", "--appendonly", "no"]
    };
    Command::new("redis-server")
        .args(file)
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
        .args(["--dir", &folder.path().display().to_string()])
        .args(nothing_kept)
        .args(settings.iter().skip(file.iter().len()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| {
            panic!("the Redis tests need redis-server 7.0 or newer in the PATH (apt-get install redis-server): {e}")
        })
}

/// Below the ephemeral range, so that no outgoing connection takes the port meanwhile, and low enough for a cluster's
/// bus, which listens 10,000 above.
pub fn free_port() -> u16 {
    loop {
        let port = 20_000 + rand::random::<u16>() % 10_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn greets(port: u16, child: &mut Child) -> bool {
    for _ in 0..START_ATTEMPTS {
        if !matches!(child.try_wait(), Ok(None)) {
            return false;
        }
        if ping(port).is_ok() {
            return true;
        }
        std::thread::sleep(START_PAUSE);
    }
    false
}

fn ping(port: u16) -> std::io::Result<()> {
    let mut socket = TcpStream::connect(("127.0.0.1", port))?;
    socket.set_read_timeout(Some(Duration::from_secs(1)))?;
    socket.write_all(b"PING\r\n")?;
    let mut answer = [0; 1];
    socket.read_exact(&mut answer)
}
