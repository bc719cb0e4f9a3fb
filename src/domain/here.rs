//! Is it only me? What a visitor's own region and network see of a service, beside the rest of the world.
//!
//! Everything here is made of public views ([`Snapshot`]), in which small cells are withheld already. So whoever asks
//! from a small place, or pretends to, learns nothing of it that is not on the service's page.

use serde::Serialize;

use super::attribution::AttributionKind;
use super::incident::Incident;
use super::region::{Asn, RegionCode};
use super::service::ServiceSlug;
use super::snapshot::{CELL_REPORTERS_MIN, EXPECTED_MIN, NetworkCount, RegionCount, Snapshot, Verdict};
use super::spread::Scope;

/// A place is raised from this multiple of its own normal on. The map's lowest class begins below, where chance plays.
const RAISED_RATIO: f64 = 2.0;
/// And from so many standard deviations above it, for a crowd whose variance is twice its mean, and so many reports more:
/// every visitor looks, of every service, so chance has many tries.
const RAISED_DEVIATIONS: f64 = 3.0;
const DISPERSION: f64 = 2.0;
const RAISED_REPORTS: f64 = 2.0;
/// A place has trouble of its own when it is this many times as far from its normal as everybody else is from theirs.
const APART_RATIO: f64 = 3.0;
/// One service may fail in one network by itself (a route between the two). When so many others do as well, it is the
/// network.
const OTHERS_MIN: usize = 2;
/// A service of which fewer reports are expected in the window would be as silent if it were down.
const EXPECTED_TO_TELL: f64 = 1.0;
/// Problems near a visitor that are listed: more are no list any more.
pub const NEAR_MAX: usize = 8;

/// Where somebody asks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor {
    /// A subdivision, a country, or unknown.
    pub region: RegionCode,
    /// The provider's network, or unknown.
    pub network: Asn,
}

/// Whose trouble it probably is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The service's, wherever people are.
    Everywhere,
    /// The service's, here and in other places.
    Here,
    /// Something of the visitor's region: there it is worse than anywhere else.
    YourRegion,
    /// The provider's: in its network it is worse than anywhere else.
    YourProvider,
    /// The visitor's own: nobody near reports anything unusual.
    ProbablyYou,
    /// Nobody knows: too few people use the service, or too few live there.
    TooFewToTell,
}

impl Outcome {
    /// Its name in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Here => "here",
            Self::YourRegion => "your_region",
            Self::YourProvider => "your_provider",
            Self::ProbablyYou => "probably_you",
            Self::TooFewToTell => "too_few_to_tell",
        }
    }
}

/// Reports of the last quarter of an hour, beside what is normal. Never of fewer than [`CELL_REPORTERS_MIN`] people,
/// but for the whole world.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Count {
    /// Reports.
    pub reports: u64,
    /// Expected reports, when that is known.
    pub expected: Option<f64>,
    /// The one over the other.
    pub ratio: Option<f64>,
}

/// The answer to one visitor, for one service.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Here {
    /// Whose trouble it probably is.
    pub outcome: Outcome,
    /// Whether the service is known to have problems; otherwise there are only more reports than usual.
    pub is_confirmed: bool,
    /// The service has problems, but in other places.
    pub is_elsewhere: bool,
    /// What `near` counts: the visitor's subdivision, or the country when too few report from the subdivision.
    pub region: RegionCode,
    /// Reports from there; `None` when fewer than [`CELL_REPORTERS_MIN`] people sent them, or when it is not known where
    /// the visitor is.
    pub near: Option<Count>,
    /// The visitor's network.
    pub network: Asn,
    /// Reports from it, as `near`.
    pub carried: Option<Count>,
    /// Reports from everywhere.
    pub everywhere: Count,
    /// Other services that fail in this network more than elsewhere.
    pub others_in_network: usize,
    /// Other services that fail in this region more than elsewhere.
    pub others_in_region: usize,
    /// The provider is a service of the catalogue, and that has problems.
    pub is_provider_failing: bool,
}

/// A service that does badly where the visitor is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearProblem {
    /// Which.
    pub service: ServiceSlug,
    /// How it does on the whole.
    pub verdict: Verdict,
    /// Whether the network is what stands out, and not the region.
    pub is_by_network: bool,
    /// Reports from there.
    pub count: Count,
}

/// Reports of a part of the world, beside what is normal there.
#[derive(Debug, Clone, Copy)]
struct Side {
    reports: u64,
    expected: f64,
}

impl Side {
    fn ratio(self) -> f64 {
        to_f64(self.reports) / self.expected.max(EXPECTED_MIN)
    }

    /// Clearly more than normal: more than a busy evening, and more than chance brings.
    fn is_raised(self) -> bool {
        let chance = RAISED_DEVIATIONS * (DISPERSION * self.expected).sqrt() + RAISED_REPORTS;
        self.reports >= CELL_REPORTERS_MIN
            && self.ratio() >= RAISED_RATIO
            && to_f64(self.reports) >= self.expected + chance
    }

