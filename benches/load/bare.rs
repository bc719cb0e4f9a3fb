//! What Groundswell is held against: actix-web with handlers that do nothing but parse and answer.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse, HttpServer};
use serde::{Deserialize, Serialize};

/// The body of a report, as Groundswell takes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    pub service: String,
    pub symptom: Option<String>,
}

/// A receipt of the size of Groundswell's.
#[derive(Debug, Serialize)]
pub struct ReceiptBody {
    pub counted: bool,
    pub service: String,
    pub symptom: Option<String>,
    pub region: Cow<'static, str>,
    pub reports_in_window: u64,
}

/// Serves until it is killed, with as many workers as Groundswell has: one a core. `lengths` are those of the bodies of
/// `/bytes/0`, `/bytes/1`, …
pub fn serve(lengths: &[usize]) -> std::io::Result<()> {
    // No pattern that a compressor or a cache could make use of is needed: nothing looks at the bytes.
    let bodies: Vec<Bytes> = lengths.iter().map(|&length| Bytes::from(vec![b'x'; length])).collect();
    actix_web::rt::System::new().block_on(async {
        let server = HttpServer::new(move || {
            let mut app = App::new()
                .route("/api/v1/reports", web::post().to(report))
                .route("/not-modified", web::get().to(not_modified));
            for (number, body) in bodies.clone().into_iter().enumerate() {
                let answer =
                    move || std::future::ready(HttpResponse::Ok().content_type("text/html").body(body.clone()));
                app = app.route(&format!("/bytes/{number}"), web::get().to(answer));
            }
            app
        })
        .bind(("127.0.0.1", 0))?;
        for address in server.addrs() {
            super::say(&format!("listening on http://{address}"));
        }
        server.run().await
    })
}

async fn report(body: web::Json<ReportBody>) -> HttpResponse {
    let ReportBody { service, symptom } = body.into_inner();
    HttpResponse::Accepted().json(ReceiptBody {
        counted: true,
        service,
        symptom,
        region: "US-NY".into(),
        reports_in_window: 123_456,
    })
}

async fn not_modified() -> HttpResponse {
    HttpResponse::new(StatusCode::NOT_MODIFIED)
}
