//! A made-up internet and a service on it: who reports normally, from where, and how it reaches the detector.
//!
//! Everything goes the way that live reports go: the neighbourhood and network rules of the intake, one count per
//! address and quarter of an hour, the minute's bucket, and the tracker with its looks into the minute under way.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use groundswell::domain::bucket::{Bucket, Minute, Timestamp};
use groundswell::domain::confidence::{Glance, Site};
use groundswell::domain::detector::Settings;
use groundswell::domain::incident::{Incident, Transition, TransitionKind};
use groundswell::domain::referrer::Referrer;
use groundswell::domain::region::{Asn, RegionCode};
use groundswell::domain::report::{DEDUPE_WINDOW_SECONDS, Kind, Report, ReporterKey};
use groundswell::domain::service::ServiceSlug;
use groundswell::domain::tracker::Tracker;
use groundswell::pipeline::neighbourhood::Neighbourhoods;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Gamma, Poisson};

/// A Thursday, 00:00 UTC.
pub const START: i64 = 29_454_720;
const REGIONS: [&str; 10] = [
    "US-CA", "US-NY", "US-TX", "US-VT", "GB-ENG", "GB-SCT", "DE-BY", "DE-BE", "JP-13", "BR-SP",
];
/// Those of a country from which nobody else reports.
const FAR_REGIONS: [&str; 2] = ["NZ-AUK", "NZ-WGN"];
/// Seconds of the minute at which the detector looks into it.
const LOOKS: [u32; 2] = [20, 40];
/// The network of rented machines: nobody's provider.
pub const HOSTING: Asn = Asn(60_000);

/// A provider: which regions it serves, and what part of their people it has.
#[derive(Debug, Clone)]
pub struct Provider {
    pub network: Asn,
    pub country: &'static str,
    pub weight: f64,
    /// Addresses that its customers share; each customer has an own one when absent.
    pub shared_addresses: Option<u16>,
}

/// One click on its way in.
#[derive(Debug, Clone, Copy)]
pub struct Click {
    pub address: IpAddr,
    pub region: RegionCode,
    pub network: Asn,
    /// By which link they came.
    pub referrer: Option<Referrer>,
}

/// Where people are and what connects them.
#[derive(Debug, Clone)]
pub struct Internet {
    regions: Vec<(RegionCode, f64)>,
    providers: Vec<Provider>,
}

pub fn random(seed: u64, purpose: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ purpose)
}

impl Internet {
    /// Ten regions of five countries, six providers in each, of very different sizes.
    pub fn of_homes(random: &mut Xoshiro256PlusPlus) -> Self {
        let mut providers = Vec::new();
        for (number, country) in ["US", "GB", "DE", "JP", "BR"].into_iter().enumerate() {
            for rank in 0..6_u32 {
                providers.push(Provider {
                    network: Asn(1_000 + 100 * u32::try_from(number).unwrap() + rank),
                    country,
                    weight: random.random_range(0.5..1.5) / f64::from(rank + 1),
                    shared_addresses: None,
                });
            }
        }
        let regions = REGIONS.map(|code| (RegionCode::parse(code).unwrap(), random.random_range(0.2..1.0)));
        Self {
            regions: regions.to_vec(),
            providers,
        }
    }

    /// One region, and the six providers of its country.
    pub fn of_one_region(random: &mut Xoshiro256PlusPlus) -> Self {
        let mut internet = Self::of_homes(random);
        internet.regions.truncate(1);
        internet.providers.retain(|provider| provider.country == "US");
        internet
    }

    /// The ten regions again, forty providers in each country: the large ones have most people, and a long tail the rest.
    pub fn of_the_world(random: &mut Xoshiro256PlusPlus) -> Self {
        let mut internet = Self::of_homes(random);
        internet.providers.clear();
        for (number, country) in ["US", "GB", "DE", "JP", "BR"].into_iter().enumerate() {
            for rank in 0..40_u32 {
                internet.providers.push(Provider {
                    network: Asn(1_000 + 100 * u32::try_from(number).unwrap() + rank),
                    country,
                    weight: random.random_range(0.5..1.5) / f64::from(rank + 1),
                    shared_addresses: None,
                });
            }
        }
        internet
    }

