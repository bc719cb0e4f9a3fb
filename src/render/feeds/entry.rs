//! A step of an incident in words.

use std::fmt::Write as _;

use super::{Step, clean, in_language, tag, transition};
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{AffectedRegion, Evidence, Incident, Phase, Severity, Transition, TransitionKind};
use crate::domain::service::{Catalogue, Service};
use crate::render::locale::{Arg, Locale};
use crate::render::moments::{self, Precision};
use crate::render::pages;
use crate::render::svg::Escaped;
use crate::render::views::Edition;
use crate::render::{places, words};

/// An entry of a feed.
#[derive(Debug)]
pub(super) struct Entry {
    /// The same in every format, feed and language.
    pub id: String,
    /// `Spotify: Reports are falling`.
    pub title: String,
    /// A few sentences.
    pub summary: String,
    /// The same as HTML, with links.
    pub html: String,
    /// The page of the incident.
    pub address: String,
    /// When it happened.
    pub at: Timestamp,
    /// What happened: `opened`, ….
    pub kind: &'static str,
    /// How bad it was by then.
    pub severity: Severity,
    /// Names the service.
    pub service: String,
    /// Names the incident.
    pub incident: String,
}

impl Entry {
    /// `None` for a service that is no longer in the catalogue.
    pub fn new(site: Edition<'_>, catalogue: &Catalogue, (incident, place): Step<'_>) -> Option<Self> {
        let service = catalogue.service(incident.service.as_str())?;
        let step = transition((incident, place));
        let before = place.checked_sub(1).map(|place| incident.transitions[place].kind);
        let what = words::transition(site.locale, step, before);
        let title = [("name", (&service.name).into()), ("step", what.into())];
        let paragraphs = [
            headline(site.locale, service, incident, step, before),
            counts(site.locale, &step.evidence),
        ];
        let cause = Cause::new(site, catalogue, service, incident, step.kind);
        let address = pages::address(site, &in_language(&pages::incident_path(incident), site.locale));
        Some(Self {
            id: tag(site, &format!("/steps/{}", step.id)),
            title: clean(&site.locale.say("feed-step", &title)),
            summary: clean(&summary(&paragraphs, cause.as_ref())),
            html: clean(&html(site.locale, &paragraphs, cause.as_ref(), &address)),
            address,
            at: step.at,
            kind: step.kind.as_str(),
            severity: step.severity,
            service: service.slug.to_string(),
            incident: incident.id.0.clone(),
        })
    }
}

/// The sentence that a page would have led with at that step: what, since when, where.
fn headline(
    locale: Locale,
    service: &Service,
    incident: &Incident,
    step: &Transition,
    before: Option<TransitionKind>,
) -> String {
    let begun = incident.onset.start();
    let places = places::mostly_in(locale, &as_of(incident, step), &[]);
    let mut args = vec![
        ("name", Arg::from(&service.name)),
        ("begin", Arg::Moment(begun, Precision::Full)),
    ];
    let key = match step.kind {
        TransitionKind::Recovering if before == Some(TransitionKind::Resolved) => "headline-again",
        TransitionKind::Recovering => "headline-recovering-since",
        TransitionKind::Retracted => "incident-retracted",
        TransitionKind::Resolved => {
            let end = Arg::Moment(step.at, moments::precision(step.at, begun));
            args.extend([("end", end), ("places", places.into())]);
            "incident-over"
        }
        TransitionKind::Opened | TransitionKind::Escalated | TransitionKind::RegionAdded => {
            args.push(("places", places.into()));
            "headline-problems-since"
        }
    };
    locale.say(key, &args)
}

/// The incident as it stood at a step, as far as places are concerned: what an entry says does not change afterwards.
fn as_of(incident: &Incident, step: &Transition) -> Incident {
    let regions = incident.regions.iter().filter(|affected| affected.since <= step.at);
    let then = |affected: &AffectedRegion| AffectedRegion {
        active: affected.over_since.is_none_or(|over| over > step.at),
        ..affected.clone()
    };
    let is_over = step.kind == TransitionKind::Resolved;
    Incident {
        phase: if is_over { Phase::Resolved } else { Phase::Confirmed },
        resolved_at: is_over.then_some(step.at),
        regions: regions.map(then).collect(),
        transitions: Vec::new(),
        ..incident.clone()
    }
}

/// The counts behind a step; the score and its threshold are for the page.
pub(in crate::render) fn counts(locale: Locale, evidence: &Evidence) -> String {
    let mut args = vec![
        ("count", Arg::Count(evidence.observed)),
        ("minutes", Arg::Count(u64::from(evidence.window_minutes))),
        ("expected", words::rounded(evidence.expected).into()),
    ];
    match evidence.region {
        None => locale.say("feed-counts", &args),
        Some(region) => {
            args.push(("place", places::name(locale, region).into()));
            locale.say("feed-counts-in", &args)
        }
    }
}

/// Whose trouble it probably is, around the name of that service. It is told with each step, as far as it is known when
/// the feed is made: it is often found out after the first.
struct Cause<'a> {
    before: String,
    name: &'a str,
    address: String,
    after: String,
}

impl<'a> Cause<'a> {
    fn new(
        site: Edition<'_>,
        catalogue: &'a Catalogue,
        service: &Service,
        incident: &Incident,
        kind: TransitionKind,
    ) -> Option<Self> {
        let attribution = incident.attribution.as_ref()?;
        let cause = catalogue.service(attribution.cause.as_str())?;
        let over = matches!(kind, TransitionKind::Resolved | TransitionKind::Retracted);
        let (before, after) = words::cause(site.locale, &service.name, attribution.kind, over);
        let path = in_language(&format!("/services/{}", cause.slug), site.locale);
        Some(Self {
            before,
            name: &cause.name,
            address: pages::address(site, &path),
            after,
        })
    }
}

fn summary(paragraphs: &[String], cause: Option<&Cause<'_>>) -> String {
    let mut text = paragraphs.join(" ");
    if let Some(cause) = cause {
        // Writing to a String cannot fail.
        let _ = write!(text, " {}{}{}", cause.before, cause.name, cause.after);
    }
    text
}

fn html(locale: Locale, paragraphs: &[String], cause: Option<&Cause<'_>>, address: &str) -> String {
    let mut html = String::new();
    for paragraph in paragraphs {
        // Writing to a String cannot fail, here and below.
        let _ = write!(html, "<p>{}</p>", Escaped(paragraph));
    }
    if let Some(cause) = cause {
        let (before, name, after) = (Escaped(&cause.before), Escaped(cause.name), Escaped(&cause.after));
        let _ = write!(
            html,
            "<p>{before}<a href=\"{}\">{name}</a>{after}</p>",
            Escaped(&cause.address)
        );
    }
    let more = locale.word("incident-all");
    let _ = write!(html, "<p><a href=\"{}\">{}</a></p>", Escaped(address), Escaped(&more));
    html
}
