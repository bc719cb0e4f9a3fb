//! Made-up services and snapshots for tests of what is shown.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::borrow::Cow;
use std::sync::Arc;

use groundswell::domain::attribution::{Attribution, AttributionKind};
use groundswell::domain::bucket::{Minute, Timestamp};
use groundswell::domain::incident::{
    AffectedRegion, Evidence, Incident, IncidentId, Phase, Retraction, Severity, Transition, TransitionKind,
};
use groundswell::domain::official::{self, Notice, Official, OfficialState, Reading};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::series::Period;
use groundswell::domain::service::{Catalogue, Category, Service, ServiceSlug, Symptom, SymptomSlug};
use groundswell::domain::snapshot::{ChartPoint, NetworkCount, RegionCount, Snapshot, Verdict};
use groundswell::domain::spread::{AffectedNetwork, Scope, Spread};
use groundswell::render::views::ChartView;

/// 2025-04-16T14:52:00Z, in the middle of an outage.
pub const NOW: Timestamp = Timestamp(1_744_815_120);

/// Text that would do harm anywhere if it were not escaped.
pub const HOSTILE: &str = "<script>alert(1)</script>\"'>&{{ 7*7 }}</title></svg>";

pub fn slug(text: &str) -> ServiceSlug {
    ServiceSlug::parse(text).unwrap()
}

pub fn region(text: &str) -> RegionCode {
    RegionCode::parse(text).unwrap()
}

pub fn service(slug_text: &str, name: &str, category: &str) -> Service {
    let symptom = |slug: &str, label: &str| Symptom {
        slug: SymptomSlug::parse(slug).unwrap(),
        label: label.to_owned(),
    };
    Service {
        slug: slug(slug_text),
        name: name.to_owned(),
        category: category.to_owned(),
        home_page: format!("https://www.{slug_text}.example/"),
        status_page: Some(format!("https://status.{slug_text}.example/")),
        status_feed: None,
        keywords: vec!["songs".to_owned()],
        symptoms: vec![
            symptom("playback", "Won't play"),
            symptom("login", "Can't log in"),
            symptom("app", "App won't open or crashes"),
            symptom("website", "Website won't load"),
            symptom("library", "Library or playlists missing"),
            symptom("downloads", "Downloads fail"),
        ],
        depends_on: Vec::new(),
        alternatives: Vec::new(),
        steps: vec![
            "Play something you have downloaded. If that works, the app is fine and the connection is not.".to_owned(),
            "Open it in a browser to see whether only the app is broken.".to_owned(),
            "Quit the app fully and reopen it. Don't log out: downloads can be lost.".to_owned(),
        ],
    }
}

pub fn catalogue() -> Catalogue {
    let category = |slug: &str, name: &str| Category {
        slug: slug.to_owned(),
        name: name.to_owned(),
        interconnected: false,
    };
    let services = [
        ("spotify", "Spotify", "music"),
        ("apple-music", "Apple Music", "music"),
        ("youtube-music", "YouTube Music", "music"),
        ("tidal", "Tidal", "music"),
        ("google-cloud", "Google Cloud", "cloud"),
        ("aws", "Amazon Web Services", "cloud"),
        ("cloudflare", "Cloudflare", "cloud"),
        ("pokemon-go", "Pokémon GO", "games"),
        ("steam", "Steam", "games"),
    ];
    Catalogue::new(
        vec![
            category("music", "Music"),
            category("cloud", "Cloud platforms"),
            category("games", "Games"),
        ],
        services
            .map(|(slug, name, category)| service(slug, name, category))
            .to_vec(),
    )
}

/// The chart that a page shows by itself.
pub fn day_of(snapshot: &Snapshot) -> ChartView<'_> {
    ChartView {
        period: Period::Day,
        by_symptom: false,
        points: Some(Cow::Borrowed(&snapshot.chart)),
    }
}

