//! Every template filled in with made-up snapshots. The pages are also written to `target/tmp/pages`, for looking at.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

mod made_up;
mod render_feeds;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use groundswell::domain::attribution::AttributionKind;
use groundswell::domain::bucket::Timestamp;
use groundswell::domain::incident::{Phase, TransitionKind};
use groundswell::domain::official::{Official, OfficialState};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::Kind;
use groundswell::domain::service::{Catalogue, Service, SymptomSlug};
use groundswell::domain::snapshot::{Snapshot, Verdict};
use groundswell::domain::spread::Scope;
use groundswell::domain::vote::{Answer, Votes};
use groundswell::render::badge::Badge;
use groundswell::render::embed_options::{EmbedOptions, Size};
use groundswell::render::locale::Locale;
use groundswell::render::views::{
    BuilderView, ChartView, Confirmation, Credit, EmbedView, IncidentView, IncidentsView, IndexView, NetworkView,
    RegionView, ServiceView, Site, Theme, VoteView,
};
use groundswell::render::{Renderer, words};
use made_up::NOW;
use scraper::{Html, Selector};

/// Made once: reading all templates takes longer than a page.
fn renderer() -> &'static Renderer {
    static RENDERER: LazyLock<Renderer> = LazyLock::new(new_renderer);
    &RENDERER
}

fn new_renderer() -> Renderer {
    Renderer::new(Site {
        public_url: "https://status.example".to_owned(),
        base_path: "/down".to_owned(),
        demo: true,
        credits: vec![Credit {
            text: "IP Geolocation by DB-IP".to_owned(),
            url: "https://db-ip.com".to_owned(),
        }],
        source_url: None,
    })
    .unwrap()
}

fn network_names() -> HashMap<Asn, String> {
    HashMap::from([
        (Asn(7018), "AT&T".to_owned()),
        (Asn(2856), "British Telecom".to_owned()),
    ])
}

/// A service's page as most visitors see it.
fn service_page(snapshot: &Snapshot, change: impl FnOnce(&mut ServiceView<'_>)) -> String {
    told_service_page(snapshot, None, change)
}

/// The same with what the service's maker says.
fn told_service_page(
    snapshot: &Snapshot,
    official: Option<&Official>,
    change: impl FnOnce(&mut ServiceView<'_>),
) -> String {
    let catalogue = made_up::catalogue();
    let names = network_names();
    let find = |slug: &str| catalogue.service(slug).unwrap().as_ref();
    let mut view = ServiceView {
        catalogue: &catalogue,
        service: find(snapshot.service.as_str()),
        snapshot,
        official,
        alternatives: vec![
            (find("apple-music"), Verdict::Normal),
            (find("youtube-music"), Verdict::Possible),
        ],
        dependencies: vec![(find("google-cloud"), Verdict::Problems)],
        confirmation: None,
        here: None,
        map_country: None,
        chart: made_up::day_of(snapshot),
        outlines: true,
        network_names: &names,
        delayed_since: None,
        now: NOW,
        locale: Locale::En,
    };
    change(&mut view);
    renderer().service(&view).unwrap()
}

fn keep(name: &str, html: &str) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(folder.join("down/assets")).unwrap();
    for asset in groundswell::render::assets::Assets::all() {
        std::fs::write(folder.join("down").join(&asset.path[1..]), asset.bytes).unwrap();
    }
    std::fs::write(folder.join(name), html).unwrap();
}

/// Outlines, dots and hashes change with the shapes and the style sheet, and say nothing to a reader of the snapshot.
fn readable(html: &str) -> String {
    let mut text = html.to_owned();
    for attribute in [" d=\"M", " cx=\"", " cy=\""] {
        text = without_values(&text, attribute);
    }
    for asset in groundswell::render::assets::Assets::all() {
        let mut parts = asset.path.splitn(3, '.');
        let (name, suffix) = (parts.next().unwrap(), parts.nth(1).unwrap());
        text = text.replace(&asset.path, &format!("{name}.HASH.{suffix}"));
    }
    text
}

fn without_values(html: &str, attribute: &str) -> String {
    let mut parts = html.split(attribute);
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find('"').unwrap();
        text.extend([attribute, "…", &part[end..]]);
    }
    text
}

fn check(name: &str, html: &str) {
    keep(&format!("{name}.html"), html);
    insta::assert_snapshot!(name, readable(html));
}

