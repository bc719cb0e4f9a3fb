//! The chart of a service's page with everything around it: periods, key, values, incidents and the table.

use std::sync::Arc;

use serde::Serialize;

use crate::domain::bucket::{Minute, Timestamp};
use crate::domain::chart::HOUR_MINUTES;
use crate::domain::incident::Incident;
use crate::domain::series::{Period, step_of};
use crate::domain::service::Service;
use crate::domain::snapshot::{CELL_REPORTERS_MIN, ChartPoint};
use crate::render::chart::layers::{self, Kind, Layer};
use crate::render::chart::plot::{self, Plot};
use crate::render::locale::{Arg, Locale};
use crate::render::moments::{self, Precision};
use crate::render::numbers::to_count;
use crate::render::sentence::Sentence;
use crate::render::views::{Edition, ServiceView};
use crate::render::words;

use super::incident::IncidentLine;
use super::incident_path;

/// What `parts/chart.html` is given.
#[derive(Debug, Serialize)]
pub struct ChartPanel {
    /// `day`, `week` or `month`: chooses words.
    period: &'static str,
    ranges: Vec<Link>,
    /// Between one colour and the layers.
    stack: Link,
    /// The live day, for when a longer chart cannot be shown.
    day_href: String,
    /// All values, for programs.
    data_href: String,
    drawing: Option<Drawing>,
    /// Nothing has been counted yet, so there is nothing to draw.
    nothing: bool,
    /// How few reports are not told apart.
    small: u64,
}

/// A link that exchanges the chart.
#[derive(Debug, Serialize)]
struct Link {
    href: String,
    text: String,
    current: bool,
}

/// The chart, when there is something to draw.
#[derive(Debug, Serialize)]
struct Drawing {
    axis: String,
    svg: String,
    /// Attributes with the values for the browser.
    data: String,
    /// What an arrow key and a page key are worth: steps of the larger kind.
    page_steps: i64,
    summary: Sentence,
    layers: Vec<LayerRow>,
    incidents: Vec<IncidentLine>,
    rows: Vec<Row>,
}

/// A layer in the legend.
#[derive(Debug, Serialize)]
struct LayerRow {
    class: String,
    striped: bool,
    name: String,
    total: String,
    /// Reports by step, for the browser.
    values: String,
}

/// A row of the table.
#[derive(Debug, Serialize)]
struct Row {
    start: Sentence,
    /// Its time is not over.
    so_far: bool,
    reports: String,
    normal: String,
    layers: Vec<String>,
    incidents: Vec<RowIncident>,
}

#[derive(Debug, Serialize)]
struct RowIncident {
    href: String,
    began: Sentence,
}

impl ChartPanel {
    /// Turns the view into words and pictures.
    #[must_use]
    pub fn new(site: Edition<'_>, view: &ServiceView<'_>) -> Self {
        let (locale, period, service) = (site.locale, view.chart.period, view.service);
        let address = |period: Period, by_symptom: bool| {
            let map = view.map_country.map(|country| format!("map={country}&"));
            let stack = if by_symptom { "&stack=symptoms" } else { "" };
            let (base, slug, range) = (&site.base_path, &service.slug, period.as_str());
            format!(
                "{base}/services/{slug}?{}range={range}{stack}#chart",
                map.unwrap_or_default()
            )
        };
        let by_symptom = view.chart.by_symptom;
        let range = |of: Period| Link {
            href: address(of, by_symptom),
            text: locale.say("chart-range", &[("period", name(of).into())]),
            current: of == period,
        };
        let step_minutes = period.step_minutes();
        let points = view.chart.points.as_deref();
        Self {
            period: name(period),
            ranges: Period::ALL.map(range).into(),
            stack: Link {
                href: address(period, !by_symptom),
                text: locale.word(if by_symptom {
                    "chart-together"
                } else {
                    "chart-by-symptom"
                }),
                current: by_symptom,
            },
            day_href: address(Period::Day, by_symptom),
            data_href: format!(
                "{}/api/v1/services/{}/counts?window={}&step={step_minutes}m&by={}",
                site.base_path,
                service.slug,
                period.as_str(),
                if by_symptom { "symptom" } else { "total" }
            ),
            nothing: points.is_some_and(<[ChartPoint]>::is_empty),
            drawing: points
                .filter(|points| !points.is_empty())
                .map(|points| Drawing::new(site, view, points)),
            small: CELL_REPORTERS_MIN,
        }
    }
}

