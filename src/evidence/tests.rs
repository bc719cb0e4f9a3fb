use proptest::prelude::*;

use super::*;

/// Pieces that status pages are made of, to be put together wrongly.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "\"status\":",
    "\"components\":[",
    "]",
    ",",
    "{\"indicator\":\"none\"}",
    "\"incidents\":[{\"name\":\"x\",\"created_at\":\"2026-03-04T12:10:00Z\"",
    "<rss>",
    "<channel>",
    "</channel>",
    "</rss>",
    "<feed>",
    "</feed>",
    "<entry>",
    "</entry>",
    "<item>",
    "</item>",
    "<title>[Resolved",
    "</title>",
    "<pubDate>Wed, 04 Mar 2026 04:10:00 PST</pubDate>",
    "<![CDATA[<strong>Resolved</strong>]]>",
    "&#x202e;é",
    "<content>",
];

proptest! {
    #[test]
    fn no_bytes_bring_a_parser_down(bytes in proptest::collection::vec(any::<u8>(), 0..400), now in any::<i32>()) {
        for start in ["", "{", "<", "<feed>", "\u{feff}{"] {
            let _ = parse(&[start.as_bytes(), &bytes].concat(), Timestamp(now.into()));
        }
    }

    #[test]
    fn no_broken_page_brings_a_parser_down(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..30), now in any::<i32>()) {
        let _ = parse(pieces.concat().as_bytes(), Timestamp(now.into()));
    }

    #[test]
    fn what_is_read_is_short_and_shows_what_it_is(title in any::<String>(), body in any::<String>()) {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let feed = format!("<feed><entry><title>{}</title><content>{}</content><updated>2026-03-04T12:10:00Z</updated></entry></feed>", escape(&title), escape(&body));
        if let Ok(reading) = parse(feed.as_bytes(), Timestamp(1_772_626_200)) {
            let titles = reading.title.iter().chain(reading.notices.iter().map(|notice| &notice.title));
            for title in titles {
                prop_assert!(title.chars().count() <= crate::domain::official::TITLE_CHARACTERS_MAX);
                let is_odd = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
                prop_assert!(!title.chars().any(is_odd));
            }
        }
    }
}

#[test]
fn what_is_neither_is_refused_in_words() {
    for text in ["", "   ", "hello", "[1]", "\u{feff}"] {
        assert_eq!(
            parse(text.as_bytes(), Timestamp(0)).unwrap_err(),
            "it is neither JSON nor XML"
        );
    }
    assert!(
        parse(b"<html><p>Sorry</p></html>", Timestamp(0))
            .unwrap_err()
            .contains("neither RSS nor Atom")
    );
}
