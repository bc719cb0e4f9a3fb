//! From an IP address to a region and a network. The address goes no further than this module's callers in `http`.

pub mod codes;
pub mod files;
pub mod ranges;

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use arc_swap::ArcSwap;

use self::files::{CityFile, GeoIpError, Networks};
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
#[derive(Debug, Clone, Default)]
pub struct Database {
    /// In the order of their files: who knows an address first says where it is.
    regions: Vec<Arc<Regions>>,
    networks: Vec<Arc<Networks>>,
    /// Files that could not be used, and why.
    warnings: Vec<String>,
}

/// The regions of one file. Both forms give the same answers.
#[derive(Debug)]
enum Regions {
    /// As they are on disk, which is at hand at once.
    Unflattened(CityFile),
    /// What is asked from then on.
    Flat(Ranges<RegionCode>),
}

impl Regions {
    fn get(&self, address: IpAddr) -> Option<RegionCode> {
        match self {
            Self::Unflattened(file) => file.region(address),
            Self::Flat(ranges) => ranges.get(address).filter(|region| !region.is_unknown()),
        }
    }
}

impl Database {
    /// Reads all files, and flattens them side by side. One that cannot be used becomes a warning: the site works without it.
    #[must_use]
    pub fn load(files: &Files) -> Self {
        Self::read(files, |path| files::read_city(path).map(Regions::Flat))
    }

    /// The same without the second that it takes to flatten them; what is damaged or empty shows only then.
    #[must_use]
    pub fn open(files: &Files) -> Self {
        Self::read(files, |path| CityFile::open(path).map(Regions::Unflattened))
    }

    fn read(files: &Files, read_city: impl Fn(&Path) -> Result<Regions, GeoIpError> + Sync) -> Self {
        let read_city = &read_city;
        let (cities, networks) = thread::scope(|scope| {
            let cities = files.city.iter().map(|path| scope.spawn(|| read_city(path)));
            let cities: Vec<_> = cities.collect();
            let networks = files.asn.iter().map(|path| scope.spawn(|| files::read_networks(path)));
            let networks: Vec<_> = networks.collect();
            (all(cities), all(networks))
        });
        let mut database = Self::default();
        for read in cities {
            let read = database.or_warn(read);
            database.regions.extend(read.map(Arc::new));
        }
        for read in networks {
            let read = database.or_warn(read);
            database.networks.extend(read.map(Arc::new));
        }
        if files.city.is_empty() {
            let hint = "no city database is configured: every report gets the region `unknown` (see geoip/README.md)";
            database.warnings.push(hint.to_owned());
        }
        database
    }

    fn or_warn<T>(&mut self, read: Result<T, GeoIpError>) -> Option<T> {
        read.map_err(|error| self.warnings.push(error.to_string())).ok()
    }

    /// With the next file flattened; none when all of them are.
    fn flattened_further(&self) -> Option<Self> {
        let unflattened = |(place, regions): (usize, &Arc<Regions>)| match regions.as_ref() {
            Regions::Unflattened(file) => Some((place, file.flatten())),
            Regions::Flat(_) => None,
        };
        let (place, flat) = self.regions.iter().enumerate().find_map(unflattened)?;
        let mut database = self.clone();
        match database.or_warn(flat) {
            Some(ranges) => database.regions[place] = Arc::new(Regions::Flat(ranges)),
            None => drop(database.regions.remove(place)),
        }
        Some(database)
    }

    /// Places an address; what is not known stays unknown.
    #[must_use]
    pub fn place(&self, address: IpAddr) -> Place {
        let region = self.regions.iter().find_map(|regions| regions.get(address));
        let network = self.networks.iter().find_map(|networks| networks.get(address));
        Place {
            region: region.unwrap_or(RegionCode::UNKNOWN),
            network: network.unwrap_or(Asn::UNKNOWN),
        }
    }

    /// All IPv4 ranges with their regions, for made-up crowds. Nothing before they are flattened.
    pub fn v4_regions(&self) -> impl Iterator<Item = (u32, u32, RegionCode)> {
        self.flat().flat_map(Ranges::v4_runs)
    }

    fn flat(&self) -> impl Iterator<Item = &Ranges<RegionCode>> {
        self.regions.iter().filter_map(|regions| match regions.as_ref() {
            Regions::Flat(ranges) => Some(ranges),
            Regions::Unflattened(_) => None,
        })
    }

    /// The organisation behind a network.
    #[must_use]
    pub fn network_name(&self, network: Asn) -> Option<&str> {
        let mut names = self.networks.iter().map(|networks| &networks.names);
        names.find_map(|names| names.get(&network)).map(String::as_str)
    }

    /// Whether reports can be placed at all.
    #[must_use]
    pub fn has_regions(&self) -> bool {
        !self.regions.is_empty()
    }

    /// Files that could not be used, and why.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Whether all files have been read to their ends.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.flat().count() == self.regions.len()
    }

    /// Ranges in memory: (regions, networks).
    #[must_use]
    pub fn sizes(&self) -> (usize, usize) {
        let networks = self.networks.iter().map(|networks| networks.ranges.len());
        (self.flat().map(Ranges::len).sum(), networks.sum())
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
        geoip.current.store(Arc::new(Database::load(&geoip.files)));
        geoip
    }

    /// Knows no place before [`read`](Self::read).
    #[must_use]
    pub fn unread(files: Files) -> Self {
        let current = ArcSwap::default();
        Self { files, current }
    }

    /// Reads the files for the first time, as far as it takes to answer.
    pub fn read(&self) {
        self.current.store(Arc::new(Database::open(&self.files)));
    }

    /// Flattens what was read, one file after the other so that no more than one core is taken from those who ask, and
    /// gives back what the files took. Blocks for a second.
    pub fn flatten(&self) {
        loop {
            let current = self.current.load_full();
            let Some(further) = current.flattened_further() else {
                return;
            };
            // Somebody may have exchanged them meanwhile, and then it is for those to be flattened.
            self.current.compare_and_swap(&current, Arc::new(further));
        }
    }

    /// The databases of this moment.
    pub fn current(&self) -> arc_swap::Guard<Arc<Database>> {
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
        self.current.store(Arc::new(fresh));
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
