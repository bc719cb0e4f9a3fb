//! Everything that happens by itself, once a second: salts, counts, decisions, snapshots, files that were exchanged.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use arc_swap::ArcSwap;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::catalogue;
use crate::domain::bucket::Timestamp;
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::service::{Catalogue, ServiceSlug};
use crate::domain::vote::{Answer, OFFICIAL, Vote};
use crate::geoip::GeoIp;
use crate::pipeline::clock::Clock;
use crate::pipeline::intake::Waterline;
use crate::pipeline::lease::Leases;
use crate::pipeline::reporter::ReporterKeys;
use crate::pipeline::tick::{Announce, Pace, Tick};
use crate::publish::PublishError;
use crate::publish::hub::{Hub, Live};
use crate::publish::webhook::Webhooks;
use crate::store::{self, Holding, Shard, Store};
use crate::supervise;

/// Counts are refreshed this often, so that a report is on the page within two seconds.
const HEARTBEAT_SECONDS: i64 = 1;

/// Files that may be exchanged (catalogue, address databases) are looked at this often.
const RELOAD_SECONDS: i64 = 5;

/// Old counts are cleared away this often.
const PRUNE_SECONDS: i64 = 3_600;

/// Decisions wait this long for reports that are in the spool. A crowd's worth is drained within seconds; longer means
/// that the store answers and refuses, and then half of the counts are better than none.
const HOLD_SECONDS_MAX: i64 = 120;

/// Clocks that differ by more than this from the store's belong to no machine whose time is kept by NTP. An answer that
/// takes a second is no difference.
const CLOCK_OFF_SECONDS_MAX: i64 = 3;

/// How long counts have been delayed; 0 while they are not.
const DELAY_GAUGE: &str = "groundswell_counts_delayed_seconds";

/// Everything that happens by itself, once a second.
pub struct Heartbeat {
    parts: Parts,
    keys: Arc<ReporterKeys>,
    hub: Arc<Hub>,
    /// The services that this process judges, and whose messages it sends.
    judged: Arc<ArcSwap<Vec<ServiceSlug>>>,
    /// Trackers and the times of slower work. Locked for one beat at a time.
    inner: Mutex<Inner>,
    /// The last beat that did all that it should.
    beaten_at: AtomicI64,
}

struct Inner {
    /// Taken out for the length of a beat. A beat that panics, or that nobody waits for any more, leaves none: what it had
    /// half done is worth nothing, and the next one takes everything from the store as at a start.
    tick: Option<Tick>,
    /// The last beat, whatever came of it.
    beaten_at: Timestamp,
    reloaded_at: Timestamp,
    pruned_at: Timestamp,
    /// Since when decisions have waited for the spool.
    held_since: Option<Timestamp>,
    /// Incidents that are doubted, and for which the makers of their services were found to speak.
    vouched: BTreeSet<IncidentId>,
    /// The clock differs from the store's.
    is_off: bool,
    catalogue_time: Option<SystemTime>,
    geoip_files: Vec<Option<(u64, SystemTime)>>,
}

