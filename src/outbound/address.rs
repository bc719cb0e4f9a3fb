//! Where this server may not go by itself. A URL that somebody entered is an order to open a connection, so without a
//! check it reaches whatever this server reaches: its own ports, its neighbours, the cloud's metadata service.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use reqwest::Url;

/// Longest URL: longer ones are refused by proxies and servers anyway.
pub const URL_LENGTH_MAX: usize = 2_048;

/// IPv4 networks that are not globally routable unicast (IANA special-purpose registry, RFC 6890 and its updates).
const REFUSED_V4: [([u8; 4], u32); 19] = [
    ([0, 0, 0, 0], 8),        // "this network"; Linux takes it for loopback
    ([10, 0, 0, 0], 8),       // private
    ([100, 64, 0, 0], 10),    // carrier-grade NAT
    ([127, 0, 0, 0], 8),      // loopback
    ([168, 63, 129, 16], 32), // public by number, but Azure's host agent from within Azure
    ([169, 254, 0, 0], 16),   // link-local, cloud metadata
    ([172, 16, 0, 0], 12),    // private
    ([192, 0, 0, 0], 24),     // protocol assignments
    ([192, 0, 2, 0], 24),     // documentation
    ([192, 31, 196, 0], 24),  // AS112
    ([192, 52, 193, 0], 24),  // multicast tunnels
    ([192, 88, 99, 0], 24),   // 6to4 relays
    ([192, 168, 0, 0], 16),   // private
    ([192, 175, 48, 0], 24),  // AS112
    ([198, 18, 0, 0], 15),    // benchmarking
    ([198, 51, 100, 0], 24),  // documentation
    ([203, 0, 113, 0], 24),   // documentation
    ([224, 0, 0, 0], 4),      // multicast
    ([240, 0, 0, 0], 4),      // reserved, broadcast
];

/// What global unicast (`2000::/3`) holds that is not: the only IPv6 space that passes is that /3 without these.
const REFUSED_V6: [([u16; 8], u32); 6] = [
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23), // protocol assignments: Teredo (an IPv4 within), benchmarking, ORCHID
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32), // documentation
    ([0x2002, 0, 0, 0, 0, 0, 0, 0], 16), // 6to4: an IPv4 within
    ([0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0], 48), // AS112
    ([0x3ffe, 0, 0, 0, 0, 0, 0, 0], 16), // the 6bone, given back
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20), // documentation
];

/// Whether nothing may connect to this address: everything but globally routable unicast, unless the operator allowed
/// it by network.
///
/// All of NAT64 (`64:ff9b::/96`, `64:ff9b:1::/48`), 6to4, Teredo and the IPv4-mapped and -compatible space is refused,
/// whatever IPv4 address is within. Networks to allow are compared with an IPv4-mapped address in both of its forms.
#[must_use]
pub fn refused(ip: IpAddr, allow: &[IpNet]) -> bool {
    let is_allowed = allow
        .iter()
        .any(|net| net.contains(&ip) || net.contains(&ip.to_canonical()));
    !is_allowed
        && match ip {
            IpAddr::V4(ip) => REFUSED_V4.iter().any(|&(net, length)| within_v4(ip, net, length)),
            IpAddr::V6(ip) => {
                let is_global = within_v6(ip, [0x2000, 0, 0, 0, 0, 0, 0, 0], 3);
                !is_global || REFUSED_V6.iter().any(|&(net, length)| within_v6(ip, net, length))
            }
        }
}

fn within_v4(ip: Ipv4Addr, net: [u8; 4], length: u32) -> bool {
    (ip.to_bits() ^ Ipv4Addr::from(net).to_bits()) >> (32 - length) == 0
}

fn within_v6(ip: Ipv6Addr, net: [u16; 8], length: u32) -> bool {
    (ip.to_bits() ^ Ipv6Addr::from(net).to_bits()) >> (128 - length) == 0
}

/// A URL that webhooks are not sent to, in words for whoever entered it. No message repeats the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTarget {
    /// Longer than [`URL_LENGTH_MAX`].
    #[error("the URL is longer than {URL_LENGTH_MAX} characters")]
    TooLong,
    /// Not a URL at all.
    #[error("the URL cannot be read: write it as https://host/path")]
    Unreadable,
    /// Another scheme than `http` and `https`.
    #[error("the URL must begin with https:// or http://")]
    Scheme,
    /// A user name or password before the host.
    #[error("the URL must not hold a user name or password: check the signature instead")]
    Credentials,
    /// A private, local or otherwise special address.
    #[error(
        "the URL leads to an address that is not on the public internet; \
         the operator can allow its network with GROUNDSWELL_WEBHOOK_ALLOW"
    )]
    Refused,
}

