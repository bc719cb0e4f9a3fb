//! Several processes on one Redis: stopped, woken and killed in the midst of an outage, they tell what one alone tells.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use futures::StreamExt;
use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, Store, StoreOptions, StoredView};
use reqwest::Client;
use serde_json::{Value, json};
use wiremock::MockServer;

use crate::brigade::history;
use crate::geography::{asn, v4};
use crate::outage::receiver;
use crate::process::{Place, Process};
use crate::redis_server::RedisServer;
use crate::test_app::{ADMIN_TOKEN, START, client};

/// The outage, in steps of ten seconds: twenty minutes, and long enough afterwards for its end to be seen.
const OUTAGE: std::ops::Range<i64> = 12..132;
pub const STEPS: i64 = 420;
const STEP_SECONDS: i64 = 10;

/// A lease runs out within seconds; a busy machine may take longer to say so.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A Redis whose service has a past, and who wants to be told.
pub struct Site {
    pub redis: RedisServer,
    pub store: std::sync::Arc<dyn Store>,
    pub receiver: MockServer,
    pub place: Place,
    pub client: Client,
}

impl Site {
    pub async fn new() -> Self {
        let site = Self::empty().await;
        site.store.import(&spotify(), &history()).await.unwrap();
        site
    }

    /// One without a past.
    pub async fn empty() -> Self {
        let redis = RedisServer::start();
        let store = store::open(&redis.url().parse().unwrap(), &StoreOptions::default())
            .await
            .unwrap();
        Self {
            redis,
            store,
            receiver: receiver().await,
            place: Place::new(),
            client: client(),
        }
    }

    /// A process on a virtual clock.
    fn start(&self, role: &str, now: i64) -> Process {
        self.start_with(role, now, &[])
    }

    /// The same with further flags.
    pub fn start_with(&self, role: &str, now: i64, further: &[&str]) -> Process {
        Process::start(self.command(role, now, further), self.place.folder.path())
    }

    /// What starts it.
    pub fn command(&self, role: &str, now: i64, further: &[&str]) -> Command {
        let now = Timestamp(now).to_rfc3339();
        let redis = self.redis.url();
        let flags = [
            "--store",
            &redis,
            "--spool",
            "off",
            "--role",
            role,
            "--virtual-clock",
            &now,
        ];
        let flags = [&flags[..], &["--webhook-allow", "127.0.0.0/8"], further].concat();
        self.place.command(&flags)
    }

