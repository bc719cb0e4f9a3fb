//! How the address databases come into use: asked as they are on disk at first, so that nobody waits for them.

use std::sync::Arc;
use std::thread;

use crate::geoip::GeoIp;
use crate::supervise;

/// For the log.
const TASK: &str = "address databases";

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
    });
    if let Err(error) = started {
        tracing::warn!(%error, "the address databases stay as they are on disk: slower to ask");
    }
}

fn warn(geoip: &GeoIp, known: usize) {
    for warning in geoip.current().warnings().iter().skip(known) {
        tracing::warn!(%warning, "geography");
    }
}
