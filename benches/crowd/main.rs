//! Many clients at a time: what a stream costs and when the last client has an event, what slow clients cost the others, and
//! what is left of the throughput under ten times the load. Prints rows of the table that `benches/run` completes; progress
//! goes to stderr. An argument picks one: `streams`, `slow`, `overload`; or asks for what is a table
//! of its own: `curve`.

#[path = "../load/client.rs"]
#[allow(dead_code, reason = "the load bench uses the rest")]
mod client;
#[path = "../load/servers.rs"]
#[allow(dead_code, reason = "the load bench uses the rest")]
mod servers;
mod curve;
mod slow;
mod streams;

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use self::client::{Clients, Load, Round};
use self::servers::Server;

/// The same allocator as Groundswell has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As many descriptors as the system allows: each client has one.
const DESCRIPTORS: u64 = 1 << 20;

const ROUNDS: usize = 4;
/// Of these more: a p99 varies from round to round more than a rate.
const SLOW_ROUNDS: usize = 8;
const ROUND: Duration = Duration::from_secs(3);

/// Honest visitors beside the slow ones. Without pauses they and the server take all of two cores.
const VISITORS: usize = 8;
const VISITORS_PAUSE: [(Duration, &str); 2] = [
    (Duration::from_millis(1), "of visitors who pause"),
    (Duration::ZERO, "of visitors without a pause"),
];

const SLOW_CLIENTS: usize = 5_000;

/// A crowd that keeps the machine busy, and what it consists of: of sixteen, so many report, look at pages, and read series.
const CROWD: usize = 64;
const REPORTING: usize = 8;
const LOOKING: usize = 6;
const READING: usize = 2;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let _ = rlimit::increase_nofile_limit(DESCRIPTORS);
    let builder = || tokio::runtime::Builder::new_current_thread().enable_all().build();
    if let [first, port, clients] = arguments.as_slice()
        && first == "slow-clients"
    {
        let (port, clients) = (port.parse().expect("a port"), clients.parse().expect("a number"));
        return slow::attack(port, clients);
    }
    // `cargo bench` says so; tests that build all targets start this without.
    if arguments.iter().any(|argument| argument == "--bench") {
        let only = arguments.iter().find(|argument| !argument.starts_with('-'));
        let only = only.map_or("", String::as_str);
        builder().expect("a runtime").block_on(run(only));
    }
}

#[expect(clippy::print_stdout, reason = "the results")]
fn say(line: &str) {
    println!("{line}");
}

async fn run(only: &str) {
    if only == "curve" {
        return curve::measure().await;
    }
    if "streams".contains(only) {
        let server = Server::embedded();
        for clients in [1_000, 5_000] {
            streams::measure(&server, clients).await;
        }
    }
    if "slow".contains(only) {
        slow_clients().await;
    }
    if "overload".contains(only) {
        overload().await;
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The p99 of honest visitors, in rounds with and without slow clients in turn.
async fn slow_clients() {
    let server = Server::embedded();
    for (pause, who) in VISITORS_PAUSE {
        let page = Arc::new(Load::same(&[200], get("/services/spotify")).with_pauses(pause));
        let (mut quiet, mut attacked) = (Vec::new(), Vec::new());
        for _ in 0..SLOW_ROUNDS {
            quiet.push(visit(&server, &page).await);
            let attack = slow::Attack::on(server.port, SLOW_CLIENTS);
            attacked.push(visit(&server, &page).await);
            drop(attack);
            // Until the server has seen that they are gone.
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        let (quiet, attacked) = (median(quiet), median(attacked));
        say(&format!(
            "| a page's p99 {who}, beside {SLOW_CLIENTS} slow clients | {attacked:.2} ms | without them: {quiet:.2} ms | | | | | {:.2} |",
            attacked / quiet
        ));
    }
}

async fn visit(server: &Server, page: &Arc<Load>) -> f64 {
    let clients = Clients::open_some(server.port, page, VISITORS).await;
    let round = clients.run(ROUND).await;
    eprintln!("  visitors: {} requests, p99 {:.2} ms", round.requests, round.p99_ms);
    round.p99_ms
}

/// The same mixture of requests from a crowd that the machine can just serve, and from one of ten times its size.
async fn overload() {
    let server = Server::embedded();
    let (mut usual, mut tenfold) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        usual.push(crowd(&server, CROWD, 2 * round).await);
        tenfold.push(crowd(&server, 10 * CROWD, 2 * round + 1).await);
    }
    let rate = |rounds: &[[Round; 3]], kind: usize| {
        let rates = rounds.iter().map(|round| served(&round[kind]));
        median(rates.collect())
    };
    let goodput = |rounds: &[[Round; 3]]| median(rounds.iter().map(|round| round.iter().map(served).sum()).collect());
    let (ours, theirs) = (goodput(&tenfold), goodput(&usual));
    say(&format!(
        "| everything served under ten times the load | {ours:.0}/s | at capacity: {theirs:.0}/s | {:.2} | | | | |",
        ours / theirs
    ));
    let p99 = |rounds: &[[Round; 3]]| median(rounds.iter().map(|round| round[1].p99_ms).collect());
    for (kind, name) in ["reports", "pages", "series"].into_iter().enumerate() {
        let (ours, theirs) = (rate(&tenfold, kind), rate(&usual, kind));
        say(&format!(
            "| {name} served under ten times the load | {ours:.0}/s | at capacity: {theirs:.0}/s | {:.2} | | | | |",
            ours / theirs
        ));
    }
    say(&format!(
        "| a page's p99 under ten times the load | {:.1} ms | at capacity: {:.1} ms | | | | | |",
        p99(&tenfold),
        p99(&usual)
    ));
}

fn served(round: &Round) -> f64 {
    f64::from(round.served) / round.seconds
}

/// One round of a crowd: its reports, pages and series.
async fn crowd(server: &Server, clients: usize, round: usize) -> [Round; 3] {
    let port = server.port;
    let part = |of_sixteen: usize| clients * of_sixteen / 16;
    let first = u32::try_from(round).expect("few rounds") << 24;
    let page = Arc::new(Load::same(&[200, 503], get("/services/spotify")));
    let counts = "/api/v1/services/spotify/counts?window=24h&step=15m";
    let series = Arc::new(Load::same(&[200, 503], get(counts)));
    let report = reports(first);
    let reporting = Clients::open_some(port, &report, part(REPORTING)).await;
    let looking = Clients::open_some(port, &page, part(LOOKING)).await;
    let reading = Clients::open_some(port, &series, part(READING)).await;
    let rounds = tokio::join!(reporting.run(ROUND), looking.run(ROUND), reading.run(ROUND));
    let rounds = [rounds.0, rounds.1, rounds.2];
    let served: Vec<u32> = rounds.iter().map(|round| round.served).collect();
    eprintln!("  {clients} clients: reports, pages, series served: {served:?}");
    rounds
}

/// Reports, each from another address.
fn reports(first: u32) -> Arc<Load> {
    Arc::new(Load::new(&[202, 503], br#"{"counted":true"#, move |number, out| {
        use std::io::Write;
        let address = Ipv4Addr::from((first + number).wrapping_mul(2_654_435_769));
        let body = r#"{"service":"spotify"}"#;
        let written = write!(
            out,
            "POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
             x-forwarded-for: {address}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        written.expect("memory");
    }))
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: br\r\n\r\n")
}
