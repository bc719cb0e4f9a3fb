//! Delivery of webhooks: takes what is due out of the outbox, sends it, and writes down what came of it.
//!
//! Each endpoint has a lane. A lane sends one message at a time, so the messages of an incident arrive in order; lanes
//! run beside each other, so a slow endpoint delays nobody else. Before each attempt the row is stored as attempted: if
//! the process dies, or the store refuses to write, nobody is sent the same message in a loop. That is also how two
//! processes that both think the row is theirs come to send it once: the second finds it taken.

mod lanes;

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use self::lanes::{Lanes, chains};
use super::sender::{Sender, WebhookOptions};
use super::{PublishError, payload};
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::{Delivery, DeliveryState, Endpoint, Outcome};
use crate::domain::service::ServiceSlug;
use crate::outbound::address;
use crate::pipeline::clock::Clock;
use crate::store::Store;

/// Due rows that one look at the outbox takes; the rest is seen at the next look, a second later.
const DUE_MAX: usize = 1_024;

/// Waiting rows, due or not, that one look takes to find out who waits for whom.
const WAITING_MAX: usize = 10_000;

/// Later than any row can be due: the longest wait is a day and its jitter.
const HORIZON_SECONDS: i64 = 3 * 86_400;

/// Messages that a lane sends before it ends and the next look decides again.
const LANE_MESSAGES_MAX: usize = 32;

/// How long an endpoint that is away or overloaded is left alone when it does not say. Short against the minute within
/// which news should arrive; long enough for live endpoints to come first when many are away.
const OVERLOAD_PAUSE_SECONDS: i64 = 10;

/// Rows of the log that are searched for a sign of life before an endpoint is disabled.
const SIGNS_OF_LIFE_MAX: usize = 200;

/// Answers the services whose messages are meant, which may change at any time.
pub type ServiceList = Arc<dyn Fn() -> Vec<ServiceSlug> + Send + Sync>;

/// The delivery worker. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Webhooks {
    store: Arc<dyn Store>,
    clock: Clock,
    sender: Sender,
    concurrency: usize,
}

/// How a lane goes on after an incident's messages.
enum Flow {
    /// With the next incident.
    On,
    /// Not before this time: the endpoint is away or overloaded.
    StopUntil(Timestamp),
    /// Never: the endpoint is disabled.
    Disabled,
}

impl Webhooks {
    /// Makes a worker that delivers what this store's outbox holds.
    ///
    /// # Errors
    /// [`PublishError::Client`] when the HTTP client cannot be made.
    pub fn new(store: Arc<dyn Store>, clock: Clock, options: &WebhookOptions) -> Result<Self, PublishError> {
        Ok(Self {
            store,
            clock,
            sender: Sender::new(options)?,
            concurrency: options.concurrency.max(1),
        })
    }

    /// The private networks that webhooks may reach.
    #[must_use]
    pub fn allow(&self) -> &[ipnet::IpNet] {
        self.sender.allow()
    }

    /// Delivers until cancelled, with a look at the outbox each second. Attempts under way are finished first: each ends
    /// by its own time-out. What is due besides is left to the next start, or to another process.
    pub async fn run(self: Arc<Self>, services: ServiceList, cancel: CancellationToken) {
        let mut lanes = Lanes::default();
        let mut is_failing = false;
        while !cancel.is_cancelled() {
            let now = self.clock.now();
            let started = self.start_lanes(&services(), now, &mut lanes, &cancel).await;
            report_change(&mut is_failing, started.err());
            let next_look = self.clock.sleep_until(Timestamp(now.0 + 1));
            tokio::pin!(next_look);
            loop {
                tokio::select! {
                    () = cancel.cancelled() => break,
                    () = &mut next_look => break,
                    Some(sent) = lanes.next() => report_change(&mut is_failing, sent.err()),
                }
            }
        }
        while lanes.next().await.is_some() {}
    }

