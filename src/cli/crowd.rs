//! Sends clicks over real HTTP, each from an address of its own in the region that it is meant to come from.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, bail};
use futures::{StreamExt, stream};

use super::scenario::{Click, Scenario};
use crate::domain::region::RegionCode;
use crate::geoip::Database;

/// Requests under way at the same time.
const REQUESTS_AT_ONCE: usize = 64;

/// Addresses by region. Each click takes the next one, so that every click is another reporter until they run out.
#[derive(Debug)]
pub struct AddressBook {
    regions: HashMap<RegionCode, Addresses>,
}

#[derive(Debug)]
struct Addresses {
    /// Ranges of IPv4 addresses, first and last.
    runs: Vec<(u32, u32)>,
    total: u64,
    next: AtomicU64,
}

impl AddressBook {
    /// Collects the addresses of every region of a scenario.
    ///
    /// # Errors
    /// Names a region that the database has no address for.
    pub fn new(scenario: &Scenario, database: &Database) -> anyhow::Result<Self> {
        let mut regions: HashMap<RegionCode, Vec<(u32, u32)>> = scenario
            .shares
            .iter()
            .map(|&(region, _)| (region, Vec::new()))
            .collect();
        for (first, last, region) in database.v4_regions() {
            if let Some(runs) = regions.get_mut(&region) {
                runs.push((first, last));
            }
        }
        let addresses = |(region, runs): (RegionCode, Vec<(u32, u32)>)| {
            let total = runs.iter().map(|(first, last)| u64::from(last - first) + 1).sum();
            if total == 0 {
                bail!(
                    "the address database knows no IPv4 address in {region}: fetch it with `make run`, or give --geoip-city"
                );
            }
            let next = AtomicU64::new(0);
            Ok((region, Addresses { runs, total, next }))
        };
        let regions = regions.into_iter().map(addresses).collect::<anyhow::Result<_>>()?;
        Ok(Self { regions })
    }

    /// An address in this region, another one each time.
    pub fn next(&self, region: RegionCode) -> Option<IpAddr> {
        let addresses = self.regions.get(&region)?;
        let count = addresses.next.fetch_add(1, Ordering::Relaxed);
        // A stride that is prime to most totals spreads the clicks over all networks of the region.
        let mut offset = count.wrapping_mul(7_919_000_021) % addresses.total;
        for &(first, last) in &addresses.runs {
            let length = u64::from(last - first) + 1;
            if offset < length {
                return Some(IpAddr::V4(Ipv4Addr::from(first + u32::try_from(offset).ok()?)));
            }
            offset -= length;
        }
        None
    }
}

/// A client that reports to one server.
#[derive(Debug, Clone)]
pub struct Sender {
    client: reqwest::Client,
    target: String,
}

impl Sender {
    /// A client for the server at `target`.
    ///
    /// # Errors
    /// When the system cannot do HTTP.
    pub fn new(target: &str) -> anyhow::Result<Self> {
        crate::outbound::install_crypto();
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(std::time::Duration::from_secs(30))
            .build()?;
        Ok(Self {
            client,
            target: target.trim_end_matches('/').to_owned(),
        })
    }

    /// Sends clicks, many at a time; returns how many were counted.
    ///
    /// # Errors
    /// The first answer that is not a receipt.
    pub async fn send(&self, clicks: Vec<Click>, addresses: &AddressBook) -> anyhow::Result<u64> {
        let sent = stream::iter(clicks)
            .map(|click| self.send_one(click, addresses))
            .buffer_unordered(REQUESTS_AT_ONCE);
        let counted: Vec<anyhow::Result<bool>> = sent.collect().await;
        let mut sum = 0;
        for counted in counted {
            sum += u64::from(counted?);
        }
        Ok(sum)
    }

    async fn send_one(&self, click: Click, addresses: &AddressBook) -> anyhow::Result<bool> {
        let address = addresses
            .next(click.region)
            .context("a click from outside the scenario")?;
        let url = format!("{}/api/v1/reports", self.target);
        let body = serde_json::json!({ "service": click.service, "symptom": click.symptom });
        let request = self
            .client
            .post(url)
            .header("x-forwarded-for", address.to_string())
            .json(&body);
        let response = request.send().await.context("the server does not answer")?;
        let status = response.status();
        let text = response.text().await?;
        if status != reqwest::StatusCode::ACCEPTED {
            bail!("the server answered {status}: {text}");
        }
        let receipt: serde_json::Value = serde_json::from_str(&text)?;
        Ok(receipt["counted"] == true)
    }

    /// GET of an API path as JSON.
    ///
    /// # Errors
    /// When the answer is not 200 and JSON.
    pub async fn get(&self, path: &str) -> anyhow::Result<serde_json::Value> {
        let response = self.client.get(format!("{}{path}", self.target)).send().await;
        let response = response.with_context(|| format!("{} does not answer", self.target))?;
        let status = response.status();
        let text = response.text().await?;
        if !status.is_success() {
            bail!("{path} answered {status}: {text}");
        }
        serde_json::from_str(&text).with_context(|| format!("{path} did not answer with JSON"))
    }

    /// Moves the server's virtual clock to this second.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn set_clock(&self, now: i64, admin_token: &str) -> anyhow::Result<()> {
        let request = self
            .client
            .post(format!("{}/api/v1/clock", self.target))
            .bearer_auth(admin_token);
        let response = request.json(&serde_json::json!({ "now": now })).send().await?;
        let status = response.status();
        if !status.is_success() {
            bail!("the clock could not be moved: {status}: {}", response.text().await?);
        }
        Ok(())
    }
}
