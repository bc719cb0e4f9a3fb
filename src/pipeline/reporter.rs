//! Turns an address into a reporter key, and forgets the address.

use std::net::IpAddr;
use std::sync::Arc;

use arc_swap::ArcSwap;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::bucket::Timestamp;
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, ReporterKey};
use crate::domain::service::ServiceSlug;
use crate::store::{self, Store};

const DAY_SECONDS: i64 = 86_400;

type HmacSha256 = Hmac<Sha256>;

/// Makes reporter keys under salts that change at midnight UTC. All nodes of a store share the salts.
pub struct ReporterKeys {
    store: Arc<dyn Store>,
    current: ArcSwap<Salts>,
}

/// Keyed and ready to use; the salts themselves are not kept.
struct Salts {
    day: i64,
    today: HmacSha256,
    yesterday: HmacSha256,
}

/// The keys of one reporter of one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// Under today's salt.
    pub today: ReporterKey,
    /// Under yesterday's, for as long as yesterday's reports may still be within their window.
    pub yesterday: Option<ReporterKey>,
}

impl ReporterKeys {
    /// Fetches the salts of this moment, making today's if this is the first node of the day.
    ///
    /// # Errors
    /// When the store cannot keep them.
    pub async fn open(store: Arc<dyn Store>, now: Timestamp) -> store::Result<Self> {
        let salts = Salts::fetch(store.as_ref(), day(now)).await?;
        Ok(Self {
            store,
            current: ArcSwap::from_pointee(salts),
        })
    }

    /// Changes salts when the day has changed; called every second.
    ///
    /// # Errors
    /// When the store cannot keep them; yesterday's stay in use until it can.
    pub async fn rotate(&self, now: Timestamp) -> store::Result<()> {
        if self.current.load().day != day(now) {
            self.current
                .store(Arc::new(Salts::fetch(self.store.as_ref(), day(now)).await?));
        }
        Ok(())
    }

    /// The keys of a reporter. IPv6 addresses are cut to /64, the part that one customer holds.
    #[must_use]
    pub fn of(&self, service: &ServiceSlug, address: IpAddr, now: Timestamp) -> Keys {
        let salts = self.current.load();
        let is_early = now.0.rem_euclid(DAY_SECONDS) < DEDUPE_WINDOW_SECONDS;
        Keys {
            today: key(&salts.today, service, address),
            yesterday: is_early.then(|| key(&salts.yesterday, service, address)),
        }
    }
}

impl Salts {
    async fn fetch(store: &dyn Store, day: i64) -> store::Result<Self> {
        let yesterday = store.salt(day - 1, rand::random()).await?;
        let today = store.salt(day, rand::random()).await?;
        Ok(Self {
            day,
            today: keyed(&today),
            yesterday: keyed(&yesterday),
        })
    }
}

fn day(now: Timestamp) -> i64 {
    now.0.div_euclid(DAY_SECONDS)
}

fn keyed(salt: &[u8; 32]) -> HmacSha256 {
    // A salt is as long as a key may be, so this is the key itself (RFC 2104).
    let mut block = hmac::digest::Key::<HmacSha256>::default();
    block[..salt.len()].copy_from_slice(salt);
    HmacSha256::new(&block)
}

fn key(keyed: &HmacSha256, service: &ServiceSlug, address: IpAddr) -> ReporterKey {
    let mut mac = keyed.clone();
    mac.update(service.as_str().as_bytes());
    mac.update(&[0]);
    match address.to_canonical() {
        IpAddr::V4(address) => mac.update(&address.octets()),
        IpAddr::V6(address) => mac.update(&address.octets()[..8]),
    }
    let digest = mac.finalize().into_bytes();
    let mut key = [0; 16];
    key.copy_from_slice(&digest[..16]);
    ReporterKey(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_tells_reporters_services_and_days_apart_and_nothing_else() {
        let spotify = ServiceSlug::parse("spotify").unwrap();
        let netflix = ServiceSlug::parse("netflix").unwrap();
        let (monday, tuesday) = (keyed(&[1; 32]), keyed(&[2; 32]));
        let of = |mac: &HmacSha256, service: &ServiceSlug, text: &str| key(mac, service, text.parse().unwrap());
        let one = of(&monday, &spotify, "203.0.113.7");
        assert_eq!(one, of(&monday, &spotify, "::ffff:203.0.113.7"));
        assert_ne!(one, of(&monday, &spotify, "203.0.113.8"));
        assert_ne!(one, of(&monday, &netflix, "203.0.113.7"));
        assert_ne!(one, of(&tuesday, &spotify, "203.0.113.7"));
        let household = of(&monday, &spotify, "2001:db8:1:2::1");
        assert_eq!(household, of(&monday, &spotify, "2001:db8:1:2:ffff::9"));
        assert_ne!(household, of(&monday, &spotify, "2001:db8:1:3::1"));
    }
}
