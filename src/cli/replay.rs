//! `groundswell replay`: sends a scenario to a running server, as reports over HTTP.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::crowd::{AddressBook, Sender};
use super::output::{self, Output};
use super::progress;
use super::scenario::{Click, Scenario};
use crate::config;
use crate::domain::bucket::Minute;
use crate::domain::service::ServiceSlug;
use crate::geoip::{Database, Files};
use crate::pipeline::lines::{write_bucket, write_tick};

/// Clicks are sent, and a virtual clock is moved, in steps of this length: the detector's own rhythm.
const STEP_SECONDS: i64 = 10;

/// A virtual clock is moved through silence in steps of this length.
const SKIP_SECONDS: i64 = 600;

/// What `--json` prints.
pub(super) const JSON_HELP: &str = "With --json: {\"scenario\", \"reports_counted\", \"services\": [{\"service\", \"incidents\": \
    as in /api/v1/incidents}]}. What --history prints is lines of JSON either way.";

/// What a replay came to.
#[derive(Debug, Serialize)]
struct Replayed<'a> {
    scenario: &'a str,
    /// Reports that the server took as new.
    reports_counted: u64,
    services: Vec<Outcome<'a>>,
}

/// What became of a service in a replay.
#[derive(Debug, Serialize)]
struct Outcome<'a> {
    service: &'a ServiceSlug,
    /// As the server tells of them.
    incidents: Vec<Value>,
}

