// The reference client of Backlot's live set (docs/live-set.md): state, changes in order, coming back, and a clock that
// never jumps. One file, no dependencies; for browsers, and for Node with a WebSocket. Frames are JSON; binary.mjs beside it
// has the smaller form.

const RATES = {
  '23.976': [24000, 1001, 24, 0],
  24: [24, 1, 24, 0],
  25: [25, 1, 25, 0],
  29.97: [30000, 1001, 30, 0],
  '29.97DF': [30000, 1001, 30, 2],
  30: [30, 1, 30, 0],
  50: [50, 1, 50, 0],
  59.94: [60000, 1001, 60, 0],
  '59.94DF': [60000, 1001, 60, 4],
  60: [60, 1, 60, 0],
};
const MICROSECONDS = 1_000_000;
/** How frames are written, unless the option `form` says otherwise. */
const JSON_FORM = { protocol: 'backlot.v1', encode: JSON.stringify, decode: JSON.parse };

/** Timecode at one frame rate: labels and frames, in whole numbers throughout (SMPTE ST 12-1). */
export class Timecode {
  /** @param {string} rate as in the frames: "24", "29.97DF" */
  constructor(rate) {
    if (!Object.hasOwn(RATES, rate)) throw new RangeError(`no such frame rate: ${rate}`);
    [this.numerator, this.denominator, this.nominal, this.dropped] = RATES[rate];
  }

  /** How many frames have begun after so many microseconds; frame 0 begins at 0. */
  framesAt(microseconds) {
    const run = this.denominator * MICROSECONDS;
    const runs = Math.floor(microseconds / run);
    return runs * this.numerator + Math.floor(((microseconds - runs * run) * this.numerator) / run);
  }

  /** The frame that bears a label, counted from 00:00:00:00. */
  frameOf(label) {
    const [hours, minutes, seconds, frames] = label.split(/[:;]/).map(Number);
    const minuteOfDay = hours * 60 + minutes;
    return (
      this.nominal * (minuteOfDay * 60 + seconds) +
      frames -
      this.dropped * (minuteOfDay - Math.floor(minuteOfDay / 10))
    );
  }

  /** What a frame is called; past a day it begins again. */
  labelOf(frame) {
    const perMinute = this.nominal * 60 - this.dropped;
    const perTenMinutes = perMinute * 10 + this.dropped;
    const perDay = perTenMinutes * 144;
    const ofDay = ((frame % perDay) + perDay) % perDay;
    const tens = Math.floor(ofDay / perTenMinutes);
    const rest = ofDay % perTenMinutes;
    // The first minute of ten drops nothing.
    const minutes = rest < this.nominal * 60 ? 0 : 1 + Math.floor((rest - this.nominal * 60) / perMinute);
    const position = ofDay + this.dropped * (tens * 9 + minutes);
    const second = Math.floor(position / this.nominal);
    const two = (number) => String(number).padStart(2, '0');
    return (
      `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}` +
      `${this.dropped ? ';' : ':'}${two(position % this.nominal)}`
    );
  }
}

/**
 * The server's idea of now, from exchanges of four stamps (RFC 5905). Of the last ones that with the shortest way counts;
 * whatever it says is approached, never jumped to, so the time never runs backwards.
 */
export class ServerClock {
  static KEPT = 16;
  /** How fast it may run beside the device's own clock while it makes up for a difference. */
  static SLEW = 0.05;

  #samples = [];
  #shown;

  /** @param {() => number} now the device's monotonic clock in microseconds */
  constructor(now) {
    this.now = now;
  }

