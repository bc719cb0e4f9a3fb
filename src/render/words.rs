//! The sentences that people read: pure functions from counts and moments to words. What they say in each language stands
//! in `templates/locales/*/words.ftl`; which of them is said is decided here.

use crate::domain::attribution::AttributionKind;
use crate::domain::bucket::Timestamp;
use crate::domain::incident::{Evidence, Incident, Phase, Retraction, Severity, Transition, TransitionKind};
use crate::domain::region::Asn;
use crate::domain::snapshot::{Snapshot, Verdict, WINDOW_MINUTES};
use crate::domain::spread::Scope;

use super::locale::{Arg, Locale};
use super::moments::{self, Precision};
use super::numbers::to_count;
use super::places;
use super::sentence::Sentence;

/// Above this, a ratio says no more than "very many": the exact figure depends on a baseline near zero.
const RATIO_SHOWN_MAX: f64 = 100.0;

/// Sums below this are not called "about": they are exact or hidden.
const ROUNDED_FROM: u64 = 10;

/// An expected count in words: `about 4`, never `0.3`.
#[must_use]
pub fn about(locale: Locale, expected: f64) -> String {
    locale.say("about", &[("count", rounded(expected).into())])
}

/// An expected count in a table: `4`, or `< 1`.
#[must_use]
pub fn normal(locale: Locale, expected: f64) -> String {
    match rounded(expected) {
        0 => locale.word("under-one"),
        count => locale.count(count),
    }
}

/// What is expected, as a whole number; what is not a number at all is nothing.
#[must_use]
pub fn rounded(expected: f64) -> u64 {
    if expected < 0.95 { 0 } else { to_count(expected) }
}

/// A ratio: `1.5×`, `14×`, `over 100×`.
#[must_use]
pub fn times(locale: Locale, ratio: f64) -> String {
    if ratio >= RATIO_SHOWN_MAX {
        return locale.say("times-over", &[("ratio", locale.count(100).into())]);
    }
    let tenths = to_count(ratio * 10.0);
    let text = if ratio >= 9.95 || tenths.is_multiple_of(10) {
        locale.count(to_count(ratio))
    } else {
        locale.decimal(ratio, 1)
    };
    locale.say("times", &[("ratio", text.into())])
}

/// The verdict in a word or two, beside its icon.
#[must_use]
pub fn verdict(locale: Locale, verdict: Verdict) -> String {
    locale.word(match verdict {
        Verdict::Normal => "verdict-normal",
        Verdict::Possible => "verdict-possible",
        Verdict::Recovering => "verdict-recovering",
        Verdict::Problems => "verdict-problems",
    })
}

/// The sentence that a service's page leads with: what, since when, where.
#[must_use]
pub fn headline(locale: Locale, name: &str, snapshot: &Snapshot, now: Timestamp) -> Sentence {
    let incident = snapshot.incident.as_deref();
    let bare = |key| locale.sentence(key, &[("name", name.into())]);
    let since = |key, incident: &Incident| {
        let begin = moment(incident.onset.start(), now);
        locale.sentence(key, &[("name", name.into()), ("begin", begin)])
    };
    let since_where = |key, incident: &Incident| {
        let begin = moment(incident.onset.start(), now);
        let places = places::mostly_in(locale, incident, &snapshot.regions);
        locale.sentence(
            key,
            &[("name", name.into()), ("begin", begin), ("places", places.into())],
        )
    };
    match (snapshot.verdict, incident) {
        (
            Verdict::Normal,
            Some(Incident {
                phase: Phase::Resolved,
                resolved_at: Some(end),
                ..
            }),
        ) => locale.sentence(
            "headline-resolved",
            &[("name", name.into()), ("end", moment(*end, now))],
        ),
        (Verdict::Normal, _) if snapshot.learning => bare("headline-learning"),
        (Verdict::Normal, _) => bare("headline-normal"),
        (Verdict::Possible, Some(incident)) => since_where("headline-possible-since", incident),
        (Verdict::Possible, None) if snapshot.attribution.is_some() => bare("headline-more-than-usual"),
        (Verdict::Possible, None) => bare("headline-possible"),
        (Verdict::Recovering, Some(incident)) if came_back(incident) => since("headline-again", incident),
        (Verdict::Recovering, Some(incident)) => since("headline-recovering-since", incident),
        (Verdict::Recovering, None) => bare("headline-recovering"),
        (Verdict::Problems, Some(incident)) => since_where("headline-problems-since", incident),
        (Verdict::Problems, None) => bare("headline-problems"),
    }
}

