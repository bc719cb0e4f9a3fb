//! Scenarios: a made-up crowd with a normal load and surges, minute by minute. Replays of real outages and `demo` are
//! scenarios. The same seed gives the same crowd.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::weighted::WeightedIndex;
use rand_distr::{Distribution, Gamma, Poisson};
use serde::Deserialize;

use crate::domain::bucket::{Bucket, Minute};
use crate::domain::region::RegionCode;
use crate::domain::service::{ServiceSlug, SymptomSlug};

/// Variance over mean of one-minute counts: crowds are burstier than Poisson.
const DISPERSION: f64 = 2.0;

/// Published counts are those of a quarter of an hour.
const QUARTER_MINUTES: f64 = 15.0;

const HOUR_MINUTES: f64 = 60.0;
const DAY_MINUTES: i64 = 24 * 60;

/// A crowd of several services between two times.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it shows.
    pub name: String,
    /// First minute of the live part; history comes before it.
    pub start: Minute,
    /// First minute after it.
    pub end: Minute,
    /// Days of normal load before `start`, from which the baseline is learned.
    pub history_days: u32,
    /// Each published count is multiplied by this, so that a replay takes seconds.
    pub scale: f64,
    /// Where the crowd is, by relative weight.
    pub shares: Vec<(RegionCode, f64)>,
    /// What it reports about.
    pub crowds: Vec<Crowd>,
    /// Another seed gives another crowd of the same size.
    pub seed: u64,
}

/// The reports about one service.
#[derive(Debug, Clone)]
pub struct Crowd {
    /// Which service.
    pub service: ServiceSlug,
    /// Normal reports in a quarter of an hour at the busiest hour of the day.
    pub normal_per_quarter_hour: f64,
    /// Load at the quietest hour, as a share of the busiest.
    pub quiet_ratio: f64,
    /// Hour of the day (UTC) with the most reports.
    pub busiest_hour: f64,
    /// What people name, by relative weight; the rest name nothing.
    pub symptoms: Vec<(SymptomSlug, f64)>,
    /// What comes on top.
    pub surges: Vec<Surge>,
}

/// Reports on top of the normal load.
#[derive(Debug, Clone)]
pub struct Surge {
    /// Only these regions, each code standing for its subdivisions too; all when empty.
    pub regions: Vec<RegionCode>,
    /// (minute, reports per quarter of an hour at that minute), linear in between, none outside.
    pub points: Vec<(Minute, f64)>,
    /// What people name, in place of the crowd's usual symptoms; those when empty.
    pub symptoms: Vec<(SymptomSlug, f64)>,
}

