// The map: from the world to a country and back, by mouse, by keyboard and without JavaScript; the film of how it spread.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";

import { AxeBuilder } from "@axe-core/playwright";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { site, stageOutage } from "./helpers/site.mjs";

const OUT = fileURLToPath(new URL("out/", import.meta.url));

/** An open page of the staged outage that counts its layout shifts and its requests for films. */
async function openMap(path = "/services/spotify", options = {}) {
  await stageOutage();
  const page = await newPage(site.browser, site.staged, options);
  page.films = [];
  page.on("request", (request) => { if (request.url().includes("/frames")) page.films.push(request.url()); });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      window.shifted = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          const inMap = sources.filter(({ node }) => node?.parentElement?.closest("#map"));
          if (inMap.length) window.shifted.push([value, inMap.map(({ node }) => node.outerHTML?.slice(0, 80))]);
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
  }
  await page.goto(path);
  return page;
}

/** Classes of the ramp: what is clearly above normal, and what chance brings. */
const HIGH = /^l[2-4]$/;
const LOW = /^(l[01])?$/;

const classOf = (page, region) => page.locator(`#map-stage [data-region="${region}"]`).getAttribute("class");
const focused = (page) => page.evaluate(() => document.activeElement.dataset.region ?? document.activeElement.id);
const frame = async (page) => {
  const { width, height, y } = await page.locator(".mapframe").boundingBox();
  return { width, height, y: y + await page.evaluate(() => scrollY) };
};

async function shown(page, code) {
  await page.locator(`#map-stage[data-view="${code}"]`).waitFor();
}

/** Middle of a part of a region that is its own: its box may be a neighbour's. */
async function pressRegion(page, region) {
  const at = await page.locator(`#map-stage [data-region="${region}"]`).evaluate((shape) => {
    shape.closest(".mapframe").scrollIntoView({ block: "center" });
    const { x, y, width, height } = shape.getBBox();
    const inverse = shape.getScreenCTM();
    for (let i = 1; i < 20; i += 1) {
      for (let j = 1; j < 20; j += 1) {
        const point = new DOMPoint(x + (width * i) / 20, y + (height * j) / 20);
        // The outline of a country is in another file, where only the browser can look.
        if (shape.isPointInFill?.(point) ?? true) {
          const { x: left, y: top } = point.matrixTransform(inverse);
          if (document.elementFromPoint(left, top) === shape) return { left, top };
        }
      }
    }
    return null;
  });
  assert.ok(at, `${region} is nowhere to be pressed`);
  await page.mouse.move(at.left, at.top);
  return () => page.mouse.click(at.left, at.top);
}

/** What is painted there, as a style sheet would say it: the only pixel of a PNG follows the filter of its only row. */
async function colourInTheMiddle(page, shape) {
  const { x, y, width, height } = await shape.boundingBox();
  assert.ok(width > 10, `${width} pixels wide: is the file of outlines there?`);
  const clip = { x: Math.round(x + width / 2), y: Math.round(y + height / 2), width: 1, height: 1 };
  const png = await page.screenshot({ clip });
  const data = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const pixels = inflateSync(Buffer.concat(data));
  return `rgb(${[...pixels.subarray(1, 4)].join(", ")})`;
}

