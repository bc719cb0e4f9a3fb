//! Which lanes are running, and what each of them has to send.

use std::collections::HashMap;

use tokio::task::{Id, JoinError, JoinSet};

use crate::domain::delivery::Delivery;
use crate::publish::PublishError;
use crate::supervise;

/// The lanes that are running, and whose they are.
#[derive(Default)]
pub(super) struct Lanes {
    tasks: JoinSet<Result<usize, PublishError>>,
    endpoints: HashMap<Id, String>,
}

impl Lanes {
    pub(super) fn len(&self) -> usize {
        self.tasks.len()
    }

    pub(super) fn has(&self, endpoint: &str) -> bool {
        self.endpoints.values().any(|busy| busy == endpoint)
    }

    /// Starts the lane of an endpoint; its future answers how many attempts were made.
    pub(super) fn start(
        &mut self,
        endpoint: String,
        lane: impl Future<Output = Result<usize, PublishError>> + Send + 'static,
    ) {
        let task = self.tasks.spawn(lane);
        self.endpoints.insert(task.id(), endpoint);
    }

    /// Waits for a lane to end; `None` when none is running.
    pub(super) async fn next(&mut self) -> Option<Result<usize, PublishError>> {
        let ended = self.tasks.join_next_with_id().await?;
        let id = ended.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        self.endpoints.remove(&id);
        Some(ended.map_or_else(
            |error| {
                // Its message was stored as tried before it was sent, so it is sent again in its turn, under its id.
                supervise::note_end("webhook lane", error);
                Err(PublishError::Interrupted)
            },
            |(_, sent)| sent,
        ))
    }
}

/// Waiting rows of one endpoint by incident, each incident in the order of its sequence. Messages that were tried least
/// come first, so that news does not wait behind a message that has failed for hours.
pub(super) fn chains<'a>(waiting: impl Iterator<Item = &'a Delivery>) -> Vec<Vec<Delivery>> {
    let mut by_incident: HashMap<&str, Vec<Delivery>> = HashMap::new();
    for row in waiting {
        let incident = row.incident.as_ref().map_or(row.id.as_str(), |incident| &incident.0);
        by_incident.entry(incident).or_default().push(row.clone());
    }
    let mut chains: Vec<Vec<Delivery>> = by_incident.into_values().collect();
    for chain in &mut chains {
        chain.sort_by_key(|row| row.sequence);
    }
    chains.sort_by(|a, b| {
        let rank = |chain: &[Delivery]| chain.first().map(|row| (row.attempts, row.next_at, row.id.clone()));
        rank(a).cmp(&rank(b))
    });
    chains
}
