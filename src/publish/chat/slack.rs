//! Slack: `text` for notifications and `blocks` for the channel
//! (<https://docs.slack.dev/reference/block-kit/blocks>).

use serde_json::{Value, json};

use super::{LINK_WORDS, Telling, fitted};

/// Characters of a header.
const HEADER_UNITS_MAX: usize = 150;

/// Characters of a section's text.
const SECTION_UNITS_MAX: usize = 3_000;

/// Characters of a field.
const FIELD_UNITS_MAX: usize = 2_000;

/// Characters of a picture's description.
const ALT_UNITS_MAX: usize = 2_000;

pub(super) fn message(message: &Telling) -> Value {
    let mut blocks = vec![
        // Plain text is shown as it is: nothing to escape, no mention in it.
        json!({"type": "header", "text": {"type": "plain_text", "emoji": false, "text": fitted(&message.title, HEADER_UNITS_MAX, plain)}}),
        json!({"type": "section", "text": marked(&message.sentence, SECTION_UNITS_MAX)}),
    ];
    if !message.facts.is_empty() {
        let field = |(name, value): &(&str, String)| {
            let value = fitted(value, FIELD_UNITS_MAX - 40, escape);
            json!({"type": "mrkdwn", "verbatim": true, "text": format!("*{name}*\n{value}")})
        };
        let fields: Vec<Value> = message.facts.iter().map(field).collect();
        blocks.push(json!({"type": "section", "fields": fields}));
    }
    if let Some(picture) = &message.picture {
        let alt = fitted(&picture.alt, ALT_UNITS_MAX, plain);
        blocks.push(json!({"type": "image", "image_url": picture.address, "alt_text": alt}));
    }
    if !message.votes.is_empty() {
        let votes: Vec<String> = message.votes.iter().map(|(words, at)| link(words, at)).collect();
        let text = votes.join("  ·  ");
        // Half a link is none.
        if text.encode_utf16().count() <= SECTION_UNITS_MAX {
            blocks.push(json!({"type": "section", "text": {"type": "mrkdwn", "verbatim": true, "text": text}}));
        }
    }
    if let Some(at) = &message.link {
        blocks.push(json!({"type": "context", "elements": [{"type": "mrkdwn", "text": link(LINK_WORDS, at)}]}));
    }
    json!({
        // What a phone shows. It is read as markup too.
        "text": fitted(&message.sentence, SECTION_UNITS_MAX, escape),
        "unfurl_links": false,
        "unfurl_media": false,
        "blocks": blocks,
    })
}

fn link(words: &str, at: &str) -> String {
    let at = at.replace('&', "&amp;").replace('|', "%7C");
    format!("<{at}|{words}>")
}

/// Markup, in which names are nothing but text; `verbatim` keeps Slack from making links of what looks like some.
fn marked(text: &str, units_max: usize) -> Value {
    json!({"type": "mrkdwn", "verbatim": true, "text": fitted(text, units_max, escape)})
}

fn plain(c: char, out: &mut String) {
    out.push(c);
}

/// `<!channel>`, `<@U1>` and links need `<`. Slack has no escape for the marks of bold and the like, so lookalikes take
/// their place.
fn escape(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '*' => out.push('∗'),
        '_' => out.push('ˍ'),
        '~' => out.push('∼'),
        '`' => out.push('ˋ'),
        c => out.push(c),
    }
}
