import { html, nothing, repeat } from './lit.js';
import { empty, time } from './words.js';

const CHANNEL = 'ops:audit';
const PAGE = 50;
const KEPT = 1_000;

/** What operators did, newest first. */
export class Audit {
  #app;
  #heard;
  #entries = [];
  #started = false;
  #error;

  constructor(app) {
    this.#app = app;
  }

  start() {
    this.stop();
    this.#entries = [];
    this.#heard = this.#app.live.subscribe(CHANNEL, {
      onEvent: (event) => this.#add([event]),
      onSubscribed: ({ seq }) => this.#entries.length || this.#load(seq),
      onError: (error) => this.#wrong(error),
    });
  }

  stop() {
    this.#heard?.close();
    this.#heard = undefined;
  }

  async #load(upTo) {
    try {
      const after = Math.max(0, upTo - PAGE);
      const { events } = await this.#app.api.get(
        `/channels/${encodeURIComponent(CHANNEL)}/events?after=${after}&limit=${PAGE}`,
      );
      this.#add(events);
      this.#started = true;
    } catch (error) {
      this.#wrong(error);
    }
    this.#app.changed();
  }

  #add(events) {
    const known = new Map([...this.#entries, ...events].map((event) => [event.seq, event]));
    this.#entries = [...known.values()].sort((one, other) => other.seq - one.seq).slice(0, KEPT);
    this.#app.changed();
  }

  #wrong(error) {
    this.#error = error;
    this.#app.changed();
  }

  view() {
    const oldest = this.#entries.at(-1)?.seq ?? 0;
    return html`${this.#error ? html`<p class="error" role="status">${this.#error.message}</p>` : nothing}
    ${this.#started && !this.#entries.length ? empty('Nobody has done anything yet. What operators do to tasks and schedules is written down here before it is done.') : nothing}
    ${
      this.#entries.length
        ? html`<div class="scroll card" tabindex="0" role="region" aria-label="Audit log">
            <table>
              <thead>
                <tr>
                  ${['When', 'Who', 'What', 'To what', 'More'].map((words) => html`<th scope="col">${words}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${repeat(
                  this.#entries,
                  ({ seq }) => seq,
                  ({ time: at, from, type, data }) => entry(at, from, type, data),
                )}
              </tbody>
            </table>
          </div>`
        : nothing
    }
    ${oldest > 1 ? html`<button class="second" @click=${() => this.#load(oldest - 1)}>Older ones</button>` : nothing}`;
  }
}

function entry(at, from, type, { target, ...more } = {}) {
  const task = target?.startsWith('/tasks/') && target.slice('/tasks/'.length);
  const rest = Object.entries(more).map(
    ([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return html`<tr>
    <td>${time(at)}</td>
    <th scope="row">${from}</th>
    <td>${type}</td>
    <td>${task ? html`<a href="#/task/${task}"><code>…${task.slice(-8)}</code></a>` : (target ?? '')}</td>
    <td class="long">${rest.join(', ')}</td>
  </tr>`;
}
