//! Proof of work: a second of a phone's time, asked of whoever is suspect. Nobody sees it, nobody is refused.
//!
//! Challenges have the format of ALTCHA, version 2 (`PBKDF2/SHA-256`): the client counts up until the key that is derived
//! from nonce and counter begins as it should. We choose the counter, so that the work has an end. The `altcha` crate
//! would do, but it takes the time from the system and brings a second SHA-2; the tests have it solve what is posed here.
//!
//! Nothing is kept of a challenge: it says itself what was reported, and is signed by a secret of its reporter. Who
//! solves it has [`Kind::Proof`] counted, once in the window, which stores see to as with any report. So a solution is
//! worth nothing to another address, for another service or a second time, on whichever node.
//!
//! [`Kind::Proof`]: crate::domain::report::Kind::Proof

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use pbkdf2::pbkdf2_hmac;
use rand::RngExt;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::reporter::Secrets;
use crate::domain::bucket::Timestamp;
use crate::domain::region::RegionCode;
use crate::domain::service::{ServiceSlug, SymptomSlug};

const ALGORITHM: &str = "PBKDF2/SHA-256";

/// Rounds of each derivation: long enough that calling it costs a script little beside it (0.3 ms here).
const ROUNDS: u32 = 2_000;

/// Where the counter is that solves a challenge: 200,000 to 500,000 rounds in all. At a million rounds a second, which is
/// what a phone of 2019 without SHA instructions does, half a second at most, and twice that with the calls.
const COUNTERS: std::ops::RangeInclusive<u32> = 100..=250;

/// A challenge is open for so long: a slow phone in a pocket has time, and the minute is not long judged.
const OPEN_SECONDS: i64 = 120;

const KEY_BYTES: usize = 32;

/// What was reported, and is to be proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Where it was counted.
    pub region: RegionCode,
    /// Of what.
    pub service: ServiceSlug,
    /// With which symptom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symptom: Option<SymptomSlug>,
}

/// The work, in the order of its signature: by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Parameters {
    algorithm: String,
    cost: u32,
    data: Claim,
    expires_at: i64,
    key_length: usize,
    key_prefix: String,
    key_signature: String,
    nonce: String,
    salt: String,
}

/// What a client is to solve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    parameters: Parameters,
    signature: String,
}

/// What a client has found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Solution {
    /// Where it found it; the key says as much.
    pub counter: u32,
    /// The key, in hexadecimal digits.
    #[serde(rename = "derivedKey")]
    pub derived_key: String,
}

/// A challenge with its solution.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// As it was posed.
    pub challenge: Challenge,
    /// What solves it.
    pub solution: Solution,
}

/// Why a solution proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unproved {
    /// It was not posed to this reporter, or not by us.
    #[error("the challenge was not posed to this address")]
    Forged,
    /// It came too late.
    #[error("the challenge has expired")]
    Expired,
    /// The key is not the one.
    #[error("the solution does not solve it")]
    Wrong,
}

impl Unproved {
    /// Its name in metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Forged => "forged",
            Self::Expired => "expired",
            Self::Wrong => "wrong",
        }
    }
}

impl Challenge {
    /// A fresh one.
    #[must_use]
    pub fn pose(claim: Claim, secrets: &Secrets) -> Self {
        let (nonce, salt): ([u8; 16], [u8; 16]) = (rand::random(), rand::random());
        let key = derived(&nonce, rand::rng().random_range(COUNTERS), &salt);
        let expires_at = claim.at + OPEN_SECONDS;
        let parameters = Parameters {
            algorithm: ALGORITHM.to_owned(),
            cost: ROUNDS,
            data: claim,
            expires_at,
            key_length: KEY_BYTES,
            key_prefix: hex(&key[..KEY_BYTES / 2]),
            key_signature: hex(&signature(&secrets.today, &key)),
            nonce: hex(&nonce),
            salt: hex(&salt),
        };
        let signature = hex(&parameters.signature(&secrets.today));
        Self { parameters, signature }
    }

    /// What it is about; to be believed only after [`Payload::prove`].
    #[must_use]
    pub fn service(&self) -> &ServiceSlug {
        &self.parameters.data.service
    }
}

impl Payload {
    /// What is proved by it.
    ///
    /// # Errors
    /// [`Unproved`]: nothing.
    pub fn prove(self, secrets: &Secrets, now: Timestamp) -> Result<Claim, Unproved> {
        let Challenge { parameters, signature } = self.challenge;
        let signed_by = |secret: &&[u8; 32]| is_hex_of(&signature, &parameters.signature(secret));
        let mut possible = std::iter::once(&secrets.today).chain(&secrets.yesterday);
        let secret = possible.find(signed_by).ok_or(Unproved::Forged)?;
        if now.0 > parameters.expires_at {
            return Err(Unproved::Expired);
        }
        let key = from_hex(&self.solution.derived_key).ok_or(Unproved::Wrong)?;
        if !is_hex_of(&parameters.key_signature, &self::signature(secret, &key)) {
            return Err(Unproved::Wrong);
        }
        Ok(parameters.data)
    }
}

