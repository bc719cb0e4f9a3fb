//! How sure it is that an incident is what it looks like: whether the people who report are the people who usually do, and came
//! by themselves.
//!
//! A botnet over many networks passes every rule of [`super::crowd`]: each of its machines is one voice from one place.
//! But real users come through the carriers that people use, and rented machines come from everywhere. An incident that
//! would not stand without a surplus of reports from networks that hardly ever report is of low confidence: it is
//! shown, with that reason, and nobody is alerted until something else speaks for it. The same goes for one that would not
//! stand without the people whom one site's link has sent, see `links.rs`.
//!
//! It is the reports that are doubted, never the outage: as soon as those that nothing speaks against suffice for an
//! incident, it is one like any other. And where too little is known of what is usual, nothing is doubted: a real crowd
//! must not be silenced.

mod habits;
mod links;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use statrs::distribution::{Binomial, DiscreteCDF};

use self::habits::{Habits, SITE_REPORTS_MIN};
use self::links::Links;
use super::bucket::{Bucket, Minute, Timestamp};
use super::referrer::Referrer;
use super::region::{Asn, RegionCode};
use super::statistic::{NORMAL_RATIO, WINDOW_MINUTES, count_to_f64};
use super::tracker::Tracker;

pub use self::habits::Site;

/// What unfamiliar networks usually bring was measured on other days. A real crowd may bring half as much again and one
/// report in twenty.
const SLACK: (f64, f64) = (1.5, 0.05);
/// A network that is not familiar is looked at up to a third of what all others bring, as far as it can be evidence (see
/// [`super::crowd`]), or for two reports: one loud provider is not many networks.
const LOUDNESS_MAX: f64 = 1.0 / 3.0;
const LOUDNESS_FREE: f64 = 2.0;
/// So improbable has a mixture of networks to be for a real crowd before it is doubted, if its people had as few familiar
/// networks as possible. They hardly ever have: in the simulation of DESIGN.md real crowds are doubted far less often.
/// Quiet services open by five or six reports, which cannot say more.
const P_VALUE_MAX: f64 = 0.02;
/// A new service may have carriers of its own, which the site does not know: a handful at most, and a botnet that makes the
/// overwhelming surge by which alone a new service is called has many more networks.
const NETWORKS_OF_A_NEW_SERVICE: usize = 12;
/// Reports beyond the mean of a busy evening that chance brings, in standard deviations, as one minute in forty has them.
const CHANCE_DEVIATIONS: f64 = 2.0;

/// How sure it is that an incident is what it looks like.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Confidence {
    /// In a word.
    pub level: Level,
    /// What spoke against it when it opened.
    pub doubts: Vec<Doubt>,
    /// What spoke for it after all.
    pub raised: Option<Raised>,
}

/// How sure, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// As sure as the detector is: people are alerted.
    #[default]
    Usual,
    /// Somebody may have made it up: nobody is alerted.
    Low,
}

/// What can speak against a crowd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Its networks seldom report: a botnet over many networks looks like that.
    UnfamiliarNetworks,
    /// Its people came by a link on one other site: a post that sends people here for fun looks like that.
    OneLink,
}

/// What spoke against a crowd, in numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// What it is.
    pub reason: Reason,
    /// The part of the reports that it concerns.
    pub share: f64,
    /// The part that it may be of a real crowd, from the same regions where these matter.
    pub usual_share_max: f64,
    /// How probable as much is at most, of a real crowd.
    pub p_value: f64,
}

/// What spoke for an incident that was doubted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// When it was known.
    pub at: Timestamp,
    /// What it was.
    pub by: Corroboration,
}

/// What can speak for a crowd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Corroboration {
    /// The maker of the service says that something is wrong.
    Official,
    /// A team that was alerted says that it is broken for them.
    Votes,
    /// Reports that nothing speaks against suffice by now.
    Crowd,
}

impl Confidence {
    /// Whether nobody is to be alerted.
    #[must_use]
    pub fn is_low(&self) -> bool {
        self.level == Level::Low
    }

    /// Low, for these reasons; as usual without any.
    fn doubting(doubts: Vec<Doubt>) -> Self {
        let level = if doubts.is_empty() { Level::Usual } else { Level::Low };
        Self {
            level,
            doubts,
            raised: None,
        }
    }
}

/// A look at a minute under way.
#[derive(Debug, Clone, Copy)]
pub struct Glance<'a> {
    /// Which minute.
    pub minute: Minute,
    /// How much of it has passed.
    pub elapsed_seconds: u32,
    /// What it has brought.
    pub bucket: &'a Bucket,
}

/// The reports of some minutes.
struct Sample {
    networks: Vec<(Asn, u32)>,
    regions: Vec<(RegionCode, f64)>,
    /// Those who came by a link.
    referrers: Vec<(Referrer, u32)>,
    /// How many there would be on other days.
    expected: f64,
}

