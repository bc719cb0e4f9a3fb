//! What the minutes before a report's own come to, kept for a moment: they hardly change any more, and reading fourteen of
//! them with every batch is a good part of what a batch costs.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use foldhash::HashMap;
use tokio::time::Instant;

use crate::domain::bucket::Minute;
use crate::domain::service::ServiceSlug;

/// For so long a sum is not read again. Reports of earlier minutes that other nodes count meanwhile, because they were
/// spooled or a clock is slow, show so much later in receipts, and nowhere else.
const KEPT_FOR: Duration = Duration::from_secs(1);

/// Problem and works reports of the minutes before one, per service.
#[derive(Default)]
pub(super) struct Sums(Mutex<HashMap<ServiceSlug, Sum>>);

struct Sum {
    minute: Minute,
    reports: [u64; 2],
    read_at: Instant,
}

impl Sums {
    /// What comes before `minute`, if it was read a moment ago. Whoever asks is about to count in that minute, so what is
    /// known of another one is forgotten.
    pub(super) fn before(&self, service: &ServiceSlug, minute: Minute) -> Option<[u64; 2]> {
        let mut sums = self.lock();
        let sum = sums.get(service)?;
        if sum.minute == minute && sum.read_at.elapsed() < KEPT_FOR {
            return Some(sum.reports);
        }
        sums.remove(service);
        None
    }

    /// Keeps what was read, and gives it back.
    pub(super) fn learn(&self, service: &ServiceSlug, minute: Minute, reports: [u64; 2]) -> [u64; 2] {
        let read_at = Instant::now();
        let sum = Sum {
            minute,
            reports,
            read_at,
        };
        self.lock().insert(service.clone(), sum);
        reports
    }

    /// Forgets a service.
    pub(super) fn forget(&self, service: &ServiceSlug) {
        self.lock().remove(service);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ServiceSlug, Sum>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
