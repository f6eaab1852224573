import { html, nothing, repeat } from './lit.js';
import { badge, count, empty, time } from './words.js';

const STATES = ['scheduled', 'queued', 'running', 'succeeded', 'dead', 'cancelled'];
const DOES = {
  retry: { words: 'Run all again', states: ['dead'] },
  cancel: { words: 'Cancel all', states: ['scheduled', 'queued', 'running'] },
  discard: { words: 'Discard all', states: ['succeeded', 'dead', 'cancelled'] },
};
const FRESH_MS = 2_000;

/** All tasks, by state and kind; and what is to be done with all of them at once. */
export class TaskList {
  #app;
  #heard;
  #state = '';
  #kind = '';
  #tasks;
  #next;
  #further = false;
  #matching;
  #error;
  #bulk;
  #looking;
  #stale = false;

  constructor(app) {
    this.#app = app;
  }

  /** @param {string} filter a state and a kind, as they stand in the address */
  choose(filter) {
    const [state, ...kind] = filter.split('/');
    this.#state = STATES.includes(state) ? state : '';
    this.#kind = kind.join('/');
    this.#matching = undefined;
  }

  start() {
    this.stop();
    this.#load();
    // Samples say when something has happened: then, and only then, we look again
    this.#heard = this.#app.live.subscribe('ops:monitor', {
      onEvent: ({ type, data }) =>
        type === 'sample' &&
        data.accepted + data.started + data.succeeded + data.retried + data.dead + data.cancelled &&
        this.#moved(),
      onError: (error) => this.#wrong(error),
    });
  }

  stop() {
    this.#heard?.close();
    this.#heard = undefined;
    clearTimeout(this.#looking);
    this.#looking = undefined;
  }

  #moved() {
    if (this.#further) {
      this.#stale = true;
      this.#app.changed();
    } else {
      this.#looking ??= setTimeout(() => this.#load(), FRESH_MS);
    }
  }

  get #filter() {
    const filter = new URLSearchParams();
    if (this.#state) {
      filter.set('state', this.#state);
    }
    if (this.#kind) {
      filter.set('kind', this.#kind);
    }
    return filter;
  }

  async #load(path) {
    clearTimeout(this.#looking);
    this.#looking = undefined;
    const filter = this.#filter.toString();
    try {
      const [page, matching] = await Promise.all([
        this.#app.api.get(path ?? `/tasks?limit=25&${filter}`),
        this.#app.api.get(`/tasks/count?${filter}`),
      ]);
      if (filter !== this.#filter.toString()) {
        return;
      }
      this.#tasks = path ? [...this.#tasks, ...page.tasks] : page.tasks;
      this.#further = Boolean(path);
      this.#stale = false;
      this.#next = page.next;
      this.#matching = matching;
      this.#error = undefined;
    } catch (error) {
      this.#wrong(error);
    }
    this.#app.changed();
  }

  #wrong(error) {
    this.#error = error;
    this.#app.changed();
  }

  #filtered(event) {
    event.preventDefault();
    const { state, kind } = event.currentTarget;
    location.hash = `#/monitor/tasks/${state.value || 'any'}/${encodeURIComponent(kind.value.trim())}`;
  }

  /** Only with the number before one's eyes. */
  async #all(action) {
    const filter = Object.fromEntries(this.#filter);
    const of = `${filter.state ?? DOES[action].states.join(' or ')}${filter.kind ? ` of kind ${filter.kind}` : ''}`;
    const number = this.#matching.more ? `more than ${count(this.#matching.count)}` : count(this.#matching.count);
    if (
      !confirm(
        `${DOES[action].words}: ${number} ${this.#matching.count === 1 ? 'task' : 'tasks'}, ${of}.${action === 'discard' ? ' They and their history are gone for good.' : ''} Go on?`,
      )
    ) {
      return;
    }
    try {
      const { id } = await this.#app.api.post('/tasks/bulk', { action, ...filter });
      this.#bulk?.release();
      this.#bulk = this.#app.tasks.watch(id);
    } catch (error) {
      this.#app.toasts.wrong(error);
    }
    this.#app.changed();
  }

  view() {
    return html`<form
        class="filters card"
        @change=${(event) => this.#filtered(event)}
        @submit=${(event) => this.#filtered(event)}
      >
        <div>
          <label for="state">State</label>
          <select id="state" name="state">
            <option value="" ?selected=${!this.#state}>any</option>
            ${STATES.map((state) => html`<option value=${state} ?selected=${state === this.#state}>${state}</option>`)}
          </select>
        </div>
        <div>
          <label for="of-kind">Kind</label
          ><input
            id="of-kind"
            name="kind"
            .value=${this.#kind}
            placeholder="any"
            autocomplete="off"
            spellcheck="false"
          />
        </div>
        <p class="hint" role="status">
          ${this.#matching ? `${this.#matching.more ? 'more than ' : ''}${count(this.#matching.count)} ${this.#matching.count === 1 ? 'matches' : 'match'}` : ''}
        </p>
        ${this.#actions()}
      </form>
      ${this.#progress()} ${this.#error ? html`<p class="error" role="status">${this.#error.message}</p>` : nothing}
      ${this.#stale ? html`<p class="hint">Something has happened since. <button type="button" class="quiet" @click=${() => this.#load()}>Show the newest</button></p>` : nothing}
      ${this.#tasks ? this.#table() : html`<p role="status">Looking…</p>`}`;
  }

  #actions() {
    if (!this.#app.access.mayAct || !this.#matching?.count || !this.#state) {
      return nothing;
    }
    return html`<div class="buttons">
      ${Object.entries(DOES)
        .filter(([, { states }]) => states.includes(this.#state))
        .map(
          ([action, { words }]) =>
            html`<button
              type="button"
              class="second ${action === 'discard' ? 'danger' : ''}"
              @click=${() => this.#all(action)}
            >
              ${words}
            </button>`,
        )}
    </div>`;
  }

  #progress() {
    const now = this.#bulk?.now;
    if (!now) {
      return nothing;
    }
    const { result } = now;
    return html`<p class="card bulk" role="status">
      <a href="#/task/${now.id}">${now.payload?.action ?? 'bulk'}</a> ${badge(now.state)}
      ${result ? `${count(result.changed)} changed, ${count(result.skipped)} skipped` : (now.progress?.note ?? '')}
    </p>`;
  }

  #table() {
    if (!this.#tasks.length) {
      return empty(this.#state === 'dead' ? 'No dead letters. All is well.' : 'No task matches.');
    }
    return html`<div class="scroll card" tabindex="0" role="region" aria-label="Tasks">
        <table>
          <thead>
            <tr>
              ${['Task', 'State', 'Owner', 'Attempt', 'Handed in', 'Last error'].map((words) => html`<th scope="col">${words}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${repeat(
              this.#tasks,
              ({ id }) => id,
              (task) =>
                html`<tr>
                  <th scope="row">
                    <a href="#/task/${task.id}">${task.kind} <code>…${task.id.slice(-8)}</code></a>
                  </th>
                  <td>${badge(task.state)}</td>
                  <td>${task.owner}</td>
                  <td>${task.attempt} of ${task.maxAttempts}</td>
                  <td>${time(task.createdAt)}</td>
                  <td class="long">${task.error ?? ''}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.#next ? html`<button class="second" @click=${() => this.#load(this.#next)}>Older ones</button>` : nothing}`;
  }
}
