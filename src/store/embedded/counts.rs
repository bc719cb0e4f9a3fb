//! Counting.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use redb::{ReadableTable, Table, WriteTransaction};

use super::super::window::{Slot, by_service, window_start};
use super::super::{CHANGES_KEPT, Counts, Result, StoreError};
use super::Embedded;
use super::seen::Seen;
use super::tables::{self, BUCKETS};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, Kind, Receipt, Report};
use crate::domain::service::ServiceSlug;

/// What has changed since the start.
pub(super) struct Changes {
    /// Where versions begin, so that a restart reads as a change.
    base: u64,
    /// Held for a moment only, never across an await.
    services: Mutex<HashMap<ServiceSlug, Changed>>,
}

/// What has changed of one service.
struct Changed {
    version: u64,
    /// The last minutes that have changed, each with the version that its last change made; oldest change first.
    minutes: VecDeque<(u64, Minute)>,
}

impl Changed {
    fn add(&mut self, minutes: &[Minute]) {
        self.version = self.version.wrapping_add(1);
        self.minutes.retain(|(_, known)| !minutes.contains(known));
        self.minutes
            .extend(minutes.iter().map(|minute| (self.version, *minute)));
        let surplus = self.minutes.len().saturating_sub(CHANGES_KEPT);
        self.minutes.drain(..surplus);
    }

    /// The minutes that have changed since this version, if it is one of this run.
    fn since(&self, base: u64, version: u64) -> Option<Vec<Minute>> {
        let age = |version: u64| self.version.wrapping_sub(version);
        if age(version) > age(base) {
            return None;
        }
        let later = self.minutes.iter().filter(|(of, _)| age(*of) < age(version));
        let minutes: Vec<Minute> = later.map(|(_, minute)| *minute).collect();
        // There may have been more.
        (minutes.len() < CHANGES_KEPT).then_some(minutes)
    }
}

impl Changes {
    pub(super) fn new() -> Self {
        Self {
            base: rand::random(),
            services: Mutex::new(HashMap::new()),
        }
    }

    fn add(&self, changes: &[(ServiceSlug, Vec<Minute>)]) {
        let mut services = self.services();
        for (service, minutes) in changes {
            let new = || Changed {
                version: self.base,
                minutes: VecDeque::new(),
            };
            services.entry(service.clone()).or_insert_with(new).add(minutes);
        }
    }

    fn versions(&self, wanted: &[ServiceSlug]) -> Vec<u64> {
        let services = self.services();
        let version = |service| services.get(service).map_or(self.base, |changed| changed.version);
        wanted.iter().map(version).collect()
    }

    fn since(&self, known: &[(ServiceSlug, u64)]) -> Vec<Option<Vec<Minute>>> {
        let services = self.services();
        let since = |(service, version): &(ServiceSlug, u64)| services.get(service)?.since(self.base, *version);
        known.iter().map(since).collect()
    }

    fn services(&self) -> MutexGuard<'_, HashMap<ServiceSlug, Changed>> {
        self.services.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Counts for Embedded {
    async fn count(&self, reports: &[Report]) -> Result<Vec<Receipt>> {
        if reports.is_empty() {
            return Ok(Vec::new());
        }
        let (reports, keeper) = (reports.to_vec(), Arc::clone(&self.keeper));
        let changes = Arc::clone(&self.changes);
        let counted = self
            .writer
            .run(
                move |transaction| count(transaction, &mut keeper.seen(), &reports),
                |counted| !counted.changed.is_empty(),
                move |counted: &Counted| changes.add(&counted.changed),
            )
            .await?;
        Ok(counted.receipts)
    }

    async fn import(&self, service: &ServiceSlug, buckets: &[(Minute, Bucket)]) -> Result<()> {
        if buckets.is_empty() {
            return Ok(());
        }
        let buckets = buckets.to_vec();
        let minutes = buckets.iter().map(|(minute, _)| *minute).collect();
        let (service, written) = (service.clone(), [(service.clone(), minutes)]);
        let changes = Arc::clone(&self.changes);
        self.writer
            .run(
                move |transaction| {
                    let number = tables::service_number(transaction, &service)?;
                    let mut table = transaction.open_table(BUCKETS)?;
                    buckets
                        .iter()
                        .try_for_each(|(minute, bucket)| merge(&mut table, number, *minute, bucket))
                },
                |()| true,
                move |()| changes.add(&written),
            )
            .await
    }

    async fn versions(&self, services: &[ServiceSlug]) -> Result<Vec<u64>> {
        Ok(self.changes.versions(services))
    }

    async fn buckets(&self, service: &ServiceSlug, from: Minute, to: Minute) -> Result<Vec<(Minute, Bucket)>> {
        let service = service.clone();
        self.read(move |transaction| {
            let table = transaction.open_table(BUCKETS)?;
            match tables::known_service(transaction, &service)? {
                Some(number) if from < to => stored(&table, number, from, to),
                _ => Ok(Vec::new()),
            }
        })
        .await
    }

    async fn changed_since(&self, known: &[(ServiceSlug, u64)]) -> Result<Vec<Option<Vec<Minute>>>> {
        Ok(self.changes.since(known))
    }

    async fn buckets_at(&self, wanted: &[(ServiceSlug, Vec<Minute>)]) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        let wanted = wanted.to_vec();
        self.read(move |transaction| {
            let table = transaction.open_table(BUCKETS)?;
            wanted
                .iter()
                .map(
                    |(service, minutes)| match tables::known_service(transaction, service)? {
                        Some(number) => stored_at(&table, number, minutes),
                        None => Ok(Vec::new()),
                    },
                )
                .collect()
        })
        .await
    }

