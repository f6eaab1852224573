import { badge, count, empty, headerRow, time } from './format.js';
import { html, nothing, repeat } from './lit.js';

const STATES = ['scheduled', 'queued', 'running', 'succeeded', 'dead', 'cancelled'];
const BULK_ACTIONS = {
  retry: { label: 'Run all again', states: ['dead'] },
  cancel: { label: 'Cancel all', states: ['scheduled', 'queued', 'running'] },
  discard: { label: 'Discard all', states: ['succeeded', 'dead', 'cancelled'], deletes: true },
};
const COLUMNS = ['Task', 'State', 'Owner', 'Attempt', 'Submitted', 'Last error'];
const RELOAD_DELAY_MS = 2_000;

/** All tasks by state and kind, and what an operator can do with all of them at once. */
export class TaskList {
  #app;
  #subscription;
  #state = '';
  #kind = '';
  #tasks;
  #next;
  /** Whether older pages are shown as well, which a reload would take away. */
  #hasOlderPages = false;
  #isStale = false;
  /** The answer of `GET /tasks/count`. */
  #matching;
  #error;
  #bulkTask;
  #reloadTimer;

  constructor(app) {
    this.#app = app;
  }

  /** @param {string} filter STATE/KIND, as in the address */
  choose(filter) {
    const [state, ...kind] = filter.split('/');
    this.#state = STATES.includes(state) ? state : '';
    this.#kind = kind.join('/');
    this.#matching = undefined;
  }

  start() {
    this.stop();
    this.#load();
    // A sample tells that tasks have changed; without a change nothing is asked for
    this.#subscription = this.#app.live.subscribe('ops:monitor', {
      onEvent: ({ type, data }) => type === 'sample' && hasChanges(data) && this.#onChange(),
      onError: (error) => this.#fail(error),
    });
  }

  stop() {
    this.#subscription?.close();
    this.#subscription = undefined;
    clearTimeout(this.#reloadTimer);
    this.#reloadTimer = undefined;
  }

  #onChange() {
    if (this.#hasOlderPages) {
      this.#isStale = true;
      this.#app.redraw();
    } else {
      this.#reloadTimer ??= setTimeout(() => this.#load(), RELOAD_DELAY_MS);
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

  /** @param {string} [path] of an older page */
  async #load(path) {
    clearTimeout(this.#reloadTimer);
    this.#reloadTimer = undefined;
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
      this.#hasOlderPages = Boolean(path);
      this.#isStale = false;
      this.#next = page.next;
      this.#matching = matching;
      this.#error = undefined;
    } catch (error) {
      this.#fail(error);
    }
    this.#app.redraw();
  }

  #fail(error) {
    this.#error = error;
    this.#app.redraw();
  }

  #onFilter(event) {
    event.preventDefault();
    const { state, kind } = event.currentTarget;
    location.hash = `#/monitor/tasks/${state.value || 'any'}/${encodeURIComponent(kind.value.trim())}`;
  }

  async #onBulkAction(action) {
    const filter = Object.fromEntries(this.#filter);
    if (!confirm(this.#question(BULK_ACTIONS[action], filter))) {
      return;
    }
    try {
      const { id } = await this.#app.api.post('/tasks/bulk', { action, ...filter });
      this.#bulkTask?.release();
      this.#bulkTask = this.#app.tasks.watch(id);
    } catch (error) {
      this.#app.toasts.error(error);
    }
    this.#app.redraw();
  }

  /** Names the number of tasks, so that an operator acts on no more than intended. */
  #question({ label, deletes }, { state, kind }) {
    const tasks = `${this.#number} ${state} ${this.#matching.count === 1 ? 'task' : 'tasks'}`;
    const ofKind = kind ? ` of kind ${kind}` : '';
    return `${label}: ${tasks}${ofKind}.${deletes ? ' Discarded tasks and their history are deleted for good.' : ''} Continue?`;
  }

  get #number() {
    return `${this.#matching.more ? 'more than ' : ''}${count(this.#matching.count)}`;
  }

  view() {
    return html`${this.#filterForm()} ${this.#bulkProgress()}
    ${this.#error ? html`<p class="error" role="status">${this.#error.message}</p>` : nothing}
    ${this.#isStale ? this.#staleNotice() : nothing}
    ${this.#tasks ? this.#table() : html`<p role="status">Loading…</p>`}`;
  }

  #filterForm() {
    const onFilter = (event) => this.#onFilter(event);
    const option = (state) => html`<option value=${state} ?selected=${state === this.#state}>${state}</option>`;
    return html`<form class="filters card" @change=${onFilter} @submit=${onFilter}>
      <div>
        <label for="state">State</label>
        <select id="state" name="state">
          <option value="" ?selected=${!this.#state}>any</option>
          ${STATES.map(option)}
        </select>
      </div>
      <div>
        <label for="kind-filter">Kind</label>
        <input
          id="kind-filter"
          name="kind"
          .value=${this.#kind}
          placeholder="any"
          autocomplete="off"
          spellcheck="false"
        />
      </div>
      <p class="hint" role="status">
        ${this.#matching ? `${this.#number} ${this.#matching.count === 1 ? 'matches' : 'match'}` : ''}
      </p>
      ${this.#bulkButtons()}
    </form>`;
  }

  #staleNotice() {
    return html`<p class="hint">
      Tasks have changed since.
      <button type="button" class="quiet" @click=${() => this.#load()}>Show the newest</button>
    </p>`;
  }

  #bulkButtons() {
    if (!this.#app.access.canOperate || !this.#matching?.count || !this.#state) {
      return nothing;
    }
    const button = ([action, { label, deletes }]) =>
      html`<button
        type="button"
        class="secondary ${deletes ? 'danger' : ''}"
        @click=${() => this.#onBulkAction(action)}
      >
        ${label}
      </button>`;
    const allowed = Object.entries(BULK_ACTIONS).filter(([, { states }]) => states.includes(this.#state));
    return html`<div class="buttons">${allowed.map(button)}</div>`;
  }

  #bulkProgress() {
    const now = this.#bulkTask?.now;
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
      return empty(this.#state === 'dead' ? 'No dead tasks.' : 'No tasks match this filter.');
    }
    return html`<div class="scroll card" tabindex="0" role="region" aria-label="Tasks">
        <table>
          <thead>
            ${headerRow(COLUMNS)}
          </thead>
          <tbody>
            ${repeat(this.#tasks, ({ id }) => id, row)}
          </tbody>
        </table>
      </div>
      ${
        this.#next
          ? html`<button class="secondary" @click=${() => this.#load(this.#next)}>Load older tasks</button>`
          : nothing
      }`;
  }
}

const hasChanges = ({ accepted, started, succeeded, retried, dead, cancelled }) =>
  accepted + started + succeeded + retried + dead + cancelled > 0;

function row({ id, kind, state, owner, attempt, maxAttempts, createdAt, error }) {
  return html`<tr>
    <th scope="row">
      <a href="#/task/${id}">${kind} <code>…${id.slice(-8)}</code></a>
    </th>
    <td>${badge(state)}</td>
    <td>${owner}</td>
    <td>${attempt} of ${maxAttempts}</td>
    <td>${time(createdAt)}</td>
    <td class="long">${error ?? ''}</td>
  </tr>`;
}
