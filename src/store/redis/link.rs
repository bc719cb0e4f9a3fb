//! The connection, kept alive.
//!
//! A multiplexed connection is shared by many calls and replaced as a whole when it is broken, when the server behind it
//! has become a replica, or when several answers in a row did not come in time (a frozen server, a black hole).
//! redis-rs's own `ConnectionManager` does the first of these only: after a failover it went on writing to the replica.
//! A command is never sent twice from here: one that timed out may have run.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use redis::{Arg, Cmd, ErrorKind, FromRedisValue, Pipeline, RedisError, RedisResult, ServerErrorKind, Value};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::super::{Result, StoreError};
use super::target::{Connection, Target};

/// After so many time-outs in a row the connection is replaced.
const TIMEOUTS_MAX: u32 = 3;

/// After a failed attempt to connect, calls fail at once for this long, so that a crowd of them does not queue up.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(250);

/// For so long a primary is taken for the primary without asking Sentinels again. Less than they need to replace it:
/// `down-after-milliseconds` is a second at least.
const CONFIRMED_FOR: Duration = Duration::from_millis(500);

/// A Lua script and the hash by which Redis knows it.
pub(super) struct Script {
    pub(super) source: &'static str,
    pub(super) hash: String,
}

impl Script {
    pub(super) fn new(source: &'static str) -> Self {
        Self {
            source,
            hash: redis::Script::new(source).get_hash().to_owned(),
        }
    }
}

/// Keys and arguments of a script. All keys must be of one slot.
#[derive(Default)]
pub(super) struct Call {
    keys: Vec<String>,
    /// Side by side in one piece of memory, because they can be thousands.
    args: Cmd,
}

impl Call {
    pub(super) fn key(&mut self, key: String) -> &mut Self {
        self.keys.push(key);
        self
    }

    pub(super) fn arg(&mut self, arg: impl redis::ToRedisArgs) -> &mut Self {
        self.args.arg(arg);
        self
    }

    pub(super) fn command(&self, name: &str, script: &str) -> Cmd {
        let mut command = redis::cmd(name);
        command.arg(script).arg(self.keys.len()).arg(&self.keys);
        for arg in self.args.args_iter() {
            if let Arg::Simple(bytes) = arg {
                command.arg(bytes);
            }
        }
        command
    }
}

/// The connection in use.
#[derive(Clone)]
pub(super) struct Live {
    pub(super) connection: Connection,
    /// Grows with every replacement, so that several calls that failed on one connection replace it once.
    generation: u64,
    /// Whom Sentinel calls the primary.
    primary: Option<Arc<Primary>>,
}

/// A primary that Sentinels have named.
struct Primary {
    address: String,
    /// What they said when they were asked last.
    confirmed: RwLock<Option<Confirmed>>,
}

#[derive(Clone, Copy)]
struct Confirmed {
    asked_at: Instant,
    /// Replicas that they could promote.
    replicas: u32,
}

/// Why the last attempt to connect failed, and when.
struct Failure {
    at: Instant,
    error: StoreError,
}

#[derive(Default)]
struct Connecting {
    generation: u64,
    last_failure: Option<Failure>,
}

/// A connection to Redis that is replaced when it no longer serves.
pub(super) struct Link {
    target: Target,
    /// Read by every call; written when the connection is replaced. Never held across an await.
    live: RwLock<Option<Live>>,
    /// Held while connecting, so that one call connects and the others wait for it.
    connecting: Mutex<Connecting>,
    timeouts: AtomicU32,
}

impl Link {
    pub(super) fn new(target: Target) -> Self {
        Self {
            target,
            live: RwLock::new(None),
            connecting: Mutex::new(Connecting::default()),
            timeouts: AtomicU32::new(0),
        }
    }

    pub(super) fn target(&self) -> &Target {
        &self.target
    }

    pub(super) fn describe(&self) -> String {
        format!("Redis at {}", self.target.shown())
    }

