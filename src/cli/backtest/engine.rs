//! Steps the trackers of all services through the lines of a file, as the live tick steps them through minutes.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::counts::{CheckpointLine, CountLine, ExpectLine, Line, LineError, LookLine, NetworkLine};
use crate::cli::gather::Gather;
use crate::cli::verify::Verification;
use crate::cli::what_if::News;
use crate::domain::attribution::{Occasion, Outcome, Party, judge};
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, Retraction, Transition};
use crate::domain::region::RegionCode;
use crate::domain::relations::Relations;
use crate::domain::service::ServiceSlug;
use crate::domain::tracker::Tracker;
use crate::pipeline::lines::write_line;
use crate::pipeline::tick;

/// Minutes without any line are stepped one by one up to this many, past it each service forgets its present at once.
const SILENT_MINUTES_MAX: i64 = 3 * 1440;
/// Services in one file: with 10 KB and more for each, what a small machine can hold.
const SERVICES_MAX: usize = 50_000;

/// Why a line has not been taken.
pub(super) enum Refusal {
    Line(LineError),
    Unusable(String),
    Write(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// One line of the alarm file.
#[derive(Debug, Serialize)]
struct Alarm<'a> {
    service: &'a ServiceSlug,
    /// Start of the last minute that the decision used.
    ts: Timestamp,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<RegionCode>,
    /// Whose trouble it is, when that is why nothing is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a ServiceSlug>,
}

/// One line of the transition file.
#[derive(Debug, Serialize)]
struct Step<'a> {
    #[serde(flatten)]
    transition: &'a Transition,
    /// Whose trouble it was judged to be when the step was taken, so that nobody was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_for: Option<&'a ServiceSlug>,
}

/// One service: what watches it, the minute that is being read, and what its alarms last said.
pub(super) struct Watched {
    slug: ServiceSlug,
    settings: Settings,
    pub(super) tracker: Tracker,
    pub(super) gather: Gather,
    told: Told,
    /// When a recorded incident was taken back, and for whom; the last first.
    withdrawals: Vec<(Timestamp, ServiceSlug)>,
    regions: Vec<RegionCode>,
}

/// What the alarms last said of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    Closed,
    /// Its incident is held as the trouble of another service.
    Possible(ServiceSlug),
    Open,
}

impl Told {
    fn of(incident: Option<&Incident>) -> Self {
        let Some(incident) = incident.filter(|incident| incident.is_open()) else {
            return Self::Closed;
        };
        match &incident.attribution {
            Some(attribution) if incident.is_held() => Self::Possible(attribution.cause.clone()),
            _ => Self::Open,
        }
    }
}

/// All services of a file, in order of first sight.
pub(super) struct Backtest<W> {
    settings: Settings,
    relations: Relations,
    output: W,
    pub(super) transitions: Option<Box<dyn Write>>,
    /// Who else hears of each step.
    pub(super) news: Option<News>,
    pub(super) services: Vec<Watched>,
    by_slug: HashMap<String, usize>,
    /// The service of the last line: files have its lines together.
    recent: usize,
    /// The minute that is being read.
    current: Option<Minute>,
    /// Without any tick line, the end of the file completes its last minute.
    has_ticks: bool,
    verification: Verification,
}

impl<W: Write> Backtest<W> {
    pub(super) fn new(settings: Settings, relations: Relations, output: W) -> Self {
        Self {
            settings,
            relations,
            output,
            transitions: None,
            news: None,
            services: Vec::new(),
            by_slug: HashMap::new(),
            recent: 0,
            current: None,
            has_ticks: false,
            verification: Verification::default(),
        }
    }

    pub(super) fn take(&mut self, line: &Line) -> Result<(), Refusal> {
        match line {
            Line::Tick(minute) => {
                self.has_ticks = true;
                self.advance(minute.plus(1))?;
            }
            Line::Count(count) => {
                self.advance(count.ts.minute())?;
                self.count(count)?;
            }
            Line::Network(network) => {
                self.advance(network.ts.minute())?;
                self.network(network)?;
            }
            // By which link people came decides who is alerted, and no step.
            Line::Referrer(referrer) => self.advance(referrer.ts.minute())?,
            Line::Look(look) => {
                self.advance(look.look.minute())?;
                self.look(look)?;
            }
            Line::Checkpoint(checkpoint) => {
                self.advance(checkpoint.ts.minute())?;
                self.go_on_from(checkpoint)?;
            }
            Line::Expect(expect) => self.expect(expect)?,
        }
        Ok(())
    }

