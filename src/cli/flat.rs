//! The quick way through a line of counts. Nearly all lines of a file have one form, a flat object of plain texts and
//! whole numbers, and reading that takes a fraction of what a reader of any JSON takes. Whatever has another form is left
//! to `serde_json`, which then also says what is wrong with it.

/// The values of a line that this reader knows by name.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Flat<'a> {
    pub service: Option<&'a str>,
    pub ts: Option<i64>,
    pub region: Option<&'a str>,
    pub symptom: Option<&'a str>,
    pub count: Option<u32>,
    pub reporters: Option<u32>,
    pub tick: Option<i64>,
}

impl<'a> Flat<'a> {
    /// Reads a line; `None` unless it is of that form, with known names only and each once.
    pub(super) fn read(line: &'a [u8]) -> Option<Self> {
        let mut cursor = Cursor { rest: line };
        let mut flat = Self::default();
        cursor.skip(b'{')?;
        loop {
            let name = cursor.text()?;
            cursor.skip(b':')?;
            match name {
                b"service" => put(&mut flat.service, plain(cursor.text()?)?)?,
                b"region" => put(&mut flat.region, plain(cursor.text()?)?)?,
                b"symptom" => put(&mut flat.symptom, plain(cursor.text()?)?)?,
                b"ts" => put(&mut flat.ts, cursor.number()?)?,
                b"tick" => put(&mut flat.tick, cursor.number()?)?,
                b"count" => put(&mut flat.count, u32::try_from(cursor.number()?).ok()?)?,
                b"reporters" => put(&mut flat.reporters, u32::try_from(cursor.number()?).ok()?)?,
                _ => return None,
            }
            if cursor.skip(b',').is_none() {
                break;
            }
        }
        cursor.skip(b'}')?;
        cursor.rest.trim_ascii().is_empty().then_some(flat)
    }
}

fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// Names of services, regions and symptoms are ASCII; anything else is for the other reader to judge.
fn plain(text: &[u8]) -> Option<&str> {
    let is_plain = text.iter().all(|byte| (0x20..0x7f).contains(byte));
    is_plain.then(|| std::str::from_utf8(text).ok())?
}

struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Goes past a byte, and blanks before it.
    fn skip(&mut self, wanted: u8) -> Option<()> {
        self.blanks();
        let (&first, rest) = self.rest.split_first()?;
        (first == wanted).then(|| self.rest = rest)
    }

    fn blanks(&mut self) {
        while let [b' ' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// A text without escapes.
    fn text(&mut self) -> Option<&'a [u8]> {
        self.skip(b'"')?;
        let end = self.rest.iter().position(|&byte| byte == b'"' || byte == b'\\')?;
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.skip_now(b'"')?;
        Some(text)
    }

    fn skip_now(&mut self, wanted: u8) -> Option<()> {
        let (&first, rest) = self.rest.split_first()?;
        (first == wanted).then(|| self.rest = rest)
    }

    /// A whole number of up to 18 digits, without a sign or superfluous zeros.
    fn number(&mut self) -> Option<i64> {
        self.blanks();
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.rest.split_at(digits);
        let has_zeros = digits > 1 && number[0] == b'0';
        // What follows a number ends it; a fraction or an exponent does not.
        let is_whole = matches!(rest.first(), Some(b',' | b'}' | b' ' | b'\t'));
        if !(1..=18).contains(&digits) || has_zeros || !is_whole {
            return None;
        }
        self.rest = rest;
        Some(number.iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_lines() {
        let line =
            br#"{"service":"spotify","ts":1767225600,"region":"US-NY","symptom":"login","count":3,"reporters":2}"#;
        let flat = Flat::read(line).unwrap();
        assert_eq!(
            (flat.service, flat.region, flat.symptom),
            (Some("spotify"), Some("US-NY"), Some("login"))
        );
        assert_eq!(
            (flat.ts, flat.count, flat.reporters),
            (Some(1_767_225_600), Some(3), Some(2))
        );
        let tick = Flat::read(b"{\"tick\": 600}\r\n").unwrap();
        assert_eq!(tick.tick, Some(600));
    }

    #[test]
    fn leaves_everything_else_to_the_other_reader() {
        for line in [
            "",
            "{}",
            "{",
            "[1]",
            "{\"count\":-1}",
            "{\"count\":1.0}",
            "{\"count\":1e3}",
            "{\"count\":01}",
            "{\"count\":}",
            "{\"count\":4294967296}",
            "{\"ts\":9999999999999999999}",
            "{\"service\":\"a\\u0062\"}",
            "{\"service\":\"é\"}",
            "{\"service\":\"a}",
            "{\"note\":1}",
            "{\"count\":1,\"count\":2}",
            "{\"count\":1} x",
            "{\"count\":1,}",
            "{\"count\":null}",
            "{\"service\":7}",
            "{\"count\":\"1\"}",
        ] {
            assert_eq!(Flat::read(line.as_bytes()), None, "{line}");
        }
    }
}
