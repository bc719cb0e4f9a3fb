// Every page: accessible, within the screen, by itself, small; and pictures of the main ones to look at.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { AxeBuilder } from "@axe-core/playwright";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { site, stageOutage } from "./helpers/site.mjs";

const OUT = fileURLToPath(new URL("out/", import.meta.url));

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const SMALLEST = { width: 360, height: 740 };

/** A service's page, its style sheet, scripts and outlines, as they travel: what a phone on a bad line must load. */
const SERVICE_BYTES_MAX = 60_000;

/** The page alone: what it takes to come back, or to go on to the next service. */
const SERVICE_ALONE_BYTES_MAX = 16_000;

const PAGES = {
  index: "/",
  search: "/?q=music",
  "service, normal": "/services/netflix",
  "service, during an outage": "/services/spotify",
  "service, map of a country": "/services/spotify?map=US",
  "service, confirmation": "/services/youtube?reported=counted",
  incident: null,
  vote: null,
  incidents: "/incidents",
  methodology: "/methodology",
  "the API": "/docs",
  region: "/regions/US-NY",
  network: "/networks/12",
  "is it only me": "/services/spotify/here",
  "near you": "/here",
  embed: "/embed/spotify",
  "error page": "/nothing-here",
};

// Two at a time: axe keeps one core busy.
describe("every page", { concurrency: 2 }, () => {
  for (const [name, path] of Object.entries(PAGES)) {
    test(`${name}: accessible in light and dark, on a desk and a phone; nothing from elsewhere`, async () => {
      const { incident_id } = await stageOutage();
      const page = await newPage(site.browser, site.staged, { viewport: DESKTOP });
      const answer = await page.goto(path ?? addressOf(name, incident_id));
      assert.equal(answer.status(), name === "error page" ? 404 : 200);
      for (const viewport of [DESKTOP, PHONE]) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
          assert.deepEqual(violations.map(inShort), [], `${colorScheme}, ${viewport.width} px`);
        }
      }
      await page.setViewportSize(SMALLEST);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= SMALLEST.width, `${width} px wide on a screen of ${SMALLEST.width} px`);
      // Chromium itself remarks on the status of the error page.
      if (name === "error page") page.complaints = page.complaints.filter((line) => !line.includes("status of 404"));
      assertNoComplaints(page);
      await closePage(page);
    });
  }

  test("a service's page fits into 60 kB with its style sheet, scripts and outlines, and alone into 16 kB", async () => {
    await stageOutage();
    const html = await received("/services/spotify");
    const page = await (await fetch(`${site.staged.url}/services/spotify`)).text();
    const parts = [...page.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)].map((match) => match[1]);
    parts.push(/<use [^>]*href="([^"#]+)#/.exec(page)[1]);
    assert.equal(parts.length, 6);
    assert.ok(html <= SERVICE_ALONE_BYTES_MAX, `${html} bytes`);
    let sum = html;
    for (const part of parts) sum += await received(part);
    assert.ok(sum <= SERVICE_BYTES_MAX, `${sum} bytes`);
  });

  test("pictures are left in tests/browser/out/", async () => {
    await stageOutage();
    mkdirSync(OUT, { recursive: true });
    const views = { index: "/", service: "/services/spotify", widget: "/embed/spotify" };
    for (const [size, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await newPage(site.browser, site.staged, { viewport, colorScheme });
        for (const [name, path] of Object.entries(views)) {
          await page.goto(path);
          await page.screenshot({ path: `${OUT}${name}-${size}-${colorScheme}.png`, fullPage: true });
        }
        await closePage(page);
      }
    }
  });
});

const PICTURES = process.env.PICTURES;

describe("pictures of docs", { skip: PICTURES ? false : "only `make pictures` takes them" }, () => {
  test("are taken", async () => {
    await stageOutage();
    mkdirSync(PICTURES, { recursive: true });
    const take = async (name, path, viewport, colorScheme, selector) => {
      const page = await newPage(site.browser, site.staged, { viewport, colorScheme });
      await page.goto(path);
      await page.waitForTimeout(1_000);
      const options = { path: `${PICTURES}/${name}.jpg`, type: "jpeg", quality: 60 };
      await (selector ? page.locator(selector) : page).screenshot(options);
      await closePage(page);
    };
    const tall = { width: 390, height: 1_500 };
    await take("index-phone-light", "/", tall, "light");
    await take("service-phone-light", "/services/spotify", tall, "light");
    await take("service-desktop-dark", "/services/spotify", { width: 1280, height: 1_500 }, "dark");
    await take("map-desktop-light", "/services/spotify", DESKTOP, "light", "#map");
    const picture = await fetch(`${site.staged.url}/og/spotify.png`);
    writeFileSync(`${PICTURES}/share.png`, Buffer.from(await picture.arrayBuffer()));
  });
});

/** Addresses that are only known once there is an outage. */
function addressOf(name, incident) {
  return name === "vote" ? site.alert.data.vote.confirm_url : `/services/spotify/incidents/${incident}`;
}

/** What axe found, short enough to read in a failed assertion. */
function inShort({ id, help, nodes }) {
  return `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 120)).join(" ")}`;
}

/** Bytes on the wire for one answer, headers included. */
function received(path) {
  return new Promise((resolve, reject) => {
    const options = { agent: false, headers: { "accept-encoding": "br", connection: "close" } };
    const request = get(new URL(path, site.staged.url), options, (response) => {
      assert.equal(response.headers["content-encoding"], "br");
      response.resume();
      response.on("end", () => resolve(response.socket.bytesRead));
    });
    request.on("error", reject);
  });
}
