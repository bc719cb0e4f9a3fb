//! Teams: an Adaptive Card, as workflows post it
//! (<https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using>).
//!
//! All text is in text runs: these know no Markdown, so there is nothing to escape. Mentions need an entity of their own,
//! and none is sent.

use serde_json::{Value, json};

use super::{LINK_WORDS, Telling, fitted};

/// Characters of one text: a card of all texts at this length stays below the 28 kB that Teams takes.
const TEXT_UNITS_MAX: usize = 2_000;

pub(super) fn message(message: &Telling) -> Value {
    let mut body = vec![
        paragraph(&[run(&message.title, json!({"weight": "Bolder", "size": "Large"}))]),
        paragraph(&[run(&message.sentence, json!({}))]),
    ];
    for (name, value) in &message.facts {
        let name = run(&format!("{name}: "), json!({"weight": "Bolder"}));
        body.push(paragraph(&[name, run(value, json!({}))]));
    }
    let mut card = json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
    });
    if let Some(picture) = &message.picture {
        let alt = text(&picture.alt);
        body.push(json!({"type": "Image", "url": picture.address, "altText": alt, "size": "Stretch"}));
    }
    let votes = message.votes.iter().map(|(words, at)| (*words, at));
    let links = message.link.iter().map(|at| (LINK_WORDS, at)).chain(votes);
    let actions = links.map(|(words, at)| json!({"type": "Action.OpenUrl", "title": words, "url": at}));
    let actions: Vec<Value> = actions.collect();
    if !actions.is_empty() {
        card["actions"] = actions.into();
    }
    card["body"] = body.into();
    json!({
        "type": "message",
        "summary": text(&message.title),
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": card,
        }],
    })
}

fn paragraph(runs: &[Value]) -> Value {
    json!({"type": "RichTextBlock", "inlines": runs, "spacing": "Small"})
}

fn run(words: &str, mut look: Value) -> Value {
    look["type"] = "TextRun".into();
    look["text"] = text(words).into();
    look
}

fn text(words: &str) -> String {
    fitted(words, TEXT_UNITS_MAX, |c, out| out.push(c))
}
