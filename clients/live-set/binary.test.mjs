// Run by `node --test`, and by Backlot's own tests.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { binary, INSTANTS, KEYS, WORDED, WORDS } from './binary.mjs';
import { LiveSet } from './live-set.mjs';

const UNIT = '01980000-0000-7000-8000-000000000001';
const TAKE = 'ffeeddcc-bbaa-7988-8776-655443322110';

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytes = (text) => Uint8Array.from(Buffer.from(text, 'hex')).buffer;
const there = (frame) => binary.decode(binary.encode(frame).buffer);

test('SET-1: what a device says in binary is what is documented, byte by byte', () => {
  assert.equal(hex(binary.encode({ type: 'leave' })), 'a10010');
  assert.equal(
    hex(binary.encode({ type: 'join', unitId: UNIT, after: 300, heartbeat: true, kinds: ['rolling', 'cut'] })),
    'a5000f0350019800000000700080000000000000011819' + '19012c' + '181af5' + '181b820304',
  );
  assert.equal(hex(binary.encode({ type: 'clock', t0: 1_700_000_000_000_000 })), 'a2000a181d1b00060a24181e4000');
});

test('SET-1: what a device says is read back as it was, at each length of a number or a text', () => {
  for (const t0 of [0, 23, 24, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296, Number.MAX_SAFE_INTEGER - 1]) {
    assert.deepEqual(there({ type: 'clock', t0 }), { type: 'clock', t0 });
    assert.deepEqual(there({ type: 'clock', t0: -1 - t0 }), { type: 'clock', t0: -1 - t0 });
  }
  for (const length of [1, 23, 24, 64]) {
    assert.deepEqual(there({ type: 'cut', id: 'x'.repeat(length) }), { type: 'cut', id: 'x'.repeat(length) });
  }
  const roll = { type: 'roll', id: TAKE, shotId: UNIT, cameraRoll: 'A001' };
  assert.deepEqual(there(roll), roll);
  const join = { type: 'join', unitId: UNIT, presence: true, kinds: ['cut', 'scene-completed'], shots: [UNIT, TAKE] };
  assert.deepEqual(there(join), join);
  const move = { type: 'move', hubs: [{ name: 'mumbai', url: 'https://mumbai.set.example' }] };
  assert.deepEqual(there(move), move);
  // In capitals, or not quite one, an id stays text.
  assert.deepEqual(there({ type: 'cut', id: TAKE.toUpperCase() }), { type: 'cut', id: TAKE.toUpperCase() });
});

test('SET-1: instants become text again, but not in a beat', () => {
  const at = (microseconds) => there({ type: 'circled', since: microseconds, take: { at: microseconds } });
  assert.deepEqual(at(1_795_154_400_000_000), {
    type: 'circled',
    since: '2026-11-20T06:00:00Z',
    take: { at: '2026-11-20T06:00:00Z' },
  });
  assert.equal(at(1_795_154_400_120_000).since, '2026-11-20T06:00:00.120Z');
  assert.equal(at(1_795_154_400_000_001).since, '2026-11-20T06:00:00.000001Z');
  assert.equal(at(-1).since, '1969-12-31T23:59:59.999999Z');
  assert.equal(there({ type: 'presence', devices: [{ since: 0 }] }).devices[0].since, '1970-01-01T00:00:00Z');
  assert.equal(there({ type: 'state', missed: [{ type: 'cut', since: 0 }] }).missed[0].since, '1970-01-01T00:00:00Z');
  assert.equal(there({ type: 'beat', at: 1_795_154_400_000_000 }).at, 1_795_154_400_000_000);
});

test('SET-1: what a later server says is heard as far as it is understood', () => {
  assert.deepEqual(binary.decode(bytes('a300' + '0e' + '190fff' + 'a10102' + '636e6577' + 'f6')), { type: 'left', new: null });
  assert.deepEqual(binary.decode(bytes('a2001903e9' + '02' + 'fb3ff8000000000000')), { type: 1001, offset: 1.5 });
});

test('SET-1: what is no frame is not waited for', () => {
  for (const broken of ['', 'a1', 'a100', 'a10063', '9bffffffffffffffff', 'a1001f', 'c000', 'bf']) {
    assert.throws(() => binary.decode(bytes(broken)), RangeError, broken);
  }
  assert.throws(() => binary.encode({ type: 'sing', loud: true }), RangeError);
  assert.throws(() => binary.encode({ type: 'clock', t0: 1.5 }), RangeError);
});

test('SET-1: keys and words are those of the document', () => {
  const document = readFileSync(new URL('../../docs/live-set.md', import.meta.url), 'utf8');
  const rows = [...document.matchAll(/^\| (\d+) \| `(\S+)` \|(?: (\S+) \|)?$/gm)];
  const keys = rows.filter(([, , , meaning]) => meaning !== undefined);
  const words = rows.filter(([, , , meaning]) => meaning === undefined);
  const named = (kind) => keys.filter(([, , , meaning]) => meaning === kind).map(([, , name]) => name);
  assert.deepEqual(keys.map(([, key, name]) => [Number(key), name]), KEYS.map((name, key) => [key, name]));
  assert.deepEqual(words.map(([, number, word]) => [Number(number), word]), WORDS.map((word, number) => [number, word]));
  assert.deepEqual(named('word').sort(), [...WORDED].sort());
  assert.deepEqual(named('instant').sort(), [...INSTANTS].sort());
});

test('SET-1: a device of the binary form asks for it, says and hears it', () => {
  const sent = [];
  const socket = { send: (data) => sent.push(binary.decode(data.buffer)), close: () => {} };
  let protocols;
  const set = new LiveSet({
    url: 'ws://set.example/ws/sync',
    token: 'a.b.c',
    unitId: UNIT,
    form: binary,
    socket: (_, asked) => {
      protocols = asked;
      return socket;
    },
  });
  set.connect();
  socket.onopen();
  assert.deepEqual(protocols, ['backlot.v1.cbor', 'bearer.a.b.c']);
  assert.equal(socket.binaryType, 'arraybuffer');
  assert.deepEqual(sent[0], { type: 'join', unitId: UNIT });
  socket.onmessage({ data: binary.encode({ type: 'state', epoch: 'e', offset: 4, unitId: UNIT, status: 'IDLE' }).buffer });
  assert.deepEqual(set.state, { epoch: 'e', offset: 4, unitId: UNIT, status: 'IDLE' });
  set.close();
});
