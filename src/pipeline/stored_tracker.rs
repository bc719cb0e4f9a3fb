//! A tracker as the store keeps it: its bytes and their checksum. A disk, or somebody, may have changed them; what is read
//! must be what was written, because a tracker that is wrong in one place fails later and elsewhere.

use crate::domain::tracker::Tracker;

/// CRC-32 at the end.
const CHECKSUM_BYTES: usize = 4;

/// The tracker as bytes.
#[must_use]
pub fn encode(tracker: &Tracker) -> Vec<u8> {
    // Plain data cannot fail to serialise; an empty state is rebuilt from history.
    let mut bytes = postcard::to_stdvec(tracker).unwrap_or_default();
    let checksum = crc32fast::hash(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// The tracker that was stored; `None` when these are not its bytes, as without their checksum: damage may well leave
/// bytes that read as a tracker, so the checksum comes before they are read.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Tracker> {
    let (content, checksum) = bytes.split_last_chunk::<CHECKSUM_BYTES>()?;
    if u32::from_le_bytes(*checksum) != crc32fast::hash(content) {
        return None;
    }
    let (tracker, rest) = postcard::take_from_bytes(content).ok()?;
    rest.is_empty().then_some(tracker)
}
