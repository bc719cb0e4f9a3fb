//! The detector's heartbeat: reads what changed, steps every tracker, stores conclusions, makes snapshots.

mod holding;
mod learning;
mod reading;
mod saving;
mod watched;
mod weighing;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use futures::stream::{self, StreamExt};

use super::lease::Shards;
use super::side_by_side::{A_THREAD_MIN_OF_SLOW, each, each_by};
use super::stored_tracker;
use crate::domain::attribution::{Occasion, Party, judge};
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::delivery::{Delivery, Endpoint};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, Transition};
use crate::domain::relations::Relations;
use crate::domain::service::{Catalogue, ServiceSlug};
use crate::domain::snapshot::{CHART_MINUTES, Snapshot};
use crate::domain::tracker::Tracker;
use crate::store::{Fence, Holding, Result, Shard, Store, StoreError};

use self::saving::to_store;
use self::watched::Watched;

/// Trackers decide this often; in between only the public counts are refreshed.
const DECISION_SECONDS: i64 = 10;

/// A minute is taken as complete this long after its end: reports that were accepted in it are stored by then.
const GRACE_SECONDS: i64 = 2;

/// A tracker is stored this often even when nothing happens; a restart steps through what came after. Each shard has its
/// turn in a minute of its own: what is judged together is stored as of the same moment, and not everything at once.
const SAVE_MINUTES: i64 = 5;

/// So long after the beginning of a minute, because at its beginning there is most to do.
const SAVE_AFTER_SECONDS: i64 = 30;

/// Without a stored tracker the baseline is built from this much history: the detector's memory.
const REBUILD_MINUTES: i64 = 56 * 24 * 60;

/// A longer time in which nobody was counting is passed over. A shorter one is like silence to any service; and a crash
/// loses up to [`SAVE_MINUTES`] of what trackers know, in which somebody was.
const GAP_MINUTES_MIN: i64 = 10;

/// A stored tracker that is further ahead of the clock than this was made under a clock that was wrong. Up to this far
/// the clock goes on from there.
const AHEAD_MINUTES_MAX: i64 = 24 * 60;

/// Incidents kept at hand for pages.
const HISTORY_LENGTH: usize = 50;

/// Services taken up at the same time. Each may have weeks of counts in memory, to be learned on a core of its own.
pub const LOADS_AT_ONCE: usize = 4;

/// Writes the outbox rows for the transitions of an incident.
pub type Announce = Arc<dyn Fn(&[Endpoint], &Incident, &[Transition]) -> Vec<Delivery> + Send + Sync>;

/// News of one service.
#[derive(Debug, Clone)]
pub struct Update {
    /// Its new public view.
    pub snapshot: Arc<Snapshot>,
    /// The tracker as of the snapshot.
    pub baseline: Arc<Tracker>,
    /// What happened to its incident, in order.
    pub transitions: Vec<Transition>,
}

/// Whether a heartbeat may decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// When it is time to.
    Decide,
    /// Not yet: reports of minutes that are over are still to come. Counts are refreshed all the same.
    Hold,
}

/// All trackers of this process.
pub struct Tick {
    store: Arc<dyn Store>,
    settings: Settings,
    relations: Relations,
    shards: Shards,
    /// The leases under which this process judges.
    leases: BTreeMap<Shard, Fence>,
    /// Services that processes with another catalogue judge.
    elsewhere: BTreeSet<ServiceSlug>,
    /// Services that could not be read, and until when they are left alone.
    unreadable: BTreeMap<ServiceSlug, Timestamp>,
    announce: Announce,
    watched: BTreeMap<ServiceSlug, Watched>,
    decided_at: Timestamp,
    /// The last minute in which those have been stored whose turn it was.
    saved_at: Minute,
    /// Minutes in which nobody was counting, until the next decision.
    gap: Option<RangeInclusive<Minute>>,
    /// The minute in which counts were read last.
    read_at: Option<Minute>,
    /// Since the store was away: the first minute of which it may know something else by now.
    doubted_from: Option<Minute>,
    /// Services whose counts have been read since their last public view.
    changed: BTreeSet<ServiceSlug>,
}

