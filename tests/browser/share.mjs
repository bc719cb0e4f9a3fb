// What makes the site a thing to share, to install and to print.

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { site } from "./helpers/site.mjs";

test("the site can be installed", async () => {
  const page = await newPage(site.browser, site.staged, { locale: "de-DE" });
  await page.goto("/services/spotify");
  const session = await page.context().newCDPSession(page);
  const { url, errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(url, `${site.staged.url}/manifest.webmanifest?lang=de`);
  assert.equal(JSON.parse(data).name, "Groundswell");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A test's profile leaves nothing behind, so nothing can be installed in it; that is no fault of the page.
  const faults = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito");
  assert.deepEqual(faults, []);
  assertNoComplaints(page);
  await closePage(page);
});

test("the picture of a page is as large as it says, and its icons load", async () => {
  const page = await newPage(site.browser, site.staged);
  await page.goto("/services/spotify");
  const pictures = await page.evaluate(async () => {
    const content = (name) => document.querySelector(`meta[property="${name}"]`).content;
    const load = async (address) => {
      const picture = new Image();
      picture.src = address;
      await picture.decode();
      return [picture.naturalWidth, picture.naturalHeight];
    };
    return {
      share: await load(new URL(content("og:image")).href),
      said: [Number(content("og:image:width")), Number(content("og:image:height"))],
      apple: await load(document.querySelector("link[rel=apple-touch-icon]").href),
    };
  });
  assert.deepEqual(pictures, { share: [1200, 630], said: [1200, 630], apple: [180, 180] });
  assertNoComplaints(page);
  await closePage(page);
});

test("structured data is read as data, under the page's policy", async () => {
  const page = await newPage(site.browser, site.staged);
  for (const address of ["/", "/services/spotify"]) {
    await page.goto(address);
    const texts = await page.locator('script[type="application/ld+json"]').allTextContents();
    assert.equal(texts.length, 1, address);
    assert.equal(JSON.parse(texts[0])["@context"], "https://schema.org");
  }
  assertNoComplaints(page);
  await closePage(page);
});

test("on paper there is nothing to press, and everything to read", async () => {
  const page = await newPage(site.browser, site.staged, { colorScheme: "dark" });
  await page.goto("/services/spotify");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const control of await page.locator("button, input, select, form, header nav").all()) {
    assert.equal(await control.isVisible(), false, await control.evaluate((element) => element.outerHTML.slice(0, 80)));
  }
  for (const kept of ["#headline", "#map svg", "h1"]) {
    assert.equal(await page.locator(kept).first().isVisible(), true, kept);
  }
  const look = await page.evaluate(() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector("#headline")).color,
    addresses: [...document.querySelectorAll("main a")].map((link) => getComputedStyle(link, "::after").content),
    // The table that is folded away on the screen.
    rows: document.querySelector("details table tbody tr")?.getBoundingClientRect().height ?? 0,
  }));
  assert.equal(look.paper, "rgb(255, 255, 255)");
  assert.match(look.ink, /^rgb\(0, 0, 0\)$/);
  assert.ok(look.addresses.every((content) => content === "none"), "addresses of links are spilled");
  assert.ok(look.rows > 0, "the table under the chart is missing");
  await closePage(page);
});
