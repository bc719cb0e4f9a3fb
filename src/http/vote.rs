//! Confirm and deny: the links in alerts. Chats and mail scanners follow links by themselves, so a link only leads to a
//! page that asks; the button on it, or a program's POST, is the vote.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::DefaultHeaders;
use actix_web::{HttpRequest, HttpResponse, guard, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::allowance;
use super::answers::VoteCounts;
use super::language::Reader;
use super::openapi::words::{AnswerWord, IncidentName, Slug};
use super::problem::Problem;
use super::{State, accepts_pages, api, method_not_allowed, read_body};
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::service::Service;
use crate::domain::vote::{Answer, Vote, Votes};
use crate::publish::vote::{BadLink, Ballot};
use crate::render::locale::Locale;
use crate::render::views::VoteView;

/// Everything is in the address; browsers send an empty form.
const BODY_BYTES_MAX: usize = 1_024;

/// Counts of votes on pages may be this old: no crowd votes, but a crowd looks.
const FRESH_SECONDS: i64 = 10;

/// A page does not wait longer for the counts; the last known ones are shown then.
const READ_TIMEOUT: Duration = Duration::from_millis(500);

/// Incidents whose counts are kept. More are only looked at by crawlers; it then begins anew.
const POLLS_MAX: usize = 4_096;

/// Mounts the page and the vote. Nothing on the way may keep the address, or tell it to anybody.
pub fn configure(config: &mut web::ServiceConfig) {
    let is_read = guard::Any(guard::Get()).or(guard::Head());
    let private = DefaultHeaders::new()
        .add((header::CACHE_CONTROL, "no-store"))
        .add((header::REFERRER_POLICY, "no-referrer"))
        .add(("x-robots-tag", "noindex"));
    config.service(
        web::resource("/services/{slug}/incidents/{id}/vote")
            .wrap(private)
            .route(web::route().guard(is_read).to(page))
            .route(web::post().to(vote))
            .default_service(method_not_allowed("GET, HEAD, POST")),
    );
}

/// Counts of votes by incident, as they were read a moment ago.
#[derive(Default)]
pub struct Polls(Mutex<HashMap<IncidentId, Poll>>);

struct Poll {
    votes: Votes,
    /// When the store was last asked, whatever came of it.
    asked_at: Timestamp,
}

impl Polls {
    /// What is known well enough. Otherwise the caller is the one who asks the store; whoever comes meanwhile gets what
    /// was known before.
    fn known(&self, incident: &IncidentId, now: Timestamp) -> Result<Votes, Votes> {
        let mut polls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(poll) = polls.get_mut(incident) {
            if now.0 - poll.asked_at.0 < FRESH_SECONDS {
                return Ok(poll.votes);
            }
            poll.asked_at = now;
            return Err(poll.votes);
        }
        put(&mut polls, incident, Votes::default(), now);
        Err(Votes::default())
    }

    fn note(&self, incident: &IncidentId, votes: Votes, now: Timestamp) {
        let mut polls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        put(&mut polls, incident, votes, now);
    }
}

fn put(polls: &mut HashMap<IncidentId, Poll>, incident: &IncidentId, votes: Votes, asked_at: Timestamp) {
    if polls.len() >= POLLS_MAX && !polls.contains_key(incident) {
        polls.clear();
    }
    polls.insert(incident.clone(), Poll { votes, asked_at });
}

/// How many alerted teams confirm and deny an incident, some seconds ago at most unless the store is away.
pub async fn counts(state: &State, incident: &Incident) -> Votes {
    let now = state.clock.now();
    let before = match state.polls.known(&incident.id, now) {
        Ok(votes) => return votes,
        Err(before) => before,
    };
    let read = state.store.votes(&incident.service, &incident.id);
    match tokio::time::timeout(READ_TIMEOUT, read).await {
        Ok(Ok(votes)) => {
            let votes = Votes::of(&votes);
            state.polls.note(&incident.id, votes, now);
            votes
        }
        Ok(Err(error)) => {
            tracing::debug!(%error, "votes cannot be read; the last known ones are shown");
            before
        }
        Err(_late) => before,
    }
}

/// The parameters of a link. All may be missing: then it is none of ours.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LinkQuery {
    /// `confirm` or `deny`.
    #[param(value_type = String, required = true, example = "confirm")]
    answer: Option<String>,
    /// The webhook that got the alert.
    #[param(value_type = String, required = true, example = "ep_0123456789abcdef")]
    by: Option<String>,
    /// Until when the link is good, in seconds since 1970.
    #[param(value_type = String, required = true, example = "1744892460")]
    until: Option<String>,
    /// The signature.
    #[param(value_type = String, required = true)]
    sig: Option<String>,
}

