//! The site's icon as PNG, for phones that install the site: drawn from the one SVG, so that no picture is kept twice.

use sha2::{Digest, Sha256};

use super::raster::{self, RasterError};

const ICON: &str = include_str!("../../templates/assets/icon.svg");

/// Pixels that the icon is drawn on in its SVG.
const DRAWN_ON: u16 = 32;

/// What a launcher may cut off a maskable icon at each side, of its whole size: all but the middle four fifths
/// (<https://www.w3.org/TR/appmanifest/#icon-masks>).
const MASKED: f64 = 0.1;

/// The icon's ground, which fills a maskable icon to its edges.
const GROUND: &str = "#0b4f6c";

/// One size of the icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon {
    name: &'static str,
    /// Width and height in pixels.
    pub size: u16,
    /// Whether it is made to be cut to any shape; then it fills its square.
    pub maskable: bool,
}

/// For home screens.
pub const SMALL: Icon = Icon {
    name: "icon-192",
    size: 192,
    maskable: false,
};
/// For splash screens.
pub const LARGE: Icon = Icon {
    name: "icon-512",
    size: 512,
    maskable: false,
};
/// For launchers that cut icons to a shape.
pub const MASKABLE: Icon = Icon {
    name: "icon-maskable-512",
    size: 512,
    maskable: true,
};
/// For iOS, which cuts it too and would paint the corners black.
pub const APPLE: Icon = Icon {
    name: "apple-touch-icon",
    size: 180,
    maskable: true,
};

const ALL: [Icon; 4] = [SMALL, LARGE, MASKABLE, APPLE];

impl Icon {
    /// Its address below the base path. It carries a hash of what the icon is drawn from.
    #[must_use]
    pub fn path(self) -> String {
        let digest = Sha256::digest(self.svg());
        let hash = digest[..4]
            .iter()
            .fold(0_u32, |hash, &byte| hash << 8 | u32::from(byte));
        format!("/assets/{}.{hash:08x}.png", self.name)
    }

    /// The icon at that address below the base path.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        ALL.into_iter().find(|icon| icon.path() == path)
    }

    /// Draws it.
    ///
    /// # Errors
    /// [`RasterError`], which would be a mistake of this program.
    pub fn png(self) -> Result<Vec<u8>, RasterError> {
        raster::png(&self.svg(), self.size, self.size)
    }

    fn svg(self) -> String {
        if !self.maskable {
            return ICON.to_owned();
        }
        let whole = f64::from(DRAWN_ON);
        let inner = ICON.replacen(
            "<svg ",
            &format!(
                "<svg x=\"{0}\" y=\"{0}\" width=\"{1}\" height=\"{1}\" ",
                whole * MASKED,
                whole * (1.0 - 2.0 * MASKED)
            ),
            1,
        );
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {DRAWN_ON} {DRAWN_ON}\">\
             <rect width=\"{DRAWN_ON}\" height=\"{DRAWN_ON}\" fill=\"{GROUND}\"/>{inner}</svg>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_found_at_its_address_in_its_size() {
        for icon in ALL {
            assert_eq!(Icon::at(&icon.path()), Some(icon));
            assert_eq!(
                raster::size(&icon.png().unwrap()),
                Some((icon.size.into(), icon.size.into()))
            );
        }
        assert_eq!(Icon::at("/assets/icon-192.png"), None);
        assert!(ICON.contains(GROUND), "the icon has another ground now");
    }
}
