/**
 * A WebSocket that comes back by itself, resumes each channel where it was, and loses no publish.
 *
 *   import { connect } from '/handoff.js';
 *   const handoff = connect();
 *   handoff.subscribe('room:lobby', { onEvent: (event) => show(event.data) });
 *   await handoff.publish('room:lobby', { text: 'hi' });
 */

const OPEN_MS = 15_000;
const PING_MS = 25_000;
const PONG_MS = 10_000;
const STEADY_MS = 5_000;
// The server takes 20 frames a second, 40 at once
const FRAMES_PER_MS = 0.015;
const BURST = 30;
const LIMIT = 1_000;
const LONGEST_BYTES = 65_500;

const refusal = (code, message, temporary) => ({ op: 'error', code, message, temporary });
const CLOSED = refusal('closed', 'The connection is closed');
const LOST = refusal('lost', 'Not connected, or too much waits to be sent', true);
const FULL = refusal('full', `${LIMIT} publishes wait already`, true);
const TOO_BIG = refusal('too_big', 'The message is too big');
const TWICE = refusal('already_subscribed', 'There is a subscription to this channel');

const FRESH = { window: 8, failures: 0 };
const problem = (frame) => Object.assign(new Error(frame.message), frame);

/**
 * Connects, and stays connected until `close()`.
 *
 * @param {string|URL} [url] default: /ws/live of the page's origin
 * @param {object} [options] `ticket`, an async function, is called for each attempt; `token` when the token ends, and
 *     without `ticket` for each attempt; `user` names a guest; `WebSocket` and `random` replace the browser's
 */
export const connect = (url, options) => new Handoff(url, options);

/**
 * Events: `state` with detail {state, why, retryInMs, closeCode}; `error`, where nobody waits for it.
 * Errors have a `code` and may be `temporary`.
 */
export class Handoff extends EventTarget {
  /** 'connecting', 'live', 'reconnecting', 'offline' or 'closed' */
  state = 'connecting';
  /** Milliseconds there and back. */
  rtt;
  /** The name of who answered. */
  replica;
  /** {code, reason} */
  lastClose;

  #url;
  #options;
  #link;
  #timer;
  #failures = 0;
  #waiting = 0;
  #subscriptions = new Map();
  /** What waits to be published, by channel; the first few of each are under way. */
  #lanes = new Map();

