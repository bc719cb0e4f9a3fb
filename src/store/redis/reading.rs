//! Reading minutes: the tick asks for the last ones of many services each second of a busy hour, and whoever learns anew for
//! weeks of one.

use std::sync::LazyLock;

use futures::future::try_join_all;

use super::super::{Counts, Result, StoreError};
use super::link::{Call, Script};
use super::target::Connection;
use super::{Redis, layout};
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::service::ServiceSlug;

/// So few minutes are asked for one by one, whether they have anything or not. Of more it is looked up first which have.
const MINUTES_ASKED_FOR: i64 = 8;

/// Minutes read in one call: Redis serves nobody else meanwhile, and in an outage of the world each has thousands of fields.
const MINUTES_PER_CALL: usize = 8;

/// Minutes read in one pipeline.
const MINUTES_PER_READ: usize = 1_000;

static READ: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("read.lua")));

impl Redis {
    /// Those of the minutes that have anything, in their order.
    pub(super) async fn read(&self, service: &ServiceSlug, minutes: &[Minute]) -> Result<Vec<(Minute, Bucket)>> {
        let mut found = Vec::with_capacity(minutes.len());
        for minutes in minutes.chunks(MINUTES_PER_READ) {
            let calls: Vec<Call> = calls(service, minutes).collect();
            let texts: Vec<Vec<String>> = self.link.scripts(&READ, &calls).await?;
            // A minute may have expired before its day's bitmap.
            found.append(&mut heard(minutes.iter().copied(), texts.iter().flatten())?);
        }
        Ok(found)
    }

    pub(super) async fn read_many(
        &self,
        wanted: &[(ServiceSlug, Minute)],
        to: Minute,
    ) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        let is_short = wanted.iter().all(|(_, from)| to.0 - from.0 <= MINUTES_ASKED_FOR);
        let live = self.link.live().await?;
        if is_short && !matches!(live.connection, Connection::Cluster(_)) {
            return self.read_together(wanted, to).await;
        }
        // In a Cluster a pipeline is of one slot, so of one service.
        let each = wanted.iter().map(|(service, from)| async move {
            if to.0 - from.0 > MINUTES_ASKED_FOR {
                return self.buckets(service, *from, to).await;
            }
            self.read(service, &minutes(*from, to)).await
        });
        try_join_all(each).await
    }

    /// The last minutes of services whose keys are all on one server.
    async fn read_together(&self, wanted: &[(ServiceSlug, Minute)], to: Minute) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        let minutes: Vec<Vec<Minute>> = wanted.iter().map(|(_, from)| minutes(*from, to)).collect();
        let all = wanted.iter().zip(&minutes);
        let calls: Vec<Call> = all
            .flat_map(|((service, _), minutes)| calls(service, minutes))
            .collect();
        let texts: Vec<Vec<String>> = self.link.scripts(&READ, &calls).await?;
        let mut texts = texts.iter().flatten();
        let of_service = |minutes: Vec<Minute>| {
            let count = minutes.len();
            heard(minutes.into_iter(), texts.by_ref().take(count))
        };
        minutes.into_iter().map(of_service).collect()
    }
}

fn minutes(from: Minute, to: Minute) -> Vec<Minute> {
    (from.0..to.0).map(Minute).collect()
}

/// Calls for all of these minutes.
fn calls(service: &ServiceSlug, minutes: &[Minute]) -> impl Iterator<Item = Call> {
    minutes.chunks(MINUTES_PER_CALL).map(move |minutes| {
        let mut call = Call::default();
        for &minute in minutes {
            call.key(layout::minute_key(service, minute));
        }
        call
    })
}

/// The minutes of which there is a text, and what these say.
fn heard<'a>(
    minutes: impl ExactSizeIterator<Item = Minute>,
    mut texts: impl Iterator<Item = &'a String>,
) -> Result<Vec<(Minute, Bucket)>> {
    let mut found = Vec::with_capacity(minutes.len());
    for minute in minutes {
        let text = texts.next();
        let text = text.ok_or_else(|| StoreError::Corrupt("Redis answered with too few minutes".to_owned()))?;
        if !text.is_empty() {
            found.push((minute, layout::bucket_of(text)?));
        }
    }
    Ok(found)
}
