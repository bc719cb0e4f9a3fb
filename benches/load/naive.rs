//! What one would write first in Rust: an actix handler that looks the region up, keys the reporter, and has Redis count
//! each report by itself: with three commands, of which two wait for what the first one says of the reporter; with the same
//! three at once, which counts a repeat again; or with one script.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use actix_web::web::{self, Data, Json};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use hmac::{Hmac, KeyInit, Mac};
use maxminddb::Reader;
use redis::AsyncCommands as _;
use redis::aio::MultiplexedConnection;
use serde::Deserialize;
use sha2::Sha256;

use super::bare::{ReceiptBody, ReportBody};

const SCRIPT: &str = include_str!("peers/count.lua");

/// How long a reporter counts once, and how long counts stay.
const DEDUPE_SECONDS: u64 = 900;
const KEEP_SECONDS: u64 = 60 * 86_400;

#[derive(Deserialize)]
struct Record<'a> {
    country_code: Option<&'a str>,
    state1: Option<&'a str>,
}

/// How a report is counted.
#[derive(Clone)]
enum Way {
    Three,
    ThreeAtOnce,
    Script(redis::Script),
}

#[derive(Clone)]
struct Counter {
    connection: MultiplexedConnection,
    reader: Arc<Reader<Vec<u8>>>,
    way: Way,
    mac: Hmac<Sha256>,
}

/// Serves until it is killed. `way` is `three`, `at-once` or `script`.
pub fn serve(way: &str, redis: u16, city: &str) -> std::io::Result<()> {
    let reader = Arc::new(Reader::open_readfile(city).expect("a database of addresses"));
    let way = match way {
        "three" => Way::Three,
        "at-once" => Way::ThreeAtOnce,
        _ => Way::Script(redis::Script::new(SCRIPT)),
    };
    let mac = Hmac::<Sha256>::new_from_slice(b"a secret of 32 bytes, as it were").expect("a key of any length");
    let client = redis::Client::open(format!("redis://127.0.0.1:{redis}")).expect("an address");
    actix_web::rt::System::new().block_on(async {
        let counter = Counter {
            connection: client.get_multiplexed_async_connection().await.expect("a Redis"),
            reader,
            way,
            mac,
        };
        let server = HttpServer::new(move || {
            App::new()
                .app_data(Data::new(counter.clone()))
                .route("/api/v1/reports", web::post().to(report))
        })
        .bind(("127.0.0.1", 0))?;
        for address in server.addrs() {
            super::say(&format!("listening on http://{address}"));
        }
        server.run().await
    })
}

async fn report(counter: Data<Counter>, request: HttpRequest, body: Json<ReportBody>) -> HttpResponse {
    let ReportBody { service, symptom } = body.into_inner();
    let forwarded = request
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok());
    let address: IpAddr = forwarded
        .and_then(|text| text.parse().ok())
        .unwrap_or(Ipv4Addr::LOCALHOST.into());
    let region = counter.region(address);
    let mut mac = counter.mac.clone();
    mac.update(format!("{service} {address}").as_bytes());
    let reporter = mac.finalize().into_bytes();
    let reporter_key = [b"r:", &reporter[..16]].concat();
    #[expect(clippy::disallowed_methods, reason = "a peer has the time from the system")]
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let minute_key = format!("m:{service}:{}", seconds / 60);
    let mut connection = counter.connection.clone();
    let mut set = redis::cmd("SET");
    set.arg(reporter_key.as_slice())
        .arg(1)
        .arg("NX")
        .arg("EX")
        .arg(DEDUPE_SECONDS);
    let (counted, reports_in_window) = match &counter.way {
        Way::Three => {
            let is_new: Option<String> = set.query_async(&mut connection).await.expect("an answer");
            if is_new.is_some() {
                let mut counts = redis::pipe();
                counts.hincr(&minute_key, "total", 1).hincr(&minute_key, &region, 1);
                let (total, _): (u64, u64) = counts.query_async(&mut connection).await.expect("an answer");
                (true, total)
            } else {
                let total = connection.hget(&minute_key, "total").await;
                (false, total.expect("an answer"))
            }
        }
        Way::ThreeAtOnce => {
            let mut all = redis::pipe();
            all.add_command(set)
                .hincr(&minute_key, "total", 1)
                .hincr(&minute_key, &region, 1);
            let answers: (Option<String>, u64, u64) = all.query_async(&mut connection).await.expect("an answer");
            (answers.0.is_some(), answers.1)
        }
        Way::Script(script) => {
            let mut call = script.key(reporter_key);
            call.key(minute_key).arg(DEDUPE_SECONDS).arg(KEEP_SECONDS).arg(&region);
            if let Some(symptom) = &symptom {
                call.arg(symptom);
            }
            call.invoke_async(&mut connection).await.expect("an answer")
        }
    };
    HttpResponse::Accepted().json(ReceiptBody {
        counted,
        service,
        symptom,
        region: region.into(),
        reports_in_window,
    })
}

impl Counter {
    fn region(&self, address: IpAddr) -> String {
        let found = self.reader.lookup(address).ok();
        let record = found.and_then(|found| found.decode::<Record>().ok().flatten());
        record.map_or_else(
            || "unknown".to_owned(),
            |record| format!("{}-{}", record.country_code.unwrap_or(""), record.state1.unwrap_or("")),
        )
    }
}
