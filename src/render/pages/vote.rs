//! The page that a link in an alert leads to: what is it about, and is it meant?

use serde::Serialize;

use crate::domain::vote::{Answer, Votes};
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, VoteView};
use crate::render::words;

use super::{Head, PlainPage, incident_path};

/// What `vote.html` is given.
#[derive(Debug, Serialize)]
pub struct VotePage {
    head: Head,
    name: String,
    service_href: String,
    incident_href: String,
    title: String,
    summary: Sentence,
    action: String,
    button: String,
}

/// The page that asks.
#[must_use]
pub fn page(site: Edition<'_>, view: &VoteView<'_>) -> VotePage {
    let (service, incident) = (view.service, view.incident);
    let (title, button) = match view.answer {
        Answer::Confirm => ("vote-title-confirm", "vote-button-confirm"),
        Answer::Deny => ("vote-title-deny", "vote-button-deny"),
    };
    let title = site.locale.say(title, &[("name", (&service.name).into())]);
    let path = format!("{}/vote", incident_path(incident));
    let summary = words::incident(site.locale, &service.name, incident, view.now);
    let mut head = Head::new(site, &path, title.as_str(), summary.plain());
    head.hidden = true;
    let action = format!("{}{path}?{}", site.base_path, view.query);
    head.switch = format!("{action}&lang=");
    VotePage {
        head,
        name: service.name.clone(),
        service_href: format!("{}/services/{}", site.base_path, service.slug),
        incident_href: format!("{}{}", site.base_path, incident_path(incident)),
        title,
        summary,
        action,
        button: site.locale.word(button),
    }
}

/// The page that refuses, for this reason.
#[must_use]
pub fn refused(site: Edition<'_>, reason: &str) -> PlainPage {
    let (title, detail) = (site.locale.word("vote-refused"), site.locale.word(reason));
    let mut head = Head::new(site, "/", title.as_str(), detail.as_str());
    head.hidden = true;
    PlainPage {
        head,
        status_text: Some("403".to_owned()),
        title,
        detail,
    }
}

/// What alerted teams say of an incident; `None` before any has answered.
pub(super) fn result(site: Edition<'_>, votes: Votes) -> Option<String> {
    let number = |count: u32| u64::from(count).into();
    let count = ("count", number(votes.total()));
    match (votes.confirmed, votes.denied) {
        (0, 0) => None,
        (_, 0) => Some(site.locale.say("votes-confirm", &[count])),
        (0, _) => Some(site.locale.say("votes-deny", &[count])),
        (confirmed, denied) => {
            let (confirmed, denied) = (("confirmed", number(confirmed)), ("denied", number(denied)));
            Some(site.locale.say("votes-differ", &[count, confirmed, denied]))
        }
    }
}

/// What a team is told that has just answered.
pub(super) fn thanks(site: Edition<'_>, answer: Answer) -> String {
    site.locale.word(match answer {
        Answer::Confirm => "vote-thanks-confirm",
        Answer::Deny => "vote-thanks-deny",
    })
}
