//! The real binary as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

use crate::geography::{Geography, Schema};
use crate::test_app::{ADMIN_TOKEN, small_catalogue};

/// A refusal takes longer than this only when something hangs.
const REFUSAL_SECONDS_MAX: u64 = 20;

/// A `groundswell serve`, killed when dropped.
pub struct Process {
    child: Child,
    log: PathBuf,
    /// `http://127.0.0.1:PORT`
    pub origin: String,
}

/// What a process runs on: its folder, its databases.
pub struct Place {
    /// Holds the data folder, the log and whatever a test writes.
    pub folder: TempDir,
    geography: Geography,
}

impl Place {
    /// A fresh one.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            geography: Geography::write(Schema::MaxMind),
        }
    }

    /// A file in it.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Its data folder, as a store.
    pub fn store(&self) -> String {
        format!("embedded:{}", self.folder.path().join("data").display())
    }

    /// `groundswell serve` with usual settings as environment, which flags overrule.
    pub fn command(&self, flags: &[&str]) -> Command {
        self.binary(&[&["serve"], flags].concat())
    }

    /// Any command with the same settings.
    pub fn binary(&self, arguments: &[&str]) -> Command {
        let files = self.geography.files();
        let mut command = Command::new(env!("CARGO_BIN_EXE_groundswell"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("GROUNDSWELL_LISTEN", "127.0.0.1:0")
            .env("GROUNDSWELL_STORE", self.store())
            .env("GROUNDSWELL_CATALOGUE", small_catalogue())
            .env("GROUNDSWELL_GEOIP_CITY", &files.city[0])
            .env("GROUNDSWELL_GEOIP_ASN", &files.asn[0])
            .env("GROUNDSWELL_TRUSTED_PROXIES", "127.0.0.1")
            .env("GROUNDSWELL_ADMIN_TOKEN", ADMIN_TOKEN);
        command
    }

    /// Starts it and waits until it listens.
    pub fn serve(&self, flags: &[&str]) -> Process {
        Process::start(self.command(flags), self.folder.path())
    }

    /// Starts it with settings that it must refuse with exit code 2, and returns the one line that it says.
    pub fn refusal(&self, command: &mut Command) -> String {
        let log = self.folder.path().join("refusal.log");
        let file = std::fs::File::create(&log).unwrap();
        let mut child = command.stdout(Stdio::null()).stderr(file).spawn().unwrap();
        let status = wait(&mut child, REFUSAL_SECONDS_MAX);
        let said = std::fs::read_to_string(&log).unwrap();
        assert_eq!(status.and_then(|status| status.code()), Some(2), "{said}");
        assert!(
            said.starts_with("error: ") && said.trim_end().lines().count() == 1,
            "{said}"
        );
        assert!(!said.contains(ADMIN_TOKEN), "{said}");
        said
    }
}

impl Process {
    /// Starts a command and waits until it listens.
    pub fn start(command: Command, folder: &Path) -> Self {
        Self::start_heard(command, folder).0
    }

    /// The same; what it says on stdout up to its end comes through the second part, line by line.
    pub fn start_heard(command: Command, folder: &Path) -> (Self, Receiver<String>) {
        Self::try_start(command, folder).unwrap_or_else(|| {
            panic!(
                "it does not start: {}",
                std::fs::read_to_string(folder.join("log")).unwrap()
            )
        })
    }

    /// The same; `None` when it ends instead.
    #[allow(dead_code, reason = "most tests insist")]
    pub fn try_start(mut command: Command, folder: &Path) -> Option<(Self, Receiver<String>)> {
        let log = folder.join("log");
        let file = std::fs::File::options().create(true).append(true).open(&log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(file).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let Some(Ok(first)) = lines.next() else {
            child.wait().unwrap();
            return None;
        };
        // The words for people end with it, the line for programs has it by name.
        let origin = serde_json::from_str(&first).map_or_else(
            |_| first.rsplit(' ').next().unwrap().to_owned(),
            |line: serde_json::Value| line["url"].as_str().unwrap().to_owned(),
        );
        let (said, heard) = channel();
        // What it says further is read to the end, so that it never writes into a closed pipe.
        std::thread::spawn(move || {
            let all = std::iter::once(first).chain(lines.map_while(Result::ok));
            all.filter(|line| said.send(line.clone()).is_ok()).count()
        });
        Some((Self { child, log, origin }, heard))
    }

    /// What it has logged so far, in all its runs.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// Its number.
    #[allow(dead_code, reason = "not every test needs it")]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Where it logs to.
    #[allow(dead_code, reason = "not every test needs it")]
    pub fn log_file(&self) -> &Path {
        &self.log
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends it a signal, for example `STOP` or `CONT`.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap();
        assert!(status.success(), "kill -{name} failed");
    }

    /// SIGTERM; returns the exit code.
    pub fn terminate(self) -> Option<i32> {
        self.signal("TERM");
        self.end()
    }

    /// Waits until it has ended; returns the exit code.
    pub fn end(mut self) -> Option<i32> {
        wait(&mut self.child, 20).and_then(|status| status.code())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait(child: &mut Child, seconds_max: u64) -> Option<ExitStatus> {
    for _ in 0..seconds_max * 20 {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let _ = child.kill();
    None
}
