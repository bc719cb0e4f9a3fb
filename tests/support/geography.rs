//! Small address databases in the two schemas that are out there, with a few places each.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;

use groundswell::geoip::Files;
use maxminddb_writer::Database;
use maxminddb_writer::metadata::IpVersion;
use maxminddb_writer::paths::IpAddrWithMask;
use serde::Serialize;
use tempfile::TempDir;

/// Region, then what MaxMind says of it (country, subdivisions from general to specific), then what DB-IP says (state,
/// city). The place at index i has the networks `20.i.0.0/16` and `2a02:i::/32`, and the AS number 64500 + i.
const PLACES: [(&str, &str, &[&str], &str, &str); 27] = [
    ("US-NY", "US", &["NY"], "New York", "New York"),
    ("GB-ENG", "GB", &["ENG", "LND"], "England", "London"),
    ("IN-MH", "IN", &["MH"], "Maharashtra", "Mumbai"),
    ("FR-IDF", "FR", &["IDF", "75"], "Ile-de-France", "Paris"),
    ("BR-SP", "BR", &["SP"], "Sao Paulo", "Sao Paulo"),
    ("JP-13", "JP", &["13"], "Tokyo", "Tokyo"),
    ("DE-BE", "DE", &["BE"], "State of Berlin", "Berlin"),
    ("US-CA", "US", &["CA"], "California", "San Jose"),
    ("US-TX", "US", &["TX"], "Texas", "Austin"),
    ("US-FL", "US", &["FL"], "Florida", "Miami"),
    ("US-IL", "US", &["IL"], "Illinois", "Chicago"),
    ("GB-SCT", "GB", &["SCT"], "Scotland", "Glasgow"),
    ("DE-BY", "DE", &["BY"], "Bavaria", "Munich"),
    ("DE-NW", "DE", &["NW"], "North Rhine-Westphalia", "Cologne"),
    ("IN-KA", "IN", &["KA"], "Karnataka", "Bengaluru"),
    ("AU-NSW", "AU", &["NSW"], "New South Wales", "Sydney"),
    ("FR-BRE", "FR", &["BRE", "29"], "Brittany", "Brest"),
    ("CA-ON", "CA", &["ON"], "Ontario", "Toronto"),
    ("US-GA", "US", &["GA"], "Georgia", "Atlanta"),
    ("US-IN", "US", &["IN"], "Indiana", "Indianapolis"),
    ("US-MA", "US", &["MA"], "Massachusetts", "Boston"),
    ("US-MI", "US", &["MI"], "Michigan", "Detroit"),
    ("US-NC", "US", &["NC"], "North Carolina", "Charlotte"),
    ("US-NJ", "US", &["NJ"], "New Jersey", "Newark"),
    ("US-PA", "US", &["PA"], "Pennsylvania", "Philadelphia"),
    ("US-TN", "US", &["TN"], "Tennessee", "Nashville"),
    ("US-WA", "US", &["WA"], "Washington", "Seattle"),
];

/// Providers of a place; each has an equal part of its IPv4 network, the first one all of its IPv6 network.
const PARTS: u8 = 8;

/// AS number of the first place.
pub const ASN_FIRST: u32 = 64_500;

/// How the city database is written.
#[derive(Debug, Clone, Copy)]
pub enum Schema {
    /// One file for both families, nested records with ISO codes.
    MaxMind,
    /// A file for each family, flat records with names.
    DbIp,
}

/// Databases on disk, gone when dropped.
pub struct Geography {
    folder: TempDir,
    city: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Country<'a> {
    iso_code: &'a str,
    names: Names<'a>,
}

#[derive(Serialize)]
struct Names<'a> {
    en: &'a str,
}

#[derive(Serialize)]
struct City<'a> {
    geoname_id: u32,
    names: Names<'a>,
}

#[derive(Serialize)]
struct Location {
    latitude: f64,
    longitude: f64,
}

#[derive(Serialize)]
struct MaxMindRecord<'a> {
    city: City<'a>,
    country: Country<'a>,
    location: Location,
    registered_country: Country<'a>,
    subdivisions: Vec<Country<'a>>,
}

#[derive(Serialize)]
struct DbIpRecord<'a> {
    city: &'a str,
    country_code: &'a str,
    latitude: f32,
    longitude: f32,
    state1: &'a str,
}

#[derive(Serialize)]
struct AsnRecord<'a> {
    autonomous_system_number: u32,
    autonomous_system_organization: &'a str,
}

impl Geography {
    /// Writes city and ASN databases.
    pub fn write(schema: Schema) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut city = Vec::new();
        match schema {
            Schema::MaxMind => {
                let path = folder.path().join("GeoLite2-City.mmdb");
                write_max_mind(&path);
                city.push(path);
            }
            Schema::DbIp => {
                for (name, version) in [("ipv4", IpVersion::V4), ("ipv6", IpVersion::V6)] {
                    let path = folder.path().join(format!("dbip-city-{name}.mmdb"));
                    write_db_ip(&path, version);
                    city.push(path);
                }
            }
        }
        write_asn(&folder.path().join("GeoLite2-ASN.mmdb"));
        Self { folder, city }
    }

    /// For the configuration.
    pub fn files(&self) -> Files {
        Files {
            city: self.city.clone(),
            asn: vec![self.folder.path().join("GeoLite2-ASN.mmdb")],
        }
    }
}