/// A moment with its date unless that is today's.
pub(in crate::render) fn moment<'a>(at: Timestamp, now: Timestamp) -> Arg<'a> {
    Arg::Moment(at, moments::precision(at, now))
}

/// The counts behind the headline.
#[must_use]
pub fn numbers(locale: Locale, snapshot: &Snapshot) -> String {
    let count = ("count", snapshot.reports.into());
    let who = if snapshot.regions_withheld > 0 && snapshot.reports >= ROUNDED_FROM {
        locale.say("who-reported-about", &[count, ("minutes", minutes())])
    } else {
        locale.say("who-reported", &[count, ("minutes", minutes())])
    };
    let who = ("who", who.into());
    if snapshot.learning {
        locale.say("numbers-learning", &[who])
    } else {
        locale.say("numbers", &[who, ("expected", rounded(snapshot.expected).into())])
    }
}

fn minutes<'a>() -> Arg<'a> {
    Arg::Count(WINDOW_MINUTES.unsigned_abs())
}

/// How many say that it works; nothing when nobody does.
#[must_use]
pub fn works(locale: Locale, count: u64) -> Option<String> {
    (count > 0).then(|| locale.say("works", &[("count", count.into())]))
}

/// What of the counts is no evidence, in one calm sentence; nothing when all of it is.
#[must_use]
pub fn discounted(locale: Locale, snapshot: &Snapshot) -> Option<String> {
    let count = ("count", Arg::Count(snapshot.discounted));
    match snapshot.discounted {
        0 => None,
        n if snapshot.regions_withheld > 0 && n >= ROUNDED_FROM => Some(locale.say("discounted-about", &[count])),
        _ => Some(locale.say("discounted", &[count])),
    }
}

/// Since when and where, for a list that names the service already.
#[must_use]
pub fn in_short(locale: Locale, snapshot: &Snapshot, now: Timestamp) -> Sentence {
    let Some(incident) = snapshot.incident.as_deref() else {
        return Sentence::new(locale.word("short-more-than-usual"));
    };
    let key = match snapshot.verdict {
        Verdict::Possible => "short-possible",
        Verdict::Recovering if came_back(incident) => "short-again",
        Verdict::Recovering => "short-recovering",
        Verdict::Problems | Verdict::Normal => "short-since",
    };
    let places = places::mostly_in(locale, incident, &snapshot.regions);
    let begin = moment(incident.onset.start(), now);
    locale.sentence(key, &[("begin", begin), ("places", places.into())])
}

/// `312 reports in 15 minutes, normally about 4`.
#[must_use]
pub fn numbers_in_short(locale: Locale, snapshot: &Snapshot) -> String {
    let (count, minutes) = (("count", snapshot.reports.into()), ("minutes", minutes()));
    if snapshot.learning {
        locale.say("numbers-short-learning", &[count, minutes])
    } else {
        let expected = ("expected", rounded(snapshot.expected).into());
        locale.say("numbers-short", &[count, minutes, expected])
    }
}

/// How sure the verdict is, in one line under the numbers.
#[must_use]
pub fn certainty(locale: Locale, snapshot: &Snapshot, now: Timestamp) -> Option<Sentence> {
    match (snapshot.verdict, snapshot.incident.as_deref()) {
        // The cause says it all.
        (Verdict::Possible, None) if snapshot.attribution.is_some() => None,
        (Verdict::Possible, _) => Some(Sentence::new(locale.word("certainty-possible"))),
        // Why it is in doubt is said above.
        (_, Some(incident)) if incident.is_doubted() => None,
        (Verdict::Problems | Verdict::Recovering, Some(incident)) => {
            Some(locale.sentence("certainty-confirmed", &[("at", moment(incident.opened_at, now))]))
        }
        (Verdict::Normal, _) if snapshot.learning => Some(Sentence::new(locale.word("certainty-learning"))),
        _ => None,
    }
}

