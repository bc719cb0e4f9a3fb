//! The links by which whoever got an alert confirms or denies it. The signature in them stands for an account: it says
//! that this message went to that endpoint, and only we can have made it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::bucket::Timestamp;
use crate::domain::incident::IncidentId;
use crate::domain::service::ServiceSlug;
use crate::domain::vote::Answer;

/// How long links are good: past a weekend and the longest retries (four days), and short enough that an old message in
/// an archive does not change what is said of an incident that everybody has forgotten.
pub const GOOD_SECONDS: i64 = 7 * 86_400;

/// What is signed begins with this, so that the key can serve for other things and no signature for two.
const PURPOSE: &str = "groundswell vote 1";

/// The key that signs links. All nodes of a store share it. Its bytes appear in no log: `Debug` hides them.
#[derive(Clone)]
pub struct VoteKey(Hmac<Sha256>);

/// What a link says, apart from its signature.
#[derive(Debug, Clone, Copy)]
pub struct Ballot<'a> {
    /// What the alert was about.
    pub incident: &'a IncidentId,
    /// Who got it.
    pub endpoint: &'a str,
    /// What following the link says.
    pub answer: Answer,
    /// The second after which it says nothing any more.
    pub until: Timestamp,
}

/// Both links of one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteLinks {
    /// "It is broken for us as well."
    pub confirm: String,
    /// "It works for us."
    pub deny: String,
    /// Until when they are good.
    pub until: Timestamp,
}

/// Why a link is not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadLink {
    /// We did not make it, or something in it was changed.
    Forged,
    /// It was good once.
    Expired,
}

impl VoteKey {
    /// From the secret that the store keeps.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        // The secret is shorter than a block, so filled up with zeros it is the key itself (RFC 2104).
        let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
        block[..secret.len()].copy_from_slice(secret);
        Self(Hmac::new(&block))
    }

    /// The links of the message to `endpoint` about a step of an incident at `at`. The same each time they are made.
    #[must_use]
    pub fn links(
        &self,
        public_url: &str,
        service: &ServiceSlug,
        incident: &IncidentId,
        endpoint: &str,
        at: Timestamp,
    ) -> VoteLinks {
        let until = Timestamp(at.0 + GOOD_SECONDS);
        let base = public_url.trim_end_matches('/');
        let link = |answer| {
            let ballot = Ballot {
                incident,
                endpoint,
                answer,
                until,
            };
            format!(
                "{base}/services/{service}/incidents/{incident}/vote?{}",
                self.query(&ballot)
            )
        };
        VoteLinks {
            confirm: link(Answer::Confirm),
            deny: link(Answer::Deny),
            until,
        }
    }

    /// The parameters of a link, its signature included.
    #[must_use]
    pub fn query(&self, ballot: &Ballot<'_>) -> String {
        let signature = URL_SAFE_NO_PAD.encode(self.mac(ballot).finalize().into_bytes());
        let (answer, until) = (ballot.answer.as_str(), ballot.until.0);
        format!("answer={answer}&by={}&until={until}&sig={signature}", ballot.endpoint)
    }

    /// Checks a link that somebody followed, in a time that says nothing about the right signature.
    ///
    /// # Errors
    /// [`BadLink`]; whether a link has expired is told only of one that we made.
    pub fn verify(&self, ballot: &Ballot<'_>, signature: &str, now: Timestamp) -> Result<(), BadLink> {
        let signature = URL_SAFE_NO_PAD.decode(signature).ok().ok_or(BadLink::Forged)?;
        let checked = self.mac(ballot).verify_slice(&signature);
        checked.ok().ok_or(BadLink::Forged)?;
        if now > ballot.until {
            return Err(BadLink::Expired);
        }
        Ok(())
    }

    fn mac(&self, ballot: &Ballot<'_>) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        let until = ballot.until.0.to_string();
        for part in [
            PURPOSE,
            ballot.incident.as_str(),
            ballot.endpoint,
            ballot.answer.as_str(),
            &until,
        ] {
            // Each with its length, so that no two ballots are the same bytes.
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part.as_bytes());
        }
        mac
    }
}

