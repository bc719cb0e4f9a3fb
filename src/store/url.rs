//! Where a store is, as an operator writes it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use redis::{ConnectionInfo, IntoConnectionInfo};

const FORMS: &str = "embedded:./data, redis://host:6379, redis+cluster://a,b,c or redis+sentinel://a,b,c/NAME";
const REDIS_PORT: u16 = 6379;
const SENTINEL_PORT: u16 = 26379;

/// Which store, and where.
#[derive(Debug, Clone)]
pub enum StoreUrl {
    /// A database in this folder; only one process can use it.
    Embedded(PathBuf),
    /// One Redis server.
    Redis(RedisNodes),
    /// A Redis Cluster, by some of its nodes.
    RedisCluster(RedisNodes),
    /// A Redis primary by name, found through these Sentinels.
    RedisSentinel(RedisNodes, String),
}

/// A text that names no store. Never shows a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidStoreUrl(String);

/// Redis servers and how to log in there. Shows itself without the password.
#[derive(Clone)]
pub struct RedisNodes {
    nodes: Vec<ConnectionInfo>,
    /// The URL with `***` in place of the password.
    shown: String,
    replicas_awaited: u32,
}

impl RedisNodes {
    /// The servers, at least one.
    pub(super) fn connections(&self) -> &[ConnectionInfo] {
        &self.nodes
    }

    /// The URL as it may be shown.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// How many replicas must have a report before it is acknowledged.
    pub(super) fn replicas_awaited(&self) -> u32 {
        self.replicas_awaited
    }
}

impl fmt::Debug for RedisNodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded(folder) => write!(f, "embedded:{}", folder.display()),
            Self::Redis(nodes) | Self::RedisCluster(nodes) | Self::RedisSentinel(nodes, _) => {
                f.write_str(nodes.shown())
            }
        }
    }
}

impl FromStr for StoreUrl {
    type Err = InvalidStoreUrl;

    fn from_str(text: &str) -> Result<Self, InvalidStoreUrl> {
        let text = text.trim();
        if let Some(folder) = text.strip_prefix("embedded:") {
            return embedded(folder);
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(InvalidStoreUrl(format!(
                "this is not the URL of a store: write {FORMS}"
            )));
        };
        match scheme {
            "redis" => Address::parse(scheme, rest)?.single().map(Self::Redis),
            "redis+cluster" => Address::parse(scheme, rest)?.cluster().map(Self::RedisCluster),
            "redis+sentinel" => {
                let (nodes, name) = Address::parse(scheme, rest)?.sentinel()?;
                Ok(Self::RedisSentinel(nodes, name))
            }
            _ if scheme.starts_with("rediss") => Err(InvalidStoreUrl(
                "rediss:// is Redis over TLS, which this build does not have: use redis:// over a private network or \
                 a TLS tunnel (stunnel)"
                    .to_owned(),
            )),
            // What has other characters is no scheme, and may be a password.
            _ if scheme
                .chars()
                .all(|letter| letter.is_ascii_alphabetic() || letter == '+') =>
            {
                Err(InvalidStoreUrl(format!("`{scheme}://` is not a store: write {FORMS}")))
            }
            _ => Err(InvalidStoreUrl(format!(
                "this is not the URL of a store: write {FORMS}"
            ))),
        }
    }
}

fn embedded(folder: &str) -> Result<StoreUrl, InvalidStoreUrl> {
    if folder.is_empty() {
        return Err(InvalidStoreUrl(
            "`embedded:` needs a folder, for example embedded:./data".to_owned(),
        ));
    }
    Ok(StoreUrl::Embedded(PathBuf::from(folder)))
}

/// More replicas than anybody has are a slip of the pen, and no report would ever be acknowledged by the store.
const REPLICAS_AWAITED_MAX: u32 = 16;

/// A Redis URL in its parts: `scheme://[login@]hosts[/path][?query]`.
struct Address<'a> {
    scheme: &'a str,
    /// `user:password` or `:password`, still percent-encoded.
    login: Option<&'a str>,
    hosts: Vec<&'a str>,
    path: &'a str,
    /// What is ours in the query: `wait=n`.
    replicas_awaited: u32,
    /// What is redis-rs's.
    query: Vec<&'a str>,
}

