//! Endpoints and deliveries.

use async_trait::async_trait;
use redb::{AccessGuard, ReadTransaction, ReadableTable, WriteTransaction};

use super::super::{Outbox, Result, json};
use super::Embedded;
use super::tables::{self, DELIVERIES, DELIVERY_LOG, ENDPOINTS, PENDING};
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::{Delivery, DeliveryState, Endpoint};
use crate::domain::service::ServiceSlug;

/// How long a settled delivery stays in the log.
const SETTLED_KEPT_SECONDS: i64 = 7 * 86_400;

#[async_trait]
impl Outbox for Embedded {
    async fn endpoints(&self) -> Result<Vec<Endpoint>> {
        self.read(|transaction| {
            let table = transaction.open_table(ENDPOINTS)?;
            let mut endpoints: Vec<Endpoint> = Vec::new();
            for entry in table.iter()? {
                endpoints.extend(json::read_if_readable(entry?.1.value(), "a webhook endpoint"));
            }
            endpoints.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
            Ok(endpoints)
        })
        .await
    }

    async fn has_endpoint(&self, id: &str) -> Result<bool> {
        let id = id.to_owned();
        self.read(move |transaction| Ok(transaction.open_table(ENDPOINTS)?.get(id.as_str())?.is_some()))
            .await
    }

    async fn put_endpoint(&self, endpoint: &Endpoint) -> Result<()> {
        let endpoint = endpoint.clone();
        self.write(move |transaction| {
            let mut endpoints = transaction.open_table(ENDPOINTS)?;
            let id = endpoint.id.as_str();
            let document = {
                let before = endpoints.get(id)?;
                json::write_over(&endpoint, before.as_ref().map(AccessGuard::value))?
            };
            endpoints.insert(id, document.as_slice())?;
            Ok(())
        })
        .await
    }

    async fn delete_endpoint(&self, id: &str) -> Result<bool> {
        let id = id.to_owned();
        self.write(move |transaction| Ok(transaction.open_table(ENDPOINTS)?.remove(id.as_str())?.is_some()))
            .await
    }

    async fn due(&self, services: &[ServiceSlug], now: Timestamp, limit: usize) -> Result<Vec<Delivery>> {
        let services = services.to_vec();
        self.read(move |transaction| {
            let mut waiting = Vec::new();
            for service in &services {
                if let Some(number) = tables::known_service(transaction, service)? {
                    waiting.extend(due_of(transaction, number, now, limit)?);
                }
            }
            waiting.sort_unstable_by(|a: &Due, b| (a.next_at, &a.id).cmp(&(b.next_at, &b.id)));
            waiting.truncate(limit);
            let keys = waiting.into_iter().map(|due| (due.service, due.id));
            load(transaction, keys)
        })
        .await
    }

    async fn settle(&self, delivery: &Delivery) -> Result<()> {
        let delivery = delivery.clone();
        self.write(move |transaction| {
            let service = tables::service_number(transaction, &delivery.service)?;
            put(transaction, service, &delivery)
        })
        .await
    }

    async fn settle_if(&self, delivery: &Delivery, before: Timestamp) -> Result<bool> {
        let delivery = delivery.clone();
        self.write(move |transaction| {
            let service = tables::service_number(transaction, &delivery.service)?;
            let key = (service, before.0, delivery.id.as_str());
            let is_as_read = transaction.open_table(PENDING)?.get(key)?.is_some();
            if is_as_read {
                put(transaction, service, &delivery)?;
            }
            Ok(is_as_read)
        })
        .await
    }

    async fn deliveries(&self, services: &[ServiceSlug], endpoint: &str, limit: usize) -> Result<Vec<Delivery>> {
        let (services, endpoint) = (services.to_vec(), endpoint.to_owned());
        self.read(move |transaction| {
            let log = transaction.open_table(DELIVERY_LOG)?;
            let mut found = Vec::new();
            for service in &services {
                let Some(number) = tables::known_service(transaction, service)? else {
                    continue;
                };
                let all = (number, endpoint.as_str(), i64::MIN, "")..=(number, endpoint.as_str(), i64::MAX, "");
                for entry in log.range(all)?.rev().take(limit) {
                    let (key, _) = entry?;
                    let (_, _, created_at, id) = key.value();
                    found.push((created_at, id.to_owned(), number));
                }
            }
            found.sort_unstable_by(|a, b| b.cmp(a));
            found.truncate(limit);
            load(transaction, found.into_iter().map(|(_, id, number)| (number, id)))
        })
        .await
    }
}

