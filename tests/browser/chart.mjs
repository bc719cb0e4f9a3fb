// The chart: three periods with and without JavaScript, values by mouse, finger and keyboard, nothing that jumps.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { visitors } from "./helpers/crowd.mjs";
import { PAST_OUTAGE, site, stageOutage } from "./helpers/site.mjs";

const PHONE = { width: 390, height: 844 };

/** The page of a service with a past outage; nobody reports about it now. */
const PATH = `/services/${PAST_OUTAGE.service}`;

const field = (page) => page.locator("#chart-field");
const values = (page) => page.locator("#chart-values").innerText();
const range = (page, name) => page.getByRole("navigation", { name: "What the chart covers" }).getByRole("link", { name });

/** The largest step, and where it lies: from 0 to 1. */
async function peak(page) {
  const reports = (await field(page).getAttribute("data-reports")).split(" ").map(Number);
  const most = Math.max(...reports);
  return { most, share: (reports.indexOf(most) + 0.5) / reports.length };
}

async function hover(page, share) {
  await field(page).scrollIntoViewIfNeeded();
  const box = await field(page).boundingBox();
  await page.mouse.move(box.x + box.width * share, box.y + 60);
}

/** Counts every shift of the layout, also those right after a click, which browsers forgive. */
async function watchShifts(page) {
  await page.evaluate(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        window.shifts.push(`${value.toFixed(4)} ${sources.map(({ node }) => node?.outerHTML?.slice(0, 60) ?? node?.nodeName)}`);
      }
    }).observe({ type: "layout-shift", buffered: false });
  });
}

/** Where things under the chart begin. */
const places = (page) => page.evaluate(() =>
  ["#chart-svg", "#chart .readout", "#chart-table", "#map"].map((selector) => Math.round(document.querySelector(selector).getBoundingClientRect().top + scrollY)));

