//! How to get a connection to Redis, of each kind.

use std::collections::HashMap;
use std::time::Duration;

use futures::future::join_all;
use redis::aio::MultiplexedConnection;
use redis::cluster::ClusterClient;
use redis::cluster_async::ClusterConnection;
use redis::io::tcp::TcpSettings;
use redis::sentinel::{Sentinel, SentinelNodeConnectionInfo};
use redis::{AsyncConnectionConfig, Client, Cmd, ConnectionInfo, ErrorKind, Pipeline, RedisError, RedisResult, Value};
use socket2::TcpKeepalive;

use super::super::url::RedisNodes;
use super::super::{Result, StoreError};

/// A connection that takes longer than this is given up.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// An answer that takes longer than this is given up; the command may still have run.
pub(super) const RESPONSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Sentinels that take longer over who is the primary have not confirmed it.
const CONFIRM_TIMEOUT: Duration = Duration::from_millis(100);

/// A connection on which nothing is said for so long asks whether the other side is still there: a worker's may rest for
/// hours, and firewalls forget those that do.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// How often a cluster's client follows a redirection or a node that comes back before it reports the failure.
const CLUSTER_RETRIES: u32 = 3;

/// Which Redis, and how to reach it.
#[derive(Clone)]
pub(in crate::store) struct Target {
    kind: TargetKind,
    shown: String,
    replicas_awaited: u32,
}

#[derive(Clone)]
enum TargetKind {
    Single(Client),
    Cluster(ClusterClient),
    Sentinel {
        sentinels: Vec<ConnectionInfo>,
        name: String,
        node: SentinelNodeConnectionInfo,
    },
}

impl Target {
    /// One server.
    pub(in crate::store) fn single(nodes: &RedisNodes) -> Result<Self> {
        let client = nodes.connections().first().cloned().map(Client::open);
        let client = client.ok_or_else(|| StoreError::Refused("no Redis host is given".to_owned()))?;
        Ok(Self {
            kind: TargetKind::Single(client.map_err(|e| refused(nodes, &e))?),
            shown: nodes.shown().to_owned(),
            replicas_awaited: nodes.replicas_awaited(),
        })
    }

    /// A cluster, by some of its nodes.
    pub(in crate::store) fn cluster(nodes: &RedisNodes) -> Result<Self> {
        let client = ClusterClient::builder(nodes.connections().to_vec())
            .connection_timeout(CONNECT_TIMEOUT)
            .response_timeout(RESPONSE_TIMEOUT)
            .retries(CLUSTER_RETRIES)
            .tcp_settings(tcp_settings())
            .build()
            .map_err(|e| refused(nodes, &e))?;
        Ok(Self {
            kind: TargetKind::Cluster(client),
            shown: nodes.shown().to_owned(),
            replicas_awaited: nodes.replicas_awaited(),
        })
    }

    /// The primary that Sentinels know by `name`. The login in the URL is for the primary and its replicas; Sentinels
    /// are asked without one.
    pub(in crate::store) fn sentinel(nodes: &RedisNodes, name: &str) -> Self {
        let login = nodes.connections().first().map(|node| node.redis_settings().clone());
        let node = SentinelNodeConnectionInfo::default();
        let sentinels = nodes.connections().iter().map(|sentinel| {
            let bare = redis::RedisConnectionInfo::default();
            sentinel.clone().set_redis_settings(bare)
        });
        Self {
            kind: TargetKind::Sentinel {
                sentinels: sentinels.collect(),
                name: name.to_owned(),
                node: match login {
                    Some(login) => node.set_redis_connection_info(login),
                    None => node,
                },
            },
            shown: nodes.shown().to_owned(),
            replicas_awaited: nodes.replicas_awaited(),
        }
    }

    /// The URL without its password.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// How many replicas must have a report before it is acknowledged.
    pub(super) fn replicas_awaited(&self) -> u32 {
        self.replicas_awaited
    }

    /// Connects anew; through Sentinel, to whoever is the primary now, whose address comes along.
    pub(super) async fn connect(&self) -> RedisResult<(Connection, Option<String>)> {
        match &self.kind {
            TargetKind::Single(client) => Ok((single(client).await?, None)),
            TargetKind::Cluster(client) => {
                let connecting = client.get_async_connection();
                let connection = in_time(CONNECT_TIMEOUT * 3, connecting).await?;
                Ok((Connection::Cluster(connection), None))
            }
            TargetKind::Sentinel { sentinels, name, node } => {
                let mut sentinel = Sentinel::build(sentinels.clone())?;
                let finding = sentinel.async_master_for(name, Some(node));
                let client = in_time(CONNECT_TIMEOUT * 3, finding).await?;
                let address = client.get_connection_info().addr().to_string();
                Ok((single(&client).await?, Some(address)))
            }
        }
    }