    /// Sends everything that is due at this moment, and answers how many attempts were made.
    ///
    /// # Errors
    /// [`PublishError::Store`] when the outbox cannot be read or written. What was under way is finished all the same.
    pub async fn deliver_due(&self, services: &[ServiceSlug]) -> Result<usize, PublishError> {
        let now = self.clock.now();
        let (mut lanes, never) = (Lanes::default(), CancellationToken::new());
        let mut attempts = 0;
        loop {
            self.start_lanes(services, now, &mut lanes, &never).await?;
            let mut result = Ok(());
            match lanes.next().await {
                None => return Ok(attempts),
                Some(Ok(sent)) => attempts += sent,
                Some(Err(error)) => result = Err(error),
            }
            if result.is_err() {
                while lanes.next().await.is_some() {}
                result?;
            }
        }
    }

    /// Sends a test message at once, once, also to a disabled endpoint; answers its row, which the log shows too.
    ///
    /// # Errors
    /// [`PublishError::UnknownEndpoint`], [`PublishError::NoServices`], or the store's.
    pub async fn send_test(&self, endpoint_id: &str, services: &[ServiceSlug]) -> Result<Delivery, PublishError> {
        let unknown = || PublishError::UnknownEndpoint(endpoint_id.to_owned());
        let endpoint = self.endpoint(endpoint_id).await?.ok_or_else(unknown)?;
        let service = endpoint.services.first().or(services.first());
        let service = service.ok_or(PublishError::NoServices)?;
        let now = self.clock.now();
        let row = test_row(&endpoint, service, now).attempted(now);
        let outcome = self.sender.send(&endpoint, &row, now).await;
        let mut row = row.after(&outcome, self.clock.now());
        if row.state == DeliveryState::Pending {
            row.state = DeliveryState::Failed;
        }
        self.store.settle(&row).await?;
        Ok(row)
    }

    async fn endpoint(&self, id: &str) -> Result<Option<Endpoint>, PublishError> {
        let endpoints = self.store.endpoints().await?;
        Ok(endpoints.into_iter().find(|endpoint| endpoint.id == id))
    }

    /// Starts a lane for each idle endpoint that has something due, as far as there is room.
    async fn start_lanes(
        &self,
        services: &[ServiceSlug],
        now: Timestamp,
        lanes: &mut Lanes,
        cancel: &CancellationToken,
    ) -> Result<(), PublishError> {
        let mut due = self.store.due(services, now, DUE_MAX).await?;
        let is_all = due.len() < DUE_MAX;
        due.retain(|row| !lanes.has(&row.endpoint));
        if !is_all && due.len() < DUE_MAX {
            // In front are those of an endpoint that is slow; the others are not to wait behind them.
            due = self.store.due(services, now, WAITING_MAX).await?;
            due.retain(|row| !lanes.has(&row.endpoint));
        }
        if due.is_empty() {
            return Ok(());
        }
        let concerned: BTreeSet<ServiceSlug> = due.iter().map(|row| row.service.clone()).collect();
        let concerned: Vec<ServiceSlug> = concerned.into_iter().collect();
        let horizon = Timestamp(now.0 + HORIZON_SECONDS);
        let waiting = self.store.due(&concerned, horizon, WAITING_MAX).await?;
        let endpoints = self.store.endpoints().await?;
        // Of another version; a process of that sends what waits for them.
        let mut left_alone = BTreeSet::new();
        for row in due {
            if lanes.len() >= self.concurrency {
                break;
            }
            if lanes.has(&row.endpoint) || left_alone.contains(&row.endpoint) {
                continue;
            }
            let endpoint = endpoints.iter().find(|endpoint| endpoint.id == row.endpoint).cloned();
            let chains = chains(waiting.iter().filter(|other| other.endpoint == row.endpoint));
            let worker = self.clone();
            if endpoint.is_none() && self.store.has_endpoint(&row.endpoint).await? {
                left_alone.insert(row.endpoint);
                continue;
            }
            let (services, cancel) = (services.to_vec(), cancel.clone());
            lanes.start(row.endpoint, async move {
                worker.lane(endpoint, chains, &services, now, &cancel).await
            });
        }
        Ok(())
    }