/// A pending delivery in the order of sending.
struct Due {
    service: u32,
    next_at: i64,
    id: String,
}

fn due_of(transaction: &ReadTransaction, service: u32, now: Timestamp, limit: usize) -> Result<Vec<Due>> {
    let pending = transaction.open_table(PENDING)?;
    pending
        .range((service, i64::MIN, "")..(service, now.0.saturating_add(1), ""))?
        .take(limit)
        .map(|entry| {
            let (key, _) = entry?;
            let (service, next_at, id) = key.value();
            Ok(Due {
                service,
                next_at,
                id: id.to_owned(),
            })
        })
        .collect()
}

fn load(transaction: &ReadTransaction, keys: impl Iterator<Item = (u32, String)>) -> Result<Vec<Delivery>> {
    let table = transaction.open_table(DELIVERIES)?;
    let mut deliveries = Vec::new();
    for (service, id) in keys {
        if let Some(json) = table.get((service, id.as_str()))? {
            deliveries.extend(json::read_if_readable(json.value(), "a webhook delivery"));
        }
    }
    Ok(deliveries)
}

/// Stores a new row; leaves a known one alone.
pub(super) fn queue(transaction: &WriteTransaction, service: u32, delivery: &Delivery) -> Result<()> {
    let known = transaction
        .open_table(DELIVERIES)?
        .get((service, delivery.id.as_str()))?
        .is_some();
    if known {
        Ok(())
    } else {
        put(transaction, service, delivery)
    }
}

fn put(transaction: &WriteTransaction, service: u32, delivery: &Delivery) -> Result<()> {
    let mut pending = transaction.open_table(PENDING)?;
    let mut log = transaction.open_table(DELIVERY_LOG)?;
    let mut deliveries = transaction.open_table(DELIVERIES)?;
    let id = delivery.id.as_str();
    let document = {
        let before = deliveries.get((service, id))?;
        json::write_over(delivery, before.as_ref().map(AccessGuard::value))?
    };
    if let Some(old) = deliveries.insert((service, id), document.as_slice())? {
        let old: Delivery = json::read(old.value())?;
        pending.remove((service, old.next_at.0, id))?;
        log.remove(log_key(service, &old))?;
    }
    if delivery.state == DeliveryState::Pending {
        pending.insert((service, delivery.next_at.0, id), ())?;
    }
    log.insert(log_key(service, delivery), ())?;
    Ok(())
}

fn log_key(service: u32, delivery: &Delivery) -> (u32, &str, i64, &str) {
    (service, &delivery.endpoint, delivery.created_at.0, &delivery.id)
}

/// Forgets what was settled more than seven days before `now`.
pub(super) fn prune(transaction: &WriteTransaction, now: Timestamp) -> Result<()> {
    let mut log = transaction.open_table(DELIVERY_LOG)?;
    let mut deliveries = transaction.open_table(DELIVERIES)?;
    let mut old = Vec::new();
    for entry in deliveries.iter()? {
        let (key, json) = entry?;
        let Some(delivery) = json::read_if_readable::<Delivery>(json.value(), "a webhook delivery") else {
            continue;
        };
        // The last attempt was made at `next_at` or soon after.
        let settled_at = delivery.created_at.max(delivery.next_at);
        if delivery.state != DeliveryState::Pending && settled_at.0 < now.0 - SETTLED_KEPT_SECONDS {
            old.push((key.value().0, delivery));
        }
    }
    for (service, delivery) in &old {
        deliveries.remove((*service, delivery.id.as_str()))?;
        log.remove(log_key(*service, delivery))?;
    }
    Ok(())
}