/// Builds the tracker of a service anew from its stored counts up to and including `until`, and stores it with the
/// incidents it finds. Nobody is told of them: they are history.
///
/// # Errors
/// When the store does not answer.
pub async fn rebuild(store: &Arc<dyn Store>, slug: &ServiceSlug, settings: &Settings, until: Minute) -> Result<()> {
    let tick = Tick {
        store: Arc::clone(store),
        settings: settings.clone(),
        relations: Relations::default(),
        shards: Shards::default(),
        leases: BTreeMap::new(),
        elsewhere: BTreeSet::new(),
        unreadable: BTreeMap::new(),
        announce: Arc::new(|_, _, _| Vec::new()),
        watched: BTreeMap::new(),
        decided_at: Timestamp(0),
        saved_at: until,
        gap: None,
        read_at: None,
        doubted_from: None,
        changed: BTreeSet::new(),
    };
    let now = Timestamp(until.plus(1).start().0 + GRACE_SECONDS);
    Box::pin(tick.load(slug, None, None, now)).await.map(drop)
}

impl Tick {
    /// Takes up every service. Those that the leases cover get their tracker as it was stored, or rebuilt from history, and
    /// are brought up to `now`; the others are shown as their holders see them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open(
        store: Arc<dyn Store>,
        catalogue: &Catalogue,
        settings: Settings,
        announce: Announce,
        holding: &Holding,
        now: Timestamp,
    ) -> Result<Self> {
        let mut tick = Self {
            store,
            settings,
            relations: Relations::default(),
            shards: Shards::default(),
            leases: holding.leases.clone(),
            elsewhere: holding.elsewhere.clone(),
            unreadable: BTreeMap::new(),
            announce,
            watched: BTreeMap::new(),
            decided_at: Timestamp(0),
            saved_at: now.minute(),
            gap: None,
            read_at: None,
            doubted_from: None,
            changed: BTreeSet::new(),
        };
        tick.watch(catalogue, now).await?;
        Ok(tick)
    }

    /// Takes up services that the catalogue has gained and drops those that it has lost.
    ///
    /// # Errors
    /// When the store does not answer; the services of before stay watched.
    pub async fn watch(&mut self, catalogue: &Catalogue, now: Timestamp) -> Result<()> {
        let services = catalogue.services().iter().map(|service| &service.slug);
        let fresh: Vec<ServiceSlug> = services
            .filter(|slug| !self.watched.contains_key(*slug))
            .cloned()
            .collect();
        let relations = Relations::of(catalogue);
        let shards = Shards::of(catalogue, &relations);
        let relations = std::mem::replace(&mut self.relations, relations);
        let shards = std::mem::replace(&mut self.shards, shards);
        if let Err(error) = self.take_up(fresh, now).await {
            // When the store does not answer, everything stays as it was.
            (self.relations, self.shards) = (relations, shards);
            return Err(error);
        }
        self.watched
            .retain(|slug, _| catalogue.service(slug.as_str()).is_some());
        Ok(())
    }

    /// Loads services; besides, those that cannot be read.
    async fn load_all(
        &self,
        found: Vec<(ServiceSlug, Option<Vec<u8>>)>,
        fence: Fence,
        now: Timestamp,
    ) -> Result<(BTreeMap<ServiceSlug, Watched>, Vec<(ServiceSlug, StoreError)>)> {
        let mut loading = stream::iter(found)
            .map(|(slug, stored)| async move {
                let watched = Box::pin(self.load(&slug, stored, Some(fence), now)).await;
                (slug, watched)
            })
            .buffer_unordered(LOADS_AT_ONCE);
        let (mut loaded, mut unreadable) = (BTreeMap::new(), Vec::new());
        while let Some((slug, watched)) = loading.next().await {
            match watched {
                Ok(watched) => drop(loaded.insert(slug, watched)),
                Err(error) if error.is_lasting() => unreadable.push((slug, error)),
                Err(error) => return Err(error),
            }
        }
        drop(loading);
        self.catch_up(&mut loaded, now).await?;
        Ok((loaded, unreadable))
    }

    /// A service as it was stored, with the counts since; or built anew from history.
    async fn load(
        &self,
        slug: &ServiceSlug,
        stored: Option<Vec<u8>>,
        fence: Option<Fence>,
        now: Timestamp,
    ) -> Result<Watched> {
        let stored = stored.and_then(|bytes| decode(slug, &bytes));
        let stored = stored.filter(|tracker| !is_from_the_future(slug, tracker, now));
        let is_rebuilt = stored.is_none();
        let tracker = stored.unwrap_or_else(|| Tracker::new(slug.clone()));
        let mut watched = Watched::new(tracker, &self.settings, fence);
        let known = self.store.incidents(slug, HISTORY_LENGTH).await?;
        let told = known.iter().filter(|incident| !incident.is_held());
        watched.history = told.cloned().map(Arc::new).collect();
        let oldest = now.minute().plus(-REBUILD_MINUTES);
        let last = watched.tracker.last_minute();
        let from = last.map_or(oldest, |last| last.plus(1).max(oldest));
        let missed = self.store.buckets(slug, from, last_complete(now).plus(1)).await?;
        if is_rebuilt {
            return Box::pin(self.learn(watched, slug, missed, known, now)).await;
        }
        watched.day.extend(missed);
        watched.pass_over_the_end(last_complete(now));
        Ok(watched)
    }

    /// Steps through minutes that passed while this process was not looking, all services side by side.
    async fn catch_up(&self, loaded: &mut BTreeMap<ServiceSlug, Watched>, now: Timestamp) -> Result<()> {
        let until = last_complete(now);
        let is_behind = |watched: &Watched| watched.next_minute(until) <= until;
        let behind: Vec<ServiceSlug> = loaded
            .iter()
            .filter(|(_, watched)| is_behind(watched))
            .map(|(slug, _)| slug.clone())
            .collect();
        self.step_all(loaded, until);
        self.store_all_news(loaded, now).await?;
        let trackers = behind.into_iter().filter_map(|slug| {
            let watched = loaded.get(&slug)?;
            Some(to_store(&slug, watched))
        });
        self.save_trackers(trackers.collect(), loaded).await
    }

    /// Nobody was counting between these two moments: the machine slept, or its clock was set forward.
    pub fn note_gap(&mut self, from: Timestamp, until: Timestamp) {
        let (first, last) = (from.minute().plus(1), until.minute().plus(-1));
        if last.0 - first.0 + 1 >= GAP_MINUTES_MIN {
            let first = self.gap.as_ref().map_or(first, |gap| first.min(*gap.start()));
            self.gap = Some(first..=last);
        }
    }

    /// The last complete minute that any tracker has taken: time must not go back before its end.
    #[must_use]
    pub fn last_minute(&self) -> Option<Minute> {
        self.watched
            .values()
            .filter_map(|watched| watched.tracker.last_minute())
            .max()
    }

    /// Goes on after a heartbeat that came to no end: from what people have been shown. What the store knows beyond that is
    /// news to them.
    pub fn go_on_from<'a>(&mut self, shown: impl IntoIterator<Item = &'a Snapshot>) {
        for snapshot in shown {
            if let Some(watched) = self.watched.get_mut(&snapshot.service) {
                watched.go_on_from(snapshot);
            }
        }
    }

    /// One heartbeat: refreshes counts, decides when it is time to, and returns what is new for the public.
    ///
    /// # Errors
    /// When the store does not answer. Nothing is lost: the next heartbeat goes on from the same place.
    pub async fn run(&mut self, now: Timestamp, pace: Pace) -> Result<Vec<Update>> {
        self.advance(now, pace).await?;
        self.show().await?;
        Ok(self.updates(now))
    }

    /// The first half of a heartbeat: reads what has changed, and decides when it is time to.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn advance(&mut self, now: Timestamp, pace: Pace) -> Result<()> {
        self.refresh(now).await?;
        let seen = self.look().await?;
        self.changed.extend(seen);
        let is_due = now.0.div_euclid(DECISION_SECONDS) != self.decided_at.0.div_euclid(DECISION_SECONDS);
        if is_due && pace == Pace::Decide {
            self.decided_at = now;
            self.decide(now).await?;
        }
        Ok(())
    }

    /// The second half: what is new for the public.
    pub fn updates(&mut self, now: Timestamp) -> Vec<Update> {
        let changed = std::mem::take(&mut self.changed);
        let mut stale: Vec<_> = self
            .watched
            .iter_mut()
            .filter(|(slug, watched)| {
                let is_old = watched.snapshot_minute != Some(now.minute());
                is_old || !watched.heard.is_empty() || changed.contains(*slug)
            })
            .collect();
        each_by(A_THREAD_MIN_OF_SLOW, &mut stale, |(slug, watched)| Update {
            snapshot: Arc::new(watched.snapshot(slug, now)),
            baseline: Arc::new(watched.tracker.clone()),
            transitions: std::mem::take(&mut watched.heard),
        })
    }

    /// Decides what can be decided by now, and stores it.
    async fn decide(&mut self, now: Timestamp) -> Result<()> {
        let mut watched_services = std::mem::take(&mut self.watched);
        if let Some(gap) = self.gap.take() {
            for watched in held(&mut watched_services) {
                watched.note_gap(&gap);
            }
        }
        self.step_all(&mut watched_services, last_complete(now));
        self.peek_all(&mut watched_services, now);
        let heard = self.hear_others(&mut watched_services, now).await;
        let stored = self.store_all_news(&mut watched_services, now).await;
        self.watched = watched_services;
        let turn = Timestamp(now.0 - SAVE_AFTER_SECONDS).minute();
        if turn > self.saved_at {
            self.save_until(turn).await?;
        }
        stored.and(heard)
    }

    /// Steps all services minute by minute, and judges them after each.
    fn step_all(&self, services: &mut BTreeMap<ServiceSlug, Watched>, until: Minute) {
        let next = held(services).map(|watched| watched.next_minute(until));
        let Some(from) = next.min() else { return };
        for minute in (from.0..=until.0).map(Minute) {
            self.judge_all(services, Occasion::Minute, minute.plus(1).start(), |watched| {
                watched.step(minute, until, &self.settings)
            });
        }
    }

    /// Looks at the minute under way.
    fn peek_all(&self, services: &mut BTreeMap<ServiceSlug, Watched>, now: Timestamp) {
        self.judge_all(services, Occasion::Glance, now, |watched| {
            watched.peek(now, &self.settings)
        });
    }

    /// Lets each tracker go on, and then compares those that have something to tell.
    fn judge_all(
        &self,
        services: &mut BTreeMap<ServiceSlug, Watched>,
        occasion: Occasion,
        at: Timestamp,
        advance: impl Fn(&mut Watched) -> Vec<Transition> + Sync,
    ) {
        let (mut parties, mut slugs) = (Vec::new(), Vec::new());
        let mut held: Vec<_> = services.iter_mut().filter(|(_, watched)| watched.is_held()).collect();
        let advanced = each(&mut held, |(_, watched)| advance(watched));
        for ((slug, watched), transitions) in held.into_iter().zip(advanced) {
            watched.attribution = None;
            if watched.tracker.incident().is_some() || watched.tracker.possible() {
                slugs.push(slug.clone());
                parties.push(Party {
                    is_untold: watched.is_untold,
                    tracker: &mut watched.tracker,
                    transitions,
                });
            }
        }
        let outcomes = judge(&self.relations, &mut parties, occasion, at);
        Self::take_outcomes(services, slugs.into_iter().zip(outcomes), occasion, at);
    }
}