  /**
   * Takes an exchange: t0 sent and t3 received by the device's clock, t1 and t2 by the server's, in microseconds.
   */
  add({ t0, t1, t2, t3 }) {
    const roundTrip = t3 - t0 - (t2 - t1);
    if (roundTrip < 0) return;
    this.#samples.push({ offset: (t1 - t0 + (t2 - t3)) / 2, roundTrip });
    if (this.#samples.length > ServerClock.KEPT) this.#samples.shift();
    if (this.#shown === undefined) this.#shown = { at: this.now(), offset: this.offset };
  }

  get #best() {
    return this.#samples.reduce((best, each) => (best && best.roundTrip <= each.roundTrip ? best : each), undefined);
  }

  get known() {
    return this.#samples.length > 0;
  }

  /** Server time minus device time, as it is believed now. */
  get offset() {
    return this.#best.offset;
  }

  /** The error is at most so many microseconds. */
  get uncertainty() {
    return this.#best.roundTrip / 2;
  }

  /** The server's time now, in microseconds since 1970. */
  read() {
    const at = this.now();
    const most = (at - this.#shown.at) * ServerClock.SLEW;
    const missing = this.offset - this.#shown.offset;
    this.#shown = { at, offset: this.#shown.offset + Math.max(-most, Math.min(most, missing)) };
    return at + this.#shown.offset;
  }

  /** Forgets what was measured on another connection; what is shown goes on from where it is. */
  probeAnew() {
    this.#samples = this.#samples.length ? [this.#best] : [];
  }
}

/**
 * The hubs that a device may connect to, and how far they are: of a few exchanges of stamps with each that with the
 * shortest way counts. Such exchanges need no page's origin to be allowed, as requests from browsers would.
 */
export class Hubs {
  static EXCHANGES = 5;
  /** How long a hub may take for all of them. */
  static PATIENCE = 2_000;
  /** Once one has answered, the others have as long again, and this: whoever takes longer is further away. */
  static GRACE = 100;
  /** For so long a hub that went away is not tried, unless no other is left. */
  static AWAY_FOR = 15_000;
  /** How often a device looks whether a nearer hub is back. */
  static LOOK_BACK_EVERY = 15_000;
  /** A hub must be nearer by so much for a device to leave the one that it has. */
  static NEARER = 0.8;

  /** Those that are known, as they are configured: name, url, roundTrip in microseconds, awayUntil. */
  all = [];
  /** The one that the device was given last. */
  current;
  #measured = false;
  #told = false;

  /**
   * @param {object} options
   * @param {string} options.url the socket of any hub
   * @param {{name: string, url: string}[]} [options.list] the hubs; asked for at `url` where they are not given
   * @param {() => string} options.token
   * @param {object} [options.form] how frames are written, as in a LiveSet
   * @param {Function} options.socket
   * @param {() => number} options.now in microseconds
   */
  constructor({ url, list, token, form = JSON_FORM, socket, now }) {
    Object.assign(this, { token, form, socket, now });
    const base = url.replace(/^ws/, 'http').replace(/\/ws\/sync$/, '');
    this.asks = list === undefined;
    this.#know(list ?? [{ name: base, url: base }]);
  }

  /** The socket of the nearest hub that is there. Where none is known to be, all are looked at anew. */
  async nearest() {
    if (!this.#measured || this.#there().length === 0) {
      if (this.asks) await this.#ask();
      const there = this.#there();
      await this.#measure(there.length > 0 ? there : this.all);
      this.#measured = this.all.some((hub) => hub.roundTrip !== undefined);
    }
    this.current = this.#there()[0] ?? this.all[0];
    return Hubs.#socketOf(this.current);
  }

  /** Whether a hub is there that is nearer than the current one. */
  async nearerIsBack() {
    const current = this.current;
    const others = this.all.filter((hub) => hub !== current && !(hub.roundTrip >= current.roundTrip));
    await this.#measure(others);
    return others.some((hub) => hub.roundTrip < current.roundTrip * Hubs.NEARER);
  }

  /** The connection to the current hub is gone. */
  lost() {
    // A hub that said where to go may be among those that it named: another node of it goes on.
    if (!this.#told && this.current) this.#away(this.current);
    this.#told = false;
  }

  /** The current hub goes away, and says which are there without it. */
  moved(hubs) {
    this.#know([...this.all, ...hubs.filter((hub) => this.all.every(({ name }) => name !== hub.name))]);
    this.all.forEach((hub) => {
      if (hubs.some(({ name }) => name === hub.name)) hub.awayUntil = 0;
      else this.#away(hub);
    });
    this.#told = true;
  }

  #know(hubs) {
    this.all = hubs.map(({ name, url, alive }) => {
      const known = this.all.find((hub) => hub.name === name) ?? { name, awayUntil: 0 };
      known.url = url;
      if (alive === false) this.#away(known);
      return known;
    });
  }

  async #ask() {
    for (const { url } of this.all) {
      try {
        const answer = await fetch(`${url}/api/v1/set/hubs`, {
          headers: { Authorization: `Bearer ${this.token()}` },
          signal: AbortSignal.timeout(Hubs.PATIENCE),
        });
        const { hubs = [] } = answer.ok ? await answer.json() : {};
        if (hubs.length > 0) {
          this.#know(hubs);
          return;
        }
      } catch {
        // It is away; the next one knows as well.
      }
    }
  }

  #away(hub) {
    hub.awayUntil = this.now() + Hubs.AWAY_FOR * 1_000;
  }

