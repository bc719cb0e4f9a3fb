//! Services and their counts of now.

use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;

use super::incidents::{Attribution, IncidentSummary};
use super::{delayed_since, rounded};
use crate::domain;
use crate::domain::incident::{Incident, IncidentId};
use crate::domain::region::{Asn, RegionCode};
use crate::domain::service::{Service, ServiceSlug, SymptomSlug};
use crate::domain::snapshot::{RegionCount, Snapshot, Verdict, WINDOW_MINUTES};
use crate::http::State;
use crate::http::official::OfficialWord;
use crate::http::openapi::words::{IncidentName, Moment, Region, Slug, VerdictWord};
use crate::render::locale::Locale;
use crate::render::shapes;

/// The catalogue with live verdicts.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ServiceList<'a> {
    pub(in crate::http) categories: Vec<Category<'a>>,
    pub(in crate::http) services: Vec<ServiceSummary<'a>>,
    /// Since when counts are missing, because the store does not answer; `null` while it does.
    #[schema(value_type = Option<Moment>)]
    pub(in crate::http) delayed_since: Option<String>,
}

/// A group of services.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Category<'a> {
    #[schema(example = "music")]
    slug: &'a str,
    #[schema(example = "Music")]
    name: &'a str,
    /// Whether customers of one of its services notice when another one fails, and may blame their own.
    interconnected: bool,
}

/// A service and how it does now. Numbers are of the last quarter of an hour, and `null` in the moment in which a service
/// is added.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ServiceSummary<'a> {
    #[schema(value_type = Slug)]
    slug: &'a ServiceSlug,
    #[schema(example = "Spotify")]
    name: &'a str,
    /// Slug of its category.
    #[schema(example = "music")]
    category: &'a str,
    /// Its own site.
    #[schema(example = "https://www.spotify.com/")]
    home_page: &'a str,
    /// The page on which its maker reports incidents.
    #[schema(example = "https://spotify.statuspage.io/")]
    status_page: Option<&'a str>,
    /// Kinds of problem that a report may name, most common first.
    symptoms: Vec<Symptom<'a>>,
    /// Its page here.
    #[schema(example = "https://status.example/services/spotify")]
    url: String,
    #[schema(value_type = Option<VerdictWord>)]
    verdict: Option<Verdict>,
    /// There is too little history for a firm verdict.
    learning: Option<bool>,
    #[schema(example = 15)]
    window_minutes: i64,
    /// Reports in the window, discounted ones included. While some places are shown and others are withheld for being small,
    /// these are rounded up to multiples of five, the small ones of a shown country together and small countries together.
    #[schema(example = 412)]
    reports: Option<u64>,
    /// How many of them are no evidence, because their neighbourhood had been heard already; none of places that are
    /// rounded up.
    #[schema(example = 7)]
    discounted: Option<u64>,
    /// Reports that are normal at this time of the week.
    #[schema(example = 3.25)]
    expected: Option<f64>,
    #[schema(value_type = Option<Moment>)]
    updated_at: Option<String>,
    attribution: Option<Attribution<'a>>,
    /// The incident that is under way, or has just ended.
    #[schema(value_type = Option<IncidentName>)]
    incident_id: Option<&'a IncidentId>,
}

/// A kind of problem.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Symptom<'a> {
    #[schema(value_type = Slug)]
    slug: &'a SymptomSlug,
    /// Its name on a button.
    #[schema(example = "Can't log in")]
    label: &'a str,
}

/// A service with everything that is known of it now.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ServiceDetails<'a> {
    #[serde(flatten)]
    pub(in crate::http) summary: ServiceSummary<'a>,
    /// Since when counts are missing, because the store does not answer; `null` while it does.
    #[schema(value_type = Option<Moment>)]
    pub(in crate::http) delayed_since: Option<String>,
    /// What its maker says; `null` when there is no page that is read.
    official: Option<OfficialWord>,
    /// What to try, in order.
    pub(in crate::http) steps: &'a [String],
    /// What to use meanwhile.
    #[schema(value_type = Vec<Slug>)]
    pub(in crate::http) alternatives: &'a [ServiceSlug],
    /// Services whose failure takes this one down.
    #[schema(value_type = Vec<Slug>)]
    pub(in crate::http) depends_on: &'a [ServiceSlug],
    /// How many say that it works for them.
    pub(in crate::http) works: u64,
    /// Where reports come from, subdivisions where they are known. Places with fewer than five reporters are left out.
    pub(in crate::http) regions: Vec<RegionReports>,
    /// The same by country. Small places of a country that has others which are shown are rounded up, together, to a
    /// multiple of five; so is its ratio.
    pub(in crate::http) countries: Vec<RegionReports>,
    /// How many places are left out.
    pub(in crate::http) regions_withheld: usize,
    /// Together all reports of the hour, rounded up as `reports` is; what that adds stands with the largest.
    pub(in crate::http) symptom_reports: Vec<SymptomReports<'a>>,
    /// Networks with at least five reports. What they lack of all reports of the hour is a multiple of five: the largest are
    /// fitted to that.
    pub(in crate::http) networks: Vec<NetworkReports>,
    pub(in crate::http) incident: Option<IncidentSummary<'a>>,
    /// Earlier incidents, newest first.
    pub(in crate::http) history: Vec<IncidentSummary<'a>>,
}

