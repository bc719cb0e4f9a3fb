//! Requests that nobody should send: each is refused in words, nothing is counted, and the server lives on.

use std::io::Write;
use std::net::IpAddr;
use std::time::Duration;

use futures::{StreamExt, stream};
use groundswell::domain::service::ServiceSlug;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rand::prelude::*;
use rand::rngs::StdRng;
use serde_json::json;

use crate::geography::v4;
use crate::raw::{exchange, status};
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, TestApp};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const REPORTS: &str = "/api/v1/reports";
const REPORT_FORM: &str = "/services/spotify/report";

/// One bad request: method, path, media type, body, the status that it must get.
type Row = (&'static str, String, Option<&'static str>, Vec<u8>, u16);

pub async fn bad_requests_are_refused_in_words(backing: Backing) {
    let app = TestApp::start(backing).await;
    let before = state(&app).await;
    let rows: Vec<Row> = bad_json()
        .into_iter()
        .chain(bad_forms())
        .chain(bad_methods())
        .chain(bad_reads())
        .collect();
    assert!(rows.len() >= 100, "{}", rows.len());
    for (method, path, media_type, body, expected) in rows {
        let shown = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
        for accept in ["application/json", "text/html,*/*"] {
            let mut request = app.request(method, &path).header("accept", accept).body(body.clone());
            if let Some(media_type) = media_type {
                request = request.header("content-type", media_type);
            }
            let answer = Answer::of(request).await;
            assert_eq!(answer.status, expected, "{method} {path} {shown}: {}", answer.text());
            assert_eq!(answer.headers.contains_key("allow"), expected == 405, "{method} {path}");
            if accept == "application/json" {
                answer.problem(expected);
            } else {
                assert_eq!(
                    answer.header("content-type"),
                    "text/html; charset=utf-8",
                    "{method} {path} {shown}"
                );
                assert!(answer.text().contains("</html>"));
            }
            assert_eq!(
                answer.header("x-content-type-options"),
                "nosniff",
                "{method} {path} {shown}"
            );
        }
    }
    for encoding in ["gzip", "br", "deflate", "zstd", "identity, gzip"] {
        let request = app.request("POST", REPORTS).header("content-encoding", encoding);
        Answer::of(request.json(&json!({ "service": "spotify" })))
            .await
            .problem(415);
    }
    nothing_is_unpacked(&app).await;
    bad_clocks(&app).await;
    assert_eq!(state(&app).await, before, "something was written");
    lives_on(&app, 0).await;
}

fn json_row(path: &str, body: impl Into<Vec<u8>>, expected: u16) -> Row {
    ("POST", path.to_owned(), Some(JSON), body.into(), expected)
}