/// Reads the URL of a receiver, and checks its address where it is written as one: an address in a URL never reaches the
/// resolver that checks names.
///
/// # Errors
/// [`InvalidTarget`] says what is wrong.
pub fn parse_target(text: &str, allow: &[IpNet]) -> Result<Url, InvalidTarget> {
    if text.len() > URL_LENGTH_MAX {
        return Err(InvalidTarget::TooLong);
    }
    let url = Url::parse(text).ok().ok_or(InvalidTarget::Unreadable)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(InvalidTarget::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(InvalidTarget::Credentials);
    }
    let host = url.host_str().ok_or(InvalidTarget::Unreadable)?;
    if host_is_refused(host, allow) {
        return Err(InvalidTarget::Refused);
    }
    Ok(url)
}

/// The host of a receiver, which may be logged; the rest of its URL may hold a token.
#[must_use]
pub fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    url.and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Whether the host is written as an address of an allowed network, or is this machine while its own addresses are
/// allowed. What a name leads to is not known here.
#[must_use]
pub fn is_allowed(url: &Url, allow: &[IpNet]) -> bool {
    let host = url.host_str().unwrap_or_default();
    let name = host.trim_matches(['[', ']']).trim_end_matches('.');
    let is_within = |ip: IpAddr| {
        allow
            .iter()
            .any(|net| net.contains(&ip) || net.contains(&ip.to_canonical()))
    };
    if let Ok(ip) = name.parse::<IpAddr>() {
        return is_within(ip);
    }
    let is_loopback = name == "localhost" || name.ends_with(".localhost");
    is_loopback && (is_within(Ipv4Addr::LOCALHOST.into()) || is_within(Ipv6Addr::LOCALHOST.into()))
}

/// The URL parser has already turned decimal, octal and hexadecimal addresses into the usual form.
fn host_is_refused(host: &str, allow: &[IpNet]) -> bool {
    let name = host.trim_matches(['[', ']']).trim_end_matches('.');
    if let Ok(ip) = name.parse::<IpAddr>() {
        return refused(ip, allow);
    }
    let is_loopback = name == "localhost" || name.ends_with(".localhost");
    is_loopback && refused(Ipv4Addr::LOCALHOST.into(), allow) && refused(Ipv6Addr::LOCALHOST.into(), allow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn lines(text: &'static str) -> Vec<&'static str> {
        text.lines()
            .map(|line| line.split_once(" #").map_or(line, |(entry, _)| entry).trim())
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect()
    }

    fn is_refused(entry: &str, allow: &[IpNet]) -> bool {
        match entry.parse::<IpAddr>() {
            Ok(ip) => refused(ip, allow),
            Err(_) => parse_target(entry, allow).is_err(),
        }
    }

    #[test]
    fn refuses_the_corpus() {
        let corpus = lines(include_str!("../../tests/webhooks/refused.txt"));
        assert!(corpus.iter().collect::<BTreeSet<_>>().len() >= 200, "{}", corpus.len());
        let passing: Vec<_> = corpus.iter().filter(|entry| !is_refused(entry, &[])).collect();
        assert!(passing.is_empty(), "not refused: {passing:#?}");
    }

    #[test]
    fn lets_the_public_internet_pass() {
        let corpus = lines(include_str!("../../tests/webhooks/passing.txt"));
        assert!(corpus.len() >= 20);
        let refused: Vec<_> = corpus.iter().filter(|entry| is_refused(entry, &[])).collect();
        assert!(refused.is_empty(), "refused: {refused:#?}");
    }

    #[test]
    fn an_allowed_network_passes_and_its_neighbours_do_not() {
        let allow = ["10.1.0.0/16".parse().unwrap(), "fd00:1::/32".parse().unwrap()];
        for entry in [
            "10.1.2.3",
            "http://10.1.2.3/hook",
            "::ffff:10.1.2.3",
            "fd00:1::9",
            "http://167838211/",
        ] {
            assert!(!is_refused(entry, &allow), "{entry}");
        }
        for entry in ["10.2.0.1", "fd00:2::1", "127.0.0.1", "64:ff9b::a01:203"] {
            assert!(is_refused(entry, &allow), "{entry}");
        }
        let loopback = ["127.0.0.0/8".parse().unwrap()];
        assert!(parse_target("http://localhost:8080/", &loopback).is_ok());
        let is_in = |url: &str| is_allowed(&Url::parse(url).unwrap(), &loopback);
        assert!(is_in("http://localhost:8080/") && is_in("http://127.1/") && is_in("http://[::ffff:127.0.0.1]/"));
        assert!(!is_in("http://example.com/") && !is_in("http://8.8.8.8/") && !is_in("http://[::1]/"));
    }

    #[test]
    fn says_what_is_wrong() {
        let long = format!("https://example.com/{}", "a".repeat(URL_LENGTH_MAX));
        let cases = [
            (long.as_str(), InvalidTarget::TooLong),
            ("example.com/hook", InvalidTarget::Unreadable),
            ("https://", InvalidTarget::Unreadable),
            ("ftp://example.com/", InvalidTarget::Scheme),
            ("file:///etc/passwd", InvalidTarget::Scheme),
            ("https://user@example.com/", InvalidTarget::Credentials),
            ("https://:word@example.com/", InvalidTarget::Credentials),
            ("https://0x7f.1/", InvalidTarget::Refused),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_target(text, &[]).unwrap_err(), expected, "{text}");
        }
    }
}
