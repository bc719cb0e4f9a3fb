// What others report appears on an open page, from every region, without a reload.

import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { describe, test } from "node:test";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { IPV6_VISITOR, PLACES, visitors } from "./helpers/crowd.mjs";
import { site } from "./helpers/site.mjs";

/** From the receipt of a report to its number on another person's screen. */
const APPEARS_WITHIN_MS = 2500;

describe("an open page", () => {
  test("shows a stranger's report within 2.5 seconds", async () => {
    const page = await newPage(site.browser, site.live);
    await page.goto("/services/spotify");
    await page.evaluate(() => { window.sameDocument = true; });
    await page.getByText(/^Live\. Updated/).waitFor();
    const took = [];
    for (const [i, visitor] of visitors("US-NY", 6).entries()) {
      const pattern = new RegExp(`\\b${i + 1} (person|people) reported a problem`);
      await site.live.report(visitor, "spotify", "login");
      const sent = performance.now();
      await page.locator("#verdict .numbers").filter({ hasText: pattern }).waitFor();
      took.push(Math.round(performance.now() - sent));
    }
    const median = took.toSorted((a, b) => a - b)[3];
    assert.ok(median <= APPEARS_WITHIN_MS, `it took ${took.join(", ")} ms`);
    // Six people are enough for a region to be named.
    await page.locator("table.regions tbody tr", { hasText: "New York" }).first().waitFor();
    assert.match(await page.locator("#map svg.map").innerHTML(), /United States: 6 reports/);
    const bars = await page.locator("#chart-field").getAttribute("data-reports");
    assert.equal(bars.split(" ").reduce((sum, bar) => sum + Number(bar), 0), 6);
    assert.equal(await page.evaluate(() => window.sameDocument), true, "the page was loaded anew");
    assertNoComplaints(page);
    await closePage(page);
  });

  test("names the region of every visitor, IPv4 and IPv6", async () => {
    for (const region of Object.keys(PLACES)) {
      for (const visitor of visitors(region, 6, 100)) {
        assert.equal((await site.live.report(visitor, "instagram")).region, region);
      }
    }
    assert.equal((await site.live.report(IPV6_VISITOR, "instagram")).region, "GB-ENG");
    const page = await newPage(site.browser, site.live, { javaScriptEnabled: false });
    // The next heartbeat shows them.
    await waitFor(async () => (await site.live.json("/api/v1/services/instagram")).regions.length === 6);
    await page.goto("/services/instagram");
    await page.locator("#more-regions summary").click({ timeout: 500 }).catch(() => {});
    const rows = await page.locator("#map table.regions tbody tr").allInnerTexts();
    for (const { name } of Object.values(PLACES)) {
      assert.ok(rows.some((row) => row.includes(name)), `${name} is not among ${rows.join(" | ")}`);
    }
    // The seventh person in England came over IPv6.
    assert.ok(rows.some((row) => /England[^|]*\b7\b/s.test(row)), rows.join(" | "));
    await closePage(page);
  });
});

describe("the line that says how old a page is", () => {
  const line = (page) => page.locator("[data-updated]");
  const words = (page) => line(page).innerText();
  const isLive = (page) => page.getByText(/^Live\. Updated/).waitFor({ timeout: 20_000 });

  const isTheServers = async (page) => {
    await line(page).filter({ hasText: /^Updated at \d\d:\d\d$/ }).waitFor();
    // A zone that is chosen meanwhile holds here as well, and nothing is counted on.
    await page.getByRole("button", { name: "Show times in UTC" }).first().click();
    const said = await words(page);
    assert.match(said, /^Updated at \d\d:\d\d UTC$/);
    await page.waitForTimeout(2500);
    assert.equal(await words(page), said);
  };

  test("is the server's own while the server is gone, and live again afterwards", async () => {
    const relay = await startRelay(site.live);
    try {
      const page = await newPage(site.browser, relay);
      await page.goto("/services/paypal");
      await isLive(page);
      await relay.close();
      await isTheServers(page);
      await relay.open();
      await isLive(page);
      await closePage(page);
    } finally {
      await relay.close();
    }
  });

  test("is the server's own while the browser knows of no network", async () => {
    const page = await newPage(site.browser, site.live);
    await page.goto("/");
    await isLive(page);
    await page.context().setOffline(true);
    await isTheServers(page);
    await page.context().setOffline(false);
    await isLive(page);
    await closePage(page);
  });

  test("grows no younger by a 304, nor by the same page once more", async () => {
    const page = await newPage(site.browser, site.live);
    const age = async () => Number(/(\d+) s ago$/.exec(await words(page))?.[1]);
    let served;
    await page.goto("/services/airbnb");
    for (const isUnchanged of [false, true]) {
      await page.route(/part=live/, async (route) => {
        served ??= await (await route.fetch()).text();
        await route.fulfill(isUnchanged ? { status: 304 } : { body: served, contentType: "text/html" });
      });
      const look = async () => {
        const looked = page.waitForResponse(/part=live/);
        await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
        await looked;
      };
      // What has changed since the page was loaded is new.
      await look();
      await line(page).filter({ hasText: /^Live\. Updated ([3-9]|\d\d+) s ago$/ }).waitFor();
      const before = await age();
      await look();
      await page.waitForTimeout(1500);
      assert.ok(await age() > before, `${before} s, then ${await words(page)}`);
      await page.unroute(/part=live/);
    }
    await closePage(page);
  });
});

