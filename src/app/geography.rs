//! How the address databases come into use: asked as they are on disk at first, so that nobody waits for them.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::geoip::GeoIp;
use crate::supervise;

/// For the log.
const TASK: &str = "address databases";

/// More than the allocator waits before it gives back what was freed (mimalloc 2: 100 ms).
const GIVEN_BACK_AFTER: Duration = Duration::from_millis(200);

/// One would do if nothing else went on: what was freed less than that moment ago stays until the next.
const OCCASIONS: u32 = 4;

/// More than the allocator keeps for a thread. It is asked for and never touched, so it takes no memory.
const OCCASION_BYTES: usize = 64 << 20;

/// Reads the files as far as it takes to answer. Blocks.
pub(super) fn read(geoip: &GeoIp) {
    geoip.read();
    warn(geoip, 0);
    tracing::debug!("addresses can be placed");
}

/// Makes look-ups fast while the first of them are answered from the files as they are: that takes a second. On a thread
/// that nobody waits for, also when the process ends.
pub(super) fn flatten(geoip: Arc<GeoIp>) {
    let known = geoip.current().warnings().len();
    let started = thread::Builder::new().name(TASK.to_owned()).spawn(move || {
        let ended = thread::scope(|scope| scope.spawn(|| geoip.flatten()).join());
        if let Err(panic) = ended {
            supervise::note(TASK, panic.as_ref());
        }
        warn(&geoip, known);
        tracing::debug!("the address databases are flat");
        give_back();
    });
    if let Err(error) = started {
        tracing::warn!(%error, "the address databases stay as they are on disk: slower to ask");
    }
}

/// What reading took, some 140 MB, is free by now. The allocator gives it back to the system a moment later, a part at each
/// occasion that something as large is freed; a server that nobody visits would have none.
fn give_back() {
    for _ in 0..OCCASIONS {
        thread::sleep(GIVEN_BACK_AFTER);
        drop(std::hint::black_box(Vec::<u8>::with_capacity(OCCASION_BYTES)));
    }
}

fn warn(geoip: &GeoIp, known: usize) {
    for warning in geoip.current().warnings().iter().skip(known) {
        tracing::warn!(%warning, "geography");
    }
}
