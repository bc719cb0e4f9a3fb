//! Who reports what, the same in every run.

use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::{Kind, Report, ReporterKey};
use groundswell::domain::service::{Catalogue, ServiceSlug};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Poisson};

/// Wednesday, 4 March 2026, 12:00:05 UTC.
pub const START: i64 = 1_772_625_605;

/// Between two decisions.
pub const STEP_SECONDS: i64 = 10;

/// What is known before it begins.
const HISTORY_MINUTES: i64 = 2 * 24 * 60;

/// Reports a minute, of each service.
const USUAL: f64 = 1.5;

/// An hour and a half of outages is repeated, differently, for so many failovers.
const FAILOVERS_A_ROUND: usize = 20;
const ROUND_MINUTES: i64 = 110;

/// In each round: who, from which minute to which, how many times the usual.
const OUTAGES: [(&str, i64, i64, f64); 7] = [
    ("amber", 5, 40, 60.0),
    // Customers of the one who cannot reach those of the other.
    ("birch", 7, 40, 5.0),
    ("cedar", 20, 50, 40.0),
    ("delta", 23, 50, 25.0),
    ("ember", 30, 65, 12.0),
    ("fjord", 45, 52, 30.0),
    // Again, within the hour in which it is the same incident.
    ("fjord", 60, 70, 30.0),
];

/// The reports of one step. Reporters are all different, so that a step can be counted again when Redis has not answered.
pub type Step = Vec<Report>;

/// Who reports what.
pub struct Crowd {
    pub services: Vec<ServiceSlug>,
    pub history: Vec<(ServiceSlug, Vec<(Minute, Bucket)>)>,
    pub steps: Vec<Step>,
}

/// The second of a step.
pub fn time(step: usize) -> i64 {
    START + i64::try_from(step).unwrap() * STEP_SECONDS
}

impl Crowd {
    /// Enough of it for so many failovers.
    pub fn gather(catalogue: &Catalogue, failovers: usize) -> Self {
        let mut random = StdRng::seed_from_u64(42);
        let services: Vec<ServiceSlug> = catalogue
            .services()
            .iter()
            .map(|service| service.slug.clone())
            .collect();
        let first = Timestamp(START).minute();
        let mut past = |service: &ServiceSlug| {
            let minutes = (-HISTORY_MINUTES..0).map(|minute| first.plus(minute));
            let counts = minutes.filter_map(|minute| Some((minute, bucket(&mut random, USUAL)?)));
            (service.clone(), counts.collect())
        };
        let history = services.iter().map(&mut past).collect();
        let rounds = i64::try_from(failovers.div_ceil(FAILOVERS_A_ROUND).max(1)).unwrap();
        let steps = rounds * ROUND_MINUTES * 60 / STEP_SECONDS;
        let mut reporters = 0_u128;
        let step = |step: i64| {
            let at = Timestamp(START + step * STEP_SECONDS);
            let of_round = (step * STEP_SECONDS / 60) % ROUND_MINUTES;
            let mut reports = Vec::new();
            for service in &services {
                let rate = USUAL * factor(service, of_round) * 10.0 / 60.0;
                for region in regions(&mut random, rate) {
                    reporters += 1;
                    reports.push(report(service, at, region, reporters));
                }
            }
            reports
        };
        let steps = (0..steps).map(step).collect();
        Self {
            services,
            history,
            steps,
        }
    }
}

fn factor(service: &ServiceSlug, minute: i64) -> f64 {
    let under_way = OUTAGES
        .iter()
        .filter(|(slug, from, until, _)| *slug == service.as_str() && (*from..*until).contains(&minute));
    under_way.map(|(_, _, _, factor)| *factor).fold(1.0, f64::max)
}

fn bucket(random: &mut StdRng, rate: f64) -> Option<Bucket> {
    let mut bucket = Bucket::default();
    for region in regions(random, rate) {
        bucket.add(region, None, 1, 1);
    }
    (!bucket.cells.is_empty()).then_some(bucket)
}

/// Where those are who report.
fn regions(random: &mut StdRng, rate: f64) -> Vec<RegionCode> {
    let mut left: f64 = Poisson::new(rate).unwrap().sample(random);
    let mut regions = Vec::new();
    while left >= 1.0 {
        let place = ["US-NY", "US-CA", "GB-ENG", "DE-BE"][random.random_range(0..4)];
        regions.push(RegionCode::parse(place).unwrap());
        left -= 1.0;
    }
    regions
}

fn report(service: &ServiceSlug, at: Timestamp, region: RegionCode, number: u128) -> Report {
    Report {
        service: service.clone(),
        kind: Kind::Problem,
        symptom: None,
        at,
        region,
        // Of many providers, as a crowd is.
        network: Asn(64_512 + u32::try_from(number % 97).unwrap()),
        reporter: ReporterKey(number.to_be_bytes()),
        reporter_yesterday: None,
        discounted: false,
        referrer: None,
    }
}