    /// Sends what is due at `now` to one endpoint, incident by incident; answers how many attempts were made.
    async fn lane(
        &self,
        endpoint: Option<Endpoint>,
        chains: Vec<Vec<Delivery>>,
        services: &[ServiceSlug],
        now: Timestamp,
        cancel: &CancellationToken,
    ) -> Result<usize, PublishError> {
        let Some(endpoint) = endpoint else {
            return self.abandon(chains, "the endpoint was deleted").await;
        };
        if endpoint.disabled {
            return self.abandon(chains, "the endpoint is disabled").await;
        }
        let mut sent = 0;
        let mut chains = chains.into_iter();
        while let Some(chain) = chains.next() {
            let is_over = || cancel.is_cancelled();
            match self.chain(&endpoint, chain, services, now, &mut sent, is_over).await? {
                Flow::On if sent < LANE_MESSAGES_MAX && !is_over() => {}
                Flow::On => break,
                Flow::StopUntil(until) => {
                    for chain in chains {
                        self.park(chain, until).await?;
                    }
                    break;
                }
                Flow::Disabled => {
                    self.abandon(chains.collect(), "the endpoint is disabled").await?;
                    break;
                }
            }
        }
        Ok(sent)
    }

    /// Sends the messages of one incident in order, until one of them has to wait; then those after it wait too. Ends early
    /// when the lane has sent enough, or is over.
    async fn chain(
        &self,
        endpoint: &Endpoint,
        chain: Vec<Delivery>,
        services: &[ServiceSlug],
        now: Timestamp,
        sent: &mut usize,
        is_over: impl Fn() -> bool,
    ) -> Result<Flow, PublishError> {
        let mut rows = chain.into_iter();
        while let Some(row) = rows.next() {
            if row.next_at > now {
                let until = row.next_at;
                self.park(rows.collect(), until).await?;
                return Ok(Flow::On);
            }
            if *sent >= LANE_MESSAGES_MAX || is_over() {
                return Ok(Flow::On);
            }
            *sent += 1;
            let Some((row, outcome)) = self.attempt(endpoint, row).await? else {
                // Who has taken this row sends those after it.
                return Ok(Flow::On);
            };
            if outcome.is_gone() || (row.state == DeliveryState::Failed && !self.is_alive(&row, services).await?) {
                self.disable(endpoint).await?;
                self.abandon(vec![rows.collect()], "the endpoint is disabled").await?;
                return Ok(Flow::Disabled);
            }
            if row.state == DeliveryState::Pending {
                let until = row.next_at;
                self.park(rows.collect(), until).await?;
                return Ok(self.flow_after_failure(&outcome));
            }
        }
        Ok(Flow::On)
    }

    /// An endpoint that is away or overloaded is left alone with its other incidents too, for a while.
    fn flow_after_failure(&self, outcome: &Outcome) -> Flow {
        let pause = outcome.is_overload().then_some(OVERLOAD_PAUSE_SECONDS);
        match outcome.pause_seconds().or(pause) {
            Some(seconds) => Flow::StopUntil(Timestamp(self.clock.now().0 + seconds)),
            None => Flow::On,
        }
    }

    /// Makes one attempt: stores that it is made, makes it, stores what came of it. Nothing when another process has taken
    /// the row meanwhile.
    async fn attempt(&self, endpoint: &Endpoint, row: Delivery) -> Result<Option<(Delivery, Outcome)>, PublishError> {
        let now = self.clock.now();
        let due = row.next_at;
        let row = row.attempted(now);
        if !self.store.settle_if(&row, due).await? {
            return Ok(None);
        }
        let outcome = self.sender.send(endpoint, &row, now).await;
        let due = row.next_at;
        let row = row.after(&outcome, self.clock.now());
        // What has arrived has arrived. A failure is no news to somebody who has tried again since.
        if row.state == DeliveryState::Delivered {
            self.store.settle(&row).await?;
        } else if !self.store.settle_if(&row, due).await? {
            return Ok(None);
        }
        log(endpoint, &row);
        Ok(Some((row, outcome)))
    }