    /// Completes all minutes before this one.
    fn advance(&mut self, minute: Minute) -> io::Result<()> {
        let first = self.current.replace(minute).unwrap_or(minute);
        if minute <= first {
            return Ok(());
        }
        self.step(first)?;
        if minute.0 - first.0 <= SILENT_MINUTES_MAX {
            for silent in (first.0 + 1..minute.0).map(Minute) {
                self.step(silent)?;
            }
        }
        Ok(())
    }

    fn count(&mut self, line: &CountLine) -> Result<(), Refusal> {
        let watched = self.watched(&line.service)?;
        watched.gather.add(line.region, None, line.count, line.reporters());
        Ok(())
    }

    fn network(&mut self, line: &NetworkLine) -> Result<(), Refusal> {
        let watched = self.watched(&line.service)?;
        watched.gather.add_network(line.network, line.reporters);
        Ok(())
    }

    fn look(&mut self, line: &LookLine) -> Result<(), Refusal> {
        let index = self.index(line.service.as_str())?;
        let watched = &mut self.services[index];
        let (minute, bucket) = (line.look.minute(), line.seen.bucket());
        let transitions = watched.tracker.peek(minute, line.elapsed, &bucket, &watched.settings);
        let outcome = Outcome {
            is_changed: !transitions.is_empty(),
            ..Outcome::default()
        };
        self.write(index, minute, &transitions, &outcome)?;
        Ok(())
    }

    /// Takes up a tracker where it was set down.
    fn go_on_from(&mut self, line: &CheckpointLine) -> Result<(), Refusal> {
        let watched = self.watched(line.service.as_str())?;
        watched.settings = line.settings.clone();
        if line.checkpoint.is_none() {
            return Ok(());
        }
        let tracker = line.tracker().and_then(|bytes| tick::decode(&line.service, &bytes));
        let unreadable = || Refusal::Unusable("its checkpoint was made by another version of Groundswell".to_owned());
        let tracker = tracker.ok_or_else(unreadable)?;
        let follows = tracker
            .last_minute()
            .is_none_or(|last| last.plus(1) == line.ts.minute());
        if !follows || tracker.service() != &line.service || watched.tracker.last_minute().is_some() {
            return Err(Refusal::Unusable(
                "its checkpoint is not one of this service and minute".to_owned(),
            ));
        }
        watched.tracker = tracker;
        Ok(())
    }

    fn expect(&mut self, line: &ExpectLine) -> Result<(), Refusal> {
        let withdrawals = line.expect.transitions.iter().rev();
        let withdrawals = withdrawals.filter_map(|step| match &step.evidence.retraction {
            Some(Retraction::SpillOver(cause)) => Some((step.at, cause.clone())),
            _ => None,
        });
        self.watched(line.service.as_str())?.withdrawals = withdrawals.collect();
        self.verification
            .expect(line.service.clone(), line.expect.as_ref().clone());
        Ok(())
    }

    fn watched(&mut self, service: &str) -> Result<&mut Watched, Refusal> {
        let index = self.index(service)?;
        Ok(&mut self.services[index])
    }

    fn index(&mut self, service: &str) -> Result<usize, Refusal> {
        let is_recent = |watched: &Watched| watched.slug.as_str() == service;
        if !self.services.get(self.recent).is_some_and(is_recent) {
            self.recent = match self.by_slug.get(service) {
                Some(&index) => index,
                None => self.watch(service)?,
            };
        }
        Ok(self.recent)
    }

    fn watch(&mut self, service: &str) -> Result<usize, Refusal> {
        let slug = ServiceSlug::parse(service).map_err(|error| Refusal::Unusable(error.to_string()))?;
        let index = self.services.len();
        if index >= SERVICES_MAX {
            let reason =
                format!("it is of one service too many: split the file, so that each has at most {SERVICES_MAX}");
            return Err(Refusal::Unusable(reason));
        }
        self.by_slug.insert(service.to_owned(), index);
        self.services.push(Watched {
            settings: self.settings.clone(),
            tracker: Tracker::new(slug.clone()),
            slug,
            gather: Gather::default(),
            told: Told::Closed,
            withdrawals: Vec::new(),
            regions: Vec::new(),
        });
        Ok(index)
    }

