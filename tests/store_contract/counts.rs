//! What counting promises.

use std::collections::BTreeSet;

use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::referrer::Referrer;
use groundswell::domain::region::Asn;
use groundswell::domain::report::{Kind, Report};
use groundswell::domain::service::SymptomSlug;

use crate::fixture::{
    Fixture, MIDNIGHT, NOON, count, everything, region, report, reporter, service, sort, total, works,
};

pub async fn one_report_counts_in_every_place(fixture: &Fixture) {
    let store = fixture.open().await;
    let receipts = store.count(&[report(1, NOON + 59)]).await.unwrap();
    assert!(receipts[0].counted);
    assert_eq!(receipts[0].reports_in_window, 1);
    let mut expected = Bucket::default();
    let login = SymptomSlug::parse("login").unwrap();
    expected.add(region("US-NY"), Some(&login), 1, 1);
    expected.add_network(Asn(7018), 1);
    let found = everything(&*store, &service("spotify")).await;
    assert_eq!(found, vec![(Timestamp(NOON).minute(), expected)]);
}

pub async fn the_same_report_a_hundred_times_counts_once(fixture: &Fixture) {
    let store = fixture.open().await;
    let mut counted = 0;
    for _ in 0..10 {
        let batch = vec![report(1, NOON); 10];
        counted += count(&*store, &batch).await.iter().filter(|&&counted| counted).count();
    }
    assert_eq!(counted, 1);
    assert_eq!(total(&*store, &service("spotify")).await, 1);
}

pub async fn the_window_is_exactly_fifteen_minutes(fixture: &Fixture) {
    let store = fixture.open().await;
    // Where the report stands within an aligned window must not matter.
    for (number, offset) in [0, 1, 450, 899].into_iter().enumerate() {
        let number = u32::try_from(number).unwrap();
        let first = NOON + offset;
        assert_eq!(count(&*store, &[report(number, first)]).await, [true]);
        assert_eq!(count(&*store, &[report(number, first)]).await, [false]);
        assert_eq!(count(&*store, &[report(number, first + 899)]).await, [false]);
        assert_eq!(count(&*store, &[report(number, first + 900)]).await, [true]);
        assert_eq!(count(&*store, &[report(number, first + 1_799)]).await, [false]);
        assert_eq!(count(&*store, &[report(number, first + 1_800)]).await, [true]);
    }
}

pub async fn a_late_report_meets_the_one_after_it(fixture: &Fixture) {
    let store = fixture.open().await;
    assert_eq!(count(&*store, &[report(1, NOON + 100)]).await, [true]);
    assert_eq!(count(&*store, &[report(1, NOON + 100 - 899)]).await, [false]);
    assert_eq!(count(&*store, &[report(1, NOON + 100 - 900)]).await, [true]);
    assert_eq!(total(&*store, &service("spotify")).await, 2);
}

pub async fn a_reporter_is_known_across_midnight(fixture: &Fixture) {
    let store = fixture.open().await;
    let before = report(1, MIDNIGHT - 60);
    let after = Report {
        reporter: reporter(1_001),
        reporter_yesterday: Some(reporter(1)),
        discounted: false,
        ..report(1, MIDNIGHT + 60)
    };
    assert_eq!(count(&*store, &[before, after.clone()]).await, [true, false]);
    // The other way round: yesterday's report arrives late.
    let after = Report {
        reporter: reporter(1_002),
        reporter_yesterday: Some(reporter(2)),
        discounted: false,
        ..after
    };
    assert_eq!(count(&*store, &[after]).await, [true]);
    assert_eq!(count(&*store, &[report(2, MIDNIGHT - 60)]).await, [false]);
    assert_eq!(total(&*store, &service("spotify")).await, 2);
}

