//! Reads and moves a virtual clock: how `replay` drives a server through hours in seconds. On the system's clock these
//! routes do not exist.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::Problem;
use super::{State, is_compressed, read_body};
use crate::domain::bucket::Timestamp;

const BODY_BYTES_MAX: usize = 256;

/// One step of a replay at most; longer silences are walked through in several.
const STEP_SECONDS_MAX: i64 = 3_600;

/// What time it is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Clock)]
pub(super) struct ClockBody {
    /// Seconds since 1970.
    #[schema(example = 1_744_806_060)]
    now: i64,
}

/// The virtual clock of a replay. A server on the system's clock answers 404.
#[utoipa::path(
    get, path = "/api/v1/clock", tag = "Replays",
    responses((status = 200, description = "What time it is in there", body = ClockBody),
        (status = 404, description = "The server runs on the system's clock"))
)]
pub async fn get(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    require_virtual(&state)?;
    Ok(answer(&state))
}

/// Moves the clock forward, by an hour at most, and runs one heartbeat: tick, webhooks.
#[utoipa::path(
    post, path = "/api/v1/clock", tag = "Replays", security(("admin" = [])),
    request_body(content = ClockBody),
    responses((status = 200, description = "What time it is now", body = ClockBody))
)]
pub async fn set(state: web::Data<State>, request: HttpRequest, body: web::Payload) -> Result<HttpResponse, Problem> {
    require_virtual(&state)?;
    super::require_admin(&state, &request)?;
    if is_compressed(request.headers()) {
        return Err(Problem::UnsupportedMediaType("Send the body uncompressed.".to_owned()));
    }
    let body = read_body(body, BODY_BYTES_MAX).await?;
    let wanted: ClockBody = serde_json::from_slice(&body)
        .map_err(|_error| Problem::BadRequest("Send {\"now\": EPOCH_SECONDS}.".to_owned()))?;
    let step = wanted.now.checked_sub(state.clock.now().0);
    if !step.is_some_and(|step| (0..=STEP_SECONDS_MAX).contains(&step)) {
        return Err(Problem::Conflict(format!(
            "The clock moves forward, by at most {STEP_SECONDS_MAX} seconds at a time."
        )));
    }
    state.clock.advance_to(Timestamp(wanted.now));
    (state.beat)().await.map_err(|error| {
        tracing::warn!(%error, "a heartbeat failed");
        Problem::Unavailable {
            detail: "The heartbeat failed; see the log.".to_owned(),
            retry_after_seconds: 1,
        }
    })?;
    Ok(answer(&state))
}

fn require_virtual(state: &State) -> Result<(), Problem> {
    if state.clock.is_virtual() {
        return Ok(());
    }
    Err(Problem::NotFound("This server runs on the system's clock.".to_owned()))
}

fn answer(state: &State) -> HttpResponse {
    let body = ClockBody {
        now: state.clock.now().0,
    };
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(body)
}
