/**
 * The browser's client: a connection that reconnects, resumes each channel where it was, and loses no publish.
 *
 *   import { connect } from '/handoff.js';
 *   const handoff = connect();
 *   handoff.subscribe('room:lobby', { onEvent: (event) => show(event.data) });
 *   await handoff.publish('room:lobby', { text: 'hi' });
 *
 * Underneath is `ReconnectingSocket`, which serves plain text as well, such as the echo:
 *
 *   const echo = new ReconnectingSocket('/ws', { capacity: 'echo', onMessage: show });
 */

const OPEN_MS = 15_000;
const PING_MS = 25_000;
const PONG_MS = 10_000;
const STEADY_MS = 5_000;
const MAX_RETRY_MS = 3_600_000;
// The server takes 20 frames a second, 40 at once
const FRAMES_PER_MS = 0.015;
const BURST = 30;
const MAX_WAITING = 1_000;
const MAX_BYTES = 65_500;

const refusal = (code, message, temporary) => ({ op: 'error', code, message, temporary });
const CLOSED = refusal('closed', 'The connection is closed; connect again');
const LOST = refusal('lost', 'Not connected, or too many frames are waiting', true);
const FULL = refusal('full', `${MAX_WAITING} publishes are waiting; publish again when some are acknowledged`, true);
const TOO_BIG = refusal('too_big', `A message may have ${MAX_BYTES} bytes`);
const TWICE = refusal('already_subscribed', 'Already subscribed to this channel');

/** How many publishes of a channel are sent before the first is acknowledged, while the server refuses none. */
const FULL_SPEED = { window: 8, failures: 0 };

const problem = (frame) => Object.assign(new Error(frame.message), frame);

/** Full jitter, so that the clients of a server that restarts do not all return at once. */
const backoff = (failures, random) => random() * Math.min(20_000, 500 * 2 ** failures);

/**
 * Connects, and stays connected until `close()`.
 *
 * @param {string|URL} [url] default: /ws/live of the page's origin
 * @param {object} [options] `ticket`, an async function, is called for each attempt; `token` when the token ends, and
 *     without `ticket` for each attempt; `user` names a guest; `WebSocket` and `random` replace the browser's
 */
export const connect = (url, options) => new Handoff(url, options);

/** A WebSocket that reconnects until `close()`. */
export class ReconnectingSocket {
  /** 'connecting', 'live', 'reconnecting', 'offline' or 'closed' */
  state = 'connecting';
  /** {code, reason} */
  lastClose;

  #url;
  #options;
  #connection;
  #timer;
  #failures = 0;

  /**
   * @param {object} options those of `connect`; `capacity`, the part of GET /capacity that holds here: 'live' or 'echo';
   *     onMessage(text); onState({state, why, retryInMs, closeCode, capacity})
   */
  constructor(url, options) {
    this.#url = new URL(url, globalThis.location?.href);
    this.#url.protocol = this.#url.protocol.replace('http', 'ws');
    this.#options = { WebSocket: globalThis.WebSocket, random: Math.random, ...options };
    globalThis.addEventListener?.('online', this.#onOnline);
    this.#connect();
  }

  /** Sends now or not at all: returns whether there is a connection. */
  send(text) {
    const { socket } = this.#connection ?? {};
    const open = socket?.readyState === 1;
    open && socket.send(text);
    return open;
  }

  /** Ends this connection, and opens another. */
  drop(code, reason) {
    this.#ended(this.#connection, code, reason);
  }

  /** For good. */
  close() {
    this.#finish('closed by this page');
  }

  async #connect() {
    this.#timer = undefined;
    const connection = (this.#connection = new Connection());
    connection.after(OPEN_MS, () => connection.isOpen || this.#ended(connection, 1006));
    if (this.state !== 'connecting') {
      this.#setState('reconnecting');
    }
    try {
      const url = await this.#address();
      if (connection === this.#connection) {
        this.#follow(connection, new this.#options.WebSocket(url));
      }
    } catch (error) {
      this.#ended(connection, undefined, `${error}`);
    }
  }

  #follow(connection, socket) {
    connection.socket = socket;
    socket.onopen = () => {
      connection.isOpen = true;
      this.#options.onOpen?.(connection);
      this.#setState('live');
    };
    socket.onmessage = ({ data }) => {
      if (connection === this.#connection) {
        if (!connection.isProven) {
          // An open socket alone proves little
          connection.isProven = true;
          connection.after(STEADY_MS, () => (this.#failures = 0));
        }
        this.#options.onMessage?.(data);
      }
    };
    socket.onclose = ({ code, reason }) => this.#ended(connection, code, reason);
    // Node 20 closes only what was open
    socket.onerror = () => connection.isOpen || this.#ended(connection, 1006);
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

  async #ended(connection, code, reason) {
    if (!connection || connection !== this.#connection) {
      return;
    }
    this.#end(code);
    this.lastClose = { code, reason };
    const why = reason || (code === 1006 ? 'the connection was lost' : `closed with ${code}`);
    const { pauseMs = 0, ...cause } = connection.isOpen || !code ? { why } : await this.#askWhy();
    if (code >= 4500 && code < 5000) {
      this.#finish(why, code);
    } else if (this.state !== 'closed') {
      const ms = connection.retryAfterMs ?? pauseMs + backoff(this.#failures++, this.#options.random);
      this.#retry(Math.min(ms, MAX_RETRY_MS), { ...cause, closeCode: code });
    }
  }

  /** A browser does not say why an upgrade was refused. */
  async #askWhy() {
    const cause = { why: 'the server cannot be reached' };
    try {
      const url = new URL('/capacity', this.#url.href.replace('ws', 'http'));
      const answer = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(5000) });
      cause.why = 'the server refused';
      cause.pauseMs = 1000 * answer.headers.get('Retry-After') || 0;
      const capacity = (await answer.json())[this.#options.capacity];
      if (capacity.free === 0) {
        Object.assign(cause, { why: 'the server is full', capacity });
      }
    } catch {
      // No more is known
    }
    return cause;
  }

  #retry(retryInMs, detail) {
    this.#timer = setTimeout(() => this.#connect(), retryInMs);
    this.#setState(globalThis.navigator?.onLine === false ? 'offline' : 'reconnecting', { ...detail, retryInMs });
  }

  #onOnline = () => {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#connect();
    } else if (this.#connection?.isOpen) {
      this.#options.onOnline?.();
    }
  };

