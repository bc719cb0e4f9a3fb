//! One service, as far as the tick knows it: its tracker, its last day, and what is still to be stored.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::super::recorder::Recorder;
use super::super::stored_tracker::encode;
use super::super::view::View;
use super::reading::{Reading, Span};
use super::{GAP_MINUTES_MIN, HISTORY_LENGTH, last_complete};
use crate::domain::attribution::{Attribution, Outcome};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::confidence::{Glance, Level, Site};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, IncidentId, Transition};
use crate::domain::series::Series;
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::{CHART_STEP_MINUTES, Inputs, Snapshot};
use crate::domain::tracker::Tracker;
use crate::store::{Fence, Result, StoreError};

/// Transitions that are older are not told as if they had just happened.
const NEWS_MINUTES_MAX: i64 = 60;

/// One service, as far as the tick knows it.
pub(super) struct Watched {
    /// The lease under which this process judges it. Without one it only shows what another process thinks of it.
    pub fence: Option<Fence>,
    /// Another process turned out to judge it by now.
    pub is_fenced: bool,
    /// The version of the view that was read last, of a service that another process judges.
    pub view_version: u64,
    /// Views of before this minute are older than what this process knows itself.
    not_before: Option<Minute>,
    /// What others have been shown last.
    pub shown: Option<Shown>,
    /// What the streams have still to be told: transitions that another process announced, or this one at a takeover.
    pub heard: Vec<Transition>,
    pub tracker: Tracker,
    /// The store's version at the last read.
    pub version: Option<u64>,
    /// Buckets of the last day.
    pub day: BTreeMap<Minute, Bucket>,
    /// The same in steps of the chart. Kept, because a chart is made each second of an outage, and its day has thousands of
    /// regions a minute.
    pub steps: Series,
    /// Incidents that people have been told of.
    pub history: Vec<Arc<Incident>>,
    /// What the store has not taken yet, oldest first; tried again with the next tick.
    pub unsaved: Vec<News>,
    /// Nobody has been told of the open incident: it was found in old history.
    pub is_untold: bool,
    /// Whose trouble its reports are, when they are more than usual.
    pub attribution: Option<Attribution>,
    /// What the counts alone do not tell of its incidents.
    pub recorder: Recorder,
    /// Minutes ahead in which nobody was counting.
    gap: Option<RangeInclusive<Minute>>,
    pub snapshot_version: u64,
    /// The minute of the last snapshot: charts and windows move with every minute.
    pub snapshot_minute: Option<Minute>,
}

/// What others have been shown of a service, as far as it tells whether they have to be shown more.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    possible: bool,
    attribution: Option<Attribution>,
    /// Its id, its number of transitions and the last of them, and whether people are told of it and alerted.
    incident: Option<(IncidentId, usize, String, [bool; 2])>,
}

/// What others have been shown last.
#[derive(Debug)]
pub(super) struct Shown {
    pub mark: Mark,
    pub minute: Option<Minute>,
}

impl Mark {
    pub fn of(tracker: &Tracker, attribution: Option<&Attribution>) -> Self {
        let incident = tracker.incident().map(|incident| {
            let last = incident.transitions.last();
            let last = last.map(|transition| transition.id.clone()).unwrap_or_default();
            (
                incident.id.clone(),
                incident.transitions.len(),
                last,
                [incident.is_held(), incident.confidence.is_low()],
            )
        });
        Self {
            possible: tracker.possible(),
            attribution: attribution.cloned(),
            incident,
        }
    }
}

/// Transitions of which people have been told and this process did not know. What is older than an hour is no news.
fn news_between(known: &[Arc<Incident>], fresh: &[Arc<Incident>], now: Option<Minute>) -> Vec<Transition> {
    let oldest = now.map_or(i64::MIN, |now| now.plus(-NEWS_MINUTES_MAX).start().0);
    let of = |incidents: &[Arc<Incident>]| -> Vec<Transition> {
        let all = incidents.iter().flat_map(|incident| incident.transitions.iter());
        all.filter(|transition| transition.at.0 >= oldest).cloned().collect()
    };
    let known = of(known);
    let mut news = of(fresh);
    news.retain(|transition| known.iter().all(|known| known.id != transition.id));
    news.sort_by_key(|transition| (transition.at, transition.sequence));
    news
}

/// A change of an incident that has to be stored.
pub(super) struct News {
    pub incident: Incident,
    /// What is to be announced.
    pub transitions: Vec<Transition>,
    /// What receivers of alerts are to be told.
    pub messages: Vec<Transition>,
    /// The tracker that made it, serialised.
    pub tracker: Vec<u8>,
}

/// The minute under way and how many of its seconds have passed; none before the first.
fn under_way(now: Timestamp) -> Option<(Minute, u32)> {
    let running = last_complete(now).plus(1);
    let elapsed = (now.0 - running.start().0).clamp(0, 59);
    let elapsed = u32::try_from(elapsed).ok().filter(|elapsed| *elapsed > 0)?;
    Some((running, elapsed))
}

