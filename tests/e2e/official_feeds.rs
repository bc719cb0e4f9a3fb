//! How status pages are read: where from, how much, how often.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use groundswell::domain::bucket::Timestamp;
use groundswell::domain::service::ServiceSlug;
use groundswell::evidence::reader::{Answer, BODY_BYTES_MAX, Failure, Reader, ReaderOptions, Validators};
use groundswell::evidence::watcher::{Feed, PER_MINUTE_MAX, Watcher};
use groundswell::pipeline::clock::Clock;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::test_app::START;

const SUMMARY: &str = r#"{"status":{"indicator":"none"}}"#;

/// Reads from this machine's first address, and from nothing else that is private.
fn options() -> ReaderOptions {
    ReaderOptions {
        allow: vec!["127.0.0.1/32".parse().unwrap()],
        public_url: "https://status.example".to_owned(),
        total_timeout: Duration::from_secs(5),
        ..ReaderOptions::default()
    }
}

async fn read(reader: &Reader, url: &str) -> Result<Vec<u8>, Failure> {
    match reader.read(url, &Validators::default(), Timestamp(START)).await? {
        Answer::Page { body, .. } => Ok(body),
        Answer::Unchanged => panic!("nothing was known before"),
    }
}

async fn answers(server: &MockServer, at: &str, answer: ResponseTemplate) {
    Mock::given(method("GET"))
        .and(path(at))
        .respond_with(answer)
        .mount(server)
        .await;
}

fn redirect(to: &str) -> ResponseTemplate {
    ResponseTemplate::new(302).insert_header("location", to)
}

#[tokio::test]
async fn private_addresses_are_refused_however_they_are_reached() {
    let server = MockServer::start().await;
    answers(&server, "/summary", ResponseTemplate::new(200).set_body_string(SUMMARY)).await;
    let port = server.address().port();
    for (at, to) in [
        ("/private", "http://10.0.0.1/".to_owned()),
        ("/neighbour", format!("http://127.0.0.2:{port}/summary")),
        ("/metadata", "https://169.254.169.254/latest/".to_owned()),
        ("/file", "file:///etc/passwd".to_owned()),
        ("/plain", "http://example.com/".to_owned()),
        ("/there", "/summary".to_owned()),
        ("/round", "/round".to_owned()),
    ] {
        answers(&server, at, redirect(&to)).await;
    }
    let reader = Reader::new(&options()).unwrap();
    for at in ["/private", "/neighbour", "/metadata", "/file", "/plain"] {
        let failure = read(&reader, &format!("{}{at}", server.uri())).await.unwrap_err();
        assert!(matches!(failure, Failure::Refused(_)), "{at}: {failure}");
    }
    assert_eq!(
        read(&reader, &format!("{}/there", server.uri())).await.unwrap(),
        SUMMARY.as_bytes()
    );
    let round = read(&reader, &format!("{}/round", server.uri())).await.unwrap_err();
    assert!(round.to_string().contains("redirects more than"), "{round}");
    for url in [
        "http://127.0.0.2/",
        "https://10.0.0.1/",
        "http://[::1]/",
        "http://example.com/",
        "https://user@example.com/",
        "x",
    ] {
        let failure = read(&reader, url).await.unwrap_err();
        assert!(matches!(failure, Failure::Refused(_)), "{url}: {failure}");
    }
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_not_followed() {
    let lookup = Arc::new(
        |_host: String| -> futures::future::BoxFuture<'static, std::io::Result<Vec<IpAddr>>> {
            Box::pin(async { Ok(vec!["93.184.216.34".parse().unwrap(), "10.0.0.1".parse().unwrap()]) })
        },
    );
    let reader = Reader::new(&ReaderOptions { lookup, ..options() }).unwrap();
    let failure = read(&reader, "https://status.example/summary.json").await.unwrap_err();
    assert!(failure.to_string().contains("not on the public internet"), "{failure}");
}

