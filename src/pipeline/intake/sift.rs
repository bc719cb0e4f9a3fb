//! Finds the reports that a store refuses for good among those that it takes, so that one of them holds up no other.

use std::sync::Arc;
use std::time::Duration;

use super::fallback::in_time;
use crate::domain::report::Report;
use crate::store::{Store, StoreError};

/// A report is refused for good when the store has said so this often, each time alone, and answered in between.
const REFUSALS: u32 = 3;

/// Between these.
const PAUSE: Duration = Duration::from_millis(250);

/// Counts a batch, and answers the reports that the store refuses for good; all others are counted.
///
/// # Errors
/// When the store is away, be it in the midst of it. Then nothing is known of any report, and all can be counted again.
pub(super) async fn count(
    store: &Arc<dyn Store>,
    reports: &[Report],
    patience: Duration,
) -> Result<Vec<Report>, StoreError> {
    let mut refused = halve(store, reports, patience).await?;
    for _ in 1..REFUSALS {
        if refused.is_empty() {
            break;
        }
        tokio::time::sleep(PAUSE).await;
        store.ping().await?;
        refused = one_by_one(store, refused, patience).await?;
    }
    Ok(refused)
}

/// Those that are refused when they come alone. What is refused together comes again in halves.
async fn halve(store: &Arc<dyn Store>, reports: &[Report], patience: Duration) -> Result<Vec<Report>, StoreError> {
    let (mut refused, mut parts) = (Vec::new(), vec![reports]);
    while let Some(part) = parts.pop() {
        if is_taken(store, part, patience).await? {
            continue;
        }
        match part {
            [] => {}
            [alone] => refused.push(alone.clone()),
            _ => {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            }
        }
    }
    Ok(refused)
}

async fn one_by_one(
    store: &Arc<dyn Store>,
    reports: Vec<Report>,
    patience: Duration,
) -> Result<Vec<Report>, StoreError> {
    let mut refused = Vec::new();
    for report in reports {
        if !is_taken(store, std::slice::from_ref(&report), patience).await? {
            refused.push(report);
        }
    }
    Ok(refused)
}

async fn is_taken(store: &Arc<dyn Store>, reports: &[Report], patience: Duration) -> Result<bool, StoreError> {
    match in_time(patience, store.count(reports)).await {
        Ok(_) => Ok(true),
        Err(error) if error.is_lasting() => {
            tracing::debug!(%error, reports = reports.len(), "the store refuses reports for what they are");
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
