//! One service under watch: its detector and its running incident. The live tick and the backtest both call this.

mod reach;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::baseline::NormalWeek;
use super::bucket::{Bucket, Minute, Timestamp};
use super::confidence::Glance;
use super::course::{Alarm, Course, Now, PEAK_WINDOW, minutes_back, onset_of};
use super::crowd::Usual;
use super::detector::{Detector, Expectation, Running, SETTLING_MINUTES, Settings};
use super::incident::{Incident, Phase, Transition};
use super::networks::Networks;
use super::referrer::Referrer;
use super::region::{Asn, RegionCode};
use super::region_windows::Sums;
use super::service::ServiceSlug;
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
/// Who is discounted was heard before that: a network twice within an hour, a neighbourhood once. So many reporters are not
/// counted towards an opening while there are at least these discounted reports, which fade over
/// [`DISCOUNTED_MINUTES`]: a few are of an ordinary crowd, of which somebody is discounted now and then; more than that
/// are somebody who goes on and on.
const DISCOUNTED_MIN: [f64; 3] = [0.5, 1.5, 5.5];
const DISCOUNTED_MINUTES: f64 = 60.0;

/// Watches one service, minute by minute. The same counts give the same transitions, bit for bit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tracker {
    service: ServiceSlug,
    detector: Detector,
    networks: Networks,
    /// Apart, because most services have none at most times.
    course: Option<Box<Course>>,
    /// Reports per minute, smoothed.
    smoothed: f64,
    /// Discounted reports of the last hour, fading.
    discounted: f64,
    /// Learning rests until after this minute.
    frozen_until: Minute,
    possible: bool,
    /// By which links people come. Decides no step of an incident, but who is alerted of it.
    arrivals: Networks<Referrer>,
    /// The same as [`possible`](Self::possible), as of the last look at the minute under way. Shown and no more: it decides nothing and is not kept.
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
            discounted: 0.0,
            frozen_until: Minute(i64::MIN),
            possible: false,
            arrivals: Networks::default(),
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
                    self.arrivals.push(&[]);
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
        self.arrivals.push(&bucket.arrivals());
        self.discounted += f64::from(bucket.reports().saturating_sub(bucket.reporters()));
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
        } else if reading.is_hot_without(self.heard_before()) {
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

    pub(super) fn networks(&self) -> &Networks {
        &self.networks
    }

    pub(super) fn arrivals(&self) -> &Networks<Referrer> {
        &self.arrivals
    }

    /// Reports per minute that are normal now.
    pub(super) fn mean(&self) -> f64 {
        self.detector.mean()
    }

    /// The share of the service's reports that each region normally has, those of unknown regions included.
    pub(super) fn usual_shares_of_regions(&self) -> Vec<(RegionCode, f64)> {
        let known = self.detector.parts(0).into_iter();
        let unknown = (RegionCode::UNKNOWN, self.detector.share_of_region(RegionCode::UNKNOWN));
        known
            .map(|part| (part.key, part.usual_share))
            .chain(std::iter::once(unknown))
            .collect()
    }

    /// Reporters by region in the window of this index; who is nowhere in particular is of an unknown one.
    pub(super) fn reporters_by_region(&self, window: usize) -> BTreeMap<RegionCode, f64> {
        let parts = self.detector.parts(window).into_iter();
        let mut reporters: BTreeMap<RegionCode, f64> = parts.map(|part| (part.key, part.reports)).collect();
        let elsewhere = f64::from(self.detector.window(window).0) - reporters.values().sum::<f64>();
        reporters.insert(RegionCode::UNKNOWN, elsewhere.max(0.0));
        reporters
    }

    /// The test of the whole service that is nearest to calling for an incident, or furthest beyond.
    pub(super) fn reading(&self, glance: Option<&Glance<'_>>) -> Reading {
        let Some(glance) = glance else {
            return self.detector.test().strongest;
        };
        let reporters = glance.bucket.reporters();
        let running = self.detector.running(glance.minute, glance.elapsed_seconds, reporters);
        self.detector.test_running(&running)
    }

    /// The test of the strongest region that alone calls for an incident, and what the whole service has in its window.
    pub(super) fn region_reading(&self) -> Option<(Reading, Reading)> {
        let (_, of_region) = self.detector.hot_region(&self.detector.region_sums())?;
        let mut windows = WINDOW_MINUTES.iter();
        let window = windows.position(|&minutes| u32::from(minutes) == of_region.window_minutes)?;
        let (observed, expected) = self.detector.window(window);
        let of_service = Reading {
            observed: u64::from(observed),
            expected,
            dispersion: self.detector.dispersion(),
            ..of_region
        };
        Some((of_region, of_service))
    }

    pub(super) fn course(&self) -> Option<&Course> {
        self.course.as_deref()
    }

    pub(super) fn course_mut(&mut self) -> Option<&mut Course> {
        self.course.as_deref_mut()
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

    /// The same tracker as somebody else shows it, who has [`possible`](Self::possible) trouble in sight.
    #[must_use]
    pub fn with_possible(mut self, possible: bool) -> Self {
        self.glimpsed = possible;
        self
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

    /// How many reports are normal in any minute, for whoever asks about many.
    #[must_use]
    pub fn normal_week(&self) -> NormalWeek {
        self.detector.normal_week()
    }

    /// What is normal around the sum of several minutes' means.
    #[must_use]
    pub fn expected_sum(&self, mean: f64) -> Expectation {
        let normal = self.detector.expectation_of(mean);
        // The band is kept at least as wide as one report.
        Expectation {
            high: normal.high.max(mean + 1.0),
            ..normal
        }
    }

    /// Expected reports of a region in one minute; a country's are those of its subdivisions and its own.
    #[must_use]
    pub fn expected_region(&self, region: RegionCode, minute: Minute) -> f64 {
        self.detector.expected_region(region, minute)
    }

    /// The share of the service's reports that a region normally has; a country's is that of its subdivisions and its
    /// own.
    #[must_use]
    pub fn usual_share_of_region(&self, region: RegionCode) -> f64 {
        self.detector.share_of_region(region)
    }

    /// What is normal where a report comes from, as of the last minute taken.
    #[must_use]
    pub fn usual(&self, region: RegionCode, network: Asn) -> Usual {
        Usual {
            per_minute: self.detector.mean(),
            of_region_per_minute: self.detector.mean_of_region(region),
            network_share: self.networks.usual().of(network),
        }
    }

    /// The part of the service's reports that a network normally brings; `None` while too little is known.
    #[must_use]
    pub fn usual_share(&self, network: Asn) -> Option<f64> {
        let is_known = self.networks.usual().are_known();
        is_known.then(|| self.networks.usual().of(network))
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
        self.discounted *= 1.0 - 1.0 / DISCOUNTED_MINUTES;
        let verdict = self.detector.test();
        let reading = verdict.strongest;
        let normal = !self.is_open() && minute > self.frozen_until;
        let regions_of_hour = self.detector.region_sums();
        self.detector.calibrate(&verdict, &regions_of_hour, normal, settings);
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
            self.open_if_hot(&now, reading, &regions_of_hour, transitions);
        }
        if self.is_open() {
            self.follow(&now, transitions);
        }
        // Outages teach nothing about normal days, unless they last so long that they may be the new normal.
        let endless = self.is_open() && self.is_endless(minute, settings);
        let normal = (!self.is_open() || endless) && minute > self.frozen_until;
        self.detector.learn(normal, endless);
        if normal {
            let (is_young, mean) = (self.detector.is_learning(), self.detector.mean());
            self.networks.absorb_settled(SETTLING_MINUTES + 1, mean, is_young);
            self.arrivals.absorb_settled(SETTLING_MINUTES + 1, mean, is_young);
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

    fn open_if_hot(&mut self, now: &Now, reading: Reading, sums: &Sums, transitions: &mut Vec<Transition>) {
        let heard_before = self.heard_before();
        if reading.is_hot_without(heard_before) {
            self.open(now, None, reading, None, transitions);
        } else if let Some((region, reading)) = self.detector.hot_region(sums)
            && reading.is_hot_without(heard_before)
        {
            self.open(now, Some(region), reading, None, transitions);
        }
    }

    /// Reporters that may be of the same neighbourhood or network as those who are discounted now: whoever goes on and on
    /// must not tip the scale with what was heard of them.
    fn heard_before(&self) -> u32 {
        let passed = DISCOUNTED_MIN.iter().filter(|&&least| least < self.discounted);
        passed.fold(0, |count, _| count + 1)
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
        let mut returning = self.course.take().map(|course| *course);
        if let Some(mistake) = returning.take_if(|course| course.incident.phase == Phase::Retracted) {
            self.detector
                .calibrate_alarm(&mistake.peaks, mistake.aftermath(now.settings));
        }
        let (course, transition) = Course::open(returning, &self.service, now, &alarm);
        transitions.push(transition);
        self.course = Some(Box::new(course));
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

    /// Keeps what the thresholds learn from when the alarm is over.
    fn note_peaks(&mut self, now: &Now, recent: &Reading) {
        let verdict = self.detector.test();
        let regions = self.detector.region_statistic(&self.detector.region_sums(), 0.0);
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
        self.arrivals.clear();
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
mod tests;