/// What became of a vote.
#[derive(Serialize, ToSchema)]
pub(super) struct VoteReceipt<'a> {
    #[schema(value_type = IncidentName)]
    incident: &'a IncidentId,
    #[schema(value_type = AnswerWord)]
    answer: &'a str,
    votes: VoteCounts,
}

/// Why nobody may vote by a link.
#[derive(Debug, Clone, Copy)]
enum Refusal {
    Link(BadLink),
    /// The operator has removed the endpoint that got it.
    Removed,
}

impl Refusal {
    fn key(self) -> &'static str {
        match self {
            Self::Link(BadLink::Forged) => "vote-refused-forged",
            Self::Link(BadLink::Expired) => "vote-refused-expired",
            Self::Removed => "vote-refused-removed",
        }
    }
}

/// A link that is good.
struct Good {
    service: Arc<Service>,
    incident: Arc<Incident>,
    endpoint: String,
    answer: Answer,
    /// The parameters of the link, written anew.
    query: String,
}

/// What a link comes to. The signature is checked first: who has none makes nobody look anything up.
async fn check(state: &State, slug: &str, id: &str, link: &LinkQuery) -> Result<Result<Good, Refusal>, Problem> {
    let forged = Ok(Err(Refusal::Link(BadLink::Forged)));
    let answer = link.answer.as_deref().and_then(Answer::parse);
    let until = link.until.as_deref().and_then(|until| until.parse().ok());
    let (Some(answer), Some(endpoint), Some(until), Some(signature)) = (answer, &link.by, until, &link.sig) else {
        return forged;
    };
    let id = IncidentId(id.to_owned());
    let ballot = Ballot {
        incident: &id,
        endpoint,
        answer,
        until: Timestamp(until),
    };
    if let Err(bad) = state.vote_key.verify(&ballot, signature, state.clock.now()) {
        return Ok(Err(Refusal::Link(bad)));
    }
    let service = state.service(slug)?;
    let incident = api::find_incident(state, id.as_str()).await?;
    if incident.service != service.slug {
        return forged;
    }
    let endpoints = state.store.endpoints().await?;
    if endpoints.iter().all(|known| known.id != *endpoint) {
        return Ok(Err(Refusal::Removed));
    }
    Ok(Ok(Good {
        service,
        incident,
        endpoint: endpoint.clone(),
        answer,
        query: state.vote_key.query(&ballot),
    }))
}

/// Asks whether it is meant: a page with a button. Following a link is no vote.
#[utoipa::path(
    get, path = "/services/{slug}/incidents/{id}/vote", tag = "Incidents",
    params(("slug" = Slug, Path, description = "The service"), ("id" = IncidentName, Path, description = "The incident"),
        LinkQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"),
        (status = 403, description = "The link was forged, has expired, or belongs to a webhook that is gone"))
)]
pub(super) async fn page(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    link: web::Query<LinkQuery>,
) -> Result<HttpResponse, Problem> {
    let good = match check(&state, &path.0, &path.1, &link).await? {
        Ok(good) => good,
        Err(refusal) => return refuse(&state, &request, refusal),
    };
    let reader = Reader::of(&request);
    let view = VoteView {
        service: &good.service,
        incident: &good.incident,
        answer: good.answer,
        query: &good.query,
        now: state.clock.now(),
        locale: reader.locale,
    };
    Ok(html(&state, reader, StatusCode::OK, state.renderer.vote(&view)?))
}

