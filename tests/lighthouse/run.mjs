// Lighthouse on the index and a service's page, as a phone sees them, against a server that is running:
//   node tests/lighthouse/run.mjs http://127.0.0.1:8080/ http://127.0.0.1:8080/services/spotify
// Prints a table; fails when a score is below 95.

import { writeFileSync } from "node:fs";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const LEAST = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const MEASURES = {
  "first-contentful-paint": "first paint",
  "largest-contentful-paint": "largest paint",
  "total-blocking-time": "blocked",
  "cumulative-layout-shift": "shift",
  "total-byte-weight": "bytes",
};
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: FLAGS });
let failed = false;
const rows = [];
for (const url of process.argv.slice(2)) {
  // The default profile is a phone on slow 4G with a processor four times slower.
  const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const scores = CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100));
  failed ||= scores.some((score) => score < LEAST);
  const measures = Object.keys(MEASURES).map((id) => lhr.audits[id].displayValue);
  rows.push([new URL(url).pathname, ...scores, ...measures]);
  const weak = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) =>
    score !== null && score < 1 && !["informative", "manual", "notApplicable"].includes(scoreDisplayMode));
  for (const { id, title, displayValue } of weak) console.error(`${new URL(url).pathname}: ${id}: ${title} ${displayValue ?? ""}`);
  if (process.env.REPORT) writeFileSync(`${process.env.REPORT}-${rows.length}.json`, JSON.stringify(lhr, null, 1));
}
await chrome.kill();
const head = ["page", ...CATEGORIES, ...Object.values(MEASURES)];
const line = (cells) => `| ${cells.join(" | ")} |`;
console.log([line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"));
if (failed) {
  console.error(`A score is below ${LEAST}.`);
  process.exitCode = 1;
}
