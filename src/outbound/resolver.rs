//! Names to addresses, each of them checked before anything connects to it.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::refused;

/// Looks up the addresses of a name.
pub type Lookup = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>> + Send + Sync>;

/// The system's resolver.
#[must_use]
pub fn system_lookup() -> Lookup {
    Arc::new(|host| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

/// Why a name leads nowhere.
#[derive(Debug, thiserror::Error)]
pub(super) enum NameFailure {
    #[error("the host's name cannot be resolved: {0}")]
    Lookup(io::Error),
    #[error("the host's name has no address")]
    Empty,
    #[error("the host's name leads to an address that is not on the public internet (see GROUNDSWELL_WEBHOOK_ALLOW)")]
    Refused,
}

/// Resolves a name once, and lets only addresses through that were checked: the connection is made to these, so a second
/// answer of the name server (DNS rebinding) is never asked for. One refused address spoils the name.
pub struct CheckedResolver {
    allow: Arc<[IpNet]>,
    lookup: Lookup,
}

impl CheckedResolver {
    /// A resolver that lets no refused address through but those of `allow`.
    #[must_use]
    pub fn new(allow: Arc<[IpNet]>, lookup: Lookup) -> Self {
        Self { allow, lookup }
    }
}

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow = self.allow.clone();
        let found = (self.lookup)(name.as_str().to_owned());
        Box::pin(async move {
            let addresses = found.await.map_err(NameFailure::Lookup)?;
            if addresses.is_empty() {
                return Err(NameFailure::Empty.into());
            }
            if addresses.iter().any(|&ip| refused(ip, &allow)) {
                return Err(NameFailure::Refused.into());
            }
            // Port 0 stands for the port of the URL.
            let addresses: Addrs = Box::new(addresses.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(addresses)
        })
    }
}
