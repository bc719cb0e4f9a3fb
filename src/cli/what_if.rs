//! `backtest --try BUDGETS`: what would have fired at several settings, side by side, in one pass over the counts.
//!
//! Memory does not grow with the file: rows are written as soon as their incident is over at every setting, and of
//! delays only how many there were of each length is kept.

mod document;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::rc::Rc;

use anyhow::{Context, bail, ensure};
use serde::Serialize;

use self::document::Document;
use super::counts::Line;
use super::output::Output;
use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::detector::Settings;
use crate::domain::incident::{Incident, IncidentId, Severity};
use crate::domain::region::RegionCode;
use crate::domain::service::ServiceSlug;

/// More columns do not fit a terminal, and each costs as much time as a whole backtest.
const BUDGETS_MAX: usize = 8;
/// Incidents of different settings that are at most this far apart stand in one row: a flare-up within an hour is the
/// same incident.
const SAME_ROW_MINUTES: i64 = 60;
/// Delays are counted minute by minute up to a day; a longer one says no more.
const DELAY_MINUTES_MAX: i64 = 1_440;
/// Regions named in a row; the rest is a number.
const REGIONS_SHOWN: usize = 3;
const WEEK_MINUTES: f64 = 7.0 * 24.0 * 60.0;

/// Incidents as they were after each of their steps, from a backtest to whoever reads along.
pub type News = Rc<RefCell<Vec<Incident>>>;

/// The settings to try, the quietest first.
///
/// # Errors
/// When there are too many, or one is not a rate.
pub fn settings_to_try(budgets: &[f64]) -> anyhow::Result<Vec<Settings>> {
    ensure!(
        budgets.len() <= BUDGETS_MAX,
        "--try takes at most {BUDGETS_MAX} numbers"
    );
    if let Some(wrong) = budgets.iter().find(|budget| !(budget.is_finite() && **budget > 0.0)) {
        bail!("--try {wrong}: write false alarms per service and week, such as 0.05");
    }
    let mut budgets = budgets.to_vec();
    budgets.sort_by(f64::total_cmp);
    budgets.dedup();
    let settings = budgets.into_iter().map(|budget| Settings {
        false_alarms_per_service_week: budget,
        ..Settings::default()
    });
    Ok(settings.collect())
}

/// The table as it grows.
pub struct Board<W> {
    budgets: Vec<f64>,
    output: W,
    /// Set when a program reads it.
    document: Option<Document>,
    rows: BTreeMap<ServiceSlug, Row>,
    tallies: Vec<Tally>,
    /// When each service was first counted.
    since: HashMap<String, Minute>,
    now: Minute,
}

/// What one setting came to.
#[derive(Debug, Clone, Default)]
struct Tally {
    incidents: u32,
    /// How many incidents were opened so many minutes after the most sensitive setting had.
    delays: BTreeMap<i64, u32>,
}

/// What one setting came to in the end.
#[derive(Debug, Serialize)]
struct Total {
    false_alarms_per_service_week: f64,
    incidents: u32,
    incidents_per_service_week: f64,
    /// After the most sensitive setting; `None` for that one itself.
    median_delay_minutes: Option<i64>,
}

impl Total {
    fn in_words(&self, loudest: f64) -> String {
        let (budget, incidents) = (self.false_alarms_per_service_week, self.incidents);
        let rate = self.incidents_per_service_week;
        let plural = if incidents == 1 { "" } else { "s" };
        let delay = self
            .median_delay_minutes
            .map_or_else(String::new, |delay| format!(", median {delay} min after {loudest}"));
        format!("{budget}: {incidents} incident{plural}, {rate:.3} per service and week{delay}")
    }
}

/// One outage, by setting.
struct Row {
    found: Vec<Option<Found>>,
}

/// An incident as far as the table shows it.
struct Found {
    id: IncidentId,
    opened_at: Timestamp,
    ended_at: Option<Timestamp>,
    /// Incidents at this setting that stand in this row.
    times: u32,
    peak_ratio: f64,
    severity: Severity,
    regions: Vec<RegionCode>,
}

impl<W: Write> Board<W> {
    /// A table of these settings, with its head written.
    ///
    /// # Errors
    /// When the head cannot be written.
    pub fn new(settings: &[Settings], mut output: W, to: Output) -> anyhow::Result<Self> {
        let budgets: Vec<f64> = settings
            .iter()
            .map(|settings| settings.false_alarms_per_service_week)
            .collect();
        let document = to.is_json().then(Document::default);
        match document {
            Some(_) => Document::begin(&mut output, &budgets),
            None => write_head(&mut output, &budgets),
        }
        .context("cannot write the table")?;
        Ok(Self {
            tallies: vec![Tally::default(); budgets.len()],
            budgets,
            output,
            document,
            rows: BTreeMap::new(),
            since: HashMap::new(),
            now: Minute(0),
        })
    }

