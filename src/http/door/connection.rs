//! What each connection waits for, and since when. The connections of a worker are looked at once a second, by the seconds
//! that are counted there: no timer is set for any of them, and none is reset for each request.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::task::Waker;

use tokio_util::sync::CancellationToken;

use super::Door;
use super::pressure::Pressure;

/// A head that has begun has to be complete after this time. Looked at once a second, so it is up to one second less.
const HEAD_SECONDS_MAX: u32 = 5;

/// The same on a reserved seat: who watches is near, and others may be waiting for it.
const RESERVED_HEAD_SECONDS_MAX: u32 = 2;

/// Between two requests of a visitor, who connects anew after reading.
const IDLE_SECONDS_MAX: u32 = 15;

/// The same of a trusted proxy, which has to be the first to close a quiet connection: when it sends a report at the moment
/// in which we close, it does not know whether that was counted. Proxies keep quiet connections for a minute at most.
const PROXY_IDLE_SECONDS_MAX: u32 = 75;

/// The same when most seats are taken.
const CROWDED_IDLE_SECONDS_MAX: u32 = 2;

/// The rest of a body that nobody wanted.
const REST_SECONDS_MAX: u32 = 2;

/// When all seats are taken, so many of those who keep us waiting are ended at a time: who comes next finds a seat, also
/// while somebody takes all that are free and does nothing there.
const ROOM_MADE: usize = 32;

/// A client that reads has to take [`WRITTEN_BYTES_MIN`] within this time whenever it keeps us waiting.
const WRITING_SECONDS_MAX: u32 = 15;

/// 1 KiB a second: slower than any line on which a page can be read, and a part of what waits in the buffers.
const WRITTEN_BYTES_MIN: usize = 16 * 1_024;

/// A request's address and headers; browsers and proxies send 2 KiB, 8 KiB with many cookies.
const HEAD_BYTES_MAX: usize = 32 * 1_024;

/// What may arrive while a request is being answered: its body, and requests that follow. Beyond 128 KiB the server would
/// look for more in a loop.
const AHEAD_BYTES_MAX: usize = 64 * 1_024;

/// What a connection waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waits {
    /// For the client to complete the head of a request.
    Head,
    /// For nothing: a request is being answered.
    Busy,
    /// For the next request.
    Next,
    /// For the end of a body that nobody reads.
    Rest,
}

/// How a connection ends from our side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It has been silent between requests, or its seat is needed.
    Silent,
    /// A head was not completed in time.
    Slow,
    /// A head is too large.
    TooLarge,
}

/// Who is at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// Anybody.
    Visitor,
    /// A proxy that speaks for many.
    Proxy,
    /// Somebody on a seat of those who watch.
    Watcher,
}

/// One connection, as seen by its stream, its requests and its worker.
pub struct Connection {
    waits: Cell<Waits>,
    /// The worker's second in which that began.
    since: Cell<u32>,
    /// Bytes that came since then.
    received: Cell<usize>,
    /// The second since when writing has been waiting for the client, and the bytes that it took since.
    writing: Cell<Option<(u32, usize)>>,
    /// Nothing more is read.
    end: Cell<Option<End>>,
    /// Nothing more is written either.
    is_cut: Cell<bool>,
    /// Reading stopped because enough has arrived.
    is_held: Cell<bool>,
    waker: RefCell<Option<Waker>>,
    peer: Peer,
    worker: Rc<Worker>,
}

/// A request is being answered, for as long as this lives.
pub struct Busy {
    connection: Rc<Connection>,
    /// It may have a body without a known end, which may go on after the answer.
    is_chunked: bool,
}

/// One worker and its connections. Stays on its thread.
pub struct Worker {
    door: Arc<Door>,
    pressure: Pressure,
    /// Seconds since it started.
    second: Cell<u32>,
    /// In the order in which they came.
    connections: RefCell<Vec<Weak<Connection>>>,
    /// Room has been made since the last probe. To look at all connections for each that comes would be a gift to a flood.
    has_made_room: Cell<bool>,
    /// The server is being stopped.
    stop: CancellationToken,
}

impl Worker {
    /// A worker without connections yet.
    pub fn new(door: Arc<Door>) -> Rc<Self> {
        Rc::new(Self {
            door,
            pressure: Pressure::default(),
            second: Cell::new(0),
            connections: RefCell::default(),
            has_made_room: Cell::new(false),
            stop: CancellationToken::new(),
        })
    }

    /// The server is being stopped: answers without an end are to end.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// The door that its connections come through.
    pub fn door(&self) -> &Door {
        &self.door
    }

    /// How far it is behind.
    pub fn pressure(&self) -> &Pressure {
        &self.pressure
    }

    /// A new connection.
    pub fn connect(self: &Rc<Self>, peer: Peer) -> Rc<Connection> {
        let connection = Rc::new(Connection {
            waits: Cell::new(Waits::Head),
            since: Cell::new(self.second.get()),
            received: Cell::new(0),
            writing: Cell::new(None),
            end: Cell::new(None),
            is_cut: Cell::new(false),
            is_held: Cell::new(false),
            waker: RefCell::default(),
            peer,
            worker: Rc::clone(self),
        });
        self.connections.borrow_mut().push(Rc::downgrade(&connection));
        connection
    }

