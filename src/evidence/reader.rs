//! One GET of one status page, by a client that goes nowhere it may not go.

use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use reqwest::header::{
    ACCEPT, ETAG, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
};
use reqwest::{Client, Response, StatusCode, Url, redirect};

use crate::domain::bucket::Timestamp;
use crate::outbound::address::{InvalidTarget, is_allowed, parse_target};
use crate::outbound::resolver::{CheckedResolver, Lookup, system_lookup};
use crate::outbound::{install_crypto, retry_after_seconds, why_no_answer};

/// Longest answer that is read: the longest summary that we know, of a page with hundreds of components, has a third of it.
pub const BODY_BYTES_MAX: usize = 1_024 * 1_024;

/// Redirects that are followed, each to an address that is checked: pages move to another host and to a slash at the end.
const REDIRECTS_MAX: usize = 3;

/// Longest validator that is kept and sent back.
const VALIDATOR_BYTES_MAX: usize = 512;

/// How status pages are read.
#[derive(Clone)]
pub struct ReaderOptions {
    /// Private networks that may be reached all the same, and without TLS (`GROUNDSWELL_WEBHOOK_ALLOW`).
    pub allow: Vec<IpNet>,
    /// The site's address, so that a vendor knows who asks.
    pub public_url: String,
    /// For the whole exchange, redirects included: a page that needs longer is of no use.
    pub total_timeout: Duration,
    /// Resolves names; the system's resolver, unless a test brings its own.
    pub lookup: Lookup,
}

impl Default for ReaderOptions {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            public_url: String::new(),
            total_timeout: Duration::from_secs(10),
            lookup: system_lookup(),
        }
    }
}

/// What a vendor said of its answer, so that it need not be sent again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    etag: Option<HeaderValue>,
    modified: Option<HeaderValue>,
}

/// What came of a reading.
#[derive(Debug)]
pub enum Answer {
    /// A page.
    Page {
        /// Its bytes, at most [`BODY_BYTES_MAX`].
        body: Vec<u8>,
        /// To ask with the next time.
        validators: Validators,
    },
    /// It is as it was.
    Unchanged,
}

/// Why there is no page.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The address is one that nothing is read from.
    #[error("{0}")]
    Refused(String),
    /// Nobody answers, or not as HTTP wants.
    #[error("{0}")]
    Unreachable(String),
    /// The answer is none of a page.
    #[error("the answer has status {status}")]
    Status {
        /// Its status.
        status: u16,
        /// When to come back, if it says so.
        retry_after_seconds: Option<i64>,
    },
    /// The page is too long.
    #[error("the page has more than {BODY_BYTES_MAX} bytes")]
    TooLong,
}

/// The client. Each reading gets a connection of its own, to an address that was checked for it.
#[derive(Debug, Clone)]
pub struct Reader {
    client: Client,
    allow: Arc<[IpNet]>,
    total_timeout: Duration,
}

impl Reader {
    /// Makes the client.
    ///
    /// # Errors
    /// When TLS cannot be set up, for example for want of CA certificates.
    pub fn new(options: &ReaderOptions) -> Result<Self, reqwest::Error> {
        install_crypto();
        let allow: Arc<[IpNet]> = options.allow.clone().into();
        let resolver = CheckedResolver::new(allow.clone(), options.lookup.clone());
        let client = Client::builder()
            .user_agent(format!(
                "Groundswell/{} (+{})",
                env!("CARGO_PKG_VERSION"),
                options.public_url
            ))
            // They are followed here, where each address is checked first; a proxy would resolve the name again.
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .retry(reqwest::retry::never())
            .connect_timeout(options.total_timeout / 2)
            .timeout(options.total_timeout)
            // A page is read every two minutes, and a connection that waits so long is closed by the other side.
            .pool_max_idle_per_host(0)
            .dns_resolver(resolver)
            .build()?;
        Ok(Self {
            client,
            allow,
            total_timeout: options.total_timeout,
        })
    }

    /// Reads a page, unless it is as it was.
    ///
    /// # Errors
    /// [`Failure`] says what is in the way, without the rest of the URL.
    pub async fn read(&self, url: &str, known: &Validators, now: Timestamp) -> Result<Answer, Failure> {
        let exchange = self.follow(url, known, now);
        match tokio::time::timeout(self.total_timeout, exchange).await {
            Ok(answer) => answer,
            Err(_elapsed) => Err(Failure::Unreachable(format!(
                "no answer within {} s",
                self.total_timeout.as_secs_f32()
            ))),
        }
    }

    async fn follow(&self, url: &str, known: &Validators, now: Timestamp) -> Result<Answer, Failure> {
        let mut url = self.checked(url)?;
        for _ in 0..=REDIRECTS_MAX {
            let request = self.client.get(url.clone()).headers(known.headers());
            let response = request.send().await.map_err(|error| self.unreachable(&error))?;
            let Some(next) = redirected(&response, &url) else {
                return self.take(response, now).await;
            };
            url = self.checked(&next)?;
        }
        Err(Failure::Unreachable(format!(
            "it redirects more than {REDIRECTS_MAX} times"
        )))
    }

    /// Only HTTPS tells who answers; without it, nothing but what the operator allowed by its network.
    fn checked(&self, url: &str) -> Result<Url, Failure> {
        let refused = |error: InvalidTarget| Failure::Refused(error.to_string());
        let url = parse_target(url, &self.allow).map_err(refused)?;
        if url.scheme() != "https" && !is_allowed(&url, &self.allow) {
            return Err(Failure::Refused("the URL must begin with https://".to_owned()));
        }
        Ok(url)
    }

    async fn take(&self, response: Response, now: Timestamp) -> Result<Answer, Failure> {
        match response.status() {
            StatusCode::NOT_MODIFIED => Ok(Answer::Unchanged),
            StatusCode::OK => {
                let validators = Validators::of(response.headers());
                let body = self.body(response).await?;
                Ok(Answer::Page { body, validators })
            }
            status => Err(Failure::Status {
                status: status.as_u16(),
                retry_after_seconds: retry_after_seconds(response.headers(), now),
            }),
        }
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.unreachable(&error))? {
            if body.len() + chunk.len() > BODY_BYTES_MAX {
                return Err(Failure::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn unreachable(&self, error: &reqwest::Error) -> Failure {
        Failure::Unreachable(why_no_answer(error, self.total_timeout))
    }
}

fn redirected(response: &Response, from: &Url) -> Option<String> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(LOCATION).filter(|_| is_redirect)?;
    let next = from.join(location.to_str().ok()?).ok()?;
    Some(next.into())
}

impl Validators {
    fn of(headers: &HeaderMap) -> Self {
        let kept = |name| {
            headers
                .get(name)
                .filter(|value| value.len() <= VALIDATOR_BYTES_MAX)
                .cloned()
        };
        Self {
            etag: kept(ETAG),
            modified: kept(LAST_MODIFIED),
        }
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let kinds = "application/json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1";
        headers.insert(ACCEPT, HeaderValue::from_static(kinds));
        headers.extend(self.etag.clone().map(|etag| (IF_NONE_MATCH, etag)));
        headers.extend(self.modified.clone().map(|modified| (IF_MODIFIED_SINCE, modified)));
        headers
    }
}
