//! From SVG, as drawn here, to PNG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::fonts;

/// A picture that cannot be made: a mistake in this program, or a size that no memory holds.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The SVG is none.
    #[error("the picture is no SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// No pixels, or too many.
    #[error("a picture of {0} by {1} pixels cannot be made")]
    Size(u16, u16),
    /// The pixels cannot be written.
    #[error("the picture cannot be written as PNG: {0}")]
    Png(String),
}

/// Draws an SVG over the whole of a PNG of this size.
///
/// # Errors
/// [`RasterError`] when the SVG does not parse.
pub fn png(svg: &str, width: u16, height: u16) -> Result<Vec<u8>, RasterError> {
    let tree = Tree::from_str(svg, &OPTIONS)?;
    let mut pixels = Pixmap::new(width.into(), height.into()).ok_or(RasterError::Size(width, height))?;
    let scale = |to: u16, from: f32| f32::from(to) / from;
    let whole = Transform::from_scale(scale(width, tree.size().width()), scale(height, tree.size().height()));
    resvg::render(&tree, whole, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| RasterError::Png(error.to_string()))
}

/// Nothing is read from files or from the system: one font, no pictures within pictures.
static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| Options {
    font_family: fonts::FAMILY.to_owned(),
    fontdb: Arc::clone(&fonts::DATABASE),
    image_href_resolver: ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    },
    ..Options::default()
});

/// Width and height of a PNG, from its header.
#[must_use]
pub fn size(png: &[u8]) -> Option<(u32, u32)> {
    let header = png.strip_prefix(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(0)?, number(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_have_the_size_that_was_asked_for() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\"/>\
                   <text x=\"4\" y=\"20\" fill=\"#fff\">A</text></svg>";
        let made = png(svg, 180, 180).unwrap();
        assert_eq!(size(&made), Some((180, 180)));
        assert!(png("<svg", 10, 10).is_err());
        assert!(png(svg, 0, 10).is_err());
        assert_eq!(size(b"GIF89a"), None);
    }

    #[test]
    fn files_are_not_read() {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/assets/icon.svg");
        let picture = |href: &str| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><image width=\"32\" height=\"32\" href=\"{href}\"/></svg>"
            );
            png(&svg, 32, 32).unwrap()
        };
        assert_eq!(picture(manifest), picture("nowhere.svg"));
    }
}
