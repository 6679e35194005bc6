// The client against a real server, run by Backlot's own tests: join, roll, break off, come back, tell the time, in the
// form that the last argument names. Prints what it saw as one line of JSON.
import { binary } from './binary.mjs';
import { LiveSet } from './live-set.mjs';

const [url, token, unitId, shotId, form] = process.argv.slice(2);

const sockets = [];
const set = new LiveSet({
  url,
  token,
  unitId,
  heartbeat: true,
  ...(form === 'binary' ? { form: binary } : {}),
  socket: (address, protocols) => {
    const socket = new WebSocket(address, protocols);
    sockets.push(socket);
    return socket;
  },
});

const next = (type) =>
  new Promise((resolve) => set.addEventListener(type, ({ detail }) => resolve(detail), { once: true }));

const state = next('state');
set.connect();
const joined = await state;

const accepted = next('accepted');
const change = next('change');
const takeId = set.roll(shotId);
const answer = await accepted;
const rolling = await change;

const again = next('state');
sockets[0].close(4000);
const back = await again;

let beat = await next('beat');
while (!set.clock) beat = await next('beat');
beat = await next('beat');
const shown = set.clock;

console.log(
  JSON.stringify({
    joined: joined.status,
    accepted: answer.id === takeId,
    slate: rolling.activeShot,
    rolledAt: rolling.take.at,
    protocol: sockets[1].protocol,
    back: back.status,
    missed: back.missed.length,
    beat: beat.timecode,
    shown: shown.timecode,
    uncertainty: shown.uncertaintyMicroseconds,
  }),
);
set.close();
setTimeout(() => process.exit(0), 100);
