//! What an address may ask for, at the door: see `domain::allowance`.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web;

use super::problem::Problem;
use super::{State, client};
use crate::domain::allowance::{Ration, Spent};
use crate::domain::bucket::Timestamp;

/// Counts one of a ration when there is none left.
const LIMITED: &str = "groundswell_rate_limited_total";

/// Where a request comes from. Whoever cannot be told is one address.
pub fn address(state: &State, request: &HttpRequest) -> IpAddr {
    client::address(request, &state.trusted_proxies).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Uses one of what may be written; says whether so much comes from there that it is suspect.
///
/// # Errors
/// 429 when there is none left.
pub fn write(state: &State, address: IpAddr, now: Timestamp) -> Result<bool, Problem> {
    let key = |ration| state.keys.shared(ration, address);
    let is_flood = state.allowances.write(address, now, key).map_err(refusal)?;
    if is_flood {
        note(Ration::Reports);
    }
    Ok(is_flood)
}

/// Uses what else is in a request; says whether so much comes from there that it is suspect.
pub fn write_more(state: &State, address: IpAddr, reports: usize, now: Timestamp) -> bool {
    let reports = u16::try_from(reports).unwrap_or(u16::MAX);
    let [_, is_flood] = [Ration::Writes, Ration::Reports].map(|ration| {
        let key = || state.keys.shared(ration, address);
        state.allowances.charge(ration, address, reports, now, key)
    });
    is_flood
}

fn refusal(spent: Spent) -> Problem {
    note(spent.ration);
    Problem::TooMany(spent)
}

fn note(ration: Ration) {
    metrics::counter!(LIMITED, "what" => ration.as_str()).increment(1);
}

/// Lets one of [`Ration::Reads`] pass; for what is computed for whoever asks.
///
/// # Errors
/// Those of the handler; too many requests are answered here.
pub async fn reads(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let state = request.app_data::<web::Data<State>>().cloned();
    let taken = state.map_or(Ok(()), |state| {
        let (address, now) = (address(&state, request.request()), state.clock.now());
        let key = || state.keys.shared(Ration::Reads, address);
        let taken = state.allowances.take(Ration::Reads, address, now, key);
        taken.map_err(refusal)
    });
    match taken {
        Ok(()) => Ok(next.call(request).await?.map_into_boxed_body()),
        Err(problem) => Ok(request.error_response(problem).map_into_boxed_body()),
    }
}
