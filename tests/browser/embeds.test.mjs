// On other people's pages: frame, element, picture and badge, under strict policies, among hostile styles and scripts; and the
// page that makes the snippets. A process of its own with one server: node --test tests/browser/embeds.test.mjs

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { AxeBuilder } from "@axe-core/playwright";

import { assertNoComplaints, closePage, newPage, startBrowser } from "./helpers/browser.mjs";
import { quietHistory, visitors } from "./helpers/crowd.mjs";
import { startServer } from "./helpers/server.mjs";
import { START, site, stageOutage } from "./helpers/site.mjs";

const OUT = fileURLToPath(new URL("out/", import.meta.url));
const ELEMENT_TEXT = /Spotify (has been having problems|is recovering)/;

before(async () => {
  const opened = await Promise.allSettled([
    startBrowser(),
    startServer({
      virtualClock: new Date(START * 1000).toISOString(),
      history: quietHistory(START, { spotify: 1.5, netflix: 1 }),
      families: ["ipv4"],
    }),
  ]);
  [site.browser, site.staged] = opened.map(({ value }) => value);
  const failed = opened.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
  await stageOutage();
}, { timeout: 180_000 });

after(() => Promise.all([site.browser?.close(), site.staged?.stop(), site.receiver?.close()]));

/** What a careful page would allow: our script, our data, our frames and pictures; no style of anybody, no parsing of HTML. */
const strict = (ours, { script = ours, connect = ours } = {}) =>
  `default-src 'none'; script-src ${script} 'nonce-own'; connect-src ${connect}; frame-src ${ours}; img-src ${ours} data:; ` +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * Opens a page of a foreign origin: `localhost` is another site than `127.0.0.1`.
 * @param body HTML in which OURS stands for our address
 */
async function onForeignPage({ body, policy, ...options }, visit) {
  const ours = site.staged.url;
  const other = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (policy) response.setHeader("content-security-policy", policy);
    response.end(`<!doctype html><html lang="en"><title>A blog</title><link rel="icon" href="data:,"><body>${body.replaceAll("OURS", ours)}`);
  });
  await new Promise((resolve) => other.listen(0, "localhost", resolve));
  // A header of the proxy's on a request to another origin would have to be allowed by it.
  const page = await newPage(site.browser, site.staged, { extraHTTPHeaders: {}, ...options });
  page.asked = [];
  page.on("request", (request) => page.asked.push(request));
  try {
    if (options.clock) await page.clock.install();
    await page.goto(`http://localhost:${other.address().port}/`);
    await visit(page);
    page.complaints = page.complaints.filter((line) => !line.startsWith("request to http://localhost"));
    if (!options.complains) assertNoComplaints(page);
  } finally {
    await closePage(page);
    other.closeAllConnections();
    other.close();
  }
}

const SCRIPT = `<script src="OURS/widget.js" async></script>`;
const ELEMENT = `<groundswell-map service="spotify"><a href="OURS/services/spotify">Spotify status</a></groundswell-map>`;
const card = (page, number = 0) => page.locator("groundswell-map .card").nth(number);
const shown = (page, number) => card(page, number).locator(".verdict").waitFor();
const dataAsked = (page) => page.asked.filter((request) => request.url().includes(".json"));