    /// Whether this part has trouble that the rest of `all` does not have as much of.
    fn is_apart_from(self, all: Self) -> bool {
        let rest = Self {
            reports: all.reports.saturating_sub(self.reports),
            expected: (all.expected - self.expected).max(0.0),
        };
        self.is_raised() && self.ratio() >= APART_RATIO * rest.ratio()
    }

    fn of_region(count: &RegionCount) -> Self {
        Self {
            reports: count.reporters,
            expected: count.expected,
        }
    }

    /// `None` while the network's usual part is not known.
    fn of_network(count: &NetworkCount) -> Option<Self> {
        Some(Self {
            reports: count.reports,
            expected: count.expected?,
        })
    }

    fn of_evidence(snapshot: &Snapshot) -> Self {
        Self {
            reports: snapshot.evidence(),
            expected: snapshot.expected,
        }
    }

    fn of_reports(snapshot: &Snapshot) -> Self {
        Self {
            reports: snapshot.reports,
            expected: snapshot.expected,
        }
    }
}

/// How one service looks from where the visitor is.
#[derive(Debug, Clone, Copy)]
struct Sight<'a> {
    snapshot: &'a Snapshot,
    near: Option<&'a RegionCount>,
    carried: Option<&'a NetworkCount>,
}

impl<'a> Sight<'a> {
    fn of(snapshot: &'a Snapshot, visitor: Visitor) -> Self {
        let of = |counts: &'a [RegionCount], code| counts.iter().find(|count| count.region == code);
        let leaf = of(&snapshot.regions, visitor.region).filter(|_| visitor.region.is_subdivision());
        let near = leaf.or_else(|| of(&snapshot.countries, visitor.region.country()));
        let carried = snapshot.carriers.iter().find(|count| count.network == visitor.network);
        Self {
            snapshot,
            near: near.filter(|count| !count.region.is_unknown()),
            carried: carried.filter(|count| count.network != Asn::UNKNOWN),
        }
    }

    /// While a service is new, what is normal is a guess: then only a verdict counts.
    fn is_comparable(self) -> bool {
        !self.snapshot.learning || fails(self.snapshot)
    }

    /// `None` when too few report to say.
    fn is_near_raised(self) -> Option<bool> {
        Some(Side::of_region(self.near?).is_raised() && self.is_comparable())
    }

    fn is_region_apart(self) -> bool {
        let all = Side::of_evidence(self.snapshot);
        self.is_comparable() && self.near.is_some_and(|near| Side::of_region(near).is_apart_from(all))
    }

    fn carried_side(self) -> Option<Side> {
        self.carried.and_then(Side::of_network).filter(|_| self.is_comparable())
    }

    fn is_network_apart(self) -> bool {
        let all = Side::of_reports(self.snapshot);
        self.carried_side().is_some_and(|side| side.is_apart_from(all))
    }
}

/// Answers a visitor who asks about one service. `others` are the views of all services, this one or not; `provider` is
/// that of the service whose network the visitor uses.
#[must_use]
pub fn look<'a>(
    visitor: Visitor,
    snapshot: &Snapshot,
    others: impl Iterator<Item = &'a Snapshot>,
    provider: Option<&Snapshot>,
) -> Here {
    let sight = Sight::of(snapshot, visitor);
    let others: Vec<Sight<'_>> = others
        .filter(|other| other.service != snapshot.service && other.reports >= CELL_REPORTERS_MIN)
        .map(|other| Sight::of(other, visitor))
        .collect();
    let provider = provider.filter(|provider| provider.service != snapshot.service);
    let signs = Signs {
        others_in_network: others.iter().filter(|other| other.is_network_apart()).count(),
        others_in_region: others.iter().filter(|other| other.is_region_apart()).count(),
        is_provider_failing: provider
            .is_some_and(|provider| matches!(provider.verdict, Verdict::Problems | Verdict::Recovering)),
    };
    let (outcome, is_elsewhere) = if fails(snapshot) {
        judge_failing(visitor, sight, signs)
    } else {
        (judge_fine(sight, signs), false)
    };
    Here {
        outcome,
        is_confirmed: matches!(snapshot.verdict, Verdict::Problems | Verdict::Recovering),
        is_elsewhere,
        region: sight.near.map_or(visitor.region.country(), |near| near.region),
        near: sight.near.map(Count::of_region),
        network: visitor.network,
        carried: sight.carried.map(Count::of_network),
        everywhere: Count::of_all(snapshot),
        others_in_network: signs.others_in_network,
        others_in_region: signs.others_in_region,
        is_provider_failing: signs.is_provider_failing,
    }
}

