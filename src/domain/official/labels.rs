//! The words by which vendors mark how an announcement stands. Only marks are read, never the prose around them: "we will
//! tell you once it is resolved" is not resolved.

use super::OfficialState;

/// Longest mark, in characters: `Service is operating normally` and some room.
const LABEL_CHARACTERS_MAX: usize = 40;

/// How an announcement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It stands, and this is what it comes to.
    Open(OfficialState),
    /// It is over.
    Over,
    /// It is about work to come, which is no trouble.
    Planned,
}

/// Marks in lower case, and what they say. Those of Statuspage, of status.io, and what AWS and Google write before their
/// titles. A mark without a degree is taken for the mildest trouble.
const LABELS: [(&str, Standing); 29] = [
    ("resolved", Standing::Over),
    ("issue resolved", Standing::Over),
    ("incident resolved", Standing::Over),
    ("completed", Standing::Over),
    ("maintenance completed", Standing::Over),
    ("postmortem", Standing::Over),
    ("service is operating normally", Standing::Over),
    ("operational", Standing::Over),
    ("investigating", Standing::Open(OfficialState::Degraded)),
    ("identified", Standing::Open(OfficialState::Degraded)),
    ("monitoring", Standing::Open(OfficialState::Degraded)),
    ("update", Standing::Open(OfficialState::Degraded)),
    ("ongoing", Standing::Open(OfficialState::Degraded)),
    ("active", Standing::Open(OfficialState::Degraded)),
    ("incident", Standing::Open(OfficialState::Degraded)),
    ("degraded performance", Standing::Open(OfficialState::Degraded)),
    ("performance issues", Standing::Open(OfficialState::Degraded)),
    ("service degradation", Standing::Open(OfficialState::Degraded)),
    ("informational message", Standing::Open(OfficialState::Degraded)),
    ("partial outage", Standing::Open(OfficialState::PartialOutage)),
    (
        "partial service disruption",
        Standing::Open(OfficialState::PartialOutage),
    ),
    ("service disruption", Standing::Open(OfficialState::PartialOutage)),
    ("major outage", Standing::Open(OfficialState::MajorOutage)),
    ("service outage", Standing::Open(OfficialState::MajorOutage)),
    ("in progress", Standing::Open(OfficialState::Maintenance)),
    ("under maintenance", Standing::Open(OfficialState::Maintenance)),
    ("scheduled", Standing::Planned),
    ("planned maintenance", Standing::Planned),
    ("maintenance", Standing::Planned),
];

/// How an announcement stands, by its title and its text (HTML or not): first what the title is marked with
/// (`[RESOLVED] …`, `Service disruption: …`, `… - Resolved`), where "over" has the last word, because AWS writes both;
/// then the first mark of the text, which vendors write newest first (`<strong>Resolved</strong> - …`). `None` when
/// neither is marked.
#[must_use]
pub fn standing(title: &str, body: &str) -> Option<Standing> {
    let of_title = of_title(title);
    if of_title == Some(Standing::Over) {
        return of_title;
    }
    let of_body = of_body(body);
    match (of_title, of_body) {
        // A title stays as it was when the incident began.
        (None, _) | (Some(_), Some(Standing::Over)) => of_body,
        (Some(Standing::Open(a)), Some(Standing::Open(b))) => Some(Standing::Open(a.max(b))),
        (Some(_), _) => of_title,
    }
}

fn of_title(title: &str) -> Option<Standing> {
    let title = title.trim();
    let brackets = |open: char, close: char| {
        title
            .split(open)
            .skip(1)
            .filter_map(move |rest| rest.split_once(close).map(|(mark, _)| mark))
    };
    let before_colon = title.split(':').take(2);
    let around_dash = [" - ", " – ", " — "].into_iter().flat_map(|dash| {
        let first = title.split_once(dash).map(|(mark, _)| mark);
        let last = title.rsplit_once(dash).map(|(_, mark)| mark);
        [first, last].into_iter().flatten()
    });
    let marks = brackets('[', ']')
        .chain(brackets('(', ')'))
        .chain(before_colon.filter(|mark| mark.len() < title.len()));
    strongest(marks.chain(around_dash).chain([title]))
}

