// The binary form of Backlot's live set (docs/live-set.md, "The binary form") for the reference client:
// new LiveSet({ …, form: binary }). No dependencies; of CBOR (RFC 8949) it has what frames need.

/** A member's place is its key. */
export const KEYS = [
  'type', 'epoch', 'offset', 'unitId', 'projectId', 'status', 'timecode', 'activeShot', 'lastSlate', 'takeId',
  'takeNumber', 'shotId', 'sceneId', 'cameraRoll', 'takes', 'circled', 'frameRate', 'timeZone', 'since', 'take',
  'slate', 'startsAt', 'at', 'frame', 'id', 'after', 'heartbeat', 'kinds', 'shots', 't0',
  't1', 't2', 'position', 'code', 'message', 'missed', 'gap', 'endsAt', 'frames', 'incidentId',
  'anchoredAt', 'timecodeAtAnchor', 'presence', 'total', 'complete', 'devices', 'connectionId', 'accountId', 'hubs',
  'name', 'url', 'paced',
];
/** A word's place is its number. */
export const WORDS = [
  'IDLE', 'ROLLING', 'state', 'rolling', 'cut', 'circled', 'scene-completed', 'incident', 'mission-clock', 'beat',
  'clock', 'accepted', 'refused', 'degraded', 'left', 'join', 'leave', 'roll', 'presence', 'move', 'seen',
];
/** Members whose texts are words. */
export const WORDED = ['type', 'status', 'kinds'];
/** Members that are microseconds since 1970, and text in JSON; in a beat they are microseconds there too. */
export const INSTANTS = ['since', 'at', 'anchoredAt'];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const WHOLE = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const LIST = 4;
const MAP = 5;
const FALSE = 0xf4;
const TRUE = 0xf5;
const NULL = 0xf6;
const DOUBLE = 0xfb;

/**
 * @param {object} frame as it would be in JSON
 * @returns {Uint8Array}
 */
export function encode(frame) {
  const bytes = [];
  value(frame);
  return Uint8Array.from(bytes);

  function head(kind, number) {
    const first = kind << 5;
    if (number < 24) bytes.push(first | number);
    else if (number <= 0xff) bytes.push(first | 24, number);
    else if (number <= 0xffff) bytes.push(first | 25, number >>> 8, number & 0xff);
    else if (number <= 0xffffffff) bytes.push(first | 26, ...bigEndian(number));
    else bytes.push(first | 27, ...bigEndian(Math.floor(number / 2 ** 32)), ...bigEndian(number % 2 ** 32));
  }

  function bigEndian(number) {
    return [number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff];
  }

  function value(of, name) {
    if (Array.isArray(of)) {
      head(LIST, of.length);
      of.forEach((each) => value(each, name));
    } else if (typeof of === 'object') {
      const members = Object.entries(of);
      head(MAP, members.length);
      members.forEach(([member, what]) => {
        if (!KEYS.includes(member)) throw new RangeError(`no frame has a member ${member}`);
        head(WHOLE, KEYS.indexOf(member));
        value(what, member);
      });
    } else if (typeof of === 'boolean') {
      bytes.push(of ? TRUE : FALSE);
    } else if (typeof of === 'number') {
      if (!Number.isSafeInteger(of)) throw new RangeError(`not a whole number: ${of}`);
      if (of < 0) head(NEGATIVE, -1 - of);
      else head(WHOLE, of);
    } else if (WORDED.includes(name) && WORDS.includes(of)) {
      head(WHOLE, WORDS.indexOf(of));
    } else if (UUID.test(of)) {
      head(BYTES, 16);
      bytes.push(...of.replaceAll('-', '').match(/../g).map((pair) => Number.parseInt(pair, 16)));
    } else {
      const text = new TextEncoder().encode(of);
      head(TEXT, text.length);
      bytes.push(...text);
    }
  }
}

/**
 * @param {ArrayBuffer} data what the server has sent
 * @returns {object} what it would have said in JSON; members of which this module does not know are left out
 */
export function decode(data) {
  const view = new DataView(data);
  let place = 0;
  const frame = value();
  if (frame.type !== 'beat') dated(frame);
  return frame;

  function number(size, read) {
    const found = read.call(view, place);
    place += size;
    return found;
  }

  function byte() {
    return number(1, view.getUint8);
  }

  function argument(first) {
    const within = first & 0x1f;
    if (within < 24) return within;
    if (within === 24) return byte();
    if (within === 25) return number(2, view.getUint16);
    if (within === 26) return number(4, view.getUint32);
    if (within === 27) return number(4, view.getUint32) * 2 ** 32 + number(4, view.getUint32);
    throw new RangeError(`no frame of the live set: ${first}`);
  }

  function taken(length) {
    if (length > view.byteLength - place) throw new RangeError('the frame ends too early');
    place += length;
    return new Uint8Array(data, place - length, length);
  }

  function value(name) {
    const first = byte();
    switch (first >> 5) {
      case WHOLE: {
        const whole = argument(first);
        return WORDED.includes(name) ? (WORDS[whole] ?? whole) : whole;
      }
      case NEGATIVE:
        return -1 - argument(first);
      case BYTES: {
        const hex = Array.from(taken(argument(first)), (each) => each.toString(16).padStart(2, '0')).join('');
        return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      }
      case TEXT:
        return new TextDecoder().decode(taken(argument(first)));
      case LIST:
        return Array.from({ length: argument(first) }, () => value(name));
      case MAP: {
        const members = {};
        for (let left = argument(first); left > 0; left -= 1) {
          const key = value();
          const member = typeof key === 'number' ? KEYS[key] : key;
          const what = value(member);
          if (member !== undefined) members[member] = what;
        }
        return members;
      }
      default:
        if (first === FALSE || first === TRUE) return first === TRUE;
        if (first === NULL) return null;
        if (first === DOUBLE) return number(8, view.getFloat64);
        throw new RangeError(`no frame of the live set: ${first}`);
    }
  }
}

/** Makes text of the instants in a frame, in those it carries, in its take and in its devices. */
function dated(frame) {
  INSTANTS.filter((name) => typeof frame[name] === 'number').forEach((name) => (frame[name] = instant(frame[name])));
  if (frame.take) dated(frame.take);
  frame.missed?.forEach(dated);
  frame.devices?.forEach(dated);
}

function instant(microseconds) {
  const ofSecond = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000;
  const second = new Date((microseconds - ofSecond) / 1000).toISOString().slice(0, -5);
  const digits = String(ofSecond).padStart(6, '0');
  if (ofSecond === 0) return `${second}Z`;
  return `${second}.${ofSecond % 1000 === 0 ? digits.slice(0, 3) : digits}Z`;
}

/** For the option `form` of a LiveSet. */
export const binary = { protocol: 'backlot.v1.cbor', encode, decode };