/// A week in hours: a quiet one, with an outage three days ago. Who reported then named the first two symptoms.
pub fn week() -> ChartView<'static> {
    let until = NOW.minute().0.div_euclid(60) * 60 + 60;
    let symptoms = ["playback", "login", "app"].map(|symptom| Some(SymptomSlug::parse(symptom).unwrap()));
    let [playback, login, app] = symptoms;
    let point = |hour: i64| {
        let outage = if (94..97).contains(&hour) { 300 } else { 0 };
        let counts = [
            (playback.clone(), 2 * outage),
            (login.clone(), outage),
            (app.clone(), 3),
            (None, 5),
        ];
        ChartPoint {
            start: Minute(until - (168 - hour) * 60),
            reports: counts.iter().map(|(_, reports)| reports).sum(),
            symptoms: counts.into_iter().filter(|(_, reports)| *reports > 0).collect(),
            expected: 8.0,
            low: 3.2,
            high: 13.1,
            ..ChartPoint::default()
        }
    };
    ChartView {
        period: Period::Week,
        by_symptom: true,
        points: Some((0..168).map(point).collect()),
    }
}

/// A quiet day: about four reports in ten minutes, more in the evening.
pub fn normal(slug_text: &str) -> Snapshot {
    Snapshot {
        service: slug(slug_text),
        version: 7,
        at: NOW,
        verdict: Verdict::Normal,
        learning: false,
        reports: 5,
        discounted: 0,
        expected: 4.2,
        works: 2,
        chart: chart(|_| 0.0),
        regions: vec![count("US-CA", 5, 3.1, 1.2, 0)],
        countries: vec![count("US", 9, 7.0, 1.1, 0), count("GB", 5, 4.4, 1.1, 0)],
        regions_withheld: 3,
        symptoms: vec![(None, 9), (Some(SymptomSlug::parse("app").unwrap()), 3)],
        networks: vec![(Asn(7018), 6)],
        carriers: Vec::new(),
        attribution: None,
        incident: None,
        history: Vec::new(),
    }
}

pub fn learning(slug_text: &str) -> Snapshot {
    Snapshot {
        learning: true,
        reports: 0,
        expected: 0.3,
        works: 0,
        chart: Vec::new(),
        regions: Vec::new(),
        countries: Vec::new(),
        regions_withheld: 0,
        symptoms: Vec::new(),
        networks: Vec::new(),
        ..normal(slug_text)
    }
}

pub fn possible(slug_text: &str) -> Snapshot {
    let mut incident = incident(slug_text, Phase::Possible);
    incident.onset = NOW.minute().plus(-6);
    incident.opened_at = Timestamp(NOW.0 - 120);
    incident.regions.truncate(1);
    incident.transitions.truncate(1);
    incident.spread = spread(Scope::Diffuse);
    Snapshot {
        verdict: Verdict::Possible,
        reports: 21,
        incident: Some(Arc::new(incident)),
        chart: chart(|age| if age < 2 { 14.0 } else { 0.0 }),
        regions: vec![count("GB-ENG", 12, 1.4, 4.1, 2), count("US-CA", 5, 3.1, 1.2, 0)],
        countries: vec![count("GB", 14, 2.0, 3.4, 2), count("US", 7, 6.6, 1.0, 0)],
        ..normal(slug_text)
    }
}

/// More reports than usual, which are the trouble of another service.
pub fn spilled_over(slug_text: &str, cause: &str) -> Snapshot {
    Snapshot {
        attribution: Some(attribution(cause, AttributionKind::SpillOver)),
        incident: None,
        ..possible(slug_text)
    }
}

pub fn attribution(cause: &str, kind: AttributionKind) -> Attribution {
    let cause = slug(cause);
    Attribution { cause, kind }
}

/// An announcement that was taken back because it was the trouble of another service.
pub fn withdrawn(slug_text: &str, cause: &str) -> Incident {
    let mut incident = incident(slug_text, Phase::Retracted);
    let end = NOW.0 - 8_000;
    incident.attribution = Some(attribution(cause, AttributionKind::SpillOver));
    incident.resolved_at = Some(Timestamp(end));
    let mut step = step(4, TransitionKind::Retracted, end, None, 31);
    step.evidence.retraction = Some(Retraction::SpillOver(slug(cause)));
    incident.transitions.push(step);
    incident
}

