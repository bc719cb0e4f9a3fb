//! Endpoints and deliveries.

use std::sync::LazyLock;

use async_trait::async_trait;
use futures::future::try_join_all;

use super::super::{Outbox, Result, json};
use super::link::{Call, Script};
use super::{DAY_SECONDS, LONG_TTL_SECONDS, Redis, global_key, key, site_key_name};
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::{Delivery, DeliveryState, Endpoint};
use crate::domain::service::ServiceSlug;

/// A pending delivery lives this long: its retries end after four days.
pub(super) const DELIVERY_TTL_SECONDS: i64 = 30 * DAY_SECONDS;

/// A settled delivery stays in the log this long.
const SETTLED_TTL_SECONDS: i64 = 7 * DAY_SECONDS;

/// Deliveries that the log of a service and endpoint lists at most.
pub(super) const LOG_LENGTH_MAX: i64 = 1_000;

static SETTLE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("settle.lua")));
static SETTLE_IF: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("settle_if.lua")));

pub(super) fn outbox_key(service: &ServiceSlug) -> String {
    key(service, format_args!("outbox"))
}

pub(super) fn delivery_key(service: &ServiceSlug, id: &str) -> String {
    key(service, format_args!("delivery:{id}"))
}

pub(super) fn log_key(service: &ServiceSlug, endpoint: &str) -> String {
    key(service, format_args!("log:{endpoint}"))
}

fn endpoints_key() -> String {
    global_key(format_args!("endpoints"))
}

#[async_trait]
impl Outbox for Redis {
    async fn endpoints(&self) -> Result<Vec<Endpoint>> {
        let mut pipeline = redis::pipe();
        pipeline.cmd("HVALS").arg(endpoints_key());
        pipeline.cmd("TTL").arg(endpoints_key());
        let (stored, life): (Vec<Vec<u8>>, i64) = self.link.pipeline(&pipeline).await?;
        // Read is used: what is used must not expire. Once a day is enough.
        if (0..LONG_TTL_SECONDS - DAY_SECONDS).contains(&life) {
            let mut renew = redis::pipe();
            renew.cmd("EXPIRE").arg(endpoints_key()).arg(LONG_TTL_SECONDS);
            // It signs what endpoints are sent, so it lives as long as they do.
            renew.cmd("EXPIRE").arg(site_key_name()).arg(LONG_TTL_SECONDS);
            self.link.pipeline::<()>(&renew).await?;
        }
        let read = |json: &Vec<u8>| json::read_if_readable(json, "a webhook endpoint");
        let mut endpoints: Vec<Endpoint> = stored.iter().filter_map(read).collect();
        endpoints.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
        Ok(endpoints)
    }

    async fn has_endpoint(&self, id: &str) -> Result<bool> {
        let mut ask = redis::cmd("HEXISTS");
        ask.arg(endpoints_key()).arg(id);
        self.link.query(&ask).await
    }

    async fn put_endpoint(&self, endpoint: &Endpoint) -> Result<()> {
        let mut get = redis::cmd("HGET");
        get.arg(endpoints_key()).arg(&endpoint.id);
        let before: Option<Vec<u8>> = self.link.query(&get).await?;
        let mut pipeline = redis::pipe();
        pipeline.atomic();
        pipeline
            .cmd("HSET")
            .arg(endpoints_key())
            .arg(&endpoint.id)
            .arg(json::write_over(endpoint, before.as_deref())?);
        pipeline.cmd("EXPIRE").arg(endpoints_key()).arg(LONG_TTL_SECONDS);
        self.link.pipeline::<()>(&pipeline).await
    }

    async fn delete_endpoint(&self, id: &str) -> Result<bool> {
        let mut delete = redis::cmd("HDEL");
        delete.arg(endpoints_key()).arg(id);
        self.link.query(&delete).await
    }

    async fn due(&self, services: &[ServiceSlug], now: Timestamp, limit: usize) -> Result<Vec<Delivery>> {
        let asking = services.iter().map(|service| self.due_of(service, now, limit));
        let mut waiting: Vec<Row> = try_join_all(asking).await?.into_iter().flatten().collect();
        waiting.sort_unstable_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        waiting.truncate(limit);
        let found = self.load(&waiting).await?;
        for (row, _) in waiting.iter().zip(&found).filter(|(_, found)| found.is_none()) {
            self.forget(row).await?;
        }
        Ok(read_all(&found))
    }

