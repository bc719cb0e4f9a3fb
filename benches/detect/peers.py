"""The peers' rows of the simulator's `results.txt`, and ours in the same columns."""

import re
from dataclasses import dataclass

from measures import mean

# Name, textbook and tuned false alarms, recall, median delay, recall at the hour of a past outage, timely, score.
ROW = re.compile(
    r"^(?P<name>\S.*?)\s+(?:-|[\d.]+)\s+(?P<alarms>[\d.]+)\s+(?P<recall>\d+) %\s+(?P<delay>[\d.]+)"
    r"\s+(?P<poisoned>\d+) %\s+(?P<timely>[\d.]+)\s+(?P<score>-?[\d.]+)\s*$"
)


@dataclass(frozen=True)
class Row:
    """One detector, as the table of peers shows it; shares between 0 and 1, the delay in minutes."""

    name: str
    alarms: float
    recall: float
    delay: float
    poisoned: float
    timely: float
    score: float

    def markdown(self):
        cells = [
            self.name,
            f"{self.alarms:.3f}",
            f"{self.recall:.1%}",
            f"{self.delay:.1f}",
            f"{self.poisoned:.1%}",
            f"{self.timely:.2f}",
            f"{self.score:.1f}",
        ]
        return "| " + " | ".join(cells) + " |"


def of_line(line):
    """The row in a line, or nothing when the line is none."""
    found = ROW.match(line)
    if not found:
        return None
    return Row(
        found["name"],
        float(found["alarms"]),
        int(found["recall"]) / 100,
        float(found["delay"]),
        int(found["poisoned"]) / 100,
        float(found["timely"]),
        float(found["score"]),
    )


def read(path):
    """All rows of the file."""
    rows = [row for row in map(of_line, path.read_text().splitlines()) if row]
    if not rows:
        raise SystemExit(f"{path} has no row of the form that is known here: its columns have changed")
    return rows


def ours(name, seeds):
    """Our row: the means over seeds."""
    keys = ["fa_per_service_week", "recall_k5", "ttd_k5_median", "recall_poisoned", "timely", "score"]
    return Row(name, *(mean(seeds, key) for key in keys))


def table(rows):
    """All rows, the best score first."""
    lines = [
        "| detector | false alarms, tuned | recall k ≥ 5 | median delay, min | recall, poisoned | timely | score |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [row.markdown() for row in sorted(rows, key=lambda row: -row.score)]
    return "\n".join(lines)
