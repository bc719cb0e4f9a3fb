//! `groundswell doctor`: checks the settings and all that they name, or a server that runs, and says what an address
//! turns into.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use clap::Args;
use serde::Serialize;

use super::output::{self, Output};
use crate::catalogue;
use crate::config::{Config, Flags};
use crate::geoip::{Database, files};
use crate::outbound;
use crate::render::locale::Locale;
use crate::render::shapes;
use crate::store::{self, StoreOptions, StoreUrl};

/// A server that takes longer to say that it is there is of no use to whoever waits for it.
const SERVER_SECONDS_MAX: u64 = 5;

/// What `--json` prints.
pub(super) const JSON_HELP: &str =
    "With --json: [{\"what\", \"health\" (ok, warning or failed), \"detail\"}], one for each check.";

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Say which region and network this address gets, and why
    #[arg(long, value_name = "ADDR")]
    ip: Option<IpAddr>,
    /// Ask a running server instead whether it answers; without a URL the one on this machine, by the same settings
    #[arg(long, value_name = "URL", num_args = 0..=1, default_missing_value = "", conflicts_with = "ip")]
    server: Option<String>,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Health {
    Ok,
    Warning,
    Failed,
}

#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    health: Health,
    detail: String,
}

/// Runs the command; the exit code is 2 when something fails, so that it can stand before `serve` in a unit file, and
/// with `--server` be the health check of a container.
///
/// # Errors
/// When a check failed.
pub fn run(args: DoctorArgs, output: Output) -> anyhow::Result<()> {
    let config = Config::load(args.flags)?;
    let findings = match &args.server {
        Some(url) => super::block_on(async { Ok(running_server(&config, url).await) })?,
        None => resources(&config, args.ip)?,
    };
    match output {
        Output::Words => print(&findings),
        Output::Json => output::document(&findings)?,
    }
    let failed = findings
        .iter()
        .filter(|finding| finding.health == Health::Failed)
        .count();
    anyhow::ensure!(failed == 0, "{failed} checks failed");
    Ok(())
}

fn resources(config: &Config, address: Option<IpAddr>) -> anyhow::Result<Vec<Finding>> {
    let database = Database::load(&config.geoip);
    let mut findings = vec![
        settings(config),
        services(config),
        super::block_on(async { Ok(store(config).await) })?,
        geography(&database),
        proxies(config),
    ];
    findings.extend(address.map(|address| place(config, &database, address)));
    Ok(findings)
}

#[expect(clippy::print_stdout, reason = "the result of the command")]
fn print(findings: &[Finding]) {
    for finding in findings {
        let mark = match finding.health {
            Health::Ok => "ok  ",
            Health::Warning => "warn",
            Health::Failed => "FAIL",
        };
        println!("{mark}  {:10}  {}", finding.what, finding.detail);
    }
}

/// Whether a server answers, and what it says of its store. A store that is away is a warning only: pages go on, and
/// to start the server anew would not bring the store back.
async fn running_server(config: &Config, url: &str) -> Vec<Finding> {
    let url = match url.trim_end_matches('/') {
        "" => own_url(config),
        url => url.to_owned(),
    };
    if let Err(error) = ask(&format!("{url}/healthz")).await {
        return vec![finding("server", Err::<String, _>(error))];
    }
    let store = match ask(&format!("{url}/readyz")).await {
        Ok(()) => (Health::Ok, "answers".to_owned()),
        Err(error) => (Health::Warning, format!("{error:#}")),
    };
    vec![
        finding("server", anyhow::Ok(format!("{url} answers"))),
        Finding {
            what: "store",
            health: store.0,
            detail: store.1,
        },
    ]
}

async fn ask(url: &str) -> anyhow::Result<()> {
    outbound::install_crypto();
    // A proxy of the environment has no part in a question to one's own machine.
    let client = reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(SERVER_SECONDS_MAX))
        .build()?;
    let status = client.get(url).send().await?.status();
    anyhow::ensure!(status.is_success(), "{url} says {status}");
    Ok(())
}

/// Where a server with these settings is found from its own machine.
fn own_url(config: &Config) -> String {
    let mut address = config.listen;
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    format!("http://{address}{}", config.base_path)
}

fn settings(config: &Config) -> Finding {
    let admin = if config.admin_token.is_some() { "on" } else { "off" };
    let detail = format!(
        "listening on {}, admin routes {admin}, counts kept for {} days",
        config.listen, config.retention_days
    );
    Finding {
        what: "settings",
        health: Health::Ok,
        detail,
    }
}

fn services(config: &Config) -> Finding {
    let loaded = match &config.catalogue {
        Some(path) => catalogue::load(path),
        None => catalogue::built_in(),
    };
    finding(
        "catalogue",
        loaded.map(|catalogue| format!("{} services", catalogue.services().len())),
    )
}

async fn store(config: &Config) -> Finding {
    let opened = async {
        let url: StoreUrl = config.store.parse()?;
        let options = StoreOptions {
            retention_days: config.retention_days,
            ..StoreOptions::default()
        };
        let store = store::open(&url, &options).await?;
        store.ping().await?;
        anyhow::Ok(store.describe())
    };
    finding("store", opened.await.map(|store| format!("{store} answers")))
}

fn finding<E: std::fmt::Display>(what: &'static str, result: Result<String, E>) -> Finding {
    match result {
        Ok(detail) => Finding {
            what,
            health: Health::Ok,
            detail,
        },
        Err(error) => Finding {
            what,
            health: Health::Failed,
            detail: format!("{error:#}"),
        },
    }
}

fn geography(database: &Database) -> Finding {
    let (regions, networks) = database.sizes();
    let detail = match database.warnings() {
        [] => format!("{regions} ranges with a region, {networks} with a network"),
        warnings => warnings.join("; "),
    };
    let health = if database.warnings().is_empty() {
        Health::Ok
    } else {
        Health::Warning
    };
    Finding {
        what: "geography",
        health,
        detail,
    }
}

fn proxies(config: &Config) -> Finding {
    let (health, detail) = if config.trusted_proxies.is_empty() {
        (
            Health::Ok,
            "none trusted: a report's address is that of its connection".to_owned(),
        )
    } else if config.trusted_proxies.iter().any(|network| network.prefix_len() == 0) {
        (
            Health::Warning,
            "everybody is trusted: anyone can forge X-Forwarded-For; name your proxies only".to_owned(),
        )
    } else {
        (Health::Ok, format!("{} trusted networks", config.trusted_proxies.len()))
    };
    Finding {
        what: "proxies",
        health,
        detail,
    }
}

/// What an address turns into, and the records that say so.
fn place(config: &Config, database: &Database, address: IpAddr) -> Finding {
    let place = database.place(address);
    let network = database.network_name(place.network).unwrap_or("no name known");
    let mut detail = format!(
        "{address}: region {} ({}), network AS{} ({network})",
        place.region,
        shapes::name(Locale::En, place.region),
        place.network.0
    );
    for path in &config.geoip.city {
        if let Ok(Some(record)) = files::raw_record(path, address) {
            // Writing to a String cannot fail.
            let _ = write!(detail, "; {} says {record}", path.display());
        }
    }
    let health = if place.region.is_unknown() {
        Health::Warning
    } else {
        Health::Ok
    };
    Finding {
        what: "address",
        health,
        detail,
    }
}