    /// Sends a command.
    pub(super) async fn query<T: FromRedisValue>(&self, command: &Cmd) -> Result<T> {
        let mut live = self.live().await?;
        let answer = live.connection.command(command).await;
        self.take(&live, answer)
    }

    /// Sends commands of one slot together; an atomic pipeline is one transaction.
    pub(super) async fn pipeline<T: FromRedisValue>(&self, pipeline: &Pipeline) -> Result<T> {
        let mut live = self.live().await?;
        let answer = live.connection.pipeline(pipeline).await;
        self.take(&live, answer)
    }

    /// Runs a script, by its hash if the server knows it. Always on the primary of the keys' slot.
    pub(super) async fn script<T: FromRedisValue>(&self, script: &Script, call: &Call) -> Result<T> {
        let live = self.live().await?;
        self.script_on(live, script, call).await
    }

    /// The same on a connection that the caller holds.
    pub(super) async fn script_on<T: FromRedisValue>(&self, mut live: Live, script: &Script, call: &Call) -> Result<T> {
        let mut answer = live.connection.command(&call.command("EVALSHA", &script.hash)).await;
        if answer.as_ref().is_err_and(|e| is(e, ServerErrorKind::NoScript)) {
            answer = live.connection.command(&call.command("EVAL", script.source)).await;
        }
        self.take(&live, answer)
    }

    /// Runs a script for each of these calls, which must all be of one slot, in one pipeline.
    pub(super) async fn scripts<T: FromRedisValue>(&self, script: &Script, calls: &[Call]) -> Result<Vec<T>> {
        if calls.is_empty() {
            return Ok(Vec::new());
        }
        let pipeline = |name, script| {
            let mut pipeline = redis::pipe();
            for call in calls {
                pipeline.add_command(call.command(name, script));
            }
            pipeline
        };
        let mut live = self.live().await?;
        let answer = live
            .connection
            .pipeline(&pipeline("EVALSHA", script.hash.as_str()))
            .await;
        let mut answer = answer.and_then(Value::extract_error);
        if answer.as_ref().is_err_and(|e| is(e, ServerErrorKind::NoScript)) {
            answer = live.connection.pipeline(&pipeline("EVAL", script.source)).await;
        }
        self.take(&live, answer)
    }

    /// The connection in use, or a new one. A clone of a single server's goes on meaning that very socket.
    pub(super) async fn live(&self) -> Result<Live> {
        if let Some(live) = self.current() {
            return Ok(live);
        }
        let mut connecting = self.connecting.lock().await;
        if let Some(live) = self.current() {
            return Ok(live);
        }
        if let Some(failure) = &connecting.last_failure
            && failure.at.elapsed() < PAUSE_AFTER_FAILURE
        {
            return Err(failure.error.clone());
        }
        self.connect(&mut connecting).await
    }

    async fn connect(&self, connecting: &mut Connecting) -> Result<Live> {
        match self.target.connect().await {
            Ok((connection, address)) => {
                connecting.generation += 1;
                connecting.last_failure = None;
                self.timeouts.store(0, Ordering::Relaxed);
                let generation = connecting.generation;
                let primary = address.map(|address| {
                    let confirmed = RwLock::new(None);
                    Arc::new(Primary { address, confirmed })
                });
                let live = Live {
                    connection,
                    generation,
                    primary,
                };
                tracing::info!(store = self.target.shown(), generation, "connected to Redis");
                *self.live.write().unwrap_or_else(PoisonError::into_inner) = Some(live.clone());
                Ok(live)
            }
            Err(e) => {
                let error = self.explain(&e);
                connecting.last_failure = Some(Failure {
                    at: Instant::now(),
                    error: error.clone(),
                });
                Err(error)
            }
        }
    }

