// On other people's pages: what may be framed, what may not, and the picture.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";

import { closePage, newPage } from "./helpers/browser.mjs";
import { site, stageOutage } from "./helpers/site.mjs";

/** A page on a foreign origin: `localhost` is another site than `127.0.0.1`. */
async function withForeignPage(body, visit) {
  const other = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><title>A blog</title><link rel="icon" href="data:,">${body}`);
  });
  await new Promise((resolve) => other.listen(0, "localhost", resolve));
  const page = await newPage(site.browser, site.staged);
  try {
    await page.goto(`http://localhost:${other.address().port}/`);
    await visit(page);
  } finally {
    await closePage(page);
    other.closeAllConnections();
    other.close();
  }
}

describe("another site", () => {
  test("may frame the widget", async () => {
    await stageOutage();
    await withForeignPage(`<iframe src="${site.staged.url}/embed/spotify" width="400" height="500"></iframe>`, async (page) => {
      const frame = page.frameLocator("iframe");
      assert.match(await frame.locator(".verdict").innerText(), /Spotify has been having problems/);
      const width = await frame.locator("svg.map").evaluate((map) => map.getBoundingClientRect().width);
      assert.ok(width > 200, `the map is ${width} pixels wide: is the style sheet there?`);
      const link = frame.getByRole("link", { name: "Report or read more" });
      assert.equal(await link.getAttribute("target"), "_top");
      const credit = frame.getByRole("link", { name: "IP Geolocation by DB-IP" });
      assert.equal(await credit.count(), 1, "the licence of the address database asks for a link on every page");
      const complaints = page.complaints.filter((line) => !line.startsWith("request to http://localhost"));
      assert.deepEqual(complaints, []);
    });
  });

  test("may not frame a page with the button", async () => {
    await withForeignPage(`<iframe src="${site.staged.url}/services/spotify"></iframe>`, async (page) => {
      await page.waitForLoadState("networkidle");
      assert.match(page.frames()[1].url(), /^chrome-error:/);
      assert.ok(page.complaints.some((line) => line.includes("frame-ancestors")), page.complaints.join("\n"));
    });
  });

  test("may show the picture, light and dark", async () => {
    const pictures = ["", "?theme=dark", "?country=US"].map((query) => `<img src="${site.staged.url}/embed/spotify.svg${query}">`);
    await withForeignPage(pictures.join(""), async (page) => {
      await page.waitForLoadState("load");
      const widths = await page.locator("img").evaluateAll((images) => images.map((image) => image.naturalWidth));
      assert.ok(widths.every((width) => width > 0), widths.join(", "));
    });
  });

  test("cannot press the button for a visitor", async () => {
    const form = `<form method="post" action="${site.staged.url}/services/netflix/report"><button>Win a prize</button></form>`;
    await withForeignPage(form, async (page) => {
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button").click();
      assert.equal((await answered).status(), 403);
    });
  });
});