describe("a page with a strict policy", () => {
  test("shows frame, element and picture, and neither is told about the page nor tells of the visitor", async () => {
    const body = `${SCRIPT}${ELEMENT}<iframe src="OURS/embed/spotify" width="400" height="520" title="frame"></iframe>
      <img src="OURS/embed/spotify.svg" alt="picture"><img src="OURS/badge/spotify.svg" alt="badge">`;
    await onForeignPage({ body, policy: strict(site.staged.url) }, async (page) => {
      await shown(page);
      assert.match(await card(page).innerText(), ELEMENT_TEXT);
      assert.match(await page.frameLocator("iframe").locator(".verdict").innerText(), ELEMENT_TEXT);
      const widths = await page.locator("img").evaluateAll((images) => images.map((image) => image.naturalWidth));
      assert.ok(widths.every((width) => width > 0), widths.join(", "));
      const border = await card(page).evaluate((element) => getComputedStyle(element).borderTopLeftRadius);
      assert.notEqual(border, "0px", "the element's own styles hold without style-src");
      const map = await card(page).locator("svg.map").boundingBox();
      assert.ok(map.width > 200 && map.height > 100, JSON.stringify(map));
      assert.ok(await card(page).locator("svg.map g[class^=l] title").count() > 2, "regions have names");
      for (const name of ["Report or read more", "IP Geolocation by DB-IP"]) {
        assert.equal(await card(page).getByRole("link", { name }).count(), 1, name);
      }
      assert.equal(dataAsked(page).length, 1);
      const headers = await dataAsked(page)[0].allHeaders();
      assert.equal(headers.referer, undefined);
      assert.equal(headers.cookie, undefined);
      assert.deepEqual(await page.context().cookies(), []);
      const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length]);
      assert.deepEqual(kept, [0, 0]);
    });
  });

  test("that forbids connecting keeps the link inside the element", async () => {
    const policy = strict(site.staged.url, { connect: "'none'" });
    await onForeignPage({ body: SCRIPT + ELEMENT, policy, complains: true }, async (page) => {
      await page.waitForFunction(() => customElements.get("groundswell-map"));
      await page.waitForTimeout(300);
      const link = page.getByRole("link", { name: "Spotify status" });
      assert.ok(await link.isVisible());
      assert.equal(await link.getAttribute("href"), `${site.staged.url}/services/spotify`);
      const others = page.complaints.filter((line) => line.startsWith("script:"));
      assert.deepEqual(others, []);
    });
  });

  test("without a link inside gets one all the same", async () => {
    const policy = strict(site.staged.url, { connect: "'none'" });
    const body = `${SCRIPT}<groundswell-map service="spotify"></groundswell-map>`;
    await onForeignPage({ body, policy, complains: true }, async (page) => {
      const link = page.getByRole("link", { name: "spotify" });
      await link.waitFor();
      assert.equal(await link.getAttribute("href"), `${site.staged.url}/services/spotify`);
    });
  });

  test("that forbids the script shows the link as it stands there", async () => {
    const policy = strict(site.staged.url, { script: "" });
    await onForeignPage({ body: SCRIPT + ELEMENT, policy, complains: true }, async (page) => {
      assert.ok(await page.getByRole("link", { name: "Spotify status" }).isVisible());
    });
  });
});

