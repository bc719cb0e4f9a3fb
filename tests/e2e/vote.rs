//! Confirm and deny: the links of a real alert, followed as a chat, a person and a forger follow them.

use std::net::IpAddr;

use reqwest::Url;
use scraper::{Html, Selector};
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::brigade::{press, seasoned};
use crate::geography::v4_of;
use crate::outage::{receiver, subscribe, verified};
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, TestApp};

const WEEK_SECONDS: i64 = 7 * 86_400;

/// An outage that as many receivers as asked for are told of.
struct Alerted {
    app: TestApp,
    /// They listen until they are dropped.
    _receivers: Vec<MockServer>,
    /// Of each receiver, its first message.
    messages: Vec<Value>,
}

async fn alerted(backing: Backing, receivers: usize) -> Alerted {
    let app = seasoned(backing).await;
    let (mut servers, mut secrets) = (Vec::new(), Vec::new());
    for _ in 0..receivers {
        let server = receiver().await;
        secrets.push(subscribe(&app, &server.uri()).await);
        servers.push(server);
    }
    press(&app, &strangers()).await;
    let mut messages = Vec::new();
    for (server, secret) in servers.iter().zip(&secrets) {
        let requests = server.received_requests().await.unwrap();
        let all = verified(&requests, secret);
        let opened = all.into_values().find(|message| message["type"] == "incident.opened");
        messages.push(opened.unwrap());
    }
    Alerted {
        app,
        _receivers: servers,
        messages,
    }
}

fn strangers() -> Vec<IpAddr> {
    let regions = ["US-NY", "GB-ENG", "FR-IDF", "DE-BE", "JP-13"];
    let stranger = |number: u8| v4_of(regions[usize::from(number % 5)], number / 5 % 5, number / 25);
    (0..200).map(stranger).collect()
}

impl Alerted {
    /// The path and query of a link in the first message to this receiver.
    fn link(&self, receiver: usize, which: &str) -> String {
        path_of(&self.messages[receiver], which, &self.app.origin)
    }

    fn incident(&self) -> &str {
        self.messages[0]["data"]["id"].as_str().unwrap()
    }

    async fn votes(&self) -> Value {
        let incident = self
            .app
            .get_json(&format!("/api/v1/incidents/{}", self.incident()))
            .await;
        incident["votes"].clone()
    }

    async fn incident_page(&self) -> String {
        self.app
            .page(&format!("/services/spotify/incidents/{}", self.incident()))
            .await
    }
}

fn path_of(message: &Value, which: &str, origin: &str) -> String {
    let url = message["data"]["vote"][which].as_str().unwrap();
    url.strip_prefix(origin).unwrap().to_owned()
}

async fn browse(app: &TestApp, method: &str, path: &str) -> Answer {
    Answer::of(app.request(method, path).header("accept", "text/html,*/*;q=0.8")).await
}

/// Nothing keeps the address, finds it, or passes it on.
fn assert_private(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), "no-store", "{answer:?}");
    assert_eq!(answer.header("referrer-policy"), "no-referrer", "{answer:?}");
    assert_eq!(answer.header("x-robots-tag"), "noindex", "{answer:?}");
}

