//! Many addresses that are one voice, and few that are many: what a block of neighbours may bring, over real HTTP.

use std::net::IpAddr;

use groundswell::config::Config;
use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, StoreOptions};
use serde_json::Value;

use crate::geography::{Schema, asn, v4_neighbour, v4_of, v6_neighbour};
use crate::test_app::{Backing, START, TestApp};

/// How long a brigade takes, and a crowd.
const MINUTES: i64 = 10;

/// Where the service's few people live.
const REGIONS: [&str; 5] = ["US-NY", "GB-ENG", "FR-IDF", "DE-BE", "JP-13"];

pub async fn two_hundred_addresses_of_a_24_open_nothing(backing: Backing) {
    opens_nothing(backing, |number| v4_neighbour("US-NY", number)).await;
}

pub async fn two_hundred_addresses_of_a_48_open_nothing(backing: Backing) {
    opens_nothing(backing, |number| v6_neighbour("US-NY", number)).await;
}

/// All are customers of one small provider, in 32 of its /24s.
pub async fn two_hundred_customers_of_one_network_open_nothing(backing: Backing) {
    opens_nothing(backing, |number| v4_of("US-NY", 3, number)).await;
}

/// Somebody in one of five regions and 25 networks, in a /24 of their own.
pub fn stranger(number: u8) -> IpAddr {
    v4_of(REGIONS[usize::from(number % 5)], number / 5 % 5, number / 25)
}

/// One after the other from 25 providers in five regions, each in a /24 of its own.
pub async fn two_hundred_strangers_open_an_incident(backing: Backing) {
    let live = opens_an_incident(backing, stranger).await;
    assert!(live["discounted"].as_u64().unwrap() <= 10, "{live}");
}

/// The same from two /24s of each provider, so that four customers share each of them: carriers that translate addresses.
pub async fn a_crowd_behind_carriers_opens_an_incident(backing: Backing) {
    let customer = |number: u8| {
        let (region, provider, block, host) = (number % 5, number / 5 % 5, number / 25 % 2, number / 50);
        v4_of(REGIONS[usize::from(region)], provider, 32 * host + block)
    };
    let live = opens_an_incident(backing, customer).await;
    assert!(live["discounted"].as_u64().unwrap() <= 20, "{live}");
}

async fn opens_an_incident(backing: Backing, address: fn(u8) -> IpAddr) -> Value {
    let app = seasoned(backing).await;
    press(&app, &(0..200).map(address).collect::<Vec<_>>()).await;
    let live = app.get_json("/api/v1/services/spotify").await;
    assert_eq!(
        (&live["verdict"], &live["reports"]),
        (&"problems".into(), &200.into()),
        "{live}"
    );
    assert_eq!(since_start(&app).await.len(), 1);
    live
}

async fn opens_nothing(backing: Backing, neighbour: fn(u8) -> IpAddr) {
    let app = seasoned(backing).await;
    let neighbours: Vec<IpAddr> = (0..200).map(neighbour).collect();
    press(&app, &neighbours).await;
    let live = app.get_json("/api/v1/services/spotify").await;
    // Counted and shown, and no evidence.
    assert_eq!(live["reports"], 200, "{live}");
    let discounted = live["discounted"].as_u64().unwrap();
    assert!((197..200).contains(&discounted), "{live}");
    assert_eq!(live["verdict"], "normal");
    let regions = live["regions"].as_array().unwrap();
    assert!(
        regions.iter().all(|region| region["level"].as_u64() <= Some(1)),
        "{live}"
    );
    let page = app.page("/services/spotify").await;
    assert!(
        page.contains("200 people reported a problem in the last 15 minutes"),
        "{page}"
    );
    assert!(
        page.contains(&format!(
            "{discounted} of these reports came from a few networks or blocks of neighbouring addresses"
        )),
        "{page}"
    );
    let metrics = app.get("/metrics").await.text();
    assert!(metrics.contains("groundswell_reports_discounted_total"), "{metrics}");
    assert_eq!(app.counted("spotify").await - history_of_last_day(), 200);
    // Nor later, when they press again.
    for _ in 0..3 {
        app.pass(15 * 60).await;
        press(&app, &neighbours).await;
    }
    assert_eq!(since_start(&app).await, Vec::<Value>::new());
}

/// An app whose service has known about three reports an hour for a fortnight.
pub async fn seasoned(backing: Backing) -> TestApp {
    seasoned_with(backing, |_| {}).await
}

/// The same with other settings.
pub async fn seasoned_with(backing: Backing, change: impl FnOnce(&mut Config)) -> TestApp {
    let store = store::open(&backing.url().parse().unwrap(), &StoreOptions::default())
        .await
        .unwrap();
    let spotify = ServiceSlug::parse("spotify").unwrap();
    store.import(&spotify, &history()).await.unwrap();
    drop(store);
    TestApp::start_with(backing, Schema::MaxMind, change).await
}

/// Its fortnight: half of its people are with the large provider of their region, the others with the smaller ones.
pub fn history() -> Vec<(Minute, Bucket)> {
    history_by(|random| u32::try_from((random % 8).saturating_sub(3)).unwrap())
}

/// The same with providers that follow from a random number: 0 is the large one, 1 to 4 are the others.
pub fn history_by(provider: impl Fn(u64) -> u32) -> Vec<(Minute, Bucket)> {
    let end = Timestamp(START).minute();
    let quiet = (end.0 - 15 * 1_440..end.0).map(Minute);
    quiet
        .filter_map(|minute| Some((minute, bucket(minute, &provider)?)))
        .collect()
}

/// One report in one of twenty minutes, as a generator of random numbers has it.
fn bucket(minute: Minute, provider: impl Fn(u64) -> u32) -> Option<Bucket> {
    let random = minute
        .0
        .unsigned_abs()
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(23)
        .wrapping_mul(0xD134_2543_DE82_EF95);
    if !(random >> 32).is_multiple_of(20) {
        return None;
    }
    let region = REGIONS[usize::try_from((random >> 40) % 5).unwrap()];
    let mut bucket = Bucket::default();
    bucket.add(RegionCode::parse(region).unwrap(), None, 1, 1);
    bucket.add_network(Asn(asn(region) + 100 * provider(random >> 50)), 1);
    Some(bucket)
}

/// Reports of the made-up past that the series of a day still holds.
fn history_of_last_day() -> u64 {
    let first = START.div_euclid(3_600) * 60 - 23 * 60;
    let buckets = history().into_iter().filter(|(minute, _)| minute.0 >= first);
    buckets.map(|(_, bucket)| u64::from(bucket.reports())).sum()
}

/// A press by each address, evenly over some minutes, with a look every ten seconds.
pub async fn press(app: &TestApp, addresses: &[IpAddr]) {
    let each = addresses.len().div_ceil(usize::try_from(MINUTES * 6).unwrap());
    for now in addresses.chunks(each) {
        for &address in now {
            assert_eq!(app.report("spotify", address).await["counted"], true);
        }
        app.pass(10).await;
    }
}

/// Incidents of the live hours; the past may have had its own.
pub async fn since_start(app: &TestApp) -> Vec<Value> {
    let start = Timestamp(START).to_rfc3339();
    let all = app.get_json("/api/v1/incidents?service=spotify").await;
    let all = all["incidents"].as_array().unwrap().iter();
    all.filter(|incident| incident["opened_at"].as_str().unwrap() >= start.as_str())
        .cloned()
        .collect()
}
