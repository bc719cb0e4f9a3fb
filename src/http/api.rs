//! Public reads as JSON. Live state comes from the hub; only history beyond it asks the store.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::problem::Problem;
use super::{State, official, public_json, vote};
use crate::domain::attribution::Attribution;
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, IncidentId, Phase, Transition};
use crate::domain::region::Asn;
use crate::domain::service::{Service, ServiceSlug};
use crate::domain::snapshot::{RegionCount, Snapshot, WINDOW_MINUTES};
use crate::domain::spread::{self, AffectedNetwork, Scope, Spread};
use crate::render::locale::Locale;
use crate::render::shapes;

/// Live answers may be this old: the snapshots behind them change every second at most.
pub(super) const LIVE_SECONDS: u32 = 1;

/// Incidents in one answer.
const INCIDENTS_MAX: usize = 200;

/// The catalogue with live verdicts.
pub async fn services(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let catalogue = state.catalogue.load();
    let live = state.hub.services();
    let entry = |service: &Arc<Service>| {
        let snapshot = live.get(&service.slug).map(|live| &live.snapshot);
        service_summary(&state, service, snapshot)
    };
    let services: Vec<Value> = catalogue.services().iter().map(entry).collect();
    let body = json!({
        "categories": catalogue.categories(),
        "services": services,
        "delayed_since": delayed_since(&state),
    });
    Ok(public_json(&body, LIVE_SECONDS))
}

/// One service with everything that is known of it now.
pub async fn service(state: web::Data<State>, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let snapshot = state.live(&service.slug)?.snapshot;
    let mut body = service_summary(&state, &service, Some(&snapshot));
    let details = json!({
        "delayed_since": delayed_since(&state),
        "official": official::value(&state, &service, snapshot.incident.as_deref()),
        "steps": service.steps,
        "alternatives": service.alternatives,
        "depends_on": service.depends_on,
        "works": snapshot.works,
        "regions": snapshot.regions.iter().map(region_properties).collect::<Vec<_>>(),
        "countries": snapshot.countries.iter().map(region_properties).collect::<Vec<_>>(),
        "regions_withheld": snapshot.regions_withheld,
        "symptom_reports": snapshot.symptoms.iter()
            .map(|(symptom, reports)| json!({ "symptom": symptom, "reports": reports })).collect::<Vec<_>>(),
        "networks": network_counts(&state, &snapshot.networks),
        "incident": snapshot.incident.as_deref().map(|incident| incident_summary(&state, incident)),
        "history": snapshot.history.iter().map(|incident| incident_summary(&state, incident)).collect::<Vec<_>>(),
    });
    if let (Value::Object(body), Value::Object(details)) = (&mut body, details) {
        body.extend(details);
    }
    Ok(public_json(&body, LIVE_SECONDS))
}

/// Since when counts are missing, because the store does not answer.
fn delayed_since(state: &State) -> Option<String> {
    state.hub.delayed_since().map(Timestamp::to_rfc3339)
}

fn service_summary(state: &State, service: &Service, snapshot: Option<&Arc<Snapshot>>) -> Value {
    json!({
        "slug": service.slug,
        "name": service.name,
        "category": service.category,
        "home_page": service.home_page,
        "status_page": service.status_page,
        "symptoms": service.symptoms,
        "url": format!("{}/services/{}", state.public_url, service.slug),
        "verdict": snapshot.map(|snapshot| snapshot.verdict),
        "learning": snapshot.map(|snapshot| snapshot.learning),
        "window_minutes": WINDOW_MINUTES,
        "reports": snapshot.map(|snapshot| snapshot.reports),
        "discounted": snapshot.map(|snapshot| snapshot.discounted),
        "expected": snapshot.map(|snapshot| rounded(snapshot.expected)),
        "updated_at": snapshot.map(|snapshot| snapshot.at.to_rfc3339()),
        "attribution": snapshot.and_then(|snapshot| snapshot.attribution.as_ref()),
        "incident_id": snapshot.and_then(|snapshot| snapshot.incident.as_ref()).map(|incident| &incident.id),
    })
}

pub(super) fn region_properties(count: &RegionCount) -> Value {
    json!({
        "region": count.region,
        "name": shapes::name(Locale::En, count.region),
        "reports": count.reports,
        "expected": rounded(count.expected),
        "ratio": rounded(count.ratio),
        "level": count.level,
    })
}

fn network_counts(state: &State, networks: &[(Asn, u64)]) -> Vec<Value> {
    let database = state.geoip.current();
    let entry = |&(network, reports): &(Asn, u64)| json!({ "asn": network.0, "name": database.network_name(network), "reports": reports });
    networks.iter().map(entry).collect()
}

pub(super) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Which incidents are wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentsQuery {
    service: Option<String>,
    state: Option<String>,
}

