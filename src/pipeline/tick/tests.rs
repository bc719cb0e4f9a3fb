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
        let slugs = services.map(|service| service.slug.clone()).collect();
        let leases = Leases::new(Arc::clone(&store), true);
        leases.divide(&catalogue);
        let holding = leases.claim().await.unwrap();
        let (announce, settings) = (Arc::new(|_: &_, _: &_, _: &_| Vec::new()), Settings::default());
        let opened = Tick::open(
            Arc::clone(&store),
            &catalogue,
            settings,
            announce,
            &holding,
            START.start(),
        );
        Self {
            _folder: folder,
            tick: opened.await.unwrap(),
            store,
            slugs,
        }
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
    let service = world.slugs[0].clone();
    let report = |number: u8, minute: i64| Report {
        service: service.clone(),
        kind: Kind::Problem,
        symptom: None,
        at: Timestamp(START.plus(minute).start().0 + 5),
        region: RegionCode::parse("US-NY").unwrap(),
        network: Asn(64_512),
        reporter: ReporterKey([number; 16]),
        reporter_yesterday: None,
        discounted: false,
        referrer: None,
    };
    world.store.count(&[report(0, 0)]).await.unwrap();
    world.advance(20, Pace::Decide).await;
    for (number, minute) in [(1, 9), (2, 5), (3, 2)] {
        world.store.count(&[report(number, minute)]).await.unwrap();
        world.advance(600 + i64::from(number), Pace::Hold).await;
    }
    world.store.count(&[report(4, 1)]).await.unwrap();
    world.advance(610, Pace::Decide).await;
    let known = |world: &World| -> Vec<(i64, u32)> {
        let watched = &world.tick.watched[&service];
        let mut steps = Series::new(CHART_STEP_MINUTES);
        steps.put(watched.day.iter().map(|(minute, bucket)| (*minute, bucket)));
        assert_eq!(watched.steps, steps);
        let minutes = watched.day.iter();
        minutes
            .map(|(minute, bucket)| (minute.0 - START.0, bucket.reports()))
            .collect()
    };
    assert_eq!(known(&world), [0, 1, 2, 5, 9].map(|minute| (minute, 1)));
    assert_eq!(world.tick.watched[&service].tracker.last_minute(), Some(START.plus(9)));
    world.advance(7_200, Pace::Decide).await;
    // One of them is of a process whose clock is ahead.
    for (number, minute) in [(5, 3), (6, 5), (7, 121)] {
        world.store.count(&[report(number, minute)]).await.unwrap();
    }
    world.advance(7_201, Pace::Decide).await;
    assert_eq!(
        known(&world),
        [(0, 1), (1, 1), (2, 1), (3, 1), (5, 2), (9, 1), (121, 1)]
    );
    // More at once than the store remembers.
    let many: Vec<Report> = (10..50)
        .map(|minute| report(100 + u8::try_from(minute).unwrap(), minute))
        .collect();
    world.store.count(&many).await.unwrap();
    world.advance(7_202, Pace::Decide).await;
    let minutes: Vec<i64> = known(&world).into_iter().map(|(minute, _)| minute).collect();
    assert_eq!(minutes[5..46], (9..50).collect::<Vec<_>>());
}
