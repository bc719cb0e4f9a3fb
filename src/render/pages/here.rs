//! Is it only me? The answer for one visitor: whose trouble it is, the numbers, what to do.

use serde::Serialize;

use crate::domain::here::{Count, Here, NearProblem, Outcome};
use crate::domain::region::{Asn, RegionCode};
use crate::domain::snapshot::{CELL_REPORTERS_MIN, WINDOW_MINUTES};
use crate::render::locale::Locale;
use crate::render::numbers::to_count;
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, HereView, NearView, Origin};
use crate::render::{places, shapes, words};

use super::index::delayed;
use super::{Head, Mention};

/// What `here.html` and `parts/here.html` are given.
#[derive(Debug, Serialize)]
pub struct HerePage {
    head: Head,
    slug: String,
    service_href: String,
    service: String,
    here: HerePanel,
    rows: Vec<Row>,
    table: String,
    withheld: String,
    todo: Vec<String>,
    links: Vec<Link>,
    alternatives: Vec<Mention>,
    delayed: Option<Sentence>,
    origin: OriginPanel,
}

/// What is said first; also part of the answer to a report.
#[derive(Debug, Serialize)]
pub struct HerePanel {
    /// The icon: a verdict's.
    state: &'static str,
    outcome: &'static str,
    headline: String,
    near: String,
    href: String,
}

/// A part of the world beside its own normal.
#[derive(Debug, Serialize)]
struct Row {
    place: String,
    reports: String,
    normal: String,
    times: String,
}

#[derive(Debug, Serialize)]
struct Link {
    text: String,
    href: String,
}

/// Where the visitor is taken to be, and the form that says otherwise.
#[derive(Debug, Serialize)]
struct OriginPanel {
    /// How that is known.
    note: String,
    action: String,
    countries: Vec<Country>,
}

#[derive(Debug, Serialize)]
struct Country {
    code: String,
    name: String,
    chosen: bool,
}

/// What `near.html` and `parts/near.html` are given.
#[derive(Debug, Serialize)]
pub struct NearPage {
    head: Head,
    lead: String,
    problems: Vec<Problem>,
    withheld: String,
    delayed: Option<Sentence>,
    origin: OriginPanel,
}

#[derive(Debug, Serialize)]
struct Problem {
    mention: Mention,
    times: Option<String>,
    by_network: bool,
}

/// One service as the visitor sees it.
#[must_use]
pub fn page(site: Edition<'_>, view: &HereView<'_>) -> HerePage {
    let (locale, service, here) = (view.locale, view.service, view.here);
    let path = format!("/services/{}", service.slug);
    let title = locale.say("here-page-title", &[("service", (&service.name).into())]);
    let is_theirs = matches!(here.outcome, Outcome::Everywhere | Outcome::Here | Outcome::YourRegion);
    HerePage {
        head: hidden(site, &format!("{path}/here"), title),
        slug: service.slug.to_string(),
        service_href: format!("{}{path}", site.base_path),
        service: service.name.clone(),
        here: HerePanel::new(site, view),
        rows: rows(view),
        table: locale.say("here-table", &[("minutes", window_minutes().into())]),
        withheld: withheld(locale),
        todo: todo(view),
        links: links(site, view),
        alternatives: if is_theirs { mentions(site, view) } else { Vec::new() },
        delayed: view.delayed_since.map(|since| delayed(site, since, view.now)),
        origin: OriginPanel::new(site, locale, &view.origin, &format!("{path}/here")),
    }
}

/// All services that do badly where the visitor is.
#[must_use]
pub fn near(site: Edition<'_>, view: &NearView<'_>) -> NearPage {
    let locale = view.locale;
    let place = place(locale, view.origin.region);
    let network = network(view.locale, &view.origin);
    let minutes = ("minutes", window_minutes().into());
    let lead = match (place, network) {
        (None, _) => locale.word("here-near-unknown"),
        _ if view.problems.is_empty() => locale.word("here-near-nothing"),
        (Some(place), None) => locale.say("here-near-lead", &[("place", place.into()), minutes]),
        (Some(place), Some(network)) => locale.say(
            "here-near-lead-network",
            &[("place", place.into()), ("network", network.into()), minutes],
        ),
    };
    let problem = |problem: &NearProblem| {
        let service = view.catalogue.service(problem.service.as_str())?;
        let times = problem.count.ratio.map(|ratio| words::times(locale, ratio));
        Some(Problem {
            mention: Mention::new(site, service, problem.verdict),
            times: times.map(|times| locale.say("here-near-times", &[("times", times.into())])),
            by_network: problem.is_by_network,
        })
    };
    NearPage {
        head: hidden(site, "/here", locale.word("here-near-title")),
        lead,
        problems: view.problems.iter().filter_map(problem).collect(),
        withheld: withheld(locale),
        delayed: view.delayed_since.map(|since| delayed(site, since, view.now)),
        origin: OriginPanel::new(site, locale, &view.origin, "/here"),
    }
}