pub async fn repeats_within_a_batch_are_seen(fixture: &Fixture) {
    let store = fixture.open().await;
    assert_eq!(count(&*store, &[report(1, NOON - 20)]).await, [true]);
    let batch = [
        report(1, NOON),       // repeats what is stored, so it is not counted…
        report(1, NOON + 890), // …and this is far enough from what is stored
        report(1, NOON + 891),
        report(2, NOON),
        report(2, NOON + 899),
        report(2, NOON + 900),
    ];
    assert_eq!(count(&*store, &batch).await, [false, true, false, true, false, true]);
    assert_eq!(total(&*store, &service("spotify")).await, 4);
}

pub async fn kinds_and_services_do_not_meet(fixture: &Fixture) {
    let store = fixture.open().await;
    let other = Report {
        service: service("netflix"),
        ..report(1, NOON)
    };
    assert_eq!(
        count(&*store, &[report(1, NOON), works(1, NOON), other]).await,
        [true; 3]
    );
}

pub async fn works_are_counted_apart(fixture: &Fixture) {
    let store = fixture.open().await;
    let batch = [works(1, NOON), works(2, NOON), works(2, NOON), report(3, NOON)];
    let receipts = store.count(&batch).await.unwrap();
    let sums: Vec<u64> = receipts.iter().map(|receipt| receipt.reports_in_window).collect();
    assert_eq!(sums, [2, 2, 2, 1]);
    let buckets = everything(&*store, &service("spotify")).await;
    assert_eq!(buckets[0].1.works, [(region("US-NY"), 2)]);
    assert_eq!(buckets[0].1.networks, [(Asn(7018), 1)]);
    assert_eq!(buckets[0].1.reporters(), 1);
}

pub async fn a_batch_may_hold_many_services(fixture: &Fixture) {
    let store = fixture.open().await;
    let slugs: Vec<_> = (0..40).map(|number| service(&format!("service-{number}"))).collect();
    let mut batch = Vec::new();
    for number in 0..5 {
        for slug in &slugs {
            batch.push(Report {
                service: slug.clone(),
                ..report(number, NOON)
            });
        }
    }
    // The last of each service is a repeat.
    for slug in &slugs {
        batch.push(Report {
            service: slug.clone(),
            ..report(0, NOON + 1)
        });
    }
    let receipts = store.count(&batch).await.unwrap();
    let flags: Vec<bool> = receipts.iter().map(|receipt| receipt.counted).collect();
    assert_eq!(flags, [vec![true; 200], vec![false; 40]].concat());
    assert!(receipts.iter().all(|receipt| receipt.reports_in_window == 5));
    for slug in &slugs {
        assert_eq!(total(&*store, slug).await, 5);
    }
}

pub async fn a_large_batch_is_counted_whole(fixture: &Fixture) {
    let store = fixture.open().await;
    let across_windows = |number: u32| report(number % 4_000, NOON + i64::from(number % 3_600));
    let batch: Vec<Report> = (0..5_000).map(across_windows).collect();
    let counted = count(&*store, &batch).await.iter().filter(|&&counted| counted).count();
    let again = count(&*store, &batch).await;
    assert!(again.iter().all(|counted| !counted));
    assert_eq!(
        total(&*store, &service("spotify")).await,
        u64::try_from(counted).unwrap()
    );
    assert!(counted >= 4_000, "{counted}");
}

pub async fn concurrent_batches_lose_and_double_nothing(fixture: &Fixture) {
    let store = fixture.open().await;
    // 16 tasks with 200 reports each, in batches of 8; every reporter is sent by two tasks.
    let tasks = (0..16_u32).map(|task| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut counted = 0;
            for batch in 0..25 {
                let number = |i| (task / 2) * 200 + batch * 8 + i;
                let batch: Vec<Report> = (0..8).map(|i| report(number(i), NOON + i64::from(i))).collect();
                counted += count(&*store, &batch).await.iter().filter(|&&counted| counted).count();
            }
            counted
        })
    });
    let counted: usize = futures::future::join_all(tasks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .sum();
    assert_eq!(counted, 1_600);
    assert_eq!(total(&*store, &service("spotify")).await, 1_600);
}

