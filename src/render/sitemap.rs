//! The list of pages for search engines (<https://www.sitemaps.org/protocol.html>), each with its languages.

use std::fmt::Write as _;

use super::locale::Locale;
use super::svg::Escaped;
use super::views::Site;
use crate::domain::bucket::Timestamp;

/// Most entries: a tenth of what the protocol allows, and a megabyte.
pub const ENTRIES_MAX: usize = 5_000;

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its address below the base path.
    pub path: String,
    /// When something happened on it; counts that go up and down are not meant.
    pub modified: Option<Timestamp>,
}

/// The list as XML; what exceeds [`ENTRIES_MAX`] is left out.
#[must_use]
pub fn xml(site: &Site, entries: &[Entry]) -> String {
    let mut xml = String::with_capacity(entries.len() * 900);
    xml.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for entry in entries.iter().take(ENTRIES_MAX) {
        let address = format!("{}{}{}", site.public_url, site.base_path, entry.path);
        let address = Escaped(&address);
        // Writing to a String cannot fail.
        let _ = write!(xml, "<url><loc>{address}</loc>");
        if let Some(modified) = entry.modified {
            let _ = write!(xml, "<lastmod>{}</lastmod>", modified.to_rfc3339());
        }
        for locale in Locale::ALL {
            let code = locale.code();
            let _ = write!(
                xml,
                "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{address}?lang={code}\"/>"
            );
        }
        let _ = writeln!(
            xml,
            "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{address}\"/></url>"
        );
    }
    xml.push_str("</urlset>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_in_all_languages_with_full_addresses() {
        let site = Site {
            public_url: "https://example.org".to_owned(),
            base_path: "/status".to_owned(),
            ..Site::default()
        };
        let entry = Entry {
            path: "/services/a&b".to_owned(),
            modified: Some(Timestamp(1_744_804_980)),
        };
        let text = xml(&site, &[entry]);
        assert!(
            text.contains(
                "<loc>https://example.org/status/services/a&amp;b</loc><lastmod>2025-04-16T12:03:00Z</lastmod>"
            )
        );
        assert_eq!(text.matches("<xhtml:link").count(), Locale::ALL.len() + 1);
        assert!(text.contains("hreflang=\"ja\" href=\"https://example.org/status/services/a&amp;b?lang=ja\""));
    }

    #[test]
    fn the_list_ends() {
        let entry = Entry {
            path: "/".to_owned(),
            modified: None,
        };
        let text = xml(&Site::default(), &vec![entry; ENTRIES_MAX + 1]);
        assert_eq!(text.matches("<url>").count(), ENTRIES_MAX);
    }
}
