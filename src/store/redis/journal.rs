//! Trackers and incidents.

use std::sync::LazyLock;

use async_trait::async_trait;

use super::super::{Conclusion, Journal, Result, StoreError, StoredNote, StoredTracker, json};
use super::link::{Call, Script};
use super::nodes::{fence_key, fence_text, fenced_script};
use super::outbox::{self, DELIVERY_TTL_SECONDS, LOG_LENGTH_MAX};
use super::{LONG_TTL_SECONDS, Redis, key};
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::service::ServiceSlug;
use crate::domain::vote::Vote;

static CONCLUDE: LazyLock<Script> = LazyLock::new(|| fenced_script!("conclude.lua"));

pub(super) fn tracker_key(service: &ServiceSlug) -> String {
    key(service, format_args!("tracker"))
}

fn incidents_key(service: &ServiceSlug) -> String {
    key(service, format_args!("incidents"))
}

fn order_key(service: &ServiceSlug) -> String {
    key(service, format_args!("incidents:order"))
}

fn notes_key(service: &ServiceSlug, id: &IncidentId) -> String {
    key(service, format_args!("notes:{id}"))
}

fn votes_key(service: &ServiceSlug, id: &IncidentId) -> String {
    key(service, format_args!("votes:{id}"))
}

/// The field of a note: `1772625605.3`.
fn place_name((at, order): (Timestamp, u8)) -> String {
    format!("{}.{order}", at.0)
}

fn place_of(name: &str) -> Option<(Timestamp, u8)> {
    let (at, order) = name.split_once('.')?;
    Some((Timestamp(at.parse().ok()?), order.parse().ok()?))
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

    async fn save_trackers(&self, trackers: &[StoredTracker]) -> Result<()> {
        let saving = trackers.iter().map(|tracker| async {
            let values = [(tracker_key(&tracker.service), tracker.bytes.as_slice())];
            self.put(&tracker.service, tracker.fence, LONG_TTL_SECONDS, &values)
                .await
        });
        let saved: Vec<Result<()>> = futures::future::join_all(saving).await;
        saved.into_iter().collect()
    }

    async fn conclude(&self, conclusion: Conclusion<'_>) -> Result<()> {
        let before = match conclusion.incident {
            Some(incident) => self.stored_incident(conclusion.service, &incident.id).await?,
            None => None,
        };
        let call = call(&conclusion, before.as_deref(), self.minute_ttl())?;
        let is_stored: bool = self.link.script(&CONCLUDE, &call).await?;
        let fenced = || StoreError::Fenced(conclusion.service.clone());
        is_stored.then_some(()).ok_or_else(fenced)
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
        found.iter().flatten().map(|json| json::read(json)).collect()
    }

    async fn incident(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Option<Incident>> {
        let found = self.stored_incident(service, id).await?;
        found.map(|json| json::read(&json)).transpose()
    }

    async fn notes(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Vec<StoredNote>> {
        let mut get = redis::cmd("HGETALL");
        get.arg(notes_key(service, id));
        let found: Vec<(String, Vec<u8>)> = self.link.query(&get).await?;
        let note = |(name, bytes): (String, Vec<u8>)| {
            let place = place_of(&name);
            let place =
                place.ok_or_else(|| StoreError::Corrupt(format!("an incident has the unknown note `{name}`")))?;
            Ok(StoredNote { place, bytes })
        };
        let mut notes: Vec<StoredNote> = found.into_iter().map(note).collect::<Result<_>>()?;
        notes.sort_by_key(|note| note.place);
        Ok(notes)
    }

    async fn vote(&self, service: &ServiceSlug, id: &IncidentId, vote: &Vote) -> Result<()> {
        let votes = votes_key(service, id);
        let mut pipeline = redis::pipe();
        pipeline.atomic();
        pipeline
            .cmd("HSET")
            .arg(&votes)
            .arg(&vote.endpoint)
            .arg(json::write(vote)?);
        pipeline.cmd("EXPIRE").arg(&votes).arg(LONG_TTL_SECONDS);
        self.link.pipeline::<()>(&pipeline).await
    }

    async fn votes(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Vec<Vote>> {
        let mut get = redis::cmd("HVALS");
        get.arg(votes_key(service, id));
        let found: Vec<Vec<u8>> = self.link.query(&get).await?;
        let mut votes: Vec<Vote> = found.iter().map(|json| json::read(json)).collect::<Result<_>>()?;
        votes.sort_by(|a, b| a.endpoint.cmp(&b.endpoint));
        Ok(votes)
    }
}

impl Redis {
    async fn stored_incident(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Option<Vec<u8>>> {
        let mut get = redis::cmd("HGET");
        get.arg(incidents_key(service)).arg(&id.0);
        self.link.query(&get).await
    }
}

fn call(conclusion: &Conclusion<'_>, before: Option<&[u8]>, notes_ttl: i64) -> Result<Call> {
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
            call.key(notes_key(service, &incident.id));
            call.arg(&incident.id.0)
                .arg(incident.onset.0)
                .arg(json::write_over(incident, before)?)
                .arg(oldest)
        }
        None => call.key(incidents_key(service)).arg("").arg("").arg("").arg(""),
    };
    call.key(fence_key(service));
    call.arg(notes_ttl)
        .arg(conclusion.notes.len())
        .arg(fence_text(conclusion.fence));
    for note in conclusion.notes {
        call.arg(place_name(note.place)).arg(note.bytes.as_slice());
    }
    for delivery in conclusion.deliveries {
        call.key(outbox::delivery_key(service, &delivery.id));
        call.key(outbox::log_key(service, &delivery.endpoint));
        call.arg(&delivery.id)
            .arg(delivery.next_at.0)
            .arg(delivery.created_at.0)
            .arg(json::write(delivery)?);
    }
    Ok(call)
}
