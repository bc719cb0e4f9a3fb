//! The index: what is broken now, what may be, and everything else by category.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::service::{Service, ServiceSlug};
use crate::domain::snapshot::{Snapshot, Verdict};
use crate::render::sentence::Sentence;
use crate::render::views::{IndexView, Site};
use crate::render::{chart, words};

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
pub fn page(site: &Site, view: &IndexView<'_>) -> IndexPage {
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
            .map(|(service, snapshot)| card(site, service, snapshot, view.now))
            .collect()
    };
    let groups = view.catalogue.categories().iter().map(|category| Group {
        name: category.name.clone(),
        services: matching
            .iter()
            .filter(|service| service.category == category.slug)
            .map(|service| Entry {
                mention: Mention::new(site, service, verdict(service)),
                search: searchable(service),
            })
            .collect(),
    });
    let (state, headline) = headline(view);
    let mut head = Head::new(
        site,
        "/",
        "Is it down?",
        format!("{headline} Reports from people, counted by the minute and by region."),
    );
    head.hidden = !query.is_empty();
    IndexPage {
        head,
        query: view.query.trim().to_owned(),
        state,
        headline,
        delayed: view.delayed_since.map(|since| delayed(since, view.now)),
        broken: cards(&[Verdict::Problems, Verdict::Recovering]),
        possible: cards(&[Verdict::Possible]),
        groups: groups.filter(|group| !group.services.is_empty()).collect(),
        found: matching.len(),
        updated: view
            .snapshots
            .iter()
            .map(|snapshot| snapshot.at)
            .max()
            .map(|at| updated(at, view.now)),
    }
}

/// `Data since 14:37 UTC is delayed.`
pub(super) fn delayed(since: Timestamp, now: Timestamp) -> Sentence {
    Sentence::new("Counts since ")
        .at(since, now)
        .and(" are delayed. Reports are safe and will be counted.")
}

/// `Updated at 14:37 UTC`.
pub(super) fn updated(at: Timestamp, now: Timestamp) -> Sentence {
    Sentence::new("Updated at ").at(at, now)
}

fn headline(view: &IndexView<'_>) -> (&'static str, String) {
    for (verdict, one, many) in [
        (
            Verdict::Problems,
            "is having problems right now",
            "are having problems right now",
        ),
        (Verdict::Recovering, "is recovering", "are recovering"),
        (Verdict::Possible, "may be having problems", "may be having problems"),
    ] {
        let names = named(view, verdict);
        match names.len() {
            0 => {}
            1 => return (verdict.as_str(), format!("{} {one}.", names[0])),
            2..=NAMED_MAX => return (verdict.as_str(), format!("{} {many}.", words::list(&names))),
            n => return (verdict.as_str(), format!("{n} services {many}.")),
        }
    }
    let all = words::plural(view.catalogue.services().len(), "service", "services");
    ("normal", format!("No sign of a problem with any of {all}."))
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

fn card(site: &Site, service: &Service, snapshot: &Snapshot, now: Timestamp) -> Card {
    Card {
        mention: Mention::new(site, service, snapshot.verdict),
        search: searchable(service),
        detail: words::in_short(snapshot, now),
        numbers: words::numbers_in_short(snapshot),
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