/// Takes `wait=n` out of a query.
fn without_wait(query: &str) -> Result<(u32, Vec<&str>), InvalidStoreUrl> {
    let (mut replicas, mut rest) = (0, Vec::new());
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let Some(number) = parameter.strip_prefix("wait=") else {
            rest.push(parameter);
            continue;
        };
        let known = number.parse().ok().filter(|number| *number <= REPLICAS_AWAITED_MAX);
        replicas = known.ok_or_else(|| {
            InvalidStoreUrl(format!(
                "`wait={number}` is not a number of replicas from 0 to {REPLICAS_AWAITED_MAX}: write ?wait=1"
            ))
        })?;
    }
    Ok((replicas, rest))
}

impl<'a> Address<'a> {
    fn parse(scheme: &'a str, rest: &'a str) -> Result<Self, InvalidStoreUrl> {
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        // A URL that was pasted twice, or a password with a slash or a question mark: no part of it must be taken for a name
        // or a host, which may be shown.
        if path.contains('@') || query.contains('@') || path.matches('/').count() > 1 {
            return Err(InvalidStoreUrl(format!(
                "what follows the hosts in the {scheme}:// URL is no name or number: write {FORMS}, and in a password %2F for / \
                 and %3F for ?"
            )));
        }
        let (replicas_awaited, query) = without_wait(query)?;
        let (login, hosts) = match authority.rsplit_once('@') {
            Some((login, hosts)) => (Some(login), hosts),
            None => (None, authority),
        };
        let hosts: Vec<&str> = hosts.split(',').map(str::trim).collect();
        if hosts.iter().any(|host| host.is_empty()) {
            return Err(InvalidStoreUrl(format!(
                "a host is missing in the {scheme}:// URL: write {FORMS}"
            )));
        }
        Ok(Self {
            scheme,
            login,
            hosts,
            path,
            replicas_awaited,
            query,
        })
    }

    fn single(&self) -> Result<RedisNodes, InvalidStoreUrl> {
        if self.hosts.len() > 1 {
            return Err(InvalidStoreUrl(
                "redis:// takes one host: write redis+cluster://a,b,c or redis+sentinel://a,b,c/NAME for several"
                    .to_owned(),
            ));
        }
        self.nodes(REDIS_PORT, self.path)
    }

    fn cluster(&self) -> Result<RedisNodes, InvalidStoreUrl> {
        if !self.path.is_empty() || !self.query.is_empty() {
            return Err(InvalidStoreUrl(
                "a Redis Cluster has one database: leave out what follows the hosts".to_owned(),
            ));
        }
        self.nodes(REDIS_PORT, "")
    }

    fn sentinel(&self) -> Result<(RedisNodes, String), InvalidStoreUrl> {
        let (name, database) = self.path.split_once('/').unwrap_or((self.path, ""));
        if name.is_empty() {
            return Err(InvalidStoreUrl(
                "redis+sentinel:// needs the name of the primary: redis+sentinel://a,b,c/NAME".to_owned(),
            ));
        }
        Ok((self.nodes(SENTINEL_PORT, database)?, name.to_owned()))
    }

    fn nodes(&self, port: u16, path: &str) -> Result<RedisNodes, InvalidStoreUrl> {
        let login = self.login.map(|login| format!("{login}@")).unwrap_or_default();
        let mark = if self.query.is_empty() { "" } else { "?" };
        let query = self.query.join("&");
        let nodes = self
            .hosts
            .iter()
            .map(|host| {
                let host = with_port(host, port);
                let invalid =
                    |e: redis::RedisError| InvalidStoreUrl(format!("the URL {} is not valid: {e}", self.shown()));
                format!("redis://{login}{host}/{path}{mark}{query}")
                    .into_connection_info()
                    .map_err(invalid)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(RedisNodes {
            nodes,
            shown: self.shown(),
            replicas_awaited: self.replicas_awaited,
        })
    }

    fn shown(&self) -> String {
        let login = match self.login {
            None => String::new(),
            Some(login) => match login.split_once(':') {
                Some((user, _)) if is_name(user) => format!("{user}:***@"),
                _ => "***@".to_owned(),
            },
        };
        let path = self.path;
        let slash = if path.is_empty() { "" } else { "/" };
        // A password may also be given as `?password=`; of the query only what is ours is shown.
        let wait = match self.replicas_awaited {
            0 => String::new(),
            replicas => format!("?wait={replicas}"),
        };
        let hosts: Vec<&str> = self.hosts.iter().map(|host| shown_host(host)).collect();
        format!("{}://{login}{}{slash}{path}{wait}", self.scheme, hosts.join(","))
    }
}

/// Whether this is sure to be a user, and not what a slip of the keyboard has made of a password.
fn is_name(user: &str) -> bool {
    user.chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter))
}

