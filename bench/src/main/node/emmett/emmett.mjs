// Emmett is measured where it lives: in Node, by its own latencies. This script is told on its standard input, one JSON
// object a line, how many writers append for how long, and answers each with one line.
import { createInterface } from 'node:readline';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';

const EVENTS_IN_STREAM = 10;
const connectionString = process.argv[2];
const { memo, metadata } = JSON.parse(process.argv[3]);

const stores = new Map();
let streams = 0;

/** A store with a pool of that size; it stays open. */
async function storeWith(connections) {
  const known = stores.get(connections);
  if (known) return known.store;
  const pool = new pg.Pool({ connectionString, max: connections });
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } });
  await store.schema.migrate();
  stores.set(connections, { store, pool });
  return store;
}

function posted(number, account) {
  return {
    number,
    account,
    against: `account/${(number * 7) % 200}`,
    amount: 1 + (number % 100000),
    currency: 'SAR',
    bookedOn: '2026-11-21',
    reference: `0197e3a2-0000-7000-8000-${String(number).padStart(12, '0')}`,
    memo,
  };
}

/** One writer: a stream of its own, another one after every ten events, and the version that it expects. */
async function write(store, end, microseconds) {
  let stream = '';
  let number = 0;
  let version;
  for (let before = process.hrtime.bigint(); before < end; ) {
    if (number % EVENTS_IN_STREAM === 0) {
      stream = `account/${process.pid}-${++streams}`;
      version = 'STREAM_DOES_NOT_EXIST';
    }
    const appended = await store.appendToStream(
      stream,
      [{ type: 'Posted', data: posted(number, stream), metadata }],
      { expectedStreamVersion: version },
    );
    version = appended.nextExpectedStreamVersion;
    number++;
    const after = process.hrtime.bigint();
    microseconds.push(Number((after - before) / 1000n));
    before = after;
  }
}

async function run({ writers, milliseconds, connections }) {
  const store = await storeWith(connections);
  const latencies = [];
  const began = process.hrtime.bigint();
  const end = began + BigInt(milliseconds) * 1000000n;
  await Promise.all(Array.from({ length: writers }, () => write(store, end, latencies)));
  return { seconds: Number(process.hrtime.bigint() - began) / 1e9, microseconds: latencies };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await run(JSON.parse(line))));
}
for (const { store, pool } of stores.values()) {
  await store.close();
  await pool.end();
}
