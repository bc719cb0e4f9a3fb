//! One POST to one receiver, by a client that goes nowhere it may not go and waits for nobody.

use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response, redirect};

use super::PublishError;
use super::signature::{SigningSecret, sign};
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::{Delivery, Endpoint, Outcome};
use crate::outbound::address::parse_target;
use crate::outbound::resolver::{CheckedResolver, Lookup, system_lookup};
use crate::outbound::{install_crypto, retry_after_seconds, why_no_answer};

/// How much of an answer's body is read, so that a decent receiver is not cut off in the middle; nobody looks at it.
const ANSWER_BYTES_MAX: usize = 64 * 1_024;

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
            lookup: system_lookup(),
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
        let resolver = CheckedResolver::new(allow.clone(), options.lookup.clone());
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
            Err(error) => no_answer(why_no_answer(&error, self.total_timeout)),
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
