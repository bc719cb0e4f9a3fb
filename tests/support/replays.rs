//! Real outages, replayed over HTTP on a virtual clock.

use std::io::Cursor;
use std::path::Path;

use groundswell::app;
use groundswell::catalogue;
use groundswell::cli::counts::CountsReader;
use groundswell::cli::crowd::{AddressBook, Sender};
use groundswell::cli::import::import_into;
use groundswell::cli::replay;
use groundswell::cli::scenario::Scenario;
use groundswell::geoip::Database;
use groundswell::store::{self, StoreOptions};

use crate::geography::{Geography, Schema};
use crate::test_app::{ADMIN_TOKEN, Backing, TestApp, config};

/// One of the outages in tests/replays.
pub fn scenario(name: &str) -> Scenario {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/replays/{name}.toml"));
    Scenario::load(&file).unwrap()
}

/// Takes the weeks before an outage into the store, as `groundswell import` does.
pub async fn learn_history(scenario: &Scenario, backing: &Backing, catalogue: &Path) {
    let mut lines = Vec::new();
    replay::write_history(scenario, &mut lines).unwrap();
    let settings = app::detector_settings(&config(backing.url(), &Geography::write(Schema::MaxMind)));
    let store = store::open(&backing.url().parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    let catalogue = catalogue::load(catalogue).unwrap();
    let bytes = lines.len() as u64;
    let reader = CountsReader::new(Cursor::new(lines));
    let imported = import_into(&store, &catalogue, &settings, reader, bytes).await.unwrap();
    assert_eq!(imported.services, scenario.crowds.len());
}

/// Every click over HTTP, every step of the clock too; returns how many were counted.
pub async fn replay(app: &TestApp, scenario: &Scenario) -> u64 {
    let addresses = AddressBook::new(scenario, &Database::load(&app.geography.files())).unwrap();
    let sender = Sender::new(&app.origin).unwrap();
    replay::drive(scenario, &sender, &addresses, app.now(), ADMIN_TOKEN)
        .await
        .unwrap()
}
