//! `GET /api/v1/services/{slug}/counts`: a series with its baseline, as JSON.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answers::rounded;
use super::api::LIVE_SECONDS;
use super::openapi::words::{Moment, Slug};
use super::problem::Problem;
use super::{State, public_json};
use crate::domain::bucket::{Bucket, Minute};
use crate::domain::chart::{self, CHART_MINUTES, HOUR_MINUTES};
use crate::domain::detector::Expectation;
use crate::domain::series::{Sum, step_of};
use crate::domain::service::{ServiceSlug, SymptomSlug};
use crate::domain::withheld::{is_shown, parts_beside};
use crate::publish::hub::Live;

/// Points of a series: what a chart can show.
const POINTS_MAX: i64 = 2_000;

/// The longest window that is answered, in minutes.
const WINDOW_MINUTES_MAX: i64 = 60 * 24 * 60;

/// Which series is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CountsQuery {
    /// How far back, in minutes, hours or days, up to 60 days; `24h` when absent.
    #[param(value_type = String, required = false, pattern = "^[1-9][0-9]{0,4}[mhd]$", example = "24h")]
    window: Option<String>,
    /// How long each step is, at most the window; both give at most 2,000 steps. `15m` when absent.
    #[param(value_type = String, required = false, pattern = "^[1-9][0-9]{0,4}[mhd]$", example = "15m")]
    step: Option<String>,
    /// What else each step is divided by; `total` when absent.
    #[param(value_type = By, required = false, example = "region")]
    by: Option<String>,
}

/// What steps are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum By {
    Total,
    Region,
    Symptom,
    Network,
}

/// A series with its baseline.
#[derive(Serialize, ToSchema)]
pub(super) struct CountsAnswer {
    #[schema(value_type = Slug)]
    service: ServiceSlug,
    #[schema(value_type = Moment)]
    from: String,
    #[schema(value_type = Moment)]
    until: String,
    #[schema(example = 15)]
    step_minutes: i64,
    by: By,
    /// What was normal at the time is not kept: past steps stand beside what is normal at this moment.
    #[schema(value_type = Moment)]
    baseline_at: String,
    /// Oldest first; the last one is under way.
    points: Vec<Point>,
}

/// One step of a series.
#[derive(Serialize, ToSchema)]
struct Point {
    #[schema(value_type = Moment)]
    start: String,
    /// Reports in the step, discounted ones included. While some places are shown and others are withheld for being small,
    /// these are rounded up to multiples of five, the small ones of a shown country together and small countries together.
    #[schema(example = 57)]
    reports: u64,
    /// How many of them are no evidence, because their neighbourhood had been heard already; none of places that are
    /// rounded up.
    #[schema(example = 2)]
    discounted: u64,
    #[schema(example = 3.25)]
    expected: f64,
    /// Normal steps lie above this 39 times of 40.
    #[schema(example = 0.0)]
    low: f64,
    /// And below this.
    #[schema(example = 8.5)]
    high: f64,
    /// Reports by region, symptom or network (`AS7922`), when that was asked for. Parts under five are left out. Symptoms
    /// and networks are fitted to `reports`: what they lack is a multiple of five.
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<BTreeMap<String, u64>>,
}

/// A stretch of time in steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Steps {
    from: Minute,
    until: Minute,
    minutes: i64,
}

/// A series with its baseline; by region, symptom or network with small cells withheld.
#[utoipa::path(
    get, path = "/api/v1/services/{slug}/counts", tag = "Services",
    params(("slug" = Slug, Path, description = "The service"), CountsQuery),
    responses((status = 200, description = "The series", body = CountsAnswer))
)]
pub async fn counts(
    state: web::Data<State>,
    slug: web::Path<String>,
    query: web::Query<CountsQuery>,
) -> Result<HttpResponse, Problem> {
    let service = state.service(&slug)?;
    let live = state.live(&service.slug)?;
    let by = By::parse(query.by.as_deref())?;
    let steps = Steps::of(&query, state.clock.now().minute())?;
    let points = if steps.are_kept() && matches!(by, By::Total | By::Symptom) {
        kept_points(&state, &service.slug, &live, steps, by).await?
    } else {
        read_points(&state, &service.slug, &live, steps, by).await?
    };
    let body = CountsAnswer {
        service: service.slug.clone(),
        from: steps.from.start().to_rfc3339(),
        until: steps.until.start().to_rfc3339(),
        step_minutes: steps.minutes,
        by,
        baseline_at: live.snapshot.at.to_rfc3339(),
        points,
    };
    Ok(public_json(&body, LIVE_SECONDS))
}

