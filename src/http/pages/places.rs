//! How all services do in a region or a network.

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::State;
use super::super::language::Reader;
use super::super::problem::Problem;
use super::{HTML, snapshots, version};
use crate::domain::region::{Asn, RegionCode};
use crate::render::shapes;
use crate::render::views::{NetworkView, RegionView};

/// A country or subdivision: how all services do there.
pub async fn region(
    state: web::Data<State>,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let code = RegionCode::parse(&code)
        .ok()
        .filter(|code| !code.is_unknown() && shapes::shape(*code).is_some());
    let region =
        code.ok_or_else(|| Problem::NotFound("No such region. Codes are those of ISO 3166: FR, US-NY.".to_owned()))?;
    let reader = Reader::of(&request);
    let snapshots = snapshots(&state);
    let render = || {
        let view = RegionView {
            catalogue: &state.catalogue.load(),
            region,
            snapshots: &snapshots,
            delayed_since: state.hub.delayed_since(),
            now: state.clock.now(),
            locale: reader.locale,
        };
        Ok(state.renderer.region(&view)?)
    };
    let page = state.pages.page(
        &reader.address(&format!("region/{region}")),
        &version(&state, &snapshots),
        HTML,
        render,
    )?;
    Ok(reader.answer(&state, &page, &request))
}

/// A network: how all services do in it.
pub async fn network(
    state: web::Data<State>,
    request: HttpRequest,
    number: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let number = number.strip_prefix("AS").unwrap_or(&number).parse().ok();
    let network = number
        .map(Asn)
        .ok_or_else(|| Problem::NotFound("No such network. Write its number: 7018.".to_owned()))?;
    let reader = Reader::of(&request);
    let snapshots = snapshots(&state);
    let database = state.geoip.current();
    let render = || {
        let view = NetworkView {
            catalogue: &state.catalogue.load(),
            network,
            name: database.network_name(network),
            snapshots: &snapshots,
            delayed_since: state.hub.delayed_since(),
            now: state.clock.now(),
            locale: reader.locale,
        };
        Ok(state.renderer.network(&view)?)
    };
    let page = state.pages.page(
        &reader.address(&format!("network/{}", network.0)),
        &version(&state, &snapshots),
        HTML,
        render,
    )?;
    Ok(reader.answer(&state, &page, &request))
}