describe("the map", () => {
  test("goes from the world to a country and back by mouse, in place, without anything moving", async () => {
    const page = await openMap();
    await page.evaluate(() => { window.sameDocument = true; });
    const before = await frame(page);
    const press = await pressRegion(page, "US");
    assert.match(await page.locator("#map-readout").innerText(),
      /^United States: \d+ reports, normally .*, .*× normal, affected since .*\d\d:\d\d/);
    await press();
    await shown(page, "US");
    assert.match(page.url(), /\/services\/spotify\?map=US#map$/);
    assert.equal(await page.locator("#map-title").innerText(), "Where: United States");
    assert.equal(await focused(page), "map-title", "the reader is where the new map begins");
    assert.deepEqual(await frame(page), before);
    assert.match(await classOf(page, "US-NY"), HIGH);
    await page.getByRole("link", { name: "Back to the world" }).click();
    await shown(page, "world");
    assert.equal(await focused(page), "US", "back where one came from");
    assert.deepEqual(await frame(page), before);
    await page.goBack();
    await shown(page, "US");
    await page.goBack();
    await shown(page, "world");
    assert.ok(!page.url().includes("map="), page.url());
    await page.goForward();
    await shown(page, "US");
    await (await pressRegion(page, "US-NY"))();
    await page.waitForURL("**/regions/US-NY");
    await page.goBack();
    await shown(page, "US");
    assert.deepEqual(await page.evaluate(() => window.shifted), []);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("does so by keyboard: one stop, arrows between regions, Enter and Escape", async () => {
    const page = await openMap();
    await page.locator("#map-title").focus();
    await page.keyboard.press("Tab");
    const first = await focused(page);
    assert.match(first, /^[A-Z]{2}(-[A-Z0-9]+)?$/);
    assert.equal(await page.locator("#map-stage [tabindex='0']").count(), 1);
    const reached = new Set([first]);
    for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowUp"]) {
      await page.keyboard.press(key);
      reached.add(await focused(page));
      assert.equal(await page.locator("#map-readout").innerText(),
        await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "both see the same");
    }
    assert.ok(reached.size >= 4, [...reached].join());
    for (const key of [...Array(9).fill("ArrowLeft"), ...Array(9).fill("ArrowRight")]) {
      if (await focused(page) !== "GB") await page.keyboard.press(key);
    }
    await page.keyboard.press("Enter");
    await shown(page, "GB");
    assert.equal(await focused(page), "map-title");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Back to the world");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "GB-ENG");
    await page.keyboard.press("Escape");
    await shown(page, "world");
    assert.equal(await focused(page), "GB");
    assertNoComplaints(page);
    await closePage(page);
  });

  test("paints all land from one file, in light and dark, with and without JavaScript", async () => {
    for (const colorScheme of ["light", "dark"]) {
      for (const javaScriptEnabled of [true, false]) {
        const page = await openMap("/services/spotify", { colorScheme, javaScriptEnabled });
        // Who reports in the staged outage is elsewhere.
        for (const region of ["DZ", "CN"]) {
          const shape = page.locator(`#map-stage use[data-region="${region}"]`);
          await shape.scrollIntoViewIfNeeded();
          const land = await page.locator("#map .legend .land").evaluate((sample) => getComputedStyle(sample).fill);
          assert.equal(await colourInTheMiddle(page, shape), land, `${region}, ${colorScheme}, ${javaScriptEnabled}`);
        }
        assertNoComplaints(page);
        await closePage(page);
      }
    }
  });

  test("fetches its outlines once: not for the next page, and not when another map was put in place", async () => {
    const page = await openMap();
    // Bytes on the wire for each time that the file was asked for; none when it came from the cache.
    const received = () => page.evaluate(() => {
      const entries = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/assets/world."));
      return entries.map(({ transferSize }) => transferSize);
    });
    const isDrawn = async () => {
      await page.waitForFunction(() => document.querySelector("#map-stage use[data-region=US]")?.getBBox().width > 50);
    };
    await isDrawn();
    assert.equal((await received()).filter((bytes) => bytes > 1_000).length, 1);
    await page.goto("/services/netflix");
    await isDrawn();
    await (await pressRegion(page, "US"))();
    await shown(page, "US");
    await page.getByRole("link", { name: "Back to the world" }).click();
    await shown(page, "world");
    await isDrawn();
    const again = await received();
    assert.ok(again.length > 0 && again.every((bytes) => bytes === 0), again.join());
    assertNoComplaints(page);
    await closePage(page);
  });

  test("works without JavaScript: links in the picture and in the table, and the order in words", async () => {
    const page = await openMap("/services/spotify", { javaScriptEnabled: false });
    assert.equal(await page.locator("#map-film").isVisible(), false, "a slider that does nothing is not shown");
    const order = await page.locator("#map .reached li").allInnerTexts();
    assert.equal(order.length, 4);
    assert.match(order[0], /^20:0\d/);
    assert.match(order.join(" "), /New York[^]*× normal at its peak[^]*still affected/);
    await page.locator('#map-stage a[href="?map=US#map"]').last().click({ force: true });
    assert.equal(await page.locator("#map-title").innerText(), "Where: United States");
    assert.match(await page.locator("#map-stage svg.map").innerHTML(), /New York: \d+ reports/);
    await page.getByRole("link", { name: "Back to the world" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/spotify\?#map$/);
    assert.equal(await page.locator("#map-title").innerText(), "Where");
    await page.locator("#map table a", { hasText: "United Kingdom" }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?map=GB#map$/);
    await page.locator("#map table a", { hasText: "England" }).first().click();
    assert.equal(await page.locator("h1").innerText(), "England");
    await closePage(page);
  });

  test("takes new numbers without its outlines, and keeps what one is looking at", async () => {
    const page = await openMap();
    const lean = page.waitForResponse((answer) => answer.url().includes("part=live"));
    await page.locator("#map-title").focus();
    await page.keyboard.press("Tab");
    const at = await focused(page);
    await page.evaluate(() => { document.activeElement.same = true; });
    // Somebody else reports.
    await site.staged.report("128.59.31.77", "spotify", "login");
    const { updated_at } = await site.staged.json("/api/v1/services/spotify");
    await site.staged.setClock(Date.parse(updated_at) / 1000 + 1);
    const html = await (await lean).text();
    const picture = html.slice(html.indexOf('<svg class="map'), html.indexOf("</svg>", html.indexOf('<svg class="map')));
    assert.ok(picture.includes('data-region="US"'), picture.slice(0, 200));
    assert.ok(!picture.includes(' d="') && picture.length < 3_000, `${picture.length} bytes`);
    assert.equal(await focused(page), at);
    assert.equal(await page.evaluate(() => document.activeElement.same), true, "the shape was exchanged");
    assert.match(await classOf(page, "US"), HIGH);
    assertNoComplaints(page);
    await closePage(page);
  });
});

describe("the film", () => {
  test("is fetched when the slider is first moved, and is moved by keyboard", async () => {
    const page = await openMap("/services/spotify?map=US");
    const slider = page.getByRole("slider", { name: "Moment" });
    assert.equal(await slider.getAttribute("aria-valuetext"), "Now");
    assert.deepEqual(page.films, []);
    await slider.focus();
    await page.keyboard.press("Home");
    await page.locator("#map-film .film-time time").waitFor();
    assert.match(await slider.getAttribute("aria-valuetext"), /^.*14:\d\d\. Regions above normal: \d$/);
    assert.match(await classOf(page, "US-NY"), LOW, "a quarter of an hour before, all was well");
    const last = Number(await slider.getAttribute("max"));
    assert.ok(last >= 15 && last <= 72, `${last}`);
    for (let i = 1; i < last; i += 1) await page.keyboard.press("ArrowRight");
    assert.match(await slider.getAttribute("aria-valuetext"), /^.*15:\d\d\. Regions above normal: [1-4]$/);
    assert.match(await classOf(page, "US-NY"), HIGH);
    await (await pressRegion(page, "US-NY"));
    assert.match(await page.locator("#map-readout").innerText(), /^New York, .*15:\d\d: [\d.]+×/);
    await page.keyboard.press("ArrowRight");
    assert.equal(await slider.getAttribute("aria-valuetext"), "Now");
    assert.equal(page.films.length, 1);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("plays and pauses where motion is welcome, and ends in the present", async () => {
    const page = await openMap("/services/spotify", { reducedMotion: "no-preference" });
    const slider = page.locator("#map-film").getByRole("slider");
    const start = await slider.inputValue();
    await page.waitForTimeout(600);
    assert.equal(await slider.inputValue(), start, "it does not begin by itself");
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.waitForFunction(() => { const { value } = document.querySelector("#map-film input"); return value > 2 && value < 15; });
    await page.getByRole("button", { name: "Pause" }).click();
    const paused = await slider.inputValue();
    await page.waitForTimeout(600);
    assert.equal(await slider.inputValue(), paused);
    await page.getByRole("button", { name: "Play" }).click();
    await page.waitForFunction(() => { const { value, max } = document.querySelector("#map-film input"); return value === max; });
    await page.getByRole("button", { name: "Play" }).waitFor();
    assert.equal(await page.locator("#map-film [role=status]").innerText(), "Now", "screen readers hear where it ended");
    assert.match(await classOf(page, "US"), HIGH);
    assert.deepEqual(await page.evaluate(() => window.shifted), []);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("goes step by step for those who want no motion", async () => {
    const page = await openMap("/services/spotify", { reducedMotion: "reduce" });
    const step = page.getByRole("button", { name: "Next step" });
    const slider = page.locator("#map-film").getByRole("slider");
    await step.click();
    await page.locator("#map-film .film-time time").waitFor();
    assert.equal(await slider.inputValue(), "0");
    await page.waitForTimeout(700);
    assert.equal(await slider.inputValue(), "0", "nothing moves by itself");
    await step.click();
    assert.equal(await slider.inputValue(), "1");
    assert.match(await page.locator("#map-film [role=status]").innerText(), /Regions above normal/);
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".map path")).transitionDuration), "0s");
    await closePage(page);
  });

  test("shows an incident on its own page, from its peak back to the beginning", async () => {
    const { incident_id } = await stageOutage();
    const page = await openMap(`/services/spotify/incidents/${incident_id}`);
    assert.equal(await page.locator("#map-film").getByRole("slider").getAttribute("aria-valuetext"), "Peak of each region");
    assert.equal(await page.locator(".reached li").count(), 4);
    await page.locator("#map-film").getByRole("slider").fill("0");
    await page.locator("#map-film .film-time time").waitFor();
    assert.match(await classOf(page, "US-NY"), LOW);
    await page.locator("#map-film").getByRole("slider").press("End");
    assert.match(await classOf(page, "US-NY"), HIGH);
    await (await pressRegion(page, "US-NY"))();
    await shown(page, "US");
    assert.match(page.url(), /\?map=US#map$/);
    assertNoComplaints(page);
    await closePage(page);
  });
});

describe("pages with a map", () => {
  test("are accessible in light and dark while a film is on; pictures are left in tests/browser/out/", async () => {
    mkdirSync(OUT, { recursive: true });
    for (const [size, viewport] of Object.entries({ desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } })) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await openMap("/services/spotify", { viewport, colorScheme });
        await page.locator("#map-film").getByRole("slider").fill("18");
        await page.locator("#map-film .film-time time").waitFor();
        const { violations } = await new AxeBuilder({ page }).include("#map").setLegacyMode().analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 120)]), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= viewport.width);
        await page.locator("#map").screenshot({ path: `${OUT}map-${size}-${colorScheme}.png` });
        await closePage(page);
      }
    }
  });

  test("of a region and of a network say what is broken there, and lead up and down", async () => {
    await stageOutage();
    const page = await newPage(site.browser, site.staged);
    await page.goto("/regions/US-NY");
    assert.match(await page.locator(".incidents").innerText(), /Spotify[^]*since .*× normal at its peak here/);
    assert.equal(await page.locator(".map [data-here]").getAttribute("data-region"), "US-NY");
    await page.getByRole("link", { name: "United States" }).click();
    assert.equal(await page.locator("h1").innerText(), "United States");
    await page.locator("#place-regions summary").click();
    assert.ok(await page.locator(".places a").count() >= 50);
    await page.locator(".places").getByRole("link", { name: "Texas" }).click();
    assert.equal(await page.locator("h1").innerText(), "Texas");
    assertNoComplaints(page);
    await closePage(page);
  });
});