pub async fn the_sum_covers_fifteen_minutes(fixture: &Fixture) {
    let store = fixture.open().await;
    // One reporter a minute for 20 minutes, given newest first.
    let batch: Vec<Report> = (0..20)
        .rev()
        .map(|minute| report(minute, NOON + i64::from(minute) * 60))
        .collect();
    store.count(&batch).await.unwrap();
    let sum = |at| {
        let store = store.clone();
        async move { store.count(&[report(0, at)]).await.unwrap()[0].reports_in_window }
    };
    // Reporter 0 was counted at noon and is a repeat here.
    assert_eq!(sum(NOON + 59).await, 1);
    assert_eq!(sum(NOON + 14 * 60).await, 15);
    let late = store.count(&[report(19, NOON + 19 * 60 + 59)]).await.unwrap();
    assert!(!late[0].counted);
    assert_eq!(late[0].reports_in_window, 15);
}

pub async fn buckets_come_in_range_and_order(fixture: &Fixture) {
    let store = fixture.open().await;
    let at = [MIDNIGHT + 600, MIDNIGHT - 60, NOON, MIDNIGHT, MIDNIGHT + 60];
    let batch: Vec<Report> = (0..).zip(at).map(|(number, at)| report(number, at)).collect();
    store.count(&batch).await.unwrap();
    let midnight = Timestamp(MIDNIGHT).minute();
    let minutes = |from, to| {
        let store = store.clone();
        async move {
            let buckets = store.buckets(&service("spotify"), from, to).await.unwrap();
            buckets
                .iter()
                .map(|(minute, _)| minute.0 - midnight.0)
                .collect::<Vec<i64>>()
        }
    };
    assert_eq!(minutes(midnight.plus(-1), midnight.plus(10)).await, [-1, 0, 1]);
    assert_eq!(minutes(midnight, midnight.plus(11)).await, [0, 1, 10]);
    assert_eq!(
        minutes(Minute(0), Minute(i64::from(u32::MAX))).await,
        [-1, 0, 1, 10, 720]
    );
    assert!(minutes(midnight.plus(10), midnight).await.is_empty());
    assert!(minutes(midnight.plus(2), midnight.plus(10)).await.is_empty());
}

pub async fn import_adds_to_what_is_there(fixture: &Fixture) {
    let store = fixture.open().await;
    let spotify = service("spotify");
    store.count(&[report(1, NOON)]).await.unwrap();
    let login = SymptomSlug::parse("login").unwrap();
    let mut bucket = Bucket::default();
    bucket.add(region("US-NY"), Some(&login), 7, 4);
    bucket.add(region("FR-IDF"), None, 2, 2);
    bucket.add_works(region("FR"), 3);
    let noon = Timestamp(NOON).minute();
    // A minute a day for a month, and the one that is there.
    let history: Vec<(Minute, Bucket)> = (0..30).map(|day| (noon.plus(-1_440 * day), bucket.clone())).collect();
    store.import(&spotify, &history).await.unwrap();
    let found = everything(&*store, &spotify).await;
    assert_eq!(found.len(), 30);
    sort(&mut bucket);
    assert_eq!(found[0], (noon.plus(-1_440 * 29), bucket.clone()));
    bucket.add(region("US-NY"), Some(&login), 1, 1);
    bucket.add_network(Asn(7018), 1);
    assert_eq!(found[29], (noon, bucket));
    let receipts = store.count(&[report(2, NOON), works(3, NOON)]).await.unwrap();
    // The seven of the file are told, although four people made them.
    assert_eq!(receipts[0].reports_in_window, 11);
    assert_eq!(receipts[1].reports_in_window, 4);
}