    /// All seats are taken: ends some connections on which no request is being answered, the oldest first.
    pub fn make_room(&self) {
        if self.has_made_room.replace(true) {
            return;
        }
        let connections = self.connections.borrow();
        let there = connections.iter().filter_map(Weak::upgrade);
        let waiting = there.filter(|connection| connection.end.get().is_none() && connection.may_be_ended());
        for connection in waiting.take(ROOM_MADE) {
            connection.end.set(Some(End::Silent));
            connection.wake();
        }
    }

    /// Room may be made again.
    pub fn note_probe(&self) {
        self.has_made_room.set(false);
    }

    /// A second has passed: who has waited too long is ended.
    pub fn pass_second(&self) {
        self.second.set(self.second.get().wrapping_add(1));
        // Whoever is woken runs later, so nothing is borrowed twice.
        self.connections.borrow_mut().retain(|connection| {
            let connection = connection.upgrade();
            if let Some(connection) = &connection {
                connection.look();
            }
            connection.is_some()
        });
    }
}

impl Connection {
    /// Whether only those who watch are served here.
    pub fn is_reserved(&self) -> bool {
        self.peer == Peer::Watcher
    }

    /// Whether nothing is lost with it.
    fn may_be_ended(&self) -> bool {
        match self.waits.get() {
            Waits::Busy => false,
            Waits::Next => self.peer != Peer::Proxy,
            Waits::Head | Waits::Rest => true,
        }
    }

    /// How far its worker is behind.
    pub fn pressure(&self) -> &Pressure {
        self.worker.pressure()
    }

    /// Cancelled when the server is being stopped.
    pub fn stopped(&self) -> CancellationToken {
        self.worker.stop.clone()
    }

    /// A request has arrived.
    pub fn enter(self: &Rc<Self>, is_chunked: bool) -> Busy {
        self.wait(Waits::Busy);
        Busy {
            connection: Rc::clone(self),
            is_chunked,
        }
    }

    /// Why nothing more is to be read.
    pub(super) fn end(&self) -> Option<End> {
        if self.end.get().is_none() && self.waits.get() == Waits::Head && self.received.get() > HEAD_BYTES_MAX {
            self.end.set(Some(End::TooLarge));
        }
        self.end.get()
    }

    /// Whether an answer of ours would come in between of others.
    pub(super) fn is_writing(&self) -> bool {
        self.writing.get().is_some()
    }

    pub(super) fn is_cut(&self) -> bool {
        self.is_cut.get()
    }

    /// Whether enough has arrived for now; reading goes on after the request.
    pub(super) fn holds(&self, waker: &Waker) -> bool {
        let holds = self.waits.get() == Waits::Busy && self.received.get() > AHEAD_BYTES_MAX;
        if holds {
            self.is_held.set(true);
            self.wake_later(waker);
        }
        holds
    }

    pub(super) fn note_received(&self, bytes: usize) {
        if self.waits.get() == Waits::Next {
            self.wait(Waits::Head);
        }
        self.received.set(self.received.get() + bytes);
    }

    /// Whom to wake when this has taken too long.
    pub(super) fn wake_later(&self, waker: &Waker) {
        let mut kept = self.waker.borrow_mut();
        match &mut *kept {
            Some(kept) => kept.clone_from(waker),
            None => *kept = Some(waker.clone()),
        }
    }

    pub(super) fn note_blocked(&self) {
        if self.writing.get().is_none() {
            self.writing.set(Some((self.worker.second.get(), 0)));
        }
    }

    pub(super) fn note_written(&self, bytes: usize) {
        if let Some((since, written)) = self.writing.get() {
            self.writing.set(Some((since, written + bytes)));
        }
    }

    /// The client has everything.
    pub(super) fn note_flushed(&self) {
        self.writing.set(None);
    }

    fn wait(&self, waits: Waits) {
        self.waits.set(waits);
        self.since.set(self.worker.second.get());
        self.received.set(0);
    }

    /// Ends it when it has waited too long.
    fn look(&self) {
        let now = self.worker.second.get();
        if let Some((since, written)) = self.writing.get()
            && now.wrapping_sub(since) >= WRITING_SECONDS_MAX
        {
            if written < WRITTEN_BYTES_MIN {
                self.is_cut.set(true);
                metrics::counter!("groundswell_connections_ended_total", "why" => "reads nothing").increment(1);
                return self.wake();
            }
            self.writing.set(Some((now, 0)));
        }
        let waited = now.wrapping_sub(self.since.get());
        if self.end.get().is_none() && self.seconds_max().is_some_and(|seconds_max| waited >= seconds_max) {
            // Whoever has an answer already needs no other.
            let is_silent = matches!(self.waits.get(), Waits::Next | Waits::Rest);
            self.end.set(Some(if is_silent { End::Silent } else { End::Slow }));
            if !is_silent {
                metrics::counter!("groundswell_connections_ended_total", "why" => "slow").increment(1);
            }
            self.wake();
        }
    }

