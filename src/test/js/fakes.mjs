import assert from 'node:assert/strict';
import { connect, Handoff, ReconnectingSocket } from '../../main/resources/META-INF/resources/handoff.js';

export { Handoff, ReconnectingSocket };

/** Runs everything that waits for nothing but promises. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Replaces the timers and the clock: time passes when a test says so. */
class Clock {
  #now = 0;
  #timers = new Map();
  #last = 0;

  install() {
    globalThis.setTimeout = (task, ms = 0) => {
      this.#timers.set(++this.#last, { at: this.#now + ms, task });
      return this.#last;
    };
    globalThis.clearTimeout = (timer) => this.#timers.delete(timer);
    performance.now = () => this.#now;
  }

  reset() {
    this.#now += 1_000_000;
    this.#timers.clear();
  }

  get now() {
    return this.#now;
  }

  async advance(ms) {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      const [timer, { at, task }] = next;
      this.#timers.delete(timer);
      this.#now = at;
      task();
      await settle();
    }
    this.#now = until;
  }

  #next(until) {
    const due = [...this.#timers].filter(([, { at }]) => at <= until);
    return due.sort(([a, one], [b, other]) => one.at - other.at || a - b)[0];
  }
}

export const clock = new Clock();
clock.install();

/** Replaces the page: its `online` event, whether it is online, and the answer to GET /capacity. */
export const page = new EventTarget();
globalThis.addEventListener = page.addEventListener.bind(page);
globalThis.removeEventListener = page.removeEventListener.bind(page);
Object.defineProperty(globalThis, 'navigator', { value: page, configurable: true });

export const capacity =
  (free, { status = 200, headers = {} } = {}) =>
  async (url) => {
    page.asked.push(String(url));
    return new Response(JSON.stringify({ live: free, echo: free }), { status, headers });
  };

class Socket {
  sent = [];
  readyState = 0;

  constructor(url) {
    this.url = new URL(url);
  }

  send(text) {
    this.sent.push({ ...(text.startsWith('{') ? JSON.parse(text) : { text }), at: clock.now });
    this.onsend?.(this.sent.at(-1));
  }

  close(code) {
    this.closedWith = code;
  }

  accept() {
    this.readyState = 1;
    this.onopen();
  }

  say(frame) {
    this.onmessage({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }

  end(code = 1006, reason = '') {
    this.readyState = 3;
    this.onclose({ code, reason });
  }

  /** The frames sent so far, of one kind. */
  framesSent(op) {
    return this.sent.filter((frame) => frame.op === op);
  }

  answer(op, more) {
    const { ref, channel } = this.framesSent(op).at(-1);
    const answers = {
      subscribe: 'subscribed',
      unsubscribe: 'unsubscribed',
      publish: 'ack',
      ping: 'pong',
      refresh: 'refreshed',
    };
    this.say({ op: answers[op] ?? op, ref, channel, ...more });
  }

  refuse(op, code, temporary = true) {
    this.answer(op, { op: 'error', code, message: `no: ${code}`, temporary });
  }
}

let before;

/** A new page, without the client of the one before. */
function newPage() {
  before?.close();
  clock.reset();
  page.asked = [];
  page.onLine = true;
  globalThis.fetch = capacity({ open: 1, free: 9, cap: 10 });
  const sockets = [];
  const WebSocket = function (address) {
    sockets.push(new Socket(address));
    return sockets.at(-1);
  };
  return { sockets, WebSocket };
}

/** A page with one client. `world.socket` is the client's newest socket. */
export async function world(options = {}) {
  const { url, ...others } = { url: 'ws://there/ws/live', ...options };
  const { sockets, WebSocket } = newPage();
  const handoff = connect(url, { WebSocket, random: () => 1, ...others });
  before = handoff;
  const states = [];
  const errors = [];
  handoff.addEventListener('state', ({ detail }) => states.push(detail));
  handoff.addEventListener('error', ({ detail }) => errors.push(detail));
  await settle();
  return {
    handoff,
    sockets,
    states,
    errors,
    get socket() {
      return sockets.at(-1);
    },
    /** Waits for the next attempt, and says how long that took. */
    async next() {
      const { length } = sockets;
      const start = clock.now;
      while (sockets.length === length) {
        assert.ok(clock.now - start < 100_000, 'there is no next attempt');
        await clock.advance(100);
      }
      return clock.now - start;
    },
    async reconnect(code) {
      this.socket.end(code);
      await this.next();
      this.socket.accept();
      await settle();
    },
  };
}

/** A page with one socket for plain text. */
export async function plainSocket(options) {
  const { sockets, WebSocket } = newPage();
  const states = [];
  const texts = [];
  const client = new ReconnectingSocket('ws://there/ws', {
    WebSocket,
    random: () => 1,
    capacity: 'echo',
    onState: (detail) => states.push(detail),
    onMessage: (text) => texts.push(text),
    ...options,
  });
  before = client;
  await settle();
  return {
    client,
    sockets,
    states,
    texts,
    get socket() {
      return sockets.at(-1);
    },
  };
}

/** The same, with its first connection open. */
export async function live(options) {
  const it = await world(options);
  it.socket.accept();
  await settle();
  return it;
}

export const event = (seq, more) => ({
  op: 'event',
  channel: 'room:a',
  seq,
  id: `e${seq}`,
  type: 'message',
  data: seq,
  ...more,
});
