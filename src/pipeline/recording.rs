//! The recording of an incident: what the detector knew before it and every count that it saw, as lines that
//! `groundswell backtest --verify` computes the incident from again.

use std::collections::BTreeMap;

use super::lines::{CheckpointLine, ExpectLine, LookLine, write_bucket, write_line, write_tick};
use super::recorder;
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::recording::{Note, Seen};
use crate::domain::service::ServiceSlug;
use crate::store::{Store, StoreError, StoredNote};

/// Minutes that are read and written at once.
const CHUNK_MINUTES: i64 = 6 * 60;

/// Incidents of a service whose looks are read.
const INCIDENTS_MAX: usize = 1_000;

/// Why there is no recording.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// Nobody knows the incident.
    #[error("no incident `{0}` is stored; GET /api/v1/incidents lists the recent ones")]
    Unknown(String),
    /// What the detector knew is gone.
    #[error(
        "what the detector knew before `{0}` is no longer stored: it is kept as long as the counts (--retention-days)"
    )]
    Expired(IncidentId),
    /// It was made by a program that computes otherwise.
    #[error("`{id}` was recorded by {by}, whose notes this version cannot read; use that version")]
    Foreign {
        /// The incident.
        id: IncidentId,
        /// The program.
        by: String,
    },
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An incident with all that is needed to compute it again, but for the counts.
#[derive(Debug)]
pub struct Recording {
    incident: Incident,
    from: Minute,
    settings: Settings,
    tracker: Vec<u8>,
    later_settings: BTreeMap<Minute, Settings>,
    judged: BTreeMap<Minute, Seen>,
    looks: BTreeMap<Minute, Vec<(u32, Seen)>>,
    /// The next minute to be written; none before the head.
    next: Option<Minute>,
}

impl Recording {
    /// Reads what is stored of an incident besides its counts.
    ///
    /// # Errors
    /// [`RecordingError`].
    pub async fn load(store: &dyn Store, id: &str) -> Result<Self, RecordingError> {
        let unknown = || RecordingError::Unknown(id.to_owned());
        let (slug, _) = id.rsplit_once('-').ok_or_else(unknown)?;
        let service = ServiceSlug::parse(slug).map_err(|_error| unknown())?;
        let id = IncidentId(id.to_owned());
        let incident = store.incident(&service, &id).await?.ok_or_else(unknown)?;
        Self::new(incident, &store.notes(&service, &id).await?)
    }

    fn new(incident: Incident, notes: &[StoredNote]) -> Result<Self, RecordingError> {
        let id = incident.id.clone();
        let notes = notes.iter().map(recorder::read).collect::<Result<Vec<Note>, String>>();
        let mut notes = notes
            .map_err(|by| RecordingError::Foreign { id: id.clone(), by })?
            .into_iter();
        let Some(Note::Checkpoint {
            from,
            settings,
            tracker,
        }) = notes.next()
        else {
            return Err(RecordingError::Expired(id));
        };
        let mut recording = Self {
            incident,
            from,
            settings,
            tracker,
            later_settings: BTreeMap::new(),
            judged: BTreeMap::new(),
            looks: BTreeMap::new(),
            next: None,
        };
        notes.for_each(|note| recording.take(note));
        Ok(recording)
    }

    fn take(&mut self, note: Note) {
        match note {
            // An incident has one; it is not opened twice.
            Note::Checkpoint { .. } => {}
            Note::Settings { from, settings } => {
                self.later_settings.insert(from, settings);
            }
            Note::Judged { minute, seen } => {
                self.judged.insert(minute, seen);
            }
            Note::Look {
                minute,
                elapsed_seconds,
                seen,
            } => self.looks.entry(minute).or_default().push((elapsed_seconds, seen)),
        }
    }

    /// The next lines; `None` at the end. A few hours at a time, so that a long outage takes no more memory than a
    /// short one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn next_lines(&mut self, store: &dyn Store) -> Result<Option<Vec<u8>>, StoreError> {
        let mut lines = Vec::new();
        let Some(from) = self.next else {
            self.next = Some(self.from);
            written(self.write_head(&mut lines))?;
            return Ok(Some(lines));
        };
        let (last, is_whole) = self.last_minute();
        if from > last {
            return Ok(None);
        }
        let to = from.plus(CHUNK_MINUTES).min(last.plus(1));
        self.next = Some(to);
        let buckets = store.buckets(&self.incident.service, from, to).await?;
        let mut buckets: BTreeMap<Minute, Bucket> = buckets.into_iter().collect();
        for minute in (from.0..to.0).map(Minute) {
            let counts = (minute < last || is_whole).then(|| buckets.remove(&minute).unwrap_or_default());
            written(self.write_minute(&mut lines, minute, counts.as_ref()))?;
        }
        Ok(Some(lines))
    }

    /// The minute of the last step, and whether it took the whole minute to take it.
    fn last_minute(&self) -> (Minute, bool) {
        let last = self.incident.transitions.last();
        last.map_or((self.from, true), |step| {
            let minute = step.evidence.minute;
            (minute, step.at >= minute.plus(1).start())
        })
    }

    fn write_head(&self, lines: &mut Vec<u8>) -> std::io::Result<()> {
        let service = || self.incident.service.clone();
        let line = CheckpointLine::new(service(), self.from, self.settings.clone(), Some(&self.tracker));
        write_line(lines, &line)?;
        let expected = ExpectLine {
            service: service(),
            expect: Box::new(self.incident.clone()),
        };
        write_line(lines, &expected)
    }

    fn write_minute(&self, lines: &mut Vec<u8>, minute: Minute, counts: Option<&Bucket>) -> std::io::Result<()> {
        let service = &self.incident.service;
        if let Some(settings) = self.later_settings.get(&minute) {
            write_line(
                lines,
                &CheckpointLine::new(service.clone(), minute, settings.clone(), None),
            )?;
        }
        for (elapsed, seen) in self.looks.get(&minute).into_iter().flatten() {
            write_line(lines, &look_line(service, minute, *elapsed, seen.clone()))?;
        }
        let Some(counts) = counts else { return Ok(()) };
        match self.judged.get(&minute) {
            Some(seen) => write_bucket(lines, service.as_str(), minute, &seen.bucket())?,
            None => write_bucket(lines, service.as_str(), minute, counts)?,
        }
        write_tick(lines, minute)
    }
}

/// The looks at minutes under way that led to a step of an incident, of all incidents of a service, in order of time
/// within each.
///
/// # Errors
/// When the store does not answer.
pub async fn looks(store: &dyn Store, service: &ServiceSlug) -> Result<Vec<LookLine>, StoreError> {
    let mut looks = Vec::new();
    for incident in store.incidents(service, INCIDENTS_MAX).await? {
        let notes = store.notes(service, &incident.id).await?;
        // What another version wrote is of no use here.
        for note in notes.iter().filter_map(|note| recorder::read(note).ok()) {
            if let Note::Look {
                minute,
                elapsed_seconds,
                seen,
            } = note
            {
                looks.push(look_line(service, minute, elapsed_seconds, seen));
            }
        }
    }
    Ok(looks)
}

fn look_line(service: &ServiceSlug, minute: Minute, elapsed: u32, seen: Seen) -> LookLine {
    LookLine {
        service: service.clone(),
        look: minute.start(),
        elapsed,
        seen,
    }
}

/// Memory does not fail; what cannot be written as JSON is not ours.
fn written(result: std::io::Result<()>) -> Result<(), StoreError> {
    result.map_err(|e| StoreError::Corrupt(format!("a note cannot be written as JSON: {e}")))
}
