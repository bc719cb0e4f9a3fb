//! An address that reported is nowhere afterwards: not in the data, not in the log, not in Redis. Nor are secrets.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::geography::{v4, v6};
use crate::limits::{address, limited};
use crate::process::{Place, Process};
use crate::raw;
use crate::redis_server::RedisServer;
use crate::test_app::{ADMIN_TOKEN, client};

const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// What lets one post to a chat is the path of its URL.
const CHAT_SECRET: &str = "T0B0-tell-nobody";

/// Nothing listens there, so that deliveries fail and are logged.
const DEAF: &str = "http://127.0.0.1:9/hook";

fn planted() -> [IpAddr; 2] {
    [v4("US-NY", 0x4dd5), v6("US-NY", 0x4dd5)]
}

/// An address in every form that it could be written in.
fn forms(address: IpAddr) -> Vec<Vec<u8>> {
    let hex = |bytes: &[u8]| -> Vec<u8> {
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.map(|digit| b"0123456789abcdef"[usize::from(digit)]).collect()
    };
    let text = address.to_string().into_bytes();
    match address {
        IpAddr::V4(address) => {
            let bytes = address.octets().to_vec();
            let reversed = bytes.iter().rev().copied().collect();
            let number = u32::from(address).to_string().into_bytes();
            let [a, b, c, d] = address.octets();
            // As a list, and as the end of an IPv6 address.
            let list = format!("{a}, {b}, {c}, {d}").into_bytes();
            let mapped = format!("{a:02x}{b:02x}:{c:02x}{d:02x}").into_bytes();
            vec![text, hex(&bytes), bytes, reversed, number, list, mapped]
        }
        // Its /64 tells as much as the whole.
        IpAddr::V6(address) => {
            let bytes = address.octets()[..8].to_vec();
            let prefix = b"2a02:0:4dd5".to_vec();
            vec![text, hex(&bytes), bytes, prefix]
        }
    }
}