    pub(super) fn step(&mut self, minute: Minute) -> io::Result<()> {
        self.withdraw(minute, minute.plus(1).start())?;
        let (mut parties, mut places) = (Vec::new(), Vec::new());
        for (place, watched) in self.services.iter_mut().enumerate() {
            let bucket = watched.gather.bucket();
            let transitions = watched.tracker.step(minute, bucket, &watched.settings);
            watched.gather.clear();
            if watched.tracker.incident().is_some() || !transitions.is_empty() {
                places.push(place);
                parties.push(Party {
                    tracker: &mut watched.tracker,
                    transitions,
                    is_untold: false,
                });
            }
        }
        let outcomes = judge(&self.relations, &mut parties, Occasion::Minute, minute.plus(1).start());
        let steps: Vec<Vec<Transition>> = parties.into_iter().map(|party| party.transitions).collect();
        for ((place, steps), outcome) in places.into_iter().zip(steps).zip(outcomes) {
            self.write(place, minute, &steps, &outcome)?;
        }
        self.withdraw(minute, Timestamp(minute.plus(1).start().0 + 1))
    }

    /// Writes what a moment has brought for one service.
    fn write(&mut self, place: usize, minute: Minute, steps: &[Transition], outcome: &Outcome) -> io::Result<()> {
        let watched = &mut self.services[place];
        let cause = watched.tracker.incident().filter(|incident| incident.is_held());
        let held_for = cause.and_then(|incident| incident.attribution.as_ref().map(|attribution| &attribution.cause));
        let is_held = held_for.is_some();
        let is_withdrawal = |step: &&Transition| step.evidence.retraction.is_some() && !steps.contains(step);
        let withdrawn = outcome.announced.iter().filter(is_withdrawal);
        for transition in steps.iter().chain(withdrawn) {
            self.verification.take(&watched.slug, transition);
            if let Some(all) = &mut self.transitions {
                write_line(all, &Step { transition, held_for })?;
            }
        }
        if outcome.is_changed {
            let last = steps.last().map_or(minute, |last| last.evidence.minute);
            watched.write_changes(last, &mut self.output)?;
        }
        if let (Some(news), true, false) = (&self.news, outcome.is_changed, is_held) {
            news.borrow_mut().extend(watched.tracker.incident().cloned());
        }
        Ok(())
    }

    /// Takes back what was taken back before this moment. Another service's counts were the reason, and they are not in
    /// the recording of an incident.
    fn withdraw(&mut self, minute: Minute, before: Timestamp) -> io::Result<()> {
        for place in 0..self.services.len() {
            let watched = &mut self.services[place];
            let Some((at, cause)) = watched.withdrawals.pop_if(|(at, _)| *at < before) else {
                continue;
            };
            let announced: Vec<Transition> = watched.tracker.withdraw(at, &cause).into_iter().collect();
            let outcome = Outcome {
                is_changed: !announced.is_empty(),
                announced,
                attribution: None,
            };
            self.write(place, minute, &[], &outcome)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> anyhow::Result<Verification> {
        if let Some(last) = self.current
            && !self.has_ticks
        {
            self.step(last)?;
        }
        self.output.flush()?;
        if let Some(transitions) = &mut self.transitions {
            transitions.flush()?;
        }
        for watched in &self.services {
            self.verification.end(&watched.slug, watched.tracker.incident());
        }
        Ok(self.verification)
    }
}

impl Watched {
    /// Writes what has changed: the service's state, then its regions'.
    fn write_changes(&mut self, minute: Minute, output: &mut impl Write) -> io::Result<()> {
        let incident = self.tracker.incident();
        let told = Told::of(incident);
        let (slug, ts) = (&self.slug, minute.start());
        let alarm = |state, region| Alarm {
            service: slug,
            ts,
            state,
            region,
            cause: None,
        };
        let is_open = told == Told::Open;
        if is_open != (self.told == Told::Open) {
            write_line(output, &alarm(if is_open { "open" } else { "close" }, None))?;
        }
        if !is_open {
            for region in self.regions.drain(..) {
                write_line(output, &alarm("close", Some(region)))?;
            }
        }
        if let Told::Possible(cause) = &told
            && told != self.told
        {
            let cause = Some(cause);
            write_line(
                output,
                &Alarm {
                    cause,
                    ..alarm("possible", None)
                },
            )?;
        }
        self.told = told;
        if !is_open {
            return Ok(());
        }
        for affected in incident.into_iter().flat_map(|incident| &incident.regions) {
            if affected.active && !self.regions.contains(&affected.region) {
                self.regions.push(affected.region);
                write_line(output, &alarm("open", Some(affected.region)))?;
            }
        }
        Ok(())
    }
}
