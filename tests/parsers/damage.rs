//! Good things made bad.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// What happens to a file on its way: a byte is another, a piece is lost, doubled, or replaced by noise.
#[derive(Debug, Clone)]
enum Harm {
    Byte(Index, u8),
    Bit(Index, u8),
    Cut(Index),
    Lost(Index, usize),
    Doubled(Index, usize),
    Noise(Index, Vec<u8>),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Harm::Byte(at, byte)),
        3 => (any::<Index>(), 0_u8..8).prop_map(|(at, bit)| Harm::Bit(at, bit)),
        1 => any::<Index>().prop_map(Harm::Cut),
        1 => (any::<Index>(), 1_usize..64).prop_map(|(at, length)| Harm::Lost(at, length)),
        1 => (any::<Index>(), 1_usize..64).prop_map(|(at, length)| Harm::Doubled(at, length)),
        1 => (any::<Index>(), vec(any::<u8>(), 1..32)).prop_map(|(at, noise)| Harm::Noise(at, noise)),
    ]
}

/// The same bytes after some harm.
pub fn bytes(good: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    vec(harm(), 1..5).prop_map(move |harms| harms.into_iter().fold(good.clone(), apply))
}

/// The same text after some harm; what is no UTF-8 any more is replaced.
pub fn text(good: &str) -> impl Strategy<Value = String> {
    bytes(good.as_bytes().to_vec()).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn apply(mut bytes: Vec<u8>, harm: Harm) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let length = bytes.len();
    match harm {
        Harm::Byte(at, byte) => bytes[at.index(length)] = byte,
        Harm::Bit(at, bit) => bytes[at.index(length)] ^= 1 << bit,
        Harm::Cut(at) => bytes.truncate(at.index(length)),
        Harm::Lost(at, count) => {
            let at = at.index(length);
            bytes.drain(at..(at + count).min(length));
        }
        Harm::Doubled(at, count) => {
            let at = at.index(length);
            let piece = bytes[at..(at + count).min(length)].to_vec();
            bytes.splice(at..at, piece);
        }
        Harm::Noise(at, noise) => {
            let at = at.index(length);
            bytes.splice(at..at, noise);
        }
    }
    bytes
}
