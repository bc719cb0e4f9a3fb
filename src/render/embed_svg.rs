//! A service as one picture for `<img>`: no scripts, no fonts, no other files.

use std::fmt::Write as _;

use super::embed_options::Size;
use super::pages::embed;
use super::svg::{Coordinate, Escaped};
use super::views::{Edition, EmbedView, Theme};
use super::{chart, map, text_width, words};

/// Room at both sides.
const MARGIN: u32 = 20;

/// Where the name starts, beside the sign, and its baseline.
const NAME_X: u32 = 54;
const NAME_Y: u32 = 37;

/// The headline gets this many lines.
const LINES_MAX: usize = 2;

/// What does not depend on the scheme.
const SHAPES: &str = "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}\
.name{font-weight:700}.line{font-weight:600}\
.sign{fill:none;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}.spark{opacity:.35}\
.inset{fill:none}.land,[data-region]{stroke-width:.6}";

/// The colours of a scheme. They are written out class by class, because converters to PNG know no CSS variables.
pub(super) struct Palette {
    pub(super) paper: &'static str,
    pub(super) ink: &'static str,
    pub(super) muted: &'static str,
    pub(super) line: &'static str,
    pub(super) land: &'static str,
    pub(super) levels: [&'static str; 5],
}

pub(super) static LIGHT: Palette = Palette {
    paper: "#fdfcf9",
    ink: "#14202b",
    muted: "#52606c",
    line: "#d9d6cc",
    land: "#e9e6de",
    levels: ["#a8c6bd", "#f7d98c", "#ee9a4a", "#cf4f2c", "#7c1436"],
};

pub(super) static DARK: Palette = Palette {
    paper: "#10181f",
    ink: "#eef2f4",
    muted: "#a3b1bc",
    line: "#32404b",
    land: "#232e37",
    levels: ["#3a6274", "#6e519f", "#c93c3c", "#ef8148", "#ffdc83"],
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
pub(super) fn colours(state: &str) -> (&'static str, &'static str) {
    match state {
        "possible" => ("#8a5700", "#f0c264"),
        "recovering" => ("#285ea8", "#92bdf6"),
        "problems" => ("#b42318", "#ff9b8c"),
        _ => ("#176b49", "#7dd6a8"),
    }
}

/// The sign of a verdict, 24 by 24: not by colour alone.
pub(super) fn sign(state: &str) -> &'static str {
    match state {
        "possible" => "M9.3 9.2a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 2M12 17.3v.1",
        "recovering" => "M12 7v9.5M8 12.8l4 4 4-4",
        "problems" => "M12 6.8v6.4M12 17.1v.1",
        _ => "M7.5 12.4l3.1 3.1 6-6.6",
    }
}

/// Measures of a picture, in CSS pixels.
struct Layout {
    width: u32,
    height: u32,
    name_size: u32,
    line_size: u32,
    small_size: u32,
    /// Baseline of the first line of the headline.
    line_y: u32,
}

const FULL: Layout = Layout {
    width: 640,
    height: 452,
    name_size: 22,
    line_size: 16,
    small_size: 13,
    line_y: 68,
};

const COMPACT: Layout = Layout {
    width: 400,
    height: 124,
    name_size: 18,
    line_size: 14,
    small_size: 12,
    line_y: 62,
};

/// Width and height of the picture in CSS pixels.
#[must_use]
pub fn size(size: Size) -> (u32, u32) {
    let layout = layout(size);
    (layout.width, layout.height)
}

fn layout(size: Size) -> &'static Layout {
    match size {
        Size::Full => &FULL,
        Size::Compact => &COMPACT,
    }
}

