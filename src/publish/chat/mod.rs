//! The messages for people in a chat: a title, the sentence, the numbers, a link and the picture to share.
//!
//! Names come from the operator's catalogue and from map data. In a chat they are text and nothing else: no markup, no
//! link, no mention that rings everybody's phone.

mod discord;
mod slack;
mod teams;

use super::payload::{self, News, clock_time, count_and_window, normal_count, shortened, worst_hit};
use crate::domain::bucket::Timestamp;
use crate::domain::delivery::Format;
use crate::domain::incident::{Severity, TransitionKind};
use crate::outbound::address::refused;

/// What a chat message says, before any markup.
struct Telling {
    /// What happened, in a few words.
    title: String,
    /// The same in a sentence or two, with counts.
    sentence: String,
    /// Counts and places with their names.
    facts: Vec<(&'static str, String)>,
    /// As `0xRRGGBB`.
    colour: u32,
    at: Timestamp,
    /// Where to read on.
    link: Option<String>,
    /// What the reader may say to it, each with its address.
    votes: Vec<(&'static str, String)>,
    picture: Option<Picture>,
}

struct Picture {
    address: String,
    /// For those who do not see it.
    alt: String,
}

/// What the link says.
const LINK_WORDS: &str = "See the incident and its evidence";

/// What the links say by which a reader confirms and denies.
const CONFIRM_WORDS: &str = "It is broken for us as well";
const DENY_WORDS: &str = "It works for us";

/// Ends of names that only a local network knows (RFC 6761, RFC 6762, RFC 8375, and what routers use).
const LOCAL_ENDS: [&str; 7] = [
    ".localhost",
    ".local",
    ".internal",
    ".home.arpa",
    ".lan",
    ".test",
    ".invalid",
];

/// The body of the message about one transition in a chat's format; `None` for a format that is no chat's.
#[must_use]
pub fn body(format: Format, news: &News<'_>) -> Option<String> {
    let message = telling(news);
    write(format, &message)
}

/// The body of a test message.
#[must_use]
pub fn ping(format: Format, at: Timestamp) -> Option<String> {
    let message = Telling {
        title: "Test message from Groundswell".to_owned(),
        sentence: "Nothing is broken. News of incidents will arrive here.".to_owned(),
        facts: Vec::new(),
        colour: NEUTRAL,
        at,
        link: None,
        // There is nothing to confirm or to deny.
        votes: Vec::new(),
        picture: None,
    };
    write(format, &message)
}

fn write(format: Format, message: &Telling) -> Option<String> {
    let json = match format {
        Format::Standard => return None,
        Format::Slack => slack::message(message),
        Format::Discord => discord::message(message),
        Format::Teams => teams::message(message),
    };
    Some(json.to_string())
}

fn telling(news: &News<'_>) -> Telling {
    let transition = news.transition;
    let base = news.public_url.trim_end_matches('/');
    let (slug, id) = (news.service.slug.as_str(), news.incident.id.as_str());
    let title = title(news);
    let mut facts = vec![
        ("Since", clock_time(news.incident.onset.start())),
        ("Reports", count_and_window(transition)),
        ("Normal", normal_count(transition)),
    ];
    if let Some(places) = worst_hit(news) {
        facts.push(("Worst hit", places));
    }
    Telling {
        sentence: payload::summary(news),
        facts,
        colour: colour(transition.kind),
        at: transition.at,
        link: Some(format!("{base}/services/{slug}/incidents/{id}")),
        votes: vec![
            (CONFIRM_WORDS, news.votes.confirm.clone()),
            (DENY_WORDS, news.votes.deny.clone()),
        ],
        picture: is_public(base).then(|| Picture {
            // The step in it makes chats fetch it anew.
            address: format!("{base}/og/{slug}/{id}.png?v={}", transition.sequence),
            alt: title.clone(),
        }),
        title,
    }
}

fn title(news: &News<'_>) -> String {
    let name = shortened(&news.service.name);
    match news.transition.kind {
        TransitionKind::Opened => format!("Problems with {name}"),
        TransitionKind::Escalated => {
            let severity = match news.transition.severity {
                Severity::Minor => "minor",
                Severity::Major => "major",
                Severity::Critical => "critical",
            };
            format!("Problems with {name} are now {severity}")
        }
        TransitionKind::RegionAdded => match news.transition.region {
            Some(region) => format!(
                "Problems with {name} have reached {}",
                shortened(&(news.region_name)(region))
            ),
            None => format!("Problems with {name} have spread"),
        },
        TransitionKind::Recovering => format!("{name} is recovering"),
        TransitionKind::Resolved => format!("{name} is back to normal"),
        TransitionKind::Retracted => format!("Withdrawn: problems with {name}"),
    }
}

/// Of a message that is neither good nor bad.
const NEUTRAL: u32 = 0x52_60_6c;

/// The colours of the site on light paper.
fn colour(kind: TransitionKind) -> u32 {
    match kind {
        TransitionKind::Opened | TransitionKind::Escalated | TransitionKind::RegionAdded => 0xb4_23_18,
        TransitionKind::Recovering => 0x28_5e_a8,
        TransitionKind::Resolved => 0x17_6b_49,
        TransitionKind::Retracted => NEUTRAL,
    }
}

/// Whether a chat's servers can fetch from here, as far as an address tells. Slack refuses a whole message when it cannot
/// fetch its picture, so without this nobody would be told of anything on a private network.
fn is_public(url: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(url) else {
        return false;
    };
    let Some(host) = url.host_str() else { return false };
    if let Ok(ip) = host.trim_matches(['[', ']']).parse() {
        return !refused(ip, &[]);
    }
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    host.contains('.') && !LOCAL_ENDS.iter().any(|end| host.ends_with(end))
}

/// A text of at most `units_max` UTF-16 units, which is what chats count, with each character written by `escape`. What
/// does not fit is cut off with an ellipsis, never within an escape. Whatever could act on the reader's screen rather
/// than be read (control characters, turns of the writing's direction) is left out, and `://` is broken so that no name
/// becomes a link.
fn fitted(text: &str, units_max: usize, escape: impl Fn(char, &mut String)) -> String {
    const ELLIPSIS: char = '…';
    let mut written = String::new();
    let mut units = 0;
    let mut slashes_follow = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let mut one = String::new();
        match c {
            '\t' | '\n' | '\r' => one.push(' '),
            c if c.is_control() || is_turn(c) => continue,
            '/' if slashes_follow => {
                one.push(BREAK);
                escape(c, &mut one);
            }
            c => escape(c, &mut one),
        }
        slashes_follow = c == ':' && characters.peek() == Some(&'/');
        let more = one.encode_utf16().count();
        let room = if characters.peek().is_some() {
            units_max.saturating_sub(1)
        } else {
            units_max
        };
        if units + more > room {
            written.push(ELLIPSIS);
            break;
        }
        units += more;
        written.push_str(&one);
    }
    written
}

/// Nothing to see, but no mention and no link goes over it: a word joiner.
const BREAK: char = '\u{2060}';

/// Characters that turn the direction of what follows (Unicode, annex 9), or hide it.
fn is_turn(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
