//! Counts beyond the live day, for charts and long series: read from the store once, kept as sums by the hour.
//!
//! A month of minutes is 43,200 buckets. Nothing is added to an hour that lies a day back, so what has been read of it is
//! kept, and only hours that have become old since are read. Files that are imported into a running Redis show after a
//! restart, as they do in the baselines.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::Instant;

use super::clock::Clock;
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::chart::HOUR_MINUTES;
use crate::domain::series::{Series, step_from, step_of};
use crate::domain::service::ServiceSlug;
use crate::store::{Counts, Result, StoreError};

/// Hours with reports that are kept of all services together, about 250 bytes each: 180 services for a month, 33 MB.
/// The services that nobody has asked for the longest go first.
const HOURS_KEPT_MAX: usize = 131_072;

/// The longest series that anybody may ask for, and as much is kept of a service.
const KEPT_MINUTES_MAX: i64 = 60 * DAY_MINUTES;

/// Read at a time: a busy service's buckets take megabytes a day.
const PIECE_MINUTES: i64 = DAY_MINUTES;
const DAY_MINUTES: i64 = 24 * HOUR_MINUTES;

/// Long reads at the same time. Each costs a core for up to a second; a crawler that walks through all services must not
/// take the store from reports.
const READS_AT_ONCE: usize = 2;

/// After a failure the store is left alone for so long: an answer that does not come takes seconds, and readers that wait
/// for their turn would each wait for it. In a second all of them have been told.
const REST_AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Sums by the hour of services that somebody has asked for, and the way to the store for longer reads.
pub struct History {
    store: Arc<dyn Counts>,
    clock: Clock,
    /// What is older has to be forgotten.
    retention_minutes: i64,
    /// Held for a moment only, never across an await.
    services: Mutex<HashMap<ServiceSlug, Arc<Kept>>>,
    reading: Semaphore,
    /// When the store last failed. Held for a moment only.
    failed_at: Mutex<Option<Instant>>,
    /// Grows with each question.
    questions: AtomicU64,
    hours_max: usize,
}

/// What is kept of a service.
#[derive(Default)]
struct Kept {
    /// Held while the store is read, so that many who ask at once cost one read.
    hours: tokio::sync::Mutex<Hours>,
    /// The number of the last question.
    asked: AtomicU64,
    length: AtomicUsize,
}

/// Sums of the hours `from..until`.
#[derive(Clone)]
struct Hours {
    from: Minute,
    until: Minute,
    series: Arc<Series>,
}

impl Default for Hours {
    fn default() -> Self {
        Self {
            from: Minute(0),
            until: Minute(0),
            series: Arc::new(Series::new(HOUR_MINUTES)),
        }
    }
}

impl History {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(store: Arc<dyn Counts>, clock: Clock, retention_days: u32) -> Self {
        Self {
            store,
            clock,
            retention_minutes: i64::from(retention_days) * DAY_MINUTES,
            services: Mutex::default(),
            reading: Semaphore::new(READS_AT_ONCE),
            failed_at: Mutex::default(),
            questions: AtomicU64::new(0),
            hours_max: HOURS_KEPT_MAX,
        }
    }

    /// Sums by the hour, of at least the hours in `from..until` that may still be told. They are taken to be final, so
    /// `until` has to lie well back; see [`live_from`](crate::domain::chart::live_from).
    ///
    /// # Errors
    /// When hours are missing and the store does not answer. What has been read by then is kept.
    pub async fn hours(&self, service: &ServiceSlug, from: Minute, until: Minute) -> Result<Arc<Series>> {
        let now = self.clock.now().minute();
        let oldest = now.plus(-self.retention_minutes.min(KEPT_MINUTES_MAX + DAY_MINUTES));
        let until = step_of(until, HOUR_MINUTES);
        let from = step_of(from, HOUR_MINUTES)
            .max(step_from(oldest, HOUR_MINUTES))
            .min(until);
        let kept = self.kept(service);
        let mut hours = kept.hours.lock().await;
        if hours.until < from || hours.from > until {
            *hours = Hours {
                from: until,
                until,
                ..Hours::default()
            };
        }
        hours.forget_before(step_from(oldest, HOUR_MINUTES));
        if hours.from > from || hours.until < until {
            self.read_missing(service, &mut hours, from, until).await?;
            kept.length.store(hours.series.len(), Ordering::Relaxed);
            self.make_room(service);
        }
        Ok(Arc::clone(&hours.series))
    }

