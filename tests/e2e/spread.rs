//! Where it is and how it spread, for programs: what a film tells, what it must not tell, and answers without outlines.

use groundswell::render::assets::Assets;
use serde_json::Value;

use crate::brigade::seasoned;
use crate::geography::v4_of;
use crate::test_app::{Answer, Backing, TestApp};

const FRAMES: &str = "/api/v1/services/spotify/frames";
const REGIONS: &str = "/api/v1/services/spotify/regions";

/// Ten minutes of an outage that begins in New York and reaches England after five; four people in Tokyo are alone.
async fn outage(backing: Backing) -> TestApp {
    let app = seasoned(backing).await;
    let report = async |region: &str, number: u8| {
        app.report("spotify", v4_of(region, number % 5, number / 5)).await;
    };
    for minute in 0..10_u8 {
        for number in 0..8 {
            report("US-NY", 8 * minute + number).await;
            if minute >= 5 {
                report("GB-ENG", 8 * minute + number).await;
            }
        }
        if (3..7).contains(&minute) {
            report("JP-13", minute).await;
        }
        app.pass(60).await;
    }
    app
}

fn first_shown(film: &Value, region: &str) -> usize {
    let line = film["levels"][region].as_str().unwrap_or_default();
    line.find(|class: char| class.is_ascii_digit()).unwrap_or(usize::MAX)
}

pub async fn a_film_shows_the_front_and_nobody_alone(backing: Backing) {
    let mut app = outage(backing).await;
    let film = app.get_json(FRAMES).await;
    let frames = usize::try_from(film["frames"].as_u64().unwrap()).unwrap();
    assert_eq!(
        (&film["window_minutes"], &film["step_minutes"]),
        (&15.into(), &1.into())
    );
    assert!((20..=40).contains(&frames), "{film}");
    let levels = film["levels"].as_object().unwrap();
    for (region, line) in levels {
        let line = line.as_str().unwrap();
        assert_eq!(line.len(), frames, "{region}");
        assert!(line.chars().all(|class| ".01234".contains(class)), "{line}");
    }
    let codes: Vec<&String> = levels.keys().collect();
    assert_eq!(
        codes,
        ["GB", "GB-ENG", "US", "US-NY"],
        "four people in Tokyo are nobody's business"
    );
    assert!(
        first_shown(&film, "US-NY") + 3 <= first_shown(&film, "GB-ENG"),
        "{film}"
    );
    assert!(levels["US-NY"].as_str().unwrap().ends_with('4'), "{film}");

    let id = film["incident"].as_str().unwrap().to_owned();
    assert_eq!(app.get_json(&format!("{FRAMES}?incident={id}")).await, film);
    for (query, status) in [("incident=spotify-1", 404), ("incident=x", 404), ("frames=100", 400)] {
        app.get(&format!("{FRAMES}?{query}")).await.problem(status);
    }
    app.get(&format!("/api/v1/services/netflix/frames?incident={id}"))
        .await
        .problem(404);

    app.restart().await;
    assert_eq!(
        app.get_json(FRAMES).await["levels"],
        film["levels"],
        "another process tells the same"
    );
    lasts_a_minute(&app).await;
}

