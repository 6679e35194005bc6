// The client among real hubs, run by Backlot's own tests, in the form that the last argument names: prints where it is
// connected and each change that it shows, one line of JSON each, until its input ends.
import { binary } from './binary.mjs';
import { Hubs, LiveSet } from './live-set.mjs';

const [url, token, unitId, form] = process.argv.slice(2);

Hubs.LOOK_BACK_EVERY = 500;

const set = new LiveSet({ url, token, unitId, hubs: true, ...(form === 'binary' ? { form: binary } : {}) });
const print = (event, line) =>
  set.addEventListener(event, ({ detail }) => console.log(JSON.stringify({ event, ...line(detail) })));
print('connected', ({ hub }) => ({ hub }));
print('disconnected', ({ code }) => ({ code }));
print('closed', ({ code }) => ({ code }));
print('move', ({ hubs }) => ({ hubs: hubs.map(({ name }) => name) }));
print('state', ({ offset, gap = false }) => ({ offset, gap }));
print('change', ({ type, offset, take }) => ({ type, offset, takeId: take.takeId }));
set.connect();

process.stdin.on('end', () => process.exit(0)).resume();
