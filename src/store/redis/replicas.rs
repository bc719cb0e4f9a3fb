//! Writes that are acknowledged only when replicas have them, too: `?wait=n` in the store's URL.
//!
//! `WAIT` blocks its connection until the replicas have everything that this very connection has written, so such writes
//! go by a connection of their own, and reads do not queue behind them. A primary that answered and then died before its
//! replicas had the report cannot take an acknowledged one with it: too few replicas in time is an error, and whoever
//! counts again changes nothing.
//!
//! Where Sentinels decide who follows, n are not enough. They promote the replica that had the most when they last asked, up to
//! five seconds ago, which need not be the one that acknowledged. So every replica that they could promote must have it, and
//! the primary must be one still: see [`Link::confirm`].
//!
//! What the detector concludes is not waited for: an alert would wait for a replica that is down. A failover in the moment
//! after it was stored may forget it.

use redis::{FromRedisValue, RedisResult, ServerErrorKind, Value};

use super::super::{Result, StoreError};
use super::link::{Call, Link, Live, Script, is};
use super::target::{Connection, Target};

/// Replicas that take longer than this are as good as none. Less than the intake's patience with the store
/// (`REDIS_PATIENCE` in `app.rs`), so that it hears why.
const REPLICAS_TIMEOUT_MS: u32 = 150;

/// The way for writes that replicas must have.
pub(super) struct Replicas {
    /// How many of them.
    awaited: u32,
    /// The connection that `WAIT` blocks; none when there is nothing to wait for.
    link: Option<Link>,
}

impl Replicas {
    pub(super) fn of(target: Target) -> Self {
        let awaited = target.replicas_awaited();
        Self {
            awaited,
            link: (awaited > 0).then(|| Link::new(target)),
        }
    }

    pub(super) fn are_awaited(&self) -> bool {
        self.link.is_some()
    }

    /// Begins writes that are acknowledged together by [`Writes::finish`]; by `shared` when nothing is waited for.
    pub(super) async fn begin<'a>(&'a self, shared: &'a Link) -> Result<Writes<'a>> {
        let link = self.link.as_ref().unwrap_or(shared);
        Ok(Writes {
            live: link.live().await?,
            link,
            awaited: self.awaited,
        })
    }
}

/// Writes by one connection.
pub(super) struct Writes<'a> {
    link: &'a Link,
    live: Live,
    awaited: u32,
}

impl Writes<'_> {
    /// Runs a script that writes.
    pub(super) async fn script<T: FromRedisValue>(&self, script: &Script, call: &Call) -> Result<T> {
        if self.awaited > 0 && matches!(self.live.connection, Connection::Cluster(_)) {
            return self.script_and_wait(script, call).await;
        }
        self.link.script_on(self.live.clone(), script, call).await
    }

    /// Returns once the replicas have what was written.
    pub(super) async fn finish(mut self) -> Result<()> {
        // In a cluster each script has waited at its own node.
        if self.awaited == 0 || matches!(self.live.connection, Connection::Cluster(_)) {
            return Ok(());
        }
        let awaited = self.awaited.max(self.link.confirm(&self.live).await?);
        let answer = self.live.connection.command(&wait(awaited)).await;
        let acknowledged = self.link.take(&self.live, answer)?;
        self.enough(acknowledged, awaited)?;
        self.link.confirm(&self.live).await.map(drop)
    }

    /// Script and `WAIT` as one pipeline: redis-rs sends it to the primary of the slot by one socket, and follows a
    /// redirection with the whole of it. Two commands might go by two sockets, and `WAIT` would know nothing of the script.
    async fn script_and_wait<T: FromRedisValue>(&self, script: &Script, call: &Call) -> Result<T> {
        let (mut written, mut acknowledged) = self.together(call.command("EVALSHA", &script.hash)).await?;
        if written.as_ref().is_err_and(|e| is(e, ServerErrorKind::NoScript)) {
            (written, acknowledged) = self.together(call.command("EVAL", script.source)).await?;
        }
        let written = self.link.take(&self.live, written)?;
        let acknowledged = self.link.take(&self.live, acknowledged)?;
        self.enough(acknowledged, self.awaited)?;
        Ok(written)
    }

    /// Sends a command and `WAIT`; the answers to both.
    async fn together(&self, command: redis::Cmd) -> Result<(RedisResult<Value>, RedisResult<Value>)> {
        let mut pipeline = redis::pipe();
        pipeline
            .add_command(command)
            .add_command(wait(self.awaited))
            .ignore_errors();
        let answer = self.live.clone().connection.pipeline(&pipeline).await;
        match answer {
            Ok(Value::Array(answers)) => match <[Value; 2]>::try_from(answers) {
                Ok([written, acknowledged]) => Ok((written.extract_error(), acknowledged.extract_error())),
                Err(answers) => Err(StoreError::Corrupt(format!(
                    "two commands got {} answers",
                    answers.len()
                ))),
            },
            Ok(_) => Err(StoreError::Corrupt("two commands got one answer".to_owned())),
            Err(error) => Ok((Err(error.clone()), Err(error))),
        }
    }

    fn enough(&self, acknowledged: u32, awaited: u32) -> Result<()> {
        if acknowledged >= awaited {
            return Ok(());
        }
        // They may have gone to another primary, of which this connection would never hear.
        self.link.leave(&self.live);
        Err(StoreError::Unavailable(format!(
            "{}: {acknowledged} of {awaited} replicas had it within {REPLICAS_TIMEOUT_MS} ms",
            self.link.describe()
        )))
    }
}

fn wait(replicas: u32) -> redis::Cmd {
    let mut wait = redis::cmd("WAIT");
    wait.arg(replicas).arg(REPLICAS_TIMEOUT_MS);
    wait
}
