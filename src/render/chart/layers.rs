//! Reports told apart by symptom, for the stacked chart.

use std::collections::BTreeMap;

use crate::domain::service::SymptomSlug;
use crate::domain::snapshot::{CELL_REPORTERS_MIN, ChartPoint};

/// So many symptoms have a layer of their own: more colours nobody tells apart.
const SYMPTOMS_MAX: usize = 5;

/// What a layer is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One of the symptoms that are named most.
    Symptom(SymptomSlug),
    /// All other symptoms, and those that too few people named in a step to be told.
    Other,
    /// Whoever named none.
    Unsaid,
}

/// One layer with its reports in each step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// What it is of.
    pub kind: Kind,
    /// Reports by step.
    pub reports: Vec<u64>,
}

/// The layers of a chart from the ground up; together they are the reports. None is there that is empty throughout.
#[must_use]
pub fn of(points: &[ChartPoint]) -> Vec<Layer> {
    let layer = |kind: Kind, reports: Vec<u64>| Layer { kind, reports };
    let mut layers: Vec<Layer> = most_named(points)
        .into_iter()
        .map(|symptom| {
            let reports = points.iter().map(|point| told(point, Some(&symptom))).collect();
            layer(Kind::Symptom(symptom), reports)
        })
        .collect();
    let unsaid: Vec<u64> = points.iter().map(|point| told(point, None)).collect();
    let known = |i: usize| layers.iter().map(|layer| layer.reports[i]).sum::<u64>() + unsaid[i];
    let other = points.iter().enumerate();
    let other = other.map(|(i, point)| point.reports.saturating_sub(known(i))).collect();
    layers.push(layer(Kind::Other, other));
    layers.push(layer(Kind::Unsaid, unsaid));
    layers.retain(|layer| layer.reports.iter().any(|&reports| reports > 0));
    layers
}

/// Reports of a step with this symptom, when they are enough to be told.
fn told(point: &ChartPoint, symptom: Option<&SymptomSlug>) -> u64 {
    let found = point.symptoms.iter().find(|(known, _)| known.as_ref() == symptom);
    found.map_or(0, |&(_, reports)| large(reports))
}

/// A count, or nothing when it is a small cell.
fn large(reports: u64) -> u64 {
    if reports >= CELL_REPORTERS_MIN { reports } else { 0 }
}

fn most_named(points: &[ChartPoint]) -> Vec<SymptomSlug> {
    let mut totals: BTreeMap<&SymptomSlug, u64> = BTreeMap::new();
    for (symptom, reports) in points.iter().flat_map(|point| &point.symptoms) {
        if let Some(symptom) = symptom {
            *totals.entry(symptom).or_default() += large(*reports);
        }
    }
    let mut totals: Vec<_> = totals.into_iter().filter(|&(_, reports)| reports > 0).collect();
    totals.sort_by_key(|&(symptom, reports)| (std::cmp::Reverse(reports), symptom));
    totals.truncate(SYMPTOMS_MAX);
    totals.into_iter().map(|(symptom, _)| symptom.clone()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn symptom(number: usize) -> SymptomSlug {
        SymptomSlug::parse(&format!("s{number}")).unwrap()
    }

    fn point(counts: &[(Option<usize>, u64)]) -> ChartPoint {
        ChartPoint {
            reports: counts.iter().map(|(_, reports)| reports).sum(),
            symptoms: counts
                .iter()
                .map(|&(number, reports)| (number.map(symptom), reports))
                .collect(),
            ..ChartPoint::default()
        }
    }

    #[test]
    fn small_cells_and_rare_symptoms_are_other() {
        let points = [
            point(&[(Some(0), 9), (Some(1), 4), (None, 5)]),
            point(&[(Some(0), 4), (Some(1), 6), (None, 2)]),
        ];
        let layers = of(&points);
        let find = |kind: &Kind| layers.iter().find(|layer| layer.kind == *kind).unwrap();
        assert_eq!(find(&Kind::Symptom(symptom(0))).reports, [9, 0]);
        assert_eq!(find(&Kind::Symptom(symptom(1))).reports, [0, 6]);
        assert_eq!(find(&Kind::Unsaid).reports, [5, 0]);
        assert_eq!(find(&Kind::Other).reports, [4, 6]);
        let many: Vec<_> = (0..9)
            .map(|number| (Some(number), 20 - u64::try_from(number).unwrap()))
            .collect();
        let layers = of(&[point(&many)]);
        assert_eq!(layers.len(), SYMPTOMS_MAX + 1);
        assert_eq!(layers[0].kind, Kind::Symptom(symptom(0)));
        assert_eq!(layers[SYMPTOMS_MAX].reports, [15 + 14 + 13 + 12]);
        assert!(of(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn layers_add_up_and_tell_of_no_small_cell(
            counts in proptest::collection::vec(
                proptest::collection::btree_map(proptest::option::of(0_usize..9), 1_u64..40, 0..9), 1..20),
        ) {
            let counts: Vec<Vec<_>> = counts.into_iter().map(|step| step.into_iter().collect()).collect();
            let points: Vec<ChartPoint> = counts.iter().map(|step| point(step)).collect();
            let layers = of(&points);
            for (i, point) in points.iter().enumerate() {
                let sum: u64 = layers.iter().map(|layer| layer.reports[i]).sum();
                prop_assert_eq!(sum, point.reports);
                for layer in layers.iter().filter(|layer| layer.kind != Kind::Other) {
                    prop_assert!(layer.reports[i] == 0 || layer.reports[i] >= CELL_REPORTERS_MIN);
                }
            }
        }
    }
}
