//! A task or a request panics, or the store fails at the wrong moment: everything else goes on, and nothing is lost or told
//! twice.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use groundswell::app::App;
use groundswell::config::{Config, SpoolPlace};
use groundswell::domain::bucket::Timestamp;
use groundswell::domain::delivery::{Delivery, DeliveryState};
use groundswell::domain::incident::Incident;
use groundswell::heartbeat::Heartbeat;
use groundswell::pipeline::clock::Clock;
use groundswell::pipeline::steady::Reading;
use groundswell::store::{self, Counts, Journal, Outbox, StoreError, StoreOptions};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

use crate::brigade::history;
use crate::faulty_store::{Fault, FaultyStore};
use crate::geography::{Geography, Schema, v4};
use crate::nodes::{STEPS, reported, spotify, time};
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, START, client, config, small_catalogue};

/// For what takes a second or two on an idle machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A site on a store with faults.
struct Site {
    store: Arc<FaultyStore>,
    heartbeat: Arc<Heartbeat>,
    origin: String,
    client: Client,
    handle: actix_web::dev::ServerHandle,
    task: JoinHandle<anyhow::Result<()>>,
    _geography: Geography,
    backing: Backing,
}

async fn faulty(backing: &Backing) -> Arc<FaultyStore> {
    let (url, options) = (backing.url().parse().unwrap(), StoreOptions::default());
    FaultyStore::new(store::open(&url, &options).await.unwrap())
}

impl Site {
    async fn start(backing: Backing, clock: Clock, change: impl FnOnce(&mut Config)) -> Self {
        let store = faulty(&backing).await;
        store.import(&spotify(), &history()).await.unwrap();
        Self::start_on(store, backing, clock, change).await
    }

    async fn start_on(
        store: Arc<FaultyStore>,
        backing: Backing,
        clock: Clock,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let geography = Geography::write(Schema::MaxMind);
        let mut config = config(backing.url(), &geography);
        change(&mut config);
        let app = App::with_clock(config, Arc::clone(&store) as _, clock).await.unwrap();
        Self {
            store,
            heartbeat: Arc::clone(&app.heartbeat),
            origin: format!("http://{}", app.address),
            client: client(),
            handle: app.handle(),
            task: tokio::spawn(app.run()),
            _geography: geography,
            backing,
        }
    }

    async fn get(&self, path: &str) -> Answer {
        Answer::of(self.client.get(format!("{}{path}", self.origin))).await
    }

    async fn report(&self, number: u16) -> Answer {
        self.report_from("US-NY", number).await
    }

    async fn report_from(&self, region: &str, number: u16) -> Answer {
        let request = self.client.post(format!("{}/api/v1/reports", self.origin));
        let request = request.header("x-forwarded-for", v4(region, number).to_string());
        Answer::of(request.json(&json!({ "service": "spotify" }))).await
    }

    async fn subscribe(&self, url: &str) {
        let request = self.client.post(format!("{}/api/v1/webhooks", self.origin));
        let answer = Answer::of(request.bearer_auth(ADMIN_TOKEN).json(&json!({ "url": url }))).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
    }

    /// Panics of a task so far, of all sites of this process.
    async fn panics(&self, task: &str) -> u64 {
        let metrics = self.get("/metrics").await.text();
        let name = format!("groundswell_task_panics_total{{task=\"{task}\"}} ");
        let line = metrics.lines().find_map(|line| line.strip_prefix(&name));
        line.map_or(0, |number| number.parse().unwrap())
    }

    /// What the store has counted in the first minute of the virtual clock.
    async fn counted(&self) -> u64 {
        let minute = Timestamp(START).minute();
        let buckets = self.store.buckets(&spotify(), minute, minute.plus(1)).await.unwrap();
        buckets.iter().map(|(_, bucket)| u64::from(bucket.reports())).sum()
    }

    /// Stops it as SIGTERM does, and returns what it was on.
    async fn stop(self) -> Backing {
        drop((self.heartbeat, self.store));
        self.handle.stop(true).await;
        self.task.await.unwrap().unwrap();
        self.backing
    }
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let waited = tokio::time::timeout(PATIENCE, async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    waited
        .await
        .unwrap_or_else(|_| panic!("{what}: not within {PATIENCE:?}"));
}

async fn receiver() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(matchers::any())
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    server
}

/// Message ids and how often each came.
async fn received(server: &MockServer) -> BTreeMap<String, u32> {
    let mut received = BTreeMap::new();
    for request in server.received_requests().await.unwrap() {
        let id = request.headers["webhook-id"].to_str().unwrap().to_owned();
        *received.entry(id).or_default() += 1;
    }
    received
}