  #finish(why, closeCode) {
    if (this.state !== 'closed') {
      clearTimeout(this.#timer);
      globalThis.removeEventListener?.('online', this.#onOnline);
      this.#end();
      this.#setState('closed', { why, closeCode });
    }
  }

  #end(code) {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.end();
    this.#options.onEnd?.(code);
  }

  #setState(state, detail) {
    this.state = state;
    this.#options.onState?.({ state, ...detail });
  }
}

/** One WebSocket, from the attempt to open it to its end. */
class Connection {
  isOpen = false;
  isProven = false;

  /** Runs the task, unless the connection has ended by then. */
  after(ms, task) {
    setTimeout(() => this.hasEnded || task(), ms).unref?.();
  }

  /** At once: a dead connection takes its time to close. */
  end() {
    this.hasEnded = true;
    this.socket?.close(1000);
  }
}

/**
 * Events: `state` with detail {state, why, retryInMs, closeCode, capacity}; `error` for errors that no call returns.
 * Errors have a `code` and may be `temporary`.
 */
export class Handoff extends EventTarget {
  /** Round-trip time in milliseconds. */
  rtt;
  /** The name of the replica that answers. */
  replica;

  #socket;
  #options;
  #session;
  #waiting = 0;
  #subscriptions = new Map();
  /** What waits to be published, by channel; the first few of each are on their way. */
  #outboxes = new Map();