/// Takes the vote of an alerted team: 303 to the incident for a browser, JSON for a program. The address is that of the link
/// in the alert, as it stands there.
#[utoipa::path(
    post, path = "/services/{slug}/incidents/{id}/vote", tag = "Incidents",
    params(("slug" = Slug, Path, description = "The service"), ("id" = IncidentName, Path, description = "The incident"),
        LinkQuery),
    responses((status = 200, description = "It is stored", body = VoteReceipt),
        (status = 303, description = "It is stored; `Location` is the page of the incident"),
        (status = 403, description = "The link was forged, has expired, or belongs to a webhook that is gone"),
        (status = 413, description = "The body is larger than allowed"))
)]
pub(super) async fn vote(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    link: web::Query<LinkQuery>,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    allowance::write(&state, allowance::address(&state, &request), state.clock.now())?;
    read_body(body, BODY_BYTES_MAX).await?;
    let good = match check(&state, &path.0, &path.1, &link).await? {
        Ok(good) => good,
        Err(refusal) => return refuse(&state, &request, refusal),
    };
    let (incident, answer) = (&good.incident, good.answer.as_str());
    let now = state.clock.now();
    let vote = Vote {
        endpoint: good.endpoint,
        answer: good.answer,
        at: now,
    };
    state.store.vote(&incident.service, &incident.id, &vote).await?;
    tracing::info!(incident = %incident.id, endpoint = vote.endpoint, answer, "an alerted team has answered");
    let votes = Votes::of(&state.store.votes(&incident.service, &incident.id).await?);
    state.polls.note(&incident.id, votes, now);
    if !accepts_pages(request.headers()) {
        let body = VoteReceipt {
            incident: &incident.id,
            answer,
            votes: VoteCounts::of(votes),
        };
        return Ok(HttpResponse::Ok().json(body));
    }
    let (base, service, id) = (&state.base_path, &incident.service, &incident.id);
    let location = format!("{base}/services/{service}/incidents/{id}?voted={answer}");
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish())
}

/// 403 in a sentence that says what to do, in the reader's language where it is a page.
fn refuse(state: &State, request: &HttpRequest, refusal: Refusal) -> Result<HttpResponse, Problem> {
    if !accepts_pages(request.headers()) {
        return Err(Problem::Forbidden(Locale::En.word(refusal.key())));
    }
    let reader = Reader::of(request);
    let page = state.renderer.vote_refused(reader.locale, refusal.key())?;
    Ok(html(state, reader, StatusCode::FORBIDDEN, page))
}

fn html(state: &State, reader: Reader, status: StatusCode, page: String) -> HttpResponse {
    let mut response = HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(page);
    reader.label(state, &mut response);
    // A choice of language would let the browser keep it.
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_is_asked_by_one_and_now_and_then() {
        let (polls, id) = (Polls::default(), IncidentId("a".to_owned()));
        let at = |second| Timestamp(1_000 + second);
        let two = Votes {
            confirmed: 2,
            denied: 0,
        };
        assert_eq!(polls.known(&id, at(0)), Err(Votes::default()), "the first one asks");
        assert_eq!(polls.known(&id, at(0)), Ok(Votes::default()), "others do not wait");
        polls.note(&id, two, at(0));
        assert_eq!(polls.known(&id, at(FRESH_SECONDS - 1)), Ok(two));
        // Whatever comes of asking, a store that is away is not asked by everybody.
        assert_eq!(polls.known(&id, at(FRESH_SECONDS)), Err(two));
        assert_eq!(polls.known(&id, at(FRESH_SECONDS)), Ok(two));
    }

    #[test]
    fn crawlers_do_not_fill_the_memory() {
        let polls = Polls::default();
        for number in 0..2 * POLLS_MAX {
            let id = IncidentId(number.to_string());
            polls.note(&id, Votes::default(), Timestamp(0));
        }
        assert!(polls.0.lock().unwrap().len() <= POLLS_MAX);
    }
}
