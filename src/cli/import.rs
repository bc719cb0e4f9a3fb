//! `groundswell import`: recorded counts into the store.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use futures::stream::{self, StreamExt};
use serde::Serialize;

use super::counts::{CountsReader, Line};
use super::gather::Gather;
use super::output::{self, Output};
use super::progress;
use crate::app;
use crate::catalogue;
use crate::config::{Config, Flags};
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::detector::Settings;
use crate::domain::service::{Catalogue, Service, ServiceSlug};
use crate::pipeline::tick;
use crate::store::{self, Store, StoreOptions, StoreUrl};

/// Cells held in memory before they are stored.
const CELLS_AT_ONCE: usize = 50_000;

/// What `--json` prints.
pub(super) const JSON_HELP: &str =
    "With --json: {\"services\" (with counts), \"minutes\" (of all services, those that were not empty)}.";

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// NDJSON counts, sorted by time; `-` reads standard input
    file: PathBuf,
    #[command(flatten)]
    flags: Flags,
}

/// What a command needs of the settings.
pub(super) struct Opened {
    pub config: Config,
    pub catalogue: Catalogue,
    pub store: Arc<dyn Store>,
}

pub(super) async fn open(flags: Flags) -> anyhow::Result<Opened> {
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
pub fn import(args: ImportArgs, output: Output) -> anyhow::Result<()> {
    super::block_on(async {
        let opened = open(args.flags).await?;
        let (input, bytes) = input(&args.file)?;
        let settings = app::detector_settings(&opened.config);
        let reader = CountsReader::new(input);
        let imported = import_into(&opened.store, &opened.catalogue, &settings, reader, bytes).await?;
        if output.is_json() {
            return output::document(&imported);
        }
        eprintln!(
            "{} minutes of {} services imported",
            imported.minutes, imported.services
        );
        Ok(())
    })
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Services with counts.
    pub services: usize,
    /// Minutes that were not empty.
    pub minutes: usize,
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
    let mut pending = Pending::default();
    let mut buckets = 0;
    loop {
        bar.set_position(reader.bytes());
        let Some(line) = reader.next_line()? else { break };
        let result = pending.take(&line, catalogue);
        if let Err(reason) = result {
            return Err(reader.refuse(&reason).into());
        }
        if pending.cells >= CELLS_AT_ONCE {
            buckets += pending.store(store).await?;
        }
    }
    pending.complete_minute();
    buckets += pending.store(store).await?;
    bar.finish_and_clear();
    let bar = progress::bar(pending.services.len() as u64, "services learned");
    let until = pending.minute.unwrap_or_default();
    let learning = pending
        .services
        .keys()
        .map(|slug| tick::rebuild(store, slug, settings, until));
    let mut learning = stream::iter(learning).buffer_unordered(tick::LOADS_AT_ONCE);
    while let Some(learned) = learning.next().await {
        learned?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(Imported {
        services: pending.services.len(),
        minutes: buckets,
    })
}

/// Counts that have been read and not stored.
#[derive(Default)]
struct Pending {
    /// The minute that is being read.
    minute: Option<Minute>,
    /// What it has brought so far to each service; those of earlier minutes stay in the list.
    services: BTreeMap<ServiceSlug, Gather>,
    /// Minutes that have been read, of each service in order.
    complete: BTreeMap<ServiceSlug, Vec<(Minute, Bucket)>>,
    /// Cells in `complete`.
    cells: usize,
}

impl Pending {
    fn take(&mut self, line: &Line<'_>, catalogue: &Catalogue) -> Result<(), String> {
        match line {
            Line::Tick(minute) => self.advance(*minute),
            Line::Count(count) => {
                let service = known(catalogue, &count.service)?;
                self.advance(count.ts.minute());
                let symptom = count.symptom.as_deref().and_then(|symptom| service.symptom(symptom));
                let gather = self.gather(&service.slug);
                let symptom = symptom.map(|symptom| &symptom.slug);
                gather.add(count.region, symptom, count.count, count.reporters());
            }
            Line::Network(network) => {
                let service = known(catalogue, &network.service)?;
                self.advance(network.ts.minute());
                self.gather(&service.slug)
                    .add_network(network.network, network.reporters);
            }
            Line::Referrer(line) => {
                let service = known(catalogue, &line.service)?;
                self.advance(line.ts.minute());
                self.gather(&service.slug).add_referrer(line.referrer, line.reporters);
            }
            // What a detector elsewhere saw and concluded; this one concludes for itself.
            Line::Look(_) | Line::Checkpoint(_) | Line::Expect(_) => {}
        }
        Ok(())
    }

    fn gather(&mut self, slug: &ServiceSlug) -> &mut Gather {
        self.services.entry(slug.clone()).or_default()
    }

    fn advance(&mut self, minute: Minute) {
        if self.minute.is_some_and(|current| current < minute) {
            self.complete_minute();
        }
        self.minute = Some(minute);
    }

    fn complete_minute(&mut self) {
        let Some(minute) = self.minute else { return };
        for (slug, gather) in &mut self.services {
            if *gather.bucket() == Bucket::default() {
                continue;
            }
            let bucket = gather.take();
            self.cells += bucket.cells.len() + bucket.networks.len();
            self.complete.entry(slug.clone()).or_default().push((minute, bucket));
        }
    }

    async fn store(&mut self, store: &Arc<dyn Store>) -> store::Result<usize> {
        let mut stored = 0;
        for (slug, buckets) in std::mem::take(&mut self.complete) {
            store.import(&slug, &buckets).await?;
            stored += buckets.len();
        }
        self.cells = 0;
        Ok(stored)
    }
}

fn known<'a>(catalogue: &'a Catalogue, service: &str) -> Result<&'a Service, String> {
    let known = catalogue.service(service).map(Arc::as_ref);
    known.ok_or_else(|| format!("no service `{service}` in the catalogue"))
}

fn input(path: &Path) -> anyhow::Result<(Box<dyn BufRead>, u64)> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(BufReader::new(std::io::stdin())), 0));
    }
    let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let bytes = file.metadata()?.len();
    Ok((Box::new(BufReader::new(file)), bytes))
}
