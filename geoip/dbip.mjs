// DB-IP's (country, state) pairs → our codes: by name, else by where the pair's addresses lie.
import { open } from './mmdb.mjs';
import { ISO, norm } from './regions.mjs';
import { DBIP, REFINE } from './tables.mjs';

const polygons = (g) => (g.type === 'Polygon' ? [g.coordinates] : g.coordinates);

/** All pairs: 'CC|state' → {v4, v6, n6, points: Map 'city|lat|lon' → [v4, v6, n6]}. v4 counts addresses, v6 /48s, n6 networks. */
export function collect(v4, v6) {
  const pairs = new Map();
  for (const [file, is6] of [[v4, false], [v6, true]]) {
    const places = new Map(); // record → its counters; records are shared, so this is small
    open(file).each((r, depth) => {
      let p = places.get(r);
      if (!p) {
        const key = `${r.country_code}|${r.state1 ?? ''}`;
        if (!pairs.has(key)) pairs.set(key, { v4: 0, v6: 0, n6: 0, points: new Map() });
        const pair = pairs.get(key);
        const at = `${r.city ?? ''}|${r.latitude.toFixed(3)}|${r.longitude.toFixed(3)}`;
        if (!pair.points.has(at)) pair.points.set(at, [0, 0, 0]);
        places.set(r, (p = [pair, pair.points.get(at)]));
      }
      const [pair, point] = p;
      if (is6) {
        const n = 2 ** (48 - depth);
        pair.v6 += n; pair.n6++; point[1] += n; point[2]++;
      } else {
        const n = 2 ** (32 - depth);
        pair.v4 += n; point[0] += n;
      }
    });
  }
  return pairs;
}

function inside(x, y, ring) {
  let c = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i], [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) c = !c;
  }
  return c;
}

/** country → (lon, lat) → code, on the unsimplified shapes; on the coast the nearest region within a quarter of a degree. */
export function locator(byCountry) {
  const index = new Map();
  for (const [country, features] of byCountry) {
    index.set(country, features.flatMap((f) => polygons(f.geometry).map((p) => {
      const b = [Infinity, Infinity, -Infinity, -Infinity];
      for (const [x, y] of p[0]) { b[0] = Math.min(b[0], x); b[1] = Math.min(b[1], y); b[2] = Math.max(b[2], x); b[3] = Math.max(b[3], y); }
      return { code: f.code, p, b };
    })));
  }
  return (country, x, y) => {
    const list = index.get(country) ?? [];
    const near = [];
    for (const e of list) {
      const [a, b, c, d] = e.b;
      if (x < a - 0.25 || x > c + 0.25 || y < b - 0.25 || y > d + 0.25) continue;
      if (x >= a && x <= c && y >= b && y <= d && inside(x, y, e.p[0]) && !e.p.slice(1).some((h) => inside(x, y, h))) return e.code;
      near.push(e);
    }
    let best = null, least = 0.25 ** 2;
    for (const e of near) for (const [vx, vy] of e.p[0]) {
      const q = ((vx - x) * Math.cos((y * Math.PI) / 180)) ** 2 + (vy - y) ** 2;
      if (q < least) { least = q; best = e.code; }
    }
    return best;
  };
}

const GENERIC = new Set(`the of and de du des la le al el ar as ash ad province provincia state region county department departamento governorate district distrito
  oblast oblysy oblisi oblasti krai republic rep municipality municipal urban parish voivodeship division prefecture area territory autonomous city atoll atholhu quarter canton
  kraj okres gorod sheng shi do si gun metropolitan regional special novads pradesh commune shire ilo autonomy voblasc voblast judet judetul county megye shahri viloyati
  guberniya gubernia sub dzongkhag pref wilayat wilayah muhafazat rural grad obcina kommun lan stad`.split(/\s+/));
const loose = (s) => norm(s).split(' ').filter((w) => !GENERIC.has(w)).join('').replace(/(.)\1/g, '$1').replace(/(?<=.{4})s$/, '');

