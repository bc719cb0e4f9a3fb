//! How a service looks on somebody else's page, as the address of its frame, picture or badge asks for it.

use crate::domain::region::RegionCode;

use super::locale::Locale;
use super::shapes;
use super::views::Theme;

/// How much of a service is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// The verdict, the counts and the map.
    #[default]
    Full,
    /// The verdict and the counts, for a side column.
    Compact,
}

impl Size {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Full, Self::Compact];

    /// Its name in a query; anything unknown is `Full`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "compact" => Self::Compact,
            _ => Self::Full,
        }
    }

    /// Its name in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Compact => "compact",
        }
    }
}

/// What was asked for. Values that are not known are those of the default: a page that embeds must not break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EmbedOptions {
    /// Its colours.
    pub theme: Theme,
    /// The country whose map is shown instead of the world's.
    pub country: Option<RegionCode>,
    /// Its language; the visitor's when it is left out.
    pub language: Option<Locale>,
    /// How much is shown.
    pub size: Size,
}

impl EmbedOptions {
    /// The country with that code, or with that subdivision; `None` for any that the world's map does not have.
    #[must_use]
    pub fn country(code: &str) -> Option<RegionCode> {
        let code = RegionCode::parse(&code.to_ascii_uppercase()).ok()?.country();
        shapes::world().regions.contains_key(&code).then_some(code)
    }

    /// What differs from the default, as a query with its question mark; empty when nothing does.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs = self.pairs();
        let joined: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if joined.is_empty() {
            String::new()
        } else {
            format!("?{}", joined.join("&"))
        }
    }

    /// What differs from the default, by name. Values are plain letters and hyphens.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let theme = (self.theme != Theme::Auto).then(|| ("theme", self.theme.as_str().to_owned()));
        let country = self.country.map(|code| ("country", code.to_string()));
        let language = self.language.map(|locale| ("lang", locale.code().to_owned()));
        let size = (self.size != Size::Full).then(|| ("size", self.size.as_str().to_owned()));
        [theme, country, language, size].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_in_the_address() {
        assert_eq!(EmbedOptions::default().query(), "");
        let options = EmbedOptions {
            theme: Theme::Dark,
            country: EmbedOptions::country("us-ny"),
            language: Some(Locale::De),
            size: Size::Compact,
        };
        assert_eq!(options.query(), "?theme=dark&country=US&lang=de&size=compact");
        assert_eq!(EmbedOptions::country("unknown"), None);
        assert_eq!(EmbedOptions::country("QQ"), None);
        assert_eq!(Size::parse("huge"), Size::Full);
    }
}
