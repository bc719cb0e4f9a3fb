//! One service, as far as the tick knows it: its tracker, its last day, and what is still to be stored.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::super::recorder::{Recorder, encode};
use super::{GAP_MINUTES_MIN, HISTORY_LENGTH, last_complete};
use crate::domain::attribution::{Attribution, Outcome};
use crate::domain::bucket::{Bucket, Minute, Timestamp};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, Transition};
use crate::domain::series::Series;
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::{CHART_MINUTES, CHART_STEP_MINUTES, Inputs, Snapshot};
use crate::domain::tracker::Tracker;

/// Minutes that are read again when a service changed, because a flush may reach into the one before.
const REREAD_MINUTES: i64 = 3;

/// One service, as far as the tick knows it.
pub(super) struct Watched {
    pub tracker: Tracker,
    /// The store's version at the last read.
    pub version: Option<u64>,
    /// Buckets of the last day.
    pub day: BTreeMap<Minute, Bucket>,
    /// The same in steps of the chart. Kept, because a chart is made each second of an outage, and its day has thousands of
    /// regions a minute.
    pub steps: Series,
    /// Minutes before this one have been read.
    pub read_until: Minute,
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

/// A change of an incident that has to be stored.
pub(super) struct News {
    pub incident: Incident,
    /// What is to be announced.
    pub transitions: Vec<Transition>,
    /// The tracker that made it, serialised.
    pub tracker: Vec<u8>,
}

impl Watched {
    pub fn new(tracker: Tracker, settings: &Settings) -> Self {
        Self {
            recorder: Recorder::new(&tracker, settings),
            gap: None,
            tracker,
            version: None,
            day: BTreeMap::new(),
            steps: Series::new(CHART_STEP_MINUTES),
            read_until: Minute(i64::MIN),
            history: Vec::new(),
            unsaved: Vec::new(),
            is_untold: false,
            attribution: None,
            snapshot_version: 0,
            snapshot_minute: None,
        }
    }

    pub fn read_from(&self, until: Minute) -> Minute {
        let day_ago = until.plus(-CHART_MINUTES);
        let reread = Minute(self.read_until.0.saturating_sub(REREAD_MINUTES));
        reread.min(until.plus(-REREAD_MINUTES)).max(day_ago)
    }

    pub fn take(&mut self, version: u64, from: Minute, until: Minute, buckets: Vec<(Minute, Bucket)>) {
        let reread = self.day.split_off(&from);
        if self.version.is_some() {
            self.recorder.reread(&reread, &buckets, &self.tracker);
        }
        self.day.extend(buckets);
        self.steps.forget_from(from);
        let first = self.steps.step_of(from);
        self.steps
            .put(self.day.range(first..).map(|(minute, bucket)| (*minute, bucket)));
        self.version = Some(version);
        self.read_until = until;
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
        let running = last_complete(now).plus(1);
        let elapsed = (now.0 - running.start().0).clamp(0, 59);
        match (self.day.get(&running), u32::try_from(elapsed)) {
            (Some(bucket), Ok(elapsed @ 1..)) => {
                let early = self.tracker.peek(running, elapsed, bucket, settings);
                self.recorder.looked(running, elapsed, bucket, &early, settings);
                early
            }
            _ => Vec::new(),
        }
    }

    pub fn take_outcome(&mut self, outcome: Outcome) {
        self.is_untold = false;
        self.attribution = outcome.attribution;
        if outcome.is_changed {
            self.note(outcome.announced);
        }
    }

    /// Keeps a change of the incident until it is stored.
    pub fn note(&mut self, transitions: Vec<Transition>) {
        let Some(incident) = self.tracker.incident() else {
            return;
        };
        let incident = incident.told();
        if incident.is_held() {
            tracing::info!(incident = %incident.id, "held: probably another service's trouble");
        }
        self.unsaved.push(News {
            incident,
            transitions,
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
