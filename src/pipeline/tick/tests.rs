use std::sync::Mutex;

use tempfile::TempDir;

use super::*;
use crate::catalogue;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::report::{Kind, Report, ReporterKey};
use crate::domain::series::Series;
use crate::domain::snapshot::CHART_STEP_MINUTES;
use crate::pipeline::lease::Leases;
use crate::store::{self, StoreOptions};

const START: Minute = Minute(29_600_000);

/// A store of its own, and a tick of all services that judges from [`START`] on.
struct World {
    _folder: TempDir,
    store: Arc<dyn Store>,
    tick: Tick,
    slugs: Vec<ServiceSlug>,
}

impl World {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("embedded:{}", folder.path().display()).parse().unwrap();
        let store = store::open(&url, &StoreOptions::default()).await.unwrap();
        let catalogue = catalogue::built_in().unwrap();
        let services = catalogue.services().iter();
        Self {
            _folder: folder,
            tick: tick_of(&store, START.start(), &Told::default()).await,
            slugs: services.map(|service| service.slug.clone()).collect(),
            store,
        }
    }

    /// Another process goes on from what is stored; what it announces is told.
    async fn hand_over(&mut self, seconds: i64) -> Told {
        let told = Told::default();
        self.tick = tick_of(&self.store, Timestamp(START.start().0 + seconds), &told).await;
        told
    }

    fn report(&self, number: u16, minute: i64) -> Report {
        let mut key = [0; 16];
        key[..2].copy_from_slice(&number.to_be_bytes());
        let region = ["US-NY", "US-CA", "FR", "DE", "GB"][usize::from(number % 5)];
        Report {
            service: self.slugs[0].clone(),
            kind: Kind::Problem,
            symptom: None,
            at: Timestamp(START.plus(minute).start().0 + 5),
            region: RegionCode::parse(region).unwrap(),
            network: Asn(64_512 + u32::from(number % 400)),
            reporter: ReporterKey(key),
            reporter_yesterday: None,
            discounted: false,
            referrer: None,
        }
    }

    /// The minutes that the tick knows of the first service, and how much was reported in each.
    fn known(&self) -> Vec<(i64, u32)> {
        let watched = &self.tick.watched[&self.slugs[0]];
        let mut steps = Series::new(CHART_STEP_MINUTES);
        steps.put(watched.day.iter().map(|(minute, bucket)| (*minute, bucket)));
        assert_eq!(watched.steps, steps);
        let minutes = watched.day.iter();
        minutes
            .map(|(minute, bucket)| (minute.0 - START.0, bucket.reports()))
            .collect()
    }

    async fn advance(&mut self, seconds: i64, pace: Pace) {
        let now = Timestamp(START.start().0 + seconds);
        self.tick.advance(now, pace).await.unwrap();
    }

    /// Of all services the last minute that their stored tracker has taken.
    async fn stored(&self) -> Vec<Option<i64>> {
        let trackers = self.store.trackers(&self.slugs).await.unwrap();
        let last = |(slug, bytes): (&ServiceSlug, Option<Vec<u8>>)| decode(slug, &bytes?)?.last_minute();
        let minutes = self.slugs.iter().zip(trackers).map(last);
        minutes.map(|minute| minute.map(|minute| minute.0)).collect()
    }
}

/// Kinds of steps, in the order in which they were announced.
type Told = Arc<Mutex<Vec<&'static str>>>;

async fn tick_of(store: &Arc<dyn Store>, now: Timestamp, told: &Told) -> Tick {
    let catalogue = catalogue::built_in().unwrap();
    let leases = Leases::new(Arc::clone(store), true);
    leases.divide(&catalogue);
    let holding = leases.claim().await.unwrap();
    let heard = Arc::clone(told);
    let announce = Arc::new(move |_: &[Endpoint], _: &Incident, steps: &[Transition]| {
        let kinds = steps.iter().map(|step| step.kind.as_str());
        heard.lock().unwrap().extend(kinds);
        Vec::new()
    });
    let (store, settings) = (Arc::clone(store), Settings::default());
    Tick::open(store, &catalogue, settings, announce, &holding, now)
        .await
        .unwrap()
}

#[tokio::test]
async fn every_tracker_is_stored_in_five_minutes_and_not_all_at_once() {
    let mut world = World::open().await;
    for second in (0..1_200).step_by(10) {
        world.advance(second, Pace::Decide).await;
        if second % 60 == 50 && second > 360 {
            let mut stored = world.stored().await;
            let oldest = START.0 + second / 60 - SAVE_MINUTES;
            assert!(
                stored.iter().all(|minute| *minute >= Some(oldest)),
                "{second} {stored:?}"
            );
            stored.sort_unstable();
            stored.dedup();
            let turns = usize::try_from(SAVE_MINUTES).unwrap();
            assert_eq!(stored.len(), turns, "{second} {stored:?}");
        }
    }
    // A process that was asleep for a while stores all of them.
    world.advance(3_600, Pace::Decide).await;
    let last = Some(START.0 + 60 - 2);
    assert!(world.stored().await.iter().all(|minute| *minute == last));
}

