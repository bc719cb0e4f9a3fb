//! FNV-1a (Fowler, Noll and Vo): a hash that is small, and the same on every machine and in every version.

/// The hash of these bytes, 32 bits of it. Not for what strangers choose to collide.
#[must_use]
pub fn fnv1a(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_texts_have_their_known_hashes() {
        for (text, hash) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] {
            assert_eq!(fnv1a(text.bytes()), hash, "{text}");
        }
    }
}
