//! Redis goes away and comes back: reports are acknowledged from the spool meanwhile, and each is counted once, in its
//! minute. An oracle compares what was acknowledged with what is counted.

use std::time::Duration;

use groundswell::config::SpoolPlace;
use groundswell::domain::bucket::{Minute, Timestamp};
use groundswell::domain::service::ServiceSlug;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::geography::{Schema, v4};
use crate::redis_server::RedisServer;
use crate::test_app::{Backing, START, TestApp};

/// For what takes seconds on an idle machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A Redis that keeps what it said it has, whatever happens to it.
const DURABLE: [&str; 4] = ["--appendonly", "yes", "--appendfsync", "always"];

const DAY_SECONDS: i64 = 86_400;

struct Site {
    app: TestApp,
    spool: TempDir,
    /// Reports that were acknowledged as counted.
    acknowledged: u64,
}

impl Site {
    async fn start(settings: &[&str]) -> Self {
        Self::start_at(START, settings).await
    }

    async fn start_at(now: i64, settings: &[&str]) -> Self {
        let spool = tempfile::tempdir().unwrap();
        let folder = spool.path().to_owned();
        let backing = Backing::Redis(RedisServer::start_with(settings));
        let app = TestApp::start_with(backing, Schema::MaxMind, |config| {
            config.spool = Some(SpoolPlace::Folder(folder));
            config.virtual_clock = Some(now);
        });
        Self {
            app: app.await,
            spool,
            acknowledged: 0,
        }
    }

    /// Sends a report and returns the receipt, which is always 202.
    async fn report(&mut self, number: u16) -> Value {
        let body = json!({ "service": "spotify" });
        let answer = self.app.post("/api/v1/reports", v4("US-NY", number), &body).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
        let receipt = answer.json();
        self.acknowledged += u64::from(receipt["counted"] == true);
        receipt
    }

    fn redis(&mut self) -> &mut RedisServer {
        match &mut self.app.backing {
            Backing::Redis(server) => server,
            Backing::Embedded(_) => panic!("not on Redis"),
        }
    }

