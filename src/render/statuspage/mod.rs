//! The site as Statuspage's public API tells of one (<https://www.atlassian.com/software/statuspage>, API v2), so that
//! whatever watches such pages can watch this one. Services are components, categories are groups of components.
//!
//! | verdict of a service | severity | status of its component | indicator of the page, the worst counts |
//! | --- | --- | --- | --- |
//! | normal, or possible: nothing that is not confirmed raises an alarm | | `operational` | `none` |
//! | recovering | any | `degraded_performance` | `minor` |
//! | problems | minor | `degraded_performance` | `minor` |
//! | problems | major | `partial_outage` | `major` |
//! | problems | critical | `major_outage` | `critical` |
//!
//! | incident | status |
//! | --- | --- |
//! | ongoing, or back after it was resolved | `investigating`; `identified` when another service is probably its cause |
//! | recovering | `monitoring` |
//! | resolved, or taken back (its last update says so, and its impact is `none`) | `resolved` |
//!
//! Texts are English, as those of other pages are.

mod component;
mod incident;

use serde::Serialize;

use self::component::{Component, ComponentStatus, components};
use self::incident::IncidentEntry;
use super::pages;
use super::views::{Edition, StatuspageView};
use crate::domain::incident::Incident;

/// Incidents in one answer: as many as the original gives.
const INCIDENTS_MAX: usize = 50;

/// Which answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// Everything that is going on.
    Summary,
    /// The page in one word.
    Status,
    /// All components.
    Components,
    /// Recent incidents.
    Incidents,
    /// Those that are not over.
    Unresolved,
    /// There are none: nobody plans an outage here.
    Maintenances,
}

impl Document {
    /// The document at `/api/v2/{path}`.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        Some(match path {
            "summary.json" => Self::Summary,
            "status.json" => Self::Status,
            "components.json" => Self::Components,
            "incidents.json" => Self::Incidents,
            "incidents/unresolved.json" => Self::Unresolved,
            "scheduled-maintenances.json"
            | "scheduled-maintenances/upcoming.json"
            | "scheduled-maintenances/active.json" => Self::Maintenances,
            _ => return None,
        })
    }
}

/// Everything that an answer may have; each has its part of it.
#[derive(Debug, Serialize)]
struct Answer {
    page: Page,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<PageStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Vec<Component>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incidents: Option<Vec<IncidentEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scheduled_maintenances: Option<[(); 0]>,
}

/// The name of the page in data: one site is one page.
const PAGE_ID: &str = "groundswell";

#[derive(Debug, Serialize)]
struct Page {
    id: &'static str,
    name: &'static str,
    url: String,
    time_zone: &'static str,
    updated_at: String,
}

#[derive(Debug, Serialize)]
struct PageStatus {
    indicator: Impact,
    description: &'static str,
}

/// How bad, of a page and of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Impact {
    None,
    Minor,
    Major,
    Critical,
}

/// The answer as JSON.
#[must_use]
pub fn text(site: Edition<'_>, view: &StatuspageView<'_>, document: Document) -> String {
    let components = components(view);
    let listed = |is_wanted: &dyn Fn(&Incident) -> bool| {
        let told = view.incidents.iter().filter(|incident| !incident.is_held());
        let wanted = told.filter(|incident| is_wanted(incident));
        let entries = wanted.filter_map(|incident| IncidentEntry::new(site, view, incident, &components));
        entries.take(INCIDENTS_MAX).collect::<Vec<_>>()
    };
    let is = |documents: &[Document]| documents.contains(&document);
    let answer = Answer {
        page: Page {
            id: PAGE_ID,
            name: "Groundswell",
            url: pages::address(site, ""),
            time_zone: "Etc/UTC",
            updated_at: view.now.minute().start().to_rfc3339(),
        },
        status: is(&[Document::Summary, Document::Status]).then(|| PageStatus::of(&components)),
        incidents: match document {
            Document::Summary | Document::Unresolved => Some(listed(&Incident::is_open)),
            Document::Incidents => Some(listed(&|_| true)),
            _ => None,
        },
        scheduled_maintenances: is(&[Document::Summary, Document::Maintenances]).then_some([]),
        components: is(&[Document::Summary, Document::Components]).then_some(components),
    };
    // Plain structs with string keys always serialise.
    serde_json::to_string(&answer).unwrap_or_default()
}

impl PageStatus {
    fn of(components: &[Component]) -> Self {
        let worst = components.iter().map(|component| component.status).max();
        let (indicator, description) = match worst.unwrap_or(ComponentStatus::Operational) {
            ComponentStatus::Operational => (Impact::None, "All Systems Operational"),
            ComponentStatus::DegradedPerformance => (Impact::Minor, "Partially Degraded Service"),
            ComponentStatus::PartialOutage => (Impact::Major, "Partial System Outage"),
            ComponentStatus::MajorOutage => (Impact::Critical, "Major Service Outage"),
        };
        Self { indicator, description }
    }
}
