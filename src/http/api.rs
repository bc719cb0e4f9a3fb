//! Public reads as JSON. Live state comes from the hub; only history beyond it asks the store.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::answers::{
    self, Category, IncidentDetails, IncidentEvidence, IncidentList, IncidentSummary, ServiceDetails, ServiceList,
    ServiceSummary, VoteCounts,
};
use super::openapi::words::{IncidentName, Slug};
use super::problem::Problem;
use super::{State, official, public_json, vote};
use crate::domain::incident::{Incident, IncidentId, Phase};
use crate::domain::service::ServiceSlug;
use crate::domain::snapshot::Snapshot;

/// Live answers may be this old: the snapshots behind them change every second at most.
pub(super) const LIVE_SECONDS: u32 = 1;

/// Incidents in one answer.
const INCIDENTS_MAX: usize = 200;

/// The catalogue with live verdicts.
#[utoipa::path(
    get, path = "/api/v1/services", tag = "Services",
    responses((status = 200, description = "All services, in the order of the catalogue", body = ServiceList))
)]
pub async fn services(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let catalogue = state.catalogue.load();
    let live = state.hub.services();
    let services = catalogue.services().iter();
    let services = services.map(|service| (service, live.get(&service.slug).map(|live| live.snapshot.as_ref())));
    let body = ServiceList {
        categories: catalogue.categories().iter().map(Category::of).collect(),
        services: services
            .map(|(service, snapshot)| ServiceSummary::of(&state, service, snapshot))
            .collect(),
        delayed_since: answers::delayed_since(&state),
    };
    Ok(public_json(&body, LIVE_SECONDS))
}

/// One service with everything that is known of it now.
#[utoipa::path(
    get, path = "/api/v1/services/{slug}", tag = "Services",
    params(("slug" = Slug, Path, description = "The service")),
    responses((status = 200, description = "The service", body = ServiceDetails))
)]
pub async fn service(state: web::Data<State>, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let body = ServiceDetails::of(&state, &service, &snapshot);
    Ok(public_json(&body, LIVE_SECONDS))
}

/// Which incidents are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct IncidentsQuery {
    /// Those of one service.
    #[param(value_type = Slug, required = false)]
    service: Option<String>,
    /// `open` for those that are under way; `all` when absent.
    #[param(value_type = String, required = false, pattern = "^(all|open)$", example = "open")]
    state: Option<String>,
}

/// Recent incidents of all services, newest first.
#[utoipa::path(
    get, path = "/api/v1/incidents", tag = "Incidents", params(IncidentsQuery),
    responses((status = 200, description = "At most 200 of them", body = IncidentList),
        (status = 404, description = "No such service"))
)]
pub async fn incidents(state: web::Data<State>, query: web::Query<IncidentsQuery>) -> Result<HttpResponse, Problem> {
    let only_open = match query.state.as_deref() {
        None | Some("all") => false,
        Some("open") => true,
        Some(_) => return Err(Problem::BadRequest("`state` is open or all.".to_owned())),
    };
    let service = query.service.as_deref().map(|slug| state.service(slug)).transpose()?;
    let is_wanted = |incident: &&Arc<Incident>| {
        service.as_ref().is_none_or(|service| service.slug == incident.service) && (!only_open || is_open(incident))
    };
    let all = recent_incidents(&state);
    let shown = all.iter().filter(is_wanted).take(INCIDENTS_MAX);
    let body = IncidentList {
        incidents: shown.map(|incident| IncidentSummary::of(&state, incident)).collect(),
    };
    Ok(public_json(&body, LIVE_SECONDS))
}

/// Every incident at hand, newest first.
pub fn recent_incidents(state: &State) -> Vec<Arc<Incident>> {
    let live = state.hub.services();
    let of = |snapshot: &Snapshot| {
        snapshot
            .incident
            .iter()
            .chain(&snapshot.history)
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut all: Vec<Arc<Incident>> = live.values().flat_map(|live| of(&live.snapshot)).collect();
    all.sort_by_key(|incident| std::cmp::Reverse(incident.opened_at));
    all
}

fn is_open(incident: &Incident) -> bool {
    !matches!(incident.phase, Phase::Resolved | Phase::Retracted)
}

/// One incident, with what alerted teams say of it.
#[utoipa::path(
    get, path = "/api/v1/incidents/{id}", tag = "Incidents",
    params(("id" = IncidentName, Path, description = "The incident")),
    responses((status = 200, description = "The incident", body = IncidentDetails))
)]
pub async fn incident(state: web::Data<State>, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let incident = find_incident(&state, &id).await?;
    let body = IncidentDetails {
        summary: IncidentSummary::of(&state, &incident),
        official: official::announcement(&state, &incident),
        votes: VoteCounts::of(vote::counts(&state, &incident).await),
    };
    Ok(public_json(&body, LIVE_SECONDS))
}

/// The counts, baseline, statistic and threshold behind each transition of an incident.
#[utoipa::path(
    get, path = "/api/v1/incidents/{id}/evidence", tag = "Incidents",
    params(("id" = IncidentName, Path, description = "The incident")),
    responses((status = 200, description = "The reason of each transition", body = IncidentEvidence))
)]
pub async fn evidence(state: web::Data<State>, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let incident = find_incident(&state, &id).await?;
    Ok(public_json(&IncidentEvidence::of(&incident), LIVE_SECONDS))
}

/// An incident by its name: from the live state when it is recent, else from the store.
pub async fn find_incident(state: &State, id: &str) -> Result<Arc<Incident>, Problem> {
    let missing = || Problem::NotFound("No such incident. Recent ones are at /api/v1/incidents.".to_owned());
    let (slug, _) = id.rsplit_once('-').ok_or_else(missing)?;
    let service = ServiceSlug::parse(slug).map_err(|_error| missing())?;
    if let Some(live) = state.hub.service(&service) {
        let snapshot = &live.snapshot;
        let mut known = snapshot.incident.iter().chain(&snapshot.history);
        if let Some(incident) = known.find(|incident| incident.id.0 == id) {
            return Ok(Arc::clone(incident));
        }
    }
    let stored = state.store.incident(&service, &IncidentId(id.to_owned())).await?;
    stored.map(Arc::new).ok_or_else(missing)
}
