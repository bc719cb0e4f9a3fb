//! The client's address: the peer's, or what trusted proxies say of it, read from right to left.

use std::net::{IpAddr, SocketAddr};

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, HeaderValue};
use ipnet::IpNet;

/// Hops that are looked at: more than any real chain of proxies has.
const HOPS_MAX: usize = 32;

/// The address that a request comes from, or `None` on a listener without addresses.
///
/// Headers count only when the peer is trusted. They are read from the right, because everything left of the first
/// untrusted address was written by that client and may be forged.
pub fn address(request: &HttpRequest, trusted: &[IpNet]) -> Option<IpAddr> {
    address_of(request.peer_addr(), request.headers(), trusted)
}

/// The same of a request that no route has taken yet.
pub fn address_of(peer: Option<SocketAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> Option<IpAddr> {
    Some(resolve(peer?.ip().to_canonical(), headers, trusted))
}

fn resolve(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    let mut client = peer;
    for hop in hops(headers).take(HOPS_MAX) {
        if !is_trusted(client) {
            break;
        }
        match hop.and_then(parse_hop) {
            Some(address) => client = address,
            // A trusted proxy that could not say who asked: the chain ends with it.
            None => break,
        }
    }
    client
}

/// The hops from the last to the first: `X-Forwarded-For`, or `Forwarded` (RFC 7239) where the former is missing.
/// `None` is a hop that does not say who it is.
fn hops(headers: &HeaderMap) -> impl Iterator<Item = Option<&str>> {
    let has_forwarded_for = headers.contains_key("x-forwarded-for");
    let name = if has_forwarded_for {
        "x-forwarded-for"
    } else {
        "forwarded"
    };
    let lines: Vec<&HeaderValue> = headers.get_all(name).collect();
    let hops = lines
        .into_iter()
        .rev()
        .flat_map(|line| line.as_bytes().rsplit(|&byte| byte == b','));
    hops.map(move |hop| {
        let hop = std::str::from_utf8(hop).ok()?.trim();
        if has_forwarded_for {
            Some(hop)
        } else {
            for_parameter(hop)
        }
    })
}

fn for_parameter(element: &str) -> Option<&str> {
    let parameters = element.split(';').filter_map(|pair| pair.split_once('='));
    let mut found = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    found.next().map(|(_, value)| value.trim().trim_matches('"'))
}

/// An address with or without a port; IPv6 with a port stands in brackets.
fn parse_hop(hop: &str) -> Option<IpAddr> {
    let bare = || hop.strip_prefix('[')?.strip_suffix(']')?.parse::<IpAddr>().ok();
    let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
    let address = hop.parse::<IpAddr>().ok().or_else(bare).or_else(with_port)?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderName;
    use proptest::prelude::*;

    use super::*;

    fn client(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        let trusted: Vec<IpNet> = ["127.0.0.0/8", "10.0.0.0/8", "fd00::/8"]
            .map(|net| net.parse().unwrap())
            .into();
        resolve(peer.parse().unwrap(), &map, &trusted).to_string()
    }

    #[test]
    fn forged_headers_are_worth_nothing() {
        /// Peer, headers, expected client.
        type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);
        let cases: [Case; 14] = [
            ("203.0.113.9", &[("x-forwarded-for", "198.51.100.1")], "203.0.113.9"),
            ("203.0.113.9", &[("forwarded", "for=198.51.100.1")], "203.0.113.9"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &[("x-forwarded-for", "198.51.100.1")], "198.51.100.1"),
            (
                "127.0.0.1",
                &[("x-forwarded-for", "6.6.6.6, 198.51.100.1")],
                "198.51.100.1",
            ),
            (
                "127.0.0.1",
                &[("x-forwarded-for", "6.6.6.6, 198.51.100.1, 10.0.0.5")],
                "198.51.100.1",
            ),
            (
                "127.0.0.1",
                &[("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "198.51.100.1")],
                "198.51.100.1",
            ),
            ("127.0.0.1", &[("x-forwarded-for", "198.51.100.1:4711")], "198.51.100.1"),
            ("127.0.0.1", &[("x-forwarded-for", "[2001:db8::1]:443")], "2001:db8::1"),
            ("127.0.0.1", &[("x-forwarded-for", "2001:db8::1")], "2001:db8::1"),
            (
                "fd00::1",
                &[("forwarded", "for=6.6.6.6, For=\"[2001:db8::2]:9\";proto=https")],
                "2001:db8::2",
            ),
            (
                "127.0.0.1",
                &[("forwarded", "for=unknown"), ("x-forwarded-for", "198.51.100.1")],
                "198.51.100.1",
            ),
            (
                "127.0.0.1",
                &[("x-forwarded-for", "198.51.100.1, garbage")],
                "127.0.0.1",
            ),
            (
                "127.0.0.1",
                &[("x-forwarded-for", "::ffff:198.51.100.1")],
                "198.51.100.1",
            ),
        ];
        for (peer, headers, expected) in cases {
            assert_eq!(client(peer, headers), expected, "{peer} {headers:?}");
        }
    }

    fn any_header() -> impl Strategy<Value = Vec<u8>> {
        let hop = prop_oneof![
            Just("198.51.100.1"),
            Just("[2001:db8::1]:443"),
            Just("for=\"[2001:db8::2]\";proto=https"),
            Just("for=unknown"),
            Just("\";,="),
            Just("10.0.0.5"),
            Just("\u{e9}"),
        ];
        let line = prop::collection::vec(hop, 0..80).prop_map(|hops| hops.join(", ").into_bytes());
        prop_oneof![line, prop::collection::vec(any::<u8>(), 0..300)]
    }

    proptest! {
        #[test]
        fn whatever_headers_say_a_stranger_stays_who_it_is(
            values in prop::collection::vec((any::<bool>(), any_header()), 0..4),
        ) {
            let mut map = HeaderMap::new();
            for (is_forwarded, value) in values {
                let name = if is_forwarded { "forwarded" } else { "x-forwarded-for" };
                if let Ok(value) = HeaderValue::from_bytes(&value) {
                    map.append(HeaderName::from_static(name), value);
                }
            }
            let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
            let (stranger, proxy): (IpAddr, IpAddr) = ("203.0.113.9".parse().unwrap(), "10.0.0.1".parse().unwrap());
            prop_assert_eq!(resolve(stranger, &map, &trusted), stranger);
            let behind = resolve(proxy, &map, &trusted);
            prop_assert_eq!(behind, behind.to_canonical());
        }
    }
}
