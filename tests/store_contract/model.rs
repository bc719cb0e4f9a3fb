//! Random reports, in random batches: every store counts exactly what a plain model counts.

use std::ops::RangeInclusive;

use groundswell::domain::bucket::{Bucket, Timestamp};
use groundswell::domain::referrer::Referrer;
use groundswell::domain::report::{DEDUPE_WINDOW_SECONDS, Kind, Report, ReporterKey};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::Store;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::fixture::{Fixture, MIDNIGHT, everything, region, report, reporter, service};

/// Counts like a store, by looking at everything that was counted before.
#[derive(Default)]
struct Model {
    counted: Vec<Counted>,
}

struct Counted {
    service: ServiceSlug,
    kind: Kind,
    keys: Vec<ReporterKey>,
    at: Timestamp,
    discounted: bool,
    names_symptom: bool,
    by_link: bool,
}

impl Model {
    fn keys(report: &Report) -> Vec<ReporterKey> {
        std::iter::once(report.reporter)
            .chain(report.reporter_yesterday)
            .collect()
    }

    fn is_repeat(&self, report: &Report) -> bool {
        self.counted.iter().any(|known| {
            known.service == report.service
                && (known.kind == report.kind || (report.kind == Kind::Naming && known.names_symptom))
                && Self::keys(report).iter().any(|key| known.keys.contains(key))
                && (known.at.0 - report.at.0).abs() < DEDUPE_WINDOW_SECONDS
        })
    }

    fn sum(&self, report: &Report) -> usize {
        let last = report.minute();
        let kind = if report.kind == Kind::Works {
            Kind::Works
        } else {
            Kind::Problem
        };
        let counted = self.counted.iter();
        counted
            .filter(|known| {
                known.service == report.service
                    && known.kind == kind
                    && (last.plus(-14)..=last).contains(&known.at.minute())
            })
            .count()
    }

    /// For each report whether it is counted, and its sum: at least what was there before the batch and itself, at most
    /// what is there after it.
    fn count(&mut self, reports: &[Report]) -> Vec<(bool, RangeInclusive<usize>)> {
        let before: Vec<usize> = reports.iter().map(|report| self.sum(report)).collect();
        let mut flags = Vec::new();
        for report in reports {
            let counts = !self.is_repeat(report);
            if counts {
                self.counted.push(Counted {
                    service: report.service.clone(),
                    kind: report.kind,
                    keys: Self::keys(report),
                    at: report.at,
                    discounted: report.discounted,
                    names_symptom: report.kind == Kind::Problem && report.symptom.is_some(),
                    by_link: report.referrer.is_some(),
                });
            }
            flags.push(counts);
        }
        let expected = flags.into_iter().zip(reports).zip(before);
        let with_sum = |((counts, report), before): ((bool, &Report), usize)| {
            let adds = counts && matches!(report.kind, Kind::Problem | Kind::Works);
            (counts, before + usize::from(adds)..=self.sum(report))
        };
        expected.map(with_sum).collect()
    }
}

/// Seconds around midnight, half of them where a second more or less decides.
fn any_second() -> impl Strategy<Value = i64> {
    let edges = (-5..=5_i64, -1..=1_i64).prop_map(|(step, beside)| step * (DEDUPE_WINDOW_SECONDS / 2) + beside);
    prop_oneof![-2_400..2_400_i64, edges]
}

