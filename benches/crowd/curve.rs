//! How throughput, waiting and cost change with the number of connections, and with one worker in place of two. Prints a
//! table of its own.

use std::sync::Arc;
use std::time::Duration;

use super::client::{Clients, Load};
use super::servers::Server;
use super::{get, reports, say};

const CONNECTIONS: [usize; 7] = [1, 4, 16, 64, 256, 1_024, 2_000];
const ROUND: Duration = Duration::from_millis(1_500);
/// The best of these counts.
const ROUNDS: usize = 3;

/// Measures reports on the embedded store and pages.
pub async fn measure() {
    say("| workers | connections | reports/s | p50 / p99 ms | CPU each | pages/s | p50 / p99 ms | CPU each |");
    say("| --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut first = 0;
    for workers in [1, 2] {
        let server = if workers == 1 {
            Server::on_one_core()
        } else {
            Server::embedded()
        };
        for connections in CONNECTIONS {
            first += 1 << 26;
            let report = best(&server, &reports(first), connections).await;
            let page = Arc::new(Load::same(&[200], get("/services/spotify")));
            let page = best(&server, &page, connections).await;
            say(&format!("| {workers} | {connections} | {report} | {page} |"));
        }
    }
}

async fn best(server: &Server, load: &Arc<Load>, connections: usize) -> String {
    let mut best: Option<(f64, String)> = None;
    for _ in 0..ROUNDS {
        let clients = Clients::open_some(server.port, load, connections).await;
        let before = server.cpu_seconds();
        let round = clients.run(ROUND).await;
        let cpu_micros = (server.cpu_seconds() - before) / f64::from(round.requests) * 1e6;
        let rate = f64::from(round.served) / round.seconds;
        let text = format!(
            "{rate:.0} | {:.2} / {:.2} | {cpu_micros:.1} µs",
            round.p50_ms, round.p99_ms
        );
        if best.as_ref().is_none_or(|(known, _)| rate > *known) {
            best = Some((rate, text));
        }
    }
    let (_, text) = best.expect("several rounds");
    eprintln!("  {connections} connections: {text}");
    text
}
