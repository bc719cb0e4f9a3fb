//! Writes down what the counts alone do not tell about an incident, so that it can be computed again, bit for bit.

use std::collections::BTreeMap;

use super::stored_tracker::encode;
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, Transition, TransitionKind};
use crate::domain::recording::{Note, Seen};
use crate::domain::tracker::Tracker;
use crate::store::StoredNote;

/// Without an incident the tracker is set down this often. Whoever computes an incident again starts there: an hour of
/// counts more is little to read.
const CHECKPOINT_MINUTES: i64 = 60;

/// Goes before each note, so that another version knows that it cannot read it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a tracker has taken, as far as its next incident, or the running one, will need it.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    /// The first minute after the last checkpoint, and the tracker as of then.
    checkpoint: Option<(Minute, Vec<u8>)>,
    /// Whether the tracker was within an incident when it took its last minute.
    was_open: bool,
    /// Notes that the store has not taken yet.
    waiting: Vec<Note>,
}

impl Recorder {
    /// For a tracker that has been loaded; one within an incident goes on under these settings.
    pub(super) fn new(tracker: &Tracker, settings: &Settings) -> Self {
        let mut recorder = Self::default();
        if let (true, Some(last)) = (is_open(tracker), tracker.last_minute()) {
            recorder.waiting.push(Note::Settings {
                from: last.plus(1),
                settings: settings.clone(),
            });
        }
        recorder
    }

    /// Before a tracker takes this minute.
    pub(super) fn before(&mut self, minute: Minute, tracker: &Tracker) {
        if is_open(tracker) {
            self.was_open = true;
            return;
        }
        let is_due = |(from, _): &(Minute, Vec<u8>)| minute.0 - from.0 >= CHECKPOINT_MINUTES;
        // What comes after an incident begins after it.
        let is_over = std::mem::take(&mut self.was_open);
        if is_over || self.checkpoint.as_ref().is_none_or(is_due) {
            self.checkpoint = Some((minute, encode(tracker)));
        }
    }

    /// After a tracker has taken a minute.
    pub(super) fn after(&mut self, transitions: &[Transition], tracker: &Tracker, settings: &Settings) {
        self.note_opening(transitions, settings);
        if let (Some(last), false, false) = (tracker.last_minute(), transitions.is_empty(), is_open(tracker)) {
            self.checkpoint = Some((last.plus(1), encode(tracker)));
        }
    }

    /// After a tracker has passed over minutes in which nobody was counting: what comes now begins after them.
    pub(super) fn passed_over(&mut self, tracker: &Tracker) {
        if let (Some(last), false) = (tracker.last_minute(), is_open(tracker)) {
            self.checkpoint = Some((last.plus(1), encode(tracker)));
        }
    }

    /// After a look at a minute under way, which changes a tracker only together with transitions.
    pub(super) fn looked(
        &mut self,
        minute: Minute,
        elapsed_seconds: u32,
        bucket: &Bucket,
        transitions: &[Transition],
        settings: &Settings,
    ) {
        if transitions.is_empty() {
            return;
        }
        self.note_opening(transitions, settings);
        self.waiting.push(Note::Look {
            minute,
            elapsed_seconds,
            seen: Seen::of(bucket),
        });
    }

    /// Minutes have been read again: where one has changed that the tracker has taken already, the tracker's view of it
    /// is written down; without an incident the tracker itself.
    pub(super) fn reread(&mut self, old: &BTreeMap<Minute, Bucket>, new: &[(Minute, Bucket)], tracker: &Tracker) {
        let Some(last) = tracker.last_minute() else { return };
        for (minute, bucket) in new.iter().filter(|(minute, _)| *minute <= last) {
            let judged = old.get(minute).map(Seen::of).unwrap_or_default();
            if judged == Seen::of(bucket) {
                continue;
            }
            if !is_open(tracker) {
                self.checkpoint = Some((last.plus(1), encode(tracker)));
                return;
            }
            let is_noted = |note: &Note| matches!(note, Note::Judged { minute: noted, .. } if noted == minute);
            if !self.waiting.iter().any(is_noted) {
                self.waiting.push(Note::Judged {
                    minute: *minute,
                    seen: judged,
                });
            }
        }
    }

    /// Whether something waits to be stored.
    pub(super) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// What waits to be stored.
    pub(super) fn notes(&self) -> Vec<StoredNote> {
        self.waiting.iter().map(stored).collect()
    }

    /// It has been stored.
    pub(super) fn clear(&mut self) {
        self.waiting.clear();
    }

    fn note_opening(&mut self, transitions: &[Transition], settings: &Settings) {
        let has_opened = transitions.iter().any(|step| step.kind == TransitionKind::Opened);
        if let (true, Some((from, tracker))) = (has_opened, &self.checkpoint) {
            self.waiting.push(Note::Checkpoint {
                from: *from,
                settings: settings.clone(),
                tracker: tracker.clone(),
            });
        }
    }
}

fn is_open(tracker: &Tracker) -> bool {
    tracker.incident().is_some_and(Incident::is_open)
}

fn stored(note: &Note) -> StoredNote {
    StoredNote {
        place: note.place(),
        // Plain data cannot fail to serialise.
        bytes: postcard::to_stdvec(&(VERSION, note)).unwrap_or_default(),
    }
}

/// The note that was stored.
///
/// # Errors
/// The version that wrote it, when this one cannot read it.
pub(super) fn read(note: &StoredNote) -> Result<Note, String> {
    let (version, rest): (String, &[u8]) =
        postcard::take_from_bytes(&note.bytes).map_err(|_error| "an unknown version".to_owned())?;
    if version != VERSION {
        return Err(format!("Groundswell {version}"));
    }
    postcard::from_bytes(rest).map_err(|_error| format!("another Groundswell {version}"))
}