/// Beyond a day, sums by the hour are at hand, except for the last day and for what nobody has asked for yet.
async fn kept_points(
    state: &State,
    service: &ServiceSlug,
    live: &Live,
    steps: Steps,
    by: By,
) -> Result<Vec<Point>, Problem> {
    let live_from = chart::live_from(&live.snapshot.chart).unwrap_or(steps.from);
    let (long_ago, last_day) = steps.split(live_from);
    let hours = state.history.hours(service, long_ago.from, long_ago.until).await?;
    let kept = chart::long(
        &live.baseline,
        &[],
        &hours,
        (long_ago.from, long_ago.until),
        steps.minutes,
    );
    let value = |point: chart::ChartPoint| {
        let normal = Expectation {
            mean: point.expected,
            low: point.low,
            high: point.high,
        };
        let sum = Sum {
            reports: point.reports,
            discounted: point.discounted,
            symptoms: point.symptoms,
        };
        Point {
            parts: (by == By::Symptom).then(|| symptoms(&sum)),
            ..total(point.start, &sum, &normal)
        }
    };
    let mut points: Vec<Point> = kept.into_iter().map(value).collect();
    points.extend(read_points(state, service, live, last_day, by).await?);
    Ok(points)
}

/// Anything else is made of minutes, as they are in the store at this moment.
async fn read_points(
    state: &State,
    service: &ServiceSlug,
    live: &Live,
    steps: Steps,
    by: By,
) -> Result<Vec<Point>, Problem> {
    let mut buckets = steps.empty();
    let take = |piece: &[(Minute, Bucket)]| steps.add(&mut buckets, piece);
    state.history.read(service, steps.from, steps.until, take).await?;
    let value = |(start, bucket): (Minute, Bucket)| {
        let normal = chart::expected(&live.baseline, start, start.plus(steps.minutes));
        point(start, &bucket, &normal, by)
    };
    Ok(buckets.into_iter().map(value).collect())
}

impl By {
    fn parse(text: Option<&str>) -> Result<Self, Problem> {
        match text {
            None | Some("total") => Ok(Self::Total),
            Some("region") => Ok(Self::Region),
            Some("symptom") => Ok(Self::Symptom),
            Some("network") => Ok(Self::Network),
            Some(_) => Err(Problem::BadRequest(
                "`by` is one of total, region, symptom, network.".to_owned(),
            )),
        }
    }
}

impl Steps {
    /// The steps that a query asks for; the last one is under way.
    fn of(query: &CountsQuery, now: Minute) -> Result<Self, Problem> {
        let window = duration("window", query.window.as_deref().unwrap_or("24h"))?;
        let minutes = duration("step", query.step.as_deref().unwrap_or("15m"))?;
        if window > WINDOW_MINUTES_MAX || window / minutes > POINTS_MAX || minutes > window {
            let detail = format!(
                "`window` is at most 60d, `step` at most the window, and both give at most {POINTS_MAX} points."
            );
            return Err(Problem::BadRequest(detail));
        }
        let until = step_of(now, minutes).plus(minutes);
        let from = until.plus(-window.div_euclid(minutes) * minutes);
        Ok(Self { from, until, minutes })
    }

    /// Longer steps are not, though they are made of hours: of several hours together more regions are shown than of each,
    /// and their sum has to be the one that stands beside these.
    fn are_kept(self) -> bool {
        self.minutes == HOUR_MINUTES && self.until.0 - self.from.0 > CHART_MINUTES
    }

    /// What is before a step and what is not.
    fn split(self, at: Minute) -> (Self, Self) {
        let middle = at.clamp(self.from, self.until);
        (Self { until: middle, ..self }, Self { from: middle, ..self })
    }

    fn empty(self) -> BTreeMap<Minute, Bucket> {
        let starts = (self.from.0..self.until.0).step_by(usize::try_from(self.minutes).unwrap_or(1));
        starts.map(|start| (Minute(start), Bucket::default())).collect()
    }

    fn add(self, sums: &mut BTreeMap<Minute, Bucket>, buckets: &[(Minute, Bucket)]) {
        for (minute, bucket) in buckets {
            if let Some(sum) = sums.get_mut(&step_of(*minute, self.minutes)) {
                sum.merge(bucket);
            }
        }
    }
}

/// What a step says, of what was counted in it. The total is the same whatever it is divided by.
fn point(start: Minute, bucket: &Bucket, normal: &Expectation, by: By) -> Point {
    let sum = Sum::of([bucket].into_iter());
    let parts = match by {
        By::Total => None,
        By::Region => Some(regions(bucket)),
        By::Network => Some(networks(bucket, &sum)),
        By::Symptom => Some(symptoms(&sum)),
    };
    Point {
        parts,
        ..total(start, &sum, normal)
    }
}

fn total(start: Minute, sum: &Sum, normal: &Expectation) -> Point {
    Point {
        start: start.start().to_rfc3339(),
        reports: sum.reports,
        discounted: sum.discounted,
        expected: rounded(normal.mean),
        low: rounded(normal.low),
        high: rounded(normal.high),
        parts: None,
    }
}

