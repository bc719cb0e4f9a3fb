//! Address databases that were damaged on their way: refused with the file's name, or read; never a panic or a hang.

use std::net::IpAddr;
use std::path::Path;

use groundswell::domain::region::Asn;
use groundswell::geoip::files::{raw_record, read_city, read_networks};
use groundswell::geoip::{Database, Files, GeoIp};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::damage;
use crate::geography::{Geography, Schema, v4};

const CSV: &str = "1.0.0.0,1.0.0.255,13335,\"Cloudflare, Inc.\"\n1.0.1.0,1.0.3.255,9299,PLDT\n\
    2a02:26f0::,2a02:26f0:ffff:ffff:ffff:ffff:ffff:ffff,20940,Akamai \u{e9}\n";

/// Bytes of a whole file are no failure that anybody would keep.
fn config() -> Config {
    Config {
        failure_persistence: None,
        ..Config::default()
    }
}

fn addresses() -> [IpAddr; 4] {
    [
        v4("US-NY", 7),
        v4("JP-13", 1),
        "::1".parse().unwrap(),
        "2a02::1".parse().unwrap(),
    ]
}

/// `doctor` shows a record whatever is in it, and a damaged one may be nested 512 times (maxminddb's limit): more than a thread
/// of tests has room for in a build without optimisation. `doctor` has the main thread, which has four times as much.
fn with_room<T: Send>(read: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(8 << 20);
        thread.spawn_scoped(scope, read).unwrap().join().unwrap()
    })
}

/// Damages a file a few hundred times, and reads it as whatever it may be taken for.
fn damage_file(good: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let name = good.file_name().unwrap().to_str().unwrap().to_owned();
    let path = folder.path().join(&name);
    let damaged = damage::bytes(std::fs::read(good).unwrap());
    let outcome = TestRunner::new(config()).run(&damaged, |bytes| {
        std::fs::write(&path, bytes).unwrap();
        let city = read_city(&path);
        let networks = read_networks(&path);
        for address in addresses() {
            let _ = city.as_ref().map(|ranges| ranges.get(address));
            let _ = networks.as_ref().map(|networks| networks.ranges.get(address));
        }
        with_room(|| addresses().map(|address| raw_record(&path, address).is_ok()));
        for error in city.err().into_iter().chain(networks.err()) {
            prop_assert!(error.to_string().contains(&name), "{error}");
        }
        let files = Files {
            city: vec![path.clone()],
            asn: vec![path.clone()],
        };
        let _ = Database::load(&files);
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn max_minds_database_may_be_damaged() {
    damage_file(&Geography::write(Schema::MaxMind).files().city[0]);
}

#[test]
fn db_ips_database_may_be_damaged() {
    damage_file(&Geography::write(Schema::DbIp).files().city[0]);
}

#[test]
fn a_table_of_networks_may_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("asn.csv");
    std::fs::write(&path, CSV).unwrap();
    assert!(read_networks(&path).is_ok());
    damage_file(&path);
}

/// In a tree of a few nodes that lead to each other there are more networks than anybody can read.
#[test]
fn a_tree_that_shares_its_branches_is_refused_soon() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shared.mmdb");
    let geography = Geography::write(Schema::MaxMind);
    let mut bytes = std::fs::read(&geography.files().city[0]).unwrap();
    let (nodes, record_bytes) = (40, 4);
    // The first 128 nodes are made a ladder: both sides of each lead to the next.
    for node in 0..nodes {
        for side in 0..2 {
            let at = (node * 2 + side) * record_bytes;
            bytes[at..at + record_bytes].copy_from_slice(&u32::try_from(node + 1).unwrap().to_be_bytes());
        }
    }
    std::fs::write(&path, bytes).unwrap();
    let error = read_city(&path).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("shared.mmdb"), "{error}");
}

/// Addresses of all sorts: in the networks of the databases and beside them, at both ends of them, of both families, and such
/// that a file may lead back from IPv6 into IPv4.
fn thousands_of_addresses() -> impl Iterator<Item = IpAddr> {
    (0..20_000_u32).flat_map(|number| {
        let scattered = number.wrapping_mul(2_654_435_769);
        let low = u128::from(scattered);
        let [first, second, third, fourth] = scattered.to_be_bytes();
        let v6 = |prefix: u128| IpAddr::V6((prefix << 96 | low << 64 | low).into());
        [
            IpAddr::V4(scattered.into()),
            IpAddr::V4([20, first % 32, second, third].into()),
            IpAddr::V4([20, first % 32, fourth & 1, 0].into()),
            v6(u128::from(scattered)),
            v6(0x2a02_0000 + u128::from(first % 32)),
            v6(0x2002_1400 + u128::from(first % 32)),
            v6(0x2001_0000),
            v6(0),
        ]
    })
}

