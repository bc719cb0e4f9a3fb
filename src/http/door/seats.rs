//! Seats: so many of all, so many for one network; given back when dropped.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where connections count together: an IPv4 address, or the /64 that one subscriber gets of IPv6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Network {
    /// One address.
    V4(Ipv4Addr),
    /// The upper half of an address.
    V6(u64),
}

impl Network {
    /// The network of an address.
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address),
            IpAddr::V6(address) => Self::V6(u64::try_from(address.to_bits() >> 64).unwrap_or(u64::MAX)),
        }
    }
}

/// Why there is no seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    /// All are taken.
    All,
    /// This network has its share.
    Network,
}

/// So many seats.
#[derive(Debug)]
pub struct Seats {
    places: usize,
    places_of_network: usize,
    taken: AtomicUsize,
    /// Seats that each network has, none of them zero. Held for a moment only, never across an await.
    networks: Mutex<HashMap<Network, usize>>,
}

/// One of them; free again when this is dropped. The only place where an address is kept as long as a connection.
#[derive(Debug)]
pub struct Seat {
    seats: Arc<Seats>,
    network: Option<Network>,
}

impl Seats {
    /// So many seats, of which one network gets at most so many.
    #[must_use]
    pub fn new(places: usize, places_of_network: usize) -> Arc<Self> {
        Arc::new(Self {
            places,
            places_of_network,
            taken: AtomicUsize::new(0),
            networks: Mutex::default(),
        })
    }

    /// How many there are.
    #[must_use]
    pub fn places(&self) -> usize {
        self.places
    }

    /// How many are taken.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }

    /// Takes a seat for a network, or for one that has no bounds of its own.
    ///
    /// # Errors
    /// What is full.
    pub fn take(self: &Arc<Self>, network: Option<Network>) -> Result<Seat, Full> {
        if self.taken.fetch_add(1, Ordering::Relaxed) >= self.places {
            self.taken.fetch_sub(1, Ordering::Relaxed);
            return Err(Full::All);
        }
        // From here on the drop of a seat gives it back.
        let mut seat = Seat {
            seats: Arc::clone(self),
            network: None,
        };
        if let Some(network) = network {
            let mut networks = self.networks();
            let taken = networks.entry(network).or_default();
            if *taken >= self.places_of_network {
                drop(networks);
                return Err(Full::Network);
            }
            *taken += 1;
            drop(networks);
            seat.network = Some(network);
        }
        Ok(seat)
    }

    fn networks(&self) -> MutexGuard<'_, HashMap<Network, usize>> {
        self.networks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Some(network) = self.network {
            let mut networks = self.seats.networks();
            let is_last = networks.get_mut(&network).is_none_or(|taken| {
                *taken -= 1;
                *taken == 0
            });
            if is_last {
                networks.remove(&network);
            }
        }
        self.seats.taken.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::of(text.parse().unwrap())
    }

    #[test]
    fn a_subscriber_is_one_network() {
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1:2"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("::ffff:198.51.100.1"), network("198.51.100.1"));
        assert_ne!(network("198.51.100.1"), network("198.51.100.2"));
    }

    #[test]
    fn seats_are_given_back_and_nobody_is_remembered() {
        let seats = Seats::new(4, 2);
        let mut taken = vec![
            seats.take(Some(network("198.51.100.1"))),
            seats.take(Some(network("198.51.100.1"))),
        ];
        assert_eq!(seats.take(Some(network("198.51.100.1"))).unwrap_err(), Full::Network);
        taken.extend([seats.take(Some(network("2001:db8::1"))), seats.take(None)]);
        assert_eq!(seats.take(Some(network("2001:db8:9::1"))).unwrap_err(), Full::All);
        assert_eq!(seats.taken(), 4);
        taken.remove(0).unwrap();
        assert!(seats.take(Some(network("198.51.100.1"))).is_ok());
        taken.clear();
        assert_eq!(seats.taken(), 0);
        assert!(seats.networks().is_empty());
    }
}
