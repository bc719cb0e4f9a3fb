//! A planted address is nowhere: not in the spool, not in what Redis keeps, not in the log, however much is logged.

use std::path::Path;

use crate::load::client;
use crate::redis_server::RedisServer;
use crate::shipped_redis;
use crate::site::Site;

/// From the networks for documentation (RFC 5737, RFC 3849).
const V4: &str = "198.51.100.77";
const V6: &str = "2001:db8:1c2d:3e4f:5a6b:7c8d:9eaf:b0c1";

/// As text, as hexadecimal digits, and as bytes in both orders.
fn disguises() -> Vec<Vec<u8>> {
    let v4 = [198, 51, 100, 77];
    let v6: Vec<u8> = V6
        .split(':')
        .flat_map(|group| u16::from_str_radix(group, 16).unwrap().to_be_bytes())
        .collect();
    let reversed = v4.iter().rev().copied().collect();
    let hexadecimal = v4.map(|byte: u8| format!("{byte:02x}")).concat();
    vec![
        V4.as_bytes().to_vec(),
        hexadecimal.into_bytes(),
        v4.to_vec(),
        reversed,
        b"1c2d:3e4f".to_vec(),
        v6[..8].to_vec(),
        v6,
    ]
}

/// Looks through every file below a folder; returns how many there are.
fn look_through(folder: &Path, disguises: &[Vec<u8>]) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += look_through(&path, disguises);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        files += usize::from(!bytes.is_empty());
        for disguise in disguises {
            let found = bytes.windows(disguise.len()).any(|window| window == disguise);
            assert!(!found, "{} has the address as {disguise:?}", path.display());
        }
    }
    files
}

async fn report(origin: &str, address: &str, service: &str) {
    let request = client()
        .post(format!("{origin}/api/v1/reports"))
        .header("x-forwarded-for", address)
        .json(&serde_json::json!({ "service": service }));
    assert_eq!(request.send().await.unwrap().status(), 202);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_kept_nowhere() {
    let mut redis = RedisServer::start_with(&[&shipped_redis(), "--loglevel", "debug"]);
    let everything = [("GROUNDSWELL_LOG", "trace".to_owned())];
    let mut site = Site::start_with(redis.url(), &everything).await;
    report(&site.origin, V4, "spotify").await;
    report(&site.origin, V6, "spotify").await;
    redis::cmd("SAVE").exec(&mut redis.client()).unwrap();
    redis.kill();
    report(&site.origin, V4, "netflix").await;
    report(&site.origin, V6, "netflix").await;
    assert!(site.spooled() > 0);
    site.kill();
    let disguises = disguises();
    let of_site = look_through(site.place.folder.path(), &disguises);
    let of_redis = look_through(redis.folder(), &disguises);
    assert!(
        of_site >= 2 && of_redis >= 2,
        "log and spool; dump and append-only file"
    );
    assert!(site.log().contains("the spool"), "it was logged");
}
