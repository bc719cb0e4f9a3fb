// English names of countries and regions.
import { ISO, ISO_COUNTRY } from './regions.mjs';
import { COUNTRY, NAMES } from './tables.mjs';

const KIND = / (voivodeship|province|county|department|governorate|region|prefecture|parish|municipality|district|canton|state|division|atoll|oblast|quarter|rayon|regency)$/i;
/** What is left of a name must still be one: 'Central Region' or 'Capital Region' stay as they are. */
const VAGUE = /^(capital|federal|jewish autonomous|red sea|river nile|free|(north|south|east|west|central|mid|upper|lower|inner|outer)( ?-?(north|south|east|west|central)?(ern)?)?(ern)?|northern|southern|eastern|western|litt?oral|centre|center|coast|plateau)$/i;

export function clean(name) {
  let n = name.split(/[|/]/)[0].replace(/\s*\(.*\)\s*$/, '').replace(/\s+/g, ' ').trim();
  n = n.replace(/^(Urban Municipality|Municipality|Province|Region|State|Republic|Emirate) of /i, '');
  const short = n.replace(KIND, '');
  return VAGUE.test(short) ? n : short;
}

export function countryName(code, features) {
  return COUNTRY[code] ?? ISO_COUNTRY.get(code)?.replace(/\s*[([].*$/, '').replace(/, .*$/, '') ?? features?.[0].props.admin ?? code;
}

/** code → name, for every region in use; two regions of one country never share a name. */
export function regionNames(byCountry) {
  const out = {};
  for (const [country, features] of byCountry) {
    out[country] = countryName(country, features);
    const groups = new Map();
    for (const f of features) groups.set(f.code, [...(groups.get(f.code) ?? []), f]);
    const seen = new Map();
    for (const [code, fs] of groups) {
      if (code === country) continue;
      const p = fs[0].props;
      const iso = ISO.get(code)?.name;
      const own = fs.length === 1 || fs.every((f) => f.props.name_en === p.name_en || f.props.iso_3166_2 === code);
      // 'name' when Wikidata's English label is that of something else, ISO's name when the region is a merger.
      const n = NAMES[code] ?? clean(own ? p.name_en || p.name || iso : iso ?? p.name_en ?? p.name);
      seen.set(n, [...(seen.get(n) ?? []), code]);
      out[code] = n;
    }
    for (const [n, codes] of seen) {
      if (codes.length < 2) continue;
      for (const c of codes) {
        const p = groups.get(c)[0].props;
        const alternative = [p.name, ISO.get(c)?.name, p.name_en].filter(Boolean).find((x) => x !== n && ![...seen.keys()].includes(x));
        out[c] = NAMES[c] ?? alternative ?? n;
      }
    }
  }
  return out;
}