  #there() {
    const now = this.now();
    return this.all
      .filter((hub) => hub.awayUntil <= now)
      .sort((one, other) => (one.roundTrip ?? Infinity) - (other.roundTrip ?? Infinity) || 0);
  }

  async #measure(hubs) {
    const began = this.now();
    let stop;
    const enough = new Promise((resolve) => (stop = resolve));
    const timers = [setTimeout(() => stop(undefined), Hubs.PATIENCE)];
    // It may be there, only further away than any that has answered.
    const first = () => timers.push(setTimeout(() => stop(Infinity), (this.now() - began) / 1_000 + Hubs.GRACE));
    await Promise.all(hubs.map((hub) => this.#exchange(hub, enough, first)));
    timers.forEach(clearTimeout);
  }

  /** Measures one hub, until it has answered often enough or there was enough waiting. */
  #exchange(hub, enough, done) {
    return new Promise((resolve) => {
      let best;
      let left = Hubs.EXCHANGES;
      let ended = false;
      const socket = this.socket(Hubs.#socketOf(hub), [this.form.protocol, `bearer.${this.token()}`]);
      socket.binaryType = 'arraybuffer';
      const ask = () => socket.send(this.form.encode({ type: 'clock', t0: Math.round(this.now()) }));
      const end = (otherwise) => {
        if (ended) return;
        ended = true;
        hub.roundTrip = best ?? otherwise;
        if (hub.roundTrip === undefined) this.#away(hub);
        else hub.awayUntil = 0;
        resolve();
        socket.close(1000);
      };
      socket.onopen = () => ended || ask();
      socket.onclose = socket.onerror = () => end();
      socket.onmessage = ({ data }) => {
        const { type, t0, t1, t2 } = this.form.decode(data);
        if (type !== 'clock' || ended) return;
        best = Math.min(best ?? Infinity, this.now() - t0 - (t2 - t1));
        left -= 1;
        if (left > 0) return ask();
        done();
        end();
      };
      enough.then(end);
    });
  }

  static #socketOf({ url }) {
    return `${url.replace(/^http/, 'ws')}/ws/sync`;
  }
}

/**
 * A device of a unit. Events, each with the frame in `detail`: `state`, `change` (rolling, cut, circled,
 * scene-completed, incident), `beat`, `accepted`, `refused`, `presence`, `degraded`, `move`, `connected` (with
 * `hub`, where there are hubs), `disconnected`, `closed` (for good: `detail.code` is 4401, 4403 or 4408).
 */
export class LiveSet extends EventTarget {
  static PROBES = 16;
  static PROBE_EVERY = 50;
  static PROBE_LATER = 5_000;
  /** How long a hub may take to be connected to. */
  static CONNECTED_WITHIN = 5_000;
  static FIRST_RETRY = 100;
  static SLOWEST_RETRY = 5_000;
  static FOR_GOOD = [4401, 4403, 4408];
  static CHANGES = ['rolling', 'cut', 'circled', 'scene-completed', 'incident'];

