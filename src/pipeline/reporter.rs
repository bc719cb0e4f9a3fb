//! Turns an address into a reporter key, and forgets the address.

use std::net::IpAddr;
use std::sync::Arc;

use arc_swap::ArcSwap;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::allowance::Ration;
use crate::domain::bucket::Timestamp;
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, ReporterKey};
use crate::domain::service::ServiceSlug;
use crate::store::{self, SharedKey, Store};

const DAY_SECONDS: i64 = 86_400;

type HmacSha256 = Hmac<Sha256>;

/// Makes reporter keys under salts that change at midnight UTC. All nodes of a store share the salts.
pub struct ReporterKeys {
    store: Arc<dyn Store>,
    current: ArcSwap<Salts>,
}

/// Keyed and ready to use; the salts themselves are not kept.
#[derive(Clone)]
struct Salts {
    day: i64,
    today: HmacSha256,
    /// What was in use before.
    earlier: HmacSha256,
    /// Until then what was reported under it may still be within its window.
    earlier_until: Timestamp,
    /// Known a day ahead, so that midnight does not need the store; gone once it is today's.
    tomorrow: Option<HmacSha256>,
}

/// What a reporter's challenges are signed with: nobody else's solve them, nor the same reporter's for another service.
#[derive(Clone, PartialEq, Eq)]
pub struct Secrets {
    /// Under today's salt.
    pub today: [u8; 32],
    /// Under the one before, for as long as challenges of that may still be open.
    pub yesterday: Option<[u8; 32]>,
}

/// The keys of one reporter of one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// Under today's salt.
    pub today: ReporterKey,
    /// Under the one before, for as long as reports under that may still be within their window.
    pub yesterday: Option<ReporterKey>,
}

impl ReporterKeys {
    /// Fetches the salts of this moment, making today's and tomorrow's if this is the first node to need them.
    ///
    /// # Errors
    /// When the store cannot keep them.
    pub async fn open(store: Arc<dyn Store>, now: Timestamp) -> store::Result<Self> {
        let [yesterday, today, tomorrow] = fetch(store.as_ref(), day(now)).await?;
        let salts = Salts {
            day: day(now),
            today,
            earlier: yesterday,
            earlier_until: Timestamp(day(now) * DAY_SECONDS + DEDUPE_WINDOW_SECONDS),
            tomorrow: Some(tomorrow),
        };
        Ok(Self {
            store,
            current: ArcSwap::from_pointee(salts),
        })
    }

    /// Changes salts when the day has changed; called every second.
    ///
    /// # Errors
    /// When the store does not answer. Then the day has the salt that was fetched the day before; a second such day goes on
    /// with the one that it finds.
    pub async fn rotate(&self, now: Timestamp) -> store::Result<()> {
        let current = self.current.load_full();
        if current.day == day(now) && current.tomorrow.is_some() {
            return Ok(());
        }
        match fetch(self.store.as_ref(), day(now)).await {
            Ok([_, today, tomorrow]) => {
                let mut salts = current.followed_by(today, now);
                salts.tomorrow = Some(tomorrow);
                self.current.store(Arc::new(salts));
                Ok(())
            }
            Err(error) => {
                let is_next = current.day + 1 == day(now);
                if let Some(today) = current.tomorrow.clone().filter(|_| is_next) {
                    self.current.store(Arc::new(current.followed_by(today, now)));
                }
                Err(error)
            }
        }
    }

    /// The secrets of a reporter for a service. The label holds a stroke, which no service's name does, so that these and
    /// the keys that are stored never meet.
    #[must_use]
    pub fn secrets(&self, service: &ServiceSlug, address: IpAddr, now: Timestamp) -> Secrets {
        let salts = self.current.load();
        let label = format!("proof/{service}");
        Secrets {
            today: digest(&salts.today, &label, address),
            yesterday: salts.earlier(now).map(|earlier| digest(earlier, &label, address)),
        }
    }

    /// What stands for an address among nodes that share a ration, for a day: it is kept for seconds, and means nothing
    /// without the salt.
    #[must_use]
    pub fn shared(&self, ration: Ration, address: IpAddr) -> SharedKey {
        let salts = self.current.load();
        let digest = digest(&salts.today, &format!("ration/{}", ration.as_str()), address);
        SharedKey(first_half(&digest))
    }

    /// The keys of a reporter. IPv6 addresses are cut to /64, the part that one customer holds.
    #[must_use]
    pub fn of(&self, service: &ServiceSlug, address: IpAddr, now: Timestamp) -> Keys {
        let salts = self.current.load();
        Keys {
            today: key(&salts.today, service, address),
            yesterday: salts.earlier(now).map(|earlier| key(earlier, service, address)),
        }
    }
}

impl Salts {
    /// The salts from `now` on. What was in use until now stays known for a window: that is so also when midnight was
    /// hours ago and the store could not be asked.
    fn followed_by(&self, today: HmacSha256, now: Timestamp) -> Self {
        let (earlier, earlier_until) = if self.day == day(now) {
            (self.earlier.clone(), self.earlier_until)
        } else {
            (self.today.clone(), Timestamp(now.0 + DEDUPE_WINDOW_SECONDS))
        };
        Self {
            day: day(now),
            today,
            earlier,
            earlier_until,
            tomorrow: None,
        }
    }

    fn earlier(&self, now: Timestamp) -> Option<&HmacSha256> {
        (now < self.earlier_until).then_some(&self.earlier)
    }
}

/// The salts of the day before a day, of the day and of the one after.
async fn fetch(store: &dyn Store, day: i64) -> store::Result<[HmacSha256; 3]> {
    let yesterday = store.salt(day - 1, rand::random()).await?;
    let today = store.salt(day, rand::random()).await?;
    let tomorrow = store.salt(day + 1, rand::random()).await?;
    Ok([yesterday, today, tomorrow].map(|salt| keyed(&salt)))
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
    ReporterKey(first_half(&digest(keyed, service.as_str(), address)))
}

fn digest(keyed: &HmacSha256, label: &str, address: IpAddr) -> [u8; 32] {
    let mut mac = keyed.clone();
    mac.update(label.as_bytes());
    mac.update(&[0]);
    match address.to_canonical() {
        IpAddr::V4(address) => mac.update(&address.octets()),
        IpAddr::V6(address) => mac.update(&address.octets()[..8]),
    }
    mac.finalize().into_bytes().into()
}

fn first_half(digest: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    half
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
