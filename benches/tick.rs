//! What a minute of one service costs, and how a tick grows with the number of services.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use groundswell::domain::bucket::{Bucket, Minute};
use groundswell::domain::detector::Settings;
use groundswell::domain::region::RegionCode;
use groundswell::domain::service::ServiceSlug;
use groundswell::domain::tracker::Tracker;

const START: i64 = 29_600_000;
/// Enough for a baseline, a threshold and full windows.
const HISTORY_MINUTES: i64 = 3 * 1440;

/// Reports of fifty regions in turn, `per_minute` of them in each minute.
fn bucket(minute: i64, per_minute: i64) -> Bucket {
    let mut bucket = Bucket::default();
    for report in 0..per_minute {
        let number = (minute * 7 + report) % 50;
        let region = RegionCode::parse(&format!("US-{number:02}")).unwrap_or(RegionCode::UNKNOWN);
        bucket.add(region, None, 1, 1);
    }
    bucket
}

fn tracker(per_minute: i64, history_minutes: i64) -> Tracker {
    let slug = ServiceSlug::parse("bench").expect("a valid slug");
    let mut tracker = Tracker::new(slug);
    for minute in START..START + history_minutes {
        tracker.step(Minute(minute), &bucket(minute, per_minute), &Settings::default());
    }
    tracker
}

fn one_service(criterion: &mut Criterion) {
    let settings = Settings::default();
    let mut group = criterion.benchmark_group("step");
    for (name, per_minute) in [
        ("silent", 0),
        ("50 regions, 1 report", 1),
        ("50 regions, 50 reports", 50),
    ] {
        let mut tracker = tracker(per_minute, HISTORY_MINUTES);
        let buckets: Vec<Bucket> = (0..50).map(|minute| bucket(minute, per_minute)).collect();
        let mut minute = START + HISTORY_MINUTES;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let counts = &buckets[usize::try_from(minute % 50).unwrap_or(0)];
                let transitions = tracker.step(Minute(minute), counts, &settings);
                minute += 1;
                black_box(transitions)
            });
        });
    }
    group.finish();
}

/// One tick of all services, of which one in ten has a report.
fn many_services(criterion: &mut Criterion) {
    let settings = Settings::default();
    let buckets: Vec<Bucket> = (0..50).map(|minute| bucket(minute, 1)).collect();
    let none = Bucket::default();
    let mut group = criterion.benchmark_group("tick");
    group.sample_size(10);
    for services in [1_000_usize, 10_000, 100_000] {
        let mut trackers = vec![tracker(1, 120); services];
        let mut minute = START + 120;
        group.throughput(Throughput::Elements(services as u64));
        group.bench_function(BenchmarkId::from_parameter(services), |bencher| {
            bencher.iter(|| {
                let some = &buckets[usize::try_from(minute % 50).unwrap_or(0)];
                for (number, tracker) in trackers.iter_mut().enumerate() {
                    let counts = if number % 10 == 0 { some } else { &none };
                    black_box(tracker.step(Minute(minute), counts, &settings));
                }
                minute += 1;
            });
        });
    }
    group.finish();
}

criterion_group!(benches, one_service, many_services);
criterion_main!(benches);
