import { badge, empty, time } from './format.js';
import { html, nothing, repeat } from './lit.js';

const MAX_HEADING = 120;
const RELOAD_DELAY_MS = 50;

/** The notifications of this user, and which of them are unread. */
export class Inbox {
  title = 'Inbox';
  unread = 0;
  #app;
  #items = [];
  #next;
  #isLoaded = false;
  #reloadTimer;
  /** Ids of the notifications that have arrived since the last reload. */
  #arrived = new Set();

  constructor(app) {
    this.#app = app;
    app.live.subscribe(`user:${app.access.user}`, {
      onEvent: (event) => this.#onEvent(event),
      onSubscribed: ({ recovered }) => (this.#isLoaded && recovered ? undefined : this.#load()),
      onError: (error) => app.toasts.error(error),
    });
  }

  async #load(path = '/inbox?limit=30') {
    try {
      const page = await this.#app.api.get(path);
      const known = new Set(path.includes('before=') ? this.#items.map(({ id }) => id) : []);
      this.#items = [
        ...this.#items.filter(({ id }) => known.has(id)),
        ...page.events.filter(({ id }) => !known.has(id)),
      ];
      this.unread = page.unread;
      this.#next = page.next;
      this.#isLoaded = true;
    } catch (error) {
      this.#app.toasts.error(error);
    }
    this.#app.redraw();
  }

  #onEvent(event) {
    const { type, data, id } = event;
    if (type === 'read') {
      this.unread = data.unread;
      const isRead = (item) => (data.id ? item.id === data.id : item.seq <= data.upTo);
      this.#items = this.#items.map((item) => (isRead(item) && !item.readAt ? { ...item, readAt: event.time } : item));
    } else if (event.seq && !this.#items.some((item) => item.id === id)) {
      // The server knows what it replaces and whether it has expired: one request for several that arrive together
      this.#arrived.add(id);
      this.#reloadSoon();
    }
    this.#app.redraw();
  }

  #reloadSoon() {
    if (!this.#reloadTimer) {
      this.#reloadTimer = setTimeout(() => this.#reload(), RELOAD_DELAY_MS);
    }
  }

  async #reload() {
    this.#reloadTimer = undefined;
    if (this.#app.screens?.inbox !== this) {
      return;
    }
    const arrived = this.#arrived;
    this.#arrived = new Set();
    await this.#load();
    if (this.#app.screen !== this) {
      this.#items
        .filter(({ id }) => arrived.has(id))
        .reverse()
        .forEach((item) => this.#app.toasts.info(heading(item), '#/inbox'));
    }
  }

  /** Loads again, without what has expired meanwhile. */
  enter() {
    if (this.#isLoaded) {
      this.#load();
    }
  }

  async #markAsRead(path) {
    try {
      // The list changes with the event that the server sends to all connections of this user
      const { unread } = await this.#app.api.post(path);
      this.unread = unread;
    } catch (error) {
      this.#app.toasts.error(error);
    }
    this.#app.redraw();
  }

  view() {
    return html`<div class="heading">
        <h1 tabindex="-1">Inbox</h1>
        <p class="hint">${this.unread ? `${this.unread} unread` : 'All read'}</p>
        <button class="secondary" ?disabled=${!this.unread} @click=${() => this.#markAsRead('/inbox/read')}>
          Mark all as read
        </button>
      </div>
      <div class="columns">${this.#form()} ${this.#list()}</div>`;
  }

  #list() {
    const more = html`<button class="secondary" @click=${() => this.#load(this.#next)}>
      Load older notifications
    </button>`;
    return html`<section aria-label="Notifications">
      ${
        this.#items.length
          ? nothing
          : empty('No notifications yet. Send yourself one, or submit a task: you are notified when it ends.')
      }
      <ul class="cards">
        ${repeat(
          this.#items,
          ({ id }) => id,
          (item) => html`<li>${this.#card(item)}</li>`,
        )}
      </ul>
      ${this.#next ? more : nothing}
    </section>`;
  }

  #card(item) {
    const { type, data, readAt, id } = item;
    const title = heading(item);
    const unreadMark = html`<span class="dot" aria-hidden="true"></span><span class="visually-hidden">Unread: </span>`;
    const path = `/inbox/${encodeURIComponent(id)}/read`;
    return html`<article class="card notice" data-read=${readAt ? 'yes' : 'no'}>
      <header>
        <h2>${readAt ? nothing : unreadMark}${title}</h2>
        ${time(item.time)}
      </header>
      ${type === 'task' ? outcome(data) : nothing}
      ${type !== 'task' && data?.message && data.message !== title ? html`<p class="text">${data.message}</p>` : nothing}
      <div class="buttons">
        ${type === 'task' ? html`<a href="#/task/${data.id}">Show the task</a>` : nothing}
        ${readAt ? nothing : html`<button class="quiet" @click=${() => this.#markAsRead(path)}>Mark as read</button>`}
      </div>
    </article>`;
  }

  #form() {
    return html`<form class="card" @submit=${(event) => this.#onNotify(event)}>
      <h2>Send a notification</h2>
      <div class="field">
        <label for="recipient">Recipient</label>
        <input
          id="recipient"
          name="recipient"
          .value=${this.#app.access.user}
          maxlength="128"
          required
          spellcheck="false"
          autocomplete="off"
        />
      </div>
      <div class="field">
        <label for="subject">Title (optional)</label>
        <input id="subject" name="subject" maxlength="200" autocomplete="off" />
      </div>
      <div class="field">
        <label for="text">Message</label>
        <textarea id="text" name="text" rows="3" maxlength="4000"></textarea>
      </div>
      <button>Send</button>
    </form>`;
  }

  async #onNotify(event) {
    event.preventDefault();
    const { recipient, subject, text } = event.target;
    const user = recipient.value.trim();
    const body = { ...(subject.value && { title: subject.value }), ...(text.value && { message: text.value }) };
    try {
      await this.#app.api.post(`/notify/${encodeURIComponent(user)}`, body);
      this.#app.toasts.info(`Notification to ${user} submitted.`);
      text.value = subject.value = '';
    } catch (error) {
      this.#app.toasts.error(error);
    }
  }
}

const outcome = ({ state, error }) =>
  html`<p>${badge(state)} ${error ? html`<span class="error">${error}</span>` : nothing}</p>`;

function heading({ type, data }) {
  const text = type === 'task' ? `Your ${data.kind} task: ${data.state}` : String(data?.title ?? data?.message ?? type);
  return text.length > MAX_HEADING ? `${text.slice(0, MAX_HEADING)}…` : text;
}
