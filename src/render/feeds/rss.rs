//! RSS 2.0 (<https://www.rssboard.org/rss-specification>), with the two extensions that every reader knows: its own
//! address as an Atom link, and the whole content.

use std::collections::BTreeMap;

use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Channel, Guid, Item};

use super::{Entry, Feed, Format, rfc_822};
use crate::render::svg::Escaped;

/// Minutes for which a reader need not ask again. An outage is news within minutes, and asking costs a 304.
const FRESH_MINUTES: u32 = 5;

/// The feed as XML.
pub(super) fn xml(feed: &Feed) -> String {
    let channel = Channel {
        title: feed.title.clone(),
        link: feed.page.clone(),
        description: feed.description.clone(),
        language: Some(feed.language.to_owned()),
        generator: Some(format!("Groundswell {}", env!("CARGO_PKG_VERSION"))),
        ttl: Some(FRESH_MINUTES.to_string()),
        last_build_date: feed.entries.first().map(|entry| rfc_822(entry.at)),
        items: feed.entries.iter().map(item).collect(),
        extensions: itself(feed),
        namespaces: BTreeMap::from([("atom".to_owned(), "http://www.w3.org/2005/Atom".to_owned())]),
        ..Channel::default()
    };
    channel.to_string()
}

/// The crate has this as a feature, which would bring what makes builders at compile time.
fn itself(feed: &Feed) -> ExtensionMap {
    let attributes = [
        ("href", feed.address.as_str()),
        ("rel", "self"),
        ("type", Format::Rss.media_type()),
    ];
    let link = Extension {
        name: "atom:link".to_owned(),
        attrs: attributes
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        ..Extension::default()
    };
    let links = BTreeMap::from([("link".to_owned(), vec![link])]);
    BTreeMap::from([("atom".to_owned(), links)])
}

fn item(entry: &Entry) -> Item {
    Item {
        title: Some(entry.title.clone()),
        link: Some(entry.address.clone()),
        // Readers take a description for HTML.
        description: Some(Escaped(&entry.summary).to_string()),
        content: Some(entry.html.clone()),
        categories: vec![category(entry.kind), category(&entry.service)],
        guid: Some(Guid {
            value: entry.id.clone(),
            permalink: false,
        }),
        pub_date: Some(rfc_822(entry.at)),
        ..Item::default()
    }
}

fn category(name: &str) -> Category {
    Category {
        name: name.to_owned(),
        domain: None,
    }
}
