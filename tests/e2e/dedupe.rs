//! One reporter, one count: over JSON, over the form, across midnight.

use serde_json::json;

use crate::geography::{Schema, v4};
use crate::test_app::{Answer, Backing, TestApp};

/// 23:50:00 UTC on the day of `START`.
const BEFORE_MIDNIGHT: i64 = 1_772_668_200;

const JSON: &str = "/api/v1/reports";

pub async fn a_repeat_counts_again_after_a_quarter_of_an_hour(backing: Backing) {
    let app = TestApp::start(backing).await;
    let counted = async || app.report("spotify", v4("US-NY", 1)).await["counted"] == true;
    assert!(counted().await);
    assert!(!counted().await);
    for _ in 0..14 {
        app.pass(60).await;
    }
    assert!(!counted().await, "after 14 minutes");
    app.pass(60).await;
    assert!(counted().await, "after 15 minutes");
    assert!(!counted().await);
    app.beat().await;
    assert_eq!(app.counted("spotify").await, 2);
    // Another service is another matter.
    assert_eq!(app.report("netflix", v4("US-NY", 1)).await["counted"], true);
}

pub async fn midnight_makes_nobody_new(backing: Backing) {
    let app = TestApp::start_with(backing, Schema::MaxMind, |config| {
        config.virtual_clock = Some(BEFORE_MIDNIGHT);
    })
    .await;
    let counted = async || app.report("spotify", v4("US-NY", 1)).await["counted"] == true;
    assert!(counted().await);
    app.pass(9 * 60 + 59).await;
    assert!(!counted().await, "23:59:59");
    // No heartbeat in between: the salt is still yesterday's.
    app.set_clock(BEFORE_MIDNIGHT + 10 * 60);
    assert!(!counted().await, "00:00:00");
    app.pass(1).await;
    assert!(!counted().await, "00:00:01");
    app.pass(14 * 60 + 58 - 10 * 60).await;
    assert!(!counted().await, "00:04:59");
    app.pass(1).await;
    assert!(counted().await, "00:05:00");
    app.pass(14 * 60).await;
    assert!(!counted().await, "00:19:00");
    app.pass(60).await;
    assert!(counted().await, "00:20:00");
    app.beat().await;
    assert_eq!(app.counted("spotify").await, 3);
}

pub async fn an_array_answers_each_of_its_reports(backing: Backing) {
    let app = TestApp::start(backing).await;
    let body = json!([
        { "service": "spotify", "symptom": "login" },
        { "service": "netflix" },
        { "service": "spotify", "symptom": "app" },
    ]);
    let answer = app.post(JSON, v4("GB-ENG", 1), &body).await;
    assert_eq!(answer.status, 202, "{}", answer.text());
    let receipts = answer.json();
    let each = |key: &str| -> Vec<_> { receipts.as_array().unwrap().iter().map(|r| r[key].clone()).collect() };
    assert_eq!(each("service"), ["spotify", "netflix", "spotify"]);
    assert_eq!(each("counted"), [true, true, false]);
    assert_eq!(each("symptom"), [json!("login"), json!(null), json!("app")]);
    assert_eq!(each("region"), ["GB-ENG"; 3]);
    // An array of one answers with an array.
    let answer = app
        .post(JSON, v4("GB-ENG", 2), &json!([{ "service": "spotify" }]))
        .await;
    assert_eq!(answer.json()[0]["reports_in_window"], 2);
    app.beat().await;
    assert_eq!((app.counted("spotify").await, app.counted("netflix").await), (2, 1));
}

pub async fn works_for_me_is_counted_apart(backing: Backing) {
    let app = TestApp::start(backing).await;
    let works = async |number| {
        app.post("/api/v1/works", v4("US-NY", number), &json!({ "service": "spotify" }))
            .await
    };
    let receipt = works(1).await;
    assert_eq!((receipt.status, &receipt.json()["counted"]), (202, &true.into()));
    assert_eq!(works(1).await.json()["counted"], false);
    assert_eq!(works(2).await.json()["reports_in_window"], 2);
    app.beat().await;
    let live = app.get_json("/api/v1/services/spotify").await;
    assert_eq!((&live["works"], &live["reports"]), (&2.into(), &0.into()));
    assert_eq!(app.counted("spotify").await, 0);
}

pub async fn the_form_leads_back_to_the_page(backing: Backing) {
    let app = TestApp::start_with(backing, Schema::MaxMind, |config| {
        "/status".clone_into(&mut config.base_path);
    })
    .await;
    let page = "/status/services/spotify";
    let send = async |number: u16, body: &'static str| {
        let request = app.request("POST", &format!("{page}/report"));
        let request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        Answer::of(request.header("x-forwarded-for", v4("US-NY", number).to_string())).await
    };
    let outcomes = [
        (1, "", "reported=counted"),
        (1, "", "reported=repeat"),
        (1, "symptom=login", "reported=symptom"),
        (2, "symptom=login", "reported=symptom"),
        (3, "symptom=", "reported=counted"),
        (4, "kind=works", "reported=works"),
        (5, "kind=problem&symptom=app", "reported=symptom"),
    ];
    for (number, body, outcome) in outcomes {
        let answer = send(number, body).await;
        assert_eq!(answer.status, 303, "{body}: {}", answer.text());
        let location = answer.header("location").to_owned();
        assert!(location.starts_with(&format!("{page}?{outcome}")), "{body}: {location}");
        assert_eq!(answer.header("cache-control"), "no-store");
        let html = app.page(&location).await;
        assert!(
            html.contains("id=\"answer\""),
            "{body}: the page says what became of it"
        );
    }
    app.beat().await;
    let live = app.get_json("/status/api/v1/services/spotify").await;
    assert_eq!((&live["reports"], &live["works"]), (&4.into(), &1.into()));
}

pub async fn forms_of_other_sites_are_refused(backing: Backing) {
    let app = TestApp::start(backing).await;
    for (site, status) in [("cross-site", 403), ("same-origin", 303), ("none", 303)] {
        let request = app
            .request("POST", "/services/spotify/report")
            .header("sec-fetch-site", site);
        let request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .body("");
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{site}: {}", answer.text());
    }
    app.beat().await;
    assert_eq!(app.counted("spotify").await, 1);
}

pub async fn a_wrong_symptom_is_told_the_right_ones(backing: Backing) {
    let app = TestApp::start(backing).await;
    let body = json!({ "service": "spotify", "symptom": "boredom" });
    for path in [JSON, "/api/v1/works"] {
        let detail = app.post(path, v4("US-NY", 1), &body).await.problem(400);
        for symptom in ["playback", "login", "app", "website", "library", "downloads"] {
            assert!(detail.contains(symptom), "{detail}");
        }
    }
    app.beat().await;
    assert_eq!(app.counted("spotify").await, 0);
}

pub async fn nobody_outside_can_forge_an_address(backing: Backing) {
    let app = TestApp::start_with(backing, Schema::MaxMind, |config| config.trusted_proxies = Vec::new()).await;
    let mut counted = 0;
    for number in 1..=5 {
        let receipt = app.report("spotify", v4("US-NY", number)).await;
        assert_eq!(receipt["region"], "unknown", "that of the connection");
        counted += u32::from(receipt["counted"] == true);
    }
    assert_eq!(counted, 1);
}