#[test]
fn service_normal() {
    check("service_normal", &service_page(&made_up::normal("spotify"), |_| ()));
}

#[test]
fn service_learning() {
    check("service_learning", &service_page(&made_up::learning("spotify"), |_| ()));
}

/// The chart of a page.
fn chart(html: &str) -> &str {
    let start = html.find("<section class=\"block chart-block\"").unwrap();
    &html[start..start + html[start..].find("</section>").unwrap()]
}

#[test]
fn service_chart_of_a_week_by_symptom() {
    let html = service_page(&made_up::problems("spotify"), |view| view.chart = made_up::week());
    keep("service_week.html", &html);
    let text = readable(chart(&html));
    // Thousands of numbers say nothing to a reader; their sums are in the table.
    let text = ["data-reports=\"", "data-low=\"", "data-high=\"", "data-values=\""]
        .iter()
        .fold(text, |text, attribute| without_values(&text, attribute));
    insta::assert_snapshot!("service_chart_week", text);
}

#[test]
fn service_chart_that_cannot_be_read() {
    let html = service_page(&made_up::normal("spotify"), |view| {
        view.chart = ChartView {
            points: None,
            ..made_up::week()
        };
    });
    let text = chart(&html);
    assert!(
        text.contains("cannot be read at the moment") && text.contains("range=24h"),
        "{text}"
    );
    assert!(!text.contains("chart-svg"));
}

#[test]
fn service_possible() {
    check("service_possible", &service_page(&made_up::possible("spotify"), |_| ()));
}

#[test]
fn service_with_the_trouble_of_another() {
    let snapshot = made_up::spilled_over("spotify", "tidal");
    check("service_spill_over", &service_page(&snapshot, |_| ()));
    let mut snapshot = made_up::problems("spotify");
    snapshot.attribution = Some(made_up::attribution("google-cloud", AttributionKind::Dependency));
    let html = service_page(&snapshot, |_| ());
    assert!(html.contains(
        "Likely because <a href=\"/down/services/google-cloud\">Google Cloud</a> has problems: Spotify relies on it."
    ));
    let index = index_page(&[Arc::new(made_up::spilled_over("spotify", "tidal"))], "");
    assert!(index.contains("More reports than usual, probably because of Tidal"));
}

#[test]
fn service_discounted() {
    let mut snapshot = made_up::normal("spotify");
    (snapshot.reports, snapshot.discounted) = (203, 197);
    let page = service_page(&snapshot, |_| ());
    check("service_discounted", &page);
    assert!(
        page.contains("203 people reported")
            && page.contains("197 of these reports came from a few networks or blocks")
    );
    (snapshot.discounted, snapshot.regions_withheld) = (1, 0);
    assert!(service_page(&snapshot, |_| ()).contains("1 of these reports came from a network or a block"));
    snapshot.discounted = 0;
    assert!(!service_page(&snapshot, |_| ()).contains("neighbouring addresses"));
}

#[test]
fn service_problems() {
    check("service_problems", &service_page(&made_up::problems("spotify"), |_| ()));
}

/// What a page says of the vendor's word, without tags.
fn official_line(html: &str) -> String {
    let start = html.find("<p class=\"official muted\">").unwrap();
    let line = &html[start..start + html[start..].find("</p>").unwrap()];
    let mut is_tag = false;
    line.chars()
        .filter(|&c| {
            is_tag = (is_tag || c == '<') && c != '>';
            !is_tag && c != '>'
        })
        .collect()
}