    /// Hands over the buckets of `from..until`, a day at a time. For what cannot be answered from sums.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn read(
        &self,
        service: &ServiceSlug,
        from: Minute,
        until: Minute,
        mut take: impl FnMut(&[(Minute, Bucket)]),
    ) -> Result<()> {
        let mut start = from;
        while start < until {
            let end = step_of(start, PIECE_MINUTES).plus(PIECE_MINUTES).min(until);
            take(&self.piece(service, start, end).await?);
            start = end;
        }
        Ok(())
    }

    async fn read_missing(&self, service: &ServiceSlug, hours: &mut Hours, from: Minute, until: Minute) -> Result<()> {
        while hours.until < until {
            let end = hours.until.plus(PIECE_MINUTES).min(until);
            let buckets = self.piece(service, hours.until, end).await?;
            hours.put(&buckets);
            hours.until = end;
        }
        // Towards the past, so that what is kept stays in one piece when the store fails half-way.
        while hours.from > from {
            let start = hours.from.plus(-PIECE_MINUTES).max(from);
            let buckets = self.piece(service, start, hours.from).await?;
            hours.put(&buckets);
            hours.from = start;
        }
        Ok(())
    }

    async fn piece(&self, service: &ServiceSlug, from: Minute, until: Minute) -> Result<Vec<(Minute, Bucket)>> {
        // It is never closed.
        let _turn = self.reading.acquire().await;
        let failed_at = *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner);
        if failed_at.is_some_and(|at| at.elapsed() < REST_AFTER_FAILURE) {
            return Err(StoreError::Unavailable("it failed a moment ago".to_owned()));
        }
        let read = self.store.buckets(service, from, until).await;
        let failed_at = read.is_err().then(Instant::now);
        *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner) = failed_at;
        read
    }

    fn kept(&self, service: &ServiceSlug) -> Arc<Kept> {
        let question = self.questions.fetch_add(1, Ordering::Relaxed);
        let mut services = self.services.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Arc::clone(services.entry(service.clone()).or_default());
        kept.asked.store(question, Ordering::Relaxed);
        kept
    }

    /// Drops the services that nobody has asked for the longest, but not this one.
    fn make_room(&self, asked: &ServiceSlug) {
        let mut services = self.services.lock().unwrap_or_else(PoisonError::into_inner);
        let lengths = services.values().map(|kept| kept.length.load(Ordering::Relaxed));
        let mut sum: usize = lengths.sum();
        while sum > self.hours_max {
            let others = services.iter().filter(|(service, _)| *service != asked);
            let oldest = others.min_by_key(|(_, kept)| kept.asked.load(Ordering::Relaxed));
            let Some(service) = oldest.map(|(service, _)| service.clone()) else {
                return;
            };
            let dropped = services.remove(&service);
            sum -= dropped.map_or(0, |kept| kept.length.load(Ordering::Relaxed));
        }
    }
}

impl Hours {
    fn put(&mut self, buckets: &[(Minute, Bucket)]) {
        let in_order = buckets.iter().map(|(minute, bucket)| (*minute, bucket));
        // Whoever still shows the old series keeps it.
        Arc::make_mut(&mut self.series).put(in_order);
    }

    fn forget_before(&mut self, oldest: Minute) {
        if self.from < oldest && !self.series.is_empty() {
            Arc::make_mut(&mut self.series).forget_before(oldest);
        }
        self.from = self.from.max(oldest);
        self.until = self.until.max(self.from);
    }
}

#[cfg(test)]
mod tests;
