//! Incidents, their steps, and the reasons of those.

use serde::Serialize;
use utoipa::ToSchema;

use super::doubts::{Doubt, Raised};
use super::rounded;
use crate::domain;
use crate::domain::attribution::AttributionKind;
use crate::domain::bucket::Timestamp;
use crate::domain::confidence::Level;
use crate::domain::incident::{Incident, IncidentId, Phase, Retraction, Severity, TransitionKind};
use crate::domain::region::RegionCode;
use crate::domain::service::ServiceSlug;
use crate::domain::spread::{self, AffectedNetwork, Scope};
use crate::domain::vote::Votes;
use crate::http::State;
use crate::http::official::Announcement;
use crate::http::openapi::words::{
    AttributionWord, ConfidenceWord, IncidentName, Moment, PhaseWord, Region, SeverityWord, Slug, TransitionWord,
};
use crate::render::locale::Locale;
use crate::render::shapes;

/// Whose trouble it is, when it is another service's.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Attribution<'a> {
    /// The service that fails.
    #[schema(value_type = Slug)]
    cause: &'a ServiceSlug,
    #[schema(value_type = AttributionWord)]
    kind: AttributionKind,
}

/// Incidents, newest first.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct IncidentList<'a> {
    pub(in crate::http) incidents: Vec<IncidentSummary<'a>>,
}

/// An outage of one service.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct IncidentSummary<'a> {
    #[schema(value_type = IncidentName)]
    id: &'a IncidentId,
    #[schema(value_type = Slug)]
    service: &'a ServiceSlug,
    #[schema(value_type = PhaseWord)]
    state: Phase,
    #[schema(value_type = SeverityWord)]
    severity: Severity,
    /// When it seems to have begun.
    #[schema(value_type = Moment)]
    onset: String,
    /// When it was noticed.
    #[schema(value_type = Moment)]
    opened_at: String,
    #[schema(value_type = Option<Moment>)]
    recovering_at: Option<String>,
    /// When it ended, or was taken back.
    #[schema(value_type = Option<Moment>)]
    resolved_at: Option<String>,
    /// Highest ratio of five minutes' reports to the expected ones.
    #[schema(example = 61.5)]
    peak_ratio: f64,
    #[schema(example = 198.2)]
    peak_reports_per_minute: f64,
    attribution: Option<Attribution<'a>>,
    /// `low` while receivers of webhooks are not told of it, because it may be made up.
    #[schema(value_type = ConfidenceWord)]
    confidence: Level,
    /// What spoke against it when it opened.
    doubts: Vec<Doubt>,
    /// What spoke for it after all, when it was doubted.
    raised: Option<Raised>,
    /// The severity as a number, for sorting.
    #[schema(example = 7.1)]
    severity_score: f64,
    spread: Spread,
    /// Where it shows, in the order in which it seems to have begun there.
    regions: Vec<AffectedRegion>,
    transitions: Vec<TransitionSummary<'a>>,
    /// Its page here.
    #[schema(example = "https://status.example/services/spotify/incidents/spotify-20250416T1221Z")]
    url: String,
}

/// An outage, and what the maker of the service said of it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct IncidentDetails<'a> {
    #[serde(flatten)]
    pub(in crate::http) summary: IncidentSummary<'a>,
    pub(in crate::http) official: Option<Announcement>,
    pub(in crate::http) votes: VoteCounts,
}

/// How many alerted teams say what. Nobody is told who.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct VoteCounts {
    /// Teams for which it is broken as well.
    #[schema(example = 3)]
    confirmed: u32,
    /// Teams for which it works.
    #[schema(example = 1)]
    denied: u32,
}

impl VoteCounts {
    pub(in crate::http) fn of(votes: Votes) -> Self {
        Self {
            confirmed: votes.confirmed,
            denied: votes.denied,
        }
    }
}

/// A region that an incident has reached.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct AffectedRegion {
    #[schema(value_type = Region)]
    region: RegionCode,
    #[schema(example = "New York")]
    name: String,
    /// When it seems to have begun there.
    #[schema(value_type = Moment)]
    onset: String,
    /// When it was noticed there.
    #[schema(value_type = Moment)]
    since: String,
    #[schema(example = 40.0)]
    peak_ratio: f64,
    /// Whether it still shows.
    active: bool,
}

