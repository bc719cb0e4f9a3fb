//! The real binary, started again by whoever watches over it.

use std::process::Command;

use crate::process::{Place, Process};
use crate::redis_server::free_port;
use crate::{LOOK_AGAIN, PATIENCE};

/// A `groundswell serve` on a port and in a folder that it keeps over restarts.
pub struct Site {
    pub place: Place,
    pub origin: String,
    settings: Vec<(&'static str, String)>,
    process: Option<Process>,
}

impl Site {
    /// Starts it on a store.
    pub async fn start(store: String) -> Self {
        Self::start_with(store, &[]).await
    }

    /// Starts it with further settings.
    pub async fn start_with(store: String, settings: &[(&'static str, String)]) -> Self {
        let listen = format!("127.0.0.1:{}", free_port());
        let mut site = Self {
            place: Place::new(),
            origin: format!("http://{listen}"),
            settings: [("GROUNDSWELL_LISTEN", listen), ("GROUNDSWELL_STORE", store)]
                .into_iter()
                .chain(settings.iter().cloned())
                .collect(),
            process: None,
        };
        site.start_again().await;
        site
    }

    /// As a supervisor does: until it runs.
    pub async fn start_again(&mut self) {
        let starting = async {
            while self.process.is_none() {
                let start = || Process::try_start(self.command(), self.place.folder.path());
                self.process = tokio::task::block_in_place(start).map(|(process, _heard)| process);
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        let started = tokio::time::timeout(PATIENCE, starting).await;
        assert!(started.is_ok(), "it does not start: {}", self.log());
    }

    /// The command that starts it.
    pub fn command(&self) -> Command {
        let mut command = self.place.command(&[]);
        // What this binary is told is none of the site's settings.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GROUNDSWELL_CHAOS_") {
                command.env_remove(name);
            }
        }
        command.envs(self.settings.iter().map(|(name, value)| (*name, value)));
        command
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        if let Some(process) = self.process.take() {
            process.kill();
        }
    }

    /// SIGTERM, and waits until it has gone.
    pub fn terminate(&mut self) {
        if let Some(process) = self.process.take() {
            assert_eq!(process.terminate(), Some(0), "{}", self.log());
        }
    }

    pub fn process_id(&self) -> u32 {
        self.process.as_ref().unwrap().id()
    }

    /// What it has logged, in all its runs.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.place.folder.path().join("log")).unwrap_or_default()
    }

    /// Files in its spool.
    pub fn spooled(&self) -> usize {
        let Ok(entries) = std::fs::read_dir(self.place.folder.path().join("data/spool")) else {
            return 0;
        };
        entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".reports"))
            .count()
    }

    /// Until everything that was acknowledged is in the store.
    pub async fn until_drained(&self) {
        let drained = async {
            while self.spooled() > 0 {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, drained).await;
        assert!(in_time.is_ok(), "the spool is not drained: {}", self.log());
    }
}
