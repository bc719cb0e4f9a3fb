//! Processes on one Redis whose catalogues differ, as they do while a new one is rolled out: each service is judged by one.

use std::collections::BTreeSet;
use std::time::Duration;

use groundswell::domain::service::ServiceSlug;

use crate::brigade::history;
use crate::nodes::{PATIENCE, STEPS, Site, reported, time};
use crate::process::Process;

const HEAD: &str = "[symptoms]\nlogin = \"Can't log in\"\n\n[[category]]\nslug = \"music\"\nname = \"Music\"\n";

const ALL: [&str; 3] = ["netflix", "spotify", "zattoo"];

/// The file of a catalogue of these services.
pub fn catalogue(services: &[impl AsRef<str>]) -> String {
    let service = |slug: &_| {
        let slug = AsRef::<str>::as_ref(slug);
        format!(
            "\n[[service]]\nslug = \"{slug}\"\nname = \"{slug}\"\ncategory = \"music\"\n\
             home_page = \"https://{slug}.example/\"\nsymptoms = [\"login\"]\n"
        )
    };
    let services: String = services.iter().map(service).collect();
    format!("{HEAD}{services}")
}

async fn site() -> Site {
    let site = Site::new().await;
    for slug in ["netflix", "zattoo"] {
        let slug = ServiceSlug::parse(slug).unwrap();
        site.store.import(&slug, &history()).await.unwrap();
    }
    site
}

/// All services have the same outage at the same time.
async fn feed(site: &Site, step: i64) {
    for slug in ALL {
        if let Some(reported) = reported(step) {
            let slug = ServiceSlug::parse(slug).unwrap();
            site.store.import(&slug, &[reported]).await.unwrap();
        }
    }
}

fn start(site: &Site, name: &str, services: &[&str]) -> Process {
    let file = site.place.write(name, &catalogue(services)).display().to_string();
    site.start_with("all", time(0), &["--catalogue", &file])
}

/// One process that knows all services.
async fn alone() -> BTreeSet<String> {
    let site = site().await;
    let process = start(&site, "all.toml", &ALL);
    site.subscribe(&process).await;
    for step in 0..STEPS {
        feed(&site, step).await;
        site.beat(&process, time(step)).await;
    }
    site.received().await
}

/// Two that know two each, one of them both, until in the midst of the outage all is rolled out.
async fn differing() -> BTreeSet<String> {
    let site = site().await;
    let a = start(&site, "a.toml", &["netflix", "spotify"]);
    let b = start(&site, "b.toml", &["spotify", "zattoo"]);
    site.subscribe(&a).await;
    let changes_of_leases = || a.log().matches(" leases ").count();
    let mut settled = 0;
    for step in 0..STEPS {
        let now = time(step);
        feed(&site, step).await;
        match step {
            5 => {
                site.until_shards(&[&a, &b], now, 16).await;
                site.until_shards(&[&b, &a], now, 16).await;
                settled = changes_of_leases();
            }
            60 => {
                assert_eq!(changes_of_leases(), settled, "nothing goes to and fro: {}", a.log());
                assert!(a.log().contains("different catalogues"), "{}", a.log());
                site.place.write("a.toml", &catalogue(&ALL));
                site.until_shards(&[&a, &b], now, 16).await;
                for process in [&a, &b, &a, &b] {
                    site.beat(process, now).await;
                }
            }
            110 => {
                site.place.write("b.toml", &catalogue(&ALL));
                site.until_shards(&[&b, &a], now, 8).await;
                site.until_shards(&[&a, &b], now, 8).await;
            }
            _ => {}
        }
        for process in [&a, &b] {
            site.beat(process, now).await;
        }
    }
    // The old catalogues are gone once nobody has named them for as long as a lease lives.
    let metrics = async || {
        site.beat(&b, time(STEPS)).await;
        let answer = site.client.get(format!("{}/metrics", b.origin)).send().await;
        answer.unwrap().text().await.unwrap()
    };
    let gone = async {
        while !metrics().await.contains("groundswell_catalogues 1") {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(PATIENCE, gone).await.unwrap();
    site.received().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_service_is_judged_by_one_whoever_knows_it() {
    // One after the other: starting a process blocks, and a connection that waits meanwhile is closed after five seconds.
    let expected = alone().await;
    let received = differing().await;
    for slug in ALL {
        let of_it = expected.iter().filter(|id| id.contains(slug)).count();
        assert!(of_it >= 3, "{expected:?}");
    }
    assert_eq!(received, expected);
}
