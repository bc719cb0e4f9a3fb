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

/// Uses one of a ration.
///
/// # Errors
/// 429 when there is none left.
pub fn take(state: &State, ration: Ration, address: IpAddr, now: Timestamp) -> Result<(), Problem> {
    let key = || state.keys.shared(ration, address);
    state.allowances.take(ration, address, now, key).map_err(|spent: Spent| {
        metrics::counter!(LIMITED, "what" => ration.as_str()).increment(1);
        Problem::TooMany(spent)
    })
}

/// Uses several of a ration, there or not; says whether that is more than there is.
pub fn charge(state: &State, ration: Ration, address: IpAddr, requests: usize, now: Timestamp) -> bool {
    let key = || state.keys.shared(ration, address);
    let requests = u16::try_from(requests).unwrap_or(u16::MAX);
    let is_over = state.allowances.charge(ration, address, requests, now, key);
    if is_over {
        metrics::counter!(LIMITED, "what" => ration.as_str()).increment(1);
    }
    is_over
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
        let address = address(&state, request.request());
        take(&state, Ration::Reads, address, state.clock.now())
    });
    match taken {
        Ok(()) => Ok(next.call(request).await?.map_into_boxed_body()),
        Err(problem) => Ok(request.error_response(problem).map_into_boxed_body()),
    }
}
