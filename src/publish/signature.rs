//! Signatures of webhooks as Standard Webhooks defines them (<https://www.standardwebhooks.com>): HMAC-SHA256 over
//! `id.timestamp.body`, once for each secret.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::bucket::Timestamp;

/// What every secret begins with, so that one that has leaked can be found by a scanner.
const PREFIX: &str = "whsec_";

/// Key lengths that the convention allows, in bytes.
const KEY_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// The length of keys that we make: as long as the hash.
const GENERATED_KEY_BYTES: usize = 32;

/// A key that signs messages to one endpoint. Its text appears in no log: `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret(Vec<u8>);

/// A text that cannot be a signing secret. The message never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSecret {
    /// It has another prefix.
    #[error("a signing secret begins with `whsec_`")]
    Prefix,
    /// What follows is not base64.
    #[error("a signing secret is `whsec_` and then standard base64 with its padding")]
    Base64,
    /// The key is too short or too long.
    #[error("a signing secret holds 24 to 64 bytes; this one holds {0}")]
    Length(usize),
}

impl SigningSecret {
    /// Parses `whsec_` and base64 of 24 to 64 bytes.
    ///
    /// # Errors
    /// [`InvalidSecret`] says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, InvalidSecret> {
        let encoded = text.strip_prefix(PREFIX).ok_or(InvalidSecret::Prefix)?;
        // The decoder's message would name the offending character, which is a part of the secret.
        let key = STANDARD.decode(encoded).ok().ok_or(InvalidSecret::Base64)?;
        if KEY_BYTES.contains(&key.len()) {
            Ok(Self(key))
        } else {
            Err(InvalidSecret::Length(key.len()))
        }
    }

    /// A new random secret.
    #[must_use]
    pub fn generate() -> Self {
        Self(rand::random::<[u8; GENERATED_KEY_BYTES]>().to_vec())
    }

    /// The secret as text, for the store and for the one answer that shows it.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    fn sign(&self, content: &[u8]) -> String {
        // HMAC takes keys of any length, so this never answers `None`.
        let digest = Hmac::<Sha256>::new_from_slice(&self.0)
            .ok()
            .map(|mac| mac.chain_update(content).finalize().into_bytes());
        format!("v1,{}", digest.map(|bytes| STANDARD.encode(bytes)).unwrap_or_default())
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(…)")
    }
}

/// The `webhook-signature` header: one signature for each secret, separated by spaces; a receiver accepts any of them.
#[must_use]
pub fn sign(secrets: &[SigningSecret], id: &str, sent_at: Timestamp, body: &str) -> String {
    let content = format!("{id}.{}.{body}", sent_at.0);
    let signatures: Vec<String> = secrets.iter().map(|secret| secret.sign(content.as_bytes())).collect();
    signatures.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use standardwebhooks::Webhook;

    #[test]
    fn signs_the_example_of_the_convention() {
        let secret = SigningSecret::parse("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD").unwrap();
        let header = sign(
            &[secret],
            "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
            Timestamp(1_649_367_553),
            r#"{"email":"test@example.com","username":"test_user"}"#,
        );
        assert_eq!(header, "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=");
    }

    #[test]
    fn agrees_with_the_reference_library_for_each_secret() {
        let secrets = [SigningSecret::generate(), SigningSecret::generate()];
        let body = r#"{"summary":"São Paulo — größer"}"#;
        let header = sign(&secrets, "spotify-1", Timestamp(1_744_804_980), body);
        let theirs: Vec<String> = secrets
            .iter()
            .map(|secret| {
                let oracle = Webhook::new(&secret.reveal()).unwrap();
                oracle.sign("spotify-1", 1_744_804_980, body.as_bytes()).unwrap()
            })
            .collect();
        assert_eq!(header, theirs.join(" "));
    }

    #[test]
    fn secrets_survive_their_text_and_differ() {
        let secret = SigningSecret::generate();
        assert_eq!(SigningSecret::parse(&secret.reveal()), Ok(secret.clone()));
        assert_ne!(secret, SigningSecret::generate());
        assert_eq!(format!("{secret:?}"), "SigningSecret(…)");
    }

    #[test]
    fn refuses_what_is_not_a_secret() {
        let of = |bytes: usize| format!("whsec_{}", STANDARD.encode(vec![7; bytes]));
        assert_eq!(SigningSecret::parse("tell-nobody"), Err(InvalidSecret::Prefix));
        assert_eq!(SigningSecret::parse("whsec_%%%"), Err(InvalidSecret::Base64));
        assert_eq!(SigningSecret::parse(&of(23)), Err(InvalidSecret::Length(23)));
        assert_eq!(SigningSecret::parse(&of(65)), Err(InvalidSecret::Length(65)));
        assert!(SigningSecret::parse(&of(24)).is_ok() && SigningSecret::parse(&of(64)).is_ok());
    }
}
