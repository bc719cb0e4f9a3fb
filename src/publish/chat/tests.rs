use serde_json::Value;

use super::*;
use crate::domain::bucket::Minute;
use crate::domain::incident::{AffectedRegion, Evidence, Incident, IncidentId, Phase, Transition};
use crate::domain::region::RegionCode;
use crate::domain::service::{Service, ServiceSlug};
use crate::publish::vote::{VoteKey, VoteLinks};

const ONSET: Minute = Minute(29_080_083); // 2025-04-16T12:03:00Z
const URL: &str = "https://status.example.org/outages/";
const CHATS: [Format; 3] = [Format::Slack, Format::Discord, Format::Teams];

/// Everything that acts in one of the chats.
const HOSTILE: &str = "<!channel> @everyone <@U1> <at>you</at> **a** _b_ ~c~ `d` [e](https://evil.example) ||f|| & <https://evil.example|g>\n# h";

fn service(name: &str) -> Service {
    Service::new(ServiceSlug::parse("spotify").unwrap(), name, "music")
}

fn incident(codes: &[&str]) -> Incident {
    let affected = |code: &&str| AffectedRegion {
        region: RegionCode::parse(code).unwrap(),
        since: ONSET.start(),
        onset: ONSET,
        peak_ratio: 9.0,
        active: true,
        over_since: None,
    };
    Incident {
        id: IncidentId("spotify-20250416T1206Z".to_owned()),
        service: ServiceSlug::parse("spotify").unwrap(),
        phase: Phase::Confirmed,
        severity: Severity::Major,
        onset: ONSET,
        opened_at: ONSET.plus(3).start(),
        recovering_at: None,
        resolved_at: None,
        regions: codes.iter().map(affected).collect(),
        peak_ratio: 30.0,
        peak_reports_per_minute: 40.0,
        severity_score: 0.0,
        spread: crate::domain::spread::Spread::default(),
        attribution: None,
        confidence: crate::domain::confidence::Confidence::default(),
        transitions: Vec::new(),
    }
}

fn transition(kind: TransitionKind) -> Transition {
    Transition {
        id: "spotify-20250416T1206Z.1".to_owned(),
        sequence: 1,
        kind,
        at: ONSET.plus(3).start(),
        region: (kind == TransitionKind::RegionAdded).then(|| RegionCode::parse("DE-BY").unwrap()),
        severity: Severity::Major,
        evidence: Evidence {
            minute: ONSET.plus(2),
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
        },
    }
}

fn told(format: Format, kind: TransitionKind, name: &str, region: &str) -> Value {
    let news = News {
        public_url: URL,
        votes: &links(),
        service: &service(name),
        cause: None,
        incident: &incident(&["US-NY", "GB-ENG"]),
        transition: &transition(kind),
        region_name: &|_| region.to_owned(),
    };
    serde_json::from_str(&body(format, &news).unwrap()).unwrap()
}

fn links() -> VoteLinks {
    let incident = incident(&[]);
    let key = VoteKey::new(&[7; 32]);
    key.links(
        URL,
        &incident.service,
        &incident.id,
        "ep_0123456789abcdef",
        ONSET.start(),
    )
}

/// Every text of a message.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

