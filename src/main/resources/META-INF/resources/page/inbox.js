import { html, nothing, repeat } from './lit.js';
import { badge, empty, time } from './words.js';

const LONGEST_HEADING = 120;

/** What came for this user, and what of it is read. */
export class Inbox {
  title = 'Inbox';
  unread = 0;
  #app;
  #items = [];
  #next;
  #started = false;
  #asking;
  #news = new Set();

  constructor(app) {
    this.#app = app;
    app.live.subscribe(`user:${app.access.user}`, {
      onEvent: (event) => this.#hear(event),
      onSubscribed: ({ recovered }) => (this.#started && recovered ? undefined : this.#load()),
      onError: (error) => app.toasts.wrong(error),
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
      this.#started = true;
    } catch (error) {
      this.#app.toasts.wrong(error);
    }
    this.#app.changed();
  }

  #hear(event) {
    const { type, data, id } = event;
    if (type === 'read') {
      this.unread = data.unread;
      const read = (item) => (data.id ? item.id === data.id : item.seq <= data.upTo);
      this.#items = this.#items.map((item) => (read(item) && !item.readAt ? { ...item, readAt: event.time } : item));
    } else if (event.seq && !this.#items.some((item) => item.id === id)) {
      // What it replaces, and whether it counts (still), the server knows; several are one question
      this.#news.add(id);
      this.#asking ??= setTimeout(() => this.#again(), 50);
    }
    this.#app.changed();
  }

  async #again() {
    this.#asking = undefined;
    if (this.#app.screens?.inbox !== this) {
      return;
    }
    const heard = this.#news;
    this.#news = new Set();
    await this.#load();
    const news = this.#items.filter(({ id }) => heard.has(id));
    if (this.#app.screen !== this) {
      news.reverse().forEach((item) => this.#app.toasts.say(heading(item), '#/inbox'));
    }
  }

  /** What has expired since is gone. */
  enter() {
    if (this.#started) {
      this.#load();
    }
  }

  async #mark(path) {
    try {
      // The server tells all connections of this user, this one too
      const { unread } = await this.#app.api.post(path);
      this.unread = unread;
    } catch (error) {
      this.#app.toasts.wrong(error);
    }
    this.#app.changed();
  }

  view() {
    return html`<div class="heading">
        <h1 tabindex="-1">Inbox</h1>
        <p class="hint">${this.unread ? `${this.unread} unread` : 'All read'}</p>
        <button class="second" ?disabled=${!this.unread} @click=${() => this.#mark('/inbox/read')}>
          Mark all as read
        </button>
      </div>
      <div class="columns">
        ${this.#form()}
        <section aria-label="Notifications">
          ${this.#items.length ? nothing : empty('Nothing has come. Notify yourself, or hand in some work: its end is told here.')}
          <ul class="cards">
            ${repeat(
              this.#items,
              ({ id }) => id,
              (item) => html`<li>${this.#item(item)}</li>`,
            )}
          </ul>
          ${this.#next ? html`<button class="second" @click=${() => this.#load(this.#next)}>Older ones</button>` : nothing}
        </section>
      </div>`;
  }

  #item(item) {
    const { data, type, readAt, id } = item;
    return html`<article class="card notice" data-read=${readAt ? 'yes' : 'no'}>
      <header>
        <h2>
          ${readAt ? nothing : html`<span class="dot" aria-hidden="true"></span><span class="aside">Unread: </span>`}${heading(item)}
        </h2>
        ${time(item.time)}
      </header>
      ${type === 'task' ? html`<p>${badge(data.state)} ${data.error ? html`<span class="error">${data.error}</span>` : nothing}</p>` : nothing}
      ${type !== 'task' && data?.message && data.message !== heading(item) ? html`<p class="words">${data.message}</p>` : nothing}
      <div class="buttons">
        ${type === 'task' ? html`<a href="#/task/${data.id}">Open the task</a>` : nothing}
        ${readAt ? nothing : html`<button class="quiet" @click=${() => this.#mark(`/inbox/${encodeURIComponent(id)}/read`)}>Mark as read</button>`}
      </div>
    </article>`;
  }

  #form() {
    return html`<form class="card" @submit=${(event) => this.#notify(event)}>
      <h2>Notify somebody</h2>
      <div class="field">
        <label for="to">Who</label>
        <input
          id="to"
          name="to"
          .value=${this.#app.access.user}
          maxlength="128"
          required
          spellcheck="false"
          autocomplete="off"
        />
      </div>
      <div class="field">
        <label for="about">Title (may be empty)</label
        ><input id="about" name="about" maxlength="200" autocomplete="off" />
      </div>
      <div class="field">
        <label for="text">Message</label><textarea id="text" name="text" rows="3" maxlength="4000"></textarea>
      </div>
      <button>Notify</button>
    </form>`;
  }

  async #notify(event) {
    event.preventDefault();
    const { to, about, text } = event.target;
    const notice = { ...(about.value && { title: about.value }), ...(text.value && { message: text.value }) };
    try {
      await this.#app.api.post(`/notify/${encodeURIComponent(to.value.trim())}`, notice);
      this.#app.toasts.say(`Handed in: ${to.value.trim()} will be told.`);
      text.value = about.value = '';
    } catch (error) {
      this.#app.toasts.wrong(error);
    }
  }
}

function heading({ type, data }) {
  const words =
    type === 'task' ? `Your ${data.kind} task: ${data.state}` : String(data?.title ?? data?.message ?? type);
  return words.length > LONGEST_HEADING ? `${words.slice(0, LONGEST_HEADING)}…` : words;
}
