//! Settings that cannot be used: one line that says what to do, no secrets. And files that may be bad or change.

use std::net::TcpListener;
use std::path::Path;

use serde_json::Value;

use crate::geography::{Geography, Schema, v4};
use crate::process::{Place, Process};
use crate::redis_server::RedisServer;
use crate::test_app::{Backing, TestApp, client, small_catalogue};

#[test]
fn a_taken_port() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let place = Place::new();
    let said = place.refusal(&mut place.command(&["--listen", &address]));
    assert!(said.contains(&address) && said.contains("--listen"), "{said}");
}

#[test]
fn a_data_folder_that_is_none() {
    let place = Place::new();
    let file = place.write("file", "not a folder").display().to_string();
    for store in [
        format!("embedded:{file}"),
        format!("embedded:{file}/below"),
        "embedded:/proc/nowhere".to_owned(),
    ] {
        let said = place.refusal(&mut place.command(&["--store", &store]));
        assert!(said.contains(store.trim_start_matches("embedded:")), "{said}");
    }
}

#[test]
fn a_data_folder_that_somebody_uses() {
    let place = Place::new();
    let _running = place.serve(&[]);
    let said = place.refusal(&mut place.command(&[]));
    assert!(
        said.contains("data") && said.contains("another Groundswell process"),
        "{said}"
    );
}

#[test]
fn a_store_that_is_none() {
    let place = Place::new();
    for store in [
        "mysql://root:hunter2@db/x",
        "redis:hunter2",
        "redis://:hunter2@",
        "nonsense hunter2",
    ] {
        let said = place.refusal(&mut place.command(&["--store", store]));
        assert!(!said.contains("hunter2"), "{said}");
        assert!(said.contains("redis://"), "{said}");
    }
}

#[test]
fn a_redis_that_does_not_answer() {
    let place = Place::new();
    let said = place.refusal(&mut place.command(&["--store", "redis://someone:hunter2@127.0.0.1:1"]));
    assert!(!said.contains("hunter2"), "{said}");
    assert!(said.contains("127.0.0.1:1"), "{said}");
}

/// A start needs the salt of the day, which only the store has: without it the same reporter would count twice. So it fails
/// soon and in words, and whoever supervises it tries again.
#[test]
fn a_redis_that_is_frozen() {
    let place = Place::new();
    let redis = RedisServer::start();
    redis.signal("STOP");
    let said = place.refusal(&mut place.command(&["--store", &redis.url()]));
    redis.signal("CONT");
    assert!(
        said.contains(&redis.url()) && said.contains("cannot be reached"),
        "{said}"
    );
}

#[test]
fn a_file_with_a_slip() {
    let place = Place::new();
    let cases = [
        (
            "# a comment\nlisten = '127.0.0.1:0'\nlistne = 'x'\n",
            "config.toml:3:",
            "listne",
        ),
        ("listen = 5\n", "config.toml:1:", "string"),
        (
            "admin_token = 'correct-horse-battery-staple'\nlisten =\n",
            "config.toml:2:",
            "",
        ),
        (
            "[[webhook]]\nname = 'x'\nurl = 'https://example.org'\nsecret = 'hunter2'\n",
            "webhook `x`",
            "secret",
        ),
        (
            "[[webhook]]\nname = 'x'\nurl = 'http://10.0.0.1'\nsecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'\n",
            "webhook `x`",
            "url",
        ),
        ("[[webhook]]\nname = 'x'\nscret = 'hunter2'\n", "config.toml:", "scret"),
    ];
    for (text, where_, what) in cases {
        let file = place.write("config.toml", text).display().to_string();
        let said = place.refusal(&mut place.command(&["--config", &file]));
        assert!(said.contains(where_) && said.contains(what), "{said}");
        assert!(!said.contains("hunter2") && !said.contains("C2FVsBQ"), "{said}");
    }
    let said = place.refusal(&mut place.command(&["--config", "/no/such/file.toml"]));
    assert!(said.contains("/no/such/file.toml"), "{said}");
}

