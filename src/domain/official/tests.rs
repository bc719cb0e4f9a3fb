use super::entries::{Entry, reading};
use super::*;

const ONSET: Timestamp = Timestamp(1_772_625_600);

fn at(minutes: i64) -> Timestamp {
    Timestamp(ONSET.0 + minutes * 60)
}

fn quiet() -> Reading {
    Reading {
        state: OfficialState::Operational,
        title: None,
        since: None,
        notices: Vec::new(),
        complete_since: None,
    }
}

fn trouble(posted_at: Timestamp) -> Reading {
    let notice = Notice {
        id: "x".to_owned(),
        title: "Logins fail".to_owned(),
        posted_at,
        ended_at: None,
    };
    Reading {
        state: OfficialState::PartialOutage,
        title: Some(notice.title.clone()),
        since: Some(posted_at),
        notices: vec![notice],
        complete_since: None,
    }
}

fn read(readings: impl IntoIterator<Item = (i64, Reading)>) -> Official {
    let readings = readings.into_iter();
    readings.fold(Official::default(), |known, (minute, reading)| {
        known.after(reading, at(minute))
    })
}

#[test]
fn a_vendor_that_is_silent_is_said_to_be_until_it_speaks() {
    let silent = read([(-10, quiet()), (20, quiet())]);
    let lag = silent.lag(ONSET, None, at(23));
    assert_eq!(lag, Some(Lag::Silent { seconds: 23 * 60 }));
    let speaks = silent.after(trouble(at(24)), at(26));
    let acknowledged = Some(Lag::Acknowledged {
        at: at(24),
        seconds: 24 * 60,
    });
    assert_eq!(speaks.lag(ONSET, None, at(30)), acknowledged);
    // Nor is that forgotten when the vendor lists it no longer.
    let over = speaks.after(quiet(), at(90));
    assert_eq!(over.state(at(90)), OfficialState::Operational);
    assert_eq!(over.lag(ONSET, Some(at(100)), at(500)), acknowledged);
    assert_eq!(over.lag(at(95), None, at(96)), None, "nobody has looked since");
    assert_eq!(
        over.after(quiet(), at(97)).lag(at(95), None, at(98)),
        Some(Lag::Silent { seconds: 180 })
    );
    assert_eq!(
        over.lag(at(80), Some(at(90)), at(98)),
        Some(Lag::Acknowledged {
            at: at(24),
            seconds: -56 * 60
        })
    );
    let never = over.after(quiet(), at(400)).lag(at(200), Some(at(300)), at(401));
    assert_eq!(never, Some(Lag::Silent { seconds: 100 * 60 }));
}

#[test]
fn nothing_is_said_that_is_not_known() {
    let late = read([(5, quiet())]);
    assert_eq!(
        late.lag(ONSET, None, at(10)),
        None,
        "an announcement may have come and gone before"
    );
    let old = read([(-600, trouble(at(-600))), (1, trouble(at(-600)))]);
    assert_eq!(old.lag(ONSET, None, at(10)), None, "that may be about something else");
    let early = read([(-10, trouble(at(-30)))]);
    assert_eq!(
        early.lag(ONSET, None, at(10)),
        Some(Lag::Acknowledged {
            at: at(-30),
            seconds: -1_800
        })
    );
    assert_eq!(Official::default().lag(ONSET, None, at(10)), None);
}

#[test]
fn trouble_without_an_announcement_counts_from_when_it_was_seen() {
    let bare = Reading {
        notices: Vec::new(),
        ..trouble(at(0))
    };
    let seen = read([(-10, quiet()), (7, bare.clone()), (9, bare.clone())]);
    assert_eq!(
        seen.lag(ONSET, None, at(10)),
        Some(Lag::Acknowledged {
            at: at(7),
            seconds: 420
        })
    );
    let unseen = read([(7, bare.clone()), (9, bare)]);
    assert_eq!(unseen.lag(ONSET, None, at(10)), None);
}

#[test]
fn a_page_that_is_away_is_told_after_a_hiccup_and_forgotten_after_a_day() {
    let known = read([(-10, quiet())]);
    let once = known.failed(at(1));
    assert_eq!(once.unreachable_since(), None);
    let away = once.failed(at(3));
    assert_eq!(away.unreachable_since(), Some(at(1)));
    assert_eq!(away.state(at(60)), OfficialState::Operational);
    assert_eq!(away.state(at(24 * 60 - 10)), OfficialState::Unknown);
    assert_ne!(away.version(at(60)), away.version(at(24 * 60)));
    assert_eq!(away.lag(ONSET, None, at(60)), None, "it may have said something");
    let back = away.unchanged(at(70));
    assert_eq!((back.unreachable_since(), back.read_at), (None, Some(at(70))));
    assert_eq!(back.state(at(60)), OfficialState::Operational);
}

