// Confirm and deny: from the link in an alert to the thanks, with and without JavaScript.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { site, stageOutage } from "./helpers/site.mjs";

describe("a link in an alert", () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`asks, takes the answer and says thanks, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
      const { incident_id } = await stageOutage();
      const counts = async () => (await site.staged.json(`/api/v1/incidents/${incident_id}`)).votes;
      const { confirm_url, deny_url } = site.alert.data.vote;
      const page = await newPage(site.browser, site.staged, { javaScriptEnabled });

      const before = await counts();
      await page.goto(confirm_url);
      assert.match(await page.locator("h1").innerText(), /Is Spotify broken for you as well\?/);
      assert.deepEqual(await counts(), before, "looking is no answer");
      await page.getByRole("button", { name: "It is broken for us as well" }).click();
      await page.waitForURL(/\?voted=confirm$/);
      assert.match(await page.getByRole("status").first().innerText(), /Thanks\. It is noted/);
      assert.match(await page.locator("dl").innerText(), /Alerted teams\s+1 confirms it/);

      await page.goto(deny_url);
      await page.getByRole("button", { name: "It works for us" }).click();
      await page.waitForURL(/\?voted=deny$/);
      assert.match(await page.locator("dl").innerText(), /1 sees no problem/);
      assert.deepEqual(await counts(), { confirmed: 0, denied: 1 });
      assertNoComplaints(page);
      await closePage(page);
    });
  }

  test("keeps its parameters when the language is changed", async () => {
    await stageOutage();
    const page = await newPage(site.browser, site.staged);
    await page.goto(site.alert.data.vote.confirm_url);
    await page.getByRole("link", { name: "Deutsch" }).click();
    assert.match(await page.locator("h1").innerText(), /Haben auch Sie Probleme mit Spotify\?/);
    await closePage(page);
  });
});
