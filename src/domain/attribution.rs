//! Whose trouble an incident is: crowds blame what they can see, which is not always what is broken.
//!
//! When T-Mobile failed on 15 June 2020, customers of Verizon and AT&T who could not call it reported their own
//! provider: 7.6 % and 3.4 % as many as reported T-Mobile. Such an incident is held: it is watched, shown as possible
//! and announced to nobody, until it goes on by itself. An incident of a service that is built on another one which
//! fails as well is real; it only gets that name beside it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::bucket::{Minute, Timestamp};
use super::incident::{Incident, Phase, Transition, TransitionKind};
use super::region::RegionCode;
use super::relations::Relations;
use super::service::ServiceSlug;
use super::tracker::Tracker;

/// The cause may seem to begin this much later: onsets of small crowds are known to some minutes only.
const ONSET_LATER_MINUTES_MAX: i64 = 10;
/// Spill-over brings at most this share of the cause's reports beyond the normal; three times what is on record.
const EXCESS_SHARE_MAX: f64 = 0.25;
/// In proportion to its own normal it is at most this share as bad. A small network that fails together with a large
/// one brings few reports, but is as far from its normal as the other.
const RELATIVE_SHARE_MAX: f64 = 0.5;
/// What is held stays so up to this multiple of both shares: one noisy minute must not announce anything.
const HELD_SLACK: f64 = 2.0;
/// "In proportion to normal" takes at least this many expected reports a minute; below it ratios are noise.
const NORMAL_MIN: f64 = 0.1;
/// After this many minutes in a row that speak against what was judged, it is judged anew.
const CONTRARY_MINUTES: u8 = 5;
/// Below this share of its own highest rate an incident is on its way out, and not going on by itself.
const GOING_ON_SHARE_MIN: f64 = 0.25;
/// An announcement is taken back within this time only; later it helps nobody.
const WITHDRAWN_MINUTES_MAX: i64 = 60;

/// Another service whose trouble an incident probably is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The service that fails.
    pub cause: ServiceSlug,
    /// How the trouble travels.
    pub kind: AttributionKind,
}

/// How trouble travels from one service to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributionKind {
    /// The service is fine: its customers cannot reach those of the other, and blame it.
    SpillOver,
    /// The service is down because what it is built on is down.
    Dependency,
}

impl Attribution {
    fn spill_over(cause: &ServiceSlug) -> Self {
        Self {
            cause: cause.clone(),
            kind: AttributionKind::SpillOver,
        }
    }
}

/// What a judgement is made upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Every tracker has taken a complete minute.
    Minute,
    /// Trackers have looked at the minute under way: only what is new is judged.
    Glance,
}

/// A service at a judgement.
#[derive(Debug)]
pub struct Party<'a> {
    /// What watches it.
    pub tracker: &'a mut Tracker,
    /// What happened to its incident since the last judgement.
    pub transitions: Vec<Transition>,
    /// Nobody has been told of its incident yet, although it did not open just now.
    pub is_untold: bool,
}

/// What a judgement means for a service.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// What is to be announced, in order.
    pub announced: Vec<Transition>,
    /// Whether its incident is not what it was, so that it has to be stored.
    pub is_changed: bool,
    /// Whose trouble its reports are, when they are more than usual.
    pub attribution: Option<Attribution>,
}

/// Judges services after all of them have been stepped to the same moment, `at`. Trackers do not know of each other;
/// this alone compares them. Services without an incident and without a suspicion of one may be left out. The same
/// trackers give the same outcomes, in the order of `parties`.
pub fn judge(relations: &Relations, parties: &mut [Party<'_>], occasion: Occasion, at: Timestamp) -> Vec<Outcome> {
    let mut standings: Vec<Standing> = parties.iter().map(|party| Standing::of(party, at)).collect();
    let mut outcomes = vec![Outcome::default(); parties.len()];
    for index in largest_first(&standings) {
        let finding = spill_over(relations, &standings, index, occasion);
        outcomes[index] = parties[index].apply(finding, at);
        standings[index] = Standing::of(&parties[index], at);
    }
    for (index, party) in parties.iter_mut().enumerate() {
        party.note_dependency(relations, &standings, index, &mut outcomes[index]);
        if standings[index].state.is_open() {
            outcomes[index].attribution = party.tracker.incident().and_then(|known| known.attribution.clone());
        }
    }
    outcomes
}

/// A cause is larger than what it causes, so it has been judged before.
fn largest_first(standings: &[Standing]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..standings.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&standings[a], &standings[b]);
        b.excess.total_cmp(&a.excess).then_with(|| a.service.cmp(&b.service))
    });
    order
}

/// How far the public knows of a service's incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// There is none.
    Quiet,
    /// It ended within the last hour.
    Over,
    /// The last one was taken back.
    Retracted,
    /// It is open, nobody has been told of it, and it has not been judged.
    Fresh,
    /// It is open, and nobody is told of it.
    Held,
    /// It is open, and people have been told.
    Announced,
}

