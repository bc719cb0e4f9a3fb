//! What the holder of a service knows of it beyond the counts, as it travels to those who show it.
//!
//! Counts are in the store, where every process reads them. A view adds the tracker, and what was judged of it; from both
//! each process makes its own snapshots.

use std::hash::{DefaultHasher, Hasher};

use serde::{Deserialize, Serialize};

use crate::domain::attribution::Attribution;
use crate::domain::tracker::Tracker;

/// Goes before each view. Another version's view is not read: what is shown then stays as it was.
const FORMAT: u16 = 4;

/// What the holder of a service knows of it beyond the counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct View {
    /// Its tracker.
    pub(super) tracker: Tracker,
    /// Whose trouble its reports are.
    pub(super) attribution: Option<Attribution>,
}

#[derive(Serialize, Deserialize)]
struct Form<T> {
    possible: bool,
    attribution: Option<Attribution>,
    tracker: T,
}

/// A view as it is stored, with a number that differs when it does.
pub(super) fn encode(tracker: &Tracker, attribution: Option<&Attribution>) -> (u64, Vec<u8>) {
    let form = Form {
        possible: tracker.possible(),
        attribution: attribution.cloned(),
        tracker,
    };
    // Plain data cannot fail to serialise; what is empty is not read.
    let bytes = postcard::to_stdvec(&(FORMAT, form)).unwrap_or_default();
    let mut hasher = DefaultHasher::new();
    hasher.write(&bytes);
    // Zero stands for "none"; Redis and Lua count in 63 bits and 53.
    ((hasher.finish() >> 1).max(1), bytes)
}

/// The view that was stored; none when another version wrote it.
pub(super) fn decode(bytes: &[u8]) -> Option<View> {
    let (format, rest): (u16, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
    if format != FORMAT {
        return None;
    }
    let form: Form<Tracker> = postcard::from_bytes(rest).ok()?;
    Some(View {
        tracker: form.tracker.with_possible(form.possible),
        attribution: form.attribution,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::service::ServiceSlug;

    /// Bytes of the view of a service of which nothing is known.
    const FORM_LENGTH: usize = 5_178;

    #[test]
    fn a_view_survives_and_a_foreign_one_is_not_read() {
        let tracker = Tracker::new(ServiceSlug::parse("spotify").unwrap()).with_possible(true);
        let (version, bytes) = encode(&tracker, None);
        let view = decode(&bytes).unwrap();
        assert!(view.tracker.possible() && view.attribution.is_none());
        assert_eq!(view.tracker, tracker);
        assert_eq!(encode(&tracker, None).0, version);
        assert_ne!(encode(&tracker.with_possible(false), None).0, version);
        assert_eq!(
            bytes.len(),
            FORM_LENGTH,
            "the form has changed: raise FORMAT, and set this to the new length"
        );
        let mut foreign = bytes.clone();
        foreign[0] += 1;
        for unreadable in [&foreign[..], &bytes[..bytes.len() / 2], &[]] {
            assert_eq!(decode(unreadable), None);
        }
    }
}
