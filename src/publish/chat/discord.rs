//! Discord: one embed, and the sentence as `content` for notifications
//! (<https://discord.com/developers/docs/resources/webhook#execute-webhook>).

use serde_json::{Value, json};

use super::{BREAK, Telling, fitted};

/// Characters of `content`.
const CONTENT_UNITS_MAX: usize = 2_000;

/// Characters of an embed's title.
const TITLE_UNITS_MAX: usize = 256;

/// Characters of an embed's description, which holds links and nothing else.
const DESCRIPTION_UNITS_MAX: usize = 2_048;

/// Characters of a field's value.
const VALUE_UNITS_MAX: usize = 1_024;

pub(super) fn message(message: &Telling) -> Value {
    let field = |(name, value): &(&str, String)| json!({"name": name, "value": fitted(value, VALUE_UNITS_MAX, escape), "inline": true});
    let mut embed = json!({
        "title": fitted(&message.title, TITLE_UNITS_MAX, escape),
        "color": message.colour,
        "timestamp": message.at.to_rfc3339(),
        "fields": message.facts.iter().map(field).collect::<Vec<Value>>(),
    });
    if let Some(link) = &message.link {
        embed["url"] = link.as_str().into();
    }
    let votes: Vec<String> = message.votes.iter().map(|(words, at)| masked(words, at)).collect();
    let votes = votes.join(" · ");
    // Half a link is none.
    if !votes.is_empty() && votes.encode_utf16().count() <= DESCRIPTION_UNITS_MAX {
        embed["description"] = votes.into();
    }
    if let Some(picture) = &message.picture {
        embed["image"] = json!({"url": picture.address});
    }
    json!({
        "content": fitted(&message.sentence, CONTENT_UNITS_MAX, escape),
        // Whatever the text says: nobody is rung.
        "allowed_mentions": {"parse": []},
        "embeds": [embed],
    })
}

/// A link of Markdown, which ends with the first parenthesis.
fn masked(words: &str, at: &str) -> String {
    format!("[{words}]({})", at.replace('(', "%28").replace(')', "%29"))
}

/// A backslash before all of Markdown's marks, and a break in what would be a mention.
fn escape(c: char, out: &mut String) {
    if "\\*_~`|<>[]#".contains(c) {
        out.push('\\');
    }
    out.push(c);
    if c == '@' {
        out.push(BREAK);
    }
}