  constructor(url = '/ws/live', options) {
    super();
    this.#url = new URL(url, globalThis.location?.href);
    this.#url.protocol = this.#url.protocol.replace('http', 'ws');
    this.#options = { WebSocket: globalThis.WebSocket, random: Math.random, ...options };
    globalThis.addEventListener?.('online', this.#online);
    this.#open();
  }

  /**
   * Hears a channel across reconnects, each stored event once and in order.
   *
   * @param {object} [options] `after` a position; onEvent(event); onSubscribed({after, seq, recovered}), not recovered:
   *     some events are gone; onError(error), refused for good
   * @returns {{position: number, close: () => void}}
   */
  subscribe(channel, { after, ...listeners } = {}) {
    if (this.state === 'closed' || this.#subscriptions.has(channel)) {
      throw problem(this.state === 'closed' ? CLOSED : TWICE);
    }
    const close = () => {
      if (this.#wants(subscription)) {
        this.#subscriptions.delete(channel);
        this.#leave(channel);
      }
    };
    const subscription = { ...listeners, channel, position: after, failures: 0, close };
    this.#subscriptions.set(channel, subscription);
    this.#join(subscription);
    return subscription;
  }

  /**
   * Publishes to a room. An event waits here until the server has it safe; an ephemeral one is sent or dropped.
   * Events keep the order of the calls, also across reconnects: the server knows repeats by their id. Only where it
   * refuses one for the moment, up to seven under way may overtake it; then it goes first, and alone.
   *
   * @returns {Promise<{seq, id}>}
   */
  publish(channel, data = null, { type, id, ephemeral } = {}) {
    return new Promise((resolve, reject) => {
      const text = JSON.stringify({
        op: 'publish',
        channel,
        data,
        type,
        id: id ?? (ephemeral ? id : newId()),
        ephemeral,
      });
      if (this.state === 'closed') {
        throw problem(CLOSED);
      }
      if (new Blob([text]).size > LONGEST_BYTES) {
        throw problem(TOO_BIG);
      }
      const frame = JSON.parse(text);
      if (ephemeral) {
        resolve(this.#live?.send(frame));
      } else {
        this.#enqueue(channel, { frame, resolve, reject });
      }
    });
  }

  /** Who is subscribed to a room: [{user, connections}]. */
  async presence(channel) {
    return (await this.#ask({ op: 'presence', channel })).users;
  }

  /** Milliseconds there and back. */
  async ping() {
    const { tookMs, replica } = await this.#ask({ op: 'ping' });
    this.replica = replica;
    return (this.rtt = tookMs);
  }

  /** For good. Rejects what is not yet acknowledged. */
  close() {
    this.#finish('closed by this page');
  }

  get #live() {
    return this.#link?.live && this.#link;
  }

  async #open() {
    this.#timer = undefined;
    const link = (this.#link = new Link());
    link.after(OPEN_MS, () => link.live || this.#lost(link, 1006));
    if (this.state !== 'connecting') {
      this.#tell('reconnecting');
    }
    try {
      const url = await this.#address();
      if (link === this.#link) {
        this.#follow(link, new this.#options.WebSocket(url));
      }
    } catch (error) {
      this.#lost(link, undefined, `${error}`);
    }
  }

  #follow(link, socket) {
    link.socket = socket;
    socket.onopen = () => this.#opened(link);
    socket.onmessage = ({ data }) => link === this.#link && this.#heard(link, link.hear(data));
    socket.onclose = ({ code, reason }) => this.#lost(link, code, reason);
    // Node 20 closes only what was open
    socket.onerror = () => link.live || this.#lost(link, 1006);
  }

  async #address() {
    const { user, ticket, token } = this.#options;
    const url = new URL(this.#url);
    if (user) {
      url.searchParams.set('user', user);
    }
    if (ticket) {
      url.searchParams.set('ticket', await ticket());
    } else if (token) {
      url.searchParams.set('access_token', await token());
    }
    return url.href;
  }

  #opened(link) {
    link.live = true;
    this.#beat(link);
    this.#subscriptions.forEach((subscription) => this.#join(subscription));
    this.#lanes.forEach((lane) => this.#pump(Object.assign(lane, FRESH)));
    this.#tell('live');
  }

  #beat(link) {
    this.#check(link);
    link.after(PING_MS, () => this.#beat(link));
  }

  /** Anything heard will do: the pong may stand behind much else. */
  #check(link) {
    link.quiet = true;
    link.after(PONG_MS, () => link.quiet && this.#lost(link, 4000, 'no answer to a ping'));
    this.ping()
      .then(() => link.after(STEADY_MS, () => (this.#failures = 0)))
      .catch(() => {});
  }

  #heard(link, { op, ...frame }) {
    if (op === 'event') {
      const subscription = this.#subscriptions.get(frame.channel);
      if (subscription?.on === link && !(frame.seq <= subscription.position)) {
        subscription.position = frame.seq ?? subscription.position;
        subscription.onEvent?.(frame);
      }
    } else if (op === 'subscribed') {
      // In mid-stream: this reader was too slow for too long
      const late = this.#subscriptions.get(frame.channel);
      if (late?.on === link) {
        late.position = frame.after;
        late.onSubscribed?.(frame);
      }
    } else if (op === 'expiring') {
      this.#refresh().catch((error) => this.#emit('error', error));
    } else if (op === 'draining') {
      link.retryAfterMs = frame.retryAfterMs;
    } else if (op === 'error') {
      this.#emit(op, frame);
    }
  }

  async #refresh() {
    const token = await this.#options.token?.();
    return token && this.#ask({ op: 'refresh', token });
  }

  async #lost(link, code, reason) {
    if (link !== this.#link) {
      return;
    }
    this.#link = undefined;
    link.end(code);
    this.lastClose = { code, reason };
    const why = reason || (code === 1006 ? 'the connection was lost' : `closed with ${code}`);
    const lost = link.live || !code ? { why, pauseMs: 0 } : await this.#askWhy();
    if (code >= 4500 && code < 5000) {
      this.#finish(why, code);
    } else if (this.state !== 'closed') {
      this.#wait(link.retryAfterMs ?? lost.pauseMs + this.#backoff(this.#failures++), lost.why, code);
    }
  }

  /** A browser does not say why an upgrade was refused. */
  async #askWhy() {
    const refused = { why: 'the server cannot be reached', pauseMs: 0 };
    try {
      const url = new URL('/capacity', this.#url.href.replace('ws', 'http'));
      const answer = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(5000) });
      refused.why = 'the server refused';
      refused.pauseMs = 1000 * answer.headers.get('Retry-After') || 0;
      if ((await answer.json()).live.free === 0) {
        refused.why = 'the server is full';
      }
    } catch {
      // No more is known
    }
    return refused;
  }

  #wait(ms, why, closeCode) {
    const retryInMs = Math.min(ms, 3_600_000);
    this.#timer = setTimeout(() => this.#open(), retryInMs);
    this.#tell(globalThis.navigator?.onLine === false ? 'offline' : 'reconnecting', { why, retryInMs, closeCode });
  }

  /** Full jitter: what one restart cut off does not come back all at once. */
  #backoff(failures) {
    return this.#options.random() * Math.min(20_000, 500 * 2 ** failures);
  }

  #online = () => {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#open();
    } else if (this.#live) {
      this.#check(this.#live);
    }
  };

  #finish(why, closeCode) {
    if (this.state === 'closed') {
      return;
    }
    const link = this.#link;
    this.#link = undefined;
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.('online', this.#online);
    link?.end();
    this.#subscriptions.clear();
    this.#lanes.forEach(({ items }) => items.forEach(({ reject }) => reject(problem(CLOSED))));
    this.#lanes.clear();
    this.#tell('closed', { why, closeCode });
  }

  #tell(state, detail) {
    this.state = state;
    this.#emit('state', { state, ...detail });
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #ask(frame) {
    return new Promise((resolve, reject) => {
      const answered = (answer) => (answer.op === 'error' ? reject(problem(answer)) : resolve(answer));
      this.#live ? this.#live.send(frame, answered) : answered(LOST);
    });
  }

  #wants(subscription) {
    return this.#subscriptions.get(subscription.channel) === subscription;
  }

  #join(subscription) {
    const link = this.#live;
    if (link && this.#wants(subscription)) {
      const { channel, position: after } = subscription;
      link.send({ op: 'subscribe', channel, after }, (answer) => this.#joined(link, subscription, answer));
    }
  }

  #joined(link, subscription, answer) {
    const { op, after, seq, recovered } = answer;
    if (!this.#wants(subscription)) {
      return;
    }
    if (op !== 'error') {
      subscription.on = link;
      subscription.failures = 0;
      subscription.position = recovered ? (subscription.position ?? after) : after;
      subscription.onSubscribed?.({ after, seq, recovered });
    } else if (answer.temporary) {
      link.after(this.#backoff(subscription.failures++), () => this.#join(subscription));
    } else {
      this.#subscriptions.delete(subscription.channel);
      subscription.onError?.(problem(answer));
    }
  }

  #leave(channel) {
    const link = this.#live;
    link?.send({ op: 'unsubscribe', channel }, ({ temporary }) => {
      if (temporary) {
        link.after(1000, () => this.#subscriptions.has(channel) || this.#leave(channel));
      }
    });
  }

  #enqueue(channel, item) {
    if (this.#waiting >= LIMIT) {
      throw problem(FULL);
    }
    const lane = this.#lanes.get(channel) ?? { channel, items: [], ...FRESH };
    this.#lanes.set(channel, lane);
    this.#waiting++;
    lane.items.push(item);
    this.#pump(lane);
  }

  #pump(lane) {
    const link = this.#live;
    for (const item of link ? lane.items.slice(0, lane.window) : []) {
      if (item.on !== link) {
        item.on = link;
        link.send(item.frame, (answer) => this.#published(link, lane, item, answer));
      }
    }
  }

  #published(link, lane, item, answer) {
    if (answer.temporary) {
      item.on = undefined;
      this.#pause(link, lane);
      return;
    }
    const place = lane.items.indexOf(item);
    lane.items.splice(place, 1);
    this.#waiting--;
    if (answer.op === 'error') {
      item.reject(problem(answer));
    } else {
      item.resolve({ seq: answer.seq, id: answer.id });
    }
    if (!lane.items.length) {
      this.#lanes.delete(lane.channel);
    } else if (lane.window && !place) {
      Object.assign(lane, FRESH);
    }
    this.#pump(lane);
  }

  #pause(link, lane) {
    if (lane.window) {
      lane.window = 0;
      link.after(this.#backoff(lane.failures++), () => {
        lane.window = 1;
        this.#pump(lane);
      });
    }
  }
}