  constructor(url = '/ws/live', options) {
    super();
    this.#options = { random: Math.random, ...options };
    this.#socket = new ReconnectingSocket(url, {
      ...options,
      capacity: 'live',
      onOpen: (connection) => this.#opened(new Session(connection)),
      onMessage: (text) => this.#received(this.#session.receive(text)),
      onOnline: () => this.#checkAlive(this.#session),
      onEnd: (code) => this.#ended(code),
      onState: (detail) => this.#onState(detail),
    });
  }

  /** 'connecting', 'live', 'reconnecting', 'offline' or 'closed' */
  get state() {
    return this.#socket.state;
  }

  /** {code, reason} */
  get lastClose() {
    return this.#socket.lastClose;
  }

  /**
   * Delivers a channel across reconnects, each stored event once and in order. The server keeps names in Unicode's
   * form NFC, so this does, too.
   *
   * @param {object} [options] `after` a position; onEvent(event); onSubscribed({after, seq, recovered}), not recovered:
   *     some events are gone; onError(error), refused for good
   * @returns {{position: number, close: () => void}}
   */
  subscribe(name, { after, ...listeners } = {}) {
    const channel = name.normalize();
    if (this.state === 'closed' || this.#subscriptions.has(channel)) {
      throw problem(this.state === 'closed' ? CLOSED : TWICE);
    }
    const close = () => {
      if (this.#isCurrent(subscription)) {
        this.#subscriptions.delete(channel);
        this.#unsubscribe(channel);
      }
    };
    const subscription = { ...listeners, channel, position: after, failures: 0, close };
    this.#subscriptions.set(channel, subscription);
    this.#subscribe(subscription);
    return subscription;
  }

  /**
   * Publishes to a room. An event waits here until the server has stored it; an ephemeral one is sent or dropped.
   * Events keep the order of the calls, also across reconnects: the server knows repeats by their id. Only where it
   * refuses one for the moment, up to seven on their way may overtake it; then it goes first, and alone.
   *
   * @returns {Promise<{seq, id}>}
   */
  publish(name, data = null, { type, id, ephemeral } = {}) {
    const channel = name.normalize();
    return new Promise((resolve, reject) => {
      const key = id ?? (ephemeral ? id : newId());
      const text = JSON.stringify({ op: 'publish', channel, data, type, id: key, ephemeral });
      if (this.state === 'closed') {
        throw problem(CLOSED);
      }
      if (new Blob([text]).size > MAX_BYTES) {
        throw problem(TOO_BIG);
      }
      const frame = JSON.parse(text);
      if (ephemeral) {
        resolve(this.#session?.send(frame));
      } else {
        this.#enqueue(channel, { frame, resolve, reject });
      }
    });
  }

  /** The users who are subscribed to a room: [{user, connections}]. */
  async presence(channel) {
    return (await this.#request({ op: 'presence', channel })).users;
  }

  /** Measures the round-trip time. */
  async ping() {
    const { tookMs, replica } = await this.#request({ op: 'ping' });
    this.replica = replica;
    return (this.rtt = tookMs);
  }

  /** For good. Rejects what is not yet acknowledged. */
  close() {
    this.#socket.close();
  }

  #opened(session) {
    this.#session = session;
    this.#keepAlive(session);
    this.#subscriptions.forEach((subscription) => this.#subscribe(subscription));
    this.#outboxes.forEach((outbox) => this.#sendNext(Object.assign(outbox, FULL_SPEED)));
  }

  #ended(code) {
    const session = this.#session;
    this.#session = undefined;
    session?.end(code);
  }

  #onState(detail) {
    if (detail.state === 'closed') {
      this.#subscriptions.clear();
      this.#outboxes.forEach(({ items }) => items.forEach(({ reject }) => reject(problem(CLOSED))));
      this.#outboxes.clear();
    }
    this.#emit('state', detail);
  }

  #keepAlive(session) {
    this.#checkAlive(session);
    session.after(PING_MS, () => this.#keepAlive(session));
  }

  /** Any frame will do: the pong may stand behind many others. */
  #checkAlive(session) {
    session.quiet = true;
    session.after(PONG_MS, () => session.quiet && this.#socket.drop(4000, 'no answer to a ping'));
    this.ping().catch(() => {});
  }

  #received({ op, ...frame }) {
    if (op === 'event') {
      const subscription = this.#subscriptions.get(frame.channel);
      if (subscription?.session === this.#session && !(frame.seq <= subscription.position)) {
        subscription.position = frame.seq ?? subscription.position;
        subscription.onEvent?.(frame);
      }
    } else if (op === 'subscribed') {
      // In mid-stream: this reader was too slow for too long
      const late = this.#subscriptions.get(frame.channel);
      if (late?.session === this.#session) {
        late.position = frame.after;
        late.onSubscribed?.(frame);
      }
    } else if (op === 'expiring') {
      this.#refresh().catch((error) => this.#emit('error', error));
    } else if (op === 'draining') {
      this.#session.connection.retryAfterMs = frame.retryAfterMs;
    } else if (op === 'error') {
      this.#emit(op, frame);
    }
  }

  async #refresh() {
    const token = await this.#options.token?.();
    return token && this.#request({ op: 'refresh', token });
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #request(frame) {
    return new Promise((resolve, reject) => {
      const onReply = (reply) => (reply.op === 'error' ? reject(problem(reply)) : resolve(reply));
      this.#session ? this.#session.send(frame, onReply) : onReply(LOST);
    });
  }

  #isCurrent(subscription) {
    return this.#subscriptions.get(subscription.channel) === subscription;
  }

  #subscribe(subscription) {
    const session = this.#session;
    if (session && this.#isCurrent(subscription)) {
      const { channel, position: after } = subscription;
      session.send({ op: 'subscribe', channel, after }, (reply) => this.#subscribed(session, subscription, reply));
    }
  }

  #subscribed(session, subscription, reply) {
    const { op, after, seq, recovered } = reply;
    if (!this.#isCurrent(subscription)) {
      return;
    }
    if (op !== 'error') {
      subscription.session = session;
      subscription.failures = 0;
      subscription.position = recovered ? (subscription.position ?? after) : after;
      subscription.onSubscribed?.({ after, seq, recovered });
    } else if (reply.temporary) {
      session.after(this.#backoff(subscription.failures++), () => this.#subscribe(subscription));
    } else {
      this.#subscriptions.delete(subscription.channel);
      subscription.onError?.(problem(reply));
    }
  }

  #unsubscribe(channel) {
    const session = this.#session;
    session?.send({ op: 'unsubscribe', channel }, ({ temporary }) => {
      if (temporary) {
        session.after(1000, () => this.#subscriptions.has(channel) || this.#unsubscribe(channel));
      }
    });
  }

  #enqueue(channel, item) {
    if (this.#waiting >= MAX_WAITING) {
      throw problem(FULL);
    }
    const outbox = this.#outboxes.get(channel) ?? { channel, items: [], ...FULL_SPEED };
    this.#outboxes.set(channel, outbox);
    this.#waiting++;
    outbox.items.push(item);
    this.#sendNext(outbox);
  }

  #sendNext(outbox) {
    const session = this.#session;
    for (const item of session ? outbox.items.slice(0, outbox.window) : []) {
      if (item.session !== session) {
        item.session = session;
        session.send(item.frame, (reply) => this.#published(session, outbox, item, reply));
      }
    }
  }

  #published(session, outbox, item, reply) {
    if (reply.temporary) {
      item.session = undefined;
      this.#pause(session, outbox);
      return;
    }
    const place = outbox.items.indexOf(item);
    outbox.items.splice(place, 1);
    this.#waiting--;
    if (reply.op === 'error') {
      item.reject(problem(reply));
    } else {
      item.resolve({ seq: reply.seq, id: reply.id });
    }
    if (!outbox.items.length) {
      this.#outboxes.delete(outbox.channel);
    } else if (outbox.window && !place) {
      Object.assign(outbox, FULL_SPEED);
    }
    this.#sendNext(outbox);
  }

  #pause(session, outbox) {
    if (outbox.window) {
      outbox.window = 0;
      session.after(this.#backoff(outbox.failures++), () => {
        outbox.window = 1;
        this.#sendNext(outbox);
      });
    }
  }

  #backoff(failures) {
    return backoff(failures, this.#options.random);
  }
}