fn assert_free_of(place: &str, bytes: &[u8], forms: &[Vec<u8>]) {
    for form in forms {
        let found = bytes.windows(form.len()).position(|window| window == form.as_slice());
        assert!(
            found.is_none(),
            "{place} holds {:?} at {found:?}",
            String::from_utf8_lossy(form)
        );
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

/// Reports of both kinds, repeats, slips and reads, all from the planted addresses.
async fn visit(process: &Process) {
    let client = client();
    let url = |path: &str| format!("{}{path}", process.origin);
    for address in planted() {
        let address = address.to_string();
        for (path, body) in [
            ("/api/v1/reports", json!({ "service": "spotify", "symptom": "login" })),
            ("/api/v1/reports", json!({ "service": "spotify", "symptom": "app" })),
            ("/api/v1/reports", json!({ "service": "nope" })),
            ("/api/v1/works", json!({ "service": "netflix" })),
            ("/api/v1/works", json!(5)),
        ] {
            let request = client.post(url(path)).header("x-forwarded-for", &address).json(&body);
            request.send().await.unwrap();
        }
        let form = client
            .post(url("/services/spotify/report"))
            .header("forwarded", format!("for=\"[{address}]\""));
        let form = form
            .header("content-type", "application/x-www-form-urlencoded")
            .body("symptom=login");
        form.send().await.unwrap();
        for path in [
            "/",
            "/services/spotify",
            "/api/v1/services/spotify",
            "/here",
            "/services/spotify/here?part=1",
            "/services/spotify/here?region=nope",
            "/api/v1/services/spotify/here",
            "/no/such/place",
        ] {
            client
                .get(url(path))
                .header("x-forwarded-for", &address)
                .send()
                .await
                .unwrap();
        }
    }
    for token in [ADMIN_TOKEN, "wrong-horse-battery-staple"] {
        for path in ["/api/v1/webhooks", "/api/v1/webhooks/config_planted/deliveries"] {
            client.get(url(path)).bearer_auth(token).send().await.unwrap();
        }
        for name in ["planted", "chat"] {
            let test = client
                .post(url(&format!("/api/v1/webhooks/config_{name}/test")))
                .bearer_auth(token);
            test.send().await.unwrap();
        }
    }
    // Two heartbeats.
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
}

fn command(place: &Place, store: Option<&str>) -> std::process::Command {
    let text = format!(
        "[[webhook]]\nname = 'planted'\nurl = '{DEAF}'\nsecret = '{SECRET}'\n\
         [[webhook]]\nname = 'chat'\nurl = '{DEAF}/{CHAT_SECRET}'\nformat = 'slack'\n"
    );
    let file = place.write("config.toml", &text).display().to_string();
    let mut flags = vec!["--config", &file, "--webhook-allow", "127.0.0.0/8"];
    flags.extend(store.iter().flat_map(|store| ["--store", store]));
    let mut command = place.command(&flags);
    command.env("GROUNDSWELL_LOG", "debug");
    command
}

/// Visits, stops, and looks at what was logged; returns what to look for elsewhere.
async fn visited(place: &Place, store: Option<&str>) -> Vec<Vec<u8>> {
    let process = Process::start(command(place, store), place.folder.path());
    visit(&process).await;
    let log = process.log();
    assert_eq!(process.terminate(), Some(0));
    let addresses: Vec<Vec<u8>> = planted().into_iter().flat_map(forms).collect();
    assert!(log.contains("127.0.0.1:9"), "the log is not that of all crates: {log}");
    assert_free_of("the log", log.as_bytes(), &addresses);
    let wrong_token = b"wrong-horse-battery-staple".to_vec();
    let key = SECRET.trim_start_matches("whsec_").as_bytes().to_vec();
    assert_free_of(
        "the log",
        log.as_bytes(),
        &[
            ADMIN_TOKEN.as_bytes().to_vec(),
            wrong_token,
            key,
            CHAT_SECRET.as_bytes().to_vec(),
        ],
    );
    addresses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_data_folder_and_the_log_know_no_address() {
    let place = Place::new();
    let addresses = visited(&place, None).await;
    let data = files(&place.folder.path().join("data"));
    assert!(!data.is_empty());
    for file in data {
        let bytes = std::fs::read(&file).unwrap();
        assert_free_of(&file.display().to_string(), &bytes, &addresses);
        assert_free_of(&file.display().to_string(), &bytes, &[ADMIN_TOKEN.as_bytes().to_vec()]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_knows_no_address() {
    let place = Place::new();
    let server = RedisServer::start();
    let addresses = visited(&place, Some(&server.url())).await;
    let mut connection = server.client();
    let keys: usize = redis::cmd("DBSIZE").query(&mut connection).unwrap();
    assert!(keys > 3, "{keys}");
    // A dump without compression holds all keys and values as they are.
    let set = |connection: &mut redis::Connection, key: &str, value: &str| {
        let done: String = redis::cmd("CONFIG")
            .arg("SET")
            .arg(key)
            .arg(value)
            .query(connection)
            .unwrap();
        assert_eq!(done, "OK");
    };
    set(&mut connection, "rdbcompression", "no");
    let _: String = redis::cmd("SAVE").query(&mut connection).unwrap();
    let (_, folder): (String, String) = redis::cmd("CONFIG")
        .arg("GET")
        .arg("dir")
        .query(&mut connection)
        .unwrap();
    let dump = std::fs::read(Path::new(&folder).join("dump.rdb")).unwrap();
    assert!(dump.windows(7).any(|window| window == b"spotify"));
    assert_free_of("Redis", &dump, &addresses);
}

/// Nobody's proxy and nobody's neighbour.
const PEER: Ipv4Addr = Ipv4Addr::new(127, 77, 88, 99);

/// Sends these bytes from there, and reads until the server closes or has nothing more to say.
async fn from_peer(server: SocketAddr, bytes: &[u8]) -> (TcpStream, String) {
    let mut socket = raw::from(PEER, server).await.unwrap();
    // Whoever is refused at the door may be cut off while it still speaks.
    let _ = socket.write_all(bytes).await;
    let mut answer = Vec::new();
    let mut part = [0; 4_096];
    while let Ok(Ok(read)) = timeout(Duration::from_secs(1), socket.read(&mut part)).await {
        answer.extend_from_slice(&part[..read]);
        let is_all = answer.windows(4).any(|window| window == b"\r\n\r\n");
        if read == 0 || is_all {
            break;
        }
    }
    (socket, String::from_utf8_lossy(&answer).into_owned())
}

/// The address of a connection itself, with no proxy in between, whatever comes over it and however much is logged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_knows_no_peer() {
    let place = Place::new();
    let mut command = limited(&place.command(&[]), 512);
    command
        .env_remove("GROUNDSWELL_TRUSTED_PROXIES")
        .env("GROUNDSWELL_LOG", "trace");
    let process = Process::start(command, place.folder.path());
    let server = address(&process);
    let report = r#"{"service":"spotify"}"#;
    let post = "POST /api/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    let length = report.len();
    for (request, expected) in [
        (format!("{post}content-length: {length}\r\n\r\n{report}"), Some(202)),
        (
            "GET /services/spotify HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(),
            Some(200),
        ),
        ("GET /here HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), Some(200)),
        ("GET /api/v1/stream HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), Some(200)),
        ("GET /no/such/place HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), Some(404)),
        (format!("{post}content-length: 5\r\n\r\n{{\"a\":"), Some(400)),
        (
            format!("{post}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n"),
            Some(400),
        ),
        ("\x16\x03\x01\0\r\n\r\n".to_owned(), Some(400)),
        (format!("GET / HTTP/1.1\r\nx: {}", "y".repeat(40_000)), Some(431)),
        // It breaks off in the middle.
        (format!("{post}content-length: {length}\r\n\r\n{{"), None),
    ] {
        let (_, answer) = from_peer(server, request.as_bytes()).await;
        assert_eq!(raw::status(&answer), expected, "{request:.200}: {answer}");
    }
    // Until it is one too many.
    let mut inside = Vec::new();
    let refusal = loop {
        assert!(inside.len() < 512, "there is no end to it");
        let (socket, answer) = from_peer(server, b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
        if raw::status(&answer) != Some(200) {
            break answer;
        }
        inside.push(socket);
    };
    assert_eq!(raw::status(&refusal), Some(429), "{refusal}");
    drop(inside);
    // Two heartbeats.
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    let log = process.log();
    // The stream would be waited for.
    process.kill();
    for name in ["TRACE actix_http", "TRACE actix_server", "DEBUG groundswell"] {
        assert!(log.contains(name), "{name}: the log is not that of all crates");
    }
    assert_free_of("the log", log.as_bytes(), &forms(PEER.into()));
    for file in files(&place.folder.path().join("data")) {
        let bytes = std::fs::read(&file).unwrap();
        assert_free_of(&file.display().to_string(), &bytes, &forms(PEER.into()));
    }
}