/// How far an incident reaches.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Spread {
    scope: Reach,
    /// The region or country that has it all.
    #[schema(value_type = Option<Region>)]
    region: Option<RegionCode>,
    /// The network that has it all, as its number.
    #[schema(example = 7922)]
    network: Option<u32>,
    /// How evenly regions are hit: 1 as on normal days, near 0 when reports come from one.
    #[schema(example = 0.93)]
    region_evenness: f64,
    /// The same for networks.
    #[schema(example = 0.97)]
    network_evenness: f64,
    /// The networks that carry it, largest share first.
    networks: Vec<Carrier>,
}

/// How far, in a word.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::http) enum Reach {
    Diffuse,
    Network,
    Region,
    Country,
    Several,
    Everywhere,
}

/// A network that carries an incident.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Carrier {
    #[schema(example = 7922)]
    asn: u32,
    #[schema(example = "Comcast Cable Communications, LLC")]
    name: Option<String>,
    /// Its share of the reports of the last hour.
    #[schema(example = 0.21)]
    share: f64,
    /// Its share on normal days.
    #[schema(example = 0.19)]
    usual_share: f64,
}

/// One step of an incident.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct TransitionSummary<'a> {
    /// The same wherever and however often it is computed.
    #[schema(example = "spotify-20250416T1221Z.1")]
    id: &'a str,
    #[schema(value_type = TransitionWord)]
    kind: TransitionKind,
    #[schema(value_type = Moment)]
    at: String,
    /// The region that opened it or was added.
    #[schema(value_type = Option<Region>)]
    region: Option<RegionCode>,
    /// How bad it was by then.
    #[schema(value_type = SeverityWord)]
    severity: Severity,
}

/// Why each step of an incident was taken, and how to compute it again.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct IncidentEvidence<'a> {
    #[schema(value_type = IncidentName)]
    incident: &'a IncidentId,
    #[schema(value_type = Slug)]
    service: &'a ServiceSlug,
    transitions: Vec<TransitionEvidence<'a>>,
    /// What spoke against it when it opened.
    doubts: Vec<Doubt>,
    /// What spoke for it after all, when it was doubted.
    raised: Option<Raised>,
    /// A command for the operator.
    #[schema(example = "groundswell export --incident spotify-20250416T1221Z | groundswell backtest --verify")]
    again: String,
}

/// One step of an incident, with its reason.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct TransitionEvidence<'a> {
    #[serde(flatten)]
    step: TransitionSummary<'a>,
    evidence: Evidence<'a>,
}

/// The counts, baseline, statistic and threshold of a decision.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Evidence<'a> {
    /// The last minute that was used, in minutes since 1970.
    #[schema(example = 29_080_101)]
    minute: i64,
    /// Length of the window that decided, which ends with that minute.
    #[schema(example = 5)]
    window_minutes: u32,
    /// Distinct reporters in the window.
    #[schema(example = 38)]
    observed: u64,
    /// Expected reporters in the window.
    #[schema(example = 1.4)]
    expected: f64,
    /// Variance over mean that the test allowed for.
    #[schema(example = 1.6)]
    dispersion: f64,
    /// Tail exponent in nats; for `recovering` and `resolved` the log likelihood ratio of "normal" to "still going on".
    #[schema(example = 41.8)]
    statistic: f64,
    /// What the statistic had to exceed.
    #[schema(example = 17.2)]
    threshold: f64,
    /// Probability of at least as many reporters on a busy but normal day.
    #[schema(example = 1.3e-16)]
    p_value: f64,
    /// The region whose counts these are; the whole service when `null`.
    #[schema(value_type = Option<Region>)]
    region: Option<RegionCode>,
    /// Set when busy minutes decided instead of reporters.
    busy_minutes: Option<BusyMinutes>,
    /// Why an incident was taken back.
    retraction: Option<Retracted<'a>>,
}

/// Minutes with as many reporters as few normal minutes have.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct BusyMinutes {
    #[schema(example = 4)]
    observed: u32,
    /// On a busy but normal day.
    #[schema(example = 0.6)]
    expected: f64,
    #[schema(example = 1.2)]
    dispersion: f64,
}

/// Why an incident was taken back: a burst of a few minutes, one network, or another service's trouble.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::http) enum Retracted<'a> {
    Burst,
    OneNetwork(u32),
    SpillOver(&'a str),
}

impl<'a> Attribution<'a> {
    pub(super) fn of(attribution: &'a domain::attribution::Attribution) -> Self {
        Self {
            cause: &attribution.cause,
            kind: attribution.kind,
        }
    }
}

