//! A crash of the machine, as far as a running machine can show it: strace sees that what was acknowledged had been synced to
//! disk before its answer left.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::load::{client, send};
use crate::redis_server::RedisServer;
use crate::site::Site;
use crate::{shipped_redis, until};

const REPORTS: u32 = 5;

/// strace, attached to a process and all its threads.
struct Trace {
    child: Child,
    path: PathBuf,
}

impl Trace {
    /// `None` where there is no strace, or it may not look at other processes.
    async fn attach(process: u32, folder: &Path) -> Option<Self> {
        let path = folder.join("trace");
        let mut strace = Command::new("strace");
        strace.args([
            "-f",
            "-s",
            "64",
            "-e",
            "trace=fsync,fdatasync,write,writev,sendto,sendmsg",
            "-o",
        ]);
        strace.arg(&path).args(["-p", &process.to_string()]);
        let mut child = strace.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
        // It makes its file when it starts, and ends at once when it is not permitted.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let runs = child.try_wait().unwrap().is_none();
        if !runs {
            eprintln!("skipped: strace may not look at other processes here");
        }
        runs.then_some(Self { child, path })
    }

    fn read(&self) -> String {
        std::fs::read_to_string(&self.path).unwrap_or_default()
    }

    /// For each line that has `answer`, whether a sync has ended since the one before.
    async fn answers(self, answer: &str, number: usize) -> Vec<bool> {
        until("strace to write", || self.read().matches(answer).count() >= number).await;
        let (mut synced, mut answers) = (false, Vec::new());
        for line in self.read().lines() {
            let is_sync = line.contains("fsync") || line.contains("fdatasync");
            if is_sync && line.ends_with("= 0") {
                synced = true;
            } else if line.contains(answer) {
                answers.push(synced);
                synced = false;
            }
        }
        answers
    }
}

impl Drop for Trace {
    fn drop(&mut self) {
        let _ = Command::new("kill")
            .args(["-INT", &self.child.id().to_string()])
            .status();
        let _ = self.child.wait();
    }
}

async fn reports(site: &Site, first: u32) {
    let client = client();
    for number in first..first + REPORTS {
        assert_eq!(send(&client, &site.origin, number).await.unwrap().0, 202);
    }
}

/// Every answer had a sync of its own, as the reports came one by one.
fn all_synced(answers: &[bool]) {
    assert!(answers.len() >= REPORTS as usize, "{answers:?}");
    assert!(answers.iter().all(|synced| *synced), "{answers:?}");
}

/// Reports to the site, traced.
async fn all_synced_by(site: &Site, folder: &Path) {
    reports(site, 100).await;
    let Some(trace) = Trace::attach(site.process_id(), folder).await else {
        return;
    };
    reports(site, 200).await;
    all_synced(&trace.answers("202 Accepted", REPORTS as usize).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_embedded_store_syncs_before_it_answers() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::start(format!("embedded:{}", folder.path().join("data").display())).await;
    all_synced_by(&site, folder.path()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_spool_syncs_before_it_answers() {
    let folder = tempfile::tempdir().unwrap();
    let mut redis = RedisServer::start();
    let site = Site::start(redis.url()).await;
    redis.kill();
    all_synced_by(&site, folder.path()).await;
}

/// Redis with the shipped configuration.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_as_shipped_syncs_before_it_answers() {
    let folder = tempfile::tempdir().unwrap();
    let redis = RedisServer::start_with(&[&shipped_redis()]);
    let mut connection = redis.client();
    let Some(trace) = Trace::attach(redis.process_id(), folder.path()).await else {
        return;
    };
    for number in 0..REPORTS {
        redis::cmd("SET").arg("x").arg(number).exec(&mut connection).unwrap();
    }
    all_synced(&trace.answers("+OK\\r\\n", REPORTS as usize).await);
}