#[test]
fn service_with_the_word_of_its_maker() {
    use OfficialState::{Degraded, Maintenance, MajorOutage, Operational, PartialOutage, Unknown};
    let (problems, normal) = (made_up::problems("spotify"), made_up::normal("spotify"));
    let onset = problems.incident.as_ref().unwrap().onset.start();
    let after = Some(Timestamp(onset.0 + 23 * 60));
    let silent = made_up::official(Operational, "All Systems Operational", None);
    let told = made_up::official(PartialOutage, "Trouble logging in", after);
    let away = silent.failed(Timestamp(NOW.0 - 600)).failed(Timestamp(NOW.0 - 300));
    let forgotten = Official::default().failed(NOW).failed(NOW);
    let cases = [
        (&problems, silent),
        (&problems, told),
        (
            &problems,
            made_up::official(Degraded, "Slow search", Some(Timestamp(onset.0 - 300))),
        ),
        (&normal, made_up::official(Operational, "x", None)),
        (
            &normal,
            made_up::official(MajorOutage, "Everything fails", Some(Timestamp(NOW.0 - 200_000))),
        ),
        (&normal, made_up::official(Maintenance, "Database work", None)),
        (&normal, made_up::official(Unknown, "We look into something", None)),
        (&normal, Official::default()),
        (&normal, forgotten),
        (&problems, away),
    ];
    let mut lines = String::new();
    for (snapshot, official) in &cases {
        for locale in Locale::ALL {
            let html = told_service_page(snapshot, Some(official), |view| {
                view.locale = locale;
                view.outlines = false;
            });
            lines.extend([locale.code(), ": ", &official_line(&html), "\n"]);
        }
        lines.push('\n');
    }
    insta::assert_snapshot!("official_lines", lines);
    for (name, (snapshot, official)) in [("service_official", &cases[1]), ("service_official_silent", &cases[0])] {
        keep(
            &format!("{name}.html"),
            &told_service_page(snapshot, Some(official), |_| ()),
        );
    }
    check(
        "service_official_normal",
        &told_service_page(&normal, Some(&cases[0].1), |_| ()),
    );
}

#[test]
fn incident_with_the_word_of_the_services_maker() {
    let (catalogue, names) = (made_up::catalogue(), network_names());
    let incident = made_up::incident("spotify", Phase::Confirmed);
    let onset = incident.onset.start();
    let fact = |official: &Official, locale| {
        let view = IncidentView {
            service: catalogue.service("spotify").unwrap(),
            incident: &incident,
            official: Some(official),
            cause: None,
            map_country: None,
            network_names: &names,
            delayed_since: None,
            votes: Votes::default(),
            thanks: None,
            now: NOW,
            locale,
        };
        let html = renderer().incident(&view).unwrap();
        keep("incident_official.html", &html);
        let start = html.find("<dl>").unwrap();
        let facts: Vec<&str> = html[start..].split("<div>").collect();
        facts[3].split("</div>").next().unwrap().to_owned()
    };
    let mut lines = String::new();
    for posted_at in [None, Some(onset.0 - 300), Some(onset.0 + 1_380)] {
        let official = made_up::official(OfficialState::Degraded, "Trouble", posted_at.map(Timestamp));
        let official = if posted_at.is_none() {
            made_up::official(OfficialState::Operational, "x", None)
        } else {
            official
        };
        for locale in Locale::ALL {
            lines.extend([&fact(&official, locale), "\n"]);
        }
    }
    insta::assert_snapshot!("official_facts", lines);
}

#[test]
fn service_recovering_with_delay() {
    let html = service_page(&made_up::recovering("spotify"), |view| {
        view.delayed_since = Some(groundswell::domain::bucket::Timestamp(NOW.0 - 300));
    });
    check("service_recovering", &html);
}

#[test]
fn service_just_resolved() {
    let mut snapshot = made_up::normal("spotify");
    snapshot.incident = Some(Arc::new(made_up::resolved("spotify", 0)));
    snapshot.history = made_up::history("spotify");
    check("service_resolved", &service_page(&snapshot, |_| ()));
}

#[test]
fn service_with_the_map_of_a_country() {
    let html = service_page(&made_up::problems("spotify"), |view| {
        view.map_country = RegionCode::parse("US").ok();
    });
    check("service_country", &html);
}

#[test]
fn service_after_a_report() {
    let confirmation = |counted, symptom: Option<&str>| Confirmation {
        kind: Kind::Problem,
        counted,
        reports_in_window: 312,
        symptom: symptom.and_then(|slug| SymptomSlug::parse(slug).ok()),
        challenge: None,
        ask_symptom: symptom.is_none(),
    };
    let page = |confirmation| {
        service_page(&made_up::problems("spotify"), |view| {
            view.confirmation = Some(confirmation);
        })
    };
    check("service_reported", &page(confirmation(true, None)));
    let repeated = page(confirmation(false, None));
    assert!(repeated.contains("Thanks, you had already reported in the last 15 minutes."));
    assert!(repeated.contains("It is counted once. 312 people"));
    let named = page(confirmation(true, Some("login")));
    assert!(
        named.contains("You said: Can&#39;t log in.") || named.contains("You said: Can&#x27;t log in."),
        "{named}"
    );
    assert!(!named.contains("name=\"symptom\""));
    let asked = page(Confirmation {
        challenge: Some("eyJwYXJhbWV0ZXJzIjp7fX0".to_owned()),
        ..confirmation(true, None)
    });
    assert!(asked.contains("data-challenge=\"eyJwYXJhbWV0ZXJzIjp7fX0\" data-prover=\""));
    assert!(asked.contains("/assets/prove."));
    let works = page(Confirmation {
        kind: Kind::Works,
        ..confirmation(true, None)
    });
    assert!(works.contains("Good to know that it works for you."));
    assert!(!works.contains("name=\"symptom\""));
}

