//! The page that makes pieces of HTML for other sites, with a preview. It works as a plain form.

use serde::Serialize;

use crate::domain::region::RegionCode;
use crate::render::embed_options::Size;
use crate::render::locale::Locale;
use crate::render::places;
use crate::render::shapes;
use crate::render::snippets::{self, Choice, Snippets};
use crate::render::views::{BuilderView, Edition, Theme};

use super::{Head, percent_encoded};

/// What `builder.html` is given.
#[derive(Debug, Serialize)]
pub struct BuilderPage {
    head: Head,
    name: String,
    slug: String,
    label: String,
    themes: Vec<Choosable>,
    countries: Vec<Choosable>,
    languages: Vec<Choosable>,
    sizes: Vec<Choosable>,
    snippets: Snippets,
    /// The frame and the badge as they come out, as addresses on this site.
    preview: String,
    preview_title: String,
    preview_height: u32,
    preview_badge: String,
    /// Whether anybody may show the frame.
    frames_allowed: bool,
    /// The only ones who may, in a sentence, when it is not everybody.
    frames_only: Option<String>,
}

/// An entry of a list.
#[derive(Debug, Serialize)]
struct Choosable {
    value: String,
    text: String,
    chosen: bool,
}

/// Turns the choice into words and snippets.
#[must_use]
pub fn page(site: Edition<'_>, view: &BuilderView<'_>) -> BuilderPage {
    let (service, options, locale) = (view.service, view.options, view.locale);
    let name = [("name", service.name.as_str().into())];
    let choice = Choice {
        site: Edition {
            locale: options.language.unwrap_or(locale),
            ..site
        },
        service,
        options,
    };
    let path = format!("/services/{}/embed", service.slug);
    let mut head = Head::new(
        site,
        &path,
        locale.say("embed-builder-title", &name),
        locale.say("embed-builder-lead", &name),
    );
    // A tool: whoever searches for the service wants its own page.
    head.hidden = true;
    let frames = view.frame_ancestors.trim();
    BuilderPage {
        head,
        name: service.name.clone(),
        slug: service.slug.to_string(),
        label: view.label.unwrap_or_default().to_owned(),
        themes: themes(locale, options.theme),
        countries: countries(locale, options.country),
        languages: languages(locale, options.language),
        sizes: sizes(locale, options.size),
        snippets: choice.snippets(view.label),
        preview: format!("{}/embed/{}{}", site.base_path, service.slug, options.query()),
        preview_title: choice.title(),
        preview_height: snippets::frame_size(options.size).1,
        preview_badge: badge(site, view),
        frames_allowed: frames != "'none'",
        frames_only: (frames != "*" && frames != "'none'")
            .then(|| locale.say("embed-frames-only", &[("origins", frames.into())])),
    }
}

fn badge(site: Edition<'_>, view: &BuilderView<'_>) -> String {
    let language = view.options.language.unwrap_or(view.locale).code();
    let label = view.label.map(|label| format!("&label={}", percent_encoded(label)));
    let label = label.unwrap_or_default();
    format!(
        "{}/badge/{}.svg?lang={language}{label}",
        site.base_path, view.service.slug
    )
}

fn themes(locale: Locale, chosen: Theme) -> Vec<Choosable> {
    let themes = [
        (Theme::Auto, "embed-theme-auto"),
        (Theme::Light, "embed-theme-light"),
        (Theme::Dark, "embed-theme-dark"),
    ];
    let entry = |(theme, key): (Theme, &str)| Choosable {
        value: theme.as_str().to_owned(),
        text: locale.word(key),
        chosen: theme == chosen,
    };
    themes.into_iter().map(entry).collect()
}

fn sizes(locale: Locale, chosen: Size) -> Vec<Choosable> {
    let entry = |size: Size| Choosable {
        value: size.as_str().to_owned(),
        text: locale.word(match size {
            Size::Full => "embed-size-full",
            Size::Compact => "embed-size-compact",
        }),
        chosen: size == chosen,
    };
    Size::ALL.into_iter().map(entry).collect()
}

fn languages(locale: Locale, chosen: Option<Locale>) -> Vec<Choosable> {
    let own = Choosable {
        value: String::new(),
        text: locale.word("embed-language-auto"),
        chosen: chosen.is_none(),
    };
    let others = Locale::ALL.into_iter().map(|language| Choosable {
        value: language.code().to_owned(),
        text: language.name().to_owned(),
        chosen: chosen == Some(language),
    });
    std::iter::once(own).chain(others).collect()
}

/// The world, then the countries by name.
fn countries(locale: Locale, chosen: Option<RegionCode>) -> Vec<Choosable> {
    let world = Choosable {
        value: String::new(),
        text: locale.word("embed-country-world"),
        chosen: chosen.is_none(),
    };
    let mut countries: Vec<Choosable> = shapes::world()
        .regions
        .keys()
        .map(|&code| Choosable {
            value: code.to_string(),
            text: places::row_name(locale, code),
            chosen: chosen == Some(code),
        })
        .collect();
    countries.sort_by_cached_key(|country| country.text.to_lowercase());
    std::iter::once(world).chain(countries).collect()
}