impl Sample {
    /// Those of so many complete minutes, by regions at most of the longest window within them, and of one under way.
    fn of(tracker: &Tracker, minutes: i64, glance: Option<&Glance<'_>>) -> Self {
        let window = WINDOW_MINUTES.iter().rposition(|&length| i64::from(length) <= minutes);
        let minutes = window.map_or(0, |window| usize::from(WINDOW_MINUTES[window]));
        let mut networks: BTreeMap<Asn, u32> = tracker.networks().recent(minutes).into_iter().collect();
        let mut regions = window.map_or_else(BTreeMap::new, |window| tracker.reporters_by_region(window));
        let mut referrers: BTreeMap<Referrer, u32> = tracker.arrivals().recent(minutes).into_iter().collect();
        let mut seconds = 60 * u32::try_from(minutes).unwrap_or(u32::MAX);
        if let Some(glance) = glance {
            add(&mut networks, glance.bucket.networks_in_order());
            add(&mut referrers, glance.bucket.arrivals());
            for (region, reporters) in glance.bucket.regions() {
                *regions.entry(region).or_default() += f64::from(reporters);
            }
            seconds += glance.elapsed_seconds;
        }
        networks.remove(&Asn::UNKNOWN);
        referrers.remove(&Referrer::OWN_WAY);
        Self {
            networks: networks.into_iter().collect(),
            regions: regions.into_iter().collect(),
            referrers: referrers.into_iter().collect(),
            expected: tracker.mean() * f64::from(seconds) / 60.0,
        }
    }

    /// All that are evidence.
    fn reporters(&self) -> f64 {
        self.regions.iter().map(|(_, reporters)| reporters).sum()
    }

    /// Those since the incident of this tracker began, at most of an hour.
    fn of_incident(tracker: &Tracker, glance: Option<&Glance<'_>>) -> Option<Self> {
        let onset = tracker.incident()?.onset;
        Some(Self::of(tracker, tracker.last_minute()?.0 - onset.0 + 1, glance))
    }
}

fn add<K: Ord>(counts: &mut BTreeMap<K, u32>, more: Vec<(K, u32)>) {
    for (key, count) in more {
        *counts.entry(key).or_default() += count;
    }
}

/// Which networks are familiar, of a service that enough is known of.
struct Acquaintance<'a> {
    own: Habits,
    site: &'a Habits,
}

impl<'a> Acquaintance<'a> {
    /// None where too little is known of what is usual.
    fn of(tracker: &Tracker, site: &'a Site) -> Option<Self> {
        let found = Self {
            own: Habits::of(tracker),
            site: &site.habits,
        };
        (found.own.are_known() || found.is_site_known()).then_some(found)
    }

    fn is_site_known(&self) -> bool {
        self.site.reports >= SITE_REPORTS_MIN
    }

    /// Those of the service, or of the site if the service is new.
    fn habits(&self) -> &Habits {
        if self.own.are_known() { &self.own } else { self.site }
    }

    fn includes(&self, network: Asn) -> bool {
        self.own.knows(network) || self.site.knows(network)
    }

    /// Whether so few networks are unfamiliar that they may be a new service's own carriers.
    fn may_be_new_carriers(&self, sample: &Sample) -> bool {
        let others = sample.networks.iter().filter(|(network, _)| !self.includes(*network));
        !self.own.are_known() && others.count() <= NETWORKS_OF_A_NEW_SERVICE
    }

    /// The part that all others bring on other days.
    fn usual_share(&self) -> f64 {
        let habits = self.habits();
        let known = habits.networks.keys().filter(|&&network| self.includes(network));
        let familiar: f64 = known.map(|&network| habits.share_of_network(network)).sum();
        (1.0 - familiar).max(0.0)
    }

    /// The part that the others may have of a real crowd from these regions.
    fn usual_share_max(&self, sample: &Sample) -> f64 {
        let all = sample.reporters();
        let everywhere = (SLACK.0 * self.usual_share() + SLACK.1).min(1.0);
        let of_region = |region: RegionCode| {
            let tail = self.habits().tail_of(region);
            let tail = if self.is_site_known() {
                tail.min(self.site.tail_of(region))
            } else {
                tail
            };
            tail.max(everywhere)
        };
        let parts = sample.regions.iter();
        let of_all: f64 = parts.map(|&(region, reporters)| reporters * of_region(region)).sum();
        if all > 0.0 { of_all / all } else { 1.0 }
    }

    /// What familiar networks brought, and what the others did as far as it can be evidence.
    fn split(&self, sample: &Sample) -> (f64, f64) {
        let all: f64 = sample.networks.iter().map(|&(_, reports)| f64::from(reports)).sum();
        let (mut familiar, mut others) = (0.0, 0.0);
        for &(network, reports) in &sample.networks {
            let reports = f64::from(reports);
            if self.includes(network) {
                familiar += reports;
            } else {
                others += reports.min(LOUDNESS_FREE.max(LOUDNESS_MAX * (all - reports)));
            }
        }
        (familiar, others)
    }

    fn doubt(&self, sample: &Sample) -> Doubt {
        let (familiar, others) = self.split(sample);
        let usual_share_max = self.usual_share_max(sample);
        Doubt {
            reason: Reason::UnfamiliarNetworks,
            share: others / (familiar + others).max(1.0),
            usual_share_max,
            p_value: at_most(familiar, familiar + others, 1.0 - usual_share_max),
        }
    }

