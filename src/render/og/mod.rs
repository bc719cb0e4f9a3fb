//! Pictures to share, as chats and search engines show them beside a link (<https://ogp.me>): one layout for the index,
//! a service and an incident.
//!
//! Chats show them 300 pixels wide, a quarter of their size: so few words, and large.

mod art;
mod cards;

use std::fmt::Write as _;

pub use cards::{incident, index, service};

use super::embed_svg::{DARK, LIGHT, Palette, colours, sign};
use super::fonts::{self, Weight};
use super::numbers::from_length;
use super::raster::{self, RasterError};
use super::svg::{Coordinate, Escaped};
use super::views::Theme;
use art::Art;

/// Size of a picture in pixels: what all chats show without cutting.
pub const WIDTH: u16 = 1_200;
/// See [`WIDTH`].
pub const HEIGHT: u16 = 630;

/// Room at the left and the right.
const MARGIN: f64 = 60.0;

/// Height of the coloured head.
const HEAD_HEIGHT: f64 = 140.0;

/// The site's name, and its size.
const BRAND: &str = "Groundswell";
/// See [`BRAND`].
const BRAND_SIZE: f64 = 40.0;

/// Size of what matters least.
const TIME_SIZE: f64 = 30.0;

/// Where the verdict's word begins, and its sizes, the largest that fits.
const WORD_X: f64 = 166.0;
/// See [`WORD_X`].
const WORD_SIZES: [f64; 3] = [60.0, 50.0, 42.0];

/// Sizes of the sentence, the largest that fits its lines: size, lines, distance of lines.
const SENTENCES: [(f64, usize, f64); 3] = [(64.0, 2, 76.0), (54.0, 3, 65.0), (46.0, 4, 55.0)];

/// Sizes of the numbers, and the distances of their lines; the first when they are by themselves.
const NUMBERS: [(f64, f64); 3] = [(46.0, 62.0), (38.0, 50.0), (32.0, 42.0)];

/// Lines that one number may take.
const NUMBERS_LINES_MAX: usize = 3;

/// Left edge and width of the chart or map: beside the numbers.
const ART: (f64, f64) = (590.0, 550.0);

/// Its lower edge, and its least height.
const ART_BOTTOM: f64 = 600.0;
/// See [`ART_BOTTOM`].
const ART_HEIGHT_MIN: f64 = 190.0;

/// The mark, drawn on 40 by 24.
const MARK: &str = "M1 17c5 0 6-11 12-11s7 11 13 11 7-6 13-6M1 22.5h38";

/// Everything that a picture says.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Name of the icon and of the colour.
    state: &'static str,
    /// The verdict in a word or two.
    word: String,
    /// What, since when, where.
    sentence: String,
    /// Counts, a line or two each.
    numbers: Vec<String>,
    /// Since it is a picture: when it was true.
    time: String,
    /// Set when reports are made up.
    demo: Option<String>,
    art: Art,
}

impl Card {
    /// Draws it as PNG.
    ///
    /// # Errors
    /// [`RasterError`], which would be a mistake of this program.
    pub fn png(&self, theme: Theme) -> Result<Vec<u8>, RasterError> {
        raster::png(&self.svg(theme), WIDTH, HEIGHT)
    }