impl State {
    fn of(incident: Option<&Incident>, is_fresh: bool) -> Self {
        match incident {
            Some(incident) if incident.phase == Phase::Retracted => Self::Retracted,
            Some(incident) if !incident.is_open() && incident.is_held() => Self::Quiet,
            Some(incident) if !incident.is_open() => Self::Over,
            Some(incident) if incident.is_held() => Self::Held,
            Some(_) if is_fresh => Self::Fresh,
            Some(_) => Self::Announced,
            None => Self::Quiet,
        }
    }

    fn is_open(self) -> bool {
        matches!(self, Self::Fresh | Self::Held | Self::Announced)
    }

    /// Whether people know, or will in a moment, that the service fails.
    fn is_known_to_fail(self) -> bool {
        matches!(self, Self::Fresh | Self::Announced)
    }
}

/// What of a service matters to others.
#[derive(Debug)]
struct Standing {
    service: ServiceSlug,
    now: Minute,
    /// When its last trouble began; now, when it had none.
    onset: Minute,
    /// Reports a minute beyond what is normal.
    excess: f64,
    /// The same in proportion to normal.
    relative: f64,
    /// Highest rate so far.
    peak: f64,
    /// Countries that it names.
    countries: BTreeSet<RegionCode>,
    state: State,
    is_recovering: bool,
    /// Whether it may still be taken back.
    is_revocable: bool,
    attribution: Option<Attribution>,
}

impl Standing {
    fn of(party: &Party<'_>, at: Timestamp) -> Self {
        let tracker = &*party.tracker;
        let (excess, normal) = tracker.excess();
        let known = tracker.incident();
        let incident = known.filter(|incident| incident.is_open());
        let has_opened = party
            .transitions
            .iter()
            .any(|transition| transition.kind == TransitionKind::Opened);
        let age = |incident: &Incident| at.minute().0 - incident.opened_at.minute().0;
        Self {
            service: tracker.service().clone(),
            now: at.minute(),
            onset: known.map_or(at.minute(), |incident| incident.onset),
            excess,
            relative: excess / normal.max(NORMAL_MIN),
            peak: incident.map_or(0.0, |incident| incident.peak_reports_per_minute),
            countries: known.map(countries).unwrap_or_default(),
            state: State::of(known, has_opened || party.is_untold),
            is_recovering: incident.is_some_and(|incident| incident.phase == Phase::Recovering),
            is_revocable: incident.is_some_and(|incident| age(incident) <= WITHDRAWN_MINUTES_MAX)
                && !tracker.course().is_some_and(|course| course.stands_alone),
            attribution: incident.and_then(|incident| incident.attribution.clone()),
        }
    }

    /// Whether others may have its trouble. Just after its end they still do: both crowds then fade alike.
    fn is_cause(&self) -> bool {
        (self.state.is_known_to_fail() || self.state == State::Over) && self.excess > 0.0
    }

    fn began_before(&self, other: &Self) -> bool {
        let since = if other.state.is_open() { other.onset } else { other.now };
        self.onset.0 <= since.0.saturating_add(ONSET_LATER_MINUTES_MAX)
    }

    /// Whether this may be the trouble of `cause`; `slack` widens the shares.
    fn may_spill_over_from(&self, cause: &Self, slack: f64) -> bool {
        cause.is_cause()
            && cause.began_before(self)
            && self.excess <= slack * EXCESS_SHARE_MAX * cause.excess
            && self.relative <= slack * RELATIVE_SHARE_MAX * cause.relative
            && self.shares_country_with(cause)
    }

    /// Who cannot reach somebody in a country is mostly in that country. An incident without regions is anywhere.
    fn shares_country_with(&self, other: &Self) -> bool {
        let is_anywhere = !self.state.is_open() || self.countries.is_empty() || other.countries.is_empty();
        is_anywhere || !self.countries.is_disjoint(&other.countries)
    }

    /// Whether it is neither recovering nor fading.
    fn goes_on(&self) -> bool {
        !self.is_recovering && self.excess >= GOING_ON_SHARE_MIN * self.peak
    }
}

fn countries(incident: &Incident) -> BTreeSet<RegionCode> {
    let known = incident.regions.iter().filter(|affected| !affected.region.is_unknown());
    known.map(|affected| affected.region.country()).collect()
}

/// What was found of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Finding {
    /// It is not judged now.
    Open,
    /// All stays as it was judged.
    Same,
    /// Its reports are spill-over; nobody has been told of them.
    Hold(ServiceSlug),
    /// It goes on by itself.
    Release,
    /// Its reports are spill-over, and people have been told otherwise.
    Withdraw(ServiceSlug),
    /// More reports than usual, not enough for an incident.
    Suspect(ServiceSlug),
}

