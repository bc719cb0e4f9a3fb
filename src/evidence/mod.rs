//! What others say beside the crowd: the status pages of the services' own makers. Read, shown with its lag, and never put
//! in the place of the crowd's verdict.

pub mod feed;
pub mod reader;
pub mod schedule;
pub mod statuspage;
pub mod watcher;

use crate::domain::bucket::Timestamp;
use crate::domain::official::Reading;
use crate::domain::official::entries;

/// What a status page's answer comes to at `now`: JSON is a Statuspage summary, XML is RSS or Atom.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse(bytes: &[u8], now: Timestamp) -> Result<Reading, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'<') => {
            let text = String::from_utf8_lossy(bytes);
            Ok(entries::reading(&feed::read(text.trim_start())?, now))
        }
        Some(b'{') => statuspage::read(bytes),
        _ => Err("it is neither JSON nor XML".to_owned()),
    }
}

#[cfg(test)]
mod tests;
