//! The chart's periods and the series of the API, over a month of counts.

use groundswell::domain::bucket::{Bucket, Minute};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::service::{ServiceSlug, SymptomSlug};
use serde_json::Value;

use crate::geography::v4;
use crate::test_app::{Backing, START, TestApp};

const DAY_MINUTES: i64 = 24 * 60;

/// Reports in the minute so long ago: every 20 minutes some, more of them on the hour.
fn reports_at(minute: i64) -> u32 {
    match minute % 60 {
        0 => 7,
        20 | 40 => 3,
        _ => 0,
    }
}

fn spotify() -> ServiceSlug {
    ServiceSlug::parse("spotify").unwrap()
}

/// Who reports on the hour names the log-in, others nothing.
fn history(days: i64) -> Vec<(Minute, Bucket)> {
    let now = START / 60;
    let login = SymptomSlug::parse("login").unwrap();
    let bucket = |minute: i64| {
        let mut bucket = Bucket::default();
        let symptom = (minute % 60 == 0).then_some(&login);
        let region = RegionCode::parse("US-NY").unwrap();
        bucket.add(region, symptom, reports_at(minute), reports_at(minute));
        bucket
    };
    let minutes = (now - days * DAY_MINUTES..=now).filter(|minute| reports_at(*minute) > 0);
    minutes.map(|minute| (Minute(minute), bucket(minute))).collect()
}

/// An app that has counted for so many days, without having watched.
async fn after_days(backing: Backing, days: i64) -> TestApp {
    let mut app = TestApp::start(backing).await;
    app.store().import(&spotify(), &history(days)).await.unwrap();
    app.restart().await;
    app
}

/// An attribute of the chart as numbers.
fn numbers(page: &str, attribute: &str) -> Vec<u64> {
    let start = format!(" {attribute}=\"");
    let rest = &page[page.find(&start).unwrap() + start.len()..];
    let text = &rest[..rest.find('"').unwrap()];
    text.split(' ').map(|number| number.parse().unwrap()).collect()
}

fn counted(first: u64, steps: usize, step_seconds: u64) -> u64 {
    let first = i64::try_from(first / 60).unwrap();
    let end = first + i64::try_from(steps).unwrap() * i64::try_from(step_seconds / 60).unwrap();
    (first..end.min(START / 60 + 1))
        .map(|minute| u64::from(reports_at(minute)))
        .sum()
}

pub async fn all_three_periods_show_every_report_once(backing: Backing) {
    let app = after_days(backing, 40).await;
    for (range, steps, step_seconds) in [("24h", 144, 600), ("7d", 168, 3_600), ("30d", 180, 14_400)] {
        let page = app.page(&format!("/services/spotify?range={range}")).await;
        let reports = numbers(&page, "data-reports");
        assert_eq!(reports.len(), steps, "{range}");
        assert_eq!(numbers(&page, "data-step"), [step_seconds], "{range}");
        let first = numbers(&page, "data-start")[0];
        assert_eq!(first % step_seconds, 0, "{range}: steps keep to the clock");
        assert_eq!(
            reports.iter().sum::<u64>(),
            counted(first, steps, step_seconds),
            "{range}"
        );
        assert_eq!(numbers(&page, "data-low").len(), steps);
        assert_eq!(numbers(&page, "data-high").len(), steps);
        let stacked = app
            .page(&format!("/services/spotify?range={range}&stack=symptoms"))
            .await;
        let parts: u64 = stacked
            .split("data-values=\"")
            .skip(1)
            .map(|rest| {
                let text = &rest[..rest.find('"').unwrap()];
                text.split(' ')
                    .map(|number| number.parse::<u64>().unwrap())
                    .sum::<u64>()
            })
            .sum();
        assert_eq!(
            parts,
            reports.iter().sum::<u64>(),
            "{range}: layers add up to the reports"
        );
        assert!(stacked.contains("log in"), "{range}: the symptom has its name");
    }
    // What is reported now is in all of them.
    let before = numbers(&app.page("/services/spotify?range=30d").await, "data-reports");
    app.report("spotify", v4("US-NY", 1)).await;
    app.beat().await;
    for range in ["24h", "7d", "30d"] {
        let page = app.page(&format!("/services/spotify?range={range}")).await;
        let last = *numbers(&page, "data-reports").last().unwrap();
        assert!(last > 0, "{range}");
    }
    let after = numbers(&app.page("/services/spotify?range=30d").await, "data-reports");
    assert_eq!(after.last().unwrap() - before.last().unwrap(), 1);
    assert_eq!(after[..179], before[..179]);
}