pub fn problems(slug_text: &str) -> Snapshot {
    let symptom = |slug: &str| Some(SymptomSlug::parse(slug).unwrap());
    Snapshot {
        verdict: Verdict::Problems,
        reports: 1_310,
        expected: 4.2,
        works: 12,
        chart: chart(|age| if age < 16 { 900.0 - f64::from(age) * 45.0 } else { 0.0 }),
        regions: regions(),
        countries: countries(),
        regions_withheld: 14,
        symptoms: vec![
            (symptom("playback"), 512),
            (symptom("login"), 401),
            (None, 260),
            (symptom("app"), 98),
            (symptom("library"), 22),
        ],
        networks: vec![(Asn(7018), 212), (Asn(2856), 140), (Asn(55836), 97), (Asn(0), 12)],
        carriers: vec![
            carrier(2856, 60, Some(0.4)),
            carrier(7018, 105, Some(1.1)),
            carrier(55836, 45, None),
        ],
        incident: Some(Arc::new(incident(slug_text, Phase::Confirmed))),
        history: history(slug_text),
        ..normal(slug_text)
    }
}

fn carrier(network: u32, reports: u64, expected: Option<f64>) -> NetworkCount {
    NetworkCount {
        network: Asn(network),
        reports,
        expected,
    }
}

pub fn recovering(slug_text: &str) -> Snapshot {
    let mut incident = incident(slug_text, Phase::Recovering);
    incident.recovering_at = Some(Timestamp(NOW.0 - 480));
    incident
        .transitions
        .push(step(4, TransitionKind::Recovering, NOW.0 - 480, None, 96));
    Snapshot {
        verdict: Verdict::Recovering,
        reports: 88,
        chart: chart(|age| match age {
            0..3 => 40.0 + f64::from(age) * 90.0,
            3..16 => 700.0,
            _ => 0.0,
        }),
        incident: Some(Arc::new(incident)),
        ..problems(slug_text)
    }
}

/// What a vendor said two minutes ago, after it had been read all day; it announced that at some time, or never.
pub fn official(state: OfficialState, title: &str, posted_at: Option<Timestamp>) -> Official {
    let title = official::plain(title);
    let quiet = Reading {
        state: OfficialState::Operational,
        title: None,
        since: None,
        notices: Vec::new(),
        complete_since: None,
    };
    let notice = posted_at.zip(title.clone()).map(|(posted_at, title)| Notice {
        id: "1".to_owned(),
        title,
        posted_at,
        ended_at: None,
    });
    let reading = Reading {
        state,
        title,
        since: posted_at,
        notices: notice.into_iter().collect(),
        complete_since: None,
    };
    let before = Official::default().after(quiet, Timestamp(NOW.0 - 86_400));
    before.after(reading, Timestamp(NOW.0 - 120))
}

pub fn history(slug_text: &str) -> Vec<Arc<Incident>> {
    [3, 11, 40].map(|days| Arc::new(resolved(slug_text, days))).to_vec()
}

pub fn resolved(slug_text: &str, days_ago: i64) -> Incident {
    let mut past = incident(slug_text, Phase::Resolved);
    let shift = days_ago * 86_400;
    past.id = IncidentId(format!("{slug_text}-{days_ago}"));
    past.onset = past.onset.plus(-shift / 60);
    past.opened_at.0 -= shift;
    past.resolved_at = Some(Timestamp(NOW.0 - shift));
    past.transitions
        .push(step(4, TransitionKind::Resolved, NOW.0 - shift, None, 5));
    past
}

pub fn burst(slug_text: &str, days_ago: i64) -> Incident {
    let mut mistake = resolved(slug_text, days_ago);
    mistake.phase = Phase::Retracted;
    let mut step = step(4, TransitionKind::Retracted, NOW.0 - days_ago * 86_400, None, 5);
    step.evidence.retraction = Some(Retraction::Burst);
    mistake.transitions.truncate(1);
    mistake.transitions.push(step);
    mistake
}

pub fn incident(slug_text: &str, phase: Phase) -> Incident {
    let onset = Minute(NOW.minute().0 - 170);
    let affected = |code: &str, minutes: i64, peak_ratio: f64| AffectedRegion {
        region: region(code),
        since: Timestamp(onset.start().0 + minutes * 60),
        onset: onset.plus(minutes - 3),
        peak_ratio,
        active: true,
        over_since: None,
    };
    Incident {
        id: IncidentId(format!("{slug_text}-20250416T1202")),
        service: slug(slug_text),
        phase,
        severity: Severity::Major,
        onset,
        opened_at: Timestamp(onset.start().0 + 240),
        recovering_at: None,
        resolved_at: None,
        regions: vec![
            affected("US-NY", 4, 41.0),
            affected("GB-ENG", 5, 22.0),
            affected("IN-MH", 31, 13.5),
        ],
        peak_ratio: 212.4,
        peak_reports_per_minute: 118.3,
        severity_score: 1_140.4,
        spread: spread(Scope::Everywhere),
        attribution: None,
        confidence: groundswell::domain::confidence::Confidence::default(),
        transitions: vec![
            step(1, TransitionKind::Opened, onset.start().0 + 240, None, 31),
            step(
                2,
                TransitionKind::RegionAdded,
                onset.start().0 + 300,
                Some("GB-ENG"),
                12,
            ),
            step(3, TransitionKind::Escalated, onset.start().0 + 1_860, None, 420),
        ],
    }
}