/// Over comes before the rest; else the worst.
fn strongest<'a>(marks: impl Iterator<Item = &'a str>) -> Option<Standing> {
    let found: Vec<Standing> = marks.filter_map(of_label).collect();
    if found.contains(&Standing::Over) {
        return Some(Standing::Over);
    }
    let open = found.iter().filter_map(|standing| match standing {
        Standing::Open(state) => Some(*state),
        _ => None,
    });
    open.max().map(Standing::Open).or_else(|| found.first().copied())
}

/// The first mark of a text: what is set in bold, else what stands before a dash or a colon at its start.
fn of_body(body: &str) -> Option<Standing> {
    let lower = body.to_ascii_lowercase();
    let bold = ["<strong>", "<b>"]
        .into_iter()
        .flat_map(|tag| lower.match_indices(tag).map(move |(at, _)| at + tag.len()));
    let mut starts: Vec<usize> = bold.collect();
    starts.sort_unstable();
    let within = |&start: &usize| lower[start..].split('<').next();
    if let Some(standing) = starts.iter().filter_map(within).find_map(of_label) {
        return Some(standing);
    }
    let start: String = without_tags(body).chars().take(2 * LABEL_CHARACTERS_MAX).collect();
    let (mark, _) = start.split_once([':', '-', '–', '—'])?;
    of_label(mark)
}

fn without_tags(html: &str) -> String {
    let mut is_tag = false;
    let visible = html.chars().filter(|&c| {
        is_tag = (is_tag || c == '<') && c != '>';
        !is_tag && c != '>'
    });
    visible.take(16 * LABEL_CHARACTERS_MAX).collect()
}

fn of_label(mark: &str) -> Option<Standing> {
    if mark.len() > 4 * LABEL_CHARACTERS_MAX {
        return None;
    }
    let mark = mark.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let known = LABELS.iter().find(|(label, _)| *label == mark);
    known.map(|&(_, standing)| standing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_prose_is_not() {
        use OfficialState::{Degraded, Maintenance, MajorOutage, PartialOutage};
        let cases = [
            (
                "Logins fail",
                "<p><small>Nov 3, 10:02 UTC</small><br><strong>Resolved</strong> - Over.</p><p><strong>Investigating</strong> - Hm.</p>",
                Some(Standing::Over),
            ),
            (
                "Logins fail",
                "<p><strong>Monitoring</strong> - A fix is out.</p><p><strong>Identified</strong> - x</p>",
                Some(Standing::Open(Degraded)),
            ),
            (
                "Logins fail",
                "Investigating - we look into it",
                Some(Standing::Open(Degraded)),
            ),
            ("Logins fail", "We will say so once this is resolved.", None),
            ("Not yet resolved", "", None),
            ("Resolved", "", Some(Standing::Over)),
            ("RESOLVED: Elevated latency", "", Some(Standing::Over)),
            ("[Resolved] Elevated latency", "x", Some(Standing::Over)),
            ("Elevated latency (resolved)", "x", Some(Standing::Over)),
            ("Elevated latency - Resolved", "x", Some(Standing::Over)),
            (
                "Service is operating normally: [RESOLVED] Errors",
                "",
                Some(Standing::Over),
            ),
            (
                "Service disruption: Increased errors",
                "",
                Some(Standing::Open(PartialOutage)),
            ),
            ("Service disruption: [RESOLVED] Errors", "", Some(Standing::Over)),
            ("Service disruption: Errors", "<b>Resolved</b>", Some(Standing::Over)),
            ("Informational message: Errors", "", Some(Standing::Open(Degraded))),
            (
                "UPDATE: We see trouble: with logins",
                "",
                Some(Standing::Open(Degraded)),
            ),
            (
                "Everything",
                "<strong>Incident status:</strong> <strong>Major outage</strong>",
                Some(Standing::Open(MajorOutage)),
            ),
            (
                "Database work",
                "<strong>Scheduled</strong> - tomorrow",
                Some(Standing::Planned),
            ),
            (
                "Database work",
                "<strong>In progress</strong> - now",
                Some(Standing::Open(Maintenance)),
            ),
            (
                "Database work",
                "<strong>Completed</strong> - done",
                Some(Standing::Over),
            ),
            ("", "", None),
        ];
        for (title, body, expected) in cases {
            assert_eq!(standing(title, body), expected, "{title} / {body}");
        }
    }

    #[test]
    fn labels_are_in_lower_case_and_stand_here_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (label, _) in LABELS {
            assert_eq!(label, label.to_lowercase());
            assert!(label.len() <= LABEL_CHARACTERS_MAX && seen.insert(label), "{label}");
        }
    }
}
