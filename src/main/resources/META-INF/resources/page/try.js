import { badge, empty, parsePayload, storedNames, time } from './format.js';
import { html, nothing, repeat } from './lit.js';
import { progressBar, taskButtons } from './taskview.js';

const MAX_TASKS = 20;

/** A form that submits a task, and the tasks that this tab has submitted. */
export class TryIt {
  title = 'Try it';
  #app;
  #kind = 'demo';
  #seconds = 8;
  #failurePercent = 0;
  #submitting = false;
  #tasks;

  constructor(app) {
    this.#app = app;
    const ids = storedNames(sessionStorage, this.#storageKey).slice(0, MAX_TASKS);
    this.#tasks = ids.map((id) => app.tasks.watch(id));
  }

  get #storageKey() {
    return `tasks ${this.#app.access.user}`;
  }

  #storeIds() {
    sessionStorage.setItem(this.#storageKey, JSON.stringify(this.#tasks.map(({ id }) => id)));
  }

  async #onSubmit(event) {
    event.preventDefault();
    this.#submitting = true;
    this.#app.redraw();
    try {
      const { id } = await this.#app.api.post('/tasks', this.#request(event.target));
      this.#tasks.unshift(this.#app.tasks.watch(id));
      this.#tasks.splice(MAX_TASKS).forEach((task) => task.release());
      this.#storeIds();
    } catch (error) {
      this.#app.toasts.error(error);
    }
    this.#submitting = false;
    this.#app.redraw();
  }

  /** The body of `POST /tasks`, from the form's fields. */
  #request({ kind, payload, delay, attempts, message }) {
    const demo = { seconds: this.#seconds, failureRate: this.#failurePercent / 100 };
    return {
      kind: kind.value.trim(),
      payload: payload ? parsePayload(payload.value) : { ...demo, ...(message.value && { message: message.value }) },
      ...(delay.value > 0 && { delay: Number(delay.value) }),
      ...(attempts.value && { maxAttempts: Number(attempts.value) }),
    };
  }

  #clearEnded() {
    this.#tasks.filter(isOver).forEach((task) => task.release());
    this.#tasks = this.#tasks.filter((task) => !isOver(task));
    this.#storeIds();
    this.#app.redraw();
  }

  view() {
    const clear = html`<button class="quiet" @click=${() => this.#clearEnded()}>Clear ended tasks</button>`;
    return html`<h1 tabindex="-1">Try it</h1>
      <p class="lead">
        Submit a task. The response comes as soon as the task is safe on disk; a worker runs it in the background.
      </p>
      <div class="columns">
        ${this.#form()}
        <section aria-labelledby="tasks">
          <div class="heading">
            <h2 id="tasks">Your tasks</h2>
            ${this.#tasks.some(isOver) ? clear : nothing}
          </div>
          ${this.#tasks.length ? this.#cards() : empty('No tasks yet. Submit one to follow its progress here.')}
        </section>
      </div>`;
  }

  #form() {
    return html`<form class="card" @submit=${(event) => this.#onSubmit(event)}>
      <h2>New task</h2>
      <div class="field">
        <label for="kind">Kind</label>
        <input
          id="kind"
          name="kind"
          list="kinds"
          .value=${this.#kind}
          required
          spellcheck="false"
          autocomplete="off"
          aria-describedby="kind-hint"
          @input=${(event) => this.#choose(event.target.value)}
        />
        <datalist id="kinds">
          <option value="demo"></option>
          <option value="process"></option>
        </datalist>
        <p class="hint" id="kind-hint">demo, process, or a kind of your own.</p>
      </div>
      ${this.#kind === 'demo' ? this.#demoFields() : payloadField()}
      <div class="pair">
        <div class="field">
          <label for="delay">Delay (s)</label>
          <input id="delay" name="delay" type="number" min="0" step="any" value="0" inputmode="decimal" />
        </div>
        <div class="field">
          <label for="attempts">Max. attempts</label>
          <input id="attempts" name="attempts" type="number" min="1" max="100" placeholder="15" inputmode="numeric" />
        </div>
      </div>
      <button ?disabled=${this.#submitting}>${this.#submitting ? 'Submitting…' : 'Submit task'}</button>
    </form>`;
  }

  #choose(kind) {
    this.#kind = kind.trim();
    this.#app.redraw();
  }

  #demoFields() {
    const onSeconds = (event) => {
      this.#seconds = Number(event.target.value);
      this.#app.redraw();
    };
    const onFailurePercent = (event) => {
      this.#failurePercent = Number(event.target.value);
      this.#app.redraw();
    };
    return html`<div class="field">
        <label for="seconds">Run time <output>${this.#seconds} s</output></label>
        <input id="seconds" type="range" min="0" max="50" .value=${String(this.#seconds)} @input=${onSeconds} />
      </div>
      <div class="field">
        <label for="failure">Failure rate <output>${this.#failurePercent} %</output></label>
        <input
          id="failure"
          type="range"
          min="0"
          max="100"
          step="5"
          .value=${String(this.#failurePercent)}
          @input=${onFailurePercent}
        />
      </div>
      <div class="field">
        <label for="message">Message (becomes the result)</label>
        <input id="message" name="message" maxlength="200" autocomplete="off" />
      </div>`;
  }

  #cards() {
    return html`<ul class="cards">
      ${repeat(
        this.#tasks,
        ({ id }) => id,
        (task) => html`<li>${this.#card(task)}</li>`,
      )}
    </ul>`;
  }

  #card(task) {
    const { now, id, error } = task;
    if (!now) {
      return html`<article class="card"><p>${error ? `${id}: ${error.message}` : 'Loading…'}</p></article>`;
    }
    return html`<article class="card task">
      <header>
        <a href="#/task/${id}"><b>${now.kind}</b> <code>…${id.slice(-8)}</code></a> ${badge(now.state)}
      </header>
      ${progressBar(now)} ${now.error ? html`<p class="error">${now.error}</p>` : nothing}
      <footer>
        <span class="hint">${now.attempt > 1 ? `attempt ${now.attempt} · ` : ''}${time(now.createdAt)}</span>
        ${taskButtons(this.#app, task)}
      </footer>
    </article>`;
  }
}

const isOver = ({ hasEnded, error }) => hasEnded || Boolean(error);

function payloadField() {
  return html`<div class="field">
    <label for="payload">Payload (a JSON object)</label>
    <textarea id="payload" name="payload" rows="5" spellcheck="false">{}</textarea>
  </div>`;
}
