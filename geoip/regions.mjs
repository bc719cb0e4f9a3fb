// Natural Earth's 4,596 admin-1 features → the codes used here (ISO 3166-2's current top level), and the table of aliases.
import fs from 'node:fs';
import { iso31661, iso31662 } from 'iso-3166';
import { ALIAS, CLIMB, FEATURE, FR_REGION, GB_NATION, KOSOVO, RENAME } from './tables.mjs';

export const ISO = new Map(iso31662.map((x) => [x.code, x]));
export const NUMERIC = new Map(iso31661.map((x) => [x.numeric, x.alpha2]));
export const ISO_COUNTRY = new Map(iso31661.map((x) => [x.alpha2, x.name]));
const divided = new Set(iso31662.filter((x) => x.parent.length === 2).map((x) => x.code.slice(0, 2)));

export const norm = (s) => s.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  .replace(/ı/g, 'i').replace(/ł/g, 'l').replace(/ø/g, 'o').replace(/[đð]/g, 'd').replace(/ə/g, 'a').replace(/ß/g, 'ss').replace(/æ/g, 'ae')
  .replace(/&/g, ' and ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Codes changed and only the name says which is which (Guatemala, North Macedonia): ISO's code of that name. */
function byName(p) {
  const names = new Set([p.name, p.name_en].filter(Boolean).map(norm));
  for (const x of ISO.values()) if (x.code.startsWith(p.iso_a2 + '-') && names.has(norm(x.name))) return x.code;
}

function code(p) {
  const own = p.iso_3166_2;
  const special = FEATURE[`${own}|${p.name}`] ?? FEATURE[`${own}|${p.name_en}`];
  if (special) return special;
  // Two pairs share a name as well: Daykundi is the northern Uruzgan, Panjshir the eastern Parwan, Maputo city the small Maputo.
  if (own === 'AF-URU' && p.latitude > 33.4) return 'AF-DAY';
  if (own === 'AF-PAR' && p.longitude > 69.3) return 'AF-PAN';
  if (own === 'MZ-L' && p.latitude < -25.8 && p.longitude > 32.5) return 'MZ-MPM';
  if (own === 'LV-JEL' && p.type_en === 'Municipality') return 'LV-041';
  if (own === 'LV-DGV' && p.type_en === 'Municipality') return 'LV-111';
  if (own === 'LV-REZ' && p.type_en === 'Municipality') return 'LV-077';
  if (own === 'LV-VEN' && p.type_en === 'Municipality') return 'LV-106';
  if (own === 'AZ-SA' && p.type_en === 'District') return 'AZ-SAK';
  if (own === 'AZ-LA' && p.type_en === 'District') return 'AZ-LAN';
  if (own === 'AZ-LAN' && p.region_cod === 'AZ-08') return 'AZ-LAC';
  switch (p.iso_a2) {
    case 'GB': return GB_NATION[p.geonunit];
    case 'FR': { const r = p.region_cod.trim(); return FR_REGION[r] ?? r; }
    case 'IT': return p.region_cod;
    case 'PH': return p.region_cod;
    case 'XK': return KOSOVO[p.region];
    case 'AZ': if (p.region_cod === 'AZ-10') return 'AZ-NX';
  }
  let c = RENAME[own] ?? (!ISO.has(own) && (p.iso_a2 === 'GT' || p.iso_a2 === 'MK') ? byName(p) ?? own : own);
  if (CLIMB.has(c.slice(0, 2))) while (ISO.get(c)?.parent.length > 2) c = ISO.get(c).parent;
  return c;
}

/** Returns [{code, country, props, geometry}], with everything that has no place on the maps left out. */
export function load(file) {
  const whole = new Set(['KI', 'MC', 'SG', 'TV']); // ISO divides them; Natural Earth, or every IP database, does not
  const raw = JSON.parse(fs.readFileSync(file, 'utf8')).features;
  const out = [];
  const dropped = [];
  for (const f of raw) {
    let c = code(f.properties);
    let country = c?.slice(0, 2);
    if (!c || country === 'AQ' || country.startsWith('-')) { dropped.push(f.properties); continue; }
    if (c.length > 2 && c.endsWith('~') && divided.has(country) && !whole.has(country)) { dropped.push(f.properties); continue; }
    if (f.properties.iso_a2 === 'PR') c = country = 'PR';
    if (f.properties.iso_a2 === 'SX') c = country = 'SX';
    if (country !== 'XK' && (!divided.has(country) || whole.has(country))) c = country; // ISO does not divide it: drawn whole
    out.push({ code: c, country, props: f.properties, geometry: f.geometry });
  }
  // A country of a single region is that region.
  const count = new Map();
  for (const f of out) count.set(f.country, (count.get(f.country) ?? new Set()).add(f.code));
  for (const f of out) if (count.get(f.country).size < 2 || f.country === 'UM') f.code = f.country;
  return { features: out, dropped };
}

/** Every code that is not used here but that a database may give → the one that is. */
export function aliases(features) {
  const used = new Set(features.flatMap((f) => [f.code, f.country]));
  const out = {};
  const add = (from, to) => { to = ALIAS[to] ?? to; if (!used.has(from) && used.has(to) && /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(from) && !(from in out)) out[from] = to; };
  for (const [a, b] of Object.entries(ALIAS)) { add(a, b); if (!used.has(b)) add(a, b.slice(0, 2)); }
  for (const x of ISO.values()) {
    let c = x.code;
    while (!used.has(c) && ISO.get(c)?.parent.length > 2) c = ISO.get(c).parent;
    add(x.code, c);
    add(x.code, ALIAS[x.parent] ?? '');
    if (!['IR', 'MA'].includes(x.code.slice(0, 2))) add(x.code, RENAME[x.code] ?? '');
  }
  // Natural Earth's own codes; not where the number now means another place, nor where one code stands for several.
  const meant = new Map();
  for (const f of features) {
    const own = f.props.iso_3166_2;
    if (['IR', 'MA', 'MK'].includes(f.country) && ISO.has(own)) continue;
    meant.set(own, (meant.get(own) ?? new Set()).add(f.code));
  }
  for (const [own, to] of meant) if (to.size === 1) add(own, [...to][0]);
  const divides = new Set([...used].filter((c) => c.length > 2).map((c) => c.slice(0, 2)));
  for (const x of ISO.values()) if (!divides.has(x.code.slice(0, 2))) add(x.code, x.code.slice(0, 2)); // undivided here: the country itself
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => (a < b ? -1 : 1)));
}
