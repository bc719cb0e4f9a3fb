//! Counting, by one script per service and batch.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use async_trait::async_trait;
use foldhash::HashMap;
use futures::future::try_join_all;

use super::super::window::{Slot, WINDOW_MINUTES, by_service, kind_byte, window_start};
use super::super::{Counts, Result, StoreError};
use super::layout::{self, DayBits, Field, MINUTES_PER_DAY, Positions};
use super::link::{Call, Script};
use super::replicas::Writes;
use super::{DAY_SECONDS, LONG_TTL_SECONDS, Redis, key};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, Kind, Receipt, Report, ReporterKey};
use crate::domain::service::ServiceSlug;

/// Reports in one script call at most: a script blocks Redis while it runs, about 2 µs a report.
const REPORTS_PER_CALL: usize = 4_096;

/// Minutes and fields in one call of an import at most, for the same reason.
const IMPORT_MINUTES_PER_CALL: usize = 500;
const IMPORT_FIELDS_PER_CALL: usize = 20_000;

/// Minutes read in one pipeline.
const MINUTES_PER_READ: usize = 1_000;

static COUNT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("count.lua")));
static IMPORT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("import.lua")));

#[async_trait]
impl Counts for Redis {
    async fn count(&self, reports: &[Report]) -> Result<Vec<Receipt>> {
        let groups = by_service(reports);
        let writes = self.replicas.begin(&self.link).await?;
        let counting = groups
            .iter()
            .map(|(service, indexes)| self.count_service(&writes, service, reports, indexes));
        let counted = try_join_all(counting).await?;
        writes.finish().await?;
        let mut receipts = vec![None; reports.len()];
        for ((_, indexes), counted) in groups.iter().zip(counted) {
            for (&index, receipt) in indexes.iter().zip(counted) {
                receipts[index] = Some(receipt);
            }
        }
        let all: Option<Vec<Receipt>> = receipts.into_iter().collect();
        all.ok_or_else(unexpected_answer)
    }

    async fn import(&self, service: &ServiceSlug, buckets: &[(Minute, Bucket)]) -> Result<()> {
        let mut rest = buckets;
        while !rest.is_empty() {
            let mut fields = 0;
            let fits = rest.iter().take(IMPORT_MINUTES_PER_CALL).take_while(|(_, bucket)| {
                fields += 2 * bucket.cells.len() + bucket.networks.len() + bucket.works.len();
                fields <= IMPORT_FIELDS_PER_CALL
            });
            let (now, later) = rest.split_at(fits.count().max(1));
            let call = self.import_call(service, now)?;
            self.link.script::<()>(&IMPORT, &call).await?;
            rest = later;
        }
        Ok(())
    }

    async fn versions(&self, services: &[ServiceSlug]) -> Result<Vec<u64>> {
        if services.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = services.iter().map(layout::version_key).collect();
        let versions: Vec<Option<u64>> = self.link.query(redis::cmd("MGET").arg(keys)).await?;
        Ok(versions.into_iter().map(Option::unwrap_or_default).collect())
    }

    async fn buckets(&self, service: &ServiceSlug, from: Minute, to: Minute) -> Result<Vec<(Minute, Bucket)>> {
        let minutes = self.minutes(service, from, to).await?;
        let mut buckets = Vec::with_capacity(minutes.len());
        for chunk in minutes.chunks(MINUTES_PER_READ) {
            let mut pipeline = redis::pipe();
            for &minute in chunk {
                pipeline.cmd("HGETALL").arg(layout::minute_key(service, minute));
            }
            let hashes: Vec<Vec<(String, i64)>> = self.link.pipeline(&pipeline).await?;
            for (&minute, fields) in chunk.iter().zip(&hashes) {
                // A minute may have expired before its day's bitmap.
                if !fields.is_empty() {
                    buckets.push((minute, layout::bucket_of(fields)?));
                }
            }
        }
        Ok(buckets)
    }

    async fn prune(&self, _keep_from: Minute, _now: Timestamp) -> Result<()> {
        Ok(())
    }
}

impl Redis {
    async fn count_service(
        &self,
        writes: &Writes<'_>,
        service: &ServiceSlug,
        reports: &[Report],
        indexes: &[usize],
    ) -> Result<Vec<Receipt>> {
        let mut receipts = Vec::with_capacity(indexes.len());
        for chunk in indexes.chunks(REPORTS_PER_CALL) {
            let chunk: Vec<&Report> = chunk.iter().map(|&index| &reports[index]).collect();
            let call = self.count_call(service, &chunk)?;
            receipts.extend(receipts_from(writes.script(&COUNT, &call).await?)?);
        }
        Ok(receipts)
    }

