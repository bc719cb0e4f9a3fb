//! How wide text is, without a font at hand: the advance widths of Verdana, which is wider than what most systems show
//! instead of it, so that what fits here fits there.

/// Advance widths of the printable ASCII characters, from the space on, in thousandths of the font's size.
const ASCII: [u16; 95] = [
    352, 394, 459, 818, 636, 1076, 727, 269, 454, 454, 636, 818, 364, 454, 364, 454, // space to /
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 454, 454, 818, 818, 818, 545, // 0 to ?
    1000, 684, 686, 698, 771, 632, 575, 775, 751, 421, 455, 693, 557, 843, 748, 787, // @ to O
    603, 787, 695, 684, 616, 732, 684, 989, 685, 615, 685, 454, 454, 454, 818, 636, // P to _
    636, 601, 623, 521, 623, 596, 352, 623, 633, 274, 344, 592, 274, 973, 633, 607, // ` to o
    623, 623, 427, 521, 394, 633, 592, 818, 592, 592, 525, 635, 454, 635, 818, // p to ~
];

/// Letters with marks, and other alphabets: about the widest lower-case letter that is common.
const OTHER: u16 = 680;

/// Characters of East Asian scripts and pictures are as wide as they are high.
const WIDE: u16 = 1000;

/// Bold letters are wider by this factor, as Verdana's are.
pub const BOLD: f64 = 1.17;

/// The width of a text in pixels at this size of the font.
#[must_use]
pub fn pixels(text: &str, font_size: f64) -> f64 {
    let thousandths: f64 = text.chars().map(|c| f64::from(advance(c))).sum();
    thousandths / 1000.0 * font_size
}

fn advance(c: char) -> u16 {
    let code = u32::from(c);
    if is_mark(code) {
        return 0;
    }
    if is_wide(c) {
        return WIDE;
    }
    let ascii = code.checked_sub(0x20).and_then(|index| usize::try_from(index).ok());
    ascii.and_then(|index| ASCII.get(index)).copied().unwrap_or(OTHER)
}

/// Combining marks and joiners stand on the character before them.
fn is_mark(code: u32) -> bool {
    matches!(code, 0x0300..=0x036f | 0x200b..=0x200f | 0xfe00..=0xfe0f)
}

/// Whether a character is as wide as it is high; between two of them a line may end.
#[must_use]
pub fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60
        | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

/// Breaks a text into at most `lines_max` lines of at most `width` pixels; what does not fit is cut off with an ellipsis.
#[must_use]
pub fn lines(text: &str, width: f64, font_size: f64, lines_max: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let Some(line) = lines.last() else { break };
        let joined = format!("{line}{piece}");
        if line.is_empty() || pixels(joined.trim_end(), font_size) <= width {
            replace_last(&mut lines, joined);
        } else if lines.len() < lines_max {
            lines.push(piece.to_owned());
        } else {
            let cut = cut_off(line, width, font_size);
            replace_last(&mut lines, cut);
            break;
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

fn replace_last(lines: &mut [String], text: String) {
    if let Some(last) = lines.last_mut() {
        *last = text;
    }
}

/// Words with the space after them; wide characters one by one, because lines break between them. Punctuation stays
/// with what is before it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let ends_word = matches!(before, Some(' '));
        let ends_wide = before.is_some_and(is_wide) && c != ' ' && !"、。，．！？）」』】・：；,.;:!?)".contains(c);
        let begins_wide = is_wide(c) && before.is_some_and(|before| !is_wide(before) && !"（「『【(".contains(before));
        let begins_wide = begins_wide && !"、。，．！？）」』】・：；".contains(c);
        if at > start && (ends_word || ends_wide || begins_wide) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

fn cut_off(line: &str, width: f64, font_size: f64) -> String {
    let mut kept = line.trim_end().to_owned();
    while !kept.is_empty() && pixels(&kept, font_size) + pixels("…", font_size) > width {
        kept.pop();
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_verdana() {
        assert!((pixels("build", 11.0) - 26.7).abs() < 0.1, "{}", pixels("build", 11.0));
        assert!(pixels("iii", 11.0) < pixels("mmm", 11.0) / 3.0);
        assert!((pixels("日本", 10.0) - 20.0).abs() < f64::EPSILON);
        assert!((pixels("e\u{301}", 10.0) - pixels("e", 10.0)).abs() < f64::EPSILON);
    }

    #[test]
    fn long_sentences_are_cut_off() {
        let cut = lines(&"word ".repeat(40), 200.0, 16.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'));
        assert!(cut.iter().all(|line| pixels(line, 16.0) <= 200.0), "{cut:?}");
        assert_eq!(lines("Short.", 200.0, 16.0, 2), ["Short."]);
        assert_eq!(lines("", 200.0, 16.0, 2), [""]);
    }

    #[test]
    fn lines_break_between_wide_characters_and_not_before_a_full_stop() {
        let broken = lines("Spotifyで問題が発生しています。", 100.0, 10.0, 3);
        assert_eq!(broken, ["Spotifyで問題が発生", "しています。"]);
        let narrow = lines("問題です。", 40.0, 10.0, 3);
        assert_eq!(narrow, ["問題で", "す。"]);
    }

    #[test]
    fn a_word_that_is_wider_than_a_line_has_it_to_itself() {
        let broken = lines("a Donaudampfschifffahrtsgesellschaft b", 60.0, 10.0, 3);
        assert_eq!(broken, ["a", "Donaudampfschifffahrtsgesellschaft", "b"]);
    }
}