describe("pages in two tabs", () => {
  const ENGLISH = "Last 24 hours";
  const GERMAN = "Letzte 24 Stunden";

  /** A page in English, and another of the same visitor in which German was chosen. */
  async function openTwo(path, prepare = () => {}) {
    const page = await newPage(site.browser, site.live);
    await prepare(page);
    await page.goto(path);
    await page.evaluate(() => { window.sameDocument = true; });
    page.loads = 0;
    page.on("load", () => { page.loads += 1; });
    const other = await page.context().newPage();
    await other.goto("/methodology");
    await other.getByRole("link", { name: "Deutsch" }).click();
    await other.waitForURL(/lang=de/);
    return page;
  }

  const look = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const title = (page) => page.locator("#chart-title").innerText();

  test("are in one language each: who chose another gets the whole page in it, once", async () => {
    const page = await openTwo("/services/linkedin");
    await look(page);
    await page.locator("html[lang=de]").waitFor();
    await page.locator("#chart-title", { hasText: GERMAN }).waitFor();
    assert.equal(await page.evaluate(() => window.sameDocument), undefined, "parts were exchanged");
    assert.match(page.url(), /\/services\/linkedin$/);
    await page.getByText(/^Live\. Aktualisiert/).waitFor();
    // And back, before anything else has happened here.
    await page.context().pages()[1].goto("/methodology?lang=en");
    await look(page);
    await page.locator("html[lang=en]").waitFor();
    assert.equal(await title(page), ENGLISH);
    await look(page);
    await page.waitForTimeout(1500);
    assert.equal(page.loads, 2);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("are not loaded over and over when that does not help", async () => {
    // As of a proxy that keeps pages and does not care for cookies.
    let kept;
    const page = await openTwo("/services/roblox", (page) => page.route("**/services/roblox", async (route) => {
      kept ??= await route.fetch();
      await route.fulfill({ response: kept });
    }));
    for (let looks = 0; looks < 3; looks += 1) {
      await look(page);
      await page.waitForTimeout(1500);
    }
    assert.equal(page.loads, 1);
    assert.equal(await title(page), ENGLISH);
    assert.match(await page.locator("[data-updated]").innerText(), /^Updated at/, "what is not kept up to date is not live");
    await closePage(page);
  });

  test("keep the answer to a report, and mix nothing", async () => {
    let answered;
    const wait = new Promise((resolve) => { answered = resolve; });
    const page = await openTwo("/services/ebay", (page) => page.route(/part=live/, (route) => wait.then(() => route.continue())));
    const verdict = await page.locator("#verdict").innerText();
    await page.getByRole("button", { name: "I have a problem" }).click();
    await page.locator("#answer").waitFor();
    assert.equal(await title(page), ENGLISH);
    assert.equal(await page.locator("#report").getAttribute("lang"), "de");
    // What is looked at later takes it away neither.
    answered();
    const looked = page.waitForResponse(/part=live/);
    await look(page);
    await looked;
    await page.waitForTimeout(1500);
    assert.ok(await page.locator("#answer").isVisible());
    assert.equal(await title(page), ENGLISH);
    assert.equal(await page.locator("#verdict").innerText(), verdict);
    assert.equal(page.loads, 0);
    assert.match(await page.locator("[data-updated]").innerText(), /^Updated at/);
    // Who goes on to another chart gets it, and all the rest with it.
    await page.getByRole("link", { name: "7 days" }).click();
    await page.locator("html[lang=de] #chart-title", { hasText: "Letzte 7 Tage" }).waitFor();
    assertNoComplaints(page);
    await closePage(page);
  });
});

/** A server's address of which the line can be cut. */
async function startRelay(server) {
  const sockets = new Set();
  const listener = createServer((near) => {
    const far = connect(new URL(server.url).port, "127.0.0.1");
    for (const [socket, other] of [[near, far], [far, near]]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => other.destroy());
      socket.pipe(other);
    }
  });
  const open = (port) => new Promise((resolve) => listener.listen(port, "127.0.0.1", resolve));
  await open(0);
  const { port } = listener.address();
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => listener.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, open: () => open(port), close };
}

async function waitFor(condition) {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("it did not happen within 5 seconds");
}
