//! Which services this process judges, and how the others come to be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::super::view;
use super::watched::{Mark, Shown, Watched};
use super::{HISTORY_LENGTH, SAVE_MINUTES, Tick, decode, is_from_the_future};
use crate::domain::bucket::Timestamp;
use crate::domain::incident::Incident;
use crate::domain::service::ServiceSlug;
use crate::domain::tracker::Tracker;
use crate::store::{Fence, Holding, Result, Shard, StoreError, StoredView};

/// A service that cannot be read is tried again after this time.
const UNREADABLE_PAUSE_SECONDS: i64 = 60;

impl Tick {
    /// Judges under these leases from now on: loads the trackers of what has come, and follows what has gone.
    ///
    /// # Errors
    /// When the store does not answer; what has come is tried again with the next call.
    pub async fn hold(&mut self, holding: &Holding, now: Timestamp) -> Result<()> {
        self.leases.clone_from(&holding.leases);
        self.elsewhere.clone_from(&holding.elsewhere);
        self.unreadable.retain(|_, until| now < *until);
        self.take_up(Vec::new(), now).await
    }

    /// Stores the trackers of these shards and judges them no longer, so that somebody else can.
    ///
    /// # Errors
    /// When the store does not answer; then they are judged on.
    pub async fn hand_over(&mut self, shards: &[Shard]) -> Result<()> {
        let slugs = self.of_shards(shards);
        let mut watched = std::mem::take(&mut self.watched);
        let saved = self.save_these(&mut watched, |slug| slugs.contains(slug)).await;
        self.watched = watched;
        saved?;
        for slug in &slugs {
            if let Some(watched) = self.watched.get_mut(slug) {
                watched.follow();
            }
        }
        Ok(())
    }

    /// Shards of which the store has said since the last call that somebody else judges them by now.
    pub fn take_fenced(&mut self) -> BTreeSet<Shard> {
        let mut shards = BTreeSet::new();
        for (slug, watched) in &mut self.watched {
            if std::mem::take(&mut watched.is_fenced) {
                shards.extend(self.shards.shard(slug));
            }
        }
        shards
    }

    /// The services that this process judges.
    #[must_use]
    pub fn judged(&self) -> Vec<ServiceSlug> {
        let judged = self.watched.iter().filter(|(_, watched)| watched.is_held());
        judged.map(|(slug, _)| slug.clone()).collect()
    }

    fn of_shards(&self, shards: &[Shard]) -> BTreeSet<ServiceSlug> {
        let is_meant = |slug: &&ServiceSlug| self.shards.shard(slug).is_some_and(|shard| shards.contains(&shard));
        self.watched.keys().filter(is_meant).cloned().collect()
    }

    fn fence_of(&self, slug: &ServiceSlug) -> Option<Fence> {
        if self.elsewhere.contains(slug) || self.unreadable.contains_key(slug) {
            return None;
        }
        let shard = self.shards.shard(slug)?;
        self.leases.get(&shard).copied()
    }

    /// Makes what is judged match the leases; takes up fresh services besides.
    pub(super) async fn take_up(&mut self, fresh: Vec<ServiceSlug>, now: Timestamp) -> Result<()> {
        let mut gained: BTreeMap<Fence, Vec<ServiceSlug>> = BTreeMap::new();
        let mut followed = Vec::new();
        for slug in fresh {
            match self.fence_of(&slug) {
                Some(fence) => gained.entry(fence).or_default().push(slug),
                None => followed.push(slug),
            }
        }
        let mut lost = Vec::new();
        for (slug, watched) in &self.watched {
            match self.fence_of(slug) {
                Some(fence) if watched.fence != Some(fence) => gained.entry(fence).or_default().push(slug.clone()),
                None if watched.is_held() => lost.push(slug.clone()),
                _ => {}
            }
        }
        for slug in &lost {
            if let Some(watched) = self.watched.get_mut(slug) {
                watched.follow();
            }
        }
        let followed = self.load_followed(followed, now).await?;
        self.watched.extend(followed);
        for (fence, slugs) in gained {
            self.gain(fence, slugs, now).await?;
        }
        Ok(())
    }