describe("the element", () => {
  const colours = (page, number) => card(page, number).evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
    return [backgroundColor, color];
  });

  test("is light or dark as the visitor's system, or as it is told", async () => {
    const body = `${SCRIPT}${["auto", "light", "dark"].map((theme) => `<groundswell-map service="spotify" theme="${theme}"></groundswell-map>`).join("")}`;
    await onForeignPage({ body }, async (page) => {
      for (const number of [0, 1, 2]) await shown(page, number);
      const [light, dark] = [await colours(page, 1), await colours(page, 2)];
      assert.notDeepEqual(light, dark);
      for (const [colorScheme, expected] of [["light", light], ["dark", dark]]) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await colours(page, 0), expected, colorScheme);
        assert.deepEqual([await colours(page, 1), await colours(page, 2)], [light, dark]);
        const { violations } = await new AxeBuilder({ page }).include("groundswell-map").setLegacyMode().analyze();
        assert.deepEqual(violations.map(inShort), [], colorScheme);
      }
    });
  });

  test("asks once for all that show the same", async () => {
    const body = `${SCRIPT}${ELEMENT}${ELEMENT}<groundswell-map service="spotify" theme="dark"></groundswell-map>
      <groundswell-map service="spotify" country="US" lang="de"></groundswell-map>${SCRIPT}`;
    await onForeignPage({ body }, async (page) => {
      for (const number of [0, 1, 2, 3]) await shown(page, number);
      const asked = dataAsked(page).map((request) => request.url().split("/embed/")[1]);
      assert.deepEqual(asked.sort(), ["spotify.json", "spotify.json?country=US&lang=de"]);
      assert.equal(await card(page, 3).getAttribute("lang"), "de");
      assert.ok(await card(page, 3).locator("svg.map.country").count());
      assert.ok(await card(page, 0).locator("svg.map.world").count());
    });
  });

  test("is untouched by the page's styles and by what it did to everybody's objects", async () => {
    const css = "* { color: rgb(255, 0, 0) !important; font-size: 70px !important; letter-spacing: 2em !important; text-transform: uppercase !important; direction: rtl !important; } " +
      "p, ul, svg, .card, .verdict { display: none !important; } groundswell-map { opacity: 1; --ink: red; --paper: red; }";
    const body = `<script nonce="own">
        Object.prototype.method = "DELETE";
        Object.prototype.headers = { "x-evil": "1" };
        Object.prototype.mode = "closed";
        Object.prototype.timeZone = "nowhere";
        Object.prototype.signal = 1;
        Object.defineProperty(Object.prototype, "extra", { enumerable: true, value() {} });
        Array.prototype.extra = () => {};
        Array.prototype.map = Array.prototype.forEach = Array.prototype.filter = () => { throw new Error("not yours"); };
        Array.prototype.toJSON = () => "[]";
      </script>
      <style>${css}</style>
      <form name="currentScript"></form>${SCRIPT}
      <main class="widget">${ELEMENT}</main>
      <script nonce="own">
        addEventListener("load", () => { window.fetch = () => { throw new Error("not yours"); }; });
      </script>`;
    await onForeignPage({ body }, async (page) => {
      await shown(page);
      const verdict = card(page).locator(".verdict span");
      const style = await verdict.evaluate((element) => {
        const { color, fontSize, letterSpacing, textTransform, direction } = getComputedStyle(element);
        return { color, fontSize, letterSpacing, textTransform, direction };
      });
      assert.deepEqual(style, { color: "rgb(20, 32, 43)", fontSize: "18px", letterSpacing: "normal", textTransform: "none", direction: "ltr" });
      assert.ok(await card(page).locator("svg.map").isVisible());
      assert.equal(dataAsked(page)[0].method(), "GET");
      const headers = await dataAsked(page)[0].allHeaders();
      assert.equal(headers["x-evil"], undefined);
    });
  });

  test("leaves nothing on the page but its own name", async () => {
    const body = `<script nonce="own">window.before = Object.getOwnPropertyNames(window);</script>${SCRIPT}${ELEMENT}`;
    await onForeignPage({ body }, async (page) => {
      await shown(page);
      const added = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !window.before.includes(name)));
      assert.deepEqual(added, ["before"]);
    });
  });

  test("works as a module, twice, and before its script", async () => {
    const body = `${ELEMENT}<script type="module" src="OURS/widget.js"></script>${SCRIPT}`;
    await onForeignPage({ body }, async (page) => {
      await shown(page);
      assert.match(await card(page).innerText(), ELEMENT_TEXT);
    });
  });

  test("does not move what is around it", async () => {
    const rule = await snippet("#element-style");
    const body = `<script nonce="own">
        window.shift = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
          .observe({ type: "layout-shift", buffered: true });
      </script><style>${rule}</style><p>Before</p>${ELEMENT}<p id="after">After</p>${SCRIPT}`;
    for (const viewport of [{ width: 360, height: 900 }, { width: 1280, height: 900 }]) {
      await onForeignPage({ body, viewport }, async (page) => {
        const where = () => page.locator("#after").evaluate((element) => element.getBoundingClientRect().top);
        const empty = await where();
        await shown(page);
        await page.waitForTimeout(200);
        assert.equal(await where(), empty);
        assert.equal(await page.evaluate(() => window.shift), 0);
        const overflow = await card(page).evaluate((element) => element.scrollHeight - element.clientHeight);
        assert.ok(overflow <= 0, `${overflow} px do not fit at ${viewport.width} px`);
      });
    }
  });

  test("holds its words in every language, from 240 pixels on", async () => {
    const languages = ["en", "de", "es", "fr", "pt", "ja"];
    const sizes = ["full", "compact"];
    for (const width of [240, 288, 320, 360, 640]) {
      const all = languages.flatMap((lang) => sizes.map((size) => `<groundswell-map service="spotify" lang="${lang}" size="${size}"></groundswell-map>`));
      await onForeignPage({ body: `<style>body { margin: 0; inline-size: ${width}px }</style>${SCRIPT}${all.join("")}` }, async (page) => {
        for (let number = 0; number < all.length; number += 1) await shown(page, number);
        const cut = await page.locator("groundswell-map").evaluateAll((elements) => elements
          .map((element) => [element.lang, element.getAttribute("size"), element.shadowRoot.querySelector(".card")])
          .map(([lang, size, card]) => [lang, size, card.scrollHeight - card.clientHeight])
          .filter(([, , overflow]) => overflow > 0));
        assert.deepEqual(cut, [], `${width} px`);
      });
    }
  });

  test("shows what is new within a minute, keeps the focus, and rests when it is taken away", async () => {
    await onForeignPage({ body: SCRIPT + ELEMENT.replace("spotify", "netflix").replace("services/spotify", "services/netflix"), clock: true }, async (page) => {
      await shown(page);
      const before = await card(page).locator(".muted").first().innerText();
      await card(page).getByRole("link", { name: "Report or read more" }).focus();
      await reportMore("netflix", 9);
      await page.clock.runFor(70_000);
      await card(page).getByText(/reported a problem/).filter({ hasNotText: before }).waitFor();
      const focused = await page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent);
      assert.equal(focused, "Report or read more");

      await page.evaluate(() => { window.taken = document.querySelector("groundswell-map"); window.taken.remove(); });
      const asked = dataAsked(page).length;
      await page.clock.runFor(200_000);
      assert.equal(dataAsked(page).length, asked, "nobody sees it, so it does not ask");

      await page.evaluate(() => document.body.append(window.taken));
      await page.waitForFunction(() => window.taken.shadowRoot.querySelector(".verdict"));
    });
  });

  test("follows its attributes, and never shows one service as another", async () => {
    await onForeignPage({ body: SCRIPT + ELEMENT }, async (page) => {
      await shown(page);
      await page.evaluate(() => document.querySelector("groundswell-map").setAttribute("service", "netflix"));
      await card(page).getByText(/Netflix\./).waitFor();
      await page.evaluate(() => document.querySelector("groundswell-map").setAttribute("size", "compact"));
      await page.waitForFunction(() => !document.querySelector("groundswell-map").shadowRoot.querySelector(".map"));
      const text = await page.evaluate(() => {
        const element = document.querySelector("groundswell-map");
        element.setAttribute("service", "nope\"><img src=x>");
        return element.shadowRoot.textContent;
      });
      assert.ok(!text.includes("Netflix is") && !text.includes("problem with Netflix"), text);
    });
  });
});

