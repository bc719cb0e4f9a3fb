//! `groundswell import` and `export`: recorded counts in and out of the store.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, ensure};
use clap::Args;

use super::counts::{CountLine, CountsReader, Line, write_count, write_tick};
use super::progress;
use crate::app;
use crate::catalogue;
use crate::config::{Config, Flags};
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::detector::Settings;
use crate::domain::service::{Catalogue, ServiceSlug};
use crate::pipeline::clock::Clock;
use crate::pipeline::tick;
use crate::store::{self, Store, StoreOptions, StoreUrl};

/// Buckets held in memory before they are stored.
const BUCKETS_AT_ONCE: usize = 50_000;

/// Minutes that are exported in one read of each service.
const EXPORT_MINUTES: i64 = 6 * 60;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// NDJSON counts, sorted by time; `-` reads standard input
    file: PathBuf,
    #[command(flatten)]
    flags: Flags,
}

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
    #[command(flatten)]
    flags: Flags,
}

/// What a command needs of the settings.
struct Opened {
    config: Config,
    catalogue: Catalogue,
    store: Arc<dyn Store>,
}

async fn open(flags: Flags) -> anyhow::Result<Opened> {
    let config = Config::load(flags)?;
    let catalogue = match &config.catalogue {
        Some(path) => catalogue::load(path)?,
        None => catalogue::built_in()?,
    };
    let url: StoreUrl = config.store.parse()?;
    let options = StoreOptions {
        retention_days: config.retention_days,
        ..StoreOptions::default()
    };
    let store = store::open(&url, &options).await?;
    Ok(Opened {
        config,
        catalogue,
        store,
    })
}

/// Imports recorded counts and learns baselines from them. Nobody is told of incidents found in them.
///
/// # Errors
/// The line that cannot be used, or what is wrong with the store.
pub fn import(args: ImportArgs) -> anyhow::Result<()> {
    super::block_on(async {
        let opened = open(args.flags).await?;
        let (input, bytes) = input(&args.file)?;
        let settings = app::detector_settings(&opened.config);
        let reader = CountsReader::new(input);
        let imported = import_into(&opened.store, &opened.catalogue, &settings, reader, bytes).await?;
        eprintln!(
            "{} minutes of {} services imported",
            imported.buckets, imported.services
        );
        Ok(())
    })
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Services with counts.
    pub services: usize,
    /// Minutes that were not empty.
    pub buckets: usize,
}

/// Stores counts and rebuilds the trackers of their services.
///
/// # Errors
/// The line that cannot be used, or what is wrong with the store.
pub async fn import_into(
    store: &Arc<dyn Store>,
    catalogue: &Catalogue,
    settings: &Settings,
    mut reader: CountsReader<impl BufRead>,
    bytes: u64,
) -> anyhow::Result<Imported> {
    let bar = progress::bar(bytes, "bytes");
    let mut pending: BTreeMap<ServiceSlug, BTreeMap<Minute, Bucket>> = BTreeMap::new();
    let mut last_minutes: BTreeMap<ServiceSlug, Minute> = BTreeMap::new();
    let mut end = None;
    let (mut buckets, mut held) = (0, 0);
    while let Some(line) = reader.next_line()? {
        match line {
            Line::Tick(minute) => {
                end = Some(minute);
                if held >= BUCKETS_AT_ONCE {
                    buckets += store_all(store, &mut pending).await?;
                    held = 0;
                    bar.set_position(reader.bytes());
                }
            }
            Line::Count(count) => match add(&count, catalogue, &mut pending) {
                Ok((slug, minute)) => {
                    held += 1;
                    end = end.max(Some(minute));
                    last_minutes.insert(slug, minute);
                }
                Err(reason) => return Err(reader.refuse(&reason).into()),
            },
        }
    }
    buckets += store_all(store, &mut pending).await?;
    bar.finish_and_clear();
    let bar = progress::bar(last_minutes.len() as u64, "services learned");
    for slug in last_minutes.keys() {
        tick::rebuild(store, slug, settings, end.unwrap_or_default()).await?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(Imported {
        services: last_minutes.len(),
        buckets,
    })
}

fn add(
    count: &CountLine<'_>,
    catalogue: &Catalogue,
    pending: &mut BTreeMap<ServiceSlug, BTreeMap<Minute, Bucket>>,
) -> Result<(ServiceSlug, Minute), String> {
    let service = catalogue.service(&count.service);
    let service = service.ok_or_else(|| format!("no service `{}` in the catalogue", count.service))?;
    let symptom = count
        .symptom
        .as_deref()
        .and_then(|symptom| service.symptom(symptom))
        .map(|symptom| &symptom.slug);
    let minute = count.ts.minute();
    let bucket = pending
        .entry(service.slug.clone())
        .or_default()
        .entry(minute)
        .or_default();
    bucket.add(count.region, symptom, count.count, count.reporters());
    Ok((service.slug.clone(), minute))
}

async fn store_all(
    store: &Arc<dyn Store>,
    pending: &mut BTreeMap<ServiceSlug, BTreeMap<Minute, Bucket>>,
) -> anyhow::Result<usize> {
    let mut stored = 0;
    for (slug, buckets) in std::mem::take(pending) {
        let buckets: Vec<(Minute, Bucket)> = buckets.into_iter().collect();
        store.import(&slug, &buckets).await?;
        stored += buckets.len();
    }
    Ok(stored)
}

fn input(path: &Path) -> anyhow::Result<(Box<dyn BufRead>, u64)> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(BufReader::new(std::io::stdin())), 0));
    }
    let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let bytes = file.metadata()?.len();
    Ok((Box::new(BufReader::new(file)), bytes))
}

