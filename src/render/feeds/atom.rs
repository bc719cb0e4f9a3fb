//! Atom (RFC 4287).

use atom_syndication::{self as atom, FixedDateTime, Generator, Link, Person, Text};

use super::{Entry, Feed, Format};
use crate::domain::bucket::Timestamp;

/// The feed as XML.
pub(super) fn xml(feed: &Feed) -> String {
    let document = atom::Feed {
        title: Text::plain(&feed.title),
        subtitle: Some(Text::plain(&feed.description)),
        id: feed.id.clone(),
        // Of a feed in which nothing has happened yet, it is the beginning of time.
        updated: moment(feed.entries.first().map_or(Timestamp(0), |entry| entry.at)),
        authors: vec![Person {
            name: "Groundswell".to_owned(),
            uri: Some(feed.home.clone()),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "Groundswell".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            uri: None,
        }),
        links: vec![
            link("self", &feed.address, Format::Atom.media_type()),
            link("alternate", &feed.page, "text/html"),
        ],
        entries: feed.entries.iter().map(entry).collect(),
        lang: Some(feed.language.to_owned()),
        ..atom::Feed::default()
    };
    document.to_string()
}

fn entry(entry: &Entry) -> atom::Entry {
    atom::Entry {
        title: Text::plain(&entry.title),
        id: entry.id.clone(),
        updated: moment(entry.at),
        published: Some(moment(entry.at)),
        categories: vec![category(entry.kind), category(&entry.service)],
        links: vec![link("alternate", &entry.address, "text/html")],
        summary: Some(Text::plain(&entry.summary)),
        content: Some(atom::Content {
            value: Some(entry.html.clone()),
            content_type: Some("html".to_owned()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    }
}

fn category(term: &str) -> atom::Category {
    atom::Category {
        term: term.to_owned(),
        ..atom::Category::default()
    }
}

fn link(rel: &str, address: &str, media_type: &str) -> Link {
    Link {
        href: address.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(media_type.to_owned()),
        ..Link::default()
    }
}

fn moment(at: Timestamp) -> FixedDateTime {
    // A moment that this crate wrote is one that it reads.
    at.to_rfc3339().parse().unwrap_or_default()
}
