// Made-up visitors with real addresses, and the made-up past.

/** Networks whose first 32 blocks of /24 the pinned DB-IP files place where everybody else does: most are universities. */
export const PLACES = {
  "US-NY": { name: "New York", prefix: "128.59" },
  "GB-ENG": { name: "England", prefix: "155.198" },
  "FR-IDF": { name: "Île-de-France", prefix: "134.157" },
  "IN-MH": { name: "Maharashtra", prefix: "59.162" },
  "BR-SP": { name: "São Paulo", prefix: "143.107" },
  "JP-13": { name: "Tokyo", prefix: "133.11" },
};

/** Kent, to the address databases. */
export const IPV6_VISITOR = "2a00:23c5::1";

/** People who live in one block count as one voice before long, so visitors are spread over so many. */
const BLOCKS = 32;

/** Addresses of so many visitors in a region, from the given one on. */
export function visitors(region, count, from = 1) {
  const address = (n) => `${PLACES[region].prefix}.${n % BLOCKS}.${1 + Math.floor(n / BLOCKS)}`;
  return Array.from({ length: count }, (_, i) => address(from + i));
}

/** A small generator with a seed (mulberry32), so that each run sees the same past. */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Days of normal evenings and nights as NDJSON, up to the second `end`.
 * @param {{service: string, from: number, until: number, perMinute: number}} outage one that lies in the past, in seconds
 */
export function quietHistory(end, services, outage, days = 15) {
  const next = random(7);
  const regions = Object.keys(PLACES);
  const lines = [];
  for (let ts = end - days * 86_400; ts < end; ts += 60) {
    const rhythm = 1 + 0.5 * Math.sin(((ts % 86_400) / 86_400) * 2 * Math.PI - 2);
    for (const [service, perMinute] of Object.entries(services)) {
      for (const region of regions) {
        if (next() < (perMinute * rhythm) / regions.length) {
          lines.push(JSON.stringify({ service, ts, region, symptom: next() < 0.6 ? "app" : "login", count: 1 }));
        }
        if (outage && service === outage.service && outage.from <= ts && ts < outage.until) {
          const count = Math.ceil(outage.perMinute / regions.length);
          lines.push(JSON.stringify({ service, ts, region, symptom: next() < 0.5 ? "playback" : "login", count }));
        }
      }
    }
    lines.push(`{"tick":${ts}}`);
  }
  return `${lines.join("\n")}\n`;
}
