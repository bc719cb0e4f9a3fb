//! A service whose tracker is not stored, or cannot be read by this version: everything is learned again from its counts.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::saving::to_store;
use super::watched::Watched;
use super::{Tick, last_complete};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::detector::Settings;
use crate::domain::incident::Incident;
use crate::domain::service::ServiceSlug;
use crate::store::{Result, StoreError};

/// A service and the history that its tracker has still to take.
struct Learner {
    watched: Watched,
    counts: Peekable<IntoIter<(Minute, Bucket)>>,
    /// Its incidents as they are stored.
    known: Vec<Incident>,
    settings: Settings,
    next: Minute,
    until: Minute,
}

impl Learner {
    /// Takes minutes until there is something to store. Says whether there is, or else all of them are taken.
    fn go_on(&mut self) -> bool {
        let silence = Bucket::default();
        while self.next <= self.until {
            let minute = self.next;
            self.next = minute.plus(1);
            let bucket = self.counts.next_if(|(at, _)| *at == minute).map(|(_, bucket)| bucket);
            let bucket = bucket.as_ref().unwrap_or(&silence);
            let steps = self.watched.take_minute(minute, bucket, &self.settings);
            if !steps.is_empty() && self.watched.keep_told(&self.known, minute) {
                return true;
            }
        }
        self.watched.keep_told(&self.known, self.until);
        false
    }
}

impl Tick {
    /// Steps through a service's history. What is found there is recorded without telling anybody.
    pub(super) async fn learn(
        &self,
        watched: Watched,
        slug: &ServiceSlug,
        counts: Vec<(Minute, Bucket)>,
        known: Vec<Incident>,
        now: Timestamp,
    ) -> Result<Watched> {
        let until = last_complete(now);
        let is_new = counts.is_empty();
        let mut learner = Box::new(Learner {
            watched,
            next: counts.first().map_or(until, |(minute, _)| *minute),
            counts: counts.into_iter().peekable(),
            known,
            settings: self.settings.clone(),
            until,
        });
        loop {
            let has_news;
            (learner, has_news) = aside(move || {
                let has_news = learner.go_on();
                (learner, has_news)
            })
            .await?;
            if !has_news {
                break;
            }
            learner.watched.note(Vec::new(), false);
            self.store_news(&mut learner.watched, slug, &[]).await?;
        }
        let mut watched = learner.watched;
        if !is_new {
            watched.is_untold = watched.tracker.incident().is_some_and(Incident::is_open);
            self.store.save_trackers(&[to_store(slug, &watched)]).await?;
        }
        Ok(watched)
    }
}

/// Works on a thread beside those that answer. A panic goes on where the work was waited for.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_ended) => StoreError::Unavailable("this process ends".to_owned()),
    })
}