/// Writes all counts that are kept as NDJSON to standard output.
///
/// # Errors
/// What is wrong with the store, or with the output.
pub fn export(args: ExportArgs) -> anyhow::Result<()> {
    super::block_on(async {
        let opened = open(args.flags).await?;
        let services: Vec<ServiceSlug> = match &args.service {
            Some(slug) => vec![
                opened
                    .catalogue
                    .service(slug)
                    .context("no such service in the catalogue")?
                    .slug
                    .clone(),
            ],
            None => opened
                .catalogue
                .services()
                .iter()
                .map(|service| service.slug.clone())
                .collect(),
        };
        let now = Clock::system().now().minute();
        let minute = |time: jiff::Timestamp| Minute(time.as_second().div_euclid(60));
        let to = args.to.map_or(now, minute);
        let oldest = to.plus(-i64::from(opened.config.retention_days) * 24 * 60);
        let from = args.from.map_or(oldest, minute);
        ensure!(from < to, "--from must come before --to");
        let mut output = std::io::BufWriter::new(std::io::stdout());
        write_counts(opened.store.as_ref(), &services, from, to, &mut output).await?;
        output.flush().context("cannot write")
    })
}

async fn write_counts(
    store: &dyn Store,
    services: &[ServiceSlug],
    from: Minute,
    to: Minute,
    output: &mut impl Write,
) -> anyhow::Result<()> {
    let bar = progress::bar(u64::try_from(to.0 - from.0).unwrap_or(0), "minutes");
    // Leading silence is left out: the first tick is that of the first count.
    let mut has_begun = false;
    for start in (from.0..to.0).step_by(usize::try_from(EXPORT_MINUTES)?).map(Minute) {
        let end = start.plus(EXPORT_MINUTES).min(to);
        let mut minutes: BTreeMap<Minute, Vec<(&ServiceSlug, Bucket)>> = BTreeMap::new();
        for slug in services {
            for (minute, bucket) in store.buckets(slug, start, end).await? {
                minutes.entry(minute).or_default().push((slug, bucket));
            }
        }
        for minute in (start.0..end.0).map(Minute) {
            let buckets = minutes.remove(&minute).unwrap_or_default();
            has_begun |= !buckets.is_empty();
            for (slug, bucket) in buckets {
                write_bucket(output, slug, minute, &bucket)?;
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

fn write_bucket(output: &mut impl Write, slug: &ServiceSlug, minute: Minute, bucket: &Bucket) -> std::io::Result<()> {
    for cell in &bucket.cells {
        let line = CountLine {
            service: slug.as_str().into(),
            ts: minute.start(),
            region: cell.region,
            symptom: cell.symptom.as_ref().map(|symptom| symptom.as_str().into()),
            count: cell.count,
            reporters: (cell.reporters != cell.count).then_some(cell.reporters),
        };
        write_count(output, &line)?;
    }
    Ok(())
}
