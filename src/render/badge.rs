//! A status badge, as rows of them stand at the top of a README: what, and how it is.

use std::fmt::Write as _;

use crate::domain::snapshot::Verdict;

use super::svg::{Coordinate, Escaped};
use super::text_width;

/// A label longer than this is cut: a badge is for a glance.
const LABEL_CHARACTERS_MAX: usize = 40;

/// Its height in CSS pixels, that of all badges.
const HEIGHT: u32 = 20;

const FONT_SIZE: f64 = 11.0;

/// Room at both ends of a text.
const MARGIN: f64 = 6.0;

/// What stands on a badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// What: the service, or the label that was asked for.
    pub label: String,
    /// How it is, in a word or two.
    pub message: String,
    /// Decides the colour.
    pub verdict: Verdict,
}

/// A label from an address, fit to be shown: one line, without characters that turn the text around, not too long.
/// `None` when nothing is left.
#[must_use]
pub fn label(text: &str) -> Option<String> {
    let shown = text.chars().filter(|c| !is_control(*c) || c.is_whitespace());
    let cut: String = shown
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let cut: String = cut.chars().take(LABEL_CHARACTERS_MAX).collect();
    let cut = cut.trim_end();
    (!cut.is_empty()).then(|| cut.to_owned())
}

/// Control characters, and those that change the direction of what follows or cannot be seen.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb)
}

/// The colour of a verdict, as six hexadecimal digits. White text on it has a contrast of at least 5.9 : 1.
#[must_use]
pub fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Normal => "176b49",
        Verdict::Possible => "8a5700",
        Verdict::Recovering => "285ea8",
        Verdict::Problems => "b42318",
    }
}

impl Badge {
    /// The badge as SVG: no style sheet, no font of its own. Texts are made to fit exactly, whatever font is there.
    #[must_use]
    pub fn svg(&self) -> String {
        let (left, right) = (
            Half::new(&self.label, 0.0),
            Half::new(&self.message, Half::new(&self.label, 0.0).width),
        );
        let width = left.width + right.width;
        let whole = format!("{}: {}", self.label, self.message);
        let mut svg = String::with_capacity(1_024);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{HEIGHT}\" viewBox=\"0 0 {0} {HEIGHT}\" role=\"img\" aria-labelledby=\"t\">\
             <title id=\"t\">{1}</title>\
             <clipPath id=\"c\"><rect width=\"{0}\" height=\"{HEIGHT}\" rx=\"3\"/></clipPath>\
             <g clip-path=\"url(#c)\"><rect width=\"{2}\" height=\"{HEIGHT}\" fill=\"#36424c\"/><rect x=\"{2}\" width=\"{3}\" height=\"{HEIGHT}\" fill=\"#{4}\"/></g>\
             <g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana,Geneva,DejaVu Sans,sans-serif\" font-size=\"{FONT_SIZE}\">{5}{6}</g></svg>",
            Coordinate(width),
            Escaped(&whole),
            Coordinate(left.width),
            Coordinate(right.width),
            colour(self.verdict),
            left.text(),
            right.text(),
        );
        svg
    }
}

/// One half of a badge.
struct Half<'a> {
    text: &'a str,
    start: f64,
    text_width: f64,
    width: f64,
}

impl<'a> Half<'a> {
    fn new(text: &'a str, start: f64) -> Self {
        let text_width = text_width::pixels(text, FONT_SIZE).ceil();
        Self {
            text,
            start,
            text_width,
            width: text_width + 2.0 * MARGIN,
        }
    }

    fn text(&self) -> String {
        format!(
            "<text x=\"{}\" y=\"14\" textLength=\"{}\">{}</text>",
            Coordinate(self.start + self.width / 2.0),
            Coordinate(self.text_width),
            Escaped(self.text)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn badge(label: &str) -> Badge {
        Badge {
            label: label.to_owned(),
            message: "No problems".to_owned(),
            verdict: Verdict::Normal,
        }
    }

    #[test]
    fn a_badge_is_as_wide_as_its_texts() {
        let width = |label: &str| {
            let svg = badge(label).svg();
            let rest = svg.split_once("width=\"").unwrap().1;
            rest.split_once('"').unwrap().0.parse::<f64>().unwrap()
        };
        assert!(width("i") < width("Spotify"));
        assert!(width("Spotify") < width("Amazon Web Services"));
        assert!(width("WWWWW") > width("iiiii") + 30.0);
    }

    #[test]
    fn labels_are_one_short_line_of_plain_text() {
        assert_eq!(label("  my \n\t app\0 ").as_deref(), Some("my app"));
        assert_eq!(label("a\u{202e}b\u{200b}c").as_deref(), Some("abc"));
        assert_eq!(label(" \u{200b}\r\n"), None);
        assert_eq!(label(&"long ".repeat(50)).unwrap().len(), 39, "cut after a word's end");
    }

    #[test]
    fn hostile_labels_are_inert() {
        let svg = badge("</title><script>alert(1)</script>\" onload=\"x").svg();
        assert!(!svg.contains("<script") && !svg.contains("\" onload"), "{svg}");
        assert_eq!(svg.matches("</title>").count(), 1);
    }
}
