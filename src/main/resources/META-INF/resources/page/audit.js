import { empty, headerRow, time } from './format.js';
import { html, nothing, repeat } from './lit.js';

const CHANNEL = 'ops:audit';
const PAGE_SIZE = 50;
const MAX_ENTRIES = 1_000;
const COLUMNS = ['Time', 'User', 'Action', 'Target', 'Details'];

/** The actions of operators, newest first. */
export class Audit {
  #app;
  #subscription;
  #entries = [];
  #isLoaded = false;
  #error;

  constructor(app) {
    this.#app = app;
  }

  start() {
    this.stop();
    this.#entries = [];
    this.#subscription = this.#app.live.subscribe(CHANNEL, {
      onEvent: (event) => this.#add([event]),
      onSubscribed: ({ seq }) => this.#entries.length || this.#load(seq),
      onError: (error) => this.#fail(error),
    });
  }

  stop() {
    this.#subscription?.close();
    this.#subscription = undefined;
  }

  async #load(upTo) {
    try {
      const after = Math.max(0, upTo - PAGE_SIZE);
      const path = `/channels/${encodeURIComponent(CHANNEL)}/events?after=${after}&limit=${PAGE_SIZE}`;
      const { events } = await this.#app.api.get(path);
      this.#add(events);
      this.#isLoaded = true;
    } catch (error) {
      this.#fail(error);
    }
    this.#app.redraw();
  }

  #add(events) {
    const bySeq = new Map([...this.#entries, ...events].map((event) => [event.seq, event]));
    this.#entries = [...bySeq.values()].sort((one, other) => other.seq - one.seq).slice(0, MAX_ENTRIES);
    this.#app.redraw();
  }

  #fail(error) {
    this.#error = error;
    this.#app.redraw();
  }

  view() {
    const oldest = this.#entries.at(-1)?.seq ?? 0;
    const older = html`<button class="secondary" @click=${() => this.#load(oldest - 1)}>Load older entries</button>`;
    return html`${this.#error ? html`<p class="error" role="status">${this.#error.message}</p>` : nothing}
    ${this.#entries.length ? this.#table() : nothing}
    ${this.#isLoaded && !this.#entries.length ? empty('No entries yet. Actions of operators are recorded here.') : nothing}
    ${oldest > 1 ? older : nothing}`;
  }

  #table() {
    return html`<div class="scroll card" tabindex="0" role="region" aria-label="Audit log">
      <table>
        <thead>
          ${headerRow(COLUMNS)}
        </thead>
        <tbody>
          ${repeat(this.#entries, ({ seq }) => seq, row)}
        </tbody>
      </table>
    </div>`;
  }
}

function row({ time: at, from, type, data }) {
  const { target, ...details } = data ?? {};
  const task = target?.startsWith('/tasks/') && target.slice('/tasks/'.length);
  const text = (value) => (typeof value === 'object' ? JSON.stringify(value) : value);
  return html`<tr>
    <td>${time(at)}</td>
    <th scope="row">${from}</th>
    <td>${type}</td>
    <td>${task ? html`<a href="#/task/${task}"><code>…${task.slice(-8)}</code></a>` : (target ?? '')}</td>
    <td class="long">
      ${Object.entries(details)
        .map(([name, value]) => `${name}: ${text(value)}`)
        .join(', ')}
    </td>
  </tr>`;
}