#[test]
fn each_chat_has_its_form() {
    for format in CHATS {
        let message = told(format, TransitionKind::Opened, "AT&T", "New York");
        insta::assert_json_snapshot!(format.as_str(), message);
    }
    let ping = ping(Format::Discord, ONSET.start()).unwrap();
    insta::assert_snapshot!(ping, @r#"{"allowed_mentions":{"parse":[]},"content":"Nothing is broken. News of incidents will arrive here.","embeds":[{"color":5398636,"fields":[],"timestamp":"2025-04-16T12:03:00Z","title":"Test message from Groundswell"}]}"#);
    assert!(super::ping(Format::Standard, ONSET.start()).is_none());
}

#[test]
fn every_step_has_a_title() {
    use TransitionKind as Kind;
    let titles = [
        (Kind::Opened, "Problems with Spotify"),
        (Kind::Escalated, "Problems with Spotify are now major"),
        (Kind::RegionAdded, "Problems with Spotify have reached Bavaria"),
        (Kind::Recovering, "Spotify is recovering"),
        (Kind::Resolved, "Spotify is back to normal"),
        (Kind::Retracted, "Withdrawn: problems with Spotify"),
    ];
    for (kind, title) in titles {
        let message = told(Format::Slack, kind, "Spotify", "Bavaria");
        assert_eq!(message["blocks"][0]["text"]["text"], title);
    }
}

#[test]
fn names_are_text_and_nothing_else() {
    let slack = told(Format::Slack, TransitionKind::Opened, HOSTILE, HOSTILE);
    let marked = [
        &slack["text"],
        &slack["blocks"][1]["text"]["text"],
        &slack["blocks"][2]["fields"][3]["text"],
    ];
    for text in marked {
        let text = text
            .as_str()
            .unwrap()
            .strip_prefix("*Worst hit*")
            .unwrap_or(text.as_str().unwrap());
        assert!(!text.contains(['<', '>', '*', '_', '~', '`']), "{text}");
        assert!(text.contains("&lt;!channel&gt;") && !text.contains("://"), "{text}");
    }
    assert_eq!(slack["blocks"][0]["text"]["type"], "plain_text");

    let discord = told(Format::Discord, TransitionKind::Opened, HOSTILE, HOSTILE);
    assert_eq!(discord["allowed_mentions"], serde_json::json!({"parse": []}));
    for text in [
        &discord["content"],
        &discord["embeds"][0]["title"],
        &discord["embeds"][0]["fields"][3]["value"],
    ] {
        let text = text.as_str().unwrap();
        let mut before = ' ';
        for c in text.chars() {
            assert!(!"<>*_~`|[]#".contains(c) || before == '\\', "{c} in {text}");
            before = c;
        }
        assert!(!text.contains("@everyone") && !text.contains("://"), "{text}");
    }

    // Text runs know no markup at all.
    let teams = told(Format::Teams, TransitionKind::Opened, HOSTILE, HOSTILE);
    let body = teams["attachments"][0]["content"]["body"].as_array().unwrap();
    for block in body {
        let kind = block["type"].as_str().unwrap();
        assert!(["RichTextBlock", "Image"].contains(&kind), "{kind}");
    }
    assert!(teams["attachments"][0]["content"]["msteams"].get("entities").is_none());
    for format in CHATS {
        let mut all = Vec::new();
        texts(
            &told(format, TransitionKind::Opened, "a\u{202e}b\u{0}c\td", "x"),
            &mut all,
        );
        assert!(all.iter().all(|text| !text.contains(['\u{202e}', '\u{0}', '\t'])));
    }
}

#[test]
fn the_longest_names_keep_to_each_chat_s_limits() {
    for name in [
        "&".repeat(5_000),
        "*".repeat(5_000),
        "😀".repeat(5_000),
        "<".repeat(5_000),
    ] {
        for kind in [TransitionKind::Opened, TransitionKind::RegionAdded] {
            let units = |text: &Value| text.as_str().unwrap().encode_utf16().count();
            let slack = told(Format::Slack, kind, &name, &name);
            assert!(units(&slack["blocks"][0]["text"]["text"]) <= 150);
            assert!(units(&slack["blocks"][1]["text"]["text"]) <= 3_000 && units(&slack["text"]) <= 3_000);
            for field in slack["blocks"][2]["fields"].as_array().unwrap() {
                assert!(units(&field["text"]) <= 2_000);
            }
            let discord = told(Format::Discord, kind, &name, &name);
            assert!(units(&discord["content"]) <= 2_000 && units(&discord["embeds"][0]["title"]) <= 256);
            let mut all = Vec::new();
            texts(&discord["embeds"], &mut all);
            assert!(all.iter().map(|text| text.encode_utf16().count()).sum::<usize>() <= 6_000);
            let teams = told(Format::Teams, kind, &name, &name).to_string();
            assert!(teams.len() <= 28_000, "{}", teams.len());
        }
    }
}

#[test]
fn texts_are_cut_between_escapes() {
    let escape = |c: char, out: &mut String| out.push_str(if c == '&' { "&amp;" } else { "x" });
    assert_eq!(fitted("&&&", 15, escape), "&amp;&amp;&amp;");
    assert_eq!(fitted("&&&", 14, escape), "&amp;&amp;…");
    assert_eq!(fitted("&&&", 3, escape), "…");
    assert_eq!(fitted("", 3, escape), "");
}

#[test]
fn a_picture_is_named_only_where_a_chat_can_fetch_it() {
    for url in [
        "https://status.example.org/outages",
        "http://example.org:8080",
        "https://8.8.8.8",
        "https://[2606:4700::1111]/x",
    ] {
        assert!(is_public(url), "{url}");
    }
    for url in [
        "http://127.0.0.1:8080",
        "http://localhost",
        "http://status",
        "http://status.corp.internal.",
        "https://10.0.0.7/status",
        "http://[::1]:80",
        "http://printer.LOCAL",
        "status.example.org",
    ] {
        assert!(!is_public(url), "{url}");
    }
}
