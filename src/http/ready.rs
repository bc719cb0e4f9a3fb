//! Answers that are ready. While something is broken most people ask for the same few pages, so each is kept with its
//! headers, as it was given to somebody of the same language and encoding, and given again before routes are looked at.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use actix_http::{Request, RequestHead, Response};
use actix_service::{IntoServiceFactory, Service, ServiceFactory, apply_fn_factory};
use actix_web::HttpMessage;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{self, Bytes};
use futures::future::Either;

use super::State;
use super::arrival;
use super::cache::{self, Encoding};
use super::door::visit;
use super::language::Tongue;

/// Addresses that are kept: every service in every language, twice over. Links pick up marks of all kinds, so all are
/// dropped when there are more.
const ADDRESSES_MAX: usize = 2_048;

/// A longer address is that of nobody who is in a hurry.
const ADDRESS_LENGTH_MAX: usize = 200;

/// Askers of one address who differ: more than all languages in all encodings are not to be found in a crowd.
const ASKERS_MAX: usize = 32;

/// Answers by address and asker, as long as nothing that is public changes.
#[derive(Default)]
pub struct Answers(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    /// The state of the hub that all of them belong to.
    generation: u64,
    by_address: HashMap<String, Vec<Ready>>,
}

/// What of a request decides about the answer, besides its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asker {
    tongue: Tongue,
    encoding: Encoding,
}

/// The answers of one address to one kind of asker.
struct Ready {
    asker: Asker,
    etag: HeaderValue,
    /// To who does not have it yet.
    whole: Option<Arc<Answer>>,
    /// To who does.
    unchanged: Option<Arc<Answer>>,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// The mark of a request whose answer follows from its address, the languages and encodings that it takes, and what is
/// public.
struct MayBeKept {
    generation: u64,
}

/// Says that the answer to this request may be kept. `generation` is that of the hub before the answer was begun.
pub fn may_be_kept(request: &impl HttpMessage, generation: u64) {
    request.extensions_mut().insert(MayBeKept { generation });
}

/// Keeps an answer that is complete, if it may be.
pub fn keep(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let mark = response.request().extensions_mut().remove::<MayBeKept>();
    let state = response.request().app_data::<web::Data<State>>().cloned();
    let (Some(MayBeKept { generation }), Some(state)) = (mark, state) else {
        return response;
    };
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let body = match body.try_into_bytes() {
        Ok(bytes) => {
            let answer = Answer {
                status: response.status(),
                headers: response.headers().clone(),
                body: bytes.clone(),
            };
            state.ready.keep(request.head(), generation, answer);
            BoxBody::new(bytes)
        }
        Err(body) => body,
    };
    ServiceResponse::new(request, response.set_body(body))
}

/// An app that is asked only when no answer is ready.
pub fn before<I, S, E>(
    app: I,
    state: web::Data<State>,
) -> impl ServiceFactory<
    Request,
    Config = S::Config,
    Response = Response<BoxBody>,
    Error = E,
    InitError = S::InitError,
    Service = impl Service<Request, Response = Response<BoxBody>, Error = E, Future: 'static>,
>
where
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Response = ServiceResponse<BoxBody>, Error = E> + 'static,
    <S::Service as Service<Request>>::Future: 'static,
    E: 'static,
{
    apply_fn_factory(app, move |request: Request, app: &S::Service| {
        arrival::note(&state, &request);
        let answer = state.ready.find(request.head(), state.hub.generation());
        if let Some(answer) = answer.filter(|_| visit::in_passing(&request)) {
            return Either::Left(std::future::ready(Ok(answer.response())));
        }
        let asked = app.call(request);
        Either::Right(async move { asked.await.map(Response::from) })
    })
}

impl Answers {
    fn find(&self, head: &RequestHead, generation: u64) -> Option<Arc<Answer>> {
        if head.method != Method::GET {
            return None;
        }
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation {
            return None;
        }
        let of_address = kept.by_address.get(address(head)?)?;
        let asker = Asker::of(head.headers());
        let ready = of_address.iter().find(|ready| ready.asker == asker)?;
        let known = head.headers().get(header::IF_NONE_MATCH);
        let is_known = known.is_some_and(|known| cache::holds(known, &ready.etag));
        let answer = if is_known { &ready.unchanged } else { &ready.whole };
        answer.clone()
    }