    async fn prune(&self, keep_from: Minute, now: Timestamp) -> Result<()> {
        let seen_from = Slot::of(Timestamp(
            now.0 - i64::from(self.late_hours) * 3_600 - DEDUPE_WINDOW_SECONDS,
        ))
        .window;
        let keeper = Arc::clone(&self.keeper);
        self.write(move |transaction| {
            let services = tables::all_services(transaction)?;
            let mut buckets = transaction.open_table(BUCKETS)?;
            for service in services {
                buckets.retain_in((service, i64::MIN)..(service, keep_from.0), |_, _| false)?;
            }
            super::journal::prune_notes(transaction, keep_from)?;
            keeper.seen().prune(transaction, seen_from)?;
            super::outbox::prune(transaction, now)
        })
        .await
    }
}

/// What counting a batch came to.
struct Counted {
    receipts: Vec<Receipt>,
    changed: Vec<(ServiceSlug, Vec<Minute>)>,
}

fn count(transaction: &WriteTransaction, seen: &mut Seen, reports: &[Report]) -> Result<Counted> {
    let mut counted = Counted {
        receipts: vec![NOT_COUNTED; reports.len()],
        changed: Vec::new(),
    };
    for (service, indexes) in by_service(reports) {
        let number = tables::service_number(transaction, service)?;
        let changed = claim_all(transaction, seen, number, reports, &indexes, &mut counted.receipts)?;
        if !changed.is_empty() {
            counted.changed.push((service.clone(), changed));
        }
        fill_in_totals(transaction, number, reports, &indexes, &mut counted.receipts)?;
    }
    seen.log(transaction)?;
    Ok(counted)
}

const NOT_COUNTED: Receipt = Receipt {
    counted: false,
    reports_in_window: 0,
};

/// Counts the reports of one service that repeat nothing; answers with their minutes.
fn claim_all(
    transaction: &WriteTransaction,
    seen: &mut Seen,
    service: u32,
    reports: &[Report],
    indexes: &[usize],
    receipts: &mut [Receipt],
) -> Result<Vec<Minute>> {
    let mut news: BTreeMap<Minute, Bucket> = BTreeMap::new();
    for &index in indexes {
        let report = &reports[index];
        if seen.claim(service, report) {
            receipts[index].counted = true;
            add_report(news.entry(report.minute()).or_default(), report);
        }
    }
    let mut buckets = transaction.open_table(BUCKETS)?;
    for (minute, bucket) in &news {
        merge(&mut buckets, service, *minute, bucket)?;
    }
    Ok(news.into_keys().collect())
}

fn add_report(bucket: &mut Bucket, report: &Report) {
    let is_evidence = matches!(report.kind, Kind::Problem | Kind::Proof) && !report.discounted;
    if let Some(referrer) = report.referrer.filter(|_| is_evidence) {
        bucket.add_referrer(referrer, 1);
    }
    match report.kind {
        Kind::Problem => {
            let evidence = u32::from(!report.discounted);
            bucket.add(report.region, report.symptom.as_ref(), 1, evidence);
            bucket.add_network(report.network, 1);
        }
        Kind::Works => bucket.add_works(report.region, 1),
        Kind::Naming => {
            if let Some(symptom) = &report.symptom {
                bucket.add_named(symptom, 1);
            }
        }
        // The report itself is in the stored bucket.
        Kind::Proof => bucket.add(report.region, report.symptom.as_ref(), 0, 1),
    }
}

