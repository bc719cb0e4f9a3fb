//! By which link people came: a foreign site, as a small number that is the same on every machine.
//!
//! What counts is whether most of a crowd came by one site, not by which. So a site is no more than one of 253 numbers:
//! who reads the counts does not learn the site, and made-up sites do not make them longer. Two sites that share a number
//! are taken for one.

use serde::{Deserialize, Serialize};

use super::fnv::fnv1a;

/// Where somebody came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Referrer(u8);

/// The least number of a site.
const SITES_FROM: u8 = 3;

/// Sites to which people come to ask by themselves, one after the other: nobody sends a crowd by them. Each with the sites
/// below it.
const SEARCH_SITES: [&str; 26] = [
    "bing.com",
    "duckduckgo.com",
    "search.yahoo.com",
    "search.yahoo.co.jp",
    "yandex.com",
    "yandex.ru",
    "ya.ru",
    "baidu.com",
    "sogou.com",
    "search.naver.com",
    "search.daum.net",
    "search.seznam.cz",
    "ecosia.org",
    "qwant.com",
    "startpage.com",
    "search.brave.com",
    "kagi.com",
    "mojeek.com",
    "swisscows.com",
    "metager.org",
    "chatgpt.com",
    "gemini.google.com",
    "copilot.microsoft.com",
    "perplexity.ai",
    // The search field of Android, and the app of the same name.
    "com.google.android.googlequicksearchbox",
    "com.google.android.quicksearchbox",
];

/// Google has a site in every country, and others below them, of which some are anybody's.
const GOOGLE: &str = "google";

impl Referrer {
    /// By no link of another site, as far as can be told: an address that was typed or kept, or a search.
    pub const OWN_WAY: Self = Self(1);

    /// By a link of another site that does not say which one it is.
    pub const UNNAMED: Self = Self(2);

    /// The site of this host; its subdomains are one site with it. `None` when people come from there by their own
    /// question, as from a search engine.
    #[must_use]
    pub fn of_host(host: &str) -> Option<Self> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        if is_search(&host) {
            return None;
        }
        let numbers = u32::from(u8::MAX - SITES_FROM) + 1;
        let number = u8::try_from(fnv1a(site_of(&host).bytes()) % numbers).unwrap_or(0);
        Some(Self(SITES_FROM + number))
    }

    /// The link of this number; `None` when it is none of a foreign site.
    #[must_use]
    pub fn of_number(number: u8) -> Option<Self> {
        (number > Self::OWN_WAY.0).then_some(Self(number))
    }

    /// The number that stands for it.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

fn is_search(host: &str) -> bool {
    let is_below = |site: &str| {
        let rest = host.strip_suffix(site);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let country = host.strip_prefix("www.").unwrap_or(host).split_once('.');
    let is_google = country.is_some_and(|(name, country)| name == GOOGLE && country.len() <= "com.au".len());
    is_google || SEARCH_SITES.iter().any(|site| is_below(site))
}

/// The part of a host that one owner has, as far as can be told without a list of registries: its last two labels, or three
/// below a country that has short ones of its own (`co.uk`). A mistake takes two sites for one, or one for two.
fn site_of(host: &str) -> &str {
    let is_address = host.contains(':') || host.ends_with(|last: char| last.is_ascii_digit());
    if is_address {
        return host;
    }
    let mut dots = host.rmatch_indices('.').map(|(place, _)| place);
    let (last, second, third) = (dots.next(), dots.next(), dots.next());
    let (Some(last), Some(second)) = (last, second) else {
        return host;
    };
    let is_registry = host.len() - last == ".uk".len() && last - second <= ".com".len();
    match (is_registry, third) {
        (false, _) => &host[second + 1..],
        (true, Some(third)) => &host[third + 1..],
        (true, None) => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(host: &str) -> Referrer {
        Referrer::of_host(host).unwrap()
    }

    #[test]
    fn subdomains_are_one_site() {
        for (one, other) in [
            ("www.reddit.com", "old.reddit.com"),
            ("WWW.Reddit.com.", "reddit.com"),
            ("l.facebook.com", "m.facebook.com"),
            ("forums.example.co.uk", "example.co.uk"),
            ("t.co", "t.co"),
        ] {
            assert_eq!(of(one), of(other), "{one} {other}");
        }
        for (one, other) in [
            ("reddit.com", "t.co"),
            ("one.co.uk", "other.co.uk"),
            ("127.0.0.1", "127.1.0.1"),
        ] {
            assert_ne!(of(one), of(other), "{one} {other}");
        }
    }

    #[test]
    fn whoever_asks_a_search_engine_is_sent_by_nobody() {
        for host in [
            "www.google.com",
            "google.de",
            "www.google.co.jp",
            "www.google.com.au",
            "www.bing.com",
            "duckduckgo.com",
            "r.search.yahoo.com",
            "uk.search.yahoo.com",
            "com.google.android.googlequicksearchbox",
        ] {
            assert_eq!(Referrer::of_host(host), None, "{host}");
        }
        for host in [
            "docs.google.com",
            "www.google.com.evil.example",
            "google.example.com",
            "notbing.com",
            "mail.yahoo.com",
            "www.google",
        ] {
            assert!(Referrer::of_host(host).is_some(), "{host}");
        }
    }

    /// Numbers are stored, so they are the same for ever.
    #[test]
    fn a_site_keeps_its_number() {
        assert_eq!(
            [of("reddit.com"), of("t.co"), of("")].map(Referrer::number),
            [17, 137, 105]
        );
    }

    proptest! {
        #[test]
        fn any_host_is_a_site_or_a_search(host in ".{0,80}") {
            if let Some(referrer) = Referrer::of_host(&host) {
                prop_assert!(referrer > Referrer::UNNAMED);
                prop_assert_eq!(Referrer::of_number(referrer.number()), Some(referrer));
            }
        }

        #[test]
        fn a_site_is_that_of_its_subdomains(name in "[a-z]{4,12}", top in "(com|org|de|io)", below in "[a-z]{1,9}") {
            let site = format!("{name}.{top}");
            prop_assert_eq!(Referrer::of_host(&site), Referrer::of_host(&format!("{below}.{site}")));
        }
    }
}