pub async fn long_series_are_the_sums_of_short_ones(backing: Backing) {
    let app = after_days(backing, 20).await;
    let points = |body: &Value| body["points"].as_array().unwrap().clone();
    let quarters = app.get_json("/api/v1/services/spotify/counts?window=7d&step=30m").await;
    let hours = app
        .get_json("/api/v1/services/spotify/counts?window=7d&step=1h&by=symptom")
        .await;
    assert_eq!((points(&quarters).len(), points(&hours).len()), (336, 168));
    assert_eq!((&hours["by"], &quarters["by"]), (&"symptom".into(), &"total".into()));
    assert_eq!(hours["step_minutes"], 60);
    assert!(hours["baseline_at"].is_string() && hours["from"].is_string() && hours["until"].is_string());
    let mut by_start = std::collections::BTreeMap::new();
    for point in points(&quarters) {
        by_start.insert(
            point["start"].as_str().unwrap().to_owned(),
            point["reports"].as_u64().unwrap(),
        );
    }
    for point in points(&hours) {
        let start = point["start"].as_str().unwrap();
        let half = start.replace(":00:00Z", ":30:00Z");
        let halves = by_start.get(start).copied().unwrap_or(0) + by_start.get(&half).copied().unwrap_or(0);
        assert_eq!(point["reports"], halves, "{start}");
        let number = |name: &str| point[name].as_f64().unwrap();
        assert!(
            number("low") <= number("expected") && number("expected") <= number("high"),
            "{point}"
        );
        if halves == 13 {
            assert_eq!(
                point["parts"],
                serde_json::json!({ "login": 7, "unspecified": 6 }),
                "{start}"
            );
        }
    }
    // The whole of what may be asked for.
    let days = app.get_json("/api/v1/services/spotify/counts?window=60d&step=1d").await;
    let sum: u64 = points(&days)
        .iter()
        .map(|point| point["reports"].as_u64().unwrap())
        .sum();
    assert_eq!(
        sum,
        history(20)
            .iter()
            .map(|(_, bucket)| u64::from(bucket.reports()))
            .sum::<u64>()
    );
}

/// Two months of a busy service: in each minute eight regions, half of them with a symptom, and four networks.
fn busy_history() -> Vec<(Minute, Bucket)> {
    let now = START / 60;
    let login = SymptomSlug::parse("login").unwrap();
    let regions = ["US-NY", "US-CA", "GB-ENG", "FR-IDF", "IN-MH", "BR-SP", "JP-13", "DE-BE"];
    let regions = regions.map(|region| RegionCode::parse(region).unwrap());
    let bucket = |minute: i64| {
        let mut bucket = Bucket::default();
        for (i, region) in (0_i64..).zip(regions) {
            let count = u32::try_from((minute + i) % 5 + 1).unwrap();
            bucket.add(region, (i % 2 == 0).then_some(&login), count, count);
        }
        for network in [7_018, 2_856, 3_320, 55_836] {
            bucket.add_network(Asn(network), 4);
        }
        (Minute(minute), bucket)
    };
    (now - 60 * DAY_MINUTES..=now).map(bucket).collect()
}

/// Measures, and asserts only what no machine may miss. By hand:
/// `cargo test --test e2e -- --ignored --nocapture two_months`
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "two months of minutes take a minute to write"]
async fn two_months_of_minutes() {
    for backing in [Backing::embedded(), Backing::redis()] {
        let mut app = TestApp::start(backing).await;
        for piece in busy_history().chunks(1_440) {
            app.store().import(&spotify(), piece).await.unwrap();
        }
        app.restart().await;
        println!("{}", app.store().describe());
        let page = "/services/spotify?range=";
        let counts = "/api/v1/services/spotify/counts?window=60d&step=1h";
        let timed = async |name: &str, path: &str| {
            let began = tokio::time::Instant::now();
            assert_eq!(app.get(path).await.status, 200);
            let took = began.elapsed();
            println!("{name:<55} {:>8.1} ms", took.as_secs_f64() * 1_000.0);
            took
        };
        timed("24 hours", &format!("{page}24h")).await;
        timed("24 hours, again", &format!("{page}24h")).await;
        let month = "/api/v1/services/spotify/counts?window=30d&step=1h";
        let first = timed("API, 30 days, 29 days read", month).await;
        timed("30 days, rendered, nothing read", &format!("{page}30d")).await;
        timed("30 days, the same page again", &format!("{page}30d")).await;
        let stacked = format!("{page}30d&stack=symptoms");
        timed("30 days by symptom, rendered, nothing read", &stacked).await;
        app.pass(60).await;
        let minute = timed("30 days, a minute later, nothing read", &format!("{page}30d")).await;
        app.pass(3_600).await;
        timed("30 days, an hour later, an hour read", &format!("{page}30d")).await;
        timed("API, 60 days by hour, 30 more read", counts).await;
        timed("API, 60 days by hour, again", counts).await;
        let days = "/api/v1/services/spotify/counts?window=60d&step=1d";
        timed("API, 60 days by day, all read", days).await;
        let by_region = "/api/v1/services/spotify/counts?window=7d&step=1h&by=region";
        timed("API, 7 days by hour by region, all read", by_region).await;
        assert!(minute < first, "a month was read twice");
    }
}
