// The intake of reports as a Node team would write it: Fastify in a cluster, one ioredis connection a worker.
// README.md says what it does and what it does not.

import cluster from 'node:cluster';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';

import Fastify from 'fastify';
import { Redis } from 'ioredis';
import { Reader } from 'mmdb-lib';

const HOST = '127.0.0.1';

/** A reporter counts once in this time. */
const DEDUPE_SECONDS = 900;

/** How long a minute's counts stay. */
const BUCKET_SECONDS = 86_400;

/** Far more than any report needs. */
const BODY_BYTES_MAX = 16_384;

const SLUG = { type: 'string', pattern: '^[a-z0-9-]{1,64}$' };

const SCHEMA = {
  body: {
    type: 'object',
    properties: { service: SLUG, symptom: SLUG },
    required: ['service'],
    additionalProperties: false,
  },
  response: {
    202: {
      type: 'object',
      properties: {
        counted: { type: 'boolean' },
        service: { type: 'string' },
        symptom: { type: 'string', nullable: true },
        region: { type: 'string' },
        reports_in_window: { type: 'integer' },
      },
    },
  },
};

const { values: options } = parseArgs({
  options: {
    redis: { type: 'string' },
    city: { type: 'string' },
    workers: { type: 'string', default: '2' },
    // Minutes that the answer's sum is of.
    window: { type: 'string', default: '1' },
  },
});
if (!options.redis || !options.city) {
  console.error('usage: fastify.mjs --redis PORT --city MMDB [--workers NUMBER] [--window MINUTES]');
  process.exit(2);
}

await (cluster.isPrimary ? supervise(Number(options.workers)) : serve());

/** Starts the workers on one port and says where, once all of them listen. */
async function supervise(workers) {
  const environment = { PEER_PORT: await freePort(), PEER_SECRET: randomBytes(32).toString('hex') };
  let listening = 0;
  cluster.on('listening', () => {
    listening += 1;
    if (listening === workers) console.log(`listening on http://${HOST}:${environment.PEER_PORT}`);
  });
  // A worker that is gone would make the figures those of another server.
  cluster.on('exit', () => process.exit(1));
  for (let worker = 0; worker < workers; worker += 1) cluster.fork(environment);
}

async function freePort() {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** One worker. It ends by itself when the primary does: node:cluster sees to that. */
async function serve() {
  const regionOf = regions(options.city);
  // All calls of a turn of the event loop go out as one pipeline.
  const redis = new Redis({ host: HOST, port: Number(options.redis), enableAutoPipelining: true });
  const window = Number(options.window);
  redis.defineCommand('count', { numberOfKeys: 1 + window, lua: readFileSync(new URL('count.lua', import.meta.url), 'utf8') });
  const secret = Buffer.from(process.env.PEER_SECRET, 'hex');
  const app = Fastify({
    trustProxy: 'loopback',
    bodyLimit: BODY_BYTES_MAX,
    // What is not as the schema says is refused, not mended.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });

  app.post('/api/v1/reports', { schema: SCHEMA }, async (request, reply) => {
    const { service, symptom = null } = request.body;
    const address = request.ip;
    const region = regionOf(address);
    const reporter = createHmac('sha256', secret).update(`${service}\0${address}`).digest('base64url');
    const minute = Math.floor(Date.now() / 60_000);
    const buckets = Array.from({ length: window }, (_, ago) => `bucket:${service}:${minute - ago}`);
    const fields = symptom === null ? [`region:${region}`] : [`region:${region}`, `symptom:${symptom}`];
    const [counted, total] = await redis.count(
      `reporter:${reporter}`,
      ...buckets,
      DEDUPE_SECONDS,
      BUCKET_SECONDS,
      ...fields,
    );
    reply.code(202);
    return { counted: counted === 1, service, symptom, region, reports_in_window: total };
  });

  await app.listen({ host: HOST, port: Number(process.env.PEER_PORT) });
}

/** From an address to a code such as `US-NY`: MaxMind's schema has it, DB-IP's has names. */
function regions(path) {
  const reader = new Reader(readFileSync(path));
  const codes = JSON.parse(readFileSync(new URL('../../../geoip/dbip.json', import.meta.url)));
  return (address) => {
    // A database of IPv4 has nothing to say of IPv6.
    if (reader.metadata.ipVersion === 4 && address.includes(':')) return 'unknown';
    const record = reader.get(address);
    if (!record) return 'unknown';
    const country = record.country_code ?? record.country?.iso_code;
    if (!country) return 'unknown';
    const subdivision = record.subdivisions?.[0]?.iso_code;
    return codes[country]?.[record.state1] ?? (subdivision ? `${country}-${subdivision}` : country);
  };
}
