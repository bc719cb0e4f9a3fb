//! The composition root: settings in, a running site out.

mod geography;
mod official;
mod tasks;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, web};
use anyhow::{Context, bail};
use arc_swap::ArcSwap;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use secrecy::ExposeSecret;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::catalogue;
use crate::config::{Config, Role, SpoolPlace, WebhookEntry};
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::Endpoint;
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, Transition, TransitionKind};
use crate::domain::service::{Catalogue, ServiceSlug};
use crate::evidence::watcher::Watcher;
use crate::geoip::GeoIp;
use crate::heartbeat::{Heartbeat, Parts, slugs};
use crate::http::door::Door;
use crate::http::webhooks::AdminWebhooks;
use crate::http::{self, Beat, Pulse, State};
use crate::outbound;
use crate::pipeline::allowances::Allowances;
use crate::pipeline::arrivals::Arrivals;
use crate::pipeline::clock::Clock;
use crate::pipeline::history::History;
use crate::pipeline::intake::{Desk, Intake};
use crate::pipeline::lease::Leases;
use crate::pipeline::neighbourhood::Neighbourhoods;
use crate::pipeline::spool::Spool;
use crate::pipeline::tick::Announce;
use crate::publish::sender::WebhookOptions;
use crate::publish::signature::SigningSecret;
use crate::publish::vote::VoteKey;
use crate::publish::webhook::{ServiceList, Webhooks};
use crate::publish::{self, Letterhead, PublishError};
use crate::render::Renderer;
use crate::render::locale::Locale;
use crate::render::shapes;
use crate::render::views::{Credit, Site};
use crate::store::{self, Store, StoreOptions, StoreUrl};

/// More descriptors than this are of no use; some systems allow a billion.
const DESCRIPTORS_MAX: u64 = 1 << 20;

/// A start waits so long for what the process before it has left in the spool. Thousands of reports a second are counted by
/// then; longer, people wait for pages.
const SPOOL_PATIENCE: Duration = Duration::from_secs(10);

/// What systems allow a process when they do not say.
const DESCRIPTORS_USUAL: u64 = 1_024;

/// A site that is ready to run.
pub struct App {
    /// Where it listens.
    pub address: SocketAddr,
    /// The heart of it, for whoever drives a virtual clock.
    pub heartbeat: Arc<Heartbeat>,
    /// Its store.
    pub store: Arc<dyn Store>,
    server: Server,
    intake_task: JoinHandle<()>,
    allowances: Arc<Allowances>,
    webhooks: Arc<Webhooks>,
    official: Option<Watcher>,
}

impl App {
    /// Opens store, databases and catalogue, brings the trackers up to date and binds the listener.
    ///
    /// # Errors
    /// One sentence that says what to do; nothing is left running.
    pub async fn build(config: Config) -> anyhow::Result<Self> {
        let store_url: StoreUrl = config.store.parse()?;
        if config.role != Role::All && matches!(store_url, StoreUrl::Embedded(_)) {
            bail!(
                "role: `{}` shares the store with other processes, and an embedded one is for one process; name a Redis \
                 with --store redis://HOST, or leave the role out",
                config.role.as_str()
            );
        }
        let options = StoreOptions {
            retention_days: config.retention_days,
            ..StoreOptions::default()
        };
        let store = store::open(&store_url, &options).await?;
        Self::with_store(config, store).await
    }

    /// The same on a store that is open already.
    ///
    /// # Errors
    /// As [`App::build`].
    pub async fn with_store(config: Config, store: Arc<dyn Store>) -> anyhow::Result<Self> {
        let clock = config
            .virtual_clock
            .map_or_else(Clock::system, |start| Clock::virtual_at(Timestamp(start)));
        Self::with_clock(config, store, clock).await
    }

