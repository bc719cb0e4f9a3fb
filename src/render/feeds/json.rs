//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Serialize;

use super::{Entry, Feed};
use crate::domain::incident::Severity;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    description: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'static str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    summary: &'a str,
    content_html: &'a str,
    date_published: String,
    date_modified: String,
    tags: [&'a str; 2],
    #[serde(rename = "_groundswell")]
    own: Own<'a>,
}

/// What a program wants that does not read sentences. The format keeps keys with a line before them for such things.
#[derive(Serialize)]
struct Own<'a> {
    about: &'a str,
    service: &'a str,
    incident: &'a str,
    kind: &'static str,
    severity: Severity,
}

/// The feed as JSON.
pub(super) fn text(feed: &Feed) -> String {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        description: &feed.description,
        home_page_url: &feed.page,
        feed_url: &feed.address,
        language: feed.language,
        authors: [Author {
            name: "Groundswell",
            url: &feed.home,
        }],
        items: feed.entries.iter().map(|entry| item(feed, entry)).collect(),
    };
    // Plain structs with string keys always serialise.
    serde_json::to_string(&document).unwrap_or_default()
}

fn item<'a>(feed: &'a Feed, entry: &'a Entry) -> Item<'a> {
    Item {
        id: &entry.id,
        url: &entry.address,
        title: &entry.title,
        summary: &entry.summary,
        content_html: &entry.html,
        date_published: entry.at.to_rfc3339(),
        date_modified: entry.at.to_rfc3339(),
        tags: [entry.kind, &entry.service],
        own: Own {
            about: &feed.home,
            service: &entry.service,
            incident: &entry.incident,
            kind: entry.kind,
            severity: entry.severity,
        },
    }
}
