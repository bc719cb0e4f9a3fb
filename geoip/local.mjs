// Names of countries and regions in the site's other languages: CLDR's, where it means the same region as we do, else Natural Earth's.
import fs from 'node:fs';
import path from 'node:path';
import { clean } from './names.mjs';
import { norm } from './regions.mjs';
import { KINDS, LOCAL, NO_LABEL } from './tables.mjs';

export const LANGUAGES = Object.keys(KINDS);

const unescape = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');

/** `element type="X"` → text, of one of CLDR's files; `alt` is the variant that is wanted. */
function read(file, element, alt) {
  const out = new Map();
  for (const [, type, attributes, text] of fs.readFileSync(file, 'utf8').matchAll(new RegExp(`<${element} type="(\\w+)"([^>]*)>([^<]+)<`, 'g'))) {
    if ((attributes.match(/alt="(\w+)"/)?.[1]) === alt) out.set(type, unescape(text));
  }
  return out;
}

const letters = (name) => norm(name).replace(/ /g, '');

/** Whether two names are spellings of one: the same letters, one within the other, or most pairs of letters in common. */
function alike(a, b) {
  const [x, y] = [letters(a), letters(b)];
  if (!x || !y) return false;
  if (x.includes(y) || y.includes(x)) return true;
  const pairs = (s) => new Set([...s].slice(1).map((c, i) => s[i] + c));
  const [p, q] = [pairs(x), pairs(y)];
  return (2 * [...p].filter((pair) => q.has(pair)).length) / (p.size + q.size) >= 0.5;
}

