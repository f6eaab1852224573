import { clock } from './fakes.mjs';

/**
 * Stands in for the server behind a socket, at a distance: frames take `delayMs` each way. It stores what has a new id,
 * tells it to who subscribed, and refuses what `refuses(frame)` gives a code for.
 */
export class Room {
  stored = [];
  #delayMs;
  #refuses;

  constructor({ delayMs = 50, refuses = () => undefined } = {}) {
    this.#delayMs = delayMs;
    this.#refuses = refuses;
  }

  serve(socket) {
    socket.onsend = (frame) => this.#later(() => this.#take(socket, frame));
    socket.accept();
  }

  /** Cuts the line: what is under way towards the client is lost; what is under way to the server may still come. */
  cut(socket) {
    socket.isCut = true;
    socket.end();
  }

  #take(socket, frame) {
    const { ref, op, channel } = frame;
    const code = this.#refuses(frame);
    if (code) {
      this.#say(socket, { op: 'error', ref, code, message: code, temporary: true });
    } else if (op === 'subscribe') {
      this.#subscribe(socket, frame);
    } else if (op === 'publish') {
      this.#say(socket, { op: 'ack', ref, channel, ...this.#store(frame) });
    } else if (op === 'ping') {
      this.#say(socket, { op: 'pong', ref });
    }
  }

  #subscribe(socket, { ref, channel, after = this.stored.length }) {
    this.#say(socket, { op: 'subscribed', ref, channel, after, seq: this.stored.length, recovered: true });
    this.stored.slice(after).forEach((event) => this.#say(socket, { op: 'event', ...event }));
    this.listener = socket;
  }

  #store({ channel, id, data }) {
    const known = this.stored.find((event) => event.id === id);
    if (known) {
      return { seq: known.seq, id };
    }
    const event = { channel, seq: this.stored.length + 1, id, type: 'message', data };
    this.stored.push(event);
    if (this.listener) {
      this.#say(this.listener, { op: 'event', ...event });
    }
    return { seq: event.seq, id };
  }

  #say(socket, frame) {
    this.#later(() => socket.isCut || socket.say(frame));
  }

  #later(task) {
    setTimeout(task, this.#delayMs);
  }
}

/** Refuses what a bucket of so many a second, and so many at once, has no token for. */
export function rateLimit(perSecond, burst) {
  let tokens = burst;
  let filledAt = clock.now;
  return () => {
    tokens = Math.min(burst, tokens + ((clock.now - filledAt) * perSecond) / 1000);
    filledAt = clock.now;
    if (tokens < 1) {
      return 'rate_limited';
    }
    tokens--;
    return undefined;
  };
}

/** Numbers that look random and are the same each time. */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