impl HerePanel {
    /// Puts the answer into words.
    #[must_use]
    pub fn new(site: Edition<'_>, view: &HereView<'_>) -> Self {
        Self {
            state: state(view.here),
            outcome: view.here.outcome.as_str(),
            headline: headline(view),
            near: near_sentence(view.locale, view.here),
            href: format!("{}/services/{}/here", site.base_path, view.service.slug),
        }
    }
}

/// Answers for one visitor are for no search engine.
fn hidden(site: Edition<'_>, path: &str, title: String) -> Head {
    let mut head = Head::new(site, path, title, "");
    head.hidden = true;
    head
}

fn state(here: &Here) -> &'static str {
    match here.outcome {
        Outcome::Everywhere | Outcome::Here | Outcome::YourRegion if here.is_confirmed => "problems",
        Outcome::ProbablyYou => "normal",
        _ => "possible",
    }
}

fn headline(view: &HereView<'_>) -> String {
    let here = view.here;
    let is_perhaps = !here.is_confirmed;
    let key = match here.outcome {
        Outcome::Everywhere if is_perhaps => "here-say-everywhere-perhaps",
        Outcome::Everywhere => "here-say-everywhere",
        Outcome::Here if is_perhaps => "here-say-here-perhaps",
        Outcome::Here => "here-say-here",
        Outcome::YourRegion if here.others_in_region > 0 => "here-say-region-others",
        Outcome::YourRegion => "here-say-region",
        Outcome::YourProvider => "here-say-provider",
        Outcome::ProbablyYou if here.is_elsewhere => "here-say-elsewhere",
        Outcome::ProbablyYou => "here-say-you",
        Outcome::TooFewToTell if here.is_elsewhere => "here-say-few-elsewhere",
        Outcome::TooFewToTell => "here-say-few",
    };
    let place = places::name_in_sentence(view.locale, here.region);
    let network = network(view.locale, &view.origin).unwrap_or_default();
    let args = [
        ("service", (&view.service.name).into()),
        ("place", place.into()),
        ("network", network.into()),
    ];
    view.locale.say(key, &args)
}

/// `312 people near you (New York) said so in the last 15 minutes; about 4 would be normal.`
fn near_sentence(locale: Locale, here: &Here) -> String {
    let Some(place) = place(locale, here.region) else {
        return locale.word("here-near-unknown");
    };
    let (key, count, normal) = match here.near {
        None => ("here-near-few", CELL_REPORTERS_MIN, String::new()),
        Some(count) => match count.expected {
            None => ("here-near-new", count.reports, String::new()),
            Some(expected) => ("here-near", count.reports, normal(locale, expected)),
        },
    };
    let args = [
        ("count", count.into()),
        ("place", place.into()),
        ("minutes", window_minutes().into()),
        ("normal", normal.into()),
    ];
    locale.say(key, &args)
}

/// `about 4 would be normal`, never `0.3`.
fn normal(locale: Locale, expected: f64) -> String {
    let count = if expected < 0.95 { 0 } else { to_count(expected) };
    locale.say("here-normal", &[("count", count.into())])
}

fn rows(view: &HereView<'_>) -> Vec<Row> {
    let (locale, here) = (view.locale, view.here);
    let mut rows = Vec::new();
    if let Some(place) = place(locale, here.region) {
        let name = locale.say("here-row-near", &[("place", place.into())]);
        rows.push(row(locale, name, here.near));
    }
    if let Some(network) = network(view.locale, &view.origin) {
        let name = locale.say("here-row-network", &[("network", network.into())]);
        rows.push(row(locale, name, here.carried));
    }
    rows.push(row(locale, locale.word("here-row-everywhere"), Some(here.everywhere)));
    rows
}

