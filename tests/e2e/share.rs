//! What others show of our pages: pictures, the head of each page, the lists for machines, messages in chats.

use std::collections::BTreeSet;

use groundswell::config::WebhookEntry;
use groundswell::domain::bucket::Minute;
use groundswell::domain::delivery::Format;
use groundswell::domain::incident::{
    AffectedRegion, Evidence, Incident, IncidentId, Phase, Severity, Transition, TransitionKind,
};
use groundswell::domain::region::RegionCode;
use groundswell::domain::service::ServiceSlug;
use groundswell::publish::vote::VoteKey;
use groundswell::publish::{Letterhead, deliveries_for};
use groundswell::render::raster;
use groundswell::store::Conclusion;
use scraper::{Html, Selector};
use secrecy::SecretString;
use serde_json::Value;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::geography::Schema;
use crate::test_app::{ADMIN_TOKEN, Answer, Backing, START, TestApp};

/// A name that tries to leave every place that it is put in.
pub const NASTY: &str = "A</script><script>alert(1)</script>&\"' <!channel> @everyone";

pub const PUBLIC_ORIGIN: &str = "https://status.example.org";

fn incident() -> Incident {
    let onset = Minute(START / 60 - 90);
    let evidence = Evidence {
        minute: onset.plus(2),
        window_minutes: 15,
        observed: 412,
        expected: 11.6,
        dispersion: 1.4,
        statistic: 93.1,
        threshold: 11.5,
        p_value: 1e-20,
        busy_minutes: None,
        retraction: None,
        region: None,
    };
    let region = |code: &str, peak_ratio| AffectedRegion {
        region: RegionCode::parse(code).unwrap(),
        since: onset.plus(3).start(),
        onset,
        peak_ratio,
        active: true,
        over_since: None,
    };
    Incident {
        id: IncidentId("spotify-20260304T1033Z".to_owned()),
        service: ServiceSlug::parse("spotify").unwrap(),
        phase: Phase::Confirmed,
        severity: Severity::Major,
        onset,
        opened_at: onset.plus(3).start(),
        recovering_at: None,
        resolved_at: None,
        regions: vec![region("US-NY", 31.0), region("GB", 4.0)],
        peak_ratio: 30.0,
        peak_reports_per_minute: 40.0,
        severity_score: 0.0,
        spread: groundswell::domain::spread::Spread::default(),
        attribution: None,
        confidence: groundswell::domain::confidence::Confidence::default(),
        transitions: vec![Transition {
            id: "spotify-20260304T1033Z.1".to_owned(),
            sequence: 1,
            kind: TransitionKind::Opened,
            at: onset.plus(3).start(),
            region: None,
            severity: Severity::Major,
            evidence,
        }],
    }
}

/// Stores an incident as the tick does, with its messages.
pub async fn plant(app: &TestApp) -> Incident {
    let incident = incident();
    let catalogue = groundswell::catalogue::load(app.config.catalogue.as_ref().unwrap()).unwrap();
    let service = catalogue.service("spotify").unwrap();
    let endpoints = app.store().endpoints().await.unwrap();
    let public_url = format!("{PUBLIC_ORIGIN}{}", app.config.base_path);
    let rows = deliveries_for(
        &endpoints,
        service,
        None,
        &incident,
        &incident.transitions,
        Letterhead {
            public_url: &public_url,
            vote_key: &VoteKey::new(&[7; 32]),
            region_name: &|region| region.to_string(),
        },
    );
    let conclusion = Conclusion {
        service: &incident.service,
        tracker: b"",
        incident: Some(&incident),
        deliveries: &rows,
        notes: &[],
        fence: None,
    };
    app.store().conclude(conclusion).await.unwrap();
    incident
}

/// An app below a path, whose first service has a nasty name.
pub async fn start(webhooks: Vec<WebhookEntry>) -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = std::fs::read_to_string(crate::test_app::small_catalogue()).unwrap();
    let catalogue = catalogue.replace("name = \"Spotify\"", &format!("name = '''{NASTY}'''"));
    assert!(catalogue.contains(NASTY));
    let file = folder.path().join("catalogue.toml");
    std::fs::write(&file, catalogue).unwrap();
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| {
        config.public_url = Some(PUBLIC_ORIGIN.to_owned());
        "/status".clone_into(&mut config.base_path);
        config.catalogue = Some(file);
        config.webhooks = webhooks;
    })
    .await;
    (app, folder)
}

