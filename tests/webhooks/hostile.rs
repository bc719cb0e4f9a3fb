//! Receivers that mean harm, and names that lead where no webhook may go.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use groundswell::domain::bucket::Timestamp;
use groundswell::domain::delivery::{Delivery, DeliveryState};
use groundswell::outbound::resolver::Lookup;
use groundswell::publish::sender::WebhookOptions;
use groundswell::publish::webhook::Webhooks;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::fixtures::{announce, clock, endpoint, local, received, row, services, store};

/// Sends one message to `url` and answers its row.
async fn send(url: &str, options: &WebhookOptions) -> Delivery {
    let (store, clock) = (store(), clock());
    store.put_endpoint(&endpoint("ep_1", url)).await.unwrap();
    announce(&store, "i", 0..1, clock.now()).await;
    let worker = Webhooks::new(store.clone(), clock, options).unwrap();
    assert_eq!(worker.deliver_due(&services()).await.unwrap(), 1);
    row(&store, "ep_1").await
}

/// Listens, reads the head of each request, writes `head`, and then `chunk` again and again after each `pause`. Counts
/// connections and bytes.
struct Flood {
    url: String,
    connections: Arc<AtomicUsize>,
    bytes: Arc<AtomicUsize>,
}

impl Flood {
    async fn start(head: &'static str, chunk: &'static [u8], pause: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let flood = Self {
            url: format!("http://{}/", listener.local_addr().unwrap()),
            connections: Arc::default(),
            bytes: Arc::default(),
        };
        let (connections, bytes) = (flood.connections.clone(), flood.bytes.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(pour(stream, head, chunk, pause, bytes.clone()));
            }
        });
        flood
    }
}

