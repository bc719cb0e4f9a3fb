//! One POST to one receiver, by a client that goes nowhere it may not go and waits for nobody.

use std::error::Error;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, Response, redirect};

use super::address::{parse_target, refused};
use super::signature::{SigningSecret, sign};
use super::{PublishError, install_crypto};
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::{Delivery, Endpoint, Outcome};

/// How much of an answer's body is read, so that a decent receiver is not cut off in the middle; nobody looks at it.
const ANSWER_BYTES_MAX: usize = 64 * 1_024;

/// Looks up the addresses of a name.
pub type Lookup = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>> + Send + Sync>;

/// How webhooks are sent.
#[derive(Clone)]
pub struct WebhookOptions {
    /// Private networks that webhooks may reach all the same (`GROUNDSWELL_WEBHOOK_ALLOW`).
    pub allow: Vec<IpNet>,
    /// For name, connection and TLS; a receiver that needs longer is down.
    pub connect_timeout: Duration,
    /// For the whole exchange. The convention recommends 15 to 30 s; the lease of an attempt (20 s) must be longer.
    pub total_timeout: Duration,
    /// Endpoints that are talked to at the same time; each has one connection at most.
    pub concurrency: usize,
    /// Resolves names; the system's resolver, unless a test brings its own.
    pub lookup: Lookup,
}

impl Default for WebhookOptions {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(15),
            concurrency: 16,
            lookup: Arc::new(|host| {
                Box::pin(async move {
                    let found = tokio::net::lookup_host((host, 0)).await?;
                    Ok(found.map(|address| address.ip()).collect())
                })
            }),
        }
    }
}

/// The client. Each message gets a connection of its own, to an address that was checked for this very message.
#[derive(Debug, Clone)]
pub struct Sender {
    client: Client,
    allow: Arc<[IpNet]>,
    total_timeout: Duration,
}

impl Sender {
    /// Makes the client.
    ///
    /// # Errors
    /// [`PublishError::Client`] when TLS cannot be set up, for example for want of CA certificates.
    pub fn new(options: &WebhookOptions) -> Result<Self, PublishError> {
        install_crypto();
        let allow: Arc<[IpNet]> = options.allow.clone().into();
        let resolver = CheckedResolver {
            allow: allow.clone(),
            lookup: options.lookup.clone(),
        };
        let client = Client::builder()
            .user_agent(concat!("groundswell/", env!("CARGO_PKG_VERSION")))
            // A redirect would lead past the check of the address, and a proxy would resolve the name again.
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            // The outbox is what retries.
            .retry(reqwest::retry::never())
            .connect_timeout(options.connect_timeout)
            .timeout(options.total_timeout)
            .pool_max_idle_per_host(0)
            .http1_only()
            .dns_resolver(resolver)
            .build()
            .map_err(PublishError::Client)?;
        Ok(Self {
            client,
            allow,
            total_timeout: options.total_timeout,
        })
    }

    /// Networks that are allowed although they are private.
    #[must_use]
    pub fn allow(&self) -> &[IpNet] {
        &self.allow
    }

    /// Sends a message, once; signs it unless it is for a chat.
    pub async fn send(&self, endpoint: &Endpoint, delivery: &Delivery, now: Timestamp) -> Outcome {
        let url = match parse_target(&endpoint.url, &self.allow) {
            Ok(url) => url,
            Err(error) => return no_answer(error.to_string()),
        };
        let mut request = self.client.post(url).header(CONTENT_TYPE, "application/json");
        if endpoint.format.is_signed() {
            let signature = match signature(endpoint, delivery, now) {
                Ok(signature) => signature,
                Err(reason) => return no_answer(reason),
            };
            request = request
                .header("webhook-id", &delivery.message_id)
                .header("webhook-timestamp", now.0)
                .header("webhook-signature", signature);
        }
        let answer = request.body(delivery.body.clone()).send().await;
        match answer {
            Ok(response) => {
                let outcome = Outcome::Answered {
                    status: response.status().as_u16(),
                    retry_after_seconds: retry_after_seconds(response.headers(), now),
                };
                drain(response).await;
                outcome
            }
            Err(error) => no_answer(self.reason(&error)),
        }
    }

