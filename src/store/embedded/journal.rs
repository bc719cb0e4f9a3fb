//! Trackers and incidents.

use async_trait::async_trait;
use redb::WriteTransaction;

use super::super::{Conclusion, Journal, Result, StoredNote, StoredTracker, json};
use super::Embedded;
use super::outbox;
use super::tables::{self, INCIDENT_ONSETS, INCIDENTS, NOTES, TRACKERS, VOTES};
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::service::ServiceSlug;
use crate::domain::vote::Vote;

#[async_trait]
impl Journal for Embedded {
    async fn trackers(&self, services: &[ServiceSlug]) -> Result<Vec<Option<Vec<u8>>>> {
        let services = services.to_vec();
        self.read(move |transaction| {
            let trackers = transaction.open_table(TRACKERS)?;
            let mut found = Vec::with_capacity(services.len());
            for service in &services {
                found.push(match tables::known_service(transaction, service)? {
                    Some(number) => trackers.get(number)?.map(|tracker| tracker.value().to_vec()),
                    None => None,
                });
            }
            Ok(found)
        })
        .await
    }

    async fn save_trackers(&self, trackers: &[StoredTracker]) -> Result<()> {
        let trackers = trackers.to_vec();
        self.write(move |transaction| {
            for tracker in &trackers {
                let number = tables::service_number(transaction, &tracker.service)?;
                transaction
                    .open_table(TRACKERS)?
                    .insert(number, tracker.bytes.as_slice())?;
            }
            Ok(())
        })
        .await
    }

    async fn conclude(&self, conclusion: Conclusion<'_>) -> Result<()> {
        let service = conclusion.service.clone();
        let tracker = conclusion.tracker.to_vec();
        let incident = conclusion.incident.cloned();
        let deliveries = conclusion.deliveries.to_vec();
        let notes = conclusion.notes.to_vec();
        self.write(move |transaction| {
            let number = tables::service_number(transaction, &service)?;
            transaction.open_table(TRACKERS)?.insert(number, tracker.as_slice())?;
            if let Some(incident) = &incident {
                put_incident(transaction, number, incident)?;
                put_notes(transaction, number, &incident.id, &notes)?;
            }
            deliveries
                .iter()
                .try_for_each(|delivery| outbox::queue(transaction, number, delivery))
        })
        .await
    }

    async fn incidents(&self, service: &ServiceSlug, limit: usize) -> Result<Vec<Incident>> {
        let service = service.clone();
        self.read(move |transaction| {
            let Some(number) = tables::known_service(transaction, &service)? else {
                return Ok(Vec::new());
            };
            let incidents = transaction.open_table(INCIDENTS)?;
            incidents
                .range((number, i64::MIN, "")..(number + 1, i64::MIN, ""))?
                .rev()
                .take(limit)
                .map(|entry| json::read(entry?.1.value()))
                .collect()
        })
        .await
    }

    async fn incident(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Option<Incident>> {
        let (service, id) = (service.clone(), id.clone());
        self.read(move |transaction| {
            let Some(number) = tables::known_service(transaction, &service)? else {
                return Ok(None);
            };
            let onsets = transaction.open_table(INCIDENT_ONSETS)?;
            let Some(onset) = onsets.get((number, id.0.as_str()))? else {
                return Ok(None);
            };
            let incidents = transaction.open_table(INCIDENTS)?;
            let found = incidents.get((number, onset.value(), id.0.as_str()))?;
            found.map(|json| json::read(json.value())).transpose()
        })
        .await
    }

    async fn notes(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Vec<StoredNote>> {
        let (service, id) = (service.clone(), id.clone());
        self.read(move |transaction| {
            let Some(number) = tables::known_service(transaction, &service)? else {
                return Ok(Vec::new());
            };
            let notes = transaction.open_table(NOTES)?;
            notes
                .range((number, id.0.as_str(), i64::MIN, 0)..=(number, id.0.as_str(), i64::MAX, u8::MAX))?
                .map(|entry| {
                    let (key, bytes) = entry?;
                    let (_, _, at, order) = key.value();
                    Ok(StoredNote {
                        place: (Timestamp(at), order),
                        bytes: bytes.value().to_vec(),
                    })
                })
                .collect()
        })
        .await
    }

    async fn vote(&self, service: &ServiceSlug, id: &IncidentId, vote: &Vote) -> Result<()> {
        let (service, id, vote) = (service.clone(), id.clone(), vote.clone());
        self.write(move |transaction| {
            let number = tables::service_number(transaction, &service)?;
            let key = (number, id.0.as_str(), vote.endpoint.as_str());
            let json = json::write(&vote)?;
            transaction.open_table(VOTES)?.insert(key, json.as_slice())?;
            Ok(())
        })
        .await
    }

    async fn votes(&self, service: &ServiceSlug, id: &IncidentId) -> Result<Vec<Vote>> {
        let (service, id) = (service.clone(), id.clone());
        self.read(move |transaction| {
            let Some(number) = tables::known_service(transaction, &service)? else {
                return Ok(Vec::new());
            };
            let votes = transaction.open_table(VOTES)?;
            votes
                .range((number, id.0.as_str(), "")..)?
                .map(|entry| -> Result<_> {
                    let (key, json) = entry?;
                    let (service, incident, _) = key.value();
                    let is_of_it = service == number && incident == id.0;
                    is_of_it.then(|| json::read(json.value())).transpose()
                })
                .map_while(Result::transpose)
                .collect()
        })
        .await
    }
}

fn put_notes(transaction: &WriteTransaction, service: u32, id: &IncidentId, notes: &[StoredNote]) -> Result<()> {
    let mut table = transaction.open_table(NOTES)?;
    for note in notes {
        let (at, order) = note.place;
        table.insert((service, id.0.as_str(), at.0, order), note.bytes.as_slice())?;
    }
    Ok(())
}

/// Forgets notes on what was before a minute.
pub(super) fn prune_notes(transaction: &WriteTransaction, keep_from: Minute) -> Result<()> {
    let oldest = keep_from.start().0;
    let mut notes = transaction.open_table(NOTES)?;
    notes.retain(|(_, _, at, _), _| at >= oldest)?;
    Ok(())
}

fn put_incident(transaction: &WriteTransaction, service: u32, incident: &Incident) -> Result<()> {
    let id = incident.id.0.as_str();
    let mut onsets = transaction.open_table(INCIDENT_ONSETS)?;
    let mut incidents = transaction.open_table(INCIDENTS)?;
    // The onset is part of the key, and the detector may come to know it better.
    let mut before = None;
    if let Some(onset) = onsets.insert((service, id), incident.onset.0)? {
        let stored = incidents.remove((service, onset.value(), id))?;
        before = stored.map(|document| document.value().to_vec());
    }
    let document = json::write_over(incident, before.as_deref())?;
    incidents.insert((service, incident.onset.0, id), document.as_slice())?;
    Ok(())
}
