import { html, nothing, repeat } from './lit.js';
import { bar, actions } from './taskparts.js';
import { badge, empty, kept, time } from './words.js';

const KEPT = 20;

/** A form that hands work in, and what came of it. */
export class TryIt {
  title = 'Try it';
  #app;
  #kind = 'demo';
  #seconds = 8;
  #failing = 0;
  #sending = false;
  #mine = [];

  constructor(app) {
    this.#app = app;
    this.#ids.slice(0, KEPT).forEach((id) => this.#mine.push(app.tasks.watch(id)));
  }

  get #ids() {
    return kept(sessionStorage, this.#key);
  }

  async #submit(event) {
    event.preventDefault();
    this.#sending = true;
    this.#app.changed();
    try {
      const { id } = await this.#app.api.post('/tasks', this.#task(event.target));
      this.#mine.unshift(this.#app.tasks.watch(id));
      this.#mine.splice(KEPT).forEach((task) => task.release());
      this.#keep();
    } catch (error) {
      this.#app.toasts.wrong(error);
    }
    this.#sending = false;
    this.#app.changed();
  }

  get #key() {
    return `tasks ${this.#app.access.user}`;
  }

  #keep() {
    sessionStorage.setItem(this.#key, JSON.stringify(this.#mine.map(({ id }) => id)));
  }

  #task({ kind, payload, delay, attempts, message }) {
    const task = { kind: kind.value.trim() };
    task.payload =
      this.#kind === 'demo'
        ? { seconds: this.#seconds, failureRate: this.#failing / 100, ...(message.value && { message: message.value }) }
        : parsed(payload.value);
    if (delay.value > 0) {
      task.delay = Number(delay.value);
    }
    if (attempts.value) {
      task.maxAttempts = Number(attempts.value);
    }
    return task;
  }

  #clear() {
    const [done, going] = [
      this.#mine.filter((t) => t.ended || t.error),
      this.#mine.filter((t) => !t.ended && !t.error),
    ];
    done.forEach((task) => task.release());
    this.#mine = going;
    this.#keep();
    this.#app.changed();
  }

  view() {
    return html`<h1 tabindex="-1">Try it</h1>
      <p class="lead">
        Hand in a piece of work. The answer comes when it is safe on disk; the work goes on without you.
      </p>
      <div class="columns">
        ${this.#form()}
        <section aria-labelledby="mine">
          <div class="heading">
            <h2 id="mine">What you handed in</h2>
            ${
              this.#mine.some((t) => t.ended || t.error)
                ? html`<button class="quiet" @click=${() => this.#clear()}>Clear what has ended</button>`
                : nothing
            }
          </div>
          ${
            this.#mine.length
              ? html`<ul class="cards">
                  ${repeat(
                    this.#mine,
                    ({ id }) => id,
                    (task) => html`<li>${this.#card(task)}</li>`,
                  )}
                </ul>`
              : empty('Nothing yet. Start something, and watch it move.')
          }
        </section>
      </div>`;
  }

  #form() {
    return html`<form class="card" @submit=${(event) => this.#submit(event)}>
      <h2>New work</h2>
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
      ${this.#kind === 'demo' ? this.#demo() : this.#payload()}
      <div class="pair">
        <div class="field">
          <label for="delay">Start in (s)</label>
          <input id="delay" name="delay" type="number" min="0" step="any" value="0" inputmode="decimal" />
        </div>
        <div class="field">
          <label for="attempts">Attempts at most</label>
          <input id="attempts" name="attempts" type="number" min="1" max="100" placeholder="15" inputmode="numeric" />
        </div>
      </div>
      <button ?disabled=${this.#sending}>${this.#sending ? 'Handing in…' : 'Hand it off'}</button>
    </form>`;
  }

  #choose(kind) {
    this.#kind = kind.trim();
    this.#app.changed();
  }

  #demo() {
    return html`<div class="field">
        <label for="seconds">Takes <output>${this.#seconds} s</output></label>
        <input
          id="seconds"
          type="range"
          min="0"
          max="50"
          .value=${String(this.#seconds)}
          @input=${(event) => {
            this.#seconds = Number(event.target.value);
            this.#app.changed();
          }}
        />
      </div>
      <div class="field">
        <label for="failing">Fails <output>${this.#failing} %</output> of the time</label>
        <input
          id="failing"
          type="range"
          min="0"
          max="100"
          step="5"
          .value=${String(this.#failing)}
          @input=${(event) => {
            this.#failing = Number(event.target.value);
            this.#app.changed();
          }}
        />
      </div>
      <div class="field">
        <label for="message">Message (comes back as its result)</label>
        <input id="message" name="message" maxlength="200" autocomplete="off" />
      </div>`;
  }

  #payload() {
    return html`<div class="field">
      <label for="payload">Payload, a JSON object</label>
      <textarea id="payload" name="payload" rows="5" spellcheck="false">{}</textarea>
    </div>`;
  }

  #card(task) {
    const now = task.now;
    if (!now) {
      return html`<article class="card">
        <p>${task.error ? `${task.id}: ${task.error.message}` : 'Looking…'}</p>
      </article>`;
    }
    return html`<article class="card task">
      <header>
        <a href="#/task/${task.id}"><b>${now.kind}</b> <code>…${task.id.slice(-8)}</code></a> ${badge(now.state)}
      </header>
      ${bar(now)} ${now.error ? html`<p class="error">${now.error}</p>` : nothing}
      <footer>
        <span class="hint">${now.attempt > 1 ? `attempt ${now.attempt} · ` : ''}${time(now.createdAt)}</span>
        ${actions(this.#app, task)}
      </footer>
    </article>`;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text || '{}');
  } catch (error) {
    throw new Error(`The payload is not JSON: ${error.message}`);
  }
}