fn all_are_placed_alike(files: &Files) {
    let (asked, flat) = (Database::open(files), Database::load(files));
    assert!(!asked.is_flat() && flat.is_flat());
    let mut known = 0;
    for address in thousands_of_addresses() {
        let place = asked.place(address);
        assert_eq!(place, flat.place(address), "{address}");
        known += usize::from(!place.region.is_unknown() && place.network != Asn::UNKNOWN);
    }
    assert!(known > 20_000, "{known}");
    // One after the other, while it is asked.
    let geoip = GeoIp::unread(files.clone());
    geoip.read();
    let place = geoip.current().place(v4("US-NY", 7));
    geoip.flatten();
    assert!(geoip.current().is_flat());
    assert_eq!(geoip.current().place(v4("US-NY", 7)), place);
    assert_eq!(geoip.current().sizes(), flat.sizes());
}

/// Whoever reports in the first second of a process is where anybody else is.
#[test]
fn a_file_as_it_is_and_its_table_give_the_same_answers() {
    for schema in [Schema::MaxMind, Schema::DbIp] {
        all_are_placed_alike(&Geography::write(schema).files());
    }
}

/// MaxMind's files have their IPv4 part at three more places of the tree.
#[test]
fn a_tree_that_repeats_its_ipv4_part_gives_the_same_answers() {
    let geography = Geography::write(Schema::MaxMind);
    let files = geography.files();
    let mut tree = Tree::of(&files.city[0]);
    let v4_part = tree.follow(0, 96);
    for (tunnel, length) in [(0x2002_u128 << 112, 16), (0x2001_u128 << 112, 32)] {
        tree.lead(tunnel, length, v4_part);
    }
    tree.write(&files.city[0]);
    let six_to_four = "2002:1400:1::1".parse().unwrap();
    assert!(
        raw_record(&files.city[0], six_to_four).unwrap().is_some(),
        "it leads back"
    );
    all_are_placed_alike(&files);
}

/// A tree that can be led elsewhere.
struct Tree {
    records: Vec<[u32; 2]>,
    /// What comes after it, up to its size in the metadata.
    rest: Vec<u8>,
}

impl Tree {
    fn of(path: &Path) -> Self {
        let reader = maxminddb::Reader::open_readfile(path).unwrap();
        assert_eq!(reader.metadata().record_size, 24);
        let nodes = usize::try_from(reader.metadata().node_count).unwrap();
        let bytes = std::fs::read(path).unwrap();
        let record = |bytes: &[u8]| u32::from_be_bytes([0, bytes[0], bytes[1], bytes[2]]);
        let records = bytes[..nodes * 6].chunks(6);
        Self {
            records: records.map(|node| [record(&node[..3]), record(&node[3..])]).collect(),
            rest: bytes[nodes * 6..].to_vec(),
        }
    }

    fn follow(&self, bits: u128, length: u32) -> u32 {
        (0..length).fold(0, |node, depth| self.records[node as usize][bit(bits, depth)])
    }

    /// Makes what is under a prefix be what is under that node.
    fn lead(&mut self, bits: u128, length: u32, to: u32) {
        let mut node = 0;
        for depth in 0..length - 1 {
            let next = self.records[node][bit(bits, depth)] as usize;
            node = if next < self.records.len() {
                next
            } else {
                self.grow(node, bit(bits, depth))
            };
        }
        self.records[node][bit(bits, length - 1)] = to;
    }

    /// Puts a node of nothing in a place of nothing. Numbers from the count of nodes on mean nothing and data, and move.
    fn grow(&mut self, node: usize, side: usize) -> usize {
        let fresh = u32::try_from(self.records.len()).unwrap();
        assert_eq!(self.records[node][side], fresh, "a place of nothing");
        for record in self.records.iter_mut().flatten().filter(|record| **record >= fresh) {
            *record += 1;
        }
        self.records.push([fresh + 1; 2]);
        self.records[node][side] = fresh;
        fresh as usize
    }

    fn write(&self, path: &Path) {
        let records = self.records.iter().flatten();
        let mut bytes: Vec<u8> = records.flat_map(|record| record.to_be_bytes()[1..].to_vec()).collect();
        bytes.extend(&self.rest);
        let name = b"node_count";
        let at = bytes.windows(name.len()).rposition(|text| text == name).unwrap() + name.len();
        // A number in as many bytes as the one before it.
        let length = usize::from(bytes[at] & 0x1f);
        let count = u32::try_from(self.records.len()).unwrap().to_be_bytes();
        bytes[at + 1..=at + length].copy_from_slice(&count[4 - length..]);
        std::fs::write(path, bytes).unwrap();
    }
}

fn bit(bits: u128, depth: u32) -> usize {
    usize::from(bits >> (127 - depth) & 1 == 1)
}

/// What was good stays in use while damaged files come and go.
#[test]
fn the_last_good_database_stays() {
    let geography = Geography::write(Schema::MaxMind);
    let files = geography.files();
    let good = std::fs::read(&files.city[0]).unwrap();
    let geoip = GeoIp::open(files.clone());
    assert_eq!(geoip.current().place(v4("US-NY", 7)).region.as_str(), "US-NY");
    let outcome = TestRunner::new(config()).run(&damage::bytes(good), |bytes| {
        std::fs::write(&files.city[0], bytes).unwrap();
        let before = geoip.current().place(v4("US-NY", 7));
        // A damaged file that can still be read is as good as any other.
        let is_kept = geoip.reload().is_ok() || geoip.current().place(v4("US-NY", 7)) == before;
        prop_assert!(is_kept);
        Ok(())
    });
    outcome.unwrap();
}
