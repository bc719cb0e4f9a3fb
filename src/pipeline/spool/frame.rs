//! How a report lies in the spool: a marker, a length, a checksum, the report as postcard, and if its sender came by a link
//! the number of that, where a version that does not know of links does not look.
//!
//! After damage the next frame is looked for byte by byte: only a place where marker, length, checksum and content all
//! agree is taken for one, so that a flipped bit costs one report and a torn tail the last.

use crate::domain::referrer::Referrer;
use crate::domain::report::Report;

/// The first bytes of a segment: what it is, and in which form.
pub(super) const HEAD: &[u8; 8] = b"GSSPOOL1";

const MARKER: [u8; 2] = [0xD5, 0x9A];

/// Marker, length (little endian), CRC-32 of the content (little endian).
const FRAME_HEAD_LENGTH: usize = 2 + 2 + 4;

/// What a segment holds.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) reports: Vec<Report>,
    /// Bytes that belong to no readable report.
    pub(super) damaged_bytes: usize,
    /// In how many places they lie.
    pub(super) damages: u64,
}

/// Appends a report.
pub(super) fn write(bytes: &mut Vec<u8>, report: &Report) {
    let Ok(mut content) = postcard::to_stdvec(report) else {
        // Its parts are plain numbers and short texts, all of which can be written.
        return;
    };
    content.extend(report.referrer.map(Referrer::number));
    let length = u16::try_from(content.len()).unwrap_or(u16::MAX);
    bytes.extend_from_slice(&MARKER);
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&crc32fast::hash(&content).to_le_bytes());
    bytes.extend_from_slice(&content);
}

/// Reads a whole segment.
pub(super) fn read(bytes: &[u8]) -> Read {
    let mut read = Read::default();
    let mut rest = bytes.strip_prefix(HEAD).unwrap_or(bytes);
    let mut was_damaged = false;
    while !rest.is_empty() {
        if let Some((report, after)) = frame(rest) {
            read.reports.push(report);
            rest = after;
            was_damaged = false;
        } else {
            read.damages += u64::from(!was_damaged);
            read.damaged_bytes += 1;
            rest = &rest[1..];
            was_damaged = true;
        }
    }
    read
}

fn frame(bytes: &[u8]) -> Option<(Report, &[u8])> {
    let (head, rest) = bytes.split_at_checked(FRAME_HEAD_LENGTH)?;
    let [marker_a, marker_b, length_a, length_b, checksum @ ..] = head else {
        return None;
    };
    if [*marker_a, *marker_b] != MARKER {
        return None;
    }
    let (content, rest) = rest.split_at_checked(u16::from_le_bytes([*length_a, *length_b]).into())?;
    if crc32fast::hash(content).to_le_bytes() != checksum {
        return None;
    }
    let (mut report, behind): (Report, &[u8]) = postcard::take_from_bytes(content).ok()?;
    report.referrer = behind.first().and_then(|&number| Referrer::of_number(number));
    Some((report, rest))
}
