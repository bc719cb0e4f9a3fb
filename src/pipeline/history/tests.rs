use std::collections::BTreeMap;

use async_trait::async_trait;

use super::*;
use crate::domain::bucket::Timestamp;
use crate::domain::region::RegionCode;
use crate::domain::report::{Receipt, Report};

/// 2026-03-04T12:00:00Z.
const NOON: Minute = Minute(29_543_760);

/// A store that notes what is read of it, and can be taken away.
#[derive(Default)]
struct Noted {
    buckets: BTreeMap<Minute, Bucket>,
    reads: Mutex<Vec<(Minute, Minute)>>,
    /// Reads that still succeed.
    reads_left: Mutex<Option<usize>>,
}

impl Noted {
    /// One report in each minute of so many days before noon.
    fn with_days(days: i64) -> Arc<Self> {
        let mut bucket = Bucket::default();
        bucket.add(RegionCode::UNKNOWN, None, 1, 1);
        let minutes = (NOON.0 - days * DAY_MINUTES..NOON.0).map(Minute);
        Arc::new(Self {
            buckets: minutes.map(|minute| (minute, bucket.clone())).collect(),
            ..Self::default()
        })
    }

    /// Minutes that were read since the last question, and in how many reads.
    fn take_reads(&self) -> (i64, usize) {
        let reads = std::mem::take(&mut *self.reads.lock().unwrap());
        assert!(reads.iter().all(|(from, to)| to.0 - from.0 <= PIECE_MINUTES));
        (reads.iter().map(|(from, to)| to.0 - from.0).sum(), reads.len())
    }

    fn limit_reads(&self, reads_left: Option<usize>) {
        *self.reads_left.lock().unwrap() = reads_left;
    }
}

#[async_trait]
impl Counts for Noted {
    async fn count(&self, _: &[Report]) -> Result<Vec<Receipt>> {
        Ok(Vec::new())
    }

    async fn import(&self, _: &ServiceSlug, _: &[(Minute, Bucket)]) -> Result<()> {
        Ok(())
    }

    async fn versions(&self, _: &[ServiceSlug]) -> Result<Vec<u64>> {
        Ok(Vec::new())
    }

    async fn changed_since(&self, known: &[(ServiceSlug, u64)]) -> Result<Vec<Option<Vec<Minute>>>> {
        Ok(vec![None; known.len()])
    }

    async fn buckets_at(&self, wanted: &[(ServiceSlug, Vec<Minute>)]) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        Ok(vec![Vec::new(); wanted.len()])
    }

    async fn buckets(&self, _: &ServiceSlug, from: Minute, to: Minute) -> Result<Vec<(Minute, Bucket)>> {
        tokio::task::yield_now().await;
        if let Some(left) = self.reads_left.lock().unwrap().as_mut() {
            *left = left
                .checked_sub(1)
                .ok_or_else(|| StoreError::Unavailable("gone".to_owned()))?;
        }
        self.reads.lock().unwrap().push((from, to));
        let range = self.buckets.range(from..to);
        Ok(range.map(|(minute, bucket)| (*minute, bucket.clone())).collect())
    }

    async fn prune(&self, _: Minute, _: Timestamp) -> Result<()> {
        Ok(())
    }
}

fn spotify() -> ServiceSlug {
    ServiceSlug::parse("spotify").unwrap()
}

fn history(store: &Arc<Noted>, retention_days: u32) -> (History, Clock) {
    let clock = Clock::virtual_at(NOON.start());
    let store: Arc<dyn Counts> = store.clone();
    (History::new(store, clock.clone(), retention_days), clock)
}

/// What a page asks for: days that end where the live day begins.
async fn ask(history: &History, clock: &Clock, days: i64) -> Result<u64> {
    let until = clock.now().minute().plus(-DAY_MINUTES);
    let from = until.plus(-days * DAY_MINUTES);
    let series = history.hours(&spotify(), from, until).await?;
    Ok(series.sum(from, until).reports)
}

