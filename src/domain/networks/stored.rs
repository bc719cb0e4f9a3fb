//! What is stored of the networks. Older versions had it so in memory, and read it still.

use serde::{Deserialize, Serialize};

use super::super::hour::Hour;
use super::super::minute_log::MinuteLog;
use super::super::onset::MINUTES_BACK_MAX;
use super::super::usual_shares::UsualShares;
use super::Networks;

#[derive(Serialize, Deserialize)]
pub(super) struct Form<K> {
    log: MinuteLog<Entry<K>>,
    usual: UsualShares<K>,
}

/// A network's reports in one minute.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Entry<K> {
    network: K,
    reports: u32,
}

impl<K: Copy + Ord + Default> From<Networks<K>> for Form<K> {
    fn from(networks: Networks<K>) -> Self {
        let entry = |(network, reports)| Entry { network, reports };
        Self {
            log: MinuteLog::of(|minutes_ago| networks.minute(minutes_ago).into_iter().map(entry)),
            usual: networks.usual,
        }
    }
}

impl<K: Copy + Ord> From<Form<K>> for Networks<K> {
    fn from(form: Form<K>) -> Self {
        let minute = |ago| form.log.minute(ago).iter();
        let all = (1..=MINUTES_BACK_MAX).flat_map(minute);
        let mut heard: Vec<K> = all.map(|entry| entry.network).collect();
        heard.sort_unstable();
        heard.dedup();
        heard.shrink_to_fit();
        let (mut minutes, mut cut) = (vec![[0; MINUTES_BACK_MAX]; heard.len()], 0);
        for ago in 1..=MINUTES_BACK_MAX {
            for entry in minute(ago) {
                if let Ok(place) = heard.binary_search(&entry.network) {
                    minutes[place][ago - 1] = entry.reports;
                }
            }
            cut |= u64::from(!minute(ago).is_sorted_by_key(|entry| entry.network)) << (ago - 1);
        }
        let mut hour = Hour::default();
        for minutes in &minutes {
            hour.push_minutes(minutes);
        }
        hour.shrink();
        Self {
            heard,
            hour,
            cut,
            usual: form.usual,
        }
    }
}