impl Watched {
    pub fn new(tracker: Tracker, settings: &Settings, fence: Option<Fence>) -> Self {
        Self {
            fence,
            is_fenced: false,
            view_version: 0,
            not_before: None,
            shown: None,
            heard: Vec::new(),
            recorder: Recorder::new(&tracker, settings),
            gap: None,
            tracker,
            version: None,
            day: BTreeMap::new(),
            steps: Series::new(CHART_STEP_MINUTES),
            history: Vec::new(),
            unsaved: Vec::new(),
            is_untold: false,
            attribution: None,
            snapshot_version: 0,
            snapshot_minute: None,
        }
    }

    /// Whether this process judges it.
    pub fn is_held(&self) -> bool {
        self.fence.is_some()
    }

    /// Judges it no longer. What the store has not taken is for its next holder to find.
    pub fn follow(&mut self) {
        self.fence = None;
        self.not_before = self.tracker.last_minute();
        self.view_version = 0;
        self.shown = None;
        self.gap = None;
        self.unsaved.clear();
        self.recorder.clear();
    }

    /// Somebody else judges it by now, as the store has said.
    pub fn lose(&mut self) {
        self.follow();
        self.not_before = None;
        self.is_fenced = true;
    }

    /// What came of storing something; nothing when somebody else judges the service by now.
    pub fn unless_fenced<T>(&mut self, stored: Result<T>) -> Result<Option<T>> {
        match stored {
            Err(StoreError::Fenced(_)) => {
                self.lose();
                Ok(None)
            }
            stored => stored.map(Some),
        }
    }

    /// Goes on from what this process knew of the service while another one judged it.
    pub fn succeed(&mut self, before: &mut Self) {
        let mut day = std::mem::take(&mut before.day);
        day.append(&mut self.day);
        self.day = day;
        std::mem::swap(&mut self.steps, &mut before.steps);
        self.version = before.version;
        self.snapshot_version = before.snapshot_version;
        self.heard = news_between(&before.history, &self.history, self.tracker.last_minute());
    }

    /// Goes on from what people have been shown.
    pub fn go_on_from(&mut self, shown: &Snapshot) {
        self.snapshot_version = self.snapshot_version.max(shown.version);
        let known: Vec<Arc<Incident>> = shown.incident.iter().chain(&shown.history).cloned().collect();
        // What a catch-up has just told is in its history as well.
        self.heard = news_between(&known, &self.history, self.tracker.last_minute());
    }

    /// Whether its holder sees something else going on than this process does.
    pub fn is_of_another_incident(&self, view: &View) -> bool {
        Mark::of(&self.tracker, None).incident != Mark::of(&view.tracker, None).incident
    }

    /// Takes what its holder thinks of it, and its incidents if they are not what they were. Says whether it did: a view
    /// of before this process has judged the service itself is no news.
    pub fn take_view(&mut self, view: View, incidents: Option<Vec<Incident>>) -> bool {
        if view.tracker.last_minute() < self.not_before {
            return false;
        }
        self.tracker = view.tracker;
        self.attribution = view.attribution;
        if let Some(incidents) = incidents {
            self.take_history(incidents);
        }
        true
    }

    /// Takes its incidents as they are stored; what is new of them is told.
    pub fn take_history(&mut self, incidents: Vec<Incident>) {
        let told = incidents.into_iter().filter(|incident| !incident.is_held());
        let fresh: Vec<Arc<Incident>> = told.map(Arc::new).collect();
        let news = news_between(&self.history, &fresh, self.tracker.last_minute());
        self.heard.extend(news);
        self.history = fresh;
    }

    /// Takes what has been read.
    pub fn take(&mut self, reading: Reading) {
        let known = match &reading.span {
            Span::From(from) => self.day.split_off(from),
            Span::These(minutes) => minutes
                .iter()
                .filter_map(|minute| self.day.remove_entry(minute))
                .collect(),
        };
        if self.version.is_some() && self.is_held() {
            self.recorder.reread(&known, &reading.buckets, &self.tracker);
        }
        self.day.extend(reading.buckets);
        let minutes = match reading.span {
            Span::From(_) => known.keys().chain(self.day.keys()).copied().collect(),
            Span::These(minutes) => minutes,
        };
        let steps: BTreeSet<Minute> = minutes.iter().map(|minute| self.steps.step_of(*minute)).collect();
        for step in steps {
            self.steps.renew(step, &self.day);
        }
        self.version = Some(reading.version);
    }

    /// Something in its counts cannot be read. It is shown as it was, and read as a whole from now on.
    pub fn note_unreadable(&mut self, slug: &ServiceSlug, error: &StoreError) {
        if self.version.take().is_some() {
            tracing::error!(service = %slug, %error, "the counts of a service cannot be read");
        }
    }

    pub fn forget_before(&mut self, oldest: Minute) {
        self.day = self.day.split_off(&oldest);
        self.steps.forget_before(self.steps.step_of(oldest));
    }

    /// The first minute that its tracker has not taken; for a new one only the last counts.
    pub fn next_minute(&self, until: Minute) -> Minute {
        self.tracker.last_minute().map_or(until, |last| last.plus(1))
    }

