//! Reading what has changed: of each service the minutes in which something was counted, whenever these were.

use std::collections::{BTreeMap, BTreeSet};

use futures::future::{FutureExt, try_join_all};
use futures::stream::{self, StreamExt, TryStreamExt};

use super::super::side_by_side::each;
use super::watched::Watched;
use super::{AHEAD_MINUTES_MAX, Tick};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::CHART_MINUTES;
use crate::store::{Result, Store};

/// Services read from the store in one call: to ask for each of them takes longer than to read the few that it had.
const READ_TOGETHER: usize = 32;

/// Minutes read in one call. In an outage of the whole world each has some thousand regions, and the store has a quarter of
/// a second.
const MINUTES_TOGETHER: usize = 96;

/// Such calls at the same time.
const READS_AT_ONCE: usize = 2;

/// So many minutes before the store was away are in doubt afterwards: a replica is seconds behind its primary, not minutes.
const DOUBTED_MINUTES: i64 = 3;

/// After a longer time the day is read, of which the store knows in which minutes there is anything.
const DOUBTED_MINUTES_MAX: i64 = 15;

/// What was read of a service.
#[derive(Debug)]
pub(super) struct Reading {
    /// The version of its counts before they were read.
    pub version: u64,
    pub span: Span,
    /// Those of the minutes that are not empty.
    pub buckets: Vec<(Minute, Bucket)>,
}

/// The minutes that were read.
#[derive(Debug)]
pub(super) enum Span {
    From(Minute),
    /// In order.
    These(Vec<Minute>),
}

/// A service whose counts have changed.
struct Stale {
    service: ServiceSlug,
    version: u64,
    known: Option<u64>,
}

impl Stale {
    /// As far as the version tells, nothing has changed.
    fn is_merely_doubted(&self) -> bool {
        self.known == Some(self.version)
    }
}

impl Tick {
    /// The store was away. Another primary may have taken over, which lacks the last that was counted and has counted
    /// something else since: the minutes before are read again, of all services.
    pub fn doubt(&mut self) {
        let before = self.read_at.map(|read_at| read_at.plus(-DOUBTED_MINUTES));
        self.doubted_from = self.doubted_from.or(before);
    }

    /// Reads what has changed, and notes of which services.
    pub(super) async fn refresh(&mut self, now: Timestamp) -> Result<()> {
        let slugs: Vec<ServiceSlug> = self.watched.keys().cloned().collect();
        let versions = self.store.versions(&slugs).await?;
        let stale = stale(&self.watched, versions, self.doubted_from.is_some());
        let look = Look {
            store: &*self.store,
            until: now.minute().plus(1),
            doubted_from: self.doubted_from,
        };
        let parts: Vec<_> = stale
            .chunks(READ_TOGETHER)
            .map(|part| look.read_what_can_be(part).boxed())
            .collect();
        let readings: Vec<Result<Reading>> = stream::iter(parts).buffered(READS_AT_ONCE).try_concat().await?;
        let stale: BTreeSet<ServiceSlug> = stale.into_iter().map(|stale| stale.service).collect();
        let watched = self.watched.iter_mut().filter(|(slug, _)| stale.contains(*slug));
        let mut taking: Vec<_> = watched.zip(readings.into_iter().map(Some)).collect();
        each(&mut taking, |((slug, watched), reading)| match reading.take() {
            Some(Ok(reading)) => watched.take(reading),
            Some(Err(error)) => watched.note_unreadable(slug, &error),
            None => {}
        });
        self.changed.extend(stale);
        (self.read_at, self.doubted_from) = (Some(now.minute()), None);
        Ok(())
    }
}

/// In the order of the services. In doubt all of them are: what another primary has counted since may have come to the same
/// number.
fn stale(watched: &BTreeMap<ServiceSlug, Watched>, versions: Vec<u64>, is_doubted: bool) -> Vec<Stale> {
    let all = watched.iter().zip(versions);
    all.filter(|((_, watched), version)| is_doubted || watched.version != Some(*version))
        .map(|((service, watched), version)| Stale {
            service: service.clone(),
            version,
            known: watched.version,
        })
        .collect()
}