    /// Waits until reports are counted by the store again.
    async fn until_drained(&self) {
        let drained = async {
            while self.spooled() > 0 {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(PATIENCE, drained).await.unwrap();
    }

    fn spooled(&self) -> usize {
        let entries = std::fs::read_dir(self.spool.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".reports")).count()
    }

    /// What the store has counted, asked behind the app's back.
    async fn counted(&self) -> u64 {
        self.app.beat().await;
        self.app.counted("spotify").await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frozen_redis_costs_nothing_and_a_repeat_stays_one() {
    let mut site = Site::start(&DURABLE).await;
    assert!(site.report(1).await.get("delayed").is_none());
    site.redis().signal("STOP");
    for number in 2..30 {
        let receipt = site.report(number).await;
        assert_eq!((&receipt["counted"], &receipt["delayed"]), (&true.into(), &true.into()));
    }
    assert_eq!(
        site.report(2).await["counted"],
        false,
        "a repeat within the spool is known"
    );
    let known_to_redis_only = site.report(1).await;
    assert_eq!(known_to_redis_only["counted"], true, "it cannot be asked");
    site.acknowledged -= 1;
    let page = site.app.page("/services/spotify").await;
    assert!(page.contains("id=\"chart-svg\""), "pages are there");
    site.redis().signal("CONT");
    site.until_drained().await;
    assert_eq!(site.counted().await, site.acknowledged, "each once");
    let receipt = site.report(2).await;
    assert_eq!((&receipt["counted"], receipt.get("delayed")), (&false.into(), None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_redis_and_then_a_restart_of_the_site_lose_nothing() {
    let mut site = Site::start(&DURABLE).await;
    for number in 0..10 {
        site.report(number).await;
    }
    site.redis().kill();
    for number in 10..60 {
        assert_eq!(site.report(number).await["delayed"], true);
    }
    assert!(site.spooled() > 0);
    site.redis().restart();
    site.until_drained().await;
    site.redis().kill();
    for number in 60..70 {
        site.report(number).await;
    }
    // The site goes down with reports in its spool, while Redis is away, and both come back.
    site.app.stop().await;
    assert!(site.spooled() > 0);
    site.redis().restart();
    site.app.start_again().await;
    site.until_drained().await;
    assert_eq!(site.counted().await, site.acknowledged);
    assert_eq!(site.acknowledged, 70);
}

/// Redis answers, and refuses every write.
async fn refuses(name: &str, refuse: impl FnOnce(&mut redis::Connection), relent: impl FnOnce(&mut redis::Connection)) {
    let mut site = Site::start(&DURABLE).await;
    site.report(1).await;
    refuse(&mut site.redis().client());
    for number in 2..20 {
        assert_eq!(site.report(number).await["delayed"], true, "{name}");
    }
    relent(&mut site.redis().client());
    site.until_drained().await;
    assert_eq!(site.counted().await, site.acknowledged, "{name}");
}

fn set(connection: &mut redis::Connection, name: &str, value: &str) {
    redis::cmd("CONFIG")
        .arg("SET")
        .arg(name)
        .arg(value)
        .exec(connection)
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redis_without_memory_is_survived() {
    let no_memory = |connection: &mut redis::Connection| set(connection, "maxmemory", "1");
    refuses("maxmemory", no_memory, |connection| set(connection, "maxmemory", "0")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_primary_without_replicas_is_survived() {
    let alone = |connection: &mut redis::Connection| set(connection, "min-replicas-to-write", "1");
    refuses("NOREPLICAS", alone, |connection| {
        set(connection, "min-replicas-to-write", "0");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redis_that_became_a_replica_is_survived() {
    let follow = |connection: &mut redis::Connection| {
        redis::cmd("REPLICAOF")
            .arg("127.0.0.1")
            .arg("1")
            .exec(connection)
            .unwrap();
    };
    let lead = |connection: &mut redis::Connection| {
        redis::cmd("REPLICAOF").arg("NO").arg("ONE").exec(connection).unwrap();
    };
    refuses("READONLY", follow, lead).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_spool_refuses_and_says_when_to_come_back() {
    let spool = tempfile::tempdir().unwrap();
    let folder = spool.path().to_owned();
    let mut app = TestApp::start_with(Backing::redis(), Schema::MaxMind, |config| {
        config.spool = Some(SpoolPlace::Folder(folder));
        config.spool_bytes_max = 500;
    })
    .await;
    if let Backing::Redis(server) = &mut app.backing {
        server.kill();
    }
    let mut statuses = Vec::new();
    for number in 0..30 {
        let body = json!({ "service": "spotify" });
        let answer = app.post("/api/v1/reports", v4("US-NY", number), &body).await;
        if answer.status == 503 {
            assert!(!answer.header("retry-after").is_empty());
        }
        statuses.push(answer.status);
    }
    let taken = statuses.iter().filter(|status| **status == 202).count();
    assert!((3..15).contains(&taken), "{statuses:?}");
    assert!(statuses[taken..].iter().all(|status| *status == 503), "{statuses:?}");
    // What was taken is kept, and nothing of what was refused.
    if let Backing::Redis(server) = &mut app.backing {
        server.restart();
    }
    let drained = async {
        while app.counted("spotify").await < taken as u64 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            app.beat().await;
        }
    };
    tokio::time::timeout(PATIENCE, drained).await.unwrap();
    assert_eq!(app.counted("spotify").await, taken as u64);
}

/// The detector judges a minute by the reports that were made in it, whenever they were counted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reports_are_counted_in_the_minute_in_which_they_were_made() {
    let mut site = Site::start(&DURABLE).await;
    let minute = Timestamp(site.app.now()).minute();
    site.report(1).await;
    site.app.beat().await;
    site.redis().kill();
    for number in 2..12 {
        site.report(number).await;
    }
    site.app.set_clock(site.app.now() + 240);
    for number in 12..15 {
        site.report(number).await;
    }
    site.redis().restart();
    site.until_drained().await;
    let service = ServiceSlug::parse("spotify").unwrap();
    let buckets = site
        .app
        .store()
        .buckets(&service, minute, minute.plus(10))
        .await
        .unwrap();
    let counts: Vec<(Minute, u32)> = buckets.iter().map(|(at, bucket)| (*at, bucket.reports())).collect();
    assert_eq!(counts, [(minute, 11), (minute.plus(4), 3)]);
}

/// The salt of a day is known the day before, so that reports have the same key wherever and whenever they are counted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_midnight_without_a_store_makes_nobody_new() {
    let midnight = START - START % DAY_SECONDS + DAY_SECONDS;
    let mut site = Site::start_at(midnight - 120, &DURABLE).await;
    site.redis().kill();
    site.app.set_clock(midnight + 20 * 60);
    assert!(!site.app.beats().await);
    assert_eq!(site.report(1).await["delayed"], true);
    // Whoever is started now knows of it what is in the spool, and of salts what is in the store.
    site.app.stop().await;
    site.redis().restart();
    site.app.start_again().await;
    site.until_drained().await;
    assert_eq!(site.report(1).await["counted"], false);
    assert_eq!((site.acknowledged, site.counted().await), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_without_a_store_makes_nobody_new_either() {
    let midnight = START - START % DAY_SECONDS + DAY_SECONDS;
    let mut site = Site::start_at(midnight - 120, &DURABLE).await;
    site.redis().kill();
    for now in [midnight + 20 * 60, midnight + DAY_SECONDS + 20 * 60] {
        site.app.set_clock(now);
        assert!(!site.app.beats().await);
    }
    assert_eq!(site.report(1).await["delayed"], true);
    site.redis().restart();
    site.until_drained().await;
    site.app.beat().await;
    assert_eq!(site.report(1).await["counted"], false, "under a new salt");
    assert_eq!((site.acknowledged, site.counted().await), (1, 1));
}

/// Places that could not be read, as monitoring sees them.
async fn damages(app: &TestApp) -> u64 {
    let metrics = app.get("/metrics").await.text();
    let mut lines = metrics.lines();
    let value = lines.find_map(|line| line.strip_prefix("groundswell_spool_damaged_total "));
    value
        .expect("a counter, also before there is any damage")
        .parse()
        .unwrap()
}

/// The disk flips a bit of what was acknowledged, while the site is down: that report is gone, and it is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_bit_costs_one_report_and_is_counted() {
    let mut site = Site::start(&DURABLE).await;
    let before = damages(&site.app).await;
    site.redis().kill();
    for number in 0..9 {
        assert_eq!(site.report(number).await["delayed"], true);
    }
    site.app.stop().await;
    let entries = std::fs::read_dir(site.spool.path()).unwrap();
    let mut files = entries.map(|entry| entry.unwrap().path());
    let is_segment = |path: &std::path::PathBuf| path.extension().is_some_and(|kind| kind == "reports");
    let segment = files.find(is_segment).unwrap();
    let mut bytes = std::fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&segment, bytes).unwrap();
    site.redis().restart();
    site.app.start_again().await;
    site.until_drained().await;
    assert_eq!(site.counted().await, site.acknowledged - 1);
    assert_eq!(damages(&site.app).await, before + 1);
    assert_eq!(site.report(100).await.get("delayed"), None, "and it goes on");
}
