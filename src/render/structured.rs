//! What pages say to search engines in their own words: JSON-LD by <https://schema.org>.
//!
//! Only types that fit: an outage is no `Event` (nobody attends it) and no `SpecialAnnouncement` (an authority makes
//! those), but the account of one is an `Article`.

use serde_json::{Value, json};

use super::og;
use crate::domain::bucket::Timestamp;

/// Longest headline of an article that search engines show.
const HEADLINE_CHARACTERS_MAX: usize = 110;

/// A page within the site.
pub struct Place<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its address in full.
    pub address: &'a str,
}

/// A page that tells how something does now.
pub struct Report<'a> {
    /// The site.
    pub home: Place<'a>,
    /// Pages above it, this one last.
    pub path: &'a [Place<'a>],
    /// One or two sentences.
    pub description: &'a str,
    /// Its picture's address.
    pub picture: &'a str,
    /// What it is about: a name and, when it is safe to link to, an address.
    pub about: (&'a str, Option<&'a str>),
    /// Its language (BCP 47).
    pub language: &'a str,
    /// When it last changed.
    pub modified: Timestamp,
    /// When it was first published; set on accounts of one incident.
    pub published: Option<Timestamp>,
}

/// The block for a page that reports.
#[must_use]
pub fn report(report: &Report<'_>) -> String {
    let (name, address) = report.path.last().map_or(("", ""), |page| (page.name, page.address));
    let organisation = json!({"@type": "Organization", "name": "Groundswell", "url": report.home.address});
    let mut about = json!({"@type": "Thing", "name": report.about.0});
    if let Some(url) = report.about.1 {
        about["url"] = url.into();
    }
    let mut page = json!({
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": name,
        "description": report.description,
        "inLanguage": report.language,
        "dateModified": report.modified.to_rfc3339(),
        "isPartOf": website(&report.home),
        "about": about,
        "primaryImageOfPage": picture(report.picture),
    });
    if let Some(published) = report.published {
        let headline: String = name.chars().take(HEADLINE_CHARACTERS_MAX).collect();
        page = json!({
            "@type": "Article",
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "headline": headline,
            "description": report.description,
            "inLanguage": report.language,
            "datePublished": published.to_rfc3339(),
            "dateModified": report.modified.to_rfc3339(),
            "isPartOf": website(&report.home),
            "about": about,
            "image": picture(report.picture),
            "author": organisation,
            "publisher": organisation,
        });
    }
    inert(&json!({"@context": "https://schema.org", "@graph": [page, breadcrumbs(report)]}))
}

/// The block for the index: the site at this address, and how to search it.
#[must_use]
pub fn site(address: &str) -> String {
    let home = Place {
        name: "Groundswell",
        address,
    };
    let mut site = website(&home);
    site["@context"] = "https://schema.org".into();
    site["potentialAction"] = json!({
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": format!("{}?q={{search_term_string}}", home.address)},
        "query-input": "required name=search_term_string",
    });
    inert(&site)
}

fn website(home: &Place<'_>) -> Value {
    json!({"@type": "WebSite", "name": home.name, "url": home.address})
}

fn picture(address: &str) -> Value {
    json!({"@type": "ImageObject", "url": address, "width": og::WIDTH, "height": og::HEIGHT})
}

fn breadcrumbs(report: &Report<'_>) -> Value {
    let places = std::iter::once(&report.home).chain(report.path);
    let items: Vec<Value> = places
        .zip(1..)
        .map(|(place, position)| {
            json!({"@type": "ListItem", "position": position, "name": place.name, "item": place.address})
        })
        .collect();
    json!({"@type": "BreadcrumbList", "itemListElement": items})
}

/// JSON that stays data within `<script>`, whatever names it holds: nothing in it opens or closes an element or a comment.
fn inert(value: &Value) -> String {
    let text = value.to_string();
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NASTY: &str = "</script><!-- & \"x\"";

    fn told(published: Option<Timestamp>) -> String {
        report(&Report {
            home: Place {
                name: "Groundswell",
                address: "https://example.org/",
            },
            path: &[Place {
                name: NASTY,
                address: "https://example.org/services/x",
            }],
            description: NASTY,
            picture: "https://example.org/og/x.png?a=1&b=2",
            about: (NASTY, None),
            language: "en",
            modified: Timestamp(1_744_804_980),
            published,
        })
    }

    #[test]
    fn names_cannot_leave_the_block() {
        for text in [told(None), told(Some(Timestamp(1_744_804_000)))] {
            assert!(!text.contains(['<', '>', '&']), "{text}");
            let data: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(data["@graph"][0]["about"]["name"], NASTY);
            assert_eq!(data["@graph"][1]["itemListElement"][1]["name"], NASTY);
        }
    }

    #[test]
    fn an_account_of_an_incident_is_an_article() {
        let data: Value = serde_json::from_str(&told(Some(Timestamp(1_744_804_000)))).unwrap();
        let article = &data["@graph"][0];
        assert_eq!(
            (&article["@type"], &article["headline"]),
            (&"Article".into(), &NASTY.into())
        );
        assert_eq!(article["dateModified"], "2025-04-16T12:03:00Z");
    }
}