/// Recent incidents of all services, newest first.
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
    let shown: Vec<Value> = all
        .iter()
        .filter(is_wanted)
        .take(INCIDENTS_MAX)
        .map(|incident| incident_summary(&state, incident))
        .collect();
    Ok(public_json(&json!({ "incidents": shown }), LIVE_SECONDS))
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
pub async fn incident(state: web::Data<State>, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let incident = find_incident(&state, &id).await?;
    let mut body = incident_summary(&state, &incident);
    body["official"] = official::lag_value(&state, &incident);
    body["votes"] = json!(vote::counts(&state, &incident).await);
    Ok(public_json(&body, LIVE_SECONDS))
}

/// The counts, baseline, statistic and threshold behind each transition of an incident.
pub async fn evidence(state: web::Data<State>, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let incident = find_incident(&state, &id).await?;
    let body = json!({
        "incident": incident.id,
        "service": incident.service,
        "transitions": incident.transitions.iter().map(transition_evidence).collect::<Vec<_>>(),
        "again": format!("groundswell export --incident {} | groundswell backtest --verify", incident.id),
    });
    Ok(public_json(&body, LIVE_SECONDS))
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

#[derive(Serialize)]
struct IncidentSummary<'a> {
    id: &'a IncidentId,
    service: &'a ServiceSlug,
    state: Phase,
    severity: crate::domain::incident::Severity,
    onset: String,
    opened_at: String,
    recovering_at: Option<String>,
    resolved_at: Option<String>,
    peak_ratio: f64,
    peak_reports_per_minute: f64,
    attribution: Option<&'a Attribution>,
    severity_score: f64,
    spread: Value,
    regions: Vec<Value>,
    transitions: Vec<Value>,
    url: String,
}

fn incident_summary(state: &State, incident: &Incident) -> Value {
    let region = |affected: &crate::domain::incident::AffectedRegion| {
        json!({
            "region": affected.region,
            "name": shapes::name(Locale::En, affected.region),
            "onset": affected.onset.start().to_rfc3339(),
            "since": affected.since.to_rfc3339(),
            "peak_ratio": rounded(affected.peak_ratio),
            "active": affected.active,
        })
    };
    let summary = IncidentSummary {
        id: &incident.id,
        service: &incident.service,
        state: incident.phase,
        severity: incident.severity,
        onset: incident.onset.start().to_rfc3339(),
        opened_at: incident.opened_at.to_rfc3339(),
        recovering_at: incident.recovering_at.map(crate::domain::bucket::Timestamp::to_rfc3339),
        resolved_at: incident.resolved_at.map(crate::domain::bucket::Timestamp::to_rfc3339),
        peak_ratio: rounded(incident.peak_ratio),
        peak_reports_per_minute: rounded(incident.peak_reports_per_minute),
        attribution: incident.attribution.as_ref(),
        severity_score: rounded(incident.severity_score),
        spread: spread_value(state, &incident.spread),
        regions: spread::order(incident).into_iter().map(region).collect(),
        transitions: incident.transitions.iter().map(transition_summary).collect(),
        url: format!(
            "{}/services/{}/incidents/{}",
            state.public_url, incident.service, incident.id.0
        ),
    };
    serde_json::to_value(summary).unwrap_or_default()
}

/// How far an incident reaches: `scope` with what it names, the evenness over regions and networks, and who carries it.
fn spread_value(state: &State, spread: &Spread) -> Value {
    let database = state.geoip.current();
    let (scope, region, network) = match spread.scope {
        Scope::Diffuse => ("diffuse", None, None),
        Scope::Network(network) => ("network", None, Some(network.0)),
        Scope::Region(region) => ("region", Some(region), None),
        Scope::Country(region) => ("country", Some(region), None),
        Scope::Several => ("several", None, None),
        Scope::Everywhere => ("everywhere", None, None),
    };
    let carrier = |affected: &AffectedNetwork| {
        json!({
            "asn": affected.network.0,
            "name": database.network_name(affected.network),
            "share": rounded(affected.share),
            "usual_share": rounded(affected.usual_share),
        })
    };
    json!({
        "scope": scope,
        "region": region,
        "network": network,
        "region_evenness": rounded(spread.region_evenness),
        "network_evenness": rounded(spread.network_evenness),
        "networks": spread.networks.iter().map(carrier).collect::<Vec<_>>(),
    })
}

fn transition_summary(transition: &Transition) -> Value {
    json!({
        "id": transition.id,
        "kind": transition.kind,
        "at": transition.at.to_rfc3339(),
        "region": transition.region,
        "severity": transition.severity,
    })
}

fn transition_evidence(transition: &Transition) -> Value {
    let mut body = transition_summary(transition);
    body["evidence"] = json!(transition.evidence);
    body
}