/// The services that this process judges.
fn held(services: &mut BTreeMap<ServiceSlug, Watched>) -> impl Iterator<Item = &mut Watched> {
    services.values_mut().filter(|watched| watched.is_held())
}

fn last_complete(now: Timestamp) -> Minute {
    Timestamp(now.0 - GRACE_SECONDS).minute().plus(-1)
}

/// Whether a tracker was stored under a clock that was far ahead of this one; it would ignore every minute until then.
fn is_from_the_future(slug: &ServiceSlug, tracker: &Tracker, now: Timestamp) -> bool {
    let ahead_minutes = tracker.last_minute().map_or(0, |last| last.0 - now.minute().0);
    let is_wrong = ahead_minutes > AHEAD_MINUTES_MAX;
    if is_wrong {
        tracing::warn!(service = %slug, ahead_minutes, "the stored tracker is of a time to come; rebuilding it from history");
    }
    is_wrong
}

/// A stored tracker; one that an older version wrote in another form is rebuilt from history.
pub fn decode(slug: &ServiceSlug, bytes: &[u8]) -> Option<Tracker> {
    let decoded = stored_tracker::decode(bytes);
    if decoded.is_none() {
        tracing::warn!(service = %slug, "the stored tracker cannot be read; rebuilding it from history");
    }
    decoded
}

#[cfg(test)]
mod tests;
