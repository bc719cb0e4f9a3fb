//! What installs the site on a phone (<https://www.w3.org/TR/appmanifest/>).

use serde_json::{Value, json};

use super::icons::{self, Icon};
use super::views::Edition;

/// The paper of the light scheme, as in `tokens.css`: what shows while the first page loads.
const PAPER: &str = "#fbfaf6";

/// The manifest as JSON.
#[must_use]
pub fn json(site: Edition<'_>) -> String {
    let (base, locale) = (&site.base_path, site.locale);
    let icon = |icon: Icon| -> Value {
        json!({
            "src": format!("{base}{}", icon.path()),
            "sizes": format!("{0}x{0}", icon.size),
            "type": "image/png",
            "purpose": if icon.maskable { "maskable" } else { "any" },
        })
    };
    let icons = [icons::SMALL, icons::LARGE, icons::MASKABLE].map(icon);
    let manifest = json!({
        "id": format!("{base}/"),
        "name": "Groundswell",
        "short_name": "Groundswell",
        "description": locale.word("share-app"),
        "lang": locale.code(),
        "dir": locale.direction(),
        "start_url": format!("{base}/"),
        "scope": format!("{base}/"),
        "display": "standalone",
        // With a way back and a reload, where there is such a thing.
        "display_override": ["minimal-ui"],
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["news", "utilities"],
        "icons": icons,
    });
    manifest.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::locale::Locale;
    use crate::render::views::Site;

    #[test]
    fn the_colour_is_that_of_the_style_sheet() {
        let tokens = include_str!("../../templates/assets/tokens.css");
        assert!(tokens.contains(&format!("--paper: {PAPER};")));
    }

    #[test]
    fn addresses_are_below_the_base_path() {
        let site = Site {
            base_path: "/status".to_owned(),
            ..Site::default()
        };
        let manifest: Value = serde_json::from_str(&json(Edition {
            site: &site,
            locale: Locale::De,
        }))
        .unwrap();
        assert_eq!(
            (&manifest["start_url"], &manifest["lang"]),
            (&"/status/".into(), &"de".into())
        );
        for icon in manifest["icons"].as_array().unwrap() {
            assert!(
                icon["src"].as_str().unwrap().starts_with("/status/assets/icon-"),
                "{icon}"
            );
        }
    }
}
