//! The whole app on a port of its own, on either store, on a virtual clock.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use groundswell::app::App;
use groundswell::config::{Config, Role, SpoolPlace};
use groundswell::domain::bucket::{Minute, Timestamp};
use groundswell::domain::service::ServiceSlug;
use groundswell::heartbeat::Heartbeat;
use groundswell::outbound;
use groundswell::publish::hub::Hub;
use groundswell::store::Store;
use reqwest::header::HeaderMap;
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::geography::{Geography, Schema};
use crate::redis_server::RedisServer;

/// Opens the admin routes of every test app.
pub const ADMIN_TOKEN: &str = "correct-horse-battery-staple";

/// Where the clocks of tests start: Wednesday, 4 March 2026, 12:00:05 UTC.
pub const START: i64 = 1_772_625_605;

/// What the app keeps its counts in; gone when dropped.
pub enum Backing {
    /// A database in a folder.
    Embedded(TempDir),
    /// A server of its own.
    Redis(RedisServer),
}

/// An app that serves.
pub struct TestApp {
    /// `http://127.0.0.1:PORT`, without the base path.
    pub origin: String,
    /// Where it listens.
    pub address: SocketAddr,
    /// Its settings, the same after a restart.
    pub config: Config,
    /// Its store's home.
    pub backing: Backing,
    /// For requests to it.
    pub client: reqwest::Client,
    /// Its address databases.
    pub geography: Geography,
    running: Option<Running>,
}

/// What a restart exchanges.
struct Running {
    heartbeat: Arc<Heartbeat>,
    store: Arc<dyn Store>,
    handle: actix_web::dev::ServerHandle,
    task: JoinHandle<anyhow::Result<()>>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Its status code.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as it came over the wire.
    pub body: Vec<u8>,
}

impl Backing {
    /// A folder that does not exist yet.
    pub fn embedded() -> Self {
        Self::Embedded(tempfile::tempdir().unwrap())
    }

    /// A fresh server.
    pub fn redis() -> Self {
        Self::Redis(RedisServer::start())
    }

    /// For `GROUNDSWELL_STORE`.
    pub fn url(&self) -> String {
        match self {
            Self::Embedded(folder) => format!("embedded:{}", folder.path().join("data").display()),
            Self::Redis(server) => server.url(),
        }
    }
}

/// Two services, so that a heartbeat is quick.
pub fn small_catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/small_catalogue.toml")
}

/// The settings of a test: any port, a virtual clock, a trusted proxy on this machine.
pub fn config(store: String, geography: &Geography) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        store,
        // Where Redis has one: in the tests that are about it.
        spool: Some(SpoolPlace::Off),
        spool_bytes_max: 1_000_000,
        catalogue: Some(small_catalogue()),
        geoip: geography.files(),
        trusted_proxies: vec!["127.0.0.1/32".parse().unwrap()],
        admin_token: Some(SecretString::from(ADMIN_TOKEN)),
        public_url: None,
        base_path: String::new(),
        webhook_allow: vec!["127.0.0.0/8".parse().unwrap()],
        official_status: None,
        retention_days: 60,
        false_alarms: 0.05,
        frame_ancestors: "*".to_owned(),
        security_contact: None,
        role: Role::All,
        virtual_clock: Some(START),
        webhooks: Vec::new(),
        demo: false,
    }
}

/// A client that takes answers as they are: no redirects, no decompression, no proxy.
pub fn client() -> reqwest::Client {
    outbound::install_crypto();
    let builder = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(20));
    builder.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

impl TestApp {
    /// Starts an app with MaxMind's databases.
    pub async fn start(backing: Backing) -> Self {
        Self::start_with(backing, Schema::MaxMind, |_| {}).await
    }

    /// Starts an app whose settings differ.
    pub async fn start_with(backing: Backing, schema: Schema, change: impl FnOnce(&mut Config)) -> Self {
        let geography = Geography::write(schema);
        let mut config = config(backing.url(), &geography);
        change(&mut config);
        let (address, running) = Running::start(&config).await;
        Self {
            origin: format!("http://{address}"),
            address,
            config,
            backing,
            client: client(),
            geography,
            running: Some(running),
        }
    }

    fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    /// Its store, to look behind its back.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.running().store
    }

    /// What is live, to say something in its name.
    pub fn hub(&self) -> &Arc<Hub> {
        self.running().heartbeat.hub()
    }

    /// Stops it as SIGTERM does, and starts it again on the same store; a virtual clock goes on from where it was.
    pub async fn restart(&mut self) {
        self.stop().await;
        self.start_again().await;
    }

    /// Starts it after [`Self::stop`].
    pub async fn start_again(&mut self) {
        let (address, running) = Running::start(&self.config).await;
        self.origin = format!("http://{address}");
        self.address = address;
        self.running = Some(running);
    }

    /// Stops it as SIGTERM does.
    pub async fn stop(&mut self) {
        if self.config.virtual_clock.is_some() {
            self.config.virtual_clock = Some(self.now());
        }
        let running = self.running.take().unwrap();
        drop((running.heartbeat, running.store));
        running.handle.stop(true).await;
        running.task.await.unwrap().unwrap();
    }

    /// The second that its clock shows.
    pub fn now(&self) -> i64 {
        self.running().heartbeat.clock().now().0
    }

    /// Moves a virtual clock.
    pub fn set_clock(&self, now: i64) {
        self.running().heartbeat.clock().advance_to(Timestamp(now));
    }

    /// One heartbeat.
    pub async fn beat(&self) {
        self.running().heartbeat.beat().await.unwrap();
    }

    /// Whether one heartbeat did all that it should.
    #[allow(dead_code, reason = "most tests need it to")]
    pub async fn beats(&self) -> bool {
        self.running().heartbeat.beat().await.is_ok()
    }

    /// Moves a virtual clock, with a heartbeat then.
    pub async fn pass(&self, seconds: i64) {
        self.set_clock(self.now() + seconds);
        self.beat().await;
    }

    /// A request that has still to be sent.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        self.client.request(method, format!("{}{path}", self.origin))
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request("GET", path)).await
    }

    /// GET of something that has to be there, as JSON. On a machine that is busy with other tests it may be refused first.
    pub async fn get_json(&self, path: &str) -> Value {
        let mut answer = self.get(path).await;
        for _ in 0..20 {
            if answer.status != 503 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
            answer = self.get(path).await;
        }
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    /// GET of a page as a browser asks for it.
    pub async fn page(&self, path: &str) -> String {
        let answer = Answer::of(self.request("GET", path).header("accept", "text/html,*/*")).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    /// POST of a report, from an address behind the proxy.
    pub async fn post(&self, path: &str, from: IpAddr, body: &Value) -> Answer {
        let request = self.request("POST", path).header("x-forwarded-for", from.to_string());
        Answer::of(request.json(body)).await
    }

    /// A report of a problem; has to be received.
    pub async fn report(&self, service: &str, from: IpAddr) -> Value {
        let answer = self.post("/api/v1/reports", from, &json!({ "service": service })).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
        answer.json()
    }

    /// Reports of a service over the last 24 hours by the clock, as they are in the store: what is public is rounded while
    /// small regions are withheld.
    pub async fn counted(&self, service: &str) -> u64 {
        let service = ServiceSlug::parse(service).unwrap();
        let until = Minute(self.now().div_euclid(3_600) * 60 + 60);
        let buckets = self.store().buckets(&service, until.plus(-24 * 60), until).await;
        buckets
            .unwrap()
            .iter()
            .map(|(_, bucket)| u64::from(bucket.reports()))
            .sum()
    }
}

impl Running {
    async fn start(config: &Config) -> (SocketAddr, Self) {
        let app = App::build(config.clone()).await.unwrap();
        let (address, heartbeat, store) = (app.address, Arc::clone(&app.heartbeat), Arc::clone(&app.store));
        let handle = app.handle();
        let task = tokio::spawn(app.run());
        let running = Self {
            heartbeat,
            store,
            handle,
            task,
        };
        (address, running)
    }
}

impl Answer {
    /// Sends a request and reads the answer.
    pub async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.unwrap().to_vec();
        Self { status, headers, body }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// A header, empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Asserts that this is a problem document of this status, and returns its detail.
    pub fn problem(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.text()
        );
        let document = self.json();
        assert_eq!(document["status"], status);
        assert!(document["title"].is_string(), "{document}");
        document["detail"].as_str().unwrap().to_owned()
    }
}
