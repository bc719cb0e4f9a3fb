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
            _ => Err(InvalidStoreUrl(format!("`{scheme}://` is not a store: write {FORMS}"))),
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

/// A Redis URL in its parts: `scheme://[login@]hosts[/path][?query]`.
struct Address<'a> {
    scheme: &'a str,
    /// `user:password` or `:password`, still percent-encoded.
    login: Option<&'a str>,
    hosts: Vec<&'a str>,
    path: &'a str,
}

impl<'a> Address<'a> {
    fn parse(scheme: &'a str, rest: &'a str) -> Result<Self, InvalidStoreUrl> {
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
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
        if !self.path.is_empty() {
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
        let nodes = self
            .hosts
            .iter()
            .map(|host| {
                let host = with_port(host, port);
                let invalid =
                    |e: redis::RedisError| InvalidStoreUrl(format!("the URL {} is not valid: {e}", self.shown()));
                format!("redis://{login}{host}/{path}")
                    .into_connection_info()
                    .map_err(invalid)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(RedisNodes {
            nodes,
            shown: self.shown(),
        })
    }

    fn shown(&self) -> String {
        let login = match self.login {
            None => String::new(),
            Some(login) => match login.split_once(':') {
                Some((user, _)) => format!("{user}:***@"),
                None => "***@".to_owned(),
            },
        };
        // A password may also be given as `?password=`; nothing after the question mark is shown.
        let path = self.path.split('?').next().unwrap_or_default();
        let slash = if path.is_empty() { "" } else { "/" };
        format!("{}://{login}{}{slash}{path}", self.scheme, self.hosts.join(","))
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
        let error = "redis://:secret@host:notaport"
            .parse::<StoreUrl>()
            .unwrap_err()
            .to_string();
        assert!(!error.contains("secret"), "{error}");
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
        ] {
            let error = text.parse::<StoreUrl>().unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