impl Parameters {
    fn signature(&self, secret: &[u8; 32]) -> [u8; 32] {
        // Strings and numbers: there is nothing that cannot be written as JSON.
        signature(secret, &serde_json::to_vec(self).unwrap_or_default())
    }
}

/// The format has secrets as text.
fn signature(secret: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    // Its hexadecimal digits are as long as a block, so this is the key itself (RFC 2104).
    block.copy_from_slice(hex(secret).as_bytes());
    let mut mac = Hmac::<Sha256>::new(&block);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn derived(nonce: &[u8; 16], counter: u32, salt: &[u8; 16]) -> [u8; KEY_BYTES] {
    let password = [nonce.as_slice(), &counter.to_be_bytes()].concat();
    let mut key = [0; KEY_BYTES];
    pbkdf2_hmac::<Sha256>(&password, salt, ROUNDS, &mut key);
    key
}

/// Takes as long whatever differs.
fn is_hex_of(text: &str, expected: &[u8; 32]) -> bool {
    from_hex(text).is_some_and(|bytes| {
        let difference = bytes.iter().zip(expected).fold(0, |all, (a, b)| all | (a ^ b));
        difference == 0
    })
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text
        .bytes()
        .map(|byte| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    (digits.len() == 64).then(|| bytes.try_into().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_772_625_605;

    fn claim() -> Claim {
        Claim {
            at: NOW,
            region: RegionCode::parse("US-NY").unwrap(),
            service: ServiceSlug::parse("spotify").unwrap(),
            symptom: Some(SymptomSlug::parse("login").unwrap()),
        }
    }

    fn secrets(today: u8) -> Secrets {
        Secrets {
            today: [today; 32],
            yesterday: None,
        }
    }

    /// By the reference implementation.
    fn solved(challenge: &Challenge) -> Payload {
        let challenge: altcha::Challenge = serde_json::from_value(serde_json::to_value(challenge).unwrap()).unwrap();
        let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge)).unwrap();
        let payload = serde_json::json!({ "challenge": challenge, "solution": solution.unwrap() });
        serde_json::from_value(payload).unwrap()
    }

    #[test]
    fn the_reference_implementation_solves_it_and_believes_the_signature() {
        let challenge = Challenge::pose(claim(), &secrets(1));
        let payload = solved(&challenge);
        assert!(COUNTERS.contains(&payload.solution.counter));
        assert_eq!(payload.clone().prove(&secrets(1), Timestamp(NOW + 2)), Ok(claim()));
        let theirs: altcha::Payload = serde_json::from_value(serde_json::to_value(&payload).unwrap()).unwrap();
        // Its clock is the system's, by which this challenge is long over; so it looks at one that never is.
        let mut challenge = challenge;
        challenge.parameters.expires_at = 0;
        challenge.signature = hex(&challenge.parameters.signature(&[1; 32]));
        let endless: altcha::Challenge = serde_json::from_value(serde_json::to_value(&challenge).unwrap()).unwrap();
        let options = altcha::VerifySolutionOptions::new(&endless, &theirs.solution, hex(&[1; 32]));
        assert!(altcha::verify_solution(options).unwrap().verified);
    }

    #[test]
    fn it_proves_one_thing_by_one_reporter_for_two_minutes() {
        let payload = solved(&Challenge::pose(claim(), &secrets(1)));
        let prove = |payload: &Payload, secrets: &Secrets, at: i64| payload.clone().prove(secrets, Timestamp(at));
        assert_eq!(prove(&payload, &secrets(2), NOW), Err(Unproved::Forged));
        assert_eq!(prove(&payload, &secrets(1), NOW + 120), Ok(claim()));
        assert_eq!(prove(&payload, &secrets(1), NOW + 121), Err(Unproved::Expired));
        // Midnight has passed in between.
        let later = Secrets {
            yesterday: Some([1; 32]),
            ..secrets(3)
        };
        assert_eq!(prove(&payload, &later, NOW + 5), Ok(claim()));
        let mut wrong = payload.clone();
        wrong.solution.derived_key = wrong.solution.derived_key.replace(['0', '1'], "2");
        assert_eq!(prove(&wrong, &secrets(1), NOW), Err(Unproved::Wrong));
        for key in ["", "ff", "zz", "ä"] {
            wrong.solution.derived_key = key.to_owned();
            assert_eq!(prove(&wrong, &secrets(1), NOW), Err(Unproved::Wrong));
        }
        let mut forged = payload.clone();
        forged.challenge.parameters.data.service = ServiceSlug::parse("netflix").unwrap();
        assert_eq!(prove(&forged, &secrets(1), NOW), Err(Unproved::Forged));
        let mut easier = payload;
        easier.challenge.parameters.expires_at += 1_000_000;
        assert_eq!(prove(&easier, &secrets(1), NOW), Err(Unproved::Forged));
    }
}