pub fn spread(scope: Scope) -> Spread {
    Spread {
        scope,
        region_evenness: 0.83,
        network_evenness: 0.61,
        networks: vec![AffectedNetwork {
            network: Asn(7018),
            share: 0.46,
            usual_share: 0.21,
        }],
    }
}

pub fn step(sequence: u32, kind: TransitionKind, at: i64, code: Option<&str>, observed: u64) -> Transition {
    Transition {
        id: format!("t{sequence}"),
        sequence,
        kind,
        at: Timestamp(at),
        region: code.map(region),
        severity: Severity::Major,
        evidence: Evidence {
            minute: Timestamp(at).minute(),
            window_minutes: 5,
            observed,
            expected: 1.4,
            dispersion: 2.2,
            statistic: 31.27,
            threshold: 9.84,
            p_value: 2.6e-14,
            busy_minutes: None,
            retraction: None,
            region: code.map(region),
        },
    }
}

pub fn count(code: &str, reports: u64, expected: f64, ratio: f64, level: u8) -> RegionCount {
    RegionCount {
        region: region(code),
        reports,
        reporters: reports,
        expected,
        ratio,
        level,
    }
}

fn regions() -> Vec<RegionCount> {
    vec![
        count("US-NY", 212, 5.2, 41.0, 4),
        count("GB-ENG", 190, 8.6, 22.0, 4),
        count("US-NJ", 66, 3.1, 21.3, 4),
        count("IN-MH", 120, 8.9, 13.5, 4),
        count("US-MA", 48, 4.1, 11.7, 3),
        count("US-PA", 40, 4.4, 9.1, 3),
        count("DE-BE", 21, 2.8, 7.5, 3),
        count("SG", 9, 1.2, 7.5, 3),
        count("US-FL", 30, 5.4, 5.6, 2),
        count("US-CA", 44, 11.0, 4.0, 2),
        count("CA-ON", 22, 6.2, 3.5, 2),
        count("US-TX", 19, 9.1, 2.1, 1),
        count("BR-SP", 11, 7.0, 1.6, 1),
        count("JP-13", 8, 8.3, 1.0, 0),
        count("unknown", 7, 6.0, 1.2, 0),
    ]
}

fn countries() -> Vec<RegionCount> {
    vec![
        count("GB", 204, 9.9, 20.6, 4),
        count("US", 480, 44.0, 10.9, 3),
        count("IN", 141, 14.0, 10.1, 3),
        count("SG", 9, 1.2, 7.5, 3),
        count("DE", 33, 8.0, 4.1, 2),
        count("CA", 29, 9.0, 3.2, 2),
        count("BR", 14, 9.0, 1.6, 1),
        count("JP", 12, 12.0, 1.0, 0),
        count("FR", 10, 9.0, 1.1, 0),
        count("AU", 7, 6.0, 1.2, 0),
    ]
}

/// A day in steps of ten minutes: a gentle rhythm, and `extra` reports by how many steps ago it was.
fn chart(extra: impl Fn(i32) -> f64) -> Vec<ChartPoint> {
    let first = NOW.minute().0 / 10 * 10 - 1_430;
    (0..144_i32)
        .map(|i| {
            let expected = 3.0 + 1.8 * (f64::from(i) / 23.0).sin();
            let wobble = f64::from(i * 7 % 5) - 2.0;
            let reports = (expected + wobble + extra(143 - i)).max(0.0);
            ChartPoint {
                start: Minute(first + i64::from(i) * 10),
                reports: groundswell::render::numbers::to_count(reports),
                expected,
                low: (expected - 3.0).max(0.0),
                high: expected + 4.5,
                ..ChartPoint::default()
            }
        })
        .collect()
}
