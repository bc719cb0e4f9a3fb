// The site in a real browser. One process, so that the two servers are started once: `make test-browser`.
// One topic alone: node --test --test-name-pattern='the search' tests/browser/all.test.mjs

import { after, before } from "node:test";

import { closeSite, openSite } from "./helpers/site.mjs";

before(openSite, { timeout: 120_000 });
after(closeSite);

await import("./report.mjs");
await import("./search.mjs");
await import("./live.mjs");
// Before the outage has been staged for others.
await import("./outage.mjs");
await import("./here.mjs");
await import("./map.mjs");
await import("./embed.mjs");
await import("./chart.mjs");
await import("./pages.mjs");
await import("./share.mjs");
await import("./api.mjs");
await import("./feeds.mjs");
await import("./vote.mjs");
