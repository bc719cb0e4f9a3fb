//! Puts the reading of official status pages together: which pages, and where what they say goes.

use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::config::Config;
use crate::domain::incident::Incident;
use crate::domain::service::{Catalogue, Service};
use crate::evidence::reader::{Reader, ReaderOptions};
use crate::evidence::watcher::{Feed, FeedList, Publish, Watcher};
use crate::pipeline::clock::Clock;
use crate::publish::hub::Hub;

/// What reads the services' own status pages, unless that is off. Without it the site works all the same, so a client
/// that cannot be made is no reason not to start.
pub(super) fn watcher(
    config: &Config,
    clock: &Clock,
    catalogue: &Arc<ArcSwap<Catalogue>>,
    hub: &Arc<Hub>,
    public_url: &str,
) -> Option<Watcher> {
    if !config.reads_official_status() {
        return None;
    }
    let options = ReaderOptions {
        allow: config.webhook_allow.clone(),
        public_url: public_url.to_owned(),
        ..ReaderOptions::default()
    };
    let reader = Reader::new(&options).inspect_err(|error| tracing::warn!(%error, "no official status page is read"));
    Some(Watcher::new(
        reader.ok()?,
        clock.clone(),
        feeds(catalogue, hub),
        publish(clock, hub),
    ))
}

fn feeds(catalogue: &Arc<ArcSwap<Catalogue>>, hub: &Arc<Hub>) -> FeedList {
    let (catalogue, hub) = (Arc::clone(catalogue), Arc::clone(hub));
    let feed = move |service: &Arc<Service>| {
        let incident = hub
            .service(&service.slug)
            .and_then(|live| live.snapshot.incident.clone());
        Some(Feed {
            service: service.slug.clone(),
            url: service.status_feed.clone()?,
            in_incident: incident.as_deref().is_some_and(Incident::is_open),
        })
    };
    Arc::new(move || catalogue.load().services().iter().filter_map(&feed).collect())
}

fn publish(clock: &Clock, hub: &Arc<Hub>) -> Publish {
    let (clock, hub) = (clock.clone(), Arc::clone(hub));
    Arc::new(move |service, official| hub.set_official(service, official, clock.now()))
}
