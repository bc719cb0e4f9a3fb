"""Runs Schemathesis against a server of its own, on both stores: no 5xx, no answer that the document does not describe.

    python3 run.py --server target/debug/groundswell --schemathesis target/schemathesis/bin/schemathesis [--examples 20]
"""

import argparse
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOKEN = "schemathesis-schemathesis"
START_SECONDS_MAX = 60


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(is_so, what):
    deadline = time.monotonic() + START_SECONDS_MAX
    while not is_so():
        if time.monotonic() > deadline:
            sys.exit(f"{what} does not come up")
        time.sleep(0.1)


def is_listening(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except OSError:
        return None


def start_redis(folder, processes):
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
    wait_until(lambda: is_listening(port), "redis-server")
    return f"redis://127.0.0.1:{port}"


def run(options, kind):
    processes = []
    with tempfile.TemporaryDirectory(prefix="groundswell-schemathesis-") as folder:
        try:
            store = start_redis(folder, processes) if kind == "redis" else f"embedded:{folder}/data"
            return test(options, kind, store, folder, processes)
        finally:
            for process in reversed(processes):
                process.kill()
                process.wait()


def test(options, kind, store, folder, processes):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = pathlib.Path(folder) / "log"
    command = [options.server, "serve", "--listen", f"127.0.0.1:{port}", "--store", store, "--admin-token", TOKEN]
    command += ["--spool", f"{folder}/spool", "--catalogue", str(ROOT / "tests/support/small_catalogue.toml")]
    # Nothing is sent by itself: on this clock nothing happens.
    command += ["--virtual-clock", "2026-03-04T12:00:05Z"]
    with log.open("wb") as file:
        processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=file, cwd=folder))
    server = processes[-1]
    wait_until(lambda: server.poll() is not None or get(f"{url}/readyz") == 200, "groundswell")
    checked = subprocess.run(
        [options.schemathesis, "--config-file", str(HERE / "schemathesis.toml"), "--no-color", "run", f"{url}/openapi.json"]
        + ["--url", url, "--max-examples", str(options.examples), "--phases", options.phases],
        env={**os.environ, "GROUNDSWELL_ADMIN_TOKEN": TOKEN},
        cwd=folder,
    )
    is_alive = server.poll() is None and get(f"{url}/healthz") == 200
    panics = [line for line in log.read_text(errors="replace").splitlines() if "panicked" in line]
    print(f"{kind}: schemathesis ended with {checked.returncode}, the server {'lives on' if is_alive else 'is gone'}")
    print("\n".join(panics))
    return checked.returncode == 0 and is_alive and not panics


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True, type=os.path.abspath)
    parser.add_argument("--schemathesis", required=True, type=os.path.abspath)
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("--phases", default="examples,coverage,fuzzing")
    parser.add_argument("--stores", default="embedded,redis")
    options = parser.parse_args()
    outcomes = [run(options, kind) for kind in options.stores.split(",")]
    sys.exit(0 if all(outcomes) else 1)


main()
