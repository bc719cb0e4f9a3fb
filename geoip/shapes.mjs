// Features → the drawn shapes: merged, simplified, in whole hundredths of a degree.
import fs from 'node:fs';
import polylabel from 'polylabel';
import { feature, merge } from 'topojson-client';
import { topology as build } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import { NUMERIC } from './regions.mjs';

const UNIT = 100;
const polygons = (g) => (g.type === 'Polygon' ? [g.coordinates] : g.coordinates);
const area = (r) => {
  let a = 0;
  for (let i = 0, j = r.length - 1; i < r.length; j = i++) a += r[j][0] * r[i][1] - r[i][0] * r[j][1];
  return Math.abs(a / 2);
};
/** Area in squared degrees of the equator. */
const size = (r) => area(r) * Math.cos((r[0][1] * Math.PI) / 180);
const bounds = (rings) => {
  const b = [Infinity, Infinity, -Infinity, -Infinity];
  for (const r of rings) for (const [x, y] of r) {
    if (x < b[0]) b[0] = x;
    if (y < b[1]) b[1] = y;
    if (x > b[2]) b[2] = x;
    if (y > b[3]) b[3] = y;
  }
  return b;
};
const within = (p, b) => p[0] >= b[0] && p[1] >= b[1] && p[2] <= b[2] && p[3] <= b[3];
const triangle = ([a, b, c]) => Math.abs((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1])) / 2 * Math.max(0.15, Math.cos((b[1] * Math.PI) / 180));

/** A ring in units, without repeated points and without points in the middle of a straight line; null when nothing is left. */
function quantise(ring) {
  const out = [];
  for (const [x, y] of ring) {
    const p = [Math.round(x * UNIT), Math.round(y * UNIT)];
    const q = out.at(-1);
    if (!q || q[0] !== p[0] || q[1] !== p[1]) out.push(p);
  }
  while (out.length > 1 && out[0][0] === out.at(-1)[0] && out[0][1] === out.at(-1)[1]) out.pop();
  for (let i = 0; out.length > 2 && i < out.length;) {
    const a = out[(i + out.length - 1) % out.length], b = out[i], c = out[(i + 1) % out.length];
    const cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
    if (cross === 0) { out.splice(i, 1); i = Math.max(0, i - 1); } else i++;
  }
  return out.length < 3 || area(out) === 0 ? null : out;
}

const marker = (x, y) => [[x, y - 3], [x + 3, y], [x, y + 3], [x - 3, y]].map(([a, b]) => [Math.round(a), Math.round(b)]);

/** A dot for a country that a world map would not show: an octagon of one degree, in degrees. */
function dot(polys) {
  const b = bounds([polys.map((p) => p[0]).sort((a, c) => area(c) - area(a))[0]]);
  const [x, y] = [(b[0] + b[2]) / 2, (b[1] + b[3]) / 2];
  return [[Array.from({ length: 8 }, (_, i) => [x + 0.5 * Math.cos((i + 0.5) * Math.PI / 4), y + 0.5 * Math.sin((i + 0.5) * Math.PI / 4)])]];
}

/** Polygons in degrees → {name, rings, label}. */
export function region(name, polys) {
  let best = null;
  const rings = [];
  for (const p of polys) {
    const q = p.map(quantise);
    if (!q[0]) continue;
    const kept = q.filter(Boolean);
    rings.push(...kept);
    if (!best || area(kept[0]) > area(best[0])) best = kept;
  }
  if (!best) {
    const big = polys.map((p) => p[0]).sort((a, b) => area(b) - area(a))[0];
    const b = bounds([big]);
    best = [marker(((b[0] + b[2]) / 2) * UNIT, ((b[1] + b[3]) / 2) * UNIT)];
    rings.push(best[0]);
  }
  const at = polylabel(best, 1);
  const flat = rings.map((r) => r.flatMap(([x, y], i) => (i ? [x - r[i - 1][0], y - r[i - 1][1]] : [x, y])));
  return { name, rings: flat, label: [Math.round(at[0] ?? at.x), Math.round(at[1] ?? at.y)] };
}

/** The country's far side of the 180th meridian, moved next to the rest: longitudes beyond ±180 instead of a map around the world. */
function unwrap(polys) {
  let east = 0, west = 0, cross = false;
  for (const p of polys) {
    const b = bounds(p);
    if (b[0] > 90) east += size(p[0]);
    else if (b[2] < -90) west += size(p[0]);
    if (b[2] > 170 || b[0] < -170) cross = true;
  }
  if (!cross || !east || !west) return;
  for (const p of polys) {
    const b = bounds(p);
    const by = east >= west && b[2] < -90 ? 360 : east < west && b[0] > 90 ? -360 : 0;
    if (by) for (const r of p) for (const q of r) q[0] += by;
  }
}

/** world-atlas joins polygons over the 180th meridian: cut them there. */
function cut(polys) {
  const half = (ring, keep) => { // Sutherland-Hodgman against the line x = 180
    const out = [];
    ring.forEach((b, i) => {
      const a = ring[(i + ring.length - 1) % ring.length];
      const [ka, kb] = [keep(a[0]), keep(b[0])];
      if (ka !== kb) out.push([180, a[1] + ((180 - a[0]) / (b[0] - a[0])) * (b[1] - a[1])]);
      if (kb) out.push(b);
    });
    return out;
  };
  return polys.flatMap((p) => {
    if (!p[0].some(([x], i) => i && Math.abs(x - p[0][i - 1][0]) > 180)) return [p];
    const open = p.map((r) => r.map(([x, y]) => [x < 0 ? x + 360 : x, y]));
    return [open.map((r) => half(r, (x) => x <= 180)), open.map((r) => half(r, (x) => x > 180).map(([x, y]) => [x - 360, y]))]
      .map((q) => q.filter((r) => r.length > 2)).filter((q) => q.length);
  });
}

