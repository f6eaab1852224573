import { backoff } from './backoff.js';

/**
 * A WebSocket that comes back by itself. Tells what happens in events: `state` with
 * {state: 'connecting' | 'connected' | 'disconnected', why, seconds, close: {code, meaning}}, and `message` with its text.
 */
export class Connection extends EventTarget {
  #path;
  #query;
  #socket;
  #failures = 0;
  #timer;
  #closed = false;

  /** `query` is called for each attempt: its answer goes on the address. */
  constructor(path, query = () => ({})) {
    super();
    this.#path = path;
    this.#query = query;
  }

  async open() {
    clearTimeout(this.#timer);
    this.#tell('state', { state: 'connecting' });
    try {
      const url = new URL(this.#path, location.href.replace(/^http/, 'ws'));
      url.search = new URLSearchParams(await this.#query());
      this.#follow(new WebSocket(url));
    } catch {
      this.#wait(Date.now() + backoff(this.#failures++), 'the server cannot be reached');
    }
  }

  /** For good. */
  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #follow(socket) {
    let upgraded = false;
    socket.onopen = () => {
      upgraded = true;
      this.#failures = 0;
      this.#tell('state', { state: 'connected' });
    };
    socket.onmessage = (event) => this.#tell('message', event.data);
    socket.onclose = async (event) => {
      const why = upgraded ? closedBecause(event) : await refusedBecause();
      const close = upgraded
        ? { code: event.code, meaning: `${why}${event.reason ? ` (${event.reason})` : ''}` }
        : undefined;
      this.#wait(Date.now() + backoff(this.#failures++), why, close);
    };
    this.#socket = socket;
    if (this.#closed) {
      socket.close();
    }
  }

  /** Returns whether the text went out: not while disconnected. */
  send(text) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(text);
    return true;
  }

  #wait(until, why, close) {
    if (this.#closed) {
      return;
    }
    const left = until - Date.now();
    if (left <= 0) {
      this.open();
      return;
    }
    this.#tell('state', { state: 'disconnected', why, close, seconds: Math.ceil(left / 1000) });
    this.#timer = setTimeout(() => this.#wait(until, why), Math.min(left, left % 1000 || 1000));
  }

  #tell(type, detail) {
    if (this.#closed) {
      return;
    }
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

const REASONS = {
  1000: 'the server closed the connection',
  1001: 'the server is going away',
  1002: 'the protocol was broken',
  1003: 'only text is taken',
  1005: 'closed without a reason',
  1006: 'the connection was lost',
  1007: 'the text was not valid',
  1009: 'the message was too big',
  1012: 'the server restarts',
  1013: 'the server is busy',
  4000: 'the server heard nothing from us',
  4005: 'the token has ended',
  4008: 'too much was left unread',
  4529: 'far too many messages',
};

function closedBecause(event) {
  return REASONS[event.code] ?? `closed with ${event.code}`;
}

/** A browser does not say why an upgrade was refused, so ask whether there was room. */
async function refusedBecause() {
  try {
    const answer = await fetch('/capacity', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    const { echo } = await answer.json();
    return echo.free > 0 ? 'the connection was refused' : `the server is full (${echo.open} of ${echo.cap})`;
  } catch {
    return 'the server cannot be reached';
  }
}