    async fn settle(&self, delivery: &Delivery) -> Result<()> {
        let service = &delivery.service;
        let mut call = Call::default();
        call.key(delivery_key(service, &delivery.id)).key(outbox_key(service));
        call.key(log_key(service, &delivery.endpoint));
        let (life, next_at) = life_and_due(delivery);
        call.arg(life)
            .arg(LONG_TTL_SECONDS)
            .arg(DELIVERY_TTL_SECONDS)
            .arg(LOG_LENGTH_MAX);
        call.arg(&delivery.id)
            .arg(next_at)
            .arg(delivery.created_at.0)
            .arg(self.document(delivery).await?);
        self.link.script::<()>(&SETTLE, &call).await
    }

    async fn settle_if(&self, delivery: &Delivery, before: Timestamp) -> Result<bool> {
        let service = &delivery.service;
        let (life, next_at) = life_and_due(delivery);
        let mut call = Call::default();
        call.key(outbox_key(service)).key(delivery_key(service, &delivery.id));
        call.arg(&delivery.id).arg(before.0).arg(life).arg(next_at);
        call.arg(self.document(delivery).await?);
        self.link.script(&SETTLE_IF, &call).await
    }

    async fn deliveries(&self, services: &[ServiceSlug], endpoint: &str, limit: usize) -> Result<Vec<Delivery>> {
        let asking = services.iter().map(|service| self.logged(service, endpoint, limit));
        let mut found: Vec<Row> = try_join_all(asking).await?.into_iter().flatten().collect();
        found.sort_unstable_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
        found.truncate(limit);
        Ok(read_all(&self.load(&found).await?))
    }
}

/// The deliveries that have not expired and can be read.
fn read_all(found: &[Option<Vec<u8>>]) -> Vec<Delivery> {
    let found = found.iter().flatten();
    found
        .filter_map(|json| json::read_if_readable(json, "a webhook delivery"))
        .collect()
}

/// How long a row lives, and when it is due, empty when it is settled.
fn life_and_due(delivery: &Delivery) -> (i64, String) {
    match delivery.state {
        DeliveryState::Pending => (DELIVERY_TTL_SECONDS, delivery.next_at.0.to_string()),
        DeliveryState::Delivered | DeliveryState::Failed => (SETTLED_TTL_SECONDS, String::new()),
    }
}

/// A delivery by its place in an order.
struct Row {
    service: ServiceSlug,
    id: String,
    at: i64,
}

impl Redis {
    /// A delivery in place of the one that is stored.
    async fn document(&self, delivery: &Delivery) -> Result<Vec<u8>> {
        let mut get = redis::cmd("GET");
        get.arg(delivery_key(&delivery.service, &delivery.id));
        let before: Option<Vec<u8>> = self.link.query(&get).await?;
        json::write_over(delivery, before.as_deref())
    }

    async fn due_of(&self, service: &ServiceSlug, now: Timestamp, limit: usize) -> Result<Vec<Row>> {
        let mut ask = redis::cmd("ZRANGEBYSCORE");
        ask.arg(outbox_key(service)).arg("-inf").arg(now.0).arg("WITHSCORES");
        ask.arg("LIMIT").arg(0).arg(limit);
        Ok(rows(service, self.link.query(&ask).await?))
    }

    async fn logged(&self, service: &ServiceSlug, endpoint: &str, limit: usize) -> Result<Vec<Row>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let mut ask = redis::cmd("ZREVRANGE");
        ask.arg(log_key(service, endpoint))
            .arg(0)
            .arg(limit - 1)
            .arg("WITHSCORES");
        Ok(rows(service, self.link.query(&ask).await?))
    }

    /// Takes a delivery that has expired out of the outbox, where it would wait in front of others for ever.
    async fn forget(&self, row: &Row) -> Result<()> {
        let mut remove = redis::cmd("ZREM");
        remove.arg(outbox_key(&row.service)).arg(&row.id);
        self.link.query(&remove).await
    }

    /// The documents of these rows, in their order; `None` where one has expired.
    async fn load(&self, rows: &[Row]) -> Result<Vec<Option<Vec<u8>>>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = rows.iter().map(|row| delivery_key(&row.service, &row.id)).collect();
        self.link.query(redis::cmd("MGET").arg(keys)).await
    }
}

fn rows(service: &ServiceSlug, scored: Vec<(String, i64)>) -> Vec<Row> {
    let row = |(id, at)| Row {
        service: service.clone(),
        id,
        at,
    };
    scored.into_iter().map(row).collect()
}