/// The services that do badly where the visitor is, worst first.
#[must_use]
pub fn near_you<'a>(visitor: Visitor, snapshots: impl Iterator<Item = &'a Snapshot>) -> Vec<NearProblem> {
    let mut found: Vec<NearProblem> = snapshots
        .filter_map(|snapshot| near_problem(visitor, snapshot))
        .collect();
    let ratio = |problem: &NearProblem| problem.count.ratio.unwrap_or(0.0);
    found.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)).then_with(|| a.service.cmp(&b.service)));
    found.truncate(NEAR_MAX);
    found
}

fn near_problem(visitor: Visitor, snapshot: &Snapshot) -> Option<NearProblem> {
    let sight = Sight::of(snapshot, visitor);
    let problem = |is_by_network, count| NearProblem {
        service: snapshot.service.clone(),
        verdict: snapshot.verdict,
        is_by_network,
        count,
    };
    if sight.is_near_raised() == Some(true) {
        return Some(problem(false, Count::of_region(sight.near?)));
    }
    let is_raised = sight.carried_side().is_some_and(Side::is_raised);
    is_raised.then_some(problem(true, Count::of_network(sight.carried?)))
}

/// What other services tell of the visitor's region and network.
#[derive(Debug, Clone, Copy)]
struct Signs {
    others_in_network: usize,
    others_in_region: usize,
    is_provider_failing: bool,
}

impl Signs {
    fn blame_the_provider(self) -> bool {
        self.is_provider_failing || self.others_in_network >= OTHERS_MIN
    }

    fn blame_the_region(self) -> bool {
        self.others_in_region >= OTHERS_MIN
    }
}

/// Whether the service itself has problems, as far as anybody knows. Reports that another service causes are not it.
fn fails(snapshot: &Snapshot) -> bool {
    let attribution = snapshot.attribution.as_ref().map(|attribution| attribution.kind);
    snapshot.verdict > Verdict::Normal && attribution != Some(AttributionKind::SpillOver)
}

/// Whose trouble it is while the service has problems somewhere, and whether that is somewhere else.
fn judge_failing(visitor: Visitor, sight: Sight<'_>, signs: Signs) -> (Outcome, bool) {
    let running = sight
        .snapshot
        .incident
        .as_deref()
        .filter(|known: &&Incident| known.is_open());
    let scope = running.map_or(Scope::Diffuse, |incident| incident.spread.scope);
    let is_mine = |region: RegionCode| region == visitor.region || region == visitor.region.country();
    let outcome = match (scope, sight.is_near_raised()) {
        _ if sight.is_network_apart() => Outcome::YourProvider,
        (Scope::Network(network), _) if network == visitor.network => Outcome::YourProvider,
        (Scope::Region(region) | Scope::Country(region), Some(true) | None) if is_mine(region) => Outcome::YourRegion,
        (Scope::Everywhere, Some(true)) => Outcome::Everywhere,
        (_, Some(true)) if sight.is_region_apart() => Outcome::YourRegion,
        // Nothing stands out by the scope, but this place may.
        (Scope::Diffuse, Some(true)) if running.is_none() => Outcome::Here,
        (Scope::Everywhere | Scope::Diffuse, _) => Outcome::Everywhere,
        (_, Some(true)) => Outcome::Here,
        _ if signs.blame_the_provider() => Outcome::YourProvider,
        _ if signs.blame_the_region() => Outcome::YourRegion,
        (_, Some(false)) => Outcome::ProbablyYou,
        (_, None) => Outcome::TooFewToTell,
    };
    (outcome, matches!(outcome, Outcome::ProbablyYou | Outcome::TooFewToTell))
}

/// Whose trouble it is while the service does well on the whole.
fn judge_fine(sight: Sight<'_>, signs: Signs) -> Outcome {
    let snapshot = sight.snapshot;
    if sight.is_network_apart() || (sight.is_near_raised() != Some(true) && signs.blame_the_provider()) {
        Outcome::YourProvider
    } else if sight.is_near_raised() == Some(true) || signs.blame_the_region() {
        Outcome::YourRegion
    } else if snapshot.learning || snapshot.expected < EXPECTED_TO_TELL {
        Outcome::TooFewToTell
    } else {
        Outcome::ProbablyYou
    }
}

impl Count {
    fn of_region(count: &RegionCount) -> Self {
        Self {
            reports: count.reports,
            expected: Some(count.expected),
            ratio: Some(count.ratio),
        }
    }

    fn of_network(count: &NetworkCount) -> Self {
        Self {
            reports: count.reports,
            expected: count.expected,
            ratio: Side::of_network(count).map(Side::ratio),
        }
    }

    fn of_all(snapshot: &Snapshot) -> Self {
        let is_known = !snapshot.learning;
        Self {
            reports: snapshot.reports,
            expected: is_known.then_some(snapshot.expected),
            ratio: is_known.then(|| Side::of_evidence(snapshot).ratio()),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^52")]
fn to_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests;
