//! `groundswell doctor`: checks the settings and all that they name, and says what an address turns into.

use std::fmt::Write as _;
use std::net::IpAddr;

use clap::Args;
use serde::Serialize;

use crate::catalogue;
use crate::config::{Config, Flags};
use crate::geoip::{Database, files};
use crate::render::locale::Locale;
use crate::render::shapes;
use crate::store::{self, StoreOptions, StoreUrl};

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Say which region and network this address gets, and why
    #[arg(long, value_name = "ADDR")]
    ip: Option<IpAddr>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
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

/// Runs the command; the exit code is 2 when something fails, so that it can stand before `serve` in a unit file.
///
/// # Errors
/// When a check failed.
#[expect(clippy::print_stdout, reason = "the result of the command")]
pub fn run(args: DoctorArgs) -> anyhow::Result<()> {
    let config = Config::load(args.flags)?;
    let database = Database::load(&config.geoip);
    let mut findings = vec![
        settings(&config),
        services(&config),
        super::block_on(async { Ok(store(&config).await) })?,
    ];
    findings.push(geography(&database));
    findings.push(proxies(&config));
    if let Some(address) = args.ip {
        findings.push(place(&config, &database, address));
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&findings)?);
    } else {
        for finding in &findings {
            let mark = match finding.health {
                Health::Ok => "ok  ",
                Health::Warning => "warn",
                Health::Failed => "FAIL",
            };
            println!("{mark}  {:10}  {}", finding.what, finding.detail);
        }
    }
    let failed = findings
        .iter()
        .filter(|finding| finding.health == Health::Failed)
        .count();
    anyhow::ensure!(failed == 0, "{failed} checks failed");
    Ok(())
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
