// The API against its document: real answers and documented examples fit their schemas; and the page of the document.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

import { closePage, newPage } from "./helpers/browser.mjs";
import { ADMIN_TOKEN } from "./helpers/server.mjs";
import { site, stageOutage } from "./helpers/site.mjs";

let api;
let ajv;

/** A validator of the schema at this JSON pointer of the document. */
function validator(...pointer) {
  const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
  return ajv.compile({ $ref: `openapi#/${escaped.join("/")}` });
}

function assertFits(validate, value, name) {
  const fits = validate(value);
  assert.ok(fits, `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
}

describe("the API", () => {
  before(async () => {
    await stageOutage();
    api = await site.staged.json("/openapi.json");
    ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
    addFormats(ajv);
    for (const format of ["int32", "int64", "double", "float"]) ajv.addFormat(format, true);
    ajv.addSchema(api, "openapi");
  });

  test("is described in OpenAPI 3.1, at this site's own address", () => {
    assert.equal(api.openapi, "3.1.0");
    assert.deepEqual(api.servers, [{ url: site.staged.url }]);
    assert.equal(api.components.securitySchemes.admin.scheme, "bearer");
  });

  test("answers as it says, in the midst of an outage", async () => {
    const { incident_id } = await stageOutage();
    const made = await fetch(`${site.staged.url}/api/v1/webhooks`, {
      method: "POST",
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ url: "https://hooks.example/x", services: ["spotify"] }),
    });
    assert.equal(made.status, 201);
    const webhook = await made.json();
    assertFits(validator("components", "schemas", "Webhook"), webhook, "a new webhook");
    const values = { slug: "spotify", document: "summary.json", format: "json" };
    let seen = 0;
    for (const [path, item] of Object.entries(api.paths)) {
      const media = Object.entries(item.get?.responses["200"]?.content ?? {});
      const json = media.find(([type]) => type.endsWith("json"));
      if (!json) continue;
      const id = path.includes("webhooks") ? webhook.id : incident_id;
      let address = path.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? id);
      if (path === "/oembed") address += `?url=${encodeURIComponent(`${site.staged.url}/services/spotify`)}`;
      if (path.endsWith("/counts")) address += "?window=2h&by=region";
      const answer = await fetch(site.staged.url + address, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
      assert.equal(answer.status, 200, address);
      const validate = validator("paths", path, "get", "responses", "200", "content", json[0], "schema");
      assertFits(validate, await answer.json(), address);
      seen += 1;
    }
    assert.ok(seen >= 18, `${seen} answers`);
  });

  test("takes reports and refuses what is none, as it says", async () => {
    const send = (body) =>
      fetch(`${site.staged.url}/api/v1/reports`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const one = { service: "netflix" };
    for (const body of [one, [one, { service: "spotify", symptom: "login" }]]) {
      assertFits(validator("paths", "/api/v1/reports", "post", "requestBody", "content", "application/json", "schema"), body, "request");
      const answer = await send(body);
      assert.equal(answer.status, 202);
      const validate = validator("paths", "/api/v1/reports", "post", "responses", "202", "content", "application/json", "schema");
      assertFits(validate, await answer.json(), "receipt");
    }
    const problem = validator("components", "schemas", "Problem");
    for (const [body, status] of [[{}, 400], [{ service: "nope" }, 404]]) {
      const answer = await send(body);
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      assertFits(problem, await answer.json(), "problem");
    }
  });

  test("gives examples that fit their own schemas", () => {
    let seen = 0;
    const walk = (node, pointer) => {
      if (node === null || typeof node !== "object") return;
      const examples = [...(Array.isArray(node.examples) ? node.examples : []), ...("example" in node ? [node.example] : [])];
      const isSchema = "type" in node || "$ref" in node || "oneOf" in node;
      if (isSchema && examples.length > 0) {
        for (const example of examples) assertFits(validator(...pointer), example, pointer.join("/"));
        seen += 1;
      }
      for (const [key, child] of Object.entries(node)) {
        if (key !== "example" && key !== "examples") walk(child, [...pointer, key]);
      }
    };
    walk(api.components.schemas, ["components", "schemas"]);
    assert.ok(seen > 60, `${seen} examples`);
  });

  test("has a page that shows every route, whose commands work as they stand", async () => {
    const page = await newPage(site.browser, site.staged, { javaScriptEnabled: false });
    await page.goto("/");
    await page.click('footer a[href$="/docs"]');
    const headings = await page.locator(".route h3").allInnerTexts();
    const routes = Object.entries(api.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(headings.toSorted(), routes.toSorted());
    const commands = await page.locator(".route > pre").allInnerTexts();
    const command = commands.find((text) => text.includes("/api/v1/services/spotify'"));
    const address = command.match(/'(http[^']+)'/)[1];
    assert.equal((await fetch(address)).status, 200);
    await closePage(page);
  });
});
