//! One service: the verdict, the button, what to do, and the numbers.

use serde::Serialize;

use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Incident, Transition, TransitionKind};
use crate::domain::series::Period;
use crate::domain::service::Service;
use crate::domain::snapshot::{Snapshot, Verdict};
use crate::render::moments::Precision;
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, ServiceView};
use crate::render::{chart, doubts, words};

use super::chart::ChartPanel;
use super::incident::IncidentLine;
use super::index::{delayed, updated};
use super::official::OfficialLine;
use super::regions::RegionsPanel;
use super::report::ReportPanel;
use super::shares::{self, Share};
use super::{Cause, Head, Mention, address, incident_path, percent_encoded};

/// Earlier incidents on the service's own page; the rest is on the list.
const HISTORY_MAX: usize = 8;

/// What `service.html` is given.
#[derive(Debug, Serialize)]
pub struct ServicePage {
    head: Head,
    /// Where editors learn how to embed this page (oEmbed).
    oembed: String,
    slug: String,
    name: String,
    category: Option<String>,
    home_page: Option<String>,
    status_page: Option<String>,
    verdict: VerdictPanel,
    cause: Option<Cause>,
    /// Why nobody is alerted.
    doubt: Option<Sentence>,
    official: Option<OfficialLine>,
    delayed: Option<Sentence>,
    updated: Sentence,
    report: ReportPanel,
    steps: Vec<String>,
    alternatives: Vec<Mention>,
    dependencies: Vec<Mention>,
    chart: ChartPanel,
    regions: RegionsPanel,
    symptoms: Vec<Share>,
    incident: Option<IncidentPanel>,
    history: Vec<IncidentLine>,
    history_href: String,
}

/// The first thing that anyone reads.
#[derive(Debug, Serialize)]
pub struct VerdictPanel {
    state: &'static str,
    word: String,
    headline: Sentence,
    reach: Option<String>,
    numbers: String,
    works: Option<String>,
    discounted: Option<String>,
    certainty: Option<Sentence>,
    incident_href: Option<String>,
    swell: String,
}

/// The running incident, or the one that has just ended.
#[derive(Debug, Serialize)]
struct IncidentPanel {
    href: String,
    ended: bool,
    steps: Vec<Step>,
}

/// A step of an incident with its reason.
#[derive(Debug, Serialize)]
pub struct Step {
    kind: &'static str,
    title: String,
    at: Sentence,
    evidence: String,
}

impl Step {
    /// Turns the steps of an incident into words, oldest first; `now` decides which moments need their date.
    #[must_use]
    pub fn all(site: Edition<'_>, incident: &Incident, now: Timestamp) -> Vec<Self> {
        let before = std::iter::once(None).chain(incident.transitions.iter().map(|step| Some(step.kind)));
        let steps = incident.transitions.iter().zip(before);
        steps.map(|(step, before)| Self::new(site, step, before, now)).collect()
    }

    fn new(site: Edition<'_>, step: &Transition, before: Option<TransitionKind>, now: Timestamp) -> Self {
        Self {
            kind: step.kind.as_str(),
            title: words::transition(site.locale, step, before),
            at: Sentence::at(site.locale, step.at, now),
            evidence: words::evidence(site.locale, &step.evidence),
        }
    }
}

/// Turns the view into words.
#[must_use]
pub fn page(site: Edition<'_>, view: &ServiceView<'_>) -> ServicePage {
    let (service, snapshot, now) = (view.service, view.snapshot, view.now);
    let category = view
        .catalogue
        .categories()
        .iter()
        .find(|category| category.slug == service.category);
    let mention = |(service, verdict): &(&Service, Verdict)| Mention::new(site, service, *verdict);
    ServicePage {
        head: head(site, view),
        oembed: oembed(site, service),
        slug: service.slug.to_string(),
        name: service.name.clone(),
        category: category.map(|category| site.locale.translated(&category.name).into_owned()),
        home_page: web_address(Some(&service.home_page)),
        status_page: web_address(service.status_page.as_ref()),
        verdict: VerdictPanel {
            reach: reach(site, view),
            ..VerdictPanel::new(site, service, snapshot, now)
        },
        cause: cause(site, view),
        doubt: doubt(site, view),
        official: OfficialLine::new(site, view),
        delayed: view.delayed_since.map(|since| delayed(site, since, now)),
        updated: updated(site, snapshot.at, now),
        report: ReportPanel::new(site, view),
        steps: service
            .steps
            .iter()
            .map(|step| site.locale.translated(step).into_owned())
            .collect(),
        alternatives: view.alternatives.iter().map(mention).collect(),
        dependencies: view.dependencies.iter().map(mention).collect(),
        chart: ChartPanel::new(site, view),
        regions: RegionsPanel::new(site, view),
        symptoms: shares::symptoms(site, service, snapshot),
        incident: snapshot
            .incident
            .as_ref()
            .map(|incident| incident_panel(site, incident, now)),
        history: snapshot
            .history
            .iter()
            .take(HISTORY_MAX)
            .map(|incident| IncidentLine::new(site, service, incident, now))
            .collect(),
        history_href: format!("{}/incidents?service={}", site.base_path, service.slug),
    }
}

