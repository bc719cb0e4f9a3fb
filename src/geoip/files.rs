//! Reads address databases from disk: MMDB in MaxMind's and in DB-IP's schema, and AS numbers as CSV.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use maxminddb::{LookupResult, Reader, WithinOptions};
use serde::Deserialize;

use super::codes;
use super::ranges::{InOrder, Ranges, RangesBuilder};
use crate::domain::region::{Asn, RegionCode};

/// A tree has one network more than it has nodes. Where branches are shared between the families it has a few more; where
/// they are shared by mistake there is no end.
const NETWORKS_PER_NODE_MAX: usize = 3;

/// Why a database was not taken.
#[derive(Debug, thiserror::Error)]
pub enum GeoIpError {
    /// The file cannot be read.
    #[error("{file}: {reason}")]
    Unreadable {
        /// Its path.
        file: String,
        /// What the system or the reader said.
        reason: String,
    },
    /// The file can be read, and holds no region or network for any address.
    #[error("{0}: holds no address that could be placed; is it a city, country or ASN database?")]
    Empty(String),
}

/// The one record type for both schemas: fields that a schema lacks stay `None`.
#[derive(Debug, Deserialize)]
struct CityRecord<'a> {
    /// MaxMind.
    #[serde(borrow)]
    country: Option<IsoCode<'a>>,
    /// MaxMind: where the address is registered, when its country is not known.
    registered_country: Option<IsoCode<'a>>,
    /// MaxMind, general to specific.
    subdivisions: Option<Vec<IsoCode<'a>>>,
    /// DB-IP Lite and the country-only files.
    country_code: Option<&'a str>,
    /// DB-IP Lite: the subdivision's name.
    state1: Option<&'a str>,
    /// DB-IP Lite: the city's name. (MaxMind's `city` is a map, so it is read as anything.)
    city: Option<CityName<'a>>,
}

/// DB-IP's schema has a text here, MaxMind's a map of names in many languages.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum CityName<'a> {
    Plain(&'a str),
    Other(serde::de::IgnoredAny),
}

#[derive(Debug, Deserialize)]
struct IsoCode<'a> {
    iso_code: Option<&'a str>,
}

impl CityRecord<'_> {
    fn region(&self) -> RegionCode {
        if let Some(country) = self.country_code {
            let city = match self.city {
                Some(CityName::Plain(name)) => Some(name),
                _ => None,
            };
            let from_state = |state| codes::from_names(country, state, city);
            return self.state1.map_or_else(|| codes::from_country(country), from_state);
        }
        let country = self.country.as_ref().or(self.registered_country.as_ref());
        let Some(country) = country.and_then(|country| country.iso_code) else {
            return RegionCode::UNKNOWN;
        };
        let subdivisions = self
            .subdivisions
            .iter()
            .flatten()
            .filter_map(|subdivision| subdivision.iso_code);
        codes::from_subdivisions(country, subdivisions)
    }
}

#[derive(Debug, Deserialize)]
struct AsnRecord<'a> {
    autonomous_system_number: Option<u32>,
    #[serde(borrow)]
    autonomous_system_organization: Option<&'a str>,
}

/// AS numbers by address, and their names.
#[derive(Debug, Clone)]
pub struct Networks {
    /// By address; [`Asn::UNKNOWN`] in the gaps.
    pub ranges: Ranges<Asn>,
    /// Organisations, where the file has them.
    pub names: HashMap<Asn, String>,
}

/// A city or country MMDB in memory as it is on disk. It answers as soon as it is open, with the same regions as the table
/// that it is flattened into, in some twenty times the time.
#[derive(Debug)]
pub struct CityFile {
    path: PathBuf,
    reader: Reader<Vec<u8>>,
    /// Those of [`TUNNELS`] in which there are no networks of its own.
    tunnels: Vec<IpNet>,
}

