//! `groundswell demo`: a site with made-up history and a made-up live crowd that arrives over real HTTP.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use clap::Args;
use ipnet::IpNet;

use super::crowd::{AddressBook, Sender};
use super::output::Output;
use super::progress;
use super::scenario::{Crowd, Scenario, Surge};
use super::serve;
use super::vendors::{Vendor, Vendors};
use crate::app::{self, App};
use crate::catalogue;
use crate::config::{Config, Flags};
use crate::domain::bucket::Minute;
use crate::domain::region::RegionCode;
use crate::domain::service::{Catalogue, ServiceSlug};
use crate::geoip::Database;
use crate::pipeline::clock::Clock;
use crate::pipeline::tick;
use crate::store::{self, Store, StoreOptions, StoreUrl};

/// Enough for the hours of a week to be known.
const HISTORY_DAYS: u32 = 15;

/// Clicks are sent in steps of this length, so that numbers move while one looks.
const STEP_SECONDS: i64 = 2;

/// The live crowd is planned this far ahead.
const LIVE_MINUTES: i64 = 7 * 24 * 60;

/// Surges come back after this long.
const CYCLE_MINUTES: i64 = 90;

/// Where the made-up people live: the most populous regions of some countries, by weight.
const SHARES: [(&str, f64); 24] = [
    ("US-CA", 12.0),
    ("US-NY", 9.0),
    ("US-TX", 8.0),
    ("US-FL", 6.0),
    ("US-IL", 4.0),
    ("US-WA", 3.0),
    ("US-NJ", 3.0),
    ("US-MA", 3.0),
    ("CA-ON", 4.0),
    ("MX-CMX", 2.0),
    ("BR-SP", 5.0),
    ("GB-ENG", 9.0),
    ("GB-SCT", 1.5),
    ("FR-IDF", 4.0),
    ("DE-BY", 3.0),
    ("DE-BE", 3.0),
    ("DE-NW", 3.5),
    ("NL-NH", 2.0),
    ("ES-MD", 3.0),
    ("IT-25", 2.5),
    ("IN-MH", 5.0),
    ("IN-KA", 4.0),
    ("JP-13", 4.0),
    ("AU-NSW", 2.5),
];

