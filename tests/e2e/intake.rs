//! From a click to the public view of its region.

use std::net::IpAddr;

use groundswell::config::fetched_city;
use groundswell::domain::region::RegionCode;
use groundswell::render::locale::Locale;
use groundswell::render::shapes;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::geography::{Schema, asn, v4_of, v6_of};
use crate::test_app::{Backing, TestApp};

/// Where people report from. The last one has IPv6 only.
const REGIONS: [&str; 7] = ["US-NY", "GB-ENG", "IN-MH", "FR-IDF", "BR-SP", "JP-13", "DE-BE"];

/// Where too few report from to be shown, in a country that is shown and in one that is not.
const WITHHELD: [(&str, u8); 2] = [("US-MA", 2), ("AU-NSW", 3)];

/// What is told of all reports.
const TOLD: u64 = 18 * 7 + 5 + 5;

/// A third of them are customers of the region's largest provider.
const REPORTERS: u8 = 18;

pub async fn reports_show_where_they_come_from(backing: Backing) {
    let app = start(backing, Schema::MaxMind).await;
    everything_shows(&app, fixture).await;
    let live = app.get_json("/api/v1/services/spotify").await;
    let networks = live["networks"].as_array().unwrap();
    let first = networks.iter().find(|count| count["asn"] == asn("US-NY")).unwrap();
    // One less than there were: what the networks lack of all reports is a multiple of five.
    assert_eq!(
        (&first["reports"], &first["name"]),
        (&(REPORTERS / 3 - 1).into(), &"Telco of US-NY".into())
    );
}

pub async fn a_flat_database_places_them_alike(backing: Backing) {
    everything_shows(&start(backing, Schema::DbIp).await, fixture).await;
}

/// With all services, as visitors see it.
async fn start(backing: Backing, schema: Schema) -> TestApp {
    TestApp::start_with(backing, schema, |config| config.catalogue = None).await
}

/// The files that `make run` fetches, with addresses of universities and a carrier.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_fetched_databases_place_real_addresses() {
    let city = fetched_city();
    if city.len() < 2 {
        assert!(
            std::env::var_os("CI").is_none(),
            "`npm ci` in geoip/ comes before the tests"
        );
        eprintln!("skipped: the address databases are not there; run `npm ci` in geoip/");
        return;
    }
    let app = TestApp::start_with(Backing::embedded(), Schema::DbIp, |config| config.geoip.city = city).await;
    assert_eq!(app.get_json("/readyz").await["geoip"]["ok"], true);
    everything_shows(&app, real).await;
    assert!(
        app.page("/services/spotify").await.contains("https://db-ip.com"),
        "the licence asks for a link"
    );
}

fn fixture(region: &str, number: u8) -> IpAddr {
    let provider = if number.is_multiple_of(3) { 0 } else { 1 + number % 4 };
    if region == "DE-BE" {
        v6_of(region, provider, number)
    } else {
        v4_of(region, provider, number)
    }
}

fn real(region: &str, number: u8) -> IpAddr {
    let network = match region {
        "US-NY" => "128.59",
        "GB-ENG" => "155.198",
        "IN-MH" => "59.162",
        "FR-IDF" => "134.157",
        "BR-SP" => "143.107",
        "JP-13" => "133.11",
        "AU-NSW" => "129.78",
        "US-MA" => "128.103",
        _ => {
            let site = ["809", "80a", "80c"][usize::from(number % 3)];
            return format!("2001:638:{site}:{number}::1").parse().unwrap();
        }
    };
    format!("{network}.{number}.1").parse().unwrap()
}

async fn everything_shows(app: &TestApp, address: fn(&str, u8) -> IpAddr) {
    let mut sent = 0;
    for number in 1..=REPORTERS {
        for region in REGIONS {
            let receipt = app.report("spotify", address(region, number)).await;
            sent += 1;
            assert_eq!(receipt["region"], region);
            assert_eq!(
                (&receipt["counted"], &receipt["reports_in_window"]),
                (&true.into(), &sent.into())
            );
        }
    }
    for (region, count) in WITHHELD {
        for number in 1..=count {
            assert_eq!(app.report("spotify", address(region, number)).await["region"], region);
        }
    }
    app.beat().await;
    let live = app.get_json("/api/v1/services/spotify").await;
    api_shows(&live);
    series_tell_as_much(app, &live).await;
    let repeat = app.report("spotify", address("US-NY", 1)).await;
    assert_eq!(
        (&repeat["counted"], &repeat["reports_in_window"]),
        (&false.into(), &TOLD.into()),
        "whoever asks again learns no more"
    );
    let geo = app.get_json("/api/v1/services/spotify/regions").await;
    map_data_shows(&geo);
    page_shows(&app.page("/services/spotify").await);
    let embedded = app.page("/embed/spotify.svg").await;
    assert!(embedded.contains("data-region=\"US-NY\"") && !embedded.contains("AU-NSW"));
    assert_eq!(app.counted("spotify").await, sent + 5);
}