/// One look at the store.
struct Look<'a> {
    store: &'a dyn Store,
    until: Minute,
    doubted_from: Option<Minute>,
}

impl Look<'_> {
    /// Reads some of the services, in their order. What is damaged costs its own service only.
    async fn read_what_can_be(&self, stale: &[Stale]) -> Result<Vec<Result<Reading>>> {
        match self.read(stale).await {
            Ok(readings) => Ok(readings.into_iter().map(Ok).collect()),
            Err(error) if error.is_lasting() => {
                let mut each = Vec::with_capacity(stale.len());
                for one in stale {
                    match self.read(std::slice::from_ref(one)).await {
                        Ok(readings) => each.extend(readings.into_iter().map(Ok)),
                        Err(error) if error.is_lasting() => each.push(Err(error)),
                        Err(error) => return Err(error),
                    }
                }
                Ok(each)
            }
            Err(error) => Err(error),
        }
    }

    /// Reads some of the services, in their order.
    async fn read(&self, stale: &[Stale]) -> Result<Vec<Reading>> {
        let changed = stale.iter().filter(|stale| !stale.is_merely_doubted());
        let known = changed.filter_map(|stale| Some((stale.service.clone(), stale.known?)));
        let known: Vec<(ServiceSlug, u64)> = known.collect();
        let mut changed = self.store.changed_since(&known).await?.into_iter();
        let minutes = stale.iter().map(|stale| {
            let minutes = if stale.is_merely_doubted() {
                Some(Vec::new())
            } else {
                stale.known.and_then(|_| changed.next()?)
            };
            minutes.and_then(|minutes| self.with_doubted(minutes))
        });
        let minutes: Vec<Option<Vec<Minute>>> = minutes.collect();

        let by_minute = stale.iter().zip(&minutes);
        let by_minute = by_minute.filter_map(|(stale, minutes)| Some((stale.service.clone(), minutes.clone()?)));
        let mut found = self.minutes(&by_minute.collect::<Vec<_>>()).await?.into_iter();
        let day_ago = self.day_ago();
        let whole = stale.iter().zip(&minutes).filter(|(_, minutes)| minutes.is_none());
        let ahead = self.until.plus(AHEAD_MINUTES_MAX);
        let days = whole.map(|(stale, _)| self.store.buckets(&stale.service, day_ago, ahead));
        let mut days = try_join_all(days).await?.into_iter();

        let readings = stale.iter().zip(minutes).map(|(stale, minutes)| Reading {
            version: stale.version,
            buckets: if minutes.is_some() { found.next() } else { days.next() }.unwrap_or_default(),
            span: minutes.map_or(Span::From(day_ago), Span::These),
        });
        Ok(readings.collect())
    }

    /// What is read of these minutes, by service.
    async fn minutes(&self, wanted: &[(ServiceSlug, Vec<Minute>)]) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        let mut found = Vec::with_capacity(wanted.len());
        let mut rest = wanted;
        while !rest.is_empty() {
            let mut minutes = 0;
            let fits = rest.iter().take_while(|(_, more)| {
                minutes += more.len();
                minutes <= MINUTES_TOGETHER
            });
            let (part, later) = rest.split_at(fits.count().max(1));
            found.extend(self.store.buckets_at(part).await?);
            rest = later;
        }
        Ok(found)
    }

    /// These minutes of the last day, and what is in doubt; `None` when that is so much that the day is read instead. A
    /// process whose clock is ahead may have counted in one that is still to come.
    fn with_doubted(&self, minutes: Vec<Minute>) -> Option<Vec<Minute>> {
        let day_ago = self.day_ago();
        let doubted = self.doubted_from.map_or(self.until, |from| from.max(day_ago));
        if self.until.0 - doubted.0 > DOUBTED_MINUTES_MAX {
            return None;
        }
        let all: BTreeSet<Minute> = minutes
            .into_iter()
            .filter(|minute| *minute >= day_ago)
            .chain((doubted.0..self.until.0).map(Minute))
            .collect();
        Some(all.into_iter().collect())
    }

    fn day_ago(&self) -> Minute {
        self.until.plus(-CHART_MINUTES)
    }
}
