//! From an IP address to a region and a network. The address goes no further than this module's callers in `http`.

pub mod codes;
pub mod files;
pub mod ranges;

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::thread::{self, ScopedJoinHandle};

use arc_swap::ArcSwap;

use self::files::{GeoIpError, Networks};
use self::ranges::Ranges;
use crate::domain::region::{Asn, RegionCode};

/// Which files to read. Several of a kind complete each other (IPv4 and IPv6 come apart in some packages).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// City or country databases.
    pub city: Vec<PathBuf>,
    /// ASN databases.
    pub asn: Vec<PathBuf>,
}

/// Where an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its region.
    pub region: RegionCode,
    /// Its network.
    pub network: Asn,
}

/// Databases in memory. Immutable; a reload makes another one.
#[derive(Debug, Default)]
pub struct Database {
    regions: Option<Ranges<RegionCode>>,
    networks: Option<Networks>,
    /// Files that could not be used, and why.
    warnings: Vec<String>,
}

impl Database {
    /// Reads all files, side by side. One that cannot be used becomes a warning: the site works without it.
    #[must_use]
    pub fn load(files: &Files) -> Self {
        let (cities, networks) = thread::scope(|scope| {
            let cities = files.city.iter().map(|path| scope.spawn(|| files::read_city(path)));
            let cities: Vec<_> = cities.collect();
            let networks = files.asn.iter().map(|path| scope.spawn(|| files::read_networks(path)));
            let networks: Vec<_> = networks.collect();
            (all(cities), all(networks))
        });
        let mut database = Self::default();
        for read in cities {
            database.take(read, |database, more| match &mut database.regions {
                Some(regions) => regions.or_families_of(more),
                None => database.regions = Some(more),
            });
        }
        for read in networks {
            database.take(read, |database, more| match &mut database.networks {
                Some(networks) => {
                    networks.ranges.or_families_of(more.ranges);
                    networks.names.extend(more.names);
                }
                None => database.networks = Some(more),
            });
        }
        if files.city.is_empty() {
            let hint = "no city database is configured: every report gets the region `unknown` (see geoip/README.md)";
            database.warnings.push(hint.to_owned());
        }
        database
    }

    fn take<T>(&mut self, read: Result<T, GeoIpError>, add: impl FnOnce(&mut Self, T)) {
        match read {
            Ok(value) => add(self, value),
            Err(error) => self.warnings.push(error.to_string()),
        }
    }

    /// Places an address; what is not known stays unknown.
    #[must_use]
    pub fn place(&self, address: IpAddr) -> Place {
        let region = self.regions.as_ref().and_then(|ranges| ranges.get(address));
        let network = self.networks.as_ref().and_then(|networks| networks.ranges.get(address));
        Place {
            region: region.unwrap_or(RegionCode::UNKNOWN),
            network: network.unwrap_or(Asn::UNKNOWN),
        }
    }

    /// All IPv4 ranges with their regions, for made-up crowds.
    pub fn v4_regions(&self) -> impl Iterator<Item = (u32, u32, RegionCode)> {
        self.regions.iter().flat_map(Ranges::v4_runs)
    }

    /// The organisation behind a network.
    #[must_use]
    pub fn network_name(&self, network: Asn) -> Option<&str> {
        self.networks.as_ref()?.names.get(&network).map(String::as_str)
    }

    /// Whether reports can be placed at all.
    #[must_use]
    pub fn has_regions(&self) -> bool {
        self.regions.is_some()
    }

    /// Files that could not be used, and why.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Ranges in memory: (regions, networks).
    #[must_use]
    pub fn sizes(&self) -> (usize, usize) {
        let networks = self.networks.as_ref().map_or(0, |networks| networks.ranges.len());
        (self.regions.as_ref().map_or(0, Ranges::len), networks)
    }
}

/// What all of them came to, in their order.
fn all<T>(threads: Vec<ScopedJoinHandle<'_, T>>) -> Vec<T> {
    let joined = threads.into_iter().map(ScopedJoinHandle::join);
    joined
        .map(|outcome| outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        .collect()
}

/// The databases in use, which can be exchanged while requests go on.
#[derive(Debug)]
pub struct GeoIp {
    files: Files,
    current: ArcSwap<Database>,
}

impl GeoIp {
    /// Reads the files.
    #[must_use]
    pub fn open(files: Files) -> Self {
        let geoip = Self::unread(files);
        geoip.read();
        geoip
    }

    /// Knows no place before [`read`](Self::read): that takes a second, in which others have things to do.
    #[must_use]
    pub fn unread(files: Files) -> Self {
        let current = ArcSwap::default();
        Self { files, current }
    }

    /// Reads the files for the first time.
    pub fn read(&self) {
        self.current.store(std::sync::Arc::new(Database::load(&self.files)));
    }

    /// The databases of this moment.
    pub fn current(&self) -> arc_swap::Guard<std::sync::Arc<Database>> {
        self.current.load()
    }

    /// Reads the files again. If one of them is now worse than what is in use, the last good databases stay.
    ///
    /// # Errors
    /// What is wrong with the new files.
    pub fn reload(&self) -> Result<(), String> {
        let fresh = Database::load(&self.files);
        // What was wrong before is no reason to refuse: one missing file must not keep the others from being updated.
        let known = self.current.load();
        if let Some(warning) = fresh.warnings.iter().find(|warning| !known.warnings.contains(warning)) {
            return Err(warning.clone());
        }
        self.current.store(std::sync::Arc::new(fresh));
        Ok(())
    }

    /// Sizes and times of the files: when this changes, a reload is due.
    #[must_use]
    pub fn fingerprint(&self) -> Vec<Option<(u64, std::time::SystemTime)>> {
        let stat = |path: &PathBuf| {
            let metadata = std::fs::metadata(path).ok()?;
            Some((metadata.len(), metadata.modified().ok()?))
        };
        self.files.city.iter().chain(&self.files.asn).map(stat).collect()
    }

    /// The files it was opened with.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }
}

/// Names by network, for views that list several.
#[must_use]
pub fn network_names(database: &Database, networks: &[(Asn, u64)]) -> HashMap<Asn, String> {
    let name = |&(network, _): &(Asn, u64)| Some((network, database.network_name(network)?.to_owned()));
    networks.iter().filter_map(name).collect()
}
