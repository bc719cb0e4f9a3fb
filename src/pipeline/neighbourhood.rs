//! Which reports are evidence. A neighbourhood (an IPv4 /24, an IPv6 /48) is what one person or one office may hold, so
//! it is heard a few times and no more, however many addresses it has. The rest of its reports is counted, shown and
//! marked as discounted: the detector does not see it.
//!
//! A neighbourhood has an allowance of its own ([`BURST`], which comes back one by one every [`REFILL_SECONDS`]), or
//! its part of the crowd if that is more: where many people report, some of them are neighbours, and carriers put
//! thousands of customers behind a few addresses. What is a part, of neighbourhoods and of networks, is for [`Crowd`] to
//! say.
//!
//! The allowance is the generic cell rate algorithm (ITU-T I.371): one time stamp a neighbourhood. The `governor` crate
//! has it as well, but neither the share of the crowd, nor the memory of who has been answered, nor a bound on its own
//! memory, which are most of this file.
//!
//! All of it is in this process's memory, under hashes whose key dies with the process, and is forgotten within twice
//! [`FORGET_SECONDS`] while reports go on. No address is kept. After a restart, and on every further front, allowances
//! begin full.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;

use super::generations::Shards;
use crate::domain::bucket::Timestamp;
use crate::domain::crowd::{Crowd, Recent, Usual};
use crate::domain::report::{DEDUPE_WINDOW_SECONDS, Kind, Report, ReporterKey};

/// Reports of a neighbourhood that are evidence at once: as many as of a house with one line.
pub const BURST: i64 = 1;

/// After this long one more is. Longer than the detector's longest window (55 minutes and the one under way), so that no
/// window holds more than [`BURST`] of a neighbourhood that is not part of a crowd.
pub const REFILL_SECONDS: i64 = 3_600;

/// A neighbourhood's allowance is full again after this long, and the neighbourhood may as well be forgotten.
pub const FORGET_SECONDS: i64 = BURST * REFILL_SECONDS;

/// Reporters of a neighbourhood whose answer is remembered. A repeat follows soon or never, so the last few will do: the
/// store drops repeats in any case, and forgetting one costs the neighbourhood a single report's worth of evidence.
const ANSWERS_KEPT: usize = 8;

/// Neighbourhoods in a generation of a shard: as many as a hash table of 16,384 places takes. That makes 458,752 in all,
/// in 51 MB, which is more than any outage has brought in the hours that they are kept. Under a flood the oldest go
/// early, and a flood of neighbourhoods is no longer one neighbourhood.
const NEIGHBOURHOODS_MAX: usize = 14_336;

/// Services in a generation of a shard: any catalogue.
const SERVICES_MAX: usize = 3_584;

/// Decides which reports are evidence.
pub struct Neighbourhoods {
    /// Random for this process, so that its hashes mean nothing to anyone else.
    keyed: RandomState,
    known: Shards<Neighbourhood>,
    crowds: Shards<Crowd>,
}

impl Default for Neighbourhoods {
    fn default() -> Self {
        Self::new()
    }
}

