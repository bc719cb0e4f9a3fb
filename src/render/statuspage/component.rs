//! Services as components, categories as groups of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PAGE_ID;
use crate::domain::bucket::Timestamp;
use crate::domain::incident::Severity;
use crate::domain::service::{Category, Service, ServiceSlug};
use crate::domain::snapshot::{Snapshot, Verdict};
use crate::render::views::StatuspageView;

/// What is known of no component: when it was made.
const UNKNOWN: Timestamp = Timestamp(0);

/// How a component does, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ComponentStatus {
    Operational,
    DegradedPerformance,
    PartialOutage,
    MajorOutage,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Component {
    pub id: String,
    name: String,
    pub status: ComponentStatus,
    created_at: String,
    updated_at: String,
    position: usize,
    description: Option<String>,
    showcase: bool,
    start_date: Option<String>,
    group_id: Option<String>,
    page_id: &'static str,
    group: bool,
    only_show_if_degraded: bool,
    /// The members of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Vec<String>>,
}

impl ComponentStatus {
    fn of(snapshot: &Snapshot) -> Self {
        let severity = snapshot.incident.as_ref().map(|incident| incident.severity);
        match (snapshot.verdict, severity) {
            (Verdict::Normal | Verdict::Possible, _) => Self::Operational,
            (Verdict::Problems, Some(Severity::Critical)) => Self::MajorOutage,
            (Verdict::Problems, Some(Severity::Major)) => Self::PartialOutage,
            (Verdict::Problems | Verdict::Recovering, _) => Self::DegradedPerformance,
        }
    }
}

/// Groups, each followed by its members, in the order of the catalogue.
pub(super) fn components(view: &StatuspageView<'_>) -> Vec<Component> {
    let snapshots: BTreeMap<&ServiceSlug, &Snapshot> = view
        .snapshots
        .iter()
        .map(|snapshot| (&snapshot.service, snapshot.as_ref()))
        .collect();
    let mut components = Vec::new();
    for (position, category) in (1..).zip(view.catalogue.categories()) {
        let members = view.catalogue.services().iter();
        let members = members.filter(|service| service.category == category.slug);
        let members: Vec<Component> = (1..)
            .zip(members)
            .map(|(position, service)| {
                let snapshot = snapshots.get(&service.slug).copied();
                Component::service(service, category, position, snapshot)
            })
            .collect();
        if !members.is_empty() {
            components.push(Component::group(category, position, &members));
            components.extend(members);
        }
    }
    components
}

impl Component {
    fn service(service: &Service, category: &Category, position: usize, snapshot: Option<&Snapshot>) -> Self {
        let latest = snapshot.and_then(|snapshot| {
            let incidents = snapshot.incident.iter().chain(&snapshot.history);
            incidents
                .filter_map(|incident| Some(incident.transitions.last()?.at))
                .max()
        });
        Self {
            id: service.slug.to_string(),
            name: service.name.clone(),
            status: snapshot.map_or(ComponentStatus::Operational, ComponentStatus::of),
            created_at: UNKNOWN.to_rfc3339(),
            updated_at: latest.unwrap_or(UNKNOWN).to_rfc3339(),
            position,
            description: None,
            showcase: true,
            start_date: None,
            group_id: Some(group_id(category)),
            page_id: PAGE_ID,
            group: false,
            only_show_if_degraded: false,
            components: None,
        }
    }

    /// A group does as its worst member does.
    fn group(category: &Category, position: usize, members: &[Self]) -> Self {
        let worst = members.iter().map(|member| member.status).max();
        let latest = members.iter().map(|member| member.updated_at.as_str()).max();
        Self {
            id: group_id(category),
            name: category.name.clone(),
            status: worst.unwrap_or(ComponentStatus::Operational),
            created_at: UNKNOWN.to_rfc3339(),
            updated_at: latest.unwrap_or_default().to_owned(),
            position,
            description: None,
            showcase: false,
            start_date: None,
            group_id: None,
            page_id: PAGE_ID,
            group: true,
            only_show_if_degraded: false,
            components: Some(members.iter().map(|member| member.id.clone()).collect()),
        }
    }
}

/// No service has a dot in its name.
fn group_id(category: &Category) -> String {
    format!("category.{}", category.slug)
}
