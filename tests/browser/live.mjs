// What others report appears on an open page, from every region, without a reload.

import assert from "node:assert/strict";
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
    const bars = await page.locator("#chart-svg").getAttribute("data-reports");
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

async function waitFor(condition) {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("it did not happen within 5 seconds");
}
