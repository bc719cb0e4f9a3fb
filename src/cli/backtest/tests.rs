use super::*;
use crate::domain::bucket::Minute;
use proptest::prelude::*;

/// Two days of one report every four minutes, then an outage of half an hour, then an hour of silence.
fn counts() -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for minute in 0..2_970_i64 {
        let ts = minute * 60;
        let count = if (2_880..2_910).contains(&minute) {
            40
        } else {
            i64::from(minute % 4 == 0)
        };
        if count > 0 && minute < 2_910 {
            writeln!(text, r#"{{"service":"a","ts":{ts},"region":"US-NY","count":{count}}}"#).unwrap();
        }
        writeln!(text, r#"{{"tick":{ts}}}"#).unwrap();
    }
    text
}

fn alarms(text: &str, skip: bool) -> anyhow::Result<(String, u64)> {
    let mut output = Vec::new();
    let mut backtest = Backtest::new(Settings::default(), Relations::default(), &mut output);
    let reader = CountsReader::new(text.as_bytes());
    let skipped = read_all(reader, |line| backtest.take(line), skip, &ProgressBar::hidden())?;
    backtest.finish()?;
    Ok((String::from_utf8(output)?, skipped))
}

#[test]
fn an_outage_opens_and_closes_once() {
    let (alarms, _) = alarms(&counts(), false).unwrap();
    let lines: Vec<&str> = alarms.lines().collect();
    assert_eq!(lines[0], r#"{"service":"a","ts":172800,"state":"open"}"#);
    assert_eq!(
        lines[1],
        r#"{"service":"a","ts":172800,"state":"open","region":"US-NY"}"#
    );
    assert!(lines[2].contains(r#""state":"close"}"#), "{alarms}");
    assert!(lines[3].contains(r#""state":"close","region":"US-NY"}"#));
    assert_eq!(lines.len(), 4);
}

#[test]
fn ticks_may_be_left_out() {
    let with = alarms(&counts(), false).unwrap().0;
    let without: Vec<String> = counts()
        .lines()
        .filter(|line| !line.contains("tick"))
        .map(String::from)
        .collect();
    let last = "{\"service\":\"a\",\"ts\":178140,\"region\":\"US-NY\",\"count\":1}";
    let without = without.join("\n") + "\n" + last;
    assert_eq!(alarms(&without, false).unwrap().0, with);
}

#[test]
fn settings_are_tried_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let (input, alarms_file) = (folder.path().join("counts"), folder.path().join("alarms"));
    std::fs::write(&input, counts()).unwrap();
    let args = BacktestArgs {
        input,
        alarms: alarms_file.clone(),
        verify: false,
        catalogue: None,
        transitions: None,
        skip_bad_lines: false,
        false_alarms_per_service_week: 0.05,
        budgets_to_try: vec![0.2, 0.01],
    };
    let mut table = Vec::new();
    run_several(&args, &mut table, Output::Words).unwrap();
    insta::assert_snapshot!(String::from_utf8(table).unwrap());
    let alone = alarms(&counts(), false).unwrap().0;
    assert_eq!(std::fs::read_to_string(alarms_file).unwrap(), alone);
}

#[test]
fn a_bad_line_stops_or_is_counted() {
    for bad in ["{\"count\":1}", "{\"service\":\"A b\",\"ts\":0,\"count\":1}"] {
        let text = format!("{bad}\n{}", counts());
        let error = format!("{:#}", alarms(&text, false).unwrap_err());
        assert!(
            error.contains("--skip-bad-lines") && error.contains("line 1"),
            "{error}"
        );
        assert_eq!(alarms(&text, true).unwrap().1, 1);
    }
}

/// Reports of ever new regions, so many in each minute.
fn many_regions(per_minute: u32, minutes: u32) -> String {
    use std::fmt::Write;
    let letter = |number: u32| char::from(b'A' + u8::try_from(number % 26).unwrap());
    let mut text = String::new();
    for number in 0..per_minute * minutes {
        let (ts, part) = (number / per_minute * 60, number % 1_000);
        let (a, b) = (letter(number / 1_000), letter(number / 26_000));
        writeln!(
            text,
            r#"{{"service":"a","ts":{ts},"region":"{a}{b}-{part}","count":1}}"#
        )
        .unwrap();
    }
    text
}

#[test]
fn more_regions_than_there_are_are_absorbed() {
    for (per_minute, minutes) in [(120_000, 1), (200, 60)] {
        let mut backtest = Backtest::new(Settings::default(), Relations::default(), Vec::new());
        let text = many_regions(per_minute, minutes);
        let skipped = read_all(
            CountsReader::new(text.as_bytes()),
            |line: &Line| backtest.take(line),
            false,
            &ProgressBar::hidden(),
        );
        assert_eq!(skipped.unwrap(), 0);
        let minute = Minute(i64::from(minutes) - 1);
        let kept = backtest.services[0].gather.bucket();
        assert_eq!(kept.reports(), per_minute);
        backtest.step(minute).unwrap();
        assert_eq!(backtest.services[0].tracker.last_minute(), Some(minute));
        let state = postcard::to_stdvec(&backtest.services[0].tracker).unwrap().len();
        assert!(state < 2 << 20, "{state}");
    }
}

#[test]
fn what_is_no_count_is_named_and_can_be_left_out() {
    let line = |rest: &str| format!("{{\"service\":\"a\",\"region\":\"US\",{rest}}}");
    for (rest, said) in [
        ("\"ts\":60,\"count\":-1", "-1"),
        ("\"ts\":60,\"count\":1.5", "1.5"),
        ("\"ts\":60,\"count\":18446744073709551615", "18446744073709551615"),
        ("\"ts\":60,\"count\":1e400", "number out of range"),
        ("\"ts\":-62167219200,\"count\":1", "epoch seconds"),
        ("\"ts\":253402300800,\"count\":1", "epoch seconds"),
        ("\"ts\":9223372036854775807,\"count\":1", "epoch seconds"),
        ("\"look\":60,\"elapsed\":60,\"regions\":[],\"networks\":[]", "`elapsed`"),
        ("\"ts\":60,\"network\":-5,\"reporters\":1", "-5"),
        ("\"ts\":60,\"settings\":{\"nonsense\":1}", "nonsense"),
    ] {
        let text = format!("{}\n{}\n{{\"tick\":120}}\n", line("\"ts\":0,\"count\":1"), line(rest));
        let error = format!("{:#}", alarms(&text, false).unwrap_err());
        let is_told = error.contains("line 2 ") && error.contains(said) && error.contains("--skip-bad-lines");
        assert!(is_told, "{rest}: {error}");
        assert_eq!(alarms(&text, true).unwrap().1, 1, "{rest}");
    }
}

#[test]
fn far_apart_and_huge_counts_are_taken() {
    use std::fmt::Write;
    let max = u32::MAX;
    let mut text = String::new();
    for ts in [0_i64, 0, 60, 86_400 * 2, 86_400 * 400, 253_402_300_740] {
        writeln!(text, r#"{{"service":"a","ts":{ts},"region":"US-NY","count":{max}}}"#).unwrap();
    }
    assert_eq!(alarms(&text, false).unwrap().1, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_lines_bring_it_down(lines in proptest::collection::vec((0_usize..12, any::<u32>(), 0_usize..90, any::<u8>()), 0..60)) {
        let mut text = String::new();
        for (form, number, place, byte) in lines {
            let (ts, region) = (i64::from(number % 4_000) * 60, ["US-NY", "DE", "unknown", "x"][place % 4]);
            let mut line = match form {
                0..=4 => format!(r#"{{"service":"a","ts":{ts},"region":"{region}","count":{number}}}"#),
                5 => format!(r#"{{"tick":{ts}}}"#),
                6 => format!(r#"{{"service":"b","ts":{ts},"network":{number},"reporters":{number}}}"#),
                7 => format!(r#"{{"service":"a","look":{ts},"elapsed":20,"regions":[["{region}",{number}]],"networks":[[1,2]]}}"#),
                8 => format!(r#"{{"service":"a","ts":{ts},"checkpoint":"AAAA","settings":{{}}}}"#),
                9 => format!(r#"{{"service":"a","ts":{ts},"settings":{{"false_alarms_per_service_week":1e308}}}}"#),
                _ => format!(r#"{{"service":"a","ts":{number}{ts},"region":"{region}","count":{ts}}}"#),
            }
            .into_bytes();
            if form == 4 || form == 11 {
                let at = place % line.len();
                line[at] = byte;
            }
            text.push_str(&String::from_utf8_lossy(&line));
            text.push('\n');
        }
        let (alarms, _) = alarms(&text, true).unwrap();
        prop_assert!(!alarms.contains("NaN") && !alarms.contains("null"));
        for alarm in alarms.lines() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(alarm).is_ok());
        }
    }
}