#[tokio::test]
async fn a_month_is_read_once_and_then_hour_by_hour() {
    let store = Noted::with_days(40);
    let (history, clock) = history(&store, 60);
    let of_days = |days: i64| u64::try_from(days * DAY_MINUTES).unwrap();
    assert_eq!(ask(&history, &clock, 6).await.unwrap(), of_days(6));
    assert_eq!(store.take_reads(), (6 * DAY_MINUTES, 6));
    // A longer one reads what is before, and nothing twice.
    assert_eq!(ask(&history, &clock, 29).await.unwrap(), of_days(29));
    assert_eq!(store.take_reads(), (23 * DAY_MINUTES, 23));
    for minute in 1..=180 {
        clock.advance_to(NOON.plus(minute).start());
        ask(&history, &clock, 29).await.unwrap();
        ask(&history, &clock, 6).await.unwrap();
    }
    assert_eq!(store.take_reads(), (3 * HOUR_MINUTES, 3), "three hours have become old");
    let until = NOON.plus(180 - DAY_MINUTES);
    let series = history
        .hours(&spotify(), until.plus(-7 * DAY_MINUTES), until)
        .await
        .unwrap();
    assert_eq!(series.sum(until.plus(-7 * DAY_MINUTES), until).reports, of_days(7));
    assert_eq!(store.take_reads(), (0, 0));
}

#[tokio::test]
async fn many_who_ask_at_once_cost_one_read() {
    let store = Noted::with_days(31);
    let (history, clock) = history(&store, 60);
    let answers = futures::future::join_all((0..50).map(|_| ask(&history, &clock, 29))).await;
    assert!(answers.iter().all(|answer| *answer.as_ref().unwrap() == 29 * 1_440));
    assert_eq!(store.take_reads(), (29 * DAY_MINUTES, 29));
}

#[tokio::test]
async fn a_store_that_fails_is_left_alone_for_a_while_and_nothing_is_read_twice() {
    let store = Noted::with_days(31);
    let (history, clock) = history(&store, 60);
    ask(&history, &clock, 6).await.unwrap();
    store.take_reads();
    store.limit_reads(Some(10));
    assert!(ask(&history, &clock, 29).await.is_err());
    assert_eq!(store.take_reads(), (10 * DAY_MINUTES, 10));
    store.limit_reads(None);
    assert!(ask(&history, &clock, 29).await.is_err(), "it rests");
    assert_eq!(store.take_reads().1, 0);
    assert_eq!(
        ask(&history, &clock, 6).await.unwrap(),
        6 * 1_440,
        "what is kept needs no store"
    );
    // As if it had rested.
    *history.failed_at.lock().unwrap() = None;
    assert_eq!(ask(&history, &clock, 29).await.unwrap(), 29 * 1_440);
    assert_eq!(store.take_reads(), (13 * DAY_MINUTES, 13));
}

#[tokio::test]
async fn what_is_older_than_it_may_be_is_forgotten() {
    let store = Noted::with_days(40);
    let (history, clock) = history(&store, 10);
    assert_eq!(ask(&history, &clock, 29).await.unwrap(), 9 * 1_440);
    clock.advance_to(NOON.plus(2 * DAY_MINUTES).start());
    assert_eq!(
        ask(&history, &clock, 29).await.unwrap(),
        8 * 1_440,
        "its reports end at noon"
    );
    clock.advance_to(NOON.plus(30 * DAY_MINUTES).start());
    assert_eq!(ask(&history, &clock, 29).await.unwrap(), 0);
    store.take_reads();
    assert_eq!(ask(&history, &clock, 29).await.unwrap(), 0);
    assert_eq!(store.take_reads(), (0, 0));
}

#[tokio::test]
async fn the_services_that_nobody_asks_for_go_first() {
    let store = Noted::with_days(12);
    let (mut history, _) = history(&store, 61);
    history.hours_max = 5 * 240;
    let of = |number: usize| ServiceSlug::parse(&format!("s{number}")).unwrap();
    let (from, until) = (NOON.plus(-11 * DAY_MINUTES), NOON.plus(-DAY_MINUTES));
    for number in [0, 1, 2, 3, 4, 0, 5, 6] {
        history.hours(&of(number), from, until).await.unwrap();
    }
    let services = history.services.lock().unwrap();
    let kept: usize = services.values().map(|kept| kept.length.load(Ordering::Relaxed)).sum();
    assert_eq!(kept, history.hours_max);
    let is_kept = |number: usize| services.contains_key(&of(number));
    assert!([0, 3, 4, 5, 6].into_iter().all(is_kept));
}

#[tokio::test]
async fn a_long_read_comes_in_pieces() {
    let store = Noted::with_days(3);
    let (history, _) = history(&store, 60);
    let (mut minutes, mut pieces) = (0, 0);
    let take = |piece: &[(Minute, Bucket)]| {
        minutes += piece.len();
        pieces += 1;
    };
    history
        .read(&spotify(), NOON.plus(-2 * DAY_MINUTES), NOON, take)
        .await
        .unwrap();
    assert_eq!((minutes, pieces), (2_880, 3), "pieces are whole days of the clock");
}