/// What a beat can fail of.
#[derive(Debug, thiserror::Error)]
pub enum BeatError {
    /// The store does not answer; the next beat goes on from the same place.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The outbox cannot be read or written.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

/// What a heartbeat keeps going.
pub struct Parts {
    /// The time.
    pub clock: Clock,
    /// The store.
    pub store: Arc<dyn Store>,
    /// The services in use.
    pub catalogue: Arc<ArcSwap<Catalogue>>,
    /// Where they come from, when not built in.
    pub catalogue_file: Option<PathBuf>,
    /// The address databases in use.
    pub geoip: Arc<GeoIp>,
    /// Sends messages; on a virtual clock with each beat.
    pub webhooks: Arc<Webhooks>,
    /// Reports that were acknowledged and wait for the store.
    pub waterline: Waterline,
    /// Says which services this process judges.
    pub leases: Arc<Leases>,
    /// How long counts are kept.
    pub retention_days: u32,
    /// The detector's.
    pub settings: Settings,
    /// Writes the messages.
    pub announce: Announce,
}

impl Parts {
    async fn open_tick(&self, holding: &Holding, now: Timestamp) -> store::Result<Tick> {
        let (store, catalogue) = (Arc::clone(&self.store), self.catalogue.load_full());
        let (settings, announce) = (self.settings.clone(), Arc::clone(&self.announce));
        Tick::open(store, &catalogue, settings, announce, holding, now).await
    }
}

impl Inner {
    /// Whether the tick may decide: what waits in the spool belongs to minutes that are not judged yet.
    fn pace(&mut self, is_complete: bool, now: Timestamp) -> Pace {
        if is_complete {
            self.held_since = None;
            return Pace::Decide;
        }
        let since = *self.held_since.get_or_insert(now);
        if now.0 - since.0 < HOLD_SECONDS_MAX {
            Pace::Hold
        } else {
            Pace::Decide
        }
    }
}

impl Heartbeat {
    /// Takes up everything as it was stored, and is ready to beat.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open(parts: Parts) -> store::Result<Self> {
        let now = parts.clock.now();
        parts.leases.divide(&parts.catalogue.load());
        let holding = parts.leases.claim().await?;
        let opening = parts.open_tick(&holding, now);
        let tick = parts.leases.keeping(Box::pin(opening)).await?;
        if let Some(last) = tick.last_minute() {
            parts.clock.go_on_from(last.plus(1).start());
        }
        let keys = ReporterKeys::open(Arc::clone(&parts.store), now).await?;
        let inner = Inner {
            tick: Some(tick),
            beaten_at: now,
            reloaded_at: now,
            pruned_at: now,
            held_since: None,
            vouched: BTreeSet::new(),
            is_off: false,
            catalogue_time: parts.catalogue_file.as_ref().and_then(|path| modified(path)),
            geoip_files: parts.geoip.fingerprint(),
        };
        Ok(Self {
            keys: Arc::new(keys),
            hub: Arc::new(Hub::default()),
            judged: Arc::default(),
            inner: Mutex::new(inner),
            beaten_at: AtomicI64::new(now.0),
            parts,
        })
    }

    /// The live public state.
    #[must_use]
    pub fn hub(&self) -> &Arc<Hub> {
        &self.hub
    }

    /// The services that this process judges, as of the last beat.
    #[must_use]
    pub fn judged(&self) -> Arc<ArcSwap<Vec<ServiceSlug>>> {
        Arc::clone(&self.judged)
    }

    /// Seconds since the last beat that did all that it should. A virtual clock beats when it is moved.
    #[must_use]
    pub fn silent_seconds(&self) -> i64 {
        if self.parts.clock.is_virtual() {
            return 0;
        }
        (self.parts.clock.now().0 - self.beaten_at.load(Ordering::Relaxed)).max(0)
    }

    /// The leases of this process.
    #[must_use]
    pub fn leases(&self) -> &Arc<Leases> {
        &self.parts.leases
    }

    /// What makes reporter keys.
    #[must_use]
    pub fn keys(&self) -> &Arc<ReporterKeys> {
        &self.keys
    }

