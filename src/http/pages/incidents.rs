//! Incidents: the list of them, and each with its steps and their reasons.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::super::language::Reader;
use super::super::problem::Problem;
use super::super::{State, api, official, vote};
use super::{HTML, Part, map_country};
use crate::domain::incident::Incident;
use crate::domain::region::Asn;
use crate::domain::vote::Answer;
use crate::geoip::network_names;
use crate::render::views::{IncidentView, IncidentsView};

/// Which incidents are wanted.
#[derive(Debug, Deserialize)]
pub struct IncidentsQuery {
    service: Option<String>,
}

/// Recent incidents of all services, or of one.
pub async fn incidents(
    state: web::Data<State>,
    request: HttpRequest,
    query: web::Query<IncidentsQuery>,
) -> Result<HttpResponse, Problem> {
    let reader = Reader::of(&request);
    let service = query.service.as_deref().map(|slug| state.service(slug)).transpose()?;
    let mut incidents = api::recent_incidents(&state);
    incidents.retain(|incident| service.as_ref().is_none_or(|service| service.slug == incident.service));
    let render = || {
        let view = IncidentsView {
            catalogue: &state.catalogue.load(),
            service: service.as_deref(),
            incidents: &incidents,
            now: state.clock.now(),
            locale: reader.locale,
        };
        Ok(state.renderer.incidents(&view)?)
    };
    let steps: usize = incidents.iter().map(|incident| incident.transitions.len()).sum();
    let version = format!("{} {steps} {}", incidents.len(), state.clock.now().minute().0);
    let only = service.as_ref().map_or("", |service| service.slug.as_str());
    let page = state
        .pages
        .page(&reader.address(&format!("incidents?{only}")), &version, HTML, render)?;
    Ok(reader.answer(&state, &page, &request))
}

/// What the page of an incident was asked for.
#[derive(Debug, Deserialize)]
pub struct IncidentQuery {
    map: Option<String>,
    part: Option<String>,
    voted: Option<String>,
}

/// One incident, its steps and their reasons.
pub async fn incident(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    query: web::Query<IncidentQuery>,
) -> Result<HttpResponse, Problem> {
    let reader = Reader::of(&request);
    let (slug, id) = path.into_inner();
    let service = state.service(&slug)?;
    let incident = api::find_incident(&state, &id).await?;
    if incident.service != service.slug {
        return Err(Problem::NotFound("No such incident of this service.".to_owned()));
    }
    let (map_country, part) = (map_country(query.map.as_deref()), Part::of(query.part.as_deref()));
    let official = state.hub.official(&service.slug);
    let (votes, thanks) = (
        vote::counts(&state, &incident).await,
        query.voted.as_deref().and_then(Answer::parse),
    );
    let render = || {
        let catalogue = state.catalogue.load();
        let attribution = incident.attribution.as_ref();
        let cause = attribution.and_then(|attribution| catalogue.service(attribution.cause.as_str()));
        let view = IncidentView {
            service: &service,
            incident: &incident,
            official: official.as_deref(),
            cause: cause.map(AsRef::as_ref),
            map_country,
            network_names: &network_names_of(&state, &incident),
            delayed_since: state.hub.delayed_since(),
            votes,
            thanks,
            now: state.clock.now(),
            locale: reader.locale,
        };
        Ok(match part {
            Part::Map => state.renderer.incident_map(&view)?,
            Part::Whole | Part::Live => state.renderer.incident(&view)?,
        })
    };
    let version = format!(
        "{:?} {} {} {votes:?} {:?} {}",
        incident.phase,
        incident.transitions.len(),
        state.clock.now().minute().0,
        state.hub.delayed_since(),
        official::version(&state, &service.slug, Some(&incident))
    );
    let map = map_country.map_or_else(String::new, |country| country.to_string());
    let address = reader.address(&format!("incident/{id}?{map}&{part:?}&{thanks:?}"));
    let page = state.pages.page(&address, &version, HTML, render)?;
    Ok(part.marked(reader.answer(&state, &page, &request)))
}

/// The names of the networks that an incident concerns.
pub(super) fn network_names_of(state: &State, incident: &Incident) -> HashMap<Asn, String> {
    let networks: Vec<_> = incident
        .spread
        .networks
        .iter()
        .map(|affected| (affected.network, 0))
        .collect();
    network_names(&state.geoip.current(), &networks)
}