  /** Where the unit stands; undefined before the first state. */
  state;
  #socket;
  #clock;
  #retry = LiveSet.FIRST_RETRY;
  #timers = new Set();
  #ended = false;
  #hubs;
  #anchor;

  /**
   * @param {object} options
   * @param {string} options.url such as wss://set.example/ws/sync
   * @param {string} options.token an access token, or a function that gives one
   * @param {string} options.unitId
   * @param {boolean} [options.heartbeat] whether to be told of every frame
   * @param {string[]} [options.kinds] the changes to be told of: rolling, cut, circled, scene-completed, incident
   * @param {string[]} [options.shots] the shots whose takes to be told of
   * @param {boolean} [options.paced] whether to say what was read, and to be told nothing more before: for a slow device
   * @param {boolean} [options.presence] whether to see who is on the channel
   * @param {object} [options.form] how frames are written: `binary` of binary.mjs; JSON without it
   * @param {boolean|{name: string, url: string}[]} [options.hubs] whether to connect to the nearest hub; a list of them, or
   *     true to ask for it at `url`
   * @param {Function} [options.socket] makes a WebSocket of (url, protocols)
   * @param {() => number} [options.now] a monotonic clock in microseconds
   */
  constructor({
    url,
    token,
    unitId,
    heartbeat = false,
    presence = false,
    paced = false,
    kinds,
    shots,
    form = JSON_FORM,
    hubs,
    socket,
    now,
  }) {
    super();
    this.url = url;
    this.token = typeof token === 'function' ? token : () => token;
    this.unitId = unitId;
    this.wanted = {
      ...(heartbeat ? { heartbeat } : {}),
      ...(presence ? { presence } : {}),
      ...(paced ? { paced } : {}),
      ...(kinds ? { kinds } : {}),
      ...(shots ? { shots } : {}),
    };
    this.form = form;
    this.open = socket ?? ((address, protocols) => new WebSocket(address, protocols));
    this.now = now ?? (() => (performance.timeOrigin + performance.now()) * 1000);
    this.#clock = new ServerClock(this.now);
    if (hubs) {
      const list = Array.isArray(hubs) ? hubs : undefined;
      this.#hubs = new Hubs({ url, list, token: this.token, form, socket: this.open, now: this.now });
    }
  }

