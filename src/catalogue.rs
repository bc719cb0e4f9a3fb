//! Reads the catalogue: TOML in, a checked [`Catalogue`] out, or a line and a reason.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::domain::region::Asn;
use crate::domain::service::{Catalogue, Category, Service, ServiceSlug, Symptom, SymptomSlug};

/// The catalogue that the binary brings along.
const BUILT_IN: &str = include_str!("catalogue.toml");

/// Names and labels end up in page titles and on buttons.
const NAME_LENGTH_MAX: usize = 60;
/// Steps and addresses.
const TEXT_LENGTH_MAX: usize = 300;

/// Why a catalogue was refused.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct CatalogueError {
    file: String,
    line: usize,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    symptoms: BTreeMap<Spanned<String>, Spanned<String>>,
    category: Vec<CategoryEntry>,
    service: Vec<ServiceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryEntry {
    slug: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    interconnected: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceEntry {
    slug: Spanned<String>,
    name: Spanned<String>,
    category: Spanned<String>,
    home_page: Spanned<String>,
    status_page: Option<Spanned<String>>,
    status_feed: Option<Spanned<String>>,
    #[serde(default)]
    keywords: Vec<Spanned<String>>,
    symptoms: Vec<Spanned<String>>,
    #[serde(default)]
    depends_on: Vec<Spanned<String>>,
    #[serde(default)]
    alternatives: Vec<Spanned<String>>,
    #[serde(default)]
    steps: Vec<Spanned<String>>,
    /// Of a provider: the numbers of the networks that its customers use.
    #[serde(default)]
    networks: Vec<Spanned<u32>>,
}

/// What is wrong, and at which byte of the file.
struct Fault {
    offset: usize,
    reason: String,
}

impl Fault {
    fn at<T>(value: &Spanned<T>, reason: String) -> Self {
        Self {
            offset: value.span().start,
            reason,
        }
    }
}

/// The catalogue that the binary brings along.
///
/// # Errors
/// Never in a released binary: a test parses it.
pub fn built_in() -> Result<Catalogue, CatalogueError> {
    parse(BUILT_IN, "built-in catalogue")
}

/// Reads a catalogue file.
///
/// # Errors
/// The file, the line and the reason, when it cannot be read or breaks a rule.
pub fn load(path: &Path) -> Result<Catalogue, CatalogueError> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| CatalogueError {
        file: file.clone(),
        line: 0,
        reason: format!("cannot be read: {error}"),
    })?;
    parse(&text, &file)
}