#[test]
fn settings_with_a_slip() {
    let place = Place::new();
    let said = place.refusal(place.command(&[]).env("GROUNDSWELL_LISTNE", "127.0.0.1:0"));
    assert!(said.contains("GROUNDSWELL_LISTNE"), "{said}");
    let said = place.refusal(place.command(&[]).env("GROUNDSWELL_ADMIN_TOKEN", "hunter2"));
    assert!(said.contains("admin_token") && !said.contains("hunter2"), "{said}");
    let flags = [
        (["--trusted-proxies", "10.0.0.0/33"], "trusted_proxies: `10.0.0.0/33`"),
        (["--webhook-allow", "localhost"], "webhook_allow: `localhost`"),
        (["--listen", "localhost"], "listen: `localhost`"),
        (["--public-url", "example.org"], "public_url: `example.org`"),
        (["--base-path", "status"], "base_path: `status`"),
        (["--virtual-clock", "noon"], "virtual_clock: `noon`"),
        (["--role", "front"], "role: `front` shares the store"),
        (["--role", "detector"], "role: `detector` shares the store"),
    ];
    for (flag, expected) in flags {
        let said = place.refusal(&mut place.command(&flag));
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_catalogue_with_a_slip() {
    let place = Place::new();
    let good = std::fs::read_to_string(small_catalogue()).unwrap();
    let line = 1 + good.lines().position(|line| line == "slug = \"spotify\"").unwrap();
    let cases = [
        (
            good.replace("slug = \"spotify\"", "slug = \"Spot ify\""),
            format!("catalogue.toml:{line}: "),
        ),
        (
            good.replace("slug = \"spotify\"", "slug = \"netflix\""),
            "catalogue.toml:".to_owned(),
        ),
        (
            good.replace("name = \"Spotify\"", "nmae = \"Spotify\""),
            format!("catalogue.toml:{}: ", line + 1),
        ),
        ("nonsense".to_owned(), "catalogue.toml:1: ".to_owned()),
        (String::new(), "catalogue.toml:".to_owned()),
    ];
    for (text, expected) in cases {
        let file = place.write("catalogue.toml", &text).display().to_string();
        let said = place.refusal(&mut place.command(&["--catalogue", &file]));
        assert!(said.contains(&expected), "{expected} {said}");
    }
}

/// The site works without places.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unusable_address_databases_are_no_reason_to_stay_away() {
    let place = Place::new();
    // Somebody whom a database would place.
    let region = async |process: &Process| {
        let request = client().post(format!("{}/api/v1/works", process.origin));
        let request = request.header("x-forwarded-for", v4("US-NY", 1).to_string());
        let receipt = request
            .json(&serde_json::json!({ "service": "spotify" }))
            .send()
            .await
            .unwrap();
        let receipt: Value = receipt.json().await.unwrap();
        receipt["region"].clone()
    };
    assert_eq!(region(&place.serve(&[])).await, "US-NY");
    let good = std::fs::read(&Geography::write(Schema::MaxMind).files().city[0]).unwrap();
    let cut = place.folder.path().join("cut.mmdb");
    std::fs::write(&cut, &good[..good.len() / 2]).unwrap();
    let files = [
        place.write("noise.mmdb", "\u{1}\u{2}noise"),
        place.write("empty.mmdb", ""),
        cut,
        place.folder.path().to_path_buf(),
        place.folder.path().join("missing.mmdb"),
    ];
    for file in files {
        let name = file.display().to_string();
        let process = place.serve(&["--geoip-city", &name]);
        let get = async |path: &str| client().get(format!("{}{path}", process.origin)).send().await.unwrap();
        let ready = get("/readyz").await;
        assert_eq!(ready.status(), 200, "{name}");
        let ready: Value = ready.json().await.unwrap();
        assert_eq!(ready["geoip"]["ok"], false, "{name}: {ready}");
        assert!(
            ready["geoip"]["warnings"].to_string().contains(&name),
            "{name}: {ready}"
        );
        assert!(process.log().contains(&name), "{name}: no warning in the log");
        assert_eq!(region(&process).await, "unknown", "{name}");
        assert_eq!(get("/services/spotify").await.status(), 200, "{name}");
    }
}

/// Writes a file as an editor does: under another name first.
fn exchange(path: &Path, bytes: &[u8]) {
    let fresh = path.with_extension("fresh");
    std::fs::write(&fresh, bytes).unwrap();
    std::fs::rename(&fresh, path).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_catalogue_is_exchanged_while_it_runs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("catalogue.toml");
    let good = std::fs::read_to_string(small_catalogue()).unwrap();
    std::fs::write(&file, &good).unwrap();
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| {
        config.catalogue = Some(file.clone());
    })
    .await;
    app.report("netflix", v4("US-NY", 1)).await;

    exchange(&file, b"nonsense");
    app.pass(6).await;
    assert_eq!(app.report("netflix", v4("US-NY", 2)).await["counted"], true);

    let entry = "\n[[service]]\nslug = \"gone\"\nname = \"Gone\"\ncategory = \"music\"\nhome_page = \"https://example.org/\"\nsymptoms = [\"app\"]\n";
    exchange(&file, format!("{good}{entry}").as_bytes());
    app.pass(6).await;
    assert_eq!(app.report("gone", v4("US-NY", 1)).await["counted"], true);
    app.pass(1).await;
    assert_eq!(app.get_json("/api/v1/services/gone").await["reports"], 1);
    assert!(app.page("/services/gone").await.contains("Gone"));

    exchange(&file, good.as_bytes());
    app.pass(6).await;
    app.get("/api/v1/services/gone").await.problem(404);
    assert!(!app.page("/").await.contains("/services/gone"));
    assert_eq!(app.get_json("/api/v1/services/netflix").await["reports"], 2);

    std::fs::remove_file(&file).unwrap();
    app.pass(6).await;
    assert_eq!(app.report("netflix", v4("US-NY", 3)).await["counted"], true);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_database_is_exchanged_while_it_runs() {
    let app = TestApp::start(Backing::embedded()).await;
    let file = app.geography.files().city[0].clone();
    let good = std::fs::read(&file).unwrap();
    let mut numbers = 1..;
    let mut region = async || app.report("spotify", v4("US-NY", numbers.next().unwrap())).await["region"].clone();
    assert_eq!(region().await, "US-NY");
    for bad in [&good[..good.len() / 2], b"noise", b""] {
        exchange(&file, bad);
        app.pass(6).await;
        assert_eq!(region().await, "US-NY");
    }
    std::fs::remove_file(&file).unwrap();
    app.pass(6).await;
    assert_eq!(region().await, "US-NY");
    // The same tree with another code.
    let place = good.windows(2).position(|pair| pair == b"NY").unwrap();
    let mut changed = good.clone();
    changed[place..place + 2].copy_from_slice(b"NJ");
    exchange(&file, &changed);
    app.pass(6).await;
    assert_eq!(region().await, "US-NJ");
}

/// One file that never comes does not keep the others from being updated.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn databases_are_exchanged_beside_a_missing_one() {
    let missing = "/no/such/dbip-city-ipv6.mmdb".into();
    let app = TestApp::start_with(Backing::embedded(), Schema::DbIp, |config| {
        config.geoip.city[1] = missing;
    })
    .await;
    assert_eq!(app.report("spotify", v4("JP-13", 1)).await["region"], "JP-13");
    let file = &app.geography.files().city[0];
    let mut changed = std::fs::read(file).unwrap();
    let place = changed.windows(8).position(|text| text == b"New York").unwrap();
    changed[place..place + 8].copy_from_slice(b"Virginia");
    let place = changed.windows(8).rposition(|text| text == b"New York").unwrap();
    changed[place..place + 8].copy_from_slice(b"Virginia");
    exchange(file, &changed);
    app.pass(6).await;
    assert_eq!(app.report("spotify", v4("US-NY", 1)).await["region"], "US-VA");
    assert_eq!(app.get_json("/readyz").await["geoip"]["ok"], false);
}
