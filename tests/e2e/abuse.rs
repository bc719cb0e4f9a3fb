//! Whoever asks for too much, over real HTTP: what one address may do, what it is asked for, and what that proves.

use std::net::IpAddr;

use futures::StreamExt;
use groundswell::domain::bucket::{Minute, Timestamp};
use groundswell::domain::service::ServiceSlug;
use serde_json::{Value, json};

use crate::brigade::{seasoned, since_start};
use crate::geography::{v4, v4_of};
use crate::test_app::{Answer, Backing, START, TestApp};

/// Requests of a flood at the same time.
const AT_ONCE: usize = 16;

/// `GROUNDSWELL_FLOOD` is how many posts one address sends; 100,000 take minutes in a debug build.
fn flood_length() -> usize {
    std::env::var("GROUNDSWELL_FLOOD").map_or(2_500, |text| text.parse().expect("a number"))
}

/// How often each status was answered, the 429s apart.
async fn send_all(app: &TestApp, requests: usize, send: impl AsyncFn(usize) -> Answer) -> (usize, Vec<Answer>) {
    let answers = futures::stream::iter(0..requests)
        .map(|number| send(number))
        .buffer_unordered(AT_ONCE);
    let refused: Vec<Answer> = answers
        .filter(|answer| std::future::ready(answer.status == 429))
        .collect()
        .await;
    assert_eq!(app.get("/healthz").await.status, 200);
    (requests - refused.len(), refused)
}

fn form(app: &TestApp, from: IpAddr, body: &'static str) -> reqwest::RequestBuilder {
    let request = app.request("POST", "/services/spotify/report").body(body);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    request.header("x-forwarded-for", from.to_string())
}

/// Reports and reporters of a service, as stored.
async fn stored(app: &TestApp, service: &str) -> (u32, u32) {
    let service = ServiceSlug::parse(service).unwrap();
    let (from, until) = (Timestamp(START).minute().plus(-1), Minute(i64::MAX / 60));
    let buckets = app.store().buckets(&service, from, until).await.unwrap();
    buckets.iter().fold((0, 0), |(reports, reporters), (_, bucket)| {
        (reports + bucket.reports(), reporters + bucket.reporters())
    })
}

/// Row 7 of the faults.
pub async fn a_flood_of_one_address_is_one_reporter(backing: Backing) {
    let app = TestApp::start(backing).await;
    let (mallory, alice) = (v4("US-NY", 7), v4("US-NY", 8));
    let body = json!({ "service": "spotify" });
    let send = async |_| app.post("/api/v1/reports", mallory, &body).await;
    // The clock stands still, so that nothing is given back.
    let (taken, refused) = send_all(&app, flood_length(), send).await;
    assert_eq!(taken, 2_000);
    let refusal = &refused[0];
    assert!(refusal.problem(429).contains("Retry-After"), "{}", refusal.text());
    assert_eq!(refusal.header("retry-after"), "1");
    assert_eq!(refusal.header("ratelimit-policy"), "\"writes\";q=2000;w=10");
    assert_eq!(refusal.header("ratelimit"), "\"writes\";r=0;t=1");
    assert_eq!(stored(&app, "spotify").await, (1, 1));
    // Nobody else notices, and neither does the same address a little later.
    assert_eq!(app.report("spotify", alice).await["counted"], true);
    app.pass(2).await;
    assert_eq!(app.report("spotify", mallory).await["counted"], false);
    let metrics = app.get("/metrics").await.text();
    assert!(
        metrics.contains("groundswell_rate_limited_total{what=\"writes\"}"),
        "{metrics}"
    );
    // A browser is told in a page, with the same fields.
    app.post("/api/v1/reports", mallory, &json!([])).await;
    let (_, refused) = send_all(&app, 500, async |_| {
        Answer::of(form(&app, mallory, "kind=works").header("accept", "text/html")).await
    })
    .await;
    assert!(refused[0].header("content-type").starts_with("text/html"));
    assert!(refused[0].header("ratelimit").starts_with("\"writes\";r=0"));
}

pub async fn expensive_reads_are_rationed(backing: Backing) {
    let app = TestApp::start(backing).await;
    let crawler = v4("US-NY", 7).to_string();
    let path = "/api/v1/services/spotify/counts?window=1h&step=15m";
    let get = async |_| Answer::of(app.request("GET", path).header("x-forwarded-for", &crawler)).await;
    let (taken, refused) = send_all(&app, 620, get).await;
    assert_eq!((taken, refused.len()), (600, 20));
    assert_eq!(refused[0].header("ratelimit-policy"), "\"reads\";q=600;w=12");
    assert_eq!(refused[0].header("cache-control"), "no-store");
    // What is shared by everybody is not rationed, and writing has nothing to do with it.
    let page = app
        .request("GET", "/services/spotify")
        .header("x-forwarded-for", &crawler);
    assert_eq!(Answer::of(page).await.status, 200);
    assert_eq!(app.report("spotify", v4("US-NY", 7)).await["counted"], true);
}