    /// Takes a complete minute, if it is the next one.
    pub fn step(&mut self, minute: Minute, until: Minute, settings: &Settings) -> Vec<Transition> {
        if minute < self.next_minute(until) {
            return Vec::new();
        }
        if let Some(gap) = self.gap.take_if(|gap| minute >= *gap.start()) {
            let transitions = self.tracker.pass_over(*gap.end(), settings);
            self.recorder.passed_over(&self.tracker);
            return transitions;
        }
        let bucket = self.day.remove(&minute);
        let transitions = self.take_minute(minute, bucket.as_ref().unwrap_or(&Bucket::default()), settings);
        self.day.extend(bucket.map(|bucket| (minute, bucket)));
        transitions
    }

    /// Takes a complete minute, and remembers what it takes to do so again.
    pub fn take_minute(&mut self, minute: Minute, bucket: &Bucket, settings: &Settings) -> Vec<Transition> {
        self.recorder.before(minute, &self.tracker);
        let transitions = self.tracker.step(minute, bucket, settings);
        self.recorder.after(&transitions, &self.tracker, settings);
        transitions
    }

    /// Nobody was counting in these minutes, unless somebody else was.
    pub fn note_gap(&mut self, gap: &RangeInclusive<Minute>) {
        if self.tracker.last_minute().is_some() && self.day.range(gap.clone()).next().is_none() {
            self.gap = Some(gap.clone());
        }
    }

    /// After a restart: nobody was counting since the last count, if that is long ago.
    pub fn pass_over_the_end(&mut self, until: Minute) {
        let next = self.next_minute(until);
        let last_counted = self.day.last_key_value().map_or(next, |(minute, _)| minute.plus(1));
        let first = next.max(last_counted);
        if until.0 - first.0 >= GAP_MINUTES_MIN {
            self.gap = Some(first..=until);
        }
    }

    /// Looks at the minute under way.
    pub fn peek(&mut self, now: Timestamp, settings: &Settings) -> Vec<Transition> {
        let Some((running, elapsed)) = under_way(now) else {
            return Vec::new();
        };
        let Some(bucket) = self.day.get(&running) else {
            return Vec::new();
        };
        let early = self.tracker.peek(running, elapsed, bucket, settings);
        self.recorder.looked(running, elapsed, bucket, &early, settings);
        early
    }

    /// Takes what it was judged to be; `is_raised` when its incident was doubted and is no more.
    pub fn take_outcome(&mut self, outcome: Outcome, is_raised: bool) {
        self.is_untold = false;
        self.attribution = outcome.attribution;
        if outcome.is_changed || is_raised {
            self.note(outcome.announced, is_raised);
        }
    }

    /// Judges how sure its new incident is, with what the minute under way has brought by `glanced_at`.
    pub fn doubt(&mut self, site: &Site, glanced_at: Option<Timestamp>) {
        let look = glanced_at.and_then(|now| {
            let (minute, elapsed_seconds) = under_way(now)?;
            let bucket = self.day.get(&minute)?;
            Some(Glance {
                minute,
                elapsed_seconds,
                bucket,
            })
        });
        self.tracker.doubt(site, look.as_ref());
    }

    /// Found again in its counts up to `last`, its incident stays as people were told of it. Says whether there is more.
    pub fn keep_told(&mut self, known: &[Incident], last: Minute) -> bool {
        let id = self.tracker.incident().map(|incident| &incident.id);
        let told = known.iter().find(|known| Some(&known.id) == id);
        told.is_none_or(|told| self.tracker.keep_told(told, last))
    }

    /// Keeps a change of the incident until it is stored. Receivers of alerts hear nothing of one that is doubted, and all
    /// of one that is doubted no more.
    pub fn note(&mut self, transitions: Vec<Transition>, is_raised: bool) {
        let Some(incident) = self.tracker.incident() else {
            return;
        };
        let incident = incident.told();
        if incident.is_held() {
            tracing::info!(incident = %incident.id, "held: probably another service's trouble");
        }
        let messages = match incident.confidence.level {
            Level::Low => Vec::new(),
            Level::Usual if is_raised => incident.transitions.clone(),
            Level::Usual => transitions.clone(),
        };
        self.unsaved.push(News {
            incident,
            transitions,
            messages,
            tracker: encode(&self.tracker),
        });
    }

    /// Keeps the newest form of an incident, once people have been told of it.
    pub fn remember(&mut self, incident: Incident) {
        if incident.is_held() {
            return;
        }
        self.history.retain(|known| known.id != incident.id);
        self.history.insert(0, Arc::new(incident));
        self.history.truncate(HISTORY_LENGTH);
    }

    pub fn snapshot(&mut self, slug: &ServiceSlug, now: Timestamp) -> Snapshot {
        self.snapshot_version += 1;
        self.snapshot_minute = Some(now.minute());
        let inputs = Inputs {
            version: self.snapshot_version,
            now,
            tracker: &self.tracker,
            day: &self.day,
            steps: &self.steps,
            attribution: self.attribution.as_ref(),
            history: &self.history,
        };
        Snapshot::build(slug, &inputs)
    }
}
