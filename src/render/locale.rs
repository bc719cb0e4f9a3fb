//! The languages that people read: which one a visitor gets, and how a message is said in it.
//!
//! Messages are Fluent (<https://projectfluent.org>), one file for each area of the site in `templates/locales/<language>/`.
//! English is the source: what another language lacks is said in English.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use serde::Serialize;
use unic_langid::LanguageIdentifier;

use super::TEMPLATES;
use super::moments::{self, Precision};
use super::sentence::Sentence;
use crate::domain::bucket::Timestamp;

/// Around the number of a moment in a formatted message, until the moment takes its place. Private use characters.
const MOMENT_START: char = '\u{e000}';
const MOMENT_END: char = '\u{e001}';

/// Longest Accept-Language that is looked at: browsers send a tenth of it.
const ACCEPTED_CHARACTERS_MAX: usize = 400;

/// A language of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Portuguese, as written in Brazil.
    Pt,
    /// Japanese.
    Ja,
}

/// What takes the place of a variable in a message.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Words, as they are.
    Text(Cow<'a, str>),
    /// A count: chooses plural forms, and is written with the language's separators.
    Count(u64),
    /// A moment; only [`Locale::sentence`] leaves it to the browser to show it in the visitor's zone.
    Moment(Timestamp, Precision),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

/// Variables of a message by name.
pub type Args<'a> = [(&'a str, Arg<'a>)];

impl Locale {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 6] = [Self::En, Self::De, Self::Es, Self::Fr, Self::Pt, Self::Ja];

    /// Its code (BCP 47), as in `lang` attributes, cookies and folders.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::Pt => "pt",
            Self::Ja => "ja",
        }
    }

    /// Its own name for itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Es => "Español",
            Self::Fr => "Français",
            Self::Pt => "Português",
            Self::Ja => "日本語",
        }
    }

    /// The way it is written, for the `dir` attribute. None of these goes from right to left yet.
    #[must_use]
    pub fn direction(self) -> &'static str {
        "ltr"
    }

    /// The language of that code; regions and scripts are let pass: `pt-BR` is Portuguese.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let language = code.trim().split(['-', '_']).next()?;
        let is_it = |locale: &Self| locale.code().eq_ignore_ascii_case(language);
        Self::ALL.into_iter().find(is_it)
    }

    /// The best of these for an `Accept-Language` header (RFC 9110, section 12.5.4); English when none is accepted.
    #[must_use]
    pub fn negotiate(accepted: &str) -> Self {
        let accepted: String = accepted.chars().take(ACCEPTED_CHARACTERS_MAX).collect();
        let weighted = accepted.split(',').filter_map(|entry| {
            let (code, parameters) = entry.split_once(';').unwrap_or((entry, ""));
            let weight = parameters
                .trim()
                .strip_prefix("q=")
                .map_or(Some(1.0), |q| q.trim().parse().ok());
            Some((Self::parse(code)?, weight.filter(|q: &f64| *q > 0.0)?))
        });
        let mut best: Option<(Self, f64)> = None;
        for (locale, weight) in weighted {
            if best.is_none_or(|(_, known)| weight > known) {
                best = Some((locale, weight));
            }
        }
        best.map_or(Self::En, |(locale, _)| locale)
    }

    /// A message in this language. An unknown one is its own key, which a test keeps from happening.
    #[must_use]
    pub fn say(self, key: &str, args: &Args<'_>) -> String {
        self.format(key, args, &mut |at, precision| moments::text(self, at, precision))
    }

    /// A message without variables.
    #[must_use]
    pub fn word(self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A message with its moments apart, so that the page can wrap each in `<time>`.
    #[must_use]
    pub fn sentence(self, key: &str, args: &Args<'_>) -> Sentence {
        let mut found: Vec<(Timestamp, Precision)> = Vec::new();
        let text = self.format(key, args, &mut |at, precision| {
            found.push((at, precision));
            format!("{MOMENT_START}{}{MOMENT_END}", found.len() - 1)
        });
        let mut sentence = Sentence::default();
        for piece in text.split(MOMENT_START) {
            let Some((number, rest)) = piece.split_once(MOMENT_END) else {
                sentence = sentence.and_some(piece);
                continue;
            };
            if let Some(&(at, precision)) = number.parse::<usize>().ok().and_then(|number| found.get(number)) {
                sentence = sentence.moment(self, at, precision);
            }
            sentence = sentence.and_some(rest);
        }
        sentence
    }

    /// A text of the built-in catalogue (a symptom, a category, something to try) in this language. Texts of an
    /// operator's own catalogue are shown as they are.
    #[must_use]
    pub fn translated(self, english: &str) -> Cow<'_, str> {
        match CATALOGUE_KEYS.get(english) {
            Some(key) if self != Self::En => Cow::Owned(self.word(key)),
            _ => Cow::Borrowed(english),
        }
    }

    /// A count with thousands set apart: `48,185`, `48.185`.
    #[must_use]
    pub fn count(self, number: u64) -> String {
        BUNDLES[self as usize]
            .decimals
            .format(&Decimal::from(number))
            .to_string()
    }

    /// A number with this many digits after the sign: `1.5`, `1,5`. What is not finite is `0`.
    #[must_use]
    pub fn decimal(self, number: f64, digits: usize) -> String {
        let text = format!("{:.digits$}", if number.is_finite() { number } else { 0.0 });
        let decimal: Decimal = text.parse().unwrap_or_default();
        BUNDLES[self as usize].decimals.format(&decimal).to_string()
    }

    /// `A`, `A and B`, `A, B and C`.
    #[must_use]
    pub fn list<T: AsRef<str>>(self, items: &[T]) -> String {
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                let first = first.join(&self.word("list-separator"));
                let last = last.as_ref();
                let key = if sounds_like_i(last) {
                    "list-last-i"
                } else {
                    "list-last"
                };
                self.say(key, &[("first", first.into()), ("last", last.into())])
            }
        }
    }

    fn format(self, key: &str, args: &Args<'_>, moment: &mut dyn FnMut(Timestamp, Precision) -> String) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_ref()),
                Arg::Count(count) => FluentValue::from(*count),
                Arg::Moment(at, precision) => FluentValue::from(moment(*at, *precision)),
            };
            values.set(*name, value);
        }
        let of_language = BUNDLES[self as usize].format(key, &values);
        let text = of_language.or_else(|| BUNDLES[Self::En as usize].format(key, &values));
        text.unwrap_or_else(|| key.to_owned())
    }
}

