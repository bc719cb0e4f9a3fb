//! `groundswell export`: recorded counts out of the store, all of them or those of one incident.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use anyhow::{Context, ensure};
use clap::Args;
use serde::Serialize;

use super::import::{Opened, open};
use super::output::{self, Output};
use super::progress;
use crate::config::Flags;
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::service::{Catalogue, ServiceSlug};
use crate::pipeline::clock::Clock;
use crate::pipeline::lines::{LookLine, write_bucket, write_line, write_tick};
use crate::pipeline::recording::{self, Recording};
use crate::store::{self, Store};

/// Minutes that are exported in one read of each service.
const EXPORT_MINUTES: i64 = 6 * 60;

/// What `--json` prints.
pub(super) const JSON_HELP: &str =
    "Counts are lines of JSON either way. With --json, one more line on stderr at the end: {\"lines\"}.";

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Only this service
    #[arg(long, value_name = "SLUG")]
    service: Option<String>,
    /// From this time on (RFC 3339) [default: all that is kept]
    #[arg(long, value_name = "TIME")]
    from: Option<jiff::Timestamp>,
    /// Up to this time [default: now]
    #[arg(long, value_name = "TIME")]
    to: Option<jiff::Timestamp>,
    /// Only what this incident was computed from, for `backtest --verify`
    #[arg(long, value_name = "ID", conflicts_with_all = ["service", "from", "to"])]
    incident: Option<String>,
    #[command(flatten)]
    flags: Flags,
}

/// Writes counts as lines of JSON to standard output.
///
/// # Errors
/// What is wrong with the store, or with the output.
pub fn run(args: ExportArgs, output: Output) -> anyhow::Result<()> {
    super::block_on(async {
        let mut lines = Lines {
            output: BufWriter::new(std::io::stdout()),
            written: 0,
        };
        match &args.incident {
            Some(id) => write_incident(args.flags, id, &mut lines).await?,
            None => write_all(args, &mut lines).await?,
        }
        lines.flush().context("cannot write")?;
        if output.is_json() {
            output::note(&Exported { lines: lines.written });
        }
        Ok(())
    })
}

/// What an export came to.
#[derive(Debug, Serialize)]
struct Exported {
    lines: usize,
}

/// Counts the lines that go through.
struct Lines<W> {
    output: W,
    written: usize,
}

impl<W: Write> Write for Lines<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let taken = self.output.write(bytes)?;
        self.written += bytes[..taken].split(|&byte| byte == b'\n').count() - 1;
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.output.flush()
    }
}

async fn write_incident(flags: Flags, id: &str, output: &mut impl Write) -> anyhow::Result<()> {
    let opened = open(flags).await?;
    let mut recording = Recording::load(opened.store.as_ref(), id).await?;
    while let Some(lines) = recording.next_lines(opened.store.as_ref()).await? {
        output.write_all(&lines).context("cannot write")?;
    }
    Ok(())
}

async fn write_all(args: ExportArgs, output: &mut impl Write) -> anyhow::Result<()> {
    let opened = open(args.flags).await?;
    let services = services(&opened.catalogue, args.service.as_deref())?;
    let now = Clock::system().now().minute();
    let minute = |time: jiff::Timestamp| Minute(time.as_second().div_euclid(60));
    let to = args.to.map_or(now, minute);
    let oldest = to.plus(-i64::from(opened.config.retention_days) * 24 * 60);
    let from = args.from.map_or(oldest, minute);
    ensure!(from < to, "--from must come before --to");
    write_counts(&opened, &services, from, to, output).await
}

fn services(catalogue: &Catalogue, only: Option<&str>) -> anyhow::Result<Vec<ServiceSlug>> {
    let Some(only) = only else {
        return Ok(catalogue
            .services()
            .iter()
            .map(|service| service.slug.clone())
            .collect());
    };
    let service = catalogue.service(only).context("no such service in the catalogue")?;
    Ok(vec![service.slug.clone()])
}

async fn write_counts(
    opened: &Opened,
    services: &[ServiceSlug],
    from: Minute,
    to: Minute,
    output: &mut impl Write,
) -> anyhow::Result<()> {
    let store = opened.store.as_ref();
    let bar = progress::bar(u64::try_from(to.0 - from.0).unwrap_or(0), "minutes");
    let mut looks = looks(store, services, from, to).await?;
    // Leading silence is left out: the first tick is that of the first count.
    let mut has_begun = false;
    for start in (from.0..to.0).step_by(usize::try_from(EXPORT_MINUTES)?).map(Minute) {
        let end = start.plus(EXPORT_MINUTES).min(to);
        let mut minutes = buckets(store, services, start, end).await?;
        for minute in (start.0..end.0).map(Minute) {
            let buckets = minutes.remove(&minute).unwrap_or_default();
            has_begun |= !buckets.is_empty();
            for look in looks.remove(&minute).unwrap_or_default() {
                write_line(output, &look)?;
            }
            for (slug, bucket) in buckets {
                write_bucket(output, slug.as_str(), minute, &bucket)?;
            }
            if has_begun {
                write_tick(output, minute)?;
            }
        }
        bar.inc(u64::try_from(end.0 - start.0).unwrap_or(0));
    }
    bar.finish_and_clear();
    Ok(())
}

async fn buckets<'a>(
    store: &dyn Store,
    services: &'a [ServiceSlug],
    from: Minute,
    to: Minute,
) -> store::Result<BTreeMap<Minute, Vec<(&'a ServiceSlug, Bucket)>>> {
    let mut minutes: BTreeMap<Minute, Vec<_>> = BTreeMap::new();
    for slug in services {
        for (minute, bucket) in store.buckets(slug, from, to).await? {
            minutes.entry(minute).or_default().push((slug, bucket));
        }
    }
    Ok(minutes)
}

/// The looks at minutes under way that led to a step of an incident.
async fn looks(
    store: &dyn Store,
    services: &[ServiceSlug],
    from: Minute,
    to: Minute,
) -> store::Result<BTreeMap<Minute, Vec<LookLine>>> {
    let mut looks: BTreeMap<Minute, Vec<LookLine>> = BTreeMap::new();
    for slug in services {
        for look in recording::looks(store, slug).await? {
            let minute = look.look.minute();
            if (from..to).contains(&minute) {
                looks.entry(minute).or_default().push(look);
            }
        }
    }
    Ok(looks)
}
