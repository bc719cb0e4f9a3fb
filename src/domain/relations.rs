//! Which services can pass trouble to which.

use std::collections::{BTreeMap, BTreeSet};

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

    /// Services in groups, such that no service of one can have the trouble of another's: groups can be judged apart.
    /// Each group in order, the groups in the order of their first members.
    #[must_use]
    pub fn groups(&self, services: impl IntoIterator<Item = ServiceSlug>) -> Vec<BTreeSet<ServiceSlug>> {
        let services: BTreeSet<ServiceSlug> = services.into_iter().collect();
        let mut first_of_category: BTreeMap<&str, &ServiceSlug> = BTreeMap::new();
        let mut near: BTreeMap<&ServiceSlug, Vec<&ServiceSlug>> = BTreeMap::new();
        for service in &services {
            let category = self.interconnected.get(service);
            let of_category = category.map(|category| *first_of_category.entry(category).or_insert(service));
            for other in of_category.into_iter().chain(self.foundations(service)) {
                near.entry(service).or_default().push(other);
                near.entry(other).or_default().push(service);
            }
        }
        let mut waiting: BTreeSet<&ServiceSlug> = services.iter().collect();
        let mut groups = Vec::new();
        while let Some(first) = waiting.pop_first() {
            let mut group = BTreeSet::from([first.clone()]);
            let mut reached = vec![first];
            while let Some(service) = reached.pop() {
                let fresh = near
                    .get(service)
                    .into_iter()
                    .flatten()
                    .filter(|slug| waiting.remove(*slug));
                let fresh: Vec<&ServiceSlug> = fresh.copied().collect();
                group.extend(fresh.iter().map(|slug| (*slug).clone()));
                reached.extend(fresh);
            }
            groups.push(group);
        }
        groups
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

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> ServiceSlug {
        ServiceSlug::parse(text).unwrap()
    }

    #[test]
    fn services_are_together_when_one_can_have_the_trouble_of_the_other() {
        let relations = Relations {
            interconnected: [("d", "mobile"), ("e", "mobile"), ("f", "other")]
                .map(|(service, category)| (slug(service), category.to_owned()))
                .into(),
            foundations: [(slug("b"), vec![slug("a")]), (slug("c"), vec![slug("b"), slug("gone")])].into(),
        };
        let groups = relations.groups("gfedcba".chars().map(|c| slug(&c.to_string())));
        let names = |group: &BTreeSet<ServiceSlug>| group.iter().map(ServiceSlug::as_str).collect::<String>();
        let groups: Vec<String> = groups.iter().map(names).collect();
        assert_eq!(groups, ["abc", "de", "f", "g"]);
    }
}
