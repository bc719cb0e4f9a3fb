//! How sure incidents are, and what is sent of them: nobody is alerted of one that may be made up, until something speaks
//! for it.

use std::collections::BTreeMap;

use super::watched::Watched;
use super::{Tick, held};
use crate::domain::attribution::{Occasion, Outcome};
use crate::domain::bucket::Timestamp;
use crate::domain::confidence::{Corroboration, Site};
use crate::domain::incident::{Incident, TransitionKind};
use crate::domain::service::ServiceSlug;
use crate::domain::vote::{OFFICIAL, Vote};
use crate::store::Result;

impl Tick {
    /// Takes what services were judged to be, and how sure that is.
    pub(super) fn take_outcomes(
        services: &mut BTreeMap<ServiceSlug, Watched>,
        outcomes: impl Iterator<Item = (ServiceSlug, Outcome)>,
        occasion: Occasion,
        at: Timestamp,
    ) {
        let mut site = None;
        for (slug, outcome) in outcomes {
            let is_raised = weigh(services, &slug, &outcome, (occasion, at), &mut site);
            if let Some(watched) = services.get_mut(&slug) {
                watched.take_outcome(outcome, is_raised);
            }
        }
    }

    /// Asks the store whether anybody else speaks for incidents that are doubted: the maker of the service, as far as a
    /// process that shows pages has read it, or a team that was alerted.
    ///
    /// # Errors
    /// When the store does not answer; it is asked again with the next decision.
    pub(super) async fn hear_others(
        &self,
        services: &mut BTreeMap<ServiceSlug, Watched>,
        now: Timestamp,
    ) -> Result<()> {
        for watched in held(services) {
            let Some(incident) = watched.tracker.incident().filter(|incident| incident.is_doubted()) else {
                continue;
            };
            let votes = self.store.votes(&incident.service, &incident.id).await?;
            let by = corroboration(&votes);
            if by.is_some_and(|by| watched.tracker.raise(now, by)) {
                watched.note(Vec::new(), true);
            }
        }
        Ok(())
    }
}

/// Judges an incident of which people are just being told, and again one that was doubted; says whether it is doubted no
/// more. What is usual on the site is put together when it is first needed, which is seldom.
fn weigh(
    services: &mut BTreeMap<ServiceSlug, Watched>,
    slug: &ServiceSlug,
    outcome: &Outcome,
    (occasion, at): (Occasion, Timestamp),
    site: &mut Option<Site>,
) -> bool {
    let incident = services.get(slug).and_then(|watched| watched.tracker.incident());
    let is_doubted = occasion == Occasion::Minute && incident.is_some_and(Incident::is_doubted);
    let is_opening = outcome.announced.iter().any(|step| step.kind == TransitionKind::Opened);
    if !is_opening && !is_doubted {
        return false;
    }
    let site = site.get_or_insert_with(|| Site::of(services.values().map(|watched| &watched.tracker)));
    let Some(watched) = services.get_mut(slug) else {
        return false;
    };
    if is_opening {
        watched.doubt(site, (occasion == Occasion::Glance).then_some(at));
        return false;
    }
    watched.tracker.reconsider(site, at)
}

fn corroboration(votes: &[Vote]) -> Option<Corroboration> {
    let mut confirming = votes.iter().filter(|vote| vote.is_confirming()).peekable();
    confirming.peek()?;
    let by_maker = confirming.any(|vote| vote.endpoint == OFFICIAL);
    Some(if by_maker {
        Corroboration::Official
    } else {
        Corroboration::Votes
    })
}
