//! Whether a crowd was sent by one link. A post, a film or a forum sends hundreds of real people to a service's page, who press
//! the button because it is there. They come from everywhere and by all providers; but they came by one site, while people
//! for whom something is broken search for it, type the address, and come by all sorts of sites.

use super::habits::{Habits, SITE_REPORTS_MIN};
use super::{Doubt, Reason, SLACK, Sample, Site, at_most};
use crate::domain::referrer::Referrer;
use crate::domain::statistic::count_to_f64;
use crate::domain::tracker::Tracker;

/// The part of a real crowd that one site may have sent: also a real outage has the one popular post from which most people
/// hear of this page.
const PART_MAX: f64 = 0.5;
/// Four of four are doubted: so few open an incident of a quiet service, and a prank on it comes no larger at first. Whoever is
/// doubted by chance is heard as soon as a few others come.
const P_VALUE_MAX: f64 = 0.063;

/// By which sites people usually come, to a service that enough is known of.
pub(super) struct Links<'a> {
    tracker: &'a Tracker,
    site: &'a Habits,
}

/// What the site brought by which most people came beyond what it usually brings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loudest {
    /// Those who came by it.
    reports: f64,
    /// The part that it usually brings.
    usual_share: f64,
}

impl<'a> Links<'a> {
    /// None where too little is known of what is usual.
    pub(super) fn of(tracker: &'a Tracker, site: &'a Site) -> Option<Self> {
        let site = &site.habits;
        (!tracker.learning() || site.reports >= SITE_REPORTS_MIN).then_some(Self { tracker, site })
    }

    /// One link may be usual for the service, as that of its own forum, or for the whole site.
    fn usual_share(&self, referrer: Referrer) -> f64 {
        let own = self.tracker.arrivals().usual().of(referrer);
        own.max(self.site.share_of_referrer(referrer))
    }

    fn loudest(&self, sample: &Sample) -> Option<Loudest> {
        let all = sample.reporters();
        let links = sample.referrers.iter().map(|&(referrer, reports)| Loudest {
            reports: count_to_f64(u64::from(reports)).min(all),
            usual_share: self.usual_share(referrer),
        });
        let beyond = |link: &Loudest| link.reports - link.usual_share * all;
        links.max_by(|a, b| beyond(a).total_cmp(&beyond(b)))
    }

    /// Looks at those who are more than usual: a busy service has as many other reports as on other days beside the prank.
    pub(super) fn doubt(&self, sample: &Sample) -> Option<Doubt> {
        let Loudest { reports, usual_share } = self.loudest(sample)?;
        let sent = (reports - usual_share * sample.expected).max(0.0);
        let crowd = (sample.reporters() - sample.expected).max(sent);
        let usual_share_max = (SLACK.0 * usual_share + SLACK.1).clamp(PART_MAX, 1.0);
        let doubt = Doubt {
            reason: Reason::OneLink,
            share: sent / crowd.max(1.0),
            usual_share_max,
            p_value: at_most(crowd - sent, crowd, 1.0 - usual_share_max),
        };
        (doubt.p_value <= P_VALUE_MAX).then_some(doubt)
    }

    /// The part of the reports that nothing speaks against: those who did not come by that link, and as many others as come by it
    /// beside them on other days.
    pub(super) fn plausible_part(&self, sample: &Sample) -> f64 {
        let Some(Loudest { reports, usual_share }) = self.loudest(sample) else {
            return 1.0;
        };
        let all = sample.reporters();
        let plausible = (all - reports) / (1.0 - usual_share).max(f64::MIN_POSITIVE);
        (plausible / all.max(1.0)).min(1.0)
    }
}

#[cfg(test)]
mod tests;