    fn current(&self) -> Option<Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Turns an answer into what the caller wants, and draws the consequences of a failure.
    pub(super) fn take<T: FromRedisValue>(&self, live: &Live, answer: RedisResult<Value>) -> Result<T> {
        match answer.and_then(Value::extract_error) {
            Ok(value) => {
                self.timeouts.store(0, Ordering::Relaxed);
                T::from_redis_value(value).map_err(|e| {
                    StoreError::Corrupt(format!("{} answered something unexpected: {e}", self.target.shown()))
                })
            }
            Err(e) => {
                if self.is_spent(live, &e) {
                    self.replace(live, &e);
                }
                Err(self.explain(&e))
            }
        }
    }

    /// Whether the connection will not serve any more.
    fn is_spent(&self, live: &Live, error: &RedisError) -> bool {
        if is(error, ServerErrorKind::ReadOnly) || error.kind() == ErrorKind::AuthenticationFailed {
            return true;
        }
        if error.is_io_error() && !error.is_timeout() && !live.connection.heals_itself() {
            return true;
        }
        let in_vain = error.is_io_error() || is(error, ServerErrorKind::ClusterDown);
        in_vain && self.timeouts.fetch_add(1, Ordering::Relaxed) + 1 >= TIMEOUTS_MAX
    }

    /// How many replicas Sentinels could promote in place of this primary; 0 where there are no Sentinels. They are asked
    /// unless they were a moment ago.
    ///
    /// A primary that was frozen or cut off while another one was promoted is none any more, although it answers as before for
    /// a while, and a replica that has not been told yet even acknowledges what it writes. This is an error then.
    pub(super) async fn confirm(&self, live: &Live) -> Result<u32> {
        let Some(primary) = &live.primary else {
            return Ok(0);
        };
        let known = *primary.confirmed.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.filter(|known| known.asked_at.elapsed() < CONFIRMED_FOR) {
            return Ok(known.replicas);
        }
        let asked_at = Instant::now();
        if let Some(replicas) = self.target.confirm(&primary.address).await {
            let confirmed = Some(Confirmed { asked_at, replicas });
            *primary.confirmed.write().unwrap_or_else(PoisonError::into_inner) = confirmed;
            return Ok(replicas);
        }
        let error = RedisError::from((ErrorKind::Io, "Sentinels do not confirm this primary"));
        self.replace(live, &error);
        Err(self.explain(&error))
    }

    /// Replaces the connection to a primary that its replicas have left: they may follow another one by now.
    pub(super) fn leave(&self, live: &Live) {
        let error = RedisError::from((ErrorKind::Io, "too few replicas follow this primary"));
        self.replace(live, &error);
    }

    fn replace(&self, spent: &Live, error: &RedisError) {
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        if live.as_ref().is_some_and(|live| live.generation == spent.generation) {
            *live = None;
            tracing::warn!(store = self.target.shown(), %error, "the connection to Redis is replaced");
        }
    }

    /// Unavailable is what may pass by itself, be it that the server refuses writes for now (memory, disk, replicas).
    fn explain(&self, error: &RedisError) -> StoreError {
        let text = format!("{}: {error}", self.target.shown());
        match error.kind() {
            ErrorKind::AuthenticationFailed
            | ErrorKind::InvalidClientConfig
            | ErrorKind::Server(ServerErrorKind::NoPerm | ServerErrorKind::CrossSlot) => StoreError::Refused(text),
            ErrorKind::UnexpectedReturnType | ErrorKind::Parse => StoreError::Corrupt(text),
            _ => match code(error).as_deref() {
                Some("WRONGTYPE") => StoreError::Corrupt(text),
                Some("NOAUTH" | "WRONGPASS") => StoreError::Refused(text),
                _ => StoreError::Unavailable(text),
            },
        }
    }
}

/// The word that the server's error begins with; of a pipeline the first one's, which [`RedisError::code`] does not tell.
fn code(error: &RedisError) -> Option<String> {
    let errors = error.clone().into_server_errors()?;
    errors.first().map(|(_, error)| error.code().to_owned())
}

pub(super) fn is(error: &RedisError, kind: ServerErrorKind) -> bool {
    error.kind() == ErrorKind::Server(kind)
}
