//! What browsers, caches and other sites rely on.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::time::Duration;

use scraper::{Html, Selector};
use serde_json::json;

use crate::geography::{Schema, v4, v4_of};
use crate::raw::exchange;
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, TestApp};

const PAGES: [&str; 9] = [
    "/",
    "/?q=spot",
    "/services/spotify",
    "/services/spotify?map=US",
    "/incidents",
    "/regions/US-NY",
    "/networks/64500",
    "/methodology",
    "/docs",
];

/// With enough reports for maps and tables.
async fn busy() -> TestApp {
    busy_with(|_| {}).await
}

async fn busy_with(change: impl FnOnce(&mut groundswell::config::Config)) -> TestApp {
    let app = TestApp::start_with(Backing::embedded(), Schema::DbIp, change).await;
    let base = app.config.base_path.clone();
    for number in 1..=7 {
        for region in ["US-NY", "GB-ENG"] {
            let path = format!("{base}/api/v1/reports");
            let body = json!({ "service": "spotify", "symptom": "login" });
            let from = v4_of(region, number % 5, number);
            assert_eq!(app.post(&path, from, &body).await.status, 202);
        }
    }
    app.beat().await;
    app
}

fn selected<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_may_load_nothing_but_our_own_files_and_may_not_be_framed() {
    let app = busy().await;
    for path in PAGES.into_iter().chain(["/no/such/page"]) {
        let answer = Answer::of(app.request("GET", path).header("accept", "text/html")).await;
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(
            !policy.contains("unsafe") && !policy.contains("http"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        obeys(path, &Html::parse_document(&answer.text()));
    }
}

/// A browser takes the headers of a 304 for those of the page that it has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_has_not_changed_keeps_its_policy() {
    let app = busy().await;
    for path in ["/", "/services/spotify", "/embed/spotify"] {
        let page = app.get(path).await;
        let known = app.request("GET", path).header("if-none-match", page.header("etag"));
        let answer = Answer::of(known).await;
        assert_eq!(answer.status, 304, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.is_empty() || policy == page.header("content-security-policy"),
            "{path}: {policy}"
        );
    }
}

/// The policy forbids inline scripts, handlers and styles, so there must be none.
fn obeys(path: &str, page: &Html) {
    for script in selected(page, "script") {
        let is_data = script.value().attr("type").is_some_and(|kind| kind.ends_with("json"));
        assert!(
            script.value().attr("src").is_some() || is_data,
            "{path}: {}",
            script.html()
        );
    }
    assert!(
        selected(page, "style, [style], iframe, object, embed, base").is_empty(),
        "{path}"
    );
    for element in selected(page, "*") {
        let handler = element.value().attrs().find(|(name, _)| name.starts_with("on"));
        assert!(handler.is_none(), "{path}: {handler:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_is_meant_for_frames_may_be_framed() {
    let app = busy().await;
    let answer = app.get("/embed/spotify").await;
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"),
        "{policy}"
    );
    assert!(
        policy.contains("form-action 'none'") && policy.contains("script-src 'self'"),
        "{policy}"
    );
    let page = Html::parse_document(&answer.text());
    assert!(
        selected(&page, "form, button, input").is_empty(),
        "a frame must not write"
    );
    obeys("/embed/spotify", &page);
    let picture = app.get("/embed/spotify.svg").await;
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert_eq!(picture.header("cross-origin-resource-policy"), "cross-origin");
    assert!(picture.header("content-security-policy").contains("default-src 'none'"));
    assert!(!picture.text().contains("<script"));

    let origins = "https://a.example https://b.example";
    let app = busy_with(|config| origins.clone_into(&mut config.frame_ancestors)).await;
    let policy = app
        .get("/embed/spotify")
        .await
        .header("content-security-policy")
        .to_owned();
    assert!(
        policy.ends_with(&format!("frame-ancestors 'self' {origins}")),
        "{policy}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_origins_may_read_and_nothing_else() {
    let app = busy().await;
    let allowed = |answer: &Answer| answer.header("access-control-allow-origin").to_owned();
    let ask = async |method: &str, path: &str| {
        let request = app.request(method, path).header("origin", "https://evil.example");
        let request = request
            .header("access-control-request-method", "POST")
            .bearer_auth(ADMIN_TOKEN);
        Answer::of(request.json(&json!({ "service": "spotify" }))).await
    };
    let public = [
        "/api/v1/services",
        "/api/v1/services/spotify",
        "/api/v1/services/spotify/counts",
        "/api/v1/services/spotify/regions",
        "/api/v1/incidents",
    ];
    for path in public {
        let answer = ask("GET", path).await;
        assert_eq!((answer.status, allowed(&answer).as_str()), (200, "*"), "{path}");
        assert!(
            !answer.headers.contains_key("access-control-allow-credentials"),
            "{path}"
        );
        assert_eq!(allowed(&ask("POST", path).await), "", "{path}");
    }
    let closed = [
        ("POST", "/api/v1/reports"),
        ("POST", "/api/v1/works"),
        ("POST", "/services/spotify/report"),
        ("GET", "/api/v1/webhooks"),
        ("GET", "/api/v1/clock"),
        ("POST", "/api/v1/clock"),
        ("GET", "/services/spotify"),
    ];
    for (method, path) in closed {
        for method in [method, "OPTIONS"] {
            let answer = ask(method, path).await;
            assert_eq!(allowed(&answer), "", "{method} {path}");
            assert_eq!(answer.header("access-control-allow-methods"), "", "{method} {path}");
            assert!(method != "OPTIONS" || answer.status >= 400, "{path}");
        }
    }
}

fn decoded(answer: &Answer) -> String {
    let mut text = String::new();
    match answer.header("content-encoding") {
        "" => text = answer.text(),
        "gzip" => {
            flate2::read::GzDecoder::new(answer.body.as_slice())
                .read_to_string(&mut text)
                .unwrap();
        }
        "br" => {
            brotli::Decompressor::new(answer.body.as_slice(), 4_096)
                .read_to_string(&mut text)
                .unwrap();
        }
        other => panic!("unexpected encoding {other}"),
    }
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_encoding_gives_the_same_page() {
    let app = busy().await;
    let plain = app.page("/services/spotify").await;
    let offers = [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("deflate, gzip;q=0.8", "gzip"),
        ("GZip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0, gzip; q=0.000", ""),
        ("gzip;q=0,br;q=0.0", ""),
        ("zstd", ""),
        ("notbr, xgzip", ""),
    ];
    let mut tags = BTreeSet::new();
    for (offer, expected) in offers {
        let answer = Answer::of(app.request("GET", "/services/spotify").header("accept-encoding", offer)).await;
        assert_eq!(answer.header("content-encoding"), expected, "{offer}");
        assert_eq!(decoded(&answer), plain, "{offer}");
        assert!(answer.header("vary").contains("accept-encoding"), "{offer}");
        assert!(
            expected.is_empty() || answer.body.len() * 2 < plain.len(),
            "{offer}: {}",
            answer.body.len()
        );
        tags.insert(answer.header("etag").to_owned());
    }
    assert_eq!(tags.len(), 3, "each form has a tag of its own: {tags:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_the_page_is_told_so() {
    let app = busy().await;
    for path in PAGES.into_iter().chain(["/embed/spotify", "/embed/spotify.svg"]) {
        let first = app.get(path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{path}: {tag}");
        for known in [
            tag.clone(),
            format!("W/{tag}"),
            format!("\"other\", {tag}"),
            "*".to_owned(),
        ] {
            let again = Answer::of(app.request("GET", path).header("if-none-match", &known)).await;
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} {known}");
            assert_eq!(again.header("etag"), tag, "{path}");
            assert_eq!(again.header("cache-control"), first.header("cache-control"), "{path}");
        }
        let other = Answer::of(app.request("GET", path).header("if-none-match", "\"other\"")).await;
        assert_eq!(other.status, 200, "{path}");
    }
    let tag = app.get("/services/spotify").await.header("etag").to_owned();
    app.report("spotify", v4("JP-13", 1)).await;
    app.beat().await;
    let changed = Answer::of(app.request("GET", "/services/spotify").header("if-none-match", &tag)).await;
    assert_eq!(changed.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn head_is_get_without_the_body() {
    let app = busy().await;
    let others = [
        "/embed/spotify",
        "/api/v1/services",
        "/api/v1/services/spotify/counts",
        "/healthz",
        "/robots.txt",
    ];
    for path in PAGES.into_iter().chain(others) {
        let get = app.get(path).await;
        let head = Answer::of(app.request("HEAD", path)).await;
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        for name in ["content-type", "etag", "cache-control", "content-length"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
    let missing = Answer::of(app.request("HEAD", "/services/nope")).await;
    assert_eq!((missing.status, missing.body.len()), (404, 0));
}

/// Where a page leads and what it loads, as paths of this site.
fn internal_links(app: &TestApp, html: &str) -> BTreeSet<String> {
    let page = Html::parse_document(html);
    let mut links = BTreeSet::new();
    for attribute in ["href", "src"] {
        for element in selected(&page, &format!("[{attribute}]")) {
            let link = element.value().attr(attribute).unwrap();
            let path = link
                .strip_prefix(&app.origin)
                .unwrap_or(link)
                .split('#')
                .next()
                .unwrap();
            if path.starts_with('/') {
                links.insert(path.to_owned());
            } else if !link.starts_with("?map=") {
                // Other maps are at the page's own address: many links, kept short.
                let elsewhere = ["https://", "#", "data:"].iter().any(|start| link.starts_with(start));
                assert!(elsewhere, "{link} depends on the address of the page");
            }
        }
    }
    links
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outlines_of_the_world_are_one_file_that_is_kept_for_ever() {
    let app = busy_with(|config| "/status".clone_into(&mut config.base_path)).await;
    let answer = app.get("/status/services/spotify").await;
    assert!(answer.header("content-security-policy").contains("img-src 'self'"));
    let page = Html::parse_document(&answer.text());
    let references = selected(&page, "#map svg use[data-region]");
    assert!(references.len() > 150, "{}", references.len());
    let mut files = BTreeMap::<&str, Vec<&str>>::new();
    for element in references {
        let (file, id) = element.value().attr("href").unwrap().split_once('#').unwrap();
        assert_eq!(Some(id), element.value().attr("data-region"));
        files.entry(file).or_default().push(id);
    }
    assert_eq!(files.len(), 1, "{files:?}");
    let (file, ids) = files.pop_first().unwrap();
    let plain = app.get(file).await;
    assert_eq!(plain.header("content-type"), "image/svg+xml");
    for id in ids {
        assert!(plain.text().contains(&format!("<path id=\"{id}\" ")), "{id}");
    }
    for encoding in ["br", "gzip"] {
        let answer = Answer::of(app.request("GET", file).header("accept-encoding", encoding)).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.header("cache-control").contains("immutable"));
        assert!(answer.body.len() * 3 < plain.body.len(), "{} bytes", answer.body.len());
    }
    // A frame may be in a sandbox, where it is of no origin and may not refer to a file.
    let frame = app.page("/status/embed/spotify").await;
    assert!(frame.contains("<path class=\"land\" d=\"M") && !frame.contains(file));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_link_works_under_a_base_path() {
    let app = busy_with(|config| "/status".clone_into(&mut config.base_path)).await;
    let mut seen = BTreeSet::new();
    let mut to_see = BTreeSet::from([
        "/status/".to_owned(),
        "/status/services/spotify".to_owned(),
        "/status/embed/spotify".to_owned(),
    ]);
    let mut forms = 0;
    while let Some(path) = to_see.pop_first() {
        assert!(
            path == "/status" || path.starts_with("/status/"),
            "{path} leads out of the site"
        );
        let answer = app.get(&path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        seen.insert(path.clone());
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for form in selected(&Html::parse_document(&answer.text()), "form[action]") {
            assert!(
                form.value().attr("action").unwrap().starts_with("/status/"),
                "{path}: {}",
                form.html()
            );
            forms += 1;
        }
        let links = internal_links(&app, &answer.text());
        // The same in five other languages is the same.
        let new = links
            .difference(&seen)
            .filter(|link| !link.contains("lang=") || link.ends_with("lang=ja"));
        to_see.extend(new.filter(|_| !path.contains("lang=")).cloned());
        assert!(seen.len() < 300, "{seen:?}");
    }
    assert!(seen.len() > 10 && forms > 0, "{seen:?}");
    assert_eq!(app.get("/status").await.status, 200);
    for outside in [
        "/",
        "/services/spotify",
        "/api/v1/services",
        "/statusx",
        "/status/status/",
    ] {
        app.get(outside).await.problem(404);
    }
    let live = app.get_json("/status/api/v1/services/spotify").await;
    assert_eq!(live["url"], format!("{}/status/services/spotify", app.origin));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_host_header_is_nobodys_address() {
    let app = busy().await;
    for path in [
        "/",
        "/services/spotify",
        "/embed/spotify",
        "/api/v1/services",
        "/no/such/page",
    ] {
        let headers = "host: evil.example\r\nx-forwarded-host: evil.example\r\nforwarded: host=evil.example\r\n";
        let request = format!("GET {path} HTTP/1.1\r\n{headers}accept: text/html\r\nconnection: close\r\n\r\n");
        let answer = exchange(app.address, request.as_bytes(), Duration::from_secs(5)).await;
        assert!(answer.starts_with("HTTP/1.1 ") && !answer.contains("evil"), "{path}");
    }
}
