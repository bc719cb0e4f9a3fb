use super::*;
use crate::domain::attribution::AttributionKind;
use crate::domain::bucket::Minute;
use crate::domain::incident::{Evidence, IncidentId, Phase};
use crate::domain::service::ServiceSlug;

const ONSET: Minute = Minute(29_080_083); // 2025-04-16T12:03:00Z
const URL: &str = "https://status.example.org/outages/";

fn service(name: &str) -> Service {
    Service::new(ServiceSlug::parse("spotify").unwrap(), name, "music")
}

fn region(code: &str, ratio: f64, active: bool) -> AffectedRegion {
    AffectedRegion {
        region: RegionCode::parse(code).unwrap(),
        since: ONSET.start(),
        onset: Minute(0),
        peak_ratio: ratio,
        active,
        over_since: None,
    }
}

fn incident(regions: Vec<AffectedRegion>) -> Incident {
    Incident {
        id: IncidentId("spotify-20250416T1206Z".to_owned()),
        service: ServiceSlug::parse("spotify").unwrap(),
        phase: Phase::Resolved,
        severity: Severity::Critical,
        onset: ONSET,
        opened_at: ONSET.plus(3).start(),
        recovering_at: Some(ONSET.plus(150).start()),
        resolved_at: Some(ONSET.plus(179).start()),
        regions,
        peak_ratio: 812.0,
        peak_reports_per_minute: 3_212.4,
        severity_score: 0.0,
        spread: crate::domain::spread::Spread::default(),
        attribution: None,
        confidence: crate::domain::confidence::Confidence::default(),
        transitions: Vec::new(),
    }
}

fn transition(kind: TransitionKind, sequence: u32, minutes: i64, observed: u64, expected: f64) -> Transition {
    let region = (kind == TransitionKind::RegionAdded).then(|| RegionCode::parse("DE-BY").unwrap());
    Transition {
        id: format!("spotify-20250416T1206Z-{sequence}"),
        sequence,
        kind,
        at: ONSET.plus(minutes).start(),
        region,
        severity: Severity::Major,
        evidence: Evidence {
            minute: ONSET.plus(minutes - 1),
            window_minutes: 15,
            observed,
            expected,
            dispersion: 1.4,
            statistic: 93.1,
            threshold: 11.5,
            p_value: 1e-20,
            busy_minutes: None,
            retraction: None,
            region,
        },
    }
}

fn name(region: RegionCode) -> String {
    match region.as_str() {
        "US-NY" => "New York",
        "GB-ENG" => "England",
        "IN-MH" => "Maharashtra",
        "DE-BY" => "Bavaria",
        "SE" => "Sweden",
        other => other,
    }
    .to_owned()
}

fn links(incident: &Incident) -> VoteLinks {
    let key = crate::publish::vote::VoteKey::new(&[7; 32]);
    key.links(
        URL,
        &incident.service,
        &incident.id,
        "ep_0123456789abcdef",
        ONSET.start(),
    )
}

fn told(
    service: &Service,
    cause: Option<&Service>,
    incident: &Incident,
    transition: &Transition,
    region_name: &dyn Fn(RegionCode) -> String,
) -> String {
    body(&News {
        public_url: URL,
        votes: &links(incident),
        service,
        cause,
        incident,
        transition,
        region_name,
    })
}

fn regions() -> Vec<AffectedRegion> {
    vec![
        region("SE", 4.5, false),
        region("GB-ENG", 31.254, true),
        region("US-NY", 64.0, true),
        region("unknown", 99.0, true),
        region("DE-BY", 8.0, true),
        region("IN-MH", 12.0, true),
    ]
}

#[test]
fn every_kind_of_transition_has_its_message() {
    let cases = [
        transition(TransitionKind::Opened, 0, 3, 412, 11.666),
        transition(TransitionKind::Escalated, 1, 20, 48_185, 59.2),
        transition(TransitionKind::RegionAdded, 2, 25, 1, 0.4),
        transition(TransitionKind::Recovering, 3, 150, 96, 8.04),
        transition(TransitionKind::Resolved, 4, 179, 13, 12.5),
        transition(TransitionKind::Retracted, 5, 40, 13, 12.5),
    ];
    for case in cases {
        let body = told(&service("Spotify"), None, &incident(regions()), &case, &name);
        let json: serde_json::Value = serde_json::from_str(&body).unwrap();
        insta::assert_json_snapshot!(case.kind.as_str(), json);
    }
}

