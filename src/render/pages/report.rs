//! The button, and the answer to pressing it.

use serde::Serialize;

use crate::domain::report::Kind;
use crate::domain::service::{Service, Symptom};
use crate::render::views::{Confirmation, Site};
use crate::render::words;

/// The button, or what became of pressing it.
#[derive(Debug, Serialize)]
pub struct ReportPanel {
    action: String,
    answer: Option<Answer>,
}

#[derive(Debug, Serialize)]
struct Answer {
    title: String,
    detail: String,
    /// Symptoms to choose from; empty when there is nothing to ask.
    symptoms: Vec<Symptom>,
}

impl ReportPanel {
    /// The button, or the answer when there is one.
    #[must_use]
    pub fn new(site: &Site, service: &Service, confirmation: Option<&Confirmation>) -> Self {
        Self {
            action: format!("{}/services/{}/report", site.base_path, service.slug),
            answer: confirmation.map(|confirmation| answer(service, confirmation)),
        }
    }
}

fn answer(service: &Service, confirmation: &Confirmation) -> Answer {
    let (title, detail) = match confirmation.kind {
        Kind::Works => works_answer(service, confirmation),
        Kind::Problem | Kind::Naming => problem_answer(service, confirmation),
    };
    let ask = confirmation.ask_symptom && confirmation.kind == Kind::Problem;
    Answer {
        title,
        detail,
        symptoms: if ask { service.symptoms.clone() } else { Vec::new() },
    }
}

fn works_answer(service: &Service, confirmation: &Confirmation) -> (String, String) {
    let title = "Thanks. Good to know that it works for you.".to_owned();
    let detail = match (confirmation.counted, confirmation.reports_in_window) {
        (false, _) => "You had already told us in the last 15 minutes; it is counted once.".to_owned(),
        (true, 0) => format!(
            "Nobody has reported a problem with {} in the last 15 minutes.",
            service.name
        ),
        (true, n) => format!("{} reported a problem in the last 15 minutes.", words::people(n)),
    };
    (title, detail)
}

fn problem_answer(service: &Service, confirmation: &Confirmation) -> (String, String) {
    let named = confirmation
        .symptom
        .as_ref()
        .and_then(|slug| service.symptom(slug.as_str()));
    let noted = match named {
        Some(symptom) => format!(" You said: {}.", symptom.label),
        None if !confirmation.ask_symptom => " Noted what is wrong.".to_owned(),
        None => String::new(),
    };
    let others = confirmation.reports_in_window.saturating_sub(1);
    let name = &service.name;
    match (confirmation.counted, others) {
        (false, _) => (
            "Thanks, you had already reported in the last 15 minutes.".to_owned(),
            format!(
                "It is counted once. {} reported a problem with {name} in that time.{noted}",
                words::people(confirmation.reports_in_window.max(1))
            ),
        ),
        (true, 0) => (
            "Thanks, your report is counted.".to_owned(),
            format!("You are the first in the last 15 minutes to report a problem with {name}.{noted}"),
        ),
        (true, others) => {
            let others = if others == 1 {
                "1 other".to_owned()
            } else {
                format!("{} others", words::count(others))
            };
            (
                format!("You and {others}"),
                format!("reported a problem with {name} in the last 15 minutes. Your report is counted.{noted}"),
            )
        }
    }
}
