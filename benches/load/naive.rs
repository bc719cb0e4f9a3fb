//! What one would write first in Rust: an actix handler that looks the region up, keys the reporter, and has Redis count
//! each report by itself, as three commands or as one script.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use actix_web::web::{self, Data, Json};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use hmac::{Hmac, KeyInit, Mac};
use maxminddb::Reader;
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

#[derive(Clone)]
struct Counter {
    connection: MultiplexedConnection,
    reader: Arc<Reader<Vec<u8>>>,
    script: Option<redis::Script>,
    mac: Hmac<Sha256>,
}

/// Serves until it is killed. `form` is `three` or `script`.
pub fn serve(form: &str, redis: u16, city: &str) -> std::io::Result<()> {
    let reader = Arc::new(Reader::open_readfile(city).expect("a database of addresses"));
    let script = (form == "script").then(|| redis::Script::new(SCRIPT));
    let mac = Hmac::<Sha256>::new_from_slice(b"a secret of 32 bytes, as it were").expect("a key of any length");
    let client = redis::Client::open(format!("redis://127.0.0.1:{redis}")).expect("an address");
    actix_web::rt::System::new().block_on(async {
        let counter = Counter {
            connection: client.get_multiplexed_async_connection().await.expect("a Redis"),
            reader,
            script,
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
    let (counted, reports_in_window) = if let Some(script) = &counter.script {
        let mut call = script.key(reporter_key);
        call.key(minute_key).arg(DEDUPE_SECONDS).arg(KEEP_SECONDS).arg(&region);
        if let Some(symptom) = &symptom {
            call.arg(symptom);
        }
        call.invoke_async(&mut connection).await.expect("an answer")
    } else {
        let answers: (Option<String>, u64, u64) = redis::pipe()
            .cmd("SET")
            .arg(reporter_key)
            .arg(1)
            .arg("NX")
            .arg("EX")
            .arg(DEDUPE_SECONDS)
            .hincr(&minute_key, "total", 1)
            .hincr(&minute_key, &region, 1)
            .query_async(&mut connection)
            .await
            .expect("an answer");
        (answers.0.is_some(), answers.1)
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
