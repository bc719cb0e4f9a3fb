//! The detector's heartbeat: reads what changed, steps every tracker, stores conclusions, makes snapshots.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use futures::stream::{self, StreamExt, TryStreamExt};

use super::recorder::{Recorder, encode};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::delivery::{Delivery, Endpoint};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, Transition};
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::{CHART_MINUTES, Inputs, Snapshot};
use crate::domain::tracker::Tracker;
use crate::store::{Conclusion, Result, Store, StoreError};

/// Trackers decide this often; in between only the public counts are refreshed.
const DECISION_SECONDS: i64 = 10;

/// A minute is taken as complete this long after its end: reports that were accepted in it are stored by then.
const GRACE_SECONDS: i64 = 2;

/// Minutes that are read again when a service changed, because a flush may reach into the one before.
const REREAD_MINUTES: i64 = 3;

/// A tracker is stored this often even when nothing happens; a restart steps through what came after.
const SAVE_MINUTES: i64 = 5;

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

/// Services read from the store at the same time.
const READS_AT_ONCE: usize = 32;

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

/// All trackers of this process.
pub struct Tick {
    store: Arc<dyn Store>,
    settings: Settings,
    announce: Announce,
    watched: BTreeMap<ServiceSlug, Watched>,
    decided_at: Timestamp,
    saved_at: Minute,
    /// Minutes in which nobody was counting, until the next decision.
    gap: Option<RangeInclusive<Minute>>,
}

/// One service, as far as the tick knows it.
struct Watched {
    tracker: Tracker,
    /// The store's version at the last read.
    version: Option<u64>,
    /// Buckets of the last day.
    day: BTreeMap<Minute, Bucket>,
    /// Minutes before this one have been read.
    read_until: Minute,
    history: Vec<Arc<Incident>>,
    /// Transitions that the store has not taken yet; tried again with the next tick.
    unsaved: Vec<Transition>,
    recorder: Recorder,
    snapshot_version: u64,
    /// The minute of the last snapshot: charts and windows move with every minute.
    snapshot_minute: Option<Minute>,
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
        announce: Arc::new(|_, _, _| Vec::new()),
        watched: BTreeMap::new(),
        decided_at: Timestamp(0),
        saved_at: until,
        gap: None,
    };
    let now = Timestamp(until.plus(1).start().0 + GRACE_SECONDS);
    tick.load(slug, None, now).await.map(drop)
}

