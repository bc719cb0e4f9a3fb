//! The button, and the answer to pressing it.

use serde::Serialize;

use crate::domain::report::Kind;
use crate::domain::service::{Service, Symptom};
use crate::domain::snapshot::WINDOW_MINUTES;
use crate::render::assets::Assets;
use crate::render::locale::Arg;
use crate::render::views::{Confirmation, Edition, ServiceView};

use super::here::{HerePanel, Meanwhile};

/// The button, or what became of pressing it.
#[derive(Debug, Serialize)]
pub struct ReportPanel {
    action: String,
    here_href: String,
    answer: Option<Answer>,
}

#[derive(Debug, Serialize)]
struct Answer {
    title: String,
    detail: String,
    /// What a script has to do so that the report counts in full.
    work: Option<Work>,
    /// Symptoms to choose from; empty when there is nothing to ask.
    symptoms: Vec<Symptom>,
    /// How it is where the visitor is.
    here: Option<HerePanel>,
    /// What to do meanwhile; nothing for whom it works.
    meanwhile: Option<Meanwhile>,
}

#[derive(Debug, Serialize)]
struct Work {
    challenge: String,
    /// The script that solves it.
    prover: String,
}

impl ReportPanel {
    /// The button, or the answer when there is one.
    #[must_use]
    pub fn new(site: Edition<'_>, view: &ServiceView<'_>) -> Self {
        let confirmation = view.confirmation.as_ref();
        Self {
            action: format!("{}/services/{}/report", site.base_path, view.service.slug),
            here_href: format!("{}/services/{}/here", site.base_path, view.service.slug),
            answer: confirmation.map(|confirmation| answer(site, view, confirmation)),
        }
    }
}

fn answer(site: Edition<'_>, view: &ServiceView<'_>, confirmation: &Confirmation) -> Answer {
    let service = view.service;
    let (title, detail) = match confirmation.kind {
        Kind::Works => works_answer(site, service, confirmation),
        Kind::Problem | Kind::Naming | Kind::Proof => problem_answer(site, service, confirmation),
    };
    let has_problem = confirmation.kind != Kind::Works;
    let ask = confirmation.ask_symptom && has_problem;
    let symptoms = service.symptoms.iter().filter(|_| ask).map(|symptom| Symptom {
        label: site.locale.translated(&symptom.label).into_owned(),
        ..symptom.clone()
    });
    Answer {
        title,
        detail,
        work: confirmation.challenge.clone().map(|challenge| Work {
            challenge,
            prover: format!("{}{}", site.base_path, Assets::path("prove", "js")),
        }),
        symptoms: symptoms.collect(),
        here: view.here.map(|here| HerePanel::new(site, here)),
        meanwhile: view.here.filter(|_| has_problem).map(|here| Meanwhile::new(site, here)),
    }
}

fn works_answer(site: Edition<'_>, service: &Service, confirmation: &Confirmation) -> (String, String) {
    let title = site.locale.word("answer-works");
    let key = if confirmation.counted {
        "answer-works-counted"
    } else {
        "answer-works-repeat"
    };
    let args = [
        ("name", (&service.name).into()),
        ("count", confirmation.reports_in_window.into()),
        ("minutes", minutes()),
    ];
    (
        title,
        site.locale
            .say(key, if confirmation.counted { &args } else { &args[2..] }),
    )
}

fn minutes<'a>() -> Arg<'a> {
    Arg::Count(WINDOW_MINUTES.unsigned_abs())
}

fn problem_answer(site: Edition<'_>, service: &Service, confirmation: &Confirmation) -> (String, String) {
    let locale = site.locale;
    let named = confirmation
        .symptom
        .as_ref()
        .and_then(|slug| service.symptom(slug.as_str()));
    let noted = match named {
        Some(symptom) => locale.say(
            "answer-you-said",
            &[("symptom", locale.translated(&symptom.label).into())],
        ),
        None if !confirmation.ask_symptom => locale.word("answer-noted"),
        None => String::new(),
    };
    let others = confirmation.reports_in_window.saturating_sub(1);
    let (name, minutes) = (("name", (&service.name).into()), ("minutes", minutes()));
    let (title, detail) = match (confirmation.counted, others) {
        (false, _) => {
            let count = ("count", confirmation.reports_in_window.max(1).into());
            (
                locale.say("answer-repeat", std::slice::from_ref(&minutes)),
                locale.say("answer-repeat-detail", &[name, count]),
            )
        }
        (true, 0) => (
            locale.word("answer-first"),
            locale.say("answer-first-detail", &[name, minutes]),
        ),
        (true, others) => (
            locale.say("answer-others", &[("count", others.into())]),
            locale.say("answer-others-detail", &[name, minutes]),
        ),
    };
    let detail = if noted.is_empty() {
        detail
    } else {
        format!("{detail} {noted}")
    };
    (title, detail)
}
