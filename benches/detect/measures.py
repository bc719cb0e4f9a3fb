"""What is measured, what counts as good, and the table that says so."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One number of the scorer, with the bars that the mean over seeds has to reach."""

    key: str
    words: str
    is_lower_better: bool
    goal: float
    stretch: float

    def reaches(self, value, bar):
        """A measure that has no value (nothing was found) reaches nothing."""
        if math.isnan(value):
            return False
        return value <= bar if self.is_lower_better else value >= bar

    def verdict(self, mean):
        if self.reaches(mean, self.stretch):
            return "stretch"
        return "goal" if self.reaches(mean, self.goal) else "FAIL"

    def worst(self, values):
        if any(math.isnan(value) for value in values):
            return math.nan
        return max(values) if self.is_lower_better else min(values)


def at_most(key, words, goal, stretch):
    return Measure(key, words, True, goal, stretch)


def at_least(key, words, goal, stretch):
    return Measure(key, words, False, goal, stretch)


MEASURES = [
    at_most("fa_per_service_week", "false alarms per service and week", 0.06, 0.03),
    at_least("recall_k5", "found: outages of at least 5 σ", 0.965, 0.98),
    at_least("recall_regional", "found: in one or two of eight regions", 0.97, 0.98),
    at_least("recall_blip", "found: of ten minutes", 0.87, 0.92),
    at_least("recall_poisoned", "found: at the hour of a past outage", 0.93, 0.96),
    at_least("recall_cold", "found: in the first weeks of a service", 0.85, 0.90),
    at_most("ttd_k5_median", "minutes to detect, 5 σ: median", 5, 4),
    at_most("ttd_k5_p90", "minutes to detect, 5 σ: 90 %", 18, 13),
    at_most("ttd_k10_abrupt_median", "minutes to detect, abrupt of 10 σ: median", 2.5, 2),
    at_most("ttr_median", "minutes to resolve: median", 8, 6),
    at_most("ttr_p90", "minutes to resolve: 90 %", 40, 30),
    at_most("premature", "resolved too early", 0.03, 0.02),
    at_most("flaps_per_outage", "opened again, per outage", 0.10, 0.05),
    at_least("region_precision", "regions named: precision", 0.97, 0.99),
    at_least("region_recall", "regions named: recall", 0.97, 0.99),
    at_least("timely", "timely (1 is at once, half after ten minutes)", 0.585, 0.61),
    at_least("score", "score", 57, 60),
]


def mean(rows, key):
    return sum(row[key] for row in rows) / len(rows)


def failed(rows):
    """The measures whose mean misses its goal."""
    return [measure for measure in MEASURES if measure.verdict(mean(rows, measure.key)) == "FAIL"]


def table(rows):
    """One line a measure, in Markdown: mean and worst over the seeds beside goal and stretch."""
    lines = ["| measure | mean | worst seed | goal | stretch | reached |", "| --- | --- | --- | --- | --- | --- |"]
    for measure in MEASURES:
        average = mean(rows, measure.key)
        worst = measure.worst([row[measure.key] for row in rows])
        sign = "≤" if measure.is_lower_better else "≥"
        cells = [measure.words, f"{average:.3f}", f"{worst:.3f}", f"{sign} {measure.goal:g}", f"{sign} {measure.stretch:g}"]
        lines.append("| " + " | ".join([*cells, measure.verdict(average)]) + " |")
    return "\n".join(lines)


def harmless_events(rows):
    """False alarms at events that are no outages, summed over the seeds: `burst 1/190, busy 3/410, gap 0/200`."""
    totals = {}
    for row in rows:
        for kind, share in row["fa_benign"].items():
            alarms, events = map(int, share.split("/"))
            before = totals.get(kind, (0, 0))
            totals[kind] = (before[0] + alarms, before[1] + events)
    return ", ".join(f"{kind} {alarms}/{events}" for kind, (alarms, events) in sorted(totals.items()))
