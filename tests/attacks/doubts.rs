//! Who is alerted of what: botnets over many networks, and real crowds of all kinds, which must not be taken for one.

use std::net::Ipv4Addr;
use std::ops::Range;

use groundswell::domain::region::{Asn, RegionCode};
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::IndexedRandom;

use super::world::{Click, History, Internet, Load, START, Service, draw, mixed, random};
use super::{AFTER_MINUTES, BEGIN_MINUTES, HISTORY_MINUTES, Outage, World, of_seeds, seeds};

/// A service that is new is judged from its third hour on, and called only when it surges overwhelmingly.
const NEW_MINUTES: i64 = 240;

/// Rented machines, each in a neighbourhood of its own.
struct Botnet {
    /// Each machine is in one of these, all of them alike.
    networks: Vec<Asn>,
    regions: Vec<RegionCode>,
    per_minute: f64,
    start: i64,
    minutes: i64,
}

impl Botnet {
    /// Of this many networks, of which this part are providers whose customers report here as well.
    fn any(count: usize, of_providers: f64, internet: &Internet, load: &Load, random: &mut Xoshiro256PlusPlus) -> Self {
        let start = START + HISTORY_MINUTES + random.random_range(0..BEGIN_MINUTES);
        let network = |random: &mut Xoshiro256PlusPlus| {
            if random.random_bool(of_providers) {
                internet.providers().choose(random).unwrap().network
            } else {
                Asn(random.random_range(100_000..180_000))
            }
        };
        let mean = load.at(start);
        let deviation = (load.dispersion * mean + (0.1 * mean).powi(2)).sqrt();
        Self {
            networks: (0..count).map(|_| network(random)).collect(),
            regions: (0..random.random_range(1..=10))
                .map(|_| internet.region(random))
                .collect(),
            // As large as a real outage would be.
            per_minute: ([5.0, 10.0, 20.0][random.random_range(0..3)] * deviation).max(0.5),
            start,
            minutes: random.random_range(20..90),
        }
    }

    fn clicks(&self, minute: i64, random: &mut Xoshiro256PlusPlus) -> Vec<Click> {
        if !(self.start..self.start + self.minutes).contains(&minute) {
            return Vec::new();
        }
        let machine = |random: &mut Xoshiro256PlusPlus| Click {
            address: Ipv4Addr::from(0x6400_0000 | random.random_range(0..0x0100_0000_u32)).into(),
            region: *self.regions.choose(random).unwrap(),
            network: *self.networks.choose(random).unwrap(),
            referrer: None,
        };
        (0..draw(self.per_minute, 1.5, random))
            .map(|_| machine(random))
            .collect()
    }
}

/// What came of a crowd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It opened nothing.
    Nothing,
    /// People were alerted at once.
    Alerted,
    /// They were not at first, but after so many minutes.
    AlertedLater(i64),
    /// They were not at all.
    Doubted,
}

/// Goes on until this minute, with what `crowd` brings from `start` on.
pub fn end_of(
    mut service: Service,
    normal: impl Fn(i64) -> Vec<Click>,
    (from, start, until): (i64, i64, i64),
    mut crowd: impl FnMut(i64) -> Vec<Click>,
) -> End {
    let (mut end, mut doubted_at) = (End::Nothing, start);
    for minute in from..until {
        let mut clicks = normal(minute);
        clicks.extend(crowd(minute));
        let opened = service.minute(minute, &mixed(clicks));
        let is_low = service.incident().is_some_and(|incident| incident.confidence.is_low());
        end = match end {
            End::Nothing if opened && minute >= start => {
                if is_low {
                    doubted_at = minute;
                    End::Doubted
                } else {
                    End::Alerted
                }
            }
            End::Doubted if !is_low => End::AlertedLater(minute - doubted_at),
            end => end,
        };
    }
    end
}

/// A botnet of 30 to 500 networks, of which this part are usual ones, on a service with history or on a new one.
fn botnet(seed: u64, of_providers: f64, is_new: bool) -> End {
    let mut choices = random(seed, 11);
    let internet = Internet::of_the_world(&mut choices);
    let load = Load::any(&mut choices, 6.0);
    let service = place(seed, &internet, &load, &internet, &load, is_new);
    let count = choices.random_range(30..=500);
    let botnet = Botnet::any(count, of_providers, &internet, &load, &mut choices);
    let from = START + HISTORY_MINUTES;
    let until = botnet.start + botnet.minutes + AFTER_MINUTES;
    let mut random = random(seed, 12);
    end_of(
        service,
        |minute| load.clicks(&internet, minute, &mut normal_of(seed, minute)),
        (from, botnet.start, until),
        |minute| botnet.clicks(minute, &mut random),
    )
}

/// A real outage of a service of this world, on a site of that one.
fn real(seed: u64, world: World, site_world: World, is_new: bool) -> End {
    let mut choices = random(seed, 13);
    let (internet, others) = (world(&mut choices), site_world(&mut choices));
    let load = Load::any(&mut choices, 6.0);
    let busy = Load {
        mean: 2.0,
        dispersion: 1.5,
        swing: 0.3,
    };
    let service = place(seed, &internet, &load, &others, &busy, is_new);
    let outage = Outage::any(&internet, &load, &mut choices);
    let mut random = random(seed, 14);
    end_of(
        service,
        |minute| load.clicks(&internet, minute, &mut normal_of(seed, minute)),
        (START + HISTORY_MINUTES, outage.start, outage.start + outage.minutes),
        |minute| outage.clicks(&internet, minute, &mut random),
    )
}

