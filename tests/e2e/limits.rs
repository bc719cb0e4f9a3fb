//! What a connection may cost: slow, silent, greedy and many clients, byte by byte.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::future::join_all;
use futures::{StreamExt, stream};
use groundswell::domain::bucket::Timestamp;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::geography::{Schema, v4};
use crate::process::{Place, Process};
use crate::raw::{self, Outcome, drip, exchange, status};
use crate::test_app::{Answer, Backing, TestApp};

/// Longer than any of the limits, also where everything is slow.
const PATIENCE: Duration = Duration::from_mins(1);

/// The limits of a head, of a body, and of silence after an answer.
const HEAD: Duration = Duration::from_secs(5);
const BODY: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_secs(15);

/// What is slow: bytes, what follows twice a second, the statuses that answer it, and the limit that it runs into.
type Case = (String, &'static str, &'static [u16], Duration);

const GET: &str = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
const POST: &str = "POST /api/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";

async fn app() -> TestApp {
    TestApp::start(Backing::embedded()).await
}

/// The same, and this machine is nobody's proxy: proxies may be quiet for longer.
async fn app_of_strangers() -> TestApp {
    TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| {
        config.trusted_proxies = Vec::new();
    })
    .await
}

/// Sends all of these at the same time; each has to be answered with these statuses, one after the other, and closed: on a
/// machine that is busy, within three times the limit.
async fn all_are_closed(app: &TestApp, cases: &[Case]) {
    let outcomes = cases
        .iter()
        .map(|(bytes, piece, _, limit)| drip(app.address, bytes.as_bytes(), piece.as_bytes(), 3 * *limit));
    for (Outcome { answer, is_closed }, (bytes, piece, expected, limit)) in
        join_all(outcomes).await.into_iter().zip(cases)
    {
        let shown = bytes.chars().take(200).collect::<String>();
        assert!(
            is_closed,
            "open after three times {limit:?}: {shown} … {piece}: {answer}"
        );
        let statuses: Vec<u16> = answer
            .match_indices("HTTP/1.1 ")
            .filter_map(|(at, _)| status(&answer[at..]))
            .collect();
        assert_eq!(&statuses, expected, "{shown} … {piece}: {answer}");
    }
    assert_eq!(app.get("/healthz").await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_heads_are_told_and_closed() {
    let cases: [Case; 6] = [
        (String::new(), "", &[408], HEAD),
        ("GET / HT".to_owned(), "", &[408], HEAD),
        ("GET / HTTP/1.1\r\nx: ".to_owned(), "y", &[408], HEAD),
        // Not only the first request of a connection.
        (format!("{GET}{GET}"), "G", &[200, 200, 408], HEAD),
        // What came along with a whole request is silence.
        (format!("{GET}GET / HT"), "", &[200], SILENCE),
        // Silence after an answer is no mistake.
        (GET.to_owned(), "", &[200], SILENCE),
    ];
    all_are_closed(&app_of_strangers().await, &cases).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_bodies_are_closed_whoever_reads_them() {
    let chunked = "transfer-encoding: chunked\r\n\r\n";
    let read = "GET /healthz HTTP/1.1\r\nhost: x\r\n";
    let nowhere = "POST /no/such/place HTTP/1.1\r\nhost: x\r\n";
    let cases: [Case; 9] = [
        (format!("{POST}content-length: 21\r\n\r\n"), "", &[408], BODY),
        (format!("{POST}content-length: 4000\r\n\r\n"), " ", &[408], BODY),
        (format!("{POST}{chunked}"), "", &[408], BODY),
        (format!("{POST}{chunked}"), "1\r\n \r\n", &[408], BODY),
        (format!("{read}content-length: 1000000\r\n\r\n"), "", &[200], BODY),
        (format!("{read}content-length: 1000000\r\n\r\n"), "y", &[200], BODY),
        (format!("{read}{chunked}"), "1\r\ny\r\n", &[200], BODY),
        (format!("{nowhere}{chunked}"), "1\r\ny\r\n", &[404], BODY),
        (format!("{nowhere}content-length: 1000000\r\n\r\n"), "y", &[404], BODY),
    ];
    all_are_closed(&app_of_strangers().await, &cases).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_that_are_too_much_or_ambiguous_are_refused_and_closed() {
    let many = "x: y\r\n".repeat(200);
    let fat = "y".repeat(40_000);
    let length = "content-length: 21\r\n";
    let chunked = "transfer-encoding: chunked\r\n";
    let body = r#"{"service":"spotify"}"#;
    let cases: [Case; 7] = [
        (format!("GET / HTTP/1.1\r\n{many}\r\n"), "", &[431], HEAD),
        (format!("GET / HTTP/1.1\r\nx: {fat}"), "", &[431], HEAD),
        (format!("GET /{fat}"), "", &[431], HEAD),
        (format!("GET / HTTP/1.1\r\nx: {}", "y".repeat(1_000)), "x", &[408], HEAD),
        (format!("{POST}{length}{chunked}\r\n{body}"), "", &[400], HEAD),
        (format!("{POST}{chunked}{length}\r\n{body}"), "", &[400], HEAD),
        (
            format!("{POST}{length}content-length: 22\r\n\r\n{body}"),
            "",
            &[400],
            HEAD,
        ),
    ];
    let app = app().await;
    all_are_closed(&app, &cases).await;
    app.beat().await;
    assert_eq!(app.counted("spotify").await, 0);
}

/// Ten thousand requests at once on one connection are answered in turn; others are served meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pipeline_is_answered_in_turn() {
    const REQUESTS: usize = 10_000;
    let app = app().await;
    let flood = GET.repeat(REQUESTS - 1) + &GET.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n");
    let address = app.address;
    let flood = tokio::spawn(async move { exchange(address, flood.as_bytes(), PATIENCE).await });
    assert_eq!(status(&health(address).await), Some(200));
    let answer = flood.await.unwrap();
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), REQUESTS);
}

/// What is sent while an answer is under way waits outside, and costs no processor time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_into_a_stream_is_left_where_it_is() {
    let app = app().await;
    let mut socket = TcpStream::connect(app.address).await.unwrap();
    socket
        .write_all(b"GET /api/v1/stream HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut first = [0; 1_024];
    assert!(socket.read(&mut first).await.unwrap() > 0);
    let junk = GET.repeat(4_000);
    let sent = tokio::time::timeout(Duration::from_secs(1), async {
        for _ in 0..1_000 {
            socket.write_all(junk.as_bytes()).await.unwrap();
        }
    });
    assert!(sent.await.is_err(), "it takes everything");
    // With one worker in a loop this would not come through on half of the connections.
    for _ in 0..4 {
        assert_eq!(status(&health(app.address).await), Some(200));
    }
}

/// Values of a counter, whatever its labels.
async fn metric(app: &TestApp, name: &str) -> u64 {
    let text = app.get("/metrics").await.text();
    let lines = text.lines().filter(|line| line.starts_with(name));
    lines
        .filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok())
        .sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_never_reads_is_dropped() {
    const WHY: &str = "groundswell_connections_ended_total{why=\"reads nothing\"}";
    let app = app().await;
    let before = metric(&app, WHY).await;
    let mut stream = raw::narrow(app.address).await;
    stream
        .write_all(b"GET /api/v1/stream HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut pages = raw::narrow(app.address).await;
    let page = "GET /services/spotify HTTP/1.1\r\nhost: x\r\n\r\n";
    pages.write_all(page.repeat(30).as_bytes()).await.unwrap();
    let reader = app.request("GET", "/api/v1/stream").timeout(10 * PATIENCE);
    let mut reader = reader.send().await.unwrap();
    let (mut heard, mut rest_of_event) = (0, String::new());
    // As much as fits nowhere, in portions that a reader keeps up with.
    let hub = app.hub();
    for round in 0..40 {
        for number in 0..50 {
            let now = 10_000 + 1_000 * (50 * round + number);
            hub.note_refreshed(Timestamp(now));
            hub.note_overdue(Timestamp(now + 500));
        }
        // The first time that counts are fresh is no news.
        let expected = usize::try_from(100 * (round + 1) - 1).unwrap();
        while heard < expected {
            let chunk = reader.chunk().await.unwrap().expect("a reader that keeps up");
            rest_of_event.push_str(&String::from_utf8_lossy(&chunk));
            heard += rest_of_event.matches("event: delayed\n").count();
            let whole = rest_of_event.rfind('\n').map_or(0, |end| end + 1);
            let last_line = rest_of_event.split_off(whole);
            rest_of_event = last_line;
        }
    }
    for _ in 0..PATIENCE.as_secs() {
        if metric(&app, WHY).await >= before + 2 {
            break;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    assert_eq!(metric(&app, WHY).await, before + 2);
    let mut rest = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut rest)).await;
    assert!(read.is_ok(), "it is still open");
    assert!(rest.len() < 250_000, "{} bytes were waiting", rest.len());
    assert_eq!(app.get("/healthz").await.status, 200);
}

/// Without a trusted proxy, one address gets its share of connections and of streams, and others are not in its way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_has_its_share() {
    let place = Place::new();
    let mut command = limited(&place.command(&[]), 512);
    command.env_remove("GROUNDSWELL_TRUSTED_PROXIES");
    let server = Process::start(command, place.folder.path());
    let address = address(&server);
    let greedy = Ipv4Addr::new(127, 0, 0, 7);
    let mut inside = Vec::new();
    let refusal = loop {
        assert!(inside.len() < 512, "there is no end to it");
        let mut socket = raw::from(greedy, address).await.unwrap();
        socket.write_all(GET.as_bytes()).await.unwrap();
        let mut first = [0; 2_048];
        let read = socket.read(&mut first).await.unwrap();
        let answer = String::from_utf8_lossy(&first[..read]).into_owned();
        match status(&answer) {
            Some(200) => inside.push(socket),
            _ => break answer,
        }
    };
    assert_eq!(status(&refusal), Some(429), "{refusal}");
    assert!(
        refusal.contains("retry-after: ") && refusal.contains("connection: close"),
        "{refusal}"
    );
    assert_eq!(inside.len(), 24, "a sixteenth of 384");
    assert_eq!(status(&health(address).await), Some(200));
    drop(inside);
    let get = "GET /api/v1/stream HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut streams = Vec::new();
    for _ in 0..13 {
        let mut socket = raw::from(Ipv4Addr::new(127, 0, 0, 8), address).await.unwrap();
        socket.write_all(get.as_bytes()).await.unwrap();
        let mut first = [0; 12];
        socket.read_exact(&mut first).await.unwrap();
        streams.push((status(&String::from_utf8_lossy(&first)).unwrap(), socket));
    }
    let statuses: Vec<u16> = streams.iter().map(|(status, _)| *status).collect();
    assert_eq!(statuses, [vec![200; 12], vec![503]].concat(), "a sixteenth of 192");
}

/// The same program with as many descriptors as that.
pub fn limited(command: &Command, descriptors: u32) -> Command {
    let mut limited = Command::new("/bin/sh");
    limited
        .args(["-c", &format!("ulimit -n {descriptors} && exec \"$0\" \"$@\"")])
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        limited.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited
}

pub fn address(server: &Process) -> SocketAddr {
    server.origin.strip_prefix("http://").unwrap().parse().unwrap()
}

async fn health(address: SocketAddr) -> String {
    let request = GET.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n");
    exchange(address, request.as_bytes(), PATIENCE).await
}

/// Somebody keeps taking every connection there is, from forty addresses: health still answers on this machine, others are
/// told, and whoever keeps asking gets through.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_answers_when_descriptors_are_exhausted() {
    let place = Place::new();
    let server = Process::start(limited(&place.command(&[]), 512), place.folder.path());
    let address = address(&server);
    let is_over = Arc::new(AtomicBool::new(false));
    let attackers = (0..40_u8).flat_map(|number| vec![Ipv4Addr::new(127, 0, 1, number + 1); 20]);
    let attackers: Vec<_> = attackers
        .map(|from| {
            let is_over = Arc::clone(&is_over);
            tokio::spawn(async move {
                while !is_over.load(Ordering::Relaxed) {
                    // Whatever is said, and whenever it is closed, it comes back.
                    let Ok(mut socket) = raw::from(from, address).await else {
                        continue;
                    };
                    let _ = socket.write_all(b"GET / HTTP/1.1\r\nx: ").await;
                    let _ = tokio::time::timeout(PATIENCE, socket.read_to_end(&mut Vec::new())).await;
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            })
        })
        .collect();
    let page = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let ask = |number: u8| async move {
        let mut socket = raw::from(Ipv4Addr::new(127, 0, 2, number), address).await.unwrap();
        let _ = socket.write_all(page.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = tokio::time::timeout(PATIENCE, socket.read_to_end(&mut answer)).await;
        status(&String::from_utf8_lossy(&answer))
    };
    let (mut served, mut refused) = (0, 0);
    for number in 0..=250 {
        assert_eq!(status(&health(address).await), Some(200), "{number}");
        match ask(number).await {
            Some(200) => served += 1,
            Some(503) | None => refused += 1,
            other => panic!("{other:?}"),
        }
        if served >= 3 && refused >= 3 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(served >= 3 && refused >= 3, "{served} served, {refused} refused");
    is_over.store(true, Ordering::Relaxed);
    attackers.iter().for_each(tokio::task::JoinHandle::abort);
    assert!(!server.log().contains("Too many open files"), "{}", server.log());
}

/// Ten times as many clients as there is work for: each is answered or told when to come back, and what was acknowledged is
/// what is counted. How much gets through is measured by `make chaos`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn overload_is_told_and_nothing_acknowledged_is_lost() {
    const CLIENTS: u16 = 600;
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |_| {}).await;
    let counts = "/api/v1/services/spotify/counts?window=24h&step=1h";
    let answers = stream::iter(0..CLIENTS).map(|number| {
        let app = &app;
        async move {
            match number % 3 {
                0 => {
                    let body = json!({ "service": "spotify" });
                    (202, app.post("/api/v1/reports", v4("US-NY", number), &body).await)
                }
                1 => (200, app.get("/services/spotify").await),
                _ => (200, app.get(counts).await),
            }
        }
    });
    let answers: Vec<(u16, Answer)> = answers.buffer_unordered(600).collect().await;
    let mut acknowledged = 0;
    for (expected, answer) in &answers {
        assert!([*expected, 503].contains(&answer.status), "{}", answer.text());
        if answer.status == 503 {
            assert!(answer.headers.contains_key("retry-after"), "{}", answer.text());
        } else if *expected == 202 {
            acknowledged += 1;
        }
    }
    app.beat().await;
    assert!(acknowledged > 0);
    assert_eq!(app.counted("spotify").await, acknowledged);
}

/// While a crowd keeps the workers behind, whoever asks for a series is told to come back; pages and reports are served.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn series_are_refused_before_pages_and_reports() {
    const CROWD: u16 = 160;
    const AT_ONCE: usize = 16;
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |_| {}).await;
    // A request after the other, without a look at the answers.
    let crowd: Vec<_> = (0..CROWD).map(|_| tokio::spawn(hurry(app.address, AT_ONCE))).collect();
    let mut refusal = None;
    let mut reports = 0;
    for number in 0..100 {
        app.page("/services/spotify").await;
        app.report("spotify", v4("US-NY", number)).await;
        reports += 1;
        let series = app.get("/api/v1/services/spotify/counts?window=24h&step=1h").await;
        if series.status == 503 {
            refusal = Some(series.problem(503));
            assert_eq!(series.header("retry-after"), "5");
            break;
        }
        assert_eq!(series.status, 200, "{}", series.text());
    }
    crowd.iter().for_each(tokio::task::JoinHandle::abort);
    let told = refusal.expect("a series that is refused");
    assert!(told.contains("Pages and reports go first"), "{told}");
    app.beat().await;
    assert_eq!(app.counted("spotify").await, reports);
}

/// Asks for a page that is rendered for it, so many times at once, again and again.
async fn hurry(address: SocketAddr, at_once: usize) {
    let requests = "HEAD /?q=spotify HTTP/1.1\r\nhost: x\r\naccept: text/html\r\n\r\n".repeat(at_once);
    let mut socket = TcpStream::connect(address).await.unwrap();
    let mut answers = vec![0; 16 * 1_024];
    loop {
        socket.write_all(requests.as_bytes()).await.unwrap();
        let mut answered = 0;
        while answered < at_once {
            let read = socket.read(&mut answers).await.unwrap();
            assert_ne!(read, 0, "pages are served");
            answered += answers[..read].windows(4).filter(|four| four == b"\r\n\r\n").count();
        }
    }
}