    /// Two regions of a country from which the others hardly ever hear, with providers of its own.
    pub fn of_a_small_country(random: &mut Xoshiro256PlusPlus) -> Self {
        let providers = (0..6_u32).map(|rank| Provider {
            network: Asn(3_000 + rank),
            country: "NZ",
            weight: random.random_range(0.5..1.5) / f64::from(rank + 1),
            shared_addresses: None,
        });
        Self {
            providers: providers.collect(),
            regions: vec![
                (RegionCode::parse("NZ-AUK").unwrap(), 0.6),
                (RegionCode::parse("NZ-WGN").unwrap(), 0.4),
            ],
        }
    }

    /// One country whose people are behind a few carriers, each of which has a few hundred addresses for all of them, 64
    /// in each /24.
    pub fn of_carriers(random: &mut Xoshiro256PlusPlus) -> Self {
        let carriers = random.random_range(1..=5_u32);
        let providers = (0..carriers).map(|number| Provider {
            network: Asn(2_000 + number),
            country: "US",
            weight: random.random_range(0.5..1.5),
            shared_addresses: Some(random.random_range(256..=960)),
        });
        Self {
            providers: providers.collect(),
            regions: vec![
                (RegionCode::parse("US-CA").unwrap(), 0.6),
                (RegionCode::parse("US-TX").unwrap(), 0.4),
            ],
        }
    }

    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// Somebody, somewhere; in one of these regions unless there are none.
    pub fn anybody(&self, within: &[RegionCode], random: &mut Xoshiro256PlusPlus) -> Click {
        let weight = |(region, weight): &(RegionCode, f64)| {
            if within.is_empty() || within.contains(region) {
                *weight
            } else {
                0.0
            }
        };
        let region = self.regions.choose_weighted(random, weight).unwrap().0;
        let serves = |provider: &Provider| {
            if region.as_str().starts_with(provider.country) {
                provider.weight
            } else {
                0.0
            }
        };
        let provider = self.providers.choose_weighted(random, serves).unwrap().clone();
        customer(&provider, region, random)
    }

    pub fn region(&self, random: &mut Xoshiro256PlusPlus) -> RegionCode {
        self.regions.choose(random).unwrap().0
    }
}

/// A customer of this provider in this region.
pub fn customer(provider: &Provider, region: RegionCode, random: &mut Xoshiro256PlusPlus) -> Click {
    let (high, low) = (provider.network.0 / 250, provider.network.0 % 250);
    // The far ones share the numbers of others, whose providers they do not share.
    let mut places = REGIONS.iter().chain(&FAR_REGIONS);
    let place = places.position(|code| *code == region.as_str()).unwrap() % REGIONS.len();
    let place = u8::try_from(place).unwrap();
    let octet = |number: u32| u8::try_from(number).unwrap();
    let address = match provider.shared_addresses {
        // 64 addresses of each /24 translate.
        Some(count) => {
            let number = random.random_range(0..count);
            let neighbourhood = place * 16 + u8::try_from(number / 64).unwrap();
            Ipv4Addr::new(
                octet(high),
                octet(low),
                neighbourhood,
                u8::try_from(number % 64).unwrap(),
            )
            .into()
        }
        None if random.random_bool(0.3) => {
            let network = u16::try_from(provider.network.0).unwrap();
            let site = u16::from(place) << 12 | random.random_range(0..4_096);
            Ipv6Addr::new(0x2a00, network, site, random.random(), 0, 0, 0, 1).into()
        }
        // 25 /24s in each region.
        None => {
            let neighbourhood = place * 25 + random.random_range(0..25);
            Ipv4Addr::new(octet(high), octet(low), neighbourhood, random.random()).into()
        }
    };
    Click {
        address,
        region,
        network: provider.network,
        referrer: None,
    }
}