describe("the frame", () => {
  test("shows what is new within a minute, without a flicker of the rest", async () => {
    const body = `<iframe src="OURS/embed/netflix" width="400" height="520" title="frame"></iframe>`;
    await onForeignPage({ body, clock: true }, async (page) => {
      const frame = page.frameLocator("iframe");
      const numbers = frame.locator("#numbers");
      const before = await numbers.innerText();
      await frame.locator("h1").evaluate((title) => { title.dataset.same = "yes"; });
      await reportMore("netflix", 9);
      await page.clock.runFor(75_000);
      await numbers.filter({ hasNotText: before }).waitFor();
      assert.equal(await frame.locator("h1").getAttribute("data-same"), "yes");
    });
  });

  test("works in a sandbox, with and without scripts", async () => {
    for (const sandbox of ["", "allow-scripts"]) {
      const body = `<iframe sandbox="${sandbox}" src="OURS/embed/spotify" width="400" height="520" title="frame"></iframe>`;
      await onForeignPage({ body, complains: sandbox === "" }, async (page) => {
        const frame = page.frameLocator("iframe");
        assert.match(await frame.locator(".verdict").innerText(), ELEMENT_TEXT);
        const width = await frame.locator("svg.map").evaluate((map) => map.getBoundingClientRect().width);
        assert.ok(width > 200, `the map is ${width} pixels wide: is the style sheet there?`);
        // A frame in a sandbox is of no origin, and may not take outlines from another file.
        const land = await frame.locator("svg.map .land").evaluate((path) => path.getBBox().width);
        assert.ok(land > 900, `${land} units of land`);
      });
    }
  });

  test("speaks the language that it is asked for, else the visitor's", async () => {
    const languages = [["", "ja-JP", "ja"], ["?lang=fr", "ja-JP", "fr"], ["?lang=xx", "es-MX", "es"]];
    for (const [query, locale, expected] of languages) {
      const page = await newPage(site.browser, site.staged, { locale });
      await page.goto(`/embed/spotify${query}`);
      assert.equal(await page.locator("html").getAttribute("lang"), expected, query);
      assertNoComplaints(page);
      await closePage(page);
    }
  });

  test("is accessible and fits into 240 pixels", async () => {
    for (const query of ["", "?size=compact", "?theme=dark", "?country=US&lang=de"]) {
      const page = await newPage(site.browser, site.staged, { viewport: { width: 240, height: 600 } });
      await page.goto(`/embed/spotify${query}`);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      assert.deepEqual(violations.map(inShort), [], query);
      const [width, height] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      assert.ok(width <= 240, `${query}: ${width} px wide`);
      assert.ok(height <= 640, `${query}: ${height} px high`);
      await closePage(page);
    }
  });
});

/** A snippet as the page for it shows it. */
async function snippet(selector, query = "") {
  const page = await newPage(site.browser, site.staged);
  await page.goto(`/services/spotify/embed${query}`);
  const text = await page.locator(selector).inputValue();
  await closePage(page);
  return text;
}

