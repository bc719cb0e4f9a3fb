//! One service under watch: its detector and its running incident. The live tick and the backtest both call this.

use serde::{Deserialize, Serialize};

use super::bucket::{Bucket, Minute, Timestamp};
use super::course::{Alarm, Course, Now, PEAK_WINDOW, minutes_back, onset_of};
use super::crowd::Usual;
use super::detector::{Detector, Expectation, Running, SETTLING_MINUTES, Settings};
use super::incident::{Incident, Phase, Transition};
use super::networks::Networks;
use super::region::{Asn, RegionCode};
use super::service::ServiceSlug;
use super::spread::Reports;
use super::statistic::WINDOW_MINUTES;
use super::verdict::Reading;

/// A longer silence is a hole in the record, not silence: the present is forgotten, the profile of the week is kept.
/// Stepping through three silent days takes a millisecond.
const GAP_MINUTES_MAX: i64 = 3 * 1440;
/// A flare-up within this long of the end is the same incident.
const REJOIN_MINUTES: i64 = 60;
/// Minutes beyond the year 9999 (or before 1970) are not times.
const MINUTE_MAX: i64 = 4_223_371_679;
/// Memory of the smoothed rate, in minutes.
const SMOOTHING_MINUTES: f64 = 10.0;
/// `recovering` is published when this share of the evidence for the end is in.
const RECOVERING_SHARE: f64 = 0.5;
/// Watches one service, minute by minute. The same counts give the same transitions, bit for bit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tracker {
    service: ServiceSlug,
    detector: Detector,
    networks: Networks,
    course: Option<Course>,
    /// Reports per minute, smoothed.
    smoothed: f64,
    /// Learning rests until after this minute.
    frozen_until: Minute,
    possible: bool,
    /// The same as of the last look at the minute under way. Shown and no more: it decides nothing and is not kept.
    #[serde(skip)]
    glimpsed: bool,
}

impl Tracker {
    /// Starts to watch a service of which nothing is known.
    #[must_use]
    pub fn new(service: ServiceSlug) -> Self {
        Self {
            service,
            detector: Detector::default(),
            networks: Networks::default(),
            course: None,
            smoothed: 0.0,
            frozen_until: Minute(i64::MIN),
            possible: false,
            glimpsed: false,
        }
    }

    /// The last complete minute taken.
    #[must_use]
    pub fn last_minute(&self) -> Option<Minute> {
        self.detector.last_minute()
    }

    /// Takes one complete minute. Minutes left out since the last one count as silent; after more than three days of
    /// them the present is forgotten instead. A minute that is not later than the last one is ignored.
    pub fn step(&mut self, minute: Minute, bucket: &Bucket, settings: &Settings) -> Vec<Transition> {
        let mut transitions = Vec::new();
        if !(0..=MINUTE_MAX).contains(&minute.0) {
            return transitions;
        }
        if let Some(last) = self.last_minute() {
            if minute <= last {
                return transitions;
            }
            if minute.0 - last.0 > GAP_MINUTES_MAX {
                self.skip_gap(last, settings, &mut transitions);
            } else {
                for silent in (last.0 + 1..minute.0).map(Minute) {
                    self.networks.push(&[]);
                    self.take(silent, 0, &[], settings, &mut transitions);
                }
            }
        }
        let regions = if bucket.cells.is_empty() {
            Vec::new()
        } else {
            bucket.regions()
        };
        self.networks.push(&bucket.networks_in_order());
        self.take(minute, bucket.reporters(), &regions, settings, &mut transitions);
        transitions
    }

    /// Passes over minutes, up to and including `until`, in which nobody was counting: the machine slept, or its clock was
    /// set forward. They are not silence: nothing is learned from them, and what is open stays open. After more than
    /// three days the present is forgotten as in [`step`](Self::step), and what was open is over.
    pub fn pass_over(&mut self, until: Minute, settings: &Settings) -> Vec<Transition> {
        let mut transitions = Vec::new();
        let Some(last) = self.last_minute() else {
            return transitions;
        };
        if until <= last || until.0 > MINUTE_MAX {
            return transitions;
        }
        if until.0 - last.0 > GAP_MINUTES_MAX {
            self.skip_gap(last, settings, &mut transitions);
        }
        self.detector.pass_over(until);
        self.possible = false;
        transitions
    }

