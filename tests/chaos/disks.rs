//! Disks that are full: that of the spool, of the embedded store, of Redis. Each is a small tmpfs.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::audit::{EXACT, audit, counted};
use crate::load::{Load, client, send};
use crate::redis_server::RedisServer;
use crate::site::Site;
use crate::{table, until};

const RECEIPTS: u32 = 40;

/// A disk of a few megabytes.
struct SmallDisk(TempDir);

impl SmallDisk {
    /// `None` where mounting is not permitted; `tests/store_disk_full.rs` has another way to fill a disk.
    fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path());
        let is_mounted = mount.output().is_ok_and(|output| output.status.success());
        if !is_mounted {
            eprintln!("skipped: mounting a tmpfs is not permitted here");
        }
        is_mounted.then_some(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }

    /// Writes until nothing fits any more.
    fn fill(&self) {
        use std::io::Write;
        let mut file = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.filler())
            .unwrap();
        for size in [65_536, 4_096, 1] {
            let block = vec![0; size];
            while file.write_all(&block).is_ok() {}
        }
    }

    fn make_room(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).output();
    }
}

/// A line of the log for each would be too many.
const REFUSALS_WATCHED: u32 = 200;

/// Sends until as many are refused; returns those who have a receipt.
async fn until_refused(origin: &str, first: u32, refusals: u32) -> u32 {
    let client = client();
    let (mut taken, mut refused, mut number) = (0, 0, first);
    while refused < refusals {
        let answer = send(&client, origin, number).await.unwrap();
        match answer {
            (202, _) => taken += 1,
            (503, _) => refused += 1,
            (status, answer) => panic!("{status}: {answer}"),
        }
        number += 1;
        assert!(number < first + 50_000, "it takes everything");
    }
    taken
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_of_the_spool_is_full() {
    let Some(disk) = SmallDisk::mount(1) else { return };
    let mut redis = RedisServer::start_with(&["--appendonly", "yes", "--appendfsync", "always"]);
    let spool = disk.path().join("spool").display().to_string();
    let site = Site::start_with(redis.url(), &[("GROUNDSWELL_SPOOL", spool.clone())]).await;
    redis.kill();
    let before = until_some(&site, 0, 30).await;
    disk.fill();
    let taken = before + until_refused(&site.origin, 10_000, 10).await;
    disk.make_room();
    let load = Load::go_on(&site.origin, 1_000_000);
    load.more(RECEIPTS).await;
    redis.restart();
    load.more(RECEIPTS).await;
    let mut outcome = load.stop().await;
    outcome.acknowledged += taken;
    until("the spool to be drained", || {
        let names = std::fs::read_dir(&spool).unwrap();
        names
            .filter(|name| name.as_ref().unwrap().file_name() != "lock")
            .count()
            == 0
    })
    .await;
    let audit = audit(&redis.url(), &mut redis.client(), outcome.acknowledged).await;
    assert!(!site.log().contains("panicked"), "{}", site.log());
    table::row("disk of the spool full", 1, &outcome, &audit);
}

/// So many receipts, one after the other.
async fn until_some(site: &Site, first: u32, receipts: u32) -> u32 {
    let client = client();
    for number in first..first + receipts {
        assert_eq!(send(&client, &site.origin, number).await.unwrap().0, 202);
    }
    receipts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_of_the_embedded_store_is_full() {
    let Some(disk) = SmallDisk::mount(8) else { return };
    let store = format!("embedded:{}", disk.path().join("data").display());
    let mut site = Site::start(store.clone()).await;
    let before = until_some(&site, 0, 30).await;
    disk.fill();
    let lines = site.log().lines().count();
    let taken = before + until_refused(&site.origin, 10_000, REFUSALS_WATCHED).await;
    let log = site.log();
    let said: Vec<&str> = log.lines().skip(lines).collect();
    let has_said = said.iter().any(|line| line.contains("No space left on device"));
    assert!(has_said && said.len() < 20, "{} lines: {said:#?}", said.len());
    let ready = client().get(format!("{}/readyz", site.origin)).send().await.unwrap();
    assert_eq!(ready.status(), 503);
    disk.make_room();
    let load = Load::go_on(&site.origin, 1_000_000);
    load.more(RECEIPTS).await;
    let mut outcome = load.stop().await;
    outcome.acknowledged += taken;
    site.terminate();
    let counted = counted(&store).await;
    let mut audit = EXACT;
    audit.lost = u64::from(outcome.acknowledged).saturating_sub(counted);
    audit.twice = counted.saturating_sub(u64::from(outcome.acknowledged));
    table::row("disk of the embedded store full", 1, &outcome, &audit);
}

/// With `appendfsync always` Redis ends itself rather than answer what is not on disk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_of_redis_is_full() {
    let Some(disk) = SmallDisk::mount(4) else { return };
    let folder = disk.path().display().to_string();
    let durable = ["--appendonly", "yes", "--appendfsync", "always", "--dir", &folder];
    let mut redis = RedisServer::start_with(&durable);
    let site = Site::start(redis.url()).await;
    let load = Load::start(&site.origin);
    load.more(RECEIPTS).await;
    disk.fill();
    until("the spool", || site.spooled() > 0).await;
    load.more(RECEIPTS).await;
    disk.make_room();
    redis.kill();
    redis.restart();
    load.more(RECEIPTS).await;
    let outcome = load.stop().await;
    site.until_drained().await;
    let audit = audit(&redis.url(), &mut redis.client(), outcome.acknowledged).await;
    table::row("disk of Redis full", 1, &outcome, &audit);
}