fn index_page(snapshots: &[Arc<Snapshot>], query: &str) -> String {
    let catalogue = made_up::catalogue();
    let view = IndexView {
        catalogue: &catalogue,
        snapshots,
        query,
        delayed_since: None,
        now: NOW,
        locale: Locale::En,
    };
    renderer().index(&view).unwrap()
}

fn some_trouble() -> Vec<Arc<Snapshot>> {
    [
        made_up::possible("steam"),
        made_up::problems("spotify"),
        made_up::recovering("google-cloud"),
        made_up::normal("tidal"),
        made_up::learning("aws"),
    ]
    .map(Arc::new)
    .to_vec()
}

#[test]
fn index() {
    check("index_trouble", &index_page(&some_trouble(), ""));
    check("index_quiet", &index_page(&[Arc::new(made_up::normal("spotify"))], ""));
}

#[test]
fn index_search() {
    check("index_search", &index_page(&some_trouble(), "POKÉMON"));
    let none = index_page(&some_trouble(), made_up::HOSTILE);
    assert!(none.contains("Nothing found for"));
    assert!(!none.contains("<script>alert"));
}

#[test]
fn incidents() {
    let catalogue = made_up::catalogue();
    let mut incidents = made_up::history("spotify");
    incidents.insert(0, Arc::new(made_up::incident("spotify", Phase::Confirmed)));
    let mut view = IncidentsView {
        catalogue: &catalogue,
        service: None,
        incidents: &incidents,
        now: NOW,
        locale: Locale::En,
    };
    check("incidents", &renderer().incidents(&view).unwrap());
    view.service = catalogue.service("spotify").map(AsRef::as_ref);
    view.incidents = &[];
    check("incidents_none", &renderer().incidents(&view).unwrap());
}

#[test]
fn incident() {
    let (catalogue, names) = (made_up::catalogue(), network_names());
    let mut of_one_network = made_up::incident("spotify", Phase::Confirmed);
    of_one_network.spread = made_up::spread(Scope::Network(Asn(7018)));
    for (name, incident) in [
        ("incident_running", made_up::incident("spotify", Phase::Confirmed)),
        ("incident_network", of_one_network),
        ("incident_over", made_up::resolved("spotify", 11)),
        ("incident_withdrawn", made_up::withdrawn("spotify", "tidal")),
        ("incident_burst", made_up::burst("spotify", 11)),
    ] {
        let cause = incident.attribution.as_ref().map(|attribution| &attribution.cause);
        let view = IncidentView {
            service: catalogue.service("spotify").unwrap(),
            incident: &incident,
            official: None,
            cause: cause
                .and_then(|cause| catalogue.service(cause.as_str()))
                .map(AsRef::as_ref),
            map_country: None,
            network_names: &names,
            delayed_since: None,
            votes: Votes::default(),
            thanks: None,
            now: NOW,
            locale: Locale::En,
        };
        check(name, &renderer().incident(&view).unwrap());
    }
}

#[test]
fn an_incident_says_that_counts_are_delayed() {
    let (catalogue, names) = (made_up::catalogue(), network_names());
    let incident = made_up::incident("spotify", Phase::Confirmed);
    let mut view = IncidentView {
        service: catalogue.service("spotify").unwrap(),
        incident: &incident,
        official: None,
        cause: None,
        map_country: None,
        network_names: &names,
        votes: Votes::default(),
        thanks: None,
        delayed_since: Some(NOW),
        now: NOW,
        locale: Locale::En,
    };
    let notice = "<p class=\"delay\">Counts since ";
    assert!(renderer().incident(&view).unwrap().contains(notice));
    view.delayed_since = None;
    assert!(!renderer().incident(&view).unwrap().contains(notice));
}

