//! A service as one picture for `<img>`: no scripts, no fonts, no other files.

use std::fmt::Write as _;

use super::pages::embed;
use super::svg::Escaped;
use super::views::{Edition, EmbedView, Theme};
use super::{chart, words};

/// Size of the picture in CSS pixels.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 452;

/// A line of the headline holds about this many characters.
const LINE_CHARACTERS: usize = 52;

/// The headline gets this many lines.
const LINES_MAX: usize = 2;

/// What does not depend on the scheme.
const SHAPES: &str = "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}\
.name{font-size:22px;font-weight:700}.line{font-size:16px;font-weight:600}.small{font-size:13px}\
.sign{fill:none;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}.spark{opacity:.35}\
.inset{fill:none}.land,[data-region]{stroke-width:.6}";

/// The colours of a scheme. They are written out class by class, because converters to PNG know no CSS variables.
struct Palette {
    paper: &'static str,
    ink: &'static str,
    muted: &'static str,
    line: &'static str,
    land: &'static str,
    levels: [&'static str; 5],
}

const LIGHT: Palette = Palette {
    paper: "#fdfcf9",
    ink: "#14202b",
    muted: "#52606c",
    line: "#d9d6cc",
    land: "#e4e1d8",
    levels: ["#c3d3cd", "#f6d48a", "#ee9a4a", "#cf4f2c", "#7c1436"],
};

const DARK: Palette = Palette {
    paper: "#10181f",
    ink: "#eef2f4",
    muted: "#a3b1bc",
    line: "#32404b",
    land: "#26323b",
    levels: ["#3c5450", "#7a4657", "#b84c51", "#ef8148", "#ffdc83"],
};

impl Palette {
    fn css(&self, state: &str) -> String {
        let Self {
            paper,
            ink,
            muted,
            line,
            land,
            levels,
        } = self;
        let mut css = format!(
            "text{{fill:{ink}}}.small{{fill:{muted}}}.paper{{fill:{paper};stroke:{line}}}.inset{{stroke:{line}}}\
             .mark,.spark{{fill:{state}}}.sign,.land,[data-region]{{stroke:{paper}}}.land{{fill:{land}}}"
        );
        for (i, level) in levels.iter().enumerate() {
            // Writing to a String cannot fail.
            let _ = write!(css, ".l{i}{{fill:{level}}}");
        }
        css
    }
}

/// The colour of a verdict, on light and on dark paper.
fn colours(state: &str) -> (&'static str, &'static str) {
    match state {
        "possible" => ("#8a5700", "#f0c264"),
        "recovering" => ("#285ea8", "#92bdf6"),
        "problems" => ("#b42318", "#ff9b8c"),
        _ => ("#176b49", "#7dd6a8"),
    }
}

/// The sign of a verdict, 24 by 24: not by colour alone.
fn sign(state: &str) -> &'static str {
    match state {
        "possible" => "M9.3 9.2a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 2M12 17.3v.1",
        "recovering" => "M12 7v9.5M8 12.8l4 4 4-4",
        "problems" => "M12 6.8v6.4M12 17.1v.1",
        _ => "M7.5 12.4l3.1 3.1 6-6.6",
    }
}

/// Draws the picture.
#[must_use]
pub fn picture(site: Edition<'_>, view: &EmbedView<'_>) -> String {
    let (service, snapshot) = (view.service, view.snapshot);
    let state = snapshot.verdict.as_str();
    let headline = words::headline(site.locale, &service.name, snapshot, view.now).plain();
    let demo = if site.demo {
        format!("{} ", site.locale.word("demo-data"))
    } else {
        String::new()
    };
    let numbers = format!("{demo}{}", words::numbers_in_short(site.locale, snapshot));
    let (map, summary) = embed::map(site, view, "t");
    let mut svg = String::with_capacity(48_000);
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"t\">\
         <title id=\"t\">{} {}. {}</title><style>{}</style>\
         <rect class=\"paper\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"10\"/>\
         <g transform=\"translate(20 18)\"><circle class=\"mark\" cx=\"12\" cy=\"12\" r=\"12\"/><path class=\"sign\" d=\"{}\"/></g>\
         <text class=\"name\" x=\"54\" y=\"37\">{}</text>",
        Escaped(&headline),
        Escaped(&numbers),
        Escaped(&summary),
        style(view.theme, state),
        WIDTH - 1,
        HEIGHT - 1,
        sign(state),
        Escaped(&service.name),
    );
    for (i, line) in wrap(&headline).iter().enumerate() {
        let _ = write!(
            svg,
            "<text class=\"line\" x=\"20\" y=\"{}\">{}</text>",
            68 + i * 21,
            Escaped(line)
        );
    }
    let _ = write!(
        svg,
        "<text class=\"small\" x=\"20\" y=\"114\">{}</text>{}{}</svg>",
        Escaped(&numbers),
        nested(
            &chart::sparkline(&snapshot.chart),
            "x=\"440\" y=\"16\" width=\"180\" height=\"44\""
        ),
        nested(&map, "x=\"20\" y=\"128\" width=\"600\" height=\"310\""),
    );
    svg
}

fn style(theme: Theme, state: &str) -> String {
    let (light, dark) = colours(state);
    let (light, dark) = (LIGHT.css(light), DARK.css(dark));
    match theme {
        Theme::Light => format!("{SHAPES}{light}"),
        Theme::Dark => format!("{SHAPES}{dark}"),
        Theme::Auto => format!("{SHAPES}{light}@media(prefers-color-scheme:dark){{{dark}}}"),
    }
}

/// Puts a picture of ours at a place in this one.
fn nested(picture: &str, place: &str) -> String {
    picture.replacen("<svg ", &format!("<svg {place} "), 1)
}

/// Breaks a sentence into lines; what does not fit is cut off with an ellipsis.
fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let is_last = lines.len() == LINES_MAX;
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= LINE_CHARACTERS {
            line.push(' ');
            line.push_str(word);
        } else if !is_last {
            lines.push(word.to_owned());
        } else {
            line.push('…');
            break;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_cut_off() {
        let lines = wrap(&"word ".repeat(40));
        assert_eq!(lines.len(), LINES_MAX);
        assert!(lines[1].ends_with('…'));
        assert_eq!(wrap("Short."), ["Short."]);
    }
}