fn api_shows(live: &Value) {
    let regions = live["regions"].as_array().unwrap();
    for region in REGIONS {
        let found = regions.iter().find(|count| count["region"] == region);
        assert_eq!(found.unwrap()["reports"], REPORTERS, "{live}");
    }
    assert!(
        !live.to_string().contains("AU") && !live.to_string().contains("US-MA"),
        "{live}"
    );
    assert_eq!(live["regions_withheld"], 2);
    // 131, with five for each withheld region, whatever it has.
    assert_eq!(live["reports"], TOLD);
    let countries = live["countries"].as_array().unwrap();
    for country in countries {
        let code = country["region"].as_str().unwrap();
        let members = regions
            .iter()
            .filter(|region| region["region"].as_str().unwrap().starts_with(code));
        let lacking = country["reports"].as_u64().unwrap() - sum(members);
        assert_eq!(lacking, if code == "US" { 5 } else { 0 }, "{country}");
        let ratio = country["reports"].as_f64().unwrap() / country["expected"].as_f64().unwrap().max(0.5);
        assert!(
            (country["ratio"].as_f64().unwrap() / ratio - 1.0).abs() < 0.1,
            "{country}"
        );
    }
    assert_eq!(TOLD - sum(countries.iter()), 5);
    // Of the last hour, which has the same reports.
    let named = sum(live["symptom_reports"].as_array().unwrap().iter());
    assert_eq!(named, TOLD, "{live}");
    let networks = sum(live["networks"].as_array().unwrap().iter());
    assert!(networks == 0 || (named - networks).is_multiple_of(5), "{live}");
}

fn sum<'a>(counts: impl Iterator<Item = &'a Value>) -> u64 {
    counts.map(|count| count["reports"].as_u64().unwrap()).sum()
}

/// The total is the same whatever it is divided by, and what its parts lack is a multiple of five.
async fn series_tell_as_much(app: &TestApp, live: &Value) {
    for by in ["total", "region", "symptom", "network"] {
        for steps in [
            "window=15m&step=15m",
            "window=24h&step=1h",
            "window=2d&step=1h",
            "window=2d&step=4h",
        ] {
            let path = format!("/api/v1/services/spotify/counts?by={by}&{steps}");
            let series = app.get_json(&path).await;
            let point = series["points"].as_array().unwrap().last().unwrap().clone();
            assert_eq!(point["reports"], TOLD, "{path}: {point}");
            let Some(parts) = point["parts"].as_object() else {
                continue;
            };
            let shown: u64 = parts.values().map(|count| count.as_u64().unwrap()).sum();
            assert_eq!((TOLD - shown) % 5, 0, "{path}: {point}");
            if by == "region" {
                assert_eq!(TOLD - shown, 10, "{path}: {point} beside {live}");
            }
        }
    }
}

fn map_data_shows(geo: &Value) {
    assert_eq!(geo["type"], "FeatureCollection");
    let features = geo["features"].as_array().unwrap();
    for region in REGIONS {
        let feature = features.iter().find(|feature| feature["id"] == region).unwrap();
        let properties = &feature["properties"];
        assert_eq!(
            (&properties["region"], &properties["reports"]),
            (&region.into(), &REPORTERS.into())
        );
        assert!(
            ["ratio", "expected", "level", "name"]
                .iter()
                .all(|key| !properties[key].is_null())
        );
        let kind = feature["geometry"]["type"].as_str().unwrap();
        assert!(["Polygon", "MultiPolygon"].contains(&kind), "{region}: {kind}");
        assert!(feature["geometry"]["coordinates"][0][0].is_array(), "{region}");
    }
    assert!(
        features
            .iter()
            .all(|feature| !feature["id"].as_str().unwrap().starts_with("AU"))
    );
    assert_eq!(geo["withheld"], 2);
}

fn page_shows(html: &str) {
    let page = Html::parse_document(html);
    let all = |selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).map(|element| element.text().collect()).collect()
    };
    let rows = all("#map table tr");
    for region in REGIONS {
        let name = shapes::name(Locale::En, RegionCode::parse(region).unwrap());
        let row = rows.iter().find(|row| row.contains(&name));
        assert!(row.unwrap().contains(&REPORTERS.to_string()), "{region}: {rows:?}");
        let shape = all(&format!("svg.map [data-region=\"{region}\"]"));
        assert_eq!(shape.len(), 1, "{region}");
    }
    assert!(!html.contains("data-region=\"AU-") && !html.contains("data-region=\"AU\" class"));
    assert!(!rows.iter().any(|row| row.contains("New South Wales")));
}
