//! Incidents: the list, and one with its steps, regions and reasons.

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, Phase};
use crate::domain::service::Service;
use crate::render::doubts;
use crate::render::moments::{self, Precision};
use crate::render::numbers::to_count;
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, IncidentView, IncidentsView};
use crate::render::words;

use super::index::delayed;
use super::official;
use super::reached::Reached;
use super::service::{Step, began};
use super::stage::{Choice, Stage};
use super::{Cause, Head, incident_path, vote};

/// What `incidents.html` is given.
#[derive(Debug, Serialize)]
pub struct IncidentsPage {
    head: Head,
    title: String,
    service_href: Option<String>,
    service_name: Option<String>,
    running: Vec<IncidentLine>,
    past: Vec<IncidentLine>,
}

/// An incident in a list.
#[derive(Debug, Serialize)]
pub struct IncidentLine {
    href: String,
    name: String,
    state: &'static str,
    phase: String,
    began: Sentence,
    duration: String,
    severity: String,
    summary: Sentence,
}

/// What `incident.html` is given.
#[derive(Debug, Serialize)]
pub struct IncidentPage {
    head: Head,
    name: String,
    service_href: String,
    title: String,
    delayed: Option<Sentence>,
    state: &'static str,
    phase: String,
    summary: Sentence,
    cause: Option<Cause>,
    /// Why nobody is alerted.
    doubt: Option<Sentence>,
    reach: Option<String>,
    /// To a team that has just answered.
    thanks: Option<String>,
    facts: Vec<Fact>,
    steps: Vec<Step>,
    map: Stage,
    reached: Vec<Reached>,
    evidence_href: String,
}

#[derive(Debug, Serialize)]
struct Fact {
    name: String,
    value: Sentence,
}

impl IncidentLine {
    /// Turns an incident into a line.
    #[must_use]
    pub fn new(site: Edition<'_>, service: &Service, incident: &Incident, now: Timestamp) -> Self {
        Self {
            href: format!("{}{}", site.base_path, incident_path(incident)),
            name: service.name.clone(),
            state: state(incident.phase),
            phase: words::phase(site.locale, incident.phase),
            began: began(site, incident),
            duration: words::duration(site.locale, incident, now),
            severity: words::severity(site.locale, incident.severity),
            summary: words::incident(site.locale, &service.name, incident, now),
        }
    }
}

/// The list of incidents.
#[must_use]
pub fn list(site: Edition<'_>, view: &IncidentsView<'_>) -> IncidentsPage {
    let lines = |running: bool| {
        let wanted = view.incidents.iter().filter(|incident| is_over(incident) != running);
        wanted
            .filter_map(|incident| {
                let service = view.catalogue.service(incident.service.as_str())?;
                Some(IncidentLine::new(site, service, incident, view.now))
            })
            .collect()
    };
    let title = view.service.map_or_else(
        || site.locale.word("incidents-title"),
        |service| site.locale.say("incidents-of", &[("name", (&service.name).into())]),
    );
    let description = site.locale.word("incidents-description");
    let path = view.service.map_or_else(
        || "/incidents".to_owned(),
        |service| format!("/incidents?service={}", service.slug),
    );
    let head = Head::new(site, &path, title.as_str(), description);
    let head = match view.service {
        Some(service) => head.following(site, service),
        None => head,
    };
    IncidentsPage {
        head,
        title,
        service_href: view
            .service
            .map(|service| format!("{}/services/{}", site.base_path, service.slug)),
        service_name: view.service.map(|service| service.name.clone()),
        running: lines(true),
        past: lines(false),
    }
}