describe("the chart", () => {
  test("covers 24 hours, 7 days and 30 days without JavaScript, and names the incidents", async () => {
    const page = await newPage(site.browser, site.staged, { javaScriptEnabled: false });
    await page.goto(PATH);
    assert.equal(await page.locator("#chart-title").innerText(), "Last 24 hours");
    assert.equal(await field(page).getAttribute("tabindex"), null, "no slider that does not slide");
    for (const [name, title, steps] of [["7 days", "Last 7 days", 168], ["30 days", "Last 30 days", 180]]) {
      await range(page, name).click();
      await page.waitForURL(/#chart$/);
      assert.equal(await page.locator("#chart-title").innerText(), title);
      assert.equal(await range(page, name).getAttribute("aria-current"), "true");
      assert.equal((await field(page).getAttribute("data-reports")).split(" ").length, steps);
      assert.ok((await peak(page)).most > 500, "the outage of three days ago");
      assert.equal(await page.locator("#chart-svg .shade").count(), 1);
      await page.locator("#chart-table summary").click();
      const rows = page.locator("#chart-table tbody tr");
      assert.ok(await rows.count() >= 28);
      const link = rows.getByRole("link").first();
      assert.match(await link.getAttribute("href"), /\/incidents\/youtube-/);
      assert.equal(await page.locator("#chart-incidents summary").innerText(), "1 incident in this time");
    }
    await page.getByRole("link", { name: "By problem" }).click();
    await page.locator(".layers li", { hasText: "Won't play" }).waitFor();
    assert.match(page.url(), /range=30d&stack=symptoms/);
    await page.getByRole("link", { name: "All together" }).click();
    assert.equal(await page.locator(".layers").count(), 0);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("exchanges periods in place: no reload, the focus stays, going back works, nothing moves", async () => {
    const page = await newPage(site.browser, site.staged);
    await page.goto(PATH);
    await page.evaluate(() => { window.sameDocument = true; });
    const title = page.locator("#chart-title");
    const before = await places(page);
    await watchShifts(page);
    await range(page, "7 days").focus();
    await page.keyboard.press("Enter");
    await title.filter({ hasText: "Last 7 days" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "7 days");
    assert.match(page.url(), /\?range=7d#chart$/);
    assert.equal(await page.locator("#announce").innerText(), "Last 7 days");
    assert.deepEqual(await places(page), before, "7 days");
    await range(page, "30 days").click();
    await title.filter({ hasText: "Last 30 days" }).waitFor();
    assert.deepEqual(await places(page), before, "30 days");
    await page.goBack();
    await title.filter({ hasText: "Last 7 days" }).waitFor();
    await page.goBack();
    await title.filter({ hasText: "Last 24 hours" }).waitFor();
    await page.goForward();
    await title.filter({ hasText: "Last 7 days" }).waitFor();
    assert.deepEqual(await places(page), before);
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
    assert.equal(await page.evaluate(() => window.sameDocument), true, "the page was loaded anew");
    assertNoComplaints(page);
    await closePage(page);
  });

  test("tells values under the mouse, and forgets them when it leaves", async () => {
    const page = await newPage(site.browser, site.staged);
    await page.goto(`${PATH}?range=7d`);
    const { most, share } = await peak(page);
    await watchShifts(page);
    await hover(page, share);
    const text = await values(page);
    assert.match(text, /^Sun 1 Mar, 1\d:00–1\d:59: [\d,]+ reported, normal \d+ to \d+, during an incident$/);
    assert.ok(text.includes(`${most.toLocaleString("en")} reported`), text);
    assert.equal(await page.locator("line.mark").getAttribute("visibility"), "visible");
    await hover(page, 0.999);
    assert.match(await values(page), /so far$/);
    await page.mouse.move(5, 5);
    assert.equal(await values(page), "");
    assert.equal(await page.locator("line.mark").getAttribute("visibility"), "hidden");
    assert.match(await page.locator("#chart .readout").innerText(), /^Most reports in an hour/);
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
    await closePage(page);
  });

  test("is a slider for the keyboard", async () => {
    const page = await newPage(site.browser, site.staged);
    await page.goto(`${PATH}?range=30d`);
    const slider = page.getByRole("slider", { name: "Values of the chart" });
    const at = async () => Number(await slider.getAttribute("aria-valuenow"));
    await slider.focus();
    assert.equal(await at(), 179);
    const presses = [["Home", 0], ["ArrowLeft", 0], ["ArrowRight", 1], ["ArrowUp", 2], ["PageUp", 8], ["PageDown", 2], ["ArrowDown", 1], ["End", 179]];
    for (const [key, expected] of presses) {
      await page.keyboard.press(key);
      assert.equal(await at(), expected, key);
      assert.equal(await slider.getAttribute("aria-valuetext"), await values(page));
    }
    await page.keyboard.press("Tab");
    assert.equal(await values(page), "", "nothing is marked without the focus");
    await page.getByRole("button", { name: "Show times in UTC" }).first().click();
    await slider.focus();
    assert.match(await values(page), /UTC/);
    assert.equal(await page.getByRole("button", { name: "Show times in my zone" }).count(), 2, "one state for both switches");
    await closePage(page);
  });

  test("keeps mark and focus when a report comes in", async () => {
    const page = await newPage(site.browser, site.live);
    await page.goto("/services/tiktok");
    await page.getByText(/^Live\. Updated/).waitFor();
    await field(page).focus();
    for (const key of ["End", "PageDown", "ArrowLeft"]) await page.keyboard.press(key);
    const told = await values(page);
    const total = async () => (await field(page).getAttribute("data-reports")).split(" ").reduce((sum, n) => sum + Number(n), 0);
    assert.equal(await total(), 0);
    await watchShifts(page);
    await site.live.report(visitors("US-NY", 1, 3_000)[0], "tiktok");
    await page.locator("#chart-field:not([data-reports='']) >> visible=true").waitFor();
    for (let i = 0; i < 50 && await total() === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await total(), 1);
    assert.equal(await values(page), told);
    assert.equal(await page.evaluate(() => document.activeElement.id), "chart-field");
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await values(page), told);
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("is dragged along by a finger, and the page still scrolls", async () => {
    const page = await newPage(site.browser, site.staged, { viewport: PHONE, hasTouch: true, isMobile: true });
    await page.goto(PATH);
    await field(page).scrollIntoViewIfNeeded();
    const box = await field(page).boundingBox();
    const client = await page.context().newCDPSession(page);
    const touch = (type, points) => client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    const y = box.y + 80;
    await touch("touchStart", [{ x: box.x + 40, y }]);
    const first = await values(page);
    for (const x of [80, 120, 160]) await touch("touchMove", [{ x: box.x + x, y }]);
    await touch("touchEnd", []);
    assert.notEqual(first, "");
    assert.notEqual(await values(page), first);
    const before = await page.evaluate(() => scrollY);
    await touch("touchStart", [{ x: box.x + 40, y }]);
    for (const up of [30, 60, 90, 120]) await touch("touchMove", [{ x: box.x + 40, y: y - up }]);
    await touch("touchEnd", []);
    await page.waitForFunction((y) => scrollY !== y, before);
    await closePage(page);
  });

  test("told apart by problem it stays accessible, on a desk and a phone, in light and dark", async () => {
    const { incident_id } = await stageOutage();
    assert.ok(incident_id);
    const page = await newPage(site.browser, site.staged);
    for (const address of ["/services/spotify?stack=symptoms", `${PATH}?range=7d&stack=symptoms`]) {
      await page.goto(address);
      for (const details of await page.locator("#chart summary").all()) await details.click();
      for (const viewport of [{ width: 1280, height: 900 }, PHONE]) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await new AxeBuilder({ page }).setLegacyMode().include("#chart").analyze();
          assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 100))}`), []);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(width <= viewport.width, `${width} px wide`);
        }
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await hover(page, (await peak(page)).share);
    const layers = await page.locator(".layers b").allInnerTexts();
    const sum = layers.reduce((sum, text) => sum + Number(text.replaceAll(",", "")), 0);
    assert.equal(sum, (await peak(page)).most, "the layers of a step add up to its reports");
    assertNoComplaints(page);
    await closePage(page);
  });
});
