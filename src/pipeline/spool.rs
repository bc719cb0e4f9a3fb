//! The spool: a log on the local disk that takes reports while the store does not answer.
//!
//! Reports are appended in groups, each with its checksum, and acknowledged after an fsync. When the store is back they
//! are counted in their original minutes, segment by segment, and a segment is removed once the store has it. A segment
//! that is counted again, because the process died in between, changes nothing: the reporter key within its window is
//! the idempotency key, and stores know it for [`crate::store::StoreOptions::late_hours`].
//!
//! A report that the store refuses for good, whatever else it takes, is set aside in a file of its own beside the segments,
//! in the same form: it was acknowledged, so it is kept until somebody has seen to it.
//!
//! What a crash tore or a disk flipped is skipped and counted; every other report of the file is read. No address is in
//! here, only reporter keys under a salt that is destroyed.

mod frame;
mod repeats;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use self::repeats::Repeats;
use crate::domain::report::{Receipt, Report};

/// A segment is read into memory and counted by the store as a whole: about 4,000 reports.
const SEGMENT_BYTES: u64 = 256 * 1024;

const LOCK_FILE: &str = "lock";
const SEGMENT_SUFFIX: &str = "reports";

/// Renamed to a segment, such a file is counted at the next start.
const REFUSED_SUFFIX: &str = "refused";

/// Reports that the store refuses for good.
const REFUSED: &str = "groundswell_spool_refused_total";

/// Places in segments that could not be read.
const DAMAGED: &str = "groundswell_spool_damaged_total";

/// Why the spool did not take reports. None of them was acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// It holds as much as it may.
    #[error("the spool is full ({0} bytes)")]
    Full(u64),
    /// The disk refuses.
    #[error("the spool cannot be written: {0}")]
    Disk(#[from] io::Error),
    /// The process is going down.
    #[error("the spool is closed")]
    Stopped,
}

/// Why a folder cannot be a spool: one line that says what to do.
#[derive(Debug, thiserror::Error)]
#[error(
    "the spool {folder}: {reason}; name another folder with --spool, or `off` to refuse reports while the store is away"
)]
pub struct UnusableSpool {
    folder: String,
    reason: String,
}

/// A file of reports.
#[derive(Debug)]
struct Segment {
    number: u64,
    bytes: u64,
    reports: u64,
}

/// The reports of a segment, to be counted.
#[derive(Debug)]
pub struct Backlog {
    /// Which segment.
    number: u64,
    /// What could be read of it.
    pub reports: Vec<Report>,
}

/// A log of reports in a folder of its own, held by one process.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    bytes_max: u64,
    /// Locked for as long as the spool is in use.
    _lock: File,
    /// Oldest first. The last one may still be written to.
    segments: VecDeque<Segment>,
    /// The last segment's file, while it takes more.
    writer: Option<File>,
    next_number: u64,
    /// What was set aside, by the number of its segment. It takes of the room, so that it is bounded as well.
    refused_bytes: BTreeMap<u64, u64>,
    /// Who has reported while the store was away.
    repeats: Repeats,
}

impl Spool {
    /// Opens the spool in `folder`, with what the process before it left there. It takes `bytes_max` bytes at most.
    ///
    /// # Errors
    /// [`UnusableSpool`] when the folder cannot be made or written to, or another process holds it.
    pub fn open(folder: &Path, bytes_max: u64) -> Result<Self, UnusableSpool> {
        let unusable = |reason: String| UnusableSpool {
            folder: folder.display().to_string(),
            reason,
        };
        fs::create_dir_all(folder).map_err(|error| unusable(error.to_string()))?;
        let lock = File::create(folder.join(LOCK_FILE)).map_err(|error| unusable(error.to_string()))?;
        lock.try_lock().map_err(|error| match error {
            fs::TryLockError::WouldBlock => unusable("another process is using it".to_owned()),
            fs::TryLockError::Error(error) => unusable(error.to_string()),
        })?;
        let mut spool = Self {
            folder: folder.to_owned(),
            bytes_max,
            _lock: lock,
            segments: VecDeque::new(),
            writer: None,
            next_number: 1,
            refused_bytes: BTreeMap::new(),
            repeats: Repeats::default(),
        };
        spool.find_segments().map_err(|error| unusable(error.to_string()))?;
        // Whoever watches for a rise has to see them before it.
        for counter in [REFUSED, DAMAGED] {
            metrics::counter!(counter).increment(0);
        }
        if !spool.refused_bytes.is_empty() {
            let files = spool.refused_bytes.len();
            tracing::warn!(
                files,
                "reports that the store refused lie in the spool; deploy/README.md says what to do"
            );
        }
        spool.tell();
        Ok(spool)
    }