    /// Whether the endpoint took any message since the one that has just failed for good was queued: then the fault may
    /// lie in that one message.
    async fn is_alive(&self, failed: &Delivery, services: &[ServiceSlug]) -> Result<bool, PublishError> {
        let log = self
            .store
            .deliveries(services, &failed.endpoint, SIGNS_OF_LIFE_MAX)
            .await?;
        Ok(log
            .iter()
            .any(|row| row.state == DeliveryState::Delivered && row.created_at >= failed.created_at))
    }

    async fn disable(&self, endpoint: &Endpoint) -> Result<(), PublishError> {
        tracing::warn!(
            endpoint = endpoint.id,
            "a webhook endpoint is disabled: it is gone or failed too long"
        );
        // Read again, because somebody may have changed it during the attempt.
        if let Some(mut endpoint) = self.endpoint(&endpoint.id).await? {
            endpoint.disabled = true;
            self.store.put_endpoint(&endpoint).await?;
        }
        Ok(())
    }

    /// Puts off rows that would be due before `until`.
    async fn park(&self, rows: Vec<Delivery>, until: Timestamp) -> Result<(), PublishError> {
        for row in rows {
            if row.next_at < until {
                let due = row.next_at;
                self.store.settle_if(&row.parked(until), due).await?;
            }
        }
        Ok(())
    }

    /// Ends rows that can't be sent any more.
    async fn abandon(&self, chains: Vec<Vec<Delivery>>, reason: &str) -> Result<usize, PublishError> {
        let now = self.clock.now();
        for row in chains.into_iter().flatten() {
            let due = row.next_at;
            self.store.settle_if(&row.abandoned(reason, now), due).await?;
        }
        Ok(0)
    }
}

fn test_row(endpoint: &Endpoint, service: &ServiceSlug, now: Timestamp) -> Delivery {
    let message_id = format!("test-{:016x}", rand::random::<u64>());
    Delivery {
        id: format!("{message_id}:{}", endpoint.id),
        message_id,
        endpoint: endpoint.id.clone(),
        service: service.clone(),
        event: payload::PING_TYPE.to_owned(),
        incident: None,
        sequence: 0,
        body: super::ping(endpoint, now),
        created_at: now,
        state: DeliveryState::Pending,
        attempts: 0,
        next_at: now,
        last_status: None,
        last_error: None,
    }
}

/// Logs an attempt, with the receiver's host only: the rest of the URL may hold a token.
fn log(endpoint: &Endpoint, row: &Delivery) {
    let host = address::host(&endpoint.url);
    let (endpoint, message, attempts, status) = (&endpoint.id, &row.message_id, row.attempts, row.last_status);
    let outcome = match row.state {
        DeliveryState::Delivered => "delivered",
        DeliveryState::Pending => "retry",
        DeliveryState::Failed => "failed",
    };
    metrics::counter!("groundswell_webhook_attempts_total", "outcome" => outcome).increment(1);
    match &row.last_error {
        None => tracing::info!(endpoint, host, message, attempts, status, "webhook delivered"),
        Some(error) => tracing::warn!(
            endpoint,
            host,
            message,
            attempts,
            status,
            error,
            outcome,
            "webhook not delivered"
        ),
    }
}

/// Says once when the outbox begins to fail, and once when it works again: it is read each second.
fn report_change(is_failing: &mut bool, error: Option<PublishError>) {
    match (error, *is_failing) {
        (Some(error), false) => tracing::warn!(%error, "webhooks wait: the outbox fails"),
        (None, true) => tracing::info!("webhooks go on: the outbox works again"),
        (Some(error), true) => {
            tracing::debug!(%error, "the outbox still fails");
            return;
        }
        (None, false) => return,
    }
    *is_failing = !*is_failing;
}
