//! Reading minutes: the tick asks for the last ones of many services each second of a busy hour, and whoever learns anew for
//! weeks of one.

use std::sync::LazyLock;

use futures::future::try_join_all;

use super::super::{CHANGES_KEPT, Result, StoreError};
use super::link::{Call, Script};
use super::target::Connection;
use super::{Redis, layout};
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::service::ServiceSlug;

/// More steps than a service takes between two looks at its version: a million reports a second, and an hour.
const STEPS_MAX: f64 = 4e9;

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

    pub(super) async fn read_many(&self, wanted: &[(ServiceSlug, Vec<Minute>)]) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        if self.is_cluster().await? {
            // There a pipeline is of one slot, so of one service.
            let each = wanted.iter().map(|(service, minutes)| self.read(service, minutes));
            return try_join_all(each).await;
        }
        let calls = wanted.iter().flat_map(|(service, minutes)| calls(service, minutes));
        let calls: Vec<Call> = calls.collect();
        let texts: Vec<Vec<String>> = self.link.scripts(&READ, &calls).await?;
        let mut texts = texts.iter().flatten();
        let of_service = |(_, minutes): &(ServiceSlug, Vec<Minute>)| {
            heard(minutes.iter().copied(), texts.by_ref().take(minutes.len()))
        };
        wanted.iter().map(of_service).collect()
    }

    /// For each service the minutes that have changed since this version, if all of them are known.
    pub(super) async fn read_changes(&self, known: &[(ServiceSlug, u64)]) -> Result<Vec<Option<Vec<Minute>>>> {
        if known.is_empty() {
            return Ok(Vec::new());
        }
        let asks = known.iter().map(|(service, version)| {
            let mut ask = redis::cmd("ZRANGE");
            ask.arg(layout::changed_key(service))
                .arg(format!("({version}"))
                .arg("+inf")
                .arg("BYSCORE")
                .arg("WITHSCORES");
            ask
        });
        let answers: Vec<Vec<(i64, f64)>> = if self.is_cluster().await? {
            let asks: Vec<redis::Cmd> = asks.collect();
            try_join_all(asks.iter().map(|ask| self.link.query(ask))).await?
        } else {
            let mut pipeline = redis::pipe();
            for ask in asks {
                pipeline.add_command(ask);
            }
            self.link.pipeline(&pipeline).await?
        };
        let of_service = |(answer, (_, version)): (&Vec<(i64, f64)>, &(ServiceSlug, u64))| changes(answer, *version);
        Ok(answers.iter().zip(known).map(of_service).collect())
    }

    async fn is_cluster(&self) -> Result<bool> {
        let live = self.link.live().await?;
        Ok(matches!(live.connection, Connection::Cluster(_)))
    }
}

/// The minutes that have changed since a version. They are not known when there may have been more than are kept, when the
/// newest one is not newer than the version (the store has gone back to an earlier state), or so much newer that versions
/// must have begun anew.
fn changes(answer: &[(i64, f64)], version: u64) -> Option<Vec<Minute>> {
    let (_, newest) = answer.last()?;
    let is_told = answer.len() < CHANGES_KEPT && newest - to_score(version) < STEPS_MAX;
    is_told.then(|| answer.iter().map(|(minute, _)| Minute(*minute)).collect())
}

#[expect(clippy::cast_precision_loss, reason = "versions are below 2^53")]
fn to_score(version: u64) -> f64 {
    version as f64
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