/// One report that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Click {
    /// About which service.
    pub service: ServiceSlug,
    /// From where.
    pub region: RegionCode,
    /// With which symptom.
    pub symptom: Option<SymptomSlug>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    start: jiff::Timestamp,
    end: jiff::Timestamp,
    history_days: u32,
    scale: f64,
    shares: BTreeMap<RegionCode, f64>,
    service: Vec<ServiceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceEntry {
    slug: ServiceSlug,
    normal_per_quarter_hour: f64,
    quiet_ratio: f64,
    busiest_hour: f64,
    symptoms: BTreeMap<SymptomSlug, f64>,
    #[serde(default)]
    surge: Vec<SurgeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SurgeEntry {
    #[serde(default)]
    regions: Vec<RegionCode>,
    points: Vec<(jiff::Timestamp, f64)>,
    #[serde(default)]
    symptoms: BTreeMap<SymptomSlug, f64>,
}

impl Scenario {
    /// Reads a scenario file.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn load(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} is not a scenario", path.display()))
    }

    /// Parses the text of a scenario file.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let file: File = toml::from_str(text)?;
        let scenario = Self {
            name: file.name,
            start: minute(file.start),
            end: minute(file.end),
            history_days: file.history_days,
            scale: file.scale,
            shares: file.shares.into_iter().collect(),
            crowds: file.service.into_iter().map(crowd).collect(),
            seed: 1,
        };
        scenario.check()?;
        Ok(scenario)
    }

    fn check(&self) -> anyhow::Result<()> {
        let is_weight = |weight: f64| weight.is_finite() && weight >= 0.0;
        ensure!(self.start < self.end, "`end` must come after `start`");
        ensure!(
            self.end.0 - self.start.0 <= 7 * DAY_MINUTES,
            "a scenario lasts a week at most"
        );
        ensure!(self.history_days <= 366, "`history_days` is 366 at most");
        ensure!(
            self.scale.is_finite() && self.scale > 0.0 && self.scale <= 10.0,
            "`scale` is above 0, and 10 at most"
        );
        ensure!(!self.shares.is_empty(), "[shares] names at least one region");
        ensure!(
            self.shares.iter().all(|share| is_weight(share.1)),
            "[shares] holds weights of 0 or more"
        );
        for crowd in &self.crowds {
            let slug = &crowd.service;
            ensure!(
                (0.0..=1.0).contains(&crowd.quiet_ratio),
                "{slug}: `quiet_ratio` is a share of 0 to 1"
            );
            ensure!(
                (0.0..=1e6).contains(&crowd.normal_per_quarter_hour),
                "{slug}: `normal_per_quarter_hour` is too large"
            );
            ensure!(
                crowd.symptoms.iter().all(|symptom| is_weight(symptom.1)),
                "{slug}: symptoms have weights of 0 or more"
            );
            for surge in &crowd.surges {
                ensure!(
                    surge.points.windows(2).all(|pair| pair[0].0 < pair[1].0),
                    "{slug}: points are not in order of time"
                );
                ensure!(
                    surge.points.iter().all(|point| (0.0..=1e7).contains(&point.1)),
                    "{slug}: a point is too large"
                );
                let in_surge = |share: &(RegionCode, f64)| surge.covers(share.0) && share.1 > 0.0;
                if !self.shares.iter().any(in_surge) {
                    bail!("{slug}: none of the surge's regions has a share");
                }
            }
        }
        Ok(())
    }

    /// First minute of the history.
    #[must_use]
    pub fn history_start(&self) -> Minute {
        self.start.plus(-i64::from(self.history_days) * DAY_MINUTES)
    }

    /// The clicks of one minute of one crowd, in any minute, also before `start`.
    #[must_use]
    pub fn clicks(&self, crowd: &Crowd, minute: Minute) -> Vec<Click> {
        let mut random = self.random(crowd, minute);
        let mut clicks = Vec::new();
        let normal = crowd.normal_per_minute(minute) * self.scale;
        self.draw(crowd, normal, |_| true, &crowd.symptoms, &mut random, &mut clicks);
        for surge in &crowd.surges {
            let symptoms = if surge.symptoms.is_empty() {
                &crowd.symptoms
            } else {
                &surge.symptoms
            };
            let mean = surge.per_minute(minute) * self.scale;
            self.draw(
                crowd,
                mean,
                |region| surge.covers(region),
                symptoms,
                &mut random,
                &mut clicks,
            );
        }
        clicks
    }

    /// The same as a bucket, for history.
    #[must_use]
    pub fn bucket(&self, crowd: &Crowd, minute: Minute) -> Bucket {
        let mut bucket = Bucket::default();
        for click in self.clicks(crowd, minute) {
            bucket.add(click.region, click.symptom.as_ref(), 1, 1);
        }
        bucket
    }

    fn draw(
        &self,
        crowd: &Crowd,
        mean: f64,
        covers: impl Fn(RegionCode) -> bool,
        symptoms: &[(SymptomSlug, f64)],
        random: &mut Xoshiro256PlusPlus,
        clicks: &mut Vec<Click>,
    ) {
        let weights = self
            .shares
            .iter()
            .map(|&(region, share)| if covers(region) { share } else { 0.0 });
        let (count, Ok(regions)) = (overdispersed(mean, random), WeightedIndex::new(weights)) else {
            return;
        };
        let symptom_index = WeightedIndex::new(symptoms.iter().map(|symptom| symptom.1)).ok();
        for _ in 0..count {
            let symptom = symptom_index
                .as_ref()
                .map(|index| symptoms[index.sample(random)].0.clone());
            clicks.push(Click {
                service: crowd.service.clone(),
                region: self.shares[regions.sample(random)].0,
                symptom,
            });
        }
    }

    fn random(&self, crowd: &Crowd, minute: Minute) -> Xoshiro256PlusPlus {
        let service = crowd
            .service
            .as_str()
            .bytes()
            .fold(self.seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        Xoshiro256PlusPlus::seed_from_u64(service.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ minute.0.cast_unsigned())
    }
}

impl Crowd {
    /// Normal reports in this minute: a cosine over the day, and a tenth less at weekends.
    fn normal_per_minute(&self, minute: Minute) -> f64 {
        let hour = as_f64(minute.0.rem_euclid(DAY_MINUTES)) / HOUR_MINUTES;
        let phase = (hour - self.busiest_hour) / 24.0 * std::f64::consts::TAU;
        let day_shape = self.quiet_ratio + (1.0 - self.quiet_ratio) * f64::midpoint(1.0, phase.cos());
        // 1970-01-01 was a Thursday, so days 2 and 3 of each seven are Saturday and Sunday.
        let is_weekend = matches!(minute.0.div_euclid(DAY_MINUTES).rem_euclid(7), 2 | 3);
        let weekend = if is_weekend { 0.9 } else { 1.0 };
        self.normal_per_quarter_hour / QUARTER_MINUTES * day_shape * weekend
    }
}