pub async fn a_discounted_report_counts_and_proves_nothing(fixture: &Fixture) {
    let store = fixture.open().await;
    let login = SymptomSlug::parse("login").unwrap();
    let discounted = |number: u32, at: i64| Report {
        discounted: true,
        ..report(number, at)
    };
    let unnamed = Report {
        symptom: None,
        network: Asn(64_500),
        ..discounted(4, NOON)
    };
    let batch = [
        report(1, NOON),
        discounted(2, NOON),
        discounted(2, NOON + 1),
        discounted(3, NOON),
        unnamed.clone(),
    ];
    let receipts = store.count(&batch).await.unwrap();
    let flags: Vec<bool> = receipts.iter().map(|receipt| receipt.counted).collect();
    assert_eq!(flags, [true, true, false, true, true]);
    assert!(receipts.iter().all(|receipt| receipt.reports_in_window == 4));
    // A repeat is a repeat, however either of the two was weighed.
    assert_eq!(
        count(&*store, &[discounted(1, NOON + 1), report(2, NOON + 1)]).await,
        [false, false]
    );
    // A discounted report that came with its symptom has named it, and one that did not may name it.
    let naming = |report: Report| Report {
        kind: Kind::Naming,
        symptom: Some(login.clone()),
        ..report
    };
    assert_eq!(
        count(&*store, &[naming(discounted(2, NOON)), naming(unnamed)]).await,
        [false, true]
    );
    let mut expected = Bucket::default();
    expected.add(region("US-NY"), Some(&login), 3, 1);
    expected.add(region("US-NY"), None, 1, 0);
    expected.add_network(Asn(7018), 3);
    expected.add_network(Asn(64_500), 1);
    expected.add_named(&login, 1);
    sort(&mut expected);
    let found = everything(&*store, &service("spotify")).await;
    assert_eq!(found, vec![(Timestamp(NOON).minute(), expected)]);
}

pub async fn who_came_by_a_link_is_counted_beside_if_evidence(fixture: &Fixture) {
    let store = fixture.open().await;
    let [forum, other] = [40, 255].map(|number| Referrer::of_number(number).unwrap());
    let by = |referrer, report: Report| Report {
        referrer: Some(referrer),
        ..report
    };
    let discounted = Report {
        discounted: true,
        ..by(forum, report(5, NOON))
    };
    let batch = [
        by(forum, report(1, NOON)),
        by(forum, report(2, NOON)),
        by(other, report(3, NOON)),
        report(4, NOON),
        discounted.clone(),
        by(other, report(1, NOON + 1)),
    ];
    assert_eq!(count(&*store, &batch).await, [true, true, true, true, true, false]);
    // A repeat adds nothing, and what is proved is evidence of how its sender came.
    assert_eq!(count(&*store, &[by(forum, report(4, NOON + 2))]).await, [false]);
    let links = async || {
        let found = everything(&*store, &service("spotify")).await;
        found
            .into_iter()
            .map(|(_, bucket)| bucket.referrers)
            .collect::<Vec<_>>()
    };
    assert_eq!(links().await, [[(forum, 2), (other, 1)]]);
    let proof = Report {
        kind: Kind::Proof,
        discounted: false,
        ..discounted
    };
    assert_eq!(count(&*store, &[proof.clone(), proof]).await, [true, false]);
    assert_eq!(links().await, [[(forum, 3), (other, 1)]]);
    let mut recorded = Bucket::default();
    recorded.add(region("FR"), None, 1, 1);
    recorded.add_referrer(other, 1);
    let minute = Timestamp(NOON).minute();
    store.import(&service("spotify"), &[(minute, recorded)]).await.unwrap();
    assert_eq!(links().await, [[(forum, 3), (other, 2)]]);
}