    /// Draws it as SVG.
    #[must_use]
    pub fn svg(&self, theme: Theme) -> String {
        let scheme = Scheme::new(theme, self.state);
        let mut svg = String::with_capacity(48_000);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
             <style>{}</style><rect class=\"paper\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>",
            scheme.css(),
        );
        self.head(&mut svg);
        let end = self.sentence(&mut svg);
        self.numbers(&mut svg, end);
        self.foot(&mut svg);
        let (x, width) = ART;
        let height = f64::max(ART_BOTTOM - end - 30.0, ART_HEIGHT_MIN);
        self.art.draw(&mut svg, (x, ART_BOTTOM - height), (width, height));
        svg.push_str("</svg>");
        svg
    }

    /// Whether the font can write all of it.
    fn is_writable(&self) -> bool {
        let texts = [&self.word, &self.sentence, &self.time];
        texts
            .into_iter()
            .chain(&self.numbers)
            .chain(&self.demo)
            .all(|text| fonts::covers(text))
    }

    /// The verdict; at the other end the site's name and when all this was true.
    fn head(&self, svg: &mut String) {
        let end = f64::from(WIDTH) - MARGIN;
        let brand_x = end - fonts::width(BRAND, Weight::Bold, BRAND_SIZE);
        let mark_x = brand_x - 84.0;
        let time_x = end - fonts::width(&self.time, Weight::Regular, TIME_SIZE);
        let _ = write!(
            svg,
            "<rect class=\"head\" width=\"{WIDTH}\" height=\"{HEAD_HEIGHT}\"/>\
             <g transform=\"translate({MARGIN} 28) scale(3.5)\"><circle class=\"verdict\" cx=\"12\" cy=\"12\" r=\"12\"/><path class=\"sign\" d=\"{}\"/></g>\
             <g class=\"mark\" transform=\"translate({} 32) scale(1.7)\"><path d=\"{MARK}\"/></g>",
            sign(self.state),
            Coordinate(mark_x),
        );
        text(svg, "brand", brand_x, 66.0, BRAND_SIZE, BRAND);
        text(svg, "time", time_x, 112.0, TIME_SIZE, &self.time);
        let room = mark_x.min(time_x) - WORD_X - 24.0;
        let fits = |size: &f64| fonts::width(&self.word, Weight::Bold, *size) <= room;
        let size = WORD_SIZES.into_iter().find(fits).unwrap_or(WORD_SIZES[2]);
        for word in fonts::wrap(&self.word, Weight::Bold, size, room, 1) {
            text(svg, "word", WORD_X, 70.0 + size * 0.36, size, &word);
        }
    }

    /// Writes the sentence; answers where it ends.
    fn sentence(&self, svg: &mut String) -> f64 {
        let width = f64::from(WIDTH) - 2.0 * MARGIN;
        let set =
            |(size, lines_max, _): (f64, usize, f64)| fonts::wrap(&self.sentence, Weight::Bold, size, width, lines_max);
        let whole = |form: &&(f64, usize, f64)| !set(**form).last().is_some_and(|line| line.ends_with('…'));
        let [.., smallest] = SENTENCES;
        let form = *SENTENCES.iter().find(whole).unwrap_or(&smallest);
        let (size, _, distance) = form;
        let mut y = HEAD_HEIGHT + 22.0;
        for line in set(form) {
            y += distance;
            text(svg, "sentence", MARGIN, y, size, &line);
        }
        y
    }

    /// Writes the numbers, in the largest size in which all have room; what has none even in the smallest is left out
    /// as a whole.
    fn numbers(&self, svg: &mut String, above: f64) {
        let (alone, (x, width)) = (self.art == Art::None, ART);
        let room = if alone { x + width } else { x - 30.0 } - MARGIN;
        let top = f64::max(above + 72.0, 400.0);
        let bottom = if self.demo.is_some() {
            ART_BOTTOM - 56.0
        } else {
            ART_BOTTOM
        };
        let set = |size| -> Vec<Vec<String>> {
            let wrap = |text: &String| fonts::wrap(text, Weight::Regular, size, room, NUMBERS_LINES_MAX);
            self.numbers.iter().map(wrap).collect()
        };
        let has_room = |lines: usize, distance: f64| top + from_length(lines.saturating_sub(1)) * distance <= bottom;
        let sizes = if alone { NUMBERS.as_slice() } else { &NUMBERS[1..] };
        let [.., smallest] = NUMBERS;
        let all_fit = |(size, distance): &&(f64, f64)| has_room(set(*size).iter().map(Vec::len).sum(), *distance);
        let &(size, distance) = sizes.iter().find(all_fit).unwrap_or(&smallest);
        let mut written = 0;
        for lines in set(size) {
            if !has_room(written + lines.len(), distance) {
                return;
            }
            for line in lines {
                text(
                    svg,
                    "numbers",
                    MARGIN,
                    top + from_length(written) * distance,
                    size,
                    &line,
                );
                written += 1;
            }
        }
    }

    /// Whether it is made up.
    fn foot(&self, svg: &mut String) {
        let Some(demo) = &self.demo else { return };
        let (y, width) = (ART_BOTTOM - 12.0, fonts::width(demo, Weight::Bold, TIME_SIZE) + 32.0);
        let _ = write!(
            svg,
            "<rect class=\"demo\" x=\"{MARGIN}\" y=\"{}\" width=\"{}\" height=\"46\" rx=\"10\"/>",
            Coordinate(y - 34.0),
            Coordinate(width)
        );
        text(svg, "demo-word", MARGIN + 16.0, y, TIME_SIZE, demo);
    }
}

