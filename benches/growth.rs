//! How time and memory of the tick grow, from a thousand to a million series (service × region), all of them active:
//! `cargo bench --bench growth` prints a table, and one of what quiet, ordinary and burning services take.

#![expect(clippy::print_stdout, reason = "the table is the result")]
#![expect(clippy::disallowed_methods, reason = "a bench is a timer")]

use std::hint::black_box;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use groundswell::domain::bucket::{Bucket, Minute};
use groundswell::domain::detector::Settings;
use groundswell::domain::incident::Incident;
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::service::ServiceSlug;
use groundswell::domain::tracker::Tracker;
use groundswell::pipeline::side_by_side::each;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

const START: i64 = 29_600_000;
/// Regions of a service, each with a report in every minute.
const REGIONS: usize = 50;
/// Networks that these reports come from.
const NETWORKS: u32 = 25;
const SERVICES: [usize; 7] = [20, 100, 400, 2_000, 4_000, 10_000, 20_000];
/// Enough for full windows and a threshold. A baseline takes the same room and time however much it has seen.
const HISTORY_MINUTES: i64 = 5 * 60;
/// Ticks before the clock runs: each tracker then has its own memory in the cache or not, as it would live.
const WARM_TICKS: u32 = 2;
const TICKS_MIN: u32 = 5;
const MEASURE: Duration = Duration::from_secs(2);

/// The detector's memory: eight weeks.
const DAYS_KNOWN: i64 = 56;
const MINUTES_PER_DAY: i64 = 1_440;

/// A service with a record of eight weeks in which each of its regions has been heard.
struct Kind {
    name: &'static str,
    /// Reports in so many minutes.
    reports: i64,
    minutes: i64,
    /// An outage at the end: so many reports a minute, for so long.
    outage: (i64, i64),
}

const KINDS: [Kind; 5] = [
    Kind {
        name: "quiet: a report in half an hour",
        reports: 1,
        minutes: 30,
        outage: (0, 0),
    },
    Kind {
        name: "ordinary: two reports a minute",
        reports: 2,
        minutes: 1,
        outage: (0, 0),
    },
    Kind {
        name: "busy: fifty reports a minute",
        reports: 50,
        minutes: 1,
        outage: (0, 0),
    },
    Kind {
        name: "ordinary, and burning for an hour: 600 reports a minute",
        reports: 2,
        minutes: 1,
        outage: (600, 60),
    },
    Kind {
        name: "ordinary, and burning for an hour: 12,000 reports a minute, as the largest outage on record",
        reports: 2,
        minutes: 1,
        outage: (12_000, 60),
    },
];

/// Carriers that the reports of a kind come from; the first of them bring most.
const CARRIERS: u64 = 200;

/// One size of the table.
struct Growth {
    services: usize,
    tick: Duration,
    /// In real time.
    tick_of_all_cores: Duration,
    allocated_bytes: usize,
    stored_bytes: usize,
}

/// A report from each region, and what the networks have of it.
fn busy_minute(minute: i64) -> Bucket {
    let mut bucket = Bucket::default();
    for number in 0..REGIONS {
        let region = RegionCode::parse(&format!("US-{number:02}")).unwrap_or(RegionCode::UNKNOWN);
        bucket.add(region, None, 1, 1);
    }
    let first = u32::try_from(minute % 7).unwrap_or(0);
    for network in 0..NETWORKS {
        bucket.add_network(Asn(64_512 + (first + network) % 40), 2);
    }
    bucket
}

/// So many reports of a minute, each from some region and network.
fn crowd(minute: i64, reports: i64) -> Bucket {
    let mut bucket = Bucket::default();
    for number in 0..reports {
        let draw = scramble(minute * 100_000 + number);
        let region = RegionCode::parse(&format!("US-{:02}", draw % REGIONS as u64));
        bucket.add(region.unwrap_or(RegionCode::UNKNOWN), None, 1, 1);
        let carrier = (draw >> 32) % (1 + (draw >> 8) % CARRIERS);
        bucket.add_network(Asn(64_512 + u32::try_from(carrier).unwrap_or(0)), 1);
    }
    bucket
}

/// The finaliser of `SplitMix64`.
fn scramble(number: i64) -> u64 {
    let mut bits = number.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ bits >> 31
}

/// What the tracker of such a service takes, as it grew, and what is stored of it.
fn room(kind: &Kind, settings: &Settings) -> (usize, usize, bool) {
    let before = ALLOCATED.current_usage();
    let mut tracker = Box::new(Tracker::new(ServiceSlug::parse("bench").expect("a valid slug")));
    let (reports, minutes) = (kind.reports, kind.minutes);
    let calm = START..START + DAYS_KNOWN * MINUTES_PER_DAY;
    for minute in calm.clone().step_by(usize::try_from(minutes).unwrap_or(1)) {
        tracker.step(Minute(minute), &crowd(minute, reports), settings);
    }
    for minute in calm.end..calm.end + kind.outage.1 {
        tracker.step(Minute(minute), &crowd(minute, kind.outage.0), settings);
    }
    let room = ALLOCATED.current_usage().saturating_sub(before);
    let stored = postcard::to_stdvec(&*tracker).map_or(0, |bytes| bytes.len());
    let is_open = tracker.incident().is_some_and(Incident::is_open);
    (room, stored, is_open)
}