/// How far a running incident reaches; while it fades, the sentence before speaks of that instead.
fn reach(site: Edition<'_>, view: &ServiceView<'_>) -> Option<String> {
    let is_told = matches!(view.snapshot.verdict, Verdict::Problems | Verdict::Possible);
    let running = |incident: &&Incident| is_told && incident.is_open();
    let incident = view.snapshot.incident.as_deref().filter(running)?;
    let name = |network| {
        words::network(
            site.locale,
            network,
            view.network_names.get(&network).map(String::as_str),
        )
    };
    words::reach(site.locale, &view.service.name, incident, &name)
}

impl VerdictPanel {
    /// Turns a snapshot into the verdict's words.
    #[must_use]
    pub fn new(site: Edition<'_>, service: &Service, snapshot: &Snapshot, now: Timestamp) -> Self {
        Self {
            state: snapshot.verdict.as_str(),
            word: words::verdict(site.locale, snapshot.verdict),
            headline: words::headline(site.locale, &service.name, snapshot, now),
            reach: None,
            numbers: words::numbers(site.locale, snapshot),
            works: words::works(site.locale, snapshot.works),
            discounted: words::discounted(site.locale, snapshot),
            certainty: words::certainty(site.locale, snapshot, now),
            incident_href: snapshot
                .incident
                .as_ref()
                .map(|incident| format!("{}{}", site.base_path, incident_path(incident))),
            swell: chart::swell(&snapshot.chart),
        }
    }
}

fn cause(site: Edition<'_>, view: &ServiceView<'_>) -> Option<Cause> {
    let attribution = view.snapshot.attribution.as_ref()?;
    let cause = view.catalogue.service(attribution.cause.as_str());
    Cause::new(site, view.service, attribution, cause.map(AsRef::as_ref), false)
}

fn doubt(site: Edition<'_>, view: &ServiceView<'_>) -> Option<Sentence> {
    let incident = view.snapshot.incident.as_deref();
    let doubted = incident.filter(|incident| incident.is_doubted())?;
    doubts::line(site.locale, doubted, view.now)
}

fn head(site: Edition<'_>, view: &ServiceView<'_>) -> Head {
    let (service, snapshot) = (view.service, view.snapshot);
    let key = match snapshot.verdict {
        Verdict::Normal => "title-normal",
        Verdict::Possible => "title-possible",
        Verdict::Recovering => "title-recovering",
        Verdict::Problems => "title-problems",
    };
    let title = site.locale.say(key, &[("name", (&service.name).into())]);
    let description = format!(
        "{} {}",
        words::headline(site.locale, &service.name, snapshot, view.now).plain(),
        words::numbers(site.locale, snapshot)
    );
    let mut head =
        Head::new(site, &format!("/services/{}", service.slug), title, description).of_service(site, service, snapshot);
    head.hidden = view.confirmation.is_some();
    if let Some(country) = view.map_country {
        head.keep("map", country.as_str());
    }
    if view.chart.period != Period::Day {
        head.keep("range", view.chart.period.as_str());
    }
    if view.chart.by_symptom {
        head.keep("stack", "symptoms");
    }
    head
}

fn oembed(site: Edition<'_>, service: &Service) -> String {
    let page = address(site, &format!("/services/{}", service.slug));
    address(site, &format!("/oembed?url={}&format=json", percent_encoded(&page)))
}

fn incident_panel(site: Edition<'_>, incident: &Incident, now: Timestamp) -> IncidentPanel {
    IncidentPanel {
        href: format!("{}{}", site.base_path, incident_path(incident)),
        ended: incident.resolved_at.is_some(),
        steps: Step::all(site, incident, now).into_iter().rev().collect(),
    }
}

/// An address that is safe to link to. The catalogue is the operator's, but `javascript:` has no business in it.
pub(super) fn web_address(url: Option<&String>) -> Option<String> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
        .cloned()
}

/// The moment an incident began, with its date.
pub(super) fn began(site: Edition<'_>, incident: &Incident) -> Sentence {
    Sentence::default().moment(site.locale, incident.onset.start(), Precision::Full)
}
