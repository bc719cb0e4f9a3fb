//! The summary of a Statuspage, as JSON: how all is, what stands, what work is under way.

use serde::Deserialize;

use crate::domain::bucket::Timestamp;
use crate::domain::official::{Notice, OfficialState, Reading, plain};

/// What of a `summary.json` is read. Everything may be missing or of a kind that is not known yet: pages that look like
/// Statuspage come from other programs as well.
#[derive(Debug, Deserialize)]
struct Summary {
    status: Option<Status>,
    #[serde(default)]
    components: Vec<Component>,
    #[serde(default)]
    incidents: Vec<Event>,
    #[serde(default)]
    scheduled_maintenances: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Status {
    indicator: Option<String>,
    description: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Component {
    status: Option<String>,
}

/// An incident, or work that is planned.
#[derive(Debug, Deserialize)]
struct Event {
    id: Option<String>,
    name: Option<String>,
    status: Option<String>,
    /// When it was published. `started_at` may lie before it: that is when trouble began, not when it was told.
    created_at: Option<String>,
    started_at: Option<String>,
    resolved_at: Option<String>,
}

/// Reads a summary. The state is what the page's own indicator says (`none` operational, `minor` degraded, `major` a
/// partial outage, `critical` a major one, `maintenance`); a page without one is as its worst component. Where it says
/// that all is well while work is under way, the state is maintenance. An incident whose impact is `none` changes no
/// state and is an announcement like any other.
///
/// # Errors
/// What is wrong, in words, when this is no summary at all.
pub fn read(bytes: &[u8]) -> Result<Reading, String> {
    let summary: Summary = serde_json::from_slice(bytes).map_err(|error| format!("it is not a summary: {error}"))?;
    let status = summary.status.as_ref();
    if status.is_none() && summary.components.is_empty() {
        return Err("it is not a summary: it has neither `status` nor `components`".to_owned());
    }
    let indicated = status
        .and_then(|status| status.indicator.as_deref())
        .and_then(of_indicator);
    let worst = summary
        .components
        .iter()
        .filter_map(|component| of_component(component.status.as_deref()?))
        .max();
    let work = summary.scheduled_maintenances.iter().find(|work| work.is_under_way());
    let state = match (indicated.or(worst), work) {
        (Some(OfficialState::Operational), Some(_)) => OfficialState::Maintenance,
        (state, _) => state.unwrap_or(OfficialState::Unknown),
    };
    let standing = summary.incidents.iter().filter(|incident| !incident.is_over());
    let newest = standing.max_by_key(|incident| incident.posted_at());
    let told = newest.or(work.filter(|_| state == OfficialState::Maintenance));
    let words = told.map_or_else(|| status?.description.as_deref(), |event| event.name.as_deref());
    Ok(Reading {
        state,
        title: words.and_then(plain),
        since: told.and_then(Event::began_at),
        notices: summary.incidents.iter().filter_map(Event::notice).collect(),
        complete_since: None,
    })
}

impl Event {
    fn is_over(&self) -> bool {
        matches!(self.status.as_deref(), Some("resolved" | "postmortem" | "completed"))
    }

    fn is_under_way(&self) -> bool {
        matches!(self.status.as_deref(), Some("in_progress" | "verifying"))
    }

    fn posted_at(&self) -> Option<Timestamp> {
        moment(self.created_at.as_ref()).or_else(|| moment(self.started_at.as_ref()))
    }

    fn began_at(&self) -> Option<Timestamp> {
        moment(self.started_at.as_ref()).or_else(|| self.posted_at())
    }

    fn notice(&self) -> Option<Notice> {
        let posted_at = self.posted_at()?;
        let title = self.name.as_deref().and_then(plain)?;
        let ended_at = self
            .is_over()
            .then(|| moment(self.resolved_at.as_ref()).unwrap_or(posted_at));
        Some(Notice {
            id: self.id.clone().unwrap_or_else(|| format!("{title} {}", posted_at.0)),
            title,
            posted_at,
            ended_at,
        })
    }
}

fn moment(text: Option<&String>) -> Option<Timestamp> {
    let parsed: jiff::Timestamp = text?.parse().ok()?;
    Some(Timestamp(parsed.as_second()))
}

fn of_indicator(indicator: &str) -> Option<OfficialState> {
    match indicator {
        "none" => Some(OfficialState::Operational),
        "minor" => Some(OfficialState::Degraded),
        "major" => Some(OfficialState::PartialOutage),
        "critical" => Some(OfficialState::MajorOutage),
        "maintenance" => Some(OfficialState::Maintenance),
        _ => None,
    }
}

fn of_component(status: &str) -> Option<OfficialState> {
    match status {
        "operational" => Some(OfficialState::Operational),
        "under_maintenance" => Some(OfficialState::Maintenance),
        "degraded_performance" => Some(OfficialState::Degraded),
        "partial_outage" => Some(OfficialState::PartialOutage),
        "major_outage" => Some(OfficialState::MajorOutage),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn summary(indicator: &str, incidents: &Value, work: &Value) -> Reading {
        let body = json!({
            "page": { "id": "x", "name": "Example", "url": "https://status.example", "updated_at": "2026-03-04T12:00:00.000Z" },
            "status": { "indicator": indicator, "description": "As it says" },
            "components": [{ "id": "c", "name": "API", "status": "operational" }],
            "incidents": incidents,
            "scheduled_maintenances": work,
        });
        read(body.to_string().as_bytes()).unwrap()
    }

    fn incident(id: &str, status: &str, created_at: &str) -> Value {
        json!({ "id": id, "name": format!("Trouble {id}"), "status": status, "impact": "major", "created_at": created_at,
            "started_at": "2026-03-04T11:30:00Z", "resolved_at": null })
    }

    #[test]
    fn the_indicator_decides() {
        use OfficialState::{Degraded, Maintenance, MajorOutage, Operational, PartialOutage};
        let none = json!([]);
        for (indicator, state) in [
            ("none", Operational),
            ("minor", Degraded),
            ("major", PartialOutage),
            ("critical", MajorOutage),
            ("maintenance", Maintenance),
            // As the worst component is.
            ("purple", Operational),
        ] {
            assert_eq!(summary(indicator, &none, &none).state, state, "{indicator}");
        }
        let under_way = json!([{ "name": "Moving", "status": "in_progress", "created_at": "2026-03-01T00:00:00Z" }]);
        let work = summary("none", &none, &under_way);
        assert_eq!((work.state, work.title.as_deref()), (Maintenance, Some("Moving")));
        assert!(work.notices.is_empty());
        let planned = json!([{ "name": "Moving", "status": "scheduled" }]);
        assert_eq!(summary("none", &none, &planned).state, Operational);
    }

    #[test]
    fn the_newest_incident_that_stands_gives_the_words_and_all_are_announcements() {
        let incidents = json!([
            incident("a", "investigating", "2026-03-04T12:10:00.250+00:00"),
            incident("b", "identified", "2026-03-04T13:20:00.000+01:00"),
            incident("c", "resolved", "2026-03-04T12:30:00Z"),
        ]);
        let reading = summary("major", &incidents, &json!([]));
        assert_eq!(reading.title.as_deref(), Some("Trouble b"));
        assert_eq!(reading.since, Some(Timestamp(1_772_623_800)));
        let posted: Vec<i64> = reading
            .notices
            .iter()
            .map(|notice| notice.posted_at.0 - 1_772_625_600)
            .collect();
        assert_eq!(posted, [600, 1_200, 1_800]);
        assert!(reading.notices[1].ended_at.is_none() && reading.notices[2].ended_at.is_some());
    }

    #[test]
    fn what_is_missing_or_odd_is_left_out() {
        let odd = json!({ "components": [{ "status": "partial_outage" }, {}, { "status": "purple" }],
            "incidents": [{}, { "name": "x" }, { "name": "\u{202e}", "created_at": "2026-03-04T12:10:00Z" }, { "name": "y", "created_at": "soon" }] });
        let reading = read(odd.to_string().as_bytes()).unwrap();
        assert_eq!(
            (reading.state, reading.notices.len()),
            (OfficialState::PartialOutage, 0)
        );
        for text in ["{}", "[]", "null", "{\"status\":5}", "<html>", "", "{\"status\":{}"] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        let bare = read(br#"{"status":{}}"#).unwrap();
        assert_eq!((bare.state, bare.title), (OfficialState::Unknown, None));
    }
}