impl Neighbourhoods {
    /// Knows nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self::holding(NEIGHBOURHOODS_MAX)
    }

    fn holding(neighbourhoods_max: usize) -> Self {
        Self {
            keyed: RandomState::new(),
            known: Shards::new(neighbourhoods_max, FORGET_SECONDS),
            crowds: Shards::new(SERVICES_MAX, FORGET_SECONDS),
        }
    }

    /// Whether a report from this address is no evidence. A report that is evidence uses up some of its neighbourhood's
    /// allowance; a repeat of the same reporter uses up nothing and gets the same answer. Only problems are discounted.
    /// `usual` is what is normal where it comes from.
    #[must_use]
    pub fn discounts(&self, report: &Report, address: IpAddr, usual: &Usual) -> bool {
        report.kind == Kind::Problem && !self.hears(report, address, usual)
    }

    /// Whether a report that is evidence comes from where a brigade of its service comes from, see
    /// [`Crowd::is_brigaded_by`].
    #[must_use]
    pub fn suspects(&self, report: &Report, usual: &Usual) -> bool {
        let service = self.keyed.hash_one(report.service.as_str());
        let is_brigaded = |crowd: &mut Crowd| crowd.is_brigaded_by(report.network, usual, report.at);
        self.crowds.with(service, report.at, is_brigaded)
    }

    fn hears(&self, report: &Report, address: IpAddr, usual: &Usual) -> bool {
        let (service, now) = (report.service.as_str(), report.at);
        let neighbourhood = self.keyed.hash_one((service, Prefix::of(address)));
        // Locks are taken in this order only: neighbourhood, then crowd.
        let admits = |has_allowance: bool, evidence: Recent, attempts: Recent| {
            self.crowds.with(self.keyed.hash_one(service), now, |crowd| {
                crowd.note(report.network, neighbourhood, attempts, now);
                (has_allowance || crowd.has_room(neighbourhood, evidence, attempts, report.region, usual, now))
                    && crowd.admits(report.region, report.network, usual, now)
            })
        };
        self.known.with(neighbourhood, now, |known| known.hears(report, admits))
    }
}

/// The part of an address that one holder has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Prefix {
    V4([u8; 3]),
    V6([u16; 3]),
}

impl Prefix {
    fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                Self::V4([a, b, c])
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                Self::V6([a, b, c])
            }
        }
    }
}

/// What is known of a neighbourhood.
#[derive(Debug, Clone, Copy, Default)]
struct Neighbourhood {
    /// When its allowance is (or was) full, in seconds since 1970.
    full_at: i64,
    /// Its recent evidence.
    recent: Recent,
    /// All its recent reports.
    attempts: Recent,
    /// The last answers, newest first.
    answers: [Given; ANSWERS_KEPT],
}

/// An answer that was given.
#[derive(Debug, Clone, Copy, Default)]
struct Given {
    /// A quarter of the reporter's key, enough to tell a few reporters apart. Its lowest bit is the answer.
    voice: u32,
    /// Seconds since 1970, which fit until 2106.
    at: u32,
}

impl Neighbourhood {
    /// Whether the report is evidence; `admits` is told whether the allowance would do, and what was evidence of late.
    fn hears(&mut self, report: &Report, admits: impl FnOnce(bool, Recent, Recent) -> bool) -> bool {
        let now = report.at;
        match self.remembered(report) {
            Some(given) if given.is_within(DEDUPE_WINDOW_SECONDS, now) => return given.heard(),
            // Still there, and still one person.
            Some(given) if given.heard() && given.is_within(REFILL_SECONDS, now) => return false,
            _ => {}
        }
        let has_allowance = self.full_at <= now.0 + (BURST - 1) * REFILL_SECONDS;
        self.attempts.add(now);
        let heard = admits(has_allowance, self.recent, self.attempts);
        if heard {
            self.recent.add(now);
        }
        if heard && has_allowance {
            self.full_at = self.full_at.max(now.0) + REFILL_SECONDS;
        }
        self.answers.rotate_right(1);
        self.answers[0] = Given {
            voice: voice(&report.reporter) | u32::from(heard),
            at: seconds(now),
        };
        heard
    }

    /// The last answer to this reporter.
    fn remembered(&self, report: &Report) -> Option<Given> {
        let is_same = |given: &&Given| {
            let mut keys = std::iter::once(&report.reporter).chain(&report.reporter_yesterday);
            given.at > 0 && keys.any(|key| voice(key) == given.voice & !1)
        };
        self.answers.iter().find(is_same).copied()
    }
}

impl Given {
    fn heard(self) -> bool {
        self.voice & 1 == 1
    }

    fn is_within(self, window_seconds: i64, now: Timestamp) -> bool {
        i64::from(self.at.abs_diff(seconds(now))) < window_seconds
    }
}

fn voice(key: &ReporterKey) -> u32 {
    let [a, b, c, d, ..] = key.0;
    u32::from_be_bytes([a, b, c, d]) & !1
}

fn seconds(at: Timestamp) -> u32 {
    u32::try_from(at.0.max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
