// Finding a service on the front page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { site } from "./helpers/site.mjs";

describe("the search", () => {
  test("works without JavaScript", async () => {
    const page = await newPage(site.browser, site.live, { javaScriptEnabled: false });
    await page.goto("/");
    await page.getByRole("searchbox", { name: "Find a service" }).fill("Spotify");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?q=Spotify$/);
    assert.equal(await page.locator("#everything .mention").count(), 1);
    await page.getByRole("link", { name: /Spotify/ }).click();
    await page.waitForURL(/\/services\/spotify$/);
    assert.equal(await page.locator("h1").innerText(), "Spotify");
    await page.goto("/?q=nothing-of-that-name");
    assert.match(await page.locator("main").innerText(), /Nothing found/);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("filters while typing, forgives accents and finds other names", async () => {
    const page = await newPage(site.browser, site.live);
    await page.goto("/");
    const shown = () => page.locator("#everything .mention:visible .name").allInnerTexts();
    assert.ok((await shown()).length > 100);
    await page.keyboard.press("/");
    await page.keyboard.type("spótify");
    assert.deepEqual(await shown(), ["Spotify"]);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("podcasts");
    assert.ok((await shown()).includes("Spotify"), "a keyword of the catalogue");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("nothing-of-that-name");
    assert.deepEqual(await shown(), []);
    assert.ok(await page.getByText("Nothing with that name.").isVisible());
    await page.getByRole("searchbox").fill("");
    assert.ok((await shown()).length > 100);
    assert.match(page.url(), /\/$/);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("is a palette for the keyboard, from every page", async () => {
    const page = await newPage(site.browser, site.live);
    await page.goto("/");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("music");
    const name = () => page.evaluate(() => document.activeElement.querySelector(".name")?.textContent ?? document.activeElement.id);
    await page.keyboard.press("ArrowDown");
    const first = await name();
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await name(), first);
    await page.keyboard.press("ArrowUp");
    assert.equal(await name(), first);
    await page.keyboard.press("ArrowUp");
    assert.equal(await name(), "find");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("spotify");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/services\/spotify$/);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("netflix");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?q=netflix$/);
    assertNoComplaints(page);
    await closePage(page);
  });
});
