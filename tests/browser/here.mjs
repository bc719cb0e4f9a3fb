// Is it only me? And what keeps an open page true: events, and what takes their place.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { START, site, stageOutage } from "./helpers/site.mjs";

const PHONE = { width: 360, height: 740 };

/** What may move while a page loads and lives: a tenth of what is called good. */
const SHIFT_MAX = 0.01;

/** Adds up layout shifts from the first moment on. */
async function watchShifts(page) {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

describe("is it only me?", () => {
  test("without JavaScript it is a page of its own, by address or by choice", async () => {
    await stageOutage();
    const page = await newPage(site.browser, site.staged, { javaScriptEnabled: false, viewport: PHONE });
    await page.goto("/services/spotify");
    await page.getByRole("link", { name: "Is it only me?" }).click();
    await page.waitForURL(/\/services\/spotify\/here$/);
    const main = page.locator("main");
    assert.match(await main.innerText(), /It is not (you|only you)/);
    assert.match(await main.innerText(), /\d+ people near you \(New York\) said so in the last 15 minutes/);
    assert.match(await main.innerText(), /looked up in a local table and forgotten/);
    assert.deepEqual(
      (await page.getByRole("rowheader").allInnerTexts()).map((text) => text.split(":")[0]),
      ["Near you", "Your network", "Everywhere"],
    );
    await page.getByLabel("Country").selectOption({ label: "Germany" });
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/\?region=DE$/);
    assert.match(await main.innerText(), /Fewer than 5 people near you \(Germany\)/);
    assert.match(await main.innerText(), /You chose Germany/);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("with it the answer is on the service's page, and nothing moves", async () => {
    await stageOutage();
    for (const locale of ["en-US", "de-DE", "fr-FR"]) {
      for (const viewport of [PHONE, { width: 1280, height: 900 }]) {
        const page = await newPage(site.browser, site.staged, { viewport, locale });
        await watchShifts(page);
        // The day that the server lives in: moments of other days are written with their date.
        await page.clock.setFixedTime(new Date((START + 400) * 1000));
        await page.goto("/services/spotify");
        await page.locator(".mine .say").waitFor();
        const fill = page.locator(".mine .fill");
        assert.match(await fill.innerText(), /New York/);
        const { height, content } = await fill.evaluate((slot) => ({
          height: slot.clientHeight,
          content: slot.lastElementChild.getBoundingClientRect().bottom - slot.getBoundingClientRect().top,
        }));
        assert.ok(content <= height, `${locale}, ${viewport.width} px: ${content} in ${height}`);
        const shifts = await page.evaluate(() => window.shifts);
        assert.ok(shifts <= SHIFT_MAX, `${locale}, ${viewport.width} px: ${shifts}`);
        assertNoComplaints(page);
        await closePage(page);
      }
    }
  });

  test("when it cannot be had the link stays, and nobody is bothered", async () => {
    const page = await newPage(site.browser, site.staged);
    await page.route("**/here?part=1", (route) => route.fulfill({ status: 503, body: "away" }));
    await page.goto("/services/netflix");
    await page.getByRole("link", { name: "Is it only me?" }).waitFor();
    assert.match(await page.locator(".mine").innerText(), /Compares where you are/);
    page.complaints = page.complaints.filter((line) => !line.includes("503"));
    assertNoComplaints(page);
    await closePage(page);
  });

  test("after a report it says what others near see, what to do and what else there is", async () => {
    await stageOutage();
    for (const javaScriptEnabled of [true, false]) {
      const page = await newPage(site.browser, site.staged, { javaScriptEnabled, viewport: PHONE });
      await page.goto("/services/spotify");
      const button = page.getByRole("button", { name: "I have a problem" });
      const heights = await page.getByRole("button").evaluateAll((all) => all.map((one) => one.offsetHeight));
      assert.equal(Math.max(...heights), await button.evaluate((one) => one.offsetHeight), "it is the biggest");
      await button.click();
      await page.locator("#answer").waitFor();
      const panel = page.locator("#report");
      assert.match(await panel.innerText(), /You and \d+ others/);
      assert.match(await panel.innerText(), /people near you \(New York\)/);
      for (const heading of ["What to do", "Use meanwhile"]) await panel.getByRole("heading", { name: heading }).waitFor();
      assert.ok((await panel.locator(".mention .icon").count()) > 0, "alternatives say how they do");
      if (javaScriptEnabled) {
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        assert.deepEqual(violations.map(({ id }) => id), []);
      }
      assertNoComplaints(page);
      await closePage(page);
    }
  });

  test("“works for me” twice is thanked and counted once", async () => {
    const page = await newPage(site.browser, site.staged, { javaScriptEnabled: false });
    for (const outcome of ["works", "works-repeat"]) {
      await page.goto("/services/netflix");
      await page.getByRole("button", { name: "Works for me" }).click();
      assert.match(page.url(), new RegExp(`\\?reported=${outcome}$`));
    }
    assert.match(await page.locator("#answer").innerText(), /counted once/);
    await closePage(page);
  });
});

describe("problems near you", () => {
  test("are on the index, reached by keyboard, and nothing moves", async () => {
    await stageOutage();
    const page = await newPage(site.browser, site.staged, { viewport: PHONE });
    await watchShifts(page);
    await page.goto("/");
    const near = page.getByRole("region", { name: "Problems near you" });
    await near.getByRole("link", { name: /Spotify/ }).waitFor();
    assert.match(await near.innerText(), /× normal/);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width);
    assert.ok((await page.evaluate(() => window.shifts)) <= SHIFT_MAX);
    await near.getByRole("link", { name: "Problems near you" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/services\/spotify$/);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("are none where nothing stands out", async () => {
    await stageOutage();
    const elsewhere = { "x-forwarded-for": "133.11.3.9" };
    const page = await newPage(site.browser, site.staged, { javaScriptEnabled: false, extraHTTPHeaders: elsewhere });
    await page.goto("/");
    await page.getByRole("link", { name: "Problems near you" }).click();
    assert.match(await page.locator("main").innerText(), /Nothing stands out near you\./);
    await closePage(page);
  });
});

describe("a page without its stream", () => {
  test("comes back to it after it was refused, and knows what it has seen", async () => {
    const page = await newPage(site.browser, site.live);
    const asked = [];
    await page.route("**/api/v1/stream?**", (route) => {
      asked.push(route.request().url());
      return asked.length < 3 ? route.fulfill({ status: 503 }) : route.continue();
    });
    await page.goto("/services/reddit");
    await page.getByText(/^Live\. Updated/).waitFor({ timeout: 15_000 });
    assert.equal(asked.length, 3);
    await closePage(page);
  });

  test("looks each minute instead, and asks only for what has changed", async () => {
    const page = await newPage(site.browser, site.live);
    await page.clock.install();
    await page.addInitScript(() => { delete window.EventSource; });
    await page.goto("/services/reddit");
    const looks = [];
    page.on("response", (response) => {
      if (/\/services\/reddit(\?part=live)?$/.test(response.url())) {
        looks.push([response.request().headers()["if-none-match"] !== undefined, response.status()]);
      }
    });
    for (const count of [1, 2]) {
      await page.clock.runFor(61_000);
      for (let tries = 0; looks.length < count && tries < 50; tries += 1) await new Promise((done) => setTimeout(done, 100));
    }
    assert.equal(looks[0][0], false);
    assert.equal(looks[0][1], 200);
    assert.equal(looks[1][0], true, JSON.stringify(looks));
    await closePage(page);
  });
});