pub async fn an_alert_is_confirmed_and_denied_by_its_links(backing: Backing) {
    let told = alerted(backing, 3).await;
    let (app, none) = (&told.app, json!({"confirmed": 0, "denied": 0}));
    let before = public_verdict(&told).await;

    // A chat that looks behind the link, a mail scanner, a person: nobody has voted yet.
    let confirm = told.link(0, "confirm_url");
    for method in ["GET", "HEAD"] {
        for answer in [
            browse(app, method, &confirm).await,
            Answer::of(app.request(method, &confirm)).await,
        ] {
            assert_eq!(answer.status, 200);
            assert_private(&answer);
        }
    }
    let page = app.page(&confirm).await;
    assert!(
        page.contains("Is Spotify broken for you as well?") && page.contains("noindex"),
        "{page}"
    );
    assert_eq!(told.votes().await, none);
    assert!(!told.incident_page().await.contains("Alerted teams"));

    // The button is an ordinary form, and leads back to the incident.
    let action = form_action(&page);
    assert_eq!(action, confirm);
    let voted = browse(app, "POST", &action).await;
    assert_eq!(voted.status, 303, "{}", voted.text());
    assert_private(&voted);
    let location = voted.header("location");
    assert_eq!(
        location,
        format!("/services/spotify/incidents/{}?voted=confirm", told.incident())
    );
    let thanked = app.page(location).await;
    assert!(
        thanked.contains("Thanks. It is noted that it is broken for you as well."),
        "{thanked}"
    );
    assert!(thanked.contains("1 confirms it"), "{thanked}");
    // Pressed twice, it counts once.
    assert_eq!(browse(app, "POST", &action).await.status, 303);
    assert_eq!(told.votes().await, json!({"confirmed": 1, "denied": 0}));

    // Programs post to the address in the message.
    let (second, third) = (told.link(1, "confirm_url"), told.link(2, "deny_url"));
    let answer = Answer::of(app.request("POST", &second)).await;
    assert_eq!(answer.status, 200);
    let expected = json!({"incident": told.incident(), "answer": "confirm", "votes": {"confirmed": 2, "denied": 0}});
    assert_eq!(answer.json(), expected);
    assert_private(&answer);
    assert_eq!(Answer::of(app.request("POST", &third)).await.status, 200);
    assert_eq!(told.votes().await, json!({"confirmed": 2, "denied": 1}));
    let page = told.incident_page().await;
    assert!(
        page.contains("2 of 3 that answered confirm it; 1 sees no problem"),
        "{page}"
    );

    // The opposite takes its place, also by a link in a later message.
    assert_eq!(
        Answer::of(app.request("POST", &told.link(1, "deny_url"))).await.status,
        200
    );
    assert_eq!(told.votes().await, json!({"confirmed": 1, "denied": 2}));
    assert_eq!(public_verdict(&told).await, before, "votes alter no verdict");
    the_operator_sees_who(&told, &["confirm", "deny", "deny"]).await;
}

pub async fn votes_outlive_a_restart_and_links_a_week(backing: Backing) {
    let mut told = alerted(backing, 1).await;
    let (confirm, deny) = (told.link(0, "confirm_url"), told.link(0, "deny_url"));
    assert_eq!(Answer::of(told.app.request("POST", &confirm)).await.status, 200);
    told.app.restart().await;
    assert_eq!(told.votes().await, json!({"confirmed": 1, "denied": 0}));
    assert_eq!(
        Answer::of(told.app.request("POST", &deny)).await.status,
        200,
        "the key is the same"
    );
    assert_eq!(told.votes().await, json!({"confirmed": 0, "denied": 1}));

    let until: i64 = parameter(&confirm, "until").parse().unwrap();
    let (Some(opened), expires) = (
        told.messages[0]["timestamp"].as_str(),
        &told.messages[0]["data"]["vote"]["expires_at"],
    ) else {
        panic!("{:?}", told.messages)
    };
    let seconds = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_second();
    assert_eq!(until, seconds(opened) + WEEK_SECONDS);
    assert_eq!(until, seconds(expires.as_str().unwrap()));
    told.app.set_clock(until);
    assert_eq!(Answer::of(told.app.request("POST", &confirm)).await.status, 200);
    told.app.set_clock(until + 1);
    let said = Answer::of(told.app.request("POST", &deny)).await.problem(403);
    assert!(said.contains("7 days"), "{said}");
    assert_eq!(told.votes().await, json!({"confirmed": 1, "denied": 0}));
}

/// Detection's view of the world.
async fn public_verdict(told: &Alerted) -> Value {
    let mut incident = told
        .app
        .get_json(&format!("/api/v1/incidents/{}", told.incident()))
        .await;
    incident.as_object_mut().unwrap().remove("votes");
    let live = told.app.get_json("/api/v1/services/spotify").await;
    json!([incident, live])
}

/// The operator is told which endpoint said what, beside the messages; the public pages hold no endpoint's name.
async fn the_operator_sees_who(told: &Alerted, expected: &[&str]) {
    let page = told.incident_page().await;
    for (receiver, expected) in expected.iter().enumerate() {
        let id = parameter(&told.link(receiver, "confirm_url"), "by");
        let path = format!("/api/v1/webhooks/{id}/deliveries");
        let log = told.app.request("GET", &path).bearer_auth(ADMIN_TOKEN);
        let log = Answer::of(log).await.json();
        let rows = log["deliveries"].as_array().unwrap();
        assert!(!rows.is_empty());
        for row in rows {
            assert_eq!(row["vote"], *expected, "{row}");
        }
        assert!(!page.contains(&id), "{page}");
    }
}

