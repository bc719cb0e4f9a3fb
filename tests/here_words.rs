//! What is said to who asks "is it only me?": every outcome in every language, and that odd names are inert in it.
#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
#![allow(dead_code, reason = "other tests use more of what is made up")]

mod made_up;

use std::fmt::Write as _;

use groundswell::domain::here::{Count, Here, NearProblem, Outcome};
use groundswell::domain::region::Asn;
use groundswell::domain::service::Service;
use groundswell::domain::snapshot::Verdict;
use groundswell::render::Renderer;
use groundswell::render::locale::Locale;
use groundswell::render::views::{HereView, NearView, Origin, Site};

use made_up::{NOW, region};

const OUTCOMES: [Outcome; 6] = [
    Outcome::Everywhere,
    Outcome::Here,
    Outcome::YourRegion,
    Outcome::YourProvider,
    Outcome::ProbablyYou,
    Outcome::TooFewToTell,
];

fn count(reports: u64, expected: f64) -> Count {
    Count {
        reports,
        expected: Some(expected),
        ratio: Some(14.2),
    }
}

fn here(outcome: Outcome) -> Here {
    Here {
        outcome,
        is_confirmed: true,
        is_elsewhere: false,
        region: region("US"),
        near: Some(count(1_312, 4.2)),
        network: Asn(7018),
        carried: None,
        everywhere: count(12_400, 90.0),
        others_in_network: 0,
        others_in_region: 0,
        is_provider_failing: false,
    }
}

fn view<'a>(locale: Locale, service: &'a Service, here: &'a Here, name: &'a str) -> HereView<'a> {
    HereView {
        locale,
        service,
        here,
        origin: Origin {
            region: region("US-NY"),
            network: Asn(7018),
            network_name: Some(name),
            is_chosen: false,
        },
        provider: Some(service),
        alternatives: vec![(service, Verdict::Possible)],
        delayed_since: None,
        now: NOW,
    }
}

/// The text of a part, line by line.
fn text(html: &str) -> String {
    let page = scraper::Html::parse_fragment(html);
    let lines = page
        .root_element()
        .text()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n  ")
}

#[test]
fn every_outcome_has_its_sentence_in_every_language() {
    let renderer = Renderer::new(Site::default()).unwrap();
    let service = made_up::service("spotify", "Spotify", "music");
    let mut said = String::new();
    for locale in Locale::ALL {
        for outcome in OUTCOMES {
            let mut variants = vec![here(outcome)];
            variants.push(Here {
                is_confirmed: false,
                is_elsewhere: matches!(outcome, Outcome::ProbablyYou | Outcome::TooFewToTell),
                others_in_region: 2,
                near: None,
                ..here(outcome)
            });
            variants.push(Here {
                near: Some(count(5, 0.3)),
                ..here(outcome)
            });
            for here in &variants {
                let part = renderer.here(&view(locale, &service, here, "AT&T"), true).unwrap();
                writeln!(said, "{} {}\n  {}", locale.code(), outcome.as_str(), text(&part)).unwrap();
            }
        }
    }
    assert!(!said.contains("here-") && !said.contains('{'), "{said}");
    insta::assert_snapshot!("every_outcome", said);
}

#[test]
fn the_whole_page() {
    let renderer = Renderer::new(Site::default()).unwrap();
    let service = made_up::service("spotify", "Spotify", "music");
    let here = here(Outcome::YourProvider);
    let page = renderer
        .here(&view(Locale::En, &service, &here, "AT&T"), false)
        .unwrap();
    let main = page
        .split_once("<main")
        .unwrap()
        .1
        .split_once("<select")
        .unwrap()
        .0
        .to_owned();
    insta::assert_snapshot!("whole_page", main);
}

#[test]
fn hostile_names_are_inert() {
    let renderer = Renderer::new(Site::default()).unwrap();
    let catalogue = made_up::catalogue();
    let service = made_up::service("spotify", made_up::HOSTILE, "music");
    for outcome in OUTCOMES {
        let here = here(outcome);
        for is_part in [false, true] {
            let view = view(Locale::En, &service, &here, made_up::HOSTILE);
            let page = renderer.here(&view, is_part).unwrap();
            assert!(!page.contains("<script>alert") && !page.contains(">49<"), "{page}");
        }
    }
    let problem = NearProblem {
        service: made_up::slug("spotify"),
        verdict: Verdict::Problems,
        is_by_network: true,
        count: count(40, 3.0),
    };
    let here = here(Outcome::Here);
    let view = NearView {
        locale: Locale::En,
        catalogue: &catalogue,
        problems: &[problem],
        origin: view(Locale::En, &service, &here, made_up::HOSTILE).origin,
        delayed_since: Some(NOW),
        now: NOW,
    };
    let page = renderer.near(&view, false).unwrap();
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(
        page.contains("on your network") && page.contains("class=\"delay\""),
        "{page}"
    );
}