describe("the page that makes snippets", () => {
  test("is accessible in light and dark, on a desk and a phone", async () => {
    for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 900 }]) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await newPage(site.browser, site.staged, { viewport, colorScheme });
        await page.goto("/services/spotify/embed");
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        assert.deepEqual(violations.map(inShort), [], `${colorScheme}, ${viewport.width} px`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= viewport.width, `${width} px wide on ${viewport.width} px`);
        assertNoComplaints(page);
        await closePage(page);
      }
    }
  });

  test("follows the form without a reload, and copies", async () => {
    const page = await newPage(site.browser, site.staged, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto("/services/spotify");
    await page.locator('a[href$="/services/spotify/embed"]').click();
    await page.evaluate(() => { window.same = true; });
    await page.locator("select[name=theme]").selectOption("dark");
    await page.locator("select[name=country]").selectOption("US");
    await page.waitForFunction(() => document.querySelector("#frame").value.includes("theme=dark&amp;country=US"));
    assert.ok(await page.evaluate(() => window.same));
    assert.match(page.url(), /theme=dark/);
    await page.frameLocator("iframe").locator("svg.map.country").waitFor();
    await page.locator("input[name=label]").fill("Our \"player\"");
    await page.waitForFunction(() => document.querySelector("#badge-html").value.includes("label=Our%20%22player%22"));
    await page.locator("#frame + button").click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await page.locator("#frame").inputValue());
    assertNoComplaints(page);
    await closePage(page);
  });

  test("is a plain form without scripts, in the visitor's language", async () => {
    const page = await newPage(site.browser, site.staged, { javaScriptEnabled: false, locale: "de-DE" });
    await page.goto("/services/spotify/embed");
    assert.equal(await page.locator(".snippet button:visible").count(), 0);
    await page.locator("select[name=size]").selectOption("compact");
    await page.locator("#options button").click();
    await page.waitForURL(/size=compact/);
    assert.match(await page.locator("#element").inputValue(), /size="compact"/);
    assert.match(await page.locator("#element").inputValue(), /Status von Spotify/);
    await closePage(page);
  });

  test("makes what works when it is pasted", async () => {
    const query = "?theme=dark&size=compact&language=de";
    const body = (await Promise.all(["#frame", "#element", "#picture", "#badge-html"].map((id) => snippet(id, query)))).join("\n");
    const policy = `default-src 'none'; ${await snippet("#element-policy")}; frame-src ${site.staged.url}; img-src ${site.staged.url} data:`;
    await onForeignPage({ body, policy }, async (page) => {
      await shown(page);
      assert.equal(await card(page).getAttribute("lang"), "de");
      assert.equal(await page.frameLocator("iframe").locator("html").getAttribute("class"), "theme-dark compact");
      await page.locator("img").last().scrollIntoViewIfNeeded();
      await page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0));
    });
  });
});

test("pictures are left in tests/browser/out/", async () => {
  mkdirSync(OUT, { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [240, 360, 640]) {
      const body = `${SCRIPT}${ELEMENT}<p></p><groundswell-map service="spotify" size="compact" lang="de"></groundswell-map><p></p>
        <iframe src="OURS/embed/spotify" width="100%" height="520" frameborder="0" title="frame"></iframe>
        <iframe src="OURS/embed/spotify?size=compact&lang=ja" width="100%" height="230" frameborder="0" title="frame"></iframe>
        <img src="OURS/embed/spotify.svg" width="100%" alt=""><img src="OURS/embed/spotify.svg?size=compact&lang=ja" alt=""><p><img src="OURS/badge/spotify.svg" alt=""></p>`;
      const styles = `<style>body { margin: 0; ${colorScheme === "dark" ? "background: #111" : ""} }</style>`;
      await onForeignPage({ body: styles + body, colorScheme, viewport: { width, height: 2600 } }, async (page) => {
        await shown(page, 0);
        await shown(page, 1);
        await page.waitForLoadState("networkidle");
        await page.screenshot({ path: `${OUT}embeds-${width}-${colorScheme}.png`, fullPage: true });
      });
    }
  }
});

let reportedMinutes = 6;

/** Some more reports, and a heartbeat that sees them. */
async function reportMore(service, count) {
  reportedMinutes += 1;
  await site.staged.reports(visitors("FR-IDF", count, 1 + reportedMinutes * 40), service, "login");
  await site.staged.setClock(START + 60 * reportedMinutes + 5);
}

/** What axe found, short enough to read in a failed assertion. */
function inShort({ id, help, nodes }) {
  return `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 120)).join(" ")}`;
}
