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
/// city). The place at index i has the networks `20.i.0.0/16` and `2a02:i::/32`. The lower half of both belongs to AS
/// 64500 + i, the upper half to four smaller ones, as no region has one provider alone.
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

/// The `number`th IPv4 address of a region. Up to 256 of them, all are strangers: each in a /24 of its own.
pub fn v4(region: &str, number: u16) -> IpAddr {
    let [host, block] = number.to_be_bytes();
    IpAddr::V4(Ipv4Addr::new(20, index(region), block, host))
}

/// An IPv6 address in the `number`th /48 of a region.
pub fn v6(region: &str, number: u16) -> IpAddr {
    IpAddr::V6(Ipv6Addr::new(0x2a02, index(region).into(), number, 0, 0xfeed, 0, 0, 1))
}

/// The `number`th address of one /24 of a region.
pub fn v4_neighbour(region: &str, number: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(20, index(region), 77, number))
}

/// An IPv6 address in the `number`th /64 of one /48 of a region.
pub fn v6_neighbour(region: &str, number: u8) -> IpAddr {
    IpAddr::V6(Ipv6Addr::new(
        0x2a02,
        index(region).into(),
        0x77,
        number.into(),
        0xfeed,
        0,
        0,
        1,
    ))
}

/// The `number`th IPv4 address of one of a region's five providers, each in a /24 of its own for up to 32 of them.
pub fn v4_of(region: &str, provider: u8, number: u8) -> IpAddr {
    let first = if provider == 0 { 0 } else { 96 + 32 * provider };
    v4(region, u16::from(first + number % 32) + 256 * u16::from(number / 32))
}

/// The same for IPv6, each in a /48 of its own.
pub fn v6_of(region: &str, provider: u8, number: u8) -> IpAddr {
    let first = if provider == 0 {
        0
    } else {
        96 + 32 * u16::from(provider)
    };
    v6(region, first * 256 + u16::from(number))
}

/// The AS number of a region's addresses, those of smaller providers apart.
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
    v6_part(index, 0, 32)
}

fn v6_part(index: u8, block: u8, length: u8) -> IpAddrWithMask {
    let third = u16::from(block) * 256;
    IpAddrWithMask::new(
        IpAddr::V6(Ipv6Addr::new(0x2a02, index.into(), third, 0, 0, 0, 0, 0)),
        length,
    )
}

/// Where a tree of IPv6 addresses keeps an IPv4 network.
fn v4_in_v6(index: u8) -> IpAddrWithMask {
    v4_part(index, 0, 16)
}

/// The same of a part of it.
fn v4_part(index: u8, block: u8, length: u8) -> IpAddrWithMask {
    let inner = Ipv6Addr::from(u128::from(u32::from(Ipv4Addr::new(20, index, block, 0))));
    IpAddrWithMask::new(IpAddr::V6(inner), 96 + length)
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
        database.insert_node(v4_part(index, 0, 17), value);
        database.insert_node(v6_part(index, 0, 33), value);
        for (block, number) in [128, 160, 192, 224].into_iter().zip(1..) {
            let smaller = AsnRecord {
                autonomous_system_number: ASN_FIRST + 100 * number + u32::from(index),
                autonomous_system_organization: &format!("Small telco {number} of {region}"),
            };
            let value = database.insert_value(&smaller).unwrap();
            database.insert_node(v4_part(index, block, 19), value);
            database.insert_node(v6_part(index, block, 35), value);
        }
    }
    save(&database, path);
}
