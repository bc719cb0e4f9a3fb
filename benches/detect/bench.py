"""Scores `groundswell backtest` on simulated outages. `make bench-detect` runs it.

The simulator and its scorer are a project of their own; nothing of them is here. Seeds run one after the other, so that
at most one feed (half a gigabyte) is on the disk. Progress goes to stderr, tables to stdout. The exit status is 1 when
the mean over the seeds misses a goal, or when an alarm depends on what comes after it.
"""

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import measures
import peers

# A week of the simulator's standard profile takes about five seconds; these only end what hangs.
SIMULATE_SECONDS_MAX = 1800
BACKTEST_SECONDS_MAX = 1800
POLL_SECONDS = 0.02
# Where the feed is cut for the test of causality: some days and an odd number of minutes into the judged weeks.
CUT_SECONDS = 5 * 86_400 + 7 * 3_600 + 13 * 60
# More seeds than this in one range are a slip of the pen: each takes a minute and a half.
SEEDS_MAX = 1_000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--simulator", type=Path, required=True, help="folder with simulate.py, score.py, results.txt")
    parser.add_argument("--groundswell", type=Path, required=True, help="the release binary")
    parser.add_argument("--seeds", default="101-103", help="such as 1,2,3 or 101-110")
    parser.add_argument("--profile", default="std", help="smoke, std or full")
    parser.add_argument("--data", type=Path, required=True, help="folder for simulated feeds")
    parser.add_argument("--keep", action="store_true", help="leave the feeds there, and use those that are there")
    return parser.parse_args()


def say(text):
    print(text, file=sys.stderr, flush=True)


def seed_list(text):
    """`1,2,3`, `1 2 3`, `101-110`, or several of these."""
    seeds = []
    for part in re.split(r"[,\s]+", text.strip()):
        found = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if not found:
            raise SystemExit(f"SEEDS: {part!r} is not a seed or a range: write 1,2,3 or 101-110")
        first, last = int(found[1]), int(found[2] or found[1])
        if not first <= last < first + SEEDS_MAX:
            raise SystemExit(f"SEEDS: {part!r} goes backwards, or is more than {SEEDS_MAX} seeds")
        seeds += range(first, last + 1)
    return seeds


def load_scorer(folder):
    """The simulator's own `score` function."""
    sys.dont_write_bytecode = True  # the folder is not ours
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def simulate(options, seed, folder):
    if (folder / "input.ndjson").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    script = options.simulator / "simulate.py"
    command = [sys.executable, script, "--out", folder, "--profile", options.profile, "--seed", str(seed)]
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")
    subprocess.run(command, check=True, stdout=sys.stderr, env=environment, timeout=SIMULATE_SECONDS_MAX)
    # The same counts once more, for detectors in Python.
    (folder / "dense.npz").unlink(missing_ok=True)