    /// Follows the time of the file; writes what is over once an hour of it.
    ///
    /// # Errors
    /// When a row cannot be written.
    pub fn follow(&mut self, line: &Line) -> io::Result<()> {
        let minute = match line {
            Line::Tick(minute) => *minute,
            Line::Count(count) => {
                let minute = count.ts.minute();
                if !self.since.contains_key(count.service.as_ref()) {
                    self.since.insert(count.service.to_string(), minute);
                }
                minute
            }
            Line::Network(_) | Line::Referrer(_) | Line::Look(_) | Line::Checkpoint(_) | Line::Expect(_) => {
                return Ok(());
            }
        };
        let is_new_hour = minute.0.div_euclid(60) != self.now.0.div_euclid(60);
        self.now = self.now.max(minute);
        if is_new_hour { self.write_old_rows() } else { Ok(()) }
    }

    /// Takes an incident as it is after a step, of the setting with this number.
    ///
    /// # Errors
    /// When the row before it cannot be written.
    pub fn take(&mut self, setting: usize, incident: &Incident) -> io::Result<()> {
        let is_next = |row: &Row| row.is_over_by(incident.opened_at.minute());
        if let Some(row) = self.rows.remove(&incident.service) {
            if is_next(&row) {
                self.write(&incident.service, &row)?;
            } else {
                self.rows.insert(incident.service.clone(), row);
            }
        }
        let settings = self.budgets.len();
        let row = self.rows.entry(incident.service.clone()).or_insert_with(|| Row {
            found: std::iter::repeat_with(|| None).take(settings).collect(),
        });
        if row.note(setting, incident) {
            self.tallies[setting].incidents += 1;
        }
        Ok(())
    }

