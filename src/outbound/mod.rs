//! Connections that this server opens by itself, because of an address that somebody entered: where they may lead, and
//! what is read of an answer whoever it is for.

pub mod address;
pub mod resolver;

use std::error::Error;
use std::io;
use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};

use self::resolver::NameFailure;
use crate::domain::bucket::Timestamp;

/// Makes `ring` the TLS provider of this process. Once is enough; more often does no harm.
pub fn install_crypto() {
    // `Err` means that a provider is installed already, which is just as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Why there was no answer, without the URL, which may hold a token.
#[must_use]
pub fn why_no_answer(error: &reqwest::Error, total_timeout: Duration) -> String {
    if let Some(failure) = cause::<NameFailure>(error) {
        return failure.to_string();
    }
    if error.is_timeout() {
        return format!("no answer within {} s", total_timeout.as_secs_f32());
    }
    match cause::<io::Error>(error) {
        Some(io) if error.is_connect() => format!("no connection: {io}"),
        _ if error.is_connect() => "no connection: TLS failed".to_owned(),
        Some(io) => format!("the connection broke: {io}"),
        None => "the answer is not HTTP".to_owned(),
    }
}

/// `Retry-After` as seconds from now; it may be a number of seconds or a date (RFC 9110, section 10.2.3).
#[must_use]
pub fn retry_after_seconds(headers: &HeaderMap, now: Timestamp) -> Option<i64> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(i64::try_from(seconds).unwrap_or(i64::MAX));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(date.as_second() - now.0)
}

/// The first cause of that type.
fn cause<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = error.source();
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_forms_of_retry_after() {
        let now = Timestamp(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, text.parse().unwrap());
            retry_after_seconds(&headers, now)
        };
        assert_eq!(read("120"), Some(120));
        assert_eq!(read(" 0 "), Some(0));
        assert_eq!(read("18446744073709551615"), Some(i64::MAX));
        assert_eq!(read("Sun, 06 Nov 1994 08:50:37 GMT"), Some(60));
        assert_eq!(read("soon"), None);
        assert_eq!(read("-1"), None);
        assert_eq!(retry_after_seconds(&HeaderMap::new(), now), None);
    }
}