    /// The same by a clock of the caller's.
    ///
    /// # Errors
    /// As [`App::build`].
    pub async fn with_clock(config: Config, store: Arc<dyn Store>, clock: Clock) -> anyhow::Result<Self> {
        outbound::install_crypto();
        let listener = std::net::TcpListener::bind(config.listen)
            .with_context(|| format!("cannot listen on {}: choose another one with --listen", config.listen))?;
        let address = listener.local_addr()?;
        let catalogue = Arc::new(ArcSwap::from_pointee(catalogue_of(&config)?));
        let geoip = Arc::new(GeoIp::unread(config.geoip.clone()));
        let reading = Arc::clone(&geoip);
        let reading = tokio::task::spawn_blocking(move || geography::read(&reading));
        let public_url = public_url(&config, address);
        // What takes a core for a tenth of a second each, while this one reads the store.
        let (site, metrics) = (site(&config, &public_url), tokio::task::spawn_blocking(metrics_handle));
        let renderer = tokio::task::spawn_blocking(move || Renderer::new(site));
        let door = Arc::new(Door::new(descriptors(), &config.trusted_proxies));
        let webhooks = webhooks(&config, &store, &clock)?;
        let (intake, intake_task) = intake(&config, &store)?;
        let vote_key = VoteKey::new(&store.site_key(rand::random()).await?);
        // Those who send the messages know whom to: others may be without that part of the file, which holds secrets.
        if config.role.judges() {
            store_config_endpoints(
                &config.webhooks,
                &webhooks,
                store.as_ref(),
                &catalogue.load(),
                clock.now(),
            )
            .await?;
        } else if !config.webhooks.is_empty() {
            tracing::info!("webhooks of the configuration file are for the processes that judge; this one does not");
        }
        let parts = Parts {
            clock: clock.clone(),
            store: Arc::clone(&store),
            catalogue: Arc::clone(&catalogue),
            catalogue_file: config.catalogue.clone(),
            geoip: Arc::clone(&geoip),
            webhooks: Arc::clone(&webhooks),
            waterline: intake.waterline(),
            leases: Arc::new(Leases::new(Arc::clone(&store), config.role.judges())),
            retention_days: config.retention_days,
            settings: detector_settings(&config),
            announce: announce(&catalogue, &public_url, &vote_key),
        };
        let heartbeat = first_beat(parts).await?;
        reading.await.context("reading the address databases")?;
        let services = service_list(&catalogue);
        // A process that shows nothing asks nobody.
        let watcher = || official::watcher(&config, &clock, &catalogue, heartbeat.hub(), &public_url);
        let official = config.role.serves().then(watcher).flatten();
        let allowances = Arc::new(Allowances::new());
        let state = web::Data::new(State {
            clock: clock.clone(),
            catalogue,
            hub: Arc::clone(heartbeat.hub()),
            keys: Arc::clone(heartbeat.keys()),
            neighbourhoods: Neighbourhoods::new(),
            arrivals: Arrivals::new(),
            allowances: Arc::clone(&allowances),
            geoip: Arc::clone(&geoip),
            store: Arc::clone(&store),
            history: History::new(store.clone(), clock.clone(), config.retention_days),
            renderer: Arc::new(renderer.await.context("reading the templates")??),
            pages: http::cache::Cache::default(),
            ready: http::ready::Answers::default(),
            studio: http::share::Studio::default(),
            streams: door.stream_seats(),
            trusted_proxies: config.trusted_proxies.clone(),
            admin_token: config.admin_token.clone(),
            base_path: config.base_path.clone(),
            public_url,
            vote_key,
            polls: http::vote::Polls::default(),
            frame_ancestors: config.frame_ancestors.clone(),
            security_contact: config.security_contact.clone(),
            role: config.role.as_str(),
            leases: Arc::clone(heartbeat.leases()),
            pulse: pulse(&heartbeat),
            beat: beat(&heartbeat),
        });
        let admin = web::Data::new(AdminWebhooks {
            store: Arc::clone(&store),
            clock,
            webhooks: Arc::clone(&webhooks),
            token: config.admin_token.clone(),
            services: Arc::clone(&services),
        });
        let metrics = metrics.await.context("the recorder of metrics")?;
        let server = server(listener, door, &config, state, admin, intake, metrics)?;
        geography::flatten(geoip);
        Ok(Self {
            address,
            heartbeat,
            store,
            server,
            intake_task,
            allowances,
            webhooks,
            official,
        })
    }

