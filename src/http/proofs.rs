//! Proof of work over HTTP: posed with a receipt, and taken back.

use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use utoipa::ToSchema;

use super::State;
use super::problem::Problem;
use super::reports::{BODY_BYTES_MAX, Visitor, require_media_type, taken};
use crate::domain::allowance::Suspicion;
use crate::domain::bucket::Timestamp;
use crate::domain::report::{Kind, Report};
use crate::pipeline::intake::Desk;
use crate::pipeline::proof::{Challenge, Claim, Payload, Unproved};

/// Counts what became of challenges.
const CHALLENGES: &str = "groundswell_challenges_total";

/// A challenge in an address; one has about 900 characters.
const ADDRESS_CHARACTERS_MAX: usize = 2_048;

/// A proof that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Proved {
    /// The report is evidence now.
    counted: bool,
}

/// A challenge for a report that was counted as discounted.
pub fn pose(state: &State, visitor: &Visitor, report: &Report, suspicion: Suspicion) -> Challenge {
    metrics::counter!(CHALLENGES, "outcome" => "posed", "why" => suspicion.as_str()).increment(1);
    let claim = Claim {
        at: report.at.0,
        region: report.region,
        service: report.service.clone(),
        symptom: report.symptom.clone(),
    };
    Challenge::pose(
        claim,
        &state.keys.secrets(&report.service, visitor.address, visitor.now),
    )
}

/// A challenge as it stands in the address of the page that answers a form.
pub fn in_address(challenge: &Challenge) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(challenge).unwrap_or_default())
}

/// What stands there, if it can be a challenge: it is handed to the page's script as it is.
pub fn from_address(text: &str) -> Option<&str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (text.len() <= ADDRESS_CHARACTERS_MAX && text.bytes().all(is_plain)).then_some(text)
}

/// A solution: 202 once the report that it is about is evidence.
///
/// # Errors
/// 400 when it proves nothing, 409 when it has proved it already.
#[utoipa::path(
    post, path = "/api/v1/proofs", tag = "Reports",
    request_body(content = Object, description = "`challenge` as it came with the receipt, and `solution` with `counter` and `derivedKey`"),
    responses((status = 202, description = "The report counts in full", body = inline(Proved)),
        (status = 404, description = "No such service"), (status = 409, description = "It was proved before"))
)]
pub async fn post(
    state: web::Data<State>,
    desk: web::Data<Desk>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let visitor = Visitor::of(&state, &request)?;
    require_media_type(request.headers(), "application/json")?;
    let body = super::read_body(body, BODY_BYTES_MAX).await?;
    let payload: Payload = serde_json::from_slice(&body).map_err(|_error| {
        Problem::BadRequest(
            "Send {\"challenge\": …, \"solution\": {\"counter\": …, \"derivedKey\": …}}, the challenge as it came."
                .to_owned(),
        )
    })?;
    let service = state.service(payload.challenge.service().as_str())?;
    let secrets = state.keys.secrets(&service.slug, visitor.address, visitor.now);
    let claim = payload.prove(&secrets, visitor.now).map_err(|unproved: Unproved| {
        metrics::counter!(CHALLENGES, "outcome" => unproved.as_str()).increment(1);
        Problem::BadRequest(format!(
            "This proves nothing: {unproved}. The report stays counted as discounted."
        ))
    })?;
    let keys = state.keys.of(&service.slug, visitor.address, visitor.now);
    let proof = Report {
        service: claim.service,
        kind: Kind::Proof,
        symptom: claim.symptom,
        at: Timestamp(claim.at),
        region: claim.region,
        network: visitor.place.network,
        reporter: keys.today,
        reporter_yesterday: keys.yesterday,
        discounted: false,
        referrer: visitor.referrer,
    };
    let is_new = desk.submit(proof).await?.receipt.counted;
    let outcome = if is_new { "solved" } else { "replayed" };
    metrics::counter!(CHALLENGES, "outcome" => outcome).increment(1);
    if !is_new {
        return Err(Problem::Conflict(
            "This solution was used before; it counts once.".to_owned(),
        ));
    }
    Ok(taken(&Proved { counted: true }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_hands_the_script_nothing_else() {
        assert_eq!(from_address("eyJhIjoxfQ"), Some("eyJhIjoxfQ"));
        for text in ["\"><script>", "a b", "a=", "ä", &"a".repeat(ADDRESS_CHARACTERS_MAX + 1)] {
            assert_eq!(from_address(text), None);
        }
    }
}