/// The total beside them is their public sum.
fn regions(bucket: &Bucket) -> BTreeMap<String, u64> {
    let large = bucket.tallies().into_iter().filter(|&(_, tally)| is_shown(tally));
    large
        .map(|(region, tally)| (region.to_string(), tally.reports))
        .collect()
}

fn networks(bucket: &Bucket, sum: &Sum) -> BTreeMap<String, u64> {
    let networks = bucket
        .networks
        .iter()
        .map(|&(network, reports)| (network, reports.into()));
    let shown = parts_beside(sum.reports, bucket.reports().into(), networks).into_iter();
    shown
        .map(|(network, reports)| (format!("AS{}", network.0), reports))
        .collect()
}

/// The largest of them has been lifted to the total already.
fn symptoms(sum: &Sum) -> BTreeMap<String, u64> {
    let name = |symptom: Option<SymptomSlug>| symptom.map_or("unspecified".to_owned(), |symptom| symptom.to_string());
    let shown = parts_beside(sum.reports, sum.reports, sum.symptoms.iter().cloned()).into_iter();
    shown.map(|(symptom, reports)| (name(symptom), reports)).collect()
}

/// Minutes of `15m`, `24h`, `7d`.
fn duration(name: &str, text: &str) -> Result<i64, Problem> {
    let refuse = || Problem::BadRequest(format!("`{name}` is a number of minutes, hours or days: 15m, 24h, 7d."));
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(refuse)?;
    let unit_minutes = match unit {
        "m" => 1,
        "h" => 60,
        "d" => 24 * 60,
        _ => return Err(refuse()),
    };
    let number: i64 = number.parse().map_err(|_error| refuse())?;
    number
        .checked_mul(unit_minutes)
        .filter(|minutes| *minutes > 0)
        .ok_or_else(refuse)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::region::{Asn, RegionCode};

    #[test]
    fn durations_are_minutes_hours_or_days() {
        assert_eq!(duration("window", "15m").unwrap(), 15);
        assert_eq!(duration("window", "24h").unwrap(), 1_440);
        assert_eq!(duration("window", "7d").unwrap(), 10_080);
        for text in ["", "m", "0m", "-1h", "1.5h", "1w", "9223372036854775807d", "24é"] {
            assert!(duration("window", text).is_err(), "{text}");
        }
    }

    /// Reports of New York and New Jersey, of one network and without a symptom.
    fn bucket(york: u32, jersey: u32) -> Bucket {
        let mut bucket = Bucket::default();
        for (code, reports) in [("US-NY", york), ("US-NJ", jersey)] {
            bucket.add(RegionCode::parse(code).unwrap(), None, reports, reports);
            bucket.add_network(Asn(7_018), reports);
        }
        bucket
    }

    proptest! {
        #[test]
        fn a_step_says_the_same_whatever_is_withheld(york in 5_u32..40, one in 1_u32..5, other in 1_u32..5) {
            let normal = Expectation { mean: 1.0, low: 0.0, high: 3.0 };
            for by in [By::Total, By::Region, By::Symptom, By::Network] {
                let step = |jersey| point(Minute(0), &bucket(york, jersey), &normal, by);
                let said = step(one);
                prop_assert_eq!((said.reports, said.discounted), (u64::from(york) + 5, 0));
                if let Some(parts) = &said.parts {
                    let sum: u64 = parts.values().sum();
                    prop_assert_eq!(sum, u64::from(york) + if by == By::Region { 0 } else { 5 });
                }
                prop_assert_eq!(serde_json::to_value(said).unwrap(), serde_json::to_value(step(other)).unwrap());
            }
        }

        #[test]
        fn every_minute_falls_in_one_step(now in 29_000_000_i64..29_100_000, window in 1_i64..4_000, step in 1_i64..400) {
            let query = CountsQuery {
                window: Some(format!("{window}m")),
                step: Some(format!("{step}m")),
                by: None,
            };
            prop_assume!(step <= window && window / step <= POINTS_MAX);
            let steps = Steps::of(&query, Minute(now)).unwrap();
            prop_assert!(steps.from.0 < now + 1 && now < steps.until.0);
            let mut bucket = Bucket::default();
            bucket.add(RegionCode::UNKNOWN, None, 1, 1);
            let minutes: Vec<_> = (steps.from.0..steps.until.0).map(|minute| (Minute(minute), bucket.clone())).collect();
            let mut sums = steps.empty();
            steps.add(&mut sums, &minutes);
            prop_assert_eq!(i64::try_from(sums.len()).unwrap(), window / step);
            prop_assert!(sums.values().all(|sum| i64::from(sum.reports()) == step));
        }
    }
}
