//! Trackers and incidents.

use async_trait::async_trait;
use redb::WriteTransaction;

use super::super::{Conclusion, Journal, Result};
use super::Embedded;
use super::outbox;
use super::tables::{self, INCIDENT_ONSETS, INCIDENTS, TRACKERS};
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::service::ServiceSlug;

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

    async fn save_trackers(&self, trackers: &[(ServiceSlug, Vec<u8>)]) -> Result<()> {
        let trackers = trackers.to_vec();
        self.write(move |transaction| {
            for (service, tracker) in &trackers {
                let number = tables::service_number(transaction, service)?;
                transaction.open_table(TRACKERS)?.insert(number, tracker.as_slice())?;
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
        self.write(move |transaction| {
            let number = tables::service_number(transaction, &service)?;
            transaction.open_table(TRACKERS)?.insert(number, tracker.as_slice())?;
            if let Some(incident) = &incident {
                put_incident(transaction, number, incident)?;
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
                .map(|entry| tables::from_json(entry?.1.value()))
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
            found.map(|json| tables::from_json(json.value())).transpose()
        })
        .await
    }
}

fn put_incident(transaction: &WriteTransaction, service: u32, incident: &Incident) -> Result<()> {
    let id = incident.id.0.as_str();
    let mut onsets = transaction.open_table(INCIDENT_ONSETS)?;
    let mut incidents = transaction.open_table(INCIDENTS)?;
    // The onset is part of the key, and the detector may come to know it better.
    if let Some(onset) = onsets.insert((service, id), incident.onset.0)? {
        incidents.remove((service, onset.value(), id))?;
    }
    incidents.insert((service, incident.onset.0, id), tables::to_json(incident)?.as_slice())?;
    Ok(())
}