#[test]
fn votes_are_asked_for_thanked_for_and_counted() {
    let (catalogue, names) = (made_up::catalogue(), network_names());
    let incident = made_up::incident("spotify", Phase::Confirmed);
    let service = catalogue.service("spotify").unwrap();
    for answer in Answer::ALL {
        let view = VoteView {
            service,
            incident: &incident,
            answer,
            query: "answer=confirm&by=ep_1&until=1773230405&sig=abc",
            now: NOW,
            locale: Locale::En,
        };
        check(&format!("vote_{}", answer.as_str()), &renderer().vote(&view).unwrap());
    }
    for locale in Locale::ALL {
        let told = |confirmed, denied| {
            let view = IncidentView {
                service,
                incident: &incident,
                official: None,
                cause: None,
                map_country: None,
                network_names: &names,
                delayed_since: None,
                votes: Votes { confirmed, denied },
                thanks: Some(Answer::Confirm),
                now: NOW,
                locale,
            };
            let page = Html::parse_document(&renderer().incident(&view).unwrap());
            let text = |selector: &str| {
                let selector = Selector::parse(selector).unwrap();
                let found = page.select(&selector).next_back().unwrap();
                found.text().collect::<String>()
            };
            format!("{}: {}", text("dl div:last-child dt"), text("dl div:last-child dd"))
        };
        let counts = [(1, 0), (3, 0), (0, 1), (0, 2), (2, 1), (1, 4)];
        let all = counts.map(|(confirmed, denied)| told(confirmed, denied)).join("\n");
        insta::assert_snapshot!(format!("votes_{}", locale.code()), all);
    }
}

#[test]
fn places() {
    let catalogue = made_up::catalogue();
    let snapshots = some_trouble();
    let mut region = RegionView {
        catalogue: &catalogue,
        region: made_up::region("US-NY"),
        snapshots: &snapshots,
        delayed_since: None,
        now: NOW,
        locale: Locale::En,
    };
    check("region", &renderer().region(&region).unwrap());
    region.region = made_up::region("FJ");
    check("region_quiet", &renderer().region(&region).unwrap());
    let network = NetworkView {
        catalogue: &catalogue,
        network: Asn(7018),
        name: Some("AT&T"),
        snapshots: &snapshots,
        delayed_since: Some(NOW),
        now: NOW,
        locale: Locale::En,
    };
    check("network", &renderer().network(&network).unwrap());
}

/// Every sentence that a service's page can lead with, for proof-reading.
#[test]
fn sentences() {
    let mut resolved = made_up::normal("spotify");
    resolved.incident = Some(Arc::new(made_up::resolved("spotify", 0)));
    let mut back = made_up::resolved("spotify", 0);
    back.resolved_at = None;
    back.phase = Phase::Recovering;
    back.transitions
        .push(made_up::step(5, TransitionKind::Recovering, NOW.0, None, 40));
    let mut again = made_up::recovering("spotify");
    again.incident = Some(Arc::new(back.clone()));
    let snapshots = [
        made_up::normal("spotify"),
        made_up::learning("spotify"),
        made_up::possible("spotify"),
        made_up::problems("spotify"),
        made_up::recovering("spotify"),
        resolved,
        again,
    ];
    let mut text = String::new();
    for snapshot in &snapshots {
        let certainty =
            words::certainty(Locale::En, snapshot, NOW).map_or_else(String::new, |sentence| sentence.plain());
        let lines = [
            words::headline(Locale::En, "Spotify", snapshot, NOW).plain(),
            words::numbers(Locale::En, snapshot),
            certainty,
            words::in_short(Locale::En, snapshot, NOW).plain(),
            words::numbers_in_short(Locale::En, snapshot),
        ];
        text.push_str(&lines.join("\n"));
        text.push_str("\n\n");
    }
    let mut before = None;
    for step in &back.transitions {
        let lines = [
            words::transition(Locale::En, step, before),
            words::evidence(Locale::En, &step.evidence),
        ];
        text.push_str(&lines.join("\n"));
        text.push_str("\n\n");
        before = Some(step.kind);
    }
    insta::assert_snapshot!(text);
}

#[test]
fn plain_pages() {
    check("methodology", &renderer().methodology(Locale::En).unwrap());
    check(
        "error",
        &renderer()
            .error(Locale::En, 404, "Not found", "There is no service of that name.")
            .unwrap(),
    );
}

