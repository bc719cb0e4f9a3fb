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

/// A third of them are customers of the region's largest provider.
const REPORTERS: u8 = 18;

pub async fn reports_show_where_they_come_from(backing: Backing) {
    let app = start(backing, Schema::MaxMind).await;
    everything_shows(&app, fixture).await;
    let live = app.get_json("/api/v1/services/spotify").await;
    let networks = live["networks"].as_array().unwrap();
    let first = networks.iter().find(|count| count["asn"] == asn("US-NY")).unwrap();
    assert_eq!(
        (&first["reports"], &first["name"]),
        (&(REPORTERS / 3).into(), &"Telco of US-NY".into())
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
    // Too few to be shown.
    for number in 1..=3 {
        assert_eq!(
            app.report("spotify", address("AU-NSW", number)).await["region"],
            "AU-NSW"
        );
    }
    app.beat().await;
    let live = app.get_json("/api/v1/services/spotify").await;
    api_shows(&live);
    let geo = app.get_json("/api/v1/services/spotify/regions").await;
    map_data_shows(&geo);
    page_shows(&app.page("/services/spotify").await);
    let embedded = app.page("/embed/spotify.svg").await;
    assert!(embedded.contains("data-region=\"US-NY\"") && !embedded.contains("AU-NSW"));
    assert_eq!(app.counted("spotify").await, sent + 3);
}

fn api_shows(live: &Value) {
    let regions = live["regions"].as_array().unwrap();
    for region in REGIONS {
        let found = regions.iter().find(|count| count["region"] == region);
        assert_eq!(found.unwrap()["reports"], REPORTERS, "{live}");
    }
    assert!(!live.to_string().contains("AU"), "{live}");
    assert_eq!(live["regions_withheld"], 1);
    // 129, rounded so that the withheld region cannot be told from the difference.
    assert_eq!(live["reports"], 130);
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
    assert_eq!(geo["withheld"], 1);
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
