//! Which chart a service's page shows, and where its counts come from.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use super::State;
use crate::domain::chart::{self, ChartPoint};
use crate::domain::series::{Period, Series};
use crate::domain::snapshot::Snapshot;
use crate::publish::hub::Live;
use crate::render::views::ChartView;

/// A page does not wait longer for old counts: the verdict is what people came for.
const READ_TIME_MAX: Duration = Duration::from_secs(4);

/// What a page was asked for; anything that is not known is the day in one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    period: Period,
    by_symptom: bool,
}

impl Asked {
    /// Reads `?range=` and `?stack=`.
    pub fn parse(range: Option<&str>, stack: Option<&str>) -> Self {
        Self {
            period: range.and_then(Period::parse).unwrap_or_default(),
            by_symptom: stack == Some("symptoms"),
        }
    }

    /// Whether the snapshot holds all that the chart needs.
    pub fn is_at_hand(self) -> bool {
        self.period == Period::Day
    }

    /// What tells its page from those of other charts.
    pub fn address(self) -> String {
        format!("{}{}", self.period.as_str(), if self.by_symptom { "+" } else { "" })
    }
}

/// What a chart is made of.
pub struct Counts {
    asked: Asked,
    live: Live,
    /// Sums of the time before the live day; `None` when the store cannot be read, or is not needed.
    hours: Option<Arc<Series>>,
}

impl Counts {
    /// Gets what the chart needs. The day is at hand; only longer ones may ask the store, and when it does not answer
    /// the page is shown without them.
    pub async fn of(state: &State, live: Live, asked: Asked) -> Self {
        let mut hours = None;
        let live_from = chart::live_from(&live.snapshot.chart);
        let bounds = chart::bounds(asked.period, &live.snapshot.chart);
        if let (Some(until), Some((from, _)), false) = (live_from, bounds, asked.is_at_hand()) {
            let read = state.history.hours(&live.snapshot.service, from, until);
            // Given up, it goes on from where it was when somebody asks again.
            let read = tokio::time::timeout(READ_TIME_MAX, read).await;
            match read {
                Ok(Ok(read)) => hours = Some(read),
                Ok(Err(error)) => tracing::warn!(%error, "a long chart is shown without its counts"),
                Err(_) => tracing::info!("a long chart is shown without its counts: reading them takes its time"),
            }
        }
        Self { asked, live, hours }
    }

    /// The live view of the service, which the chart belongs to.
    pub fn snapshot(&self) -> &Snapshot {
        &self.live.snapshot
    }

    /// Differs from one state of the chart to another, beside the snapshot's version.
    pub fn version(&self) -> &'static str {
        if self.hours.is_some() { "long" } else { "" }
    }

    /// The chart as it is shown.
    pub fn view(&self) -> ChartView<'_> {
        ChartView {
            period: self.asked.period,
            by_symptom: self.asked.by_symptom,
            points: self.points(),
        }
    }

    fn points(&self) -> Option<Cow<'_, [ChartPoint]>> {
        let day = &self.live.snapshot.chart;
        if self.asked.period == Period::Day {
            return Some(Cow::Borrowed(day));
        }
        let (hours, bounds) = (self.hours.as_ref()?, chart::bounds(self.asked.period, day)?);
        let step_minutes = self.asked.period.step_minutes();
        let points = chart::long(&self.live.baseline, day, hours, bounds, step_minutes);
        Some(Cow::Owned(points))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_the_day() {
        let day = Asked::default();
        assert_eq!(Asked::parse(None, None), day);
        assert_eq!(Asked::parse(Some("1y"), Some("<script>")), day);
        let month = Asked::parse(Some("30d"), Some("symptoms"));
        assert!(month.period == Period::Month && month.by_symptom);
        assert_ne!(month.address(), Asked::parse(Some("30d"), None).address());
    }
}