/// One incident.
#[must_use]
pub fn page(site: Edition<'_>, view: &IncidentView<'_>) -> IncidentPage {
    let (service, incident, now) = (view.service, view.incident, view.now);
    let path = incident_path(incident);
    let day = moments::text(site.locale, incident.onset.start(), Precision::Day);
    let title = site.locale.say(
        "incident-title",
        &[("name", (&service.name).into()), ("day", day.into())],
    );
    let summary = words::incident(site.locale, &service.name, incident, now);
    IncidentPage {
        head: Head::new(site, &path, title.as_str(), summary.plain()).of_incident(site, service, incident),
        name: service.name.clone(),
        service_href: format!("{}/services/{}", site.base_path, service.slug),
        title,
        delayed: view.delayed_since.map(|since| delayed(site, since, now)),
        state: state(incident.phase),
        phase: words::phase(site.locale, incident.phase),
        summary,
        cause: incident
            .attribution
            .as_ref()
            .and_then(|attribution| Cause::new(site, service, attribution, view.cause, is_over(incident))),
        doubt: doubts::line(site.locale, incident, incident.onset.start()),
        reach: reach(site, view),
        thanks: view.thanks.map(|answer| vote::thanks(site, answer)),
        facts: facts(site, view),
        steps: Step::all(site, incident, incident.onset.start()),
        map: stage(site, view),
        reached: Reached::all(site, incident),
        evidence_href: format!(
            "{}/api/v1/incidents/{}/evidence",
            site.base_path,
            super::percent_encoded(&incident.id.0)
        ),
    }
}

fn stage(site: Edition<'_>, view: &IncidentView<'_>) -> Stage {
    let choice = Choice {
        country: view.map_country,
        outlines: true,
    };
    Stage::of_incident(site, view.service, view.incident, view.now.minute(), choice)
}

/// What is served when the map of an incident alone is asked for.
#[derive(Debug, Serialize)]
pub struct MapPart {
    /// As on the page.
    map: Stage,
}

impl MapPart {
    /// The map of the page of an incident, of the world or of one country.
    #[must_use]
    pub fn new(site: Edition<'_>, view: &IncidentView<'_>) -> Self {
        Self { map: stage(site, view) }
    }
}

/// How far it reaches or reached; of one that was taken back nothing is said but why.
fn reach(site: Edition<'_>, view: &IncidentView<'_>) -> Option<String> {
    let name = |network| {
        words::network(
            site.locale,
            network,
            view.network_names.get(&network).map(String::as_str),
        )
    };
    let stands = view.incident.phase != Phase::Retracted;
    words::reach(site.locale, &view.service.name, view.incident, &name).filter(|_| stands)
}

fn facts(site: Edition<'_>, view: &IncidentView<'_>) -> Vec<Fact> {
    let (incident, now) = (view.incident, view.now);
    let fact = |key, value| Fact {
        name: site.locale.word(key),
        value,
    };
    let mut facts = vec![
        fact("fact-began", began(site, incident)),
        fact(
            "fact-found",
            Sentence::at(site.locale, incident.opened_at, incident.onset.start()),
        ),
    ];
    if let Some(end) = incident.resolved_at {
        facts.push(fact(
            "fact-over",
            Sentence::at(site.locale, end, incident.onset.start()),
        ));
    }
    if let Some(official) = official::fact(site, view) {
        facts.push(fact("official-fact", official));
    }
    facts.push(fact(
        "fact-lasted",
        Sentence::new(words::duration(site.locale, incident, now)),
    ));
    facts.push(fact(
        "fact-severity",
        Sentence::new(words::severity_and_score(site.locale, incident)),
    ));
    facts.push(fact("fact-peak", Sentence::new(peak(site, incident))));
    facts.extend(vote::result(site, view.votes).map(|result| fact("fact-votes", Sentence::new(result))));
    facts
}

fn peak(site: Edition<'_>, incident: &Incident) -> String {
    let rate = to_count(incident.peak_reports_per_minute);
    let times = words::times(site.locale, incident.peak_ratio);
    site.locale
        .say("fact-peak-rate", &[("count", rate.into()), ("times", times.into())])
}

fn is_over(incident: &Incident) -> bool {
    matches!(incident.phase, Phase::Resolved | Phase::Retracted)
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