pub async fn a_proof_makes_a_discounted_report_evidence_once(fixture: &Fixture) {
    let store = fixture.open().await;
    let discounted = |number: u32, at: i64| Report {
        discounted: true,
        ..report(number, at)
    };
    let proof = |number: u32, at: i64| Report {
        kind: Kind::Proof,
        ..report(number, at)
    };
    assert_eq!(
        count(
            &*store,
            &[discounted(1, NOON), discounted(2, NOON), discounted(3, NOON + 70)]
        )
        .await,
        [true, true, true]
    );
    // In the minute of its report, alone or with reports of others, and never twice.
    assert_eq!(count(&*store, &[proof(1, NOON)]).await, [true]);
    assert_eq!(
        count(
            &*store,
            &[
                proof(1, NOON),
                report(4, NOON + 70),
                proof(3, NOON + 70),
                proof(3, NOON + 70)
            ]
        )
        .await,
        [false, true, true, false]
    );
    let found = everything(&*store, &service("spotify")).await;
    let sums: Vec<(u32, u32)> = found
        .iter()
        .map(|(_, bucket)| (bucket.reports(), bucket.reporters()))
        .collect();
    assert_eq!(sums, [(2, 1), (2, 2)]);
    let receipts = store.count(&[proof(2, NOON)]).await.unwrap();
    assert_eq!((receipts[0].counted, receipts[0].reports_in_window), (true, 2));
}

pub async fn versions_change_with_counts_only(fixture: &Fixture) {
    let store = fixture.open().await;
    let services = [service("spotify"), service("netflix")];
    let before = store.versions(&services).await.unwrap();
    store.count(&[report(1, NOON)]).await.unwrap();
    let counted = store.versions(&services).await.unwrap();
    assert_ne!(counted[0], before[0]);
    assert_eq!(counted[1], before[1]);
    store.count(&[report(1, NOON)]).await.unwrap();
    assert_eq!(
        store.versions(&services).await.unwrap(),
        counted,
        "a repeat changes nothing"
    );
    let mut bucket = Bucket::default();
    bucket.add(region("FR"), None, 1, 1);
    store.import(&services[1], &[(Minute(0), bucket)]).await.unwrap();
    assert_ne!(store.versions(&services).await.unwrap()[1], counted[1]);
}

pub async fn what_has_changed_is_told_by_minute(fixture: &Fixture) {
    let store = fixture.open().await;
    let services = [service("spotify"), service("netflix")];
    let noon = Timestamp(NOON).minute();
    let since = async |version: u64| {
        let known = [(services[0].clone(), version), (services[1].clone(), 0)];
        let mut changed = store.changed_since(&known).await.unwrap();
        assert_eq!((changed.len(), changed.pop()), (2, Some(None)), "of no known version");
        let minutes = changed.pop().unwrap();
        minutes.map(|minutes| minutes.into_iter().collect::<BTreeSet<_>>())
    };
    let version = async || store.versions(&services).await.unwrap()[0];
    let minutes = |offsets: &[i64]| Some(offsets.iter().map(|offset| noon.plus(*offset)).collect::<BTreeSet<_>>());

    store.count(&[report(1, NOON)]).await.unwrap();
    let first = version().await;
    store
        .count(&[report(2, NOON + 60), report(3, NOON + 120)])
        .await
        .unwrap();
    let second = version().await;
    // Late, in a minute of hours ago, and once more in one that was known already.
    store.count(&[report(4, NOON - 7_200)]).await.unwrap();
    store.count(&[report(5, NOON + 60)]).await.unwrap();
    assert_eq!(since(first).await, minutes(&[-120, 1, 2]));
    assert_eq!(since(second).await, minutes(&[-120, 1]));

    let mut bucket = Bucket::default();
    bucket.add(region("FR"), None, 1, 1);
    let third = version().await;
    let history: Vec<_> = (0..20).map(|minute| (noon.plus(-minute), bucket.clone())).collect();
    store.import(&services[0], &history).await.unwrap();
    let twenty: Vec<i64> = (-19..=0).collect();
    assert_eq!(since(third).await, minutes(&twenty));
    let history: Vec<_> = (0..40).map(|minute| (noon.plus(-minute), bucket.clone())).collect();
    store.import(&services[0], &history).await.unwrap();
    assert_eq!(since(third).await, None, "more than are kept");
    let fourth = version().await;
    for minute in 0..40 {
        store
            .count(&[report(100 + minute, NOON + i64::from(minute) * 60)])
            .await
            .unwrap();
    }
    assert_eq!(since(fourth).await, None, "more than are kept");
    let fifth = version().await;
    store.count(&[report(6, NOON)]).await.unwrap();
    assert_eq!(since(fifth).await, minutes(&[0]));
}

