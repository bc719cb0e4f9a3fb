//! What is kept beside the counts so that an incident can be computed again, bit for bit. Not for the public: it holds
//! small cells.

use serde::{Deserialize, Serialize};

use super::bucket::{Bucket, Minute, Timestamp};
use super::detector::Settings;
use super::region::{Asn, RegionCode};

/// Something that a detector knew or saw, and that the counts alone do not tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Note {
    /// All that it had learned before the minute `from`, some time before the incident opened.
    Checkpoint {
        /// The first minute that it does not know yet.
        from: Minute,
        /// What the operator had chosen.
        settings: Settings,
        /// The tracker, serialised by the pipeline.
        tracker: Vec<u8>,
    },
    /// The operator had chosen otherwise by this minute.
    Settings {
        /// The first minute judged by them.
        from: Minute,
        /// The new choice.
        settings: Settings,
    },
    /// A complete minute as it was when it was judged, where reports have joined it since.
    Judged {
        /// Which.
        minute: Minute,
        /// What was there.
        seen: Seen,
    },
    /// A minute under way, of a look that led to a step of the incident.
    Look {
        /// Which.
        minute: Minute,
        /// Seconds of it that had passed.
        elapsed_seconds: u32,
        /// What was there.
        seen: Seen,
    },
}

impl Note {
    /// Its place among the notes of an incident: the second that it is about, and what comes first in that second.
    #[must_use]
    pub fn place(&self) -> (Timestamp, u8) {
        match self {
            Self::Checkpoint { from, .. } => (from.start(), 0),
            Self::Settings { from, .. } => (from.start(), 1),
            Self::Judged { minute, .. } => (minute.start(), 2),
            Self::Look {
                minute,
                elapsed_seconds,
                ..
            } => (Timestamp(minute.start().0 + i64::from(*elapsed_seconds)), 3),
        }
    }
}

/// The part of a bucket that the detector looks at, in an order of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Seen {
    /// Distinct reporters by region, each once.
    pub regions: Vec<(RegionCode, u32)>,
    /// Distinct reporters by network.
    pub networks: Vec<(Asn, u32)>,
    /// Reports beside them that are no evidence.
    #[serde(default)]
    pub discounted: u32,
}

impl Seen {
    /// What the detector sees of a bucket.
    #[must_use]
    pub fn of(bucket: &Bucket) -> Self {
        Self {
            regions: bucket.regions(),
            networks: bucket.networks_in_order(),
            discounted: bucket.reports().saturating_sub(bucket.reporters()),
        }
    }

    /// A bucket of which the detector sees just this.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        let mut bucket = Bucket::default();
        for &(region, reporters) in &self.regions {
            bucket.push_region(region, reporters);
        }
        if self.discounted > 0 {
            bucket.add(RegionCode::UNKNOWN, None, self.discounted, 0);
        }
        bucket.networks.clone_from(&self.networks);
        bucket
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_seen_again_as_it_was() {
        let mut bucket = Bucket::default();
        let region = |code| RegionCode::parse(code).unwrap();
        bucket.add(region("US-NY"), None, 5, 3);
        bucket.add(region("DE"), None, 1, 0);
        bucket.add_network(Asn(7018), 2);
        bucket.add_network(Asn(20), 1);
        let seen = Seen::of(&bucket);
        assert_eq!(seen.regions, [(region("US-NY"), 3)]);
        assert_eq!(Seen::of(&seen.bucket()), seen);
        assert_eq!((seen.bucket().reporters(), seen.bucket().reports()), (3, 6));
    }

    #[test]
    fn notes_of_one_moment_have_an_order() {
        let (minute, seen) = (Minute(10), Seen::default());
        let settings = Settings::default();
        let notes = [
            Note::Checkpoint {
                from: minute,
                settings: settings.clone(),
                tracker: Vec::new(),
            },
            Note::Settings { from: minute, settings },
            Note::Judged {
                minute,
                seen: seen.clone(),
            },
            Note::Look {
                minute,
                elapsed_seconds: 10,
                seen,
            },
        ];
        let places: Vec<_> = notes.iter().map(Note::place).collect();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
        for note in notes {
            let bytes = postcard::to_stdvec(&note).unwrap();
            assert_eq!(postcard::from_bytes::<Note>(&bytes).unwrap(), note);
        }
    }
}
