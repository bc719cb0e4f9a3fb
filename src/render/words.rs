//! The sentences that people read: pure functions from counts and moments to plain English.

use crate::domain::attribution::AttributionKind;
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Evidence, Incident, Phase, Retraction, Severity, Transition, TransitionKind};
use crate::domain::region::Asn;
use crate::domain::snapshot::{Snapshot, Verdict, WINDOW_MINUTES};
use crate::domain::spread::Scope;

use super::moments::{self, Precision};
use super::places;
use super::sentence::Sentence;

/// Above this, a ratio says no more than "very many": the exact figure depends on a baseline near zero.
const RATIO_SHOWN_MAX: f64 = 100.0;

/// Sums below this are not called "about": they are exact or hidden.
const ROUNDED_FROM: u64 = 10;

/// A count with thousands set apart: `48,185`.
#[must_use]
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 person`, `312 people`.
#[must_use]
pub fn people(number: u64) -> String {
    match number {
        1 => "1 person".to_owned(),
        _ => format!("{} people", count(number)),
    }
}

/// `1 service`, `3 services`.
#[must_use]
pub fn plural(number: usize, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{number} {noun}")
}

/// An expected count in words: `about 4`, never `0.3`.
#[must_use]
pub fn about(expected: f64) -> String {
    if expected < 0.95 {
        "fewer than 1".to_owned()
    } else {
        format!("about {}", whole(expected))
    }
}

/// An expected count in a table: `4`, or `< 1`.
#[must_use]
pub fn normal(expected: f64) -> String {
    if expected < 0.95 {
        "< 1".to_owned()
    } else {
        whole(expected)
    }
}

fn whole(number: f64) -> String {
    count(super::numbers::to_count(number))
}

/// A ratio: `1.5×`, `14×`, `over 100×`.
#[must_use]
pub fn times(ratio: f64) -> String {
    if ratio >= RATIO_SHOWN_MAX {
        "over 100×".to_owned()
    } else if ratio >= 9.95 {
        format!("{ratio:.0}×")
    } else {
        let text = format!("{ratio:.1}");
        format!("{}×", text.strip_suffix(".0").unwrap_or(&text))
    }
}

/// `A`, `A and B`, `A, B and C`.
#[must_use]
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The verdict in a word or two, beside its icon.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Normal => "No problems",
        Verdict::Possible => "Possible problems",
        Verdict::Recovering => "Recovering",
        Verdict::Problems => "Problems",
    }
}

/// The sentence that a service's page leads with: what, since when, where.
#[must_use]
pub fn headline(name: &str, snapshot: &Snapshot, now: Timestamp) -> Sentence {
    let incident = snapshot.incident.as_deref();
    match (snapshot.verdict, incident) {
        (
            Verdict::Normal,
            Some(Incident {
                phase: Phase::Resolved,
                resolved_at: Some(end),
                ..
            }),
        ) => Sentence::new(format!("{name} is working again. The last problem ended at "))
            .at(*end, now)
            .and("."),
        (Verdict::Normal, _) if snapshot.learning => Sentence::new(format!("{name} looks fine so far.")),
        (Verdict::Normal, _) => Sentence::new(format!("No sign of a problem with {name}.")),
        (Verdict::Possible, Some(incident)) => Sentence::new(format!("{name} may have had problems since "))
            .at(incident.onset.start(), now)
            .and(format!("{}.", places::mostly_in(incident, &snapshot.regions))),
        (Verdict::Possible, None) if snapshot.attribution.is_some() => {
            Sentence::new(format!("More reports than usual about {name}."))
        }
        (Verdict::Possible, None) => Sentence::new(format!("{name} may be having problems.")),
        (Verdict::Recovering, Some(incident)) if came_back(incident) => {
            Sentence::new(format!("{name} is having problems again. They first began at "))
                .at(incident.onset.start(), now)
                .and(".")
        }
        (Verdict::Recovering, Some(incident)) => Sentence::new(format!("{name} is recovering. Problems began at "))
            .at(incident.onset.start(), now)
            .and("; reports are falling."),
        (Verdict::Recovering, None) => Sentence::new(format!("{name} is recovering. Reports are falling.")),
        (Verdict::Problems, Some(incident)) => Sentence::new(format!("{name} has been having problems since "))
            .at(incident.onset.start(), now)
            .and(format!("{}.", places::mostly_in(incident, &snapshot.regions))),
        (Verdict::Problems, None) => Sentence::new(format!("{name} is having problems.")),
    }
}

/// The counts behind the headline.
#[must_use]
pub fn numbers(snapshot: &Snapshot) -> String {
    let who = match snapshot.reports {
        0 => "Nobody".to_owned(),
        n if snapshot.regions_withheld > 0 && n >= ROUNDED_FROM => format!("About {}", people(n)),
        n => people(n),
    };
    let usual = if snapshot.learning {
        "we are still learning what is normal here".to_owned()
    } else {
        format!("{} would be normal", about(snapshot.expected))
    };
    format!("{who} reported a problem in the last {WINDOW_MINUTES} minutes; {usual}.")
}

/// What of the counts is no evidence, in one calm sentence; nothing when all of it is.
#[must_use]
pub fn discounted(snapshot: &Snapshot) -> Option<String> {
    let how_many = match snapshot.discounted {
        0 => return None,
        1 => {
            let one = "1 of these reports came from a block of neighbouring addresses that had been heard already: it is \
                       shown, but does not count towards the verdict.";
            return Some(one.to_owned());
        }
        n if snapshot.regions_withheld > 0 && n >= ROUNDED_FROM => format!("About {}", count(n)),
        n => count(n),
    };
    Some(format!(
        "{how_many} of these reports came from a few blocks of neighbouring addresses that had been heard already: they \
         are shown, but do not count towards the verdict."
    ))
}

/// Since when and where, for a list that names the service already.
#[must_use]
pub fn in_short(snapshot: &Snapshot, now: Timestamp) -> Sentence {
    let Some(incident) = snapshot.incident.as_deref() else {
        return Sentence::new("More reports than usual");
    };
    let since = match snapshot.verdict {
        Verdict::Possible => "Perhaps since ",
        Verdict::Recovering if came_back(incident) => "Back again; first began at ",
        Verdict::Recovering => "Recovering; began at ",
        Verdict::Problems | Verdict::Normal => "Since ",
    };
    Sentence::new(since)
        .at(incident.onset.start(), now)
        .and(places::mostly_in(incident, &snapshot.regions))
}

/// `312 reports in 15 minutes, normally about 4`.
#[must_use]
pub fn numbers_in_short(snapshot: &Snapshot) -> String {
    let reports = match snapshot.reports {
        1 => "1 report".to_owned(),
        n => format!("{} reports", count(n)),
    };
    if snapshot.learning {
        format!("{reports} in {WINDOW_MINUTES} minutes")
    } else {
        format!(
            "{reports} in {WINDOW_MINUTES} minutes, normally {}",
            about(snapshot.expected)
        )
    }
}

/// How sure the verdict is, in one line under the numbers.
#[must_use]
pub fn certainty(snapshot: &Snapshot, now: Timestamp) -> Option<Sentence> {
    match (snapshot.verdict, snapshot.incident.as_deref()) {
        // The cause says it all.
        (Verdict::Possible, None) if snapshot.attribution.is_some() => None,
        (Verdict::Possible, _) => Some(Sentence::new("Not confirmed: too few reports to be sure yet.")),
        (Verdict::Problems | Verdict::Recovering, Some(incident)) => {
            Some(Sentence::new("Confirmed at ").at(incident.opened_at, now).and("."))
        }
        (Verdict::Normal, _) if snapshot.learning => Some(Sentence::new(
            "This service is new here: until its usual level is known, only a large surge is called a problem.",
        )),
        _ => None,
    }
}

/// What comes before and after the name of the service whose trouble it probably is.
#[must_use]
pub fn cause(name: &str, kind: AttributionKind) -> (&'static str, String) {
    match kind {
        AttributionKind::SpillOver => (
            "Probably because ",
            " has problems: people who cannot reach its customers report here too.".to_owned(),
        ),
        AttributionKind::Dependency => ("Likely because ", format!(" has problems: {name} relies on it.")),
    }
}

/// The same for an incident that is over or was taken back.
#[must_use]
pub fn past_cause(name: &str, kind: AttributionKind) -> (&'static str, String) {
    match kind {
        AttributionKind::SpillOver => (
            "It was probably the trouble of ",
            format!(": people who could not reach its customers reported {name} too."),
        ),
        AttributionKind::Dependency => ("Likely because ", format!(" had problems: {name} relies on it.")),
    }
}

/// How bad, as an adjective.
#[must_use]
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Major => "major",
        Severity::Critical => "critical",
    }
}

/// Where an incident stands, in a word or two.
#[must_use]
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Possible => "Possible",
        Phase::Confirmed => "Ongoing",
        Phase::Recovering => "Recovering",
        Phase::Resolved => "Over",
        Phase::Retracted => "Withdrawn",
    }
}

/// Whether an incident that had been resolved flared up again: then it is called recovering, but is not.
fn came_back(incident: &Incident) -> bool {
    let mut latest = incident.transitions.iter().rev().map(|step| step.kind);
    latest.next() == Some(TransitionKind::Recovering) && latest.next() == Some(TransitionKind::Resolved)
}

/// What happened in a step of an incident, given the step before it.
#[must_use]
pub fn transition(step: &Transition, before: Option<TransitionKind>) -> String {
    let place = step.region.map(places::name);
    match (step.kind, place) {
        (TransitionKind::Opened, Some(place)) => format!("Problems found, first in {place}"),
        (TransitionKind::Opened, None) => "Problems found".to_owned(),
        (TransitionKind::Escalated, _) => format!("It got worse: now {}", severity(step.severity)),
        (TransitionKind::RegionAdded, Some(place)) => format!("Spread to {place}"),
        (TransitionKind::RegionAdded, None) => "Spread to another region".to_owned(),
        (TransitionKind::Recovering, _) if before == Some(TransitionKind::Resolved) => "Problems came back".to_owned(),
        (TransitionKind::Recovering, _) => "Reports are falling".to_owned(),
        (TransitionKind::Resolved, _) => "Back to normal".to_owned(),
        (TransitionKind::Retracted, _) => withdrawn(step.evidence.retraction.as_ref()),
    }
}

fn withdrawn(why: Option<&Retraction>) -> String {
    match why {
        Some(Retraction::Burst) => "Withdrawn: a burst of a few minutes, after which everything was normal".to_owned(),
        Some(Retraction::OneNetwork(Asn(number))) => {
            format!("Withdrawn: nearly all reports came from one network, AS{number}")
        }
        Some(Retraction::SpillOver(_)) => "Withdrawn: it was the trouble of another service".to_owned(),
        None => "Withdrawn: this was not an outage".to_owned(),
    }
}

/// How far an incident of this service reaches, in a sentence or two; nothing where the places that are named say it all.
#[must_use]
pub fn reach(service: &str, incident: &Incident, network_name: &dyn Fn(Asn) -> String) -> Option<String> {
    match incident.spread.scope {
        Scope::Network(network) => Some(format!(
            "Mostly on one network: {}. Your provider may be the cause rather than {service}.",
            network_name(network)
        )),
        Scope::Region(region) => Some(format!("In one region: {}.", places::name(region))),
        Scope::Country(country) => Some(format!("In one country: {}.", places::name(country))),
        Scope::Everywhere => Some("Worldwide.".to_owned()),
        Scope::Several | Scope::Diffuse => None,
    }
}

/// A network by name and number: `Comcast (AS7922)`.
#[must_use]
pub fn network(network: Asn, name: Option<&str>) -> String {
    let Asn(number) = network;
    match name {
        _ if network == Asn::UNKNOWN => "Unknown network".to_owned(),
        Some(name) => format!("{name} (AS{number})"),
        None => format!("AS{number}"),
    }
}

/// A severity with the score of the whole course: `major, score 512`.
#[must_use]
pub fn severity_and_score(incident: &Incident) -> String {
    let score = super::numbers::to_count(incident.severity_score);
    match score {
        0 => severity(incident.severity).to_owned(),
        _ => format!("{}, score {}", severity(incident.severity), count(score)),
    }
}

/// The counts behind a step, in words.
#[must_use]
pub fn evidence(evidence: &Evidence) -> String {
    let place = evidence
        .region
        .map_or_else(String::new, |region| format!(" in {}", places::name(region)));
    let window = match evidence.window_minutes {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    };
    format!(
        "{}{place} reported a problem within {window}; {} would be normal. Score {:.1}, threshold {:.1}.",
        people(evidence.observed),
        about(evidence.expected),
        evidence.statistic,
        evidence.threshold,
    )
}

/// How long an incident lasted, or has lasted.
#[must_use]
pub fn duration(incident: &Incident, now: Timestamp) -> String {
    let start = incident.onset.start().0;
    match incident.resolved_at {
        Some(end) => moments::span(end.0 - start),
        None => format!("{} so far", moments::span(now.0 - start)),
    }
}

/// An incident in one sentence, for lists and descriptions.
#[must_use]
pub fn incident(name: &str, incident: &Incident, now: Timestamp) -> Sentence {
    let begun = incident.onset.start();
    let places = places::mostly_in(incident, &[]);
    match (incident.phase, incident.resolved_at) {
        (_, Some(end)) if incident.is_held() => Sentence::new(format!("More reports than usual about {name} from "))
            .moment(begun, Precision::Full)
            .and(" to ")
            .at(end, begun)
            .and("."),
        (_, None) if incident.is_held() => Sentence::new(format!("More reports than usual about {name} since "))
            .at(begun, now)
            .and("."),
        (Phase::Retracted, _) => Sentence::new(format!(
            "A problem with {name} was announced and then withdrawn. Reports began to rise at "
        ))
        .moment(begun, Precision::Full)
        .and("."),
        (_, Some(end)) => Sentence::new(format!("{name} had problems from "))
            .moment(begun, Precision::Full)
            .and(" to ")
            .at(end, begun)
            .and(format!("{places}.")),
        (_, None) => Sentence::new(format!("{name} has been having problems since "))
            .at(begun, now)
            .and(format!("{places}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_by_thousands() {
        let texts: Vec<String> = [0, 999, 1_000, 48_185, 6_500_000].map(count).to_vec();
        assert_eq!(texts, ["0", "999", "1,000", "48,185", "6,500,000"]);
        assert_eq!(people(1), "1 person");
        assert_eq!(people(1_312), "1,312 people");
    }

    #[test]
    fn expected_counts_are_never_fractions() {
        assert_eq!(about(0.3), "fewer than 1");
        assert_eq!(about(0.96), "about 1");
        assert_eq!(about(4.4), "about 4");
        assert_eq!(about(f64::NAN), "about 0");
        assert_eq!(normal(0.0), "< 1");
        assert_eq!(normal(1_234.5), "1,235");
    }

    #[test]
    fn networks_have_a_number_and_perhaps_a_name() {
        assert_eq!(network(Asn(7922), Some("Comcast")), "Comcast (AS7922)");
        assert_eq!(network(Asn(7922), None), "AS7922");
    }

    #[test]
    fn a_withdrawal_says_why() {
        assert!(withdrawn(Some(&Retraction::Burst)).contains("burst"));
        assert!(withdrawn(Some(&Retraction::OneNetwork(Asn(7922)))).ends_with("AS7922"));
    }

    #[test]
    fn ratios_stay_short() {
        let texts: Vec<String> = [1.0, 1.46, 3.0, 9.97, 13.6, 4_000.0].map(times).to_vec();
        assert_eq!(texts, ["1×", "1.5×", "3×", "10×", "14×", "over 100×"]);
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["England"]), "England");
        assert_eq!(
            list(&["New York", "England", "Maharashtra"]),
            "New York, England and Maharashtra"
        );
    }
}
