//! What the HTTP layer hands over to be shown: one view per page, all borrowed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use serde::Serialize;

use super::embed_options::EmbedOptions;
use super::locale::Locale;
use crate::domain::bucket::Timestamp;
use crate::domain::here::{Here, NearProblem};
use crate::domain::incident::Incident;
use crate::domain::official::Official;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::report::Kind;
use crate::domain::series::Period;
use crate::domain::service::{Catalogue, Service, SymptomSlug};
use crate::domain::snapshot::{ChartPoint, Snapshot, Verdict};
use crate::domain::vote::{Answer, Votes};

/// What is the same on every page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Site {
    /// Where visitors reach the site, without the base path and without a slash at its end: `https://status.example`.
    pub public_url: String,
    /// Path of a sub-path deployment without a slash at its end: empty, or `/status`.
    pub base_path: String,
    /// Whether reports are made up; then every page says so.
    pub demo: bool,
    /// Whose data is used and must be named.
    pub credits: Vec<Credit>,
    /// Where the program's source is, when its operator names it.
    pub source_url: Option<String>,
}

/// The site in one language: what every page is made with.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// What is the same in every language.
    pub site: &'a Site,
    /// The language.
    pub locale: Locale,
}

impl Deref for Edition<'_> {
    type Target = Site;

    fn deref(&self) -> &Site {
        self.site
    }
}

/// A credit in the footer: `IP Geolocation by DB-IP`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Credit {
    /// What the link says.
    pub text: String,
    /// Where it leads.
    pub url: String,
}

/// The index: all services, or those that match a search.
#[derive(Debug, Clone, Copy)]
pub struct IndexView<'a> {
    /// All services.
    pub catalogue: &'a Catalogue,
    /// Their views, in any order; a service without one has not been counted yet.
    pub snapshots: &'a [Arc<Snapshot>],
    /// What the visitor searched for; empty for everything.
    pub query: &'a str,
    /// Set while the store is away: counts end here.
    pub delayed_since: Option<Timestamp>,
    /// The server's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
}

/// What became of the report that this visitor just sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// What the visitor said.
    pub kind: Kind,
    /// Whether it was counted; a repeat within the window is not.
    pub counted: bool,
    /// Problem reports of this service in the window, this one included.
    pub reports_in_window: u64,
    /// The symptom that the visitor has named.
    pub symptom: Option<SymptomSlug>,
    /// What the page's script is to solve, as text that means nothing here.
    pub challenge: Option<String>,
    /// Whether to ask which symptom.
    pub ask_symptom: bool,
}

/// One service.
#[derive(Debug, Clone)]
pub struct ServiceView<'a> {
    /// All services, for names.
    pub catalogue: &'a Catalogue,
    /// This one.
    pub service: &'a Service,
    /// Its view.
    pub snapshot: &'a Snapshot,
    /// What its maker says, when there is a page that is read.
    pub official: Option<&'a Official>,
    /// What to use meanwhile, with how it does.
    pub alternatives: Vec<(&'a Service, Verdict)>,
    /// What it depends on, with how that does.
    pub dependencies: Vec<(&'a Service, Verdict)>,
    /// Set on the page that answers a report; such a page must not be cached.
    pub confirmation: Option<Confirmation>,
    /// What whoever reported sees from where they are; set with a confirmation.
    pub here: Option<&'a HereView<'a>>,
    /// The country whose map is shown instead of the world's.
    pub map_country: Option<RegionCode>,
    /// The chart.
    pub chart: ChartView<'a>,
    /// Whether the map comes with its outlines: a page that is fetched again for its numbers has them.
    pub outlines: bool,
    /// Names of networks, as far as known.
    pub network_names: &'a HashMap<Asn, String>,
    /// Set while the store is away: counts end here.
    pub delayed_since: Option<Timestamp>,
    /// The server's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
}

/// Where a visitor is taken to be.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// A subdivision, a country, or unknown.
    pub region: RegionCode,
    /// The provider's network, or unknown.
    pub network: Asn,
    /// Its name, when known.
    pub network_name: Option<&'a str>,
    /// Whether the visitor said so, instead of the address.
    pub is_chosen: bool,
}

/// One service as one visitor sees it; never cached.
#[derive(Debug, Clone)]
pub struct HereView<'a> {
    /// The language.
    pub locale: Locale,
    /// The service.
    pub service: &'a Service,
    /// Whose trouble it is.
    pub here: &'a Here,
    /// Where the visitor is.
    pub origin: Origin<'a>,
    /// The service whose network the visitor uses.
    pub provider: Option<&'a Service>,
    /// What to use meanwhile, with how it does.
    pub alternatives: Vec<(&'a Service, Verdict)>,
    /// Set while the store is away: counts end here.
    pub delayed_since: Option<Timestamp>,
    /// The server's clock.
    pub now: Timestamp,
}