async fn pour(mut stream: TcpStream, head: &str, chunk: &[u8], pause: Duration, bytes: Arc<AtomicUsize>) {
    let mut request = [0; 4_096];
    let _ = stream.read(&mut request).await;
    let _ = stream.write_all(head.as_bytes()).await;
    while !chunk.is_empty() && stream.write_all(chunk).await.is_ok() {
        bytes.fetch_add(chunk.len(), Ordering::SeqCst);
        tokio::time::sleep(pause).await;
    }
    if chunk.is_empty() {
        tokio::time::sleep(Duration::from_mins(1)).await;
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = MockServer::start().await;
    for status in [301, 302, 303, 307, 308] {
        let server = MockServer::start().await;
        let redirect = ResponseTemplate::new(status).insert_header("location", target.uri());
        Mock::given(any()).respond_with(redirect).mount(&server).await;
        let row = send(&server.uri(), &local()).await;
        assert_eq!((row.state, row.last_status), (DeliveryState::Pending, Some(status)));
        assert!(row.last_error.unwrap().contains("redirects are not followed"));
    }
    assert_eq!(received(&target).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_receiver_that_never_answers_is_cut_off() {
    let silent = Flood::start("", b"", Duration::ZERO).await;
    let row = tokio::time::timeout(Duration::from_secs(3), send(&silent.url, &local()))
        .await
        .unwrap();
    assert_eq!((row.state, row.last_status), (DeliveryState::Pending, None));
    assert_eq!(row.last_error.as_deref(), Some("no answer within 0.5 s"));
}

#[tokio::test]
async fn a_head_that_drips_is_cut_off() {
    let drip = Flood::start("HTTP/1.1 200 OK\r\n", b"x-a: b\r\n", Duration::from_millis(50)).await;
    let row = tokio::time::timeout(Duration::from_secs(3), send(&drip.url, &local()))
        .await
        .unwrap();
    assert_eq!((row.state, row.last_status), (DeliveryState::Pending, None));
}

#[tokio::test]
async fn a_body_that_drips_is_cut_off_and_its_status_counts() {
    let drip = Flood::start("HTTP/1.1 200 OK\r\n\r\n", b"x", Duration::from_millis(50)).await;
    let row = tokio::time::timeout(Duration::from_secs(3), send(&drip.url, &local()))
        .await
        .unwrap();
    assert_eq!((row.state, row.last_status), (DeliveryState::Delivered, Some(200)));
}

#[tokio::test]
async fn a_huge_body_is_cut_off_and_its_status_counts() {
    static CHUNK: [u8; 64 * 1_024] = [b'x'; 64 * 1_024];
    let flood = Flood::start("HTTP/1.1 500 Oops\r\n\r\n", &CHUNK, Duration::ZERO).await;
    let options = WebhookOptions {
        total_timeout: Duration::from_secs(20),
        ..local()
    };
    let row = tokio::time::timeout(Duration::from_secs(10), send(&flood.url, &options))
        .await
        .unwrap();
    assert_eq!((row.state, row.last_status), (DeliveryState::Pending, Some(500)));
    tokio::time::sleep(Duration::from_millis(200)).await;
    let bytes = flood.bytes.load(Ordering::SeqCst);
    // What was not read still fills the buffers of both sockets.
    assert!(bytes < 16 * 1_024 * 1_024, "{bytes}");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(flood.bytes.load(Ordering::SeqCst), bytes, "the connection is closed");
}

#[tokio::test]
async fn an_answer_that_is_not_http_is_a_failure() {
    let garbage = Flood::start("SSH-2.0-OpenSSH_9.6\r\n", b"", Duration::ZERO).await;
    let row = send(&garbage.url, &local()).await;
    assert_eq!((row.state, row.last_status), (DeliveryState::Pending, None));
    assert_eq!(row.last_error.as_deref(), Some("the answer is not HTTP"));
}

#[tokio::test]
async fn a_receiver_without_tls_behind_https_is_a_failure() {
    let plain = Flood::start("HTTP/1.1 400 Bad Request\r\n\r\n", b"", Duration::ZERO).await;
    let row = send(&plain.url.replace("http://", "https://"), &local()).await;
    assert_eq!((row.state, row.last_status), (DeliveryState::Pending, None));
    let error = row.last_error.unwrap();
    assert!(error.starts_with("no connection: "), "{error}");
}

#[tokio::test]
async fn a_closed_port_is_a_failure_in_words() {
    let row = send("http://127.0.0.1:1/hook?token=tell-nobody", &local()).await;
    let error = row.last_error.unwrap();
    assert!(error.starts_with("no connection: "), "{error}");
    assert!(!error.contains("tell-nobody"), "{error}");
}

#[tokio::test]
async fn a_private_address_is_refused_at_the_time_of_sending() {
    let server = Flood::start("HTTP/1.1 200 OK\r\n\r\n", b"", Duration::ZERO).await;
    let port = server.url.rsplit(':').next().unwrap().to_owned();
    for host in [
        "127.0.0.1",
        "localhost",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0177.0.0.1",
        "0x7f.1",
        "0",
    ] {
        let row = send(&format!("http://{host}:{port}"), &WebhookOptions::default()).await;
        assert_eq!((row.state, row.last_status), (DeliveryState::Pending, None), "{host}");
        let error = row.last_error.unwrap();
        assert!(error.contains("not on the public internet"), "{host}: {error}");
    }
    assert_eq!(server.connections.load(Ordering::SeqCst), 0);
}

/// A name server that gives these answers in turn, and the last one for ever.
fn toy_dns(answers: Vec<Vec<&'static str>>) -> (Lookup, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let lookup: Lookup = Arc::new(move |_| {
        let turn = counter.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
        let answer: Vec<IpAddr> = answers[turn].iter().map(|ip| ip.parse().unwrap()).collect();
        Box::pin(async move { Ok(answer) })
    });
    (lookup, asked)
}

#[tokio::test]
async fn one_private_address_among_public_ones_spoils_the_name() {
    let (lookup, _) = toy_dns(vec![vec!["93.184.215.14", "169.254.169.254"]]);
    let options = WebhookOptions {
        lookup,
        ..WebhookOptions::default()
    };
    let row = send("http://receiver.example/", &options).await;
    assert!(row.last_error.unwrap().contains("not on the public internet"));
}

#[tokio::test]
async fn dns_that_fails_or_is_empty_leads_nowhere() {
    let failing: Lookup = Arc::new(|_| Box::pin(async { Err(io::Error::other("SERVFAIL")) }));
    let (empty, _) = toy_dns(vec![vec![]]);
    for (lookup, words) in [(failing, "cannot be resolved: SERVFAIL"), (empty, "has no address")] {
        let options = WebhookOptions { lookup, ..local() };
        let row = send("http://receiver.example/", &options).await;
        assert_eq!((row.state, row.last_status), (DeliveryState::Pending, None));
        let error = row.last_error.unwrap();
        assert!(error.contains(words), "{error}");
    }
    let row = send("http://groundswell-test.invalid/", &local()).await;
    assert!(row.last_error.unwrap().contains("cannot be resolved"));
}

#[tokio::test]
async fn rebinding_reaches_only_what_was_checked() {
    let server = Flood::start("HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n", b"", Duration::ZERO).await;
    let port = server.url.trim_end_matches('/').rsplit(':').next().unwrap().to_owned();
    // 127.0.0.2 stands for the attacker's public server, 127.0.0.1 for what he is after.
    let (lookup, asked) = toy_dns(vec![vec!["127.0.0.2"], vec!["127.0.0.1"]]);
    let options = WebhookOptions {
        allow: vec!["127.0.0.2/32".parse().unwrap()],
        lookup,
        ..local()
    };
    let (store, clock) = (store(), clock());
    let url = format!("http://receiver.example:{port}/");
    store.put_endpoint(&endpoint("ep_1", &url)).await.unwrap();
    announce(&store, "i", 0..1, clock.now()).await;
    let worker = Webhooks::new(store.clone(), clock.clone(), &options).unwrap();

    worker.deliver_due(&services()).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 1, "asked once, connected to that answer");
    let first = row(&store, "ep_1").await.last_error.unwrap();
    assert!(first.starts_with("no connection"), "{first}");

    clock.advance_to(Timestamp(clock.now().0 + 10));
    worker.deliver_due(&services()).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2, "asked anew for a new connection");
    let second = row(&store, "ep_1").await.last_error.unwrap();
    assert!(second.contains("not on the public internet"), "{second}");
    assert_eq!(server.connections.load(Ordering::SeqCst), 0);
}