#[test]
fn docs() {
    let document = serde_json::json!({
        "info": { "description": "Reports of outages, as `JSON`." },
        "servers": [{ "url": "https://status.example/down" }],
        "tags": [{ "name": "Reports", "description": "What people notice." }],
        "paths": {
            "/api/v1/reports": { "post": {
                "tags": ["Reports"], "operationId": "post_reports", "summary": "One report.", "description": "It's <b>stored</b>.",
                "requestBody": { "content": { "application/json": { "schema": { "example": { "service": "it's" } } } } },
                "responses": {
                    "202": { "description": "Stored", "content": { "application/json": { "schema": { "type": "object",
                        "properties": { "counted": { "type": "boolean" } } } } } },
                    "404": { "description": "No such `service`" },
                },
            } },
            "/api/v1/webhooks/{id}": { "delete": {
                "tags": ["Reports"], "operationId": "delete_webhook", "summary": "Deletes it.", "security": [{ "admin": [] }],
                "parameters": [{ "name": "id", "in": "path", "required": true, "description": "The webhook",
                    "schema": { "type": "string", "pattern": "^ep_", "examples": ["ep_1"] } }],
                "responses": { "204": { "description": "Gone" } },
            } },
        },
    });
    check("docs", &renderer().docs(Locale::En, &document).unwrap());
}

fn embed_view<'a>(service: &'a Service, snapshot: &'a Snapshot, theme: Theme, country: Option<&str>) -> EmbedView<'a> {
    EmbedView {
        service,
        snapshot,
        options: EmbedOptions {
            theme,
            country: country.and_then(EmbedOptions::country),
            ..EmbedOptions::default()
        },
        now: NOW,
        locale: Locale::En,
    }
}

#[test]
fn embeds() {
    let catalogue = made_up::catalogue();
    let service = catalogue.service("spotify").unwrap();
    let snapshot = made_up::problems("spotify");
    let auto = embed_view(service, &snapshot, Theme::Auto, None);
    check("embed", &renderer().embed(&auto).unwrap());
    let dark = embed_view(service, &snapshot, Theme::Dark, Some("US"));
    check("embed_dark_country", &renderer().embed(&dark).unwrap());
    let mut compact = auto;
    compact.options.size = Size::Compact;
    check("embed_compact", &renderer().embed(&compact).unwrap());
    for (name, view) in [
        ("embed_auto.svg", auto),
        ("embed_dark.svg", dark),
        ("embed_compact.svg", compact),
    ] {
        let svg = renderer().embed_svg(&view);
        keep(name, &svg);
        insta::assert_snapshot!(name, readable(&svg));
    }
}

#[test]
fn the_data_of_the_element() {
    let catalogue = made_up::catalogue();
    let snapshot = made_up::problems("spotify");
    let view = embed_view(catalogue.service("spotify").unwrap(), &snapshot, Theme::Auto, None);
    let mut data: serde_json::Value = serde_json::from_str(&renderer().embed_data(&view)).unwrap();
    let map = data["map"].take();
    assert!(map.as_str().unwrap().starts_with("<svg class=\"map world\""));
    insta::assert_snapshot!("embed_data", serde_json::to_string_pretty(&data).unwrap());
}

fn builder_page(service: &Service, label: Option<&str>, frame_ancestors: &str) -> String {
    let view = BuilderView {
        service,
        options: EmbedOptions {
            theme: Theme::Dark,
            country: EmbedOptions::country("US"),
            ..EmbedOptions::default()
        },
        label,
        frame_ancestors,
        locale: Locale::En,
    };
    renderer().builder(&view).unwrap()
}

#[test]
fn builder() {
    let catalogue = made_up::catalogue();
    let service = catalogue.service("spotify").unwrap();
    let page = builder_page(service, Some("Our player"), "*");
    check("builder", &page);
    let some = builder_page(service, None, "https://blog.example");
    assert!(some.contains("Only these sites may show it: https://blog.example."));
    assert!(!builder_page(service, None, "'none'").contains("<iframe"));
}

#[test]
fn badges() {
    let badge = |verdict| Badge {
        label: "Amazon Web Services".to_owned(),
        message: words::verdict(Locale::En, verdict),
        verdict,
    };
    let all = [
        Verdict::Normal,
        Verdict::Possible,
        Verdict::Recovering,
        Verdict::Problems,
    ];
    let pictures: Vec<String> = all.into_iter().map(|verdict| badge(verdict).svg()).collect();
    for (picture, verdict) in pictures.iter().zip(all) {
        keep(&format!("badge_{}.svg", verdict.as_str()), picture);
    }
    insta::assert_snapshot!("badges", pictures.join("\n"));
}

