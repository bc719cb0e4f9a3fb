// Feeds are found from the pages; and times in sentences, in the visitor's own zone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { PAST_OUTAGE, site } from "./helpers/site.mjs";

test("a page leads to its feeds, each of which is one", async () => {
  const page = await newPage(site.browser, site.staged, { locale: "de-DE" });
  for (const [path, folder] of [["/", ""], ["/services/youtube", "/services/youtube"]]) {
    await page.goto(path);
    const found = await page.evaluate(async () => {
      const links = [...document.head.querySelectorAll('link[rel=alternate][type^="application/"]:not([type*=oembed])')];
      const read = async ({ href, type }) => {
        const answer = await fetch(href);
        const text = await answer.text();
        const itsType = answer.headers.get("content-type").split(";")[0];
        if (type.endsWith("json")) return [new URL(href).pathname, itsType === type, JSON.parse(text).language];
        const feed = new DOMParser().parseFromString(text, "text/xml");
        if (feed.querySelector("parsererror")) throw new Error(text);
        const language = feed.documentElement.getAttribute("xml:lang") ?? feed.querySelector("channel > language").textContent;
        return [new URL(href).pathname, itsType === type, language];
      };
      return Promise.all(links.map(read));
    });
    const expected = ["atom", "rss", "json"].map((format) => [`${folder}/feed.${format}`, true, "de"]);
    assert.deepEqual(found, expected, path);
    const shown = page.locator("footer a", { hasText: "Feed" });
    assert.equal(await shown.getAttribute("href"), `${folder}/feed.atom?lang=de`);
  }
  assertNoComplaints(page);
  await closePage(page);
});

/** The sentence of the outage that lies in the past, as a visitor there reads it. */
async function sentence(timezoneId) {
  const { incidents } = await site.staged.json(`/api/v1/incidents?service=${PAST_OUTAGE.service}`);
  const { id } = incidents.find(({ opened_at }) => Math.abs(Date.parse(opened_at) / 1000 - PAST_OUTAGE.from) < 3_600);
  const page = await newPage(site.browser, site.staged, { timezoneId });
  await page.goto(`/services/${PAST_OUTAGE.service}/incidents/${id}`);
  const text = await page.locator(".hero .verdict").innerText();
  assertNoComplaints(page);
  await closePage(page);
  return text;
}

test("a range of times says its date once, unless it goes on past midnight", async () => {
  const newYork = await sentence("America/New_York");
  assert.match(newYork, /from 1 Mar( 2026)?, 1\d:\d\d to 1\d:\d\d\b/);
  const moscow = await sentence("Europe/Moscow");
  assert.match(moscow, /from 1 Mar( 2026)?, 23:\d\d to 2 Mar( 2026)?, 0\d:\d\d/);
});