impl Tick {
    /// Loads every tracker, or rebuilds it from history, and brings it up to `now`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open(
        store: Arc<dyn Store>,
        services: &[ServiceSlug],
        settings: Settings,
        announce: Announce,
        now: Timestamp,
    ) -> Result<Self> {
        let mut tick = Self {
            store,
            settings,
            announce,
            watched: BTreeMap::new(),
            decided_at: Timestamp(0),
            saved_at: now.minute(),
            gap: None,
        };
        tick.watch(services, now).await?;
        Ok(tick)
    }

    /// Takes up services that the catalogue has gained and drops those that it has lost.
    ///
    /// # Errors
    /// When the store does not answer; the services of before stay watched.
    pub async fn watch(&mut self, services: &[ServiceSlug], now: Timestamp) -> Result<()> {
        let fresh: Vec<ServiceSlug> = services
            .iter()
            .filter(|slug| !self.watched.contains_key(*slug))
            .cloned()
            .collect();
        let stored = self.store.trackers(&fresh).await?;
        for (slug, stored) in fresh.into_iter().zip(stored) {
            let watched = self.load(&slug, stored, now).await?;
            self.watched.insert(slug, watched);
        }
        self.watched.retain(|slug, _| services.contains(slug));
        Ok(())
    }

    async fn load(&self, slug: &ServiceSlug, stored: Option<Vec<u8>>, now: Timestamp) -> Result<Watched> {
        let stored = stored.and_then(|bytes| decode(slug, &bytes));
        let stored = stored.filter(|tracker| !is_from_the_future(slug, tracker, now));
        let is_rebuilt = stored.is_none();
        let mut watched = Watched::new(stored.unwrap_or_else(|| Tracker::new(slug.clone())), &self.settings);
        watched.history = self
            .store
            .incidents(slug, HISTORY_LENGTH)
            .await?
            .into_iter()
            .map(Arc::new)
            .collect();
        let oldest = now.minute().plus(-REBUILD_MINUTES);
        let from = watched
            .tracker
            .last_minute()
            .map_or(oldest, |last| last.plus(1).max(oldest));
        let missed = self.store.buckets(slug, from, last_complete(now).plus(1)).await?;
        self.catch_up(&mut watched, slug, missed, is_rebuilt, now).await?;
        Ok(watched)
    }

    /// Steps through minutes that passed while this process was not looking. What a rebuild finds in old history is
    /// recorded without telling anybody.
    async fn catch_up(
        &self,
        watched: &mut Watched,
        slug: &ServiceSlug,
        missed: Vec<(Minute, Bucket)>,
        is_rebuilt: bool,
        now: Timestamp,
    ) -> Result<()> {
        let endpoints = if is_rebuilt {
            Vec::new()
        } else {
            self.store.endpoints().await?
        };
        let until = last_complete(now);
        let is_new = missed.is_empty() && watched.tracker.last_minute().is_none();
        let from = watched.tracker.last_minute().map(|last| last.plus(1));
        let from = from
            .or_else(|| missed.first().map(|(minute, _)| *minute))
            .unwrap_or(until);
        let mut missed = missed.into_iter().peekable();
        let silence = Bucket::default();
        for minute in (from.0..=until.0).map(Minute) {
            if watched.tracker.last_minute() >= Some(minute) {
                break;
            }
            let is_gap = !is_rebuilt && missed.peek().is_none() && until.0 - minute.0 >= GAP_MINUTES_MIN;
            let bucket = missed.next_if(|(at, _)| *at == minute).map(|(_, bucket)| bucket);
            let bucket = bucket.as_ref().unwrap_or(&silence);
            let transitions = if is_gap {
                watched.tracker.pass_over(until, &self.settings)
            } else {
                watched.step(minute, bucket, &self.settings)
            };
            if transitions.is_empty() {
                continue;
            }
            if !is_rebuilt {
                log(slug, &transitions);
            }
            self.conclude(watched, slug, &endpoints, transitions).await?;
        }
        if is_new {
            return Ok(());
        }
        self.store
            .save_trackers(&[(slug.clone(), encode(&watched.tracker))])
            .await
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

    /// One heartbeat: refreshes counts, decides when it is time to, and returns what is new for the public.
    ///
    /// # Errors
    /// When the store does not answer. Nothing is lost: the next heartbeat goes on from the same place.
    pub async fn run(&mut self, now: Timestamp) -> Result<Vec<Update>> {
        let changed = self.refresh(now).await?;
        let is_due = now.0.div_euclid(DECISION_SECONDS) != self.decided_at.0.div_euclid(DECISION_SECONDS);
        let mut transitions = BTreeMap::new();
        if is_due {
            self.decided_at = now;
            transitions = self.decide(now).await?;
        }
        let mut updates = Vec::new();
        for (slug, watched) in &mut self.watched {
            let transitions = transitions.remove(slug).unwrap_or_default();
            let is_stale = watched.snapshot_minute != Some(now.minute());
            if is_stale || !transitions.is_empty() || changed.contains(slug) {
                let snapshot = Arc::new(watched.snapshot(slug, now));
                updates.push(Update {
                    snapshot,
                    baseline: Arc::new(watched.tracker.clone()),
                    transitions,
                });
            }
        }
        Ok(updates)
    }

    /// Stores all trackers, before the process ends.
    ///
    /// # Errors
    /// When the store does not answer; a restart then steps through the minutes since the last save.
    pub async fn save(&mut self) -> Result<()> {
        for (slug, watched) in &mut self.watched {
            if watched.recorder.is_waiting() && watched.unsaved.is_empty() {
                conclude(&self.store, watched, slug, &[]).await?;
            }
        }
        let known = self
            .watched
            .iter()
            .filter(|(_, watched)| watched.tracker.last_minute().is_some());
        let trackers: Vec<_> = known
            .map(|(slug, watched)| (slug.clone(), encode(&watched.tracker)))
            .collect();
        self.store.save_trackers(&trackers).await
    }

    async fn refresh(&mut self, now: Timestamp) -> Result<Vec<ServiceSlug>> {
        let slugs: Vec<ServiceSlug> = self.watched.keys().cloned().collect();
        let versions = self.store.versions(&slugs).await?;
        let until = now.minute().plus(1);
        let stale = slugs.into_iter().zip(versions).filter_map(|(slug, version)| {
            let watched = self.watched.get(&slug)?;
            let from = watched.read_from(until);
            (watched.version != Some(version)).then_some((slug, version, from))
        });
        let store = &self.store;
        let read = stream::iter(stale.collect::<Vec<_>>())
            .map(|(slug, version, from)| async move {
                let buckets = store.buckets(&slug, from, until).await?;
                Ok::<_, StoreError>((slug, version, from, buckets))
            })
            .buffer_unordered(READS_AT_ONCE)
            .try_collect::<Vec<_>>()
            .await?;
        let mut changed = Vec::new();
        for (slug, version, from, buckets) in read {
            if let Some(watched) = self.watched.get_mut(&slug) {
                watched.take(version, from, until, buckets);
                changed.push(slug);
            }
        }
        Ok(changed)
    }

    async fn decide(&mut self, now: Timestamp) -> Result<BTreeMap<ServiceSlug, Vec<Transition>>> {
        let mut all = BTreeMap::new();
        let mut watched_services = std::mem::take(&mut self.watched);
        let mut failed = None;
        let gap = self.gap.take();
        for (slug, watched) in &mut watched_services {
            watched.forget_before(now.minute().plus(-CHART_MINUTES));
            let mut transitions = std::mem::take(&mut watched.unsaved);
            if let Some(gap) = &gap {
                transitions.extend(watched.pass_over(gap, &self.settings));
            }
            transitions.extend(watched.advance(now, &self.settings));
            if transitions.is_empty() {
                continue;
            }
            match self.announce_and_conclude(watched, slug, &transitions).await {
                Ok(()) => {
                    all.insert(slug.clone(), transitions);
                }
                Err(error) => {
                    watched.unsaved = transitions;
                    failed = Some(error);
                }
            }
        }
        self.watched = watched_services;
        if now.minute().0 - self.saved_at.0 >= SAVE_MINUTES {
            self.save().await?;
            self.saved_at = now.minute();
        }
        failed.map_or(Ok(all), Err)
    }

    async fn announce_and_conclude(
        &self,
        watched: &mut Watched,
        slug: &ServiceSlug,
        transitions: &[Transition],
    ) -> Result<()> {
        let endpoints = self.store.endpoints().await?;
        self.conclude(watched, slug, &endpoints, transitions.to_vec()).await?;
        log(slug, transitions);
        Ok(())
    }

    /// Stores new transitions together with their outbox rows and the tracker that made them.
    async fn conclude(
        &self,
        watched: &mut Watched,
        slug: &ServiceSlug,
        endpoints: &[Endpoint],
        transitions: Vec<Transition>,
    ) -> Result<()> {
        let Some(incident) = watched.tracker.incident() else {
            return Ok(());
        };
        let deliveries = (self.announce)(endpoints, incident, &transitions);
        conclude(&self.store, watched, slug, &deliveries).await
    }
}

