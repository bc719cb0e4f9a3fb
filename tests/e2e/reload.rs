//! Files that change under a running site, badly: what was good stays in use, and every answer is a good one.

use groundswell::catalogue;
use rand::prelude::*;
use rand::rngs::StdRng;

use crate::geography::{Schema, v4};
use crate::test_app::{Backing, TestApp};

/// Longer than files are left alone after a look.
const RELOAD_SECONDS: i64 = 6;

const ROUNDS: usize = 60;

const SEED: u64 = 20_260_304;

/// Exchanges, cuts or doubles a few bytes.
fn damaged(good: &[u8], random: &mut StdRng) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for _ in 0..random.random_range(1..4) {
        let at = random.random_range(0..bytes.len());
        match random.random_range(0..4) {
            0 => bytes[at] = random.random(),
            1 => bytes[at] ^= 1 << random.random_range(0..8),
            2 => bytes.truncate(at.max(1)),
            _ => bytes.extend_from_within(at..),
        }
    }
    bytes
}

pub async fn damaged_files_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("services.toml");
    let good = include_str!("../support/small_catalogue.toml");
    std::fs::write(&path, good).unwrap();
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| {
        config.catalogue = Some(path.clone());
    })
    .await;
    app.beat().await;
    let database = app.config.geoip.city[0].clone();
    let good_database = std::fs::read(&database).unwrap();
    let mut random = StdRng::seed_from_u64(SEED);
    let mut refused = 0;
    for round in 0..ROUNDS {
        let text = damaged(good.as_bytes(), &mut random);
        std::fs::write(&path, &text).unwrap();
        std::fs::write(&database, damaged(&good_database, &mut random)).unwrap();
        // Times of files are coarse, and what looks unchanged is not read.
        let time =
            std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000 + 10 * u64::try_from(round).unwrap());
        for file in [&path, &database] {
            std::fs::File::options()
                .append(true)
                .open(file)
                .unwrap()
                .set_modified(time)
                .unwrap();
        }
        app.pass(RELOAD_SECONDS).await;
        let expected = std::str::from_utf8(&text)
            .ok()
            .and_then(|text| catalogue::parse(text, "").ok());
        refused += usize::from(expected.is_none());
        let services = app.get_json("/api/v1/services").await["services"]
            .as_array()
            .unwrap()
            .len();
        // A damaged catalogue that can still be read is as good as any other.
        assert!(expected.is_some() || services > 0, "round {round}");
        for path in ["/", "/healthz", "/readyz", "/incidents"] {
            assert_eq!(app.get(path).await.status, 200, "round {round}: {path}");
        }
    }
    assert!(refused > ROUNDS / 3, "{refused} were refused");
    // Good ones are taken again.
    std::fs::write(&path, good).unwrap();
    std::fs::write(&database, good_database).unwrap();
    app.pass(RELOAD_SECONDS).await;
    app.pass(RELOAD_SECONDS).await;
    assert_eq!(app.report("spotify", v4("US-NY", 1)).await["region"], "US-NY");
}