    fn keep(&self, head: &RequestHead, generation: u64, answer: Answer) {
        let (Some(address), Some(etag)) = (address(head), answer.headers.get(header::ETAG).cloned()) else {
            return;
        };
        if head.method != Method::GET {
            return;
        }
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation || kept.by_address.len() >= ADDRESSES_MAX {
            kept.by_address.clear();
            kept.generation = generation;
        }
        let of_address = kept.by_address.entry(address.to_owned()).or_default();
        let asker = Asker::of(head.headers());
        let known = of_address.iter().position(|ready| ready.asker == asker);
        // An answer that was begun before something changed, and ended after it, has another tag.
        if let Some(known) = known.filter(|&known| of_address[known].etag != etag) {
            of_address.swap_remove(known);
        }
        let known = known.filter(|&known| of_address.get(known).is_some_and(|ready| ready.asker == asker));
        let place = known.unwrap_or_else(|| {
            of_address.truncate(ASKERS_MAX - 1);
            of_address.push(Ready {
                asker,
                etag,
                whole: None,
                unchanged: None,
            });
            of_address.len() - 1
        });
        let ready = &mut of_address[place];
        match answer.status {
            StatusCode::OK => ready.whole = Some(Arc::new(answer)),
            StatusCode::NOT_MODIFIED => ready.unchanged = Some(Arc::new(answer)),
            _ => {}
        }
    }
}

impl Asker {
    fn of(headers: &HeaderMap) -> Self {
        Self {
            tongue: Tongue::of(headers),
            encoding: Encoding::of(headers),
        }
    }
}

impl Answer {
    fn response(&self) -> Response<BoxBody> {
        let mut response = Response::with_body(self.status, BoxBody::new(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}

fn address(head: &RequestHead) -> Option<&str> {
    let address = head.uri.path_and_query()?.as_str();
    (address.len() <= ADDRESS_LENGTH_MAX).then_some(address)
}

#[cfg(test)]
mod tests {
    use actix_http::test::TestRequest;

    use super::*;

    fn request(address: &str, headers: &[(&'static str, &str)]) -> Request {
        let mut request = TestRequest::with_uri(address);
        for (name, value) in headers {
            request.insert_header((*name, *value));
        }
        request.finish()
    }

    fn answer(status: StatusCode, etag: &'static str) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(header::ETAG, HeaderValue::from_static(etag));
        Answer {
            status,
            headers,
            body: Bytes::from_static(b"page"),
        }
    }

    #[test]
    fn an_answer_is_for_the_same_address_language_and_encoding_until_something_changes() {
        let answers = Answers::default();
        let german = request("/a?b", &[("accept-language", "de"), ("accept-encoding", "br")]);
        answers.keep(german.head(), 7, answer(StatusCode::OK, "\"1\""));
        let is_found = |request: &Request, generation| answers.find(request.head(), generation).is_some();
        assert!(is_found(&german, 7));
        assert!(!is_found(&german, 8));
        let others: [(&str, &[(&str, &str)]); 4] = [
            ("/a?c", &[("accept-language", "de"), ("accept-encoding", "br")]),
            ("/a?b", &[("accept-language", "fr"), ("accept-encoding", "br")]),
            ("/a?b", &[("accept-language", "de"), ("accept-encoding", "gzip")]),
            (
                "/a?b",
                &[
                    ("cookie", "groundswell-lang=ja"),
                    ("accept-language", "de"),
                    ("accept-encoding", "br"),
                ],
            ),
        ];
        for (address, headers) in others {
            assert!(!is_found(&request(address, headers), 7), "{address} {headers:?}");
        }
        answers.keep(german.head(), 8, answer(StatusCode::OK, "\"2\""));
        assert!(!is_found(&german, 7) && is_found(&german, 8));
    }

    #[test]
    fn whoever_has_it_is_told_so_and_nobody_else() {
        let answers = Answers::default();
        let with_tag = |tag: &str| request("/", &[("if-none-match", tag)]);
        answers.keep(with_tag("\"1\"").head(), 1, answer(StatusCode::NOT_MODIFIED, "\"1\""));
        let status = |tag: &str| answers.find(with_tag(tag).head(), 1).map(|answer| answer.status);
        assert_eq!(status("\"1\""), Some(StatusCode::NOT_MODIFIED));
        assert_eq!(status("\"0\""), None, "the whole page is not known yet");
        answers.keep(with_tag("\"0\"").head(), 1, answer(StatusCode::OK, "\"1\""));
        assert_eq!(status("\"0\""), Some(StatusCode::OK));
        assert_eq!(status("\"1\""), Some(StatusCode::NOT_MODIFIED));
        // What was made from something newer takes the place of both.
        answers.keep(with_tag("\"0\"").head(), 1, answer(StatusCode::OK, "\"2\""));
        assert_eq!(status("\"1\""), Some(StatusCode::OK));
    }

    #[test]
    fn memory_is_bounded() {
        let answers = Answers::default();
        for number in 0..3 * ADDRESSES_MAX {
            let made_up = request(&format!("/?{number}"), &[]);
            answers.keep(made_up.head(), 1, answer(StatusCode::OK, "\"1\""));
        }
        let long = request(&format!("/?{}", "x".repeat(ADDRESS_LENGTH_MAX)), &[]);
        answers.keep(long.head(), 1, answer(StatusCode::OK, "\"1\""));
        assert!(answers.find(long.head(), 1).is_none());
        assert!(answers.0.read().unwrap().by_address.len() <= ADDRESSES_MAX);
    }
}
