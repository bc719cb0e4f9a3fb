//! What other sites embed: frame, element, picture, badge, oEmbed, and the page that makes the snippets.

use std::io::Write;

use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::geography::{Schema, v4_of};
use crate::test_app::{Answer, Backing, TestApp};

/// A script in other people's pages must be small.
const WIDGET_BYTES_MAX: usize = 10_000;

const HOSTILE: &str = "%22%3E%3C%2Ftitle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";

async fn busy_with(change: impl FnOnce(&mut groundswell::config::Config)) -> TestApp {
    let app = TestApp::start_with(Backing::embedded(), Schema::DbIp, change).await;
    for number in 1..=7 {
        for region in ["US-NY", "GB-ENG"] {
            let path = format!("{}/api/v1/reports", app.config.base_path);
            let body = json!({ "service": "spotify", "symptom": "login" });
            let answer = app.post(&path, v4_of(region, number % 5, number), &body).await;
            assert_eq!(answer.status, 202);
        }
    }
    app.beat().await;
    app
}

async fn busy() -> TestApp {
    busy_with(|_| {}).await
}

async fn get(app: &TestApp, path: &str, language: &str) -> Answer {
    Answer::of(app.request("GET", path).header("accept-language", language)).await
}

fn frame_ancestors(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy").to_owned();
    let part = policy
        .split(';')
        .find_map(|part| part.trim().strip_prefix("frame-ancestors "));
    part.unwrap_or("anybody").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_operator_says_who_may_frame_and_nothing_else_may_be_framed() {
    let only = "https://a.example https://b.example";
    for (setting, expected) in [
        ("*", "*".to_owned()),
        ("'none'", "'none'".to_owned()),
        (only, format!("'self' {only}")),
    ] {
        let app = busy_with(|config| setting.clone_into(&mut config.frame_ancestors)).await;
        for path in ["/embed/spotify", "/embed/spotify?theme=dark", "/embed/spotify.svg"] {
            assert_eq!(frame_ancestors(&app.get(path).await), expected, "{setting} {path}");
        }
        for path in [
            "/",
            "/services/spotify",
            "/services/spotify?reported=counted",
            "/services/spotify/embed",
            "/incidents",
            "/regions/US-NY",
            "/networks/64500",
            "/methodology",
            "/no/such/page",
            "/embed/nope",
            "/embed/spotify.json",
            "/badge/spotify.svg",
            "/badge/spotify.json",
            "/widget.js",
            "/oembed",
            "/api/v1/services",
            "/api/v1/services/spotify",
            "/api/v1/services/nope",
            "/api/v1/webhooks",
            "/healthz",
            "/readyz",
            "/robots.txt",
        ] {
            for accept in ["text/html", "*/*"] {
                let answer = Answer::of(app.request("GET", path).header("accept", accept)).await;
                assert_eq!(frame_ancestors(&answer), "'none'", "{setting} {path} {accept}");
                assert!(!answer.headers.contains_key("x-frame-options"), "{path}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_page_with_the_preview_shows_frames_and_only_our_own() {
    let app = busy().await;
    let policy = |answer: &Answer| answer.header("content-security-policy").to_owned();
    assert!(policy(&app.get("/services/spotify/embed").await).contains("frame-src 'self'"));
    for path in [
        "/",
        "/services/spotify",
        "/embed/spotify",
        "/incidents",
        "/no/such/page",
    ] {
        let policy = policy(&app.get(path).await);
        assert!(
            !policy.contains("frame-src") && policy.contains("default-src 'none'"),
            "{path}: {policy}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_page_may_load_what_is_made_for_it() {
    let app = busy().await;
    for path in [
        "/embed/spotify",
        "/embed/spotify.svg",
        "/embed/spotify.json",
        "/badge/spotify.svg",
        "/badge/spotify.json",
        "/widget.js",
        &oembed_path(&app, ""),
    ] {
        let answer = Answer::of(app.request("GET", path).header("origin", "https://blog.example")).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        for never in ["set-cookie", "access-control-allow-credentials"] {
            assert!(!answer.headers.contains_key(never), "{path} {never}");
        }
        for method in ["POST", "PUT", "DELETE"] {
            assert_eq!(
                Answer::of(app.request(method, path)).await.status,
                405,
                "{method} {path}"
            );
        }
        let head = Answer::of(app.request("HEAD", path)).await;
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
    }
    let counted = app.counted("spotify").await;
    assert_eq!(counted, 14, "nothing of it writes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_polled_is_answered_shortly_and_kept_briefly() {
    let app = busy().await;
    for path in [
        "/embed/spotify",
        "/embed/spotify.svg",
        "/embed/spotify.json",
        "/badge/spotify.svg",
        "/badge/spotify.json",
        "/widget.js",
    ] {
        let first = app.get(path).await;
        let tag = first.header("etag").to_owned();
        let again = Answer::of(app.request("GET", path).header("if-none-match", &tag)).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(
            again.header("access-control-allow-origin"),
            "*",
            "{path}: also without a body"
        );
        assert_eq!(again.header("cache-control"), first.header("cache-control"), "{path}");
        assert!(first.header("cache-control").starts_with("public, max-age="), "{path}");
    }
    let kept = app.get("/widget.js").await.header("cache-control").to_owned();
    assert!(
        kept.contains("max-age=3600") && kept.contains("stale-while-revalidate"),
        "{kept}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_script_of_the_element_is_small() {
    let app = busy().await;
    let answer = Answer::of(app.request("GET", "/widget.js").header("accept-encoding", "gzip")).await;
    assert_eq!(answer.header("content-encoding"), "gzip");
    assert!(answer.body.len() < WIDGET_BYTES_MAX, "{} bytes", answer.body.len());
    let script = app.get("/widget.js").await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    let text = script.text();
    // As small as a proxy makes it that compresses as well as it can.
    let mut best = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    best.write_all(text.as_bytes()).unwrap();
    assert!(best.finish().unwrap().len() < WIDGET_BYTES_MAX);
    for never in [
        "innerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "sendBeacon",
        "window.",
    ] {
        assert!(!text.contains(never), "{never}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn options_change_the_frame_and_odd_ones_are_let_pass() {
    let app = busy().await;
    let frame = async |query: &str, language: &str| {
        let answer = get(&app, &format!("/embed/spotify{query}"), language).await;
        assert_eq!(answer.status, 200, "{query}");
        answer.text()
    };
    let plain = frame("", "").await;
    assert!(plain.contains("<html lang=\"en\" dir=\"ltr\" class=\"theme-auto full\">"));
    assert!(plain.contains("class=\"map world\""));
    assert!(frame("?theme=dark", "").await.contains("class=\"theme-dark full\""));
    assert!(frame("?theme=light", "").await.contains("class=\"theme-light full\""));
    assert!(frame("?country=US", "").await.contains("class=\"map country\""));
    assert!(frame("?country=us-ny", "").await.contains("class=\"map country\""));
    let compact = frame("?size=compact", "").await;
    assert!(compact.contains("class=\"theme-auto compact\"") && !compact.contains("class=\"map"));
    for (query, language, code) in [
        ("", "de-AT, en;q=0.5", "de"),
        ("?lang=ja", "de", "ja"),
        ("?lang=pt-BR", "", "pt"),
        ("?lang=xx", "fr", "fr"),
    ] {
        let page = frame(query, language).await;
        assert!(page.contains(&format!("<html lang=\"{code}\"")), "{query} {language}");
    }
    for odd in [
        "?theme=",
        "?theme=neon&size=huge&country=QQ&lang=tlh",
        "?utm_source=x",
        "?country=unknown",
    ] {
        assert_eq!(frame(odd, "").await, plain, "{odd}");
    }
    let vary = async |path: &str| app.get(path).await.header("vary").to_owned();
    for path in [
        "/embed/spotify",
        "/embed/spotify.svg",
        "/embed/spotify.json",
        "/badge/spotify.svg",
    ] {
        assert!(vary(path).await.contains("accept-language"), "{path}");
        assert!(
            !vary(&format!("{path}?lang=de")).await.contains("accept-language"),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_take_the_same_options() {
    let app = busy().await;
    let plain = app.get("/embed/spotify.svg").await.text();
    assert!(plain.contains("width=\"640\"") && plain.contains("data-region=\"US-NY\""));
    let compact = app.get("/embed/spotify.svg?size=compact&theme=dark").await.text();
    assert!(compact.contains("width=\"400\"") && !compact.contains("data-region=\"US-NY\""));
    assert!(!compact.contains("prefers-color-scheme") && plain.contains("prefers-color-scheme"));
    let german = app.get("/embed/spotify.svg?lang=de").await.text();
    assert!(german.contains("lang=\"de\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_element_is_given_what_the_frame_shows() {
    let app = busy().await;
    let data = app.get_json("/embed/spotify.json?lang=de&theme=dark").await;
    assert_eq!(
        (data["service"].as_str(), data["lang"].as_str()),
        (Some("spotify"), Some("de"))
    );
    assert_eq!(data["href"], format!("{}/services/spotify", app.origin));
    for key in [
        "name",
        "state",
        "word",
        "numbers",
        "map_summary",
        "legend_title",
        "more",
    ] {
        assert!(data[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {data}");
    }
    assert!(data["map"].as_str().unwrap().starts_with("<svg class=\"map world\""));
    assert_eq!(data["legend"].as_array().unwrap().len(), 6);
    assert!(data["headline"][0]["text"].is_string());
    assert!(data["demo"].is_null());
    let compact = app.get_json("/embed/spotify.json?size=compact").await;
    assert_eq!(
        (compact["map"].as_str(), compact["legend"].as_array().map(Vec::len)),
        (Some(""), Some(0))
    );
    let country = app.get_json("/embed/spotify.json?country=US").await;
    assert!(country["map"].as_str().unwrap().contains("class=\"map country\""));
    app.get("/embed/nope.json").await.problem(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn badges_say_how_it_is() {
    let app = busy().await;
    let badge = async |query: &str| app.get(&format!("/badge/netflix.svg{query}")).await;
    let plain = badge("").await;
    assert_eq!(plain.header("content-type"), "image/svg+xml");
    assert!(
        plain.text().contains("<title id=\"t\">Netflix: No problems</title>"),
        "{}",
        plain.text()
    );
    assert!(plain.text().contains("height=\"20\"") && plain.text().contains("#176b49"));
    let labelled = badge("?label=Our%20player").await.text();
    assert!(labelled.contains("<title id=\"t\">Our player: "), "{labelled}");
    assert!(badge(&format!("?label={}", "W".repeat(5_000))).await.body.len() < 2_000);
    let data = app.get_json("/badge/netflix.json?label=a%22b").await;
    let expected: Value = json!({ "schemaVersion": 1, "label": "a\"b", "message": "No problems", "color": "176b49" });
    assert_eq!(data, expected);
    app.get("/badge/nope.svg").await.problem(404);
    app.get("/badge/nope.json").await.problem(404);
}

fn oembed_path(app: &TestApp, more: &str) -> String {
    let page = format!("{}{}/services/spotify", app.origin, app.config.base_path);
    let page = page.replace(':', "%3A").replace('/', "%2F");
    format!("{}/oembed?url={page}{more}", app.config.base_path)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn editors_get_a_frame_for_the_address_of_a_page() {
    let app = busy_with(|config| "/status".clone_into(&mut config.base_path)).await;
    let page = Html::parse_document(&app.page("/status/services/spotify").await);
    let selector = Selector::parse("link[type='application/json+oembed']").unwrap();
    let discovered = page.select(&selector).next().unwrap().value().attr("href").unwrap();
    assert_eq!(
        discovered,
        format!("{}{}", app.origin, oembed_path(&app, "&format=json"))
    );
    let document = app.get_json(discovered.strip_prefix(&app.origin).unwrap()).await;
    assert_eq!(
        (document["version"].as_str(), document["type"].as_str()),
        (Some("1.0"), Some("rich"))
    );
    assert_eq!(
        (document["width"].as_u64(), document["height"].as_u64()),
        (Some(640), Some(520))
    );
    let html = document["html"].as_str().unwrap();
    let frame = Html::parse_fragment(html);
    let selector = Selector::parse("iframe").unwrap();
    let frame = frame.select(&selector).next().unwrap().value();
    let source = frame.attr("src").unwrap();
    assert_eq!(source, format!("{}/status/embed/spotify", app.origin));
    assert_eq!(app.get(source.strip_prefix(&app.origin).unwrap()).await.status, 200);
    assert!(frame.attr("title").is_some_and(|title| !title.is_empty()));

    let size = (
        document["thumbnail_width"].as_u64(),
        document["thumbnail_height"].as_u64(),
    );
    assert_eq!(size, (Some(1_200), Some(630)));
    let picture = document["thumbnail_url"].as_str().unwrap();
    let picture = app.get(picture.strip_prefix(&app.origin).unwrap()).await;
    assert_eq!((picture.status, picture.header("content-type")), (200, "image/png"));

    let small = app.get_json(&oembed_path(&app, "&maxwidth=300&maxheight=240")).await;
    assert_eq!(
        (small["width"].as_u64(), small["height"].as_u64()),
        (Some(300), Some(230))
    );
    assert!(small["html"].as_str().unwrap().contains("size=compact"));
    assert!(small.get("thumbnail_url").is_none(), "larger than was asked for");
    let tiny = app.get_json(&oembed_path(&app, "&maxwidth=100&maxheight=50")).await;
    assert_eq!((tiny["width"].as_u64(), tiny["height"].as_u64()), (Some(100), Some(50)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn editors_are_refused_in_words() {
    let app = busy().await;
    app.get(&oembed_path(&app, "&format=xml")).await.problem(501);
    app.get(&oembed_path(&app, "&format=")).await.problem(501);
    app.get(&oembed_path(&app, "&maxwidth=wide")).await.problem(400);
    app.get("/oembed").await.problem(400);
    for url in [
        "",
        "spotify",
        "javascript%3Aalert(1)",
        "https%3A%2F%2Fevil.example%2Fservices%2Fspotify",
        HOSTILE,
    ] {
        let said = app.get(&format!("/oembed?url={url}")).await.problem(404);
        assert!(!said.contains("script"), "{said}");
    }
    let nope = oembed_path(&app, "").replace("spotify", "nope");
    app.get(&nope).await.problem(404);
    let index = oembed_path(&app, "").replace("%2Fservices%2Fspotify", "%2F");
    app.get(&index).await.problem(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_form_makes_snippets_without_scripts() {
    let app = busy().await;
    let page = app.page("/services/spotify").await;
    assert!(page.contains("href=\"/services/spotify/embed\""));
    let built = app
        .page("/services/spotify/embed?theme=dark&country=DE&language=fr&size=compact&label=Lecteur")
        .await;
    let document = Html::parse_document(&built);
    let text = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        let found = document.select(&selector).next();
        found
            .unwrap_or_else(|| panic!("{selector:?}"))
            .text()
            .collect::<String>()
    };
    let query = "theme=dark&amp;country=DE&amp;lang=fr&amp;size=compact";
    let origin = &app.origin;
    assert!(
        text("#frame").contains(&format!("src=\"{origin}/embed/spotify?{query}\"")),
        "{}",
        text("#frame")
    );
    assert!(text("#picture").contains(&format!("{origin}/embed/spotify.svg?{query}")));
    let element = text("#element");
    assert!(
        element.contains(&format!("<script src=\"{origin}/widget.js\" async></script>")),
        "{element}"
    );
    assert!(
        element.contains(
            "<groundswell-map service=\"spotify\" theme=\"dark\" country=\"DE\" lang=\"fr\" size=\"compact\">"
        ),
        "{element}"
    );
    assert!(text("#badge-markdown").contains(&format!("{origin}/badge/spotify.svg?lang=fr&label=Lecteur")));
    assert!(text("#shields").starts_with(&format!("{origin}/badge/spotify.json")));
    let selector = Selector::parse("iframe").unwrap();
    let preview = document.select(&selector).next().unwrap().value().attr("src").unwrap();
    assert_eq!(preview, "/embed/spotify?theme=dark&country=DE&lang=fr&size=compact");
    assert_eq!(app.get(preview).await.status, 200);
    let chosen = Selector::parse("option[selected]").unwrap();
    let chosen: Vec<_> = document
        .select(&chosen)
        .filter_map(|option| option.value().attr("value"))
        .collect();
    assert_eq!(chosen, ["dark", "compact", "DE", "fr"]);

    let app = busy_with(|config| "'none'".clone_into(&mut config.frame_ancestors)).await;
    let built = app.page("/services/spotify/embed").await;
    assert!(
        !built.contains("<iframe"),
        "nobody may show a frame, so none is offered"
    );
}

/// Whatever an address carries is shown as text or not at all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_parameters_are_inert() {
    let app = busy().await;
    for name in ["theme", "country", "lang", "size", "label"] {
        for path in [
            "/embed/spotify",
            "/embed/spotify.svg",
            "/embed/spotify.json",
            "/badge/spotify.svg",
            "/badge/spotify.json",
            "/services/spotify/embed",
        ] {
            let path = format!("{path}?{name}={HOSTILE}");
            let answer = app.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            let text = answer.text();
            let is_markup = !answer.header("content-type").contains("json");
            assert!(!is_markup || !text.contains("<script>alert"), "{path}");
            assert!(!is_markup || !text.contains("<img src=x"), "{path}");
            assert!(
                answer.header("content-security-policy").contains("default-src 'none'"),
                "{path}"
            );
        }
    }
    // A snippet is markup for another page: a quotation mark in a label must not end an attribute there either.
    let built = app.page(&format!("/services/spotify/embed?label={HOSTILE}")).await;
    let document = Html::parse_document(&built);
    for id in ["#frame", "#element", "#picture", "#badge-html"] {
        let selector = Selector::parse(id).unwrap();
        let pasted: String = document.select(&selector).next().unwrap().text().collect();
        let pasted = Html::parse_fragment(&pasted);
        let handlers = Selector::parse("[onerror], script:not([src]), img[src=x]").unwrap();
        assert_eq!(pasted.select(&handlers).count(), 0, "{id}");
    }
}

/// An operator's own names are as hostile as anybody's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_names_are_inert() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("catalogue.toml");
    let name = r#"]()<script>alert(1)</script>\" onload=\"x' & ]]> </title>"#;
    let small = std::fs::read_to_string(crate::test_app::small_catalogue()).unwrap();
    std::fs::write(
        &file,
        small.replace("name = \"Spotify\"", &format!("name = \"{name}\"")),
    )
    .unwrap();
    let app = busy_with(|config| config.catalogue = Some(file)).await;
    for path in [
        "/embed/spotify",
        "/embed/spotify.svg",
        "/badge/spotify.svg",
        "/services/spotify/embed",
    ] {
        let text = app.get(path).await.text();
        assert!(!text.contains("<script>alert"), "{path}");
        assert!(!text.contains("\" onload=\""), "{path}");
        // Each title that is opened is closed once, by us.
        let (opened, closed) = (text.matches("<title").count(), text.matches("</title>").count());
        assert_eq!(opened, closed, "{path}");
    }
    let document = app.get_json(&oembed_path(&app, "")).await;
    let pasted = Html::parse_fragment(document["html"].as_str().unwrap());
    let selector = Selector::parse("script, [onload]").unwrap();
    assert_eq!(pasted.select(&selector).count(), 0);
    let built = Html::parse_document(&app.page("/services/spotify/embed").await);
    let selector = Selector::parse("#badge-markdown").unwrap();
    let markdown: String = built.select(&selector).next().unwrap().text().collect();
    assert!(markdown.starts_with(r"[![\]\(\)\<script\>"), "{markdown}");
}