/// Where MaxMind's files lead from IPv6 (Teredo and 6to4) back into their IPv4 part. The table says nothing of these: the
/// bits that follow are not the address that the file takes them for, or lie as deep as that of a server.
const TUNNELS: [&str; 2] = ["2001::/32", "2002::/16"];

impl CityFile {
    /// Reads the file. What is in it is known only when it is flattened.
    ///
    /// # Errors
    /// [`GeoIpError`], naming the file.
    pub fn open(path: &Path) -> Result<Self, GeoIpError> {
        let reader = open(path)?;
        let tunnels = TUNNELS.iter().filter_map(|tunnel| tunnel.parse().ok());
        let tunnels = tunnels.filter(|tunnel| is_empty(&reader, *tunnel)).collect();
        Ok(Self {
            path: path.to_owned(),
            reader,
            tunnels,
        })
    }

    /// The region of an address; none when the file says nothing of it, or nothing that can be read.
    #[must_use]
    pub fn region(&self, address: IpAddr) -> Option<RegionCode> {
        let address = match address.to_canonical() {
            // The table keeps one region for each /64, which is that of its end.
            IpAddr::V6(address) => IpAddr::V6((u128::from(address) | u128::from(u64::MAX)).into()),
            address @ IpAddr::V4(_) => address,
        };
        if self.tunnels.iter().any(|tunnel| tunnel.contains(&address)) {
            return None;
        }
        let record = self.reader.lookup(address).ok()?.decode::<CityRecord>().ok()??;
        Some(record.region()).filter(|region| !region.is_unknown())
    }

    /// All of it as a table.
    ///
    /// # Errors
    /// [`GeoIpError`], naming the file: it is damaged, or has no region for any address.
    pub fn flatten(&self) -> Result<Ranges<RegionCode>, GeoIpError> {
        let mut networks = InOrder::new(RegionCode::UNKNOWN);
        // Many networks share a record: decode each record once.
        let mut decoded: foldhash::HashMap<usize, RegionCode> = foldhash::HashMap::default();
        for_each_network(&self.reader, &self.path, |address, prefix, found| {
            let region = match found.offset().map(|offset| decoded.entry(offset)) {
                None => RegionCode::UNKNOWN,
                Some(Entry::Occupied(known)) => *known.get(),
                Some(Entry::Vacant(fresh)) => {
                    let record = found.decode::<CityRecord>()?;
                    *fresh.insert(record.map_or(RegionCode::UNKNOWN, |record| record.region()))
                }
            };
            networks.add_network(address, prefix, region);
            Ok(())
        })?;
        let ranges = networks.finish();
        if ranges.is_empty() {
            return Err(GeoIpError::Empty(self.path.display().to_string()));
        }
        Ok(ranges)
    }
}

/// Whether there is no network under this one, or only what belongs to another place of the tree.
fn is_empty(reader: &Reader<Vec<u8>>, network: IpNet) -> bool {
    let Ok(network) = network.to_string().parse() else {
        return true;
    };
    let within = reader.within(network, WithinOptions::default());
    within.map_or(true, |mut networks| networks.next().is_none())
}

impl Networks {
    /// The network of an address; none when the file says nothing of it.
    #[must_use]
    pub fn get(&self, address: IpAddr) -> Option<Asn> {
        self.ranges.get(address).filter(|network| *network != Asn::UNKNOWN)
    }
}

/// Reads a city or country MMDB into a flat table.
///
/// # Errors
/// [`GeoIpError`], naming the file; nothing is half-read.
pub fn read_city(path: &Path) -> Result<Ranges<RegionCode>, GeoIpError> {
    CityFile::open(path)?.flatten()
}

/// Reads an ASN database: MMDB (GeoLite2-ASN's schema), or CSV with `first,last,asn,name` lines.
///
/// # Errors
/// [`GeoIpError`], naming the file.
pub fn read_networks(path: &Path) -> Result<Networks, GeoIpError> {
    let is_csv = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let networks = if is_csv {
        read_asn_csv(path)
    } else {
        read_asn_mmdb(path)
    }?;
    if networks.ranges.is_empty() {
        return Err(GeoIpError::Empty(path.display().to_string()));
    }
    Ok(networks)
}