/// Messages and numbers of each language, in the order of [`Locale::ALL`].
static BUNDLES: LazyLock<Vec<Bundle>> = LazyLock::new(|| Locale::ALL.into_iter().map(Bundle::new).collect());

/// Which message an English text of the built-in catalogue is.
static CATALOGUE_KEYS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let is_text = |key: &&String| key.starts_with("catalogue-");
    let keys = BUNDLES[Locale::En as usize].keys.iter().filter(is_text);
    keys.map(|key| (Locale::En.word(key), key.clone())).collect()
});

struct Bundle {
    messages: FluentBundle<FluentResource>,
    decimals: DecimalFormatter,
    keys: Vec<String>,
}

impl Bundle {
    fn new(locale: Locale) -> Self {
        let mut messages = FluentBundle::new_concurrent(vec![identifier(locale)]);
        // Marks around variables keep the two directions of writing apart, and are dirt in a title otherwise.
        messages.set_use_isolating(locale.direction() == "rtl");
        messages.set_formatter(Some(number));
        let mut keys = Vec::new();
        for source in sources(locale) {
            // What is wrong with a file, a test says; the rest of it is still good.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            let ids = resource.entries().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            });
            keys.extend(ids);
            messages.add_resource_overriding(resource);
        }
        Self {
            messages,
            decimals: decimals(locale.code()),
            keys,
        }
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.messages.get_message(key)?.value()?;
        // A variable that is missing shows as its name, which a test keeps from happening.
        let mut errors = Vec::new();
        let text = self.messages.format_pattern(pattern, Some(args), &mut errors);
        Some(text.into_owned())
    }
}

/// Whether a name begins with the sound i, before which Spanish says `e` for `y`: `Francia e Italia`, but `y Hielo`, and
/// `y iCloud`, which is said in English.
fn sounds_like_i(name: &str) -> bool {
    let mut letters = name.strip_prefix(['H', 'h']).unwrap_or(name).chars();
    let first = letters.next();
    let second = letters.next();
    let is_brand = first == Some('i') && second.is_some_and(char::is_uppercase);
    let is_diphthong = name.starts_with(['H', 'h']) && matches!(second, Some('a' | 'e' | 'o' | 'u'));
    matches!(first, Some('I' | 'i' | 'Í' | 'í')) && !is_brand && !is_diphthong
}

/// The message files of a language.
fn sources(locale: Locale) -> impl Iterator<Item = &'static str> {
    let folder = TEMPLATES.get_dir(format!("locales/{}", locale.code()));
    let files = folder.into_iter().flat_map(include_dir::Dir::files);
    files.filter_map(include_dir::File::contents_utf8)
}

fn identifier(locale: Locale) -> LanguageIdentifier {
    locale.code().parse().unwrap_or_default()
}

fn decimals(code: &str) -> DecimalFormatter {
    let locale: icu_locale_core::Locale = code.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
    let of = |locale: icu_locale_core::Locale| {
        DecimalFormatter::try_new(locale.into(), icu_decimal::options::DecimalFormatterOptions::default())
    };
    #[expect(clippy::expect_used, reason = "the compiled data always holds the root")]
    of(locale)
        .or_else(|_| of(icu_locale_core::Locale::UNKNOWN))
        .expect("compiled data")
}

/// How Fluent writes a number.
fn number(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let decimal: Decimal = number.as_string().parse().ok()?;
    memoizer
        .with_try_get::<Decimals, _, _>((), |decimals| decimals.0.format(&decimal).to_string())
        .ok()
}

/// A language's decimals, as Fluent keeps them.
struct Decimals(DecimalFormatter);

impl Memoizable for Decimals {
    type Args = ();
    type Error = std::convert::Infallible;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, Self::Error> {
        Ok(Self(decimals(&language.to_string())))
    }
}

#[cfg(test)]
mod tests;
