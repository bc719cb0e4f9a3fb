//! What a store may hand back after its disk, or somebody, has changed it.

use std::sync::LazyLock;

use groundswell::domain::bucket::{Bucket, Minute};
use groundswell::domain::delivery::{Delivery, Endpoint};
use groundswell::domain::detector::Settings;
use groundswell::domain::incident::Incident;
use groundswell::domain::region::RegionCode;
use groundswell::domain::service::ServiceSlug;
use groundswell::domain::tracker::Tracker;
use groundswell::pipeline::stored_tracker::{decode, encode};
use proptest::prelude::*;

use crate::damage;

const NOW: i64 = 29_543_760;

fn slug() -> ServiceSlug {
    ServiceSlug::parse("spotify").unwrap()
}

fn counts(reporters: u32) -> Bucket {
    let mut bucket = Bucket::default();
    for region in ["US-NY", "US-CA", "DE-BY"] {
        bucket.add(RegionCode::parse(region).unwrap(), None, reporters, reporters);
    }
    bucket
}

/// A tracker in the midst of an outage.
static TRACKER: LazyLock<Tracker> = LazyLock::new(|| {
    let mut tracker = Tracker::new(slug());
    let settings = Settings::default();
    for minute in NOW - 3 * 1_440..NOW {
        let outage = if minute > NOW - 20 { 30 } else { 0 };
        tracker.step(Minute(minute), &counts(u32::from(minute % 7 == 0) + outage), &settings);
    }
    assert!(tracker.incident().is_some());
    tracker
});

fn tracker_bytes() -> Vec<u8> {
    encode(&TRACKER)
}

proptest! {
    #[test]
    fn a_damaged_tracker_is_refused(bytes in damage::bytes(tracker_bytes())) {
        // The same as before, when the harm undid itself.
        let decoded = decode(&bytes);
        prop_assert!(decoded.is_none_or(|tracker| tracker == *TRACKER));
    }

    #[test]
    fn damaged_incidents_and_endpoints_are_refused_or_read(bytes in damage::bytes(incident_json()), noise in any::<Vec<u8>>()) {
        let _ = serde_json::from_slice::<Incident>(&bytes);
        let _ = serde_json::from_slice::<Endpoint>(&noise);
        let _ = serde_json::from_slice::<Delivery>(&bytes);
    }
}

fn incident_json() -> Vec<u8> {
    serde_json::to_vec(TRACKER.incident().unwrap()).unwrap()
}

#[test]
fn a_good_tracker_is_taken() {
    assert_eq!(decode(&tracker_bytes()).as_ref(), Some(&*TRACKER));
}

/// Bytes lost in the middle can move the checksum into the place of content: they read as a tracker to the last byte.
#[test]
fn a_tracker_without_its_checksum_is_refused() {
    let bytes = tracker_bytes();
    assert!(decode(&bytes[..bytes.len() - 4]).is_none());
    assert!(decode(&bytes[..3]).is_none());
    assert!(decode(&[]).is_none());
}