/// Draws the picture.
#[must_use]
pub fn picture(site: Edition<'_>, view: &EmbedView<'_>) -> String {
    let (service, snapshot) = (view.service, view.snapshot);
    let layout = layout(view.options.size);
    let state = snapshot.verdict.as_str();
    let headline = words::headline(site.locale, &service.name, snapshot, view.now).plain();
    let demo = if site.demo {
        format!("{} ", site.locale.word("demo-data"))
    } else {
        String::new()
    };
    let numbers = format!("{demo}{}", words::numbers_in_short(site.locale, snapshot));
    let (map, summary) = match view.options.size {
        Size::Full => embed::map(site, view, "t"),
        Size::Compact => (String::new(), String::new()),
    };
    let mut svg = String::with_capacity(48_000);
    let (width, height) = (layout.width, layout.height);
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"t\" lang=\"{}\">\
         <title id=\"t\">{}</title><style>{}</style>\
         <rect class=\"paper\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"10\"/>",
        view.locale.code(),
        Escaped(format!("{headline} {numbers}. {summary}").trim_end()),
        style(view.options.theme, state, layout),
        width - 1,
        height - 1,
    );
    text(&mut svg, layout, &service.name, &headline, &numbers, state);
    if view.options.size == Size::Full {
        let place = "x=\"440\" y=\"12\" width=\"180\" height=\"34\"";
        svg.push_str(&nested(&chart::sparkline(&snapshot.chart), place));
        svg.push_str(&nested(&map, "x=\"20\" y=\"128\" width=\"600\" height=\"284\""));
        legend(&mut svg, site, layout);
    }
    svg.push_str("</svg>");
    svg
}

/// The sign of the verdict, the name, the headline and the numbers.
fn text(svg: &mut String, layout: &Layout, name: &str, headline: &str, numbers: &str, state: &str) {
    let room = f64::from(layout.width - 2 * MARGIN);
    // The small chart stands beside the name.
    let name_room = room - f64::from(NAME_X - MARGIN) - if layout.width == FULL.width { 190.0 } else { 0.0 };
    let name = text_width::lines(name, name_room / text_width::BOLD, f64::from(layout.name_size), 1);
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<g transform=\"translate({MARGIN} {})\"><circle class=\"mark\" cx=\"12\" cy=\"12\" r=\"12\"/><path class=\"sign\" d=\"{}\"/></g>\
         <text class=\"name\" x=\"{NAME_X}\" y=\"{}\">{}</text>",
        NAME_Y - 19,
        sign(state),
        NAME_Y,
        Escaped(&name.join("")),
    );
    let line_height = layout.line_size + layout.line_size / 3;
    let lines = text_width::lines(
        headline,
        room / text_width::BOLD,
        f64::from(layout.line_size),
        LINES_MAX,
    );
    let mut y = layout.line_y;
    for line in &lines {
        let _ = write!(
            svg,
            "<text class=\"line\" x=\"{MARGIN}\" y=\"{y}\">{}</text>",
            Escaped(line)
        );
        y += line_height;
    }
    let numbers = text_width::lines(numbers, room, f64::from(layout.small_size), 1);
    let _ = write!(
        svg,
        "<text class=\"small\" x=\"{MARGIN}\" y=\"{}\">{}</text>",
        y + 3,
        Escaped(&numbers.join("")),
    );
}

/// What the colours mean, in one row at the foot.
fn legend(svg: &mut String, site: Edition<'_>, layout: &Layout) {
    let (mut x, y) = (f64::from(MARGIN), layout.height - 18);
    for level in map::legend(site.locale) {
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"22\" height=\"10\"/><text class=\"small\" x=\"{}\" y=\"{y}\">{}</text>",
            level.class,
            Coordinate(x),
            y - 10,
            Coordinate(x + 28.0),
            Escaped(&level.label),
        );
        x += 28.0 + text_width::pixels(&level.label, f64::from(layout.small_size)) + 14.0;
    }
}

fn style(theme: Theme, state: &str, layout: &Layout) -> String {
    let (light, dark) = colours(state);
    let (light, dark) = (LIGHT.css(light), DARK.css(dark));
    let sizes = format!(
        ".name{{font-size:{}px}}.line{{font-size:{}px}}.small{{font-size:{}px}}",
        layout.name_size, layout.line_size, layout.small_size
    );
    match theme {
        Theme::Light => format!("{SHAPES}{sizes}{light}"),
        Theme::Dark => format!("{SHAPES}{sizes}{dark}"),
        Theme::Auto => format!("{SHAPES}{sizes}{light}@media(prefers-color-scheme:dark){{{dark}}}"),
    }
}

/// Puts a picture of ours at a place in this one.
fn nested(picture: &str, place: &str) -> String {
    picture.replacen("<svg ", &format!("<svg {place} "), 1)
}