/// What comes before and after the name of the service whose trouble it probably is; `over` when the incident is.
#[must_use]
pub fn cause(locale: Locale, name: &str, kind: AttributionKind, over: bool) -> (String, String) {
    /// Stands for the name of the cause until the sentence is cut in two. A private use character.
    const CAUSE: &str = "\u{e002}";
    let key = match (kind, over) {
        (AttributionKind::SpillOver, false) => "cause-spill-over",
        (AttributionKind::Dependency, false) => "cause-dependency",
        (AttributionKind::SpillOver, true) => "cause-spill-over-past",
        (AttributionKind::Dependency, true) => "cause-dependency-past",
    };
    let text = locale.say(key, &[("name", name.into()), ("cause", CAUSE.into())]);
    let (before, after) = text.split_once(CAUSE).unwrap_or((&text, ""));
    (before.to_owned(), after.to_owned())
}

/// How bad, as an adjective.
#[must_use]
pub fn severity(locale: Locale, severity: Severity) -> String {
    locale.word(match severity {
        Severity::Minor => "severity-minor",
        Severity::Major => "severity-major",
        Severity::Critical => "severity-critical",
    })
}

/// Where an incident stands, in a word or two.
#[must_use]
pub fn phase(locale: Locale, phase: Phase) -> String {
    locale.word(match phase {
        Phase::Possible => "phase-possible",
        Phase::Confirmed => "phase-confirmed",
        Phase::Recovering => "phase-recovering",
        Phase::Resolved => "phase-resolved",
        Phase::Retracted => "phase-retracted",
    })
}

/// Whether an incident that had been resolved flared up again: then it is called recovering, but is not.
fn came_back(incident: &Incident) -> bool {
    let mut latest = incident.transitions.iter().rev().map(|step| step.kind);
    latest.next() == Some(TransitionKind::Recovering) && latest.next() == Some(TransitionKind::Resolved)
}

/// What happened in a step of an incident, given the step before it.
#[must_use]
pub fn transition(locale: Locale, step: &Transition, before: Option<TransitionKind>) -> String {
    let place = step.region.map(|region| places::name(locale, region));
    let at_place = |key, place: String| locale.say(key, &[("place", place.into())]);
    match (step.kind, place) {
        (TransitionKind::Opened, Some(place)) => at_place("step-opened-in", place),
        (TransitionKind::Opened, None) => locale.word("step-opened"),
        (TransitionKind::Escalated, _) => {
            let severity = severity(locale, step.severity);
            locale.say("step-escalated", &[("severity", severity.into())])
        }
        (TransitionKind::RegionAdded, Some(place)) => at_place("step-spread-to", place),
        (TransitionKind::RegionAdded, None) => locale.word("step-spread"),
        (TransitionKind::Recovering, _) if before == Some(TransitionKind::Resolved) => locale.word("step-came-back"),
        (TransitionKind::Recovering, _) => locale.word("step-recovering"),
        (TransitionKind::Resolved, _) => locale.word("step-resolved"),
        (TransitionKind::Retracted, _) => withdrawn(locale, step.evidence.retraction.as_ref()),
    }
}

fn withdrawn(locale: Locale, why: Option<&Retraction>) -> String {
    match why {
        Some(Retraction::Burst) => locale.word("withdrawn-burst"),
        Some(Retraction::OneNetwork(asn)) => {
            locale.say("withdrawn-network", &[("network", network(locale, *asn, None).into())])
        }
        Some(Retraction::SpillOver(_)) => locale.word("withdrawn-spill-over"),
        None => locale.word("withdrawn"),
    }
}

/// How far an incident of this service reaches, in a sentence or two; nothing where the places that are named say it all.
#[must_use]
pub fn reach(
    locale: Locale,
    service: &str,
    incident: &Incident,
    network_name: &dyn Fn(Asn) -> String,
) -> Option<String> {
    let at_place = |key, place| Some(locale.say(key, &[("place", places::name(locale, place).into())]));
    match incident.spread.scope {
        Scope::Network(network) => {
            let args = [("network", network_name(network).into()), ("name", service.into())];
            Some(locale.say("reach-network", &args))
        }
        Scope::Region(region) => at_place("reach-region", region),
        Scope::Country(country) => at_place("reach-country", country),
        Scope::Everywhere => Some(locale.word("reach-everywhere")),
        Scope::Several | Scope::Diffuse => None,
    }
}

/// A network by name and number: `Comcast (AS7922)`.
#[must_use]
pub fn network(locale: Locale, network: Asn, name: Option<&str>) -> String {
    let Asn(number) = network;
    match name {
        _ if network == Asn::UNKNOWN => locale.word("unknown-network"),
        Some(name) => format!("{name} (AS{number})"),
        None => format!("AS{number}"),
    }
}

