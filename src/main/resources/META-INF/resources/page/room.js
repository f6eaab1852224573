import { newId } from './format.js';

const PAGE_SIZE = 30;
const MAX_MESSAGES = 500;
const TYPING_SHOWN_MS = 4_000;
const TYPING_SENT_EVERY_MS = 2_500;
const PRESENCE_DELAY_MS = 1_500;

/** One room: its messages, those on their way, and the users in it. */
export class Room {
  messages = [];
  /** Not yet stored: {id, text, state: 'sending' | 'stored' | 'failed', why}. */
  pending = [];
  users = [];
  /** Whether the server has older messages. */
  hasOlder = false;
  /** Whether older messages have been deleted. */
  hasGap = false;
  error;
  #app;
  #live;
  #subscription;
  #newest = 0;
  #typing = new Map();
  #typingSentAt = 0;
  #loading = false;
  #presenceTimer;

  constructor(app, name) {
    this.#app = app;
    this.#live = app.live;
    this.name = name;
    this.#subscription = app.live.subscribe(this.channel, {
      onEvent: (event) => this.#onEvent(event),
      onSubscribed: (start) => this.#onSubscribed(start),
      onError: (error) => {
        this.error = error.message;
        app.redraw();
      },
    });
  }

  get channel() {
    return `room:${this.name}`;
  }

  close() {
    this.#subscription.close();
  }

  get #readKey() {
    return `read ${this.#app.access.user} ${this.name}`;
  }

  get #readUpTo() {
    return Number(localStorage.getItem(this.#readKey) ?? -1);
  }

  /** Each stored event of a room is a message, so positions count messages. */
  get unread() {
    return this.#readUpTo < 0 ? 0 : Math.max(0, this.#newest - this.#readUpTo);
  }

  markAsRead() {
    if (this.#readUpTo < this.#newest) {
      localStorage.setItem(this.#readKey, this.#newest);
    }
  }

  #onSubscribed({ seq, recovered }) {
    if (!this.#newest && !this.messages.length) {
      this.#newest = seq;
      if (this.#readUpTo < 0) {
        localStorage.setItem(this.#readKey, seq);
      }
      this.#app.screens?.chat.onMessage(this);
      this.hasOlder = seq > 0;
      this.loadOlder();
    } else if (!recovered) {
      this.hasGap = true;
    }
    this.#refreshUsers(0);
  }

  /** Loads the messages before the first one shown. */
  async loadOlder() {
    if (this.#loading || !this.hasOlder) {
      return;
    }
    this.#loading = true;
    const first = this.messages[0]?.seq ?? this.#newest + 1;
    const after = Math.max(0, first - 1 - PAGE_SIZE);
    try {
      const path = `/channels/${encodeURIComponent(this.channel)}/events?after=${after}&limit=${first - 1 - after || 1}`;
      const { events } = await this.#app.api.get(path);
      const older = events.filter(({ seq }) => seq < first);
      this.messages.unshift(...older);
      this.hasGap ||= !older.length || older[0].seq > after + 1;
      this.hasOlder = older.length > 0 && after > 0 && older[0].seq === after + 1;
    } catch (error) {
      this.#app.toasts.error(error);
    }
    this.#loading = false;
    this.#app.redraw();
  }

  #onEvent(event) {
    const { type, from, seq, id } = event;
    if (type === 'typing') {
      this.#onTyping(from);
    } else if (type === 'join' || type === 'leave') {
      const others = this.users.filter(({ user }) => user !== event.data.user);
      this.users = type === 'join' ? [...others, { user: event.data.user }] : others;
      this.#refreshUsers(PRESENCE_DELAY_MS);
    } else if (seq) {
      this.#newest = seq;
      clearTimeout(this.#typing.get(from));
      this.#typing.delete(from);
      this.pending = this.pending.filter((other) => other.id !== id);
      this.messages.push(event);
      if (this.messages.length > MAX_MESSAGES) {
        this.messages.splice(0, this.messages.length - MAX_MESSAGES);
        this.hasOlder = true;
      }
      this.#app.screens?.chat.onMessage(this);
    }
    this.#app.redraw();
  }

  /** Asks once for several users who come or go; replicas need up to a second to agree on the answer. */
  #refreshUsers(delayMs) {
    if (!this.#presenceTimer) {
      this.#presenceTimer = setTimeout(async () => {
        this.#presenceTimer = undefined;
        this.users = await this.#live.presence(this.channel).catch(() => this.users);
        this.#app.redraw();
      }, delayMs);
    }
  }

  #onTyping(user) {
    if (user === this.#app.access.user) {
      return;
    }
    const stopped = () => {
      this.#typing.delete(user);
      this.#app.redraw();
    };
    clearTimeout(this.#typing.get(user));
    this.#typing.set(user, setTimeout(stopped, TYPING_SHOWN_MS));
  }

  /** The names of the other users who are typing. */
  get typing() {
    return [...this.#typing.keys()];
  }

  /** Shows the other users that this one is typing, unless it did so just now. */
  sendTyping() {
    if (Date.now() - this.#typingSentAt > TYPING_SENT_EVERY_MS) {
      this.#typingSentAt = Date.now();
      this.#live.publish(this.channel, null, { type: 'typing', ephemeral: true }).catch(() => {});
    }
  }

  post(text) {
    const item = { id: newId(), text };
    this.pending.push(item);
    this.#typingSentAt = 0;
    this.send(item);
  }

  /** May be repeated: the server recognises a message by its id. */
  async send(item) {
    item.state = 'sending';
    this.#app.redraw();
    try {
      await this.#live.publish(this.channel, { text: item.text }, { id: item.id });
      item.state = 'stored';
    } catch (error) {
      item.state = 'failed';
      item.why = error.message;
    }
    this.#app.redraw();
  }

  discard(item) {
    this.pending = this.pending.filter((other) => other !== item);
    this.#app.redraw();
  }
}