fn bad_json() -> Vec<Row> {
    let spotify = r#"{"service":"spotify"}"#;
    let nested = |open: &str, close: &str, depth: usize| format!("{}{}", open.repeat(depth), close.repeat(depth));
    let utf16: Vec<u8> = spotify.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let padded = |length: usize| format!("{spotify}{}", " ".repeat(length - spotify.len()));
    let bodies: Vec<(Vec<u8>, u16)> = vec![
        (b"".into(), 400),
        (b"  \r\n ".into(), 400),
        (b"not json".into(), 400),
        (br#"{"service":"#.into(), 400),
        (br#"{"service":"spotify""#.into(), 400),
        (br#"{"service":"spotify"}x"#.into(), 400),
        (format!("{spotify}{spotify}").into(), 400),
        (b"null".into(), 400),
        (b"true".into(), 400),
        (b"42".into(), 400),
        (br#""spotify""#.into(), 400),
        (b"{}".into(), 400),
        (br#"{"service":5}"#.into(), 400),
        (br#"{"service":null}"#.into(), 400),
        (br#"{"service":["spotify"]}"#.into(), 400),
        (br#"{"service":{"slug":"spotify"}}"#.into(), 400),
        (br#"{"service":1e999999}"#.into(), 400),
        (br#"{"service":"spotify","symptom":5}"#.into(), 400),
        (br#"{"service":"spotify","symptom":[]}"#.into(), 400),
        (br#"{"service":"spotify","symptom":"nope"}"#.into(), 400),
        (br#"{"service":"spotify","symptom":""}"#.into(), 400),
        (br#"{"service":"spotify","symptom":"LOGIN"}"#.into(), 400),
        (
            br#"{"service":"spotify","symptom":"login\r\nset-cookie: a=b"}"#.into(),
            400,
        ),
        (br#"{"service":"spotify","symptom":"\u202elogin"}"#.into(), 400),
        (br#"{"service":"spotify","service":"netflix"}"#.into(), 400),
        (
            br#"{"service":"spotify","symptom":"login","symptom":"app"}"#.into(),
            400,
        ),
        (br#"{"service":"spotify","count":1000000}"#.into(), 400),
        (br#"{"service":"spotify","at":"2030-01-01T00:00:00Z"}"#.into(), 400),
        (br#"{"service":"spotify","region":"US-NY"}"#.into(), 400),
        (br#"{"Service":"spotify"}"#.into(), 400),
        (br#"{service:"spotify"}"#.into(), 400),
        (b"{'service':'spotify'}".into(), 400),
        (b"{\"service\":\"spo\xfftify\"}".into(), 400),
        (b"{\"service\":\"spotify\xc3\"}".into(), 400),
        (br#"{"service":"\ud800"}"#.into(), 400),
        (b"{\"service\":\"spotify\x00\"}".into(), 400),
        (b"{\"service\":\"spo\ntify\"}".into(), 400),
        (b"\xef\xbb\xbf{\"service\":\"spotify\"}".into(), 400),
        (utf16, 400),
        (nested("[", "]", 2_000).into(), 400),
        (nested("{\"service\":", "}", 150).into(), 400),
        (b"[".repeat(4_096), 400),
        (b"[]".into(), 400),
        (b"[1,2]".into(), 400),
        (b"[null]".into(), 400),
        (format!("[{spotify},]").into(), 400),
        (format!("[[{spotify}]]").into(), 400),
        (format!("[{}]", vec![spotify; 51].join(",")).into(), 400),
        (
            format!("[{spotify},{{\"service\":\"spotify\",\"symptom\":\"nope\"}}]").into(),
            400,
        ),
        (format!("[{spotify},{{\"service\":\"nope\"}}]").into(), 404),
        (br#"{"service":"nope"}"#.into(), 404),
        (br#"{"service":""}"#.into(), 404),
        (br#"{"service":"Spotify"}"#.into(), 404),
        (br#"{"service":" spotify"}"#.into(), 404),
        (br#"{"service":"spotify\u0000"}"#.into(), 404),
        (br#"{"service":"\u202espotify"}"#.into(), 404),
        (br#"{"service":"spotify}:v"}"#.into(), 404),
        (br#"{"service":"../../etc/passwd"}"#.into(), 404),
        (br#"{"service":"<script>alert(1)</script>"}"#.into(), 404),
        (format!("{{\"service\":\"{}\"}}", "a".repeat(4_000)).into(), 404),
        (padded(4_097).into(), 413),
        (padded(1 << 20).into(), 413),
    ];
    let to_reports = bodies
        .iter()
        .map(|(body, expected)| json_row(REPORTS, body.clone(), *expected));
    let to_works = bodies
        .iter()
        .map(|(body, expected)| json_row("/api/v1/works", body.clone(), *expected));
    let types = [
        None,
        Some("text/plain"),
        Some(FORM),
        Some("multipart/form-data; boundary=x"),
        Some("application/jsonp"),
        Some("application/json-patch+json"),
        Some("application/json, text/plain"),
        Some("x"),
    ];
    let wrong_types = types.map(|media_type| ("POST", REPORTS.to_owned(), media_type, spotify.into(), 415));
    to_reports.chain(to_works).chain(wrong_types).collect()
}

fn bad_forms() -> Vec<Row> {
    let row = |path: &str, media_type, body: &[u8], expected| -> Row {
        ("POST", path.to_owned(), media_type, body.to_vec(), expected)
    };
    let large = format!("symptom={}", "a".repeat(5_000));
    vec![
        row("/services/nope/report", Some(FORM), b"", 404),
        row("/services/SPOTIFY/report", Some(FORM), b"", 404),
        row("/services/%00/report", Some(FORM), b"", 404),
        row(REPORT_FORM, Some(FORM), b"symptom=nope", 400),
        row(REPORT_FORM, Some(FORM), b"symptom=%00", 400),
        row(REPORT_FORM, Some(FORM), b"symptom=login%0d%0aset-cookie:a=b", 400),
        row(REPORT_FORM, Some(FORM), b"symptom=%ff%fe", 400),
        row(REPORT_FORM, Some(FORM), b"symptom=login&symptom=app", 400),
        row(REPORT_FORM, Some(FORM), b"kind=other", 400),
        row(REPORT_FORM, Some(FORM), b"kind=works&kind=problem", 400),
        row(REPORT_FORM, Some(FORM), b"count=9", 400),
        row(REPORT_FORM, Some(FORM), b"\xff\xfe", 400),
        row(REPORT_FORM, Some(FORM), large.as_bytes(), 413),
        row(REPORT_FORM, Some(JSON), b"{}", 415),
        row(REPORT_FORM, Some("text/plain"), b"symptom=login", 415),
        row(REPORT_FORM, None, b"", 415),
    ]
}

fn bad_methods() -> Vec<Row> {
    let row = |method, path: &str, expected| -> Row { (method, path.to_owned(), Some(JSON), Vec::new(), expected) };
    vec![
        row("GET", REPORTS, 405),
        row("PUT", REPORTS, 405),
        row("DELETE", REPORTS, 405),
        row("PATCH", REPORTS, 405),
        row("GET", "/api/v1/works", 405),
        row("GET", REPORT_FORM, 405),
        row("PUT", REPORT_FORM, 405),
        row("POST", "/", 405),
        row("POST", "/services/spotify", 405),
        row("POST", "/api/v1/services", 405),
        row("DELETE", "/api/v1/services/spotify", 405),
        row("POST", "/api/v1/services/spotify/counts", 405),
        row("POST", "/api/v1/incidents", 405),
        row("POST", "/embed/spotify", 405),
        row("POST", "/healthz", 405),
        row("DELETE", "/metrics", 405),
        row("BREW", "/", 405),
        row("PUT", "/no/such/place", 404),
        row("POST", "/api/v1/webhooks", 401),
        row("DELETE", "/api/v1/webhooks/ep_1", 401),
        row("POST", "/api/v1/clock", 401),
    ]
}

fn bad_reads() -> Vec<Row> {
    let row = |path: &str, expected| -> Row { ("GET", path.to_owned(), None, Vec::new(), expected) };
    let counts = |query: &str| row(&format!("/api/v1/services/spotify/counts?{query}"), 400);
    let long = "a".repeat(8_000);
    vec![
        counts("window=999999999999d"),
        counts("window=9223372036854775807d"),
        counts("window=-1h"),
        counts("window="),
        counts("window=h"),
        counts("window=1e3h"),
        counts("window=24%C3%A9"),
        counts("window=%00"),
        counts("window=%ff"),
        counts("window=61d&step=1d"),
        counts("window=60d&step=1m"),
        counts("window=1h&step=2h"),
        counts("step=0m"),
        counts("step=-15m"),
        counts("by=xyz"),
        counts("by=total&by=region"),
        counts("by="),
        counts("limit=5"),
        counts(&long),
        row("/?q=a&q=b", 400),
        row("/services/spotify?map=US&map=DE", 400),
        row("/incidents?service=a&service=b", 400),
        row("/incidents?service=nope", 404),
        row("/api/v1/incidents?state=maybe", 400),
        row("/api/v1/incidents?service=nope", 404),
        row("/api/v1/incidents?unknown=1", 400),
        row("/api/v1/incidents/nope", 404),
        row("/api/v1/incidents/spotify-20260304T1200Z", 404),
        row(&format!("/api/v1/incidents/spotify-{long}"), 404),
        row("/api/v1/incidents/spotify-%00/evidence", 404),
        row("/services/spotify/incidents/nope", 404),
        row("/api/v1/stream?service=nope", 404),
        row("/api/v1/stream?all=1", 400),
        row("/api/v1/services/nope", 404),
        row("/api/v1/services/%00", 404),
        row("/api/v1/services/%ff", 404),
        row("/api/v1/services/%C0%AE%C0%AE", 404),
        row(&format!("/api/v1/services/{long}"), 404),
        row("/api/v1/services/nope/regions", 404),
        row("/services/%3Cscript%3Ealert(1)%3C/script%3E", 404),
        row("/services/..%2F..%2Fetc%2Fpasswd", 404),
        row("/services/%2e%2e/%2e%2e/etc/passwd", 404),
        row("/regions/XX", 404),
        row("/regions/US-NYNYNY", 404),
        row("/regions/%00", 404),
        row("/regions/us-ny%0d%0a", 404),
        row("/networks/x", 404),
        row("/networks/-1", 404),
        row("/networks/99999999999", 404),
        row("/assets/..%2F..%2FCargo.toml", 404),
        row("/assets/%2e%2e%2fCargo.toml", 404),
        row("/assets/%00", 404),
        row("/embed/nope", 404),
        row("/embed/nope.svg", 404),
        row("/embed/spotify?theme=a&theme=b", 400),
        row("/og/nope.png", 404),
        row("/og/%00.png", 404),
        row("/og/spotify/%2e%2e.png", 404),
        row("/og/spotify.png?lang=a&lang=b", 400),
        row("/assets/icon-192.00000000.png", 404),
        row("/.env", 404),
        row("/.git/config", 404),
        row("/wp-admin/setup.php", 404),
        row("//services/spotify", 404),
        row("/api/v1/webhooks", 401),
        row("/api/v2/nothing", 404),
    ]
}

/// A megabyte in a kilobyte, to everything that takes a body, from somebody who may send it.
async fn nothing_is_unpacked(app: &TestApp) {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&vec![0; 1 << 20]).unwrap();
    let bomb = packer.finish().unwrap();
    assert!((500..2_000).contains(&bomb.len()), "{}", bomb.len());
    let vote = "/services/spotify/incidents/spotify-20260304T1200Z/vote?answer=confirm&by=x&until=9999999999&sig=x";
    for (path, media_type, expected) in [
        (REPORTS, JSON, 415),
        ("/api/v1/works", JSON, 415),
        (REPORT_FORM, FORM, 415),
        ("/api/v1/proofs", JSON, 415),
        ("/api/v1/webhooks", JSON, 415),
        ("/api/v1/clock", JSON, 415),
        // All that counts is in the address; what comes with it is thrown away, and there is little room for it.
        (vote, FORM, 413),
        // These take no body.
        ("/api/v1/webhooks/ep_1/rotate", JSON, 404),
        ("/api/v1/webhooks/ep_1/test", JSON, 404),
        ("/api/v1/webhooks/ep_1/enable", JSON, 404),
    ] {
        let request = app.request("POST", path).bearer_auth(ADMIN_TOKEN);
        let request = request
            .header("content-type", media_type)
            .header("content-encoding", "gzip");
        let answer = Answer::of(request.body(bomb.clone())).await;
        assert_eq!(answer.status, expected, "{path}: {}", answer.text());
        answer.problem(expected);
    }
}

async fn bad_clocks(app: &TestApp) {
    let bodies = [
        json!({ "now": i64::MIN }),
        json!({ "now": i64::MAX }),
        json!({ "now": 0 }),
        json!({ "now": app.now() + 3_601 }),
    ];
    for body in bodies {
        let request = app.request("POST", "/api/v1/clock").bearer_auth(ADMIN_TOKEN);
        Answer::of(request.json(&body)).await.problem(409);
    }
    let request = app.request("POST", "/api/v1/clock").bearer_auth(ADMIN_TOKEN);
    Answer::of(request.json(&json!({ "now": "noon" }))).await.problem(400);
}

/// What a bad request must not change.
async fn state(app: &TestApp) -> (Vec<u64>, usize) {
    let slugs = ["spotify", "netflix"].map(|slug| ServiceSlug::parse(slug).unwrap());
    let versions = app.store().versions(&slugs).await.unwrap();
    let keys = match &app.backing {
        Backing::Redis(server) => redis::cmd("DBSIZE").query(&mut server.client()).unwrap(),
        Backing::Embedded(_) => 0,
    };
    (versions, keys)
}

/// A good report is counted, beside those that were counted already.
async fn lives_on(app: &TestApp, counted: u64) {
    assert_eq!(app.get("/healthz").await.status, 200);
    assert_eq!(app.report("spotify", v4("JP-13", 9_999)).await["counted"], true);
    app.beat().await;
    assert_eq!(app.counted("spotify").await, counted + 1);
}

/// What pages are asked for by links that went through many hands: shown without harm.
pub async fn odd_parameters_of_pages_are_inert(backing: Backing) {
    let app = TestApp::start(backing).await;
    let script = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let paths = [
        format!("/?q={script}"),
        format!("/?q={}", "a".repeat(10_000)),
        "/?q=%E2%80%AE%00%0d%0a&utm_source=x&fbclid=y".to_owned(),
        format!("/services/spotify?map={script}"),
        "/services/spotify?map=%00".to_owned(),
        format!("/services/spotify?reported={script}"),
        format!("/services/spotify?reported=counted&symptom={script}"),
        format!("/embed/spotify?theme={script}&country={script}"),
        format!("/embed/spotify.svg?theme={script}&country={script}"),
    ];
    for path in paths {
        let html = app.page(&path).await;
        assert!(!html.contains("<script>alert"), "{path}");
        assert!(html.len() < 400_000, "{path}: {}", html.len());
        assert_eq!(turning(&html), None, "{path}");
    }
    // All that turn writing around, and all control characters, wherever an address is read.
    let odd = ('\u{202a}'..='\u{202e}')
        .chain('\u{2066}'..='\u{2069}')
        .chain('\0'..=' ')
        .chain(['\u{7f}', '\u{85}', '\u{2028}']);
    let odd: String = odd.flat_map(|c| ['x', c]).collect();
    for sent in [format!("spotify{odd}"), "\u{202e}spotify\u{2066}\u{1b}[2J".to_owned()] {
        for path in addresses_of(&percent(&sent)) {
            for accept in ["text/html,*/*", "*/*"] {
                let answer = Answer::of(app.request("GET", &path).header("accept", accept)).await;
                // The word of oEmbed for another format than JSON is 501.
                let is_good = answer.status < 500 || answer.status == 501;
                assert!(is_good, "{path}: {} {}", answer.status, answer.text());
                assert_eq!(turning(&answer.text()), None, "{path} as {accept}: {}", answer.text());
                let is_plain = answer.headers.values().all(|value| value.to_str().is_ok());
                assert!(is_plain, "{path}: {:?}", answer.headers);
            }
        }
        for path in [REPORTS, "/api/v1/proofs", "/api/v1/webhooks"] {
            for body in [
                json!({ &sent: &sent }),
                json!({ "service": &sent, "url": &sent, "services": [&sent] }),
            ] {
                for accept in ["text/html,*/*", "*/*"] {
                    let request = app
                        .request("POST", path)
                        .header("accept", accept)
                        .bearer_auth(ADMIN_TOKEN);
                    let answer = Answer::of(request.json(&body)).await;
                    assert!((400..500).contains(&answer.status), "{path}: {}", answer.text());
                    assert_eq!(turning(&answer.text()), None, "{path} as {accept}: {}", answer.text());
                }
            }
        }
    }
}

/// Wherever an address of ours is read.
fn addresses_of(odd: &str) -> Vec<String> {
    vec![
        format!("/?q={odd}"),
        format!("/?q=spotify&lang={odd}"),
        format!("/?{odd}={odd}"),
        format!("/{odd}"),
        format!("/services/{odd}"),
        format!("/services/spotify?map={odd}&range={odd}&stack={odd}&part={odd}"),
        format!("/services/spotify?reported={odd}&symptom={odd}&challenge={odd}"),
        format!("/services/spotify?reported=symptom&symptom={odd}"),
        format!("/services/spotify/embed?theme={odd}&country={odd}&lang={odd}"),
        format!("/services/spotify/incidents/{odd}"),
        format!("/services/spotify/here?region={odd}"),
        format!("/incidents?service={odd}"),
        format!("/regions/{odd}"),
        format!("/networks/{odd}"),
        format!("/embed/spotify?theme={odd}&country={odd}&lang={odd}"),
        format!("/embed/spotify.svg?theme={odd}&country={odd}"),
        format!("/embed/{odd}.svg"),
        format!("/badge/spotify.svg?label={odd}&lang={odd}"),
        format!("/badge/{odd}.svg"),
        format!("/feed.{odd}"),
        format!("/services/{odd}/feed.atom"),
        format!("/oembed?url={odd}&format={odd}"),
        format!("/oembed?url=http://x/services/{odd}"),
        format!("/api/v1/services/{odd}"),
        format!("/api/v1/services/spotify/counts?window={odd}&step={odd}&by={odd}"),
        format!("/api/v1/services/spotify/counts?{odd}={odd}"),
        format!("/api/v1/incidents?state={odd}&service={odd}"),
        format!("/api/v2/{odd}"),
    ]
}

/// A character that shows other text than there is, or steers a terminal. Our own pages need none.
fn turning(text: &str) -> Option<char> {
    let is_turning = |c: &char| match c {
        '\n' | '\r' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    };
    text.chars().find(is_turning)
}

/// As it stands in an address.
fn percent(text: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    bytes.concat()
}

/// Names that nobody has given: each is refused, and leaves nothing behind.
pub async fn unknown_services_make_no_key(backing: Backing) {
    const SLUGS: usize = 200;
    let mut app = TestApp::start(backing).await;
    app.report("spotify", v4("US-NY", 9_999)).await;
    app.beat().await;
    let before = state(&app).await;
    let mut random = StdRng::seed_from_u64(20_260_304);
    let letters = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut slug = || -> String {
        let length = random.random_range(9..30);
        let rest = (0..length).map(|_| char::from(*letters.choose(&mut random).unwrap()));
        std::iter::once('u').chain(rest).collect()
    };
    let slugs: Vec<String> = (0..SLUGS).map(|_| slug()).collect();
    let asked = slugs
        .iter()
        .zip(0..)
        .map(|(slug, number)| ask_for(&app, slug, v4("US-NY", number)));
    stream::iter(asked).buffer_unordered(16).collect::<Vec<()>>().await;
    app.beat().await;
    assert_eq!(state(&app).await, before, "something was written");
    let metrics = app.get("/metrics").await.text();
    let stored = stored(&mut app).await;
    assert!(
        stored.contains("spotify"),
        "the names of services are to be seen in there"
    );
    for slug in &slugs {
        assert!(!metrics.contains(slug), "{slug} has a metric");
        assert!(!stored.contains(slug), "{slug} is stored");
    }
}

/// Asks for a service that there is not, in all the ways.
async fn ask_for(app: &TestApp, slug: &str, from: IpAddr) {
    let one = json!({ "service": slug });
    for (path, body) in [
        (REPORTS, one.clone()),
        ("/api/v1/works", one.clone()),
        // What stands beside it is not counted either.
        (REPORTS, json!([{ "service": "spotify" }, one])),
    ] {
        app.post(path, from, &body).await.problem(404);
    }
    let form = app.request("POST", &format!("/services/{slug}/report"));
    let form = form
        .header("x-forwarded-for", from.to_string())
        .header("content-type", FORM);
    Answer::of(form.body("symptom=login")).await.problem(404);
    for path in [
        format!("/services/{slug}"),
        format!("/services/{slug}/here"),
        format!("/services/{slug}/feed.atom"),
        format!("/embed/{slug}"),
        format!("/badge/{slug}.svg"),
        format!("/api/v1/services/{slug}"),
        format!("/api/v1/services/{slug}/regions"),
        format!("/api/v1/incidents/{slug}-20260304T1200Z"),
    ] {
        let page = app.request("GET", &path).header("x-forwarded-for", from.to_string());
        assert_eq!(Answer::of(page).await.status, 404, "{path}");
    }
}

/// All that is stored, as far as it is text; the embedded store is stopped for it, because a process holds its file.
async fn stored(app: &mut TestApp) -> String {
    if let Backing::Redis(server) = &app.backing {
        let keys: Vec<String> = redis::cmd("KEYS").arg("*").query(&mut server.client()).unwrap();
        return keys.join("\n");
    }
    app.stop().await;
    let Backing::Embedded(folder) = &app.backing else {
        return String::new();
    };
    let data = std::fs::read_dir(folder.path().join("data")).unwrap();
    let files = data.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file).unwrap()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

pub async fn broken_http_is_refused_and_closed(backing: Backing) {
    let app = TestApp::start(backing).await;
    let body = r#"{"service":"spotify"}"#;
    let head = "POST /api/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    let length = body.len();
    let flood = "x-flood: y\r\n".repeat(600);
    let fat = "y".repeat(300_000);
    let large_chunk = format!("2000\r\n{}\r\n0\r\n\r\n", " ".repeat(0x2000));
    let requests = [
        format!("{head}content-length: {length}\r\ntransfer-encoding: chunked\r\n\r\n{body}"),
        format!("{head}transfer-encoding: chunked\r\ncontent-length: {length}\r\n\r\n15\r\n{body}\r\n0\r\n\r\n"),
        format!("{head}content-length: {length}\r\ncontent-length: 5\r\n\r\n{body}"),
        format!("{head}content-length: -5\r\n\r\n{body}"),
        format!("{head}content-length: +{length}\r\n\r\n{body}"),
        format!("{head}content-length: many\r\n\r\n{body}"),
        format!("{head}content-length: 99999999999999999999999\r\n\r\n{body}"),
        format!("{head}transfer-encoding: chunked\r\n\r\nzz\r\n{body}\r\n0\r\n\r\n"),
        format!("{head}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n{body}"),
        format!("{head}transfer-encoding: gzip\r\n\r\n{body}"),
        format!("{head}transfer-encoding: chunked\r\n\r\n{large_chunk}"),
        format!("{head}content-length: 5000\r\n\r\n{}", " ".repeat(5_000)),
        format!("{head}{flood}content-length: {length}\r\n\r\n{body}"),
        format!("{head}x-fat: {fat}\r\ncontent-length: {length}\r\n\r\n{body}"),
        format!("GET /{fat} HTTP/1.1\r\nhost: x\r\n\r\n"),
        format!("{head}bad name: x\r\ncontent-length: {length}\r\n\r\n{body}"),
        format!("{head}x: a\0b\r\ncontent-length: {length}\r\n\r\n{body}"),
        "GET / HTTP/9.9\r\nhost: x\r\n\r\n".to_owned(),
        "GET /\0 HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(),
        "\x16\x03\x01\x02\x00\x01\x00\x01\u{fc}\x03\x03".to_owned() + &"\0".repeat(200) + "\r\n\r\n",
        "\r\n\r\n\r\n\0\0\0\r\n\r\n".to_owned(),
    ];
    for request in requests {
        let answer = exchange(app.address, request.as_bytes(), Duration::from_secs(2)).await;
        let shown: String = request.chars().skip(90).take(120).collect();
        // Closing without a word is an answer too.
        let refused = status(&answer).is_none_or(|status| (400..500).contains(&status));
        assert!(refused, "{shown}: {answer}");
        assert!(!answer.contains("\"counted\""), "{shown}: {answer}");
    }
    app.beat().await;
    lives_on(&app, 0).await;
}

/// The rest of a refused body is never taken for the next request.
pub async fn nothing_is_smuggled_behind_a_refusal(backing: Backing) {
    let app = TestApp::start(backing).await;
    let hidden = "POST /api/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                  content-length: 21\r\n\r\n{\"service\":\"spotify\"}";
    for (path, media_type, padding) in [
        (REPORTS, JSON, 5_000),
        (REPORTS, "text/plain", 10),
        ("/no/such/place", JSON, 10),
        ("/api/v1/services", JSON, 10),
        ("/api/v1/webhooks", JSON, 10),
    ] {
        let body = format!("{}{hidden}", " ".repeat(padding));
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: {media_type}\r\n");
        let request = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
        let answer = exchange(app.address, request.as_bytes(), Duration::from_secs(1)).await;
        assert!(answer.matches("HTTP/1.1 ").count() <= 1, "{path}: {answer}");
    }
    app.beat().await;
    lives_on(&app, 0).await;
}

/// Slow clients are cut off while others are served.
pub async fn slow_clients_are_cut_off(backing: Backing) {
    let app = TestApp::start(backing).await;
    let address = app.address;
    let head = "POST /api/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 21\r\n";
    let slow = |bytes: String| async move {
        let began = tokio::time::Instant::now();
        let answer = exchange(address, bytes.as_bytes(), Duration::from_secs(20)).await;
        (answer, began.elapsed())
    };
    let attackers = (0..50).map(|number| match number % 2 {
        0 => slow(head.to_owned()),
        _ => slow(format!("{head}\r\n{{\"serv")),
    });
    let attack = tokio::spawn(
        stream::iter(attackers.collect::<Vec<_>>())
            .buffered(50)
            .collect::<Vec<_>>(),
    );
    tokio::time::sleep(Duration::from_secs(1)).await;
    lives_on(&app, 0).await;
    for ((answer, seconds), number) in attack.await.unwrap().into_iter().zip(0..) {
        let (limit, expected) = if number % 2 == 0 { (7, 408) } else { (13, 408) };
        assert!(seconds < Duration::from_secs(limit), "{number}: {seconds:?}");
        assert_eq!(status(&answer), Some(expected), "{number}: {answer}");
    }
    app.beat().await;
    assert_eq!(app.counted("spotify").await, 1);
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        any::<f64>().prop_map(|value| json!(value)),
        ".{0,12}".prop_map(|text| json!(text)),
        Just(json!("spotify")),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        let key = prop_oneof![Just("service".to_owned()), Just("symptom".to_owned()), ".{0,8}"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(|items| json!(items)),
            prop::collection::btree_map(key, inner, 0..4).prop_map(|fields| json!(fields)),
        ]
    })
}

/// A good body with some of its bytes exchanged.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let places = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4);
    places.prop_map(|places| {
        let mut body = br#"{"service":"spotify","symptom":"login"}"#.to_vec();
        for (index, byte) in places {
            let place = index.index(body.len());
            body[place] = byte;
        }
        body
    })
}

fn any_body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..600),
        ".{0,200}".prop_map(String::into_bytes),
        any_json().prop_map(|value| value.to_string().into_bytes()),
        damaged(),
    ]
}

pub async fn no_body_brings_it_down(backing: Backing) {
    let app = TestApp::start(backing).await;
    let handle = tokio::runtime::Handle::current();
    let app = tokio::task::spawn_blocking(move || {
        let mut runner = TestRunner::new(Config::with_cases(256));
        let paths = prop::sample::select(vec![REPORTS, "/api/v1/works", REPORT_FORM]);
        let outcome = runner.run(&(any_body(), paths), |(body, path)| {
            let media_type = if path == REPORT_FORM { FORM } else { JSON };
            let request = app.request("POST", path).header("content-type", media_type);
            let from = v4("US-NY", 1).to_string();
            let request = request.header("x-forwarded-for", from).body(body);
            let answer = handle.block_on(Answer::of(request));
            let is_receipt = [202, 303].contains(&answer.status);
            prop_assert!(is_receipt || (400..500).contains(&answer.status), "{}", answer.text());
            if !is_receipt {
                answer.problem(answer.status);
            }
            Ok(())
        });
        outcome.unwrap();
        app
    })
    .await
    .unwrap();
    app.beat().await;
    // All came from one address: whatever was valid by chance counts once.
    assert!(app.counted("spotify").await <= 1);
    assert_eq!(app.get("/healthz").await.status, 200);
}
