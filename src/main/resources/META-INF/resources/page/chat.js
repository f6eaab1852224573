import { empty, storedNames, time, unreadCount } from './format.js';
import { html, nothing, repeat } from './lit.js';
import { Room } from './room.js';

const LOBBY = 'lobby';
const ROOM_NAME = /^(?!\p{M})[\p{L}\p{M}\p{N}._@+|-]{1,128}$/u;
const MAX_ROOMS = 20;
const NEAR_EDGE_PX = 60;
const SAME_AUTHOR_MS = 120_000;

/** The rooms that this browser has entered, one of them shown. */
export class Chat {
  title = 'Chat';
  #app;
  #rooms = new Map();
  #room;
  /** Whether the list of messages is scrolled to its end, and stays there. */
  #atEnd = true;
  #olderRequested = false;
  #height = 0;

  constructor(app) {
    this.#app = app;
    const names = storedNames(localStorage, 'rooms')
      .filter((name) => ROOM_NAME.test(name))
      .slice(0, MAX_ROOMS - 1);
    new Set([LOBBY, ...names]).forEach((name) => this.#open(name));
    this.#room = this.#rooms.get(LOBBY);
  }

  get unread() {
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.unread, 0);
  }

  enter(name) {
    if (name && this.#mayEnter(name)) {
      this.#room = this.#open(name);
    } else if (name) {
      location.hash = `#/chat/${this.#room.name}`;
    }
    this.#atEnd = true;
    this.#markAsRead();
  }

  visible(isVisible) {
    if (isVisible) {
      this.#markAsRead();
      this.#app.redraw();
    }
  }

  #open(name) {
    let room = this.#rooms.get(name);
    if (!room) {
      room = new Room(this.#app, name);
      this.#rooms.set(name, room);
      this.#storeNames();
    }
    return room;
  }

