//! A disk that is full, and then is not: the embedded store refuses, keeps what it promised, and works again.
//!
//! A limit on the size of files stands for the full disk; it holds for the whole process, so this test has one to itself.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::{Kind, Report, ReporterKey};
use groundswell::domain::service::{ServiceSlug, SymptomSlug};
use groundswell::store::{self, StoreError, StoreOptions};
use tokio::signal::unix::{SignalKind, signal};

const NOON: i64 = 1_767_225_600 + 12 * 3_600;
const SIGXFSZ: i32 = 25;

fn limit_file_size(limit: &str) {
    let status = Command::new("prlimit")
        .args([
            format!("--fsize={limit}:unlimited"),
            format!("--pid={}", std::process::id()),
        ])
        .status()
        .expect("this test needs prlimit (util-linux)");
    assert!(status.success());
}

fn report(number: u8) -> Report {
    Report {
        service: ServiceSlug::parse("spotify").unwrap(),
        kind: Kind::Problem,
        symptom: None,
        at: Timestamp(NOON),
        region: RegionCode::UNKNOWN,
        network: Asn::UNKNOWN,
        reporter: ReporterKey([number; 16]),
        reporter_yesterday: None,
        discounted: false,
        referrer: None,
    }
}

/// Megabytes of history.
fn history() -> Vec<(Minute, Bucket)> {
    let symptom = |number| SymptomSlug::parse(&format!("a-rather-long-name-of-a-symptom-{number}")).unwrap();
    let mut bucket = Bucket::default();
    (0..100).for_each(|number| bucket.add(RegionCode::UNKNOWN, Some(&symptom(number)), 1, 1));
    (0..3_000).map(|minute| (Minute(minute), bucket.clone())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_survived() {
    // Without a handler the signal that comes with the limit ends the process.
    let _signal = signal(SignalKind::from_raw(SIGXFSZ)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("embedded:{}", folder.path().display()).parse().unwrap();
    let store = store::open(&url, &StoreOptions::default()).await.unwrap();
    let spotify = ServiceSlug::parse("spotify").unwrap();
    assert!(store.count(&[report(1)]).await.unwrap()[0].counted);

    let size = std::fs::metadata(folder.path().join("groundswell.redb")).unwrap().len();
    limit_file_size(&size.to_string());
    let error = store.import(&spotify, &history()).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");

    limit_file_size("unlimited");
    assert!(store.count(&[report(2)]).await.unwrap()[0].counted);
    assert!(!store.count(&[report(1)]).await.unwrap()[0].counted);
    let buckets = store.buckets(&spotify, Minute(0), Minute(i64::MAX)).await.unwrap();
    assert_eq!(buckets.len(), 1, "nothing of the failed write is there");
    assert_eq!(buckets[0].1.reporters(), 2);
}