impl Surge {
    fn covers(&self, region: RegionCode) -> bool {
        self.regions.is_empty()
            || self
                .regions
                .iter()
                .any(|wanted| *wanted == region || *wanted == region.country())
    }

    fn per_minute(&self, minute: Minute) -> f64 {
        let between = self
            .points
            .windows(2)
            .find(|pair| pair[0].0 <= minute && minute < pair[1].0);
        let Some([(from, low), (to, high)]) = between else {
            return 0.0;
        };
        let share = as_f64(minute.0 - from.0) / as_f64(to.0 - from.0);
        (low + (high - low) * share) / QUARTER_MINUTES
    }
}

/// A negative-binomial draw, as a Poisson draw whose mean is itself drawn from a gamma distribution.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a Poisson draw is a whole number of 0 or more"
)]
fn overdispersed(mean: f64, random: &mut Xoshiro256PlusPlus) -> u64 {
    let scale = DISPERSION - 1.0;
    let Ok(gamma) = Gamma::new(mean / scale, scale) else {
        return 0;
    };
    let Ok(poisson) = Poisson::new(gamma.sample(random)) else {
        return 0;
    };
    poisson.sample(random) as u64
}

fn crowd(entry: ServiceEntry) -> Crowd {
    let surge = |surge: SurgeEntry| Surge {
        regions: surge.regions,
        points: surge
            .points
            .into_iter()
            .map(|(at, reports)| (minute(at), reports))
            .collect(),
        symptoms: surge.symptoms.into_iter().collect(),
    };
    Crowd {
        service: entry.slug,
        normal_per_quarter_hour: entry.normal_per_quarter_hour,
        quiet_ratio: entry.quiet_ratio,
        busiest_hour: entry.busiest_hour,
        symptoms: entry.symptoms.into_iter().collect(),
        surges: entry.surge.into_iter().map(surge).collect(),
    }
}

fn minute(at: jiff::Timestamp) -> Minute {
    Minute(at.as_second().div_euclid(60))
}

#[expect(clippy::cast_precision_loss, reason = "minutes of a scenario stay far below 2^52")]
fn as_f64(minutes: i64) -> f64 {
    minutes as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
name = "x"
start = "2025-04-16T10:00:00Z"
end = "2025-04-16T12:00:00Z"
history_days = 2
scale = 1.0
shares = { US-NY = 3, US-CA = 1, FR-IDF = 1 }
[[service]]
slug = "spotify"
normal_per_quarter_hour = 30
quiet_ratio = 0.5
busiest_hour = 11
symptoms = { login = 1 }
[[service.surge]]
regions = ["US"]
points = [["2025-04-16T11:00:00Z", 1500], ["2025-04-16T11:30:00Z", 1500]]
"#;

    #[test]
    fn a_surge_comes_where_and_when_and_as_large_as_it_says() {
        let scenario = Scenario::parse(SMALL).unwrap();
        let crowd = &scenario.crowds[0];
        let between = |from: i64, to: i64| -> Vec<Click> {
            (from..to)
                .flat_map(|offset| scenario.clicks(crowd, scenario.start.plus(offset)))
                .collect()
        };
        let (before, during) = (between(0, 60), between(60, 90));
        assert!((60..200).contains(&before.len()), "{}", before.len());
        assert!((2_700..3_400).contains(&during.len()), "{}", during.len());
        let french = during.iter().filter(|click| click.region.as_str() == "FR-IDF").count();
        assert!(french < 40, "{french}");
        assert_eq!(between(60, 61), between(60, 61));
    }

    #[test]
    fn a_slip_is_refused() {
        let refused = [
            (SMALL.replace("scale = 1.0", "scale = 0"), "`scale` is above 0"),
            (
                SMALL.replace("\"US\"", "\"DE\""),
                "none of the surge's regions has a share",
            ),
            (
                SMALL.replace("2025-04-16T12", "2025-04-16T09"),
                "`end` must come after `start`",
            ),
            (
                SMALL.replace("history_days", "histroy_days"),
                "unknown field `histroy_days`",
            ),
        ];
        for (text, expected) in refused {
            let message = format!("{:#}", Scenario::parse(&text).unwrap_err());
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn every_replay_in_the_repository_is_valid() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replays");
        let files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(files.len() >= 4);
        for file in files {
            Scenario::load(&file).unwrap();
        }
    }
}
