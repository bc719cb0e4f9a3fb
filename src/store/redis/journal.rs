//! Trackers and incidents.

use std::sync::LazyLock;

use async_trait::async_trait;

use super::super::{Conclusion, Journal, Result};
use super::link::{Call, Script};
use super::outbox::{self, DELIVERY_TTL_SECONDS, LOG_LENGTH_MAX};
use super::{LONG_TTL_SECONDS, Redis, from_json, key, to_json};
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::service::ServiceSlug;

static CONCLUDE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("conclude.lua")));

fn tracker_key(service: &ServiceSlug) -> String {
    key(service, format_args!("tracker"))
}

fn incidents_key(service: &ServiceSlug) -> String {
    key(service, format_args!("incidents"))
}

fn order_key(service: &ServiceSlug) -> String {
    key(service, format_args!("incidents:order"))
}

#[async_trait]
impl Journal for Redis {
    async fn trackers(&self, services: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>> {
        if services.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = services.iter().map(tracker_key).collect();
        self.link.query(redis::cmd("MGET").arg(keys)).await
    }

    async fn save_trackers(&self, trackers: &[(ServiceSlug, Vec<u8>)]) -> Result<()> {
        let set = |(service, tracker): &(ServiceSlug, Vec<u8>)| {
            let mut set = redis::cmd("SET");
            set.arg(tracker_key(service))
                .arg(tracker)
                .arg("EX")
                .arg(LONG_TTL_SECONDS);
            set
        };
        let commands: Vec<redis::Cmd> = trackers.iter().map(set).collect();
        let saved = commands.iter().map(|set| self.link.query::<()>(set));
        futures::future::try_join_all(saved).await.map(drop)
    }

    async fn conclude(&self, conclusion: Conclusion<'_>) -> Result<()> {
        self.link.script::<()>(&CONCLUDE, &call(&conclusion)?).await
    }

    async fn incidents(&self, service: &ServiceSlug, limit: usize) -> Result<Vec<Incident>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let mut newest = redis::cmd("ZREVRANGE");
        newest.arg(order_key(service)).arg(0).arg(limit - 1);
        let ids: Vec<String> = self.link.query(&newest).await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut get = redis::cmd("HMGET");
        get.arg(incidents_key(service)).arg(ids);
        let found: Vec<Option<Vec<u8>>> = self.link.query(&get).await?;
        found.iter().flatten().map(|json| from_json(json)).collect()
    }

    async fn incident(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Option<Incident>> {
        let mut get = redis::cmd("HGET");
        get.arg(incidents_key(service)).arg(&id.0);
        let found: Option<Vec<u8>> = self.link.query(&get).await?;
        found.map(|json| from_json(&json)).transpose()
    }
}

fn call(conclusion: &Conclusion<'_>) -> Result<Call> {
    let service = conclusion.service;
    let mut call = Call::default();
    call.key(tracker_key(service))
        .key(incidents_key(service))
        .key(order_key(service));
    call.key(outbox::outbox_key(service));
    call.arg(LONG_TTL_SECONDS).arg(DELIVERY_TTL_SECONDS).arg(LOG_LENGTH_MAX);
    call.arg(conclusion.tracker);
    match conclusion.incident {
        Some(incident) => {
            let oldest = incident.onset.0 - LONG_TTL_SECONDS / 60;
            call.arg(&incident.id.0)
                .arg(incident.onset.0)
                .arg(to_json(incident)?)
                .arg(oldest)
        }
        None => call.arg("").arg("").arg("").arg(""),
    };
    for delivery in conclusion.deliveries {
        call.key(outbox::delivery_key(service, &delivery.id));
        call.key(outbox::log_key(service, &delivery.endpoint));
        call.arg(&delivery.id)
            .arg(delivery.next_at.0)
            .arg(delivery.created_at.0)
            .arg(to_json(delivery)?);
    }
    Ok(call)
}
