//! Our own CSS, JavaScript and icon, compiled in; the address carries a hash of the content and may be cached for ever.

use std::fmt::Write as _;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::live_map;

/// One file as it is served.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its address below the base path: `/assets/app.1f2e3d4c.css`.
    pub path: String,
    /// The `Content-Type` header.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
    name: &'static str,
    suffix: &'static str,
}

/// All files.
pub struct Assets;

/// The name in the address, the suffix, the media type, and the parts that make up the file.
type Source = (&'static str, &'static str, &'static str, &'static [&'static str]);

const TOKENS: &str = include_str!("../../templates/assets/tokens.css");

/// For what is light or dark whatever the visitor's system prefers.
const THEMES: &str = include_str!("../../templates/assets/themes.css");

/// The script of `<groundswell-map>`, in which [`WIDGET_STYLE_PLACE`] stands for its style sheet.
const WIDGET: &str = include_str!("../../templates/assets/widget.js");

/// Where the style sheet goes in the script.
const WIDGET_STYLE_PLACE: &str = "\"WIDGET_STYLE\"";

const SOURCES: [Source; 12] = [
    (
        "app",
        "css",
        "text/css; charset=utf-8",
        &[
            TOKENS,
            include_str!("../../templates/assets/app.css"),
            include_str!("../../templates/assets/here.css"),
            include_str!("../../templates/assets/map.css"),
            include_str!("../../templates/assets/print.css"),
            include_str!("../../templates/assets/stage.css"),
        ],
    ),
    (
        "embed",
        "css",
        "text/css; charset=utf-8",
        &[
            TOKENS,
            THEMES,
            include_str!("../../templates/assets/embed.css"),
            include_str!("../../templates/assets/map.css"),
        ],
    ),
    (
        "app",
        "js",
        "text/javascript; charset=utf-8",
        &[include_str!("../../templates/assets/app.js")],
    ),
    (
        "embed",
        "js",
        "text/javascript; charset=utf-8",
        &[include_str!("../../templates/assets/embed.js")],
    ),
    (
        "builder",
        "css",
        "text/css; charset=utf-8",
        &[include_str!("../../templates/assets/builder.css")],
    ),
    (
        "builder",
        "js",
        "text/javascript; charset=utf-8",
        &[include_str!("../../templates/assets/builder.js")],
    ),
    (
        "docs",
        "css",
        "text/css; charset=utf-8",
        &[include_str!("../../templates/assets/docs.css")],
    ),
    (
        "here",
        "js",
        "text/javascript; charset=utf-8",
        &[include_str!("../../templates/assets/here.js")],
    ),
    (
        "chart",
        "js",
        "text/javascript; charset=utf-8",
        &[include_str!("../../templates/assets/chart.js")],
    ),
    (
        "map",
        "js",
        "text/javascript; charset=utf-8",
        &[include_str!("../../templates/assets/map.js")],
    ),
    (
        "prove",
        "js",
        "text/javascript; charset=utf-8",
        &[include_str!("../../templates/assets/prove.js")],
    ),
    (
        "icon",
        "svg",
        "image/svg+xml",
        &[include_str!("../../templates/assets/icon.svg")],
    ),
];

static ALL: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let text = |&(name, suffix, content_type, parts): &Source| build(name, suffix, content_type, parts.concat());
    let outlines = build("world", "svg", "image/svg+xml", live_map::outlines());
    SOURCES.iter().map(text).chain([outlines]).collect()
});

impl Assets {
    /// The file at this address below the base path; `None` for anything else, also for an outdated hash.
    #[must_use]
    pub fn get(path: &str) -> Option<&'static Asset> {
        ALL.iter().find(|asset| asset.path == path)
    }

    /// Every file, for tests and for warming caches.
    #[must_use]
    pub fn all() -> &'static [Asset] {
        &ALL
    }

    /// The address of the file with this name and suffix. Only names of files are ever asked for; another one is its own
    /// address, which answers 404.
    #[must_use]
    pub fn path(name: &str, suffix: &str) -> String {
        let found = ALL.iter().find(|asset| asset.name == name && asset.suffix == suffix);
        found.map_or_else(|| format!("/assets/{name}.{suffix}"), |asset| asset.path.clone())
    }
}

/// The script of `<groundswell-map>`. It brings its style sheet along, so that a page needs to load nothing else; the
/// colours are those of the site, given to the element's own card instead of the page.
#[must_use]
pub fn widget() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let style = [TOKENS, THEMES, include_str!("../../templates/assets/widget.css")].concat();
        let style = style.replace(":root", ".card").replace('\n', " ");
        let quoted = serde_json::to_string(&style).unwrap_or_default();
        WIDGET.replace(WIDGET_STYLE_PLACE, &quoted)
    });
    &TEXT
}

fn build(name: &'static str, suffix: &'static str, content_type: &'static str, content: String) -> Asset {
    let content: &'static str = Box::leak(content.into_boxed_str());
    let digest = Sha256::digest(content.as_bytes());
    let mut hash = String::new();
    for byte in &digest[..5] {
        // Writing to a String cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    Asset {
        path: format!("/assets/{name}.{hash}.{suffix}"),
        content_type,
        bytes: content.as_bytes(),
        name,
        suffix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_at_its_address_and_nowhere_else() {
        let drawn = [("world", "svg", "image/svg+xml")];
        let written = SOURCES.map(|(name, suffix, content_type, _)| (name, suffix, content_type));
        for (name, suffix, content_type) in written.into_iter().chain(drawn) {
            let asset = Assets::get(&Assets::path(name, suffix)).unwrap();
            assert_eq!(asset.content_type, content_type);
        }
        assert!(Assets::get("/assets/app.css").is_none());
        assert!(Assets::get("/assets/../Cargo.toml").is_none());
    }

    #[test]
    fn the_element_brings_its_style_sheet_along() {
        assert_eq!(WIDGET.matches(WIDGET_STYLE_PLACE).count(), 1);
        let widget = widget();
        assert!(!widget.contains("WIDGET_STYLE") && !widget.contains(":root"));
        assert!(widget.contains(".card:not(.theme-light)") && widget.contains(".card.theme-dark"));
    }

    #[test]
    fn files_keep_to_their_budget() {
        let size = |name, suffix| Assets::get(&Assets::path(name, suffix)).unwrap().bytes.len();
        assert!(size("app", "css") <= 27_000, "{}", size("app", "css"));
        // 5 kB on the way; truth about how old a page is, and in which language, took the last of it.
        assert!(size("app", "js") <= 14_000, "{}", size("app", "js"));
        assert!(size("prove", "js") <= 2_000, "{}", size("prove", "js"));
        // What each page with a map of the world had in it before.
        assert!(size("world", "svg") <= 30_000, "{}", size("world", "svg"));
    }
}
