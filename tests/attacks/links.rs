//! Crowds that one link has sent, and real crowds of whom many came by one.

use std::ops::Range;

use groundswell::domain::referrer::Referrer;
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;

use super::doubts::{End, count, delays, end_of, few_seeds, normal_of, place, summary};
use super::world::{Click, Internet, Load, START, random};
use super::{AFTER_MINUTES, HISTORY_MINUTES, Outage, of_seeds};

/// The part of ordinary visitors who come by a link, each by one of these sites.
const BY_ANY_LINK: f64 = 0.15;
const SITES: Range<u32> = 0..40;

fn post() -> Referrer {
    Referrer::of_host("the-post.example").unwrap()
}

/// By which link somebody comes: this part of all by the post, of the others some by any site.
fn sent(mut click: Click, by_the_post: f64, random: &mut Xoshiro256PlusPlus) -> Click {
    if random.random_bool(by_the_post) {
        click.referrer = Some(post());
    } else if random.random_bool(BY_ANY_LINK) {
        let site = random.random_range(SITES);
        click.referrer = Referrer::of_host(&format!("site-{site}.example"));
    }
    click
}

/// A crowd with the usual providers, of whom this part is known to have come by the post. In a prank, which is from
/// everywhere, the others came by it as well, and their browsers do not say so.
fn crowd(seed: u64, by_the_post: f64, is_prank: bool) -> End {
    let mut choices = random(seed, 15);
    let internet = Internet::of_the_world(&mut choices);
    let load = Load::any(&mut choices, 6.0);
    let service = place(seed, &internet, &load, &internet, &load, false);
    let mut crowd = Outage::any(&internet, &load, &mut choices);
    if is_prank {
        crowd.regions.clear();
    }
    let (mut of_crowd, from) = (random(seed, 16), START + HISTORY_MINUTES);
    end_of(
        service,
        |minute| {
            let mut random = normal_of(seed, minute);
            let clicks = load.clicks(&internet, minute, &mut random);
            clicks.into_iter().map(|click| sent(click, 0.0, &mut random)).collect()
        },
        (from, crowd.start, crowd.start + crowd.minutes + AFTER_MINUTES),
        |minute| {
            let clicks = crowd.clicks(&internet, minute, &mut of_crowd);
            clicks
                .into_iter()
                .map(|click| sent(click, by_the_post, &mut of_crowd))
                .collect()
        },
    )
}

/// The line of a table, with how long those wait who are alerted later: half of them, and nine of ten.
fn line(name: &str, ends: &[End]) -> String {
    let (_, _, line) = summary(name, ends);
    let delays = delays(ends);
    let after = |part: usize| delays.get(delays.len() * part / 10).map_or(0, |minutes| *minutes);
    format!("{line} {:>7} {:>7}", after(5), after(9))
}

fn head(name: &str) -> String {
    format!(
        "{name:<58} {:>6} {:>7} {:>8} {:>6} {:>6} {:>7} {:>7}",
        "seeds", "opened", "alerted", "later", "never", "half by", "90 % by"
    )
}

/// Row 16 of the faults: a prank is doubted as far as browsers say by which link people came, in percent of all that opened.
#[test]
fn pranks_of_which_browsers_tell_are_doubted() {
    println!("{}", head("prank by one post"));
    for (name, by_the_post, never, at_once) in [
        ("all browsers say so", 1.0, 90..=100, 0..=10),
        // The others are a crowd of their own as soon as they would have been called alone.
        ("nine of ten do", 0.9, 20..=100, 0..=30),
        ("seven of ten do", 0.7, 0..=100, 0..=75),
        // And here from the start: what is not seen is not doubted.
        ("half of them do", 0.5, 0..=10, 60..=100),
    ] {
        let ends = of_seeds(few_seeds(), |seed| crowd(seed, by_the_post, true));
        println!("{}", line(name, &ends));
        let opened = ends.len() - count(&ends, End::Nothing);
        assert!(
            10 * opened >= 9 * ends.len(),
            "{name}: {opened} opened, of the others it tells nothing"
        );
        for (end, expected) in [(End::Doubted, never), (End::Alerted, at_once)] {
            let found = count(&ends, end);
            assert!(
                expected.contains(&(found * 100 / opened)),
                "{name}: {found} of {opened} {end:?}"
            );
        }
    }
}

/// And the other way round: a real outage also has its one popular post.
#[test]
fn real_crowds_with_a_popular_post_are_heard() {
    println!("{}", head("real outage, of whose people"));
    for (name, by_the_post, doubted_max, never_max) in [
        ("none came by one post", 0.0, 1, 0),
        ("a fifth did", 0.2, 3, 0),
        ("a third did", 0.33, 15, 5),
        ("half did", 0.5, 40, 10),
        ("two thirds did", 0.67, 75, 30),
    ] {
        let ends = of_seeds(few_seeds(), |seed| crowd(seed, by_the_post, false));
        println!("{}", line(name, &ends));
        let opened = ends.len() - count(&ends, End::Nothing);
        assert!(
            10 * opened >= 9 * ends.len(),
            "{name}: {opened} opened, of the others it tells nothing"
        );
        let never = count(&ends, End::Doubted);
        let doubted = never + delays(&ends).len();
        assert!(doubted * 100 <= doubted_max * opened, "{name}: {doubted} of {opened}");
        assert!(never * 100 <= never_max * opened, "{name}: {never} of {opened}");
    }
}

/// The made-up people are what they claim to be.
#[test]
fn people_come_by_the_post_as_often_as_said() {
    let mut random = random(3, 17);
    let internet = Internet::of_the_world(&mut random);
    let mut by = |part: f64| {
        let come = (0..1_000).map(|_| {
            let somebody = internet.anybody(&[], &mut random);
            sent(somebody, part, &mut random)
        });
        come.filter(|click| click.referrer == Some(post())).count()
    };
    assert_eq!((by(1.0), by(0.0)), (1_000, 0));
    assert!((400..600).contains(&by(0.5)));
}