/// Uses up what an address may report without a question, about something else.
async fn become_suspect(app: &TestApp, address: IpAddr) {
    let many = vec![json!({ "service": "netflix" }); 50];
    for _ in 0..2 {
        let answer = app.post("/api/v1/reports", address, &Value::from(many.clone())).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
    }
}

/// By the reference implementation.
fn solved(challenge: &Value) -> Value {
    let posed: altcha::Challenge = serde_json::from_value(challenge.clone()).unwrap();
    let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&posed)).unwrap();
    json!({ "challenge": challenge, "solution": solution.unwrap() })
}

/// And row 12: a solution counts once, for whom it was posed.
pub async fn a_suspect_report_counts_in_full_once_it_is_worked_for(backing: Backing) {
    let app = TestApp::start(backing).await;
    let (school, stranger) = (v4("US-NY", 7), v4("GB-ENG", 1));
    become_suspect(&app, school).await;
    let receipt = app.report("spotify", school).await;
    assert_eq!(receipt["counted"], true, "{receipt}");
    assert_eq!(stored(&app, "spotify").await, (1, 0));
    let challenge = &receipt["challenge"];
    assert_eq!(challenge["parameters"]["algorithm"], "PBKDF2/SHA-256", "{receipt}");
    // A repeat gets none, nor does who is not suspect.
    assert_eq!(app.report("spotify", school).await.get("challenge"), None);
    assert_eq!(app.report("spotify", stranger).await.get("challenge"), None);
    let solved = solved(challenge);
    let prove = async |from: IpAddr, body: &Value| app.post("/api/v1/proofs", from, body).await;
    assert!(
        prove(stranger, &solved)
            .await
            .problem(400)
            .contains("not posed to this address")
    );
    let mut wrong = solved.clone();
    wrong["solution"]["derivedKey"] = "00".repeat(32).into();
    assert!(prove(school, &wrong).await.problem(400).contains("does not solve it"));
    for odd in [
        json!({}),
        json!([1]),
        json!({ "challenge": 1, "solution": solved["solution"] }),
    ] {
        prove(school, &odd).await.problem(400);
    }
    assert_eq!(stored(&app, "spotify").await, (2, 1));
    // Two at the same time are one.
    let (one, other) = futures::join!(prove(school, &solved), prove(school, &solved));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [202, 409]);
    assert!(prove(school, &solved).await.problem(409).contains("counts once"));
    assert_eq!(stored(&app, "spotify").await, (2, 2));
    app.pass(121).await;
    assert!(prove(school, &solved).await.problem(400).contains("expired"));
    let metrics = app.get("/metrics").await.text();
    for outcome in ["solved", "replayed", "forged", "wrong", "expired"] {
        let line = format!("groundswell_challenges_total{{outcome=\"{outcome}\"}}");
        assert!(metrics.contains(&line), "{line}: {metrics}");
    }
    assert!(metrics.contains("groundswell_rate_limited_total{what=\"reports\"}"));
}

pub async fn a_form_carries_its_challenge_to_the_script(backing: Backing) {
    let app = TestApp::start(backing).await;
    let school = v4("US-NY", 7);
    let press = async || Answer::of(form(&app, school, "kind=problem")).await;
    become_suspect(&app, school).await;
    let answer = press().await;
    assert_eq!(answer.status, 303);
    let location = answer.header("location").to_owned();
    assert!(
        location.starts_with("/services/spotify?reported=counted&challenge=ey"),
        "{location}"
    );
    let page = app.page(&location).await;
    let prover = page.split("data-prover=\"").nth(1).unwrap().split('"').next().unwrap();
    let script = app.get(prover).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    // A repeat, and an address with something else in it, ask for nothing.
    assert_eq!(press().await.header("location"), "/services/spotify?reported=repeat");
    let odd = app
        .page("/services/spotify?reported=counted&challenge=%22%3E%3Cb%3E")
        .await;
    assert!(!odd.contains("data-challenge"));
}

/// Row 14 of the faults: four say that it works for each one who has a problem.
pub async fn works_for_me_cannot_cancel_an_outage(backing: Backing) {
    let app = seasoned(backing).await;
    let regions = ["US-NY", "GB-ENG", "FR-IDF", "DE-BE", "JP-13"];
    let somebody = |number: u8, high: u8| v4_of(regions[usize::from(number % 5)], number / 5 % 5, number / 25 + high);
    for round in 0..40_u8 {
        for press in 0..3 {
            app.report("spotify", somebody(round * 3 + press, 0)).await;
        }
        for click in 0..12_u8 {
            let fan = somebody(round.wrapping_mul(6).wrapping_add(click), 40 + 20 * (click % 2));
            let answer = app.post("/api/v1/works", fan, &json!({ "service": "spotify" })).await;
            assert_eq!(answer.status, 202, "{}", answer.text());
        }
        app.pass(10).await;
    }
    let live = app.get_json("/api/v1/services/spotify").await;
    assert_eq!(live["verdict"], "problems", "{live}");
    let incidents = since_start(&app).await;
    assert_eq!(incidents.len(), 1);
    assert!(incidents[0]["resolved_at"].is_null(), "{incidents:?}");
}