    /// Stops it from outside; used by tests and `demo`.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Serves until SIGTERM or SIGINT, then lets requests end and stores everything.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn run(mut self) -> anyhow::Result<()> {
        let stop = CancellationToken::new();
        let tasks = self.start_tasks(&stop);
        self.server.await.context("the listener failed")?;
        stop.cancel();
        for task in tasks {
            task.await?;
        }
        // The server is gone and with it the last way in, so the queue ends after what it still holds.
        self.intake_task.await?;
        match self.heartbeat.end().await {
            Ok(()) => tracing::info!("everything is stored; bye"),
            // What trackers know is in the counts as well, and the next start goes on from the last time they were stored.
            Err(error) => tracing::error!(%error, "the trackers could not be stored"),
        }
        Ok(())
    }
}

/// Where reports wait while Redis is away, unless the operator names a folder.
const SPOOL_FOLDER: &str = "./data/spool";

/// Redis answers within a few milliseconds. A receipt that takes longer comes from the spool instead: somebody is waiting
/// with a phone in hand, and to count the report once more changes nothing.
const REDIS_PATIENCE: Duration = Duration::from_millis(250);

/// The embedded store is on the disk that a spool would be on, so that there is nothing to turn to.
const EMBEDDED_PATIENCE: Duration = Duration::from_secs(30);

fn intake(config: &Config, store: &Arc<dyn Store>) -> anyhow::Result<(Intake, JoinHandle<()>)> {
    let is_embedded = matches!(config.store.parse()?, StoreUrl::Embedded(_));
    let folder = match &config.spool {
        Some(SpoolPlace::Off) => None,
        Some(SpoolPlace::Folder(folder)) => Some(folder.as_path()),
        None => (!is_embedded && config.role.serves()).then_some(Path::new(SPOOL_FOLDER)),
    };
    let spool = folder
        .map(|folder| Spool::open(folder, config.spool_bytes_max))
        .transpose()?;
    if let Some(spool) = spool.as_ref().filter(|spool| !spool.is_empty()) {
        tracing::info!(reports = spool.len(), "reports wait in the spool from before");
    }
    let patience = if spool.is_some() {
        REDIS_PATIENCE
    } else {
        EMBEDDED_PATIENCE
    };
    Ok(Intake::start(Arc::clone(store), spool, patience))
}

/// When the heart has beaten last, as handlers know it.
fn pulse(heartbeat: &Arc<Heartbeat>) -> Pulse {
    let heartbeat = Arc::clone(heartbeat);
    Box::new(move || heartbeat.silent_seconds())
}

/// The heartbeat as handlers know it.
fn beat(heartbeat: &Arc<Heartbeat>) -> Beat {
    let heartbeat = Arc::clone(heartbeat);
    Box::new(move || {
        let heartbeat = Arc::clone(&heartbeat);
        Box::pin(async move { heartbeat.beat().await.map_err(|error| error.to_string()) })
    })
}

/// The detector's settings as the operator chose them.
#[must_use]
pub fn detector_settings(config: &Config) -> Settings {
    Settings {
        false_alarms_per_service_week: config.false_alarms,
        ..Settings::default()
    }
}

fn service_list(catalogue: &Arc<ArcSwap<Catalogue>>) -> ServiceList {
    let catalogue = Arc::clone(catalogue);
    Arc::new(move || slugs(&catalogue.load()))
}

fn public_url(config: &Config, address: SocketAddr) -> String {
    let origin = config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    format!("{origin}{}", config.base_path)
}