/// Colours by class: converters know no CSS variables.
struct Scheme {
    palette: &'static Palette,
    /// Of the verdict.
    colour: &'static str,
    /// The same, pale.
    pale: &'static str,
    /// Paper and ink of "demo data".
    demo: (&'static str, &'static str),
    brand: &'static str,
}

impl Scheme {
    fn new(theme: Theme, state: &str) -> Self {
        let (light, dark) = colours(state);
        match theme {
            Theme::Dark => Self {
                palette: &DARK,
                colour: dark,
                pale: match state {
                    "possible" => "#2c2411",
                    "recovering" => "#152436",
                    "problems" => "#371916",
                    _ => "#12271e",
                },
                demo: ("#f0c264", "#2c2411"),
                brand: "#8fd0ec",
            },
            Theme::Auto | Theme::Light => Self {
                palette: &LIGHT,
                colour: light,
                pale: match state {
                    "possible" => "#fbf0d6",
                    "recovering" => "#e6eef9",
                    "problems" => "#fbe7e2",
                    _ => "#e7f1ea",
                },
                demo: ("#8a5700", "#fff"),
                brand: "#0b4f6c",
            },
        }
    }

    fn css(&self) -> String {
        let Palette {
            paper,
            ink,
            muted,
            line,
            land,
            levels,
        } = self.palette;
        let Self {
            colour,
            pale,
            demo,
            brand,
            ..
        } = self;
        let mut css = format!(
            "text{{font-family:'{}'}}.word,.sentence,.brand,.demo-word{{font-weight:700}}\
             .sentence,.numbers{{fill:{ink}}}.time{{fill:{muted}}}.word,.verdict{{fill:{colour}}}.head{{fill:{pale}}}\
             .brand{{fill:{brand}}}.mark{{fill:none;stroke:{brand};stroke-width:2.6;stroke-linecap:round}}\
             .sign{{fill:none;stroke:{pale};stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}}\
             .paper{{fill:{paper}}}.demo{{fill:{}}}.demo-word{{fill:{}}}\
             .land,[data-region]{{stroke:{paper};stroke-width:.8}}.land{{fill:{land}}}\
             .band{{fill:{land}}}.reports{{fill:{colour}}}.expected{{fill:none;stroke:{muted};stroke-width:2;stroke-dasharray:6 6}}\
             .axis{{stroke:{line};stroke-width:3}}",
            fonts::FAMILY,
            demo.0,
            demo.1
        );
        for (i, level) in levels.iter().enumerate() {
            // Writing to a String cannot fail.
            let _ = write!(css, ".l{i}{{fill:{level}}}");
        }
        css
    }
}

fn text(svg: &mut String, class: &str, x: f64, y: f64, size: f64, words: &str) {
    let words = fonts::writable(words).unwrap_or_default();
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\" font-size=\"{size}\">{}</text>",
        Coordinate(x),
        Coordinate(y),
        Escaped(&words)
    );
}

#[cfg(test)]
mod tests;
