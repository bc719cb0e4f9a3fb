//! The live public state: the snapshot of every service, and the stream of what happens to them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use bytes::Bytes;
use tokio::sync::broadcast;

use super::event::{self, Event, EventId, News};
use crate::domain::bucket::Timestamp;
use crate::domain::crowd::Usual;
use crate::domain::incident::Transition;
use crate::domain::official::Official;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::Snapshot;
use crate::domain::tracker::Tracker;

/// Events kept for clients that come back with `Last-Event-ID`: some minutes of a busy site, and these of each service,
/// which has one in every minute.
const EVENTS_KEPT: usize = 1_000;
const EVENTS_KEPT_PER_SERVICE: usize = 2;

/// Moments with events that a slow reader may lag behind before it has to start over: there are one or two in a second.
const MOMENTS_WAITING_MAX: usize = 256;

/// Counts are called delayed when they could not be refreshed for so long: they are refreshed every second, and a store
/// that fails over is back within a few.
const DELAYED_SECONDS: i64 = 10;

/// What is known of a service right now.
#[derive(Debug, Clone)]
pub struct Live {
    /// Its public view.
    pub snapshot: Arc<Snapshot>,
    /// Its tracker as of the snapshot, to ask for the baseline of other times.
    pub baseline: Arc<Tracker>,
}

/// Live state by service, in the order of their slugs.
pub type Services = BTreeMap<ServiceSlug, Live>;

/// What a client gets that comes to listen.
#[derive(Debug)]
pub struct Subscription {
    /// The last event before those to come.
    pub latest: EventId,
    /// What it has missed, oldest first. `None` when that is not known any more: then it has to start over.
    pub missed: Option<Vec<Arc<Event>>>,
    /// Those to come.
    pub events: broadcast::Receiver<Arc<News>>,
}

/// How old the counts are.
#[derive(Debug, Clone, Copy, Default)]
struct Freshness {
    /// When they were last refreshed.
    refreshed_at: Option<Timestamp>,
    /// Set once that is too long ago.
    delayed_since: Option<Timestamp>,
}

/// The live public state. Readers never wait for writers.
pub struct Hub {
    services: ArcSwap<Services>,
    /// Grows with every change of what is public.
    generation: AtomicU64,
    /// What the services' own makers say, of those that have a page to read.
    officials: ArcSwap<BTreeMap<ServiceSlug, Arc<Official>>>,
    /// Tells this process from the one before it.
    run: u32,
    /// Held only to copy, or to set and tell, never across an await.
    freshness: Mutex<Freshness>,
    /// Recent events and the number of the next one. Held only to copy or append, never across an await.
    recent: Mutex<Recent>,
    sender: broadcast::Sender<Arc<News>>,
    /// The state of all services as text, for those who start over: after a restart that is everybody at once. Held only
    /// to copy or to make it, never across an await.
    whole: Mutex<Option<Whole>>,
}

/// The state of all services, and of when that is.
struct Whole {
    generation: u64,
    latest: EventId,
    text: Bytes,
}

#[derive(Default)]
struct Recent {
    events: VecDeque<Arc<Event>>,
    next_id: u64,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            services: ArcSwap::default(),
            generation: AtomicU64::new(1),
            officials: ArcSwap::default(),
            run: rand::random(),
            freshness: Mutex::default(),
            recent: Mutex::default(),
            sender: broadcast::Sender::new(MOMENTS_WAITING_MAX),
            whole: Mutex::default(),
        }
    }
}

impl Hub {
    /// The live state of all services at this moment.
    pub fn services(&self) -> Arc<Services> {
        self.services.load_full()
    }

    /// Differs from before whenever anything of this has changed: services, their snapshots, what
    /// their makers say, whether counts are delayed.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    fn note_change(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }

    /// The live state of one service.
    pub fn service(&self, service: &ServiceSlug) -> Option<Live> {
        self.services.load().get(service).cloned()
    }

    /// What is normal for a service where a report comes from; nothing is known of one that is not watched yet.
    pub fn usual(&self, service: &ServiceSlug, region: RegionCode, network: Asn) -> Usual {
        let services = self.services.load();
        let live = services.get(service);
        live.map_or_else(Usual::default, |live| live.baseline.usual(region, network))
    }

