//! The last minutes of many services, in as few calls as can be: the tick asks for them each second of a busy hour.

use futures::future::try_join_all;

use super::super::{Counts, Result};
use super::target::Connection;
use super::{Redis, layout};
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::service::ServiceSlug;

/// So few minutes are asked for one by one, whether they have anything or not. Of more it is looked up first which have.
const MINUTES_ASKED_FOR: i64 = 8;

/// The fields of a minute and their counts.
type Fields = Vec<(String, i64)>;

impl Redis {
    pub(super) async fn read_many(
        &self,
        wanted: &[(ServiceSlug, Minute)],
        to: Minute,
    ) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        let is_short = wanted.iter().all(|(_, from)| to.0 - from.0 <= MINUTES_ASKED_FOR);
        let live = self.link.live().await?;
        if is_short && !matches!(live.connection, Connection::Cluster(_)) {
            return self.read_short(wanted, to).await;
        }
        let each = wanted.iter().cloned().map(|one| async move {
            if to.0 - one.1.0 > MINUTES_ASKED_FOR {
                return self.buckets(&one.0, one.1, to).await;
            }
            // In a Cluster a pipeline is of one slot, so of one service.
            let read = self.read_short(&[one], to).await?;
            Ok(read.into_iter().next().unwrap_or_default())
        });
        try_join_all(each).await
    }

    async fn read_short(&self, wanted: &[(ServiceSlug, Minute)], to: Minute) -> Result<Vec<Vec<(Minute, Bucket)>>> {
        let mut pipeline = redis::pipe();
        for (service, from) in wanted {
            for minute in (from.0..to.0).map(Minute) {
                pipeline.cmd("HGETALL").arg(layout::minute_key(service, minute));
            }
        }
        if pipeline.is_empty() {
            return Ok(vec![Vec::new(); wanted.len()]);
        }
        let answers: Vec<Fields> = self.link.pipeline(&pipeline).await?;
        let mut answers = answers.iter();
        let of_service = |(_, from): &(ServiceSlug, Minute)| {
            let minutes = (from.0..to.0).map(Minute).zip(answers.by_ref());
            let heard = minutes.filter(|(_, fields)| !fields.is_empty());
            heard
                .map(|(minute, fields)| Ok((minute, layout::bucket_of(fields)?)))
                .collect()
        };
        wanted.iter().map(of_service).collect()
    }
}