fn assert_picture(answer: &Answer) {
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "image/png");
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(answer.header("content-encoding"), "");
    assert_eq!(raster::size(&answer.body), Some((1_200, 630)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_are_there_for_the_index_each_service_and_each_incident() {
    let (app, _folder) = start(Vec::new()).await;
    let incident = plant(&app).await;
    let of_incident = format!("/status/og/spotify/{}.png", incident.id);
    for address in ["/status/og.png", "/status/og/spotify.png", &of_incident] {
        let request = app.request("GET", address).header("accept-encoding", "br, gzip");
        let english = Answer::of(request).await;
        assert_picture(&english);
        let known = app
            .request("GET", address)
            .header("if-none-match", english.header("etag"));
        assert_eq!(Answer::of(known).await.status, 304, "{address}");
        let head = Answer::of(app.request("HEAD", address)).await;
        assert_eq!((head.status, head.body.len()), (200, 0));
        let picture = async |query: &str| {
            let answer = app.get(&format!("{address}?{query}")).await;
            assert_picture(&answer);
            answer.body
        };
        assert_eq!(picture("lang=ja").await, english.body, "the font has no Japanese");
        assert_eq!(picture("v=1&lang=xx&theme=neon").await, english.body);
        assert_ne!(picture("theme=dark").await, english.body);
    }
    for missing in [
        "/status/og/nope.png",
        "/status/og/spotify/nope.png",
        &format!("/status/og/netflix/{}.png", incident.id),
        "/status/og/spotify.svg",
    ] {
        app.get(missing).await.problem(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_swarm_gets_its_pictures_and_pages_do_not_wait() {
    let (app, _folder) = start(Vec::new()).await;
    let languages = ["en", "de", "es", "fr", "pt", "ja"];
    let wanted = (0..60).map(|number| {
        let (language, service) = (languages[number % 6], ["spotify", "netflix"][number % 2]);
        let theme = ["light", "dark"][number / 6 % 2];
        let address = format!("/status/og/{service}.png?lang={language}&theme={theme}");
        let app = &app;
        async move { app.get(&address).await }
    });
    let (pictures, health) = tokio::join!(futures::future::join_all(wanted), app.get("/status/healthz"));
    assert_eq!(health.status, 200);
    for picture in pictures {
        match picture.status {
            200 => assert_picture(&picture),
            // On a slow machine; whoever is told to come back may.
            status => assert_eq!((status, picture.header("retry-after")), (503, "5")),
        }
    }
}

fn meta(page: &Html, name: &str) -> Option<String> {
    let selector = Selector::parse(&format!("head meta[property='{name}'], head meta[name='{name}']")).unwrap();
    let element = page.select(&selector).next()?;
    element.attr("content").map(str::to_owned)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_has_a_picture_and_an_icon_to_be_installed_with() {
    let (app, _folder) = start(Vec::new()).await;
    let incident = plant(&app).await;
    let of_incident = format!("/status/services/spotify/incidents/{}", incident.id);
    let mut pictures = BTreeSet::new();
    for address in [
        "/status/",
        "/status/services/spotify",
        "/status/services/netflix?lang=de",
        "/status/incidents",
        "/status/regions/US",
        "/status/networks/7018",
        "/status/methodology",
        &of_incident,
    ] {
        let text = app.page(address).await;
        let page = Html::parse_document(&text);
        let picture = meta(&page, "og:image").unwrap();
        let local = picture
            .strip_prefix(PUBLIC_ORIGIN)
            .unwrap_or_else(|| panic!("{picture} is not absolute"));
        assert_picture(&app.get(local).await);
        assert_eq!(meta(&page, "og:image:width").as_deref(), Some("1200"));
        assert_eq!(meta(&page, "og:image:height").as_deref(), Some("630"));
        assert!(!meta(&page, "og:image:alt").unwrap().is_empty());
        assert_eq!(meta(&page, "twitter:card").as_deref(), Some("summary_large_image"));
        assert_eq!(text.matches("name=\"theme-color\"").count(), 2);
        for (selector, kind) in [
            ("link[rel=manifest]", "application/manifest+json"),
            ("link[rel=apple-touch-icon]", "image/png"),
        ] {
            let link = page.select(&Selector::parse(selector).unwrap()).next().unwrap();
            let answer = app.get(link.attr("href").unwrap()).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, kind));
        }
        pictures.insert(local.to_owned());
    }
    assert!(
        pictures
            .iter()
            .any(|picture| picture.contains("/og/netflix.png?lang=de&v=normal-0")),
        "{pictures:?}"
    );
    assert!(
        pictures.contains(&format!("/status/og/spotify/{}.png?v=1", incident.id)),
        "{pictures:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn structured_data_is_data_whatever_the_name() {
    let (app, _folder) = start(Vec::new()).await;
    let incident = plant(&app).await;
    for (address, kind, places) in [
        ("/status/services/spotify".to_owned(), "WebPage", 2),
        (
            format!("/status/services/spotify/incidents/{}", incident.id),
            "Article",
            3,
        ),
    ] {
        let text = app.page(&address).await;
        let page = Html::parse_document(&text);
        let scripts: Vec<_> = page.select(&Selector::parse("script:not([src])").unwrap()).collect();
        assert_eq!(scripts.len(), 1, "only the data block has text of its own");
        assert_eq!(scripts[0].attr("type"), Some("application/ld+json"));
        let data: Value = serde_json::from_str(&scripts[0].inner_html()).unwrap();
        let graph = &data["@graph"];
        assert_eq!(
            (&data["@context"], &graph[0]["@type"]),
            (&"https://schema.org".into(), &kind.into())
        );
        assert_eq!(graph[0]["about"]["name"], NASTY);
        assert_eq!(graph[0]["url"], format!("{PUBLIC_ORIGIN}{address}"));
        let crumbs = graph[1]["itemListElement"].as_array().unwrap();
        assert_eq!((crumbs.len(), &crumbs[1]["name"]), (places, &NASTY.into()));
    }
    let page = Html::parse_document(&app.page("/status/").await);
    let script = page
        .select(&Selector::parse("script[type='application/ld+json']").unwrap())
        .next()
        .unwrap();
    let data: Value = serde_json::from_str(&script.inner_html()).unwrap();
    assert_eq!(
        data["potentialAction"]["target"]["urlTemplate"],
        format!("{PUBLIC_ORIGIN}/status/?q={{search_term_string}}")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn search_engines_find_every_page_in_every_language() {
    let (app, _folder) = start(Vec::new()).await;
    let robots = app.get("/status/robots.txt").await.text();
    assert!(
        robots.contains(&format!("\nSitemap: {PUBLIC_ORIGIN}/status/sitemap.xml\n")),
        "{robots}"
    );
    let answer = app.get("/status/sitemap.xml").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/xml; charset=utf-8")
    );
    let text = answer.text();
    let locations: Vec<&str> = text
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    assert!(locations.len() >= 5, "{text}");
    for location in locations {
        let local = location.strip_prefix(PUBLIC_ORIGIN).unwrap();
        let page = Html::parse_document(&app.page(local).await);
        let canonical = page
            .select(&Selector::parse("link[rel=canonical]").unwrap())
            .next()
            .unwrap();
        assert_eq!(canonical.attr("href"), Some(location));
        for language in ["en", "de", "es", "fr", "pt", "ja"] {
            assert!(text.contains(&format!("hreflang=\"{language}\" href=\"{location}?lang={language}\"")));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_manifest_names_icons_that_are_there() {
    let (app, _folder) = start(Vec::new()).await;
    let manifest = app.get_json("/status/manifest.webmanifest?lang=fr").await;
    assert_eq!(
        (&manifest["start_url"], &manifest["lang"]),
        (&"/status/".into(), &"fr".into())
    );
    for icon in manifest["icons"].as_array().unwrap() {
        let answer = app.get(icon["src"].as_str().unwrap()).await;
        let (width, height) = raster::size(&answer.body).unwrap();
        assert_eq!(icon["sizes"], format!("{width}x{height}"));
        assert!(answer.header("cache-control").contains("immutable"));
    }
}

fn chat(name: &str, url: &str, format: Format) -> WebhookEntry {
    WebhookEntry {
        name: name.to_owned(),
        url: SecretString::from(url),
        format,
        secret: None,
        services: Vec::new(),
        events: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chats_are_told_with_a_picture_that_is_there() {
    let server = MockServer::start().await;
    for (chat, status) in [("slack", 200), ("discord", 204), ("teams", 202)] {
        let answer = ResponseTemplate::new(status);
        Mock::given(method("POST"))
            .and(path(format!("/{chat}/tell-nobody")))
            .respond_with(answer)
            .expect(1)
            .mount(&server)
            .await;
    }
    let entry = |format: Format| {
        let name = format.as_str();
        chat(name, &format!("{}/{name}/tell-nobody", server.uri()), format)
    };
    let entries = [Format::Slack, Format::Discord, Format::Teams].map(entry);
    let (app, _folder) = start(entries.into()).await;
    let incident = plant(&app).await;
    app.pass(1).await;

    let requests = server.received_requests().await.unwrap();
    let body = |chat: &str| -> Value {
        let request = requests
            .iter()
            .find(|request| request.url.path().starts_with(&format!("/{chat}/")));
        let request = request.unwrap_or_else(|| panic!("nothing came to {chat}"));
        assert!(
            request
                .headers
                .keys()
                .all(|name| !name.as_str().starts_with("webhook-")),
            "it is not signed"
        );
        serde_json::from_slice(&request.body).unwrap()
    };
    let (slack, discord, teams) = (body("slack"), body("discord"), body("teams"));
    let image = |blocks: &Value, kind: &str| -> Value {
        let found = blocks.as_array().unwrap().iter().find(|block| block["type"] == kind);
        found.unwrap().clone()
    };
    let pictures = [
        image(&slack["blocks"], "image")["image_url"].clone(),
        discord["embeds"][0]["image"]["url"].clone(),
        image(&teams["attachments"][0]["content"]["body"], "Image")["url"].clone(),
    ];
    for picture in pictures {
        let local = picture.as_str().unwrap().strip_prefix(PUBLIC_ORIGIN).unwrap();
        assert_picture(&app.get(local).await);
    }
    let link = format!("{PUBLIC_ORIGIN}/status/services/spotify/incidents/{}", incident.id);
    assert_eq!(discord["embeds"][0]["url"], link);
    assert!(slack.to_string().contains(&link) && teams.to_string().contains(&link));
    assert!(!slack["text"].as_str().unwrap().contains("<!channel>"));
    assert!(!discord["content"].as_str().unwrap().contains("@everyone"));

    let listed = Answer::of(app.request("GET", "/status/api/v1/webhooks").bearer_auth(ADMIN_TOKEN)).await;
    assert!(
        listed.text().contains("\"format\":\"teams\"") && !listed.text().contains("tell-nobody"),
        "{}",
        listed.text()
    );
    let log = "/status/api/v1/webhooks/config_slack/deliveries";
    let log = Answer::of(app.request("GET", log).bearer_auth(ADMIN_TOKEN)).await;
    assert!(
        log.text().contains("delivered") && !log.text().contains("tell-nobody"),
        "{}",
        log.text()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chat_that_is_overloaded_is_left_alone_as_long_as_it_asks() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "90");
    Mock::given(method("POST"))
        .respond_with(busy)
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    let (app, _folder) = start(vec![chat("discord", &server.uri(), Format::Discord)]).await;
    plant(&app).await;
    let count = async || server.received_requests().await.unwrap().len();
    app.pass(1).await;
    assert_eq!(count().await, 1);
    for _ in 0..8 {
        app.pass(10).await;
    }
    assert_eq!(count().await, 1, "it asked for 90 seconds");
    app.pass(15).await;
    assert_eq!(count().await, 2);
}