    /// Looks at the minute under way, of which `elapsed_seconds` have passed, in between steps. May open an incident or
    /// name a region early; never closes one and never learns. Does nothing unless `minute` is the next one. A look that
    /// gives no transitions leaves nothing behind that decides anything, so that only the others need to be remembered.
    pub fn peek(
        &mut self,
        minute: Minute,
        elapsed_seconds: u32,
        bucket: &Bucket,
        settings: &Settings,
    ) -> Vec<Transition> {
        let mut transitions = Vec::new();
        let is_next = self.last_minute().is_some_and(|last| last.0 + 1 == minute.0);
        if bucket.cells.is_empty() || !is_next || minute.0 > MINUTE_MAX {
            return transitions;
        }
        let elapsed_seconds = elapsed_seconds.clamp(1, 59);
        let regions = bucket.regions();
        let now = Now {
            minute,
            at: Timestamp(minute.start().0 + i64::from(elapsed_seconds)),
            regions: &regions,
            settings,
        };
        let running = self.detector.running(minute, elapsed_seconds, bucket.reporters());
        let reading = self.detector.test_running(&running);
        if self.is_open() {
            self.look_for_regions(&now, &running, &mut transitions);
        } else if reading.is_hot() {
            self.open(&now, None, reading, Some(&running), &mut transitions);
            self.name_regions(&now, Some(&running), &mut transitions);
        } else if reading.statistic >= settings.possible_share * reading.threshold {
            self.glimpsed = true;
        }
        transitions
    }

    /// The running incident, or the last one within an hour of its end.
    #[must_use]
    pub fn incident(&self) -> Option<&Incident> {
        self.course.as_ref().map(|course| &course.incident)
    }

    /// Which service it watches.
    #[must_use]
    pub fn service(&self) -> &ServiceSlug {
        &self.service
    }

    /// Reports a minute beyond what is normal, smoothed, and what is normal.
    #[must_use]
    pub fn excess(&self) -> (f64, f64) {
        let (_, normal) = self.detector.window(0);
        ((self.smoothed - normal).max(0.0), normal)
    }

    pub(super) fn course(&self) -> Option<&Course> {
        self.course.as_ref()
    }

    pub(super) fn course_mut(&mut self) -> Option<&mut Course> {
        self.course.as_mut()
    }

    /// Takes back the open incident, because the trouble is that of `cause`. Comparing services is not this tracker's
    /// business (see [`super::attribution`]), so to compute an incident again, this is called as it was recorded.
    pub fn withdraw(&mut self, at: Timestamp, cause: &ServiceSlug) -> Option<Transition> {
        let (minute, recent) = (self.last_minute()?, self.recent());
        let course = self.course.as_mut().filter(|course| course.incident.is_open())?;
        let now = Now {
            minute,
            at,
            regions: &[],
            settings: &Settings::default(),
        };
        let transition = course.withdraw(&now, &recent, cause);
        self.frozen_until = minute.plus(i64::from(now.settings.frozen_minutes_after));
        Some(transition)
    }

    /// Whether there are more reports than usual, without an incident: to be shown, not sent.
    #[must_use]
    pub fn possible(&self) -> bool {
        (self.possible || self.glimpsed) && !self.is_open()
    }

    /// Whether there is too little history for a firm verdict; an overwhelming surge is called all the same.
    #[must_use]
    pub fn learning(&self) -> bool {
        self.detector.is_learning()
    }

    /// What is normal for a minute, from eight days back to eight days ahead.
    #[must_use]
    pub fn expected(&self, minute: Minute) -> Expectation {
        self.detector.expectation(minute)
    }

    /// Expected reports of a region in one minute; a country's are those of its subdivisions and its own.
    #[must_use]
    pub fn expected_region(&self, region: RegionCode, minute: Minute) -> f64 {
        self.detector.expected_region(region, minute)
    }

    /// What is normal where a report comes from, as of the last minute taken.
    #[must_use]
    pub fn usual(&self, region: RegionCode, network: Asn) -> Usual {
        Usual {
            per_minute: self.detector.mean(),
            of_region_per_minute: self.detector.mean_of_region(region),
            network_share: self.networks.usual_share(network),
        }
    }

