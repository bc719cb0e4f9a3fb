//! Reads all status pages in turn, a few at a time, and tells what is known of each. Nothing depends on it: when no page
//! answers, pages say so, and all else goes on.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::parse;
use super::reader::{Answer, Failure, Reader, Validators};
use super::schedule::Course;
use crate::domain::bucket::Timestamp;
use crate::domain::official::{Official, Reading, plain};
use crate::domain::service::ServiceSlug;
use crate::outbound::address;
use crate::pipeline::clock::Clock;
use crate::supervise;

/// Pages that are read at the same time: hosts that hang hold one of these for ten seconds each.
pub const AT_ONCE_MAX: usize = 8;

/// Pages that are read within a minute, of all services: enough for two hundred. With more, each waits longer.
pub const PER_MINUTE_MAX: usize = 120;

/// A page that has not changed for so long is read anew all the same: what stands in it grows old.
const UNCHANGED_SECONDS_MAX: i64 = 6 * 3_600;

/// The metric of readings by what came of them.
const FETCHES: &str = "groundswell_official_fetches_total";

/// A page to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Whose.
    pub service: ServiceSlug,
    /// Where: a Statuspage summary, RSS or Atom.
    pub url: String,
    /// Whether the crowd sees an incident, so that it is read more often.
    pub in_incident: bool,
}

/// Answers the pages to read, which may change at any time.
pub type FeedList = Arc<dyn Fn() -> Vec<Feed> + Send + Sync>;

/// Takes what is known of a service; nothing when it has no page any more.
pub type Publish = Arc<dyn Fn(&ServiceSlug, Option<&Arc<Official>>) + Send + Sync>;

/// Reads all status pages in turn.
pub struct Watcher {
    reader: Reader,
    clock: Clock,
    feeds: FeedList,
    publish: Publish,
    /// The process's own, so that no two processes ask in step.
    seed: u64,
    watched: BTreeMap<ServiceSlug, Watched>,
    under_way: JoinSet<Done>,
    /// Readings that began within the last minute.
    begun: VecDeque<Timestamp>,
}

/// A page and what is known of it.
struct Watched {
    url: String,
    course: Course,
    is_under_way: bool,
    /// Those of the page that was parsed, and when that was.
    validators: Validators,
    parsed_at: Timestamp,
    official: Arc<Official>,
}

/// A reading that is over.
struct Done {
    service: ServiceSlug,
    url: String,
    outcome: Outcome,
}

/// What came of it.
enum Outcome {
    Read(Reading, Validators),
    Unchanged,
    Failed(String, &'static str, Option<i64>),
}

impl Watcher {
    /// A watcher that has read nothing yet.
    #[must_use]
    pub fn new(reader: Reader, clock: Clock, feeds: FeedList, publish: Publish) -> Self {
        Self {
            reader,
            clock,
            feeds,
            publish,
            seed: rand::random(),
            watched: BTreeMap::new(),
            under_way: JoinSet::new(),
            begun: VecDeque::new(),
        }
    }

    /// Reads until it is told to stop; what is under way then is given up. Should it have been broken off before, it goes on
    /// with what it knows, and within its budget.
    pub async fn run(&mut self, stop: CancellationToken) {
        self.give_up().await;
        while !stop.is_cancelled() {
            self.begin_due();
            let next_look = Timestamp(self.clock.now().0 + 1);
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.clock.sleep_until(next_look) => {}
                Some(done) = self.under_way.join_next() => self.note(done),
            }
        }
        self.give_up().await;
    }

    /// Ends what is under way; it is due again in its turn.
    async fn give_up(&mut self) {
        self.under_way.shutdown().await;
        for watched in self.watched.values_mut() {
            watched.is_under_way = false;
        }
    }

    /// Reads what is due at this moment, as far as the budget goes, and answers how many pages that were.
    pub async fn read_due(&mut self) -> usize {
        let mut read = 0;
        loop {
            self.begin_due();
            let Some(done) = self.under_way.join_next().await else {
                return read;
            };
            self.note(done);
            read += 1;
        }
    }

    /// Begins to read what is due, longest overdue first.
    fn begin_due(&mut self) {
        let now = self.clock.now();
        let feeds = (self.feeds)();
        self.take_changes(&feeds, now);
        let mut due: Vec<(Timestamp, &Feed)> = feeds
            .iter()
            .filter_map(|feed| {
                let watched = self
                    .watched
                    .get(&feed.service)
                    .filter(|watched| !watched.is_under_way)?;
                let due_at = watched.course.due_at(&feed.service, self.seed, feed.in_incident);
                (due_at <= now).then_some((due_at, feed))
            })
            .collect();
        due.sort_by_key(|&(due_at, _)| due_at);
        while self.begun.front().is_some_and(|at| now.0 - at.0 >= 60) {
            self.begun.pop_front();
        }
        let room = (AT_ONCE_MAX - self.under_way.len().min(AT_ONCE_MAX)).min(PER_MINUTE_MAX - self.begun.len());
        for (_, feed) in due.into_iter().take(room) {
            self.begin(feed, now);
        }
    }