impl fmt::Debug for VoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VoteKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_772_625_605);

    fn id(text: &str) -> IncidentId {
        IncidentId(text.to_owned())
    }

    fn key() -> VoteKey {
        VoteKey::new(&[7; 32])
    }

    fn parameter<'a>(link: &'a str, name: &str) -> &'a str {
        let (_, query) = link.split_once('?').unwrap();
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).unwrap().1
    }

    fn links() -> VoteLinks {
        let service = ServiceSlug::parse("spotify").unwrap();
        let base = "https://status.example.org/x/";
        key().links(base, &service, &id("spotify-20260304T1200Z"), "ep_1", NOW)
    }

    #[test]
    fn a_link_is_good_for_its_time_and_not_a_second_longer() {
        let links = links();
        let base = "https://status.example.org/x/services/spotify/incidents/spotify-20260304T1200Z/vote?answer=";
        assert!(
            links
                .confirm
                .starts_with(&format!("{base}confirm&by=ep_1&until=1773230405&sig="))
        );
        assert!(links.deny.starts_with(&format!("{base}deny&by=ep_1&")));
        for (link, answer) in [(&links.confirm, Answer::Confirm), (&links.deny, Answer::Deny)] {
            let incident = id("spotify-20260304T1200Z");
            let ballot = Ballot {
                incident: &incident,
                endpoint: "ep_1",
                answer,
                until: links.until,
            };
            let check = |now| key().verify(&ballot, parameter(link, "sig"), now);
            assert_eq!(check(NOW), Ok(()));
            assert_eq!(check(Timestamp(NOW.0 + GOOD_SECONDS)), Ok(()));
            assert_eq!(check(Timestamp(NOW.0 + GOOD_SECONDS + 1)), Err(BadLink::Expired));
        }
        assert_eq!(links, self::links(), "a retry carries the same links");
    }

    #[test]
    fn whatever_is_changed_makes_it_another_link() {
        let (incident, other) = (id("spotify-20260304T1200Z"), id("spotify-20260304T1201Z"));
        let links = links();
        let signature = parameter(&links.confirm, "sig");
        let good = Ballot {
            incident: &incident,
            endpoint: "ep_1",
            answer: Answer::Confirm,
            until: links.until,
        };
        assert_eq!(key().verify(&good, signature, NOW), Ok(()));
        let changed = [
            Ballot {
                incident: &other,
                ..good
            },
            Ballot {
                endpoint: "ep_2",
                ..good
            },
            Ballot { endpoint: "", ..good },
            Ballot {
                answer: Answer::Deny,
                ..good
            },
            Ballot {
                until: Timestamp(links.until.0 + 1),
                ..good
            },
        ];
        for ballot in changed {
            assert_eq!(
                key().verify(&ballot, signature, NOW),
                Err(BadLink::Forged),
                "{ballot:?}"
            );
        }
        // What moves from one part into the next is not the same either.
        let (short, long) = (id("spotify-20260304T1200"), "Zep_1");
        let moved = Ballot {
            incident: &short,
            endpoint: long,
            ..good
        };
        assert_eq!(key().verify(&moved, signature, NOW), Err(BadLink::Forged));
        let foreign = VoteKey::new(&[8; 32]);
        assert_eq!(foreign.verify(&good, signature, NOW), Err(BadLink::Forged));
    }

    #[test]
    fn half_a_signature_is_none() {
        let incident = id("spotify-20260304T1200Z");
        let links = links();
        let signature = parameter(&links.confirm, "sig");
        let ballot = Ballot {
            incident: &incident,
            endpoint: "ep_1",
            answer: Answer::Confirm,
            until: links.until,
        };
        let flipped: String = signature.chars().rev().collect();
        let padded = format!("{signature}=");
        for wrong in [
            "",
            "A",
            &signature[..42],
            &signature[..22],
            &flipped,
            &padded,
            "%00",
            "ü",
        ] {
            assert_eq!(key().verify(&ballot, wrong, NOW), Err(BadLink::Forged), "{wrong}");
            // Nothing is told of the time of a link that was never ours.
            let later = Timestamp(NOW.0 + 2 * GOOD_SECONDS);
            assert_eq!(key().verify(&ballot, wrong, later), Err(BadLink::Forged), "{wrong}");
        }
        assert_eq!(format!("{:?}", key()), "VoteKey(…)");
    }
}
