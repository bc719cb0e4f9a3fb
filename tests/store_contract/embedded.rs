//! What only the embedded store promises: its folder, and pruning.

use std::os::unix::fs::PermissionsExt;

use groundswell::domain::bucket::Timestamp;
use groundswell::domain::delivery::{Delivery, DeliveryState};
use groundswell::store::{self, StoreError, StoreOptions, StoreUrl};

use crate::fixture::{Fixture, NOON, count, everything, report, service};
use crate::outbox::delivery;

async fn refusal(url: &StoreUrl) -> String {
    match store::open(url, &StoreOptions::default()).await {
        Err(StoreError::Refused(text)) => text,
        Err(other) => panic!("{other}"),
        Ok(store) => panic!("opened {}", store.describe()),
    }
}

#[tokio::test]
async fn a_folder_in_use_is_refused() {
    let fixture = Fixture::embedded();
    let _store = fixture.open().await;
    let text = refusal(&fixture.url()).await;
    assert!(text.contains("data") && text.contains("in use"), "{text}");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let url: StoreUrl = format!("embedded:{}/data", file.display()).parse().unwrap();
    let text = refusal(&url).await;
    assert!(
        text.contains("file/data") && text.contains("GROUNDSWELL_STORE"),
        "{text}"
    );

    let locked = folder.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(locked.join("probe"), "").is_ok() {
        return; // root may write anywhere
    }
    let url: StoreUrl = format!("embedded:{}", locked.display()).parse().unwrap();
    let text = refusal(&url).await;
    assert!(text.contains("locked") && text.contains("writable"), "{text}");
}

#[tokio::test]
async fn what_is_not_a_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("groundswell.redb");
    std::fs::write(&path, "something else".repeat(1_000)).unwrap();
    let url: StoreUrl = format!("embedded:{}", folder.path().display()).parse().unwrap();
    let error = store::open(&url, &StoreOptions::default()).await.err().unwrap();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error}");
    assert!(std::fs::read(&path).unwrap().starts_with(b"something else"));
}

#[tokio::test]
async fn a_newer_format_is_refused() {
    let fixture = Fixture::embedded();
    drop(fixture.open().await);
    let Fixture::Embedded(folder) = &fixture else {
        unreachable!()
    };
    {
        let database = redb::Database::open(folder.path().join("data/groundswell.redb")).unwrap();
        let transaction = database.begin_write().unwrap();
        let meta = redb::TableDefinition::<&str, u64>::new("meta");
        transaction.open_table(meta).unwrap().insert("schema", 99).unwrap();
        transaction.commit().unwrap();
    }
    let text = refusal(&fixture.url()).await;
    assert!(text.contains("newer") && text.contains("99"), "{text}");
}

#[tokio::test]
async fn a_restart_reads_as_changed() {
    let fixture = Fixture::embedded();
    let spotify = [service("spotify")];
    let store = fixture.open().await;
    store.count(&[report(1, NOON)]).await.unwrap();
    let before = store.versions(&spotify).await.unwrap();
    drop(store);
    let store = fixture.open().await;
    assert_ne!(store.versions(&spotify).await.unwrap(), before);
    store.count(&[report(2, NOON)]).await.unwrap();
    let since = [(spotify[0].clone(), before[0])];
    assert_eq!(store.changed_since(&since).await.unwrap(), [None]);
}

#[tokio::test]
async fn pruning_forgets_what_is_old_and_nothing_else() {
    let fixture = Fixture::embedded();
    let store = fixture.open().await;
    let spotify = service("spotify");
    let now = NOON + 10 * 86_400;
    assert_eq!(
        count(
            &*store,
            &[report(1, NOON), report(2, now - 60), report(3, now - 5 * 3_600)]
        )
        .await,
        [true; 3]
    );
    let settled = Delivery {
        state: DeliveryState::Delivered,
        ..delivery("old:ep_1", NOON)
    };
    let waiting = delivery("waiting:ep_1", NOON);
    let recent = Delivery {
        state: DeliveryState::Failed,
        ..delivery("recent:ep_1", now - 3 * 86_400)
    };
    for row in [&settled, &waiting, &recent] {
        store.settle(row).await.unwrap();
    }

    store
        .prune(Timestamp(NOON).minute().plus(1), Timestamp(now))
        .await
        .unwrap();

    let minutes: Vec<i64> = everything(&*store, &spotify)
        .await
        .iter()
        .map(|(minute, _)| minute.start().0)
        .collect();
    assert_eq!(minutes, [now - 5 * 3_600, now - 60]);
    // Reporter 1 is forgotten; 3 may still have a late repeat, 2 a plain one.
    let again = [report(1, NOON), report(2, now), report(3, now - 5 * 3_600 + 60)];
    assert_eq!(count(&*store, &again).await, [true, false, false]);
    let log = store.deliveries(&[spotify], "ep_1", 10).await.unwrap();
    assert_eq!(log, [recent, waiting]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_fails_fails_alone_and_leaves_nothing() {
    let fixture = Fixture::embedded();
    drop(fixture.open().await);
    let Fixture::Embedded(folder) = &fixture else {
        unreachable!()
    };
    {
        // Service 0 is the first to be counted. Totals that can be read, and a bucket that cannot.
        let database = redb::Database::open(folder.path().join("data/groundswell.redb")).unwrap();
        let transaction = database.begin_write().unwrap();
        let buckets = redb::TableDefinition::<(u32, i64), &[u8]>::new("buckets");
        let unreadable = [[0; 16], [0xFF; 16]].concat();
        transaction
            .open_table(buckets)
            .unwrap()
            .insert((0, NOON / 60), unreadable.as_slice())
            .unwrap();
        transaction.commit().unwrap();
    }
    let store = fixture.open().await;
    assert_eq!(count(&*store, &[report(9, NOON + 60)]).await, [true]);
    let bad = [report(1, NOON)];
    let good: Vec<[_; 1]> = (10..40).map(|number| [report(number, NOON + 60)]).collect();
    let (failed, counted) = tokio::join!(
        store.count(&bad),
        futures::future::join_all(good.iter().map(|batch| store.count(batch))),
    );
    assert!(matches!(failed, Err(StoreError::Corrupt(_))), "{failed:?}");
    assert!(
        counted
            .iter()
            .all(|receipts| receipts.as_ref().is_ok_and(|receipts| receipts[0].counted))
    );
    // The reporter of the failed write was not remembered.
    assert_eq!(count(&*store, &[report(1, NOON + 60)]).await, [true]);
    let last = store.count(&[report(2, NOON + 60)]).await.unwrap();
    assert_eq!(last[0].reports_in_window, 33);
}