    fn begin(&mut self, feed: &Feed, now: Timestamp) {
        let Some(watched) = self.watched.get_mut(&feed.service) else {
            return;
        };
        watched.course = watched.course.begun(now);
        watched.is_under_way = true;
        self.begun.push_back(now);
        let (reader, clock, validators) = (self.reader.clone(), self.clock.clone(), watched.validators(now));
        let (service, url) = (feed.service.clone(), feed.url.clone());
        self.under_way.spawn(async move {
            let outcome = read(&reader, &url, &validators, &clock).await;
            Done { service, url, outcome }
        });
    }

    /// Takes up new pages and lets go of those that the catalogue has lost or moved.
    fn take_changes(&mut self, feeds: &[Feed], now: Timestamp) {
        let is_same =
            |service: &ServiceSlug, url: &str| feeds.iter().any(|feed| feed.service == *service && feed.url == url);
        let gone: Vec<ServiceSlug> = self
            .watched
            .iter()
            .filter(|(service, watched)| !is_same(service, &watched.url))
            .map(|(service, _)| service.clone())
            .collect();
        for service in gone {
            self.watched.remove(&service);
            (self.publish)(&service, None);
        }
        for feed in feeds {
            if !self.watched.contains_key(&feed.service) {
                let watched = Watched::new(feed, now);
                (self.publish)(&feed.service, Some(&watched.official));
                self.watched.insert(feed.service.clone(), watched);
            }
        }
    }

    fn note(&mut self, done: Result<Done, tokio::task::JoinError>) {
        let done = match done {
            Ok(done) => done,
            Err(error) => {
                // Whose it was is not known, so all that seem under way are asked again in their turn.
                supervise::note_end("status page", error);
                for watched in self.watched.values_mut() {
                    watched.is_under_way = false;
                }
                return;
            }
        };
        let now = self.clock.now();
        let watched = self.watched.get_mut(&done.service);
        let Some(watched) = watched.filter(|watched| watched.url == done.url) else {
            return;
        };
        watched.note(&done.service, done.outcome, now);
        (self.publish)(&done.service, Some(&watched.official));
    }
}

impl Watched {
    fn new(feed: &Feed, now: Timestamp) -> Self {
        Self {
            url: feed.url.clone(),
            course: Course::new(now),
            is_under_way: false,
            validators: Validators::default(),
            parsed_at: now,
            official: Arc::default(),
        }
    }

    fn validators(&self, now: Timestamp) -> Validators {
        if now.0 - self.parsed_at.0 < UNCHANGED_SECONDS_MAX {
            self.validators.clone()
        } else {
            Validators::default()
        }
    }

    fn note(&mut self, service: &ServiceSlug, outcome: Outcome, now: Timestamp) {
        self.is_under_way = false;
        let was_away = self.official.unreachable_since().is_some();
        let (official, reason) = match outcome {
            Outcome::Read(reading, validators) => {
                count("read");
                (self.validators, self.parsed_at) = (validators, now);
                self.course = self.course.succeeded();
                (self.official.after(reading, now), String::new())
            }
            Outcome::Unchanged => {
                count("unchanged");
                self.course = self.course.succeeded();
                (self.official.unchanged(now), String::new())
            }
            Outcome::Failed(reason, kind, retry_after_seconds) => {
                count(kind);
                self.course = self.course.failed(now, retry_after_seconds);
                (self.official.failed(now), reason)
            }
        };
        let is_away = official.unreachable_since().is_some();
        let host = address::host(&self.url);
        // Once when it goes and once when it comes back, however long it is away.
        match (was_away, is_away) {
            (false, true) => tracing::warn!(%service, host, reason, "an official status page cannot be read"),
            (true, false) => tracing::info!(%service, host, "an official status page can be read again"),
            _ => {}
        }
        self.official = Arc::new(official);
    }
}

async fn read(reader: &Reader, url: &str, validators: &Validators, clock: &Clock) -> Outcome {
    match reader.read(url, validators, clock.now()).await {
        Ok(Answer::Unchanged) => Outcome::Unchanged,
        Ok(Answer::Page { body, validators }) => match parse(&body, clock.now()) {
            Ok(reading) => Outcome::Read(reading, validators),
            // Parsers quote what they stumble over.
            Err(reason) => Outcome::Failed(plain(&reason).unwrap_or_default(), "unreadable", None),
        },
        Err(failure) => {
            let (kind, retry_after_seconds) = match &failure {
                Failure::Refused(_) => ("refused", None),
                Failure::Unreachable(_) => ("unreachable", None),
                Failure::Status {
                    retry_after_seconds, ..
                } => ("status", *retry_after_seconds),
                Failure::TooLong => ("too_long", None),
            };
            Outcome::Failed(failure.to_string(), kind, retry_after_seconds)
        }
    }
}

fn count(outcome: &'static str) {
    metrics::counter!(FETCHES, "outcome" => outcome).increment(1);
}