/** features of one country (with `code`) → Map code → polygons, simplified for a drawing of about 700 pixels. */
export function subdivisions(features) {
  const geometries = features.map((f) => f.geometry);
  unwrap(geometries.flatMap(polygons));
  const t = build({ all: { type: 'GeometryCollection', geometries } }, 1e6);
  const groups = new Map();
  t.objects.all.geometries.forEach((g, i) => {
    const c = features[i].code;
    groups.set(c, [...(groups.get(c) ?? []), g]);
  });
  // The country's body: what holds 99.5 % of its area and the largest piece of each region. Specks far outside it would only
  // make the map small (Macquarie Island, Bouvet, Minami-Torishima ...).
  const whole = new Map();
  for (const [c, gs] of groups) whole.set(c, polygons(merge(t, gs)));
  const all = [...whole.values()].flat();
  const pieces = all.map((p) => [size(p[0]), p]).sort((a, b) => b[0] - a[0]);
  const total = pieces.reduce((s, [a]) => s + a, 0);
  const core = [];
  let sum = 0;
  for (const [a, p] of pieces) { if (sum > total * 0.995) break; sum += a; core.push(p[0]); }
  for (const ps of whole.values()) core.push(ps.map((p) => p[0]).sort((a, b) => size(b) - size(a))[0]);
  const box = bounds(core);
  const span = Math.max((box[2] - box[0]) * Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180), box[3] - box[1]);
  const pad = span * 0.04;
  const frame = [box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad];
  // Simplify on the shared borders (so that neighbours still fit), then merge again.
  const least = Math.max((span / 900) ** 2 * 1.6, (0.4 / UNIT) ** 2);
  const s = simplify(presimplify(t, triangle), least);
  const out = new Map();
  for (const c of groups.keys()) {
    let polys = polygons(merge(s, s.objects.all.geometries.filter((_, i) => features[i].code === c)));
    const inside = polys.filter((p) => within(bounds(p), frame));
    if (inside.length) polys = inside;
    const biggest = Math.max(...polys.map((p) => size(p[0])));
    const kept = polys.map((p) => p.filter((r, i) => i === 0 || size(r) > least * 6))
      .filter((p) => size(p[0]) === biggest || size(p[0]) > least * 3);
    out.set(c, biggest > least / 4 ? kept : whole.get(c));
  }
  return out;
}

const UNNUMBERED = { Kosovo: 'XK', 'N. Cyprus': 'CY', Somaliland: 'SO', 'Ashmore and Cartier Is.': '', 'Siachen Glacier': '', 'Indian Ocean Ter.': '' };

/** Country → polygons: 110m, then 50m for what that lacks, then the merged regions. */
export function world(dir, countries) {
  const out = new Map();
  for (const scale of ['110m', '50m']) {
    const t = JSON.parse(fs.readFileSync(`${dir}/countries-${scale}.json`, 'utf8'));
    const groups = new Map();
    for (const g of t.objects.countries.geometries) {
      const c = UNNUMBERED[g.properties.name] ?? NUMERIC.get(g.id);
      if (c === undefined) throw new Error(`${scale}: no country for ${g.id} ${g.properties.name}`);
      if (c && c !== 'AQ' && !out.has(c)) groups.set(c, [...(groups.get(c) ?? []), g]);
    }
    const s = simplify(presimplify(t, triangle), scale === '110m' ? 0.05 : 0.01);
    for (const [c, gs] of groups) {
      const ids = new Set(gs.map((g) => t.objects.countries.geometries.indexOf(g)));
      let polys = polygons(merge(s, s.objects.countries.geometries.filter((_, i) => ids.has(i))));
      if (!polys.length) polys = polygons(feature(t, gs[0]).geometry);
      polys = cut(polys);
      const most = Math.max(...polys.map((p) => size(p[0])));
      out.set(c, polys.filter((p) => size(p[0]) >= most * (scale === '110m' ? 0.0005 : 0.05)));
    }
  }
  // Natural Earth draws Crimea with Russia and French Guiana with France; ISO, and every IP database, does not.
  const move = (from, to, box) => {
    const [moved, rest] = [[], []];
    for (const p of out.get(from)) (within(bounds(p), box) ? moved : rest).push(p);
    out.set(from, rest);
    if (to) out.set(to, [...(out.get(to) ?? []), ...moved]);
    return moved.length;
  };
  if (!move('RU', 'UA', [32, 44, 37, 46.3])) throw new Error('Crimea is not where it was');
  if (!move('FR', 'GF', [-56, 1, -50, 7])) throw new Error('French Guiana is not where it was');
  for (const [c, features] of countries) {
    if (out.has(c)) continue;
    const t = build({ all: { type: 'GeometryCollection', geometries: features.map((f) => f.geometry) } }, 1e6);
    const s = simplify(presimplify(t, triangle), 0.002);
    let polys = polygons(merge(s, s.objects.all.geometries));
    const most = Math.max(...polys.map((p) => size(p[0])));
    polys = polys.filter((p) => size(p[0]) >= most * 0.1);
    out.set(c, polys.length && most > 0.0005 ? polys : polygons(features[0].geometry));
  }
  for (const [c, polys] of out) {
    const widest = Math.max(...polys.map((p) => bounds(p)).map((b) => Math.max(b[2] - b[0], b[3] - b[1])));
    if (widest < 0.8) out.set(c, dot(polys));
  }
  return out;
}

/** One region per line. */
export function write(file, regions) {
  const lines = Object.keys(regions).sort().map((k) => `${JSON.stringify(k)}:${JSON.stringify(regions[k])}`);
  fs.writeFileSync(file, `{${lines.join(',\n')}}\n`);
}