/// Reports of a place in the last quarter of an hour.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RegionReports {
    #[schema(value_type = Region)]
    region: RegionCode,
    #[schema(example = "New York")]
    name: String,
    #[schema(example = 57)]
    reports: u64,
    /// Reports that are normal there at this time of the week.
    #[schema(example = 0.8)]
    expected: f64,
    /// Reporters that are evidence, over the expected ones.
    #[schema(example = 57.0)]
    ratio: f64,
    /// Class of the map's ramp: 0 normal, 1 from 1.5 times, 2 from 3, 3 from 6, 4 from 12.
    #[schema(example = 4, maximum = 4)]
    level: u8,
}

/// Reports that name a kind of problem, in the last hour.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct SymptomReports<'a> {
    #[schema(value_type = Option<Slug>)]
    pub(in crate::http) symptom: &'a Option<SymptomSlug>,
    #[schema(example = 31)]
    pub(in crate::http) reports: u64,
}

/// Reports by way of a network, in the last hour.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NetworkReports {
    /// The number of the autonomous system.
    #[schema(example = 7922)]
    asn: u32,
    #[schema(example = "Comcast Cable Communications, LLC")]
    name: Option<String>,
    #[schema(example = 44)]
    reports: u64,
}

impl<'a> Category<'a> {
    pub(in crate::http) fn of(category: &'a domain::service::Category) -> Self {
        Self {
            slug: &category.slug,
            name: &category.name,
            interconnected: category.interconnected,
        }
    }
}

impl<'a> ServiceSummary<'a> {
    pub(in crate::http) fn of(state: &State, service: &'a Service, snapshot: Option<&'a Snapshot>) -> Self {
        let symptom = |symptom: &'a domain::service::Symptom| Symptom {
            slug: &symptom.slug,
            label: &symptom.label,
        };
        let incident = snapshot.and_then(|snapshot| snapshot.incident.as_ref());
        Self {
            slug: &service.slug,
            name: &service.name,
            category: &service.category,
            home_page: &service.home_page,
            status_page: service.status_page.as_deref(),
            symptoms: service.symptoms.iter().map(symptom).collect(),
            url: format!("{}/services/{}", state.public_url, service.slug),
            verdict: snapshot.map(|snapshot| snapshot.verdict),
            learning: snapshot.map(|snapshot| snapshot.learning),
            window_minutes: WINDOW_MINUTES,
            reports: snapshot.map(|snapshot| snapshot.reports),
            discounted: snapshot.map(|snapshot| snapshot.discounted),
            expected: snapshot.map(|snapshot| rounded(snapshot.expected)),
            updated_at: snapshot.map(|snapshot| snapshot.at.to_rfc3339()),
            attribution: snapshot
                .and_then(|snapshot| snapshot.attribution.as_ref())
                .map(Attribution::of),
            incident_id: incident.map(|incident| &incident.id),
        }
    }
}

impl<'a> ServiceDetails<'a> {
    pub(in crate::http) fn of(state: &State, service: &'a Service, snapshot: &'a Snapshot) -> Self {
        let symptom_reports = snapshot.symptoms.iter();
        let incident = |incident: &'a Arc<Incident>| IncidentSummary::of(state, incident);
        Self {
            summary: ServiceSummary::of(state, service, Some(snapshot)),
            delayed_since: delayed_since(state),
            official: OfficialWord::of(state, service, snapshot.incident.as_deref()),
            steps: &service.steps,
            alternatives: &service.alternatives,
            depends_on: &service.depends_on,
            works: snapshot.works,
            regions: snapshot.regions.iter().map(RegionReports::of).collect(),
            countries: snapshot.countries.iter().map(RegionReports::of).collect(),
            regions_withheld: snapshot.regions_withheld,
            symptom_reports: symptom_reports
                .map(|(symptom, reports)| SymptomReports {
                    symptom,
                    reports: *reports,
                })
                .collect(),
            networks: NetworkReports::of(state, &snapshot.networks),
            incident: snapshot.incident.as_ref().map(incident),
            history: snapshot.history.iter().map(incident).collect(),
        }
    }
}

impl RegionReports {
    pub(in crate::http) fn of(count: &RegionCount) -> Self {
        Self {
            region: count.region,
            name: shapes::name(Locale::En, count.region),
            reports: count.reports,
            expected: rounded(count.expected),
            ratio: rounded(count.ratio),
            level: count.level,
        }
    }
}

impl NetworkReports {
    fn of(state: &State, networks: &[(Asn, u64)]) -> Vec<Self> {
        let database = state.geoip.current();
        let entry = |&(network, reports): &(Asn, u64)| Self {
            asn: network.0,
            name: database.network_name(network).map(str::to_owned),
            reports,
        };
        networks.iter().map(entry).collect()
    }
}
