import { html, nothing, repeat } from './lit.js';
import { Room } from './room.js';
import { empty, kept, time } from './words.js';

const FIRST = 'lobby';
const NAME = /^[\p{L}\p{N}._@+-]{1,128}$/u;
const MOST_ROOMS = 20;
const NEAR_PX = 60;

/** Rooms to talk in. */
export class Chat {
  title = 'Chat';
  #app;
  #rooms = new Map();
  #room;
  #follow = true;
  #height = 0;

  constructor(app) {
    this.#app = app;
    const names = kept(localStorage, 'rooms')
      .filter((name) => NAME.test(name))
      .slice(0, MOST_ROOMS - 1);
    new Set([FIRST, ...names]).forEach((name) => this.#open(name));
    this.#room = this.#rooms.get(FIRST);
  }

  get unread() {
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.unread, 0);
  }

  enter(name) {
    if (name && this.#mayOpen(name)) {
      this.#room = this.#open(name);
    } else if (name) {
      location.hash = `#/chat/${this.#room.name}`;
    }
    this.#follow = true;
    this.#read();
  }

  visible(seen) {
    if (seen) {
      this.#read();
      this.#app.changed();
    }
  }

  #open(name) {
    let room = this.#rooms.get(name);
    if (!room) {
      room = new Room(this.#app, name);
      this.#rooms.set(name, room);
      this.#keep();
    }
    return room;
  }

  #leave(room) {
    room.close();
    this.#rooms.delete(room.name);
    this.#keep();
    location.hash = `#/chat/${FIRST}`;
  }

  #keep() {
    localStorage.setItem('rooms', JSON.stringify([...this.#rooms.keys()]));
  }

  /** What is seen is read. */
  #read() {
    if (this.#app.screen === this && !document.hidden && this.#follow) {
      this.#room.read();
    }
  }

  heard(room) {
    if (room === this.#room) {
      this.#read();
    }
  }

  /** Stays at the end; or, where something older came in above, at what was being read. */
  drawn() {
    const list = document.getElementById('said');
    if (!list) {
      return;
    }
    if (this.#follow) {
      list.scrollTop = list.scrollHeight;
    } else if (this.#above && list.scrollHeight !== this.#height) {
      list.scrollTop += list.scrollHeight - this.#height;
      this.#above = false;
    }
    this.#height = list.scrollHeight;
  }

  #above = false;

  async #scrolled({ target }) {
    this.#follow = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_PX;
    if (this.#follow && this.#room.unread) {
      this.#read();
      this.#app.changed();
    }
    if (target.scrollTop < NEAR_PX && this.#room.more) {
      this.#above = true;
      await this.#room.older();
    }
  }

  view() {
    const room = this.#room;
    return html`<h1 tabindex="-1">Chat</h1>
      <div class="chat">
        <aside class="card rooms" aria-labelledby="rooms-title">
          <h2 id="rooms-title">Rooms</h2>
          <ul>
            ${repeat(
              this.#rooms.values(),
              ({ name }) => name,
              (other) => this.#entry(other),
            )}
          </ul>
          <form class="row" @submit=${(event) => this.#enterRoom(event)}>
            <label class="aside" for="new-room">Another room</label>
            <input
              id="new-room"
              name="room"
              placeholder="Another room"
              maxlength="128"
              autocomplete="off"
              spellcheck="false"
              required
            />
            <button class="second">Go</button>
          </form>
        </aside>
        <section class="card talk" aria-labelledby="room-title">
          <header class="heading">
            <h2 id="room-title">${room.name}</h2>
            ${room.name === FIRST ? nothing : html`<button class="quiet" @click=${() => this.#leave(room)}>Leave</button>`}
          </header>
          <p class="hint people">
            ${room.people.length ? `Here: ${room.people.map(({ user }) => user).join(', ')}` : ' '}
          </p>
          ${this.#said(room)}
          <p class="hint typing">${typing(room.typing)}</p>
          <form class="row" @submit=${(event) => this.#say(event)}>
            <label class="aside" for="words">Message to ${room.name}</label>
            <textarea
              id="words"
              name="words"
              rows="1"
              maxlength="8000"
              placeholder="Message to ${room.name}"
              required
              enterkeyhint="send"
              @keydown=${keyed}
              @input=${() => room.sayTyping()}
            ></textarea>
            <button>Send</button>
          </form>
        </section>
      </div>`;
  }

  #entry(room) {
    const here = room === this.#room;
    return html`<li>
      <a href="#/chat/${room.name}" aria-current=${here ? 'true' : nothing}
        >${room.name}${
          room.unread
            ? html`<span class="count"
                >${room.unread > 99 ? '99+' : room.unread}<span class="aside"> unread</span></span
              >`
            : nothing
        }</a
      >
    </li>`;
  }

  #said(room) {
    const some = room.messages.length + room.pending.length;
    return html`<div
      class="said"
      id="said"
      role="log"
      aria-label="Messages in ${room.name}"
      tabindex="0"
      @scroll=${(event) => this.#scrolled(event)}
    >
      ${room.error ? html`<p class="error">${room.error}</p>` : nothing}
      ${room.gap && !room.more ? html`<p class="hint middle">Older messages are no longer kept.</p>` : nothing}
      ${room.more ? html`<button class="quiet middle" @click=${() => room.older()}>Older messages</button>` : nothing}
      ${some ? nothing : empty('Nothing said yet. Say hello.')}
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

  #message({ from, data, time: moment, type }, before) {
    const mine = from === this.#app.access.user;
    const again = before?.from === from && new Date(moment) - new Date(before.time) < 120_000;
    const words = typeof data?.text === 'string' ? data.text : JSON.stringify(data);
    return html`<article class="message ${mine ? 'mine' : ''} ${again ? 'again' : ''}">
      <p class="by">
        <b>${mine ? 'You' : (from ?? 'the server')}</b>
        ${time(moment)}${type === 'message' ? nothing : html` <span class="hint">${type}</span>`}
      </p>
      <p class="words">${words}</p>
    </article>`;
  }

  #pending(room, item) {
    return html`<article class="message mine" data-state=${item.state}>
      <p class="words">${item.text}</p>
      ${
        item.state === 'failed'
          ? html`<p class="error">
              Not sent: ${item.why}
              <button class="second" @click=${() => room.send(item)}>Send again</button>
              <button class="quiet" @click=${() => room.drop(item)}>Drop</button>
            </p>`
          : html`<p class="hint">
              ${item.state === 'sending' ? (this.#app.live.isLive ? 'Sending…' : 'Waits for the connection…') : 'Sent'}
            </p>`
      }
    </article>`;
  }

  #say(event) {
    event.preventDefault();
    const field = event.target.words;
    const text = field.value.trim();
    if (text) {
      this.#follow = true;
      this.#room.say(text);
      field.value = '';
      field.focus();
    }
  }

  #enterRoom(event) {
    event.preventDefault();
    const name = event.target.room.value.trim();
    if (this.#mayOpen(name)) {
      event.target.reset();
      location.hash = `#/chat/${name}`;
    }
  }

  /** Says why not. */
  #mayOpen(name) {
    const full = this.#rooms.size >= MOST_ROOMS && !this.#rooms.has(name);
    if (!NAME.test(name)) {
      this.#app.toasts.wrong(new Error('A room has letters, digits or any of . _ @ + - in its name.'));
    } else if (full) {
      this.#app.toasts.wrong(new Error(`You are in ${MOST_ROOMS} rooms; leave one first.`));
    }
    return NAME.test(name) && !full;
  }
}

/** Enter sends, with Shift it is a new line; not while an input method is at work. */
function keyed(event) {
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
