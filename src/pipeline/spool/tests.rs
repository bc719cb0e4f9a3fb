use proptest::prelude::*;

use super::*;
use crate::domain::bucket::Timestamp;
use crate::domain::referrer::Referrer;
use crate::domain::region::{Asn, RegionCode};
use crate::domain::report::{Kind, ReporterKey};
use crate::domain::service::{ServiceSlug, SymptomSlug};

const NOON: i64 = 1_772_625_600;

fn report(number: u32) -> Report {
    let (mut reporter, mut yesterday) = ([0; 16], [1; 16]);
    reporter[..4].copy_from_slice(&number.to_be_bytes());
    yesterday[..4].copy_from_slice(&number.to_be_bytes());
    Report {
        service: ServiceSlug::parse(if number.is_multiple_of(2) { "spotify" } else { "a" }).unwrap(),
        kind: Kind::Problem,
        symptom: number.is_multiple_of(3).then(|| SymptomSlug::parse("login").unwrap()),
        at: Timestamp(NOON + i64::from(number)),
        region: RegionCode::parse("US-NY").unwrap(),
        network: Asn(number),
        reporter: ReporterKey(reporter),
        reporter_yesterday: number.is_multiple_of(5).then_some(ReporterKey(yesterday)),
        discounted: number.is_multiple_of(7),
        referrer: Referrer::of_number(u8::try_from(number % 256).unwrap()).filter(|_| number.is_multiple_of(4)),
    }
}

fn reports(numbers: std::ops::Range<u32>) -> Vec<Report> {
    numbers.map(report).collect()
}

fn open(folder: &Path) -> Spool {
    Spool::open(folder, 10_000_000).unwrap()
}

fn drain(spool: &mut Spool) -> Vec<Report> {
    let mut all = Vec::new();
    while let Some(backlog) = spool.oldest().unwrap() {
        all.extend_from_slice(&backlog.reports);
        spool.remove(&backlog);
    }
    all
}

fn only_segment(folder: &Path) -> PathBuf {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut segments: Vec<PathBuf> = entries
        .filter(|path| numbered(path, SEGMENT_SUFFIX).is_some())
        .collect();
    assert_eq!(segments.len(), 1);
    segments.remove(0)
}

#[test]
fn gives_back_what_it_took_in_order_also_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let all = reports(0..20_000);
    let mut spool = open(folder.path());
    for batch in all.chunks(700) {
        assert!(spool.append(batch).unwrap().iter().all(|receipt| receipt.counted));
    }
    assert_eq!(spool.len(), 20_000);
    drop(spool);
    let mut spool = open(folder.path());
    assert_eq!(spool.len(), 20_000);
    let first = spool.oldest().unwrap().unwrap();
    assert!(first.reports.len() < 10_000, "one segment at a time");
    assert_eq!(drain(&mut spool), all);
    assert!(spool.is_empty());
    assert_eq!(drain(&mut open_again(spool, folder.path())), []);
}

fn open_again(spool: Spool, folder: &Path) -> Spool {
    drop(spool);
    open(folder)
}

#[test]
fn goes_on_taking_reports_while_it_is_drained() {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = open(folder.path());
    spool.append(&reports(0..10)).unwrap();
    let backlog = spool.oldest().unwrap().unwrap();
    spool.append(&reports(10..20)).unwrap();
    assert_eq!(backlog.reports, reports(0..10));
    spool.remove(&backlog);
    spool.remove(&backlog);
    assert_eq!(drain(&mut spool), reports(10..20));
}

#[test]
fn a_repeat_is_told_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = open(folder.path());
    let first = report(2);
    let receipts = spool.append(&[first.clone(), first.clone(), report(4)]).unwrap();
    let seen: Vec<(bool, u64)> = receipts.iter().map(|r| (r.counted, r.reports_in_window)).collect();
    assert_eq!(seen, [(true, 2), (false, 2), (true, 2)]);
    let mut spool = open_again(spool, folder.path());
    assert!(
        !spool.append(std::slice::from_ref(&first)).unwrap()[0].counted,
        "after a restart as well"
    );
    let later = Report {
        at: Timestamp(first.at.0 + 900),
        ..first
    };
    assert!(spool.append(&[later]).unwrap()[0].counted);
    assert_eq!(spool.len(), 3);
}

#[test]
fn a_problem_that_names_its_symptom_is_not_named_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = open(folder.path());
    let (plain, named) = (report(2), report(6));
    spool.append(&[plain.clone(), named.clone()]).unwrap();
    let naming = |report: Report| Report {
        kind: Kind::Naming,
        symptom: SymptomSlug::parse("app").ok(),
        ..report
    };
    let receipts = spool.append(&[naming(plain), naming(named)]).unwrap();
    assert!(receipts[0].counted && !receipts[1].counted);
}