fn row(locale: Locale, place: String, count: Option<Count>) -> Row {
    let Some(count) = count else {
        return Row {
            place,
            reports: locale.say("here-fewer", &[("count", CELL_REPORTERS_MIN.into())]),
            normal: String::new(),
            times: String::new(),
        };
    };
    let unknown = || locale.word("here-unknown");
    Row {
        place,
        reports: locale.count(count.reports),
        normal: count
            .expected
            .map_or_else(unknown, |expected| words::normal(locale, expected)),
        times: count
            .ratio
            .map_or_else(String::new, |ratio| words::times(locale, ratio)),
    }
}

/// What to do, in order.
fn todo(view: &HereView<'_>) -> Vec<String> {
    let (locale, service) = (view.locale, view.service);
    let name = || ("service", (&service.name).into());
    match view.here.outcome {
        Outcome::Everywhere | Outcome::Here => vec![locale.say("here-do-wait", &[name()])],
        Outcome::YourRegion => vec![locale.word("here-do-region")],
        Outcome::YourProvider => vec![locale.word("here-do-provider")],
        Outcome::ProbablyYou | Outcome::TooFewToTell => {
            let general = ["here-do-restart", "here-do-connection", "here-do-report"];
            own_steps(view).chain(general.map(|key| locale.word(key))).collect()
        }
    }
}

/// Where to read on: the network's page, and the provider's.
fn links(site: Edition<'_>, view: &HereView<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    if view.here.outcome != Outcome::YourProvider {
        return links;
    }
    if let Some(provider) = view.provider {
        links.push(Link {
            text: view
                .locale
                .say("here-do-provider-page", &[("service", (&provider.name).into())]),
            href: format!("{}/services/{}", site.base_path, provider.slug),
        });
    }
    if let Some(network) = network(view.locale, &view.origin) {
        links.push(Link {
            text: view.locale.say("here-do-network", &[("network", network.into())]),
            href: format!("{}/networks/{}", site.base_path, view.origin.network.0),
        });
    }
    links
}

impl OriginPanel {
    fn new(site: Edition<'_>, locale: Locale, origin: &Origin<'_>, path: &str) -> Self {
        let note = match place(locale, origin.region).filter(|_| origin.is_chosen) {
            Some(place) => locale.say("here-chosen", &[("place", place.into())]),
            None => locale.word("here-privacy"),
        };
        let chosen = Some(origin.region.country()).filter(|_| origin.is_chosen);
        let mut countries: Vec<Country> = shapes::world()
            .regions
            .keys()
            .map(|&code| Country {
                code: code.to_string(),
                name: shapes::name(locale, code),
                chosen: chosen == Some(code),
            })
            .collect();
        countries.sort_by(|a, b| a.name.cmp(&b.name));
        Self {
            note,
            action: format!("{}{path}", site.base_path),
            countries,
        }
    }
}

/// The place's name, when it is known where the visitor is.
fn place(locale: Locale, region: RegionCode) -> Option<String> {
    (!region.is_unknown()).then(|| shapes::name(locale, region))
}

/// The provider's name and number, when its network is known.
fn network(locale: Locale, origin: &Origin<'_>) -> Option<String> {
    let is_known = origin.network != Asn::UNKNOWN;
    is_known.then(|| words::network(locale, origin.network, origin.network_name))
}

fn withheld(locale: Locale) -> String {
    locale.say("here-withheld", &[("count", CELL_REPORTERS_MIN.into())])
}

fn window_minutes() -> u64 {
    WINDOW_MINUTES.unsigned_abs()
}

/// What somebody who has just reported can do meanwhile.
#[derive(Debug, Serialize)]
pub struct Meanwhile {
    steps: Vec<String>,
    alternatives: Vec<Mention>,
}

impl Meanwhile {
    /// The service's own steps, and what to use instead with how it does.
    #[must_use]
    pub fn new(site: Edition<'_>, view: &HereView<'_>) -> Self {
        Self {
            steps: own_steps(view).collect(),
            alternatives: mentions(site, view),
        }
    }
}

fn own_steps<'a>(view: &'a HereView<'_>) -> impl Iterator<Item = String> + 'a {
    let steps = view.service.steps.iter();
    steps.map(|step| view.locale.translated(step).into_owned())
}

fn mentions(site: Edition<'_>, view: &HereView<'_>) -> Vec<Mention> {
    let alternatives = view.alternatives.iter();
    alternatives
        .map(|&(service, verdict)| Mention::new(site, service, verdict))
        .collect()
}