fn site(config: &Config, public_url: &str) -> Site {
    let uses_dbip = config
        .geoip
        .city
        .iter()
        .any(|path| path.to_string_lossy().contains("dbip"));
    let dbip = Credit {
        text: "IP Geolocation by DB-IP".to_owned(),
        url: "https://db-ip.com".to_owned(),
    };
    Site {
        public_url: public_url
            .strip_suffix(&config.base_path)
            .unwrap_or(public_url)
            .to_owned(),
        base_path: config.base_path.clone(),
        demo: config.demo,
        credits: if uses_dbip { vec![dbip] } else { Vec::new() },
        source_url: None,
    }
}

fn announce(catalogue: &Arc<ArcSwap<Catalogue>>, public_url: &str, vote_key: &VoteKey) -> Announce {
    let catalogue = Arc::clone(catalogue);
    let (public_url, vote_key) = (public_url.to_owned(), vote_key.clone());
    Arc::new(
        move |endpoints: &[Endpoint], incident: &Incident, transitions: &[Transition]| {
            let catalogue = catalogue.load();
            let Some(service) = catalogue.service(incident.service.as_str()) else {
                return Vec::new();
            };
            let attribution = incident.attribution.as_ref();
            let cause = attribution.and_then(|attribution| catalogue.service(attribution.cause.as_str()));
            publish::deliveries_for(
                endpoints,
                service,
                cause.map(AsRef::as_ref),
                incident,
                transitions,
                Letterhead {
                    public_url: &public_url,
                    vote_key: &vote_key,
                    region_name: &|region| shapes::name(Locale::En, region),
                },
            )
        },
    )
}

fn webhooks(config: &Config, store: &Arc<dyn Store>, clock: &Clock) -> Result<Arc<Webhooks>, PublishError> {
    let options = WebhookOptions {
        allow: config.webhook_allow.clone(),
        ..WebhookOptions::default()
    };
    Ok(Arc::new(Webhooks::new(Arc::clone(store), clock.clone(), &options)?))
}

/// Makes the stored endpoints match the configuration file: its own are written, those that it dropped go.
async fn store_config_endpoints(
    entries: &[WebhookEntry],
    webhooks: &Webhooks,
    store: &dyn Store,
    catalogue: &Catalogue,
    now: Timestamp,
) -> anyhow::Result<()> {
    let wanted: Vec<Endpoint> = entries
        .iter()
        .map(|entry| config_endpoint(entry, webhooks, catalogue, now))
        .collect::<anyhow::Result<_>>()?;
    let stored = store.endpoints().await?;
    for stored in &stored {
        if stored.from_config && !wanted.iter().any(|endpoint| endpoint.id == stored.id) {
            tracing::warn!(
                endpoint = stored.id,
                "a webhook is no longer in the configuration file: it is deleted, with the messages that wait for it"
            );
            store.delete_endpoint(&stored.id).await?;
        }
    }
    for mut endpoint in wanted {
        // A receiver that said 410 stays off until somebody enables it, whatever is restarted meanwhile.
        endpoint.disabled = stored.iter().any(|known| known.id == endpoint.id && known.disabled);
        store.put_endpoint(&endpoint).await?;
    }
    Ok(())
}

fn config_endpoint(
    entry: &WebhookEntry,
    webhooks: &Webhooks,
    catalogue: &Catalogue,
    now: Timestamp,
) -> anyhow::Result<Endpoint> {
    let name = &entry.name;
    let slug = ServiceSlug::parse(name).with_context(|| format!("webhook `{name}`"))?;
    let url = entry.url.expose_secret();
    outbound::address::parse_target(url, webhooks.allow()).with_context(|| format!("webhook `{name}`: url"))?;
    let service = |text: &String| {
        let known = catalogue.service(text).map(|service| service.slug.clone());
        known.with_context(|| format!("webhook `{name}`: no service `{text}` in the catalogue"))
    };
    let event = |text: &String| {
        let known: Result<TransitionKind, _> = serde_json::from_value(serde_json::Value::String(text.clone()));
        known.with_context(|| format!("webhook `{name}`: no event `{text}`"))
    };
    Ok(Endpoint {
        id: format!("config_{slug}"),
        url: url.to_owned(),
        format: entry.format,
        secrets: config_secrets(entry).with_context(|| format!("webhook `{name}`: secret"))?,
        services: entry.services.iter().map(service).collect::<anyhow::Result<_>>()?,
        events: entry.events.iter().map(event).collect::<anyhow::Result<_>>()?,
        description: format!("{name}, from the configuration file"),
        from_config: true,
        disabled: false,
        created_at: now,
        rotated_at: None,
    })
}