#[tokio::test]
async fn long_slow_and_broken_answers_end() {
    let server = MockServer::start().await;
    answers(
        &server,
        "/long",
        ResponseTemplate::new(200).set_body_bytes(vec![b' '; 2 * BODY_BYTES_MAX]),
    )
    .await;
    answers(
        &server,
        "/full",
        ResponseTemplate::new(200).set_body_bytes(vec![b' '; BODY_BYTES_MAX]),
    )
    .await;
    answers(
        &server,
        "/busy",
        ResponseTemplate::new(429).insert_header("retry-after", "900"),
    )
    .await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_mins(1));
    answers(&server, "/slow", slow).await;
    let reader = Reader::new(&options()).unwrap();
    let at = |path: &str| format!("{}{path}", server.uri());
    assert_eq!(read(&reader, &at("/long")).await.unwrap_err(), Failure::TooLong);
    assert_eq!(read(&reader, &at("/full")).await.unwrap().len(), BODY_BYTES_MAX);
    let busy = Failure::Status {
        status: 429,
        retry_after_seconds: Some(900),
    };
    assert_eq!(read(&reader, &at("/busy")).await.unwrap_err(), busy);
    let impatient = Reader::new(&ReaderOptions {
        total_timeout: Duration::from_millis(50),
        ..options()
    })
    .unwrap();
    assert!(matches!(
        read(&impatient, &at("/slow")).await.unwrap_err(),
        Failure::Unreachable(_)
    ));
}

/// Ten minutes of so many services on a server; how many readings there were by service and by second.
async fn ten_minutes(server: &MockServer, services: u32, in_incident: bool) -> (BTreeMap<String, u32>, Vec<usize>) {
    let clock = Clock::virtual_at(Timestamp(START));
    let uri = server.uri();
    let feeds = move || {
        (0..services)
            .map(|number| Feed {
                service: ServiceSlug::parse(&format!("service-{number}")).unwrap(),
                url: format!("{uri}/{number}"),
                in_incident,
            })
            .collect()
    };
    let reader = Reader::new(&options()).unwrap();
    let mut watcher = Watcher::new(reader, clock.clone(), Arc::new(feeds), Arc::new(|_, _| ()));
    let mut by_second = Vec::new();
    for second in 0..600 {
        clock.advance_to(Timestamp(START + second));
        by_second.push(watcher.read_due().await);
    }
    let mut by_service = BTreeMap::new();
    for request in server.received_requests().await.unwrap() {
        *by_service.entry(request.url.path().to_owned()).or_insert(0) += 1;
    }
    (by_service, by_second)
}

fn most_in_a_minute(by_second: &[usize]) -> usize {
    by_second.windows(60).map(|minute| minute.iter().sum()).max().unwrap()
}

#[tokio::test]
async fn two_hundred_pages_are_read_in_turn_and_within_the_budget() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_string(SUMMARY))
        .mount(&server)
        .await;
    let (by_service, by_second) = ten_minutes(&server, 200, false).await;
    assert_eq!(by_service.len(), 200);
    assert!(
        by_service.values().all(|count| (3..=6).contains(count)),
        "{by_service:?}"
    );
    assert!(most_in_a_minute(&by_second) <= PER_MINUTE_MAX);
    let most_in_a_second = by_second.iter().max().unwrap();
    assert!(*most_in_a_second <= 20, "{most_in_a_second}");
}

#[tokio::test]
async fn a_crowd_everywhere_stays_within_the_budget() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_string(SUMMARY))
        .mount(&server)
        .await;
    let (by_service, by_second) = ten_minutes(&server, 200, true).await;
    assert!(most_in_a_minute(&by_second) <= PER_MINUTE_MAX);
    assert!(by_second.iter().sum::<usize>() > 8 * PER_MINUTE_MAX);
    // Nobody goes without because others are first.
    assert!(
        by_service.len() == 200 && by_service.values().all(|count| (4..=8).contains(count)),
        "{by_service:?}"
    );
}

#[tokio::test]
async fn pages_that_fail_are_asked_less_and_less() {
    let server = MockServer::start().await;
    Mock::given(path("/0"))
        .respond_with(ResponseTemplate::new(429).insert_header("retry-after", "500"))
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(500))
        .mount(&server)
        .await;
    let (by_service, _) = ten_minutes(&server, 20, true).await;
    assert!(
        by_service
            .iter()
            .all(|(path, count)| path == "/0" || (2..=4).contains(count)),
        "{by_service:?}"
    );
    assert!(by_service["/0"] <= 2, "{by_service:?}");
}