/// The record behind an address as the file has it, for `doctor`.
///
/// # Errors
/// [`GeoIpError`], naming the file.
pub fn raw_record(path: &Path, address: IpAddr) -> Result<Option<serde_json::Value>, GeoIpError> {
    let reader = open(path)?;
    // A file of one family answers an address of the other with an error: it has nothing to say of it.
    let Ok(found) = reader.lookup(address) else {
        return Ok(None);
    };
    found.decode().map_err(|error| unreadable(path, &error))
}

fn open(path: &Path) -> Result<Reader<Vec<u8>>, GeoIpError> {
    Reader::open_readfile(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &dyn std::error::Error) -> GeoIpError {
    GeoIpError::Unreadable {
        file: path.display().to_string(),
        reason: error.to_string(),
    }
}

fn for_each_network(
    reader: &Reader<Vec<u8>>,
    path: &Path,
    mut visit: impl FnMut(IpAddr, u8, &LookupResult<'_, Vec<u8>>) -> Result<(), maxminddb::MaxMindDbError>,
) -> Result<(), GeoIpError> {
    // Those without data are counted too, so that a damaged tree cannot keep anybody busy for ever.
    let networks = reader
        .networks(WithinOptions::default().include_networks_without_data())
        .map_err(|error| unreadable(path, &error))?;
    let networks_max = usize::try_from(reader.metadata().node_count)
        .unwrap_or(usize::MAX)
        .saturating_mul(NETWORKS_PER_NODE_MAX);
    for (number, found) in networks.enumerate() {
        if number > networks_max {
            return Err(GeoIpError::Unreadable {
                file: path.display().to_string(),
                reason: "its tree has more networks than nodes: it is damaged".to_owned(),
            });
        }
        let visited = found.and_then(|found| {
            let network = found.network()?;
            visit(network.ip(), network.prefix(), &found)
        });
        visited.map_err(|error| unreadable(path, &error))?;
    }
    Ok(())
}

fn read_asn_mmdb(path: &Path) -> Result<Networks, GeoIpError> {
    let mut networks = InOrder::new(Asn::UNKNOWN);
    let mut names = HashMap::new();
    for_each_network(&open(path)?, path, |address, prefix, found| {
        if let Some(record) = found.decode::<AsnRecord>()?
            && let Some(number) = record.autonomous_system_number
        {
            networks.add_network(address, prefix, Asn(number));
            let name = record.autonomous_system_organization.unwrap_or_default();
            names.entry(Asn(number)).or_insert_with(|| name.to_owned());
        }
        Ok(())
    })?;
    let ranges = networks.finish();
    Ok(Networks { ranges, names })
}

fn read_asn_csv(path: &Path) -> Result<Networks, GeoIpError> {
    let mut builder = RangesBuilder::default();
    let mut names = HashMap::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .map_err(|error| unreadable(path, &error))?;
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row).map_err(|error| unreadable(path, &error))? {
        let parsed = (|| {
            let first: IpAddr = row.get(0)?.parse().ok()?;
            let last: IpAddr = row.get(1)?.parse().ok()?;
            Some((first, last, Asn(row.get(2)?.parse().ok()?)))
        })();
        let Some((first, last, network)) = parsed else {
            return Err(GeoIpError::Unreadable {
                file: path.display().to_string(),
                reason: format!(
                    "line {}: expected `first,last,asn,name`",
                    row.position().map_or(0, csv::Position::line)
                ),
            });
        };
        builder.add(first, last, network);
        if let Some(name) = row.get(3) {
            names.entry(network).or_insert_with(|| name.to_owned());
        }
    }
    let ranges = builder.build(Asn::UNKNOWN);
    Ok(Networks { ranges, names })
}