/// Stores a tracker's incident, what has to be told of it, and what has to be remembered of it.
async fn conclude(
    store: &Arc<dyn Store>,
    watched: &mut Watched,
    slug: &ServiceSlug,
    deliveries: &[Delivery],
) -> Result<()> {
    let Some(incident) = watched.tracker.incident().cloned() else {
        return Ok(());
    };
    let conclusion = Conclusion {
        service: slug,
        tracker: &encode(&watched.tracker),
        incident: Some(&incident),
        deliveries,
        notes: &watched.recorder.notes(),
    };
    store.conclude(conclusion).await?;
    watched.recorder.clear();
    watched.remember(incident);
    Ok(())
}

impl Watched {
    fn new(tracker: Tracker, settings: &Settings) -> Self {
        Self {
            recorder: Recorder::new(&tracker, settings),
            tracker,
            version: None,
            day: BTreeMap::new(),
            read_until: Minute(i64::MIN),
            history: Vec::new(),
            unsaved: Vec::new(),
            snapshot_version: 0,
            snapshot_minute: None,
        }
    }

    fn read_from(&self, until: Minute) -> Minute {
        let day_ago = until.plus(-CHART_MINUTES);
        let reread = Minute(self.read_until.0.saturating_sub(REREAD_MINUTES));
        reread.min(until.plus(-REREAD_MINUTES)).max(day_ago)
    }