impl Drawing {
    fn new(site: Edition<'_>, view: &ServiceView<'_>, points: &[ChartPoint]) -> Self {
        let locale = site.locale;
        let period = view.chart.period;
        let known = view.snapshot.incident.iter().chain(&view.snapshot.history);
        let incidents: Vec<&Incident> = known
            .map(Arc::as_ref)
            .filter(|incident| plot::span(incident, period, points).is_some())
            .collect();
        let layers = if view.chart.by_symptom {
            layers::of(points)
        } else {
            Vec::new()
        };
        let summary = summary(locale, period, points, view.now);
        let plot = Plot {
            locale,
            period,
            points,
            incidents: &incidents,
            layers: &layers,
            summary: &summary.plain(),
        };
        Self {
            axis: plot.axis(),
            svg: plot.picture(),
            data: plot.data(),
            page_steps: row_minutes(period) / period.step_minutes(),
            layers: layer_rows(locale, view.service, &layers),
            rows: rows(site, view, points, &layers, &incidents),
            incidents: incidents
                .iter()
                .map(|incident| IncidentLine::new(site, view.service, incident, view.now))
                .collect(),
            summary,
        }
    }
}

/// A period's name in messages.
fn name(period: Period) -> &'static str {
    match period {
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
    }
}

/// What a row of the table stands for: few enough to be read. Also what the page keys move by.
fn row_minutes(period: Period) -> i64 {
    match period {
        Period::Day => HOUR_MINUTES,
        Period::Week => 6 * HOUR_MINUTES,
        Period::Month => 24 * HOUR_MINUTES,
    }
}

/// What the chart shows, in words.
fn summary(locale: Locale, period: Period, points: &[ChartPoint], now: Timestamp) -> Sentence {
    let period_arg = ("period", name(period).into());
    // Of equals the newest, because it is still of interest.
    match points.iter().max_by_key(|point| point.reports) {
        None => Sentence::new(locale.word("chart-nothing")),
        Some(point) if point.reports == 0 => Sentence::new(locale.say("chart-silence", &[period_arg])),
        Some(point) => {
            let at = point.start.start();
            let args = [
                period_arg,
                ("most", point.reports.into()),
                ("at", Arg::Moment(at, moments::precision(at, now))),
                ("low", locale.count(to_count(point.low.floor())).into()),
                ("high", locale.count(to_count(point.high.ceil())).into()),
            ];
            locale.sentence("chart-most", &args)
        }
    }
}

fn layer_rows(locale: Locale, service: &Service, layers: &[Layer]) -> Vec<LayerRow> {
    let row = |(number, layer): (usize, &Layer)| {
        let values: Vec<String> = layer.reports.iter().map(ToString::to_string).collect();
        LayerRow {
            class: plot::class(layers, number),
            striped: number % 2 == 1,
            name: layer_name(locale, service, &layer.kind),
            total: locale.count(layer.reports.iter().sum()),
            values: values.join(" "),
        }
    };
    layers.iter().enumerate().map(row).collect()
}

fn layer_name(locale: Locale, service: &Service, kind: &Kind) -> String {
    match kind {
        Kind::Other => locale.word("chart-other"),
        Kind::Unsaid => locale.word("symptom-not-said"),
        Kind::Symptom(slug) => service.symptom(slug.as_str()).map_or_else(
            || slug.to_string(),
            |symptom| locale.translated(&symptom.label).into_owned(),
        ),
    }
}

/// The table: newest first, rows that keep to the clock.
fn rows(
    site: Edition<'_>,
    view: &ServiceView<'_>,
    points: &[ChartPoint],
    layers: &[Layer],
    incidents: &[&Incident],
) -> Vec<Row> {
    let (locale, period) = (site.locale, view.chart.period);
    let minutes = row_minutes(period);
    let row_of = |point: &ChartPoint| step_of(point.start, minutes);
    let mut rows = Vec::new();
    let mut first = 0;
    for chunk in points.chunk_by(|a, b| row_of(a) == row_of(b)) {
        let range = first..first + chunk.len();
        first = range.end;
        let start = chunk[0].start;
        let end = chunk[chunk.len() - 1].start.plus(period.step_minutes());
        let at = start.start();
        rows.push(Row {
            start: Sentence::at(locale, at, view.now),
            so_far: range.end == points.len(),
            reports: locale.count(chunk.iter().map(|point| point.reports).sum()),
            normal: words::normal(locale, chunk.iter().map(|point| point.expected).sum()),
            layers: layers
                .iter()
                .map(|layer| locale.count(layer.reports[range.clone()].iter().sum()))
                .collect(),
            incidents: within(site, period, points, incidents, start, end),
        });
    }
    rows.reverse();
    rows
}

/// The incidents that a row meets.
fn within(
    site: Edition<'_>,
    period: Period,
    points: &[ChartPoint],
    incidents: &[&Incident],
    start: Minute,
    end: Minute,
) -> Vec<RowIncident> {
    let meets =
        |incident: &&&Incident| plot::span(incident, period, points).is_some_and(|(from, to)| from < end && start < to);
    let entry = |incident: &&Incident| RowIncident {
        href: format!("{}{}", site.base_path, incident_path(incident)),
        began: Sentence::default().moment(site.locale, incident.onset.start(), Precision::Full),
    };
    incidents.iter().filter(meets).map(entry).collect()
}
