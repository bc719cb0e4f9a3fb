//! Which services can pass trouble to which.

use std::collections::BTreeMap;

use super::service::{Catalogue, ServiceSlug};

/// Who is built on whom is followed this far: further away too much else may be the cause.
const DEPENDENCY_STEPS_MAX: u8 = 2;

/// Which services can pass trouble to which. Services that it does not know have no relations.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    /// The category of each service whose category is interconnected.
    interconnected: BTreeMap<ServiceSlug, String>,
    /// What each service is built on, nearest first.
    foundations: BTreeMap<ServiceSlug, Vec<ServiceSlug>>,
}

impl Relations {
    /// The relations of a catalogue.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        let is_interconnected = |slug: &str| {
            let mut categories = catalogue.categories().iter();
            categories.any(|category| category.slug == slug && category.interconnected)
        };
        let services = catalogue.services().iter();
        Self {
            interconnected: services
                .clone()
                .filter(|service| is_interconnected(&service.category))
                .map(|service| (service.slug.clone(), service.category.clone()))
                .collect(),
            foundations: services
                .map(|service| (service.slug.clone(), foundations(catalogue, &service.slug)))
                .filter(|(_, foundations)| !foundations.is_empty())
                .collect(),
        }
    }

    /// What a service is built on, nearest first.
    pub(super) fn foundations(&self, service: &ServiceSlug) -> &[ServiceSlug] {
        self.foundations.get(service).map_or(&[], Vec::as_slice)
    }

    /// Whether customers of one notice the failure of the other. A service that runs on the other fails with it.
    pub(super) fn can_spill_over(&self, from: &ServiceSlug, to: &ServiceSlug) -> bool {
        let category = self.interconnected.get(to);
        category.is_some()
            && from != to
            && category == self.interconnected.get(from)
            && !self.foundations(to).contains(from)
    }
}

/// What a service is built on, nearest first, without itself.
fn foundations(catalogue: &Catalogue, service: &ServiceSlug) -> Vec<ServiceSlug> {
    let mut found: Vec<ServiceSlug> = Vec::new();
    let mut layer = vec![service.clone()];
    for _ in 0..DEPENDENCY_STEPS_MAX {
        let below = layer.iter().filter_map(|slug| catalogue.service(slug.as_str()));
        let below: Vec<ServiceSlug> = below.flat_map(|service| service.depends_on.clone()).collect();
        layer = below.into_iter().filter(|slug| slug != service).collect();
        for slug in &layer {
            if !found.contains(slug) {
                found.push(slug.clone());
            }
        }
    }
    found
}
