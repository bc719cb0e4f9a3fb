//! A small HTTP/1.1 client: many connections on one thread, one request at a time on each.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use futures::future::join_all;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

/// Connections that send at the same time, each the next request as soon as it has its answer.
pub const CONNECTIONS: usize = 256;

/// Come back later.
const REFUSED: u16 = 503;

/// Whoever is refused comes back after this time: sooner than it was told, as a crowd does.
const REFUSED_PAUSE: Duration = Duration::from_millis(100);

/// Writes the request of a number into an empty buffer.
type Write = dyn Fn(u32, &mut Vec<u8>) + Send + Sync;

/// A kind of request and the answer it must get.
pub struct Load {
    write: Box<Write>,
    /// What the status must be, one of these.
    statuses: &'static [u16],
    /// How the body must begin.
    prefix: &'static [u8],
    /// Between an answer and the next request on the same connection.
    pause: Duration,
    /// Requests so far: the number of the next one.
    sent: AtomicU32,
}

/// What a round came to.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    pub requests: u32,
    /// Those that were answered with the first of the statuses.
    pub served: u32,
    pub seconds: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
}

/// One answer.
pub struct Answer {
    pub head: String,
    pub body: Vec<u8>,
}

impl Load {
    /// Requests that `write` writes, all to be answered with one of `statuses` and a body that begins with `prefix`.
    pub fn new(
        statuses: &'static [u16],
        prefix: &'static [u8],
        write: impl Fn(u32, &mut Vec<u8>) + Send + Sync + 'static,
    ) -> Self {
        Self {
            write: Box::new(write),
            statuses,
            prefix,
            pause: Duration::ZERO,
            sent: AtomicU32::new(0),
        }
    }

    /// From people, who pause so long (in whole milliseconds) before they ask again.
    pub fn with_pauses(self, pause: Duration) -> Self {
        Self { pause, ..self }
    }

    /// The same request every time.
    pub fn same(statuses: &'static [u16], request: String) -> Self {
        Self::new(statuses, b"", move |_, out| out.extend_from_slice(request.as_bytes()))
    }

    fn next(&self, out: &mut Vec<u8>) {
        out.clear();
        (self.write)(self.sent.fetch_add(1, Ordering::Relaxed), out);
    }
}

/// Open connections to a server, each of which has been answered once.
pub struct Clients {
    load: Arc<Load>,
    connections: Vec<Connection>,
}

impl Clients {
    /// Connects, and sends one request on each connection.
    pub async fn open(port: u16, load: &Arc<Load>) -> Self {
        Self::open_some(port, load, CONNECTIONS).await
    }

    /// The same with as many connections as that.
    pub async fn open_some(port: u16, load: &Arc<Load>, connections: usize) -> Self {
        let opened = (0..connections).map(|_| async {
            let mut connection = Connection::open(port).await;
            connection.exchange(load).await;
            connection
        });
        Self {
            load: Arc::clone(load),
            connections: join_all(opened).await,
        }
    }

    /// Sends as fast as answers come, for `duration`.
    pub async fn run(self, duration: Duration) -> Round {
        let start = now();
        let tasks = self.connections.into_iter().map(|mut connection| {
            let load = Arc::clone(&self.load);
            tokio::spawn(async move {
                let mut times = Vec::with_capacity(1_024);
                let mut sent_at = start;
                let mut served = 0;
                while sent_at - start < duration {
                    let status = connection.exchange(&load).await;
                    let answered_at = now();
                    times.push(answered_at - sent_at);
                    served += u32::from(status == load.statuses[0]);
                    sent_at = answered_at;
                    let pause = if status == REFUSED { REFUSED_PAUSE } else { load.pause };
                    if !pause.is_zero() {
                        tokio::time::sleep(pause).await;
                        sent_at = now();
                    }
                }
                (times, served)
            })
        });
        let ended = join_all(tasks.collect::<Vec<_>>()).await;
        let seconds = (now() - start).as_secs_f64();
        let (mut times, mut served) = (Vec::new(), 0);
        for client in ended {
            let (its_times, its_served) = client.expect("a client");
            times.extend(its_times);
            served += its_served;
        }
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        Round {
            requests: u32::try_from(times.len()).expect("a short round"),
            served,
            seconds,
            p50_ms: at(50),
            p99_ms: at(99),
        }
    }
}

/// Sends one request on a connection of its own.
pub async fn once(port: u16, request: &str) -> Answer {
    let mut connection = Connection::open(port).await;
    connection.request.extend_from_slice(request.as_bytes());
    connection.send().await;
    let (_, head_length, length) = connection.receive().await;
    Answer {
        head: String::from_utf8_lossy(&connection.answer[..head_length]).into_owned(),
        body: connection.answer[head_length..length].to_vec(),
    }
}

struct Connection {
    stream: TcpStream,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Connection {
    async fn open(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
        stream.set_nodelay(true).expect("an open socket");
        Self {
            stream,
            request: Vec::new(),
            answer: vec![0; 64 * 1024],
        }
    }

    async fn exchange(&mut self, load: &Load) -> u16 {
        load.next(&mut self.request);
        self.send().await;
        let (status, head_length, length) = self.receive().await;
        let body = &self.answer[head_length..length];
        let is_expected = load.statuses.contains(&status) && (status == REFUSED || body.starts_with(load.prefix));
        let answer = || String::from_utf8_lossy(&self.answer[..length]).into_owned();
        assert!(is_expected, "an unexpected answer: {}", answer());
        status
    }

    async fn send(&self) {
        let mut rest = self.request.as_slice();
        while !rest.is_empty() {
            match self.stream.try_write(rest) {
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                    self.stream.writable().await.expect("an open socket");
                }
                written => rest = &rest[written.expect("an open socket")..],
            }
        }
    }

    /// Reads one answer; says its status, and where in the buffer its head and its body end.
    async fn receive(&mut self) -> (u16, usize, usize) {
        let mut filled = 0;
        let mut head = None;
        loop {
            // Other than `try_read`, this knows that a socket is empty when it gave less than it was asked for: one system
            // call an answer, not two.
            let read = self.stream.read(&mut self.answer[filled..]).await;
            let read = read.expect("an open socket");
            assert!(read > 0, "the server closed the connection");
            filled += read;
            head = head.or_else(|| parse_head(&self.answer[..filled]));
            let Some((status, head_length, length)) = head else {
                continue;
            };
            if filled >= length {
                return (status, head_length, length);
            }
            if length > self.answer.len() {
                self.answer.resize(length, 0);
            }
        }
    }
}

/// Status, end of the head and end of the body, once the head is complete.
fn parse_head(bytes: &[u8]) -> Option<(u16, usize, usize)> {
    let head_length = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&bytes[..head_length]).expect("a head in ASCII");
    let status = head
        .get(9..12)
        .and_then(|status| status.parse().ok())
        .expect("a status");
    let length = header(head, "content-length").map_or(0, |length| length.parse().expect("a length"));
    // An answer of 304 has no body, whatever length it tells.
    let body_length = if status == 304 { 0 } else { length };
    Some((status, head_length, head_length + body_length))
}

/// The value of a header.
pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let pairs = head.lines().filter_map(|line| line.split_once(':'));
    let mut found = pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.trim())
}

#[expect(clippy::disallowed_methods, reason = "a bench is a timer")]
fn now() -> Instant {
    Instant::now()
}