const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
/** Letters of another script than the language's own are of no use to its readers. */
const foreign = (name, language) => (language === 'ja' ? /\p{Script=Latin}/u : /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u).test(name);
/** CLDR tells places of one name apart by a raised digit; what stands in brackets or after a comma explains. */
const tidy = (text) => capital(text.replace(/[¹²³⁴-⁹]+$/u, '').replace(/, .*$/, '').replace(/\s*[(（][^)）]*[)）]\s*$/, '').replace(/\s+/g, ' ').replace(/(?<=\p{L})'(?=\p{L})/gu, '’').trim());

/** Brazil's spelling of Portuguese names, where the labels are Portugal's. */
const brazilian = (name) => name.replace(/(?<=Pol|Sax|J|Aut|Maced|Est|Lap|Patag|Amaz)ón(?=[io])/g, 'ôn').replace(/(?<=Bo)ém(?=ia)/g, 'êm').replace(/(?<=Arm|V|Eslov)én(?=[ie])/g, 'ên');

/** Before a name, without 'de', only where the name is no adjective: where English has it alone. */
const KIND_ALONE = /^(Regi[oó]n|Région|Região|Prov[ií]ncia|Province|Atol|Atol[oó]n|Atoll|Estado|État|Gobernación|Gouvernorat|Departamento|Département|Distrito|District|División|Munic[ií]pio) /;

/** A region's name without the word for its kind, unless what is left says too little: 'Provincia del Norte' stays. */
export function short(label, language) {
  const whole = tidy(label);
  const { before, after, vague } = KINDS[language];
  let name = whole;
  if (after) name = name.replace(after, '');
  // Twice, for 'Comunidad Autónoma de la Región de Murcia'.
  for (let i = 0; before && i < 2; i++) name = capital(name.replace(before, (...found) => (found.at(-1)?.article ? `${found.at(-1).article} ` : '')).trim());
  return name.length < 2 || vague?.test(name) ? whole : name;
}

/** language → code → name, where it is not the English one. Like the English names, no two of a country are the same. */
export function localNames(byCountry, english, cldr) {
  const file = (kind, language) => path.join(cldr, kind, `${language}.xml`);
  const cldrEnglish = read(file('subdivisions', 'en'), 'subdivision');
  const key = (code) => code.replace('-', '').toLowerCase();
  const others = new Map(Object.entries(english).map(([code, name]) => [`${code.slice(0, 2)} ${letters(name)}`, code]));
  const isOther = (label, code) => ![code, undefined].includes(others.get(`${code.slice(0, 2)} ${letters(label)}`)) && letters(label) !== letters(english[code].replace(/ \(city\)$/, ''));
  const means = (label, code) => label && !isOther(label, code) && (LOCAL.SAME.has(code) || alike(label, english[code]) || alike(clean(label), english[code]));
  const out = {};
  for (const language of LANGUAGES) {
    const subdivisions = read(file('subdivisions', language), 'subdivision');
    const territories = read(file('main', language), 'territory');
    const brief = read(file('main', language), 'territory', 'short');
    const names = {};
    const written = LOCAL[language];
    for (const [country, features] of byCountry) {
      const whole = LOCAL.BRIEF.has(country) ? brief.get(country) : undefined;
      names[country] = written[country] ?? tidy(whole ?? territories.get(country) ?? english[country]);
      const labels = new Map();
      for (const f of features) {
        if (f.code === country || labels.has(f.code)) continue;
        const fs = features.filter((other) => other.code === f.code);
        const p = f.props;
        const own = fs.every((other) => other.props.name_en === p.name_en);
        const found = [];
        if (means(cldrEnglish.get(key(f.code)), f.code)) found.push(subdivisions.get(key(f.code)));
        if (own && means(p.name_en, f.code)) found.push(p[`name_${language}`]);
        const plain = language !== 'ja' && LOCAL.UNCHECKED.has(country) ? [] : found.filter((label) => label && !foreign(tidy(label), language) && (language === 'ja' || !NO_LABEL.test(tidy(label))));
        labels.set(f.code, language === 'pt' ? plain.map(brazilian) : plain);
      }
      const candidates = (code) => {
        const brief = labels.get(code).map((label) => short(label, language));
        // 'Aysén del General Carlos Ibáñez del Campo' is Aysén to everybody.
        const stem = [...brief, language === 'ja' ? '' : english[code]].find((name) => name && brief[0]?.startsWith(`${name} `) && brief[0].length - name.length > 9);
        // 'Región Attica': a word for a kind, and the English name.
        const same = !KINDS[language].vague?.test(english[code]) && KIND_ALONE.test(brief[0]) && brief[0].replace(KIND_ALONE, '') === english[code] && english[code];
        const names = [same, stem, ...brief, ...labels.get(code).map(tidy)].filter((name) => name && (name === same || name.toLowerCase() !== english[code].toLowerCase()));
        const bare = english[code].match(/^(.*) \(city\)$/)?.[1];
        const said = brief.find(Boolean) ?? bare;
        const city = bare && (/stadt|ciudad|ville|cidade/i.test(said) ? said : `${said}${LOCAL.CITY[language]}`);
        const first = language === 'ja' ? [] : [city];
        return [written[code], ...first, ...(brief[0]?.toLowerCase() === english[code].toLowerCase() ? [english[code]] : []), ...names, city, english[code]].filter(Boolean);
      };
      const takers = (pick) => {
        const seen = new Map();
        for (const code of labels.keys()) seen.set(pick(code), [...(seen.get(pick(code)) ?? []), code]);
        return seen;
      };
      const chosen = new Map([...labels.keys()].map((code) => [code, candidates(code)[0]]));
      for (let round = 1; round < 5; round++) {
        for (const [name, codes] of takers((code) => chosen.get(code))) {
          if (codes.length < 2) continue;
          // The one whose English name is bare keeps the bare name: Moscow, and the Moscow Oblast around it.
          const bare = codes.reduce((a, b) => (english[a].length <= english[b].length ? a : b));
          for (const code of codes) {
            if (code === bare && round < 4) continue;
            const others = new Set([...chosen].filter(([other]) => other !== code).map(([, other]) => other));
            chosen.set(code, candidates(code).find((other) => other !== name && !others.has(other)) ?? name);
          }
        }
      }
      for (const [code, name] of chosen) names[code] = name;
    }
    out[language] = Object.fromEntries(Object.entries(names).filter(([code, name]) => name !== english[code]));
  }
  return out;
}