/** The frames of one connection: keeps to the server's rate, and matches replies to requests. */
class Session {
  requests = new Map();
  queue = [];
  refs = 0;
  tokens = BURST;
  filledAt = 0;

  constructor(connection) {
    this.connection = connection;
  }

  after(ms, task) {
    this.connection.after(ms, task);
  }

  /** Answers all requests. The biggest frame is to blame for a 1009. */
  end(code) {
    const size = ({ frame }) => JSON.stringify(frame).length;
    const requests = [...this.requests.values()].sort((one, other) => size(other) - size(one));
    requests.forEach(({ onReply }, i) => onReply(code === 1009 && !i ? TOO_BIG : LOST));
  }

  /** Without `onReply` the frame is ephemeral, and replaces one that waits. */
  send(frame, onReply) {
    const last = this.queue.at(-1);
    if (last && !last.onReply && !onReply) {
      last.frame = frame;
    } else if (this.queue.length >= MAX_WAITING) {
      onReply?.(LOST);
    } else {
      const item = { frame: { ...frame, ref: onReply && ++this.refs }, onReply };
      onReply && this.requests.set(this.refs, item);
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
      this.connection.socket.send(JSON.stringify(item.frame));
    }
    if (this.queue.length && !this.flushing) {
      this.flushing = true;
      this.after(Math.ceil((1 - this.tokens) / FRAMES_PER_MS), () => {
        this.flushing = false;
        this.flush();
      });
    }
  }

  /** Returns the frame, or {} where it was the reply to a request. */
  receive(text) {
    this.quiet = false;
    const frame = parse(text);
    if (frame.code === 'rate_limited') {
      this.tokens = -BURST / 2;
    }
    const item = this.requests.get(frame.ref);
    this.requests.delete(frame.ref);
    item?.onReply({ ...frame, tookMs: performance.now() - item.at });
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

// Without https a page has no randomUUID
const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-');