    /// What the statistic has to exceed for an incident.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.detector.threshold()
    }

    fn is_open(&self) -> bool {
        self.incident().is_some_and(Incident::is_open)
    }

    fn take(
        &mut self,
        minute: Minute,
        reporters: u32,
        regions: &[(RegionCode, u32)],
        settings: &Settings,
        transitions: &mut Vec<Transition>,
    ) {
        self.detector.observe(minute, reporters, regions);
        self.smoothed += (f64::from(reporters) - self.smoothed) / SMOOTHING_MINUTES;
        let verdict = self.detector.test();
        let reading = verdict.strongest;
        let normal = !self.is_open() && minute > self.frozen_until;
        self.detector.calibrate(&verdict, normal, settings);
        self.possible = reading.statistic >= settings.possible_share * reading.threshold;
        self.glimpsed = false;
        let now = Now {
            minute,
            at: minute.plus(1).start(),
            regions,
            settings,
        };
        self.drop_old_incident(&now);
        if !self.is_open() {
            self.open_if_hot(&now, reading, transitions);
        }
        if self.is_open() {
            self.follow(&now, transitions);
        }
        // Outages teach nothing about normal days, unless they last so long that they may be the new normal.
        let endless = self.is_open() && self.is_endless(minute, settings);
        let normal = (!self.is_open() || endless) && minute > self.frozen_until;
        self.detector.learn(normal, endless);
        if normal {
            let is_young = self.detector.is_learning();
            self.networks
                .absorb_settled(SETTLING_MINUTES + 1, self.detector.mean(), is_young);
        }
    }

    fn is_endless(&self, minute: Minute, settings: &Settings) -> bool {
        let since = self.course.as_ref().map(|course| course.since);
        since.is_some_and(|since| minute.0 - since.0 > i64::from(settings.relearn_minutes))
    }

    /// An incident that can no longer come back teaches the thresholds what it was.
    fn drop_old_incident(&mut self, now: &Now) {
        let closed = self.course.as_ref().and_then(|course| course.closed);
        if closed.is_some_and(|closed| now.minute.0 - closed.0 > REJOIN_MINUTES)
            && let Some(course) = self.course.take()
        {
            self.detector
                .calibrate_alarm(&course.peaks, course.aftermath(now.settings));
        }
    }

    fn open_if_hot(&mut self, now: &Now, reading: Reading, transitions: &mut Vec<Transition>) {
        if reading.is_hot() {
            self.open(now, None, reading, None, transitions);
        } else if let Some((region, reading)) = self.detector.hot_region() {
            self.open(now, Some(region), reading, None, transitions);
        }
    }

    /// Opens an incident, or goes on with one that ended within the hour. One that was taken back stays so: whoever was
    /// told that it was a mistake is told of a new one.
    fn open(
        &mut self,
        now: &Now,
        region: Option<RegionCode>,
        reading: Reading,
        running: Option<&Running>,
        transitions: &mut Vec<Transition>,
    ) {
        self.detector.discard_drafts();
        self.possible = false;
        let elevated = self.elevated_minutes(region, running);
        let alarm = Alarm {
            region,
            reading,
            onset: elevated.map_or_else(|| onset_of(now, &reading), |minutes| minutes_back(now, minutes)),
            smoothed: self.smoothed,
        };
        let mut returning = self.course.take();
        if let Some(mistake) = returning.take_if(|course| course.incident.phase == Phase::Retracted) {
            self.detector
                .calibrate_alarm(&mistake.peaks, mistake.aftermath(now.settings));
        }
        let (course, transition) = Course::open(returning, &self.service, now, &alarm);
        transitions.push(transition);
        self.course = Some(course);
    }

    /// One minute of an open incident.
    fn follow(&mut self, now: &Now, transitions: &mut Vec<Transition>) {
        self.name_regions(now, None, transitions);
        self.rest_regions(now);
        self.refine_onsets(now);
        self.measure_spread(now);
        let recent = self.recent();
        self.note_peaks(now, &recent);
        let Some(course) = &mut self.course else { return };
        transitions.extend(course.measure_peak(now, &recent));
        let (count, mean) = self.detector.window(0);
        course.recovery.absorb(
            f64::from(count),
            self.smoothed,
            mean,
            self.detector.dispersion(),
            now.settings.recovery_share,
        );
        let evidence = course.recovery.evidence();
        let open_minutes = now.minute.0 - course.since.0;
        if evidence > now.settings.recovery_evidence && open_minutes >= i64::from(now.settings.open_minutes_min) {
            self.close(now, transitions);
        } else if evidence > RECOVERING_SHARE * now.settings.recovery_evidence {
            let reading = Reading {
                statistic: evidence,
                threshold: now.settings.recovery_evidence,
                ..recent
            };
            transitions.extend(course.recover(now, &reading));
        } else {
            course.relapse();
        }
    }

    /// Regions that stand out in the last minutes are affected, the others are after a while no longer.
    fn rest_regions(&mut self, now: &Now) {
        let Some(course) = &mut self.course else { return };
        self.detector
            .scan_regions_lately(now.settings.region_named_above, |region| {
                course.show_region(now, region);
            });
        course.rest_regions(now);
    }

    /// While an incident is young, and for each region that was just reached, every minute tells more about the onset.
    fn refine_onsets(&mut self, now: &Now) {
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
    fn elevated_minutes(&self, region: Option<RegionCode>, running: Option<&Running>) -> Option<usize> {
        match region {
            Some(region) => {
                let found = self.detector.elevated_minutes_of(std::iter::once(region));
                found.first().map(|&(_, minutes)| minutes)
            }
            None => self.detector.elevated_minutes(running),
        }
    }

    /// Measures how far the reports since the onset reach, over the longest window that lies within the incident.
    fn measure_spread(&mut self, now: &Now) {
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
    fn name_regions(&mut self, now: &Now, running: Option<&Running>, transitions: &mut Vec<Transition>) {
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
    fn look_for_regions(&mut self, now: &Now, running: &Running, transitions: &mut Vec<Transition>) {
        let untouched = self.course.clone();
        self.name_regions(now, Some(running), transitions);
        if transitions.is_empty() {
            self.course = untouched;
        }
    }

    /// Keeps what the thresholds learn from when the alarm is over.
    fn note_peaks(&mut self, now: &Now, recent: &Reading) {
        let (verdict, regions) = (self.detector.test(), self.detector.region_statistic(0.0));
        let Some(course) = &mut self.course else { return };
        course.peaks.absorb(&verdict, regions);
        course.look_for_burst(now, recent);
    }

    /// The incident is over; one that should not have been called is taken back. Not before the end: as long as its
    /// reports come, the next minute would open another.
    fn close(&mut self, now: &Now, transitions: &mut Vec<Transition>) {
        let reading = self.relief(now.settings);
        let Some(course) = &mut self.course else { return };
        if let Some(why) = course.retraction() {
            transitions.push(course.retract(now, &reading, why));
        } else {
            transitions.extend(course.recover(now, &reading));
            transitions.push(course.resolve(now, &reading));
        }
        self.frozen_until = now.minute.plus(i64::from(now.settings.frozen_minutes_after));
        self.detector.clear_windows();
        self.possible = false;
    }

    /// The record breaks off after `last`: what was open is over as far as anybody knows.
    fn skip_gap(&mut self, last: Minute, settings: &Settings, transitions: &mut Vec<Transition>) {
        if self.is_open() {
            let now = Now {
                minute: last,
                at: last.plus(1).start(),
                regions: &[],
                settings,
            };
            self.close(&now, transitions);
        }
        self.course = None;
        self.smoothed = 0.0;
        self.detector.forget_present();
        self.networks.clear();
    }

    /// The last five minutes.
    fn recent(&self) -> Reading {
        let (observed, expected) = self.detector.window(PEAK_WINDOW);
        let strongest = self.detector.test().strongest;
        Reading {
            busy: None,
            window_minutes: u32::from(WINDOW_MINUTES[PEAK_WINDOW]),
            observed: u64::from(observed),
            expected,
            ..strongest
        }
    }

    /// The last five minutes as evidence for the end.
    fn relief(&self, settings: &Settings) -> Reading {
        let evidence = self.course.as_ref().map_or(0.0, |course| course.recovery.evidence());
        Reading {
            statistic: evidence,
            threshold: settings.recovery_evidence,
            ..self.recent()
        }
    }
}

#[cfg(test)]
mod tests {
    mod life;

    use super::*;
    use crate::domain::bucket::Cell;
    use crate::domain::incident::TransitionKind;
    use proptest::prelude::*;

    const START: i64 = 29_600_000;

    fn tracker() -> Tracker {
        Tracker::new(ServiceSlug::parse("spotify").unwrap())
    }

    fn bucket(counts: &[(&str, u32)]) -> Bucket {
        let mut bucket = Bucket::default();
        for &(region, reporters) in counts {
            bucket.add(RegionCode::parse(region).unwrap(), None, reporters, reporters);
        }
        bucket
    }

    /// A number that looks random, by position (splitmix64).
    fn hash(position: i64) -> u64 {
        let mut z = u64::from_ne_bytes(position.to_ne_bytes()).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A normal minute: about two reports from two regions.
    fn quiet(minute: i64) -> Bucket {
        let draw = hash(minute);
        let count = |shift: u32| [0, 0, 1, 1, 1, 1, 2, 3][(draw >> shift & 7) as usize];
        bucket(&[("US-NY", count(0)), ("DE-BY", count(8))])
    }

    /// A tracker that has seen quiet days, which end at the minute given back.
    fn seasoned(days: i64) -> (Tracker, i64) {
        let (mut tracker, settings) = (tracker(), Settings::default());
        let end = START + days * 1440;
        for minute in START..end {
            assert_eq!(tracker.step(Minute(minute), &quiet(minute), &settings), []);
        }
        (tracker, end)
    }

    fn run(tracker: &mut Tracker, from: i64, minutes: i64, counts: &[(&str, u32)]) -> Vec<Transition> {
        let settings = Settings::default();
        let mut all = Vec::new();
        for minute in from..from + minutes {
            let mut minute_bucket = quiet(minute);
            minute_bucket.merge(&bucket(counts));
            all.extend(tracker.step(Minute(minute), &minute_bucket, &settings));
        }
        all
    }

    fn kinds(transitions: &[Transition]) -> Vec<&'static str> {
        transitions.iter().map(|transition| transition.kind.as_str()).collect()
    }

    #[test]
    fn three_hours_of_outage_pass_through_every_phase() {
        let (mut tracker, now) = seasoned(7);
        let mut all = run(&mut tracker, now, 20, &[("US-NY", 6)]);
        assert!(!tracker.learning());
        assert_eq!(tracker.incident().unwrap().phase, Phase::Confirmed);
        all.extend(run(&mut tracker, now + 20, 160, &[("US-NY", 20), ("FR-IDF", 20)]));
        all.extend(run(&mut tracker, now + 180, 60, &[]));
        let kinds = kinds(&all);
        assert_eq!(kinds[0], "opened");
        assert_eq!(kinds.iter().filter(|&&kind| kind == "opened").count(), 1);
        assert!(
            kinds.contains(&"escalated") && kinds.contains(&"region_added"),
            "{kinds:?}"
        );
        assert_eq!(kinds[kinds.len() - 2..], ["recovering", "resolved"]);
        let incident = tracker.incident().unwrap();
        assert_eq!(incident.phase, Phase::Resolved);
        assert!((now - 2..=now).contains(&incident.onset.0), "{:?}", incident.onset);
        assert!(incident.opened_at <= Minute(now + 3).start());
        assert_eq!(incident.transitions, all);
        run(&mut tracker, now + 240, 90, &[]);
        assert_eq!(tracker.incident(), None);
    }

    #[test]
    fn a_flare_up_within_the_hour_rejoins() {
        let (mut tracker, now) = seasoned(7);
        let mut all = run(&mut tracker, now, 30, &[("US-NY", 20)]);
        all.extend(run(&mut tracker, now + 30, 40, &[]));
        assert_eq!(tracker.incident().unwrap().phase, Phase::Resolved);
        let flare = run(&mut tracker, now + 70, 1, &[("US-NY", 60)]);
        assert_eq!(tracker.incident().unwrap().phase, Phase::Recovering);
        assert_eq!(tracker.incident().unwrap().resolved_at, None);
        all.extend(flare);
        all.extend(run(&mut tracker, now + 71, 60, &[]));
        assert_eq!(
            kinds(&all),
            [
                "opened",
                "escalated",
                "recovering",
                "resolved",
                "recovering",
                "resolved"
            ]
        );
    }

    #[test]
    fn peeking_opens_early_and_only_once() {
        let (mut tracker, now) = seasoned(7);
        let settings = Settings::default();
        let surge = bucket(&[("US-NY", 30)]);
        let early = tracker.peek(Minute(now), 20, &surge, &settings);
        assert_eq!(kinds(&early), ["opened"]);
        assert_eq!(early[0].at, Timestamp(now * 60 + 20));
        assert_eq!(tracker.incident().unwrap().regions[0].region.as_str(), "US-NY");
        assert!(tracker.peek(Minute(now), 30, &surge, &settings).is_empty());
        let mut more = surge.clone();
        more.merge(&bucket(&[("FR-IDF", 30)]));
        assert!(!kinds(&tracker.step(Minute(now), &more, &settings)).contains(&"opened"));
        assert!(tracker.peek(Minute(now), 40, &more, &settings).is_empty());
        assert_eq!(tracker.last_minute(), Some(Minute(now)));
    }

    #[test]
    fn a_look_without_a_step_leaves_nothing_behind() {
        let (mut tracker, now) = seasoned(7);
        let settings = Settings::default();
        let bytes = |tracker: &Tracker| postcard::to_stdvec(tracker).unwrap();
        let before = bytes(&tracker);
        assert!(!tracker.possible());
        let mut was_possible = false;
        let is_opened = (1..60).any(|reporters| {
            let early = tracker.peek(Minute(now), 50, &bucket(&[("US-NY", reporters)]), &settings);
            assert_eq!(bytes(&tracker) == before, early.is_empty(), "{reporters}");
            was_possible |= early.is_empty() && tracker.possible();
            !early.is_empty()
        });
        assert!(is_opened && was_possible, "the page may show it before it is called");
        let (mut tracker, _) = seasoned(7);
        assert_eq!(bytes(&tracker), before);
        run(&mut tracker, now, 10, &[("US-NY", 20)]);
        assert!(!tracker.possible());
        let before = bytes(&tracker);
        // More of the same: a higher peak of a region that is known.
        assert_eq!(
            tracker.peek(Minute(now + 10), 50, &bucket(&[("US-NY", 900)]), &settings),
            []
        );
        assert_eq!(bytes(&tracker), before);
        let steps = tracker.peek(Minute(now + 10), 50, &bucket(&[("JP-13", 90)]), &settings);
        assert_eq!(
            kinds(&steps),
            Vec::<&str>::new(),
            "a region without any history is named with the minute"
        );
        let steps = tracker.peek(Minute(now + 10), 50, &bucket(&[("DE-BY", 90)]), &settings);
        assert_eq!(kinds(&steps), ["region_added"]);
        assert_ne!(bytes(&tracker), before);
    }

    #[test]
    fn looks_of_the_opening_minute_name_nothing_on_their_own() {
        let (mut tracker, now) = seasoned(7);
        let settings = Settings::default();
        assert_eq!(
            kinds(&tracker.peek(Minute(now), 20, &bucket(&[("US-NY", 30)]), &settings)),
            ["opened"]
        );
        let before = postcard::to_stdvec(&tracker).unwrap();
        let more = bucket(&[("US-NY", 40), ("DE-BY", 40)]);
        assert_eq!(tracker.peek(Minute(now), 40, &more, &settings), []);
        assert_eq!(postcard::to_stdvec(&tracker).unwrap(), before);
        tracker.step(Minute(now), &more, &settings);
        let named = tracker
            .incident()
            .unwrap()
            .regions
            .iter()
            .map(|affected| affected.region.as_str().to_owned());
        assert_eq!(named.collect::<Vec<_>>(), ["US-NY", "DE-BY"]);
    }

    #[test]
    fn the_first_day_is_cautious_but_not_blind() {
        let (mut tracker, now) = seasoned(0);
        assert!(run(&mut tracker, now, 300, &[]).is_empty());
        assert!(run(&mut tracker, now + 300, 20, &[("US-NY", 4)]).is_empty());
        assert!(run(&mut tracker, now + 320, 60, &[]).is_empty());
        assert!(tracker.learning());
        let surge = run(&mut tracker, now + 380, 10, &[("US-NY", 200)]);
        assert_eq!(surge[0].kind, TransitionKind::Opened);
    }

    #[test]
    fn a_busy_newcomer_is_not_an_outage() {
        let mut tracker = tracker();
        assert_eq!(run(&mut tracker, START, 2 * 1440, &[("US-NY", 40), ("JP-13", 10)]), []);
    }

    #[test]
    fn a_hole_in_the_record_ends_what_was_open() {
        let (mut tracker, now) = seasoned(7);
        run(&mut tracker, now, 30, &[("US-NY", 20)]);
        let later = now + 30 + GAP_MINUTES_MAX + 1;
        let after = tracker.step(Minute(later), &quiet(later), &Settings::default());
        assert_eq!(kinds(&after), ["recovering", "resolved"]);
        assert_eq!(tracker.incident(), None);
        assert!(run(&mut tracker, later + 1, 600, &[]).is_empty());
    }

    #[test]
    fn an_hour_in_which_nobody_counted_is_not_silence() {
        let (mut tracker, now) = seasoned(7);
        let settings = Settings::default();
        run(&mut tracker, now, 30, &[("US-NY", 20)]);
        let expected = tracker.expected(Minute(now + 300));
        assert_eq!(tracker.pass_over(Minute(now + 89), &settings), []);
        assert_eq!(tracker.last_minute(), Some(Minute(now + 89)));
        assert!(tracker.incident().unwrap().is_open());
        assert_eq!(tracker.expected(Minute(now + 300)), expected);
        assert_eq!(
            tracker.pass_over(Minute(now + 40), &settings),
            [],
            "time does not go back"
        );
        let more = run(&mut tracker, now + 90, 20, &[("US-NY", 20)]);
        assert!(!kinds(&more).contains(&"resolved"), "{more:?}");
        let end = run(&mut tracker, now + 110, 60, &[]);
        assert_eq!(kinds(&end), ["recovering", "resolved"]);
    }

    #[test]
    fn nothing_opens_after_a_gap_and_a_surge_is_still_found() {
        let (mut tracker, now) = seasoned(7);
        let settings = Settings::default();
        for gap in 0..20 {
            let from = now + gap * 200;
            assert_eq!(tracker.pass_over(Minute(from + 59), &settings), []);
            assert_eq!(run(&mut tracker, from + 60, 140, &[]), []);
        }
        let surge = run(&mut tracker, now + 4_000, 5, &[("US-NY", 20)]);
        assert_eq!(surge[0].kind, TransitionKind::Opened);
        let ages = tracker.pass_over(Minute(now + 40_000), &settings);
        assert_eq!(kinds(&ages), ["recovering", "resolved"]);
        assert_eq!(tracker.incident(), None);
        assert_eq!(run(&mut tracker, now + 40_001, 600, &[]), []);
    }

    #[test]
    fn a_broken_feed_teaches_nothing_and_its_return_is_no_outage() {
        for gap_minutes in [90, 600, 2 * 1440] {
            let (mut tracker, now) = seasoned(10);
            let before = tracker.expected(Minute(now + 8 * 1440)).mean;
            let settings = Settings::default();
            for minute in now..now + gap_minutes {
                assert_eq!(tracker.step(Minute(minute), &Bucket::default(), &settings), []);
            }
            assert_eq!(run(&mut tracker, now + gap_minutes, 600, &[]), []);
            let after = tracker.expected(Minute(now + 8 * 1440)).mean;
            assert!((after / before - 1.0).abs() < 0.1, "{gap_minutes}: {before} {after}");
            let outage = run(&mut tracker, now + gap_minutes + 600, 10, &[("US-NY", 20)]);
            assert_eq!(outage[0].kind, TransitionKind::Opened);
        }
    }

    #[test]
    fn weeks_of_silence_and_floods_leave_every_number_finite() {
        let (mut tracker, now) = seasoned(3);
        let settings = Settings::default();
        let mut minute = now;
        for (count, minutes) in [
            (0, 21 * 1440),
            (u32::MAX, 1440),
            (0, 2 * 1440),
            (u32::MAX, 60),
            (1, 8 * 1440),
        ] {
            for _ in 0..minutes {
                tracker.step(Minute(minute), &bucket(&[("US-NY", count), ("GB", count)]), &settings);
                minute += 1;
            }
            let expected = tracker.expected(Minute(minute));
            let numbers = [expected.low, expected.mean, expected.high, tracker.threshold()];
            assert!(numbers.iter().all(|number| number.is_finite()), "{numbers:?}");
            assert!(numbers[1] <= 1e6 && numbers[3] <= 2_000.0, "{numbers:?}");
        }
    }

    #[test]
    fn bursts_every_day_stop_being_alarms() {
        let (mut tracker, now) = seasoned(7);
        let mut openings = Vec::new();
        for day in 0..42 {
            let start = now + day * 1440 + i64::try_from(hash(day) % 600).unwrap();
            let quiet_before = if day == 0 { now } else { now + day * 1440 };
            let mut all = run(&mut tracker, quiet_before, start - quiet_before, &[]);
            all.extend(run(&mut tracker, start, 12, &[("US-NY", 12)]));
            all.extend(run(&mut tracker, start + 12, now + (day + 1) * 1440 - start - 12, &[]));
            openings.push(kinds(&all).iter().filter(|&&kind| kind == "opened").count());
        }
        let late: usize = openings[28..].iter().sum();
        assert!(openings[0] >= 1 && late <= 2, "{openings:?}");
        let outage = run(&mut tracker, now + 42 * 1440, 60, &[("US-NY", 60), ("DE-BY", 60)]);
        assert!(kinds(&outage).contains(&"opened"));
    }

    #[test]
    fn a_state_in_the_store_goes_on_as_if_nothing_had_happened() {
        let settings = Settings::default();
        let (mut kept, now) = seasoned(3);
        let mut restored = kept.clone();
        for minute in now..now + 170 {
            let mut counts = quiet(minute);
            if (60..120).contains(&(minute - now)) {
                counts.merge(&bucket(&[("US-NY", 9), ("GB", 4)]));
            }
            let bytes = postcard::to_stdvec(&restored).unwrap();
            restored = postcard::from_bytes(&bytes).unwrap();
            let early = kept.peek(Minute(minute), 30, &counts, &settings);
            assert_eq!(early, restored.peek(Minute(minute), 30, &counts, &settings));
            let step = kept.step(Minute(minute), &counts, &settings);
            assert_eq!(step, restored.step(Minute(minute), &counts, &settings));
        }
        assert_eq!(kept, restored);
        assert_eq!(kept.incident().map(|incident| incident.phase), Some(Phase::Resolved));
    }

    #[test]
    fn a_service_with_fifty_regions_takes_little_room() {
        let settings = Settings::default();
        let mut tracker = tracker();
        for minute in START..START + 3_000 {
            let code = format!("US-{:02}", hash(minute) % 50);
            tracker.step(Minute(minute), &bucket(&[(&code, 1)]), &settings);
        }
        let stored = postcard::to_stdvec(&tracker).unwrap().len();
        assert!(stored < 8 * 1024, "{stored}");
    }

    #[test]
    fn expectations_follow_the_regions() {
        let (tracker, now) = seasoned(7);
        let whole = tracker.expected(Minute(now + 500));
        assert!(whole.low < whole.mean && whole.mean < whole.high);
        let part = tracker.expected_region(RegionCode::parse("US-NY").unwrap(), Minute(now + 500));
        let country = tracker.expected_region(RegionCode::parse("US").unwrap(), Minute(now + 500));
        assert!((0.4..0.6).contains(&(part / whole.mean)));
        assert!((part - country).abs() < 1e-9);
        assert!(tracker.expected_region(RegionCode::parse("FR").unwrap(), Minute(now)) < 1e-9);
    }

    fn any_bucket() -> impl Strategy<Value = Bucket> {
        let region = "(unknown|[A-C][A-B]|[A-C][A-B]-[0-9]{1,2})".prop_map(|code| RegionCode::parse(&code).unwrap());
        let count = prop_oneof![4 => 0_u32..5, 2 => 0_u32..500, 1 => any::<u32>()];
        let cell = (region, count).prop_map(|(region, count)| Cell {
            region,
            symptom: None,
            count,
            reporters: count,
        });
        proptest::collection::vec(cell, 0..6).prop_map(|cells| Bucket {
            cells,
            ..Bucket::default()
        })
    }

    fn any_minutes() -> impl Strategy<Value = Vec<(i64, u32, Bucket)>> {
        let advance = prop_oneof![
            20 => Just(1_i64), 3 => -50_i64..200, 1 => 0_i64..10_000, 1 => any::<i64>(),
        ];
        proptest::collection::vec((advance, 0_u32..100, any_bucket()), 1..120)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_panics_and_every_story_is_in_order(minutes in any_minutes(), seasoned_minutes in 0_i64..1_500) {
            let settings = Settings { open_minutes_min: 2, ..Settings::default() };
            let mut tracker = tracker();
            for minute in START..START + seasoned_minutes {
                tracker.step(Minute(minute), &quiet(minute), &settings);
            }
            let mut minute = START + seasoned_minutes;
            let mut life = life::Life::default();
            for (advance, elapsed, counts) in minutes {
                minute = minute.saturating_add(advance);
                let mut transitions = tracker.peek(Minute(minute), elapsed, &counts, &settings);
                transitions.extend(tracker.step(Minute(minute), &counts, &settings));
                for transition in transitions {
                    let evidence = &transition.evidence;
                    let numbers = [evidence.expected, evidence.dispersion, evidence.statistic, evidence.threshold];
                    prop_assert!(numbers.iter().all(|number| number.is_finite() && *number >= 0.0));
                    prop_assert!((0.0..=1.0).contains(&evidence.p_value));
                    prop_assert!(!evidence.region.is_some_and(|region| region.is_unknown()));
                    life.check(&transition)?;
                }
                if minute.checked_mul(60).is_some() {
                    let expected = tracker.expected(Minute(minute));
                    prop_assert!(expected.low.is_finite() && expected.mean.is_finite() && expected.high.is_finite());
                }
                prop_assert!(tracker.threshold().is_finite());
                if let Some(incident) = tracker.incident() {
                    prop_assert!(incident.peak_ratio.is_finite());
                    prop_assert!(incident.severity_score.is_finite() && incident.severity_score >= 0.0);
                    prop_assert_eq!(incident.resolved_at.is_none(), incident.is_open());
                    let is_resolved = incident.phase == Phase::Resolved;
                    prop_assert!(!is_resolved || incident.recovering_at.is_some());
                    prop_assert!(incident.onset <= incident.opened_at.minute());
                    let began_in_it = |onset: Minute| onset >= incident.onset;
                    prop_assert!(incident.regions.iter().all(|affected| began_in_it(affected.onset)));
                    let spread = &incident.spread;
                    prop_assert!((0.0..=1.0).contains(&spread.region_evenness));
                    prop_assert!((0.0..=1.0).contains(&spread.network_evenness));
                }
            }
        }
    }
}
