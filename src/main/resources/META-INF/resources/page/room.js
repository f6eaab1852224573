import { newId } from './words.js';

const PAGE = 30;
const KEPT = 500;
const TYPING_SHOWN_MS = 4_000;
const TYPING_SAID_MS = 2_500;
const SETTLED_MS = 1_500;

/** One room: what was said, what is being sent, who is here. */
export class Room {
  messages = [];
  /** Not yet stored: {id, text, state: 'sending' | 'failed', why}. */
  pending = [];
  people = [];
  /** Whether something older may be had. */
  more = false;
  /** Whether older messages are gone for good. */
  gap = false;
  error;
  #app;
  #live;
  #heard;
  #newest = 0;
  #typing = new Map();
  #saidTyping = 0;
  #loading = false;
  #looking;

  constructor(app, name) {
    this.#app = app;
    this.#live = app.live;
    this.name = name;
    this.#heard = app.live.subscribe(this.channel, {
      onEvent: (event) => this.#hear(event),
      onSubscribed: (start) => this.#joined(start),
      onError: (error) => {
        this.error = error.message;
        app.changed();
      },
    });
  }

  get channel() {
    return `room:${this.name}`;
  }

  close() {
    this.#heard.close();
  }

  get #key() {
    return `read ${this.#app.access.user} ${this.name}`;
  }

  get readTo() {
    return Number(localStorage.getItem(this.#key) ?? -1);
  }

  /** Each stored event of a room is something that was said. */
  get unread() {
    return this.readTo < 0 ? 0 : Math.max(0, this.#newest - this.readTo);
  }

  read() {
    if (this.readTo < this.#newest) {
      localStorage.setItem(this.#key, this.#newest);
    }
  }

  #joined({ seq, recovered }) {
    if (!this.#newest && !this.messages.length) {
      this.#newest = seq;
      if (this.readTo < 0) {
        localStorage.setItem(this.#key, seq);
      }
      this.more = seq > 0;
      this.older();
    } else if (!recovered) {
      this.gap = true;
    }
    this.#look(0);
  }

  /** The messages before those that are there. */
  async older() {
    if (this.#loading || !this.more) {
      return;
    }
    this.#loading = true;
    const first = this.messages[0]?.seq ?? this.#newest + 1;
    const after = Math.max(0, first - 1 - PAGE);
    try {
      const path = `/channels/${encodeURIComponent(this.channel)}/events?after=${after}&limit=${first - 1 - after || 1}`;
      const { events } = await this.#app.api.get(path);
      const found = events.filter(({ seq }) => seq < first);
      this.messages.unshift(...found);
      this.gap ||= !found.length || found[0].seq > after + 1;
      this.more = found.length > 0 && after > 0 && found[0].seq === after + 1;
    } catch (error) {
      this.#app.toasts.wrong(error);
    }
    this.#loading = false;
    this.#app.changed();
  }

  #hear(event) {
    const { type, from, seq, id } = event;
    if (type === 'typing') {
      this.#isTyping(from);
    } else if (type === 'join' || type === 'leave') {
      const others = this.people.filter(({ user }) => user !== event.data.user);
      this.people = type === 'join' ? [...others, { user: event.data.user }] : others;
      this.#look(SETTLED_MS);
    } else if (seq) {
      this.#newest = seq;
      clearTimeout(this.#typing.get(from));
      this.#typing.delete(from);
      this.pending = this.pending.filter((other) => other.id !== id);
      this.messages.push(event);
      if (this.messages.length > KEPT) {
        this.messages.splice(0, this.messages.length - KEPT);
        this.more = true;
      }
      this.#app.screens?.chat.heard(this, event);
    }
    this.#app.changed();
  }

  /** Who is here; several who come at once are one question. Replicas agree on it within a second. */
  #look(afterMs) {
    this.#looking ??= setTimeout(async () => {
      this.#looking = undefined;
      this.people = await this.#live.presence(this.channel).catch(() => this.people);
      this.#app.changed();
    }, afterMs);
  }

  #isTyping(user) {
    if (user !== this.#app.access.user) {
      clearTimeout(this.#typing.get(user));
      this.#typing.set(
        user,
        setTimeout(() => {
          this.#typing.delete(user);
          this.#app.changed();
        }, TYPING_SHOWN_MS),
      );
    }
  }

  get typing() {
    return [...this.#typing.keys()];
  }

  /** Tells the others, if it was not told just now. */
  sayTyping() {
    if (Date.now() - this.#saidTyping > TYPING_SAID_MS) {
      this.#saidTyping = Date.now();
      this.#live.publish(this.channel, null, { type: 'typing', ephemeral: true }).catch(() => {});
    }
  }

  say(text) {
    const item = { id: newId(), text };
    this.pending.push(item);
    this.#saidTyping = 0;
    this.send(item);
  }

  /** Also once more: by its id the server knows what it has already. */
  async send(item) {
    item.state = 'sending';
    this.#app.changed();
    try {
      await this.#live.publish(this.channel, { text: item.text }, { id: item.id });
      item.state = 'stored';
    } catch (error) {
      item.state = 'failed';
      item.why = error.message;
    }
    this.#app.changed();
  }

  drop(item) {
    this.pending = this.pending.filter((other) => other !== item);
    this.#app.changed();
  }
}