/// A few reporters around midnight, so that they meet often.
fn any_report(kinds: &[Kind]) -> impl Strategy<Value = Report> + use<> {
    let places = prop::sample::select(vec!["US-NY", "FR", "unknown"]);
    let kinds = prop::sample::select(kinds.to_vec());
    let links = prop::option::of((2..6_u8).prop_map(|number| Referrer::of_number(number).unwrap()));
    let flags = (kinds, any::<bool>(), any::<bool>(), links);
    (0..2_u8, flags, 0..6_u32, any_second(), places).prop_map(
        |(slug, (kind, names_symptom, discounted, referrer), number, at, place)| {
            let today = at >= 0;
            let first_quarter = (0..DEDUPE_WINDOW_SECONDS).contains(&at);
            let mut report = report(number, MIDNIGHT + at);
            report.service = service(["spotify", "netflix"][usize::from(slug)]);
            report.kind = kind;
            report.symptom = report.symptom.filter(|_| names_symptom || kind == Kind::Naming);
            report.region = region(place);
            report.referrer = referrer;
            report.discounted = kind == Kind::Problem && discounted;
            report.reporter = reporter(if today { number + 100 } else { number });
            report.reporter_yesterday = first_quarter.then(|| reporter(number));
            report
        },
    )
}

fn any_batches(kinds: &[Kind]) -> impl Strategy<Value = Vec<Vec<Report>>> + use<> {
    prop::collection::vec(prop::collection::vec(any_report(kinds), 1..12), 1..8)
}

/// Runs cases on one store; each has services of its own.
fn agrees_with_the_model(fixture: &Fixture, cases: u32, kinds: &[Kind]) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = runtime.block_on(fixture.open());
    let case = std::cell::Cell::new(0);
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&any_batches(kinds), |mut batches| {
        case.set(case.get() + 1);
        for report in batches.iter_mut().flatten() {
            report.service = service(&format!("{}-{}", report.service, case.get()));
        }
        runtime.block_on(compare(&*store, &batches));
        Ok(())
    });
    outcome.unwrap();
}

async fn compare(store: &dyn Store, batches: &[Vec<Report>]) {
    let mut model = Model::default();
    for batch in batches {
        let receipts = store.count(batch).await.unwrap();
        let expected = model.count(batch);
        assert_eq!(receipts.len(), expected.len());
        for (receipt, (counts, sums)) in receipts.iter().zip(expected) {
            assert_eq!(receipt.counted, counts, "{receipt:?} of {batch:?}");
            let sum = usize::try_from(receipt.reports_in_window).unwrap();
            assert!(sums.contains(&sum), "{receipt:?} is not within {sums:?} of {batch:?}");
        }
    }
    let service = &batches[0][0].service;
    let buckets = everything(store, service).await;
    let sum = |of: fn(&Bucket) -> u32| -> u64 { buckets.iter().map(|(_, bucket)| u64::from(of(bucket))).sum() };
    let by_network = |bucket: &Bucket| bucket.networks.iter().map(|&(_, reports)| reports).sum();
    let works: u64 = buckets
        .iter()
        .flat_map(|(_, bucket)| &bucket.works)
        .map(|&(_, count)| u64::from(count))
        .sum();
    let of_kind = |kind, is_wanted: fn(&&Counted) -> bool| -> u64 {
        let of_kind = model
            .counted
            .iter()
            .filter(|row| row.service == *service && row.kind == kind);
        u64::try_from(of_kind.filter(is_wanted).count()).unwrap()
    };
    let evidence = of_kind(Kind::Problem, |row| !row.discounted);
    let reports = of_kind(Kind::Problem, |_| true);
    assert_eq!((sum(Bucket::reports), sum(by_network)), (reports, reports));
    assert_eq!(sum(Bucket::reporters), evidence);
    let by_link = |bucket: &Bucket| bucket.referrers.iter().map(|&(_, reports)| reports).sum();
    assert_eq!(
        sum(by_link),
        of_kind(Kind::Problem, |row| row.by_link && !row.discounted)
    );
    assert_eq!(works, of_kind(Kind::Works, |_| true));
}

#[test]
fn the_embedded_store_agrees_with_the_model() {
    // It keeps one second of a name and window, so it may take a naming that comes late for a repeat, or not, when a symptom
    // was named twice after that: by itself, and with a report.
    agrees_with_the_model(&Fixture::embedded(), 40, &[Kind::Problem, Kind::Works]);
}

#[test]
fn redis_agrees_with_the_model() {
    agrees_with_the_model(&Fixture::redis(), 150, &[Kind::Problem, Kind::Works, Kind::Naming]);
}