/// Parses and checks the text of a catalogue; `file` is what errors call it.
///
/// # Errors
/// The line and the reason of the first rule that is broken.
pub fn parse(text: &str, file: &str) -> Result<Catalogue, CatalogueError> {
    let refuse = |offset: usize, reason: String| CatalogueError {
        file: file.to_owned(),
        line: text[..offset.min(text.len())].matches('\n').count() + 1,
        reason,
    };
    let parsed: File = toml::from_str(text)
        .map_err(|error| refuse(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
    check(parsed).map_err(|fault| refuse(fault.offset, fault.reason))
}

fn check(file: File) -> Result<Catalogue, Fault> {
    let labels = check_symptoms(file.symptoms)?;
    let categories = check_categories(file.category)?;
    let known = check_slugs(&file.service)?;
    let networks = check_networks(&file.service, &known)?;
    let services = file
        .service
        .into_iter()
        .map(|entry| check_service(&entry, &labels, &categories, &known))
        .collect::<Result<_, _>>()?;
    Ok(Catalogue::new(categories, services).with_networks(networks))
}

/// A network is that of one provider at most: its customers are told whose it is.
fn check_networks(services: &[ServiceEntry], known: &HashSet<String>) -> Result<Vec<(Asn, ServiceSlug)>, Fault> {
    let mut networks = Vec::new();
    let mut seen = HashSet::new();
    for entry in services {
        for number in &entry.networks {
            let network = Asn(*number.get_ref());
            if network == Asn::UNKNOWN || !seen.insert(network) {
                let reason = format!("network {} is not one, or stands here twice", network.0);
                return Err(Fault::at(number, reason));
            }
            networks.push((network, reference(&entry.slug, known)?));
        }
    }
    Ok(networks)
}

fn check_symptoms(symptoms: BTreeMap<Spanned<String>, Spanned<String>>) -> Result<HashMap<String, Symptom>, Fault> {
    let check = |(slug, label): (Spanned<String>, Spanned<String>)| {
        let parsed = SymptomSlug::parse(slug.get_ref()).map_err(|error| Fault::at(&slug, error.to_string()))?;
        let symptom = Symptom {
            slug: parsed,
            label: plain(&label, NAME_LENGTH_MAX)?,
        };
        Ok((slug.into_inner(), symptom))
    };
    symptoms.into_iter().map(check).collect()
}

fn check_categories(entries: Vec<CategoryEntry>) -> Result<Vec<Category>, Fault> {
    let mut seen = HashSet::new();
    let check = |entry: CategoryEntry| {
        ServiceSlug::parse(entry.slug.get_ref()).map_err(|error| Fault::at(&entry.slug, error.to_string()))?;
        if !seen.insert(entry.slug.get_ref().clone()) {
            let reason = format!("category `{}` stands here twice", entry.slug.get_ref());
            return Err(Fault::at(&entry.slug, reason));
        }
        Ok(Category {
            name: plain(&entry.name, NAME_LENGTH_MAX)?,
            slug: entry.slug.into_inner(),
            interconnected: entry.interconnected,
        })
    };
    entries.into_iter().map(check).collect()
}

fn check_slugs(services: &[ServiceEntry]) -> Result<HashSet<String>, Fault> {
    let mut known = HashSet::new();
    for entry in services {
        let slug = entry.slug.get_ref();
        ServiceSlug::parse(slug).map_err(|error| Fault::at(&entry.slug, error.to_string()))?;
        if !known.insert(slug.clone()) {
            return Err(Fault::at(&entry.slug, format!("service `{slug}` stands here twice")));
        }
    }
    Ok(known)
}

fn check_service(
    entry: &ServiceEntry,
    labels: &HashMap<String, Symptom>,
    categories: &[Category],
    known: &HashSet<String>,
) -> Result<Service, Fault> {
    let category = entry.category.get_ref();
    if !categories.iter().any(|known| known.slug == *category) {
        return Err(Fault::at(
            &entry.category,
            format!("no [[category]] has the slug `{category}`"),
        ));
    }
    if entry.symptoms.is_empty() {
        return Err(Fault::at(
            &entry.slug,
            "a service needs at least one symptom".to_owned(),
        ));
    }
    let symptom = |slug: &Spanned<String>| {
        let found = labels.get(slug.get_ref()).cloned();
        found.ok_or_else(|| Fault::at(slug, format!("symptom `{}` is not in [symptoms]", slug.get_ref())))
    };
    Ok(Service {
        slug: reference(&entry.slug, known)?,
        name: plain(&entry.name, NAME_LENGTH_MAX)?,
        category: category.clone(),
        home_page: address(&entry.home_page)?,
        status_page: entry.status_page.as_ref().map(address).transpose()?,
        status_feed: entry.status_feed.as_ref().map(address).transpose()?,
        keywords: texts(&entry.keywords)?,
        symptoms: entry.symptoms.iter().map(symptom).collect::<Result<_, _>>()?,
        depends_on: references(&entry.depends_on, entry, known)?,
        alternatives: references(&entry.alternatives, entry, known)?,
        steps: texts(&entry.steps)?,
    })
}

fn texts(values: &[Spanned<String>]) -> Result<Vec<String>, Fault> {
    values.iter().map(|text| plain(text, TEXT_LENGTH_MAX)).collect()
}

fn references(
    slugs: &[Spanned<String>],
    entry: &ServiceEntry,
    known: &HashSet<String>,
) -> Result<Vec<ServiceSlug>, Fault> {
    let check = |slug: &Spanned<String>| {
        if slug.get_ref() == entry.slug.get_ref() {
            return Err(Fault::at(slug, format!("`{}` refers to itself", slug.get_ref())));
        }
        reference(slug, known)
    };
    slugs.iter().map(check).collect()
}

fn reference(slug: &Spanned<String>, known: &HashSet<String>) -> Result<ServiceSlug, Fault> {
    if !known.contains(slug.get_ref()) {
        return Err(Fault::at(
            slug,
            format!("no [[service]] has the slug `{}`", slug.get_ref()),
        ));
    }
    ServiceSlug::parse(slug.get_ref()).map_err(|error| Fault::at(slug, error.to_string()))
}

/// One line of visible text.
fn plain(text: &Spanned<String>, length_max: usize) -> Result<String, Fault> {
    let value = text.get_ref();
    let is_hidden =
        |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    if value.trim().is_empty() {
        return Err(Fault::at(text, "the text is empty".to_owned()));
    }
    if value.chars().count() > length_max {
        return Err(Fault::at(
            text,
            format!("the text is longer than {length_max} characters"),
        ));
    }
    if value.chars().any(is_hidden) {
        return Err(Fault::at(
            text,
            "the text holds control or direction characters".to_owned(),
        ));
    }
    Ok(value.clone())
}

/// An absolute http(s) URL: it ends up in a link, where `javascript:` would run.
fn address(text: &Spanned<String>) -> Result<String, Fault> {
    let value = plain(text, TEXT_LENGTH_MAX)?;
    let is_http = value.starts_with("https://") || value.starts_with("http://");
    if !is_http || value.contains(char::is_whitespace) {
        return Err(Fault::at(text, format!("`{value}` is not an http or https URL")));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::render::locale::Locale;

    /// What the button of a symptom takes in two lines on a phone, 360 pixels wide.
    const LABEL_LENGTH_MAX: usize = 34;

    const SMALL: &str = r#"
[symptoms]
login = "Can't log in"
[[category]]
slug = "music"
name = "Music"
[[service]]
slug = "one"
name = "One"
category = "music"
home_page = "https://one.example/"
symptoms = ["login"]
"#;

    #[test]
    fn the_built_in_catalogue_is_valid_and_large() {
        let catalogue = built_in().unwrap();
        assert!(catalogue.services().len() >= 80, "{}", catalogue.services().len());
        assert!(catalogue.service("spotify").unwrap().symptom("playback").is_some());
        assert!(catalogue.service("../etc").is_none());
        assert_eq!(catalogue.provider(Asn(7018)).unwrap().slug.as_str(), "att");
        assert!(catalogue.provider(Asn::UNKNOWN).is_none());
    }

    #[test]
    fn every_text_is_translated_and_no_translation_is_left_over() {
        let catalogue = built_in().unwrap();
        let mut used: BTreeSet<&str> = catalogue.categories().iter().map(|category| &*category.name).collect();
        for service in catalogue.services() {
            used.extend(service.steps.iter().map(String::as_str));
            used.extend(service.symptoms.iter().map(|symptom| &*symptom.label));
        }
        let english = include_str!("../templates/locales/en/catalogue.ftl");
        let messages = english.lines().filter(|line| line.starts_with("catalogue-"));
        let keys: BTreeMap<&str, &str> = messages
            .map(|line| line.split_once(" = ").unwrap())
            .map(|(key, text)| (text, key))
            .collect();
        assert_eq!(keys.keys().copied().collect::<BTreeSet<_>>(), used);
        for locale in Locale::ALL {
            for (text, key) in &keys {
                assert_eq!(locale.translated(text), locale.word(key), "{} {key}", locale.code());
            }
        }
    }

    #[test]
    fn a_symptom_fits_its_button_in_every_language() {
        let catalogue = built_in().unwrap();
        for symptom in catalogue.services().iter().flat_map(|service| &service.symptoms) {
            for locale in Locale::ALL {
                let label = locale.translated(&symptom.label);
                let length = label.chars().count();
                assert!(length <= LABEL_LENGTH_MAX, "{}: `{label}` has {length}", locale.code());
            }
        }
    }

    #[test]
    fn a_fault_is_named_with_its_line() {
        let refused = [
            (
                SMALL.replace("slug = \"one\"", "slug = \"One\""),
                "x.toml:8: `One` is not a slug",
            ),
            (
                SMALL.replace("[\"login\"]", "[\"logon\"]"),
                "x.toml:12: symptom `logon` is not in [symptoms]",
            ),
            (
                SMALL.replace("https://one", "javascript:one"),
                "x.toml:11: `javascript:one.example/`",
            ),
            (
                SMALL.replace("category = \"music\"", "category = \"noise\""),
                "x.toml:10: no [[category]]",
            ),
            (
                format!("{SMALL}depends_on = [\"one\"]\n"),
                "x.toml:13: `one` refers to itself",
            ),
            (
                format!("{SMALL}alternatives = [\"two\"]\n"),
                "x.toml:13: no [[service]] has the slug `two`",
            ),
            (
                format!("{SMALL}networks = [7018, 7018]\n"),
                "x.toml:13: network 7018 is not one, or stands here twice",
            ),
            (format!("{SMALL}colour = 1\n"), "x.toml:13: unknown field `colour`"),
            (
                SMALL.replace("name = \"Music\"", "name = \"Music\"\ninterconnected = \"yes\""),
                "x.toml:7: invalid type: string \"yes\", expected a boolean",
            ),
            (
                SMALL.replace("name = \"One\"", "name = \"O\\u202Ene\""),
                "x.toml:9: the text holds control",
            ),
        ];
        for (text, expected) in refused {
            let message = parse(&text, "x.toml").unwrap_err().to_string();
            assert!(message.starts_with(expected), "{message}");
        }
        assert_eq!(parse(SMALL, "x.toml").unwrap().services().len(), 1);
    }
}
