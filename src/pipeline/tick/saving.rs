//! What is stored: news with what made it, and trackers now and then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::stored_tracker::encode;
use super::watched::{News, Watched};
use super::{CHART_MINUTES, SAVE_MINUTES, Tick};
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::delivery::{Delivery, Endpoint};
use crate::domain::incident::Transition;
use crate::domain::service::ServiceSlug;
use crate::store::{Conclusion, Result, Shard, Store, StoreError, StoredTracker};

impl Tick {
    /// Stores all trackers, before the process ends.
    ///
    /// # Errors
    /// When the store does not answer; a restart then steps through the minutes since the last save.
    pub async fn save(&mut self) -> Result<()> {
        let mut watched = std::mem::take(&mut self.watched);
        let saved = self.save_these(&mut watched, |_| true).await;
        self.watched = watched;
        saved
    }

    /// Stores the trackers of the shards whose turn has come, up to this minute.
    pub(super) async fn save_until(&mut self, turn: Minute) -> Result<()> {
        let minutes = turn.0 - self.saved_at.0;
        let mut watched = std::mem::take(&mut self.watched);
        let is_due = |slug: &ServiceSlug| {
            let own = self.shards.shard(slug).map_or(0, |shard| i64::from(shard.0));
            (turn.0 - own).rem_euclid(SAVE_MINUTES) < minutes
        };
        let saved = self.save_these(&mut watched, is_due).await;
        self.watched = watched;
        saved?;
        self.saved_at = turn;
        Ok(())
    }

    /// Stores the trackers of those services that it judges. One with news that could not be stored has to wait for them:
    /// whoever goes on from a tracker that is ahead of them never tells them.
    pub(super) async fn save_these(
        &self,
        services: &mut BTreeMap<ServiceSlug, Watched>,
        which: impl Fn(&ServiceSlug) -> bool,
    ) -> Result<()> {
        let mut trackers = Vec::new();
        for (slug, watched) in services.iter_mut().filter(|(slug, _)| which(slug)) {
            if !watched.is_held() || !watched.unsaved.is_empty() {
                continue;
            }
            if watched.recorder.is_waiting() {
                watched.note(Vec::new(), false);
                let stored = store_each(&self.store, watched, slug, |_| Vec::new()).await;
                watched.unless_fenced(stored)?;
            }
            if watched.tracker.last_minute().is_some() {
                trackers.push(to_store(slug, watched));
            }
        }
        self.save_trackers(trackers, services).await
    }

    /// Stores trackers; what turns out to be judged by somebody else is followed from now on.
    pub(super) async fn save_trackers(
        &self,
        trackers: Vec<StoredTracker>,
        services: &mut BTreeMap<ServiceSlug, Watched>,
    ) -> Result<()> {
        match self.store.save_trackers(&trackers).await {
            Err(StoreError::Fenced(slug)) => {
                if let Some(watched) = services.get_mut(&slug) {
                    watched.lose();
                }
                Ok(())
            }
            saved => saved,
        }
    }

    /// Stores what is new of all services; what is announced waits for the streams.
    pub(super) async fn store_all_news(
        &self,
        services: &mut BTreeMap<ServiceSlug, Watched>,
        now: Timestamp,
    ) -> Result<()> {
        let (mut stored, mut failed) = (BTreeSet::new(), None);
        for (slug, watched) in &mut *services {
            watched.forget_before(now.minute().plus(-CHART_MINUTES));
            if watched.unsaved.is_empty() {
                continue;
            }
            let outcome = match self.store.endpoints().await {
                Ok(endpoints) => self.store_news(watched, slug, &endpoints).await,
                Err(error) => Err(error),
            };
            match watched.unless_fenced(outcome) {
                Ok(_) => drop(stored.insert(slug.clone())),
                Err(error) => failed = Some(error),
            }
        }
        let saved = self.save_companions(services, &stored).await;
        failed.map_or(saved, Err)
    }

    /// Stores what is new of a service, each change together with its outbox rows and the tracker that made it.
    pub(super) async fn store_news(
        &self,
        watched: &mut Watched,
        slug: &ServiceSlug,
        endpoints: &[Endpoint],
    ) -> Result<()> {
        store_each(&self.store, watched, slug, |news| {
            (self.announce)(endpoints, &news.incident, &news.messages)
        })
        .await
    }

    /// Stores the trackers of services that something is going on with and that are judged beside one with news: whoever
    /// takes over goes on from all of them as of the same moment.
    pub(super) async fn save_companions(
        &self,
        services: &mut BTreeMap<ServiceSlug, Watched>,
        news: &BTreeSet<ServiceSlug>,
    ) -> Result<()> {
        let shards: BTreeSet<Option<Shard>> = news.iter().map(|slug| self.shards.shard(slug)).collect();
        let companions = services.iter().filter(|(slug, watched)| {
            let is_busy = watched.tracker.possible() || watched.tracker.incident().is_some();
            let is_told = watched.unsaved.is_empty();
            watched.is_held()
                && is_busy
                && is_told
                && !news.contains(*slug)
                && shards.contains(&self.shards.shard(slug))
        });
        let trackers: Vec<_> = companions.map(|(slug, watched)| to_store(slug, watched)).collect();
        if trackers.is_empty() {
            return Ok(());
        }
        self.save_trackers(trackers, services).await
    }
}

async fn store_each(
    store: &Arc<dyn Store>,
    watched: &mut Watched,
    slug: &ServiceSlug,
    deliveries: impl Fn(&News) -> Vec<Delivery>,
) -> Result<()> {
    while let Some(news) = watched.unsaved.first() {
        let conclusion = Conclusion {
            service: slug,
            tracker: &news.tracker,
            incident: Some(&news.incident),
            deliveries: &deliveries(news),
            notes: &watched.recorder.notes(),
            fence: watched.fence,
        };
        store.conclude(conclusion).await?;
        watched.recorder.clear();
        let news = watched.unsaved.remove(0);
        log(slug, &news.transitions);
        watched.heard.extend(news.transitions);
        watched.remember(news.incident);
        watched.snapshot_minute = None;
    }
    Ok(())
}

pub(super) fn to_store(slug: &ServiceSlug, watched: &Watched) -> StoredTracker {
    StoredTracker {
        service: slug.clone(),
        bytes: encode(&watched.tracker),
        fence: watched.fence,
    }
}

/// Writes down what is announced; what is found in old history is not.
fn log(slug: &ServiceSlug, transitions: &[Transition]) {
    for transition in transitions {
        tracing::info!(service = %slug, transition = %transition.id, kind = transition.kind.as_str(), "incident");
    }
}