/// A service whose every text is hostile.
fn hostile() -> Service {
    let mut service = made_up::service("spotify", made_up::HOSTILE, "music");
    "javascript:alert(1)".clone_into(&mut service.home_page);
    service.status_page = Some(format!("https://status.example/\"{}", made_up::HOSTILE));
    service.keywords = vec![made_up::HOSTILE.to_owned()];
    service.steps = vec![made_up::HOSTILE.to_owned()];
    for symptom in &mut service.symptoms {
        made_up::HOSTILE.clone_into(&mut symptom.label);
    }
    service
}

fn assert_inert(page: &str) {
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(!page.contains("javascript:"), "{page}");
    assert!(!page.contains("49"), "a text was read as a template");
    let scripts = page.matches("<script").count();
    // Data, which no browser runs, and which nothing in it ends.
    let blocks: Vec<&str> = page.split("<script type=\"application/ld+json\">").skip(1).collect();
    for block in &blocks {
        let data = block.split('<').next().unwrap_or_default();
        assert!(serde_json::from_str::<serde_json::Value>(data).is_ok(), "{data}");
    }
    assert_eq!(
        scripts,
        page.matches("<script src=\"/down/assets/").count() + blocks.len()
    );
    assert!(
        !page.contains(" style=") && !page.contains(" onclick"),
        "the policy forbids both"
    );
}

#[test]
fn hostile_texts_are_inert() {
    let service = hostile();
    let category = groundswell::domain::service::Category {
        slug: "music".to_owned(),
        name: made_up::HOSTILE.to_owned(),
        interconnected: false,
    };
    let catalogue = Catalogue::new(vec![category], vec![service.clone()]);
    let mut snapshot = made_up::problems("spotify");
    // Free of counts that hold the digits which a template would compute.
    snapshot.chart.clear();
    snapshot.regions.truncate(1);
    snapshot.countries.truncate(1);
    let names = HashMap::from([(Asn(7018), made_up::HOSTILE.to_owned())]);
    let official = made_up::official(OfficialState::MajorOutage, made_up::HOSTILE, None);
    let view = ServiceView {
        catalogue: &catalogue,
        service: &service,
        snapshot: &snapshot,
        official: Some(&official),
        alternatives: vec![(&service, Verdict::Normal)],
        dependencies: vec![(&service, Verdict::Problems)],
        confirmation: Some(Confirmation {
            kind: Kind::Problem,
            counted: true,
            reports_in_window: 3,
            symptom: None,
            challenge: None,
            ask_symptom: true,
        }),
        here: None,
        map_country: None,
        chart: made_up::day_of(&snapshot),
        outlines: true,
        network_names: &names,
        delayed_since: None,
        now: NOW,
        locale: Locale::En,
    };
    let html = renderer().service(&view).unwrap();
    keep("hostile.html", &html);
    assert_inert(&readable(&html));
    let stacked = ServiceView {
        chart: made_up::week(),
        ..view
    };
    assert_inert(&readable(chart(&renderer().service(&stacked).unwrap())));
    let embed = embed_view(&service, &snapshot, Theme::Auto, None);
    assert_inert(&readable(&renderer().embed(&embed).unwrap()));
    assert_inert(&readable(&renderer().embed_svg(&embed)));
    assert_inert(
        &readable(&builder_page(&service, Some(made_up::HOSTILE), "*")).replace("groundswell-map service", ""),
    );
    let error = renderer()
        .error(Locale::En, 400, made_up::HOSTILE, made_up::HOSTILE)
        .unwrap();
    assert_inert(&readable(&error));
    let index = IndexView {
        catalogue: &catalogue,
        snapshots: &[Arc::new(snapshot)],
        query: "",
        delayed_since: None,
        now: NOW,
        locale: Locale::En,
    };
    assert_inert(&readable(&renderer().index(&index).unwrap()));
}

#[test]
fn a_service_page_stays_small() {
    let html = service_page(&made_up::problems("spotify"), |_| ());
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 9,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut html.as_bytes(), &mut packed, &parameters).unwrap();
    eprintln!("service page: {} bytes, {} as brotli", html.len(), packed.len());
    assert!(packed.len() < 16_000, "{}", packed.len());
}
