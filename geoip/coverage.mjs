// How much of the address space gets a region: the text that build.mjs prints and README.md quotes.
export function coverage(pairs, { how, cities, agree }) {
  const total = { v4: 0, v6: 0, n6: 0 }, mapped = { v4: 0, v6: 0, n6: 0 }, undivided = { v4: 0, v6: 0, n6: 0 }, more = { v4: 0, v6: 0, n6: 0 };
  const count = {}, bad = new Map();
  for (const [key, p] of pairs) {
    const h = how.get(key);
    const country = key.slice(0, 2);
    count[h] = (count[h] ?? 0) + 1;
    const isMapped = ['name', 'table', 'place'].includes(h);
    const city = cities[country]?.[key.slice(3)];
    for (const k of ['v4', 'v6', 'n6']) {
      total[k] += p[k];
      if (isMapped) mapped[k] += p[k];
      if (h === 'undivided') undivided[k] += p[k];
    }
    let found = 0;
    if (h === 'unmapped' && city) {
      for (const [at, n] of p.points) {
        if (!city[at.split('|')[0]]) continue;
        ['v4', 'v6', 'n6'].forEach((k, i) => { more[k] += n[i]; });
        found += n[0];
      }
    }
    if (h === 'unmapped' || h === 'nameless') {
      const b = bad.get(country) ?? [0, 0];
      bad.set(country, [b[0] + p.v4, b[1] + p.v4 - found]);
    }
  }
  const pct = (a, b) => `${((100 * a) / b).toFixed(2)} %`;
  const named = pairs.size - [...pairs.keys()].filter((k) => k.length === 3).length;
  const row = (name, k) => `| ${name} | ${pct(mapped[k], total[k])} | ${pct(mapped[k] + more[k], total[k])} | ${pct(mapped[k] + more[k], total[k] - undivided[k])} |`;
  const worst = [...bad].sort((a, b) => b[1][0] - a[1][0] || (a[0] < b[0] ? -1 : 1)).slice(0, 10);
  const [same, all] = [...agree.values()].reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  return `
Pairs of country and state: ${named} with a state name (${pairs.size} with the nameless ones). By name ${(count.name ?? 0) + (count.table ?? 0)}, by place ${count.place ?? 0},
in countries that are not divided ${count.undivided ?? 0}, unmapped ${count.unmapped ?? 0}, without a state name ${count.nameless ?? 0}.
Of the IPv4 addresses that dbip.json gives a region, ${pct(same, all)} have coordinates inside that region's shape.

| share of the space with a country | region from dbip.json | with dbip-cities.json | the same, of the divided countries |
| --- | --- | --- | --- |
${row('IPv4 addresses', 'v4')}
${row('IPv6, by /48', 'v6')}
${row('IPv6, by network', 'n6')}

| country | IPv4 addresses without a region | with dbip-cities.json |
| --- | --- | --- |
${worst.map(([c, [n, m]]) => `| ${c} | ${n.toLocaleString('en')} | ${m.toLocaleString('en')} |`).join('\n')}
`;
}