/// (service, normal reports per quarter of an hour, surge: start in the cycle, minutes, height, regions).
type Plan = (&'static str, f64, Option<(i64, i64, f64, &'static [&'static str])>);

/// What happens in each cycle. The first surge begins with the demo itself.
const PLANS: [Plan; 12] = [
    ("spotify", 18.0, Some((0, 40, 600.0, &[]))),
    ("verizon", 10.0, Some((3, 30, 160.0, &["US-NY", "US-NJ", "US-MA"]))),
    ("whatsapp", 15.0, Some((45, 25, 300.0, &["IN", "GB", "DE"]))),
    ("youtube", 16.0, None),
    ("netflix", 10.0, None),
    ("instagram", 14.0, None),
    ("discord", 8.0, None),
    ("chatgpt", 9.0, Some((60, 20, 120.0, &[]))),
    ("github", 4.0, None),
    ("paypal", 4.0, None),
    ("playstation-network", 7.0, None),
    ("vodafone-de", 6.0, None),
];

/// What the makers of some of them say in each cycle; those of the others have no page.
const VENDORS: [Vendor; 6] = [
    Vendor {
        service: "spotify",
        announces: Some((14, 40, "Made up: we are looking into failing logins")),
    },
    Vendor {
        service: "chatgpt",
        announces: None,
    },
    Vendor {
        service: "discord",
        announces: None,
    },
    Vendor {
        service: "github",
        announces: None,
    },
    Vendor {
        service: "paypal",
        announces: None,
    },
    Vendor {
        service: "whatsapp",
        announces: None,
    },
];

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    #[command(flatten)]
    flags: Flags,
}

/// Runs the demo until it is told to stop.
///
/// # Errors
/// What is missing, and how to get it.
pub fn run(args: DemoArgs, output: Output) -> anyhow::Result<()> {
    ensure!(
        args.flags.store.is_none(),
        "the demo keeps its made-up data in a folder of its own; leave --store out"
    );
    let folder = std::env::temp_dir().join(format!("groundswell-demo-{}", std::process::id()));
    let outcome = run_in(&folder, args.flags, output);
    // The folder holds nothing but made-up data.
    let _ = std::fs::remove_dir_all(&folder);
    outcome
}

fn run_in(folder: &Path, flags: Flags, output: Output) -> anyhow::Result<()> {
    let mut config = Config::load(flags)?;
    config.demo = true;
    config.trusted_proxies.extend([
        IpNet::from(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        IpNet::from(IpAddr::V6(Ipv6Addr::LOCALHOST)),
    ]);
    let now = Clock::system().now().minute();
    let scenario = scenario(now)?;
    let addresses = AddressBook::new(&scenario, &Database::load(&config.geoip))?;
    super::block_on(async {
        let url = StoreUrl::Embedded(folder.to_path_buf());
        let store = store::open(&url, &StoreOptions::default()).await?;
        let catalogue = match &config.catalogue {
            Some(path) => catalogue::load(path)?,
            None => catalogue::built_in()?,
        };
        let services = scenario.crowds.len();
        match output {
            Output::Words => eprintln!("making up {HISTORY_DAYS} days of history for {services} services …"),
            Output::Json => tracing::info!(days = HISTORY_DAYS, services, "making up history"),
        }
        make_history(&scenario, &catalogue, &config, &store, now).await?;
        let reads_official_status = config.reads_official_status();
        let app = App::with_store(config, store).await?;
        match output {
            Output::Words => welcome(&app),
            Output::Json => serve::listening(&app, true)?,
        }
        let (clock, hub) = (app.heartbeat.clock().clone(), Arc::clone(app.heartbeat.hub()));
        let vendors = Vendors::new(&VENDORS, &catalogue, now.start(), CYCLE_MINUTES)?;
        let vendors = (!reads_official_status).then(|| tokio::spawn(vendors.run(clock, hub)));
        let sender = Sender::new(&format!("http://{}", app.address))?;
        let crowd = tokio::spawn(send_for_ever(scenario, sender, addresses));
        let outcome = app.run().await;
        crowd.abort();
        if let Some(vendors) = vendors {
            vendors.abort();
        }
        outcome
    })
}

fn scenario(now: Minute) -> anyhow::Result<Scenario> {
    let shares = SHARES
        .iter()
        .map(|&(code, share)| Ok((RegionCode::parse(code)?, share)));
    Ok(Scenario {
        name: "demo".to_owned(),
        start: now,
        end: now.plus(LIVE_MINUTES),
        history_days: HISTORY_DAYS,
        scale: 1.0,
        shares: shares.collect::<anyhow::Result<_>>()?,
        crowds: PLANS
            .iter()
            .map(|plan| crowd(plan, now))
            .collect::<anyhow::Result<_>>()?,
        seed: now.0.unsigned_abs(),
    })
}

fn crowd(&(slug, normal, surge): &Plan, now: Minute) -> anyhow::Result<Crowd> {
    let catalogue = catalogue::built_in()?;
    let service = catalogue
        .service(slug)
        .with_context(|| format!("the catalogue lacks {slug}"))?;
    let weights = service.symptoms.iter().zip([5.0, 3.0, 2.0, 1.0, 0.5, 0.5]);
    let surges = match surge {
        Some((start, minutes, height, regions)) => surges(now, start, minutes, height, regions)?,
        None => Vec::new(),
    };
    Ok(Crowd {
        service: service.slug.clone(),
        normal_per_quarter_hour: normal,
        quiet_ratio: 0.5,
        busiest_hour: 18.0,
        symptoms: weights
            .map(|(symptom, weight)| (symptom.slug.clone(), weight))
            .collect(),
        surges,
    })
}

/// A steep rise, a long fall, again in each cycle.
fn surges(now: Minute, start: i64, minutes: i64, height: f64, regions: &[&str]) -> anyhow::Result<Vec<Surge>> {
    let regions: Vec<RegionCode> = regions
        .iter()
        .map(|code| Ok(RegionCode::parse(code)?))
        .collect::<anyhow::Result<_>>()?;
    let cycles = (0..LIVE_MINUTES).step_by(usize::try_from(CYCLE_MINUTES)?);
    let surge = |cycle: i64| {
        let begin = now.plus(cycle + start);
        let points = vec![
            (begin, height * 0.7),
            (begin.plus(3), height),
            (begin.plus(minutes / 2), height * 0.8),
            (begin.plus(minutes), 0.0),
        ];
        Surge {
            regions: regions.clone(),
            points,
            symptoms: Vec::new(),
        }
    };
    Ok(cycles.map(surge).collect())
}

async fn make_history(
    scenario: &Scenario,
    catalogue: &Catalogue,
    config: &Config,
    store: &Arc<dyn Store>,
    now: Minute,
) -> anyhow::Result<()> {
    let bar = progress::bar(scenario.crowds.len() as u64, "services");
    let settings = app::detector_settings(config);
    for crowd in &scenario.crowds {
        let minutes = (scenario.history_start().0..now.0).map(Minute);
        let buckets = minutes.map(|minute| (minute, scenario.bucket(crowd, minute)));
        let buckets: Vec<_> = buckets.filter(|(_, bucket)| !bucket.cells.is_empty()).collect();
        store.import(&crowd.service, &buckets).await?;
        tick::rebuild(store, &crowd.service, &settings, now.plus(-1)).await?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let known = |slug: &ServiceSlug| catalogue.service(slug.as_str()).is_some();
    ensure!(
        scenario.crowds.iter().all(|crowd| known(&crowd.service)),
        "the demo needs the built-in catalogue"
    );
    Ok(())
}

/// Sends each minute's clicks while it passes. A failed request is tried no further: the demo goes on.
async fn send_for_ever(scenario: Scenario, sender: Sender, addresses: AddressBook) {
    let clock = Clock::system();
    let mut timer = tokio::time::interval(Duration::from_secs(STEP_SECONDS.unsigned_abs()));
    loop {
        timer.tick().await;
        let now = clock.now();
        let (minute, step) = (now.minute(), now.0.rem_euclid(60) / STEP_SECONDS);
        let clicks = scenario.crowds.iter().flat_map(|crowd| scenario.clicks(crowd, minute));
        let steps = 60 / STEP_SECONDS;
        let of_this_step = clicks
            .zip(0..)
            .filter(|(_, index)| index % steps == step)
            .map(|(click, _)| click);
        if let Err(error) = sender.send(of_this_step.collect(), &addresses).await {
            tracing::warn!(%error, "the made-up crowd could not report");
        }
    }
}

#[expect(clippy::print_stdout, reason = "this is what the command says to whoever started it")]
fn welcome(app: &App) {
    let address = app.address;
    println!("Groundswell demo is on http://{address} (all data is made up)");
    println!("  outage   http://{address}/services/spotify goes down about now; give it a minute");
    println!("  local    http://{address}/services/verizon follows in three minutes, in the north-east of the US only");
    println!("  stop     Ctrl-C");
}
