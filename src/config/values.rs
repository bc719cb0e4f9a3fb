//! What each key may say, from its text.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use ipnet::IpNet;
use secrecy::SecretString;

use super::{ConfigError, SpoolPlace};

pub(super) fn address(text: &str) -> Result<SocketAddr, ConfigError> {
    text.parse()
        .map_err(|_error| ConfigError(format!("listen: `{text}` is not an address like 127.0.0.1:8080")))
}

pub(super) fn spool(text: &str) -> SpoolPlace {
    match text {
        "off" => SpoolPlace::Off,
        folder => SpoolPlace::Folder(PathBuf::from(folder)),
    }
}

/// An hour of the busiest service on record (1,000 reports a second) is 4 million reports of 65 bytes.
const SPOOL_MEGABYTES: u32 = 256;

/// More could not be drained while the store still knows who has reported already.
const SPOOL_MEGABYTES_MAX: u32 = 65_536;

pub(super) fn spool_bytes(megabytes: Option<u32>) -> Result<u64, ConfigError> {
    let megabytes = megabytes.unwrap_or(SPOOL_MEGABYTES);
    if !(1..=SPOOL_MEGABYTES_MAX).contains(&megabytes) {
        return Err(ConfigError(format!(
            "spool_megabytes: {megabytes} is not within 1 to {SPOOL_MEGABYTES_MAX}; `spool = 'off'` does without"
        )));
    }
    Ok(u64::from(megabytes) * 1_000_000)
}

pub(super) fn networks(key: &str, texts: Option<Vec<String>>) -> Result<Vec<IpNet>, ConfigError> {
    let parse = |text: &String| {
        let text = text.trim();
        let network = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        network.map_err(|_error| ConfigError(format!("{key}: `{text}` is not a CIDR like 10.0.0.0/8")))
    };
    texts
        .unwrap_or_default()
        .iter()
        .filter(|text| !text.trim().is_empty())
        .map(parse)
        .collect()
}

/// Short tokens can be guessed over the network.
const ADMIN_TOKEN_LENGTH_MIN: usize = 16;

pub(super) fn admin_token(token: Option<String>) -> Result<Option<SecretString>, ConfigError> {
    match token {
        Some(token) if token.is_empty() => Ok(None),
        Some(token) if token.len() < ADMIN_TOKEN_LENGTH_MIN => Err(ConfigError(format!(
            "admin_token: too short; use at least {ADMIN_TOKEN_LENGTH_MIN} characters, for example from `openssl rand -hex 24`"
        ))),
        token => Ok(token.map(SecretString::from)),
    }
}

pub(super) fn public_url(url: &str) -> Result<String, ConfigError> {
    let is_http = url.starts_with("https://") || url.starts_with("http://");
    if !is_http || url.contains(['?', '#', ' ', '"', '<', '>']) {
        return Err(ConfigError(format!(
            "public_url: `{url}` is not like https://status.example.org"
        )));
    }
    Ok(url.trim_end_matches('/').to_owned())
}

pub(super) fn base_path(path: &str) -> Result<String, ConfigError> {
    let path = path.trim_end_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
    if path.is_empty() {
        return Ok(String::new());
    }
    if !path.starts_with('/') || path.contains("//") || !path.chars().all(is_plain) {
        return Err(ConfigError(format!("base_path: `{path}` is not a path like /status")));
    }
    Ok(path.to_owned())
}

pub(super) fn frame_ancestors(text: Option<String>) -> Result<String, ConfigError> {
    let text = text.unwrap_or_else(|| "*".to_owned());
    if text.is_empty() || text.contains([';', ',', '\r', '\n']) {
        return Err(ConfigError(
            "frame_ancestors: write `*` or origins separated by spaces".to_owned(),
        ));
    }
    Ok(text)
}

pub(super) fn security_contact(text: Option<String>) -> Result<Option<String>, ConfigError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let is_known = ["mailto:", "https://"]
        .iter()
        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
    if !is_known || !text.chars().all(|c| c.is_ascii_graphic()) {
        return Err(ConfigError(format!(
            "security_contact: `{}` is not like mailto:security@example.org or https://example.org/security",
            text.escape_debug()
        )));
    }
    Ok(Some(text))
}

pub(super) fn switch(key: &str, text: Option<&str>) -> Result<Option<bool>, ConfigError> {
    match text {
        None => Ok(None),
        Some("on") => Ok(Some(true)),
        Some("off") => Ok(Some(false)),
        Some(text) => Err(ConfigError(format!("{key}: `{text}` is neither on nor off"))),
    }
}

pub(super) fn instant(text: &str) -> Result<i64, ConfigError> {
    let parsed: Result<jiff::Timestamp, _> = text.parse();
    let time = parsed.map_err(|_error| {
        ConfigError(format!(
            "virtual_clock: `{text}` is not a time like 2025-04-16T11:00:00Z"
        ))
    })?;
    Ok(time.as_second())
}