    fn count_call(&self, service: &ServiceSlug, reports: &[&Report]) -> Result<Call> {
        // Most reports of a batch are of the same second.
        let moments: BTreeSet<Timestamp> = reports.iter().map(|report| report.at).collect();
        let windows = Positions::new(moments.iter().flat_map(|&at| neighbours(at)).collect());
        let minutes = Positions::new(moments.iter().flat_map(|at| minutes_of_sum(at.minute())).collect());
        let all_minutes: Vec<Minute> = minutes.iter().map(Minute).collect();
        let days = DayBits::new(&all_minutes)?;
        let mut call = Call::default();
        call.key(layout::version_key(service)).key(layout::days_key(service));
        for window in windows.iter() {
            call.key(key(service, format_args!("seen:{window}")));
        }
        keys_of_minutes(&mut call, service, &all_minutes, &days);
        let mut fields = FieldNames::default();
        let mut records = Vec::with_capacity(reports.len() * RECORD_LENGTH);
        for report in reports {
            write_record(&mut records, report, &windows, &minutes, &mut fields)?;
        }
        call.arg(windows.len()).arg(minutes.len());
        call.arg(self.seen_ttl())
            .arg(self.minute_ttl())
            .arg(self.bitmap_ttl())
            .arg(LONG_TTL_SECONDS);
        call.arg(first_version())
            .arg(days.places.as_slice())
            .arg(records.as_slice())
            .arg(yesterdays(reports))
            .arg(days.names());
        for name in fields.names {
            call.arg(name);
        }
        Ok(call)
    }

    fn import_call(&self, service: &ServiceSlug, buckets: &[(Minute, Bucket)]) -> Result<Call> {
        let minutes: Vec<Minute> = buckets.iter().map(|&(minute, _)| minute).collect();
        let days = DayBits::new(&minutes)?;
        let mut call = Call::default();
        call.key(layout::version_key(service)).key(layout::days_key(service));
        keys_of_minutes(&mut call, service, &minutes, &days);
        call.arg(minutes.len())
            .arg(self.minute_ttl())
            .arg(self.bitmap_ttl())
            .arg(LONG_TTL_SECONDS);
        call.arg(first_version()).arg(days.places.as_slice()).arg(days.names());
        for (_, bucket) in buckets {
            let fields = layout::fields_of(bucket);
            call.arg(fields.len());
            for (name, count) in fields {
                call.arg(name).arg(count);
            }
        }
        Ok(call)
    }

    /// Minutes of `from..to` that have a bucket, in order.
    async fn minutes(&self, service: &ServiceSlug, from: Minute, to: Minute) -> Result<Vec<Minute>> {
        if from >= to {
            return Ok(Vec::new());
        }
        let mut days_in_range = redis::cmd("ZRANGEBYSCORE");
        days_in_range
            .arg(layout::days_key(service))
            .arg(layout::day_of(from))
            .arg(layout::day_of(to));
        let days: Vec<i64> = self.link.query(&days_in_range).await?;
        if days.is_empty() {
            return Ok(Vec::new());
        }
        let mut pipeline = redis::pipe();
        for &day in &days {
            pipeline.cmd("GET").arg(layout::bitmap_key(service, day));
        }
        let bitmaps: Vec<Option<Vec<u8>>> = self.link.pipeline(&pipeline).await?;
        let minutes = days
            .iter()
            .zip(&bitmaps)
            .flat_map(|(&day, bitmap)| set_minutes(day, bitmap.as_deref()));
        Ok(minutes.filter(|minute| (from..to).contains(minute)).collect())
    }

    fn seen_ttl(&self) -> i64 {
        // A window can be met from its own start to the end of the next one.
        i64::from(self.options.late_hours) * 3_600 + 2 * DEDUPE_WINDOW_SECONDS
    }

    pub(super) fn minute_ttl(&self) -> i64 {
        i64::from(self.options.retention_days.max(1)) * DAY_SECONDS
    }

    /// The bitmap of a day is made with its first minute and must outlive its last.
    fn bitmap_ttl(&self) -> i64 {
        self.minute_ttl() + DAY_SECONDS
    }
}

fn keys_of_minutes(call: &mut Call, service: &ServiceSlug, minutes: &[Minute], days: &DayBits) {
    for &minute in minutes {
        call.key(layout::minute_key(service, minute));
    }
    for day in days.days.iter() {
        call.key(layout::bitmap_key(service, day));
    }
}