/// A severity with the score of the whole course: `major, score 512`.
#[must_use]
pub fn severity_and_score(locale: Locale, incident: &Incident) -> String {
    let word = severity(locale, incident.severity);
    match to_count(incident.severity_score) {
        0 => word,
        score => locale.say(
            "severity-and-score",
            &[("severity", word.into()), ("score", score.into())],
        ),
    }
}

/// The counts behind a step, in words.
#[must_use]
pub fn evidence(locale: Locale, evidence: &Evidence) -> String {
    let mut args = vec![
        ("count", Arg::Count(evidence.observed)),
        ("minutes", Arg::Count(u64::from(evidence.window_minutes))),
        ("expected", rounded(evidence.expected).into()),
        ("score", locale.decimal(evidence.statistic, 1).into()),
        ("threshold", locale.decimal(evidence.threshold, 1).into()),
    ];
    match evidence.region {
        None => locale.say("evidence", &args),
        Some(region) => {
            args.push(("place", places::name(locale, region).into()));
            locale.say("evidence-in", &args)
        }
    }
}

/// How long an incident lasted, or has lasted.
#[must_use]
pub fn duration(locale: Locale, incident: &Incident, now: Timestamp) -> String {
    let start = incident.onset.start().0;
    match incident.resolved_at {
        Some(end) => moments::span(locale, end.0 - start),
        None => locale.say("so-far", &[("span", moments::span(locale, now.0 - start).into())]),
    }
}

/// An incident in one sentence, for lists and descriptions.
#[must_use]
pub fn incident(locale: Locale, name: &str, incident: &Incident, now: Timestamp) -> Sentence {
    let begun = incident.onset.start();
    let places = places::mostly_in(locale, incident, &[]);
    let mut args = vec![("name", Arg::from(name))];
    let full = Arg::Moment(begun, Precision::Full);
    let key = match (incident.phase, incident.resolved_at) {
        (_, Some(end)) if incident.is_held() => {
            args.extend([("begin", full), ("end", moment(end, begun))]);
            "incident-held-over"
        }
        (_, None) if incident.is_held() => {
            args.push(("begin", moment(begun, now)));
            "incident-held"
        }
        (Phase::Retracted, _) => {
            args.push(("begin", full));
            "incident-retracted"
        }
        (_, Some(end)) => {
            args.extend([("begin", full), ("end", moment(end, begun)), ("places", places.into())]);
            "incident-over"
        }
        (_, None) => {
            args.extend([("begin", moment(begun, now)), ("places", places.into())]);
            "headline-problems-since"
        }
    };
    locale.sentence(key, &args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_counts_are_never_fractions() {
        let texts = [0.3, 0.96, 4.4, f64::NAN].map(|expected| about(Locale::En, expected));
        assert_eq!(texts, ["fewer than 1", "about 1", "about 4", "fewer than 1"]);
        assert_eq!(normal(Locale::En, 0.0), "< 1");
        assert_eq!(normal(Locale::En, 1_234.5), "1,235");
    }

    #[test]
    fn networks_have_a_number_and_perhaps_a_name() {
        assert_eq!(network(Locale::En, Asn(7922), Some("Comcast")), "Comcast (AS7922)");
        assert_eq!(network(Locale::En, Asn(7922), None), "AS7922");
    }

    #[test]
    fn a_withdrawal_says_why() {
        assert!(withdrawn(Locale::En, Some(&Retraction::Burst)).contains("burst"));
        assert!(withdrawn(Locale::En, Some(&Retraction::OneNetwork(Asn(7922)))).ends_with("AS7922"));
    }

    #[test]
    fn ratios_stay_short() {
        let texts = [1.0, 1.46, 3.0, 9.97, 13.6, 4_000.0].map(|ratio| times(Locale::En, ratio));
        assert_eq!(texts, ["1×", "1.5×", "3×", "10×", "14×", "over 100×"]);
        assert_eq!(times(Locale::De, 1.46), "1,5×");
    }

    #[test]
    fn a_cause_is_named_in_the_middle_of_its_sentence() {
        for locale in Locale::ALL {
            for kind in [AttributionKind::SpillOver, AttributionKind::Dependency] {
                let (before, after) = cause(locale, "Spotify", kind, false);
                assert!(!before.is_empty() || !after.is_empty(), "{locale:?}");
                assert!(!after.is_empty(), "{locale:?}: {before}");
            }
        }
    }
}