/// What an outage came to.
#[derive(Debug, PartialEq)]
struct Outcome {
    incidents: Vec<Incident>,
    received: BTreeMap<String, u32>,
    /// Transitions that the stream told, in order.
    told: Vec<String>,
}

/// An outage beat by beat, of which these are hit by a fault.
async fn outage(faults: &[(i64, &'static str, Fault)]) -> Outcome {
    let clock = Clock::virtual_at(Timestamp(START));
    let site = Site::start(Backing::embedded(), clock.clone(), |_| {}).await;
    let receiver = receiver().await;
    site.subscribe(&receiver.uri()).await;
    let mut events = site.heartbeat.hub().subscribe(None).events;
    let mut told = Vec::new();
    let mut panics = 0;
    for step in 0..STEPS {
        if let Some(reported) = reported(step) {
            site.store.import(&spotify(), &[reported]).await.unwrap();
        }
        clock.advance_to(Timestamp(time(step)));
        for (_, call, fault) in faults.iter().filter(|(at, ..)| *at == step) {
            site.store.next(call, fault.clone(), 1);
        }
        // As the task that beats: it goes down, and is started again.
        loop {
            let heartbeat = Arc::clone(&site.heartbeat);
            match tokio::spawn(async move { heartbeat.beat().await }).await {
                Ok(beaten) => break beaten.unwrap(),
                Err(error) => assert!(error.is_panic()),
            }
            panics += 1;
            // Reports are taken meanwhile.
            let answer = site.report(u16::try_from(panics).unwrap()).await;
            assert_eq!(answer.status, 202, "{}", answer.text());
        }
        while let Ok(news) = events.try_recv() {
            let text = news.text(None);
            let text = std::str::from_utf8(&text).unwrap();
            for event in text.split("\n\n").filter(|event| event.contains("event: transition")) {
                let data = event.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
                let data: Value = serde_json::from_str(data).unwrap();
                told.push(data["id"].as_str().unwrap().to_owned());
            }
        }
    }
    assert_eq!(site.store.left(), 0, "every fault came");
    assert_eq!(panics, faults.len());
    let incidents = site.store.incidents(&spotify(), 10).await.unwrap();
    let received = received(&receiver).await;
    site.stop().await;
    Outcome {
        incidents,
        received,
        told,
    }
}

/// The ids and times of steps of incidents; figures differ by the few reports that were sent in between.
fn steps(outcome: &Outcome) -> Vec<String> {
    let transitions = outcome.incidents.iter().flat_map(|incident| &incident.transitions);
    transitions.map(|transition| transition.id.clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tick_that_panics_loses_and_doubles_no_transition() {
    use Fault::{Panic, PanicAfterwards};
    let undisturbed = outage(&[]).await;
    assert!(undisturbed.told.len() >= 3, "{undisturbed:?}");
    // The first minutes of the outage, its height, its end; in reading, before and after what is concluded is stored.
    let mut faults: Vec<(i64, &'static str, Fault)> = Vec::new();
    for step in (13..40).step_by(3).chain([130, 131, 200]) {
        faults.push((step, "versions", Panic));
    }
    let opened = undisturbed.incidents[0].opened_at.0;
    let at_opening = (opened - START).div_euclid(10);
    for step in at_opening - 2..at_opening {
        faults.push((step, "buckets", Panic));
    }
    faults.push((at_opening, "endpoints", Panic));
    faults.push((at_opening, "conclude", PanicAfterwards));
    for transition in &undisturbed.incidents[0].transitions[1..] {
        let step = (transition.at.0 - START).div_euclid(10);
        faults.push((step, "conclude", Panic));
    }
    let disturbed = outage(&faults).await;
    assert_eq!(steps(&disturbed), steps(&undisturbed));
    assert_eq!(disturbed.received, undisturbed.received, "each message once");
    assert_eq!(disturbed.told, undisturbed.told, "the stream tells each once, in order");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_heart_goes_on_beating_and_messages_are_delivered() {
    let site = Site::start(Backing::embedded(), Clock::system(), |config| {
        config.virtual_clock = None;
    })
    .await;
    let receiver = receiver().await;
    site.subscribe(&receiver.uri()).await;
    let before = (site.panics("heartbeat").await, site.panics("webhooks").await);
    site.store.next("versions", Fault::Panic, 1);
    site.store.next("due", Fault::Panic, 1);
    assert_eq!(site.report(1).await.status, 202, "while both are down");
    until("both are started again", async || {
        site.panics("heartbeat").await > before.0 && site.panics("webhooks").await > before.1
    })
    .await;
    until("the report is on the page", async || {
        site.get("/api/v1/services/spotify").await.json()["reports"] == 1
    })
    .await;
    // A row as an incident leaves it in the outbox.
    let id = site.store.endpoints().await.unwrap().remove(0).id;
    let now = Clock::system().now();
    let row = Delivery {
        id: format!("m-1:{id}"),
        message_id: "m-1".to_owned(),
        endpoint: id,
        service: spotify(),
        event: "ping".to_owned(),
        incident: None,
        sequence: 0,
        body: "{}".to_owned(),
        created_at: now,
        state: DeliveryState::Pending,
        attempts: 0,
        next_at: now,
        last_status: None,
        last_error: None,
    };
    let lanes = site.panics("webhook lane").await;
    site.store.settle(&row).await.unwrap();
    // The message goes out, and then the lane dies before that is stored.
    site.store.next("settle", Fault::Panic, 1);
    until("it arrives, and again because that could not be noted", async || {
        received(&receiver).await.get("m-1") == Some(&2)
    })
    .await;
    assert!(site.panics("webhook lane").await > lanes);
    let settled = async || {
        site.store
            .deliveries(&[spotify()], &row.endpoint, 1)
            .await
            .unwrap()
            .remove(0)
    };
    until("it is settled", async || {
        settled().await.state == DeliveryState::Delivered
    })
    .await;
    assert_eq!(received(&receiver).await, BTreeMap::from([("m-1".to_owned(), 2)]));
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_heart_that_does_not_beat_is_said() {
    let wall_ms = Arc::new(AtomicI64::new(START * 1_000));
    let hands = Arc::clone(&wall_ms);
    let clock = Clock::machine(move || {
        let now_ms = hands.load(Ordering::SeqCst);
        Reading {
            wall_ms: now_ms,
            monotonic_ms: now_ms,
        }
    });
    let site = Site::start(Backing::embedded(), clock, |config| config.virtual_clock = None).await;
    let ready = site.get("/readyz").await;
    assert_eq!((ready.status, &ready.json()["heartbeat"]["ok"]), (200, &true.into()));
    let before = site.panics("heartbeat").await;
    site.store.next("versions", Fault::Panic, u32::MAX);
    // The machine's clock goes on, so that beats are due, and none goes through.
    let pass = async || {
        wall_ms.fetch_add(5_000, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    until("it is said", async || {
        pass().await;
        site.get("/readyz").await.status == 503
    })
    .await;
    let body = site.get("/readyz").await.json();
    assert_eq!(
        (&body["heartbeat"]["ok"], &body["store"]["ok"]),
        (&false.into(), &true.into()),
        "{body}"
    );
    // The clock that was moved is ahead of the task, which sleeps for a second that really passes.
    until("it has panicked", async || site.panics("heartbeat").await > before).await;
    until("the page says so", async || {
        pass().await;
        site.get("/api/v1/services").await.json()["delayed_since"].is_string()
    })
    .await;
    assert_eq!(site.get("/healthz").await.status, 200);
    assert_eq!(site.report(1).await.status, 202, "reports are taken all the same");
    site.store.heal();
    until("it beats again", async || {
        pass().await;
        site.get("/readyz").await.status == 200
    })
    .await;
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_panics_costs_itself_and_nothing_else() {
    let clock = Clock::virtual_at(Timestamp(START));
    let site = Site::start(Backing::embedded(), clock, |_| {}).await;
    // More than there are workers, and than a worker has flushes under way.
    for number in 1..=12 {
        site.store.next("ping", Fault::Panic, 1);
        let answer = site.client.get(format!("{}/readyz", site.origin)).send().await;
        assert!(answer.is_err(), "its connection is closed: {answer:?}");
        site.store.next("count", Fault::Panic, 1);
        let answer = site.report(number).await;
        assert!(answer.problem(503).contains("try again"), "{}", answer.text());
        site.store.next("count", Fault::PanicAfterwards, 1);
        let answer = site.report(number).await;
        assert_eq!(answer.status, 503, "it is counted, and nobody can say so");
        assert_eq!(site.report(number).await.json()["counted"], false, "so a repeat is one");
    }
    assert_eq!(site.store.left(), 0);
    assert!(site.panics("intake").await >= 24);
    assert_eq!(site.get("/readyz").await.status, 200);
    assert_eq!(site.counted().await, 12, "each once");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spool_that_panics_loses_nothing_that_was_acknowledged() {
    let spool = tempfile::tempdir().unwrap();
    let folder = spool.path().to_owned();
    let clock = Clock::virtual_at(Timestamp(START));
    let site = Site::start(Backing::embedded(), clock, |config| {
        config.spool = Some(SpoolPlace::Folder(folder));
    })
    .await;
    let before = site.panics("spool").await;
    let away = || Fault::Fail(StoreError::Unavailable("away".to_owned()));
    let acknowledged = Mutex::new(0_u64);
    let report = async |number: u16| {
        let answer = site.report(number).await;
        // Whoever is caught in a panic is told to try again.
        let receipt = if answer.status == 503 {
            site.report(number).await
        } else {
            answer
        };
        assert_eq!(receipt.status, 202, "{}", receipt.text());
        *acknowledged.lock().unwrap() += u64::from(receipt.json()["counted"] == true);
    };
    for round in 0..2_u16 {
        // The store goes, the task that drains panics before and after what it counts, and the store goes again.
        site.store.next("count", away(), 3);
        site.store.next("count", Fault::Panic, 1);
        site.store.next("count", away(), 1);
        site.store.next("count", Fault::PanicAfterwards, 1);
        for number in 1..=25 {
            report(round * 25 + number).await;
        }
        until("all faults have come", async || site.store.left() == 0).await;
    }
    let is_drained = async || {
        let names = std::fs::read_dir(spool.path()).unwrap();
        let mut names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        !names.any(|name| name.ends_with(".reports"))
    };
    until("it is drained", is_drained).await;
    assert!(
        site.panics("spool").await >= before + 4,
        "each was in the task of the spool"
    );
    assert_eq!(site.counted().await, *acknowledged.lock().unwrap());
    assert_eq!(site.counted().await, 50);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_catalogue_that_comes_while_the_store_fails_is_taken_with_the_next_beat() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("catalogue.toml");
    let small = std::fs::read_to_string(small_catalogue()).unwrap();
    std::fs::write(&file, &small).unwrap();
    let clock = Clock::virtual_at(Timestamp(START));
    let path = file.clone();
    let site = Site::start(Backing::embedded(), clock.clone(), |config| {
        config.catalogue = Some(path);
    })
    .await;
    let fresh = "\n[[service]]\nslug = \"fresh\"\nname = \"Fresh\"\ncategory = \"music\"\n\
                 home_page = \"https://fresh.example/\"\nsymptoms = [\"login\"]\n";
    std::fs::write(&file, format!("{small}{fresh}")).unwrap();
    let away = Fault::Fail(StoreError::Unavailable("away".to_owned()));
    for call in ["take_over", "incidents", "buckets"] {
        site.store.next(call, away.clone(), 1);
        clock.advance_to(Timestamp(clock.now().0 + 6));
        site.heartbeat.beat().await.unwrap_err();
        assert_eq!(site.store.left(), 0, "{call}");
        assert_eq!(site.get("/api/v1/services/fresh").await.status, 404);
    }
    clock.advance_to(Timestamp(clock.now().0 + 6));
    site.heartbeat.beat().await.unwrap();
    assert_eq!(site.get("/api/v1/services/fresh").await.status, 200);
    site.stop().await;
}

/// An outage that the store did not see, nor the process to its end: the next one counts what waits, and judges its minutes by
/// it, also when the store takes it only at the third attempt.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_left_in_the_spool_is_judged_after_a_restart() {
    let spool = tempfile::tempdir().unwrap();
    let spooling = |config: &mut Config| config.spool = Some(SpoolPlace::Folder(spool.path().to_owned()));
    let away = || Fault::Fail(StoreError::Unavailable("away".to_owned()));
    let site = Site::start(Backing::embedded(), Clock::virtual_at(Timestamp(START)), spooling).await;
    site.heartbeat.beat().await.unwrap();
    site.store.next("count", away(), u32::MAX);
    for minute in 1..=5 {
        site.heartbeat
            .clock()
            .advance_to(Timestamp(START + 60 * i64::from(minute)));
        for number in 0..20 {
            for region in ["US-NY", "GB-ENG", "DE-BE"] {
                let answer = site.report_from(region, 20 * minute + number).await;
                assert_eq!(answer.json()["delayed"], true, "{}", answer.text());
            }
        }
    }
    let backing = site.stop().await;
    let store = faulty(&backing).await;
    store.next("count", away(), 2);
    let clock = Clock::virtual_at(Timestamp(START + 600));
    let site = Site::start_on(store, backing, clock, spooling).await;
    let incidents = site.get("/api/v1/incidents").await.json();
    assert_eq!(incidents["incidents"].as_array().map(Vec::len), Some(1), "{incidents}");
    assert_eq!(incidents["incidents"][0]["service"], "spotify");
    site.stop().await;
}