fn spill_over(relations: &Relations, standings: &[Standing], index: usize, occasion: Occasion) -> Finding {
    let it = &standings[index];
    let cause = |slack| cause(relations, standings, index, slack);
    match (it.state, occasion) {
        (State::Quiet | State::Over | State::Retracted, _) => cause(1.0).map_or(Finding::Same, Finding::Suspect),
        (State::Fresh, _) => cause(1.0).map_or(Finding::Same, Finding::Hold),
        (State::Held | State::Announced, Occasion::Glance) => Finding::Open,
        (State::Held, Occasion::Minute) => match cause(HELD_SLACK) {
            Some(cause) => Finding::Hold(cause),
            // What fades was the cause's to the end, however long the last reports take.
            None if !it.goes_on() => Finding::Same,
            None => Finding::Release,
        },
        (State::Announced, Occasion::Minute) if it.is_revocable => cause(1.0).map_or(Finding::Same, Finding::Withdraw),
        (State::Announced, Occasion::Minute) => Finding::Same,
    }
}

/// The largest service whose trouble this one's may be.
fn cause(relations: &Relations, standings: &[Standing], index: usize, slack: f64) -> Option<ServiceSlug> {
    let it = &standings[index];
    let causes = standings
        .iter()
        .filter(|other| relations.can_spill_over(&other.service, &it.service) && it.may_spill_over_from(other, slack));
    let largest = causes.max_by(|a, b| a.excess.total_cmp(&b.excess).then_with(|| b.service.cmp(&a.service)));
    largest.map(|cause| cause.service.clone())
}

impl Party<'_> {
    fn apply(&mut self, finding: Finding, at: Timestamp) -> Outcome {
        let was_held = self.tracker.incident().is_some_and(Incident::is_held);
        let mut announced = if was_held { Vec::new() } else { self.transitions.clone() };
        let mut is_changed = !self.transitions.is_empty();
        let mut attribution = None;
        match finding {
            Finding::Suspect(cause) => attribution = Some(Attribution::spill_over(&cause)),
            Finding::Hold(cause) => {
                announced.clear();
                is_changed |= self.tracker.hold(Attribution::spill_over(&cause));
            }
            Finding::Release if self.tracker.contradict() >= CONTRARY_MINUTES => {
                announced = self.tracker.release();
                is_changed = true;
            }
            Finding::Withdraw(cause) if self.tracker.contradict() >= CONTRARY_MINUTES => {
                announced.extend(self.tracker.withdraw(at, &cause));
                is_changed = true;
            }
            Finding::Same => self.tracker.agree(),
            Finding::Open | Finding::Release | Finding::Withdraw(_) => {}
        }
        Outcome {
            announced,
            is_changed,
            attribution,
        }
    }

    /// Writes down which failing service this one is built on, the nearest first; forgets one that was taken back.
    fn note_dependency(&mut self, relations: &Relations, standings: &[Standing], index: usize, outcome: &mut Outcome) {
        let it = &standings[index];
        if !it.state.is_known_to_fail() {
            return;
        }
        let find = |slug: &ServiceSlug| standings.iter().find(|other| other.service == *slug);
        let is_current =
            |attribution: &Attribution| find(&attribution.cause).is_none_or(|cause| cause.state != State::Retracted);
        let kept = it.attribution.clone().filter(is_current);
        let fails = |slug: &&ServiceSlug| {
            find(slug).is_some_and(|cause| cause.state.is_known_to_fail() && cause.began_before(it))
        };
        let failing = relations.foundations(&it.service).iter().find(fails);
        let noted = kept.or_else(|| {
            failing.map(|cause| Attribution {
                cause: cause.clone(),
                kind: AttributionKind::Dependency,
            })
        });
        if noted != it.attribution {
            self.tracker.attribute(noted);
            outcome.is_changed = true;
        }
    }
}

/// What a judgement does to the incident of a tracker.
impl Tracker {
    /// Nobody is to be told of the incident. Says whether that is news.
    fn hold(&mut self, attribution: Attribution) -> bool {
        self.agree();
        let is_news = self
            .incident()
            .is_some_and(|known| known.attribution.as_ref() != Some(&attribution));
        self.attribute(Some(attribution));
        is_news
    }

    /// The incident stands by itself from now on. Returns all that has happened to it.
    fn release(&mut self) -> Vec<Transition> {
        let Some(course) = self.course_mut() else {
            return Vec::new();
        };
        course.stands_alone = true;
        course.contrary_minutes = 0;
        course.incident.attribution = None;
        course.incident.transitions.clone()
    }

    fn attribute(&mut self, attribution: Option<Attribution>) {
        if let Some(course) = self.course_mut() {
            course.incident.attribution = attribution;
        }
    }

    /// A minute speaks against what was judged. Returns how many have in a row.
    fn contradict(&mut self) -> u8 {
        self.course_mut().map_or(0, |course| {
            course.contrary_minutes = course.contrary_minutes.saturating_add(1);
            course.contrary_minutes
        })
    }

    fn agree(&mut self) {
        if let Some(course) = self.course_mut() {
            course.contrary_minutes = 0;
        }
    }
}

#[cfg(test)]
mod tests;
