//! Where reports usually come from: which networks are familiar, and which regions.

use std::collections::BTreeMap;

use super::super::referrer::Referrer;
use super::super::region::{Asn, RegionCode};
use super::super::tracker::Tracker;
use super::super::usual_shares::KNOWN_MAX;

/// A network is familiar that usually brings this part of the reports, of the service or of the whole site. The 64th
/// largest carrier of a worldwide service brings three times as much; a machine that pressed once does not, where there
/// is history worth the name.
const FAMILIAR_SHARE_MIN: f64 = 0.001;
/// And that has reported more than once as far as is remembered: of people in thousands of networks each is seen once, and
/// none of them again.
const FAMILIAR_REPORTS_MIN: f64 = 1.05;
/// A service's own habits are known from so many reports on, as in [`super::networks`].
const OWN_REPORTS_MIN: f64 = 20.0;
/// A site's habits are known from this many reports on: the large carriers are then known by ten reports each.
pub(super) const SITE_REPORTS_MIN: f64 = 200.0;
/// A network is listed when it has brought so many reports, as long as there is room in the list.
const LISTED_REPORTS: f64 = 2.0;
/// Of a region's people at most `TAIL·√s` are with networks that have less than the part s of them each. Where the k-th
/// largest provider has a k-th of what the largest has (Zipf's law), with forty of them, it is 0.41 for networks below 4 %
/// and 0.62 for those below a tenth, and this is the bound of that. Most countries have fewer providers.
const TAIL: f64 = 2.0;

/// Where the reports of a whole site usually come from, all services together: what is known of a new service's people.
#[derive(Debug, Clone, Default)]
pub struct Site {
    pub(super) habits: Habits,
}

impl Site {
    /// What these trackers know, together.
    #[must_use]
    pub fn of<'a>(trackers: impl Iterator<Item = &'a Tracker>) -> Self {
        let mut habits = Habits::default();
        for tracker in trackers {
            habits.add(&Habits::of(tracker));
        }
        Self { habits }
    }
}

/// Where reports usually come from, in reports.
#[derive(Debug, Clone, Default)]
pub(super) struct Habits {
    pub(super) networks: BTreeMap<Asn, f64>,
    regions: BTreeMap<RegionCode, f64>,
    referrers: BTreeMap<Referrer, f64>,
    /// All of those of which it is known how their people came.
    arrivals: f64,
    /// All of them, also those whose network is not listed.
    pub(super) reports: f64,
}

impl Habits {
    pub(super) fn of(tracker: &Tracker) -> Self {
        let reports = tracker.networks().usual().reports();
        let of_networks = tracker.networks().usual().iter();
        let of_regions = tracker.usual_shares_of_regions();
        let of_referrers = tracker.arrivals().usual().iter();
        let arrivals = tracker.arrivals().usual().reports();
        Self {
            networks: of_networks.map(|(network, share)| (network, share * reports)).collect(),
            regions: of_regions
                .into_iter()
                .map(|(region, share)| (region, share * reports))
                .collect(),
            referrers: of_referrers
                .map(|(referrer, share)| (referrer, share * arrivals))
                .collect(),
            arrivals,
            reports,
        }
    }

    fn add(&mut self, other: &Self) {
        for (&network, reports) in &other.networks {
            *self.networks.entry(network).or_default() += reports;
        }
        for (&region, reports) in &other.regions {
            *self.regions.entry(region).or_default() += reports;
        }
        for (&referrer, reports) in &other.referrers {
            *self.referrers.entry(referrer).or_default() += reports;
        }
        self.arrivals += other.arrivals;
        self.reports += other.reports;
    }

    pub(super) fn share_of_network(&self, network: Asn) -> f64 {
        let reports = self.networks.get(&network).copied().unwrap_or_default();
        reports / self.reports.max(1.0)
    }

    pub(super) fn share_of_referrer(&self, referrer: Referrer) -> f64 {
        let reports = self.referrers.get(&referrer).copied().unwrap_or_default();
        reports / self.arrivals.max(1.0)
    }

    fn share_of_region(&self, region: RegionCode) -> f64 {
        let reports = self.regions.get(&region).copied().unwrap_or_default();
        reports / self.reports.max(1.0)
    }

    pub(super) fn knows(&self, network: Asn) -> bool {
        let reports = self.networks.get(&network).copied().unwrap_or_default();
        reports >= FAMILIAR_REPORTS_MIN && reports >= FAMILIAR_SHARE_MIN * self.reports
    }

    pub(super) fn are_known(&self) -> bool {
        self.reports >= OWN_REPORTS_MIN
    }

    /// Networks with this share are listed for certain. The last places of a full list change hands with every passer-by.
    fn listed_from(&self) -> f64 {
        let share = if self.networks.len() < KNOWN_MAX {
            LISTED_REPORTS / self.reports.max(1.0)
        } else {
            let mut shares: Vec<f64> = self.networks.values().copied().collect();
            shares.sort_by(|a, b| b.total_cmp(a));
            shares[shares.len() * 3 / 4] / self.reports.max(1.0)
        };
        share.max(FAMILIAR_SHARE_MIN)
    }

    /// The part of a region's people who may come through networks that are not listed, because each of them is small
    /// beside all regions: all of them where a region hardly ever reports.
    pub(super) fn tail_of(&self, region: RegionCode) -> f64 {
        let share = self.share_of_region(region);
        if share <= 0.0 {
            return 1.0;
        }
        (TAIL * (self.listed_from() / share).sqrt()).min(1.0)
    }
}
