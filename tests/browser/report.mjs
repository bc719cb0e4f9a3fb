// The button: without JavaScript, with it, and by keyboard alone.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";

import { assertNoComplaints, closePage, newPage } from "./helpers/browser.mjs";
import { visitors } from "./helpers/crowd.mjs";
import { site } from "./helpers/site.mjs";

describe("the button", () => {
  test("works without JavaScript: form, 303, confirmation, symptom", async () => {
    await site.live.reports(visitors("FR-IDF", 2), "netflix");
    const page = await newPage(site.browser, site.live, { javaScriptEnabled: false });
    await page.goto("/services/netflix");
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "I have a problem" }).click();
    const answer = await answered;
    assert.equal(answer.status(), 303);
    assert.match(page.url(), /\/services\/netflix\?reported=counted$/);
    assert.match(await page.locator("#answer").innerText(), /You and 2 others\s+reported a problem with Netflix/);
    const chip = page.getByRole("group", { name: /What is wrong\?/ }).getByRole("button").first();
    const symptom = await chip.innerText();
    await chip.click();
    await page.waitForURL(/\?reported=symptom/);
    assert.ok((await page.locator("#answer").innerText()).includes(`You said: ${symptom}.`));
    const { points } = await site.live.json("/api/v1/services/netflix/counts?window=1h&step=1h&by=total");
    assert.equal(points.reduce((sum, point) => sum + point.reports, 0), 3, "naming a symptom is not a second report");
    assertNoComplaints(page);
    await closePage(page);
  });

  test("answers in place with JavaScript", async () => {
    await site.live.reports(visitors("FR-IDF", 3), "youtube");
    const page = await newPage(site.browser, site.live);
    await page.goto("/services/youtube");
    await page.evaluate(() => { window.sameDocument = true; });
    await page.getByRole("button", { name: "I have a problem" }).click();
    await page.locator("#answer").waitFor();
    assert.match(await page.locator("#answer").innerText(), /You and 3 others/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "answer");
    const chip = page.locator(".chips button").first();
    const symptom = await chip.innerText();
    await chip.click();
    await page.getByText(`You said: ${symptom}.`).waitFor();
    assert.equal(await page.evaluate(() => window.sameDocument), true, "the page was loaded anew");
    assert.match(page.url(), /\/services\/youtube$/);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("leaves chart and map as the address asks for them", async () => {
    const page = await newPage(site.browser, site.live);
    // Nothing else refreshes the page meanwhile.
    let answered;
    const wait = new Promise((resolve) => { answered = resolve; });
    await page.route(/part=live/, (route) => wait.then(() => route.continue()));
    await page.goto("/services/pinterest?range=7d&stack=symptoms&map=US");
    const asked = async () => [
      await page.locator("#chart-title").innerText(),
      await page.locator("#chart .stack").innerText(),
      await page.locator(".ranges [aria-current]").innerText(),
      await page.locator("#map-summary").innerText(),
    ];
    const before = await asked();
    assert.deepEqual(before.slice(0, 3), ["Last 7 days", "All together", "7 days"]);
    await page.getByRole("button", { name: "I have a problem" }).click();
    await page.locator("#answer").waitFor();
    assert.deepEqual(await asked(), before);
    // The next look at its own address brings them up to date.
    const total = async () => (await page.locator("#chart-field").getAttribute("data-reports")).split(" ").reduce((sum, n) => sum + Number(n), 0);
    assert.equal(await total(), 0);
    answered();
    await page.locator("#chart-field:not([data-reports$=' 0'])").waitFor();
    assert.equal(await total(), 1);
    assert.deepEqual((await asked()).slice(0, 3), before.slice(0, 3));
    assertNoComplaints(page);
    await closePage(page);
  });

  test("thanks for a repeat and says that it is not counted", async () => {
    const page = await newPage(site.browser, site.live, { javaScriptEnabled: false });
    for (const outcome of ["counted", "repeat"]) {
      await page.goto("/services/github");
      await page.getByRole("button", { name: "I have a problem" }).click();
      assert.match(page.url(), new RegExp(`\\?reported=${outcome}$`));
    }
    assert.match(await page.locator("#answer").innerText(), /already reported .* counted once\. 1 person/s);
    await closePage(page);
  });

  test("“Works for me” does not make up a problem", async () => {
    const page = await newPage(site.browser, site.live, { javaScriptEnabled: false });
    await page.goto("/services/gitlab");
    await page.getByRole("button", { name: "Works for me" }).click();
    assert.match(await page.locator("#answer").innerText(), /Nobody has reported a problem with GitLab/);
    await closePage(page);
  });

  test("says so when the report did not arrive, and can be pressed again", async () => {
    const page = await newPage(site.browser, site.live);
    await page.goto("/services/twitch");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "I have a problem" }).click();
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /try again/);
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "I have a problem" }).click();
    await page.locator("#answer").waitFor();
    await closePage(page);
  });

  test("works for a suspect report in the background, and nobody sees it", async () => {
    const page = await newPage(site.browser, site.live, { extraHTTPHeaders: { "x-forwarded-for": "128.122.250.9" } });
    await page.goto("/services/slack");
    // More than a class of thirty would send, about something else.
    for (let batch = 0; batch < 3; batch += 1) {
      const sent = await page.request.post("/api/v1/reports", { data: Array(50).fill({ service: "dropbox" }) });
      assert.equal(sent.status(), 202);
    }
    const solved = page.waitForResponse((response) => response.url().endsWith("/api/v1/proofs"));
    await page.getByRole("button", { name: "I have a problem" }).click();
    await page.locator("#answer").waitFor();
    const answer = await solved;
    assert.equal(answer.status(), 202);
    // Sent once more, from the same address, it proves nothing more.
    const again = await page.request.post("/api/v1/proofs", { data: answer.request().postDataJSON() });
    assert.equal(again.status(), 409);
    const metrics = await (await page.request.get("/metrics")).text();
    assert.match(metrics, /groundswell_challenges_total\{outcome="solved"\} 1/);
    assertNoComplaints(page);
    await closePage(page);
  });

  test("can be reached and pressed by keyboard alone", async () => {
    const page = await newPage(site.browser, site.live);
    await page.goto("/services/discord");
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
    let presses = 0;
    do {
      await page.keyboard.press("Tab");
      presses += 1;
      assert.ok(presses < 15, "the button is not within 15 presses of Tab");
    } while ((await focused()) !== "I have a problem");
    await page.keyboard.press("Enter");
    await page.locator("#answer").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "answer");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), "symptom", "the next stop is the first chip");
    assertNoComplaints(page);
    await closePage(page);
  });

  test("is one Tab and one Enter closer through the skip link", async () => {
    const page = await newPage(site.browser, site.live);
    await page.goto("/services/discord");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    assert.ok(await skip.evaluate((link) => link === document.activeElement));
    assert.ok((await skip.boundingBox()).x >= 0, "the focused skip link cannot be seen");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await closePage(page);
  });

  test("knows whether its page was opened by a link of another site", async () => {
    const service = `${site.live.url}/services/reddit`;
    const links = `<!doctype html><title>A post</title>
      <a href="${service}">Look</a> <a href="${service}" rel="noreferrer">And here</a>`;
    const post = createServer((request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end(links);
    });
    await new Promise((resolve) => post.listen(0, "localhost", resolve));
    const counted = async (page) => {
      const metrics = await (await page.request.get("/metrics")).text();
      return Number(/groundswell_reports_by_link_total (\d+)/.exec(metrics)?.[1] ?? 0);
    };
    // Whoever goes on within our site came by the link all the same. Each is of a network of their own, or the second would be
    // no evidence.
    const ways = [
      { region: "GB-ENG", link: "Look", adds: 1 },
      { region: "FR-IDF", link: "And here", adds: 1 },
      { region: "IN-MH", link: "Look", onwards: "/services/discord", javaScriptEnabled: false, adds: 1 },
      { region: "JP-13", adds: 0 },
    ];
    try {
      for (const { region, link, onwards, adds, ...options } of ways) {
        const [address] = visitors(region, 1, 20);
        options.extraHTTPHeaders = { "x-forwarded-for": address };
        const page = await newPage(site.browser, site.live, options);
        const before = await counted(page);
        if (link) {
          await page.goto(`http://localhost:${post.address().port}/`);
          await page.getByRole("link", { name: link }).click();
          await page.waitForURL(service);
        } else {
          await page.goto(service);
        }
        if (onwards) await page.goto(onwards, { referer: service });
        await page.getByRole("button", { name: "I have a problem" }).click();
        await page.locator("#answer").waitFor();
        assert.equal(await counted(page), before + adds, `${link} ${onwards}`);
        await closePage(page);
      }
    } finally {
      post.closeAllConnections();
      await new Promise((resolve) => post.close(resolve));
    }
  });
});