    /// Writes the rows that are left and what each setting came to.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn finish(mut self, skipped_lines: u64) -> io::Result<()> {
        for (service, row) in std::mem::take(&mut self.rows) {
            self.write(&service, &row)?;
        }
        let weeks: f64 = self
            .since
            .values()
            .map(|since| minutes_between(*since, self.now) / WEEK_MINUTES)
            .sum();
        if self.document.is_some() {
            let totals = self.totals(weeks);
            Document::end(&mut self.output, &totals, skipped_lines)?;
        } else {
            let loudest = self.budgets.last().copied().unwrap_or_default();
            writeln!(self.output)?;
            for total in self.totals(weeks) {
                writeln!(self.output, "{}", total.in_words(loudest))?;
            }
        }
        self.output.flush()
    }

    /// What each setting came to, the quietest first.
    fn totals(&self, weeks: f64) -> Vec<Total> {
        let loudest = self.budgets.last().copied().unwrap_or_default();
        let all = self.budgets.iter().zip(&self.tallies);
        all.map(|(&budget, tally)| tally.total(budget, loudest, weeks))
            .collect()
    }

    fn write_old_rows(&mut self) -> io::Result<()> {
        let now = self.now;
        let old = |row: &Row| row.is_over_by(now);
        let services: Vec<ServiceSlug> = self
            .rows
            .iter()
            .filter(|(_, row)| old(row))
            .map(|(service, _)| service.clone())
            .collect();
        for service in services {
            if let Some(row) = self.rows.remove(&service) {
                self.write(&service, &row)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, service: &ServiceSlug, row: &Row) -> io::Result<()> {
        let Some(clearest) = row.found.iter().rev().flatten().next() else {
            return Ok(());
        };
        match &mut self.document {
            Some(document) => document.row(&mut self.output, service, row, clearest, self.now)?,
            None => write_row(&mut self.output, service, row, clearest, self.now)?,
        }
        let Some(Some(first)) = row.found.last() else {
            return Ok(());
        };
        for (tally, found) in self.tallies.iter_mut().zip(&row.found) {
            if let Some(found) = found {
                let delay = found.opened_at.minute().0 - first.opened_at.minute().0;
                let delay = delay.clamp(-DELAY_MINUTES_MAX, DELAY_MINUTES_MAX);
                *tally.delays.entry(delay).or_default() += 1;
            }
        }
        Ok(())
    }
}

fn write_head(output: &mut impl Write, budgets: &[f64]) -> io::Result<()> {
    let columns = columns(budgets.iter().map(f64::to_string));
    writeln!(
        output,
        "{:<20} {:<16} {:>7} {:>6} {:<8}{columns}  regions",
        "service", "opened (UTC)", "minutes", "peak", "severity"
    )
}

fn write_row(
    output: &mut impl Write,
    service: &ServiceSlug,
    row: &Row,
    clearest: &Found,
    now: Minute,
) -> io::Result<()> {
    let columns = columns(row.found.iter().map(|found| cell(found.as_ref())));
    let line = format!(
        "{:<20} {:<16} {:>7} {:>6.1} {:<8}{columns}  {}",
        service.as_str(),
        time(row.opened_at().unwrap_or(clearest.opened_at), "%Y-%m-%d %H:%M"),
        clearest.minutes_in_words(now),
        clearest.peak_ratio,
        severity(clearest.severity),
        regions(&clearest.regions),
    );
    writeln!(output, "{}", line.trim_end())
}

impl Row {
    /// Whether this is the setting's first sight of the incident.
    fn note(&mut self, setting: usize, incident: &Incident) -> bool {
        match &mut self.found[setting] {
            Some(found) => found.take(incident),
            none => {
                *none = Some(Found::of(incident));
                true
            }
        }
    }

    fn opened_at(&self) -> Option<Timestamp> {
        self.found.iter().flatten().map(|found| found.opened_at).min()
    }

    /// Whether every setting has seen the end of it, an hour or longer before this minute.
    fn is_over_by(&self, minute: Minute) -> bool {
        self.found.iter().flatten().all(|found| {
            found
                .ended_at
                .is_some_and(|ended| minute.0 - ended.minute().0 > SAME_ROW_MINUTES)
        })
    }
}

impl Found {
    fn of(incident: &Incident) -> Self {
        Self {
            id: incident.id.clone(),
            opened_at: incident.opened_at,
            ended_at: ended_at(incident),
            times: 1,
            peak_ratio: incident.peak_ratio,
            severity: incident.severity,
            regions: incident.regions.iter().map(|affected| affected.region).collect(),
        }
    }

    /// Takes a later state, or the next incident in the same row; true when it is the next one.
    fn take(&mut self, incident: &Incident) -> bool {
        let is_new = self.id != incident.id;
        self.times += u32::from(is_new);
        self.id = incident.id.clone();
        self.ended_at = ended_at(incident);
        self.peak_ratio = self.peak_ratio.max(incident.peak_ratio);
        self.severity = self.severity.max(incident.severity);
        let known = &self.regions;
        let more: Vec<RegionCode> = incident
            .regions
            .iter()
            .map(|affected| affected.region)
            .filter(|region| !known.contains(region))
            .collect();
        self.regions.extend(more);
        is_new
    }

    /// How long it was open, as far as the file goes.
    fn minutes(&self, now: Minute) -> i64 {
        self.ended_at.map_or(now, Timestamp::minute).0 - self.opened_at.minute().0
    }

    /// The same with a plus when the file ends before it does.
    fn minutes_in_words(&self, now: Minute) -> String {
        let plus = if self.ended_at.is_none() { "+" } else { "" };
        format!("{}{plus}", self.minutes(now))
    }
}

impl Tally {
    fn total(&self, budget: f64, loudest: f64, weeks: f64) -> Total {
        Total {
            false_alarms_per_service_week: budget,
            incidents: self.incidents,
            incidents_per_service_week: f64::from(self.incidents) / weeks.max(f64::MIN_POSITIVE),
            median_delay_minutes: self.median_delay().filter(|_| budget < loudest),
        }
    }

    fn median_delay(&self) -> Option<i64> {
        let count: u32 = self.delays.values().sum();
        let mut seen = 0;
        self.delays
            .iter()
            .find(|(_, delays)| {
                seen += *delays;
                2 * seen >= count
            })
            .map(|(delay, _)| *delay)
    }
}

fn ended_at(incident: &Incident) -> Option<Timestamp> {
    let last = incident.transitions.last().map(|transition| transition.at);
    if incident.is_open() {
        None
    } else {
        incident.resolved_at.or(last)
    }
}

fn minutes_between(since: Minute, until: Minute) -> f64 {
    f64::from(u32::try_from(until.0 - since.0 + 1).unwrap_or(0))
}

/// Right-aligned, one for each setting.
fn columns(cells: impl Iterator<Item = String>) -> String {
    cells.map(|cell| format!("{cell:>9}")).collect::<Vec<_>>().concat()
}

/// When a setting opened it: `12:05`, with `×2` when it did so twice, or a dash.
fn cell(found: Option<&Found>) -> String {
    match found {
        None => "–".to_owned(),
        Some(found) if found.times > 1 => format!("{} ×{}", time(found.opened_at, "%H:%M"), found.times),
        Some(found) => time(found.opened_at, "%H:%M"),
    }
}

fn time(at: Timestamp, format: &str) -> String {
    let time = jiff::Timestamp::from_second(at.0).unwrap_or_default();
    time.strftime(format).to_string()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Major => "major",
        Severity::Critical => "critical",
    }
}