#[test]
fn the_times_of_entries_do_not_move_with_their_changes() {
    let moved = read([(-10, quiet()), (5, trouble(at(4))), (50, trouble(at(50)))]);
    assert_eq!(
        moved.lag(ONSET, None, at(60)),
        Some(Lag::Acknowledged {
            at: at(4),
            seconds: 240
        })
    );
}

#[test]
fn many_announcements_do_not_fill_the_memory() {
    let many = (0..500).map(|minute| {
        let mut reading = trouble(at(minute));
        reading.notices[0].id = minute.to_string();
        (minute, reading)
    });
    assert_eq!(read(many).notices.len(), NOTICES_MAX);
}

#[test]
fn titles_are_one_short_line_that_shows_what_it_is() {
    assert_eq!(plain("  Logins\n\t fail \u{0} "), Some("Logins fail".to_owned()));
    assert_eq!(
        plain("all \u{202e}lla\u{2066} well\u{200b}"),
        Some("all lla well".to_owned())
    );
    assert_eq!(plain("\u{202e}\u{7} "), None);
    let long = plain(&"é".repeat(1_000_000)).unwrap();
    assert_eq!(long.chars().count(), TITLE_CHARACTERS_MAX);
    assert!(long.ends_with('…'));
    assert_eq!(plain("日本語 – “ok”"), Some("日本語 – “ok”".to_owned()));
}

fn entry(id: &str, title: &str, body: &str, minute: i64) -> Entry {
    Entry {
        id: id.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        posted_at: Some(at(minute)),
        updated_at: None,
    }
}

#[test]
fn entries_come_to_what_they_are_marked_with() {
    use OfficialState::{Degraded, Maintenance, Operational, Unknown};
    let resolved = entry("a", "Logins fail", "<strong>Resolved</strong> - Over.", -60);
    let open = entry("b", "Search is slow", "<strong>Identified</strong> - Hm.", -90);
    let planned = entry("c", "Database work", "<strong>Scheduled</strong> - soon", -1);
    let future = entry("d", "More work", "", 600);
    let work = entry("e", "Database work", "<strong>In progress</strong>", -5);
    let prose = entry("f", "We look into something", "It will be resolved.", -2);
    let forgotten = entry("g", "Old", "<strong>Investigating</strong>", -5 * 1_440);
    let cases: [(&[&Entry], OfficialState, Option<&str>); 8] = [
        (&[&resolved], Operational, Some("Logins fail")),
        (&[&resolved, &open], Degraded, Some("Search is slow")),
        (&[&open, &planned, &future, &resolved], Degraded, Some("Search is slow")),
        (&[&planned, &resolved], Operational, Some("Logins fail")),
        (&[&work, &resolved], Maintenance, Some("Database work")),
        (&[&resolved, &prose], Unknown, Some("We look into something")),
        (&[&forgotten], Unknown, Some("Old")),
        (&[], Unknown, None),
    ];
    for (entries, state, title) in cases {
        let entries: Vec<Entry> = entries.iter().map(|&entry| entry.clone()).collect();
        let reading = reading(&entries, ONSET);
        assert_eq!((reading.state, reading.title.as_deref()), (state, title), "{entries:?}");
    }
    let announced = reading(&[prose, planned, work], ONSET).notices;
    assert_eq!(
        announced.iter().map(|notice| notice.id.as_str()).collect::<Vec<_>>(),
        ["f"]
    );
}

#[test]
fn a_feed_with_a_history_knows_it_also_after_a_restart() {
    let history = [
        entry("a", "Logins fail", "<strong>Resolved</strong>", 12),
        entry("b", "Old", "", -900),
    ];
    let known = Official::default().after(reading(&history, at(60)), at(60));
    assert_eq!(
        known.lag(ONSET, Some(at(50)), at(61)),
        Some(Lag::Acknowledged {
            at: at(12),
            seconds: 720
        })
    );
    assert_eq!(
        known.lag(at(-600), Some(at(-500)), at(61)),
        Some(Lag::Silent { seconds: 6_000 })
    );
}