/// Arguments of `replay`.
#[derive(Debug, Args)]
pub struct ReplayArgs {
    /// Scenario file; real outages are in tests/replays/
    file: PathBuf,
    /// The running server
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    target: String,
    /// How many times faster than real time, on a server with the system's clock; a virtual clock is driven at full speed
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    speed: f64,
    /// Multiplies the published counts, in place of the file's own `scale`
    #[arg(long, value_name = "FACTOR")]
    scale: Option<f64>,
    /// Another number gives another crowd of the same size
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Print the scenario's history as NDJSON for `groundswell import -`, and send nothing
    #[arg(long)]
    history: bool,
    /// Address databases that the server uses too, comma-separated
    #[arg(long, env = "GROUNDSWELL_GEOIP_CITY", value_name = "FILES", value_delimiter = ',')]
    geoip_city: Option<Vec<PathBuf>>,
    /// The server's admin token, to move its virtual clock
    #[arg(long, env = "GROUNDSWELL_ADMIN_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    admin_token: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// What is wrong with the file or the server, and what to do.
pub fn run(args: &ReplayArgs, output: Output) -> anyhow::Result<()> {
    let mut scenario = Scenario::load(&args.file)?;
    scenario.scale = args.scale.unwrap_or(scenario.scale);
    scenario.seed = args.seed;
    ensure!(
        args.speed > 0.0 && args.speed <= 10_000.0,
        "--speed is above 0, and 10000 at most"
    );
    if args.history {
        let mut output = std::io::BufWriter::new(std::io::stdout());
        write_history(&scenario, &mut output).context("cannot write the history")?;
        return output.flush().context("cannot write the history");
    }
    let files = Files {
        city: args.geoip_city.clone().unwrap_or_else(config::fetched_city),
        asn: Vec::new(),
    };
    let addresses = AddressBook::new(&scenario, &Database::load(&files))?;
    let sender = Sender::new(&args.target)?;
    super::block_on(async {
        let counted = match virtual_now(&sender).await {
            Some(now) => {
                let token = args
                    .admin_token
                    .as_deref()
                    .context("a virtual clock is moved with --admin-token")?;
                drive(&scenario, &sender, &addresses, now, token).await?
            }
            None => follow(&scenario, &sender, &addresses, args.speed).await?,
        };
        let replayed = outcome(&scenario, &sender, counted).await?;
        match output {
            Output::Words => report(&replayed),
            Output::Json => output::document(&replayed)?,
        }
        Ok(())
    })
}

/// Normal load from the scenario's first day of history to its start, one line a cell.
///
/// # Errors
/// When writing fails.
pub fn write_history(scenario: &Scenario, output: &mut impl Write) -> std::io::Result<()> {
    write_minutes(scenario, scenario.history_start(), scenario.start, output)
}

/// What the crowds report from a minute up to another one, one line a cell.
///
/// # Errors
/// When writing fails.
pub fn write_minutes(scenario: &Scenario, from: Minute, until: Minute, output: &mut impl Write) -> std::io::Result<()> {
    let bar = progress::bar(u64::try_from(until.0 - from.0).unwrap_or(0), "minutes");
    for minute in (from.0..until.0).map(Minute) {
        for crowd in &scenario.crowds {
            write_bucket(output, crowd.service.as_str(), minute, &scenario.bucket(crowd, minute))?;
        }
        write_tick(output, minute)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// The time of the server's virtual clock; `None` when it runs on the system's.
async fn virtual_now(sender: &Sender) -> Option<i64> {
    sender.get("/api/v1/clock").await.ok()?["now"].as_i64()
}

/// Drives a virtual clock through the scenario as fast as the server can.
///
/// # Errors
/// When the server refuses, or its clock is past the scenario's start already.
pub async fn drive(
    scenario: &Scenario,
    sender: &Sender,
    addresses: &AddressBook,
    mut now: i64,
    token: &str,
) -> anyhow::Result<u64> {
    let start = scenario.start.start().0;
    if now > start {
        let started = scenario.start.start().to_rfc3339();
        bail!("the server's clock is past the scenario's start: start it with --virtual-clock {started}");
    }
    while now < start {
        now = (now + SKIP_SECONDS).min(start);
        sender.set_clock(now, token).await?;
    }
    let bar = progress::bar(minutes(scenario), "minutes");
    let mut counted = 0;
    for minute in (scenario.start.0..scenario.end.0).map(Minute) {
        for (clicks, step) in steps(scenario, minute).into_iter().zip(1..) {
            counted += sender.send(clicks, addresses).await?;
            sender.set_clock(minute.start().0 + step * STEP_SECONDS, token).await?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(counted)
}

/// Sends the scenario to a server on the system's clock; at a speed above 1 it sees a shorter, denser outage.
async fn follow(scenario: &Scenario, sender: &Sender, addresses: &AddressBook, speed: f64) -> anyhow::Result<u64> {
    let step = Duration::from_secs(STEP_SECONDS.unsigned_abs()).div_f64(speed);
    let mut timer = tokio::time::interval(step);
    let bar = progress::bar(minutes(scenario), "minutes");
    let mut counted = 0;
    for minute in (scenario.start.0..scenario.end.0).map(Minute) {
        for clicks in steps(scenario, minute) {
            timer.tick().await;
            counted += sender.send(clicks, addresses).await?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(counted)
}

/// The clicks of a minute, spread over its steps.
fn steps(scenario: &Scenario, minute: Minute) -> Vec<Vec<Click>> {
    let clicks = scenario.crowds.iter().flat_map(|crowd| scenario.clicks(crowd, minute));
    let mut steps = vec![Vec::new(); usize::try_from(60 / STEP_SECONDS).unwrap_or(1)];
    let count = steps.len();
    for (index, click) in clicks.enumerate() {
        steps[index % count].push(click);
    }
    steps
}

fn minutes(scenario: &Scenario) -> u64 {
    u64::try_from(scenario.end.0 - scenario.start.0).unwrap_or(0)
}

async fn outcome<'a>(scenario: &'a Scenario, sender: &Sender, counted: u64) -> anyhow::Result<Replayed<'a>> {
    let mut services = Vec::new();
    for crowd in &scenario.crowds {
        let path = format!("/api/v1/incidents?service={}", crowd.service);
        let mut answer = sender.get(&path).await?;
        let incidents = match answer["incidents"].take() {
            Value::Array(incidents) => incidents,
            _ => Vec::new(),
        };
        services.push(Outcome {
            service: &crowd.service,
            incidents,
        });
    }
    Ok(Replayed {
        scenario: &scenario.name,
        reports_counted: counted,
        services,
    })
}

#[expect(clippy::print_stdout, reason = "the result of the command")]
fn report(replayed: &Replayed<'_>) {
    println!("{}: {} reports counted", replayed.scenario, replayed.reports_counted);
    for Outcome { service, incidents } in &replayed.services {
        println!("{service}: {} incidents", incidents.len());
        for incident in incidents {
            for transition in incident["transitions"].as_array().into_iter().flatten() {
                let text = |key: &str| transition[key].as_str().unwrap_or_default().to_owned();
                println!("  {}  {:13} {}", text("at"), text("kind"), text("region"));
            }
        }
    }
}