    /// Takes new live states and tells the streams of them.
    pub fn publish<'a>(&self, updates: impl IntoIterator<Item = (Live, &'a [Transition])>) {
        let mut updates = updates.into_iter().peekable();
        if updates.peek().is_none() {
            return;
        }
        let mut services = Services::clone(&self.services.load());
        let mut events = Vec::new();
        for (live, transitions) in updates {
            let service = live.snapshot.service.clone();
            let mut of_service = Vec::new();
            for transition in transitions {
                of_service.push(("transition", event::transition_data(&service, transition)));
            }
            of_service.push(("snapshot", event::snapshot_data(&live.snapshot)));
            events.push((service.clone(), of_service));
            services.insert(service, live);
        }
        self.services.store(Arc::new(services));
        self.note_change();
        self.send_all(events);
    }

    /// What the maker of a service says of it, when it has a page that is read.
    pub fn official(&self, service: &ServiceSlug) -> Option<Arc<Official>> {
        self.officials.load().get(service).cloned()
    }

    /// Takes the word of a service's maker, or lets go of it, and tells the streams when it differs from what was known.
    pub fn set_official(&self, service: &ServiceSlug, official: Option<&Arc<Official>>, now: Timestamp) {
        let before = self.official(service);
        self.officials.rcu(|known| {
            let mut officials = BTreeMap::clone(known);
            match official {
                Some(official) => officials.insert(service.clone(), Arc::clone(official)),
                None => officials.remove(service),
            };
            officials
        });
        self.note_change();
        let was_news = before.as_deref().map(|official| official.news(now));
        let news = official.map(|official| official.news(now));
        if was_news != news {
            self.send(
                Some(service.clone()),
                "official",
                &event::official_data(service, official.map(AsRef::as_ref), now),
            );
        }
    }

    /// Forgets services that the catalogue has lost.
    pub fn retain(&self, keep: impl Fn(&ServiceSlug) -> bool) {
        let mut services = Services::clone(&self.services.load());
        services.retain(|service, _| keep(service));
        self.services.store(Arc::new(services));
        self.note_change();
    }

    /// The stream of events to come, and those after `last_id`, when there is one. An id of another process, or one that
    /// is too old, has missed nobody knows what.
    pub fn subscribe(&self, last_id: Option<EventId>) -> Subscription {
        let recent = self.recent();
        let first_known = recent
            .events
            .front()
            .map_or(recent.next_id + 1, |event| event.id.number);
        let is_known = |last: EventId| {
            let is_in_time = last.number + 1 >= first_known && last.number <= recent.next_id;
            last.run == self.run && is_in_time
        };
        let after = |last: EventId| {
            let missed = recent.events.iter().filter(|event| event.id.number > last.number);
            is_known(last).then(|| missed.cloned().collect())
        };
        Subscription {
            latest: self.event_id(recent.next_id),
            missed: last_id.map_or_else(|| Some(Vec::new()), after),
            // Subscribed under the lock, so that no event falls between the two.
            events: self.sender.subscribe(),
        }
    }

    /// What a client that starts over has to be told: the state of a service, or of all, as `snapshot` events with the id
    /// of the last event before them.
    pub fn state(&self, latest: EventId, only: Option<&ServiceSlug>) -> Bytes {
        if let Some(only) = only {
            let live = self.service(only);
            let text = live.map(|live| event::text(latest, "snapshot", &event::snapshot_data(&live.snapshot)));
            return text.unwrap_or_default();
        }
        let generation = self.generation();
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        let is_fresh = |whole: &&Whole| whole.generation == generation && whole.latest == latest;
        if let Some(whole) = whole.as_ref().filter(is_fresh) {
            return whole.text.clone();
        }
        let mut text = String::new();
        for live in self.services.load().values() {
            event::push(&mut text, latest, "snapshot", &event::snapshot_data(&live.snapshot));
        }
        let text = Bytes::from(text);
        *whole = Some(Whole {
            generation,
            latest,
            text: text.clone(),
        });
        text
    }

    /// Since when counts are missing, when they could not be refreshed for a while.
    pub fn delayed_since(&self) -> Option<Timestamp> {
        self.freshness().delayed_since
    }

    /// Counts have been refreshed as of this moment.
    pub fn note_refreshed(&self, now: Timestamp) {
        let fresh = Freshness {
            refreshed_at: Some(now),
            delayed_since: None,
        };
        // Told while it is held, so that the end is not told before the beginning.
        let mut freshness = self.freshness();
        let before = std::mem::replace(&mut *freshness, fresh);
        if before.delayed_since.is_some() {
            self.note_change();
            tracing::info!("counts are up to date again");
            self.send(None, "delayed", &event::delayed_data(None));
        }
    }

    /// Counts have not been refreshed yet, or cannot be: after a while that is said.
    pub fn note_overdue(&self, now: Timestamp) {
        let mut freshness = self.freshness();
        let too_old = |at: &Timestamp| now.0 - at.0 >= DELAYED_SECONDS;
        let Some(since) = freshness.refreshed_at.filter(too_old) else {
            return;
        };
        if freshness.delayed_since.replace(since).is_none() {
            self.note_change();
            tracing::warn!("counts are delayed: the store does not answer, or no process judges some of the services");
            self.send(None, "delayed", &event::delayed_data(Some(since)));
        }
    }

    fn freshness(&self) -> MutexGuard<'_, Freshness> {
        self.freshness.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn event_id(&self, number: u64) -> EventId {
        EventId { run: self.run, number }
    }

    fn send(&self, service: Option<ServiceSlug>, name: &str, data: &str) {
        let mut recent = self.recent();
        let id = self.event_id(recent.next());
        let text = event::text(id, name, data);
        let event = Arc::new(Event { id, service, text });
        // Nobody listening is no error.
        let _ = self.sender.send(Arc::new(News::one(&event)));
        recent.keep([event], self.events_kept());
    }

    /// The same for several at a time, by service: thousands of services have news in the first second of a minute, and
    /// nobody shall have to start over for that.
    fn send_all(&self, events: Vec<(ServiceSlug, Vec<(&str, String)>)>) {
        let mut recent = self.recent();
        let mut text = String::new();
        let mut of = BTreeMap::new();
        let mut places = Vec::new();
        for (service, of_service) in events {
            let start = text.len();
            for (name, data) in of_service {
                let (id, from) = (self.event_id(recent.next()), text.len());
                event::push(&mut text, id, name, &data);
                places.push((id, service.clone(), from..text.len()));
            }
            of.insert(service, start..text.len());
        }
        let text = Bytes::from(text);
        let events = places.into_iter().map(|(id, service, place)| {
            let text = text.slice(place);
            let service = Some(service);
            Arc::new(Event { id, service, text })
        });
        recent.keep(events, self.events_kept());
        let _ = self.sender.send(Arc::new(News::several(text.clone(), of)));
    }

    fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn events_kept(&self) -> usize {
        EVENTS_KEPT.max(EVENTS_KEPT_PER_SERVICE * self.services.load().len())
    }
}

