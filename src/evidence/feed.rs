//! RSS 2.0 and Atom: the entries of a feed, as far as they matter. Parsed by the XML reader that draws our pictures:
//! it takes no document type, so no entity grows.

use roxmltree::{Document, Node, ParsingOptions};

use crate::domain::bucket::Timestamp;
use crate::domain::official::entries::Entry;

/// Entries of a feed that are looked at: feeds are newest first, or short.
const ENTRIES_MAX: usize = 100;

/// Elements, attributes and texts of a feed: ten times what the longest one we know has.
const NODES_MAX: u32 = 100_000;

/// Text of an entry that is looked at, in bytes; the newest word comes first.
const BODY_BYTES_MAX: usize = 16 * 1_024;

/// Reads a feed.
///
/// # Errors
/// What is wrong, in words, when this is neither RSS nor Atom.
pub fn read(text: &str) -> Result<Vec<Entry>, String> {
    let options = ParsingOptions {
        nodes_limit: NODES_MAX,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| format!("it is not XML: {error}"))?;
    let root = document.root_element();
    let (holder, name) = match root.tag_name().name() {
        "feed" => (Some(root), "entry"),
        "rss" => (child(root, &["channel"]), "item"),
        // RSS 1.0 keeps its items beside the channel.
        "RDF" => (Some(root), "item"),
        _ => (None, ""),
    };
    let holder = holder.ok_or("it is neither RSS nor Atom")?;
    let entries = holder.children().filter(|node| node.tag_name().name() == name);
    Ok(entries.take(ENTRIES_MAX).map(entry).collect())
}

fn entry(node: Node<'_, '_>) -> Entry {
    let title = text(node, &["title"]);
    let posted_at = moment(&text(node, &["published", "pubDate", "issued", "date"]));
    let updated_at = moment(&text(node, &["updated", "modified"]));
    let id = text(node, &["id", "guid", "link"]);
    let id = if id.trim().is_empty() {
        format!("{title} {}", posted_at.or(updated_at).map_or(0, |at| at.0))
    } else {
        id
    };
    Entry {
        id: shortened(id),
        body: shortened(text(node, &["content", "encoded", "description", "summary"])),
        title: shortened(title),
        posted_at,
        updated_at,
    }
}

/// The first child of the first of these names that it has, in any namespace.
fn child<'a, 'input>(node: Node<'a, 'input>, names: &[&str]) -> Option<Node<'a, 'input>> {
    names.iter().find_map(|name| {
        node.children()
            .find(|child| child.is_element() && child.tag_name().name() == *name)
    })
}

fn text(node: Node<'_, '_>, names: &[&str]) -> String {
    let Some(found) = child(node, names) else {
        return String::new();
    };
    let mut all = String::new();
    for part in found
        .descendants()
        .filter_map(|node| if node.is_text() { node.text() } else { None })
    {
        if all.len() >= BODY_BYTES_MAX {
            break;
        }
        all.push_str(part);
    }
    all
}

fn shortened(mut text: String) -> String {
    if text.len() > BODY_BYTES_MAX {
        text.truncate(text.floor_char_boundary(BODY_BYTES_MAX));
    }
    text
}

/// RFC 3339 in Atom, RFC 2822 in RSS, where the day of the week is not always the right one.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let of_atom = text.parse::<jiff::Timestamp>().ok();
    let of_rss = || {
        let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
        parser.parse_timestamp(text).ok()
    };
    let found = of_atom.or_else(of_rss)?;
    Some(Timestamp(found.as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rss_and_atom_come_to_the_same() {
        let rss = r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example</title>
            <item><title>Logins &amp; more</title><description><![CDATA[<strong>Resolved</strong> - Over.]]></description><pubDate>Wed, 04 Mar 2026 04:10:00 PST</pubDate><guid>https://status.example/1</guid></item>
            <item><title>Second</title><description>&lt;b&gt;Update&lt;/b&gt;</description><pubDate>Mon, 4 Mar 2026 12:20:00 +0000</pubDate><guid></guid></item>
            </channel></rss>"#;
        let entries = read(rss).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(
            entries[0],
            Entry {
                id: "https://status.example/1".to_owned(),
                title: "Logins & more".to_owned(),
                body: "<strong>Resolved</strong> - Over.".to_owned(),
                posted_at: Some(Timestamp(1_772_626_200)),
                updated_at: None,
            }
        );
        assert_eq!(
            (entries[1].id.as_str(), entries[1].body.as_str()),
            ("Second 1772626800", "<b>Update</b>")
        );
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry><id>tag:x,2026:1</id><published>2026-03-04T12:10:00Z</published>
            <updated>2026-03-04T13:00:00+00:30</updated><title>Logins</title><link href="https://status.example/1"/><content type="html">&lt;strong&gt;Resolved&lt;/strong&gt;</content></entry></feed>"#;
        let entries = read(atom).unwrap();
        assert_eq!(
            entries[0],
            Entry {
                id: "tag:x,2026:1".to_owned(),
                title: "Logins".to_owned(),
                body: "<strong>Resolved</strong>".to_owned(),
                posted_at: Some(Timestamp(1_772_626_200)),
                updated_at: Some(Timestamp(1_772_627_400)),
            }
        );
    }

    #[test]
    fn an_empty_feed_is_one_and_other_xml_is_none() {
        assert_eq!(read("<rss><channel><title>x</title></channel></rss>"), Ok(Vec::new()));
        assert_eq!(read("<feed/>"), Ok(Vec::new()));
        for text in [
            "",
            "<rss/>",
            "<html><body/></html>",
            "<feed>",
            "{}",
            "<feed><entry></feed>",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        let bomb = r#"<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><feed><entry><title>&b;</title></entry></feed>"#;
        assert!(read(bomb).unwrap_err().starts_with("it is not XML"));
    }

    #[test]
    fn deep_and_wide_ones_are_refused_or_cut() {
        let deep = format!("<feed>{}{}</feed>", "<a>".repeat(50_000), "</a>".repeat(50_000));
        let _ = read(&deep);
        let wide = format!("<feed>{}</feed>", "<entry/>".repeat(200_000));
        assert!(read(&wide).is_err());
        let long = format!("<feed><entry><title>{}</title></entry></feed>", "é".repeat(20_001));
        assert!(read(&long).unwrap()[0].title.len() <= BODY_BYTES_MAX);
    }
}