/// How a service is normally reported.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Reports per minute, on average over a day.
    pub mean: f64,
    /// Variance over mean of a minute's reports.
    pub dispersion: f64,
    /// The busiest hour has `1 + swing` times the mean.
    pub swing: f64,
}

impl Load {
    pub fn any(random: &mut Xoshiro256PlusPlus, busiest: f64) -> Self {
        let exponent: f64 = random.random_range(0.0..1.0);
        Self {
            mean: 0.01 * (busiest / 0.01).powf(exponent),
            dispersion: random.random_range(1.05..3.0),
            swing: random.random_range(0.1..0.8),
        }
    }

    pub fn at(&self, minute: i64) -> f64 {
        let day = f64::from(i32::try_from(minute.rem_euclid(1_440)).unwrap()) / 1_440.0;
        self.mean * (1.0 + self.swing * (day * std::f64::consts::TAU).sin())
    }

    pub fn clicks(&self, internet: &Internet, minute: i64, random: &mut Xoshiro256PlusPlus) -> Vec<Click> {
        let count = draw(self.at(minute), self.dispersion, random);
        (0..count).map(|_| internet.anybody(&[], random)).collect()
    }
}

/// A negative binomial draw.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a draw is a whole number"
)]
pub fn draw(mean: f64, dispersion: f64, random: &mut Xoshiro256PlusPlus) -> u64 {
    let excess = dispersion - 1.0;
    let Ok(gamma) = Gamma::new(mean / excess, excess) else {
        return 0;
    };
    Poisson::new(gamma.sample(random)).map_or(0, |poisson| poisson.sample(random) as u64)
}

/// A service's first days, from which several stories go on.
pub struct History {
    tracker: Tracker,
    normal: Xoshiro256PlusPlus,
    /// The first minute after it.
    pub end: i64,
}

impl History {
    /// So many minutes of normal load.
    pub fn new(seed: u64, internet: &Internet, load: &Load, minutes: i64) -> Self {
        let mut normal = random(seed, 1);
        let mut service = Service::new();
        for minute in START..START + minutes {
            service.minute(minute, &load.clicks(internet, minute, &mut normal));
        }
        Self {
            tracker: service.tracker,
            normal,
            end: START + minutes,
        }
    }

    /// Goes on until this minute, with what `extra` brings in each; gives the minutes in which incidents were opened. The
    /// memory of the intake, which is of hours, begins anew.
    pub fn go_on(
        &self,
        internet: &Internet,
        load: &Load,
        until: i64,
        extra: impl FnMut(i64) -> Vec<Click>,
    ) -> Vec<i64> {
        self.end_of_story(internet, load, until, extra).0
    }

    /// The same, with the service as it is then.
    pub fn end_of_story(
        &self,
        internet: &Internet,
        load: &Load,
        until: i64,
        mut extra: impl FnMut(i64) -> Vec<Click>,
    ) -> (Vec<i64>, Service) {
        let mut normal = self.normal.clone();
        let mut service = self.service();
        let mut opened = Vec::new();
        for minute in self.end..until {
            let mut clicks = load.clicks(internet, minute, &mut normal);
            clicks.extend(extra(minute));
            if service.minute(minute, &mixed(clicks)) {
                opened.push(minute);
            }
        }
        (opened, service)
    }

    /// The service as it is at the end.
    pub fn service(&self) -> Service {
        Service {
            tracker: self.tracker.clone(),
            ..Service::new()
        }
    }
}

/// A service under watch, with everything that reports pass on their way.
pub struct Service {
    tracker: Tracker,
    voices: Neighbourhoods,
    /// When an address was last counted.
    counted: HashMap<IpAddr, i64>,
    settings: Settings,
    /// What is usual on the site that it is a part of.
    pub site: Site,
}

impl Service {
    pub fn new() -> Self {
        Self {
            tracker: Tracker::new(ServiceSlug::parse("spotify").unwrap()),
            voices: Neighbourhoods::new(),
            counted: HashMap::new(),
            settings: Settings::default(),
            site: Site::default(),
        }
    }

    /// The incident that is open or was last.
    pub fn incident(&self) -> Option<&Incident> {
        self.tracker.incident()
    }