/// The `number`th IPv4 address of a region.
pub fn v4(region: &str, number: u16) -> IpAddr {
    let [high, low] = number.to_be_bytes();
    IpAddr::V4(Ipv4Addr::new(20, index(region), high, low))
}

/// An IPv6 address of a region, in its `number`th /64.
pub fn v6(region: &str, number: u16) -> IpAddr {
    IpAddr::V6(Ipv6Addr::new(0x2a02, index(region).into(), 0, number, 0xfeed, 0, 0, 1))
}

/// The AS number of a region's addresses.
pub fn asn(region: &str) -> u32 {
    ASN_FIRST + u32::from(index(region))
}

fn index(region: &str) -> u8 {
    let found = PLACES.iter().position(|place| place.0 == region);
    u8::try_from(found.unwrap()).unwrap()
}

fn v4_network(index: u8) -> IpAddrWithMask {
    IpAddrWithMask::new(IpAddr::V4(Ipv4Addr::new(20, index, 0, 0)), 16)
}

fn v6_network(index: u8) -> IpAddrWithMask {
    IpAddrWithMask::new(IpAddr::V6(Ipv6Addr::new(0x2a02, index.into(), 0, 0, 0, 0, 0, 0)), 32)
}

/// Where a tree of IPv6 addresses keeps an IPv4 network.
fn v4_in_v6(index: u8) -> IpAddrWithMask {
    let inner = Ipv6Addr::from(u128::from(u32::from(Ipv4Addr::new(20, index, 0, 0))));
    IpAddrWithMask::new(IpAddr::V6(inner), 96 + 16)
}

fn database(kind: &str, version: IpVersion) -> Database {
    let mut database = Database::default();
    database.metadata.ip_version = version;
    kind.clone_into(&mut database.metadata.database_type);
    database.metadata.binary_format_major_version = 2;
    database.metadata.build_epoch = 1_770_000_000;
    database
}

fn save(database: &Database, path: &std::path::Path) {
    let bytes = database.write_to(Vec::new()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn write_max_mind(path: &std::path::Path) {
    let mut database = database("GeoLite2-City", IpVersion::V6);
    for ((_, country, subdivisions, state, city), index) in PLACES.into_iter().zip(0..) {
        let code = |iso_code| Country {
            iso_code,
            names: Names { en: state },
        };
        let record = MaxMindRecord {
            city: City {
                geoname_id: 5_128_581,
                names: Names { en: city },
            },
            country: code(country),
            location: Location {
                latitude: 1.5,
                longitude: -2.5,
            },
            registered_country: code(country),
            subdivisions: subdivisions.iter().map(|subdivision| code(subdivision)).collect(),
        };
        let value = database.insert_value(&record).unwrap();
        database.insert_node(v4_in_v6(index), value);
        database.insert_node(v6_network(index), value);
    }
    save(&database, path);
}

fn write_db_ip(path: &std::path::Path, version: IpVersion) {
    let mut database = database("ipdb dbip-city", version);
    for ((_, country_code, _, state1, city), index) in PLACES.into_iter().zip(0..) {
        let record = DbIpRecord {
            city,
            country_code,
            latitude: 1.5,
            longitude: -2.5,
            state1,
        };
        let value = database.insert_value(&record).unwrap();
        let network = match version {
            IpVersion::V4 => v4_network(index),
            IpVersion::V6 => v6_network(index),
        };
        database.insert_node(network, value);
    }
    save(&database, path);
}

fn write_asn(path: &std::path::Path) {
    let mut database = database("GeoLite2-ASN", IpVersion::V6);
    for ((region, ..), index) in PLACES.into_iter().zip(0..) {
        let record = AsnRecord {
            autonomous_system_number: ASN_FIRST + u32::from(index),
            autonomous_system_organization: &format!("Telco of {region}"),
        };
        let value = database.insert_value(&record).unwrap();
        database.insert_node(v4_in_v6(index), value);
        database.insert_node(v6_network(index), value);
        for part in 1..PARTS {
            write_part(&mut database, region, index, part);
        }
    }
    save(&database, path);
}

/// A place has several providers, as real ones have: one provider's customers alone are no outage.
fn write_part(database: &mut Database, region: &str, index: u8, part: u8) {
    let record = AsnRecord {
        autonomous_system_number: ASN_FIRST + 100 * u32::from(part) + u32::from(index),
        autonomous_system_organization: &format!("Telco {part} of {region}"),
    };
    let value = database.insert_value(&record).unwrap();
    let IpAddrWithMask { addr, mask } = v4_in_v6(index);
    let IpAddr::V6(address) = addr else { unreachable!() };
    let within = u128::from(256 / u16::from(PARTS) * u16::from(part)) << 8;
    let address = IpAddr::V6(Ipv6Addr::from(u128::from(address) | within));
    database.insert_node(IpAddrWithMask::new(address, mask + 3), value);
}
