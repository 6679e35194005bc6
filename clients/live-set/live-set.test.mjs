// Run by `node --test`, and by Backlot's own tests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binary } from './binary.mjs';
import { Hubs, LiveSet, ServerClock, Timecode } from './live-set.mjs';

const UNIT = '01980000-0000-7000-8000-000000000001';

/** A generator of numbers between 0 and 1 that repeats itself on the next run (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A WebSocket whose server is the test. */
class FakeSocket {
  sent = [];
  constructor(url, protocols) {
    Object.assign(this, { url, protocols });
    FakeSocket.opened.push(this);
  }
  static opened = [];
  get #isBinary() {
    return this.protocols[0] === binary.protocol && this.binaryType === 'arraybuffer';
  }
  send(data) {
    this.sent.push(this.#isBinary ? binary.decode(data.buffer) : JSON.parse(data));
  }
  say(frame) {
    this.onmessage({ data: this.#isBinary ? binary.encode(frame).buffer : JSON.stringify(frame) });
  }
  close(code) {
    this.onclose({ code });
  }
}

function device(options = {}) {
  FakeSocket.opened = [];
  const heard = [];
  const set = new LiveSet({
    url: 'ws://set.example/ws/sync',
    token: 'a.b.c',
    unitId: UNIT,
    socket: (url, protocols) => new FakeSocket(url, protocols),
    ...options,
  });
  for (const type of ['state', 'change', 'beat', 'accepted', 'refused', 'disconnected', 'closed']) {
    set.addEventListener(type, ({ detail }) => heard.push([type, detail?.offset ?? detail?.code ?? detail?.id]));
  }
  set.connect();
  FakeSocket.opened[0].onopen();
  return { set, heard, socket: FakeSocket.opened[0] };
}

test('SET-2: labels and frames agree at every rate, dropped labels left out', () => {
  const drop = new Timecode('29.97DF');
  assert.equal(drop.labelOf(1799), '00:00:59;29');
  assert.equal(drop.labelOf(1800), '00:01:00;02');
  assert.equal(drop.labelOf(17982), '00:10:00;00');
  assert.equal(drop.labelOf(2589408), '00:00:00;00');
  assert.equal(new Timecode('24').labelOf(-1), '23:59:59:23');
  for (const rate of ['23.976', '24', '25', '29.97', '29.97DF', '30', '50', '59.94', '59.94DF', '60']) {
    const timecode = new Timecode(rate);
    for (let frame = 0; frame < 2_000_000; frame += 997) {
      assert.equal(timecode.frameOf(timecode.labelOf(frame)), frame, `${rate} ${frame}`);
    }
  }
  assert.throws(() => new Timecode('24.5'), RangeError);
});

test('SET-2: frames are counted exactly, also after a day', () => {
  const film = new Timecode('23.976');
  assert.equal(film.framesAt(1_001_000_000), 24_000);
  assert.equal(film.framesAt(1_000_999_999), 23_999);
  assert.equal(film.framesAt(86_400_000_000), 2_071_528);
  assert.equal(film.framesAt(-1), -1);
});

test('SET-2: of several exchanges that with the shortest way counts, and says how sure it is', () => {
  let local = 0;
  const clock = new ServerClock(() => local);
  clock.add({ t0: 0, t1: 1_000_900, t2: 1_000_900, t3: 1_000 });
  clock.add({ t0: 2_000, t1: 1_002_050, t2: 1_002_050, t3: 2_100 });
  assert.equal(clock.offset, 1_000_000);
  assert.equal(clock.uncertainty, 50);
});

test('SET-2: a better offset is approached, and the time never runs backwards', () => {
  let local = 0;
  const clock = new ServerClock(() => local);
  clock.add({ t0: 0, t1: 30_000, t2: 30_000, t3: 20_000 });
  const before = clock.read();
  assert.equal(before, 20_000);
  clock.add({ t0: 0, t1: 1_000, t2: 1_000, t3: 200 });
  let last = before;
  for (local = 1_000; local <= 1_000_000; local += 1_000) {
    const now = clock.read();
    assert.ok(now > last, 'forwards');
    assert.ok(now - last <= 1_000 * (1 + ServerClock.SLEW) + 1, 'no jump');
    last = now;
  }
  assert.equal(last, 1_000_000 + 900);
});

// Exponential jitter in both directions; bounds are those of a simulation with the same model and sixteen probes.
for (const [link, base, jitter, bound] of [
  ['LAN', 500, 200, 200],
  ['Wi-Fi', 3_000, 2_000, 1_300],
  ['4G', 30_000, 10_000, 5_500],
]) {
  test(`SET-2: over ${link} 95 of 100 clocks are right within ${bound / 1000} ms, and none claims more than it knows`, () => {
    const chance = random(20_261_127);
    const delay = () => base - Math.log(1 - chance()) * jitter;
    const errors = [];
    for (let run = 0; run < 1_000; run += 1) {
      const offset = 1_700_000_000_000_000;
      let local = 0;
      const clock = new ServerClock(() => local);
      for (let probe = 0; probe < ServerClock.KEPT; probe += 1) {
        const there = delay();
        const back = delay();
        clock.add({ t0: local, t1: local + there + offset, t2: local + there + offset, t3: local + there + back });
        local += 50_000;
      }
      const error = Math.abs(clock.offset - offset);
      assert.ok(error <= clock.uncertainty + 1);
      errors.push(error);
    }
    errors.sort((a, b) => a - b);
    assert.ok(errors[949] <= bound, `p95 is ${errors[949]} µs`);
  });
}

test('SET-1: it joins with its token as a sub-protocol, shows the state, then each change once', () => {
  const { set, heard, socket } = device();
  assert.deepEqual(socket.protocols, ['backlot.v1', 'bearer.a.b.c']);
  assert.deepEqual(socket.sent[0], { type: 'join', unitId: UNIT });
  socket.say({ type: 'state', epoch: 'e', offset: 4, status: 'IDLE' });
  socket.say({ type: 'rolling', epoch: 'e', offset: 5, status: 'ROLLING', take: { slate: '12B-04' } });
  socket.say({ type: 'rolling', epoch: 'e', offset: 5, status: 'ROLLING', take: { slate: '12B-04' } });
  assert.deepEqual(heard, [['state', 4], ['change', 5]]);
  assert.equal(set.state.status, 'ROLLING');
  set.close();
});

test('SET-1: it asks for what it shows, and for nothing else', () => {
  const { set, socket } = device({ heartbeat: true, presence: true, kinds: ['rolling', 'cut'] });
  assert.deepEqual(socket.sent[0], {
    type: 'join',
    unitId: UNIT,
    heartbeat: true,
    presence: true,
    kinds: ['rolling', 'cut'],
  });
  set.close();
});

test('SET-4: a paced device says what it has read, and counts anew on another connection', async () => {
  const { set, socket } = device({ paced: true });
  assert.equal(socket.sent[0].paced, true);
  const seen = (on) => on.sent.filter(({ type }) => type === 'seen').map(({ frames }) => frames);
  socket.say({ type: 'state', epoch: 'e', offset: 1 });
  socket.say({ type: 'cut', epoch: 'e', offset: 2 });
  assert.deepEqual(seen(socket), [1, 2]);

  const again = new Promise((resolve) => set.addEventListener('connected', resolve, { once: true }));
  socket.onclose({ code: 1006 });
  while (FakeSocket.opened.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const second = FakeSocket.opened[1];
  second.onopen();
  await again;
  second.say({ type: 'state', epoch: 'e', offset: 2 });
  assert.deepEqual(seen(second), [1]);
  set.close();
});

test('SET-4: when the connection breaks it comes back with what it has seen, and tells of what it missed', async () => {
  const { set, heard, socket } = device();
  socket.say({ type: 'state', epoch: 'e', offset: 4, status: 'IDLE' });
  socket.close(1006);
  while (FakeSocket.opened.length < 2) await new Promise((next) => setTimeout(next, 5));
  const again = FakeSocket.opened[1];
  again.onopen();
  assert.deepEqual(again.sent[0], { type: 'join', unitId: UNIT, after: 4 });
  again.say({
    type: 'state',
    epoch: 'e',
    offset: 6,
    status: 'IDLE',
    missed: [{ type: 'rolling', offset: 5 }, { type: 'cut', offset: 6 }],
    gap: false,
  });
  assert.deepEqual(heard, [['state', 4], ['disconnected', 1006], ['change', 5], ['change', 6], ['state', 6]]);
  set.close();
});

test('SET-4: a token that has ended is not tried again', () => {
  const { heard, socket } = device();
  socket.close(4401);
  assert.deepEqual(heard, [['closed', 4401]]);
});

test('SET-2: the timecode follows from the anchor and the exchange of stamps', () => {
  let local = 5_000_000;
  const { set, socket } = device({ now: () => local });
  socket.say({
    type: 'mission-clock',
    frameRate: '25',
    anchoredAt: '2026-11-26T21:00:00Z',
    timecodeAtAnchor: '00:00:00:00',
  });
  assert.equal(set.clock, undefined);
  const server = Date.parse('2026-11-27T09:00:00Z') * 1000;
  socket.say({ type: 'clock', t0: local, t1: server, t2: server });
  assert.equal(set.clock.timecode, '12:00:00:00');
  local += 1_040_000;
  assert.equal(set.clock.timecode, '12:00:01:01');
  set.close();
});

const HUBS = [
  { name: 'chennai', url: 'https://chennai.example' },
  { name: 'mumbai', url: 'https://mumbai.example' },
  { name: 'london', url: 'https://london.example' },
];

async function until(fits) {
  while (!fits()) await new Promise((next) => setTimeout(next, 5));
}

/** A device among hubs whose ways take so many microseconds; those without a figure are away, or silent. */
async function amongHubs(ways, options = {}) {
  let local = 0;
  FakeSocket.opened = [];
  const heard = [];
  const set = new LiveSet({
    url: 'wss://chennai.example/ws/sync',
    token: 'a.b.c',
    unitId: UNIT,
    hubs: HUBS,
    socket: (url, protocols) => new FakeSocket(url, protocols),
    now: () => local,
    ...options,
  });
  for (const type of ['state', 'change', 'connected']) {
    set.addEventListener(type, ({ detail }) => heard.push([type, detail.hub ?? detail.offset]));
  }
  const hubOf = (socket) => new URL(socket.url).hostname.split('.')[0];
  /** Lets the hubs answer, or not, from the socket with that number on, until one is opened for more than measuring. */
  const measured = async (from, sockets) => {
    await until(() => FakeSocket.opened.length >= from + sockets);
    for (const socket of FakeSocket.opened.slice(from, from + sockets)) {
      const way = ways[hubOf(socket)];
      if (way === undefined) {
        socket.close(1006);
      } else if (way === 'silent') {
        socket.close = () => {};
      } else {
        socket.close = () => {};
        socket.onopen();
        for (let exchange = 0; exchange < 5; exchange += 1) {
          const { t0 } = socket.sent.at(-1);
          local += way;
          socket.say({ type: 'clock', t0, t1: 0, t2: 0 });
        }
      }
    }
  };
  const joined = async (number) => {
    await until(() => FakeSocket.opened.length > number);
    FakeSocket.opened[number].onopen();
    return FakeSocket.opened[number];
  };
  set.connect();
  return { set, heard, measured, joined };
}

test('SET-5: the hub with the shortest measured way is taken, a dead one is not', async () => {
  const { set, heard, measured, joined } = await amongHubs({ chennai: 40_000, mumbai: 9_000 });
  await measured(0, 3);
  const socket = await joined(3);
  assert.equal(socket.url, 'wss://mumbai.example/ws/sync');
  assert.deepEqual(heard, [['connected', 'mumbai']]);
  set.close();
});

test('SET-1, SET-5: hubs are measured, and say where to go, in the form of the device', async () => {
  const { set, measured, joined } = await amongHubs({ chennai: 40_000, mumbai: 9_000, london: 20_000 }, { form: binary });
  await measured(0, 3);
  const near = await joined(3);
  assert.equal(near.url, 'wss://mumbai.example/ws/sync');
  near.say({ type: 'move', hubs: [HUBS[0]] });
  near.close(1001);
  assert.equal((await joined(4)).url, 'wss://chennai.example/ws/sync');
  for (const { protocols } of FakeSocket.opened) assert.deepEqual(protocols, ['backlot.v1.cbor', 'bearer.a.b.c']);
  set.close();
});

test('SET-5: when its hub goes away it goes to the next nearest, and shows nothing twice and nothing older', async () => {
  const { set, heard, measured, joined } = await amongHubs({ chennai: 40_000, mumbai: 9_000, london: 90_000 });
  await measured(0, 3);
  const near = await joined(3);
  near.say({ type: 'state', epoch: 'e', offset: 4, status: 'IDLE' });
  near.say({ type: 'rolling', epoch: 'e', offset: 5, status: 'ROLLING' });
  near.close(1006);
  const next = await joined(4);
  assert.equal(next.url, 'wss://chennai.example/ws/sync');
  assert.deepEqual(next.sent[0], { type: 'join', unitId: UNIT, after: 5 });
  // That node has not yet heard of the roll.
  next.say({ type: 'state', epoch: 'e', offset: 4, status: 'IDLE' });
  next.say({ type: 'rolling', epoch: 'e', offset: 5, status: 'ROLLING' });
  next.say({ type: 'cut', epoch: 'e', offset: 6, status: 'IDLE' });
  assert.deepEqual(heard, [
    ['connected', 'mumbai'],
    ['state', 4],
    ['change', 5],
    ['connected', 'chennai'],
    ['change', 6],
  ]);
  set.close();
});

test('SET-5: a hub that moves its devices away says where to, and is not taken again', async () => {
  const { set, measured, joined } = await amongHubs({ chennai: 40_000, mumbai: 9_000, london: 20_000 });
  await measured(0, 3);
  const near = await joined(3);
  near.say({ type: 'move', hubs: [HUBS[0]] });
  near.close(1001);
  const next = await joined(4);
  assert.equal(next.url, 'wss://chennai.example/ws/sync', 'london is nearer, but known to be away');
  set.close();
});

test('SET-5: a hub of which another node goes on is taken again', async () => {
  const { set, measured, joined } = await amongHubs({ chennai: 40_000, mumbai: 9_000, london: 20_000 });
  await measured(0, 3);
  const near = await joined(3);
  near.say({ type: 'move', hubs: HUBS });
  near.close(1001);
  const next = await joined(4);
  assert.equal(next.url, 'wss://mumbai.example/ws/sync');
  set.close();
});

test('SET-5: a nearer hub that is back is taken again, and what was missed on the way is told once', async (context) => {
  const every = Hubs.LOOK_BACK_EVERY;
  Hubs.LOOK_BACK_EVERY = 10;
  context.after(() => (Hubs.LOOK_BACK_EVERY = every));
  const ways = { chennai: 40_000, mumbai: 9_000 };
  const { set, heard, measured, joined } = await amongHubs(ways);
  await measured(0, 3);
  const near = await joined(3);
  delete ways.mumbai;
  near.close(1006);
  const far = await joined(4);
  far.say({ type: 'state', epoch: 'e', offset: 4, status: 'IDLE' });
  // It looks for both that are not there: one still is not, the other is back.
  ways.mumbai = 9_000;
  far.close = () => {};
  await measured(5, 2);
  const back = await joined(7);
  assert.equal(back.url, 'wss://mumbai.example/ws/sync');
  assert.equal(back.sent[0].after, 4);
  back.say({
    type: 'state',
    epoch: 'e',
    offset: 5,
    status: 'ROLLING',
    missed: [{ type: 'rolling', offset: 5 }],
    gap: false,
  });
  far.say({ type: 'rolling', epoch: 'e', offset: 5, status: 'ROLLING' });
  assert.deepEqual(heard.slice(-3), [['connected', 'mumbai'], ['change', 5], ['state', 5]]);
  set.close();
});

test('SET-5: a hub that keeps silent holds nothing up, neither while measuring nor when it is all that is left', async (context) => {
  const patience = LiveSet.CONNECTED_WITHIN;
  LiveSet.CONNECTED_WITHIN = 300;
  context.after(() => (LiveSet.CONNECTED_WITHIN = patience));
  const { set, measured, joined } = await amongHubs({ chennai: 'silent', mumbai: 9_000 });
  await measured(0, 3);
  const near = await joined(3);
  assert.equal(near.url, 'wss://mumbai.example/ws/sync');
  near.close(1006);
  await until(() => FakeSocket.opened.length > 4);
  FakeSocket.opened[4].close = () => {};
  assert.equal(FakeSocket.opened[4].url, 'wss://chennai.example/ws/sync');
  await measured(5, 3);
  assert.equal((await joined(8)).url, 'wss://mumbai.example/ws/sync');
  set.close();
});

test('SET-5: when all hubs are away they are measured again', async () => {
  const ways = {};
  const { set, measured, joined } = await amongHubs(ways);
  await measured(0, 3);
  await until(() => FakeSocket.opened.length > 3);
  ways.london = 70_000;
  FakeSocket.opened[3].close(1006);
  await measured(4, 3);
  const socket = await joined(7);
  assert.equal(socket.url, 'wss://london.example/ws/sync');
  set.close();
});