/** One socket: paces what goes out, and brings answers to who asked. */
class Link {
  asked = new Map();
  queue = [];
  refs = 0;
  tokens = BURST;
  filledAt = 0;

  /** At once: a dead connection takes its time to close. The biggest frame is to blame for a 1009. */
  end(code) {
    this.ended = true;
    this.socket?.close(1000);
    const size = ({ frame }) => JSON.stringify(frame).length;
    const asked = [...this.asked.values()].sort((one, other) => size(other) - size(one));
    asked.forEach(({ answered }, i) => answered(code === 1009 && !i ? TOO_BIG : LOST));
  }

  /** Runs the task if the link lives on until then. */
  after(ms, task) {
    setTimeout(() => this.ended || task(), ms).unref?.();
  }

  /** Without `answered` it is ephemeral, and takes the place of one that waits. */
  send(frame, answered) {
    const last = this.queue.at(-1);
    if (last && !last.answered && !answered) {
      last.frame = frame;
    } else if (this.queue.length >= LIMIT) {
      answered?.(LOST);
    } else {
      const item = { frame: { ...frame, ref: answered && ++this.refs }, answered };
      answered && this.asked.set(this.refs, item);
      this.queue.push(item);
      this.flush();
    }
  }

  flush() {
    const now = performance.now();
    this.tokens = Math.min(BURST, this.tokens + (now - this.filledAt) * FRAMES_PER_MS);
    this.filledAt = now;
    while (this.queue.length && this.tokens >= 1) {
      const item = this.queue.shift();
      item.at = now;
      this.tokens--;
      this.socket.send(JSON.stringify(item.frame));
    }
    if (this.queue.length && !this.flushing) {
      this.flushing = true;
      this.after(Math.ceil((1 - this.tokens) / FRAMES_PER_MS), () => {
        this.flushing = false;
        this.flush();
      });
    }
  }

  hear(text) {
    this.quiet = false;
    const frame = parse(text);
    if (frame.code === 'rate_limited') {
      this.tokens = -BURST / 2;
    }
    const item = this.asked.get(frame.ref);
    this.asked.delete(frame.ref);
    item?.answered({ ...frame, tookMs: performance.now() - item.at });
    return item ? {} : frame;
  }
}

function parse(text) {
  try {
    return { ...JSON.parse(text) };
  } catch {
    return {};
  }
}

// A page without https has no randomUUID
const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-');
