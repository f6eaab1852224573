import { badge, empty, parsePayload, time } from './format.js';
import { html, nothing, repeat } from './lit.js';

/** Recurring tasks. */
export class Schedules {
  #app;
  #subscription;
  #schedules;
  #next;
  #error;

  constructor(app) {
    this.#app = app;
  }

  start() {
    this.stop();
    this.#load();
    this.#subscription = this.#app.live.subscribe('ops:audit', {
      onEvent: ({ type }) => type.startsWith('schedule.') && this.#load(),
      onError: () => {},
    });
  }

  stop() {
    this.#subscription?.close();
    this.#subscription = undefined;
  }

  /** @param {string} [path] of an older page */
  async #load(path) {
    try {
      const page = await this.#app.api.get(path ?? '/schedules?limit=50');
      this.#schedules = path ? [...this.#schedules, ...page.schedules] : page.schedules;
      this.#next = page.next;
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
    }
    this.#app.redraw();
  }

  async #call(method, path, success) {
    try {
      await this.#app.api.call(method, path);
      this.#app.toasts.info(success);
    } catch (error) {
      this.#app.toasts.error(error);
    }
    this.#load();
  }

  async #onCreate(event) {
    event.preventDefault();
    try {
      await this.#app.api.post('/schedules', request(event.target));
      this.#app.toasts.info('Schedule created.');
    } catch (error) {
      this.#app.toasts.error(error);
    }
    this.#load();
  }

  view() {
    const more = html`<button class="secondary" @click=${() => this.#load(this.#next)}>Load older schedules</button>`;
    return html`<div class="columns">
      ${this.#form()}
      <section aria-label="Schedules">
        ${this.#error ? html`<p class="error" role="status">${this.#error.message}</p>` : nothing}
        ${this.#schedules?.length === 0 ? empty('No schedules yet. Create one to submit a task regularly.') : nothing}
        <ul class="cards">
          ${repeat(
            this.#schedules ?? [],
            ({ id }) => id,
            (schedule) => html`<li>${this.#card(schedule)}</li>`,
          )}
        </ul>
        ${this.#next ? more : nothing}
      </section>
    </div>`;
  }

  #card(schedule) {
    const { name, cron, zone, kind, state, owner, nextRunAt, lastRunAt, lastTask, error } = schedule;
    const mayChange = this.#app.access.canOperate || owner === this.#app.access.user;
    const lastTaskLink = lastTask && html` · <a href="#/task/${lastTask.replace('/tasks/', '')}">last task</a>`;
    return html`<article class="card">
      <header>
        <h2>${name || kind}</h2>
        ${badge(state)}
      </header>
      <p><code>${cron}</code> <span class="hint">${zone} · ${kind} · ${owner}</span></p>
      <p class="hint">
        ${state === 'active' ? html`next run ${time(nextRunAt)}` : 'paused, no next run'}${
          lastRunAt ? html` · last run ${time(lastRunAt)}` : nothing
        }${lastTaskLink ?? nothing}
      </p>
      ${error ? html`<p class="error">${error}</p>` : nothing} ${mayChange ? this.#buttons(schedule) : nothing}
    </article>`;
  }

  #buttons({ id, name, kind, state }) {
    const path = `/schedules/${id}`;
    const button = (label, onClick, style = '') =>
      html`<button class="secondary ${style}" @click=${onClick}>${label}</button>`;
    const pause = () => this.#call('POST', `${path}/pause`, 'Schedule paused.');
    const resume = () => this.#call('POST', `${path}/resume`, 'Schedule resumed.');
    const run = () => this.#call('POST', `${path}/run`, 'Task submitted.');
    const remove = () =>
      confirm(`Delete the schedule ${name || kind}?`) && this.#call('DELETE', path, 'Schedule deleted.');
    return html`<div class="buttons">
      ${state === 'active' ? button('Pause', pause) : button('Resume', resume)} ${button('Run now', run)}
      ${button('Delete', remove, 'danger')}
    </div>`;
  }

  #form() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
    return html`<form class="card" @submit=${(event) => this.#onCreate(event)}>
      <h2>New schedule</h2>
      <div class="field">
        <label for="schedule-name">Name (optional)</label>
        <input id="schedule-name" name="scheduleName" maxlength="100" autocomplete="off" />
      </div>
      <div class="pair">
        <div class="field">
          <label for="cron">Cron</label>
          <input
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
          <label for="zone">Time zone</label>
          <input id="zone" name="zone" value=${zone} required spellcheck="false" autocomplete="off" />
        </div>
      </div>
      <p class="hint" id="cron-hint">Minute, hour, day, month, weekday; or @hourly, @daily, @weekly.</p>
      <div class="field">
        <label for="schedule-kind">Kind</label>
        <input id="schedule-kind" name="kind" value="demo" required spellcheck="false" autocomplete="off" />
      </div>
      <div class="field">
        <label for="schedule-payload">Payload (a JSON object)</label>
        <textarea id="schedule-payload" name="payload" rows="3" spellcheck="false">{"seconds": 5}</textarea>
      </div>
      <button>Create schedule</button>
    </form>`;
  }
}

/** The body of `POST /schedules`, from the form's fields. */
function request({ scheduleName, cron, zone, kind, payload }) {
  return {
    ...(scheduleName.value && { name: scheduleName.value }),
    cron: cron.value,
    zone: zone.value,
    kind: kind.value,
    payload: parsePayload(payload.value),
  };
}
