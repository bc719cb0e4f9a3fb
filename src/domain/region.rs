//! Where a report comes from: a country, its first-level subdivision, or unknown; and the network that carried it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Longest code: two letters, a hyphen, three characters (ISO 3166-2), or the word `unknown`.
const CODE_LENGTH_MAX: usize = 7;

/// An ISO 3166-1 alpha-2 country (`FR`), an ISO 3166-2 first-level subdivision (`FR-IDF`), or [`RegionCode::UNKNOWN`].
///
/// Held inline (8 bytes, `Copy`), because counts are keyed by it on the hot path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode {
    bytes: [u8; CODE_LENGTH_MAX],
    length: u8,
}

/// A text that is not a region code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidRegion(String);

impl fmt::Display for InvalidRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "`{text}` is not a region: write a country (FR), a subdivision (FR-IDF) or `unknown`"
        )
    }
}

impl std::error::Error for InvalidRegion {}

impl RegionCode {
    /// The region of a report whose address no database knows.
    pub const UNKNOWN: Self = Self {
        bytes: *b"unknown",
        length: 7,
    };

    /// Parses `FR`, `FR-IDF` or `unknown`; upper case only.
    ///
    /// # Errors
    /// [`InvalidRegion`] when the text has another form.
    pub fn parse(text: &str) -> Result<Self, InvalidRegion> {
        if text == "unknown" {
            return Ok(Self::UNKNOWN);
        }
        let (country, subdivision) = match text.split_once('-') {
            Some((country, subdivision)) => (country, Some(subdivision)),
            None => (text, None),
        };
        let country_is_valid = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        let subdivision_is_valid = subdivision.is_none_or(|s| {
            (1..=3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        });
        if !country_is_valid || !subdivision_is_valid {
            return Err(InvalidRegion(text.chars().take(16).collect()));
        }
        Ok(Self::from_valid(text))
    }

    fn from_valid(text: &str) -> Self {
        let mut bytes = [0; CODE_LENGTH_MAX];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Self {
            bytes,
            length: u8::try_from(text.len()).unwrap_or(0),
        }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("unknown")
    }

    /// The country of a subdivision; a country and `unknown` are their own.
    #[must_use]
    pub fn country(&self) -> Self {
        if self.is_subdivision() {
            Self::from_valid(&self.as_str()[..2])
        } else {
            *self
        }
    }

    /// Whether this is a first-level subdivision of a country.
    #[must_use]
    pub fn is_subdivision(&self) -> bool {
        self.bytes[2] == b'-'
    }

    /// Whether the address was not found in any database.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::UNKNOWN
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for RegionCode {
    type Err = InvalidRegion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for RegionCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RegionCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// The reporter's autonomous system (RFC 6793); 0 where no database knows the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Asn(pub u32);

impl Asn {
    /// The network of a report whose address no database knows.
    pub const UNKNOWN: Self = Self(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_both_levels_and_unknown() {
        let new_york: RegionCode = "US-NY".parse().unwrap();
        assert_eq!(new_york.as_str(), "US-NY");
        assert_eq!(new_york.country().as_str(), "US");
        assert!(new_york.is_subdivision());
        assert!(!RegionCode::parse("FR").unwrap().is_subdivision());
        assert!(RegionCode::parse("unknown").unwrap().is_unknown());
        assert_eq!(RegionCode::UNKNOWN.country(), RegionCode::UNKNOWN);
    }

    #[test]
    fn refuses_what_is_not_a_code() {
        for text in [
            "", "U", "us-ny", "USA", "US-", "US-ABCD", "US-n1", "Üs", "US-NY\n", "UNKNOWN",
        ] {
            assert!(RegionCode::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn survives_json() {
        let code = RegionCode::parse("GB-ENG").unwrap();
        let json = serde_json::to_string(&code).unwrap();
        assert_eq!(json, "\"GB-ENG\"");
        assert_eq!(serde_json::from_str::<RegionCode>(&json).unwrap(), code);
    }
}