pub async fn minutes_are_read_one_by_one(fixture: &Fixture) {
    let store = fixture.open().await;
    let [spotify, netflix] = [service("spotify"), service("netflix")];
    let noon = Timestamp(NOON).minute();
    store.count(&[report(1, NOON), report(2, NOON + 120)]).await.unwrap();
    let all: Vec<_> = (-1..40).map(|minute| noon.plus(minute)).collect();
    let wanted = [
        (netflix, all.clone()),
        (spotify.clone(), vec![noon.plus(1), noon.plus(2)]),
        (spotify.clone(), Vec::new()),
        (spotify.clone(), all),
    ];
    let found = store.buckets_at(&wanted).await.unwrap();
    let stored = everything(&*store, &spotify).await;
    assert_eq!(stored.len(), 2);
    assert_eq!(found, [vec![], stored[1..].to_vec(), vec![], stored]);
}

pub async fn nothing_is_asked_and_nothing_answered(fixture: &Fixture) {
    let store = fixture.open().await;
    store.ping().await.unwrap();
    assert!(store.count(&[]).await.unwrap().is_empty());
    assert!(store.versions(&[]).await.unwrap().is_empty());
    assert!(store.changed_since(&[]).await.unwrap().is_empty());
    assert!(store.buckets_at(&[]).await.unwrap().is_empty());
    assert!(store.trackers(&[]).await.unwrap().is_empty());
    assert!(store.due(&[], Timestamp(NOON), 10).await.unwrap().is_empty());
    assert!(store.endpoints().await.unwrap().is_empty());
    let spotify = service("spotify");
    store.import(&spotify, &[]).await.unwrap();
    assert!(everything(&*store, &spotify).await.is_empty());
    assert!(store.incidents(&spotify, 10).await.unwrap().is_empty());
    assert!(store.incidents(&spotify, 0).await.unwrap().is_empty());
    assert!(store.deliveries(&[spotify], "ep_1", 10).await.unwrap().is_empty());
    store.prune(Minute(0), Timestamp(NOON)).await.unwrap();
}

pub async fn a_symptom_is_named_once(fixture: &Fixture) {
    let store = fixture.open().await;
    let click = |number: u32| Report {
        symptom: None,
        ..report(number, NOON)
    };
    let naming = |number: u32, at: i64| Report {
        kind: Kind::Naming,
        ..report(number, at)
    };
    assert_eq!(
        count(&*store, &[click(1), naming(1, NOON + 5), naming(1, NOON + 6)]).await,
        [true, true, false]
    );
    assert_eq!(count(&*store, &[naming(1, NOON + 899)]).await, [false]);
    // A report that came with its symptom has named it: a retry does not name it again.
    assert_eq!(count(&*store, &[report(2, NOON)]).await, [true]);
    assert_eq!(
        count(&*store, &[report(2, NOON + 1), naming(2, NOON + 1)]).await,
        [false, false]
    );
    assert_eq!(count(&*store, &[naming(2, NOON + 900)]).await, [true]);
    let receipts = store.count(&[naming(3, NOON + 10)]).await.unwrap();
    assert_eq!(receipts[0].reports_in_window, 2);
    let found = everything(&*store, &service("spotify")).await;
    let login = SymptomSlug::parse("login").unwrap();
    assert_eq!(found[0].1.named, vec![(login.clone(), 2)]);
    assert_eq!(found[0].1.symptoms(), vec![(Some(login), 2)]);
    assert_eq!(total(&*store, &service("spotify")).await, 2);
}