def peak_bytes(pid):
    """The most memory that a running process has had, where the system says (Linux); its parent's is not in it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def finish(process):
    """Waits for a backtest and returns its CPU seconds and its peak memory in bytes (0 where it is not known)."""
    bytes_max, deadline = 0, time.monotonic() + BACKTEST_SECONDS_MAX
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() > deadline:
            process.kill()
        bytes_max = max(bytes_max, peak_bytes(process.pid))
        time.sleep(POLL_SECONDS)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"backtest ended with status {process.returncode}; what it said is above")
    return usage.ru_utime + usage.ru_stime, bytes_max


def backtest(options, folder):
    """Runs the detector over a feed: its alarms, and what that took."""
    feed, alarms = folder / "input.ndjson", folder / "alarms.ndjson"
    command = [options.groundswell, "backtest", "--input", feed, "--alarms", alarms]
    started = time.monotonic()
    cpu_seconds, bytes_max = finish(subprocess.Popen(command))
    seconds = time.monotonic() - started
    with open(feed, "rb") as file:
        lines = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    cost = {"lines": lines, "wall_seconds": seconds, "cpu_seconds": cpu_seconds, "bytes_max": bytes_max}
    return read_alarms(alarms), cost


def read_alarms(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def is_causal(options, folder, alarms):
    """Whether a feed that stops early gives the same alarms up to there."""
    cut = json.loads((folder / "meta.json").read_text())["test_start"] + CUT_SECONDS
    mark, early = b'{"tick":%d}' % cut, folder / "early.ndjson"
    command = [options.groundswell, "backtest", "--input", "-", "--alarms", early]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    with open(folder / "input.ndjson", "rb") as feed, process.stdin as pipe:
        for line in feed:
            pipe.write(line)
            if line.startswith(mark):
                break
        else:
            raise SystemExit(f"the feed in {folder} has no minute {cut}: the simulator has changed")
    if process.wait(BACKTEST_SECONDS_MAX) != 0:
        raise SystemExit("backtest failed on the beginning of the feed; what it said is above")
    return keys(read_alarms(early), cut) == keys(alarms, cut)


def keys(alarms, until):
    kept = (alarm for alarm in alarms if alarm["ts"] <= until)
    return sorted((alarm["service"], alarm["ts"], alarm.get("region") or "*", alarm["state"]) for alarm in kept)


def run_seed(options, score, seed, is_first):
    """Simulates, detects and scores one seed."""
    folder = options.data / f"{options.profile}-{seed}"
    say(f"seed {seed}: simulating")
    try:
        simulate(options, seed, folder)
        say(f"seed {seed}: detecting")
        alarms, cost = backtest(options, folder)
        row = score(str(folder), alarms) | cost
        if is_first:
            say(f"seed {seed}: the same with an end in the middle")
            row["causal"] = is_causal(options, folder, alarms)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    say(f"seed {seed}: score {row['score']:.1f}, {row['fa_per_service_week']:.3f} false alarms per service and week")
    return row


def print_cost(rows):
    def total(key):
        return sum(row[key] for row in rows)

    megabytes = max(row["bytes_max"] for row in rows) / 1e6
    print(
        f"Cost: {total('lines') / len(rows) / 1e6:.2f} million lines a seed; "
        f"{total('lines') / total('cpu_seconds') / 1e6:.2f} million lines per second of CPU, "
        f"{total('lines') / total('wall_seconds') / 1e6:.2f} per second on this machine as busy as it was; "
        f"at most {megabytes:.0f} MB of memory."
    )


def print_all(options, seeds, rows):
    """All tables; returns whether everything is as it should be."""
    outages = sum(row["outages"] for row in rows)
    print(f"Profile {options.profile}, {len(seeds)} seeds ({', '.join(map(str, seeds))}), {outages} outages.\n")
    print(measures.table(rows))
    print(f"\nFalse alarms at harmless events: {measures.harmless_events(rows)}.")
    causal = rows[0]["causal"]
    print(f"Alarms depend on the past alone: {'yes' if causal else 'NO'} (seed {seeds[0]}, feed cut in the middle).\n")
    print("Beside the peers of the simulator's results.txt, which were measured on seeds of their own:\n")
    print(peers.table([*peers.read(options.simulator / "results.txt"), peers.ours("**Groundswell**", rows)]) + "\n")
    print_cost(rows)
    missed = measures.failed(rows)
    if missed:
        print(f"\nGoals missed: {', '.join(measure.words for measure in missed)}.")
    return causal and not missed


def require_simulator(folder):
    missing = [name for name in ["simulate.py", "score.py", "results.txt"] if not (folder / name).is_file()]
    if missing:
        raise SystemExit(
            f"No simulator in {folder}: {', '.join(missing)} missing.\n"
            "It is not part of this project. Say where it is: make bench-detect SIMULATOR=FOLDER"
        )


def main():
    options = arguments()
    require_simulator(options.simulator)
    seeds = seed_list(options.seeds)
    peers.read(options.simulator / "results.txt")
    score = load_scorer(options.simulator)
    rows = [run_seed(options, score, seed, index == 0) for index, seed in enumerate(seeds)]
    sys.exit(0 if print_all(options, seeds, rows) else 1)


if __name__ == "__main__":
    main()
