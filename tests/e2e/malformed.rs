//! Thousands of malformed requests to the real program: it refuses each of them, and nothing breaks.

mod requests;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use futures::{StreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;

use self::requests::{Malformed, Requests};
use crate::process::{Place, Process};
use crate::raw::status;
use crate::test_app::client;

/// Asks for another number of them.
const COUNT: &str = "GROUNDSWELL_MALFORMED";

/// Enough for each kind a few hundred times.
const REQUESTS: usize = 3_000;

const SEED: u64 = 20_260_304;

/// At a time. Each comes from a connection of its own.
const CLIENTS: usize = 24;

/// The server gives up what stalls after ten seconds; it has this long, and a busy machine longer.
const PATIENCE: Duration = Duration::from_secs(40);

/// What came back, as the table says it.
const CLOSED: &str = "closed without an answer";

pub async fn are_refused_and_nothing_else() {
    let count = std::env::var(COUNT).map_or(REQUESTS, |count| count.parse().unwrap());
    let place = Place::new();
    let mut command = place.command(&[]);
    // It is no setting of the program, which refuses what it does not know.
    command.env_remove(COUNT);
    let server = Process::start(command, place.folder.path());
    let address: SocketAddr = server.origin.strip_prefix("http://").unwrap().parse().unwrap();
    let requests = Requests::new(SEED).take(count).enumerate();
    let answers = stream::iter(requests).map(|(number, request)| async move {
        let answer = exchange(address, number, &request).await;
        (request, answer)
    });
    let mut answers = answers.buffer_unordered(CLIENTS);
    let mut tally: BTreeMap<(&str, String), usize> = BTreeMap::new();
    while let Some((request, answer)) = answers.next().await {
        let status = status(&answer);
        let shown = String::from_utf8_lossy(&request.bytes[..request.bytes.len().min(400)]).into_owned();
        let is_refused = status.is_none_or(|status| (400..500).contains(&status));
        assert!(is_refused, "{}: {shown}\n{answer}", request.kind);
        assert!(
            status.is_some() || answer.is_empty(),
            "{}: {shown}\n{answer}",
            request.kind
        );
        let word = status.map_or(CLOSED.to_owned(), |status| status.to_string());
        *tally.entry((request.kind, word)).or_default() += 1;
    }
    print_table(&tally, count);
    let health = client().get(format!("{}/healthz", server.origin)).send().await.unwrap();
    assert_eq!(health.status(), 200);
    let good = client().post(format!("{}/api/v1/reports", server.origin));
    let good = good
        .json(&serde_json::json!({ "service": "spotify" }))
        .send()
        .await
        .unwrap();
    assert_eq!(good.status(), 202);
    // Nothing before it was counted.
    assert_eq!(good.json::<serde_json::Value>().await.unwrap()["reports_in_window"], 1);
    let log = server.log();
    // Whoever sends nonsense fills no log.
    for word in ["panicked", "ERROR", "WARN"] {
        assert!(!log.contains(word), "{word}: {log}");
    }
}

#[expect(clippy::print_stdout, reason = "the long form is run for this table")]
fn print_table(tally: &BTreeMap<(&str, String), usize>, count: usize) {
    let mut by_word: BTreeMap<&str, usize> = BTreeMap::new();
    for ((kind, word), times) in tally {
        println!("{times:>7}  {word:<26} {kind}");
        *by_word.entry(word).or_default() += times;
    }
    println!("of {count}: {by_word:?}");
}

/// Sends all of it, says that no more comes, and reads to the end. Clients have many addresses of this machine, because
/// one alone runs out of ports.
async fn exchange(address: SocketAddr, number: usize, request: &Malformed) -> String {
    let socket = TcpSocket::new_v4().unwrap();
    let last = u8::try_from(2 + number % 250).unwrap();
    socket.bind((Ipv4Addr::new(127, 0, 0, last), 0).into()).unwrap();
    let mut socket = socket.connect(address).await.unwrap();
    // The server may answer and close before it has read everything.
    let _ = socket.write_all(&request.bytes).await;
    let _ = socket.shutdown().await;
    let mut answer = Vec::new();
    let read = tokio::time::timeout(PATIENCE, socket.read_to_end(&mut answer)).await;
    assert!(
        read.is_ok(),
        "no end: {}: {}",
        request.kind,
        String::from_utf8_lossy(&request.bytes)
    );
    String::from_utf8_lossy(&answer).into_owned()
}
