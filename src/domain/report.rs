//! One click, as it is counted: never an IP address.

use serde::{Deserialize, Serialize};

use super::bucket::{Minute, Timestamp};
use super::referrer::Referrer;
use super::region::{Asn, RegionCode};
use super::service::{ServiceSlug, SymptomSlug};

/// A reporter counts once per service within this long.
pub const DEDUPE_WINDOW_SECONDS: i64 = 15 * 60;

/// HMAC of service and address (IPv6 cut to /64) under the day's salt, cut to 128 bits: equal for the same reporter of
/// the same service on the same day, meaningless once the salt is destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReporterKey(pub [u8; 16]);

/// What the reporter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// "I have a problem."
    Problem,
    /// "Works for me."
    Works,
    /// "…and this is what is wrong", from somebody who has pressed the button already: counted once in the window, and
    /// only as a symptom.
    Naming,
    /// "…and I have worked for it", from somebody whose report was suspect: counted once in the window, and makes that
    /// report, which was counted as discounted, evidence. Its time, region and symptom are that report's.
    Proof,
}

/// One click, placed and stripped of its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What it is about.
    pub service: ServiceSlug,
    /// What the reporter says.
    pub kind: Kind,
    /// The kind of problem, when named.
    pub symptom: Option<SymptomSlug>,
    /// When the server took it.
    pub at: Timestamp,
    /// Where the reporter is.
    pub region: RegionCode,
    /// The reporter's network.
    pub network: Asn,
    /// Who, for as long as the salt lives.
    pub reporter: ReporterKey,
    /// The same reporter under the previous day's salt, given in the first [`DEDUPE_WINDOW_SECONDS`] of a day, so that
    /// a repeat across midnight is still known as one.
    pub reporter_yesterday: Option<ReporterKey>,
    /// Its neighbourhood (an IPv4 /24, an IPv6 /48) has had its say: the report is counted and shown, but it is no
    /// evidence for the detector.
    pub discounted: bool,
    /// By which link its sender came to this site. Counted if it is evidence. The spool writes it by itself, behind what it
    /// wrote before there was any.
    #[serde(skip)]
    pub referrer: Option<Referrer>,
}

impl Report {
    /// The bucket that this report belongs to.
    #[must_use]
    pub fn minute(&self) -> Minute {
        self.at.minute()
    }
}

/// The store's answer to a report: it is on disk, and this is what it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Whether it was counted; a repeat within the window is not.
    pub counted: bool,
    /// Problem reports of this service in the last [`DEDUPE_WINDOW_SECONDS`], this one included.
    pub reports_in_window: u64,
}
