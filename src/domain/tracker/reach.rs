//! How far a running incident reaches: its regions, since when each is concerned, and its spread.

use super::super::course::Now;
use super::super::detector::Running;
use super::super::incident::Transition;
use super::super::region::RegionCode;
use super::super::spread::Reports;
use super::super::statistic::WINDOW_MINUTES;
use super::Tracker;

impl Tracker {
    /// Regions that stand out in the last minutes are affected, the others are after a while no longer.
    pub(super) fn rest_regions(&mut self, now: &Now) {
        let Some(course) = &mut self.course else { return };
        self.detector
            .scan_regions_lately(now.settings.region_named_above, |region| {
                course.show_region(now, region);
            });
        course.rest_regions(now);
    }

    /// While an incident is young, and for each region that was just reached, every minute tells more about the onset.
    pub(super) fn refine_onsets(&mut self, now: &Now) {
        let Some(course) = &mut self.course else { return };
        let is_young = course.is_young(now);
        let region = course.incident.transitions.first().and_then(|step| step.region);
        if is_young
            && let Some(minutes) = self.elevated_minutes(region, None)
            && let Some(course) = &mut self.course
        {
            course.set_onset(now, minutes);
        }
        let Some(course) = &mut self.course else { return };
        if course.young_regions(now).next().is_some() {
            for (region, minutes) in self.detector.elevated_minutes_of(course.young_regions(now)) {
                course.set_region_onset(now, region, minutes);
            }
        }
    }

    /// Since when counts have been elevated: those of the region that gave it away, if one did, else the whole service's.
    pub(super) fn elevated_minutes(&self, region: Option<RegionCode>, running: Option<&Running>) -> Option<usize> {
        match region {
            Some(region) => {
                let found = self.detector.elevated_minutes_of(std::iter::once(region));
                found.first().map(|&(_, minutes)| minutes)
            }
            None => self.detector.elevated_minutes(running),
        }
    }

    /// Measures how far the reports since the onset reach, over the longest window that lies within the incident.
    pub(super) fn measure_spread(&mut self, now: &Now) {
        let Some(course) = &mut self.course else { return };
        let age = course.age_minutes(now);
        let window = WINDOW_MINUTES
            .iter()
            .rposition(|&minutes| i64::from(minutes) <= age)
            .unwrap_or(0);
        let (_, expected) = self.detector.window(window);
        course.measure_spread(&Reports {
            regions: self.detector.parts(window),
            networks: self.networks.parts(usize::from(WINDOW_MINUTES[window])),
            expected,
            dispersion: self.detector.dispersion(),
        });
    }

    /// Names regions that stand out, in the last minutes or in one under way.
    pub(super) fn name_regions(&mut self, now: &Now, running: Option<&Running>, transitions: &mut Vec<Transition>) {
        let Some(course) = &mut self.course else { return };
        let floor = now.settings.region_named_above;
        let mut note = |region, reading| transitions.extend(course.name(now, region, &reading));
        if let Some(running) = running {
            self.detector
                .scan_regions_running(running, now.regions, floor, &mut note);
        } else {
            self.detector.scan_regions(floor, &mut note);
        }
    }

    /// Names regions that a minute under way shows, unless none of them is a step of its own: then the end of the minute
    /// is soon enough.
    pub(super) fn look_for_regions(&mut self, now: &Now, running: &Running, transitions: &mut Vec<Transition>) {
        let untouched = self.course.clone();
        self.name_regions(now, Some(running), transitions);
        if transitions.is_empty() {
            self.course = untouched;
        }
    }
}