/// The store was away for ten minutes. What was reported meanwhile is counted in its minutes, one batch after another, while
/// heartbeats go on; hours later another process finds what it had in its spool. In the end all of it is known.
#[tokio::test]
async fn whatever_is_counted_is_read_however_late() {
    let mut world = World::open().await;
    world.store.count(&[world.report(0, 0)]).await.unwrap();
    world.advance(20, Pace::Decide).await;
    for (number, minute) in [(1, 9), (2, 5), (3, 2)] {
        world.store.count(&[world.report(number, minute)]).await.unwrap();
        world.advance(600 + i64::from(number), Pace::Hold).await;
    }
    world.store.count(&[world.report(4, 1)]).await.unwrap();
    world.advance(610, Pace::Decide).await;
    assert_eq!(world.known(), [0, 1, 2, 5, 9].map(|minute| (minute, 1)));
    assert_eq!(
        world.tick.watched[&world.slugs[0]].tracker.last_minute(),
        Some(START.plus(9))
    );
    world.advance(7_200, Pace::Decide).await;
    // One of them is of a process whose clock is ahead.
    for (number, minute) in [(5, 3), (6, 5), (7, 121)] {
        world.store.count(&[world.report(number, minute)]).await.unwrap();
    }
    world.advance(7_201, Pace::Decide).await;
    assert_eq!(
        world.known(),
        [(0, 1), (1, 1), (2, 1), (3, 1), (5, 2), (9, 1), (121, 1)]
    );
    // More at once than the store remembers.
    let many: Vec<Report> = (10..50)
        .map(|minute| world.report(100 + u16::try_from(minute).unwrap(), minute))
        .collect();
    world.store.count(&many).await.unwrap();
    world.advance(7_202, Pace::Decide).await;
    let minutes: Vec<i64> = world.known().into_iter().map(|(minute, _)| minute).collect();
    assert_eq!(minutes[5..46], (9..50).collect::<Vec<_>>());
}

/// Of a process whose clock is ahead, counted before this one began.
#[tokio::test]
async fn a_minute_to_come_is_known_when_it_comes() {
    let mut world = World::open().await;
    world.store.count(&[world.report(1, 2)]).await.unwrap();
    world.hand_over(30).await;
    world.advance(31, Pace::Decide).await;
    world.advance(200, Pace::Decide).await;
    assert_eq!(world.known(), [(2, 1)]);
}

/// A primary that has lost a call and counted another one since says the same number as the one before it.
#[tokio::test]
async fn a_version_that_comes_again_is_doubted() {
    let mut world = World::open().await;
    let service = world.slugs[0].clone();
    world.store.count(&[world.report(1, 0)]).await.unwrap();
    world.advance(50, Pace::Decide).await;
    world.store.count(&[world.report(2, 1)]).await.unwrap();
    let version = world.store.versions(std::slice::from_ref(&service)).await.unwrap()[0];
    world.tick.watched.get_mut(&service).unwrap().version = Some(version);
    world.tick.doubt();
    world.advance(70, Pace::Decide).await;
    assert_eq!(world.known(), [(0, 1), (1, 1)]);
}

/// The store does not answer when an opening is to be stored, and answers again when trackers are.
#[tokio::test]
async fn a_step_that_could_not_be_stored_is_told_by_whoever_goes_on() {
    let mut world = World::open().await;
    world.advance(20, Pace::Decide).await;
    let usual = (0..1_200).map(|number| world.report(20_000 + number, i64::from(number)));
    world.store.count(&usual.collect::<Vec<_>>()).await.unwrap();
    world.advance(2_400 * 60 + 5, Pace::Decide).await;
    let crowd = (0..6_000).map(|number| world.report(number, 2_400 + i64::from(number % 3)));
    world.store.count(&crowd.collect::<Vec<_>>()).await.unwrap();
    let now = 2_403 * 60 + 5;
    world.tick.refresh(Timestamp(START.start().0 + now)).await.unwrap();
    let mut watched = std::mem::take(&mut world.tick.watched);
    world.tick.step_all(&mut watched, START.plus(2_402));
    assert!(!watched[&world.slugs[0]].unsaved.is_empty());
    world.tick.watched = watched;
    world.tick.save().await.unwrap();
    let told = world.hand_over(now + 5).await;
    assert_eq!(told.lock().unwrap().first(), Some(&"opened"));
}
