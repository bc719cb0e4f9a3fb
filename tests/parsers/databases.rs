//! Address databases that were damaged on their way: refused with the file's name, or read; never a panic or a hang.

use std::net::IpAddr;
use std::path::Path;

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
            let _ = raw_record(&path, address);
        }
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