    fn find_segments(&mut self) -> io::Result<()> {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            numbers.extend(numbered(&entry.path(), SEGMENT_SUFFIX));
            if let Some(number) = numbered(&entry.path(), REFUSED_SUFFIX) {
                self.refused_bytes.insert(number, entry.metadata()?.len());
                self.next_number = self.next_number.max(number + 1);
            }
        }
        numbers.sort_unstable();
        for number in numbers {
            let bytes = fs::read(self.path(number))?;
            let read = frame::read(&bytes);
            for report in &read.reports {
                self.repeats.take(report);
            }
            self.segments.push_back(Segment {
                number,
                bytes: bytes.len() as u64,
                reports: read.reports.len() as u64,
            });
            self.next_number = self.next_number.max(number + 1);
        }
        Ok(())
    }

    /// Appends a batch; returns once it is on disk. A reporter who is in the spool already is told so and not written
    /// again. `reports_in_window` counts what is in the spool only.
    ///
    /// # Errors
    /// [`SpoolError`]: nothing of the batch will be counted unless it is sent again.
    pub fn append(&mut self, reports: &[Report]) -> Result<Vec<Receipt>, SpoolError> {
        let is_fresh: Vec<bool> = reports.iter().map(|report| self.repeats.take(report)).collect();
        let fresh = || reports.iter().zip(&is_fresh).filter(|(_, is_fresh)| **is_fresh);
        let mut bytes = Vec::new();
        fresh().for_each(|(report, _)| frame::write(&mut bytes, report));
        if let Err(error) = self.write(&bytes, fresh().count() as u64) {
            fresh().for_each(|(report, _)| self.repeats.forget(report));
            return Err(error);
        }
        let receipts = reports.iter().zip(&is_fresh).map(|(report, &counted)| Receipt {
            counted,
            reports_in_window: self.repeats.in_window(report),
        });
        Ok(receipts.collect())
    }

    fn write(&mut self, bytes: &[u8], reports: u64) -> Result<(), SpoolError> {
        if bytes.is_empty() {
            return Ok(());
        }
        let held = self.bytes();
        if held + bytes.len() as u64 > self.bytes_max {
            return Err(SpoolError::Full(held));
        }
        if self
            .segments
            .back()
            .is_none_or(|segment| segment.bytes >= SEGMENT_BYTES)
        {
            self.writer = None;
        }
        let mut file = match self.writer.take() {
            Some(file) => file,
            None => self.start_segment()?,
        };
        let Some(segment) = self.segments.back_mut() else {
            return Err(io::Error::other("a segment was just started").into());
        };
        let written = file.write_all(bytes).and_then(|()| file.sync_data());
        if let Err(error) = written {
            // What is half written must not be counted, for its reporters are told to try again. Should even this fail,
            // they are counted once all the same. Either way the file is done with: its state is unknown.
            let _ = file.set_len(segment.bytes).and_then(|()| file.sync_data());
            return Err(error.into());
        }
        segment.bytes += bytes.len() as u64;
        segment.reports += reports;
        self.writer = Some(file);
        self.tell();
        Ok(())
    }

    fn start_segment(&mut self) -> io::Result<File> {
        let number = self.next_number;
        let path = self.path(number);
        let mut file = OpenOptions::new().append(true).create_new(true).open(&path)?;
        self.next_number += 1;
        // Without the sync the file's name may be lost in a crash, and what is in it.
        let begun = file
            .write_all(frame::HEAD)
            .and_then(|()| File::open(&self.folder)?.sync_all());
        if let Err(error) = begun {
            // A full disk has room for names. Each attempt would leave one.
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        self.segments.push_back(Segment {
            number,
            bytes: frame::HEAD.len() as u64,
            reports: 0,
        });
        Ok(file)
    }

    /// The oldest reports; nothing is added to their segment any more. `None` when the spool is empty.
    ///
    /// # Errors
    /// When the disk refuses to read.
    pub fn oldest(&mut self) -> io::Result<Option<Backlog>> {
        if self.segments.len() == 1 {
            self.writer = None;
        }
        let Some(Segment { number, .. }) = self.segments.front() else {
            return Ok(None);
        };
        let (number, bytes) = (*number, fs::read(self.path(*number))?);
        let read = frame::read(&bytes);
        if read.damaged_bytes > 0 {
            metrics::counter!(DAMAGED).increment(read.damages);
            tracing::warn!(
                segment = number,
                bytes = read.damaged_bytes,
                places = read.damages,
                "part of the spool is damaged and was skipped"
            );
        }
        Ok(Some(Backlog {
            number,
            reports: read.reports,
        }))
    }

    /// Keeps reports of a segment that the store refuses for good, before the segment is removed.
    ///
    /// # Errors
    /// When the disk refuses; then the segment has to stay.
    pub fn set_aside(&mut self, backlog: &Backlog, refused: &[Report]) -> io::Result<()> {
        if refused.is_empty() {
            return Ok(());
        }
        let mut bytes = frame::HEAD.to_vec();
        for report in refused {
            frame::write(&mut bytes, report);
        }
        // Should the process die before the segment is removed, the same is written again.
        let mut file = File::create(self.file(backlog.number, REFUSED_SUFFIX))?;
        file.write_all(&bytes)?;
        file.sync_data()?;
        File::open(&self.folder)?.sync_all()?;
        self.refused_bytes.insert(backlog.number, bytes.len() as u64);
        metrics::counter!(REFUSED).increment(refused.len() as u64);
        let services: BTreeSet<&str> = refused.iter().map(|report| report.service.as_str()).collect();
        tracing::error!(
            segment = backlog.number,
            reports = refused.len(),
            ?services,
            "the store refuses reports for good; they are set aside in the spool, and deploy/README.md says what to do"
        );
        Ok(())
    }

    /// Removes what [`Self::oldest`] gave, now that the store has it.
    pub fn remove(&mut self, backlog: &Backlog) {
        if self
            .segments
            .front()
            .is_none_or(|segment| segment.number != backlog.number)
        {
            return;
        }
        self.segments.pop_front();
        if let Err(error) = fs::remove_file(self.path(backlog.number)) {
            tracing::warn!(%error, segment = backlog.number, "a segment of the spool that was counted cannot be removed");
        }
        metrics::counter!("groundswell_spool_drained_total").increment(backlog.reports.len() as u64);
        self.tell();
    }

    /// Where it is, and how many bytes it takes, to open it again.
    #[must_use]
    pub fn place(&self) -> (PathBuf, u64) {
        (self.folder.clone(), self.bytes_max)
    }

    /// Whether nothing waits in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Reports that wait in it.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.segments.iter().map(|segment| segment.reports).sum()
    }

    /// As after half an [`Self::append`].
    #[cfg(test)]
    pub(super) fn pretend_to_know(&mut self, report: &Report) {
        self.repeats.take(report);
    }

    fn bytes(&self) -> u64 {
        let waiting: u64 = self.segments.iter().map(|segment| segment.bytes).sum();
        waiting + self.refused_bytes.values().sum::<u64>()
    }

    #[expect(clippy::cast_precision_loss, reason = "gauges are floating-point")]
    fn tell(&self) {
        metrics::gauge!("groundswell_spool_reports").set(self.len() as f64);
        metrics::gauge!("groundswell_spool_bytes").set(self.bytes() as f64);
    }

    fn path(&self, number: u64) -> PathBuf {
        self.file(number, SEGMENT_SUFFIX)
    }

    fn file(&self, number: u64, suffix: &str) -> PathBuf {
        self.folder.join(format!("{number:012}.{suffix}"))
    }
}

/// The number of a file of this kind.
fn numbered(path: &Path, suffix: &str) -> Option<u64> {
    let is_such = path.extension().is_some_and(|found| found == suffix);
    is_such.then(|| path.file_stem()?.to_str()?.parse().ok())?
}

#[cfg(test)]
mod tests;