  /** Connects, to the nearest hub where there are several, and comes back by itself whenever the connection breaks. */
  connect() {
    if (this.#hubs) this.#hubs.nearest().then((url) => this.#ended || this.#connectTo(url));
    else this.#connectTo(this.url);
    return this;
  }

  #connectTo(url) {
    const socket = this.open(url, [this.form.protocol, `bearer.${this.token()}`]);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#retry = LiveSet.FIRST_RETRY;
      this.#say({
        type: 'join',
        unitId: this.unitId,
        ...(this.state?.offset === undefined ? {} : { after: this.state.offset }),
        ...this.wanted,
      });
      this.#clock.probeAnew();
      this.#probe(LiveSet.PROBES);
      this.#tell('connected', { hub: this.#hubs?.current.name });
      if (this.#hubs) this.#lookBackLater();
    };
    let read = 0;
    socket.onmessage = ({ data }) => {
      this.#hear(this.form.decode(data));
      read += 1;
      // What was heard may have closed the connection.
      if (this.wanted.paced && socket === this.#socket && !this.#ended) this.#say({ type: 'seen', frames: read });
    };
    let gone = false;
    socket.onclose = ({ code }) => {
      if (socket !== this.#socket || gone) return;
      gone = true;
      this.#timers.forEach(clearTimeout);
      this.#timers.clear();
      if (this.#ended || LiveSet.FOR_GOOD.includes(code)) {
        this.#tell('closed', { code });
        return;
      }
      this.#hubs?.lost();
      this.#tell('disconnected', { code });
      // Not all devices of a set at the same moment.
      this.#later(this.#retry * (0.5 + Math.random() / 2), () => this.connect());
      this.#retry = Math.min(this.#retry * 2, LiveSet.SLOWEST_RETRY);
    };
    // Where a connection fails, some versions of Node say only this.
    socket.onerror = () => socket.onclose({ code: 1006 });
    if (this.#hubs) {
      this.#later(LiveSet.CONNECTED_WITHIN, () => {
        if (opened) return;
        socket.onerror();
        socket.close();
      });
    }
  }

  #lookBackLater() {
    // Not all devices of a set at the same moment.
    this.#later(Hubs.LOOK_BACK_EVERY * (0.5 + Math.random()), async () => {
      const socket = this.#socket;
      const isBack = await this.#hubs.nearerIsBack();
      if (this.#ended || socket !== this.#socket || socket.readyState > 1) return;
      if (isBack) this.#changeOver(socket);
      else this.#lookBackLater();
    });
  }

  /** Leaves one hub for another; what was missed between them is told by the other. */
  #changeOver(socket) {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
    this.#socket = undefined;
    socket.onmessage = () => {};
    socket.close(1000);
    this.#tell('disconnected', { code: 1000 });
    this.connect();
  }

  /** Leaves for good. */
  close() {
    this.#ended = true;
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
    this.#socket?.close(1000);
  }

  /**
   * Rolls the camera.
   *
   * @param {string} shotId
   * @param {object} [more]
   * @param {string} [more.takeId] names the take; the same one again does nothing
   * @param {string} [more.cameraRoll] such as A001
   * @returns {string} the take's id, by which it is accepted or refused
   */
  roll(shotId, { takeId = crypto.randomUUID(), cameraRoll } = {}) {
    this.#say({ type: 'roll', id: takeId, shotId, ...(cameraRoll ? { cameraRoll } : {}) });
    return takeId;
  }

  /** Cuts it; with a take's id never the next one. */
  cut(takeId, id = crypto.randomUUID()) {
    this.#say({ type: 'cut', id, ...(takeId ? { takeId } : {}) });
    return id;
  }

  /**
   * What the unit's mission clock shows now, the server's time that it goes by (microseconds since 1970), and how far off
   * it may be; undefined before it is known.
   */
  get clock() {
    if (!this.#anchor || !this.#clock.known) return undefined;
    const { at, frame, rate } = this.#anchor;
    const now = this.#clock.read();
    return {
      timecode: rate.labelOf(frame + rate.framesAt(now - at)),
      nowMicroseconds: now,
      uncertaintyMicroseconds: this.#clock.uncertainty,
      offsetMicroseconds: this.#clock.offset,
    };
  }

  #hear(frame) {
    if (frame.type === 'state' || LiveSet.CHANGES.includes(frame.type)) {
      const { type, missed = [], gap, take, incidentId, ...state } = frame;
      const known = this.state;
      // Another epoch is another log: what was seen of the first says nothing about it.
      const same = known !== undefined && known.epoch === state.epoch;
      missed.filter((change) => !same || change.offset > known.offset).forEach((change) => this.#tell('change', change));
      // A state as well: another node may be a moment behind the one that this device comes from.
      if (same && (type === 'state' ? state.offset < known.offset : state.offset <= known.offset)) return;
      this.state = state;
      this.#tell(type === 'state' ? 'state' : 'change', frame);
    } else if (frame.type === 'mission-clock') {
      const rate = new Timecode(frame.frameRate);
      this.#anchor = { at: Date.parse(frame.anchoredAt) * 1000, frame: rate.frameOf(frame.timecodeAtAnchor), rate };
    } else if (frame.type === 'clock') {
      this.#clock.add({ ...frame, t3: Math.round(this.now()) });
    } else {
      if (frame.type === 'move') this.#hubs?.moved(frame.hubs);
      this.#tell(frame.type, frame);
    }
  }

  #probe(left) {
    this.#say({ type: 'clock', t0: Math.round(this.now()) });
    this.#later(left > 1 ? LiveSet.PROBE_EVERY : LiveSet.PROBE_LATER, () => this.#probe(left - 1));
  }

  #later(milliseconds, work) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }

  #say(frame) {
    this.#socket.send(this.form.encode(frame));
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
