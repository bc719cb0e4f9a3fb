// Chromium, and pages that are watched: nothing may be loaded from elsewhere, no errors, no violations of the policy.

import assert from "node:assert/strict";
import { accessSync } from "node:fs";

import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  accessSync(executablePath);
  return chromium.launch({ executablePath, args: FLAGS });
}

let visitorsSoFar = 0;

/**
 * A page in a profile of its own, as a visitor of their own in New York.
 * @returns the page, with `page.complaints`: what a visitor's console would show, and requests to anywhere else
 */
export async function newPage(browser, server, options = {}) {
  visitorsSoFar += 1;
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "America/New_York",
    extraHTTPHeaders: { "x-forwarded-for": `128.122.${visitorsSoFar}.9` },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.complaints.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left gives up its stream, and what it was just fetching.
    if (reason !== "net::ERR_ABORTED" && !request.url().includes("/api/v1/stream")) {
      page.complaints.push(`failed: ${request.url()} ${reason}`);
    }
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== server.url && protocol !== "data:") page.complaints.push(`request to ${request.url()}`);
  });
  return page;
}

export async function closePage(page) {
  await page.context().close();
}

export function assertNoComplaints(page) {
  assert.deepEqual(page.complaints, []);
}
