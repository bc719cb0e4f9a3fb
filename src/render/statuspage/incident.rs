//! Incidents, and their steps as updates.

use serde::Serialize;

use super::component::Component;
use super::{Impact, PAGE_ID};
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, Phase, Severity, Transition, TransitionKind};
use crate::domain::service::Service;
use crate::render::feeds::counts;
use crate::render::locale::Locale;
use crate::render::views::{Edition, StatuspageView};
use crate::render::{pages, words};

/// Where an incident stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum IncidentStatus {
    Investigating,
    Identified,
    Monitoring,
    Resolved,
}

#[derive(Debug, Serialize)]
pub(super) struct IncidentEntry {
    id: String,
    name: String,
    status: IncidentStatus,
    impact: Impact,
    created_at: String,
    updated_at: String,
    started_at: String,
    monitoring_at: Option<String>,
    resolved_at: Option<String>,
    shortlink: String,
    page_id: &'static str,
    /// Newest first.
    incident_updates: Vec<Update>,
    components: Vec<Component>,
}

#[derive(Debug, Serialize)]
struct Update {
    id: String,
    status: IncidentStatus,
    body: String,
    incident_id: String,
    created_at: String,
    updated_at: String,
    display_at: String,
}

impl IncidentEntry {
    /// `None` for a service that is no longer in the catalogue.
    pub fn new(
        site: Edition<'_>,
        view: &StatuspageView<'_>,
        incident: &Incident,
        components: &[Component],
    ) -> Option<Self> {
        let service = view.catalogue.service(incident.service.as_str())?;
        let of_service = components
            .iter()
            .filter(|component| component.id == incident.service.as_str());
        let latest = incident.transitions.last().map_or(incident.opened_at, |step| step.at);
        let mut updates = updates(view, service, incident);
        updates.reverse();
        Some(Self {
            id: incident.id.0.clone(),
            name: Locale::En.say("feed-problems", &[("name", (&service.name).into())]),
            status: status(incident),
            impact: impact(incident),
            created_at: incident.opened_at.to_rfc3339(),
            updated_at: latest.to_rfc3339(),
            started_at: incident.onset.start().to_rfc3339(),
            monitoring_at: incident.recovering_at.map(Timestamp::to_rfc3339),
            resolved_at: incident.resolved_at.map(Timestamp::to_rfc3339),
            shortlink: pages::address(site, &pages::incident_path(incident)),
            page_id: PAGE_ID,
            incident_updates: updates,
            components: of_service.cloned().collect(),
        })
    }
}

fn going_on(incident: &Incident) -> IncidentStatus {
    match incident.attribution {
        Some(_) => IncidentStatus::Identified,
        None => IncidentStatus::Investigating,
    }
}

fn status(incident: &Incident) -> IncidentStatus {
    let mut kinds = incident.transitions.iter().rev().map(|step| step.kind);
    let is_back = kinds.next() == Some(TransitionKind::Recovering) && kinds.next() == Some(TransitionKind::Resolved);
    match incident.phase {
        Phase::Recovering if !is_back => IncidentStatus::Monitoring,
        Phase::Possible | Phase::Confirmed | Phase::Recovering => going_on(incident),
        Phase::Resolved | Phase::Retracted => IncidentStatus::Resolved,
    }
}

fn impact(incident: &Incident) -> Impact {
    match (incident.phase, incident.severity) {
        (Phase::Retracted, _) => Impact::None,
        (_, Severity::Minor) => Impact::Minor,
        (_, Severity::Major) => Impact::Major,
        (_, Severity::Critical) => Impact::Critical,
    }
}

/// One for each step, oldest first.
fn updates(view: &StatuspageView<'_>, service: &Service, incident: &Incident) -> Vec<Update> {
    let mut status = going_on(incident);
    let mut before = None;
    let mut updates = Vec::with_capacity(incident.transitions.len());
    for step in &incident.transitions {
        status = status_after(status, step.kind, incident);
        let mut body = body(step, before);
        if let Some(cause) = cause(view, service, incident, status) {
            body = format!("{body} {cause}");
        }
        updates.push(Update::new(incident, step, status, body));
        before = Some(step.kind);
    }
    updates
}

fn status_after(before: IncidentStatus, kind: TransitionKind, incident: &Incident) -> IncidentStatus {
    match kind {
        TransitionKind::Opened | TransitionKind::Escalated => going_on(incident),
        TransitionKind::RegionAdded => before,
        TransitionKind::Recovering if before == IncidentStatus::Resolved => going_on(incident),
        TransitionKind::Recovering => IncidentStatus::Monitoring,
        TransitionKind::Resolved | TransitionKind::Retracted => IncidentStatus::Resolved,
    }
}

fn body(step: &Transition, before: Option<TransitionKind>) -> String {
    let what = words::transition(Locale::En, step, before);
    format!("{what}. {}", counts(Locale::En, &step.evidence))
}

/// Whose trouble it probably is or was, as pages say it.
fn cause(view: &StatuspageView<'_>, service: &Service, incident: &Incident, status: IncidentStatus) -> Option<String> {
    let attribution = incident.attribution.as_ref()?;
    let cause = view.catalogue.service(attribution.cause.as_str())?;
    let is_over = status == IncidentStatus::Resolved;
    let (before, after) = words::cause(Locale::En, &service.name, attribution.kind, is_over);
    Some(format!("{before}{}{after}", cause.name))
}

impl Update {
    fn new(incident: &Incident, step: &Transition, status: IncidentStatus, body: String) -> Self {
        let at = step.at.to_rfc3339();
        Self {
            id: step.id.clone(),
            status,
            body,
            incident_id: incident.id.0.clone(),
            created_at: at.clone(),
            updated_at: at.clone(),
            display_at: at,
        }
    }
}
