//! Counting, by one script per service and batch.

use std::sync::LazyLock;

use async_trait::async_trait;
use futures::future::try_join_all;

use super::super::window::{Slot, by_service, window_start};
use super::super::{CHANGES_KEPT, Counts, Result, StoreError};
use super::calls::{Summary, rounds};
use super::layout::{self, DayBits, MINUTES_PER_DAY};
use super::link::{Call, Script};
use super::replicas::Writes;
use super::{DAY_SECONDS, LONG_TTL_SECONDS, Redis, key};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, Receipt, Report};
use crate::domain::service::ServiceSlug;

/// Minutes and fields in one call of an import at most, for the same reason.
const IMPORT_MINUTES_PER_CALL: usize = 500;
const IMPORT_FIELDS_PER_CALL: usize = 20_000;

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
        for (index, receipt) in counted.into_iter().flatten() {
            receipts[index] = Some(receipt);
        }
        let all: Option<Vec<Receipt>> = receipts.into_iter().collect();
        all.ok_or_else(unexpected_answer)
    }

    async fn import(&self, service: &ServiceSlug, buckets: &[(Minute, Bucket)]) -> Result<()> {
        self.sums.forget(service);
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
        self.read(service, &minutes).await
    }

    async fn changed_since(&self, known: &[(ServiceSlug, u64)]) -> Result<Vec<Option<Vec<Minute>>>> {
        self.read_changes(known).await
    }

    async fn buckets_at(&self, wanted: &[(ServiceSlug, Vec<Minute>)]) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        self.read_many(wanted).await
    }

    async fn prune(&self, _keep_from: Minute, _now: Timestamp) -> Result<()> {
        Ok(())
    }
}

impl Redis {
    /// What became of the reports of one service.
    async fn count_service(
        &self,
        writes: &Writes<'_>,
        service: &ServiceSlug,
        reports: &[Report],
        indexes: &[usize],
    ) -> Result<Vec<(usize, Receipt)>> {
        let mut receipts = Vec::with_capacity(indexes.len());
        for round in rounds(reports, indexes) {
            let counting = round
                .iter()
                .map(|(&minute, indexes)| self.count_minute(writes, service, minute, reports, indexes));
            receipts.extend(try_join_all(counting).await?.into_iter().flatten());
        }
        Ok(receipts)
    }

    async fn count_minute(
        &self,
        writes: &Writes<'_>,
        service: &ServiceSlug,
        minute: Minute,
        reports: &[Report],
        indexes: &[usize],
    ) -> Result<Vec<(usize, Receipt)>> {
        let known = self.sums.before(service, minute);
        let mut call = self.count_call(service, minute, known.is_none());
        let summary = Summary::of(reports, indexes)?;
        summary.write_to(&mut call);
        let answer: (Vec<u8>, u64, u64, Option<u64>, Option<u64>) = writes.script(&COUNT, &call).await?;
        let (flags, problems, works, problems_before, works_before) = answer;
        let before = match (known, problems_before, works_before) {
            (Some(known), ..) => known,
            (None, Some(problems), Some(works)) => self.sums.learn(service, minute, [problems, works]),
            _ => return Err(unexpected_answer()),
        };
        let sums = [before[0] + problems, before[1] + works];
        summary.receipts(reports, &flags, sums).ok_or_else(unexpected_answer)
    }

    /// The call without its reports.
    fn count_call(&self, service: &ServiceSlug, minute: Minute, asks_for_sum: bool) -> Call {
        let mut call = Call::default();
        let day = layout::day_of(minute);
        call.key(layout::version_key(service))
            .key(layout::days_key(service))
            .key(layout::minute_key(service, minute))
            .key(layout::bitmap_key(service, day));
        let window = Slot::of(minute.start()).window;
        for window in [window - 1, window, window + 1] {
            call.key(key(service, format_args!("seen:{window}")));
        }
        call.key(layout::changed_key(service));
        if asks_for_sum {
            for before in window_start(minute).0..minute.0 {
                call.key(layout::minute_key(service, Minute(before)));
            }
        }
        call.arg(first_version())
            .arg(LONG_TTL_SECONDS)
            .arg(self.seen_ttl())
            .arg(self.minute_ttl())
            .arg(self.bitmap_ttl())
            .arg(day)
            .arg(minute.0.rem_euclid(MINUTES_PER_DAY))
            .arg(CHANGES_KEPT);
        call
    }

    fn import_call(&self, service: &ServiceSlug, buckets: &[(Minute, Bucket)]) -> Result<Call> {
        let minutes: Vec<Minute> = buckets.iter().map(|&(minute, _)| minute).collect();
        let days = DayBits::new(&minutes)?;
        let mut call = Call::default();
        call.key(layout::version_key(service))
            .key(layout::days_key(service))
            .key(layout::changed_key(service));
        keys_of_minutes(&mut call, service, &minutes, &days);
        call.arg(minutes.len())
            .arg(self.minute_ttl())
            .arg(self.bitmap_ttl())
            .arg(LONG_TTL_SECONDS)
            .arg(CHANGES_KEPT);
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
    // Scores of a sorted set are exact up to 2^53.
    rand::random::<u64>() >> 12
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
