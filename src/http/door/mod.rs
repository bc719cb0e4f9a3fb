//! The door: how many connections there may be, of all and from one network, and how long each may keep us waiting.
//!
//! All of this is below HTTP, where a client that never sends a request is met as well. Whoever does not fit is told so and
//! sent away at once; nobody is left waiting outside, where not even a health check would come through.

pub(crate) mod connection;
mod farewell;
mod guarded;
pub(crate) mod pressure;
pub(crate) mod seats;
mod serve;
pub(crate) mod visit;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use ipnet::IpNet;

use self::connection::Peer;
use self::farewell::Farewell;
use self::seats::{Full, Network, Seat, Seats};

pub use self::serve::serve;

/// Connections at a time, however many the system allows: 16 KiB of buffers each, so 256 MB when all are in use.
const CONNECTIONS_MAX: usize = 16_384;

/// With fewer than these a site is of no use.
const CONNECTIONS_MIN: usize = 16;

/// Descriptors that are no connections of clients: the store's, webhooks, files, and those of the workers themselves.
const DESCRIPTORS_KEPT: usize = 96;

/// Connections of one network (an IPv4 address, an IPv6 /64) are at most this part of all, so that it takes many to fill
/// the house. Behind the addresses of a carrier are thousands of people, so it is no small number either.
const NETWORK_SHARE: usize = 16;

/// Seats of those who watch, when all others are taken: they are for this machine and for trusted proxies, and nothing but
/// health, metrics and administration is served there.
const RESERVED_MAX: usize = 16;

/// Connections that are being told that there is no room. More of them are closed without a word.
const FAREWELLS_MAX: usize = 16;

/// Streams are at most this part of all connections, so that pages and reports have the others.
const STREAM_SHARE: usize = 2;

/// Counts who is in.
#[derive(Debug)]
pub struct Door {
    seats: Arc<Seats>,
    reserved: Arc<Seats>,
    farewells: Arc<Seats>,
    /// Many clients come from these; to keep each of them in its bounds is their business.
    trusted: Vec<IpNet>,
}

/// What becomes of a connection.
enum Admission {
    /// It is served, as whoever it is.
    In(Seat, Peer),
    /// It is told why not, if there is somebody to do that.
    Out(Option<Seat>, Farewell),
}

impl Door {
    /// A door for a process that may have so many descriptors open.
    #[must_use]
    pub fn new(descriptors: u64, trusted_proxies: &[IpNet]) -> Self {
        let descriptors = usize::try_from(descriptors).unwrap_or(usize::MAX);
        let others = DESCRIPTORS_KEPT + RESERVED_MAX + FAREWELLS_MAX;
        let connections = descriptors.saturating_sub(others);
        let connections = connections.clamp(CONNECTIONS_MIN, CONNECTIONS_MAX);
        Self {
            seats: Seats::new(connections, (connections / NETWORK_SHARE).max(1)),
            reserved: Seats::new(RESERVED_MAX, RESERVED_MAX),
            farewells: Seats::new(FAREWELLS_MAX, FAREWELLS_MAX),
            trusted: trusted_proxies.to_vec(),
        }
    }

    /// Connections that may be open at a time.
    #[must_use]
    pub fn connections_max(&self) -> usize {
        self.seats.places()
    }

    /// Seats of streams, which stay for hours: of a part of all connections, and of a part of those from one network.
    #[must_use]
    pub fn stream_seats(&self) -> Arc<Seats> {
        let streams = self.connections_max() / STREAM_SHARE;
        Seats::new(streams, (streams / NETWORK_SHARE).max(1))
    }

    /// Connections that may be accepted at a time, those included that are sent away.
    fn accepted_max(&self) -> usize {
        self.connections_max() + RESERVED_MAX + FAREWELLS_MAX
    }

    /// Most seats are taken: who does nothing has to make room.
    fn is_crowded(&self) -> bool {
        self.seats.taken() > self.connections_max() / 4 * 3
    }

    fn admit(&self, peer: IpAddr) -> Admission {
        let network = Network::of(peer);
        let is_trusted = self.trusted.iter().any(|trusted| trusted.contains(&peer));
        match self.seats.take((!is_trusted).then_some(network)) {
            Ok(seat) if is_trusted => return Admission::In(seat, Peer::Proxy),
            Ok(seat) => return Admission::In(seat, Peer::Visitor),
            Err(Full::Network) => return Admission::Out(self.farewells.take(None).ok(), Farewell::Network),
            Err(Full::All) => {}
        }
        let is_here = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)].contains(&peer);
        match self.reserved.take(None) {
            Ok(seat) if is_trusted || is_here => Admission::In(seat, Peer::Watcher),
            _ => Admission::Out(self.farewells.take(None).ok(), Farewell::All),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(last: u8) -> IpAddr {
        IpAddr::from([198, 51, 100, last])
    }

    #[test]
    fn a_few_descriptors_are_kept_for_other_things() {
        let places = |descriptors| Door::new(descriptors, &[]).connections_max();
        assert_eq!(places(512), 384);
        assert_eq!(places(20_000), CONNECTIONS_MAX);
        assert_eq!(places(u64::MAX), CONNECTIONS_MAX);
        assert_eq!(places(0), CONNECTIONS_MIN);
    }

    #[test]
    fn a_full_house_has_seats_for_those_who_watch_and_then_none() {
        let door = Door::new(512, &["127.0.0.0/8".parse().unwrap()]);
        let proxy: IpAddr = "127.0.0.1".parse().unwrap();
        let mut inside = Vec::new();
        for _ in 0..384 / NETWORK_SHARE {
            inside.push(door.admit(peer(1)));
        }
        assert!(
            inside
                .iter()
                .all(|admission| matches!(admission, Admission::In(_, Peer::Visitor)))
        );
        assert!(matches!(
            door.admit(peer(1)),
            Admission::Out(Some(_), Farewell::Network)
        ));
        assert!(!door.is_crowded());
        while inside.len() < 384 {
            inside.push(door.admit(proxy));
        }
        assert!(door.is_crowded());
        assert!(matches!(door.admit(peer(2)), Admission::Out(Some(_), Farewell::All)));
        for _ in 0..RESERVED_MAX {
            let admission = door.admit(proxy);
            assert!(matches!(admission, Admission::In(_, Peer::Watcher)));
            inside.push(admission);
        }
        for _ in 0..FAREWELLS_MAX {
            let admission = door.admit(proxy);
            assert!(matches!(admission, Admission::Out(Some(_), Farewell::All)));
            inside.push(admission);
        }
        assert!(matches!(door.admit(peer(9)), Admission::Out(None, Farewell::All)));
        inside.clear();
        assert!(matches!(door.admit(peer(9)), Admission::In(_, Peer::Visitor)));
    }
}