/// What does badly where one visitor is; never cached.
#[derive(Debug, Clone, Copy)]
pub struct NearView<'a> {
    /// The language.
    pub locale: Locale,
    /// All services, for names.
    pub catalogue: &'a Catalogue,
    /// Worst first.
    pub problems: &'a [NearProblem],
    /// Where the visitor is.
    pub origin: Origin<'a>,
    /// Set while the store is away: counts end here.
    pub delayed_since: Option<Timestamp>,
    /// The server's clock.
    pub now: Timestamp,
}

/// The chart of a service's page.
#[derive(Debug, Clone)]
pub struct ChartView<'a> {
    /// What it covers.
    pub period: Period,
    /// Whether reports are told apart by symptom.
    pub by_symptom: bool,
    /// Oldest first, in steps of the period; `None` when they cannot be read at the moment.
    pub points: Option<Cow<'a, [ChartPoint]>>,
}

/// Incidents of all services, or of one.
#[derive(Debug, Clone, Copy)]
pub struct IncidentsView<'a> {
    /// All services, for names.
    pub catalogue: &'a Catalogue,
    /// Set when only its incidents are listed.
    pub service: Option<&'a Service>,
    /// Newest first.
    pub incidents: &'a [Arc<Incident>],
    /// The server's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
}

/// One incident with its steps and their reasons.
#[derive(Debug, Clone, Copy)]
pub struct IncidentView<'a> {
    /// The service it happened to.
    pub service: &'a Service,
    /// The incident.
    pub incident: &'a Incident,
    /// What the service's maker says, when there is a page that is read.
    pub official: Option<&'a Official>,
    /// The service whose trouble it probably is.
    pub cause: Option<&'a Service>,
    /// The country whose map is shown instead of the world's.
    pub map_country: Option<RegionCode>,
    /// Names of networks, as far as known.
    pub network_names: &'a HashMap<Asn, String>,
    /// Set while the store is away: counts end here.
    pub delayed_since: Option<Timestamp>,
    /// What alerted teams say of it.
    pub votes: Votes,
    /// What the reader has just said of it, to be thanked for.
    pub thanks: Option<Answer>,
    /// The server's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
}

/// The page that asks an alerted team whether it is so for them.
#[derive(Debug, Clone, Copy)]
pub struct VoteView<'a> {
    /// The service it happened to.
    pub service: &'a Service,
    /// The incident.
    pub incident: &'a Incident,
    /// What the link that was followed says.
    pub answer: Answer,
    /// The link's parameters, its signature included.
    pub query: &'a str,
    /// The server's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
}

/// What happened to incidents of all services, or of one.
#[derive(Debug, Clone, Copy)]
pub struct FeedView<'a> {
    /// All services, for names.
    pub catalogue: &'a Catalogue,
    /// Set when the feed is of this one.
    pub service: Option<&'a Service>,
    /// In any order.
    pub incidents: &'a [Arc<Incident>],
    /// The language.
    pub locale: Locale,
}

/// The site for whoever watches pages of Statuspage.
#[derive(Debug, Clone, Copy)]
pub struct StatuspageView<'a> {
    /// All services.
    pub catalogue: &'a Catalogue,
    /// Their views, in any order.
    pub snapshots: &'a [Arc<Snapshot>],
    /// Newest first.
    pub incidents: &'a [Arc<Incident>],
    /// The server's clock.
    pub now: Timestamp,
}

/// One region, over all services.
#[derive(Debug, Clone, Copy)]
pub struct RegionView<'a> {
    /// All services, for names.
    pub catalogue: &'a Catalogue,
    /// A country or subdivision.
    pub region: RegionCode,
    /// The views of all services, in any order.
    pub snapshots: &'a [Arc<Snapshot>],
    /// Set while the store is away: counts end here.
    pub delayed_since: Option<Timestamp>,
    /// The server's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
}

/// One network, over all services.
#[derive(Debug, Clone, Copy)]
pub struct NetworkView<'a> {
    /// All services, for names.
    pub catalogue: &'a Catalogue,
    /// Its number.
    pub network: Asn,
    /// Its name, when known.
    pub name: Option<&'a str>,
    /// The views of all services, in any order.
    pub snapshots: &'a [Arc<Snapshot>],
    /// Set while the store is away: counts end here.
    pub delayed_since: Option<Timestamp>,
    /// The server's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
}

/// Which colours an embedded picture uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// What the visitor's system prefers.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Its name in a query; anything unknown is `Auto`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// Its name in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A service on somebody else's page.
#[derive(Debug, Clone, Copy)]
pub struct EmbedView<'a> {
    /// The service.
    pub service: &'a Service,
    /// Its view.
    pub snapshot: &'a Snapshot,
    /// How it should look.
    pub options: EmbedOptions,
    /// The server's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
}

/// The page that makes the pieces of HTML which other sites paste.
#[derive(Debug, Clone, Copy)]
pub struct BuilderView<'a> {
    /// The service.
    pub service: &'a Service,
    /// What was chosen.
    pub options: EmbedOptions,
    /// The badge's own label, when one was chosen.
    pub label: Option<&'a str>,
    /// Who may show the frame, as in the policy: `*`, `'none'`, or origins.
    pub frame_ancestors: &'a str,
    /// The language of the page itself.
    pub locale: Locale,
}