    /// The part of the reports that nothing speaks against: those of familiar networks, and of as many others as there are
    /// beside them on other days.
    fn plausible_part(&self, sample: &Sample) -> f64 {
        let (familiar, others) = self.split(sample);
        let plausible = familiar / (1.0 - self.usual_share()).max(f64::MIN_POSITIVE);
        (plausible / (familiar + others).max(1.0)).min(1.0)
    }

    /// Nothing where the networks may be a new service's own, or may be of people.
    fn doubt_beyond_chance(&self, sample: &Sample) -> Option<Doubt> {
        let doubt = (!self.may_be_new_carriers(sample)).then(|| self.doubt(sample));
        doubt.filter(|doubt| doubt.p_value <= P_VALUE_MAX)
    }
}

/// Whether the plausible part of the reports alone would call for an incident, in the whole service or in a region.
fn stands(tracker: &Tracker, glance: Option<&Glance<'_>>, plausible_part: &dyn Fn(&Sample) -> f64) -> bool {
    let of_service = tracker.reading(glance);
    let minutes = i64::from(of_service.window_minutes) - i64::from(glance.is_some());
    let part = plausible_part(&Sample::of(tracker, minutes, glance));
    of_service.is_hot_with(part) || (glance.is_none() && stands_in_a_region(tracker, plausible_part))
}

/// Nobody knows which of the reports of a region are plausible. But those of all regions that are beyond a busy evening
/// may be of that one.
fn stands_in_a_region(tracker: &Tracker, plausible_part: &dyn Fn(&Sample) -> f64) -> bool {
    let Some((of_region, of_all)) = tracker.region_reading() else {
        return false;
    };
    let sample = Sample::of(tracker, i64::from(of_region.window_minutes), None);
    let plausible = plausible_part(&sample) * count_to_f64(of_all.observed);
    let by_chance = CHANCE_DEVIATIONS * (of_all.dispersion * of_all.expected).sqrt();
    let excess = (plausible - NORMAL_RATIO * of_all.expected - by_chance).max(0.0);
    let part = (of_region.expected + excess) / count_to_f64(of_region.observed).max(1.0);
    of_region.is_hot_with(part.min(1.0))
}

/// Whether the incident of a tracker would be one without the reports that this reason speaks against. Not as long as too
/// little is known to say so.
fn stands_despite(reason: Reason, tracker: &Tracker, site: &Site, glance: Option<&Glance<'_>>) -> bool {
    match reason {
        Reason::UnfamiliarNetworks => Acquaintance::of(tracker, site)
            .is_some_and(|known| stands(tracker, glance, &|sample| known.plausible_part(sample))),
        Reason::OneLink => Links::of(tracker, site)
            .is_some_and(|known| stands(tracker, glance, &|sample| known.plausible_part(sample))),
    }
}

/// The probability of at most so many successes among these trials; certain when there are none.
fn at_most(successes: f64, trials: f64, probability: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts of reports"
    )]
    let whole = |count: f64| count.round().max(0.0) as u64;
    let law = Binomial::new(probability.clamp(0.0, 1.0), whole(trials));
    law.map_or(1.0, |law| law.cdf(whole(successes)))
}

/// What a judgement does to the incident of a tracker.
impl Tracker {
    /// Judges an incident of which nobody has been told yet, by where its reports come from and how their people came.
    pub fn doubt(&mut self, site: &Site, glance: Option<&Glance<'_>>) {
        let Some(sample) = Sample::of_incident(self, glance) else {
            return;
        };
        let networks = Acquaintance::of(self, site).and_then(|known| known.doubt_beyond_chance(&sample));
        let link = Links::of(self, site).and_then(|known| known.doubt(&sample));
        let doubts = networks.into_iter().chain(link);
        let doubts = doubts.filter(|doubt| !stands_despite(doubt.reason, self, site, glance));
        let doubts: Vec<Doubt> = doubts.collect();
        if let Some(course) = self.course_mut() {
            course.incident.confidence = Confidence::doubting(doubts);
        }
    }

    /// Whether an incident that is doubted is one by now without the reports that were doubted; if so, it is raised.
    pub fn reconsider(&mut self, site: &Site, at: Timestamp) -> bool {
        let Some(doubted) = self.incident().filter(|incident| incident.is_doubted()) else {
            return false;
        };
        let mut reasons = doubted.confidence.doubts.iter().map(|doubt| doubt.reason);
        reasons.all(|reason| stands_despite(reason, self, site, None)) && self.raise(at, Corroboration::Crowd)
    }

    /// Something speaks for an incident that is doubted. Says whether that is news.
    pub fn raise(&mut self, at: Timestamp, by: Corroboration) -> bool {
        let course = self.course_mut().filter(|course| course.incident.is_doubted());
        let Some(course) = course else { return false };
        course.incident.confidence.level = Level::Usual;
        course.incident.confidence.raised = Some(Raised { at, by });
        true
    }
}

#[cfg(test)]
mod tests;