fn merge(table: &mut Table<(u32, i64), &[u8]>, service: u32, minute: Minute, news: &Bucket) -> Result<()> {
    let key = (service, minute.0);
    let stored = table.get(key)?.map(|bytes| StoredBucket::decode(bytes.value()));
    let mut bucket = stored.transpose()?.map(|stored| stored.bucket).unwrap_or_default();
    bucket.merge(news);
    if bucket != Bucket::default() {
        table.insert(key, StoredBucket::encode(&bucket)?.as_slice())?;
    }
    Ok(())
}

fn fill_in_totals(
    transaction: &WriteTransaction,
    service: u32,
    reports: &[Report],
    indexes: &[usize],
    receipts: &mut [Receipt],
) -> Result<()> {
    let buckets = transaction.open_table(BUCKETS)?;
    let minutes: HashSet<Minute> = indexes.iter().map(|&index| reports[index].minute()).collect();
    let mut totals: HashMap<Minute, Totals> = HashMap::new();
    for minute in minutes {
        let mut sum = Totals::default();
        for entry in buckets.range((service, window_start(minute).0)..=(service, minute.0))? {
            sum.add(StoredBucket::totals(entry?.1.value())?.0);
        }
        totals.insert(minute, sum);
    }
    for &index in indexes {
        let totals = totals.get(&reports[index].minute()).copied().unwrap_or_default();
        receipts[index].reports_in_window = match reports[index].kind {
            Kind::Problem | Kind::Naming | Kind::Proof => totals.reports,
            Kind::Works => totals.works,
        };
    }
    Ok(())
}

/// Sums of a bucket.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    /// Discounted ones included.
    reports: u64,
    works: u64,
}

impl Totals {
    fn add(&mut self, other: Self) {
        self.reports += other.reports;
        self.works += other.works;
    }
}

/// Buckets of a service in `from..to`.
fn stored(
    table: &impl ReadableTable<(u32, i64), &'static [u8]>,
    service: u32,
    from: Minute,
    to: Minute,
) -> Result<Vec<(Minute, Bucket)>> {
    let entries = table.range((service, from.0)..(service, to.0))?;
    entries
        .map(|entry| {
            let (key, value) = entry?;
            Ok((Minute(key.value().1), StoredBucket::decode(value.value())?.bucket))
        })
        .collect()
}

fn stored_at(
    table: &impl ReadableTable<(u32, i64), &'static [u8]>,
    service: u32,
    minutes: &[Minute],
) -> Result<Vec<(Minute, Bucket)>> {
    let mut buckets = Vec::with_capacity(minutes.len());
    for &minute in minutes {
        if let Some(value) = table.get((service, minute.0))? {
            buckets.push((minute, StoredBucket::decode(value.value())?.bucket));
        }
    }
    Ok(buckets)
}

/// A bucket as stored: its totals in 16 bytes, for sums without decoding the rest, then the bucket as postcard, and if any of
/// its people came by links these, where a version that does not know of them does not look.
struct StoredBucket {
    bucket: Bucket,
}

impl StoredBucket {
    fn encode(bucket: &Bucket) -> Result<Vec<u8>> {
        let reports: u64 = bucket.cells.iter().map(|cell| u64::from(cell.count)).sum();
        let works: u64 = bucket.works.iter().map(|&(_, works)| u64::from(works)).sum();
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(&reports.to_le_bytes());
        bytes.extend_from_slice(&works.to_le_bytes());
        let refused = |e| StoreError::Refused(format!("a bucket cannot be written: {e}"));
        let bytes = postcard::to_extend(bucket, bytes).map_err(refused)?;
        if bucket.referrers.is_empty() {
            return Ok(bytes);
        }
        postcard::to_extend(&bucket.referrers, bytes).map_err(refused)
    }

    fn decode(bytes: &[u8]) -> Result<Self> {
        let (_, rest) = Self::totals(bytes)?;
        let corrupt = |e| StoreError::Corrupt(format!("a stored bucket cannot be read: {e}"));
        let (mut bucket, rest): (Bucket, &[u8]) = postcard::take_from_bytes(rest).map_err(corrupt)?;
        if !rest.is_empty() {
            bucket.referrers = postcard::from_bytes(rest).map_err(corrupt)?;
        }
        Ok(Self { bucket })
    }

    /// The totals, and what follows them.
    fn totals(bytes: &[u8]) -> Result<(Totals, &[u8])> {
        let too_short = || StoreError::Corrupt("a stored bucket is cut off".to_owned());
        let (reports, rest) = bytes.split_first_chunk().ok_or_else(too_short)?;
        let (works, rest) = rest.split_first_chunk().ok_or_else(too_short)?;
        let totals = Totals {
            reports: u64::from_le_bytes(*reports),
            works: u64::from_le_bytes(*works),
        };
        Ok((totals, rest))
    }
}
