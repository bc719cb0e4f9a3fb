//! Files that change under a running site, badly: what was good stays in use, and every answer is a good one.

use std::collections::BTreeSet;
use std::path::Path;

use groundswell::catalogue;
use groundswell::geoip::Database;
use rand::prelude::*;
use rand::rngs::StdRng;
use serde_json::json;

use crate::geography::{Schema, v4, v6};
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

/// The services of a catalogue that can be taken.
fn slugs(text: &[u8]) -> Option<BTreeSet<String>> {
    let catalogue = catalogue::parse(std::str::from_utf8(text).ok()?, "").ok()?;
    let services = catalogue.services().iter();
    Some(services.map(|service| service.slug.as_str().to_owned()).collect())
}

/// The services that the site knows.
async fn listed(app: &TestApp) -> BTreeSet<String> {
    let answer = app.get_json("/api/v1/services").await;
    let services = answer["services"].as_array().unwrap().iter();
    services
        .map(|service| service["slug"].as_str().unwrap().to_owned())
        .collect()
}

/// Times of files are coarse, and what looks unchanged is not read.
fn date(files: [&Path; 2], round: usize) {
    let seconds = 1_000_000 + 10 * u64::try_from(round).unwrap();
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
    for file in files {
        let file = std::fs::File::options().append(true).open(file).unwrap();
        file.set_modified(time).unwrap();
    }
}

/// People of several places report, each is taken, and each is where this database says.
async fn placed_by(app: &TestApp, database: &Database, service: &str, round: usize) {
    let regions = ["US-NY", "JP-13", "FR-BRE", "IN-KA"];
    for address in regions.into_iter().flat_map(|region| [v4(region, 1), v6(region, 1)]) {
        let receipt = app.post("/api/v1/works", address, &json!({ "service": service })).await;
        assert_eq!(receipt.status, 202, "round {round}: {}", receipt.text());
        let expected = database.place(address).region;
        assert_eq!(receipt.json()["region"], expected.as_str(), "round {round}: {address}");
    }
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
    // What was taken last, and how often something was refused.
    let mut services = slugs(good.as_bytes()).unwrap();
    let mut places = Database::load(&app.config.geoip);
    assert!(places.warnings().is_empty());
    let (mut refused, mut refused_databases) = (0, 0);
    for round in 0..ROUNDS {
        let text = damaged(good.as_bytes(), &mut random);
        std::fs::write(&path, &text).unwrap();
        std::fs::write(&database, damaged(&good_database, &mut random)).unwrap();
        date([&path, &database], round);
        app.pass(RELOAD_SECONDS).await;
        // Damaged ones that can still be read are as good as any other.
        match slugs(&text) {
            Some(fresh) => services = fresh,
            None => refused += 1,
        }
        let fresh = Database::load(&app.config.geoip);
        if fresh.warnings().is_empty() {
            places = fresh;
        } else {
            refused_databases += 1;
        }
        assert_eq!(listed(&app).await, services, "round {round}");
        let service = services.first().unwrap();
        placed_by(&app, &places, service, round).await;
        for path in [
            "/",
            "/healthz",
            "/readyz",
            "/incidents",
            &format!("/services/{service}"),
        ] {
            assert_eq!(app.get(path).await.status, 200, "round {round}: {path}");
        }
    }
    for (what, refused) in [("catalogues", refused), ("databases", refused_databases)] {
        let both = ROUNDS / 6..ROUNDS;
        assert!(both.contains(&refused), "{refused} {what} of {ROUNDS} were refused");
    }
    // Good ones are taken again.
    std::fs::write(&path, good).unwrap();
    std::fs::write(&database, good_database).unwrap();
    app.pass(RELOAD_SECONDS).await;
    app.pass(RELOAD_SECONDS).await;
    assert_eq!(listed(&app).await, slugs(good.as_bytes()).unwrap());
    assert_eq!(app.report("spotify", v4("US-NY", 1)).await["region"], "US-NY");
}
