use tempfile::TempDir;

use super::*;
use crate::catalogue;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::report::{Kind, Report, ReporterKey};
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
/// heartbeats go on: whatever was read of these minutes in between, in the end all of it is known.
#[tokio::test]
async fn minutes_of_which_reports_are_still_to_come_are_read_again() {
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
    let watched = &world.tick.watched[&service];
    let known: Vec<i64> = watched.day.keys().map(|minute| minute.0 - START.0).collect();
    assert_eq!(known, [0, 1, 2, 5, 9]);
    assert_eq!(watched.tracker.last_minute(), Some(START.plus(9)));
}
