//! Why nobody is alerted of an incident, in words.

use super::locale::Locale;
use super::sentence::Sentence;
use super::words::moment;
use crate::domain::bucket::Timestamp;
use crate::domain::confidence::Reason;
use crate::domain::incident::Incident;

/// What a page says of an incident that was doubted; `now` decides whether moments need their date.
#[must_use]
pub fn line(locale: Locale, incident: &Incident, now: Timestamp) -> Option<Sentence> {
    let confidence = &incident.confidence;
    let reason = confidence.doubts.first()?.reason;
    let [open, past, raised] = match reason {
        Reason::UnfamiliarNetworks => [
            "doubt-unfamiliar-networks",
            "doubt-unfamiliar-networks-past",
            "doubt-unfamiliar-networks-raised",
        ],
        Reason::OneLink => ["doubt-one-link", "doubt-one-link-past", "doubt-one-link-raised"],
    };
    Some(match confidence.raised {
        Some(by) => locale.sentence(raised, &[("at", moment(by.at, now))]),
        None if incident.is_open() => Sentence::new(locale.word(open)),
        None => Sentence::new(locale.word(past)),
    })
}