impl<'a> IncidentSummary<'a> {
    pub(in crate::http) fn of(state: &State, incident: &'a Incident) -> Self {
        let url = format!(
            "{}/services/{}/incidents/{}",
            state.public_url, incident.service, incident.id.0
        );
        Self {
            id: &incident.id,
            service: &incident.service,
            state: incident.phase,
            severity: incident.severity,
            onset: incident.onset.start().to_rfc3339(),
            opened_at: incident.opened_at.to_rfc3339(),
            recovering_at: incident.recovering_at.map(Timestamp::to_rfc3339),
            resolved_at: incident.resolved_at.map(Timestamp::to_rfc3339),
            peak_ratio: rounded(incident.peak_ratio),
            peak_reports_per_minute: rounded(incident.peak_reports_per_minute),
            attribution: incident.attribution.as_ref().map(Attribution::of),
            confidence: incident.confidence.level,
            doubts: incident.confidence.doubts.iter().map(Doubt::of).collect(),
            raised: incident.confidence.raised.map(Raised::of),
            severity_score: rounded(incident.severity_score),
            spread: Spread::of(state, &incident.spread),
            regions: spread::order(incident).into_iter().map(AffectedRegion::of).collect(),
            transitions: incident.transitions.iter().map(TransitionSummary::of).collect(),
            url,
        }
    }
}

impl AffectedRegion {
    fn of(affected: &domain::incident::AffectedRegion) -> Self {
        Self {
            region: affected.region,
            name: shapes::name(Locale::En, affected.region),
            onset: affected.onset.start().to_rfc3339(),
            since: affected.since.to_rfc3339(),
            peak_ratio: rounded(affected.peak_ratio),
            active: affected.active,
        }
    }
}

impl Spread {
    fn of(state: &State, spread: &domain::spread::Spread) -> Self {
        let database = state.geoip.current();
        let (scope, region, network) = match spread.scope {
            Scope::Diffuse => (Reach::Diffuse, None, None),
            Scope::Network(network) => (Reach::Network, None, Some(network.0)),
            Scope::Region(region) => (Reach::Region, Some(region), None),
            Scope::Country(region) => (Reach::Country, Some(region), None),
            Scope::Several => (Reach::Several, None, None),
            Scope::Everywhere => (Reach::Everywhere, None, None),
        };
        let carrier = |affected: &AffectedNetwork| Carrier {
            asn: affected.network.0,
            name: database.network_name(affected.network).map(str::to_owned),
            share: rounded(affected.share),
            usual_share: rounded(affected.usual_share),
        };
        Self {
            scope,
            region,
            network,
            region_evenness: rounded(spread.region_evenness),
            network_evenness: rounded(spread.network_evenness),
            networks: spread.networks.iter().map(carrier).collect(),
        }
    }
}

impl<'a> TransitionSummary<'a> {
    fn of(transition: &'a domain::incident::Transition) -> Self {
        Self {
            id: &transition.id,
            kind: transition.kind,
            at: transition.at.to_rfc3339(),
            region: transition.region,
            severity: transition.severity,
        }
    }
}

impl<'a> IncidentEvidence<'a> {
    pub(in crate::http) fn of(incident: &'a Incident) -> Self {
        let step = |transition: &'a domain::incident::Transition| TransitionEvidence {
            step: TransitionSummary::of(transition),
            evidence: Evidence::of(&transition.evidence),
        };
        Self {
            incident: &incident.id,
            service: &incident.service,
            transitions: incident.transitions.iter().map(step).collect(),
            doubts: incident.confidence.doubts.iter().map(Doubt::of).collect(),
            raised: incident.confidence.raised.map(Raised::of),
            again: format!(
                "groundswell export --incident {} | groundswell backtest --verify",
                incident.id
            ),
        }
    }
}

impl<'a> Evidence<'a> {
    fn of(evidence: &'a domain::incident::Evidence) -> Self {
        let busy_minutes = evidence.busy_minutes.as_ref().map(|busy| BusyMinutes {
            observed: busy.observed,
            expected: busy.expected,
            dispersion: busy.dispersion,
        });
        let retraction = evidence.retraction.as_ref().map(|retraction| match retraction {
            Retraction::Burst => Retracted::Burst,
            Retraction::OneNetwork(network) => Retracted::OneNetwork(network.0),
            Retraction::SpillOver(cause) => Retracted::SpillOver(cause.as_str()),
        });
        Self {
            minute: evidence.minute.0,
            window_minutes: evidence.window_minutes,
            observed: evidence.observed,
            expected: evidence.expected,
            dispersion: evidence.dispersion,
            statistic: evidence.statistic,
            threshold: evidence.threshold,
            p_value: evidence.p_value,
            region: evidence.region,
            busy_minutes,
            retraction,
        }
    }
}