fn regions(regions: &[RegionCode]) -> String {
    let shown: Vec<&str> = regions.iter().take(REGIONS_SHOWN).map(RegionCode::as_str).collect();
    match regions.len().saturating_sub(REGIONS_SHOWN) {
        0 => shown.join(" "),
        more => format!("{} +{more}", shown.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incident::{AffectedRegion, Phase};
    use crate::domain::spread::Spread;

    /// An incident that opens and ends at these minutes of the day.
    fn incident(service: &str, opened: i64, ended: Option<i64>) -> Incident {
        let service = ServiceSlug::parse(service).unwrap();
        let opened = Minute(29_548_800 + opened);
        let region = |code: &str| AffectedRegion {
            region: RegionCode::parse(code).unwrap(),
            since: opened.start(),
            onset: opened,
            peak_ratio: 9.0,
            active: true,
            over_since: None,
        };
        Incident {
            id: IncidentId::new(&service, opened),
            service,
            phase: if ended.is_some() {
                Phase::Resolved
            } else {
                Phase::Confirmed
            },
            severity: Severity::Major,
            onset: opened,
            opened_at: opened.start(),
            recovering_at: None,
            resolved_at: ended.map(|minute| Minute(29_548_800 + minute).start()),
            regions: ["US-NY", "US-CA", "FR-IDF", "DE-BY"].map(region).to_vec(),
            peak_ratio: 12.34,
            peak_reports_per_minute: 30.0,
            severity_score: 0.0,
            spread: Spread::default(),
            attribution: None,
            confidence: crate::domain::confidence::Confidence::default(),
            transitions: Vec::new(),
        }
    }

    /// The table of three settings that are told these incidents, each with the setting's number.
    fn table(incidents: &[(usize, Incident)], to: Output) -> String {
        let mut output = Vec::new();
        let settings = settings_to_try(&[0.05, 0.2, 0.01, 0.05]).unwrap();
        let mut board = Board::new(&settings, &mut output, to).unwrap();
        let line = |service: &'static str, minute: i64| {
            Line::Count(crate::cli::counts::CountLine {
                service: service.into(),
                ts: Minute(29_548_800 + minute).start(),
                region: RegionCode::UNKNOWN,
                symptom: None,
                count: 1,
                reporters: None,
            })
        };
        board.follow(&line("a", 0)).unwrap();
        board.follow(&line("b", 0)).unwrap();
        for (setting, incident) in incidents {
            board.take(*setting, incident).unwrap();
        }
        board.follow(&Line::Tick(Minute(29_548_800 + 10_079))).unwrap();
        board.finish(3).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn a_row_holds_what_each_setting_found() {
        let told = [
            (2, incident("a", 700, None)),
            (1, incident("a", 702, None)),
            (2, incident("a", 700, Some(760))),
            (1, incident("a", 702, Some(755))),
            (2, incident("b", 710, Some(740))),
            (2, incident("b", 790, Some(820))),
            (2, incident("a", 900, Some(930))),
            (0, incident("a", 905, Some(930))),
            (1, incident("a", 904, Some(930))),
            (2, incident("b", 10_000, None)),
        ];
        insta::assert_snapshot!(table(&told, Output::Words));
        let document: serde_json::Value = serde_json::from_str(&table(&told, Output::Json)).unwrap();
        insta::assert_json_snapshot!("a_program_is_told_the_same", document);
        let nothing: serde_json::Value = serde_json::from_str(&table(&[], Output::Json)).unwrap();
        assert_eq!(nothing["incidents"], serde_json::json!([]));
    }

    #[test]
    fn budgets_are_rates() {
        assert!(
            settings_to_try(&[0.1, 0.0])
                .unwrap_err()
                .to_string()
                .contains("--try 0")
        );
        assert!(settings_to_try(&[f64::NAN]).is_err());
        assert!(
            settings_to_try(&[0.1; 9])
                .unwrap_err()
                .to_string()
                .contains("at most 8")
        );
    }
}