/** country → name → set of codes, once by whole names and once by what sets them apart. */
function nameIndex(byCountry, names, aliases) {
  const exact = new Map(), rough = new Map();
  const add = (country, name, code, weight) => {
    if (!name) return;
    for (const [m, k] of [[exact, norm(name)], [rough, loose(name)]]) {
      if (!k) continue;
      const key = `${country}|${k}`;
      if (!m.has(key)) m.set(key, new Map());
      const codes = m.get(key);
      codes.set(code, Math.max(weight, codes.get(code) ?? 0));
    }
  };
  for (const [code, name] of Object.entries(names)) if (code.length > 2) add(code.slice(0, 2), name, code, 3);
  for (const x of ISO.values()) {
    const code = names[x.code] ? x.code : aliases[x.code];
    if (code?.length > 2) add(x.code.slice(0, 2), x.name, code, x.parent.length === 2 ? 3 : 1);
  }
  for (const [country, features] of byCountry) {
    const parts = new Map();
    for (const f of features) parts.set(f.code, (parts.get(f.code) ?? 0) + 1);
    for (const f of features) {
      if (f.code === country) continue;
      const p = f.props;
      const w = parts.get(f.code) === 1 ? 2 : 1;
      for (const k of ['name', 'name_en', 'name_local', 'name_alt', 'woe_name', 'gn_name', 'gns_name', 'name_de', 'name_es', 'name_fr', 'name_it', 'name_nl', 'name_pt',
        'name_pl', 'name_sv', 'name_tr', 'name_hu', 'name_id', 'name_vi']) for (const n of (p[k] ?? '').split(/[|/;]/)) add(country, n, f.code, w);
    }
  }
  return (country, name) => {
    const top = (m) => (m ? [...m].filter(([, w]) => w === Math.max(...m.values())).map(([c]) => c) : []);
    const sure = top(exact.get(`${country}|${norm(name)}`));
    const like = top(rough.get(`${country}|${loose(name)}`));
    return sure.length ? [sure, like] : [like, like];
  };
}

/** The table (names decide before places), the finer one by city for pairs that span regions, and how each pair was decided. */
export function decide(pairs, byCountry, names, aliases) {
  const where = locator(byCountry);
  const byName = nameIndex(byCountry, names, aliases);
  const divided = new Set(Object.keys(names).filter((c) => c.length > 2).map((c) => c.slice(0, 2)));
  const table = {}, cities = {}, how = new Map(), doubts = [];
  const agree = new Map(); // country → [IPv4 addresses whose place lies in the region given, all of them]
  for (const key of [...pairs.keys()].sort()) {
    const pair = pairs.get(key);
    const [country, state] = [key.slice(0, 2), key.slice(3)];
    if (!divided.has(country)) { how.set(key, 'undivided'); continue; }
    if (!state) { how.set(key, 'nameless'); continue; }
    const share = new Map();
    const byCity = new Map();
    let sum = 0;
    for (const [at, [v4, v6, n6]] of pair.points) {
      const i = at.lastIndexOf('|'), j = at.lastIndexOf('|', i - 1);
      const w = pair.v4 ? v4 : v6 + n6;
      const code = where(country, +at.slice(i + 1), +at.slice(j + 1, i));
      sum += w;
      if (!code) continue;
      share.set(code, (share.get(code) ?? 0) + w);
      const city = at.slice(0, j);
      if (!byCity.has(city)) byCity.set(city, new Map());
      byCity.get(city).set(code, (byCity.get(city).get(code) ?? 0) + v4 + (v6 + n6) / 1e6);
    }
    const ranked = [...share].map(([c, w]) => [c, w / sum]).sort((a, b) => b[1] - a[1]);
    const at = (c) => ranked.find(([x]) => x === c)?.[1] ?? 0;
    let code = DBIP[country]?.[state];
    let by = 'table';
    if (code === undefined) {
      const [found, like] = byName(country, state).map((l) => l.sort((a, b) => at(b) - at(a)));
      if (found.length) {
        // 'Kyiv' is the city by name; when its addresses lie in the other region of that name, it is the oblast.
        code = at(found[0]) < 0.3 && like.length > 1 && at(like[0]) > 0.6 ? like[0] : found[0];
        by = 'name';
        if (ranked.length && at(code) < 0.3 && ranked[0][1] > 0.6) doubts.push(`${key} → ${code} by name, ${ranked[0][0]} by place (${(100 * ranked[0][1]).toFixed(0)} %)`);
      } else if (ranked[0]?.[1] >= 0.6) {
        code = ranked[0][0];
        by = 'place';
      }
    }
    if (REFINE.has(country)) {
      const map = {};
      for (const [city, m] of byCity) {
        const best = [...m].sort((a, b) => b[1] - a[1])[0][0];
        if (city && best !== code) map[city] = best;
      }
      if (Object.keys(map).length) (cities[country] ??= {})[state] = map;
    }
    if (!code) {
      how.set(key, 'unmapped');
      doubts.push(`${key} not decided: ${ranked.slice(0, 3).map(([c, w]) => `${c} ${(100 * w).toFixed(0)} %`).join(', ') || 'no point in the country'} v4 ${pair.v4}`);
      continue;
    }
    (table[country] ??= {})[state] = code;
    const a = agree.get(country) ?? [0, 0];
    agree.set(country, pair.v4 ? [a[0] + pair.v4 * at(code), a[1] + pair.v4] : a);
    how.set(key, by);
  }
  return { table, cities, how, doubts, agree };
}
