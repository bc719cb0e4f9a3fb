// An outage on the virtual clock: from the first reports to the evidence, in front of an open page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { OUTAGE_REGIONS, site, stageOutage } from "./helpers/site.mjs";

describe("an outage", () => {
  test("changes the sentence on an open page, names the regions and leads to its evidence", async () => {
    const page = await newPage(site.browser, site.staged);
    await page.goto("/services/spotify");
    const headline = page.locator("#headline");
    assert.match(await headline.innerText(), /No problems/);
    await page.evaluate(() => { window.sameDocument = true; });

    const { incident_id } = await stageOutage();
    // The page may be shown a moment in which not all regions were found yet.
    await headline.filter({ hasText: /has been having problems since .*, mostly in [^,]+, [^,]+, [^,]+ and 1 more/ }).waitFor();
    assert.match(await page.locator("#announce").innerText(), /having problems/, "screen readers are told");
    assert.match(await page.title(), /^Spotify.*problems/i);
    const rows = await page.locator("#map table.regions").first().innerText();
    for (const name of OUTAGE_REGIONS) assert.ok(rows.includes(name), `${name} is missing in ${rows}`);
    assert.match(await page.locator("#symptoms-title + div").innerText(), /Can't log in/);
    assert.equal(await page.evaluate(() => window.sameDocument), true, "the page was loaded anew");

    await page.getByRole("link", { name: "See the evidence" }).click();
    assert.ok(page.url().endsWith(`/services/spotify/incidents/${incident_id}`), page.url());
    const steps = await page.locator(".timeline li").allInnerTexts();
    assert.match(steps[0], /Problems found.*people reported a problem within.*would be normal\. Score [\d.,]+, threshold/s);
    assert.equal(await page.locator(".reached li").count(), OUTAGE_REGIONS.length);
    const evidence = await page.getByRole("link", { name: "All numbers as JSON" }).getAttribute("href");
    assert.ok((await fetch(new URL(evidence, site.staged.url))).ok);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("leads the front page and the list of incidents", async () => {
    await stageOutage();
    const page = await newPage(site.browser, site.staged);
    await page.goto("/");
    assert.match(await page.locator("#hero .verdict").innerText(), /Spotify is having problems/);
    assert.equal(await page.locator("#trouble .card").count(), 1);
    await page.goto("/incidents");
    assert.equal(await page.locator("section[aria-labelledby=now] .incidents li").count(), 1);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("shows times in the visitor's zone, or in UTC, as they choose", async () => {
    const { incident_id } = await stageOutage();
    const page = await newPage(site.browser, site.staged);
    await page.goto(`/services/spotify/incidents/${incident_id}`);
    const began = page.locator("dl time").first();
    assert.match(await began.innerText(), /15:0\d$/);
    await page.getByRole("button", { name: "Show times in UTC" }).click();
    assert.match(await began.innerText(), /20:0\d UTC$/);
    await page.reload();
    assert.match(await began.innerText(), /20:0\d UTC$/, "the choice is kept");
    await closePage(page);
  });
});
