//! The one font that is compiled in, for pictures that are drawn here: what it can write, and how wide that is.
//!
//! Noto Sans, because it has all of Latin, Greek and Cyrillic in a fifth of a megabyte a weight. Chinese and Japanese
//! would need five megabytes and more.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, Source};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The family's name, as pictures ask for it.
pub const FAMILY: &str = "Noto Sans";

/// Widths are measured at this size and scaled.
const MEASURED_AT: f32 = 1_000.0;

/// Longest text that is set: three times what fills a picture.
const CHARACTERS_MAX: usize = 600;

/// A stroke's weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// For text.
    Regular,
    /// For headlines.
    Bold,
}

impl Weight {
    fn font(self) -> &'static FontRef<'static> {
        match self {
            Self::Regular => &FONTS.0,
            Self::Bold => &FONTS.1,
        }
    }
}

/// The fonts as the rasteriser takes them.
pub static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for bytes in [ttf_noto_sans::REGULAR, ttf_noto_sans::BOLD] {
        database.load_font_source(Source::Binary(Arc::new(bytes)));
    }
    database.set_sans_serif_family(FAMILY);
    Arc::new(database)
});

/// The same as measures are taken from them.
#[expect(clippy::expect_used, reason = "the bytes are compiled in, and a test reads them")]
static FONTS: LazyLock<(FontRef<'static>, FontRef<'static>)> = LazyLock::new(|| {
    (
        FontRef::new(ttf_noto_sans::REGULAR).expect("a font"),
        FontRef::new(ttf_noto_sans::BOLD).expect("a font"),
    )
});

/// Whether everything in this text can be written.
#[must_use]
pub fn covers(text: &str) -> bool {
    text.chars().all(has)
}

/// The text without what cannot be written; `None` when that leaves no word.
#[must_use]
pub fn writable(text: &str) -> Option<Cow<'_, str>> {
    if covers(text) {
        return Some(Cow::Borrowed(text));
    }
    let left: String = text.chars().map(|c| if has(c) { c } else { ' ' }).collect();
    let words: Vec<&str> = left.split_whitespace().collect();
    let has_word = words.iter().any(|word| word.contains(char::is_alphanumeric));
    has_word.then(|| Cow::Owned(words.join(" ")))
}

fn has(c: char) -> bool {
    c.is_whitespace()
        || Weight::Bold
            .font()
            .charmap()
            .map(c)
            .is_some_and(|glyph| glyph.to_u32() != 0)
}

/// How wide a text is at this size, in pixels. Kerning is left out: it makes lines shorter, if anything.
#[must_use]
pub fn width(text: &str, weight: Weight, size: f64) -> f64 {
    let font = weight.font();
    let (glyphs, metrics) = (
        font.charmap(),
        font.glyph_metrics(Size::new(MEASURED_AT), LocationRef::default()),
    );
    let advance = |c: char| metrics.advance_width(glyphs.map(c).unwrap_or_default());
    let measured: f32 = text.chars().filter_map(advance).sum();
    f64::from(measured) * size / f64::from(MEASURED_AT)
}

/// Breaks a text into lines of at most this width. What goes beyond `lines_max` is cut off with an ellipsis.
#[must_use]
pub fn wrap(text: &str, weight: Weight, size: f64, width_max: f64, lines_max: usize) -> Vec<String> {
    let fits = |line: &str| width(line, weight, size) <= width_max;
    let text: String = text.chars().take(CHARACTERS_MAX).collect();
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if line.is_empty() || fits(&longer) {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    let is_cut = lines.len() > lines_max;
    lines.truncate(lines_max);
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = format!("{}…", last.trim_end_matches([',', ';', ':']));
    }
    lines
        .into_iter()
        .map(|line| shortened(line, weight, size, width_max))
        .collect()
}

/// Cuts a line that is too long, at any character: a single word can be longer than a picture is wide.
fn shortened(line: String, weight: Weight, size: f64, width_max: f64) -> String {
    if width(&line, weight, size) <= width_max {
        return line;
    }
    let mut room = width_max - width("…", weight, size);
    let fits = |c: &char| {
        room -= width(c.encode_utf8(&mut [0; 4]), weight, size);
        room >= 0.0
    };
    let kept: String = line.trim_end_matches('…').chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_languages_can_be_written_and_japanese_cannot() {
        assert!(covers(
            "Störung: “größer” – ça va, ¿señal? não… 14× → Łódź, Αθήνα, Москва"
        ));
        assert!(!covers("障害が発生しています"));
        assert_eq!(writable("LINE（ライン） 🎉").as_deref(), Some("LINE"));
        assert_eq!(writable("楽天"), None);
        assert_eq!(writable("A & B").as_deref(), Some("A & B"));
    }

    #[test]
    fn lines_keep_to_their_width_and_number() {
        let size = 50.0;
        for text in [
            "word ".repeat(60),
            "w".repeat(400),
            format!("a {} b", "m".repeat(90)),
            String::new(),
        ] {
            let lines = wrap(&text, Weight::Bold, size, 500.0, 3);
            assert!((1..=3).contains(&lines.len()), "{lines:?}");
            assert!(
                lines.iter().all(|line| width(line, Weight::Bold, size) <= 500.0),
                "{lines:?}"
            );
        }
        assert_eq!(wrap("Two words", Weight::Bold, size, 5_000.0, 3), ["Two words"]);
        assert!(wrap(&"word ".repeat(60), Weight::Bold, size, 500.0, 3)[2].ends_with('…'));
        assert!(width("Bold", Weight::Bold, size) > width("Bold", Weight::Regular, size));
    }
}