#[test]
fn when_it_is_full_nothing_of_the_batch_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = Spool::open(folder.path(), 1_000).unwrap();
    spool.append(&reports(0..10)).unwrap();
    let refused = spool.append(&reports(10..30)).unwrap_err();
    assert!(matches!(refused, SpoolError::Full(_)), "{refused}");
    assert_eq!(drain(&mut spool), reports(0..10));
    assert!(
        spool
            .append(&reports(10..15))
            .unwrap()
            .iter()
            .all(|receipt| receipt.counted),
        "who was refused may try again"
    );
}

#[test]
fn one_process_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let spool = open(folder.path());
    let refused = Spool::open(folder.path(), 1_000).unwrap_err().to_string();
    assert!(
        refused.contains("another process") && refused.contains("--spool"),
        "{refused}"
    );
    drop(spool);
    open(folder.path());
}

#[test]
fn an_address_that_is_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "x").unwrap();
    assert!(Spool::open(&path, 1_000).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A crash leaves any part of the last write; what was acknowledged before it is read.
    #[test]
    fn a_torn_tail_costs_what_it_tore(count in 1..60_u32, cut in 0.0..1.0_f64) {
        let folder = tempfile::tempdir().unwrap();
        let all = reports(0..count);
        open(folder.path()).append(&all).unwrap();
        let path = only_segment(folder.path());
        let bytes = fs::read(&path).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a file")]
        let length = (bytes.len() as f64 * cut) as usize;
        fs::write(&path, &bytes[..length]).unwrap();
        let read = drain(&mut open(folder.path()));
        let mut whole = frame::HEAD.len();
        let mut ends = vec![0, whole];
        for report in &all {
            let mut one = Vec::new();
            frame::write(&mut one, report);
            whole += one.len();
            ends.push(whole);
        }
        let expected = ends.iter().skip(2).filter(|end| **end <= length).count();
        prop_assert_eq!(&read[..], &all[..expected]);
        // Of what was cut off between two reports nothing is left to be seen.
        let torn = u64::from(!ends.contains(&length));
        prop_assert_eq!(frame::read(&bytes).damages, 0);
        prop_assert_eq!(frame::read(&bytes[..length]).damages, torn);
    }

    /// A flipped bit costs the report that it is in.
    #[test]
    fn a_flipped_bit_costs_one_report(count in 1..60_u32, place in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let folder = tempfile::tempdir().unwrap();
        let all = reports(0..count);
        open(folder.path()).append(&all).unwrap();
        let path = only_segment(folder.path());
        let mut bytes = fs::read(&path).unwrap();
        let place = place.index(bytes.len());
        prop_assert_eq!(frame::read(&bytes).damages, 0);
        bytes[place] ^= 1 << bit;
        prop_assert_eq!(frame::read(&bytes).damages, 1, "it is counted, also where it costs no report");
        fs::write(&path, &bytes).unwrap();
        let read = drain(&mut open(folder.path()));
        let lost = all.iter().filter(|report| !read.contains(report)).count();
        prop_assert_eq!(read.len() + lost, all.len(), "nothing is made up");
        prop_assert!(lost <= 1);
        prop_assert!(place < frame::HEAD.len() || lost == 1, "damage is noticed");
    }

    /// Whatever is in a file, reading it ends, without a panic and without making anything up.
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let read = frame::read(&bytes);
        prop_assert!(read.reports.is_empty());
        prop_assert_eq!(read.damages, u64::from(!bytes.is_empty()));
    }
}

#[test]
fn what_is_refused_is_kept_and_counts_again_under_another_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = open(folder.path());
    spool.append(&reports(0..10)).unwrap();
    let before = spool.bytes();
    let backlog = spool.oldest().unwrap().unwrap();
    spool.set_aside(&backlog, &reports(3..5)).unwrap();
    spool.set_aside(&backlog, &reports(3..5)).unwrap();
    spool.remove(&backlog);
    assert!(spool.is_empty(), "it waits for nothing");
    let held = spool.bytes();
    assert!(held > 0 && held < before, "and takes of the room");
    drop(spool);
    let mut spool = open(folder.path());
    assert_eq!((spool.len(), spool.bytes()), (0, held));
    // A segment of the same number would one day put its own in place of these.
    spool.append(&reports(10..12)).unwrap();
    assert_eq!(drain(&mut spool), reports(10..12));
    drop(spool);
    let refused = folder.path().join("000000000001.refused");
    fs::rename(&refused, refused.with_extension(SEGMENT_SUFFIX)).unwrap();
    assert_eq!(drain(&mut open(folder.path())), reports(3..5));
}