    fn seconds_max(&self) -> Option<u32> {
        match self.waits.get() {
            Waits::Head if self.is_reserved() => Some(RESERVED_HEAD_SECONDS_MAX),
            Waits::Head => Some(HEAD_SECONDS_MAX),
            Waits::Busy => None,
            Waits::Next if self.peer == Peer::Proxy => Some(PROXY_IDLE_SECONDS_MAX),
            Waits::Next if self.worker.door.is_crowded() => Some(CROWDED_IDLE_SECONDS_MAX),
            Waits::Next => Some(IDLE_SECONDS_MAX),
            Waits::Rest => Some(REST_SECONDS_MAX),
        }
    }

    fn wake(&self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let rest = if self.is_chunked { Waits::Rest } else { Waits::Next };
        self.connection.wait(rest);
        if self.connection.is_held.take() {
            self.connection.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worker() -> Rc<Worker> {
        Worker::new(Arc::new(Door::new(512, &[])))
    }

    fn seconds_until_end(connection: &Rc<Connection>) -> Option<u32> {
        (1..=60).find(|_| {
            connection.worker.pass_second();
            connection.end().is_some() || connection.is_cut()
        })
    }

    #[test]
    fn a_head_has_five_seconds_on_every_request() {
        let connection = worker().connect(Peer::Visitor);
        assert_eq!(seconds_until_end(&connection), Some(5));
        assert_eq!(connection.end(), Some(End::Slow));
        let connection = worker().connect(Peer::Visitor);
        for _ in 0..3 {
            connection.note_received(100);
            drop(connection.enter(false));
        }
        connection.worker.pass_second();
        connection.note_received(10);
        connection.worker.pass_second();
        connection.note_received(10);
        assert_eq!(seconds_until_end(&connection), Some(4), "dripping gains no time");
        let reserved = worker().connect(Peer::Watcher);
        assert_eq!(seconds_until_end(&reserved), Some(2));
    }

    #[test]
    fn silence_between_requests_ends_and_a_long_answer_does_not() {
        let connection = worker().connect(Peer::Visitor);
        let visit = connection.enter(false);
        assert_eq!(seconds_until_end(&connection), None);
        drop(visit);
        assert_eq!(seconds_until_end(&connection), Some(IDLE_SECONDS_MAX));
        assert_eq!(connection.end(), Some(End::Silent));
        let connection = worker().connect(Peer::Proxy);
        drop(connection.enter(false));
        assert_eq!(seconds_until_end(&connection), None, "a proxy is the first to close");
        let connection = worker().connect(Peer::Visitor);
        drop(connection.enter(true));
        connection.note_received(1);
        assert_eq!(seconds_until_end(&connection), Some(REST_SECONDS_MAX));
    }

    #[test]
    fn room_is_made_by_those_who_keep_us_waiting() {
        let worker = worker();
        let connections: Vec<_> = (0..=ROOM_MADE + 1).map(|_| worker.connect(Peer::Visitor)).collect();
        let _visit = connections[0].enter(false);
        worker.make_room();
        worker.make_room();
        let has_ended: Vec<bool> = connections
            .iter()
            .map(|connection| connection.end().is_some())
            .collect();
        assert!(!has_ended[0], "it is being served");
        assert!(!has_ended[ROOM_MADE + 1], "not all at once");
        assert!(has_ended[1..=ROOM_MADE].iter().all(|has_ended| *has_ended));
        worker.note_probe();
        worker.make_room();
        assert!(connections[ROOM_MADE + 1].end().is_some());
    }

    #[test]
    fn a_reader_has_to_take_something() {
        let connection = worker().connect(Peer::Visitor);
        let _visit = connection.enter(false);
        connection.note_blocked();
        for _ in 0..WRITING_SECONDS_MAX {
            connection.note_written(WRITTEN_BYTES_MIN / 10);
            connection.worker.pass_second();
        }
        assert!(!connection.is_cut(), "slow, but it reads");
        connection.note_written(WRITTEN_BYTES_MIN - 1);
        assert_eq!(seconds_until_end(&connection), Some(WRITING_SECONDS_MAX));
        assert!(connection.is_cut());
    }

    #[test]
    fn what_arrives_is_bounded() {
        let connection = worker().connect(Peer::Visitor);
        connection.note_received(HEAD_BYTES_MAX);
        assert_eq!(connection.end(), None);
        connection.note_received(1);
        assert_eq!(connection.end(), Some(End::TooLarge));
        let connection = worker().connect(Peer::Visitor);
        let visit = connection.enter(false);
        connection.note_received(AHEAD_BYTES_MAX);
        assert!(!connection.holds(Waker::noop()));
        connection.note_received(1);
        assert!(connection.holds(Waker::noop()));
        drop(visit);
        assert!(!connection.holds(Waker::noop()));
    }
}