/// A host, unless what should be its port is something else: it may be a password.
fn shown_host(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((_, port)) if !host.ends_with(']') && !port.chars().all(|digit| digit.is_ascii_digit()) => "***",
        _ => host,
    }
}

fn with_port(host: &str, port: u16) -> String {
    let has_port = match host.rsplit_once(']') {
        Some((_, after)) => after.starts_with(':'),
        None => host.contains(':'),
    };
    if has_port {
        host.to_owned()
    } else {
        format!("{host}:{port}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        text.parse::<StoreUrl>().unwrap().to_string()
    }

    #[test]
    fn reads_every_form() {
        assert_eq!(shown("embedded:./data"), "embedded:./data");
        assert_eq!(shown("redis://127.0.0.1:6380/2"), "redis://127.0.0.1:6380/2");
        assert_eq!(
            shown("redis+cluster://a,b:7001,[::1]"),
            "redis+cluster://a,b:7001,[::1]"
        );
        let sentinel: StoreUrl = "redis+sentinel://a,b,c/main/3".parse().unwrap();
        let StoreUrl::RedisSentinel(nodes, name) = sentinel else {
            panic!("not a sentinel URL")
        };
        assert_eq!(name, "main");
        assert_eq!(nodes.connections()[0].addr().to_string(), "a:26379");
        assert_eq!(nodes.connections()[2].redis_settings().db(), 3);
    }

    #[test]
    fn keeps_the_password_and_never_shows_it() {
        let url: StoreUrl = "redis://bob:s%40cret@db:6379".parse().unwrap();
        let StoreUrl::Redis(nodes) = &url else {
            panic!("not Redis")
        };
        assert_eq!(nodes.connections()[0].redis_settings().password(), Some("s@cret"));
        assert_eq!(url.to_string(), "redis://bob:***@db:6379");
        assert!(!format!("{url:?}").contains("cret"));
        assert_eq!(shown("redis+cluster://:pw@a,b"), "redis+cluster://:***@a,b");
        assert_eq!(shown("redis://bob pw@a:1@db"), "redis://***@db");
        for slip in [
            "redis://bob:hunter2?@db",
            "redis://bob:hunter2/x@db",
            "redis://bob:hunter2,db:6379",
        ] {
            let refused = slip.parse::<StoreUrl>().unwrap_err().to_string();
            assert!(!refused.contains("hunter2"), "{refused}");
        }
        let error = "redis://:secret@host:notaport"
            .parse::<StoreUrl>()
            .unwrap_err()
            .to_string();
        assert!(!error.contains("secret"), "{error}");
    }

    #[test]
    fn replicas_to_wait_for_are_part_of_the_address() {
        for (text, awaited) in [
            ("redis://a", 0),
            ("redis://a?wait=1", 1),
            ("redis://:pw@a/2?protocol=resp3&wait=2", 2),
            ("redis+cluster://a,b?wait=1", 1),
            ("redis+sentinel://a/main?wait=1", 1),
        ] {
            let url: StoreUrl = text.parse().unwrap();
            let (StoreUrl::Redis(nodes) | StoreUrl::RedisCluster(nodes) | StoreUrl::RedisSentinel(nodes, _)) = url
            else {
                panic!("not Redis")
            };
            assert_eq!(nodes.replicas_awaited(), awaited, "{text}");
        }
        assert_eq!(
            shown("redis://:pw@a/2?protocol=resp3&wait=2"),
            "redis://:***@a/2?wait=2"
        );
        assert_eq!(
            shown("redis+sentinel://a/main?wait=1"),
            "redis+sentinel://a/main?wait=1"
        );
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, word) in [
            ("", "embedded:./data"),
            ("embedded:", "folder"),
            ("postgres://x", "postgres"),
            ("rediss://host", "TLS"),
            ("redis://a,b", "one host"),
            ("redis://", "host is missing"),
            ("redis+cluster://a,,b", "host is missing"),
            ("redis+cluster://a/1", "one database"),
            ("redis+sentinel://a,b", "name of the primary"),
            ("redis://a?wait=one", "?wait=1"),
            ("redis://a/?wait=17", "0 to 16"),
        ] {
            let error = text.parse::<StoreUrl>().unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
