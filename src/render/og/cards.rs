//! What a picture says of the index, a service or an incident.
//!
//! Words are in the visitor's language when the font can write it, in English otherwise. A name that cannot be written
//! at all is replaced by the service's short name.

use std::borrow::Cow;

use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, Phase};
use crate::domain::service::Service;
use crate::domain::snapshot::{Snapshot, Verdict};
use crate::render::fonts;
use crate::render::locale::Locale;
use crate::render::moments::{self, Precision};
use crate::render::numbers::to_count;
use crate::render::pages::index::headline;
use crate::render::views::{Edition, IndexView};
use crate::render::words;

use super::Card;
use super::art::Art;

/// A service's picture: its verdict, its counts, its day or its places.
#[must_use]
pub fn service(site: Edition<'_>, service: &Service, snapshot: &Snapshot, now: Timestamp) -> Card {
    let name = name(service);
    writable(site, |site| Card {
        state: snapshot.verdict.as_str(),
        word: words::verdict(site.locale, snapshot.verdict),
        sentence: words::headline(site.locale, &name, snapshot, now).plain(),
        numbers: vec![words::numbers_in_short(site.locale, snapshot)],
        art: Art::of_service(snapshot),
        ..blank(site, now)
    })
}

/// An incident's picture: where it stands, how long it lasted, how high it went, where it was.
#[must_use]
pub fn incident(site: Edition<'_>, service: &Service, incident: &Incident, now: Timestamp) -> Card {
    let name = name(service);
    writable(site, |site| Card {
        state: state(incident.phase),
        word: words::phase(site.locale, incident.phase),
        sentence: words::incident(site.locale, &name, incident, now).plain(),
        numbers: facts(site.locale, incident, now),
        art: Art::of_incident(incident),
        ..blank(site, now)
    })
}

/// The picture of the index: what has problems now.
#[must_use]
pub fn index(site: Edition<'_>, view: &IndexView<'_>) -> Card {
    writable(site, |site| {
        let (state, sentence) = headline(site, view);
        let worst = view.snapshots.iter().map(|snapshot| snapshot.verdict).max();
        let watched = view.catalogue.services().len();
        Card {
            state,
            word: words::verdict(site.locale, worst.unwrap_or(Verdict::Normal)),
            sentence,
            numbers: vec![site.locale.say("share-watched", &[("count", watched.into())])],
            art: Art::of_all(view.snapshots),
            ..blank(site, view.now)
        }
    })
}

fn facts(locale: Locale, incident: &Incident, now: Timestamp) -> Vec<String> {
    let duration = words::duration(locale, incident, now);
    let rate = to_count(incident.peak_reports_per_minute);
    let peak = [
        ("count", rate.into()),
        ("ratio", words::times(locale, incident.peak_ratio).into()),
    ];
    vec![
        locale.say("share-duration", &[("duration", duration.into())]),
        locale.say("share-peak", &peak),
    ]
}

/// Name of the icon and of the colour.
fn state(phase: Phase) -> &'static str {
    match phase {
        Phase::Possible => "possible",
        Phase::Confirmed => "problems",
        Phase::Recovering => "recovering",
        Phase::Resolved | Phase::Retracted => "normal",
    }
}

fn name(service: &Service) -> Cow<'_, str> {
    fonts::writable(&service.name).unwrap_or(Cow::Borrowed(service.slug.as_str()))
}

/// The card in this language, or in English when the font lacks its script.
fn writable(site: Edition<'_>, card: impl Fn(Edition<'_>) -> Card) -> Card {
    let wanted = card(site);
    if site.locale == Locale::En || wanted.is_writable() {
        return wanted;
    }
    card(Edition {
        locale: Locale::En,
        ..site
    })
}

fn blank(site: Edition<'_>, now: Timestamp) -> Card {
    Card {
        state: Verdict::Normal.as_str(),
        word: String::new(),
        sentence: String::new(),
        numbers: Vec::new(),
        time: moments::text(site.locale, now, Precision::Full),
        demo: site.demo.then(|| site.locale.word("share-demo")),
        art: Art::None,
    }
}