    /// A site that consists of this service.
    pub fn as_site(&self) -> Site {
        Site::of(std::iter::once(&self.tracker))
    }

    /// Goes on for these minutes; gives those in which incidents were opened.
    pub fn go_on(
        mut self,
        internet: &Internet,
        load: &Load,
        seed: u64,
        minutes: Range<i64>,
        mut extra: impl FnMut(i64) -> Vec<Click>,
    ) -> Vec<i64> {
        let mut normal = random(seed, 6);
        let mut opened = Vec::new();
        for minute in minutes {
            let mut clicks = load.clicks(internet, minute, &mut normal);
            clicks.extend(extra(minute));
            clicks.sort_by_key(|click| key(click.address).0);
            if self.minute(minute, &clicks) {
                opened.push(minute);
            }
        }
        opened
    }

    /// Reports per minute that are taken for normal.
    pub fn normal_per_minute(&self) -> f64 {
        self.tracker.usual(RegionCode::UNKNOWN, Asn::UNKNOWN).per_minute
    }

    /// A whole minute; says whether an incident was opened in it.
    pub fn minute(&mut self, minute: i64, clicks: &[Click]) -> bool {
        let mut bucket = Bucket::default();
        let mut looks = LOOKS.into_iter().peekable();
        let mut opened = false;
        let count = i64::try_from(clicks.len()).unwrap();
        for (number, click) in (0..).zip(clicks) {
            let second = number * 60 / count;
            while let Some(look) = looks.next_if(|&look| i64::from(look) <= second) {
                if opens(&self.tracker.peek(Minute(minute), look, &bucket, &self.settings)) {
                    opened = true;
                    let glance = Glance {
                        minute: Minute(minute),
                        elapsed_seconds: look,
                        bucket: &bucket,
                    };
                    self.tracker.doubt(&self.site, Some(&glance));
                }
            }
            self.take(click, minute * 60 + second, &mut bucket);
        }
        if minute % 60 == 0 {
            self.counted.retain(|_, at| minute * 60 - *at < DEDUPE_WINDOW_SECONDS);
        }
        if opens(&self.tracker.step(Minute(minute), &bucket, &self.settings)) {
            opened = true;
            self.tracker.doubt(&self.site, None);
        } else {
            self.tracker.reconsider(&self.site, Minute(minute + 1).start());
        }
        opened
    }

    fn take(&mut self, click: &Click, at: i64, bucket: &mut Bucket) {
        let report = Report {
            service: ServiceSlug::parse("spotify").unwrap(),
            kind: Kind::Problem,
            symptom: None,
            at: Timestamp(at),
            region: click.region,
            network: click.network,
            reporter: key(click.address),
            reporter_yesterday: None,
            discounted: false,
            referrer: None,
        };
        let usual = self.tracker.usual(click.region, click.network);
        let discounted = self.voices.discounts(&report, click.address, &usual);
        let household = household(click.address);
        let is_repeat = self
            .counted
            .get(&household)
            .is_some_and(|last| at - last < DEDUPE_WINDOW_SECONDS);
        if !is_repeat {
            self.counted.insert(household, at);
            bucket.add(click.region, None, 1, u32::from(!discounted));
            bucket.add_network(click.network, 1);
            if let Some(referrer) = click.referrer.filter(|_| !discounted) {
                bucket.add_referrer(referrer, 1);
            }
        }
    }
}

/// They come in between each other, not one after the other.
pub fn mixed(mut clicks: Vec<Click>) -> Vec<Click> {
    clicks.sort_by_key(|click| key(click.address).0);
    clicks
}

fn opens(transitions: &[Transition]) -> bool {
    transitions
        .iter()
        .any(|transition| transition.kind == TransitionKind::Opened)
}

/// IPv6 is cut to /64.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        IpAddr::V4(_) => address,
    }
}

/// Tells households apart in its first bytes, as an HMAC would.
fn key(address: IpAddr) -> ReporterKey {
    let number = match household(address) {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    };
    ReporterKey(
        number
            .wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
            .to_be_bytes(),
    )
}
