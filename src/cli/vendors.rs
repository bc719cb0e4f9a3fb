//! The made-up words of the vendors in the demo: one announces its outage late, one never does, the others are well.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use crate::domain::bucket::Timestamp;
use crate::domain::official::{Notice, Official, OfficialState, Reading};
use crate::domain::service::{Catalogue, ServiceSlug};
use crate::pipeline::clock::Clock;
use crate::publish::hub::Hub;

/// How often they speak: a page should show it soon.
const STEP_SECONDS: u64 = 10;

/// Before the demo they had been well for so long.
const KNOWN_SECONDS: i64 = 86_400;

/// What one of them does in each cycle.
pub struct Vendor {
    /// Whose maker.
    pub service: &'static str,
    /// What it announces: minutes from the start of the cycle until then and until that is over, and its words, which say
    /// themselves that nobody said them.
    pub announces: Option<(i64, i64, &'static str)>,
}

/// The vendors of a demo, and what each has said so far.
pub struct Vendors {
    start: Timestamp,
    cycle_minutes: i64,
    known: Vec<(&'static Vendor, ServiceSlug, Official)>,
}

impl Vendors {
    /// Vendors that have been well for a day, and act in cycles of so many minutes from `start`.
    ///
    /// # Errors
    /// When the catalogue lacks one of their services.
    pub fn new(
        vendors: &'static [Vendor],
        catalogue: &Catalogue,
        start: Timestamp,
        cycle_minutes: i64,
    ) -> anyhow::Result<Self> {
        let known = |vendor: &'static Vendor| {
            let service = catalogue.service(vendor.service);
            let service = service.with_context(|| format!("the catalogue lacks {}", vendor.service))?;
            let well = Official::default().after(reading(vendor, 0, None), Timestamp(start.0 - KNOWN_SECONDS));
            Ok((vendor, service.slug.clone(), well))
        };
        Ok(Self {
            start,
            cycle_minutes,
            known: vendors.iter().map(known).collect::<anyhow::Result<_>>()?,
        })
    }

    /// Lets them speak for ever.
    pub async fn run(mut self, clock: Clock, hub: Arc<Hub>) {
        let mut timer = tokio::time::interval(Duration::from_secs(STEP_SECONDS));
        loop {
            timer.tick().await;
            self.speak(clock.now(), &hub);
        }
    }

    fn speak(&mut self, now: Timestamp, hub: &Hub) {
        let minutes = (now.0 - self.start.0) / 60;
        let (cycle, minute) = (minutes / self.cycle_minutes, minutes % self.cycle_minutes);
        for (vendor, service, official) in &mut self.known {
            let told = vendor
                .announces
                .filter(|&(from, until, _)| (from..until).contains(&minute));
            let posted_at = told.map(|(from, ..)| Timestamp(self.start.0 + (minutes - minute + from) * 60));
            *official = official.after(reading(vendor, cycle, posted_at), now);
            hub.set_official(service, Some(&Arc::new(official.clone())), now);
        }
    }
}

/// What its page says: well, or what it announced at that time.
fn reading(vendor: &Vendor, cycle: i64, posted_at: Option<Timestamp>) -> Reading {
    let notice = posted_at.zip(vendor.announces).map(|(posted_at, (.., title))| Notice {
        id: cycle.to_string(),
        title: title.to_owned(),
        posted_at,
        ended_at: None,
    });
    Reading {
        state: if notice.is_some() {
            OfficialState::PartialOutage
        } else {
            OfficialState::Operational
        },
        title: notice.as_ref().map(|notice| notice.title.clone()),
        since: posted_at,
        notices: notice.into_iter().collect(),
        complete_since: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::domain::official::Lag;

    const VENDORS: [Vendor; 2] = [
        Vendor {
            service: "spotify",
            announces: Some((14, 40, "Made up")),
        },
        Vendor {
            service: "github",
            announces: None,
        },
    ];

    #[test]
    fn one_announces_its_trouble_in_each_cycle_and_the_other_is_well() {
        let (start, hub) = (Timestamp(1_772_625_600), Hub::default());
        let mut vendors = Vendors::new(&VENDORS, &catalogue::built_in().unwrap(), start, 90).unwrap();
        for minute in 0..200 {
            let now = Timestamp(start.0 + minute * 60);
            vendors.speak(now, &hub);
            let of = |slug: &str| hub.official(&ServiceSlug::parse(slug).unwrap()).unwrap();
            let is_told = (14..40).contains(&(minute % 90));
            assert_eq!(of("spotify").state(now).is_trouble(), is_told, "{minute}");
            assert_eq!(of("github").state(now), OfficialState::Operational);
            let onset = Timestamp(start.0 + minute / 90 * 5_400);
            let lag = of("spotify").lag(onset, None, now);
            match lag {
                Some(Lag::Acknowledged { seconds, .. }) => assert!(seconds == 840 && minute % 90 >= 14, "{minute}"),
                Some(Lag::Silent { .. }) => assert!(minute % 90 < 14, "{minute}"),
                None => assert_eq!(minute % 90, 0, "{minute}"),
            }
        }
    }
}