/// The same bytes until the minute is over; then whoever has them is told so or gets a frame more.
async fn lasts_a_minute(app: &TestApp) {
    let first = app.get(FRAMES).await;
    assert!(first.header("cache-control").contains("max-age"));
    assert_eq!(first.header("access-control-allow-origin"), "*");
    app.report("spotify", v4_of("US-NY", 0, 31)).await;
    app.beat().await;
    let known = app.request("GET", FRAMES).header("if-none-match", first.header("etag"));
    assert_eq!(Answer::of(known).await.status, 304);
    app.pass(60).await;
    let later = app.get_json(FRAMES).await;
    assert!(later["frames"].as_u64() > first.json()["frames"].as_u64());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_an_incident_a_film_shows_six_hours() {
    let app = seasoned(Backing::embedded()).await;
    app.beat().await;
    let film = app.get_json("/api/v1/services/netflix/frames").await;
    assert_eq!((&film["frames"], &film["step_minutes"]), (&24.into(), &15.into()));
    assert_eq!(
        (&film["incident"], &film["levels"]),
        (&Value::Null, &serde_json::json!({}))
    );
    app.get("/api/v1/services/nope/frames").await.problem(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_take_the_outlines_that_they_need() {
    let app = outage(Backing::embedded()).await;
    let all = app.get(REGIONS).await;
    let none = app.get(&format!("{REGIONS}?geometry=none")).await;
    let countries = app.get_json(&format!("{REGIONS}?geometry=country")).await;
    let of_us = app.get_json(&format!("{REGIONS}?country=US&geometry=none")).await;
    assert!(
        none.body.len() * 4 < all.body.len(),
        "{} of {}",
        none.body.len(),
        all.body.len()
    );
    let features = |value: &Value| value["features"].as_array().unwrap().clone();
    let numbers = |value: &Value| -> Vec<Value> {
        let features = features(value).into_iter();
        features.map(|feature| feature["properties"].clone()).collect()
    };
    assert_eq!(numbers(&all.json()), numbers(&none.json()));
    assert_eq!(numbers(&all.json()), numbers(&countries));
    assert!(
        features(&none.json())
            .iter()
            .all(|feature| feature["geometry"].is_null())
    );
    for feature in features(&countries) {
        let is_country = feature["id"].as_str().unwrap().len() == 2;
        assert_eq!(feature["geometry"].is_object(), is_country, "{}", feature["id"]);
    }
    assert!(!features(&of_us).is_empty());
    assert!(
        features(&of_us)
            .iter()
            .all(|feature| feature["id"].as_str().unwrap().starts_with("US"))
    );
    for query in [
        "geometry=some",
        "country=us",
        "country=ZZ",
        "country=US-NY",
        "shape=none",
    ] {
        app.get(&format!("{REGIONS}?{query}")).await.problem(400);
    }
}

/// Outlines of the world may weigh this much on the wire, compressed: in their file, and what a page has of its own.
const WORLD_BYTES_MAX: usize = 8_000;
const WORLD_IN_PAGE_BYTES_MAX: usize = 4_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outlines_travel_once() {
    let app = outage(Backing::embedded()).await;
    let bytes = async |path: &str| {
        let request = app.request("GET", path).header("accept-encoding", "br");
        Answer::of(request).await.body.len()
    };
    let whole = bytes("/services/spotify").await;
    let live = bytes("/services/spotify?part=live").await;
    assert!(live < whole, "{live} of {whole}");
    assert!(whole - live < WORLD_IN_PAGE_BYTES_MAX, "{live} of {whole}");
    let file = bytes(&Assets::path("world", "svg")).await;
    assert!(file < WORLD_BYTES_MAX, "{file}");
    let whole = bytes("/services/spotify?map=US").await;
    let live = bytes("/services/spotify?part=live&map=US").await;
    assert!(live + 3_000 < whole, "{live} of {whole}");

    let page = app.page("/services/spotify?part=live&map=US").await;
    assert!(page.contains("data-view=\"US\""), "{page}");
    assert!(page.contains("data-region=\"US-NY\" class=\"l4\""), "{page}");
    assert!(
        !page.contains("data-region=\"US-TX\""),
        "silent regions have nothing but outlines"
    );
    let part = app.get("/services/spotify?part=map&map=US").await;
    assert!(part.text().starts_with("<section") && part.text().contains("data-region=\"US-TX\""));
    assert!(!part.text().contains("<html"));
    assert_eq!(part.header("x-robots-tag"), "noindex");
    assert_eq!(app.get("/services/spotify").await.header("x-robots-tag"), "");

    let id = app.get_json(FRAMES).await["incident"].as_str().unwrap().to_owned();
    let part = app
        .get(&format!("/services/spotify/incidents/{id}?part=map&map=GB"))
        .await;
    assert!(part.text().contains("data-view=\"GB\"") && !part.text().contains("<html"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_places_name_their_incidents() {
    let app = outage(Backing::embedded()).await;
    let page = app.page("/regions/US-NY").await;
    assert!(page.contains("/services/spotify/incidents/"), "{page}");
    assert!(page.contains("data-region=\"US-NY\" data-here=\"\""), "{page}");
    let page = app.page("/regions/US").await;
    assert!(
        page.contains("/services/spotify/incidents/") && page.contains("/regions/US-TX\""),
        "{page}"
    );
    // Four people in Tokyo.
    for path in ["/regions/JP", "/regions/JP-13"] {
        let page = app.page(path).await;
        // The incident may name the place; how many report from it is nobody's to know.
        assert!(!page.contains("<td class=\"n\">4</td>"), "{page}");
        assert!(!page.contains("class=\"l4\" d="), "{page}");
    }
}