    /// Takes over the services of a shard. All are loaded before they catch up, side by side. One that cannot be read is
    /// shown as it was and tried again after a while: the others are not to wait for it.
    async fn gain(&mut self, fence: Fence, slugs: Vec<ServiceSlug>, now: Timestamp) -> Result<()> {
        let trackers = match self.store.take_over(&slugs, fence).await {
            Err(StoreError::Fenced(_)) => return self.give_way(slugs, now).await,
            trackers => trackers?,
        };
        let mut found = Vec::new();
        for (slug, tracker) in slugs.iter().zip(trackers) {
            if tracker.is_some() || !self.goes_on(slug, fence) {
                found.push((slug.clone(), tracker));
            }
        }
        let (loaded, unreadable) = self.load_all(found, fence, now).await?;
        for (slug, error) in unreadable {
            // At a start nothing is known that could be shown in its place.
            let Some(watched) = self.watched.get_mut(&slug).filter(|_| self.store.is_shared()) else {
                return Err(error);
            };
            tracing::error!(
                service = %slug,
                %error,
                "a service cannot be read, is of a newer version perhaps; it is not judged until it can be"
            );
            watched.follow();
            self.unreadable
                .insert(slug, Timestamp(now.0 + UNREADABLE_PAUSE_SECONDS));
        }
        for (slug, mut watched) in loaded {
            if let Some(before) = self.watched.get_mut(&slug) {
                watched.succeed(before);
            }
            self.watched.insert(slug, watched);
        }
        Ok(())
    }

    /// A store that has lost everything, leases and trackers, does not make this process forget what it knows.
    fn goes_on(&mut self, slug: &ServiceSlug, fence: Fence) -> bool {
        let known = self.watched.get_mut(slug).filter(|watched| watched.is_held());
        let goes_on = known.is_some();
        if let Some(watched) = known {
            watched.fence = Some(fence);
            watched.shown = None;
        }
        goes_on
    }

    /// Somebody has come with a larger fence before these services were taken over.
    async fn give_way(&mut self, slugs: Vec<ServiceSlug>, now: Timestamp) -> Result<()> {
        let fresh = slugs.iter().filter(|slug| !self.watched.contains_key(*slug)).cloned();
        let fresh = self.load_followed(fresh.collect(), now).await?;
        self.watched.extend(fresh);
        self.note_fenced(&slugs);
        Ok(())
    }

    fn note_fenced(&mut self, slugs: &[ServiceSlug]) {
        for slug in slugs {
            if let Some(watched) = self.watched.get_mut(slug) {
                watched.lose();
            }
        }
    }

    /// Services that another process judges: as they were stored last, until their holder's view comes.
    async fn load_followed(&self, slugs: Vec<ServiceSlug>, now: Timestamp) -> Result<BTreeMap<ServiceSlug, Watched>> {
        let stored = self.store.trackers(&slugs).await?;
        let mut loaded = BTreeMap::new();
        for (slug, stored) in slugs.into_iter().zip(stored) {
            let tracker = stored.and_then(|bytes| decode(&slug, &bytes));
            let tracker = tracker.filter(|tracker| !is_from_the_future(&slug, tracker, now));
            let tracker = tracker.unwrap_or_else(|| Tracker::new(slug.clone()));
            let mut watched = Watched::new(tracker, &self.settings, None);
            watched.take_history(self.store.incidents(&slug, HISTORY_LENGTH).await?);
            watched.heard.clear();
            loaded.insert(slug, watched);
        }
        Ok(loaded)
    }

