// What all tests share: one Chromium, one server on the system's clock, one on a virtual clock with a past.

import { startBrowser } from "./browser.mjs";
import { PLACES, quietHistory, visitors } from "./crowd.mjs";
import { startReceiver } from "./receiver.mjs";
import { startServer } from "./server.mjs";

/** The virtual server starts here: a Wednesday. */
export const START = Date.parse("2026-03-04T20:00:00Z") / 1000;

const HISTORY = { spotify: 1.5, netflix: 1, youtube: 1 };

/** YouTube was out three days before, for an hour and a half. */
export const PAST_OUTAGE = { service: "youtube", from: START - 3 * 86_400, until: START - 3 * 86_400 + 5_400, perMinute: 60 };

/** `live` runs on the system's clock and knows no past; `staged` on a virtual one, after a quiet fortnight. */
export const site = { browser: null, live: null, staged: null, outage: null, receiver: null, alert: null };

export async function openSite() {
  // Each takes a core for some seconds to read the address databases.
  const opened = await Promise.allSettled([
    startBrowser(),
    startServer(),
    startServer({
      virtualClock: new Date(START * 1000).toISOString(),
      history: quietHistory(START, HISTORY, PAST_OUTAGE),
      families: ["ipv4"],
    }),
  ]);
  [site.browser, site.live, site.staged] = opened.map(({ value }) => value);
  // What did start is closed by `closeSite`.
  const failed = opened.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

export async function closeSite() {
  await Promise.all([site.browser?.close(), site.live?.stop(), site.staged?.stop(), site.receiver?.close()]);
}

/** Where the staged outage is, and how many report there each minute. */
const OUTAGE = { "US-NY": 12, "GB-ENG": 16, "IN-MH": 9, "BR-SP": 7 };

/**
 * Drives Spotify on the staged server into an outage, once; later calls find it there. Its first message is left in
 * `site.alert`.
 */
export async function stageOutage() {
  site.outage ??= (async () => {
    const server = site.staged;
    site.receiver = await startReceiver();
    await server.subscribe(site.receiver.url);
    for (let minute = 0; minute < 6; minute += 1) {
      for (const [region, count] of Object.entries(OUTAGE)) {
        await server.reports(visitors(region, count, 1 + minute * count), "spotify", "login");
      }
      await server.setClock(START + 60 * (minute + 1) + 5);
    }
    site.alert = site.receiver.messages.find(({ type }) => type === "incident.opened");
    return server.json("/api/v1/services/spotify");
  })();
  return site.outage;
}

export const OUTAGE_REGIONS = Object.keys(OUTAGE).map((region) => PLACES[region].name);