#[test]
fn a_test_message_says_that_nothing_is_broken() {
    let endpoint = Endpoint {
        id: "ep_1".to_owned(),
        url: String::new(),
        format: crate::domain::delivery::Format::Standard,
        secrets: Vec::new(),
        services: Vec::new(),
        events: Vec::new(),
        description: String::new(),
        from_config: false,
        disabled: false,
        created_at: Timestamp(0),
        rotated_at: None,
    };
    insta::assert_snapshot!(ping(&endpoint, ONSET.start()), @r#"{"type":"test.ping","timestamp":"2025-04-16T12:03:00Z","data":{"endpoint":"ep_1","summary":"This is a test message from Groundswell. Nothing is broken."}}"#);
}

#[test]
fn the_longest_message_stays_under_20_kb() {
    let codes =
        (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| format!("US-{}{}", char::from(a), char::from(b))));
    let regions: Vec<_> = codes.map(|code| region(&code, 3.25, true)).collect();
    let total = regions.len();
    let long_name = |_: RegionCode| "\u{1}\"ü".repeat(400);
    let case = transition(TransitionKind::RegionAdded, u32::MAX, 3, u64::MAX, f64::NAN);
    let body = told(
        &service(&"\u{2}".repeat(5_000)),
        None,
        &incident(regions),
        &case,
        &long_name,
    );
    assert!(body.len() < BODY_BYTES_MAX, "{}", body.len());
    let json: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(json["data"]["regions_total"], total);
    assert!(!json["data"]["regions"].as_array().unwrap().is_empty());
    assert!(json["data"]["expected"].is_null() && json["data"]["ratio"].is_null());
}

#[test]
fn with_ordinary_names_a_hundred_regions_fit() {
    let codes =
        (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| format!("US-{}{}", char::from(a), char::from(b))));
    let regions: Vec<_> = codes.map(|code| region(&code, 3.25, true)).collect();
    let case = transition(TransitionKind::Opened, 0, 3, 412, 11.6);
    let ordinary = |region: RegionCode| format!("Northern Territory {region}");
    let body = told(&service("Spotify"), None, &incident(regions), &case, &ordinary);
    let json: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(json["data"]["regions"].as_array().unwrap().len(), REGIONS_MAX);
}

#[test]
fn numbers_and_times_read_well() {
    assert_eq!(Locale::En.count(7), "7");
    assert_eq!(Locale::En.count(1_000), "1,000");
    assert_eq!(Locale::En.count(1_234_567), "1,234,567");
    assert_eq!(duration(179 * 60), "2 h 59 min");
    assert_eq!(duration(3_600), "1 h");
    assert_eq!(duration(-5), "0 min");
}

#[test]
fn a_cause_is_named() {
    let mut incident = incident(vec![region("US-NY", 9.0, true)]);
    let cause = Service {
        slug: ServiceSlug::parse("aws").unwrap(),
        ..service("Amazon Web Services")
    };
    let mut told = |kind, transition: TransitionKind| -> serde_json::Value {
        incident.attribution = Some(Attribution {
            cause: cause.slug.clone(),
            kind,
        });
        let transition = super::tests::transition(transition, 1, 3, 30, 1.0);
        let body = super::tests::told(&service("Spotify"), Some(&cause), &incident, &transition, &|code| {
            code.to_string()
        });
        serde_json::from_str(&body).unwrap()
    };
    let opened = told(AttributionKind::Dependency, TransitionKind::Opened);
    assert_eq!(
        opened["data"]["attribution"],
        serde_json::json!({ "cause": "aws", "kind": "dependency" })
    );
    let summary = opened["data"]["summary"].as_str().unwrap();
    assert!(
        summary.ends_with("Probably because Amazon Web Services has problems."),
        "{summary}"
    );
    let withdrawn = told(AttributionKind::SpillOver, TransitionKind::Retracted);
    let summary = withdrawn["data"]["summary"].as_str().unwrap();
    let reason = "Amazon Web Services has problems, and people who cannot reach its customers report Spotify too.";
    assert!(
        summary.starts_with("We take back") && summary.ends_with(reason),
        "{summary}"
    );
}