/// A parameter of a link.
fn parameter(link: &str, name: &str) -> String {
    let url = Url::parse(&format!("http://x{link}")).unwrap();
    url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
}

fn form_action(page: &str) -> String {
    let page = Html::parse_document(page);
    let form = Selector::parse("main form[method=post]").unwrap();
    let forms: Vec<_> = page.select(&form).collect();
    assert_eq!(forms.len(), 1);
    forms[0].value().attr("action").unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_is_not_ours_is_refused_in_words() {
    let told = alerted(Backing::embedded(), 2).await;
    let app = &told.app;
    let good = told.link(0, "confirm_url");
    let changed =
        |name: &str, to: &str| good.replace(&format!("{name}={}", parameter(&good, name)), &format!("{name}={to}"));
    let later = (parameter(&good, "until").parse::<i64>().unwrap() + 1).to_string();
    let cut = &parameter(&good, "sig")[..20];
    let wrong = [
        changed("answer", "deny"),
        changed("answer", "maybe"),
        changed("by", &parameter(&told.link(1, "confirm_url"), "by")),
        changed("by", ""),
        changed("until", &later),
        changed("until", "soon"),
        changed("sig", &parameter(&told.link(0, "deny_url"), "sig")),
        changed("sig", &parameter(&told.link(1, "confirm_url"), "sig")),
        changed("sig", cut),
        changed("sig", ""),
        changed("sig", "%00%FF"),
        good.replace("Z/vote", "X/vote"),
        good.split('?').next().unwrap().to_owned(),
    ];
    for link in &wrong {
        for method in ["GET", "POST"] {
            let answer = Answer::of(app.request(method, link)).await;
            assert_private(&answer);
            let said = answer.problem(403);
            assert!(said.contains("We did not make this link"), "{link}: {said}");
            let page = browse(app, method, link).await;
            assert_eq!(page.status, 403, "{link}");
            assert_private(&page);
            assert!(
                page.text().contains("Open it from the alert, all of it."),
                "{}",
                page.text()
            );
        }
    }
    let german = app.request("POST", &wrong[0]).header("accept", "text/html");
    let page = Answer::of(german.header("accept-language", "de")).await;
    assert!(page.text().contains("Dieser Link gilt nicht"), "{}", page.text());
    // The same words under another service.
    let foreign = Answer::of(app.request("POST", &good.replace("/services/spotify/", "/services/netflix/"))).await;
    foreign.problem(403);
    assert_eq!(told.votes().await, json!({"confirmed": 0, "denied": 0}));
    let refused = Answer::of(app.request("DELETE", &good)).await;
    assert_eq!((refused.status, refused.header("allow")), (405, "GET, HEAD, POST"));
    let large = app.request("POST", &good).body("x".repeat(2_000));
    Answer::of(large).await.problem(413);

    // Whoever is told no more has no say any more.
    let path = format!("/api/v1/webhooks/{}", parameter(&good, "by"));
    let removed = Answer::of(app.request("DELETE", &path).bearer_auth(ADMIN_TOKEN)).await;
    assert_eq!(removed.status, 204, "{}", removed.text());
    let said = Answer::of(app.request("POST", &good)).await.problem(403);
    assert!(said.contains("gets none any more"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_retry_carries_the_same_links_and_a_test_message_none() {
    let app = seasoned(Backing::embedded()).await;
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(500))
        .up_to_n_times(2)
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    let secret = subscribe(&app, &server.uri()).await;
    press(&app, &strangers()).await;
    for _ in 0..8 {
        app.pass(120).await;
    }
    let requests = server.received_requests().await.unwrap();
    verified(&requests, &secret);
    let first: Vec<_> = requests
        .iter()
        .filter(|request| request.headers["webhook-id"] == requests[0].headers["webhook-id"])
        .collect();
    assert_eq!(first.len(), 3, "two failed");
    assert!(
        first.iter().all(|request| request.body == first[0].body),
        "byte by byte"
    );

    server.reset().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    let list = Answer::of(app.request("GET", "/api/v1/webhooks").bearer_auth(ADMIN_TOKEN))
        .await
        .json();
    let id = list["webhooks"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/webhooks/{id}/test");
    Answer::of(app.request("POST", &path).bearer_auth(ADMIN_TOKEN)).await;
    let requests = server.received_requests().await.unwrap();
    let test: Value = serde_json::from_slice(&requests[0].body).unwrap();
    assert_eq!(test["type"], "test.ping");
    assert!(!test.to_string().contains("vote"), "{test}");
}