    pub async fn subscribe(&self, process: &Process) {
        let request = self.client.post(format!("{}/api/v1/webhooks", process.origin));
        let body = json!({ "url": self.receiver.uri() });
        let answer = request.bearer_auth(ADMIN_TOKEN).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 201);
    }

    /// What people report within a step.
    pub async fn feed(&self, step: i64) {
        if let Some(reported) = reported(step) {
            self.store.import(&spotify(), &[reported]).await.unwrap();
        }
    }

    /// Moves a process's clock, which makes its heart beat.
    pub async fn beat(&self, process: &Process, now: i64) {
        let request = self.client.post(format!("{}/api/v1/clock", process.origin));
        let answer = request
            .bearer_auth(ADMIN_TOKEN)
            .json(&json!({ "now": now }))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{}", process.log());
    }

    pub async fn get(&self, process: &Process, path: &str) -> Value {
        let answer = self
            .client
            .get(format!("{}{path}", process.origin))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    /// Shards that a process judges.
    async fn shards(&self, process: &Process) -> usize {
        let ready = self.get(process, "/readyz").await;
        ready["node"]["shards"].as_array().unwrap().len()
    }

    /// Beats, at the same second, until the process has so many shards.
    pub async fn until_shards(&self, processes: &[&Process], now: i64, wanted: usize) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while self.shards(processes[0]).await != wanted {
                for process in processes {
                    self.beat(process, now).await;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        waited.await.unwrap();
    }

    /// What was received, in the order of ids; each once.
    pub async fn received(&self) -> BTreeSet<String> {
        let requests = self.receiver.received_requests().await.unwrap();
        let id = |request: &wiremock::Request| request.headers["webhook-id"].to_str().unwrap().to_owned();
        let ids: BTreeSet<String> = requests.iter().map(id).collect();
        assert_eq!(ids.len(), requests.len(), "a message came twice");
        ids
    }
}

/// What people report within a step of the outage.
pub fn reported(step: i64) -> Option<(Minute, Bucket)> {
    if !OUTAGE.contains(&step) {
        return None;
    }
    let mut bucket = Bucket::default();
    for region in ["US-NY", "GB-ENG", "DE-BE"] {
        let reports = 1 + u32::try_from(step % 3).unwrap();
        bucket.add(RegionCode::parse(region).unwrap(), None, reports, reports);
        bucket.add_network(Asn(asn(region)), reports);
    }
    Some((Timestamp(time(step)).minute(), bucket))
}

pub fn spotify() -> ServiceSlug {
    ServiceSlug::parse("spotify").unwrap()
}

pub fn time(step: i64) -> i64 {
    START + step * STEP_SECONDS
}

/// One process, undisturbed.
pub async fn alone() -> BTreeSet<String> {
    let site = Site::new().await;
    let process = site.start("all", START);
    site.subscribe(&process).await;
    for step in 0..STEPS {
        site.feed(step).await;
        site.beat(&process, time(step)).await;
    }
    site.received().await
}

/// The ids of the transitions that a stream tells, until the incident is over.
async fn transitions(response: reqwest::Response) -> Vec<String> {
    let (mut body, mut text, mut ids) = (response.bytes_stream(), String::new(), Vec::new());
    loop {
        text.push_str(std::str::from_utf8(&body.next().await.unwrap().unwrap()).unwrap());
        while let Some((event, rest)) = text.split_once("\n\n") {
            let data = event.lines().find_map(|line| line.strip_prefix("data: "));
            if let (true, Some(data)) = (event.contains("event: transition"), data) {
                let data: Value = serde_json::from_str(data).unwrap();
                ids.push(data["id"].as_str().unwrap().to_owned());
                if data["kind"] == "resolved" {
                    return ids;
                }
            }
            text = rest.to_owned();
        }
    }
}

/// The same outage over two that judge and one that shows; returns what came and what the stream of the latter told.
async fn together() -> (BTreeSet<String>, Vec<String>) {
    let site = Site::new().await;
    let mut first = Some(site.start("all", START));
    site.subscribe(first.as_ref().unwrap()).await;
    let mut second = Some(site.start("detector", START));
    let front = site.start("front", START);
    let stream = site
        .client
        .get(format!("{}/api/v1/stream?service=spotify", front.origin));
    let stream = tokio::spawn(transitions(
        stream.timeout(Duration::from_mins(10)).send().await.unwrap(),
    ));
    let mut is_stopped = false;
    for step in 0..STEPS {
        let now = time(step);
        site.feed(step).await;
        match step {
            // They share.
            5 => {
                let (a, b) = (first.as_ref().unwrap(), second.as_ref().unwrap());
                site.until_shards(&[b, a], now, 8).await;
            }
            // Just before the outage is seen one of them freezes. The other takes its place.
            16 => {
                first.as_ref().unwrap().signal("STOP");
                is_stopped = true;
                site.until_shards(&[second.as_ref().unwrap()], now, 16).await;
            }
            // It wakes up, thinks it is still the leader, and learns better.
            60 => {
                first.as_ref().unwrap().signal("CONT");
                is_stopped = false;
            }
            // The other one is killed in the midst of it.
            100 => {
                second.take().unwrap().kill();
                site.until_shards(&[first.as_ref().unwrap()], now, 16).await;
                agree(&site, first.as_ref().unwrap(), &front, now).await;
            }
            // Somebody new comes, and the last one ends as it should.
            150 => second = Some(site.start("all", now)),
            170 => {
                let ended = first.take().unwrap();
                assert_eq!(
                    tokio::task::spawn_blocking(|| ended.terminate()).await.unwrap(),
                    Some(0)
                );
                site.beat(second.as_ref().unwrap(), now).await;
                assert_eq!(site.shards(second.as_ref().unwrap()).await, 16, "nothing to wait for");
            }
            _ => {}
        }
        for process in first.iter().filter(|_| !is_stopped).chain(&second).chain([&front]) {
            site.beat(process, now).await;
        }
    }
    agree(&site, second.as_ref().unwrap(), &front, time(STEPS)).await;
    let told = tokio::time::timeout(PATIENCE, stream).await.unwrap().unwrap();
    (site.received().await, told)
}

/// Both show the same.
async fn agree(site: &Site, judge: &Process, front: &Process, now: i64) {
    for process in [judge, front] {
        site.beat(process, now).await;
    }
    let path = "/api/v1/services/spotify";
    let without_origin = |value: Value, process: &Process| -> Value {
        serde_json::from_str(&value.to_string().replace(&process.origin, "")).unwrap()
    };
    let judged = without_origin(site.get(judge, path).await, judge);
    let shown = without_origin(site.get(front, path).await, front);
    for key in ["verdict", "reports", "expected", "incident", "learning"] {
        assert_eq!(judged[key], shown[key], "{key}: {judged} {shown}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopped_woken_and_killed_they_tell_what_one_alone_tells() {
    let (expected, (received, told)) = tokio::join!(alone(), together());
    let kinds = expected.len();
    assert!(kinds >= 3, "{expected:?}");
    assert_eq!(received, expected);
    let once: BTreeSet<String> = told.iter().cloned().collect();
    assert_eq!(once.len(), told.len(), "the stream told something twice: {told:?}");
    assert_eq!(once, expected, "the stream of a front tells what is sent");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_role_does_its_part() {
    let site = Site::new().await;
    let detector = site.start("detector", START);
    let front = site.start("front", START);
    let node = site.get(&detector, "/readyz").await["node"].clone();
    assert_eq!(
        (&node["role"], &node["detectors"]),
        (&"detector".into(), &1.into()),
        "{node}"
    );
    let node = site.get(&front, "/readyz").await["node"].clone();
    assert_eq!(
        (&node["role"], &node["shards"], &node["shards_unheld"]),
        (&"front".into(), &json!([]), &0.into())
    );
    site.beat(&detector, START + 1).await;
    let metrics = site
        .client
        .get(format!("{}/metrics", detector.origin))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(metrics.contains("groundswell_lease_held{shard=\"15\"} 1"), "{metrics}");
    assert!(metrics.contains("groundswell_lease_fence{shard=\"0\"}"), "{metrics}");
    assert_eq!(site.get(&detector, "/healthz").await["status"], "ok");
    for path in ["/", "/services/spotify", "/api/v1/services", "/api/v1/webhooks"] {
        let answer = site
            .client
            .get(format!("{}{path}", detector.origin))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
    let report = |process: &Process| {
        let request = site.client.post(format!("{}/api/v1/reports", process.origin));
        let request = request.header("x-forwarded-for", v4("US-NY", 1).to_string());
        request.json(&json!({ "service": "spotify" })).send()
    };
    assert_eq!(report(&detector).await.unwrap().status(), 404);
    let reports = async || {
        site.get(&front, "/api/v1/services/spotify").await["reports"]
            .as_u64()
            .unwrap()
    };
    let before = reports().await;
    assert_eq!(report(&front).await.unwrap().status(), 202);
    site.beat(&front, START + 1).await;
    let live = site.get(&front, "/api/v1/services/spotify").await;
    assert_eq!(reports().await, before + 1, "counts need no detector");
    assert_eq!(live["learning"], false, "what the detector knows is shown");
    // A process of another version shows something that this one cannot read.
    let foreign = StoredView {
        service: spotify(),
        version: 99,
        bytes: b"of another version".to_vec(),
        fence: None,
    };
    site.store.put_views(&[foreign]).await.unwrap();
    site.beat(&front, START + 2).await;
    let still = site.get(&front, "/api/v1/services/spotify").await;
    assert_eq!(
        (&still["learning"], &still["verdict"]),
        (&live["learning"], &live["verdict"])
    );
    assert!(
        front.log().contains("of another version; the last view stays"),
        "{}",
        front.log()
    );
    // Without a detector counts go on, and the verdict does not: that is said until there is one again.
    assert_eq!(detector.terminate(), Some(0));
    let delayed = async |at: i64| {
        site.beat(&front, at).await;
        site.get(&front, "/api/v1/services").await["delayed_since"].clone()
    };
    assert_eq!(delayed(START + 3).await, Value::Null);
    assert_eq!(delayed(START + 13).await, Timestamp(START + 2).to_rfc3339());
    let page = site.client.get(format!("{}/services/spotify", front.origin));
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("are delayed"), "{page}");
    let _detector = site.start("detector", START + 14);
    assert_eq!(delayed(START + 15).await, Value::Null);
}

/// Who judges sends the messages, and knows from its file whom to. A front without that part of the file takes nobody away.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn endpoints_are_those_of_the_files_of_detectors() {
    let site = Site::empty().await;
    let file = site.place.folder.path().join("detector.toml");
    let settings = format!(
        "[[webhook]]\nname = \"pager\"\nurl = \"{}\"\nformat = \"slack\"\n",
        site.receiver.uri()
    );
    std::fs::write(&file, settings).unwrap();
    let with_file = ["--config", file.to_str().unwrap()];
    let names = async || -> Vec<String> {
        let endpoints = site.store.endpoints().await.unwrap();
        endpoints.into_iter().map(|endpoint| endpoint.id).collect()
    };
    let detector = site.start_with("detector", START, &with_file);
    assert_eq!(names().await, ["config_pager"]);
    let front = site.start("front", START);
    assert_eq!(names().await, ["config_pager"]);
    drop((detector, front));
    let detector = site.start("detector", START + 60);
    assert_eq!(names().await, [""; 0]);
    assert!(
        detector.log().contains("no longer in the configuration file"),
        "{}",
        detector.log()
    );
}

/// An incident that a newer version wrote, or a disk has damaged: its service is not judged by who cannot read it, and all
/// others are, those of its shard as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_read_of_one_service_keeps_no_other_waiting() {
    let site = Site::new().await;
    let first = site.start("detector", START);
    site.until_shards(&[&first], START + 1, 16).await;
    // It knows both services, and judges neither yet.
    let second = site.start("detector", START + 1);
    assert_eq!(site.shards(&second).await, 0);
    let mut client = site.redis.client();
    for (key, score, document) in [
        ("incidents:order", Some(START), "i1"),
        ("incidents", None, "of a newer version"),
    ] {
        let key = format!("gs:{{spotify}}:{key}");
        match score {
            Some(score) => redis::cmd("ZADD").arg(key).arg(score).arg(document).exec(&mut client),
            None => redis::cmd("HSET").arg(key).arg("i1").arg(document).exec(&mut client),
        }
        .unwrap();
    }
    // Whoever has the rest takes it over.
    assert_eq!(first.terminate(), Some(0));
    site.until_shards(&[&second], START + 3, 16).await;
    for second_of in 4..8 {
        site.beat(&second, START + second_of).await;
    }
    assert_eq!(site.shards(&second).await, 16);
    let log = second.log();
    assert_eq!(log.matches("a service cannot be read").count(), 1, "{log}");
}