    /// How many replicas could be promoted, if most Sentinels say that this is the primary and none says that another one is.
    /// Others than Sentinels promote nobody behind our back.
    pub(super) async fn confirm(&self, primary: &str) -> Option<u32> {
        let TargetKind::Sentinel { sentinels, name, .. } = &self.kind else {
            return Some(0);
        };
        let asking = sentinels.iter().map(|sentinel| Opinion::of(sentinel, name));
        let said = join_all(asking).await;
        let said: Vec<Opinion> = said.into_iter().filter_map(RedisResult::ok).collect();
        let agreed = said.len() * 2 > sentinels.len() && said.iter().all(|opinion| opinion.primary == primary);
        let replicas = said.iter().map(|opinion| opinion.replicas).max();
        replicas.filter(|_| agreed)
    }
}

/// What one Sentinel thinks.
struct Opinion {
    /// The primary's address.
    primary: String,
    /// Replicas that it can reach.
    replicas: u32,
}

impl Opinion {
    async fn of(sentinel: &ConnectionInfo, name: &str) -> RedisResult<Self> {
        let client = Client::open(sentinel.clone())?;
        let asking = async {
            let mut connection = client.get_multiplexed_async_connection().await?;
            let mut questions = redis::pipe();
            questions.cmd("SENTINEL").arg("get-master-addr-by-name").arg(name);
            questions.cmd("SENTINEL").arg("replicas").arg(name);
            let (primary, replicas): ((String, String), Vec<HashMap<String, String>>) =
                questions.query_async(&mut connection).await?;
            let is_there = |replica: &&HashMap<String, String>| {
                let flags = replica.get("flags").map_or("", String::as_str);
                !flags.contains("down") && !flags.contains("disconnected")
            };
            Ok(Self {
                primary: format!("{}:{}", primary.0, primary.1),
                replicas: u32::try_from(replicas.iter().filter(is_there).count()).unwrap_or(u32::MAX),
            })
        };
        in_time(CONFIRM_TIMEOUT, asking).await
    }
}

async fn single(client: &Client) -> RedisResult<Connection> {
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(CONNECT_TIMEOUT))
        .set_response_timeout(Some(RESPONSE_TIMEOUT));
    let info = client.get_connection_info().clone().set_tcp_settings(tcp_settings());
    let client = Client::open(info)?;
    let connecting = client.get_multiplexed_async_connection_with_config(&config);
    // The whole of it: a frozen server accepts the socket and then never greets.
    Ok(Connection::Single(in_time(CONNECT_TIMEOUT * 2, connecting).await?))
}

/// Without `TCP_NODELAY` a call waits in the kernel for the answer to the one before it.
fn tcp_settings() -> TcpSettings {
    let keepalive = TcpKeepalive::new().with_time(KEEPALIVE).with_interval(KEEPALIVE);
    TcpSettings::default().set_nodelay(true).set_keepalive(keepalive)
}

async fn in_time<T>(limit: Duration, work: impl Future<Output = RedisResult<T>>) -> RedisResult<T> {
    match tokio::time::timeout(limit, work).await {
        Ok(result) => result,
        Err(_) => Err(RedisError::from((ErrorKind::Io, "no connection in time"))),
    }
}

fn refused(nodes: &RedisNodes, error: &RedisError) -> StoreError {
    StoreError::Refused(format!("{}: {error}", nodes.shown()))
}

/// A connection on which many calls can be under way; a clone shares the socket.
#[derive(Clone)]
pub(super) enum Connection {
    Single(MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl Connection {
    pub(super) async fn command(&mut self, command: &Cmd) -> RedisResult<Value> {
        match self {
            Self::Single(connection) => command.query_async(connection).await,
            Self::Cluster(connection) => command.query_async(connection).await,
        }
    }

    /// All commands of a pipeline must be for one slot.
    pub(super) async fn pipeline(&mut self, pipeline: &Pipeline) -> RedisResult<Value> {
        match self {
            Self::Single(connection) => pipeline.query_async(connection).await,
            Self::Cluster(connection) => pipeline.query_async(connection).await,
        }
    }

    /// A cluster's connection replaces the sockets of single nodes by itself.
    pub(super) fn heals_itself(&self) -> bool {
        matches!(self, Self::Cluster(_))
    }
}
