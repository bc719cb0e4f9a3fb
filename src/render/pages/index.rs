//! The index: what is broken now, what may be, and everything else by category.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::service::{Service, ServiceSlug};
use crate::domain::snapshot::{Snapshot, Verdict};
use crate::render::locale::Arg;
use crate::render::sentence::Sentence;
use crate::render::structured;
use crate::render::views::{Edition, IndexView};
use crate::render::{chart, moments, words};

use super::head::Picture;
use super::{Head, Mention};

/// The headline names this many services; more are counted.
const NAMED_MAX: usize = 3;

/// What `index.html` is given.
#[derive(Debug, Serialize)]
pub struct IndexPage {
    head: Head,
    query: String,
    state: &'static str,
    headline: String,
    delayed: Option<Sentence>,
    broken: Vec<Card>,
    possible: Vec<Card>,
    groups: Vec<Group>,
    found: usize,
    updated: Option<Sentence>,
}

/// A service that needs attention.
#[derive(Debug, Serialize)]
struct Card {
    mention: Mention,
    search: String,
    detail: Sentence,
    numbers: String,
    sparkline: String,
}

/// A category and its services.
#[derive(Debug, Serialize)]
struct Group {
    name: String,
    services: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    mention: Mention,
    search: String,
}

/// Turns the view into words.
#[must_use]
pub fn page(site: Edition<'_>, view: &IndexView<'_>) -> IndexPage {
    let snapshots: HashMap<&ServiceSlug, &Snapshot> = view
        .snapshots
        .iter()
        .map(|snapshot| (&snapshot.service, snapshot.as_ref()))
        .collect();
    let verdict = |service: &Service| snapshots.get(&service.slug).map_or(Verdict::Normal, |s| s.verdict);
    let query = fold(view.query);
    let matching: Vec<&Service> = view
        .catalogue
        .services()
        .iter()
        .map(AsRef::as_ref)
        .filter(|service| matches(service, &query))
        .collect();
    let cards = |wanted: &[Verdict]| {
        let mut found: Vec<(&Service, &Snapshot)> = matching
            .iter()
            .filter(|service| wanted.contains(&verdict(service)))
            .filter_map(|&service| Some((service, *snapshots.get(&service.slug)?)))
            .collect();
        found.sort_by(|(_, a), (_, b)| b.verdict.cmp(&a.verdict).then(b.evidence().cmp(&a.evidence())));
        found
            .into_iter()
            .map(|(service, snapshot)| card(site, view, service, snapshot))
            .collect()
    };
    let groups = view.catalogue.categories().iter().map(|category| Group {
        name: site.locale.translated(&category.name).into_owned(),
        services: matching
            .iter()
            .filter(|service| service.category == category.slug)
            .map(|service| Entry {
                mention: Mention::new(site, service, verdict(service)),
                search: searchable(service),
            })
            .collect(),
    });
    let (state, headline) = headline(site, view);
    let mut head = Head::new(
        site,
        "/",
        site.locale.word("index-title"),
        site.locale
            .say("index-description", &[("headline", (&headline).into())]),
    );
    head.hidden = !query.is_empty();
    if !query.is_empty() {
        head.keep("q", view.query.trim());
    }
    head.picture = Picture::new(site, "/og.png", state, &headline);
    head.structured = structured::site(&head.canonical);
    IndexPage {
        head,
        query: view.query.trim().to_owned(),
        state,
        headline,
        delayed: view.delayed_since.map(|since| delayed(site, since, view.now)),
        broken: cards(&[Verdict::Problems, Verdict::Recovering]),
        possible: cards(&[Verdict::Possible]),
        groups: groups.filter(|group| !group.services.is_empty()).collect(),
        found: matching.len(),
        updated: view
            .snapshots
            .iter()
            .map(|snapshot| snapshot.at)
            .max()
            .map(|at| updated(site, at, view.now)),
    }
}

/// `Data since 14:37 UTC is delayed.`
pub(super) fn delayed(site: Edition<'_>, since: Timestamp, now: Timestamp) -> Sentence {
    let since = Arg::Moment(since, moments::precision(since, now));
    site.locale.sentence("delayed", &[("since", since)])
}

/// `Updated at 14:37 UTC`.
pub(super) fn updated(site: Edition<'_>, at: Timestamp, now: Timestamp) -> Sentence {
    let at = Arg::Moment(at, moments::precision(at, now));
    site.locale.sentence("updated", &[("at", at)])
}

/// The state of it all and the sentence that says so.
pub(in crate::render) fn headline(site: Edition<'_>, view: &IndexView<'_>) -> (&'static str, String) {
    for (verdict, key, many) in [
        (Verdict::Problems, "index-problems", "index-problems-many"),
        (Verdict::Recovering, "index-recovering", "index-recovering-many"),
        (Verdict::Possible, "index-possible", "index-possible-many"),
    ] {
        let names = named(view, verdict);
        let count = ("count", names.len().into());
        match names.len() {
            0 => {}
            1..=NAMED_MAX => {
                let names = site.locale.list(&names);
                return (
                    verdict.as_str(),
                    site.locale.say(key, &[count, ("names", names.into())]),
                );
            }
            _ => return (verdict.as_str(), site.locale.say(many, &[count])),
        }
    }
    let count = ("count", view.catalogue.services().len().into());
    ("normal", site.locale.say("index-normal", &[count]))
}

/// Names of the services with this verdict, the most reported first.
fn named(view: &IndexView<'_>, verdict: Verdict) -> Vec<String> {
    let mut snapshots: Vec<&Snapshot> = view
        .snapshots
        .iter()
        .map(AsRef::as_ref)
        .filter(|s| s.verdict == verdict)
        .collect();
    snapshots.sort_by_key(|snapshot| std::cmp::Reverse(snapshot.evidence()));
    let services = snapshots
        .iter()
        .filter_map(|snapshot| view.catalogue.service(snapshot.service.as_str()));
    services.map(|service| service.name.clone()).collect()
}

fn card(site: Edition<'_>, view: &IndexView<'_>, service: &Service, snapshot: &Snapshot) -> Card {
    let attribution = snapshot.attribution.as_ref();
    let cause = attribution.and_then(|attribution| view.catalogue.service(attribution.cause.as_str()));
    let detail = words::in_short(site.locale, snapshot, view.now);
    Card {
        mention: Mention::new(site, service, snapshot.verdict),
        search: searchable(service),
        detail: match cause {
            Some(cause) => detail.and(site.locale.say("short-because", &[("cause", (&cause.name).into())])),
            None => detail,
        },
        numbers: words::numbers_in_short(site.locale, snapshot),
        sparkline: chart::sparkline(&snapshot.chart),
    }
}

/// Everything that a search looks at, folded.
fn searchable(service: &Service) -> String {
    fold(&format!(
        "{} {} {}",
        service.name,
        service.slug,
        service.keywords.join(" ")
    ))
}

fn matches(service: &Service, query: &str) -> bool {
    let text = searchable(service);
    query.split_whitespace().all(|word| text.contains(word))
}

/// Lower case without the accents of western European languages: enough for names of services.
fn fold(text: &str) -> String {
    let fold_char = |c: char| match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        c => c,
    };
    text.trim().to_lowercase().chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_ignore_case_and_accents() {
        assert_eq!(fold("  Pokémon GO "), "pokemon go");
        assert_eq!(fold("ÖBB"), "obb");
    }
}