impl Recent {
    /// The number of the next event.
    fn next(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// Keeps some more events, and so many in all.
    fn keep(&mut self, events: impl IntoIterator<Item = Arc<Event>>, kept: usize) {
        self.events.extend(events);
        let surplus = self.events.len().saturating_sub(kept);
        self.events.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(subscription: &Subscription) -> Option<Vec<u64>> {
        let missed = subscription.missed.as_ref()?;
        Some(missed.iter().map(|event| event.id.number).collect())
    }

    #[test]
    fn who_comes_back_gets_what_was_missed_or_starts_over() {
        let hub = Hub::default();
        let start = hub.subscribe(None);
        assert_eq!((heard(&start), start.latest.number), (Some(vec![]), 0));
        for _ in 0..3 {
            hub.send(None, "delayed", "");
        }
        assert_eq!(heard(&hub.subscribe(Some(start.latest))), Some(vec![1, 2, 3]));
        assert_eq!(heard(&hub.subscribe(Some(hub.event_id(2)))), Some(vec![3]));
        assert_eq!(heard(&hub.subscribe(Some(hub.event_id(3)))), Some(vec![]));
        assert_eq!(
            heard(&hub.subscribe(Some(hub.event_id(4)))),
            None,
            "nobody has seen that"
        );
        let of_another_run = EventId {
            run: hub.run ^ 1,
            number: 2,
        };
        assert_eq!(heard(&hub.subscribe(Some(of_another_run))), None);
        for _ in 0..EVENTS_KEPT {
            hub.send(None, "delayed", "");
        }
        assert_eq!(heard(&hub.subscribe(Some(hub.event_id(2)))), None, "too old");
        assert_eq!(heard(&hub.subscribe(Some(hub.event_id(3)))).unwrap().len(), EVENTS_KEPT);
    }

    /// As in the first second of a minute.
    #[test]
    fn news_of_thousands_of_services_are_one_moment() {
        const SERVICES: usize = 10_000;
        let hub = Hub::default();
        let slugs: Vec<ServiceSlug> = (0..SERVICES)
            .map(|number| ServiceSlug::parse(&format!("s{number}")).unwrap())
            .collect();
        let mut asleep = hub.subscribe(None);
        let news = |slug: &ServiceSlug| {
            let data = |name: &str| format!("{name} of {slug}");
            let transition = (slug.as_str() == "s7").then(|| ("transition", data("transition")));
            let snapshot = ("snapshot", data("snapshot"));
            (slug.clone(), transition.into_iter().chain([snapshot]).collect())
        };
        hub.send_all(slugs.iter().map(news).collect());
        let moment = asleep.events.try_recv().unwrap();
        assert!(asleep.events.is_empty());
        let all = std::str::from_utf8(&moment.text(None)).unwrap().matches("id: ").count();
        assert_eq!(all, SERVICES + 1);
        let text = |number, name: &str| event::text(hub.event_id(number), name, &format!("{name} of s7"));
        let of_one = [text(8, "transition"), text(9, "snapshot")].concat();
        assert_eq!(moment.text(Some(&slugs[7])), of_one);
        let unknown = ServiceSlug::parse("unknown").unwrap();
        assert_eq!(moment.text(Some(&unknown)), Bytes::new());
        let missed = hub.subscribe(Some(hub.event_id(8))).missed;
        assert!(
            missed.is_none(),
            "of services that this hub does not have, few are kept"
        );
        let missed = hub.subscribe(Some(hub.event_id(10_000))).missed.unwrap();
        assert_eq!((missed.len(), missed[0].service.as_ref()), (1, slugs.last()));
    }

    #[test]
    fn the_word_of_a_maker_is_told_when_it_differs() {
        let (hub, slug) = (Hub::default(), ServiceSlug::parse("spotify").unwrap());
        let told = || hub.subscribe(Some(hub.event_id(0))).missed.unwrap().len();
        let unread = Official::default();
        hub.set_official(&slug, Some(&Arc::new(unread.clone())), Timestamp(0));
        assert_eq!(told(), 1);
        let failed = Arc::new(unread.failed(Timestamp(10)));
        let generation = hub.generation();
        hub.set_official(&slug, Some(&failed), Timestamp(10));
        assert_ne!(hub.generation(), generation, "pages say when it was read");
        assert_eq!(
            (told(), hub.official(&slug)),
            (1, Some(Arc::clone(&failed))),
            "a hiccup is no news"
        );
        hub.set_official(&slug, Some(&Arc::new(failed.failed(Timestamp(90)))), Timestamp(90));
        hub.set_official(&slug, Some(&Arc::new(failed.unchanged(Timestamp(95)))), Timestamp(95));
        hub.set_official(&slug, None, Timestamp(96));
        assert_eq!((told(), hub.official(&slug)), (4, None));
    }

    #[test]
    fn counts_are_delayed_after_ten_seconds_until_they_are_refreshed() {
        let hub = Hub::default();
        hub.note_overdue(Timestamp(1_000));
        assert_eq!(hub.delayed_since(), None, "nothing has been counted yet");
        hub.note_refreshed(Timestamp(1_000));
        hub.note_overdue(Timestamp(1_009));
        assert_eq!(hub.delayed_since(), None);
        for now in [1_010, 1_030] {
            hub.note_overdue(Timestamp(now));
            assert_eq!(hub.delayed_since(), Some(Timestamp(1_000)));
        }
        hub.note_refreshed(Timestamp(1_031));
        assert_eq!(hub.delayed_since(), None);
        let told = hub.subscribe(Some(hub.event_id(0))).missed.unwrap();
        let told: Vec<&Bytes> = told.iter().map(|event| &event.text).collect();
        let data = [r#"{"since":"1970-01-01T00:16:40Z"}"#, r#"{"since":null}"#];
        let text = |number, data| event::text(hub.event_id(number), "delayed", data);
        assert_eq!(told, [&text(1, data[0]), &text(2, data[1])]);
    }
}