    fn take(&mut self, version: u64, from: Minute, until: Minute, buckets: Vec<(Minute, Bucket)>) {
        let reread = self.day.split_off(&from);
        if self.version.is_some() {
            self.recorder.reread(&reread, &buckets, &self.tracker);
        }
        self.day.extend(buckets);
        self.version = Some(version);
        self.read_until = until;
    }

    fn forget_before(&mut self, oldest: Minute) {
        self.day = self.day.split_off(&oldest);
    }

    /// Passes over minutes in which this process was not counting, unless somebody else was.
    fn pass_over(&mut self, gap: &RangeInclusive<Minute>, settings: &Settings) -> Vec<Transition> {
        if self.tracker.last_minute().is_none() || self.day.range(gap.clone()).next().is_some() {
            return Vec::new();
        }
        let mut transitions = self.step_through(gap.start().plus(-1), settings);
        transitions.extend(self.tracker.pass_over(*gap.end(), settings));
        transitions
    }

    /// Steps through complete minutes, up to and including `until`.
    fn step_through(&mut self, until: Minute, settings: &Settings) -> Vec<Transition> {
        let silence = Bucket::default();
        let from = self.tracker.last_minute().map_or(until, |last| last.plus(1));
        let mut transitions = Vec::new();
        for minute in (from.0..=until.0).map(Minute) {
            let bucket = self.day.remove(&minute);
            transitions.extend(self.step(minute, bucket.as_ref().unwrap_or(&silence), settings));
            self.day.extend(bucket.map(|bucket| (minute, bucket)));
        }
        transitions
    }

    /// Steps through complete minutes and looks at the running one.
    fn advance(&mut self, now: Timestamp, settings: &Settings) -> Vec<Transition> {
        let until = last_complete(now);
        let mut transitions = self.step_through(until, settings);
        let running = until.plus(1);
        let elapsed = (now.0 - running.start().0).clamp(0, 59);
        if let (Some(bucket), Ok(elapsed @ 1..)) = (self.day.get(&running), u32::try_from(elapsed)) {
            let early = self.tracker.peek(running, elapsed, bucket, settings);
            self.recorder.looked(running, elapsed, bucket, &early, settings);
            transitions.extend(early);
        }
        transitions
    }

    /// Takes a complete minute.
    fn step(&mut self, minute: Minute, bucket: &Bucket, settings: &Settings) -> Vec<Transition> {
        self.recorder.before(minute, &self.tracker);
        let transitions = self.tracker.step(minute, bucket, settings);
        self.recorder.after(&transitions, &self.tracker, settings);
        transitions
    }

    /// Keeps the newest form of an incident.
    fn remember(&mut self, incident: Incident) {
        self.history.retain(|known| known.id != incident.id);
        self.history.insert(0, Arc::new(incident));
        self.history.truncate(HISTORY_LENGTH);
    }

    fn snapshot(&mut self, slug: &ServiceSlug, now: Timestamp) -> Snapshot {
        self.snapshot_version += 1;
        self.snapshot_minute = Some(now.minute());
        let inputs = Inputs {
            version: self.snapshot_version,
            now,
            tracker: &self.tracker,
            day: &self.day,
            history: &self.history,
        };
        Snapshot::build(slug, &inputs)
    }
}

/// What is found in old history is no news and not logged.
fn log(slug: &ServiceSlug, transitions: &[Transition]) {
    for transition in transitions {
        tracing::info!(service = %slug, transition = %transition.id, kind = transition.kind.as_str(), "incident");
    }
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

fn last_complete(now: Timestamp) -> Minute {
    Timestamp(now.0 - GRACE_SECONDS).minute().plus(-1)
}

/// A stored tracker; one that an older version wrote in another form is rebuilt from history.
pub fn decode(slug: &ServiceSlug, bytes: &[u8]) -> Option<Tracker> {
    let decoded = postcard::from_bytes(bytes);
    if decoded.is_err() {
        tracing::warn!(service = %slug, "the stored tracker cannot be read; rebuilding it from history");
    }
    decoded.ok()
}
