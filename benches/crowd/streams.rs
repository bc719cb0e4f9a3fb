//! Clients that listen: what each of them costs, and how long after the first of them the last one has an event.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::client::once;
use super::servers::Server;
use super::{median, say};

const EVENTS: u32 = 8;

/// Connections that are being opened at a time.
const OPENING: usize = 100;

/// Opens the streams, and reports until each client has heard of it, several times.
pub async fn measure(server: &Server, clients: u32) {
    eprintln!("streams of {clients} clients");
    let before = server.resident_bytes();
    let (sender, mut heard) = mpsc::unbounded_channel();
    let gate = Arc::new(tokio::sync::Semaphore::new(OPENING));
    let opened = (0..clients).map(|number| open(server.port, number, Arc::clone(&gate)));
    let streams = futures::future::join_all(opened).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let bytes = server.resident_bytes().saturating_sub(before);
    let tasks: Vec<_> = streams
        .into_iter()
        .zip(0..)
        .map(|(stream, number)| tokio::spawn(listen(stream, number, sender.clone())))
        .collect();
    let mut spreads = Vec::new();
    for event in 0..EVENTS {
        // Not in the midst of something else that everybody is told.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        while heard.try_recv().is_ok() {}
        report(server.port, clients + event).await;
        let mut times = vec![None; usize::try_from(clients).expect("not so many")];
        let mut missing = clients;
        while missing > 0 {
            let (number, at): (usize, Instant) = heard.recv().await.expect("clients");
            if times[number].is_none() {
                times[number] = Some(at);
                missing -= 1;
            }
        }
        let times: Vec<Instant> = times.into_iter().flatten().collect();
        let spread = times
            .iter()
            .max()
            .expect("times")
            .duration_since(*times.iter().min().expect("times"));
        eprintln!("  the last {:.1} ms after the first", spread.as_secs_f64() * 1e3);
        spreads.push(spread.as_secs_f64() * 1e3);
    }
    for task in tasks {
        task.abort();
    }
    let worst = spreads.iter().copied().fold(0.0, f64::max);
    let kibibytes = f64::from(u32::try_from(bytes / 1_024).expect("not so much")) / f64::from(clients);
    say(&format!(
        "| SSE to {clients} clients | {kibibytes:.1} KiB a client; the last has an event {:.0} ms after the first (median of \
         {EVENTS}, worst {worst:.0}) | | | | | | |",
        median(spreads)
    ));
    // Until the server has seen that they are gone.
    tokio::time::sleep(Duration::from_secs(2)).await;
}

async fn open(port: u16, number: u32, gate: Arc<tokio::sync::Semaphore>) -> TcpStream {
    let _permit = gate.acquire().await.expect("an open gate");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
    // From all over the world, so that nobody has more than one.
    let address = Ipv4Addr::from(number.wrapping_mul(2_654_435_769));
    let request = format!(
        "GET /api/v1/stream?service=spotify HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: {address}\r\n\
         accept: text/event-stream\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.expect("an open socket");
    let (mut answer, mut length) = ([0; 2_048], 0);
    while !answer[..length].windows(6).any(|part| part == b"ready\n") {
        let read = stream.read(&mut answer[length..]).await.expect("an open socket");
        assert!(read > 0, "refused: {}", String::from_utf8_lossy(&answer[..length]));
        length += read;
    }
    stream
}

async fn listen(mut stream: TcpStream, number: usize, heard: mpsc::UnboundedSender<(usize, Instant)>) {
    let mut text = [0; 4_096];
    while let Ok(read) = stream.read(&mut text).await {
        if read == 0 || text[..read].windows(8).any(|part| part == b"snapshot") && heard.send((number, now())).is_err()
        {
            return;
        }
    }
}

/// One more report, by somebody new.
async fn report(port: u16, number: u32) {
    let body = r#"{"service":"spotify"}"#;
    let address = Ipv4Addr::from(number.wrapping_mul(2_654_435_769));
    let request = format!(
        "POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         x-forwarded-for: {address}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = once(port, &request).await;
    assert!(answer.head.starts_with("HTTP/1.1 202"), "{}", answer.head);
}

#[expect(clippy::disallowed_methods, reason = "a bench is a timer")]
fn now() -> Instant {
    Instant::now()
}