fn seasoned(buckets: &[Bucket], settings: &Settings) -> Tracker {
    let mut tracker = Tracker::new(ServiceSlug::parse("bench").expect("a valid slug"));
    for minute in START..START + HISTORY_MINUTES {
        tracker.step(Minute(minute), of_minute(buckets, minute), settings);
    }
    tracker
}

fn of_minute(buckets: &[Bucket], minute: i64) -> &Bucket {
    &buckets[usize::try_from(minute).unwrap_or(0) % buckets.len()]
}

fn measure(services: usize, buckets: &[Bucket], settings: &Settings) -> Growth {
    let model = seasoned(buckets, settings);
    let stored_bytes = postcard::to_stdvec(&model).map_or(0, |bytes| bytes.len());
    let before = ALLOCATED.current_usage();
    let mut trackers = vec![model; services];
    let mut minute = START + HISTORY_MINUTES;
    let mut tick = |trackers: &mut Vec<Tracker>| {
        for tracker in trackers {
            black_box(tracker.step(Minute(minute), of_minute(buckets, minute), settings));
        }
        minute += 1;
    };
    (0..WARM_TICKS).for_each(|_| tick(&mut trackers));
    let (began, mut ticks) = (time_on_core(), 0);
    while ticks < TICKS_MIN || time_on_core().saturating_sub(began) < MEASURE {
        tick(&mut trackers);
        ticks += 1;
    }
    let tick = time_on_core().saturating_sub(began) / ticks;
    // The best of several, because the real time is that of a machine which does other things as well.
    let of_all_cores = (0..TICKS_MIN).map(|_| {
        let began = real_time();
        each(&mut trackers, |tracker| {
            black_box(tracker.step(Minute(minute), of_minute(buckets, minute), settings));
        });
        minute += 1;
        real_time().saturating_sub(began)
    });
    Growth {
        services,
        tick,
        tick_of_all_cores: of_all_cores.min().unwrap_or_default(),
        allocated_bytes: ALLOCATED.current_usage().saturating_sub(before),
        stored_bytes,
    }
}

fn print(growth: &Growth) {
    let count = |value: usize| f64::from(u32::try_from(value).unwrap_or(u32::MAX));
    let (services, series) = (count(growth.services), count(growth.services * REGIONS));
    let seconds = growth.tick.as_secs_f64();
    println!(
        "| {series} | {services} | {:.2} ms | {:.2} ms | {:.1} million/s | {:.0} ns | {:.1} KB | {:.0} B | {:.1} KB | {:.0} MB |",
        seconds * 1e3,
        growth.tick_of_all_cores.as_secs_f64() * 1e3,
        series / seconds / 1e6,
        seconds * 1e9 / series,
        count(growth.allocated_bytes / growth.services) / 1e3,
        count(growth.allocated_bytes / growth.services) / count(REGIONS),
        count(growth.stored_bytes) / 1e3,
        count(growth.allocated_bytes / 1_000) / 1e3,
    );
}

fn main() {
    let settings = Settings::default();
    let buckets: Vec<Bucket> = (0..40).map(busy_minute).collect();
    println!(
        "| series | services | a tick of all, CPU | on all cores, real time | throughput | per series | memory per service | per series | stored per service | memory in all |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for services in SERVICES {
        print(&measure(services, &buckets, &settings));
    }
    println!();
    println!("| a service of {REGIONS} regions, known for eight weeks | memory | stored |");
    println!("| --- | --- | --- |");
    for kind in &KINDS {
        let (room, stored, is_open) = room(kind, &settings);
        assert_eq!(
            is_open,
            kind.outage.1 > 0,
            "{}: an incident exactly in an outage",
            kind.name
        );
        println!(
            "| {} | {:.1} KiB | {:.1} KiB |",
            kind.name,
            kibibytes(room),
            kibibytes(stored)
        );
    }
}

fn kibibytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1_024.0
}

/// How long this process has been on a core, so that others on a busy machine do not count (Linux; elsewhere real time).
fn time_on_core() -> Duration {
    let schedule = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|number| number.parse().ok());
    nanoseconds.map_or_else(real_time, Duration::from_nanos)
}

fn real_time() -> Duration {
    static STARTED: OnceLock<Instant> = OnceLock::new();
    STARTED.get_or_init(Instant::now).elapsed()
}