    /// The clock it beats by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.parts.clock
    }

    /// One beat: salts, counts, decisions, snapshots; on a virtual clock the due webhooks as well.
    ///
    /// # Errors
    /// [`BeatError`]; nothing is lost, the next beat tries again.
    pub async fn beat(&self) -> Result<(), BeatError> {
        let outcome = self.parts.leases.keeping(Box::pin(self.beat_once())).await;
        if outcome.is_err() {
            self.note_overdue();
        }
        outcome
    }

    /// Says so when counts have not been refreshed for a while.
    fn note_overdue(&self) {
        let now = self.parts.clock.now();
        self.hub.note_overdue(now);
        let delay_seconds = self.hub.delayed_since().map_or(0, |since| now.0 - since.0);
        metrics::gauge!(DELAY_GAUGE).set(f64::from(i32::try_from(delay_seconds).unwrap_or(i32::MAX)));
    }

    async fn beat_once(&self) -> Result<(), BeatError> {
        let mut inner = self.inner.lock().await;
        let now = self.parts.clock.now();
        let before = std::mem::replace(&mut inner.beaten_at, now);
        let mut tick = match inner.tick.take() {
            Some(tick) => tick,
            None => self.open_again(now).await?,
        };
        // A virtual clock moves in steps as long as it likes, and what passes in them is silence.
        if !self.parts.clock.is_virtual() {
            tick.note_gap(before, now);
        }
        let outcome = self.beat_with(&mut tick, &mut inner, now).await;
        if outcome.is_err() {
            tick.doubt();
            // The spool has its time once the store is back for good.
            inner.held_since = None;
        }
        inner.tick = Some(tick);
        if outcome.is_ok() {
            self.beaten_at.store(now.0, Ordering::Relaxed);
        }
        outcome
    }

    /// Takes everything from the store again, after a beat that came to no end. What the streams have been told is not told
    /// again, and what they have missed is.
    async fn open_again(&self, now: Timestamp) -> store::Result<Tick> {
        tracing::warn!("the last heartbeat came to no end; trackers are taken from the store as at a start");
        let holding = self.parts.leases.claim().await?;
        let mut tick = self.parts.open_tick(&holding, now).await?;
        tick.go_on_from(self.hub.services().values().map(|live| live.snapshot.as_ref()));
        Ok(tick)
    }

    async fn beat_with(&self, tick: &mut Tick, inner: &mut Inner, now: Timestamp) -> Result<(), BeatError> {
        self.keys.rotate(now).await?;
        self.reload(tick, inner, now).await?;
        let holding = self.parts.leases.claim().await?;
        self.compare_clocks(&mut inner.is_off, &holding);
        tick.hold(&holding, now).await?;
        let is_complete = self.parts.waterline.reports() == 0;
        let pace = inner.pace(is_complete, now);
        let updates = tick.run(now, pace).await?;
        self.hub.publish(updates.iter().map(|update| {
            let live = Live {
                snapshot: Arc::clone(&update.snapshot),
                baseline: Arc::clone(&update.baseline),
            };
            (live, update.transitions.as_slice())
        }));
        self.vouch(&mut inner.vouched, now).await?;
        self.share(tick, &holding).await?;
        // What is counted while nobody judges is shown under the verdict of before.
        if is_complete && holding.unheld == 0 {
            self.hub.note_refreshed(now);
            metrics::gauge!(DELAY_GAUGE).set(0.0);
        } else {
            self.note_overdue();
        }
        if now.0 - inner.pruned_at.0 >= PRUNE_SECONDS {
            inner.pruned_at = now;
            let keep_from = now.minute().plus(-i64::from(self.parts.retention_days) * 24 * 60);
            self.parts.store.prune(keep_from, now).await?;
        }
        if self.parts.clock.is_virtual() {
            self.parts.webhooks.deliver_due(&self.judged.load()).await?;
        }
        Ok(())
    }

    /// Writes down for which of the incidents that are doubted the makers of their services speak: whoever judges them may
    /// be another process, that reads no status pages.
    async fn vouch(&self, vouched: &mut BTreeSet<IncidentId>, now: Timestamp) -> store::Result<()> {
        let services = self.hub.services();
        let incidents = services.values().filter_map(|live| live.snapshot.incident.as_deref());
        let doubted: Vec<&Incident> = incidents.filter(|incident| incident.is_doubted()).collect();
        vouched.retain(|id| doubted.iter().any(|incident| incident.id == *id));
        for incident in doubted {
            let official = self.hub.official(&incident.service);
            let is_trouble = official.is_some_and(|official| official.state(now).is_trouble());
            if is_trouble && !vouched.contains(&incident.id) {
                let vote = Vote {
                    endpoint: OFFICIAL.to_owned(),
                    answer: Answer::Confirm,
                    at: now,
                };
                self.parts.store.vote(&incident.service, &incident.id, &vote).await?;
                vouched.insert(incident.id.clone());
            }
        }
        Ok(())
    }

    /// Says when this machine's clock and the store's begin to differ, and when no more: reports are counted in the minute of
    /// the front that takes them, and a detector whose clock is ahead ends incidents of which it has not seen the counts.
    fn compare_clocks(&self, is_off: &mut bool, holding: &Holding) {
        let Some(time) = holding.time.filter(|_| !self.parts.clock.is_virtual()) else {
            return;
        };
        let ahead_seconds = self.parts.clock.now().0 - time.0;
        metrics::gauge!("groundswell_clock_ahead_seconds")
            .set(f64::from(i32::try_from(ahead_seconds).unwrap_or(i32::MAX)));
        let was_off = std::mem::replace(is_off, ahead_seconds.abs() > CLOCK_OFF_SECONDS_MAX);
        match (was_off, *is_off) {
            (false, true) => tracing::error!(ahead_seconds, "this clock and that of Redis differ; set them by NTP"),
            (true, false) => tracing::info!("this clock and that of Redis agree again"),
            _ => {}
        }
    }

    /// Gives up what somebody else judges by now, and what is more than its part.
    async fn share(&self, tick: &mut Tick, holding: &Holding) -> store::Result<()> {
        self.parts.leases.give_up(tick.take_fenced());
        if holding.surplus > 0 {
            let shards: Vec<Shard> = holding.leases.keys().rev().take(holding.surplus).copied().collect();
            tick.hand_over(&shards).await?;
            self.parts.leases.give_up(shards);
        }
        self.judged.store(Arc::new(tick.judged()));
        Ok(())
    }

    /// Stores all trackers and gives up all leases, before the process ends.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end(&self) -> store::Result<()> {
        let saved = match &mut self.inner.lock().await.tick {
            Some(tick) => tick.save().await,
            // The last beat came to no end, and what is stored is all that can be relied on.
            None => Ok(()),
        };
        self.parts.leases.leave().await.and(saved)
    }

    /// Beats until it is told to stop. What is wrong is said when it begins and when it ends, not each second of an outage.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) {
        let mut said = None;
        while !stop.is_cancelled() {
            let error = self.beat().await.err().map(|error| error.to_string());
            if error != said {
                if let Some(error) = &error {
                    tracing::error!(error, "heartbeats fail; trying again each second");
                } else {
                    tracing::info!("heartbeats go on");
                }
                said = error;
            }
            self.until_next(&stop).await;
        }
    }

    /// Says each second whether counts are delayed, also when a beat takes long or the heart does not beat at all.
    pub async fn watch(self: Arc<Self>, stop: CancellationToken) {
        while !stop.is_cancelled() {
            self.note_overdue();
            self.until_next(&stop).await;
        }
    }

    async fn until_next(&self, stop: &CancellationToken) {
        let next = Timestamp(self.parts.clock.now().0 + HEARTBEAT_SECONDS);
        tokio::select! {
            () = self.parts.clock.sleep_until(next) => {}
            () = stop.cancelled() => {}
        }
    }

    /// Takes files that have changed. A bad one is refused with its reason, and the last good one stays.
    async fn reload(&self, tick: &mut Tick, inner: &mut Inner, now: Timestamp) -> store::Result<()> {
        if now.0 - inner.reloaded_at.0 < RELOAD_SECONDS {
            return Ok(());
        }
        inner.reloaded_at = now;
        let files = self.parts.geoip.fingerprint();
        if files != inner.geoip_files {
            inner.geoip_files = files;
            let geoip = Arc::clone(&self.parts.geoip);
            let reloaded = tokio::task::spawn_blocking(move || geoip.reload()).await;
            match reloaded {
                Ok(Ok(())) => tracing::info!("the address databases were exchanged"),
                Ok(Err(reason)) => tracing::warn!(%reason, "new address databases refused; the last good ones stay"),
                Err(error) => supervise::note_end("address databases", error),
            }
        }
        let Some(path) = &self.parts.catalogue_file else {
            return Ok(());
        };
        let time = modified(path);
        if time == inner.catalogue_time {
            return Ok(());
        }
        match catalogue::load(path) {
            Ok(catalogue) => {
                let services = slugs(&catalogue);
                // When the store fails here, the file is as new to the next beat as it was to this one.
                tick.watch(&catalogue, now).await?;
                self.parts.leases.divide(&catalogue);
                self.parts.catalogue.store(Arc::new(catalogue));
                // After that, because pages of the old catalogue are valid until something public changes.
                self.hub.retain(|service| services.contains(service));
                tracing::info!(services = services.len(), "the catalogue was exchanged");
            }
            Err(reason) => tracing::warn!(%reason, "new catalogue refused; the last good one stays"),
        }
        inner.catalogue_time = time;
        Ok(())
    }
}

fn modified(path: &std::path::Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// The names of all services.
pub fn slugs(catalogue: &Catalogue) -> Vec<ServiceSlug> {
    catalogue
        .services()
        .iter()
        .map(|service| service.slug.clone())
        .collect()
}