/// A standard endpoint has one secret, a chat none.
fn config_secrets(entry: &WebhookEntry) -> anyhow::Result<Vec<String>> {
    match &entry.secret {
        Some(secret) if entry.format.is_signed() => {
            SigningSecret::parse(secret.expose_secret())?;
            Ok(vec![secret.expose_secret().to_owned()])
        }
        None if !entry.format.is_signed() => Ok(Vec::new()),
        None => bail!("is missing: messages to programs are signed"),
        Some(_) => bail!("messages to a chat are not signed; leave it out"),
    }
}

/// Open descriptors that this process may have, after asking for as many as the system lets it have.
fn descriptors() -> u64 {
    rlimit::increase_nofile_limit(DESCRIPTORS_MAX).unwrap_or_else(|error| {
        tracing::warn!(%error, "the limit of open files cannot be raised");
        DESCRIPTORS_USUAL
    })
}

fn server(
    listener: std::net::TcpListener,
    door: Arc<Door>,
    config: &Config,
    state: web::Data<State>,
    admin: web::Data<AdminWebhooks>,
    intake: Intake,
    metrics: PrometheusHandle,
) -> anyhow::Result<Server> {
    let metrics = web::Data::new(metrics);
    let (base_path, serves) = (config.base_path.clone(), config.role.serves());
    tracing::info!(connections = door.connections_max(), "connections at a time");
    let server = http::door::serve(listener, door, move || {
        let configure = |config: &mut web::ServiceConfig| {
            if serves {
                http::routes(&base_path)(config);
            } else {
                http::machine_routes(&base_path)(config);
            }
        };
        let app = ActixApp::new()
            .app_data(state.clone())
            .app_data(admin.clone())
            .app_data(web::Data::new(Desk::new(intake.clone())))
            .app_data(metrics.clone())
            .wrap(from_fn(http::dress))
            .configure(configure)
            .default_service(web::to(http::pages::not_found));
        http::ready::before(app, state.clone())
    })?;
    Ok(server)
}

fn catalogue_of(config: &Config) -> anyhow::Result<Catalogue> {
    Ok(match &config.catalogue {
        Some(path) => catalogue::load(path)?,
        None => catalogue::built_in()?,
    })
}

/// A heart whose services are up to date.
async fn first_beat(parts: Parts) -> anyhow::Result<Arc<Heartbeat>> {
    tracing::debug!("the store is open");
    // It belongs to minutes that trackers go through next.
    if timeout(SPOOL_PATIENCE, parts.waterline.until_none()).await.is_err() {
        tracing::warn!("starting before all that was left in the spool is counted: its minutes are judged without it");
    }
    let heartbeat = Arc::new(Heartbeat::open(parts).await?);
    tracing::debug!("trackers are as they were stored");
    heartbeat.beat().await?;
    tracing::debug!("every service is up to date");
    Ok(heartbeat)
}

/// The metrics recorder is one for the process; several apps in one test share it. Making it takes up to 200 ms, in which it
/// compares two clocks.
fn metrics_handle() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return handle.clone();
    }
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = HANDLE.get_or_init(|| recorder.handle()).clone();
    // When two apps start at once, one of them finds the other's recorder in place.
    let _ = metrics::set_global_recorder(recorder);
    handle
}