    /// Takes the views of services that another process judges; answers which have changed.
    pub(super) async fn look(&mut self) -> Result<Vec<ServiceSlug>> {
        let slugs: Vec<ServiceSlug> = self
            .watched
            .iter()
            .filter(|(_, watched)| !watched.is_held())
            .map(|(slug, _)| slug.clone())
            .collect();
        if slugs.is_empty() {
            return Ok(slugs);
        }
        let versions = self.store.view_versions(&slugs).await?;
        let is_new = |(slug, version): &(ServiceSlug, u64)| {
            *version != 0
                && self
                    .watched
                    .get(slug)
                    .is_some_and(|watched| watched.view_version != *version)
        };
        let (slugs, versions): (Vec<ServiceSlug>, Vec<u64>) = slugs.into_iter().zip(versions).filter(is_new).unzip();
        let views = self.store.views(&slugs).await?;
        let mut changed = Vec::new();
        for ((slug, version), bytes) in slugs.into_iter().zip(versions).zip(views) {
            if self.take_view(&slug, version, bytes.as_deref()).await? {
                changed.push(slug);
            }
        }
        Ok(changed)
    }

    /// Takes a view; one that cannot be read leaves everything as it was. Says whether it was taken.
    async fn take_view(&mut self, slug: &ServiceSlug, version: u64, bytes: Option<&[u8]>) -> Result<bool> {
        let (Some(watched), Some(bytes)) = (self.watched.get_mut(slug), bytes) else {
            return Ok(false);
        };
        let Some(view) = view::decode(bytes) else {
            tracing::warn!(service = %slug, "what its detector shows is of another version; the last view stays");
            watched.view_version = version;
            return Ok(false);
        };
        // Read before anything is changed, so that a failure leaves all of it for the next look.
        let mut incidents = None;
        if watched.is_of_another_incident(&view) {
            incidents = match self.store.incidents(slug, HISTORY_LENGTH).await {
                Err(StoreError::Corrupt(reason)) => {
                    tracing::warn!(service = %slug, reason, "an incident cannot be read; the last view stays");
                    watched.view_version = version;
                    return Ok(false);
                }
                incidents => Some(incidents?),
            };
        }
        watched.view_version = version;
        Ok(watched.take_view(view, incidents))
    }

    /// Shows others what has changed of the services that this process judges: at once when it matters, else every few
    /// minutes.
    pub(super) async fn show(&mut self) -> Result<()> {
        if !self.store.is_shared() {
            return Ok(());
        }
        let (mut views, mut shown) = (Vec::new(), Vec::new());
        for (slug, watched) in self.watched.iter().filter(|(_, watched)| watched.is_held()) {
            let now = Shown {
                mark: Mark::of(&watched.tracker, watched.attribution.as_ref()),
                minute: watched.tracker.last_minute(),
            };
            if is_worth_showing(slug, watched, &now) {
                let (version, bytes) = view::encode(&watched.tracker, watched.attribution.as_ref());
                views.push(StoredView {
                    service: slug.clone(),
                    version,
                    bytes,
                    fence: watched.fence,
                });
                shown.push((slug.clone(), now));
            }
        }
        match self.store.put_views(&views).await {
            Err(StoreError::Fenced(slug)) => self.note_fenced(&[slug]),
            put => put?,
        }
        for (slug, now) in shown {
            if let Some(watched) = self.watched.get_mut(&slug) {
                watched.shown = Some(now);
            }
        }
        Ok(())
    }
}

/// Whether others should see it now: what matters has changed, an incident goes on, or they have waited for long; not for
/// all services in the same minute.
fn is_worth_showing(slug: &ServiceSlug, watched: &Watched, now: &Shown) -> bool {
    let Some(last) = &watched.shown else { return true };
    let minutes = now.minute.zip(last.minute).map_or(0, |(now, last)| now.0 - last.0);
    if last.mark != now.mark || minutes <= 0 {
        return last.mark != now.mark;
    }
    let is_open = watched.tracker.incident().is_some_and(Incident::is_open);
    let wait = SAVE_MINUTES + slug.as_str().bytes().map(i64::from).sum::<i64>() % SAVE_MINUTES;
    is_open || watched.tracker.possible() || minutes >= wait
}
