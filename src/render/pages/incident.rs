//! Incidents: the list, and one with its steps, regions and reasons.

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::incident::{AffectedRegion, Incident, Phase};
use crate::domain::service::Service;
use crate::domain::spread;
use crate::render::moments::{self, Precision};
use crate::render::numbers::to_count;
use crate::render::sentence::Sentence;
use crate::render::views::{IncidentView, IncidentsView, Site};
use crate::render::{shapes, words};

use super::service::{Step, began};
use super::{Cause, Head, incident_path};

/// What `incidents.html` is given.
#[derive(Debug, Serialize)]
pub struct IncidentsPage {
    head: Head,
    title: String,
    service_href: Option<String>,
    running: Vec<IncidentLine>,
    past: Vec<IncidentLine>,
}

/// An incident in a list.
#[derive(Debug, Serialize)]
pub struct IncidentLine {
    href: String,
    name: String,
    state: &'static str,
    phase: &'static str,
    began: Sentence,
    duration: String,
    severity: &'static str,
    summary: Sentence,
}

/// What `incident.html` is given.
#[derive(Debug, Serialize)]
pub struct IncidentPage {
    head: Head,
    name: String,
    service_href: String,
    title: String,
    state: &'static str,
    phase: &'static str,
    summary: Sentence,
    cause: Option<Cause>,
    reach: Option<String>,
    facts: Vec<Fact>,
    steps: Vec<Step>,
    regions: Vec<Region>,
    evidence_href: String,
}

#[derive(Debug, Serialize)]
struct Fact {
    name: &'static str,
    value: Sentence,
}

#[derive(Debug, Serialize)]
struct Region {
    name: String,
    country: Option<String>,
    since: Sentence,
    peak: String,
    active: bool,
}

impl IncidentLine {
    /// Turns an incident into a line.
    #[must_use]
    pub fn new(site: &Site, service: &Service, incident: &Incident, now: Timestamp) -> Self {
        Self {
            href: format!("{}{}", site.base_path, incident_path(incident)),
            name: service.name.clone(),
            state: state(incident.phase),
            phase: words::phase(incident.phase),
            began: began(incident),
            duration: words::duration(incident, now),
            severity: words::severity(incident.severity),
            summary: words::incident(&service.name, incident, now),
        }
    }
}

/// The list of incidents.
#[must_use]
pub fn list(site: &Site, view: &IncidentsView<'_>) -> IncidentsPage {
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
        || "Incidents".to_owned(),
        |service| format!("Incidents of {}", service.name),
    );
    let description = "What people's reports have shown to be broken, when, where and for how long.";
    let path = view.service.map_or_else(
        || "/incidents".to_owned(),
        |service| format!("/incidents?service={}", service.slug),
    );
    let head = Head::new(site, &path, title.as_str(), description);
    IncidentsPage {
        head,
        title,
        service_href: view
            .service
            .map(|service| format!("{}/services/{}", site.base_path, service.slug)),
        running: lines(true),
        past: lines(false),
    }
}

/// One incident.
#[must_use]
pub fn page(site: &Site, view: &IncidentView<'_>) -> IncidentPage {
    let (service, incident, now) = (view.service, view.incident, view.now);
    let path = incident_path(incident);
    let title = format!(
        "{}, {}",
        service.name,
        moments::text(incident.onset.start(), Precision::Day)
    );
    let summary = words::incident(&service.name, incident, now);
    IncidentPage {
        head: Head::new(site, &path, title.as_str(), summary.plain()),
        name: service.name.clone(),
        service_href: format!("{}/services/{}", site.base_path, service.slug),
        title,
        state: state(incident.phase),
        phase: words::phase(incident.phase),
        summary,
        cause: incident
            .attribution
            .as_ref()
            .and_then(|attribution| Cause::new(site, service, attribution, view.cause, is_over(incident))),
        reach: reach(view),
        facts: facts(incident, now),
        steps: Step::all(incident, incident.onset.start()),
        regions: spread::order(incident)
            .into_iter()
            .map(|affected| region(affected, incident))
            .collect(),
        evidence_href: format!(
            "{}/api/v1/incidents/{}/evidence",
            site.base_path,
            super::percent_encoded(&incident.id.0)
        ),
    }
}

/// How far it reaches or reached; of one that was taken back nothing is said but why.
fn reach(view: &IncidentView<'_>) -> Option<String> {
    let name = |network| words::network(network, view.network_names.get(&network).map(String::as_str));
    let stands = view.incident.phase != Phase::Retracted;
    words::reach(&view.service.name, view.incident, &name).filter(|_| stands)
}

fn facts(incident: &Incident, now: Timestamp) -> Vec<Fact> {
    let fact = |name, value: String| Fact {
        name,
        value: Sentence::new(value),
    };
    let mut facts = vec![
        Fact {
            name: "Began",
            value: began(incident),
        },
        Fact {
            name: "Found",
            value: Sentence::default().at(incident.opened_at, incident.onset.start()),
        },
    ];
    if let Some(end) = incident.resolved_at {
        facts.push(Fact {
            name: "Over",
            value: Sentence::default().at(end, incident.onset.start()),
        });
    }
    facts.push(fact("Lasted", words::duration(incident, now)));
    facts.push(fact("Severity", words::severity_and_score(incident)));
    facts.push(fact("At its peak", peak(incident)));
    facts
}

fn peak(incident: &Incident) -> String {
    let rate = to_count(incident.peak_reports_per_minute);
    let noun = if rate == 1 { "report" } else { "reports" };
    format!(
        "{} {noun} a minute, {} normal",
        words::count(rate),
        words::times(incident.peak_ratio)
    )
}

fn region(affected: &AffectedRegion, incident: &Incident) -> Region {
    let code = affected.region;
    Region {
        name: if code.is_unknown() {
            "Place unknown".to_owned()
        } else {
            shapes::name(code)
        },
        country: code.is_subdivision().then(|| shapes::name(code.country())),
        since: Sentence::default().at(affected.onset.start(), incident.onset.start()),
        peak: words::times(affected.peak_ratio),
        active: affected.active && incident.resolved_at.is_none(),
    }
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
