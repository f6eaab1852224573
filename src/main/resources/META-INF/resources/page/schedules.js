import { html, nothing, repeat } from './lit.js';
import { badge, empty, time } from './words.js';

/** Work that comes again and again. */
export class Schedules {
  #app;
  #heard;
  #schedules;
  #next;
  #error;

  constructor(app) {
    this.#app = app;
  }

  start() {
    this.stop();
    this.#load();
    this.#heard = this.#app.live.subscribe('ops:audit', {
      onEvent: ({ type }) => type.startsWith('schedule.') && this.#load(),
      onError: () => {},
    });
  }

  stop() {
    this.#heard?.close();
    this.#heard = undefined;
  }

  async #load(path) {
    try {
      const page = await this.#app.api.get(path ?? '/schedules?limit=50');
      this.#schedules = path ? [...this.#schedules, ...page.schedules] : page.schedules;
      this.#next = page.next;
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
    }
    this.#app.changed();
  }

  async #act(method, path, words) {
    try {
      await this.#app.api.call(method, path);
      this.#app.toasts.say(words);
    } catch (error) {
      this.#app.toasts.wrong(error);
    }
    this.#load();
  }

  async #create(event) {
    event.preventDefault();
    const form = event.target;
    try {
      const payload = JSON.parse(form.payload.value || '{}');
      const { value: name } = form.elements.namedItem('title');
      await this.#app.api.post('/schedules', {
        ...(name && { name }),
        cron: form.cron.value,
        zone: form.zone.value,
        kind: form.kind.value,
        payload,
      });
      this.#app.toasts.say('It is scheduled.');
    } catch (error) {
      this.#app.toasts.wrong(
        error instanceof SyntaxError ? new Error(`The payload is not JSON: ${error.message}`) : error,
      );
    }
    this.#load();
  }

  view() {
    return html`<div class="columns">
      ${this.#form()}
      <section aria-label="Schedules">
        ${this.#error ? html`<p class="error" role="status">${this.#error.message}</p>` : nothing}
        ${this.#schedules?.length === 0 ? empty('No schedules. Work can come every hour, every Monday, on the first of each month.') : nothing}
        <ul class="cards">
          ${repeat(
            this.#schedules ?? [],
            ({ id }) => id,
            (one) => html`<li>${this.#card(one)}</li>`,
          )}
        </ul>
        ${this.#next ? html`<button class="second" @click=${() => this.#load(this.#next)}>Older ones</button>` : nothing}
      </section>
    </div>`;
  }

  #card({ id, name, cron, zone, kind, state, owner, nextRunAt, lastRunAt, lastTask, error }) {
    const path = `/schedules/${id}`;
    return html`<article class="card">
      <header>
        <h2>${name || kind}</h2>
        ${badge(state)}
      </header>
      <p><code>${cron}</code> <span class="hint">${zone} · ${kind} · ${owner}</span></p>
      <p class="hint">
        ${state === 'active' ? html`next ${time(nextRunAt)}` : 'does not run'}${lastRunAt ? html` · last ${time(lastRunAt)}` : nothing}
        ${lastTask ? html` · <a href="#/task/${lastTask.replace('/tasks/', '')}">its task</a>` : nothing}
      </p>
      ${error ? html`<p class="error">${error}</p>` : nothing}
      ${
        this.#app.access.mayAct || owner === this.#app.access.user
          ? html`<div class="buttons">
              ${
                state === 'active'
                  ? html`<button class="second" @click=${() => this.#act('POST', `${path}/pause`, 'Paused.')}>
                      Pause
                    </button>`
                  : html`<button class="second" @click=${() => this.#act('POST', `${path}/resume`, 'It goes on.')}>
                      Resume
                    </button>`
              }
              <button class="second" @click=${() => this.#act('POST', `${path}/run`, 'Handed in.')}>Run now</button>
              <button
                class="second danger"
                @click=${() => confirm(`Delete the schedule ${name || kind}?`) && this.#act('DELETE', path, 'Deleted.')}
              >
                Delete
              </button>
            </div>`
          : nothing
      }
    </article>`;
  }

  #form() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
    return html`<form class="card" @submit=${(event) => this.#create(event)}>
      <h2>New schedule</h2>
      <div class="field">
        <label for="title">Name (may be empty)</label
        ><input id="title" name="title" maxlength="100" autocomplete="off" />
      </div>
      <div class="pair">
        <div class="field">
          <label for="cron">Cron</label
          ><input
            id="cron"
            name="cron"
            value="0 9 * * 1-5"
            required
            spellcheck="false"
            autocomplete="off"
            aria-describedby="cron-hint"
          />
        </div>
        <div class="field">
          <label for="zone">Time zone</label
          ><input id="zone" name="zone" value=${zone} required spellcheck="false" autocomplete="off" />
        </div>
      </div>
      <p class="hint" id="cron-hint">Minute, hour, day, month, weekday; or @hourly, @daily, @weekly.</p>
      <div class="field">
        <label for="s-kind">Kind</label
        ><input id="s-kind" name="kind" value="demo" required spellcheck="false" autocomplete="off" />
      </div>
      <div class="field">
        <label for="s-payload">Payload, a JSON object</label
        ><textarea id="s-payload" name="payload" rows="3" spellcheck="false">{"seconds": 5}</textarea>
      </div>
      <button>Schedule it</button>
    </form>`;
  }
}
