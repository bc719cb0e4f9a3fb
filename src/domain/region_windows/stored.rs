//! What is stored of the regions. Older versions had it so in memory, sums and all, and read it still.

use serde::{Deserialize, Serialize};

use super::super::hour::{Counts, Hour};
use super::super::minute_log::MinuteLog;
use super::super::onset::MINUTES_BACK_MAX;
use super::super::region::RegionCode;
use super::super::statistic::WINDOW_COUNT;
use super::super::windows::REPORTERS_PER_MINUTE_MAX;
use super::{RegionWindows, Tracked};

#[derive(Serialize, Deserialize)]
pub(super) struct Form {
    tracked: Vec<StoredTracked>,
    order: Vec<u16>,
    countries: Vec<(u16, u16)>,
    log: MinuteLog<Entry>,
    weight_sum: f64,
    grain: f64,
}

#[derive(Serialize, Deserialize)]
struct StoredTracked {
    region: RegionCode,
    weight: f32,
    reporters: [u32; WINDOW_COUNT],
}

/// A region's reporters in one minute: 12 bits of region number, 20 of count.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Entry(u32);

impl Entry {
    fn new(number: u16, reporters: u32) -> Self {
        Self(u32::from(number) << 20 | reporters)
    }

    fn number(self) -> usize {
        (self.0 >> 20) as usize
    }

    fn reporters(self) -> u32 {
        self.0 & REPORTERS_PER_MINUTE_MAX
    }
}

impl From<RegionWindows> for Form {
    fn from(windows: RegionWindows) -> Self {
        let hour: Vec<Counts<'_>> = windows.hour.series().collect();
        let entries = |minutes_ago: usize| {
            let counts = windows
                .order
                .iter()
                .map(|&number| (number, hour[usize::from(number)].minute(minutes_ago)));
            let heard = counts.filter(|&(_, reporters)| reporters > 0);
            heard
                .map(|(number, reporters)| Entry::new(number, reporters))
                .collect::<Vec<_>>()
        };
        let tracked = windows.tracked.iter().zip(&hour);
        Self {
            tracked: tracked
                .map(|(tracked, counts)| StoredTracked {
                    region: tracked.region,
                    weight: tracked.weight,
                    reporters: counts.sums(),
                })
                .collect(),
            log: MinuteLog::of(entries),
            weight_sum: windows.weight_sum,
            grain: windows.grain,
            order: windows.order,
            countries: windows.countries,
        }
    }
}

impl From<Form> for RegionWindows {
    fn from(form: Form) -> Self {
        let mut minutes = vec![[0; MINUTES_BACK_MAX]; form.tracked.len()];
        for ago in 1..=MINUTES_BACK_MAX {
            for entry in form.log.minute(ago) {
                if let Some(minutes) = minutes.get_mut(entry.number()) {
                    minutes[ago - 1] = entry.reporters();
                }
            }
        }
        let mut hour = Hour::default();
        for minutes in &minutes {
            hour.push_minutes(minutes);
        }
        hour.shrink();
        let tracked = form.tracked.into_iter();
        Self {
            tracked: tracked
                .map(|StoredTracked { region, weight, .. }| Tracked { region, weight })
                .collect(),
            order: form.order,
            countries: form.countries,
            hour,
            weight_sum: form.weight_sum,
            grain: form.grain,
        }
    }
}
