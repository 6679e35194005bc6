// Devices with the reference client, whose own clocks are wrong: by some hours, and by more every second. Prints how far
// the set's time that each of them shows is from the machine's, which is the server's too: a line for each look, in
// microseconds.
import { LiveSet } from '../../../../../clients/live-set/live-set.mjs';

const [url, token, unitId, ...numbers] = process.argv.slice(2);
const [devices, settling, looks, every] = numbers.map(Number);

/** The worst that a cheap quartz does, in either direction. */
const MOST_DRIFT = 50e-6;
const HOUR = 3_600_000_000;

const began = performance.now();
/** A clock in microseconds: the first device's runs too slow, the last one's too fast, those between less so. */
const wrongClock = (device) => {
  const drift = MOST_DRIFT * (devices > 1 ? (2 * device) / (devices - 1) - 1 : 1);
  const shift = (device - devices / 2) * HOUR;
  return () => (performance.timeOrigin + began + (performance.now() - began) * (1 + drift)) * 1_000 + shift;
};

const sets = Array.from(
  { length: devices },
  (_, device) => new LiveSet({ url, token, unitId, now: wrongClock(device) }),
);

/** The machine's time in microseconds. It is told in milliseconds, so the moment is awaited at which one begins. */
const machineTime = () => {
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  return now * 1_000;
};

let left = looks;
const look = () => {
  const truth = machineTime();
  console.log(sets.map((set) => Math.round(set.clock.nowMicroseconds - truth)).join(' '));
  left -= 1;
  if (left === 0) process.exit(0);
};

sets.forEach((set) => set.connect());
setTimeout(() => setInterval(look, every), settling);

// Whoever started it ends it.
process.stdin.resume();
process.stdin.on('end', () => process.exit(1));
