//! Short texts from requests and settings.

use groundswell::domain::region::RegionCode;
use groundswell::domain::service::ServiceSlug;
use groundswell::outbound::address::{host, parse_target};
use groundswell::publish::signature::SigningSecret;
use groundswell::render::badge;
use groundswell::render::embed_options::{EmbedOptions, Size};
use groundswell::render::locale::Locale;
use groundswell::render::views::Theme;
use groundswell::store::StoreUrl;
use proptest::prelude::*;

use crate::damage;

const LANGUAGES: &str = "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5";

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,80}",
        proptest::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect())
    ]
}

proptest! {
    #[test]
    fn any_words_are_names_or_are_not(text in any_text()) {
        if let Ok(slug) = ServiceSlug::parse(&text) {
            prop_assert_eq!(slug.as_str(), &text);
        }
        if let Ok(region) = RegionCode::parse(&text) {
            prop_assert_eq!(region.as_str(), &text);
        }
        let _ = SigningSecret::parse(&text);
    }

    #[test]
    fn any_options_give_a_picture(text in any_text()) {
        let _ = (Theme::parse(&text), Size::parse(&text), EmbedOptions::country(&text));
        if let Some(label) = badge::label(&text) {
            prop_assert!(!label.trim().is_empty());
            prop_assert!(label.chars().all(|letter| !letter.is_control()), "{label:?}");
        }
    }

    #[test]
    fn any_header_chooses_a_language(text in prop_oneof![any_text(), damage::text(LANGUAGES)]) {
        let _ = (Locale::negotiate(&text), Locale::parse(&text));
    }

    #[test]
    fn a_damaged_address_of_a_store_shows_no_password(
        text in prop_oneof![
            damage::text("redis://user:hunter2secret@127.0.0.1:6379/1"),
            damage::text("redis+cluster://user:hunter2secret@a:1,b:2,c:3"),
            damage::text("redis+sentinel://:hunter2secret@a,b,c/primary"),
            any_text(),
        ],
    ) {
        // Without its marks, a colon before and an @ behind it, nobody can tell a password from a user or a host; and one that
        // is itself damaged is another word.
        let is_marked = text.matches("hunter2secret").count() == text.matches(":hunter2secret").count();
        let is_before_hosts = text.rsplit("hunter2secret").next().is_some_and(|rest| rest.contains('@'));
        prop_assume!(!text.contains("hunter2secret") || is_marked && is_before_hosts);
        match text.parse::<StoreUrl>() {
            Ok(url) => prop_assert!(!url.to_string().contains("hunter2secret"), "{url}"),
            Err(error) => prop_assert!(!error.to_string().contains("hunter2secret"), "{error}"),
        }
    }

    #[test]
    fn a_damaged_target_leads_to_no_private_address(
        text in prop_oneof![
            damage::text("https://hooks.example:8443/path?x=1#y"),
            damage::text("http://127.0.0.1/"),
            damage::text("http://[::ffff:10.0.0.1]/"),
            any_text(),
        ],
    ) {
        if let Ok(url) = parse_target(&text, &[]) {
            prop_assert!(matches!(url.scheme(), "http" | "https"));
            let shown = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
            if let Ok(ip) = shown.parse::<std::net::IpAddr>() {
                prop_assert!(!ip.is_loopback() && !ip.is_unspecified(), "{text}");
            }
            prop_assert_eq!(host(url.as_str()), url.host_str().unwrap_or_default());
        }
    }
}