    /// Why there was no answer, without the URL, which may hold a token.
    fn reason(&self, error: &reqwest::Error) -> String {
        if let Some(failure) = cause::<NameFailure>(error) {
            return failure.to_string();
        }
        if error.is_timeout() {
            return format!("no answer within {} s", self.total_timeout.as_secs_f32());
        }
        match cause::<io::Error>(error) {
            Some(io) if error.is_connect() => format!("no connection: {io}"),
            _ if error.is_connect() => "no connection: TLS failed".to_owned(),
            Some(io) => format!("the connection broke: {io}"),
            None => "the answer is not HTTP".to_owned(),
        }
    }
}

/// The `webhook-signature` header, or why there can be none.
fn signature(endpoint: &Endpoint, delivery: &Delivery, now: Timestamp) -> Result<String, String> {
    let secrets: Vec<SigningSecret> = endpoint
        .signing_secrets(now)
        .iter()
        .map(|secret| SigningSecret::parse(secret).map_err(|error| error.to_string()))
        .collect::<Result<_, _>>()?;
    if secrets.is_empty() {
        return Err("the endpoint has no signing secret".to_owned());
    }
    Ok(sign(&secrets, &delivery.message_id, now, &delivery.body))
}

fn no_answer(reason: impl Into<String>) -> Outcome {
    Outcome::NoAnswer { reason: reason.into() }
}

/// The first cause of that type.
fn cause<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = error.source();
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// Reads a bounded part of the body and drops it. The status has decided already, so a body that breaks off or never
/// ends changes nothing; the client's time-out ends the wait.
async fn drain(mut response: Response) {
    let mut read = 0;
    while read < ANSWER_BYTES_MAX {
        match response.chunk().await {
            Ok(Some(chunk)) => read += chunk.len(),
            Ok(None) | Err(_) => return,
        }
    }
}

/// `Retry-After` as seconds from now; it may be a number of seconds or a date (RFC 9110, section 10.2.3).
fn retry_after_seconds(headers: &HeaderMap, now: Timestamp) -> Option<i64> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(i64::try_from(seconds).unwrap_or(i64::MAX));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(date.as_second() - now.0)
}

/// Why a name leads nowhere.
#[derive(Debug, thiserror::Error)]
enum NameFailure {
    #[error("the host's name cannot be resolved: {0}")]
    Lookup(io::Error),
    #[error("the host's name has no address")]
    Empty,
    #[error("the host's name leads to an address that is not on the public internet (see GROUNDSWELL_WEBHOOK_ALLOW)")]
    Refused,
}

/// Resolves a name once, and lets only addresses through that were checked: the connection is made to these, so a second
/// answer of the name server (DNS rebinding) is never asked for. One refused address spoils the name.
struct CheckedResolver {
    allow: Arc<[IpNet]>,
    lookup: Lookup,
}

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow = self.allow.clone();
        let found = (self.lookup)(name.as_str().to_owned());
        Box::pin(async move {
            let addresses = found.await.map_err(NameFailure::Lookup)?;
            if addresses.is_empty() {
                return Err(NameFailure::Empty.into());
            }
            if addresses.iter().any(|&ip| refused(ip, &allow)) {
                return Err(NameFailure::Refused.into());
            }
            // Port 0 stands for the port of the URL.
            let addresses: Addrs = Box::new(addresses.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_forms_of_retry_after() {
        let now = Timestamp(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, text.parse().unwrap());
            retry_after_seconds(&headers, now)
        };
        assert_eq!(read("120"), Some(120));
        assert_eq!(read(" 0 "), Some(0));
        assert_eq!(read("18446744073709551615"), Some(i64::MAX));
        assert_eq!(read("Sun, 06 Nov 1994 08:50:37 GMT"), Some(60));
        assert_eq!(read("soon"), None);
        assert_eq!(read("-1"), None);
        assert_eq!(retry_after_seconds(&HeaderMap::new(), now), None);
    }
}