/// Where the version of a service begins: random, so that a store that lost it (FLUSHALL) reads as changed.
fn first_version() -> u64 {
    // Redis counts in i64.
    rand::random::<u64>() >> 2
}

fn neighbours(at: Timestamp) -> [i64; 3] {
    let window = Slot::of(at).window;
    [window - 1, window, window + 1]
}

fn minutes_of_sum(minute: Minute) -> impl Iterator<Item = i64> {
    let first = window_start(minute).0;
    first..first + WINDOW_MINUTES
}

/// Names of fields, each sent once per call.
#[derive(Default)]
struct FieldNames {
    names: Vec<String>,
    positions: HashMap<Field, usize>,
}

impl FieldNames {
    /// The position of a field, from 1.
    fn position(&mut self, field: Field) -> usize {
        let names = &mut self.names;
        *self.positions.entry(field).or_insert_with_key(|field| {
            names.push(field.name());
            names.len()
        })
    }
}

/// Bytes of a report in the arguments of `count.lua`.
const RECORD_LENGTH: usize = 29;

fn write_record(
    records: &mut Vec<u8>,
    report: &Report,
    windows: &Positions,
    minutes: &Positions,
    fields: &mut FieldNames,
) -> Result<()> {
    let slot = Slot::of(report.at);
    let (field, network) = match report.kind {
        Kind::Problem => (
            Field::Count(report.region, report.symptom.clone()),
            fields.position(Field::Network(report.network)),
        ),
        Kind::Works => (Field::Works(report.region), 0),
        Kind::Naming => {
            let symptom = report.symptom.clone();
            let symptom = symptom.ok_or_else(|| StoreError::Refused("a naming without a symptom".to_owned()))?;
            (Field::Named(symptom), 0)
        }
        Kind::Proof => (Field::Excess(report.region, report.symptom.clone()), 0),
    };
    records.push(kind_byte(report.kind));
    records.extend_from_slice(&report.reporter.0);
    // A window has 900 seconds.
    let digits = [slot.offset / 100, slot.offset / 10 % 10, slot.offset % 10];
    records.extend(digits.map(|digit| u8::try_from(digit).map_or(b'9', |digit| b'0' + digit)));
    let names_symptom = report.kind == Kind::Problem && report.symptom.is_some();
    let has_yesterday = report.reporter_yesterday.is_some();
    records.push(u8::from(names_symptom) | u8::from(report.discounted) << 1 | u8::from(has_yesterday) << 2);
    let positions = [
        windows.of(slot.window),
        minutes.of(report.minute().0),
        fields.position(field),
        network,
    ];
    for position in positions {
        let position =
            u16::try_from(position).map_err(|e| StoreError::Refused(format!("the batch is too large: {e}")))?;
        records.extend_from_slice(&position.to_be_bytes());
    }
    Ok(())
}

/// The names under which reporters were known yesterday; empty when nobody has one, as at most hours.
fn yesterdays(reports: &[&Report]) -> Vec<u8> {
    if reports.iter().all(|report| report.reporter_yesterday.is_none()) {
        return Vec::new();
    }
    let name = |report: &&Report| {
        let key = report.reporter_yesterday.unwrap_or(ReporterKey([0; 16]));
        std::iter::once(kind_byte(report.kind)).chain(key.0)
    };
    reports.iter().flat_map(name).collect()
}

/// The answer of `count.lua`: a text of `1` (counted) and `0`, and the sum for each report.
fn receipts_from((flags, sums): (Vec<u8>, String)) -> Result<Vec<Receipt>> {
    let sums = sums.split(',').map(str::parse);
    let receipts = flags.iter().zip(sums).map(|(flag, sum)| {
        Ok(Receipt {
            counted: *flag == b'1',
            reports_in_window: sum.map_err(|_error| unexpected_answer())?,
        })
    });
    receipts.collect()
}

fn unexpected_answer() -> StoreError {
    StoreError::Corrupt("the script that counts gave an unexpected answer".to_owned())
}

/// The minutes whose bit is set. Redis numbers bits from the highest of the first byte.
fn set_minutes(day: i64, bitmap: Option<&[u8]>) -> impl Iterator<Item = Minute> {
    let bytes = bitmap.unwrap_or_default().iter();
    let first = day * MINUTES_PER_DAY;
    bytes.zip((first..).step_by(8)).flat_map(|(&byte, start)| {
        let set = (0..8).filter(move |bit| byte & (0x80 >> bit) != 0);
        set.map(move |bit| Minute(start + bit))
    })
}
