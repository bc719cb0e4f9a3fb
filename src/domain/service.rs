//! What people report about: services, their symptoms, and the catalogue that lists them.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::region::Asn;

/// A slug is a path segment, a Redis key part and a file name: short and plain.
const SLUG_LENGTH_MAX: usize = 40;

/// A text that cannot be a slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidSlug(String);

impl fmt::Display for InvalidSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "`{text}` is not a slug: use 1 to {SLUG_LENGTH_MAX} of a-z, 0-9 and -, with no hyphen at either end"
        )
    }
}

impl std::error::Error for InvalidSlug {}

fn parse_slug(text: &str) -> Result<Arc<str>, InvalidSlug> {
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if text.is_empty() || text.len() > SLUG_LENGTH_MAX || !plain || text.starts_with('-') || text.ends_with('-') {
        return Err(InvalidSlug(text.chars().take(SLUG_LENGTH_MAX).collect()));
    }
    Ok(Arc::from(text))
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Parses a slug.
            ///
            /// # Errors
            /// [`InvalidSlug`] when the text has other characters or is too long.
            pub fn parse(text: &str) -> Result<Self, InvalidSlug> {
                parse_slug(text).map(Self)
            }

            /// The slug as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

slug! {
    /// Names a service in URLs, keys and files: `spotify`.
    ServiceSlug
}

slug! {
    /// Names a kind of problem: `login`, `playback`.
    SymptomSlug
}

/// A kind of problem that a service's visitors can name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Symptom {
    /// Its name in data.
    pub slug: SymptomSlug,
    /// Its name on a button: `Can't log in`.
    pub label: String,
}

/// A group of services on the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Category {
    /// Its name in data and URLs.
    pub slug: String,
    /// Its name on the page.
    pub name: String,
    /// Whether customers of one of its services notice when another one fails, and may blame their own.
    pub interconnected: bool,
}

/// Something that people report about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Service {
    /// Its name in data and URLs.
    pub slug: ServiceSlug,
    /// Its name on the page.
    pub name: String,
    /// Slug of its category.
    pub category: String,
    /// Its own site.
    pub home_page: String,
    /// The page on which its maker reports incidents.
    pub status_page: Option<String>,
    /// The same for machines: a Statuspage summary, RSS or Atom.
    pub status_feed: Option<String>,
    /// Other words that people search for it by.
    pub keywords: Vec<String>,
    /// Kinds of problem, most common first.
    pub symptoms: Vec<Symptom>,
    /// Services whose failure takes this one down.
    pub depends_on: Vec<ServiceSlug>,
    /// What to use meanwhile.
    pub alternatives: Vec<ServiceSlug>,
    /// What to try, in order.
    pub steps: Vec<String>,
}

impl Service {
    /// A service of which no more is known.
    #[must_use]
    pub fn new(slug: ServiceSlug, name: &str, category: &str) -> Self {
        Self {
            slug,
            name: name.to_owned(),
            category: category.to_owned(),
            home_page: String::new(),
            status_page: None,
            status_feed: None,
            keywords: Vec::new(),
            symptoms: Vec::new(),
            depends_on: Vec::new(),
            alternatives: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// The symptom of that name, if visitors of this service can choose it.
    #[must_use]
    pub fn symptom(&self, slug: &str) -> Option<&Symptom> {
        self.symptoms.iter().find(|symptom| symptom.slug.as_str() == slug)
    }
}

/// All services, in the order of the file. Immutable: a reload makes another one.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    categories: Vec<Category>,
    services: Vec<Arc<Service>>,
    by_slug: HashMap<ServiceSlug, usize>,
    /// Which service's customers use a network.
    providers: HashMap<Asn, usize>,
}

impl Catalogue {
    /// Takes services whose slugs differ and whose references hold; the loader in `catalogue.rs` checks both.
    #[must_use]
    pub fn new(categories: Vec<Category>, services: Vec<Service>) -> Self {
        let services: Vec<Arc<Service>> = services.into_iter().map(Arc::new).collect();
        let by_slug = services
            .iter()
            .enumerate()
            .map(|(i, service)| (service.slug.clone(), i))
            .collect();
        Self {
            categories,
            services,
            by_slug,
            providers: HashMap::new(),
        }
    }

    /// Says which service's customers use which networks. Unknown services are left out.
    #[must_use]
    pub fn with_networks(mut self, networks: impl IntoIterator<Item = (Asn, ServiceSlug)>) -> Self {
        let known = networks
            .into_iter()
            .filter_map(|(network, slug)| Some((network, *self.by_slug.get(&slug)?)));
        self.providers = known.collect();
        self
    }

    /// The service whose customers use this network.
    #[must_use]
    pub fn provider(&self, network: Asn) -> Option<&Arc<Service>> {
        self.providers.get(&network).map(|&i| &self.services[i])
    }

    /// The service of that name.
    #[must_use]
    pub fn service(&self, slug: &str) -> Option<&Arc<Service>> {
        self.by_slug.get(slug).map(|&i| &self.services[i])
    }

    /// All services, in the order of the file.
    #[must_use]
    pub fn services(&self) -> &[Arc<Service>] {
        &self.services
    }

    /// All categories, in the order of the file.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }
}