/// A service and the site that it is on: its own history and another service's, or only that.
pub fn place(
    seed: u64,
    internet: &Internet,
    load: &Load,
    others: &Internet,
    of_others: &Load,
    is_new: bool,
) -> Service {
    if is_new {
        let history = History::new(seed, others, of_others, HISTORY_MINUTES);
        let mut service = Service::new();
        for minute in START + HISTORY_MINUTES - NEW_MINUTES..START + HISTORY_MINUTES {
            service.minute(minute, &load.clicks(internet, minute, &mut normal_of(seed, minute)));
        }
        service.site = history.service().as_site();
        return service;
    }
    let mut service = History::new(seed, internet, load, HISTORY_MINUTES).service();
    service.site = service.as_site();
    service
}

/// A third of the seeds: there are ten stories of each.
pub fn few_seeds() -> Range<u64> {
    let seeds = seeds();
    seeds.start..seeds.start + (seeds.end - seeds.start).div_ceil(3)
}

pub fn normal_of(seed: u64, minute: i64) -> Xoshiro256PlusPlus {
    random(seed, u64::try_from(minute).unwrap())
}

pub fn count(ends: &[End], wanted: End) -> usize {
    ends.iter().filter(|end| **end == wanted).count()
}

/// After how many minutes they were alerted later, in order.
pub fn delays(ends: &[End]) -> Vec<i64> {
    let later = |end: &End| match end {
        End::AlertedLater(minutes) => Some(*minutes),
        _ => None,
    };
    let mut delays: Vec<i64> = ends.iter().filter_map(later).collect();
    delays.sort_unstable();
    delays
}

/// How many opened and were doubted for good, and the line that says so.
pub fn summary(name: &str, ends: &[End]) -> (usize, usize, String) {
    let opened = ends.len() - count(ends, End::Nothing);
    let [at_once, doubted] = [End::Alerted, End::Doubted].map(|end| count(ends, end));
    let later = delays(ends).len();
    let seeds = ends.len();
    let line = format!("{name:<58} {seeds:>6} {opened:>7} {at_once:>8} {later:>6} {doubted:>6}");
    (opened, doubted, line)
}

/// Row 10 of the faults: not more than so many eighths alert at once, and at least this part alerts nobody ever.
#[test]
fn most_botnets_are_doubted() {
    println!(
        "{:<58} {:>6} {:>7} {:>8} {:>6} {:>6}",
        "botnet of 30 to 500 networks", "seeds", "opened", "alerted", "later", "never"
    );
    for (name, of_providers, is_new, alerted_max, doubted_min) in [
        ("of networks that never report", 0.0, false, 2, 60),
        ("a tenth of them usual providers", 0.1, false, 2, 40),
        // From here on it looks like people with something beside them, who are heard as soon as they would have been heard
        // alone, see DESIGN.md.
        ("a third of them usual providers", 0.33, false, 3, 0),
        ("of networks that never report, new service", 0.0, true, 3, 60),
    ] {
        let ends = of_seeds(few_seeds(), |seed| botnet(seed, of_providers, is_new));
        let (opened, doubted, line) = summary(name, &ends);
        println!("{line}");
        let alerted = count(&ends, End::Alerted);
        assert!(
            4 * opened >= 3 * ends.len(),
            "{name}: {opened} opened, of the others it tells nothing"
        );
        assert!(
            alerted * 8 <= alerted_max * opened,
            "{name}: {alerted} of {opened} at once"
        );
        assert!(doubted * 100 >= doubted_min * opened, "{name}: {doubted} of {opened}");
    }
}

/// And the other way round: whoever doubts must not silence people.
#[test]
fn real_crowds_are_not_doubted() {
    println!(
        "{:<58} {:>6} {:>7} {:>8} {:>6} {:>6}",
        "real outage", "seeds", "opened", "alerted", "later", "never"
    );
    let (homes, world): (World, World) = (Internet::of_homes, Internet::of_the_world);
    let (carriers, far): (World, World) = (Internet::of_carriers, Internet::of_a_small_country);
    for (name, of_service, of_site, is_new) in [
        ("people of thirty providers", homes, homes, false),
        ("people of two hundred providers", world, world, false),
        (
            "people behind one to five carriers' addresses",
            carriers,
            carriers,
            false,
        ),
        ("new service, people of two hundred providers", world, world, true),
        ("new service of one country of the site", carriers, homes, true),
        ("new service of a country that never reported", far, world, true),
    ] {
        let ends = of_seeds(few_seeds(), |seed| real(seed, of_service, of_site, is_new));
        let (opened, _, line) = summary(name, &ends);
        println!("{line}");
        let doubted = count(&ends, End::Doubted) + delays(&ends).len();
        assert!(
            3 * opened >= ends.len(),
            "{name}: {opened} opened, of the others it tells nothing"
        );
        assert!(doubted * 100 <= opened, "{name}: {doubted} of {opened}");
    }
}