  #leaveRoom(room) {
    room.close();
    this.#rooms.delete(room.name);
    this.#storeNames();
    location.hash = `#/chat/${LOBBY}`;
  }

  #storeNames() {
    localStorage.setItem('rooms', JSON.stringify([...this.#rooms.keys()]));
  }

  /** Messages count as read when they are on the screen. */
  #markAsRead() {
    if (this.#app.screen === this && !document.hidden && this.#atEnd) {
      this.#room.markAsRead();
    }
  }

  /** To be called when the room's newest message is another one. */
  onMessage(room) {
    if (room === this.#room) {
      this.#markAsRead();
    }
  }

  /** Keeps the list at its end or, where older messages came in above, at the message that was being read. */
  afterDraw() {
    const list = document.getElementById('messages');
    if (!list) {
      return;
    }
    if (this.#atEnd) {
      list.scrollTop = list.scrollHeight;
    } else if (this.#olderRequested && list.scrollHeight !== this.#height) {
      list.scrollTop += list.scrollHeight - this.#height;
      this.#olderRequested = false;
    }
    this.#height = list.scrollHeight;
  }

  async #onScroll({ target }) {
    this.#atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_EDGE_PX;
    if (this.#atEnd && this.#room.unread) {
      this.#markAsRead();
      this.#app.redraw();
    }
    if (target.scrollTop < NEAR_EDGE_PX && this.#room.hasOlder) {
      this.#olderRequested = true;
      await this.#room.loadOlder();
    }
  }

  view() {
    return html`<h1 tabindex="-1">Chat</h1>
      <div class="chat">${this.#roomList()} ${this.#conversation(this.#room)}</div>`;
  }

  #roomList() {
    return html`<aside class="card rooms" aria-labelledby="rooms-title">
      <h2 id="rooms-title">Rooms</h2>
      <ul>
        ${repeat(
          this.#rooms.values(),
          ({ name }) => name,
          (room) => this.#roomLink(room),
        )}
      </ul>
      <form class="row" @submit=${(event) => this.#onEnterRoom(event)}>
        <label class="visually-hidden" for="new-room">Another room</label>
        <input
          id="new-room"
          name="room"
          placeholder="Room name"
          maxlength="128"
          autocomplete="off"
          spellcheck="false"
          required
        />
        <button class="secondary">Enter</button>
      </form>
    </aside>`;
  }

  #roomLink(room) {
    const current = room === this.#room;
    return html`<li>
      <a href="#/chat/${room.name}" aria-current=${current ? 'true' : nothing}
        >${room.name}${unreadCount(room.unread)}</a
      >
    </li>`;
  }

  #conversation(room) {
    const leave = html`<button class="quiet" @click=${() => this.#leaveRoom(room)}>Leave</button>`;
    return html`<section class="card talk" aria-labelledby="room-title">
      <header class="heading">
        <h2 id="room-title">${room.name}</h2>
        ${room.name === LOBBY ? nothing : leave}
      </header>
      <p class="hint people">
        ${room.users.length ? `In this room: ${room.users.map(({ user }) => user).join(', ')}` : ' '}
      </p>
      ${this.#messages(room)}
      <p class="hint typing">${typing(room.typing)}</p>
      <form class="row" @submit=${(event) => this.#onPost(event)}>
        <label class="visually-hidden" for="chat-text">Message to ${room.name}</label>
        <textarea
          id="chat-text"
          name="text"
          rows="1"
          maxlength="8000"
          placeholder="Message to ${room.name}"
          required
          enterkeyhint="send"
          @keydown=${submitOnEnter}
          @input=${() => room.sendTyping()}
        ></textarea>
        <button>Send</button>
      </form>
    </section>`;
  }

  #messages(room) {
    const isEmpty = !room.messages.length && !room.pending.length;
    const older = html`<button class="quiet middle" @click=${() => room.loadOlder()}>Load older messages</button>`;
    return html`<div
      class="messages"
      id="messages"
      role="log"
      aria-label="Messages in ${room.name}"
      tabindex="0"
      @scroll=${(event) => this.#onScroll(event)}
    >
      ${room.error ? html`<p class="error">${room.error}</p>` : nothing}
      ${room.hasGap && !room.hasOlder ? html`<p class="hint middle">Older messages have been deleted.</p>` : nothing}
      ${room.hasOlder ? older : nothing} ${isEmpty ? empty('No messages yet. Say hello.') : nothing}
      ${repeat(
        room.messages,
        ({ id }) => id,
        (event, i) => this.#message(event, room.messages[i - 1]),
      )}
      ${repeat(
        room.pending,
        ({ id }) => id,
        (item) => this.#pending(room, item),
      )}
    </div>`;
  }

  #message({ from, data, time: sentAt, type }, previous) {
    const own = from === this.#app.access.user;
    const continued = previous?.from === from && new Date(sentAt) - new Date(previous.time) < SAME_AUTHOR_MS;
    const text = typeof data?.text === 'string' ? data.text : JSON.stringify(data);
    return html`<article class="message ${own ? 'own' : ''} ${continued ? 'continued' : ''}">
      <p class="by">
        <b>${own ? 'You' : (from ?? 'the server')}</b>
        ${time(sentAt)}${type === 'message' ? nothing : html` <span class="hint">${type}</span>`}
      </p>
      <p class="text">${text}</p>
    </article>`;
  }

  #pending(room, item) {
    return html`<article class="message own" data-state=${item.state}>
      <p class="text">${item.text}</p>
      ${item.state === 'failed' ? failed(room, item) : html`<p class="hint">${this.#progress(item)}</p>`}
    </article>`;
  }

  #progress({ state }) {
    if (state !== 'sending') {
      return 'Sent';
    }
    return this.#app.live.isLive ? 'Sending…' : 'Waiting for the connection…';
  }

  #onPost(event) {
    event.preventDefault();
    const field = event.target.text;
    const text = field.value.trim();
    if (text) {
      this.#atEnd = true;
      this.#room.post(text);
      field.value = '';
      field.focus();
    }
  }

  #onEnterRoom(event) {
    event.preventDefault();
    const name = event.target.room.value.trim();
    if (this.#mayEnter(name)) {
      event.target.reset();
      location.hash = `#/chat/${name}`;
    }
  }

  /** Tells the user why not, if so. */
  #mayEnter(name) {
    const full = this.#rooms.size >= MAX_ROOMS && !this.#rooms.has(name);
    if (!ROOM_NAME.test(name)) {
      this.#app.toasts.error(new Error('Invalid room name: use letters, digits and . _ @ + - | only.'));
    } else if (full) {
      this.#app.toasts.error(new Error(`You are in ${MAX_ROOMS} rooms already. Leave one first.`));
    }
    return ROOM_NAME.test(name) && !full;
  }
}

function failed(room, item) {
  return html`<p class="error">Not sent: ${item.why}</p>
    <div class="buttons">
      <button class="secondary" @click=${() => room.send(item)}>Send again</button>
      <button class="quiet" @click=${() => room.discard(item)}>Discard</button>
    </div>`;
}

/** Enter sends, Shift+Enter is a line break; but not while an input method composes a character. */
function submitOnEnter(event) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
}

function typing(users) {
  if (!users.length) {
    return ' ';
  }
  return users.length > 2
    ? 'Several people are typing…'
    : `${users.join(' and ')} ${users.length > 1 ? 'are' : 'is'} typing…`;
}
